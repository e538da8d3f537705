"""Schedule 18: which cells of the matrix an exception reaches, body by body, and how that is told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

import psed
from psed.cli import cli
from psed.general_duty import DutyException
from psed.model.duty import Aim, Characteristic, Function, counts_for

NOW = dt.date(2026, 11, 21)
AIMS = ("eliminate", "advance", "foster")
SCHOOLS = "schools-and-children-age"
IMMIGRATION = "immigration-and-nationality"
AGE = {("age", aim): SCHOOLS for aim in AIMS}
ALL = [(str(c), str(a)) for c in Characteristic for a in Aim if counts_for(c, a)]
OF_IMMIGRATION = {(c, "advance"): IMMIGRATION for c in ("age", "race", "religion-or-belief")}

Cells = dict[tuple[str, str], str]


def dossier(kind: str, functions: list[str] | None = None, nation: str = "england") -> psed.Dossier:
    body = {"id": "example:b", "name": "A body", "kind": kind, "nation": nation, "functions": functions}
    return psed.Dossier.model_validate({"organisation": body})


def cells(kind: str, functions: list[str] | None = None, as_at: dt.date = NOW) -> tuple[Cells, Cells]:
    """The cells that are surely and perhaps excepted, each with the exception that does it."""
    sure: Cells = {}
    perhaps: Cells = {}
    for cell in psed.assess(dossier(kind, functions), as_at=as_at).coverage:
        place = (str(cell.characteristic), str(cell.aim))
        if cell.excepted:
            (sure[place],) = cell.excepted
        if cell.perhaps_excepted:
            (perhaps[place],) = cell.perhaps_excepted
    return sure, perhaps


@pytest.mark.parametrize(
    ("kind", "functions", "sure", "perhaps"),
    [
        pytest.param("school", None, AGE, {}, id="a school"),
        pytest.param("academy-trust", None, AGE, {}, id="an academy trust"),
        pytest.param("county", None, AGE, {}, id="a council with schools"),
        pytest.param("county", [], AGE, {}, id="where the kind tells, silence takes nothing away"),
        pytest.param("district", None, {}, {}, id="a council without schools"),
        pytest.param("contractor", ["schools"], AGE, {}, id="a firm that runs a school"),
        pytest.param("contractor", ["childrens-homes"], AGE, {}, id="a charity with a children's home"),
        pytest.param("contractor", None, {}, {}, id="a firm that says nothing"),
        pytest.param(
            "government-department", ["immigration-and-nationality"], OF_IMMIGRATION, {}, id="immigration"
        ),
        pytest.param("government-department", [], {}, {}, id="a department without"),
        pytest.param("government-department", ["judicial"], dict.fromkeys(ALL, "judicial-functions"), {},
                     id="a department with others"),
        pytest.param("government-department", None, {}, OF_IMMIGRATION, id="a department that says nothing"),
        pytest.param("other", ["immigration-and-nationality"], OF_IMMIGRATION, {}, id="another body"),
        pytest.param("other", ["judicial"], dict.fromkeys(ALL, "judicial-functions"), {}, id="a court"),
        pytest.param("contractor", ["parliamentary"], dict.fromkeys(ALL, "parliaments-and-others"), {},
                     id="s. 149(2) binds a contractor"),
        pytest.param("government-department", ["parliamentary"], {}, {}, id="and no public authority"),
    ],
)  # fmt: skip
def test_an_exception_reaches_the_cells_of_a_body_that_has_the_function(
    kind: str, functions: list[str] | None, sure: Cells, perhaps: Cells
) -> None:
    assert cells(kind, functions) == (sure, perhaps)


def test_both_kind_and_function_take_out() -> None:
    """A county that says it has judicial functions still has schools."""
    coverage = psed.assess(dossier("county", ["judicial"]), as_at=NOW).coverage
    told = {(str(c.characteristic), str(c.aim)): c.excepted for c in coverage if c.counts}
    both = (SCHOOLS, "judicial-functions")
    assert told == {place: both if place[0] == "age" else both[1:] for place in ALL}


def test_of_race_a_part_still_counts_in_one_cell_alone() -> None:
    for functions in (["immigration-and-nationality"], None):
        coverage = psed.assess(dossier("government-department", functions), as_at=NOW).coverage
        parts = {(str(c.characteristic), str(c.aim)): dict(c.still_counts) for c in coverage}
        assert {place: part for place, part in parts.items() if part} == {
            ("race", "advance"): {IMMIGRATION: "colour"}
        }


def test_no_exception_is_read_before_section_149_was_in_force() -> None:
    before = dt.date(2011, 4, 4)
    assert cells("government-department", ["judicial"], before) == ({}, {})
    assert cells("government-department", None, before) == ({}, {})
    assert cells("government-department", ["judicial"], dt.date(2011, 4, 5))[0]


def test_every_function_is_named_by_an_exception_of_the_shipped_pack() -> None:
    pack = psed.load_pack(psed.rules_folder() / "law" / "general-duty.yaml")
    assert pack.general_duty is not None
    named = [name for each in pack.general_duty.exceptions for name in each.functions]
    assert sorted(named) == sorted(Function)
    assert all(each.functions for each in pack.general_duty.exceptions)


# How it is told.


def page(tmp_path: Path, kind: str, functions: str = "") -> str:
    file = tmp_path / "d.yaml"
    file.write_text(
        "psed-dossier: 1\n"
        f"organisation:\n  id: x:y\n  name: B\n  kind: {kind}\n  nation: england\n{functions}"
        "evidence:\n  - {id: E-1, kind: equality_information, title: R, dated: 2026-03-29}\n",
        encoding="utf-8",
    )
    ran = CliRunner().invoke(cli, ["assess", str(file), "--as-at", "2026-11-21", "--full"])
    assert ran.exit_code == 0, ran.output
    assert max(map(len, ran.output.splitlines())) <= 80
    return ran.output


def row(told: str, characteristic: str) -> list[str]:
    (line,) = (line for line in told.splitlines() if line.strip().startswith(f"{characteristic} "))
    return line.split()[len(characteristic.split()) :]


PART = "For advance, immigration-and-nationality takes out only a part of race: colour still counts."


def test_a_star_marks_what_is_excepted_and_the_foot_says_which_part_counts(tmp_path: Path) -> None:
    told = page(tmp_path, "government-department", "  functions:\n    - immigration-and-nationality\n")
    assert row(told, "race") == ["0", "+", "1", "0", "+", "1", "*", "0", "+", "1"]
    assert row(told, "sex") == ["0", "+", "1"] * 3
    flat = " ".join(told.split())
    assert "* some functions of this body, or of its kind, are excepted: immigration-and-nationality." in flat
    assert PART in flat
    assert "(*)" not in flat


def test_a_star_in_brackets_says_what_would_settle_it(tmp_path: Path) -> None:
    told = page(tmp_path, "government-department")
    assert row(told, "religion or belief") == ["0", "+", "1", "0", "+", "1", "(*)", "0", "+", "1"]
    flat = " ".join(told.split())
    assert (
        "(*) some bodies of this kind have functions that are excepted: immigration-and-nationality. Say in "
        "`functions` of the organisation whether this one has." in flat
    )
    assert PART in flat
    told = page(tmp_path, "government-department", "  functions: []\n")
    assert "*" not in told
    assert "functions" not in told


# The dossier.


@pytest.mark.parametrize("functions", [None, [], ["judicial"], ["schools", "judicial"]])
def test_functions_survive_writing_and_none_is_not_the_same_as_not_told(functions: list[str] | None) -> None:
    one = dossier("other", functions)
    told = psed.to_json(one)
    assert json.loads(told)["organisation"].get("functions") == functions
    assert psed.Dossier.model_validate(json.loads(told)) == one


def test_an_assessment_with_exceptions_in_part_survives_writing() -> None:
    result = psed.assess(dossier("government-department"), as_at=NOW)
    assert psed.Assessment.from_json(result.to_json()) == result


# The pack.


def exception(**more: object) -> DutyException:
    source = [{"cite": "made up", "basis": "derived"}]
    base = {"id": "x", "title": "X", "source": source, "aims": ["advance"], "characteristics": ["age"]}
    return DutyException.model_validate({**base, **more})


def test_a_part_still_counts_only_of_what_is_taken_out() -> None:
    assert exception(still_counts={"age": "under 18"}).still_counts
    with pytest.raises(ValidationError, match="`still_counts` names `race`, which is not"):
        exception(still_counts={"race": "colour"})
