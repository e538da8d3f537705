"""What is said where publications may have come about in several ways."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psed.assessing.duties.saying import Said, Time, together
from psed.calendar import Due, Occurrence, Publication, Span
from psed.model.outcome import Outcome, Reason

from .making import ALL, Given, fixed, law, outcome, paper, read, rolling

UNDECIDED = Said(Outcome.UNKNOWN, "It turns on something.", (Reason.UNDATED,), evidence=("N-9",))
DAY = dt.date(2020, 3, 30)


def due(day: dt.date) -> Due:
    return Due(Span.on(day), Span.on(day))


def time(day: dt.date, done: dt.date | None = None) -> Time:
    return Time(Occurrence(due(day), Publication(Span.on(done), ("N-1",)) if done else None))


def test_one_way_is_told_as_it_is() -> None:
    one = Said(Outcome.NOT_MET, "So it is.", (Reason.LAPSED,), time(DAY), due(DAY), (time(DAY),), ("N-1",))
    assert together([one], UNDECIDED) == one
    assert together([one, one], UNDECIDED) == one


def test_too_many_ways_to_look_at_are_undecided() -> None:
    assert together([], UNDECIDED) == UNDECIDED


def test_two_outcomes_are_undecided_and_what_they_share_is_kept() -> None:
    later = DAY + dt.timedelta(days=9)
    met = Said(Outcome.MET, "Yes.", (), time(DAY, DAY), due(DAY), (), ("N-1",))
    late = Said(Outcome.NOT_MET, "No.", (Reason.TOO_LATE,), time(DAY, later), due(later))
    found = together([met, late], UNDECIDED)
    assert (found.outcome, found.reasons, found.because) == (
        Outcome.UNKNOWN,
        (Reason.UNDATED,),
        UNDECIDED.because,
    )
    assert found.latest == time(DAY)
    assert found.following == Due(Span(DAY, later), Span(DAY, later))


def test_one_outcome_for_several_reasons_has_them_all_in_their_order() -> None:
    ways = [
        Said(Outcome.NOT_MET, "Late.", (Reason.TOO_LATE, Reason.TOO_NARROW), evidence=("N-2",)),
        Said(Outcome.NOT_MET, "Lapsed.", (Reason.LAPSED,), evidence=("N-1",)),
    ]
    found = together(ways, UNDECIDED)
    assert found.outcome is Outcome.NOT_MET
    assert found.reasons == (Reason.LAPSED, Reason.TOO_NARROW, Reason.TOO_LATE)
    assert found.because == "Either: Lapsed. Or: Late."
    assert found.evidence == ("N-1", "N-2")


def test_of_more_ways_than_two_one_is_told_and_the_others_are_counted() -> None:
    ways = [Said(Outcome.NOT_MET, f"Late by {n}.", (Reason.LAPSED,)) for n in ("one", "three", "two", "one")]
    found = together(ways, UNDECIDED)
    assert found.reasons == (Reason.LAPSED,)
    assert found.because == "In one way it may have been: Late by one. It comes out so in 2 other ways too."


reasons = st.lists(st.sampled_from(list(Reason)), unique=True, max_size=3).map(tuple)
said = st.builds(
    Said, st.sampled_from([Outcome.MET, Outcome.NOT_MET]), st.sampled_from(["One.", "Two."]), reasons
)


@given(st.lists(said, min_size=1, max_size=4))
def test_the_order_of_the_ways_changes_nothing_where_they_differ(ways: list[Said]) -> None:
    turned = list(reversed(ways))
    assert together(turned, UNDECIDED) == together(ways, UNDECIDED)
    found = together(ways, UNDECIDED)
    if len(set(ways)) > 1 and len({one.outcome for one in ways}) == 1:
        assert set(found.reasons) == {reason for one in ways for reason in one.reasons}


@pytest.mark.parametrize(
    ("schedule", "because"),
    [
        (rolling(), "It turns on when N-1 was published, and that is not known to the day."),
        (
            fixed(),
            "It turns on when N-1 was published, and for which time, and that is not on file. Give the "
            "day of "
            "publication, and the `period:` it reports on.",
        ),
    ],
)
def test_what_was_published_late_or_not_at_all_turns_on_the_day(schedule: Given, because: str) -> None:
    evidence = [paper("N-1", "2018-05", "2016/17", dated="2018-01-01")]
    found = read(law(schedule), evidence, "2018-05-15", **ALL)
    assert outcome(found) == ("unknown", "undated")
    assert found.because == because
    assert found.evidence in (("N-1",), ())
