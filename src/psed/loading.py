"""Where rule packs are, and reading them: all faults of a pack at once, each with file and line."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from psed.checking import check_kinds, check_pack
from psed.compiled import compile_pack
from psed.errors import InvalidRulePack, NotFound, Place, PsedError, suggestion
from psed.files.tree import MAX_VALUES, Path_, Tree, read_tree
from psed.files.validating import validate, wrong_form
from psed.rulepack import RulePack
from psed.vocabulary import KindsFile, OrganisationKindsFile, Vocabulary

HEADERS = {
    "psed-pack": "a rule pack",
    "psed-dossier": "a dossier",
    "psed-decision": "the record of one decision",
    "psed-kinds": "a list of kinds of evidence",
    "psed-organisation-kinds": "a list of kinds of organisation",
    "psed-assessment": "a saved assessment",
    "psed-assessments": "a collection of saved assessments",
}
_LISTS = ("rules", "duties", "checks", "examples", "kinds", "notes")
MAX_FILES = 200


def rules_folder() -> Path:
    """Where the shipped rules are: in the package, or beside it in a checkout."""
    return _shipped("rules")


def examples_folder() -> Path:
    """Where the shipped examples are: in the package, or beside it in a checkout."""
    return _shipped("examples")


def _shipped(name: str) -> Path:
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name


@cache
def vocabulary() -> Vocabulary:
    """The shipped kinds of evidence and of organisation.

    Raises:
        InvalidRulePack: A shipped file has faults.
    """
    faults: list[PsedError] = []
    trees = [
        _tree(rules_folder() / name, faults) for name in ("evidence-kinds.yaml", "organisation-kinds.yaml")
    ]
    kinds = validate(KindsFile, trees[0], faults) if trees[0] else None
    bodies = validate(OrganisationKindsFile, trees[1], faults) if trees[1] else None
    if kinds and trees[0]:
        for code, message, path, help_ in check_kinds(kinds.kinds):
            faults.append(PsedError(code, message, trees[0].place(path), help_))
    _raise(faults, "the shipped vocabulary")
    assert kinds
    assert bodies
    return Vocabulary({k.name: k for k in kinds.kinds}, {k.name: k for k in bodies.kinds})


def _tree(path: Path, faults: list[PsedError], shown: str | None = None) -> Tree | None:
    try:
        return read_tree(path, shown)
    except PsedError as error:
        faults.append(error)
        return None


def _raise(faults: list[PsedError], what: str) -> None:
    if faults:
        word = "fault" if len(faults) == 1 else "faults"
        raise InvalidRulePack(f"{len(faults)} {word} in {what}", faults)


@cache
def shipped() -> dict[str, Path]:
    """The shipped packs by id, in the order of their ids; nothing but their ids is read."""
    found: dict[str, Path] = {}
    for header in sorted(rules_folder().glob("*/*.yaml")) + sorted(rules_folder().glob("*/*/pack.yaml")):
        path = header.parent if header.name == "pack.yaml" else header
        found[path.stem] = path
    return dict(sorted(found.items()))


def packs() -> tuple[RulePack, ...]:
    """Every shipped pack, in the order of its id.

    Raises:
        InvalidRulePack: A shipped pack has faults.
    """
    return tuple(pack_by_id(name) for name in shipped())


@cache
def pack_by_id(name: str) -> RulePack:
    """A shipped pack.

    Raises:
        NotFound: No shipped pack has this id (P012).
        InvalidRulePack: It has faults.
    """
    if name not in shipped():
        raise NotFound("P012", f"there is no pack `{name}`", help=suggestion(name, shipped()))
    path = shipped()[name]
    return _load(path, f"rules/{path.relative_to(rules_folder()).as_posix()}")


def load_pack(path: str | Path) -> RulePack:
    """Read a rule pack: one YAML file, or a folder with a `pack.yaml` and files of rules beside it.

    Raises:
        InvalidRulePack: All that is wrong with it, each fault with file, line and how to mend it.
    """
    return _load(Path(path), str(path))


def _load(path: Path, shown: str) -> RulePack:
    """Read a pack; *shown* is what its faults and places call it."""
    faults: list[PsedError] = []
    tree = pack_tree(path, shown)
    pack = validate(RulePack, tree, faults)
    if pack is None:
        _raise(_in_order(faults), shown)
    assert pack is not None
    compiled = compile_pack(pack, vocabulary(), tree.place, faults)
    faults += check_pack(pack, compiled, tree.place)
    _raise(_in_order(faults), shown)
    return pack


def pack_tree(path: Path, shown: str | None = None) -> Tree:
    """What the files of a pack say, as one tree that knows the file and line of each part.

    Raises:
        InvalidRulePack: They cannot be read, or are not a pack.
    """
    faults: list[PsedError] = []
    shown = shown or str(path)
    tree = _merged(path, faults, shown) if _is_folder(path) else _tree(path, faults, shown)
    if tree is not None:
        expect(tree, "psed-pack", faults)
    if tree is None or faults:
        _raise(faults, shown)
    assert tree is not None
    return tree


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # reading it as a file says why


def _in_order(faults: Iterable[PsedError]) -> list[PsedError]:
    """By file and line; several on one line in the order in which they were found."""
    return sorted(faults, key=lambda f: (f.place.file, f.place.line or 0) if f.place else ("", 0))


def expect(tree: Tree, header: str, faults: list[PsedError]) -> bool:
    """Whether a file is what it should be, by the key that says so."""
    data = tree.data
    if isinstance(data, dict) and header in data:
        return True
    other = next((h for h in HEADERS if isinstance(data, dict) and h in data), None)
    if other:
        message = f"this is {HEADERS[other]}, not {HEADERS[header]}"
    elif data is None:
        message = "the file is empty"
    else:
        message = f"this is not {HEADERS[header]}: it has no `{header}:`"
    help_ = f"{HEADERS[header]} begins with `{header}: 1`"
    if other == "psed-decision":
        help_ += "; to read this file: psed check-decision"
    faults.append(PsedError("F010", message, tree.place(()), help_))
    return False


class _Merged(Tree):
    """One pack from several files: each part keeps the file it came from."""

    def __init__(self, header: Tree) -> None:
        super().__init__(header.file, dict(header.data), dict(header.lines), list(header.faults))
        self.files: dict[Path_, str] = {}

    def place(self, path: Path_) -> Place:
        place = super().place(path)
        file = self.files.get(path[:2]) or self.files.get(path[:3]) or self.file
        return Place(file, place.line)

    def take(self, tree: Tree) -> None:
        """Add the rules, examples, kinds and item tests of another file."""
        self.faults.extend(tree.faults)
        if not isinstance(tree.data, dict):
            keys = ", ".join(f"`{key}:`" for key in (*_LISTS[:-1], "item_tests"))
            help_ = f"begin it with {keys} or `{_LISTS[-1]}:`"
            self.faults.append(PsedError("F010", "this is not part of a rule pack", tree.place(()), help_))
            return
        known = (*_LISTS, "item_tests")
        for key, value in tree.data.items():
            if key not in known:
                message = f"unknown key `{key}` in a file beside `pack.yaml`"
                help_ = suggestion(key, known)
                self.faults.append(PsedError("S001", message, tree.place((key,)), help_))
            elif key == "item_tests" and isinstance(value, dict):
                self._take_tests(tree, value)
            elif isinstance(value, list):
                self._take_list(tree, key, value)
            else:
                kind = "dict_type" if key == "item_tests" else "tuple_type"
                self.faults.append(wrong_form(key, kind, tree.place((key,))))

    def _take_list(self, tree: Tree, key: str, value: list[Any]) -> None:
        held = self.data.get(key)
        if not isinstance(held, list | None):
            return  # the header's own fault is told when it is validated
        own = list(held or [])
        offset = len(own)
        self.data[key] = own + value
        for path, line in tree.lines.items():
            if len(path) > 1 and path[0] == key and isinstance(path[1], int):
                self.lines[(key, path[1] + offset, *path[2:])] = line
        for index in range(len(value)):
            self.files[(key, index + offset)] = tree.file

    def _take_tests(self, tree: Tree, value: dict[str, Any]) -> None:
        wrong = [kind for kind, tests in value.items() if not isinstance(tests, dict | None)]
        self.faults += [wrong_form(kind, "dict_type", tree.place(("item_tests", kind))) for kind in wrong]
        held = self.data.get("item_tests") or {}
        if not isinstance(held, dict) or not all(isinstance(t, dict | None) for t in held.values()):
            return  # the header's own fault is told when it is validated
        own = {kind: dict(tests or {}) for kind, tests in held.items()}
        self.data["item_tests"] = own
        for kind, tests in value.items():
            for name, text in (tests or {}).items() if kind not in wrong else ():
                here = ("item_tests", kind, name)
                if name in own.get(kind, {}):
                    message = f"the item test `{kind}.{name}` is given twice"
                    self.faults.append(PsedError("S005", message, tree.place(here), "keep one of them"))
                own.setdefault(kind, {})[name] = text
                self.lines[here] = tree.place(here).line or 1
                self.files[here] = tree.file


def _merged(folder: Path, faults: list[PsedError], shown: str) -> Tree | None:
    files = sorted(folder.glob("*.yaml"))
    if len(files) > MAX_FILES:
        message = f"the folder holds {len(files)} files; the most is {MAX_FILES}"
        faults.append(PsedError("F002", message, Place(shown), "put several rules into one file"))
        return None
    for file in files:
        if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
            message = "the file is a link that leads outside the folder"
            faults.append(
                PsedError("F009", message, Place(f"{shown}/{file.name}"), "put the file itself there")
            )
    if faults:
        return None
    header = _tree(folder / "pack.yaml", faults, f"{shown}/pack.yaml")
    trees = []
    values = len(header.lines) if header else 0
    for file in files:
        if file.name != "pack.yaml" and (tree := _tree(file, faults, f"{shown}/{file.name}")):
            trees.append(tree)
            values += len(tree.lines)
        if values > MAX_VALUES:
            message = f"the files of the folder hold over {MAX_VALUES:,} values together"
            faults.append(PsedError("F002", message, Place(shown), "make two packs of it"))
            return None
    if header is None or faults or not expect(header, "psed-pack", faults):
        return None
    merged = _Merged(header)
    for tree in trees:
        merged.take(tree)
    if any(fault.code == "F010" for fault in merged.faults):
        faults.extend(merged.faults)  # what is missing then only follows from it
        return None
    return merged
