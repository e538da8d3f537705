"""From a condition's text to psed's own tree: what each form becomes, where it stands, what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import psed.language.compiling
from psed.errors import Invalid, Place, PsedError
from psed.language.compiling import compile_condition, engine_rule, engine_symbol, engine_text
from psed.language.tokens import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_TOKENS,
    RESERVED,
    WORDS,
    mark,
    read_tokens,
)
from psed.language.tokens import marked as underlined
from psed.language.tree import (
    All,
    AnyOf,
    Compare,
    Contains,
    Fact,
    Flag,
    Literal,
    Node,
    Not,
    OneOf,
    Term,
    evaluate,
    leaves,
)
from psed.language.types import STRENGTHS, Catalogue, FactKind
from psed.language.values import Known, exactly

from .making import CATALOGUE, bare, codes, compiled, fact, faults, marked

COMPARE = "compare facts with values, and join comparisons with `and`, `or` and `not`"
FACTS = "use `and or not in`, `== != < <= > >=`, brackets, facts, numbers, texts and days"
FIGURES = "write the number out in figures, such as `1000`"
ALWAYS = "part of the condition is always the same"


def slices(node: Node, text: str) -> Iterator[tuple[str, object]]:
    """The text that each part's span cuts out, with the part."""
    yield text[slice(*node.span)], node
    match node:
        case Not(part):
            yield from slices(part, text)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from slices(part, text)
        case Compare(left, _, right):
            yield from ((text[slice(*term.span)], term) for term in (left, right))
        case Contains(word, held):
            yield from ((text[slice(*term.span)], term) for term in (word, held))
        case OneOf(named) | Flag(named):
            yield text[slice(*named.span)], named


# Each form.


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x", "x"),
        ("not x", "not(x)"),
        ("not not x", "not(not(x))"),
        ("a >= 1", "a >= Decimal('1')"),
        ("a>=1", "a >= Decimal('1')"),
        ("1 >= a", "Decimal('1') >= a"),
        ("a == b", "a == b"),
        ("a != 1.50", "a != Decimal('1.50')"),
        ("a < 1", "a < Decimal('1')"),
        ("a <= 1", "a <= Decimal('1')"),
        ("a > 1", "a > Decimal('1')"),
        ("a > -1", "a > Decimal('-1')"),
        ("a >-1.5", "a > Decimal('-1.5')"),
        ("-1 < a", "Decimal('-1') < a"),
        ("a == 0", "a == Decimal('0')"),
        ("x == true", "x == True"),
        ("false != x", "False != x"),
        ("x == y", "x == y"),
        ('profile.style == "short"', "profile.style == 'short'"),
        ("'short' != profile.style", "'short' != profile.style"),
        ('as_at >= d"2011-08-31"', "as_at >= datetime.date(2011, 8, 31)"),
        ("d'2012-02-29' < as_at", "datetime.date(2012, 2, 29) < as_at"),
        ("as_at > profile.latest_on", "as_at > profile.latest_on"),
        ('"ward" in profile.areas', "'ward' in profile.areas"),
        ('"ward" not in profile.areas', "not('ward' in profile.areas)"),
        ('not "ward" in profile.areas', "not('ward' in profile.areas)"),
        ('profile.style in ["short"]', "profile.style in ['short']"),
        ('profile.style in ["short", "long",]', "profile.style in ['short', 'long']"),
        ('profile.style not in ["short"]', "not(profile.style in ['short'])"),
        ('profile.style in ["short", "short"]', "profile.style in ['short', 'short']"),
        ("profile.strength >= strength.published", "profile.strength >= Decimal('3')"),
        ("strength.assertion == profile.strength", "Decimal('1') == profile.strength"),
        ("(((x)))", "x"),
        ("(a) >= (1)", "a >= Decimal('1')"),
        ('("ward") in (profile.areas)', "'ward' in profile.areas"),
        (" \t\n x\n", "x"),
    ],
)
def test_each_form_becomes_one_node(text: str, tree: str) -> None:
    assert bare(compiled(text)) == tree


@pytest.mark.parametrize("text", ["x\r\nand y", "\r\nx and y", "x\rand y\r\n"])
def test_lines_may_end_as_on_any_machine(text: str) -> None:
    assert bare(compiled(text)) == "all(x, y)"


@pytest.mark.parametrize(
    ("word", "value"),
    [("assertion", 1), ("document", 2), ("published", 3), ("independently_checked", 4)],
)
def test_strengths_are_constants_and_numbers(word: str, value: int) -> None:
    node = compiled(f"a == strength.{word}")
    assert isinstance(node, Compare)
    assert node.right == Literal(Decimal(value), (5, 14 + len(word)))
    assert STRENGTHS[f"strength.{word}"] == value
    assert len(STRENGTHS) == 4


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("x and y or z", "anyof(all(x, y), z)"),
        ("x or y and z", "anyof(x, all(y, z))"),
        ("not x and y", "all(not(x), y)"),
        ("not x or y", "anyof(not(x), y)"),
        ("not (x and y)", "not(all(x, y))"),
        ("not a == b", "not(a == b)"),
        ("not a < b", "not(a < b)"),
        ("not a < b and x", "all(not(a < b), x)"),
        ("x and not y or not z", "anyof(all(x, not(y)), not(z))"),
        ("(x or y) and z", "all(anyof(x, y), z)"),
        ("x and (y or z)", "all(x, anyof(y, z))"),
        ("a < 1 and b > 2 or x", "anyof(all(a < Decimal('1'), b > Decimal('2')), x)"),
    ],
)
def test_not_binds_tighter_than_and_and_and_tighter_than_or(text: str, tree: str) -> None:
    assert bare(compiled(text)) == tree


