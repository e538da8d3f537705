"""Values that cannot be changed, closed keys, ids that a spreadsheet leaves alone, scalars as text."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from psed.model.base import Distinct, FrozenMap, Id, Model, Name, Number, Text, Value, Whole, YesNo
from psed.model.dossier import Dossier
from psed.model.evidence import RESERVED_FACTS, Detail, Evidence, EvidenceKind, NotInList, Strength
from psed.model.organisation import Organisation

IDS: TypeAdapter[str] = TypeAdapter(Id)
NAMES: TypeAdapter[str] = TypeAdapter(Name)
VALUES: TypeAdapter[str] = TypeAdapter(Value)
TEXTS: TypeAdapter[str] = TypeAdapter(Text)
YES_NOS: TypeAdapter[bool] = TypeAdapter(YesNo)
WHOLES: TypeAdapter[int] = TypeAdapter(Whole)
NUMBERS: TypeAdapter[Decimal] = TypeAdapter(Number)
MAPS: TypeAdapter[FrozenMap[str, str]] = TypeAdapter(FrozenMap[str, str])
WORDS: TypeAdapter[tuple[str, ...]] = TypeAdapter(Distinct[str])


def exactly(message: str) -> str:
    """A pattern for a whole message inside pydantic's own words."""
    return f"Value error, {re.escape(message)} \\["


# Ids, names and values.


@pytest.mark.parametrize(
    "text",
    [
        "E-01",
        "gss:E07000130",
        "ods:RWE",
        "eflg-2009:communities/profile-mapped",
        "a",
        "Z",
        "a" * 120,
        "a.b_c:d/e-f0",
        "true-north",
        "falsehood",
        "may",
        "dec",
        "jan-x1",
        "x-jan-1",
        "plan-dec-1",
    ],
)
def test_an_id_is_letters_digits_and_a_few_signs(text: str) -> None:
    assert IDS.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "1", "1E5", "-a", ".a", "_a", "a b", "a\n", " a", "a" * 121, "é", "aé", "a,b", "a+b", "=a", "a@b"],
)
def test_what_a_spreadsheet_or_a_reference_could_not_hold_is_no_id(text: str) -> None:
    signs = "letters, digits and . _ : / - without spaces"
    message = f"`{text[:60]}` cannot be an id; begin with a letter, then use {signs}"
    with pytest.raises(ValidationError, match=exactly(message)):
        IDS.validate_python(text)


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "FALSE",
        "True",
        "jan1",
        "Feb-2",
        "MAR/2011",
        "apr_4",
        "may.5",
        "JUN:6",
        "july-7",
        "August8",
        "sept-9",
        "oct-10",
        "november-11",
        "DEC2011",
    ],
)
def test_an_id_that_a_spreadsheet_would_turn_into_something_else_is_refused(text: str) -> None:
    message = f"`{text}` cannot be an id: a spreadsheet would turn it into something else"
    with pytest.raises(ValidationError, match=exactly(message)):
        IDS.validate_python(text)


@pytest.mark.parametrize(
    "text", ["decision-1", "decision/12", "market-2", "mayor-3", "marriage-1", "octet-4"]
)
def test_an_id_that_only_begins_like_a_month_is_left_alone(text: str) -> None:
    assert IDS.validate_python(text) == text


@pytest.mark.parametrize("value", [1, True, None, 1.5, ["a"]])
def test_an_id_is_a_text_and_nothing_is_turned_into_one(value: object) -> None:
    for adapter in (IDS, NAMES, VALUES, TEXTS):
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


@pytest.mark.parametrize("text", ["a", "a" * 60, "pay_audit", "a1", "a__b"])
def test_a_name_is_lower_case_letters_digits_and_underscores(text: str) -> None:
    assert NAMES.validate_python(text) == text


@pytest.mark.parametrize("text", ["", "A", "1a", "_a", "a-b", "a.b", "a" * 61, "a\n", "á", "a b"])
def test_no_other_name_is_allowed(text: str) -> None:
    with pytest.raises(ValidationError):
        NAMES.validate_python(text)


