"""A decision as its facts read it.

Which day is read: the day of the decision, or of the meeting where that is left out.

Which assessment is read: `assessment.completed_on` is the first full version to be finished, since one
that is revised after the decision is what a continuing duty asks for, and shows nothing of lateness.
Approval is that of the last full version that was finished by the decision, which is the one that the
decision can have rested on. A screening is never read as an assessment, nor is one of another scheme.

Whose effects are read: those whom the duty of the day covers. Before section 149 that was race, from
December 2006 disability and from April 2007 sex.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from psed.facts.records import (
    NOT_EXACT,
    NOT_ON_RECORD,
    Path_,
    between,
    came_before,
    first_of,
    given,
    not_after,
    same_day,
    upto,
)
from psed.language.values import Between, Known, Range, Truth, both, either, opposite
from psed.model.dates import PartialDate
from psed.model.decision import (
    About,
    AssessmentKind,
    Consultation,
    Decision,
    Effect,
    ImpactAssessment,
    Mitigation,
    Nothing,
)
from psed.model.duty import Characteristic
from psed.model.sections import covered_on

_ALL = frozenset(map(str, Characteristic))


@dataclass(frozen=True)
class DecisionView:
    """A decision as its facts read it."""

    record: Decision
    as_at: dt.date = dt.date.max
    """The day it is read on: what was finished later is no part of what a decision led to by then."""

    def says_none(self, word: Nothing) -> bool:
        """Whether the record says that there is none."""
        return word in self.record.says_none

    # Days.

    @property
    def taken(self) -> PartialDate | None:
        """The day of the decision, or of the meeting where that is left out."""
        return self.record.taken_on or self.record.meeting_on

    @cached_property
    def duty_days(self) -> tuple[dt.date, dt.date]:
        """The first and last day on which it may have been taken, to tell which duty it was under.

        Without a day of its own: from the first day that the record names to the last or to the day it is
        read on. Where it names none, it is read by the duty of the day it is read on.
        """
        if self.taken:
            return self.taken.earliest, self.taken.latest
        record = self.record
        named = [record.papers.dated, *(step.due_on for step in record.planned_steps)]
        for each in record.assessments:
            named += [each.completed_on, each.approved_on] if not each.of_another else []
        for asked in record.consultations:
            named += [asked.began_on, asked.ended_on]
        dates = [date for date in named if date]
        if not dates:
            return self.as_at, self.as_at
        return min(d.earliest for d in dates), max(self.as_at, *(d.latest for d in dates))

    @property
    def duty_on(self) -> Known:
        """The day by which it is told which duty it was under."""
        first, last = self.duty_days
        return Range(first, last, None if first == last else NOT_EXACT)

    @cached_property
    def relevant(self) -> tuple[frozenset[str], frozenset[str]]:
        """The characteristics that the duty of the day covers: those surely, and those perhaps."""
        return covered_on(*self.duty_days)

    # Assessments.

    def of_kind(self, kind: AssessmentKind) -> list[ImpactAssessment]:
        """The versions of one kind that are of this decision, as listed."""
        return [each for each in self.record.assessments if each.kind is kind and not each.of_another]

    @property
    def of_others(self) -> list[ImpactAssessment]:
        """The versions that are of another scheme or decision."""
        return [each for each in self.record.assessments if each.of_another]

    def by_decision(self, each: ImpactAssessment) -> Truth:
        """Whether a version was finished by the decision."""
        return came_before(each.completed_on, self.taken, each.before_decision)

    def before_decision(self, kind: AssessmentKind) -> Truth:
        """Whether any version of a kind was finished by the decision."""
        found = [self.by_decision(each) for each in self.of_kind(kind)]
        return either(found) if found else None

    @property
    def of_another(self) -> Truth:
        """Whether a version that is listed is of another scheme."""
        return given(self.of_others, none=bool(self.record.assessments) or self.says_none(Nothing.ASSESSMENT))

    @property
    def of_this(self) -> Truth:
        """Whether any version that is listed is of this decision."""
        versions = self.record.assessments
        return len(self.of_others) < len(versions) if versions else None

    @property
    def full(self) -> list[ImpactAssessment]:
        """The versions of this decision that are no screening."""
        return self.of_kind(AssessmentKind.ASSESSMENT)

    @property
    def held(self) -> Truth:
        """Whether there is a full assessment."""
        return given(self.full, none=bool(self.record.assessments) or self.says_none(Nothing.ASSESSMENT))

    @property
    def screening_only(self) -> Truth:
        """Whether a screening is all there is."""
        if self.record.assessments:
            return not self.full and bool(self.of_kind(AssessmentKind.SCREENING))
        return False if self.says_none(Nothing.ASSESSMENT) else None

    @cached_property
    def rested_on(self) -> list[ImpactAssessment]:
        """The full versions that may be the last to be finished by the decision.

        None where it is not sure that any was: then there may be no such version at all.
        """
        by_then = [each for each in self.full if self.by_decision(each) is not False]
        sure = [each for each in by_then if self.by_decision(each)]
        if not sure:
            return []
        return [each for each in by_then if not any(_later(other, each) for other in sure)]

    def of_rested_on(self, read: Callable[[ImpactAssessment], Truth]) -> Truth:
        """Something of the version that the decision rested on, where all that it may be agree."""
        answers = {read(each) for each in self.rested_on}
        return answers.pop() if len(answers) == 1 else None

    @property
    def approved_on(self) -> Known:
        """When the version that the decision rested on was approved."""
        dates = [each.approved_on for each in self.rested_on]
        known = [date for date in dates if date]
        if not known or len(known) < len(dates):
            return Range(None, None, NOT_ON_RECORD)
        low, high = min(d.earliest for d in known), max(d.latest for d in known)
        return Range(low, high, None if low == high else NOT_EXACT)

    @property
    def revised_after(self) -> Truth:
        """Whether a full version was finished after the decision, by the day."""
        later = [both([opposite(self.by_decision(each)), self._done(each)]) for each in self.full]
        return either(later) if later else None

    def _done(self, each: ImpactAssessment) -> Truth:
        """Whether a version was finished by the day on which the record is read."""
        return upto(each.completed_on, self.as_at) if each.completed_on else None

    @property
    def on_the_same_day(self) -> Truth:
        """Whether the first full version was finished on the day of the decision."""
        first = first_of(each.completed_on for each in self.full)
        taken = self.taken
        if not isinstance(first, Range) or first.low is None or first.high is None or taken is None:
            return None
        if first.exact:
            return same_day(PartialDate.of(first.low), taken)  # type: ignore[arg-type]
        apart = first.high < taken.earliest or taken.latest < first.low  # type: ignore[operator]
        return False if apart else None

    def path_of_first(self, kind: AssessmentKind, key: str) -> Path_:
        """Where the earliest version of a kind stands."""
        return self._path(self.of_kind(kind), key)

    def path_of_rested_on(self, key: str) -> Path_:
        """Where the version stands that the decision rested on."""
        return self._path(self.rested_on, key)

    def _path(self, versions: Sequence[ImpactAssessment], key: str) -> Path_:
        if not versions:
            return ("assessments",)
        first = min(versions, key=lambda v: v.completed_on.earliest if v.completed_on else dt.date.max)
        number = next(n for n, each in enumerate(self.record.assessments) if each is first)
        return ("assessments", number, key)

    # Effects.

    @cached_property
    def effects(self) -> Mapping[str, frozenset[Effect]]:
        """The effects that are recorded for each characteristic that is listed."""
        found: dict[str, frozenset[Effect]] = {}
        for impact in self.record.impacts:
            name = str(impact.characteristic)
            found[name] = found.get(name, frozenset()) | {impact.effect}
        return found

    def _where(self, holds: Callable[[frozenset[Effect]], Truth]) -> Between:
        """The characteristics whose effects are so; of one that is not listed it is not known."""
        sure, possible = self.relevant
        found = {name: holds(effects) for name, effects in self.effects.items()}
        return between(
            {name for name in sure if found.get(name)},
            {name for name in possible if found.get(name) is not False},
        )

    def having(self, effect: Effect) -> Between:
        """The characteristics with an effect; one that is not listed, or not known, may have it."""
        return self._where(lambda had: True if effect in had else None if Effect.NOT_KNOWN in had else False)

    @property
    def not_known(self) -> Between:
        """The characteristics of which the record says that the effect is not known."""
        return self._where(lambda had: Effect.NOT_KNOWN in had)

    @property
    def covered(self) -> Between:
        """The characteristics for which an effect is given; not one that is said not to be known."""
        return self._where(lambda had: Effect.NOT_KNOWN not in had)

    @property
    def none_everywhere(self) -> Truth:
        """Whether no characteristic that the duty covers has an effect on record, and each is listed."""
        without = self._where(lambda had: had == {Effect.NONE})
        sure, possible = self.relevant
        if sure - without.possible:
            return False
        return True if possible and possible <= without.sure else None

    @property
    def all_evidenced(self) -> Truth:
        """Whether evidence is named for each effect, and each characteristic has one on record."""
        evidenced = self.of_each(self.record.impacts, "evidence", Nothing.IMPACT_EVIDENCE)
        if self.says_none(Nothing.EVIDENCE):
            return False
        return None if evidenced and not self.relevant[1] <= self.effects.keys() else evidenced

    def evidenced(self, name: str) -> Truth:
        """Whether evidence covers the effect on a characteristic; a list of whom it covers is whole."""
        covers = self.record.evidence_covers
        if covers is not None:
            return name in covers
        if any(i.evidence for i in self.record.impacts if i.characteristic == name):
            return True
        return False if self.says_none(Nothing.EVIDENCE) else None

    @property
    def evidence_covers(self) -> Between:
        """The characteristics that the evidence covers."""
        covers = self.record.evidence_covers
        if covers is None:
            return between((), () if self.says_none(Nothing.EVIDENCE) else _ALL)
        return between([str(each) for each in covers], ())

    def negative_without(self, met: Callable[[str], Truth]) -> Between:
        """The characteristics with a negative effect for which something is not there."""
        negative = self.having(Effect.NEGATIVE)
        sure = {name for name in negative.sure if met(name) is False}
        return between(sure, {name for name in negative.possible if met(name) is not True})

    def mitigated(self, name: str) -> Truth:
        """Whether something is to lessen the effect on a characteristic."""
        return _covers(self.record.mitigations, name, none=self.says_none(Nothing.MITIGATION))

    def consulted(self, name: str) -> Truth:
        """Whether people with a characteristic were consulted."""
        return _covers(self.record.consultations, name, none=self.says_none(Nothing.CONSULTATION))

    def of_each(self, entries: Sequence[object], key: str, lacking: Nothing) -> Truth:
        """Whether each entry gives something; no where the record says that none does."""
        if self.says_none(lacking):
            return False
        return True if entries and all(getattr(entry, key) for entry in entries) else None

    # What else is recorded.

    @property
    def gaps_planned(self) -> Truth:
        """Whether there is a plan for each gap; no where the record says that there is no gap."""
        if self.says_none(Nothing.GAPS):
            return False
        planned = [True if gap.plan else gap.planned for gap in self.record.gaps]
        return both(planned) if planned else None

    @property
    def asked(self) -> Between:
        """The characteristics of those who were consulted."""
        entries = self.record.consultations
        sure = {str(c) for entry in entries for c in entry.characteristics or ()}
        open_ = not entries and not self.says_none(Nothing.CONSULTATION)
        open_ = open_ or any(entry.characteristics is None for entry in entries)
        return between(sure, _ALL if open_ else sure)

    @property
    def staged(self) -> Truth:
        """Whether it is taken in stages, or is a trial.

        The one thing that is read as a no where nothing says so: a decision is taken at once unless its
        record says otherwise, or no late assessment could ever be told from one that grows with stages.
        """
        return bool(self.record.staged) or About.TRIAL in (self.record.about or ())

    @property
    def steps_taken(self) -> Truth:
        """Whether each step that was planned was taken."""
        steps = self.record.planned_steps
        return both([step.taken for step in steps]) if steps else None

    @property
    def papers_before(self) -> Truth:
        """Whether the papers came by the decision."""
        papers = self.record.papers
        return came_before(papers.dated, self.taken, papers.before_decision)

    @property
    def asked_before(self) -> Truth:
        """Whether any consultation began by the decision; one that had ended by then had."""
        return self.of_consultations(self._began_before, either)

    def _began_before(self, each: Consultation) -> Truth:
        ended = not_after(each.ended_on, self.taken)
        return True if ended else came_before(each.began_on, self.taken, each.before_decision)

    def of_consultations(self, read: Callable[[Consultation], Truth], join: Callable[..., Truth]) -> Truth:
        """Something of all consultations, or of any; not known where none is listed."""
        found = [read(each) for each in self.record.consultations]
        return join(found) if found else None


def _later(one: ImpactAssessment, other: ImpactAssessment) -> bool:
    """Whether one version surely comes after another."""
    if one is other:
        return False
    if other.id in one.supersedes:
        return True
    first, second = other.completed_on, one.completed_on
    return bool(first and second and first.latest < second.earliest)


def _covers(entries: Sequence[Mitigation | Consultation], name: str, *, none: bool) -> Truth:
    if not entries:
        return False if none else None
    if any(name in map(str, entry.characteristics or ()) for entry in entries):
        return True
    return None if any(entry.characteristics is None for entry in entries) else False


def changed(entry: Consultation) -> Truth:
    """Whether anything was changed because of a consultation."""
    return True if entry.what_changed else entry.changed


def approved(each: ImpactAssessment) -> Truth:
    """Whether an assessment was approved."""
    return True if each.approved_on else each.approved
