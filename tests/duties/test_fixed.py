"""Fixed duties, case by case: what is said, for which time, and when it is due next."""

from __future__ import annotations

from typing import Any

import pytest

import psed
from psed.model.outcome import Reason

from .making import ALL, NOTICE, PAY, STAFF, Given, body, fixed, law, notices, outcome, paper, read

# By 30 March 2018 with figures of 31 March 2017, and so on from year to year.
FIRST, SECOND = "2016/17", "2017/18"
YEARLY = law(fixed(None, "12 months", PAY, STAFF))
LARGE = law(fixed(test={"at": "snapshot", "at_least": 250}))
JOINS = law(fixed(test={"at": "snapshot", "at_least": 250}, new_body={"joins": "next", "basis": "derived"}))
BY_DAY = law(fixed({"on": "2018-03-30"}, match="published_on"))
TWO_YEARS: Given = {"on": "2017-04-30", "period": {"from": "2015-05-01", "to": "2017-04-30"}}
ANY_TIME = law(fixed(TWO_YEARS, "24 months", test={"at": "any-time-in-period", "at_least": 20}))


NARROW: Given = {"detail": {"subjects": ["pay"]}}
TURNS_ON = (
    "It turns on when N-1 was published, and for which time, and that is not on file. Give the day of "
    "publication, and the `period:` it reports on."
)
WHICH = "Which time N-1 was published for is not on file: {}. Give the `period:` it reports on."
SAID: list[Any] = [
    pytest.param(
        YEARLY,
        notices(("2018-03-30", FIRST)),
        "2018-03-30",
        {},
        ("met",),
        "N-1 was published on 30 March 2018, in time for 30 March 2018 (figures of 31 March 2017). "
        "The next is due by 30 March 2019.",
        id="met",
    ),
    pytest.param(
        ANY_TIME,
        notices(("2017-04-30", "2016/17"), ("2017-04-30", "2017/18")),
        "2017-04-30",
        {},
        ("met",),
        "N-2 was published on 30 April 2017, in time for 30 April 2017 (for 1 May 2015 to 30 April 2017). "
        "The next is due by 30 April 2019.",
        id="met for a period",
    ),
    pytest.param(
        BY_DAY,
        notices(("2018-03-30", None)),
        "2018-03-30",
        {},
        ("met",),
        "N-1 was published on 30 March 2018, in time for 30 March 2018. The next is due by 30 March 2019.",
        id="met by the day",
    ),
    pytest.param(
        YEARLY,
        notices(("2018-03-01", FIRST)),
        "2019-03-31",
        {},
        ("not_met", "lapsed"),
        "It was due by 30 March 2019 (figures of 31 March 2018), and nothing for it is on file; the last "
        "before "
        "is N-1. The next is due by 30 March 2020.",
        id="nothing since",
    ),
    pytest.param(
        YEARLY,
        [paper("N-1", None)],
        "2018-03-31",
        ALL,
        ("not_met", "not_published"),
        "It was due by 30 March 2018 (figures of 31 March 2017). N-1 is on file, and not as published "
        "for it; "
        "all there was is on file. The next is due by 30 March 2019.",
        id="not published, and all there was is on file",
    ),
    pytest.param(
        YEARLY,
        [],
        "2009-12-31",
        {},
        ("not_applicable", "not_in_force"),
        "It came into force only on 1 January 2010.",
        id="not in force",
    ),
    pytest.param(
        YEARLY,
        [],
        "2018-03-30",
        {},
        ("not_applicable", "not_yet_due"),
        "It is due for the first time by 30 March 2018 (figures of 31 March 2017).",
        id="not yet due",
    ),
    pytest.param(
        YEARLY,
        [],
        "2018-03-31",
        {},
        ("unknown", "nothing_on_file"),
        (
            "It was due by 30 March 2018 (figures of 31 March 2017). No notice is on file. File the "
            "latest, or "
            "say that there is none (`none_held:`). The next is due by 30 March 2019."
        ),
        id="nothing on file",
    ),
    pytest.param(
        YEARLY,
        [],
        "2018-03-31",
        {"none_held": [{"kind": NOTICE, "as_at": "2018-03-31", "by": "A post"}]},
        ("not_met", "none_held"),
        (
            "It was due by 30 March 2018 (figures of 31 March 2017). On 31 March 2018 the body held no "
            "notice (A "
            "post), and nothing newer is on file. The next is due by 30 March 2019."
        ),
        id="none held",
    ),
    pytest.param(
        YEARLY,
        [paper("N-1", None)],
        "2018-03-31",
        {},
        ("unknown", "nothing_on_file"),
        (
            "It was due by 30 March 2018 (figures of 31 March 2017). N-1 is on file, and not as "
            "published for it. "
            "Whether anything else was is not known: file the latest that was published. The next is due "
            "by 30 "
            "March 2019."
        ),
        id="not published",
    ),
    pytest.param(
        YEARLY,
        notices(("2018-03-31", FIRST)),
        "2018-03-31",
        {},
        ("met",),
        (
            "N-1 was published on 31 March 2018. It was due by 30 March 2018 (figures of 31 March 2017), and "
            "whether anything was published by then is not known. The next is due by 30 March 2019."
        ),
        id="too late",
    ),
    pytest.param(
        YEARLY,
        [paper("N-1", "2018-03-30", FIRST, **NARROW)],
        "2018-03-31",
        {},
        ("unknown", "too_narrow"),
        (
            "N-1 was published on 30 March 2018, in time for 30 March 2018 (figures of 31 March 2017). "
            "The next "
            "is due by 30 March 2019. It holds nothing on staff. Whether another paper does is not on file."
        ),
        id="too narrow",
    ),
    pytest.param(
        YEARLY,
        [paper("N-1", "2018-03-30", FIRST, **NARROW)],
        "2018-03-31",
        {"organisation": body(("2018-03-31", 150))},
        ("unknown", "figure_missing"),
        (
            "N-1 was published on 30 March 2018, in time for 30 March 2018 (figures of 31 March 2017). "
            "The next "
            "is due by 30 March 2019. Whether it must hold anything on staff turns on the number of "
            "employees on "
            "30 March 2018, which is not on file: add it to `headcount:`."
        ),
        id="no count on the day of publication",
    ),
    pytest.param(
        YEARLY,
        notices(("2018-03", FIRST)),
        "2018-03-31",
        {},
        ("met",),
        (
            "N-1 was published on a day in March 2018. It was due by 30 March 2018 (figures of 31 March "
            "2017), "
            "and whether anything was published by then is not known. The next is due by 30 March 2019."
        ),
        id="published in the month of the last day",
    ),
    pytest.param(
        YEARLY,
        notices(("2018-03", FIRST)),
        "2018-03-30",
        {},
        ("unknown", "undated"),
        f"{TURNS_ON}",
        id="perhaps not published yet",
    ),
    pytest.param(
        YEARLY,
        notices(("2018-04-05", None)),
        "2018-06-01",
        {},
        ("met",),
        (
            "Either: N-1 was published on 5 April 2018, in time for 30 March 2019 (figures of 31 March "
            "2018). The "
            "next is due by 30 March 2020. Or: N-1 was published on 5 April 2018. It was due by 30 March "
            "2018 "
            "(figures of 31 March 2017), and whether anything was published by then is not known. The "
            "next is due "
            "by 30 March 2019."
        ),
        id="late for one time or early for the next",
    ),
    pytest.param(
        law(fixed()),
        [],
        "2020-01-01",
        {"organisation": body(start="2017-01-01")},
        ("unknown", "nothing_on_file"),
        (
            "It was due by 30 March 2019 (figures of 31 March 2018). No notice is on file. File the "
            "latest, or "
            "say that there is none (`none_held:`). The next is due by 30 March 2020."
        ),
        id="a body founded before the first figures",
    ),
    pytest.param(
        law(fixed()),
        [],
        "2020-01-01",
        {"organisation": body(start="2018-03-31")},
        ("unknown", "scope_unknown"),
        "It cannot be told by which day this body had to do it first.",
        id="a body founded later, of which the law says nothing",
    ),
    pytest.param(
        LARGE,
        [],
        "2018-03-31",
        {"organisation": body(("2017-03-31", 249))},
        ("not_applicable", "out_of_scope"),
        "The body had fewer than 250 employees on 31 March 2018, so it does not bind this body.",
        id="too small on the day",
    ),
    pytest.param(
        LARGE,
        [],
        "2017-03-30",
        {"organisation": body(("2017-03-30", 249))},
        ("not_applicable", "out_of_scope"),
        "The body has fewer than 250 employees by the latest count, so it does not bind this body.",
        id="too small before the day",
    ),
    pytest.param(
        LARGE,
        [],
        "2018-06-01",
        {"organisation": body(("2017-04-01", 250))},
        ("unknown", "figure_missing"),
        (
            "It binds bodies of 250 employees or more on 31 March 2017, and no count tells whether this "
            "body is "
            "one: add the employees on 31 March 2017 to `headcount:`. If it is, the day is 30 March "
            "2018. The "
            "next is due by 30 March 2019."
        ),
        id="counted too late",
    ),
    pytest.param(
        LARGE,
        [],
        "2018-01-01",
        {"organisation": body(("2017-03-31", 300), end="2018-03-29")},
        ("not_applicable", "out_of_scope"),
        "No time of it binds this body.",
        id="a large body that ends before the last day",
    ),
    pytest.param(
        ANY_TIME,
        [],
        "2017-05-01",
        {"organisation": body(("2015-04-30", 20), ("2015-05-01", 19))},
        ("not_applicable", "out_of_scope"),
        "The body had fewer than 20 employees at any time from 1 May 2015 to 30 April 2017, so it does not "
        "bind this body.",
        id="too small at all times",
    ),
    pytest.param(
        ANY_TIME,
        [],
        "2017-05-01",
        {"organisation": body(("2016-01-02", 19))},
        ("unknown", "figure_missing"),
        (
            "It binds bodies of 20 employees or more at any time from 1 May 2015 to 30 April 2017, and "
            "no count "
            "tells whether this body is one: add the employees at any time from 1 May 2015 to 30 April "
            "2017 to "
            "`headcount:`. If it is, the day is 30 April 2017."
        ),
        id="not counted at the beginning",
    ),
]


