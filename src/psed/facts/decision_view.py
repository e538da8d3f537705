"""A decision as its facts read it.

Which assessment is read: `assessment.completed_on` is the first full version to be finished, since one
that is revised after the decision is what a continuing duty asks for, and shows nothing of lateness.
Approval is that of the last full version that was finished by the decision, which is the one that the
decision can have rested on. A screening is never read as an assessment.
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
    first_of,
    given,
    not_after,
    same_day,
    upto,
)
from psed.language.values import Between, Known, Range, Truth, both, either, opposite
from psed.model.dates import PartialDate
from psed.model.decision import (
    AssessmentKind,
    Consultation,
    Decision,
    Effect,
    ImpactAssessment,
    Mitigation,
    Nothing,
)
from psed.model.duty import Characteristic

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

    # Assessments.

    def of_kind(self, kind: AssessmentKind) -> list[ImpactAssessment]:
        """The versions of one kind, as listed."""
        return [each for each in self.record.assessments if each.kind is kind]

    @property
    def full(self) -> list[ImpactAssessment]:
        """The versions that are no screening."""
        return self.of_kind(AssessmentKind.ASSESSMENT)

    @property
    def held(self) -> Truth:
        """Whether there is a full assessment."""
        return given(self.full, none=bool(self.record.assessments) or self.says_none(Nothing.ASSESSMENT))

    @property
    def screening_only(self) -> Truth:
        """Whether a screening is all there is."""
        if self.record.assessments:
            return not self.full
        return False if self.says_none(Nothing.ASSESSMENT) else None

    @cached_property
    def rested_on(self) -> list[ImpactAssessment]:
        """The full versions that may be the last to be finished by the decision.

        None where it is not sure that any was: then there may be no such version at all.
        """
        taken = self.record.taken_on
        by_then = [each for each in self.full if not_after(each.completed_on, taken) is not False]
        sure = [each for each in by_then if not_after(each.completed_on, taken)]
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
        taken = self.record.taken_on
        done = [each.completed_on for each in self.full]
        later = [both([opposite(not_after(on, taken)), upto(on, self.as_at) if on else None]) for on in done]
        return either(later) if later else None

    @property
    def on_the_same_day(self) -> Truth:
        """Whether the first full version was finished on the day of the decision."""
        first = first_of(each.completed_on for each in self.full)
        taken = self.record.taken_on
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

    def having(self, effect: Effect) -> Between:
        """The characteristics with an effect; one that is not listed, or not known, may have it."""
        sure = {name for name, effects in self.effects.items() if effect in effects}
        open_ = {name for name, effects in self.effects.items() if Effect.NOT_KNOWN in effects}
        return between(sure, sure | open_ | (_ALL - self.effects.keys()))

    @property
    def not_known(self) -> Between:
        """The characteristics of which the record says that the effect is not known."""
        sure = {name for name, effects in self.effects.items() if Effect.NOT_KNOWN in effects}
        return between(sure, sure | (_ALL - self.effects.keys()))

    @property
    def covered(self) -> Between:
        """The characteristics for which an effect is given; not one that is said not to be known."""
        sure = {name for name, effects in self.effects.items() if Effect.NOT_KNOWN not in effects}
        return between(sure, sure | (_ALL - self.effects.keys()))

    @property
    def none_everywhere(self) -> Truth:
        """Whether each of the nine has no effect on record."""
        if any(effects != {Effect.NONE} for effects in self.effects.values()):
            return False
        return True if self.effects.keys() == _ALL else None

    @property
    def all_evidenced(self) -> Truth:
        """Whether evidence is named for each effect, and each of the nine has one on record."""
        evidenced = self.of_each(self.record.impacts, "evidence", Nothing.IMPACT_EVIDENCE)
        return None if evidenced and self.effects.keys() != _ALL else evidenced

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
        """Whether there is a plan for each gap."""
        if self.says_none(Nothing.GAPS):
            return True
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
    def delegated(self) -> Truth:
        """Whether the duty itself was left to somebody else; to delegate a decision is not that."""
        return self.record.delegated

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
