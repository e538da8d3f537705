"""Every example of every shipped pack comes out as it says, and every mend mends."""

from __future__ import annotations

import pytest

import psed
from psed.rulepack import Example, PackExample, Rule, RulePack
from psed.testing.examples import rule_examples, run_mend, run_pack_example, run_rule_example

PACKS = (*psed.packs(), psed.load_pack(psed.examples_folder() / "oakshire" / "pack.yaml"))
RULES = [pytest.param(p, r, e, id=f"{p.pack}:{r.id}: {e.name}") for p in PACKS for r, e in rule_examples(p)]
WHOLE = [pytest.param(p, e, id=f"{p.pack}: {e.name}") for p in PACKS for e in p.examples]
MENDS = [pytest.param(p, r, id=f"{p.pack}:{r.id}") for p in PACKS for r in p.rules if r.mend.provides]


def test_there_are_examples_to_try() -> None:
    assert RULES
    assert WHOLE
    assert MENDS


@pytest.mark.parametrize(("pack", "rule", "example"), RULES)
def test_an_example_of_a_rule_comes_out_as_stated(pack: RulePack, rule: Rule, example: Example) -> None:
    assert run_rule_example(pack, rule, example).faults == ()


@pytest.mark.parametrize(("pack", "example"), WHOLE)
def test_an_example_of_a_pack_gives_its_levels(pack: RulePack, example: PackExample) -> None:
    assert run_pack_example(pack, example).faults == ()


@pytest.mark.parametrize(("pack", "rule"), MENDS)
def test_a_mend_by_itself_meets_the_condition_of_its_rule(pack: RulePack, rule: Rule) -> None:
    mended, why_not = run_mend(pack, rule)
    assert mended, why_not
