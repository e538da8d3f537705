"""Whom a duty binds: lists in the law, the nation of the duty, kinds of body, and what was adopted."""

from __future__ import annotations

from typing import Any

import pytest

import psed
from psed.model.outcome import Reason

from .making import NAME, Given, body, continuing, fixed, law, outcome, paper, read, rolling

BOUND: Given = {
    "nations": ["england"],
    "listed_in": ["england"],
    "applies_when": 'organisation.kind in ["district", "county"]',
    "unsettled_when": 'organisation.kind == "parish"',
}
ENDED: Given = {"valid_to": "2020-12-31", "bound": BOUND}
SCHEDULES = [fixed(), rolling(), continuing()]
EACH = pytest.mark.parametrize("schedule", SCHEDULES, ids=["fixed", "rolling", "continuing"])
DAY = "2019-06-01"
NOTHING = ("unknown", "nothing_on_file")
ADOPTED: Given = {"adopted": [{"duty": NAME, "on": "2021-01-01"}]}


def listed(name: str = "england", **more: Any) -> Given:
    return {"listings": [{"list": name, **more}]}


SAID: list[Any] = [
    pytest.param(
        BOUND,
        {"kind": "parish"},
        ("unknown", "scope_unknown"),
        "It is not settled whether bodies of this kind are bound. To settle it, record in `listings:` "
        "whether the "
        "law names it: `list: england`, with `listed` and `source`.",
        id="not settled",
    ),
    pytest.param(
        BOUND,
        {"kind": "nhs-trust"},
        ("not_applicable", "out_of_scope"),
        "It does not apply to this body.",
        id="another kind",
    ),
    pytest.param(
        {**BOUND, "applies_when": "organisation.employees >= 150"},
        {"headcount": []},
        ("unknown", "scope_unknown"),
        "It cannot be told whether the duty applies to this body.",
        id="a size that nobody counted",
    ),
    pytest.param(
        BOUND,
        {**listed(listed=False)},
        ("not_applicable", "out_of_scope"),
        "What is on record says that the list in the law does not name this body.",
        id="not listed",
    ),
    pytest.param(
        BOUND,
        {"nation": "wales"},
        ("not_applicable", "out_of_scope"),
        "It is a duty of England and bodies that are not devolved, and the duty of this body is that of "
        "Wales.",
        id="another nation",
    ),
    pytest.param(
        {**BOUND, "nations": ["wales", "scotland"]},
        {},
        ("not_applicable", "out_of_scope"),
        "It is a duty of Wales or Scotland, and the duty of this body is that of England and bodies that are "
        "not devolved.",
        id="two other nations",
    ),
    pytest.param(
        {**BOUND, "listed_in": ["england", "schedule-19"]},
        {"nation": "wales", **listed("schedule-19")},
        ("not_applicable", "wrong_regime"),
        "Wrong regime: this is a duty of England and bodies that are not devolved, and the duty of this body "
        "is that of Wales. Look for the duties of Wales, or mend `nation:` or `listings:`.",
        id="listed and of another nation",
    ),
    pytest.param(
        BOUND,
        {"start": "2019-06-02"},
        ("not_applicable", "out_of_scope"),
        "The body did not exist on this day.",
        id="not there yet",
    ),
    pytest.param(
        BOUND,
        {"end": "2019-05-31"},
        ("not_applicable", "out_of_scope"),
        "The body did not exist on this day.",
        id="no longer there",
    ),
]


@EACH
@pytest.mark.parametrize(("bound", "more", "expected", "because"), SAID)
def test_each_reason_has_its_sentence(
    schedule: Given, bound: Given, more: Given, expected: tuple[str, ...], because: str
) -> None:
    found = read(law(schedule, bound=bound), [], DAY, organisation=body(**more))
    assert outcome(found) == expected
    assert found.because == because
    assert (found.history, found.occurrence, found.next_due_on) == ((), None, None)


def test_every_reason_of_scope_is_told_above_or_below() -> None:
    told = {Reason(word) for case in SAID for word in case.values[2][1:]}
    assert told == {Reason.SCOPE_UNKNOWN, Reason.OUT_OF_SCOPE, Reason.WRONG_REGIME}


