"""The body whose evidence is read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from enum import StrEnum

from pydantic import ConfigDict, Field, model_validator

from psed.model.base import Distinct, Id, Model, Number, Text, Whole, YesNo
from psed.model.dates import DAY, Day, DayOfYear, day_in_words
from psed.model.duty import Function, Nation


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
    full_time: Number | None = Field(
        None, description="The staff that their hours would make if all worked full time; not known if blank."
    )
    basis: HeadcountBasis = Field(description="How the count was come by.")


class Register(StrEnum):
    """A list of bodies in the law. To be in one does not mean to be in another.

    Law:
        Equality Act 2010, s. 150 and Schedule 19 (the general duty); S.I. 2017/353, Schedule 2, and before
        it S.I. 2011/2260 (England and what is not devolved); Schedule 19, Part 2 with S.I. 2011/1064 (W.)
        (Wales); S.S.I. 2012/162, its Schedule and regulations 2A to 2H (Scotland), which decide the first
        days. Before the Act: S.I. 2001/3458, 2003/3006, 2004/3125 and 2006/2471 with S.S.I. 2002/62 (race),
        S.I. 2005/2966 with S.S.I. 2005/565 (disability), S.I. 2006/2930 with S.S.I. 2007/32 (gender).
    """

    SCHEDULE_19 = "schedule-19"
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND_SCHEDULE = "scotland-schedule"
    SCOTLAND_2A = "scotland-2a"
    """Those that regulation 2A names but the next two, which have first days of their own."""
    HISTORIC_ENVIRONMENT_SCOTLAND = "historic-environment-scotland"
    FOOD_STANDARDS_SCOTLAND = "food-standards-scotland"
    SCOTLAND_2B = "scotland-2b"
    SCOTLAND_2C = "scotland-2c"
    SCOTLAND_2D = "scotland-2d"
    SCOTLAND_2E = "scotland-2e"
    SCOTLAND_2F = "scotland-2f"
    SCOTLAND_2G = "scotland-2g"
    SCOTLAND_2H = "scotland-2h"
    SCOTLAND_BOARDS = "scotland-boards"
    """The boards of the Gender Representation on Public Boards (Scotland) Act 2018."""
    RACE_2001 = "race-2001"
    RACE_2003 = "race-2003"
    RACE_2004 = "race-2004"
    RACE_2006 = "race-2006"
    RACE_SCOTLAND = "race-scotland"
    RACE_SCOTLAND_2004 = "race-scotland-2004"
    RACE_SCOTLAND_2006 = "race-scotland-2006"
    DISABILITY_2005 = "disability-2005"
    DISABILITY_2007 = "disability-2007"
    DISABILITY_SCOTLAND = "disability-scotland"
    GENDER_2006 = "gender-2006"
    GENDER_SCOTLAND = "gender-scotland"


class Listing(Model):
    """Whether a list in the law names the body. Without one psed goes by the kind of body."""

    name: Register = Field(alias="list", description="Which list.")
    listed: YesNo = True
    first: Day | None = Field(None, alias="from", description="The first day of that, inclusive.")
    last: Day | None = Field(None, alias="to", description="The last day of that, inclusive.")
    source: Text | None = Field(None, description="Where that is to be seen.")

    model_config = ConfigDict(populate_by_name=True)

    def stands(self, as_at: dt.date) -> bool:
        """Whether it speaks of a day; both ends are inclusive, a blank one is open."""
        return (not self.first or self.first <= as_at) and (not self.last or as_at <= self.last)

    def contradicts(self, other: Listing) -> bool:
        """Whether it says the opposite of another of some day."""
        first = max(self.first or dt.date.min, other.first or dt.date.min)
        last = min(self.last or dt.date.max, other.last or dt.date.max)
        return self.name is other.name and self.listed is not other.listed and first <= last


class EarlierNation(Model):
    """Whose duty it was before the body changed over to the regulations of another nation."""

    nation: Nation
    last: Day = Field(alias="to", description="The last day of that, inclusive.")

    model_config = ConfigDict(populate_by_name=True)


class LastPublished(Model):
    """When a body before this one last published something of a kind."""

    kind: Text
    on: Day


class Predecessor(Model):
    """A body before this one, whose publications this one takes for its own."""

    id: Id
    published: tuple[LastPublished, ...] = ()


class Adopted(Model):
    """A duty that no law lays on the body and that it has taken on by itself."""

    duty: Id = Field(description="As `pack:duty`.")
    on: Day = Field(description="The day it was adopted.")


class OwnDeadline(Model):
    """A day that the body has set itself for a duty. It is told beside the law's day, never in its place."""

    duty: Id = Field(description="As `pack:duty`.")
    on: DayOfYear = Field(description="The day of each year, such as `31 January`.")
    by: Text = Field(description="Who set it: a post or a group, never a person.")


