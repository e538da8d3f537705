"""Running the examples that rules and packs carry: what comes out, beside what is stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from psed.assessing import framework_result
from psed.assessing.duties import Duties
from psed.assessing.finding import Judge
from psed.assessing.records import RecordJudge
from psed.checks import CheckExample
from psed.compiled import CompiledCheck, CompiledDuty, CompiledPack, CompiledRule, compile_pack
from psed.dossiers import typed
from psed.examples import dossier_of, facts_of_check, mend_holds
from psed.facts import Items
from psed.loading import vocabulary
from psed.model.outcome import DutyRead, Finding, FrameworkResult, LevelRead, Outcome, RecordFinding
from psed.rulepack import DutyExample, Example, LevelPair, PackExample, Rule, RulePack

FLOOR = "floor"
"""How an example writes the place below the lowest level."""
NO_LEVEL = "none"
"""How an example writes that no level can be given, as before a pack is in force."""


@dataclass(frozen=True)
class RuleRun:
    """What came of one example of a rule.

    Attributes:
        finding: What the rule said.
        faults: Where that is not what the example states, in words; empty if all is well.
    """

    finding: Finding
    faults: tuple[str, ...]


@dataclass(frozen=True)
class PackRun:
    """What came of one example of a pack.

    Attributes:
        result: The levels and findings of the whole pack.
        faults: Where they are not what the example states, in words; empty if all is well.
    """

    result: FrameworkResult
    faults: tuple[str, ...]


def rule_examples(pack: RulePack) -> Iterator[tuple[Rule, Example]]:
    """Every example of every version of every rule, in the order of the file."""
    for rule in pack.rules:
        for example in rule.examples:
            yield rule, example


def run_rule_example(pack: RulePack, rule: Rule, example: Example) -> RuleRun:
    """Try one example of one version of a rule, by itself.

    What the rule needs counts as met unless the example says otherwise.

    Args:
        pack: The pack the rule belongs to.
        rule: The rule, one of the pack's own.
        example: One of its examples.
    """
    compiled = compile_pack(pack, vocabulary())
    return try_rule(compiled, next(ready for ready in compiled.rules if ready.rule is rule), example)


def try_rule(compiled: CompiledPack, ready: CompiledRule, example: Example) -> RuleRun:
    """Try one example on a compiled rule, which need not be what its pack says: a mutant is tried so."""
    needs = needs_of(compiled, ready, example)
    finding = Judge(compiled, items_of(compiled, example), {}).finding(ready, {}, needs)
    faults = []
    if finding.outcome is not example.then:
        faults.append(f"came out {finding.outcome}, not {example.then}: {finding.because}")
    if example.reasons is not None and set(finding.reasons) != set(example.reasons):
        faults.append(f"gave the reasons {_words(finding.reasons)}, not {_words(example.reasons)}")
    return RuleRun(finding, tuple(faults))


def needs_of(compiled: CompiledPack, ready: CompiledRule, example: Example) -> dict[str, Outcome]:
    """How the rules that a rule needs come out in one of its examples: met, unless it says otherwise."""
    needs = dict.fromkeys(ready.needs, Outcome.MET)
    given = {f"{compiled.pack.pack}:{need}": outcome for need, outcome in example.needs.items()}
    return needs | {need: outcome for need, outcome in given.items() if need in needs}


@dataclass(frozen=True)
class DutyRun:
    """What came of one example of a duty.

    Attributes:
        read: What the duty said.
        faults: Where that is not what the example states, in words; empty if all is well.
    """

    read: DutyRead
    faults: tuple[str, ...]


def try_duty(compiled: CompiledPack, duty: CompiledDuty, example: DutyExample) -> DutyRun:
    """Try one example on a compiled duty, which need not be what its pack says: a mutant is tried so."""
    kind = duty.rule.schedule.served_by.kind
    read = Duties(compiled, items_of(compiled, example, kind)).read(duty)
    faults = []
    if read.outcome is not example.then:
        faults.append(f"came out {read.outcome}, not {example.then}: {read.because}")
    if example.reasons is not None and set(read.reasons) != set(example.reasons):
        faults.append(f"gave the reasons {_words(read.reasons)}, not {_words(example.reasons)}")
    return DutyRun(read, (*faults, *_days_told(read, example), *_told_beside(read, example)))


def _days_told(read: DutyRead, example: DutyExample) -> Iterator[str]:
    due = read.occurrence.due_on if read.occurrence else None
    for what, stated, came in (
        ("due", example.due_on, due),
        ("next due", example.next_due_on, read.next_due_on),
    ):
        if stated and (came is None or (came.low, came.high) != (stated.earliest, stated.latest)):
            shown = f"{came.low} to {came.high}" if came else "no day"
            yield f"{what} on {shown}, not {stated}"


def _told_beside(read: DutyRead, example: DutyExample) -> Iterator[str]:
    """What an example states of the time itself."""
    time = read.occurrence
    snapshot, period = (time.snapshot, time.period) if time else (None, None)
    if example.snapshot and snapshot != example.snapshot:
        yield f"the snapshot is {snapshot or 'no day'}, not {example.snapshot}"
    if example.period:
        stated = f"{example.period.first} to {example.period.last}"
        if period != stated:
            yield f"the period is {period or 'none'}, not {stated}"
    late = read.history[-1].days_late if read.history else None
    if example.days_late is not None and late != example.days_late:
        yield f"the latest was {'not known' if late is None else late} days late, not {example.days_late}"
    flagged = bool(time and time.not_enforced)
    if example.not_enforced is not None and flagged != example.not_enforced:
        yield f"`not_enforced` came out {str(flagged).lower()}"
    if example.remarks is not None and len(read.remarks) != example.remarks:
        yield f"{len(read.remarks)} remarks, not {example.remarks}"


@dataclass(frozen=True)
class CheckRun:
    """What came of one example of a check.

    Attributes:
        finding: What the check said.
        faults: Where that is not what the example states, in words; empty if all is well.
    """

    finding: RecordFinding
    faults: tuple[str, ...]


def try_check(compiled: CompiledPack, ready: CompiledCheck, example: CheckExample) -> CheckRun:
    """Try one example on a compiled check, which need not be what its pack says: a mutant is tried so."""
    facts = facts_of_check(compiled, example)
    assert facts is not None
    finding = RecordJudge(compiled, facts.items).finding(ready, facts)
    faults = []
    if finding.outcome is not example.then:
        faults.append(f"came out {finding.outcome}, not {example.then}: {finding.because}")
    if example.reasons is not None and set(finding.reasons) != set(example.reasons):
        faults.append(f"gave the reasons {_words(finding.reasons)}, not {_words(example.reasons)}")
    return CheckRun(finding, tuple(faults))


def run_pack_example(pack: RulePack, example: PackExample) -> PackRun:
    """Try one example of a whole pack, and compare the levels that it states.

    Args:
        pack: The pack.
        example: One of its examples.
    """
    return try_pack(compile_pack(pack, vocabulary()), example)


def try_pack(compiled: CompiledPack, example: PackExample) -> PackRun:
    """Try one example on a compiled pack, which need not be what its file says: a mutant is tried so."""
    findings = Judge(compiled, items_of(compiled, example), {}).find()
    return compared(framework_result(compiled.pack, findings, example.as_at), example)


def compared(result: FrameworkResult, example: PackExample) -> PackRun:
    """The levels of a whole pack beside those that an example states."""
    stated: dict[str, tuple[LevelRead | None, LevelPair]] = {
        "over all": (
            result.level,
            LevelPair(supported=example.then.supported, possible=example.then.possible),
        )
    }
    areas = {area.id: area.level for area in result.areas}
    stated |= {f"in {name}": (areas.get(name), pair) for name, pair in example.then.areas.items()}
    return PackRun(
        result, tuple(fault for name, (got, want) in stated.items() for fault in _levels(name, got, want))
    )


def run_mend(pack: RulePack, rule: Rule) -> tuple[bool, str]:
    """Whether what a mend would bring meets the condition of its rule, with nothing else on file.

    Args:
        pack: The pack the rule belongs to.
        rule: One of its rules, whose mend `provides` something.

    Returns:
        Whether it does, and a sentence for where it does not.
    """
    compiled = compile_pack(pack, vocabulary())
    ready = next(ready for ready in compiled.rules if ready.rule is rule)
    holds = mend_holds(compiled, ready)
    return holds is True, f"the mend of {rule.id} leaves it {holds}: {rule.condition}"


def items_of(compiled: CompiledPack, example: Example | PackExample, kind: str | None = None) -> Items:
    """The items of an example on its day; *kind* is that of its duty, if it is of one."""
    words = compiled.lexicon.vocabulary
    return Items.of(typed(dossier_of(example, compiled.pack, kind), words), words.kinds, example.as_at)


def _levels(name: str, got: LevelRead | None, want: LevelPair) -> Iterator[str]:
    if got is None:
        if (want.supported, want.possible) != (NO_LEVEL, NO_LEVEL):
            yield f"{name}: no level came out"
        return
    for end in ("supported", "possible"):
        came, stated = getattr(got, end) or FLOOR, getattr(want, end)
        if came != stated:
            yield f"{name}: {end} came out {came}, not {stated}"


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(words) or "none"
