"""Packs for the tests of linting: fragments laid over tests/linting/base.yaml."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from psed.linting import Remark, lint

BASE = Path(__file__).with_name("base.yaml")
NEW_KIND = {"shelf_life": "36 months", "basis": "derived"}
NAMES = {"rules": "id", "areas": "id", "kinds": "name", "details": "name"}
"""Lists whose entries are known by a name; every other list is taken as it stands."""


def read(text: str) -> dict[str, Any]:
    """YAML with every scalar as text, as psed reads it."""
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def base() -> dict[str, Any]:
    return deepcopy(read(BASE.read_text(encoding="utf-8")))


def pack_with(fragment: str) -> dict[str, Any]:
    """The base with a fragment laid over it."""
    return laid_over(base(), read(fragment))


def laid_over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    for key, value in over.items():
        if key in NAMES and isinstance(value, list):
            under[key] = entries(key, under.get(key, []), value)
        elif isinstance(value, dict) and isinstance(under.get(key), dict):
            under[key] = laid_over(under[key], value)
        else:
            under[key] = value
    return under


def entries(key: str, under: list[dict[str, Any]], over: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries laid over those of one name; one that is new, or stands twice, is added."""
    found, used = list(under), set()
    by = NAMES[key]
    for entry in over:
        index = next((i for i, own in enumerate(found) if own[by] == entry[by]), None)
        if index is None or entry[by] in used:
            found.append(new_entry(key, entry))
        else:
            found[index] = laid_over(deepcopy(found[index]), entry)
        used.add(entry[by])
    return found


def new_entry(key: str, entry: dict[str, Any]) -> dict[str, Any]:
    """A new kind needs few words; a new rule is as the first of the base, unless it has a source."""
    if key == "kinds":
        return {**NEW_KIND, **entry}
    if key != "rules":
        return entry
    first = base()["rules"][0]
    return {"examples": first["examples"], **entry} if "source" in entry else laid_over(first, entry)


def write(folder: Path, pack: dict[str, Any]) -> Path:
    """A pack as a file."""
    file = folder / "pack.yaml"
    file.write_text(yaml.safe_dump(pack, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return file


def remarks_on(folder: Path, fragment: str) -> tuple[Remark, ...]:
    """What is remarked on the base with a fragment laid over it."""
    return lint(write(folder, pack_with(fragment)))
