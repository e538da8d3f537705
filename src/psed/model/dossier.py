"""One body and what it holds on file."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field, PrivateAttr

from psed.model.base import Distinct, Id, Model, One, Text, in_short
from psed.model.dates import Day, PartialDate
from psed.model.decision import Decision
from psed.model.evidence import Evidence, Source
from psed.model.objective import Objective
from psed.model.organisation import Organisation


class NoneHeld(Model):
    """The body has looked and has nothing of a kind, from a day on."""

    kind: Text
    as_at: Day = Field(description="The day it looked.")
    by: Text = Field(description="A post, never a person.")


class Complete(Model):
    """All there was of a kind since a day is listed in the dossier."""

    kind: Text
    first: Day = Field(alias="from", description="The day since which all there was is listed, inclusive.")
    by: Text = Field(description="A post, never a person.")
    as_at: Day = Field(description="The day on which that was said.")

    model_config = ConfigDict(populate_by_name=True)


class Declined(Model):
    """The body says that a rule does not apply to it, and why."""

    rule: Id = Field(description="As `pack:rule`.")
    reason: Text
    by: Text = Field(description="A post, never a person.")
    as_at: Day


class Claim(Model):
    """A level that somebody said the body had reached. It decides nothing; it is shown beside the result."""

    framework: Id
    level: Text
    dated: PartialDate
    by: Text | None = Field(None, description="Who said so: a self-audit, a peer team, a publisher.")
    source: Source


class Action(Model):
    """Something the body says it will do. A plan is not evidence that it was done."""

    id: Id
    title: Text
    outcome: Text | None = None
    due_on: PartialDate | None = None
    due_as_written: Text | None = Field(None, description="The plan's own words where they are not a date.")
    done_on: PartialDate | None = None
    held_by: Text | None = Field(None, description="A post, never a person.")
    source: Source | None = None


class Dossier(Model):
    """An organisation and what it holds on file: all that an assessment reads of it.

    Order means nothing: two dossiers with the same content in another order have the same digest.
    """

    psed_dossier: One = Field(1, alias="psed-dossier")
    organisation: Organisation
    packs: Distinct[Text] = Field(
        (), max_length=40, description="Frameworks read by default: ids, or paths in this folder."
    )
    evidence: tuple[Evidence, ...] = ()
    objectives: tuple[Objective, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    none_held: tuple[NoneHeld, ...] = ()
    complete: tuple[Complete, ...] = ()
    not_applicable: tuple[Declined, ...] = ()
    claims: tuple[Claim, ...] = ()

    model_config = ConfigDict(populate_by_name=True)

    def __repr__(self) -> str:
        held = [(self.evidence, "evidence"), (self.objectives, "objectives"), (self.decisions, "decisions")]
        counts = ", ".join(f"{name}: {len(things):,}" for things, name in held)
        return in_short(self, f"{self.organisation.name} ({self.organisation.id}); {counts}")

    __str__ = __repr__

    _packs: tuple[Any, ...] = PrivateAttr(default=())
    """The packs that were read with it; kept so that paths mean something after reading."""
    _places: dict[str, Any] = PrivateAttr(default_factory=dict)
    """File and line of each item of evidence, by id, where it was read from a file."""
    _placer: Any = PrivateAttr(default=None)
    """From a path of keys and positions to its file and line, where it was read from a file."""
