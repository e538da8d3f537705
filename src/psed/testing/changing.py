"""What a mutant is, and every way to change one thing in a condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from psed.compiled import CompiledPack
from psed.errors import Place
from psed.language.printing import as_text
from psed.language.tree import All, AnyOf, Compare, Fact, Literal, Node, Not, evaluate
from psed.language.types import Catalogue
from psed.language.values import Between, Granted, Known, Options
from psed.language.worlds import difference
from psed.model.dates import DAY
from psed.rulepack import Check, DutyRule, Rule

_FLIPPED = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_SHIFTED = {">=": ">", ">": ">=", "<": "<=", "<=": "<"}


@dataclass(frozen=True)
class Mutant:
    """A pack with one thing changed.

    Attributes:
        rule: The rule it is about, as `pack:rule`, or the pack's id.
        what: What was changed, in words.
        clause: The text that was changed, as it was.
        place: Where that stands.
        encodes: The source that the rule rests on.
        kill: What an example would have to show for it to be noticed.
        compiled: The changed pack.
    """

    rule: str
    what: str
    clause: str
    place: Place
    encodes: str
    kill: str
    compiled: CompiledPack
    readers: tuple[str, ...] = ()
    """The rules that read a changed item test, as `pack:rule`."""

    @property
    def touches(self) -> tuple[str, ...]:
        """The rules whose outcome can change by themselves; none named where it is the whole pack."""
        if self.readers:
            return self.readers
        return () if self.rule == self.compiled.pack.pack else (self.rule,)


def encodes(rule: Rule | DutyRule | Check) -> str:
    """The sources of a rule, for a message."""
    return "; ".join(source.cite for source in rule.source)


def moved_by_a_day(day: dt.date | None) -> list[dt.date]:
    """The day before and the day after."""
    return [day - DAY, day + DAY] if day else []


Variant = tuple[str, str, Node]


def variants(node: Node) -> Iterator[Variant]:
    """Every way to change one thing in a condition: what was changed, the clause as it was, the result."""
    match node:
        case Not(part, span):
            yield "`not` is dropped", as_text(node), part
            yield from _inside(part, lambda changed: Not(changed, span))
        case All(parts) | AnyOf(parts):
            yield from _of_parts(node, parts)
        case Compare():
            yield from _of_comparison(node)
        case _:
            return


def _inside(part: Node, wrapped: Callable[[Node], Node]) -> Iterator[Variant]:
    for what, clause, changed in variants(part):
        yield what, clause, wrapped(changed)


def _of_parts(node: All | AnyOf, parts: tuple[Node, ...]) -> Iterator[Variant]:
    other = AnyOf if isinstance(node, All) else All
    words = ("and", "or") if isinstance(node, All) else ("or", "and")
    yield f"`{words[0]}` becomes `{words[1]}`", as_text(node), other(parts, node.span)
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        left = rest[0] if len(rest) == 1 else replace(node, parts=rest)
        yield "the clause is dropped", as_text(part), left
        for what, clause, changed in variants(part):
            yield what, clause, replace(node, parts=(*parts[:index], changed, *parts[index + 1 :]))


def _of_comparison(leaf: Compare) -> Iterator[Variant]:
    text = as_text(leaf)
    for op in dict.fromkeys((_FLIPPED[leaf.op], _SHIFTED.get(leaf.op, _FLIPPED[leaf.op]))):
        yield f"`{leaf.op}` becomes `{op}`", text, replace(leaf, op=op)
    for side in ("left", "right"):
        term = getattr(leaf, side)
        for value in _neighbours(term):
            moved = Literal(value, term.span)
            changed = replace(leaf, left=moved) if side == "left" else replace(leaf, right=moved)
            yield f"{_said(term.value)} becomes {_said(value)}", text, changed


def _neighbours(term: Fact | Literal) -> list[Decimal | dt.date]:
    value = term.value if isinstance(term, Literal) else None
    if isinstance(value, Decimal):
        return [value - 1, value + 1]
    return [value - DAY, value + DAY] if isinstance(value, dt.date) else []


def _said(value: object) -> str:
    return f"`{value}`"


def told_apart(node: Node, changed: Node, catalogue: Catalogue) -> str:
    """An example that would tell a mutant from the rule, by the facts it would have."""
    world = difference(node, changed, catalogue)
    if world is None:
        return "an example on which the two differ; the domain is too large to search for one"
    told = ", ".join(f"{name} is {_known(known)}" for name, known in sorted(world.items()))
    met = "met" if evaluate(node, world.__getitem__) else "not met"
    return f"an example in which {told}: {met}"


def _known(known: Known) -> str:
    if isinstance(known, Granted):
        return _known(known.actual)
    if isinstance(known, Between):
        return f"[{', '.join(sorted(known.sure))}]"
    if isinstance(known, Options):
        return next(iter(known.words))
    return {True: "yes", False: "no"}[known.low] if isinstance(known.low, bool) else str(known.low)
