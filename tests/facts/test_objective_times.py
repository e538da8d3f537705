"""Facts of an objective that turn on how long ago something was: both readings, blanks, partial dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psed.facts.objectives import OBJECTIVE_FACTS, ObjectiveView
from psed.facts.records import READINGS_DIFFER
from psed.language.values import Known, Range
from psed.model.dates import PartialDate
from psed.model.objective import Objective

TIMED = (
    "objective.published",
    "objective.first_published_in_a_year",
    "objective.first_published_in_two_years",
    "objective.published_in_four_years",
    "objective.reviewed_in_four_years",
    "objective.reported_in_a_year",
    "objective.reported_in_two_years",
    "objective.target_moved",
    "objective.target_moved_again",
)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))


def known(name: str, as_at: str | dt.date, *evidence: str | None, **record: Any) -> Known:
    day = dt.date.fromisoformat(as_at) if isinstance(as_at, str) else as_at
    objective = Objective.model_validate({"id": "O-1", "title": "Made up", **record})
    published = tuple(PartialDate.parse(text) if text else None for text in evidence)
    return OBJECTIVE_FACTS[name].derive(ObjectiveView(objective, day, published))


def answer(found: Known) -> bool | None:
    assert isinstance(found, Range)
    return bool(found.low) if found.exact else None


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [("2028-02-27", True), ("2028-02-28", True), ("2028-02-29", None), ("2028-03-01", False)],
)
def test_four_years_from_a_29th_of_february(as_at: str, expected: bool | None) -> None:
    found = known("objective.published_in_four_years", as_at, published_on="2024-02-29")
    assert answer(found) is expected
    assert expected is not None or found.because == READINGS_DIFFER  # type: ignore[union-attr]


def test_the_last_publication_counts_and_the_first_begins() -> None:
    first, last = "2020-01-10", "2024-01-10"
    found = known("objective.published_in_four_years", "2025-01-10", last, published_on=first)
    assert answer(found) is True
    found = known("objective.first_published_in_two_years", "2025-01-10", last, published_on=first)
    assert answer(found) is False


def test_evidence_without_a_day_of_publication_leaves_it_open() -> None:
    for name in ("objective.published", "objective.published_in_four_years"):
        assert answer(known(name, "2025-01-10", None)) is None
    assert answer(known("objective.published_in_four_years", "2025-01-10", None, published_on="2020")) is None


def test_set_again_since_leaves_publication_open_but_a_later_renewal_does_not() -> None:
    old = {"published_on": "2020-01-10"}
    name = "objective.published_in_four_years"
    assert answer(known(name, "2025-01-10", renewed_on="2024-06-01", **old)) is None
    assert answer(known(name, "2025-01-10", renewed_on="2025-06-01", **old)) is False


@pytest.mark.parametrize(
    ("now", "earlier", "once", "again"),
    [
        ("2027", ["2025-03-31", "2026-03"], True, True),
        ("2026-03-15", ["2025-03-31", "2026-03"], True, None),
        ("2027", ["2025", "2025"], True, None),
        ("2027", ["2025-03-31", "2025-03-31"], True, False),
        ("2025-01-01", ["2025-03-31", "2026-03"], False, False),
    ],
)
def test_a_day_that_moved_twice(now: str, earlier: list[str], once: bool, again: bool | None) -> None:
    record = {"target_on": now, "earlier_target_on": [{"target_on": on} for on in earlier]}
    assert answer(known("objective.target_moved", "2027-01-01", **record)) is once
    assert answer(known("objective.target_moved_again", "2027-01-01", **record)) is again


def test_no_earlier_day_and_nothing_on_record_of_one() -> None:
    for name in ("objective.target_moved", "objective.target_moved_again"):
        assert answer(known(name, "2027-01-01", says_none=["earlier-target"])) is False
        assert answer(known(name, "2027-01-01", target_on="2027")) is None


@st.composite
def vague_and_exact(draw: st.DrawFn) -> tuple[str, str]:
    """A month or a year, and a day within it."""
    day = draw(DATES)
    return draw(st.sampled_from([day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}"])), day.isoformat()


@given(st.data(), DATES)
def test_a_date_within_its_span_never_turns_a_yes_or_a_no(data: st.DataObject, as_at: dt.date) -> None:
    pairs = st.none() | vague_and_exact()
    keys = ("published_on", "set_on", "target_on")
    drawn = {key: pair for key in keys if (pair := data.draw(pairs))}
    lists = {
        "progress": ("dated", data.draw(st.lists(vague_and_exact(), max_size=2))),
        "earlier_target_on": ("target_on", data.draw(st.lists(vague_and_exact(), max_size=2))),
    }
    evidence = data.draw(st.lists(vague_and_exact(), max_size=2))
    records = []
    for n in (0, 1):
        record: dict[str, Any] = {key: pair[n] for key, pair in drawn.items()}
        record |= {key: [{each: pair[n]} for pair in some] for key, (each, some) in lists.items()}
        records.append((record, [pair[n] for pair in evidence]))
    for name in TIMED:
        vague, exact = (answer(known(name, as_at, *dates, **record)) for record, dates in records)
        assert vague in (None, exact), name