@pytest.mark.parametrize("text", ["a", "1", "a" * 60, "religion-or-belief", "010", "no", "on"])
def test_a_closed_value_is_lower_case_letters_digits_and_hyphens(text: str) -> None:
    assert VALUES.validate_python(text) == text


@pytest.mark.parametrize("text", ["", "A", "-a", "a_b", "a" * 61, "a\n", "a b"])
def test_no_other_closed_value_is_allowed(text: str) -> None:
    with pytest.raises(ValidationError):
        VALUES.validate_python(text)


def test_a_text_is_never_empty_and_loses_the_space_around_it() -> None:
    assert TEXTS.validate_python(" a b\n") == "a b"
    for blank in ("", " ", "\n\t"):
        with pytest.raises(ValidationError, match=exactly("there is no text here")):
            TEXTS.validate_python(blank)


def test_a_list_in_which_something_stands_twice_is_refused() -> None:
    assert WORDS.validate_python(["b", "a"]) == ("b", "a")
    with pytest.raises(ValidationError, match=exactly("named twice: `a`, `b`")):
        WORDS.validate_python(["b", "a", "c", "b", "a", "a"])


# Scalars as text.


@pytest.mark.parametrize(("value", "read"), [("true", True), ("false", False), (True, True), (False, False)])
def test_yaml_has_two_booleans(value: object, read: bool) -> None:
    assert YES_NOS.validate_python(value) is read


@pytest.mark.parametrize(
    "value", ["yes", "no", "on", "off", "True", "FALSE", "y", "1", "0", "", 1, 0, None, "true "]
)
def test_nothing_else_is_turned_into_a_boolean(value: object) -> None:
    with pytest.raises(ValidationError, match=exactly(f"`{value}` is neither `true` nor `false`")):
        YES_NOS.validate_python(value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("480", 480),
        (480, 480),
        ("0", 0),
        (0, 0),
        ("010", 10),
        ("999999999", 999_999_999),
        (999_999_999, 999_999_999),
    ],
)
def test_a_whole_number_is_its_figures(value: object, read: int) -> None:
    assert WHOLES.validate_python(value) == read


@pytest.mark.parametrize(
    "value",
    [
        "-1",
        -1,
        "1000000000",
        10**9,
        "1.0",
        1.0,
        "1e3",
        "1:30",
        "0x10",
        "",
        True,
        None,
        "٤٨٠",
        "480 ",
        "1,000",
    ],
)
def test_nothing_else_is_a_whole_number(value: object) -> None:
    message = f"`{value}` is not a whole number; write it in figures, such as `480`"
    with pytest.raises(ValidationError, match=exactly(message)):
        WHOLES.validate_python(value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("12", "12"),
        (12, "12"),
        ("12.5", "12.5"),
        (12.5, "12.5"),
        (Decimal("12.50"), "12.50"),
        ("-3", "-3"),
        ("010", "10"),
        ("999999999999", "999999999999"),
        ("12345678901.1234", "12345678901.1234"),
        ("123456789012.123", "123456789012.123"),
        ("-123456789012.123", "-123456789012.123"),
    ],
)
def test_a_number_has_at_most_15_digits(value: object, read: str) -> None:
    number = NUMBERS.validate_python(value)
    assert isinstance(number, Decimal)
    assert str(number) == read


@pytest.mark.parametrize(
    "value",
    [
        "1234567890123",
        "0.12345",
        "123456789012.1234",
        "1e3",
        1e22,
        "nan",
        float("nan"),
        float("inf"),
        Decimal("Infinity"),
        "1:30",
        "0x10",
        "1,5",
        "1.",
        ".5",
        "",
        "+1",
        True,
        None,
        "١",
        "12 ",
    ],
)
def test_nothing_else_is_a_number(value: object) -> None:
    message = f"`{value}` is not a number; write it in figures, such as `12` or `12.5`"
    with pytest.raises(ValidationError, match=exactly(message)):
        NUMBERS.validate_python(value)


