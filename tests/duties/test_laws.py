"""What holds of every duty, whatever its law and whatever is on file."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import psed
from psed.model.dates import PartialDate
from psed.model.outcome import DutyRead, Outcome
from psed.testing import laws

from .making import NOTICE, PAY, STAFF, Given, body, continuing, fixed, law, paper, read, rolling

ONE_DAY = dt.timedelta(days=1)
DECIDED = (Outcome.MET, Outcome.NOT_MET)
YEARLY: Given = {"on": "2018-03-30", "snapshot": "2017-03-31"}
BY_PERIOD: Given = {"on": "2018-03-30", "period": {"from": "2016-04-01", "to": "2017-03-31"}}
TEST: dict[str, Given] = {
    "snapshot": {"at": "snapshot", "at_least": 150},
    "any-time-in-period": {"at": "any-time-in-period", "at_least": 150},
}
SCHEDULES: dict[str, Given] = {
    "by period": fixed(YEARLY, "12 months", PAY, STAFF),
    "by day": fixed(BY_PERIOD, "12 months", PAY, match="published_on"),
    "half-yearly": fixed({"on": "2018-02-28", "snapshot": "2017-08-31"}, "6 months"),
    "large on a day": fixed(YEARLY, "12 months", STAFF, test=TEST["snapshot"]),
    "large at any time": fixed(BY_PERIOD, "12 months", test=TEST["any-time-in-period"]),
    "for new bodies too": fixed(YEARLY, "12 months", new_body={"joins": "next", "basis": "derived"}),
    "rolling": rolling("2018-03-30", "12 months", PAY, STAFF),
    "continuing": continuing("2018-03-30", PAY, STAFF),
    "continuing in public": continuing("2018-03-30", PAY, match="published"),
}
FIXED = [name for name, schedule in SCHEDULES.items() if schedule["type"] == "fixed"]
TURNS = [
    dt.date(year, month, day) for year in range(2017, 2021) for month, day in [(3, 31), (8, 31), (2, 28)]
]
DETAILS: list[Given] = [{"subjects": ["pay", "staff"]}, {"subjects": ["pay"]}, {"subjects": []}, {}]


@cache
def of(name: str) -> psed.RulePack:
    return law(SCHEDULES[name])


class Case(NamedTuple):
    """A law, what is on file, and a day."""

    law: str
    dossier: Given
    as_at: dt.date

    def read(self) -> DutyRead:
        return read(of(self.law), self.dossier["evidence"], self.as_at, **self.rest)

    @property
    def rest(self) -> Given:
        return {key: value for key, value in self.dossier.items() if key != "evidence"}

    def with_evidence(self, evidence: list[Given]) -> Case:
        return self._replace(dossier={**self.dossier, "evidence": evidence})

    def __repr__(self) -> str:
        items = "; ".join(
            f"{i['id']} dated {i['dated']} published {i['published_on']} of {i['period']} {i['detail']}"
            for i in self.dossier["evidence"]
        )
        return f"{self.law} on {self.as_at}, {self.dossier['organisation']}: {items}"


def days() -> st.SearchStrategy[dt.date]:
    """Days about the last days and snapshots of the laws, and any others."""
    by = st.sampled_from([-31, -2, -1, 0, 1, 2, 31, 90])
    near = st.builds(lambda day, n: day + n * ONE_DAY, st.sampled_from(TURNS), by)
    return near | near | st.dates(dt.date(2017, 1, 1), dt.date(2020, 12, 31))


def written(day: dt.date, form: str) -> str:
    """A day, or the month, year or financial year that holds it."""
    begins = day.year if day.month >= 4 else day.year - 1
    return {
        "day": day.isoformat(),
        "month": f"{day.year}-{day.month:02}",
        "year": str(day.year),
        "financial year": f"{begins}/{(begins + 1) % 100:02}",
    }[form]


forms = st.sampled_from(["day", "day", "month", "year", "financial year"])
periods = st.none() | st.builds(written, days(), st.sampled_from(["month", "year", *["financial year"] * 3]))
sizes = st.sampled_from([149, 150])


@st.composite
def papers(draw: st.DrawFn, name: str) -> Given:
    published = written(draw(days()), draw(forms)) if draw(st.integers(0, 7)) else None
    dated = draw(st.sampled_from(["2010-01-01", "2010-01-01", published or "2017"]))
    detail = draw(st.sampled_from([DETAILS[0], DETAILS[0], *DETAILS]))
    return paper(name, published, draw(periods), dated=dated, detail=detail)


@st.composite
def cases(draw: st.DrawFn, names: tuple[str, ...] = tuple(SCHEDULES)) -> Case:
    evidence = [draw(papers(f"N-{number}")) for number in range(draw(st.integers(0, 4)))]
    counts = draw(st.dictionaries(days(), sizes, max_size=2))
    counts |= draw(st.dictionaries(st.just(dt.date(2015, 1, 1)), sizes, max_size=1))
    organisation = {**body(), "headcount": []}
    organisation["headcount"] = [{"on": d, "employees": n, "basis": "payroll"} for d, n in counts.items()]
    organisation["start"] = draw(days()) if draw(st.integers(0, 5)) == 5 else None
    held = {"organisation": organisation, "evidence": evidence}
    as_at = draw(days() | st.dates(dt.date(2018, 4, 1), dt.date(2020, 12, 31)))
    return Case(draw(st.sampled_from(names)), held, as_at)


@st.composite
def close_cases(draw: st.DrawFn) -> Case:
    """One or two papers about the first times of a fixed duty, and a body that may have shrunk between."""
    evidence = []
    for number in range(draw(st.integers(1, 2))):
        day = draw(st.sampled_from(["2017-03-31", "2018-03-30", "2018-03-31"]).map(dt.date.fromisoformat))
        on = written(day + draw(st.integers(-60, 90)) * ONE_DAY, draw(forms))
        detail = draw(st.sampled_from([DETAILS[0], *DETAILS[:2]]))
        period = draw(st.sampled_from([None, "2016/17"]))
        evidence.append(paper(f"N-{number}", on, period, dated="2010-01-01", detail=detail))
    counts = [("2017-01-01", draw(sizes)), (draw(days()).isoformat(), draw(sizes))]
    as_at = draw(st.dates(dt.date(2018, 3, 1), dt.date(2019, 3, 31)) | days())
    return Case(draw(st.sampled_from(FIXED)), {"organisation": body(*counts), "evidence": evidence}, as_at)


@st.composite
def settled(draw: st.DrawFn, case: Case, *keys: str) -> Case:
    """The same case with every date of some keys known to the day."""
    evidence = []
    for item in case.dossier["evidence"]:
        for key in keys:
            if item[key] is not None:
                on = PartialDate.parse(item[key])
                near = [case.as_at + n * ONE_DAY for n in (-1, 0, 1)] + TURNS
                within = [day for day in near if on.earliest <= day <= on.latest]
                day = draw(
                    st.sampled_from([on.earliest, on.latest, *within]) | st.dates(on.earliest, on.latest)
                )
                item = {**item, key: day.isoformat()}
        evidence.append(item)
    return case.with_evidence(evidence)


def keeps_what_was_decided(case: Case, exact: Case) -> None:
    before, after = case.read(), exact.read()
    if before.outcome in DECIDED:
        message = f"{case!r} -> {exact!r}: {before.because} -> {after.because}"
        assert after.outcome is before.outcome, message


@given(cases())
def test_nothing_on_file_is_an_error_and_every_outcome_says_why(case: Case) -> None:
    found = case.read()
    assert found.outcome is not Outcome.ERROR, found.because
    assert found.because.endswith(".")
    assert bool(found.reasons) is (found.outcome is not Outcome.MET), found.because
    assert len(set(found.reasons)) == len(found.reasons)


@given(st.data(), cases() | close_cases() | close_cases())
def test_settling_the_days_of_publication_changes_no_met_and_no_not_met(
    data: st.DataObject, case: Case
) -> None:
    keeps_what_was_decided(case, data.draw(settled(case, "published_on")))


@given(st.data(), cases())
def test_settling_every_date_changes_no_met_and_no_not_met(data: st.DataObject, case: Case) -> None:
    keeps_what_was_decided(case, data.draw(settled(case, "dated", "published_on")))


@given(st.data(), cases())
def test_saying_what_a_paper_holds_changes_no_met_and_no_not_met(data: st.DataObject, case: Case) -> None:
    said = data.draw(st.sampled_from(DETAILS[:3]))
    evidence = [{**item, "detail": {**said, **item["detail"]}} for item in case.dossier["evidence"]]
    keeps_what_was_decided(case, case.with_evidence(evidence))


@given(st.data(), cases())
def test_a_count_of_an_earlier_day_changes_no_met_and_no_not_met(data: st.DataObject, case: Case) -> None:
    """Before the first count on file nothing was known of the number of employees."""
    counts = case.dossier["organisation"]["headcount"]
    first = min((count["on"] for count in counts), default=dt.date(2022, 1, 1))
    earlier = {"on": first - data.draw(st.integers(1, 900)) * ONE_DAY, "basis": "payroll"}
    earlier["employees"] = data.draw(st.sampled_from([149, 150]))
    organisation = {**case.dossier["organisation"], "headcount": [earlier, *counts]}
    keeps_what_was_decided(case, case._replace(dossier={**case.dossier, "organisation": organisation}))


@given(st.data(), cases())
def test_the_order_of_evidence_and_of_counts_changes_nothing(data: st.DataObject, case: Case) -> None:
    turned = data.draw(st.permutations(case.dossier["evidence"]))
    organisation = case.dossier["organisation"]
    counts = data.draw(st.permutations(organisation["headcount"]))
    dossier = {"organisation": {**organisation, "headcount": counts}, "evidence": turned}
    assert case._replace(dossier=dossier).read() == case.read()


@given(cases())
def test_what_is_not_on_file_accuses_nobody(case: Case) -> None:
    """Without the earliest publications nothing is not met, overdue or late that was not so with them."""
    dossier = psed.Dossier.model_validate(case.dossier)
    laws.unaccused(dossier, NOTICE, [of(case.law)], case.as_at)


# Fixed duties alone.


def about_2018(name: str, day: str, *papers: Given, counts: tuple[int, int] = (150, 150)) -> Case:
    """A case of a fixed duty with the counts of 31 March 2017 and 2018."""
    organisation = body(("2017-03-31", counts[0]), ("2018-03-31", counts[1]))
    held = {"organisation": organisation, "evidence": list(papers)}
    return Case(name, held, dt.date.fromisoformat(day))


OPEN_YEAR = about_2018("by day", "2018-12-31", paper("N-0", "2018"), paper("N-1", "2018-05-01"))
SHRUNK = about_2018("large on a day", "2018-12-31", paper("N-0", "2018"), counts=(150, 149))
OLD_FIGURES = about_2018("by period", "2018-06-01", paper("N-0", "2017", "2016/17", dated="2010-01-01"))


@pytest.mark.parametrize("case", [OPEN_YEAR, SHRUNK, OLD_FIGURES])
@given(data=st.data())
def test_settling_a_year_about_which_much_turns_changes_no_met_and_no_not_met(
    case: Case, data: st.DataObject
) -> None:
    keeps_what_was_decided(case, data.draw(settled(case, "published_on")))


FIXED_CASES = cases(tuple(FIXED))


def every_last_day(found: DutyRead) -> set[dt.date]:
    spans = [row.due_on for row in found.history] + [found.next_due_on]
    return {day for span in spans if span for day in (span.low, span.high)}


@given(FIXED_CASES)
def test_no_publication_makes_another_last_day(case: Case) -> None:
    first = SCHEDULES[case.law]["first_due"][0]["on"]
    found = case.read()
    named = {"half-yearly": [(2, 28), (8, 28)]}.get(case.law, [(3, 30)])
    for day in every_last_day(found):
        assert day.isoformat() >= first
        assert (day.month, day.day) in named


@given(st.data(), st.sampled_from(FIXED), st.integers(0, 3), st.integers(0, 700))
def test_how_early_something_is_published_moves_no_last_day(
    data: st.DataObject, name: str, number: int, after: int
) -> None:
    """Whenever something is published in time, the last days are the same, of this time and of the next."""
    step = 6 if name == "half-yearly" else 12
    first = SCHEDULES[name]["first_due"][0]
    opens = dt.date.fromisoformat(first.get("snapshot") or first["period"]["to"])
    mark = (opens.year * 12 + opens.month - 1) + number * step
    period = f"{mark // 12}-{mark % 12 + 1:02}"
    due = dt.date(2018 + (number * step + 1) // 12, 2 if step == 6 and not number % 2 else 3, 28)
    if step == 6 and number % 2:
        due = dt.date(2018 + number // 2, 8, 28)
    low = dt.date(due.year - 1, 4, 2) if step == 12 else dt.date(due.year, due.month, 1)
    days = [data.draw(st.dates(low, due)) for _ in range(2)]
    as_at = due + after * ONE_DAY
    early, late = (
        read(of(name), [paper("N-1", day.isoformat(), period)], as_at, organisation=body()) for day in days
    )
    assert early.next_due_on == late.next_due_on
    assert [row.due_on for row in early.history] == [row.due_on for row in late.history]
    assert early.outcome is late.outcome


@st.composite
def served_cases(draw: st.DrawFn) -> Case:
    """A fixed duty, and something whole published in time for one time of it, among other things."""
    case = draw(FIXED_CASES)
    on = draw(days())
    mark = draw(st.sampled_from(TURNS))
    more = paper("N-whole", on.isoformat(), draw(st.sampled_from([None, written(mark, "month")])))
    later = case._replace(as_at=on + draw(st.integers(0, 400)) * ONE_DAY)
    return later.with_evidence([*case.dossier["evidence"][:2], more])


@given(st.data(), served_cases(), st.sampled_from(DETAILS))
def test_one_more_in_time_for_the_latest_time_leaves_met_what_is_met(
    data: st.DataObject, case: Case, detail: Given
) -> None:
    before = case.read()
    assume(before.outcome is Outcome.MET and before.occurrence)
    assert before.occurrence
    assume(before.occurrence.due_on)
    assert before.occurrence.due_on
    latest = min(before.occurrence.due_on.low, case.as_at)
    mark = before.occurrence.snapshot or dt.date.fromisoformat(str(before.occurrence.period).split(" to ")[1])
    assume(mark <= latest)
    on = data.draw(st.dates(mark, latest) | st.sampled_from([mark, latest]))
    period = data.draw(st.sampled_from([None, written(mark, "month")]))
    more = paper("N-new", on.isoformat(), period, detail=detail)
    after = case.with_evidence([*case.dossier["evidence"], more]).read()
    assert after.outcome is Outcome.MET, f"{case!r}: {more}: {before.because} -> {after.because}"
