"""Decisions that courts have judged, in our own words and no more than the judgment turned on.

A record that was found wanting must have something of weight that speaks against it, where the court saw it;
one that stood must have nothing. What each turned on is from general knowledge of the judgments, and `turned`
names the check that stands for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from psed.model.decision import Decision
from psed.model.outcome import RecordFinding, Weight

from .making import findings


@dataclass(frozen=True)
class Case:
    """One judged decision.

    Attributes:
        cite: The judgment.
        stood: Whether what was decided stood on this ground.
        record: What was on record, as keys.
        turned: The check that stands for what it turned on.
    """

    cite: str
    stood: bool
    record: dict[str, Any]
    turned: tuple[str, ...] = field(default=())


CASES = (
    Case(
        "R (Elias) v Secretary of State for Defence [2006] EWCA Civ 1293",
        stood=False,
        record={
            "title": "Payments to internees, for those with a tie of birth to the country",
            "about": ["policy"],
            "taken_on": "2001-07",
            "names_duty": False,
            "needs_considered": False,
            "impacts": [{"characteristic": "race", "effect": "negative"}],
        },
        turned=("substance/needs-considered",),
    ),
    Case(
        "R (Chavda) v Harrow LBC [2007] EWHC 3064 (Admin)",
        stood=False,
        record={
            "title": "Care for people with critical needs only",
            "about": ["service-reduction"],
            "taken_on": "2007-07-25",
            "names_duty": False,
            "duty_told": False,
            "assessments": [{"id": "EIA-1", "before_decision": True}],
            "consultations": [{"who": "Users of care", "before_decision": True, "reported": True}],
            "impacts": [{"characteristic": "disability", "effect": "negative"}],
        },
        turned=("aware/decision-makers-told",),
    ),
    Case(
        "R (Baker) v Secretary of State for Communities and Local Government [2008] EWCA Civ 141",
        stood=True,
        record={
            "title": "Leave for a site for Travellers, refused on appeal",
            "about": ["individual-decision"],
            "taken_on": "2006-10",
            "names_duty": False,
            "needs_considered": True,
            "reasons": "The harm to the green belt outweighs the need for sites, which is great",
            "says_none": ["assessment"],
            "relevance": "medium",
            "relevance_reasons": "The appeal is about the needs of an ethnic group, and weighs them",
        },
    ),
    Case(
        "R (Kaur and Shah) v Ealing LBC [2008] EWHC 2062 (Admin)",
        stood=False,
        record={
            "title": "One service against violence at home, for all, in place of one for some",
            "about": ["procurement", "policy"],
            "taken_on": "2007-09",
            "assessments": [{"id": "RES-1", "before_decision": False}],
            "planned_steps": [{"what": "A full assessment, by the race equality scheme", "taken": False}],
            "impacts": [{"characteristic": "race", "effect": "negative"}],
        },
        turned=("timing/assessment-before-decision", "information/steps-taken"),
    ),
    Case(
        "R (Brown) v Secretary of State for Work and Pensions [2008] EWHC 3158 (Admin)",
        stood=True,
        record={
            "title": "A programme of closing post offices",
            "about": ["closure", "policy"],
            "taken_on": "2007-05-17",
            "needs_considered": True,
            "duty_delegated": False,
            "already_settled": False,
            "impacts": [{"characteristic": "disability", "effect": "negative"}],
            "mitigations": [
                {
                    "what": "Rules on how near an office must be, with access in mind",
                    "characteristics": ["disability"],
                }
            ],
            "consultations": [{"who": "The public, disabled people among them", "before_decision": True}],
            "says_none": ["assessment"],
            "relevance": "medium",
            "relevance_reasons": "Looked at in the consultation and the answer to it",
            "evidence_covers": ["disability"],
        },
    ),
    Case(
        "R (Meany) v Harlow District Council [2009] EWHC 559 (Admin)",
        stood=False,
        record={
            "title": "An end to paying for a welfare rights and advice service",
            "about": ["service-withdrawal", "budget"],
            "taken_on": "2009-02-12",
            "names_duty": False,
            "duty_told": False,
            "needs_considered": False,
        },
        turned=("aware/decision-makers-told", "substance/needs-considered"),
    ),
    Case(
        "R (Harris) v Haringey LBC [2010] EWCA Civ 703",
        stood=False,
        record={
            "title": "Leave to build on a market that one ethnic group largely runs",
            "about": ["policy"],
            "taken_on": "2008-12-24",
            "names_duty": False,
            "duty_told": False,
            "needs_considered": False,
            "consultations": [{"who": "Traders and neighbours", "before_decision": True, "reported": True}],
        },
        turned=("substance/needs-considered",),
    ),
    Case(
        "R (Bailey) v Brent LBC [2011] EWCA Civ 1586",
        stood=True,
        record={
            "title": "Six libraries close",
            "about": ["closure", "budget"],
            "taken_on": "2011-04-11",
            "names_duty": True,
            "duty_told": True,
            "needs_considered": True,
            "aims": ["eliminate", "advance", "foster"],
            "already_settled": False,
            "assessments": [
                {"id": "EIA-1", "completed_on": "2011-04"},
                {"id": "EIA-0", "before_decision": True},
            ],
            "papers": {"assessment": "whole", "before_decision": True, "adverse_shown": True},
            "consultations": [{"who": "Users", "before_decision": True, "reported": True}],
            "impacts": [{"characteristic": "age", "effect": "negative"}],
            "mitigations": [{"what": "Outreach and a service at home", "characteristics": ["age"]}],
            "reasons": "The saving is needed, and the service as a whole is to be better",
        },
    ),
    Case(
        "R (Bracking) v Secretary of State for Work and Pensions [2013] EWCA Civ 1345",
        stood=False,
        record={
            "title": "An end to a fund for independent living",
            "about": ["service-withdrawal", "policy"],
            "taken_on": "2012-12",
            "duty_told": False,
            "papers": {"adverse_shown": False},
            "impacts": [{"characteristic": "disability", "effect": "negative"}],
            "consultations": [{"who": "Users of the fund", "before_decision": True}],
        },
        turned=("reached/adverse-effects-shown", "aware/decision-makers-told"),
    ),
    Case(
        "R (Hunt) v North Somerset Council [2013] EWCA Civ 1320",
        stood=False,
        record={
            "title": "A smaller budget for services for young people",
            "about": ["budget", "service-reduction"],
            "taken_on": "2012-02-21",
            "assessments": [{"id": "EIA-1", "before_decision": True}],
            "papers": {"assessment": "not-at-all", "read": False, "before_decision": True},
            "impacts": [{"characteristic": "disability", "effect": "negative"}],
        },
        turned=("reached/assessment-in-papers", "reached/papers-read"),
    ),
    Case(
        "R (Bridges) v Chief Constable of South Wales Police [2020] EWCA Civ 1058",
        stood=False,
        record={
            "title": "Automated recognition of faces, on trial",
            "about": ["technology", "trial"],
            "taken_on": "2017-12",
            "names_duty": True,
            "assessments": [{"id": "EIA-1", "completed_on": "2017-04"}],
            "evidence_covers": [],
            "impacts": [
                {"characteristic": "race", "effect": "not-known"},
                {"characteristic": "sex", "effect": "not-known"},
            ],
            "gaps": [{"about": "Whether it errs more often by race or sex", "planned": False}],
        },
        turned=("information/technology-looked-into",),
    ),
    Case(
        "R (Sheakh) v Lambeth LBC [2022] EWCA Civ 457",
        stood=True,
        record={
            "title": "Low-traffic neighbourhoods by orders of experiment",
            "about": ["trial", "policy"],
            "taken_on": "2020-10-09",
            "staged": True,
            "names_duty": True,
            "duty_told": True,
            "needs_considered": True,
            "assessments": [{"id": "EIA-1", "completed_on": "2021-03"}],
            "monitoring": "Counts and what people write, during the experiment",
            "review_on": "2021-04",
            "gaps": [{"about": "How disabled people get about", "plan": "Asked during the experiment"}],
        },
    ),
)


def against(case: Case) -> dict[str, RecordFinding]:
    """What of weight speaks against a record, by check."""
    record = Decision.model_validate({"id": "CASE", **case.record})
    return {
        name.partition(":")[2]: finding
        for name, finding in findings(record).items()
        if finding.outcome == "not_met" and finding.weight in (Weight.HIGH, Weight.MODERATE)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.cite.split("[")[0].strip())
def test_a_judged_decision_comes_out_as_it_was_judged(case: Case) -> None:
    found = against(case)
    if case.stood:
        assert found == {}, {name: finding.because for name, finding in found.items()}
    else:
        assert set(case.turned) <= set(found), sorted(found)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.record["taken_on"] < "2011-04-05"], ids=lambda c: c.cite
)
def test_no_case_before_section_149_is_faulted_for_the_want_of_a_form(case: Case) -> None:
    forms = [name for name in against(case) if name.startswith(("form/", "before-2011/", "proportion/"))]
    assert forms == []
