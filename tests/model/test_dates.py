"""A date is a day, a month, a year or a financial year: an interval of days, both ends inclusive."""

from __future__ import annotations

import datetime as dt
import pickle
import re
import warnings
from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from psed.model.dates import (
    DAY,
    MONTHS,
    Day,
    Months,
    PartialDate,
    Precision,
    day_in_words,
    months_between,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import edtf

DATES: TypeAdapter[PartialDate] = TypeAdapter(PartialDate)
DAYS: TypeAdapter[dt.date] = TypeAdapter(Day)
LENGTHS: TypeAdapter[Months] = TypeAdapter(Months)
HELP = (
    "write a day `2011-08-31`, a month `2011-08`, a year `2011`, a financial year `2010/11`, or "
    "`2010/11 academic` or `2010/11 school`"
)

days = st.dates(dt.date(2, 1, 1), dt.date(9998, 12, 31))
years = st.integers(2, 9998)
texts = st.one_of(
    days.map(dt.date.isoformat),
    days.map(lambda day: f"{day.year:04}-{day.month:02}"),
    years.map(lambda year: f"{year:04}"),
    years.map(lambda year: f"{year:04}/{(year + 1) % 100:02}"),
)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        pytest.param("2011-08-31", "2011-08-31", "2011-08-31", "day", id="day"),
        pytest.param("2011-08", "2011-08-01", "2011-08-31", "month", id="month of 31 days"),
        pytest.param("2011-04", "2011-04-01", "2011-04-30", "month", id="month of 30 days"),
        pytest.param("2011-02", "2011-02-01", "2011-02-28", "month", id="February"),
        pytest.param("2012-02", "2012-02-01", "2012-02-29", "month", id="February of a leap year"),
        pytest.param("2012-02-29", "2012-02-29", "2012-02-29", "day", id="leap day"),
        pytest.param("2011-01", "2011-01-01", "2011-01-31", "month", id="first month"),
        pytest.param("2011-12", "2011-12-01", "2011-12-31", "month", id="last month"),
        pytest.param("2011", "2011-01-01", "2011-12-31", "year", id="year"),
        pytest.param("2010/11", "2010-04-01", "2011-03-31", "financial-year", id="financial year"),
        pytest.param("1999/00", "1999-04-01", "2000-03-31", "financial-year", id="over a century's end"),
        pytest.param("0002", "0002-01-01", "0002-12-31", "year", id="first year there is"),
        pytest.param("9998", "9998-01-01", "9998-12-31", "year", id="last year there is"),
        pytest.param("9998/99", "9998-04-01", "9999-03-31", "financial-year", id="last financial year"),
    ],
)
def test_four_forms_are_intervals_with_both_ends_inclusive(
    text: str, earliest: str, latest: str, precision: str
) -> None:
    read = PartialDate.parse(text)
    assert (read.earliest.isoformat(), read.latest.isoformat()) == (earliest, latest)
    assert read.precision == Precision(precision)
    assert read.exact is (precision == "day")
    assert str(read) == text


