"""Duties that are done by a day, and not again."""

from __future__ import annotations

from dataclasses import replace

from psed.assessing.duties import parts
from psed.assessing.duties.saying import Said, Time, days, is_, listed, was
from psed.assessing.duties.scope import bound_since, first_of
from psed.calendar import Due, Occurrence, Publication, Span
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts, Item
from psed.language.values import Truth, both, either
from psed.model.dates import PartialDate
from psed.model.outcome import Outcome, Reason
from psed.schedules import Once

Held = tuple[Item, Truth, Truth]
"""An item, whether it was published and counts, and whether by the last day."""


_DONE = {"published_on": "published", "dated": "dated"}


def say(compiled: CompiledPack, duty: CompiledDuty, schedule: Once, facts: Facts) -> Said:
    """What comes of the duty: whether what serves it was published by the day, and holds its parts."""
    first, as_at, since = first_of(duty, facts), facts.items.as_at, bound_since(duty, facts)
    if first is None or (since and since > first.on):
        message = "It cannot be told by which day this body had to do it."
        return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
    due = Due.by(first.on)
    small = _too_small(schedule, due, facts)
    if small:
        return small
    begins = duty.rule.valid_from or compiled.pack.valid_from
    held = []
    for item in parts.held_for(duty, facts):
        counts = both([item.exists, item.counts, parts.serves(duty, item, facts)])
        on = _on(duty, item)
        done, in_time = (both([counts, _within(on, Span(begins, day))]) for day in (as_at, first.on))
        held.append((item, done, both([done, in_time])))
    if either([in_time for _, _, in_time in held]) is not False:
        return _in_time(duty, due, held, facts)
    if as_at <= first.on:
        message = f"It is due by {days(due.strict)}."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, due)
    return _open(duty, due, held, facts)


def _on(duty: CompiledDuty, item: Item) -> PartialDate | None:
    """The day by which an item serves the duty."""
    dated = duty.rule.schedule.served_by.match == "dated"
    return item.evidence.dated if dated else item.evidence.published_on


def _within(on: PartialDate | None, span: Span) -> Truth:
    """Whether something was done within some days, both inclusive."""
    if on is None or on.latest < span.low or span.high < on.earliest:
        return False
    return True if span.low <= on.earliest and on.latest <= span.high else None


def _too_small(schedule: Once, due: Due, facts: Facts) -> Said | None:
    """Why a body is not bound for its size, or may not be; nothing where it is bound."""
    if schedule.test is None:
        return None
    day = min(due.strict.low, facts.items.as_at)
    large = parts.large_enough(schedule.test, Span.on(day), facts.items.dossier.organisation)
    size = f"{schedule.test.at_least} {parts.COUNTED[schedule.test.fact]}"
    if large is None:
        message = f"It binds bodies of {size} or more, and no count tells whether this body is one."
        return Said(Outcome.UNKNOWN, message, (Reason.FIGURE_MISSING,), Time(Occurrence(due, None)))
    if not large:
        message = f"It binds bodies of {size} or more, and this body had fewer."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
    return None


def _in_time(duty: CompiledDuty, due: Due, held: list[Held], facts: Facts) -> Said:
    """Something was published by the day, or may have been: does it hold what it must?"""
    done = _DONE[duty.rule.schedule.served_by.match]
    perhaps = [(item, in_time) for item, _, in_time in held if in_time is not False]
    ids = tuple(sorted(item.evidence.id for item, _ in perhaps))
    names, on = listed(ids), _days([_on(duty, item) for item, _ in perhaps], due)
    time = Time(Occurrence(due, Publication(on, ids)))
    if either([in_time for _, in_time in perhaps]) is None:
        doubt, was_due = parts.doubtful(duty, facts), f"It was due by {days(due.strict)}"
        message = f"{was_due}, and it is not known to the day when {names} {was(names)} {done}."
        because, unsure = (doubt.because, doubt.reasons) if doubt else (message, (Reason.UNDATED,))
        return Said(Outcome.UNKNOWN, because, unsure, Time(Occurrence(due, None)), None, (), ids)
    shorts = []
    for part, node, bodies in duty.parts:
        asked = parts.required(part, bodies, on, facts)
        holds = either([both([in_time, facts.holds(item, node)]) for item, in_time in perhaps])
        short = parts.shortfall(part, asked, holds)
        shorts += [short] if short else []
    told = [f"{names} {was(names)} {done} in time for {days(due.strict)}", *parts.told(shorts)]
    reasons = tuple(dict.fromkeys(reason for _, reason, _ in shorts))
    return Said(parts.outcome(shorts), f"{', '.join(told)}.", reasons, time, None, (time,), ids)


def _days(spans: list[PartialDate | None], due: Due) -> Span:
    """Between which days, none after the last day, the latest of some items was published or dated."""
    low = max(span.earliest for span in spans if span)
    high = max(span.latest for span in spans if span)
    return Span(low, max(low, min(high, due.strict.high)))


def _open(duty: CompiledDuty, due: Due, held: list[Held], facts: Facts) -> Said:
    """The day is over, and nothing was published by it."""
    was_due, time = f"It was due by {days(due.strict)}", Time(Occurrence(due, None))
    done, nothing = _DONE[duty.rule.schedule.served_by.match], parts.nothing_there(duty, facts, was_due)
    if nothing:
        return replace(nothing, latest=time)
    late = [item for item, since, _ in held if since]
    if late:
        ids = tuple(sorted(item.evidence.id for item in late))
        spans = [_on(duty, item) for item in late]
        on = Span(min(s.earliest for s in spans if s), min(s.latest for s in spans if s))
        time = Time(Occurrence(due, Publication(on, ids)))
        message = f"{was_due}, and {listed(ids)} {was(listed(ids))} {done} only after it."
        return Said(Outcome.NOT_MET, message, (Reason.TOO_LATE,), time, None, (time,), ids)
    # What came later says nothing of that time: another may have been there before it.
    written = [item for item, _, _ in held if item.dated[1] <= due.strict.high]
    if not written:
        message = f"{was_due}, and nothing of that time is on file."
        return Said(Outcome.UNKNOWN, message, (Reason.NOTHING_ON_FILE,), time)
    names = listed(item.evidence.id for item in written)
    message = f"{was_due}, and {names} {is_(names)} not on file as {done} in time for it."
    return Said(Outcome.NOT_MET, message, (Reason.NOT_PUBLISHED,), time, None, (time,))
