"""When something is due: by which day first, how often then, and what has to have been published.

These are the types alone. `psed.calendar` works out days and `psed.assessing.duties` reads dossiers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from psed.model.base import Distinct, Model, Name, Text, Whole, YesNo
from psed.model.dates import Day, Months
from psed.model.evidence import Basis
from psed.model.organisation import Register


class Stretch(Model):
    """A stretch of days."""

    first: Day = Field(alias="from", description="Its first day, inclusive.")
    last: Day = Field(alias="to", description="Its last day, inclusive.")

    model_config = ConfigDict(populate_by_name=True)

    @model_validator(mode="after")
    def _in_order(self) -> Stretch:
        if self.last < self.first:
            raise ValueError(f"it ends ({self.last}) before it begins ({self.first})")
        return self


class FirstDue(Model):
    """The last day, inclusive, for doing a thing for the first time, for some bodies.

    `snapshot` and `period` are those of the first time; they move on with it. Where the law gives days
    list by list, `listed_in` decides, and `when` stands in where none of the duty's lists names the body.
    """

    listed_in: Distinct[Register] = Field((), description="The lists whose bodies it is for.")
    when: Text | None = Field(
        None,
        description="Which bodies: reads `organisation.*`; if blank, those of `listed_in`, or all others.",
    )
    on: Day
    snapshot: Day | None = Field(None, description="The day that the figures are of.")
    period: Stretch | None = Field(None, description="What the report is about.")
    unsettled: Distinct[Day] = Field(
        (), description="Fixed duties: times, by their last day, of which it is not settled if they bind."
    )


CountedBy = Literal["organisation.employees", "organisation.full_time"]
"""Persons, or the staff that their hours would make if all worked full time."""


class HeadcountTest(Model):
    """A part that is asked only of bodies of some size."""

    fact: CountedBy = "organisation.employees"
    at: Literal["publication"] = Field(
        description="The day of the count: the latest one on or before the day of publication."
    )
    at_least: Whole = Field(description="Persons or full-time staff, inclusive.")


class SizeOnTheDay(Model):
    """A duty that binds only bodies of some size on its last day."""

    fact: CountedBy = "organisation.employees"
    at: Literal["last-day"] = Field(
        description="The day of the count: the latest one on or before the last day."
    )
    at_least: Whole = Field(description="Persons or full-time staff, inclusive.")


class Part(Model):
    """Something that what is published must hold."""

    name: Name
    says: Text = Field(description="What it is, to stand after `it holds nothing on`.")
    where: Text = Field(description="A condition over one item of the kind.")
    test: HeadcountTest | None = Field(None, description="For which bodies it must; all if blank.")
    when: Text | None = Field(None, description="Which bodies: reads `organisation.*`; all if blank.")
    since: Day | None = Field(
        None, description="Asked of what is published on or after this day; of all if blank."
    )


WHERE = "Which items of the kind: a condition over one item; all if blank."


class ServedBy(Model):
    """What serves a rolling duty: items of a kind, by the day of their publication."""

    kind: Text
    where: Text | None = Field(None, description=WHERE)
    match: Literal["published_on"] = "published_on"
    parts: tuple[Part, ...] = ()


class ServedOnce(Model):
    """What serves a duty that is done once: items of a kind, by the day of publication or their own."""

    kind: Text
    where: Text | None = Field(None, description=WHERE)
    match: Literal["published_on", "dated"] = Field(
        "published_on", description="`dated`: it need not be published."
    )
    parts: tuple[Part, ...] = ()


class ServedInTurn(Model):
    """What serves a fixed duty: items of a kind, by the period they report on or the day of publication.

    An item that says nothing of its period serves the time in which it was published. Where nothing was
    published for the time before, it may have been meant for that one, late: then it is not settled.
    """

    kind: Text
    where: Text | None = Field(None, description=WHERE)
    match: Literal["period", "published_on", "dated"] = Field(
        description="`period`: an item that names its period serves the time whose snapshot or last day "
        "lies in it. `dated`: it need not be published, and serves the time in which it is dated; the "
        "first time begins with its `period:`."
    )
    parts: tuple[Part, ...] = ()


class PartWhile(Part):
    """Something that what serves a continuing duty must hold: one item of it, or each."""

    each: YesNo = Field(False, description="Whether each item that serves it must hold it; else one of them.")


class ServedWhile(Model):
    """What serves a continuing duty: items of a kind, as long as they are current or stand."""

    kind: Text
    where: Text | None = Field(None, description=WHERE)
    match: Literal["current", "published", "standing"] = Field(
        "current",
        description="`published`: only items that are current and published. `standing`: published, and "
        "neither superseded nor past an end of their own; the shelf life of the kind does not count.",
    )
    parts: tuple[PartWhile, ...] = ()


Served = ServedBy | ServedOnce | ServedInTurn | ServedWhile
"""What serves a duty of any type."""


class CarryOver(Model):
    """What was published under earlier law and still counts: the time runs on from there."""

    since: Day = Field(description="The first day, inclusive; the last is the day before the duty begins.")


class NewBody(Model):
    """How long a body has that began after the first day had passed. No law says; psed chose."""

    grace: Months
    basis: Literal["policy-choice"]


def _each_body_once(firsts: tuple[FirstDue, ...]) -> tuple[FirstDue, ...]:
    open_to_all = [first.when is None and not first.listed_in for first in firsts]
    by_list = bool(firsts) and bool(firsts[-1].listed_in)
    if any(open_to_all[:-1]) or (firsts and not by_list and not open_to_all[-1]):
        raise ValueError("the last of `first_due:` stands for all other bodies and has no `when:`")
    return firsts


Firsts = Annotated[tuple[FirstDue, ...], AfterValidator(_each_body_once), Field(min_length=1)]
"""First days, of which each body goes by the first that is for it.

