"""Notes on days that are no working days, or come straight after a long weekend."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

import psed
from psed.model.duty import Nation
from psed.reasoning.working_days import installed, notes

ENGLAND, WALES, SCOTLAND = Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND
SUBDIVISIONS = {ENGLAND: "ENG", WALES: "WLS", SCOTLAND: "SCT"}


@pytest.mark.parametrize(
    ("day", "nation", "note"),
    [
        pytest.param(
            "2027-02-28",
            ENGLAND,
            "a Sunday; the last working day before is Friday 26 February 2027",
            id="Sunday",
        ),
        pytest.param(
            "2027-02-27",
            SCOTLAND,
            "a Saturday; the last working day before is Friday 26 February 2027",
            id="Saturday",
        ),
        pytest.param(
            "2027-03-30", ENGLAND, "the four days before are Good Friday to Easter Monday", id="after Easter"
        ),
        pytest.param(
            "2027-03-30",
            WALES,
            "the four days before are Good Friday to Easter Monday",
            id="after Easter, Wales",
        ),
        pytest.param("2027-03-30", SCOTLAND, None, id="Easter Monday is a working day in Scotland"),
        pytest.param(
            "2027-03-29",
            SCOTLAND,
            "the three days before are Good Friday to Sunday",
            id="Monday after Good Friday",
        ),
        pytest.param(
            "2027-03-29",
            ENGLAND,
            "a bank holiday (Easter Monday); the last working day before is Thursday 25 March 2027",
            id="Easter Monday",
        ),
        pytest.param(
            "2027-03-28",
            ENGLAND,
            "a Sunday; the last working day before is Thursday 25 March 2027",
            id="Easter Sunday: the working day before it is behind Good Friday",
        ),
        pytest.param(
            "2027-05-04", WALES, "the three days before are Saturday to May Day", id="after a long weekend"
        ),
        pytest.param(
            "2027-12-27",
            ENGLAND,
            "a bank holiday (the day in place of Christmas Day); "
            "the last working day before is Friday 24 December 2027",
            id="in place of a holiday at the weekend",
        ),
        pytest.param(
            "2027-12-25",
            ENGLAND,
            "a Saturday and a bank holiday (Christmas Day); "
            "the last working day before is Friday 24 December 2027",
            id="both at once",
        ),
        pytest.param(
            "2012-01-02",
            SCOTLAND,
            "a bank holiday (New Year Holiday and the day in place of New Year's Day); "
            "the last working day before is Friday 30 December 2011",
            id="two holidays of one day, and the year before",
        ),
        pytest.param("2027-03-01", ENGLAND, None, id="a mere weekend before a Monday"),
        pytest.param(
            "2026-12-29",
            SCOTLAND,
            "the four days before are Christmas Day to the day in place of Boxing Day",
            id="Christmas",
        ),
        pytest.param(
            "2027-11-30",
            SCOTLAND,
            "a bank holiday (Saint Andrew's Day); the last working day before is Monday 29 November 2027",
            id="a bank holiday of Scotland",
        ),
        pytest.param("2027-11-30", ENGLAND, None, id="and of no other nation"),
        pytest.param("2027-12-01", SCOTLAND, None, id="after one day alone"),
        pytest.param("2027-02-26", ENGLAND, None, id="a working day before a weekend"),
    ],
)
def test_a_day_has_a_note_if_it_is_free_or_ends_a_long_weekend(
    day: str, nation: Nation, note: str | None
) -> None:
    assert notes(dt.date.fromisoformat(day), nation) == ((note,) if note else ())


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-06", "1871-12-31", "2101-01-01", "9999-12-31"])
def test_of_years_that_the_library_does_not_know_nothing_is_said(day: str) -> None:
    assert notes(dt.date.fromisoformat(day), ENGLAND) == ()


def test_the_first_and_last_years_that_the_library_knows() -> None:
    """1 January 2101 is a Saturday: the year decides, not the weekday. So is 2 January 2100."""
    calendar = holidays.country_holidays("GB", subdiv="ENG")
    first, last = calendar.start_year, calendar.end_year
    sunday = next(d for d in _year(last) if d.weekday() == 6)
    assert notes(sunday, ENGLAND)
    assert notes(sunday.replace(year=last + 1) + dt.timedelta(days=6), ENGLAND) == ()
    assert notes(next(d for d in _year(first) if d.weekday() == 6 and d.day > 7), ENGLAND)
    assert notes(next(d for d in _year(first - 1) if d.weekday() == 6), ENGLAND) == ()


def _year(year: int) -> list[dt.date]:
    return [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(31)]


@given(st.dates(dt.date(2011, 4, 5), dt.date(2060, 1, 1)), st.sampled_from(Nation))
def test_the_note_names_a_working_day_and_there_is_one_on_every_free_day(
    day: dt.date, nation: Nation
) -> None:
    """Worked out again with the library's own working days, counted backwards."""
    calendar = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation])
    told = notes(day, nation)
    if not calendar.is_working_day(day):
        (note,) = told
        before = next(
            day - dt.timedelta(days=n)
            for n in range(1, 15)
            if calendar.is_working_day(day - dt.timedelta(days=n))
        )
        assert note.endswith(f"{before.day} {before:%B %Y}")
        return
    last = calendar.get_nth_working_day(day, -1)
    free = [last + dt.timedelta(days=n) for n in range(1, (day - last).days)]
    long = len(free) > 1 and any(each.weekday() < 5 for each in free)
    assert bool(told) is long
    if long:
        words = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
        assert told[0].startswith(f"the {words[len(free)]} days before are ")


def test_the_words_do_not_go_by_the_language_of_the_machine() -> None:
    """The library takes its language from the environment where it is not told one."""
    code = (
        "import datetime as dt; from psed.model.duty import Nation; "
        "from psed.reasoning.working_days import notes; "
        "print(*notes(dt.date(2027, 3, 29), Nation.ENGLAND))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "LANG": language, "LANGUAGE": language, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for language in ("en_GB", "th")
    }
    assert told == {"a bank holiday (Easter Monday); the last working day before is Thursday 25 March 2027\n"}


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed()
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert not installed()
    with pytest.raises(psed.PsedError) as caught:
        notes(dt.date(2027, 2, 28), ENGLAND)
    assert (caught.value.code, caught.value.message, caught.value.help) == (
        "F011",
        "notes on working days need the extra `calendar`",
        "install it: pip install 'psed-uk[calendar]'",
    )


def test_the_library_is_read_only_when_a_note_is_asked_for() -> None:
    code = (
        "import sys, psed, psed.reasoning.due as due; import psed.reasoning.working_days as w; "
        "w.installed(); assert 'holidays' not in sys.modules; "
        "import datetime as dt; from psed.model.duty import Nation; "
        "w.notes(dt.date(2027, 3, 30), Nation.ENGLAND); assert 'holidays' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
