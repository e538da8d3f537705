"""What to know of a last day that is no working day, or comes straight after a long weekend.

A note changes no date: a last day set by law stays where it is, whatever day of the week that is.
Bank holidays come from the library `holidays` (extra `calendar`), which is read only when asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec

from psed.errors import PsedError
from psed.model.dates import day_in_words
from psed.model.duty import Nation

NOT_INSTALLED = "Notes on working days need the extra `calendar`: pip install 'psed-uk[calendar]'."
"""What to say where dates come without notes because the extra is missing."""

_SUBDIVISIONS = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS", Nation.SCOTLAND: "SCT"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SATURDAY = 5
_IN_PLACE = " (observed)"
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven"}
_ONE = dt.timedelta(days=1)


def installed() -> bool:
    """Whether the library of bank holidays is there; it is looked for and not imported."""
    return find_spec("holidays") is not None


def notes(day: dt.date, nation: Nation) -> tuple[str, ...]:
    """What somebody who plans for a last day should know of it; nothing for most days.

    A day that is no working day has a note with the last working day before it. A working day has
    one where two or more days straight before it were none and a bank holiday on a weekday is among
    them; a mere weekend says nothing. A working day is a weekday that is no bank holiday.

    Args:
        day: The last day for something, inclusive.
        nation: The nation of the duty, for its bank holidays. England's stand for bodies not devolved.

    Returns:
        Plain phrases without the day itself. None where a year is needed that the library does not know.

    Raises:
        PsedError: The extra `calendar` is not installed (F011).
    """
    if not installed():
        help_ = "install it: pip install 'psed-uk[calendar]'"
        raise PsedError("F011", "notes on working days need the extra `calendar`", help=help_)
    try:
        free = _free_before(day, nation)
        if not _works(day, nation):
            before = (free[0] if free else day) - _ONE
            last = f"{_WEEKDAYS[before.weekday()]} {day_in_words(before)}"
            return (f"{_what(day, nation)}; the last working day before is {last}",)
        if len(free) > 1 and any(each.weekday() < _SATURDAY for each in free):
            number = _NUMBERS.get(len(free), str(len(free)))
            ends = f"{_called(free[0], nation)} to {_called(free[-1], nation)}"
            return (f"the {number} days before are {ends}",)
    except _YearNotKnown:
        pass
    return ()


class _YearNotKnown(Exception):
    """The library does not say what the bank holidays of a year are."""


def _free_before(day: dt.date, nation: Nation) -> list[dt.date]:
    """The days straight before that are no working days, the earliest first."""
    found: list[dt.date] = []
    before = _before(day)
    while not _works(before, nation):
        found.insert(0, before)
        before = _before(before)
    return found


def _before(day: dt.date) -> dt.date:
    if day == dt.date.min:
        raise _YearNotKnown
    return day - _ONE


def _works(day: dt.date, nation: Nation) -> bool:
    return not _bank_holiday(day, nation) and day.weekday() < _SATURDAY


def _what(day: dt.date, nation: Nation) -> str:
    """What a day is that is no working day: a day of the weekend, a bank holiday, or both."""
    name = _bank_holiday(day, nation)
    weekend = f"a {_WEEKDAYS[day.weekday()]}" if day.weekday() >= _SATURDAY else ""
    return " and ".join(part for part in (weekend, f"a bank holiday ({name})" if name else "") if part)


def _called(day: dt.date, nation: Nation) -> str:
    return _bank_holiday(day, nation) or _WEEKDAYS[day.weekday()]


def _bank_holiday(day: dt.date, nation: Nation) -> str:
    """The name of a bank holiday; blank on any other day."""
    return _bank_holidays(nation, day.year).get(day, "")


@lru_cache(maxsize=64)
def _bank_holidays(nation: Nation, year: int) -> Mapping[dt.date, str]:
    """The bank holidays of a nation in a year, by day."""
    import holidays

    of_nation = holidays.country_holidays(
        "GB", subdiv=_SUBDIVISIONS[nation], years=year, expand=False, language="en_GB"
    )
    if not of_nation.start_year <= year <= of_nation.end_year:
        raise _YearNotKnown
    return {day: _named(of_nation.get_list(day)) for day in of_nation}


def _named(names: list[str]) -> str:
    """Names as a sentence takes them: a day in place of a holiday at a weekend says so."""
    told = [
        f"the day in place of {name.removesuffix(_IN_PLACE)}" if name.endswith(_IN_PLACE) else name
        for name in names
    ]
    return " and ".join(told)
