"""Whether the checks of a pack hold together: their dates, versions, examples and boundaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from psed.checks import Check, CheckExample
from psed.compiled import CompiledCheck, CompiledPack
from psed.errors import suggestion
from psed.examples import facts_of_check
from psed.language.tree import Compare, Fact, Literal, Lookup, Node, leaves
from psed.language.values import Range
from psed.model.outcome import Outcome
from psed.rulepack import PackKind, RulePack

Path_ = tuple[str | int, ...]
Found = Iterator[tuple[str, str, Path_, str | None]]

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
        yield from _dates(pack, check, here)
        yield from _outcomes_shown(check, here)
        for number, name in enumerate(check.related):
            if name not in ids:
                yield "P003", f"unknown check `{name}`", (*here, "related", number), suggestion(name, ids)
        for number, example in enumerate(check.examples):
            path = (*here, "examples", number)
            yield from _example(pack, example, path)
            kind = example.organisation.kind
            if kind not in bodies:
                message = f"unknown kind of organisation `{kind}`"
                yield "D007", message, (*path, "organisation", "kind"), suggestion(kind, bodies)
    yield from _versions(pack)
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


def _dates(pack: RulePack, check: Check, here: Path_) -> Found:
    begins, ends = check.valid_from or pack.valid_from, check.valid_to or pack.valid_to
    if ends and ends < begins and (check.valid_from or check.valid_to):
        yield "P008", f"the check ends ({ends}) before it begins ({begins})", here, None
    if begins < pack.valid_from:
        message = f"the check begins ({begins}) before its pack ({pack.valid_from})"
        yield "P008", message, (*here, "valid_from"), None
    if check.valid_to and pack.valid_to and check.valid_to > pack.valid_to:
        message = f"the check ends ({check.valid_to}) after its pack ({pack.valid_to})"
        yield "P008", message, (*here, "valid_to"), None


def _outcomes_shown(check: Check, here: Path_) -> Found:
    wanted = [*_OUTCOMES, *([Outcome.NOT_APPLICABLE] if check.applies_when else [])]
    shown = {example.then for example in check.examples}
    missing = [f"`{outcome}`" for outcome in wanted if outcome not in shown]
    if missing:
        message = f"the check `{check.id}` has no example that comes out {' or '.join(missing)}"
        yield "P006", message, here, "add one under `examples:`"
    names = [example.name for example in check.examples]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield "S005", f"two examples are called `{name}`", (*here, "examples", index), None


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


def _versions(pack: RulePack) -> Found:
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for index, check in enumerate(pack.checks):
        begins = check.valid_from or pack.valid_from
        ends = check.valid_to or pack.valid_to or dt.date.max
        for other_begins, other_ends in spans.get(check.id, []):
            if begins <= other_ends and other_begins <= ends:
                day = max(begins, other_begins)
                message = f"the check `{check.id}` is given twice, and both are in force on {day}"
                help_ = "close the older one the day before the newer one begins: `valid_to:`"
                yield "P011", message, ("checks", index), help_
                break
        spans.setdefault(check.id, []).append((begins, ends))


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
