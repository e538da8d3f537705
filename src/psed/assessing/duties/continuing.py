"""Continuing duties: at all times from a day on, with no last day and nothing that comes round."""

from __future__ import annotations

from psed.assessing.duties import parts
from psed.assessing.duties.saying import Said, days, is_, listed
from psed.assessing.duties.scope import bound_since, first_of
from psed.calendar import Due, Span
from psed.compiled import CompiledDuty
from psed.facts import Facts, Item
from psed.language.values import Truth, both, either, opposite
from psed.model.dates import day_in_words
from psed.model.outcome import Outcome, Reason
from psed.schedules import Continuing, PartWhile


def say(duty: CompiledDuty, schedule: Continuing, facts: Facts) -> Said:
    """What comes of the duty: whether something current on file shows it on the day."""
    first, as_at = first_of(duty, facts), facts.items.as_at
    if first is None:
        message = "It cannot be told from which day this body is bound."
        return Said(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
    bound, begins = bound_since(duty, facts), first.on
    if bound and bound > first.on:
        begins = schedule.new_body.grace.after(bound) if schedule.new_body else bound
    if as_at < begins:
        due = Due.by(begins)
        message = f"It is to be so from {day_in_words(begins)} on."
        return Said(Outcome.NOT_APPLICABLE, message, (Reason.NOT_YET_DUE,), None, due)
    since = f"It has to be so from {day_in_words(begins)} on"
    nothing = parts.nothing_there(duty, facts, since)
    if nothing:
        return nothing
    held = {
        item.evidence.id: (item, _counts(duty, item, schedule, facts)) for item in parts.held_for(duty, facts)
    }
    there = either([truth for _, truth in held.values()])
    ids = listed(name for name, (_, truth) in held.items() if truth is not False)
    if there is False:
        return _none_current(since, schedule, [item for item, _ in held.values()])
    doubt = parts.doubtful(duty, facts)
    if there is None and doubt:
        return doubt
    if there is None:
        asked = _ASKED[schedule.served_by.match]
        message = f"{since}, and it is not known to the day whether {ids} {is_(ids)} {asked}."
        perhaps = tuple(sorted(name for name, (_, truth) in held.items() if truth is not False))
        return Said(Outcome.UNKNOWN, message, (Reason.UNDATED,), evidence=perhaps)
    return _with_parts(duty, facts, held, schedule.served_by.match)


def _counts(duty: CompiledDuty, item: Item, schedule: Continuing, facts: Facts) -> Truth:
    """Whether an item serves the duty on the day."""
    asked = [parts.serves(duty, item, facts)]
    match schedule.served_by.match:
        case "current":
            asked += [facts.current(item)]
        case "published":
            asked += [facts.current(item), facts.published(item)]
        case "standing":
            asked += [item.exists, item.counts, facts.published(item)]
            asked += [opposite(item.past_own_end), opposite(item.superseded)]
    return both(asked)


def _none_current(since: str, schedule: Continuing, items: list[Item]) -> Said:
    """Something is on file, and nothing of it counts on the day."""
    there = [item for item in items if item.exists is not False]
    ids = listed(item.evidence.id for item in there)
    if schedule.served_by.match == "standing":
        hidden = [item for item in there if item.published is not True]
        ids = listed(item.evidence.id for item in hidden or there)
        unpublished = bool(hidden)
    else:
        published = schedule.served_by.match == "published"
        unpublished = published and any(item.current is not False for item in there)
    if unpublished:
        message = f"{since}, in public, and {ids} {is_(ids)} not on file as published."
        return Said(Outcome.NOT_MET, message, (Reason.NOT_PUBLISHED,), evidence=tuple(_ids(there)))
    message = f"{since}, and nothing on file is current"
    # What a newer paper has taken the place of has no last good day to speak of.
    lapsed = [item.last_good for item in there if item.lapsed is not False]
    if lapsed:
        last = Span(max(low for low, _ in lapsed), max(high for _, high in lapsed))
        message = f"{message}: the last good day was {days(last)}"
    message = f"{message}."
    return Said(Outcome.NOT_MET, message, (Reason.LAPSED,), evidence=tuple(_ids(there)))


def _ids(items: list[Item]) -> list[str]:
    return sorted(item.evidence.id for item in items)


_ASKED = {"current": "current", "published": "current and published", "standing": "there, in public"}
"""What is asked of an item, by how it serves the duty."""


def _with_parts(duty: CompiledDuty, facts: Facts, held: dict[str, tuple[Item, Truth]], match: str) -> Said:
    """Something counts: does it hold what it must?"""
    current = tuple(sorted(name for name, (_, truth) in held.items() if truth))
    names = listed(current)
    shorts = []
    for part, node, bodies in duty.parts:
        asked = parts.required(part, bodies, Span.on(facts.items.as_at), facts)
        if isinstance(part, PartWhile) and part.each:
            holds = both(
                [either([opposite(truth), facts.holds(item, node)]) for item, truth in held.values()]
            )
        else:
            holds = either([both([truth, facts.holds(item, node)]) for item, truth in held.values()])
        short = parts.shortfall(part, asked, holds)
        shorts += [short] if short else []
    told = [f"{names} {is_(names)} {_ASKED[match]}", *parts.told(shorts)]
    reasons = tuple(dict.fromkeys(reason for _, reason, _ in shorts))
    return Said(parts.outcome(shorts), f"{', '.join(told)}.", reasons, evidence=current)
