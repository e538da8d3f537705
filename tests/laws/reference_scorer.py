"""A slow scorer that goes by the definitions: every way in which the items may turn out is tried.

It shares nothing with psed but the models of what is read. Dates are taken at the days on which
something can turn (ends of intervals, the day of assessment, the days at which a shelf life just
reaches it), facts are what comes out over all of them, and conditions are read by Python's own
parser.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any

from psed.model.dossier import Dossier
from psed.model.evidence import Detail, Evidence, EvidenceKind
from psed.model.outcome import Outcome
from psed.rulepack import Rule, RulePack, Status

ONE = dt.timedelta(days=1)
RANKS = {"assertion": 1, "document": 2, "published": 3, "independently-checked": 4}
NINE = frozenset(
    "age disability gender-reassignment marriage-and-civil-partnership pregnancy-and-maternity race "
    "religion-or-belief sex sexual-orientation".split()
)
THREE = frozenset({"eliminate", "advance", "foster"})
Truth = bool | None


@dataclass(frozen=True)
class Span:
    """A number, day or yes/no from `low` to `high`; None is open."""

    low: Any
    high: Any


@dataclass(frozen=True)
class Words:
    """A set: what is surely in it, and what may be."""

    sure: frozenset[str]
    may: frozenset[str]


Value = Span | Words | frozenset[str]
"""The last is a text: one of these."""


@dataclass(frozen=True)
class Fate:
    """One way in which an item may turn out."""

    exists: bool
    current: bool
    published: bool
    day: dt.date


def months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year < 10000 else dt.date.max


def span_of(item: Evidence) -> tuple[dt.date, dt.date]:
    if item.dated:
        return item.dated.earliest, item.dated.latest
    assert item.recorded_on
    return dt.date.min, item.recorded_on


def fates(item: Evidence, kind: EvidenceKind, dossier: Dossier, as_at: dt.date) -> set[Fate]:
    """Every way in which one item may turn out; its own date, publication, end and successors are free."""
    first, last = span_of(item)
    tries = {first, last, as_at, as_at - ONE, as_at + ONE}
    tries |= {day for other in dossier.evidence for day in span_of(other)}
    if kind.shelf_life:
        back = as_at - dt.timedelta(days=round(kind.shelf_life.count * 30.4375))
        tries |= {back + n * ONE for n in range(-5, 6)}
    days = [day for day in tries if first <= day <= last]
    until = item.valid_until
    ends = {until.earliest, until.latest} if until else {None}
    out = item.published_on
    published = {out.earliest <= as_at, out.latest <= as_at} if out else {False}
    newer = [span_of(other) for other in dossier.evidence if item.id in other.supersedes]
    superseded = {any(low <= as_at for low, _ in newer), any(high <= as_at for _, high in newer)}
    found = set()
    for day, end, is_out, gone in product(days, ends, published, superseded):
        good = months_later(day, kind.shelf_life.count) if kind.shelf_life else dt.date.max
        if end:
            good = end if kind.own_term else min(good, end)
        found.add(Fate(day <= as_at, day <= as_at <= good and not gone, is_out, day))
    return found


class Reference:
    """One pack, one dossier, one day."""

    def __init__(
        self, pack: RulePack, dossier: Dossier, as_at: dt.date, kinds: Mapping[str, EvidenceKind]
    ) -> None:
        self.pack, self.dossier, self.as_at, self.kinds = pack, dossier, as_at, kinds
        self.done: dict[str, Outcome] = {}
        self.facts: dict[str, Value] = {}

    # Rules.

    def outcomes(self) -> dict[str, Outcome]:
        return {self.pack.rule_id(rule): self.outcome(rule.id) for rule in self.pack.rules}

    def outcome(self, name: str) -> Outcome:
        if name not in self.done:
            self.done[name] = self._outcome(name)
        return self.done[name]

    def _outcome(self, name: str) -> Outcome:
        pack, body = self.pack, self.dossier.organisation
        ends = [pack.valid_to or dt.date.max]
        here = [
            rule
            for rule in pack.rules
            if rule.id == name
            and (rule.valid_from or pack.valid_from) <= self.as_at <= min([*ends, rule.valid_to or ends[0]])
        ]
        exists = (body.start or dt.date.min) <= self.as_at <= (body.end or dt.date.max)
        if not here or pack.status is Status.PENDING or not exists or self._declined(here[0]):
            return Outcome.NOT_APPLICABLE
        rule = here[0]
        applies = holds(rule.applies_when, self.fact) if rule.applies_when else True
        if applies is not True:
            return Outcome.UNKNOWN if applies is None else Outcome.NOT_APPLICABLE
        needs = [self.outcome(need) for need in rule.needs]
        parts = [{Outcome.MET: True, Outcome.NOT_MET: False}.get(o) for o in needs if o != Outcome.NOT_APPLICABLE]
        truth = every([holds(rule.condition, self.fact), *parts])
        return {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.UNKNOWN}[truth]

    def _declined(self, rule: Rule) -> bool:
        said = [d for d in self.dossier.not_applicable if d.rule == self.pack.rule_id(rule)]
        return rule.may_decline and any(d.as_at <= self.as_at for d in said)

    def level(self, area: str, good: tuple[Outcome, ...]) -> str | None:
        """The highest level of an area all of whose rules up to it come out well."""
        levels = self.pack.levels
        rules = {r.id: r for r in self.pack.rules if r.area_id == area}
        count = {name: self.outcome(name) for name in rules if self.outcome(name) != Outcome.NOT_APPLICABLE}
        reached = None
        for index, level in enumerate(levels):
            upto = [o for name, o in count.items() if levels.index(rules[name].level) <= index]
            if all(o in good for o in upto) and any(rules[name].level == level for name in count):
                reached = level
        return reached

    # Facts.

    def fact(self, name: str) -> Value:
        if name not in self.facts:
            self.facts[name] = self._fact(name)
        return self.facts[name]

    def _fact(self, name: str) -> Value:
        thing, _, fact = name.partition(".")
        body = self.dossier.organisation
        if thing == "as_at":
            return Span(self.as_at, self.as_at)
        if thing == "organisation" and fact == "employees":
            counts = {c.on: c.employees for c in body.headcount if c.on <= self.as_at}
            return Span(counts[max(counts)], counts[max(counts)]) if counts else Span(0, None)
        if thing == "organisation":
            return frozenset({str(getattr(body, fact))})
        kind = self.kinds[thing]
        detail = next((d for d in kind.details if d.name == fact), None)
        items = self._items(thing)
        looked = any(n.kind == thing and n.as_at <= self.as_at for n in self.dossier.none_held)
        if not items and not looked:
            return anything(fact, detail)
        return self._over(kind, fact, detail, items)

    def _items(self, kind: str) -> list[Evidence]:
        kept: dict[object, Evidence] = {}
        for item in sorted(self.dossier.evidence, key=lambda item: item.id):
            exact = item.dated and item.dated.earliest == item.dated.latest and item.published_at
            kept.setdefault((item.dated, item.published_at) if exact else item.id, item)  # by kind below
        own = {id(i) for i in kept.values()}
        own |= {id(i) for i in self.dossier.evidence if self._first_of_its_kind(i)}
        return [i for i in sorted(self.dossier.evidence, key=lambda i: i.id) if i.kind == kind and id(i) in own]

    def _first_of_its_kind(self, item: Evidence) -> bool:
        if not (item.dated and item.dated.earliest == item.dated.latest and item.published_at):
            return True
        alike = [
            other.id
            for other in self.dossier.evidence
            if (other.kind, other.dated, other.published_at) == (item.kind, item.dated, item.published_at)
        ]
        return item.id == min(alike)

    def _over(self, kind: EvidenceKind, fact: str, detail: Detail | None, items: list[Evidence]) -> Value:
        """The fact in every way in which the items may turn out."""
        by_day = fact == "latest_on" or (detail is not None and detail.over == "latest")
        ways = []
        for item in items:
            mine = set()
            for fate in fates(item, kind, self.dossier, self.as_at):
                for value in self._values(item, kind, fact, detail, fate):
                    mine.add((fate if by_day else Fate(fate.exists, fate.current, fate.published, dt.date.min), value))
            ways.append(mine)
        return hull({together(fact, detail, combo) for combo in product(*ways)})

    def _values(
        self, item: Evidence, kind: EvidenceKind, fact: str, detail: Detail | None, fate: Fate
    ) -> Iterable[Any]:
        """What one item can bring to a fact."""
        if detail:
            given = item.detail.get(detail.name)
            return extremes(detail) if given is None else [plain(detail, given)]
        if fact == "strength":
            return range_of(strength(item, {fate.published}))
        if fact in ("characteristics", "characteristics_count", "covers_relevant"):
            whom = [NINE, frozenset()] if item.characteristics is None else [frozenset(map(str, item.characteristics))]
            return [self._covers(words) if fact == "covers_relevant" else words for words in whom] + (
                list(whom) if fact == "covers_relevant" else []
            )
        if fact == "aims":
            return [THREE, frozenset()] if item.aims is None else [frozenset(map(str, item.aims))]
        tests = {**kind.item_tests, **self.pack.item_tests.get(kind.name, {})}
        if fact in tests:
            truth = holds(tests[fact], lambda name: self._of_item(item, kind, name))
            return (True, False) if truth is None else (truth,)
        return (None,)
