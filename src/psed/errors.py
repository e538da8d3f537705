"""Every way psed says that something is wrong: what, where, and how to mend it.

Faults in what a person wrote are gathered and raised together, so that a file is mended once. Each
has a code that does not change; `CODES` lists them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

CODES: dict[str, str] = {
    # Reading a file at all.
    "F001": "the file cannot be read",
    "F002": "the file is too large",
    "F003": "the file is not UTF-8 text",
    "F004": "the file is not well-formed",
    "F005": "a key is given twice",
    "F006": "the file is nested too deeply",
    "F007": "the file repeats itself too often through aliases",
    "F008": "a YAML tag is used",
    "F009": "the path leads outside the folder",
    "F010": "the file is of another kind than expected",
    "F011": "an extra that is not installed",
    # The shape of what was read: packs and dossiers alike.
    "S001": "an unknown key",
    "S002": "a missing key",
    "S003": "a value of the wrong form",
    "S004": "a word that is not in its closed list",
    "S005": "an id given twice",
    # Rule packs.
    "P001": "an unknown level",
    "P002": "an unknown area",
    "P003": "an unknown rule",
    "P004": "rules that need each other in a circle",
    "P005": "a need of a higher level than its rule",
    "P006": "a rule without an example of each outcome it can have",
    "P007": "a threshold or date without an example on its boundary",
    "P008": "dates that contradict one another",
    "P009": "an unknown aggregator",
    "P010": "an unknown kind of evidence",
    "P011": "two versions of a rule in force on one day",
    "P012": "an unknown pack",
    "P013": "a pack without levels, areas or rules",
    "P014": "a kind that clashes with another",
    "P015": "a mend without what it provides",
    "P016": "a declaration that the condition does not bear out",
    "P017": "bands that do not go together",
    "P018": "a first day that is of no law in use",
    # Conditions.
    "C001": "a condition that is too long or too deep",
    "C002": "a sign or word that conditions may not use",
    "C003": "a condition that is not well-formed",
    "C004": "an unknown fact",
    "C005": "a comparison of unlike things",
    "C006": "a word that is not among a fact's values",
    "C007": "a date that is not a day",
    "C008": "a condition that is not a yes or a no",
    "C009": "a condition that is always the same",
    "C010": "a form that conditions do not have",
    "C011": "a fact that may not be read here",
    # Dossiers.
    "D001": "an unknown kind of evidence",
    "D002": "an unknown detail",
    "D003": "a detail that does not fit",
    "D004": "a reference to evidence that is not there",
    "D005": "evidence that supersedes itself in a circle",
    "D006": "evidence of a kind the body says it does not hold",
    "D007": "an unknown kind of organisation",
    "D008": "a rule that may not be declined",
    "D009": "an unknown rule",
    "D010": "a kind that is said to be complete and is not",
    # Saved assessments.
    "A001": "an assessment that was altered",
    "A002": "an assessment that psed cannot read",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: its name as the user gave it, and a line counted from 1 where known."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        file = _printable(self.file)
        return file if self.line is None else f"{file}:{self.line}"


MAX_FAULTS = 200
"""How many faults of one input are looked for: whoever has mended these can ask again."""
_MOST_SHOWN, _MOST_LETTERS = 60, 15_000


def _short(text: str) -> str:
    """A message without the middle of what it quotes at length."""
    text = re.sub(r"`[^`]{161,}`", lambda quoted: f"`{quoted[0][1:121]}...`", text)
    return text if len(text) <= 1_200 else f"{text[:1_200]}..."


def _printable(text: str) -> str:
    """What a terminal can show: input is quoted in messages, and may hold signs that steer a screen."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


class PsedError(Exception):
    """One fault.

    Attributes:
        code: A stable code, one of `CODES`.
        message: What is wrong, in the user's words.
        place: Where, if it is in a file.
        help: How to mend it, with the nearest valid name where there is one.
        snippet: Lines of the input with the fault marked, or nothing.
    """

    def __init__(
        self,
        code: str,
        message: str,
        place: Place | None = None,
        help: str | None = None,
        snippet: str | None = None,
    ) -> None:
        super().__init__(code, message, place, help, snippet)
        self.code, self.message, self.place = code, _printable(_short(message)), place
        self.help = _printable(_short(help)) if help else None
        self.snippet = snippet

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        lines = [f"{where}{self.code} {self.message}"]
        lines += [f"  {line}" for line in (self.snippet or "").splitlines()]
        lines += [f"  help: {self.help}"] if self.help else []
        return "\n".join(lines)

    def at(self, place: Place) -> PsedError:
        """The same fault, at a place."""
        return type(self)(self.code, self.message, place, self.help, self.snippet)


class Invalid(ExceptionGroup[PsedError]):
    """All the faults of one input, in the order in which they stand."""

    def __new__(cls, message: str, faults: Sequence[PsedError]) -> Self:
        """Gather faults; *message* says how many, and in what."""
        return super().__new__(cls, message, list(faults))

    def derive(self, faults: Sequence[PsedError], /) -> Invalid:  # type: ignore[override]
        """The same kind of group with some of its faults, as `except*` needs it."""
        return type(self)(self.message, faults)

    def __str__(self) -> str:
        shown: list[str] = []
        letters = 0
        for fault in self.exceptions[:_MOST_SHOWN]:
            told = str(fault)
            letters += len(told)
            if shown and letters > _MOST_LETTERS:
                break
            shown.append(told)
        rest = len(self.exceptions) - len(shown)
        return "\n".join([*shown, f"and {rest:,} more"] if rest else shown)


class InvalidDossier(Invalid):
    """A dossier that cannot be read or does not hold together."""


class InvalidRulePack(Invalid):
    """A rule pack that cannot be read or does not hold together."""


class InvalidAssessment(Invalid):
    """A saved assessment that cannot be read, or that was altered."""


class NotFound(PsedError, LookupError):
    """Nothing has the name that was asked for."""


_MOST_NAMES = 1_500
"""Of more names than these the nearest is not looked for: each is compared letter by letter."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like *word*, or nothing where none is near."""
    names = sorted(set(known))
    if len(names) > _MOST_NAMES or len(word) > 120:
        return None
    lowered = {name.lower(): name for name in reversed(names)}
    close = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def _as_near(word: str, nearest_name: str, names: Iterable[str]) -> list[str]:
    """The nearest name, and others that are about as near, so that none is passed off as the only one."""

    def ratio(name: str) -> float:
        return difflib.SequenceMatcher(None, name.lower(), word.lower()).ratio()

    others = [n for n in names if n != nearest_name and ratio(n) > ratio(nearest_name) - 0.04]
    return [nearest_name, *others[:2]]


def suggestion(word: str, known: Iterable[str], where: str = "") -> str:
    """A help line: the nearest name or names, or the whole list where it is short."""
    names = sorted(set(known))
    close = nearest(word, names)
    if close:
        near = " or ".join(f"`{name}`" for name in _as_near(word, close, names))
        return f"did you mean {near}?" + (f" {where}" if where else "")
    if names and len(names) <= 12:
        return f"use one of {', '.join(f'`{name}`' for name in names)}"
    return where or "there is nothing like it"
