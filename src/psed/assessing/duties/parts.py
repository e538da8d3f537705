"""What is published must hold certain parts: whether one is asked, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from psed.assessing.duties.saying import Said, days, few, is_
from psed.calendar import Span
from psed.compiled import CompiledDuty
from psed.facts import Facts, Item
from psed.language.tree import Node, evaluate
from psed.language.values import Truth, both
from psed.model.dates import day_in_words
from psed.model.organisation import Headcount, Organisation
from psed.model.outcome import Outcome, Reason
from psed.schedules import HeadcountTest, Part, SizeOnTheDay


@dataclass(frozen=True)
class Shortfall:
    """A part that is not there, or of which it is not known.

    Attributes:
        outcome: What comes of it.
        reason: Why.
        lead: How its sentence begins, up to what the part is on.
        says: What the part is on.
        end: How its sentence ends.
    """

    outcome: Outcome
    reason: Reason
    lead: str
    says: str
    end: str


def serves(duty: CompiledDuty, item: Item, facts: Facts) -> Truth:
    """Whether an item is one of those that serve a duty."""
    return facts.holds(item, duty.serves) if duty.serves else True


def held_for(duty: CompiledDuty, facts: Facts) -> tuple[Item, ...]:
    """The items on file that serve a duty, or may."""
    every = facts.of_kind(duty.rule.schedule.served_by.kind)
    return tuple(item for item in every if serves(duty, item, facts) is not False)


def required(part: Part, when: Node | None, on: Span, facts: Facts) -> Truth:
    """Whether what was published on a day must hold a part."""
    asked = [evaluate(when, facts) if when else True, _since(part, on)]
    if part.test:
        asked.append(large_enough(part.test, on, facts.items.dossier.organisation))
    return both(asked)


def _since(part: Part, on: Span) -> Truth:
    if part.since is None or part.since <= on.low:
        return True
    return False if on.high < part.since else None


def large_enough(test: HeadcountTest | SizeOnTheDay, on: Span, body: Organisation) -> Truth:
    """Whether a body was of a size on a day; the count is the latest one on or before it.

    Full-time staff that nobody counted are not more than the persons: fewer persons settle it, more do not.
    """
    days = [on.low, on.high, *(count.on for count in body.headcount if on.low < count.on <= on.high)]
    asked = {_reaches(body.headcount_on(day), test) for day in days}
    return asked.pop() if len(asked) == 1 else None


def _reaches(count: Headcount | None, test: HeadcountTest | SizeOnTheDay) -> Truth:
    if count is None:
        return None
    if test.fact == "organisation.employees":
        return count.employees >= test.at_least
    if count.full_time is not None:
        return count.full_time >= test.at_least
    return False if count.employees < test.at_least else None


COUNTED = {
    "organisation.employees": "employees",
    "organisation.full_time": "staff in full-time equivalents",
}


def shortfall(
    part: Part, asked: Truth, held: Truth, on: Span, *, closed: bool, body: Organisation
) -> Shortfall | None:
    """What a part that is asked, or may be, leaves to be said; nothing where all is well.

    Args:
        part: The part.
        asked: Whether it is asked.
        held: Whether something on file holds it.
        on: When that was published by which it is judged.
        closed: Whether all there was that might hold it is on file.
        body: The body, for the count that is missing.
    """
    if asked is False or held is True:
        return None
    if asked is None:
        lead, end = "Whether it must hold anything on ", " cannot be told."
        if part.test and large_enough(part.test, on, body) is None:
            count = f"{COUNTED[part.test.fact]} on {days(on)}"
            end = f" turns on the number of {count}, which is not on file: add it to `headcount:`."
        return Shortfall(Outcome.UNKNOWN, Reason.FIGURE_MISSING, lead, part.says, end)
    if held is None:
        end = "? That is not on file."
        return Shortfall(Outcome.UNKNOWN, Reason.FIGURE_MISSING, "Does it hold anything on ", part.says, end)
    if not closed:
        end = ". Whether another paper does is not on file."
        return Shortfall(Outcome.UNKNOWN, Reason.TOO_NARROW, "It holds nothing on ", part.says, end)
    return Shortfall(Outcome.NOT_MET, Reason.TOO_NARROW, "It holds nothing on ", part.says, ".")


def told(shorts: Iterable[Shortfall]) -> list[str]:
    """A sentence for each way to fall short: what does so in the same way is said in one breath."""
    found: dict[tuple[str, str], list[str]] = {}
    for short in shorts:
        found.setdefault((short.lead, short.end), []).append(short.says)
    return [
        f"{lead}{' or '.join(filter(None, [', '.join(says[:-1]), says[-1]]))}{end}"
        for (lead, end), says in found.items()
    ]


def reasons(shorts: Iterable[Shortfall]) -> tuple[Reason, ...]:
    """The reasons of several shortfalls, each once."""
    return tuple(dict.fromkeys(short.reason for short in shorts))


def outcome(shorts: Iterable[Shortfall]) -> Outcome:
    """What comes of several shortfalls; met where there is none."""
    return worst({Outcome.MET, *(short.outcome for short in shorts)})


def worst(outcomes: set[Outcome]) -> Outcome:
    """The outcome of several: not met before unknown before met."""
    return next(o for o in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET) if o in outcomes)


def doubtful(duty: CompiledDuty, facts: Facts) -> Said | None:
    """What is to be said where it turns on whether something serves a duty; nothing where that is known."""
    ids = few(i.evidence.id for i in held_for(duty, facts) if serves(duty, i, facts) is None)
    if not ids:
        return None
    message = f"It turns on whether {ids} {is_(ids)} for it, and that is not on file."
    return Said(Outcome.UNKNOWN, message, (Reason.FIGURE_MISSING,))


def nothing_there(duty: CompiledDuty, facts: Facts, *, closed: bool) -> Said:
    """What is said where nothing on file serves a duty on any day.

    Args:
        duty: The duty.
        facts: The facts of the day.
        closed: Whether all there was is on file, so that there was nothing.
    """
    kind, held = duty.rule.schedule.served_by.kind, held_for(duty, facts)
    name, items = kind.replace("_", " "), facts.items
    doubt = doubtful(duty, facts) if not any(serves(duty, item, facts) for item in held) else None
    if doubt:
        return doubt
    written = [item for item in held if item.exists is not False]
    none = [n for n in items.dossier.none_held if n.kind == kind and n.as_at <= items.as_at]
    if none:
        last = max(none, key=lambda n: n.as_at)
        day = day_in_words(last.as_at)
        message = f"On {day} the body held no {name} ({last.by}), and nothing newer is on file."
        return Said(Outcome.NOT_MET, message, (Reason.NONE_HELD,))
    ids = few(item.evidence.id for item in written)
    if closed and written:
        message = f"{ids} {is_(ids)} on file, and not as published for it; all there was is on file."
        return Said(Outcome.NOT_MET, message, (Reason.NOT_PUBLISHED,))
    if closed:
        message = f"All {name} there was is said to be on file, and there is none for it."
        return Said(Outcome.NOT_MET, message, (Reason.NONE_HELD,))
    if written:
        message = (
            f"{ids} {is_(ids)} on file, and not as published for it. Whether anything else was is not "
            "known: file the latest that was published."
        )
    elif facts.of_kind(kind):
        message = f"No {name} is on file for it. File the latest, or say that there is none."
    else:
        message = f"No {name} is on file. File the latest, or say that there is none (`none_held:`)."
    return Said(Outcome.UNKNOWN, message, (Reason.NOTHING_ON_FILE,))
