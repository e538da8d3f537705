"""The page on decisions tells every key of a record, in one place, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from psed.model.base import Model
from psed.model.decision import (
    Consultation,
    Decision,
    Gap,
    Impact,
    ImpactAssessment,
    Mitigation,
    Nothing,
    Papers,
    PlannedStep,
)

PAGE = (Path(__file__).parents[2] / "docs" / "decisions.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## Every key") : PAGE.index("## Checking it")]


def _table(head: str) -> str:
    """The rows of one table of the section, by how its head begins."""
    start = SECTION.index(f"| {head}")
    return SECTION[start : SECTION.index("\n\n", start)]


def _named(table: str) -> set[str]:
    """What stands in the first cells of a table."""
    return {name for row in table.splitlines()[2:] for name in re.findall(r"`([\w-]+)`", row.split("|")[1])}


@pytest.mark.parametrize(
    ("head", "model"),
    [
        ("Key of `decision`", Decision),
        ("Key of `papers`", Papers),
        ("Key of one of `assessments`", ImpactAssessment),
    ],
)
def test_every_key_is_told_and_no_other(head: str, model: type[Model]) -> None:
    assert _named(_table(head)) == set(model.model_fields)


@pytest.mark.parametrize(
    ("key", "model"),
    [
        ("gaps", Gap),
        ("planned_steps", PlannedStep),
        ("consultations", Consultation),
        ("impacts", Impact),
        ("mitigations", Mitigation),
    ],
)
def test_every_key_of_an_entry_is_told_and_no_other(key: str, model: type[Model]) -> None:
    rows = [row for row in _table("Key of one of | ").splitlines() if row.startswith(f"| `{key}`: ")]
    told = {name for row in rows for name in re.findall(r"`([\w-]+)`", row.split("|")[1].partition(":")[2])}
    assert told == set(model.model_fields)


def test_every_word_of_says_none_is_told_and_no_other() -> None:
    assert _named(_table("Word of `says_none`")) == set(map(str, Nothing))
