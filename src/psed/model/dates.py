"""A date as people write it: a day, a month, a year or a financial year.

Only a day is exact. The other three are intervals of days, both ends inclusive, and nothing here
ever picks a day inside one.
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


_FORMS = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|/(?P<next>\d{2}))?",
    re.ASCII,
)
_SCHEMA_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?|/\d{2})?$"
_HELP = "write a day `2011-08-31`, a month `2011-08`, a year `2011` or a financial year `2010/11`"


def _in_range(year: int, text: str) -> None:
    """The first and last year of the calendar are kept for what has no end."""
    if not 1 < year < 9999:
        raise ValueError(f"`{text}`: the year {year} is out of range (0002 to 9998)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date in one of four forms, held as an interval of days.

    Build it with `PartialDate.parse`. Two are equal when they say the same thing in the same form:
    `2011` is not `2011-01` to `2011-12` told otherwise, and `2010/11` is not twelve months.

    Attributes:
        earliest: The first day it can be, inclusive.
        latest: The last day it can be, inclusive.
        precision: Which of the four forms it is.
    """

    earliest: dt.date
    latest: dt.date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one of the four forms.

        A financial year runs from 1 April to 31 March, and `2025/26` must name two years that follow
        one another.

        Raises:
            ValueError: The text is in no form, or names no day of the calendar. The message says
                which and how to write it.
        """
        match = _FORMS.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"`{text}` is not a date; {_HELP}")
        year = int(match["year"])
        _in_range(year, text)
        if match["next"]:
            return cls._financial_year(year, int(match["next"]), text)
        if not match["month"]:
            return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)
        month = int(match["month"])
        if not 1 <= month <= 12:
            raise ValueError(f"`{text}` is not a date: there is no month {month}")
        length = monthrange(year, month)[1]
        if not match["day"]:
            return cls(dt.date(year, month, 1), dt.date(year, month, length), Precision.MONTH)
        day = int(match["day"])
        if not 1 <= day <= length:
            raise ValueError(f"`{text}` is not a date: {year:04}-{month:02} has {length} days")
        return cls.of(dt.date(year, month, day))

    @classmethod
    def _financial_year(cls, year: int, second: int, text: str) -> Self:
        if second != (year + 1) % 100:
            raise ValueError(
                f"`{text}` is not a financial year: the one that begins in {year} "
                f"is `{year:04}/{(year + 1) % 100:02}`"
            )
        return cls(dt.date(year, 4, 1), dt.date(year + 1, 3, 31), Precision.FINANCIAL_YEAR)

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
            case Precision.FINANCIAL_YEAR:
                return f"{self.earliest.year:04}/{self.latest.year % 100:02}"

    def in_words(self) -> str:
        """As a person writes it: `31 August 2011`, `August 2011`, `2011`, `2010/11`."""
        match self.precision:
            case Precision.DAY:
                return day_in_words(self.earliest)
            case Precision.MONTH:
                return f"{MONTHS[self.earliest.month - 1]} {self.earliest.year}"
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
