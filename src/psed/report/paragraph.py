"""A draft of the "equality implications" of a committee paper, with what is not on record left visible."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import fill

from psed import words
from psed.facts.decision_view import DecisionView, approved
from psed.facts.records import not_after
from psed.model.dates import PartialDate
from psed.model.decision import (
    AssessmentKind,
    Consultation,
    Decided,
    Decision,
    Effect,
    Gap,
    Impact,
    ImpactAssessment,
    Mitigation,
    Nothing,
    PlannedStep,
    Relevance,
    Shown,
)
from psed.model.duty import Aim, Characteristic
from psed.model.outcome import DISCLAIMER
from psed.model.sections import SECTIONS, Section, sections_on

WIDTH = 80
_AIMS = {
    Aim.ELIMINATE: "to put an end to discrimination, harassment and victimisation",
    Aim.ADVANCE: "to advance equality of opportunity",
    Aim.FOSTER: "to foster good relations",
}


def gap(what: str) -> str:
    """A gap that whoever finishes the paper cannot overlook."""
    return f"[not on record: {what}]"


def paragraph(decision: Decision) -> str:
    """The draft for one decision: duty, assessment, effects, mitigation, engagement and what follows.

    Everything in it is on record, and what is not is a gap in square brackets. It never says that there
    are no effects of its own accord.
    """
    view = DecisionView(decision)
    parts = [
        _duty(view),
        _assessment(view),
        _known(view),
        _effects(view),
        _mitigation(view),
        _engagement(view),
        _decided(view),
        _afterwards(view),
    ]
    body = [fill(part, WIDTH, break_on_hyphens=False) for part in parts if part]
    head = f"Equality implications (draft): {decision.title}"
    return words.screen("\n\n".join([fill(head, WIDTH), *body, fill(DISCLAIMER, WIDTH)]) + "\n")


def _join(*texts: str) -> str:
    """Sentences, each with its full stop; gaps stand as they are."""
    said = (" ".join(text.split()) for text in texts if text)
    return " ".join(text if text[-1] in ".?!]" else f"{text}." for text in said)


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def _when(date: PartialDate) -> str:
    return f"{'on' if date.exact else 'in'} {date.in_words()}"


def _duty(view: DecisionView) -> str:
    decision = view.record
    asked = [_asks(section) for section in sections_of(view)]
    if decision.aims is None:
        aims = gap("which of the three aims were considered")
    elif decision.aims:
        aims = f"The record deals with the need {_listed(_AIMS[aim] for aim in Aim if aim in decision.aims)}"
    else:
        aims = "The record says that none of the three was considered"
    relevance = {
        None: gap("how much the decision bears on them"),
        Relevance.NONE: "The record holds that the decision does not bear on them",
    }.get(decision.relevance, f"The decision is held to bear on them to this degree: {decision.relevance}")
    reasons = decision.relevance_reasons or ""
    if decision.relevance and not reasons:
        reasons = gap("the reasons for that")
    told = {
        None: "",
        True: "The decision-makers were told of the duty",
        False: "The decision-makers were not told of it",
    }
    if decision.taken_on is None:
        to_come = "The decision-makers are told of the duty", "The decision-makers are not told of it"
        told |= {True: to_come[0], False: to_come[1]}
    return _join(*asked, told[decision.duty_told], aims, relevance, reasons)


def sections_of(view: DecisionView) -> tuple[Section, ...]:
    """The sections in force on the day of a decision; that of today's law where no day is on record."""
    decision = view.record
    day = decision.taken_on or decision.meeting_on
    found = sections_on(day.earliest, day.latest) if day else ()
    return found or (SECTIONS[-1],)


def _asks(section: Section) -> str:
    """What one section asks, with each of its needs."""
    needs = "; ".join(f"the need {need}" for need in section.needs)
    return f"{section.short[0].upper()}{section.short[1:]} asks a public body to have due regard to: {needs}"


# The assessment.


def _assessment(view: DecisionView) -> str:
    decision = view.record
    if not view.full:
        return _without_assessment(view)
    on_time = [each for each in view.rested_on if not_after(each.completed_on, view.taken)]
    if on_time:
        return _join(_version(on_time[0]), _shown(decision))
    first = min(view.full, key=_earliest)
    if not_after(first.completed_on, view.taken) is False:
        assert first.completed_on
        assert view.taken
        late = f"The assessment is dated {first.completed_on.in_words()}, after the decision"
        late += f" ({view.taken.in_words()}): it cannot show regard at the time"
        return _join(late, gap("an assessment finished by the day of the decision"), _shown(decision))
    order = gap("whether the assessment was finished by the day of the decision")
    return _join(_version(first), order, _shown(decision))


