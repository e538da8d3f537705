"""What fell due and whether it was published: whole dossiers, and all that is said of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import psed
from psed.assessing.duties import rolling
from psed.model.outcome import Assessment, DutyRead, Outcome, Reason
from psed.schemas import schema

INFORMATION, OBJECTIVE = "equality_information", "equality_objective"
INFO_2011, INFO_2017 = "england-2011:information", "england-2017:information"
OBJECTIVES_2011, OBJECTIVES_2017 = "england-2011:objectives", "england-2017:objectives"
WHOLE: dict[str, dict[str, Any]] = {
    INFORMATION: {"subjects": ["employees", "people-affected"]},
    OBJECTIVE: {"specific": True, "measurable": True},
}
Given = dict[str, Any]


def paper(name: str, on: str | None, kind: str = INFORMATION, **more: Any) -> Given:
    """An item with all that it must hold, published on the day of its date; a draft without a day."""
    item = {"id": name, "kind": kind, "title": f"Paper {name}", "dated": on or "2011-01-01"}
    said = {"published_on": on} if on else {"published": False}
    return {**item, **said, "detail": WHOLE[kind], **more}


def information(*days: str) -> list[Given]:
    return [paper(f"I-{number}", on) for number, on in enumerate(days, 1)]


def objectives(*days: str) -> list[Given]:
    return [paper(f"O-{number}", on, OBJECTIVE) for number, on in enumerate(days, 1)]


def body(*counts: tuple[str, int], **more: Any) -> Given:
    """A fictional district with a headcount of 400 unless it says otherwise."""
    headcount = [{"on": on, "employees": n, "basis": "payroll"} for on, n in counts or [("2011-03-31", 400)]]
    kind = {"id": "example:b", "name": "A body", "kind": "district", "nation": "england"}
    return {**kind, "headcount": headcount, **more}


def assessed(evidence: list[Given], as_at: str, *packs: psed.RulePack, **more: Any) -> Assessment:
    whole = {"organisation": body(), "evidence": evidence, **more}
    return psed.assess(psed.Dossier.model_validate(whole), *packs, as_at=dt.date.fromisoformat(as_at))


def duty(assessment: Assessment, rule: str = INFO_2017) -> DutyRead:
    (found,) = (read for read in assessment.duties if read.rule == rule)
    return found


def read(evidence: list[Given], as_at: str, rule: str = INFO_2017, **more: Any) -> DutyRead:
    return duty(assessed(evidence, as_at, **more), rule)


def outcome(found: DutyRead) -> tuple[str, ...]:
    return (found.outcome.value, *(reason.value for reason in found.reasons))


def next_due(found: DutyRead) -> tuple[str, str] | None:
    """The next last day, strict and by the anniversary, where both are known to the day."""
    if found.next_readings is None:
        return None
    strict, anniversary = found.next_readings.strict, found.next_readings.anniversary
    assert found.next_due_on == strict
    assert strict.low == strict.high
    assert anniversary.low == anniversary.high
    return strict.low.isoformat(), anniversary.low.isoformat()


def history(found: DutyRead) -> list[tuple[str | None, str | None, int | None]]:
    rows = []
    for row in found.history:
        assert row.due_on is None or row.due_on.low == row.due_on.high
        assert row.done_on is None or row.done_on.low == row.done_on.high
        due = row.due_on.low.isoformat() if row.due_on else None
        done = row.done_on.low.isoformat() if row.done_on else None
        rows.append((due, done, row.days_late))
    return rows


def complete(since: str, kind: str = INFORMATION) -> Given:
    """That all there was of a kind since a day is on file."""
    return {"complete": [{"kind": kind, "from": since, "by": "A post", "as_at": "2026-01-01"}]}


ALL = complete("2011-01-01")
ALL_OBJECTIVES = complete("2011-01-01", OBJECTIVE)


# A district that crosses 150 employees: the example of the digest of the law.

DISTRICT = """\
psed-dossier: 1
organisation:
  id: example:district
  name: A district (fictional)
  kind: district
  nation: england
  headcount:
    - {on: 2018-03-01, employees: 146, basis: payroll}
    - {on: 2025-03-28, employees: 146, basis: payroll}
    - {on: 2026-03-27, employees: 158, basis: payroll}
    - {on: 2026-03-31, employees: 252, basis: payroll}
    - {on: 2026-06-30, employees: 262, basis: payroll}
    - {on: 2027-03-31, employees: 248, basis: payroll}
evidence:
"""
INFORMATION_DAYS = (
    "2018-03-28",
    "2019-03-27",
    "2019-10-01",
    "2020-09-30",
    "2021-09-29",
    "2022-09-28",
    "2023-09-27",
    "2024-03-29",
    "2025-03-28",
)
OBJECTIVE_DAYS = ("2016-04-05", "2018-03-30", "2020-04-06", "2024-04-05")


def information_text(day: str, subjects: str = "[people-affected]") -> str:
    return f"""\
  - id: I-{day}
    kind: equality_information
    title: Equality information
    dated: {day}
    published_on: {day}
    detail: {{subjects: {subjects}}}
"""


def objective_text(day: str) -> str:
    return f"""\
  - id: O-{day}
    kind: equality_objective
    title: Equality objective
    dated: {day}
    published_on: {day}
    detail: {{specific: true, measurable: true}}
