"""Who is bound, by enumeration: every kind of body, nation, size and year, and the law written by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

import psed
from psed.assessing.duties import Duties
from psed.compiled import CompiledDuty, CompiledPack, compile_pack
from psed.facts import Items
from psed.language.tree import facts_read
from psed.loading import vocabulary
from psed.model.duty import Characteristic
from psed.model.organisation import Register
from psed.model.outcome import DutyRead, Outcome, Reason
from psed.rulepack import PackKind, Status
from psed.schedules import Continuing, Fixed, Once

from .bound_by_hand import BY_HAND, NOT_LAW, ByHand

NATIONS = ("england", "wales", "scotland")
SIZES = (None, 10, 19, 20, 149, 150, 249, 250, 1000)
YEARS = range(2001, 2028)
DAYS = [dt.date(year, month, day) for year in YEARS for month, day in ((4, 30), (12, 31))]
DAY = dt.timedelta(days=1)

DUE, NOT_DUE, UNKNOWN = "due", "not due", "unknown"
WHY_NOT_DUE = {Reason.NOT_IN_FORCE, Reason.OUT_OF_SCOPE, Reason.NOT_YET_DUE}
WHY_UNKNOWN = {Reason.SCOPE_UNKNOWN, Reason.FIGURE_MISSING}


def standing(found: DutyRead) -> str:
    """How a duty stands for a body that holds nothing, or of which nothing is on file.

    Due: it is in force, it binds the body, and its first last day is over. Not due: one of these is
    surely not so. Unknown: whether it binds the body is not on file or not settled; where it turns on a
    count, that is told before the last day too.
    """
    assert found.because.strip().endswith("."), found
    match found.outcome, found.reasons:
        case Outcome.NOT_MET, (Reason.NONE_HELD,):
            return DUE
        case Outcome.UNKNOWN, (Reason.NOTHING_ON_FILE,):
            return DUE
        case Outcome.NOT_APPLICABLE, (reason,) if reason in WHY_NOT_DUE:
            return NOT_DUE
        case Outcome.UNKNOWN, (reason,) if reason in WHY_UNKNOWN:
            return UNKNOWN
    raise AssertionError(f"neither due, nor not due, nor unknown: {found}")


def shape(found: DutyRead, duty: CompiledDuty, as_at: dt.date) -> None:
    """The days that are told fit how the duty stands."""
    time, following = found.occurrence, found.next_due_on
    schedule = duty.rule.schedule
    # Nobody counted, or of this time alone it is not settled whether it binds: it is told which time.
    of_this_time = found.reasons == (Reason.FIGURE_MISSING,) or bool(
        time and standing(found) == UNKNOWN and time.due_on and time.due_on.low in unsettled(duty)
    )
    # Where nothing is on file no day is told as missed: what was there before may only not be on file.
    missed = found.outcome is Outcome.NOT_MET and not isinstance(schedule, Continuing)
    assert not time or missed or of_this_time, found
    assert time or not missed, found
    assert not time or time.done_on is None
    assert not (missed and time) or (time.due_on and time.due_on.high < as_at)
    if found.reasons == (Reason.NOT_YET_DUE,):
        assert following
    if following:
        assert found.reasons == (Reason.NOT_YET_DUE,) or isinstance(schedule, Fixed)
        assert following.low > as_at or (following.low == as_at and not isinstance(schedule, Continuing))


def unsettled(duty: CompiledDuty) -> set[dt.date]:
    """The times of a duty, by their last day, of which it is not settled whether they bind some bodies."""
    return {day for _, first in duty.first_due for day in first.unsettled}


# The bodies.


@cache
def laws() -> tuple[CompiledPack, ...]:
    return tuple(compile_pack(pack, vocabulary()) for pack in psed.packs() if pack.duties)


@cache
def body(kind: str, nation: str, size: int | None, *, none_held: bool = False) -> psed.Dossier:
    """A body that was always there and always of one size."""
    return held(kind, nation, size, none_held=none_held)


def held(kind: str, nation: str, size: int | None, *, none_held: bool = False, **more: Any) -> psed.Dossier:
    count = {"on": "2001-01-01", "employees": size, "full_time": size, "basis": "payroll"}
    organisation: dict[str, Any] = {"id": "x:y", "name": "B", "kind": kind, "nation": nation}
    organisation |= {"headcount": [] if size is None else [count]}
    looked = [{"kind": name, "as_at": "2000-01-01", "by": "Clerk"} for name in vocabulary().kinds]
    return psed.Dossier.model_validate(
        {"organisation": organisation | more, "none_held": looked if none_held else []}
    )


def readings(
    dossier: psed.Dossier, as_at: dt.date, of: Sequence[CompiledPack] | None = None
) -> Iterator[tuple[CompiledDuty, Duties]]:
    """Each duty as it is on a day, with what reads it."""
    items = Items.of(dossier, vocabulary().kinds, as_at)
    for compiled in laws() if of is None else of:
        duties = Duties(compiled, items)
        for duty in compiled.duties_on(as_at):
            yield duty, duties


def in_force(duty: CompiledDuty, duties: Duties, as_at: dt.date) -> bool:
    pack = duties.compiled.pack
    return pack.status is not Status.PENDING and pack.in_force(duty.rule, as_at)


def by_size(duty: CompiledDuty) -> bool:
    schedule = duty.rule.schedule
    return isinstance(schedule, Fixed | Once) and schedule.test is not None


# Why not each of the five million questions has to be put.


def test_the_size_of_a_body_turns_only_those_duties_that_have_a_test_of_it_and_by_these_bands() -> None:
    """With nothing on file no part of a paper is looked for: of the body, only conditions are read.

    So a duty without a test of size says the same of every size and is asked once; and among sizes that no
    threshold divides it says the same too, so both neighbours of each threshold stand for all sizes.
    """
    for compiled in laws():
        for duty in compiled.duties:
            nodes = [duty.applies_when, duty.unsettled_when, *(when for when, _ in duty.first_due)]
            read = {name for node in nodes if node for name in facts_read(node)}
            assert read <= {"organisation.kind", "organisation.listed_in"}, duty.id
    counted = [size for size in SIZES if size is not None]
    neighbours = {above for below, above in pairwise(counted) if above == below + 1}
    assert thresholds() <= neighbours


def thresholds() -> set[int]:
    tests = [
        duty.rule.schedule.test
        for compiled in laws()
        for duty in compiled.duties
        if isinstance(duty.rule.schedule, Fixed | Once)
    ]
    return {test.at_least for test in tests if test}


@pytest.mark.parametrize("nation", NATIONS)
def test_a_duty_that_is_not_in_force_says_so_of_any_body(nation: str) -> None:
    """That is asked before anything of the body but what it has adopted, so one body stands for all."""
    for as_at in DAYS:
        for none_held in (False, True):
            for duty, duties in readings(body("county", nation, None, none_held=none_held), as_at):
                if not in_force(duty, duties, as_at):
                    found = duties.read(duty)
                    assert (standing(found), found.reasons) == (NOT_DUE, (Reason.NOT_IN_FORCE,))
                    shape(found, duty, as_at)


@pytest.mark.parametrize("nation", NATIONS)
def test_each_duty_in_force_is_due_not_due_or_unknown_for_every_kind_and_size_in_every_year(
    nation: str,
) -> None:
    asked = 0
    for kind in vocabulary().organisation_kinds:
        for size in SIZES:
            for as_at in DAYS:
                bare = body(kind, nation, size)
                looked = body(kind, nation, size, none_held=True)
                pairs = zip(readings(bare, as_at), readings(looked, as_at), strict=True)
                for (duty, of_nothing), (_, of_none) in pairs:
                    if in_force(duty, of_nothing, as_at) and (size is None or by_size(duty)):
                        one, other = of_nothing.read(duty), of_none.read(duty)
                        told = (kind, nation, size, as_at, one, other)
                        # What is on file has no say in whether a duty is due.
                        assert standing(one) == standing(other), told
                        assert (one == other) is (standing(one) != DUE), told
                        assert one.outcome is not Outcome.NOT_MET, told
                        assert (other.outcome is Outcome.NOT_MET) is (standing(one) == DUE), told
                        shape(one, duty, as_at)
                        shape(other, duty, as_at)
                        asked += 1
    assert asked > len(vocabulary().organisation_kinds) * len(DAYS)


@pytest.mark.parametrize("nation", NATIONS)
def test_never_are_two_editions_of_one_law_in_force_at_once(nation: str) -> None:
    for as_at in DAYS:
        begun = [
            compiled.pack.edition_of
            for compiled in laws()
            if compiled.pack.edition_of and compiled.pack.stands(as_at)
        ]
        assert len(set(begun)) == len(begun)
        ids = [duty.id for duty, _ in readings(body("county", nation, None), as_at)]
        assert len(set(ids)) == len(ids)


# The law written by hand.

ROWS = [pytest.param(row, id=f"{row.duty}-{row.begins}") for row in BY_HAND]


def read(row: ByHand, dossier: psed.Dossier, as_at: dt.date) -> DutyRead:
    name = row.duty.partition(":")[0]
    (compiled,) = (each for each in laws() if each.pack.pack == name)
    (found,) = (duties.read(d) for d, duties in readings(dossier, as_at, [compiled]) if d.id == row.duty)
    return found


def on(row: ByHand, kind: str, as_at: dt.date, **more: Any) -> DutyRead:
    """Of a body of one of the duty's nations that is as large as it asks."""
    nation = more.pop("nation", row.nations[0])
    return read(row, held(kind, nation, more.pop("size", row.at_least), **more), as_at)


