"""Nothing about the law is forgotten: each fact has rules that exist, or a reason; each rule has a fact."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import psed
from docs.markdown import ROOT
from psed.files.tree import read_tree

TREE = read_tree(ROOT / "docs" / "facts-of-the-law.yaml")
SECTIONS: list[dict[str, Any]] = TREE.data["sections"]
FACTS: list[dict[str, Any]] = list(chain.from_iterable(section["facts"] for section in SECTIONS))
NUMBERS: list[str] = [fact["number"] for fact in FACTS]
OWN: list[str] = list(chain.from_iterable(entry["rules"] for entry in TREE.data["own"]))
NAMED: set[str] = {rule for fact in FACTS for rule in fact.get("rules", [])}

REASONS = {"repealed", "not-commenced", "not-a-duty-on-the-body", "needs-figures"}
FIGURES = [("3.23", "3.63"), ("8.11", "8.18")]
"""What is about figures: the gender pay gap, and the publishing of small numbers; ends included."""

RULED = {
    f"{pack.pack}:{name}"
    for pack in psed.packs()
    for name in (*(duty.id for duty in pack.duties), *(check.id for check in pack.checks))
}
"""Every duty of the law and every check of a decision or an objective, by pack and id."""


def numbers(facts: Iterable[dict[str, Any]]) -> list[str]:
    return [fact["number"] for fact in facts]


def general() -> set[str]:
    """Aims, limbs and exceptions of the general duty."""
    (duty,) = (pack.general_duty for pack in psed.packs() if pack.general_duty)
    names = [name for aim in duty.aims for name in (aim.aim, *(part.limb for part in aim.limbs))]
    return {f"general-duty:{name}" for name in (*names, *(e.id for e in duty.exceptions))}


def test_the_file_reads_without_fault() -> None:
    assert TREE.faults == []
    assert set(TREE.data["reasons"]) == REASONS


def test_sections_and_numbers_run_without_a_gap() -> None:
    assert [section["section"] for section in SECTIONS] == [str(n) for n in range(1, 9)]
    for section in SECTIONS:
        found = numbers(section["facts"])
        assert found == [f"{section['section']}.{n:02}" for n in range(1, len(found) + 1)]


def test_no_number_stands_twice() -> None:
    assert [number for number, often in Counter(NUMBERS).items() if often > 1] == []


@pytest.mark.skipif(
    "PSED_SOURCES" not in os.environ
    or not (Path(os.environ["PSED_SOURCES"]).parent / "reference" / "law.md").is_file(),
    reason="PSED_SOURCES does not name a folder beside the numbered notes on the law",
)
def test_the_numbers_are_those_of_the_notes_on_the_law() -> None:
    notes = Path(os.environ["PSED_SOURCES"]).parent / "reference" / "law.md"
    numbered = re.findall(r"^([1-8]\.\d\d) ", notes.read_text(encoding="utf-8"), re.MULTILINE)
    assert numbered == NUMBERS


def test_a_fact_has_rules_or_a_reason_and_never_both_or_neither() -> None:
    assert numbers(f for f in FACTS if bool(f.get("rules")) == bool(f.get("because"))) == []
    assert numbers(f for f in FACTS if f.get("because", "repealed") not in REASONS) == []


def test_what_dates_a_publication_has_rules() -> None:
    assert numbers(f for f in FACTS if f.get("dates", "true") != "true") == []
    assert numbers(f for f in FACTS if "dates" in f and not f.get("rules")) == []


def test_duties_that_are_due_by_a_day_are_named_where_a_fact_dates_them() -> None:
    dated = {rule for fact in FACTS if "dates" in fact for rule in fact.get("rules", [])}
    by_a_day = {
        f"{pack.pack}:{duty.id}"
        for pack in psed.packs()
        if pack.status != "pending"
        for duty in pack.duties
        if duty.schedule.type != "continuing"
    }
    assert sorted(by_a_day - dated - set(OWN)) == []


def test_rules_that_are_named_exist() -> None:
    assert sorted(NAMED - general() - RULED) == []


def test_only_facts_about_figures_wait_for_figures() -> None:
    waiting = numbers(fact for fact in FACTS if fact.get("because") == "needs-figures")
    assert [n for n in waiting if not any(first <= n <= last for first, last in FIGURES)] == []


def test_a_fact_is_told_in_few_words() -> None:
    assert numbers(fact for fact in FACTS if not 3 <= len(fact["says"].split()) <= 24) == []


def test_every_duty_and_check_is_named_or_said_to_be_psed_s_own() -> None:
    assert sorted(RULED - NAMED - set(OWN)) == []


def test_every_aim_limb_and_exception_is_named() -> None:
    assert sorted(general() - NAMED) == []


def test_what_is_psed_s_own_exists_stands_once_and_holds_no_fact() -> None:
    assert sorted(set(OWN) - RULED) == []
    assert [rule for rule, often in Counter(OWN).items() if often > 1] == []
    assert sorted(NAMED & set(OWN)) == []
    assert all(entry["why"].strip() for entry in TREE.data["own"])
