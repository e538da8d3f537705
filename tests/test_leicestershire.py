"""The seven districts of the Partnership's scheme, as at 31 August 2011, against the five areas."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

import psed
from psed.model.outcome import Assessment, Outcome

FOLDER = psed.examples_folder() / "leicestershire-2011"
AS_AT = dt.date(2011, 8, 31)
PAPER = "003_a1afb4f423761eda.txt"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module", params=FILES, ids=lambda file: str(file.stem))
def district(request: pytest.FixtureRequest) -> tuple[psed.Dossier, Assessment]:
    dossier = psed.load(request.param)
    return dossier, psed.assess(dossier, as_at=AS_AT)


def test_there_are_seven() -> None:
    assert len(FILES) == 7


def test_the_claim_stands_beside_the_papers_with_its_age(district: tuple[psed.Dossier, Assessment]) -> None:
    (claim,) = district[1].claims
    assert (claim.framework, claim.level, str(claim.dated)) == ("eflg-2009", "developing", "2010-08")
    assert "1 year before this day" in claim.says


def test_what_the_papers_support_is_not_bent_to_the_claim(district: tuple[psed.Dossier, Assessment]) -> None:
    """The scheme shows that work is planned; it does not put the proof of it on file."""
    level = district[1].frameworks[0].level
    assert level
    assert (level.supported, level.possible) == (None, "developing")


def test_each_area_is_read_as_far_as_the_papers_go(district: tuple[psed.Dossier, Assessment]) -> None:
    """Where nothing is on file, nothing speaks against a level: what could be supported is higher there."""
    read = {area.id: area.level for area in district[1].frameworks[0].areas}
    assert {name: level and (level.supported, level.possible) for name, level in read.items()} == {
        "communities": (None, "developing"),
        "leadership": (None, "achieving"),
        "engagement": (None, "achieving"),
        "services": (None, "excellent"),
        "workforce": (None, "excellent"),
    }


def test_one_rule_is_met_by_the_joint_scheme(district: tuple[psed.Dossier, Assessment]) -> None:
    met = [finding for finding in district[1].findings() if finding.outcome is Outcome.MET]
    assert [(finding.rule, finding.enough) for finding in met] == [
        ("eflg-2009:leadership/partners-begin", ("E-05",))
    ]


def test_what_the_paper_puts_on_file(district: tuple[psed.Dossier, Assessment]) -> None:
    items = {item.id: (item.kind, item.dated, item.published_on) for item in district[0].evidence}
    assert items == {
        "E-01": ("equality_scheme", None, None),
        "E-02": ("action_plan", None, None),
        "E-03": ("equality_objective", None, None),
        "E-04": ("community_profile", None, None),
        "E-05": ("partnership_agreement", None, None),
        "E-06": ("responsible_post_record", None, None),
    }


def test_a_planned_step_is_no_evidence(district: tuple[psed.Dossier, Assessment]) -> None:
    dossier = district[0]
    assert dossier.actions
    without = dossier.model_copy(update={"actions": ()})
    without._packs = dossier._packs
    assert psed.assess(without, as_at=AS_AT).frameworks == district[1].frameworks


def test_a_claim_is_never_read_as_evidence(district: tuple[psed.Dossier, Assessment]) -> None:
    dossier = district[0]
    without = dossier.model_copy(update={"claims": ()})
    without._packs = dossier._packs
    assert psed.assess(without, as_at=AS_AT).frameworks == district[1].frameworks


def test_every_item_says_where_it_was_read(district: tuple[psed.Dossier, Assessment]) -> None:
    dossier = district[0]
    sources = [item.source for item in dossier.evidence] + [action.source for action in dossier.actions]
    for source in [*sources, *(claim.source for claim in dossier.claims)]:
        assert source
        assert source.document == PAPER


def test_every_rule_has_a_finding_and_none_is_in_error(district: tuple[psed.Dossier, Assessment]) -> None:
    findings = district[1].findings()
    (pack,) = (pack for pack in psed.packs() if pack.pack == "eflg-2009")
    assert len(findings) == len(pack.rules)
    assert Outcome.ERROR not in {finding.outcome for finding in findings}


def test_undated_figures_are_not_taken_for_current(district: tuple[psed.Dossier, Assessment]) -> None:
    profile = next(item for item in district[1].evidence if item.kind == "community_profile")
    assert (profile.dated, profile.state) == (None, "undecided")


@pytest.mark.skipif(
    "PSED_SOURCES" not in os.environ, reason="PSED_SOURCES does not name the source documents"
)
def test_every_place_named_is_in_the_paper(district: tuple[psed.Dossier, Assessment]) -> None:
    text = (Path(os.environ["PSED_SOURCES"]) / PAPER).read_text(encoding="utf-8")
    places = [item.source.place for item in district[0].evidence if item.source]
    places += [action.source.place for action in district[0].actions if action.source]
    assert places
    for place in places:
        for word in place.replace(",", " ").replace(";", " ").split():
            if word[0].isdigit():
                assert word.rstrip(".abcdef") in text, (place, word)
