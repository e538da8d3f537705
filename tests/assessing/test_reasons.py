"""Why a rule is not met: the fewest reasons, the first of them in their order, and the items meant."""

from __future__ import annotations

from typing import Any

import pytest

from psed.assessing.reasons import asked_of, find_reasons, kinds_read
from psed.model.outcome import Outcome, Reason

from .making import compiled, found, kind, looked, note, read, site

OLD = "2010-01-01"
CURRENT = "staff_note.current >= 1"
BREAKDOWN = '"grade" in staff_note.breakdowns'


@pytest.mark.parametrize(
    ("condition", "evidence", "outcome", "reasons", "named"),
    [
        pytest.param(CURRENT, [], "unknown", ["nothing_on_file"], "", id="nothing on file"),
        pytest.param(CURRENT, [note("N-1", "2012-07")], "not_met", ["none_held"], "", id="begins later"),
        pytest.param(CURRENT, [note("N-1", OLD)], "not_met", ["lapsed"], "N-1", id="lapsed"),
        pytest.param(
            CURRENT, [note("N-1", OLD), note("N-2", OLD)], "not_met", ["lapsed"], "N-1 N-2", id="two lapsed"
        ),
        pytest.param(CURRENT, [note("N-1", "2011")], "unknown", ["undated"], "N-1", id="date not exact"),
        pytest.param(CURRENT, [note("N-1", None)], "unknown", ["undated"], "N-1", id="no date"),
        pytest.param(
            "staff_note.published >= 1", [note()], "not_met", ["not_published"], "N-1", id="not published"
        ),
        pytest.param(
            "staff_note.published >= 1",
            [note(), note("N-0", OLD), site()],
            "not_met",
            ["not_published"],
            "N-1",
            id="not published, beside what would be no help if it were",
        ),
        pytest.param(
            "staff_note.strength >= 3",
            [note(strength="document")],
            "not_met",
            ["too_weak"],
            "N-1",
            id="too weak",
        ),
        pytest.param("staff_note.strength >= 2", [note()], "unknown", ["figure_missing"], "N-1"),
        pytest.param(
            BREAKDOWN, [note(detail={"breakdowns": ["site"]})], "not_met", ["too_narrow"], "N-1", id="narrow"
        ),
        pytest.param(
            "staff_note.covers_relevant",
            [note(characteristics=["age"])],
            "not_met",
            ["too_narrow"],
            "N-1",
            id="does not cover all",
        ),
        pytest.param("staff_note.covers_relevant", [note()], "unknown", ["figure_missing"], "N-1"),
        pytest.param(
            "staff_note.posts >= 5", [note(detail={"posts": 4})], "not_met", ["too_few"], "N-1", id="few"
        ),
        pytest.param("staff_note.current >= 2", [note()], "not_met", ["too_few"], "N-1", id="too few items"),
        pytest.param("staff_note.held >= 2", [note()], "not_met", ["too_few"], "N-1", id="too few held"),
        pytest.param(
            "staff_note.current == 3",
            [note(), note("N-2")],
            "not_met",
            ["too_few"],
            "N-1 N-2",
            id="fewer than exactly so many",
        ),
        pytest.param(
            "staff_note.current == 1",
            [note(), note("N-2")],
            "not_met",
            ["too_many"],
            "N-1 N-2",
            id="more than exactly so many",
        ),
        pytest.param(
            'staff_note.latest_on >= d"2012-06-01"', [note("N-1", OLD)], "not_met", ["lapsed"], "N-1"
        ),
        pytest.param(
            'organisation.kind == "county"', [note()], "not_met", [], "", id="what no evidence can mend"
        ),
        pytest.param(
            f'organisation.kind == "county" and {CURRENT}',
            [note("N-1", OLD)],
            "not_met",
            [],
            "N-1",
            id="what evidence can mend in part only",
        ),
        pytest.param('as_at >= d"2013-01-01"', [note()], "not_met", [], "", id="the day itself"),
    ],
)
def test_one_reason(
    condition: str, evidence: list[dict[str, Any]], outcome: str, reasons: list[str], named: str
) -> None:
    finding = found(condition, *evidence)
    assert (finding.outcome, list(map(str, finding.reasons))) == (outcome, reasons)
    assert (" ".join(finding.evidence), finding.enough) == (named, ())


@pytest.mark.parametrize(
    "condition",
    [
        "staff_note.current <= 1",
        "staff_note.current < 2",
        "2 > staff_note.held",
        "not (staff_note.held >= 2)",
    ],
)
def test_more_than_is_allowed(condition: str) -> None:
    finding = found(condition, note(), note("N-2"))
    assert (finding.outcome, finding.reasons) == (Outcome.NOT_MET, (Reason.TOO_MANY,))


def test_a_newest_date_after_the_last_one_allowed() -> None:
    finding = found('staff_note.latest_on <= d"2011-12-31"', note("N-1", "2011-06-01"), note("N-2"))
    assert (finding.outcome, finding.reasons) == (Outcome.NOT_MET, (Reason.TOO_LATE,))


