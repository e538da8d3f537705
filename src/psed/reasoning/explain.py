"""Why: a tree from a level down to an item of evidence, its place in its source, and the law cited.

It reads a finished assessment and nothing else, so a saved one explains itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from psed import layout, words
from psed.errors import NotFound, suggestion
from psed.facts.deriving import NOTHING
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
    Reason,
    RecordFinding,
    RecordRead,
    TimeOutcome,
)
from psed.reasoning.standing import pack_title


@dataclass(frozen=True)
class Why:
    """A statement, and what it rests on. `str` gives what `psed explain` prints.

    Attributes:
        says: The statement.
        rests_on: What it rests on, in the order in which it is told.
        about: The id of the rule, duty or check that the statement is about, if it is about one.
        head: Whose dossier it is, and of which day; of the first statement alone.
        foot: What it is not; of the first statement alone.
    """

    says: str
    rests_on: tuple[Why, ...] = ()
    about: str = ""
    head: str = ""
    foot: str = ""

    def __repr__(self) -> str:
        return f"<Why {_short(self.says)!r}, rests on {len(self.rests_on)}>"

    def __str__(self) -> str:
        return self.page()

    def page(self, *, ids: bool = False) -> str:
        """The tree as text of at most 80 columns, with ids of rules, duties and checks where asked for."""
        tree = "\n".join(_branches(self, 0, ids)) + "\n"
        head = f"{layout.para(self.head)}\n\n" if self.head else ""
        foot = f"\n{layout.para(self.foot)}\n" if self.foot else ""
        return words.screen(f"{head}{tree}{foot}")


def _branches(why: Why, depth: int, ids: bool) -> Iterator[str]:
    yield layout.branch(words.with_id(why.says, why.about, ids and bool(why.about)), depth)
    for part in why.rests_on:
        yield from _branches(part, depth + 1, ids)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def explain(assessment: Assessment, name: str) -> Why:
    """Why something came out as it did.

    Args:
        assessment: A finished assessment.
        name: A rule, duty, area, framework, level, check, pack, decision, objective or item of evidence,
            by its id; `pack:` before it is needed only where two packs use the same id.

    Raises:
        NotFound: Nothing in the assessment has that name. The nearest name is in its help.
    """
    found = _find(assessment, name)
    if not found:
        known = sorted(set(_names(assessment)))
        raise NotFound("P003", f"nothing in this assessment is called `{name}`", help=suggestion(name, known))
    whole = found[0] if len(found) == 1 else Why(name, tuple(found))
    head = f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}"
    return replace(whole, head=head, foot=assessment.disclaimer)


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
    duties = [duty for duty in assessment.duties if duty.pack == name]
    if duties:
        found.append(Why(pack_title(name), tuple(map(_duty_line, words.in_order(duties)))))
    checked = _pack_of_checks(assessment, name)
    if checked:
        found.append(Why(pack_title(name), checked))
    for duty in assessment.duties:
        if name in (duty.rule, duty.rule.partition(":")[2]):
            found.append(_duty(duty, assessment))
    for record in (*assessment.decisions, *assessment.objectives):
        if name == record.id:
            found.append(Why(f"{record.title} ({record.id})", tuple(_check(f) for f in record.findings)))
        for read in record.findings:
            if name in (read.rule, read.rule.partition(":")[2]):
                found.append(_check(read, record))
    found += [_item(item, assessment) for item in assessment.evidence if item.id == name]
    return found


def _duty_line(duty: DutyRead) -> Why:
    """A duty in one statement, and what to ask about it where it is not known."""
    ask = (Why(duty.ask),) if duty.ask and duty.outcome is Outcome.UNKNOWN else ()
    return Why(words.duty_line(duty), ask, duty.rule)


def _pack_of_checks(assessment: Assessment, pack: str) -> tuple[Why, ...]:
    """The checks of a pack, record by record; none where it has none."""
    found = []
    for record in (*assessment.decisions, *assessment.objectives):
        here = tuple(_check_line(f) for f in record.findings if f.rule.partition(":")[0] == pack)
        if here:
            found.append(Why(f"{record.title} ({record.id})", here))
    return tuple(found)


def _check_line(read: RecordFinding) -> Why:
    return Why(f"{read.title}: {words.in_words(read.outcome)}. {read.because}", (), read.rule)


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
    for record in (*assessment.decisions, *assessment.objectives):
        yield record.id
        for read in record.findings:
            pack, _, check = read.rule.partition(":")
            yield pack
            yield check
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
    for area in framework.areas:
        head = f"{words.area_title(area)} ({area.id}): {_levels(area, framework)}"
        parts.append(Why(head, _first_few(area, framework)))
    return Why(says, tuple(parts))


def _first_few(area: AreaResult, framework: FrameworkResult) -> tuple[Why, ...]:
    """How many rules of an area are met, and the first of what decides its level."""
    supported = area.level.supported if area.level else None
    short = words.blocking(area.findings, supported, framework.levels)
    counts = [words.progress_line(area.progress)] if area.level else []
    return (*map(Why, counts), *deciding(short, _FEW))


_FEW = 2
"""How many rules of each area a framework's explanation tells one by one."""


