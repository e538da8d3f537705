"""A condition as text again, and what holds however its facts may stand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import psed.language.worlds
from psed.language.compiling import compile_condition
from psed.language.printing import as_text
from psed.language.tree import Node, evaluate
from psed.language.types import Catalogue, FactKind, FactType, Moves
from psed.language.values import Between, Options, Range, exactly
from psed.language.worlds import always, difference, follows, same, worlds

from .making import bare, compiled
from .test_conditions import CONDITIONS


@given(CONDITIONS)
def test_a_condition_written_out_again_is_the_same_condition(text: str) -> None:
    node = compiled(text)
    assert bare(compiled(as_text(node))) == bare(node)
    assert as_text(compiled(as_text(node))) == as_text(node)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(x)", "x"),
        ("not  (x)", "not x"),
        ("not not x", "not not x"),
        ("not(x and y)", "not (x and y)"),
        ("not(x or y)", "not (x or y)"),
        ("(x and y) or z", "(x and y) or z"),
        ("x and (y or z)", "x and (y or z)"),
        ("x and (y and z)", "x and y and z"),
        ("x or (y or z)", "x or y or z"),
        ("a>=-1.50", "a >= -1.50"),
        ("x==true", "x == true"),
        ("false != x", "false != x"),
        ("as_at<d'2011-08-31'", 'as_at < d"2011-08-31"'),
        ("profile.style == 'short'", 'profile.style == "short"'),
        ("'ward' not in profile.areas", 'not "ward" in profile.areas'),
        ("profile.style in ['short','long']", 'profile.style in ["short", "long"]'),
        ("a >= strength.published", "a >= 3"),
    ],
)
def test_a_condition_is_written_in_one_form(text: str, written: str) -> None:
    assert as_text(compiled(text)) == written


# Worlds.

ZERO = Decimal(0)


def fact(name: str, kind: FactKind, *values: str, **more: Any) -> FactType:
    return FactType(name, kind, "m", Moves.ANY, Moves.ANY, values, **more)


COUNTS = ("held", "current", "published")
FACTS = [
    *(fact(f"{k}.{name}", FactKind.NUMBER, low=ZERO, whole=True) for k in "klm" for name in COUNTS),
    fact("k.strength", FactKind.NUMBER, low=ZERO, high=Decimal(4), whole=True),
    fact("k.characteristics_count", FactKind.NUMBER, low=ZERO, high=Decimal(9), whole=True),
    fact("k.share", FactKind.NUMBER, low=ZERO, high=Decimal(100)),
    fact("k.latest_on", FactKind.DATE),
    fact("as_at", FactKind.DATE),
    fact("k.areas", FactKind.SET, "ward", "place"),
    fact("k.style", FactKind.TEXT, "short", "long", "none"),
    fact("k.open", FactKind.YES_NO),
    fact("k.change", FactKind.NUMBER, low=Decimal(-10), high=Decimal(10), whole=True),
    fact("k.part", FactKind.NUMBER, low=ZERO, high=Decimal(100)),
    fact("k.balance", FactKind.NUMBER),
]
CATALOGUE = Catalogue({f.name: f for f in FACTS})


def read(text: str) -> Node:
    return compile_condition(text, CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        "k.held >= 0",
        "k.strength <= 4",
        "k.share >= 0 and k.share <= 100",
        "k.share <= 50 or k.share > 50",
        "k.open or not k.open",
        "k.held >= 1 or k.held < 1",
        "k.held != 1 or k.held == 1",
        'k.style in ["short", "long", "none"]',
        'k.style != "short" or k.style == "short"',
        '"ward" in k.areas or "ward" not in k.areas',
        'as_at <= d"2011-08-31" or as_at > d"2011-08-31"',
        "k.published <= k.current",
        "not k.published > k.held",
        "k.current <= k.held",
        "k.strength < 1 or k.current >= 1",
        "k.characteristics_count == 0 or k.current != 0",
    ],
)
def test_what_holds_however_facts_stand_holds_always_and_its_opposite_never(text: str) -> None:
    assert always(read(text), CATALOGUE) is True
    assert always(read(f"not ({text})"), CATALOGUE) is False


@pytest.mark.parametrize(
    "text",
    [
        "k.held >= 1",
        "k.held > 0 and k.held < 2",
        "k.strength >= 4",
        "k.open",
        'k.style == "none"',
        'k.style not in ["short", "long"]',
        '"ward" in k.areas and "place" not in k.areas',
        '"ward" in k.areas and "place" in k.areas',
        'as_at == d"2011-08-31"',
        'as_at > d"2011-08-31"',
        "k.published == k.current",
        "k.current < k.held",
        "k.current < l.current",
        "l.current >= 1 and k.strength == 0",
        "k.share > 0 and k.share < 1",
        "k.share == 50",
        "k.share > 50 and k.share < 50.5",
        "k.share > 50 and k.share < k.part and k.part < 51",
        "k.change < 0",
        "k.change == -3",
        "k.balance == 0",
        "k.balance >= 5",
        "k.latest_on <= as_at",
        "k.latest_on == as_at",
    ],
)
def test_what_can_stand_both_ways_holds_neither_always_nor_never(text: str) -> None:
    assert always(read(text), CATALOGUE) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("k.share > 1 and k.share < 1.2", id="between two numbers that lie close"),
        pytest.param(
            "k.published >= 3 and k.current >= 1", id="more published than the number named for current"
        ),
        pytest.param("k.current >= 3 and k.held >= 1", id="more current than the number named for held"),
        pytest.param("k.current > l.current and l.current > 5", id="above a fact that is above a number"),
        pytest.param('as_at > k.latest_on and k.latest_on > d"2011-04-05"', id="after a day after a day"),
        pytest.param("k.current < l.current and l.current < m.current", id="three in a row"),
        pytest.param('as_at == d"9999-12-31"', id="the last day of the calendar"),
        pytest.param('as_at == d"0001-01-01"', id="the first day of the calendar"),
    ],
)
def test_what_can_be_met_is_never_said_to_be_met_never(text: str) -> None:
    assert always(read(text), CATALOGUE) is None


def test_two_conditions_that_differ_are_not_called_the_same() -> None:
    one, other = read("k.published >= 3 and k.current >= 1"), read("k.published >= 9 and k.current >= 1")
    assert same(one, other, CATALOGUE) is not True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("k.held >= 1", "k.held > 0"),
        ("not (k.open and k.held >= 1)", "not k.open or k.held < 1"),
        ('k.style == "short"', 'k.style in ["short"]'),
        ('as_at > d"2011-08-30"', 'as_at >= d"2011-08-31"'),
    ],
)
def test_two_ways_to_say_one_thing_are_the_same(one: str, other: str) -> None:
    assert same(read(one), read(other), CATALOGUE) is True
    assert difference(read(one), read(other), CATALOGUE) is None
    assert follows(read(one), read(other), CATALOGUE) is True
    assert follows(read(other), read(one), CATALOGUE) is True


@pytest.mark.parametrize(
    ("then", "given_"),
    [
        ("k.held >= 1", "k.held >= 2"),
        ("k.open or k.held >= 1", "k.open"),
        ("k.held >= 2", "k.published >= 2"),
        ("k.current >= 1", "k.strength >= 1"),
        ('as_at >= d"2011-08-30"', 'as_at >= d"2011-08-31"'),
    ],
)
def test_what_follows_follows_one_way_only(then: str, given_: str) -> None:
    assert follows(read(then), read(given_), CATALOGUE) is True
    assert follows(read(given_), read(then), CATALOGUE) is False
    assert same(read(then), read(given_), CATALOGUE) is False
    world = difference(read(then), read(given_), CATALOGUE)
    assert world is not None
    assert evaluate(read(then), world.__getitem__) is True
    assert evaluate(read(given_), world.__getitem__) is False


@pytest.mark.parametrize(
    ("text", "name", "seen"),
    [
        pytest.param('k.style == "none"', "k.style", {"none", "short"}, id="the word and one other"),
        pytest.param('k.style in ["short", "none"]', "k.style", {"none", "short", "long"}, id="all words"),
        pytest.param('"ward" in k.areas and k.open', "k.areas", {(), ("ward",)}, id="with it and without"),
        pytest.param("k.held == 1 and l.held == 7", "k.held", {0, 1, 2}, id="no number of another fact"),
        pytest.param("l.held == 7 and k.held == 1", "k.held", {0, 1, 2}, id="in whatever order"),
    ],
)
def test_a_fact_takes_the_values_it_is_compared_with_and_those_beside_them(
    text: str, name: str, seen: set[object]
) -> None:
    told: set[object] = set()
    for world in worlds(CATALOGUE, read(text)) or []:
        match world[name]:
            case Options(words):
                told |= words
            case Between(sure, _):
                told.add(tuple(sorted(sure)))
            case Range(low, _):
                told.add(low)
    assert told == seen


def test_a_question_about_two_conditions_stays_open_where_either_has_too_many_worlds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(psed.language.worlds, "MOST", 6)
    small, large = read("k.open"), read("k.held >= 1 and k.held >= 5 and k.open")
    assert worlds(CATALOGUE, small) is not None
    assert worlds(CATALOGUE, large) is None
    assert same(small, large, CATALOGUE) is None
    assert same(large, small, CATALOGUE) is None


def test_where_there_are_too_many_worlds_a_question_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    node, other = read("k.held >= 1 and k.open"), read("k.held >= 1 and k.open and k.held >= 1")
    found = worlds(CATALOGUE, node)
    assert found is not None
    assert len(found) == 6
    monkeypatch.setattr(psed.language.worlds, "MOST", 6)
    assert worlds(CATALOGUE, node) == found
    assert same(node, other, CATALOGUE) is True
    monkeypatch.setattr(psed.language.worlds, "MOST", 5)
    assert worlds(CATALOGUE, node) is None
    assert always(node, CATALOGUE) is None
    assert same(node, other, CATALOGUE) is None
    assert follows(node, other, CATALOGUE) is None
    assert difference(node, other, CATALOGUE) is None


ONE_FACT = st.tuples(
    st.sampled_from(["k.held", "k.strength"]),
    st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    st.integers(0, 5).map(str),
).map(" ".join)
PARTS = st.lists(
    st.tuples(
        ONE_FACT | st.just("k.open"), st.sampled_from([" and ", " or "]), st.sampled_from(["", "not "])
    ),
    min_size=1,
    max_size=4,
)


@given(PARTS, st.integers(0, 9), st.integers(0, 4), st.booleans())
def test_what_is_said_to_hold_always_or_never_does(
    parts: list[tuple[str, str, str]], held: int, strength: int, open_: bool
) -> None:
    text = "".join(f"{sign}{leaf}{word}" for leaf, word, sign in parts) + "k.open"
    known = {"k.held": held, "k.strength": strength, "k.open": open_}
    truth = evaluate(read(text), lambda name: exactly(known[name]))
    assert always(read(text), CATALOGUE) in (truth, None)
