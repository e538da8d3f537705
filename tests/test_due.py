"""What is overdue, what falls due next and what lapses, soonest first."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import psed
from psed.cli import cli
from psed.model.duty import Nation
from psed.model.outcome import Days
from psed.reasoning.due import Coming, Line, coming, in_words
from psed.report.ics import to_ics
from psed.testing import strategies as psts

AS_AT = dt.date(2026, 11, 21)
NHS = psed.examples_folder() / "fictional-bodies" / "nhs-trust.yaml"


def information(name: str, published: str | None, **more: object) -> dict[str, object]:
    detail = {"subjects": ["employees", "people-affected"]}
    base = {"id": name, "kind": "equality_information", "title": f"Report {name}", "detail": detail}
    on = {"published_on": published} if published else {}
    return {**base, "dated": published or "2026-01-01", **on, **more}


BODY = {"id": "example:b", "name": "A body", "kind": "district", "nation": "england"}


def assessed(*evidence: dict[str, object], as_at: dt.date = AS_AT, **more: object) -> psed.Assessment:
    """A district of 149 employees, for which the pay gap is no matter, unless it says otherwise."""
    count = {"on": "2011-03-31", "employees": 149, "basis": "payroll"}
    whole = {"organisation": {**BODY, "headcount": [count], **more}, "evidence": list(evidence)}
    return psed.assess(psed.Dossier.model_validate(whole), as_at=as_at)


def test_what_falls_due_next_is_told_by_the_cautious_day_with_the_other_beside_it() -> None:
    held = information("E-1", "2026-01-14", held_by="Equality Officer")
    lines = coming(assessed(held, start="2025-02-01"))
    told = {line.about: line for line in lines}
    line = told["england-2017:information"]
    assert (line.coming, line.days, line.held_by) == (Coming.DUE, 53, "Equality Officer")
    assert in_words(line) == (
        "Information on how the body meets the general duty is published once a year: "
        "due by 13 January 2027 (14 January 2027 if the anniversary counts), "
        "in 53 days; Equality Officer. Equality Act 2010 (Specific Duties and Public Authorities) "
        "Regulations 2017, SI 2017/353, reg. 4."
    )
    assert told["E-1"].coming is Coming.LAPSES
    assert in_words(told["E-1"]) == (
        "Report E-1 (E-1): last good on 14 January 2027, in 54 days; Equality Officer. "
        "Shelf life of the kind equality information."
    )


@pytest.mark.parametrize(
    ("day", "state", "days"),
    [
        (dt.date(2027, 1, 13), Coming.DUE, 0),
        (dt.date(2027, 1, 14), Coming.NOT_SETTLED, -1),
        (dt.date(2027, 1, 15), Coming.OVERDUE, -2),
    ],
)
def test_between_the_readings_it_is_not_settled_and_after_both_it_is_overdue(
    day: dt.date, state: Coming, days: int
) -> None:
    lines = coming(assessed(information("E-1", "2026-01-14"), as_at=day, start="2025-02-01"))
    (line,) = [line for line in lines if line.about == "england-2017:information"]
    assert (line.coming, line.days) == (state, days)


def test_with_nothing_on_file_nothing_is_overdue() -> None:
    lines = coming(assessed())
    assert [(line.coming, line.about, line.on, line.days) for line in lines] == [
        (Coming.NOT_ON_FILE, "england-2017:information", None, None),
        (Coming.NOT_ON_FILE, "england-2017:objectives", None, None),
        (Coming.NOT_ON_FILE, "web-accessibility-2018:accessibility-statement", None, None),
    ]
    assert in_words(lines[0]) == (
        "Information on how the body meets the general duty is published once a year: "
        "nothing of it is on file. When did you last publish equality "
        "information, and whom was it about? Equality Act 2010 (Specific Duties and Public Authorities) "
        "Regulations 2017, SI 2017/353, reg. 4."
    )


def test_a_body_that_holds_none_is_overdue_since_it_looked() -> None:
    none = [{"kind": "equality_information", "as_at": "2025-06-01", "by": "Clerk"}]
    bare = psed.Dossier.model_validate({"organisation": BODY, "none_held": none})
    result = psed.assess(bare, as_at=AS_AT)
    (line,) = [line for line in coming(result) if line.about == "england-2017:information"]
    assert (line.coming, line.days) == (Coming.OVERDUE, -539)
    assert "was due by a day between 30 March 2018 and 31 May 2025, at least 539 days ago" in in_words(line)


def test_nothing_is_due_of_a_body_that_is_not_bound() -> None:
    assert coming(assessed(kind="partnership")) == ()


def test_what_turns_on_a_count_that_nobody_made_is_asked_for_and_has_no_day() -> None:
    lines = coming(assessed(kind="contractor", headcount=[]))
    assert lines == ()
    duties = assessed(kind="contractor", headcount=[]).duties
    (duty,) = [duty for duty in duties if duty.rule == "gender-pay-gap-2017:other-employers"]
    assert (duty.outcome, duty.reasons) == (psed.Outcome.UNKNOWN, ("figure_missing",))
    assert "add the employees on 5 April 2025 to `headcount:`" in duty.because
    assert coming(assessed(kind="contractor")) == ()


def test_what_turns_on_what_is_not_recorded_is_not_overdue() -> None:
    """The figures were published in time for one year, or late for the one before; nobody recorded which."""
    figures = {"id": "E-1", "kind": "gender_pay_gap_report", "title": "Figures", "dated": "2026-02-01"}
    counted = [{"on": "2017-03-31", "employees": 250, "basis": "payroll"}]
    result = assessed({**figures, "published_on": "2026-03-26"}, headcount=counted, start="2023-01-01")
    (duty,) = (each for each in result.duties if each.rule == "gender-pay-gap-2017:public-authorities")
    assert (duty.outcome, duty.reasons) == (psed.Outcome.UNKNOWN, ("undated",))
    assert not [line for line in coming(result) if line.about == duty.rule and line.coming is Coming.OVERDUE]


def test_until_is_inclusive_and_never_hides_what_is_overdue() -> None:
    result = assessed(information("E-1", "2026-01-14"), start="2025-02-01")
    missing = ["england-2017:objectives", "web-accessibility-2018:accessibility-statement"]
    upto = coming(result, dt.date(2027, 1, 13))
    assert [line.about for line in upto] == ["england-2017:information", *missing]
    assert [line.about for line in coming(result, dt.date(2027, 1, 12))] == missing
    after = psed.assess(psed.load(NHS), as_at=dt.date(2030, 1, 1))
    over = [line.about for line in coming(after, dt.date(2030, 1, 1)) if line.coming is Coming.OVERDUE]
    assert "england-2017:information" in over


@given(psts.dossiers(), st.dates(dt.date(2012, 1, 1), dt.date(2027, 1, 1)))
def test_lines_are_in_the_order_of_their_days_and_overdue_is_never_ahead(
    dossier: psed.Dossier, day: dt.date
) -> None:
    lines = coming(psed.assess(dossier, as_at=day))
    days = [line.on.low if line.on else dt.date.max for line in lines]
    assert days == sorted(days)
    for line in lines:
        if line.on is None or line.days is None:
            assert line.coming is Coming.NOT_ON_FILE
            continue
        end = line.on.high if line.coming is Coming.OVERDUE else line.on.low
        assert line.days == (end - day).days
        if line.coming is Coming.OVERDUE:
            assert line.days < 0
        if line.coming is Coming.LAPSES:
            assert line.days >= 0


def test_the_command_says_the_same_as_text_and_as_json() -> None:
    run = CliRunner().invoke(cli, ["due", str(NHS), "--as-at", "2026-11-21", "--until", "2027-07-15"])
    assert run.exit_code == 0
    assert "Due, soonest first:" in run.output
    assert "due by 15 July 2027 (16 July" in " ".join(run.output.split())
    assert max(map(len, run.output.splitlines())) <= 80
    made = CliRunner().invoke(
        cli, ["due", str(NHS), "--as-at", "2026-11-21", "--until", "2027-07-15", "--format", "json"]
    )
    whole = json.loads(made.output)
    assert whole["psed-due"] == 1
    last = [line for line in whole["due"] if line["on"]][-1]
    assert (last["about"], last["on"]) == (
        "england-2017:information",
        {"low": "2027-07-15", "high": "2027-07-15"},
    )


def test_a_calendar_file_is_read_by_a_calendar_library_and_does_not_double() -> None:
    result = psed.assess(psed.load(NHS), as_at=AS_AT)
    lines = coming(result)
    text = to_ics(result, lines)
    read = icalendar.Calendar.from_ical(text)
    events = read.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [line.on.low for line in lines if line.on]
    summaries = [str(event["summary"]) for event in events]
    assert "Due: One or more equality objectives are published every four years" in summaries
    assert all("Not legal advice" in str(event["description"]) for event in events)
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    assert to_ics(result, lines) == text
    later = psed.assess(psed.load(NHS), as_at=AS_AT + dt.timedelta(days=30))
    again = icalendar.Calendar.from_ical(to_ics(later, coming(later))).walk("VEVENT")
    assert {str(event["uid"]) for event in again} <= set(uids)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    run = CliRunner().invoke(cli, ["due", str(NHS), "--as-at", "2026-11-21", "--format", "ics"])
    assert run.exit_code == 2
    assert (
        "calendar files need the extra `calendar`; install it: pip install 'psed-uk[calendar]'" in run.output
    )


def test_where_nothing_falls_due_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    text = "psed-dossier: 1\norganisation: {id: 'x:y', name: B, kind: partnership, nation: england}\n"
    path.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(cli, ["due", str(path), "--as-at", "2026-11-21"])
    assert "Nothing on file falls due or lapses in that time." in run.output


# Notes on working days.

WITHOUT = "Notes on working days need the extra `calendar`: pip install 'psed-uk[calendar]'."


def report(published: str, **more: object) -> psed.Assessment:
    return assessed(information("E-1", published, **more), start="2025-02-01")


def told(result: psed.Assessment, nation: Nation | None) -> dict[str, Line]:
    return {line.about: line for line in coming(result, nation=nation)}


@pytest.mark.parametrize(
    ("published", "days", "words"),
    [
        pytest.param(
            "2026-03-01",
            99,
            "due by 28 February 2027 (1 March 2027 if the anniversary counts), in 99 days. 28 February 2027: "
            "a Sunday; the last working day before is Friday 26 February 2027. Equality Act 2010",
            id="a Sunday",
        ),
        pytest.param(
            "2026-03-31",
            129,
            "due by 30 March 2027 (31 March 2027 if the anniversary counts), in 129 days. 30 March 2027: "
            "the four days before are Good Friday to Easter Monday. Equality Act 2010",
            id="straight after Easter",
        ),
        pytest.param(
            "2026-01-14",
            53,
            "due by 13 January 2027 (14 January 2027 if the anniversary counts), in 53 days. Equality Act",
            id="a working day",
        ),
    ],
)
def test_a_line_says_what_to_know_of_its_day_and_leaves_the_day_where_it_is(
    published: str, days: int, words: str
) -> None:
    line = told(report(published), Nation.ENGLAND)["england-2017:information"]
    bare = told(report(published), None)["england-2017:information"]
    assert (line.days, line.on, line.anniversary) == (days, bare.on, bare.anniversary)
    assert words in in_words(line)
    assert bare.notes == ()


def test_the_nation_of_the_duty_decides_which_bank_holidays_count() -> None:
    result = report("2026-03-31")
    by_nation = {nation: told(result, nation)["england-2017:information"].notes for nation in (*Nation, None)}
    easter = ("the four days before are Good Friday to Easter Monday",)
    assert by_nation == {Nation.ENGLAND: easter, Nation.WALES: easter, Nation.SCOTLAND: (), None: ()}


def test_a_paper_that_lapses_has_a_note_too() -> None:
    line = told(report("2026-02-28"), Nation.ENGLAND)["E-1"]
    assert in_words(line).endswith(
        "last good on 28 February 2027, in 99 days. 28 February 2027: a Sunday; the last working day before "
        "is Friday 26 February 2027. Shelf life of the kind equality information."
    )


def test_a_day_that_is_over_and_one_that_is_not_known_have_no_note() -> None:
    """27 February 2027 is a Saturday; on it the day still counts, on the next it is over."""
    for day, some in ((dt.date(2027, 2, 27), True), (dt.date(2027, 2, 28), False)):
        result = assessed(information("E-1", "2026-02-28"), as_at=day, start="2025-02-01")
        assert bool(told(result, Nation.ENGLAND)["england-2017:information"].notes) is some
    line = told(report("2026-01-14", dated="2026-02"), Nation.ENGLAND)["E-1"]
    assert line.on == Days(low=dt.date(2027, 2, 1), high=dt.date(2027, 2, 28))
    assert line.notes == ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A Scottish body, a paper that lapses on the Monday after Good Friday 2027."""
    path = tmp_path / "d.yaml"
    path.write_text(
        "psed-dossier: 1\n"
        "organisation: {id: 'x:y', name: B, kind: partnership, nation: scotland}\n"
        "evidence:\n"
        "  - {id: E-1, kind: equality_information, title: Report, dated: 2026-03-29}\n",
        encoding="utf-8",
    )
    return path


