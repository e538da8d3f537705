"""Small parts of Markdown, and how things are said on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import fill
from typing import TypeVar

from psed.checks import Check
from psed.language.types import FactKind
from psed.model.dates import day_in_words
from psed.model.evidence import Basis
from psed.rulepack import DutyRule, Rule, RulePack, RuleSource

Versioned = TypeVar("Versioned", Rule, DutyRule, Check)
MADE = "<!-- Made by docs/make.py. Change the rules, the vocabulary or that file, not this page. -->"

BASIS: Mapping[Basis, str] = {
    Basis.SEEN: "seen",
    Basis.KNOWN: "known from the field, not seen",
    Basis.DOUBTFUL: "doubtful",
    Basis.DERIVED: "psed's own choice or working out",
}
STATUS: Mapping[str, str] = {
    "draft": "draft: nobody who works with this framework or law has checked it yet",
    "checked": "checked by somebody who works with it",
    "pending": "pending: not yet law, or not yet published; it decides nothing",
    "fictional": "fictional: made up for an example",
}
TYPES: Mapping[FactKind, str] = {
    FactKind.NUMBER: "number",
    FactKind.DATE: "day",
    FactKind.TEXT: "text",
    FactKind.SET: "set",
    FactKind.YES_NO: "yes or no",
}


def prose(words: str) -> str:
    """Words as Markdown leaves them alone, on one line; code in backticks stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(words.split()))
    return "".join(p if p.startswith("`") else re.sub(r"([\\*\[\]<|])", r"\\\1", p) for p in parts)


def sentence(words: str) -> str:
    """Words that begin with a capital and end in a full stop."""
    told = prose(words)
    told = told[:1].upper() + told[1:]
    return told if told.endswith((".", "?", "!")) else f"{told}."


def plain(name: object) -> str:
    """A name for machines as a person writes it."""
    return str(name).replace("_", " ").replace("-", " ")


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def codes(words: Iterable[object]) -> str:
    """Words as code, with commas between."""
    return ", ".join(f"`{word}`" for word in words)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def in_cell(condition: str) -> str:
    """A condition within a table."""
    return f"`{' '.join(condition.split())}`".replace("|", "\\|")


def fenced(language: str, content: str) -> str:
    """A block of code."""
    return f"```{language}\n{content.strip()}\n```"


def fenced_condition(language: str, condition: str) -> str:
    """A condition on lines that need no scrolling; no word of one holds a space."""
    one_line = " ".join(condition.split())
    return fenced(language, fill(one_line, 88, break_long_words=False, break_on_hyphens=False))


def cited(source: RuleSource) -> str:
    """A source, how surely it is known, and what is to be said of it."""
    cite = f"[{prose(source.cite)}]({source.url})" if source.url else prose(source.cite)
    note = f" {sentence(source.note)}" if source.note else ""
    return f"{cite} ({BASIS[source.basis]}).{note}"


def source_list(sources: Iterable[RuleSource]) -> str:
    """Sources, one on a line."""
    return "\n".join(f"- {cited(source)}" for source in sources)


def in_force(pack: RulePack) -> str:
    """When a pack is in force."""
    begins = f"from {day_in_words(pack.valid_from)}"
    return f"{begins} to {day_in_words(pack.valid_to)}" if pack.valid_to else begins


def versions_page(
    pack: RulePack, versions: Sequence[Versioned], told: Callable[[RulePack, Versioned], Iterable[str]]
) -> str:
    """The page of a rule, duty or check; several versions stand below one another, the newest first."""
    in_order = sorted(versions, key=lambda version: version.valid_from or pack.valid_from)
    parts = [
        MADE,
        f"# {prose(in_order[-1].title)}",
        f"[Contents](../../index.md) · [Rules](../index.md) · [{prose(pack.title)}](index.md)",
    ]
    for version in reversed(in_order):
        if len(in_order) > 1:
            begins, ends = version.valid_from or pack.valid_from, version.valid_to or pack.valid_to
            until = f" to {day_in_words(ends)}" if ends else ""
            parts.append(f"## The version from {day_in_words(begins)}{until}")
        parts += told(pack, version)
    return "\n\n".join(parts)


def pack_front(pack: RulePack, *more: Sequence[str]) -> list[str]:
    """How the page of a pack begins; *more* are rows of its own, before the days in force."""
    rows = [["Id", f"`{pack.pack}`"], ["Version", pack.version], ["Status", STATUS[pack.status]]]
    rows += [list(row) for row in more]
    rows.append(["In force", f"{in_force(pack)}, both days included"])
    nav = "[Contents](../../index.md) · [Rules](../index.md)"
    return [MADE, f"# {prose(pack.title)}", nav, table(["", ""], rows)]


def pack_notes(pack: RulePack) -> list[str]:
    """What a pack says is unclear."""
    return ["## What is unclear, and what psed chose", source_list(pack.notes)] if pack.notes else []