@EACH
@pytest.mark.parametrize(
    ("kind", "listing", "expected"),
    [
        ("nhs-trust", listed(), NOTHING),  # the list decides, whatever the kind
        ("parish", listed(), NOTHING),
        ("district", listed(listed=False), ("not_applicable", "out_of_scope")),
        ("parish", listed(listed=False), ("not_applicable", "out_of_scope")),
        ("district", {}, NOTHING),
        ("parish", listed("wales"), ("unknown", "scope_unknown")),  # of this list nothing is on record
        ("district", listed("wales", listed=False), NOTHING),
        ("nhs-trust", listed(**{"from": "2010-01-01"}), NOTHING),
        ("nhs-trust", listed(to=DAY), NOTHING),
        ("district", listed(**{"from": "2019-06-02"}), ("not_applicable", "out_of_scope")),
        ("district", listed(to="2019-05-31"), ("not_applicable", "out_of_scope")),
    ],
)
def test_what_is_on_record_of_the_lists_comes_before_the_kind(
    schedule: Given, kind: str, listing: Given, expected: tuple[str, ...]
) -> None:
    pack = law(schedule, bound=BOUND)
    assert outcome(read(pack, [], DAY, organisation=body(kind=kind, **listing))) == expected


def test_with_two_lists_a_body_is_out_only_when_both_are_known_not_to_name_it() -> None:
    pack = law(fixed(), bound={**BOUND, "listed_in": ["england", "schedule-19"]})
    one, other = {"list": "england", "listed": False}, {"list": "schedule-19", "listed": False}
    # The kind stands in for all lists together, and one of them is known not to name the body.
    half = outcome(read(pack, [], DAY, organisation=body(listings=[one])))
    assert half == ("unknown", "scope_unknown")
    out = read(pack, [], DAY, organisation=body(listings=[one, other]))
    assert outcome(out) == ("not_applicable", "out_of_scope")
    assert outcome(read(pack, [], DAY, organisation=body(listings=[one, {"list": "schedule-19"}]))) == NOTHING


@EACH
def test_what_was_adopted_after_the_law_had_ended_binds_nobody_and_is_told(schedule: Given) -> None:
    pack = law(schedule, **ENDED)
    adopted = body(**ADOPTED)
    found = read(pack, [], "2021-06-01", organisation=adopted)
    assert outcome(found) == ("not_applicable", "adopted_voluntarily")
    assert found.because == (
        "The body has adopted it voluntarily; no law in force binds it to. Nothing current is on file for it."
    )
    current = [paper("N-1", "2020-06-01"), paper("N-2", "2020-05-31")]
    found = read(pack, current, "2021-06-01", organisation=adopted)
    assert found.because == (
        "The body has adopted it voluntarily; no law in force binds it to. On file for it: N-1."
    )
    assert found.evidence == ("N-1",)


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        ("2020-12-31", ADOPTED, NOTHING),  # the law is in force
        ("2021-01-01", ADOPTED, ("not_applicable", "adopted_voluntarily")),
        ("2021-01-01", {"adopted": [{"duty": NAME, "on": "2021-01-02"}]}, ("not_applicable", "not_in_force")),
        ("2021-01-01", {"adopted": [{"duty": "england-2017:information", "on": "2020-01-01"}]}, None),
        ("2021-01-01", {**ADOPTED, "nation": "scotland"}, ("not_applicable", "not_in_force")),
        ("2021-01-01", {}, ("not_applicable", "not_in_force")),
    ],
)
def test_a_duty_is_adopted_from_a_day_on_by_bodies_of_its_nation(
    day: str, more: Given, expected: tuple[str, ...] | None
) -> None:
    found = read(law(fixed(), **ENDED), [], day, organisation=body(**more))
    assert outcome(found) == (expected or ("not_applicable", "not_in_force"))


@pytest.mark.parametrize(
    ("more", "day", "because"),
    [
        ({"valid_from": "2019-06-02"}, DAY, "It came into force only on 2 June 2019."),
        (ENDED, "2021-01-01", "It was in force only until 31 December 2020."),
        ({"status": "pending"}, DAY, "It is not in force: it is pending."),
    ],
)
@EACH
def test_a_law_that_is_not_in_force_says_since_when_or_until_when(
    schedule: Given, more: Given, day: str, because: str
) -> None:
    pack: psed.RulePack = law(schedule, **more)
    found = read(pack, [], day)
    assert outcome(found) == ("not_applicable", "not_in_force")
    assert found.because == because
