"""Why: a tree from a level down to an item of evidence, its place in its source, and the law cited.

It reads a finished assessment and nothing else, so a saved one explains itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psed import words
from psed.errors import NotFound, suggestion
from psed.model.dates import day_in_words
from psed.model.outcome import (
    AreaResult,
    Assessment,
    Cited,
    Days,
    DutyRead,
    FactRead,
    Finding,
    FrameworkResult,
    HistoryRead,
    ItemRead,
    Outcome,
)


@dataclass(frozen=True)
class Why:
    """A statement, and what it rests on."""

    says: str
    rests_on: tuple[Why, ...] = ()


def explain(assessment: Assessment, name: str) -> Why:
    """Why something came out as it did.

    Args:
        assessment: A finished assessment.
        name: A rule, area, framework, level or item of evidence, by its id; `pack:` before it is
            needed only where two packs use the same id.

    Raises:
        NotFound: Nothing in the assessment has that name. The nearest name is in its help.
    """
    found = _find(assessment, name)
    if not found:
        known = sorted(set(_names(assessment)))
        raise NotFound("P003", f"nothing in this assessment is called `{name}`", help=suggestion(name, known))
    return found[0] if len(found) == 1 else Why(name, tuple(found))


def _find(assessment: Assessment, name: str) -> list[Why]:
    found: list[Why] = []
    for framework in assessment.frameworks:
        if name in (framework.id, "overall"):
            found.append(_framework(framework, assessment))
        for area in framework.areas:
            if name in (area.id, f"{framework.id}:{area.id}"):
                found.append(_area(area, framework, assessment))
            for finding in area.findings:
                if name in (finding.rule, finding.rule.partition(":")[2]):
                    found.append(_rule(finding, assessment))
        if name in framework.levels:
            found.append(_level(name, framework, assessment))
    for duty in assessment.duties:
        if name in (duty.rule, duty.rule.partition(":")[2], duty.pack):
            found.append(_duty(duty, assessment))
    found += [_item(item, assessment) for item in assessment.evidence if item.id == name]
    return found


def _names(assessment: Assessment) -> Iterator[str]:
    for framework in assessment.frameworks:
        yield framework.id
        yield from framework.levels
        for area in framework.areas:
            yield area.id
            for finding in area.findings:
                yield finding.rule.partition(":")[2]
    for duty in assessment.duties:
        yield duty.rule
        yield duty.pack
    for item in assessment.evidence:
        yield item.id


def _levels(read: FrameworkResult | AreaResult, framework: FrameworkResult) -> str:
    if read.level is None:
        return "no level can be given"
    supported = words.level(read.level.supported, framework)
    possible = words.level(read.level.possible, framework)
    if supported == possible:
        return f"what is on file supports {supported}"
    return f"what is on file supports {supported}, and could support {possible}"


def _framework(framework: FrameworkResult, assessment: Assessment) -> Why:
    says = f"{words.pack_line(framework, assessment)}: {_levels(framework, framework)}"
    parts = [Why(f"overall level by `{framework.combine}`")]
    parts += [Why(words.total_line(framework))] if framework.total else []
    parts += [
        Why(f"{area.id}: {_levels(area, framework)}", _short(area, framework)) for area in framework.areas
    ]
    return Why(says, tuple(parts))


def _short(area: AreaResult, framework: FrameworkResult) -> tuple[Why, ...]:
    supported = area.level.supported if area.level else None
    short = words.blocking(area.findings, supported, framework.levels)
    return tuple(Why(_finding_line(finding)) for finding in short)


def _area(area: AreaResult, framework: FrameworkResult, assessment: Assessment) -> Why:
    by_level = []
    for row in area.progress:
        here = [finding for finding in area.findings if finding.at_level == row.level]
        told = Why(words.progress_line([row]), tuple(Why(_finding_line(finding)) for finding in here))
        by_level.append(told)
    return Why(f"{area.title}: {_levels(area, framework)}", tuple(by_level))


def _level(name: str, framework: FrameworkResult, assessment: Assessment) -> Why:
    """What stands between the body and a level, area by area."""
    upto = framework.levels[: framework.levels.index(name) + 1]
    parts = []
    for area in framework.areas:
        open_ = [
            f
            for f in area.findings
            if f.at_level in upto and f.outcome not in (Outcome.MET, Outcome.NOT_APPLICABLE)
        ]
        says = (
            f"{area.id}: {len(open_)} rules stand in the way"
            if open_
            else f"{area.id}: nothing stands in the way"
        )
        parts.append(
            Why(says.replace("1 rules stand", "1 rule stands"), tuple(Why(_finding_line(f)) for f in open_))
        )
    return Why(f"{framework.title}, {name}", tuple(parts))


def _finding_line(finding: Finding) -> str:
    rule = finding.rule.partition(":")[2]
    return f"{rule} ({finding.at_level}): {words.in_words(finding.outcome)}. {finding.because}"


def _rule(finding: Finding, assessment: Assessment, deep: bool = True) -> Why:
    parts = [Why(finding.title), Why(finding.because)]
    facts = tuple(Why(f"{name} {fact_in_words(read)}") for name, read in finding.facts.items())
    parts.append(Why(f"the rule asks: {finding.condition} ({finding.place})", facts))
    items = {item.id: item for item in assessment.evidence}
    turning = tuple(_item_why(items[name], assessment) for name in finding.evidence if name in items)
    if turning:
        enough = (
            f" (enough by itself: {', '.join(finding.enough)})"
            if len(turning) > len(finding.enough) > 0
            else ""
        )
        parts.append(Why(f"evidence{enough}", turning))
    needs = [assessment[need] for need in finding.needs]
    if needs:
        told = tuple(_rule(need, assessment, False) if deep else Why(_finding_line(need)) for need in needs)
        parts.append(Why("needs", told))
    parts += _sources(finding.source)
    parts.append(Why(f"why it matters: {finding.why}"))
    if finding.outcome in (Outcome.NOT_MET, Outcome.UNKNOWN):
        parts.append(Why(f"to mend it: {finding.mend.do}"))
        parts += [Why(f"ask: {finding.ask}")] if finding.ask else []
    says = f"{finding.rule} ({finding.at_level}): {words.in_words(finding.outcome)}"
    return Why(says, tuple(parts))


def _duty(duty: DutyRead, assessment: Assessment) -> Why:
    """A duty: what fell due and was done, time by time, and what it rests on."""
    parts = [Why(duty.title), Why(duty.because)]
    if duty.history:
        parts.append(Why("what fell due so far", tuple(Why(_history_line(row)) for row in duty.history)))
    items = {item.id: item for item in assessment.evidence}
    turning = tuple(_item_why(items[name], assessment) for name in duty.evidence if name in items)
    parts += [Why("evidence", turning)] if turning else []
    parts += _sources(duty.source)
    parts.append(Why(f"why it matters: {duty.why}"))
    if duty.outcome in (Outcome.NOT_MET, Outcome.UNKNOWN):
        parts.append(Why(f"to mend it: {duty.mend.do}"))
        parts += [Why(f"ask: {duty.ask}")] if duty.ask else []
    return Why(f"{duty.rule}: {words.in_words(duty.outcome)}", tuple(parts))


def _history_line(row: HistoryRead) -> str:
    due = f"due by {_between(row.due_on)}"
    if row.done_on is None:
        return f"{due}: not done"
    told = {None: "whether in time is not settled", 0: "in time", 1: "1 day late"}
    late = told.get(row.days_late, f"{row.days_late} days late")
    return f"{due}: done {_between(row.done_on)}, {late}"


def _between(days: Days) -> str:
    if days.low == days.high:
        return day_in_words(days.low)
    return f"between {day_in_words(days.low)} and {day_in_words(days.high)}"


def _sources(sources: Iterable[Cited]) -> list[Why]:
    """What a rule rests on, and how surely that is known."""
    found = []
    for source in sources:
        basis = "" if source.basis == "seen" else f" (basis: {source.basis})"
        more = tuple(Why(text) for text in (source.url, source.note) if text)
        found.append(Why(f"source: {source.cite}{basis}", more))
    return found


def fact_in_words(read: FactRead) -> str:
    """What is known of a fact: `is 2`, `is from 0 to 2`, `is not known: ...`."""
    if read.unknown_because is not None:
        return f"is not known: {read.unknown_because}"
    if read.low is None and read.high is None:
        return f"is {_value(read.value)}"
    if isinstance(read.low, list) or isinstance(read.high, list):
        return f"has {_value(read.low)} for sure, and at most {_value(read.high)}"
    if read.high is None:
        return f"is {_value(read.low)} or more"
    if read.low is None:
        return f"is {_value(read.high)} or less"
    return f"is from {_value(read.low)} to {_value(read.high)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return "none" if value is None else str(value)


def _item_why(item: ItemRead, assessment: Assessment) -> Why:
    return Why(words.item_line(item, assessment.as_at), (Why(words.source_line(item)),))


def _item(item: ItemRead, assessment: Assessment) -> Why:
    """What an item of evidence does: which rules stand on it, and which turn on it."""
    parts = [Why(words.source_line(item))]
    if item.published_on:
        parts.append(Why(f"published {item.published_on.in_words()}"))
    stands: list[Finding] = []
    turns: list[Finding] = []
    for finding in assessment.findings():
        if item.id in finding.evidence:
            (stands if finding.outcome is Outcome.MET else turns).append(finding)
    if stands:
        parts.append(Why("helps to meet", tuple(Why(_finding_line(f)) for f in stands)))
    if turns:
        parts.append(Why("these turn on it", tuple(Why(_finding_line(f)) for f in turns)))
    if not stands and not turns:
        parts.append(Why(f"no rule read on {day_in_words(assessment.as_at)} stands or turns on it"))
    return Why(words.item_line(item, assessment.as_at), tuple(parts))
