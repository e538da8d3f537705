"""Cases that random search finds seldom or not at all, and those it has found; each by its name."""

from __future__ import annotations

from decimal import Decimal

import pytest

import psed
from psed.assessing import assess
from psed.dossiers import dossier_sha256
from psed.model.base import FrozenMap
from psed.model.dates import PartialDate
from psed.model.dossier import Claim, Declined, Dossier, NoneHeld
from psed.model.evidence import Evidence, Source
from psed.model.outcome import Outcome, Reason
from psed.rulepack import RulePack
from psed.testing import laws
from psed.testing import strategies as psts

from .making import day, detail, dossier, item, kind, pack, rule
from .reference_scorer import reference_outcomes

HELD = "alpha.current >= 1"
RULE = "by-hand:area/rule-1"


def outcome(rules: RulePack, papers: Dossier, as_at: str) -> Outcome:
    """What the first rule says; by the way, everything that holds of one case is held."""
    found = assess(papers, rules, as_at=day(as_at))
    laws.nested(found)
    laws.explained(papers, [rules], day(as_at))
    laws.duplicate_free(papers, [rules], day(as_at))
    laws.same_everywhere(
        rules,
        papers,
        day(as_at),
        lambda p, d, on: reference_outcomes(p, d, on, psts.kinds_for([p])),
    )
    return Outcome(found[RULE].outcome)


# The calendar: the last good day, the day after, months of unlike length, 29 February.


@pytest.mark.parametrize(
    ("shelf_life", "dated", "last_good", "day_after"),
    [
        ("1 month", "2010-01-31", "2010-02-28", "2010-03-01"),
        ("1 month", "2012-01-31", "2012-02-29", "2012-03-01"),
        ("1 month", "2012-01-29", "2012-02-29", "2012-03-01"),
        ("1 month", "2010-02-28", "2010-03-28", "2010-03-29"),
        ("1 month", "2010-03-31", "2010-04-30", "2010-05-01"),
        ("6 months", "2010-08-31", "2011-02-28", "2011-03-01"),
        ("12 months", "2012-02-29", "2013-02-28", "2013-03-01"),
        ("12 months", "2011-02-28", "2012-02-28", "2012-02-29"),
        ("12 months", "2011-03-01", "2012-03-01", "2012-03-02"),
        ("4 years", "2008-02-29", "2012-02-29", "2012-03-01"),
        ("12 months", "2010-12-31", "2011-12-31", "2012-01-01"),
    ],
)
def test_the_last_good_day_and_the_day_after(
    shelf_life: str, dated: str, last_good: str, day_after: str
) -> None:
    rules, papers = pack(kind("alpha", shelf_life), HELD), dossier(item("E-1", dated))
    assert outcome(rules, papers, last_good) is Outcome.MET
    assert outcome(rules, papers, day_after) is Outcome.NOT_MET
    assert assess(papers, rules, as_at=day(day_after))[RULE].reasons == (Reason.LAPSED,)


@pytest.mark.parametrize(
    ("own_term", "until", "good", "lapsed"),
    [
        (False, "2010-12-31", "2010-12-31", "2011-01-01"),
        (False, "2012-12-31", "2011-06-15", "2011-06-16"),
        (True, "2012-12-31", "2012-12-31", "2013-01-01"),
        (True, "2010-06-15", "2010-06-15", "2010-06-16"),
    ],
)
def test_an_end_of_its_own(own_term: bool, until: str, good: str, lapsed: str) -> None:
    rules = pack(kind("alpha", "12 months", own_term=own_term), HELD)
    papers = dossier(item("E-1", valid_until=until))
    assert outcome(rules, papers, good) is Outcome.MET
    assert outcome(rules, papers, lapsed) is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        (
            "2010",
            {
                "2009-12-31": "not_met",
                "2010-01-01": "unknown",
                "2010-12-30": "unknown",
                "2010-12-31": "met",
                "2011-01-01": "met",
                "2011-01-02": "unknown",
                "2011-12-31": "unknown",
                "2012-01-01": "not_met",
            },
        ),
        (
            "2011-02",
            {
                "2011-01-31": "not_met",
                "2011-02-01": "unknown",
                "2011-02-28": "met",
                "2012-02-01": "met",
                "2012-02-02": "unknown",
                "2012-02-28": "unknown",
                "2012-02-29": "not_met",
            },
        ),
        (
            "2010/11",
            {
                "2010-03-31": "not_met",
                "2010-04-01": "unknown",
                "2011-03-30": "unknown",
                "2011-03-31": "met",
                "2011-04-01": "met",
                "2011-04-02": "unknown",
                "2012-03-31": "unknown",
                "2012-04-01": "not_met",
            },
        ),
        (
            None,
            {
                "1066-10-14": "unknown",
                "2010-06-15": "unknown",
                "2011-06-15": "unknown",
                "2011-06-16": "not_met",
            },
        ),
    ],
)
def test_a_partial_date_opens_and_closes_by_its_ends(dated: str | None, expected: dict[str, str]) -> None:
    rules = pack(kind("alpha", "12 months"), HELD, valid_from="1066-01-01")
    papers = dossier(item("E-1", dated))
    assert {on: str(outcome(rules, papers, on)) for on in expected} == expected


