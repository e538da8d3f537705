"""What is published must hold certain parts: whether one is asked, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterable

from psed.assessing.duties.saying import Said, few, is_
from psed.calendar import Span
from psed.compiled import CompiledDuty
from psed.facts import Facts, Item
from psed.language.tree import Node, evaluate
from psed.language.values import Truth, both
from psed.model.organisation import Headcount, Organisation
from psed.model.outcome import Outcome, Reason
from psed.schedules import HeadcountTest, Part, SizeOnTheDay

Shortfall = tuple[Outcome, Reason, str]
"""An outcome, the reason for it, and words that go on a sentence about what was published."""


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


def shortfall(part: Part, asked: Truth, held: Truth) -> Shortfall | None:
    """What a part that is asked, or may be, leaves to be said; nothing where all is well."""
    if asked is False or held is True:
        return None
    if asked is None:
        words = f"and it cannot be told whether it must hold anything on {part.says}"
        if part.test:
            words = f"and without a count of {COUNTED[part.test.fact]} {words.removeprefix('and ')}"
        return Outcome.UNKNOWN, Reason.FIGURE_MISSING, words
    if held is None:
        words = f"and nobody has recorded whether it holds anything on {part.says}"
        return Outcome.UNKNOWN, Reason.FIGURE_MISSING, words
    return Outcome.NOT_MET, Reason.TOO_NARROW, f"but it holds nothing on {part.says}"


def told(shorts: Iterable[Shortfall]) -> list[str]:
    """The words for several shortfalls: what falls short in the same way is said in one breath."""
    found: dict[str, list[str]] = {}
    for _, _, words in shorts:
        lead, on, says = words.partition("thing on ")
        found.setdefault(f"{lead}{on}", []).append(says)
    return [f"{lead}{' or '.join(filter(None, [', '.join(a[:-1]), a[-1]]))}" for lead, a in found.items()]


def outcome(shorts: Iterable[Shortfall]) -> Outcome:
    """What comes of several shortfalls; met where there is none."""
    return worst({Outcome.MET, *(found for found, _, _ in shorts)})


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


def nothing_there(duty: CompiledDuty, facts: Facts, due: str) -> Said | None:
    """What is to be said where nothing that serves a duty is on file, or the body has none; else nothing.

    Args:
        duty: The duty.
        facts: The facts of the day.
        due: How the sentence begins: by which day it was due.
    """
    kind, held = duty.rule.schedule.served_by.kind, held_for(duty, facts)
    name, others = kind.replace("_", " "), facts.of_kind(kind)
    if not held and (others or kind not in facts.items.none_held):
        message = f"{due}, and {f'no {name}' if others else f'nothing of {name}'} is on file"
        return Said(Outcome.UNKNOWN, f"{message}{' for it' if others else ''}.", (Reason.NOTHING_ON_FILE,))
    if held and not any(serves(duty, item, facts) for item in held):
        return doubtful(duty, facts)
    if all(item.exists is False for item in held):
        none = f"the body holds no {name}"
        if kind not in facts.items.none_held:
            none = f"all {name} on file is of a later day"
        return Said(Outcome.NOT_MET, f"{due}, and {none}.", (Reason.NONE_HELD,))
    return None
