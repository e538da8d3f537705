"""What is said of a duty: an outcome with its days, and the words for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from psed.calendar import Due, Publication, Span, Timing, Turn
from psed.calendar import Occurrence as Served
from psed.model.dates import day_in_words
from psed.model.outcome import Days, HistoryRead, OccurrenceRead, Outcome, Readings, Reason


@dataclass(frozen=True)
class Time:
    """One time that a duty fell due, what served it, and what is to be known of it.

    Attributes:
        served: The last day for it and what served it.
        turn: Which time it is, where the times are fixed.
        not_enforced: What happened, where the regulator did not act.
    """

    served: Served
    turn: Turn | None = None
    not_enforced: str | None = None

    @property
    def due(self) -> Due:
        """The last day for it, by both readings."""
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


def together(
    every: Sequence[Said],
    undecided: Said,
    whatever: str = "on whichever of the days that are open it was published",
) -> Said:
    """What all ways of turning out have in common; *undecided* where they come to several outcomes.

    Where they come to one outcome, its reasons are all those for which one of the ways comes to it, in
    the order of `Reason`, and its evidence all that one of them goes by.

    Args:
        every: What is said in each way; nothing where there are too many to look at.
        undecided: What is said where that is not one outcome.
        whatever: What is open, to stand after `It comes out so`.
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
    because = f"It comes out so {whatever}."
    if any(set(one.reasons) != reasons for one in every):
        because = f"It comes out so {whatever}, though not for the same reason each time."
    if following:
        because = f"{because} {next_due(following)}"
    in_order = tuple(reason for reason in Reason if reason in reasons)
    evidence = tuple(sorted({name for one in every for name in one.evidence}))
    return Said(said.outcome, because, in_order, latest, following, (), evidence)


def _hull(dues: Sequence[Due]) -> Due:
    """The days between which a last day lies."""
    strict, anniversary = [due.strict for due in dues], [due.anniversary for due in dues]
    return Due(
        Span(min(s.low for s in strict), max(s.high for s in strict)),
        Span(min(s.low for s in anniversary), max(s.high for s in anniversary)),
    )


# What an assessment keeps of it.


def read(span: Span) -> Days:
    """The two ends of a span."""
    return Days(low=span.low, high=span.high)


def readings(due: Due) -> Readings:
    """A last day by both readings."""
    return Readings(strict=read(due.strict), anniversary=read(due.anniversary))


def occurrence(time: Time) -> OccurrenceRead:
    """One time in full."""
    done, turn = time.done, time.turn
    return OccurrenceRead(
        period=f"{turn.period.low} to {turn.period.high}" if turn and turn.period else None,
        snapshot=turn.snapshot if turn else None,
        due_on=read(time.due.strict),
        readings=readings(time.due),
        done_on=read(done.on) if done else None,
        not_enforced=time.not_enforced,
    )


def row(time: Time) -> HistoryRead:
    """One time as a row of the history."""
    done, late = time.done, None
    if done and time.served.timing is Timing.IN_TIME:
        late = 0
    elif done and time.served.timing is Timing.LATE and done.on.exact and time.due.anniversary.exact:
        late = (done.on.low - time.due.anniversary.low).days
    return HistoryRead(
        due_on=read(time.due.strict),
        done_on=read(done.on) if done else None,
        days_late=late,
        not_enforced=time.not_enforced,
    )


# Words.


def days(span: Span) -> str:
    """A day, or between which days it lies."""
    if span.exact:
        return day_in_words(span.low)
    return f"a day between {day_in_words(span.low)} and {day_in_words(span.high)}"


def by(span: Span) -> str:
    """By which day."""
    return f"by {days(span)}"


def when(span: Span) -> str:
    """On which day."""
    return f"on {days(span)}"


def next_due(due: Due) -> str:
    """When it is due next, as a sentence."""
    if due.strict == due.anniversary:
        return f"The next is due by {days(due.strict)}."
    return f"The next is due by {days(due.strict)} ({days(due.anniversary)} if the anniversary counts)."


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
