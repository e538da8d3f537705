"""Since when all there was for a duty is on file: nothing of the time before is held against a body.

The record of a duty begins with the earliest publication on file that serves it, or on the day from which
the dossier says that it is complete. From there on what is not on file was not there; before it, nothing
is known. A body that has looked and holds none has a record too: of that, and of all that came after.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from psed.assessing.duties import parts
from psed.calendar import Span
from psed.compiled import CompiledDuty
from psed.facts import Facts, Item


def publication(item: Item, *, dated: bool = False) -> Span | None:
    """The days between which an item serves a duty: those of its publication, or its own where *dated*.

    Nothing where it does not, or not on a day that anything tells.
    """
    if dated:
        on = item.evidence.dated
        return Span(on.earliest, on.latest) if on else None
    between = item.evidence.publication
    return Span(*between) if between else None


def surely_published(item: Item) -> bool:
    """Whether it is said to have been published, on whatever day."""
    return item.evidence.publication_said


@dataclass(frozen=True)
class Record:
    """What is known of the time before a day.

    Attributes:
        begins: The first day from which surely all there was is on file; nothing where there is none.
        complete_from: The day from which the dossier says so itself.
        none_on: The latest day on which the body looked and held none: of all before, too, that says so.
    """

    begins: dt.date | None
    complete_from: dt.date | None
    none_on: dt.date | None

    def closed_since(self, day: dt.date) -> bool:
        """Whether all there was from a day on is on file, the day included."""
        return self.none_on is not None or (self.begins is not None and self.begins <= day)


def record(duty: CompiledDuty, facts: Facts, *, dated: bool = False) -> Record:
    """The record of a duty on the day of some facts.

    Args:
        duty: The duty.
        facts: The facts of the day.
        dated: Whether what serves it need not be published, and goes by its own date.
    """
    dossier, as_at = facts.items.dossier, facts.items.as_at
    kind = duty.rule.schedule.served_by.kind
    complete = [c.first for c in dossier.complete if c.kind == kind and c.first <= as_at]
    none = [n.as_at for n in dossier.none_held if n.kind == kind and n.as_at <= as_at]
    days = list(complete)
    for item in parts.held_for(duty, facts):
        on = publication(item, dated=dated)
        if on and on.high <= as_at and surely_there(duty, item, facts, dated=dated):
            days.append(on.high)
    return Record(min(days, default=None), min(complete, default=None), max(none, default=None))


def surely_there(duty: CompiledDuty, item: Item, facts: Facts, *, dated: bool = False) -> bool:
    """Whether an item is surely there, public unless it need not be, one by itself, and serves the duty."""
    there = item.exists is True and item.counts is True
    return there and (dated or surely_published(item)) and parts.serves(duty, item, facts) is True