def test_partial_dates_that_overlap_are_each_for_themselves() -> None:
    rules = pack(kind("alpha", "1 month"), "alpha.current >= 2", "alpha.held >= 2")
    papers = dossier(item("E-1", "2010-03"), item("E-2", "2009/10"))
    assert outcome(rules, papers, "2010-03-31") is Outcome.UNKNOWN
    assert assess(papers, rules, as_at=day("2010-03-31"))["area/rule-2"].outcome is Outcome.MET


# What supersedes what.


def test_a_chain_of_papers_with_partial_dates() -> None:
    rules = pack(kind("alpha"), "alpha.current >= 1", "alpha.current <= 1")
    papers = dossier(
        item("E-1", "2010-01-01"),
        item("E-2", "2010", supersedes=["E-1"]),
        item("E-3", "2010-12", supersedes=["E-2"]),
    )
    assert outcome(rules, papers, "2009-12-31") is Outcome.NOT_MET
    assert outcome(rules, papers, "2010-01-01") is Outcome.UNKNOWN
    assert outcome(rules, papers, "2010-12-31") is Outcome.MET
    assert assess(papers, rules, as_at=day("2010-12-31"))["area/rule-2"].outcome is Outcome.MET


def test_what_is_superseded_stays_so_when_the_newer_one_has_lapsed() -> None:
    rules = pack(kind("alpha"), kind("beta", "1 month"), HELD)
    papers = dossier(item("E-1", "2010-01-01"), item("E-2", "2010-02-01", "beta", supersedes=["E-1"]))
    assert outcome(rules, papers, "2010-01-31") is Outcome.MET
    assert outcome(rules, papers, "2010-02-01") is Outcome.NOT_MET
    assert outcome(rules, papers, "2012-01-01") is Outcome.NOT_MET


# The latest of several.


@pytest.mark.parametrize(
    ("better", "at_least_five", "at_most_five"),
    [("higher", Outcome.NOT_MET, Outcome.MET), ("lower", Outcome.MET, Outcome.NOT_MET)],
)
def test_of_two_of_one_day_the_worse(better: str, at_least_five: Outcome, at_most_five: Outcome) -> None:
    number = detail("score", "number", "latest", better)
    papers = dossier(item("E-1", detail={"score": 3}), item("E-2", detail={"score": 7}))
    assert (
        outcome(pack(kind("alpha", None, number), "alpha.score >= 5"), papers, "2010-07-01") is at_least_five
    )
    assert (
        outcome(pack(kind("alpha", None, number), "alpha.score <= 5"), papers, "2010-07-01") is at_most_five
    )


def test_of_two_of_one_day_neither_where_none_is_worse() -> None:
    number = detail("score", "number", "latest", "none")
    rules = pack(kind("alpha", None, number), "alpha.score >= 5")
    unlike = dossier(item("E-1", detail={"score": 3}), item("E-2", detail={"score": 7}))
    alike = dossier(item("E-1", detail={"score": 7}), item("E-2", detail={"score": 7}))
    assert outcome(rules, unlike, "2010-07-01") is Outcome.UNKNOWN
    assert outcome(rules, alike, "2010-07-01") is Outcome.MET


def test_which_is_latest_is_open_where_dates_overlap() -> None:
    words = detail("stage", "text", "latest", "none")
    rules = pack(kind("alpha", None, words), 'alpha.stage == "final"', 'alpha.stage != "other"')
    papers = dossier(
        item("E-1", "2010-03-15", detail={"stage": "draft"}),
        item("E-2", "2010-03", detail={"stage": "final"}),
    )
    assert outcome(rules, papers, "2010-04-01") is Outcome.UNKNOWN
    assert assess(papers, rules, as_at=day("2010-04-01"))["area/rule-2"].outcome is Outcome.MET


def test_a_newer_figure_may_be_worse_so_its_rule_is_not_monotone() -> None:
    rules = pack(kind("alpha", "12 months", detail("score", "number", "latest")), "alpha.score >= 5")
    papers = dossier(item("E-1", detail={"score": 7}))
    worse = item("E-2", "2010-06-20", detail={"score": 3})
    assert laws.certainly_in_date(papers, worse, [rules], day("2010-07-01"))
    assert not rules.rules[0].monotone
    laws.monotone(papers, worse, [rules], day("2010-07-01"))


