"""Several bodies on one screen: a row and a short block for each, and what is the same for many said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from psed import words
from psed.layout import item, listed, para, row
from psed.model.dates import day_in_words
from psed.model.outcome import Assessment, Finding
from psed.reasoning.explain import deciding
from psed.reasoning.standing import days_overdue, nothing_on_file, scope_line, standing
from psed.report.text import MORE, MOST, Told, decisive, pressing_line, with_ids

_WIDTHS = (38, 18, 18)
_BODIES = 10
"""How many bodies are told one by one at first."""
_NAMES = 3
"""How many of those who share something are named at first."""
_GROUPS = 4
_FOLDER = "psed assess FOLDER --full"
_FOOT = MORE.replace("DOSSIER stands for the file", "DOSSIER stands for one file, FOLDER for the folder,")

Pair = tuple[str, str]


def several(
    assessments: Sequence[Assessment],
    unreadable: Sequence[tuple[str, int]],
    *,
    full: bool = False,
    ids: bool = False,
) -> str:
    """A row and a short block for each body, and what is the same for many said once.

    Args:
        assessments: One for each body that could be read.
        unreadable: Each file that could not be read, with how many faults it has.
        full: All that there is; else the first of each list, and how to see the rest.
        ids: With the ids of rules, duties and checks, each in brackets at the end.
    """
    if not assessments:
        return ""
    told = Told(full, ids, len(assessments) if full else MOST)
    parts = [f"{words.count(len(assessments), 'dossier')}, as at {day_in_words(assessments[0].as_at)}"]
    parts.append(_pressing(assessments, told))
    names = list(dict.fromkeys(f.id for a in assessments for f in a.frameworks))
    parts += [_table(name, assessments, told) for name in names]
    claims = [(claim.says, a.organisation.name) for a in assessments for claim in a.claims]
    parts.append(_grouped("Claims beside what the papers support:", claims, len(assessments), told))
    parts.append(_deciding(assessments, told))
    title = "Duties of which it is not known whether they are met:"
    parts.append(_grouped(title, _not_known(assessments, told), len(assessments), told))
    rows = [f"{file}: {words.count(faults, 'fault')}" for file, faults in unreadable]
    parts.append(listed("Not read:", _few(rows, _BODIES, told)))
    parts.append(para(assessments[0].disclaimer) + ("" if full else "\n" + para(_FOOT)))
    return words.screen("\n\n".join(part for part in parts if part) + "\n")


def _few(entries: Sequence[str], most: int, told: Told) -> list[str]:
    if told.full or len(entries) <= most + 1:
        return list(entries)
    return [*entries[:most], f"and {len(entries) - most:,} more: {_FOLDER}"]


def _pressing(assessments: Sequence[Assessment], told: Told) -> str:
    """For each body with a duty that is not met: how many, and the one that is longest overdue."""
    found = [(standing(assessment).pressing, assessment) for assessment in assessments]
    late = [(duties, assessment) for duties, assessment in found if duties]
    late.sort(key=lambda pair: -(days_overdue(pair[0][0], pair[1]) or 0))
    lines = []
    for duties, assessment in late:
        if told.full:
            all_of_them = " ".join(pressing_line(duty, assessment, told) for duty in duties)
            lines.append(f"{assessment.organisation.name}: {all_of_them}")
            continue
        days = days_overdue(duties[0], assessment)
        since = f", {words.count(days, 'day')} overdue" if days else ""
        first = words.with_id(duties[0].title, duties[0].rule, told.ids)
        number = words.count(len(duties), "duty").replace("dutys", "duties")
        lines.append(f"{assessment.organisation.name}: {number} not met. {first}{since}.")
    head = f"Duties not met, in {len(late)} of {len(assessments)}, the longest overdue first:"
    return listed(head, _few(lines, _BODIES, told))


def _table(name: str, assessments: Sequence[Assessment], told: Told) -> str:
    pairs = [(a, f) for a in assessments for f in a.frameworks if f.id == name]
    lines = [para(words.pack_line(pairs[0][1], pairs[0][0])), ""]
    lines.append(row("Organisation", "Supports", "Could support", widths=_WIDTHS))
    few = pairs if told.full or len(pairs) <= _BODIES + 1 else pairs[:_BODIES]
    for assessment, framework in few:
        read = framework.level
        supported = words.level(read.supported, framework) if read else "no level"
        possible = words.level(read.possible, framework) if read else ""
        lines.append(row(assessment.organisation.name, supported, possible, widths=_WIDTHS))
    if len(few) < len(pairs):
        lines.append(para(f"and {len(pairs) - len(few):,} more: {_FOLDER}", 2))
    return "\n".join(lines)


def _not_known(assessments: Iterable[Assessment], told: Told) -> list[Pair]:
    """What is open, and of whom; by its pack where nothing is on file."""
    pairs = []
    for assessment in assessments:
        read, name = standing(assessment), assessment.organisation.name
        pairs += [(words.with_id(words.duty_line(d), d.rule, told.ids), name) for d in read.open]
        if told.full:
            rest = [d for group in (*read.unfiled.values(), *read.unbound.values()) for d in group]
            pairs += [(words.with_id(words.duty_line(d), d.rule, told.ids), name) for d in rest]
            continue
        pairs += [(nothing_on_file(p, [d.title for d in ds]), name) for p, ds in read.unfiled.items()]
        pairs += [(scope_line(because, ds), name) for because, ds in read.unbound.items()]
    return pairs


def _deciding(assessments: Sequence[Assessment], told: Told) -> str:
    """What decides the levels, area by area: once for all whose papers come out the same."""
    together: dict[tuple[str, ...], dict[str, list[Finding]]] = {}
    for (head, _, _), sharing in _short_by_area(assessments).items():
        names = tuple(name for name, _ in sharing)
        together.setdefault(names, {}).setdefault(head, []).append(sharing[0][1])
    groups = sorted(together.items(), key=lambda pair: -len(pair[0]))
    few = groups if told.full or len(groups) <= _GROUPS + 1 else groups[:_GROUPS]
    lines = []
    for names, areas in few:
        lines.append(para(f"{_everybody(names, len(assessments), told)}:", 2))
        every = [finding for findings in areas.values() for finding in findings]
        command = words.command(every[0].rule.partition(":")[0])
        lines += _areas(areas, told) if told.full else [item(x, 4) for x in decisive(every, command, told)]
    if len(few) < len(groups):
        lines.append(item(f"and {len(groups) - len(few):,} groups more: {_FOLDER}"))
    return "\n".join(["What decides the levels:", *lines]) if lines else ""


def _areas(areas: dict[str, list[Finding]], told: Told) -> list[str]:
    lines = []
    for head, findings in areas.items():
        lines.append(para(f"{head}:", 4))
        lines += [item(with_ids(why, told), 6) for why in deciding(findings, len(findings))]
    return lines


def _short_by_area(
    assessments: Iterable[Assessment],
) -> dict[tuple[str, str, str], list[tuple[str, Finding]]]:
    """The bodies that are short of a rule for one reason: by the area and level, the rule and the reason."""
    found: dict[tuple[str, str, str], list[tuple[str, Finding]]] = {}
    for assessment in assessments:
        for framework in assessment.frameworks:
            for area in framework.areas:
                supported = area.level.supported if area.level else None
                for finding in words.blocking(area.findings, supported, framework.levels):
                    key = (f"{words.area_title(area)}, at {finding.at_level}", finding.rule, finding.because)
                    found.setdefault(key, []).append((assessment.organisation.name, finding))
    return found


def _everybody(names: Sequence[str], number: int, told: Told) -> str:
    if len(names) == number > 1:
        return f"All {number}"
    if told.full or len(names) <= _NAMES + 1:
        return words.listed(names)
    return f"{', '.join(names[:_NAMES])} and {len(names) - _NAMES:,} more"


def _grouped(head: str, pairs: Iterable[Pair], number: int, told: Told) -> str:
    """What is said, and of whom: once for all who share it, the most first."""
    who: dict[str, list[str]] = {}
    for said, name in pairs:
        who.setdefault(said, []).append(name)
    groups = sorted(who.items(), key=lambda pair: -len(pair[1]))
    lines = [f"{_everybody(names, number, told)}: {said}" for said, names in groups]
    return listed(head, _few(lines, _GROUPS, told))
