"""Whether the checks of a pack hold together: their dates, versions, examples and boundaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from psed.checking.shared import Found, dates, outcomes_shown, related, versions
from psed.checks import CheckExample
from psed.compiled import CompiledCheck, CompiledPack
from psed.errors import suggestion
from psed.examples import facts_of_check
from psed.files.tree import Path_
from psed.language.tree import Compare, Fact, Literal, Lookup, Node, leaves
from psed.language.values import Range
from psed.model.outcome import Outcome
from psed.rulepack import PackKind, RulePack

OF_RECORDS = (PackKind.DECISION, PackKind.OBJECTIVE)
_OUTCOMES = (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN)


def check_checks(pack: RulePack, compiled: CompiledPack) -> Found:
    """Everything that is wrong with the checks of a pack beyond the shape of their parts."""
    yield from _shape(pack)
    if pack.kind not in OF_RECORDS:
        return
    ids = [check.id for check in pack.checks]
    bodies = compiled.lexicon.vocabulary.organisation_kinds
    for index, check in enumerate(pack.checks):
        here: Path_ = ("checks", index)
        yield from dates(pack, check, here)
        scoped = [Outcome.NOT_APPLICABLE] if check.applies_when else []
        yield from outcomes_shown(check, [*_OUTCOMES, *scoped], here)
        yield from related(check, ids, here)
        for number, example in enumerate(check.examples):
            path = (*here, "examples", number)
            yield from _example(pack, example, path)
            kind = example.organisation.kind
            if kind not in bodies:
                message = f"unknown kind of organisation `{kind}`"
                yield "D007", message, (*path, "organisation", "kind"), suggestion(kind, bodies)
    yield from versions(pack, pack.checks, "checks")
    for ready in compiled.checks:
        yield from _boundaries(ready, compiled)


def _shape(pack: RulePack) -> Found:
    if pack.kind in OF_RECORDS:
        if not pack.checks:
            yield "P013", f"a pack of kind `{pack.kind}` needs `checks:`", (), None
        for key in ("levels", "areas", "rules", "bands", "item_tests", "examples"):
            if getattr(pack, key):
                message = f"a pack of kind `{pack.kind}` has no `{key}:`"
                yield "P013", message, (key,), "it holds `checks:`; put the rest into a framework pack"
    elif pack.checks:
        message = f"a {pack.kind} pack has no `checks:`"
        yield "P013", message, ("checks",), "put them into a pack of kind `decision` or `objective`"


def _example(pack: RulePack, example: CheckExample, here: Path_) -> Found:
    """An example has one record, of the sort that its pack is about."""
    wanted = str(pack.kind)
    for key in ("decision", "objective"):
        there = getattr(example, key) is not None
        if key == wanted and not there:
            yield (
                "S002",
                f"missing key `{key}`",
                here,
                f"give the {key}'s record; `{key}: {{}}` for a blank one",
            )
        elif key != wanted and there:
            yield "S001", f"unknown key `{key}`", (*here, key), f"a pack of kind `{wanted}` reads `{wanted}:`"


def _boundaries(ready: CompiledCheck, compiled: CompiledPack) -> Found:
    """Each threshold stands exactly in an example; so do two dates or numbers that are compared."""
    nodes = [ready.condition, *([ready.applies_when] if ready.applies_when else [])]
    nodes += [node for node, _ in ready.also]
    found = [facts_of_check(compiled, example) for example in ready.rule.examples]
    lookups = [facts for facts in found if facts]
    for leaf in dict.fromkeys(leaf for node in nodes for leaf in _ordered(node)):
        if not any(_at_the_edge(leaf, lookup) for lookup in lookups):
            one, other = (_said(term) for term in (leaf.left, leaf.right))
            message = f"no example has {one} at exactly {other}"
            yield "P007", message, ("checks", ready.index), "add one, so that `<=` and `<` cannot be mistaken"


def _ordered(node: Node) -> Iterator[Compare]:
    """Comparisons of numbers or days."""
    for leaf, _ in leaves(node):
        if isinstance(leaf, Compare) and not any(_is_word(term) for term in (leaf.left, leaf.right)):
            yield leaf


def _is_word(term: Fact | Literal) -> bool:
    return isinstance(term, Literal) and not isinstance(term.value, Decimal | dt.date)


def _at_the_edge(leaf: Compare, lookup: Lookup) -> bool:
    ends = []
    for term in (leaf.left, leaf.right):
        known = lookup(term.name) if isinstance(term, Fact) else Range(term.value, term.value)  # type: ignore[arg-type]
        if not isinstance(known, Range):
            return True  # words have no edge
        ends.append(known.low if known.exact else None)
    return ends[0] is not None and ends[0] == ends[1]


def _said(term: Fact | Literal) -> str:
    return f"`{term.name}`" if isinstance(term, Fact) else str(term.value)