def test_a_worse_figure_may_lapse_so_its_rule_is_timed() -> None:
    rules = pack(kind("alpha", "12 months", detail("score", "number", "min")), "alpha.score >= 5")
    low, high = item("E-1", detail={"score": 3}), item("E-2", "2010-06-20", detail={"score": 7})
    papers = dossier(low, high)
    assert laws.nothing_arrives(papers, [rules], day("2011-06-15"), day("2011-06-16"))
    assert outcome(rules, papers, "2011-06-15") is Outcome.NOT_MET
    assert outcome(rules, papers, "2011-06-16") is Outcome.MET
    assert rules.rules[0].timed
    laws.time_honest(papers, [rules], day("2011-06-15"), day("2011-06-16"))


# Publication.


@pytest.mark.parametrize("given", [None, "assertion", "independently-checked"])
def test_what_is_published_is_as_strong_from_the_day_it_is(given: str | None) -> None:
    rules = pack(kind("alpha"), "alpha.strength >= strength.published")
    papers = dossier(item("E-1", published_on="2011-02", strength=given))
    before = {None: "unknown", "assertion": "not_met", "independently-checked": "met"}[given]
    between = "unknown" if before == "not_met" else before
    found = {on: str(outcome(rules, papers, on)) for on in ("2011-01-31", "2011-02-01", "2011-02-28")}
    assert found == {"2011-01-31": before, "2011-02-01": between, "2011-02-28": "met"}


# None held.


def test_none_held_counts_from_the_day_the_body_looked() -> None:
    rules = pack(HELD)
    looked = NoneHeld(kind="alpha", as_at=day("2010-06-15"), by="Clerk")
    papers = dossier(none_held=(looked,))
    assert outcome(rules, papers, "2010-06-14") is Outcome.UNKNOWN
    assert outcome(rules, papers, "2010-06-15") is Outcome.NOT_MET
    assert assess(papers, rules, as_at=day("2010-06-15"))[RULE].reasons == (Reason.NONE_HELD,)


def test_what_came_after_the_body_looked_counts() -> None:
    looked = NoneHeld(kind="alpha", as_at=day("2010-06-15"), by="Clerk")
    papers = dossier(item("E-1", "2010"), item("E-2", "2010-06-16"), none_held=(looked,))
    assert outcome(pack(HELD), papers, "2010-06-15") is Outcome.UNKNOWN
    assert outcome(pack(HELD), papers, "2010-06-16") is Outcome.MET


# Laws 1 to 10, where they were once broken.


def test_a_number_to_the_left_of_a_fact_asks_for_as_many_items() -> None:
    papers = dossier(item("E-1"), item("E-2"))
    assert outcome(pack("2 <= alpha.current"), papers, "2010-07-01") is Outcome.MET


def test_two_that_have_lapsed_and_a_number_to_the_left() -> None:
    papers = dossier(item("E-1"), item("E-2"))
    rules = pack(kind("alpha", "1 month"), "2 <= alpha.current")
    assert outcome(rules, papers, "2012-07-01") is Outcome.NOT_MET


def test_as_many_items_as_there_are_employees() -> None:
    papers = dossier(item("E-1"), item("E-2"), headcount={"2010-01-01": 2})
    assert outcome(pack("alpha.current >= organisation.employees"), papers, "2010-07-01") is Outcome.MET


def test_a_sum_goes_beyond_the_most_that_one_item_can_say() -> None:
    number = detail("places", "number", "sum")
    rules = pack(kind("alpha", None, number), "alpha.places <= 10")
    nothing, two = dossier(), dossier(item("E-1", detail={"places": 10}), item("E-2", detail={"places": 10}))
    laws.narrowing(nothing, two, [rules], day("2010-07-01"))
    assert outcome(rules, nothing, "2010-07-01") is Outcome.UNKNOWN


@pytest.mark.parametrize("better", ["higher", "lower", "none"])
@pytest.mark.parametrize("text", ["alpha.delays >= 10", "alpha.delays <= 9", "alpha.delays == 0"])
@pytest.mark.parametrize(
    "on", [("01-02", "12-01"), ("12-01", "01-02"), ("12-01", "12-01"), ("01-02", "01-02")]
)
def test_a_sum_over_items_each_of_which_may_not_be_there_yet(
    on: tuple[str, str], text: str, better: str
) -> None:
    rules = pack(kind("alpha", None, detail("delays", "number", "sum", better)), text)
    said = ({"delays": 2}, {"delays": 9})
    papers = dossier(*(item(f"E-{n}", "2010", detail=d) for n, d in enumerate(said)))
    dated = zip(on, said, strict=True)
    settled = dossier(*(item(f"E-{n}", f"2010-{when}", detail=d) for n, (when, d) in enumerate(dated)))
    laws.narrowing(papers, settled, [rules], day("2010-07-01"))