@pytest.mark.parametrize("text", ["x and y and z", "(x and y) and z", "x and (y and z)"])
def test_parts_of_and_stand_side_by_side_however_they_are_bracketed(text: str) -> None:
    assert bare(compiled(text)) == "all(x, y, z)"
    assert bare(compiled(text.replace("and", "or"))) == "anyof(x, y, z)"
    assert bare(compiled(f"not ({text})")) == "not(all(x, y, z))"


def test_and_within_or_within_and_is_kept_apart() -> None:
    assert bare(compiled("x and (y or (z and x)) and y")) == "all(x, anyof(y, all(z, x)), y)"


def test_spans_of_every_part_cut_its_own_words_out_of_the_text() -> None:
    text = (
        "x  and not ( y or profile.current >=\t-2 )\n and 'ward' not in  profile.areas"
        " and organisation.kind in [\"county\" , 'unitary' ] and profile.strength >= strength.published"
        ' and d"2011-08-31" < as_at and (x == true)'
    )
    assert [said for said, _ in slices(compiled(text), text)] == [
        text[:-1],
        "x",
        "x",
        "y or profile.current >=\t-2",
        "y or profile.current >=\t-2",
        "y",
        "y",
        "profile.current >=\t-2",
        "profile.current",
        "-2",
        "'ward' not in  profile.areas",
        "'ward' not in  profile.areas",
        "'ward'",
        "profile.areas",
        "organisation.kind in [\"county\" , 'unitary'",
        "organisation.kind",
        "profile.strength >= strength.published",
        "profile.strength",
        "strength.published",
        'd"2011-08-31" < as_at',
        'd"2011-08-31"',
        "as_at",
        "x == true",
        "x",
        "true",
    ]


def test_brackets_around_an_operand_are_no_part_of_its_span() -> None:
    text = "((a) >= (1))"
    assert [said for said, _ in slices(compiled(text), text)] == ["a) >= (1", "a", "1"]


# Agreement with rule-engine.

literals = {
    FactKind.NUMBER: ["-1", "0", "1", "2.5", "strength.published"],
    FactKind.DATE: ['d"2011-08-30"', 'd"2011-08-31"'],
    FactKind.TEXT: ['"short"', "'long'"],
    FactKind.YES_NO: ["true", "false"],
}
NAMED = {
    FactKind.NUMBER: ["a", "b", "profile.current"],
    FactKind.DATE: ["as_at", "profile.latest_on"],
    FactKind.TEXT: ["profile.style"],
    FactKind.YES_NO: ["x", "y", "profile.open"],
}
EVERY = ["==", "!=", "<", "<=", ">", ">="]


@st.composite
def comparisons(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(sorted(NAMED)))
    ops = EVERY if kind in (FactKind.NUMBER, FactKind.DATE) else EVERY[:2]
    named = draw(st.sampled_from(NAMED[kind]))
    other = draw(st.sampled_from(NAMED[kind] + literals[kind]))
    sides = [named, other] if draw(st.booleans()) else [other, named]
    if draw(st.booleans()):
        sides = [f"({side})" for side in sides]
    space = draw(st.sampled_from(["", " ", "\n  "]))
    return f"{sides[0]}{space}{draw(st.sampled_from(ops))}{space}{sides[1]}"


LEAVES = (
    comparisons()
    | st.sampled_from(["x", "y", "profile.open"])
    | st.sampled_from(
        [
            '"ward" in profile.areas',
            "'borough' not in profile.areas",
            'profile.style in ["short"]',
            "profile.style not in ['long', 'short', ]",
        ]
    )
)


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    space = st.sampled_from([" ", "  ", "\n"])
    bracketed = inner.map(lambda text: f"({text})")
    either = inner | bracketed
    return (
        st.tuples(either, space, st.sampled_from(["and", "or"]), space, either).map("".join)
        | st.tuples(st.just("not"), space, either).map("".join)
        | bracketed
    )


CONDITIONS = st.recursive(LEAVES, joined, max_leaves=8)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(
        ["a", "b", "profile.current"], st.sampled_from(["-1", "0", "1", "2.5", "3"]).map(Decimal)
    ),
    **dict.fromkeys(["as_at", "profile.latest_on"], st.dates(dt.date(2011, 8, 29), dt.date(2011, 9, 1))),
    **dict.fromkeys(["x", "y", "profile.open"], st.booleans()),
    "profile.style": st.sampled_from(["short", "long"]),
    "profile.areas": st.frozensets(st.sampled_from(["ward", "borough"])),
}


def for_engine(value: Any) -> Any:
    return set(value) if isinstance(value, frozenset) else value


@given(CONDITIONS, st.fixed_dictionaries(VALUES))
def test_on_complete_facts_psed_and_rule_engine_agree(text: str, values: dict[str, Any]) -> None:
    known = {name: exactly(value) for name, value in values.items()}
    facts = {engine_symbol(name): for_engine(value) for name, value in values.items()}
    assert evaluate(compiled(text), known.__getitem__) is engine_rule(text).matches(facts)


@given(CONDITIONS)
def test_tokens_put_together_again_are_the_text(text: str) -> None:
    at, again = 0, ""
    for token in read_tokens(text):
        blank = text[at : token.span[0]]
        assert blank.strip() == ""
        assert token.text == text[slice(*token.span)]
        again += blank + token.text
        at = token.span[1]
    assert again + text[at:] == text


