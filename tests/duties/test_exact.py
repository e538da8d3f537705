"""Where every way in which days may turn out gives one answer, a rolling duty gives it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import psed
from psed.model.dates import DAY, PartialDate

from .making import ALL, Given, law, outcome, paper, read, rolling

LENGTHS = ["1 month", "6 months", "12 months", "4 years"]


@cache
def of(every: str) -> psed.RulePack:
    return law(rolling("2012-06-30", every))


def dates() -> st.SearchStrategy[str]:
    days = st.dates(dt.date(2011, 6, 1), dt.date(2014, 12, 31))
    return st.builds(
        lambda day, form: {"day": day.isoformat(), "month": f"{day:%Y-%m}", "year": f"{day:%Y}"}[form],
        days,
        st.sampled_from(["day", "month", "year"]),
    )


def telling_days(told: str, every: str, as_at: dt.date) -> list[str]:
    """The days of a date about which an answer can change: its ends, the day itself, a period before it."""
    on = PartialDate.parse(told)
    months = int(every.split()[0]) * (12 if "year" in every else 1)
    back = as_at.year * 12 + as_at.month - 1 - months
    day = min(as_at.day, 28)
    about = dt.date(back // 12, back % 12 + 1, day)
    near = [as_at + n * DAY for n in (0, 1)] + [about + n * DAY for n in range(-4, 8)]
    days = {on.earliest, on.latest, *(d for d in near if on.earliest <= d <= on.latest)}
    return [d.isoformat() for d in sorted(days)]


def papers(days: tuple[str, ...]) -> list[Given]:
    return [paper(f"N-{n}", day, dated="2010-01-01") for n, day in enumerate(days)]


@given(
    st.lists(dates(), max_size=2),
    st.sampled_from(LENGTHS),
    st.dates(dt.date(2011, 6, 1), dt.date(2015, 12, 31)),
    st.booleans(),
)
@example(["2011-09-10", "2011"], "1 month", dt.date(2011, 10, 9), False)
@example(["2012"], "6 months", dt.date(2012, 8, 30), True)
@example(["2012"], "6 months", dt.date(2013, 7, 1), False)
def test_an_answer_that_no_open_day_changes_is_given(
    told: list[str], every: str, as_at: dt.date, whole: bool
) -> None:
    more = ALL if whole else {}
    ways = product(*(telling_days(day, every, as_at) for day in told))
    outcomes = {read(of(every), papers(way), as_at, **more).outcome.value for way in ways}
    found = read(of(every), papers(tuple(told)), as_at, **more)
    expected = outcomes.pop() if len(outcomes) == 1 else "unknown"
    assert found.outcome.value == expected, (found.because, outcomes)


@pytest.mark.parametrize(
    ("told", "every", "as_at", "expected"),
    [
        (["2011-09-10", "2011"], "1 month", "2011-10-09", ("met",)),
        (["2012-01-01", "2012-01"], "1 month", "2012-03-02", ("not_met", "lapsed")),
    ],
)
def test_what_every_way_comes_to_is_told(
    told: list[str], every: str, as_at: str, expected: tuple[str, ...]
) -> None:
    assert outcome(read(of(every), papers(tuple(told)), as_at)) == expected
