"""Outcomes in their order, and what stands beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import psed
from psed import words
from psed.assessing.finding import Judge
from psed.assessing.sentences import need_because, short_because
from psed.compiled import compile_pack
from psed.facts import Facts, Items
from psed.language.tree import All, AnyOf, Fact, Flag, Node
from psed.loading import vocabulary
from psed.model.outcome import Assessment, Outcome, Progress, Reason
from psed.words import not_in_force

AS_AT = dt.date(2011, 8, 31)


def body(**more: object) -> dict[str, object]:
    return {"id": "example:b", "name": "A body", "kind": "district", "nation": "england", **more}


def dossier(*evidence: dict[str, object], **more: object) -> psed.Dossier:
    whole: dict[str, object] = {"organisation": body(), "packs": ["eflg-2009"], "evidence": list(evidence)}
    return psed.Dossier.model_validate({**whole, **more})


def profile(name: str = "E-1", **more: object) -> dict[str, object]:
    return {"id": name, "kind": "community_profile", "title": "Profile", "dated": "2011-01-10", **more}


def outcome(assessment: Assessment, rule: str) -> tuple[Outcome, tuple[Reason, ...]]:
    finding = assessment[rule]
    return finding.outcome, finding.reasons


def test_nothing_on_file_is_unknown_and_never_no() -> None:
    findings = psed.assess(dossier(), as_at=AS_AT).findings()
    assert {f.outcome for f in findings} == {Outcome.UNKNOWN}
    assert all(f.reasons[0] is Reason.NOTHING_ON_FILE for f in findings)


def test_before_a_pack_and_after_it_no_rule_is_in_force() -> None:
    for day, expected in [
        (dt.date(2009, 3, 31), Outcome.NOT_APPLICABLE),
        (dt.date(2009, 4, 1), Outcome.UNKNOWN),
        (dt.date(2012, 3, 31), Outcome.UNKNOWN),
        (dt.date(2012, 4, 1), Outcome.NOT_APPLICABLE),
    ]:
        result = psed.assess(dossier(), as_at=day)
        assert {f.outcome for f in result.findings()} == {expected}, day
        assert result.frameworks[0].in_force is (expected is Outcome.UNKNOWN)
        assert (result.frameworks[0].level is None) is (expected is Outcome.NOT_APPLICABLE)


def test_on_a_day_of_another_edition_that_edition_is_named_and_offered() -> None:
    eflg = psed.load_pack(psed.rules_folder() / "frameworks" / "eflg-2009")
    update = {"pack": "eflg-2012", "valid_from": dt.date(2012, 4, 1), "valid_to": dt.date(2015, 3, 31)}
    later = eflg.model_copy(update=update)
    for day, read, then, told in [
        (AS_AT, eflg, None, ""),
        (AS_AT, later, "eflg-2009", "The edition of that day is eflg-2009: read it with `--pack eflg-2009`."),
        (dt.date(2012, 4, 1), eflg, None, "psed holds no edition that was in force then."),
        (dt.date(2009, 3, 31), later, None, "psed holds no edition that was in force then."),
    ]:
        (framework,) = psed.assess(dossier(packs=[]), read, as_at=day).frameworks
        assert framework.edition_then == then
        assert framework.in_force is not bool(told)
        if told:
            assert not_in_force(framework).endswith(told)
    both = psed.assess(dossier(packs=[]), eflg, later, as_at=dt.date(2012, 4, 1)).frameworks
    assert [framework.edition_then for framework in both] == ["eflg-2012", None]


def test_a_body_that_did_not_exist_is_out_of_scope() -> None:
    begun = dossier(organisation=body(start="2011-09-01"))
    assert {f.reasons for f in psed.assess(begun, as_at=AS_AT).findings()} == {(Reason.OUT_OF_SCOPE,)}
    assert {f.outcome for f in psed.assess(begun, as_at=dt.date(2011, 9, 1)).findings()} == {Outcome.UNKNOWN}


def test_evidence_dated_after_the_day_is_ignored_and_listed() -> None:
    late = psed.assess(dossier(profile(dated="2011-09-01")), as_at=AS_AT)
    assert [(i.evidence, i.because) for i in late.ignored] == [
        ("E-1", "dated 1 September 2011, after 31 August 2011")
    ]
    assert late["communities/profile-mapped"].facts["community_profile.by_place_and_group"].value == 0


def test_one_thing_told_twice_counts_once_and_is_reported() -> None:
    seen = {"published_at": "https://x.example", "recorded_on": "2011-08-01"}
    twice = dossier(profile("E-1", **seen), profile("E-2", **seen))
    result = psed.assess(twice, as_at=AS_AT)
    assert [(i.evidence, i.because) for i in result.ignored] == [
        ("E-2", "the same kind, date and address as E-1: counted once")
    ]


def test_published_before_the_body_existed_is_a_notice() -> None:
    early = dossier(profile(published_on="2010-05-01"), organisation=body(start="2011-01-01"))
    (notice,) = psed.assess(early, as_at=AS_AT).notices
    assert notice.about == "published-before-start"
    assert notice.says == "E-1 was published on 1 May 2010, before A body existed (1 January 2011)."


def test_coverage_has_27_cells_of_which_25_count() -> None:
    covered = dossier(profile(characteristics=["race"], aims=["advance"]))
    cells = psed.assess(covered, as_at=AS_AT).coverage
    assert (len(cells), sum(cell.counts for cell in cells)) == (27, 25)
    full = [(str(c.characteristic), str(c.aim)) for c in cells if c.evidence]
    assert full == [("race", "advance")]


def test_what_an_item_does_not_say_is_possible_and_never_sure() -> None:
    cells = psed.assess(dossier(profile()), as_at=AS_AT).coverage
    assert not any(cell.evidence for cell in cells)
    assert sum(bool(cell.possible) for cell in cells) == 25


def test_a_rule_that_cannot_be_evaluated_is_an_error_and_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    derive = Facts._derive

    def broken(self: Facts, name: str) -> object:
        if name.startswith("data_source_review."):
            raise ZeroDivisionError("broken on purpose")
        return derive(self, name)

    psed.assess(dossier(), as_at=AS_AT)  # reads the pack, which reads facts of its examples
    monkeypatch.setattr(Facts, "_derive", broken)
    result = psed.assess(dossier(), as_at=AS_AT)
    assert result["communities/sources-known"].outcome is Outcome.ERROR
    assert result["communities/profile-mapped"].outcome is Outcome.ERROR, "an error in a need gives an error"
    assert result["communities/monitoring-explained"].outcome is Outcome.UNKNOWN
    level = result.frameworks[0].level
    assert level
    assert level.supported is None


def test_a_need_that_is_not_met_is_named() -> None:
    (pack,) = [p for p in psed.packs() if p.pack == "eflg-2009"]
    compiled = compile_pack(pack, vocabulary())
    items = Items.of(dossier(), vocabulary().kinds, AS_AT)
    ready = next(r for r in compiled.rules if r.rule.id == "communities/profile-mapped")
    needed = "eflg-2009:communities/sources-known"
    finding = Judge(compiled, items, {}).finding(ready, {}, {needed: Outcome.NOT_MET})
    assert (finding.outcome, finding.reasons[-1]) == (Outcome.NOT_MET, Reason.NEED_NOT_MET)
    assert finding.because.endswith("it needs communities/sources-known, which is not met.")
    drops = Judge(compiled, items, {}).finding(ready, {}, {needed: Outcome.NOT_APPLICABLE})
    assert drops.outcome is Outcome.UNKNOWN, "a need that is not applicable drops out"


def test_needs_that_came_out_the_same_are_told_together() -> None:
    needs = {"p:a/one": Outcome.NOT_MET, "p:a/two": Outcome.UNKNOWN, "p:a/three": Outcome.NOT_MET}
    assert need_because(needs) == (
        "it needs a/one and a/three, which are not met, and a/two, which is not known to be met"
    )
    assert need_because({"p:a/one": Outcome.MET, "p:a/two": Outcome.NOT_APPLICABLE}) == ""


def reads(*kinds: str) -> tuple[Node, ...]:
    return tuple(Flag(Fact(f"{kind}.current", (0, 0)), (0, 0)) for kind in kinds)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (AnyOf(reads("eia", "hr_policy"), (0, 0)), "the kinds hr policy or eia is on file"),
        (All(reads("eia", "hr_policy"), (0, 0)), "the kinds eia and hr policy is on file"),
        (AnyOf(reads("eia", "community_profile"), (0, 0)), "the kind eia is on file"),
        (
            All((*reads("pay_audit"), AnyOf(reads("eia", "hr_policy"), (0, 0))), (0, 0)),
            "the kind pay audit, nor of the kinds hr policy or eia is on file",
        ),
        (
            All((*reads("eia"), AnyOf(reads("eia", "hr_policy"), (0, 0))), (0, 0)),
            "the kinds eia and hr policy is on file",
        ),
        (
            AnyOf((All(reads("eia", "hr_policy"), (0, 0)), *reads("pay_audit")), (0, 0)),
            "the kinds hr policy, eia and pay audit is on file",
        ),
    ],
)
def test_kinds_of_which_one_would_do_are_told_with_or(condition: Node, says: str) -> None:
    items = Items.of(dossier(profile()), vocabulary().kinds, AS_AT)
    asked: dict[str, tuple[str, ...]] = dict.fromkeys(
        ("hr_policy", "eia", "pay_audit", "community_profile"), ()
    )
    told = short_because((Reason.NOTHING_ON_FILE,), condition, asked, (), items)
    assert told == f"Nothing of {says}."


def test_what_an_item_does_not_say_is_told_by_name() -> None:
    items = Items.of(dossier(profile()), vocabulary().kinds, AS_AT)
    (condition,) = reads("community_profile")
    asked = {"community_profile": ("characteristics", "data_sources", "partners")}
    told = short_because((Reason.FIGURE_MISSING,), condition, asked, ("E-1",), items)
    assert told == "E-1 does not say: characteristics, data sources, partners."


def test_counts_say_how_many_are_not_met() -> None:
    def told(met: int, unknown: int, applicable: int) -> str:
        row = Progress(level="developing", met=met, unknown=unknown, applicable=applicable)
        return words.progress_line([row])

    assert told(0, 3, 3) == "developing 0 of 3 met, 3 not known"
    assert told(0, 3, 4) == "developing 0 of 4 met, 3 not known, 1 not met"
    assert told(0, 0, 4) == "developing 0 of 4 met, 4 not met"
    assert told(4, 0, 4) == "developing 4 of 4 met"


def test_as_at_must_be_a_date_and_not_a_moment() -> None:
    with pytest.raises(TypeError, match=r"as_at must be a datetime\.date"):
        psed.assess(dossier(), as_at=dt.datetime(2011, 8, 31))


def test_a_dossier_made_in_python_is_checked_too() -> None:
    wrong = dossier(
        profile(detail={"breakdowns": ["wrad"]}),
        none_held=[{"kind": "eia", "as_at": "2011-01-01", "by": "x"}],
    )
    with pytest.raises(psed.InvalidDossier) as caught:
        psed.assess(wrong, as_at=AS_AT)
    assert str(caught.value) == (
        "evidence.0.detail.breakdowns: D003 `breakdowns`: `wrad` is not one of its values\n"
        "  help: did you mean `ward`?"
    )


def test_a_kind_that_means_two_things_in_two_packs_is_refused(tmp_path: Path) -> None:
    folder = psed.examples_folder() / "oakshire"
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    other = text.replace("pack: oakshire-four-modules", "pack: another", 1)
    other = other.replace("meaning: Counts of the council's staff", "meaning: Counts of all staff", 1)
    (tmp_path / "two.yaml").write_text(other, encoding="utf-8")
    whole = (folder / "dossier.yaml").read_text(encoding="utf-8")
    named = whole.replace("  - pack.yaml\n", "  - one.yaml\n  - two.yaml\n")
    (tmp_path / "d.yaml").write_text(named, encoding="utf-8")
    with pytest.raises(psed.InvalidDossier) as caught:
        psed.load(tmp_path / "d.yaml")
    says = "P014 the kind `staff_profile` means one thing in `oakshire-four-modules` and another in `another`"
    assert says in str(caught.value)
    oakshire = psed.load(folder / "dossier.yaml")
    packs = [psed.load_pack(tmp_path / name) for name in ("one.yaml", "two.yaml")]
    with pytest.raises(psed.PsedError, match="means one thing"):
        psed.assess(oakshire, *packs, as_at=AS_AT)


def test_a_remark_in_a_pack_changes_no_digest(tmp_path: Path) -> None:
    folder = psed.examples_folder() / "oakshire"
    oakshire, pack = psed.load(folder / "dossier.yaml"), psed.load_pack(folder / "pack.yaml")
    text = (folder / "pack.yaml").read_text(encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(f"# A remark that moves every line.\n{text}", encoding="utf-8")
    moved = psed.load_pack(tmp_path / "pack.yaml")
    as_at = dt.date(2026, 11, 21)
    first, second = (psed.assess(oakshire, p, as_at=as_at) for p in (pack, moved))
    assert first["workforce/strategy"].place != second["workforce/strategy"].place
    assert (pack.sha256, first.sha256) == (moved.sha256, second.sha256)


@pytest.mark.parametrize("word", ["EqIA", "eqia"])
def test_an_alias_is_known_in_capitals_and_small_letters(word: str) -> None:
    assert vocabulary().by_alias(word) == "eia"