def said(term: Term) -> str:
    """One way to write a term, to compare with the words that its span cuts out."""
    if isinstance(term, Fact):
        return term.name
    if isinstance(term.value, bool):
        return str(term.value).lower()
    return f'"{term.value}"' if isinstance(term.value, str) else str(term.value)


def alike(words: str, term: Term) -> bool:
    if words in STRENGTHS:
        return isinstance(term, Literal) and term.value == STRENGTHS[words]
    return words.strip("d'\"") == said(term).strip("d'\"")


@given(CONDITIONS)
def test_leaves_stand_in_the_order_of_the_text_and_cut_their_own_words_out(text: str) -> None:
    node = compiled(text)
    found = [leaf for leaf, _ in leaves(node)]
    spans = [leaf.span for leaf in found]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for cut, part in slices(node, text):
        if isinstance(part, Fact | Literal):
            assert alike(cut, part)
        else:
            assert cut == cut.strip()
    assert len(found) == len(set(spans))


@given(CONDITIONS)
def test_a_condition_in_brackets_is_the_same_condition(text: str) -> None:
    assert bare(compiled(f"({text})")) == bare(compiled(text))
    assert bare(compiled(f"not ({text})")) == f"not({bare(compiled(text))})"


@given(CONDITIONS, CONDITIONS)
def test_two_conditions_can_be_joined(one: str, other: str) -> None:
    node = compiled(f"({one}) and ({other})")
    assert isinstance(node, All)
    parts = [part for text in (one, other) for part in flat(compiled(text))]
    assert [bare(part) for part in node.parts] == [bare(part) for part in parts]


def flat(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, All) else (node,)


def test_a_fact_is_one_plain_symbol_for_rule_engine_and_a_strength_a_figure() -> None:
    assert engine_text("profile.open and\n(a >= strength.published)") == "profile_DOT_open and\n(a >= 3)"
    assert engine_text(" x ") == " x "
    assert engine_symbol("profile.open") == "profile_DOT_open"
    assert engine_symbol("x") == "x"
    with pytest.raises(PsedError, match="C002"):
        engine_text("a ** b")


# Refusals.


