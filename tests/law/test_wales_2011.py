"""The duties in Wales over the years: what examples of one duty on one day cannot show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

import psed
from psed.model.outcome import DutyRead, Outcome

DAY = dt.timedelta(days=1)
COUNCIL = {"id": "example:council", "name": "A council", "kind": "principal-council", "nation": "wales"}
MINISTERS = {**COUNCIL, "kind": "welsh-government"}
JOINT = {**COUNCIL, "kind": "corporate-joint-committee", "start": "2021-04-01"}
PLAN = {"contents": ["objectives", "steps", "timescales", "information", "impact-assessment", "training"]}
REPORT = {"covers": ["information-collected", "information-used", "objectives", "effectiveness"]}
OBJECTIVE = {"steps_and_times": True, "reasons_for_gaps": True}
STATED = {"states": ["purpose", "steps", "information", "results", "decisions"]}
ASSESSED = {"before_decision": True, "engagement_used": True}


def item(name: str, kind: str, on: str, detail: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Something published on a day, or a month, and dated the same."""
    return {
        "id": name,
        "kind": kind,
        "title": name,
        "dated": on,
        "published_on": on,
        "detail": detail,
    } | more


def duties(body: Mapping[str, Any], evidence: list[dict[str, Any]], as_at: str) -> dict[str, DutyRead]:
    """What each Welsh duty says, by its id."""
    dossier = psed.Dossier.model_validate({"psed-dossier": 1, "organisation": body, "evidence": evidence})
    told = psed.assess(dossier, as_at=dt.date.fromisoformat(as_at)).duties
    return {d.rule.partition(":")[2]: d for d in told if d.pack == "wales-2011"}


def test_a_council_that_met_every_day_knows_the_next() -> None:
    objectives = ["2012-04-02", "2016-04-01", "2020-03-31", "2024-03-30"]
    held = [item(f"objectives-{day}", "equality_objective", day, OBJECTIVE) for day in objectives]
    for year in range(2013, 2027):
        period = f"{year - 2}/{(year - 1) % 100:02}"
        name = f"report-{year}-{period[:4]}"
        held.append(item(name, "annual_report", f"{year}-03-31", REPORT, period=period))
    told = duties(COUNCIL, held, "2026-11-21")
    review, report = told["objectives"], told["annual-report"]
    assert (review.outcome, report.outcome) == (Outcome.MET, Outcome.MET)
    assert review.next_readings
    assert review.next_readings.strict.low == dt.date(2028, 3, 29)
    assert review.next_readings.anniversary.low == dt.date(2028, 3, 30)
    assert report.next_due_on
    assert report.next_due_on.low == dt.date(2027, 3, 31)
    assert [row.days_late for row in report.history] == [0] * 14


def test_a_council_that_went_by_the_anniversary_is_never_called_late() -> None:
    days = ["2012-04-02", "2016-04-02", "2020-04-02", "2024-04-02"]
    held = [item(f"objectives-{day}", "equality_objective", day, OBJECTIVE) for day in days]
    told = duties(COUNCIL, held, "2026-11-21")["objectives"]
    assert told.outcome is Outcome.MET
    assert {row.outcome.value for row in told.history} == {"in_time", "readings_differ"}
    assert told.next_readings
    assert told.next_readings.anniversary.low == dt.date(2028, 4, 2)
    assert told.next_readings.strict.low == dt.date(2028, 4, 1)


def test_the_reports_of_the_ministers_go_to_the_times_that_their_periods_end_in() -> None:
    held = [
        item("R-2018", "annual_report", "2020-03-31", REPORT, period="2018/19"),
        item("R-2023", "annual_report", "2024-04-11", REPORT, period="2023"),
        item("R-2025", "annual_report", "2026-03-01", REPORT, period="2024/25"),
    ]
    told = duties(MINISTERS, held, "2026-11-21")["annual-report"]
    rows = {row.due_on.low: row.days_late for row in told.history if row.done_on and row.due_on}
    assert rows == {dt.date(2020, 3, 31): 0, dt.date(2024, 3, 31): 11, dt.date(2026, 3, 31): 0}
    assert dt.date(2025, 3, 31) not in {row.due_on.low for row in told.history if row.due_on}
    assert told.outcome is Outcome.MET


def test_nothing_is_asked_of_a_joint_committee_before_it_was_listed() -> None:
    before = duties({**JOINT, "start": None}, [], "2021-03-31")
    of_its_own = {name: told.outcome for name, told in before.items()}
    assert set(of_its_own.values()) == {Outcome.NOT_APPLICABLE}
    on_the_day = duties(JOINT, [], "2021-04-01")
    asked = {name for name, told in on_the_day.items() if told.outcome is not Outcome.NOT_APPLICABLE}
    assert asked == {"impact-assessment", "training", "appraisal", "procurement"}
    a_year_later = duties(JOINT, [], "2022-04-02")
    left = {name for name, told in a_year_later.items() if told.outcome is Outcome.NOT_APPLICABLE}
    assert left == {"annual-report", "employment-information", "ministers-report"}


