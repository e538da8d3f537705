"""The laws of `psed.testing.laws`, over made-up packs and the shipped ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import psed
from psed.assessing import assess
from psed.model.dates import DAY
from psed.model.dossier import Dossier
from psed.model.outcome import Assessment, Outcome
from psed.rulepack import Bands, PackKind, RulePack
from psed.testing import laws
from psed.testing import strategies as psts
from psed.testing.strategies import Case

from .reference_scorer import Reference, TooManyWays, reference_outcomes

OAKSHIRE = psed.examples_folder() / "oakshire"
SHIPPED = (
    *(pack for pack in psed.packs() if pack.kind is PackKind.FRAMEWORK),
    psed.load_pack(OAKSHIRE / "pack.yaml"),
)
REAL = [
    *sorted((psed.examples_folder() / "leicestershire-2011").glob("*.yaml")),
    OAKSHIRE / "dossier.yaml",
]


def some_packs() -> st.SearchStrategy[RulePack]:
    """Two made-up packs for each shipped one."""
    return st.integers(0, 2).flatmap(lambda n: st.sampled_from(SHIPPED) if n == 2 else psts.packs())


def some_cases(most: int = 5) -> st.SearchStrategy[Case]:
    return psts.cases(some_packs(), most=most)


def reference(pack: RulePack, dossier: Dossier, as_at: dt.date) -> Mapping[str, Outcome]:
    return reference_outcomes(pack, dossier, as_at, psts.kinds_for([pack]))


def shuffled(data: st.DataObject, dossier: Dossier) -> Dossier:
    lists = ("evidence", "none_held", "not_applicable", "claims")
    update: dict[str, object] = {
        key: tuple(data.draw(st.permutations(getattr(dossier, key)))) for key in lists
    }
    body = dossier.organisation
    counts = tuple(data.draw(st.permutations(body.headcount)))
    update["organisation"] = body.model_copy(update={"headcount": counts})
    return dossier.model_copy(update=update)


# 1


@given(some_cases(), st.data())
def test_order_free(case: Case, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(case.pack.rules))))
    pack = case.pack.model_copy(update={"rules": tuple(case.pack.rules[n] for n in order)})
    pack = RulePack.model_validate(pack.model_dump(by_alias=True))
    laws.order_free(case.dossier, case.packs, case.as_at, shuffled(data, case.dossier), [pack])


@given(some_cases(), psts.packs("another", ("delta", "epsilon", "zeta")))
def test_the_order_of_packs_is_free(case: Case, other: RulePack) -> None:
    packs = (case.pack, other)
    laws.order_free(case.dossier, packs, case.as_at, case.dossier, packs[::-1])


# 2


@given(some_cases(), st.data())
def test_monotone(case: Case, data: st.DataObject) -> None:
    item = data.draw(psts.items_in_date(case.pack, case.as_at))
    assume(laws.certainly_in_date(case.dossier, item, case.packs, case.as_at))
    laws.monotone(case.dossier, item, case.packs, case.as_at)


# 3


@given(some_cases(), st.data())
def test_narrowing(case: Case, data: st.DataObject) -> None:
    """Half of the time all is settled, else some of it."""
    wholly = data.draw(st.booleans())
    settled = data.draw(psts.completions(case.dossier, case.packs, case.as_at, wholly=wholly))
    laws.narrowing(case.dossier, settled, case.packs, case.as_at)


# 4


@given(some_cases())
def test_nested(case: Case) -> None:
    laws.nested(assess(case.dossier, case.pack, as_at=case.as_at))


# 5


@given(some_cases(), st.data())
def test_local(case: Case, data: st.DataObject) -> None:
    other = data.draw(psts.dossiers(case.pack))
    kinds = data.draw(
        st.lists(st.sampled_from([kind.name for kind in psts.kinds_read(case.pack)]), max_size=2)
    )
    laws.local(case.dossier, changed(case.dossier, other, kinds), case.packs, case.as_at)


def changed(dossier: Dossier, other: Dossier, kinds: list[str]) -> Dossier:
    """A dossier with all it has of some kinds taken from another."""
    kept = [item for item in dossier.evidence if item.kind not in kinds]
    ids = {item.id for item in kept}
    cut = [e.model_copy(update={"supersedes": tuple(i for i in e.supersedes if i in ids)}) for e in kept]
    new = [
        item.model_copy(update={"id": f"O-{item.id}", "supersedes": (), "published_at": None})
        for item in other.evidence
        if item.kind in kinds
    ]
    none = [n for n in dossier.none_held if n.kind not in kinds] + [
        n for n in other.none_held if n.kind in kinds
    ]
    return dossier.model_copy(update={"evidence": (*cut, *new), "none_held": tuple(none)})


# 6


@given(some_cases(), st.data())
def test_time_honest(case: Case, data: st.DataObject) -> None:
    day1, later = case.as_at, []
    for day in [day + n * DAY for day in laws.timeline(case.dossier, case.packs) for n in (0, 1)]:
        if day1 < day and laws.nothing_arrives(case.dossier, case.packs, day1, day):
            later.append(day)
    assume(later)
    laws.time_honest(case.dossier, case.packs, day1, data.draw(st.sampled_from(later)))


@given(some_cases(), st.data())
def test_nothing_changes_between_two_days_of_the_timeline(case: Case, data: st.DataObject) -> None:
    days = laws.timeline(case.dossier, case.packs)
    gaps = [(a, b - DAY) for a, b in pairwise(days) if b - a > DAY and a.year > 1900]
    assume(gaps)
    first, last = data.draw(st.sampled_from(gaps))
    inside = data.draw(st.dates(first, last))
    laws.nothing_changes_between(case.dossier, case.packs, first, inside)
    laws.nothing_changes_between(case.dossier, case.packs, inside, last)


@given(some_cases(most=3), st.data())
def test_a_plain_scan_of_days_sees_changes_on_the_timeline_only(case: Case, data: st.DataObject) -> None:
    known = frozenset(laws.timeline(case.dossier, case.packs))
    first = case.as_at - data.draw(st.integers(1, 8)) * DAY
    before = seen(assess(case.dossier, case.pack, as_at=first))
    for number in range(1, 10):
        day = first + number * DAY
        now = seen(assess(case.dossier, case.pack, as_at=day))
        assert day in known or now == before, f"something changes on {day}, which is not on the timeline"
        before = now


def seen(assessment: Assessment) -> object:
    """What a reader would notice: outcomes, reasons and levels."""
    findings = tuple((f.rule, f.outcome, f.reasons) for f in assessment.findings())
    return findings, tuple((f.level, *(area.level for area in f.areas)) for f in assessment.frameworks)


# 7


@given(some_cases())
def test_explained(case: Case) -> None:
    laws.explained(case.dossier, case.packs, case.as_at)


# 8


@given(
    some_packs().flatmap(lambda pack: st.tuples(st.just(pack), psts.dossiers(pack, doubles=True))), st.data()
)
def test_duplicate_free(drawn: tuple[RulePack, Dossier], data: st.DataObject) -> None:
    pack, dossier = drawn
    laws.duplicate_free(dossier, [pack], data.draw(psts.as_at_days(dossier, [pack])))


# 9


@given(some_cases(most=4))
def test_same_everywhere(case: Case) -> None:
    try:
        laws.same_everywhere(case.pack, case.dossier, case.as_at, reference)
    except TooManyWays:
        assume(False)


@given(some_packs(), st.data())
def test_same_everywhere_where_all_is_exact(pack: RulePack, data: st.DataObject) -> None:
    dossier = data.draw(psts.dossiers(pack, exact=True, most=4))
    laws.same_everywhere(pack, dossier, data.draw(psts.as_at_days(dossier, [pack])), reference)


def _band(bands: Bands, total: int) -> str | None:
    """The level of a total, by walking up the ends."""
    for band in bands.of:
        last = band.last if band.last is not None else total
        if (band.first or 0) <= total <= last and (band.below is None or total < band.below):
            return band.level
    return None


@given(some_cases(most=3))
def test_levels_are_those_of_the_reference(case: Case) -> None:
    slow = Reference(case.pack, case.dossier, case.as_at, psts.kinds_for(case.packs))
    result = assess(case.dossier, case.pack, as_at=case.as_at).frameworks[0]
    order = [None, *case.pack.levels]
    least: dict[str, list[int]] = {"supported": [], "possible": [], "staying": []}
    for area in result.areas:
        outcomes = {rule.id: slow.outcome(rule.id) for rule in case.pack.rules if rule.area_id == area.id}
        if set(outcomes.values()) <= {Outcome.NOT_APPLICABLE}:
            assert area.level is None
            continue
        assert area.level
        for end, good in (("supported", (Outcome.MET,)), ("possible", (Outcome.MET, Outcome.UNKNOWN))):
            level = slow.level(area.id, good)
            assert getattr(area.level, end) == level
            least[end].append(order.index(level))
        if any(slow.applies(name) for name in outcomes):
            least["staying"].append(least["possible"][-1])
    if case.pack.combine == "profile-only" or not least["supported"]:
        assert result.level is None
    elif case.pack.bands:
        banded = [_band(case.pack.bands, sum(least[end])) for end in ("supported", "possible")]
        if len(least["supported"]) < len(case.pack.areas) or None in banded:
            assert result.level is None
        else:
            assert result.level
            assert [result.level.supported or "floor", result.level.possible or "floor"] == banded
    else:
        assert result.level
        assert order.index(result.level.supported) == min(least["supported"])
        possible = min(least["staying"]) if least["staying"] else max(least["possible"])
        assert order.index(result.level.possible) == possible


# 10


@given(psts.written_dossiers())
def test_round_trip(dossier: Dossier) -> None:
    laws.round_trip(dossier)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_round_trip_of_real_dossiers(path: Path) -> None:
    laws.round_trip(psed.load(path), path.parent)


# 11


@given(psts.packs())
def test_dated(pack: RulePack) -> None:
    laws.dated(pack)


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.pack)
def test_dated_in_shipped_packs(pack: RulePack) -> None:
    laws.dated(pack)


# Of the laws themselves.


def test_each_law_has_a_name_and_says_in_one_line_what_it_holds() -> None:
    assert len(set(laws.LAWS.values())) == len(laws.LAWS)
    for name, law in laws.LAWS.items():
        assert law.__doc__, name
        assert law.__doc__.splitlines()[0].endswith("."), name


def test_made_up_packs_are_not_all_of_one_outcome() -> None:
    """Else the laws would hold for want of anything to say."""
    found: set[Outcome] = set()

    @given(psts.cases())
    def look(case: Case) -> None:
        found.update(f.outcome for f in assess(case.dossier, case.pack, as_at=case.as_at).findings())

    look()
    assert found >= {Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}
