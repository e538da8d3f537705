"""The first screen: plain text of at most 80 columns, about forty lines, what presses most first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from psed import words
from psed.layout import item, listed, para, row
from psed.model.dates import day_in_words
from psed.model.outcome import (
    AreaResult,
    Assessment,
    CoverageCell,
    DutyRead,
    Finding,
    FrameworkResult,
    ItemRead,
    ItemState,
    Outcome,
)
from psed.reasoning.explain import Why, deciding, finding_line, is_bare
from psed.reasoning.standing import (
    days_overdue,
    nothing_on_file,
    record_line,
    records_in_order,
    scope_line,
    standing,
)

_WIDTHS = (38, 18, 18)
_ALL = 1_000_000
MOST = 3
"""How many entries of each list are told at first; fewer where the screen would run over."""
LINES = 44
"""About how many lines the first screen takes at most."""
_ENTRY = 400
"""How many letters of an entry are told at first."""
_AREAS = 8
"""How many areas of a framework are told at first."""

_NONE_READ = "No framework was read. Name one: `--pack ID`, or `packs:` in the dossier."
FULL = "psed assess DOSSIER --full"
MORE = (
    "All of it: add --full; with the id of each rule and duty: --ids. DOSSIER stands for the file and the "
    "options given here."
)


class Told(NamedTuple):
    """How much is told.

    Attributes:
        full: All that there is, and not only the first of each list.
        ids: With the ids of rules, duties and checks.
        most: How many entries of a list are told, if not all.
    """

    full: bool
    ids: bool
    most: int = MOST


def one(assessment: Assessment, *, full: bool = False, ids: bool = False) -> str:
    """One body: what presses, its levels and what decides them, what is not known and what lapsed.

    Args:
        assessment: A finished assessment.
        full: All that there is; else the first of each list, and how to see the rest.
        ids: With the ids of rules, duties and checks, each in brackets at the end.
    """
    return fitted(lambda told: _page(assessment, told), full=full, ids=ids)


def fitted(page: Callable[[Told], str], *, full: bool, ids: bool) -> str:
    """A page with as many entries of each list as the first screen has room for."""
    if full:
        return page(Told(full, ids, _ALL))
    for most in range(MOST, 0, -1):
        told = page(Told(full, ids, most))
        if told.count("\n") <= LINES:
            break
    return told


def _page(assessment: Assessment, told: Told) -> str:
    head = f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}"
    parts = [para(head), _pressing(assessment, told)]
    parts += [_framework(framework, assessment, told) for framework in assessment.frameworks]
    parts += [
        _records("Decisions:", assessment, told),
        _records("Objectives:", assessment, told),
        listed("Claims beside what the papers support:", cut([c.says for c in assessment.claims], told)),
        _not_known(assessment, told),
        _in_date(assessment, told),
        _lapsed(assessment, told),
        _coverage(assessment) if told.full else "",
        listed("Of the dossier itself:", cut(_aside(assessment), told)),
        "" if assessment.frameworks else para(_NONE_READ),
        para(assessment.disclaimer) + ("" if told.full else "\n" + para(MORE)),
    ]
    return words.screen("\n\n".join(part for part in parts if part) + "\n")


def cut(entries: Sequence[str], told: Told, command: str = FULL) -> list[str]:
    """The first few entries, and how many more there are and how to see them."""
    if told.full:
        return list(entries)
    # To say that there is one more takes as much room as to tell it.
    most = len(entries) if len(entries) <= told.most + 1 else told.most
    few = [words.clip(entry, _ENTRY) for entry in entries[:most]]
    return few if most == len(entries) else [*few, f"and {len(entries) - told.most:,} more: {command}"]


# Duties.


def _pressing(assessment: Assessment, told: Told) -> str:
    lines = [pressing_line(duty, assessment, told) for duty in standing(assessment).pressing]
    return listed("Duties not met, the longest overdue first:", cut(lines, told))


def pressing_line(duty: DutyRead, assessment: Assessment, told: Told) -> str:
    """A duty that is not met: its title, by how many days it is overdue, and why."""
    days = days_overdue(duty, assessment)
    state = f"{words.count(days, 'day')} overdue" if days else words.in_words(duty.outcome)
    remarks = f" {' '.join(duty.remarks)}" if told.full and duty.remarks else ""
    return words.with_id(f"{duty.title}: {state}. {duty.because}{remarks}", duty.rule, told.ids)


def _in_date(assessment: Assessment, told: Told) -> str:
    lines = [_in_date_line(duty, told) for duty in standing(assessment).in_date]
    return listed("Duties in date:", cut(lines, told, "psed due DOSSIER --full"))


def _in_date_line(duty: DutyRead, told: Told) -> str:
    if told.full:
        return words.with_id(words.duty_line(duty), duty.rule, told.ids)
    if duty.next_due_on:
        state = f"next by {day_in_words(duty.next_due_on.low)}"
    elif duty.outcome is Outcome.MET:
        state = "met"
    else:
        state = f"{words.in_words(duty.outcome)}. {duty.because.rstrip('.')}"
    return words.with_id(f"{duty.title}: {state}.", duty.rule, told.ids)


def _not_known(assessment: Assessment, told: Told) -> str:
    """What is open though something is on file, one by one; the rest by its pack, or by why it is open."""
    read = standing(assessment)
    lines = cut([_line(duty, told) for duty in read.open], told)
    if told.full:
        rest = [duty for group in (*read.unfiled.values(), *read.unbound.values()) for duty in group]
        lines += [_line(duty, told) for duty in rest]
    else:
        unfiled = [nothing_on_file(pack, [duty.title for duty in ds]) for pack, ds in read.unfiled.items()]
        unbound = [scope_line(because, duties) for because, duties in read.unbound.items()]
        lines += [*cut(unfiled, told), *cut(unbound, told)]
    return listed("Duties of which it is not known whether they are met:", lines)


def _line(duty: DutyRead, told: Told) -> str:
    return words.with_id(words.duty_line(duty), duty.rule, told.ids)


# Frameworks.


def _framework(framework: FrameworkResult, assessment: Assessment, told: Told) -> str:
    lines = [para(words.pack_line(framework, assessment))]
    if not framework.in_force:
        lines.append(para(words.not_in_force(framework)))
    lines += ["", row("Area", "Supports", "Could support", widths=_WIDTHS)]
    areas = framework.areas if told.full or len(framework.areas) <= _AREAS else framework.areas[:_AREAS]
    for area in areas:
        lines += _area(area, framework, told)
    if len(areas) < len(framework.areas):
        more = f"and {len(framework.areas) - len(areas)} more: {words.command(framework.id)}"
        lines.append(para(more, 2))
    if framework.level:
        name = f"Overall ({framework.combine})"
        supported, possible = framework.level.supported, framework.level.possible
        cells = (name, words.level(supported, framework), words.level(possible, framework))
        lines.append(row(*cells, widths=_WIDTHS))
    elif framework.combine == "profile-only":
        lines.append(para("No overall level: this pack sets areas side by side."))
    if framework.total:
        lines.append(para(words.total_line(framework), 2))
    if framework.left_out:
        lines.append(para(f"Left out, as no rule applies: {', '.join(framework.left_out)}.", 2))
    return "\n".join([*lines, *([] if told.full else _decisive(framework, told))])


def _area(area: AreaResult, framework: FrameworkResult, told: Told) -> list[str]:
    title = words.area_title(area)
    if area.level is None:
        return [row(title, "no rule applies", "", widths=_WIDTHS)]
    supported, possible = area.level.supported, area.level.possible
    cells = (title, words.level(supported, framework), words.level(possible, framework))
    lines = [row(*cells, widths=_WIDTHS)]
    if not told.full:
        return lines
    lines.append(para(words.progress_line(area.progress), 6))
    short = words.blocking(area.findings, supported, framework.levels)
    if short:
        lines.append(para(f"What decides it, at {short[0].at_level}:", 6))
    return lines + [item(with_ids(why, told), 6) for why in deciding(short, _ALL)]


def with_ids(why: Why, told: Told) -> str:
    """A statement, with the id of what it is about where ids are asked for."""
    return words.with_id(why.says, why.about, told.ids and bool(why.about))


def _decisive(framework: FrameworkResult, told: Told) -> list[str]:
    lines = decisive(blocking(framework), words.command(framework.id), told)
    return ["", listed("What stands in the way of the next level:", lines)] if lines else []


def decisive(short: Sequence[Finding], command: str, told: Told) -> list[str]:
    """What stands in the way, what is not met first; rules on which nothing on file bears are counted."""
    one_by_one = sorted(
        (finding for finding in short if not is_bare(finding)), key=lambda f: f.outcome is Outcome.UNKNOWN
    )
    lines = [with_ids(finding_line(finding), told) for finding in one_by_one]
    bare = len(short) - len(one_by_one)
    if not bare:
        return cut(lines, told, command)
    more = len(lines) - told.most
    few = [words.clip(line, _ENTRY) for line in lines[: told.most]]
    counted = f"{words.count(bare, 'rule')} on which nothing on file bears: {command}"
    return [*few, f"and {more} more, and {counted}" if more > 0 else counted]


def blocking(framework: FrameworkResult) -> list[Finding]:
    """What stands between each area and its next level, area by area."""
    return [
        finding
        for area in framework.areas
        for finding in words.blocking(
            area.findings, area.level.supported if area.level else None, framework.levels
        )
    ]


# Records, and what lapsed.


def _records(title: str, assessment: Assessment, told: Told) -> str:
    """What speaks against the records of decisions or objectives; what is not known is counted."""
    records = assessment.decisions if title == "Decisions:" else assessment.objectives
    found = records_in_order(records)
    if not told.full:
        return listed(title, cut([record_line(record) for record in found], told))
    lines = []
    for record in found:
        lines.append(item(f"{record.title} ({record.id})"))
        lines += [item(line, 4) for line in words.record_lines(record)]
    return "\n".join([title, *lines]) if lines else ""


def _lapsed(assessment: Assessment, told: Told) -> str:
    """The lapsed items on which a rule turns, one by one, and the others counted."""
    lapsed = [read for read in assessment.evidence if read.state is ItemState.LAPSED]
    turning = _turning(assessment)
    if told.full:
        return listed("Lapsed:", [_lapsed_line(read, turning, assessment, told) for read in lapsed])
    decisive = [read for read in lapsed if read.id in turning]
    lines = cut([_lapsed_line(read, turning, assessment, told) for read in decisive], told)
    idle = len(lapsed) - len(decisive)
    if idle:
        others = "more " if decisive else ""
        them = "it" if idle == 1 else "them"
        have = "has" if idle == 1 else "have"
        said = f"{words.count(idle, 'item')} {others}{have} lapsed, and no rule turns on {them}: {FULL}"
        lines.append(said)
    return listed("Lapsed:", lines)


def _turning(assessment: Assessment) -> dict[str, list[Finding]]:
    """By item: the rules not met, or not known to be met, that turn on it."""
    turning: dict[str, list[Finding]] = {}
    for finding in assessment.findings():
        if finding.outcome in (Outcome.NOT_MET, Outcome.UNKNOWN):
            for name in finding.evidence:
                turning.setdefault(name, []).append(finding)
    return turning


def _lapsed_line(read: ItemRead, turning: dict[str, list[Finding]], whole: Assessment, told: Told) -> str:
    title = read.title if told.full else words.clip(read.title, 120)
    head = f"{title} ({read.id}): {words.state(read, whole.as_at)}"
    found = turning.get(read.id, [])
    if not found:
        return f"{head}; {_stands(read, whole, told)}"
    if not told.full:
        verb = "turns" if len(found) == 1 else "turn"
        return f"{head}; {words.count(len(found), 'rule')} {verb} on it."
    names = "; ".join(words.with_id(f.title, f.rule.partition(":")[2], told.ids) for f in found)
    return f"{head}. On it turns: {names}."


def _stands(read: ItemRead, assessment: Assessment, told: Told) -> str:
    """Why no level turns on an item: what a rule that reads its kind stands on."""
    for finding in assessment.findings():
        if finding.outcome is Outcome.MET and any(n.startswith(read.kind + ".") for n in finding.facts):
            others = [other for other in assessment.evidence if other.id in finding.enough]
            on = words.listed([f"{other.id} ({words.state(other, assessment.as_at)})" for other in others])
            title = words.with_id(finding.title, finding.rule.partition(":")[2], told.ids)
            return f'no rule turns on it: "{title}" stands on {on}.'
    return "no rule turns on it."


def _coverage(assessment: Assessment) -> str:
    """How many current items there are for each characteristic under each aim."""
    if not any(cell.evidence or cell.possible for cell in assessment.coverage):
        return ""
    aims = list(dict.fromkeys(cell.aim for cell in assessment.coverage))
    widths = (_WIDTHS[0], *(11 for _ in aims))
    lines = ["Current items by characteristic and aim (+ those that may count too):"]
    lines.append(row("", *aims, widths=widths))
    for characteristic in dict.fromkeys(cell.characteristic for cell in assessment.coverage):
        cells = [cell for cell in assessment.coverage if cell.characteristic == characteristic]
        lines.append(row(words.spaced(characteristic), *(_count(cell) for cell in cells), widths=widths))
    lines += [para(told, 2) for told in _exceptions(assessment.coverage)]
    return "\n".join(lines)


def _exceptions(cells: Sequence[CoverageCell]) -> Iterator[str]:
    """What the stars beside the numbers mean."""
    excepted = sorted({name for cell in cells for name in cell.excepted})
    perhaps = sorted({name for cell in cells for name in cell.perhaps_excepted})
    if excepted:
        yield f"* some functions of this body, or of its kind, are excepted: {', '.join(excepted)}."
    if perhaps:
        told = ", ".join(perhaps)
        yield (
            f"(*) some bodies of this kind have functions that are excepted: {told}. Say in `functions` of "
            "the organisation whether this one has."
        )
    for cell in cells:
        for name, part in cell.still_counts.items():
            of = words.spaced(cell.characteristic)
            yield f"For {cell.aim}, {name} takes out only a part of {of}: {part} still counts."


def _count(cell: CoverageCell) -> str:
    if not cell.counts:
        return "-"
    more = f" + {len(cell.possible)}" if cell.possible else ""
    star = " *" if cell.excepted else " (*)" if cell.perhaps_excepted else ""
    return f"{len(cell.evidence)}{more}{star}"


def _aside(assessment: Assessment) -> list[str]:
    left_out = [f"{entry.evidence} was left out: {entry.because}." for entry in assessment.ignored]
    return [*(notice.says for notice in assessment.notices), *left_out]
