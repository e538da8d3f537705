"""A slow scorer that goes by the definitions: every way in which the items may turn out is tried.

It shares nothing with psed but the models of what is read. Dates are tried at the days on which
something can turn (ends of intervals, the day of assessment, the days at which a shelf life just
reaches it); a fact is what comes out over all the ways; conditions are read by Python's own parser.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from psed.model.dossier import Dossier
from psed.model.evidence import Detail, Evidence, EvidenceKind
from psed.model.outcome import Outcome
from psed.rulepack import Rule, RulePack

ONE = dt.timedelta(days=1)
RANKS = {"assertion": 1, "document": 2, "published": 3, "independently_checked": 4}
NINE = frozenset(
    {
        "age",
        "disability",
        "gender-reassignment",
        "marriage-and-civil-partnership",
        "pregnancy-and-maternity",
        "race",
        "religion-or-belief",
        "sex",
        "sexual-orientation",
    }
)
THREE = frozenset({"eliminate", "advance", "foster"})
MOST_WAYS = 20_000


class TooManyWays(Exception):
    """The items may turn out in more ways than are worth trying."""


@dataclass(frozen=True)
class Span:
    """A number, a day or a yes/no from `low` to `high`; None is open."""

    low: Any
    high: Any


@dataclass(frozen=True)
class Words:
    """A set: what is surely in it, and what may be."""

    sure: frozenset[str]
    may: frozenset[str]


Value = Span | Words | frozenset[str]
"""The last is a text that is one of these."""
Truth = bool | None


@dataclass(frozen=True)
class Fate:
    """One way in which an item may turn out."""

    exists: bool
    current: bool
    published: bool
    day: dt.date


class Reference:
    """One pack, one dossier, one day."""

    def __init__(
        self, pack: RulePack, dossier: Dossier, as_at: dt.date, kinds: Mapping[str, EvidenceKind]
    ) -> None:
        self.pack, self.dossier, self.as_at, self.kinds = pack, dossier, as_at, kinds
        self.done: dict[str, Outcome] = {}
        self.facts: dict[str, Value] = {}

    # Rules and levels.

    def outcomes(self) -> dict[str, Outcome]:
        return {f"{self.pack.pack}:{rule.id}": self.outcome(rule.id) for rule in self.pack.rules}

    def outcome(self, name: str) -> Outcome:
        if name not in self.done:
            self.done[name] = self._outcome(name)
        return self.done[name]

    def _outcome(self, name: str) -> Outcome:
        rule, body = self._version(name), self.dossier.organisation
        exists = (body.start or dt.date.min) <= self.as_at <= (body.end or dt.date.max)
        if rule is None or self.pack.status == "pending" or not exists or self._declined(rule):
            return Outcome.NOT_APPLICABLE
        applies = holds(rule.applies_when, self.fact) if rule.applies_when else True
        if not applies:
            return Outcome.UNKNOWN if applies is None else Outcome.NOT_APPLICABLE
        needs = [self.outcome(need) for need in rule.needs]
        known = {Outcome.MET: True, Outcome.NOT_MET: False}
        parts = [known.get(outcome) for outcome in needs if outcome != Outcome.NOT_APPLICABLE]
        truth = every([holds(rule.condition, self.fact), *parts])
        return {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.UNKNOWN}[truth]

    def applies(self, name: str) -> bool:
        """Whether a rule applies beyond doubt."""
        rule = self._version(name)
        if rule is None or self.outcome(name) == Outcome.NOT_APPLICABLE:
            return False
        return not rule.applies_when or holds(rule.applies_when, self.fact) is True

    def _version(self, name: str) -> Rule | None:
        """The version of a rule that is in force."""
        pack, last = self.pack, dt.date.max
        for rule in pack.rules:
            ends = min(rule.valid_to or last, pack.valid_to or last)
            if rule.id == name and (rule.valid_from or pack.valid_from) <= self.as_at <= ends:
                return rule
        return None

    def _declined(self, rule: Rule) -> bool:
        said = [d for d in self.dossier.not_applicable if d.rule == f"{self.pack.pack}:{rule.id}"]
        return rule.may_decline and any(d.as_at <= self.as_at for d in said)

    def level(self, area: str, good: Sequence[Outcome]) -> str | None:
        """The highest level of an area of which, and of all below, every rule comes out well."""
        order, reached = self.pack.levels, None
        level_of = {rule.id: rule.level for rule in self.pack.rules if rule.area_id == area}
        count = {n: o for n in level_of if (o := self.outcome(n)) != Outcome.NOT_APPLICABLE}
        for rank, level in enumerate(order):
            so_far = [o in good for n, o in count.items() if order.index(level_of[n]) <= rank]
            if all(so_far) and any(level_of[n] == level for n in count):
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
        if fact == "employees" and thing == "organisation":
            counts = {c.on: c.employees for c in body.headcount if c.on <= self.as_at}
            return Span(counts[max(counts)], counts[max(counts)]) if counts else Span(0, None)
        if fact == "listed_in" and thing == "organisation":
            days = [
                e for e in body.listings if (e.first or self.as_at) <= self.as_at <= (e.last or self.as_at)
            ]
            named = frozenset(str(e.name) for e in days if e.listed)
            return Words(named, named)
        if thing == "organisation":
            return frozenset({str(getattr(body, fact))})
        kind = self.kinds[thing]
        detail = next((d for d in kind.details if d.name == fact), None)
        items = [item for item in self.dossier.evidence if item.kind == thing and not self._told_before(item)]
        looked = any(none.kind == thing and none.as_at <= self.as_at for none in self.dossier.none_held)
        if not items and not looked:
            return anything(fact, detail)
        ways = [set(self._ways(item, kind, fact, detail)) for item in items]
        if prod(map(len, ways)) > MOST_WAYS:
            raise TooManyWays
        return hull(self._together(fact, detail, combo) for combo in product(*ways))

    def _told_before(self, item: Evidence) -> bool:
        """Whether another item tells of the same kind, exact day and address, and comes first by id."""
        if item.dated is None or item.dated.earliest != item.dated.latest or not item.published_at:
            return False
        same = [o for o in self.dossier.evidence if (o.kind, o.dated) == (item.kind, item.dated)]
        return any(o.published_at == item.published_at and o.id < item.id for o in same)

    def _may_be_told_before(self, item: Evidence) -> bool:
        """Whether it may yet turn out to be told twice: the same kind and address, dates that meet."""
        low, high = span_of(item)
        for other in self.dossier.evidence:
            same = (other.kind, other.published_at) == (item.kind, item.published_at) and item.published_at
            if same and other.id < item.id and not self._told_before(other):
                first, last = span_of(other)
                if first <= high and low <= last:
                    return True
        return False

    def _ways(
        self, item: Evidence, kind: EvidenceKind, fact: str, detail: Detail | None
    ) -> Iterable[tuple[Fate, Any]]:
        """What may become of one item, with what it then brings to a fact."""
        latest = detail is not None and detail.over == "latest"
        for fate in self._fates(item, kind):
            counts = fate.exists if fact == "latest_on" else fate.current
            day = fate.day if counts and (latest or fact == "latest_on") else dt.date.min
            for value in self._values(item, kind, fact, detail, published=fate.published):
                told = fate.published and fact in ("published", "strength")
                yield replace(fate, day=day, published=told), value

    def _fates(self, item: Evidence, kind: EvidenceKind) -> Iterable[Fate]:
        first, last = span_of(item)
        tries = {first, last, self.as_at, self.as_at + ONE}
        tries |= {day for other in self.dossier.evidence for day in span_of(other) if other.kind == item.kind}
        tries |= days_that_just_reach(self.as_at, kind)
        until = item.valid_until
        newer = [span_of(other) for other in self.dossier.evidence if item.id in other.supersedes]
        gone = {any(low <= self.as_at for low, _ in newer), any(high <= self.as_at for _, high in newer)}
        outs = self._outs(item)
        ends = {until.earliest, until.latest} if until else {None}
        counted = {True, not self._may_be_told_before(item)}
        for day, end, is_out, is_gone, counts in product(tries, ends, outs, gone, counted):
            good = months_later(day, kind.shelf_life.count) if kind.shelf_life else dt.date.max
            if end:
                good = end if kind.own_term else min(good, end)
            if first <= day <= last:
                current = day <= self.as_at <= good and not is_gone and counts
                yield Fate(day <= self.as_at and counts, current, is_out, day)

    def _outs(self, item: Evidence) -> set[bool]:
        """Whether it may be in public, and whether it may not."""
        first = span_of(item)[0]
        if item.published_on:
            return {item.published_on.earliest <= self.as_at, item.published_on.latest <= self.as_at}
        if item.published or item.published_at:
            assert item.recorded_on
            return {first <= self.as_at, item.recorded_on <= self.as_at}
        if item.published is False or item.strength in ("assertion", "document"):
            return {False}
        if item.strength == "published" and item.recorded_on:
            return {first <= self.as_at, max(first, item.recorded_on) <= self.as_at}
        return {first <= self.as_at, False}

    def _values(
        self, item: Evidence, kind: EvidenceKind, fact: str, detail: Detail | None, *, published: bool
    ) -> Sequence[Any]:
        """What one item can bring to a fact: the most and the least it may say."""
        if detail:
            given = item.detail.get(detail.name)
            return ends_of(detail) if given is None else [plain(detail, given)]
        if fact == "strength":
            given_rank = [RANKS[item.strength.replace("-", "_")]] if item.strength else [1, 4]
            return [max(rank, 3) if published else rank for rank in given_rank]
        if fact.startswith(("characteristics", "covers")):
            return [NINE, frozenset()] if item.characteristics is None else [frozenset(item.characteristics)]
        if fact == "aims":
            return [THREE, frozenset()] if item.aims is None else [frozenset(item.aims)]
        test = {**kind.item_tests, **self.pack.item_tests.get(kind.name, {})}.get(fact)
        truth = holds(test, lambda name: self._of_item(item, kind, name)) if test else None
        return [True, False] if test and truth is None else [truth]

    def _of_item(self, item: Evidence, kind: EvidenceKind, name: str) -> Value:
        """A fact of one item, for item tests."""
        detail = next((d for d in kind.details if d.name == name), None)
        outs = {fate.published for fate in self._fates(item, kind)}
        if name == "published" and detail is None:
            return Span(min(outs), max(outs))
        values = [v for out in outs for v in self._values(item, kind, name, detail, published=out)]
        if name == "covers_relevant":
            values = [frozenset(self.pack.characteristics) <= words for words in values]
        if name == "characteristics_count":
            values = [len(words) for words in values]
        if detail and detail.type == "text":
            return frozenset(values)
        if isinstance(values[0], frozenset):
            return hull(Words(words, words) for words in values)
        return Span(min(values), max(values))

    def _together(self, fact: str, detail: Detail | None, combo: Sequence[tuple[Fate, Any]]) -> Value:
        """A fact over all items of its kind, once it is settled what becomes of each."""
        current = [(fate, value) for fate, value in combo if fate.current]
        values = [value for _, value in current]
        if detail:
            return of_detail(detail, current)
        match fact:
            case "held":
                return exactly(sum(fate.exists for fate, _ in combo))
            case "latest_on":
                return exactly(max((fate.day for fate, _ in combo if fate.exists), default=dt.date.min))
            case "current":
                return exactly(len(current))
            case "published":
                return exactly(sum(fate.published for fate, _ in current))
            case "strength":
                return exactly(max(values, default=0))
            case "characteristics" | "aims":
                words = frozenset().union(*values)
                return Words(words, words)
            case "characteristics_count":
                return exactly(len(frozenset().union(*values)))
            case "covers_relevant":
                return exactly(frozenset(self.pack.characteristics) <= frozenset().union(*values))
            case _:
                return exactly(values.count(True))


# Days.


def span_of(item: Evidence) -> tuple[dt.date, dt.date]:
    if item.dated:
        return item.dated.earliest, item.dated.latest
    assert item.recorded_on
    return dt.date.min, item.recorded_on


def months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_that_just_reach(as_at: dt.date, kind: EvidenceKind) -> set[dt.date]:
    """The first day from which a shelf life reaches a day, and the day before."""
    if kind.shelf_life is None:
        return set()
    day = as_at - dt.timedelta(days=kind.shelf_life.count * 31 + 3)
    while months_later(day, kind.shelf_life.count) < as_at:
        day += ONE
    return {day, day - ONE}


# Values.


def exactly(value: Any) -> Span:
    return Span(value, value)


def plain(detail: Detail, value: Any) -> Any:
    """A value as a file or a program gives it, in its type."""
    match detail.type:
        case "set":
            return frozenset([value] if isinstance(value, str) else value)
        case "yes-no":
            return value in (True, "true")
        case "number":
            return Decimal(str(value))
        case _:
            return value


def ends_of(detail: Detail) -> list[Any]:
    """Enough values of a detail to find what it can lead to."""
    match detail.type:
        case "set":
            return [frozenset(detail.values), frozenset()]
        case "text":
            return list(detail.values)
        case "yes-no":
            return [False, True]
        case _:
            return [detail.low, detail.high]


def of_detail(detail: Detail, current: Sequence[tuple[Fate, Any]]) -> Value:
    values = [value for _, value in current]
    if detail.type == "set":
        words = frozenset().union(*values)
        return Words(words, words)
    if not values:
        low, high = ends_of(detail)[0], ends_of(detail)[-1]
        if detail.type == "text":
            return frozenset(detail.values)
        return {"higher": exactly(low), "lower": exactly(high)}.get(detail.better, Span(low, high))
    if detail.over == "sum":
        return exactly(sum(values))
    if detail.over in ("max", "min"):
        return exactly(max(values) if detail.over == "max" else min(values))
    newest = max(fate.day for fate, _ in current)
    last = [value for fate, value in current if fate.day == newest]
    if detail.type == "text":
        return frozenset(last)
    worse = {"higher": exactly(min(last)), "lower": exactly(max(last))}
    return worse.get(detail.better, Span(min(last), max(last)))


def anything(fact: str, detail: Detail | None) -> Value:
    """All that a fact of a kind can be of which nothing is on file."""
    if detail and detail.type == "text":
        return frozenset(detail.values)
    if detail and detail.type == "set":
        return Words(frozenset(), frozenset(detail.values))
    if detail and detail.over == "sum":
        return Span(min(detail.low or 0, detail.high or 0), None)
    if detail:
        return Span(ends_of(detail)[0], ends_of(detail)[1])
    sets = {"characteristics": NINE, "aims": THREE}
    if fact in sets:
        return Words(frozenset(), sets[fact])
    ends = {"covers_relevant": (False, True), "latest_on": (dt.date.min, dt.date.max), "strength": (0, 4)}
    return Span(*ends.get(fact, (0, 9 if fact == "characteristics_count" else None)))


def hull(values: Iterable[Value]) -> Value:
    """What any of these may be."""
    parts = list(values)
    if isinstance(parts[0], Words):
        sets = [part for part in parts if isinstance(part, Words)]
        return Words(
            frozenset.intersection(*(s.sure for s in sets)), frozenset().union(*(s.may for s in sets))
        )
    if isinstance(parts[0], frozenset):
        return frozenset().union(*(part for part in parts if isinstance(part, frozenset)))
    spans = [part for part in parts if isinstance(part, Span)]
    return Span(min(s.low for s in spans), max(s.high for s in spans))


def reference_outcomes(
    pack: RulePack, dossier: Dossier, as_at: dt.date, kinds: Mapping[str, EvidenceKind]
) -> dict[str, Outcome]:
    """The outcome of every rule of a pack, as `pack:rule`."""
    return Reference(pack, dossier, as_at, kinds).outcomes()


# Conditions, by Python's own parser.

_DAY = re.compile(r"""(?<![\w"'-])d(["'])(\d{4}-\d{2}-\d{2})\1""")


def holds(text: str, lookup: Callable[[str], Value]) -> Truth:
    """Whether a condition holds, by strong Kleene logic; `None` where that is open."""
    return truth_of(ast.parse(_DAY.sub(r'day("\2")', f"({text})"), mode="eval").body, lookup)


def every(parts: Sequence[Truth]) -> Truth:
    return False if False in parts else None if None in parts else True


def truth_of(node: ast.expr, lookup: Callable[[str], Value]) -> Truth:
    match node:
        case ast.BoolOp(ast.And(), parts):
            return every([truth_of(part, lookup) for part in parts])
        case ast.BoolOp(ast.Or(), parts):
            return turned(every([turned(truth_of(part, lookup)) for part in parts]))
        case ast.UnaryOp(ast.Not(), part):
            return turned(truth_of(part, lookup))
        case ast.Compare(left, [ast.In() as op], [right]) | ast.Compare(left, [ast.NotIn() as op], [right]):
            inside = contained(left, right, lookup)
            return inside if isinstance(op, ast.In) else turned(inside)
        case ast.Compare(left, [op], [right]):
            return compared(value_of(left, lookup), op, value_of(right, lookup))
        case _:
            flag = value_of(node, lookup)
            assert isinstance(flag, Span)
            return bool(flag.low) if flag.low == flag.high else None


def turned(truth: Truth) -> Truth:
    return None if truth is None else not truth


def value_of(node: ast.expr, lookup: Callable[[str], Value]) -> Value:
    match node:
        case ast.Constant(str(text)):
            return frozenset({text})
        case ast.Constant(number):
            return exactly(number)
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as number)):
            return exactly(-number)
        case ast.Call(_, [ast.Constant(str(day))]):
            return exactly(dt.date.fromisoformat(day))
        case ast.Attribute(ast.Name("strength"), rank):
            return exactly(RANKS[rank])
        case ast.Attribute(ast.Name(thing), fact):
            return lookup(f"{thing}.{fact}")
        case ast.Name(name):
            return exactly(name == "true") if name in ("true", "false") else lookup(name)
    raise AssertionError(ast.dump(node))


