"""Each trap of rule-engine 5.1, by name: psed refuses the text, or is right where it would not be."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import rule_engine
import rule_engine.ast

import psed.language.compiling as compiling
from psed.language.compiling import engine_context, engine_rule
from psed.language.tree import evaluate
from psed.language.values import Between, Known, Options, Range, Scalar, exactly
from psed.model.evidence import Strength

from .making import bare, codes, compiled, faults

DAY = dt.date(2027, 3, 30)


def engine(text: str, **facts: Any) -> Any:
    """What rule-engine alone makes of a text, with psed's own context."""
    return rule_engine.Rule(text, context=engine_context()).evaluate(facts)


def answer(text: str, **known: Known) -> bool | None:
    """What psed makes of it; a double underscore stands for the dot."""
    return evaluate(
        compiled(text), {name.replace("__", "."): value for name, value in known.items()}.__getitem__
    )


# E1. The grammar.


@pytest.mark.parametrize(
    ("text", "trap", "facts"),
    [
        pytest.param(
            "a ?? 0 > 1", Decimal(5), {"a": 5}, id="?? binds looser than >, and a number passes for a yes"
        ),
        pytest.param("2 ** 3 ** 2", Decimal(64), {}, id="** groups to the left"),
        pytest.param("-2 ** 2", Decimal(-4), {}, id="minus comes after **"),
        pytest.param("-7 // 2", Decimal(-3), {}, id="// cuts off"),
        pytest.param("-7 % 3", Decimal(-1), {}, id="% cuts off"),
        pytest.param('"xa" =~ "a"', False, {}, id="=~ is anchored at the start only"),
        pytest.param('a !~ "x"', True, {"a": None}, id="null does not match, and that is true"),
        pytest.param("x # and a > 1", True, {"x": True}, id="a remark hides what follows"),
        pytest.param('t"P365D" == t"P52W1D"', True, {}, id="lengths of time know no years"),
        pytest.param('b"00"', b"00", {}, id="bytes"),
        pytest.param("a&.b", None, {"a": None}, id="safe access"),
        pytest.param("$abs(-1) == 1", True, {}, id="functions"),
        pytest.param("[x for x in [1]]", (Decimal(1),), {}, id="comprehensions"),
        pytest.param("a > 1e2", True, {"a": 101}, id="exponents"),
        pytest.param("a == 0x10", True, {"a": 16}, id="hexadecimal"),
        pytest.param("x ? true : false", True, {"x": True}, id="conditional"),
        pytest.param("a | 1 == 1", True, {"a": 0}, id="bits"),
    ],
)
def test_e1_forms_that_mean_something_else_than_they_seem_are_refused(
    text: str, trap: Any, facts: Mapping[str, Any]
) -> None:
    assert engine(text, **facts) == trap
    assert set(codes(text)) <= {"C002", "C003", "C004", "C010"}


def test_e1_chained_comparisons_are_refused_with_how_to_write_them() -> None:
    for text in ("1 < a < 3", "x == y == x"):
        (fault,) = faults(text)
        assert (fault.code, fault.help) == ("C003", "compare two at a time: `a <= b and b <= c`")


def test_e1_equality_binds_looser_than_order_so_a_comparison_compared_is_refused() -> None:
    assert engine("x == a < b", x=True, a=1, b=2) is True
    assert codes("x == a < b") == ["C010"]


def test_e1_months_and_times_of_day_in_a_date_are_refused() -> None:
    assert engine('d"2010-08" == d"2010-08-01"') is True
    for text in ("2010-08", "20100801", "2010-W31-7", "2010-08-01T00:00", "2010-08-01T00:00+01:00"):
        assert codes(f'as_at >= d"{text}"') == ["C007"]


@pytest.mark.parametrize("word", ["elif", "else", "while", "if", "for"])
def test_e1_reserved_words_are_no_names(word: str) -> None:
    assert codes(f"{word} > 1") == ["C010"]


# E2 and E3. Types and context.


