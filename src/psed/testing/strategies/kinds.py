"""Kinds of evidence, their details, and values that fit them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from psed.facts import item_catalogue
from psed.model.base import FrozenMap
from psed.model.dates import Months
from psed.model.evidence import Basis, Better, Detail, DetailType, EvidenceKind, Over, ShortReason
from psed.testing.strategies.conditions import conditions

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
