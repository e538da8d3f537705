"""The pytest plugin: does nothing unless asked, and shows psed's own words where a pack fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from linting.making import pack_with, write

import psed
from psed.linting import CHECKS, Check

pytest_plugins = ["pytester"]
PACK = psed.examples_folder() / "oakshire" / "pack.yaml"
# pytester forgets modules that a run inside it was the first to load; so all are loaded before.
psed.load_pack(PACK)
QUIET = ("-p", "no:cacheprovider", "--psed-law-examples", "5")


def spoilt(pytester: pytest.Pytester, old: str, new: str) -> str:
    """The path of a pack with one thing changed."""
    text = PACK.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path = pytester.path / "spoilt.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return str(path)


def test_without_being_asked_it_does_nothing(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_one(): pass")
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_a_good_pack_gives_items_that_pass(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*QUIET, "--psed-pack", str(PACK), "-vv")
    outcomes = result.parseoutcomes()
    assert set(outcomes) == {"passed"}
    assert outcomes["passed"] > 80
    result.stdout.fnmatch_lines_random(["*example workforce/monitoring: *PASSED*", "*law monotone PASSED*"])


def test_an_ini_key_asks_too(pytester: pytest.Pytester) -> None:
    pytester.makeini(f"[pytest]\npsed_packs =\n    {PACK}\n")
    assert pytester.runpytest(*QUIET).parseoutcomes()["passed"] > 80


def test_mutants_are_items_on_request(pytester: pytest.Pytester) -> None:
    without = pytester.runpytest(*QUIET, "--psed-pack", str(PACK)).parseoutcomes()["passed"]
    pack = str(PACK)
    more = pytester.runpytest(*QUIET, "--psed-pack", pack, "--psed-mutants").parseoutcomes()["passed"]
    assert more == without + 83


def test_an_example_that_comes_out_otherwise_is_told_in_psed_s_words(pytester: pytest.Pytester) -> None:
    path = spoilt(pytester, "staff_profile.five_groups >= 1", "staff_profile.held >= 1")
    result = pytester.runpytest(*QUIET, "--psed-pack", path)
    assert result.parseoutcomes()["failed"] >= 1
    result.stdout.fnmatch_lines(
        ["*came out met, not not_met*", "the rule asks: staff_profile.held >= 1", "  staff_profile.held is 1"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_pack_that_cannot_be_read_is_one_item_that_fails(pytester: pytest.Pytester) -> None:
    path = spoilt(pytester, "level: achieving", "level: acheiving")
    result = pytester.runpytest(*QUIET, "--psed-pack", path)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*P001 unknown level `acheiving`", "*did you mean `achieving`?"])


MINE = """
import datetime
from psed import assess
from psed.testing import assert_level

DOSSIER = '''psed-dossier: 1
organisation:
  id: example:body
  name: A council (fictional)
  kind: district
  nation: england
'''

def test_mine(psed_pack, psed_dossier):
    pack = psed_pack("mine.yaml")
    assert psed_pack("eflg-2009").pack == "eflg-2009"
    (dossier,) = {psed_dossier(DOSSIER), psed_dossier("mine-too.yaml")}
    assert_level(assess(dossier, pack, as_at=datetime.date(2026, 11, 21)), pack.pack, None, "achieving")
"""


def test_fixtures_give_packs_and_dossiers(pytester: pytest.Pytester) -> None:
    (pytester.path / "mine.yaml").write_text(PACK.read_text(encoding="utf-8"), encoding="utf-8")
    dossier = MINE.split("'''")[1]
    (pytester.path / "mine-too.yaml").write_text(dossier, encoding="utf-8")
    pytester.makepyfile(MINE)
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_a_seeded_bad_pack_fails_the_check_it_was_made_for(check: Check, pytester: pytest.Pytester) -> None:
    path = write(pytester.path, pack_with(check.bad))
    result = pytester.runpytest("-p", "no:cacheprovider", "--psed-pack", str(path), "-k", "lint or reads")
    result.stdout.no_fnmatch_line("*Traceback*")
    if check.code[0] == "L":
        assert result.parseoutcomes()["failed"] == 1
        result.stdout.fnmatch_lines([f"*{check.code}*", f"FAILED *lint {check.code} {check.name}*"])
    else:
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines([f"*{check.code}*"])


def test_a_mutant_that_survives_is_told_with_what_would_notice_it(pytester: pytest.Pytester) -> None:
    text = PACK.read_text(encoding="utf-8")
    start = text.index("\nexamples:")
    path = pytester.path / "fewer.yaml"
    path.write_text(text[: start + 1], encoding="utf-8")
    result = pytester.runpytest(*QUIET, "--psed-pack", str(path), "--psed-mutants")
    assert result.parseoutcomes()["failed"] >= 2
    result.stdout.fnmatch_lines(
        ["*no example notices that *", "*to notice it: an example of the pack in which*"]
    )


def test_a_broken_law_is_told_with_a_witness() -> None:
    """Story S8, up to the witness: more evidence lowers what is met, shown on a small dossier."""
    from psed.rulepack import RulePack
    from psed.testing.searching import search

    (pack,) = [psed.load_pack(PACK)]
    rule = next(rule for rule in pack.rules if rule.id == "workforce/monitoring")
    wrong = rule.model_copy(update={"condition": "access_check.current == 0", "needs": ()})
    alone = RulePack.model_validate(
        pack.model_copy(update={"rules": (wrong,), "examples": ()}).model_dump(by_alias=True)
    )
    (broken,) = search(alone, ["monotone"], examples=600)
    assert broken.says.startswith(
        "adding E-new (access_check) turned oakshire-four-modules:workforce/monitoring"
    )
    assert "from met to not_met (too_many): access_check.current == 0" in broken.says
    assert len(broken.dossier.evidence) <= 2
    assert search(pack, ["monotone", "order-free"], examples=20) == ()


def test_checking_laws_under_their_own_name() -> None:
    from psed.testing import laws

    pack = psed.load_pack(PACK)
    laws.check(pack, ["order-free", "nested"], examples=10)
    rules = tuple(
        rule.model_copy(update={"condition": "access_check.current == 0", "needs": ()})
        for rule in pack.rules
        if rule.id == "workforce/monitoring"
    )
    with pytest.raises(laws.LawBroken, match="the law `monotone` does not hold: adding E-new"):
        laws.check(pack.model_copy(update={"rules": rules, "examples": ()}), ["monotone"], examples=600)
    with pytest.raises(KeyError):
        laws.check(pack, ["no-such-law"])


def test_hypothesis_makes_psed_s_types_by_itself() -> None:
    from hypothesis import find
    from hypothesis import strategies as st

    for each in (psed.Dossier, psed.RulePack, psed.Evidence, psed.PartialDate):
        assert isinstance(find(st.from_type(each), lambda _: True), each)
    shrunk = find(st.from_type(psed.Dossier), lambda dossier: len(dossier.evidence) >= 2)
    assert len(shrunk.evidence) == 2
    assert not shrunk.claims + shrunk.none_held


def test_the_loader_offers_the_declaration_that_such_a_rule_needs(tmp_path: Path) -> None:
    text = PACK.read_text(encoding="utf-8").replace(
        "staff_profile.five_groups >= 1", "access_check.current == 0", 1
    )
    (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(psed.InvalidRulePack) as caught:
        psed.load_pack(tmp_path / "pack.yaml")
    assert "P016" in str(caught.value)
    assert "say so: `monotone: false` and `because: why that is right`" in str(caught.value)
