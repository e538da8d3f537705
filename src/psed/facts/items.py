"""One item of evidence as it stands on one day: is it there, is it current, whom does it cover?

A date that is not a day is an interval, so each answer is yes, no, or not decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from psed.language.values import Between, Known, Options, Range, Truth, both, either, exactly, opposite
from psed.model.dates import DAY, PartialDate
from psed.model.dossier import Dossier
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Detail, DetailType, Evidence, EvidenceKind, Strength
from psed.model.outcome import ItemState

EVER = dt.date.min
"""Stands for "no day is too early"."""
ALL_CHARACTERISTICS = frozenset(str(c) for c in Characteristic)
ALL_AIMS = frozenset(str(a) for a in Aim)
NOT_GIVEN = "not given"
NO_DAY = "the day of publication is not exact"


def dated_between(evidence: Evidence) -> tuple[dt.date, dt.date]:
    """The first and last day its date can be. A date nobody gave is any day up to `recorded_on`."""
    if evidence.dated:
        return evidence.dated.earliest, evidence.dated.latest
    assert evidence.recorded_on
    return EVER, evidence.recorded_on


def last_good_between(evidence: Evidence, kind: EvidenceKind) -> tuple[dt.date, dt.date]:
    """The first and last day that can be its last good day, inclusive.

    Where its kind does not lapse both are the last day of the calendar.
    """
    low, high = dated_between(evidence)
    until = evidence.valid_until
    return (
        kind.last_good_day(low, until.earliest if until else None),
        kind.last_good_day(high, until.latest if until else None),
    )


def reached(first: dt.date, last: dt.date, as_at: dt.date) -> Truth:
    """Whether a day that lies between two others, inclusive, is on or before *as_at*."""
    if last <= as_at:
        return True
    return False if as_at < first else None


@dataclass(frozen=True)
class Item:
    """An item of evidence on one day."""

    evidence: Evidence
    kind: EvidenceKind
    as_at: dt.date
    newer: tuple[Evidence, ...] = ()
    """The items that supersede it."""
    perhaps_newer: tuple[Evidence, ...] = ()
    """Items that supersede it if it is one with another, or if they are not one with it."""
    may_be_double: bool = False
    """Whether it may tell again what another item tells: the dates are not exact enough to say."""

    @cached_property
    def dated(self) -> tuple[dt.date, dt.date]:
        """The first and last day its date can be, inclusive."""
        return dated_between(self.evidence)

    @cached_property
    def last_good(self) -> tuple[dt.date, dt.date]:
        """The first and last day that can be its last good day, inclusive."""
        return last_good_between(self.evidence, self.kind)

    @cached_property
    def exists(self) -> Truth:
        """Whether it is there: its date has come."""
        return reached(*self.dated, self.as_at)

    @cached_property
    def superseded(self) -> Truth:
        """Whether a newer item has taken its place, for good."""
        sure = [reached(*dated_between(newer), self.as_at) for newer in self.newer]
        perhaps = [reached(*dated_between(newer), self.as_at) for newer in self.perhaps_newer]
        return either([*sure, *(None if there is not False else False for there in perhaps)])

    @cached_property
    def past_its_day(self) -> Truth:
        """Whether its last good day is over, were it there at all."""
        first, last = self.last_good
        if last < self.as_at:
            return True
        return False if self.as_at <= first else None

    @cached_property
    def past_own_end(self) -> Truth:
        """Whether an end that it names itself is over, whatever the shelf life of its kind."""
        until = self.evidence.valid_until
        if until is None or self.as_at <= until.earliest:
            return False
        return True if until.latest < self.as_at else None

    @cached_property
    def current(self) -> Truth:
        """Whether it is there, good and not superseded."""
        return both([self.exists, opposite(self.past_its_day), opposite(self.superseded), self.counts])

    @cached_property
    def counts(self) -> Truth:
        """Whether it is counted beside the others: not decided where it may be one of them again."""
        return None if self.may_be_double else True

    @cached_property
    def lapsed(self) -> Truth:
        """Whether it is there and past its last good day, and not superseded."""
        return both([self.exists, self.past_its_day, opposite(self.superseded)])

    @cached_property
    def published(self) -> Truth:
        """Whether it has been published; not decided where nothing on record says whether it ever was."""
        between = self.evidence.publication
        if between is None:
            return False
        out = reached(*between, self.as_at)
        return out if out is False or self.evidence.publication_said else None

    @cached_property
    def state(self) -> ItemState:
        """What it is, in one word."""
        if self.exists is False:
            return ItemState.NOT_YET
        if self.exists and self.superseded:
            return ItemState.SUPERSEDED
        if self.current:
            return ItemState.CURRENT
        return ItemState.LAPSED if self.lapsed else ItemState.UNDECIDED

    @cached_property
    def characteristics(self) -> Between:
        """Whom it covers; anybody where it does not say."""
        return _stated(self.evidence.characteristics, ALL_CHARACTERISTICS)

    @cached_property
    def aims(self) -> Between:
        """Which aims it serves; any where it does not say."""
        return _stated(self.evidence.aims, ALL_AIMS)

    @cached_property
    def strength(self) -> Range:
        """How much it proves, 1 to 4. Publication makes it at least 3."""
        given, published = self.evidence.strength, Strength.PUBLISHED.rank
        low = given.rank if given else Strength.ASSERTION.rank
        high = given.rank if given else Strength.INDEPENDENTLY_CHECKED.rank
        if self.published is not False:
            high = max(high, published)
        if self.published:
            low = max(low, published)
        because = None if low == high else (NOT_GIVEN if given is None else NO_DAY)
        return Range(low, high, because)

    @cached_property
    def gives(self) -> tuple[object, ...]:
        """All that any fact can read of it: two items of a kind that give the same count the same."""
        own, given = self.evidence, self.evidence.detail
        details = tuple((given.get(d.name) is None, self.detail(d)) for d in self.kind.details)
        public = (self.published, own.publication_said)
        day = (self.dated, self.exists, self.past_its_day, self.superseded, self.counts, public)
        return (*day, self.characteristics, self.aims, own.strength, self.strength, details)

    def detail(self, detail: Detail) -> Known:
        """What it says of one detail; anything in the domain where it does not say."""
        value = self.evidence.detail.get(detail.name)
        if value is None:
            return anything(detail, NOT_GIVEN)
        return exactly(detail.read(value))


def _stated(given: Iterable[str] | None, everything: frozenset[str]) -> Between:
    if given is None:
        return Between(frozenset(), everything, NOT_GIVEN)
    words = frozenset(str(word) for word in given)
    return Between(words, words)


def anything(detail: Detail, because: str) -> Known:
    """Every value a detail can have."""
    match detail.type:
        case DetailType.SET:
            return Between(frozenset(), frozenset(detail.values), because)
        case DetailType.TEXT:
            return Options(frozenset(detail.values), because)
        case DetailType.YES_NO:
            return Range(False, True, because)
        case DetailType.NUMBER:
            return Range(detail.low, detail.high, because)


@dataclass(frozen=True)
class Items:
    """All items of a dossier on one day, by kind, each in the order of its id."""

    dossier: Dossier
    as_at: dt.date
    by_kind: Mapping[str, tuple[Item, ...]]
    none_held: frozenset[str]
    doubles: tuple[tuple[str, str], ...]
    """Ids that tell of the same thing: the one left out, and the one kept."""

    @classmethod
    def of(cls, dossier: Dossier, kinds: Mapping[str, EvidenceKind], as_at: dt.date) -> Items:
        """Read every item as at a day.

        An item that says what an earlier one says (the same kind, exact date and address of
        publication) is counted once; the first by id is kept.
        """
        kept, doubles = _without_doubles(dossier.evidence)
        addresses = _Addresses.of(kept)
        newer = _newer(dossier.evidence, dict(doubles), addresses)
        by_kind: dict[str, list[Item]] = {}
        for evidence in kept:
            sure, perhaps = newer.get(evidence.id, ([], []))
            again = any(other < evidence.id for other in addresses.alike(evidence.id))
            item = Item(evidence, kinds[evidence.kind], as_at, tuple(sure), tuple(perhaps), again)
            by_kind.setdefault(evidence.kind, []).append(item)
        none_held = frozenset(none.kind for none in dossier.none_held if none.as_at <= as_at)
        grouped = {kind: tuple(items) for kind, items in by_kind.items()}
        return cls(dossier, as_at, grouped, none_held, doubles)

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """The items of one kind, in the order of their ids."""
        return self.by_kind.get(kind, ())

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The items that count, by id."""
        return {item.evidence.id: item for group in self.by_kind.values() for item in group}

    @cached_property
    def alike(self) -> Mapping[str, int]:
        """A number for each item by id; items of one kind with one number give the same to every fact."""
        numbers: dict[object, int] = {}
        return {
            item.evidence.id: numbers.setdefault((kind, item.gives), len(numbers))
            for kind, group in self.by_kind.items()
            for item in group
        }

    def on_file(self, kind: str) -> bool:
        """Whether the dossier holds any item of a kind, whatever its date, or says there is none."""
        return kind in self.by_kind or kind in self.none_held

    def all(self) -> tuple[Item, ...]:
        """Every item that counts, in the order of its id."""
        items = (item for group in self.by_kind.values() for item in group)
        return tuple(sorted(items, key=lambda item: item.evidence.id))


