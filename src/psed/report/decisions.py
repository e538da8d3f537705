"""Findings on decisions: for the screen, Markdown, GitHub's annotations and JUnit's XML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from textwrap import fill
from xml.etree import ElementTree

from psed import words
from psed.errors import Place
from psed.loading import pack_by_id, shipped
from psed.model.dates import day_in_words
from psed.model.outcome import Assessment, Outcome, Reason, RecordFinding, RecordRead, Weight

WIDTH = 80
Placed = Callable[[str, str | None], Place | None]
"""From a decision's id and the key that a finding turns on to where it stands."""


def _head(assessment: Assessment) -> str:
    return f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}"


def _read_by(assessment: Assessment) -> str:
    """The packs of checks that were read, with their state."""
    used = {f.rule.partition(":")[0] for record in assessment.decisions for f in record.findings}
    told = [f"{pack.id} {pack.version}, {pack.status}" for pack in assessment.packs if pack.id in used]
    return f"Checks: {'; '.join(told)}." if told else "No decision was read."


def _undated(record: RecordRead) -> str:
    """A hint where the day of the decision is not on record: then what turns on it stays open."""
    day = (f.facts["decision.taken_on"] for f in record.findings if "decision.taken_on" in f.facts)
    if all(fact.value is not None or fact.unknown_because is None for fact in day):
        return ""
    return (
        "The day of the decision is not on record, so what turns on it stays open. For a paper that is still "
        "to be decided, give the day of the meeting as `meeting_on`."
    )


def _left_out(assessment: Assessment) -> list[str]:
    held = {item.id for item in assessment.evidence}
    return [f"{e.evidence} was left out: {e.because}." for e in assessment.ignored if e.evidence not in held]


HEADS = {
    Outcome.ERROR: "Could not be worked out:",
    Outcome.NOT_MET: "What speaks against it on record:",
    Outcome.UNKNOWN: "Looked for and not shown on record, the heaviest first:",
    Outcome.MET: "Shown on record:",
}
"""What stands over the findings of each outcome, in the order in which they are told.

What does not apply is not told; it is in the JSON.
"""


def _grouped(record: RecordRead) -> Iterator[tuple[str, Outcome, list[RecordFinding]]]:
    for outcome, head in HEADS.items():
        found = [finding for finding in record.findings if finding.outcome is outcome]
        if found:
            yield head, outcome, found


MOST_QUESTIONS = 10
"""How many questions are asked at first."""
_WEIGHTS = {Weight.HIGH: 0.0, Weight.MODERATE: 1.0, Weight.NOTE: 2.0}
_AIMS = {
    "aims/eliminate": "ending discrimination",
    "aims/advance": "advancing equality",
    "aims/foster": "fostering good relations",
}
_DEALT_WITH = {
    Outcome.MET: "dealt with",
    Outcome.NOT_MET: "not dealt with",
    Outcome.UNKNOWN: "not on record",
    Outcome.ERROR: "could not be worked out",
}


def to_text(assessment: Assessment, *, full: bool = False) -> str:
    """What is said of each decision, in at most 80 columns.

    First what speaks against it, then the questions that it leaves open; the rest is counted.

    Args:
        assessment: A finished assessment.
        full: Every finding, with its id.
    """
    parts = [_head(assessment), fill(_read_by(assessment), WIDTH)]
    for record in assessment.decisions:
        parts.append(fill(f"{record.title} ({record.id})", WIDTH))
        if _undated(record):
            parts.append(fill(_undated(record), WIDTH))
        parts += _whole(record) if full else _first(record)
    parts += [fill(told, WIDTH) for told in _left_out(assessment)]
    if not full and assessment.decisions:
        parts.append(fill("All of it, with the id of each check: add --full.", WIDTH))
    return words.screen("\n\n".join([*parts, fill(assessment.disclaimer, WIDTH)]) + "\n")


def _whole(record: RecordRead) -> Iterator[str]:
    for head, outcome, found in _grouped(record):
        lines = [_in_lines(finding, brief=outcome is Outcome.UNKNOWN) for finding in found]
        yield "\n".join([head, *lines])


def _first(record: RecordRead) -> Iterator[str]:
    """What a clerk needs first: what speaks against it, the aims, and what to ask."""
    against = [f for f in record.findings if f.outcome in (Outcome.ERROR, Outcome.NOT_MET)]
    if against:
        yield "\n".join([HEADS[Outcome.NOT_MET], *map(_against, against)])
    else:
        yield "Nothing on record speaks against it."
    aims = [_aim(finding) for finding in record.findings if _name(finding) in _AIMS]
    if aims:
        yield fill(f"The three aims: {'; '.join(aims)}.", WIDTH)
    yield from _questions(record)
    shown = sum(finding.outcome is Outcome.MET for finding in record.findings)
    yield f"Shown on record: {words.count(shown, 'check')}."