@pytest.mark.parametrize(
    ("text", "code", "message", "help_", "at"),
    [
        pytest.param("a ?? 0 > 1", "C002", "conditions may not use `??`", None, "??", id="coalescing"),
        pytest.param(
            "a << 1",
            "C002",
            "conditions may not use `<<`",
            "shifts are not part of conditions",
            "<<",
            id="<<",
        ),
        pytest.param(
            "a >> 1",
            "C002",
            "conditions may not use `>>`",
            "shifts are not part of conditions",
            ">>",
            id=">>",
        ),
        pytest.param(
            "a ** 1",
            "C002",
            "conditions may not use `**`",
            "powers are not part of conditions",
            "**",
            id="**",
        ),
        pytest.param(
            "a =~ 1",
            "C002",
            "conditions may not use `=~`",
            "patterns are not part of conditions; declare a detail with a closed list",
            "=~",
            id="=~",
        ),
        pytest.param(
            "a !~ 1",
            "C002",
            "conditions may not use `!~`",
            "patterns are not part of conditions; declare a detail with a closed list",
            "!~",
            id="!~",
        ),
        pytest.param(
            "a&.b",
            "C002",
            "conditions may not use `&.`",
            "write the condition without `&`: what is not known is kept apart by psed",
            "&.",
            id="&.",
        ),
        pytest.param("a = 1", "C002", "conditions may not use `=`", "write `==` to compare", "=", id="="),
        pytest.param(
            "$now > 1",
            "C002",
            "conditions may not use `$`",
            "functions and names with `$` are not part of conditions",
            "$",
            id="$",
        ),
        pytest.param(
            "x # why",
            "C002",
            "conditions may not use `#`",
            "put the remark into `why:`, or into a comment outside the condition",
            "#",
            id="remark",
        ),
        pytest.param(
            "{1}", "C002", "conditions may not use `{`", "write a list with `[` and `]`", "{", id="{"
        ),
        pytest.param(
            "x ? y : z",
            "C002",
            "conditions may not use `?`",
            "write two rules, or `(a and b) or (not a and c)`",
            "?",
            id="?",
        ),
        pytest.param(
            '"a\\"',
            "C002",
            "conditions may not use `\\`",
            "backslashes are not part of conditions",
            "\\",
            id="backslash in a text",
        ),
        pytest.param(
            "x \\ y", "C002", "conditions may not use `\\`", "backslashes are not part of conditions", "\\"
        ),
        pytest.param("x ; y", "C002", "conditions may not use `;`", FACTS, ";", id="other sign"),
        pytest.param("x & y", "C002", "conditions may not use `&`", FACTS, "&", id="&"),
        pytest.param(
            "x\u00a0and y", "C002", "conditions may not use this character", FACTS, " ", id="hard space"
        ),
        pytest.param(
            "x\x07", "C002", "conditions may not use this character", FACTS, " ", id="control character"
        ),
        pytest.param("x and é", "C002", "conditions may not use `é`", FACTS, "é", id="letter with an accent"),
        pytest.param(
            "Profile.open",
            "C002",
            "conditions may not use `Profile.open`",
            "names are in lower case, with at most one dot: `community_profile.current`",
            "Profile.open",
            id="capital",
        ),
        pytest.param(
            "a.b.c",
            "C002",
            "conditions may not use `a.b.c`",
            "a fact has one dot at most: `community_profile.current`",
            "a.b.c",
            id="two dots",
        ),
        pytest.param("a > 1e5", "C002", "conditions may not use `1e5`", FIGURES, "1e5", id="exponent"),
        pytest.param("a > 0x10", "C002", "conditions may not use `0x10`", FIGURES, "0x10", id="hexadecimal"),
        pytest.param(
            "a > 1.", "C002", "conditions may not use `1.`", FIGURES, "1.", id="dot without figures"
        ),
        pytest.param(
            "x and 'y or z",
            "C002",
            "the text that begins here is never closed",
            "a text begins and ends with the same quote, on one line",
            "'y or z",
            id="text left open",
        ),
        pytest.param(
            "'y\nz'",
            "C002",
            "the text that begins here is never closed",
            "a text begins and ends with the same quote, on one line",
            "'y",
            id="text over two lines",
        ),
        pytest.param("x && y", "C002", "conditions may not use `&&`", "write the word `and`", "&&", id="&&"),
        pytest.param("x || y", "C002", "conditions may not use `||`", "write the word `or`", "||", id="||"),
        pytest.param("!x", "C002", "conditions may not use `!`", "write the word `not`", "!", id="!"),
        pytest.param("a ≥ 1", "C002", "conditions may not use `≥`", "write `>=`", "≥", id="≥"),
        pytest.param("a ≤ 1", "C002", "conditions may not use `≤`", "write `<=`", "≤", id="≤"),
        pytest.param("a ≠ 1", "C002", "conditions may not use `≠`", "write `!=`", "≠", id="≠"),
        pytest.param(
            "profile.style == “short”",
            "C002",
            "conditions may not use `“`",
            'write straight quotes: `"plain"`',
            "“",
            id="curly quotes",
        ),
        pytest.param("x and", "C003", "the condition stops short", COMPARE, " ", id="stops short"),
        pytest.param(
            "x and ", "C003", "the condition stops short", COMPARE, " ", id="stops short with a space"
        ),
        pytest.param("(x", "C003", "the condition stops short", COMPARE, " ", id="bracket left open"),
        pytest.param("", "C003", "the condition stops short", COMPARE, " ", id="empty"),
        pytest.param("x y", "C003", "this does not fit here", COMPARE, "y", id="nothing between"),
        pytest.param("x)", "C003", "this does not fit here", COMPARE, ")", id="bracket too many"),
        pytest.param("and x", "C003", "this does not fit here", COMPARE, "and", id="and at the beginning"),
        pytest.param(
            "1 < a < 3",
            "C003",
            "this does not fit here",
            "compare two at a time: `a <= b and b <= c`",
            "<",
            id="chained",
        ),
        pytest.param(
            "1 < a < 3 and x", "C003", "this does not fit here", COMPARE, "<", id="chained with and"
        ),
        pytest.param("1 < a < 3 or x", "C003", "this does not fit here", COMPARE, "<", id="chained with or"),
        pytest.param("a < ", "C003", "the condition stops short", COMPARE, " ", id="one operator"),
        pytest.param(
            "profile.opne",
            "C004",
            "unknown fact `profile.opne`",
            "did you mean `profile.open`? See the list",
            "profile.opne",
            id="misspelt",
        ),
        pytest.param("qqq", "C004", "unknown fact `qqq`", "See the list", "qqq", id="nothing like it"),
        pytest.param(
            "organisation.nation",
            "C004",
            "unknown fact `organisation.nation`",
            "use one of `organisation.employees`, `organisation.kind`",
            "organisation.nation",
            id="only the facts of the same thing are offered",
        ),
        pytest.param(
            "a == strength.publishd",
            "C004",
            "unknown fact `strength.publishd`",
            "did you mean `strength.published`? See the list",
            "strength.publishd",
            id="misspelt strength",
        ),
        pytest.param(
            'a > "1"',
            "C005",
            "this compares a number with a text",
            "leave the quotes off a number, and write d before the quotes of a day",
            'a > "1"',
            id="number and text",
        ),
        pytest.param(
            'as_at > "2011-08-31"',
            "C005",
            "this compares a date with a text",
            "leave the quotes off a number, and write d before the quotes of a day",
            'as_at > "2011-08-31"',
            id="day and text",
        ),
        pytest.param(
            "a == x",
            "C005",
            "this compares a number with a yes-no",
            "compare a number with a number, a day with a day, a text with a text",
            "a == x",
            id="number and yes-no",
        ),
        pytest.param(
            "a == profile.style",
            "C005",
            "this compares a number with a text",
            "compare a number with a number, a day with a day, a text with a text",
            "a == profile.style",
            id="number and text fact",
        ),
        pytest.param(
            "a == true",
            "C005",
            "this compares a number with a yes-no",
            "compare a number with a number, a day with a day, a text with a text",
            "a == true",
            id="number and true",
        ),
        pytest.param(
            'profile.areas == "ward"',
            "C005",
            "this compares a set with a text",
            'write `"a value" in profile.areas`',
            'profile.areas == "ward"',
            id="set and text",
        ),
        pytest.param(
            "profile.areas == profile.places",
            "C005",
            "a set is not compared",
            'ask for one word: `"race" in some_set`',
            "profile.areas == profile.places",
            id="sets",
        ),
        pytest.param(
            'profile.style < "short"',
            "C005",
            "a text has no order: `<` does not fit",
            "use `==` or `in [...]`",
            'profile.style < "short"',
            id="order of texts",
        ),
        pytest.param(
            "x >= y",
            "C005",
            "a yes-no has no order: `>=` does not fit",
            "use `==` or `in [...]`",
            "x >= y",
            id="order of yes and no",
        ),
        pytest.param(
            '"ward" in a',
            "C005",
            "`in` needs a set or a list behind it",
            '`"race" in some_set`',
            '"ward" in a',
            id="in a number",
        ),
        pytest.param(
            "1 in profile.areas",
            "C005",
            "`in` needs a text before it",
            '`"race" in some_set`',
            "1",
            id="number in set",
        ),
        pytest.param(
            "profile.style in profile.areas",
            "C005",
            "`in` needs a text before it",
            '`"race" in some_set`',
            "profile.style",
            id="fact in set",
        ),
        pytest.param(
            "profile.style in [1]",
            "C005",
            "a list holds texts only",
            '`kind in ["county", "district"]`',
            "1",
            id="number in list",
        ),
        pytest.param(
            "profile.style in [profile.style]",
            "C005",
            "a list holds texts only",
            '`kind in ["county", "district"]`',
            "profile.style",
            id="fact in list",
        ),
        pytest.param(
            'profile.areas in ["ward"]',
            "C005",
            "`in [...]` needs a fact with a text before it",
            "`organisation.kind in [...]`",
            "profile.areas",
            id="set in list",
        ),
        pytest.param(
            'profile.style == "shrt"',
            "C006",
            "`shrt` is not one of the values of `profile.style`",
            "did you mean `short`? See the list",
            '"shrt"',
            id="misspelt value",
        ),
        pytest.param(
            '"shrt" != profile.style',
            "C006",
            "`shrt` is not one of the values of `profile.style`",
            "did you mean `short`? See the list",
            '"shrt"',
            id="misspelt value before",
        ),
        pytest.param(
            '"wrd" in profile.areas',
            "C006",
            "`wrd` is not one of the values of `profile.areas`",
            "did you mean `ward`? See the list",
            '"wrd"',
            id="misspelt member",
        ),
        pytest.param(
            'profile.style in ["short", "lung"]',
            "C006",
            "`lung` is not one of the values of `profile.style`",
            "did you mean `long`? See the list",
            '"lung"',
            id="misspelt in list",
        ),
        pytest.param(
            'as_at > d"2011-02-29"',
            "C007",
            "`2011-02-29` is not a day of the calendar",
            'write a day: d"2011-04-05"',
            'd"2011-02-29"',
            id="no such day",
        ),
        pytest.param(
            'as_at > d"2011-02"',
            "C007",
            "`2011-02` is not a day",
            'write a day: d"2011-04-05"',
            'd"2011-02"',
            id="month",
        ),
        pytest.param(
            "a", "C008", "`a` is a number, not a yes or a no", "write `a >= 1`", "a", id="bare number"
        ),
        pytest.param(
            "x and not as_at",
            "C008",
            "`as_at` is a date, not a yes or a no",
            'write `as_at >= d"2011-04-05"`',
            "as_at",
            id="bare day",
        ),
        pytest.param(
            "profile.style or x",
            "C008",
            "`profile.style` is a text, not a yes or a no",
            'write `profile.style == "a value"`',
            "profile.style",
            id="bare text",
        ),
        pytest.param(
            "not profile.areas",
            "C008",
            "`profile.areas` is a set, not a yes or a no",
            'write `"a value" in profile.areas`',
            "profile.areas",
            id="bare set",
        ),
        pytest.param(
            "true", "C009", ALWAYS, "compare a fact with a value; take the rest out", "true", id="true"
        ),
        pytest.param(
            "x or true",
            "C009",
            ALWAYS,
            "compare a fact with a value; take the rest out",
            "true",
            id="or true",
        ),
        pytest.param(
            "x and 1 == 1",
            "C009",
            ALWAYS,
            "compare a fact with a value; take the rest out",
            "1",
            id="literals compared",
        ),
        pytest.param(
            "a > 2-1",
            "C009",
            ALWAYS,
            "compare a fact with a value; take the rest out",
            "a > 2-1",
            id="a sum of literals",
        ),
        pytest.param(
            '"short" in ["short"]',
            "C009",
            ALWAYS,
            "compare a fact with a value; take the rest out",
            '"short"',
            id="literal in list",
        ),
        pytest.param(
            "profile.style in []",
            "C009",
            ALWAYS,
            "compare a fact with a value; take the rest out",
            "profile.style",
            id="empty list",
        ),
        pytest.param(
            "a == null",
            "C010",
            "conditions have no `null`",
            "what is not known is kept apart by psed",
            "null",
            id="null",
        ),
        pytest.param(
            "a > inf",
            "C010",
            "conditions have no `inf`",
            "what is not known is kept apart by psed",
            "inf",
            id="inf",
        ),
        pytest.param(
            "a > nan",
            "C010",
            "conditions have no `nan`",
            "what is not known is kept apart by psed",
            "nan",
            id="nan",
        ),
        pytest.param(
            "x == (a < b)",
            "C010",
            "a comparison is compared again here",
            "use brackets with `and` or `or`",
            "a",
            id="compared again",
        ),
        pytest.param(
            "x == not y",
            "C010",
            "a comparison is compared again here",
            "use brackets with `and` or `or`",
            "y",
            id="not compared",
        ),
        pytest.param(
            "(x and y) == z",
            "C010",
            "a comparison is compared again here",
            "use brackets with `and` or `or`",
            "x",
            id="and compared",
        ),
        pytest.param(
            "(profile.style == profile.style) in profile.areas",
            "C010",
            "a comparison is compared again here",
            "use brackets with `and` or `or`",
            "profile.style",
            id="comparison in a set",
        ),
        pytest.param(
            "a[0] > 1",
            "C010",
            "conditions do not have this form",
            "compare facts with values",
            "a",
            id="item",
        ),
        pytest.param(
            "a(1)", "C010", "conditions do not have this form", "compare facts with values", "a", id="call"
        ),
        pytest.param(
            "[x]", "C010", "conditions do not have this form", "compare facts with values", "x", id="list"
        ),
        pytest.param(
            "a -1 > 2", "C010", "conditions do not have this form", "compare facts with values", "a", id="sum"
        ),
    ],
)
def test_a_fault_says_what_is_wrong_how_to_mend_it_and_where(
    text: str, code: str, message: str, help_: str | None, at: str
) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.message) == (code, message)
    if help_ is not None:
        assert fault.help == help_
    assert marked(fault) == at or (at == " " and marked(fault) == "")