@dataclass(frozen=True)
class _Addresses:
    """Items by kind and address, for telling which may be one; each group in the order of ids."""

    by_id: Mapping[str, Evidence]
    groups: Mapping[tuple[str, str], tuple[Evidence, ...]]

    @classmethod
    def of(cls, kept: Iterable[Evidence]) -> _Addresses:
        groups: dict[tuple[str, str], list[Evidence]] = {}
        for item in kept:
            if item.published_at:
                groups.setdefault((item.kind, item.published_at), []).append(item)
        by_id = {item.id: item for group in groups.values() for item in group}
        return cls(by_id, {key: tuple(group) for key, group in groups.items()})

    def alike(self, name: str) -> Iterator[str]:
        """Items of the same kind and address that can be of the same date, though it is not certain."""
        item = self.by_id.get(name)
        if item is None or not item.published_at:
            return
        for other in self.groups[item.kind, item.published_at]:
            if other is not item and _overlap(item, other):
                yield other.id


def _overlap(first: Evidence, second: Evidence) -> bool:
    (low, high), (other_low, other_high) = dated_between(first), dated_between(second)
    return low <= other_high and other_low <= high


Newer = dict[str, tuple[list[Evidence], list[Evidence]]]


def _newer(evidence: Iterable[Evidence], kept_for: Mapping[str, str], addresses: _Addresses) -> Newer:
    """The items that supersede each item, and those that perhaps do.

    What is told twice is one thing, whichever telling is named; and where it is not certain that two
    tell of one thing, neither is it which of them is superseded.
    """
    newer: Newer = {}
    for item in evidence:
        own = kept_for.get(item.id, item.id)
        for name in item.supersedes:
            older = kept_for.get(name, name)
            if older == own:
                continue
            certain = older not in addresses.alike(own)
            newer.setdefault(older, ([], []))[0 if certain else 1].append(item)
            for other in addresses.alike(older):
                if other != own:
                    newer.setdefault(other, ([], []))[1].append(item)
    return newer