def test_blank_space_around_a_date_is_nothing() -> None:
    assert PartialDate.parse(" 2011-08\t\n") == PartialDate.parse("2011-08")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/08/2011",
        "2011-8-31",
        "2011-08-31T00:00",
        "2010/1",
        "2010-11/12",
        "2010/11-01",
        "11",
        "20110",
        "20110831",
        "2011-",
        "2011-W01",
        "-2011",
        "٢٠١١",
        "2011\n2012",
        "August 2011",
    ],
)
def test_any_other_form_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(f'`{text}` is not a date; {HELP}')}$"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2011-13", "`2011-13` is a stretch of years and no date; write `term: 2011 to 2013`"),
        ("2011-00", "`2011-00` is not a date: there is no month 0"),
        ("2011-13-01", "`2011-13-01` is not a date: there is no month 13"),
        ("2011-02-29", "`2011-02-29` is not a date: 2011-02 has 28 days"),
        ("2012-02-30", "`2012-02-30` is not a date: 2012-02 has 29 days"),
        ("2011-04-31", "`2011-04-31` is not a date: 2011-04 has 30 days"),
        ("0900-01-32", "`0900-01-32` is not a date: 0900-01 has 31 days"),
        ("2011-08-00", "`2011-08-00` is not a date: 2011-08 has 31 days"),
        (
            "2010/12",
            "`2010/12` is not a financial year: the one that begins in 2010 is `2010/11`; for a stretch of "
            "years write `term: 2010 to 2012`",
        ),
        (
            "2010/10",
            "`2010/10` is not a financial year: the one that begins in 2010 is `2010/11`",
        ),
        (
            "1999/01",
            "`1999/01` is not a financial year: the one that begins in 1999 is `1999/00`",
        ),
        (
            "0508/10",
            "`0508/10` is not a financial year: the one that begins in 508 is `0508/09`; for a stretch of "
            "years write `term: 0508 to 0510`",
        ),
        ("0001", "`0001`: the year 1 is out of range (0002 to 9998)"),
        ("0000-01-01", "`0000-01-01`: the year 0 is out of range (0002 to 9998)"),
        ("9999-12-31", "`9999-12-31`: the year 9999 is out of range (0002 to 9998)"),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        PartialDate.parse(text)


@given(texts)
def test_writing_and_reading_give_the_same_date(text: str) -> None:
    read = PartialDate.parse(text)
    assert str(read) == text
    assert PartialDate.parse(str(read)) == read
    assert read.earliest <= read.latest
    assert (read.earliest == read.latest) is read.exact


@given(texts.filter(lambda text: "/" not in text))
def test_days_months_and_years_have_the_ends_that_edtf_gives_them(text: str) -> None:
    told, read = edtf.parse_edtf(text), PartialDate.parse(text)
    assert dt.date(*told.lower_strict()[:3]) == read.earliest
    assert dt.date(*told.upper_strict()[:3]) == read.latest


@given(years)
def test_a_financial_year_is_the_days_from_april_to_march(year: int) -> None:
    read = PartialDate.parse(f"{year:04}/{(year + 1) % 100:02}")
    before, after = read.earliest - DAY, read.latest + DAY
    assert (before.month, before.day, after.month, after.day) == (3, 31, 4, 1)
    assert (before.year, after.year) == (year, year + 1)


@given(years, st.integers(0, 99))
def test_a_financial_year_names_two_years_that_follow_one_another(year: int, second: int) -> None:
    text = f"{year:04}/{second:02}"
    if second == (year + 1) % 100:
        assert PartialDate.parse(text).precision is Precision.FINANCIAL_YEAR
    else:
        with pytest.raises(ValueError, match="is not a financial year"):
            PartialDate.parse(text)


@given(days)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: dt.date) -> None:
    month = PartialDate.parse(f"{day.year:04}-{day.month:02}")
    year = PartialDate.parse(f"{day.year:04}")
    exact = PartialDate.of(day)
    assert year.earliest <= month.earliest <= exact.earliest == day
    assert day == exact.latest <= month.latest <= year.latest
    assert (month.latest - month.earliest).days + 1 == monthrange(day.year, day.month)[1]


@given(texts, texts)
def test_two_dates_are_equal_when_they_are_written_alike(first: str, second: str) -> None:
    one, other = PartialDate.parse(first), PartialDate.parse(second)
    assert (one == other) is (first == second)
    assert one != other or hash(one) == hash(other)


def test_a_date_cannot_be_changed_and_survives_pickling() -> None:
    read = PartialDate.parse("2010/11")
    with pytest.raises(AttributeError):
        read.earliest = dt.date(2000, 1, 1)  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2011-08-31", "31 August 2011"),
        ("2011-02-05", "5 February 2011"),
        ("2011-01", "January 2011"),
        ("2011-12", "December 2011"),
        ("2011", "2011"),
        ("2010/11", "2010/11"),
    ],
)
def test_in_words_is_as_a_person_writes_it(text: str, words: str) -> None:
    assert PartialDate.parse(text).in_words() == words


