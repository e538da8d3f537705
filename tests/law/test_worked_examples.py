"""Two worked examples, letter by letter: a district that grows, and a council founded in the middle."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import psed
from psed.model.outcome import DutyRead

INFORMATION, OBJECTIVES = "england-2017:information", "england-2017:objectives"
PAY_GAP, PLAN = "gender-pay-gap-2017:public-authorities", "pending:equality-action-plan"


def published(name: str, kind: str, day: str, **detail: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "title": name, "dated": day, "published_on": day, "detail": detail}


def read(dossier: dict[str, Any], day: str, rule: str) -> DutyRead:
    result = psed.assess(psed.Dossier.model_validate(dossier), as_at=dt.date.fromisoformat(day))
    (found,) = (duty for duty in result.duties if duty.rule == rule)
    return found


def told(found: DutyRead) -> tuple[str, ...]:
    return (found.outcome.value, *(reason.value for reason in found.reasons))


def readings(found: DutyRead) -> tuple[str, str]:
    """The next last day by the anniversary, and by the strict reading."""
    assert found.next_readings
    return found.next_readings.anniversary.low.isoformat(), found.next_readings.strict.low.isoformat()


# A district that crosses 150 and 250 employees.

COUNTS = {
    "2025-03-28": 146,
    "2026-03-27": 158,
    "2026-03-31": 252,
    "2026-06-30": 262,
    "2027-03-31": 248,
}


def district(*subjects: str) -> dict[str, Any]:
    """The district; *subjects* are those of its information of 27 March 2026."""
    others = ["people-affected"]
    days = [dt.date(year, 3, 29) - dt.timedelta(days=year - 2018) for year in range(2018, 2025)]
    early = [published(f"I-{d.year}", "equality_information", d.isoformat(), subjects=others) for d in days]
    objective = {"specific": True, "measurable": True}
    return {
        "organisation": {
            "id": "example:district",
            "name": "A district (fictional)",
            "kind": "district",
            "nation": "england",
            "headcount": [{"on": on, "employees": n, "basis": "payroll"} for on, n in COUNTS.items()],
        },
        "evidence": [
            *early,
            published("I-2024b", "equality_information", "2024-03-29", subjects=others),
            published("I-2025", "equality_information", "2025-03-28", subjects=others),
            published("I-2026", "equality_information", "2026-03-27", subjects=list(subjects) or others),
            published("O-2016", "equality_objective", "2016-04-06", **objective),
            published("O-2020", "equality_objective", "2020-04-05", **objective),
            published("O-2022", "equality_objective", "2022-04-05", **objective),
            published("O-2024", "equality_objective", "2024-04-05", **objective),
        ],
    }


def test_a_in_2025_information_on_others_is_enough() -> None:
    assert told(read(district(), "2025-03-28", INFORMATION)) == ("met",)


def test_b_in_2026_it_is_in_time_on_both_readings_and_employees_have_to_be_in_it() -> None:
    left_out = read(district(), "2026-03-27", INFORMATION)
    assert told(left_out) == ("not_met", "too_narrow")
    assert left_out.occurrence
    assert left_out.occurrence.readings
    assert left_out.occurrence.readings.strict.low == dt.date(2026, 3, 27)
    assert left_out.occurrence.readings.anniversary.low == dt.date(2026, 3, 28)
    assert left_out.history[-1].days_late == 0
    assert told(read(district("employees", "people-affected"), "2026-03-27", INFORMATION)) == ("met",)
    assert told(read(district(), "2026-03-26", INFORMATION)) == ("met",)


def test_c_the_next_information() -> None:
    found = read(district("employees", "people-affected"), "2026-11-21", INFORMATION)
    assert readings(found) == ("2027-03-27", "2027-03-26")


def test_d_252_on_the_snapshot_bind_though_there_are_248_a_year_later() -> None:
    found = read(district(), "2026-11-21", PAY_GAP)
    assert told(found) == ("not_applicable", "not_yet_due")
    assert readings(found) == ("2027-03-30", "2027-03-30")
    over = read(district(), "2027-04-01", PAY_GAP)
    assert told(over) == ("unknown", "nothing_on_file")
    assert over.occurrence is None
    assert over.because.startswith("It was due by 30 March 2027 (figures of 31 March 2026).")


def test_e_248_on_the_next_snapshot_bind_nobody() -> None:
    late = district()
    late["evidence"].append(
        {**published("G-1", "gender_pay_gap_report", "2027-03-01"), "period": "2026-03-31"}
    )
    found = read(late, "2028-04-01", PAY_GAP)
    assert told(found) == ("met",)
    assert found.next_due_on is None


def test_g_a_plan_that_is_not_law_yet_is_not_asked() -> None:
    assert told(read(district(), "2028-03-31", PLAN)) == ("not_applicable", "not_in_force")


def test_h_the_next_objectives() -> None:
    found = read(district(), "2026-11-21", OBJECTIVES)
    assert told(found) == ("met",)
    assert readings(found) == ("2028-04-05", "2028-04-04")


# A unitary council founded on 1 April 2027 in place of five.

COUNCIL: dict[str, Any] = {
    "id": "example:council",
    "name": "A council (fictional)",
    "kind": "unitary",
    "nation": "england",
    "start": "2027-04-01",
    "headcount": [{"on": "2027-04-01", "employees": 6000, "basis": "payroll"}],
}
LAST = ["2024-03-01", "2023-06-15", "2025-03-30", "2026-01-20", "2024-11-05"]
BEFORE = [
    {"id": f"example:before-{n}", "published": [{"kind": "equality_objective", "on": day}]}
    for n, day in enumerate(LAST, 1)
]


@pytest.mark.parametrize("rule", [INFORMATION, OBJECTIVES])
def test_a_a_new_council_has_a_year_that_psed_gives_it(rule: str) -> None:
    found = read({"organisation": COUNCIL}, "2027-04-01", rule)
    assert told(found) == ("not_applicable", "not_yet_due")
    assert readings(found) == ("2028-04-01", "2028-04-01")


def test_b_where_it_takes_over_objectives_the_earliest_of_them_counts() -> None:
    heir = {"organisation": {**COUNCIL, "inherits_from": BEFORE}}
    found = read(heir, "2027-04-01", OBJECTIVES)
    assert told(found) == ("not_applicable", "not_yet_due")
    assert readings(found) == ("2027-06-15", "2027-06-14")
    assert readings(read(heir, "2027-04-01", INFORMATION)) == ("2028-04-01", "2028-04-01")


def test_b_a_time_that_was_over_before_it_began_does_not_count() -> None:
    day = {"kind": "equality_objective", "on": "2023-03-31"}
    old = {"organisation": {**COUNCIL, "inherits_from": [{"id": "example:old", "published": [day]}]}}
    assert readings(read(old, "2027-04-01", OBJECTIVES)) == ("2028-04-01", "2028-04-01")


def test_c_its_first_snapshot_is_the_next_31_march() -> None:
    found = read({"organisation": COUNCIL}, "2027-04-01", PAY_GAP)
    assert told(found) == ("not_applicable", "not_yet_due")
    assert readings(found) == ("2029-03-30", "2029-03-30")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-03-30", ("not_applicable", "not_yet_due")), ("2027-03-31", ("unknown", "nothing_on_file"))],
)
def test_d_the_old_councils_still_owe_the_figures_of_2026(day: str, expected: tuple[str, ...]) -> None:
    counts = [
        {"on": on, "employees": n, "basis": "payroll"} for on, n in (("2016-01-01", 90), ("2026-03-31", 900))
    ]
    old = {**COUNCIL, "kind": "district", "start": None, "end": "2027-03-31", "headcount": counts}
    found = read({"organisation": old}, day, PAY_GAP)
    assert told(found) == expected
    assert found.next_due_on is None or found.next_due_on.low == dt.date(2027, 3, 30)


def test_e_a_decision_of_the_time_before_it_began_is_checked_all_the_same() -> None:
    assessments = [{"id": "EQIA-1", "completed_on": "2027-02-01"}]
    decision = {"id": "D-1", "title": "A budget", "taken_on": "2027-01-20", "assessments": assessments}
    dossier = psed.Dossier.model_validate({"organisation": COUNCIL, "decisions": [decision]})
    (record,) = psed.assess(dossier, as_at=dt.date(2027, 4, 1)).decisions
    assert record.findings[0].rule == "due-regard:timing/assessment-before-decision"
    assert record.findings[0].outcome is psed.Outcome.NOT_MET


def test_scotland_a_newly_listed_body_goes_by_what_its_list_says() -> None:
    body = {**COUNCIL, "kind": "other", "nation": "scotland", "start": "2014-06-20"}
    body["headcount"] = [{"on": "2024-12-01", "employees": 150, "basis": "payroll"}]
    listed = {**body, "listings": [{"list": "scotland-2h", "from": "2025-12-01"}]}
    days = {
        rule: readings(read({"organisation": listed}, "2026-01-01", f"scotland-2012:{rule}"))[1]
        for rule in ("mainstreaming", "outcomes", "outcome-progress", "pay-gap", "equal-pay")
    }
    assert days == {
        "mainstreaming": "2026-04-30",
        "outcomes": "2026-04-30",
        "outcome-progress": "2028-04-30",
        "pay-gap": "2026-04-30",
        "equal-pay": "2026-04-30",
    }
    assert told(read({"organisation": body}, "2026-01-01", "scotland-2012:mainstreaming"))[0] == "unknown"


def test_wales_a_joint_committee_reports_first_on_the_period_in_which_it_was_listed() -> None:
    body = {**COUNCIL, "kind": "corporate-joint-committee", "nation": "wales", "start": "2021-04-01"}
    found = read({"organisation": body}, "2022-06-01", "wales-2011:annual-report")
    assert told(found) == ("not_applicable", "not_yet_due")
    assert readings(found) == ("2023-03-31", "2023-03-31")
