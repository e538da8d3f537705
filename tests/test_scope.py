"""Bodies that are no councils: what the law and a rule's scope make of them. The bodies are fictional."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from itertools import pairwise

import jsonschema
import pytest

import psed
from psed.model.outcome import Assessment, ItemState, Outcome, Reason
from psed.schemas import schema

FOLDER = psed.examples_folder() / "fictional-bodies"
NOW = dt.date(2026, 11, 21)
NAMES = ("academies", "nhs-trust", "police-force")
RECORDS = ("objectives",)
"""Examples of records and not of scope, tested with those."""

MET: tuple[Outcome, tuple[Reason, ...]] = (Outcome.MET, ())
LAPSED = (Outcome.NOT_MET, (Reason.LAPSED,))
UNPUBLISHED = (Outcome.NOT_MET, (Reason.NOT_PUBLISHED,))
NARROW = (Outcome.NOT_MET, (Reason.TOO_NARROW,))
OUT = (Outcome.NOT_APPLICABLE, (Reason.OUT_OF_SCOPE,))
NOT_TOLD = (Outcome.UNKNOWN, (Reason.SCOPE_UNKNOWN,))

SCOPES = {
    "kind/hospital": 'organisation.kind in ["nhs-trust", "nhs-foundation-trust"]',
    "kind/no-school": 'not organisation.kind in ["school", "academy-trust"]',
    "nation/england": 'organisation.nation == "england"',
    "nation/wales": 'organisation.nation == "wales"',
    "size/large": "organisation.employees >= 150",
    "size/small": "organisation.employees < 150",
    "both/large-academies": 'organisation.kind == "academy-trust" and organisation.employees >= 150',
    "either/police-or-large": 'organisation.kind == "police-body" or organisation.employees >= 150',
}


def body(name: str) -> psed.Dossier:
    return psed.load(FOLDER / f"{name}.yaml")


def without_start(dossier: psed.Dossier) -> psed.Dossier:
    organisation = dossier.organisation.model_copy(update={"start": None})
    return dossier.model_copy(update={"organisation": organisation})


def eflg() -> psed.RulePack:
    (pack,) = (pack for pack in psed.packs() if pack.pack == "eflg-2009")
    return pack


@pytest.fixture(scope="module")
def scopes() -> psed.RulePack:
    """One rule for each scope, all with one condition, but `size/large`, which asks for staff."""
    conditions = {"size/large": "equality_information.on_staff >= 1"}
    return psed.RulePack.model_validate(
        {
            "psed-pack": "1",
            "pack": "scopes",
            "version": "1.0.0",
            "kind": "framework",
            "title": "Scopes (fictional)",
            "publisher": "tests",
            "valid_from": "2012-01-01",
            "wording": "psed",
            "status": "fictional",
            "levels": ["developing"],
            "characteristics": ["race"],
            "areas": [{"id": a, "title": a} for a in ("kind", "nation", "size", "both", "either")],
            "item_tests": {"equality_information": {"on_staff": 'published and "employees" in subjects'}},
            "rules": [
                {
                    "id": name,
                    "level": "developing",
                    "title": f"Rule {name}",
                    "source": [{"cite": "Made up", "basis": "derived"}],
                    "applies_when": scope,
                    "condition": conditions.get(name, "equality_information.published >= 1"),
                    "why": "Made up.",
                    "mend": {"do": "Nothing", "cannot_provide": "Made up"},
                }
                for name, scope in SCOPES.items()
            ],
        }
    )


def outcomes(result: Assessment) -> dict[str, tuple[Outcome, tuple[Reason, ...]]]:
    return {f.rule.partition(":")[2]: (f.outcome, f.reasons) for f in result.findings()}


# The dossiers.


def test_there_are_three() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} - {*RECORDS} == {*NAMES}


@pytest.mark.parametrize(
    ("name", "called", "kind", "items"),
    [
        ("academies", "Larkmoor Learning Trust (fictional)", "academy-trust", 17),
        ("nhs-trust", "Northmere Hospitals NHS Foundation Trust (fictional)", "nhs-foundation-trust", 19),
        ("police-force", "Chief Constable of Fenmarch Police (fictional)", "police-body", 18),
    ],
)
def test_each_loads_without_faults(name: str, called: str, kind: str, items: int) -> None:
    file = FOLDER / f"{name}.yaml"
    dossier = psed.load(file)
    organisation = dossier.organisation
    assert (organisation.name, organisation.kind, str(organisation.nation)) == (called, kind, "england")
    assert (len(dossier.evidence), dossier.packs) == (items, ())
    assert file.read_text(encoding="utf-8").startswith("# No real body is meant")
    jsonschema.validate(json.loads(psed.to_json(dossier)), schema("dossier"), jsonschema.Draft7Validator)


@pytest.mark.parametrize("name", NAMES)
def test_each_uses_all_four_forms_of_date(name: str) -> None:
    dossier = body(name)
    dates = [d for e in dossier.evidence for d in (e.dated, e.period, e.published_on) if d]
    forms = {re.sub(r"\d", "9", str(date)) for date in dates}
    assert forms == {"9999-99-99", "9999-99", "9999", "9999/99"}


@pytest.mark.parametrize(
    ("name", "states"),
    [
        (
            "academies",
            {
                ItemState.CURRENT: ["E-08", "E-11", "E-12", "E-13", "E-15"],
                ItemState.LAPSED: ["E-01", "E-02", "E-03", "E-04", "E-05", "E-06", "E-07", "E-16"],
                ItemState.SUPERSEDED: ["E-10"],
                ItemState.UNDECIDED: ["E-09", "E-14", "E-17"],
            },
        ),
        (
            "nhs-trust",
            {
                ItemState.CURRENT: ["E-07", "E-09", "E-10", "E-12", "E-14", "E-16", "E-18", "E-19"],
                ItemState.LAPSED: ["E-01", "E-02", "E-03", "E-04", "E-05", "E-06", "E-13"],
                ItemState.SUPERSEDED: ["E-08", "E-11", "E-17"],
                ItemState.UNDECIDED: ["E-15"],
            },
        ),
        (
            "police-force",
            {
                ItemState.CURRENT: ["E-11", "E-12", "E-13", "E-17"],
                ItemState.LAPSED: ["E-01", "E-02", "E-03", "E-04", "E-05", "E-06", "E-07", "E-08", "E-14"],
                ItemState.SUPERSEDED: ["E-09", "E-10"],
                ItemState.UNDECIDED: ["E-15", "E-16", "E-18"],
            },
        ),
    ],
)
def test_each_item_stands_as_the_story_has_it(name: str, states: dict[ItemState, list[str]]) -> None:
    found: dict[ItemState, list[str]] = {}
    for item in psed.assess(body(name), as_at=NOW).evidence:
        found.setdefault(item.state, []).append(item.id)
    assert found == states


@pytest.mark.parametrize(
    ("name", "kind", "years", "late"),
    [
        ("academies", "equality_information", 1, {"E-05": 83}),
        ("academies", "equality_objective", 4, {"E-11": 79}),
        ("nhs-trust", "equality_information", 1, {"E-04": 132}),
        ("nhs-trust", "equality_objective", 4, {}),
        ("police-force", "equality_information", 1, {"E-04": 312}),
        ("police-force", "equality_objective", 4, {"E-11": 114}),
    ],
)
def test_what_came_out_later_than_so_many_years_after_the_last(
    name: str, kind: str, years: int, late: dict[str, int]
) -> None:
    """By the anniversary of the last publication; days after it."""
    published = [(e.published_on, e.id) for e in body(name).evidence if e.kind == kind and e.published_on]
    assert all(on.earliest == on.latest for on, _ in published)
    days = sorted((on.earliest, item) for on, item in published)
    found = {}
    for (last, _), (on, item) in pairwise(days):
        due = last.replace(year=last.year + years)
        if on > due:
            found[item] = (on - due).days
    assert found == late


@pytest.mark.parametrize("name", NAMES)
def test_no_kind_that_is_none_held_is_on_file(name: str) -> None:
    dossier = body(name)
    assert len(dossier.none_held) == 2
    assert not {none.kind for none in dossier.none_held} & {item.kind for item in dossier.evidence}


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_has_none_of_the_words_that_psed_does_not_use(name: str) -> None:
    told = psed.assess(body(name), eflg(), as_at=NOW).to_json()
    assert not re.search(r"\b(compliant|lawful|breach|accredited|guaranteed)\b", told, re.IGNORECASE)


# Exceptions of the general duty.


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "academies",
            {
                ("age", "eliminate"): ("schools-and-children-age",),
                ("age", "advance"): ("schools-and-children-age",),
                ("age", "foster"): ("schools-and-children-age",),
            },
        ),
        ("nhs-trust", {}),
        ("police-force", {}),
    ],
)
def test_age_is_excepted_in_schools_alone(
    name: str, expected: dict[tuple[str, str], tuple[str, ...]]
) -> None:
    """Schedule 18, paragraph 1, is about age only: religion or belief counts in schools too."""
    cells = psed.assess(body(name), as_at=NOW).coverage
    assert {(str(c.characteristic), str(c.aim)): c.excepted for c in cells if c.excepted} == expected
    assert (len(cells), sum(cell.counts for cell in cells)) == (27, 25)


def test_an_exception_takes_no_evidence_away() -> None:
    """The ages of staff count: E-12 stands in its cell."""
    cells = psed.assess(body("academies"), as_at=NOW).coverage
    age = {str(c.aim): (c.evidence, c.possible) for c in cells if str(c.characteristic) == "age"}
    assert age == {
        "eliminate": ((), ("E-13", "E-17")),
        "advance": (("E-08", "E-12"), ("E-13", "E-17")),
        "foster": (("E-08",), ("E-13", "E-17")),
    }


@pytest.mark.parametrize(("day", "cells"), [(dt.date(2011, 4, 4), 0), (dt.date(2011, 4, 5), 3)])
def test_there_are_no_exceptions_before_the_duty(day: dt.date, cells: int) -> None:
    result = psed.assess(body("academies"), as_at=day)
    assert sum(bool(cell.excepted) for cell in result.coverage) == cells


# Scopes of rules.


def test_the_scope_of_a_rule_goes_by_the_kind_of_body(scopes: psed.RulePack) -> None:
    found = {name: outcomes(psed.assess(body(name), scopes, as_at=NOW)) for name in NAMES}
    assert found == {
        "academies": {
            "kind/hospital": OUT,
            "kind/no-school": OUT,
            "nation/england": MET,
            "nation/wales": OUT,
            "size/large": MET,
            "size/small": OUT,
            "both/large-academies": MET,
            "either/police-or-large": MET,
        },
        "nhs-trust": {
            "kind/hospital": MET,
            "kind/no-school": MET,
            "nation/england": MET,
            "nation/wales": OUT,
            "size/large": MET,
            "size/small": OUT,
            "both/large-academies": OUT,
            "either/police-or-large": MET,
        },
        "police-force": {
            "kind/hospital": OUT,
            "kind/no-school": LAPSED,
            "nation/england": LAPSED,
            "nation/wales": OUT,
            "size/large": LAPSED,
            "size/small": OUT,
            "both/large-academies": OUT,
            "either/police-or-large": LAPSED,
        },
    }


@pytest.mark.parametrize(
    ("day", "large", "small", "both", "either"),
    [
        # Before the trust, and its first day: no headcount is on file yet.
        ("2018-08-31", OUT, OUT, OUT, OUT),
        ("2018-09-01", NOT_TOLD, NOT_TOLD, NOT_TOLD, NOT_TOLD),
        ("2019-03-30", NOT_TOLD, NOT_TOLD, NOT_TOLD, NOT_TOLD),
        # 140.
        ("2019-03-31", OUT, MET, OUT, OUT),
        # 146, and on the next day 190, when the latest information says nothing of staff.
        ("2022-08-31", OUT, MET, OUT, OUT),
        ("2022-09-01", NARROW, OUT, MET, MET),
        # The first that does is of 18 January 2024, and came out on 14 June.
        ("2024-01-17", NARROW, OUT, MET, MET),
        ("2024-01-18", UNPUBLISHED, OUT, MET, MET),
        ("2024-06-13", UNPUBLISHED, OUT, LAPSED, LAPSED),
        ("2024-06-14", MET, OUT, MET, MET),
    ],
)
def test_the_academies_grow_past_150(
    scopes: psed.RulePack,
    day: str,
    large: tuple[Outcome, tuple[Reason, ...]],
    small: tuple[Outcome, tuple[Reason, ...]],
    both: tuple[Outcome, tuple[Reason, ...]],
    either: tuple[Outcome, tuple[Reason, ...]],
) -> None:
    found = outcomes(psed.assess(body("academies"), scopes, as_at=dt.date.fromisoformat(day)))
    sized = {name: found[name] for name in list(SCOPES)[4:]}
    assert sized == {
        "size/large": large,
        "size/small": small,
        "both/large-academies": both,
        "either/police-or-large": either,
    }


def test_a_headcount_that_is_missing_matters_only_where_the_kind_leaves_it_open(
    scopes: psed.RulePack,
) -> None:
    """The day before the force's first headcount: its kind alone settles the two mixed scopes."""
    found = outcomes(psed.assess(body("police-force"), scopes, as_at=dt.date(2018, 3, 30)))
    assert found == {
        "kind/hospital": OUT,
        "kind/no-school": MET,
        "nation/england": MET,
        "nation/wales": OUT,
        "size/large": NOT_TOLD,
        "size/small": NOT_TOLD,
        "both/large-academies": OUT,
        "either/police-or-large": MET,
    }


