"""How text is laid out: paragraphs, items, columns and trees within 80 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from textwrap import fill, wrap

WIDTH = 80

_COMMAND = re.compile(r"psed \w+ (?:DOSSIER|FOLDER) \S+")
_HELD = "\x1f"
"""Stands for a space at which a line is not broken."""


def filled(text: str, first: str, others: str, *, break_words: bool = True) -> str:
    """Text within the width, with ids and commands left whole where they fit a line."""
    held = _COMMAND.sub(lambda found: found.group().replace(" ", _HELD), text)
    told = fill(
        held,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=break_words,
    )
    return told.replace(_HELD, " ")


def para(text: str, indent: int = 0) -> str:
    """A paragraph, indented as a whole."""
    return filled(text, " " * indent, " " * indent)


def item(text: str, indent: int = 2) -> str:
    """An entry of a list."""
    return filled(text, " " * indent + "- ", " " * (indent + 2))


def listed(title: str, entries: Sequence[str]) -> str:
    """A title with entries below it, each on its own; nothing where there are none."""
    return "\n".join([title, *map(item, entries)]) if entries else ""


def row(*cells: str, widths: Sequence[int]) -> str:
    """Cells side by side, each wrapped within its own column."""
    columns = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for parts in zip_longest(*columns, fillvalue=""):
        padded = (f"{part:<{width}}" for part, width in zip(parts, widths, strict=True))
        lines.append(("  " + "  ".join(padded)).rstrip())
    return "\n".join(lines)


def branch(text: str, depth: int) -> str:
    """A statement of a tree, readable without colour, lines or Unicode."""
    mark = "- " if depth else ""
    return filled(text, "  " * depth + mark, "  " * (depth + 1), break_words=False)
