"""How surely the statements of law packs and packs of checks are known: counted before a reading and now."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from making.markdown import table
from psed.loading import rules_folder

BEFORE = Path(__file__).parents[1] / "how-surely-before.json"
"""The counts of November 2026."""
WORDS = ("seen", "known", "doubtful", "derived")
FOLDERS = ("law", "decisions", "objectives")
_BASIS = re.compile(rf"^\s*(?:- )?basis: ({'|'.join(WORDS)})\s*$", re.MULTILINE)


def counted(folder: Path) -> dict[str, Counter[str]]:
    """For each pack, how many statements there are of each basis."""
    found: dict[str, Counter[str]] = {}
    for part in FOLDERS:
        for path in sorted((folder / part).rglob("*.yaml")):
            name = path.relative_to(folder / part).parts[0].removesuffix(".yaml")
            found.setdefault(name, Counter()).update(_BASIS.findall(path.read_text(encoding="utf-8")))
    return found


def how_surely() -> Iterator[str]:
    """The part of the page on the law that counts statements by basis."""
    before: Mapping[str, Mapping[str, int]] = json.loads(BEFORE.read_text(encoding="utf-8"))
    now = counted(rules_folder())
    yield "## How surely it is known"
    yield (
        "Every statement in a pack of law or of checks has a `basis`. *Seen*: somebody read the words, there "
        "or in an account of them; *known*: from knowledge of the field; *doubtful*: sources disagree or are "
        "weak; *derived*: worked out or chosen by psed. The counts of November 2026 stand beside those of "
        "now, where they differ. Since then the cases behind the checks were looked up once more, not all of "
        "them; the packs of law are still to be read so."
    )
    rows = []
    for name in sorted({*before, *now}):
        was, are = before.get(name, {}), now.get(name, Counter())
        rows.append([f"`{name}`", *(_cell(was.get(word, 0), are[word]) for word in WORDS)])
    total = [sum(were.get(word, 0) for were in before.values()) for word in WORDS]
    total_now = [sum(are[word] for are in now.values()) for word in WORDS]
    rows.append(["all", *(_cell(was, is_) for was, is_ in zip(total, total_now, strict=True))])
    yield table(["Pack", *(word.capitalize() for word in WORDS)], rows)


def _cell(was: int, now: int) -> str:
    return str(now) if was == now else f"{was}, now {now}"