@pytest.mark.parametrize("adapter", [YES_NOS, WHOLES, NUMBERS], ids=["yes-no", "whole", "number"])
def test_a_long_value_is_cut_short_in_its_message(adapter: TypeAdapter[Any]) -> None:
    with pytest.raises(ValidationError, match=f"`{'x' * 40}` is n"):
        adapter.validate_python("x" * 41)


@pytest.mark.parametrize(
    "text", ["yes", "no", "on", "off", "010", "1:30", "0x10", "~", "null", "true", "480", "2011-08-31"]
)
def test_a_detail_stays_the_text_that_the_yaml_had_until_its_kind_gives_it_a_type(text: str) -> None:
    item = evidence(detail={"d": text, "e": [text]})
    assert item.detail["d"] == text
    assert type(item.detail["d"]) is str
    assert item.detail["e"] == [text]


# A mapping that cannot be changed.


def change_item(held: FrozenMap[str, int]) -> None:
    held["a"] = 2


def drop_item(held: FrozenMap[str, int]) -> None:
    del held["a"]


def merge_in(held: FrozenMap[str, int]) -> None:
    held |= {"b": 2}


@pytest.mark.parametrize(
    "change",
    [
        change_item,
        drop_item,
        merge_in,
        lambda held: held.clear(),
        lambda held: held.pop("a"),
        lambda held: held.popitem(),
        lambda held: held.setdefault("b", 2),
        lambda held: held.update(b=2),
    ],
    ids=["set", "del", "|=", "clear", "pop", "popitem", "setdefault", "update"],
)
def test_a_frozen_mapping_refuses_every_change(change: Any) -> None:
    held = FrozenMap({"a": 1})
    with pytest.raises(TypeError, match=r"^this mapping cannot be changed; build a new one$"):
        change(held)
    assert held == {"a": 1}


@given(st.dictionaries(st.text(max_size=3), st.integers()))
def test_a_frozen_mapping_is_hashed_by_what_it_holds_whatever_the_order(held: dict[str, int]) -> None:
    other = FrozenMap(dict(reversed(held.items())))
    assert FrozenMap(held) == other == held
    assert hash(FrozenMap(held)) == hash(other)


def test_frozen_mappings_that_differ_have_different_hashes() -> None:
    assert hash(FrozenMap({"a": 1})) != hash(FrozenMap({"a": 2})) != hash(FrozenMap({"b": 2}))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda held: pickle.loads(pickle.dumps(held))])
def test_a_frozen_mapping_survives_copying_and_pickling(again: Any) -> None:
    held = FrozenMap({"a": frozenset({"x"})})
    assert again(held) == held
    assert type(again(held)) is FrozenMap


def test_a_frozen_mapping_is_checked_and_written_as_a_mapping() -> None:
    held = MAPS.validate_python({"a": "b"})
    assert type(held) is FrozenMap
    assert MAPS.dump_python(held, mode="json") == {"a": "b"}
    assert MAPS.dump_json(held) == b'{"a":"b"}'
    with pytest.raises(ValidationError):
        MAPS.validate_python({"a": 1})
    with pytest.raises(ValidationError):
        MAPS.validate_python(["a"])


# Models.


def organisation(**more: object) -> Organisation:
    return Organisation.model_validate(
        {"id": "o", "name": "O", "kind": "district", "nation": "england", **more}
    )


def evidence(**more: object) -> Evidence:
    return Evidence.model_validate({"id": "E-01", "kind": "k", "title": "T", "dated": "2011", **more})


def test_a_model_cannot_be_changed_and_refuses_unknown_keys() -> None:
    class Pair(Model):
        a: int = 1

    with pytest.raises(ValidationError, match="frozen"):
        Pair().a = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Pair.model_validate({"b": 1})
    assert hash(Pair()) == hash(Pair(a=1))


