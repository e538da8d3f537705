"""Years of another kind, the terms that documents give themselves, and days that come round each year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psed.model.dates import DayOfYear, PartialDate, Precision, Term


@pytest.mark.parametrize(
    ("text", "first", "last", "form", "words"),
    [
        ("2025/26", "2025-04-01", "2026-03-31", Precision.FINANCIAL_YEAR, "2025/26"),
        (
            "2025/26 academic",
            "2025-08-01",
            "2026-07-31",
            Precision.ACADEMIC_YEAR,
            "the academic year 2025/26",
        ),
        ("2025/26 school", "2025-09-01", "2026-08-31", Precision.SCHOOL_YEAR, "the school year 2025/26"),
        ("1999/00 school", "1999-09-01", "2000-08-31", Precision.SCHOOL_YEAR, "the school year 1999/00"),
    ],
)
def test_a_year_may_begin_in_four_months(
    text: str, first: str, last: str, form: Precision, words: str
) -> None:
    read = PartialDate.parse(text)
    assert (read.earliest, read.latest) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (read.precision, str(read), read.in_words()) == (form, text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023 to 2027", "2023 to 2027"),
        ("2020/21 to 2023/24", "2020/21 to 2023/24"),
        ("2023-04-01 to 2027-03", "1 April 2023 to March 2027"),
        ("2023/24 academic to 2026/27 academic", "the academic year 2023/24 to the academic year 2026/27"),
    ],
)
def test_a_term_is_two_dates(text: str, words: str) -> None:
    read = Term.parse(text)
    assert (str(read), read.in_words()) == (text, words)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-27", "`2023-27` is not a term; write `2023 to 2027`, or other dates with `to` between them"),
        (
            "2023–2027",
            "`2023–2027` is not a term; write `2023 to 2027`, or other dates with `to` between them",
        ),
        (
            "four years",
            "`four years` is not a term; write `2023 to 2027`, or other dates with `to` between them",
        ),
        ("2027 to 2023", "the term `2027 to 2023` ends before it begins"),
        ("2023 to then", "`then` is not a date; "),
    ],
)
def test_what_is_no_term_is_refused_with_how_to_write_it(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        Term.parse(text)


@pytest.mark.parametrize("text", ["2023-27", "2023 to 2027", "2023–27", "2023-2027"])
def test_a_stretch_of_years_for_a_date_is_told_how_to_be_written(text: str) -> None:
    with pytest.raises(
        ValueError, match=r"^`.*` is a stretch of years and no date; write `term: 2023 to 2027`$"
    ):
        PartialDate.parse(text)


@given(st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
def test_a_day_of_the_year_is_written_as_it_was_read(day: dt.date) -> None:
    read = DayOfYear(day.month, day.day)
    assert DayOfYear.parse(str(read)) == read


@pytest.mark.parametrize("text", ["31 February", "32 January", "January 31", "31", "", "0 May", "5 Mai"])
def test_what_is_no_day_of_the_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^`.*` is not a day of the year; write it as `31 January`$"):
        DayOfYear.parse(text)
