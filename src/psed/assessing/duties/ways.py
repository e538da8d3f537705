"""Every way in which what is open may have come about, as long as there are few enough to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import TypeVar

MOST_WAYS = 1024
"""In how many ways publications may have come about for each of them to be looked at."""
MOST_LOOKS = 100_000
"""How many things are looked at over all ways."""

P = TypeVar("P")
Places = Sequence[tuple[str, Sequence[P | None]]]
"""For each item by id, where it may lie; nothing stands for not at all, and comes first where it can be."""


def every_way(places: Places[P]) -> Iterator[dict[str, P]]:
    """Each way to place every item; the one with the least comes first."""
    for chosen in product(*(found for _, found in places)):
        yield {name: place for (name, _), place in zip(places, chosen, strict=True) if place is not None}


def few_enough(places: Places[P], looks: int) -> bool:
    """Whether all ways can be looked at, where each of them takes so many looks."""
    number = prod(len(found) for _, found in places)
    return number <= min(MOST_WAYS, max(1, MOST_LOOKS // looks))
