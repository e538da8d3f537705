"""Strangers' packs, dossiers and saved assessments, made to hurt: psed's own limit stops each in words.

Each case of `cases` is read in a process that has 10 seconds of processor time and 512 MiB and must
never come near either. A message has an end, and nothing in it or in a report steers a terminal.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from psed.errors import CODES
from psed.files.tree import MAX_BYTES, MAX_VALUES

from . import duty_cases  # noqa: F401 - adds its cases
from .cases import CASES, Case
from .runner import MEMORY, SECONDS, Job, Result, work

AT_ONCE = 12
"""How many cases share a process, as long as they let it live."""
MOST_LETTERS = 20_000
"""How long a whole message may be: some hundreds of lines, and never what was read once more."""


class Results:
    """What the runner says of each case; a case is run with its neighbours when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[str, Result] = {}

    def __getitem__(self, case: Case) -> Result:
        if case.slug not in self.known:
            at = CASES.index(case) // AT_ONCE * AT_ONCE
            self.run(CASES[at : at + AT_ONCE])
        return self.known[case.slug]

    def run(self, cases: Sequence[Case]) -> None:
        jobs = [Job(case.slug, case.what, str(written(case, self.folder))) for case in cases]
        self.known |= {result.slug: result for result in work(jobs)}
        for case in cases:
            shutil.rmtree(self.folder / case.slug)


def written(case: Case, folder: Path) -> Path:
    own = folder / case.slug
    own.mkdir()
    return case.make(own)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return Results(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_psed_stops_it_in_words(case: Case, results: Results) -> None:
    result = results[case]
    told = f"{case.slug}: {case.reason} ({result.seconds} s, {result.mebibytes} MiB)\n{result.head}"
    assert result.error is None, f"{told}\n{result.error}"
    assert frozenset(result.codes) == case.codes, told
    assert result.seconds < SECONDS, told
    assert result.mebibytes * 1024 * 1024 < MEMORY, told
    assert result.length < MOST_LETTERS, f"a message of {result.length:,} letters\n{told}"
    assert not result.odd, f"{result.odd} reach the terminal\n{told}"


def test_the_worst_legal_dossier_is_as_large_as_may_be(tmp_path: Path) -> None:
    """It is among the cases; here only that nothing much could be added to it."""
    (worst,) = (case for case in CASES if case.slug == "worst-legal-dossier")
    path = written(worst, tmp_path)
    assert 0.95 * MAX_VALUES < sum(1 for _ in values(json.loads(path.read_text()))) <= MAX_VALUES
    assert path.stat().st_size <= MAX_BYTES
    assert worst.codes == frozenset()


def values(whole: object) -> Iterator[object]:
    """All values and keys, as psed counts them."""
    yield whole
    if isinstance(whole, dict):
        for key, value in whole.items():
            yield key
            yield from values(value)
    elif isinstance(whole, list):
        for value in whole:
            yield from values(value)


def test_there_are_enough_cases_and_each_has_its_name() -> None:
    slugs = [case.slug for case in CASES]
    assert len(slugs) >= 75
    assert len(set(slugs)) == len(slugs)
    assert all(case.reason for case in CASES)


def test_no_two_cases_are_alike(tmp_path: Path) -> None:
    seen: dict[str, str] = {}
    for case in CASES:
        written(case, tmp_path)
        mark = fingerprint(tmp_path / case.slug, case.what)
        shutil.rmtree(tmp_path / case.slug)
        assert mark not in seen, f"{case.slug} is {seen[mark]} again"
        seen[mark] = case.slug


def fingerprint(folder: Path, what: str) -> str:
    """What lies in a folder, with the names, kinds and beginnings and ends of files and where links lead."""
    found = hashlib.sha256(what.encode())
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        told = [str(path.relative_to(folder)), stat.S_IFMT(mode), path.lstat().st_size]
        if stat.S_ISLNK(mode):
            told.append(str(path.readlink()))
        found.update(repr(told).encode())
        if stat.S_ISREG(mode) and path.lstat().st_size < 64 * MAX_BYTES:
            found.update(path.read_bytes())
    return found.hexdigest()


def test_codes_are_those_of_psed() -> None:
    given = {code for case in CASES for code in case.codes}
    assert given <= set(CODES)
    assert {code for code in CODES if code[0] == "F"} - {"F011"} <= given, "F011 is of no input"


def test_a_case_that_ends_the_runner_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    path = str(tmp_path)
    jobs = [
        Job("loop", "endless loop", path, seconds=1),
        Job("wait", "endless wait", path, seconds=1),
        Job("kill", "sudden death", path, seconds=1),
        Job("grow", "endless growth", path, seconds=5),
        Job("name", "assessment", str(tmp_path / "nothing.json")),
    ]
    found = {result.slug: result for result in work(jobs)}
    assert list(found) == [job.slug for job in jobs]
    assert "not done" in str(found["loop"].error)
    assert "waits" in str(found["wait"].error)
    assert "SIGKILL" in str(found["kill"].error)
    assert "MemoryError" in str(found["grow"].error)
    assert found["name"].codes == ("F001",)
