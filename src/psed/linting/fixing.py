"""Mending what can be mended without thinking, line by line, so that comments and layout stay.

Only two things are mended: a misspelt word for which psed has one suggestion that is nearly the same,
and a declaration (`monotone: false`, `timed: true`) that the condition does not bear out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from psed.errors import Place
from psed.linting.remark import Remark
from psed.linting.run import lint

ROUNDS = 20
"""Mending one fault can lay bare the next; this many times a file is read again at most."""

_NEAR = 0.8
_MISSPELT: Mapping[str, re.Pattern[str]] = {
    "C004": re.compile(r"unknown fact `(.+)`$"),
    "C006": re.compile(r"`(.+)` is not one of the values of "),
    "D002": re.compile(r"has no detail `(.+)`$"),
    "D003": re.compile(r"`(?:\w+)`: `(.+)` is not one of its values$"),
    "D007": re.compile(r"unknown kind of organisation `(.+)`$"),
    "P001": re.compile(r"unknown level `(.+)`$"),
    "P003": re.compile(r"unknown rule `(.+)`$"),
    "P010": re.compile(r"unknown kind `(.+)`$"),
    "S001": re.compile(r"unknown key `(.+)`$"),
    "S004": re.compile(r"`([^`]+)` is not one of its values$"),
}
"""How the message of each code names the word that is wrong."""
_MEANT = re.compile(r"did you mean `([^`]+)`\?")
_NEEDLESS = re.compile(r"take `(monotone|timed):` out$")
_DECLARED = re.compile(
    r"(?P<indent>\s*)(?:monotone:\s*false|timed:\s*true)\s*?(?P<comment>#.*)?(?P<end>\r?\n?)"
)
_ENDS = r"\r\n\x85\u2028\u2029"
"""What ends a line in YAML."""
_WORD = r"(?<![\w./-]){}(?![\w/-]|\.\w)"


@dataclass(frozen=True, slots=True)
class Fixed:
    """One thing that was mended: where, and what was done."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class _Edit:
    place: Place
    what: str
    old: str
    """The line as it is, with its end."""
    new: str


def fix(path: str | Path) -> tuple[Fixed, ...]:
    """Mend the files of a pack in place; a second time changes nothing.

    Args:
        path: The file or folder of a pack.

    Returns:
        What was mended, in the order in which it was done.
    """
    done: list[Fixed] = []
    for _ in range(ROUNDS):
        edits = _edits(lint(Path(path)), Path(path))
        if not edits:
            break
        for file in dict.fromkeys(edit.place.file for edit in edits):
            _write(Path(file), [edit for edit in edits if edit.place.file == file])
        done += [Fixed(edit.place, edit.what) for edit in edits]
    return tuple(done)


def _edits(remarks: Iterable[Remark], pack: Path) -> list[_Edit]:
    """What to do, at most one thing a line; the rest waits for the next round."""
    edits: dict[Place, _Edit] = {}
    for remark in remarks:
        if remark.place.line is None or remark.place in edits or not _inside(Path(remark.place.file), pack):
            continue
        edit = _misspelt(remark) or _needless(remark)
        if edit:
            edits[remark.place] = edit
    return list(edits.values())


def _inside(file: Path, pack: Path) -> bool:
    return file.is_file() and file.resolve().is_relative_to(pack.resolve())


def _misspelt(remark: Remark) -> _Edit | None:
    pattern = _MISSPELT.get(remark.code)
    wrong = pattern.search(remark.message) if pattern else None
    meant = _MEANT.search(remark.help or "")
    if not wrong or not meant or not _nearly_the_same(wrong[1], meant[1]):
        return None
    line = _line(remark.place)
    found = list(re.finditer(_WORD.format(re.escape(wrong[1])), _before_comment(line)))
    if len(found) != 1:
        return None
    begin, end = found[0].span()
    return _Edit(
        remark.place, f"wrote `{meant[1]}` for `{wrong[1]}`", line, line[:begin] + meant[1] + line[end:]
    )


def _nearly_the_same(wrong: str, meant: str) -> bool:
    """Whether two names differ by a slip of the pen: only in one part between dots or strokes, and little."""
    parts = re.split(r"[./]", wrong), re.split(r"[./]", meant)
    if len(parts[0]) != len(parts[1]):
        return False
    unlike = [(one, other) for one, other in zip(*parts, strict=True) if one != other]
    if len(unlike) != 1 or re.sub(r"\D", "", wrong) != re.sub(r"\D", "", meant):
        return False
    one, other = unlike[0]
    return difflib.SequenceMatcher(None, one, other).ratio() >= _NEAR or _two_letters_swapped(one, other)


def _two_letters_swapped(one: str, other: str) -> bool:
    apart = [index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and sorted(one) == sorted(other)
    )


def _before_comment(line: str) -> str:
    return re.split(r"\s#", line, maxsplit=1)[0]


def _needless(remark: Remark) -> _Edit | None:
    if remark.code != "P016" or not _NEEDLESS.search(remark.help or ""):
        return None
    line = _line(remark.place)
    found = _DECLARED.fullmatch(line)
    if not found:
        return None
    kept = f"{found['indent']}{found['comment']}{found['end']}" if found["comment"] else ""
    what = f"took `{_before_comment(line).strip()}` out; see whether `because:` still says something"
    return _Edit(remark.place, what, line, kept)


def _line(place: Place) -> str:
    assert place.line
    lines = _read(Path(place.file))
    return lines[place.line - 1] if place.line <= len(lines) else ""


def _read(file: Path) -> list[str]:
    """The lines of a file with their ends, counted as YAML counts them."""
    text = file.read_bytes().decode("utf-8")
    return re.findall(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+$", text)


def _write(file: Path, edits: Iterable[_Edit]) -> None:
    """Change some lines of a file, whole or not at all."""
    lines = _read(file)
    for edit in edits:
        number = (edit.place.line or 1) - 1
        if lines[number] == edit.old:  # nobody else has written the file since it was read
            lines[number] = edit.new
    real = file.resolve()
    part = real.with_name(real.name + ".part")
    try:
        part.write_bytes("".join(lines).encode("utf-8"))
        part.chmod(real.stat().st_mode)
        part.replace(real)
    finally:
        part.unlink(missing_ok=True)
