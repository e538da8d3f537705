"""Whether a duty is in force on a day, and whether it binds a body."""

from __future__ import annotations

import datetime as dt

from psed.assessing.duties.saying import Said
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts
from psed.language.tree import evaluate
from psed.language.values import Truth
from psed.model.dates import day_in_words
from psed.model.organisation import Organisation
from psed.model.outcome import Outcome, Reason
from psed.rulepack import Status
from psed.schedules import FirstDue
from psed.words import nation_in_words


def not_bound(compiled: CompiledPack, duty: CompiledDuty, facts: Facts) -> Said | None:
    """Why a duty says nothing of a body on a day, or nothing where it binds it."""
    pack, as_at = compiled.pack, facts.items.as_at
    body = facts.items.dossier.organisation
    if pack.status is Status.PENDING or not pack.in_force(duty.rule, as_at):
        return _not_in_force(compiled, duty, facts)
    if not body.exists(as_at):
        return Said(Outcome.NOT_APPLICABLE, "The body did not exist on this day.", (Reason.OUT_OF_SCOPE,))
    if body.nation_on(as_at) not in duty.bound.nations:
        return _another_nation(duty, body, as_at)
    if set(duty.bound.not_listed_in) & body.listed_in(as_at):
        message = "What is on record says that a list in the law names this body, and those are not bound."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
    listed = _listed(duty, body, as_at)
    if listed is False:
        message = "What is on record says that the list in the law does not name this body."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
    return None if listed else _by_kind(duty, facts)


def _by_kind(duty: CompiledDuty, facts: Facts) -> Said | None:
    """Whether a body is bound, where nothing is on record of the lists in the law."""
    body = facts.items.dossier.organisation
    if set(duty.bound.listed_in) & {entry.name for entry in body.listings}:
        message = "What is on record leaves open whether another list in the law names this body on this day."
        return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
    if duty.unsettled_when and evaluate(duty.unsettled_when, facts) is not False:
        message = f"It is not settled whether bodies of this kind are bound. {_settle(duty)}"
        return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
    applies = evaluate(duty.applies_when, facts) if duty.applies_when else True
    if applies is None:
        message = "It cannot be told whether the duty applies to this body."
        return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
    if not applies:
        return Said(Outcome.NOT_APPLICABLE, "It does not apply to this body.", (Reason.OUT_OF_SCOPE,))
    return None


def _settle(duty: CompiledDuty) -> str:
    """How a body settles whether a law binds it: the same for all duties of it, so that it is told once."""
    lists = [*duty.bound.listed_in, *duty.bound.not_listed_in]
    if not lists:
        return "No list in the law settles it; look at the law with somebody who knows the body."
    named = " or ".join(f"`list: {name}`" for name in lists[:2])
    return (
        f"To settle it, record in `listings:` whether the law names it: {named}, with `listed` and `source`."
    )


def _listed(duty: CompiledDuty, body: Organisation, as_at: dt.date) -> Truth:
    """What is on record of the lists that the duty goes by; nothing where that does not decide."""
    lists, others = set(duty.bound.listed_in), set(duty.bound.not_listed_in)
    spoken = {entry.name for entry in body.listings}
    if lists & body.listed_in(as_at) or (others and others <= spoken):
        return True
    return False if lists and lists <= spoken else None


def _another_nation(duty: CompiledDuty, body: Organisation, as_at: dt.date) -> Said:
    own, others = (
        nation_in_words(body.nation_on(as_at)),
        " or ".join(map(nation_in_words, duty.bound.nations)),
    )
    if set(duty.bound.listed_in) & body.listed_in(as_at):
        message = (
            f"Wrong regime: this is a duty of {others}, and the duty of this body is that of {own}. "
            f"Look for the duties of {own}, or mend `nation:` or `listings:`."
        )
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.WRONG_REGIME,))
    message = f"It is a duty of {others}, and the duty of this body is that of {own}."
    return Said(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))


def _not_in_force(compiled: CompiledPack, duty: CompiledDuty, facts: Facts) -> Said:
    pack, rule, as_at = compiled.pack, duty.rule, facts.items.as_at
    body = facts.items.dossier.organisation
    if body.has_adopted(duty.id, as_at) and body.nation_on(as_at) in duty.bound.nations:
        held = [i.evidence.id for i in facts.of_kind(rule.schedule.served_by.kind) if i.current]
        shown = f"On file for it: {', '.join(held)}." if held else "Nothing current is on file for it."
        message = f"The body has adopted it voluntarily; no law in force binds it to. {shown}"
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.ADOPTED_VOLUNTARILY,), evidence=tuple(held))
    begins, ends = rule.valid_from or pack.valid_from, rule.valid_to or pack.valid_to
    if pack.status is Status.PENDING:
        message = "It is not in force: it is pending."
    elif as_at < begins:
        message = f"It came into force only on {day_in_words(begins)}."
    else:
        message = f"It was in force only until {day_in_words(ends)}." if ends else "It was not in force."
    return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_IN_FORCE,))


def first_of(duty: CompiledDuty, facts: Facts) -> FirstDue | None:
    """The first day that is for a body; nothing where that cannot be told."""
    named = set(duty.bound.listed_in) & facts.items.dossier.organisation.listed_in(facts.items.as_at)
    for when, first in duty.first_due:
        if first.listed_in and (named or not when):
            holds: Truth = bool(named & set(first.listed_in))
        else:
            holds = evaluate(when, facts) if when else True
        if holds is not False:
            return first if holds else None
    return None


def bound_since(duty: CompiledDuty, facts: Facts) -> dt.date | None:
    """The day from which a body is bound at the earliest, by what is on record; nothing where it always was.

    It is the latest of the body's first day, the day on which it changed over to this nation and the
    day on which a list that the duty goes by began to name it.
    """
    body, as_at = facts.items.dossier.organisation, facts.items.as_at
    lists = [
        e.first for e in body.listings if e.listed and e.name in duty.bound.listed_in and e.stands(as_at)
    ]
    days = [body.start, body.changed_over(as_at)]
    if lists and None not in lists:
        days.append(min(day for day in lists if day))
    return max((day for day in days if day), default=None)
