"""The pages of law packs with duties, and of each duty."""

from __future__ import annotations

from collections.abc import Iterator

from making.markdown import (
    MADE,
    STATUS,
    codes,
    fenced_condition,
    in_force,
    prose,
    sentence,
    source_list,
    table,
)
from making.rules import example_rows, mend_text, rule_file
from psed.model.dates import day_in_words
from psed.rulepack import DutyRule, RulePack
from psed.schedules import Part, Schedule


def law_pack_page(pack: RulePack) -> str:
    """A law pack: its duties and its notes."""
    rows = [[f"[{duty.id}]({rule_file(duty.id)})", prose(duty.title)] for duty in pack.duties]
    parts = [
        MADE,
        f"# {prose(pack.title)}",
        "[Contents](../../index.md) · [Rules](../index.md)",
        table(
            ["", ""],
            [
                ["Id", f"`{pack.pack}`"],
                ["Version", pack.version],
                ["Status", STATUS[pack.status]],
                ["In force", f"{in_force(pack)}, both days included"],
            ],
        ),
        "## Duties by a day",
        table(["Duty", "What it asks"], rows),
    ]
    if pack.notes:
        parts += ["## What is unclear, and what psed chose", source_list(pack.notes)]
    return "\n\n".join(parts)


def duty_page(pack: RulePack, name: str) -> str:
    """A duty's page; several versions stand below one another, the newest first."""
    versions = sorted((d for d in pack.duties if d.id == name), key=lambda d: d.valid_from or pack.valid_from)
    parts = [
        MADE,
        f"# {prose(versions[-1].title)}",
        f"[Contents](../../index.md) · [Rules](../index.md) · [{prose(pack.title)}](index.md)",
    ]
    for duty in reversed(versions):
        if len(versions) > 1:
            begins = day_in_words(duty.valid_from or pack.valid_from)
            parts.append(f"## The version from {begins}")
        parts += _duty(pack, duty)
    return "\n\n".join(parts)


def _duty(pack: RulePack, duty: DutyRule) -> Iterator[str]:
    yield table(
        ["", ""],
        [
            ["Duty", f"`{pack.rule_id(duty)}`"],
            ["Aims", codes(duty.aims) or "none named"],
            ["In force", f"{in_force(pack)}, both days included"],
            ["Pack", f"{pack.pack} {pack.version}; {STATUS[pack.status]}"],
        ],
    )
    yield "## Who is bound"
    if duty.applies_when:
        yield "Bodies for which this holds:"
        yield fenced_condition("condition applies_when", duty.applies_when)
    if duty.unsettled_when:
        yield "Of these it is not settled:"
        yield fenced_condition("condition applies_when", duty.unsettled_when)
    yield "## When it is due"
    yield from _schedule(duty.schedule)
    yield "## What it rests on"
    yield source_list(duty.source)
    yield "## Why it matters"
    yield sentence(duty.why)
    yield "## To mend it"
    yield mend_text(duty)
    if duty.ask:
        yield "## A question to ask"
        yield prose(duty.ask)
    yield "## Examples"
    yield example_rows(duty)


_READINGS = {
    "both": "The time begins with the day of publication and is read in two ways: the cautious day is shown "
    "as due, the anniversary beside it, and it is late only after both.",
    "strict": "The day of publication is the first day of that time.",
    "anniversary": "The last day is the anniversary.",
}


def _schedule(schedule: Schedule) -> Iterator[str]:
    firsts: list[str] = []
    for first in schedule.first_due:
        whom = f"where `{first.when}`" if first.when else "all others" if firsts else "all"
        firsts.append(f"- {whom}: by {day_in_words(first.on)}")
    yield "For the first time:"
    yield "\n".join(firsts)
    yield f"Then within {schedule.every} of the last time. {_READINGS[schedule.reading]}"
    if schedule.carry_over:
        since = day_in_words(schedule.carry_over.since)
        yield f"What was published under earlier law, from {since} on, counts: the time runs on from there."
    if schedule.new_body:
        grace = schedule.new_body.grace
        yield f"A body founded later has {grace} from its first day. No law says so; psed chose."
    yield f"What serves it is `{schedule.served_by.kind}`, by the day of its publication. It must hold:"
    yield "\n".join(_part(part) for part in schedule.served_by.parts) or "- nothing in particular"


def _part(part: Part) -> str:
    asked = ""
    if part.test:
        asked = f", with {part.test.at_least} employees or more on the day of publication"
    return f"- {prose(part.says)}{asked}: `{part.where}`"
