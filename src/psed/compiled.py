"""A rule pack made ready to evaluate: conditions as trees, rules in the order of their needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from psed.checks import Check
from psed.errors import Invalid, Place, PsedError, suggestion
from psed.facts.catalogue import Lexicon, item_catalogue, kind_catalogue, organisation_facts
from psed.facts.recorded import record_catalogue
from psed.language.compiling import compile_condition
from psed.language.tree import Compare, Literal, Node, facts_of, facts_read, leaves, wanted
from psed.language.types import Catalogue, Moves
from psed.model.dates import DAY
from psed.model.evidence import EvidenceKind
from psed.rulepack import Bound, DutyRule, Rule, RulePack
from psed.schedules import FirstDue, Part, Served
from psed.vocabulary import Vocabulary

Placer = Callable[[tuple[str | int, ...]], Place]


@dataclass(frozen=True)
class CompiledRule:
    """One version of one rule, with its conditions as trees."""

    rule: Rule
    id: str
    """As `pack:rule`."""
    condition: Node
    applies_when: Node | None
    needs: tuple[str, ...]
    place: Place
    index: int
    """Its position in the pack as written."""
    places: Mapping[str, Place]
    """Where its `condition`, `applies_when` and `level` stand, and each rule it needs."""


@dataclass(frozen=True)
class CompiledDuty:
    """One version of one duty, with its conditions as trees."""

    rule: DutyRule
    id: str
    """As `pack:rule`."""
    bound: Bound
    applies_when: Node | None
    unsettled_when: Node | None
    first_due: tuple[tuple[Node | None, FirstDue], ...]
    parts: tuple[tuple[Part, Node, Node | None], ...]
    """Each with its condition over one item, and which bodies it is asked of."""
    place: Place
    index: int
    serves: Node | None = None
    """Which items of the kind serve it; all where there is none."""


@dataclass(frozen=True)
class CompiledCheck:
    """One version of one check, with its conditions as trees."""

    rule: Check
    id: str
    """As `pack:check`."""
    condition: Node
    applies_when: Node | None
    also: tuple[tuple[Node, str], ...]
    place: Place
    index: int
    places: Mapping[str, Place]
    """Where its `condition` and `applies_when` stand."""


@dataclass(frozen=True)
class CompiledPack:
    """A pack, what its names mean, and its rules with every rule after those it needs."""

    pack: RulePack
    lexicon: Lexicon
    rules: tuple[CompiledRule, ...]
    place: Placer
    """Where each part of the pack stands."""
    duties: tuple[CompiledDuty, ...] = ()
    """In the order of their ids, earlier versions first."""
    checks: tuple[CompiledCheck, ...] = ()
    """In the order of their ids, earlier versions first."""
    record_catalogue: Catalogue | None = None
    """What its checks may read, where it is a pack of checks."""

    @cached_property
    def versions(self) -> Mapping[str, tuple[CompiledRule, ...]]:
        """The versions of each rule by id, earliest first; ids in the order of needs."""
        grouped: dict[str, list[CompiledRule]] = {}
        for rule in self.rules:
            grouped.setdefault(rule.id, []).append(rule)
        return {
            name: tuple(sorted(rules, key=lambda r: r.rule.valid_from or self.pack.valid_from))
            for name, rules in grouped.items()
        }

    def on(self, as_at: dt.date) -> tuple[CompiledRule, ...]:
        """One version of each rule: the one in force on a day, or else the last one before it."""
        chosen = []
        for versions in self.versions.values():
            begun = [v for v in versions if (v.rule.valid_from or self.pack.valid_from) <= as_at]
            chosen.append(begun[-1] if begun else versions[0])
        return tuple(chosen)

    def change_days(self) -> frozenset[dt.date]:
        """Days on which a rule begins, the day after it ends, and days named in conditions."""
        days: set[dt.date] = set()
        for spans in [(self.pack.valid_from, self.pack.valid_to), *_spans(self.rules)]:
            first, last = spans
            days |= {first} if first else set()
            days |= {last + DAY} if last else set()
        for rule in self.rules:
            for node in (rule.condition, rule.applies_when):
                for day in days_named(node) if node else ():
                    days |= {day, day + DAY}
        return frozenset(days)

    def duties_on(self, as_at: dt.date) -> tuple[CompiledDuty, ...]:
        """One version of each duty: the one in force on a day, or else the last one before it."""
        chosen: dict[str, CompiledDuty] = {}
        for duty in self.duties:
            begun = (duty.rule.valid_from or self.pack.valid_from) <= as_at
            if begun or duty.id not in chosen:
                chosen[duty.id] = duty
        return tuple(chosen.values())

    def checks_on(self, as_at: dt.date) -> tuple[CompiledCheck, ...]:
        """One version of each check: the one in force on a day, or else the last one before it."""
        chosen: dict[str, CompiledCheck] = {}
        for check in self.checks:
            begun = (check.rule.valid_from or self.pack.valid_from) <= as_at
            if begun or check.id not in chosen:
                chosen[check.id] = check
        return tuple(chosen.values())


def _spans(rules: Iterable[CompiledRule]) -> list[tuple[dt.date | None, dt.date | None]]:
    return [(rule.rule.valid_from, rule.rule.valid_to) for rule in rules]


def days_named(node: Node) -> tuple[dt.date, ...]:
    """The days that a condition names, in the order of the text."""

    found = []
    for leaf, _ in leaves(node):
        if isinstance(leaf, Compare):
            terms = [t for t in (leaf.left, leaf.right) if isinstance(t, Literal)]
            found += [t.value for t in terms if isinstance(t.value, dt.date)]
    return tuple(found)


def compile_pack(
    pack: RulePack, vocabulary: Vocabulary, place: Placer | None = None, faults: list[PsedError] | None = None
) -> CompiledPack:
    """Compile every condition of a pack; once for a pack and a vocabulary.

    Args:
        pack: The pack.
        vocabulary: The kinds it may name, without its own.
        place: Where each part stands; the pack's id if not given.
        faults: Takes all faults; without it they are raised.

    Raises:
        Invalid: Conditions have faults and *faults* was not given.
    """
    kept = pack._compiled
    if kept is not None and kept[0] is vocabulary:
        compiled: CompiledPack = kept[1]
        return compiled
    found: list[PsedError] = [] if faults is None else faults
    before = len(found)
    compiled = _Compiling(pack, vocabulary, place or (lambda _: Place(pack.pack)), found).run()
    if faults is None and found:
        raise Invalid(f"{len(found)} faults in {pack.pack}", found)
    if len(found) == before:
        pack._compiled = (vocabulary, compiled)
    return compiled


class _Compiling:
    def __init__(
        self, pack: RulePack, vocabulary: Vocabulary, place: Placer, faults: list[PsedError]
    ) -> None:
        self.pack, self.place, self.faults = pack, place, faults
        self.vocabulary, self.shared = vocabulary.with_kinds(pack.kinds), vocabulary
        self._kept: Catalogue | None = None
        self._broken: set[str] | None = None
        self._bounds: dict[tuple[str | int, ...], tuple[Node | None, Node | None]] = {}
        """The conditions of the pack's own `bound:`, compiled once."""
        self.broken: dict[str, set[str]] = {}
        """Item tests with faults: rules may name them, so that no fault only follows from another."""

    def run(self) -> CompiledPack:
        tests = self._item_tests()
        named = {
            kind: dict.fromkeys({*tests.get(kind, ()), *self.broken.get(kind, ())})
            for kind in {*tests, *self.broken}
        }
        catalogue = kind_catalogue(self.vocabulary, named)
        relevant = frozenset(str(c) for c in self.pack.characteristics)
        lexicon = Lexicon(self.vocabulary, relevant, tests, catalogue)
        rules = [r for i, rule in enumerate(self.pack.rules) if (r := self._rule(i, rule, catalogue))]
        duties = [d for i, duty in enumerate(self.pack.duties) if (d := self._duty(i, duty, catalogue))]
        first = self.pack.valid_from
        duties.sort(key=lambda ready: (ready.id, ready.rule.valid_from or first))
        subject = record_catalogue(self.pack.kind, organisation_facts(self.vocabulary))
        checks = self._checks(subject) if subject else []
        checks.sort(key=lambda ready: (ready.id, ready.rule.valid_from or first))
        return CompiledPack(
            self.pack,
            lexicon,
            in_order_of_needs(rules),
            self.place,
            tuple(duties),
            tuple(checks),
            subject,
        )

    def _checks(self, catalogue: Catalogue) -> list[CompiledCheck]:
        found = []
        for index, rule in enumerate(self.pack.checks):
            here, before = ("checks", index), len(self.faults)
            condition = self._condition(rule.condition, catalogue, (*here, "condition"))
            applies = None
            if rule.applies_when:
                applies = self._condition(rule.applies_when, catalogue, (*here, "applies_when"))
            paths = [(*here, "says", "also", number, "when") for number in range(len(rule.says.also))]
            read = [
                (self._condition(also.when, catalogue, path), also.says)
                for also, path in zip(rule.says.also, paths, strict=True)
            ]
            if condition is None or len(self.faults) > before:
                continue
            also = tuple((node, says) for node, says in read if node)
            places = {key: self.place((*here, key)) for key in ("condition", "applies_when")}
            name = self.pack.rule_id(rule)
            found.append(CompiledCheck(rule, name, condition, applies, also, self.place(here), index, places))
        return found

    def _duty(self, index: int, rule: DutyRule, catalogue: Catalogue) -> CompiledDuty | None:
        here = ("duties", index)
        own, before = self._own(catalogue), len(self.faults)
        schedule = (*here, "schedule")

        def bodies(text: str | None, *path: str | int) -> Node | None:
            return self._condition(text, own, path) if text else None

        bound = rule.bound or self.pack.bound
        if bound is None:
            message = f"nothing says whom the duty `{rule.id}` binds"
            help_ = "add `bound:` with `nations:` to the pack, or to the duty"
            self.faults.append(PsedError("S002", message, self.place(here), help_))
            return None
        whom = (*here, "bound") if rule.bound else ("bound",)
        if rule.bound is None and whom in self._bounds:
            applies, unsettled = self._bounds[whom]
        else:
            applies = bodies(bound.applies_when, *whom, "applies_when")
            unsettled = bodies(bound.unsettled_when, *whom, "unsettled_when")
            self._bounds[whom] = applies, unsettled
        firsts = tuple(
            (bodies(first.when, *schedule, "first_due", number, "when"), first)
            for number, first in enumerate(rule.schedule.first_due)
        )
        parts = self._parts(rule.schedule.served_by, (*schedule, "served_by"), bodies)
        if parts is None or len(self.faults) > before:
            return None
        serves = self._serves(rule.schedule.served_by, (*schedule, "served_by", "where"))
        if len(self.faults) > before:
            return None
        name, place = self.pack.rule_id(rule), self.place(here)
        return CompiledDuty(rule, name, bound, applies, unsettled, firsts, parts, place, index, serves)

    def _serves(self, served_by: Served, here: tuple[str | int, ...]) -> Node | None:
        """Which items serve a duty; nothing where all of the kind do."""
        if served_by.where is None:
            return None
        return self._condition(served_by.where, item_catalogue(self.vocabulary.kinds[served_by.kind]), here)

    def _parts(
        self,
        served_by: Served,
        here: tuple[str | int, ...],
        bodies: Callable[..., Node | None],
    ) -> tuple[tuple[Part, Node, Node | None], ...] | None:
        kind = self.vocabulary.kinds.get(served_by.kind)
        if kind is None:
            message = f"unknown kind `{served_by.kind}`"
            help_ = suggestion(served_by.kind, self.vocabulary.kinds)
            self.faults.append(PsedError("P010", message, self.place((*here, "kind")), help_))
            return None
        own, read = item_catalogue(kind), []
        for number, part in enumerate(served_by.parts):
            path = (*here, "parts", number)
            asked_of = bodies(part.when, *path, "when")
            node = self._condition(part.where, own, (*path, "where"))
            if node:
                read.append((part, node, asked_of))
        return tuple(read)

    def _item_tests(self) -> dict[str, dict[str, Node]]:
        tests: dict[str, dict[str, Node]] = {}
        for kind in self.vocabulary.kinds.values():
            written = {**kind.item_tests, **self.pack.item_tests.get(kind.name, {})}
            for name, text in written.items():
                node = self._item_test(kind, name, text)
                if node:
                    tests.setdefault(kind.name, {})[name] = node
                else:
                    self.broken.setdefault(kind.name, set()).add(name)
        return tests

    def _item_test(self, kind: EvidenceKind, name: str, text: str) -> Node | None:
        """An item test as a tree; those of the shared vocabulary are made once for all packs."""
        shared = self.shared.kinds.get(kind.name) is kind and text == kind.item_tests.get(name)
        key = (kind.name, name)
        if not (shared and key in self.shared.kept):
            node = self._condition(text, item_catalogue(kind), self._path_of_test(kind.name, name))
            if node is None or not shared:
                return node
            self.shared.kept[key] = node
        kept: Node = self.shared.kept[key]
        return kept

    def _path_of_test(self, kind: str, name: str) -> tuple[str | int, ...]:
        if name in self.pack.item_tests.get(kind, {}):
            return ("item_tests", kind, name)
        places = [
            ("kinds", i, "item_tests", name) for i, own in enumerate(self.pack.kinds) if own.name == kind
        ]
        return places[0] if places else ()

    def _condition(self, text: str, catalogue: Catalogue, path: tuple[str | int, ...]) -> Node | None:
        try:
            return compile_condition(text, catalogue, self.place(path))
        except Invalid as error:
            self.faults.extend(error.exceptions)  # type: ignore[arg-type]
            return None

    def _own(self, catalogue: Catalogue) -> Catalogue:
        if self._kept is None:
            self._kept = Catalogue(
                {n: f for n, f in catalogue.facts.items() if n == "as_at" or n.startswith("organisation.")},
                "`applies_when` reads only `organisation.*` and `as_at`",
                frozenset(catalogue.facts),
            )
        return self._kept

    def _broken_names(self) -> set[str]:
        if self._broken is None:
            self._broken = {f"{kind}.{test}" for kind, tests in self.broken.items() for test in tests}
        return self._broken

    def _rule(self, index: int, rule: Rule, catalogue: Catalogue) -> CompiledRule | None:
        condition = self._condition(rule.condition, catalogue, ("rules", index, "condition"))
        applies = None
        if rule.applies_when:
            applies = self._condition(
                rule.applies_when, self._own(catalogue), ("rules", index, "applies_when")
            )
        broken = self._broken_names()
        if condition is None or broken & set(facts_read(condition)):
            return None
        needs = tuple(f"{self.pack.pack}:{need}" for need in rule.needs)
        here = ("rules", index)
        places = {key: self.place((*here, key)) for key in ("condition", "applies_when", "level")}
        places |= {name: self.place((*here, "needs", number)) for number, name in enumerate(needs)}
        name = self.pack.rule_id(rule)
        return CompiledRule(rule, name, condition, applies, needs, self.place(here), index, places)