def test_months_are_spelt_the_same_on_every_machine() -> None:
    assert MONTHS == [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    assert [day_in_words(dt.date(2011, month, 1)) for month in (1, 12)] == [
        "1 January 2011",
        "1 December 2011",
    ]


# As a field of a model.


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("2011-08-31", id="text"),
        pytest.param(dt.date(2011, 8, 31), id="date"),
        pytest.param(PartialDate.parse("2011-08-31"), id="partial date"),
    ],
)
def test_a_field_takes_text_dates_and_partial_dates(value: object) -> None:
    assert DATES.validate_python(value) == PartialDate.of(dt.date(2011, 8, 31))
    assert DAYS.validate_python("2011-08-31") == dt.date(2011, 8, 31)


@pytest.mark.parametrize("value", [2011, 2011.5, None, True, ["2011"], dt.datetime(2011, 8, 31)])
def test_a_field_takes_nothing_else(value: object) -> None:
    with pytest.raises(ValidationError, match=re.escape(f"`{value}` is not a date; {HELP}")):
        DATES.validate_python(value)
    with pytest.raises(ValidationError, match=re.escape(f"`{value}` is not a day; write it as `2011-08-31`")):
        DAYS.validate_python(value)


@pytest.mark.parametrize(
    ("text", "form"), [("2011-08", "month"), ("2011", "year"), ("2010/11", "financial-year")]
)
def test_where_a_day_is_needed_no_day_is_picked(text: str, form: str) -> None:
    message = f"`{text}` is a {form}; a day is needed here, such as `2011-08-31`"
    with pytest.raises(ValidationError, match=re.escape(message)):
        DAYS.validate_python(text)


@pytest.mark.parametrize("day", [dt.date(2, 1, 1), dt.date(9998, 12, 31)])
def test_a_field_keeps_a_day_that_is_a_date_already(day: dt.date) -> None:
    assert DAYS.validate_python(day) == day
    assert DATES.validate_python(day) == PartialDate.of(day)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1, 12, 31), dt.date(9999, 1, 1), dt.date.max])
def test_a_date_that_could_not_be_written_and_read_again_is_refused(day: dt.date) -> None:
    for adapter in (DATES, DAYS):
        with pytest.raises(ValidationError, match="is out of range"):
            adapter.validate_python(day)


@given(texts)
def test_json_holds_a_date_as_it_was_written(text: str) -> None:
    assert DATES.dump_json(PartialDate.parse(text)) == f'"{text}"'.encode()
    assert DATES.dump_python(PartialDate.parse(text), mode="json") == text


@given(texts)
def test_the_schema_for_editors_takes_what_the_reader_takes(text: str) -> None:
    schema = DATES.json_schema()
    assert "string" in schema["type"]
    pattern = re.compile(schema["pattern"])
    assert pattern.search(text)
    assert not pattern.search(f"{text}0")
    assert not pattern.search(f"x{text}")


# Lengths of time.


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        pytest.param("2011-08-31", 12, "2012-08-31", id="a year on"),
        pytest.param("2011-01-31", 1, "2011-02-28", id="31st clipped to February"),
        pytest.param("2012-01-31", 1, "2012-02-29", id="31st clipped to a leap February"),
        pytest.param("2011-08-31", 1, "2011-09-30", id="31st clipped to the 30th"),
        pytest.param("2011-02-28", 1, "2011-03-28", id="last day is not kept as last day"),
        pytest.param("2012-02-29", 12, "2013-02-28", id="leap day, a year on"),
        pytest.param("2012-02-29", 48, "2016-02-29", id="leap day, four years on"),
        pytest.param("2027-03-30", 12, "2028-03-30", id="no day lost over a leap year"),
        pytest.param("2011-12-31", 1, "2012-01-31", id="over the end of a year"),
        pytest.param("9998-12-31", 12, "9999-12-31", id="the last day of the calendar"),
        pytest.param("9999-01-01", 12, "9999-12-31", id="beyond the calendar"),
        pytest.param("9999-12-31", 1200, "9999-12-31", id="far beyond the calendar"),
    ],
)
def test_months_after_a_day_keep_its_day_or_take_the_last_of_the_month(
    day: str, count: int, after: str
) -> None:
    assert Months(count).after(dt.date.fromisoformat(day)).isoformat() == after


