"""The example of a council's objectives: what each of the four is told. The council is fictional."""

from __future__ import annotations

import datetime as dt

import pytest

import psed
from psed.model.outcome import Outcome, Reason, RecordFinding

FILE = psed.examples_folder() / "fictional-bodies" / "objectives.yaml"
NOW = dt.date(2026, 11, 21)


def findings(as_at: dt.date = NOW) -> dict[str, dict[str, RecordFinding]]:
    found = psed.assess(psed.load(FILE), as_at=as_at).objectives
    return {each.id: {f.rule.partition(":")[2]: f for f in each.findings} for each in found}


def having(outcome: Outcome, name: str, as_at: dt.date = NOW) -> set[str]:
    return {rule for rule, finding in findings(as_at)[name].items() if finding.outcome is outcome}


def test_it_says_that_it_is_fictional() -> None:
    assert FILE.read_text(encoding="utf-8").startswith("# No real body is meant")
    assert "(fictional)" in psed.load(FILE).organisation.name


def test_the_good_one_leaves_nothing_open() -> None:
    assert len(having(Outcome.MET, "O-1")) == 14
    assert not having(Outcome.NOT_MET, "O-1") | having(Outcome.UNKNOWN, "O-1")


def test_the_vague_one_is_told_each_missing_half() -> None:
    assert having(Outcome.NOT_MET, "O-2") == {
        "wording/specific-in-england",
        "wording/measurable-in-england",
        "aim/named",
        "characteristics/named",
        "evidence/named",
        "owner/named",
        "baseline/named",
        "target/named",
        "target/dated",
        "progress/in-a-year",
    }


def test_the_one_that_moved_is_told_both_days_as_a_note() -> None:
    assert having(Outcome.NOT_MET, "O-3") == {"target/not-put-back"}
    moved = findings()["O-3"]["target/not-put-back"]
    assert str(moved.weight) == "note"
    for said in ("31 March 2025", "31 March 2028", "more than once"):
        assert said in moved.because


@pytest.mark.parametrize(
    ("as_at", "outcome", "reasons"),
    [
        (dt.date(2024, 3, 25), Outcome.MET, ()),
        (dt.date(2024, 3, 26), Outcome.UNKNOWN, (Reason.READINGS_DIFFER,)),
        (dt.date(2024, 3, 27), Outcome.NOT_MET, (Reason.CONTRADICTED,)),
        (NOW, Outcome.NOT_MET, (Reason.CONTRADICTED,)),
    ],
)
def test_the_one_left_behind_on_both_readings(
    as_at: dt.date, outcome: Outcome, reasons: tuple[Reason, ...]
) -> None:
    renewal = findings(as_at)["O-4"]["renewal/in-england"]
    assert (renewal.outcome, renewal.reasons) == (outcome, reasons)
    assert "26 March 2020" in renewal.because


def test_no_verdict_on_the_law_is_given() -> None:
    said = " ".join(f.because for each in findings().values() for f in each.values()).lower()
    assert not [word for word in ("compliant", "lawful", "breach", "illegal") if word in said]
