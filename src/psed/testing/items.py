"""What must hold of a pack, as named questions that answer with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from psed.checks import CheckExample
from psed.compiled import CompiledCheck, CompiledDuty, CompiledPack, CompiledRule, compile_pack
from psed.loading import vocabulary
from psed.model.outcome import Finding, RecordFinding
from psed.rulepack import DutyExample, Example, PackExample, RulePack
from psed.testing.changing import Mutant
from psed.testing.examples import try_check, try_duty, try_pack, try_rule
from psed.testing.mutants import mutants, noticed
from psed.testing.staging import Stage

Question = tuple[str, Callable[[], Iterable[str]]]


def example_items(pack: RulePack) -> Iterator[Question]:
    """One question for each example of each rule, and of the pack."""
    compiled = compile_pack(pack, vocabulary())
    for ready in sorted(compiled.rules, key=lambda ready: ready.index):
        for example in ready.rule.examples:
            yield f"example {ready.rule.id}: {example.name}", partial(_of_rule, compiled, ready, example)
    for duty in sorted(compiled.duties, key=lambda duty: duty.index):
        for duty_example in duty.rule.examples:
            yield (
                f"example {duty.rule.id}: {duty_example.name}",
                partial(_of_duty, compiled, duty, duty_example),
            )
    for check in sorted(compiled.checks, key=lambda check: check.index):
        for check_example in check.rule.examples:
            yield (
                f"example {check.rule.id}: {check_example.name}",
                partial(_of_check, compiled, check, check_example),
            )
    for pack_example in pack.examples:
        yield f"example of the pack: {pack_example.name}", partial(_of_pack, compiled, pack_example)


def _of_rule(compiled: CompiledPack, ready: CompiledRule, example: Example) -> list[str]:
    run = try_rule(compiled, ready, example)
    if not run.faults:
        return []
    return [f"{ready.place}: the example `{example.name}`", *run.faults, *explained(run.finding)]


def _of_duty(compiled: CompiledPack, duty: CompiledDuty, example: DutyExample) -> list[str]:
    run = try_duty(compiled, duty, example)
    if not run.faults:
        return []
    told = [f"{duty.place}: the example `{example.name}`", *run.faults]
    return [*told, f"because: {run.read.because}"]


def _of_check(compiled: CompiledPack, check: CompiledCheck, example: CheckExample) -> list[str]:
    run = try_check(compiled, check, example)
    if not run.faults:
        return []
    return [f"{check.place}: the example `{example.name}`", *run.faults, *explained(run.finding)]


def explained(finding: Finding | RecordFinding) -> list[str]:
    """A finding in lines that a person can read."""
    from psed.reasoning.explain import fact_in_words

    lines = [f"the rule asks: {finding.condition}"]
    lines += [f"  {name} {fact_in_words(read)}" for name, read in finding.facts.items()]
    return [*lines, f"because: {finding.because}"]


def _of_pack(compiled: CompiledPack, example: PackExample) -> list[str]:
    run = try_pack(compiled, example)
    if not run.faults:
        return []
    lines = [f"the example `{example.name}` of {compiled.pack.pack}", *run.faults]
    for area in run.result.areas:
        for finding in area.findings:
            rule = finding.rule.partition(":")[2]
            lines.append(f"  {rule} ({finding.at_level}) {finding.outcome}: {finding.because}")
    return lines


def lint_items(pack: RulePack) -> Iterator[Question]:
    """One question for each check of `psed lint`."""
    from psed.linting import CHECKS, lint

    remarks = lint(pack)
    for check in CHECKS.values():
        told = [str(remark) for remark in remarks if remark.code == check.code]
        yield f"lint {check.code} {check.name}", partial(list, told)


def law_items(pack: RulePack, examples: int) -> Iterator[Question]:
    """One question for each law."""
    from psed.testing.searching import PROPERTIES

    for name in PROPERTIES:
        yield f"law {name}", partial(_of_law, pack, name, examples)


def _of_law(pack: RulePack, name: str, examples: int) -> list[str]:
    from psed.testing.searching import search

    return [str(broken) for broken in search(pack, [name], examples)]


def mutant_items(pack: RulePack) -> Iterator[Question]:
    """One question for each mutant: does an example notice it?"""
    compiled = compile_pack(pack, vocabulary())
    stage = Stage(compiled)
    for number, mutant in enumerate(mutants(compiled), 1):
        if mutant is not None:
            yield f"mutant {number} {mutant.rule}: {mutant.what}", partial(_of_mutant, mutant, stage)


def _of_mutant(mutant: Mutant, stage: Stage) -> list[str]:
    if noticed(mutant, stage):
        return []
    return [
        f"{mutant.place}: no example notices that {mutant.what} in {mutant.rule}",
        f"  {mutant.clause}",
        f"  rests on: {mutant.encodes}",
        f"  to notice it: {mutant.kill}",
    ]
