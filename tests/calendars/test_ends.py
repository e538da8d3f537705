"""The last day of a period that begins with a day, by both readings: hand-made tables and an oracle."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from psed.calendar import anniversary, begins_before, strict_end
from psed.model.dates import DAY, Months

from .walking import last_day

days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
lengths = st.integers(1, 120).map(Months)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


ENDS = [
    # first day, months, strict, anniversary
    pytest.param("2026-01-14", 12, "2027-01-13", "2027-01-14", id="14 January and a year"),
    pytest.param("2026-03-30", 48, "2030-03-29", "2030-03-30", id="30 March and four years"),
    pytest.param("2024-04-05", 48, "2028-04-04", "2028-04-05", id="5 April and four years"),
    pytest.param("2026-03-31", 12, "2027-03-30", "2027-03-31", id="the year of the pay gap"),
    pytest.param("2026-01-01", 12, "2026-12-31", "2027-01-01", id="a year of the calendar"),
    pytest.param("2026-03-01", 12, "2027-02-28", "2027-03-01", id="1 March before a common year"),
    pytest.param("2027-03-01", 12, "2028-02-29", "2028-03-01", id="1 March before a leap year"),
    pytest.param("2027-02-28", 12, "2028-02-27", "2028-02-28", id="28 February before a leap year"),
    pytest.param("2028-02-28", 12, "2029-02-27", "2029-02-28", id="28 February in a leap year"),
    pytest.param("2028-02-29", 12, "2029-02-28", "2029-02-28", id="leap day and a year"),
    pytest.param("2028-02-29", 24, "2030-02-28", "2030-02-28", id="leap day and two years"),
    pytest.param("2028-02-29", 48, "2032-02-28", "2032-02-29", id="leap day and four years"),
    pytest.param("2096-02-29", 48, "2100-02-28", "2100-02-28", id="leap day and a century that has none"),
    pytest.param("2028-02-29", 1, "2028-03-28", "2028-03-29", id="leap day and a month"),
    pytest.param("2026-01-31", 1, "2026-02-28", "2026-02-28", id="31 January and a month"),
    pytest.param("2028-01-31", 1, "2028-02-29", "2028-02-29", id="31 January and a month, leap year"),
    pytest.param("2026-01-30", 1, "2026-02-28", "2026-02-28", id="30 January and a month"),
    pytest.param("2026-01-29", 1, "2026-02-28", "2026-02-28", id="29 January and a month"),
    pytest.param("2028-01-29", 1, "2028-02-28", "2028-02-29", id="29 January and a month, leap year"),
    pytest.param("2026-01-28", 1, "2026-02-27", "2026-02-28", id="28 January and a month"),
    pytest.param("2026-02-01", 1, "2026-02-28", "2026-03-01", id="the first of a month and a month"),
    pytest.param("2026-02-28", 1, "2026-03-27", "2026-03-28", id="the last of February and a month"),
    pytest.param("2026-04-30", 1, "2026-05-29", "2026-05-30", id="the last of a short month"),
    pytest.param("2026-03-31", 1, "2026-04-30", "2026-04-30", id="the last of a long month"),
    pytest.param("2026-08-31", 6, "2027-02-28", "2027-02-28", id="31 August and half a year"),
    pytest.param("2026-12-31", 12, "2027-12-30", "2027-12-31", id="the last of a year"),
    pytest.param("2026-12-31", 2, "2027-02-28", "2027-02-28", id="over the end of a year"),
]


@pytest.mark.parametrize(("first", "months", "strict", "corresponding"), ENDS)
def test_a_period_ends_the_day_before_the_corresponding_day_or_on_it(
    first: str, months: int, strict: str, corresponding: str
) -> None:
    assert strict_end(day(first), Months(months)) == day(strict)
    assert anniversary(day(first), Months(months)) == day(corresponding)


@pytest.mark.parametrize(("first", "months", "strict", "corresponding"), ENDS)
def test_walking_from_day_to_day_gives_the_table(
    first: str, months: int, strict: str, corresponding: str
) -> None:
    assert last_day(day(first), months) == day(strict)
    assert day(corresponding) - day(strict) in (DAY, dt.timedelta(0))


@pytest.mark.parametrize(
    ("last", "months", "before"),
    [
        pytest.param("2026-03-27", 12, "2025-03-27", id="a year"),
        pytest.param("2030-03-29", 48, "2026-03-29", id="four years"),
        pytest.param("2027-02-28", 12, "2026-02-28", id="the last of February"),
        pytest.param("2028-02-29", 12, "2027-02-28", id="leap day, and a common year before"),
        pytest.param("2028-02-29", 48, "2024-02-29", id="leap day, four years"),
        pytest.param("2029-02-28", 12, "2028-02-28", id="28 February after a leap year"),
        pytest.param("2026-03-31", 1, "2026-02-28", id="the last of March"),
        pytest.param("2026-03-28", 1, "2026-02-28", id="28 March"),
        pytest.param("2026-01-01", 1, "2025-12-01", id="over the end of a year"),
    ],
)
def test_a_period_that_ends_with_a_day_begins_after_the_corresponding_day_before(
    last: str, months: int, before: str
) -> None:
    assert begins_before(day(last), Months(months)) == day(before)


@given(days, lengths)
@example(day("2028-02-29"), Months(12))
@example(day("2029-02-28"), Months(12))
@example(day("2026-03-31"), Months(1))
def test_the_day_after_is_the_first_with_which_a_period_reaches_so_far(last: dt.date, every: Months) -> None:
    before = begins_before(last, every)
    assert strict_end(before, every) < last <= strict_end(before + DAY, every)


@given(days, lengths)
@example(day("2028-02-29"), Months(12))
@example(day("2026-01-31"), Months(1))
def test_strict_is_the_anniversary_or_the_day_before_it(first: dt.date, every: Months) -> None:
    strict, corresponding = strict_end(first, every), anniversary(first, every)
    assert corresponding - DAY <= strict <= corresponding
    assert (strict == corresponding) is (corresponding.day != first.day)


@given(days, st.integers(1, 100))
@example(day("2028-02-29"), 1)
@example(day("2096-02-29"), 4)
def test_only_leap_day_makes_both_readings_of_whole_years_one(first: dt.date, years: int) -> None:
    strict, corresponding = strict_end(first, Months(12 * years)), anniversary(first, Months(12 * years))
    no_leap_day = (first.month, first.day) == (2, 29) and (corresponding.month, corresponding.day) != (2, 29)
    assert (strict == corresponding) is no_leap_day


@given(st.integers(475, 549).map(lambda quarter: quarter * 4), st.integers(1, 40))
def test_leap_day_gives_28_february_on_both_readings_in_a_common_year(year: int, years: int) -> None:
    assume(_leap(year) and not _leap(year + years))
    first, every = dt.date(year, 2, 29), Months(12 * years)
    assert strict_end(first, every) == anniversary(first, every) == dt.date(year + years, 2, 28)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@given(days, lengths)
@example(day("2028-02-28"), Months(12))
@example(day("2028-02-29"), Months(12))
@example(day("2026-01-30"), Months(1))
def test_a_later_first_day_never_gives_an_earlier_last_one(first: dt.date, every: Months) -> None:
    assert strict_end(first, every) <= strict_end(first + DAY, every)
    assert anniversary(first, every) <= anniversary(first + DAY, every)


@given(days, st.integers(1, 119))
def test_a_longer_time_never_ends_earlier(first: dt.date, months: int) -> None:
    assert strict_end(first, Months(months)) < strict_end(first, Months(months + 1))
    assert anniversary(first, Months(months)) < anniversary(first, Months(months + 1))


@pytest.mark.parametrize("months", [12, 48])
def test_thirty_years_of_first_days_end_where_walking_from_day_to_day_ends(months: int) -> None:
    first, last = day("2011-01-01"), day("2040-12-31")
    every = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    wrong = [one for one in every if strict_end(one, Months(months)) != last_day(one, months)]
    assert len(every) == 10958
    assert wrong == []


@given(days, lengths)
def test_any_first_day_and_length_end_where_walking_ends(first: dt.date, every: Months) -> None:
    assert strict_end(first, every) == last_day(first, every.count)


def test_the_end_of_the_calendar_stops_both_readings_without_an_error() -> None:
    late = dt.date(9998, 6, 15)
    assert anniversary(late, Months(1200)) == dt.date.max
    assert strict_end(late, Months(1200)) in (dt.date.max, dt.date.max - DAY)
