"""How things are said in every report: days in full, levels, outcomes, items."""

from __future__ import annotations

import datetime as dt
import json
import shlex
import textwrap
from collections.abc import Iterable, Sequence

from psed.model.dates import day_in_words
from psed.model.duty import Nation
from psed.model.outcome import (
    AreaResult,
    Assessment,
    DutyRead,
    Finding,
    FrameworkResult,
    ItemRead,
    ItemState,
    Outcome,
    Progress,
    Reason,
    RecordRead,
)

_STATES = {
    ItemState.CURRENT: "current",
    ItemState.LAPSED: "lapsed",
    ItemState.SUPERSEDED: "superseded",
    ItemState.NOT_YET: "not there yet",
    ItemState.UNDECIDED: "may have lapsed: its date is not exact enough",
}


def in_words(outcome: Outcome) -> str:
    """An outcome as a person says it."""
    return {
        Outcome.MET: "met",
        Outcome.NOT_MET: "not met",
        Outcome.UNKNOWN: "not known to be met",
        Outcome.NOT_APPLICABLE: "not applicable",
        Outcome.ERROR: "in error",
    }[outcome]


def nation_in_words(nation: Nation) -> str:
    """Whose duty it is."""
    return {
        Nation.ENGLAND: "England and bodies that are not devolved",
        Nation.WALES: "Wales",
        Nation.SCOTLAND: "Scotland",
    }[nation]


def level(name: str | None, framework: FrameworkResult) -> str:
    """A level, or the pack's words for below the lowest."""
    return name or framework.floor


def screen(text: str) -> str:
    """Text that cannot steer a terminal, and holds nothing that XML or a calendar file may not.

    Names and titles come from strangers. Every writer sends what it writes through here, or, for JSON,
    through `screen_json`.
    """
    return "".join(
        sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in text
    )


def screen_json(text: str) -> str:
    """JSON that cannot steer a terminal: the same values, with signs that are not shown as escapes."""
    return "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)


def spaced(name: str) -> str:
    """A closed value as words: `religion-or-belief` is religion or belief."""
    return name.replace("-", " ").replace("_", " ")


def pack_line(framework: FrameworkResult, assessment: Assessment) -> str:
    """Which pack was read: title, id, version and status."""
    pack = next(pack for pack in assessment.packs if pack.id == framework.id)
    return f"{framework.title} ({pack.id} {pack.version}, {pack.status})"


def not_in_force(framework: FrameworkResult) -> str:
    """Why no rule of an edition applies, and when one would."""
    begins = day_in_words(framework.valid_from)
    until = f"to {day_in_words(framework.valid_to)}" if framework.valid_to else "on"
    told = f"This edition was in force from {begins} {until}, so no rule of it applies on that day."
    if framework.edition_then:
        then = framework.edition_then
        return f"{told} The edition of that day is {then}: read it with `--pack {then}`."
    return f"{told} psed holds no edition that was in force then."


def area_title(area: AreaResult) -> str:
    """An area by its number, where it has one, and its title."""
    return area.title if area.number is None else f"{area.number} {area.title}"


def progress_line(progress: Iterable[Progress]) -> str:
    """Exact counts by level: `developing 2 of 4 met, 1 not known, 1 not met`."""
    parts = []
    for row in progress:
        short = row.applicable - row.met - row.unknown
        unknown = f", {row.unknown} not known" if row.unknown else ""
        not_met = f", {short} not met" if short else ""
        parts.append(f"{row.level} {row.met} of {row.applicable} met{unknown}{not_met}")
    return "; ".join(parts)


def total_line(framework: FrameworkResult) -> str:
    """Points added up: `Total: 22 of 33 points`, both ends where they differ, and why there is no level."""
    total = framework.total
    assert total
    points = f"{total.low}" if total.low == total.high else f"between {total.low} and {total.high}"
    return f"Total: {points} of {total.most} points. {total.no_band or ''}".rstrip()


def duties_that_bind(duties: Iterable[DutyRead]) -> list[DutyRead]:
    """The duties that apply to the body on the day, or of which it is not settled, soonest first.

    What is overdue comes first, then what falls due next; by name where days are the same.
    """
    return in_order(duty for duty in duties if not set(duty.reasons) & _NO_BOND)


