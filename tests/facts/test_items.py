"""One item on one day: there or not, good or lapsed, published, superseded, or not decided."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psed.facts.items import (
    ALL_AIMS,
    ALL_CHARACTERISTICS,
    EVER,
    NOT_GIVEN,
    Item,
    Items,
    anything,
    change_days,
    dated_between,
    last_good_between,
    reached,
)
from psed.language.values import Between, Known, Options, Range, Truth
from psed.model.dates import DAY, PartialDate
from psed.model.evidence import Detail, Evidence
from psed.model.outcome import ItemState

from .making import day, detail, dossier, item, items_of, kind, none_held, one, undated

FOR_GOOD = kind(shelf_life=None)
OWN_TERM = kind(own_term="true")
T, F, U = True, False, None


def read(evidence: dict[str, Any]) -> Evidence:
    return Evidence.model_validate(evidence)


@pytest.mark.parametrize(
    ("first", "last", "as_at", "truth"),
    [
        ("2011-03-01", "2011-03-31", "2011-02-28", F),
        ("2011-03-01", "2011-03-31", "2011-03-01", U),
        ("2011-03-01", "2011-03-31", "2011-03-30", U),
        ("2011-03-01", "2011-03-31", "2011-03-31", T),
        ("2011-03-01", "2011-03-01", "2011-02-28", F),
        ("2011-03-01", "2011-03-01", "2011-03-01", T),
    ],
)
def test_a_day_is_reached_surely_from_its_last_and_perhaps_from_its_first(
    first: str, last: str, as_at: str, truth: Truth
) -> None:
    assert reached(day(first), day(last), day(as_at)) is truth


# What an item is on the days around each boundary: exists, past its day, current, lapsed, state.

Row = tuple[str, Truth, Truth, Truth, Truth, ItemState]
CURRENT, LAPSED, NOT_YET, UNDECIDED = (
    ItemState.CURRENT,
    ItemState.LAPSED,
    ItemState.NOT_YET,
    ItemState.UNDECIDED,
)
STATES: dict[str, tuple[dict[str, Any], Any, list[Row]]] = {
    "an exact day": (
        {"dated": "2011-03-31"},
        None,
        [
            ("2011-03-30", F, F, F, F, NOT_YET),
            ("2011-03-31", T, F, T, F, CURRENT),
            ("2012-03-31", T, F, T, F, CURRENT),
            ("2012-04-01", T, T, F, T, LAPSED),
            ("9999-12-31", T, T, F, T, LAPSED),
        ],
    ),
    "a month": (
        {"dated": "2011-03"},
        None,
        [
            ("2011-02-28", F, F, F, F, NOT_YET),
            ("2011-03-01", U, F, U, F, UNDECIDED),
            ("2011-03-30", U, F, U, F, UNDECIDED),
            ("2011-03-31", T, F, T, F, CURRENT),
            ("2012-03-01", T, F, T, F, CURRENT),
            ("2012-03-02", T, U, U, U, UNDECIDED),
            ("2012-03-31", T, U, U, U, UNDECIDED),
            ("2012-04-01", T, T, F, T, LAPSED),
        ],
    ),
    "a financial year, longer than which nothing keeps": (
        {"dated": "2010/11"},
        kind(shelf_life="6 months"),
        [
            ("2010-03-31", F, F, F, F, NOT_YET),
            ("2010-04-01", U, F, U, F, UNDECIDED),
            ("2010-10-01", U, F, U, F, UNDECIDED),
            ("2010-10-02", U, U, U, U, UNDECIDED),
            ("2011-03-31", T, U, U, U, UNDECIDED),
            ("2011-09-30", T, U, U, U, UNDECIDED),
            ("2011-10-01", T, T, F, T, LAPSED),
        ],
    ),
    "a date nobody gave": (
        {"dated": None, "recorded_on": "2011-03-31"},
        None,
        [
            ("0001-01-01", U, F, U, F, UNDECIDED),
            ("2011-03-30", U, U, U, U, UNDECIDED),
            ("2011-03-31", T, U, U, U, UNDECIDED),
            ("2012-03-31", T, U, U, U, UNDECIDED),
            ("2012-04-01", T, T, F, T, LAPSED),
        ],
    ),
    "a date nobody gave, of a kind that does not lapse": (
        {"dated": None, "recorded_on": "2011-03-31"},
        FOR_GOOD,
        [
            ("2011-03-30", U, F, U, F, UNDECIDED),
            ("2011-03-31", T, F, T, F, CURRENT),
            ("9999-12-31", T, F, T, F, CURRENT),
        ],
    ),
    "the day it entered the dossier decides nothing": (
        {"dated": "2011-03-31", "recorded_on": "2015-01-01"},
        None,
        [("2011-03-30", F, F, F, F, NOT_YET), ("2011-03-31", T, F, T, F, CURRENT)],
    ),
    "a kind that does not lapse": (
        {"dated": "2011-03-31"},
        FOR_GOOD,
        [("2011-03-30", F, F, F, F, NOT_YET), ("9999-12-31", T, F, T, F, CURRENT)],
    ),
    "a shorter life of its own": (
        {"dated": "2011-03-31", "valid_until": "2011-06-30"},
        None,
        [("2011-06-30", T, F, T, F, CURRENT), ("2011-07-01", T, T, F, T, LAPSED)],
    ),
    "a longer life of its own, which its kind does not grant": (
        {"dated": "2011-03-31", "valid_until": "2013-03-31"},
        None,
        [("2012-03-31", T, F, T, F, CURRENT), ("2012-04-01", T, T, F, T, LAPSED)],
    ),
    "a longer life of its own, which its kind grants": (
        {"dated": "2011-03-31", "valid_until": "2013-03-31"},
        OWN_TERM,
        [
            ("2012-04-01", T, F, T, F, CURRENT),
            ("2013-03-31", T, F, T, F, CURRENT),
            ("2013-04-01", T, T, F, T, LAPSED),
        ],
    ),
    "its own life where its kind does not lapse": (
        {"dated": "2011-03-31", "valid_until": "2011-06-30"},
        FOR_GOOD,
        [("2011-06-30", T, F, T, F, CURRENT), ("2011-07-01", T, T, F, T, LAPSED)],
    ),
    "a last good day that is a month": (
        {"dated": "2011-03-31", "valid_until": "2011-06"},
        None,
        [
            ("2011-06-01", T, F, T, F, CURRENT),
            ("2011-06-02", T, U, U, U, UNDECIDED),
            ("2011-06-30", T, U, U, U, UNDECIDED),
            ("2011-07-01", T, T, F, T, LAPSED),
        ],
    ),
    "a last good day that is a year over the end of its shelf life": (
        {"dated": "2011-03-31", "valid_until": "2012"},
        None,
        [
            ("2012-01-01", T, F, T, F, CURRENT),
            ("2012-01-02", T, U, U, U, UNDECIDED),
            ("2012-03-31", T, U, U, U, UNDECIDED),
            ("2012-04-01", T, T, F, T, LAPSED),
        ],
    ),
    "over before it began": (
        {"dated": "2011-03-31", "valid_until": "2011-03-30"},
        None,
        [("2011-03-30", F, F, F, F, NOT_YET), ("2011-03-31", T, T, F, T, LAPSED)],
    ),
}


@pytest.mark.parametrize(
    ("more", "of", "row"),
    [
        pytest.param(more, of, row, id=f"{name}: {row[0]}")
        for name, (more, of, rows) in STATES.items()
        for row in rows
    ],
)
def test_an_item_is_there_good_or_lapsed_to_the_day(more: dict[str, Any], of: Any, row: Row) -> None:
    as_at, exists, past, current, lapsed, state = row
    held = one(as_at, of, **more)
    assert (held.exists, held.past_its_day, held.current, held.lapsed) == (exists, past, current, lapsed)
    assert held.state is state
    assert held.superseded is False


@pytest.mark.parametrize(
    ("published_on", "as_at", "published"),
    [
        (None, "2012-01-01", F),  # where it says that it was not
        ("2011-05-01", "2011-04-30", F),
        ("2011-05-01", "2011-05-01", T),
        ("2011-05", "2011-04-30", F),
        ("2011-05", "2011-05-01", U),
        ("2011-05", "2011-05-30", U),
        ("2011-05", "2011-05-31", T),
        ("2011-05-01", "2020-01-01", T),
        ("2010-01-01", "2011-01-01", T),
    ],
)
def test_an_item_is_published_from_the_day_on_and_not_where_nothing_says_so(
    published_on: str | None, as_at: str, published: Truth
) -> None:
    said = {"published_on": published_on, "published": None} if published_on else {"published": False}
    assert one(as_at, **said).published is published


@pytest.mark.parametrize(
    ("said", "as_at", "published"),
    [
        ({}, "2012-01-01", U),
        ({}, "2011-03-30", F),  # not before its date
        ({"published": False}, "2012-01-01", F),
        ({"published": True, "recorded_on": "2011-12-31"}, "2011-03-30", F),
        ({"published": True, "recorded_on": "2011-12-31"}, "2011-03-31", U),
        ({"published": True, "recorded_on": "2011-12-31"}, "2011-12-30", U),
        ({"published": True, "recorded_on": "2011-12-31"}, "2011-12-31", T),
        ({"published_at": "https://o.example", "recorded_on": "2011-12-31"}, "2011-12-31", T),
        ({"strength": "assertion"}, "2012-01-01", F),
        ({"strength": "document"}, "2012-01-01", F),
        ({"strength": "independently-checked"}, "2012-01-01", U),
        ({"strength": "published"}, "2012-01-01", U),
        ({"strength": "published", "recorded_on": "2011-12-31"}, "2011-12-31", T),
        ({"strength": "document", "published": True, "recorded_on": "2011-12-31"}, "2011-12-31", T),
    ],
)
def test_an_item_of_which_the_day_of_publication_is_not_told(
    said: dict[str, Any], as_at: str, published: Truth
) -> None:
    assert one(as_at, **{"published": None, **said}).published is published


def test_dates_are_intervals_and_a_date_nobody_gave_is_any_day_up_to_its_recording() -> None:
    assert dated_between(read(item(dated="2011-03"))) == (day("2011-03-01"), day("2011-03-31"))
    assert dated_between(read(undated(recorded_on="2011-03-31"))) == (EVER, day("2011-03-31"))
    assert dt.date.min == EVER


@pytest.mark.parametrize(
    ("evidence", "of", "first", "last"),
    [
        (item(), kind(), "2012-03-31", "2012-03-31"),
        (item(dated="2011-03"), kind(), "2012-03-01", "2012-03-31"),
        (item(dated="2011-03", valid_until="2011-05"), kind(), "2011-05-01", "2011-05-31"),
        (item(dated="2011-03", valid_until="2012-03-15"), kind(), "2012-03-01", "2012-03-15"),
        (item(dated="2011-03", valid_until="2013"), OWN_TERM, "2013-01-01", "2013-12-31"),
        (item(), FOR_GOOD, "9999-12-31", "9999-12-31"),
        (undated(), kind(), "0002-01-01", "2012-03-31"),
        (undated(), FOR_GOOD, "9999-12-31", "9999-12-31"),
    ],
)
def test_the_last_good_day_lies_between_the_lives_of_the_earliest_and_the_latest_date(
    evidence: dict[str, Any], of: Any, first: str, last: str
) -> None:
    assert last_good_between(read(evidence), of) == (day(first), day(last))


# Superseding.


def newer(as_at: str, *more: dict[str, Any]) -> Item:
    """The item `a` where others supersede it."""
    return items_of(dossier(item(), *more), as_at).of_kind("k")[0]


@pytest.mark.parametrize(
    ("dated", "as_at", "superseded", "current", "lapsed", "state"),
    [
        ("2011-08-31", "2011-08-30", F, T, F, ItemState.CURRENT),
        ("2011-08-31", "2011-08-31", T, F, F, ItemState.SUPERSEDED),
        ("2011-08-31", "2012-04-01", T, F, F, ItemState.SUPERSEDED),
        ("2011-08-31", "2013-01-01", T, F, F, ItemState.SUPERSEDED),
        ("2011-08", "2011-07-31", F, T, F, ItemState.CURRENT),
        ("2011-08", "2011-08-01", U, U, F, ItemState.UNDECIDED),
        ("2011-08", "2011-08-31", T, F, F, ItemState.SUPERSEDED),
        ("2012-04", "2012-04-01", U, F, U, ItemState.UNDECIDED),
        ("2011-03-30", "2011-03-30", T, F, F, ItemState.NOT_YET),
        ("2011-03-30", "2011-03-31", T, F, F, ItemState.SUPERSEDED),
    ],
)
def test_from_the_day_the_newer_item_is_there_the_older_is_neither_good_nor_lapsed_for_good(
    dated: str, as_at: str, superseded: Truth, current: Truth, lapsed: Truth, state: ItemState
) -> None:
    older = newer(as_at, item("b", dated=dated, supersedes=["a"]))
    assert (older.superseded, older.current, older.lapsed, older.state) == (
        superseded,
        current,
        lapsed,
        state,
    )
    assert [evidence.id for evidence in older.newer] == ["b"]


def test_one_newer_item_is_enough_and_one_that_may_be_there_leaves_it_open() -> None:
    there, not_yet, perhaps = (
        item("b", dated="2011-05-01", supersedes=["a"]),
        item("c", dated="2012-01-01", supersedes=["a"]),
        item("d", dated="2011", supersedes=["a"]),
    )
    assert newer("2011-06-01", there, not_yet, perhaps).superseded is True
    assert newer("2011-06-01", not_yet, perhaps).superseded is None
    assert newer("2011-06-01", not_yet).superseded is False


def test_in_a_chain_only_the_newest_stays_also_where_it_has_lapsed() -> None:
    chain = dossier(
        item("a", dated="2010-01-01"),
        item("b", dated="2010-02-01", supersedes=["a"]),
        item("c", dated="2010-03-01", supersedes=["b"]),
    )
    for as_at, states in {
        "2010-01-31": ["current", "not_yet", "not_yet"],
        "2010-02-01": ["superseded", "current", "not_yet"],
        "2010-03-01": ["superseded", "superseded", "current"],
        "2011-03-02": ["superseded", "superseded", "lapsed"],
    }.items():
        assert [str(i.state) for i in items_of(chain, as_at).of_kind("k")] == states


def test_an_item_of_another_kind_may_supersede() -> None:
    older = item("a")
    other = item("b", kind="l", dated="2011-08-31", supersedes=["a"])
    items = items_of(dossier(older, other), "2011-09-01", kind("k"), kind("l"))
    assert [str(i.state) for i in items.all()] == ["superseded", "current"]


# What an item says.


@pytest.mark.parametrize(
    ("given", "published_on", "as_at", "known"),
    [
        ("assertion", None, "2011-06-01", Range(1, 1)),
        ("document", None, "2011-06-01", Range(2, 2)),
        ("published", None, "2011-06-01", Range(3, 3)),
        ("independently-checked", None, "2011-06-01", Range(4, 4)),
        ("assertion", "2011-05-01", "2011-05-01", Range(3, 3)),
        ("assertion", "2011-05-01", "2011-04-30", Range(1, 1)),
        ("independently-checked", "2011-05-01", "2011-05-01", Range(4, 4)),
        ("assertion", "2011-05", "2011-05-15", Range(1, 3, "the day of publication is not exact")),
        ("document", "2011-05", "2011-05-15", Range(2, 3, "the day of publication is not exact")),
        ("published", "2011-05", "2011-05-15", Range(3, 3)),
        ("independently-checked", "2011-05", "2011-05-15", Range(4, 4)),
        (None, None, "2011-06-01", Range(1, 4, NOT_GIVEN)),
        (None, "2011-05", "2011-05-15", Range(1, 4, NOT_GIVEN)),
        (None, "2011-05-01", "2011-05-01", Range(3, 4, NOT_GIVEN)),
    ],
)
def test_publication_makes_an_item_at_least_as_strong_as_published(
    given: str | None, published_on: str | None, as_at: str, known: Range
) -> None:
    assert one(as_at, strength=given, published_on=published_on).strength == known


def test_whom_it_covers_and_which_aims_it_serves_may_be_anybody_and_any_where_it_does_not_say() -> None:
    blank, none, some = (
        one("2011-06-01"),
        one("2011-06-01", characteristics=[], aims=[]),
        one("2011-06-01", characteristics=["age", "race"], aims=["foster"]),
    )
    assert blank.characteristics == Between(frozenset(), ALL_CHARACTERISTICS, "not given")
    assert blank.aims == Between(frozenset(), ALL_AIMS, "not given")
    assert len(ALL_CHARACTERISTICS) == 9
    assert {"eliminate", "advance", "foster"} == ALL_AIMS
    assert none.characteristics == none.aims == Between(frozenset(), frozenset())
    assert some.characteristics == Between(frozenset({"age", "race"}), frozenset({"age", "race"}))
    assert some.aims == Between(frozenset({"foster"}), frozenset({"foster"}))
    assert {type(word) for word in some.characteristics.sure | some.aims.sure} == {str}


DETAILS = kind(
    details=[
        detail("n", "number", "max"),
        detail("t", "text", "latest"),
        detail("s", "set", "union"),
        detail("y", "yes-no", "max"),
    ]
)


@pytest.mark.parametrize(
    ("name", "value", "known", "open_"),
    [
        ("n", "3", Range(Decimal(3), Decimal(3)), Range(Decimal(0), Decimal(10), "not given")),
        ("n", "0", Range(Decimal(0), Decimal(0)), Range(Decimal(0), Decimal(10), "not given")),
        (
            "t",
            "ward",
            Options(frozenset({"ward"})),
            Options(frozenset({"borough", "place", "ward"}), "not given"),
        ),
        (
            "s",
            ["ward", "place"],
            Between(frozenset({"ward", "place"}), frozenset({"ward", "place"})),
            Between(frozenset(), frozenset({"borough", "place", "ward"}), "not given"),
        ),
        (
            "s",
            [],
            Between(frozenset(), frozenset()),
            Between(frozenset(), frozenset({"borough", "place", "ward"}), "not given"),
        ),
        ("y", "true", Range(True, True), Range(False, True, "not given")),
        ("y", "false", Range(False, False), Range(False, True, "not given")),
    ],
)
def test_a_detail_is_what_the_item_says_or_anything_in_its_domain(
    name: str, value: object, known: Known, open_: Known
) -> None:
    form = DETAILS.detail(name)
    assert isinstance(form, Detail)
    assert one("2011-06-01", DETAILS, detail={name: value}).detail(form) == known
    assert one("2011-06-01", DETAILS).detail(form) == open_ == anything(form, "not given")
    assert one("2011-06-01", DETAILS, detail={}).detail(form) == open_


# All items of a dossier.


def test_items_stand_by_kind_and_in_the_order_of_their_ids_whatever_the_order_of_the_file() -> None:
    evidence = [item("c"), item("a", kind="l"), item("b")]
    for order in (evidence, evidence[::-1]):
        items = items_of(dossier(*order), "2011-06-01", kind("k"), kind("l"), kind("m"))
        assert [i.evidence.id for i in items.of_kind("k")] == ["b", "c"]
        assert [i.evidence.id for i in items.all()] == ["a", "b", "c"]
        assert [i.kind.name for i in items.all()] == ["l", "k", "k"]
        assert items.of_kind("m") == ()
        assert {i.as_at for i in items.all()} == {day("2011-06-01")}


def test_a_kind_is_on_file_with_any_item_whatever_its_date_or_where_none_is_said_to_be_held() -> None:
    held = dossier(item(dated="2020-01-01"), none_held=[none_held("2011-06-01", "l")])
    kinds = kind("k"), kind("l"), kind("m")
    for as_at, on_file in {"2011-05-31": [T, F, F], "2011-06-01": [T, T, F], "2019-01-01": [T, T, F]}.items():
        items = items_of(held, as_at, *kinds)
        assert [items.on_file(k.name) for k in kinds] == on_file
        assert ("l" in items.none_held) is on_file[1]


def ids(items: Items) -> list[str]:
    return [i.evidence.id for i in items.all()]


@pytest.mark.parametrize(
    ("more", "double"),
    [
        ({}, True),
        ({"title": "Another title", "strength": "published", "detail": {}}, True),
        ({"dated": "2011-04-01"}, False),
        ({"published_at": "https://other.example"}, False),
        ({"kind": "l"}, False),
        ({"published_at": None}, False),
        ({"dated": "2011-03"}, False),
        ({"dated": None, "recorded_on": "2011-03-31"}, False),
    ],
)
def test_one_kind_day_and_address_told_twice_is_one_item(more: dict[str, Any], double: bool) -> None:
    first = item("b", published_at="https://o.example")
    second = {**first, "id": "a", **more}
    for order in ((first, second), (second, first)):
        items = items_of(dossier(*order), "2011-06-01", kind("k"), kind("l"))
        assert ids(items) == (["a"] if double else ["a", "b"])
        assert items.doubles == ((("b", "a"),) if double else ())


def test_a_third_telling_is_left_out_too_and_inexact_dates_are_never_doubles() -> None:
    same = [item(name, published_at="x") for name in "cab"]
    assert items_of(dossier(*same), "2011-06-01").doubles == (("b", "a"), ("c", "a"))
    partly = [item(name, published_at="x", dated="2011-03") for name in "ab"]
    assert ids(items_of(dossier(*partly), "2011-06-01")) == ["a", "b"]
    nowhere = [item(name) for name in "ab"]
    assert ids(items_of(dossier(*nowhere), "2011-06-01")) == ["a", "b"]


def test_a_double_that_supersedes_its_twin_does_not_take_both_away() -> None:
    again = [item("a", published_at="x"), item("b", published_at="x", supersedes=["a"])]
    assert [i.current for i in items_of(dossier(*again), "2011-06-01").of_kind("k")].count(True) == 1


def test_a_double_that_supersedes_its_twin_supersedes_others_all_the_same() -> None:
    older = item("o", dated="2011-01-31")
    again = [item("a", published_at="x"), item("b", published_at="x", supersedes=["a", "o"])]
    items = items_of(dossier(older, *again), "2011-06-01")
    assert [(i.evidence.id, str(i.state)) for i in items.all()] == [("a", "current"), ("o", "superseded")]


def test_what_supersedes_a_double_supersedes_the_one_that_is_kept() -> None:
    again = [
        item("a", published_at="x"),
        item("b", published_at="x"),
        item("c", dated="2011-05-01", supersedes=["b"]),
    ]
    assert [i.current for i in items_of(dossier(*again), "2011-06-01").of_kind("k")] == [False, True]


@pytest.mark.parametrize(
    ("dated", "alike"),
    [
        ("2011-04", False),
        ("2011-02", False),
        ("2011-02-28", False),
        ("2011-04-01", False),
        ("2011-03-01", True),
        ("2011-03-31", True),
        ("2011-03-15", True),
        ("2011-03", True),
        ("2011", True),
        ("2010/11", True),
    ],
)
def test_two_at_one_address_may_be_one_only_where_their_dates_can_meet(dated: str, alike: bool) -> None:
    month = item("a", dated="2011-03", published_at="x")
    other = item("b", dated=dated, published_at="x")
    for first, second in ((month, other), ({**other, "id": "a"}, {**month, "id": "b"})):
        kept, perhaps = items_of(dossier(first, second), "2012-01-15").of_kind("k")
        assert kept.counts is True
        assert perhaps.counts is (None if alike else True)
    elsewhere = items_of(dossier(month, {**other, "published_at": "y"}), "2012-01-15").of_kind("k")
    assert [i.counts for i in elsewhere] == [True, True]


# Days on which something changes.


@pytest.mark.parametrize(
    ("evidence", "days"),
    [
        (item(), {"2011-03-31", "2011-04-01", "2012-04-01"}),
        (
            item(dated="2011-03"),
            {"2011-03-01", "2011-03-02", "2011-03-31", "2011-04-01", "2012-03-02", "2012-04-01"},
        ),
        (
            item(published_on="2011-05", valid_until="2011-06"),
            {
                *("2011-03-31", "2011-04-01", "2011-05-01", "2011-05-02", "2011-05-31"),
                *("2011-06-01", "2011-06-02", "2011-07-01"),
            },
        ),
        (
            undated(recorded_on="2011-03-31"),
            {"0001-01-01", "0001-01-02", "0002-01-02", "2011-03-31", "2011-04-01", "2012-04-01"},
        ),
    ],
)
def test_an_item_changes_on_the_ends_of_its_dates_on_the_next_and_after_its_last_good_days(
    evidence: dict[str, Any], days: set[str]
) -> None:
    assert {str(d) for d in change_days(dossier(evidence), {"k": kind()})} == days


def test_an_item_for_good_does_not_change_after_the_calendar() -> None:
    assert change_days(dossier(item()), {"k": FOR_GOOD}) == {day("2011-03-31"), day("2011-04-01")}


def test_the_body_changes_on_its_counts_its_start_and_the_day_after_its_end() -> None:
    organisation = {
        "id": "o",
        "name": "O",
        "kind": "district",
        "nation": "england",
        "start": "2009-04-01",
        "end": "2019-03-31",
        "headcount": [{"on": "2011-03-31", "employees": 5, "basis": "reported"}],
    }
    held = dossier(organisation=organisation, none_held=[none_held("2012-01-01")])
    assert {str(d) for d in change_days(held, {})} == {"2009-04-01", "2019-04-01", "2011-03-31", "2012-01-01"}
    assert change_days(dossier(), {}) == frozenset()


DATES = st.dates(dt.date(2010, 1, 1), dt.date(2012, 12, 31))
PARTIAL = (
    DATES.map(str) | DATES.map(lambda d: str(d)[:7]) | st.sampled_from(["2010", "2011", "2010/11", "2011/12"])
)


@st.composite
def evidences(draw: st.DrawFn) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for name in "abc"[: draw(st.integers(0, 3))]:
        more: dict[str, Any] = {"published_on": draw(st.none() | PARTIAL)}
        more["dated"] = draw(st.none() | PARTIAL)
        more["recorded_on"] = str(draw(DATES))
        if draw(st.booleans()):
            until = draw(PARTIAL)
            begins = PartialDate.parse(more["dated"]).earliest if more["dated"] else EVER
            more["valid_until"] = until if PartialDate.parse(until).latest >= begins else None
        older = [m["id"] for m in made]
        more["supersedes"] = draw(st.lists(st.sampled_from(older), unique=True)) if older else []
        made.append(item(name, **more))
    return made


@given(evidences(), st.sampled_from([kind(), FOR_GOOD, OWN_TERM, kind(shelf_life="1 month")]))
def test_between_two_days_of_change_no_item_changes(evidence: list[dict[str, Any]], of: Any) -> None:
    held = dossier(*evidence)
    days = sorted(change_days(held, {"k": of}) - {dt.date.min})
    for first, second in pairwise([dt.date.min, *days, dt.date.max]):
        last = second - DAY
        if first < last:
            assert (
                seen(held, of, first) == seen(held, of, (first + (last - first) / 2)) == seen(held, of, last)
            )


def seen(held: Any, of: Any, as_at: dt.date) -> list[object]:
    items = items_of(held, as_at, of).all()
    return [
        (i.exists, i.past_its_day, i.superseded, i.current, i.lapsed, i.published, i.state, i.strength)
        for i in items
    ]


@given(evidences(), DATES)
def test_current_lapsed_not_yet_and_superseded_exclude_one_another(
    evidence: list[dict[str, Any]], as_at: dt.date
) -> None:
    for held in items_of(dossier(*evidence), as_at).all():
        certain = [
            held.current is True,
            held.lapsed is True,
            held.exists is False,
            bool(held.exists and held.superseded),
        ]
        assert certain.count(True) <= 1
        assert (held.state is ItemState.UNDECIDED) is (certain.count(True) == 0)