def test_the_table_holds_every_shipped_duty_and_no_other() -> None:
    shipped = {duty.id for compiled in laws() for duty in compiled.duties}
    assert {row.duty for row in BY_HAND} | set(NOT_LAW) == shipped
    assert not {row.duty for row in BY_HAND} & set(NOT_LAW)
    kinds = set(vocabulary().organisation_kinds)
    for row in BY_HAND:
        named = (*row.bound, *row.not_bound, *row.unsettled)
        assert len(set(named)) == len(named), row.duty
        assert set(named) <= kinds, row.duty


@pytest.mark.parametrize("row", ROWS)
def test_who_is_surely_bound_is_told_so_from_the_day_of_the_law_to_its_last(row: ByHand) -> None:
    begins, before = dt.date.fromisoformat(row.begins), row.last_day_before
    first = dt.date.fromisoformat(row.first)
    for nation in row.nations:
        for kind in row.bound:
            unbegun = on(row, kind, begins - DAY, nation=nation)
            earlier = any(o.duty == row.duty and o.ends and o.ends < row.begins for o in BY_HAND)
            assert earlier or unbegun.reasons == (Reason.NOT_IN_FORCE,), unbegun
            if before >= begins:
                open_ = on(row, kind, before, nation=nation)
                assert open_.reasons == (Reason.NOT_YET_DUE,), open_
                assert open_.next_due_on
                assert (open_.next_due_on.low, open_.next_due_on.high) == (first, first), open_
            due = on(row, kind, before + DAY, nation=nation)
            assert standing(due) == DUE, (kind, due)
            if row.ends:
                ends = dt.date.fromisoformat(row.ends)
                assert standing(on(row, kind, ends, nation=nation)) == DUE, kind
                after = on(row, kind, ends + DAY, nation=nation)
                newer = any(o.duty == row.duty and o.begins > row.begins for o in BY_HAND)
                assert newer or after.reasons == (Reason.NOT_IN_FORCE,), after


