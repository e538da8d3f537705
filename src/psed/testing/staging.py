"""The examples of a pack, kept ready so that many mutants can be tried on them quickly.

A mutant differs from its pack in one thing, so only the rules it touches are evaluated again, and those
that need them; and reasons are looked for only where every outcome is as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from psed.assessing import framework_result
from psed.assessing.finding import Judge
from psed.compiled import CompiledPack, CompiledRule
from psed.facts import Facts, Items
from psed.model.outcome import Finding, Outcome
from psed.rulepack import Example, PackExample
from psed.testing.examples import compared, items_of, needs_of, try_check, try_duty, try_rule


@dataclass
class Stage:
    """A pack with the items of each of its examples, and what the pack makes of them."""

    compiled: CompiledPack
    _items: dict[int, Items] = field(default_factory=dict)
    _facts: dict[int, Facts] = field(default_factory=dict)
    _findings: dict[int, dict[str, Finding]] = field(default_factory=dict)

    def judge(self, changed: CompiledPack, example: Example | PackExample) -> Judge:
        """A judge of an example by a changed pack; facts are kept where names mean what they did."""
        key = id(example)
        if key not in self._items:
            self._items[key] = items_of(self.compiled, example)
        judge = Judge(changed, self._items[key], {})
        if changed.lexicon is self.compiled.lexicon:
            judge.facts = self._facts.setdefault(key, judge.facts)
        return judge

    def rule_differs(self, changed: CompiledPack, rules: Iterable[CompiledRule]) -> bool:
        """Whether an example of one of these rules comes out otherwise than it states."""
        examples = [(ready, example) for ready in rules for example in ready.rule.examples]
        for ready, example in examples:
            needs = needs_of(changed, ready, example)
            if self.judge(changed, example).decide(ready, needs).outcome is not example.then:
                return True
        stated = ((ready, example) for ready, example in examples if example.reasons is not None)
        return any(try_rule(changed, ready, example).faults for ready, example in stated)

    def duty_differs(self, changed: CompiledPack, touched: Iterable[str]) -> bool:
        """Whether an example of a duty comes out otherwise than it states; of all duties if none is named."""
        names = set(touched)
        return any(
            try_duty(changed, duty, example).faults
            for duty in changed.duties
            if duty.id in names or not names
            for example in duty.rule.examples
        )

    def check_differs(self, changed: CompiledPack, touched: Iterable[str]) -> bool:
        """Whether an example of a check comes out otherwise than it states; of all if none is named."""
        names = set(touched)
        return any(
            try_check(changed, check, example).faults
            for check in changed.checks
            if check.id in names or not names
            for example in check.rule.examples
        )

    def pack_differs(self, changed: CompiledPack, touched: frozenset[str] | None) -> bool:
        """Whether an example of the pack gives other levels than it states.

        Args:
            changed: The changed pack.
            touched: The rules that were changed, or whose facts were; nothing for all of them.
        """
        return any(self._differs(changed, example, touched) for example in changed.pack.examples)

    def _differs(self, changed: CompiledPack, example: PackExample, touched: frozenset[str] | None) -> bool:
        before = self._before(example)
        judge = self.judge(changed, example)
        if touched is None:
            now = {finding.rule: finding for finding in judge.find()}
        else:
            now = dict(before)
            for ready in changed.on(example.as_at):
                if ready.id in touched or any(now[n] is not before[n] for n in ready.needs):
                    now[ready.id] = _decided(judge, ready, now)
            if all(now[name] is before[name] for name in now):
                return False
        result = framework_result(changed.pack, tuple(now.values()), example.as_at)
        return bool(compared(result, example).faults)

    def _before(self, example: PackExample) -> dict[str, Finding]:
        key = id(example)
        if key not in self._findings:
            found = self.judge(self.compiled, example).find()
            self._findings[key] = {finding.rule: finding for finding in found}
        return self._findings[key]


def _decided(judge: Judge, ready: CompiledRule, found: dict[str, Finding]) -> Finding:
    """The finding as it was, where levels would go by nothing new; else one that is changed in that."""
    was = found[ready.id]
    needs = {name: found[name].outcome for name in ready.needs}
    verdict = judge.decide(ready, needs)
    if (verdict.outcome, ready.rule.level) == (was.outcome, was.at_level) and was.outcome in _PLAIN:
        return was
    update = {"outcome": verdict.outcome, "at_level": ready.rule.level, "reasons": verdict.reasons}
    return was.model_copy(update=update)


_PLAIN = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)
"""Of an unknown one the reasons count too: whether the rule applies at all."""
