"""An example of a rule or a pack as the dossier that it tells of."""

from __future__ import annotations

import datetime as dt

from psed.checks import CheckExample
from psed.compiled import CompiledPack, CompiledRule
from psed.facts import Facts, Items
from psed.facts.recorded import RecordFacts
from psed.language.tree import evaluate
from psed.language.values import Truth
from psed.model.dossier import Complete, Dossier, NoneHeld
from psed.model.evidence import Evidence
from psed.model.organisation import Organisation
from psed.rule_parts import ExampleBody
from psed.rulepack import RELEVANT, Example, ExampleItem, PackExample, Provided, RulePack


def dossier_of(example: Example | PackExample, pack: RulePack, kind: str | None = None) -> Dossier:
    """The dossier of an example: a fictional body and the evidence it lists.

    Args:
        example: The example.
        pack: Its pack.
        kind: What serves its duty, if it is of one: of that all there was may be on file.
    """
    since = getattr(example, "complete_from", None)
    return Dossier(
        organisation=_body(example.organisation),
        evidence=tuple(evidence_of(item, n, pack) for n, item in enumerate(example.evidence, 1)),
        none_held=tuple(
            NoneHeld(kind=kind, as_at=example.as_at, by="Equality Officer") for kind in example.none_held
        ),
        complete=(
            (Complete(kind=kind, first=since, by="Equality Officer", as_at=example.as_at),)
            if since and kind
            else ()
        ),
    )


def _body(body: ExampleBody) -> Organisation:
    return Organisation(
        id="example:body",
        name="A fictional body",
        kind=body.kind,
        nation=body.nation,
        headcount=body.headcount,
        listings=body.listings,
        adopted=body.adopted,
        earlier_nations=body.earlier_nations,
        inherits_from=body.inherits_from,
        start=body.start,
        end=body.end,
    )


def dossier_of_check(example: CheckExample) -> Dossier:
    """The dossier of a check's example: a fictional body and one record."""
    return Dossier(
        organisation=_body(example.organisation),
        decisions=(example.decision,) if example.decision else (),
        objectives=(example.objective,) if example.objective else (),
    )


def facts_of_check(compiled: CompiledPack, example: CheckExample) -> RecordFacts | None:
    """The facts of the record of a check's example; none where it has no record."""
    record = example.decision or example.objective
    if record is None:
        return None
    kinds = compiled.lexicon.vocabulary.kinds
    return RecordFacts(record, Items.of(dossier_of_check(example), kinds, example.as_at), compiled.lexicon)


def evidence_of(item: ExampleItem, number: int, pack: RulePack) -> Evidence:
    """One item of an example, with the words that a dossier needs and an example leaves out."""
    return Evidence(
        id=item.id or f"X-{number}",
        kind=item.kind,
        title=f"Example {number}: {item.kind.replace('_', ' ')}",
        dated=item.dated,
        period=item.period,
        published=_published(item),
        published_on=item.published_on,
        recorded_on=item.recorded_on,
        valid_until=item.valid_until,
        characteristics=covered(item.characteristics, pack),
        aims=item.aims,
        strength=item.strength,
        supersedes=item.supersedes,
        detail=item.detail,
    )


def _published(item: ExampleItem) -> bool | None:
    """Whether an item of an example is said to be published: not, unless the example says so."""
    if item.published_on or item.published == "not-known" or item.strength:
        return None
    return item.published


def provided(item: Provided, number: int, as_at: dt.date, pack: RulePack) -> Evidence:
    """The evidence that a mend would bring, on the day it is brought."""
    return Evidence.model_validate(
        {
            "id": f"MEND-{number}",
            "kind": item.kind,
            "title": f"Brought by the mend: {item.kind.replace('_', ' ')}",
            "dated": as_at,
            "published_on": as_at if item.published else None,
            "characteristics": covered(item.characteristics, pack),
            "aims": item.aims,
            "strength": item.strength,
            "detail": item.detail,
        }
    )


def covered(words: tuple[str, ...] | None, pack: RulePack) -> tuple[str, ...] | None:
    """The characteristics that are meant; `relevant` is the pack's own list."""
    if words is None or RELEVANT not in words:
        return words
    return tuple(str(c) for c in pack.characteristics)


def mend_holds(compiled: CompiledPack, ready: CompiledRule) -> Truth:
    """Whether what a mend would bring, and nothing else, meets the condition of its rule.

    On the day and for the body of the rule's example with nothing on file, or else of its first.
    """
    pack, examples = compiled.pack, ready.rule.examples
    empty = [e for e in examples if not e.evidence and not e.none_held]
    example = (empty or examples)[0].model_copy(update={"evidence": (), "none_held": ()})
    provides = enumerate(ready.rule.mend.provides, 1)
    brought = tuple(provided(item, number, example.as_at, pack) for number, item in provides)
    dossier = dossier_of(example, pack).model_copy(update={"evidence": brought})
    items = Items.of(dossier, compiled.lexicon.vocabulary.kinds, example.as_at)
    return evaluate(ready.condition, Facts(items, compiled.lexicon))
