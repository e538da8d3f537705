"""The pages of packs of checks, and of each check."""

from __future__ import annotations

from collections.abc import Iterator

from making.markdown import (
    STATUS,
    codes,
    fenced_condition,
    in_force,
    pack_front,
    pack_notes,
    prose,
    sentence,
    source_list,
    table,
    versions_page,
)
from making.rules import rule_file
from psed.model.dates import day_in_words
from psed.model.outcome import Weight
from psed.rulepack import Check, RulePack


def checks_page(pack: RulePack) -> str:
    """A pack of checks: each by its weight, and the pack's notes."""
    order = list(Weight)
    every = {check.id: check for check in pack.checks}
    rows = [
        [f"[{check.id}]({rule_file(check.id)})", check.weight, prose(check.title)]
        for check in sorted(every.values(), key=lambda check: (order.index(check.weight), check.id))
    ]
    parts = [
        *pack_front(pack, ["Reads", f"each {pack.kind} of a dossier"]),
        "## Checks",
        table(["Check", "Weight", "What it asks"], rows),
        *pack_notes(pack),
    ]
    return "\n\n".join(parts)


def check_page(pack: RulePack, name: str) -> str:
    """The page of one check, with all its versions."""
    return versions_page(pack, [each for each in pack.checks if each.id == name], _check)


def _check(pack: RulePack, check: Check) -> Iterator[str]:
    yield table(
        ["", ""],
        [
            ["Check", f"`{pack.rule_id(check)}`"],
            ["Weight", check.weight],
            ["Aims", codes(check.aims) or "none named"],
            ["In force", f"{in_force(pack)}, both days included"],
            ["Pack", f"{pack.pack} {pack.version}; {STATUS[pack.status]}"],
        ],
    )
    yield "## What it asks"
    if check.applies_when:
        yield "Of records for which this holds:"
        yield fenced_condition(f"condition {pack.kind}", check.applies_when)
        yield "It asks:"
    yield fenced_condition(f"condition {pack.kind}", check.condition)
    yield "## What it rests on"
    yield source_list(check.source)
    yield "## Why it matters"
    yield sentence(check.why)
    yield "## To mend it"
    yield sentence(check.mend.do)
    if check.ask:
        yield "## A question to ask"
        yield prose(check.ask)
    yield "## Examples"
    rows = [
        [prose(example.name), day_in_words(example.as_at), f"`{example.then}`", codes(example.reasons or ())]
        for example in check.examples
    ]
    yield table(["The record", "As at", "Then", "Reasons"], rows)