def days_in_force(row: ByHand) -> list[dt.date]:
    """Days of a law from its first to its last, all years between among them."""
    first, last = dt.date.fromisoformat(row.begins), dt.date.fromisoformat(row.ends or "2027-12-31")
    return [first, *(day for day in DAYS if first < day < last), last]


@pytest.mark.parametrize("row", ROWS)
def test_who_is_surely_not_bound_is_told_so_on_every_day(row: ByHand) -> None:
    for as_at in days_in_force(row):
        for nation in row.nations:
            for kind in row.not_bound:
                found = on(row, kind, as_at, nation=nation, size=1000)
                assert found.reasons == (Reason.OUT_OF_SCOPE,), (kind, as_at, found)


@pytest.mark.parametrize("row", ROWS)
def test_who_is_of_another_nation_is_told_so(row: ByHand) -> None:
    for as_at in days_in_force(row):
        for nation in {*NATIONS} - {*row.nations}:
            for kind in row.bound:
                found = on(row, kind, as_at, nation=nation, size=1000)
                assert found.reasons == (Reason.OUT_OF_SCOPE,), (kind, as_at, found)


@pytest.mark.parametrize("row", ROWS)
def test_of_whom_it_is_not_settled_psed_does_not_decide(row: ByHand) -> None:
    for as_at in days_in_force(row):
        for kind in row.unsettled:
            found = on(row, kind, as_at, size=1000)
            assert (standing(found), found.reasons) == (UNKNOWN, (Reason.SCOPE_UNKNOWN,)), (kind, found)


