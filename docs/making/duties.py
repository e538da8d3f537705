"""The pages of law packs with duties, and of each duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
from making.rules import example_rows, mend_text, rule_file
from psed.model.dates import day_in_words
from psed.rulepack import Bound, DutyRule, RulePack
from psed.schedules import Continuing, FirstDue, Fixed, Once, Part, PartWhile, Rolling, Schedule, Served
from psed.words import nation_in_words


def law_pack_page(pack: RulePack) -> str:
    """A law pack: its duties and its notes."""
    rows = [[f"[{duty.id}]({rule_file(duty.id)})", prose(duty.title)] for duty in pack.duties]
    parts = [
        *pack_front(pack),
        "## Duties by a day",
        table(["Duty", "What it asks"], rows),
        *pack_notes(pack),
    ]
    return "\n\n".join(parts)


def duty_page(pack: RulePack, name: str) -> str:
    """The page of one duty, with all its versions."""
    return versions_page(pack, [each for each in pack.duties if each.id == name], _duty)


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
    yield from _bound(duty.bound or pack.bound)
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


def _bound(bound: Bound | None) -> Iterator[str]:
    assert bound
    nations = " and ".join(nation_in_words(nation) for nation in bound.nations)
    yield f"Bodies whose duty is that of {nations}."
    if bound.listed_in:
        yield (
            f"What a dossier records under `listings:` decides: {codes(bound.listed_in)}. Where nothing is "
            "recorded, the kind of body stands in for it."
        )
    if bound.not_listed_in:
        yield f"It is for bodies that these lists do not name: {codes(bound.not_listed_in)}."
    if bound.applies_when:
        yield "Bodies for which this holds:"
        yield fenced_condition("condition applies_when", bound.applies_when)
    if bound.unsettled_when:
        yield "Of these it is not settled:"
        yield fenced_condition("condition applies_when", bound.unsettled_when)


def _schedule(schedule: Schedule) -> Iterator[str]:
    match schedule:
        case Rolling():
            yield from _rolling(schedule)
        case Fixed():
            yield from _fixed(schedule)
        case Once():
            yield from _once(schedule)
        case Continuing():
            yield from _firsts(schedule.first_due, "from")
            yield "It has no last day: it has to be so at all times."
            served_by = schedule.served_by
            if schedule.new_body:
                grace = schedule.new_body.grace
                yield f"A body founded later has {grace} from its first day. No law says so; psed chose."
            how = f"{_HOW[served_by.match]}{_which(served_by)}"
            yield f"What shows it is `{served_by.kind}`, {how}. It must hold:"
    yield "\n".join(_part(part) for part in schedule.served_by.parts) or "- nothing in particular"


def _firsts(firsts: Iterable[FirstDue], word: str) -> Iterator[str]:
    lines: list[str] = []
    for first in firsts:
        whom = f"where `{first.when}`" if first.when else "all others" if lines else "all"
        if first.listed_in:
            where = f", or where `{first.when}`" if first.when else ""
            whom = f"listed in {codes(first.listed_in)}{where}"
        figures = f", with the figures of {day_in_words(first.snapshot)}" if first.snapshot else ""
        period = first.period
        about = f", for {day_in_words(period.first)} to {day_in_words(period.last)}" if period else ""
        open_days = " and ".join(map(day_in_words, first.unsettled))
        about += f"; whether it binds for {open_days} is not settled" if first.unsettled else ""
        lines.append(f"- {whom}: {word} {day_in_words(first.on)}{figures}{about}")
    yield "For the first time:" if word == "by" else "It begins:"
    yield "\n".join(lines)


def _rolling(schedule: Rolling) -> Iterator[str]:
    yield from _firsts(schedule.first_due, "by")
    yield f"Then within {schedule.every} of the last time. {_READINGS[schedule.reading]}"
    if schedule.carry_over:
        since = day_in_words(schedule.carry_over.since)
        yield f"What was published under earlier law, from {since} on, counts: the time runs on from there."
    if schedule.new_body:
        grace = schedule.new_body.grace
        yield f"A body founded later has {grace} from its first day. No law says so; psed chose."
    else:
        yield "For a body founded later the first day is not known."
    served_by = schedule.served_by
    if schedule.counts_from:
        yield f"What is published from {day_in_words(schedule.counts_from)} on counts."
    how = "by the day of its publication"
    yield f"What serves it is `{served_by.kind}`, {how}{_which(served_by)}. It must hold:"


_HOW = {
    "period": "for the time whose figures or last day lie in its `period:`",
    "published_on": "by the day of its publication",
    "dated": "by the day it is dated; it need not be published",
    "current": "as long as it is current",
    "published": "as long as it is current and public",
    "standing": "in public, until another takes its place or it ends by its own word",
}


def _which(served_by: Served) -> str:
    return f", where `{served_by.where}`" if served_by.where else ""


def _once(schedule: Once) -> Iterator[str]:
    yield from _firsts(schedule.first_due, "by")
    yield "It is done once, and not again."
    if schedule.test:
        size = f"{schedule.test.at_least} {_COUNTED[schedule.test.fact]}"
        yield f"It binds a body with {size} or more on that day."
    yield "For a body founded later the day is not known."
    served_by = schedule.served_by
    yield f"What serves it is `{served_by.kind}`, {_HOW[served_by.match]}{_which(served_by)}. It must hold:"


_COUNTED = {
    "organisation.employees": "employees",
    "organisation.full_time": "staff in full-time equivalents",
}


def _fixed(schedule: Fixed) -> Iterator[str]:
    yield from _firsts(schedule.first_due, "by")
    yield (
        f"Then every {schedule.every}, by the same day of the calendar; publishing early or late does not "
        "move it."
    )
    if schedule.test:
        tested = {"snapshot": "on the day of the figures", "any-time-in-period": "at any time in the period"}
        yield (
            f"It binds a body each time anew: one with {schedule.test.at_least} employees or more "
            f"{tested[schedule.test.at]}."
        )
    if schedule.new_body:
        yield "A body founded later is bound from the next time on."
    else:
        yield "For a body founded later the first day is not known."
    for flag in schedule.not_enforced:
        until = f" until {day_in_words(flag.until)}" if flag.until else ""
        when_due = day_in_words(flag.due_on)
        yield f"Not enforced for {when_due}{until}: {prose(flag.says)} The day of the law stands."
    served_by = schedule.served_by
    yield f"What serves it is `{served_by.kind}`, {_HOW[served_by.match]}{_which(served_by)}. It must hold:"


def _part(part: Part) -> str:
    asked = ""
    if part.test:
        asked = f", with {part.test.at_least} {_COUNTED[part.test.fact]} or more on the day of publication"
    if part.when:
        asked += f", where `{part.when}`"
    if part.since:
        asked += f", in what is published from {day_in_words(part.since)} on"
    if isinstance(part, PartWhile) and part.each:
        asked += ", each item of it"
    return f"- {prose(part.says)}{asked}: `{part.where}`"
