"""A date as people write it: a day, a month, a year, or a financial, academic or school year.

Only a day is exact. The others are intervals of days, both ends inclusive, and nothing here ever picks a
day inside one.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Self

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

DAY = dt.timedelta(days=1)
MONTHS = [
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
"""Spelt out here because `strftime` follows the locale of the machine."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FINANCIAL_YEAR = "financial-year"
    ACADEMIC_YEAR = "academic-year"
    SCHOOL_YEAR = "school-year"


_FORMS = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|/(?P<next>\d{2})(?: (?P<whose>academic|school))?)?",
    re.ASCII,
)
_SCHEMA_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?|/\d{2}( academic| school)?)?$"
_HELP = (
    "write a day `2011-08-31`, a month `2011-08`, a year `2011`, a financial year `2010/11`, or "
    "`2010/11 academic` or `2010/11 school`"
)
_YEARS = {
    "": (Precision.FINANCIAL_YEAR, 4, "a financial year", ""),
    "academic": (Precision.ACADEMIC_YEAR, 8, "an academic year", " academic"),
    "school": (Precision.SCHOOL_YEAR, 9, "a school year", " school"),
}
"""Years that are not of the calendar: the month with which each begins, and how it is said and written."""
_SPAN_OF_YEARS = re.compile(r"(?P<first>\d{4}) ?(?:-|–|/|to) ?(?P<last>\d{2}|\d{4})", re.ASCII)


def _term_meant(text: str) -> str | None:
    """How to write a stretch of years that somebody gave for a date; nothing where it is none."""
    match = _SPAN_OF_YEARS.fullmatch(text.strip())
    if match is None:
        return None
    first, last = match["first"], match["last"]
    last = last if len(last) == 4 else first[:2] + last
    return f"{first} to {last}" if int(last) > int(first) else None


def _in_range(year: int, text: str) -> None:
    """The first and last year of the calendar are kept for what has no end."""
    if not 1 < year < 9999:
        raise ValueError(f"`{text}`: the year {year} is out of range (0002 to 9998)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date in one of six forms, held as an interval of days.

    Build it with `PartialDate.parse`. Two are equal when they say the same thing in the same form:
    `2011` is not `2011-01` to `2011-12` told otherwise, and `2010/11` is not twelve months.

    Attributes:
        earliest: The first day it can be, inclusive.
        latest: The last day it can be, inclusive.
        precision: Which of the forms it is.
    """

    earliest: dt.date
    latest: dt.date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one of the forms.

        A financial year, `2025/26`, runs from 1 April to 31 March, an academic year, `2025/26 academic`,
        from 1 August to 31 July, and a school year, `2025/26 school`, from 1 September to 31 August; each
        must name two years that follow one another.

        Raises:
            ValueError: The text is in no form, or names no day of the calendar. The message says
                which and how to write it.
        """
        match = _FORMS.fullmatch(text.strip())
        meant = _term_meant(text)
        if match is None:
            if meant:
                raise ValueError(f"`{text}` is a stretch of years and no date; write `term: {meant}`")
            raise ValueError(f"`{text}` is not a date; {_HELP}")
        year = int(match["year"])
        _in_range(year, text)
        if match["next"]:
            return cls._other_year(year, int(match["next"]), match["whose"] or "", text)
        if not match["month"]:
            return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)
        month = int(match["month"])
        if not 1 <= month <= 12:
            if meant and not match["day"]:
                raise ValueError(f"`{text}` is a stretch of years and no date; write `term: {meant}`")
            raise ValueError(f"`{text}` is not a date: there is no month {month}")
        length = monthrange(year, month)[1]
        if not match["day"]:
            return cls(dt.date(year, month, 1), dt.date(year, month, length), Precision.MONTH)
        day = int(match["day"])
        if not 1 <= day <= length:
            raise ValueError(f"`{text}` is not a date: {year:04}-{month:02} has {length} days")
        return cls.of(dt.date(year, month, day))

    @classmethod
    def _other_year(cls, year: int, second: int, whose: str, text: str) -> Self:
        """A financial, academic or school year."""
        precision, month, said, ending = _YEARS[whose]
        if second != (year + 1) % 100:
            right = f"{year:04}/{(year + 1) % 100:02}{ending}"
            meant = _term_meant(text)
            other = f"; for a stretch of years write `term: {meant}`" if meant else ""
            raise ValueError(f"`{text}` is not {said}: the one that begins in {year} is `{right}`{other}")
        return cls(dt.date(year, month, 1), dt.date(year + 1, month, 1) - DAY, precision)

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """An exact day."""
        return cls(day, day, Precision.DAY)

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.precision is Precision.DAY

    def __str__(self) -> str:
        match self.precision:
            case Precision.DAY:
                return self.earliest.isoformat()
            case Precision.MONTH:
                return f"{self.earliest.year:04}-{self.earliest.month:02}"
            case Precision.YEAR:
                return f"{self.earliest.year:04}"
            case _:
                ending = next(end for form, _, _, end in _YEARS.values() if form is self.precision)
                return f"{self.earliest.year:04}/{self.latest.year % 100:02}{ending}"

    def in_words(self) -> str:
        """As a person writes it: `31 August 2011`, `August 2011`, `2011`, `2010/11`."""
        match self.precision:
            case Precision.DAY:
                return day_in_words(self.earliest)
            case Precision.MONTH:
                return f"{MONTHS[self.earliest.month - 1]} {self.earliest.year}"
            case Precision.ACADEMIC_YEAR | Precision.SCHOOL_YEAR:
                return f"the {self.precision.value.replace('-', ' ')} {str(self).partition(' ')[0]}"
            case _:
                return str(self)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(value: object) -> PartialDate:
            if isinstance(value, PartialDate):
                return value
            if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
                _in_range(value.year, value.isoformat())
                return cls.of(value)
            if isinstance(value, str):
                return cls.parse(value)
            raise ValueError(f"`{value}` is not a date; {_HELP}")

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # Editors read a year, `2009`, as a number; patterns are for texts only.
        return {"type": ["string", "integer"], "pattern": _SCHEMA_PATTERN}


