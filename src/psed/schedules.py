"""When something is due: by which day first, how often then, and what has to have been published.

These are the types alone. `psed.calendar` works out days and `psed.assessing.duties` reads dossiers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from psed.model.base import Model, Name, Text, Whole
from psed.model.dates import Day, Months


class FirstDue(Model):
    """The last day, inclusive, for doing a thing for the first time, for some bodies."""

    when: Text | None = Field(None, description="Which bodies: reads `organisation.*`; all others if blank.")
    on: Day


class HeadcountTest(Model):
    """A part that is asked only of bodies of some size."""

    fact: Literal["organisation.employees"] = "organisation.employees"
    at: Literal["publication"] = Field(
        description="The day of the count: the latest one on or before the day of publication."
    )
    at_least: Whole = Field(description="Persons, inclusive.")


class Part(Model):
    """Something that what is published must hold."""

    name: Name
    says: Text = Field(description="What it is, to stand after `it holds nothing on`.")
    where: Text = Field(description="A condition over one item of the kind.")
    test: HeadcountTest | None = Field(None, description="For which bodies it must; all if blank.")


class ServedBy(Model):
    """What serves a duty: items of a kind, by the day of their publication."""

    kind: Text
    match: Literal["published_on"] = "published_on"
    parts: tuple[Part, ...] = ()


class CarryOver(Model):
    """What was published under earlier law and still counts: the time runs on from there."""

    since: Day = Field(description="The first day, inclusive; the last is the day before the duty begins.")


class NewBody(Model):
    """How long a body has that began after the first day had passed. No law says; psed chose."""

    grace: Months
    basis: Literal["policy-choice"]


def _each_body_once(firsts: tuple[FirstDue, ...]) -> tuple[FirstDue, ...]:
    if any(first.when is None for first in firsts[:-1]) or (firsts and firsts[-1].when is not None):
        raise ValueError("the last of `first_due:` stands for all other bodies and has no `when:`")
    return firsts


class Reading(StrEnum):
    """How a time that runs "beginning with" a day is read."""

    BOTH = "both"
    """The strict day is shown as due, and nothing is late that is in time on either reading."""
    STRICT = "strict"
    ANNIVERSARY = "anniversary"


class Schedule(Model):
    """A rolling duty: first by a day, then within so long of the last time.

    A time that runs "beginning with" a day can be read to end the day before the corresponding day
    (`strict`), or on it (`anniversary`). Both are kept: the strict one is shown as due, and nothing is
    late that is in time on either.
    """

    type: Literal["rolling"]
    first_due: Annotated[tuple[FirstDue, ...], AfterValidator(_each_body_once)] = Field(min_length=1)
    every: Months
    reading: Reading = Reading.BOTH
    served_by: ServedBy
    carry_over: CarryOver | None = None
    new_body: NewBody | None = None