@pytest.mark.parametrize(
    "row", [row for row in BY_HAND if row.at_least], ids=lambda r: f"{r.duty}-{r.begins}"
)
def test_one_employee_fewer_than_the_law_names_is_not_bound_and_nobody_counted_is_unknown(
    row: ByHand,
) -> None:
    as_at = row.last_day_before + DAY
    assert row.at_least
    for kind in row.bound:
        assert standing(on(row, kind, as_at)) == DUE
        assert on(row, kind, as_at, size=row.at_least - 1).reasons == (Reason.OUT_OF_SCOPE,)
        nobody = read(row, held(kind, row.nations[0], None), as_at)
        assert (standing(nobody), nobody.reasons) == (UNKNOWN, (Reason.FIGURE_MISSING,))


@pytest.mark.parametrize("row", [row for row in BY_HAND if not row.at_least], ids=lambda r: r.duty)
def test_where_the_law_names_no_number_the_smallest_is_bound(row: ByHand) -> None:
    for kind in row.bound:
        assert standing(on(row, kind, row.last_day_before + DAY, size=1)) == DUE


@pytest.mark.parametrize("duty", NOT_LAW)
def test_what_is_no_law_binds_nobody_on_any_day(duty: str) -> None:
    for as_at in (*DAYS, dt.date(2028, 3, 31), dt.date(2030, 12, 31)):
        for kind in vocabulary().organisation_kinds:
            row = ByHand(duty, ("england",), "2001-01-01", "2001-01-01", (), ())
            assert on(row, kind, as_at, size=1000).reasons == (Reason.NOT_IN_FORCE,)


def test_a_parish_council_has_the_general_duty_and_of_the_specific_ones_it_is_not_settled() -> None:
    """Schedule 19, Part 1, names parish councils, so section 149 binds them since 5 April 2011."""
    (entry,) = vocabulary().organisation_kinds["parish"].source
    assert "Schedule 19, Part 1" in entry.cite
    general = next(pack for pack in psed.packs() if pack.pack == "general-duty")
    assert not general.duties
    assert [general.stands(dt.date(2011, 4, day)) for day in (4, 5)] == [False, True]
    parish = held("parish", "england", 1000)
    for year in range(2012, 2028):
        found = psed.assess(parish, as_at=dt.date(year, 7, 1))
        assert {row.characteristic for row in found.coverage} == set(Characteristic)
        specific = [duty for duty in found.duties if duty.pack.startswith(("england-2", "gender-pay"))]
        assert {duty.outcome for duty in specific} <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}
        open_ = {duty.pack for duty in specific if duty.reasons == (Reason.SCOPE_UNKNOWN,)}
        assert open_ == ({"england-2011"} if year < 2017 else {"england-2017", "gender-pay-gap-2017"})


