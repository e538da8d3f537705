"""Records of decisions and of objectives, with anything left out that can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from hypothesis import strategies as st

from psed.model.base import Model
from psed.model.dates import PartialDate
from psed.model.decision import (
    About,
    Consultation,
    Decided,
    Decision,
    Effect,
    Gap,
    Impact,
    ImpactAssessment,
    Mitigation,
    Nothing,
    Papers,
    PlannedStep,
    Relevance,
    Shown,
)
from psed.model.duty import Aim, Characteristic
from psed.model.objective import EarlierTarget, Lacking, Objective, ProgressReport
from psed.testing.strategies.basics import CHARACTERISTICS, FIRST, days, partial_dates

T = TypeVar("T")
M = TypeVar("M", bound=Model)
E_ = TypeVar("E_", bound=StrEnum)
WORDS = st.just("Some words")


@st.composite
def decisions(
    draw: st.DrawFn,
    name: str = "D-1",
    evidence: Sequence[str] = (),
    first: dt.date = FIRST,
    words: st.SearchStrategy[str] = WORDS,
) -> Decision:
    """The record of one decision.

    Args:
        draw: Given by Hypothesis.
        name: Its id.
        evidence: The ids of evidence that it may cite.
        first: Where its days begin.
        words: What stands where a person writes.
    """
    when = days(first).flatmap(partial_dates)
    record: dict[str, Any] = {
        "about": draw(_maybe(st.lists(st.sampled_from(About), min_size=1, max_size=2, unique=True))),
        "taken_on": draw(_maybe(when)),
        "meeting_on": draw(_maybe(when)),
        "by": draw(_maybe(words)),
        "papers": draw(st.just(Papers()) | _papers(when)),
        "assessments": draw(_assessments(when)),
        "aims": draw(_maybe(_some(Aim))),
        "names_duty": draw(_yes_no()),
        "relevance": draw(_maybe(st.sampled_from(Relevance))),
        "evidence": draw(_cited(evidence)),
        "gaps": draw(_few(st.builds(Gap, about=words, planned=_yes_no()))),
        "consultations": draw(_few(_consultations(when, words))),
        "impacts": draw(_few(_impacts(evidence, words))),
        "mitigations": draw(_few(_mitigations(when, words))),
        "decided": draw(_maybe(st.sampled_from(Decided))),
        "duty_delegated": draw(_yes_no()),
        "duty_told": draw(_yes_no()),
        "already_settled": draw(_yes_no()),
        "planned_steps": draw(_few(st.builds(PlannedStep, what=words, due_on=_maybe(when), taken=_yes_no()))),
        "minuted": draw(_yes_no()),
        "same_treatment": draw(_yes_no()),
        "needs_considered": draw(_yes_no()),
        "staged": draw(_yes_no()),
        "considered_together": draw(_yes_no()),
        "review_on": draw(_maybe(when)),
    }
    named = tuple(dict.fromkeys(impact.characteristic for impact in record["impacts"] if impact.evidence))
    others = _covered().map(lambda more: tuple(dict.fromkeys([*named, *more])))
    record["evidence_covers"] = draw(_maybe(others))
    for key in ("relevance_reasons", "justification", "reasons", "monitoring"):
        record[key] = draw(_maybe(words))
    said = draw(_maybe(st.sampled_from(Nothing)))
    plain = Decision(id=name, title=draw(words), **record)
    return _saying(plain, said)


def _papers(when: st.SearchStrategy[PartialDate]) -> st.SearchStrategy[Papers]:
    shown = _maybe(st.sampled_from(Shown))
    return st.builds(
        Papers,
        assessment=shown,
        read=_yes_no(),
        adverse_shown=_yes_no(),
    ).flatmap(lambda papers: _ordered(papers, "dated", when))


def _ordered(entry: M, key: str, when: st.SearchStrategy[PartialDate]) -> st.SearchStrategy[M]:
    """An entry that tells whether it came before the decision by a day, in words, or not at all."""
    by_day = when.map(lambda day: entry.model_copy(update={key: day}))
    in_words = st.booleans().map(lambda said: entry.model_copy(update={"before_decision": said}))
    return st.just(entry) | by_day | in_words


@st.composite
def _assessments(draw: st.DrawFn, when: st.SearchStrategy[PartialDate]) -> tuple[ImpactAssessment, ...]:
    """Up to two versions, of which the second may take the place of the first."""
    found = [
        draw(_ordered(ImpactAssessment(id=f"A-{n}", approved=draw(_yes_no())), "completed_on", when))
        for n in range(draw(st.integers(0, 2)))
    ]
    first, second = (each.completed_on for each in found) if len(found) > 1 else (None, None)
    backwards = first and second and second.latest < first.earliest
    if len(found) > 1 and not backwards and draw(st.booleans()):
        found[1] = found[1].model_copy(update={"supersedes": (found[0].id,)})
    return tuple(found)


@st.composite
def _consultations(
    draw: st.DrawFn, when: st.SearchStrategy[PartialDate], words: st.SearchStrategy[str]
) -> Consultation:
    began, ended = draw(_maybe(when)), draw(_maybe(when))
    if began and ended and ended.latest < began.earliest:
        began, ended = ended, began
    return Consultation(
        who=draw(_maybe(words)),
        began_on=began,
        ended_on=ended,
        characteristics=draw(_maybe(_covered())),
        reported=draw(_yes_no()),
        changed=draw(_yes_no()),
    )


def _impacts(evidence: Sequence[str], words: st.SearchStrategy[str]) -> st.SearchStrategy[Impact]:
    return st.builds(
        Impact,
        characteristic=st.sampled_from(Characteristic),
        effect=st.sampled_from(Effect),
        aims=_maybe(_some(Aim)),
        who=_maybe(words),
        evidence=_cited(evidence),
    )


def _mitigations(
    when: st.SearchStrategy[PartialDate], words: st.SearchStrategy[str]
) -> st.SearchStrategy[Mitigation]:
    return st.builds(
        Mitigation,
        what=words,
        characteristics=_maybe(_covered()),
        held_by=_maybe(words),
        due_on=_maybe(when),
        remains=_maybe(words),
    )


@st.composite
def objectives(
    draw: st.DrawFn,
    name: str = "O-1",
    evidence: Sequence[str] = (),
    first: dt.date = FIRST,
    words: st.SearchStrategy[str] = WORDS,
) -> Objective:
    """The record of one equality objective; the arguments are those of `decisions`."""
    when = days(first).flatmap(partial_dates)
    was_set, renewed = draw(_maybe(when)), draw(_maybe(when))
    if was_set and renewed and renewed.latest < was_set.earliest:
        was_set, renewed = renewed, was_set
    earlier = st.builds(EarlierTarget, target_on=when, said_on=_maybe(when))
    plain = Objective(
        id=name,
        title=draw(words),
        aims=draw(_some(Aim)),
        characteristics=draw(_covered()),
        specific=draw(_yes_no()),
        measurable=draw(_yes_no()),
        evidence=draw(_cited(evidence)),
        held_by=draw(_maybe(words)),
        baseline=draw(_maybe(words)),
        target=draw(_maybe(words)),
        target_on=draw(_maybe(when)),
        earlier_target_on=draw(_few(earlier)),
        set_on=was_set,
        renewed_on=renewed,
        published_on=draw(_maybe(when)),
        published_in=draw(_cited(evidence)),
        progress=draw(_few(st.builds(ProgressReport, dated=when))),
        ended_on=draw(_maybe(when)),
    )
    return _saying(plain, draw(_maybe(st.sampled_from(Lacking))))


def _saying(record: T, none: StrEnum | None) -> T:
    """A record that also says that there is none of a thing, unless it gives some."""
    given: Any = record
    if none is None:
        return record
    try:
        made: T = type(given)(**{**dict(given), "says_none": (none,)})
    except ValueError:
        return record
    return made


# What they are made of. All shrink to nothing.


def _maybe(some: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | some


def _yes_no() -> st.SearchStrategy[bool | None]:
    return st.sampled_from((None, False, True))


def _few(each: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(each, max_size=2).map(tuple)


def _some(values: type[E_]) -> st.SearchStrategy[tuple[E_, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


def _covered() -> st.SearchStrategy[tuple[Characteristic, ...]]:
    return st.lists(st.sampled_from(CHARACTERISTICS), unique=True).map(tuple)


def _cited(evidence: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not evidence:
        return st.just(())
    return st.lists(st.sampled_from(evidence), unique=True, max_size=2).map(tuple)