"""


def district(folder: Path, subjects: str = "[people-affected]") -> psed.Dossier:
    """The district, with all that it published; *subjects* are those of 27 March 2026."""
    text = DISTRICT + "".join(map(information_text, INFORMATION_DAYS))
    text += information_text("2026-03-27", subjects) + "".join(map(objective_text, OBJECTIVE_DAYS))
    path = folder / "dossier.yaml"
    path.write_text(text, encoding="utf-8")
    return psed.load(path)


def on(dossier: psed.Dossier, day: str, rule: str = INFO_2017) -> DutyRead:
    return duty(psed.assess(dossier, as_at=dt.date.fromisoformat(day)), rule)


@pytest.mark.parametrize("day", ["2025-03-28", "2026-03-26"])
def test_with_146_employees_information_on_others_is_enough(tmp_path: Path, day: str) -> None:
    found = on(district(tmp_path), day)
    assert outcome(found) == ("met",)
    assert next_due(found) == ("2026-03-27", "2026-03-28")
    assert [late for _, _, late in history(found)] == [0] * 9


def test_with_158_employees_on_the_day_of_publication_they_have_to_be_in_it(tmp_path: Path) -> None:
    left_out = on(district(tmp_path), "2026-03-27")
    assert outcome(left_out) == ("not_met", "too_narrow")
    assert left_out.because == (
        "I-2026-03-27 was published on 27 March 2026, in time for 27 March 2026. The next is due by "
        "26 March 2027 (27 March 2027 if the anniversary counts). It holds nothing on its employees."
    )
    put_in = on(district(tmp_path, "[employees, people-affected]"), "2026-03-27")
    assert outcome(put_in) == ("met",)


@pytest.mark.parametrize("day", ["2026-03-27", "2026-07-01", "2027-03-26"])
def test_the_next_information_is_due_a_year_after_the_last(tmp_path: Path, day: str) -> None:
    found = on(district(tmp_path, "[employees, people-affected]"), day)
    assert outcome(found) == ("met",)
    assert next_due(found) == ("2027-03-26", "2027-03-27")
    assert history(found)[-1] == ("2026-03-27", "2026-03-27", 0)


def test_a_count_after_the_publication_changes_nothing(tmp_path: Path) -> None:
    dossier = district(tmp_path, "[employees, people-affected]")
    for number in (149, 150):
        counts = [("2025-03-28", 146), ("2026-03-27", 149), ("2026-03-28", number)]
        organisation = psed.Dossier.model_validate({"organisation": body(*counts)}).organisation
        changed = dossier.model_copy(update={"organisation": organisation})
        assert outcome(on(changed, "2026-06-30")) == ("met",)


def test_the_next_objectives_are_due_four_years_after_the_last(tmp_path: Path) -> None:
    found = on(district(tmp_path), "2026-11-21", OBJECTIVES_2017)
    assert outcome(found) == ("met",)
    assert next_due(found) == ("2028-04-04", "2028-04-05")
    assert history(found) == [
        ("2020-04-04", "2018-03-30", 0),
        ("2022-03-29", "2020-04-06", 0),
        ("2024-04-05", "2024-04-05", 0),
    ]


# A body founded between two days.


@pytest.mark.parametrize("rule", [INFO_2017, OBJECTIVES_2017])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-03-31", ("not_applicable", "out_of_scope")),
        ("2027-04-01", ("not_applicable", "not_yet_due")),
        ("2028-04-01", ("not_applicable", "not_yet_due")),
        ("2028-04-02", ("unknown", "nothing_on_file")),
    ],
)
def test_a_body_founded_later_has_a_year(rule: str, day: str, expected: tuple[str, ...]) -> None:
    council = body(("2027-04-01", 6000), kind="unitary", start="2027-04-01")
    found = read([], day, rule, organisation=council)
    assert outcome(found) == expected
    assert next_due(found) == (("2028-04-01",) * 2 if "not_yet_due" in expected else None)


@pytest.mark.parametrize(
    ("start", "last"),
    [("2018-03-30", "2018-03-30"), ("2018-03-31", "2019-03-31"), ("2020-02-29", "2021-02-28")],
)
def test_the_year_of_a_new_body_is_for_those_founded_after_the_first_day(start: str, last: str) -> None:
    found = read([], start, organisation=body(start=start))
    assert next_due(found) == (last, last)


def test_a_body_that_has_ended_is_out_of_scope() -> None:
    ended = body(start="2010-01-01", end="2027-03-31")
    assert outcome(read(information("2026-04-01"), "2027-03-31", organisation=ended)) == ("met",)
    found = read(information("2026-04-01"), "2027-04-01", organisation=ended)
    assert outcome(found) == ("not_applicable", "out_of_scope")
    assert found.because == "The body did not exist on this day."


# Days on which the law and the first last day turn.


def test_the_last_information_of_january_and_objectives_of_march_give_the_next_days() -> None:
    days = ["2018-03-01", "2019-02-20", "2020-02-14", "2021-02-10", "2022-02-02", "2023-01-30", "2024-01-24"]
    evidence = information(*days, "2025-01-20", "2026-01-14") + objectives("2018-03-31", "2022-03-30")
    evidence.append(paper("O-3", "2026-03-29", OBJECTIVE))
    found = assessed(evidence, "2026-11-21")
    assert next_due(duty(found)) == ("2027-01-13", "2027-01-14")
    assert next_due(duty(found, OBJECTIVES_2017)) == ("2030-03-28", "2030-03-29")
    evidence[-1] = paper("O-3", "2026-03-30", OBJECTIVE)
    late = duty(assessed(evidence, "2026-11-21"), OBJECTIVES_2017)
    assert next_due(late) == ("2030-03-29", "2030-03-30")


NOT_IN_FORCE, NOT_YET = ("not_applicable", "not_in_force"), ("not_applicable", "not_yet_due")
NOTHING = ("unknown", "nothing_on_file")


@pytest.mark.parametrize(
    ("day", "of_2011", "of_2017"),
    [
        ("2011-09-09", NOT_IN_FORCE, NOT_IN_FORCE),
        ("2011-09-10", NOT_YET, NOT_IN_FORCE),
        ("2012-01-31", NOT_YET, NOT_IN_FORCE),
        ("2012-02-01", NOTHING, NOT_IN_FORCE),
        ("2017-03-30", NOTHING, NOT_IN_FORCE),
        ("2017-03-31", NOT_IN_FORCE, NOT_YET),
        ("2018-03-30", NOT_IN_FORCE, NOT_YET),
        ("2018-03-31", NOT_IN_FORCE, NOTHING),
    ],
)
def test_on_each_day_the_law_of_that_day_is_read(
    day: str, of_2011: tuple[str, ...], of_2017: tuple[str, ...]
) -> None:
    found = assessed([], day)
    assert {INFO_2011, OBJECTIVES_2011, INFO_2017, OBJECTIVES_2017} <= {d.rule for d in found.duties}
    named = [(d.pack, d.rule) for d in found.duties]
    assert named == sorted(named)
    assert outcome(duty(found, INFO_2011)) == of_2011
    assert outcome(duty(found, INFO_2017)) == of_2017


@pytest.mark.parametrize(
    ("kind", "rule", "last"),
    [
        ("district", INFO_2011, "2012-01-31"),
        ("school", INFO_2011, "2012-04-06"),
        ("academy-trust", INFO_2011, "2012-04-06"),
        ("district", OBJECTIVES_2011, "2012-04-06"),
        ("school", OBJECTIVES_2011, "2012-04-06"),
        ("school", INFO_2017, "2018-03-30"),
        ("school", OBJECTIVES_2017, "2018-03-30"),
    ],
)
def test_schools_had_until_april_2012_and_share_the_day_of_2018(kind: str, rule: str, last: str) -> None:
    day = dt.date.fromisoformat(last)
    found = read([], last, rule, organisation=body(kind=kind))
    assert outcome(found) == NOT_YET
    assert next_due(found) == (last, last)
    after = (day + dt.timedelta(days=1)).isoformat()
    assert outcome(read([], after, rule, organisation=body(kind=kind))) == NOTHING


@pytest.mark.parametrize(
    ("kind", "nation", "expected"),
    [
        ("parish", "england", ("unknown", "scope_unknown")),
        ("other", "england", ("unknown", "scope_unknown")),
        ("parish", "wales", ("not_applicable", "out_of_scope")),
        ("district", "wales", ("not_applicable", "out_of_scope")),
        ("district", "scotland", ("not_applicable", "out_of_scope")),
        ("university", "england", NOTHING),
        ("government-department", "england", NOTHING),
    ],
)
@pytest.mark.parametrize("rule", [INFO_2017, OBJECTIVES_2017])
def test_a_kind_of_body_is_bound_or_not_or_it_is_not_settled(
    kind: str, nation: str, expected: tuple[str, ...], rule: str
) -> None:
    found = read([], "2020-01-01", rule, organisation=body(kind=kind, nation=nation))
    assert outcome(found) == expected
    assert found.occurrence is None, "where nothing is on file no day is told as missed"


# Every sentence, whole.

TWO = ("2018-03-28", "2019-03-27")
NARROW: dict[str, Any] = {"detail": {"subjects": ["people-affected"]}}
NO_COUNT: dict[str, Any] = {"organisation": {**body(), "headcount": []}}
SAID: list[Any] = [
    pytest.param(
        information(*TWO, "2020-03-26"),
        "2020-03-26",
        INFO_2017,
        {},
        ("met",),
        "I-3 was published on 26 March 2020, in time for 26 March 2020. "
        "The next is due by 25 March 2021 (26 March 2021 if the anniversary counts).",
        id="met",
    ),
    pytest.param(
        objectives("2016-04-05"),
        "2020-04-04",
        OBJECTIVES_2017,
        {},
        ("met",),
        "O-1 was published under the earlier law, and the time runs on from there. "
        "The next is due by 4 April 2020 (5 April 2020 if the anniversary counts).",
        id="carried over",
    ),
    pytest.param(
        [],
        "2017-03-30",
        INFO_2017,
        {},
        ("not_applicable", "not_in_force"),
        "It came into force only on 31 March 2017.",
        id="not yet in force",
    ),
    pytest.param(
        [],
        "2017-03-31",
        INFO_2011,
        {},
        ("not_applicable", "not_in_force"),
        "It was in force only until 30 March 2017.",
        id="no more in force",
    ),
    pytest.param(
        [],
        "2020-01-01",
        INFO_2017,
        {"organisation": body(nation="wales")},
        ("not_applicable", "out_of_scope"),
        "It is a duty of England and bodies that are not devolved, and the duty of this body is that of "
        "Wales.",
        id="another nation",
    ),
    pytest.param(
        [],
        "2020-01-01",
        INFO_2017,
        {"organisation": body(start="2020-01-02")},
        ("not_applicable", "out_of_scope"),
        "The body did not exist on this day.",
        id="before the body",
    ),
    pytest.param(
        [],
        "2020-01-01",
        INFO_2017,
        {"organisation": body(kind="parish")},
        ("unknown", "scope_unknown"),
        "It is not settled whether bodies of this kind are bound. To settle it, record in `listings:` "
        "whether the "
        "law names it: `list: england`, with `listed` and `source`.",
        id="a parish",
    ),
    pytest.param(
        [],
        "2018-03-30",
        INFO_2017,
        {},
        ("not_applicable", "not_yet_due"),
        "It is due for the first time by 30 March 2018.",
        id="not yet due",
    ),
    pytest.param(
        [],
        "2018-03-31",
        INFO_2017,
        {},
        ("unknown", "nothing_on_file"),
        "No equality information is on file. File the latest, or say that there is none (`none_held:`).",
        id="nothing on file",
    ),
    pytest.param(
        [],
        "2018-03-31",
        INFO_2017,
        {"none_held": [{"kind": INFORMATION, "as_at": "2018-03-31", "by": "A post"}]},
        ("not_met", "none_held"),
        "On 31 March 2018 the body held no equality information (A post), and nothing newer is on file.",
        id="none held",
    ),
    pytest.param(
        [paper("I-1", None)],
        "2018-03-31",
        INFO_2017,
        {},
        ("unknown", "nothing_on_file"),
        (
            "I-1 is on file, and not as published for it. Whether anything else was is not known: file "
            "the latest "
            "that was published."
        ),
        id="not published",
    ),
    pytest.param(
        [paper("I-1", None)],
        "2018-03-31",
        INFO_2017,
        ALL,
        ("not_met", "not_published"),
        "I-1 is on file, and not as published for it; all there was is on file.",
        id="not published, and all is on file",
    ),
    pytest.param(
        information("2017-03-30"),
        "2018-03-31",
        INFO_2017,
        {},
        ("not_met", "lapsed"),
        "It was due by 30 March 2018, and nothing newer than I-1 (30 March 2017) is on file.",
        id="published under the earlier law only",
    ),
    pytest.param(
        information("2018-03-31"),
        "2018-03-31",
        INFO_2017,
        {},
        ("met",),
        (
            "I-1 was published on 31 March 2018. The next is due by 30 March 2019 (31 March 2019 if the "
            "anniversary counts). Nothing before 31 March 2018 is on file, so what was done before is "
            "not known."
        ),
        id="too late the first time",
    ),
    pytest.param(
        information(*TWO, "2020-03-28"),
        "2020-03-28",
        INFO_2017,
        {},
        ("met",),
        (
            "I-3 was published on 28 March 2020, 1 day after the last day for it, 27 March 2020. The "
            "next is due "
            "by 27 March 2021 (28 March 2021 if the anniversary counts)."
        ),
        id="too late",
    ),
    pytest.param(
        information(*TWO, "2020-03-27"),
        "2020-03-27",
        INFO_2017,
        {},
        ("met",),
        "I-3 was published on 27 March 2020, after 26 March 2020, which is in time only if the anniversary "
        "counts. The next is due by 26 March 2021 (27 March 2021 if the anniversary counts).",
        id="published on the anniversary",
    ),
    pytest.param(
        information(*TWO),
        "2020-03-27",
        INFO_2017,
        {},
        ("unknown", "readings_differ"),
        (
            "It was due by 26 March 2020 (27 March 2020 if the anniversary counts). Which of them the "
            "law means "
            "is not settled, so it is not called late yet."
        ),
        id="open on the anniversary",
    ),
    pytest.param(
        information(*TWO),
        "2020-03-28",
        INFO_2017,
        {},
        ("not_met", "lapsed"),
        (
            "It was due by 26 March 2020 (27 March 2020 if the anniversary counts), and nothing newer "
            "than I-2 "
            "(27 March 2019) is on file."
        ),
        id="lapsed",
    ),
    pytest.param(
        information("2018-03-28", "2019-02"),
        "2020-01-31",
        INFO_2017,
        {},
        ("met",),
        (
            "I-2 was published on a day in February 2019, in time for 27 March 2019. The next is due by "
            "a day "
            "between 31 January 2020 and 27 February 2020 (a day between 1 February 2020 and 28 February "
            "2020 if "
            "the anniversary counts)."
        ),
        id="met with a month",
    ),
    pytest.param(
        information("2018-03-28", "2019-02"),
        "2020-02-01",
        INFO_2017,
        {},
        ("unknown", "undated"),
        "It was due by a day between 31 January 2020 and 27 February 2020: the last publication is not known "
        "to the day.",
        id="open after a month",
    ),
    pytest.param(
        information("2018-03-28", "2019-02"),
        "2020-02-29",
        INFO_2017,
        {},
        ("not_met", "lapsed"),
        (
            "It was due by a day between 31 January 2020 and 27 February 2020 (a day between 1 February "
            "2020 and "
            "28 February 2020 if the anniversary counts), and nothing newer than I-2 (a day in February "
            "2019) is "
            "on file."
        ),
        id="lapsed after a month",
    ),
    pytest.param(
        information("2018-03-28", "2019-03"),
        "2019-04-01",
        INFO_2017,
        {},
        ("met",),
        (
            "I-2 was published on a day in March 2019, and it was due by 27 March 2019: which came first "
            "is not "
            "known. The next is due by a day between 29 February 2020 and 30 March 2020 (a day in March "
            "2020 if "
            "the anniversary counts)."
        ),
        id="published in the month of the last day",
    ),
    pytest.param(
        information("2018-03-28", "2019-04"),
        "2019-05-01",
        INFO_2017,
        {},
        ("met",),
        (
            "I-2 was published on a day in April 2019, after the last day for it, 28 March 2019. The "
            "next is due "
            "by a day between 31 March 2020 and 29 April 2020 (a day in April 2020 if the anniversary "
            "counts)."
        ),
        id="published in the month after the last day",
    ),
    pytest.param(
        information("2018-03-28", "2019-03"),
        "2019-03-30",
        INFO_2017,
        {},
        ("unknown", "undated"),
        "It turns on when I-2 was published, and that is not known to the day.",
        id="perhaps not published yet",
    ),
    pytest.param(
        [paper("I-1", "2018-03-28", **NARROW)],
        "2018-03-30",
        INFO_2017,
        {},
        ("unknown", "too_narrow"),
        (
            "I-1 was published on 28 March 2018, in time for 30 March 2018. The next is due by 27 March "
            "2019 (28 "
            "March 2019 if the anniversary counts). It holds nothing on its employees. Whether "
            "another paper does is not on file."
        ),
        id="too narrow",
    ),
]


@pytest.mark.parametrize(("evidence", "day", "rule", "more", "expected", "because"), SAID)
def test_each_reason_has_its_sentence(
    evidence: list[Given], day: str, rule: str, more: Given, expected: tuple[str, ...], because: str
) -> None:
    found = read(evidence, day, rule, **more)
    assert outcome(found) == expected
    assert found.because == because


def test_every_reason_that_a_duty_can_have_is_told_above_or_below() -> None:
    told = {Reason(word) for case in SAID for word in case.values[4][1:]}
    assert told == {
        Reason.NOT_IN_FORCE,
        Reason.OUT_OF_SCOPE,
        Reason.SCOPE_UNKNOWN,
        Reason.NOT_YET_DUE,
        Reason.NOTHING_ON_FILE,
        Reason.NONE_HELD,
        Reason.NOT_PUBLISHED,
        Reason.LAPSED,
        Reason.UNDATED,
        Reason.TOO_NARROW,
        Reason.READINGS_DIFFER,
    }  # and `figure_missing`, of which the next tests are


def test_without_a_headcount_it_cannot_be_told_whether_employees_have_to_be_in_it() -> None:
    found = read([paper("I-1", "2018-03-28", **NARROW)], "2018-03-30", **NO_COUNT)
    assert outcome(found) == ("unknown", "figure_missing")
    assert found.because == (
        "I-1 was published on 28 March 2018, in time for 30 March 2018. "
        "The next is due by 27 March 2019 (28 March 2019 if the anniversary counts). Whether it must hold "
        "anything on its employees turns on the number of employees on 28 March 2018, which is not on file: "
        "add it to `headcount:`."
    )
    assert outcome(read(information("2018-03-28"), "2018-03-30", **NO_COUNT)) == ("met",)


def test_what_nobody_recorded_of_a_paper_is_unknown() -> None:
    found = read(
        [paper("I-1", "2018-03-28", detail={})], "2018-03-30", organisation=body(("2018-01-01", 149))
    )
    assert outcome(found) == ("unknown", "figure_missing")
    assert found.because == (
        "I-1 was published on 28 March 2018, in time for 30 March 2018. "
        "The next is due by 27 March 2019 (28 March 2019 if the anniversary counts). "
        "Does it hold anything on people affected by its work? That is not on file."
    )


def test_several_papers_are_told_in_the_plural() -> None:
    together = read(information("2018-03-28", "2018-03-28"), "2018-03-30")
    assert together.because.startswith("I-1 and I-2 were published on 28 March 2018, in time for")
    drafts = read([paper("I-1", None), paper("I-2", None)], "2018-03-31")
    assert "I-1 and I-2 are on file, and not as published" in drafts.because
    carried = read(objectives("2016-04-05", "2016-04-05"), "2018-03-30", OBJECTIVES_2017)
    assert carried.because.startswith("O-1 and O-2 were published under the earlier law")


def test_what_was_carried_over_lapses_like_any_other() -> None:
    found = read(objectives("2014-03-31"), "2018-04-01", OBJECTIVES_2017)
    assert outcome(found) == ("not_met", "lapsed")
    assert found.because == (
        "It was due by 30 March 2018 (31 March 2018 if the anniversary counts), and nothing newer than O-1 "
        "(31 March 2014) is on file."
    )
    assert found.evidence == ("O-1",)


def test_what_was_carried_over_is_on_file_when_the_next_is_late() -> None:
    found = read(objectives("2016-04-05", "2020-04-07"), "2020-04-07", OBJECTIVES_2017)
    assert outcome(found) == ("met",)
    assert found.because == (
        "O-2 was published on 7 April 2020, 2 days after the last day for it, 5 April 2020. "
        "The next is due by 6 April 2024 (7 April 2024 if the anniversary counts)."
    )


def test_all_that_is_wrong_is_told_and_the_worst_decides() -> None:
    parts: Given = {"detail": {"subjects": ["people-affected"]}}
    uncounted = body(("2019-01-01", 400))
    narrow = read([paper("I-1", "2018-03-31", detail={"subjects": []})], "2018-04-01", organisation=uncounted)
    assert outcome(narrow) == ("unknown", "too_narrow", "figure_missing")
    told = read([paper("I-1", "2018-03-31", **parts)], "2018-04-01", organisation=uncounted, **ALL)
    assert outcome(told) == ("unknown", "figure_missing")
    nothing: Given = {"detail": {"subjects": []}}
    worst = read([paper("I-1", "2018-03-31", **nothing)], "2018-04-01", organisation=uncounted, **ALL)
    assert outcome(worst) == ("not_met", "too_narrow", "figure_missing")


@pytest.mark.parametrize(
    ("specific", "measurable", "expected"),
    [
        (True, True, ("met",)),
        (True, False, ("not_met", "too_narrow")),
        (False, None, ("not_met", "too_narrow")),
        (True, None, ("unknown", "figure_missing")),
        (None, None, ("unknown", "figure_missing")),
    ],
)
def test_an_objective_is_specific_and_measurable_or_it_is_too_narrow(
    specific: bool | None, measurable: bool | None, expected: tuple[str, ...]
) -> None:
    said = {"specific": specific, "measurable": measurable}
    detail = {key: value for key, value in said.items() if value is not None}
    evidence = [paper("O-1", "2018-03-01", OBJECTIVE, detail=detail)]
    assert outcome(read(evidence, "2018-03-30", OBJECTIVES_2017, **ALL_OBJECTIVES)) == expected
    alone = outcome(read(evidence, "2018-03-30", OBJECTIVES_2017))
    assert alone == (("unknown", *expected[1:]) if expected[0] == "not_met" else expected)


def test_two_halves_in_two_objectives_make_no_whole_one() -> None:
    halves = [
        paper("O-1", "2018-03-01", OBJECTIVE, detail={"specific": True, "measurable": False}),
        paper("O-2", "2018-03-01", OBJECTIVE, detail={"specific": False, "measurable": True}),
    ]
    found = read(halves, "2018-03-30", OBJECTIVES_2017, **ALL_OBJECTIVES)
    assert outcome(found) == ("not_met", "too_narrow")
    whole = [*halves, paper("O-3", "2018-03-01", OBJECTIVE)]
    assert outcome(read(whole, "2018-03-30", OBJECTIVES_2017)) == ("met",)


# Parts that stand in another paper.


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ("2018-03-28", ("met",)),  # less than a year before the other
        ("2018-03-27", ("not_met", "too_narrow")),
    ],
)
def test_a_part_in_an_earlier_paper_counts_while_the_paper_is_less_than_a_year_old(
    earlier: str, expected: tuple[str, ...]
) -> None:
    evidence = [paper("I-1", earlier), paper("I-2", "2019-03-27", **NARROW)]
    assert outcome(read(evidence, "2019-03-27")) == expected


def test_two_papers_of_one_day_hold_the_parts_together_and_are_one_occurrence() -> None:
    evidence = [
        paper("I-1", "2018-03-28", detail={"subjects": ["employees"]}),
        paper("I-2", "2018-03-28", detail={"subjects": ["people-affected"]}),
    ]
    found = read(evidence, "2018-03-30")
    assert outcome(found) == ("met",)
    assert history(found) == [("2018-03-30", "2018-03-28", 0)]
    assert found.evidence == ("I-1", "I-2")


# The history.


def test_the_history_says_by_how_many_days_each_was_late() -> None:
    days = ("2018-04-02", "2019-04-01", "2020-04-01", "2021-04-02")
    assert history(read(information(*days), "2021-05-01"))[0] == (None, "2018-04-02", None)
    found = read(information(*days), "2021-05-01", **ALL)
    assert history(found) == [
        ("2018-03-30", "2018-04-02", 3),
        ("2019-04-01", "2019-04-01", 0),
        ("2020-03-31", "2020-04-01", None),  # in time only if the anniversary counts
        ("2021-03-31", "2021-04-02", 1),  # counted from the anniversary
    ]
    assert outcome(found) == ("met",)
    assert [row.outcome.value for row in found.history] == ["late", "in_time", "readings_differ", "late"]


def test_what_was_late_once_is_history_when_the_next_is_in_time() -> None:
    found = read(information("2018-04-02", "2019-04-01"), "2019-06-01", **ALL)
    assert outcome(found) == ("met",)
    assert [late for _, _, late in history(found)] == [3, 0]
    assert found.occurrence
    assert found.occurrence.due_on
    assert found.occurrence.due_on.low == dt.date(2019, 4, 1)
    assert found.evidence == ("I-2",)


def test_an_early_publication_brings_the_next_day_forward() -> None:
    found = read(information("2018-03-28", "2018-06-01"), "2019-01-01")
    assert history(found) == [("2018-03-30", "2018-03-28", 0), ("2019-03-27", "2018-06-01", 0)]
    assert next_due(found) == ("2019-05-31", "2019-06-01")


def test_leap_day_is_followed_by_28_february_on_both_readings() -> None:
    found = read(information("2018-03-28", "2019-03-27", "2020-02-29"), "2021-02-28")
    assert outcome(found) == ("met",)
    assert next_due(found) == ("2021-02-28", "2021-02-28")
    assert outcome(read(information("2018-03-28", "2019-03-27", "2020-02-29"), "2021-03-01"))[0] == "not_met"


def test_what_was_superseded_still_counts_in_the_history() -> None:
    newer = paper("I-2", "2019-03-27", supersedes=["I-1"])
    found = read([*information("2018-03-28"), newer], "2019-06-01")
    assert history(found) == [("2018-03-30", "2018-03-28", 0), ("2019-03-27", "2019-03-27", 0)]
    assert outcome(found) == ("met",)


def test_what_is_published_after_the_day_is_not_there_yet() -> None:
    before = information("2018-03-28", "2019-03-27")
    for day in ("2019-03-26", "2020-03-26", "2020-03-28"):
        with_later = [*before, paper("I-3", "2020-03-29"), paper("I-4", "2021-03")]
        assert read(with_later, day) == read(before, day)


def test_a_draft_or_a_date_of_its_content_serves_nothing() -> None:
    evidence = [*information("2018-03-28"), paper("I-2", None), paper("I-3", "2020", dated="2018-05-01")]
    assert read(evidence, "2019-01-01") == read(evidence[:1], "2019-01-01")


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2014-03-30", ("not_met", "lapsed")),
        ("2014-03-31", ("unknown", "readings_differ")),
        ("2014-04-01", ("met",)),
        ("2017-03-30", ("met",)),
    ],
)
def test_objectives_of_the_earlier_law_run_on_if_not_older_than_four_years(
    published: str, expected: tuple[str, ...]
) -> None:
    assert outcome(read(objectives(published), "2018-03-31", OBJECTIVES_2017)) == expected


# Dates that are not known to the day.


def test_what_follows_a_partial_date_is_due_between_two_days() -> None:
    found = read(information("2018-03-28", "2019-02"), "2019-06-01")
    assert found.next_due_on is not None
    assert found.next_readings is not None
    assert (found.next_due_on.low, found.next_due_on.high) == (dt.date(2020, 1, 31), dt.date(2020, 2, 27))
    anniversary = found.next_readings.anniversary
    assert (anniversary.low, anniversary.high) == (dt.date(2020, 2, 1), dt.date(2020, 2, 28))


def test_lateness_of_a_partial_date_is_not_counted_in_days() -> None:
    found = read(information("2018-03-28", "2019-04"), "2019-05-01")
    assert outcome(found) == ("met",)
    assert (found.history[-1].outcome.value, found.history[-1].days_late) == ("late", None)
    in_time = read(information("2018-03-28", "2019-02"), "2019-05-01")
    assert in_time.history[-1].days_late == 0


def test_a_headcount_that_changes_within_the_month_of_publication_settles_nothing() -> None:
    evidence = [paper("I-1", "2018-02", **NARROW)]
    for first, second, expected in [
        (149, 149, ("met",)),
        (149, 150, ("unknown", "figure_missing")),
        (150, 149, ("unknown", "figure_missing")),
        (150, 150, ("not_met", "too_narrow")),
    ]:
        counted = body(("2018-01-01", first), ("2018-02-15", second))
        assert outcome(read(evidence, "2018-03-30", organisation=counted, **ALL)) == expected


# Packs of one's own, and faults of a rule.


def law(**more: Any) -> psed.RulePack:
    """A law pack of one duty that gives a body until the last day of 2020, and then a month each time."""
    rule = {
        "id": "notice",
        "title": "A notice is published every month",
        "source": [{"cite": "Made up", "basis": "derived"}],
        "schedule": {
            "type": "rolling",
            "first_due": [{"on": "2020-12-31"}],
            "every": "1 month",
            "served_by": {"kind": INFORMATION},
            **more.pop("schedule", {}),
        },
        "why": "Made up",
        "mend": {"do": "Nothing", "cannot_provide": "Made up"},
        **more.pop("rule", {}),
    }
    pack = {"psed-pack": "1", "pack": "made-up", "version": "1.0.0", "kind": "law", "title": "Made up"}
    pack |= {"publisher": "tests", "valid_from": "2020-01-01", "wording": "psed", "status": "fictional"}
    bound = {"bound": {"nations": ["england"]}}
    return psed.RulePack.model_validate({**pack, **bound, "duties": [rule], **more})


def of_own(pack: psed.RulePack, evidence: list[Given], day: str, **more: Any) -> DutyRead:
    return duty(assessed(evidence, day, pack, **more), "made-up:notice")


def test_a_duty_of_months_counts_short_months() -> None:
    found = of_own(law(), information("2020-12-31", "2021-01-31"), "2021-02-28")
    assert outcome(found) == ("met",)
    assert found.history[-1].outcome.value == "readings_differ"
    assert history(found) == [
        ("2020-12-31", "2020-12-31", 0),
        ("2021-01-30", "2021-01-31", None),
    ]
    assert next_due(found) == ("2021-02-28", "2021-02-28")


@pytest.mark.parametrize(
    ("one", "on_the_anniversary", "late"),
    [("both", "readings_differ", None), ("strict", "late", 1), ("anniversary", "in_time", 0)],
)
def test_a_pack_may_settle_the_reading(one: str, on_the_anniversary: str, late: int | None) -> None:
    pack = law(schedule={"reading": one})
    found = of_own(pack, information("2020-12-15", "2021-01-15"), "2021-01-15")
    assert outcome(found) == ("met",)
    assert (found.history[-1].outcome.value, found.history[-1].days_late) == (on_the_anniversary, late)


def test_a_pending_law_decides_nothing() -> None:
    found = of_own(law(status="pending"), information("2020-12-31"), "2021-06-01")
    assert outcome(found) == NOT_IN_FORCE
    assert found.because == "It is not in force: it is pending."


def test_a_duty_that_turns_on_a_headcount_is_unknown_without_one() -> None:
    pack = law(bound={"nations": ["england"], "applies_when": "organisation.employees >= 150"})
    found = of_own(pack, [], "2021-06-01", **NO_COUNT)
    assert outcome(found) == ("unknown", "scope_unknown")
    assert found.because == "It cannot be told whether the duty applies to this body."
    firsts = [{"when": "organisation.employees >= 150", "on": "2020-06-30"}, {"on": "2020-12-31"}]
    found = of_own(law(schedule={"first_due": firsts}), [], "2021-06-01", **NO_COUNT)
    assert outcome(found) == ("unknown", "scope_unknown")
    assert found.because == "It cannot be told by which day this body had to do it first."


def test_without_a_time_for_new_bodies_their_first_day_is_unknown() -> None:
    founded = body(start="2021-01-01")
    found = of_own(law(), information("2021-02-01"), "2021-06-01", organisation=founded)
    assert outcome(found) == ("unknown", "scope_unknown")


def test_the_first_that_fits_of_several_first_days_counts() -> None:
    firsts = [
        {"when": 'organisation.kind == "school"', "on": "2020-06-30"},
        {"when": "organisation.employees >= 150", "on": "2020-09-30"},
        {"on": "2020-12-31"},
    ]
    pack = law(schedule={"first_due": firsts})
    for organisation, last in [
        (body(kind="school"), "2020-06-30"),
        (body(), "2020-09-30"),
        (body(("2011-03-31", 149)), "2020-12-31"),
    ]:
        assert next_due(of_own(pack, [], "2020-01-01", organisation=organisation)) == (last, last)


def test_a_fault_of_the_rule_is_an_error_and_never_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ArithmeticError("made up")

    monkeypatch.setattr(rolling, "Reading", fails)
    found = read(information("2018-03-28"), "2018-03-30")
    assert outcome(found) == ("error",)
    assert found.because == "The duty could not be worked out: ArithmeticError: made up."
    assert found.history == ()
    assert outcome(read([], "2017-03-30")) == NOT_IN_FORCE


# What a saved assessment holds.

CONTRACT = ["pack", "rule", "title", "outcome", "reasons", "occurrence", "next_due_on", "history", "source"]
BESIDE = {"because", "next_readings", "record_begins", "evidence", "remarks", "why", "mend", "ask"}


def test_a_saved_duty_has_its_keys_in_order() -> None:
    whole = json.loads(assessed(information(*TWO), "2019-06-01").to_json())
    for one in whole["duties"]:
        assert [key for key in one if key not in BESIDE] == CONTRACT
        assert set(one) == {*CONTRACT, *BESIDE}
    (one,) = (one for one in whole["duties"] if one["rule"] == INFO_2017)
    assert (one["pack"], one["outcome"], one["reasons"]) == ("england-2017", "met", [])
    day = {"low": "2019-03-27", "high": "2019-03-27"}
    assert one["occurrence"] == {
        "period": None,
        "snapshot": None,
        "due_on": day,
        "readings": {
            "strict": day,
            "anniversary": {"low": "2019-03-28", "high": "2019-03-28"},
            "cycle": None,
        },
        "done_on": day,
        "not_enforced": None,
    }
    assert one["next_due_on"] == {"low": "2020-03-26", "high": "2020-03-26"}
    assert one["history"] == [
        {
            "due_on": {"low": "2018-03-30", "high": "2018-03-30"},
            "done_on": {"low": "2018-03-28", "high": "2018-03-28"},
            "outcome": "in_time",
            "days_late": 0,
            "not_enforced": None,
            "period_gap": None,
        },
        {
            "due_on": day,
            "done_on": day,
            "outcome": "in_time",
            "days_late": 0,
            "not_enforced": None,
            "period_gap": None,
        },
    ]
    assert set(one["source"][0]) == {"cite", "url", "basis", "note"}


def test_a_saved_assessment_with_duties_keeps_to_its_schema_and_reads_back() -> None:
    found = assessed(information("2018-03-28", "2019-02"), "2020-02-01")
    jsonschema.validate(json.loads(found.to_json()), schema("assessment"))
    again = Assessment.from_json(found.to_json())
    assert again == found
    assert again.duties == found.duties


# The order of evidence, and more of it.

MANY = [
    *information("2018-03-28", "2019-03-27", "2019-03-27", "2020-03", "2021"),
    paper("I-6", None),
    paper("I-7", "2018-03-28", **NARROW),
    *objectives("2016-04-05", "2020-04-04", "2020-04"),
]


@given(
    st.permutations(MANY),
    st.sampled_from(["2018-03-30", "2019-03-27", "2020-04-15", "2021-06-01", "2023-01-01"]),
)
def test_the_order_of_evidence_changes_nothing(evidence: list[Given], day: str) -> None:
    assert assessed(evidence, day).duties == assessed(MANY, day).duties


def test_a_thin_paper_on_top_can_turn_met_into_not_met() -> None:
    """With 150 employees since the last time, the paper of today has to hold them."""
    grown = body(("2018-01-01", 149), ("2019-01-01", 150))
    before = [paper("I-1", "2018-03-28", **NARROW)]
    assert outcome(read(before, "2019-02-01", organisation=grown)) == ("met",)
    after = [*before, paper("I-2", "2019-02-01", **NARROW)]
    assert outcome(read(after, "2019-02-01", organisation=grown, **ALL)) == ("not_met", "too_narrow")


# A publication that may be still to come.


def test_where_a_publication_may_be_still_to_come_the_next_day_is_between_two() -> None:
    """On 10 January the paper of that month is there or not: it is met either way, and due on another day."""
    body = {"id": "x:y", "name": "B", "kind": "district", "nation": "england", "start": "2018-01-01"}
    detail = {"subjects": ["employees", "people-affected"]}
    evidence = [
        {
            "id": name,
            "kind": "equality_information",
            "title": "Report",
            "dated": "2018-02-01",
            "detail": detail,
        }
        | {"published_on": on}
        for name, on in (("E-1", "2018-03-01"), ("E-2", "2019-01"))
    ]
    held = psed.Dossier.model_validate({"organisation": body, "evidence": evidence})
    found = psed.assess(held, as_at=dt.date(2019, 1, 10)).duties
    (duty,) = [each for each in found if each.rule == "england-2017:information"]
    assert duty.outcome is Outcome.MET
    assert duty.next_due_on
    assert (duty.next_due_on.low, duty.next_due_on.high) == (dt.date(2019, 2, 28), dt.date(2020, 1, 9))
    assert [row.done_on.low.isoformat() for row in duty.history if row.done_on] == ["2018-03-01"]
    assert duty.because == (
        "E-1 and E-2 were published on a day between 1 March 2018 and 10 January 2019. The next is due by a "
        "day between 28 February 2019 and 9 January 2020 (a day between 1 March 2019 and 10 January 2020 if "
        "the anniversary counts)."
    )
