"""What stands beside findings: coverage, claims, items as they were read, what was left out, notices."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from psed.assessing import framework_result
from psed.assessing.beside import claims, coverage, ignored, notices, read_item
from psed.general_duty import GeneralDuty
from psed.model.dossier import Claim
from psed.model.duty import Aim, Characteristic
from psed.model.outcome import FrameworkResult, Ignored, ItemState, LevelRead, Notice

from .making import AS_AT, items_of, note, pack, site

LEVELS = ("developing", "achieving", "excellent")


# Claims.


def result(supported: str | None, possible: str | None, **more: Any) -> FrameworkResult:
    made = framework_result(pack("staff_note.current >= 1", levels=LEVELS), (), AS_AT)
    level = LevelRead(supported=supported, possible=possible)
    return made.model_copy(update={"level": level, "floor": "unplaced", **more})


def claim(level: str = "achieving", dated: str = "2012-06", **more: Any) -> Claim:
    source = {"document": "Press release", "place": "p. 1"}
    base = {"framework": "by-hand", "level": level, "dated": dated, "source": source}
    return Claim.model_validate({**base, **more})


def says(claimed: Claim, *results: FrameworkResult, as_at: dt.date = AS_AT) -> str:
    (read,) = claims([claimed], results, as_at)
    return read.says


@pytest.mark.parametrize(
    ("level", "supported", "possible", "verdict"),
    [
        ("achieving", "achieving", "achieving", "The papers support it."),
        ("achieving", "achieving", "excellent", "The papers support it."),
        ("developing", "achieving", "excellent", "The papers support more: achieving."),
        (
            "unplaced",
            "developing",
            "achieving",
            "by-hand has no such level; the papers support developing.",
        ),
        ("beacon", None, "achieving", "by-hand has no such level; the papers support unplaced."),
        (
            "achieving",
            "developing",
            "achieving",
            "The papers do not show it and do not speak against it: they support developing, "
            "and could support achieving.",
        ),
        (
            "achieving",
            None,
            "excellent",
            "The papers do not show it and do not speak against it: they support unplaced, "
            "and could support excellent.",
        ),
        (
            "excellent",
            "developing",
            "achieving",
            "The papers speak against it: they support developing, and could support no more than achieving.",
        ),
        (
            "developing",
            None,
            None,
            "The papers speak against it: they support unplaced, and could support no more than unplaced.",
        ),
    ],
)
def test_a_claim_beside_what_the_papers_support(
    level: str, supported: str | None, possible: str | None, verdict: str
) -> None:
    told = says(claim(level, by="The council"), result(supported, possible))
    assert told == f"The council said {level} in June 2012. {verdict}"


def test_a_claim_of_what_was_not_read_or_has_no_level() -> None:
    other = result("achieving", "achieving", id="another")
    begins = "Somebody said achieving in June 2012. "
    assert says(claim()) == f"{begins}That framework was not read here."
    assert says(claim(), other) == f"{begins}That framework was not read here."
    assert says(claim(), other, result(None, None, level=None)) == f"{begins}No level can be given here."
    assert says(claim(), other, result("achieving", "excellent")) == f"{begins}The papers support it."


@pytest.mark.parametrize(
    ("dated", "age"),
    [
        ("2012-07-01", "1 July 2012, after this day"),
        ("2012-07", "July 2012, after this day"),
        ("2012-06-30", "30 June 2012"),
        ("2012-06", "June 2012"),
        ("2012-06-01", "1 June 2012"),
        ("2012-04-30", "30 April 2012, 2 months before this day"),
        ("2012-04", "April 2012, 2 months before this day"),
        ("2012", "2012, 0 to 5 months before this day"),
        ("2011-07-01", "1 July 2011, 11 months before this day"),
        ("2011-07", "July 2011, 11 months before this day"),
        ("2011-06-30", "30 June 2011, 1 year before this day"),
        ("2011-06", "June 2011, 1 year before this day"),
        ("2011", "2011, 6 to 17 months before this day"),
        ("2010/11", "2010/11, 15 to 26 months before this day"),
        ("2010-07-01", "1 July 2010, 1 year before this day"),
        ("2010-07", "July 2010, 1 year before this day"),
        ("2010-06-30", "30 June 2010, 2 years before this day"),
        ("2010-06", "June 2010, 2 years before this day"),
        ("2009-06-30", "30 June 2009, 3 years before this day"),
        ("2009-07", "July 2009, 2 years before this day"),
    ],
)
def test_how_long_ago_somebody_said_so(dated: str, age: str) -> None:
    told = says(claim(dated=dated), result("achieving", "achieving"))
    assert told.startswith("Somebody said achieving ")
    assert told.endswith(f" {age}. The papers support it.")


def test_a_month_that_may_have_been_less_than_a_month_ago() -> None:
    told = says(claim(dated="2012-05"), as_at=dt.date(2012, 6, 15))
    assert told.startswith("Somebody said achieving in May 2012, 0 to 1 months before this day.")


def test_claims_are_read_oldest_first_with_all_that_was_said() -> None:
    late = claim("excellent", "2012", by="A peer team")
    first = claim("developing", "2011-12-31")
    again = claim("achieving", "2012-01-01")
    read = claims([late, again, first], (), AS_AT)
    assert [each.level for each in read] == ["developing", "achieving", "excellent"]
    assert claims([again, late, first], (), AS_AT) == read, "two of one day are in one order"
    told = read[2]
    assert (told.framework, told.dated, told.by, told.source) == (
        "by-hand",
        late.dated,
        "A peer team",
        late.source,
    )


# Coverage.


def duty(*exceptions: dict[str, Any]) -> GeneralDuty:
    source = [{"cite": "made up", "basis": "derived"}]
    whole = {"title": "Duty", "who": source, "aims": []}
    told = [{"title": each["id"], "source": source, **each} for each in exceptions]
    return GeneralDuty.model_validate({**whole, "exceptions": told})


def cells(*evidence: dict[str, Any], of: GeneralDuty | None = None) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The cells that say anything: evidence, possible evidence and exceptions."""
    return {
        (str(cell.characteristic), str(cell.aim)): (cell.evidence, cell.possible, cell.excepted)
        for cell in coverage(items_of(*evidence), [of] if of else ())
        if cell.evidence or cell.possible or cell.excepted
    }


