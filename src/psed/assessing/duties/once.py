"""Duties that are done by a day, and not again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from psed.assessing.duties import parts
from psed.assessing.duties.record import publication, record, surely_published
from psed.assessing.duties.saying import Said, Time, days, listed, was, when
from psed.assessing.duties.scope import bound_since, first_of
from psed.calendar import Due, Occurrence, Publication, Span
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts, Item
from psed.language.values import Truth, both, either
from psed.model.outcome import Outcome, Reason
from psed.schedules import Once

Held = tuple[Item, Span | None, Truth, Truth]
"""An item, the days of its publication, whether it was published and counts, and whether by the last day."""


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
    dated = schedule.served_by.match == "dated"
    known = record(duty, facts, dated=dated)
    held: list[Held] = []
    for item in parts.held_for(duty, facts):
        counts = both([item.exists, item.counts, parts.serves(duty, item, facts)])
        on = publication(item, dated=dated)
        sure = True if dated or surely_published(item) else None
        done, in_time = (both([counts, sure, _within(on, Span(begins, day))]) for day in (as_at, first.on))
        held.append((item, on, done, both([done, in_time])))
    reading = Reading(duty, due, held, facts, known.closed_since(begins))
    return replace(reading.say(), record_begins=known.begins)


def _within(on: Span | None, span: Span) -> Truth:
    """Whether something was done within some days, both inclusive."""
    if on is None or on.high < span.low or span.high < on.low:
        return False
    return True if span.low <= on.low and on.high <= span.high else None


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


@dataclass
class Reading:
    """What comes of one duty that is done once.

    Attributes:
        duty: The duty.
        due: Its last day.
        held: What is on file that may serve it.
        facts: The facts of the day.
        closed: Whether all there was since the duty began is on file.
    """

    duty: CompiledDuty
    due: Due
    held: list[Held]
    facts: Facts
    closed: bool

    def say(self) -> Said:
        """What comes of it: whether it is done, and holds what it must; in time or not is history."""
        as_at = self.facts.items.as_at
        done = either([done for _, _, done, _ in self.held])
        if done:
            return self._done()
        was_due = f"It was due by {days(self.due.strict)}"
        if done is None:
            ids = tuple(sorted(item.evidence.id for item, _, done, _ in self.held if done is None))
            names, doubt = listed(ids), parts.doubtful(self.duty, self.facts)
            reasons: tuple[Reason, ...]
            message = f"{was_due}, and it is not known to the day when {names} {was(names)} {self._verb}."
            public = self._verb == "published"
            unsaid = [i for i, _, done, _ in self.held if done is None and not surely_published(i)]
            if public and unsaid:
                message = f"{was_due}, and whether {names} {was(names)} published is not on file."
            reasons = (Reason.FIGURE_MISSING if public and unsaid else Reason.UNDATED,)
            because = message
            if doubt:
                because, reasons = doubt.because, doubt.reasons
            latest = Time(Occurrence(self.due, None))
            return Said(Outcome.UNKNOWN, because, reasons, latest, None, (), ids)
        if as_at <= self.due.strict.high:
            message = f"It is due by {days(self.due.strict)}."
            return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, self.due)
        nothing = parts.nothing_there(self.duty, self.facts, closed=self.closed)
        missed = nothing.outcome is Outcome.NOT_MET
        time = Time(Occurrence(self.due, None)) if missed else None
        return replace(nothing, because=f"{was_due}. {nothing.because}", latest=time)

    @property
    def _verb(self) -> str:
        return _DONE[self.duty.rule.schedule.served_by.match]

    def _done(self) -> Said:
        """Something was published: does it hold what it must, and was it in time?"""
        served = [(item, on, done) for item, on, done, _ in self.held if on and done is not False]
        sure = [on for _, on, done in served if done]
        on = Span(min(on.low for on in sure), min(on.high for on in sure))
        ids = tuple(sorted(item.evidence.id for item, _, done in served if done))
        in_time = either([truth for _, _, _, truth in self.held])
        perhaps = any(done is None for _, _, done in served)
        question = in_time is not True and (perhaps or not self.closed)
        time = Time(Occurrence(self.due, Publication(on, ids), open_question=question))
        names, last = listed(ids), days(self.due.strict)
        told = [f"{names} {was(names)} {self._verb}{', first' if len(sure) > 1 else ''} {when(on)}"]
        if in_time:
            told[0] += f", in time for {last}."
        elif in_time is None or question:
            told[0] += f". It was due by {last}, and whether anything was there by then is not known."
        else:
            told[0] += f", after the last day for it, {last}."
        shorts = self._short(served)
        reasons = parts.reasons(shorts)
        told += parts.told(shorts)
        return Said(parts.outcome(shorts), " ".join(told), reasons, time, None, (time,), ids)

    def _short(self, served: Sequence[tuple[Item, Span, Truth]]) -> list[parts.Shortfall]:
        found, body = [], self.facts.items.dossier.organisation
        first = Span(min(on.low for _, on, _ in served), max(on.high for _, on, _ in served))
        for part, node, bodies in self.duty.parts:
            asked = parts.required(part, bodies, first, self.facts)
            holds = either([both([done, self.facts.holds(item, node)]) for item, _, done in served])
            short = parts.shortfall(part, asked, holds, first, closed=self.closed, body=body)
            found += [short] if short else []
        return found
