"""Rolling duties: each publication serves the time that was open and begins the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from psed.assessing.duties import parts
from psed.assessing.duties.saying import (
    Said,
    Time,
    by,
    days,
    few,
    is_,
    listed,
    next_due,
    together,
    was,
    when,
)
from psed.assessing.duties.scope import bound_since, first_of
from psed.assessing.duties.ways import every_way, few_enough
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
from psed.facts import Facts, Item
from psed.language.tree import Node
from psed.language.values import Truth, either
from psed.model.dates import DAY
from psed.model.outcome import Outcome, Reason
from psed.schedules import Rolling

Way = Mapping[str, Span]
"""What was published and counts, by id, each with its day or days."""


@dataclass
class Reading:
    """What comes of one rolling duty."""

    compiled: CompiledPack
    duty: CompiledDuty
    schedule: Rolling
    facts: Facts

    def __post_init__(self) -> None:
        self.items = self.facts.items
        self.body = self.items.dossier.organisation
        in_force = self.duty.rule.valid_from or self.compiled.pack.valid_from
        self.starts = self.schedule.counts_from or in_force
        """The first day on which a publication is one under the duty itself."""
        carried = self.schedule.carry_over
        self.begins = min(self.starts, carried.since) if carried else self.starts
        """The first day on which a publication counts."""
        self.held = parts.held_for(self.duty, self.facts)

    def say(self) -> Said:
        """What comes of the duty, and why."""
        first = self._first_due()
        if first is None:
            message = "It cannot be told by which day this body had to do it first."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        held = list(self._places())
        ways = every_way(held)
        least = self._with(first, next(ways))
        few_ways = few_enough(held, len(self.held) + 1)
        every = [least, *(self._with(first, way) for way in ways)] if few_ways else []
        ids = few(name for name, places in held if len(places) > 1)
        message = f"It turns on when {ids} {was(ids)} published, and that is not known to the day."
        undecided = parts.doubtful(self.duty, self.facts) or Said(
            Outcome.UNKNOWN, message, (Reason.UNDATED,), evidence=least.evidence
        )
        return together(every, undecided)

    def _first_due(self) -> Due | None:
        """The first last day for this body; nothing where that cannot be told."""
        first = first_of(self.duty, self.facts)
        if first is None:
            return None
        since = bound_since(self.duty, self.facts)
        if since and since > first.on:
            return self._of_new_body(since)
        return Due.by(first.on)

    def _of_new_body(self, since: dt.date) -> Due | None:
        """The first last day of a body that is bound only since a day.

        Where it takes the publications of the bodies before it for its own, the time runs on from the
        earliest of their last ones, which is the cautious choice; if that time was over before it began,
        it has as long as any new body.
        """
        inherited = self.body.inherited(self.schedule.served_by.kind)
        if inherited:
            due = Due.after(Span.on(inherited), self.schedule.every, self.schedule.reading)
            if since <= due.strict.low:
                return due
        new_body = self.schedule.new_body
        return Due.by(new_body.grace.after(since)) if new_body else None

    # What was published.

    def _places(self) -> Iterator[tuple[str, list[Span | None]]]:
        """For each item that may count, where its publication may lie; nothing where it may not count.

        What is published before the duty begins, and carries over, is told from what comes after.
        """
        begins, as_at = self.begins, self.items.as_at
        for item in self.held:
            on = item.evidence.published_on
            if on is None or item.exists is False or on.earliest > as_at or on.latest < begins:
                continue
            certain = on.latest <= as_at and begins <= on.earliest
            places: list[Span | None] = [] if certain and self._counts(item) else [None]
            for low, high in ((begins, self.starts - DAY), (self.starts, as_at)):
                low, high = max(low, on.earliest), min(high, on.latest, as_at)
                if low <= high:
                    places.append(Span(low, high))
            yield item.evidence.id, places

    def _counts(self, item: Item) -> bool:
        """Whether an item is surely there, one by itself, and serves the duty."""
        there = item.exists is True and item.counts is True
        return there and parts.serves(self.duty, item, self.facts) is True

    def _with(self, first: Due, way: Way) -> Said:
        """What comes of a duty if these and no others were published."""
        schedule = self.schedule
        early = published_together((name, on) for name, on in way.items() if on.low < self.starts)
        publications = published_together((name, on) for name, on in way.items() if on.low >= self.starts)
        carried = early[-1] if early else None
        if carried:
            # Published under earlier law: the time runs on from there, and the first day falls away.
            first = Due.after(carried.on, schedule.every, schedule.reading)
        occurrences = rolling(first, schedule.every, publications, schedule.reading)
        *served, pending = occurrences
        reached = timing(pending.due, Span.on(self.items.as_at))
        if reached is not Timing.IN_TIME:
            return self._open(pending, reached, occurrences, carried)
        if served:
            return self._done(served[-1], pending.due, tuple(served), carried, way)
        if carried:
            ids = listed(carried.ids)
            message = (
                f"{ids} {was(ids)} published under the earlier law, and the time runs on from there. "
                f"{next_due(pending.due)}"
            )
            return Said(Outcome.MET, message, (), None, pending.due, (), carried.ids)
        message = f"It is due for the first time by {days(pending.due.strict)}."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, pending.due)

    def _open(
        self,
        pending: Occurrence,
        reached: Timing,
        every: tuple[Occurrence, ...],
        carried: Publication | None,
    ) -> Said:
        """Nothing has been published for an occurrence, and its last day is over or may be."""

        last = every[-2].done if len(every) > 1 else carried

        def said(outcome: Outcome, because: str, *reasons: Reason) -> Said:
            ids = last.ids if last else ()
            return Said(outcome, because, reasons, Time(pending), None, tuple(map(Time, every)), ids)

        due = pending.due
        if reached is Timing.READINGS_DIFFER:
            message = (
                f"It was due by {days(due.strict)}; if the anniversary counts, by {days(due.anniversary)}. "
                "Which of the two the law means is not settled, so it is not called late yet."
            )
            return said(Outcome.UNKNOWN, message, Reason.READINGS_DIFFER)
        if reached is Timing.UNDETERMINED:
            message = f"It was due {by(due.strict)}: the last publication is not known to the day."
            return said(Outcome.UNKNOWN, message, Reason.UNDATED)
        was_due = f"It was due by {days(due.strict)}"
        nothing = parts.nothing_there(self.duty, self.facts, was_due)
        if nothing:
            return said(nothing.outcome, nothing.because, *nothing.reasons)
        if last is None:
            ids = listed(item.evidence.id for item in self.held)
            message = f"{was_due}, and {ids} {is_(ids)} not on file as published in time for it."
            return said(Outcome.NOT_MET, message, Reason.NOT_PUBLISHED)
        message = f"{was_due}, and nothing has been published since {days(last.on)}."
        return said(Outcome.NOT_MET, message, Reason.LAPSED)

    def _done(
        self,
        latest: Occurrence,
        following: Due,
        history: tuple[Occurrence, ...],
        carried: Publication | None,
        way: Way,
    ) -> Said:
        """The latest occurrence was served: in time, and with all that it must hold?"""
        assert latest.done
        ids = listed(latest.done.ids)
        told = [f"{ids} {was(ids)} published {when(latest.done.on)}"]
        reasons: list[Reason] = []
        outcomes = {Outcome.MET}
        match latest.timing:
            case Timing.LATE:
                told.append(f"after the last day for it, {days(latest.due.anniversary)}")
                if len(history) == 1 and carried is None:
                    told.append("and nothing earlier is on file")
                reasons.append(Reason.TOO_LATE)
                outcomes.add(Outcome.NOT_MET)
            case Timing.READINGS_DIFFER:
                told.append(
                    f"after {days(latest.due.strict)}, which is in time only if the anniversary counts"
                )
                reasons.append(Reason.READINGS_DIFFER)
                outcomes.add(Outcome.UNKNOWN)
            case Timing.UNDETERMINED:
                told.append(f"and it was due {by(latest.due.strict)}: the days are not known")
                reasons.append(Reason.UNDATED)
                outcomes.add(Outcome.UNKNOWN)
            case _:
                told.append(f"in time for {days(latest.due.strict)}")
        shorts = []
        for part, node, bodies in self.duty.parts:
            asked = parts.required(part, bodies, latest.done.on, self.facts)
            held = None if asked is False else self._held_part(node, latest.done.on, way)
            short = parts.shortfall(part, asked, held)
            shorts += [short] if short else []
        reasons += [reason for _, reason, _ in shorts]
        return Said(
            parts.worst({*outcomes, parts.outcome(shorts)}),
            f"{', '.join([*told, *parts.told(shorts)])}. {next_due(following)}",
            tuple(dict.fromkeys(reasons)),
            Time(latest),
            following,
            tuple(map(Time, history)),
            latest.done.ids,
            self._too_long(latest.done, following),
        )

    def _too_long(self, done: Publication, following: Due) -> tuple[str, ...]:
        """A remark on each item that says it runs on after the next is due."""
        told = []
        for name in done.ids:
            until = self.items.by_id[name].evidence.valid_until
            if until and until.earliest > following.anniversary.high:
                told.append(
                    f"{name} says that it runs to {until.in_words()}. That is longer than the law gives: "
                    f"the next is due by {days(following.strict)} all the same."
                )
        return tuple(told)

    def _held_part(self, node: Node, on: Span, way: Way) -> Truth:
        """Whether something published in the period that ended with this publication holds a part.

        Nothing that counts was published after it.
        """
        every, begins = self.schedule.every, self.begins
        since, at_most = begins_before(on.low, every), begins_before(on.high, every)
        truths: list[Truth] = []
        for item in self.held:
            public = item.evidence.published_on
            if public is None or item.exists is False or public.earliest > on.high or public.latest <= since:
                continue
            counted = way.get(item.evidence.id)
            if counted is None and public.latest < begins and self._counts(item):
                counted = Span(public.earliest, public.latest)
            within = counted is not None and at_most < counted.low
            truth = self.facts.holds(item, node)
            truths.append(truth if within or truth is False else None)
        return either(truths)
