"""The times of a fixed duty: which of them bind a body, and which of them a publication may serve."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from psed.assessing.duties import parts
from psed.assessing.duties.record import publication, surely_published
from psed.assessing.duties.ways import every_way
from psed.calendar import Span, Turn, turns
from psed.compiled import CompiledDuty
from psed.facts import Facts, Item
from psed.language.values import Truth, both, either
from psed.model.dates import PartialDate
from psed.schedules import FirstDue, Fixed


class Place(NamedTuple):
    """Which time a publication serves.

    Attributes:
        number: The time it serves.
        on: The day or days on which it was published.
        own: The time that it says itself, or in which it was published: the one after, where it is late.
    """

    number: int
    on: Span
    own: int


Way = Mapping[str, Place]


class Times:
    """The times of one fixed duty for one body, as far as the first that is still to come and one more.

    Attributes:
        turns: The times, earliest first.
        binds: For each, whether it binds the body.
        last_days: The last day of each.
        passed: How many of them are over.
        held: The items that serve the duty, or may.
    """

    def __init__(
        self,
        duty: CompiledDuty,
        schedule: Fixed,
        facts: Facts,
        first: FirstDue,
        begins: dt.date,
        since: dt.date,
    ) -> None:
        self.duty, self.schedule, self.facts, self.since = duty, schedule, facts, since
        self.as_at, self.body = facts.items.as_at, facts.items.dossier.organisation
        self.held = parts.held_for(duty, facts)
        self.dated = schedule.served_by.match == "dated"
        self.begins = max(begins, first.period.first) if self.dated and first.period else begins
        self.unsettled = first.unsettled
        self.turns = turns(_turn(first), schedule.every, self.as_at)
        self.turns = turns(_turn(first), schedule.every, self.turns[-1].due_on)
        self.binds = [self._binds(turn) for turn in self.turns]
        self.last_days = [turn.due_on for turn in self.turns]
        self.snapshots = {turn.snapshot for turn in self.turns}
        self.passed = bisect_left(self.last_days, self.as_at)

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
        return both([None if turn.due_on in self.unsettled else True, self.large_enough(turn)])

    def large_enough(self, turn: Turn) -> Truth:
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

    def places(self) -> list[tuple[str, list[Place | None]]]:
        """For each item that may count, which times it may serve; nothing where it may serve none."""
        spans = [(item, span) for item in self.held if (span := self._span(item))]
        known = [(item, self._stated(item, span), span) for item, span in spans]
        own = [(item, self._windows(span) if said is None else said, span) for item, said, span in known]
        taken = {places[0].number for item, places, span in own if self._surely(item, places, span)}
        found: list[tuple[str, list[Place | None]]] = []
        for (item, said, span), (_, places, _) in zip(known, own, strict=True):
            may = [place for place in places if self._may(place.number)]
            before = [Place(p.number - 1, p.on, p.number) for p in places if said is None and p.number]
            late = [p for p in before if p.number not in taken and self._may(p.number)]
            # Where a time of its own does not bind the body it may as well have been for none.
            sure = self._counts(item, places, span) and len(may) == len(places)
            found.append((item.evidence.id, [*([] if sure else [None]), *may, *late]))
        return found

    def _may(self, number: int) -> bool:
        """Whether a time may bind the body."""
        return self.binds[number] is not False

    def _surely(self, item: Item, own: list[Place], span: Span) -> bool:
        """Whether an item surely has one time and no other for its own."""
        return len(own) == 1 and self._counts(item, own, span)

    def _counts(self, item: Item, own: list[Place], span: Span) -> bool:
        """Whether an item surely counts for one of some times, on whichever day it was published."""
        on = self.on(item)
        sure = self.dated or surely_published(item)
        known = sure and on is not None and self.begins <= on.low and on.high <= self.as_at
        whole = bool(own) and own[0].on.low == span.low
        there = item.exists is True and item.counts is True
        return known and whole and there and parts.serves(self.duty, item, self.facts) is True

    def on(self, item: Item) -> Span | None:
        """The days between which lies the one by which an item serves a time."""
        return publication(item, dated=self.dated)

    def _span(self, item: Item) -> Span | None:
        """The days on which an item may have been published, as far as they count."""
        on = self.on(item)
        if on is None or item.exists is False or on.low > self.as_at or on.high < self.begins:
            return None
        return Span(max(on.low, self.begins), min(on.high, self.as_at))

    def _windows(self, span: Span) -> list[Place]:
        """The times in which a publication lies, by its days alone."""
        found = []
        for number in range(bisect_left(self.last_days, span.low), len(self.turns)):
            turn = self.turns[number]
            low = max(span.low, turn.opens or dt.date.min)
            if low > span.high:
                break
            found.append(Place(number, Span(low, min(span.high, turn.due_on)), number))
        return found

    def _stated(self, item: Item, span: Span) -> list[Place] | None:
        """The times that an item itself says it is for; nothing where it does not say.

        It says so by its period, or by being dated on the very day of a snapshot and published later.
        """
        period, dated = item.evidence.period, item.evidence.dated
        if period is None and dated and dated.exact and dated.earliest in self.snapshots:
            period = dated if dated.earliest < span.low else None
        if period is None or self.dated:
            return None
        if self.schedule.served_by.match == "published_on":
            return self._reported_on(period, span)
        found: list[Place] = []
        for number, turn in enumerate(self.turns):
            assert turn.mark
            # Nothing is published for a time before its snapshot or the last day of its period.
            if period.earliest <= turn.mark <= period.latest and turn.mark <= span.high:
                found.append(Place(number, Span(max(span.low, turn.mark), span.high), number))
        return found

    def _reported_on(self, period: PartialDate, span: Span) -> list[Place] | None:
        """The time whose own period holds the last day of what an item reports on, if times have periods."""
        spans = [(number, turn.period) for number, turn in enumerate(self.turns) if turn.period]
        if not spans or span.high < period.latest:
            return None  # nothing reports on days that are still to come
        return [Place(n, span, n) for n, own in spans if own.low <= period.latest <= own.high]


def _turn(first: FirstDue) -> Turn:
    period = Span(first.period.first, first.period.last) if first.period else None
    return Turn(first.on, None, first.snapshot, period)


def ways(found: list[tuple[str, list[Place | None]]]) -> Iterator[Way]:
    """Every way in which publications may have been meant; the one with the least comes first.

    Nothing is late for a time for which something else was published.
    """
    for way in every_way(found):
        own = {place.own for place in way.values()}
        if not any(place.number in own for place in way.values() if place.number != place.own):
            yield way
