"""What a body holds on file, and the vocabulary of kinds that gives it meaning."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator

from psed.model.base import Distinct, FrozenMap, Id, Model, Name, Number, Text, Value, YesNo
from psed.model.dates import DAY, Day, Months, PartialDate, Term
from psed.model.duty import Aim, Characteristic


class Strength(StrEnum):
    """How much an item proves, weakest first."""

    ASSERTION = "assertion"
    DOCUMENT = "document"
    PUBLISHED = "published"
    INDEPENDENTLY_CHECKED = "independently-checked"

    @property
    def rank(self) -> int:
        """1 for an assertion to 4 for independently checked."""
        return list(Strength).index(self) + 1


class Basis(StrEnum):
    """How surely something is known of its source."""

    SEEN = "seen"
    KNOWN = "known"
    """From general knowledge of the field; the source itself was not seen."""
    DOUBTFUL = "doubtful"
    DERIVED = "derived"
    """Worked out by psed from other facts, or a choice psed made."""


class DetailType(StrEnum):
    """The type of a detail."""

    NUMBER = "number"
    TEXT = "text"
    SET = "set"
    YES_NO = "yes-no"


class Better(StrEnum):
    """Which way a detail is better, so which value is the worst."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Over(StrEnum):
    """How a detail is put together over the current items of its kind."""

    UNION = "union"
    MAX = "max"
    MIN = "min"
    SUM = "sum"
    LATEST = "latest"


class ShortReason(StrEnum):
    """The reason a detail gives when it falls short."""

    TOO_NARROW = "too_narrow"
    TOO_FEW = "too_few"
    TOO_WEAK = "too_weak"
    TOO_LATE = "too_late"


DetailValue = bool | Decimal | str | frozenset[str]

_OVERS = {
    DetailType.SET: (Over.UNION,),
    DetailType.NUMBER: (Over.MAX, Over.MIN, Over.SUM, Over.LATEST),
    DetailType.YES_NO: (Over.MAX, Over.MIN, Over.LATEST),
    DetailType.TEXT: (Over.LATEST,),
}


class Detail(Model):
    """One typed fact that items of a kind can carry."""

    name: Name
    meaning: Text
    type: DetailType
    values: Distinct[Value] = Field((), description="The closed list of a text or a set.")
    low: Number | None = Field(None, description="The least value of a number, inclusive.")
    high: Number | None = Field(None, description="The greatest value of a number, inclusive.")
    unit: Text | None = Field(None, description="What a number counts.")
    better: Better = Better.HIGHER
    over: Over = Field(description="How it is put together over current items.")
    when_short: ShortReason = ShortReason.TOO_NARROW

    @model_validator(mode="after")
    def _typed(self) -> Detail:
        if self.over not in _OVERS[self.type]:
            options = ", ".join(f"`{over}`" for over in _OVERS[self.type])
            raise ValueError(f"`over: {self.over}` does not fit a {self.type}; use {options}")
        if self.type in (DetailType.TEXT, DetailType.SET) and not self.values:
            raise ValueError(f"a {self.type} needs its closed list: `values:`")
        if self.type is DetailType.NUMBER:
            if self.low is None or self.high is None or self.low > self.high:
                raise ValueError("a number needs its domain: `low:` and `high:`, low first")
            if self.over is Over.SUM and self.low < 0:
                raise ValueError("a sum needs numbers that are never below zero: `low: 0`")
        elif self.low is not None or self.high is not None or self.unit is not None:
            raise ValueError("`low:`, `high:` and `unit:` are for numbers")
        if self.values and self.type not in (DetailType.TEXT, DetailType.SET):
            raise ValueError("`values:` is for a text or a set")
        return self

    def read(self, value: object) -> DetailValue:
        """Give a value its type.

        Raises:
            ValueError: It is of another type, or outside the domain.
        """
        match self.type:
            case DetailType.SET:
                parts = value if isinstance(value, list | tuple | set | frozenset) else [value]
                return frozenset(self._closed(part) for part in parts)
            case DetailType.TEXT:
                return self._closed(value)
            case DetailType.YES_NO:
                if value in ("true", "false") or isinstance(value, bool):
                    return value is True or value == "true"
                _one_value(value)
                raise ValueError(f"`{str(value)[:40]}` is neither `true` nor `false`")
            case DetailType.NUMBER:
                return self._within(value)

    def _closed(self, value: object) -> str:
        _one_value(value)
        if not isinstance(value, str) or value not in self.values:
            raise NotInList(str(value)[:60], self.values)
        return value

    def _within(self, value: object) -> Decimal:
        number = _AnyNumber.model_validate({"n": value}).n
        if self.low is not None and self.high is not None and not self.low <= number <= self.high:
            raise ValueError(f"{number} is outside {self.low} to {self.high}")
        return number


def _one_value(value: object) -> None:
    if isinstance(value, list | tuple | set | frozenset):
        raise ValueError("one value is needed here, not a list")
    if isinstance(value, dict):
        raise ValueError("one value is needed here, not a group of keys")


class NotInList(ValueError):
    """A word that is not in a closed list."""

    def __init__(self, word: str, values: tuple[str, ...]) -> None:
        super().__init__(f"`{word}` is not one of its values")
        self.word, self.values = word, values


class _AnyNumber(Model):
    n: Number


