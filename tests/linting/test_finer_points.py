"""Cases that the catalogue does not show: what a check must find too, and what it must leave alone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import psed
from linting.making import base, laid_over, pack_with, read, remarks_on, write
from psed.language.compiling import compile_condition
from psed.language.types import Catalogue, FactKind, FactType, Moves
from psed.linting import Remark, lint, lint_shipped, lint_vocabulary
from psed.linting.asking import Asker
from psed.linting.kinds import details_are_read, facts_of_rules, kind_is_read
from psed.linting.sources import shelf_life_says_enough, source_says_enough
from psed.loading import vocabulary
from psed.model.evidence import EvidenceKind
from psed.rulepack import RuleSource


def codes(remarks: tuple[Remark, ...]) -> list[str]:
    return [remark.code for remark in remarks]


TIMED = {"timed": "true", "because": "For the test"}
NEITHER = {"monotone": "false", **TIMED}
"""For conditions that more evidence can turn to not met, and time alone to met."""


def with_condition(condition: str, **more: str) -> dict[str, Any]:
    """The base with another condition in its first rule; its mend and its boundaries are beside the point."""
    pack = base()
    pack["rules"][0] |= {"condition": condition, **more}
    pack["rules"][0]["mend"] = {"do": "See to it", "cannot_provide": "Beside the point here"}
    for count in (2, 3):
        lists = [{"kind": "source_list", "dated": f"2025-05-0{day}"} for day in range(1, count + 1)]
        example = {"name": f"{count} lists", "as_at": "2026-11-21", "evidence": lists, "then": "met"}
        pack["rules"][0]["examples"].append(example)
    return pack


@pytest.mark.parametrize(
    ("condition", "more", "expected"),
    [
        ("source_list.current >= 3 and source_list.current <= 1", NEITHER, ["L002"]),
        ('not ("ward" in source_list.places and source_list.current >= 1)', NEITHER, []),
        ("source_list.current >= 1 or gap_figures.periods > 100", {}, ["L002"]),
        ("source_list.current >= 1 and gap_figures.periods <= 100", NEITHER, ["L001"]),
        ("source_list.current >= source_list.current", {}, ["L001"]),
        ("source_list.published > source_list.current", NEITHER, ["L002"]),
        ("source_list.current >= 1 and source_list.current >= 1", {}, ["L003"]),
        ('"ward" in source_list.places or "ward" in source_list.places', {}, ["L003"]),
        ('"ward" in source_list.places or "district" in source_list.places', {}, []),
        # A band of one fact comes out unknown only where it really can turn out either way.
        ("organisation.employees >= 150 and organisation.employees <= 150", TIMED, []),
        # One way or the other: every number is one of the two.
        ("organisation.employees >= 150 or organisation.employees < 150", TIMED, ["L001"]),
    ],
)
def test_conditions(condition: str, more: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    remarks = lint(write(tmp_path, with_condition(condition, **more)))
    assert codes(remarks) == expected, [str(remark) for remark in remarks]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # A chain of facts: where the first is less than the last, the one between decides nothing.
        (
            "source_list.current > gap_figures.current and gap_figures.current > needs_assessment.current",
            ["L013"],
        ),
        # Two facts of different domains: the few values that are tried do not stand for all.
        ("gap_figures.periods > source_list.current", []),
    ],
)
def test_facts_compared_with_one_another(condition: str, expected: list[str], tmp_path: Path) -> None:
    assert codes(lint(write(tmp_path, with_condition(condition, **NEITHER)))) == expected


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("k.low > 3 and k.low < 3.1", None),  # there are numbers between
        ("k.low > k.high", None),  # domains apart: not looked at
        ("k.low > k.low", False),
        ("k.low >= 0 and k.high <= 90", True),
        ("k.whole > 3 and k.whole < 4", False),
        ("k.word == k.other", None),
        ("k.word == k.word", True),
        ("k.day > as_at", None),
        ("as_at < d\"2021-01-01\" or as_at > d\"2025-12-31\"", False),
        ("as_at >= d\"2000-01-01\"", True),
    ],
)  # fmt: skip
def test_what_is_answered(condition: str, answer: bool | None) -> None:
    same = Moves.SAME

    def number(name: str, low: int, high: int, *, whole: bool = False) -> FactType:
        return FactType(
            name, FactKind.NUMBER, "x", same, same, low=Decimal(low), high=Decimal(high), whole=whole
        )

    facts = [
        number("k.low", 0, 5),
        number("k.high", 50, 90),
        number("k.whole", 0, 9, whole=True),
        FactType("k.word", FactKind.TEXT, "x", same, same, ("a", "b")),
        FactType("k.other", FactKind.TEXT, "x", same, same, ("b", "c")),
        FactType("k.day", FactKind.DATE, "x", same, same),
        FactType("as_at", FactKind.DATE, "x", same, same),
    ]
    catalogue = Catalogue({fact.name: fact for fact in facts})
    ask = Asker(catalogue, (dt.date(2021, 1, 1), dt.date(2025, 12, 31)))
    assert ask.always(compile_condition(condition, catalogue)) is answer


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ('organisation.nation in ["england", "scotland", "wales"]', ["L001"]),
        ('organisation.nation == "england" and organisation.nation == "wales"', ["L002"]),
        ('organisation.nation == "england" and not organisation.kind == "district"', []),
        ('as_at >= d"2021-01-01"', ["L001"]),
        ('as_at < d"2021-01-01"', ["L002"]),
        ('as_at >= d"2021-01-02"', []),
    ],
)
def test_scopes_are_read_on_the_days_of_the_rule(scope: str, expected: list[str], tmp_path: Path) -> None:
    pack = base()
    rule = pack["rules"][2]
    rule["applies_when"] = scope
    days = ("2020-12-31", "2021-01-01", "2021-01-02")
    rule["examples"] += [{"name": f"on {day}", "as_at": day, "then": "not_applicable"} for day in days]
    assert codes(lint(write(tmp_path, pack))) == expected


def test_item_tests_are_looked_at_too(tmp_path: Path) -> None:
    pack = base()
    pack["item_tests"]["source_list"]["wards_apart"] = '"ward" in places and characteristics_count >= 0'
    pack["rules"][1]["examples"][0]["evidence"][0]["characteristics"] = []
    (remark,) = lint(write(tmp_path, pack))
    assert remark.code == "L001"
    assert "`characteristics_count >= 0` always holds" in remark.message
    assert remark.help == "`characteristics_count` lies between 0 and 9"


def test_an_item_test_that_no_rule_reads(tmp_path: Path) -> None:
    pack = base()
    pack["item_tests"]["source_list"]["whole"] = '"district" in places'
    pack["kinds"][0]["item_tests"] = {"any_place": '"district" in places or "ward" in places'}
    remarks = lint(write(tmp_path, pack))
    assert [remark.message for remark in remarks] == [
        "no rule reads the item test `source_list.any_place`",
        "no rule reads the item test `source_list.whole`",
    ]


def test_two_rules_that_are_never_both_met_close_their_level(tmp_path: Path) -> None:
    fragment = """
    rules:
      - id: communities/none
        level: achieving
        condition: not source_list.current >= 1
        monotone: false
        timed: true
        because: For the test.
        mend:
          do: See to it
          provides: []
          cannot_provide: Nothing to bring
    """
    (remark,) = remarks_on(tmp_path, fragment)
    assert remark.code == "L004"
    assert remark.rule == "communities/none"
    assert "`communities/none` and `communities/sources` are never both met" in remark.message


def test_two_rules_for_different_bodies_are_not_held_together(tmp_path: Path) -> None:
    pack = pack_with("""
    rules:
      - id: communities/lists
        condition: source_list.current >= 1
        applies_when: organisation.kind == "county"
    """)
    example = {"name": "a district", "as_at": "2026-11-21", "then": "not_applicable"}
    pack["rules"][-1]["examples"].append(example)
    assert lint(write(tmp_path, pack)) == ()


def test_a_need_that_ends_first_is_told_by_its_last_day(tmp_path: Path) -> None:
    remarks = remarks_on(tmp_path, "rules: [{id: communities/sources, valid_to: 2024-02-29}]")
    assert codes(remarks) == ["L006"]
    assert "ends on 29 February 2024, before this rule" in remarks[0].message


def test_versions_of_a_need_count_together(tmp_path: Path) -> None:
    """Together they are in force as long as the rule is; what each asks for is then not taken for granted."""
    fragment = """
    rules:
      - id: communities/sources
        valid_to: 2024-03-31
      - id: communities/sources
        valid_from: 2024-04-01
        condition: source_list.published >= 1
      - id: communities/wards
        condition: source_list.current >= 1 and source_list.wards_apart >= 1
    """
    assert remarks_on(tmp_path, fragment) == ()


def test_what_a_need_of_a_need_asks_is_granted(tmp_path: Path) -> None:
    fragment = """
    rules:
      - id: communities/lists
        level: achieving
        needs: [communities/wards]
        condition: source_list.current >= 1
    """
    assert codes(remarks_on(tmp_path, fragment)) == ["L008", "L009"]


def test_a_rule_that_is_never_met_is_not_blamed_for_its_mend(tmp_path: Path) -> None:
    assert codes(
        remarks_on(tmp_path, "rules: [{id: communities/gaps, condition: gap_figures.periods > 100}]")
    ) == ["L002"]


def test_a_reserved_kind_that_is_read(tmp_path: Path) -> None:
    (remark,) = remarks_on(tmp_path, "kinds: [{name: gap_figures, reserved: For later}]")
    assert (remark.code, remark.help) == ("L011", "take `reserved:` out")
    assert remark.place.line


def test_a_source_that_is_derived_without_saying_how(tmp_path: Path) -> None:
    remarks = remarks_on(tmp_path, "status: draft")
    assert set(codes(remarks)) == {"L014"}
    assert len(remarks) == 5  # three rules and two kinds
    assert remarks[0].help == "say in `basis_note:` how it was worked out or chosen"
    assert [remark.rule for remark in remarks[2:]] == [
        "communities/sources",
        "communities/wards",
        "communities/gaps",
    ]


# Letting a remark stand.

DOUBLE = """
rules:
  - id: communities/lists
    level: achieving
    condition: source_list.current >= 1
  - id: communities/more
    level: achieving
    condition: source_list.current >= 1
