"""Which items make a rule met: all in some smallest set that suffices, and one such set."""

from __future__ import annotations

from typing import Any

import pytest

from psed.assessing import support
from psed.assessing.support import NO_SUPPORT, Support, find_support
from psed.model.outcome import Reason

from .making import NUMBER, WORDS, kind, note, read, site


def supported(
    condition: str, *evidence: dict[str, Any], granted: tuple[Reason, ...] = (), **more: Any
) -> Support:
    node, items, lexicon = read(condition, *evidence, **more)
    return find_support(node, items, lexicon, frozenset(granted))


def names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOTES = [note(f"N-{n}") for n in range(1, 5)]
SITES = [site("S-1"), site("S-2")]
OUT = note("N-5", published_on="2012-02-01")
LAPSED = note("N-0", "2010-01-01")


@pytest.mark.parametrize(
    ("condition", "evidence", "all_of", "enough"),
    [
        pytest.param("staff_note.current >= 1", NOTES, "N-1 N-2 N-3 N-4", "N-1", id="one of four"),
        pytest.param("staff_note.current >= 3", NOTES, "N-1 N-2 N-3 N-4", "N-1 N-2 N-3", id="three of four"),
        pytest.param("staff_note.current > 2", NOTES, "N-1 N-2 N-3 N-4", "N-1 N-2 N-3", id="more than two"),
        pytest.param("3 <= staff_note.current", NOTES, "N-1 N-2 N-3 N-4", "N-1 N-2 N-3", id="number first"),
        pytest.param("staff_note.current >= 1.5", NOTES, "N-1 N-2 N-3 N-4", "N-1 N-2", id="one and a half"),
        pytest.param("staff_note.current >= 4", NOTES, "N-1 N-2 N-3 N-4", "N-1 N-2 N-3 N-4", id="all four"),
        pytest.param("staff_note.current >= 1", [LAPSED, *NOTES], "N-1 N-2 N-3 N-4", "N-1", id="not lapsed"),
        pytest.param("staff_note.held >= 5", [LAPSED, *NOTES], "N-0 N-1 N-2 N-3 N-4", "N-0 N-1 N-2 N-3 N-4"),
        pytest.param("staff_note.current >= 1", [*NOTES[:2], *SITES], "N-1 N-2", "N-1", id="another kind"),
        pytest.param("staff_note.published >= 1", [*NOTES, OUT], "N-5", "N-5", id="only what is published"),
        pytest.param(
            "staff_note.current >= 2 and staff_note.published >= 1",
            [*NOTES, OUT],
            "N-1 N-2 N-3 N-4 N-5",
            "N-1 N-5",
            id="two, one of them published",
        ),
        pytest.param(
            "staff_note.current >= 2 or site_note.current >= 1",
            [*NOTES, *SITES],
            "N-1 N-2 N-3 N-4 S-1 S-2",
            "S-1",
            id="the smaller of two ways is enough, and both are named",
        ),
        pytest.param(
            "site_note.current >= 1 or staff_note.current >= 1",
            [*NOTES, *SITES],
            "N-1 N-2 N-3 N-4 S-1 S-2",
            "N-1",
            id="of two ways alike the first by id",
        ),
        pytest.param(
            "staff_note.current >= 1 and site_note.current >= 2",
            [*NOTES[:2], *SITES],
            "N-1 N-2 S-1 S-2",
            "N-1 S-1 S-2",
            id="of both kinds",
        ),
        pytest.param('organisation.kind == "district"', NOTES, "", "", id="no item is needed"),
    ],
)
def test_every_item_of_some_smallest_set_and_one_such_set(
    condition: str, evidence: list[dict[str, Any]], all_of: str, enough: str
) -> None:
    assert supported(condition, *evidence) == Support(names(all_of), names(enough))


@pytest.mark.parametrize("condition", ["staff_note.current >= 5", "staff_note.published >= 1"])
def test_what_does_not_hold_has_no_support(condition: str) -> None:
    assert supported(condition, *NOTES) == NO_SUPPORT == Support((), ())


def test_an_item_that_gives_something_that_is_not_asked_for_is_not_named() -> None:
    right, wrong = note("N-2", detail={"breakdowns": ["grade"]}), note("N-1", detail={"breakdowns": ["site"]})
    assert supported('"grade" in staff_note.breakdowns', wrong, right) == Support(("N-2",), ("N-2",))


