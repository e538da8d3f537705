"""What is due in the year of an English health trust: the days of four duties, told in order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import psed
from psed.model.duty import Nation
from psed.reasoning.due import Coming, Line, coming, in_words
from psed.report.ics import to_ics

AS_AT = dt.date(2026, 11, 21)
INFORMATION, OBJECTIVES = "england-2017:information", "england-2017:objectives"
EDS = "nhs-standard-contract:delivery-system-report"
PAY_GAP = "gender-pay-gap-2017:public-authorities"


def published(name: str, kind: str, day: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "title": name, "dated": day, "published_on": day, **more}


def trust(employees: int, subjects: tuple[str, ...] = ("employees", "people-affected")) -> psed.Assessment:
    """A fictional trust that published each thing once in the last year."""
    whole = {"specific": True, "measurable": True}
    body = {
        "id": "example:trust",
        "name": "A trust (fictional)",
        "kind": "nhs-trust",
        "nation": "england",
        "headcount": [{"on": "2017-03-31", "employees": employees, "basis": "legal-test"}],
    }
    evidence = [
        published("I-2025", "equality_information", "2025-01-15", detail={"subjects": list(subjects)}),
        published("I-2026", "equality_information", "2026-01-14", detail={"subjects": list(subjects)}),
        published("O-2022", "equality_objective", "2022-03-31", detail=whole),
        published("O-2026", "equality_objective", "2026-03-30", detail=whole),
        published("EDS-2026", "delivery_system_report", "2026-02-27", period="2025/26"),
        published("GPG-2025", "gender_pay_gap_report", "2026-03-20", period="2025-03-31"),
    ]
    dossier = psed.Dossier.model_validate({"organisation": body, "evidence": evidence})
    return psed.assess(dossier, as_at=AS_AT)


def due(assessment: psed.Assessment) -> list[Line]:
    lines = coming(assessment, nation=Nation.ENGLAND)
    return [line for line in lines if line.coming is Coming.DUE]


def test_a_body_of_250_or_more_is_told_four_days_in_order() -> None:
    lines = due(trust(250))
    assert [(line.about, line.on.low.isoformat(), line.days) for line in lines if line.on] == [
        (INFORMATION, "2027-01-13", 53),
        (EDS, "2027-02-28", 99),
        (PAY_GAP, "2027-03-30", 129),
        (OBJECTIVES, "2030-03-29", 1224),
    ]
    assert all(line.on.low == line.on.high for line in lines if line.on)


def test_working_days_are_told_with_them() -> None:
    notes = {line.about: line.notes for line in due(trust(250))}
    assert notes[EDS] == ("a Sunday; the last working day before is Friday 26 February 2027",)
    assert notes[PAY_GAP] == ("the four days before are Good Friday to Easter Monday",)
    assert notes[INFORMATION] == ()


def test_with_149_employees_the_employee_part_is_not_asked_and_the_rest_is() -> None:
    others = ("people-affected",)
    small, large = trust(149, others), trust(150, others)
    (information,) = (duty for duty in small.duties if duty.rule == INFORMATION)
    assert information.outcome is psed.Outcome.MET
    assert [line.about for line in due(small)] == [INFORMATION, EDS, OBJECTIVES]
    (asked,) = (duty for duty in large.duties if duty.rule == INFORMATION)
    assert (asked.outcome, asked.reasons) == (psed.Outcome.NOT_MET, ("too_narrow",))


def test_with_249_there_is_no_pay_gap_day() -> None:
    assert [line.about for line in due(trust(249))] == [INFORMATION, EDS, OBJECTIVES]


def test_the_calendar_file_has_the_same_days() -> None:
    icalendar = pytest.importorskip("icalendar")
    assessment = trust(250)
    lines = due(assessment)
    events = icalendar.Calendar.from_ical(to_ics(assessment, lines)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [line.on.low for line in lines if line.on]


def test_a_line_reads_as_a_sentence() -> None:
    (eds,) = (line for line in due(trust(250)) if line.about == EDS)
    assert "due by 28 February 2027, in 99 days" in in_words(eds)
    assert "a Sunday; the last working day before is Friday 26 February 2027" in in_words(eds)