@pytest.mark.parametrize(
    "make",
    [
        lambda: organisation(kinds="x"),
        lambda: evidence(date="2011"),
        lambda: evidence(source={"document": "d", "place": "p", "page": "1"}),
        lambda: Dossier.model_validate(
            {"psed-dossier": "1", "organisation": organisation(), "evidences": []}
        ),
        lambda: detail("number", low=0, high=1, value=1),
        lambda: kind(shelf="12 months"),
    ],
    ids=["organisation", "evidence", "source", "dossier", "detail", "kind"],
)
def test_unknown_keys_are_refused_everywhere(make: Any) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        make()


def test_a_dossier_is_known_by_its_header_alone() -> None:
    whole = {"organisation": organisation(), "psed-dossier": "1"}
    assert Dossier.model_validate(whole).evidence == ()
    for other in ("2", "01", "1.0", "one", None):
        with pytest.raises(ValidationError):
            Dossier.model_validate({**whole, "psed-dossier": other})


# Organisations.


@pytest.mark.parametrize(
    ("day", "employees"),
    [
        ("2011-03-30", None),
        ("2011-03-31", 480),
        ("2012-03-30", 480),
        ("2012-03-31", 149),
        ("2013-03-30", 149),
        ("2013-03-31", 0),
        ("2099-01-01", 0),
    ],
)
def test_employees_are_those_of_the_latest_count_on_or_before_the_day(
    day: str, employees: int | None
) -> None:
    counts = [("2012-03-31", "149"), ("2011-03-31", "480"), ("2013-03-31", "0")]
    body = organisation(headcount=[{"on": on, "employees": n, "basis": "reported"} for on, n in counts])
    assert body.employees(dt.date.fromisoformat(day)) == employees


@pytest.mark.parametrize(
    ("start", "end", "day", "exists"),
    [
        (None, None, "0001-01-01", True),
        ("2009-04-01", None, "2009-03-31", False),
        ("2009-04-01", None, "2009-04-01", True),
        (None, "2019-03-31", "2019-03-31", True),
        (None, "2019-03-31", "2019-04-01", False),
        ("2009-04-01", "2019-03-31", "2012-01-01", True),
        ("2009-04-01", "2019-03-31", "2019-04-01", False),
        ("2009-04-01", "2019-03-31", "2009-03-31", False),
    ],
)
def test_a_body_exists_from_its_first_to_its_last_day_inclusive(
    start: str | None, end: str | None, day: str, exists: bool
) -> None:
    assert organisation(start=start, end=end).exists(dt.date.fromisoformat(day)) is exists


def test_a_body_may_exist_for_one_day_but_not_end_before_it_starts() -> None:
    assert organisation(start="2011-01-01", end="2011-01-01").exists(dt.date(2011, 1, 1))
    with pytest.raises(
        ValidationError, match=exactly("the body ends (2010-12-31) before it starts (2011-01-01)")
    ):
        organisation(start="2011-01-01", end="2010-12-31")


def test_a_successor_needs_the_day_the_body_ended() -> None:
    assert organisation(successor="p", end="2011-01-01").successor == "p"
    with pytest.raises(
        ValidationError, match=exactly("a body with a `successor` needs the day it ended: `end`")
    ):
        organisation(successor="p", start="2011-01-01")


def test_two_headcounts_for_one_day_are_refused() -> None:
    count = {"on": "2011-03-31", "employees": "480", "basis": "reported"}
    with pytest.raises(ValidationError, match=exactly("two headcounts for 31 March 2011")):
        organisation(headcount=[count, {**count, "on": "2012-03-31"}, {**count, "employees": "481"}])


# Kinds and their details.


def detail(form: str, **more: object) -> Detail:
    over = {"set": "union", "number": "max", "yes-no": "max", "text": "latest"}[form]
    return Detail.model_validate({"name": "d", "meaning": "m", "type": form, "over": over, **more})


def kind(**more: object) -> EvidenceKind:
    return EvidenceKind.model_validate({"name": "k", "meaning": "m", "basis": "known", **more})