def test_the_matrix_has_every_characteristic_by_every_aim_in_the_order_of_the_act() -> None:
    matrix = coverage(items_of())
    assert [(c.characteristic, c.aim) for c in matrix] == [(c, a) for c in Characteristic for a in Aim]
    wedded = Characteristic.MARRIAGE_AND_CIVIL_PARTNERSHIP
    assert [(c.characteristic, c.aim) for c in matrix if not c.counts] == [
        (wedded, Aim.ADVANCE),
        (wedded, Aim.FOSTER),
    ]


@pytest.mark.parametrize(
    ("more", "evidence", "possible"),
    [
        pytest.param({}, ("N-1",), (), id="current"),
        pytest.param({"dated": "2011-06-29"}, None, None, id="lapsed"),
        pytest.param({"dated": "2012-07-01"}, None, None, id="dated later"),
        pytest.param({"dated": "2011"}, (), ("N-1",), id="perhaps lapsed"),
        pytest.param({"characteristics": None}, (), ("N-1",), id="does not say whom it covers"),
        pytest.param({"aims": None}, (), ("N-1",), id="does not say what it serves"),
        pytest.param({"characteristics": ["sex"]}, None, None, id="covers another"),
        pytest.param({"aims": ["foster"]}, None, None, id="serves another aim"),
    ],
)
def test_an_item_stands_in_the_cells_that_it_covers(
    more: dict[str, Any], evidence: tuple[str, ...] | None, possible: tuple[str, ...]
) -> None:
    told = cells(note(**{"characteristics": ["race"], "aims": ["advance"], **more}))
    cell = None if evidence is None else (evidence, possible, ())
    assert told.get(("race", "advance")) == cell


def test_several_items_and_nothing_for_what_does_not_count() -> None:
    wedded: dict[str, Any] = {"characteristics": ["race", "marriage-and-civil-partnership"]}
    told = cells(
        site("S-2", **wedded, aims=["eliminate", "foster"]),
        note("N-1", "2011", **wedded, aims=["foster"]),
        note("N-2", **wedded, aims=["foster"]),
    )
    assert told == {
        ("marriage-and-civil-partnership", "eliminate"): (("S-2",), (), ()),
        ("race", "eliminate"): (("S-2",), (), ()),
        ("race", "foster"): (("N-2", "S-2"), ("N-1",), ()),
    }


def test_exceptions_of_the_duty_stand_in_their_cells_for_the_kinds_of_body_they_name() -> None:
    first = {
        "id": "first",
        "organisation_kinds": ["county", "district"],
        "aims": ["advance", "foster"],
        "characteristics": ["race", "sex"],
    }
    second = {**first, "id": "second", "aims": ["advance"], "characteristics": ["sex"]}
    other = {**first, "id": "other", "organisation_kinds": ["county"]}
    assert cells(of=duty(first, second, other)) == {
        ("race", "advance"): ((), (), ("first",)),
        ("race", "foster"): ((), (), ("first",)),
        ("sex", "advance"): ((), (), ("first", "second")),
        ("sex", "foster"): ((), (), ("first",)),
    }