def test_coalescing_is_refused_with_the_reason() -> None:
    assert (
        faults("a ?? 0 > 1")[0].help
        == "write the condition without `??`: what is not known is kept apart by psed"
    )


@pytest.mark.parametrize("sign", list("+-*/%"))
def test_sums_are_refused_with_what_to_do_instead(sign: str) -> None:
    (fault,) = faults(f"a {sign} b > 1")
    assert (fault.code, fault.message) == ("C002", f"conditions may not use `{sign}`")
    assert fault.help == "sums are not worked out in conditions; declare a detail or an item test instead"


@pytest.mark.parametrize("text", ['"ward" in (x and y)', "'ward' in not x", "(a < b) > 1", "(x and y) > 1"])
def test_a_form_that_conditions_do_not_have_is_not_called_a_constant(text: str) -> None:
    assert codes(text)[0] != "C009"


def test_a_form_that_rule_engine_refuses_is_told_over_the_whole_condition() -> None:
    (fault,) = faults("(a < b) > 1")
    assert (fault.code, fault.message) == ("C010", "conditions do not have this form")
    assert (fault.help, marked(fault)) == ("compare facts with values", "(a < b) > 1")


def test_nesting_that_is_too_deep_for_rule_engine_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr(psed.language.compiling, "engine_rule", too_deep)
    (fault,) = faults("x and y")
    assert (fault.code, fault.message) == ("C001", "the condition is nested too deeply")
    assert (fault.help, marked(fault)) == ("split it", "x and y")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("profile.open and profile.signed profile.style", "profile.style"),
        ("strength.published >= a b or x", "b"),
        ("profile.open == strength.document profile.style x", "profile.style"),
    ],
)
def test_parsing_stops_where_the_author_sees_it_whatever_rule_engine_was_given(text: str, at: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, marked(fault)) == ("C003", at)