NUMBER = detail("number", low="-1.5", high="10")
TEXT = detail("text", values=["short", "long"])
SET = detail("set", values=["ward", "borough"])
YES_NO = detail("yes-no")


@pytest.mark.parametrize(
    ("form", "value", "read"),
    [
        pytest.param(NUMBER, "-1.5", Decimal("-1.5"), id="number at its least"),
        pytest.param(NUMBER, "10", Decimal(10), id="number at its greatest"),
        pytest.param(NUMBER, 3, Decimal(3), id="number from JSON or Python"),
        pytest.param(NUMBER, "010", Decimal(10), id="no octal"),
        pytest.param(TEXT, "short", "short", id="text"),
        pytest.param(SET, ["ward", "borough"], frozenset({"ward", "borough"}), id="set"),
        pytest.param(SET, ("ward",), frozenset({"ward"}), id="set from a tuple"),
        pytest.param(SET, frozenset({"ward"}), frozenset({"ward"}), id="set read again"),
        pytest.param(SET, {"ward"}, frozenset({"ward"}), id="set from a set"),
        pytest.param(SET, "ward", frozenset({"ward"}), id="one word for a set"),
        pytest.param(SET, [], frozenset(), id="empty set"),
        pytest.param(SET, ["ward", "ward"], frozenset({"ward"}), id="a word twice"),
        pytest.param(YES_NO, "true", True, id="yes"),
        pytest.param(YES_NO, "false", False, id="no"),
        pytest.param(YES_NO, True, True, id="True"),
        pytest.param(YES_NO, False, False, id="False"),
    ],
)
def test_a_detail_gives_a_value_its_type(form: Detail, value: object, read: object) -> None:
    given = form.read(value)
    assert given == read
    assert type(given) is type(read)
    assert form.read(given) == given


