"""The facts of a decision's record: the table. How they are derived is in `decision_view`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from psed.facts.decision_view import DecisionView, approved, changed
from psed.facts.records import (
    NOT_ON_RECORD,
    UNDATED,
    Path_,
    RecordFact,
    count,
    day,
    first_of,
    given,
    last_of,
    row,
    word,
    words,
    yes_no,
)
from psed.language.types import FactKind
from psed.language.values import Between, Truth, both, either
from psed.model.decision import About, AssessmentKind, Decided, Effect, Nothing, Relevance, Shown
from psed.model.duty import Aim, Characteristic
from psed.model.outcome import Reason

_YES, _DAY, _WORD, _SET, _NUMBER = (
    FactKind.YES_NO,
    FactKind.DATE,
    FactKind.TEXT,
    FactKind.SET,
    FactKind.NUMBER,
)
View = DecisionView


def _first(key: str, kind: AssessmentKind = AssessmentKind.ASSESSMENT) -> Callable[[View], Path_]:
    return lambda v: v.path_of_first(kind, key)


def _yes(name: str, meaning: str, path: str, read: Callable[[View], Truth]) -> RecordFact:
    return row(name, _YES, meaning, path, lambda v: yes_no(read(v)))


def _given(name: str, meaning: str, key: str, lacking: Nothing) -> RecordFact:
    """A fact that is yes where a key is given, and no where `says_none` says so."""
    return _yes(name, meaning, key, lambda v: given(getattr(v.record, key), none=v.says_none(lacking)))


def _stated(name: str, meaning: str, key: str) -> RecordFact:
    """A fact that is a yes or a no as written."""
    return _yes(name, meaning, key, lambda v: getattr(v.record, key))


def _paper(name: str, meaning: str, key: str) -> RecordFact:
    path: Callable[[View], Path_] = lambda _: ("papers", key)  # noqa: E731
    return row(name, _YES, meaning, path, lambda v: yes_no(getattr(v.record.papers, key)))


def _in_time(
    name: str,
    meaning: str,
    path: Callable[[View], Path_],
    read: Callable[[View], Truth],
    dated: Callable[[View], bool],
    beside: str,
) -> RecordFact:
    """Whether something came by the decision; told with both days."""
    return row(
        name,
        _YES,
        meaning,
        path,
        lambda v: yes_no(read(v), UNDATED if dated(v) and v.taken else NOT_ON_RECORD),
        told_with=(beside, "decision.taken_on"),
        short=Reason.TOO_LATE,
    )


def _of_decision() -> list[RecordFact]:
    r = "decision."
    return [
        row(
            f"{r}about",
            _SET,
            "what sort of decision it is",
            "about",
            lambda v: words(v.record.about, About),
            About,
        ),
        row(
            f"{r}taken_on",
            _DAY,
            "the day of the decision; of the meeting where that is not on record",
            lambda v: ("taken_on",) if v.record.taken_on or not v.record.meeting_on else ("meeting_on",),
            lambda v: day(v.taken),
        ),
        row(
            f"{r}duty_on",
            _DAY,
            "the day by which it is told which duty it was under; any day that the record allows, and where "
            "it names none the day it is read on",
            "taken_on",
            lambda v: v.duty_on,
        ),
        row(
            f"{r}meeting_on", _DAY, "the day of the meeting", "meeting_on", lambda v: day(v.record.meeting_on)
        ),
        row(
            f"{r}aims",
            _SET,
            "the aims that the record deals with",
            "aims",
            lambda v: words(v.record.aims, Aim),
            Aim,
        ),
        _stated(f"{r}names_duty", "whether the record names the section", "names_duty"),
        _stated(f"{r}duty_told", "whether the decision-makers were told of the duty", "duty_told"),
        _stated(
            f"{r}already_settled",
            "whether the outcome was settled before equality was looked at",
            "already_settled",
        ),
        row(
            f"{r}relevance",
            _WORD,
            "how much the decision bears on the aims",
            "relevance",
            lambda v: word(v.record.relevance, Relevance),
            Relevance,
        ),
        _given(
            f"{r}relevance_reasoned",
            "whether reasons are given for that relevance",
            "relevance_reasons",
            Nothing.RELEVANCE_REASONS,
        ),
        _given(f"{r}evidenced", "whether evidence that was looked at is named", "evidence", Nothing.EVIDENCE),
        row(
            f"{r}evidence_covers",
            _SET,
            "the characteristics that the evidence covers",
            "evidence_covers",
            lambda v: v.evidence_covers,
            Characteristic,
        ),
        row(
            f"{r}evidence_covers_count",
            _NUMBER,
            "how many characteristics the evidence covers",
            "evidence_covers",
            lambda v: count(v.evidence_covers),
            told_as=f"{r}evidence_covers",
        ),
        _given(f"{r}gaps", "whether gaps in what is known are named", "gaps", Nothing.GAPS),
        _yes(
            f"{r}gaps_planned",
            "whether there is a plan for each gap; no where it is said that there is no gap",
            "gaps",
            lambda v: v.gaps_planned,
        ),
        _given(f"{r}justified", "whether a justification is given", "justification", Nothing.JUSTIFICATION),
        _given(f"{r}alternatives", "whether alternatives were weighed", "alternatives", Nothing.ALTERNATIVES),
        _stated(
            f"{r}same_treatment",
            "whether the record reasons that everyone is treated the same",
            "same_treatment",
        ),
        _stated(
            f"{r}needs_considered",
            "whether the record deals with needs and disadvantages that come with a characteristic",
            "needs_considered",
        ),
        row(
            f"{r}decided",
            _WORD,
            "what was decided",
            "decided",
            lambda v: word(v.record.decided, Decided),
            Decided,
        ),
        _given(f"{r}reasoned", "whether reasons are given for what was decided", "reasons", Nothing.REASONS),
        _stated(f"{r}duty_delegated", "whether the duty itself was left to somebody else", "duty_delegated"),
        _stated(f"{r}minuted", "whether the minutes note that the assessment was considered", "minuted"),
        _given(f"{r}review_set", "whether a day of review is set", "review_on", Nothing.REVIEW),
        row(f"{r}review_on", _DAY, "the day of review", "review_on", lambda v: day(v.record.review_on)),
        _given(
            f"{r}monitored",
            "whether it is said how the effects are watched",
            "monitoring",
            Nothing.MONITORING,
        ),
        _given(
            f"{r}linked", "whether other decisions act on the same people", "linked", Nothing.LINKED_DECISIONS
        ),
        _stated(
            f"{r}considered_together", "whether linked decisions were weighed together", "considered_together"
        ),
        _yes(
            f"{r}staged",
            "whether it is a trial or taken in stages; no where nothing says so",
            "staged",
            lambda v: v.staged,
        ),
    ]


def _of_papers() -> list[RecordFact]:
    where: Callable[[str], Callable[[View], Path_]] = lambda key: lambda _: ("papers", key)  # noqa: E731
    return [
        row(
            "papers.dated",
            _DAY,
            "the date of the papers",
            where("dated"),
            lambda v: day(v.record.papers.dated),
        ),
        row(
            "papers.assessment",
            _WORD,
            "how much of the assessment the papers held",
            where("assessment"),
            lambda v: word(v.record.papers.assessment, Shown),
            Shown,
        ),
        _paper("papers.read", "whether the papers were read", "read"),
        _in_time(
            "papers.before_decision",
            "whether the papers came by the day of the decision",
            where("dated"),
            lambda v: v.papers_before,
            lambda v: v.record.papers.dated is not None,
            "papers.dated",
        ),
        _paper("papers.adverse_shown", "whether the papers say what speaks against it", "adverse_shown"),
    ]


def _of_assessments() -> list[RecordFact]:
    a = "assessment."
    rested: Callable[[str], Callable[[View], Path_]] = lambda key: lambda v: v.path_of_rested_on(key)  # noqa: E731
    screened = _first("completed_on", AssessmentKind.SCREENING)
    return [
        _yes(f"{a}held", "whether there is a full assessment, of any date", "assessments", lambda v: v.held),
        _yes(
            f"{a}screening_only",
            "whether a screening is all there is",
            "assessments",
            lambda v: v.screening_only,
        ),
        _yes(
            f"{a}of_another",
            "whether an assessment of another scheme is listed",
            "assessments",
            lambda v: v.of_another,
        ),
        _yes(
            f"{a}of_this",
            "whether any assessment that is listed is of this decision",
            "assessments",
            lambda v: v.of_this,
        ),
        _in_time(
            f"{a}before_decision",
            "whether the first full assessment was finished by the day of the decision",
            _first("completed_on"),
            lambda v: v.before_decision(AssessmentKind.ASSESSMENT),
            lambda v: any(each.completed_on for each in v.full),
            f"{a}completed_on",
        ),
        row(
            f"{a}completed_on",
            _DAY,
            "the day on which the first full assessment was finished",
            _first("completed_on"),
            lambda v: first_of(each.completed_on for each in v.full),
        ),
        row(
            f"{a}last_completed_on",
            _DAY,
            "the day on which the newest full version was finished",
            "assessments",
            lambda v: last_of(each.completed_on for each in v.full),
        ),
        row(
            f"{a}same_day",
            _YES,
            "whether the first full assessment was finished on the day of the decision",
            _first("completed_on"),
            lambda v: yes_no(v.on_the_same_day),
        ),
        _yes(
            f"{a}revised_after",
            "whether a full version was finished after the decision",
            "assessments",
            lambda v: v.revised_after,
        ),
        row(
            f"{a}approved",
            _YES,
            "whether the version that the decision rested on was approved",
            rested("approved"),
            lambda v: yes_no(v.of_rested_on(approved)),
        ),
        row(
            f"{a}approved_on",
            _DAY,
            "the day on which the version that the decision rested on was approved",
            rested("approved_on"),
            lambda v: v.approved_on,
        ),
        row(
            f"{a}screened_on",
            _DAY,
            "the day on which the first screening was finished",
            screened,
            lambda v: first_of(each.completed_on for each in v.of_kind(AssessmentKind.SCREENING)),
        ),
        _in_time(
            f"{a}screening_before_decision",
            "whether the first screening was finished by the day of the decision",
            screened,
            lambda v: v.before_decision(AssessmentKind.SCREENING),
            lambda v: any(each.completed_on for each in v.of_kind(AssessmentKind.SCREENING)),
            f"{a}screened_on",
        ),
    ]


def _set_and_count(name: str, meaning: str, path: str, read: Callable[[View], Between]) -> list[RecordFact]:
    return [
        row(f"impact.{name}", _SET, f"the characteristics {meaning}", path, read, Characteristic),
        row(
            f"impact.{name}_count",
            _NUMBER,
            f"how many characteristics there are {meaning}",
            path,
            lambda v: count(read(v)),
            told_as=f"impact.{name}",
        ),
    ]


def _of_impacts() -> list[RecordFact]:
    return [
        *_set_and_count("negative", "with a negative effect", "impacts", lambda v: v.having(Effect.NEGATIVE)),
        *_set_and_count("positive", "with a positive effect", "impacts", lambda v: v.having(Effect.POSITIVE)),
        *_set_and_count("none", "without an effect", "impacts", lambda v: v.having(Effect.NONE)),
        *_set_and_count(
            "not_known", "of which it is said that the effect is not known", "impacts", lambda v: v.not_known
        ),
        *_set_and_count("covered", "for which an effect is given", "impacts", lambda v: v.covered),
        *_set_and_count(
            "unmitigated",
            "with a negative effect that nothing lessens",
            "mitigations",
            lambda v: v.negative_without(v.mitigated),
        ),
        *_set_and_count(
            "unconsulted",
            "with a negative effect whose people were not consulted",
            "consultations",
            lambda v: v.negative_without(v.consulted),
        ),
        *_set_and_count(
            "unevidenced",
            "with a negative effect that no evidence covers",
            "evidence_covers",
            lambda v: v.negative_without(v.evidenced),
        ),
        _yes(
            "impact.none_everywhere",
            "whether the effect is given as none for all that the duty covers",
            "impacts",
            lambda v: v.none_everywhere,
        ),
        _yes(
            "impact.evidenced",
            "whether evidence is named for the effect on all that the duty covers",
            "impacts",
            lambda v: v.all_evidenced,
        ),
    ]


def _of_the_rest() -> list[RecordFact]:
    c, m = "consultation.", "mitigation."
    return [
        _given(
            "steps.planned",
            "whether steps were planned before the decision",
            "planned_steps",
            Nothing.PLANNED_STEPS,
        ),
        _yes(
            "steps.taken",
            "whether each step that was planned was taken",
            "planned_steps",
            lambda v: v.steps_taken,
        ),
        _given(f"{c}held", "whether anybody was consulted", "consultations", Nothing.CONSULTATION),
        _in_time(
            f"{c}before_decision",
            "whether consultation began by the day of the decision",
            lambda _: ("consultations",),
            lambda v: v.asked_before,
            lambda v: any(each.began_on or each.ended_on for each in v.record.consultations),
            f"{c}began_on",
        ),
        row(
            f"{c}began_on",
            _DAY,
            "the day on which consultation first began",
            "consultations",
            lambda v: first_of(e.began_on for e in v.record.consultations),
        ),
        row(
            f"{c}ended_on",
            _DAY,
            "the day on which consultation last ended",
            "consultations",
            lambda v: last_of(e.ended_on for e in v.record.consultations),
        ),
        row(
            f"{c}characteristics",
            _SET,
            "the characteristics of those consulted",
            "consultations",
            lambda v: v.asked,
            Characteristic,
        ),
        _yes(
            f"{c}reported",
            "whether what was said was reported",
            "consultations",
            lambda v: v.of_consultations(lambda e: e.reported, both),
        ),
        _yes(
            f"{c}changed",
            "whether anything was changed because of what was said",
            "consultations",
            lambda v: v.of_consultations(changed, either),
        ),
        _given(
            f"{m}held", "whether anything is to lessen negative effects", "mitigations", Nothing.MITIGATION
        ),
        _yes(
            f"{m}owned",
            "whether each mitigation has a post that answers for it",
            "mitigations",
            lambda v: v.of_each(v.record.mitigations, "held_by", Nothing.MITIGATION_OWNERS),
        ),
        _yes(
            f"{m}dated",
            "whether each mitigation has a day by which it is done",
            "mitigations",
            lambda v: v.of_each(v.record.mitigations, "due_on", Nothing.MITIGATION_DATES),
        ),
        _yes(
            f"{m}remaining_stated",
            "whether it is said what remains of the effect after each mitigation",
            "mitigations",
            lambda v: v.of_each(v.record.mitigations, "remains", Nothing.REMAINING_EFFECT),
        ),
        row(
            f"{m}due_on",
            _DAY,
            "the day by which the last mitigation is done",
            "mitigations",
            lambda v: last_of(e.due_on for e in v.record.mitigations),
        ),
    ]


DECISION_FACTS: Mapping[str, RecordFact] = {
    fact.type.name: fact
    for group in (_of_decision, _of_papers, _of_assessments, _of_impacts, _of_the_rest)
    for fact in group()
}
"""Every fact of a decision's record, by name."""