@pytest.mark.parametrize(
    ("day", "outcome", "says", "employees"),
    [
        (
            dt.date(2019, 3, 30),
            Outcome.UNKNOWN,
            "It cannot be told whether the rule applies to this body.",
            {"low": 0},
        ),
        (
            dt.date(2022, 8, 31),
            Outcome.NOT_APPLICABLE,
            "It does not apply to this body.",
            {"value": 146},
        ),
        (
            dt.date(2022, 9, 1),
            Outcome.NOT_MET,
            "E-04 covers less than is asked for.",
            {"value": 190},
        ),
    ],
)
def test_a_finding_says_what_its_scope_read(
    scopes: psed.RulePack, day: dt.date, outcome: Outcome, says: str, employees: dict[str, object]
) -> None:
    finding = psed.assess(body("academies"), scopes, as_at=day)["size/large"]
    assert (finding.outcome, finding.because) == (outcome, says)
    assert finding.facts["organisation.employees"].model_dump(exclude_none=True) == employees


def test_an_area_in_which_no_rule_applies_is_left_out_and_named(scopes: psed.RulePack) -> None:
    """On 31 August 2022 no rule of three of the five areas applies, and the academies lose nothing by it."""
    (result,) = psed.assess(body("academies"), scopes, as_at=dt.date(2022, 8, 31)).frameworks
    assert result.left_out == ("kind", "both", "either")
    assert result.level
    assert (result.level.supported, result.level.possible) == ("developing", "developing")
    assert [(p.met, p.unknown, p.applicable) for p in result.progress] == [(2, 0, 2)]