def test_a_corporate_joint_committee_is_bound_only_since_april_2021() -> None:
    """SI 2021/347 (W.) put them into Schedule 19, Part 2. No law says which their first last days are."""
    rows = [row for row in BY_HAND if row.lists == ("wales",)]
    for row in rows:
        assert on(row, "corporate-joint-committee", dt.date(2021, 3, 31)).reasons == (Reason.NOT_YET_DUE,)
        assert standing(on(row, "corporate-joint-committee", dt.date(2024, 12, 31))) == DUE
    (at_once,) = (row for row in rows if row.duty == "wales-2011:impact-assessment")
    assert standing(on(at_once, "corporate-joint-committee", dt.date(2021, 4, 1))) == DUE


# The lists in the law decide, each for itself.


def stands(nation: str, as_at: dt.date, kind: str = "other", **more: Any) -> dict[str, DutyRead]:
    """All duties of a body of whose kind nothing is settled."""
    dossier = held(kind, nation, 1000, **more)
    return {duty.id: duties.read(duty) for duty, duties in readings(dossier, as_at)}


def listed(*lists: str, **more: Any) -> dict[str, Any]:
    return {"listings": [{"list": name, **more} for name in lists]}


EACH_LIST = pytest.mark.parametrize("name", [entry.value for entry in Register])
ON = [dt.date(2010, 12, 31), dt.date(2016, 12, 31), dt.date(2027, 12, 31)]
"""A day of the old duties, one of the first years of the new ones, and one on which all today's are due."""


@EACH_LIST
@pytest.mark.parametrize("nation", NATIONS)
def test_a_list_binds_by_its_own_duties_and_by_no_other(name: str, nation: str) -> None:
    rows = [row for row in BY_HAND if name in row.lists and nation in row.nations]
    of_family = {duty.id for c in laws() for duty in c.duties if name in {*duty.bound.listed_in}}
    for as_at in ON:
        without, with_list = stands(nation, as_at), stands(nation, as_at, **listed(name))
        of_list = {row.duty: row for row in rows if row.begins <= str(as_at) <= (row.ends or str(as_at))}
        for duty, found in with_list.items():
            if found.reasons == (Reason.NOT_IN_FORCE,):
                continue
            if duty in of_list:
                over = of_list[duty].last_day_before < as_at
                assert found.reasons == ((Reason.NOTHING_ON_FILE if over else Reason.NOT_YET_DUE),), found
            elif duty not in of_family and duty != "gender-pay-gap-2017:other-employers":
                assert found == without[duty]


@EACH_LIST
@pytest.mark.parametrize("nation", NATIONS)
def test_a_list_of_another_nation_is_told_to_be_of_the_wrong_regime(name: str, nation: str) -> None:
    for as_at in ON:
        found = stands(nation, as_at, **listed(name))
        for compiled in laws():
            for duty in compiled.duties_on(as_at):
                if name in {*duty.bound.listed_in} and nation not in {*duty.bound.nations}:
                    told = found[duty.id]
                    assert told.reasons in ((Reason.WRONG_REGIME,), (Reason.NOT_IN_FORCE,)), told


