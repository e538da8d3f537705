"""Scottish duties over the years, as bodies of each list live through them. The bodies are fictional."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

import psed
from psed.calendar import strict_end
from psed.loading import vocabulary
from psed.model.dates import Months
from psed.model.organisation import Register
from psed.model.outcome import DutyRead, Outcome, Reason

NOW = dt.date(2026, 11, 21)
ALL_OF_IT: dict[str, dict[str, object]] = {
    "mainstreaming_report": {
        "includes": ["mainstreaming-progress", "employee-breakdown", "use-of-employee-data", "board-members"]
    },
    "equality_outcomes": {"reasons_for_gaps": True, "involved": True},
    "outcome_progress_report": {},
    "pay_gap_report": {"measures": ["mean-hourly"]},
    "equal_pay_statement": {
        "states": ["policy", "segregation-by-grade", "segregation-by-occupation"],
        "groups": ["sex", "disability", "race"],
    },
    "board_gender_report": {},
}
KINDS = {
    "mainstreaming": "mainstreaming_report",
    "outcomes": "equality_outcomes",
    "outcome-progress": "outcome_progress_report",
    "pay-gap": "pay_gap_report",
    "equal-pay": "equal_pay_statement",
    "report": "board_gender_report",
}


def read(
    rule: str,
    days: list[dt.date],
    as_at: dt.date,
    listed: str | None = None,
    employees: int = 400,
    **more: Any,
) -> DutyRead:
    """One duty of a body that published on some days."""
    kind = KINDS[rule.partition(":")[2]]
    held = {
        "organisation": {
            "id": "x:y",
            "name": "A body",
            "kind": "other" if listed else "principal-council",
            "nation": "scotland",
            "headcount": [{"on": "2012-05-27", "employees": employees, "basis": "payroll"}],
            "listings": [{"list": listed}] if listed else [],
            **more,
        },
        "evidence": [
            {"id": f"E-{n}", "kind": kind, "title": "Paper", "dated": str(day), "published_on": str(day)}
            | {"detail": ALL_OF_IT[kind]}
            for n, day in enumerate(days, 1)
        ],
    }
    found = psed.assess(psed.Dossier.model_validate(held), as_at=as_at).duties
    (duty,) = [each for each in found if each.rule == rule]
    return duty


def rolled(first: str, years: int) -> Iterator[dt.date]:
    """The cautious last day each time, until now."""
    day = dt.date.fromisoformat(first)
    while day <= NOW:
        yield day
        day = strict_end(day, Months(12 * years))


def fixed(first: str, years: int) -> Iterator[dt.date]:
    day = dt.date.fromisoformat(first)
    while day <= NOW:
        yield day
        day = day.replace(year=day.year + years)


@pytest.mark.parametrize(
    ("listed", "rule", "days", "due_next"),
    [
        ("scotland-schedule", "mainstreaming", rolled("2013-04-30", 2), "2027-04-23"),
        ("scotland-schedule", "outcomes", rolled("2013-04-30", 4), "2029-04-26"),
        ("scotland-schedule", "outcome-progress", rolled("2015-04-30", 2), "2027-04-24"),
        ("scotland-schedule", "pay-gap", fixed("2013-04-30", 2), "2027-04-30"),
        ("scotland-schedule", "equal-pay", fixed("2013-04-30", 4), "2029-04-30"),
        ("scotland-2a", "mainstreaming", rolled("2016-04-30", 2), "2028-04-24"),
        ("scotland-2a", "outcomes", rolled("2016-04-30", 4), "2028-04-27"),
        ("scotland-2a", "outcome-progress", rolled("2018-04-30", 2), "2028-04-25"),
        ("scotland-2a", "pay-gap", fixed("2018-04-30", 2), "2028-04-30"),
        ("scotland-2a", "equal-pay", fixed("2018-04-30", 4), "2030-04-30"),
        ("food-standards-scotland", "mainstreaming", rolled("2016-04-30", 2), "2028-04-24"),
        ("food-standards-scotland", "pay-gap", fixed("2016-04-30", 2), "2028-04-30"),
        ("food-standards-scotland", "equal-pay", fixed("2016-04-30", 4), "2028-04-30"),
        ("historic-environment-scotland", "pay-gap", fixed("2017-04-30", 2), "2027-04-30"),
        ("historic-environment-scotland", "equal-pay", fixed("2017-04-30", 4), "2029-04-30"),
        ("scotland-2h", "mainstreaming", rolled("2026-04-30", 2), "2028-04-29"),
        ("scotland-2h", "outcomes", rolled("2026-04-30", 4), "2030-04-29"),
        ("scotland-2h", "pay-gap", fixed("2026-04-30", 2), "2028-04-30"),
        ("scotland-2h", "equal-pay", fixed("2026-04-30", 4), "2030-04-30"),
    ],
)
def test_a_body_that_always_kept_the_last_day_is_due_next_on_that_of_its_list(
    listed: str, rule: str, days: Iterator[dt.date], due_next: str
) -> None:
    found = read(f"scotland-2012:{rule}", list(days), NOW, listed)
    assert found.outcome is Outcome.MET, found.because
    assert found.next_due_on
    assert str(found.next_due_on.low) == str(found.next_due_on.high) == due_next


def test_progress_of_the_last_body_named_is_due_first_two_years_after_its_outcomes() -> None:
    found = read("scotland-2012:outcome-progress", [], NOW, "scotland-2h")
    assert found.reasons == (Reason.NOT_YET_DUE,)
    assert found.next_due_on
    assert str(found.next_due_on.low) == "2028-04-30"


def test_reports_on_boards_go_by_days_of_their_own() -> None:
    days = list(rolled("2021-04-30", 2))
    found = read("scotland-boards-2018:report", days, NOW, "scotland-boards")
    assert found.outcome is Outcome.MET
    assert found.next_due_on
    assert str(found.next_due_on.low) == "2027-04-27"


@pytest.mark.parametrize("rule", ["mainstreaming", "outcomes", "outcome-progress", "pay-gap", "equal-pay"])
@pytest.mark.parametrize(
    "register", [each for each in Register if str(each)[-2:] in ("2b", "2c", "2d", "2f", "2g")]
)
def test_where_what_names_a_body_was_not_seen_no_day_is_guessed(rule: str, register: Register) -> None:
    for kind in ("other", "principal-council", "integration-joint-board"):
        found = read(f"scotland-2012:{rule}", [], NOW, str(register), kind=kind)
        assert (found.outcome, found.reasons) == (Outcome.UNKNOWN, (Reason.SCOPE_UNKNOWN,)), found.because
        assert found.next_due_on is None


@pytest.mark.parametrize("rule", ["pay-gap", "equal-pay"])
def test_a_body_of_149_is_asked_only_since_the_limit_fell(rule: str) -> None:
    for day, outcome, reason in (
        ("2016-03-17", Outcome.NOT_APPLICABLE, Reason.OUT_OF_SCOPE),
        ("2016-03-18", Outcome.NOT_APPLICABLE, Reason.NOT_YET_DUE),
        ("2017-05-01", Outcome.UNKNOWN, Reason.NOTHING_ON_FILE),
    ):
        found = read(f"scotland-2012:{rule}", [], dt.date.fromisoformat(day), employees=149)
        assert (found.outcome, found.reasons) == (outcome, (reason,)), found.because


def test_of_every_kind_of_body_in_every_year_nothing_on_file_is_never_a_no() -> None:
    for kind in vocabulary().organisation_kinds:
        for year in (2011, 2012, 2013, 2015, 2016, 2017, 2018, 2021, 2026, 2029):
            body = {"id": "x:y", "name": "B", "kind": kind, "nation": "scotland"}
            duties = psed.assess(
                psed.Dossier.model_validate({"organisation": body}), as_at=dt.date(year, 7, 1)
            ).duties
            ours = [duty for duty in duties if duty.pack.startswith("scotland-")]
            assert len(ours) == 14
            assert {duty.outcome for duty in ours} <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}


def test_a_kind_counts_only_where_no_list_is_on_record() -> None:
    lists = [{"list": "scotland-2a", "from": "2015-06-11"}]
    for day, reason in (("2015-06-10", Reason.SCOPE_UNKNOWN), ("2015-06-11", Reason.NOT_YET_DUE)):
        found = read("scotland-2012:mainstreaming", [], dt.date.fromisoformat(day), listings=lists)
        assert found.reasons == (reason,)
    assert read("scotland-2012:mainstreaming", [], dt.date(2015, 6, 10)).reasons == (Reason.NOTHING_ON_FILE,)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (None, ("unknown", "undated")),  # for 2025 or, late, for 2023, and then 2025 is open
        ("2024/25", ("met",)),  # its last day lies in the time to 30 April 2025
        ("2023/24", ("met",)),
        # Late for 30 April 2023; what was there for 2025 before it is not on file.
        ("2022/23", ("unknown", "nothing_on_file")),
    ],
)
def test_a_period_tells_late_for_one_time_from_early_for_the_next(
    period: str | None, expected: tuple[str, ...]
) -> None:
    item: dict[str, Any] = {"id": "P-1", "kind": "pay_gap_report", "title": "Pay gap"}
    item |= {"dated": "2025-03-20", "published_on": "2025-04-25", "detail": {"measures": ["mean-hourly"]}} | (
        {"period": period} if period else {}
    )
    body = {"id": "example:c", "name": "A council", "kind": "principal-council", "nation": "scotland"}
    count = {"on": "2012-01-01", "employees": 4000, "basis": "payroll"}
    dossier = psed.Dossier.model_validate(
        {"organisation": {**body, "headcount": [count]}, "evidence": [item]}
    )
    result = psed.assess(dossier, as_at=dt.date(2026, 11, 21))
    (found,) = (duty for duty in result.duties if duty.rule == "scotland-2012:pay-gap")
    assert (found.outcome.value, *(reason.value for reason in found.reasons)) == expected
