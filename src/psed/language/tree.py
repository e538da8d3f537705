"""psed's own small tree of a condition. Explanations and back ends walk this and nothing else.

Every node knows where it stands in the text: `span` is the first character and the one after the
last, counted from 0. The forms are few on purpose; whatever is true of each of them is true of every
rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from psed.language.values import Between, Granted, Known, Options, Range, Truth, both, either, opposite

Span = tuple[int, int]
Lookup = Callable[[str], Known]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact, by name."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a day, a yes/no or a word written in the condition."""

    value: Decimal | dt.date | bool | str
    span: Span


Term = Fact | Literal


@dataclass(frozen=True, slots=True)
class Compare:
    """Two terms of one type and one of `== != < <= > >=`."""

    left: Term
    op: str
    right: Term
    span: Span


@dataclass(frozen=True, slots=True)
class Contains:
    """Whether a word is in a set."""

    word: Literal
    fact: Fact
    span: Span


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a text is one of some words."""

    fact: Fact
    words: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes/no fact, taken as it is."""

    fact: Fact
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Node
    span: Span


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Node, ...]
    span: Span


Leaf = Compare | Contains | OneOf | Flag
Node = Leaf | Not | All | AnyOf


def leaves(node: Node, *, upside_down: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Each comparison in the order of the text, with whether a "not" turns it upside down."""
    match node:
        case Not(part):
            yield from leaves(part, upside_down=not upside_down)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part, upside_down=upside_down)
        case _:
            yield node, upside_down


def facts_of(leaf: Leaf) -> tuple[str, ...]:
    """The facts that one comparison reads, left to right."""
    match leaf:
        case Compare(left, _, right):
            return tuple(term.name for term in (left, right) if isinstance(term, Fact))
        case Contains(_, fact) | OneOf(fact, _) | Flag(fact):
            return (fact.name,)
        case _:
            assert_never(leaf)


def facts_read(node: Node) -> tuple[str, ...]:
    """Every fact that a condition names, once, in the order of the text."""
    return tuple(dict.fromkeys(name for leaf, _ in leaves(node) for name in facts_of(leaf)))


def evaluate(node: Node, lookup: Lookup, *, upside_down: bool = False) -> Truth:
    """Whether a condition holds: `None` where what is known does not decide it.

    The answer is right for every way in which the unknowns may turn out. It is exact, that is
    `None` only where they really could turn out both ways, if each fact is used in one direction.
    """
    match node:
        case Not(part):
            return opposite(evaluate(part, lookup, upside_down=not upside_down))
        case All(parts):
            return both([evaluate(part, lookup, upside_down=upside_down) for part in parts])
        case AnyOf(parts):
            return either([evaluate(part, lookup, upside_down=upside_down) for part in parts])
        case _:
            return decide(node, lookup, upside_down=upside_down)


def decide(leaf: Leaf, lookup: Lookup, *, upside_down: bool = False) -> Truth:
    """Whether one comparison holds. A fact that is granted makes it come out as the rule wants it."""
    known = {name: lookup(name) for name in facts_of(leaf)}
    for name, value in known.items():
        if isinstance(value, Granted):
            if value.way == "any" or value.way in _ways(leaf, name, value.actual, upside_down):
                return not upside_down
            known[name] = value.actual
    match leaf:
        case Flag(fact):
            return _yes_no(known[fact.name])
        case Contains(word, fact):
            return _contains(str(word.value), known[fact.name])
        case OneOf(fact, words):
            return _one_of(frozenset(words), known[fact.name])
        case Compare(left, op, right):
            return _compare(_term(left, known), op, _term(right, known))
        case _:
            assert_never(leaf)


def _ways(leaf: Leaf, name: str, actual: Known, upside_down: bool) -> tuple[str, ...]:
    """Which ways a fact would have to move for a comparison to come out as its rule wants it."""
    way = wanted(leaf, name, upside_down=upside_down)
    if way != "any":
        return (way,)
    equal = isinstance(leaf, Compare) and (leaf.op == "==") != upside_down
    if equal and isinstance(actual, Range) and isinstance(leaf, Compare):
        other = leaf.right if isinstance(leaf.left, Fact) and leaf.left.name == name else leaf.left
        if isinstance(other, Literal) and actual.low is not None:
            return ("down",) if actual.low > other.value else ("up",)  # type: ignore[operator]
    return ("up", "down")


def wanted(leaf: Leaf, name: str, *, upside_down: bool = False) -> str:
    """Which way a fact helps its rule through this comparison: `up`, `down` or `any`.

    `any` is for `==` and `!=` and for words, where neither more nor less is what helps.
    """
    match leaf:
        case Compare(left, op, _):
            if op in ("==", "!="):
                return "any"
            up = (op in (">", ">=")) == (isinstance(left, Fact) and left.name == name)
        case OneOf():
            return "any"
        case _:
            up = True
    return "up" if up != upside_down else "down"


def _term(term: Term, known: Mapping[str, Known]) -> Known:
    if isinstance(term, Fact):
        return known[term.name]
    if isinstance(term.value, str):
        return Options(frozenset({term.value}))
    return Range(term.value, term.value)


def _yes_no(known: Known) -> Truth:
    assert isinstance(known, Range)
    return bool(known.low) if known.exact else None


def _contains(word: str, known: Known) -> Truth:
    assert isinstance(known, Between)
    if word in known.sure:
        return True
    return None if word in known.possible else False


def _one_of(words: frozenset[str], known: Known) -> Truth:
    assert isinstance(known, Options)
    if known.words <= words:
        return True
    return None if known.words & words else False


def _compare(left: Known, op: str, right: Known) -> Truth:
    if op == "!=":
        return opposite(_compare(left, "==", right))
    if isinstance(left, Options) and isinstance(right, Options):
        if left.exact and right.exact:
            return left.words == right.words
        return None if left.words & right.words else False
    assert isinstance(left, Range)
    assert isinstance(right, Range)
    match op:
        case "<=":
            return _at_most(left, right)
        case ">=":
            return _at_most(right, left)
        case "<":
            return opposite(_at_most(right, left))
        case ">":
            return opposite(_at_most(left, right))
        case _:
            if left.exact and right.exact:
                return left.low == right.low
            return False if _apart(left, right) or _apart(right, left) else None


def _at_most(left: Range, right: Range) -> Truth:
    """Whether left <= right."""
    if left.high is not None and right.low is not None and left.high <= right.low:  # type: ignore[operator]
        return True
    return False if _apart(right, left) else None


def _apart(below: Range, above: Range) -> bool:
    """Whether one surely lies wholly below the other."""
    return below.high is not None and above.low is not None and below.high < above.low  # type: ignore[operator]
