"""Which items make a rule met: every item in some smallest sufficient set, and one such set.

Items that give the same to every fact that the rule reads can stand for one another, so the search
goes over classes of items and not over the items themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from psed.assessing.reasons import kinds_read
from psed.facts import Facts, Items, Lexicon
from psed.language.tree import Compare, Literal, Node, evaluate, facts_read, leaves
from psed.model.evidence import Over
from psed.model.outcome import Reason

MAX_TRIED = 2_000
"""How many sets are tried before a larger answer is given: all items that give anything."""

Counts = tuple[int, ...]


@dataclass(frozen=True)
class Support:
    """The items behind a rule that is met.

    Attributes:
        evidence: Ids of every item in some smallest sufficient set, in order.
        enough: Ids of one smallest sufficient set, in order.
    """

    evidence: tuple[str, ...]
    enough: tuple[str, ...]


NO_SUPPORT = Support((), ())


def find_support(
    node: Node, items: Items, lexicon: Lexicon, granted: frozenset[Reason] = frozenset()
) -> Support:
    """The items that make a monotone condition hold.

    A set is sufficient if the condition holds when only its items count, and smallest if no item of
    it can be left out. With *granted*, shortcomings are overlooked: the items it turns on.
    """
    facts = Facts(items, lexicon, granted)
    classes = _classes(node, facts)

    def holds(ids: frozenset[str]) -> bool:
        return evaluate(node, facts.counting(ids)) is True

    if not holds(frozenset(name for group in classes for name in group)):
        return NO_SUPPORT
    limits = _limits(node, lexicon, classes)
    found: list[Counts] = []
    for tried, counts in enumerate(_in_order_of_size(limits, found)):
        if tried >= MAX_TRIED:
            return _by_leaving_out(classes, holds)
        if holds(_chosen(classes, counts)):
            found.append(counts)
    used = [group for index, group in enumerate(classes) if any(counts[index] for counts in found)]
    evidence = sorted(name for group in used for name in group)
    enough = min((sum(c), sorted(_chosen(classes, c))) for c in found)[1]
    return Support(tuple(evidence), tuple(enough))


def _classes(node: Node, facts: Facts) -> list[tuple[str, ...]]:
    """Ids of items that give the same, in groups; those that give nothing are left out."""
    items, lexicon = facts.items, facts.lexicon
    names = set(facts_read(node))
    # How many characteristics a set covers says nothing of which ones.
    names |= {f"{kind}.characteristics" for kind in kinds_read(node, lexicon)}
    groups: dict[object, list[str]] = {}
    for kind in kinds_read(node, lexicon):
        own = sorted(name for name in names if name.startswith(kind + "."))
        nothing = _given(facts, own, frozenset())
        told: dict[int, tuple[object, ...]] = {}
        for item in items.of_kind(kind):
            name = item.evidence.id
            number = items.alike[name]
            if number not in told:
                told[number] = _given(facts, own, frozenset({name}))
            if told[number] != nothing:
                groups.setdefault((kind, told[number]), []).append(name)
    return [tuple(group) for group in groups.values()]


def _given(facts: Facts, names: list[str], only: frozenset[str]) -> tuple[object, ...]:
    counted = facts.counting(only)
    return tuple(counted(name) for name in names)


def _limits(node: Node, lexicon: Lexicon, classes: list[tuple[str, ...]]) -> Counts:
    """How many of each class can matter: no more than the greatest number the rule asks for."""
    numbers = [Decimal(1)]
    unlimited = any(_is_sum(name, lexicon) for name in facts_read(node))
    for leaf, _ in leaves(node):
        if isinstance(leaf, Compare):
            named = [term.value for term in (leaf.left, leaf.right) if isinstance(term, Literal)]
            numbers += [value + 1 for value in named if isinstance(value, Decimal)]
            unlimited = unlimited or not named
    most = max(ceil(number) for number in numbers)
    return tuple(len(group) if unlimited else min(len(group), most) for group in classes)


def _is_sum(name: str, lexicon: Lexicon) -> bool:
    kind, _, fact = name.partition(".")
    known = lexicon.vocabulary.kinds.get(kind)
    detail = known.detail(fact) if known else None
    return detail is not None and detail.over is Over.SUM


def _in_order_of_size(limits: Counts, found: list[Counts]) -> Iterator[Counts]:
    """Every choice of so many of each class, smallest first, without those that hold a found one."""
    level: list[Counts] = [tuple(0 for _ in limits)]
    while level:
        yield from level
        grown: dict[Counts, None] = {}
        for counts in level:
            for index, limit in enumerate(limits):
                more = (*counts[:index], counts[index] + 1, *counts[index + 1 :])
                if counts[index] < limit and not any(_holds(more, small) for small in found):
                    grown[more] = None
            if len(grown) > MAX_TRIED:
                break
        level = list(grown)


def _holds(large: Counts, small: Counts) -> bool:
    return all(a >= b for a, b in zip(large, small, strict=True))


def _chosen(classes: list[tuple[str, ...]], counts: Counts) -> frozenset[str]:
    return frozenset(name for group, count in zip(classes, counts, strict=True) for name in group[:count])


def _by_leaving_out(classes: list[tuple[str, ...]], holds: Callable[[frozenset[str]], bool]) -> Support:
    """Where there are too many sets to try: all that give anything, and one set found by leaving out."""
    every = sorted(name for group in classes for name in group)
    kept = every
    size = max(1, len(kept) // 2)
    while size:
        end = len(kept)
        while end > 0:
            fewer = [*kept[: max(0, end - size)], *kept[end:]]
            if holds(frozenset(fewer)):
                kept = fewer
            end -= size
        size //= 2
    return Support(tuple(every), tuple(sorted(kept)))