@pytest.mark.parametrize(
    ("condition", "evidence", "reasons"),
    [
        pytest.param(
            f"{CURRENT} and staff_note.published >= 1",
            [note("N-1", OLD)],
            ["lapsed", "not_published"],
            id="two of one item",
        ),
        pytest.param(
            f"{CURRENT} and {BREAKDOWN} and site_note.current >= 1",
            [note("N-1", OLD)],
            ["nothing_on_file", "lapsed", "figure_missing"],
            id="three, in their order and not in that of the text",
        ),
        pytest.param(
            f"{CURRENT} and (staff_note.published >= 1 or staff_note.strength >= 4)",
            [note(strength="document")],
            ["not_published"],
            id="of two ways the first in the order of reasons",
        ),
        pytest.param(
            "(staff_note.published >= 1 and staff_note.posts >= 5) or staff_note.strength >= 4",
            [note(strength="document", detail={"posts": 4})],
            ["too_weak"],
            id="of two ways the one with fewer reasons",
        ),
        pytest.param(
            "staff_note.current >= 2",
            [note("N-1", "2011"), note("N-2", OLD)],
            ["lapsed", "undated"],
            id="a lapse and a date that is not exact",
        ),
    ],
)
def test_the_fewest_reasons_that_would_do(
    condition: str, evidence: list[dict[str, Any]], reasons: list[str]
) -> None:
    finding = found(condition, *evidence)
    assert (finding.outcome, list(map(str, finding.reasons))) == ("not_met", reasons)


@pytest.mark.parametrize(
    ("condition", "evidence", "reasons"),
    [
        pytest.param(
            CURRENT,
            [note("N-1", OLD), note("N-2", "2011")],
            ["undated"],
            id="what leaves it open comes before a lapse",
        ),
        pytest.param(
            f"{CURRENT} or site_note.current >= 1",
            [note("N-1", OLD)],
            ["nothing_on_file"],
            id="nothing of another kind is on file",
        ),
        pytest.param(
            "staff_note.current <= 0",
            [note("N-1", "2011")],
            ["undated", "too_many"],
            id="where what leaves it open is not enough",
        ),
    ],
)
def test_where_a_rule_is_not_known_to_be_met_what_leaves_it_open_is_named(
    condition: str, evidence: list[dict[str, Any]], reasons: list[str]
) -> None:
    finding = found(condition, *evidence)
    assert (finding.outcome, list(map(str, finding.reasons))) == ("unknown", reasons)


def test_both_kinds_of_missing_are_told_apart() -> None:
    finding = found("staff_note.held >= 1 and site_note.held >= 1", none_held=looked("staff_note"))
    assert finding.reasons == (Reason.NONE_HELD, Reason.NOTHING_ON_FILE)
    one = found("staff_note.held >= 1 and site_note.held >= 1", site(), none_held=looked("staff_note"))
    assert one.reasons == (Reason.NONE_HELD,)


def test_the_same_shortcomings_are_read_in_another_way_where_a_rule_is_open() -> None:
    node, items, lexicon = read(CURRENT, note("N-1", OLD), note("N-2", "2011"))
    assert find_reasons(node, items, lexicon, unknown=False) == (Reason.LAPSED,)
    assert find_reasons(node, items, lexicon, unknown=True) == (Reason.UNDATED,)


# What a condition reads and asks.


@pytest.mark.parametrize(
    ("condition", "kinds"),
    [
        (CURRENT, ("staff_note",)),
        (f"site_note.held >= 1 and {CURRENT} and site_note.current >= 1", ("site_note", "staff_note")),
        (f'organisation.kind == "district" and {CURRENT}', ("staff_note",)),
        ('as_at >= d"2012-01-01"', ()),
    ],
)
def test_the_kinds_that_a_condition_reads_once_in_the_order_of_the_text(
    condition: str, kinds: tuple[str, ...]
) -> None:
    node, lexicon = compiled(condition)
    assert kinds_read(node, lexicon) == kinds


@pytest.mark.parametrize(
    ("condition", "asked"),
    [
        (CURRENT, {"staff_note": ()}),
        ("staff_note.posts >= 5", {"staff_note": ("posts",)}),
        (f"{BREAKDOWN} and staff_note.posts >= 5", {"staff_note": ("breakdowns", "posts")}),
        ("staff_note.posts >= 5 and staff_note.posts <= 9", {"staff_note": ("posts",)}),
        ("staff_note.strength >= 2 and staff_note.published >= 1", {"staff_note": ("strength",)}),
        ("staff_note.characteristics_count >= 2", {"staff_note": ("characteristics",)}),
        ("staff_note.covers_relevant", {"staff_note": ("characteristics",)}),
        ('"age" in staff_note.characteristics', {"staff_note": ("characteristics",)}),
        ('"foster" in staff_note.aims', {"staff_note": ("aims",)}),
        ("staff_note.large >= 1", {"staff_note": ("posts", "breakdowns", "characteristics")}),
        (
            "staff_note.posts >= 5 and site_note.posts >= 1",
            {"staff_note": ("posts",), "site_note": ("posts",)},
        ),
        ('organisation.kind == "district" and staff_note.posts >= 5', {"staff_note": ("posts",)}),
        ('as_at >= d"2012-01-01"', {}),
    ],
)
def test_what_a_condition_asks_of_the_items_of_each_kind(
    condition: str, asked: dict[str, tuple[str, ...]]
) -> None:
    large = 'posts >= 5 and "site" in breakdowns and characteristics_count >= 2 and published'
    node, lexicon = compiled(condition, [kind(item_tests={"large": large}), kind("site_note", None)])
    assert asked_of(node, lexicon) == asked


def test_a_count_of_employees_that_is_not_on_file_is_a_figure_missing() -> None:
    finding = found("organisation.employees >= 5")
    assert (finding.outcome, finding.reasons) == ("unknown", ("figure_missing",))
    assert finding.because == "No count of employees on or before this day is on file."
    both = found("organisation.employees >= 5 and staff_note.current >= 1")
    assert both.reasons == ("nothing_on_file", "figure_missing")
    assert "no count of employees on or before this day is on file" in both.because.lower()
