"""Continuing duties, case by case: something has to be current at all times from a day on."""

from __future__ import annotations

from typing import Any

import pytest

import psed
from psed.model.outcome import Reason

from .making import ALL, NOTICE, PAY, STAFF, Given, body, continuing, law, next_due, outcome, paper, read

ALWAYS = law(continuing("2018-03-30", PAY, STAFF))
IN_PUBLIC = law(continuing("2018-03-30", match="published"))
NARROW: Given = {"detail": {"subjects": ["pay"]}}
SINCE = "It has to be so from 30 March 2018 on"
OLDER = paper("N-1", "2018-01-01", valid_until="2022-01-01")

SAID: list[Any] = [
    pytest.param(
        ALWAYS,
        [paper("N-1", "2018-03-30"), paper("N-2", "2018-01-01")],
        "2018-03-30",
        {},
        ("met",),
        "N-1 and N-2 are current.",
        id="met",
    ),
    pytest.param(
        law(continuing(match="published")),
        [paper("N-1", None, dated="2018-03-01")],
        "2018-03-30",
        ALL,
        ("not_met", "not_published"),
        f"{SINCE}, in public, and N-1 is not on file as published.",
        id="not published, and all there was is on file",
    ),
    pytest.param(
        ALWAYS,
        [],
        "2018-03-29",
        {},
        ("not_applicable", "not_yet_due"),
        "It is to be so from 30 March 2018 on.",
        id="not yet",
    ),
    pytest.param(
        ALWAYS,
        [],
        "2018-03-30",
        {},
        ("unknown", "nothing_on_file"),
        (
            "It has to be so from 30 March 2018 on. No notice is on file. File the latest, or say that "
            "there is "
            "none (`none_held:`)."
        ),
        id="nothing on file",
    ),
    pytest.param(
        ALWAYS,
        [paper("N-1", "2018-04-01")],
        "2018-03-31",
        {},
        ("unknown", "nothing_on_file"),
        (
            "It has to be so from 30 March 2018 on. No notice is on file for it. File the latest, or say "
            "that "
            "there is none."
        ),
        id="on file and not there yet",
    ),
    pytest.param(
        ALWAYS,
        [],
        "2018-03-31",
        {"none_held": [{"kind": NOTICE, "as_at": "2018-03-31", "by": "A post"}]},
        ("not_met", "none_held"),
        (
            "It has to be so from 30 March 2018 on. On 31 March 2018 the body held no notice (A post), and "
            "nothing newer is on file."
        ),
        id="none held",
    ),
    pytest.param(
        ALWAYS,
        [paper("N-1", "2018-01-01"), paper("N-2", "2017-12-31")],
        "2019-01-02",
        {},
        ("unknown", "lapsed"),
        (
            "It has to be so from 30 March 2018 on, and nothing on file is current: the last good day was 1 "
            "January 2019. Whether anything older still counts is not known: it is not on file."
        ),
        id="lapsed",
    ),
    pytest.param(
        ALWAYS,
        [OLDER, paper("N-2", "2018-04-01", supersedes=["N-1"], valid_until="2018-05-01")],
        "2019-01-01",
        {},
        ("unknown", "lapsed"),
        (
            "It has to be so from 30 March 2018 on, and nothing on file is current: the last good day "
            "was 1 May "
            "2018. Whether anything older still counts is not known: it is not on file."
        ),
        id="the older one is good for longer and has been replaced",
    ),
    pytest.param(
        ALWAYS,
        [paper("N-1", "2018-01")],
        "2019-01-31",
        {},
        ("unknown", "undated"),
        "It has to be so from 30 March 2018 on, and it is not known whether N-1 is current.",
        id="perhaps lapsed",
    ),
    pytest.param(
        IN_PUBLIC,
        [paper("N-1", "2018-05", dated="2018-01-01")],
        "2018-05-30",
        {},
        ("unknown", "undated"),
        "It has to be so from 30 March 2018 on, and it is not known whether N-1 is current and published.",
        id="perhaps not published yet",
    ),
    pytest.param(
        IN_PUBLIC,
        [paper("N-1", None, dated="2018-01-01")],
        "2018-05-30",
        {},
        ("unknown", "nothing_on_file"),
        (
            "It has to be so from 30 March 2018 on. N-1 is on file, and not as published for it. Whether "
            "anything "
            "else was is not known: file the latest that was published."
        ),
        id="not published",
    ),
    pytest.param(
        ALWAYS,
        [paper("N-1", "2018-01-01", **NARROW)],
        "2018-05-30",
        {},
        ("unknown", "too_narrow"),
        "N-1 is current. It holds nothing on staff. Whether another paper does is not on file.",
        id="too narrow",
    ),
    pytest.param(
        ALWAYS,
        [paper("N-1", "2018-01-01", **NARROW)],
        "2018-05-30",
        {"organisation": body(("2018-05-31", 150))},
        ("unknown", "figure_missing"),
        (
            "N-1 is current. Whether it must hold anything on staff turns on the number of employees on "
            "30 May "
            "2018, which is not on file: add it to `headcount:`."
        ),
        id="no count",
    ),
]


