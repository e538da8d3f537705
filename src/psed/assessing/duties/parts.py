"""What is published must hold certain parts: whether one is asked, and whether it is there."""

from __future__ import annotations

from psed.assessing.duties.saying import Said
from psed.calendar import Span
from psed.facts import Facts
from psed.language.tree import Node, evaluate
from psed.language.values import Truth, both
from psed.model.organisation import Organisation
from psed.model.outcome import Outcome, Reason
from psed.schedules import HeadcountTest, Part

Shortfall = tuple[Outcome, Reason, str]
"""An outcome, the reason for it, and words that go on a sentence about what was published."""


def required(part: Part, when: Node | None, on: Span, facts: Facts) -> Truth:
    """Whether what was published on a day must hold a part."""
    asked = [evaluate(when, facts) if when else True, _since(part, on)]
    if part.test:
        asked.append(_size(part.test, on, facts.items.dossier.organisation))
    return both(asked)


def _since(part: Part, on: Span) -> Truth:
    if part.since is None or part.since <= on.low:
        return True
    return False if on.high < part.since else None


def _size(test: HeadcountTest, on: Span, body: Organisation) -> Truth:
    """Whether a body was of the size on a day; the count is the latest one on or before it."""
    counts = [body.employees(day) for day in (on.low, on.high)]
    days = [count.on for count in body.headcount if on.low < count.on <= on.high]
    counts += [body.employees(day) for day in days]
    if None in counts:
        return None
    asked = {count >= test.at_least for count in counts if count is not None}
    return asked.pop() if len(asked) == 1 else None


def shortfall(part: Part, asked: Truth, held: Truth) -> Shortfall | None:
    """What a part that is asked, or may be, leaves to be said; nothing where all is well."""
    if asked is False or held is True:
        return None
    if asked is None:
        words = f"and it cannot be told whether it must hold anything on {part.says}"
        if part.test:
            words = f"and without a count of employees {words.removeprefix('and ')}"
        return Outcome.UNKNOWN, Reason.FIGURE_MISSING, words
    if held is None:
        words = f"and nobody has recorded whether it holds anything on {part.says}"
        return Outcome.UNKNOWN, Reason.FIGURE_MISSING, words
    return Outcome.NOT_MET, Reason.TOO_NARROW, f"but it holds nothing on {part.says}"


def worst(outcomes: set[Outcome]) -> Outcome:
    """The outcome of several: not met before unknown before met."""
    return next(o for o in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET) if o in outcomes)


def nothing_there(facts: Facts, kind: str, due: str) -> Said | None:
    """What is to be said where nothing of the kind is on file, or there is nothing of it; else nothing.

    Args:
        facts: The facts of the day.
        kind: The kind of evidence that serves the duty.
        due: How the sentence begins: by which day it was due.
    """
    name, held = kind.replace("_", " "), facts.of_kind(kind)
    if not held and kind not in facts.items.none_held:
        message = f"{due}, and nothing of {name} is on file."
        return Said(Outcome.UNKNOWN, message, (Reason.NOTHING_ON_FILE,))
    if all(item.exists is False for item in held):
        return Said(Outcome.NOT_MET, f"{due}, and the body holds no {name}.", (Reason.NONE_HELD,))
    return None
