"""Items of evidence, with anything left open that can be."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from hypothesis import strategies as st

from psed.model.base import FrozenMap
from psed.model.dates import DAY, PartialDate
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Evidence, EvidenceKind, Strength
from psed.rulepack import Provided, RulePack
from psed.testing.strategies.basics import CHARACTERISTICS, FIRST, days, partial_dates
from psed.testing.strategies.kinds import detail_values

T = TypeVar("T")


def _publication(
    on: PartialDate | None, recorded: dt.date | None, dated: PartialDate | None, *, exact: bool
) -> st.SearchStrategy[bool | None]:
    """What is said of whether an item was published, beside the day."""
    if on:
        return st.sampled_from((None, True))
    seen = recorded is not None and (dated is None or dated.earliest <= recorded)
    if exact:
        return st.just(False)
    return st.sampled_from((None, False, True) if seen else (None, False))


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
    on = draw(st.none() | (st.just(PartialDate.of(late)) if exact else partial_dates(late)))
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
        published=draw(_publication(on, recorded, dated, exact=exact)),
        published_on=on,
        recorded_on=recorded,
        period=draw(_period(day, exact=exact)),
        valid_until=until,
        characteristics=draw(_stated(covered | st.just(tuple(Characteristic)), exact=exact)),
        aims=draw(_stated(aims, exact=exact)),
        strength=draw(_stated(st.sampled_from(Strength), exact=exact)),
        detail=FrozenMap(_details(draw, kind, exact=exact)),
    )


@st.composite
def _period(draw: st.DrawFn, day: dt.date, *, exact: bool) -> PartialDate | None:
    """Now and then what it reports on: a year, a month or a day that lies around its date."""
    if exact or draw(st.integers(0, 3)) < 3:
        return None
    return draw(partial_dates(day))


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
