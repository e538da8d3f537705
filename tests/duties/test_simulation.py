"""What psed works out agrees with lives that are walked through from day to day."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import psed
from psed.model.outcome import Days, DutyRead

from . import making
from .making import Given, body, law, paper, read
from .simulation import Day, Fixed, Life, Time, comes_round, live_fixed, live_rolling, walk

START = dt.date(2011, 1, 1)
"""The first day of each life, on which the laws are in force."""
ONE_DAY = dt.timedelta(days=1)
LENGTHS = ["1 month", "2 months", "3 months", "6 months", "1 year", "2 years", "3 years", "4 years"]
LONGEST = {"month": 4, "months": 4, "year": 30, "years": 30}
"""Over how many years a life is walked."""
READINGS = ["both", "strict", "anniversary"]
LEAST = 250


def months(every: str) -> int:
    number, unit = every.split()
    return int(number) * (12 if unit.startswith("year") else 1)


def tupled(day: dt.date) -> Day:
    return day.year, day.month, day.day


def dated(day: Day) -> dt.date:
    return dt.date(*day)


def odd_days(first_year: int, last_year: int) -> st.SearchStrategy[dt.date]:
    """Days on which months are of different lengths, and any others."""
    years = st.integers(first_year, last_year)
    ends = st.sampled_from([(1, 31), (2, 28), (3, 30), (3, 31), (4, 30), (8, 31), (12, 31), (1, 1), (3, 1)])
    leap = st.sampled_from([y for y in range(first_year, last_year + 1) if y % 4 == 0] or [2012])
    return (
        st.builds(lambda y, end: dt.date(y, *end), years, ends)
        | st.builds(lambda y: dt.date(y, 2, 29), leap)
        | st.dates(dt.date(first_year, 1, 1), dt.date(last_year, 12, 31))
    )


def gaps(every: str) -> st.SearchStrategy[int]:
    """Days from one to the next: about as many as there are in a period, or any number."""
    length = months(every) * 365 // 12
    return st.integers(length - 4, length + 4).map(lambda n: max(1, n)) | st.integers(1, 2 * length)


def shown(span: Days | None) -> dt.date | None:
    if span is None:
        return None
    assert span.low == span.high
    return span.low


# Rolling duties.


@cache
def rolling(first: dt.date, every: str, reading: str) -> psed.RulePack:
    return law(making.rolling(first.isoformat(), every, reading=reading))


@st.composite
def rolling_lives(draw: st.DrawFn) -> tuple[dt.date, str, list[dt.date], dt.date]:
    """A first last day, how often, what was published, and a day to look."""
    every = draw(st.sampled_from(LENGTHS))
    latest = START + 365 * LONGEST[every.split()[1]] * ONE_DAY
    first = draw(odd_days(2011, 2013))
    published = [draw(odd_days(2011, 2013))]
    for gap in draw(st.lists(gaps(every), max_size=12)):
        published.append(published[-1] + gap * ONE_DAY)
    published = [day for day in published if day <= latest][draw(st.integers(0, 2)) :]
    after = published[-1] if published else first
    as_at = draw(st.dates(START, latest) | gaps(every).map(lambda gap: after + gap * ONE_DAY))
    return first, every, published, as_at


def one_reading(time: Time, reading: str) -> tuple[dt.date, dt.date]:
    assert time.strict
    assert time.anniversary
    strict, anniversary = dated(time.strict), dated(time.anniversary)
    return (
        anniversary if reading == "anniversary" else strict,
        strict if reading == "strict" else anniversary,
    )


def rows_of(times: list[Time], reading: str) -> Rows:
    rows: Rows = []
    for time in times:
        strict, anniversary = one_reading(time, reading)
        late = time.days_late
        if reading == "strict" and time.done and time.anniversary:
            late = max(0, (dated(time.done) - strict).days)
        if reading == "anniversary" and time.done:
            late = time.late
        done = dated(time.done) if time.done else None
        rows.append((strict if reading != "anniversary" else anniversary, done, late))
    return rows


def read_rows(found: DutyRead) -> list[tuple[dt.date | None, dt.date | None, int | None]]:
    return [(shown(row.due_on), shown(row.done_on), row.days_late) for row in found.history]


LEAP = dt.date(2012, 2, 29)


@given(rolling_lives(), st.sampled_from(READINGS), st.booleans())
@example((LEAP, "1 year", [LEAP], dt.date(2013, 2, 28)), "both", True)
@example((LEAP, "1 year", [LEAP], dt.date(2013, 3, 1)), "both", False)
@example((LEAP, "4 years", [LEAP, dt.date(2016, 2, 29)], dt.date(2016, 2, 29)), "both", False)
@example((dt.date(2012, 1, 31), "1 month", [dt.date(2012, 1, 31)], LEAP), "both", True)
@example((dt.date(2012, 12, 31), "2 months", [dt.date(2012, 12, 31)], dt.date(2013, 2, 28)), "strict", True)
@example((dt.date(2012, 1, 31), "1 year", [dt.date(2013, 1, 31)], dt.date(2013, 2, 1)), "both", False)
def test_rolling_duties_go_as_they_are_lived(
    life: tuple[dt.date, str, list[dt.date], dt.date], reading: str, whole: bool
) -> None:
    """With all there was on file, and with nothing said of what was there before the first on file."""
    first, every, published, as_at = life
    times = live_rolling(tupled(first), months(every), map(tupled, published), tupled(START), tupled(as_at))
    *served, open_ = times
    evidence = [paper(f"N-{number}", day.isoformat()) for number, day in enumerate(published)]
    found = read(rolling(first, every, reading), evidence, as_at, **(making.ALL if whole else {}))
    strict, anniversary = one_reading(open_, reading)
    if as_at <= strict:
        assert read_rows(found) == since_it_begins(rows_of(served, reading), whole)
        assert shown(found.next_due_on) == strict
        assert found.next_readings
        assert shown(found.next_readings.anniversary) == anniversary
    else:
        assert read_rows(found) == since_it_begins(rows_of(times, reading), whole)
        assert found.next_due_on is None
    assert found.outcome.value == rolling_outcome(times, reading, as_at, whole)


Rows = list[tuple[dt.date | None, dt.date | None, int | None]]


def since_it_begins(rows: Rows, whole: bool) -> Rows:
    """What can be told of times where nothing is said of what was there before the first on file."""
    if whole or not rows:
        return rows
    _, done, late = rows[0]
    if done is None:
        return rows[1:]
    return rows if late == 0 else [(None, done, None), *rows[1:]]


def rolling_outcome(times: list[Time], reading: str, as_at: dt.date, whole: bool) -> str:
    *served, open_ = times
    strict, anniversary = one_reading(open_, reading)
    if as_at > anniversary:
        return "not_met" if served or whole else "unknown"
    if as_at > strict:
        return "unknown"
    return "met" if served else "not_applicable"


# Fixed duties.


@cache
def fixed(due: dt.date, figures: dt.date | None, every: str, tested: bool) -> psed.RulePack:
    first = {"on": due.isoformat()} | ({"snapshot": figures.isoformat()} if figures else {})
    more: Given = {"test": {"at": "snapshot", "at_least": LEAST}} if tested else {}
    return law(making.fixed(first, every, match="period" if figures else "published_on", **more))


class FixedLife:
    """A fixed duty, what a body did, and a day to look."""

    def __init__(self, every: str, due: dt.date, figures: dt.date | None, as_at: dt.date) -> None:
        self.every, self.due, self.figures, self.as_at = every, due, figures, as_at
        self.published: list[tuple[dt.date, tuple[int, int] | None]] = []
        self.counts: list[tuple[dt.date, int]] = [(START, LEAST)]

    def times(self, tested: bool) -> list[Time]:
        duty = Fixed(tupled(self.due), months(self.every), tupled(self.figures) if self.figures else None)
        life = Life(
            [(tupled(day), month) for day, month in self.published],
            [(tupled(day), number) for day, number in self.counts],
        )
        times = live_fixed(duty, life, tupled(START), tupled(self.as_at))
        return [t for t in times if not tested or (t.employees is not None and t.employees >= LEAST)]

    def read(self, tested: bool) -> DutyRead:
        evidence = [
            paper(f"N-{number}", day.isoformat(), f"{month[0]}-{month[1]:02}" if month else None)
            for number, (day, month) in enumerate(self.published)
        ]
        counts = [(day.isoformat(), number) for day, number in self.counts]
        pack = fixed(self.due, self.figures, self.every, tested)
        return read(pack, evidence, self.as_at, organisation=body(*counts), **making.ALL)

    def __repr__(self) -> str:
        return f"{vars(self)}"


@st.composite
def fixed_lives(draw: st.DrawFn, figures: bool) -> FixedLife:
    every = draw(st.sampled_from(LENGTHS))
    latest = START + 365 * LONGEST[every.split()[1]] * ONE_DAY
    day = draw(odd_days(2011, 2013))
    due = day + draw(st.integers(1, min(364, months(every) * 28))) * ONE_DAY if figures else day
    life = FixedLife(every, due, day if figures else None, draw(st.dates(START, latest)))
    early = st.integers(0, 2) | st.integers(0, months(every) * 28 - 1)
    for number in range(40):
        around = coming_round(day, number, every)
        if around > life.as_at or (not figures and draw(st.integers(0, 9)) == 0):
            break
        if figures and draw(st.integers(0, 3)) > 0:
            published = around + draw(st.integers(0, (due - day).days + 40)) * ONE_DAY
            life.published.append((published, (around.year, around.month)))
        elif not figures:
            life.published.append((max(START, around - draw(early) * ONE_DAY), None))
    more = draw(st.dictionaries(odd_days(2012, latest.year), st.sampled_from([249, 250]), max_size=8))
    life.counts += sorted((on, number) for on, number in more.items() if on <= life.as_at)
    if draw(st.booleans()):
        last = [t.strict for t in life.times(False) if t.strict]
        life.as_at = dated(draw(st.sampled_from(last))) + draw(st.integers(0, 1)) * ONE_DAY
    return life


def coming_round(first: dt.date, number: int, every: str) -> dt.date:
    """The day of one time, found by walking to it from the first of its month."""
    later = first.year * 12 + first.month - 1 + number * months(every)
    days = walk((later // 12, later % 12 + 1, 1))
    return next(dated(day) for day in days if comes_round(tupled(first), months(every), day))


def agrees(life: FixedLife, tested: bool) -> None:
    times, found = life.times(tested), life.read(tested)
    over = tupled(life.as_at)
    reached = [time for time in times if time.done or (time.strict and time.strict < over)]
    coming = [time for time in times if time not in reached and time.strict and time.strict >= over]
    assert read_rows(found) == [
        (dated(time.strict), dated(time.done) if time.done else None, time.days_late)
        for time in reached
        if time.strict
    ]
    assert shown(found.next_due_on) == (dated(coming[0].strict) if coming and coming[0].strict else None)
    assert found.outcome.value == fixed_outcome(reached, life)


def fixed_outcome(reached: list[Time], life: FixedLife) -> str:
    if not reached:
        return "not_applicable"
    return "met" if reached[-1].done else "not_met"


@pytest.mark.parametrize("tested", [False, True])
@given(life=fixed_lives(figures=True))
def test_fixed_duties_with_figures_go_as_they_are_lived(life: FixedLife, tested: bool) -> None:
    agrees(life, tested)


@given(fixed_lives(figures=False))
def test_fixed_duties_by_the_day_of_publication_go_as_they_are_lived(life: FixedLife) -> None:
    """After a time for which nothing came, what comes next may be late for it: that is not decided."""
    times = life.times(tested=False)
    skipped = [time for time, after in pairwise(times) if after.done and not time.done]
    if skipped:
        reached = [t for t in times if t.done or (t.strict and t.strict < tupled(life.as_at))]
        assert life.read(tested=False).outcome.value in ("unknown", fixed_outcome(reached, life))
        return
    agrees(life, tested=False)
