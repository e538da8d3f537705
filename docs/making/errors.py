"""The page of errors: every code, with a message where the tests of bad files have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from making.markdown import MADE, fenced, sentence
from psed.errors import CODES

TESTS = Path(__file__).parents[2] / "tests"
GROUPS: Mapping[str, str] = {
    "F": "Reading a file at all",
    "S": "The shape of what was read",
    "P": "Rule packs",
    "C": "Conditions",
    "D": "Dossiers",
    "A": "Saved assessments",
}
_FAULT = re.compile(r"^(?:\S.*?: )?([FSPCDA]\d{3}) \S")


def errors_page() -> str:
    """Every code, with an example where the tests have one."""
    shown = _messages()
    parts = [
        MADE,
        "# Errors",
        "[Contents](index.md)",
        "Each fault in what a person wrote has a code that does not change. A message says what is wrong, in "
        "which file and line, and how to mend it; all faults of a file are told at once. On the command line "
        "a fault in a dossier gives exit code 3, one in a rule pack 4. In Python they arrive together in "
        "`InvalidDossier`, `InvalidRulePack` or `InvalidAssessment`, whose `exceptions` are the faults.",
    ]
    for letter, title in GROUPS.items():
        parts.append(f"## {title}")
        for code, meaning in CODES.items():
            if code.startswith(letter):
                parts += [f"### {code}", sentence(meaning)]
                parts += [fenced("text", shown[code])] if code in shown else []
    return "\n\n".join(parts)


def _messages() -> dict[str, str]:
    """One message for each code that a test of bad files expects, from the file with the fewest faults."""
    told = [
        list(_split(file.read_text(encoding="utf-8")))
        for folder in ("bad_packs", "bad_dossiers")
        for file in sorted((TESTS / folder).rglob("*.txt"))
    ]
    found: dict[str, str] = {}
    for faults in sorted(told, key=len):
        for code, message in faults:
            found.setdefault(code, message)
    return found


def _split(text: str) -> Iterator[tuple[str, str]]:
    """The faults of a text: a line with a code, and the indented lines below it."""
    lines: list[str] = []
    code = ""
    for line in [*text.splitlines(), "F000 end"]:
        match = _FAULT.match(line)
        if match or not line.startswith("  "):
            if lines:
                yield code, "\n".join(lines)
            lines = []
        if match:
            code, lines = match[1], [line]
        elif lines:
            lines.append(line)
