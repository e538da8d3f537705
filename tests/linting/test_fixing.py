"""`--fix`: what it mends, what it leaves alone, and that it changes nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linting.making import BASE
from psed.linting import lint
from psed.linting.fixing import fix

TEXT = BASE.read_text(encoding="utf-8")


def broken(folder: Path, *swaps: tuple[str, str], ending: str = "\n") -> Path:
    """The base, comments and all, with some of its text swapped."""
    text = TEXT
    for old, new in swaps:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    file = folder / "pack.yaml"
    file.write_bytes(text.replace("\n", ending).encode())
    return file


FIRST = "    condition: source_list.current >= 1\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIRST, "    condition: source_list.curent >= 1  # a list at all\n"),
        (FIRST, "    condition: '\"wrad\" in source_list.places'\n"),
        ("    level: achieving\n", "    level: acheiving\n"),
        ("    needs: [communities/sources]\n", "    needs: [communities/source]\n"),
        ("        - kind: gap_figures\n          detail:", "        - kind: gap_figurs\n          detail:"),
        ("    why: A district", "    whyy: A district"),
        ("    basis: derived\n    details", "    basis: dervied\n    details"),
        ("            periods: 3\n    examples", "            peroids: 3\n    examples"),
        ("            places: [ward]\n    examples", "            places: [wardd]\n    examples"),
    ],
)
def test_a_slip_of_the_pen_is_mended_and_nothing_else(old: str, new: str, tmp_path: Path) -> None:
    file = broken(tmp_path, (old, new))
    before = file.read_text(encoding="utf-8").splitlines()
    (done,) = fix(file)
    after = file.read_text(encoding="utf-8").splitlines()
    changed = [number for number, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b]
    assert changed == [done.place.line]
    assert done.what.startswith("wrote `")
    assert not [remark for remark in lint(file) if remark.severity == "error"]
    assert fix(file) == ()
    assert file.read_text(encoding="utf-8").splitlines() == after


def test_the_fixed_text_is_the_base_again(tmp_path: Path) -> None:
    file = broken(
        tmp_path,
        (FIRST, "    condition: source_list.curent >= 1\n"),
        ("    level: achieving\n", "    level: acheiving\n"),
        ("    why: A district", "    whyy: A district"),
    )
    assert len(fix(file)) == 3
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_needless_declaration_is_taken_out_and_its_comment_kept(ending: str, tmp_path: Path) -> None:
    declared = FIRST + "    monotone: false  # we thought so\n    timed: true\n    because: A slip.\n"
    file = broken(tmp_path, (FIRST, declared), ending=ending)
    done = fix(file)
    assert [one.what.split(";")[0] for one in done] == [
        "took `monotone: false` out",
        "took `timed: true` out",
    ]
    kept = FIRST + "    # we thought so\n    because: A slip.\n"
    assert file.read_bytes() == TEXT.replace(FIRST, kept).replace("\n", ending).encode()
    assert fix(file) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Twice on its line.
        (FIRST, "    condition: source_list.curent >= 1 or source_list.curent >= 1\n"),
        # On a line below the key.
        (FIRST, "    condition: >-\n      source_list.curent\n      >= 1\n"),
        # Nothing near enough.
        (FIRST, "    condition: source_list.updated >= 1\n"),
        ("    level: achieving\n", "    level: excellent\n"),
        # A declaration that is needed, or not alone on its line.
        (
            "  - id: communities/gaps\n",
            "  - monotone: false\n    because: A slip.\n    id: communities/gaps\n",
        ),
    ],
)
def test_what_takes_thought_is_left_alone(old: str, new: str, tmp_path: Path) -> None:
    file = broken(tmp_path, (old, new))
    before = file.read_bytes()
    assert [remark for remark in lint(file) if remark.severity == "error"]
    assert fix(file) == ()
    assert file.read_bytes() == before


def test_a_word_with_two_near_names_is_left_alone(tmp_path: Path) -> None:
    file = broken(
        tmp_path,
        ("values: [district, ward]", "values: [district, ward, ward-a, ward-b]"),
        (FIRST, "    condition: '\"ward-c\" in source_list.places'\n"),
    )
    before = file.read_bytes()
    assert fix(file) == ()
    assert file.read_bytes() == before
    assert any(" or `" in (remark.help or "") for remark in lint(file))


def test_the_word_in_a_comment_is_left_alone(tmp_path: Path) -> None:
    file = broken(tmp_path, (FIRST, "    condition: source_list.curent >= 1 # not source_list.curent!\n"))
    assert len(fix(file)) == 1
    assert "source_list.current >= 1 # not source_list.curent!" in file.read_text(encoding="utf-8")


def test_one_mend_lays_bare_the_next(tmp_path: Path) -> None:
    """A key that is not known hides all else; two faults on one line take two rounds."""
    file = broken(
        tmp_path,
        (FIRST, "    condtion: source_list.curent >= 1 and gap_figures.curent >= 1\n"),
    )
    assert len(fix(file)) == 3
    assert "    condition: source_list.current >= 1 and gap_figures.current >= 1\n" in file.read_text()


def test_a_folder_is_mended_in_the_file_that_is_wrong(tmp_path: Path) -> None:
    header, rules = TEXT.split("rules:\n")
    (tmp_path / "pack.yaml").write_text(header, encoding="utf-8")
    wrong = "# kept\nrules:\n" + rules.replace("level: achieving", "level: acheiving", 1)
    (tmp_path / "rules.yaml").write_text(wrong, encoding="utf-8")
    (done,) = fix(tmp_path)
    assert Path(done.place.file).name == "rules.yaml"
    assert (tmp_path / "rules.yaml").read_text(encoding="utf-8") == "# kept\nrules:\n" + rules
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack.yaml", "rules.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_mode_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    file = broken(tmp_path / "real", ("    level: achieving\n", "    level: acheiving\n"))
    file.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert len(fix(link)) == 1
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.read_text(encoding="utf-8") == TEXT


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    broken(tmp_path, ("    level: achieving\n", "    level: acheiving\n"))
    command = [sys.executable, "-c", "from psed.cli import main; main()", "lint", "--fix", "pack.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (0, "All checks passed.\n")
    number = TEXT.splitlines().index("    level: achieving") + 1
    assert done.stderr == f"Fixed pack.yaml:{number}: wrote `achieving` for `acheiving`\n"
    again = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (again.returncode, again.stderr) == (0, "")