@pytest.mark.parametrize(("pack", "evidence", "day", "more", "expected", "because"), SAID)
def test_each_reason_has_its_sentence(
    pack: psed.RulePack, evidence: list[Given], day: str, more: Given, expected: tuple[str, ...], because: str
) -> None:
    found = read(pack, evidence, day, **more)
    assert outcome(found) == expected
    assert found.because == because


def test_every_reason_that_a_fixed_duty_alone_can_have_is_told_above() -> None:
    told = {Reason(word) for case in SAID for word in case.values[4][1:]}
    assert told == {
        Reason.NOT_IN_FORCE,
        Reason.OUT_OF_SCOPE,
        Reason.SCOPE_UNKNOWN,
        Reason.NOT_YET_DUE,
        Reason.NOTHING_ON_FILE,
        Reason.NONE_HELD,
        Reason.NOT_PUBLISHED,
        Reason.UNDATED,
        Reason.LAPSED,
        Reason.TOO_NARROW,
        Reason.FIGURE_MISSING,
    }


# Dates that are not known to the day.


@pytest.mark.parametrize(
    ("published", "day", "expected"),
    [
        ("2018-02", "2018-06-01", ("met", "in_time")),
        ("2018-04", "2018-06-01", ("met", "late")),
        ("2017/18", "2018-06-01", ("met", "unknown")),  # until 31 March
        ("2018", "2019-03-30", ("met", "unknown")),
    ],
)
def test_what_was_published_in_a_month_or_year_was_in_time_late_or_not_known(
    published: str, day: str, expected: tuple[str, ...]
) -> None:
    found = read(YEARLY, notices((published, FIRST)), day, **ALL)
    assert (found.outcome.value, found.history[-1].outcome.value) == expected