@pytest.mark.parametrize("text", ["X", "_a.b", "Abc", "a.B.c", "x" + "Y" * 60])
def test_names_that_are_none_are_cut_short_and_told_how_names_are_written(text: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.message) == ("C002", f"conditions may not use `{text[:40]}`")
    assert fault.help == "names are in lower case, with at most one dot: `community_profile.current`"
    assert marked(fault) == text[:40]


# Several faults.


def test_all_unknown_facts_and_days_are_told_at_once_in_the_order_of_the_text() -> None:
    place = Place("pack.yaml", 7)
    found = faults('nope and as_at > d"2011-13-01" or nothing', place)
    assert [fault.code for fault in found] == ["C004", "C007", "C004"]
    assert [marked(fault) for fault in found] == ["nope", 'd"2011-13-01"', "nothing"]
    assert {fault.place for fault in found} == {place}


def test_all_faults_of_type_and_value_are_told_at_once_in_the_order_of_the_text() -> None:
    found = faults('a > "1" and "wrd" in profile.areas and profile.style == "x" and a')
    assert [fault.code for fault in found] == ["C005", "C006", "C006", "C008"]
    assert [marked(fault) for fault in found] == ['a > "1"', '"wrd"', '"x"', "a"]


def test_both_sides_of_a_comparison_are_checked() -> None:
    assert codes("a == 2 and nope == nothing") == ["C004", "C004"]


@pytest.mark.parametrize(
    ("text", "number", "message"),
    [
        ("a ** b", 1, "1 fault"),
        ("nope", 1, "1 fault"),
        ("nope and nothing", 2, "2 faults"),
        ("a > 'x' and b > 'y' and a", 3, "3 faults"),
    ],
)
def test_faults_come_in_one_group_that_counts_them(text: str, number: int, message: str) -> None:
    with pytest.raises(Invalid) as told:
        compile_condition(text, CATALOGUE)
    assert len(told.value.exceptions) == number
    assert told.value.message == message


@pytest.mark.parametrize("text", ["a ** b", "nope", "x and", "a", 'as_at > d"2011"', "x or true"])
def test_every_fault_has_the_place_it_was_given(text: str) -> None:
    assert [fault.place for fault in faults(text, Place("f", 3))] == [Place("f", 3)]
    assert [fault.place for fault in faults(text)] == [None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('"ward" in profile.areas == true', "C010"),
        ('[x] == ["a"]', "C010"),
        ('x in ["ward"]', "C005"),
        ('profile.areas in ["wrd"]', "C005"),
    ],
)
def test_one_mistake_is_one_fault(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["a > 007", "a > 00", "a > 01.5", "-01 < a"])
def test_a_number_with_a_nought_before_it_is_not_called_a_constant(text: str) -> None:
    (fault,) = faults(text)
    assert fault.code in ("C002", "C003")
    assert fault.message != ALWAYS