# A framework for councils, read for a trust.


@pytest.mark.parametrize(
    ("day", "in_force", "reason", "says"),
    [
        (dt.date(2010, 8, 31), True, Reason.OUT_OF_SCOPE, "The body did not exist on this day."),
        (dt.date(2019, 3, 31), False, Reason.NOT_IN_FORCE, "It was no longer in force."),
        (NOW, False, Reason.NOT_IN_FORCE, "It was no longer in force."),
    ],
)
def test_a_framework_of_another_time_says_nothing_of_the_trust(
    day: dt.date, in_force: bool, reason: Reason, says: str
) -> None:
    result = psed.assess(body("nhs-trust"), eflg(), as_at=day)
    said = Counter((f.outcome, f.reasons, f.because, f.evidence) for f in result.findings())
    assert said == {(Outcome.NOT_APPLICABLE, (reason,), says, ()): len(eflg().rules)}
    (framework,) = result.frameworks
    assert (framework.in_force, framework.level) == (in_force, None)
    assert framework.left_out == ("communities", "leadership", "engagement", "services", "workforce")
    assert {(p.level, p.met, p.unknown, p.applicable) for p in framework.progress} == {
        ("developing", 0, 0, 0),
        ("achieving", 0, 0, 0),
        ("excellent", 0, 0, 0),
    }


def test_papers_of_a_later_time_prove_nothing_of_2010() -> None:
    """Had the trust been there in 2010: every dated paper is later, and nothing is met."""
    dossier = without_start(body("nhs-trust"))
    result = psed.assess(dossier, eflg(), as_at=dt.date(2010, 8, 31))
    dated = {item.id for item in dossier.evidence if item.dated}
    later = {record.id for record in dossier.decisions}
    assert {entry.evidence for entry in result.ignored} == dated | later
    assert {f.outcome for f in result.findings()} == {Outcome.UNKNOWN, Outcome.NOT_MET}
    assert not any(cell.evidence for cell in result.coverage)
    (framework,) = result.frameworks
    assert framework.level
    assert (framework.in_force, framework.level.supported) == (True, None)