def _earliest(each: ImpactAssessment) -> str:
    return each.completed_on.earliest.isoformat() if each.completed_on else "9999"


def _version(each: ImpactAssessment) -> str:
    finished = f"was finished {_when(each.completed_on)}" if each.completed_on else "is on record"
    undated = "" if each.completed_on else gap("the date of the assessment")
    author = f"by the {each.author}" if each.author else ""
    told = f"An equality impact assessment ({each.id}) {finished} {author}"
    unsigned = "" if each.author else gap("the post that wrote it")
    state = {True: "It was approved", False: "It was not approved", None: gap("whether it was approved")}
    by = f" {_when(each.approved_on)}" if each.approved_on else ""
    sign_off = state[approved(each)]
    return _join(told, undated, unsigned, f"{sign_off}{by}")


def _shown(decision: Decision) -> str:
    shown = decision.papers.assessment
    if decision.taken_on is None:
        return {
            None: gap("how much of it goes to the decision-makers"),
            Shown.WHOLE: "The whole of it goes to the decision-makers",
            Shown.SUMMARY: "A summary of it goes to the decision-makers",
            Shown.NOT_AT_ALL: "The papers do not hold it",
        }[shown]
    return {
        None: gap("how much of it the decision-makers had before them"),
        Shown.WHOLE: "The decision-makers had the whole of it before them",
        Shown.SUMMARY: "The decision-makers had a summary of it before them",
        Shown.NOT_AT_ALL: "The papers did not hold it",
    }[shown]


def _without_assessment(view: DecisionView) -> str:
    screenings = view.of_kind(AssessmentKind.SCREENING)
    if screenings:
        first = min(screenings, key=_earliest)
        when = f", finished {_when(first.completed_on)}" if first.completed_on else ""
        author = f" by the {first.author}" if first.author else ""
        told = f"Only a screening is on record ({first.id}{when}{author}). A screening is not an assessment"
        return _join(told, gap("an assessment, or the reasons for which a screening was enough"))
    if view.says_none(Nothing.ASSESSMENT):
        reasons = view.record.relevance_reasons
        return _join(
            "The record says that no assessment was made", "" if reasons else gap("the reasons for that")
        )
    return gap("whether the effect on equality was assessed, when and by which post")


# What is known, and what is not.


def _known(view: DecisionView) -> str:
    """The evidence that was looked at, whom it covers, what is not known, and steps that were planned."""
    decision, told = view.record, []
    if decision.evidence:
        told.append(f"Looked at: {_listed(decision.evidence)}")
    elif view.says_none(Nothing.EVIDENCE):
        told.append("The record says that no evidence was looked at")
    else:
        told.append(gap("the evidence that was looked at"))
    if decision.evidence_covers is not None:
        covered = _listed(words.spaced(each) for each in decision.evidence_covers) or "nobody in particular"
        told.append(f"The evidence covers {covered}")
    told += [_not_known(each) for each in decision.gaps]
    told += ["The record says that nothing is missing"] if view.says_none(Nothing.GAPS) else []
    told += [_planned(each) for each in decision.planned_steps]
    return _join(*told)


def _not_known(each: Gap) -> str:
    known = {True: "there is a plan to find out", False: "there is no plan to find out"}
    plan = known[each.planned] if each.planned is not None else ""
    plan = each.plan or plan or gap("whether somebody finds out")
    return _join(f"Not known: {each.about.rstrip('.')}; {plan}")


def _planned(each: PlannedStep) -> str:
    when = f", {_when(each.due_on)}" if each.due_on else ""
    done = {True: "it was done", False: "it was not done", None: gap("whether it was done")}[each.taken]
    return _join(f"Planned before the decision: {each.what.rstrip('.')}{when}; {done}")


# Effects and what is done about them.


def _effects(view: DecisionView) -> str:
    impacts = view.record.impacts
    if not impacts:
        return gap("who is affected, and how")
    told = [
        _effect(i) for effect in Effect if effect is not Effect.NONE for i in impacts if i.effect is effect
    ]
    none = [words.spaced(i.characteristic) for i in impacts if i.effect is Effect.NONE]
    if none:
        told.append(f"By the record there is no effect for {_listed(none)}")
    listed = {impact.characteristic for impact in impacts}
    rest = [words.spaced(each) for each in Characteristic if each not in listed]
    return _join(*told, gap(f"the effect for {_listed(rest)}") if rest else "")