def in_order(duties: Iterable[DutyRead]) -> list[DutyRead]:
    """Duties by the day that comes next, soonest first; by name where days are the same."""
    return sorted(duties, key=lambda duty: (_day_due(duty), duty.rule))


_NO_BOND = {Reason.NOT_IN_FORCE, Reason.OUT_OF_SCOPE, Reason.WRONG_REGIME}


def _day_due(duty: DutyRead) -> dt.date:
    if duty.next_due_on:
        return duty.next_due_on.low
    due = duty.occurrence.due_on if duty.occurrence else None
    return due.low if due else dt.date.max


def command(name: str) -> str:
    """How to see more of something. DOSSIER stands for the file."""
    return f"psed explain DOSSIER {shlex.quote(name)}"


def with_id(told: str, name: str, ids: bool) -> str:
    """A statement with the id of what it is about in brackets at its end, where ids are asked for."""
    return f"{told} ({name})" if ids else told


def clip(text: str, most: int) -> str:
    """Text of at most so many letters, cut between words."""
    return text if len(text) <= most else textwrap.shorten(text, most, placeholder=" ...")


def count(number: int, noun: str) -> str:
    """A number and what is counted: `1 rule`, `1,200 rules`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: `A, B and C`."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def checks(number: int) -> str:
    """Checks of a record, counted."""
    return count(number, "check")


def duty_line(duty: DutyRead) -> str:
    """A duty in a few sentences: what it is, how it came out and why."""
    return " ".join([f"{duty.title}: {in_words(duty.outcome)}. {duty.because}", *duty.remarks])


def record_lines(record: RecordRead) -> list[str]:
    """Each check that the record contradicts, how many it does not show, and how to see them all."""
    lines = [
        f"{finding.title}: {in_words(finding.outcome)}. {finding.because}"
        for finding in record.findings
        if finding.outcome in (Outcome.NOT_MET, Outcome.ERROR)
    ]
    open_ = [finding for finding in record.findings if finding.outcome is Outcome.UNKNOWN]
    if open_:
        told = "1 check is" if len(open_) == 1 else f"{len(open_)} checks are"
        lines.append(f"{told} not known to be met. To see all: {command(record.id)}")
    if record.findings and not lines:
        lines.append("What is on record contradicts no check, and leaves none open.")
    return lines


def blocking(findings: Iterable[Finding], supported: str | None, levels: tuple[str, ...]) -> list[Finding]:
    """What stands between a supported level and the next one: the rules not met at the first level short."""
    found = list(findings)
    above = levels[levels.index(supported) + 1 :] if supported else levels
    for name in above:
        short = [f for f in found if f.at_level == name and f.outcome not in _PASSED]
        if short:
            return short
    return []


_PASSED = (Outcome.MET, Outcome.NOT_APPLICABLE)


def item_line(item: ItemRead, as_at: dt.date) -> str:
    """An item in one line: what it is, its date and whether it is current."""
    dated = item.dated.in_words() if item.dated else "not dated"
    return f'{item.id} "{item.title}" ({item.kind.replace("_", " ")}), {dated}; {state(item, as_at)}'


def state(item: ItemRead, as_at: dt.date) -> str:
    """Whether an item is current, and until when."""
    told = _STATES[item.state]
    good = item.last_good_on
    low, high = (good["low"], good["high"]) if good else (None, None)
    if item.state is ItemState.LAPSED and high:
        days = (as_at - high).days
        when = f"on {day_in_words(high)}" if low == high else f"by {day_in_words(high)}"
        return f"lapsed {when}, {days:,} day{'' if days == 1 else 's'} ago"
    if item.state is ItemState.CURRENT and low:
        return f"{told}, good to {day_in_words(low)}" + ("" if low == high else " at least")
    if item.state is ItemState.SUPERSEDED and item.superseded_by:
        return f"{told} by {', '.join(item.superseded_by)}"
    return told


def source_line(item: ItemRead) -> str:
    """Where an item was read, and who holds it."""
    where = f"{item.source.document}, {item.source.place}" if item.source else "no source given"
    return f"{where}; held by {item.held_by}" if item.held_by else where