class EvidenceKind(Model):
    """A kind of evidence: what it is, how long it stays good, and what its items can say."""

    name: Name
    meaning: Text
    aliases: Distinct[Text] = ()
    shelf_life: Months | None = Field(
        None, description="How long an item stays good after its date; none means for good."
    )
    basis: Basis = Field(description="How surely the shelf life is known.")
    basis_note: Text | None = None
    own_term: YesNo = Field(
        False, description="Whether an item's `valid_until` may go beyond the shelf life."
    )
    details: tuple[Detail, ...] = ()
    item_tests: FrozenMap[Name, Text] = Field(
        FrozenMap(), description="Conditions over one item; each becomes a count."
    )
    reserved: Text | None = Field(None, description="Why no pack reads it yet.")

    @model_validator(mode="after")
    def _names_differ(self) -> EvidenceKind:
        names = [detail.name for detail in self.details] + list(self.item_tests)
        often = Counter(names)
        for name in names:
            if often[name] > 1:
                raise ValueError(f"`{name}` is the name of two details or item tests of `{self.name}`")
            if name in RESERVED_FACTS:
                raise ValueError(f"`{name}` is a fact of every kind; give the detail another name")
        return self

    def detail(self, name: str) -> Detail | None:
        """A detail by its name; nothing if the kind has none of that name."""
        return next((detail for detail in self.details if detail.name == name), None)

    def last_good_day(self, dated: dt.date, valid_until: dt.date | None) -> dt.date:
        """The last day, inclusive, on which an item of a known date is good.

        `valid_until` shortens the shelf life, and goes beyond it only where the kind says
        `own_term: true`. Without either an item is good for good (the last day of the calendar).
        """
        shelf = self.shelf_life.after(dated) if self.shelf_life else dt.date.max
        if valid_until is None:
            return shelf
        return valid_until if self.own_term else min(shelf, valid_until)


RESERVED_FACTS = frozenset(
    [
        "held",
        "latest_on",
        "current",
        "published",
        "characteristics",
        "characteristics_count",
        "covers_relevant",
        "aims",
        "strength",
        "lapsed",
    ]
)
"""Facts that every kind has, so no detail or item test may be called so."""


class Source(Model):
    """Where an item was read: a document and a place in it."""

    document: Text
    place: Text


class Evidence(Model):
    """One item that a body holds on file.

    Attributes say when its content was true (`dated`), when it was made public (`published_on`) and
    when it entered the dossier (`recorded_on`); facts go by the first two.
    """

    id: Id
    kind: Text
    title: Text
    dated: PartialDate | None = Field(
        None, description="When its content was true; unknown up to `recorded_on` if blank."
    )
    period: PartialDate | None = Field(None, description="The month or year it reports on.")
    published: YesNo | None = Field(
        None,
        description="Whether it was published; of an unknown day it was on one up to `recorded_on`. Blank "
        "means not known, unless `published_on`, `published_at` or `strength` says it.",
    )
    published_on: PartialDate | None = None
    published_at: Text | None = Field(None, description="The address it was published at.")
    recorded_on: Day | None = Field(None, description="The day it entered the dossier.")
    valid_until: PartialDate | None = Field(None, description="Its last good day, inclusive.")
    term: Term | None = Field(
        None, description="The term that it gives itself, such as `2023 to 2027`; it decides nothing."
    )
    review_on: PartialDate | None = Field(
        None, description="The body's own day for looking at it again; beside the law's, never in its place."
    )
    characteristics: Distinct[Characteristic] | None = Field(
        None, description="Whom it covers; blank means not known, [] means nobody in particular."
    )
    aims: Distinct[Aim] | None = Field(None, description="Which aims it serves; blank means not known.")
    services: tuple[Text, ...] = ()
    strength: Strength | None = Field(None, description="How much it proves; blank means not known.")
    source: Source | None = None
    held_by: Text | None = Field(None, description="A post, never a person.")
    supersedes: Distinct[Id] = ()
    detail: FrozenMap[Name, DetailValue | object] = FrozenMap()

    @model_validator(mode="after")
    def _dates_agree(self) -> Evidence:
        if self.dated is None and self.recorded_on is None:
            raise ValueError("without `dated:` the day it was put on file is needed: `recorded_on:`")
        self._publication_agrees()
        if self.id in self.supersedes:
            raise ValueError(f"`{self.id}` supersedes itself")
        if self.dated and self.valid_until and self.valid_until.latest < self.dated.earliest - DAY:
            raise ValueError(f"valid until {self.valid_until}, before its date {self.dated}")
        return self

    def _publication_agrees(self) -> None:
        """What is said of publication does not contradict itself, and lies within two days."""
        told = "published_on" if self.published_on else "published_at" if self.published_at else None
        if self.published is False and told:
            raise ValueError(f"`published: false`, and yet there is `{told}:`; take out whichever is wrong")
        if self.published_on or not (self.published or self.published_at):
            return
        if self.recorded_on is None:
            raise ValueError(
                "it was published on a day that is not told: give `published_on:`, or the day on which it "
                "was seen in public, `recorded_on:`"
            )
        if self.dated and self.recorded_on < self.dated.earliest:
            raise ValueError(f"seen in public on {self.recorded_on}, before its date {self.dated}")

    @property
    def publication_said(self) -> bool:
        """Whether it is said to have been published, on whatever day."""
        by_strength = self.published is None and self.strength is Strength.PUBLISHED
        return bool(self.published_on or self.published or self.published_at or by_strength)

    @property
    def publication(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day, inclusive, on which it was published, if it was; nothing if it was not.

        A day that is not told lies between its date and the day it was put on file. Where nothing says
        whether it was published, the last day is the last of the calendar.
        """
        if self.published_on:
            return self.published_on.earliest, self.published_on.latest
        unpublished = (Strength.ASSERTION, Strength.DOCUMENT)
        if self.published is False or (not self.publication_said and self.strength in unpublished):
            return None
        first = self.dated.earliest if self.dated else dt.date.min
        last = self.recorded_on if self.publication_said and self.recorded_on else dt.date.max
        return first, max(first, last)