@given(st.dates(), st.dates(), st.integers(1, 1200))
def test_a_later_day_is_never_good_for_less_long(one: dt.date, other: dt.date, count: int) -> None:
    first, second = sorted([one, other])
    assert Months(count).after(first) <= Months(count).after(second)


@given(st.dates(dt.date(2, 1, 1), dt.date(9000, 1, 1)), st.integers(1, 1200))
def test_months_after_lands_in_the_month_so_many_later(day: dt.date, count: int) -> None:
    after = Months(count).after(day)
    assert after.year * 12 + after.month == day.year * 12 + day.month + count
    assert after.day == min(day.day, monthrange(after.year, after.month)[1])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1 month", 1),
        ("12 months", 12),
        ("18 months", 18),
        ("1 year", 12),
        ("3 years", 36),
        ("100 years", 1200),
        ("1200 months", 1200),
        (" 2 months ", 2),
    ],
)
def test_a_length_of_time_is_months_or_years(text: str, count: int) -> None:
    assert Months.parse(text) == Months(count)
    assert LENGTHS.validate_python(text) == Months(count)


@pytest.mark.parametrize(
    "text",
    [
        "0 months",
        "1201 months",
        "101 years",
        "9999 years",
        "10000 months",
        "12",
        "months",
        "-1 month",
        "1.5 years",
        "12  months",
        "12 weeks",
        "P12M",
        "١ month",
        "1 months or so",
    ],
)
def test_no_other_length_of_time_is_read(text: str) -> None:
    message = f"`{text}` is not a length of time; write `18 months` or `3 years`"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Months.parse(text)


@given(st.integers(1, 1200))
def test_a_length_of_time_is_written_as_it_is_read(count: int) -> None:
    months = Months(count)
    assert str(months) == ("1 month" if count == 1 else f"{count} months")
    assert Months.parse(str(months)) == months
    assert LENGTHS.validate_python(months) is months
    assert LENGTHS.dump_python(months, mode="json") == str(months)
    assert re.match(str(LENGTHS.json_schema()["pattern"]), str(months))


def test_the_schema_of_a_length_of_time_is_a_text_with_a_pattern() -> None:
    assert LENGTHS.json_schema() == {"type": "string", "pattern": r"^\d{1,4} (month|year)s?$"}


@pytest.mark.parametrize("value", [12, None, True, 1.5])
def test_a_length_of_time_without_its_unit_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match=re.escape(f"`{value}` is not a length of time")):
        LENGTHS.validate_python(value)


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ("2010-08-31", "2011-08-31", 12),
        ("2010-08-31", "2011-08-30", 11),
        ("2010-08-31", "2011-09-01", 12),
        ("2010-08-31", "2010-08-31", 0),
        ("2011-01-31", "2011-02-27", 0),
        ("2011-01-31", "2011-02-28", 1),
        ("2012-02-29", "2013-02-28", 12),
        ("2008-02-29", "2012-02-29", 48),
        ("2010-12-31", "2011-01-30", 0),
        ("2010-12-31", "2011-01-31", 1),
    ],
)
def test_months_between_counts_whole_months(earlier: str, later: str, count: int) -> None:
    assert months_between(dt.date.fromisoformat(earlier), dt.date.fromisoformat(later)) == count


@given(st.dates(dt.date(2, 1, 1), dt.date(9000, 1, 1)), st.integers(1, 1200))
def test_as_many_months_lie_between_as_were_added(day: dt.date, count: int) -> None:
    after = Months(count).after(day)
    assert months_between(day, after) == count
    assert months_between(day, after - DAY) == count - 1
