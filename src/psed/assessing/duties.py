"""What fell due and whether it was published: one duty, one dossier, one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from psed.assessing.finding import cited, mended
from psed.calendar import (
    Due,
    Occurrence,
    Publication,
    Span,
    Timing,
    begins_before,
    published_together,
    rolling,
    timing,
)
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts, Item, Items
from psed.language.tree import Node, evaluate
from psed.language.values import Truth, either
from psed.model.dates import DAY, day_in_words
from psed.model.outcome import (
    Days,
    DutyRead,
    HistoryRead,
    OccurrenceRead,
    Outcome,
    Readings,
    Reason,
)
from psed.rulepack import Status
from psed.schedules import Part

MOST_WAYS = 1024
"""In how many ways publications may have come about for each of them to be looked at."""
MOST_LOOKS = 100_000
"""How many publications are looked at over all ways."""

Way = Mapping[str, Span]
"""What was published and counts, by id, each with its day or days."""


@dataclass(frozen=True)
class Said:
    """What is to be said of a duty, without what its rule says of itself."""

    outcome: Outcome
    because: str
    reasons: tuple[Reason, ...] = ()
    latest: Occurrence | None = None
    following: Due | None = None
    history: tuple[Occurrence, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass
class Duties:
    """Finds, for the duties of one pack, what a dossier makes of them on a day."""

    compiled: CompiledPack
    items: Items

    def __post_init__(self) -> None:
        self.facts = Facts(self.items, self.compiled.lexicon)
        self.body = self.items.dossier.organisation

    def find(self) -> tuple[DutyRead, ...]:
        """One reading for each duty, in the order of their ids."""
        return tuple(self.read(duty) for duty in self.compiled.duties_on(self.items.as_at))

    def read(self, duty: CompiledDuty) -> DutyRead:
        """One duty. A fault of the rule is an outcome of its own, never a no."""
        try:
            return self._told(duty, self.say(duty))
        except Exception as error:
            message = f"The duty could not be worked out: {type(error).__name__}: {error}."
            return self._told(duty, Said(Outcome.ERROR, message))

    def say(self, duty: CompiledDuty) -> Said:
        """What comes of a duty, and why."""
        out = self._not_applicable(duty)
        if out:
            return out
        first = self._first_due(duty)
        if first is None:
            message = "It cannot be told by which day this body had to do it first."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        held = list(self._places(duty))
        ways = _ways(held)
        least = self._with(duty, first, next(ways))
        number = prod(len(places) for _, places in held)
        if number <= min(MOST_WAYS, max(1, MOST_LOOKS // (len(self._held(duty)) + 1))):
            every = [least, *(self._with(duty, first, way) for way in ways)]
        else:
            every = []
        ids = _few(name for name, places in held if len(places) > 1)
        message = f"It turns on when {ids} {_was(ids)} published, and that is not known to the day."
        undecided = Said(Outcome.UNKNOWN, message, (Reason.UNDATED,), evidence=least.evidence)
        return _together(every, undecided)

    # Whether it applies.

    def _not_applicable(self, duty: CompiledDuty) -> Said | None:
        pack, as_at = self.compiled.pack, self.items.as_at
        if pack.status is Status.PENDING or not pack.in_force(duty.rule, as_at):
            return Said(Outcome.NOT_APPLICABLE, self._not_in_force(duty), (Reason.NOT_IN_FORCE,))
        if not self.body.exists(as_at):
            return Said(Outcome.NOT_APPLICABLE, "The body did not exist on this day.", (Reason.OUT_OF_SCOPE,))
        if duty.unsettled_when and evaluate(duty.unsettled_when, self.facts) is not False:
            message = "It is not settled whether bodies of this kind are bound."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        applies = evaluate(duty.applies_when, self.facts) if duty.applies_when else True
        if applies is None:
            message = "It cannot be told whether the duty applies to this body."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        if not applies:
            return Said(Outcome.NOT_APPLICABLE, "It does not apply to this body.", (Reason.OUT_OF_SCOPE,))
        return None

    def _not_in_force(self, duty: CompiledDuty) -> str:
        pack, rule = self.compiled.pack, duty.rule
        if pack.status is Status.PENDING:
            return "It is not in force: it is pending."
        begins, ends = rule.valid_from or pack.valid_from, rule.valid_to or pack.valid_to
        if self.items.as_at < begins:
            return f"It came into force only on {day_in_words(begins)}."
        return f"It was in force only until {day_in_words(ends)}." if ends else "It was not in force."

    def _first_due(self, duty: CompiledDuty) -> Due | None:
        """The first last day for this body; nothing where that cannot be told."""
        new_body = duty.rule.schedule.new_body
        for when, on in duty.first_due:
            holds = evaluate(when, self.facts) if when else True
            if holds is None:
                return None
            if holds and self.body.start and self.body.start > on:
                return Due.by(new_body.grace.after(self.body.start)) if new_body else None
            if holds:
                return Due.by(on)
        return None

    # What was published.

    def _held(self, duty: CompiledDuty) -> tuple[Item, ...]:
        return self.items.of_kind(duty.rule.schedule.served_by.kind)

    def _begins(self, duty: CompiledDuty) -> dt.date:
        """The first day on which a publication counts."""
        begins = duty.rule.valid_from or self.compiled.pack.valid_from
        carried = duty.rule.schedule.carry_over
        return min(begins, carried.since) if carried else begins

    def _places(self, duty: CompiledDuty) -> Iterator[tuple[str, list[Span | None]]]:
        """For each item that may count, where its publication may lie; nothing where it may not count.

        What is published before the duty begins, and carries over, is told from what comes after.
        """
        begins, as_at = self._begins(duty), self.items.as_at
        starts = duty.rule.valid_from or self.compiled.pack.valid_from
        for item in self._held(duty):
            on = item.evidence.published_on
            if on is None or item.exists is False or on.earliest > as_at or on.latest < begins:
                continue
            certain = on.latest <= as_at and begins <= on.earliest and item.exists is True and item.counts
            places: list[Span | None] = [] if certain else [None]
            for low, high in ((begins, starts - DAY), (starts, as_at)):
                low, high = max(low, on.earliest), min(high, on.latest, as_at)
                if low <= high:
                    places.append(Span(low, high))
            yield item.evidence.id, places

    def _with(self, duty: CompiledDuty, first: Due, way: Way) -> Said:
        """What comes of a duty if these and no others were published."""
        schedule = duty.rule.schedule
        starts = duty.rule.valid_from or self.compiled.pack.valid_from
        early = published_together((name, on) for name, on in way.items() if on.low < starts)
        publications = published_together((name, on) for name, on in way.items() if on.low >= starts)
        carried = early[-1] if early else None
        if carried:
            # Published under earlier law: the time runs on from there, and the first day falls away.
            first = Due.after(carried.on, schedule.every, schedule.reading)
        occurrences = rolling(first, schedule.every, publications, schedule.reading)
        *served, pending = occurrences
        reached = timing(pending.due, Span.on(self.items.as_at))
        if reached is not Timing.IN_TIME:
            return self._open(duty, pending, reached, occurrences, carried)
        if served:
            return self._done(duty, served[-1], pending.due, tuple(served), carried, way)
        if carried:
            ids = _ids(carried.ids)
            message = (
                f"{ids} {_was(ids)} published under the earlier law, and the time runs on from there. "
                f"{_next(pending.due)}"
            )
            return Said(Outcome.MET, message, (), None, pending.due, (), carried.ids)
        message = f"It is due for the first time by {_days(pending.due.strict)}."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, pending.due)

    def _open(
        self,
        duty: CompiledDuty,
        pending: Occurrence,
        reached: Timing,
        every: tuple[Occurrence, ...],
        carried: Publication | None,
    ) -> Said:
        """Nothing has been published for an occurrence, and its last day is over or may be."""

        last = every[-2].done if len(every) > 1 else carried

        def said(outcome: Outcome, because: str, *reasons: Reason) -> Said:
            ids = last.ids if last else ()
            return Said(outcome, because, reasons, pending, None, every, ids)

        due, kind = pending.due, duty.rule.schedule.served_by.kind
        name = kind.replace("_", " ")
        if reached is Timing.READINGS_DIFFER:
            message = (
                f"It was due by {_days(due.strict)}; if the anniversary counts, by {_days(due.anniversary)}. "
                "Which of the two the law means is not settled, so it is not called late yet."
            )
            return said(Outcome.UNKNOWN, message, Reason.READINGS_DIFFER)
        if reached is Timing.UNDETERMINED:
            message = f"It was due {_by(due.strict)}: the last publication is not known to the day."
            return said(Outcome.UNKNOWN, message, Reason.UNDATED)
        was_due = f"It was due by {_days(due.strict)}"
        if not self._held(duty) and kind not in self.items.none_held:
            return said(
                Outcome.UNKNOWN, f"{was_due}, and nothing of {name} is on file.", Reason.NOTHING_ON_FILE
            )
        if all(item.exists is False for item in self._held(duty)):
            return said(Outcome.NOT_MET, f"{was_due}, and the body holds no {name}.", Reason.NONE_HELD)
        if last is None:
            ids = _ids(item.evidence.id for item in self._held(duty))
            message = f"{was_due}, and {ids} {_is(ids)} not on file as published in time for it."
            return said(Outcome.NOT_MET, message, Reason.NOT_PUBLISHED)
        message = f"{was_due}, and nothing has been published since {_days(last.on)}."
        return said(Outcome.NOT_MET, message, Reason.LAPSED)

    def _done(
        self,
        duty: CompiledDuty,
        latest: Occurrence,
        following: Due,
        history: tuple[Occurrence, ...],
        carried: Publication | None,
        way: Way,
    ) -> Said:
        """The latest occurrence was served: in time, and with all that it must hold?"""
        assert latest.done
        ids = _ids(latest.done.ids)
        told = [f"{ids} {_was(ids)} published {_when(latest.done.on)}"]
        reasons: list[Reason] = []
        outcomes = {Outcome.MET}
        match latest.timing:
            case Timing.LATE:
                told.append(f"after the last day for it, {_days(latest.due.anniversary)}")
                if len(history) == 1 and carried is None:
                    told.append("and nothing earlier is on file")
                reasons.append(Reason.TOO_LATE)
                outcomes.add(Outcome.NOT_MET)
            case Timing.READINGS_DIFFER:
                told.append(
                    f"after {_days(latest.due.strict)}, which is in time only if the anniversary counts"
                )
                reasons.append(Reason.READINGS_DIFFER)
                outcomes.add(Outcome.UNKNOWN)
            case Timing.UNDETERMINED:
                told.append(f"and it was due {_by(latest.due.strict)}: the days are not known")
                reasons.append(Reason.UNDATED)
                outcomes.add(Outcome.UNKNOWN)
            case _:
                told.append(f"in time for {_days(latest.due.strict)}")
        for part, node in duty.parts:
            outcome, reason, words = self._part(duty, part, node, latest.done, way)
            if reason:
                outcomes.add(outcome)
                reasons.append(reason)
                told.append(words)
        outcome = next(o for o in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET) if o in outcomes)
        because = f"{', '.join(told)}. {_next(following)}"
        distinct = tuple(dict.fromkeys(reasons))
        return Said(outcome, because, distinct, latest, following, history, latest.done.ids)

    def _part(
        self, duty: CompiledDuty, part: Part, node: Node, done: Publication, way: Way
    ) -> tuple[Outcome, Reason | None, str]:
        """Whether what was public on a day held a part that it must hold."""
        required = self._required(part, done.on)
        held = self._held_part(duty, node, done.on, way)
        if required is False or held is True:
            return Outcome.MET, None, ""
        if required is None:
            words = (
                "and without a count of employees it cannot be told whether it must hold anything "
                f"on {part.says}"
            )
            return Outcome.UNKNOWN, Reason.FIGURE_MISSING, words
        if held is None:
            return (
                Outcome.UNKNOWN,
                Reason.FIGURE_MISSING,
                f"and nobody has recorded whether it holds anything on {part.says}",
            )
        return Outcome.NOT_MET, Reason.TOO_NARROW, f"but it holds nothing on {part.says}"

    def _required(self, part: Part, on: Span) -> Truth:
        if part.test is None:
            return True
        counts = [self.body.employees(day) for day in (on.low, on.high)]
        days = [count.on for count in self.body.headcount if on.low < count.on <= on.high]
        counts += [self.body.employees(day) for day in days]
        if None in counts:
            return None
        asked = {count >= part.test.at_least for count in counts if count is not None}
        return asked.pop() if len(asked) == 1 else None

    def _held_part(self, duty: CompiledDuty, node: Node, on: Span, way: Way) -> Truth:
        """Whether something published in the period that ended with this publication holds a part.

        Nothing that counts was published after it.
        """
        every, begins = duty.rule.schedule.every, self._begins(duty)
        since, at_most = begins_before(on.low, every), begins_before(on.high, every)
        truths: list[Truth] = []
        for item in self._held(duty):
            public = item.evidence.published_on
            if public is None or item.exists is False or public.earliest > on.high or public.latest <= since:
                continue
            counted = way.get(item.evidence.id)
            if counted is None and public.latest < begins and item.exists is True and item.counts:
                counted = Span(public.earliest, public.latest)
            within = counted is not None and at_most < counted.low
            truth = evaluate(node, lambda name, item=item: self.facts.of_item(item, name))  # type: ignore[misc]
            truths.append(truth if within or truth is False else None)
        return either(truths)

    def _told(self, duty: CompiledDuty, said: Said) -> DutyRead:
        rule = duty.rule
        return DutyRead(
            pack=self.compiled.pack.pack,
            rule=duty.id,
            title=rule.title,
            outcome=said.outcome,
            reasons=said.reasons,
            because=said.because,
            occurrence=_occurrence(said.latest) if said.latest else None,
            next_due_on=_read(said.following.strict) if said.following else None,
            next_readings=_readings(said.following) if said.following else None,
            history=tuple(_row(occurrence) for occurrence in said.history),
            evidence=said.evidence,
            source=cited(rule.source),
            why=rule.why,
            mend=mended(rule.mend),
            ask=rule.ask,
        )


def _together(every: Sequence[Said], undecided: Said) -> Said:
    """What all ways of turning out have in common; *undecided* where they come to several outcomes."""
    if not every:
        return undecided
    said = every[0]
    if all(one == said for one in every):
        return said
    due = {one.latest.due for one in every if one.latest}
    latest = Occurrence(due.pop(), None) if len(due) == 1 and all(one.latest for one in every) else None
    nexts = [one.following for one in every if one.following]
    following = _hull(nexts) if len(nexts) == len(every) else None
    if len({one.outcome for one in every}) > 1:
        return replace(undecided, latest=latest, following=following)
    because = "It comes out so on whichever of the days that are open it was published."
    if following:
        because = f"{because} {_next(following)}"
    return Said(said.outcome, because, said.reasons, latest, following, (), said.evidence)


def _hull(dues: Sequence[Due]) -> Due:
    """The days between which a last day lies."""
    strict, anniversary = [due.strict for due in dues], [due.anniversary for due in dues]
    return Due(
        Span(min(s.low for s in strict), max(s.high for s in strict)),
        Span(min(s.low for s in anniversary), max(s.high for s in anniversary)),
    )


def _ways(held: Sequence[tuple[str, list[Span | None]]]) -> Iterator[Way]:
    """Every way in which what counts may have been published; the one with the least comes first."""
    for chosen in product(*(places for _, places in held)):
        yield {name: place for (name, _), place in zip(held, chosen, strict=True) if place}


def _few(names: Iterable[str]) -> str:
    """Some ids, and how many more."""
    found = sorted(set(names))
    return _ids(found) if len(found) <= 4 else f"{', '.join(found[:3])} and {len(found) - 3} more"


def _read(span: Span) -> Days:
    return Days(low=span.low, high=span.high)


def _readings(due: Due) -> Readings:
    return Readings(strict=_read(due.strict), anniversary=_read(due.anniversary))


def _occurrence(occurrence: Occurrence) -> OccurrenceRead:
    done = occurrence.done
    return OccurrenceRead(
        due_on=_read(occurrence.due.strict),
        readings=_readings(occurrence.due),
        done_on=_read(done.on) if done else None,
    )


def _row(occurrence: Occurrence) -> HistoryRead:
    done, late = occurrence.done, None
    if done and occurrence.timing is Timing.IN_TIME:
        late = 0
    elif done and occurrence.timing is Timing.LATE and done.on.exact and occurrence.due.anniversary.exact:
        late = (done.on.low - occurrence.due.anniversary.low).days
    return HistoryRead(
        due_on=_read(occurrence.due.strict), done_on=_read(done.on) if done else None, days_late=late
    )


def _days(span: Span) -> str:
    if span.exact:
        return day_in_words(span.low)
    return f"a day between {day_in_words(span.low)} and {day_in_words(span.high)}"


def _by(span: Span) -> str:
    return f"by {_days(span)}"


def _when(span: Span) -> str:
    return f"on {_days(span)}"


def _next(due: Due) -> str:
    if due.strict == due.anniversary:
        return f"The next is due by {_days(due.strict)}."
    return f"The next is due by {_days(due.strict)} ({_days(due.anniversary)} if the anniversary counts)."


def _ids(names: Iterable[str]) -> str:
    found = sorted(set(names))
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def _was(ids: str) -> str:
    return "were" if " and " in ids else "was"


def _is(ids: str) -> str:
    return "are" if " and " in ids else "is"
