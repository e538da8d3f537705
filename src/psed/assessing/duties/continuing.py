"""Continuing duties: at all times from a day on, with no last day and nothing that comes round."""

from __future__ import annotations

from dataclasses import replace

from psed.assessing.duties import parts
from psed.assessing.duties.record import Record, record, surely_published
from psed.assessing.duties.saying import Said, days, is_, listed
from psed.assessing.duties.scope import bound_since, first_of
from psed.calendar import Due, Span
from psed.compiled import CompiledDuty
from psed.facts import Facts, Item
from psed.language.values import Truth, both, either, opposite
from psed.model.dates import DAY, day_in_words
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
    need_not = schedule.served_by.match == "current"
    known = record(duty, facts, dated=need_not)
    closed = _closed(duty, schedule, facts, known)
    held = {
        item.evidence.id: (item, _counts(duty, item, schedule, facts)) for item in parts.held_for(duty, facts)
    }
    said = _today(duty, schedule, facts, since, held, closed)
    return replace(said, record_begins=known.begins)


def _closed(duty: CompiledDuty, schedule: Continuing, facts: Facts, known: Record) -> bool:
    """Whether nothing from before the record begins could still count today, were it only on file."""
    begins = first_of(duty, facts)
    if known.none_on or (known.complete_from and begins and known.complete_from <= begins.on):
        return True
    kind = facts.lexicon.vocabulary.kinds[schedule.served_by.kind]
    if known.begins is None or schedule.served_by.match == "standing" or kind.own_term:
        return False
    return kind.last_good_day(known.begins - DAY, None) < facts.items.as_at


def _today(
    duty: CompiledDuty,
    schedule: Continuing,
    facts: Facts,
    since: str,
    held: dict[str, tuple[Item, Truth]],
    closed: bool,
) -> Said:
    """Whether something on file serves the duty today, and holds what it must."""
    there = either([truth for _, truth in held.values()])
    if there:
        return _with_parts(duty, facts, held, schedule.served_by.match, closed)
    ids = listed(name for name, (_, truth) in held.items() if truth is not False)
    if there is False:
        existing = [item for item, _ in held.values() if item.exists is not False]
        if not existing or (not closed and _hidden(schedule, existing)):
            nothing = parts.nothing_there(duty, facts, closed=closed)
            return replace(nothing, because=f"{since}. {nothing.because}")
        return _none_current(since, schedule, existing, closed)
    doubt = parts.doubtful(duty, facts)
    if doubt:
        return doubt
    message = f"{since}, and it is not known whether {ids} {is_(ids)} {_ASKED[schedule.served_by.match]}."
    perhaps = tuple(sorted(name for name, (_, truth) in held.items() if truth is not False))
    unsaid = [item for item, truth in held.values() if truth is None and not surely_published(item)]
    public = schedule.served_by.match != "current"
    reason = Reason.FIGURE_MISSING if public and unsaid else Reason.UNDATED
    return Said(Outcome.UNKNOWN, message, (reason,), evidence=perhaps)


def _hidden(schedule: Continuing, items: list[Item]) -> bool:
    """Whether nothing of some items was ever published, where it must be."""
    return schedule.served_by.match != "current" and all(item.published is False for item in items)


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


def _none_current(since: str, schedule: Continuing, there: list[Item], closed: bool) -> Said:
    """Something is on file, and nothing of it counts on the day."""
    outcome = Outcome.NOT_MET if closed else Outcome.UNKNOWN
    end = "." if closed else ". Whether anything older still counts is not known: it is not on file."
    if schedule.served_by.match == "standing":
        hidden = [item for item in there if item.published is not True]
        ids, unpublished = listed(item.evidence.id for item in hidden or there), bool(hidden)
    else:
        ids = listed(item.evidence.id for item in there)
        published = schedule.served_by.match == "published"
        unpublished = published and any(item.current is not False for item in there)
    if unpublished:
        message = f"{since}, in public, and {ids} {is_(ids)} not on file as published{end}"
        return Said(outcome, message, (Reason.NOT_PUBLISHED,), evidence=tuple(_ids(there)))
    message = f"{since}, and nothing on file is current"
    # What a newer paper has taken the place of has no last good day to speak of.
    lapsed = [item.last_good for item in there if item.lapsed is not False]
    if lapsed:
        last = Span(max(low for low, _ in lapsed), max(high for _, high in lapsed))
        message = f"{message}: the last good day was {days(last)}"
    return Said(outcome, f"{message}{end}", (Reason.LAPSED,), evidence=tuple(_ids(there)))


def _ids(items: list[Item]) -> list[str]:
    return sorted(item.evidence.id for item in items)


_ASKED = {"current": "current", "published": "current and published", "standing": "there, in public"}
"""What is asked of an item, by how it serves the duty."""


def _with_parts(
    duty: CompiledDuty, facts: Facts, held: dict[str, tuple[Item, Truth]], match: str, closed: bool
) -> Said:
    """Something counts: does it hold what it must?"""
    current = tuple(sorted(name for name, (_, truth) in held.items() if truth))
    names, today = listed(current), Span.on(facts.items.as_at)
    shorts, body = [], facts.items.dossier.organisation
    for part, node, bodies in duty.parts:
        asked = parts.required(part, bodies, today, facts)
        if isinstance(part, PartWhile) and part.each:
            holds = both(
                [either([opposite(truth), facts.holds(item, node)]) for item, truth in held.values()]
            )
        else:
            holds = either([both([truth, facts.holds(item, node)]) for item, truth in held.values()])
        # One that falls short of what each must hold does so whatever else there is.
        alone = isinstance(part, PartWhile) and part.each
        short = parts.shortfall(part, asked, holds, today, closed=closed or alone, body=body)
        shorts += [short] if short else []
    told = [f"{names} {is_(names)} {_ASKED[match]}.", *parts.told(shorts)]
    return Said(parts.outcome(shorts), " ".join(told), parts.reasons(shorts), evidence=current)
