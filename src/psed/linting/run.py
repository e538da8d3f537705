"""Linting one pack, all shipped packs, or the shipped vocabulary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from psed.compiled import CompiledPack, Placer, compile_pack
from psed.errors import InvalidRulePack, Place, PsedError
from psed.facts import item_catalogue
from psed.files.tree import Path_, read_tree
from psed.language.compiling import compile_condition
from psed.linting.checks import check, in_order
from psed.linting.conditions import constant_piece, idle_parts_of, too_cautious_piece
from psed.linting.kinds import facts_of_rules, kind_is_read
from psed.linting.remark import Remark
from psed.linting.sources import shelf_life_says_enough, source_says_enough, sources_in
from psed.linting.subject import Piece, Subject
from psed.loading import load_pack, pack_by_id, pack_tree, packs, rules_folder, shipped, vocabulary
from psed.model.evidence import EvidenceKind
from psed.rulepack import RulePack

KINDS, BODIES = "evidence-kinds.yaml", "organisation-kinds.yaml"


def lint(pack: str | Path | RulePack) -> tuple[Remark, ...]:
    """Every remark on a rule pack, in the order of its files.

    Where the pack does not load, the remarks are its faults, of severity `error`, and nothing else is
    looked at.

    Args:
        pack: A path, the id of a shipped pack, or a pack that was read before (whose remarks then name
            only the places of its rules).

    Raises:
        NotFound: There is no such file, and no shipped pack has this id.
    """
    if isinstance(pack, RulePack):
        return check(_subject(pack, None))
    if not is_there(pack) and not _looks_like_a_path(str(pack)):
        return _lint_by_id(str(pack))
    try:
        read, place = load_pack(pack), pack_tree(Path(pack)).place
    except InvalidRulePack as error:
        return _faults(error, str(pack))
    return check(_subject(read, place))


def is_there(path: str | Path) -> bool:
    """Whether there is a file or folder of this name; not where it could not even be one."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _faults(error: InvalidRulePack, shown: str) -> tuple[Remark, ...]:
    return tuple(Remark.of_fault(fault, shown) for fault in error.exceptions if isinstance(fault, PsedError))


def _looks_like_a_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml", ".json"))


def _lint_by_id(name: str) -> tuple[Remark, ...]:
    try:
        pack = pack_by_id(name)
    except InvalidRulePack as error:
        return _faults(error, name)
    path = shipped()[name]
    shown = f"rules/{path.relative_to(rules_folder()).as_posix()}"
    return check(_subject(pack, pack_tree(path, shown).place))


def _subject(pack: RulePack, place: Placer | None) -> Subject:
    compiled = compile_pack(pack, vocabulary())
    return Subject(pack, compiled, place or _places_of(compiled))


def _places_of(compiled: CompiledPack) -> Placer:
    """The places that a pack keeps when it is read: those of its rules."""
    rules = {ready.index: ready for ready in compiled.rules}

    def place(path: Path_) -> Place:
        index = path[1] if path[:1] in (("rules",), ("checks",)) and len(path) > 1 else None
        if not isinstance(index, int):
            return Place(compiled.pack.pack)
        if path[0] == "checks":
            check = next(ready for ready in compiled.checks if ready.index == index)
            return check.places.get(str(path[2]) if len(path) > 2 else "", check.place)
        return rules[index].places.get(str(path[2]) if len(path) > 2 else "", rules[index].place)

    return place


def lint_shipped() -> tuple[Remark, ...]:
    """Every remark on the shipped packs and the shipped vocabulary."""
    return in_order([*lint_vocabulary(), *(remark for name in shipped() for remark in _lint_by_id(name))])


def lint_vocabulary() -> tuple[Remark, ...]:
    """Every remark on the shipped kinds of evidence and of organisation, read beside the shipped packs."""
    try:
        words, compiled = vocabulary(), [compile_pack(pack, vocabulary()) for pack in packs()]
    except InvalidRulePack as error:
        return _faults(error, KINDS)
    # Details wait for rules to come, here and elsewhere: a dossier may record what no pack asks yet.
    by_rules = facts_of_rules(compiled)
    place, body_place = (_tree_place(name) for name in (KINDS, BODIES))
    found: list[Remark] = []
    for index, kind in enumerate(words.kinds.values()):
        here: Path_ = ("kinds", index)
        found += kind_is_read(kind, by_rules, place, here, "no shipped pack")
        found += shelf_life_says_enough(kind, place, here)
        for piece in _item_tests(kind, place, here):
            found += [*constant_piece(piece), *idle_parts_of(piece), *too_cautious_piece(piece)]
    for path, source in sources_in(words.organisation_kinds.values(), "kinds"):
        found += source_says_enough(source, body_place, path)
    return in_order(found)


def _tree_place(name: str) -> Placer:
    return read_tree(rules_folder() / name, f"rules/{name}").place


def _item_tests(kind: EvidenceKind, place: Placer, here: Path_) -> Iterator[Piece]:
    catalogue = item_catalogue(kind)
    for test, text in kind.item_tests.items():
        where = place((*here, "item_tests", test))
        node = compile_condition(text, catalogue, where)
        what = f"the item test `{kind.name}.{test}`"
        yield Piece(what, "item test", node, catalogue, (dt.date.min, dt.date.max), where)
