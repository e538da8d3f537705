"""Whole dossiers, for a pack or for the shipped kinds, and days to read them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeVar

from hypothesis import strategies as st

from psed.compiled import compile_pack
from psed.facts import change_days
from psed.facts.items import dated_between, last_good_between
from psed.language.tree import facts_read
from psed.loading import vocabulary
from psed.model.dates import DAY
from psed.model.dossier import Action, Claim, Declined, Dossier, NoneHeld
from psed.model.duty import Function, Nation
from psed.model.evidence import Evidence, EvidenceKind, Source
from psed.model.organisation import (
    Adopted,
    EarlierNation,
    Headcount,
    HeadcountBasis,
    Listing,
    Organisation,
    Register,
)
from psed.rulepack import RulePack
from psed.testing.strategies.basics import BODIES, FIRST, HEADCOUNTS, LONG_AGO, days, partial_dates
from psed.testing.strategies.evidence import evidence, provided
from psed.testing.strategies.records import decisions, objectives

T = TypeVar("T")


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
        listings=tuple(draw(_listings(first))),
        earlier_nations=tuple(draw(_earlier_nations(first))),
        functions=tuple(draw(_functions())) if draw(st.integers(0, 4)) == 4 else None,
        adopted=tuple(draw(_adopted(first))),
        start=start,
        end=end,
    )


@st.composite
def _listings(draw: st.DrawFn, first: dt.date) -> list[Listing]:
    """Now and then a list in the law that names the body or does not, from some day on."""
    if draw(st.integers(0, 4)) < 4:
        return []
    return [
        Listing(name=draw(st.sampled_from(Register)), listed=draw(st.booleans()), first=draw(days(first)))
    ]


@st.composite
def _earlier_nations(draw: st.DrawFn, first: dt.date) -> list[EarlierNation]:
    """Now and then a nation whose duty it was until some day."""
    if draw(st.integers(0, 9)) < 9:
        return []
    return [EarlierNation(nation=draw(st.sampled_from(Nation)), last=draw(days(first)))]


def _functions() -> st.SearchStrategy[list[Function]]:
    return st.lists(st.sampled_from(Function), unique=True, max_size=2)


@st.composite
def _adopted(draw: st.DrawFn, first: dt.date) -> list[Adopted]:
    """Now and then a duty that was adopted, which a law in force on the day may lay on the body as well."""
    if draw(st.integers(0, 9)) < 9:
        return []
    duties = ("socio-economic-duty-england:england", "england-2011:information")
    return [Adopted(duty=draw(st.sampled_from(duties)), on=draw(days(first)))]


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
        if draw(st.booleans()) and (item.published_on or item.published):
            address = draw(st.sampled_from(("a", "b"))) if doubles else item.id
            item = item.model_copy(update={"published_at": f"https://body.example/{address}"})
        items.append(item)
    # Records cite nothing here: laws take evidence away, and what is cited has to be there.
    return Dossier(
        organisation=draw(organisations(first)),
        evidence=tuple(items),
        objectives=tuple(draw(_now_and_then(objectives("O-1", (), first)))),
        decisions=tuple(draw(_now_and_then(decisions("D-1", (), first)))),
        none_held=tuple(draw(_none_held(kinds, items, first))),
        not_applicable=tuple(draw(_declined(pack, first))) if pack else (),
        claims=tuple(draw(_claims(pack, first))) if pack else (),
    )


@st.composite
def _now_and_then(draw: st.DrawFn, some: st.SearchStrategy[T]) -> list[T]:
    """One of them in ten, as all of its checks are read with it."""
    return [draw(some)] if draw(st.integers(0, 9)) == 9 else []


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
    objective = objectives("O-1", ids, words=texts())
    action = st.builds(
        Action,
        id=st.just("A-1"),
        title=texts(),
        due_on=st.none() | partial_dates(FIRST),
        outcome=st.none() | texts(),
    )
    decision = decisions("D-1", ids, words=texts())
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
    return {*dated_between(item), *last_good_between(item, kind), *(item.publication or ())}


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
