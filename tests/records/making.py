"""Records by hand and by Hypothesis, and settling what they leave open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

import psed
from psed.assessing.records import RecordJudge
from psed.compiled import compile_pack
from psed.facts.items import Items
from psed.facts.recorded import RecordFacts
from psed.loading import pack_by_id, vocabulary
from psed.model.dates import DAY, PartialDate
from psed.model.decision import (
    About,
    AssessmentKind,
    Decided,
    Decision,
    Effect,
    Nothing,
    Relevance,
    Shown,
)
from psed.model.dossier import Dossier
from psed.model.duty import Aim, Characteristic
from psed.model.objective import Lacking, Objective
from psed.model.organisation import Organisation
from psed.model.outcome import RecordFinding

AS_AT = dt.date(2027, 6, 1)
FIRST = dt.date(2026, 10, 1)
BODY = Organisation.model_validate(
    {"id": "example:b", "name": "A body", "kind": "district", "nation": "england"}
)
TIMING = "due-regard:timing/assessment-before-decision"


def dossier(**records: Any) -> Dossier:
    """A dossier of a fictional district with `decisions=` or `objectives=`."""
    return Dossier.model_validate({"organisation": BODY.model_dump(), **records})


def facts(record: Decision | Objective, as_at: dt.date = AS_AT) -> RecordFacts:
    """The facts of a record that stands by itself."""
    compiled = compile_pack(pack_by_id("due-regard"), vocabulary())
    items = Items.of(Dossier(organisation=BODY), vocabulary().kinds, as_at)
    return RecordFacts(record, items, compiled.lexicon)


def findings(record: Decision, as_at: dt.date = AS_AT) -> dict[str, RecordFinding]:
    """What the shipped checks say of a decision, by `pack:check`."""
    compiled = compile_pack(pack_by_id("due-regard"), vocabulary())
    items = Items.of(Dossier(organisation=BODY), vocabulary().kinds, as_at)
    return {finding.rule: finding for finding in RecordJudge(compiled, items).find(record)}


def decision(**keys: Any) -> Decision:
    """A decision with some keys, as YAML would give them."""
    return Decision.model_validate({"id": "D-1", "title": "A decision", **keys})


def objective(**keys: Any) -> Objective:
    """An objective with some keys, as YAML would give them."""
    return Objective.model_validate({"id": "O-1", "title": "An objective", **keys})


def read(path: Any, **options: Any) -> psed.Assessment:
    """A file of one decision, assessed."""
    from psed.decision_files import load_decisions

    return psed.assess(load_decisions(path), as_at=options.get("as_at", AS_AT))


# Strategies. Plain values, so that what is left open can be seen and settled.

DAYS = st.integers(0, 120).map(lambda n: (FIRST + n * DAY).isoformat())
DATES = DAYS | st.sampled_from(["2026-10", "2026-12", "2027-01", "2026/27", "2026", "2027"])
YES_NO = st.booleans()
WORDS = st.sampled_from(["something", "one more thing"])


def _some(values: Any) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([str(v) for v in values]), unique=True, max_size=3)


def _one(values: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([str(v) for v in values])


def _keys(**optional: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=optional)


ASSESSMENT_KEYS: dict[str, Any] = {"completed_on": DATES, "approved": YES_NO, "author": WORDS}
STEP_KEYS: dict[str, Any] = {"due_on": DATES, "taken": YES_NO}
ORDER = ("completed_on", "began_on", "ended_on", "dated")
"""Where `before_decision` is given, no day of these is: it stands in for the day."""
PAPERS_KEYS: dict[str, Any] = {
    "dated": DATES,
    "assessment": _one(Shown),
    "read": YES_NO,
    "adverse_shown": YES_NO,
}
GAP_KEYS: dict[str, Any] = {"planned": YES_NO}
CONSULTATION_KEYS: dict[str, Any] = {
    "ended_on": DATES,
    "characteristics": _some(Characteristic),
    "reported": YES_NO,
    "changed": YES_NO,
}
IMPACT_KEYS: dict[str, Any] = {"who": WORDS, "evidence": st.just(["E-1"])}
MITIGATION_KEYS: dict[str, Any] = {
    "characteristics": _some(Characteristic),
    "held_by": WORDS,
    "due_on": DATES,
    "remains": WORDS,
}
DECISION_KEYS: dict[str, Any] = {
    "about": st.lists(_one(About), unique=True, min_size=1, max_size=3),
    "taken_on": DATES,
    "meeting_on": DATES,
    "aims": _some(Aim),
    "names_duty": YES_NO,
    "relevance": _one(Relevance),
    "relevance_reasons": WORDS,
    "evidence": st.just(["E-1"]),
    "justification": WORDS,
    "alternatives": st.just(["another way"]),
    "same_treatment": YES_NO,
    "needs_considered": YES_NO,
    "decided": _one(Decided),
    "reasons": WORDS,
    "duty_delegated": YES_NO,
    "duty_told": YES_NO,
    "already_settled": YES_NO,
    "evidence_covers": _some(Characteristic),
    "minuted": YES_NO,
    "review_on": DATES,
    "monitoring": WORDS,
    "linked": st.just(["D-9"]),
    "considered_together": YES_NO,
    "staged": YES_NO,
}
_INNER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "assessments": (ASSESSMENT_KEYS, {"kind": _one(AssessmentKind)}),
    "planned_steps": (STEP_KEYS, {"what": WORDS}),
    "gaps": (GAP_KEYS, {"about": WORDS}),
    "consultations": (CONSULTATION_KEYS, {}),
    "impacts": (IMPACT_KEYS, {"characteristic": _one(Characteristic), "effect": _one(Effect)}),
    "mitigations": (MITIGATION_KEYS, {"what": WORDS}),
}
_NONE_OF: dict[str, Nothing] = {
    "assessments": Nothing.ASSESSMENT,
    "evidence": Nothing.EVIDENCE,
    "gaps": Nothing.GAPS,
    "consultations": Nothing.CONSULTATION,
    "mitigations": Nothing.MITIGATION,
    "justification": Nothing.JUSTIFICATION,
    "alternatives": Nothing.ALTERNATIVES,
    "reasons": Nothing.REASONS,
    "relevance_reasons": Nothing.RELEVANCE_REASONS,
    "review_on": Nothing.REVIEW,
    "monitoring": Nothing.MONITORING,
    "linked": Nothing.LINKED_DECISIONS,
    "planned_steps": Nothing.PLANNED_STEPS,
}
_SAID: dict[str, dict[str, Any]] = {
    "assessments": {"before_decision": YES_NO, "of_another": WORDS},
    "consultations": {"before_decision": YES_NO},
}


def _entries(key: str, **said: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    optional, required = _INNER[key]
    each = st.fixed_dictionaries(required, optional={**optional, **said}).map(_in_one_way)
    return st.lists(each, min_size=1, max_size=3)


def _in_one_way(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry that tells its order by a day or in words, and not by both."""
    said = "before_decision" in entry
    return {key: value for key, value in entry.items() if not (said and key in ORDER)}