def test_e2_null_does_not_exist_so_nothing_nullable_does() -> None:
    assert engine("null == null") is True
    assert engine("a >= null", a=None) is True
    assert codes("a == null") == ["C010"]
    assert codes("a >= null") == ["C010"]


@pytest.mark.parametrize("text", ["$nosuch > 1", "$today", "$random(1) > 0", "$range(10)", "$re_groups"])
def test_e3_no_name_with_a_dollar_is_read_known_or_unknown(text: str) -> None:
    assert engine_context() is rule_engine.Rule(text, context=engine_context()).context
    assert codes(text) == ["C002"]


def test_e3_an_unknown_name_is_found_without_evaluating_even_behind_a_short_circuit() -> None:
    assert engine("false and nope") is False
    assert codes("x and a == 1 or nope") == ["C004"]


def test_e3_no_attribute_of_anything_can_be_read() -> None:
    with pytest.raises(rule_engine.errors.AttributeResolutionError):
        engine('a.note == "x"', a={"note": "x"})
    for text in ("profile.open.real", "profile.style.length > 1", "as_at.year > 2000", "a.to_int"):
        assert codes(text)[0] in ("C002", "C004")


def test_e3_the_context_is_one_and_of_utc() -> None:
    assert engine_context() is engine_context() is engine_rule("a").context
    assert engine('a == d"2027-03-30"', a=DAY) is True
    assert str(engine_context().default_timezone) == "tzutc()"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_e3_answers_do_not_depend_on_the_time_zone_of_the_machine(zone: str) -> None:
    code = (
        "import datetime as dt\n"
        "from psed.language.compiling import engine_rule\n"
        'rule = engine_rule(\'as_at >= d"2027-03-30" and as_at <= d"2027-03-30"\')\n'
        "print([rule.matches({'as_at': dt.date(2027, 3, day)}) for day in (29, 30, 31)])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[False, True, False]"


# E4. The tree.


def test_e4_the_classes_of_the_tree_that_psed_relies_on_are_there() -> None:
    source = Path(compiling.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"([A-Z]\w+Expression)"', source))
    assert named == {
        "ArithmeticComparisonExpression",
        "ArrayExpression",
        "BooleanExpression",
        "ComparisonExpression",
        "ContainsExpression",
        "DatetimeExpression",
        "FloatExpression",
        "LogicExpression",
        "StringExpression",
        "SymbolExpression",
        "UnaryExpression",
    }
    for name in named:
        assert issubclass(getattr(rule_engine.ast, name), rule_engine.ast.ExpressionBase)


def test_e4_rule_engine_is_the_version_that_psed_was_tried_on() -> None:
    assert version("rule-engine").split(".")[:2] == ["5", "1"]


@pytest.mark.parametrize(
    ("text", "name", "fields"),
    [
        ("a and b", "LogicExpression", {"type": "and"}),
        ("a or b", "LogicExpression", {"type": "or"}),
        ("not a", "UnaryExpression", {"type": "not"}),
        ("a == b", "ComparisonExpression", {"type": "eq"}),
        ("a != b", "ComparisonExpression", {"type": "ne"}),
        ("a < b", "ArithmeticComparisonExpression", {"type": "lt"}),
        ("a <= b", "ArithmeticComparisonExpression", {"type": "le"}),
        ("a > b", "ArithmeticComparisonExpression", {"type": "gt"}),
        ("a >= b", "ArithmeticComparisonExpression", {"type": "ge"}),
        ("a in b", "ContainsExpression", {}),
        ("a not in b", "UnaryExpression", {"type": "not"}),
        ("a", "SymbolExpression", {"name": "a", "scope": None}),
        ("a.b", "SymbolExpression", {"name": "a_DOT_b"}),
        ("1.50", "FloatExpression", {"value": Decimal("1.50")}),
        ("-1", "FloatExpression", {"value": Decimal(-1)}),
        ("strength.published", "FloatExpression", {"value": Decimal(3)}),
        ("'a'", "StringExpression", {"value": "a"}),
        ("true", "BooleanExpression", {"value": True}),
        ("['a']", "ArrayExpression", {}),
        ("d'2027-03-30'", "DatetimeExpression", {}),
    ],
)
def test_e4_each_form_has_the_class_and_the_fields_that_psed_reads(
    text: str, name: str, fields: Mapping[str, Any]
) -> None:
    node = engine_rule(text).statement.expression
    assert type(node).__name__ == name
    assert {field: getattr(node, field) for field in fields} == fields


def test_e4_children_stand_where_psed_looks_for_them() -> None:
    node = engine_rule("a == b").statement.expression
    assert (node.left.name, node.right.name) == ("a", "b")
    node = engine_rule("not a").statement.expression
    assert node.right.name == "a"
    node = engine_rule("a not in ['b', 'c']").statement.expression.right
    assert node.member.name == "a"
    assert [part.value for part in node.container.value] == ["b", "c"]


@pytest.mark.parametrize(
    "text", ["a and b", "not a", "a == b", "a >= 1", "'x' in a", "a not in ['x']", "true"]
)
def test_e4_a_condition_is_boolean_for_rule_engine_too(text: str) -> None:
    assert engine_rule(text).statement.expression.result_type == rule_engine.DataType.BOOLEAN


def test_e4_a_bare_fact_is_of_no_known_type_so_psed_checks_it_itself() -> None:
    assert engine_rule("a").statement.expression.result_type == rule_engine.DataType.UNDEFINED
    assert codes("a") == ["C008"]


@pytest.mark.parametrize(
    "text", ["1 == 1", "x or 1 == 1", "1 <= 2 and x", "a > 3-1", 'a > 1 and "short" == "short"']
)
def test_e4_constants_are_worked_out_in_parsing_and_refused(text: str) -> None:
    assert codes(text) == ["C009"]


def test_e4_constants_folded_away_never_shift_one_literal_into_the_place_of_another() -> None:
    assert bare(compiled("a > 1 and 2 < b")) == "all(a > Decimal('1'), Decimal('2') < b)"
    for text in ("a > 2-1 and 3 < b", "a > 1 and 3-2 < b", "a > 2 -1 or x", "3-2 == 1 and a > 1"):
        assert codes(text) == ["C009"]


def test_e4_numbers_are_decimal_so_sums_of_tenths_do_not_arise() -> None:
    node = compiled("a == 0.1")
    assert evaluate(node, lambda _: exactly(Decimal("0.1"))) is True
    assert evaluate(node, lambda _: exactly(Decimal("0.10"))) is True


# E5. Errors.


def test_e5_a_fault_stands_where_it_is_also_after_other_conditions_of_many_lines() -> None:
    text = "x\nand\ny z"
    first = [fault.snippet for fault in faults(text)]
    compiled("x\nand\n\ny")
    assert [fault.snippet for fault in faults(text)] == first == ["y z\n  ^"]


def test_e5_a_fault_stands_where_it_is_though_rule_engine_saw_longer_names() -> None:
    (fault,) = faults("profile.open and profile.strength >= strength.published profile.signed")
    assert fault.snippet is not None
    line, carets = fault.snippet.split("\n")
    assert line[carets.index("^") :] == "profile.signed"


@pytest.mark.parametrize(
    "text",
    [
        't"P99999999999D" == 1',
        'd"9999-12-31" == a',
        'd"9999-12-31" > d"2011-01-01"',
        'd"2011-99-99" == as_at',
        "x and " * 119,
        "(" * 12 + "x" + ")" * 11,
        '"ward" in a',
        "1 in 2",
        "1 > 'a'",
        "[1] > 2",
        "a(",
        "in in in",
        "x\x00",
        "",
    ],
)
def test_e5_whatever_rule_engine_raises_nothing_but_faults_comes_out(text: str) -> None:
    assert codes(text)


@pytest.mark.parametrize("text", ["not " * 230 + "x", "x" + " and x" * 119, "x" + " or not x" * 79])
def test_e5_what_is_within_the_bounds_is_not_too_deep_for_rule_engine(text: str) -> None:
    assert compiled(text)


# E6. Determinism.


@pytest.mark.parametrize("text", ["as_at == $today", "as_at < $now", "as_at.weekday == 'Monday'"])
def test_e6_nothing_reads_the_clock_or_the_locale(text: str) -> None:
    assert codes(text)[0] in ("C002", "C004")


# E7. What hangs.


@pytest.mark.parametrize(
    "text",
    [
        "1 << 10000000 > a",
        "a > (1<<10000000)",
        "1 >> 1000000",
        "9**9**9 > a",
        '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" =~ "(a+)+$"',
        'profile.style =~~ "(a+)+$"',
        'profile.style !~ "(a+)+$"',
        'profile.style !~~ "(a+)+$"',
        "$range(10000000).length > 1",
        "[i for i in $range(200) if [j for j in $range(200)]]",
        "$map($abs, [1])",
        "$parse_float('1') > 0",
        "1e999999 > a",
        "x" + " and x" * 1500,
        "not " * 5000 + "x",
        "(" * 50000 + "x" + ")" * 50000,
    ],
    ids=lambda text: text[:30],
)
def test_e7_what_hangs_rule_engine_is_refused_before_it_is_parsed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("rule-engine was given the text")

    monkeypatch.setattr(rule_engine, "Rule", never)
    before = time.process_time()
    assert set(codes(text)) <= {"C001", "C002"}
    assert time.process_time() - before < 1


# E8. Holes in the type check.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("profile.style == 1", "C005", id="text and number, always false"),
        pytest.param("1 in profile.areas", "C005", id="number in words"),
        pytest.param('profile.style == "shrot"', "C006", id="misspelt word, always false"),
        pytest.param('"wrad" in profile.areas', "C006", id="misspelt word in a set"),
        pytest.param('organisation.kind in ["county", "distrct"]', "C006", id="misspelt word in a list"),
        pytest.param("not a", "C008", id="not of a number"),
        pytest.param("a", "C008", id="a number as the answer"),
        pytest.param("x and a", "C008", id="a number in logic"),
        pytest.param("a == true", "C005", id="a number and true, always false"),
        pytest.param("x >= true", "C005", id="an order of yes and no"),
    ],
)
def test_e8_what_rule_engine_accepts_though_it_means_nothing_is_refused(text: str, code: str) -> None:
    assert engine_rule(text)
    assert codes(text) == [code]


