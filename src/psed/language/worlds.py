"""The small domain of a condition: every way its facts can stand that it could tell apart.

A condition sees a number only beside the numbers it names, a set only by the words it asks for. So a
few values of each fact stand for all others, and what holds in every combination of them holds
always: whether a condition can be met at all, whether two conditions differ, whether one follows
from another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain, combinations, pairwise, product
from math import prod

from psed.language.tree import (
    Compare,
    Contains,
    Literal,
    Node,
    OneOf,
    evaluate,
    facts_of,
    facts_read,
    leaves,
)
from psed.language.types import Catalogue, FactKind, FactType
from psed.language.values import Known, Range, exactly

MOST = 60_000
"""How many combinations are looked at; above that a question stays open."""

World = Mapping[str, Known]


def worlds(catalogue: Catalogue, *nodes: Node) -> list[World] | None:
    """Every combination of telling values of the facts that conditions read; none if there are too many."""
    names = sorted({name for node in nodes for name in facts_read(node)})
    groups = _linked(names, nodes)
    values = [_telling(catalogue[name], groups[name], nodes) for name in names]
    if prod(len(some) for some in values) > MOST:
        return None
    found = (dict(zip(names, some, strict=True)) for some in product(*values))
    return [world for world in found if _can_be(world)]


def _linked(names: list[str], nodes: tuple[Node, ...]) -> dict[str, frozenset[str]]:
    """For each fact, those whose values bear on its own: compared with it, or counts of the same kind."""
    groups = {name: {name} for name in names}
    pairs = [facts_of(leaf) for node in nodes for leaf, _ in leaves(node)]
    pairs += [(a, b) for a in names for b in names if a < b and _tied(a, b)]
    for pair in pairs:
        together = set().union(*(groups[name] for name in pair))
        for name in together:
            groups[name] = together
    return {name: frozenset(group) for name, group in groups.items()}


_COUNTS = frozenset({"held", "current", "published"})


def _tied(first: str, second: str) -> bool:
    kind, _, fact = first.partition(".")
    other, _, other_fact = second.partition(".")
    return kind == other and {fact, other_fact} <= _COUNTS


def _telling(fact: FactType, group: frozenset[str], nodes: tuple[Node, ...]) -> list[Known]:
    """A few values of a fact that stand for all of them."""
    named = [value for node in nodes for value in _named_beside(group, node)]
    match fact.kind:
        case FactKind.YES_NO:
            return [exactly(False), exactly(True)]
        case FactKind.TEXT:
            words = {str(value) for value in named} & set(fact.values)
            rest = [word for word in fact.values if word not in words][:1]
            return [exactly(word) for word in (*sorted(words), *rest)]
        case FactKind.SET:
            return [exactly(frozenset(some)) for some in _subsets(sorted({str(v) for v in named}))]
        case FactKind.DATE:
            return [exactly(day) for day in _days(named, len(group))]
        case FactKind.NUMBER:
            return [exactly(number) for number in _numbers(fact, named, len(group))]


def _named_beside(group: frozenset[str], node: Node) -> Iterator[object]:
    """The values that a condition names beside any of some facts."""
    for leaf, _ in leaves(node):
        if not group & set(facts_of(leaf)):
            continue
        match leaf:
            case Compare(left, _, right):
                yield from (term.value for term in (left, right) if isinstance(term, Literal))
            case Contains(word, _):
                yield word.value
            case OneOf(_, words):
                yield from words


def _days(named: list[object], steps: int) -> list[dt.date]:
    """The days named and those beside them, as many as there are facts that can stand in a row."""
    days = {day for day in named if isinstance(day, dt.date)} or {dt.date(2011, 4, 5)}
    first, last = dt.date.min.toordinal(), dt.date.max.toordinal()
    wanted = {day.toordinal() + step for day in days for step in range(-steps, steps + 1)}
    return [dt.date.fromordinal(n) for n in sorted(wanted) if first <= n <= last]


def _numbers(fact: FactType, named: list[object], steps: int) -> list[Decimal]:
    """The numbers named, those beside them and between them, and the least there can be."""
    step = Decimal(1) if fact.whole else Decimal("0.5")
    low = fact.low if fact.low is not None else Decimal(0)
    wanted = {low + step * n for n in range(steps + 1)}
    for value in named:
        if isinstance(value, Decimal):
            wanted |= {value + step * n for n in range(-steps, steps + 1)}
    if not fact.whole:
        wanted |= {(a + b) / 2 for a, b in pairwise(sorted(wanted))}
    high = fact.high
    return sorted(n for n in wanted if n >= low and (high is None or n <= high))


def _subsets(words: list[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(words, size) for size in range(len(words) + 1)))


def _can_be(world: World) -> bool:
    """Whether facts of one kind can stand so together: no more published than current, and so on."""
    numbers = {name: known.low for name, known in world.items() if isinstance(known, Range)}
    counts = {name: number for name, number in numbers.items() if isinstance(number, Decimal)}
    for name, value in counts.items():
        kind, _, fact = name.partition(".")
        current = counts.get(f"{kind}.current", value)
        held = counts.get(f"{kind}.held", value)
        if fact == "published" and value > current:
            return False
        if fact in ("current", "published") and value > held:
            return False
        if fact in ("strength", "characteristics_count") and value and not current:
            return False
    return True


def always(node: Node, catalogue: Catalogue) -> bool | None:
    """Whether a condition is met in every world (True), in none (False), or neither or not known (None)."""
    found = worlds(catalogue, node)
    if found is None:
        return None
    answers = {evaluate(node, world.__getitem__) for world in found}
    return answers.pop() if len(answers) == 1 else None


def difference(first: Node, second: Node, catalogue: Catalogue) -> World | None:
    """A world in which two conditions differ; none if there is no such world, or too many to look."""
    for world in worlds(catalogue, first, second) or ():
        if evaluate(first, world.__getitem__) != evaluate(second, world.__getitem__):
            return world
    return None


def same(first: Node, second: Node, catalogue: Catalogue) -> bool | None:
    """Whether two conditions agree in every world; `None` where there are too many to look."""
    if worlds(catalogue, first, second) is None:
        return None
    return difference(first, second, catalogue) is None


def follows(then: Node, given: Node, catalogue: Catalogue) -> bool | None:
    """Whether one condition is met in every world in which another is; `None` where that is not known."""
    found = worlds(catalogue, then, given)
    if found is None:
        return None
    return all(
        evaluate(then, world.__getitem__) is True
        for world in found
        if evaluate(given, world.__getitem__) is True
    )
