"""What falls due and what lapses, from a finished assessment: overdue first, then soonest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from psed import words
from psed.model.dates import day_in_words
from psed.model.duty import Nation
from psed.model.outcome import (
    Assessment,
    Days,
    DutyRead,
    ItemRead,
    ItemState,
    Outcome,
    Readings,
    Reason,
)
from psed.reasoning import working_days


class Coming(StrEnum):
    """What comes on a day."""

    OVERDUE = "overdue"
    """The last day for a duty is over, on every reading, and what is on file shows that nothing served it."""
    NOT_SETTLED = "not settled"
    """It may be overdue: the readings differ, or a day is not known."""
    DUE = "due"
    LAPSES = "lapses"
    """The last good day of an item of evidence."""
    NOT_ON_FILE = "not on file"
    """Nothing of it is on file: whether it was done, and when it is due next, is not known."""


@dataclass(frozen=True)
class Line:
    """One thing that falls due or lapses, or of which nothing is on file.

    Attributes:
        coming: What comes.
        on: The last day for it, or the last good day: the cautious one, both ends inclusive; nothing
            where nothing is on file.
        anniversary: The same day by the anniversary, where that is another.
        cycle: The same day by a cycle that bodies and the regulator go by, where there is one.
        days: Days from `as_at` to the earliest of `on`, or, where it is overdue, to the latest, since
            that is all that is shown; below 0 where it is over; nothing where there is no day.
        what: The duty's title, or the item's.
        about: The duty as `pack:rule`, or the item's id.
        held_by: The post that holds the evidence; nothing where that is not on file.
        source: What the day rests on.
        notes: What to know of the day `on` if it is no working day or ends a long weekend.
        ask: What to ask about it, where nothing is on file.
    """

    coming: Coming
    on: Days | None
    anniversary: Days | None
    days: int | None
    what: str
    about: str
    held_by: str | None
    source: str
    notes: tuple[str, ...] = ()
    cycle: Days | None = None
    ask: str | None = None


def coming(
    assessment: Assessment, until: dt.date | None = None, nation: Nation | None = None
) -> tuple[Line, ...]:
    """What is overdue, what falls due next and what lapses: soonest first, ties by name.

    What nothing is on file of comes last: nothing of it is overdue.

    Args:
        assessment: A finished assessment.
        until: The last day to look at, inclusive; no end if not given. What is overdue, and what nothing
            is on file of, is always there.
        nation: The nation of the duty, for notes on working days. Lines have none if it is not given,
            or where the extra `calendar` is not installed: see `working_days.installed`.
    """
    items = {item.id: item for item in assessment.evidence}
    lines = [
        line
        for duty in words.duties_that_bind(assessment.duties)
        for line in _of_duty(duty, items, assessment.as_at)
    ]
    lines += [line for item in assessment.evidence if (line := _of_item(item, assessment.as_at))]
    kept = [line for line in lines if _wanted(line, until)]
    if nation is not None and working_days.installed():
        kept = [replace(line, notes=_notes(line, nation)) for line in kept]
    return tuple(sorted(kept, key=lambda line: (line.on.low if line.on else dt.date.max, line.about)))


def _wanted(line: Line, until: dt.date | None) -> bool:
    """Whether a line is of the time that is looked at."""
    return until is None or line.on is None or (line.days or 0) < 0 or line.on.low <= until


def _notes(line: Line, nation: Nation) -> tuple[str, ...]:
    """Of a day that is known and still to come: nobody plans for one that is over."""
    if line.on is None or line.on.low != line.on.high or (line.days or 0) < 0:
        return ()
    return working_days.notes(line.on.low, nation)


def _of_duty(duty: DutyRead, items: dict[str, ItemRead], as_at: dt.date) -> Iterator[Line]:
    """The time that is open, if its last day is over, and the next."""
    posts = [items[name].held_by for name in duty.evidence if name in items]

    def line(state: Coming, on: Days, readings: Readings) -> Line:
        shown = on.high if state is Coming.OVERDUE else on.low
        return Line(
            coming=state,
            on=on,
            anniversary=readings.anniversary if readings.anniversary != readings.strict else None,
            days=(shown - as_at).days,
            what=duty.title,
            about=duty.rule,
            held_by=next((post for post in posts if post), None),
            source=duty.source[0].cite,
            cycle=readings.cycle,
        )

    open_ = duty.occurrence if duty.occurrence and duty.occurrence.done_on is None else None
    if open_ and open_.due_on and open_.readings and open_.due_on != duty.next_due_on:
        over = duty.outcome is Outcome.NOT_MET and _last(open_.readings) < as_at
        yield line(Coming.OVERDUE if over else Coming.NOT_SETTLED, open_.due_on, open_.readings)
    if duty.next_due_on and duty.next_readings:
        yield line(Coming.DUE, duty.next_due_on, duty.next_readings)
    if duty.outcome is Outcome.UNKNOWN and Reason.NOTHING_ON_FILE in duty.reasons:
        source = duty.source[0].cite
        yield Line(Coming.NOT_ON_FILE, None, None, None, duty.title, duty.rule, None, source, ask=duty.ask)


def _last(readings: Readings) -> dt.date:
    """The last day on every reading."""
    spans = (readings.strict, readings.anniversary, readings.cycle)
    return max(span.high for span in spans if span)


def _of_item(item: ItemRead, as_at: dt.date) -> Line | None:
    """The last good day of an item that is current."""
    low, high = (item.last_good_on["low"], item.last_good_on["high"]) if item.last_good_on else (None, None)
    if item.state is not ItemState.CURRENT or low is None or high is None or high == dt.date.max:
        return None
    return Line(
        coming=Coming.LAPSES,
        on=Days(low=low, high=high),
        anniversary=None,
        days=(low - as_at).days,
        what=item.title,
        about=item.id,
        held_by=item.held_by,
        source=f"Shelf life of the kind {words.spaced(item.kind)}",
    )


def in_words(line: Line, *, source: bool = True, ids: bool = False) -> str:
    """A line as a person reads it: what, by which day, in how many days, and what to know of that day.

    Args:
        line: What comes.
        source: Whether to end with what the day rests on.
        ids: Whether to end with the id of the duty. An item is always told with its id, by which
            reasons name it.
    """
    name = f"{line.what} ({line.about})" if line.coming is Coming.LAPSES else line.what
    rests_on = f"{line.source}." if source else None
    about = f"({line.about})" if ids and line.coming is not Coming.LAPSES else None
    return " ".join(filter(None, [_told(name, line), rests_on, about]))


def _told(name: str, line: Line) -> str:
    if line.on is None or line.days is None:
        return " ".join(filter(None, [f"{name}: nothing of it is on file.", line.ask]))
    first = on = day_in_words(line.on.low)
    if line.on.low != line.on.high:
        on = f"a day between {on} and {day_in_words(line.on.high)}"
    others = [f"{day_in_words(line.anniversary.high)} if the anniversary counts"] if line.anniversary else []
    others += [f"{day_in_words(line.cycle.high)} by the regulator's cycle"] if line.cycle else []
    on += f" ({', '.join(others)})" if others else ""
    number = abs(line.days)
    count = f"{number:,} day{'' if number == 1 else 's'}"
    least = "at least " if line.coming is Coming.OVERDUE and line.on.low != line.on.high else ""
    when = f"{least}{count} ago" if line.days < 0 else f"in {count}" if line.days else "today"
    post = f"; {line.held_by}" if line.held_by else ""
    verb = {Coming.LAPSES: "last good on", Coming.DUE: "due by"}.get(line.coming, "was due by")
    notes = "".join(f" {first}: {note}." for note in line.notes)
    return f"{name}: {verb} {on}, {when}{post}.{notes}"
