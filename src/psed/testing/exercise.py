"""What the examples of a pack exercise: outcomes, levels, clauses and boundary days, in exact counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psed.compiled import CompiledCheck, CompiledDuty, CompiledPack, CompiledRule
from psed.examples import facts_of_check
from psed.facts import Facts, Item
from psed.language.printing import as_text
from psed.language.tree import All, AnyOf, Leaf, Lookup, Node, Not, decide, facts_read, leaves
from psed.language.values import Truth, both, either, opposite
from psed.model.dates import DAY
from psed.rulepack import RulePack, Status
from psed.testing.examples import FLOOR, NO_LEVEL, items_of, try_check, try_duty, try_pack, try_rule


@dataclass(frozen=True)
class Count:
    """How many of something the examples show, and which they do not.

    Attributes:
        what: What is counted.
        shown: How many are shown.
        of: How many there are.
        missing: Those that are not shown, in the order of the pack.
    """

    what: str
    shown: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Exercise:
    """What came of all examples of a pack.

    Attributes:
        run: How many examples there are.
        faults: Each example that came out otherwise than it states, and how.
        counts: What the examples exercise.
    """

    run: int
    faults: tuple[str, ...]
    counts: tuple[Count, ...]


def exercise(compiled: CompiledPack) -> Exercise:
    """Run every example of a pack, and count what they show."""
    faults: list[str] = []
    run = 0
    in_order = sorted(compiled.rules, key=lambda ready: ready.index)
    for ready in in_order:
        for example in ready.rule.examples:
            run += 1
            told = try_rule(compiled, ready, example).faults
            faults += [f"{ready.place}: {ready.rule.id}, {example.name}: {fault}" for fault in told]
    duties = sorted(compiled.duties, key=lambda duty: duty.index)
    for duty in duties:
        for duty_example in duty.rule.examples:
            run += 1
            told = try_duty(compiled, duty, duty_example).faults
            faults += [f"{duty.place}: {duty.rule.id}, {duty_example.name}: {fault}" for fault in told]
    checks = sorted(compiled.checks, key=lambda check: check.index)
    for check in checks:
        for check_example in check.rule.examples:
            run += 1
            told = try_check(compiled, check, check_example).faults
            faults += [f"{check.place}: {check.rule.id}, {check_example.name}: {fault}" for fault in told]
    for pack_example in compiled.pack.examples:
        run += 1
        told = try_pack(compiled, pack_example).faults
        faults += [f"{compiled.pack.pack}, {pack_example.name}: {fault}" for fault in told]
    decided = in_order if compiled.pack.status is not Status.PENDING else []
    counts = (
        _counted(
            "outcomes",
            [
                *_outcomes(compiled.pack, in_order),
                *_duty_outcomes(compiled.pack, duties),
                *_outcomes(compiled.pack, checks),
            ],
        ),
        _counted("levels", _levels(compiled) if decided else ()),
        _counted(
            "clauses that decide an outcome",
            [*_clauses(compiled, decided), *_check_clauses(compiled, checks)],
        ),
        _counted("boundary days", _boundary_days(compiled, decided)),
    )
    return Exercise(run, tuple(faults), tuple(count for count in counts if count.of))


def _counted(what: str, found: Iterable[tuple[str, bool]]) -> Count:
    pairs = list(found)
    missing = tuple(name for name, shown in pairs if not shown)
    return Count(what, len(pairs) - len(missing), len(pairs), missing)


def _outcomes(pack: RulePack, rules: Iterable[CompiledRule | CompiledCheck]) -> Iterator[tuple[str, bool]]:
    """The outcomes that each rule or check can have."""
    for ready in rules:
        shown = {example.then for example in ready.rule.examples}
        for outcome in pack.outcomes(scoped=ready.applies_when is not None):
            yield f"{ready.rule.id}: {outcome}", outcome in shown


def _duty_outcomes(pack: RulePack, duties: Iterable[CompiledDuty]) -> Iterator[tuple[str, bool]]:
    """The outcomes that each duty can have."""
    for duty in duties:
        shown = {example.then for example in duty.rule.examples}
        for outcome in pack.outcomes(scoped=True):
            yield f"{duty.rule.id}: {outcome}", outcome in shown


def _levels(compiled: CompiledPack) -> Iterator[tuple[str, bool]]:
    """The levels that the whole and each area can have."""
    shown: set[tuple[str, str]] = set()
    for example in compiled.pack.examples:
        result = try_pack(compiled, example).result
        for name, read in [("over all", result.level), *((area.id, area.level) for area in result.areas)]:
            shown.add((name, (read.supported or FLOOR) if read else NO_LEVEL))
    for name in ("over all", *(area.id for area in compiled.pack.areas)) if compiled.rules else ():
        used = {r.rule.level for r in compiled.rules if name in ("over all", r.rule.area_id)}
        for level in (FLOOR, *(level for level in compiled.pack.levels if level in used)):
            yield f"{name}: {level}", (name, level) in shown


def _clauses(compiled: CompiledPack, rules: Iterable[CompiledRule]) -> Iterator[tuple[str, bool]]:
    """Each comparison: does it alone decide the outcome of some example?"""
    tested: set[tuple[str, str]] = set()
    for ready in rules:
        parts = [leaf for leaf, _ in leaves(ready.condition)]
        facts = [Facts(items_of(compiled, e), compiled.lexicon) for e in ready.rule.examples]
        for leaf in parts:
            yield f"{ready.rule.id}: {as_text(leaf)}", any(_decides(leaf, ready.condition, f) for f in facts)
        for name in facts_read(ready.condition):
            kind, _, test = name.partition(".")
            if test in compiled.lexicon.item_tests.get(kind, {}):
                tested.add((kind, test))
    for kind, test in sorted(tested):
        node = compiled.lexicon.item_tests[kind][test]
        lookups = list(_item_lookups(compiled, kind))
        for leaf, _ in leaves(node):
            told = any(_decides(leaf, node, lookup) for lookup in lookups)
            yield f"item test {kind}.{test}: {as_text(leaf)}", told


def _check_clauses(compiled: CompiledPack, checks: Iterable[CompiledCheck]) -> Iterator[tuple[str, bool]]:
    """Each comparison of a check: does it alone decide the outcome of some example?"""
    for ready in checks:
        found = [facts_of_check(compiled, example) for example in ready.rule.examples]
        for leaf, _ in leaves(ready.condition):
            told = any(_decides(leaf, ready.condition, facts) for facts in found if facts)
            yield f"{ready.rule.id}: {as_text(leaf)}", told


def _item_lookups(compiled: CompiledPack, kind: str) -> Iterator[Lookup]:
    """The facts of each item of a kind in the examples of rules."""
    for ready in compiled.rules:
        for example in ready.rule.examples:
            facts = Facts(items_of(compiled, example), compiled.lexicon)
            for item in facts.of_kind(kind):
                yield _of(facts, item)


def _of(facts: Facts, item: Item) -> Lookup:
    return lambda name: facts.of_item(item, name)


def _decides(leaf: Leaf, node: Node, lookup: Lookup) -> bool:
    """Whether a condition would come out otherwise if this one comparison did."""
    return _with(node, lookup, leaf, True) != _with(node, lookup, leaf, False)


def _with(node: Node, lookup: Lookup, leaf: Leaf, truth: bool) -> Truth:
    """A condition with one comparison taken as true or false."""
    match node:
        case Not(part):
            return opposite(_with(part, lookup, leaf, truth))
        case All(parts):
            return both([_with(part, lookup, leaf, truth) for part in parts])
        case AnyOf(parts):
            return either([_with(part, lookup, leaf, truth) for part in parts])
        case _:
            return truth if node is leaf else decide(node, lookup)


def _boundary_days(compiled: CompiledPack, rules: Iterable[CompiledRule]) -> Iterator[tuple[str, bool]]:
    """For each rule that reads a kind that lapses: an example on a last good day, and one on the next."""
    kinds = compiled.lexicon.vocabulary.kinds
    for ready in rules:
        read = {name.partition(".")[0] for name in facts_read(ready.condition)}
        if not any(kinds[name].shelf_life for name in read if name in kinds):
            continue
        gaps: set[dt.timedelta] = set()
        for example in ready.rule.examples:
            for item in items_of(compiled, example).all():
                first, last = item.last_good
                if first == last < dt.date.max:
                    gaps.add(example.as_at - last)
        yield f"{ready.rule.id}: a last good day", dt.timedelta(0) in gaps
        yield f"{ready.rule.id}: the day after it", DAY in gaps
