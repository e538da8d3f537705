"""Why a condition does not hold: the least that would have to be granted for it to hold."""

from __future__ import annotations

from itertools import combinations

from psed.facts import Facts, Item, Items, Lexicon
from psed.language.tree import Node, evaluate, facts_of, facts_read, leaves, wanted
from psed.language.types import FactKind
from psed.model.outcome import Reason

_OF_ITEMS = (Reason.TOO_WEAK, Reason.TOO_NARROW, Reason.TOO_FEW, Reason.FIGURE_MISSING)


_UNKNOWN = frozenset({Reason.NOTHING_ON_FILE, Reason.UNDATED, Reason.FIGURE_MISSING})
"""The shortcomings that leave something open. All others settle it."""


def find_reasons(node: Node, items: Items, lexicon: Lexicon, *, unknown: bool) -> tuple[Reason, ...]:
    """The smallest set of shortcomings without which a condition would hold.

    Of several smallest sets, the one whose reasons come first in the order of `Reason`: that a kind
    is not held, or that nothing of it is on file, is said before a lapse. Where the condition is
    *unknown*, sets of what leaves it open come before any other. Empty where no such set exists, as
    for a rule that evidence could only harm.
    """
    candidates = [reason for reason in Reason if _applies(reason, node, items, lexicon)]
    if unknown:
        open_ones = [reason for reason in candidates if reason in _UNKNOWN]
        return _smallest(open_ones, node, items, lexicon) or _smallest(candidates, node, items, lexicon)
    return _smallest(candidates, node, items, lexicon)


def _smallest(candidates: list[Reason], node: Node, items: Items, lexicon: Lexicon) -> tuple[Reason, ...]:
    if not evaluate(node, Facts(items, lexicon, frozenset(candidates))):
        return ()
    for size in range(1, len(candidates) + 1):
        for chosen in combinations(candidates, size):
            if evaluate(node, Facts(items, lexicon, frozenset(chosen))):
                return chosen
    return ()


def kinds_read(node: Node, lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds of evidence whose facts a condition reads, in the order of the text."""
    things = (name.partition(".")[0] for name in facts_read(node))
    return tuple(dict.fromkeys(thing for thing in things if thing in lexicon.vocabulary.kinds))


def asked_of(node: Node, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """For each kind that a condition reads, what it asks of an item: details, or whom it covers."""
    asked: dict[str, dict[str, None]] = {kind: {} for kind in kinds_read(node, lexicon)}
    for name in facts_read(node):
        kind, _, fact = name.partition(".")
        test = lexicon.item_tests.get(kind, {}).get(fact)
        for bare in facts_read(test) if test else (fact,):
            if kind in asked:
                asked[kind][_COUNTED.get(bare, bare)] = None
    own = {"characteristics", "aims", "strength"}
    kinds = lexicon.vocabulary.kinds
    return {
        kind: tuple(name for name in names if name in own or kinds[kind].detail(name))
        for kind, names in asked.items()
    }


_COUNTED = {"characteristics_count": "characteristics", "covers_relevant": "characteristics"}


def _applies(reason: Reason, node: Node, items: Items, lexicon: Lexicon) -> bool:
    """Whether overlooking a shortcoming could change anything; keeps the search small."""
    kinds = kinds_read(node, lexicon)
    held = [item for kind in kinds for item in items.of_kind(kind)]
    match reason:
        case Reason.NOTHING_ON_FILE:
            return any(not items.on_file(kind) for kind in kinds)
        case Reason.NONE_HELD:
            return any(items.on_file(kind) and _none_exists(items.of_kind(kind)) for kind in kinds)
        case Reason.LAPSED:
            return any(item.past_its_day for item in held)
        case Reason.UNDATED:
            return any(_undecided(item) for item in held)
        case Reason.NOT_PUBLISHED:
            return any(item.published is not True for item in held)
        case Reason.TOO_MANY:
            ways = [(leaf, up) for leaf, up in leaves(node)]
            return any(wanted(leaf, n, upside_down=up) != "up" for leaf, up in ways for n in facts_of(leaf))
        case Reason.TOO_LATE:
            return any(lexicon.catalogue[name].kind is FactKind.DATE for name in facts_read(node))
        case Reason.FIGURE_MISSING if lacks_headcount(node, items):
            return True
        case _:
            return bool(held) and reason in _OF_ITEMS


def lacks_headcount(node: Node, items: Items) -> bool:
    """Whether a condition asks for the number of employees, and none is on file."""
    counted = items.dossier.organisation.employees(items.as_at)
    return counted is None and "organisation.employees" in facts_read(node)


def _none_exists(items: tuple[Item, ...]) -> bool:
    return all(item.exists is False for item in items)


def _undecided(item: Item) -> bool:
    """Whether the date of an item, its last good day or its publication is not exact enough."""
    public = item.published if item.evidence.publication_said else False
    return None in (item.exists, item.past_its_day, item.superseded, public, item.counts)