The last is for all other bodies, or for those of its own lists; the first day of any others is not known.
"""


class Reading(StrEnum):
    """How a time that runs "beginning with" a day is read."""

    BOTH = "both"
    """The strict day is shown as due, and nothing is late that is in time on either reading."""
    STRICT = "strict"
    ANNIVERSARY = "anniversary"


class Cycle(Model):
    """The day on which bodies and the regulator take a thing to come round, whatever was done before.

    Its first day is that of `first_due:`, and the others follow by `every:`. It is kept beside the readings
    of the law's own words: nothing is late that is in time by any of them.
    """

    basis: Basis = Field(description="How surely it is known that the regulator goes by it.")


class Rolling(Model):
    """First by a day, then within so long of the last time.

    A time that runs "beginning with" a day can be read to end the day before the corresponding day
    (`strict`), or on it (`anniversary`). Both are kept: the strict one is shown as due, and nothing is
    late that is in time on either.
    """

    type: Literal["rolling"]
    first_due: Firsts
    every: Months
    reading: Reading = Reading.BOTH
    cycle: Cycle | None = Field(None, description="A third reading: it comes round on the same day.")
    served_by: ServedBy
    carry_over: CarryOver | None = None
    counts_from: Day | None = Field(
        None, description="The first day on which a publication counts; the duty's own first day if blank."
    )
    new_body: NewBody | None = Field(
        None, description="For bodies that began after their first day; without it theirs is not known."
    )


class Threshold(Model):
    """How many employees a body must have had for one time to bind it."""

    fact: Literal["organisation.employees"] = "organisation.employees"
    at: Literal["snapshot", "any-time-in-period"] = Field(
        description="`snapshot`: by the count of that day. `any-time-in-period`: on any day of the period."
    )
    at_least: Whole = Field(description="Persons, inclusive.")


class Joins(Model):
    """A body that begins after the first day is bound from the next one on."""

    joins: Literal["next"]
    basis: Basis


class NotEnforced(Model):
    """A time for which the regulator did not act. The last day of the law did not move."""

    due_on: Day = Field(description="Which time: its last day.")
    until: Day | None = Field(None, description="The last day of that, inclusive; for good if blank.")
    says: Text = Field(description="What happened, as a sentence.")


class Fixed(Model):
    """By the same day every so often, whatever was done before."""

    type: Literal["fixed"]
    first_due: Firsts
    every: Months
    served_by: ServedInTurn
    test: Threshold | None = None
    new_body: Joins | None = Field(
        None, description="For bodies that began after their first day; without it theirs is not known."
    )
    not_enforced: tuple[NotEnforced, ...] = ()

    @model_validator(mode="after")
    def _days_to_go_by(self) -> Fixed:
        needed = {"snapshot": "snapshot", "any-time-in-period": "period"}
        key = needed[self.test.at] if self.test else None
        if key and any(getattr(first, key) is None for first in self.first_due):
            raise ValueError(f"`test:` goes by the {key}, so every `first_due:` needs its `{key}:`")
        marks = {(first.snapshot is None, first.period is None) for first in self.first_due}
        if self.served_by.match == "period" and (True, True) in marks:
            raise ValueError("`match: period` needs a `snapshot:` or a `period:` in every `first_due:`")
        return self


class Once(Model):
    """By a day, and not again."""

    type: Literal["once"]
    first_due: Firsts
    served_by: ServedOnce
    test: SizeOnTheDay | None = None


class Continuing(Model):
    """At all times from a day on: no last day, and nothing that comes round."""

    type: Literal["continuing"]
    first_due: Firsts
    served_by: ServedWhile
    new_body: NewBody | None = Field(
        None, description="For bodies that began after their first day; without it they are bound at once."
    )


Schedule = Annotated[Rolling | Fixed | Once | Continuing, Field(discriminator="type")]
"""When something is due."""
