"""Hypothesis strategies for whole dossiers and whole rule packs.

What they give is small and lies close together in time, so that boundaries are hit by chance and a
failing case shrinks to something a person can read.

Example:
    >>> from hypothesis import given
    >>> from psed.testing import strategies as psts
    >>> @given(psts.packs().flatmap(lambda pack: psts.dossiers(pack)))
    ... def test_of_mine(dossier): ...

With psed installed Hypothesis knows its types as well: `st.from_type(psed.Dossier)`.
"""

from psed.testing.strategies.basics import days, partial_dates
from psed.testing.strategies.cases import Case, cases, completions, items_in_date
from psed.testing.strategies.conditions import conditions
from psed.testing.strategies.dossiers import (
    as_at_days,
    days_of_change,
    dossiers,
    kinds_for,
    kinds_read,
    organisations,
    texts,
    written_dossiers,
)
from psed.testing.strategies.evidence import evidence, provided
from psed.testing.strategies.histories import Moment, histories
from psed.testing.strategies.kinds import detail_values, details, kinds_of_evidence
from psed.testing.strategies.packs import packs
from psed.testing.strategies.records import decisions, objectives

__all__ = [
    "Case",
    "Moment",
    "as_at_days",
    "cases",
    "completions",
    "conditions",
    "days",
    "days_of_change",
    "decisions",
    "detail_values",
    "details",
    "dossiers",
    "evidence",
    "histories",
    "items_in_date",
    "kinds_for",
    "kinds_of_evidence",
    "kinds_read",
    "objectives",
    "organisations",
    "packs",
    "partial_dates",
    "provided",
    "texts",
    "written_dossiers",
]