# E9. Where facts come in.


class Colour(StrEnum):
    RED = "red"


def test_e9_a_member_of_a_strenum_is_no_text_for_rule_engine_so_facts_hold_plain_text() -> None:
    assert engine('a == "red"', a=Colour.RED) is False
    assert engine('a in ["red"]', a=Colour.RED) is True
    assert answer('profile.style == "short"', profile__style=exactly("short")) is True
    assert answer('profile.style in ["short"]', profile__style=exactly("short")) is True
    assert type(str(Strength.DOCUMENT)) is str


def test_e9_sets_that_cannot_be_changed_are_read() -> None:
    with pytest.raises(TypeError):
        engine('"ward" in a', a=frozenset({"ward"}))
    assert answer('"ward" in profile.areas', profile__areas=exactly(frozenset({"ward"}))) is True


def test_e9_a_deadline_is_a_day_to_its_end() -> None:
    nine = dt.datetime.combine(DAY, dt.time(9), tzinfo=dt.UTC)
    assert engine('a <= d"2027-03-30"', a=nine) is False
    assert answer('as_at <= d"2027-03-30"', as_at=exactly(DAY)) is True
    assert answer('as_at < d"2027-03-30"', as_at=exactly(DAY)) is False
    assert answer('as_at <= d"2027-03-30"', as_at=exactly(DAY + dt.timedelta(1))) is False
    assert answer('as_at >= d"2027-03-30"', as_at=exactly(DAY - dt.timedelta(1))) is False


