"""The gender pay gap over the years of one district, and of councils that are founded and abolished."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import psed
from psed.model.outcome import DutyRead, Outcome, Reason

COUNTS = {
    "2025-03-28": 146,
    "2026-03-27": 158,
    "2026-03-31": 252,
    "2026-06-30": 262,
    "2027-03-31": 248,
}
"""A district whose staff pass 150 and then, for one snapshot, 250."""


def report(name: str, published: str, of: str | None = None) -> dict[str, Any]:
    period = {"period": of} if of else {}
    kind = {"kind": "gender_pay_gap_report", "title": "Gender pay gap figures"}
    return {"id": name, **kind, "dated": published, "published_on": published, **period}


def read(
    as_at: str, *evidence: dict[str, Any], counts: dict[str, int] | None = None, **body: Any
) -> DutyRead:
    """What comes of the duty of public authorities."""
    held = COUNTS if counts is None else counts
    headcount = [{"on": day, "employees": number, "basis": "payroll"} for day, number in held.items()]
    known = {"id": "example:b", "name": "A council", "kind": "district", "nation": "england", **body}
    whole = {"organisation": {**known, "headcount": headcount}, "evidence": list(evidence)}
    found = psed.assess(psed.Dossier.model_validate(whole), as_at=dt.date.fromisoformat(as_at)).duties
    return next(duty for duty in found if duty.rule == "gender-pay-gap-2017:public-authorities")


def next_due(duty: DutyRead) -> str | None:
    return duty.next_due_on.low.isoformat() if duty.next_due_on else None


@pytest.mark.parametrize("as_at", ["2026-03-31", "2026-07-01", "2026-11-21", "2027-03-30"])
def test_252_on_the_snapshot_binds_for_that_year(as_at: str) -> None:
    found = read(as_at)
    assert (found.outcome, found.reasons) == (Outcome.NOT_APPLICABLE, (Reason.NOT_YET_DUE,))
    assert next_due(found) == "2027-03-30"


@pytest.mark.parametrize("as_at", ["2025-04-01", "2026-03-30"])
def test_before_the_snapshot_nothing_bound_the_district(as_at: str) -> None:
    found = read(as_at, counts={"2017-03-31": 140, **COUNTS})
    assert (found.outcome, found.reasons) == (Outcome.NOT_APPLICABLE, (Reason.OUT_OF_SCOPE,))


def test_without_a_count_for_the_last_snapshot_that_is_over_it_is_not_known() -> None:
    found = read("2026-03-30")
    assert (found.outcome, found.reasons) == (Outcome.UNKNOWN, (Reason.FIGURE_MISSING,))


@pytest.mark.parametrize("as_at", ["2027-03-31", "2028-01-15", "2028-03-31"])
def test_it_stays_owed_when_fewer_than_250_are_left_a_year_later(as_at: str) -> None:
    found = read(as_at)
    assert (found.outcome, found.reasons) == (Outcome.UNKNOWN, (Reason.NOTHING_ON_FILE,))
    assert found.occurrence is None
    assert found.because.startswith("It was due by 30 March 2027 (figures of 31 March 2026).")
    assert next_due(found) is None


def test_published_for_the_one_year_nothing_more_is_due() -> None:
    found = read("2028-06-01", report("E-1", "2027-03-30", "2026-03-31"))
    assert found.outcome is Outcome.MET
    assert [row.due_on.low for row in found.history if row.due_on] == [dt.date(2027, 3, 30)]
    assert next_due(found) is None


def test_a_day_late_is_history() -> None:
    found = read("2027-03-31", report("E-1", "2027-03-31", "2026-03-31"))
    assert (found.outcome, found.reasons) == (Outcome.MET, ())
    assert [row.days_late for row in found.history] == [None], "another may have come before it"
    two = [report("E-1", "2027-03-31", "2026-03-31"), report("E-0", "2026-03-30", "2025-03-31")]
    found = read("2027-03-31", *two, counts={"2025-03-31": 250, **COUNTS})
    assert [row.days_late for row in found.history] == [0, 1]


def test_figures_by_choice_for_the_next_snapshot_do_not_stand_in_for_those_owed() -> None:
    found = read("2028-04-01", report("E-2", "2028-03-01", "2027-03-31"))
    assert (found.outcome, found.reasons) == (Outcome.UNKNOWN, (Reason.NOTHING_ON_FILE,))
    assert "30 March 2027" in found.because


def test_figures_by_choice_do_not_undo_those_owed_and_published() -> None:
    owed, chosen = report("E-1", "2027-03-01", "2026-03-31"), report("E-2", "2028-03-01", "2027-03-31")
    assert read("2028-04-01", owed, chosen).outcome is Outcome.MET


@pytest.mark.parametrize("number", [0, 249, 250, 262, 9000])
def test_a_count_in_summer_changes_nothing_for_the_snapshot_before_it(number: int) -> None:
    found = read("2027-03-30", counts={**COUNTS, "2026-06-30": number})
    assert next_due(found) == "2027-03-30"


NEW: dict[str, Any] = {"kind": "unitary", "start": "2027-04-01", "counts": {"2027-04-01": 6000}}


@pytest.mark.parametrize(
    ("as_at", "outcome", "next_on"),
    [
        ("2027-04-01", Outcome.NOT_APPLICABLE, "2029-03-30"),
        ("2028-03-31", Outcome.NOT_APPLICABLE, "2029-03-30"),
        ("2029-03-30", Outcome.NOT_APPLICABLE, "2029-03-30"),
        ("2029-03-31", Outcome.UNKNOWN, "2030-03-30"),
    ],
)
def test_a_council_founded_the_day_after_a_snapshot_begins_with_the_next(
    as_at: str, outcome: Outcome, next_on: str
) -> None:
    found = read(as_at, **NEW)
    assert (found.outcome, next_due(found)) == (outcome, next_on)


OLD: dict[str, Any] = {"end": "2027-03-31", "counts": {"2025-03-31": 700}}


def test_an_abolished_council_owes_what_fell_due_before_its_end_and_no_more() -> None:
    earlier = report("E-1", "2026-03-01", "2025-03-31")
    found = read("2027-03-30", earlier, **OLD)
    assert (found.outcome, next_due(found)) == (Outcome.MET, "2027-03-30")
    found = read("2027-03-31", earlier, report("E-2", "2027-03-30", "2026-03-31"), **OLD)
    assert (found.outcome, next_due(found)) == (Outcome.MET, None)
    found = read("2027-03-31", earlier, **OLD)
    assert found.outcome is Outcome.NOT_MET
    assert read("2027-04-01", earlier, **OLD).reasons == (Reason.OUT_OF_SCOPE,)
