"""Hypothesis strategies for whole dossiers and whole rule packs.

What they give is small and lies close together in time, so that boundaries are hit by chance and a
failing case shrinks to something a person can read.

Example:
    >>> from hypothesis import given
    >>> from psed.testing import strategies as psts
    >>> @given(psts.packs().flatmap(lambda pack: psts.dossiers(pack)))
    ... def test_of_mine(dossier): ...
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pprint import pformat
from typing import Any, TypeVar

from hypothesis import strategies as st

from psed.compiled import against, compile_pack, with_time
from psed.facts import change_days, item_catalogue, kind_catalogue
from psed.facts.items import dated_between, last_good_between
from psed.language.compiling import compile_condition
from psed.language.tree import facts_read
from psed.language.types import STRENGTHS, Catalogue, FactKind, FactType
from psed.loading import vocabulary
from psed.model.base import FrozenMap
from psed.model.dates import DAY, Months, PartialDate
from psed.model.dossier import Action, Claim, Decision, Declined, Dossier, NoneHeld, Objective
from psed.model.duty import Aim, Characteristic, Nation
from psed.model.evidence import (
    Basis,
    Better,
    Detail,
    DetailType,
    Evidence,
    EvidenceKind,
    Over,
    ShortReason,
    Source,
    Strength,
)
from psed.model.organisation import Headcount, HeadcountBasis, Organisation
from psed.rulepack import Area, Band, Bands, Mend, PackKind, Provided, Rule, RulePack, RuleSource, Status
from psed.vocabulary import Vocabulary

T = TypeVar("T")

FIRST = dt.date(2010, 1, 1)
"""Where the days of generated cases begin."""
SPAN = 3 * 365
LONG_AGO = dt.date(1900, 1, 1)
BODIES = ("district", "county", "unitary")
KIND_NAMES = ("alpha", "beta", "gamma")
CHARACTERISTICS = (Characteristic.AGE, Characteristic.RACE, Characteristic.MARRIAGE_AND_CIVIL_PARTNERSHIP)
HEADCOUNTS = (0, 149, 150, 250)

# Days.

_MONTHS_AND_DAYS = ((1, 1), (1, 31), (2, 28), (3, 1), (3, 31), (4, 1), (6, 15), (12, 31))


def days(first: dt.date = FIRST, span: int = SPAN) -> st.SearchStrategy[dt.date]:
    """Days of a few years, mostly the ends of months and years, and 29 February where there is one."""
    last = first + dt.timedelta(days=span)
    years = range(first.year, last.year + 1)
    marked = [dt.date(year, month, day) for year in years for month, day in _MONTHS_AND_DAYS]
    marked += [dt.date(year, 2, 29) for year in years if year % 4 == 0]
    near = sorted(day for day in marked if first <= day <= last)
    return st.one_of(st.sampled_from(near), st.dates(first, last))


def partial_dates(around: dt.date) -> st.SearchStrategy[PartialDate]:
    """A day, a month, a year or a financial year that lies around a day."""
    begins = around.year - (around.month < 4)
    gap = st.sampled_from((0, -1, 1, -28, 30, -365, 366))
    exact = gap.map(lambda n: PartialDate.of(around + n * DAY))
    coarse = st.sampled_from(
        (
            f"{around.year:04}-{around.month:02}",
            f"{around.year:04}",
            f"{begins:04}/{(begins + 1) % 100:02}",
        )
    )
    return st.one_of(exact, exact, coarse.map(PartialDate.parse))


@st.composite
def as_at_days(draw: st.DrawFn, dossier: Dossier, packs: Sequence[RulePack]) -> dt.date:
    """A day to assess on: mostly one on which something changes, or a neighbour of one."""
    kinds = kinds_for(packs)
    where = draw(st.sampled_from(("good", "good", "item", "anything", "somewhere")))
    changes: list[dt.date] = []
    if where in ("item", "good") and dossier.evidence:
        chosen = draw(st.sampled_from(dossier.evidence))
        changes = sorted(_turning_days(chosen, kinds[chosen.kind]))
        good = sorted(last_good_between(chosen, kinds[chosen.kind]))
        changes = good if where == "good" and good[0] < dt.date.max else changes
    elif where == "anything":
        changes = sorted(days_of_change(dossier, packs))
    changes = [day for day in changes if LONG_AGO < day < dt.date(2100, 1, 1)]
    if not changes:
        return draw(days(_window(packs[0]) if packs else FIRST))
    return draw(st.sampled_from(changes)) + draw(st.sampled_from((0, -1, 1))) * DAY


def _turning_days(item: Evidence, kind: EvidenceKind) -> set[dt.date]:
    """The ends of an item's date, of its last good day and of its publication."""
    on = item.published_on
    return {*dated_between(item), *last_good_between(item, kind), *((on.earliest, on.latest) if on else ())}


