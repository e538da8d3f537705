"""The facts that a vocabulary gives, with their types: what a condition may name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from psed.language.tree import Node
from psed.language.types import Catalogue, FactKind, FactType, Moves
from psed.model.duty import Aim, Characteristic, Nation
from psed.model.evidence import Detail, DetailType, EvidenceKind, Over
from psed.model.organisation import Register
from psed.vocabulary import Vocabulary

_ZERO = Decimal(0)
_NINE = Decimal(len(Characteristic))
_CHARACTERISTICS = tuple(str(c) for c in Characteristic)
_AIMS = tuple(str(a) for a in Aim)

KIND_FACTS: Mapping[str, tuple[FactKind, Moves, Moves, str]] = {
    "held": (FactKind.NUMBER, Moves.UP, Moves.SAME, "how many items there are"),
    "latest_on": (
        FactKind.DATE,
        Moves.UP,
        Moves.SAME,
        "the date of the newest item; before every day if there is none",
    ),
    "current": (FactKind.NUMBER, Moves.UP, Moves.DOWN, "how many items are current"),
    "published": (FactKind.NUMBER, Moves.UP, Moves.DOWN, "how many current items are published"),
    "characteristics": (
        FactKind.SET,
        Moves.UP,
        Moves.DOWN,
        "the characteristics that current items cover together",
    ),
    "characteristics_count": (
        FactKind.NUMBER,
        Moves.UP,
        Moves.DOWN,
        "how many characteristics they cover together",
    ),
    "covers_relevant": (
        FactKind.YES_NO,
        Moves.UP,
        Moves.DOWN,
        "whether they cover the pack's characteristics together",
    ),
    "aims": (FactKind.SET, Moves.UP, Moves.DOWN, "the aims that current items serve together"),
    "strength": (
        FactKind.NUMBER,
        Moves.UP,
        Moves.DOWN,
        "the strength of the strongest current item; 0 if there is none",
    ),
}
"""The facts of every kind: type, how it moves with a new item and with time, and its meaning.

`held` and `latest_on` go by items that exist, all others by current items.
"""

ITEM_FACTS: Mapping[str, tuple[FactKind, str]] = {
    "published": (FactKind.YES_NO, "whether the item is published"),
    "characteristics": (FactKind.SET, "the characteristics it covers"),
    "characteristics_count": (FactKind.NUMBER, "how many characteristics it covers"),
    "covers_relevant": (FactKind.YES_NO, "whether it covers the pack's characteristics by itself"),
    "aims": (FactKind.SET, "the aims it serves"),
    "strength": (FactKind.NUMBER, "its strength"),
}
"""The facts of one item, for item tests, beside its details."""

_DETAIL_KINDS = {
    DetailType.NUMBER: FactKind.NUMBER,
    DetailType.TEXT: FactKind.TEXT,
    DetailType.SET: FactKind.SET,
    DetailType.YES_NO: FactKind.YES_NO,
}
_MONOTONE_OVERS = (Over.UNION, Over.MAX, Over.SUM)


@dataclass(frozen=True)
class Lexicon:
    """What names mean for one pack: its vocabulary, its relevant characteristics, its item tests."""

    vocabulary: Vocabulary
    relevant: frozenset[str]
    item_tests: Mapping[str, Mapping[str, Node]]
    catalogue: Catalogue


def _type(name: str, kind: FactKind, meaning: str, adding: Moves, time: Moves) -> FactType:
    short = name.rpartition(".")[2]
    values: tuple[str, ...] = ()
    if kind is FactKind.SET:
        values = _AIMS if short == "aims" else _CHARACTERISTICS
    number = kind is FactKind.NUMBER
    high = {"characteristics_count": _NINE, "strength": Decimal(4)}.get(short)
    return FactType(name, kind, meaning, adding, time, values, _ZERO if number else None, high, whole=number)


def _detail_type(name: str, detail: Detail) -> FactType:
    monotone = detail.over in _MONOTONE_OVERS and detail.better == "higher"
    adding, time = (Moves.UP, Moves.DOWN) if monotone else (Moves.ANY, Moves.ANY)
    kind = _DETAIL_KINDS[detail.type]
    high = None if detail.over is Over.SUM else detail.high
    return FactType(name, kind, detail.meaning, adding, time, detail.values, detail.low, high)


def item_catalogue(kind: EvidenceKind) -> Catalogue:
    """The facts of one item of a kind, by bare name."""
    facts = {
        name: _type(name, fact, meaning, Moves.SAME, Moves.UP if name == "published" else Moves.SAME)
        for name, (fact, meaning) in ITEM_FACTS.items()
    }
    for detail in kind.details:
        facts[detail.name] = _detail_type(detail.name, detail)
    return Catalogue(facts, f"The details of `{kind.name}` are listed in docs/kinds.md")


def organisation_facts(vocabulary: Vocabulary) -> dict[str, FactType]:
    """The facts of the organisation and of the day: all that `applies_when` may read."""
    same, text = Moves.SAME, FactKind.TEXT
    facts = [
        FactType("as_at", FactKind.DATE, "the day of the assessment", same, Moves.UP),
        FactType(
            "organisation.kind", text, "the kind of body", same, same, tuple(vocabulary.organisation_kinds)
        ),
        FactType("organisation.nation", text, "the nation of the duty", same, same, tuple(map(str, Nation))),
        FactType(
            "organisation.listed_in",
            FactKind.SET,
            "the lists in the law that, by what is on record, name the body on this day",
            same,
            Moves.ANY,
            tuple(map(str, Register)),
        ),
        FactType(
            "organisation.employees",
            FactKind.NUMBER,
            "persons employed on the latest day on or before `as_at` for which there is a count",
            same,
            Moves.ANY,
            low=_ZERO,
            whole=True,
        ),
    ]
    return {fact.name: fact for fact in facts}


def kind_catalogue(vocabulary: Vocabulary, item_tests: Mapping[str, Mapping[str, object]]) -> Catalogue:
    """Every fact that a rule's condition may read."""
    facts = organisation_facts(vocabulary)
    for kind in vocabulary.kinds.values():
        for name, (fact, adding, time, meaning) in KIND_FACTS.items():
            full = f"{kind.name}.{name}"
            facts[full] = _type(full, fact, meaning, adding, time)
        for detail in kind.details:
            full = f"{kind.name}.{detail.name}"
            facts[full] = _detail_type(full, detail)
        for test in item_tests.get(kind.name, {}):
            full = f"{kind.name}.{test}"
            meaning = "how many current items pass this item test"
            facts[full] = _type(full, FactKind.NUMBER, meaning, Moves.UP, Moves.DOWN)
    return Catalogue(facts)
