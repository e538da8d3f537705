"""Facts of a kind from its items, by one generic derivation.

What is not known stays not known: each fact is a value, or the ends between which it lies, and those
ends are right for every way in which dates and missing details may turn out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from psed.facts.catalogue import KIND_FACTS, Lexicon
from psed.facts.items import EVER, Item, Items, anything
from psed.language.tree import Node, evaluate
from psed.language.types import FactKind, FactType
from psed.language.values import Between, Granted, Known, Options, Range, Truth, both, exactly, opposite
from psed.model.evidence import Better, Detail, DetailType, Over
from psed.model.outcome import Reason

NOTHING = "nothing of this kind is on file"
NO_CURRENT = "no item of this kind is current"
NOT_EXACT = "the date of an item is not exact enough"

_COUNTS = frozenset({"held", "current", "published"})


class Facts:
    """The facts of a dossier on one day, as one pack reads them; each worked out when first asked for.

    Args:
        items: The dossier's items on that day.
        lexicon: What names mean for the pack.
        granted: Shortcomings to overlook, for finding reasons; none for the facts as they are.
        only: The ids of the items to count, for finding which ones suffice; all if not given.
    """

    def __init__(
        self,
        items: Items,
        lexicon: Lexicon,
        granted: frozenset[Reason] = frozenset(),
        only: frozenset[str] | None = None,
    ) -> None:
        self.items, self.lexicon = items, lexicon
        self.granted, self.only = granted, only
        self._known: dict[str, Known] = {}
        self._passed: dict[tuple[int, str], Truth] = {}

    def __call__(self, name: str) -> Known:
        """What is known of a fact."""
        if name not in self._known:
            self._known[name] = self._derive(name)
        return self._known[name]

    def counting(self, only: frozenset[str]) -> Facts:
        """The same, with only these items counted; what one item gives is not worked out again."""
        fewer = Facts(self.items, self.lexicon, self.granted, only)
        fewer._passed = self._passed
        return fewer

    def _derive(self, name: str) -> Known:
        thing, _, fact = name.partition(".")
        if thing == "as_at":
            return exactly(self.items.as_at)
        if thing == "organisation":
            known = self._organisation(fact)
            assert not isinstance(known, Granted)
            open_ = not known.exact and Reason.FIGURE_MISSING in self.granted
            return Granted(known) if open_ else known
        items = self.of_kind(thing)
        if not self.items.on_file(thing):
            unknown = unlimited(self.lexicon.catalogue[name], NOTHING)
            return Granted(unknown) if Reason.NOTHING_ON_FILE in self.granted else unknown
        known = self._of_kind(thing, fact, items)
        if Reason.NONE_HELD in self.granted and all(item.exists is False for item in items):
            return Granted(known)
        return self._as_granted(thing, fact, items, known)

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """The items of a kind that count here."""
        items = self.items.of_kind(kind)
        if self.only is None:
            return items
        if len(self.only) * 4 > len(items):
            return tuple(i for i in items if i.evidence.id in self.only)
        known = self.items.by_id
        named = (known[name] for name in sorted(self.only) if name in known)
        return tuple(item for item in named if item.kind.name == kind)

    def _organisation(self, fact: str) -> Known:
        organisation = self.items.dossier.organisation
        if fact == "kind":
            return exactly(organisation.kind)
        if fact == "nation":
            return exactly(str(organisation.nation_on(self.items.as_at)))
        if fact == "listed_in":
            named = frozenset(map(str, organisation.listed_in(self.items.as_at)))
            return Between(named, named)
        employees = organisation.employees(self.items.as_at)
        if employees is None:
            return Range(Decimal(0), None, "no headcount on or before this day")
        return exactly(Decimal(employees))

    # What each item gives, with what is granted overlooked.

    def current(self, item: Item) -> Truth:
        """Whether an item counts as current."""
        past = item.past_its_day
        if past and Reason.LAPSED in self.granted:
            past = False
        truth = both([item.exists, opposite(past), opposite(item.superseded), item.counts])
        return True if truth is None and Reason.UNDATED in self.granted else truth

    def published(self, item: Item) -> Truth:
        """Whether an item counts as published."""
        if Reason.NOT_PUBLISHED in self.granted:
            return True
        truth = item.published
        # Either the day is missing, or whether it was published at all.
        open_ = Reason.UNDATED if item.evidence.publication_said else Reason.FIGURE_MISSING
        return True if truth is None and open_ in self.granted else truth

    def of_item(self, item: Item, name: str) -> Known:
        """A fact of one item, by its bare name."""
        kind = item.kind.detail(name)
        if kind is not None:
            return self._detail_of(item, kind)
        match name:
            case "published":
                return _yes_no(self.published(item))
            case "characteristics":
                return self._set_of(item.characteristics)
            case "aims":
                return self._set_of(item.aims)
            case "strength":
                return self._strength_of(item)
            case "characteristics_count":
                return _through(self._set_of(item.characteristics), _size)
            case _:
                return _through(self._set_of(item.characteristics), self._covers)

    def passes(self, item: Item, test: str) -> Truth:
        """Whether an item passes an item test."""
        key = (self.items.alike[item.evidence.id], test)
        if key not in self._passed:
            node = self.lexicon.item_tests[item.kind.name][test]
            self._passed[key] = evaluate(node, lambda name: self.of_item(item, name))
        return self._passed[key]

    def holds(self, item: Item, node: Node) -> Truth:
        """Whether a condition over one item holds of it."""
        return evaluate(node, lambda name: self.of_item(item, name))

    def _detail_of(self, item: Item, detail: Detail) -> Known:
        known = item.detail(detail)
        missing = item.evidence.detail.get(detail.name) is None
        overlooked = Reason.FIGURE_MISSING if missing else Reason(detail.when_short)
        return Granted(known) if overlooked in self.granted else known

    def _set_of(self, known: Between) -> Known:
        overlooked = Reason.FIGURE_MISSING if known.because else Reason.TOO_NARROW
        return Granted(known) if overlooked in self.granted else known

    def _strength_of(self, item: Item) -> Known:
        known = item.strength
        missing = item.evidence.strength is None and not known.exact
        overlooked = Reason.FIGURE_MISSING if missing else Reason.TOO_WEAK
        return Granted(known) if overlooked in self.granted else known

    def _covers(self, known: Between) -> Range:
        relevant = self.lexicon.relevant
        return Range(relevant <= known.sure, relevant <= known.possible, known.because)

    # Over all items of a kind.

    def _of_kind(self, kind: str, fact: str, items: tuple[Item, ...]) -> Known:
        tests = self.lexicon.item_tests.get(kind, {})
        if fact in tests:
            return self._count(items, lambda item: self.passes(item, fact))
        if fact not in KIND_FACTS:
            detail = self.lexicon.vocabulary.kinds[kind].detail(fact)
            assert detail is not None
            return self._detail(items, detail)
        match fact:
            case "held":
                return _counted([self._exists(item) for item in items])
            case "latest_on":
                return self._latest_on(items)
            case "current":
                return self._count(items, lambda _: True)
            case "published":
                return self._count(items, self.published)
            case "characteristics" | "aims":
                return self._union(items, lambda item: self.of_item(item, fact))
            case "characteristics_count":
                return _through(self._union(items, lambda i: self.of_item(i, "characteristics")), _size)
            case "covers_relevant":
                return _through(
                    self._union(items, lambda i: self.of_item(i, "characteristics")), self._covers
                )
            case _:
                return self._greatest(items, lambda item: self.of_item(item, "strength"), 0)

    def _exists(self, item: Item) -> Truth:
        truth = both([item.exists, item.counts])
        return True if truth is None and Reason.UNDATED in self.granted else truth

    def _count(self, items: Iterable[Item], test: Callable[[Item], Truth]) -> Range:
        return _counted([both([self.current(item), test(item)]) for item in items])

    def _split(self, items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
        """The items that are surely current, and all that may be."""
        sure = [item for item in items if self.current(item)]
        return sure, [item for item in items if self.current(item) is not False]

    def _latest_on(self, items: tuple[Item, ...]) -> Known:
        sure = [item.dated[0] for item in items if item.exists]
        possible = [min(item.dated[1], self.items.as_at) for item in items if item.exists is not False]
        low, high = max(sure, default=EVER), max(possible, default=EVER)
        known = Range(low, high, None if low == high else NOT_EXACT)
        if Reason.UNDATED in self.granted and not known.exact:
            return Granted(known)
        return known

    def _union(self, items: tuple[Item, ...], of: Callable[[Item], Known]) -> Known:
        sure, possible = self._split(items)
        if any(isinstance(of(item), Granted) for item in sure):
            return Granted(_merged([_plain(of(i)) for i in sure], [_plain(of(i)) for i in possible]))
        return _merged([of(item) for item in sure], [_plain(of(item)) for item in possible])

    def _greatest(self, items: tuple[Item, ...], of: Callable[[Item], Known], none: Decimal | int) -> Known:
        sure, possible = self._split(items)
        if any(isinstance(of(item), Granted) for item in sure):
            return Granted(_max([_plain(of(i)) for i in sure], [_plain(of(i)) for i in possible], none))
        return _max([of(item) for item in sure], [_plain(of(item)) for item in possible], none)

    def _detail(self, items: tuple[Item, ...], detail: Detail) -> Known:
        def of(item: Item) -> Known:
            return self._detail_of(item, detail)

        sure, possible = self._split(items)
        if not possible:
            return worst(detail)
        granted = any(isinstance(of(item), Granted) for item in sure)
        if detail.over is Over.UNION:
            known: Known = _merged([_plain(of(i)) for i in sure], [_plain(of(i)) for i in possible])
        elif detail.over is Over.LATEST:
            known = self._latest(possible, detail)
        else:
            known = _aggregated(detail, [_plain(of(i)) for i in sure], [_plain(of(i)) for i in possible])
        return Granted(known) if granted else known

    def _latest(self, possible: list[Item], detail: Detail) -> Known:
        """The value of the newest current item; of two of one day, the worse.

        Where dates do not tell which is newest, or whether it is current, whatever any of them says.
        """
        newest = max((item.dated[0] for item in possible if self.current(item)), default=EVER)
        contenders = [item for item in possible if item.dated[1] >= newest]
        values = [_plain(self._detail_of(item, detail)) for item in contenders]
        if not any(self.current(item) for item in contenders):
            values.append(worst(detail))
        settled = all(self.current(item) and item.dated == (newest, newest) for item in contenders)
        return _worse_of(values, detail.better) if settled else _hull(values)

    # Shortcomings that lie in the sum and not in any one item.

    def _as_granted(self, kind: str, fact: str, items: tuple[Item, ...], known: Known) -> Known:
        if isinstance(known, Granted) or not self.granted:
            return known
        counts = fact in _COUNTS or fact in self.lexicon.item_tests.get(kind, {})
        if counts and isinstance(known, Range) and known.low:
            few, many = Reason.TOO_FEW in self.granted, Reason.TOO_MANY in self.granted
            if few or many:
                return Granted(known, "any" if few and many else "up" if few else "down")
        if fact == "latest_on" and any(item.exists for item in items):
            renewed, late = Reason.LAPSED in self.granted, Reason.TOO_LATE in self.granted
            if renewed or late:
                return Granted(known, "any" if renewed and late else "up" if renewed else "down")
        return known


def _plain(known: Known) -> Known:
    return known.actual if isinstance(known, Granted) else known


def _through(known: Known, change: Callable[[Between], Range]) -> Known:
    """Apply a change to a set, granted or not."""
    if isinstance(known, Granted):
        assert isinstance(known.actual, Between)
        return Granted(change(known.actual))
    assert isinstance(known, Between)
    return change(known)


def _size(known: Between) -> Range:
    return Range(len(known.sure), len(known.possible), known.because)


def _yes_no(truth: Truth) -> Range:
    return Range(False, True, NOT_EXACT) if truth is None else Range(truth, truth)


def _counted(truths: list[Truth]) -> Range:
    low, high = truths.count(True), len(truths) - truths.count(False)
    return Range(low, high, None if low == high else NOT_EXACT)


def _because(parts: Iterable[Known]) -> str:
    return next((p.because for p in parts if not isinstance(p, Granted) and p.because), NOT_EXACT)


def _merged(sure: list[Known], possible: list[Known]) -> Between:
    certain: frozenset[str] = frozenset().union(*(k.sure for k in sure if isinstance(k, Between)))
    reach: frozenset[str] = frozenset().union(*(k.possible for k in possible if isinstance(k, Between)))
    return Between(certain, reach, None if certain == reach else _because(possible))


def _ends(parts: Iterable[Known], end: str) -> list[Any]:
    """The low or high ends of ranges; all of one type, so that they can be compared."""
    ends = []
    for part in parts:
        assert isinstance(part, Range)
        ends.append(getattr(part, end))
    return ends


def _max(sure: list[Known], possible: list[Known], none: Decimal | int) -> Range:
    low = max(_ends(sure, "low"), default=none)
    high = max([*_ends(possible, "high"), low])
    return Range(low, high, None if low == high else _because(possible))


def _aggregated(detail: Detail, sure: list[Known], possible: list[Known]) -> Known:
    """A number or a yes/no over current items; some of them only may be current."""
    none = worst(detail)
    empty = [*_ends([none], "low"), *_ends([none], "high")]
    if detail.over is Over.SUM:
        least = [sum(_ends(sure, "low"), Decimal(0))] if sure else [*empty, min(_ends(possible, "low"))]
        ends = [*least, sum(_ends(possible, "high"), Decimal(0))]
    else:
        pick = max if detail.over is Over.MAX else min
        lows, highs = _ends(sure, "low"), _ends(sure, "high")
        # Which of the doubtful items count is open, so the ends are tried with each and without.
        ends = [pick(lows), pick(highs)] if sure else empty
        if possible:
            some_low, some_high = _ends(possible, "low"), _ends(possible, "high")
            base_low, base_high = ([pick(lows)], [pick(highs)]) if sure else ([], [])
            for other in (min, max):
                ends += [pick([*base_low, other(some_low)]), pick([*base_high, other(some_high)])]
    low, high = min(ends), max(ends)
    return Range(low, high, None if low == high else _because(possible))


def _hull(values: list[Known]) -> Known:
    """Whatever any of these may be."""
    first = values[0]
    if isinstance(first, Options):
        words = frozenset().union(*(v.words for v in values if isinstance(v, Options)))
        return Options(words, None if len(words) == 1 else _because(values))
    low, high = min(_ends(values, "low")), max(_ends(values, "high"))
    return Range(low, high, None if low == high else _because(values))


def _worse_of(values: list[Known], better: Better) -> Known:
    """The worse of several that are all of one day; unknown where worse has no meaning."""
    if better is Better.NONE or isinstance(values[0], Options):
        return _hull(values)
    pick = min if better is Better.HIGHER else max
    low, high = pick(_ends(values, "low")), pick(_ends(values, "high"))
    return Range(low, high, None if low == high else _because(values))


def worst(detail: Detail) -> Known:
    """What a detail is where no item is current: the worst it can be, or unknown if none is worse."""
    if detail.type is DetailType.SET:
        return exactly(frozenset())
    if detail.better is Better.NONE or detail.type is DetailType.TEXT:
        return anything(detail, NO_CURRENT)
    if detail.type is DetailType.YES_NO:
        return exactly(detail.better is Better.LOWER)
    end = detail.low if detail.better is Better.HIGHER else detail.high
    return Range(end, end)


def unlimited(fact: FactType, because: str) -> Known:
    """All that a fact can be."""
    match fact.kind:
        case FactKind.SET:
            return Between(frozenset(), frozenset(fact.values), because)
        case FactKind.TEXT:
            return Options(frozenset(fact.values), because)
        case FactKind.YES_NO:
            return Range(False, True, because)
        case FactKind.DATE:
            return Range(EVER, dt.date.max, because)
        case FactKind.NUMBER:
            return Range(fact.low, fact.high, because)