def days_of_change(dossier: Dossier, packs: Sequence[RulePack]) -> frozenset[dt.date]:
    """Every day on which a finding can differ from the day before, as psed itself works them out."""
    found = change_days(dossier, kinds_for(packs))
    for pack in packs:
        found |= compile_pack(pack, vocabulary()).change_days()
    return found


def kinds_for(packs: Sequence[RulePack]) -> Mapping[str, EvidenceKind]:
    """The kinds that some packs know, with the shipped ones."""
    return vocabulary().with_kinds(kind for pack in packs for kind in pack.kinds).kinds


def _window(pack: RulePack) -> dt.date:
    """The first of the days that matter for a pack."""
    return max(pack.valid_from, FIRST)


# Kinds of evidence.

_OVERS: Mapping[DetailType, tuple[Over, ...]] = {
    DetailType.SET: (Over.UNION,),
    DetailType.NUMBER: (Over.MAX, Over.MIN, Over.SUM, Over.LATEST),
    DetailType.YES_NO: (Over.MAX, Over.MIN, Over.LATEST),
    DetailType.TEXT: (Over.LATEST,),
}
_WORDS = ("draft", "final", "other")


@st.composite
def details(draw: st.DrawFn, name: str, of: DetailType | None = None) -> Detail:
    """A detail of any type, put together in any way that fits it."""
    type_ = of or draw(st.sampled_from(DetailType))
    closed = type_ in (DetailType.TEXT, DetailType.SET)
    number = type_ is DetailType.NUMBER
    return Detail(
        name=name,
        meaning="made up",
        type=type_,
        values=_WORDS[: draw(st.integers(2, 3))] if closed else (),
        low=Decimal(draw(st.sampled_from((0, 1)))) if number else None,
        high=Decimal(draw(st.sampled_from((3, 2, 10)))) if number else None,
        better=draw(st.sampled_from(Better)),
        over=draw(st.sampled_from(_OVERS[type_])),
        when_short=draw(st.sampled_from(ShortReason)),
    )


@st.composite
def kinds_of_evidence(draw: st.DrawFn, name: str = "alpha") -> EvidenceKind:
    """A small kind: it lapses or not, has its own term or not, and up to three details."""
    types = draw(st.lists(st.sampled_from(DetailType), max_size=3))
    named = [f"{of.replace('-', '_')}_{number}" for number, of in enumerate(types, 1)]
    bare = EvidenceKind(
        name=name,
        meaning="made up",
        basis=Basis.DERIVED,
        shelf_life=draw(st.sampled_from((None, Months(1), Months(6), Months(12), Months(24)))),
        own_term=draw(st.booleans()),
        details=tuple(draw(details(word, of)) for word, of in zip(named, types, strict=True)),
    )
    return _with_tests(draw, bare) if draw(st.integers(0, 3)) == 3 else bare


def _with_tests(draw: st.DrawFn, kind: EvidenceKind) -> EvidenceKind:
    text = draw(conditions(item_catalogue(kind)))
    return kind.model_copy(update={"item_tests": FrozenMap({"fits": text})})


def detail_values(detail: Detail) -> st.SearchStrategy[object]:
    """A value that fits a detail, as a dossier writes it."""
    match detail.type:
        case DetailType.SET:
            return st.lists(st.sampled_from(detail.values), unique=True).map(frozenset)
        case DetailType.TEXT:
            return st.sampled_from(detail.values)
        case DetailType.YES_NO:
            return st.booleans()
        case DetailType.NUMBER:
            assert detail.low is not None
            assert detail.high is not None
            low, high = detail.low, detail.high
            ends = st.sampled_from((low, high, min(low + 1, high)))
            return st.one_of(ends, st.decimals(low, high, places=1).map(abs))


# Evidence.


