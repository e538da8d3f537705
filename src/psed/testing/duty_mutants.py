"""Packs with one thing of a duty changed: a day, a length of time, a reading, a part, who is bound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import item_catalogue
from psed.language.tree import Node
from psed.language.types import Catalogue
from psed.language.worlds import same
from psed.model.dates import Months
from psed.model.duty import Nation
from psed.rulepack import Bound
from psed.schedules import (
    Continuing,
    FirstDue,
    Fixed,
    NewBody,
    Once,
    Part,
    PartWhile,
    Reading,
    Rolling,
    Stretch,
)
from psed.testing.changing import Mutant, encodes, moved_by_a_day, told_apart, variants


def duty_mutants(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Every mutant of the duties of a pack, in their order; nothing in place of one that is equivalent."""
    duties = sorted(compiled.duties, key=lambda duty: duty.index)
    if any(duty.rule.bound is None for duty in duties):
        yield from _whole_pack(compiled, [duty for duty in duties if duty.rule.bound is None])
    for duty in duties:
        change = _Change(compiled, duty)
        yield from change.of_first_days()
        yield from change.of_schedule()
        yield from change.of_parts()
        yield from change.of_dates()
        if duty.rule.bound:
            for what, clause, kill, changed in _bounds(compiled, duty):
                made = change.made(what, clause, "bound", kill, changed) if changed else None
                yield made


_OTHER_MATCHES = {
    "current": {"published": "an example that is current and not published"},
    "published": {"current": "an example that is current and not published"},
    "standing": {"published": "an example that is published and past its shelf life"},
}
"""To what `match` of a continuing duty is changed, and what would notice it."""

Changed = tuple[str, str, str, CompiledDuty | None]
"""What was changed, the clause as it was, what would notice it, and the duty; none where nothing changes."""


def _whole_pack(compiled: CompiledPack, duties: list[CompiledDuty]) -> Iterator[Mutant | None]:
    """Mutants of whom the pack binds: they change every duty that does not say so itself."""
    pack = compiled.pack
    for what, clause, kill, changed in _bounds(compiled, duties[0]):
        if changed is None:
            yield None
            continue
        bound = {key: getattr(changed, key) for key in ("bound", "applies_when", "unsettled_when")}
        made = tuple(replace(d, **bound) if d in duties else d for d in compiled.duties)
        place = compiled.place(("bound",))
        mutated = replace(compiled, duties=made)
        yield Mutant(pack.pack, what, clause, place, encodes(duties[0].rule), kill, mutated)


def _bounds(compiled: CompiledPack, duty: CompiledDuty) -> Iterator[Changed]:
    """Every way to change whom a duty binds."""
    bound, catalogue = duty.bound, compiled.lexicon.catalogue

    def of(**update: Any) -> Bound:
        return bound.model_copy(update=update)

    for nation in Nation:
        rest = tuple(n for n in bound.nations if n is not nation)
        nations = rest if nation in bound.nations else (*bound.nations, nation)
        if nations:
            what = f"`nations` {_list(bound.nations)} becomes {_list(nations)}"
            kill = f"an example of a body of the nation {nation}"
            yield what, f"nations: {_list(bound.nations)}", kill, replace(duty, bound=of(nations=nations))
    for register in bound.listed_in:
        rest_of_lists = tuple(r for r in bound.listed_in if r is not register)
        kill = f"an example of a body of another kind with `listings:` in {register}"
        changed = replace(duty, bound=of(listed_in=rest_of_lists))
        yield f"`listed_in` loses {register}", f"listed_in: {_list(bound.listed_in)}", kill, changed
    for register in bound.not_listed_in:
        rest_of_lists = tuple(r for r in bound.not_listed_in if r is not register)
        kill = f"an example of a body with `listings:` in {register}, and one with `listed: false`"
        changed = replace(duty, bound=of(not_listed_in=rest_of_lists))
        what, clause = f"`not_listed_in` loses {register}", f"not_listed_in: {_list(bound.not_listed_in)}"
        yield what, clause, kill, changed
    for key in ("applies_when", "unsettled_when"):
        node = getattr(duty, key)
        for what, clause, scope in _variants(node, catalogue) if node else ():
            kill = told_apart(node, scope, catalogue) if scope else ""
            scoped: dict[str, Any] = {key: scope}
            yield f"{key}: {what}", clause, kill, replace(duty, **scoped) if scope else None


def _list(names: tuple[object, ...]) -> str:
    return f"[{', '.join(map(str, names))}]"