def test_which_characteristics_items_cover_counts_and_not_only_how_many() -> None:
    both = [note("N-1", characteristics=["age"]), note("N-2", characteristics=["age"])]
    other = note("N-3", characteristics=["sex"])
    told = supported("staff_note.characteristics_count >= 2", *both, other)
    assert told == Support(("N-1", "N-2", "N-3"), ("N-1", "N-3"))


def test_a_sum_may_need_any_number_of_items() -> None:
    summed = [kind(details=[{**NUMBER, "over": "sum"}, WORDS])]
    notes = [note(f"N-{n}", detail={"posts": "0.25"}) for n in range(1, 6)]
    told = supported("staff_note.posts >= 1", *notes, kinds=summed)
    assert told == Support(names("N-1 N-2 N-3 N-4 N-5"), names("N-1 N-2 N-3 N-4"))


def test_as_many_items_as_there_are_employees() -> None:
    body = {"headcount": [{"on": "2012-01-01", "employees": 3, "basis": "payroll"}]}
    told = supported("staff_note.current >= organisation.employees", *NOTES, body=body)
    assert told == Support(names("N-1 N-2 N-3 N-4"), names("N-1 N-2 N-3"))


def test_with_a_shortcoming_overlooked_the_items_it_turns_on() -> None:
    old = [note("N-1", "2010-01-01"), note("N-2", "2010-02-01"), site()]
    assert supported("staff_note.current >= 1", *old) == NO_SUPPORT
    told = supported("staff_note.current >= 1", *old, granted=(Reason.LAPSED,))
    assert told == Support(("N-1", "N-2"), ("N-1",))


# Where there are too many sets to try.


def parts(number: int) -> tuple[str, list[dict[str, Any]]]:
    """A condition that asks for so many words, and a kind whose items can say them."""
    words = [f"w{n}" for n in range(number)]
    asked = " and ".join(f'"{word}" in staff_note.breakdowns' for word in words)
    return asked, [kind(details=[{**WORDS, "values": words}])]


def says(name: str, *words: int) -> dict[str, Any]:
    return note(name, detail={"breakdowns": [f"w{n}" for n in words]})


def test_beyond_so_many_sets_all_that_give_anything_and_one_set_from_which_nothing_can_go() -> None:
    condition, kinds = parts(16)
    single = [says(f"N-{n:02}", n) for n in range(16)]
    pairs = [says(f"P-{n:02}", n, (n + 1) % 16) for n in range(16)]
    told = supported(condition, *pairs, LAPSED, *single, kinds=kinds)
    assert told.evidence == tuple(sorted(item["id"] for item in [*single, *pairs]))
    assert told.enough == tuple(item["id"] for item in single)


def test_what_can_be_left_out_lies_anywhere() -> None:
    condition, kinds = parts(14)
    single = [says(f"N-{n:02}", n) for n in range(14)]
    first, last = says("A-00", *range(7)), says("Z-00", 13)
    told = supported(condition, *single, first, last, kinds=kinds)
    assert told.enough == ("A-00", *(f"N-{n:02}" for n in range(7, 14)))


def test_no_more_items_alike_are_tried_than_a_rule_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    # Tried are nothing, one that says `site` and the one that says `grade`.
    monkeypatch.setattr(support, "MAX_TRIED", 3)
    alike = [note(f"N-{n}", detail={"breakdowns": ["site"]}) for n in range(1, 9)]
    right = note("N-9", detail={"breakdowns": ["grade"]})
    told = supported('"grade" in staff_note.breakdowns', *alike, right)
    assert told == Support(("N-9",), ("N-9",))


@pytest.mark.parametrize(("tried", "evidence"), [(3, ("N-2",)), (2, ("N-1", "N-2"))])
def test_how_many_sets_are_tried(
    monkeypatch: pytest.MonkeyPatch, tried: int, evidence: tuple[str, ...]
) -> None:
    # Tried are nothing, N-1 and N-2; both together hold what was found.
    monkeypatch.setattr(support, "MAX_TRIED", tried)
    right, wrong = note("N-2", detail={"breakdowns": ["grade"]}), note("N-1", detail={"breakdowns": ["site"]})
    told = supported('"grade" in staff_note.breakdowns', wrong, right)
    assert told == Support(evidence, ("N-2",))