# Items as they stood on the day.


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("item", "state", "low", "high", "lapsed"),
    [
        (note("X-1", "2012-01-31"), ItemState.CURRENT, "2013-01-31", "2013-01-31", None),
        (note("X-1", "2011-06-30"), ItemState.CURRENT, "2012-06-30", "2012-06-30", None),
        (note("X-1", "2011-06-29"), ItemState.LAPSED, "2012-06-29", "2012-06-29", (1, 1)),
        (note("X-1", "2010"), ItemState.LAPSED, "2011-01-01", "2011-12-31", (182, 546)),
        (note("X-1", "2011"), ItemState.UNDECIDED, "2012-01-01", "2012-12-31", None),
        (note("X-1", "2012"), ItemState.UNDECIDED, "2013-01-01", "2013-12-31", None),
        (note("X-1", "2012-07-01"), ItemState.NOT_YET, "2013-07-01", "2013-07-01", None),
        (note("X-1", None), ItemState.UNDECIDED, None, "2013-01-31", None),
        (
            note("X-1", None, recorded_on="2010-06-30"),
            ItemState.LAPSED,
            None,
            "2011-06-30",
            (366, None),
        ),
        (site("X-1", valid_until="2012-03"), ItemState.LAPSED, "2012-03-01", "2012-03-31", (91, 121)),
        (site("X-1", None, valid_until="2013-03-31"), ItemState.CURRENT, "2013-03-31", "2013-03-31", None),
    ],
)
def test_an_item_is_read_with_its_last_good_day_and_how_long_ago_that_was(
    item: dict[str, Any],
    state: ItemState,
    low: str | None,
    high: str | None,
    lapsed: tuple[int, int | None] | None,
) -> None:
    read = read_item(items_of(item).by_id["X-1"])
    assert read.state is state
    assert read.last_good_on == {"low": low and day(low), "high": high and day(high)}
    assert read.days_lapsed == (lapsed and {"low": lapsed[0], "high": lapsed[1]})


def test_what_is_good_for_good_has_no_last_good_day() -> None:
    read = read_item(items_of(site()).by_id["S-1"])
    assert (read.state, read.last_good_on, read.days_lapsed) == (ItemState.CURRENT, None, None)


def test_a_last_good_day_beyond_the_calendar_is_left_open() -> None:
    read = read_item(items_of(note("N-1", "9997/98"), as_at=day("9998-12-31")).by_id["N-1"])
    assert read.last_good_on == {"low": day("9998-04-01"), "high": day("9999-03-31")}


def test_an_item_is_read_with_all_that_was_said_of_it() -> None:
    given = {
        "published_on": "2012-02",
        "strength": "document",
        "held_by": "Head of Policy",
        "source": {"document": "Files", "place": "folder 3"},
    }
    newer = [site("S-3", supersedes=["S-1"]), site("S-2", supersedes=["S-1"])]
    items = items_of(site("S-1", "2012-01-31", **given), *newer)
    read = read_item(items.by_id["S-1"])
    assert read.model_dump(mode="json") == {
        "id": "S-1",
        "kind": "site_note",
        "title": "Site 1",
        "state": "superseded",
        "dated": "2012-01-31",
        "published_on": "2012-02",
        "last_good_on": None,
        "days_lapsed": None,
        "strength": "document",
        "held_by": "Head of Policy",
        "source": {"document": "Files", "place": "folder 3"},
        "superseded_by": ["S-2", "S-3"],
    }


# What was left out, and what should be known.


def test_items_dated_later_or_told_twice_are_left_out_by_id() -> None:
    items = items_of(
        note("N-9", "2012-07"),
        note("N-1", published_at="x"),
        note("N-5", published_at="x"),
        note("N-2", "2012-07-01"),
        note("N-3", "2012"),
        note("N-4", None, recorded_on="2013-01-31"),
    )
    assert ignored(items) == (
        Ignored(evidence="N-2", because="dated 1 July 2012, after 30 June 2012"),
        Ignored(evidence="N-5", because="the same kind, date and address as N-1: counted once"),
        Ignored(evidence="N-9", because="dated July 2012, after 30 June 2012"),
    )


@pytest.mark.parametrize(
    ("published", "start", "told"),
    [
        ("2011-12-31", "2012-01-01", "31 December 2011"),
        ("2011-12", "2012-01-01", "December 2011"),
        ("2012-01-01", "2012-01-01", None),
        ("2012-01", "2012-01-02", None),
        ("2011-12-31", None, None),
        (None, "2012-01-01", None),
    ],
)
def test_what_was_published_before_the_body_existed_is_to_be_known(
    published: str | None, start: str | None, told: str | None
) -> None:
    items = items_of(note(published_on=published), body={"start": start})
    expected = f"N-1 was published on {told}, before A body existed (1 January 2012)."
    about = Notice(about="published-before-start", evidence=("N-1",), says=expected)
    assert notices(items) == ((about,) if told else ())


def test_items_whose_dates_do_not_tell_are_counted_in_one_notice_after_the_others() -> None:
    items = items_of(
        note("N-3", "2011"),
        note("N-2", published_on="2011-01-01"),
        note("N-1", None, published_on="2011-01-02"),
        body={"start": "2012-01-01"},
    )
    first, second, last = notices(items)
    assert (first.evidence, second.evidence) == (("N-1",), ("N-2",))
    assert last == Notice(
        about="not-dated",
        evidence=("N-1", "N-3"),
        says="2 of 3 items have no date, or one that is not exact enough to tell whether they are "
        "current: N-1, N-3.",
    )
