"""Legal time: when a period that begins with a day ends, and which publication served which due day.

Everything here is about days. A date that is known only to the month or the year is a span of days,
both ends inclusive, and what follows from it is a span too.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from dateutil.relativedelta import relativedelta

from psed.model.dates import DAY, Months


@dataclass(frozen=True, order=True)
class Span:
    """A day that lies between two, both inclusive; one day where they are the same."""

    low: dt.date
    high: dt.date

    @classmethod
    def on(cls, day: dt.date) -> Span:
        """One day."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.low == self.high


def anniversary(day: dt.date, every: Months) -> dt.date:
    """The corresponding day so many months later; the month's last day where there is none."""
    return every.after(day)


def strict_end(day: dt.date, every: Months) -> dt.date:
    """The last day of a period that begins with a day: the day before the corresponding day.

    Where there is no corresponding day it is the month's last day: a year that begins with
    29 February ends on 28 February.
    """
    corresponding = every.after(day)
    return corresponding - DAY if corresponding.day == day.day else corresponding


def begins_before(day: dt.date, every: Months) -> dt.date:
    """The day before the first of a period of some months that ends with a day."""
    try:
        return day - relativedelta(months=every.count)
    except (ValueError, OverflowError):
        return dt.date.min


def cycle_after(day: dt.date, every: Months, first: dt.date) -> dt.date:
    """The last day of the next time, where a thing comes round on the same day whatever was done before.

    What is published counts for the day of the cycle that it is nearest to, the earlier one where two are
    as near; the next time ends with the day after that one.

    Args:
        day: When it was published.
        every: How long from one day of the cycle to the next.
        first: The first day of the cycle.
    """
    number, here, there = 0, first, every.after(first)
    while abs((there - day).days) < abs((here - day).days):
        number += 1
        here, there = there, Months(every.count * (number + 1)).after(first)
    return there


@dataclass(frozen=True)
class Due:
    """The last day for doing a thing, by each reading of the law.

    Attributes:
        strict: The day before the corresponding day.
        anniversary: The corresponding day itself.
        cycle: The day on which it comes round by a cycle that bodies and the regulator go by, whatever
            was done before; nothing where there is none.
    """

    strict: Span
    anniversary: Span
    cycle: Span | None = None

    @classmethod
    def by(cls, day: dt.date) -> Due:
        """A day that the law names itself: nothing to be read in two ways."""
        return cls(Span.on(day), Span.on(day))

    @classmethod
    def after(
        cls, done: Span, every: Months, reading: str = "both", first_of_cycle: dt.date | None = None
    ) -> Due:
        """Within so long of a day on which it was done; `strict` or `anniversary` for one reading alone."""
        strict = Span(strict_end(done.low, every), strict_end(done.high, every))
        corresponding = Span(anniversary(done.low, every), anniversary(done.high, every))
        cycle = None
        if first_of_cycle:
            cycle = Span(*(cycle_after(day, every, first_of_cycle) for day in (done.low, done.high)))
        return cls(
            corresponding if reading == "anniversary" else strict,
            strict if reading == "strict" else corresponding,
            cycle,
        )

    @property
    def readings(self) -> tuple[Span, ...]:
        """The last day by each reading there is."""
        return (self.strict, self.anniversary, *([self.cycle] if self.cycle else []))

    @property
    def cautious(self) -> Span:
        """The earliest of the readings: who goes by it is in time on all."""
        return Span(min(r.low for r in self.readings), min(r.high for r in self.readings))

    @property
    def latest(self) -> Span:
        """The latest of the readings: what comes after it is late on all."""
        return Span(max(r.low for r in self.readings), max(r.high for r in self.readings))

    def or_later(self, other: Due) -> Due:
        """A last day that lies anywhere from this one to another."""
        cycle = None
        if self.cycle or other.cycle:
            cycle = _hull(self.cycle or self.latest, other.cycle or other.latest)
        return Due(_hull(self.strict, other.strict), _hull(self.anniversary, other.anniversary), cycle)


def _hull(first: Span, second: Span) -> Span:
    return Span(min(first.low, second.low), max(first.high, second.high))


class Timing(Enum):
    """How a day lies to the last day for it."""

    IN_TIME = "in time"
    LATE = "late"
    READINGS_DIFFER = "readings differ"
    UNDETERMINED = "undetermined"


def timing(due: Due, day: Span) -> Timing:
    """Whether a day is in time: late only where it is late on every reading."""
    if day.high <= due.cautious.low:
        return Timing.IN_TIME
    if day.low > due.latest.high:
        return Timing.LATE
    exact = day.exact and all(reading.exact for reading in due.readings)
    return Timing.READINGS_DIFFER if exact else Timing.UNDETERMINED


