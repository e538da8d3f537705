"""The body whose evidence is read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import StrEnum

from pydantic import Field, model_validator

from psed.model.base import Id, Model, Text, Whole
from psed.model.dates import Day, day_in_words
from psed.model.duty import Nation


class HeadcountBasis(StrEnum):
    """How a headcount was come by."""

    REPORTED = "reported"
    PAYROLL = "payroll"
    LEGAL_TEST = "legal-test"
    """Counted as the regulations define employment."""
    ESTIMATED = "estimated"


class Headcount(Model):
    """How many people were employed on one day: persons, not full-time equivalents."""

    on: Day = Field(description="The day of the count.")
    employees: Whole = Field(description="Persons employed on that day.")
    basis: HeadcountBasis = Field(description="How the count was come by.")


class Organisation(Model):
    """A public authority, as far as the duty and a framework need to know it."""

    id: Id = Field(description="A lasting code, such as `gss:E07000130` or `ods:RWE`.")
    name: Text
    kind: Text = Field(description="One of `rules/organisation-kinds.yaml`.")
    nation: Nation = Field(description="The nation of the duty, not of the office.")
    headcount: tuple[Headcount, ...] = ()
    start: Day | None = Field(None, description="First day the body existed, inclusive.")
    end: Day | None = Field(None, description="Last day the body existed, inclusive.")
    successor: Id | None = Field(None, description="The id of the body that took over.")

    @model_validator(mode="after")
    def _dates_agree(self) -> Organisation:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"the body ends ({self.end}) before it starts ({self.start})")
        if self.successor and not self.end:
            raise ValueError("a body with a `successor` needs the day it ended: `end`")
        days = [count.on for count in self.headcount]
        twice = sorted(day for day, often in Counter(days).items() if often > 1)
        if twice:
            raise ValueError(f"two headcounts for {day_in_words(twice[0])}")
        return self

    def employees(self, as_at: dt.date) -> int | None:
        """The headcount of the latest day on or before *as_at*; `None` where none is on file."""
        counts = [count for count in self.headcount if count.on <= as_at]
        return max(counts, key=lambda count: count.on).employees if counts else None

    def exists(self, as_at: dt.date) -> bool:
        """Whether the body existed on a day; `start` and `end` are inclusive, a blank one is open."""
        return (not self.start or self.start <= as_at) and (not self.end or as_at <= self.end)
