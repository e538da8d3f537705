"""The first screen: plain text of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import fill, wrap

from psed import words
from psed.model.dates import day_in_words
from psed.model.outcome import (
    AreaResult,
    Assessment,
    CoverageCell,
    Finding,
    FrameworkResult,
    ItemState,
    Outcome,
    RecordRead,
)
from psed.reasoning.due import Coming, Line, in_words
from psed.reasoning.explain import Why, deciding

WIDTH = 80
_AREA, _LEVEL = 38, 18
_SIDE_BY_SIDE = (22, 18, 18, 12)
MOST = 4
"""How many reasons are told before the rest are counted."""


def one(assessment: Assessment) -> str:
    """One body: its levels, area by area, what decides them, and what has lapsed."""
    head = f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}"
    parts = [head]
    parts += [_framework(framework, assessment) for framework in assessment.frameworks]
    if not assessment.frameworks:
        parts.append(_para("No framework was read. Name one: `--pack ID`, or `packs:` in the dossier."))
    parts += [
        _duties(assessment),
        _records("Decisions:", assessment.decisions),
        _records("Objectives:", assessment.objectives),
        _claims(assessment),
        _lapsed(assessment),
        _coverage(assessment),
        _aside(assessment),
    ]
    parts.append(_para(assessment.disclaimer))
    return words.screen("\n\n".join(part for part in parts if part) + "\n")


def _framework(framework: FrameworkResult, assessment: Assessment) -> str:
    lines = [_para(words.pack_line(framework, assessment))]
    if not framework.in_force:
        lines.append(_para(words.not_in_force(framework)))
    lines += ["", _row("Area", "Supports", "Could support")]
    for area in framework.areas:
        lines += _area(area, framework)
    if framework.level:
        name = f"Overall ({framework.combine})"
        supported, possible = framework.level.supported, framework.level.possible
        lines.append(_row(name, words.level(supported, framework), words.level(possible, framework)))
    elif framework.combine == "profile-only":
        lines.append(_para("No overall level: this pack sets areas side by side."))
    if framework.total:
        lines.append(_para(words.total_line(framework), 2))
    if framework.left_out:
        lines.append(_para(f"Left out, as no rule applies: {', '.join(framework.left_out)}.", 2))
    return "\n".join(lines)


def _row(*cells: str, widths: Sequence[int] = (_AREA, _LEVEL, _LEVEL)) -> str:
    """Cells side by side, each wrapped within its own column."""
    columns = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for parts in zip_longest(*columns, fillvalue=""):
        padded = (f"{part:<{width}}" for part, width in zip(parts, widths, strict=True))
        lines.append(("  " + "  ".join(padded)).rstrip())
    return "\n".join(lines)


def _area(area: AreaResult, framework: FrameworkResult) -> list[str]:
    title = words.area_title(area)
    if area.level is None:
        return [_row(title, "no rule applies", "")]
    supported, possible = area.level.supported, area.level.possible
    lines = [_row(title, words.level(supported, framework), words.level(possible, framework))]
    lines.append(_para(words.progress_line(area.progress), 6))
    short = words.blocking(area.findings, supported, framework.levels)
    if short:
        lines.append(_para(f"What decides it, at {short[0].at_level}:", 6))
    return lines + [_item(told, 6) for told in deciding(short, MOST)]


def _duties(assessment: Assessment) -> str:
    """What the law makes the body publish: overdue and soonest first."""
    bind = words.duties_that_bind(assessment.duties)
    lines = [_item(words.duty_line(duty), 2) for duty in bind]
    return "\n".join(["Duties by a day:", *lines]) if lines else ""


def _records(title: str, records: Sequence[RecordRead]) -> str:
    """What the records of decisions or objectives contradict; what they do not show is counted."""
    lines = []
    for record in (record for record in records if record.findings):
        lines.append(_item(f"{record.title} ({record.id})", 2))
        lines += [_item(told, 4) for told in words.record_lines(record)]
    return "\n".join([title, *lines]) if lines else ""


def _claims(assessment: Assessment) -> str:
    lines = [_item(claim.says, 2) for claim in assessment.claims]
    return "\n".join(["Claims beside what the papers support:", *lines]) if lines else ""


def _lapsed(assessment: Assessment) -> str:
    """Every lapsed item, and whether any level turns on it."""
    lines = []
    for item in assessment.evidence:
        if item.state is ItemState.LAPSED:
            told = f"{item.id} {words.state(item, assessment.as_at)}"
            lines.append(_item(f"{told}; {_turns(item.id, item.kind, assessment)}", 2))
    return "\n".join(["Lapsed:", *lines]) if lines else ""


def _turns(name: str, kind: str, assessment: Assessment) -> str:
    findings = assessment.findings()
    decides = [f for f in findings if name in f.evidence and f.outcome in (Outcome.NOT_MET, Outcome.UNKNOWN)]
    if decides:
        turn = "turns" if len(decides) == 1 else "turn"
        return f"{_and([f.rule.partition(':')[2] for f in decides])} {turn} on it."
    stands = [
        f for f in findings if f.outcome is Outcome.MET and any(n.startswith(kind + ".") for n in f.facts)
    ]
    for finding in stands:
        rule = finding.rule.partition(":")[2]
        others = [item for item in assessment.evidence if item.id in finding.enough]
        told = _and([f"{item.id} ({words.state(item, assessment.as_at)})" for item in others])
        return f"no level turns on it: {rule} stands on {told}."
    return "no level turns on it."


def _coverage(assessment: Assessment) -> str:
    """How many current items there are for each characteristic under each aim."""
    if not assessment.evidence:
        return ""
    aims = list(dict.fromkeys(cell.aim for cell in assessment.coverage))
    widths = (_AREA, *(11 for _ in aims))
    lines = ["Current items by characteristic and aim (+ those that may count too):"]
    lines.append(_row("", *aims, widths=widths))
    for characteristic in dict.fromkeys(cell.characteristic for cell in assessment.coverage):
        cells = [cell for cell in assessment.coverage if cell.characteristic == characteristic]
        lines.append(_row(words.spaced(characteristic), *(_count(cell) for cell in cells), widths=widths))
    lines += [_para(told, 2) for told in _exceptions(assessment.coverage)]
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


def _aside(assessment: Assessment) -> str:
    lines = [_item(notice.says, 2) for notice in assessment.notices]
    lines += [_item(f"{entry.evidence} was left out: {entry.because}.", 2) for entry in assessment.ignored]
    return "\n".join(["Of the dossier itself:", *lines]) if lines else ""


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _para(text: str, indent: int = 0) -> str:
    return _filled(text, " " * indent, " " * indent)


def _item(text: str, indent: int) -> str:
    return _filled(text, " " * indent + "- ", " " * (indent + 2))


def _filled(text: str, first: str, others: str) -> str:
    """Text within the width, with ids left whole where they fit a line."""
    return fill(text, WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)


# Several bodies.


def several(assessments: Sequence[Assessment], unreadable: Sequence[tuple[str, int]]) -> str:
    """A row for each body, and what is the same for many said once."""
    if not assessments:
        return ""
    parts = [f"{len(assessments)} dossiers, as at {day_in_words(assessments[0].as_at)}"]
    names = list(dict.fromkeys(f.id for a in assessments for f in a.frameworks))
    parts += [_table(name, assessments) for name in names]
    parts += [_grouped("Duties by a day:", _duty_pairs(assessments), assessments)]
    parts += [_grouped("Claims beside what the papers support:", _claim_pairs(assessments), assessments)]
    parts += [_deciding(assessments)]
    if unreadable:
        rows = [f"  {file}: {faults} fault{'' if faults == 1 else 's'}" for file, faults in unreadable]
        parts.append("\n".join(["Not read:", *rows]))
    parts.append(_para(assessments[0].disclaimer))
    return words.screen("\n\n".join(part for part in parts if part) + "\n")


def _table(name: str, assessments: Sequence[Assessment]) -> str:
    pairs = [(a, f) for a in assessments for f in a.frameworks if f.id == name]
    lines = [_para(words.pack_line(pairs[0][1], pairs[0][0])), ""]
    lines.append(_row("Organisation", "Supports", "Could support", "Claimed", widths=_SIDE_BY_SIDE))
    for assessment, framework in pairs:
        read = framework.level
        supported = words.level(read.supported, framework) if read else "no level"
        possible = words.level(read.possible, framework) if read else ""
        claimed = [c for c in assessment.claims if c.framework == name]
        said = "; ".join(f"{c.level}, {c.dated.in_words()}" for c in claimed)
        lines.append(_row(assessment.organisation.name, supported, possible, said, widths=_SIDE_BY_SIDE))
    return "\n".join(lines)


Pair = tuple[str, str]


def _duty_pairs(assessments: Iterable[Assessment]) -> list[Pair]:
    return [
        (words.duty_line(duty), a.organisation.name)
        for a in assessments
        for duty in words.duties_that_bind(a.duties)
    ]


def _claim_pairs(assessments: Iterable[Assessment]) -> list[Pair]:
    return [(claim.says, a.organisation.name) for a in assessments for claim in a.claims]


def _deciding(assessments: Sequence[Assessment]) -> str:
    """What decides the levels, area by area: once for all whose papers come out the same."""
    together: dict[tuple[str, ...], dict[str, list[Finding]]] = {}
    for (head, _, _), sharing in _short_by_area(assessments).items():
        names = tuple(name for name, _ in sharing)
        together.setdefault(names, {}).setdefault(head, []).append(sharing[0][1])
    lines = []
    for names, areas in together.items():
        lines.append(_para(f"{_everybody(names, assessments)}:", 2))
        for head, findings in areas.items():
            lines.append(_para(f"{head}:", 4))
            lines += [_item(told, 6) for told in deciding(findings, MOST)]
    return "\n".join(["What decides the levels:", *lines]) if lines else ""


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


def _everybody(names: Sequence[str], assessments: Sequence[Assessment]) -> str:
    return f"All {len(names)}" if len(names) == len(assessments) > 1 else _and(names)


def _grouped(head: str, pairs: Iterable[Pair], assessments: Sequence[Assessment]) -> str:
    """What is said, and of whom: once for all who share it."""
    who: dict[str, list[str]] = {}
    for told, name in pairs:
        who.setdefault(told, []).append(name)
    lines = []
    for told, names in who.items():
        lines.append(_item(f"{_everybody(names, assessments)}: {told}", 2))
    return "\n".join([head, *lines]) if lines else ""


def due_page(assessment: Assessment, lines: Sequence[Line], without: str = "") -> str:
    """What is overdue, due and lapsing, under a head that says whose dossier it is and of which day.

    Args:
        assessment: A finished assessment.
        lines: What to show of it.
        without: Why the lines have no notes on working days; told once, at the foot.
    """
    head = f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}"
    heads = {
        "Overdue:": (Coming.OVERDUE,),
        "Not settled whether overdue:": (Coming.NOT_SETTLED,),
        "Due and lapsing, soonest first:": (Coming.DUE, Coming.LAPSES),
        "Not on file, so not known:": (Coming.NOT_ON_FILE,),
    }
    parts = [_para(head)]
    for title, kinds in heads.items():
        told = [_item(in_words(line), 2) for line in lines if line.coming in kinds]
        parts.append("\n".join([title, *told]) if told else "")
    if not lines:
        parts.append(_para("Nothing on file falls due or lapses in that time."))
    parts.append(_para(without) if lines and without else "")
    parts.append(_para(assessment.disclaimer))
    return words.screen("\n\n".join(part for part in parts if part) + "\n")


# Why.


def explanation(why: Why, assessment: Assessment) -> str:
    """A tree under a head that says whose dossier it is and of which day."""
    head = f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}"
    return words.screen(f"{_para(head)}\n\n{tree(why)}\n{_para(assessment.disclaimer)}\n")


def tree(why: Why, depth: int = 0) -> str:
    """An explanation as an indented tree, readable without colour, lines or Unicode."""
    mark = "- " if depth else ""
    lines = [
        fill(
            why.says,
            WIDTH,
            initial_indent="  " * depth + mark,
            subsequent_indent="  " * (depth + 1),
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
    lines += [tree(part, depth + 1).rstrip("\n") for part in why.rests_on]
    return "\n".join(lines) + "\n"
