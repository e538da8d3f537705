"""What a rule pack is: dated, cited rules and what is needed to read them.

These are the types alone. `psed.loading` reads them from YAML and `psed.checking` holds them together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    WithJsonSchema,
    model_validator,
)

from psed.checks import Check as Check
from psed.general_duty import GeneralDuty
from psed.model.base import (
    Distinct,
    FrozenMap,
    Id,
    Model,
    Name,
    Number,
    One,
    Text,
    Value,
    Whole,
    YesNo,
    in_short,
)
from psed.model.dates import Day, PartialDate
from psed.model.duty import RELEVANT_CHARACTERISTICS, Aim, Characteristic, Nation
from psed.model.evidence import EvidenceKind, NotInList, Strength
from psed.model.organisation import Register
from psed.model.outcome import Outcome, Reason, digest
from psed.rule_parts import ExampleBody as ExampleBody
from psed.rule_parts import RuleSource as RuleSource
from psed.schedules import Schedule, Stretch


class PackKind(StrEnum):
    """What a pack is about."""

    LAW = "law"
    FRAMEWORK = "framework"
    DECISION = "decision"
    OBJECTIVE = "objective"


class Status(StrEnum):
    """How far a pack has been checked; every output shows it."""

    DRAFT = "draft"
    CHECKED = "checked"
    PENDING = "pending"
    """Not yet law, or not yet published: it decides nothing."""
    FICTIONAL = "fictional"


def _covered(value: object) -> object:
    if value == RELEVANT:
        return (RELEVANT,)
    words = value if isinstance(value, list | tuple) else [value]
    for word in words:
        if word not in (*Characteristic, RELEVANT):
            raise NotInList(str(word)[:60], tuple(Characteristic))
    return words


RELEVANT = "relevant"
"""Stands for the pack's own list of characteristics, in mends and examples."""

Covered = Annotated[
    tuple[str, ...],
    BeforeValidator(_covered),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "array", "items": {"enum": [*map(str, Characteristic), RELEVANT]}},
                {"const": RELEVANT},
            ]
        }
    ),
]


def _step(value: Decimal) -> Decimal:
    if value not in (Decimal(1), Decimal("0.5")):
        raise ValueError(f"{value} is neither 1 nor 0.5")
    return value


Step = Annotated[Number, AfterValidator(_step)]


class Provided(Model):
    """One item of evidence that a mend would bring."""

    kind: Text
    dated: Literal["as_at"] = "as_at"
    published: YesNo = Field(False, description="Whether it is published on the same day.")
    strength: Strength = Strength.DOCUMENT
    characteristics: Covered | None = None
    aims: Distinct[Aim] | None = None
    detail: FrozenMap[Name, object] = FrozenMap()


class Mend(Model):
    """How to mend a finding, in words and as the evidence it would bring."""

    do: Text
    provides: tuple[Provided, ...] = ()
    cannot_provide: Text | None = Field(None, description="Why no single item of evidence can mend it.")
    effort_days: Number | None = None


class ExampleItem(Model):
    """Evidence in an example: as in a dossier, with fewer words."""

    id: Id | None = None
    kind: Text
    dated: PartialDate | None = None
    period: PartialDate | None = None
    published: YesNo | Literal["not-known"] = Field(
        False, description="Whether it was published, on a day that is not told; `published_on` settles it."
    )
    published_on: PartialDate | None = None
    recorded_on: Day | None = None
    valid_until: PartialDate | None = None
    characteristics: Covered | None = None
    aims: Distinct[Aim] | None = None
    strength: Strength | None = None
    supersedes: Distinct[Id] = ()
    detail: FrozenMap[Name, object] = FrozenMap()


class Example(Model):
    """Evidence on one day, and what the rule must then say."""

    name: Text
    as_at: Day
    organisation: ExampleBody = ExampleBody()
    evidence: tuple[ExampleItem, ...] = ()
    none_held: Distinct[Text] = Field((), description="Kinds the body has looked for and has none of.")
    needs: FrozenMap[Id, Outcome] = Field(FrozenMap(), description="Needs that do not count as met.")
    then: Outcome
    reasons: Distinct[Reason] | None = Field(None, description="Checked where given.")


class Rule(Model):
    """One criterion: when it is met, on what authority, why it matters, and how to mend it."""

    id: Id
    area: Text | None = Field(None, description="The first part of the id, unless given.")
    level: Text
    title: Text
    source: tuple[RuleSource, ...] = Field(min_length=1)
    valid_from: Day | None = Field(None, description="First day in force; the pack's if blank.")
    valid_to: Day | None = Field(None, description="Last day in force, inclusive; the pack's if blank.")
    aims: Distinct[Aim] = ()
    applies_when: Text | None = None
    needs: Distinct[Id] = ()
    related: Distinct[Id] = Field((), description="Rules to read beside it; they decide nothing.")
    condition: Text
    monotone: YesNo = True
    timed: YesNo = False
    because: Text | None = Field(None, description="Why `monotone: false` or `timed: true`.")
    may_decline: YesNo = False
    why: Text
    mend: Mend
    ask: Text | None = None
    examples: tuple[Example, ...] = ()

    @property
    def area_id(self) -> str:
        """The area it belongs to."""
        return self.area or self.id.partition("/")[0]


