"""Packs with one thing of a duty changed: a day, a length of time, a reading, a part, who is bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import item_catalogue
from psed.language.tree import Node
from psed.language.types import Catalogue
from psed.language.worlds import same
from psed.model.dates import Months
from psed.schedules import Reading
from psed.testing.changing import Mutant, encodes, moved_by_a_day, told_apart, variants


def duty_mutants(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Every mutant of the duties of a pack, in their order; nothing in place of one that is equivalent."""
    for duty in sorted(compiled.duties, key=lambda duty: duty.index):
        change = _Change(compiled, duty)
        yield from change.of_first_days()
        yield from change.of_lengths()
        yield from change.of_parts()
        yield from change.of_carry_over()
        yield from change.of_dates()
        yield from change.of_bodies()


class _Change:
    """Makes the mutants of one duty."""

    def __init__(self, compiled: CompiledPack, duty: CompiledDuty) -> None:
        self.compiled, self.duty = compiled, duty
        self.schedule = duty.rule.schedule
        self.here = ("duties", duty.index)

    def made(self, what: str, clause: str, key: str, kill: str, changed: CompiledDuty) -> Mutant:
        duties = tuple(changed if duty is self.duty else duty for duty in self.compiled.duties)
        place = self.compiled.place((*self.here, *key.split("."))) if key else self.duty.place
        pack = replace(self.compiled, duties=duties)
        return Mutant(self.duty.id, what, clause, place, encodes(self.duty.rule), kill, pack)

    def scheduled(self, **update: Any) -> CompiledDuty:
        schedule = self.schedule.model_copy(update=update)
        return replace(self.duty, rule=self.duty.rule.model_copy(update={"schedule": schedule}))

    def of_first_days(self) -> Iterator[Mutant]:
        for number, (when, on) in enumerate(self.duty.first_due):
            for moved in moved_by_a_day(on):
                firsts = list(self.duty.first_due)
                firsts[number] = (when, moved)
                yield self.made(
                    f"the first day {on} becomes {moved}",
                    f"on: {on}",
                    "schedule.first_due",
                    f"an example with `due_on: {on}`, or one on {on} and one on the day after",
                    replace(self.duty, first_due=tuple(firsts)),
                )

    def of_lengths(self) -> Iterator[Mutant]:
        every = self.schedule.every
        for months in (every.count - 1, every.count + 1):
            if months:
                yield self.made(
                    f"`every` {every} becomes {months} months",
                    f"every: {every}",
                    "schedule.every",
                    "an example with a second publication and `due_on:`",
                    self.scheduled(every=Months(months)),
                )
        for reading in Reading:
            if reading is not self.schedule.reading:
                yield self.made(
                    f"`reading` {self.schedule.reading} becomes {reading}",
                    f"reading: {self.schedule.reading}",
                    "schedule",
                    "an example on the anniversary of a publication, and one on the day before it",
                    self.scheduled(reading=reading),
                )
        if self.schedule.new_body:
            grace = self.schedule.new_body.grace
            for months in (grace.count - 1, grace.count + 1):
                new_body = self.schedule.new_body.model_copy(update={"grace": Months(months)})
                yield self.made(
                    f"`grace` {grace} becomes {months} months",
                    f"grace: {grace}",
                    "schedule.new_body",
                    "an example of a body founded later, with `due_on:` or `next_due_on:`",
                    self.scheduled(new_body=new_body),
                )

    def of_parts(self) -> Iterator[Mutant | None]:
        kind = self.compiled.lexicon.vocabulary.kinds[self.schedule.served_by.kind]
        for number, (part, node) in enumerate(self.duty.parts):
            rest = (*self.duty.parts[:number], *self.duty.parts[number + 1 :])
            key = f"schedule.served_by.parts.{number}"
            dropped = replace(self.duty, parts=rest)
            kill = f"an example that holds nothing on {part.says}: not_met, too_narrow"
            yield self.made(f"the part `{part.name}` is dropped", part.where, key, kill, dropped)
            for what, clause, changed in self._variants(node, item_catalogue(kind)):
                if changed is None:
                    yield None
                    continue
                parts = (*self.duty.parts[:number], (part, changed), *self.duty.parts[number + 1 :])
                kill = told_apart(node, changed, item_catalogue(kind))
                yield self.made(what, clause, key, kill, replace(self.duty, parts=parts))
            if part.test:
                for least in (part.test.at_least - 1, part.test.at_least + 1):
                    test = part.test.model_copy(update={"at_least": least})
                    tested = (part.model_copy(update={"test": test}), node)
                    parts = (*self.duty.parts[:number], tested, *self.duty.parts[number + 1 :])
                    yield self.made(
                        f"`at_least` {part.test.at_least} becomes {least}",
                        f"at_least: {part.test.at_least}",
                        key,
                        f"an example of {part.test.at_least} employees and one of {part.test.at_least - 1}",
                        replace(self.duty, parts=parts),
                    )

    def of_carry_over(self) -> Iterator[Mutant]:
        carried = self.schedule.carry_over
        if carried is None:
            return
        kill = "an example published on the first day that carries over, and one on the day before"
        for moved in (None, *moved_by_a_day(carried.since)):
            update = carried.model_copy(update={"since": moved}) if moved else None
            what = f"`since` {carried.since} becomes {moved}" if moved else "`carry_over` is dropped"
            changed = self.scheduled(carry_over=update)
            yield self.made(what, f"since: {carried.since}", "schedule.carry_over", kill, changed)

    def of_dates(self) -> Iterator[Mutant]:
        for key in ("valid_from", "valid_to"):
            day = getattr(self.duty.rule, key)
            for moved in moved_by_a_day(day):
                rule = self.duty.rule.model_copy(update={key: moved})
                kill = f"an example on {day} and one beside it"
                changed = replace(self.duty, rule=rule)
                yield self.made(f"`{key}` {day} becomes {moved}", f"{key}: {day}", key, kill, changed)

    def of_bodies(self) -> Iterator[Mutant | None]:
        catalogue = self.compiled.lexicon.catalogue
        for key in ("applies_when", "unsettled_when"):
            node = getattr(self.duty, key)
            for what, clause, changed in self._variants(node, catalogue) if node else ():
                if changed is None:
                    yield None
                    continue
                kill = told_apart(node, changed, catalogue)
                scoped: dict[str, Any] = {key: changed}
                yield self.made(f"{key}: {what}", clause, key, kill, replace(self.duty, **scoped))
        for number, (when, on) in enumerate(self.duty.first_due):
            for what, clause, changed in self._variants(when, catalogue) if when else ():
                assert when
                if changed is None:
                    yield None
                    continue
                firsts = list(self.duty.first_due)
                firsts[number] = (changed, on)
                kill = told_apart(when, changed, catalogue)
                made = replace(self.duty, first_due=tuple(firsts))
                yield self.made(f"first_due: {what}", clause, "schedule.first_due", kill, made)

    def _variants(self, node: Node, catalogue: Catalogue) -> Iterator[tuple[str, str, Node | None]]:
        """Changes of a condition; nothing for the node of one that changes nothing."""
        for what, clause, changed in variants(node):
            yield what, clause, None if same(node, changed, catalogue) else changed
