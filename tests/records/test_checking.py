"""Checks of records: outcomes, order, sentences, packs with faults, mutants, the seal."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

import psed
from psed.compiled import compile_pack
from psed.errors import Invalid
from psed.linting import lint
from psed.loading import load_pack, pack_by_id, vocabulary
from psed.model.dates import DAY
from psed.model.decision import Decision
from psed.model.outcome import Outcome, Weight
from psed.testing.exercise import exercise
from psed.testing.mutants import try_mutants

from .making import AS_AT, FIRST, TIMING, decision, decisions, dossier, findings

Paths = pytest.TempPathFactory
PACK: dict[str, Any] = {
    "psed-pack": 1,
    "pack": "by-hand",
    "version": "1.0.0",
    "kind": "decision",
    "title": "By hand",
    "publisher": "nobody",
    "valid_from": "2011-04-05",
    "wording": "psed",
    "status": "draft",
    "checks": [
        {
            "id": "effects/few",
            "title": "At most one characteristic is without a known effect",
            "weight": "note",
            "source": [{"cite": "nowhere", "basis": "known"}],
            "condition": "impact.not_known_count <= 1",
            "why": "It matters.",
            "mend": {"do": "Find out"},
            "examples": [
                {
                    "name": "all but one",
                    "as_at": "2027-02-01",
                    "decision": {
                        "impacts": [
                            {"characteristic": name, "effect": "none"}
                            for name in (
                                "age",
                                "disability",
                                "gender-reassignment",
                                "marriage-and-civil-partnership",
                                "pregnancy-and-maternity",
                                "race",
                                "religion-or-belief",
                                "sex",
                            )
                        ]
                        + [{"characteristic": "sexual-orientation", "effect": "not-known"}]
                    },
                    "then": "met",
                },
                {
                    "name": "two",
                    "as_at": "2027-02-01",
                    "decision": {
                        "impacts": [
                            {"characteristic": "age", "effect": "not-known"},
                            {"characteristic": "sex", "effect": "not-known"},
                        ]
                    },
                    "then": "not_met",
                    "reasons": ["too_many"],
                },
                {"name": "blank", "as_at": "2027-02-01", "decision": {}, "then": "unknown"},
            ],
        }
    ],
}


def written(tmp_path: Path, change: Callable[[dict[str, Any]], Any] = lambda pack: None) -> Path:
    """The pack by hand, changed, as a file."""
    pack = copy.deepcopy(PACK)
    change(pack)
    path = tmp_path / "by-hand.yaml"
    path.write_text(yaml.safe_dump(pack, sort_keys=False), encoding="utf-8")
    return path


def test_a_pack_of_checks_loads_and_its_examples_hold(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path))
    compiled = compile_pack(pack, vocabulary())
    done = exercise(compiled)
    assert (done.run, done.faults) == (3, ())
    assert try_mutants(compiled).tried > 2
    assert lint(pack) == ()


def _check(pack: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = pack["checks"][0]
    return found


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (
            lambda p: _check(p).update(condition="impact.not_none_count <= 1"),
            "C004",
            "impact.not_known_count",
        ),
        (
            lambda p: _check(p).update(condition='decision.decided == "adjusted"'),
            "C006",
            "did you mean `adjust`",
        ),
        (lambda p: _check(p).update(condition="objective.specific"), "C004", "unknown fact"),
        (lambda p: _check(p)["examples"].pop(1), "P006", "no example that comes out `not_met`"),
        (
            lambda p: _check(p)["examples"].pop(0),
            "P007",
            "`impact.not_known_count` at exactly 1",
        ),
        (lambda p: _check(p).update(applies_when="decision.linked"), "P006", "`not_applicable`"),
        (lambda p: _check(p).update(weight="heavy"), "S004", "`heavy` is not one of its values"),
        (lambda p: _check(p).update(related=["effects/fewer"]), "P003", "did you mean `effects/few`"),
        (lambda p: _check(p)["examples"][0].update(objective={}), "S001", "reads `decision:`"),
        (lambda p: _check(p)["examples"][2].pop("decision"), "S002", "missing key `decision`"),
        (lambda p: _check(p).update(valid_from="2010-01-01"), "P008", "before its pack"),
        (lambda p: p["checks"].append(_check(p)), "P011", "is given twice"),
        (lambda p: p.pop("checks"), "P013", "needs `checks:`"),
        (lambda p: p.update(kind="law"), "P013", "has no `checks:`"),
        (lambda p: p.update(levels=["one"]), "P013", "has no `levels:`"),
        (
            lambda p: _check(p).update(says={"also": [{"when": "decision.stage", "says": "x"}]}),
            "C004",
            "did you mean `decision.staged`",
        ),
        (
            lambda p: _check(p)["examples"][0].update(organisation={"kind": "distrikt"}),
            "D007",
            "did you mean `district`",
        ),
    ],
)
def test_a_fault_of_a_pack_of_checks_says_what_and_how_to_mend_it(
    tmp_path: Path, change: Callable[[dict[str, Any]], Any], code: str, says: str
) -> None:
    path = written(tmp_path, change)
    with pytest.raises(Invalid) as caught:
        load_pack(path)
    told = [fault for fault in caught.value.exceptions if getattr(fault, "code", "") == code]
    assert told, str(caught.value)
    assert any(says in str(fault) for fault in told), str(caught.value)
    assert all("by-hand.yaml" in str(fault) for fault in told)


def test_an_example_that_is_not_so_is_told(tmp_path: Path) -> None:
    def wrong(pack: dict[str, Any]) -> None:
        _check(pack)["examples"][1]["reasons"] = ["undated"]
        _check(pack)["condition"] = "impact.not_known_count <= 1 and impact.not_known_count <= 1"
        _check(pack)["examples"].append({**_check(pack)["examples"][1], "name": "again", "reasons": None})

    pack = load_pack(written(tmp_path, wrong))
    told = exercise(compile_pack(pack, vocabulary())).faults
    assert len(told) == 1
    assert "effects/few, two: gave the reasons too_many, not undated" in told[0]
    assert {remark.code for remark in lint(pack)} == {"L003"}


def test_a_mutant_that_no_example_notices_survives(tmp_path: Path) -> None:
    def loose(pack: dict[str, Any]) -> None:
        _check(pack)["examples"][1]["decision"]["impacts"].append(
            {"characteristic": "race", "effect": "not-known"}
        )

    trial = try_mutants(compile_pack(load_pack(written(tmp_path, loose)), vocabulary()))
    assert "`1` becomes `2`" in [mutant.what for mutant in trial.survivors]


@pytest.mark.parametrize("name", ["due-regard"])
def test_no_mutant_of_a_shipped_pack_of_checks_survives(name: str) -> None:
    compiled = compile_pack(pack_by_id(name), vocabulary())
    assert exercise(compiled).faults == ()
    assert [str(mutant.what) for mutant in try_mutants(compiled).survivors] == []


# Outcomes.


@given(st.data())
def test_a_decision_before_its_only_assessment_never_passes_for_timely(data: st.DataObject) -> None:
    taken = data.draw(st.integers(0, 100))
    late = taken + data.draw(st.integers(1, 100))
    days = [(FIRST + n * DAY).isoformat() for n in (taken, late)]
    only = [{"id": "A-1", "kind": "assessment", "completed_on": days[1]}]
    record = data.draw(decisions(taken_on=days[0], assessments=only, staged=False))
    assume("trial" not in record.get("about", ()))
    finding = findings(Decision.model_validate(record))[TIMING]
    assert finding.outcome is Outcome.NOT_MET
    assert "assessment is dated after the decision: it cannot show regard at the time" in finding.because
    assert finding.turns_on == "assessments.0.completed_on"


def test_the_same_day_is_met_and_says_that_the_order_is_not_known() -> None:
    day = {"taken_on": "2027-01-12", "assessments": [{"id": "A", "completed_on": "2027-01-12"}]}
    finding = findings(decision(**day))[TIMING]
    assert finding.outcome is Outcome.MET
    assert "which of them came first within it is not known" in finding.because
    before = {**day, "assessments": [{"id": "A", "completed_on": "2027-01-11"}]}
    assert "within it" not in findings(decision(**before))[TIMING].because


@given(decisions())
def test_findings_stand_in_the_order_in_which_they_are_acted_on(record: dict[str, Any]) -> None:
    whole = psed.assess(dossier(decisions=[{**record, "taken_on": "2026-12-01"}]), as_at=AS_AT)
    order = [Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET, Outcome.NOT_APPLICABLE]
    keys = [
        (order.index(f.outcome), list(Weight).index(f.weight), f.rule) for f in whole.decisions[0].findings
    ]
    assert keys == sorted(keys)
    assert {f.rule for f in whole.decisions[0].findings} == {key[2] for key in keys}


@given(decisions())
def test_an_assessment_with_decisions_is_sealed_and_read_again(record: dict[str, Any]) -> None:
    whole = psed.assess(dossier(decisions=[record]), as_at=AS_AT)
    text = whole.to_json()
    assert psed.Assessment.from_json(text) == whole
    with pytest.raises(psed.InvalidAssessment) as caught:
        psed.Assessment.from_json(text.replace('"title": "A decision"', '"title": "Another"'))
    assert "altered" in str(caught.value)


@given(decisions())
def test_a_record_is_written_and_read_again(tmp_path_factory: Paths, record: dict[str, Any]) -> None:
    record = {key: value for key, value in record.items() if key not in ("evidence", "impacts")}
    before = dossier(decisions=[record])
    path = tmp_path_factory.mktemp("written") / "dossier.yaml"
    path.write_text(psed.to_yaml(before), encoding="utf-8")
    after = psed.load(path)
    assert after == before
    assert psed.to_yaml(after) == path.read_text(encoding="utf-8")


def test_a_decision_taken_after_the_day_is_left_out_and_listed() -> None:
    held = dossier(decisions=[{"id": "D-1", "title": "Later", "taken_on": "2027-06-02"}])
    whole = psed.assess(held, as_at=dt.date(2027, 6, 1))
    assert whole.decisions == ()
    assert [(e.evidence, e.because) for e in whole.ignored] == [
        ("D-1", "a decision dated 2 June 2027, after 1 June 2027")
    ]
    assert len(psed.assess(held, as_at=dt.date(2027, 6, 2)).decisions) == 1


def test_a_check_explains_itself() -> None:
    record = {"id": "D-1", "title": "T", "taken_on": "2027-01-12"}
    record["assessments"] = [{"id": "A", "completed_on": "2027-01-15"}]  # type: ignore[assignment]
    whole = psed.assess(dossier(decisions=[record]), as_at=AS_AT)
    why = psed.explain(whole, TIMING)
    told = [part.says for part in why.rests_on]
    assert (why.says.endswith(" (high), of D-1: not met"), why.about) == (True, TIMING)
    assert "it turns on: assessments.0.completed_on" in told
    assert any(part.startswith("source: R (Brown)") for part in told)
    of_record = psed.explain(whole, "D-1")
    assert len(of_record.rests_on) == len(whole.decisions[0].findings)
    with pytest.raises(psed.NotFound, match="nothing in this assessment is called"):
        psed.explain(whole, "D-2")


@pytest.mark.parametrize(
    ("keys", "code", "says"),
    [
        ({"evidence": ["E-2"]}, "D004", "there is no evidence `E-2`"),
        ({"impacts": [{"characteristic": "sex", "effect": "none", "evidence": ["E-3"]}]}, "D004", "`E-3`"),
        ({"assessments": [{"id": "A"}, {"id": "A"}]}, "S005", "the id `A` is given twice"),
        ({"assessments": [{"id": "A", "supersedes": ["B"]}]}, "D004", "there is no other assessment `B`"),
    ],
)
def test_a_record_that_cites_what_is_not_there_is_refused(keys: dict[str, Any], code: str, says: str) -> None:
    item = {"id": "E-1", "kind": "community_profile", "title": "A profile", "dated": "2026"}
    held = dossier(evidence=[item], decisions=[{"id": "D-1", "title": "T", **keys}])
    with pytest.raises(psed.InvalidDossier) as caught:
        psed.assess(held, as_at=AS_AT)
    assert code in str(caught.value)
    assert says in str(caught.value)


def test_objectives_are_listed_with_their_findings() -> None:
    whole = psed.assess(dossier(objectives=[{"id": "O-1", "title": "T"}]), as_at=AS_AT)
    assert [(record.id, record.title) for record in whole.objectives] == [("O-1", "T")]