def _name(finding: RecordFinding) -> str:
    return finding.rule.partition(":")[2]


def _against(finding: RecordFinding) -> str:
    """A finding that speaks against the decision: what is so, what was looked for, and how to mend it."""
    told = f"{finding.because} ({finding.weight}; looked for: {finding.title}.)"
    lines = [_entry(told)]
    mend = f"To mend it: {finding.mend.do}."
    lines.append(fill(mend, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6, break_on_hyphens=False))
    return "\n".join(lines)


def _aim(finding: RecordFinding) -> str:
    return f"{_AIMS[_name(finding)]}: {_DEALT_WITH[finding.outcome]}"


def _questions(record: RecordRead) -> Iterator[str]:
    """What to ask: of the checks that are known to apply, the heaviest and rarest first."""
    open_ = [f for f in record.findings if f.outcome is Outcome.UNKNOWN and _name(f) not in _AIMS]
    known = sorted((f for f in open_ if Reason.SCOPE_UNKNOWN not in f.reasons), key=_pressing)
    if known:
        asked = [_entry(f"{finding.ask or finding.title} ({finding.weight})") for finding in known]
        yield "\n".join(["Not on record, so to be asked:", *asked[:MOST_QUESTIONS]])
    more = len(known) - MOST_QUESTIONS
    if more > 0:
        yield f"And {words.count(more, 'question')} more."
    perhaps = len(open_) - len(known)
    if perhaps:
        told = f"{words.count(perhaps, 'check')} may not be about this decision at all"
        yield fill(f"{told}: the record does not say.", WIDTH)


def _pressing(finding: RecordFinding) -> tuple[float, str]:
    """How soon a question is asked: what few records are asked goes before what all are, by one weight and
    a half."""
    return _WEIGHTS[finding.weight] + (0.0 if _of_this_record(finding.rule) else 1.5), finding.rule


def _of_this_record(rule: str) -> bool:
    """Whether a check is asked because of what the record says, and not of every decision of its day."""
    name = rule.partition(":")[0]
    pack = pack_by_id(name) if name in shipped() else None
    found = [each for each in pack.checks if pack.rule_id(each) == rule] if pack else []
    reads = {word for each in found for word in _FACT.findall(each.applies_when or "")}
    return any(not word.startswith("organisation.") and word != "decision.duty_on" for word in reads)


_FACT = re.compile(r"\b[a-z_]+\.[a-z_]+")


def _entry(text: str) -> str:
    return fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)


