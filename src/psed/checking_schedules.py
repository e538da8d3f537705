"""Checks that the days of one schedule go together, beyond what a single key can show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from psed.calendar import begins_before
from psed.files.tree import Path_
from psed.model.dates import Months
from psed.schedules import FirstDue, Fixed, Schedule

Found = Iterator[tuple[str, str, Path_, str | None]]
EARLIEST, LATEST = dt.date(1800, 1, 1), dt.date(2200, 12, 31)
"""Between which days, both inclusive, a duty may fall due first: others are slips of the pen.

From a day in the year 2 on, a yearly duty has come round two thousand times that nobody would look at.
"""
LONGEST = 2
"""How many times longer than the time from one to the next a first period may be.

It may begin with the day of the law or of the list, so it may be longer than those that follow.
"""


def days_in_order(schedule: Schedule, here: Path_) -> Found:
    """First days are of our time, and a snapshot or period lies straight before the day it is due by.

    Days move on by `every:`, so the figures due by a day must be those of the time before it: what is
    told of one time would else be of another.

    Args:
        schedule: The schedule.
        here: The keys that lead to it.

    Yields:
        Code, message, place and help of each fault.
    """
    for number, first in enumerate(schedule.first_due):
        path = (*here, "first_due", number)
        if not EARLIEST <= first.on <= LATEST:
            message = f"the first day ({first.on}) is not one of {EARLIEST} to {LATEST}"
            yield "P018", message, (*path, "on"), "give the first last day that a law in use names"
        if not isinstance(schedule, Fixed):
            continue
        if first.snapshot:
            yield from _before("snapshot", first.snapshot, first, schedule.every, (*path, "snapshot"))
        if first.period:
            yield from _before("period", first.period.last, first, schedule.every, (*path, "period", "to"))
            yield from _not_too_long(first, schedule.every, (*path, "period"))


def _before(name: str, day: dt.date, first: FirstDue, every: Months, path: Path_) -> Found:
    about = f"the {name} is of {day}" if name == "snapshot" else f"the {name} ends on {day}"
    if day > first.on:
        yield "P008", f"{about}, after the day it is due by ({first.on})", path, "figures come before the day"
    elif day < begins_before(first.on, every):
        message = f"{about}, more than {every} before the day it is due by ({first.on})"
        yield "P008", message, path, f"name the last {name} before that day, or a longer `every:`"


def _not_too_long(first: FirstDue, every: Months, path: Path_) -> Found:
    assert first.period
    if first.period.last > Months(LONGEST * every.count).after(first.period.first):
        message = (
            f"the first period ({first.period.first} to {first.period.last}) is longer than "
            f"{LONGEST} times {every}"
        )
        yield "P008", message, path, "let it begin later, or give a longer `every:`"