def deciding(short: Sequence[Finding], most: int) -> list[Why]:
    """What decides a level, in a few statements: first what turns on something that is on file.

    Args:
        short: The rules of one area that are short of a level.
        most: How many of them are told one by one. The rest are counted, and it is said how to see them.
    """
    bare = [finding for finding in short if is_bare(finding)]
    one_by_one = [finding for finding in short if not is_bare(finding)]
    told = [finding_line(finding) for finding in one_by_one[:most]]
    if bare:
        kinds = dict.fromkeys(words.spaced(kind) for finding in bare for kind in _kinds_without(finding))
        so = "1 rule is" if len(bare) == 1 else f"{len(bare)} rules are"
        told.append(Why(f"Nothing on file for: {', '.join(kinds)}. So {so} not known to be met."))
    more = f"And {len(one_by_one) - most} more. " if len(one_by_one) > most else ""
    if more or bare:
        told.append(Why(f"{more}To see all: {words.command(short[0].area)}"))
    return told


def is_bare(finding: Finding) -> bool:
    """Whether nothing on file bears on a rule, so that there is nothing to tell but that."""
    return finding.reasons == (Reason.NOTHING_ON_FILE,)


def _kinds_without(finding: Finding) -> Iterator[str]:
    """The kinds that a rule reads and of which nothing is on file."""
    for name, read in finding.facts.items():
        if read.unknown_because == NOTHING:
            yield name.partition(".")[0]


def finding_line(finding: Finding) -> Why:
    """A rule by its title, how it came out and why."""
    told = f"{finding.title}: {words.in_words(finding.outcome)}. {finding.because}"
    return Why(told, (), finding.rule.partition(":")[2])


def _area(area: AreaResult, framework: FrameworkResult, assessment: Assessment) -> Why:
    by_level = []
    for row in area.progress:
        here = [finding for finding in area.findings if finding.at_level == row.level]
        told = Why(words.progress_line([row]), tuple(map(finding_line, here)))
        by_level.append(told)
    return Why(f"{words.area_title(area)}: {_levels(area, framework)}", tuple(by_level))


def _level(name: str, framework: FrameworkResult, assessment: Assessment) -> Why:
    """What stands between the body and a level, area by area."""
    upto = framework.levels[: framework.levels.index(name) + 1]
    parts = []
    for area in framework.areas:
        open_ = [
            f
            for at_level in upto
            for f in area.findings
            if f.at_level == at_level and f.outcome not in (Outcome.MET, Outcome.NOT_APPLICABLE)
        ]
        stands = "1 rule stands" if len(open_) == 1 else f"{len(open_) or 'no'} rules stand"
        told = tuple(map(_at_level, open_))
        parts.append(Why(f"{words.area_title(area)} ({area.id}): {stands} in the way", told))
    return Why(f"{framework.title}, {name}", tuple(parts))


def _at_level(finding: Finding) -> Why:
    """A rule by its title, with its level."""
    told = f"{finding.title} ({finding.at_level}): {words.in_words(finding.outcome)}. {finding.because}"
    return Why(told, (), finding.rule.partition(":")[2])


