"""Text, JSON, GitHub and SARIF, and the exit codes of `psed lint`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import psed
from linting.making import base, pack_with, write
from psed.errors import Place
from psed.linting import CHECKS, Remark, Severity
from psed.linting.formats import as_github, as_json, as_sarif, as_text

ONE = Remark(
    "L001", "a, 100% odd: thing\r\nover two lines", Place("a folder/pack,1.yaml", 7), "mend it", rule="x/y"
)
FAULT = Remark("F001", "cannot read the file", Place("gone.yaml"), severity=Severity.ERROR)


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from psed.cli import main; main()", "lint", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


def test_text() -> None:
    assert as_text([]) == "All checks passed.\n"
    assert as_text([FAULT]) == "gone.yaml: F001 cannot read the file\nFound 1 remark.\n"
    remark = Remark(
        "L005", "no rule is of the area `x`", Place("p.yaml", 3), "take it out", snippet="a b\n  ^"
    )
    assert as_text([remark, FAULT]) == (
        "p.yaml:3: L005 no rule is of the area `x`\n  a b\n    ^\n  help: take it out\n"
        "gone.yaml: F001 cannot read the file\nFound 2 remarks.\n"
    )


def test_json() -> None:
    told = json.loads(as_json([ONE, FAULT]))
    assert told["psed-lint"] == 1
    assert told["remarks"][0] == {
        "code": "L001",
        "name": "always met",
        "severity": "warning",
        "file": "a folder/pack,1.yaml",
        "line": 7,
        "rule": "x/y",
        "message": ONE.message,
        "help": "mend it",
    }
    assert (told["remarks"][1]["severity"], told["remarks"][1]["line"]) == ("error", None)


def test_github_escapes_what_it_must() -> None:
    assert as_github([ONE, FAULT]) == (
        "::warning file=a folder/pack%2C1.yaml,line=7,title=psed L001::"
        "L001 a, 100%25 odd: thing%0Aover two lines%0Ahelp: mend it\n"
        "::error file=gone.yaml,title=psed F001::F001 cannot read the file\n"
    )
    colon = Remark("L005", "m", Place("C:\\x%.yaml", 1))
    assert as_github([colon]).startswith("::warning file=C%3A\\x%25.yaml,line=1,")


def sarif(*remarks: Remark) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(as_sarif(remarks))
    return told


def test_sarif_has_what_readers_need() -> None:
    told = sarif(ONE, FAULT)
    assert told["version"] == "2.1.0"
    (one_run,) = told["runs"]
    driver = one_run["tool"]["driver"]
    assert driver["name"] == "psed"
    assert [rule["id"] for rule in driver["rules"]] == [*CHECKS, "F001"]
    first, second = one_run["results"]
    assert first["ruleId"] == driver["rules"][first["ruleIndex"]]["id"] == "L001"
    assert second["ruleId"] == driver["rules"][second["ruleIndex"]]["id"] == "F001"
    assert (first["level"], second["level"]) == ("warning", "error")
    physical = first["locations"][0]["physicalLocation"]
    assert physical == {"artifactLocation": {"uri": "a%20folder/pack%2C1.yaml"}, "region": {"startLine": 7}}
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert all(result["message"]["text"] for result in one_run["results"])


def test_sarif_paths_are_relative_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inside = sarif(Remark("L005", "m", Place(str(tmp_path / "a" / "pack.yaml"), 1)))
    outside = sarif(Remark("L005", "m", Place("/elsewhere/pack.yaml", 1)))
    uris = [
        told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for told in (inside, outside)
    ]
    assert uris == ["a/pack.yaml", "file:///elsewhere/pack.yaml"]


def test_nothing_to_remark_is_exit_0(tmp_path: Path) -> None:
    done = run(str(write(tmp_path, base())))
    assert (done.returncode, done.stdout, done.stderr) == (0, "All checks passed.\n", "")


def test_remarks_are_exit_1_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, pack_with(CHECKS["L005"].bad))
    done = run("pack.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "pack.yaml:16: L005 no rule is of the area `leadership`, so it never has a level\n"
        "  help: take the area out until there is a rule for it\n"
        "Found 1 remark.\n"
    )


def test_a_pack_that_does_not_load_is_exit_1_and_one_that_cannot_be_read_is_exit_4(tmp_path: Path) -> None:
    write(tmp_path, pack_with(CHECKS["P008"].bad))
    assert run("pack.yaml", cwd=tmp_path).returncode == 1
    missing = run("gone.yaml", "pack.yaml", cwd=tmp_path)
    assert missing.returncode == 4
    assert "gone.yaml: F001" in missing.stdout
    assert "P008" in missing.stdout
    (tmp_path / "pack.yaml").write_text("a: [\n", encoding="utf-8")
    assert run("pack.yaml", cwd=tmp_path).returncode == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("eflg-2008",), "there is no pack `eflg-2008`; did you mean `eflg-2009`?"),
        (("--format", "xml"), "'xml' is not one of"),
        (("--fix",), "--fix mends only packs that are named by their path"),
        (("--fix", "eflg-2009"), "--fix mends only packs that are named by their path"),
        (("x" * 5000,), "there is no pack"),
    ],
)
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_every_format_goes_to_a_file(tmp_path: Path) -> None:
    write(tmp_path, pack_with(CHECKS["L005"].bad))
    for form in ("text", "json", "github", "sarif"):
        done = run("pack.yaml", "--format", form, "-o", f"out.{form}", cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", f"Wrote out.{form}\n")
        assert "L005" in (tmp_path / f"out.{form}").read_text(encoding="utf-8")


def test_shipped_packs_by_id_and_all_of_them() -> None:
    assert run("eflg-2009").stdout == "All checks passed.\n"
    everything = run("--format", "json")
    assert everything.returncode == int(bool(json.loads(everything.stdout)["remarks"]))


def test_every_word_is_psed_s_own() -> None:
    told = json.dumps([[c.what, c.why, c.bad, c.good] for c in CHECKS.values()])
    assert not [w for w in ("compliant", "lawful", "breach", "accredited", "guaranteed") if w in told.lower()]
    assert psed.__version__ in as_sarif([])
