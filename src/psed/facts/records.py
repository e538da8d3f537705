"""Facts of one record, a decision or an objective: what a check can read.

Each is a row of a table: name, type, meaning, where in the record it stands, and how it is derived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from psed.language.types import Catalogue, FactKind, FactType, Moves
from psed.language.values import Between, Known, Options, Range, Scalar, Truth, exactly
from psed.model.dates import PartialDate
from psed.model.duty import Characteristic
from psed.model.outcome import Reason

NOT_ON_RECORD = "nothing on record"
NOT_EXACT = "not exact enough on record"
UNDATED = "a date is not exact enough on record"
READINGS_DIFFER = "in time or not, by how the time is read"

Path_ = tuple[str | int, ...]
NINE = Decimal(len(Characteristic))


@dataclass(frozen=True)
class RecordFact:
    """One fact of a record.

    Attributes:
        type: Its name, type and meaning; the meaning completes "on record: ..." and "not on record: ...".
        derive: What is known of it, from a view of the record.
        path: The keys it stands under, from a view of the record.
        told_with: Names of the facts that a reader is told beside it, where they are known.
        told_as: The fact that a reader is told in its place: names in place of their number.
        short: What is wrong where it is no.
    """

    type: FactType
    derive: Callable[[Any], Known]
    path: Callable[[Any], Path_]
    told_with: tuple[str, ...] = ()
    told_as: str | None = None
    short: Reason = Reason.CONTRADICTED


def row(
    name: str,
    kind: FactKind,
    meaning: str,
    path: str | Callable[[Any], Path_],
    derive: Callable[[Any], Known],
    values: Iterable[StrEnum] = (),
    told_with: tuple[str, ...] = (),
    told_as: str | None = None,
    short: Reason = Reason.CONTRADICTED,
) -> RecordFact:
    """A row of the table. A number counts characteristics: from 0 to 9."""
    number = kind is FactKind.NUMBER
    low, high = (Decimal(0), NINE) if number else (None, None)
    words = tuple(str(value) for value in values)
    type_ = FactType(name, kind, meaning, Moves.ANY, Moves.ANY, words, low, high, whole=number)
    where = (lambda _: (path,)) if isinstance(path, str) else path
    return RecordFact(type_, derive, where, told_with, told_as, short)


def catalogue_of(
    facts: Mapping[str, RecordFact], organisation: Mapping[str, FactType], where: str
) -> Catalogue:
    """What checks of one sort of record may read: its facts, those of the organisation, and the day."""
    return Catalogue({**organisation, **{name: fact.type for name, fact in facts.items()}}, where)


# What is known.


def yes_no(truth: Truth, because: str = NOT_ON_RECORD) -> Known:
    """A yes, a no, or either."""
    return Range(False, True, because) if truth is None else exactly(truth)


def word(value: StrEnum | None, values: type[StrEnum]) -> Known:
    """A word, or any of its closed list."""
    if value is None:
        return Options(frozenset(map(str, values)), NOT_ON_RECORD)
    return exactly(str(value))


def words(given: Iterable[StrEnum] | None, values: type[StrEnum]) -> Known:
    """A set that is recorded whole, or nothing of it."""
    everything = frozenset(map(str, values))
    if given is None:
        return Between(frozenset(), everything, NOT_ON_RECORD)
    return exactly(frozenset(map(str, given)))


def between(sure: Iterable[str], possible: Iterable[str]) -> Between:
    """A set of which part is known."""
    known, may_be = frozenset(sure), frozenset(possible)
    because = None if known == may_be else NOT_EXACT if known else NOT_ON_RECORD
    return Between(known, known | may_be, because)


def count(found: Between) -> Known:
    """How many are in a set."""
    return Range(Decimal(len(found.sure)), Decimal(len(found.possible)), found.because)


def day(date: PartialDate | None) -> Known:
    """A date as the days it can be."""
    return Range(date.earliest, date.latest, _inexact(date)) if date else Range(None, None, NOT_ON_RECORD)


def _inexact(date: PartialDate) -> str | None:
    return None if date.exact else NOT_EXACT


def first_of(dates: Iterable[PartialDate | None]) -> Known:
    """The earliest of some dates; of one that is missing it is not known how early it is."""
    given = list(dates)
    known = [date for date in given if date]
    if not known:
        return Range(None, None, NOT_ON_RECORD)
    low: Scalar | None = min(date.earliest for date in known) if len(known) == len(given) else None
    high = min(date.latest for date in known)
    return Range(low, high, None if low == high else NOT_EXACT)


def last_of(dates: Iterable[PartialDate | None]) -> Known:
    """The latest of some dates; of one that is missing it is not known how late it is."""
    given = list(dates)
    known = [date for date in given if date]
    if not known:
        return Range(None, None, NOT_ON_RECORD)
    low = max(date.earliest for date in known)
    high: Scalar | None = max(date.latest for date in known) if len(known) == len(given) else None
    return Range(low, high, None if low == high else NOT_EXACT)


def not_after(date: PartialDate | None, other: PartialDate | None) -> Truth:
    """Whether a date lies on or before another; not known where the two spans meet."""
    if date is None or other is None:
        return None
    if date.latest <= other.earliest:
        return True
    return False if other.latest < date.earliest else None


def came_before(date: PartialDate | None, taken: PartialDate | None, said: Truth) -> Truth:
    """Whether something came by the day of a decision; what the record says decides where the days do not.

    Both on one day is by the day of the decision, unless the record says that the decision came first.
    """
    known = not_after(date, taken)
    apart = date and taken and (date.latest < taken.earliest or taken.latest < date.earliest)
    return known if apart or said is None else said


def same_day(date: PartialDate | None, other: PartialDate | None) -> Truth:
    """Whether two dates are one day."""
    if date is None or other is None:
        return None
    if date.exact and other.exact:
        return date == other
    apart = date.latest < other.earliest or other.latest < date.earliest
    return False if apart else None


def upto(date: PartialDate | None, as_at: dt.date) -> Truth:
    """Whether a date has come by a day."""
    return not_after(date, PartialDate.of(as_at))


def given(value: object, *, none: bool) -> Truth:
    """Whether something is on record: yes where it is, no where the record says so, else not known."""
    return True if value else (False if none else None)
