"""Reading Markdown as far as the tests of the pages need it: fenced blocks, headings, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def pages() -> list[Path]:
    """Every page for people, by path."""
    top = [ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "README.md")]
    return [page for page in top if page.is_file()] + sorted((ROOT / "docs").rglob("*.md"))


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Block:
    """A fenced block: the words after the fence, what is in it, and the line it begins on."""

    info: str
    content: str
    line: int

    @property
    def language(self) -> str:
        return self.info.split()[0] if self.info else ""


@cache
def _parts(page: Path) -> tuple[tuple[Block, ...], str]:
    """The fenced blocks of a page, and the page without them."""
    blocks: list[Block] = []
    prose: list[str] = []
    inside: tuple[str, str, int, list[str]] | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fence = re.match(r" {0,3}(`{3,}|~{3,})(.*)", line)
        if inside is None and fence:
            inside = (fence[1], fence[2].strip(), number, [])
        elif inside and fence and fence[1].startswith(inside[0]) and not fence[2].strip():
            blocks.append(Block(inside[1], "\n".join([*inside[3], ""]), inside[2]))
            inside = None
        elif inside:
            inside[3].append(line)
        else:
            prose.append(line)
    assert inside is None, f"{name(page)}:{inside[2]}: a fenced block does not end"
    return tuple(blocks), "\n".join(prose)


def blocks(page: Path) -> tuple[Block, ...]:
    return _parts(page)[0]


def prose(page: Path) -> str:
    return _parts(page)[1]


def links(page: Path) -> Iterator[str]:
    """What a page links to within the repository: `file.md`, `file.md#anchor` or `#anchor`."""
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    for target in re.findall(r"\]\(\s*<?([^\s)>]+)", text):
        if not re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
            yield target


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors that GitHub gives the headings of a page, and those it names itself."""
    found: list[str] = re.findall(r"""<a (?:id|name)=["']([^"']+)""", prose(page))
    for heading in re.findall(r"^ {0,3}#{1,6} +(.+?)(?: +#+)? *$", prose(page), re.MULTILINE):
        plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).strip().replace(" ", "-")
        before = sum(re.fullmatch(rf"{re.escape(slug)}(-\d+)?", other) is not None for other in found)
        found.append(f"{slug}-{before}" if before else slug)
    return frozenset(found)