@pytest.mark.parametrize("as_at", ["2012-04-02", "2015-04-03", "2026-11-21"])
def test_a_plan_without_an_end_stands_and_does_not_age(as_at: str) -> None:
    plan = [item("plan", "equality_scheme", "2012-04-02", PLAN)]
    assert duties(COUNCIL, plan, as_at)["strategic-equality-plan"].outcome is Outcome.MET


def test_only_superseded_plans_leave_the_end_of_the_newest_to_be_told() -> None:
    plans = [
        item("old", "equality_scheme", "2012-04-02", PLAN, valid_until="2030-03-31"),
        item("new", "equality_scheme", "2016-04-01", PLAN, valid_until="2020-03-31", supersedes=["old"]),
    ]
    told = duties(COUNCIL, plans, "2020-04-01")["strategic-equality-plan"]
    assert told.outcome is Outcome.UNKNOWN
    assert told.because.endswith(
        "the last good day was 31 March 2020. Whether anything older still counts is not known: it is not on "
        "file."
    )


def test_what_is_open_about_a_plan_never_decides_against_what_it_turns_out_to_be() -> None:
    """The month of an end, and then each of its days."""
    months = ["2016-03", "2016-04"]
    for month, day in product(months, range(28)):
        as_at = str(dt.date(2016, 4, 1) + day * DAY - 14 * DAY)
        plan = item("plan", "equality_scheme", "2012-04-02", PLAN)
        open_ = duties(COUNCIL, [plan | {"valid_until": month}], as_at)["strategic-equality-plan"]
        ends = (f"{month}-01", f"{month}-15", "2016-03-31" if month == "2016-03" else "2016-04-30")
        settled = {
            duties(COUNCIL, [plan | {"valid_until": end}], as_at)["strategic-equality-plan"].outcome
            for end in ends
        }
        assert settled == {open_.outcome} or open_.outcome is Outcome.UNKNOWN, (month, as_at)
        assert open_.outcome is not Outcome.UNKNOWN or settled != {Outcome.MET}, (month, as_at)


def test_each_substantial_effect_needs_its_own_report() -> None:
    """Every way in which two assessments can be substantial, public and known to be so."""
    values = (True, False, None)
    for first, second, shown, other in product(values, values, (True, False), (True, False)):
        held = []
        for name, substantial, public in (("A-X", first, shown), ("B-X", second, other)):
            found = {} if substantial is None else {"substantial_impact": substantial}
            one = item(name, "eia", "2015-05-01", {**ASSESSED, **STATED, **found})
            held.append(one if public else {**one, "published_on": None, "published": False})
        told = duties(COUNCIL, held, "2015-06-01")["impact-assessment"].outcome
        fine = [public or substantial is False for substantial, public in ((first, shown), (second, other))]
        wrong = [
            substantial is True and not public for substantial, public in ((first, shown), (second, other))
        ]
        want = Outcome.NOT_MET if any(wrong) else Outcome.MET if all(fine) else Outcome.UNKNOWN
        assert told is want, (first, second, shown, other)


def test_a_report_that_may_have_come_before_its_year_was_over_is_not_settled() -> None:
    told = {
        on: duties(COUNCIL, [item("R-1", "annual_report", on, REPORT, period="2012/13")], "2014-04-01")
        for on in ("2013-03", "2013-03-20", "2013-03-31")
    }
    assert told["2013-03"]["annual-report"].outcome is Outcome.UNKNOWN
    assert told["2013-03-20"]["annual-report"].outcome is Outcome.NOT_MET
    assert told["2013-03-31"]["annual-report"].outcome is Outcome.MET


def test_a_report_that_may_leave_a_year_open_leaves_the_next_one_open_too() -> None:
    """The second names no year: it is late for the year that the first may not have served."""
    second = item("R-2", "annual_report", "2014-05-10", REPORT)
    told = {
        on: duties(COUNCIL, [item("R-1", "annual_report", on, REPORT), second], "2015-05-01")["annual-report"]
        for on in ("2013", "2013-03-01", "2013-06-01")
    }
    assert told["2013"].outcome is Outcome.UNKNOWN
    assert told["2013-03-01"].outcome is Outcome.UNKNOWN
    assert told["2013-06-01"].outcome is Outcome.MET
