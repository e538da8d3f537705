"""Legal time: when a period that begins with a day ends, and which publication served which due day.

Everything here is about days. A date that is known only to the month or the year is a span of days,
both ends inclusive, and what follows from it is a span too.
"""

from __future__ import annotations

import datetime as dt
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
    """The day on which a period of some months began that ends with another; the other way round."""
    return day - relativedelta(months=every.count)


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
    """What was published on one day, or within one span of days."""

    on: Span
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Occurrence:
    """One time that a thing fell due, and what served it.

    Attributes:
        due: The last day for it, by both readings.
        done: What served it; nothing while it is open.
    """

    due: Due
    done: Publication | None

    @property
    def timing(self) -> Timing | None:
        """How it was served; nothing while it is open."""
        return timing(self.due, self.done.on) if self.done else None


def published_together(items: Iterable[tuple[str, Span]]) -> tuple[Publication, ...]:
    """Publications in the order of their days; items of one day, or of one span, are one."""
    grouped: dict[Span, list[str]] = {}
    for name, on in items:
        grouped.setdefault(on, []).append(name)
    return tuple(Publication(on, tuple(sorted(grouped[on]))) for on in sorted(grouped))


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
        found.append(Occurrence(due, done))
        due = Due.after(done.on, every, reading)
    return (*found, Occurrence(due, None))