@st.composite
def decisions(draw: st.DrawFn, /, **fixed: Any) -> dict[str, Any]:
    """The record of a decision as plain values, with much of it left out."""
    record = draw(_keys(**DECISION_KEYS, **{key: _entries(key, **_SAID.get(key, {})) for key in _INNER}))
    record |= draw(_keys(papers=_keys(**PAPERS_KEYS, before_decision=YES_NO).map(_in_one_way)))
    for key in fixed:
        record.pop(key, None)
    blank = [word for key, word in _NONE_OF.items() if key not in record and key not in fixed]
    none = draw(st.lists(st.sampled_from(blank), unique=True)) if blank else []
    if Nothing.EVIDENCE in none:
        record.pop("evidence_covers", None)
        record |= (
            {"impacts": [_without(e, "evidence") for e in record["impacts"]]} if "impacts" in record else {}
        )
    record = _covering(record)
    record = {**record, **fixed, "says_none": [str(word) for word in none]}
    return _numbered({"id": "D-1", "title": "A decision", **record})


def _without(entry: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != key}


def _numbered(record: dict[str, Any]) -> dict[str, Any]:
    versions = [{"id": f"V-{n}", **each} for n, each in enumerate(record.get("assessments", []), 1)]
    return {**record, **({"assessments": versions} if versions else {})}


