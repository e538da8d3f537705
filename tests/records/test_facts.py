"""The facts of records: right whatever is still to be settled, and each by hand where it is subtle."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psed.facts.decisions import DECISION_FACTS
from psed.facts.objectives import OBJECTIVE_FACTS
from psed.language.values import Between, Granted, Known, Options, Range, exactly
from psed.model.decision import Decision, Nothing
from psed.model.duty import Characteristic
from psed.model.objective import Objective

from .making import (
    decision,
    decisions,
    facts,
    findings,
    objective,
    objectives,
    settled,
    settled_objective,
)


def _inside(after: Known, before: Known) -> bool:
    """Whether what is known after lies within what was known before."""
    if isinstance(after, Between) and isinstance(before, Between):
        return before.sure <= after.sure and after.possible <= before.possible
    if isinstance(after, Options) and isinstance(before, Options):
        return after.words <= before.words
    assert isinstance(after, Range)
    assert isinstance(before, Range)
    low = before.low is None or (after.low is not None and before.low <= after.low)  # type: ignore[operator]
    high = before.high is None or (after.high is not None and after.high <= before.high)  # type: ignore[operator]
    return low and high


@given(st.data())
def test_no_fact_of_a_decision_is_taken_back_when_more_of_it_is_known(data: st.DataObject) -> None:
    record = data.draw(decisions())
    fuller = data.draw(settled(record))
    before, after = facts(Decision.model_validate(record)), facts(Decision.model_validate(fuller))
    for name in set(DECISION_FACTS) - {"decision.duty_on"}:
        assert _inside(after(name), before(name)), (name, before(name), after(name))


@given(st.data())
def test_no_fact_of_an_objective_is_taken_back_when_more_of_it_is_known(data: st.DataObject) -> None:
    record = data.draw(objectives())
    fuller = data.draw(settled_objective(record))
    before, after = facts(Objective.model_validate(record)), facts(Objective.model_validate(fuller))
    for name in OBJECTIVE_FACTS:
        assert _inside(after(name), before(name)), (name, before(name), after(name))


@given(st.data())
def test_met_and_not_met_stand_whatever_the_unknowns_turn_out_to_be(data: st.DataObject) -> None:
    record = data.draw(decisions())
    before = findings(Decision.model_validate(record))
    after = findings(Decision.model_validate(data.draw(settled(record))))
    for name, finding in before.items():
        if finding.outcome != "unknown":
            assert name in after, f"{name} was {finding.outcome}, and is not told any more"
            assert after[name].outcome == finding.outcome, name


YES, NO = exactly(True), exactly(False)


def known(name: str, **keys: Any) -> Known:
    """A fact of a decision with some keys."""
    return facts(decision(**keys))(name)


def exact(found: Known) -> bool:
    """Whether a fact is known."""
    assert not isinstance(found, Granted)
    return found.exact


def open_(name: str, **keys: Any) -> bool:
    """Whether nothing is known of a fact of a decision."""
    found = known(name, **keys)
    return not exact(found) and str(getattr(found, "because", "")).startswith("nothing")


READ_BY_DEFAULT = {"decision.duty_on", "decision.staged"}


@pytest.mark.parametrize("name", sorted(DECISION_FACTS.keys() - READ_BY_DEFAULT))
def test_a_blank_record_says_nothing(name: str) -> None:
    found = known(name)
    assert not exact(found)
    assert str(getattr(found, "because", "")).startswith("nothing")


def test_the_first_full_version_tells_the_time_and_a_screening_never_does() -> None:
    versions = [
        {"id": "S", "kind": "screening", "completed_on": "2026-01-01"},
        {"id": "V2", "completed_on": "2027-03-01", "supersedes": ["V1"]},
        {"id": "V1", "completed_on": "2026-12-01"},
    ]
    keys = {"assessments": versions, "taken_on": "2027-01-12"}
    first = known("assessment.completed_on", **keys)
    assert isinstance(first, Range)
    assert str(first.low) == str(first.high) == "2026-12-01"
    assert known("assessment.revised_after", **keys) == YES
    assert facts(decision(**keys)).path("assessment.completed_on") == ("assessments", 2, "completed_on")
    alone = {"assessments": versions[:1], "taken_on": "2027-01-12"}
    assert open_("assessment.completed_on", **alone)
    assert known("assessment.held", **alone) == NO
    assert known("assessment.screening_only", **alone) == YES


@pytest.mark.parametrize(("day", "expected"), [("2027-02-28", NO), ("2027-03-01", YES)])
def test_a_version_that_is_still_to_come_is_no_look_at_what_came_of_it(day: str, expected: Known) -> None:
    versions = [
        {"id": "V1", "completed_on": "2026-12-01"},
        {"id": "V2", "completed_on": "2027-03-01", "supersedes": ["V1"]},
    ]
    record = decision(assessments=versions, taken_on="2027-01-12")
    assert facts(record, dt.date.fromisoformat(day))("assessment.revised_after") == expected


def test_a_version_without_a_date_may_be_the_first() -> None:
    first = known(
        "assessment.completed_on", assessments=[{"id": "A"}, {"id": "B", "completed_on": "2027-03"}]
    )
    assert isinstance(first, Range)
    assert (first.low, str(first.high)) == (None, "2027-03-31")


def test_approval_is_of_the_last_version_finished_by_the_decision() -> None:
    early = {"id": "V1", "completed_on": "2026-11-01", "approved": True}
    draft = {"id": "V2", "completed_on": "2026-12-01", "approved": False}
    late = {"id": "V3", "completed_on": "2027-02-01", "approved": True}
    taken = "2027-01-12"
    assert known("assessment.approved", assessments=[early, draft, late], taken_on=taken) == NO
    assert known("assessment.approved", assessments=[early, late], taken_on=taken) == YES
    assert open_("assessment.approved", assessments=[late], taken_on=taken)
    perhaps = {"id": "V4", "completed_on": "2027-01", "approved": False}
    assert not exact(known("assessment.approved", assessments=[early, perhaps], taken_on=taken))


def test_effects_are_known_by_characteristic() -> None:
    impacts = [
        {"characteristic": "disability", "effect": "negative"},
        {"characteristic": "age", "effect": "none"},
        {"characteristic": "race", "effect": "not-known"},
    ]
    negative = known("impact.negative", impacts=impacts)
    assert isinstance(negative, Between)
    assert negative.sure == {"disability"}
    assert "age" not in negative.possible
    assert {"race", "sex"} <= negative.possible
    covered = known("impact.covered", impacts=impacts)
    assert isinstance(covered, Between)
    assert "race" not in covered.possible
    assert known("impact.none_everywhere", impacts=impacts) == NO
    everywhere = [{"characteristic": str(c), "effect": "none"} for c in Characteristic]
    assert known("impact.none_everywhere", impacts=everywhere) == YES
    assert known("impact.covered_count", impacts=everywhere) == exactly(9)


def test_a_list_of_mitigations_is_whole_and_says_none_is_a_no() -> None:
    impacts = [{"characteristic": name, "effect": "negative"} for name in ("disability", "race")]
    lessened = [{"what": "A ramp", "characteristics": ["disability"]}]
    bare = known("impact.unmitigated", impacts=impacts, mitigations=lessened)
    assert isinstance(bare, Between)
    assert bare.sure == {"race"}
    assert open_("impact.unmitigated", impacts=impacts)
    none = known("impact.unmitigated", impacts=impacts, says_none=["mitigation"])
    assert isinstance(none, Between)
    assert none.sure == {"disability", "race"}


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ({"assessments": [{"id": "A"}], "says_none": ["assessment"]}, "`says_none` holds `assessment`"),
        ({"review_on": "2027", "says_none": ["review"]}, "`review_on` gives some"),
        (
            {"mitigations": [{"what": "x", "held_by": "a post"}], "says_none": ["mitigation-owners"]},
            "`held_by` in `mitigations`",
        ),
        ({"gaps": [{"about": "x", "planned": False, "plan": "y"}]}, "a gap with a `plan` is planned"),
        (
            {
                "assessments": [
                    {"id": "A-1", "completed_on": "2026-01-20"},
                    {"id": "A-2", "completed_on": "2026-01-10", "supersedes": ["A-1"]},
                ]
            },
            "`A-2` supersedes `A-1` and was finished before it",
        ),
        (
            {"assessments": [{"id": "A-1", "supersedes": ["A-2"]}, {"id": "A-2", "supersedes": ["A-1"]}]},
            "`A-1` supersedes a version that supersedes it",
        ),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(keys: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        decision(**keys)


@pytest.mark.parametrize("word", Nothing)
def test_every_word_of_says_none_makes_a_fact_exact(word: Nothing) -> None:
    blank, said = facts(decision()), facts(decision(says_none=[word]))
    assert any(exact(said(name)) and not exact(blank(name)) for name in DECISION_FACTS), word


def test_an_objective_is_reported_to_the_day_twelve_months_on() -> None:
    progress = {"progress": [{"dated": "2026-06-01"}]}
    assert facts(objective(**progress))("objective.reported_in_a_year") == YES
    earlier = {"progress": [{"dated": "2026-05-31"}]}
    assert facts(objective(**earlier))("objective.reported_in_a_year") == NO
    month = {"progress": [{"dated": "2026-05"}]}
    assert facts(objective(**month))("objective.reported_in_a_year") == NO
    june = {"progress": [{"dated": "2026-06"}]}
    assert facts(objective(**june))("objective.reported_in_a_year") == YES
    ahead = {"progress": [{"dated": "2027-06-02"}]}
    assert facts(objective(**ahead))("objective.reported") == NO


def test_a_target_that_moved() -> None:
    moved = {"target_on": "2027-03-31", "earlier_target_on": [{"target_on": "2025-03-31"}]}
    assert facts(objective(**moved))("objective.target_moved") == YES
    sooner = {"target_on": "2024-03-31", "earlier_target_on": [{"target_on": "2025-03-31"}]}
    assert facts(objective(**sooner))("objective.target_moved") == NO
    said = {"target_on": "2027-03-31", "says_none": ["earlier-target"]}
    assert facts(objective(**said))("objective.target_moved") == NO
    assert not exact(facts(objective(target_on="2027-03-31"))("objective.target_moved"))
