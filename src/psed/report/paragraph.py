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
    Decision,
    Effect,
    Impact,
    ImpactAssessment,
    Mitigation,
    Nothing,
    Relevance,
    Shown,
)
from psed.model.duty import Aim, Characteristic
from psed.model.outcome import DISCLAIMER

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
        _duty(decision),
        _assessment(view),
        _effects(view),
        _mitigation(view),
        _engagement(view),
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


def _duty(decision: Decision) -> str:
    duty = "Section 149 of the Equality Act 2010 asks a public body to have due regard to three needs"
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
    return _join(duty, aims, relevance, reasons)


# The assessment.


def _assessment(view: DecisionView) -> str:
    decision = view.record
    if not view.full:
        return _without_assessment(view)
    on_time = [each for each in view.rested_on if not_after(each.completed_on, decision.taken_on)]
    if on_time:
        return _join(_version(on_time[0]), _shown(decision))
    first = min(view.full, key=_earliest)
    if not_after(first.completed_on, decision.taken_on) is False:
        assert first.completed_on
        assert decision.taken_on
        late = f"The assessment is dated {first.completed_on.in_words()}, after the decision"
        late += f" ({decision.taken_on.in_words()}): it cannot show regard at the time"
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
        return "Nobody was consulted."
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
