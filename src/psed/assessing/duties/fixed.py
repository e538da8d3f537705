"""Fixed duties: by the same day every so often, whatever was done before."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from psed.assessing.duties import parts
from psed.assessing.duties.record import record, surely_published
from psed.assessing.duties.saying import (
    Said,
    Time,
    by_each_reading,
    days,
    days_late,
    few,
    listed,
    next_due,
    number_of,
    together,
    was,
    when,
)
from psed.assessing.duties.scope import bound_since, first_of
from psed.assessing.duties.times import Place, Times, Way, ways
from psed.assessing.duties.ways import few_enough
from psed.calendar import Due, Occurrence, Publication, Span, Timing, Turn
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts, Item
from psed.language.values import either
from psed.model.dates import day_in_words
from psed.model.outcome import Outcome, Reason
from psed.schedules import Fixed


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
        self.dated = self.schedule.served_by.match == "dated"
        self.done = "dated" if self.dated else "published"
        self.record = record(self.duty, self.facts, dated=self.dated)

    def say(self) -> Said:
        """What comes of the duty, and why."""
        first = first_of(self.duty, self.facts)
        since = bound_since(self.duty, self.facts) or dt.date.min
        if first is None or (since > first.on and not self.schedule.new_body):
            message = "It cannot be told by which day this body had to do it first."
            return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        begins = self.duty.rule.valid_from or self.compiled.pack.valid_from
        self.times = Times(self.duty, self.schedule, self.facts, first, begins, since)
        self.unserved = [self._time(turn, ()) for turn in self.times.turns]
        places = self.times.places()
        every_one = ways(places)
        least = self._with(next(every_one))
        few_ways = few_enough(places, len(self.times.turns))
        every = [least, *(self._with(way) for way in every_one)] if few_ways else []
        ids = few(name for name, found in places if len(found) > 1)
        message = self._open_question(places, ids)
        unsaid = not self.dated and any(
            not surely_published(self.items.by_id[name]) for name, found in places if len(found) > 1
        )
        reason = Reason.FIGURE_MISSING if unsaid else Reason.UNDATED
        undecided = Said(Outcome.UNKNOWN, message, (reason,), evidence=least.evidence)
        undecided = parts.doubtful(self.duty, self.facts) or undecided
        return replace(together(every, undecided), record_begins=self.record.begins)

    def _open_question(self, places: list[tuple[str, list[Place | None]]], ids: str) -> str:
        """What would have to be known of publications that may have been for several times."""
        if self.dated:
            return f"It turns on the day of {ids}, and for which time, and that is not on file."
        several = {name: found for name, found in places if len(found) > 1}
        if not all(surely_published(self.items.by_id[name]) for name in several):
            return f"It turns on whether {ids} {was(ids)} published, and that is not on file."
        published = [self.times.on(self.items.by_id[name]) for name in several]
        if not all(on and on.exact for on in published):
            return (
                f"It turns on when {ids} {was(ids)} published, and for which time, and that is not on file. "
                "Give the day of publication, and the `period:` it reports on."
            )
        numbers = sorted({place.number for found in several.values() for place in found if place})
        times = [days(Span.on(self.times.last_days[number])) for number in numbers]
        times += ["none that binds the body"] if any(None in found for found in several.values()) else []
        return (
            f"Which time {ids} {was(ids)} published for is not on file: {' or '.join(times)}. "
            "Give the `period:` it reports on."
        )

    # What comes of it.

    def _with(self, way: Way) -> Said:
        """What comes of the duty if these publications were for these times."""
        served: dict[int, list[tuple[str, Span]]] = defaultdict(list)
        for name, place in sorted(way.items()):
            served[place.number].append((name, place.on))
        times = list(self.unserved)
        for number, by_whom in served.items():
            times[number] = self._time(self.times.turns[number], by_whom)
        bound = [number for number, binds in enumerate(self.times.binds) if binds is not False]
        reached = [times[number] for number in bound if times[number].done or self._missed(number)]
        open_ = (number for number in bound if number >= self.times.passed and not times[number].done)
        following = next(open_, None)
        coming = times[following] if following is not None else None
        due = self._certain(coming)
        if not reached:
            return self._nothing_yet(coming, due)
        latest = reached[-1]
        known = [n for n, time in enumerate(reached) if time.done or self._closed(_turn_of(time))]
        history = tuple(reached[known[0] :]) if known else ()
        if latest.done is None:
            return self._open(latest, due, history)
        return self._done(latest, due, history, way)

    def _missed(self, number: int) -> bool:
        """Whether a time that nothing serves is over; of those that may not bind only the last counts."""
        return number < self.times.passed and (
            self.times.binds[number] is True or number == self.times.passed - 1
        )

    def _time(self, turn: Turn, served: Sequence[tuple[str, Span]]) -> Time:
        done = None
        if served:
            lows, highs = [on.low for _, on in served], [on.high for _, on in served]
            done = Publication(Span(min(lows), min(highs)), tuple(name for name, _ in served))
        # What came late may have had one before it that is not on file.
        question = done is not None and not self._closed(turn)
        flag = next((f for f in self.schedule.not_enforced if f.due_on == turn.due_on), None)
        not_enforced = None
        if flag and not (flag.until and (done.on.low if done else self.as_at) > flag.until):
            not_enforced = flag.says
        return Time(Occurrence(Due.by(turn.due_on), done, open_question=question), turn, not_enforced)

    def _closed(self, turn: Turn) -> bool:
        """Whether all there was for a time is on file."""
        opens = turn.mark if self.schedule.served_by.match == "period" else turn.opens
        return self.record.closed_since(max(opens or self.times.begins, self.times.begins))

    def _certain(self, time: Time | None) -> Due | None:
        """The last day of a time, where it surely binds the body."""
        binds = time and self.times.binds[bisect_left(self.times.last_days, _turn_of(time).due_on)]
        return time.due if time and binds else None

    def _nothing_yet(self, following: Time | None, due: Due | None) -> Said:
        """No time that binds the body has come."""
        test = self.schedule.test
        if following is None:
            turn = self._last_passed()
            message = "No time of it binds this body."
            if test and self.times.large_enough(turn) is False:
                message = f"{self._size(test.at_least, turn)}, so it does not bind this body."
            return Said(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
        if due is None:
            return self._not_counted(following, None)
        message = f"It is due for the first time by {days(due.strict)}{_of(following)}."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, due)

    def _last_passed(self) -> Turn:
        """The last time whose snapshot or period is over; the first where there is none."""
        passed = [turn for turn in self.times.turns if (turn.mark or turn.due_on) <= self.as_at]
        return passed[-1] if passed else self.times.turns[0]

    def _size(self, least: int, turn: Turn) -> str:
        """That a body is too small, as words."""
        if turn.mark and self.as_at < turn.mark:
            return f"The body has fewer than {least} employees by the latest count"
        return f"The body had fewer than {least} employees {_by_test(turn)}"

    def _not_counted(self, time: Time, following: Due | None) -> Said:
        """A time of which it is not known whether it binds the body."""
        test, turn = self.schedule.test, _turn_of(time)
        if turn.due_on in self.times.unsettled:
            told = [f"It is not settled whether the time{_of(time)} binds this body."]
            told += [f"If it does, the day is {by_each_reading(time.due)}."] if time.due else []
            told += [next_due(following)] if following else []
            return Said(Outcome.UNKNOWN, " ".join(told), (Reason.SCOPE_UNKNOWN,), time, following)
        assert test
        day = days(Span.on(turn.snapshot)) if turn.snapshot else _by_test(turn)
        message = (
            f"It binds bodies of {test.at_least} employees or more {_by_test(turn)}, and no count tells "
            f"whether this body is one: add the employees {'on ' if turn.snapshot else ''}{day} to "
            f"`headcount:`. If it is, the day is {by_each_reading(time.due) if time.due else ''}."
        )
        if following:
            message = f"{message} {next_due(following)}"
        return Said(Outcome.UNKNOWN, message, (Reason.FIGURE_MISSING,), time, following)

    def _open(self, latest: Time, following: Due | None, history: tuple[Time, ...]) -> Said:
        """Nothing serves a time whose last day is over."""
        if self._certain(latest) is None:
            return replace(self._not_counted(latest, following), latest=None)
        due, closed = latest.due, self._closed(_turn_of(latest))
        assert due
        was_due = f"It was due by {days(due.strict)}{_of(latest)}"
        last = next((time.done for time in reversed(history) if time.done), None)
        reasons: tuple[Reason, ...]
        if last and closed:
            outcome, reasons = Outcome.NOT_MET, (Reason.LAPSED,)
            message = f"{was_due}, and nothing for it is on file; the last before is {listed(last.ids)}."
        elif last:
            outcome, reasons = Outcome.UNKNOWN, (Reason.NOTHING_ON_FILE,)
            message = (
                f"{was_due}. Nothing for it is on file, and whether anything was {self.done} is not known."
            )
        else:
            nothing = parts.nothing_there(self.duty, self.facts, closed=closed)
            outcome, reasons = nothing.outcome, nothing.reasons
            message = f"{was_due}. {nothing.because}"
        told = [message, latest.not_enforced, next_due(following) if following else None]
        evidence = last.ids if last else ()
        over = latest if outcome is Outcome.NOT_MET else None
        return Said(outcome, " ".join(filter(None, told)), reasons, over, following, history, evidence)

    def _done(self, latest: Time, following: Due | None, history: tuple[Time, ...], way: Way) -> Said:
        """The latest time was served: does it hold what it must? Whether it was in time is history."""
        assert latest.done
        assert latest.due
        if self._certain(latest) is None:
            return self._not_counted(latest, following)
        ids = listed(latest.done.ids)
        first = ", first" if len({way[name].on for name in latest.done.ids}) > 1 else ""
        told = f"{ids} {was(ids)} {self.done}{first} {when(latest.done.on)}"
        last = f"{days(latest.due.strict)}{_of(latest)}"
        late = None
        match latest.served.timing:
            case Timing.LATE:
                number = days_late(latest)
                after = f"{number_of(number)} after" if number else "after"
                told += f", {after} the last day for it, {last}."
                late = latest.not_enforced
            case Timing.IN_TIME:
                told += f", in time for {last}."
            case _:
                told += f". It was due by {last}, and whether anything was {self.done} by then is not known."
        shorts = self._short(latest, way)
        said = [told, late, next_due(following) if following else None, *parts.told(shorts)]
        because, outcome = " ".join(filter(None, said)), parts.outcome(shorts)
        return Said(outcome, because, parts.reasons(shorts), latest, following, history, latest.done.ids)

    def _short(self, latest: Time, way: Way) -> list[parts.Shortfall]:
        """What is short of the parts that it must hold.

        Each publication is taken for the one that has to hold what is asked on its day, together with the
        others; the one with which it comes out best counts.
        """
        assert latest.done
        items = [self.items.by_id[name] for name in latest.done.ids]
        closed = self._closed(_turn_of(latest))
        found = [self._short_on(way[name].on, items, closed) for name in latest.done.ids]
        return min(found, key=lambda short: _RANK[parts.outcome(short)])

    def _short_on(self, on: Span, items: list[Item], closed: bool) -> list[parts.Shortfall]:
        """What is short of what has to be held by something published on a day."""
        found, body = [], self.items.dossier.organisation
        for part, node, bodies in self.duty.parts:
            asked = parts.required(part, bodies, on, self.facts)
            holds = either([self.facts.holds(item, node) for item in items])
            short = parts.shortfall(part, asked, holds, on, closed=closed, body=body)
            found += [short] if short else []
        return found


_RANK = {Outcome.MET: 0, Outcome.UNKNOWN: 1, Outcome.NOT_MET: 2}
"""How well a time comes out, best first."""


def _turn_of(time: Time) -> Turn:
    assert time.turn
    return time.turn


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
