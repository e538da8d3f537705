"""Rolling duties: is something in date today, and what became of the times before?

Today is told from the last publication alone: each begins a period, and only the last can still run. What
became of the times before is history: it goes back to where the record begins, and no further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from psed.assessing.duties import parts
from psed.assessing.duties.record import publication, record, surely_published, surely_there
from psed.assessing.duties.saying import (
    Said,
    Time,
    by,
    by_each_reading,
    days,
    days_late,
    few,
    listed,
    next_due,
    number_of,
    stretch,
    was,
    when,
)
from psed.assessing.duties.scope import bound_since, first_of
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
from psed.language.values import Truth, both, either
from psed.model.dates import DAY
from psed.model.outcome import Outcome, Reason
from psed.schedules import Rolling


@dataclass(frozen=True)
class Counted:
    """An item that counts, or may, with the days on which it may have been published; *sure* if it does."""

    item: Item
    on: Span
    sure: bool

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.item.evidence.id


@dataclass
class Reading:
    """What comes of one rolling duty."""

    compiled: CompiledPack
    duty: CompiledDuty
    schedule: Rolling
    facts: Facts

    def __post_init__(self) -> None:
        self.items = self.facts.items
        self.as_at = self.items.as_at
        self.body = self.items.dossier.organisation
        in_force = self.duty.rule.valid_from or self.compiled.pack.valid_from
        self.starts = self.schedule.counts_from or in_force
        """The first day on which a publication is one under the duty itself."""
        carried = self.schedule.carry_over
        self.begins = min(self.starts, carried.since) if carried else self.starts
        """The first day on which a publication counts."""
        self.held = parts.held_for(self.duty, self.facts)
        self.counted = [found for item in self.held if (found := self._counted(item))]
        self.record = record(self.duty, self.facts)
        first = first_of(self.duty, self.facts)
        self.first_of_cycle = first.on if first and self.schedule.cycle else None
        """The first day of the cycle that is kept beside the readings; nothing where there is none."""

    def say(self) -> Said:
        """What comes of the duty, and why."""
        first = self._first_due()
        if first is None:
            message = "It cannot be told by which day this body had to do it first."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        sure = [found for found in self.counted if found.sure]
        if sure:
            said = self._since(Span(max(f.on.low for f in sure), max(f.on.high for f in self.counted)), first)
        else:
            said = self._perhaps_nothing(first)
        return replace(said, record_begins=self.record.begins)

    # The first last day.

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
            due = self._after(Span.on(inherited))
            if since <= due.cautious.low:
                return due
        new_body = self.schedule.new_body
        return Due.by(new_body.grace.after(since)) if new_body else None

    def _after(self, done: Span) -> Due:
        """When it is due after it was done."""
        return Due.after(done, self.schedule.every, self.schedule.reading, self.first_of_cycle)

    # What was published.

    def _counted(self, item: Item) -> Counted | None:
        """An item on the days on which it counts, or nothing where there is no such day."""
        on = publication(item)
        if on is None or item.exists is False or on.low > self.as_at or on.high < self.begins:
            return None
        within = self.begins <= on.low and on.high <= self.as_at
        sure = within and surely_there(self.duty, item, self.facts)
        return Counted(item, Span(max(on.low, self.begins), min(on.high, self.as_at)), sure)

    # Today.

    def _perhaps_nothing(self, first: Due) -> Said:
        """Nothing surely counts; perhaps something does."""
        in_time = timing(first, Span.on(self.as_at)) is Timing.IN_TIME
        if not self.counted:
            if in_time:
                message = f"It is due for the first time by {days(first.cautious)}."
                return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, first)
            return self._nothing(first)
        last = Span(min(f.on.low for f in self.counted), max(f.on.high for f in self.counted))
        if self._surely_over(self._due_before(first)):
            due = self._after(Span.on(last.high))
            if self._surely_over(due):
                return self._open(first.or_later(due), Timing.LATE, last, ())
        return self._turns_on([f.id for f in self.counted], None)

    def _surely_over(self, due: Due | None) -> bool:
        return due is not None and timing(due, Span.on(self.as_at)) is Timing.LATE

    def _nothing(self, first: Due) -> Said:
        """Nothing that counts is on file, and the first day is over."""
        due = self._due_before(first)
        closed = self._surely_over(due)
        earlier = self._published_earlier()
        now = Time(Occurrence(due, None)) if closed else None
        if earlier and closed and due and not self.record.none_on:
            ids, on = earlier
            because, history = _nothing_newer(due, ids, on), (now,) if now else ()
            return Said(Outcome.NOT_MET, because, (Reason.LAPSED,), now, None, history)
        nothing = parts.nothing_there(self.duty, self.facts, closed=closed)
        return replace(nothing, latest=now, history=(now,) if now else ())

    def _due_before(self, first: Due) -> Due | None:
        """By which day the earliest on file was due, or with nothing on file is; nothing if not known.

        By the first day of the duty where all there was since it began is on file; else, where the dossier
        says from which day it is complete, no later than what was published on the day before would give.
        A body that looked and held none had nothing in date on that day, whatever it had before.
        """
        known = self.record
        if self._published_earlier() or (known.complete_from and known.complete_from <= self.begins):
            return first
        if known.none_on:
            return first.or_later(Due.by(max(first.latest.high, known.none_on - DAY)))
        if known.complete_from:
            return first.or_later(self._after(Span.on(known.complete_from - DAY)))
        return None

    def _published_earlier(self) -> tuple[str, Span] | None:
        """What was published last before anything counts: the record begins with it, and the duty later."""
        found = [(item, on) for item in self.held if (on := publication(item)) and on.high < self.begins]
        found = [(item, on) for item, on in found if surely_there(self.duty, item, self.facts)]
        if not found:
            return None
        latest = max(on for _, on in found)
        return listed(item.evidence.id for item, on in found if on == latest), latest

    def _since(self, last: Span, first: Due) -> Said:
        """What comes of it since the last publication, which lies between two days."""
        due = self._after(last)
        history = self._history(first)
        reached = timing(due, Span.on(self.as_at))
        if reached is not Timing.IN_TIME:
            return self._open(due, reached, last, history)
        return self._done(due, last, history)

    def _latest_ids(self, last: Span) -> tuple[str, ...]:
        """What may have been published last."""
        return tuple(sorted(f.id for f in self.counted if last.low <= f.on.high))

    def _turns_on(self, ids: Sequence[str], due: Due | None) -> Said:
        """It comes out otherwise on one day than on another."""
        doubt = parts.doubtful(self.duty, self.facts)
        open_ = [f for f in self.counted if f.id in ids and not (f.on.exact and f.sure)]
        names = few(f.id for f in open_)
        unsaid = any(not surely_published(f.item) for f in open_)
        if doubt:
            message, reasons = doubt.because, doubt.reasons
        elif unsaid:
            message = f"It turns on whether {names} {was(names)} published, and that is not on file."
            reasons = (Reason.FIGURE_MISSING,)
        else:
            message = f"It turns on when {names} {was(names)} published, and that is not known to the day."
            reasons = (Reason.UNDATED,)
        latest = Time(Occurrence(due, None)) if due else None
        return Said(Outcome.UNKNOWN, message, reasons, latest, evidence=tuple(sorted(ids)))

    def _open(self, due: Due, reached: Timing, last: Span, history: tuple[Time, ...]) -> Said:
        """The last day after the last publication is over, or may be."""
        ids, now = self._latest_ids(last), Time(Occurrence(due, None))
        every = (*history, now)
        if reached is Timing.READINGS_DIFFER:
            message = (
                f"It was due by {by_each_reading(due)}. Which of them the law means is not settled, so it is "
                "not called late yet."
            )
            return Said(Outcome.UNKNOWN, message, (Reason.READINGS_DIFFER,), now, None, every, ids)
        if reached is Timing.UNDETERMINED:
            if any(not f.sure for f in self.counted if f.id in ids):
                return replace(self._turns_on(ids, due), history=every)
            message = f"It was due {by(due.strict)}: the last publication is not known to the day."
            return Said(Outcome.UNKNOWN, message, (Reason.UNDATED,), now, None, every, ids)
        message, gaps = _nothing_newer(due, listed(ids), last), self._gaps(history)
        return Said(Outcome.NOT_MET, message, (Reason.LAPSED,), now, None, every, ids, gaps)

    def _done(self, following: Due, last: Span, history: tuple[Time, ...]) -> Said:
        """Something is in date: does it hold what it must?"""
        ids = self._latest_ids(last)
        names = listed(ids)
        if last.high < self.starts:
            told = [f"{names} {was(names)} published under the earlier law, and the time runs on from there."]
        else:
            told = [f"{names} {was(names)} published {when(last)}{_how(history, last)}."]
        told.append(next_due(following))
        if history and history[0].due is None and history[0].done:
            told.append(
                f"Nothing {_before(history[0].done)} is on file, so what was done before is not known."
            )
        shorts = self._short(last)
        told += parts.told(shorts)
        latest = history[-1] if history and last.high >= self.starts else None
        remarks = (*self._gaps(history), *self._own_words(ids, following))
        return Said(
            parts.outcome(shorts),
            " ".join(told),
            parts.reasons(shorts),
            latest,
            following,
            history,
            ids,
            remarks,
        )

    # What it must hold.

    def _short(self, last: Span) -> list[parts.Shortfall]:
        """What is short of the parts that it must hold."""
        found = []
        since = begins_before(last.low, self.schedule.every)
        closed = self.record.closed_since(since + DAY if since < dt.date.max else since)
        # What was published under earlier law had to hold what that law asked.
        own_law: Truth = True if self.starts <= last.low else False if last.high < self.starts else None
        for part, node, bodies in self.duty.parts:
            asked = both([own_law, parts.required(part, bodies, last, self.facts)])
            held = None if asked is False else self._held_part(node, last)
            short = parts.shortfall(part, asked, held, last, closed=closed, body=self.body)
            found += [short] if short else []
        return found

    def _held_part(self, node: Node, on: Span) -> Truth:
        """Whether something published in the period that ended with this publication holds a part.

        Nothing that counts was published after it.
        """
        every = self.schedule.every
        since, at_most = begins_before(on.low, every), begins_before(on.high, every)
        truths: list[Truth] = []
        for item in self.held:
            public = publication(item)
            if public is None or item.exists is False or public.low > on.high or public.high <= since:
                continue
            there = surely_there(self.duty, item, self.facts) and public.high <= self.as_at
            truth = self.facts.holds(item, node)
            truths.append(truth if (there and at_most < public.low) or truth is False else None)
        return either(truths)

    def _own_words(self, ids: Sequence[str], following: Due) -> tuple[str, ...]:
        """A remark on each item whose own end, term or day of review is not the law's."""
        told = []
        for name in ids:
            item = self.items.by_id[name].evidence
            until, term = item.valid_until, item.term
            if until and until.earliest > following.latest.high:
                told.append(f"{name} says that it runs to {until.in_words()}. {_all_the_same(following)}")
            if term and term.last.latest > following.latest.high:
                told.append(f"{name} gives itself the term {term.in_words()}. {_all_the_same(following)}")
            elif term and term.last.latest < following.cautious.low:
                told.append(
                    f"{name} gives itself the term {term.in_words()}, which ends before the next is due."
                )
            if item.review_on:
                told.append(f"By its own words {name} is looked at again by {item.review_on.in_words()}.")
        return tuple(told)

    # History.

    def _history(self, first: Due) -> tuple[Time, ...]:
        """Every time since the record begins of which it is sure that something served it."""
        sure = [found for found in self.counted if found.sure]
        done = published_together((found.id, found.on) for found in sure)
        schedule = self.schedule
        due = self._due_of_earliest(first, done[0])
        *served, _ = rolling(due, schedule.every, done, schedule.reading, self.first_of_cycle)
        times = []
        for number, one in enumerate(served):
            assert one.done
            gap = self._gap(done[number - 1], one.done) if number else None
            doubtful = gap is not None or self._perhaps_between(
                done[number - 1].on if number else None, one.done.on
            )
            times.append(Time(replace(one, open_question=doubtful), gap=gap))
        return tuple(time for time in times if time.done and time.done.on.high >= self.starts)

    def _due_of_earliest(self, first: Due, done: Publication) -> Due | None:
        """By which day the earliest publication on file was due; nothing where that cannot be told."""
        # By the first day of the duty it is in time, whatever came before it.
        if self.starts <= done.on.low and done.on.high <= first.cautious.low:
            return first
        return self._due_before(first)

    def _perhaps_between(self, before: Span | None, on: Span) -> bool:
        """Whether something that only may count may have been published between two times."""
        for found in self.counted:
            after = before is None or before.low <= found.on.high
            if not found.sure and after and found.on.low <= on.high:
                return True
        return False

    def _gap(self, before: Publication, after: Publication) -> Span | None:
        """The days that nothing reports on between two publications, if both name their periods.

        Where all there was is said to be on file there is no paper that is missing.
        """
        complete = self.record.complete_from
        if complete and complete <= before.on.low:
            return None
        early = [self.items.by_id[name].evidence.period for name in before.ids]
        late = [self.items.by_id[name].evidence.period for name in after.ids]
        ends = [period.latest for period in early if period]
        starts = [period.earliest for period in late if period]
        if len(ends) < len(early) or len(starts) < len(late) or max(ends) + DAY >= min(starts):
            return None
        return Span(max(ends) + DAY, min(starts) - DAY)

    def _gaps(self, history: Sequence[Time]) -> tuple[str, ...]:
        """A remark on each stretch of time that nothing on file reports on."""
        told = []
        for time in history:
            if time.gap and time.done:
                told.append(
                    f"Nothing on file reports on {stretch(time.gap)}: the next on file is "
                    f"{listed(time.done.ids)}. If there was a report on it, put it on file."
                )
        return tuple(told)


