"""Story S1: last year's workbook, told again in days and levels."""

from __future__ import annotations

import datetime as dt

import pytest

import psed
from psed.model.outcome import Assessment, Finding, ItemRead, ItemState, Outcome, Reason

NOW, A_YEAR_BEFORE = dt.date(2026, 11, 21), dt.date(2025, 11, 21)


@pytest.fixture(scope="module")
def oakshire() -> psed.Dossier:
    return psed.load(psed.examples_folder() / "oakshire" / "dossier.yaml")


@pytest.fixture(scope="module")
def now(oakshire: psed.Dossier) -> Assessment:
    return psed.assess(oakshire, as_at=NOW)


def levels(assessment: Assessment) -> dict[str, str | None]:
    (framework,) = assessment.frameworks
    found = {area.id: area.level.supported for area in framework.areas if area.level}
    assert framework.level
    return {**found, "overall": framework.level.supported}


def item(assessment: Assessment, name: str) -> ItemRead:
    return next(item for item in assessment.evidence if item.id == name)


def test_levels_now_are_as_told(now: Assessment) -> None:
    assert levels(now) == {
        "communities": "achieving",
        "leadership": "developing",
        "services": "achieving",
        "workforce": "developing",
        "overall": "developing",
    }


def test_a_year_before_everything_was_achieving(oakshire: psed.Dossier) -> None:
    assert set(levels(psed.assess(oakshire, as_at=A_YEAR_BEFORE)).values()) == {"achieving"}


@pytest.mark.parametrize(
    ("name", "last_good_on", "days"),
    [
        ("E-04", dt.date(2026, 3, 31), 235),
        ("E-07", dt.date(2026, 10, 1), 51),
        ("E-09", dt.date(2026, 9, 30), 52),
    ],
)
def test_what_lapsed_and_how_long_ago(now: Assessment, name: str, last_good_on: dt.date, days: int) -> None:
    found = item(now, name)
    assert found.state is ItemState.LAPSED
    assert found.last_good_on == {"low": last_good_on, "high": last_good_on}
    assert found.days_lapsed == {"low": days, "high": days}


@pytest.mark.parametrize("name", ["E-04", "E-07", "E-09"])
def test_an_item_is_good_on_its_last_good_day_and_lapsed_on_the_next(
    oakshire: psed.Dossier, now: Assessment, name: str
) -> None:
    good = item(now, name).last_good_on
    assert good
    last = good["low"]
    assert last
    assert item(psed.assess(oakshire, as_at=last), name).state is ItemState.CURRENT
    assert item(psed.assess(oakshire, as_at=last + dt.timedelta(1)), name).state is ItemState.LAPSED


def test_only_items_that_decide_are_in_a_finding(now: Assessment) -> None:
    short = [f for f in now.findings() if f.outcome is Outcome.NOT_MET]
    assert {f.rule.partition(":")[2] for f in short} == {
        "workforce/monitoring",
        "workforce/strategy",
        "leadership/priorities",
    }
    assert all(f.reasons == (Reason.LAPSED,) for f in short)
    assert "E-09" not in {name for f in short for name in f.evidence}


def test_e09_lapsed_but_e11_carries_its_rule(now: Assessment) -> None:
    finding: Finding = now["leadership/members"]
    assert (finding.outcome, finding.enough) == (Outcome.MET, ("E-11",))
    assert item(now, "E-11").last_good_on == {"low": dt.date(2027, 6, 12), "high": dt.date(2027, 6, 12)}


def test_order_of_rows_does_not_matter(oakshire: psed.Dossier, now: Assessment) -> None:
    turned = oakshire.model_copy(update={"evidence": tuple(reversed(oakshire.evidence))})
    turned._packs = oakshire._packs
    assert psed.assess(turned, as_at=NOW).to_json() == now.to_json()


def test_a_saved_assessment_is_the_same_value(now: Assessment) -> None:
    again = psed.Assessment.from_json(now.to_json())
    assert again == now
    assert hash(again) == hash(now)


def test_an_altered_assessment_is_refused(now: Assessment) -> None:
    altered = now.to_json().replace('"supported": "developing"', '"supported": "achieving"')
    assert altered != now.to_json()
    with pytest.raises(psed.InvalidAssessment) as caught:
        psed.Assessment.from_json(altered)
    assert str(caught.value) == (
        "A001 the assessment was altered after it was made: its digest does not match\n"
        "  help: make it again: `psed assess DOSSIER --format json`"
    )


def test_what_is_not_an_assessment_is_refused() -> None:
    with pytest.raises(psed.InvalidAssessment) as caught:
        psed.Assessment.from_json('{"psed-assessment": 1}')
    assert [fault.code for fault in caught.value.exceptions if isinstance(fault, psed.PsedError)] == ["A002"]
