"""What records said that was once read wrongly: each with the right value, and the law of its kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import psed
from psed.facts.decision_view import DecisionView
from psed.loading import pack_by_id
from psed.model.dates import DAY
from psed.model.decision import Decision, Nothing
from psed.model.duty import Characteristic, Nation
from psed.model.outcome import RecordFinding, Weight
from psed.model.sections import SECTIONS, sections_on

from .making import AS_AT, decision, decisions, facts, findings

TAKEN = "2027-01-12"
HEAVY = (Weight.HIGH, Weight.MODERATE)


def found(check: str, **keys: Any) -> RecordFinding:
    """What one check says of a decision with some keys."""
    return findings(decision(**{"taken_on": TAKEN, **keys}))[f"due-regard:{check}"]


def effects(effect: str = "none", **others: str) -> list[dict[str, str]]:
    """The same effect on all nine, but for some."""
    return [
        {"characteristic": c, "effect": others.get(c.replace("-", "_"), effect)}
        for c in map(str, Characteristic)
    ]


# A no that is recorded.


@pytest.mark.parametrize("names", [True, False, None])
def test_needs_that_were_not_considered_are_found_whatever_is_named(names: bool | None) -> None:
    keys = {} if names is None else {"names_duty": names}
    finding = found("substance/needs-considered", needs_considered=False, **keys)
    assert (finding.outcome, finding.weight) == ("not_met", "high")
    assert found("aware/duty-in-view", needs_considered=False, **keys).outcome != "met"


def test_naming_the_section_alone_shows_nothing() -> None:
    shown = [f for f in findings(decision(taken_on=TAKEN, names_duty=True)).values() if f.outcome == "met"]
    assert [f.rule for f in shown] == ["due-regard:aware/duty-named"]
    assert shown[0].because == "The record names the duty. By itself that shows nothing."


NOES: dict[str, Any] = {
    "needs_considered": False,
    "duty_told": False,
    "minuted": False,
    "duty_delegated": True,
    "already_settled": True,
    "aims": [],
    "papers": {"read": False},
    "planned_steps": [{"what": "Ask the users", "taken": False}],
    "assessments": [{"id": "A", "completed_on": "2027-01-13"}],
    "gaps": [{"about": "Who comes by bus", "planned": False}],
    "consultations": [{"reported": False}],
}


@pytest.mark.parametrize("key", NOES)
@given(st.data())
def test_a_no_that_is_recorded_is_a_finding_of_weight_whatever_else_is_on_record(
    key: str, data: st.DataObject
) -> None:
    record = data.draw(decisions(taken_on=TAKEN, staged=False, **{key: NOES[key]}))
    assume("trial" not in record.get("about", ()))
    if key == "minuted":
        record = {**record, "assessments": [{"id": "A", "completed_on": "2027-01-01"}]}
        record["says_none"] = [word for word in record["says_none"] if word != "assessment"]
    against = [
        f
        for f in findings(Decision.model_validate(record)).values()
        if f.outcome == "not_met" and f.weight in HEAVY and str(f.turns_on).startswith(key)
    ]
    assert against, key


# Stages.


STAGES: dict[str, Any] = {
    "staged": True,
    "monitoring": "Counts each month",
    "review_on": "2027-07",
    "assessments": [{"id": "A", "completed_on": "2027-06-01"}],
}


def test_an_assessment_that_grows_with_stages_is_not_called_late() -> None:
    finding = found("timing/assessment-before-decision", **STAGES)
    assert finding.outcome == "met"
    assert "Whether it does here is for people to judge" in finding.because


@pytest.mark.parametrize("key", ["staged", "monitoring", "review_on"])
def test_without_a_watch_or_a_day_of_review_it_is_not_shown_to_grow(key: str) -> None:
    keys = {name: value for name, value in STAGES.items() if name != key}
    assert found("timing/assessment-before-decision", **keys).outcome != "met"


# The day.


def test_an_id_and_a_title_are_enough() -> None:
    told = findings(decision())
    scope = [f.rule for f in told.values() if "scope_unknown" in f.reasons and "decision.duty_on" in f.facts]
    turning = [f for f in told.values() if "scope_unknown" in f.reasons and f.turns_on == "taken_on"]
    assert turning == []
    assert len(scope) < len(told)
    assert told["due-regard:aware/duty-in-view"].reasons == ("nothing_on_file",)


def test_what_does_not_turn_on_the_day_is_found_without_it() -> None:
    late = decision(needs_considered=False, assessments=[{"id": "A", "completed_on": "2027-01-13"}])
    told = findings(late)
    assert told["due-regard:substance/needs-considered"].outcome == "not_met"
    assert told["due-regard:timing/assessment-before-decision"].outcome == "unknown"


def test_the_day_of_the_meeting_stands_for_that_of_the_decision() -> None:
    late = decision(meeting_on=TAKEN, assessments=[{"id": "A", "completed_on": "2027-01-13"}])
    finding = findings(late)["due-regard:timing/assessment-before-decision"]
    assert finding.outcome == "not_met"
    assert "12 January 2027" in finding.because


@pytest.mark.parametrize(
    ("keys", "first", "last"),
    [
        ({}, "2027-06-01", "2027-06-01"),
        ({"taken_on": "2027-01"}, "2027-01-01", "2027-01-31"),
        ({"meeting_on": TAKEN}, TAKEN, TAKEN),
        ({"papers": {"dated": "2009-03-01"}}, "2009-03-01", "2027-06-01"),
        ({"assessments": [{"id": "A", "completed_on": "2020"}]}, "2020-01-01", "2027-06-01"),
        (
            {"assessments": [{"id": "A", "completed_on": "2009", "of_another": "X"}]},
            "2027-06-01",
            "2027-06-01",
        ),
        ({"review_on": "2028-01-01"}, "2027-06-01", "2027-06-01"),
        ({"consultations": [{"began_on": "2027-07-01"}]}, "2027-07-01", "2027-07-01"),
    ],
)
def test_the_days_that_a_record_allows(keys: dict[str, Any], first: str, last: str) -> None:
    days = DecisionView(decision(**keys), AS_AT).duty_days
    assert tuple(map(str, days)) == (first, last)


# Nothing to look at.


EMPTY: dict[str, Any] = {
    "taken_on": TAKEN,
    "about": ["closure", "technology", "budget"],
    "aims": [],
    "names_duty": False,
    "duty_told": False,
    "already_settled": True,
    "needs_considered": False,
    "same_treatment": True,
    "duty_delegated": True,
    "minuted": False,
    "considered_together": False,
    "evidence_covers": [],
    "papers": {"assessment": "not-at-all", "read": False, "adverse_shown": False},
    "says_none": [str(word) for word in Nothing],
}


@pytest.mark.parametrize("relevance", ["none", "low", "medium", "high"])
@pytest.mark.parametrize("decided", ["no-major-change", "adjust", "continue", "stop"])
@pytest.mark.parametrize("listed", [[], effects(), effects(age="positive"), effects("positive")])
def test_of_a_record_that_holds_nothing_nothing_is_shown(
    relevance: str, decided: str, listed: list[dict[str, str]]
) -> None:
    """Nothing but its bare effects; "an effect is given for each of the eight" looks at just those."""
    record = decision(**EMPTY, relevance=relevance, decided=decided, impacts=listed)
    shown = {rule for rule, finding in findings(record).items() if finding.outcome == "met"}
    assert shown <= {"due-regard:substance/eight-characteristics-covered"}


def test_nothing_is_shown_of_an_objective_that_holds_nothing() -> None:
    lacking = {
        "says_none": ["aims", "characteristics", "evidence", "owner", "baseline", "target", "target-date"]
    }
    lacking["says_none"] += ["earlier-target", "publication", "progress"]
    bare = {"id": "O-1", "title": "T", "specific": False, "measurable": False, **lacking}
    from .making import dossier

    (record,) = psed.assess(dossier(objectives=[bare]), as_at=AS_AT).objectives
    assert [f.rule for f in record.findings if f.outcome == "met"] == []


def test_a_closure_without_evidence_is_not_shown_by_one_positive_effect() -> None:
    keys = {"about": ["closure"], "impacts": effects(age="positive")}
    assert found("substance/no-effect-of-a-cut", **keys).outcome == "unknown"
    assert found("substance/no-effect-of-a-cut", **keys, says_none=["evidence"]).outcome == "not_met"


# Technology.


def test_evidence_of_anything_does_not_answer_for_errors_by_group() -> None:
    keys: dict[str, Any] = {"about": ["technology"], "evidence": [], "evidence_covers": ["age"]}
    nobody = effects(race="not-known", sex="not-known")
    gap = {"about": "Whether it errs more often by race or sex", "planned": False}
    check = "information/technology-looked-into"
    assert found(check, **keys, impacts=nobody, gaps=[gap]).outcome == "not_met"
    assert found(check, **keys, impacts=effects(), gaps=[gap]).outcome == "not_met"
    assert found(check, **keys, impacts=nobody).outcome == "unknown"


# Sentences.


@pytest.mark.parametrize(
    ("check", "keys", "never", "says"),
    [
        ("information/gaps-planned", {"gaps": [{"about": "x"}]}, "are gaps", "A gap is named"),
        (
            "consultation/answered",
            {"consultations": [{"changed": False}]},
            "Whether anything was changed",
            "nor why not",
        ),
    ],
)
def test_what_is_on_record_is_not_said_to_be_missing(
    check: str, keys: dict[str, Any], never: str, says: str
) -> None:
    finding = found(check, **keys)
    assert finding.outcome == "unknown"
    assert never not in finding.because
    assert says in finding.because


def test_in_scotland_an_assessment_that_is_said_not_to_be_there_is_not_asked_after() -> None:
    from .making import dossier

    held = dossier(decisions=[{"id": "D-1", "title": "T", "about": ["policy"], "says_none": ["assessment"]}])
    body = held.organisation.model_copy(update={"nation": Nation.SCOTLAND})
    (record,) = psed.assess(held.model_copy(update={"organisation": body}), as_at=AS_AT).decisions
    told = {f.rule: f.because for f in record.findings}["due-regard:form/scotland-assessed"]
    assert told.startswith("No assessment is on record, nor why it was not necessary.")


@given(decisions())
def test_no_sentence_says_that_something_known_is_not_on_record(record: dict[str, Any]) -> None:
    made = Decision.model_validate(record)
    known = facts(made)
    meanings = {fact.type.meaning.partition(";")[0]: name for name, fact in _table().items()}
    for finding in findings(made).values():
        _, _, missing = finding.because.partition("Not on record: ")
        for meaning in missing.rstrip(".").split("; ") if missing else ():
            fact = known(meanings[meaning])
            assert not getattr(fact, "exact", True), (finding.rule, meaning)


def _table() -> Any:
    from psed.facts.decisions import DECISION_FACTS

    return DECISION_FACTS


# Scope.


def test_a_check_that_holds_whether_it_applies_or_not_is_dropped() -> None:
    rule = "due-regard:justification/going-on-explained"
    assert rule not in findings(decision(taken_on=TAKEN, justification="It keeps two services open"))
    assert rule in findings(decision(taken_on=TAKEN))


def test_a_check_that_may_apply_and_does_not_hold_says_so() -> None:
    finding = found("justification/going-on-explained", says_none=["justification"])
    assert finding.reasons == ("scope_unknown",)
    assert "If it does, what is on record speaks against it." in finding.because


@given(decisions())
def test_what_is_told_of_open_scope_could_still_come_out_against(record: dict[str, Any]) -> None:
    for finding in findings(Decision.model_validate(record)).values():
        if "scope_unknown" in finding.reasons:
            assert finding.outcome == "unknown"


# Names.


def test_people_who_were_not_consulted_are_named() -> None:
    asked = [{"characteristics": ["sex"]}]
    listed = effects(disability="negative", sex="negative", race="not-known")
    finding = found("information/affected-consulted", impacts=listed, consultations=asked)
    assert finding.outcome == "not_met"
    assert "disability for sure, and perhaps race" in finding.because
    assert "between" not in finding.because


# Keys.


def test_being_told_is_not_being_named() -> None:
    assert found("aware/decision-makers-told", names_duty=True).outcome == "unknown"
    finding = found("aware/decision-makers-told", names_duty=True, duty_told=False)
    assert (finding.outcome, finding.weight) == ("not_met", "high")


def test_a_step_that_was_planned_and_not_taken_is_found() -> None:
    steps = [{"what": "A full assessment", "due_on": "2026-12", "taken": False}]
    assert found("information/steps-taken", planned_steps=steps).outcome == "not_met"


def test_an_assessment_of_another_scheme_is_not_one_of_this_decision() -> None:
    other = [{"id": "A", "completed_on": "2026-01-01", "of_another": "The scheme of 2020"}]
    assert found("timing/assessment-of-this", assessments=other).outcome == "not_met"
    assert found("timing/assessment-before-decision", assessments=other).outcome == "not_applicable"
    assert str(facts(decision(assessments=other))("assessment.held")) == str(
        facts(decision(says_none=["assessment"]))("assessment.held")
    )


@pytest.mark.parametrize(("said", "outcome"), [(True, "met"), (False, "not_met")])
def test_before_the_decision_can_be_said_without_a_day(said: bool, outcome: str) -> None:
    for check, keys in (
        ("timing/assessment-before-decision", {"assessments": [{"id": "A", "before_decision": said}]}),
        (
            "timing/screening-before-decision",
            {"assessments": [{"id": "A", "kind": "screening", "before_decision": said}]},
        ),
        ("reached/papers-before-decision", {"papers": {"before_decision": said}}),
        ("consultation/begun-before-decision", {"consultations": [{"before_decision": said}]}),
    ):
        assert findings(decision(**keys))[f"due-regard:{check}"].outcome == outcome, check
        assert found(check, **keys).outcome == outcome, check


def test_on_one_day_the_record_can_say_which_came_first() -> None:
    one_day = {"id": "A", "completed_on": TAKEN}
    assert found("timing/assessment-before-decision", assessments=[one_day]).outcome == "met"
    late = {**one_day, "before_decision": False}
    assert found("timing/assessment-before-decision", assessments=[late]).outcome == "not_met"


def test_whom_the_evidence_covers() -> None:
    keys: dict[str, Any] = {"impacts": effects(disability="negative", sex="negative")}
    finding = found("information/evidence-covers-affected", **keys, evidence_covers=["sex"])
    assert finding.outcome == "not_met"
    assert finding.because.endswith("disability.")
    assert found("information/evidence-covers-affected", **keys).outcome == "unknown"


# The duty of the day.


def test_the_sections_follow_one_another() -> None:
    assert sections_on(dt.date(2001, 4, 1)) == ()
    assert [s.cite for s in sections_on(dt.date(2001, 4, 2))] == ["Race Relations Act 1976, s. 71"]
    assert len(sections_on(dt.date(2011, 4, 4))) == 3
    assert [s.cite for s in sections_on(dt.date(2011, 4, 5))] == ["Equality Act 2010, s. 149"]
    assert len(sections_on(dt.date(2011, 4, 4), dt.date(2011, 4, 5))) == 4
    for each in SECTIONS:
        assert each in sections_on(each.valid_from)
        assert each not in sections_on(each.valid_from - DAY)
        assert each.valid_to is None or each not in sections_on(each.valid_to + DAY)


def test_effects_are_read_for_those_whom_the_duty_of_the_day_covers() -> None:
    listed = effects("negative")
    for day, count in (
        ("2001-04-01", 0),
        ("2006-12-03", 1),
        ("2007-04-05", 2),
        ("2011-04-04", 3),
        ("2011-04-05", 9),
    ):
        known = facts(decision(taken_on=day, impacts=listed))("impact.negative_count")
        assert (int(known.low), int(known.high)) == (count, count), day  # type: ignore[union-attr,arg-type]


@given(decisions(taken_on="2008-03-01", needs_considered=True, assessments=[]))
def test_no_check_asks_a_form_of_a_decision_before_2011(record: dict[str, Any]) -> None:
    """With regard in another form on record, the want of an assessment speaks against nothing."""
    before = findings(Decision.model_validate(record))
    none = [*record["says_none"], "assessment"]
    after = findings(Decision.model_validate({**record, "says_none": list(dict.fromkeys(none))}))
    against = [name for name, finding in after.items() if finding.outcome == "not_met"]
    assert set(against) == {name for name, finding in before.items() if finding.outcome == "not_met"}


def test_most_of_what_the_older_cases_decided_is_asked_of_decisions_of_their_time() -> None:
    asked = [f for f in findings(decision(taken_on="2008-03-01")).values() if f.outcome != "not_applicable"]
    assert len(asked) >= 20
    assert len(asked) < len(pack_by_id("due-regard").checks)