def test_what_was_late_with_nothing_earlier_on_file_may_not_have_been_the_first() -> None:
    found = read(YEARLY, notices(("2018-04", FIRST)), "2018-06-01")
    assert (found.outcome.value, found.history[-1].outcome.value) == ("met", "unknown")


def test_a_year_that_may_lie_before_the_figures_turns_on_the_day() -> None:
    assert outcome(read(YEARLY, notices(("2017", FIRST)), "2018-06-01")) == ("unknown", "undated")


def test_a_time_for_which_nothing_came_is_over_where_all_there_was_is_on_file() -> None:
    evidence = notices(("2018/19", FIRST))
    assert outcome(read(YEARLY, evidence, "2019-03-31", **ALL)) == ("not_met", "lapsed")
    assert outcome(read(YEARLY, evidence, "2019-03-31")) == ("unknown", "nothing_on_file")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (FIRST, ("not_met", "lapsed")),
        (SECOND, ("met",)),
        ("2018-03", ("met",)),
        ("2017", ("not_met", "lapsed")),
        ("2018", ("met",)),
        ("2016", ("not_met", "not_published")),  # there were no figures yet
        (None, ("unknown", "undated")),  # for the second, or late for the first and nothing since
    ],
)
def test_the_period_of_a_paper_says_which_figures_it_holds(
    period: str | None, expected: tuple[str, ...]
) -> None:
    """Nothing came for the first time: without a period the paper may be late for that one."""
    assert outcome(read(YEARLY, notices(("2019-03-01", period)), "2019-03-31", **ALL)) == expected


def test_a_year_that_holds_two_days_of_figures_leaves_open_which() -> None:
    twice = law(fixed({"on": "2018-02-28", "snapshot": "2017-08-31"}, "6 months"))
    found = read(twice, notices(("2018-08-01", "2017/18")), "2018-08-29", **ALL)
    assert outcome(found) == ("unknown", "undated")
    assert found.because == WHICH.format("28 February 2018 or 28 August 2018")


SHRUNK = {"organisation": body(("2017-03-31", 250), ("2018-03-31", 249))}


@pytest.mark.parametrize(
    ("pack", "more", "day", "told", "one_way", "another"),
    [
        pytest.param(LARGE, SHRUNK, "2019-01-01", ["2018"], "2018-02-01", "2018-05-01", id="bound or not"),
        pytest.param(BY_DAY, {}, "2018-05-01", ["2018"], "2018-03-30", "2018-05-02", id="there or not"),
    ],
)
def test_what_turns_on_a_day_that_is_not_known_is_unknown(
    pack: psed.RulePack, more: Given, day: str, told: list[str], one_way: str, another: str
) -> None:
    """With the first day as it is told, in one way it is met, and in another it is not, or may not be."""

    def comes_to(first: str) -> str:
        return read(pack, notices(*((on, None) for on in [first, *told[1:]])), day, **more).outcome.value

    assert comes_to(told[0]) == "unknown"
    assert comes_to(one_way) == "met"
    assert comes_to(another) in ("not_met", "unknown")