@pytest.mark.parametrize(
    ("nation", "own", "kind"),
    [
        ("england", "england", "county"),
        ("wales", "wales", "principal-council"),
        ("scotland", "scotland-schedule", "principal-council"),
    ],
)
def test_to_be_in_schedule_19_or_in_the_list_of_another_nation_is_not_to_be_in_ones_own(
    nation: str, own: str, kind: str
) -> None:
    as_at = dt.date(2026, 12, 31)
    rows = [row.duty for row in BY_HAND if own in row.lists and not row.ends]
    others = [name for name in ("schedule-19", "england", "wales", "scotland-schedule") if name != own]
    unsettled, bound = stands(nation, as_at), stands(nation, as_at, kind)
    for name in others:
        given = stands(nation, as_at, **listed(name))
        assert {given[duty].reasons for duty in rows} == {(Reason.SCOPE_UNKNOWN,)}
        assert [given[duty] for duty in rows] == [unsettled[duty] for duty in rows]
        # And not to be in another says nothing of one's own, for a kind that is bound.
        out = stands(nation, as_at, kind, **listed(name, listed=False))
        assert [out[duty] for duty in rows] == [bound[duty] for duty in rows]
    every = [name.value for name in Register if name.value.startswith((own, nation, "historic", "food"))]
    none = listed(*every, listed=False)
    one = stands(nation, as_at, **listed(own))
    for duty in rows:
        assert standing(one[duty]) in (DUE, NOT_DUE)
        assert one[duty].reasons != (Reason.OUT_OF_SCOPE,)
        assert standing(bound[duty]) == standing(one[duty])
        assert stands(nation, as_at, kind, **none)[duty].reasons == (Reason.OUT_OF_SCOPE,)


def test_the_pay_gap_of_other_employers_is_of_those_that_schedule_19_does_not_name() -> None:
    rule, as_at = "gender-pay-gap-2017:other-employers", dt.date(2026, 12, 31)
    for nation in NATIONS:
        assert stands(nation, as_at)[rule].reasons == (Reason.SCOPE_UNKNOWN,)
        assert stands(nation, as_at, **listed("schedule-19"))[rule].reasons == (Reason.OUT_OF_SCOPE,)
        out = stands(nation, as_at, **listed("schedule-19", listed=False))[rule]
        assert standing(out) == DUE


FIRST_OF_LIST = {
    "scotland-schedule": ("2013-04-30", "2013-04-30", "2015-04-30"),
    "scotland-2a": ("2016-04-30", "2016-04-30", "2018-04-30"),
    "food-standards-scotland": ("2016-04-30", "2016-04-30", "2018-04-30"),
    "scotland-2h": ("2026-04-30", "2026-04-30", "2028-04-30"),
}
"""Mainstreaming report, outcomes and their progress: the first last day, list by list."""
FIRST_PAY = {
    "scotland-schedule": "2017-04-30",
    "historic-environment-scotland": "2017-04-30",
    "food-standards-scotland": "2016-04-30",
    "scotland-2a": "2018-04-30",
    "scotland-2h": "2026-04-30",
}
"""Reg. 8A, since 2016: the first last day for the figures on pay and the statement on equal pay."""


@pytest.mark.parametrize("name", [*FIRST_OF_LIST, *(each for each in FIRST_PAY if each not in FIRST_OF_LIST)])
def test_each_scottish_list_has_its_own_first_days(name: str) -> None:
    duties = ("mainstreaming", "outcomes", "outcome-progress")
    firsts = dict(zip(duties, FIRST_OF_LIST.get(name, ()), strict=False))
    firsts |= dict.fromkeys(("pay-gap", "equal-pay"), FIRST_PAY[name])
    for duty, first in firsts.items():
        last_day, rule = dt.date.fromisoformat(first), f"scotland-2012:{duty}"
        open_ = stands("scotland", last_day, **listed(name))[rule]
        assert open_.reasons == (Reason.NOT_YET_DUE,), open_
        assert open_.next_due_on
        assert open_.next_due_on.low == open_.next_due_on.high == last_day
        assert standing(stands("scotland", last_day + DAY, **listed(name))[rule]) == DUE


@pytest.mark.parametrize("name", [f"scotland-2{letter}" for letter in "bcdefg"])
def test_where_the_first_day_of_a_list_was_not_seen_it_is_not_guessed(name: str) -> None:
    found = stands("scotland", dt.date(2027, 12, 31), **listed(name))
    assert found["scotland-2012:mainstreaming"].reasons == (Reason.SCOPE_UNKNOWN,)


def test_all_packs_of_law_are_read_here() -> None:
    law = {pack.pack for pack in psed.packs() if pack.kind is PackKind.LAW}
    assert {compiled.pack.pack for compiled in laws()} == law - {"general-duty"}
