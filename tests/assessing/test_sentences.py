"""What a finding says in words: whole sentences for every reason, with ids, days and counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from psed.assessing.sentences import joined, need_because, short_because
from psed.model.outcome import Outcome, Reason

from .making import compiled, found, items_of, looked, note, site

ASKED = {"staff_note": ("posts", "breakdowns")}
CONDITION, _ = compiled("staff_note.posts >= 1")
BOTH = {"staff_note": ("posts",), "site_note": ("posts",)}
FIVE = [f"N-{n}" for n in range(1, 6)]


def short(reason: Reason, *turning_on: str, evidence: Any = (), asked: Any = None, **more: Any) -> str:
    """What is said of one reason; without *evidence*, of five notes."""
    items = items_of(*(evidence or [note(name) for name in FIVE]), **more)
    return short_because([reason], CONDITION, asked or ASKED, turning_on, items)


# Met.


@pytest.mark.parametrize(
    ("condition", "notes", "says"),
    [
        (">= 1", 1, 'N-1 "Note 1" meets it.'),
        (">= 1", 2, 'N-1 "Note 1" meets it; N-2 would serve too.'),
        (">= 1", 3, 'N-1 "Note 1" meets it; N-2 and N-3 would serve too.'),
        (">= 1", 4, 'N-1 "Note 1" meets it; N-2, N-3 and N-4 would serve too.'),
        (">= 1", 5, 'N-1 "Note 1" meets it; N-2, N-3, N-4 and N-5 would serve too.'),
        (">= 1", 6, 'N-1 "Note 1" meets it; N-2, N-3, N-4 and 2 more would serve too.'),
        (">= 1", 9, 'N-1 "Note 1" meets it; N-2, N-3, N-4 and 5 more would serve too.'),
        (">= 2", 2, 'N-1 "Note 1" and N-2 "Note 2" meet it.'),
        (">= 2", 3, 'N-1 "Note 1" and N-2 "Note 2" meet it; N-3 would serve too.'),
        (">= 3", 3, 'N-1 "Note 1", N-2 "Note 2" and N-3 "Note 3" meet it.'),
        (">= 5", 5, 'N-1 "Note 1", N-2 "Note 2", N-3 "Note 3" and 2 more meet it.'),
    ],
)
def test_what_meets_a_rule_is_named_with_its_title_and_what_would_serve_too(
    condition: str, notes: int, says: str
) -> None:
    finding = found(f"staff_note.current {condition}", *(note(f"N-{n}") for n in range(1, notes + 1)))
    assert (finding.outcome, finding.because) == (Outcome.MET, says)


def test_a_rule_that_no_item_meets_but_the_body_itself() -> None:
    finding = found('organisation.kind == "district"', note())
    assert (finding.outcome, finding.because) == (Outcome.MET, "What is on file meets it.")


# None held, and nothing on file.


@pytest.mark.parametrize(
    ("evidence", "none_held", "says"),
    [
        ([], ["staff_note", "site_note"], "The body has looked and holds no staff note or site note."),
        ([site()], ["staff_note"], "The body has looked and holds no staff note."),
        (
            [note("N-1", "2012-07-01")],
            ["site_note"],
            "The body has looked and holds no site note.",
        ),
        (
            [note("N-1", "2012-07-01"), site()],
            [],
            "What is on file of the kinds staff note and site note begins only later.",
        ),
        (
            [],
            ["staff_note"],
            "The body has looked and holds no staff note; nothing of the kind site note is on file.",
        ),
        ([note()], [], "Nothing of the kind site note is on file."),
        ([], [], "Nothing of the kinds staff note and site note is on file."),
    ],
)
def test_what_is_not_held_is_told_by_kind(
    evidence: list[dict[str, Any]], none_held: list[str], says: str
) -> None:
    condition = "staff_note.current >= 1 and site_note.current >= 1"
    assert found(condition, *evidence, none_held=looked(*none_held)).because == says


def test_a_single_kind_whose_items_begin_only_later() -> None:
    later = found("staff_note.current >= 1", note("N-1", "2012-07-01"))
    assert later.because == "What is on file of the kind staff note begins only later."


# Lapsed.


@pytest.mark.parametrize(
    ("dated", "says"),
    [
        ("2011-06-29", "N-1 lapsed on 29 June 2012, 1 day ago."),
        ("2011-06-28", "N-1 lapsed on 28 June 2012, 2 days ago."),
        ("2009-06-30", "N-1 lapsed on 30 June 2010, 731 days ago."),
        ("2008-06-30", "N-1 lapsed on 30 June 2009, 1,096 days ago."),
        ("2010", "N-1 lapsed by 31 December 2011."),
        ("2009/10", "N-1 lapsed by 31 March 2011."),
    ],
)
def test_when_an_item_lapsed_and_how_long_ago(dated: str, says: str) -> None:
    finding = found("staff_note.current >= 1", note("N-1", dated))
    assert (finding.reasons, finding.because) == ((Reason.LAPSED,), says)


def test_several_that_have_lapsed_and_one_that_may_have() -> None:
    notes = [note("N-1", "2011-06-29"), note("N-2", "2010"), note("N-3", "2011"), note("N-4")]
    assert short(Reason.LAPSED, "N-1", "N-2", "N-3", "N-4", evidence=notes) == (
        "N-1 lapsed on 29 June 2012, 1 day ago; N-2 lapsed by 31 December 2011; N-3 may have lapsed."
    )


def test_a_lapse_of_nothing_that_can_be_named() -> None:
    assert short(Reason.LAPSED, "N-1") == "What is on file has lapsed."


# Dates that are not exact.


@pytest.mark.parametrize(
    ("dated", "says"),
    [
        ("2011", "N-1 is dated 2011, which is not exact enough."),
        ("2011/12", "N-1 is dated 2011/12, which is not exact enough."),
        ("2011-06", "N-1 is dated June 2011, which is not exact enough."),
        (None, "N-1 has no date, so it may have lapsed."),
    ],
)
def test_a_date_that_is_not_exact_enough_is_told_as_it_was_written(dated: str | None, says: str) -> None:
    finding = found("staff_note.current >= 1", note("N-1", dated))
    assert (finding.outcome, finding.reasons, finding.because) == (
        Outcome.UNKNOWN,
        (Reason.UNDATED,),
        says,
    )


ANOTHER_DAY = "The last good day of S-1, its publication or what supersedes it is not known to the day."


@pytest.mark.parametrize(
    ("undecided", "says"),
    [
        pytest.param([site("S-1", "2012-06")], "S-1 is dated June 2012", id="whether it is there"),
        pytest.param([note("S-1", "2011")], "S-1 is dated 2011", id="whether it has lapsed"),
        pytest.param(
            [site(), site("S-2", "2012", supersedes=["S-1"])], ANOTHER_DAY, id="whether it is superseded"
        ),
        pytest.param([site(published_on="2012-06")], ANOTHER_DAY, id="whether it is published"),
        pytest.param(
            [site("A-1", "2012", published_at="x"), site(published_at="x")],
            ANOTHER_DAY,
            id="whether it is another again",
        ),
    ],
)
def test_whatever_a_date_leaves_open_its_item_is_named(undecided: list[dict[str, Any]], says: str) -> None:
    told = short(Reason.UNDATED, "S-1", evidence=undecided, as_at=dt.date(2012, 6, 15))
    assert told == says if says is ANOTHER_DAY else told == f"{says}, which is not exact enough."


def test_several_dates_that_are_not_exact_enough() -> None:
    notes = [note("N-1", "2011"), note("N-2"), note("N-3", None)]
    assert short(Reason.UNDATED, "N-1", "N-2", "N-3", evidence=notes, as_at=dt.date(2012, 12, 31)) == (
        "N-1 is dated 2011, which is not exact enough; N-3 has no date, so it may have lapsed."
    )
    assert short(Reason.UNDATED, "N-2", evidence=notes) == "A date is not exact enough."


# Reasons of which the ids are named.


@pytest.mark.parametrize(
    ("reason", "one", "more"),
    [
        (Reason.NOT_PUBLISHED, "is not published", "are not published"),
        (
            Reason.TOO_WEAK,
            "proves too little: something stronger is asked for",
            "prove too little: something stronger is asked for",
        ),
        (Reason.TOO_NARROW, "covers less than is asked for", "cover less than is asked for"),
        (Reason.TOO_FEW, "is fewer or less than is asked for", "are fewer or less than is asked for"),
        (Reason.TOO_LATE, "comes too late", "come too late"),
    ],
)
def test_items_that_fall_short_are_named(reason: Reason, one: str, more: str) -> None:
    assert short(reason, "N-1") == f"N-1 {one}."
    assert short(reason, "N-2", "N-1") == f"N-1 and N-2 {more}."
    assert short(reason, *FIVE[:4]) == f"N-1, N-2, N-3 and N-4 {more}."
    assert short(reason, *FIVE) == f"N-1, N-2, N-3 and 2 more {more}."
    assert short(reason) == f"What is on file {one}."
    assert short(reason, "N-1", "N-1", "N-9") == f"N-1 {one}.", "each once, and only what is on file"


def test_more_than_is_allowed_names_the_kinds() -> None:
    assert short(Reason.TOO_MANY, "N-1") == (
        "There is more on file of the kind staff note than the rule allows."
    )
    assert short(Reason.TOO_MANY, "N-1", asked=BOTH) == (
        "There is more on file of the kinds staff note and site note than the rule allows."
    )


# What an item does not say.


def test_what_items_do_not_say_is_named_item_by_item() -> None:
    notes = [note("N-1", detail={"posts": 3}), note("N-2"), note("N-3", detail={"breakdowns": ["grade"]})]
    assert short(Reason.FIGURE_MISSING, "N-1", evidence=notes) == "N-1 does not say: breakdowns."
    assert short(Reason.FIGURE_MISSING, "N-3", "N-2", evidence=notes) == (
        "N-2 does not say: posts, breakdowns; N-3 does not say: posts."
    )


def test_whom_an_item_covers_what_it_serves_and_how_much_it_proves_may_be_missing_too() -> None:
    asked = {"staff_note": ("characteristics", "aims", "strength")}
    bare = note()
    says = short(Reason.FIGURE_MISSING, "N-1", evidence=[bare], asked=asked)
    assert says == "N-1 does not say: characteristics, aims, strength."
    for name, value in (("characteristics", []), ("aims", ["foster"]), ("strength", "document")):
        left = ", ".join(each for each in asked["staff_note"] if each != name)
        given = short(Reason.FIGURE_MISSING, "N-1", evidence=[{**bare, name: value}], asked=asked)
        assert given == f"N-1 does not say: {left}."


def test_where_every_item_says_all_that_is_asked() -> None:
    full = note(detail={"posts": 0, "breakdowns": []})
    assert short(Reason.FIGURE_MISSING, "N-1", evidence=[full]) == (
        "An item does not say what the rule asks about."
    )


# Put together.


def test_without_a_reason_what_is_on_file_does_not_meet_it() -> None:
    assert (
        short_because([], CONDITION, ASKED, ["N-1"], items_of(note())) == "What is on file does not meet it."
    )


def test_several_reasons_are_one_sentence_and_those_without_words_leave_no_gap() -> None:
    reasons = [Reason.NOT_PUBLISHED, Reason.NEED_NOT_MET, Reason.TOO_FEW]
    says = short_because(reasons, CONDITION, ASKED, ["N-1"], items_of(note()))
    assert says == "N-1 is not published; N-1 is fewer or less than is asked for."
    assert short_because([Reason.NEED_NOT_MET], CONDITION, ASKED, ["N-1"], items_of(note())) == ""


@pytest.mark.parametrize(
    ("needs", "says"),
    [
        ({}, ""),
        ({"p:a/one": Outcome.MET, "p:a/two": Outcome.NOT_APPLICABLE}, ""),
        ({"p:a/one": Outcome.NOT_MET}, "it needs a/one, which is not met"),
        ({"p:a/one": Outcome.UNKNOWN}, "it needs a/one, which is not known to be met"),
        ({"p:a/one:b": Outcome.NOT_MET}, "it needs a/one:b, which is not met"),
        (
            {"p:a/one": Outcome.NOT_MET, "p:a/two": Outcome.MET, "p:a/three": Outcome.UNKNOWN},
            "it needs a/one, which is not met, and a/three, which is not known to be met",
        ),
    ],
)
def test_the_rules_that_stand_in_its_way_are_named(needs: dict[str, Outcome], says: str) -> None:
    assert need_because(needs) == says


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ((), ""),
        (("", ""), ""),
        (("it needs a/one",), "It needs a/one."),
        (("", "it needs a/one"), "It needs a/one."),
        (("N-1 is not published.", "it needs a/one"), "N-1 is not published; it needs a/one."),
        (("N-1 lacks annex X.", "it needs a/one"), "N-1 lacks annex X; it needs a/one."),
    ],
)
def test_reasons_are_joined_to_one_sentence(parts: tuple[str, ...], says: str) -> None:
    assert joined(*parts) == says
