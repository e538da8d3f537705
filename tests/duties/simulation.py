"""Duties lived through from day to day: knows nothing of how psed works out a day.

A day is a year, a month and a number. Every day of the years in question is walked; whether something is
over, late or in its turn is told by comparing those three and by counting days that have been walked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Day = tuple[int, int, int]
"""Year, month and number in the month."""


def month_length(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def tomorrow(day: Day) -> Day:
    year, month, number = day
    if number < month_length(year, month):
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def walk(first: Day) -> Iterator[Day]:
    """Every day from a first one on."""
    while True:
        yield first
        first = tomorrow(first)


def months_gone(since: Day, day: Day) -> int:
    """How often the calendar has turned a page."""
    return (day[0] - since[0]) * 12 + day[1] - since[1]


def strict_is_over(begun: Day, months: int, day: Day) -> bool:
    """Whether a period that begins with a day is over: its number has come round, or the month after."""
    gone = months_gone(begun, day)
    return gone > months or (gone == months and day[2] == begun[2])


def anniversary_is_over(begun: Day, months: int, day: Day) -> bool:
    """The same, where the day on which the number comes round still belongs to it."""
    gone = months_gone(begun, day)
    return gone > months or (gone == months and day[2] > begun[2])


def comes_round(first: Day, months: int, day: Day) -> bool:
    """Whether a day is one on which a date comes round; the month's last where it lacks the number."""
    if months_gone(first, day) % months or day < first:
        return False
    return day[2] == min(first[2], month_length(day[0], day[1]))


@dataclass
class Time:
    """One time that something was open.

    Attributes:
        begun: The day with which the period began; nothing where the law names the last day.
        strict: Its last day on the strict reading, once that has been walked over.
        anniversary: Its last day by the anniversary, once that has been walked over.
        done: The day on which it was served.
        late: How many days were walked after both last days before it was served.
        number: Which time it is, where the times are fixed.
        employees: How many there were on the day of the figures.
        figures: The month of the figures.
    """

    begun: Day | None = None
    strict: Day | None = None
    anniversary: Day | None = None
    done: Day | None = None
    late: int = 0
    number: int = 0
    employees: int | None = None
    figures: tuple[int, int] | None = None

    @property
    def days_late(self) -> int | None:
        """As a history has it: nothing where the readings differ, or it was not done."""
        if self.done is None or self.strict is None:
            return None
        if self.done <= self.strict:
            return 0
        return self.late or None


def live_rolling(first_due: Day, months: int, published: Iterable[Day], start: Day, as_at: Day) -> list[Time]:
    """All times of a rolling duty, earliest first; the last of them is open on *as_at*."""
    days = {day for day in published if day <= as_at}
    times = [Time(strict=first_due, anniversary=first_due)]
    running: list[Time] = []
    yesterday = start
    for day in walk(start):
        for time in running:
            assert time.begun
            if not time.strict and strict_is_over(time.begun, months, day):
                time.strict = yesterday
            if not time.anniversary and anniversary_is_over(time.begun, months, day):
                time.anniversary = yesterday
        running = [time for time in running if not (time.strict and time.anniversary)]
        open_ = times[-1]
        if open_.anniversary and open_.anniversary < day:
            open_.late += 1
        if day in days:
            open_.done = day
            times.append(Time(begun=day))
            running.append(times[-1])
        if day > as_at and not running:
            return times
        yesterday = day
    raise AssertionError


@dataclass
class Fixed:
    """What a fixed duty asks for.

    Attributes:
        due: The first last day.
        months: How often it comes round.
        figures: The day of the first figures; without one, what is published serves what is open.
        at_least: How many employees bind a body, on the day of the figures.
    """

    due: Day
    months: int
    figures: Day | None = None
    at_least: int = 0


@dataclass
class Life:
    """What a body did: days of publication, each with the month of its figures, and counts of employees.

    Where a duty has figures every publication says which; else none does.
    """

    published: list[tuple[Day, tuple[int, int] | None]] = field(default_factory=list)
    counts: list[tuple[Day, int]] = field(default_factory=list)


def live_fixed(duty: Fixed, life: Life, start: Day, as_at: Day) -> list[Time]:
    """All times of a fixed duty, earliest first; the last two fall due after *as_at*.

    What happens after *as_at* is not known yet: the latest count stands for all days to come.
    """
    times = [Time()]
    over: list[Time] = []
    employees, to_come = 0, 2
    for day in walk(start):
        if day <= as_at:
            employees = next((number for on, number in life.counts if on == day), employees)
        if duty.figures and comes_round(duty.figures, duty.months, day):
            time = _numbered(times, months_gone(duty.figures, day) // duty.months)
            time.figures, time.employees = day[:2], employees
        over = [time for time in over if not time.done]
        for time in over:
            time.late += 1
        for on, month in life.published:
            if on == day <= as_at:
                _serve(times, day, month)
        if comes_round(duty.due, duty.months, day):
            time = _numbered(times, months_gone(duty.due, day) // duty.months)
            time.strict = time.anniversary = day
            over.append(time)
            _numbered(times, time.number + 1)
            to_come -= 1 if day > as_at else 0
            if not to_come:
                return times[: time.number + 1]
    raise AssertionError


def _numbered(times: list[Time], number: int) -> Time:
    while len(times) <= number:
        times.append(Time(number=len(times)))
    return times[number]


def _serve(times: list[Time], day: Day, month: tuple[int, int] | None) -> None:
    """What is published serves the time of its figures; where it has none, the one that is open."""
    for time in times:
        if time.figures == month if month else time.strict is None:
            time.done = time.done or day
            return