"""


def test_an_entry_without_a_rule_covers_the_pack(tmp_path: Path) -> None:
    assert codes(remarks_on(tmp_path, DOUBLE)) == ["L008", "L008"]
    assert (
        remarks_on(tmp_path, DOUBLE + "accept: [{code: L008, because: The framework repeats itself}]") == ()
    )


def test_an_entry_with_a_rule_covers_that_rule(tmp_path: Path) -> None:
    one = "accept: [{code: L008, rule: communities/more, because: The framework repeats itself}]"
    remarks = remarks_on(tmp_path, DOUBLE + one)
    assert [(remark.code, remark.rule) for remark in remarks] == [("L008", "communities/lists")]


@pytest.mark.parametrize(
    ("entry", "code", "says"),
    [
        ("{code: L008, because: Why}", "L090", "there is no remark L008 to accept"),
        ("{code: L800, because: Why}", "L091", "`L800` is no code that can be accepted"),
        ("{code: P007, because: Why}", "L091", "`P007` is no code that can be accepted"),
        ("{code: L090, because: Why}", "L091", "`L090` is no code that can be accepted"),
        ("{code: L008, rule: communities/source, because: Why}", "L091", "unknown rule `communities/source`"),
        ("{code: L008}", "S002", "missing key `because`"),
        ("{code: any, because: Why}", "S003", "`code`: `any` cannot be a name"),
    ],
)
def test_entries_that_say_nothing(entry: str, code: str, says: str, tmp_path: Path) -> None:
    (remark,) = remarks_on(tmp_path, f"accept: [{entry}]")
    assert (remark.code, remark.message) == (code, says)
    assert remark.place.line


def test_what_is_accepted_does_not_change_the_digest(tmp_path: Path) -> None:
    plain = psed.load_pack(write(tmp_path, base())).sha256
    fragment = read("accept: [{code: L008, because: Why}]")
    assert psed.load_pack(write(tmp_path, laid_over(base(), fragment))).sha256 == plain


# Places, and packs that were read before.


def test_remarks_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    pack = pack_with(DOUBLE)
    rules = {"rules": pack.pop("rules")}
    pack["levels"] = ["developing", "achieving", "excellent"]
    write(tmp_path, pack)
    write(tmp_path, rules).rename(tmp_path / "rules.yaml")
    write(tmp_path, pack)
    remarks = lint(tmp_path)
    assert codes(remarks) == ["L004", "L008", "L008"]
    assert [Path(remark.place.file).name for remark in remarks] == ["pack.yaml", "rules.yaml", "rules.yaml"]
    assert (tmp_path / "pack.yaml").read_text(encoding="utf-8").splitlines()[
        (remarks[0].place.line or 0) - 1
    ].strip() == "- excellent"


def test_a_pack_that_was_read_before(tmp_path: Path) -> None:
    pack = psed.load_pack(write(tmp_path, pack_with(DOUBLE + "levels: [developing, achieving, excellent]")))
    remarks = lint(pack)
    assert sorted(codes(remarks)) == ["L004", "L008", "L008"]
    assert {remark.place.file for remark in remarks} == {"small", str(tmp_path / "pack.yaml")}


def test_a_pack_that_does_not_load_is_told_with_its_own_codes(tmp_path: Path) -> None:
    remarks = remarks_on(tmp_path, "levels: [developing]")
    assert set(codes(remarks)) == {"P001"}
    assert {remark.severity for remark in remarks} == {"error"}


# What is shipped.


def test_the_shipped_packs_and_kinds_are_clean() -> None:
    assert [str(remark) for remark in lint_shipped()] == []


def test_the_examples_are_clean() -> None:
    assert [str(remark) for remark in lint(psed.examples_folder() / "oakshire" / "pack.yaml")] == []


def test_a_shipped_pack_by_its_id() -> None:
    assert lint("eflg-2009") == ()
    with pytest.raises(psed.NotFound, match="there is no pack `eflg-2010`"):
        lint("eflg-2010")


def test_the_vocabulary_is_looked_at_kind_by_kind() -> None:
    assert lint_vocabulary() == ()
    kind = vocabulary().kinds["eia"]

    def place(path: object) -> psed.errors.Place:
        return psed.errors.Place(str(path))

    nothing: frozenset[str] = frozenset()
    assert [r.code for r in kind_is_read(kind, nothing, place, (), "no shipped pack")] == ["L011"]
    assert list(details_are_read(kind, nothing, nothing, place, ())) == []
    read_elsewhere = frozenset({"eia.current"})
    told = [r.code for r in details_are_read(kind, read_elsewhere, nothing, place, ())]
    assert told == ["L012"] * len(kind.details)
    bare = EvidenceKind(name="eia", meaning="x", basis="doubtful")
    assert [r.code for r in shelf_life_says_enough(bare, place, ())] == ["L014"]
    seen = RuleSource(cite="x", basis="seen")
    assert [r.code for r in source_says_enough(seen, place, ())] == ["L014"]
    assert facts_of_rules([]) == nothing
