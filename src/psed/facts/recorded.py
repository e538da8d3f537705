"""Looking up the facts of one record, beside those of the body and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from psed.facts.catalogue import Lexicon
from psed.facts.decision_view import DecisionView
from psed.facts.decisions import DECISION_FACTS
from psed.facts.deriving import Facts
from psed.facts.items import Items
from psed.facts.objectives import OBJECTIVE_FACTS, ObjectiveView
from psed.facts.records import Path_, RecordFact, catalogue_of
from psed.language.types import Catalogue, FactType
from psed.language.values import Granted, Known
from psed.model.decision import Decision
from psed.model.objective import Objective

FACTS: Mapping[str, Mapping[str, RecordFact]] = {"decision": DECISION_FACTS, "objective": OBJECTIVE_FACTS}
"""The facts of each sort of record, by the kind of pack that reads them."""


def record_catalogue(kind: str, organisation: Mapping[str, FactType]) -> Catalogue | None:
    """What the checks of a kind of pack may read; nothing for a pack that has none."""
    if kind not in FACTS:
        return None
    return catalogue_of(FACTS[kind], organisation, f"Facts of {kind}s are listed in docs/facts.md")


class RecordFacts:
    """The facts of one record on one day; each worked out when first asked for.

    Args:
        record: The decision or the objective.
        items: The dossier's items on that day; what is known of its body is read from there.
        lexicon: What names mean for the pack.
    """

    def __init__(self, record: Decision | Objective, items: Items, lexicon: Lexicon) -> None:
        self.record, self.items = record, items
        self.kind = "decision" if isinstance(record, Decision) else "objective"
        self.view = _view(record, items)
        self._body = Facts(items, lexicon)
        self._known: dict[str, Known] = {}

    def __call__(self, name: str) -> Known:
        """What is known of a fact."""
        if name not in self._known:
            fact = FACTS[self.kind].get(name)
            self._known[name] = fact.derive(self.view) if fact else self._body(name)
        return self._known[name]

    def path(self, name: str) -> Path_:
        """The keys of the record that a fact is read from; none for a fact of the body or the day."""
        fact = FACTS[self.kind].get(name)
        return fact.path(self.view) if fact else ()

    def granting(self, ways: Mapping[str, str]) -> Overlooked:
        """The same with some facts as good as a condition wants them, each in a way: up, down or any."""
        return Overlooked(self, ways)


class Overlooked:
    """The facts of a record with some of them granted, for finding what a check turns on."""

    def __init__(self, facts: RecordFacts, ways: Mapping[str, str]) -> None:
        self.facts, self.ways = facts, ways

    def __call__(self, name: str) -> Known:
        """What is known of a fact, granted if it is one of those to be overlooked."""
        known = self.facts(name)
        return Granted(known, self.ways[name]) if name in self.ways else known


def _view(record: Decision | Objective, items: Items) -> DecisionView | ObjectiveView:
    if isinstance(record, Decision):
        return DecisionView(record, items.as_at)
    by_id = items.by_id
    published = [by_id[name].evidence.published_on if name in by_id else None for name in record.published_in]
    return ObjectiveView(record, items.as_at, tuple(published))


def taken_by(decisions: Iterable[Decision], as_at: dt.date) -> list[Decision]:
    """The decisions but those that were surely taken only after a day."""
    return [each for each in decisions if not taken_after(each, as_at)]


def taken_after(decision: Decision, as_at: dt.date) -> bool:
    """Whether a decision was surely taken only after a day."""
    return decision.taken_on is not None and decision.taken_on.earliest > as_at
