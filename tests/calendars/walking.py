"""When a period ends, found by walking from day to day: knows nothing of how psed works it out."""

from __future__ import annotations

import datetime as dt

STEP = dt.timedelta(days=1)


def last_day(first: dt.date, months: int) -> dt.date:
    """The last day of a period that begins with a day: the day before its number comes round again.

    Where a month is too short for the number, the period ends with that month.
    """
    day = first + STEP * (28 * months - 2)  # no month is shorter, so the end is not before this day
    while True:
        following = day + STEP
        gone = (following.year - first.year) * 12 + following.month - first.month
        if gone > months or (gone == months and following.day == first.day):
            return day
        day = following