def test_the_day_after_a_date_is_on_the_timeline() -> None:
    rules, papers = pack("alpha.latest_on == as_at"), dossier(item("E-1", "2010-06-15"))
    laws.nothing_changes_between(papers, [rules], day("2010-06-15"), day("2010-06-16"))


def test_the_day_after_a_date_is_on_the_timeline_where_another_is_partial() -> None:
    rules = pack(kind("alpha"), kind("beta"), "alpha.latest_on > beta.latest_on")
    papers = dossier(item("E-1", "2010-06"), item("E-2", "2010-06-15", "beta"))
    laws.nothing_changes_between(papers, [rules], day("2010-06-15"), day("2010-06-16"))


def test_the_day_from_which_a_rule_is_declined_is_on_the_timeline() -> None:
    rules = pack(rule(HELD, "area/rule-1", may_decline=True))
    papers = dossier(not_applicable=(declined("2010-06-15"),))
    laws.nothing_changes_between(papers, [rules], day("2010-06-14"), day("2010-06-15"))


def declined(on: str, reason: str = "no such service") -> Declined:
    return Declined(rule=RULE, reason=reason, by="Clerk", as_at=day(on))


def test_a_rule_declined_twice_is_declined_from_the_earlier_day() -> None:
    rules = pack(rule(HELD, "area/rule-1", may_decline=True))
    twice = (declined("2010-01-01"), declined("2011-01-01", "no such service still"))
    for order in (twice, twice[::-1]):
        assert outcome(rules, dossier(not_applicable=order), "2010-06-15") is Outcome.NOT_APPLICABLE
    laws.order_free(
        dossier(not_applicable=twice), [rules], day("2011-06-15"), dossier(not_applicable=twice[::-1])
    )


def test_claims_of_one_day_and_level_are_told_in_one_order() -> None:
    peers, audit = (
        Claim(
            framework="by-hand",
            level="achieving",
            dated=PartialDate.parse("2010"),
            by=by,
            source=Source(document="d", place="p"),
        )
        for by in ("a peer team", "a self-audit")
    )
    first, second = dossier(claims=(peers, audit)), dossier(claims=(audit, peers))
    laws.order_free(first, [pack(HELD)], day("2011-01-01"), second)


def test_a_text_that_is_one_of_two_shows_that_it_is_not_the_third() -> None:
    words = detail("stage", "text", "latest", "none")
    papers = dossier(item("E-1", detail={"stage": "draft"}), item("E-2", detail={"stage": "final"}))
    rules = pack(kind("alpha", None, words), 'alpha.stage == "other"')
    assert outcome(rules, papers, "2010-07-01") is Outcome.NOT_MET


def test_the_smallest_number_that_a_dossier_can_hold_comes_back() -> None:
    number = detail("rate", "number", "max")
    assert number.read("0.0001") == Decimal("0.0001")
    written = psed.to_json(dossier(item("E-1", detail={"rate": number.read("0.0001")})))
    assert "e-" not in written
    assert "e-" not in psed.to_yaml(dossier(item("E-1", detail={"rate": number.read("0.0001")})))


def test_a_set_that_is_known_to_be_empty_is_not_one_that_nobody_gave() -> None:
    """Nobody in particular is not the same as not known, once it has been written and read."""
    said = Evidence(
        id="E-1",
        kind="community_profile",
        title="Profile",
        dated=PartialDate.parse("2010-06-15"),
        detail=FrozenMap({"data_sources": frozenset()}),
    )
    silent = said.model_copy(update={"detail": FrozenMap()})
    assert dossier_sha256(dossier(said)) != dossier_sha256(dossier(silent))
    laws.round_trip(dossier(said))


def test_a_dossier_equals_itself_read_again() -> None:
    path = psed.examples_folder() / "oakshire" / "dossier.yaml"
    assert psed.load(path) == psed.load(path)


def test_settling_a_date_never_takes_an_item_away() -> None:
    """Two papers of one address: once the month is a day, are they one?"""
    address = {"published_at": "https://body.example/a", "recorded_on": "2010-07-01"}
    first = item("E-1", "2010-06-15", **address)
    papers = dossier(first, item("E-2", "2010-06", **address))
    settled = dossier(first, item("E-2", "2010-06-15", **address))
    laws.narrowing(papers, settled, [pack("alpha.held >= 2")], day("2010-07-01"))


def test_an_area_that_may_fall_away_does_not_hold_the_possible_level_down() -> None:
    """Once the headcount is known the first rule does not apply, and its area is left out."""
    rules = pack(
        rule("alpha.held >= 1", "small/rule", applies_when="organisation.employees >= 150"),
        rule("alpha.held >= 1", "large/low"),
        rule("alpha.held >= 2", "large/high", "achieving"),
    )
    counted = dossier(headcount={"2010-01-01": 0})
    laws.narrowing(dossier(), counted, [rules], day("2010-07-01"))
