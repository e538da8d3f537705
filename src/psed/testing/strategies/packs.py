"""Whole small rule packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import strategies as st

from psed.compiled import against, with_time
from psed.facts import item_catalogue, kind_catalogue
from psed.language.compiling import compile_condition
from psed.language.types import Catalogue
from psed.loading import vocabulary
from psed.model.base import FrozenMap
from psed.model.dates import DAY
from psed.model.evidence import Basis, EvidenceKind
from psed.rulepack import Area, Band, Bands, Mend, PackKind, Rule, RulePack, RuleSource, Status
from psed.testing.strategies.basics import CHARACTERISTICS, FIRST, KIND_NAMES, SPAN, days
from psed.testing.strategies.conditions import conditions
from psed.testing.strategies.kinds import kinds_of_evidence
from psed.vocabulary import Vocabulary

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