def _effect(impact: Impact) -> str:
    name = words.spaced(impact.characteristic).capitalize()
    if impact.effect is Effect.NOT_KNOWN:
        return f"{name}: the effect is not known"
    return f"{name}, {impact.effect} effect: {impact.who or gap('who is affected, and how')}"


def _mitigation(view: DecisionView) -> str:
    decision = view.record
    told = [_lessened(each) for each in decision.mitigations]
    if view.says_none(Nothing.MITIGATION):
        told.append("The record says that nothing is done to lessen negative effects")
    bare = view.negative_without(view.mitigated)
    named = sorted(bare.sure | (bare.possible & view.having(Effect.NEGATIVE).sure))
    if named and not view.says_none(Nothing.MITIGATION):
        told.append(
            gap(f"what is done to lessen the negative effect for {_listed(map(words.spaced, named))}")
        )
    if decision.justification:
        told.append(f"It goes on for this reason: {decision.justification}")
    return _join(*told)


def _lessened(each: Mitigation) -> str:
    whose = f" ({_listed(words.spaced(c) for c in each.characteristics)})" if each.characteristics else ""
    by = f"by the {each.held_by}" if each.held_by else gap("the post that does it")
    when = _when(each.due_on).replace("on ", "by ", 1) if each.due_on else gap("by when")
    remains = f"What remains: {each.remains}" if each.remains else gap("what remains of the effect")
    return _join(f"To lessen it{whose}: {each.what.rstrip('.')}, {by}, {when}", remains)


def _engagement(view: DecisionView) -> str:
    if view.says_none(Nothing.CONSULTATION):
        return "The record says that nobody was consulted."
    if not view.record.consultations:
        return gap("who was consulted, and what they said")
    return _join(*(_asked(each) for each in view.record.consultations))


def _asked(each: Consultation) -> str:
    who = each.who or _listed(words.spaced(c) for c in each.characteristics or ()) or gap("who")
    ends = [("from", each.began_on), ("to", each.ended_on)]
    when = " ".join(f"{word} {date.in_words()}" for word, date in ends if date)
    changed = {True: "it changed the proposal", False: "nothing was changed", None: gap("what was changed")}
    what = each.what_changed or changed[each.changed]
    return _join(f"Consulted: {who} {when}".rstrip(), f"What came of it: {what}")


_HOW = {
    Decided.NO_MAJOR_CHANGE: "No major change is called for",
    Decided.ADJUST: "The proposal was adjusted",
    Decided.CONTINUE: "It goes on in spite of a negative effect",
    Decided.STOP: "It was stopped and thought through again",
}


def _decided(view: DecisionView) -> str:
    """What was decided, why, what else was weighed, and what it hangs together with."""
    decision = view.record
    told = [_HOW[decision.decided] if decision.decided else gap("what was decided")]
    if decision.reasons:
        told.append(f"The reasons: {decision.reasons}")
    elif view.says_none(Nothing.REASONS):
        told.append("The record says that no reasons were given")
    else:
        told.append(gap("the reasons for it"))
    if decision.alternatives:
        told.append(f"Other ways that were weighed: {'; '.join(decision.alternatives)}")
    elif view.says_none(Nothing.ALTERNATIVES):
        told.append("The record says that no other way was weighed")
    else:
        told.append(gap("which other ways were weighed"))
    if decision.linked:
        told.append(f"Decisions that act on the same people: {_listed(decision.linked)}")
        weighed = {
            True: "They were weighed together",
            False: "They were not weighed together",
            None: gap("whether they were weighed together"),
        }
        told.append(weighed[decision.considered_together])
    if decision.staged:
        told.append("It is a trial, or taken in stages")
    return _join(*told)


def _afterwards(view: DecisionView) -> str:
    decision = view.record
    review: Callable[[PartialDate], str] = lambda date: f"It is reviewed {_when(date)}"  # noqa: E731
    if decision.review_on:
        reviewed = review(decision.review_on)
    elif view.says_none(Nothing.REVIEW):
        reviewed = "The record says that no review is planned"
    else:
        reviewed = gap("a day of review")
    if decision.monitoring:
        watched = f"The effects are watched: {decision.monitoring}"
    elif view.says_none(Nothing.MONITORING):
        watched = "The record says that the effects are not watched"
    else:
        watched = gap("how the effects are watched, and by which post")
    return _join(reviewed, watched)
