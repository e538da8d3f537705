"""One decision and what its record says: what was looked at, when, and by whom.

What a record leaves out is not known. A list that has an entry is taken as whole, as a kind of
evidence on file is; of a list without one nothing is known, unless `says_none` says that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from psed.model.base import Distinct, Id, Model, Text, YesNo
from psed.model.dates import PartialDate
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Source


class About(StrEnum):
    """What sort of decision it is. One decision may be of several."""

    POLICY = "policy"
    SERVICE_REDUCTION = "service-reduction"
    SERVICE_WITHDRAWAL = "service-withdrawal"
    CLOSURE = "closure"
    BUDGET = "budget"
    CHARGING = "charging"
    PROCUREMENT = "procurement"
    TECHNOLOGY = "technology"
    WORKFORCE = "workforce"
    INDIVIDUAL_DECISION = "individual-decision"
    TRIAL = "trial"
    OTHER = "other"


class AssessmentKind(StrEnum):
    """A screening asks whether an assessment is called for; it is not one."""

    ASSESSMENT = "assessment"
    SCREENING = "screening"


class Shown(StrEnum):
    """How much of the assessment the papers held."""

    WHOLE = "whole"
    SUMMARY = "summary"
    NOT_AT_ALL = "not-at-all"


class Effect(StrEnum):
    """The effect that a record gives for a characteristic."""

    NEGATIVE = "negative"
    POSITIVE = "positive"
    NONE = "none"
    NOT_KNOWN = "not-known"


class Decided(StrEnum):
    """What was decided, in the four ways of the Commission's guidance of 2009."""

    NO_MAJOR_CHANGE = "no-major-change"
    ADJUST = "adjust"
    CONTINUE = "continue"
    STOP = "stop"


