"""Three truth values, and comparisons of facts of which only the ends are known."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from psed.language.tree import (
    All,
    AnyOf,
    Compare,
    Contains,
    Fact,
    Flag,
    Leaf,
    Literal,
    Node,
    Not,
    OneOf,
    decide,
    evaluate,
    facts_of,
    facts_read,
    leaves,
    wanted,
)
from psed.language.values import (
    Between,
    Granted,
    Known,
    Options,
    Range,
    Scalar,
    Truth,
    both,
    either,
    exactly,
    opposite,
)

S = (0, 0)
A, B, C = (Fact(name, S) for name in "abc")
OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def told(leaf: Leaf, *, upside_down: bool = False, **known: Known) -> Truth:
    return decide(leaf, known.__getitem__, upside_down=upside_down)


def compare(left: Known, op: str, right: Known) -> Truth:
    return told(Compare(A, op, B, S), a=left, b=right)


def words(*some: str) -> Options:
    return Options(frozenset(some))


def between(sure: str, possible: str) -> Between:
    return Between(frozenset(sure), frozenset(possible))


# Three truth values.


@pytest.mark.parametrize(
    ("one", "other", "conjunction", "disjunction"),
    [
        (True, True, True, True),
        (True, None, None, True),
        (True, False, False, True),
        (None, None, None, None),
        (None, False, False, None),
        (False, False, False, False),
    ],
)
def test_and_and_or_are_strong_kleene(
    one: Truth, other: Truth, conjunction: Truth, disjunction: Truth
) -> None:
    for parts in ([one, other], [other, one]):
        assert both(parts) is conjunction
        assert either(parts) is disjunction


def test_nothing_joined_is_true_for_and_and_false_for_or() -> None:
    assert both([]) is True
    assert either([]) is False


@pytest.mark.parametrize(("part", "turned"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_an_unknown_is_unknown(part: Truth, turned: Truth) -> None:
    assert opposite(part) is turned


@given(st.lists(st.sampled_from([True, False, None]), max_size=5))
def test_and_and_or_are_right_for_every_way_the_unknowns_turn_out(parts: list[Truth]) -> None:
    ways = list(product(*([part] if part is not None else [True, False] for part in parts)))
    for joined, plain in ((both(parts), all), (either(parts), any)):
        outcomes = {plain(way) for way in ways}
        assert joined is (outcomes.pop() if len(outcomes) == 1 else None)


# What is known.


@pytest.mark.parametrize(
    ("known", "exact"),
    [
        (Range(1, 1), True),
        (Range(Decimal(1), Decimal("1.0")), True),
        (Range(1, 2), False),
        (Range(None, None), False),
        (Range(1, None), False),
        (Range(None, 1), False),
        (Range(False, False), True),
        (Range(False, True), False),
        (Range(dt.date.min, dt.date.min), True),
        (between("a", "a"), True),
        (between("", ""), True),
        (between("", "a"), False),
        (words("a"), True),
        (words("a", "b"), False),
    ],
)
def test_what_is_known_is_exact_when_its_ends_meet(known: Range | Between | Options, exact: bool) -> None:
    assert known.exact is exact


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (Decimal(3), Range(Decimal(3), Decimal(3))),
        (True, Range(True, True)),
        (dt.date(2011, 8, 31), Range(dt.date(2011, 8, 31), dt.date(2011, 8, 31))),
        ("a", Options(frozenset({"a"}))),
        (frozenset({"a"}), Between(frozenset({"a"}), frozenset({"a"}))),
        (frozenset(), Between(frozenset(), frozenset())),
    ],
)
def test_exactly_is_a_value_that_is_known(value: Any, known: Known) -> None:
    told = exactly(value)
    assert told == known
    assert not isinstance(told, Granted)
    assert told.exact
    assert told.because is None


# Comparing.

# For two ranges: what `== != < <= > >=` come to. "?" is undecided.
SHAPES = {
    "exact, equal": (Range(2, 2), Range(2, 2), "TFFTFT"),
    "exact, less": (Range(1, 1), Range(2, 2), "FTTTFF"),
    "exact, more": (Range(2, 2), Range(1, 1), "FTFFTT"),
    "overlapping": (Range(1, 3), Range(2, 4), "??????"),
    "the same, not exact": (Range(1, 3), Range(1, 3), "??????"),
    "one inside the other": (Range(1, 4), Range(2, 3), "??????"),
    "touching below": (Range(1, 2), Range(2, 3), "???TF?"),
    "touching above": (Range(2, 3), Range(1, 2), "??F??T"),
    "touching an exact one below": (Range(1, 2), Range(2, 2), "???TF?"),
    "touching an exact one above": (Range(2, 3), Range(2, 2), "??F??T"),
    "exact, touching below": (Range(2, 2), Range(2, 3), "???TF?"),
    "exact, touching above": (Range(3, 3), Range(2, 3), "??F??T"),
    "disjoint below": (Range(1, 2), Range(3, 4), "FTTTFF"),
    "disjoint above": (Range(3, 4), Range(1, 2), "FTFFTT"),
    "open above, over": (Range(5, None), Range(1, 4), "FTFFTT"),
    "open above, touching": (Range(5, None), Range(1, 5), "??F??T"),
    "open above, overlapping": (Range(5, None), Range(1, 6), "??????"),
    "open below, under": (Range(None, 1), Range(2, 3), "FTTTFF"),
    "open below, touching": (Range(None, 2), Range(2, 3), "???TF?"),
    "open both ways": (Range(None, None), Range(2, 2), "??????"),
    "open above, then open below": (Range(5, None), Range(None, 4), "FTFFTT"),
    "open below, then open above": (Range(None, 4), Range(5, None), "FTTTFF"),
    "both open above": (Range(5, None), Range(1, None), "??????"),
    "nothing known of either": (Range(None, None), Range(None, None), "??????"),
}
TRUTHS: Mapping[str, Truth] = {"T": True, "F": False, "?": None}


@pytest.mark.parametrize(
    ("left", "op", "right", "truth"),
    [
        pytest.param(left, op, right, TRUTHS[sign], id=f"{shape}: {op}")
        for shape, (left, right, signs) in SHAPES.items()
        for op, sign in zip(OPERATORS, signs, strict=True)
    ],
)
def test_ranges_are_compared_as_far_as_their_ends_tell(
    left: Range, op: str, right: Range, truth: Truth
) -> None:
    assert compare(left, op, right) is truth


numbers = st.integers(-3, 3).map(Decimal) | st.decimals(-3, 3, places=1)
days = st.dates(dt.date(2011, 8, 1), dt.date(2011, 8, 7))


def ranges(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Range]:
    def made(ends: tuple[Any, Any]) -> Range:
        low, high = ends
        return Range(high, low) if low is not None and high is not None and high < low else Range(low, high)

    return st.tuples(values | st.none(), values | st.none()).map(made)


def inside(known: Range, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    ends = [st.just(end) for end in (known.low, known.high) if end is not None]

    def fits(value: Any) -> bool:
        return (known.low is None or known.low <= value) and (known.high is None or value <= known.high)

    return st.one_of(*ends, values.filter(fits)) if ends else values


@given(st.data(), st.sampled_from([numbers, days]), st.sampled_from(sorted(OPERATORS)))
def test_a_decided_comparison_holds_for_every_value_between_the_ends(
    data: st.DataObject, values: st.SearchStrategy[Any], op: str
) -> None:
    left, right = data.draw(ranges(values)), data.draw(ranges(values))
    truth = compare(left, op, right)
    assume(truth is not None)
    one, other = data.draw(inside(left, values)), data.draw(inside(right, values))
    assert OPERATORS[op](one, other) is truth


def corners(known: Range) -> list[Decimal]:
    """The ends, the middle, and two values far out on an open side: enough to try every order."""
    far = Decimal(100)
    low = known.low if known.low is not None else -far
    high = known.high if known.high is not None else far
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    between = [] if known.exact else [low + (high - low) * part / 7 for part in (1, 3, 4, 6)]
    return [low, *between, high]


@given(ranges(numbers), st.sampled_from(sorted(OPERATORS)), ranges(numbers))
def test_a_comparison_is_undecided_only_where_it_could_come_out_both_ways(
    left: Range, op: str, right: Range
) -> None:
    truth = compare(left, op, right)
    outcomes = {OPERATORS[op](one, other) for one in corners(left) for other in corners(right)}
    if truth is not None:
        assert outcomes == {truth}
    elif op not in ("==", "!="):
        assert outcomes == {True, False}


@given(ranges(numbers), ranges(numbers))
def test_operators_that_are_opposites_have_opposite_answers(left: Range, right: Range) -> None:
    for op, other in (("==", "!="), ("<", ">="), (">", "<=")):
        assert compare(left, op, right) is opposite(compare(left, other, right))
    for op, other in (("<", ">"), ("<=", ">="), ("==", "==")):
        assert compare(left, op, right) is compare(right, other, left)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (words("a"), words("a"), True),
        (words("a"), words("b"), False),
        (words("a", "b"), words("a"), None),
        (words("a", "b"), words("a", "b"), None),
        (words("a"), words("b", "c"), False),
        (words("a", "b"), words("c", "d"), False),
    ],
)
def test_words_are_compared_as_far_as_they_are_known(left: Options, right: Options, equal: Truth) -> None:
    assert compare(left, "==", right) is equal
    assert compare(right, "==", left) is equal
    assert compare(left, "!=", right) is opposite(equal)


@pytest.mark.parametrize(
    ("literal", "op", "known", "truth"),
    [
        (Decimal(1), "<=", Range(1, 5), True),
        (Decimal(1), "<", Range(1, 5), None),
        (Decimal(5), ">", Range(1, 4), True),
        (dt.date(2011, 8, 31), ">=", Range(dt.date.min, dt.date(2011, 8, 31)), True),
        (dt.date(2011, 8, 31), ">", Range(dt.date.min, dt.date(2011, 8, 31)), None),
        (True, "==", Range(True, True), True),
        (True, "==", Range(False, False), False),
        (True, "==", Range(False, True), None),
        (False, "!=", Range(True, True), True),
        ("a", "==", words("a"), True),
        ("a", "!=", words("b", "c"), True),
    ],
)
def test_a_literal_is_a_value_that_is_known(literal: Any, op: str, known: Known, truth: Truth) -> None:
    assert told(Compare(Literal(literal, S), op, A, S), a=known) is truth
    turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op, op)
    assert told(Compare(A, turned, Literal(literal, S), S), a=known) is truth


@pytest.mark.parametrize(
    ("known", "truth"), [(Range(True, True), True), (Range(False, False), False), (Range(False, True), None)]
)
def test_a_flag_is_its_fact(known: Range, truth: Truth) -> None:
    assert told(Flag(A, S), a=known) is truth


@pytest.mark.parametrize(
    ("sure", "possible", "truth"),
    [
        ("w", "w", True),
        ("w", "wx", True),
        ("", "w", None),
        ("x", "wx", None),
        ("", "", False),
        ("x", "xy", False),
    ],
)
def test_a_set_contains_what_is_surely_in_it_and_not_what_cannot_be(
    sure: str, possible: str, truth: Truth
) -> None:
    assert told(Contains(Literal("w", S), A, S), a=between(sure, possible)) is truth


@pytest.mark.parametrize(
    ("known", "listed", "truth"),
    [
        ("a", "ab", True),
        ("ab", "ab", True),
        ("ab", "abc", True),
        ("abc", "ab", None),
        ("ab", "bc", None),
        ("ab", "cd", False),
        ("a", "b", False),
    ],
)
def test_a_text_is_one_of_some_words_where_all_it_can_be_are(known: str, listed: str, truth: Truth) -> None:
    assert told(OneOf(A, tuple(listed), S), a=words(*known)) is truth


# What is granted.

ONE = Literal(Decimal(1), S)
UNMET = Range(0, 0)


@pytest.mark.parametrize(
    ("leaf", "name", "way"),
    [
        (Compare(A, ">=", ONE, S), "a", "up"),
        (Compare(A, ">", ONE, S), "a", "up"),
        (Compare(A, "<=", ONE, S), "a", "down"),
        (Compare(A, "<", ONE, S), "a", "down"),
        (Compare(ONE, ">=", A, S), "a", "down"),
        (Compare(ONE, ">", A, S), "a", "down"),
        (Compare(ONE, "<=", A, S), "a", "up"),
        (Compare(ONE, "<", A, S), "a", "up"),
        (Compare(A, "<", B, S), "a", "down"),
        (Compare(A, "<", B, S), "b", "up"),
        (Compare(A, ">=", B, S), "a", "up"),
        (Compare(A, ">=", B, S), "b", "down"),
        (Flag(A, S), "a", "up"),
        (Contains(Literal("w", S), A, S), "a", "up"),
    ],
)
def test_a_comparison_wants_a_fact_up_or_down_and_under_not_the_other_way(
    leaf: Leaf, name: str, way: str
) -> None:
    assert wanted(leaf, name, upside_down=False) == wanted(leaf, name) == way
    assert wanted(leaf, name, upside_down=True) == {"up": "down", "down": "up"}[way]


@pytest.mark.parametrize("leaf", [Compare(A, "==", ONE, S), Compare(ONE, "!=", A, S), OneOf(A, ("w",), S)])
@pytest.mark.parametrize("upside_down", [False, True])
def test_where_something_must_be_equal_neither_more_nor_less_helps(leaf: Leaf, upside_down: bool) -> None:
    assert wanted(leaf, "a", upside_down=upside_down) == "any"


@pytest.mark.parametrize(
    ("way", "op", "upside_down", "granted"),
    [
        ("any", ">=", False, True),
        ("any", "<=", False, True),
        ("any", "==", False, True),
        ("any", ">=", True, True),
        ("up", ">=", False, True),
        ("up", "<=", False, False),
        ("up", "==", False, False),
        ("up", ">=", True, False),
        ("up", "<=", True, True),
        ("down", ">=", False, False),
        ("down", "<=", False, True),
        ("down", "==", False, True),
        ("down", ">=", True, True),
        ("down", "<=", True, False),
    ],
)
def test_what_is_granted_makes_a_comparison_come_out_as_the_rule_wants_it(
    way: str, op: str, upside_down: bool, granted: bool
) -> None:
    # 5 is the wrong side of 1 or of 9 for each operator, so that without the grant the rule is not helped.
    helped = not upside_down
    other = {">=": 9, "<=": 1, "==": 1}[op] if not upside_down else {">=": 1, "<=": 9, "==": 5}[op]
    leaf = Compare(A, op, Literal(Decimal(other), S), S)
    actual = Range(5, 5)
    assert told(leaf, upside_down=upside_down, a=actual) is not helped
    truth = told(leaf, upside_down=upside_down, a=Granted(actual, way))
    assert truth is (helped if granted else not helped)


@pytest.mark.parametrize(
    ("leaf", "actual"),
    [
        (Flag(A, S), Range(False, False)),
        (Contains(Literal("w", S), A, S), between("", "")),
        (OneOf(A, ("w",), S), words("x")),
        (Compare(A, "==", Literal("w", S), S), words("x")),
    ],
)
def test_every_comparison_can_be_granted(leaf: Leaf, actual: Known) -> None:
    assert told(leaf, a=actual) is False
    assert told(leaf, a=Granted(actual)) is True
    assert told(leaf, upside_down=True, a=Granted(actual)) is False
    assert Granted(actual).way == "any"


def test_a_comparison_stands_upright_unless_it_is_said_to_stand_upside_down() -> None:
    known: dict[str, Known] = {"a": Granted(UNMET)}
    assert decide(Compare(A, ">=", ONE, S), known.__getitem__) is True
    assert evaluate(Compare(A, ">=", ONE, S), known.__getitem__) is True
    assert list(leaves(X)) == [(X, False)]


def test_of_two_facts_it_is_enough_that_one_is_granted() -> None:
    leaf = Compare(A, ">=", B, S)
    assert told(leaf, a=UNMET, b=Range(1, 1)) is False
    assert told(leaf, a=Granted(UNMET, "up"), b=Range(1, 1)) is True
    assert told(leaf, a=UNMET, b=Granted(Range(1, 1), "down")) is True
    assert told(leaf, a=Granted(UNMET, "down"), b=Granted(Range(1, 1), "down")) is True
    assert told(leaf, a=Granted(UNMET, "down"), b=Granted(Range(1, 1), "up")) is False


def test_what_is_not_granted_this_way_is_compared_as_it_really_is() -> None:
    assert told(Compare(A, "<=", ONE, S), a=Granted(UNMET, "up")) is True
    assert told(Compare(A, "<=", ONE, S), a=Granted(Range(0, 5), "up")) is None


@pytest.mark.parametrize(
    ("op", "actual", "ways"),
    [
        pytest.param("==", 5, ["any", "down"], id="too many to be three"),
        pytest.param("==", 1, ["any", "up"], id="too few to be three"),
        pytest.param("!=", 3, ["any", "down", "up"], id="three, and anything else would do"),
    ],
)
@pytest.mark.parametrize("fact_first", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_towards_a_number_one_way_is_granted_and_away_from_it_either(
    op: str, actual: int, ways: list[str], fact_first: bool, turned: bool
) -> None:
    three = Literal(Decimal(3), S)
    # Under "not" the other operator asks for the same.
    op = {"==": "!=", "!=": "=="}[op] if turned else op
    leaf = Compare(A, op, three, S) if fact_first else Compare(three, op, A, S)
    wants = not turned
    assert told(leaf, upside_down=turned, a=Range(actual, actual)) is not wants
    helping = [
        way
        for way in ("any", "down", "up")
        if told(leaf, upside_down=turned, a=Granted(Range(actual, actual), way)) is wants
    ]
    assert helping == ways


def test_beside_another_fact_either_way_is_granted() -> None:
    leaf = Compare(A, "==", B, S)
    for way in ("down", "up"):
        assert told(leaf, a=Granted(Range(5, 5), way), b=Range(3, 3)) is True
        assert told(leaf, a=Range(5, 5), b=Granted(Range(3, 3), way)) is True


# Whole conditions.

X, Y, Z = Flag(A, S), Flag(B, S), Flag(C, S)


@given(st.tuples(*[st.sampled_from([True, False, None])] * 3))
def test_a_condition_is_the_kleene_value_of_its_parts(truths: tuple[Truth, Truth, Truth]) -> None:
    known = {
        name: Range(False, True) if truth is None else Range(truth, truth)
        for name, truth in zip("abc", truths, strict=True)
    }
    x, y, z = truths

    def value(node: Node) -> Truth:
        return evaluate(node, known.__getitem__)

    assert value(All((X, Y, Z), S)) is both([x, y, z])
    assert value(AnyOf((X, Y, Z), S)) is either([x, y, z])
    assert value(Not(X, S)) is opposite(x)
    assert value(Not(All((X, Not(Y, S)), S), S)) is opposite(both([x, opposite(y)]))
    assert value(AnyOf((All((X, Y), S), Not(Z, S)), S)) is either([both([x, y]), opposite(z)])


def test_not_turns_what_is_wanted_upside_down_and_a_second_not_turns_it_back() -> None:
    leaf = Compare(A, ">=", ONE, S)
    nodes: list[tuple[Node, str]] = [
        (Not(leaf, S), "down"),
        (Not(Not(leaf, S), S), "up"),
        (Not(All((leaf, leaf), S), S), "down"),
        (Not(AnyOf((leaf, Not(Flag(B, S), S)), S), S), "down"),
    ]
    for node, way in nodes:
        lookup: dict[str, Known] = {"a": Granted(Range(0, 5), way), "b": Range(True, True)}
        assert evaluate(node, lookup.__getitem__) is True
        other = {"up": "down", "down": "up"}[way]
        lookup["a"] = Granted(Range(0, 5), other)
        assert evaluate(node, lookup.__getitem__) is None


def test_leaves_come_in_the_order_of_the_text_with_whether_not_turns_them() -> None:
    node = AnyOf((All((X, Not(Y, S)), S), Not(AnyOf((Not(X, S), Z), S), S)), S)
    assert list(leaves(node)) == [(X, False), (Y, True), (X, False), (Z, True)]
    assert list(leaves(X, upside_down=True)) == [(X, True)]


def test_facts_are_named_once_in_the_order_of_the_text() -> None:
    node = All((Compare(B, "<", A, S), OneOf(C, ("w",), S), Not(Flag(A, S), S)), S)
    assert facts_read(node) == ("b", "a", "c")


@pytest.mark.parametrize(
    ("leaf", "names"),
    [
        (Compare(A, "<", B, S), ("a", "b")),
        (Compare(B, "<", A, S), ("b", "a")),
        (Compare(ONE, "<", A, S), ("a",)),
        (Compare(A, "<", ONE, S), ("a",)),
        (Contains(Literal("w", S), A, S), ("a",)),
        (OneOf(A, ("w",), S), ("a",)),
        (Flag(A, S), ("a",)),
    ],
)
def test_a_comparison_reads_the_facts_it_names(leaf: Leaf, names: tuple[str, ...]) -> None:
    assert facts_of(leaf) == names


SCALARS: Mapping[str, tuple[Scalar, ...]] = {"a": (0, 1, 2), "b": (0, 1, 2), "c": (False, True)}
TREES: st.SearchStrategy[Node] = st.recursive(
    st.builds(
        Compare,
        st.sampled_from([A, B]),
        st.sampled_from(sorted(OPERATORS)),
        st.sampled_from([A, B, ONE]),
        st.just(S),
    )
    | st.just(Flag(C, S)),
    lambda inner: (
        st.builds(Not, inner, st.just(S))
        | st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple), st.just(S))
        | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple), st.just(S))
    ),
    max_leaves=6,
)


@given(TREES, st.data())
def test_a_decided_condition_holds_however_the_unknowns_turn_out(node: Node, data: st.DataObject) -> None:
    known: dict[str, Known] = {}
    ways: dict[str, list[Scalar]] = {}
    for name, domain in SCALARS.items():
        low, high = sorted([data.draw(st.sampled_from(domain)), data.draw(st.sampled_from(domain))])
        known[name] = Range(low, high)
        ways[name] = [value for value in domain if low <= value <= high]  # type: ignore[operator]
    outcomes = {
        evaluate(node, {n: Range(v, v) for n, v in zip(ways, way, strict=True)}.__getitem__)
        for way in product(*ways.values())
    }
    truth = evaluate(node, known.__getitem__)
    assert None not in outcomes
    assert truth is None or outcomes == {truth}
