"""What a condition may name, of what type, and how it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from psed.model.evidence import Strength


class FactKind(StrEnum):
    """The type of a fact."""

    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    SET = "set"
    YES_NO = "yes-no"


class Moves(StrEnum):
    """Which way a fact can move: when an in-date item is added, or as time passes."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class FactType:
    """The type of one fact.

    Attributes:
        name: As a condition writes it, such as `community_profile.current`.
        kind: What sort of value it has.
        values: The closed list of a text or a set.
        low: The least value of a number, inclusive; none if open.
        high: The greatest value of a number, inclusive; none if open.
        on_adding: How it moves when an item that is certainly in date is added.
        on_time: How it moves as time passes and nothing is added.
        meaning: One line for the page of facts.
    """

    name: str
    kind: FactKind
    meaning: str
    on_adding: Moves
    on_time: Moves
    values: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False


@dataclass(frozen=True)
class Catalogue:
    """Every fact that conditions of one sort may read, by name.

    `organisation.kind` is the fact `kind` of the thing `organisation`; names without a dot stand
    alone.
    """

    facts: Mapping[str, FactType]
    where: str = "Facts are listed in docs/facts.md"
    barred: frozenset[str] = frozenset()
    """Facts that there are, but not for this reader."""
    things: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        things = frozenset(name.partition(".")[0] for name in self.facts if "." in name)
        object.__setattr__(self, "things", things)

    def __contains__(self, name: str) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> FactType:
        return self.facts[name]

    def only(self, *things: str) -> Catalogue:
        """The facts of some things, or of some names that stand alone."""
        kept = {n: f for n, f in self.facts.items() if n.partition(".")[0] in things}
        return Catalogue(kept, self.where)


STRENGTHS: Mapping[str, Decimal] = {
    f"strength.{strength.replace('-', '_')}": Decimal(strength.rank) for strength in Strength
}
"""The four strengths as numbers, so that `kind.strength >= strength.published` can be written."""