def _rule(finding: Finding, assessment: Assessment, deep: bool = True) -> Why:
    parts = [Why(finding.because), *_mend(finding)]
    items = {item.id: item for item in assessment.evidence}
    turning = tuple(_item_why(items[name], assessment) for name in finding.evidence if name in items)
    if turning:
        enough = (
            f" (enough by itself: {', '.join(finding.enough)})"
            if len(turning) > len(finding.enough) > 0
            else ""
        )
        parts.append(Why(f"evidence{enough}", turning))
    needs = [read for read in assessment.findings() if read.rule in finding.needs] if finding.needs else []
    if needs:
        told = tuple(_rule(need, assessment, False) if deep else _at_level(need) for need in needs)
        parts.append(Why("needs", told))
    parts.append(Why(f"why it matters: {finding.why}"))
    parts += _sources(finding.source)
    facts = tuple(Why(f"{name} {fact_in_words(read)}") for name, read in finding.facts.items())
    parts.append(Why(f"the rule asks: {finding.condition} ({finding.place})", facts))
    says = f"{finding.title} ({finding.at_level}): {words.in_words(finding.outcome)}"
    return Why(says, tuple(parts), finding.rule)


def _check(read: RecordFinding, record: RecordRead | None = None) -> Why:
    """A check of a record: how it came out, what it rests on and what it asks."""
    of = f", of {record.id}" if record else ""
    parts = [Why(read.because), *_mend(read)]
    parts += [Why(f"it turns on: {read.turns_on}")] if read.turns_on else []
    parts += [Why(f"why it matters: {read.why}"), *_sources(read.source)]
    facts = tuple(Why(f"{name} {fact_in_words(known)}") for name, known in read.facts.items())
    parts.append(Why(f"the check asks: {read.condition} ({read.place})", facts))
    return Why(f"{read.title} ({read.weight}){of}: {words.in_words(read.outcome)}", tuple(parts), read.rule)


def _mend(read: Finding | DutyRead | RecordFinding) -> list[Why]:
    """What to do about a rule that is not met, and what to ask."""
    if read.outcome not in (Outcome.NOT_MET, Outcome.UNKNOWN):
        return []
    return [Why(f"to mend it: {read.mend.do}"), *([Why(f"ask: {read.ask}")] if read.ask else [])]


def _duty(duty: DutyRead, assessment: Assessment) -> Why:
    """A duty: what fell due and was done, time by time, and what it rests on."""
    parts = [Why(duty.because), *map(Why, duty.remarks), *_mend(duty)]
    if duty.history:
        parts.append(Why("what fell due so far", tuple(Why(_history_line(row)) for row in duty.history)))
    items = {item.id: item for item in assessment.evidence}
    turning = tuple(_item_why(items[name], assessment) for name in duty.evidence if name in items)
    parts += [Why("evidence", turning)] if turning else []
    parts.append(Why(f"why it matters: {duty.why}"))
    parts += _sources(duty.source)
    return Why(f"{duty.title}: {words.in_words(duty.outcome)}", tuple(parts), duty.rule)


def _history_line(row: HistoryRead) -> str:
    due = f"due by {_between(row.due_on)}" if row.due_on else "due by a day that turns on what is not on file"
    flag = f" ({row.not_enforced})" if row.not_enforced else ""
    if row.done_on is None:
        open_ = "not done" if row.outcome is TimeOutcome.NOT_DONE else "not done so far"
        return f"{due}: {open_}{flag}"
    late = _HISTORY[row.outcome]
    if row.days_late:
        late = f"{row.days_late:,} day{'' if row.days_late == 1 else 's'} late"
    gap = f"; nothing on file reports on {_between(row.period_gap)}" if row.period_gap else ""
    return f"{due}: done {_between(row.done_on)}, {late}{gap}{flag}"


_HISTORY = {
    TimeOutcome.IN_TIME: "in time",
    TimeOutcome.LATE: "late",
    TimeOutcome.NOT_DONE: "not done",
    TimeOutcome.READINGS_DIFFER: "in time on one reading and late on another",
    TimeOutcome.UNKNOWN: "whether in time is not known",
}


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
        parts.append(Why("helps to meet", tuple(map(_at_level, stands))))
    if turns:
        parts.append(Why("these turn on it", tuple(map(_at_level, turns))))
    if not stands and not turns:
        parts.append(Why(f"no rule read on {day_in_words(assessment.as_at)} stands or turns on it"))
    return Why(words.item_line(item, assessment.as_at), tuple(parts))
