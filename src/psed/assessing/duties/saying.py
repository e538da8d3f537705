"""What is said of a duty: an outcome with its days, and the words for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from psed.calendar import Due, Publication, Span, Timing, Turn
from psed.calendar import Occurrence as Served
from psed.model.dates import PartialDate, day_in_words
from psed.model.outcome import Days, HistoryRead, OccurrenceRead, Outcome, Readings, Reason, TimeOutcome


@dataclass(frozen=True)
class Time:
    """One time that a duty fell due, what served it, and what is to be known of it.

    Attributes:
        served: The last day for it and what served it.
        turn: Which time it is, where the times are fixed.
        not_enforced: What happened, where the regulator did not act.
        gap: The days, both inclusive, that nothing reports on between what served it and what came
            before, by the periods that both name.
    """

    served: Served
    turn: Turn | None = None
    not_enforced: str | None = None
    gap: Span | None = None

    @property
    def due(self) -> Due | None:
        """The last day for it, by every reading; nothing where none can be told."""
        return self.served.due

    @property
    def done(self) -> Publication | None:
        """What served it; nothing while it is open."""
        return self.served.done


@dataclass(frozen=True)
class Said:
    """What is to be said of a duty, without what its rule says of itself."""

    outcome: Outcome
    because: str
    reasons: tuple[Reason, ...] = ()
    latest: Time | None = None
    following: Due | None = None
    history: tuple[Time, ...] = ()
    evidence: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    record_begins: dt.date | None = None


def together(every: Sequence[Said], undecided: Said) -> Said:
    """What all ways of turning out have in common; *undecided* where they come to several outcomes.

    Where they come to one outcome, its reasons are all those for which one of the ways comes to it, in
    the order of `Reason`, and its evidence all that one of them goes by. What is said in two ways is said
    in both; where there are more, the first is said and the others are counted.

    Args:
        every: What is said in each way; nothing where there are too many to look at.
        undecided: What is said where that is not one outcome.
    """
    if not every:
        return undecided
    said = every[0]
    if all(one == said for one in every):
        return said
    due = {(one.latest.due, one.latest.turn) for one in every if one.latest}
    latest = None
    if len(due) == 1 and all(one.latest for one in every):
        last_day, turn = due.pop()
        latest = Time(Served(last_day, None), turn)
    nexts = [one.following for one in every if one.following]
    following = _hull(nexts) if len(nexts) == len(every) else None
    if len({one.outcome for one in every}) > 1:
        return replace(undecided, latest=latest, following=following)
    reasons = {reason for one in every for reason in one.reasons}
    in_order = tuple(reason for reason in Reason if reason in reasons)
    evidence = tuple(sorted({name for one in every for name in one.evidence}))
    remarks = tuple(sorted({remark for one in every for remark in one.remarks}))
    return Said(said.outcome, _either(every), in_order, latest, following, (), evidence, remarks)


def _either(every: Sequence[Said]) -> str:
    """What is said in the one way or the other."""
    told = sorted({one.because for one in every})
    if len(told) == 1:
        return told[0]
    if len(told) == 2:
        return f"Either: {told[0]} Or: {told[1]}"
    return f"In one way it may have been: {told[0]} It comes out so in {len(told) - 1} other ways too."


def _hull(dues: Sequence[Due]) -> Due:
    """The days between which a last day lies."""
    found = dues[0]
    for due in dues[1:]:
        found = found.or_later(due)
    return found


# What an assessment keeps of it.


def read(span: Span) -> Days:
    """The two ends of a span."""
    return Days(low=span.low, high=span.high)


def readings(due: Due) -> Readings:
    """A last day by every reading."""
    cycle = read(due.cycle) if due.cycle else None
    return Readings(strict=read(due.strict), anniversary=read(due.anniversary), cycle=cycle)


def occurrence(time: Time) -> OccurrenceRead:
    """One time in full."""
    due, done, turn = time.due, time.done, time.turn
    return OccurrenceRead(
        period=f"{turn.period.low} to {turn.period.high}" if turn and turn.period else None,
        snapshot=turn.snapshot if turn else None,
        due_on=read(due.cautious) if due else None,
        readings=readings(due) if due else None,
        done_on=read(done.on) if done else None,
        not_enforced=time.not_enforced,
    )


_TOLD = {
    Timing.IN_TIME: TimeOutcome.IN_TIME,
    Timing.LATE: TimeOutcome.LATE,
    Timing.READINGS_DIFFER: TimeOutcome.READINGS_DIFFER,
    Timing.UNDETERMINED: TimeOutcome.UNKNOWN,
    None: TimeOutcome.NOT_DONE,
}


def row(time: Time, *, over: bool = True) -> HistoryRead:
    """One time as a row of the history; *over* tells whether the last day of one that is open is over."""
    due, done = time.due, time.done
    outcome = _TOLD[time.served.timing]
    if outcome is TimeOutcome.NOT_DONE and not over:
        outcome = TimeOutcome.UNKNOWN
    return HistoryRead(
        due_on=read(due.cautious) if due else None,
        done_on=read(done.on) if done else None,
        outcome=outcome,
        days_late=days_late(time),
        not_enforced=time.not_enforced,
        period_gap=read(time.gap) if time.gap else None,
    )


def days_late(time: Time) -> int | None:
    """Days after the last day on every reading; 0 in time; nothing where that is not one number."""
    due, done, found = time.due, time.done, time.served.timing
    if found is Timing.IN_TIME:
        return 0
    if found is Timing.LATE and due and done and done.on.exact and due.latest.exact:
        return (done.on.low - due.latest.low).days
    return None


# Words.


def days(span: Span) -> str:
    """A day, or in which month or year, or between which days, it lies."""
    if span.exact:
        return day_in_words(span.low)
    whole = stretch(span)
    if " to " not in whole:
        return f"a day in {whole}"
    return f"a day between {day_in_words(span.low)} and {day_in_words(span.high)}"


def stretch(span: Span) -> str:
    """Several days from a first to a last one; by the name of the month or year, where they are one."""
    low, high = span.low, span.high
    for form in (f"{low.year:04}-{low.month:02}", f"{low.year:04}", f"{low.year:04}/{high.year % 100:02}"):
        try:
            named = PartialDate.parse(form)
        except ValueError:
            continue
        if (named.earliest, named.latest) == (low, high):
            return named.in_words()
    return f"{day_in_words(low)} to {day_in_words(high)}"


def by(span: Span) -> str:
    """By which day."""
    return f"by {days(span)}"


def when(span: Span) -> str:
    """On which day."""
    return f"on {days(span)}"


def by_each_reading(due: Due) -> str:
    """A last day by every reading: the cautious one, and the others where they are not the same."""
    if due.strict == due.anniversary and due.cycle is None:
        return days(due.strict)
    others = []
    if due.anniversary != due.strict:
        others.append(f"{days(due.anniversary)} if the anniversary counts")
    if due.cycle:
        others.append(f"{days(due.cycle)} by the regulator's cycle")
    return f"{days(due.strict)} ({', '.join(others)})"


def next_due(due: Due) -> str:
    """When it is due next, as a sentence."""
    return f"The next is due by {by_each_reading(due)}."


def number_of(count: int, unit: str = "day") -> str:
    """So many of something."""
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def few(names: Iterable[str]) -> str:
    """Some ids, and how many more."""
    found = sorted(set(names))
    return listed(found) if len(found) <= 4 else f"{', '.join(found[:3])} and {len(found) - 3} more"


def listed(names: Iterable[str]) -> str:
    """Ids, each once."""
    found = sorted(set(names))
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def was(ids: str) -> str:
    """The verb for one id or several."""
    return "were" if " and " in ids else "was"


def is_(ids: str) -> str:
    """The verb for one id or several."""
    return "are" if " and " in ids else "is"
