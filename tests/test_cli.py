"""The command line: exit codes, streams, formats, and what bad input gets."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import psed

EXAMPLES = psed.examples_folder()
OAKSHIRE = str(EXAMPLES / "oakshire" / "dossier.yaml")
LEICESTERSHIRE = str(EXAMPLES / "leicestershire-2011")
NOW = ("--as-at", "2026-11-21")


def run(
    *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-c", "from psed.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        cwd=cwd,
        check=False,
    )


def test_assessed_and_nothing_below_is_exit_0() -> None:
    done = run("assess", OAKSHIRE, "--as-at", "2025-11-21", "--fail-under", "oakshire-four-modules=achieving")
    assert (done.returncode, done.stderr) == (0, "")


def test_below_what_was_asked_is_exit_1_and_said_on_stderr() -> None:
    done = run("assess", OAKSHIRE, *NOW, "--fail-under", "oakshire-four-modules=achieving")
    assert done.returncode == 1
    assert done.stderr == (
        "Oakshire District Council (fictional): oakshire-four-modules supports developing, below achieving\n"
    )
    assert "Overall (weakest-area)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("asess",), "there is no command `asess`; did you mean `assess`?"),
        (("assess", OAKSHIRE, "--as-at", "2026-11"), "`2026-11` is a month; name a day, such as 2026-11-30"),
        (("assess", OAKSHIRE, "--as-at", "2026-02-30"), "`2026-02-30` is not a date: 2026-02 has 28 days"),
        (
            ("assess", OAKSHIRE, *NOW, "--fail-under", "achieving"),
            "write PACK=LEVEL, such as eflg-2009=achieving",
        ),
        (("assess", OAKSHIRE, *NOW, "--fail-under", "eflg-2009=achieving"), "`eflg-2009` was not read"),
        (
            ("assess", OAKSHIRE, *NOW, "--fail-under", "oakshire-four-modules=acheiving"),
            "has no level `acheiving`; did you mean `achieving`?",
        ),
        (
            ("assess", OAKSHIRE, "--pack", "eflg-2008"),
            "there is no pack `eflg-2008`; did you mean `eflg-2009`?",
        ),
        (
            ("explain", OAKSHIRE, "wrkforce"),
            "nothing in this assessment is called `wrkforce`; did you mean `workforce`?",
        ),
        (
            ("graph", OAKSHIRE, "--area", "wrkforce"),
            "the graph has no area `wrkforce`; did you mean `workforce`?",
        ),
        (("graph", OAKSHIRE, "--around", "E-4"), "the graph has no node `E-4`; did you mean `E-04`"),
        (("init", "notes.txt"), "give the file the ending .yaml: notes.yaml"),
    ],
)
def test_wrong_usage_is_exit_2_with_the_nearest_name(arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_dossier_that_cannot_be_read_is_exit_3_with_all_faults(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(
        "psed-dossier: 1\norganisation:\n  id: x:1\n  name: X\n  kind: distict\n  nation: england\n"
        "evidence:\n  - id: E-1\n    kind: comunity_profile\n    title: P\n    dated: 2011-02-30\n",
        encoding="utf-8",
    )
    done = run("assess", "bad.yaml", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr == "bad.yaml:11: S003 `dated`: `2011-02-30` is not a date: 2011-02 has 28 days\n"
    fixed = (tmp_path / "bad.yaml").read_text(encoding="utf-8").replace("02-30", "02-28")
    (tmp_path / "bad.yaml").write_text(fixed, encoding="utf-8")
    done = run("assess", "bad.yaml", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr == (
        "bad.yaml:5: D007 unknown kind of organisation `distict`\n  help: did you mean `district`?\n"
        "bad.yaml:9: D001 unknown kind of evidence `comunity_profile`\n"
        "  help: did you mean `community_profile`?\n"
    )


def test_a_missing_file_is_exit_3() -> None:
    done = run("assess", "nowhere.yaml")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        3,
        "nowhere.yaml: F001 cannot read the file: there is no such file",
    )


def test_a_pack_that_cannot_be_read_is_exit_4(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("psed-pack: 1\npack: p\n", encoding="utf-8")
    done = run("assess", OAKSHIRE, "--pack", str(tmp_path / "pack.yaml"))
    assert done.returncode == 4
    assert "S002 missing key `levels`" not in done.stderr
    assert "S002 missing key `title`" in done.stderr


def test_an_unreadable_dossier_does_not_stop_the_others(tmp_path: Path) -> None:
    for name in ("blaby.yaml", "melton.yaml"):
        (tmp_path / name).write_bytes((Path(LEICESTERSHIRE) / name).read_bytes())
    (tmp_path / "broken.yaml").write_text("psed-dossier: 1\n", encoding="utf-8")
    done = run("assess", ".", "--as-at", "2011-08-31", "--format", "json", cwd=tmp_path)
    assert done.returncode == 3
    whole = json.loads(done.stdout)
    assert [a["organisation"]["name"] for a in whole["assessments"]] == [
        "Blaby District Council",
        "Melton Borough Council",
    ]
    assert whole["unreadable"] == [
        {
            "file": "broken.yaml",
            "faults": [
                {"code": "S002", "message": "missing key `organisation`", "line": 1, "help": None},
            ],
        }
    ]


def test_a_folder_gives_a_row_for_each_dossier() -> None:
    done = run("assess", LEICESTERSHIRE, "--as-at", "2011-08-31")
    assert done.returncode == 0
    for name in (
        "Blaby District",
        "Charnwood",
        "Harborough",
        "Hinckley and Bosworth",
        "Melton",
        "Oadby and Wigston",
    ):
        assert name in done.stdout
    assert "All 7: Self-audit" in done.stdout
    deciding = done.stdout.partition("What decides the levels:\n")[2]
    assert deciding.count("All 7:") == 1, "said once, over the areas"
    full = run("assess", LEICESTERSHIRE, "--as-at", "2011-08-31", "--full").stdout
    assert "    2 Place shaping, leadership" in full.partition("What decides the levels:\n")[2]


def test_what_is_not_shown_one_by_one_is_counted_and_it_is_said_how_to_see_it() -> None:
    told = run("assess", str(Path(LEICESTERSHIRE) / "charnwood.yaml"), "--as-at", "2011-08-31").stdout
    words = " ".join(told.split())
    assert "more, and 21 rules on which nothing on file bears: psed explain DOSSIER eflg-2009" in words
    assert "leadership/plan-resourced" not in told
    charnwood = str(Path(LEICESTERSHIRE) / "charnwood.yaml")
    full = run("assess", charnwood, "--as-at", "2011-08-31", "--full", "--ids").stdout
    leadership = full.partition("  2 Place shaping")[2].partition("  3 Community")[0]
    assert "(leadership/plan-resourced)\n" in leadership
    assert "Nothing on file for: eia toolkit," in leadership
    assert "To see all: psed explain DOSSIER leadership\n" in leadership


def test_the_table_fits_80_columns() -> None:
    for arguments in ((OAKSHIRE, *NOW), (LEICESTERSHIRE, "--as-at", "2011-08-31")):
        assert max(len(line) for line in run("assess", *arguments).stdout.splitlines()) <= 80
    told = run("explain", OAKSHIRE, "workforce/monitoring", *NOW).stdout
    assert max(len(line) for line in told.splitlines()) <= 80


def test_json_is_the_assessment_and_the_same_bytes_each_time() -> None:
    first, second = (run("assess", OAKSHIRE, *NOW, "--format", "json").stdout for _ in range(2))
    assert first == second
    assert psed.Assessment.from_json(first).to_json() == first


def test_csv_has_a_row_for_each_finding_and_each_duty() -> None:
    rows = list(csv.DictReader(io.StringIO(run("assess", OAKSHIRE, *NOW, "--format", "csv").stdout)))
    findings = [row for row in rows if row["pack"] == "oakshire-four-modules"]
    assert len(findings) == 11
    assert {row["overall_supports"] for row in findings} == {"developing"}
    duties = {pack.rule_id(duty) for pack in psed.packs() for duty in pack.duties}
    assert {"england-2017:information", "wales-2011:objectives"} <= duties
    assert [row["rule"] for row in rows[11:]] == sorted(duties, key=lambda name: name.split(":"))
    assert {row["level"] + row["area"] for row in rows[11:]} == {""}


def test_csv_never_gives_a_spreadsheet_a_formula(tmp_path: Path) -> None:
    text = Path(OAKSHIRE).read_text(encoding="utf-8").replace("Oakshire District Council", "=2+5 Council")
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "pack.yaml").write_bytes((Path(OAKSHIRE).parent / "pack.yaml").read_bytes())
    rows = list(
        csv.DictReader(io.StringIO(run("assess", "d.yaml", *NOW, "--format", "csv", cwd=tmp_path).stdout))
    )
    assert {row["organisation"][:5] for row in rows} == {"'=2+5"}


def test_markdown_has_the_levels() -> None:
    told = run("assess", OAKSHIRE, *NOW, "--format", "md").stdout
    assert "| **Overall** (weakest-area) | **developing** | **developing** | |" in told
    workforce = told.partition("### 4 Workforce\n\n**developing 1 of 1 met**\n\n- ")[2]
    assert "**achieving 0 of 2 met, 2 not met**" in workforce, "lowest level first"


def test_output_goes_to_the_file_that_was_asked_for_and_nowhere_else(tmp_path: Path) -> None:
    done = run("assess", OAKSHIRE, *NOW, "-o", "out.txt", cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("", "Wrote out.txt\n")
    assert [file.name for file in tmp_path.iterdir()] == ["out.txt"]


def test_nothing_half_written_is_left_where_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    done = run("assess", OAKSHIRE, *NOW, "-o", "taken", cwd=tmp_path)
    assert done.returncode == 2
    assert [file.name for file in tmp_path.iterdir()] == ["taken"]


def test_demo_writes_nothing(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0
    assert "E-04 lapsed on 31 March 2026, 235 days ago" in " ".join(done.stdout.split())
    assert list(tmp_path.iterdir()) == []


def test_init_writes_a_dossier_that_can_be_assessed_and_never_writes_over_one(tmp_path: Path) -> None:
    assert run("init", "ours.yaml", cwd=tmp_path).returncode == 0
    assert run("assess", "ours.yaml", "--as-at", "2011-08-31", cwd=tmp_path).returncode == 0
    again = run("init", "ours.yaml", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr


@pytest.mark.parametrize(
    "name", ["workforce/monitoring", "workforce", "achieving", "E-09", "oakshire-four-modules"]
)
def test_explain_answers_for_every_sort_of_name(name: str) -> None:
    done = run("explain", OAKSHIRE, name, *NOW)
    assert done.returncode == 0
    assert done.stdout.startswith("Oakshire District Council (fictional), as at 21 November 2026\n")


def test_explain_goes_down_to_the_place_in_the_source_and_what_is_cited() -> None:
    told = run(
        "explain",
        str(Path(LEICESTERSHIRE) / "blaby.yaml"),
        "communities/profile-mapped",
        "--as-at",
        "2011-08-31",
    )
    words = " ".join(told.stdout.split())
    assert "003_a1afb4f423761eda.txt, section 4.2.1" in words
    assert "source: EFLG 2009, area 1, Achieving (basis: known)" in words


def test_explain_says_of_a_rule_what_to_do_first_and_what_it_asks_last() -> None:
    told = run("explain", OAKSHIRE, "workforce/monitoring", *NOW).stdout
    order = ["to mend it: ", "ask: ", "evidence\n", "why it matters: ", "source: ", "the rule asks: "]
    assert sorted(order, key=told.index) == order


def test_explain_says_of_a_framework_the_first_few_rules_and_how_to_see_the_rest() -> None:
    told = run("explain", str(Path(LEICESTERSHIRE) / "blaby.yaml"), "eflg-2009", "--as-at", "2011-08-31")
    words = " ".join(told.stdout.split())
    assert "(leadership): what is on file supports not yet developing" in words
    assert "- And 1 more. To see all: psed explain DOSSIER leadership" in words
    assert "(developing)" not in words, "the counts above say it"


def test_a_saved_assessment_explains_itself(tmp_path: Path) -> None:
    run("assess", OAKSHIRE, *NOW, "--format", "json", "-o", "saved.json", cwd=tmp_path)
    saved = run("explain", "saved.json", "workforce/monitoring", cwd=tmp_path)
    assert saved.stdout == run("explain", OAKSHIRE, "workforce/monitoring", *NOW).stdout


def test_an_altered_assessment_is_exit_3(tmp_path: Path) -> None:
    run("assess", OAKSHIRE, *NOW, "--format", "json", "-o", "saved.json", cwd=tmp_path)
    text = (tmp_path / "saved.json").read_text(encoding="utf-8")
    (tmp_path / "saved.json").write_text(text.replace("235 days", "2 days"), encoding="utf-8")
    done = run("explain", "saved.json", "workforce", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("saved.json: A001 the assessment was altered after it was made")


@pytest.mark.parametrize("form", ["mermaid", "dot", "graphml", "json"])
def test_graph_in_every_format(form: str) -> None:
    done = run("graph", OAKSHIRE, "--format", form)
    assert done.returncode == 0
    assert "E-04" in done.stdout


def test_a_graph_is_narrowed_by_area_level_and_node() -> None:
    whole = run("graph", OAKSHIRE).stdout
    part = run("graph", OAKSHIRE, "--area", "workforce", "--level", "achieving", "--around", "E-04").stdout
    assert "workforce/monitoring" in part
    assert "leadership/" not in part
    assert len(part.splitlines()) < len(whole.splitlines()) / 4


def test_output_survives_a_console_of_another_alphabet(tmp_path: Path) -> None:
    text = Path(OAKSHIRE).read_text(encoding="utf-8").replace("Oakshire District", "Cyngor Tŷ Ŵyr")
    (tmp_path / "d.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "pack.yaml").write_bytes((Path(OAKSHIRE).parent / "pack.yaml").read_bytes())
    for arguments in (("assess", "d.yaml"), ("explain", "d.yaml", "workforce")):
        done = subprocess.run(
            [sys.executable, "-c", "from psed.cli import main; main()", *arguments, *NOW],
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Cyngor T? ?yr".encode("cp1252") in done.stdout


def test_no_colour_and_no_control_signs_in_a_pipe() -> None:
    for env in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}):
        assert "\x1b" not in run("assess", OAKSHIRE, *NOW, env=env).stdout


def test_a_closed_pipe_is_no_fault() -> None:
    command = f"{sys.executable} -c 'from psed.cli import main; main()' graph --format json | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


def test_every_command_shows_an_example_in_its_help() -> None:
    for command in ("assess", "explain", "graph", "packs", "init", "demo", "schema"):
        done = run(command, "--help")
        assert done.returncode == 0
        assert f"Example: psed {command}" in " ".join(done.stdout.split())