@pytest.mark.parametrize(
    "number",
    ["123456789012345", "-123456789012345", "12345678901234.5", "-12345678901234.5", "0.12345678901234"],
)
def test_a_number_of_15_figures_is_read(number: str) -> None:
    node = compiled(f"a > {number}")
    assert isinstance(node, Compare)
    assert isinstance(node.right, Literal)
    assert str(node.right.value) == number


@pytest.mark.parametrize(
    "number", ["1234567890123456", "123456789012345.6", "-1234567890123456", "12345678901234567"]
)
def test_a_number_of_more_than_15_figures_is_refused(number: str) -> None:
    (fault,) = faults(f"a > {number}")
    assert (fault.code, fault.message, fault.help) == (
        "C002",
        "the number has too many figures",
        "use at most 15",
    )
    assert marked(fault) == number


@pytest.mark.parametrize(
    "day",
    [
        "2011",
        "2011-8-31",
        "20110831",
        "2011-W35-3",
        "2011-08-31T00:00",
        "2011-08-31 ",
        "",
        "٢٠١١-٠٨-٣١",
        "31-08-2011",
    ],
)
def test_a_day_has_one_form_only(day: str) -> None:
    (fault,) = faults(f'as_at > d"{day}"')
    assert (fault.code, fault.message) == ("C007", f"`{day}` is not a day")


def test_a_long_day_is_cut_short_in_its_message() -> None:
    assert faults(f'as_at > d"{"9" * 41}"')[0].message == f"`{'9' * 40}` is not a day"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_named(day: str) -> None:
    assert bare(compiled(f'as_at > d"{day}"')) == f"as_at > {dt.date.fromisoformat(day)!r}"


def test_a_message_holds_no_control_characters() -> None:
    for text in ('profile.style == "\x1b[31m"', 'as_at > d"\x1b[31m"', 'as_at > "\x1b" and \x1b'):
        for fault in faults(text):
            assert "\x1b" not in str(fault)


# Bounds.


def test_a_condition_may_be_so_long_and_no_longer() -> None:
    assert compiled("x" + " " * (MAX_LENGTH - 1))
    (fault,) = faults("x" + " " * MAX_LENGTH)
    assert (fault.code, fault.message) == (
        "C001",
        "the condition is 2,001 characters long; the most is 2,000",
    )
    assert fault.help == "split it into several rules and let one need the others"
    assert fault.snippet is None


def test_a_condition_may_have_so_many_words_and_no_more() -> None:
    text = "x" + " and y" * ((MAX_TOKENS - 2) // 2)
    assert len(read_tokens(f"not {text}")) == MAX_TOKENS
    assert compiled(f"not {text}")
    (fault,) = faults(f"not not {text}")
    assert (fault.code, fault.message) == ("C001", "the condition has 241 words and signs; the most is 240")
    assert fault.help == "split it into several rules and let one need the others"


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("[", "]")])
def test_brackets_may_be_nested_so_deep_and_no_deeper(opening: str, closing: str) -> None:
    assert read_tokens(opening * MAX_DEPTH + closing * MAX_DEPTH)
    deep = MAX_DEPTH + 1
    (fault,) = faults(opening * deep + "x" + closing * deep)
    assert (fault.code, fault.message, fault.help) == (
        "C001",
        "the condition is nested over 12 deep",
        "take brackets out",
    )


def test_brackets_side_by_side_are_not_nested() -> None:
    text = " and ".join(["((x))"] * 30)
    assert bare(compiled(text)) == f"all({', '.join(['x'] * 30)})"
    assert compiled("(" * MAX_DEPTH + "x" + ")" * MAX_DEPTH)
    assert compiled(" and ".join(['profile.style in ["short"]'] * 20))


def test_the_longest_chain_of_not_is_read() -> None:
    node: Node = compiled("not " * (MAX_TOKENS - 1) + "x")
    assert evaluate(node, lambda _: exactly(False)) is True


# Tokens.


def test_words_of_the_language_are_reserved() -> None:
    assert {"and", "or", "not", "in", "true", "false"} == WORDS
    others = {
        "null",
        "if",
        "elif",
        "else",
        "for",
        "while",
        "inf",
        "nan",
        "strength",
        "as_at",
        "organisation",
        "relevant",
    }
    assert others == RESERVED - WORDS
    assert WORDS < RESERVED


@pytest.mark.parametrize(
    ("word", "help_"),
    [
        ("if", "write two rules, or `(a and b) or (not a and c)`"),
        ("elif", "write two rules, or `(a and b) or (not a and c)`"),
        ("else", "write two rules, or `(a and b) or (not a and c)`"),
        ("for", 'ask for one word: `"race" in some_set`'),
        ("while", 'ask for one word: `"race" in some_set`'),
        ("null", "what is not known is kept apart by psed"),
    ],
)
def test_words_of_other_languages_are_refused_with_what_to_write_instead(word: str, help_: str) -> None:
    (fault,) = faults(f"x and {word}")
    assert (fault.code, fault.message, fault.help) == ("C010", f"conditions have no `{word}`", help_)
    assert marked(fault) == word


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("profil.open", "did you mean `profile.open`? See the list"),
        ("organisation.knid", "did you mean `organisation.kind`? See the list"),
        ("strenght.published == a", "did you mean `strength.published`? See the list"),
        ("zzz.open", "See the list"),
        ("as_ta > as_at", "did you mean `as_at`? See the list"),
    ],
)
def test_the_nearest_fact_of_the_nearest_thing_is_offered(text: str, help_: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.help) == ("C004", help_)


