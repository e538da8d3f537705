"""Times of fixed duties: several publications for one, size, bodies that come and go, the calendar."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest

import psed
from psed.model.outcome import DutyRead

from .making import ALL, PAY, STAFF, Given, body, fixed, history, law, next_due, notices, outcome, paper, read

FIRST, SECOND, THIRD = "2016/17", "2017/18", "2018/19"
YEARLY = law(fixed(None, "12 months", PAY, STAFF))
LARGE = law(fixed(test={"at": "snapshot", "at_least": 250}))
JOINS = law(fixed(test={"at": "snapshot", "at_least": 250}, new_body={"joins": "next", "basis": "derived"}))
BY_DAY = law(fixed({"on": "2018-03-30"}, match="published_on"))
TWO_YEARS: Given = {"on": "2017-04-30", "period": {"from": "2015-05-01", "to": "2017-04-30"}}
ANY_TIME = law(fixed(TWO_YEARS, "24 months", test={"at": "any-time-in-period", "at_least": 20}))
NARROW: Given = {"detail": {"subjects": ["pay"]}}


# More than one publication, late and early ones.


def test_two_publications_for_one_time_are_both_kept() -> None:
    found = read(YEARLY, notices(("2018-03-20", FIRST), ("2018-03-10", FIRST)), "2018-06-01")
    assert found.evidence == ("N-1", "N-2")
    assert history(found) == [("2018-03-30", "2018-03-10", 0)]
    assert found.because == (
        "N-1 and N-2 were published, first on 10 March 2018, in time for 30 March 2018 (figures of 31 March "
        "2017). The next is due by 30 March 2019."
    )
    one_day = read(YEARLY, notices(("2018-03-20", FIRST), ("2018-03-20", FIRST)), "2018-06-01")
    assert one_day.because.startswith("N-1 and N-2 were published on 20 March 2018, in time")


def test_the_first_of_two_days_that_are_not_known_is_no_later_than_either() -> None:
    found = read(YEARLY, notices(("2018", FIRST), ("2018-03-10", FIRST)), "2019-01-01")
    assert found.history[0].done_on
    first = found.history[0].done_on
    assert (first.low, first.high) == (dt.date(2018, 1, 1), dt.date(2018, 3, 10))
    assert found.outcome.value == "met"


def test_two_papers_in_time_hold_the_parts_together() -> None:
    halves = [
        paper("N-1", "2018-03-01", FIRST, detail={"subjects": ["pay"]}),
        paper("N-2", "2018-03-30", FIRST, detail={"subjects": ["staff"]}),
    ]
    assert outcome(read(YEARLY, halves, "2018-06-01")) == ("met",)


def test_a_part_that_came_after_the_last_day_is_there_now() -> None:
    late = [paper("N-1", "2018-03-01", FIRST, **NARROW), *notices(("2018-03-31", FIRST))]
    late[1]["id"] = "N-2"
    assert outcome(read(YEARLY, late[:1], "2018-06-01", **ALL)) == ("not_met", "too_narrow")
    found = read(YEARLY, late, "2018-06-01", **ALL)
    assert outcome(found) == ("met",)
    assert found.because == (
        "N-1 and N-2 were published, first on 1 March 2018, in time for 30 March 2018 (figures of 31 March "
        "2017). The next is due by 30 March 2019."
    )


def test_an_earlier_thin_paper_takes_nothing_from_one_that_is_enough() -> None:
    """With 150 employees in January, and 149 when the paper came that had to say nothing of them."""
    smaller = body(("2018-01-01", 150), ("2018-03-01", 149))
    later = paper("N-1", "2018-03-01", FIRST, **NARROW)
    thin = paper("N-2", "2018-02-01", FIRST, **NARROW)
    assert outcome(read(YEARLY, [later], "2018-06-01", organisation=smaller)) == ("met",)
    assert outcome(read(YEARLY, [later, thin], "2018-06-01", organisation=smaller)) == ("met",)
    found = read(YEARLY, [thin], "2018-06-01", organisation=smaller, **ALL)
    assert outcome(found) == ("not_met", "too_narrow")


@pytest.mark.parametrize("published", ["2017-04-01", "2018-03-30", "2018-03-31", "2018-12-31"])
def test_neither_late_nor_early_publication_moves_the_next_day(published: str) -> None:
    found = read(YEARLY, notices((published, FIRST)), "2019-01-01")
    assert next_due(found) == "2019-03-30"
    found = read(YEARLY, notices((published, FIRST), ("2019-03-30", SECOND)), "2019-06-01")
    assert outcome(found) == ("met",)
    assert next_due(found) == "2020-03-30"
    assert [due for due, _, _ in history(found)] == ["2018-03-30", "2019-03-30"]


def test_what_is_published_early_serves_its_own_time_and_the_one_after_is_next() -> None:
    found = read(YEARLY, notices(("2018-03-30", FIRST), ("2018-04-01", SECOND)), "2018-04-01")
    assert outcome(found) == ("met",)
    assert history(found) == [("2018-03-30", "2018-03-30", 0), ("2019-03-30", "2018-04-01", 0)]
    assert next_due(found) == "2020-03-30"


def test_a_time_that_was_missed_is_history_when_the_next_is_done() -> None:
    evidence = notices(("2018-05-01", FIRST), ("2020-03-30", THIRD))
    assert [row.outcome.value for row in read(YEARLY, evidence, "2020-03-30").history] == [
        "unknown",
        "not_done",
        "in_time",
    ]
    found = read(YEARLY, evidence, "2020-03-30", **ALL)
    assert outcome(found) == ("met",)
    assert history(found) == [
        ("2018-03-30", "2018-05-01", 32),
        ("2019-03-30", None, None),
        ("2020-03-30", "2020-03-30", 0),
    ]


def test_where_it_is_not_known_which_time_was_served_the_outcome_may_be_known() -> None:
    """One thing without a period, after a time for which nothing came; two more times have passed since."""
    found = read(BY_DAY, notices(("2018-04-05", None)), "2020-03-31")
    assert outcome(found) == ("not_met", "lapsed")
    assert found.because == (
        "It was due by 30 March 2020, and nothing for it is on file; the last before is N-1. "
        "The next is due by 30 March 2021."
    )
    assert found.evidence == ("N-1",)


def test_nothing_is_late_for_a_time_for_which_something_else_was_published() -> None:
    """Were the first for 31 August, the second could not be; were it for 28 February, that one has it."""
    pack = law(fixed({"on": "2018-02-28", "snapshot": "2017-08-31"}, "6 months"))
    evidence = notices(("2018-03-05", "2017/18"), ("2018-04-01", None))
    assert outcome(read(pack, evidence, "2018-08-29")) == ("met",)
    assert outcome(read(pack, evidence[1:], "2018-08-29", **ALL)) == ("unknown", "undated")


def test_nothing_is_late_for_a_time_that_did_not_bind() -> None:
    grown = body(("2017-03-31", 249), ("2018-03-31", 250))
    evidence = notices(("2018-05-01", None))
    assert outcome(read(LARGE, evidence, "2019-03-31", organisation=grown)) == ("met",)
    large = body(("2017-03-31", 250))
    assert outcome(read(LARGE, evidence, "2019-03-31", organisation=large)) == ("unknown", "undated")


def test_a_paper_may_be_for_figures_that_nobody_asked_for() -> None:
    """Its year holds two days of figures, and on the second the body was too small."""
    first: Given = {"on": "2018-02-28", "snapshot": "2017-08-31"}
    pack = law(fixed(first, "6 months", test={"at": "snapshot", "at_least": 250}))
    shrunk = body(("2017-08-31", 250), ("2018-02-28", 249))
    found = read(pack, notices(("2018-02-28", "2017/18")), "2018-06-01", organisation=shrunk)
    assert outcome(found) == ("unknown", "undated")
    found = read(pack, notices(("2018-02-28", "2017-08")), "2018-06-01", organisation=shrunk)
    assert outcome(found) == ("met",)


# Size on one day, and at any time of a period.


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([("2017-03-31", 249), ("2017-04-01", 300)], ("not_applicable", "not_yet_due")),
        ([("2017-03-30", 300), ("2017-03-31", 249)], ("not_applicable", "out_of_scope")),
        ([("2017-03-30", 249), ("2017-03-31", 250)], ("unknown", "nothing_on_file")),
        ([("2017-03-31", 250), ("2017-04-01", 0)], ("unknown", "nothing_on_file")),
        ([("2017-03-01", 250)], ("unknown", "nothing_on_file")),  # the latest count on or before the day
        ([("2017-04-01", 250)], ("unknown", "figure_missing")),
        ([("2017-04-01", 249)], ("unknown", "figure_missing")),  # more of them the day before, perhaps
    ],
)
def test_the_count_of_the_day_of_the_figures_decides(
    counts: list[tuple[str, int]], expected: tuple[str, ...]
) -> None:
    assert outcome(read(LARGE, [], "2018-03-31", organisation=body(*counts))) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([("2015-05-01", 19), ("2016-06-01", 20), ("2016-06-02", 19)], ("unknown", "nothing_on_file")),
        ([("2015-05-01", 19), ("2017-04-30", 20)], ("unknown", "nothing_on_file")),
        ([("2015-05-01", 19), ("2017-05-01", 20)], ("not_applicable", "not_yet_due")),
        ([("2015-04-30", 20), ("2015-05-02", 19)], ("unknown", "nothing_on_file")),  # on the first day
        ([("2015-04-30", 20), ("2015-05-01", 19)], ("not_applicable", "out_of_scope")),
        ([("2016-06-01", 20)], ("unknown", "nothing_on_file")),
        ([("2016-06-01", 19)], ("unknown", "figure_missing")),  # more of them before, perhaps
    ],
)
def test_one_day_of_the_period_above_the_size_is_enough(
    counts: list[tuple[str, int]], expected: tuple[str, ...]
) -> None:
    assert outcome(read(ANY_TIME, [], "2017-05-01", organisation=body(*counts))) == expected


def test_a_district_that_crosses_250_for_one_day_of_figures_reports_for_that_day_alone() -> None:
    counts = [("2025-03-28", 146), ("2026-03-31", 252), ("2026-06-30", 262), ("2027-03-31", 248)]
    district = body(*counts)
    assert next_due(read(LARGE, [], "2027-03-30", organisation=district)) == "2027-03-30"
    found = read(LARGE, [], "2027-03-31", organisation=district)
    assert outcome(found) == ("unknown", "nothing_on_file")
    assert next_due(found) is None
    done = read(LARGE, notices(("2027-03-30", "2025/26")), "2028-06-01", organisation=district)
    assert outcome(done) == ("met",)
    assert history(done) == [("2027-03-30", "2027-03-30", 0)]
    assert next_due(done) is None


# Bodies founded or ended between.


def test_a_body_founded_between_is_bound_from_the_next_figures_on() -> None:
    council = body(("2027-04-01", 6000), start="2027-04-01")
    found = read(JOINS, [], "2028-06-01", organisation=council)
    assert outcome(found) == ("not_applicable", "not_yet_due")
    assert next_due(found) == "2029-03-30"
    assert found.because == "It is due for the first time by 30 March 2029 (figures of 31 March 2028)."
    a_day_before = body(("2027-03-31", 6000), start="2027-03-31")
    assert next_due(read(JOINS, [], "2027-06-01", organisation=a_day_before)) == "2028-03-30"


@pytest.mark.parametrize(
    ("end", "day", "expected"),
    [
        ("2027-03-31", "2027-03-31", ("unknown", "nothing_on_file")),
        ("2027-03-31", "2027-04-01", ("not_applicable", "out_of_scope")),  # it is gone
    ],
)
def test_the_last_time_of_a_body_is_the_last_that_falls_due_while_it_is_there(
    end: str, day: str, expected: tuple[str, ...]
) -> None:
    found = read(LARGE, [], day, organisation=body(end=end))
    assert outcome(found) == expected
    assert next_due(found) is None


def test_a_body_that_ends_before_the_last_day_was_not_bound_by_that_time() -> None:
    found = read(LARGE, notices(("2026-03-01", "2024/25")), "2027-03-29", organisation=body(end="2027-03-29"))
    assert outcome(found) == ("met",)
    assert next_due(found) is None


# A time for which the regulator did not act.

NOT_ASKED: Given = {"due_on": "2020-03-30", "until": "2020-09-30", "says": "Nobody acted on it that year."}
PAUSED = law(fixed(not_enforced=[NOT_ASKED]))
BEFORE = [("2018-03-01", FIRST), ("2019-03-01", SECOND)]


def told(found: DutyRead) -> tuple[bool, bool]:
    """Whether it is said in the occurrence, and in the sentences."""
    assert found.occurrence
    assert found.history[-1].not_enforced == found.occurrence.not_enforced
    return found.occurrence.not_enforced is not None, str(NOT_ASKED["says"]) in found.because


def test_a_time_that_was_not_enforced_is_late_all_the_same_and_that_is_said() -> None:
    found = read(PAUSED, notices(*BEFORE, ("2020-09-30", THIRD)), "2020-10-01")
    assert outcome(found) == ("met",)
    assert found.because == (
        "N-3 was published on 30 September 2020, 184 days after the last day for it, 30 March 2020 (figures "
        "of 31 March 2019). Nobody acted on it that year. The next is due by 30 March 2021."
    )
    assert told(found) == (True, True)


@pytest.mark.parametrize(
    ("published", "day", "expected"),
    [
        ("2020-03-30", "2020-06-01", (True, False)),  # in time: it is known, and nothing hangs on it
        ("2020-09-30", "2020-12-01", (True, True)),
        ("2020-10-01", "2020-12-01", (False, False)),
        (None, "2020-09-30", (True, True)),
        (None, "2020-10-01", (False, False)),
    ],
)
def test_what_was_not_enforced_is_told_as_long_as_that_lasted(
    published: str | None, day: str, expected: tuple[bool, bool]
) -> None:
    evidence = notices(*BEFORE, *([(published, THIRD)] if published else []))
    assert told(read(PAUSED, evidence, day)) == expected
    for_good = law(fixed(not_enforced=[{**NOT_ASKED, "until": None}]))
    assert told(read(for_good, evidence, "2026-01-01"))[0] is False  # of later times nothing is said
    found = read(for_good, evidence, day)
    assert found.occurrence
    assert found.occurrence.not_enforced == NOT_ASKED["says"]


# The ends of months, and of the calendar.


def due_days(pack: psed.RulePack, day: str) -> list[str]:
    return [due for due, _, _ in history(read(pack, [], day, **ALL))]


def test_the_29th_of_february_comes_round_on_the_28th_and_back() -> None:
    pack = law(fixed({"on": "2012-02-29"}, match="published_on"))
    assert due_days(pack, "2016-03-01") == [
        "2012-02-29",
        "2013-02-28",
        "2014-02-28",
        "2015-02-28",
        "2016-02-29",
    ]


def test_the_last_day_of_a_month_stays_one() -> None:
    pack = law(fixed({"on": "2019-12-31"}, "2 months", match="published_on"))
    assert due_days(pack, "2020-07-01") == ["2019-12-31", "2020-02-29", "2020-04-30", "2020-06-30"]


def test_periods_that_end_with_a_month_leave_no_day_out() -> None:
    first: Given = {"on": "2012-06-30", "period": {"from": "2011-03-01", "to": "2012-02-29"}}
    pack, periods = law(fixed(first, match="published_on")), []
    days = [f"{year}-06-30" for year in range(2012, 2018)]
    for number, day in enumerate(days, 1):
        found = read(pack, notices(*((on, None) for on in days[:number])), day)
        assert found.occurrence
        periods.append(str(found.occurrence.period).split(" to "))
    assert periods[0] == ["2011-03-01", "2012-02-29"]
    assert periods[4] == ["2015-03-01", "2016-02-29"]
    for (_, last), (first_day, _) in pairwise(periods):
        assert dt.date.fromisoformat(first_day) - dt.date.fromisoformat(last) == dt.timedelta(days=1)


@pytest.mark.parametrize("day", [dt.date(9999, 1, 1), dt.date(9999, 12, 30), dt.date(9999, 12, 31)])
@pytest.mark.parametrize(
    "first",
    [
        {"on": "9990-03-30", "snapshot": "9989-03-31"},
        {"on": "9990-12-31", "period": {"from": "9989-01-01", "to": "9989-12-31"}},
    ],
)
def test_the_last_days_of_the_calendar_are_days_like_any_other(first: Given, day: dt.date) -> None:
    found = read(law(fixed(first, "4 years", match="published_on")), [], day, **ALL)
    assert outcome(found) == ("not_met", "none_held")
    assert len(found.history) == 3
    assert found.next_due_on
    assert found.next_due_on.high == dt.date.max


MONTHLY = law(fixed({"on": "2010-01-31"}, "1 month", match="published_on"))


@pytest.mark.parametrize(("step", "expected"), [(80, ("not_met", "lapsed")), (10, ("unknown", "undated"))])
def test_thousands_of_times_are_worked_out_quickly(step: int, expected: tuple[str, ...]) -> None:
    """Every month for three hundred years, with papers of which it is not known for which time they are.

    Where there are too many ways to look at each, it is not decided.
    """
    evidence = notices(*((f"{year}-03-15", None) for year in range(2011, 2300, step)))
    begun = time.perf_counter()
    found = read(MONTHLY, evidence, dt.date(2310, 1, 1))
    assert time.perf_counter() - begun < 10
    assert outcome(found) == expected
