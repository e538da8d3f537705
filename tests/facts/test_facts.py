"""Every fact from the items of its kind: exact where they are, right however the unknown turns out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from psed.facts import ITEM_FACTS, KIND_FACTS, Facts, change_days, item_catalogue, kind_catalogue
from psed.facts.catalogue import organisation_facts
from psed.facts.deriving import NO_CURRENT, NOT_EXACT, NOTHING, unlimited, worst
from psed.facts.items import ALL_AIMS, ALL_CHARACTERISTICS, EVER
from psed.language.types import FactKind, FactType, Moves
from psed.language.values import Between, Granted, Known, Options, Range
from psed.model.dates import DAY, PartialDate
from psed.model.evidence import RESERVED_FACTS, Detail, EvidenceKind
from psed.model.outcome import Reason

from .making import RELEVANT, body, day, detail, dossier, facts_of, item, kind, lexicon_of, none_held, undated

AS_AT = "2011-06-01"
OLD = "2009-01-01"
"""The date of an item that has lapsed."""


def exact(number: int | str) -> Range:
    return Range(Decimal(number), Decimal(number))


def words(*some: str) -> Between:
    return Between(frozenset(some), frozenset(some))


def fact(name: str, *evidence: dict[str, Any], as_at: str = AS_AT, of: EvidenceKind | None = None) -> Known:
    return facts_of(dossier(*evidence), as_at, of or kind())(f"k.{name}")


# The facts of every kind.

GOOD = item("a", characteristics=["age"], aims=["foster"], strength="document", published_on="2011-04-01")
OTHER = item("b", dated="2011-05-01", characteristics=["age", "race"], aims=["advance"], strength="assertion")
LAPSED = item(
    "c",
    dated=OLD,
    characteristics=["sex"],
    aims=["eliminate"],
    strength="independently-checked",
    published=False,
)
COMING = item(
    "d", dated="2011-06-02", characteristics=["disability"], strength="independently-checked", published=False
)
OPEN = item("e", dated="2011-06", characteristics=["sex"], aims=["eliminate"], strength="document")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("held", Range(3, 3)),
        ("latest_on", Range(day("2011-05-01"), day("2011-05-01"))),
        ("current", Range(2, 2)),
        ("published", Range(1, 1)),
        ("characteristics", words("age", "race")),
        ("characteristics_count", Range(2, 2)),
        ("covers_relevant", Range(False, False)),
        ("aims", words("advance", "foster")),
        ("strength", Range(3, 3)),
    ],
)
def test_a_fact_goes_by_current_items_and_what_is_held_by_those_that_are_there(
    name: str, known: Known
) -> None:
    assert fact(name, GOOD, OTHER, LAPSED, COMING) == known


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("held", Range(2, 3, NOT_EXACT)),
        ("latest_on", Range(day("2011-05-01"), day(AS_AT), NOT_EXACT)),
        ("current", Range(2, 3, NOT_EXACT)),
        ("published", Range(1, 1)),
        (
            "characteristics",
            Between(frozenset({"age", "race"}), frozenset({"age", "race", "sex"}), NOT_EXACT),
        ),
        ("characteristics_count", Range(2, 3, NOT_EXACT)),
        ("covers_relevant", Range(False, True, NOT_EXACT)),
        ("aims", Between(frozenset({"advance", "foster"}), ALL_AIMS, NOT_EXACT)),
        ("strength", Range(3, 3)),
    ],
)
def test_an_item_that_may_be_current_opens_a_fact_only_as_far_as_it_could_matter(
    name: str, known: Known
) -> None:
    assert fact(name, GOOD, OTHER, OPEN) == known


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("held", Range(0, 0)),
        ("latest_on", Range(EVER, EVER)),
        ("current", Range(0, 0)),
        ("published", Range(0, 0)),
        ("characteristics", words()),
        ("characteristics_count", Range(0, 0)),
        ("covers_relevant", Range(False, False)),
        ("aims", words()),
        ("strength", Range(0, 0)),
    ],
)
def test_where_nothing_is_there_yet_every_fact_is_the_least_it_can_be(name: str, known: Known) -> None:
    assert fact(name, COMING) == known
    held = dossier(none_held=[none_held(AS_AT)])
    assert facts_of(held, AS_AT)(f"k.{name}") == known


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("held", Range(Decimal(0), None, NOTHING)),
        ("latest_on", Range(EVER, dt.date.max, NOTHING)),
        ("current", Range(Decimal(0), None, NOTHING)),
        ("published", Range(Decimal(0), None, NOTHING)),
        ("characteristics", Between(frozenset(), ALL_CHARACTERISTICS, NOTHING)),
        ("characteristics_count", Range(Decimal(0), Decimal(9), NOTHING)),
        ("covers_relevant", Range(False, True, NOTHING)),
        ("aims", Between(frozenset(), ALL_AIMS, NOTHING)),
        ("strength", Range(Decimal(0), Decimal(4), NOTHING)),
    ],
)
def test_of_a_kind_that_is_not_on_file_nothing_is_known(name: str, known: Known) -> None:
    assert fact(name) == known
    assert fact(name, item(kind="k", dated=OLD)) != known


def test_looking_in_vain_counts_from_its_day_on() -> None:
    held = dossier(none_held=[none_held(AS_AT)])
    assert facts_of(held, "2011-05-31")("k.current") == Range(Decimal(0), None, NOTHING)
    assert facts_of(held, AS_AT)("k.current") == Range(0, 0)
    assert facts_of(held, "2031-05-31")("k.current") == Range(0, 0)


@pytest.mark.parametrize(
    ("relevant", "sure", "possible", "known"),
    [
        (["age", "race", "sex"], None, None, Range(True, True)),
        (["age", "race"], None, None, Range(False, False)),
        (["age", "race", "sex", "disability"], None, None, Range(True, True)),
    ],
)
def test_the_relevant_characteristics_are_covered_when_all_of_them_are(
    relevant: list[str], sure: None, possible: None, known: Range
) -> None:
    assert frozenset({"age", "race", "sex"}) == RELEVANT
    assert fact("covers_relevant", item(characteristics=relevant)) == known
    pooled = [item(name, characteristics=[word]) for name, word in zip("abcd", relevant, strict=False)]
    assert fact("covers_relevant", *pooled) == known


def test_an_item_that_does_not_say_whom_it_covers_may_cover_anybody() -> None:
    held = [item("a", characteristics=["age"]), item("b")]
    assert fact("characteristics", *held) == Between(frozenset({"age"}), ALL_CHARACTERISTICS, "not given")
    assert fact("characteristics_count", *held) == Range(1, 9, "not given")
    assert fact("covers_relevant", *held) == Range(False, True, "not given")
    assert fact("aims", *held) == Between(frozenset(), ALL_AIMS, "not given")


def test_the_strongest_current_item_counts() -> None:
    weak, strong, blank = (
        item("a", strength="assertion"),
        item("b", strength="independently-checked"),
        item("c"),
    )
    assert fact("strength", weak) == Range(1, 1)
    assert fact("strength", weak, strong) == Range(4, 4)
    assert fact("strength", weak, blank) == Range(1, 4, "not given")
    assert fact("strength", blank, strong) == Range(4, 4)
    assert fact("strength", {**strong, "dated": "2011-06"}) == Range(0, 4, NOT_EXACT)
    assert fact("strength", {**weak, "dated": "2011-06"}, item("b", strength="document")) == Range(2, 2)


def test_the_newest_date_lies_between_the_surest_and_the_latest_it_can_be_but_not_after_the_day() -> None:
    assert fact("latest_on", item(dated="2011-03"), as_at="2011-03-15") == Range(
        EVER, day("2011-03-15"), NOT_EXACT
    )
    assert fact("latest_on", item(dated="2011-03"), as_at="2011-03-31") == Range(
        day("2011-03-01"), day("2011-03-31"), NOT_EXACT
    )
    assert fact("latest_on", item(dated="2011-03"), as_at="2011-02-28") == Range(EVER, EVER)
    both = [item("a", dated="2011-03"), item("b", dated="2011-03-31")]
    assert fact("latest_on", *both) == Range(day("2011-03-31"), day("2011-03-31"))
    assert fact("latest_on", undated(recorded_on="2011-03-31")) == Range(EVER, day("2011-03-31"), NOT_EXACT)
    assert fact("latest_on", item(dated=OLD)) == Range(day(OLD), day(OLD))


def test_published_counts_current_items_only() -> None:
    gone = item("a", dated=OLD, published_on=OLD)
    soon = item("b", published_on="2011-06-02")
    perhaps = item("c", published_on="2011-06")
    here = item("d", published_on=AS_AT)
    assert fact("published", gone, soon) == Range(0, 0)
    assert fact("published", gone, soon, here) == Range(1, 1)
    assert fact("published", soon, perhaps, here) == Range(1, 2, NOT_EXACT)
    assert fact("published", {**perhaps, "dated": "2011-06"}) == Range(0, 1, NOT_EXACT)


# Item tests.

TESTED = kind(
    details=[detail("areas", "set", "union"), detail("open", "yes-no", "max")],
    item_tests={"mapped": '"ward" in areas and characteristics_count >= 2', "told": "published or open"},
)


@pytest.mark.parametrize(
    ("evidence", "known"),
    [
        ([item("a", characteristics=["age", "sex"], detail={"areas": ["ward"]})], Range(1, 1)),
        ([item("a", characteristics=["age"], detail={"areas": ["ward"]})], Range(0, 0)),
        ([item("a", characteristics=["age", "sex"], detail={"areas": ["place"]})], Range(0, 0)),
        ([item("a", detail={"areas": ["ward"]})], Range(0, 1, NOT_EXACT)),
        ([item("a", characteristics=["age", "sex"])], Range(0, 1, NOT_EXACT)),
        ([item("a", dated=OLD, characteristics=["age", "sex"], detail={"areas": ["ward"]})], Range(0, 0)),
        (
            [item("a", dated="2011-06", characteristics=["age", "sex"], detail={"areas": ["ward"]})],
            Range(0, 1, NOT_EXACT),
        ),
        (
            [
                item("a", characteristics=["age", "sex"], detail={"areas": ["place"]}),
                item("b", characteristics=["age"], detail={"areas": ["ward"]}),
            ],
            Range(0, 0),
        ),
        (
            [item(name, characteristics=["age", "sex"], detail={"areas": ["ward"]}) for name in "abc"],
            Range(3, 3),
        ),
    ],
)
def test_an_item_test_counts_items_that_pass_each_by_itself(
    evidence: list[dict[str, Any]], known: Range
) -> None:
    assert fact("mapped", *evidence, of=TESTED) == known


def test_an_item_test_reads_publication_and_details() -> None:
    assert fact("told", item(published_on=AS_AT), of=TESTED) == Range(1, 1)
    assert fact("told", item(published_on="2011-06-02", detail={"open": "false"}), of=TESTED) == Range(0, 0)
    assert fact("told", item(published_on="2011-06-02", detail={"open": "true"}), of=TESTED) == Range(1, 1)
    assert fact("told", item(published_on="2011-06", detail={"open": "false"}), of=TESTED) == Range(
        0, 1, NOT_EXACT
    )


@pytest.mark.parametrize(
    ("text", "more", "count"),
    [
        ("strength >= strength.published", {"strength": "published"}, 1),
        ("strength >= strength.published", {"strength": "document"}, 0),
        ("covers_relevant", {"characteristics": ["age", "race", "sex"]}, 1),
        ("covers_relevant", {"characteristics": ["age", "race"]}, 0),
        ('"foster" in aims', {"aims": ["foster"]}, 1),
        ('"foster" in aims', {"aims": []}, 0),
        ('"age" in characteristics', {"characteristics": ["age"]}, 1),
        ('"age" in characteristics', {"characteristics": ["sex"]}, 0),
        ("characteristics_count == 2", {"characteristics": ["age", "sex"]}, 1),
        ("characteristics_count == 2", {"characteristics": ["age"]}, 0),
    ],
)
def test_every_fact_of_an_item_can_be_tested(text: str, more: dict[str, Any], count: int) -> None:
    assert fact("t", item(**more), of=kind(item_tests={"t": text})) == Range(count, count)


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_each_item_is_tested_by_each_test_for_itself(order: str) -> None:
    of = kind(
        item_tests={"foster": '"foster" in aims', "advance": '"advance" in aims', "any": "strength >= 1"}
    )
    aims = {"a": ["foster"], "b": ["advance", "eliminate"]}
    facts = facts_of(dossier(*(item(name, aims=aims[name]) for name in order), item("c", aims=[])), AS_AT, of)
    assert [facts(f"k.{name}") for name in ("foster", "advance", "any")] == [
        Range(1, 1),
        Range(1, 1),
        Range(3, 3),
    ]
    one, other, last = facts.of_kind("k")
    assert [facts.passes(each, "foster") for each in (one, other, last)] == [True, False, False]
    assert [facts.passes(each, "advance") for each in (one, other, last)] == [False, True, False]


# Details over items.

Make = Callable[..., dict[str, Any]]


def said(name: str, value: object, dated: str = "2011-03-31") -> dict[str, Any]:
    return item(name, dated=dated, detail={} if value is None else {"d": value})


def known_of(form: dict[str, Any], *evidence: dict[str, Any], as_at: str = AS_AT) -> Known:
    return fact("d", *evidence, as_at=as_at, of=kind(details=[form]))


def number(over: str, better: str = "higher") -> dict[str, Any]:
    return detail("d", "number", over, better=better)


def yes_no(over: str, better: str = "higher") -> dict[str, Any]:
    return detail("d", "yes-no", over, better=better)


@pytest.mark.parametrize(
    ("over", "total"),
    [("max", "7"), ("min", "3"), ("sum", "15"), ("latest", "5")],
    ids=["max", "min", "sum", "latest"],
)
@pytest.mark.parametrize("better", ["higher", "lower", "none"])
def test_a_number_is_put_together_over_current_items(over: str, total: str, better: str) -> None:
    held = [
        said("a", "3"),
        said("b", "7"),
        said("c", "5", "2011-05-01"),
        said("d", "9", OLD),
        said("e", "9", "2011-06-02"),
    ]
    assert known_of(number(over, better), *held) == exact(total)


@pytest.mark.parametrize(("over", "truth"), [("max", True), ("min", False), ("latest", False)])
@pytest.mark.parametrize("better", ["higher", "lower", "none"])
def test_a_yes_or_no_is_put_together_over_current_items(over: str, truth: bool, better: str) -> None:
    held = [said("a", "true"), said("b", "false", "2011-05-01")]
    assert known_of(yes_no(over, better), *held) == Range(truth, truth)


def test_sets_are_united_and_of_texts_the_latest_counts() -> None:
    assert known_of(detail("d", "set", "union"), said("a", ["ward"]), said("b", ["place"])) == words(
        "ward", "place"
    )
    text = detail("d", "text", "latest")
    assert known_of(text, said("a", "ward"), said("b", "place", "2011-05-01")) == Options(
        frozenset({"place"})
    )


@pytest.mark.parametrize(
    ("form", "known"),
    [
        pytest.param(number("max"), exact(0), id="number, higher"),
        pytest.param(number("min"), exact(0), id="number, higher, min"),
        pytest.param(number("sum"), exact(0), id="number, higher, sum"),
        pytest.param(number("latest"), exact(0), id="number, higher, latest"),
        pytest.param(number("max", "lower"), exact(10), id="number, lower"),
        pytest.param(number("latest", "lower"), exact(10), id="number, lower, latest"),
        pytest.param(number("max", "none"), Range(Decimal(0), Decimal(10), NO_CURRENT), id="number, none"),
        pytest.param(yes_no("max"), Range(False, False), id="yes-no, higher"),
        pytest.param(yes_no("min", "lower"), Range(True, True), id="yes-no, lower"),
        pytest.param(yes_no("latest", "none"), Range(False, True, NO_CURRENT), id="yes-no, none"),
        pytest.param(detail("d", "set", "union"), words(), id="set"),
        pytest.param(detail("d", "set", "union", better="lower"), words(), id="set, lower"),
        pytest.param(detail("d", "set", "union", better="none"), words(), id="set, none"),
        pytest.param(
            detail("d", "text", "latest"),
            Options(frozenset({"borough", "place", "ward"}), NO_CURRENT),
            id="text",
        ),
    ],
)
def test_where_no_item_is_current_a_detail_is_the_worst_it_can_be(form: dict[str, Any], known: Known) -> None:
    value = {"number": "5", "yes-no": "true", "set": ["ward"], "text": "ward"}[form["type"]]
    assert known_of(form, said("a", value, OLD)) == known
    assert known_of(form, said("a", value, "2011-06-02")) == known
    assert worst(Detail.model_validate(form)) == known


@pytest.mark.parametrize(
    ("form", "sure", "doubtful", "known"),
    [
        pytest.param(
            number("max"), ["3"], ["7"], Range(Decimal(3), Decimal(7), NOT_EXACT), id="max may rise"
        ),
        pytest.param(number("max"), ["7"], ["3"], exact(7), id="max does not fall"),
        pytest.param(number("max"), [], ["7"], Range(Decimal(0), Decimal(7), NOT_EXACT), id="max or nothing"),
        pytest.param(
            number("max", "lower"),
            [],
            ["7"],
            Range(Decimal(7), Decimal(10), NOT_EXACT),
            id="max or the worst",
        ),
        pytest.param(
            number("max", "none"), [], ["7"], Range(Decimal(0), Decimal(10), NOT_EXACT), id="max or anything"
        ),
        pytest.param(
            number("max"), ["3"], [None], Range(Decimal(3), Decimal(10), "not given"), id="max of no figure"
        ),
        pytest.param(number("max"), ["10"], [None], exact(10), id="max at its greatest"),
        pytest.param(number("min"), ["3"], ["7"], exact(3), id="min does not rise"),
        pytest.param(
            number("min"), ["7"], ["3"], Range(Decimal(3), Decimal(7), NOT_EXACT), id="min may fall"
        ),
        pytest.param(number("min"), [], ["7"], Range(Decimal(0), Decimal(7), NOT_EXACT), id="min or nothing"),
        pytest.param(
            number("min", "lower"),
            [],
            ["7"],
            Range(Decimal(7), Decimal(10), NOT_EXACT),
            id="min or the worst",
        ),
        pytest.param(
            number("min"),
            [],
            ["4", "7"],
            Range(Decimal(0), Decimal(7), NOT_EXACT),
            id="min of two doubtful ones",
        ),
        pytest.param(
            number("max", "lower"),
            [],
            ["4", "7"],
            Range(Decimal(4), Decimal(10), NOT_EXACT),
            id="max of two doubtful",
        ),
        pytest.param(
            number("sum"), ["3"], ["7"], Range(Decimal(3), Decimal(10), NOT_EXACT), id="sum may rise"
        ),
        pytest.param(
            number("sum"), [], ["3", "4"], Range(Decimal(0), Decimal(7), NOT_EXACT), id="sum or nothing"
        ),
        pytest.param(number("sum"), ["3"], ["0"], exact(3), id="sum with nought"),
        pytest.param(
            number("sum"), ["3"], [None], Range(Decimal(3), Decimal(13), "not given"), id="sum of no figure"
        ),
        pytest.param(
            number("sum", "lower"), ["3"], ["4"], Range(Decimal(3), Decimal(7), NOT_EXACT), id="sum, lower"
        ),
        pytest.param(
            number("sum", "lower"),
            [],
            ["3", "4"],
            Range(Decimal(3), Decimal(10), NOT_EXACT),
            id="sum or the worst",
        ),
        pytest.param(
            number("sum", "lower"),
            [],
            [None],
            Range(Decimal(0), Decimal(10), "not given"),
            id="no figure or the worst",
        ),
        pytest.param(
            number("sum", "none"), [], ["3"], Range(Decimal(0), Decimal(10), NOT_EXACT), id="sum or anything"
        ),
        pytest.param(yes_no("max"), ["false"], ["true"], Range(False, True, NOT_EXACT), id="any may be"),
        pytest.param(yes_no("max"), ["true"], ["false"], Range(True, True), id="any is already"),
        pytest.param(yes_no("min"), ["true"], ["false"], Range(False, True, NOT_EXACT), id="all may not be"),
        pytest.param(yes_no("min"), ["false"], ["true"], Range(False, False), id="all are not already"),
        pytest.param(yes_no("max"), [], ["true"], Range(False, True, NOT_EXACT), id="any or nothing"),
        pytest.param(
            yes_no("max", "lower"), [], ["true"], Range(True, True), id="yes or the worst, which is yes"
        ),
        pytest.param(
            detail("d", "set", "union"),
            [["ward"]],
            [["place"]],
            Between(frozenset({"ward"}), frozenset({"ward", "place"}), NOT_EXACT),
            id="set may grow",
        ),
        pytest.param(
            detail("d", "set", "union"), [["ward"]], [["ward"]], words("ward"), id="set does not shrink"
        ),
        pytest.param(
            detail("d", "set", "union"),
            [["ward"]],
            [None],
            Between(frozenset({"ward"}), frozenset({"borough", "place", "ward"}), "not given"),
            id="set not given",
        ),
    ],
)
def test_a_doubtful_item_counts_both_ways(
    form: dict[str, Any], sure: list[object], doubtful: list[object], known: Known
) -> None:
    held = [said(f"a{n}", value) for n, value in enumerate(sure)]
    held += [said(f"b{n}", value, "2011-06") for n, value in enumerate(doubtful)]
    assert known_of(form, *held) == known


@pytest.mark.parametrize(
    ("form", "values", "known"),
    [
        pytest.param(number("max"), ["3", None], Range(Decimal(3), Decimal(10), "not given"), id="max"),
        pytest.param(number("min"), ["3", None], Range(Decimal(0), Decimal(3), "not given"), id="min"),
        pytest.param(number("sum"), ["3", None], Range(Decimal(3), Decimal(13), "not given"), id="sum"),
        pytest.param(yes_no("max"), ["true", None], Range(True, True), id="yes-no"),
        pytest.param(yes_no("max"), ["false", None], Range(False, True, "not given"), id="yes-no open"),
        pytest.param(
            detail("d", "set", "union"),
            [["ward"], None],
            Between(frozenset({"ward"}), frozenset({"borough", "place", "ward"}), "not given"),
            id="set",
        ),
    ],
)
def test_a_detail_that_is_not_given_may_be_anything(
    form: dict[str, Any], values: list[object], known: Known
) -> None:
    assert known_of(form, *[said(f"a{n}", value) for n, value in enumerate(values)]) == known


TEXT = detail("d", "text", "latest")


@pytest.mark.parametrize(
    ("form", "evidence", "known"),
    [
        pytest.param(
            number("latest"),
            [said("a", "3"), said("b", "7")],
            exact(3),
            id="a tie: the worse, higher is better",
        ),
        pytest.param(
            number("latest", "lower"),
            [said("a", "3"), said("b", "7")],
            exact(7),
            id="a tie: the worse, lower is better",
        ),
        pytest.param(
            number("latest", "none"),
            [said("a", "3"), said("b", "7")],
            Range(Decimal(3), Decimal(7), NOT_EXACT),
            id="a tie: open, where neither is better",
        ),
        pytest.param(
            number("latest", "none"), [said("a", "3"), said("b", "3")], exact(3), id="a tie of equals"
        ),
        pytest.param(
            number("latest"),
            [said("a", "3"), said("b", None)],
            Range(Decimal(0), Decimal(3), "not given"),
            id="a tie with no figure, higher is better",
        ),
        pytest.param(
            number("latest", "lower"),
            [said("a", "3"), said("b", None)],
            Range(Decimal(3), Decimal(10), "not given"),
            id="a tie with no figure, lower is better",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9"), said("b", "2", "2011-05-01")],
            exact(2),
            id="the newer, though it is worse",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9"), said("b", "2", "2011-06")],
            Range(Decimal(2), Decimal(9), NOT_EXACT),
            id="the newer may not be there yet",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9", "2011-05-31"), said("b", "2", "2011-04")],
            exact(9),
            id="surely older",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9", "2011-04-30"), said("b", "2", "2011-04")],
            Range(Decimal(2), Decimal(9), NOT_EXACT),
            id="perhaps of one day",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9", "2011-04"), said("b", "2", "2011-04-15")],
            Range(Decimal(2), Decimal(9), NOT_EXACT),
            id="a day within the month of the other",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9", "2011-04"), said("b", "2", "2011-04")],
            Range(Decimal(2), Decimal(9), NOT_EXACT),
            id="both within a month",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9", "2011-05-01"), said("b", "2", "2011-04-30"), said("c", "0", "2011-04")],
            exact(9),
            id="only contenders count",
        ),
        pytest.param(
            number("latest"),
            [said("a", "9", "2011-06")],
            Range(Decimal(0), Decimal(9), NOT_EXACT),
            id="one or the worst",
        ),
        pytest.param(
            number("latest", "lower"),
            [said("a", "9", "2011-06")],
            Range(Decimal(9), Decimal(10), NOT_EXACT),
            id="one or the worst, lower is better",
        ),
        pytest.param(
            yes_no("latest"), [said("a", "true"), said("b", "false")], Range(False, False), id="yes-no tie"
        ),
        pytest.param(
            yes_no("latest", "lower"),
            [said("a", "true"), said("b", "false")],
            Range(True, True),
            id="yes-no tie, lower",
        ),
        pytest.param(
            TEXT,
            [said("a", "ward"), said("b", "place")],
            Options(frozenset({"ward", "place"}), NOT_EXACT),
            id="text tie",
        ),
        pytest.param(
            TEXT,
            [said("a", "ward"), said("b", "ward")],
            Options(frozenset({"ward"})),
            id="text tie of equals",
        ),
        pytest.param(
            TEXT,
            [said("a", "ward"), said("b", None, "2011-05-01")],
            Options(frozenset({"borough", "place", "ward"}), "not given"),
            id="text not given in the newest",
        ),
        pytest.param(
            TEXT,
            [said("a", "ward"), said("b", "place", "2011-06")],
            Options(frozenset({"ward", "place"}), NOT_EXACT),
            id="text, newer perhaps",
        ),
    ],
)
def test_the_newest_current_item_speaks_and_of_two_of_one_day_the_worse(
    form: dict[str, Any], evidence: list[dict[str, Any]], known: Known
) -> None:
    assert known_of(form, *evidence) == known
    assert known_of(form, *evidence[::-1]) == known


def test_what_is_open_says_why() -> None:
    assert known_of(number("max", "none"), said("a", "3", "2011-06")).because == NOT_EXACT  # type: ignore[union-attr]
    assert (NOTHING, NO_CURRENT, NOT_EXACT) == (
        "nothing of this kind is on file",
        "no item of this kind is current",
        "the date of an item is not exact enough",
    )


@pytest.mark.parametrize(
    ("kind_", "more", "known"),
    [
        (FactKind.NUMBER, {"low": Decimal(1), "high": Decimal(2)}, Range(Decimal(1), Decimal(2), "b")),
        (FactKind.NUMBER, {}, Range(None, None, "b")),
        (FactKind.YES_NO, {}, Range(False, True, "b")),
        (FactKind.DATE, {}, Range(EVER, dt.date.max, "b")),
        (FactKind.TEXT, {"values": ("a",)}, Options(frozenset({"a"}), "b")),
        (FactKind.SET, {"values": ("a",)}, Between(frozenset(), frozenset({"a"}), "b")),
    ],
)
def test_a_fact_of_which_nothing_is_known_is_anything_in_its_domain(
    kind_: FactKind, more: dict[str, Any], known: Known
) -> None:
    assert unlimited(FactType("f", kind_, "m", Moves.UP, Moves.UP, **more), "b") == known


def test_a_sum_of_which_nothing_is_known_may_be_more_than_one_item_can_say() -> None:
    known = facts_of(dossier(), AS_AT, kind(details=[number("sum")]))("k.d")
    two = known_of(number("sum"), said("a", "10"), said("b", "10"))
    assert within(two, known)


# The organisation and the day.


def test_the_day_is_a_fact() -> None:
    assert facts_of(dossier(), AS_AT)("as_at") == Range(day(AS_AT), day(AS_AT))


def test_kind_and_nation_are_plain_words() -> None:
    facts = facts_of(dossier(organisation=body(kind="county", nation="wales")), AS_AT)
    assert facts("organisation.kind") == Options(frozenset({"county"}))
    nation = facts("organisation.nation")
    assert nation == Options(frozenset({"wales"}))
    assert isinstance(nation, Options)
    assert {type(word) for word in nation.words} == {str}


def test_employees_are_those_of_the_latest_count_or_any_number() -> None:
    counts = [
        {"on": f"{year}-03-31", "employees": number, "basis": "reported"}
        for year, number in ((2011, 150), (2010, 149))
    ]
    held = dossier(organisation=body(headcount=counts))
    for as_at, known in {
        "2010-03-30": Range(Decimal(0), None, "no headcount on or before this day"),
        "2010-03-31": exact(149),
        "2011-03-30": exact(149),
        "2011-03-31": exact(150),
    }.items():
        assert facts_of(held, as_at)("organisation.employees") == known


def test_a_fact_is_worked_out_once() -> None:
    facts = facts_of(dossier(GOOD), AS_AT)
    assert facts("k.characteristics") is facts("k.characteristics")


def test_only_some_items_can_be_counted_and_the_kind_stays_on_file() -> None:
    held = dossier(GOOD, OTHER)
    for only, count in ((frozenset({"a"}), 1), (frozenset({"a", "b"}), 2), (frozenset(), 0), (None, 2)):
        facts = facts_of(held, AS_AT, only=only)
        assert facts("k.current") == facts("k.held") == Range(count, count)
        assert [i.evidence.id for i in facts.of_kind("k")] == sorted(only if only is not None else {"a", "b"})
    assert facts_of(dossier(), AS_AT, only=frozenset())("k.current") == Range(Decimal(0), None, NOTHING)


# What is granted.


def granted(
    name: str,
    *evidence: dict[str, Any],
    reasons: tuple[Reason, ...],
    of: EvidenceKind | None = None,
    **more: Any,
) -> Known:
    held = dossier(*evidence, **more)
    return facts_of(held, AS_AT, of or kind(), granted=reasons)(f"k.{name}")


@pytest.mark.parametrize("name", sorted(KIND_FACTS))
def test_where_nothing_is_on_file_all_of_it_can_be_granted(name: str) -> None:
    known = granted(name, reasons=(Reason.NOTHING_ON_FILE,))
    assert isinstance(known, Granted)
    assert (known.actual, known.way) == (fact(name), "any")
    assert granted(name, reasons=(Reason.NONE_HELD,)) == fact(name)
    assert granted(name, GOOD, reasons=(Reason.NOTHING_ON_FILE,)) == fact(name, GOOD)


@pytest.mark.parametrize("name", sorted(KIND_FACTS))
def test_where_none_is_held_or_not_yet_it_can_be_granted(name: str) -> None:
    reasons = (Reason.NONE_HELD,)
    for known in (
        granted(name, reasons=reasons, none_held=[none_held(AS_AT)]),
        granted(name, COMING, reasons=reasons),
    ):
        assert known == Granted(fact(name, COMING))
    for evidence in (GOOD, LAPSED, OPEN):
        assert granted(name, evidence, reasons=reasons) == fact(name, evidence)


@pytest.mark.parametrize("name", sorted(set(KIND_FACTS) - {"held", "latest_on"}))
def test_what_has_lapsed_can_be_granted_as_renewed(name: str) -> None:
    renewed = {**LAPSED, "dated": "2011-03-31"}
    assert granted(name, LAPSED, reasons=(Reason.LAPSED,)) == fact(name, renewed)
    perhaps = {**LAPSED, "dated": "2010"}
    assert granted(name, perhaps, reasons=(Reason.LAPSED,)) == fact(name, perhaps)
    assert granted(name, perhaps, reasons=(Reason.LAPSED, Reason.UNDATED)) == fact(name, renewed)
    assert granted(name, COMING, reasons=(Reason.LAPSED,)) == fact(name, COMING)
    assert granted(name, LAPSED, reasons=(Reason.UNDATED,)) == fact(name, LAPSED)


def test_what_is_superseded_is_not_renewed() -> None:
    newer = item("x", dated="2009-06-01", supersedes=["c"], characteristics=["race"])
    assert granted("characteristics", LAPSED, newer, reasons=(Reason.LAPSED,)) == words("race")


@pytest.mark.parametrize("name", sorted(set(KIND_FACTS) - {"latest_on"}))
@pytest.mark.parametrize("dated", ["2011-06", "2010", None])
def test_what_is_not_dated_exactly_can_be_granted_as_there_and_good(name: str, dated: str | None) -> None:
    open_ = {**OPEN, "dated": dated, "recorded_on": AS_AT}
    assert granted(name, open_, reasons=(Reason.UNDATED,)) == fact(name, {**OPEN, "dated": "2011-03-31"})
    assert granted(name, open_, reasons=(Reason.LAPSED,)) == fact(name, open_)


def test_a_publication_that_is_not_dated_exactly_can_be_granted() -> None:
    perhaps = item(published_on="2011-06")
    assert granted("published", perhaps, reasons=(Reason.UNDATED,)) == Range(1, 1)
    assert granted("published", perhaps, reasons=(Reason.LAPSED,)) == Range(0, 1, NOT_EXACT)
    assert granted("published", item(), reasons=(Reason.UNDATED,)) == Range(0, 0)


def test_publication_can_be_granted_but_makes_an_item_no_stronger() -> None:
    reasons = (Reason.NOT_PUBLISHED,)
    assert granted("published", item(), reasons=reasons) == Range(1, 1)
    assert granted("published", item(published_on="2011-06"), reasons=reasons) == Range(1, 1)
    assert granted("published", LAPSED, reasons=reasons) == Range(0, 0)
    assert granted("published", {**GOOD, "dated": "2011-06"}, reasons=reasons) == Range(0, 1, NOT_EXACT)
    assert granted("strength", item(strength="assertion"), reasons=reasons) == Range(1, 1)
    assert granted("strength", item(), reasons=reasons) == Range(1, 4, "not given")


def test_strength_can_be_granted_as_enough_or_as_given() -> None:
    weak, blank = item(strength="assertion"), item()
    assert granted("strength", weak, reasons=(Reason.TOO_WEAK,)) == Granted(Range(1, 1))
    assert granted("strength", weak, reasons=(Reason.FIGURE_MISSING,)) == Range(1, 1)
    assert granted("strength", blank, reasons=(Reason.FIGURE_MISSING,)) == Granted(Range(1, 4, "not given"))
    assert granted("strength", blank, reasons=(Reason.TOO_WEAK,)) == Range(1, 4, "not given")
    assert granted("strength", {**weak, "dated": OLD}, reasons=(Reason.TOO_WEAK,)) == Range(0, 0)
    perhaps = item(strength="assertion", published_on="2011-06")
    assert granted("strength", perhaps, reasons=(Reason.TOO_WEAK,)) == Granted(
        Range(1, 3, "the day of publication is not exact")
    )


@pytest.mark.parametrize("name", ["characteristics", "characteristics_count", "covers_relevant", "aims"])
def test_whom_it_covers_can_be_granted_as_wide_enough_or_as_given(name: str) -> None:
    narrow, blank = item(characteristics=["age"], aims=["foster"]), item()
    assert granted(name, narrow, reasons=(Reason.TOO_NARROW,)) == Granted(fact(name, narrow))
    assert granted(name, narrow, reasons=(Reason.FIGURE_MISSING,)) == fact(name, narrow)
    assert granted(name, blank, reasons=(Reason.FIGURE_MISSING,)) == Granted(fact(name, blank))
    assert granted(name, blank, reasons=(Reason.TOO_NARROW,)) == fact(name, blank)
    assert granted(name, {**narrow, "dated": OLD}, reasons=(Reason.TOO_NARROW,)) == fact(
        name, {**narrow, "dated": OLD}
    )
    both = [narrow, {**blank, "id": "b"}]
    assert granted(name, *both, reasons=(Reason.TOO_NARROW,)) == Granted(fact(name, *both))


@pytest.mark.parametrize("name", ["current", "published", "held", "t"])
@pytest.mark.parametrize(
    ("reasons", "way"),
    [
        ((Reason.TOO_FEW,), "up"),
        ((Reason.TOO_MANY,), "down"),
        ((Reason.TOO_FEW, Reason.TOO_MANY), "any"),
        ((Reason.TOO_FEW, Reason.LAPSED), "up"),
    ],
)
def test_a_count_can_be_granted_up_or_down_where_there_is_one_at_least(
    name: str, reasons: tuple[Reason, ...], way: str
) -> None:
    of = kind(item_tests={"t": '"foster" in aims'})
    assert granted(name, GOOD, reasons=reasons, of=of) == Granted(Range(1, 1), way)
    assert granted(name, COMING, reasons=reasons, of=of) == Range(0, 0)
    assert granted(name, {**GOOD, "dated": "2011-06"}, reasons=reasons[:1], of=of) == Range(0, 1, NOT_EXACT)
    assert granted(name, GOOD, reasons=(Reason.TOO_WEAK,), of=of) == Range(1, 1)


def test_nothing_but_a_count_is_granted_by_few_or_many() -> None:
    for reasons in ((Reason.TOO_FEW,), (Reason.TOO_MANY,)):
        for name in ("characteristics_count", "strength", "latest_on", "covers_relevant"):
            assert granted(name, GOOD, reasons=reasons) == fact(name, GOOD)


@pytest.mark.parametrize(
    ("reasons", "way"),
    [((Reason.LAPSED,), "up"), ((Reason.TOO_LATE,), "down"), ((Reason.LAPSED, Reason.TOO_LATE), "any")],
)
def test_the_newest_date_can_be_granted_as_later_or_as_earlier(reasons: tuple[Reason, ...], way: str) -> None:
    newest = Range(day("2011-03-31"), day("2011-03-31"))
    assert granted("latest_on", GOOD, reasons=reasons) == Granted(newest, way)
    assert granted("latest_on", GOOD, COMING, reasons=reasons) == Granted(newest, way)
    assert granted("latest_on", COMING, reasons=reasons) == Range(EVER, EVER)
    assert granted("latest_on", OPEN, reasons=reasons) == fact("latest_on", OPEN)
    assert granted("latest_on", GOOD, reasons=(Reason.TOO_FEW,)) == newest


def test_the_newest_date_can_be_granted_where_it_is_not_exact() -> None:
    month = item(dated="2011-03")
    known = Range(day("2011-03-01"), day("2011-03-31"), NOT_EXACT)
    assert granted("latest_on", month, reasons=(Reason.UNDATED,)) == Granted(known)
    assert granted("latest_on", month, reasons=(Reason.UNDATED, Reason.LAPSED)) == Granted(known)
    assert granted("latest_on", item(), reasons=(Reason.UNDATED,)) == Range(
        day("2011-03-31"), day("2011-03-31")
    )


@pytest.mark.parametrize("when_short", ["too_narrow", "too_few", "too_weak", "too_late"])
@pytest.mark.parametrize(
    ("form", "value"),
    [
        (number("max"), "3"),
        (number("min"), "3"),
        (number("sum"), "3"),
        (number("latest"), "3"),
        (yes_no("max"), "false"),
        (detail("d", "set", "union"), ["ward"]),
        (TEXT, "ward"),
    ],
    ids=["max", "min", "sum", "latest", "yes-no", "set", "text"],
)
def test_a_detail_can_be_granted_by_its_own_reason_or_as_given(
    form: dict[str, Any], value: object, when_short: str
) -> None:
    of = kind(details=[{**form, "when_short": when_short}])
    known = fact("d", said("a", value), of=of)
    blank = fact("d", said("a", None), of=of)
    for reason in (
        Reason.TOO_NARROW,
        Reason.TOO_FEW,
        Reason.TOO_WEAK,
        Reason.TOO_LATE,
        Reason.FIGURE_MISSING,
    ):
        own = str(reason) == when_short
        assert granted("d", said("a", value), reasons=(reason,), of=of) == (Granted(known) if own else known)
        missing = reason is Reason.FIGURE_MISSING
        assert granted("d", said("a", None), reasons=(reason,), of=of) == (
            Granted(blank) if missing else blank
        )
    own_reason = Reason(when_short)
    assert granted("d", said("a", value, OLD), reasons=(own_reason,), of=of) == fact(
        "d", said("a", value, OLD), of=of
    )
    renewed = granted("d", said("a", value, OLD), reasons=(own_reason, Reason.LAPSED), of=of)
    assert renewed == Granted(known)


def test_an_item_test_grants_what_its_parts_grant() -> None:
    held = item("a", characteristics=["age"], detail={"areas": ["ward"]})
    assert granted("mapped", held, reasons=(Reason.TOO_NARROW,), of=TESTED) == Range(1, 1)
    assert granted("mapped", held, reasons=(Reason.TOO_WEAK,), of=TESTED) == Range(0, 0)
    blank = item("a", characteristics=["age", "sex"])
    assert granted("mapped", blank, reasons=(Reason.FIGURE_MISSING,), of=TESTED) == Range(1, 1)
    assert granted(
        "told", item(detail={"open": "false"}), reasons=(Reason.NOT_PUBLISHED,), of=TESTED
    ) == Range(1, 1)


def test_a_fact_of_one_item_can_be_asked_for() -> None:
    facts = facts_of(dossier(item("a", published_on="2011-06"), item("b", published_on=AS_AT)), AS_AT)
    perhaps, surely = facts.of_kind("k")
    assert facts.of_item(perhaps, "published") == Range(False, True, NOT_EXACT)
    assert facts.of_item(surely, "published") == Range(True, True)


# Catalogues.


def test_every_kind_has_the_same_facts_and_they_are_reserved() -> None:
    assert set(KIND_FACTS) | {"lapsed"} == RESERVED_FACTS
    assert set(ITEM_FACTS) == set(KIND_FACTS) - {"held", "latest_on", "current"}


SHAPES = {
    "held": ("number", "up", "same", 0, 0, None),
    "latest_on": ("date", "up", "same", 0, None, None),
    "current": ("number", "up", "down", 0, 0, None),
    "published": ("number", "up", "down", 0, 0, None),
    "characteristics": ("set", "up", "down", 9, None, None),
    "characteristics_count": ("number", "up", "down", 0, 0, 9),
    "covers_relevant": ("yes-no", "up", "down", 0, None, None),
    "aims": ("set", "up", "down", 3, None, None),
    "strength": ("number", "up", "down", 0, 0, 4),
}


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_fact_of_every_kind_has_its_type_its_domain_and_the_way_it_moves(name: str) -> None:
    told = lexicon_of(kind()).catalogue[f"k.{name}"]
    form, adding, time, values, low, high = SHAPES[name]
    assert (told.kind, told.on_adding, told.on_time) == (form, adding, time)
    assert (len(told.values), told.low, told.high) == (values, low, high)
    assert told.whole is (form == "number")
    assert told.name == f"k.{name}"
    assert told.meaning == KIND_FACTS[name][3]
    assert set(told.values) == {"characteristics": ALL_CHARACTERISTICS, "aims": ALL_AIMS}.get(
        name, frozenset()
    )


@pytest.mark.parametrize(
    ("form", "adding", "time"),
    [
        (number("max"), "up", "down"),
        (number("sum"), "up", "down"),
        (number("min"), "any", "any"),
        (number("latest"), "any", "any"),
        (number("max", "lower"), "any", "any"),
        (number("max", "none"), "any", "any"),
        (detail("d", "set", "union"), "up", "down"),
        (detail("d", "set", "union", better="none"), "any", "any"),
        (TEXT, "any", "any"),
        (yes_no("max"), "up", "down"),
        (yes_no("min"), "any", "any"),
    ],
)
def test_a_detail_moves_one_way_only_where_more_is_better_and_items_add_up(
    form: dict[str, Any], adding: str, time: str
) -> None:
    told = lexicon_of(kind(details=[form])).catalogue["k.d"]
    assert (told.name, told.on_adding, told.on_time) == ("k.d", adding, time)
    bare = item_catalogue(kind(details=[form]))["d"]
    assert (bare.name, bare.kind, bare.values) == ("d", told.kind, told.values)
    number_ = form["type"] == "number"
    assert told.low == (Decimal(0) if number_ else None)
    assert told.high == (Decimal(10) if number_ and form["over"] != "sum" else None)
    assert told.kind == form["type"]
    assert told.values == tuple(form.get("values", ()))
    assert told.meaning == "m"


def test_an_item_test_is_a_count_that_grows() -> None:
    told = lexicon_of(TESTED).catalogue["k.mapped"]
    assert (told.kind, told.on_adding, told.on_time) == (FactKind.NUMBER, Moves.UP, Moves.DOWN)
    assert (told.low, told.high, told.whole) == (Decimal(0), None, True)
    assert told.meaning == "how many current items pass this item test"


def test_a_catalogue_holds_the_facts_of_all_kinds_the_body_and_the_day_and_no_more() -> None:
    two = lexicon_of(TESTED, kind("l"))
    details = {"k.areas", "k.open", "k.mapped", "k.told"}
    plain = {f"{k}.{name}" for k in "kl" for name in KIND_FACTS}
    own = {"as_at", *(f"organisation.{name}" for name in ("kind", "nation", "listed_in", "employees"))}
    assert set(two.catalogue.facts) == details | plain | own
    assert set(kind_catalogue(two.vocabulary, {}).facts) == (details | plain | own) - {"k.mapped", "k.told"}
    assert two.catalogue["organisation.kind"].values == ("county", "district")
    assert two.catalogue["organisation.nation"].values == ("england", "wales", "scotland")
    employees = two.catalogue["organisation.employees"]
    assert (employees.low, employees.high, employees.whole) == (Decimal(0), None, True)
    told = organisation_facts(two.vocabulary)
    assert {name: (str(form.kind), form.meaning) for name, form in told.items()} == {
        "as_at": ("date", "the day of the assessment"),
        "organisation.kind": ("text", "the kind of body"),
        "organisation.nation": ("text", "the nation of the duty"),
        "organisation.listed_in": (
            "set",
            "the lists in the law that, by what is on record, name the body on this day",
        ),
        "organisation.employees": (
            "number",
            "persons employed on the latest day on or before `as_at` for which there is a count",
        ),
    }
    moves = {n: (str(f.on_adding), str(f.on_time)) for n, f in organisation_facts(two.vocabulary).items()}
    assert moves == {
        "as_at": ("same", "up"),
        "organisation.kind": ("same", "same"),
        "organisation.nation": ("same", "same"),
        "organisation.listed_in": ("same", "any"),
        "organisation.employees": ("same", "any"),
    }


def test_a_catalogue_of_one_item_has_bare_names() -> None:
    told = item_catalogue(TESTED)
    assert set(told.facts) == {*ITEM_FACTS, "areas", "open"}
    assert told.where == "The details of `k` are listed in docs/kinds.md"
    assert {name: str(told[name].kind) for name in ITEM_FACTS} == {
        "published": "yes-no",
        "characteristics": "set",
        "characteristics_count": "number",
        "covers_relevant": "yes-no",
        "aims": "set",
        "strength": "number",
    }
    assert {name: told[name].meaning for name in ITEM_FACTS} == {n: m for n, (_, m) in ITEM_FACTS.items()}
    assert (told["published"].on_adding, told["published"].on_time) == (Moves.SAME, Moves.UP)
    assert (told["strength"].on_adding, told["strength"].on_time) == (Moves.SAME, Moves.SAME)
    assert told["strength"].high == 4


# Whatever the unknowns turn out to be.

EVERY_DETAIL = [
    detail("nmax", "number", "max"),
    detail("nmaxl", "number", "max", better="lower"),
    detail("nmaxn", "number", "max", better="none"),
    detail("nmin", "number", "min"),
    detail("nminl", "number", "min", better="lower"),
    detail("nminn", "number", "min", better="none"),
    detail("nsum", "number", "sum"),
    detail("nsuml", "number", "sum", better="lower"),
    detail("nsumn", "number", "sum", better="none"),
    detail("nlast", "number", "latest"),
    detail("nlastl", "number", "latest", better="lower"),
    detail("nlastn", "number", "latest", better="none"),
    detail("ymax", "yes-no", "max"),
    detail("yminl", "yes-no", "min", better="lower"),
    detail("ymaxn", "yes-no", "max", better="none"),
    detail("ylast", "yes-no", "latest"),
    detail("union", "set", "union"),
    detail("text", "text", "latest"),
]
WORDS = ["borough", "place", "ward"]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.sampled_from(["0", "3", "5", "10"]),
    "yes-no": st.sampled_from(["true", "false"]),
    "set": st.lists(st.sampled_from(WORDS), unique=True),
    "text": st.sampled_from(WORDS),
}
TESTS = {
    "wide": '"ward" in union and characteristics_count >= 2',
    "told": "published and strength >= strength.published",
    "deep": "nmax > 3 or covers_relevant or not ymax",
}
WHOLE = kind(details=EVERY_DETAIL, item_tests=TESTS)
OWN = kind(details=EVERY_DETAIL, item_tests=TESTS, own_term="true", shelf_life="3 months")
DATES = st.dates(dt.date(2010, 10, 1), dt.date(2011, 12, 31))
PARTIAL = DATES.map(str) | DATES.map(lambda d: str(d)[:7]) | st.sampled_from(["2010", "2011", "2010/11"])


@st.composite
def drawn_item(draw: st.DrawFn, name: str, older: tuple[str, ...], complete: bool = False) -> dict[str, Any]:
    """An item that may leave anything open, or one that leaves nothing open."""

    def may(given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return given if complete else st.none() | given

    dates = DATES.map(str) if complete else PARTIAL
    made: dict[str, Any] = {
        "dated": draw(dates if complete else st.none() | dates),
        "recorded_on": str(draw(DATES)),
        "published_on": draw(st.none() | dates),
        "published_at": draw(st.sampled_from([None, None, "https://o.example"])),
        "characteristics": draw(may(st.lists(st.sampled_from(["age", "race", "sex"]), unique=True))),
        "aims": draw(may(st.lists(st.sampled_from(["eliminate", "foster"]), unique=True))),
        "strength": draw(
            may(st.sampled_from(["assertion", "document", "published", "independently-checked"]))
        ),
        "supersedes": draw(st.lists(st.sampled_from(older), unique=True)) if older else [],
        "detail": {
            d["name"]: draw(VALUES[d["type"]]) for d in EVERY_DETAIL if complete or draw(st.booleans())
        },
    }
    if made["published_on"] is None:
        made["published_at"] = None
        made["published"] = False if complete else draw(st.sampled_from([None, False]))
    if draw(st.integers(0, 3)) == 0:
        made["valid_until"] = draw(dates)
    return item(name, **made)


def drawn_items(complete: bool = False) -> st.SearchStrategy[list[dict[str, Any]]]:
    @st.composite
    def several(draw: st.DrawFn) -> list[dict[str, Any]]:
        names = "abc"[: draw(st.integers(0, 3))]
        return [draw(drawn_item(name, tuple(names[:n]), complete)) for n, name in enumerate(names)]

    return several()


def settle(draw: Callable[[st.SearchStrategy[Any]], Any], text: str | None, recorded_on: str) -> str:
    """One of the days that a date can be."""
    first, last = EVER, dt.date.fromisoformat(recorded_on)
    if text:
        read = PartialDate.parse(text)
        first, last = read.earliest, read.latest
    near = max(first, last - dt.timedelta(500))
    ends = st.sampled_from([near, last, (near + (last - near) / 2)])
    return str(draw(ends | st.dates(near, last)))


def completed(draw: Callable[[st.SearchStrategy[Any]], Any], made: dict[str, Any]) -> dict[str, Any]:
    """The same item with nothing left open."""
    whole = dict(made)
    whole["dated"] = settle(draw, made["dated"], made["recorded_on"])
    for key in ("published_on", "valid_until"):
        if made.get(key):
            whole[key] = settle(draw, made[key], made["recorded_on"])
    if made["characteristics"] is None:
        whole["characteristics"] = draw(st.lists(st.sampled_from(["age", "race", "sex"]), unique=True))
    if made["aims"] is None:
        whole["aims"] = draw(st.lists(st.sampled_from(["eliminate", "advance", "foster"]), unique=True))
    if made["strength"] is None:
        whole["strength"] = draw(st.sampled_from(["assertion", "published", "independently-checked"]))
    missing = {d["name"]: draw(VALUES[d["type"]]) for d in EVERY_DETAIL if d["name"] not in made["detail"]}
    whole["detail"] = {**made["detail"], **missing}
    return whole


def within(inner: Known, outer: Known) -> bool:
    """Whether all that the one leaves possible the other does."""
    if isinstance(inner, Range) and isinstance(outer, Range):
        below = outer.low is None or (inner.low is not None and outer.low <= inner.low)  # type: ignore[operator]
        above = outer.high is None or (inner.high is not None and inner.high <= outer.high)  # type: ignore[operator]
        return below and above
    if isinstance(inner, Between) and isinstance(outer, Between):
        return outer.sure <= inner.sure and inner.possible <= outer.possible
    assert isinstance(inner, Options)
    assert isinstance(outer, Options)
    return inner.words <= outer.words


def all_known(facts: Facts) -> dict[str, Known]:
    return {name: facts(name) for name in facts.lexicon.catalogue.facts}


@given(drawn_items(), DATES, st.sampled_from([WHOLE, OWN]), st.data())
def test_no_way_of_settling_what_is_open_contradicts_a_fact(
    evidence: list[dict[str, Any]], as_at: dt.date, of: EvidenceKind, data: st.DataObject
) -> None:
    try:
        open_ = dossier(*evidence)
        settled = dossier(*(completed(data.draw, made) for made in evidence))
    except ValidationError:
        assume(False)
        raise
    before, after = all_known(facts_of(open_, as_at, of)), all_known(facts_of(settled, as_at, of))
    assert {
        name: (after[name], known) for name, known in before.items() if not within(after[name], known)
    } == {}


def test_naming_the_days_of_two_items_at_one_address_does_not_contradict_that_there_are_two() -> None:
    month = [item(name, dated="2011-03", published_at="https://o.example") for name in "ab"]
    days = [{**one, "dated": "2011-03-31"} for one in month]
    assert within(fact("held", *days), fact("held", *month))


def test_what_supersedes_one_of_two_that_may_be_the_same_may_supersede_the_other() -> None:
    month = [item(name, dated="2011-03", published_at="https://o.example") for name in "ab"]
    days = [{**one, "dated": "2011-03-31"} for one in month]
    newer = item("c", dated="2011-05-01", supersedes=["b"])
    assert within(fact("current", *days, newer), fact("current", *month, newer))


def test_of_two_that_may_be_the_same_one_may_not_have_superseded_the_other() -> None:
    older = item("a", dated="2011-03", published_at="https://o.example", characteristics=["age"])
    newer = {**older, "id": "b", "supersedes": ["a"], "characteristics": ["race"]}
    settled = [{**one, "dated": "2011-03-31"} for one in (older, newer)]
    assert within(fact("characteristics", *settled), fact("characteristics", older, newer))


@given(drawn_items(complete=True), DATES)
def test_whatever_comes_on_file_contradicts_no_fact_of_a_kind_that_was_not(
    evidence: list[dict[str, Any]], as_at: dt.date
) -> None:
    try:
        held = dossier(*evidence)
    except ValidationError:
        assume(False)
        raise
    before, after = all_known(facts_of(dossier(), as_at, WHOLE)), all_known(facts_of(held, as_at, WHOLE))
    assert {
        name: (after[name], known) for name, known in before.items() if not within(after[name], known)
    } == {}


OPEN_EVEN_SO = {"k.nmaxn", "k.nminn", "k.nsumn", "k.nlastn", "k.ymaxn", "k.text"}
"""Details of which nothing is the worst, so that they stay open where no item is current, or two tie."""


@given(drawn_items(complete=True), DATES)
def test_where_nothing_is_open_every_fact_is_exact(evidence: list[dict[str, Any]], as_at: dt.date) -> None:
    try:
        held = dossier(*evidence, none_held=[none_held("2009-01-01")])
    except ValidationError:
        assume(False)
        raise
    for name, known in all_known(facts_of(held, as_at, WHOLE)).items():
        assert not isinstance(known, Granted)
        assert known.exact or name in OPEN_EVEN_SO or name == "organisation.employees", name
        assert known.because is None or not known.exact


@given(drawn_items(), DATES)
def test_the_order_of_the_file_changes_no_fact(evidence: list[dict[str, Any]], as_at: dt.date) -> None:
    try:
        one, other = dossier(*evidence), dossier(*evidence[::-1])
    except ValidationError:
        assume(False)
        raise
    assert all_known(facts_of(one, as_at, WHOLE)) == all_known(facts_of(other, as_at, WHOLE))


@given(drawn_items(), st.sampled_from([WHOLE, OWN]), st.booleans(), st.booleans())
def test_facts_change_only_on_days_of_change(
    evidence: list[dict[str, Any]], of: EvidenceKind, looked: bool, counted: bool
) -> None:
    none = [none_held("2011-01-15")] if looked else []
    count = [{"on": "2011-02-15", "employees": 5, "basis": "reported"}] if counted else []
    try:
        held = dossier(*evidence, none_held=none, organisation=body(headcount=count))
    except ValidationError:
        assume(False)
        raise
    days = sorted(d for d in change_days(held, {"k": of}) if d > dt.date.min)
    for first, second in pairwise([dt.date.min, *days, dt.date.max]):
        last = second - DAY
        if first >= last:
            continue
        before, after = (all_known(facts_of(held, as_at, of)) for as_at in (first, last))
        moved = {name for name, known in before.items() if known != after[name]}
        assert moved <= {"as_at", "k.latest_on"}
        if "k.latest_on" in moved:
            # Only its upper end moves, and only with the day itself: no named day turns on it.
            one, other = before["k.latest_on"], after["k.latest_on"]
            assert isinstance(one, Range)
            assert isinstance(other, Range)
            assert one.low == other.low
            assert one.high == first


@given(drawn_items(), drawn_item("z", (), complete=True), DATES)
def test_a_fact_moves_as_its_type_says_when_an_item_in_date_is_added(
    evidence: list[dict[str, Any]], more: dict[str, Any], as_at: dt.date
) -> None:
    more = {**more, "dated": str(as_at), "valid_until": None}
    try:
        held, fuller = dossier(*evidence), dossier(*evidence, more)
    except ValidationError:
        assume(False)
        raise
    assume(evidence)
    before, after = facts_of(held, as_at, WHOLE), facts_of(fuller, as_at, WHOLE)
    for name, form in before.lexicon.catalogue.facts.items():
        if form.on_adding is Moves.UP:
            one, other = before(name), after(name)
            if isinstance(one, Between) and isinstance(other, Between):
                assert one.sure <= other.sure
                assert one.possible <= other.possible
            else:
                assert isinstance(one, Range)
                assert isinstance(other, Range)
                assert one.low <= other.low  # type: ignore[operator]
                assert one.high <= other.high  # type: ignore[operator]


@given(drawn_items(), DATES, st.integers(1, 400))
def test_a_fact_moves_as_its_type_says_as_time_passes_without_anything_new(
    evidence: list[dict[str, Any]], as_at: dt.date, days: int
) -> None:
    try:
        held = dossier(*evidence)
    except ValidationError:
        assume(False)
        raise
    later = as_at + dt.timedelta(days)
    for made in held.evidence:
        latest = made.dated.latest if made.dated else made.recorded_on
        assert latest
        shown = made.published_on.latest if made.published_on else latest
        assume(latest <= as_at)
        assume(shown <= as_at)
    assume(evidence)
    before, after = facts_of(held, as_at, WHOLE), facts_of(held, later, WHOLE)
    for name, form in before.lexicon.catalogue.facts.items():
        one, other = before(name), after(name)
        if form.on_time is Moves.SAME:
            assert one == other
        elif form.on_time is Moves.DOWN:
            if isinstance(one, Between) and isinstance(other, Between):
                assert other.sure <= one.sure
                assert other.possible <= one.possible
            else:
                assert isinstance(one, Range)
                assert isinstance(other, Range)
                assert other.low <= one.low  # type: ignore[operator]
                assert other.high <= one.high  # type: ignore[operator]