class DutyExample(Example):
    """What is on file on one day, and what the duty must then say."""

    needs: FrozenMap[Id, Outcome] = Field(FrozenMap(), max_length=0, description="A duty needs no rule.")
    due_on: PartialDate | None = Field(None, description="The last day of the occurrence; checked if given.")
    next_due_on: PartialDate | None = Field(None, description="The last day of the next; checked if given.")
    snapshot: Day | None = Field(None, description="The day of the figures; checked if given.")
    period: Stretch | None = Field(None, description="What the report is about; checked if given.")
    not_enforced: YesNo | None = Field(None, description="Whether enforcement stood still; checked if given.")
    complete_from: Day | None = Field(
        None,
        description="The day since which all there was of the duty's kind is on file; not said if blank.",
    )
    days_late: Whole | None = Field(
        None, description="Days after the last day of the latest that was due or done; checked if given."
    )
    remarks: Whole | None = Field(None, description="How many remarks stand beside it; checked if given.")


class Bound(Model):
    """Whom a duty binds: by the nation of the duty, by the lists of the law, or else by kind of body.

    What a dossier records of the lists decides; `applies_when` and `unsettled_when` stand in for them
    where nothing is recorded.
    """

    nations: Distinct[Nation] = Field(min_length=1)
    listed_in: Distinct[Register] = Field((), description="The lists in the law that name the bodies bound.")
    not_listed_in: Distinct[Register] = Field(
        (), description="The lists in the law whose bodies are not bound; to be in none of them binds."
    )
    applies_when: Text | None = Field(None, description="Bodies that are bound; all if blank.")
    unsettled_when: Text | None = Field(None, description="Bodies of which it is not settled: unknown.")


class DutyRule(Model):
    """Something that the law makes bodies publish or do by some day, on what authority, and why."""

    id: Id
    title: Text
    source: tuple[RuleSource, ...] = Field(min_length=1)
    valid_from: Day | None = Field(None, description="First day in force; the pack's if blank.")
    valid_to: Day | None = Field(None, description="Last day in force, inclusive; the pack's if blank.")
    aims: Distinct[Aim] = ()
    bound: Bound | None = Field(None, description="Whom it binds; as its pack says if blank.")
    schedule: Schedule
    related: Distinct[Id] = Field((), description="Rules to read beside it; they decide nothing.")
    why: Text
    mend: Mend
    ask: Text | None = None
    examples: tuple[DutyExample, ...] = ()


class Area(Model):
    """One part of a framework."""

    id: Value
    number: Whole | None = None
    title: Text


class Band(Model):
    """Totals that give one level; every end that is blank is open."""

    level: Text = Field(description="One of the pack's levels, or `floor`.")
    first: Number | None = Field(None, alias="from", description="The least total, inclusive.")
    last: Number | None = Field(None, alias="to", description="The greatest total, inclusive.")
    below: Number | None = Field(None, description="The least total that is too great, in place of `to`.")

    model_config = ConfigDict(populate_by_name=True)

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.last is not None and self.below is not None:
            raise ValueError("a band ends either at `to:`, inclusive, or `below:` a total, and not with both")
        return self

    def __str__(self) -> str:
        """Its ends in words: `from 8 to 21`, `below 8`."""
        ends = (("from", self.first), ("to", self.last), ("below", self.below))
        return " ".join(f"{word} {end}" for word, end in ends if end is not None) or "any total"

    def holds(self, total: Decimal) -> bool:
        """Whether a total is in it."""
        after = self.first is None or self.first <= total
        within = self.last is None or total <= self.last
        return after and within and (self.below is None or total < self.below)


