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
from itertools import chain, combinations, product
from math import prod

from psed.language.tree import (
    Compare,
    Contains,
    Fact,
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
from psed.model.dates import DAY

MOST = 60_000
"""How many combinations are looked at; above that a question stays open."""

World = Mapping[str, Known]
_OTHER = "\N{BULLET}"
"""A word that no closed list has: stands for all that a condition does not name."""


def worlds(catalogue: Catalogue, *nodes: Node) -> list[World] | None:
    """Every combination of telling values of the facts that conditions read; none if there are too many."""
    names = sorted({name for node in nodes for name in facts_read(node)})
    values = [_telling(catalogue[name], nodes) for name in names]
    if prod(len(some) for some in values) > MOST:
        return None
    found = (dict(zip(names, some, strict=True)) for some in product(*values))
    return [world for world in found if _can_be(world)]


def _telling(fact: FactType, nodes: tuple[Node, ...]) -> list[Known]:
    """A few values of a fact that stand for all of them."""
    named = [value for node in nodes for value in _named_beside(fact.name, node)]
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
            days = {day for day in named if isinstance(day, dt.date)} or {dt.date(2011, 4, 5)}
            return [exactly(day) for day in sorted({d + step for d in days for step in (-DAY, 0 * DAY, DAY)})]
        case FactKind.NUMBER:
            return [exactly(number) for number in _numbers(fact, named)]


def _named_beside(name: str, node: Node) -> Iterator[object]:
    """The values that a condition names beside a fact, or beside one it is compared with."""
    for leaf, _ in leaves(node):
        if name not in facts_of(leaf):
            continue
        match leaf:
            case Compare(left, _, right):
                for term in (left, right):
                    if isinstance(term, Literal):
                        yield term.value
                    elif term.name != name:
                        yield from _literals_of(term, node)
            case Contains(word, _):
                yield word.value
            case OneOf(_, words):
                yield from words


def _literals_of(fact: Fact, node: Node) -> Iterator[object]:
    for leaf, _ in leaves(node):
        if isinstance(leaf, Compare) and fact.name in facts_of(leaf):
            yield from (term.value for term in (leaf.left, leaf.right) if isinstance(term, Literal))


def _numbers(fact: FactType, named: list[object]) -> list[Decimal]:
    step = Decimal(1) if fact.whole else Decimal("0.5")
    low = fact.low if fact.low is not None else Decimal(0)
    wanted = {low, low + step}
    for value in named:
        if isinstance(value, Decimal):
            wanted |= {value - step, value, value + step}
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
