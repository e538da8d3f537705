"""From findings to levels, by an aggregator that has a name.

A level is never decided by a share or a weight. Two are always given: the one that what is on file
supports, where what is not known does not count, and the one it could support, where it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from psed.model.outcome import AreaResult, Finding, LevelRead, Outcome, Progress, Reason, Total
from psed.rulepack import Area, Band, Bands, RulePack

Overall = Callable[[Sequence[AreaResult], RulePack], LevelRead | None]

_APPLIES = (Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.ERROR)
_OPEN = (Outcome.UNKNOWN, Outcome.ERROR)


def area_result(area: Area, findings: Iterable[Finding], levels: Sequence[str]) -> AreaResult:
    """Score one area: the highest level whose rules, and those of all levels below, are met.

    A level without a rule that applies is passed through, but is never itself the result. An area
    in which no rule applies has no level at all.
    """
    kept = tuple(findings)
    applying = [finding for finding in kept if finding.outcome in _APPLIES]
    level = None
    if applying:
        level = LevelRead(
            supported=_reached(applying, levels, (Outcome.MET,)),
            possible=_reached(applying, levels, (Outcome.MET, *_OPEN)),
        )
    return AreaResult(
        id=area.id,
        number=area.number,
        title=area.title,
        level=level,
        progress=progress(kept, levels),
        findings=kept,
    )


def _reached(findings: Sequence[Finding], levels: Sequence[str], enough: tuple[Outcome, ...]) -> str | None:
    reached = None
    for level in levels:
        here = [finding.outcome for finding in findings if finding.at_level == level]
        if any(outcome not in enough for outcome in here):
            break
        reached = level if here else reached
    return reached


def progress(findings: Iterable[Finding], levels: Sequence[str]) -> tuple[Progress, ...]:
    """Rules met, not known and applicable, level by level, lowest first."""
    kept = list(findings)
    rows = []
    for level in levels:
        here = [f.outcome for f in kept if f.at_level == level and f.outcome in _APPLIES]
        met, unknown = here.count(Outcome.MET), sum(outcome in _OPEN for outcome in here)
        rows.append(Progress(level=level, met=met, unknown=unknown, applicable=len(here)))
    return tuple(rows)


def overall(pack: RulePack, areas: Sequence[AreaResult]) -> LevelRead | None:
    """The level of the whole, by the pack's aggregator; nothing where no area applies."""
    return AGGREGATORS[pack.combine](areas, pack)


def _weakest_area(areas: Sequence[AreaResult], pack: RulePack) -> LevelRead | None:
    """The lowest level of any area. An area in which no rule applies is left out.

    An area that may yet turn out so does not hold down the level that is possible.
    """
    order = [None, *pack.levels]
    scored = [area.level for area in areas if area.level]
    if not scored:
        return None
    staying = [area.level.possible for area in areas if area.level and not _may_fall_away(area)]
    possible = [level.possible for level in scored]
    return LevelRead(
        supported=min((level.supported for level in scored), key=order.index),
        possible=min(staying, key=order.index) if staying else max(possible, key=order.index),
    )


def _may_fall_away(area: AreaResult) -> bool:
    """Whether it can turn out that no rule of an area applies."""
    applying = [finding for finding in area.findings if finding.outcome in _APPLIES]
    return bool(applying) and all(Reason.SCOPE_UNKNOWN in finding.reasons for finding in applying)


def _profile_only(areas: Sequence[AreaResult], pack: RulePack) -> LevelRead | None:
    """No overall level: the areas stand side by side."""
    return None


def _sum_bands(areas: Sequence[AreaResult], pack: RulePack) -> LevelRead | None:
    """The level of the band in which the total lies; none for a total between two bands."""
    points = total(pack, areas)
    if points is None or pack.bands is None:
        return None
    low, high = (pack.bands.band(Decimal(end)) for end in (points.low, points.high))
    if low is None or high is None:
        return None
    return LevelRead(supported=_named(low, pack), possible=_named(high, pack))


def _named(band: Band, pack: RulePack) -> str | None:
    return band.level if band.level in pack.levels else None


def total(pack: RulePack, areas: Sequence[AreaResult]) -> Total | None:
    """Points of all areas, where the pack adds them up: 0 below the lowest level, 1 for the lowest.

    Bands are made for all areas, so there is no total where one of them is left out.
    """
    if pack.bands is None or not areas:
        return None
    low = high = 0
    for area in areas:
        if area.level is None:
            return None
        low += rank(area.level.supported, pack.levels)
        high += rank(area.level.possible, pack.levels)
    outside = [str(end) for end in dict.fromkeys((low, high)) if pack.bands.band(Decimal(end)) is None]
    return Total(low=low, high=high, most=pack.most, no_band=_no_band(outside, pack.bands))


def _no_band(outside: Sequence[str], bands: Bands) -> str | None:
    if not outside:
        return None
    told = ", ".join(f"{band.level} {band}" for band in bands.of)
    return f"No band holds {' or '.join(outside)} ({told}), so there is no overall level."


AGGREGATORS: Mapping[str, Overall] = {
    "weakest-area": _weakest_area,
    "profile-only": _profile_only,
    "sum-bands": _sum_bands,
}
"""How areas become one level, by the name a pack gives in `combine:`."""


def left_out(areas: Iterable[AreaResult]) -> tuple[str, ...]:
    """The areas in which no rule applies, so that nothing rises by marking everything as not applicable."""
    return tuple(area.id for area in areas if area.level is None)


def rank(level: str | None, levels: Sequence[str]) -> int:
    """A level as a number: 0 below the lowest, 1 for the lowest."""
    return 0 if level is None else levels.index(level) + 1