def test_among_very_many_things_the_nearest_fact_of_the_thing_that_is_named_is_offered() -> None:
    many = Catalogue(
        {f"k{n}.held": fact(f"k{n}.held", FactKind.NUMBER) for n in range(2_000)}, "See the list"
    )
    with pytest.raises(Invalid) as told:
        compile_condition("k7.hedl >= 1", many)
    (fault,) = told.value.exceptions
    assert isinstance(fault, PsedError)
    assert fault.help == "did you mean `k7.held`? See the list"


def test_a_loop_is_told_once_and_its_names_are_not_called_unknown() -> None:
    assert codes("i for i in profile.areas") == ["C010"]


def test_a_fact_that_may_not_be_read_here_is_told_from_one_that_is_unknown() -> None:
    narrow = Catalogue({"x": CATALOGUE["x"]}, "See the list", frozenset({"a"}))
    with pytest.raises(Invalid) as told:
        compile_condition("a > 1 and b > 1 and x", narrow)
    assert [(f.code, f.message) for f in told.value.exceptions if isinstance(f, PsedError)] == [
        ("C011", "`applies_when` may not read `a`"),
        ("C004", "unknown fact `b`"),
    ]
    assert "\n  help: it reads only `organisation.*` and `as_at`\n" in str(told.value)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("x", ["name"]),
        ("a.b", ["name"]),
        ("d", ["name"]),
        ("d1", ["name"]),
        ('d"2011"', ["date"]),
        ("d'2011'", ["date"]),
        ('"d"', ["string"]),
        ("''", ["string"]),
        ("-1", ["number"]),
        ("1.5", ["number"]),
        ("a-1", ["name", "number"]),
        ("1-1", ["number", "number"]),
        ("<=", ["op"]),
        ("< =", []),
        ("<<=", []),
        ("[],()", ["sign"] * 5),
        ("android", ["name"]),
        ("a_b.c_d1", ["name"]),
        (".a", []),
        ("a.", []),
        ("a.1", []),
        ("1a", []),
        ("_a", []),
        ("--1", []),
        ("- 1", []),
        ("+1", []),
        ('"a', []),
        ("\"a'", []),
        ('"a\nb"', []),
        ('"a\\b"', []),
        ("\f", []),
    ],
)
def test_tokens_are_on_the_list_or_refused(text: str, kinds: list[str]) -> None:
    if kinds:
        assert [token.kind for token in read_tokens(text)] == kinds
    else:
        with pytest.raises(PsedError, match="C002"):
            read_tokens(text)


@pytest.mark.parametrize(
    ("text", "span", "shown"),
    [
        ("abc", (0, 1), "abc\n^"),
        ("abc", (1, 3), "abc\n ^^"),
        ("abc", (3, 4), "abc\n   ^"),
        ("abc\ndef\nghi", (4, 7), "def\n^^^"),
        ("abc\ndef\nghi", (5, 10), "def\n ^^"),
        ("abc\n", (4, 5), "\n^"),
        ("\nabc", (1, 2), "abc\n^"),
        ("\nabc", (0, 1), "\n^"),
        ("abc\ndef\nghi", (0, 1), "abc\n^"),
        ("a\tb\x07", (2, 4), "a b \n  ^^"),
        ("x" * 100, (99, 100), "x" * 100 + "\n" + " " * 99 + "^"),
        ("x" * 101, (60, 62), "x" * 81 + "\n" + " " * 40 + "^^"),
        ("x" * 101, (10, 12), "x" * 100 + "\n" + " " * 10 + "^^"),
        ("x" * 300, (50, 250), "x" * 100 + "\n" + " " * 40 + "^" * 60),
    ],
)
def test_the_words_at_fault_are_underlined_in_their_line(
    text: str, span: tuple[int, int], shown: str
) -> None:
    assert underlined(text, span) == shown
    error = mark(PsedError("C001", "m", None, "h"), text, span, Place("f", 1))
    assert (error.code, error.message, error.place, error.help) == ("C001", "m", Place("f", 1), "h")
    assert error.snippet == shown


# Catalogues.


def test_a_catalogue_knows_its_things_and_can_be_narrowed() -> None:
    assert Catalogue(dict(CATALOGUE.facts)).things == {"organisation", "profile"}
    assert "a" in CATALOGUE
    assert "profile" not in CATALOGUE
    assert CATALOGUE["a"].kind is FactKind.NUMBER
    narrow = CATALOGUE.only("organisation", "as_at")
    assert set(narrow.facts) == {"organisation.kind", "organisation.employees", "as_at"}
    assert narrow.where == CATALOGUE.where
    assert Catalogue({}).where == "Facts are listed in docs/facts.md"


def test_a_fact_that_is_not_in_a_narrow_catalogue_is_unknown() -> None:
    with pytest.raises(Invalid) as told:
        compile_condition("profile.open", CATALOGUE.only("organisation"))
    assert str(told.value).startswith("C004 unknown fact `profile.open`")


def test_a_fact_may_be_called_like_a_literal_of_another_language() -> None:
    names = ["d", "t", "r", "none", "yes", "now", "weekday", "keys"]
    catalogue = Catalogue({name: fact(name, FactKind.YES_NO) for name in names})
    node = compile_condition(" and ".join(names), catalogue)
    assert bare(node) == f"all({', '.join(names)})"
    known: dict[str, Known] = {name: exactly(True) for name in names}
    assert evaluate(node, known.__getitem__) is True