def test_e9_days_do_not_stand_in_lists() -> None:
    assert engine('d"2027-03-30" in a', a=[DAY]) is False
    assert codes('d"2027-03-30" in profile.areas') == ["C005"]
    assert codes('as_at in [d"2027-03-30"]') == ["C005"]


# The table of traps in performance.md.


def test_the_opposite_of_an_unknown_is_unknown_and_not_true() -> None:
    assert engine("not a", a=None) is True
    unknown = Range(False, True)
    assert answer("not x", x=unknown) is None
    assert answer("x", x=unknown) is None
    assert answer("not (x and y)", x=unknown, y=exactly(True)) is None
    assert answer("not (x and y)", x=unknown, y=exactly(False)) is True
    assert answer("not (x or y)", x=unknown, y=exactly(True)) is False
    assert (
        answer('"ward" not in profile.areas', profile__areas=Between(frozenset(), frozenset({"ward"})))
        is None
    )
    assert answer('profile.style != "short"', profile__style=Options(frozenset({"short", "long"}))) is None
    assert answer("not a >= 1", a=Range(None, None)) is None


@pytest.mark.parametrize("op", ["<", "<=", ">", ">=", "==", "!="])
def test_a_comparison_with_an_unknown_is_unknown_and_neither_an_error_nor_an_answer(op: str) -> None:
    if op not in ("==", "!="):
        with pytest.raises(rule_engine.errors.EvaluationError):
            engine(f"a {op} 1", a=None)
    else:
        assert engine(f"a {op} 1", a=None) is (op == "!=")
    assert answer(f"a {op} 1", a=Range(None, None)) is None