def _in_lines(finding: RecordFinding, *, brief: bool) -> str:
    lines = [f"{finding.title} ({finding.rule}, {finding.weight})"]
    if not brief:
        lines.append(finding.because)
    if finding.outcome in (Outcome.NOT_MET, Outcome.ERROR):
        lines.append(f"To mend it: {finding.mend.do}.")
    first, *others = lines
    told = [fill(first, WIDTH, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)]
    indent = " " * 6
    for line in others:
        told.append(
            fill(line, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        )
    return "\n".join(told)


def to_json(assessment: Assessment) -> str:
    """The findings on decisions as JSON, with the same keys as in an assessment."""
    whole = assessment.content()
    kept = ("as_at", "organisation", "packs", "dossier_sha256", "psed_version", "decisions", "ignored")
    told = {"psed-decisions": 1, **{key: whole[key] for key in kept}, "disclaimer": assessment.disclaimer}
    return words.screen_json(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"


def to_markdown(assessment: Assessment) -> str:
    """A section for each decision, its findings in the order in which they are acted on."""
    lines = [f"# {_plain(_head(assessment))}", "", _plain(_read_by(assessment)), ""]
    for record in assessment.decisions:
        lines += [f"## {_plain(record.title)} ({_plain(record.id)})", ""]
        if _undated(record):
            lines += [_plain(_undated(record)), ""]
        for head, outcome, found in _grouped(record):
            lines += [f"### {head.rstrip(':')}", ""]
            lines += [_in_markdown(finding, brief=outcome is Outcome.UNKNOWN) for finding in found]
            lines.append("")
    lines += [f"- {_plain(told)}" for told in _left_out(assessment)]
    return words.screen("\n".join([*lines, "", f"*{assessment.disclaimer}*", ""]))


def _in_markdown(finding: RecordFinding, *, brief: bool) -> str:
    told = f"- {_plain(finding.title)} (`{finding.rule}`, {finding.weight})."
    if not brief:
        told += f" {_plain(finding.because)}"
    if finding.outcome in (Outcome.NOT_MET, Outcome.ERROR):
        told += f" To mend it: {_plain(finding.mend.do)}."
    return told


def _plain(text: str) -> str:
    """Text on one line that Markdown leaves as it is."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>|#" else sign for sign in " ".join(text.split()))


# GitHub.


def to_github(assessment: Assessment, placed: Placed) -> str:
    """Workflow commands: an error on the line that each finding not met turns on.

    What weighs heavily and is not shown is one warning for each decision; what is met is not told.
    """
    lines = []
    for record in assessment.decisions:
        lines += [_error(record, f, placed) for f in record.findings if f.outcome in _AGAINST]
        if _undated(record):
            lines.append(_command("warning", record, None, placed, "Not dated", _undated(record)))
        heavy = [f for f in record.findings if f.outcome is Outcome.UNKNOWN and f.weight is Weight.HIGH]
        if heavy:
            told = "; ".join(finding.title for finding in heavy)
            lines.append(_command("warning", record, None, placed, "Not shown on record", told))
    lines += [
        f"::notice::{_data(told)}"
        for told in (*_left_out(assessment), _read_by(assessment), assessment.disclaimer)
    ]
    return "\n".join(lines) + "\n"


_AGAINST = (Outcome.NOT_MET, Outcome.ERROR)


def _error(record: RecordRead, finding: RecordFinding, placed: Placed) -> str:
    told = f"{finding.because} To mend it: {finding.mend.do}."
    title = f"{finding.title} ({finding.rule})"
    return _command("error", record, finding.turns_on, placed, title, told)


def _command(
    command: str, record: RecordRead, turns_on: str | None, placed: Placed, title: str, told: str
) -> str:
    place = placed(record.id, turns_on)
    about = {"file": place.file, "line": str(place.line or 1)} if place else {}
    keys = ",".join(f"{key}={_property(value)}" for key, value in {**about, "title": title}.items())
    return f"::{command} {keys}::{_data(f'{record.id}: {told}')}"


def _data(text: str) -> str:
    """Text that cannot end its line or begin another command."""
    return words.screen(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# JUnit.


def to_junit(assessment: Assessment, placed: Placed) -> str:
    """A test suite for each decision and a test case for each check.

    Not met is a failure; not known and not applicable are skipped, with why.
    """
    suites = ElementTree.Element("testsuites", name="psed check-decision")
    for record in assessment.decisions:
        outcomes = [finding.outcome for finding in record.findings]
        suite = ElementTree.SubElement(
            suites,
            "testsuite",
            name=words.screen(f"{record.id}: {record.title}"),
            tests=str(len(outcomes)),
            failures=str(outcomes.count(Outcome.NOT_MET)),
            errors=str(outcomes.count(Outcome.ERROR)),
            skipped=str(outcomes.count(Outcome.UNKNOWN) + outcomes.count(Outcome.NOT_APPLICABLE)),
        )
        about = ElementTree.SubElement(suite, "properties")
        told = {
            "as_at": assessment.as_at.isoformat(),
            "checks": _read_by(assessment),
            "disclaimer": assessment.disclaimer,
        }
        for name, value in told.items():
            ElementTree.SubElement(about, "property", name=name, value=value)
        for finding in record.findings:
            _case(suite, record, finding, placed)
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


_TAGS = {
    Outcome.NOT_MET: "failure",
    Outcome.ERROR: "error",
    Outcome.UNKNOWN: "skipped",
    Outcome.NOT_APPLICABLE: "skipped",
}


def _case(suite: ElementTree.Element, record: RecordRead, finding: RecordFinding, placed: Placed) -> None:
    pack, _, check = finding.rule.partition(":")
    place = placed(record.id, finding.turns_on)
    about = {"file": words.screen(place.file), "line": str(place.line or 1)} if place else {}
    case = ElementTree.SubElement(suite, "testcase", {"classname": pack, "name": check, **about})
    if finding.outcome in _TAGS:
        told = words.screen(finding.because)
        tag = ElementTree.SubElement(case, _TAGS[finding.outcome], message=told)
        tag.text = words.screen(f"{finding.title}\nTo mend it: {finding.mend.do}.")
