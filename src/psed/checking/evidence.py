"""Kinds and details that mends and examples name."""

from __future__ import annotations

from collections.abc import Mapping

from psed.checking.shared import Found
from psed.checking.vocabulary import details_faults
from psed.compiled import CompiledPack
from psed.errors import suggestion
from psed.files.tree import Path_
from psed.model.evidence import EvidenceKind
from psed.rulepack import (
    DutyRule,
    Example,
    ExampleItem,
    PackExample,
    Provided,
    Rule,
    RulePack,
)


def evidence(pack: RulePack, compiled: CompiledPack) -> Found:
    """Kinds and details named in mends and examples."""
    kinds = compiled.lexicon.vocabulary.kinds
    for key in ("rules", "duties"):
        rules: tuple[Rule | DutyRule, ...] = getattr(pack, key)
        for index, rule in enumerate(rules):
            for number, item in enumerate(rule.mend.provides):
                yield from _item(item, (key, index, "mend", "provides", number), kinds)
            for number, example in enumerate(rule.examples):
                yield from _example_evidence(example, (key, index, "examples", number), compiled)
    for number, pack_example in enumerate(pack.examples):
        yield from _example_evidence(pack_example, ("examples", number), compiled)


def _example_evidence(example: Example | PackExample, here: Path_, compiled: CompiledPack) -> Found:
    vocabulary = compiled.lexicon.vocabulary
    for index, item in enumerate(example.evidence):
        yield from _item(item, (*here, "evidence", index), vocabulary.kinds)
        if item.dated is None and item.recorded_on is None:
            path = (*here, "evidence", index)
            yield "S002", "evidence without `dated:` needs `recorded_on:`", path, None
    for index, name in enumerate(example.none_held):
        if name not in vocabulary.kinds:
            path = (*here, "none_held", index)
            yield "P010", f"unknown kind `{name}`", path, suggestion(name, vocabulary.kinds)
    body = example.organisation.kind
    if body not in vocabulary.organisation_kinds:
        path = (*here, "organisation", "kind")
        yield (
            "D007",
            f"unknown kind of organisation `{body}`",
            path,
            suggestion(body, vocabulary.organisation_kinds),
        )


def _item(item: ExampleItem | Provided, here: Path_, kinds: Mapping[str, EvidenceKind]) -> Found:
    kind = kinds.get(item.kind)
    if kind is None:
        yield "P010", f"unknown kind `{item.kind}`", (*here, "kind"), suggestion(item.kind, kinds)
        return
    yield from details_faults(kind, item.detail, (*here, "detail"))
