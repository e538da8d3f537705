"""Whether a day is in time, what was published together, and what follows what: days and spans of days."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from psed.calendar import (
    Due,
    Occurrence,
    Publication,
    Span,
    Timing,
    anniversary,
    published_together,
    rolling,
    strict_end,
    timing,
)
from psed.model.dates import DAY, Months

YEAR, FOUR_YEARS = Months(12), Months(48)
READINGS = ("both", "strict", "anniversary")

days = st.dates(dt.date(2011, 1, 1), dt.date(2040, 12, 31))
lengths = st.sampled_from([Months(1), Months(6), YEAR, Months(24), FOUR_YEARS])
readings = st.sampled_from(READINGS)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def span(low: str, high: str | None = None) -> Span:
    return Span(day(low), day(high or low))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low = draw(days)
    return Span(low, low + DAY * draw(st.sampled_from([0, 0, 1, 2, 30, 365]) | st.integers(0, 400)))


@st.composite
def days_within(draw: st.DrawFn, held: Span) -> dt.date:
    ends = st.sampled_from([held.low, held.high])
    return draw(ends | st.dates(held.low, held.high))


@st.composite
def near(draw: st.DrawFn, held: Span) -> Span:
    """A span about the ends of another."""
    low = draw(st.sampled_from([held.low, held.high])) + DAY * draw(st.integers(-3, 3))
    return Span(low, low + DAY * draw(st.sampled_from([0, 0, 1, 2, 30, 365])))


@st.composite
def served(draw: st.DrawFn) -> tuple[Span, Months, str, Span]:
    """What was done, how often, by which reading, and a day about the next last one."""
    done, every, reading = draw(spans()), draw(lengths), draw(readings)
    due = Due.after(done, every, reading)
    return done, every, reading, draw(near(Span(due.strict.low, due.anniversary.high)))


publications = st.lists(st.tuples(st.sampled_from("abcdefgh"), spans()), max_size=8, unique_by=lambda i: i[0])


# Whether a day is in time.


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        pytest.param(span("2027-01-12"), Timing.IN_TIME, id="the day before"),
        pytest.param(span("2027-01-13"), Timing.IN_TIME, id="the strict day"),
        pytest.param(span("2027-01-14"), Timing.READINGS_DIFFER, id="the anniversary"),
        pytest.param(span("2027-01-15"), Timing.LATE, id="the day after"),
        pytest.param(span("2027-01-01", "2027-01-13"), Timing.IN_TIME, id="up to the strict day"),
        pytest.param(span("2027-01-01", "2027-01-14"), Timing.UNDETERMINED, id="up to the anniversary"),
        pytest.param(span("2027-01-14", "2027-01-31"), Timing.UNDETERMINED, id="from the anniversary"),
        pytest.param(span("2027-01-15", "2027-01-31"), Timing.LATE, id="from the day after"),
        pytest.param(span("2027-01-01", "2027-12-31"), Timing.UNDETERMINED, id="a whole year"),
    ],
)
def test_late_is_only_what_is_late_on_both_readings(done: Span, expected: Timing) -> None:
    assert timing(Due.after(span("2026-01-14"), YEAR), done) is expected


@pytest.mark.parametrize(
    ("reading", "on_the_anniversary", "the_day_after"),
    [
        ("both", Timing.READINGS_DIFFER, Timing.LATE),
        ("strict", Timing.LATE, Timing.LATE),
        ("anniversary", Timing.IN_TIME, Timing.LATE),
    ],
)
def test_one_reading_alone_is_never_two_ways(
    reading: str, on_the_anniversary: Timing, the_day_after: Timing
) -> None:
    due = Due.after(span("2026-01-14"), YEAR, reading)
    assert timing(due, span("2027-01-13")) is Timing.IN_TIME
    assert timing(due, span("2027-01-14")) is on_the_anniversary
    assert timing(due, span("2027-01-15")) is the_day_after


def test_a_day_that_the_law_names_is_read_in_one_way() -> None:
    due = Due.by(day("2018-03-30"))
    assert due.strict == due.anniversary == span("2018-03-30")
    assert timing(due, span("2018-03-30")) is Timing.IN_TIME
    assert timing(due, span("2018-03-31")) is Timing.LATE
    assert timing(due, span("2018-03-30", "2018-03-31")) is Timing.UNDETERMINED


def test_what_follows_a_month_is_due_between_two_days() -> None:
    due = Due.after(span("2026-02-01", "2026-02-28"), YEAR)
    assert due.strict == span("2027-01-31", "2027-02-27")
    assert due.anniversary == span("2027-02-01", "2027-02-28")
    assert timing(due, span("2027-01-31")) is Timing.IN_TIME
    assert timing(due, span("2027-02-01")) is Timing.UNDETERMINED
    assert timing(due, span("2027-02-28")) is Timing.UNDETERMINED
    assert timing(due, span("2027-03-01")) is Timing.LATE


@given(spans(), lengths, readings)
def test_the_strict_day_is_never_after_the_anniversary(done: Span, every: Months, reading: str) -> None:
    due = Due.after(done, every, reading)
    assert due.strict.low <= due.strict.high
    assert due.anniversary.low <= due.anniversary.high
    assert due.strict.low <= due.anniversary.low
    assert due.strict.high <= due.anniversary.high


@given(st.data(), spans(), lengths, readings)
def test_spans_contain_what_each_of_their_days_gives(
    data: st.DataObject, done: Span, every: Months, reading: str
) -> None:
    whole, exact = (Due.after(s, every, reading) for s in (done, Span.on(data.draw(days_within(done)))))
    assert whole.strict.low <= exact.strict.low <= exact.strict.high <= whole.strict.high
    assert whole.anniversary.low <= exact.anniversary.low <= exact.anniversary.high <= whole.anniversary.high


@given(st.data(), served())
def test_what_is_in_time_or_late_is_so_for_every_day_within_the_spans(
    data: st.DataObject, case: tuple[Span, Months, str, Span]
) -> None:
    done, every, reading, then = case
    answer = timing(Due.after(done, every, reading), then)
    exactly = Due.after(Span.on(data.draw(days_within(done))), every, reading)
    settled = timing(exactly, Span.on(data.draw(days_within(then))))
    assert settled is not Timing.UNDETERMINED
    if answer in (Timing.IN_TIME, Timing.LATE):
        assert settled is answer


@given(served())
def test_what_is_undetermined_can_come_out_in_two_ways(case: tuple[Span, Months, str, Span]) -> None:
    done, every, reading, then = case
    if timing(Due.after(done, every, reading), then) is not Timing.UNDETERMINED:
        return
    corners = {
        timing(Due.after(Span.on(first), every, reading), Span.on(second))
        for first in (done.low, done.high)
        for second in (then.low, then.high)
    }
    assert len(corners) > 1 or corners == {Timing.READINGS_DIFFER}


@given(served())
def test_one_reading_or_exact_days_leave_nothing_open(case: tuple[Span, Months, str, Span]) -> None:
    done, every, reading, then = case
    answer = timing(Due.after(Span.on(done.low), every, reading), Span.on(then.low))
    assert answer is not Timing.UNDETERMINED
    if reading != "both":
        assert answer is not Timing.READINGS_DIFFER


ORDER = {Timing.IN_TIME: 0, Timing.READINGS_DIFFER: 1, Timing.UNDETERMINED: 1, Timing.LATE: 2}


@given(served(), st.integers(0, 40), st.integers(0, 40))
def test_a_later_day_is_never_better_in_time(
    case: tuple[Span, Months, str, Span], more: int, wider: int
) -> None:
    done, every, reading, then = case
    due = Due.after(done, every, reading)
    later = Span(then.low + DAY * more, then.high + DAY * (more + wider))
    assert ORDER[timing(due, then)] <= ORDER[timing(due, later)]


@given(days, lengths, readings)
def test_day_by_day_it_goes_from_in_time_to_late_and_never_back(
    first: dt.date, every: Months, reading: str
) -> None:
    due = Due.after(Span.on(first), every, reading)
    about = [strict_end(first, every) + DAY * number for number in range(-3, 5)]
    ranks = [ORDER[timing(due, Span.on(one))] for one in about]
    assert ranks == sorted(ranks)
    assert (ranks[0], ranks[-1]) == (0, 2)
    assert ranks.count(1) == (0 if reading != "both" or about[3] == anniversary(first, every) else 1)


# What was published together.


def test_items_of_one_day_are_one_publication_with_their_ids_in_order() -> None:
    march = span("2026-03-27")
    assert published_together([("b", march), ("c", span("2025-03-28")), ("a", march)]) == (
        Publication(span("2025-03-28"), ("c",)),
        Publication(march, ("a", "b")),
    )


def test_nothing_published_is_no_publication() -> None:
    assert published_together([]) == ()


@given(publications, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_no_publication(items: list[tuple[str, Span]], random: Random) -> None:
    turned = list(items)
    random.shuffle(turned)
    found = published_together(items)
    assert published_together(turned) == found
    assert sorted(name for one in found for name in one.ids) == sorted(name for name, _ in items)
    assert all(before.on < after.on for before, after in pairwise(found))


# What follows what.


def test_three_years_of_information_are_four_occurrences() -> None:
    items = [("a", span("2025-03-28")), ("b", span("2026-03-27")), ("c", span("2027-03-28"))]
    found = rolling(Due.by(day("2018-03-30")), YEAR, published_together(items))
    assert [o.due.strict.low.isoformat() for o in found if o.due] == [
        "2018-03-30",
        "2026-03-27",
        "2027-03-26",
        "2028-03-27",
    ]
    assert [o.timing for o in found] == [Timing.LATE, Timing.IN_TIME, Timing.LATE, None]


def test_an_early_publication_moves_the_next_day_forward() -> None:
    early = rolling(Due.by(day("2018-03-30")), YEAR, (Publication(span("2017-06-01"), ("a",)),))
    assert early[-1] == Occurrence(Due(span("2018-05-31"), span("2018-06-01")), None)


def test_with_nothing_published_the_first_day_stands_open() -> None:
    first = Due.by(day("2018-03-30"))
    assert rolling(first, YEAR, ()) == (Occurrence(first, None),)


@given(publications, days, lengths, readings)
@example([], dt.date(2018, 3, 30), YEAR, "both")
def test_there_is_one_occurrence_more_than_publications_and_each_follows_the_one_before(
    items: list[tuple[str, Span]], first: dt.date, every: Months, reading: str
) -> None:
    done = published_together(items)
    found = rolling(Due.by(first), every, done, reading)
    assert len(found) == len(done) + 1
    assert tuple(occurrence.done for occurrence in found) == (*done, None)
    assert found[0].due == Due.by(first)
    for before, after in pairwise(found):
        assert before.done
        assert after.due == Due.after(before.done.on, every, reading)
    assert [o.timing is None for o in found] == [False] * len(done) + [True]


# Days of which the order is not known.


@pytest.mark.parametrize(
    ("items", "on", "first"),
    [
        pytest.param(
            [("A", span("2019-02-01", "2019-02-28")), ("B", span("2019-02-10", "2019-03-31"))],
            span("2019-02-10", "2019-03-31"),
            span("2019-02-01", "2019-02-28"),
            id="two that overlap: the last of them, and the first",
        ),
        pytest.param(
            [("A", span("2019-01-01", "2019-12-31")), ("B", span("2019-03-01"))],
            span("2019-03-01", "2019-12-31"),
            span("2019-01-01", "2019-03-01"),
            id="a day within a year: the last is not before that day, the first not after it",
        ),
        pytest.param(
            [("A", span("2019-03-01")), ("B", span("2019-03-01"))],
            span("2019-03-01"),
            None,
            id="one day: nothing is open",
        ),
        pytest.param(
            [("A", span("2019-01-01", "2019-12-31"))], span("2019-01-01", "2019-12-31"), None, id="one"
        ),
    ],
)
def test_days_of_which_the_order_is_not_known_are_one_publication(
    items: list[tuple[str, Span]], on: Span, first: Span | None
) -> None:
    for order in (items, items[::-1]):
        (publication,) = published_together(order)
        assert (publication.on, publication.first) == (on, first)
        assert publication.ids == tuple(sorted(name for name, _ in items))


def test_days_that_only_touch_are_not_one_publication() -> None:
    first, second = published_together(
        [("B", span("2019-02-01", "2019-02-28")), ("A", span("2019-01-01", "2019-01-31"))]
    )
    assert (first.ids, first.first, second.ids, second.first) == (("A",), None, ("B",), None)


@pytest.mark.parametrize(
    ("last", "close", "expected"),
    [("2019-12-31", True, Timing.IN_TIME), ("2020-01-01", False, Timing.UNDETERMINED)],
)
def test_several_days_within_one_period_are_in_time_whichever_they_are(
    last: str, close: bool, expected: Timing
) -> None:
    served = Publication(span("2019-06-01", last), ("A", "B"), span("2019-01-01", "2019-06-01"))
    occurrence, _ = rolling(Due.by(day("2020-03-30")), YEAR, [served])
    assert (occurrence.close, occurrence.timing) == (close, expected)
    late, _ = rolling(Due.by(day("2018-03-30")), YEAR, [served])
    assert late.timing is Timing.UNDETERMINED, "one of them may have been in time for another"


@pytest.mark.parametrize(
    ("reading", "strict", "corresponding"),
    [
        ("both", "2019-03-29", "2019-03-30"),
        ("strict", "2019-03-29", "2019-03-29"),
        ("anniversary", "2019-03-30", "2019-03-30"),
    ],
)
def test_what_follows_is_due_by_the_reading_that_was_chosen(
    reading: str, strict: str, corresponding: str
) -> None:
    served = published_together([("A", span("2018-03-30"))])
    _, open_ = rolling(Due.by(day("2018-03-30")), YEAR, served, reading)
    assert open_ == Occurrence(Due(span(strict), span(corresponding)), None)


def test_both_readings_are_kept_unless_one_is_chosen() -> None:
    served = published_together([("A", span("2018-03-30"))])
    _, open_ = rolling(Due.by(day("2018-03-30")), YEAR, served)
    assert open_.due
    assert (open_.due.strict, open_.due.anniversary) == (span("2019-03-29"), span("2019-03-30"))
