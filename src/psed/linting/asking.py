"""Questions to conditions, answered by trying every world of a small domain.

An answer is given only where the few values that are tried surely stand for all others; otherwise the
question stays open, and no remark is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from psed.language.printing import as_text
from psed.language.tree import (
    All,
    AnyOf,
    Node,
    Not,
    evaluate,
    facts_of,
    facts_read,
    leaves,
)
from psed.language.types import Catalogue, FactKind
from psed.language.values import Range, exactly
from psed.language.worlds import World, worlds

MOST = 10_000
"""How many worlds are looked at; above that no remark is made."""


@dataclass(frozen=True)
class Asker:
    """Answers for some facts over some days.

    Attributes:
        catalogue: The facts that the conditions may read.
        span: The first and last day that `as_at` can be.
    """

    catalogue: Catalogue
    span: tuple[dt.date, dt.date]

    def worlds(self, *nodes: Node) -> list[World]:
        """The worlds of some conditions, those in which most holds first.

        None where there are too many, or where those that are tried may not stand for all.
        """
        if not self._told_well(nodes):
            return []
        found = worlds(self.catalogue, *nodes) or []
        if len(found) > MOST:
            return []
        bound = any("as_at" in pair for pair in _pairs_of(nodes))
        return [world if bound else self._within(world) for world in reversed(found)]

    def always(self, node: Node) -> bool | None:
        """True if a condition holds in every world, False if in none, else nothing."""
        found = self.worlds(node)
        first = bool(found) and evaluate(node, found[0].__getitem__)
        alike = bool(found) and all(evaluate(node, world.__getitem__) == first for world in found)
        return first if alike else None

    def same(self, one: Node, other: Node) -> bool:
        """Whether two conditions surely agree in every world."""
        if as_text(one) == as_text(other):
            return True
        return agree(self.worlds(one, other), one, other)

    def follows(self, then: Node, given: Node) -> bool:
        """Whether a condition surely holds in every world in which another does, and there is one."""
        found = [world for world in self.worlds(then, given) if evaluate(given, world.__getitem__)]
        return bool(found) and all(evaluate(then, world.__getitem__) for world in found)

    def never_both(self, one: Node, other: Node) -> bool:
        """Whether there is surely no world in which two conditions hold."""
        found = self.worlds(one, other)
        return bool(found) and not any(_holds(one, world) and _holds(other, world) for world in found)

    def _within(self, world: World) -> World:
        """A day outside the days in force stands for the nearest one within them.

        Not where `as_at` is compared with another day: moved, it would no longer lie beside that one.
        """
        known = world.get("as_at")
        if not isinstance(known, Range) or not isinstance(known.low, dt.date):
            return world
        begins, ends = self.span
        return {**world, "as_at": exactly(min(max(known.low, begins), ends))}

    def _told_well(self, nodes: Iterable[Node]) -> bool:
        """Whether the few values that are tried stand for all.

        They may not where two facts of different domains are compared.
        """
        return all(self._alike(*pair) for pair in _pairs_of(nodes))

    def _alike(self, one: str, other: str) -> bool:
        first, second = self.catalogue[one], self.catalogue[other]
        ends = (first.low, first.high, first.whole) == (second.low, second.high, second.whole)
        return first.kind in (FactKind.DATE, FactKind.YES_NO) or (first.kind is FactKind.NUMBER and ends)


def _pairs_of(nodes: Iterable[Node]) -> set[tuple[str, ...]]:
    """The facts that are compared with one another."""
    compared = {facts_of(leaf) for node in nodes for leaf, _ in leaves(node)}
    return {pair for pair in compared if len(set(pair)) == 2}


def agree(found: Sequence[World], one: Node, other: Node) -> bool:
    """Whether two conditions agree in each of some worlds, and there are any."""
    return bool(found) and all(
        evaluate(one, world.__getitem__) == evaluate(other, world.__getitem__) for world in found
    )


def _holds(node: Node, world: World) -> bool:
    return evaluate(node, world.__getitem__) is True


def parts_of(node: Node) -> tuple[Node, ...]:
    """What a condition asks for all together: the parts of an "and", or the condition itself."""
    return node.parts if isinstance(node, All) else (node,)


def without_a_part(node: Node) -> Iterator[tuple[Node, Node]]:
    """Each part of an "and" or "or" with the condition that is left without it, the last part first."""
    if isinstance(node, Not):
        yield from ((gone, Not(left, node.span)) for gone, left in without_a_part(node.part))
    if isinstance(node, All | AnyOf):
        for index in reversed(range(len(node.parts))):
            before, part, after = node.parts[:index], node.parts[index], node.parts[index + 1 :]
            others = (*before, *after)
            yield part, others[0] if len(others) == 1 else type(node)(others, node.span)
            for gone, left in without_a_part(part):
                yield gone, type(node)((*before, left, *after), node.span)


def share_a_fact(one: Node, other: Node) -> bool:
    """Whether two conditions read something of the same thing, such as a kind of evidence."""
    things = [{name.partition(".")[0] for name in facts_read(node)} for node in (one, other)]
    return bool(things[0] & things[1])