@dataclass(frozen=True)
class Publication:
    """What was published on one day, or on days of which the order is not known.

    Attributes:
        on: The day, or the span of the last of the days.
        ids: What was published.
        first: The span of the first of the days, where there may be several; else nothing.
    """

    on: Span
    ids: tuple[str, ...]
    first: Span | None = None


@dataclass(frozen=True)
class Occurrence:
    """One time that a thing fell due, and what served it.

    Attributes:
        due: The last day for it, by every reading; nothing where no day can be told, since what was
            published before is not on file.
        done: What served it; nothing while it is open.
        close: Whether all that served it lies within one period, were it on several days.
        open_question: Whether something that is not on file may have served it, so that it is not late.
    """

    due: Due | None
    done: Publication | None
    close: bool = True
    open_question: bool = False

    @property
    def timing(self) -> Timing | None:
        """How it was served; nothing while it is open."""
        if self.done is None:
            return None
        found = timing(self.due, self.done.on) if self.due else Timing.UNDETERMINED
        if found is Timing.LATE and self.open_question:
            return Timing.UNDETERMINED
        if self.done.first and not (found is Timing.IN_TIME and self.close):
            # One of them may have been in time for another, or all of them on one day.
            return Timing.UNDETERMINED
        return found


def published_together(items: Iterable[tuple[str, Span]]) -> tuple[Publication, ...]:
    """Publications in the order of their days; items of one day, or of which no order is known, are one.

    The last of some days that are not known lies between the greatest of their first ends and the
    greatest of their last, and so for each place in their order.
    """
    held = sorted(items, key=lambda item: (item[1], item[0]))
    lows = sorted(on.low for _, on in held)
    highs = sorted(on.high for _, on in held)
    runs: list[list[Span]] = []
    for span in map(Span, lows, highs):
        if runs and span.low <= runs[-1][-1].high:
            runs[-1].append(span)
        else:
            runs.append([span])
    # No item reaches from one run into another, so each belongs to the last run that began before it.
    begins = [run[0].low for run in runs]
    ids: list[list[str]] = [[] for _ in runs]
    for name, on in held:
        ids[bisect_right(begins, on.low) - 1].append(name)
    found = []
    for run, names in zip(runs, ids, strict=True):
        first, last = run[0], run[-1]
        several = len(run) > 1 and first.low != last.high
        found.append(Publication(last, tuple(sorted(names)), first if several else None))
    return tuple(found)


def rolling(
    first: Due | None,
    every: Months,
    publications: Sequence[Publication],
    reading: str = "both",
    first_of_cycle: dt.date | None = None,
) -> tuple[Occurrence, ...]:
    """The occurrences of a rolling duty, earliest first; the last of them is open.

    Each publication serves the occurrence that was open, early or late, and begins the next period.

    Args:
        first: When the first of the publications was due; nothing where that cannot be told.
        every: The longest time from one to the next.
        publications: What was published, earliest first.
        reading: How a period that begins with a day is read.
        first_of_cycle: The first day of a cycle that is kept beside the readings, if there is one.
    """
    found: list[Occurrence] = []
    due = first
    for done in publications:
        close = done.first is None or done.on.high <= strict_end(done.first.low, every)
        found.append(Occurrence(due, done, close))
        due = Due.after(done.on, every, reading, first_of_cycle)
    return (*found, Occurrence(due, None))


@dataclass(frozen=True)
class Turn:
    """One time that a fixed duty comes round.

    Attributes:
        due_on: The last day for it, inclusive.
        opens: The first day of its window: the day after the last day before; nothing for the first.
        snapshot: The day that its figures are of.
        period: What it reports on, both ends inclusive.
    """

    due_on: dt.date
    opens: dt.date | None = None
    snapshot: dt.date | None = None
    period: Span | None = None

    @property
    def mark(self) -> dt.date | None:
        """The day by which one time is told from another: its snapshot, or the last day of its period."""
        return self.snapshot or (self.period.high if self.period else None)


def turns(first: Turn, every: Months, until: dt.date) -> tuple[Turn, ...]:
    """The times that a fixed duty comes round, earliest first, to the first that is due after a day.

    All days are counted from the first time, so that the last day of a month stays one.

    Args:
        first: The first time.
        every: How long from one to the next.
        until: The last one given is the first that is due after this day.
    """
    found = [first]
    while found[-1].due_on <= until and found[-1].due_on < dt.date.max:
        found.append(_moved(first, Months(every.count * len(found)), found[-1]))
    return tuple(found)


def _moved(first: Turn, later: Months, before: Turn) -> Turn:
    """The same time so many months later; its period begins where the one before ended."""
    period = None
    if first.period and before.period:
        period = Span(before.period.high + DAY, later.after(first.period.high))
    return Turn(
        due_on=later.after(first.due_on),
        opens=before.due_on + DAY,
        snapshot=later.after(first.snapshot) if first.snapshot else None,
        period=period,
    )
