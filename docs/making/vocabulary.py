"""The pages of kinds of evidence, facts and kinds of organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from making.markdown import BASIS, MADE, TYPES, codes, in_cell, prose, sentence, source_list, table
from making.rules import facts_named, rule_file
from psed.facts import ITEM_FACTS, KIND_FACTS
from psed.facts.catalogue import organisation_facts
from psed.facts.decisions import DECISION_FACTS
from psed.facts.objectives import OBJECTIVE_FACTS
from psed.facts.records import RecordFact
from psed.language.types import STRENGTHS, FactKind, Moves
from psed.loading import packs, vocabulary
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Better, Detail, DetailType, EvidenceKind, Over
from psed.rulepack import Rule, RulePack

ADDING: Mapping[Moves, str] = {
    Moves.UP: "stays or rises",
    Moves.DOWN: "stays or falls",
    Moves.SAME: "stays",
    Moves.ANY: "may rise or fall",
}


def _all_kinds() -> list[EvidenceKind]:
    return sorted(vocabulary().kinds.values(), key=lambda kind: kind.name)


def _readers(kind: str) -> list[tuple[RulePack, Rule]]:
    found = []
    for pack in packs():
        for rule in pack.rules:
            if any(name.partition(".")[0] == kind for name in facts_named(pack, rule)):
                found.append((pack, rule))
    return found


def kinds_page() -> str:
    """Every kind of evidence."""
    parts = [
        MADE,
        "# Kinds of evidence",
        "[Contents](index.md)",
        "What a body can hold on file. In a dossier `kind:` takes one of these names; the other names are "
        "what documents call it, and psed points to the right one if you write them. A kind that is not "
        "here cannot be recorded yet.",
        "An item is good from its date for its shelf life: both days count. Every shelf life below is "
        "psed's choice unless it says otherwise. An item's own `valid_until` can shorten it, and can go "
        "beyond it only where that is said.",
        table(
            ["Kind", "Meaning", "Good for"],
            [[f"[`{k.name}`](#{k.name})", sentence(k.meaning), _shelf_life(k)] for k in _all_kinds()],
        ),
    ]
    for kind in _all_kinds():
        parts += _kind(kind)
    return "\n\n".join(parts)


def _shelf_life(kind: EvidenceKind) -> str:
    if kind.shelf_life is None:
        return "good for good"
    months = kind.shelf_life.count
    if months % 12 or months == 12:
        return str(kind.shelf_life)
    return f"{months // 12} years"


def _kind(kind: EvidenceKind) -> Iterator[str]:
    yield f"## `{kind.name}`"
    yield sentence(kind.meaning)
    lines = [f"- Also called: {prose(', '.join(kind.aliases))}."] if kind.aliases else []
    note = f" {sentence(kind.basis_note)}" if kind.basis_note else ""
    lines.append(f"- Good for: {_shelf_life(kind)} ({BASIS[kind.basis]}).{note}")
    if kind.own_term:
        lines.append("- An item's own `valid_until` may go beyond that.")
    readers = _readers(kind.name)
    links = [f"[{pack.rule_id(rule)}](rules/{pack.pack}/{rule_file(rule.id)})" for pack, rule in readers]
    lines.append(f"- Read by: {', '.join(links) if links else 'no rule yet'}.")
    if kind.reserved:
        lines.append(f"- {sentence(kind.reserved)}")
    lines.append(f"- Its facts: [here](facts.md#{kind.name}).")
    yield "\n".join(lines)
    if kind.details:
        rows = []
        for detail in kind.details:
            short = f"[{detail.when_short}](results.md#{detail.when_short})"
            rows.append([f"`{detail.name}`", sentence(detail.meaning), _values(detail), short])
        yield table(["Detail", "Meaning", "Values", "Reason when short"], rows)
    else:
        yield "It has no details."


def _values(detail: Detail) -> str:
    match detail.type:
        case DetailType.SET:
            return f"any of {codes(detail.values)}"
        case DetailType.TEXT:
            return f"one of {codes(detail.values)}"
        case DetailType.YES_NO:
            return "`true` or `false`"
        case DetailType.NUMBER:
            unit = f" {prose(detail.unit)}" if detail.unit else ""
            return f"{_number(detail.low)} to {_number(detail.high)}{unit}"


def _number(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _over(detail: Detail) -> str:
    yes_no = detail.type is DetailType.YES_NO
    match detail.over:
        case Over.UNION:
            return "all that current items name, together"
        case Over.MAX:
            return "yes if any current item says yes" if yes_no else "the greatest of the current items"
        case Over.MIN:
            return "yes if every current item says yes" if yes_no else "the least of the current items"
        case Over.SUM:
            return "the sum over current items"
        case Over.LATEST:
            return "what the newest current item says"


def _none_current(detail: Detail) -> str:
    if detail.type is DetailType.SET:
        return "nothing"
    if detail.better is Better.NONE or detail.type is DetailType.TEXT:
        return "unknown"
    if detail.type is DetailType.YES_NO:
        return "yes" if detail.better is Better.LOWER else "no"
    return _number(detail.low if detail.better is Better.HIGHER else detail.high)


def facts_page() -> str:
    """Every fact that a condition can read."""
    kind_rows = [
        [f"`KIND.{name}`", TYPES[kind], sentence(meaning), ADDING[adding], ADDING[time]]
        for name, (kind, adding, time, meaning) in KIND_FACTS.items()
    ]
    item_rows = [[f"`{n}`", TYPES[kind], sentence(meaning)] for n, (kind, meaning) in ITEM_FACTS.items()]
    body_rows = [
        [f"`{fact.name}`", TYPES[fact.kind], sentence(fact.meaning), codes(fact.values)]
        for fact in organisation_facts(vocabulary()).values()
        if fact.name != "organisation.kind"
    ]
    body = organisation_facts(vocabulary())["organisation.kind"]
    listed = "one of the [kinds of organisation](organisation-kinds.md)"
    body_rows.append([f"`{body.name}`", TYPES[body.kind], sentence(body.meaning), listed])
    parts = [
        MADE,
        "# Facts",
        "[Contents](index.md)",
        "All that a rule can read. A fact is worked out from a dossier as at a day; a condition names it as "
        "`kind.fact`. How to write a condition is told in [conditions](conditions.md).",
        "## Of every kind",
        "Put the name of a [kind of evidence](kinds.md) for `KIND`. `held` and `latest_on` go by items that "
        "exist on the day; all the others by current items, that is, those in date and not superseded. "
        "Where nothing of a kind is on file, every fact of it is unknown.",
        table(["Fact", "Type", "Meaning", "When an item in date is added", "As time passes"], kind_rows),
        f"`characteristics` holds words from {codes(Characteristic)}; `aims` from {codes(Aim)}. `strength` "
        f"is a number that is compared with {codes(STRENGTHS)}.",
        "## Of one item",
        "For item tests. A test is asked of one item at a time, so these have no kind before them. The "
        "details of the item's kind stand beside them, by their bare names.",
        table(["Fact", "Type", "Meaning"], item_rows),
        "## Of the body and the day",
        "All that `applies_when` may read; a condition may read them too.",
        table(["Fact", "Type", "Meaning", "Values"], sorted(body_rows)),
        "## Of a decision",
        "What a check may read of the [record of a decision](decisions.md). A record that leaves something "
        "out leaves its fact unknown.",
        _record_table(DECISION_FACTS),
        "## Of an objective",
        "What a check may read of an [equality objective](decisions.md#objectives).",
        _record_table(OBJECTIVE_FACTS),
        "## Of each kind",
        "What each kind has beside the facts of every kind: its details, and a count for each item test "
        "that a shipped pack declares.",
    ]
    for kind in _all_kinds():
        parts += _kind_facts(kind)
    return "\n\n".join(parts)


def _record_table(facts: Mapping[str, RecordFact]) -> str:
    rows = []
    for fact in (record.type for record in facts.values()):
        nine = fact.values == tuple(map(str, Characteristic))
        values = "the nine characteristics" if nine else codes(fact.values)
        if fact.kind is FactKind.NUMBER:
            values = f"{_number(fact.low)} to {_number(fact.high)}"
        rows.append([f"`{fact.name}`", TYPES[fact.kind], sentence(fact.meaning), values])
    return table(["Fact", "Type", "Meaning", "Values"], rows)


def _kind_facts(kind: EvidenceKind) -> Iterator[str]:
    yield f"### `{kind.name}`"
    yield f"{sentence(kind.meaning)} [More](kinds.md#{kind.name})."
    rows = [
        [
            f"`{kind.name}.{detail.name}`",
            TYPES[FactKind(str(detail.type))],
            f"{sentence(detail.meaning)} Values: {_values(detail)}.",
            _over(detail),
            _none_current(detail),
        ]
        for detail in kind.details
    ]
    if rows:
        yield table(["Fact", "Type", "Meaning", "Over several items", "With no current item"], rows)
    tests = [[f"`{kind.name}.{name}`", in_cell(text), where] for name, text, where in _tests_of(kind)]
    if tests:
        yield table(["Count of items that pass", "The item test", "Declared by"], tests)
    if not rows and not tests:
        yield "Nothing beside the facts of every kind."


def _tests_of(kind: EvidenceKind) -> Iterator[tuple[str, str, str]]:
    yield from ((name, text, "the kind") for name, text in sorted(kind.item_tests.items()))
    for pack in packs():
        for name, text in sorted(pack.item_tests.get(kind.name, {}).items()):
            yield name, text, f"[{pack.pack}](rules/{pack.pack}/index.md)"


def organisation_kinds_page() -> str:
    """Every kind of organisation."""
    parts = [
        MADE,
        "# Kinds of organisation",
        "[Contents](index.md)",
        "In a dossier `organisation.kind` takes one of these names. A kind says nothing for sure about one "
        "body: Schedule 19 to the Equality Act 2010 names bodies, often with limits.",
    ]
    for kind in vocabulary().organisation_kinds.values():
        parts.append(f"## `{kind.name}`")
        parts.append(sentence(kind.meaning))
        if kind.aliases:
            parts.append(f"Also called: {prose(', '.join(kind.aliases))}.")
        parts.append(source_list(kind.source))
    return "\n\n".join(parts)