class Bands(Model):
    """How a total of points becomes a level, for `combine: sum-bands`.

    An area gives as many points as its level counts from the floor, which gives none.
    """

    step: Step = Field(Decimal(1), description="The least difference between two totals: 1 or 0.5.")
    of: tuple[Band, ...] = Field(min_length=1, description="Lowest first.")

    def band(self, total: Decimal) -> Band | None:
        """The band of a total; nothing where it lies in none."""
        return next((band for band in self.of if band.holds(total)), None)

    def in_both(self, one: Band, other: Band) -> Decimal | None:
        """The least total that lies in both of two bands; nothing if none does."""
        least = max(one.first or Decimal(0), other.first or Decimal(0))
        least = -(-least // self.step) * self.step
        return least if one.holds(least) and other.holds(least) else None

    def totals(self, most: int) -> Iterator[Decimal]:
        """Every total that there can be, from 0 to the most, inclusive."""
        return (number * self.step for number in range(int(most / self.step) + 1))


class LevelPair(Model):
    """Levels that an example expects; `floor` is below the lowest, `none` where no rule applies."""

    supported: Text
    possible: Text


class PackExpectation(Model):
    """What a whole framework must say."""

    supported: Text
    possible: Text
    areas: FrozenMap[Text, LevelPair] = FrozenMap()


class PackExample(Model):
    """Evidence on one day, and the levels it must then give."""

    name: Text
    as_at: Day
    organisation: ExampleBody = ExampleBody()
    evidence: tuple[ExampleItem, ...] = ()
    none_held: Distinct[Text] = ()
    then: PackExpectation


class Accepted(Model):
    """A remark of `psed lint` that the author has looked at and leaves as it is."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    rule: Id | None = Field(None, description="The rule it is about; all of the pack if blank.")
    because: Text


class RulePack(Model):
    """A law, framework, decision or objective pack, dated and cited.

    Attributes are those of the YAML. `sha256` is the digest of its content, whatever the layout of
    its files.
    """

    psed_pack: One = Field(alias="psed-pack")
    pack: Id
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    kind: PackKind
    title: Text
    publisher: Text
    valid_from: Day
    valid_to: Day | None = Field(None, description="Last day in force, inclusive; blank while open.")
    edition_of: Id | None = Field(None, description="The framework of which this is an edition.")
    wording: Literal["psed"] = Field(description="Our own words; the publisher's are not reproduced.")
    status: Status
    levels: Distinct[Value] = Field((), description="Lowest first.")
    floor: Text = "not yet on the lowest level"
    combine: str = "weakest-area"
    characteristics: Distinct[Characteristic] = RELEVANT_CHARACTERISTICS
    bands: Bands | None = Field(None, description="Which totals give which level, for `sum-bands`.")
    areas: tuple[Area, ...] = ()
    kinds: tuple[EvidenceKind, ...] = Field((), description="Kinds of evidence that only this pack knows.")
    item_tests: FrozenMap[Name, FrozenMap[Name, Text]] = FrozenMap()
    rules: tuple[Rule, ...] = ()
    bound: Bound | None = Field(None, description="Whom the duties bind that do not say so themselves.")
    duties: tuple[DutyRule, ...] = Field((), description="What a law pack makes bodies do by some day.")
    checks: tuple[Check, ...] = Field((), description="What a decision or objective pack asks of a record.")
    general_duty: GeneralDuty | None = None
    examples: tuple[PackExample, ...] = ()
    notes: tuple[RuleSource, ...] = Field((), description="What is unclear, and what psed chose.")
    accept: tuple[Accepted, ...] = Field((), description="Remarks of `psed lint` to leave out, and why.")

    model_config = ConfigDict(populate_by_name=True)

    def __repr__(self) -> str:
        held = [(self.rules, "rules"), (self.duties, "duties"), (self.checks, "checks")]
        counts = ", ".join(f"{name}: {len(things):,}" for things, name in held if things)
        return in_short(self, f"{self.pack} {self.version} ({self.status}): {counts or 'no rules'}")

    __str__ = __repr__

    _compiled: Any = PrivateAttr(default=None)
    """Kept by `psed.compiled`, so that a pack is compiled once."""

    @cached_property
    def sha256(self) -> str:
        """The digest of its content: order of rules, layout of files and `accept` do not change it."""
        content = self.model_dump(mode="json", by_alias=True, exclude={"sha256", "accept"})
        for key in ("rules", "duties", "checks", "examples", "kinds"):
            content[key].sort(key=str)
        if not self.checks:
            del content["checks"]  # a pack from before there were any keeps its digest
        return digest(content)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, with some keys changed; its digest and what was compiled are worked out anew."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("sha256", None)
        copy._compiled = None
        return copy

    @property
    def most(self) -> int:
        """The greatest total of points that its areas can give."""
        return len(self.areas) * len(self.levels)

    def outcomes(self, *, scoped: bool) -> tuple[Outcome, ...]:
        """Those that a rule or duty of it can have; `scoped` where it is not for every body."""
        if self.status is Status.PENDING:
            return (Outcome.NOT_APPLICABLE,)
        every = (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)
        return every if scoped else every[:-1]

    def rule_id(self, rule: Rule | DutyRule | Check) -> str:
        """A rule's name among all packs: `pack:rule`."""
        return f"{self.pack}:{rule.id}"

    def stands(self, as_at: dt.date) -> bool:
        """Whether the pack as a whole is in force on a day; both ends are inclusive."""
        return self.valid_from <= as_at and (self.valid_to is None or as_at <= self.valid_to)

    def in_force(self, rule: Rule | DutyRule | Check, as_at: dt.date) -> bool:
        """Whether a rule is in force on a day; both ends are inclusive."""
        begins = rule.valid_from or self.valid_from
        ends = rule.valid_to or self.valid_to or dt.date.max
        return begins <= as_at <= ends
