"""Every check of a pack that loads, in the order of their codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from psed.errors import Place
from psed.linting import conditions, kinds, rules, sources
from psed.linting.accepting import accepted
from psed.linting.remark import Remark
from psed.linting.subject import Subject

CHECKS: tuple[tuple[tuple[str, ...], Callable[[Subject], Iterator[Remark]]], ...] = (
    (("L001", "L002"), conditions.constant),
    (("L003",), conditions.idle_parts),
    (("L004",), rules.levels_out_of_reach),
    (("L005",), rules.empty_areas),
    (("L006",), rules.needs_out_of_force),
    (("L007",), rules.gaps_between_versions),
    (("L008",), rules.doubles),
    (("L009",), rules.asked_by_a_need),
    (("L010",), rules.idle_mends),
    (("L011",), kinds.unread_kinds),
    (("L012",), kinds.unread_details),
    (("L013",), conditions.too_cautious),
    (("L014",), sources.thin_sources),
    (("L015",), rules.holes_between_bands),
)
"""Each check with the codes it can give."""


def check(subject: Subject) -> tuple[Remark, ...]:
    """All remarks on a pack but those it accepts, by file and line."""
    found = [remark for _, each in CHECKS for remark in each(subject)]
    codes = [code for own, _ in CHECKS for code in own]
    return in_order(accepted(subject, found, codes))


def in_order(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """By file and line; several on one line by code."""
    return tuple(sorted(remarks, key=lambda remark: (*_line(remark.place), remark.code)))


def _line(place: Place) -> tuple[str, int]:
    return place.file, place.line or 0
