"""The duties before the Equality Act 2010: schemes of three strands on one file, and their days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import psed
from psed.model.outcome import DutyRead

SCHEMES = ("race-2001:scheme", "disability-2006:scheme", "gender-2007:scheme")
ALL = ["relevant-functions", "impact-assessment", "engagement", "monitoring", "results", "access"]
ALL += ["training", "steps", "information", "review", "objectives"]


def scheme(name: str, on: str, *strands: str) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "equality_scheme",
        "title": "A made-up scheme",
        "dated": on,
        "published_on": on,
        "characteristics": list(strands),
        "detail": {"contents": ALL},
    }


def review(on: str) -> dict[str, Any]:
    given = {"id": "P-1", "kind": "eia_programme", "title": "Made up", "dated": on}
    return given | {"characteristics": ["race"]}


def read(items: list[dict[str, Any]], day: str, **more: Any) -> dict[str, DutyRead]:
    body = {"id": "example:b", "name": "A made-up body", "kind": "district", "nation": "england"}
    dossier = psed.Dossier.model_validate({"organisation": body | more, "evidence": items})
    return {duty.rule: duty for duty in psed.assess(dossier, as_at=dt.date.fromisoformat(day)).duties}


THREE = [
    scheme("R", "2002-05-20", "race"),
    scheme("D", "2006-12-01", "disability"),
    scheme("G", "2007-04-20", "sex"),
]


@pytest.mark.parametrize(
    ("day", "race", "disability", "gender"),
    [
        ("2006-12-03", "met", "not_applicable", "not_applicable"),
        ("2006-12-04", "met", "met", "not_applicable"),
        ("2007-04-30", "met", "met", "met"),
        ("2009-11-30", "met", "met", "met"),
        ("2009-12-01", "met", "unknown", "met"),
        ("2009-12-02", "met", "not_met", "met"),
        ("2010-04-21", "met", "not_met", "not_met"),
        ("2011-04-04", "met", "not_met", "not_met"),
        ("2011-04-05", "not_applicable", "not_applicable", "not_applicable"),
    ],
)
def test_a_scheme_of_one_strand_does_not_move_the_clock_of_another(
    day: str, race: str, disability: str, gender: str
) -> None:
    found = read(THREE, day)
    assert [found[name].outcome for name in SCHEMES] == [race, disability, gender]


def test_one_scheme_for_all_renews_each_from_its_day() -> None:
    found = read([*THREE, scheme("S", "2009-06-10", "race", "disability", "sex")], "2010-12-31")
    assert [found[name].outcome for name in SCHEMES] == ["met"] * 3
    nexts = [found[name].next_due_on for name in SCHEMES]
    assert nexts[0] is None
    assert {on.low for on in nexts[1:] if on} == {dt.date(2012, 6, 9)}


@pytest.mark.parametrize(
    ("dated", "outcome"),
    [
        ("2004", "met"),
        ("2005-05", "met"),
        ("2005-06-01", "met"),
        ("2005", "met"),
        ("2002", "unknown"),
    ],
)
def test_less_known_of_the_day_of_a_review_never_says_more(dated: str, outcome: str) -> None:
    """2005 may mean June, late, and is a review all the same; 2002 may mean before the three years began."""
    assert read([review(dated)], "2006-03-01")["race-2001:functions-review"].outcome == outcome


def test_what_may_not_be_for_a_strand_decides_nothing() -> None:
    unsaid = {key: value for key, value in THREE[0].items() if key != "characteristics"}
    found = read([unsaid], "2003-01-01")["race-2001:scheme"]
    assert (found.outcome, found.reasons) == ("unknown", ("figure_missing",))
    unsaid["published_on"] = None
    found = read([unsaid], "2003-01-01")["race-2001:scheme"]
    assert (found.outcome, found.reasons) == ("unknown", ("figure_missing",))


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ([("2007-09-27", 900, 149)], "not_applicable"),
        ([("2007-09-27", 900, 150)], "unknown"),
        ([("2007-09-27", 900, 150), ("2007-09-28", 900, 149)], "not_applicable"),
        ([("2007-09-28", 900, 149), ("2007-09-29", 900, 150)], "not_applicable"),
        ([("2007-09-29", 900, 150)], "unknown"),
        ([("2007-09-27", 149, None)], "not_applicable"),
    ],
)
def test_the_size_of_a_body_is_taken_on_the_last_day(
    counts: list[tuple[str, int, int | None]], outcome: str
) -> None:
    heads = [{"on": on, "employees": n, "full_time": full, "basis": "payroll"} for on, n, full in counts]
    found = read([], "2008-01-01", kind="health-board", nation="scotland", headcount=heads)
    assert found["gender-2007:equal-pay-statement-scotland"].outcome == outcome
