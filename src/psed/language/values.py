"""What can be known of a fact: a value, ends between which it lies, or nothing at all.

rule-engine has no third truth value and calls `not null` true, so what is not known is kept here,
outside its evaluator. Everything is an interval in some order, both ends inclusive: numbers and days
in theirs, `False` below `True`, a set between what is surely in it and what may be.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

Scalar = Decimal | int | dt.date | bool
Truth = bool | None
"""True, False, or None where it cannot be decided."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number, a day or a yes/no between two ends, inclusive. `None` is an open end."""

    low: Scalar | None
    high: Scalar | None
    because: str | None = None

    @property
    def exact(self) -> bool:
        """Whether the two ends meet."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True)
class Between:
    """A set: all of `sure` is in it, and nothing outside `possible`."""

    sure: frozenset[str]
    possible: frozenset[str]
    because: str | None = None

    @property
    def exact(self) -> bool:
        """Whether every member is known."""
        return self.sure == self.possible


@dataclass(frozen=True, slots=True)
class Options:
    """A word that is one of these."""

    words: frozenset[str]
    because: str | None = None

    @property
    def exact(self) -> bool:
        """Whether it is known."""
        return len(self.words) == 1


@dataclass(frozen=True, slots=True)
class Granted:
    """A fact that, for the sake of argument, is as good as a comparison wants it.

    Reasons are found so: what would have to be granted for the rule to be met?

    Attributes:
        way: `up` or `down` where only a greater or only a smaller value is granted.
        actual: What is really known.
    """

    actual: Known
    way: str = "any"


Known = Range | Between | Options | Granted


def exactly(value: Scalar | str | frozenset[str]) -> Known:
    """A value that is known."""
    if isinstance(value, str):
        return Options(frozenset({value}))
    if isinstance(value, frozenset):
        return Between(value, value)
    return Range(value, value)


def both(parts: list[Truth]) -> Truth:
    """Strong Kleene "and": one "no" decides, otherwise one unknown does."""
    if False in parts:
        return False
    return None if None in parts else True


def either(parts: list[Truth]) -> Truth:
    """Strong Kleene "or": one "yes" decides, otherwise one unknown does."""
    if True in parts:
        return True
    return None if None in parts else False


def opposite(part: Truth) -> Truth:
    """Strong Kleene "not": the opposite of an unknown is unknown."""
    return None if part is None else not part