@pytest.mark.parametrize(
    ("form", "value", "message"),
    [
        pytest.param(NUMBER, "-1.6", "-1.6 is outside -1.5 to 10", id="number below its least"),
        pytest.param(NUMBER, "10.1", "10.1 is outside -1.5 to 10", id="number above its greatest"),
        pytest.param(TEXT, "shrt", "`shrt` is not one of its values", id="text not listed"),
        pytest.param(TEXT, ["short"], "one value is needed here, not a list", id="a list for a text"),
        pytest.param(
            TEXT, {"short": "x"}, "one value is needed here, not a group of keys", id="keys for a text"
        ),
        pytest.param(TEXT, True, "`True` is not one of its values", id="a boolean for a text"),
        pytest.param(TEXT, "x" * 61, f"`{'x' * 60}` is not one of its values", id="a long text is cut"),
        pytest.param(SET, ["ward", "x"], "`x` is not one of its values", id="set with a word not listed"),
        pytest.param(SET, None, "`None` is not one of its values", id="nothing for a set"),
        pytest.param(SET, [["ward"]], "one value is needed here, not a list", id="a list in a list"),
        pytest.param(YES_NO, "yes", "`yes` is neither `true` nor `false`", id="yes is no boolean"),
        pytest.param(YES_NO, "no", "`no` is neither `true` nor `false`", id="no is no boolean"),
        pytest.param(YES_NO, "on", "`on` is neither `true` nor `false`", id="on is no boolean"),
        pytest.param(YES_NO, 1, "`1` is neither `true` nor `false`", id="1 is no boolean"),
        pytest.param(YES_NO, 0, "`0` is neither `true` nor `false`", id="0 is no boolean"),
        pytest.param(
            YES_NO, "x" * 41, f"`{'x' * 40}` is neither `true` nor `false`", id="a long word is cut"
        ),
    ],
)
def test_a_value_of_another_type_or_outside_the_domain_is_refused(
    form: Detail, value: object, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        form.read(value)


@pytest.mark.parametrize("value", ["yes", "on", "1:30", True, None, "1e1", ["1"]])
def test_a_number_is_never_made_of_something_else(value: object) -> None:
    with pytest.raises(ValueError, match="is not a number; write it in figures"):
        NUMBER.read(value)


def test_a_word_not_listed_keeps_the_list_for_a_suggestion() -> None:
    with pytest.raises(NotInList) as told:
        TEXT.read("shrt")
    assert (told.value.word, told.value.values) == ("shrt", ("short", "long"))


@pytest.mark.parametrize(
    ("form", "overs"),
    [
        ("set", {"union"}),
        ("number", {"max", "min", "sum", "latest"}),
        ("yes-no", {"max", "min", "latest"}),
        ("text", {"latest"}),
    ],
)
@pytest.mark.parametrize("over", ["union", "max", "min", "sum", "latest"])
def test_how_a_detail_is_put_together_fits_its_type(form: str, overs: set[str], over: str) -> None:
    more: dict[str, object] = {"values": ["a"]} if form in ("set", "text") else {}
    more |= {"low": "0", "high": "1"} if form == "number" else {}
    if over in overs:
        assert detail(form, over=over, **more).over == over
    else:
        with pytest.raises(ValidationError, match=f"`over: {over}` does not fit a {form}; use `"):
            detail(form, over=over, **more)


@pytest.mark.parametrize(
    ("form", "more", "message"),
    [
        ("set", {}, "a set needs its closed list: `values:`"),
        ("text", {}, "a text needs its closed list: `values:`"),
        ("text", {"over": "max", "values": ["a"]}, "`over: max` does not fit a text; use `latest`"),
        ("yes-no", {"over": "sum"}, "`over: sum` does not fit a yes-no; use `max`, `min`, `latest`"),
        ("number", {}, "a number needs its domain: `low:` and `high:`, low first"),
        ("number", {"low": "0"}, "a number needs its domain: `low:` and `high:`, low first"),
        ("number", {"high": "0"}, "a number needs its domain: `low:` and `high:`, low first"),
        ("number", {"low": "1", "high": "0"}, "a number needs its domain: `low:` and `high:`, low first"),
        (
            "number",
            {"low": "-0.1", "high": "1", "over": "sum"},
            "a sum needs numbers that are never below zero: `low: 0`",
        ),
        ("yes-no", {"low": "0"}, "`low:`, `high:` and `unit:` are for numbers"),
        ("yes-no", {"high": "0"}, "`low:`, `high:` and `unit:` are for numbers"),
        ("set", {"values": ["a"], "unit": "people"}, "`low:`, `high:` and `unit:` are for numbers"),
        ("yes-no", {"values": ["a"]}, "`values:` is for a text or a set"),
        ("number", {"low": "0", "high": "1", "values": ["a"]}, "`values:` is for a text or a set"),
    ],
)
def test_a_detail_that_does_not_hold_together_is_refused(
    form: str, more: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=exactly(message)):
        detail(form, **more)


def test_the_ends_of_a_domain_may_meet_and_a_sum_may_begin_at_zero() -> None:
    assert detail("number", low="1", high="1").read("1") == 1
    assert detail("number", low="0", high="1", over="sum").low == 0
    assert detail("number", low="-1", high="1", over="min").low == -1


@pytest.mark.parametrize("name", sorted(RESERVED_FACTS))
def test_no_detail_or_item_test_is_called_like_a_fact_of_every_kind(name: str) -> None:
    message = f"`{name}` is a fact of every kind; give the detail another name"
    with pytest.raises(ValidationError, match=exactly(message)):
        kind(details=[{"name": name, "meaning": "m", "type": "yes-no", "over": "max"}])
    with pytest.raises(ValidationError, match=exactly(message)):
        kind(item_tests={name: "strength >= 1"})


def test_details_and_item_tests_of_a_kind_have_different_names() -> None:
    one = {"name": "d", "meaning": "m", "type": "yes-no", "over": "max"}
    message = "`d` is the name of two details or item tests of `k`"
    with pytest.raises(ValidationError, match=exactly(message)):
        kind(details=[one, one])
    with pytest.raises(ValidationError, match=exactly(message)):
        kind(details=[one], item_tests={"d": "published"})
    other = kind(details=[one], item_tests={"e": "published"})
    assert other.detail("d") is other.details[0]
    assert other.detail("e") is None


@pytest.mark.parametrize(
    ("own_term", "shelf_life", "valid_until", "last"),
    [
        pytest.param("false", None, None, "9999-12-31", id="good for good"),
        pytest.param("false", "12 months", None, "2012-02-28", id="shelf life"),
        pytest.param("false", "12 months", "2011-06-30", "2011-06-30", id="shortened"),
        pytest.param("false", "12 months", "2012-02-28", "2012-02-28", id="the same"),
        pytest.param("false", "12 months", "2012-02-29", "2012-02-28", id="not lengthened by a day"),
        pytest.param("false", None, "2015-01-01", "2015-01-01", id="shortened from for good"),
        pytest.param("true", "12 months", None, "2012-02-28", id="own term not used"),
        pytest.param("true", "12 months", "2011-06-30", "2011-06-30", id="own term shortens"),
        pytest.param("true", "12 months", "2012-02-29", "2012-02-29", id="own term lengthens by a day"),
        pytest.param("true", None, "2015-01-01", "2015-01-01", id="own term of what does not lapse"),
    ],
)
def test_valid_until_shortens_the_shelf_life_and_lengthens_it_only_for_kinds_of_own_term(
    own_term: str, shelf_life: str | None, valid_until: str | None, last: str
) -> None:
    until = dt.date.fromisoformat(valid_until) if valid_until else None
    good = kind(own_term=own_term, shelf_life=shelf_life).last_good_day(dt.date(2011, 2, 28), until)
    assert good.isoformat() == last


def test_own_term_is_off_unless_the_kind_says_so() -> None:
    assert kind().own_term is False


def test_strengths_are_ranked_weakest_first() -> None:
    assert [(str(s), s.rank) for s in Strength] == [
        ("assertion", 1),
        ("document", 2),
        ("published", 3),
        ("independently-checked", 4),
    ]


# Evidence.


def test_an_item_without_a_date_needs_the_day_it_was_put_on_file() -> None:
    assert evidence(dated=None, recorded_on="2011-08-31").dated is None
    assert evidence(recorded_on=None).recorded_on is None
    message = "without `dated:` the day it was put on file is needed: `recorded_on:`"
    with pytest.raises(ValidationError, match=exactly(message)):
        evidence(dated=None)


def test_an_item_does_not_supersede_itself() -> None:
    with pytest.raises(ValidationError, match=exactly("`E-01` supersedes itself")):
        evidence(supersedes=["E-00", "E-01"])


@pytest.mark.parametrize(
    ("dated", "until", "fits"),
    [
        ("2011-08-31", "2011-08-31", True),
        ("2011-08-31", "2011-08-30", True),
        ("2011-08-31", "2011-08-29", False),
        ("2011-08", "2011-07", True),
        ("2011-08", "2011-07-30", False),
        ("2011", "2010", True),
        ("2011", "2009", False),
        (None, "2001-01-01", True),
    ],
)
def test_an_item_is_not_over_more_than_a_day_before_it_begins(
    dated: str | None, until: str, fits: bool
) -> None:
    more = {"dated": dated, "valid_until": until, "recorded_on": "2012-01-01"}
    if fits:
        assert evidence(**more).valid_until
    else:
        with pytest.raises(ValidationError, match=exactly(f"valid until {until}, before its date {dated}")):
            evidence(**more)


def test_whom_an_item_covers_is_blank_or_nobody_and_never_the_same_twice() -> None:
    assert evidence().characteristics is None
    assert evidence(characteristics=[]).characteristics == ()
    with pytest.raises(ValidationError, match="named twice: `age`"):
        evidence(characteristics=["age", "age"])
    with pytest.raises(ValidationError):
        evidence(characteristics=["gender"])