@st.composite
def settled(draw: st.DrawFn, record: dict[str, Any]) -> dict[str, Any]:
    """The same record with something of what it leaves open settled; nothing that it says is changed.

    Whether it is staged is not left open: it is read as a no where nothing says so. A day that the
    meeting gives is the day of the decision.
    """
    none = set(record.get("says_none", ()))
    bare = str(Nothing.EVIDENCE) in none
    keys = {key: s for key, s in DECISION_KEYS.items() if str(_NONE_OF.get(key, "")) not in none}
    keys.pop("staged", None)
    if bare:
        keys.pop("evidence_covers")
    full = _filled(draw, record, keys)
    if "about" not in record and "trial" in full.get("about", ()):
        del full["about"]
    if "taken_on" not in record and "meeting_on" in record:
        full["taken_on"] = full["meeting_on"]
    if "papers" in record or draw(YES_NO):
        full["papers"] = _filled(draw, record.get("papers", {}), PAPERS_KEYS)
    for key, (optional, _) in _INNER.items():
        if key in record:
            full[key] = [_filled(draw, entry, optional) for entry in record[key]]
        elif str(_NONE_OF.get(key, "")) not in none and draw(YES_NO):
            full[key] = draw(_entries(key))
    if "impacts" in record:
        listed = {entry["characteristic"] for entry in record["impacts"]}
        more = draw(_entries("impacts"))
        full["impacts"] = [*full["impacts"], *(e for e in more if e["characteristic"] not in listed)]
    if bare and "impacts" in full:
        full["impacts"] = [_without(entry, "evidence") for entry in full["impacts"]]
    if "evidence_covers" in record and "impacts" in full:
        covers = record["evidence_covers"]
        full["impacts"] = [
            e if e["characteristic"] in covers else _without(e, "evidence") for e in full["impacts"]
        ]
    return _numbered(_covering(full))


def _covering(record: dict[str, Any]) -> dict[str, Any]:
    """A record whose list of whom the evidence covers holds those for whose effect evidence is named."""
    if "evidence_covers" not in record:
        return record
    named = [e["characteristic"] for e in record.get("impacts", []) if "evidence" in e]
    return {**record, "evidence_covers": list(dict.fromkeys([*record["evidence_covers"], *named]))}


def _filled(draw: st.DrawFn, entry: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    full = dict(entry)
    for key, strategy in optional.items():
        if "before_decision" in entry and key in ORDER:
            continue
        if key not in entry and draw(YES_NO):
            full[key] = draw(strategy)
        elif isinstance(entry.get(key), str) and key.endswith(("_on", "dated")):
            full[key] = _within(draw, entry[key])
    return full


def _within(draw: st.DrawFn, text: str) -> str:
    date = PartialDate.parse(text)
    days = (date.latest - date.earliest).days
    return (date.earliest + draw(st.integers(0, days)) * DAY).isoformat()


OBJECTIVE_KEYS: dict[str, Any] = {
    "aims": st.lists(_one(Aim), unique=True, min_size=1),
    "characteristics": st.lists(_one(Characteristic), unique=True, min_size=1, max_size=3),
    "specific": YES_NO,
    "measurable": YES_NO,
    "evidence": st.just(["E-1"]),
    "held_by": WORDS,
    "baseline": WORDS,
    "target": WORDS,
    "target_on": DATES,
    "set_on": DATES,
    "published_on": DATES,
    "progress": st.lists(st.fixed_dictionaries({"dated": DATES}), min_size=1, max_size=3),
    "earlier_target_on": st.lists(st.fixed_dictionaries({"target_on": DATES}), min_size=1, max_size=2),
}
_LACKING = {
    "evidence": Lacking.EVIDENCE,
    "held_by": Lacking.OWNER,
    "baseline": Lacking.BASELINE,
    "target": Lacking.TARGET,
    "target_on": Lacking.TARGET_DATE,
    "earlier_target_on": Lacking.EARLIER_TARGET,
    "published_on": Lacking.PUBLICATION,
    "progress": Lacking.PROGRESS,
}


@st.composite
def objectives(draw: st.DrawFn) -> dict[str, Any]:
    """An objective as plain values, with much of it left out."""
    record = draw(_keys(**OBJECTIVE_KEYS))
    blank = [word for key, word in _LACKING.items() if key not in record]
    none = draw(st.lists(st.sampled_from(blank), unique=True)) if blank else []
    return {"id": "O-1", "title": "An objective", **record, "says_none": [str(word) for word in none]}


@st.composite
def settled_objective(draw: st.DrawFn, record: dict[str, Any]) -> dict[str, Any]:
    """The same objective with something of what it leaves open settled."""
    none = set(record["says_none"])
    keys = {key: s for key, s in OBJECTIVE_KEYS.items() if str(_LACKING.get(key, "")) not in none}
    full = _filled(draw, record, keys)
    for key, inner in (("progress", "dated"), ("earlier_target_on", "target_on")):
        if key in record:
            full[key] = [{inner: _within(draw, entry[inner])} for entry in record[key]]
    return full
