"""Findings as rows, for spreadsheets and Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from psed import words
from psed.model.dates import day_in_words
from psed.model.outcome import (
    AreaResult,
    Assessment,
    DutyRead,
    Finding,
    FrameworkResult,
    ItemState,
    RecordFinding,
    RecordRead,
)

COLUMNS = (
    "organisation_id",
    "organisation",
    "as_at",
    "pack",
    "area",
    "rule",
    "level",
    "outcome",
    "reasons",
    "because",
    "evidence",
    "enough",
    "area_supports",
    "area_could_support",
    "overall_supports",
    "overall_could_support",
)


def to_csv(assessments: Iterable[Assessment]) -> str:
    """One row for each finding; text that a spreadsheet would run as a formula is made plain."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for assessment in assessments:
        rows = [row for framework in assessment.frameworks for row in _rows(assessment, framework)]
        rows += [_duty_row(assessment, duty) for duty in assessment.duties]
        records = (*assessment.decisions, *assessment.objectives)
        rows += [_record_row(assessment, record, f) for record in records for f in record.findings]
        for row in rows:
            writer.writerow([_plain(cell) for cell in row])
    return out.getvalue()


def _rows(assessment: Assessment, framework: FrameworkResult) -> Iterable[Sequence[str]]:
    overall = _pair(framework.level, framework)
    for area in framework.areas:
        levels = _pair(area.level, framework)
        for finding in area.findings:
            yield (
                assessment.organisation.id,
                assessment.organisation.name,
                assessment.as_at.isoformat(),
                framework.id,
                area.id,
                finding.rule,
                finding.at_level,
                finding.outcome,
                " ".join(finding.reasons),
                finding.because,
                " ".join(finding.evidence),
                " ".join(finding.enough),
                *levels,
                *overall,
            )


def _duty_row(assessment: Assessment, duty: DutyRead) -> Sequence[str]:
    head = (assessment.organisation.id, assessment.organisation.name, assessment.as_at.isoformat())
    told = (duty.outcome, " ".join(duty.reasons), duty.because, " ".join(duty.evidence))
    return (*head, duty.pack, "", duty.rule, "", *told, "", "", "", "", "")


def _record_row(assessment: Assessment, record: RecordRead, finding: RecordFinding) -> Sequence[str]:
    """A check's row: its record stands where a rule's area does, and its weight where a level does."""
    head = (assessment.organisation.id, assessment.organisation.name, assessment.as_at.isoformat())
    told = (finding.outcome, " ".join(finding.reasons), finding.because, "", "")
    pack = finding.rule.partition(":")[0]
    return (*head, pack, record.id, finding.rule, finding.weight, *told, "", "", "", "")


def _pair(read: object, framework: FrameworkResult) -> tuple[str, str]:
    supported, possible = getattr(read, "supported", ""), getattr(read, "possible", "")
    if read is None:
        return "", ""
    return words.level(supported, framework), words.level(possible, framework)


def _plain(cell: str) -> str:
    shown = words.screen(cell)
    return f"'{shown}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else shown


def to_markdown(assessments: Sequence[Assessment]) -> str:
    """A page for each body: levels, findings, claims and what has lapsed."""
    return words.screen("\n".join(_page(assessment) for assessment in assessments))


def _page(assessment: Assessment) -> str:
    lines = [f"# {_text(assessment.organisation.name)}, as at {day_in_words(assessment.as_at)}", ""]
    for framework in assessment.frameworks:
        lines += _framework(framework, assessment)
    bind = words.duties_that_bind(assessment.duties)
    if bind:
        lines += ["## Duties by a day", "", "| Duty | Outcome | Next due by | Why |"]
        lines.append("| --- | --- | --- | --- |")
        lines += [_duty(duty) for duty in bind] + [""]
    for title, every in (("Decisions", assessment.decisions), ("Objectives", assessment.objectives)):
        records = [record for record in every if record.findings]
        lines += [f"## {title}", ""] if records else []
        for record in records:
            lines += [f"### {_text(record.title)} ({record.id})", ""]
            lines += [f"- {_text(told)}" for told in words.record_lines(record)] + [""]
    if assessment.claims:
        lines += ["## Claims beside what the papers support", ""]
        lines += [f"- {_text(claim.says)}" for claim in assessment.claims] + [""]
    lapsed = [item for item in assessment.evidence if item.state is ItemState.LAPSED]
    if lapsed:
        lines += ["## Lapsed", ""]
        lines += [f"- {_text(words.item_line(item, assessment.as_at))}" for item in lapsed] + [""]
    lines += [f"- {_text(notice.says)}" for notice in assessment.notices]
    lines += [f"- {entry.evidence} was left out: {_text(entry.because)}" for entry in assessment.ignored]
    return "\n".join([*lines, "", f"*{assessment.disclaimer}*", ""])


def _framework(framework: FrameworkResult, assessment: Assessment) -> list[str]:
    lines = [f"## {_text(words.pack_line(framework, assessment))}", ""]
    lines += ["| Area | Supports | Could support | Rules |", "| --- | --- | --- | --- |"]
    for area in framework.areas:
        supports, could = _pair(area.level, framework) if area.level else ("no rule applies", "")
        title = _text(words.area_title(area))
        lines.append(f"| {title} | {supports} | {could} | {words.progress_line(area.progress)} |")
    if framework.level:
        supports, could = _pair(framework.level, framework)
        lines.append(f"| **Overall** ({framework.combine}) | **{supports}** | **{could}** | |")
    lines.append("")
    if framework.total:
        lines += [words.total_line(framework), ""]
    for area in framework.areas:
        lines += [f"### {_text(words.area_title(area))}", "", *_findings(area)]
    return lines


def _findings(area: AreaResult) -> list[str]:
    """The findings of an area, level by level, lowest first."""
    lines = []
    for row in area.progress:
        here = [finding for finding in area.findings if finding.at_level == row.level]
        if here:
            lines += [f"**{_text(words.progress_line([row]))}**", ""]
            lines += [f"- {_finding(finding)}" for finding in here] + [""]
    return lines


def _duty(duty: DutyRead) -> str:
    due = day_in_words(duty.next_due_on.low) if duty.next_due_on else ""
    name = f"{_text(duty.title)} (`{duty.rule}`)"
    told = _text(" ".join((duty.because, *duty.remarks)))
    return f"| {name} | {words.in_words(duty.outcome)} | {due} | {told} |"


def _finding(finding: Finding) -> str:
    rule = finding.rule.partition(":")[2]
    told = f"**{words.in_words(finding.outcome)}**. {_text(finding.because)}"
    return f"{_text(finding.title)} (`{rule}`): {told}"


def _text(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>|" else sign for sign in text)
