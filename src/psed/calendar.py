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


@dataclass(frozen=True)
class Due:
    """The last day for doing a thing, by both readings of "beginning with"."""

    strict: Span
    anniversary: Span

    @classmethod
    def by(cls, day: dt.date) -> Due:
        """A day that the law names itself: nothing to be read in two ways."""
        return cls(Span.on(day), Span.on(day))

    @classmethod
    def after(cls, done: Span, every: Months, reading: str = "both") -> Due:
        """Within so long of a day on which it was done; `strict` or `anniversary` for one reading alone."""
        strict = Span(strict_end(done.low, every), strict_end(done.high, every))
        corresponding = Span(anniversary(done.low, every), anniversary(done.high, every))
        return cls(
            corresponding if reading == "anniversary" else strict,
            strict if reading == "strict" else corresponding,
        )


class Timing(Enum):
    """How a day lies to the last day for it."""

    IN_TIME = "in time"
    LATE = "late"
    READINGS_DIFFER = "readings differ"
    UNDETERMINED = "undetermined"


def timing(due: Due, day: Span) -> Timing:
    """Whether a day is in time: late only where it is late on both readings."""
    if day.high <= due.strict.low:
        return Timing.IN_TIME
    if day.low > due.anniversary.high:
        return Timing.LATE
    exact = day.exact and due.strict.exact and due.anniversary.exact
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
        due: The last day for it, by both readings.
        done: What served it; nothing while it is open.
        close: Whether all that served it lies within one period, were it on several days.
    """

    due: Due
    done: Publication | None
    close: bool = True

    @property
    def timing(self) -> Timing | None:
        """How it was served; nothing while it is open."""
        if self.done is None:
            return None
        found = timing(self.due, self.done.on)
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
    first: Due, every: Months, publications: Sequence[Publication], reading: str = "both"
) -> tuple[Occurrence, ...]:
    """The occurrences of a rolling duty, earliest first; the last of them is open.

    Each publication serves the occurrence that was open, early or late, and begins the next period.

    Args:
        first: When it is due for the first time.
        every: The longest time from one to the next.
        publications: What was published, earliest first.
        reading: How a period that begins with a day is read.
    """
    found: list[Occurrence] = []
    due = first
    for done in publications:
        close = done.first is None or done.on.high <= strict_end(done.first.low, every)
        found.append(Occurrence(due, done, close))
        due = Due.after(done.on, every, reading)
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
