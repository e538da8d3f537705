"""One rule on one day: whether it is in force and applies, what it needs, and all that is told of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import psed
from psed.assessing.finding import Judge, declined_by_rule, fact_read
from psed.compiled import compile_pack
from psed.errors import Place
from psed.facts.items import EVER
from psed.language.values import Between, Granted, Known, Options, Range
from psed.loading import vocabulary
from psed.model.dossier import Declined
from psed.model.outcome import FactRead, Finding, Mended, Outcome, Reason, Total
from psed.rulepack import PackKind, RulePack

from .making import AS_AT, assessed, dossier, found, items_of, note, pack, read, rule, site

HELD = "staff_note.current >= 1"


def told(finding: Finding) -> tuple[Outcome, tuple[Reason, ...], str]:
    return finding.outcome, finding.reasons, finding.because


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# In force.


@pytest.mark.parametrize(
    ("as_at", "because"),
    [
        ("2009-12-31", "It came into force only on 2010-01-01."),
        ("2010-01-01", None),
        ("2010-12-31", None),
        ("2011-01-01", "It was no longer in force."),
    ],
)
@pytest.mark.parametrize("dated", ["pack", "rule"])
def test_a_rule_is_in_force_from_its_first_day_to_its_last(
    dated: str, as_at: str, because: str | None
) -> None:
    days = {"valid_from": "2010-01-01", "valid_to": "2010-12-31"}
    of_pack, of_rule = (days, {}) if dated == "pack" else ({}, days)
    rules = pack(rule(HELD, **of_rule), **of_pack)
    finding = assessed(rules, note("N-1", "2008-06-30"), as_at=day(as_at))["area/rule"]
    if because is None:
        assert finding.outcome is Outcome.NOT_MET
    else:
        assert told(finding) == (Outcome.NOT_APPLICABLE, (Reason.NOT_IN_FORCE,), because)


def test_a_pending_pack_decides_nothing() -> None:
    finding = assessed(pack(HELD, status="pending"), note())["area/rule"]
    says = "It is not in force: it is pending."
    assert told(finding) == (Outcome.NOT_APPLICABLE, (Reason.NOT_IN_FORCE,), says)


# Scope.


@pytest.mark.parametrize(
    ("days", "exists"),
    [
        ({"start": "2012-06-30"}, True),
        ({"start": "2012-07-01"}, False),
        ({"end": "2012-06-30"}, True),
        ({"end": "2012-06-29"}, False),
    ],
)
def test_a_body_that_did_not_exist(days: dict[str, str], exists: bool) -> None:
    finding = found(HELD, note(), body=days)
    if exists:
        assert told(finding) == (Outcome.MET, (), 'N-1 "Note 1" meets it.')
    else:
        says = "The body did not exist on this day."
        assert told(finding) == (Outcome.NOT_APPLICABLE, (Reason.OUT_OF_SCOPE,), says)


@pytest.mark.parametrize(
    ("headcount", "expected"),
    [
        (150, (Outcome.MET, (), 'N-1 "Note 1" meets it.')),
        (149, (Outcome.NOT_APPLICABLE, (Reason.OUT_OF_SCOPE,), "It does not apply to this body.")),
        (
            None,
            (
                Outcome.UNKNOWN,
                (Reason.SCOPE_UNKNOWN,),
                "It cannot be told whether the rule applies to this body.",
            ),
        ),
    ],
)
def test_what_a_rule_applies_to(headcount: int | None, expected: tuple[Outcome, tuple[Reason], str]) -> None:
    counts = [{"on": "2012-01-01", "employees": headcount, "basis": "payroll"}] if headcount else []
    written = {"applies_when": "organisation.employees >= 150"}
    finding = found(HELD, note(), written=written, body={"headcount": counts})
    assert told(finding) == expected
    assert list(finding.facts) == ["organisation.employees", "staff_note.current"]
    unknown = FactRead(low=0)
    assert finding.facts["organisation.employees"] == (FactRead(value=headcount) if headcount else unknown)


def declined(
    reason: str = "It is for bodies in annex X.", on: str = "2012-06-30", **more: Any
) -> dict[str, Any]:
    return {"rule": "by-hand:area/rule", "reason": reason, "by": "Chief Executive", "as_at": on, **more}


def test_a_rule_that_the_body_declines_does_not_apply_from_that_day_on() -> None:
    finding = found(HELD, note(), written={"may_decline": True}, not_applicable=[declined()])
    says = "The body says it does not apply: It is for bodies in annex X (Chief Executive)."
    assert told(finding) == (Outcome.NOT_APPLICABLE, (Reason.DECLINED,), says)
    later = [declined(on="2012-07-01")]
    finding = found(HELD, note(), written={"may_decline": True}, not_applicable=later)
    assert finding.outcome is Outcome.MET


def test_a_rule_that_may_not_be_declined_is_not() -> None:
    compiled = compile_pack(pack(HELD), vocabulary())
    entry = Declined.model_validate(declined())
    (finding,) = Judge(compiled, items_of(note()), {"by-hand:area/rule": entry}).find()
    assert finding.outcome is Outcome.MET


def test_a_rule_declined_twice_is_declined_from_the_earlier_day() -> None:
    entries = [
        Declined.model_validate(declined(reason, on, by=by))
        for reason, on, by in [
            ("Later", "2012-06-01", "A"),
            ("B first", "2012-01-01", "B"),
            ("A first", "2012-01-01", "C"),
            ("A first", "2012-01-01", "B"),
        ]
    ]
    other = Declined.model_validate(declined("Other", rule="by-hand:area/other"))
    for order in (entries, entries[::-1]):
        by_rule = declined_by_rule([*order, other])
        assert by_rule == {"by-hand:area/rule": entries[3], "by-hand:area/other": other}


# Needs.


def with_need(**more: Any) -> RulePack:
    """A rule that a second one needs; the second is met by a note of a site."""
    return pack(
        rule(HELD, "area/one", **more), rule("site_note.current >= 1", "area/two", needs=["area/one"])
    )


SITE = 'S-1 "Site 1" meets it.'


@pytest.mark.parametrize(
    ("need", "second"),
    [
        (Outcome.MET, (Outcome.MET, (), SITE)),
        (Outcome.NOT_APPLICABLE, (Outcome.MET, (), SITE)),
        (
            Outcome.NOT_MET,
            (Outcome.NOT_MET, (Reason.NEED_NOT_MET,), "It needs area/one, which is not met."),
        ),
        (
            Outcome.UNKNOWN,
            (Outcome.UNKNOWN, (Reason.NEED_UNKNOWN,), "It needs area/one, which is not known to be met."),
        ),
        (Outcome.ERROR, (Outcome.ERROR, (), "A rule that it needs could not be evaluated.")),
    ],
)
def test_what_a_need_does_to_a_rule_that_is_met_by_itself(
    need: Outcome, second: tuple[Outcome, tuple[Reason, ...], str]
) -> None:
    _, items, _ = read(HELD, site())
    judge = Judge(compile_pack(with_need(), vocabulary()), items, {})
    first, last = judge.find({"by-hand:area/one": need})
    assert first.outcome is Outcome.UNKNOWN, "nothing of the kind is on file"
    assert told(last) == second
    assert last.needs == ("by-hand:area/one",)


def test_a_need_is_taken_as_it_was_found() -> None:
    whole = assessed(with_need(), note("N-1", "2010-01-01"), site())
    assert told(whole["area/two"]) == (
        Outcome.NOT_MET,
        (Reason.NEED_NOT_MET,),
        "It needs area/one, which is not met.",
    )
    assert whole["area/two"].evidence == ()
    assert assessed(with_need(), note(), site())["area/two"].outcome is Outcome.MET


def test_a_rule_short_by_itself_and_by_its_needs_says_both() -> None:
    rules = pack(
        rule(HELD, "area/one"),
        rule("site_note.published >= 1", "area/two", needs=["area/one", "area/three"]),
        rule("site_note.current >= 2", "area/three"),
    )
    finding = assessed(rules, note("N-1", "2011"), site())["area/two"]
    assert told(finding) == (
        Outcome.NOT_MET,
        (Reason.NOT_PUBLISHED, Reason.NEED_NOT_MET, Reason.NEED_UNKNOWN),
        "S-1 is not published; it needs area/three, which is not met, and area/one, "
        "which is not known to be met.",
    )
    assert finding.evidence == ("S-1",)


def test_an_open_rule_with_a_need_that_is_not_met_is_not_met() -> None:
    finding = assessed(with_need(), note("N-1", "2010-01-01"))["area/two"]
    assert told(finding) == (
        Outcome.NOT_MET,
        (Reason.NOTHING_ON_FILE, Reason.NEED_NOT_MET),
        "Nothing of the kind site note is on file; it needs area/one, which is not met.",
    )


def test_an_error_says_what_happened_and_reads_no_facts() -> None:
    compiled = compile_pack(with_need(), vocabulary())
    _, items, _ = read(HELD, note(), site())
    judge = Judge(compiled, items, {})

    def broken(name: str) -> Known:
        if name.startswith("site_note"):
            raise ZeroDivisionError("broken on purpose")
        return Range(1, 1)

    judge.facts = broken  # type: ignore[assignment]
    first, second = judge.find()
    assert first.outcome is Outcome.MET
    assert told(second) == (
        Outcome.ERROR,
        (),
        "The rule could not be evaluated: ZeroDivisionError: broken on purpose.",
    )
    assert (dict(second.facts), second.evidence) == ({}, ())


# Met, where more on file could undo it.


def test_a_rule_that_more_could_undo_is_met_by_all_that_it_looks_at() -> None:
    more = {"monotone": False, "because": "made up"}
    finding = found(
        "staff_note.current <= 2", note("N-2"), note("N-1", "2010"), note("N-3", "2013"), site(), written=more
    )
    assert told(finding) == (Outcome.MET, (), "What is on file meets it.")
    assert (finding.evidence, finding.enough) == (("N-1", "N-2"), ())


def test_a_rule_that_is_met_has_its_support() -> None:
    finding = found(HELD, note(), note("N-2"))
    assert (finding.evidence, finding.enough) == (("N-1", "N-2"), ("N-1",))


# All that is told.


def test_a_finding_says_all_that_its_rule_says() -> None:
    source = {"cite": "Guidance, p. 3", "url": "https://x.example", "basis": "seen", "note": "As printed."}
    written = {
        "level": "achieving",
        "title": "Staff are counted",
        "source": [source],
        "why": "What is not counted is not seen.",
        "ask": "Do you count?",
        "mend": {"do": "Count the staff.", "effort_days": "1.5", "cannot_provide": "It takes a year."},
    }
    finding = found("staff_note.current  >= 1\n  and site_note.held >= 1", note(), site(), written=written)
    assert finding.model_dump(mode="json") == {
        "rule": "by-hand:area/rule",
        "title": "Staff are counted",
        "area": "area",
        "at_level": "achieving",
        "outcome": "met",
        "reasons": [],
        "because": 'N-1 "Note 1" and S-1 "Site 1" meet it.',
        "condition": "staff_note.current >= 1 and site_note.held >= 1",
        "place": "by-hand",
        "needs": [],
        "facts": {
            "staff_note.current": {"value": 1, "low": None, "high": None, "unknown_because": None},
            "site_note.held": {"value": 1, "low": None, "high": None, "unknown_because": None},
        },
        "evidence": ["N-1", "S-1"],
        "enough": ["N-1", "S-1"],
        "source": [source],
        "why": "What is not counted is not seen.",
        "mend": {"do": "Count the staff.", "effort_days": 1.5, "cannot_provide": "It takes a year."},
        "ask": "Do you count?",
    }


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("area-1.yaml", 12, "area-1.yaml:12"),
        ("/home/a/packs/area-1.yaml", 12, "area-1.yaml:12"),
        ("C:\\packs\\mine\\area-1.yaml", 12, "area-1.yaml:12"),
        ("packs/area-1.yaml", None, "area-1.yaml"),
    ],
)
def test_a_place_is_told_without_the_folders_above_its_file(file: str, line: int | None, told: str) -> None:
    compiled = compile_pack(pack(HELD), vocabulary(), lambda _: Place(file, line))
    (finding,) = Judge(compiled, items_of(), {}).find()
    assert finding.place == told


def test_a_mend_without_an_effort_and_a_rule_of_another_area() -> None:
    rules = pack(rule(HELD, area="other"), areas=[{"id": "other", "title": "Other"}])
    finding = assessed(rules)["area/rule"]
    assert finding.area == "other"
    assert finding.mend == Mended(do="nothing", effort_days=None, cannot_provide="made up")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Range(3, 3), FactRead(value=3)),
        (Range(True, True), FactRead(value=True)),
        (Range(AS_AT, AS_AT), FactRead(value="2012-06-30")),
        (Range(EVER, EVER), FactRead(value=None)),
        (Between(frozenset("ba"), frozenset("ab")), FactRead(value=["a", "b"])),
        (Options(frozenset({"county"})), FactRead(value="county")),
        (Range(0, 2, "its day is not exact"), FactRead(low=0, high=2)),
        (Range(0, None, "no headcount"), FactRead(low=0)),
        (Range(None, 2, "a limit"), FactRead(high=2)),
        (Range(EVER, AS_AT, "not exact"), FactRead(high="2012-06-30")),
        (Range(AS_AT, dt.date.max, "not exact"), FactRead(low="2012-06-30")),
        (Range(None, None), FactRead(unknown_because="nothing is known of it")),
        (Range(None, None, "no headcount"), FactRead(unknown_because="no headcount")),
        (Range(0, 9, "nothing of it is on file"), FactRead(unknown_because="nothing of it is on file")),
        (Between(frozenset("a"), frozenset("cab"), "not exact"), FactRead(low=["a"], high=["a", "b", "c"])),
        (Between(frozenset(), frozenset("ab")), FactRead(low=[], high=["a", "b"])),
        (Between(frozenset(), frozenset("ab"), "not given"), FactRead(low=[], high=["a", "b"])),
        (Between(frozenset(), frozenset("ab"), "nothing given"), FactRead(unknown_because="nothing given")),
        (
            Between(frozenset("a"), frozenset("ab"), "nothing more given"),
            FactRead(low=["a"], high=["a", "b"]),
        ),
        (Options(frozenset({"b", "a"}), "not given"), FactRead(low=[], high=["a", "b"])),
        (Options(frozenset({"b", "a"}), "nothing given"), FactRead(unknown_because="nothing given")),
        (Granted(Range(1, 1)), FactRead(value=1)),
    ],
)
def test_what_is_known_of_a_fact_as_it_is_put_on_record(known: Known, expected: FactRead) -> None:
    assert fact_read(known) == expected


@pytest.mark.parametrize(("posts", "value"), [("3", 3), ("3.0", 3), ("2.5", 2.5)])
def test_a_number_on_record_is_whole_where_it_can_be(posts: str, value: float) -> None:
    finding = found("staff_note.posts >= 1", note(detail={"posts": posts}))
    read_value = finding.facts["staff_note.posts"].value
    assert (read_value, type(read_value)) == (value, type(value))


# The whole.


def always_read(*records: str) -> list[str]:
    """All laws, and the checks of the kinds of record that there are, by their ids."""
    kinds = {PackKind.LAW, *map(PackKind, records)}
    return sorted(pack.pack for pack in psed.packs() if pack.kind in kinds)


def test_an_assessment_says_who_was_read_on_which_day_by_what() -> None:
    rules = pack(HELD)
    later = [{"id": "D-2", "title": "Second"}, {"id": "D-1", "title": "First"}]
    whole = assessed(rules, note(), decisions=later)
    assert (whole.as_at, whole.organisation.id, whole.organisation.name) == (AS_AT, "example:b", "A body")
    ours, *law = whole.packs
    assert (ours.id, ours.version, ours.status, ours.sha256) == ("by-hand", "1.0.0", "draft", rules.sha256)
    assert [each.id for each in law] == always_read("decision")
    assert [each.id for each in whole.decisions] == ["D-1", "D-2"]
    assert (whole.digest(), len(whole.dossier_sha256)) == (whole.sha256, 64)


def test_a_framework_result_says_all_that_its_pack_says() -> None:
    areas = [{"id": "area", "title": "Area", "number": 1}, {"id": "other", "title": "Other", "number": 2}]
    rules = pack(HELD, areas=areas, valid_to="2012-06-30", floor="unplaced")
    (result,) = assessed(rules, note()).frameworks
    assert (result.id, result.title, result.levels) == (
        "by-hand",
        "Made by hand",
        ("developing", "achieving"),
    )
    assert (result.floor, result.combine, result.in_force) == ("unplaced", "weakest-area", True)
    assert (result.valid_from, result.valid_to) == (day("2009-01-01"), AS_AT)
    assert result.level
    assert (result.level.supported, result.level.possible) == ("developing", "developing")
    assert (result.left_out, result.total) == (("other",), None)
    assert [(row.level, row.met, row.applicable) for row in result.progress] == [
        ("developing", 1, 1),
        ("achieving", 0, 0),
    ]
    assert [(each.id, len(each.findings)) for each in result.areas] == [("area", 1), ("other", 0)]


def test_points_are_added_up_where_the_pack_has_bands() -> None:
    bands = {"of": [{"level": "developing", "to": "1"}, {"level": "achieving", "from": "2"}]}
    second = rule("site_note.current >= 1", "area/second")
    rules = pack(HELD, second, combine="sum-bands", bands=bands)
    (result,) = assessed(rules, note()).frameworks
    assert result.total == Total(low=0, high=1, most=2, no_band=None)


def test_claims_are_read_beside_the_frameworks() -> None:
    said = {"framework": "by-hand", "level": "achieving", "dated": "2012-06", "by": "The council"}
    whole = assessed(pack(HELD), note(), claims=[{**said, "source": {"document": "d", "place": "p"}}])
    assert [claim.says for claim in whole.claims] == [
        "The council said achieving in June 2012. The papers speak against it: they support developing, "
        "and could support no more than developing."
    ]


@pytest.mark.parametrize("as_at", [dt.datetime(2012, 6, 30), "2012-06-30", None])
def test_the_day_is_a_date(as_at: Any) -> None:
    with pytest.raises(TypeError) as caught:
        assessed(pack(HELD), as_at=as_at)
    assert str(caught.value) == "as_at must be a datetime.date"


def test_exceptions_come_from_law_packs_in_force_only() -> None:
    for on, excepted in (("2011-04-04", set()), ("2011-04-05", {("schools-and-children-age",)})):
        cells = assessed(pack(HELD), as_at=day(on), body={"kind": "county"}).coverage
        assert {cell.excepted for cell in cells if cell.excepted} == excepted


def test_two_packs_of_one_name_are_refused_and_one_given_twice_is_read_once() -> None:
    one, other = pack(HELD), pack(HELD, title="Another")
    with pytest.raises(psed.PsedError) as caught:
        psed.assess(dossier(), one, other, as_at=AS_AT)
    assert (caught.value.code, caught.value.help) == ("P012", "rename one of them")
    assert "two different packs are called `by-hand`" in str(caught.value)
    twice = psed.assess(dossier(), one, pack(HELD), as_at=AS_AT)
    assert [each.id for each in twice.packs] == sorted(["by-hand", *always_read()])
