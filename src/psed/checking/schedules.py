"""Whether the days of a schedule go together, and stand exactly in examples."""

from __future__ import annotations

import datetime as dt

from psed.calendar import begins_before
from psed.checking.shared import Found
from psed.files.tree import Path_
from psed.model.dates import Months
from psed.rulepack import DutyRule, RulePack, Status
from psed.schedules import Continuing, FirstDue, Fixed, Once, Rolling, Schedule

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


def schedule_holds(pack: RulePack, duty: DutyRule, here: Path_) -> Found:
    """Days of a schedule lie in order, and each day and threshold stands exactly in an example."""
    schedule, begins = duty.schedule, duty.valid_from or pack.valid_from
    shown = {day.earliest for each in duty.examples for day in (each.due_on, each.next_due_on) if day}
    counts = {count.employees for each in duty.examples for count in each.organisation.headcount}
    dated = not isinstance(schedule, Continuing) and pack.status is not Status.PENDING
    yield from days_in_order(schedule, here)
    for number, first in enumerate(schedule.first_due):
        path = (*here, "first_due", number, "on")
        if dated and first.on not in shown:
            message = f"no example has `due_on` or `next_due_on` at {first.on}"
            yield "P007", message, path, "add one on that day, and one on the day after"
    if isinstance(schedule, Rolling) and schedule.carry_over and schedule.carry_over.since >= begins:
        message = f"`since` ({schedule.carry_over.since}) is not before the duty begins ({begins})"
        help_ = "it is for what was published under earlier law; take it out, or name an earlier day"
        yield "P008", message, (*here, "carry_over", "since"), help_
    if isinstance(schedule, Rolling) and schedule.counts_from and schedule.counts_from >= begins:
        message = f"`counts_from` ({schedule.counts_from}) is not before the duty begins ({begins})"
        yield "P008", message, (*here, "counts_from"), "take it out, or name an earlier day"
    if isinstance(schedule, Fixed | Once) and schedule.test and dated:
        yield from _limit(schedule.test.at_least, counts, (*here, "test"))
    names = [part.name for part in schedule.served_by.parts]
    for number, part in enumerate(schedule.served_by.parts):
        path = (*here, "served_by", "parts", number)
        if part.name in names[:number]:
            yield "S005", f"two parts are called `{part.name}`", (*path, "name"), "give one another name"
        if part.test and pack.status is not Status.PENDING:
            yield from _limit(part.test.at_least, counts, (*path, "test"))


def _limit(least: int, counts: set[int], here: Path_) -> Found:
    if not {least, least - 1} <= counts:
        message = f"no examples have {least} and {least - 1} employees"
        yield "P007", message, here, "add both, so that the limit cannot be mistaken"