def test_one_and_true_are_never_compared() -> None:
    assert engine("a == true", a=1) is False
    with pytest.raises(rule_engine.errors.EvaluationError):
        engine("true >= 1")
    assert codes("a == true") == codes("1 != x") == ["C005"]


def test_a_figure_that_is_none_cannot_come_in() -> None:
    with pytest.raises(InvalidOperation):
        engine("a >= 1", a=float("nan"))
    assert codes("a >= nan") == ["C010"]


def test_every_side_is_checked_though_a_short_circuit_would_hide_it() -> None:
    assert engine("true or missing") is True
    assert codes("x or nope == 1") == ["C004"]
    assert codes("x or a") == ["C008"]


def test_truth_is_yes_or_no_and_never_empty_or_nought() -> None:
    assert engine("a and true", a=0) is False
    assert engine("a and true", a="") is False
    for text in ("a and x", "profile.style and x", "profile.areas and x", "as_at and x"):
        assert codes(text) == ["C008"]


@pytest.mark.parametrize("word", ["cafe\u0301", "café"])
def test_words_are_ascii_so_that_two_spellings_of_one_letter_cannot_differ(word: str) -> None:
    assert engine('"e\u0301" == "\u00e9"') is False
    assert codes(f'profile.style == "{word}"') == ["C006"]


def test_lists_and_attributes_of_mappings_are_no_facts() -> None:
    for text in ('profile["open"]', "profile.keys", "a[0] > 1", "a[0:1] == b"):
        assert set(codes(text)) <= {"C002", "C004", "C010"}


def test_a_length_of_time_by_the_calendar_is_no_part_of_conditions() -> None:
    with pytest.raises(rule_engine.errors.TimedeltaSyntaxError):
        engine('t"P1Y"')
    assert engine('d"2027-03-30" + t"P365D" == d"2028-03-29"') is True
    assert codes('as_at - profile.latest_on < t"P365D"') == ["C002"]


@pytest.mark.parametrize(
    ("value", "literal"),
    [(Decimal("0.3"), "0.3"), (Decimal(3), "3.0"), (Decimal("1E+2"), "100"), (Decimal("-0"), "0")],
)
def test_numbers_are_equal_by_value_and_not_by_how_they_are_written(value: Scalar, literal: str) -> None:
    assert answer(f"a == {literal}", a=exactly(value)) is True
