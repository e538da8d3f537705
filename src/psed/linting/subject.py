"""What the checks look at: a pack with its trees and places, and each condition in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from psed.compiled import CompiledPack, CompiledRule, Placer
from psed.errors import Place
from psed.facts import item_catalogue
from psed.language.printing import as_text
from psed.language.tree import Node, evaluate
from psed.language.types import Catalogue
from psed.language.worlds import World
from psed.linting.asking import Asker
from psed.linting.remark import Remark
from psed.model.evidence import EvidenceKind
from psed.rulepack import Check, Rule, RulePack

Span = tuple[dt.date, dt.date]
"""The first and the last day in force, both inclusive."""


@dataclass(frozen=True)
class Piece:
    """One condition, wherever it stands.

    Attributes:
        what: What it is called in a message.
        form: `condition`, `applies_when`, `when` or `item test`.
        node: Its tree.
        catalogue: The facts it may read.
        span: The days on which it is read.
        place: Where it stands.
        rule: The rule or check it belongs to; none for an item test.
    """

    what: str
    form: str
    node: Node
    catalogue: Catalogue
    span: Span
    place: Place
    rule: Rule | Check | None = None

    def remark(self, code: str, message: str, help: str) -> Remark:
        """A remark on it."""
        return Remark(code, message, self.place, help, rule=self.rule.id if self.rule else None)


@dataclass(frozen=True)
class Subject:
    """A pack that loads, with its trees and the place of each part."""

    pack: RulePack
    compiled: CompiledPack
    place: Placer
    _ways: dict[int, World | None] = field(default_factory=dict, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        """The facts that its rules may read."""
        return self.compiled.lexicon.catalogue

    @cached_property
    def rules(self) -> tuple[CompiledRule, ...]:
        """Every version of every rule, in the order of the file."""
        return tuple(sorted(self.compiled.rules, key=lambda ready: ready.index))

    @cached_property
    def own_kinds(self) -> tuple[tuple[int, EvidenceKind], ...]:
        """The kinds that only this pack knows, with their positions."""
        return tuple(enumerate(self.pack.kinds))

    def span(self, ready: CompiledRule) -> Span:
        """The first and last day on which a version of a rule is in force."""
        begins = ready.rule.valid_from or self.pack.valid_from
        return begins, ready.rule.valid_to or self.pack.valid_to or dt.date.max

    def meet(self, one: CompiledRule, other: CompiledRule) -> bool:
        """Whether two versions are in force on a day of the same, for the same bodies."""
        (begins, ends), (other_begins, other_ends) = self.span(one), self.span(other)
        return begins <= other_ends and other_begins <= ends and scope(one) == scope(other)

    def at(self, ready: CompiledRule, key: str) -> Place:
        """Where a key of a rule stands; the rule itself where the key is not written."""
        return self.place(("rules", ready.index, key))

    def way_to_meet(self, ready: CompiledRule) -> World | None:
        """A world in which a condition is met; none where there is none, or where that is not known."""
        if ready.index not in self._ways:
            ask = Asker(self.catalogue, self.span(ready))
            found = (w for w in ask.worlds(ready.condition) if evaluate(ready.condition, w.__getitem__))
            self._ways[ready.index] = next(found, None)
        return self._ways[ready.index]

    def pieces(self) -> Iterator[Piece]:
        """Every condition of the pack: of rules, of their scope, of item tests."""
        yield from self._item_tests()
        for ready in self.rules:
            span, rule = self.span(ready), ready.rule
            if ready.applies_when:
                place = self.at(ready, "applies_when")
                yield Piece(
                    "`applies_when`", "applies_when", ready.applies_when, self.catalogue, span, place, rule
                )
            place = self.at(ready, "condition")
            yield Piece("the condition", "condition", ready.condition, self.catalogue, span, place, rule)
        yield from self._checks()

    def _checks(self) -> Iterator[Piece]:
        catalogue = self.compiled.record_catalogue
        for ready in sorted(self.compiled.checks, key=lambda ready: ready.index) if catalogue else ():
            assert catalogue
            begins = ready.rule.valid_from or self.pack.valid_from
            span = (begins, ready.rule.valid_to or self.pack.valid_to or dt.date.max)
            for key in ("applies_when", "condition"):
                node = getattr(ready, key)
                what = "the condition" if key == "condition" else "`applies_when`"
                place = self.place(("checks", ready.index, key))
                if node:
                    yield Piece(what, key, node, catalogue, span, place, ready.rule)
            for number, (node, _) in enumerate(ready.also):
                place = self.place(("checks", ready.index, "says", "also", number, "when"))
                yield Piece("`when`", "when", node, catalogue, span, place, ready.rule)

    def _item_tests(self) -> Iterator[Piece]:
        tests, kinds = self.compiled.lexicon.item_tests, self.compiled.lexicon.vocabulary.kinds
        written = [
            (kind, test, ("item_tests", kind, test))
            for kind, own in self.pack.item_tests.items()
            for test in own
        ]
        paths: list[tuple[str, str, tuple[str | int, ...]]] = [*written]
        for index, own_kind in self.own_kinds:
            paths += [
                (own_kind.name, test, ("kinds", index, "item_tests", test)) for test in own_kind.item_tests
            ]
        span = (self.pack.valid_from, self.pack.valid_to or dt.date.max)
        for kind, test, path in paths:
            what = f"the item test `{kind}.{test}`"
            catalogue = item_catalogue(kinds[kind])
            yield Piece(what, "item test", tests[kind][test], catalogue, span, self.place(path))


def scope(ready: CompiledRule) -> str:
    """For which bodies there is such a rule, as text; empty for all."""
    return as_text(ready.applies_when) if ready.applies_when else ""
