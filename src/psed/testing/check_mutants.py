"""Packs with one thing of a check changed: its condition, what it applies to, a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from psed.compiled import CompiledCheck, CompiledPack
from psed.language.worlds import same
from psed.testing.changing import Mutant, encodes, moved_by_a_day, told_apart, variants


def check_mutants(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Every mutant of the checks of a pack, in their order; nothing in place of one that is equivalent."""
    for ready in sorted(compiled.checks, key=lambda ready: ready.index):
        yield from _of_conditions(compiled, ready)
        yield from _of_dates(compiled, ready)


def _of_conditions(compiled: CompiledPack, ready: CompiledCheck) -> Iterator[Mutant | None]:
    catalogue = compiled.record_catalogue
    assert catalogue
    for key in ("condition", "applies_when"):
        node = getattr(ready, key)
        for what, clause, changed in variants(node) if node else ():
            if same(node, changed, catalogue):
                yield None
                continue
            kill = told_apart(node, changed, catalogue)
            said = what if key == "condition" else f"{key}: {what}"
            update: dict[str, Any] = {key: changed}
            made = _made(compiled, ready, replace(ready, **update))
            yield Mutant(ready.id, said, clause, ready.places[key], encodes(ready.rule), kill, made)


def _of_dates(compiled: CompiledPack, ready: CompiledCheck) -> Iterator[Mutant]:
    for key in ("valid_from", "valid_to"):
        day = getattr(ready.rule, key)
        for moved in moved_by_a_day(day):
            changed = replace(ready, rule=ready.rule.model_copy(update={key: moved}))
            what, clause = f"`{key}` {day} becomes {moved}", f"{key}: {day}"
            kill = f"an example on {day} and one beside it"
            made = _made(compiled, ready, changed)
            yield Mutant(ready.id, what, clause, ready.place, encodes(ready.rule), kill, made)


def _made(compiled: CompiledPack, ready: CompiledCheck, changed: CompiledCheck) -> CompiledPack:
    checks = tuple(changed if check is ready else check for check in compiled.checks)
    return replace(compiled, checks=checks)
