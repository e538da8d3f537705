"""Bad input, and the whole of what psed says about it.

`bad_packs/` and `bad_dossiers/` hold one mistake a file (or a few, to show that all are told at once)
with the complete message beside it. Input that is too large to store is made here.

After a change of wording `python tests/test_bad_input.py` writes every message anew: read each of them
before you keep it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

import psed
from psed.errors import CODES

HERE = Path(__file__).parent
LOADERS: dict[str, Callable[[str], object]] = {"bad_packs": psed.load_pack, "bad_dossiers": psed.load}

HELD_ELSEWHERE = frozenset(
    {
        "A001",  # saved assessments have no files here: each is made from a good one by the tests of saving
        "A002",
        "F011",  # no file brings it about: the tests of calendar files do
    }
)
"""Codes that other tests hold."""

MADE_HERE = frozenset(
    {
        "F002",  # too large to store
    }
)
"""Codes that only the generated cases below have."""

SAYS_IT_ALL = frozenset(
    {
        "D003 `_`: _ is outside _ to _",
        "D003 `_`: one value is needed here, not a list",
        "D003 `_`: one value is needed here, not a group of keys",
        "D003 `_`: `_` is neither `_` nor `_`",
        "D003 `_`: `_` is not a number; write it in figures, such as `_` or `_`",
        "P008 the pack ends (_) before it begins (_)",
        "P008 the rule begins (_) before its pack (_)",
        "P008 the rule ends (_) after its pack (_)",
        "P008 the rule ends (_) before it begins (_)",
        "P013 a framework pack needs `_`",
        "P013 a law pack needs `_` or `_`",
        "P015 a mend says what it `_`, or why it `_`, and not both",
        "S002 evidence without `_` needs `_`",
        "S002 missing key `_`",
        "S003 `_`: `_` cannot be an id: a spreadsheet would turn it into something else",
        "S003 `_`: `_` cannot be an id; begin with a letter, then use letters, digits and . _ : / - "
        "without spaces",
        "S003 `_`: _ is neither _ nor _",
        "S003 `_`: the last of `_` stands for all other bodies and has no `_`",
        "S003 `_`: a band ends either at `_`, inclusive, or `_` a total, and not with both",
        "S003 `_`: `_` came before the decision by `_`, and after it by the days (_, _); "
        "take one of them out",
        "S003 `_`: `_` holds `_`, and `_` in `_` gives some; take one of them out",
        "S003 `_`: `_` leaves out `_`, and evidence is named for that effect; "
        "add it, or take the evidence out",
        "S003 `_`: approved (_) before it was finished (_); "
        "give the version that was approved an entry of its own",
        "S003 `_`: `_` is a month; a day is needed here, such as `_`",
        "S003 `_`: `_` is a year; a day is needed here, such as `_`",
        "S003 `_`: `_` is neither `_` nor `_`",
        "S003 `_`: `_` is not a date: _ has _ days",
        "S003 `_`: `_` is not a date: there is no month _",
        "S003 `_`: `_` is not a date; write a day `_`, a month `_`, a year `_`, a financial year `_`, or "
        "`_` or `_`",
        "S003 `_`: `_` is a stretch of years and no date; write `_`",
        "S003 `_`: `_` is not a financial year: the one that begins in _ is `_`; for a stretch of years "
        "write `_`",
        "S003 `_`: `_` is not an academic year: the one that begins in _ is `_`",
        "S003 `_`: `_` is not a term; write `_`, or other dates with `_` between them",
        "S003 `_`: the term `_` ends before it begins",
        "S003 `_`: `_` is not a day of the year; write it as `_`",
        "S003 `_`: `_`, and yet there is `_`; take out whichever is wrong",
        "S003 `_`: it was published on a day that is not told: give `_`, or the day on which it was seen "
        "in public, `_`",
        "S003 `_`: seen in public on _, before its date _",
        "S003 `_`: `_` is not a length of time; write `_` or `_`",
        "S003 `_`: `_` is not a number; write it in figures, such as `_` or `_`",
        "S003 `_`: `_` is not a whole number; write it in figures, such as `_`",
        "S003 `_`: `_` is the name of two details or item tests of `_`",
        "S003 `_`: `_` is a fact of every kind; give the detail another name",
        "S003 `_`: `_` does not fit a set; use `_`",
        "S003 `_`: `_` supersedes itself",
        "S003 `_`: `_` names `_`, which is not among `_`",
        "S003 `_`: a body with a `_` needs the day it ended: `_`",
        "S003 `_`: a number needs its domain: `_` and `_`, low first",
        "S003 `_`: a sum needs numbers that are never below zero: `_`",
        "S003 `_`: a text is needed here",
        "S003 `_`: a text needs its closed list: `_`",
        "S003 `_`: at least one is needed",
        "S003 `_`: named twice: `_`",
        "S003 `_`: the body ends (_) before it starts (_)",
        "S003 `_`: there is no text here",
        "S003 `_`: two headcounts for _",
        "S003 `_`: valid until _, before its date _",
        "S003 `_`: without `_` the day it was put on file is needed: `_`",
        "S003 `_`: `_`, `_` and `_` are for numbers",
        "S005 the area `_` is given twice",
        "S005 two examples are called `_`",
    }
)
"""Messages without help, read one by one: each says itself how to mend it. Names and figures are `_`."""

WITHOUT_LINE = frozenset(
    {
        "bad_packs/folder-without-pack-file",
        "bad_packs/empty-file",
        "bad_dossiers/json-empty-file",
        "bad_dossiers/json-nested-too-deep",  # Python's reader of JSON gives no line for these two
        "bad_dossiers/json-not-a-number",
    }
)
"""Cases in which there is no line to name."""


@dataclass(frozen=True)
class Case:
    """A message, as it stands in a file, and the input that it is about."""

    folder: str
    name: str

    def __str__(self) -> str:
        return f"{self.folder}/{self.name}"

    @property
    def input(self) -> str:
        """The name of the input within its folder."""
        names = (self.name, f"{self.name}.yaml", f"{self.name}.json")
        return next(name for name in names if (HERE / self.folder / name).exists())

    @property
    def message(self) -> str:
        return (HERE / self.folder / f"{self.name}.txt").read_text(encoding="utf-8").removesuffix("\n")


@dataclass(frozen=True)
class Fault:
    """One fault as a reader sees it."""

    case: Case
    file: str
    line: int | None
    code: str
    message: str
    help: str


CASES = [Case(folder, path.stem) for folder in LOADERS for path in sorted((HERE / folder).glob("*.txt"))]
_FIRST_LINE = re.compile(r"(?P<file>[^\s:]+?)(?::(?P<line>\d+))?: (?P<code>[A-Z]\d{3}) (?P<message>.+)")


def faults(case: Case) -> Iterator[Fault]:
    """The faults that a message tells of, by its text alone."""
    for part in re.split(r"\n(?! )", case.message):
        match = _FIRST_LINE.match(part)
        assert match, f"{case}: {part}"
        line = int(match["line"]) if match["line"] else None
        help_ = part.partition("\n  help: ")[2]
        yield Fault(case, match["file"], line, match["code"], match["message"], help_)


FAULTS = [fault for case in CASES for fault in faults(case)]


def blank(text: str) -> str:
    """A text without the names and figures that differ from input to input."""
    text = re.sub(r"`[^`]*`", "`_`", text)
    months = (
        r"\d+ (January|February|March|April|May|June|July|August|September|October|November|December) \d+"
    )
    return re.sub(rf"{months}|\d[\d.,]*(-\d+)*", "_", text)


def said(folder: str, name: str) -> psed.Invalid:
    """What psed raises for an input of the corpus."""
    with chdir(HERE / folder), pytest.raises(psed.Invalid) as caught:
        LOADERS[folder](name)
    return caught.value


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case)) for case in CASES])
def test_the_whole_message_is_the_one_beside_the_input(case: Case) -> None:
    error = said(case.folder, case.input)
    assert str(error) == case.message
    about_dossier = case.folder == "bad_dossiers" and f"{case.input}:" in str(error)
    assert type(error) is (psed.InvalidDossier if about_dossier else psed.InvalidRulePack)


def test_every_bad_input_has_its_message_beside_it() -> None:
    for folder in LOADERS:
        inputs = {path.stem for path in (HERE / folder).iterdir() if path.suffix != ".txt"} - {"with"}
        assert inputs == {case.name for case in CASES if case.folder == folder}


def test_every_code_has_a_case() -> None:
    assert {fault.code for fault in FAULTS} == set(CODES) - HELD_ELSEWHERE - MADE_HERE


def test_no_two_single_mistakes_are_of_one_cause() -> None:
    seen: dict[tuple[str, str, str, str], list[str]] = {}
    for case in CASES:
        told = list(faults(case))
        if len(told) == 1:
            key = (case.folder, told[0].code, blank(told[0].message), blank(told[0].help))
            seen.setdefault(key, []).append(str(case))
    assert [cases for cases in seen.values() if len(cases) > 1] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.case}-{fault.code}-{fault.line}")
def test_every_fault_has_a_place_in_a_file_that_is_there(fault: Fault) -> None:
    if str(fault.case) in WITHOUT_LINE:
        assert fault.line is None
        return
    path = HERE / fault.case.folder / fault.file
    assert fault.line is not None
    assert 1 <= fault.line <= path.read_bytes().count(b"\n") + 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.case}-{fault.code}-{fault.line}")
def test_every_fault_says_how_to_mend_it(fault: Fault) -> None:
    assert fault.help or f"{fault.code} {blank(fault.message)}" in SAYS_IT_ALL


def test_no_message_is_called_complete_that_is_not_there() -> None:
    bare = {f"{fault.code} {blank(fault.message)}" for fault in FAULTS if not fault.help}
    assert bare >= SAYS_IT_ALL


@pytest.mark.parametrize("case", CASES, ids=str)
def test_faults_stand_in_the_order_of_each_file(case: Case) -> None:
    places = [(fault.file, fault.line or 0) for fault in faults(case)]
    assert places == sorted(places)


_OF_THE_PROGRAM = re.compile(
    r"Traceback|pydantic|rule_engine|rule-engine|BaseModel|ValueError|TypeError|<class|\[key\]"
    r"|\bNone\b|\bTrue\b|\bFalse\b|\['|\{'"
)
_CLASS_NAME = re.compile(r"\b[A-Z][a-z]+[A-Z]\w*")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_message_speaks_of_the_program(case: Case) -> None:
    assert not _OF_THE_PROGRAM.search(case.message)
    for fault in faults(case):
        assert not _CLASS_NAME.search(blank(f"{fault.message} {fault.help}"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_message_judges(case: Case) -> None:
    banned = r"\b(non-?)?(compliant|lawful|unlawful|breach\w*|accredited|guaranteed)\b"
    assert not re.search(banned, case.message, re.IGNORECASE)


# What is too large to store, or is not a file.

PACK_HEAD = "psed-pack: 1\n"


def _large(folder: Path) -> str:
    (folder / "large.yaml").write_bytes(PACK_HEAD.encode() + b"#" * 9 * 1024 * 1024)
    return "large.yaml"


def _large_part(folder: Path) -> str:
    (folder / "tiny").mkdir()
    (folder / "tiny" / "pack.yaml").write_text(PACK_HEAD)
    (folder / "tiny" / "rules.yaml").write_bytes(b"#" * 9 * 1024 * 1024)
    return "tiny"


def _many_values(folder: Path) -> str:
    (folder / "many.yaml").write_text("- 1\n" * 300_000)
    return "many.yaml"


def _many_values_in_json(folder: Path) -> str:
    (folder / "many.json").write_text("[" + ",".join("1" * 300_000) + "]")
    return "many.json"


def _many_files(folder: Path) -> str:
    (folder / "tiny").mkdir()
    for number in range(201):
        (folder / "tiny" / f"part-{number}.yaml").write_text("rules: []\n")
    return "tiny"


def _link_outside(folder: Path) -> str:
    (folder / "tiny").mkdir()
    (folder / "elsewhere.yaml").write_text("rules: []\n")
    (folder / "tiny" / "pack.yaml").write_text(PACK_HEAD)
    (folder / "tiny" / "rules.yaml").symlink_to(folder / "elsewhere.yaml")
    return "tiny"


def _missing(folder: Path) -> str:
    return "dossier.yaml"


def _folder(folder: Path) -> str:
    (folder / "papers").mkdir()
    return "papers"


_LONG_NAME = "x" * 300 + ".yaml"
_SHORT = "psed-dossier: 1\norganisation: {id: a, name: A, kind: district, nation: england}\npacks:\n  - "


def _long_name(folder: Path) -> str:
    return _LONG_NAME


def _dossier_with_long_path(folder: Path) -> str:
    (folder / "dossier.yaml").write_text(f"{_SHORT}{_LONG_NAME}\n")
    return "dossier.yaml"


def _dossier_with_nul_in_path(folder: Path) -> str:
    (folder / "dossier.yaml").write_text(f'{_SHORT}"a\\0b.yaml"\n')
    return "dossier.yaml"


GENERATED: list[tuple[str, Callable[[Path], str], str]] = [
    (
        "bad_packs",
        _large,
        "large.yaml: F002 the file is over 8 MiB\n  help: split it, or take out what is not needed",
    ),
    (
        "bad_packs",
        _large_part,
        "tiny/rules.yaml: F002 the file is over 8 MiB\n  help: split it, or take out what is not needed",
    ),
    (
        "bad_dossiers",
        _many_values,
        "many.yaml:300000: F002 the file holds over 300,000 values\n  help: split it",
    ),
    (
        "bad_dossiers",
        _many_values_in_json,
        "many.json: F002 the file holds over 300,000 values\n  help: split it",
    ),
    (
        "bad_packs",
        _many_files,
        "tiny: F002 the folder holds 201 files; the most is 200\n  help: put several rules into one file",
    ),
    (
        "bad_packs",
        _link_outside,
        "tiny/rules.yaml: F009 the file is a link that leads outside the folder\n"
        "  help: put the file itself there",
    ),
    (
        "bad_dossiers",
        _missing,
        "dossier.yaml: F001 cannot read the file: there is no such file\n"
        "  help: check the path and its spelling",
    ),
    (
        "bad_packs",
        _missing,
        "dossier.yaml: F001 cannot read the file: there is no such file\n"
        "  help: check the path and its spelling",
    ),
    (
        "bad_dossiers",
        _folder,
        "papers: F001 cannot read the file: it is a folder\n  help: name a file in it",
    ),
    (
        "bad_packs",
        _folder,
        "papers/pack.yaml: F001 cannot read the file: there is no such file\n"
        "  help: check the path and its spelling",
    ),
    (
        "bad_packs",
        _long_name,
        f"{_LONG_NAME}: F001 cannot read the file: its name is too long"
        "\n  help: check the path and its spelling",
    ),
    (
        "bad_dossiers",
        _dossier_with_long_path,
        "dossier.yaml:4: F001 cannot read the pack: its name is too long"
        "\n  help: check the path and its spelling",
    ),
    (
        "bad_dossiers",
        _dossier_with_nul_in_path,
        "dossier.yaml:4: F001 cannot read the pack: its name holds a character that no name may"
        "\n  help: check the path and its spelling",
    ),
]


@pytest.mark.parametrize(("folder", "make", "expected"), GENERATED)
def test_the_whole_message_of_input_made_here(
    folder: str,
    make: Callable[[Path], str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = make(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(psed.Invalid) as caught:
        LOADERS[folder](name)
    assert str(caught.value) == expected


def test_the_dossiers_pack_that_is_not_bad_is_good() -> None:
    assert psed.load_pack(HERE / "bad_dossiers" / "with" / "tiny.yaml").pack == "tiny"


if __name__ == "__main__":
    for written in CASES:
        try:
            text = str(said(written.folder, written.input))
        except Exception as error:  # a fault of psed itself: the message beside the input stays
            print(f"{written}: {type(error).__name__}: {error}")
            continue
        (HERE / written.folder / f"{written.name}.txt").write_text(text + "\n", encoding="utf-8")