def contained(left: ast.expr, right: ast.expr, lookup: Callable[[str], Value]) -> Truth:
    if isinstance(right, ast.List):
        words = frozenset(part.value for part in right.elts if isinstance(part, ast.Constant))
        options = value_of(left, lookup)
        assert isinstance(options, frozenset)
        return True if options <= words else None if options & words else False
    word, container = value_of(left, lookup), value_of(right, lookup)
    assert isinstance(word, frozenset)
    assert isinstance(container, Words)
    return True if word <= container.sure else None if word <= container.may else False


def compared(left: Value, op: ast.cmpop, right: Value) -> Truth:
    match op:
        case ast.NotEq():
            return turned(compared(left, ast.Eq(), right))
        case ast.Eq() if isinstance(left, frozenset) and isinstance(right, frozenset):
            return left == right if len(left | right) <= 1 or not left & right else None
        case ast.Eq():
            return every([compared(left, ast.LtE(), right), compared(right, ast.LtE(), left)])
        case ast.GtE():
            return compared(right, ast.LtE(), left)
        case ast.Lt():
            return turned(compared(right, ast.LtE(), left))
        case ast.Gt():
            return turned(compared(left, ast.LtE(), right))
    assert isinstance(left, Span)
    assert isinstance(right, Span)
    if left.high is not None and right.low is not None and left.high <= right.low:
        return True
    if left.low is not None and right.high is not None and left.low > right.high:
        return False
    return None