@dataclass(frozen=True, slots=True)
class Term:
    """The term that a document gives itself, such as `2023 to 2027`: from one date to another.

    Attributes:
        first: The date with which it begins.
        last: The date with which it ends, inclusive.
    """

    first: PartialDate
    last: PartialDate

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read two dates with `to` between them, in any of the forms of a date.

        Raises:
            ValueError: It is not of that form, or ends before it begins.
        """
        first, to, last = text.strip().partition(" to ")
        if not to:
            help_ = f"write `{_term_meant(text) or '2023 to 2027'}`, or other dates with `to` between them"
            raise ValueError(f"`{text}` is not a term; {help_}")
        term = cls(PartialDate.parse(first), PartialDate.parse(last))
        if term.last.latest < term.first.earliest:
            raise ValueError(f"the term `{text}` ends before it begins")
        return term

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"

    def in_words(self) -> str:
        """As a person writes it: `2023 to 2027`, `1 April 2023 to March 2027`."""
        return f"{self.first.in_words()} to {self.last.in_words()}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(value: object) -> Term:
            return value if isinstance(value, Term) else cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\d{4}\S*( academic| school)? to \d{4}\S*( academic| school)?$",
        }


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes round each year, such as `31 January`."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a number and the name of a month.

        Raises:
            ValueError: There is no such day in any year.
        """
        number, _, name = text.strip().partition(" ")
        month = next((n for n, full in enumerate(MONTHS, 1) if full.lower() == name.strip().lower()), 0)
        if not month or not number.isdecimal() or not 1 <= int(number) <= monthrange(2024, month)[1]:
            raise ValueError(f"`{text}` is not a day of the year; write it as `31 January`")
        return cls(month, int(number))

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(value: object) -> DayOfYear:
            return value if isinstance(value, DayOfYear) else cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^[0-9]{{1,2}} ({'|'.join(MONTHS)})$"}


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        _in_range(value.year, value.isoformat())
        return value
    if isinstance(value, str):
        read = PartialDate.parse(value)
        if read.exact:
            return read.earliest
        raise ValueError(f"`{value}` is a {read.precision}; a day is needed here, such as `2011-08-31`")
    raise ValueError(f"`{value}` is not a day; write it as `2011-08-31`")


Day = Annotated[dt.date, BeforeValidator(_day)]
"""A date of which the day is known."""


@dataclass(frozen=True, slots=True)
class Months:
    """A length of time counted by the calendar, in whole months.

    A date moved by months keeps its day of the month, or takes the month's last day where there is
    none: 31 January and one month is 28 or 29 February.
    """

    count: int

    def after(self, day: dt.date) -> dt.date:
        """The corresponding day this many months later; the last day of the calendar if beyond it."""
        try:
            return day + relativedelta(months=self.count)
        except (ValueError, OverflowError):
            return dt.date.max

    def __str__(self) -> str:
        unit = "month" if self.count == 1 else "months"
        return f"{self.count} {unit}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `12 months`, `1 month`, `3 years` or `1 year`, from one month to a hundred years.

        Raises:
            ValueError: The text is in no such form.
        """
        match = re.fullmatch(r"(\d{1,4}) (month|year)s?", text.strip(), re.ASCII)
        count = int(match[1]) * (12 if match[2] == "year" else 1) if match else 0
        if not 1 <= count <= 1200:
            raise ValueError(f"`{text}` is not a length of time; write `18 months` or `3 years`")
        return cls(count)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def read(value: object) -> Months:
            return value if isinstance(value, Months) else cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{1,4} (month|year)s?$"}


def day_in_words(day: dt.date) -> str:
    """A day in full: `31 August 2011`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_between(earlier: dt.date, later: dt.date) -> int:
    """Whole months from one day to another: 31 August 2010 to 31 August 2011 is 12."""
    gap = relativedelta(later, earlier)
    return gap.years * 12 + gap.months