@st.composite
def evidence(
    draw: st.DrawFn, kind: EvidenceKind, name: str = "E-1", first: dt.date = FIRST, *, exact: bool = False
) -> Evidence:
    """One item of a kind. Any of its dates may be partial and anything may be missing.

    Args:
        draw: Given by Hypothesis.
        kind: Its kind.
        name: Its id.
        first: Where its days begin.
        exact: Leave nothing open: every date a day, everything stated.
    """
    day = draw(days(first))
    dated = PartialDate.of(day) if exact else draw(_given_mostly(partial_dates(day)))
    late = day + draw(st.sampled_from((0, 30, 400))) * DAY
    published = draw(st.none() | (st.just(PartialDate.of(late)) if exact else partial_dates(late)))
    recorded = draw(st.just(late) | st.none()) if dated else late
    until = draw(st.none() | partial_dates(late)) if draw(st.booleans()) else None
    if until and ((exact and not until.exact) or (dated and until.latest < dated.earliest - DAY)):
        until = None
    covered = st.lists(st.sampled_from(CHARACTERISTICS), unique=True).map(tuple)
    aims = st.lists(st.sampled_from(Aim), unique=True).map(tuple)
    return Evidence(
        id=name,
        kind=kind.name,
        title=f"Paper {name}",
        dated=dated,
        published_on=published,
        recorded_on=recorded,
        valid_until=until,
        characteristics=draw(_stated(covered | st.just(tuple(Characteristic)), exact=exact)),
        aims=draw(_stated(aims, exact=exact)),
        strength=draw(_stated(st.sampled_from(Strength), exact=exact)),
        detail=FrozenMap(_details(draw, kind, exact=exact)),
    )


def _stated(some: st.SearchStrategy[T], *, exact: bool) -> st.SearchStrategy[T | None]:
    return some if exact else _given_mostly(some)


