"""Duties over histories of publications made up at random, some known to a month or year only."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import psed
from psed.model.dates import DAY, PartialDate
from psed.model.outcome import DutyRead, Outcome
from psed.testing import laws

LOOKED = dt.date(2000, 1, 1)
"""The day of looking in vain: before everything there is."""
DECIDED = (Outcome.MET, Outcome.NOT_MET)
ERAS = {
    "equality_information": ["2012-01-31", "2012-04-06", "2017-03-31", "2018-03-30", "2020-02-29"],
    "equality_objective": ["2012-04-06", "2016-04-05", "2014-03-31", "2017-03-31", "2018-03-30"],
}
"""Days about which something changes in the law or falls due."""
GOOD: dict[str, dict[str, Any]] = {
    "equality_information": {"subjects": ["employees", "people-affected"]},
    "equality_objective": {"specific": True, "measurable": True},
}
LESS: dict[str, list[dict[str, Any]]] = {
    "equality_information": [{}, {"subjects": []}, {"subjects": ["people-affected"]}],
    "equality_objective": [{}, {"specific": True}, {"specific": True, "measurable": False}],
}


class Case(NamedTuple):
    """What is on file, as the values of a file, and a day."""

    dossier: dict[str, Any]
    as_at: dt.date

    def read(self) -> dict[str, DutyRead]:
        dossier = psed.Dossier.model_validate(self.dossier)
        return {duty.rule: duty for duty in psed.assess(dossier, as_at=self.as_at).duties}

    def __repr__(self) -> str:
        body = {k: v for k, v in self.dossier["organisation"].items() if k not in ("id", "name") and v}
        items = "; ".join(
            f"{i['id']} dated {i['dated']} published {i['published_on']} {i['detail']}"
            for i in self.dossier["evidence"]
        )
        return f"on {self.as_at}, {body}: {items}"


def written(day: dt.date, form: str) -> str:
    """A day, or the month, year or financial year that holds it."""
    begins = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return {
        "day": day.isoformat(),
        "month": f"{day.year}-{day.month:02}",
        "year": str(day.year),
        "financial year": f"{begins}/{(begins + 1) % 100:02}",
    }[form]


def about(day: dt.date) -> st.SearchStrategy[dt.date]:
    """A day near another, or near one some years before or after it."""
    years = st.sampled_from([-4, -1, 0, 0, 1, 1, 2, 4])
    near = st.sampled_from([-31, -2, -1, 0, 1, 2, 31, 90])
    return st.builds(lambda y, d: day + DAY * (365 * y + d), years, near) | st.dates(
        day - DAY * 400, day + DAY * 800
    )


forms = st.sampled_from(["day", "day", "month", "year", "financial year"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    kind = draw(st.sampled_from(sorted(ERAS)))
    days = about(dt.date.fromisoformat(draw(st.sampled_from(ERAS[kind]))))
    evidence = []
    for number in range(draw(st.integers(0, 4))):
        published = draw(st.sampled_from([True] * 7 + [False]))
        on = written(draw(days), draw(forms)) if published else None
        detail = draw(st.just(GOOD[kind]) | st.just(GOOD[kind]) | st.sampled_from(LESS[kind]))
        dated = draw(st.sampled_from(["2010-01-01", "2010-01-01", on or "2012"]))
        evidence.append(
            {"id": f"E-{number}", "kind": kind, "title": "Made up", "dated": dated}
            | {"published_on": on, "detail": detail}
        )
    counts = draw(
        st.lists(st.tuples(days, st.sampled_from([149, 150])), max_size=2, unique_by=lambda c: c[0])
    )
    body: dict[str, Any] = {"id": "example:b", "name": "A body", "nation": "england"}
    body["kind"] = draw(st.sampled_from(["district", "district", "district", "school", "parish"]))
    body["start"] = draw(st.sampled_from([None, None, None]) | days)
    body["headcount"] = [{"on": on, "employees": number, "basis": "payroll"} for on, number in counts]
    looked = draw(st.booleans())
    none_held = [{"kind": kind, "as_at": LOOKED, "by": "A post"}] if looked else []
    return Case({"organisation": body, "evidence": evidence, "none_held": none_held}, draw(days))


@st.composite
def settled(draw: st.DrawFn, case: Case, *keys: str) -> Case:
    """The same case with every date of some keys known to the day."""
    evidence = []
    for item in case.dossier["evidence"]:
        for key in keys:
            if item[key] is not None:
                on = PartialDate.parse(item[key])
                near = [d for by in (-1, 0, 1) if on.earliest <= (d := case.as_at + DAY * by) <= on.latest]
                ends = st.sampled_from([on.earliest, on.latest, *near])
                day = draw(ends | st.dates(on.earliest, on.latest))
                item = {**item, key: day.isoformat()}
        evidence.append(item)
    return Case({**case.dossier, "evidence": evidence}, case.as_at)


def keeps_what_was_decided(case: Case, exact: Case) -> None:
    before = case.read()
    for name, after in exact.read().items():
        if before[name].outcome in DECIDED:
            message = f"{name}: {case!r} -> {exact!r}: {before[name].because} -> {after.because}"
            assert after.outcome is before[name].outcome, message


@given(cases())
def test_no_history_is_an_error_and_every_outcome_says_why(case: Case) -> None:
    for duty in case.read().values():
        assert duty.outcome is not Outcome.ERROR, duty.because
        assert duty.because.endswith(".")
        assert bool(duty.reasons) is (duty.outcome is not Outcome.MET)


@given(st.data(), cases())
def test_settling_the_days_of_publication_changes_no_met_and_no_not_met(
    data: st.DataObject, case: Case
) -> None:
    keeps_what_was_decided(case, data.draw(settled(case, "published_on")))


@given(st.data(), cases())
def test_settling_every_date_changes_no_met_and_no_not_met(data: st.DataObject, case: Case) -> None:
    keeps_what_was_decided(case, data.draw(settled(case, "dated", "published_on")))


@given(st.data(), cases())
def test_saying_what_a_paper_holds_changes_no_met_and_no_not_met(data: st.DataObject, case: Case) -> None:
    said: dict[str, dict[str, Any]] = {
        "equality_information": {"subjects": data.draw(st.sampled_from([[], ["employees"]]))},
        "equality_objective": {"specific": data.draw(st.booleans()), "measurable": data.draw(st.booleans())},
    }
    evidence = [{**i, "detail": {**said[i["kind"]], **i["detail"]}} for i in case.dossier["evidence"]]
    keeps_what_was_decided(case, Case({**case.dossier, "evidence": evidence}, case.as_at))


@given(cases())
def test_a_whole_paper_of_today_leaves_met_what_is_met(case: Case) -> None:
    before = case.read()
    for kind, name in [("equality_information", "information"), ("equality_objective", "objectives")]:
        today: dict[str, Any] = {
            "id": "E-new",
            "kind": kind,
            "title": "Made up",
            "dated": case.as_at.isoformat(),
        }
        today |= {"published_on": case.as_at.isoformat(), "detail": GOOD[kind]}
        more: dict[str, Any] = {
            **case.dossier,
            "evidence": [*case.dossier["evidence"], today],
            "none_held": [],
        }
        after = Case(more, case.as_at).read()
        for rule in (f"england-2011:{name}", f"england-2017:{name}"):
            if before[rule].outcome is Outcome.MET:
                assert after[rule].outcome is Outcome.MET, f"{case!r}: {after[rule].because}"


@given(st.data(), cases())
def test_the_order_of_evidence_changes_nothing(data: st.DataObject, case: Case) -> None:
    turned = data.draw(st.permutations(case.dossier["evidence"]))
    assert Case({**case.dossier, "evidence": turned}, case.as_at).read() == case.read()


@given(cases())
def test_what_is_not_on_file_accuses_nobody(case: Case) -> None:
    dossier = psed.Dossier.model_validate(case.dossier)
    for kind in GOOD:
        laws.unaccused(dossier, kind, [], case.as_at)


NARROW = LESS["equality_information"][2]


def papers(kind: str, *published: tuple[str, dict[str, Any]] | str) -> dict[str, Any]:
    evidence = []
    for number, given_ in enumerate(published):
        on, detail = (given_, GOOD[kind]) if isinstance(given_, str) else given_
        item = {"id": f"E-{number}", "kind": kind, "title": "Made up", "dated": "2010-01-01"}
        evidence.append({**item, "published_on": on, "detail": detail})
    body: dict[str, Any] = {"id": "example:b", "name": "A body", "kind": "district", "nation": "england"}
    body["headcount"] = [{"on": "2010-01-01", "employees": 400, "basis": "payroll"}]
    whole = [{"kind": kind, "from": "2001-01-01", "by": "A post", "as_at": "2026-01-01"}]
    return {"organisation": body, "evidence": evidence, "complete": whole}


INFORMATION, OBJECTIVES = "equality_information", "equality_objective"


@pytest.mark.parametrize(
    ("kind", "as_at", "told", "one_way", "another"),
    [
        pytest.param(
            INFORMATION,
            "2020-06-01",
            ["2018-03-28", "2019", "2019-03-01"],
            ["2018-03-28", "2019-02-01", "2019-03-01"],
            ["2018-03-28", "2019-12-01", "2019-03-01"],
            id="which of two was the last",
        ),
        pytest.param(
            INFORMATION,
            "2019-06-15",
            ["2019", "2019"],
            ["2019-07-01", "2019-12-01"],
            ["2019-02-01", "2019-05-01"],
            id="two that are perhaps not there yet",
        ),
        pytest.param(
            INFORMATION,
            "2019-07-01",
            ["2018-03-28", "2018-06-02", ("2018-12-01", NARROW), ("2019-06", NARROW)],
            ["2018-03-28", "2018-06-02", ("2018-12-01", NARROW), ("2019-06-01", NARROW)],
            ["2018-03-28", "2018-06-02", ("2018-12-01", NARROW), ("2019-06-30", NARROW)],
            id="a part in a paper that is perhaps a year old",
        ),
        pytest.param(
            OBJECTIVES,
            "2018-03-30",
            [("2017", LESS[OBJECTIVES][2])],
            [("2017-02-01", LESS[OBJECTIVES][2])],
            [("2017-06-01", LESS[OBJECTIVES][2])],
            id="under the earlier law or not",
        ),
    ],
)
def test_what_turns_on_a_day_that_is_not_known_is_unknown(
    kind: str, as_at: str, told: list[Any], one_way: list[Any], another: list[Any]
) -> None:
    name = "england-2017:" + ("information" if kind == INFORMATION else "objectives")
    day = dt.date.fromisoformat(as_at)
    outcomes = [Case(papers(kind, *p), day).read()[name].outcome for p in (told, one_way, another)]
    assert outcomes[0] is Outcome.UNKNOWN
    assert set(outcomes[1:]) == {Outcome.MET, Outcome.NOT_MET}


def test_what_turns_on_no_day_is_decided_however_little_is_known() -> None:
    two = papers(INFORMATION, "2018-03", "2019-01", "2019-02", "2019-02")
    assert Case(two, dt.date(2019, 6, 1)).read()["england-2017:information"].outcome is Outcome.MET
    four = papers(OBJECTIVES, "2017-06", "2017-06", "2017-06", "2017-06", "2021-01")
    assert Case(four, dt.date(2022, 6, 1)).read()["england-2017:objectives"].outcome is Outcome.MET
    one_or_two = papers(INFORMATION, "2020-02", "2020-02-01")
    assert Case(one_or_two, dt.date(2020, 3, 27)).read()["england-2017:information"].outcome is Outcome.MET
    late = papers(INFORMATION, "2020", "2020")
    assert Case(late, dt.date(2020, 12, 31)).read()["england-2017:information"].outcome is Outcome.MET
