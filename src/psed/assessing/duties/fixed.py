"""Fixed duties: by the same day every so often, whatever was done before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

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
from psed.calendar import Due, Occurrence, Publication, Span, Timing, Turn, turns
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts, Item
from psed.language.tree import Node
from psed.language.values import Truth, both, either
from psed.model.dates import day_in_words
from psed.model.outcome import Outcome, Reason
from psed.schedules import FirstDue, Fixed

MOST_WAYS = 1024
"""In how many ways publications may have been meant for each of them to be looked at."""

Place = tuple[int, Span]
"""Which time a publication serves, by its number, and the day or days on which it was published."""
Way = Mapping[str, Place]


@dataclass
class Reading:
    """What comes of one fixed duty."""

    compiled: CompiledPack
    duty: CompiledDuty
    schedule: Fixed
    facts: Facts

    def __post_init__(self) -> None:
        self.items = self.facts.items
        self.as_at = self.items.as_at
        self.body = self.items.dossier.organisation
        self.held = self.facts.of_kind(self.schedule.served_by.kind)
        self.begins = self.duty.rule.valid_from or self.compiled.pack.valid_from

    def say(self) -> Said:
        """What comes of the duty, and why."""
        first = first_of(self.duty, self.facts)
        self.since = bound_since(self.duty, self.facts) or dt.date.min
        if first is None or (self.since > first.on and not self.schedule.new_body):
            message = "It cannot be told by which day this body had to do it first."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        self.unsettled = first.unsettled
        self.turns = turns(_turn(first), self.schedule.every, self.as_at)
        self.turns = turns(_turn(first), self.schedule.every, self.turns[-1].due_on)
        self.binds = [self._binds(turn) for turn in self.turns]
        places = list(self._places())
        ways = _ways(places)
        least = self._with(next(ways))
        number = prod(len(found) for _, found in places)
        every = [least, *(self._with(way) for way in ways)] if number <= MOST_WAYS else []
        ids = few(name for name, found in places if len(found) > 1)
        message = (
            f"It turns on when {ids} {was(ids)} published, and for which time, and that is not on file. "
            "Give the day of publication, and the `period:` it reports on."
        )
        return together(every, Said(Outcome.UNKNOWN, message, (Reason.UNDATED,), evidence=least.evidence))

    # Which times bind the body.

    def _binds(self, turn: Turn) -> Truth:
        """Whether one time binds the body: it is there, and large enough."""
        start, end = self.since, self.body.end or dt.date.max
        if turn.due_on > end or turn.due_on < start:
            return False
        if turn.snapshot and not start <= turn.snapshot:
            return False
        if turn.period and turn.period.high < start:
            return False
        return both([None if turn.due_on in self.unsettled else True, self._large_enough(turn)])

    def _large_enough(self, turn: Turn) -> Truth:
        """By the counts on or before a day; for a day to come, by the latest there is."""
        test = self.schedule.test
        if test is None:
            return True
        if test.at == "snapshot":
            assert turn.snapshot
            asked = [min(turn.snapshot, self.as_at)]
        else:
            assert turn.period
            low, high = turn.period.low, min(turn.period.high, self.as_at)
            asked = [min(low, self.as_at)]
            asked += [count.on for count in self.body.headcount if low < count.on <= high]
        counts = [self.body.employees(day) for day in asked]
        return either([None if count is None else count >= test.at_least for count in counts])

    # What was published, and for which time.

    def _places(self) -> Iterator[tuple[str, list[Place | None]]]:
        """For each item that may count, which times it may serve; nothing where it may serve none."""
        spans = {item.evidence.id: (item, span) for item in self.held if (span := self._span(item))}
        stated = {name: self._stated(item, span) for name, (item, span) in spans.items()}
        own = {name: self._windows(span) for name, (_, span) in spans.items()}
        sure = {name for name, (item, span) in spans.items() if self._surely(item, span, stated[name])}
        own_first = {name: _first_given(stated[name], own[name]) for name in sure}
        taken = {found[0][0] for found in own_first.values() if len(found) == 1}
        for name in spans:
            places = stated[name]
            late: list[Place] = []
            if places is None:
                late = [(n - 1, on) for n, on in own[name] if n and n - 1 not in taken and self._may(n - 1)]
                places = [place for place in own[name] if self._may(place[0])]
            # Where no time of its own binds the body it may as well have been for none.
            open_: list[Place | None] = [] if places and name in sure else [None]
            yield name, [*open_, *places, *late]

    def _may(self, number: int) -> bool:
        """Whether a time may bind the body."""
        return self.binds[number] is not False

    def _surely(self, item: Item, span: Span, stated: list[Place] | None) -> bool:
        """Whether an item surely counts: published since the duty began, and not before what it names."""
        on = item.evidence.published_on
        known = on is not None and self.begins <= on.earliest and on.latest <= self.as_at
        early = span.low < min((first.low for _, first in stated or ()), default=span.low)
        return known and not early and item.exists is True and item.counts is True

    def _span(self, item: Item) -> Span | None:
        """The days on which an item may have been published, as far as they count."""
        on = item.evidence.published_on
        if on is None or item.exists is False or on.earliest > self.as_at or on.latest < self.begins:
            return None
        return Span(max(on.earliest, self.begins), min(on.latest, self.as_at))

    def _windows(self, span: Span) -> list[Place]:
        """The times in which a publication lies, by its days alone."""
        found = []
        for number, turn in enumerate(self.turns):
            low, high = max(span.low, turn.opens or dt.date.min), min(span.high, turn.due_on)
            if low <= high:
                found.append((number, Span(low, high)))
        return found

    def _stated(self, item: Item, span: Span) -> list[Place] | None:
        """The times that an item itself says it is for; nothing where it does not say."""
        period = item.evidence.period
        if period is None or self.schedule.served_by.match != "period":
            return None
        found: list[Place] = []
        for number, turn in enumerate(self.turns):
            assert turn.mark
            if period.earliest <= turn.mark <= period.latest and turn.mark <= span.high:
                found.append((number, Span(max(span.low, turn.mark), span.high)))
        return [place for place in found if self._may(place[0])]

    # What comes of it.

    def _with(self, way: Way) -> Said:
        """What comes of the duty if these publications were for these times."""
        times = [self._time(number, way) for number in range(len(self.turns))]
        bound = [time for time, binds in zip(times, self.binds, strict=True) if binds is not False]
        passed = [t for t in times if t.due.strict.high < self.as_at]
        reached = [t for t in bound if t.done or (t in passed and (self._certain(t) or t is passed[-1]))]
        following = next((t for t in bound if t not in reached and _open_to(t, self.as_at)), None)
        due = self._certain(following)
        if not reached:
            return self._nothing_yet(following, due)
        latest, history = reached[-1], tuple(reached)
        if latest.done is None:
            return self._open(latest, due, history)
        return self._done(latest, due, history, way)

    def _time(self, number: int, way: Way) -> Time:
        turn = self.turns[number]
        served = sorted((span, name) for name, (which, span) in way.items() if which == number)
        done = Publication(served[0][0], tuple(sorted(name for _, name in served))) if served else None
        flag = next((f for f in self.schedule.not_enforced if f.due_on == turn.due_on), None)
        not_enforced = None
        if flag and not (flag.until and done and done.on.low > flag.until):
            not_enforced = flag.says
        return Time(Occurrence(Due.by(turn.due_on), done), turn, not_enforced)

    def _certain(self, time: Time | None) -> Due | None:
        """The last day of a time, where it surely binds the body."""
        return time.due if time and self.binds[self.turns.index(_turn_of(time))] else None

    def _nothing_yet(self, following: Time | None, due: Due | None) -> Said:
        """No time that binds the body has come."""
        test = self.schedule.test
        if following is None:
            turn = self._last_passed()
            message = "No time of it binds this body."
            if test and turn:
                message = f"{_size(test.at_least, turn)}, so it does not bind this body."
            return Said(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
        if due is None:
            return self._not_counted(following, None)
        message = f"It is due for the first time by {days(due.strict)}{_of(following)}."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, due)

    def _last_passed(self) -> Turn | None:
        passed = [turn for turn in self.turns if (turn.mark or turn.due_on) <= self.as_at]
        return passed[-1] if passed else self.turns[0]

    def _not_counted(self, time: Time, following: Due | None) -> Said:
        """A time of which it is not known whether it binds the body."""
        test, turn = self.schedule.test, _turn_of(time)
        if turn.due_on in self.unsettled:
            told = [f"It is not settled whether the time{_of(time)} binds this body."]
            told += [f"If it does, the day is {days(time.due.strict)}."]
            told += [next_due(following)] if following else []
            return Said(Outcome.UNKNOWN, " ".join(told), (Reason.SCOPE_UNKNOWN,), time, following)
        assert test
        message = (
            f"It binds bodies of {test.at_least} employees or more {_by_test(turn)}, and no count tells "
            f"whether this body is one. If it is, the day is {days(time.due.strict)}."
        )
        if following:
            message = f"{message} {next_due(following)}"
        return Said(Outcome.UNKNOWN, message, (Reason.FIGURE_MISSING,), time, following)

    def _open(self, latest: Time, following: Due | None, history: tuple[Time, ...]) -> Said:
        """Nothing serves a time whose last day is over."""
        if self._certain(latest) is None:
            return self._not_counted(latest, following)
        was_due = f"It was due by {days(latest.due.strict)}{_of(latest)}"
        last = next((time.done for time in reversed(history) if time.done), None)
        nothing = parts.nothing_there(self.facts, self.schedule.served_by.kind, was_due)
        if nothing:
            outcome, message, reasons = nothing.outcome, nothing.because, nothing.reasons
        else:
            ids = few(item.evidence.id for item in self.held if item.exists is not False)
            outcome, reasons = Outcome.NOT_MET, (Reason.NOT_PUBLISHED,)
            message = f"{was_due}, and {ids} {is_(ids)} not on file as published for it."
        told = [message, latest.not_enforced, next_due(following) if following else None]
        evidence = last.ids if last else ()
        return Said(outcome, " ".join(filter(None, told)), reasons, latest, following, history, evidence)

    def _done(self, latest: Time, following: Due | None, history: tuple[Time, ...], way: Way) -> Said:
        """The latest time was served: in time, and with all that it must hold?"""
        assert latest.done
        if self._certain(latest) is None:
            return self._not_counted(latest, following)
        ids = listed(latest.done.ids)
        told = [f"{ids} {was(ids)} published {when(latest.done.on)}"]
        reasons: list[Reason] = []
        outcomes = {Outcome.MET}
        match latest.served.timing:
            case Timing.LATE:
                told.append(f"after the last day for it, {days(latest.due.strict)}{_of(latest)}")
                reasons.append(Reason.TOO_LATE)
                outcomes.add(Outcome.NOT_MET)
            case Timing.IN_TIME:
                told.append(f"in time for {days(latest.due.strict)}{_of(latest)}")
            case _:
                told.append(f"and it was due {by(latest.due.strict)}: the day is not known")
                reasons.append(Reason.UNDATED)
                outcomes.add(Outcome.UNKNOWN)
        for part, node, bodies in self.duty.parts:
            asked = parts.required(part, bodies, latest.done.on, self.facts)
            short = parts.shortfall(part, asked, self._held_part(node, latest.done.ids))
            if short:
                outcomes.add(short[0])
                reasons.append(short[1])
                told.append(short[2])
        late = latest.not_enforced if Reason.TOO_LATE in reasons else None
        said = [f"{', '.join(told)}.", late, next_due(following) if following else None]
        because, distinct = " ".join(filter(None, said)), tuple(dict.fromkeys(reasons))
        return Said(parts.worst(outcomes), because, distinct, latest, following, history, latest.done.ids)

    def _held_part(self, node: Node, ids: tuple[str, ...]) -> Truth:
        """Whether one of the publications for a time holds a part."""
        served = [item for item in self.held if item.evidence.id in ids]
        return either([self.facts.holds(item, node) for item in served])


def _turn(first: FirstDue) -> Turn:
    period = Span(first.period.first, first.period.last) if first.period else None
    return Turn(first.on, None, first.snapshot, period)


def _turn_of(time: Time) -> Turn:
    assert time.turn
    return time.turn


def _first_given(stated: list[Place] | None, own: list[Place]) -> list[Place]:
    return own if stated is None else stated


def _open_to(time: Time, as_at: dt.date) -> bool:
    return time.done is None and as_at <= time.due.strict.low


def _ways(places: list[tuple[str, list[Place | None]]]) -> Iterator[Way]:
    """Every way in which publications may have been meant; the one with the least comes first."""
    for chosen in product(*(found for _, found in places)):
        yield {name: place for (name, _), place in zip(places, chosen, strict=True) if place}


def _of(time: Time) -> str:
    """Which time it is, to stand after its last day."""
    turn = _turn_of(time)
    if turn.snapshot:
        return f" (figures of {day_in_words(turn.snapshot)})"
    if turn.period:
        return f" (for {day_in_words(turn.period.low)} to {day_in_words(turn.period.high)})"
    return ""


def _by_test(turn: Turn) -> str:
    if turn.snapshot:
        return f"on {day_in_words(turn.snapshot)}"
    assert turn.period
    return f"at any time from {day_in_words(turn.period.low)} to {day_in_words(turn.period.high)}"


def _size(least: int, turn: Turn) -> str:
    return f"The body had fewer than {least} employees {_by_test(turn)}"
