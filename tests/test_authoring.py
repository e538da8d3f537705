"""`psed test` and `psed lint` as an author of rules meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from linting.making import pack_with, write

import psed
from psed.cli import cli
from psed.compiled import compile_pack
from psed.loading import vocabulary
from psed.testing.examples import try_pack
from psed.testing.fixtures import assert_level, assert_outcome
from psed.testing.mutants import mutants

PACK = psed.examples_folder() / "oakshire" / "pack.yaml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


def changed(tmp_path: Path, old: str, new: str) -> str:
    text = PACK.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "pack.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(tmp_path / "pack.yaml")


def test_every_shipped_pack_is_held_in_place_by_its_examples() -> None:
    done = run("test")
    assert done.exit_code == 0, done.output
    assert "survived" not in done.output
    assert run("test", str(PACK)).exit_code == 0


def test_counts_are_exact() -> None:
    (report,) = json.loads(run("test", str(PACK), "--format", "json").output)
    assert (report["faults"], report["survivors"]) == ([], [])
    assert {c["what"]: (c["shown"], c["of"]) for c in report["exercised"]} == {
        "outcomes": (33, 33),
        "levels": (15, 15),
        "clauses that decide an outcome": (16, 16),
        "boundary days": (22, 22),
    }
    assert report["mutants"] == 83


def test_an_example_that_comes_out_otherwise_is_exit_1(tmp_path: Path) -> None:
    path = changed(tmp_path, "staff_profile.five_groups >= 1", "staff_profile.held >= 1")
    done = run("test", path, "--no-mutants")
    assert done.exit_code == 1
    assert "came out met, not not_met" in done.output
    assert "mutants" not in done.output


def test_a_survivor_is_exit_1_and_told_with_its_source(tmp_path: Path) -> None:
    text = PACK.read_text(encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(text[: text.index("\nexamples:") + 1], encoding="utf-8")
    done = run("test", str(tmp_path / "pack.yaml"))
    assert done.exit_code == 1
    assert (
        "survived: oakshire-four-modules:workforce/monitoring: the level achieving becomes developing"
        in done.output
    )
    assert "rests on: Oakshire example pack (fictional)" in done.output
    assert "levels: 0 of 15" in done.output


def test_asserting_a_level_or_an_outcome_fails_with_the_explanation() -> None:
    import datetime as dt

    oakshire = psed.load(PACK.with_name("dossier.yaml"))
    now = psed.assess(oakshire, as_at=dt.date(2026, 11, 21))
    assert_level(now, "oakshire-four-modules", "developing", "developing")
    assert_outcome(now, "workforce/monitoring", "not_met")
    with pytest.raises(AssertionError, match=r"supports developing, not achieving\n(.*\n)*.*weakest-area"):
        assert_level(now, "oakshire-four-modules", "achieving")
    with pytest.raises(AssertionError, match="came out not_met, not met"):
        assert_outcome(now, "workforce/monitoring", "met")


def test_lint_finds_nothing_in_what_is_shipped() -> None:
    done = run("lint")
    assert done.exit_code == 0, done.output
    assert run("lint", str(PACK)).exit_code == 0


def test_a_moved_end_of_a_band_is_a_mutant_that_a_pack_example_must_notice(tmp_path: Path) -> None:
    pack = pack_with(
        """
        combine: sum-bands
        bands:
          of:
            - {level: floor, below: 1}
            - {level: developing, from: 1, to: 1}
            - {level: achieving, from: 2}
        """
    )
    compiled = compile_pack(psed.load_pack(write(tmp_path, pack)), vocabulary())
    ends = [mutant for mutant in mutants(compiled) if mutant and "of the band" in mutant.what]
    assert [(mutant.what, mutant.kill) for mutant in ends] == [
        ("`below` of the band of floor 1 becomes 0", "an example of the pack with a total of 0"),
        ("`below` of the band of floor 1 becomes 2", "an example of the pack with a total of 1"),
        ("`from` of the band of developing 1 becomes 2", "an example of the pack with a total of 1"),
        ("`to` of the band of developing 1 becomes 0", "an example of the pack with a total of 1"),
        ("`to` of the band of developing 1 becomes 2", "an example of the pack with a total of 2"),
        ("`from` of the band of achieving 2 becomes 3", "an example of the pack with a total of 2"),
    ]
    listed = {"kind": "source_list", "dated": "2025-05-06", "detail": {"places": ["ward"]}}
    figures = {"kind": "gap_figures", "dated": "2025-05-06", "detail": {"periods": "3"}}
    for level, possible, evidence in (
        ("floor", "achieving", []),
        ("developing", "developing", [{**listed, "detail": {"places": []}}]),
        ("achieving", "achieving", [listed, figures]),
    ):
        held = {"name": level, "as_at": "2026-11-21", "none_held": []}
        example = {**held, "evidence": evidence, "then": {"supported": level, "possible": possible}}
        pack.setdefault("examples", []).append(example)
    compiled = compile_pack(psed.load_pack(write(tmp_path, pack)), vocabulary())
    assert not any(try_pack(compiled, example).faults for example in compiled.pack.examples)
    for mutant in mutants(compiled):
        if mutant and "of the band" in mutant.what:
            # The rules of this pack share their examples, which fail as they are; so only those of the pack.
            assert any(try_pack(mutant.compiled, each).faults for each in compiled.pack.examples), mutant.what