def in_order_of_needs(rules: Iterable[CompiledRule]) -> tuple[CompiledRule, ...]:
    """Rules with each after those it needs, ties by id. Rules in a circle come last, by id."""
    by_id: dict[str, list[CompiledRule]] = {}
    for rule in sorted(rules, key=lambda r: (r.id, r.rule.valid_from or dt.date.min)):
        by_id.setdefault(rule.id, []).append(rule)
    needs = {name: {n for r in all_of for n in r.needs if n in by_id} for name, all_of in by_id.items()}
    needed_by: dict[str, list[str]] = {}
    for name, others in needs.items():
        for other in others:
            needed_by.setdefault(other, []).append(name)
    open_needs = {name: len(others) for name, others in needs.items()}
    ordered: list[CompiledRule] = []
    ready = sorted(name for name, count in open_needs.items() if count == 0)
    while ready:
        then: list[str] = []
        for name in ready:
            ordered += by_id.pop(name)
            for other in needed_by.get(name, ()):
                open_needs[other] -= 1
                if open_needs[other] == 0:
                    then.append(other)
        ready = sorted(then)
    return (*ordered, *(rule for name in sorted(by_id) for rule in by_id[name]))


def against(node: Node, catalogue: Catalogue) -> tuple[str, ...]:
    """The facts through which a new item in date could turn a condition from met to something else."""
    return _unsafe(node, catalogue, Moves.UP, lambda name: catalogue[name].on_adding)


def with_time(node: Node, catalogue: Catalogue) -> tuple[str, ...]:
    """The facts through which a condition could come to be met merely by the passing of time."""
    return _unsafe(node, catalogue, Moves.DOWN, lambda name: catalogue[name].on_time)


def _unsafe(node: Node, catalogue: Catalogue, good: Moves, moves: Callable[[str], Moves]) -> tuple[str, ...]:
    """Facts that may move where the condition cannot bear it.

    *good* is the movement that is harmless where a fact is wanted high; its opposite is harmless
    where it is wanted low, and none is where a fact must equal something.
    """
    opposite = Moves.DOWN if good is Moves.UP else Moves.UP
    found = []
    for leaf, upside_down in leaves(node):
        for name in facts_of(leaf):
            harmless = {"up": good, "down": opposite}.get(wanted(leaf, name, upside_down=upside_down))
            if moves(name) not in (Moves.SAME, harmless):
                found.append(name)
    return tuple(dict.fromkeys(found))