def _all_the_same(following: Due) -> str:
    return f"That is longer than the law gives: the next is due by {days(following.strict)} all the same."


def _nothing_newer(due: Due, ids: str, on: Span) -> str:
    """That the last day is over, as a sentence: psed knows what is on file, not what there is."""
    return f"It was due by {by_each_reading(due)}, and nothing newer than {ids} ({days(on)}) is on file."


def _before(done: Publication) -> str:
    """Before a publication, by its day where that is known."""
    return f"before {days(done.on)}" if done.on.exact and done.first is None else "earlier"


def _how(history: Sequence[Time], last: Span) -> str:
    """How the last publication lay to its last day, to stand after when it was published."""
    time = history[-1] if history else None
    if time is None or time.due is None or time.done is None or time.done.on != last:
        return ""
    match time.served.timing:
        case Timing.LATE:
            late = days_late(time)
            after = f"{number_of(late)} after" if late else "after"
            return f", {after} the last day for it, {days(time.due.latest)}"
        case Timing.READINGS_DIFFER:
            return f", after {days(time.due.cautious)}, which is in time only {_on_which(time.due, last)}"
        case Timing.UNDETERMINED:
            return f", and it was due {by(time.due.cautious)}: which came first is not known"
        case _:
            return f", in time for {days(time.due.cautious)}"


def _on_which(due: Due, on: Span) -> str:
    """On which of the readings a day is in time that is not in time on all."""
    told = []
    if on.high <= due.anniversary.low:
        told.append("if the anniversary counts")
    if due.cycle and on.high <= due.cycle.low:
        told.append("by the regulator's cycle")
    if on.high <= due.strict.low and not told:
        told.append("by the words of the law")
    return " or ".join(told)