def _given_mostly(some: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Something, or now and then nothing."""
    return st.integers(0, 4).flatmap(lambda n: st.none() if n == 0 else some)


def _details(draw: st.DrawFn, kind: EvidenceKind, *, exact: bool) -> dict[str, object]:
    named = {detail.name: detail for detail in kind.details}
    return {n: draw(detail_values(d)) for n, d in named.items() if exact or draw(st.integers(0, 3))}


def provided(pack: RulePack, first: dt.date = FIRST) -> st.SearchStrategy[Evidence]:
    """An item that a mend of a pack would bring, so that rules with much to ask are met now and then."""
    from psed.examples import provided as bring

    offers: list[Provided] = [item for rule in pack.rules for item in rule.mend.provides]
    return st.builds(lambda item, day: bring(item, 1, day, pack), st.sampled_from(offers), days(first))


# Dossiers.


@st.composite
def organisations(draw: st.DrawFn, first: dt.date = FIRST) -> Organisation:
    """A body with headcounts on up to three days, that may begin or end within the days that matter."""
    counted = draw(st.lists(days(first), unique=True, max_size=3))
    start = draw(days(first, 300)) if draw(st.integers(0, 9)) == 9 else None
    end = draw(days(first + 700 * DAY, 300)) if draw(st.integers(0, 9)) == 9 else None
    return Organisation(
        id="example:body",
        name="A fictional body",
        kind=draw(st.sampled_from(BODIES)),
        nation=draw(st.sampled_from(Nation)),
        headcount=tuple(
            Headcount(on=day, employees=draw(st.sampled_from(HEADCOUNTS)), basis=HeadcountBasis.PAYROLL)
            for day in counted
        ),
        start=start,
        end=end,
    )


@st.composite
def dossiers(
    draw: st.DrawFn,
    pack: RulePack | None = None,
    *,
    exact: bool = False,
    most: int = 5,
    doubles: bool = False,
) -> Dossier:
    """A dossier with evidence of the kinds that a pack reads.

    Args:
        draw: Given by Hypothesis.
        pack: The pack it will be read against; some shipped kinds if not given.
        exact: Leave nothing open: see `evidence`.
        most: The greatest number of items.
        doubles: Let several items share one address of publication.
    """
    first = _window(pack) if pack else FIRST
    kinds = kinds_read(pack) if pack else tuple(vocabulary().kinds.values())
    items: list[Evidence] = []
    for number in range(1, draw(st.sampled_from((*range(1, most + 1), 0))) + 1):
        item = draw(_item(kinds, pack, f"E-{number}", first, exact=exact))
        older = [other.id for other in items]
        if older and draw(st.integers(0, 3)) == 3:
            item = item.model_copy(update={"supersedes": (draw(st.sampled_from(older)),)})
        if draw(st.booleans()):
            address = draw(st.sampled_from(("a", "b"))) if doubles else item.id
            item = item.model_copy(update={"published_at": f"https://body.example/{address}"})
        items.append(item)
    return Dossier(
        organisation=draw(organisations(first)),
        evidence=tuple(items),
        none_held=tuple(draw(_none_held(kinds, items, first))),
        not_applicable=tuple(draw(_declined(pack, first))) if pack else (),
        claims=tuple(draw(_claims(pack, first))) if pack else (),
    )


def kinds_read(pack: RulePack) -> tuple[EvidenceKind, ...]:
    """The kinds that the rules of a pack read, and its own, by name."""
    compiled = compile_pack(pack, vocabulary())
    known = compiled.lexicon.vocabulary.kinds
    things = {name.partition(".")[0] for rule in compiled.rules for name in facts_read(rule.condition)}
    return tuple(known[name] for name in sorted(things | {kind.name for kind in pack.kinds}) if name in known)


@st.composite
def _item(
    draw: st.DrawFn,
    kinds: Sequence[EvidenceKind],
    pack: RulePack | None,
    name: str,
    first: dt.date,
    *,
    exact: bool,
) -> Evidence:
    offers = pack is not None and any(rule.mend.provides for rule in pack.rules)
    if pack is not None and offers and not exact and draw(st.booleans()):
        return draw(provided(pack, first)).model_copy(update={"id": name})
    return draw(evidence(draw(st.sampled_from(kinds)), name, first, exact=exact))


@st.composite
def _none_held(
    draw: st.DrawFn, kinds: Sequence[EvidenceKind], items: Sequence[Evidence], first: dt.date
) -> list[NoneHeld]:
    found = []
    for kind in kinds[:3]:
        held = [dated_between(item)[1] for item in items if item.kind == kind.name]
        day = draw(days(first))
        if all(day < latest for latest in held) and draw(st.integers(0, 2)) == 2:
            found.append(NoneHeld(kind=kind.name, as_at=day, by="Equality Officer"))
    return found


@st.composite
def _declined(draw: st.DrawFn, pack: RulePack, first: dt.date) -> list[Declined]:
    may = sorted({pack.rule_id(rule) for rule in pack.rules if rule.may_decline})
    may = [name for name in may if all(r.may_decline for r in pack.rules if pack.rule_id(r) == name)]
    chosen = draw(st.lists(st.sampled_from(may), max_size=2)) if may else []
    return [
        Declined(rule=name, reason=f"no such service ({n})", by="Clerk", as_at=draw(days(first)))
        for n, name in enumerate(chosen)
    ]


@st.composite
def _claims(draw: st.DrawFn, pack: RulePack, first: dt.date) -> list[Claim]:
    if not pack.levels:
        return []
    claim = st.builds(
        Claim,
        framework=st.just(pack.pack),
        level=st.sampled_from(pack.levels),
        dated=days(first).flatmap(partial_dates),
        by=st.sampled_from((None, "a peer team", "a self-audit")),
        source=st.just(Source(document="claim.txt", place="page 1")),
    )
    return draw(st.lists(claim, max_size=2))


@st.composite
def written_dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier of shipped kinds as a person may write it: any words, and every part filled in."""
    dossier = draw(dossiers(most=3))
    ids = [item.id for item in dossier.evidence]
    items = [
        item.model_copy(
            update={
                "title": draw(texts()),
                "services": tuple(draw(st.lists(texts(), max_size=2))),
                "held_by": draw(st.none() | texts()),
                "period": draw(st.none() | partial_dates(FIRST)),
                "source": draw(st.none() | st.builds(Source, document=texts(), place=texts())),
            }
        )
        for item in dossier.evidence
    ]
    objective = st.builds(
        Objective,
        id=st.just("O-1"),
        title=texts(),
        aims=st.lists(st.sampled_from(Aim), unique=True).map(tuple),
        published_in=st.lists(st.sampled_from(ids), unique=True).map(tuple) if ids else st.just(()),
    )
    action = st.builds(
        Action,
        id=st.just("A-1"),
        title=texts(),
        due_on=st.none() | partial_dates(FIRST),
        outcome=st.none() | texts(),
    )
    decision = st.builds(
        Decision, id=st.just("D-1"), title=texts(), taken_on=st.none() | partial_dates(FIRST)
    )
    claim = st.builds(
        Claim,
        framework=st.just("another"),
        level=texts(),
        dated=partial_dates(FIRST),
        source=st.builds(Source, document=texts(), place=texts()),
    )
    return dossier.model_copy(
        update={
            "evidence": tuple(items),
            "objectives": tuple(draw(st.lists(objective, max_size=1))),
            "actions": tuple(draw(st.lists(action, max_size=1))),
            "decisions": tuple(draw(st.lists(decision, max_size=1))),
            "claims": tuple(draw(st.lists(claim, max_size=1))),
        }
    )


_TRAPS = (
    "no",
    "2011",
    "1e3",
    "~",
    "null",
    "- a",
    "a: b",
    "# a",
    "'",
    '"',
    "=1+1",
    "é",
    "🙂",
    "a\nb",
    "12:30",
)


def texts() -> st.SearchStrategy[str]:
    """Words for a person, among them those that YAML and spreadsheets are known to take for others."""
    plain = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
    return (st.sampled_from(_TRAPS) | plain).map(str.strip).filter(bool)


# Conditions, as text.


@st.composite
def conditions(draw: st.DrawFn, catalogue: Catalogue, depth: int = 2) -> str:
    """A condition over the facts of a catalogue, in any form of the language, as its text."""
    form = draw(st.sampled_from(("leaf", "leaf", "and", "or", "not", "mixed"))) if depth else "leaf"
    if form == "leaf":
        return draw(_leaves(catalogue))
    inner = conditions(catalogue, depth - 1)
    if form == "not":
        return f"not ({draw(inner)})"
    if form == "mixed":
        first, second, third = draw(_leaves(catalogue)), draw(_leaves(catalogue)), draw(_leaves(catalogue))
        return draw(
            st.sampled_from(
                (
                    f"{first} and {second} or {third}",
                    f"not {first} or {second} and {third}",
                    f"({first} or {second}) and {third}",
                )
            )
        )
    return f"({draw(inner)}) {form} ({draw(inner)})"


@st.composite
def _leaves(draw: st.DrawFn, catalogue: Catalogue) -> str:
    every = list(catalogue.facts.values())
    of_kinds = [fact for fact in every if not fact.name.startswith(("organisation.", "as_at"))]
    mostly = of_kinds if of_kinds and draw(st.integers(0, 5)) > 0 else every
    fact = draw(st.sampled_from(mostly))
    if draw(st.integers(0, 9)) == 9:
        alike = [other for other in catalogue.facts.values() if other.kind is fact.kind]
        return draw(_two_facts(fact, draw(st.sampled_from(alike))))
    match fact.kind:
        case FactKind.NUMBER:
            return draw(_turned(fact.name, _operators, _numbers(fact)))
        case FactKind.DATE:
            return draw(_turned(fact.name, _operators, days().map(lambda day: f'd"{day}"')))
        case FactKind.TEXT:
            return draw(_text_leaf(fact))
        case FactKind.SET:
            return f'"{draw(_words(fact))}" {draw(st.sampled_from(("in", "not in")))} {fact.name}'
        case FactKind.YES_NO:
            same = _turned(fact.name, _equal, st.sampled_from(("true", "false")))
            return draw(st.sampled_from((fact.name, f"not {fact.name}")) | same)


_MORE = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_operators = st.sampled_from((">=", ">=", ">", "==", "<=", "<", "!="))
_equal = st.sampled_from(("==", "!="))


@st.composite
def _turned(draw: st.DrawFn, name: str, ops: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> str:
    """A comparison, with the fact on its left or now and then on its right."""
    op, value = draw(ops), draw(values)
    return f"{value} {_MORE[op]} {name}" if draw(st.integers(0, 4)) == 4 else f"{name} {op} {value}"


@st.composite
def _two_facts(draw: st.DrawFn, fact: FactType, other: FactType) -> str:
    match fact.kind:
        case FactKind.NUMBER | FactKind.DATE:
            return f"{fact.name} {draw(_operators)} {other.name}"
        case FactKind.SET:
            return f'"{draw(_words(fact))}" in {fact.name}'
        case _:
            return f"{fact.name} {draw(_equal)} {other.name}"


def _text_leaf(fact: FactType) -> st.SearchStrategy[str]:
    word = _words(fact).map(lambda w: f'"{w}"')
    several = st.lists(word, min_size=1, max_size=2, unique=True).map(lambda ws: f"[{', '.join(ws)}]")
    member = st.builds(lambda how, ws: f"{fact.name} {how} {ws}", st.sampled_from(("in", "not in")), several)
    return _turned(fact.name, _equal, word) | member


def _words(fact: FactType) -> st.SearchStrategy[str]:
    """Words of a closed list; of the long ones only those that generated dossiers use."""
    used = [word for word in fact.values if word in (*BODIES, *CHARACTERISTICS)]
    return st.sampled_from(used or list(fact.values))


def _numbers(fact: FactType) -> st.SearchStrategy[str]:
    short = fact.name.rpartition(".")[2]
    if short == "strength":
        return st.sampled_from((*STRENGTHS, "3"))
    if short == "employees":
        return st.sampled_from([str(n) for n in HEADCOUNTS])
    return st.sampled_from(("1", "2", "3", "0", "1.5", "10", "-1"))


# Packs.

_SOURCE = RuleSource(cite="made up", basis=Basis.DERIVED)
_LEVELS = ("developing", "achieving", "excellent")


@st.composite
def packs(draw: st.DrawFn, name: str = "made-up", kind_names: Sequence[str] = KIND_NAMES) -> RulePack:
    """A whole small framework pack: one to three areas, two or three levels, one to six rules.

    Conditions are drawn from the catalogue of the pack's own kinds, as text. `monotone` and `timed`
    say what the conditions do. It compiles; it need not pass `psed.checking`, since examples are
    missing.
    """
    kinds = tuple(draw(kinds_of_evidence(word)) for word in kind_names[: draw(st.sampled_from((1, 1, 2, 3)))])
    tests = _item_tests(draw, kinds)
    catalogue = _catalogue(kinds, tests)
    areas = draw(st.integers(1, 3))
    levels = _LEVELS[: draw(st.integers(2, 3))]
    combine = draw(st.sampled_from(("weakest-area", "weakest-area", "profile-only", "sum-bands")))
    ends = FIRST + dt.timedelta(days=SPAN - 200) if draw(st.integers(0, 4)) == 4 else None
    rules: list[Rule] = []
    for number in range(draw(st.integers(1, 6))):
        rules += draw(_versions(number, areas, levels, catalogue, rules))
    return RulePack(
        psed_pack="1",
        pack=name,
        version="1.0.0",
        kind=PackKind.FRAMEWORK,
        title="A made-up framework",
        publisher="psed.testing",
        valid_from=draw(st.sampled_from((dt.date(2009, 1, 1), FIRST + 31 * DAY))),
        valid_to=ends,
        wording="psed",
        status=Status.PENDING if draw(st.integers(0, 19)) == 19 else Status.DRAFT,
        levels=levels,
        combine=combine,
        bands=draw(_bands(levels, areas)) if combine == "sum-bands" else None,
        characteristics=CHARACTERISTICS[: draw(st.integers(1, 3))],
        areas=tuple(Area(id=f"area-{n + 1}", title=f"Area {n + 1}") for n in range(areas)),
        kinds=kinds,
        item_tests=tests,
        rules=tuple(rules),
    )


@st.composite
def _bands(draw: st.DrawFn, levels: Sequence[str], areas: int) -> Bands:
    """A band for the floor and each level, one after the other, now and then with a hole between two."""
    totals = st.integers(1, len(levels) * areas)
    edges = sorted(draw(st.lists(totals, min_size=len(levels), max_size=len(levels), unique=True)))
    holes = draw(st.sampled_from((0, 0, 1)))
    of = [Band(level="floor", below=Decimal(edges[0]))]
    for level, edge, above in zip(levels, edges, [*edges[1:], None], strict=True):
        last = None if above is None else Decimal(max(edge, above - 1 - holes))
        of.append(Band(level=level, first=Decimal(edge), last=last))
    return Bands(of=tuple(of))


def _item_tests(draw: st.DrawFn, kinds: Sequence[EvidenceKind]) -> FrozenMap[str, FrozenMap[str, str]]:
    tested = [kind for kind in kinds if draw(st.booleans())]
    return FrozenMap(
        {kind.name: FrozenMap({"passes": draw(conditions(item_catalogue(kind)))}) for kind in tested}
    )


def _catalogue(kinds: Sequence[EvidenceKind], tests: Mapping[str, Mapping[str, str]]) -> Catalogue:
    """The facts of the pack's own kinds and of the organisation: the shipped kinds are left out."""
    own = Vocabulary({kind.name: kind for kind in kinds}, vocabulary().organisation_kinds)
    merged = {kind.name: {**kind.item_tests, **tests.get(kind.name, {})} for kind in kinds}
    return kind_catalogue(own, merged)


@st.composite
def _versions(
    draw: st.DrawFn,
    number: int,
    areas: int,
    levels: Sequence[str],
    catalogue: Catalogue,
    before: Sequence[Rule],
) -> list[Rule]:
    """One rule, and now and then a second version of it that takes its place on a day."""
    rank = draw(st.integers(0, len(levels) - 1))
    name = f"area-{draw(st.integers(1, areas))}/rule-{number + 1}"
    needed = sorted({rule.id for rule in before if levels.index(rule.level) <= rank})
    rule = draw(_rules(name, levels[rank], catalogue, needed))
    if draw(st.integers(0, 4)) < 4:
        return [rule]
    change = draw(days(FIRST + 40 * DAY, SPAN - 300))
    gap = draw(st.sampled_from((1, 1, 20)))
    newer = draw(_rules(name, levels[rank], catalogue, needed))
    return [
        rule.model_copy(update={"valid_to": change}),
        newer.model_copy(update={"valid_from": change + gap * DAY}),
    ]


@st.composite
def _rules(draw: st.DrawFn, name: str, level: str, catalogue: Catalogue, needed: Sequence[str]) -> Rule:
    text = draw(conditions(catalogue))
    node = compile_condition(text, catalogue)
    monotone, timed = not against(node, catalogue), bool(with_time(node, catalogue))
    own = catalogue.only("organisation", "as_at")
    needs = draw(st.lists(st.sampled_from(needed), unique=True, max_size=2)) if needed else []
    return Rule(
        id=name,
        level=level,
        title=f"Rule {name}",
        source=(_SOURCE,),
        applies_when=draw(conditions(own, 1)) if draw(st.integers(0, 5)) == 5 else None,
        needs=tuple(needs),
        condition=text,
        monotone=monotone,
        timed=timed,
        because=None if monotone and not timed else "as the condition says",
        may_decline=draw(st.integers(0, 3)) == 3,
        why="made up",
        mend=Mend(do="nothing", cannot_provide="made up"),
    )


# Whole cases.


@dataclass(frozen=True, repr=False)
class Case:
    """A pack, a dossier and a day, that shows itself in few words."""

    pack: RulePack
    dossier: Dossier
    as_at: dt.date

    @property
    def packs(self) -> tuple[RulePack, ...]:
        """The pack, as the laws want it."""
        return (self.pack,)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        shown = dict(self.dossier.model_dump(mode="python", exclude_defaults=True))
        shown = {key: value for key, value in shown.items() if key != "organisation"}
        body = self.dossier.organisation.model_dump(exclude={"id", "name"}, exclude_defaults=True)
        kept = {
            "kinds",
            "item_tests",
            "rules",
            "valid_from",
            "valid_to",
            "status",
            "characteristics",
            "levels",
        }
        pack = self.pack.model_dump(include=kept, exclude_defaults=True)
        noise = {"title", "source", "why", "mend", "examples", "meaning", "basis", "because", "ask"}
        for key in ("kinds", "rules"):
            pack[key] = [{k: v for k, v in part.items() if k not in noise} for part in pack.get(key, ())]
        if not any(kind.name in KIND_NAMES for kind in self.pack.kinds):
            pack = {"pack": self.pack.pack}
        return pformat(
            {"pack": pack, "body": body, **shown, "as_at": self.as_at}, width=140, sort_dicts=False
        )


@st.composite
def cases(draw: st.DrawFn, pack: st.SearchStrategy[RulePack] | None = None, *, most: int = 5) -> Case:
    """A pack (a made-up one if not given), a dossier for it and a day on which something may turn."""
    chosen = draw(packs() if pack is None else pack)
    dossier = draw(dossiers(chosen, most=most))
    return Case(chosen, dossier, draw(as_at_days(dossier, [chosen])))


@st.composite
def items_in_date(draw: st.DrawFn, pack: RulePack, as_at: dt.date, name: str = "E-new") -> Evidence:
    """An item that is certainly in date on a day, of a kind that a pack reads."""
    kinds = {kind.name: kind for kind in kinds_read(pack)}
    if any(rule.mend.provides for rule in pack.rules) and draw(st.booleans()):
        item = draw(provided(pack, as_at - 20 * DAY))
    else:
        item = draw(evidence(kinds[draw(st.sampled_from(sorted(kinds)))]))
    day = PartialDate.of(as_at - draw(st.sampled_from((0, 1, 20))) * DAY)
    return item.model_copy(update={"id": name, "dated": day, "valid_until": None})


# Completions: every unknown of a dossier settled.


@st.composite
def completions(
    draw: st.DrawFn, dossier: Dossier, packs: Sequence[RulePack], as_at: dt.date, *, wholly: bool = True
) -> Dossier:
    """The same dossier with what it leaves open settled, in one of the ways in which it may turn out.

    Partial dates become days inside them, missing details and the like get a value, a kind not on
    file turns out not to be held, or to be held after all, and where no headcount is on file there
    is one.

    Args:
        draw: Given by Hypothesis.
        dossier: What is settled.
        packs: The packs it is read against.
        as_at: The day of the assessment; days around it are tried first.
        wholly: Settle all of it. Otherwise each unknown is settled or left, by chance.
    """
    kinds = kinds_for(packs)
    none = {entry.kind: entry.as_at for entry in dossier.none_held}
    items = [
        draw(_settled(item, kinds[item.kind], none.get(item.kind), as_at, wholly=wholly))
        for item in dossier.evidence
    ]
    looked: list[NoneHeld] = list(dossier.none_held)
    read = sorted({kind.name for pack in packs for kind in kinds_read(pack)})
    for name in read:
        on_file = any(item.kind == name for item in items) or none.get(name, dt.date.max) <= as_at
        if on_file or not (wholly or draw(st.booleans())):
            continue
        if name not in none and draw(st.booleans()):
            looked.append(NoneHeld(kind=name, as_at=as_at, by="Equality Officer"))
            continue
        for number in range(draw(st.integers(1, 3))):
            new = draw(evidence(kinds[name], f"N-{name}-{number}", as_at - 800 * DAY, exact=True))
            day = none.get(name)
            if day is None or dated_between(new)[1] > day:
                items.append(new)
    body = dossier.organisation
    if body.employees(as_at) is None and (wholly or draw(st.booleans())):
        counted = Headcount(
            on=as_at, employees=draw(st.sampled_from(HEADCOUNTS)), basis=HeadcountBasis.PAYROLL
        )
        body = body.model_copy(update={"headcount": (*body.headcount, counted)})
    update = {"organisation": body, "evidence": tuple(items), "none_held": tuple(looked)}
    return dossier.model_copy(update=update)


@st.composite
def _settled(
    draw: st.DrawFn,
    item: Evidence,
    kind: EvidenceKind,
    none_until: dt.date | None,
    as_at: dt.date,
    *,
    wholly: bool,
) -> Evidence:
    """One item with what it leaves open settled."""

    def chosen() -> bool:
        return wholly or draw(st.booleans())

    update: dict[str, object] = {}
    until = item.valid_until
    if until and not until.exact and chosen():
        begins = max(until.earliest, item.dated.earliest - DAY) if item.dated else until.earliest
        update["valid_until"] = until = PartialDate.of(draw(_within(begins, until.latest, (as_at,))))
    if item.dated is None or not item.dated.exact:
        low, high = dated_between(item)
        low = max(low, LONG_AGO)
        low = max(low, none_until + DAY) if none_until else low
        high = min(high, until.latest + DAY) if until else high  # nothing ends before its date
        if low <= high and chosen():
            marks = (as_at, *_deciding(item, kind, as_at))
            update["dated"] = PartialDate.of(draw(_within(low, high, marks)))
    on = item.published_on
    if on and not on.exact and chosen():
        update["published_on"] = PartialDate.of(draw(_within(on.earliest, on.latest, (as_at,))))
    missing: list[tuple[str, st.SearchStrategy[object]]] = [
        ("characteristics", st.lists(st.sampled_from(Characteristic), unique=True).map(tuple)),
        ("aims", st.lists(st.sampled_from(Aim), unique=True).map(tuple)),
        ("strength", st.sampled_from(Strength)),
    ]
    for key, values in missing:
        if getattr(item, key) is None and chosen():
            update[key] = draw(values)
    told = {d.name: draw(detail_values(d)) for d in kind.details if d.name not in item.detail and chosen()}
    update["detail"] = FrozenMap({**item.detail, **told})
    settled = item.model_copy(update=update)
    return Evidence.model_validate(settled.model_dump())


def _deciding(item: Evidence, kind: EvidenceKind, as_at: dt.date) -> tuple[dt.date, ...]:
    """Days of an item's date on which its shelf life just reaches a day."""
    if kind.shelf_life is None:
        return ()
    around = Months(kind.shelf_life.count)
    guess = as_at - dt.timedelta(days=int(around.count * 30.44))
    near = [guess + n * DAY for n in range(-4, 5)]
    reaching = [day for day in near if around.after(day) >= as_at]
    return (reaching[0], reaching[0] - DAY) if reaching else ()


def _within(low: dt.date, high: dt.date, marks: Sequence[dt.date]) -> st.SearchStrategy[dt.date]:
    """A day of an interval: its ends, some marked days and their neighbours first."""
    near = {low, high} | {mark + n * DAY for mark in marks for n in (-1, 0, 1)}
    return st.sampled_from(sorted(day for day in near if low <= day <= high)) | st.dates(low, high)