def _variants(node: Node, catalogue: Catalogue) -> Iterator[tuple[str, str, Node | None]]:
    """Changes of a condition; nothing for the node of one that changes nothing."""
    for what, clause, changed in variants(node):
        yield what, clause, None if same(node, changed, catalogue) else changed


def _near(length: Months) -> list[Months]:
    return [Months(count) for count in (length.count - 1, length.count + 1) if count]


class _Change:
    """Makes the mutants of one duty."""

    def __init__(self, compiled: CompiledPack, duty: CompiledDuty) -> None:
        self.compiled, self.duty = compiled, duty
        self.schedule = duty.rule.schedule
        self.begins = duty.rule.valid_from or compiled.pack.valid_from
        self.here = ("duties", duty.index)

    def made(self, what: str, clause: str, key: str, kill: str, changed: CompiledDuty) -> Mutant:
        duties = tuple(changed if duty is self.duty else duty for duty in self.compiled.duties)
        place = self.compiled.place((*self.here, *key.split("."))) if key else self.duty.place
        pack = replace(self.compiled, duties=duties)
        return Mutant(self.duty.id, what, clause, place, encodes(self.duty.rule), kill, pack)

    def scheduled(self, what: str, clause: str, key: str, kill: str, **update: Any) -> Mutant:
        schedule = self.schedule.model_copy(update=update)
        rule = self.duty.rule.model_copy(update={"schedule": schedule})
        return self.made(what, clause, f"schedule.{key}", kill, replace(self.duty, rule=rule))

    # First days.

    def of_first_days(self) -> Iterator[Mutant | None]:
        begins = self.duty.rule.valid_from or self.compiled.pack.valid_from
        for number, (_, first) in enumerate(self.duty.first_due):
            yield from self._lists(number, first)
            for moved in moved_by_a_day(first.on):
                if isinstance(self.schedule, Continuing) and max(moved, first.on) <= begins:
                    yield None  # before the duty is in force a day makes no difference
                    continue
                kill = f"an example with `due_on: {first.on}`, or one on {first.on} and one on the day after"
                what = f"the first day {first.on} becomes {moved}"
                yield self._first(number, what, f"on: {first.on}", kill, on=moved)
            for moved in moved_by_a_day(first.snapshot):
                kill = "an example with `snapshot:`"
                what = f"the first snapshot {first.snapshot} becomes {moved}"
                yield self._first(number, what, f"snapshot: {first.snapshot}", kill, snapshot=moved)
            yield from self._periods(number, first)
            for day in first.unsettled:
                kill = f"an example of the time of {day} that comes out unknown"
                rest = tuple(other for other in first.unsettled if other != day)
                yield self._first(number, f"{day} is settled", f"unsettled: {day}", kill, unsettled=rest)
        for number, (when, _) in enumerate(self.duty.first_due):
            catalogue = self.compiled.lexicon.catalogue
            for what, clause, changed in _variants(when, catalogue) if when else ():
                assert when
                kill = told_apart(when, changed, catalogue) if changed else ""
                firsts = list(self.duty.first_due)
                firsts[number] = (changed, firsts[number][1])
                made = replace(self.duty, first_due=tuple(firsts))
                key = "schedule.first_due"
                yield self.made(f"first_due: {what}", clause, key, kill, made) if changed else None

    def _lists(self, number: int, first: FirstDue) -> Iterator[Mutant]:
        for register in first.listed_in:
            rest = tuple(r for r in first.listed_in if r is not register)
            what = f"the first day {first.on} is no longer that of {register}"
            kill = f"an example of a body with `listings:` in {register}, with `due_on:` or `next_due_on:`"
            clause = f"listed_in: {_list(first.listed_in)}"
            yield self._first(number, what, clause, kill, listed_in=rest)

    def _periods(self, number: int, first: FirstDue) -> Iterator[Mutant]:
        if first.period is None:
            return
        for end in ("first", "last"):
            for moved in moved_by_a_day(getattr(first.period, end)):
                period = Stretch.model_construct(**{**dict(first.period), end: moved})
                what = f"the first period's {end} day becomes {moved}"
                clause = f"period: {first.period.first} to {first.period.last}"
                yield self._first(number, what, clause, "an example with `period:`", period=period)

    def _first(self, number: int, what: str, clause: str, kill: str, **update: Any) -> Mutant:
        firsts = list(self.duty.first_due)
        when, first = firsts[number]
        firsts[number] = (when, first.model_copy(update=update))
        return self.made(
            what, clause, "schedule.first_due", kill, replace(self.duty, first_due=tuple(firsts))
        )

    # What each type of schedule has of its own.

    def of_schedule(self) -> Iterator[Mutant]:
        match self.schedule:
            case Rolling() as schedule:
                yield from self._of_lengths(schedule.every)
                yield from self._of_rolling(schedule)
            case Fixed() as schedule:
                yield from self._of_lengths(schedule.every)
                yield from self._of_fixed(schedule)
            case Once() as schedule:
                yield from self._of_size(schedule)
                other = "dated" if schedule.served_by.match == "published_on" else "published_on"
                yield self._matched(other, "an example that is dated and not published")
            case Continuing() as schedule:
                for other, kill in _OTHER_MATCHES[schedule.served_by.match].items():
                    yield self._matched(other, kill)
                yield from self._of_grace(schedule.new_body)

    def _of_size(self, schedule: Fixed | Once) -> Iterator[Mutant]:
        for least in (schedule.test.at_least - 1, schedule.test.at_least + 1) if schedule.test else ():
            assert schedule.test
            test = schedule.test.model_copy(update={"at_least": least})
            at_least = schedule.test.at_least
            kill = f"an example of {at_least} employees and one of {at_least - 1}"
            what = f"`at_least` {at_least} becomes {least}"
            yield self.scheduled(what, f"at_least: {at_least}", "test", kill, test=test)

    def _matched(self, other: str, kill: str) -> Mutant:
        served_by = self.schedule.served_by
        what, clause = f"`match: {served_by.match}` becomes `{other}`", f"match: {served_by.match}"
        changed = served_by.model_copy(update={"match": other})
        return self.scheduled(what, clause, "served_by", kill, served_by=changed)

    def _of_lengths(self, every: Months) -> Iterator[Mutant]:
        for length in _near(every):
            kill = "an example with a second time and `due_on:` or `next_due_on:`"
            what = f"`every` {every} becomes {length}"
            yield self.scheduled(what, f"every: {every}", "every", kill, every=length)

    def _of_rolling(self, schedule: Rolling) -> Iterator[Mutant]:
        for reading in Reading:
            if reading is not schedule.reading:
                what = f"`reading` {schedule.reading} becomes {reading}"
                kill = "an example on the anniversary of a publication, and one on the day before it"
                yield self.scheduled(what, f"reading: {schedule.reading}", "reading", kill, reading=reading)
        if schedule.cycle:
            kill = "an example between the anniversary and the day of the cycle: unknown, readings_differ"
            yield self.scheduled("`cycle` is dropped", "cycle", "cycle", kill, cycle=None)
        yield from self._of_grace(schedule.new_body)
        since = schedule.counts_from
        for moved in [None, *moved_by_a_day(since)] if since else []:
            kill = f"an example published on {since} and one on the day before"
            what = f"`counts_from` {since} becomes {moved}" if moved else "`counts_from` is dropped"
            yield self.scheduled(what, f"counts_from: {since}", "counts_from", kill, counts_from=moved)
        carried = schedule.carry_over
        moves: list[dt.date | None] = [None, *moved_by_a_day(carried.since)] if carried else []
        for moved in moves:
            assert carried
            kill = "an example published on the first day that carries over, and one on the day before"
            what = f"`since` {carried.since} becomes {moved}" if moved else "`carry_over` is dropped"
            update = carried.model_copy(update={"since": moved}) if moved else None
            yield self.scheduled(what, f"since: {carried.since}", "carry_over", kill, carry_over=update)

    def _of_grace(self, new_body: NewBody | None) -> Iterator[Mutant]:
        for grace in _near(new_body.grace) if new_body else ():
            assert new_body
            kill = "an example of a body founded later, with `due_on:` or `next_due_on:`"
            what, clause = f"`grace` becomes {grace}", f"grace: {new_body.grace}"
            changed = new_body.model_copy(update={"grace": grace})
            yield self.scheduled(what, clause, "new_body", kill, new_body=changed)

    def _of_fixed(self, schedule: Fixed) -> Iterator[Mutant]:
        if schedule.served_by.match == "dated":
            yield self._matched("published_on", "an example that is dated and not published")
        if schedule.served_by.match == "period":
            kill = "an example whose `period:` is of another time than its day of publication"
            yield self._matched("published_on", kill)
        if schedule.new_body:
            kill = "an example of a body founded after the first day"
            yield self.scheduled("`new_body` is dropped", "new_body", "new_body", kill, new_body=None)
        yield from self._of_size(schedule)
        for number, flag in enumerate(schedule.not_enforced):
            rest = (*schedule.not_enforced[:number], *schedule.not_enforced[number + 1 :])
            clause = f"due_on: {flag.due_on}"
            kill = "an example of that time with `not_enforced: true`"
            what = f"`not_enforced` of {flag.due_on} is dropped"
            yield self.scheduled(what, clause, "not_enforced", kill, not_enforced=rest)
            for moved in moved_by_a_day(flag.until):
                later = flag.model_copy(update={"until": moved})
                kept = (*schedule.not_enforced[:number], later, *schedule.not_enforced[number + 1 :])
                kill = f"an example published on {flag.until} and one on the day after"
                what = f"`until` {flag.until} becomes {moved}"
                yield self.scheduled(what, f"until: {flag.until}", "not_enforced", kill, not_enforced=kept)

    # Parts, and the days in force.

    def of_parts(self) -> Iterator[Mutant | None]:
        kind = self.compiled.lexicon.vocabulary.kinds[self.schedule.served_by.kind]
        yield from self._of_where(item_catalogue(kind))
        for number, (part, node, bodies) in enumerate(self.duty.parts):
            kill = f"an example that holds nothing on {part.says}: not_met, too_narrow"
            yield self._part(number, f"the part `{part.name}` is dropped", part.where, kill, None)
            for what, clause, changed in _variants(node, item_catalogue(kind)):
                if changed is None:
                    yield None
                    continue
                kill = told_apart(node, changed, item_catalogue(kind))
                yield self._part(number, what, clause, kill, (part, changed, bodies))
            catalogue = self.compiled.lexicon.catalogue
            for what, clause, changed in _variants(bodies, catalogue) if bodies else ():
                if changed is None:
                    yield None
                    continue
                assert bodies
                kill = told_apart(bodies, changed, catalogue)
                yield self._part(number, f"when: {what}", clause, kill, (part, node, changed))
            for what, clause, kill, asked in _asked(part):
                yield self._part(number, what, clause, kill, (asked, node, bodies))

    def _of_where(self, catalogue: Catalogue) -> Iterator[Mutant | None]:
        """Changes of which items of the kind serve the duty."""
        node, key = self.duty.serves, "schedule.served_by.where"
        if node is None:
            return
        clause, kill = (
            self.schedule.served_by.where or "",
            "an example with an item that is for something else",
        )
        yield self.made("`where` is dropped", clause, key, kill, replace(self.duty, serves=None))
        for what, clause, changed in _variants(node, catalogue):
            kill = told_apart(node, changed, catalogue) if changed else ""
            yield self.made(what, clause, key, kill, replace(self.duty, serves=changed)) if changed else None

    def _part(
        self, number: int, what: str, clause: str, kill: str, changed: tuple[Part, Node, Node | None] | None
    ) -> Mutant:
        before, after = self.duty.parts[:number], self.duty.parts[number + 1 :]
        parts = (*before, changed, *after) if changed else (*before, *after)
        key = f"schedule.served_by.parts.{number}"
        return self.made(what, clause, key, kill, replace(self.duty, parts=parts))

    def of_dates(self) -> Iterator[Mutant]:
        for key in ("valid_from", "valid_to"):
            day = getattr(self.duty.rule, key)
            for moved in moved_by_a_day(day):
                rule = self.duty.rule.model_copy(update={key: moved})
                kill = f"an example on {day} and one beside it"
                changed = replace(self.duty, rule=rule)
                yield self.made(f"`{key}` {day} becomes {moved}", f"{key}: {day}", key, kill, changed)


def _asked(part: Part) -> Iterator[tuple[str, str, str, Part]]:
    """Changes of when a part is asked: what, the clause as it was, what would notice it, the part."""
    if part.test:
        for least in (part.test.at_least - 1, part.test.at_least + 1):
            test = part.test.model_copy(update={"at_least": least})
            kill = f"an example of {part.test.at_least} employees and one of {part.test.at_least - 1}"
            clause = f"at_least: {part.test.at_least}"
            what = f"`at_least` {part.test.at_least} becomes {least}"
            yield what, clause, kill, part.model_copy(update={"test": test})
    if isinstance(part, PartWhile) and part.each:
        kill = "an example of two items, of which one holds it: not_met"
        yield "`each` is dropped", "each: true", kill, part.model_copy(update={"each": False})
    for moved in moved_by_a_day(part.since):
        kill = f"an example published on {part.since} and one on the day before"
        what = f"`since` {part.since} becomes {moved}"
        yield what, f"since: {part.since}", kill, part.model_copy(update={"since": moved})
