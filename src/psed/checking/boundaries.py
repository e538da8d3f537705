"""Each threshold and each day that a rule names stands exactly in one of its examples."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import partial

from psed.checking.shared import Found
from psed.compiled import CompiledPack, CompiledRule
from psed.examples import dossier_of
from psed.facts.deriving import Facts
from psed.facts.items import Items
from psed.files.tree import Path_
from psed.language.tree import Compare, Fact, Literal, Lookup, Node, facts_read, leaves
from psed.language.values import Range
from psed.rulepack import (
    Example,
)


def boundaries(ready: CompiledRule, compiled: CompiledPack) -> Found:
    """Each threshold and each day that a rule names stands exactly in one of its examples."""
    here: Path_ = ("rules", ready.index)
    wanted = _thresholds(ready.condition)
    wanted += _thresholds(ready.applies_when) if ready.applies_when else []
    shown: set[tuple[str, object]] = set()
    tests = _tests_read(ready, compiled)
    for example in ready.rule.examples:
        facts = _facts_of_example(example, compiled)
        if facts is None:
            return
        for leaf in wanted:
            shown |= _exact(leaf, facts)
        for kind, _, node in tests:
            for item in facts.of_kind(kind):
                for leaf in _thresholds(node):
                    shown |= _exact(leaf, partial(facts.of_item, item), kind)
    for leaf in wanted:
        yield from _unshown(leaf, shown, here, "")
    for kind, test, node in tests:
        for leaf in _thresholds(node):
            yield from _unshown(leaf, shown, here, kind, f" (in the item test `{test}`)")


def _thresholds(node: Node) -> list[Compare]:
    """Comparisons of a fact with a number or a day."""
    turned = [_fact_first(leaf) for leaf, _ in leaves(node) if isinstance(leaf, Compare)]
    return [leaf for leaf in turned if _is_threshold(leaf)]


def _fact_first(leaf: Compare) -> Compare:
    """`2 <= fact` is as much a threshold as `fact >= 2`."""
    turn = isinstance(leaf.left, Literal) and isinstance(leaf.right, Fact)
    return Compare(leaf.right, leaf.op, leaf.left, leaf.span) if turn else leaf


def _is_threshold(leaf: Compare) -> bool:
    named = isinstance(leaf.left, Fact) and isinstance(leaf.right, Literal)
    return named and isinstance(getattr(leaf.right, "value", None), Decimal | dt.date)


def _tests_read(ready: CompiledRule, compiled: CompiledPack) -> list[tuple[str, str, Node]]:
    found = []
    for name in facts_read(ready.condition):
        kind, _, test = name.partition(".")
        node = compiled.lexicon.item_tests.get(kind, {}).get(test)
        if node is not None:
            found.append((kind, test, node))
    return found


def _facts_of_example(example: Example, compiled: CompiledPack) -> Facts | None:
    """The facts of an example; none where it has other faults, which are told elsewhere."""
    try:
        dossier = dossier_of(example, compiled.pack)
        items = Items.of(dossier, compiled.lexicon.vocabulary.kinds, example.as_at)
        facts = Facts(items, compiled.lexicon)
        for item in items.all():
            for detail in item.kind.details:
                item.detail(detail)
    except (ValueError, KeyError):
        return None
    return facts


def _exact(leaf: Compare, lookup: Lookup, kind: str = "") -> set[tuple[str, object]]:
    assert isinstance(leaf.left, Fact)
    assert isinstance(leaf.right, Literal)
    known = lookup(leaf.left.name)
    if isinstance(known, Range) and known.exact and known.low == leaf.right.value:
        return {(f"{kind}.{leaf.left.name}", leaf.right.value)}
    return set()


def _unshown(leaf: Compare, shown: set[tuple[str, object]], here: Path_, kind: str, where: str = "") -> Found:
    assert isinstance(leaf.left, Fact)
    assert isinstance(leaf.right, Literal)
    if (f"{kind}.{leaf.left.name}", leaf.right.value) not in shown:
        message = f"no example has `{leaf.left.name}` at exactly {leaf.right.value}{where}"
        yield "P007", message, here, "add one, so that `>=` and `>` cannot be mistaken for one another"