class Relevance(StrEnum):
    """How much the decision bears on the three aims."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ImpactAssessment(Model):
    """One version of an equality impact assessment, under whatever name, or a screening."""

    id: Id
    kind: AssessmentKind = AssessmentKind.ASSESSMENT
    completed_on: PartialDate | None = Field(None, description="When this version was finished.")
    approved: YesNo | None = None
    approved_on: PartialDate | None = None
    before_decision: YesNo | None = Field(
        None, description="Whether this version was finished by the decision, where no day tells."
    )
    of_another: Text | None = Field(
        None, description="What it is an assessment of, where that is not this decision but another scheme."
    )
    author: Text | None = Field(None, description="A post, never a person.")
    supersedes: Distinct[Id] = Field((), description="Earlier versions, by their ids.")
    source: Source | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.approved is False and self.approved_on:
            raise ValueError("an assessment that is not approved has no `approved_on`")
        done, approved = self.completed_on, self.approved_on
        if done and approved and approved.latest < done.earliest:
            raise ValueError(
                f"approved ({approved}) before it was finished ({done}); "
                "give the version that was approved an entry of its own"
            )
        return self


class Papers(Model):
    """What the decision-maker had before them."""

    dated: PartialDate | None = None
    before_decision: YesNo | None = Field(
        None, description="Whether they came by the decision, where no day tells."
    )
    assessment: Shown | None = Field(None, description="How much of the assessment they held.")
    read: YesNo | None = Field(None, description="Whether the record says that they were read.")
    adverse_shown: YesNo | None = Field(None, description="Whether they say what speaks against it.")


class Gap(Model):
    """Something that is not known and would matter."""

    about: Text
    planned: YesNo | None = Field(None, description="Whether there is a plan to find out.")
    plan: Text | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.planned is False and self.plan:
            raise ValueError("a gap with a `plan` is planned; take one of the two out")
        return self


class Consultation(Model):
    """One time that people were asked."""

    who: Text | None = Field(None, description="Groups, never persons.")
    began_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    before_decision: YesNo | None = Field(
        None, description="Whether it began before the decision, where no day tells."
    )
    characteristics: Distinct[Characteristic] | None = None
    reported: YesNo | None = Field(None, description="Whether what was said was reported.")
    changed: YesNo | None = Field(None, description="Whether anything was changed because of it.")
    what_changed: Text | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.began_on and self.ended_on and self.ended_on.latest < self.began_on.earliest:
            raise ValueError(f"it ended ({self.ended_on}) before it began ({self.began_on})")
        if self.changed is False and self.what_changed:
            raise ValueError("`changed: false` and `what_changed` contradict each other")
        return self


class Impact(Model):
    """The effect on people with one characteristic."""

    characteristic: Characteristic
    effect: Effect
    aims: Distinct[Aim] | None = None
    who: Text | None = Field(None, description="Who is affected and how: people, never persons.")
    evidence: Distinct[Id] = Field((), description="Ids of the evidence for it.")


class Mitigation(Model):
    """Something that is to lessen a negative effect."""

    what: Text
    characteristics: Distinct[Characteristic] | None = Field(None, description="Whose effects it lessens.")
    held_by: Text | None = Field(None, description="A post, never a person.")
    due_on: PartialDate | None = None
    remains: Text | None = Field(None, description="What remains of the effect.")


class PlannedStep(Model):
    """Something that was to be done before the decision, by a policy, a timetable or an earlier paper."""

    what: Text
    due_on: PartialDate | None = None
    taken: YesNo | None = Field(None, description="Whether it was done.")


class Nothing(StrEnum):
    """What a record can say that there is none of."""

    ASSESSMENT = "assessment"
    EVIDENCE = "evidence"
    GAPS = "gaps"
    CONSULTATION = "consultation"
    IMPACT_EVIDENCE = "impact-evidence"
    MITIGATION = "mitigation"
    MITIGATION_OWNERS = "mitigation-owners"
    MITIGATION_DATES = "mitigation-dates"
    REMAINING_EFFECT = "remaining-effect"
    JUSTIFICATION = "justification"
    ALTERNATIVES = "alternatives"
    REASONS = "reasons"
    RELEVANCE_REASONS = "relevance-reasons"
    REVIEW = "review"
    MONITORING = "monitoring"
    LINKED_DECISIONS = "linked-decisions"
    PLANNED_STEPS = "planned-steps"


_GIVEN: dict[Nothing, tuple[str, ...]] = {
    Nothing.ASSESSMENT: ("assessments",),
    Nothing.EVIDENCE: ("evidence", "evidence_covers"),
    Nothing.GAPS: ("gaps",),
    Nothing.CONSULTATION: ("consultations",),
    Nothing.MITIGATION: ("mitigations",),
    Nothing.JUSTIFICATION: ("justification",),
    Nothing.ALTERNATIVES: ("alternatives",),
    Nothing.REASONS: ("reasons",),
    Nothing.RELEVANCE_REASONS: ("relevance_reasons",),
    Nothing.REVIEW: ("review_on",),
    Nothing.MONITORING: ("monitoring",),
    Nothing.LINKED_DECISIONS: ("linked",),
    Nothing.PLANNED_STEPS: ("planned_steps",),
}
_IN_ENTRIES: tuple[tuple[Nothing, str, str], ...] = (
    (Nothing.EVIDENCE, "impacts", "evidence"),
    (Nothing.IMPACT_EVIDENCE, "impacts", "evidence"),
    (Nothing.MITIGATION_OWNERS, "mitigations", "held_by"),
    (Nothing.MITIGATION_DATES, "mitigations", "due_on"),
    (Nothing.REMAINING_EFFECT, "mitigations", "remains"),
)


class Decision(Model):
    """A decision on record. Only its id and title are asked for; the rest is what the record says."""

    RENAMED: ClassVar[Mapping[str, str]] = {
        "delegated": "it is called `duty_delegated`, and says that the duty itself was given away; "
        "where an officer or committee decided, write `delegated_to`",
    }
    """Keys that had another name once, and what is said to whoever still writes them."""

    id: Id
    title: Text
    about: Distinct[About] | None = Field(None, min_length=1)
    taken_on: PartialDate | None = Field(None, description="The day of the decision.")
    meeting_on: PartialDate | None = Field(
        None, description="The day of the meeting; stands for `taken_on` where that is left out."
    )
    by: Text | None = Field(None, description="The body or post that took it, never a person.")
    papers: Papers = Papers()
    assessments: tuple[ImpactAssessment, ...] = ()
    aims: Distinct[Aim] | None = Field(None, description="The aims that the record deals with.")
    names_duty: YesNo | None = Field(
        None, description="Whether the record names the section: 149, or that of the duty before it."
    )
    duty_told: YesNo | None = Field(
        None, description="Whether the decision-makers were told of the duty, in whatever way."
    )
    already_settled: YesNo | None = Field(
        None, description="Whether the outcome was settled before equality was looked at."
    )
    relevance: Relevance | None = None
    relevance_reasons: Text | None = None
    evidence: Distinct[Id] = Field((), description="Ids of the evidence that was looked at.")
    evidence_covers: Distinct[Characteristic] | None = Field(
        None, description="The characteristics that the evidence covers; a list that is given is whole."
    )
    gaps: tuple[Gap, ...] = ()
    planned_steps: tuple[PlannedStep, ...] = Field(
        (), description="What was to be done before the decision, and whether it was."
    )
    consultations: tuple[Consultation, ...] = ()
    impacts: tuple[Impact, ...] = Field((), description="Of a characteristic not listed nothing is known.")
    mitigations: tuple[Mitigation, ...] = ()
    justification: Text | None = Field(None, description="Why it goes on in spite of a negative effect.")
    alternatives: Distinct[Text] = Field((), description="Other ways that were weighed.")
    same_treatment: YesNo | None = Field(
        None, description="Whether the record reasons that everyone is treated the same."
    )
    needs_considered: YesNo | None = Field(
        None, description="Whether it deals with needs and disadvantages that come with a characteristic."
    )
    decided: Decided | None = None
    reasons: Text | None = Field(None, description="Why it was so decided.")
    duty_delegated: YesNo | None = Field(
        None,
        description="Whether the duty itself was left to somebody else; to delegate a decision is not that.",
    )
    delegated_to: Text | None = Field(
        None, description="To whom the decision was delegated, if it was: a body or post, never a person."
    )
    minuted: YesNo | None = Field(
        None, description="Whether the minutes note that the assessment was considered."
    )
    review_on: PartialDate | None = None
    monitoring: Text | None = Field(None, description="How the effects are watched.")
    linked: Distinct[Id] = Field((), description="Other decisions that act on the same people.")
    considered_together: YesNo | None = Field(None, description="Whether those were weighed together.")
    staged: YesNo | None = Field(
        None, description="Whether it is a trial, or taken in stages; read as a no where nothing says so."
    )
    says_none: Distinct[Nothing] = Field((), description="What the record says that there is none of.")
    source: Source | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        _in_order(self.assessments)
        for what, date, said in self._said_of_the_order():
            _fits(what, date, said, self.taken_on or self.meeting_on)
        missed = self._evidence_left_out()
        if missed:
            raise ValueError(
                f"`evidence_covers` leaves out {missed}, and evidence is named for that effect; "
                "add it, or take the evidence out"
            )
        for word in self.says_none:
            where = self._gives(word)
            if where:
                raise ValueError(f"`says_none` holds `{word}`, and {where} gives some; take one of them out")
        return self

    def _evidence_left_out(self) -> str:
        """Whose effects have evidence, though the list of whom it covers leaves them out."""
        covers = self.evidence_covers
        named = [impact.characteristic for impact in self.impacts if impact.evidence]
        return ", ".join(f"`{c}`" for c in dict.fromkeys(named) if covers is not None and c not in covers)

    def _said_of_the_order(self) -> Iterator[tuple[str, PartialDate | None, bool | None]]:
        """What the record says of what came before the decision, beside the day of each."""
        yield "the papers", self.papers.dated, self.papers.before_decision
        yield from ((f"`{a.id}`", a.completed_on, a.before_decision) for a in self.assessments)
        yield from (("a consultation", c.began_on, c.before_decision) for c in self.consultations)

    def _gives(self, word: Nothing) -> str | None:
        """Where the record gives some of what it may say that there is none of."""
        for key in _GIVEN.get(word, ()):
            if getattr(self, key):
                return f"`{key}`"
        for lacking, entries, inner in _IN_ENTRIES:
            if lacking is word and any(getattr(entry, inner) for entry in getattr(self, entries)):
                return f"`{inner}` in `{entries}`"
        return None


def _fits(what: str, date: PartialDate | None, said: bool | None, taken: PartialDate | None) -> None:
    """What is said of the order fits the days.

    Raises:
        ValueError: It does not.
    """
    if said is None or date is None or taken is None:
        return
    if (said and taken.latest < date.earliest) or (not said and date.latest < taken.earliest):
        orders = ("before", "after") if said else ("after", "before")
        raise ValueError(
            f"{what} came {orders[0]} the decision by `before_decision`, and {orders[1]} it by the days "
            f"({date}, {taken}); take one of them out"
        )


def _in_order(assessments: Sequence[ImpactAssessment]) -> None:
    """No version supersedes one that was finished after it, or one that supersedes it in turn.

    Raises:
        ValueError: One does.
    """
    by_id = {each.id: each for each in assessments}
    for each in assessments:
        seen: set[str] = set()
        waiting = list(each.supersedes)
        while waiting:
            older = by_id.get(waiting.pop())
            if older is None or older.id in seen:
                continue
            seen.add(older.id)
            waiting += older.supersedes
            done, before = each.completed_on, older.completed_on
            if done and before and done.latest < before.earliest:
                raise ValueError(f"`{each.id}` supersedes `{older.id}` and was finished before it")
        if each.id in seen:
            raise ValueError(f"`{each.id}` supersedes a version that supersedes it")