def _without_doubles(evidence: Iterable[Evidence]) -> tuple[list[Evidence], tuple[tuple[str, str], ...]]:
    kept: list[Evidence] = []
    doubles: list[tuple[str, str]] = []
    seen: dict[tuple[str, PartialDate, str], str] = {}
    for item in sorted(evidence, key=lambda item: item.id):
        if item.dated and item.dated.exact and item.published_at:
            key = (item.kind, item.dated, item.published_at)
            if key in seen:
                doubles.append((item.id, seen[key]))
                continue
            seen[key] = item.id
        kept.append(item)
    return kept, tuple(doubles)


def change_days(dossier: Dossier, kinds: Mapping[str, EvidenceKind]) -> frozenset[dt.date]:
    """Every day on which some fact can differ from the day before.

    Between two neighbouring ones no fact changes at all: they are the ends of date intervals, the
    days after last good days, days of publication, headcounts and of looking in vain.
    """
    days: set[dt.date] = {count.on for count in dossier.organisation.headcount}
    days |= {none.as_at for none in dossier.none_held}
    days |= {declined.as_at for declined in dossier.not_applicable}
    organisation = dossier.organisation
    days |= {entry.last + DAY for entry in organisation.earlier_nations}
    for entry in organisation.listings:
        days |= {entry.first} if entry.first else set()
        days |= {entry.last + DAY} if entry.last else set()
    days |= {organisation.start} if organisation.start else set()
    days |= {organisation.end + DAY} if organisation.end else set()
    for evidence in dossier.evidence:
        ends = set(dated_between(evidence))
        ends |= {day for day in evidence.publication or () if day < dt.date.max}
        # The day after a date is told apart where a rule compares dates with one another.
        days |= ends | {day + DAY for day in ends}
        good = {*last_good_between(evidence, kinds[evidence.kind])}
        until = evidence.valid_until
        good |= {until.earliest, until.latest} if until else set()
        days |= {day + DAY for day in good if day < dt.date.max}
    return frozenset(days)
