"""One equality objective and what is on record of it. What is left out is not known."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from psed.model.base import Distinct, Id, Model, Text, YesNo
from psed.model.dates import PartialDate
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Source


class EarlierTarget(Model):
    """A day by which the objective was once to be reached, and when that was said."""

    target_on: PartialDate
    said_on: PartialDate | None = None


class ProgressReport(Model):
    """One report of how far the objective has come."""

    dated: PartialDate
    source: Source | None = None


class Lacking(StrEnum):
    """What a record can say that an objective has none of."""

    AIMS = "aims"
    CHARACTERISTICS = "characteristics"
    EVIDENCE = "evidence"
    OWNER = "owner"
    BASELINE = "baseline"
    TARGET = "target"
    TARGET_DATE = "target-date"
    EARLIER_TARGET = "earlier-target"
    PUBLICATION = "publication"
    PROGRESS = "progress"


_GIVEN: dict[Lacking, tuple[str, ...]] = {
    Lacking.AIMS: ("aims",),
    Lacking.CHARACTERISTICS: ("characteristics",),
    Lacking.EVIDENCE: ("evidence",),
    Lacking.OWNER: ("held_by",),
    Lacking.BASELINE: ("baseline",),
    Lacking.TARGET: ("target",),
    Lacking.TARGET_DATE: ("target_on",),
    Lacking.EARLIER_TARGET: ("earlier_target_on",),
    Lacking.PUBLICATION: ("published_on", "published_in"),
    Lacking.PROGRESS: ("progress",),
}


class Objective(Model):
    """What an equality objective says. The evidence it cites is what published it."""

    id: Id
    title: Text
    aims: Distinct[Aim] = Field((), description="Nothing is known where none is named.")
    characteristics: Distinct[Characteristic] = ()
    specific: YesNo | None = Field(None, description="Whether it says what is to change, and for whom.")
    measurable: YesNo | None = Field(None, description="Whether it can be told if it was reached.")
    evidence: Distinct[Id] = Field((), description="Ids of the evidence behind it.")
    held_by: Text | None = Field(None, description="A post, never a person.")
    baseline: Text | None = Field(None, description="Where it begins, in words or figures.")
    target: Text | None = Field(None, description="Where it is to come, in words or figures.")
    target_on: PartialDate | None = Field(None, description="The day by which it is to be reached.")
    earlier_target_on: tuple[EarlierTarget, ...] = Field((), description="Days that were given up.")
    set_on: PartialDate | None = None
    renewed_on: PartialDate | None = Field(None, description="When it was last set again.")
    published_on: PartialDate | None = None
    published_in: Distinct[Id] = Field((), description="Ids of the evidence that published it.")
    progress: tuple[ProgressReport, ...] = ()
    ended_on: PartialDate | None = None
    says_none: Distinct[Lacking] = Field((), description="What the record says that there is none of.")
    source: Source | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        for word in self.says_none:
            for key in _GIVEN[word]:
                if getattr(self, key):
                    raise ValueError(
                        f"`says_none` holds `{word}`, and `{key}` gives one; take one of them out"
                    )
        if self.set_on and self.renewed_on and self.renewed_on.latest < self.set_on.earliest:
            raise ValueError(f"renewed ({self.renewed_on}) before it was set ({self.set_on})")
        return self