def run(file: Path, *more: str) -> Result:
    ran = CliRunner().invoke(cli, ["due", str(file), "--as-at", "2026-11-21", *more])
    assert ran.exit_code == 0, ran.output
    return ran


EASTER = "the three days before are Good Friday to Sunday"


def test_notes_stand_in_the_table_in_json_and_in_the_calendar_file(file: Path) -> None:
    assert f"29 March 2027: {EASTER}." in " ".join(run(file).stdout.split())
    whole = json.loads(run(file, "--format", "json").stdout)
    assert (whole["working_days"], whole["working_days_because"]) == ("scotland", None)
    assert [line["notes"] for line in whole["due"]] == [[EASTER]]
    (event,) = icalendar.Calendar.from_ical(run(file, "--format", "ics").stdout).walk("VEVENT")
    assert event.decoded("dtstart") == dt.date(2027, 3, 29)
    assert f"29 March 2027: {EASTER}." in str(event["description"])


def test_without_the_extra_dates_come_without_notes_and_that_is_said_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    table = run(file)
    assert "last good on 29 March 2027, in 128 days." in " ".join(table.stdout.split())
    assert " ".join(table.stdout.split()).count(WITHOUT) == 1
    whole = json.loads(run(file, "--format", "json").stdout)
    assert (whole["working_days"], whole["working_days_because"]) == (None, WITHOUT)
    assert [line["notes"] for line in whole["due"]] == [[]]
    ics = run(file, "--format", "ics")
    assert (ics.stderr, "Good Friday" in ics.stdout) == (f"{WITHOUT}\n", False)


def test_where_nothing_falls_due_the_extra_is_not_missed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    for form in ("table", "ics"):
        ran = run(file, "--until", "2026-12-01", "--format", form)
        assert "Notes on working days" not in ran.output