class Organisation(Model):
    """A public authority, as far as the duty and a framework need to know it."""

    id: Id = Field(description="A lasting code, such as `gss:E07000130` or `ods:RWE`.")
    name: Text
    kind: Text = Field(description="One of `rules/organisation-kinds.yaml`.")
    nation: Nation = Field(description="The nation of the duty, not of the office.")
    earlier_nations: tuple[EarlierNation, ...] = Field(
        (), description="Whose duty it was before, for a body that changed over."
    )
    functions: Distinct[Function] | None = Field(
        None,
        description="Functions with exceptions from the general duty that the kind does not tell; "
        "an empty list says that there are none, a blank says nothing.",
    )
    headcount: tuple[Headcount, ...] = ()
    listings: tuple[Listing, ...] = Field(
        (), max_length=1_000, description="Which lists in the law name the body, or do not."
    )
    adopted: tuple[Adopted, ...] = Field((), description="Duties that it has taken on without being bound.")
    own_deadlines: tuple[OwnDeadline, ...] = Field((), description="Days of each year that it set itself.")
    inherits_from: tuple[Predecessor, ...] = Field(
        (), description="Bodies before this one whose publications it takes for its own."
    )
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
        for number, one in enumerate(self.listings):
            for other in self.listings[:number]:
                if one.contradicts(other):
                    raise ValueError(
                        f"two of `listings` say of `{one.name}` that it names the body and does not"
                    )
        ends = [entry.last for entry in self.earlier_nations]
        if len(set(ends)) < len(ends):
            raise ValueError("two of `earlier_nations` end on one day")
        return self

    def headcount_on(self, as_at: dt.date) -> Headcount | None:
        """The count of the latest day on or before *as_at*; `None` where none is on file."""
        counts = [count for count in self.headcount if count.on <= as_at]
        return max(counts, key=lambda count: count.on) if counts else None

    def employees(self, as_at: dt.date) -> int | None:
        """The persons of the latest count on or before *as_at*; `None` where none is on file."""
        count = self.headcount_on(as_at)
        return count.employees if count else None

    def inherited(self, kind: str) -> dt.date | None:
        """The earliest of the days on which the bodies before this one last published something of a kind."""
        days = [last.on for body in self.inherits_from for last in body.published if last.kind == kind]
        return min(days, default=None)

    def nation_on(self, as_at: dt.date) -> Nation:
        """Whose duty it is on a day."""
        before = [entry for entry in self.earlier_nations if as_at <= entry.last]
        return min(before, key=lambda entry: entry.last).nation if before else self.nation

    def changed_over(self, as_at: dt.date) -> dt.date | None:
        """The first day of the nation of a day, where it had another before."""
        over = [entry.last for entry in self.earlier_nations if entry.last < as_at]
        return max(over) + DAY if over else None

    def listed_in(self, as_at: dt.date) -> frozenset[Register]:
        """The lists that, by what is on record, name the body on a day."""
        return frozenset(entry.name for entry in self.listings if entry.listed and entry.stands(as_at))

    def has_adopted(self, duty: str, as_at: dt.date) -> bool:
        """Whether it had taken on a duty, as `pack:duty`, by a day."""
        return any(entry.duty == duty and entry.on <= as_at for entry in self.adopted)

    def exists(self, as_at: dt.date) -> bool:
        """Whether the body existed on a day; `start` and `end` are inclusive, a blank one is open."""
        return (not self.start or self.start <= as_at) and (not self.end or as_at <= self.end)
