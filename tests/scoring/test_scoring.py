"""From findings to levels: cumulative, never by a share, and two of them: supported and possible."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psed.model.outcome import AreaResult, Finding, LevelRead, Mended, Outcome, Progress, Reason
from psed.rulepack import Area, Bands, RulePack
from psed.scoring import AGGREGATORS, area_result, left_out, overall, progress, rank, total

LEVELS = ("developing", "achieving", "excellent")
AREA = Area.model_validate({"id": "communities", "number": "1", "title": "Communities"})
OUTCOMES = {
    "m": Outcome.MET,
    "n": Outcome.NOT_MET,
    "u": Outcome.UNKNOWN,
    "-": Outcome.NOT_APPLICABLE,
    "e": Outcome.ERROR,
}


def finding(outcome: Outcome, level: str, number: int = 0) -> Finding:
    return Finding(
        rule=f"p:communities/{level}-{number}",
        title="T",
        area="communities",
        at_level=level,
        outcome=outcome,
        because="B",
        condition="c",
        place="f:1",
        why="W",
        mend=Mended(do="D"),
    )


def findings(*signs: str) -> list[Finding]:
    """One string of signs for each level, lowest first: m, n, u, e and - for not applicable."""
    return [
        finding(OUTCOMES[sign], level, number)
        for level, row in zip(LEVELS, signs, strict=False)
        for number, sign in enumerate(row)
    ]


def level_of(*signs: str) -> LevelRead | None:
    return area_result(AREA, findings(*signs), LEVELS).level


def read(supported: int, possible: int) -> LevelRead:
    """Levels by number: 0 below the lowest."""
    named = (None, *LEVELS)
    return LevelRead(supported=named[supported], possible=named[possible])


@pytest.mark.parametrize(
    ("signs", "supported", "possible"),
    [
        pytest.param(("m", "m", "m"), 3, 3, id="all met"),
        pytest.param(("m", "m", "n"), 2, 2, id="the highest short"),
        pytest.param(("m", "n", "m"), 1, 1, id="a level above one that is short does not count"),
        pytest.param(("n", "m", "m"), 0, 0, id="nothing counts where the lowest is short"),
        pytest.param(("n", "n", "n"), 0, 0, id="none met"),
        pytest.param(("mmn", "m", "m"), 0, 0, id="one rule short holds its level, whatever the share"),
        pytest.param(("mmm", "mn", "m"), 1, 1, id="one rule short of two"),
        pytest.param(("u", "u", "u"), 0, 3, id="nothing known"),
        pytest.param(("m", "u", "m"), 1, 3, id="an unknown counts for what could be, and only there"),
        pytest.param(("m", "u", "n"), 1, 2, id="an unknown below one that is short"),
        pytest.param(("m", "un", "m"), 1, 1, id="an unknown beside one that is short"),
        pytest.param(("u", "m", "n"), 0, 2, id="an unknown at the bottom"),
        pytest.param(("e", "m", "m"), 0, 3, id="an error is not met, and may be"),
        pytest.param(("m", "e", "n"), 1, 2, id="an error is never a no"),
        pytest.param(("m", "-", "m"), 3, 3, id="a level without a rule that applies is passed through"),
        pytest.param(("m", "-", "n"), 1, 1, id="a level passed through is not the result"),
        pytest.param(("m", "m", "-"), 2, 2, id="nor at the top"),
        pytest.param(("-", "-", "m"), 3, 3, id="two passed through at the bottom"),
        pytest.param(("-", "n", "m"), 0, 0, id="passed through at the bottom, then short"),
        pytest.param(("-", "u", "-"), 0, 2, id="passed through on both sides of an unknown"),
        pytest.param(("m-", "-m", "m"), 3, 3, id="a rule that does not apply does not hold its level"),
        pytest.param(("m", "", "m"), 3, 3, id="a level without a rule is passed through"),
        pytest.param(("", "", "n"), 0, 0, id="only the highest level has a rule, and it is short"),
        pytest.param(("m",), 1, 1, id="rules on the lowest level only"),
    ],
)
def test_an_area_has_the_highest_level_whose_rules_and_all_below_are_met(
    signs: tuple[str, ...], supported: int, possible: int
) -> None:
    assert level_of(*signs) == read(supported, possible)


@pytest.mark.parametrize("signs", [("-", "-", "-"), ("--",), ()], ids=["each level", "one level", "no rules"])
def test_an_area_in_which_no_rule_applies_has_no_level(signs: tuple[str, ...]) -> None:
    assert level_of(*signs) is None


def test_an_area_in_which_an_error_is_all_there_is_has_a_level() -> None:
    assert level_of("e") == read(0, 1)


def test_an_area_keeps_its_name_its_findings_and_their_order() -> None:
    kept = findings("mn", "u")[::-1]
    told = area_result(AREA, iter(kept), LEVELS)
    assert (told.id, told.number, told.title) == ("communities", 1, "Communities")
    assert told.findings == tuple(kept)
    assert told.progress == progress(kept, LEVELS)


SIGNS = st.text("mnu-e", max_size=3)


@given(SIGNS, SIGNS, SIGNS)
def test_what_is_supported_is_never_above_what_is_possible(low: str, middle: str, high: str) -> None:
    level = level_of(low, middle, high)
    if level is None:
        assert set(low + middle + high) <= {"-"}
    else:
        assert rank(level.supported, LEVELS) <= rank(level.possible, LEVELS)


@given(SIGNS, SIGNS, SIGNS)
def test_a_supported_level_has_a_rule_and_all_rules_up_to_it_are_met(
    low: str, middle: str, high: str
) -> None:
    level = level_of(low, middle, high)
    reached = rank(level.supported, LEVELS) if level else 0
    rows = [low, middle, high]
    assert set("".join(rows[:reached])) <= {"m", "-"}
    assert reached == 0 or "m" in rows[reached - 1]
    if level and reached < 3:
        rest = [row for row in rows[reached:] if set(row) - {"-"}]
        assert not rest or set(rest[0]) & set("nue")


@given(SIGNS, SIGNS, SIGNS)
def test_what_is_possible_is_what_would_be_supported_if_every_unknown_were_met(
    low: str, middle: str, high: str
) -> None:
    level = level_of(low, middle, high)
    settled = [row.replace("u", "m").replace("e", "m") for row in (low, middle, high)]
    best = level_of(*settled)
    assert (level and level.possible) == (best and best.supported)
    worst = level_of(*[row.replace("u", "n").replace("e", "n") for row in (low, middle, high)])
    assert (level and level.supported) == (worst and worst.supported)


@given(SIGNS, SIGNS, SIGNS, st.randoms(use_true_random=False))
def test_the_order_of_findings_changes_no_level(low: str, middle: str, high: str, random: object) -> None:
    kept = findings(low, middle, high)
    shuffled = list(kept)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = area_result(AREA, kept, LEVELS), area_result(AREA, shuffled, LEVELS)
    assert (one.level, one.progress) == (other.level, other.progress)


# Progress.


def test_progress_counts_rules_level_by_level_lowest_first() -> None:
    rows = progress(findings("mmnu-e", "--", "u"), LEVELS)
    assert rows == (
        Progress(level="developing", met=2, unknown=2, applicable=5),
        Progress(level="achieving", met=0, unknown=0, applicable=0),
        Progress(level="excellent", met=0, unknown=1, applicable=1),
    )


def test_progress_takes_findings_once_through() -> None:
    assert progress(iter(findings("m", "m", "m")), LEVELS) == tuple(
        Progress(level=level, met=1, unknown=0, applicable=1) for level in LEVELS
    )
    assert progress([], LEVELS) == tuple(
        Progress(level=level, met=0, unknown=0, applicable=0) for level in LEVELS
    )


@pytest.mark.parametrize(
    ("sign", "met", "unknown", "applicable"),
    [("m", 1, 0, 1), ("n", 0, 0, 1), ("u", 0, 1, 1), ("e", 0, 1, 1), ("-", 0, 0, 0)],
)
def test_each_outcome_counts_once_and_an_error_as_not_known(
    sign: str, met: int, unknown: int, applicable: int
) -> None:
    (row,) = progress(findings(sign), LEVELS[:1])
    assert (row.met, row.unknown, row.applicable) == (met, unknown, applicable)


# The whole.


def area(name: str, supported: int, possible: int, open_scope: bool = False) -> AreaResult:
    """An area with these levels by number; below nought for one in which no rule applies."""
    level = None if supported < 0 else read(supported, possible)
    kept = findings("-" if supported < 0 else "u" if possible > supported else "n")
    if open_scope:
        kept = [f.model_copy(update={"reasons": (Reason.SCOPE_UNKNOWN,)}) for f in kept]
    return AreaResult(id=name, number=None, title=name, level=level, progress=(), findings=tuple(kept))


def pack(combine: str) -> RulePack:
    return RulePack.model_validate(
        {
            "psed-pack": "1",
            "pack": "p",
            "version": "0.1.0",
            "kind": "framework",
            "title": "T",
            "publisher": "P",
            "valid_from": "2009-04-01",
            "wording": "psed",
            "status": "draft",
            "levels": LEVELS,
            "combine": combine,
        }
    )


@pytest.mark.parametrize(
    ("areas", "whole"),
    [
        pytest.param([(3, 3), (2, 2), (1, 1)], (1, 1), id="the weakest"),
        pytest.param([(1, 1), (2, 2), (3, 3)], (1, 1), id="the weakest, in another order"),
        pytest.param([(3, 3), (0, 3)], (0, 3), id="below the lowest is the weakest of all"),
        pytest.param([(0, 2), (1, 1)], (0, 1), id="supported and possible by different areas"),
        pytest.param([(2, 3), (2, 3)], (2, 3), id="all alike"),
        pytest.param([(3, 3), (-1, -1)], (3, 3), id="an area in which no rule applies is left out"),
        pytest.param([(-1, -1), (1, 2), (-1, -1)], (1, 2), id="two left out"),
        pytest.param([(0, 0)], (0, 0), id="one area below the lowest"),
    ],
)
def test_the_whole_is_as_strong_as_its_weakest_area(
    areas: list[tuple[int, int]], whole: tuple[int, int]
) -> None:
    results = [area(f"a{n}", *levels) for n, levels in enumerate(areas)]
    assert overall(pack("weakest-area"), results) == read(*whole)


@pytest.mark.parametrize(
    ("staying", "falling", "whole"),
    [
        pytest.param([(3, 3)], [(0, 1)], (0, 3), id="what may fall away does not hold down what is possible"),
        pytest.param([(1, 2)], [(0, 3)], (0, 2), id="what stays does"),
        pytest.param([], [(0, 1), (0, 2)], (0, 2), id="if all may fall away, the best may stay"),
        pytest.param([(-1, -1)], [(0, 2)], (0, 2), id="what does not apply does not count as staying"),
    ],
)
def test_an_area_that_may_not_apply_holds_down_what_is_supported_only(
    staying: list[tuple[int, int]], falling: list[tuple[int, int]], whole: tuple[int, int]
) -> None:
    results = [area(f"a{n}", *levels) for n, levels in enumerate(staying)]
    results += [area(f"b{n}", *levels, open_scope=True) for n, levels in enumerate(falling)]
    assert overall(pack("weakest-area"), results) == read(*whole)
    assert overall(pack("weakest-area"), results[::-1]) == read(*whole)


def test_an_area_stays_if_one_of_its_rules_does() -> None:
    open_, sure = findings("uu")
    open_ = open_.model_copy(update={"reasons": (Reason.SCOPE_UNKNOWN,)})
    away = finding(Outcome.NOT_APPLICABLE, LEVELS[0], 2)
    for kept, possible in (((open_, sure), 1), ((open_, away), 3), ((open_, sure, away), 1)):
        one = area_result(AREA, kept, LEVELS)
        assert overall(pack("weakest-area"), [one, area("b", 3, 3)]) == read(0, possible)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_where_no_rule_of_any_area_applies_there_is_no_level(number: int) -> None:
    assert overall(pack("weakest-area"), [area(f"a{n}", -1, -1) for n in range(number)]) is None


def test_a_profile_has_no_overall_level() -> None:
    assert overall(pack("profile-only"), [area("a", 3, 3)]) is None
    assert overall(pack("profile-only"), []) is None


def test_aggregators_are_named() -> None:
    assert set(AGGREGATORS) == {"weakest-area", "profile-only", "sum-bands"}
    with pytest.raises(KeyError):
        overall(pack("average"), [])


# Story S3: eleven outcomes of up to 3 points, in the published bands of the NHS Equality Delivery System.

EDS_BANDS = [
    {"level": "floor", "below": "8"},
    {"level": "developing", "from": "8", "to": "21"},
    {"level": "achieving", "from": "22", "to": "32"},
    {"level": "excellent", "from": "33"},
]


def banded(step: str = "1", bands: Sequence[dict[str, str]] = EDS_BANDS, areas: int = 11) -> RulePack:
    named = [{"id": f"outcome-{n}", "title": f"Outcome {n}"} for n in range(areas)]
    content = pack("weakest-area").model_dump(mode="json", by_alias=True)
    changed = {"combine": "sum-bands", "bands": {"step": step, "of": bands}, "areas": named}
    return RulePack.model_validate(content | {"psed-pack": "1"} | changed)


def outcomes(*points: int) -> list[AreaResult]:
    return [area(f"a{n}", each, each) for n, each in enumerate(points)]


@pytest.mark.parametrize(
    ("points", "sum_", "level"),
    [
        ([0] * 11, 0, 0),
        ([1] * 7 + [0] * 4, 7, 0),
        ([1] * 8 + [0] * 3, 8, 1),
        ([2] * 10 + [1], 21, 1),
        ([2] * 11, 22, 2),
        ([3] * 10 + [2], 32, 2),
        ([3] * 11, 33, 3),
    ],
)
def test_points_are_added_up_and_banded_on_both_sides_of_each_edge(
    points: list[int], sum_: int, level: int
) -> None:
    added = total(banded(), outcomes(*points))
    assert added
    assert (added.low, added.high, added.most, added.no_band) == (sum_, sum_, 33, None)
    assert overall(banded(), outcomes(*points)) == read(level, level)


def test_with_an_area_not_settled_there_are_two_ends_and_no_total() -> None:
    results = [*outcomes(*[2] * 10), area("open", 0, 3)]
    added = total(banded(), results)
    assert added
    assert (added.low, added.high) == (20, 23)
    assert overall(banded(), results) == read(1, 2)


def test_an_area_left_out_is_not_counted_as_nought_points() -> None:
    results = [*outcomes(*[2] * 10), area("away", -1, -1)]
    assert total(banded(), results) is None
    assert overall(banded(), results) is None


def test_a_total_between_two_bands_gets_no_level_and_says_between_which() -> None:
    bands = [{"level": "developing", "to": "1"}, {"level": "achieving", "from": "3"}]
    holed = banded(bands=bands, areas=2)
    for points, level in (((1, 0), 1), ((2, 1), 2)):
        assert overall(holed, outcomes(*points)) == read(level, level)
    assert overall(holed, outcomes(1, 1)) is None
    assert overall(holed, [area("a", 0, 1), area("b", 1, 1)]) is None
    added = total(holed, outcomes(1, 1))
    assert added
    assert added.no_band == (
        "No band holds 2 (developing to 1, achieving from 3), so there is no overall level."
    )


def test_two_ends_that_lie_in_no_band_are_both_named() -> None:
    bands = [{"level": "developing", "below": "2"}, {"level": "achieving", "from": "4"}]
    holed = banded(bands=bands, areas=2)
    added = total(holed, [area("a", 1, 2), area("b", 1, 1)])
    assert added
    assert (added.low, added.high) == (2, 3)
    assert added.no_band == (
        "No band holds 2 or 3 (developing below 2, achieving from 4), so there is no overall level."
    )


@pytest.mark.parametrize(("step", "holes"), [("1", []), ("0.5", ["21.5", "32.5"])])
def test_the_published_bands_have_holes_only_where_halves_are_given(step: str, holes: list[str]) -> None:
    bands, most = banded(step).bands, banded(step).most
    assert bands
    assert [str(t) for t in bands.totals(most) if bands.band(t) is None] == holes


@given(st.lists(st.integers(0, 3), min_size=11, max_size=11), st.integers(0, 10))
def test_more_points_never_give_a_lower_level(points: list[int], at: int) -> None:
    more = [min(3, each + (n == at)) for n, each in enumerate(points)]
    before, after = overall(banded(), outcomes(*points)), overall(banded(), outcomes(*more))
    assert before
    assert after
    assert rank(before.supported, LEVELS) <= rank(after.supported, LEVELS)


def test_the_ends_of_a_band_are_inclusive_but_for_below() -> None:
    bands = Bands.model_validate({"of": EDS_BANDS})
    named = [band.level if (band := bands.band(t)) else None for t in bands.totals(9)]
    assert named == ["floor"] * 8 + ["developing"] * 2


def test_areas_that_are_left_out_are_named_in_order() -> None:
    results = [area("b", -1, -1), area("c", 0, 0), area("a", -1, -1), area("d", 3, 3)]
    assert left_out(iter(results)) == ("b", "a")
    assert left_out(results[1:2]) == ()


@given(st.lists(st.tuples(SIGNS, SIGNS, SIGNS), max_size=3))
def test_marking_a_whole_area_as_not_applicable_names_it_and_nothing_else_rises(
    rows: list[tuple[str, str, str]],
) -> None:
    results = [area_result(AREA, findings(*row), LEVELS) for row in rows]
    whole = overall(pack("weakest-area"), results)
    scored = [r.level for r in results if r.level]
    assert len(left_out(results)) == len(results) - len(scored)
    assert (whole is None) == (not scored)
    for level in scored:
        assert whole is not None
        assert rank(whole.supported, LEVELS) <= rank(level.supported, LEVELS)
        assert rank(whole.possible, LEVELS) <= rank(level.possible, LEVELS)


@pytest.mark.parametrize(
    ("level", "number"), [(None, 0), ("developing", 1), ("achieving", 2), ("excellent", 3)]
)
def test_levels_are_ranked_from_nought_below_the_lowest(level: str | None, number: int) -> None:
    assert rank(level, LEVELS) == number


def test_every_outcome_of_two_rules_has_the_level_that_the_rule_of_thumb_gives() -> None:
    def thumb(signs: Sequence[str], good: str) -> int:
        reached = 0
        for number, sign in enumerate(signs, 1):
            if sign == "-":
                continue
            if sign not in good:
                break
            reached = number
        return reached

    for signs in product("mnu-e", repeat=3):
        level = level_of(*signs)
        if level is None:
            assert signs == ("-", "-", "-")
        else:
            assert level == read(thumb(signs, "m"), thumb(signs, "mue"))
