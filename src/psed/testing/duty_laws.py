"""What must hold for duties: a body is not accused of what is only not on file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from psed.assessing import assess
from psed.model.dossier import Dossier
from psed.model.evidence import Evidence
from psed.model.outcome import Days, DutyRead, Outcome, TimeOutcome
from psed.rulepack import RulePack


def without_the_earliest(dossier: Dossier, kind: str) -> Iterator[Dossier]:
    """The same dossier without the earliest publications of a kind: one fewer each time, to the last.

    Only what was surely published before all that is left is taken off. Nothing is given where the dossier
    says that all there was of the kind is on file, or that the body holds none: it would not be true of less.
    """
    whole = {said.kind for said in dossier.complete} | {none.kind for none in dossier.none_held}
    if kind in whole:
        return
    public = [item for item in dossier.evidence if item.kind == kind and item.publication_said]
    public.sort(key=_days)
    for number in range(1, len(public) + 1):
        gone, rest = public[:number], public[number:]
        if all(_days(item)[1] < _days(other)[0] for item in gone for other in rest):
            yield _without(dossier, {item.id for item in gone})


def _days(item: Evidence) -> tuple[dt.date, dt.date]:
    assert item.publication
    return item.publication


def _without(dossier: Dossier, names: set[str]) -> Dossier:
    left = []
    for item in dossier.evidence:
        if item.id not in names:
            older = tuple(name for name in item.supersedes if name not in names)
            left.append(item.model_copy(update={"supersedes": older}))
    return dossier.model_copy(update={"evidence": tuple(left)})


def unaccused(dossier: Dossier, kind: str, packs: Sequence[RulePack], as_at: dt.date) -> None:
    """Taking the earliest publications of a kind off a dossier makes no duty not met, and nothing later."""
    before = {duty.rule: duty for duty in assess(dossier, *packs, as_at=as_at).duties}
    for fewer in without_the_earliest(dossier, kind):
        left = [item.id for item in fewer.evidence if item.kind == kind]
        for now in assess(fewer, *packs, as_at=as_at).duties:
            was, about = before[now.rule], f"{now.rule}, with {', '.join(left) or 'nothing'} left"
            if now.outcome is Outcome.NOT_MET:
                assert was.outcome is Outcome.NOT_MET, f"{about}: not met: {now.because}"
                assert _over_since(was) <= _over_since(now), f"{about}: overdue for longer: {now.because}"
            _no_later(was, now, about)


def _over_since(duty: DutyRead) -> dt.date:
    """The last day of the time that is open, were it shown; the first of the calendar if none is."""
    due = duty.occurrence.due_on if duty.occurrence and duty.occurrence.done_on is None else None
    return due.high if due else dt.date.min


def _no_later(was: DutyRead, now: DutyRead, about: str) -> None:
    """Nothing is told as late, or as left undone, that was not before, and nothing as later."""
    late = {_key(row.done_on): row.days_late for row in was.history if row.outcome is TimeOutcome.LATE}
    undone = {_key(row.due_on) for row in was.history if row.outcome is TimeOutcome.NOT_DONE}
    for row in now.history:
        if row.outcome is TimeOutcome.LATE:
            assert _key(row.done_on) in late, f"{about}: what was done on {row.done_on} is late"
            before = late[_key(row.done_on)]
            more = row.days_late is not None and before is not None and row.days_late > before
            assert not more, f"{about}: {row.days_late} days late, where it was {before}"
        if row.outcome is TimeOutcome.NOT_DONE:
            assert _key(row.due_on) in undone, f"{about}: what was due on {row.due_on} is not done"


def _key(days: Days | None) -> tuple[dt.date, dt.date] | None:
    return (days.low, days.high) if days else None