@pytest.mark.parametrize(("pack", "evidence", "day", "more", "expected", "because"), SAID)
def test_each_reason_has_its_sentence(
    pack: psed.RulePack, evidence: list[Given], day: str, more: Given, expected: tuple[str, ...], because: str
) -> None:
    found = read(pack, evidence, day, **more)
    assert outcome(found) == expected
    assert found.because == because


def test_every_reason_that_a_continuing_duty_alone_can_have_is_told_above() -> None:
    told = {Reason(word) for case in SAID for word in case.values[4][1:]}
    assert told == {
        Reason.NOT_YET_DUE,
        Reason.NOTHING_ON_FILE,
        Reason.NONE_HELD,
        Reason.LAPSED,
        Reason.UNDATED,
        Reason.NOT_PUBLISHED,
        Reason.TOO_NARROW,
        Reason.FIGURE_MISSING,
    }  # and `scope_unknown`, below


def test_it_cannot_be_told_from_when_on_where_that_turns_on_what_nobody_counted() -> None:
    schedule = continuing()
    large = {"when": "organisation.employees >= 150", "on": "2017-03-30"}
    schedule["first_due"] = [large, *schedule["first_due"]]
    pack = law(schedule)
    found = read(pack, [], "2018-06-01", organisation={**body(), "headcount": []})
    assert outcome(found) == ("unknown", "scope_unknown")
    assert found.because == "It cannot be told from which day this body is bound."
    for number, since in ((150, "30 March 2017"), (149, "30 March 2018")):
        found = read(pack, [], "2018-06-01", organisation=body(("2001-01-01", number)))
        assert found.because.startswith(f"It has to be so from {since} on. No notice is on file.")


def test_it_has_no_times_and_nothing_comes_round() -> None:
    before = read(ALWAYS, [], "2018-03-29")
    assert next_due(before) == "2018-03-30"
    for evidence in ([], [OLDER], [paper("N-1", "2018-01-01")]):
        found = read(ALWAYS, evidence, "2019-06-01")
        assert (found.history, found.occurrence, found.next_due_on) == ((), None, None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-12-31", ("not_applicable", "out_of_scope")),
        ("2019-01-01", ("unknown", "nothing_on_file")),
        ("2019-06-30", ("unknown", "nothing_on_file")),
        ("2019-07-01", ("not_applicable", "out_of_scope")),
    ],
)
def test_a_body_founded_later_is_bound_from_its_first_day_to_its_last(
    day: str, expected: tuple[str, ...]
) -> None:
    lived = body(start="2019-01-01", end="2019-06-30")
    found = read(ALWAYS, [], day, organisation=lived)
    assert outcome(found) == expected
    if expected[0] == "unknown":
        assert found.because.startswith("It has to be so from 1 January 2019 on. No notice is on file.")


@pytest.mark.parametrize(
    ("dated", "last"),
    [("2020-02-29", "2021-02-28"), ("2019-02-28", "2020-02-28"), ("2019-03-31", "2020-03-31")],
)
def test_what_is_good_for_a_year_is_good_on_its_last_day_and_not_on_the_next(dated: str, last: str) -> None:
    following = f"{last[:8]}29" if last == "2020-02-28" else f"{last[:4]}-{int(last[5:7]) + 1:02}-01"
    evidence = [paper("N-1", dated)]
    assert outcome(read(ALWAYS, evidence, last)) == ("met",)
    assert outcome(read(ALWAYS, evidence, following, **ALL)) == ("not_met", "lapsed")
    assert outcome(read(ALWAYS, evidence, following)) == ("unknown", "lapsed")


def test_parts_may_stand_in_two_papers_that_are_both_current() -> None:
    halves = [
        paper("N-1", "2018-01-01", detail={"subjects": ["pay"]}),
        paper("N-2", "2018-06-01", detail={"subjects": ["staff"]}),
    ]
    assert outcome(read(ALWAYS, halves, "2019-01-01")) == ("met",)
    assert outcome(read(ALWAYS, halves, "2019-01-02", **ALL)) == ("not_met", "too_narrow")


def test_what_was_superseded_by_something_of_another_kind_has_no_last_good_day_to_tell() -> None:
    newer = {**paper("M-1", "2018-04-01", supersedes=["N-1"]), "kind": "annual_report", "detail": {}}
    found = read(ALWAYS, [OLDER, newer], "2018-06-01", **ALL)
    assert outcome(found) == ("not_met", "lapsed")
    assert found.because == f"{SINCE}, and nothing on file is current."
