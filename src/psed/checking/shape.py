"""What a pack must and must not hold, by what it is about: levels, areas, bands, exceptions."""

from __future__ import annotations

from collections.abc import Sequence

from psed.checking.shared import Found
from psed.errors import suggestion
from psed.files.tree import Path_
from psed.rulepack import (
    PackExpectation,
    PackKind,
    RulePack,
)
from psed.scoring import AGGREGATORS
from psed.vocabulary import Vocabulary


def shape(pack: RulePack) -> Found:
    """A pack holds what its kind asks for, and each area once."""
    if pack.kind is PackKind.FRAMEWORK:
        for key in ("levels", "areas", "rules"):
            if not getattr(pack, key):
                yield "P013", f"a framework pack needs `{key}:`", (key,), None
    if pack.kind is PackKind.LAW and not (pack.rules or pack.duties or pack.general_duty):
        yield "P013", "a law pack needs `duties:` or `general_duty:`", (), None
    if pack.kind is not PackKind.LAW and pack.duties:
        yield "P013", f"a {pack.kind} pack has no `duties:`", ("duties",), "put them into a law pack"
    if pack.valid_to and pack.valid_to < pack.valid_from:
        message = f"the pack ends ({pack.valid_to}) before it begins ({pack.valid_from})"
        yield "P008", message, ("valid_to",), None
    if pack.combine not in AGGREGATORS:
        yield (
            "P009",
            f"unknown aggregator `{pack.combine}`",
            ("combine",),
            suggestion(pack.combine, AGGREGATORS),
        )
    yield from _bands(pack)
    seen: set[str] = set()
    for index, area in enumerate(pack.areas):
        if area.id in seen:
            yield "S005", f"the area `{area.id}` is given twice", ("areas", index), None
        seen.add(area.id)


MOST_POINTS = 1_000
"""How many points there may be for totals to be looked at one by one."""


def _bands(pack: RulePack) -> Found:
    """Bands are there where points are added up, of known levels, lowest first, and do not overlap."""
    if pack.combine == "sum-bands" and pack.bands is None:
        yield "P017", "`combine: sum-bands` needs `bands:`", ("combine",), "say which totals give which level"
    if pack.bands is None:
        return
    if pack.combine != "sum-bands":
        yield "P017", f"`combine: {pack.combine}` has no use for `bands:`", ("bands",), "take them out"
    if pack.most > MOST_POINTS:
        message = f"the areas could come to {pack.most:,} points; at most {MOST_POINTS:,} can be banded"
        yield "P017", message, ("bands",), "use fewer areas or levels"
        return
    order = ["floor", *pack.levels]
    for index, band in enumerate(pack.bands.of):
        here: Path_ = ("bands", "of", index)
        if band.level not in order:
            yield "P001", f"unknown level `{band.level}`", (*here, "level"), suggestion(band.level, order)
        elif index and _out_of_order(pack.bands.of[index - 1].level, band.level, order):
            message = f"the band of `{band.level}` comes after that of `{pack.bands.of[index - 1].level}`"
            yield "P017", message, here, "give each level one band, the lowest level first"
        other = pack.bands.of[index - 1] if index else None
        both = pack.bands.in_both(other, band) if other else None
        if other and both is not None and both <= pack.most:
            message = f"the bands of `{other.level}` and `{band.level}` overlap: {both} is in both"
            yield "P017", message, here, f"let `{band.level}` begin after `{other.level}` ends"


def _out_of_order(before: str, level: str, order: Sequence[str]) -> bool:
    return before in order and order.index(before) >= order.index(level)


def exceptions(pack: RulePack, vocabulary: Vocabulary) -> Found:
    """Exceptions of the general duty stand once and name kinds of body that there are."""
    exceptions = pack.general_duty.exceptions if pack.general_duty else ()
    known = vocabulary.organisation_kinds
    for index, exception in enumerate(exceptions):
        here: Path_ = ("general_duty", "exceptions", index)
        if exception.id in (before.id for before in exceptions[:index]):
            yield "S005", f"the exception `{exception.id}` is given twice", here, "keep one of them"
        for key in ("organisation_kinds", "possible_kinds", "only_kinds"):
            for number, kind in enumerate(getattr(exception, key)):
                if kind not in known:
                    path = (*here, key, number)
                    yield "D007", f"unknown kind of organisation `{kind}`", path, suggestion(kind, known)


def pack_example(pack: RulePack, then: PackExpectation, here: Path_) -> Found:
    """Levels and areas that an example of the whole names are there."""
    levels = [*pack.levels, "floor", "none"]
    areas = [area.id for area in pack.areas]
    pairs = [((*here, "then"), then.supported, then.possible)]
    pairs += [((*here, "then", "areas", a), p.supported, p.possible) for a, p in then.areas.items()]
    for path, *words in pairs:
        for word in words:
            if word not in levels:
                yield "P001", f"unknown level `{word}`", path, suggestion(word, levels)
    for area in then.areas:
        if area not in areas:
            yield "P002", f"unknown area `{area}`", (*here, "then", "areas", area), suggestion(area, areas)
