"""docs/leicestershire.md tells of the seven districts what psed.assess says of them today, cell by cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

import pytest
from docs.markdown import ROOT

import psed
from psed.examples import provided
from psed.model.dates import day_in_words
from psed.model.evidence import Evidence, Strength
from psed.model.outcome import Assessment, Outcome
from psed.rulepack import Provided, RulePack

FOLDER = psed.examples_folder() / "leicestershire-2011"
PAGE = ROOT / "docs" / "leicestershire.md"
AS_AT = dt.date(2011, 8, 31)
LOWEST = "developing"
ABSENT = "none"
DISTRICTS = {
    "Blaby": "blaby",
    "Charnwood": "charnwood",
    "Harborough": "harborough",
    "Hinckley and Bosworth": "hinckley-and-bosworth",
    "Melton": "melton",
    "North West Leicestershire": "north-west-leicestershire",
    "Oadby and Wigston": "oadby-and-wigston",
}
every_district = pytest.mark.parametrize("district", DISTRICTS)

Row = dict[str, str]


@cache
def table(heading: str) -> tuple[Row, ...]:
    """The first table under a heading of the page, each row by the names of its columns."""
    text = PAGE.read_text(encoding="utf-8")
    section = re.split(rf"^## {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    lines = re.split(r"^## ", section, flags=re.MULTILINE)[0].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    head, _, *body = rows
    return tuple(dict(zip(head, cells, strict=True)) for cells in body)


@cache
def dossier(district: str) -> psed.Dossier:
    return psed.load(FOLDER / f"{DISTRICTS[district]}.yaml")


@cache
def assessed(district: str) -> Assessment:
    return psed.assess(dossier(district), as_at=AS_AT)


@cache
def pack() -> RulePack:
    return next(pack for pack in psed.packs() if pack.pack == "eflg-2009")


def kind(words: str) -> str:
    """A kind of evidence, as the page writes it."""
    return words.replace(" ", "_")


def split(cell: str) -> list[str]:
    return [] if cell == ABSENT else cell.split(", ")


def rules(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# What the papers support.


@every_district
def test_each_level_is_what_psed_says(district: str) -> None:
    (row,) = (row for row in table("What the papers support") if row["District"] == district)
    (framework,) = assessed(district).frameworks
    (claim,) = assessed(district).claims
    expected = {"District": district}
    for area in framework.areas:
        assert area.level
        expected[str(area.number)] = f"{area.level.supported or framework.floor} / {area.level.possible}"
    assert framework.level
    overall = f"{framework.level.supported or framework.floor} / {framework.level.possible}"
    expected |= {"Overall": overall, "Claimed, August 2010": claim.level}
    assert row == expected


def test_every_district_has_a_row() -> None:
    for heading in ("What the papers support", "What to put on file first, district by district"):
        assert [row["District"] for row in table(heading)] == list(DISTRICTS)
    assert {f"{stem}.yaml" for stem in DISTRICTS.values()} == {file.name for file in FOLDER.glob("*.yaml")}


@every_district
def test_the_rules_are_counted_for_all(district: str) -> None:
    rows = table("What is the same for all")
    (framework,) = assessed(district).frameworks
    assert len(rows) == len(framework.areas)
    for row, area in zip(rows, framework.areas, strict=True):
        expected = {"Area": f"{area.number} {area.title}"}
        for level in area.progress:
            short = level.applicable - level.met - level.unknown
            counts = f"{level.met} met, {level.unknown} not known, {short} not met"
            expected[level.level.capitalize()] = counts
        assert row == expected


def test_the_seven_are_read_alike() -> None:
    """What the page says is the same for all is the same: each finding, its outcome and its reason."""
    read = [
        [(finding.rule, finding.outcome, finding.because) for finding in assessed(district).findings()]
        for district in DISTRICTS
    ]
    assert all(findings == read[0] for findings in read)


@every_district
def test_what_the_page_says_is_met_is_met(district: str) -> None:
    met = [f.rule for f in assessed(district).findings() if f.outcome is Outcome.MET]
    assert met == ["eflg-2009:leadership/partners-begin"]
    assert "`leadership/partners-begin`" in PAGE.read_text(encoding="utf-8")


# What to put on file.


@cache
def papers() -> tuple[Row, ...]:
    return table("The papers that bring Developing")


def open_rules(district: str) -> list[str]:
    """The rules of the lowest level that are not met, without the name of the pack."""
    findings = assessed(district).findings()
    return [
        finding.rule.partition(":")[2]
        for finding in findings
        if finding.at_level == LOWEST and finding.outcome is not Outcome.MET
    ]


def mends(district: str) -> list[Provided]:
    """What would mend those rules, as the rules themselves say."""
    names = open_rules(district)
    return [paper for rule in pack().rules if rule.id in names for paper in rule.mend.provides]


def with_papers(district: str, kinds: Iterable[str]) -> Assessment:
    """The assessment if papers of these kinds were put on file, on the day.

    A kind on file already has its item dated and told of in full; others come as the mends say.
    """
    read = dossier(district)
    held: dict[str, Evidence] = {item.kind: item for item in read.evidence}
    new: list[Evidence] = []
    for number, mend in enumerate((m for m in mends(district) if m.kind in set(kinds)), 1):
        paper = provided(mend, number, AS_AT, pack())
        if mend.kind not in held:
            new.append(paper)
            continue
        before = held[mend.kind]
        detail = {**before.detail, **paper.detail}
        held[mend.kind] = before.model_copy(update={"dated": paper.dated, "detail": detail})
    changed = read.model_copy(update={"evidence": (*held.values(), *new)})
    changed._packs = read._packs
    return psed.assess(changed, as_at=AS_AT)


def short(assessment: Assessment) -> list[str]:
    return [
        finding.rule.partition(":")[2]
        for finding in assessment.findings()
        if finding.at_level == LOWEST and finding.outcome is not Outcome.MET
    ]


@every_district
def test_the_papers_bring_developing_in_every_area(district: str) -> None:
    read = with_papers(district, [kind(row["Paper"]) for row in papers()])
    (framework,) = read.frameworks
    assert {area.id: area.level and area.level.supported for area in framework.areas} == {
        area.id: LOWEST for area in framework.areas
    }


@pytest.mark.parametrize("left_out", [row["Paper"] for row in papers()])
def test_each_paper_is_needed_for_the_rules_beside_it(left_out: str) -> None:
    """Nothing on the list could be spared: without one, just the rules named beside it stay short."""
    (row,) = (row for row in papers() if row["Paper"] == left_out)
    others = [kind(row["Paper"]) for row in papers() if row["Paper"] != left_out]
    assert short(with_papers("Charnwood", others)) == rules(row["Needed for"])


def test_those_that_serve_most_come_first() -> None:
    counts = [len(rules(row["Needed for"])) for row in papers()]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("paper", [row["Paper"] for row in papers()])
def test_what_is_said_of_a_paper_is_in_the_dossiers(paper: str) -> None:
    """Whether it is on file, and whose plan has a row towards it."""
    (row,) = (row for row in papers() if row["Paper"] == paper)
    for district in DISTRICTS:
        on_file = [item.id for item in dossier(district).evidence if item.kind == kind(paper)]
        assert on_file == split(row["On file"])
    numbers = split(row["Row of the plan"])
    whose = [name for name in DISTRICTS if rows_towards(name, numbers)]
    told = ["all seven"] if len(whose) == len(DISTRICTS) else whose
    assert split(row["In whose plan"]) == told
    for number in numbers:
        assert any(rows_towards(name, [number]) for name in DISTRICTS), number


def rows_towards(district: str, numbers: Iterable[str]) -> list[str]:
    held = {action.id for action in dossier(district).actions}
    return [number for number in numbers if f"PLAN-{number}" in held]


@every_district
def test_what_to_put_on_file_first(district: str) -> None:
    """What the council's own plan has due by the day, then what its plan has and not everyone's."""
    heading = "What to put on file first, district by district"
    (row,) = (row for row in table(heading) if row["District"] == district)
    due_on = {action.id: action.due_on for action in dossier(district).actions}
    due, own = [], []
    for paper in papers():
        numbers = rows_towards(district, split(paper["Row of the plan"]))
        days = [due_on[f"PLAN-{number}"] for number in numbers]
        if any(day is not None and day.latest <= AS_AT for day in days):
            due.append(paper["Paper"])
        elif numbers and paper["In whose plan"] != "all seven":
            own.append(paper["Paper"])
    assert row["Due in its plan by 31 August 2011"] == (", ".join(due) or ABSENT)
    assert row["In its plan, and not in every plan"] == (", ".join(own) or ABSENT)


def test_the_page_counts_the_papers_right() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    on_file = [row for row in papers() if row["On file"] != ABSENT]
    without = [row for row in papers() if row["Row of the plan"] == ABSENT]
    assert f"{len(papers())} kinds of paper" in text
    assert f"{len(on_file)} of them are on file already" in text
    assert f"{len(without)} have no row" in text
    assert f"{len(open_rules('Charnwood'))} rules" in text
    assert f"{len(pack().rules)} rules" in text
    monitoring = [district for district in DISTRICTS if rows_towards(district, ["1.1a"])]
    assert f"(row 1.1a, in {len(monitoring)} plans)" in text
    months = [
        str(action.due_on)
        for district in DISTRICTS
        for action in dossier(district).actions
        if action.id == "PLAN-1.2a"
    ]
    early, late = months.count("2011-08"), months.count("2011-10")
    assert f"in August for {early} councils and in October for {late}." in text


def test_nothing_on_file_is_stronger_than_a_document() -> None:
    """The page says that no paper is shown to be published."""
    for district in DISTRICTS:
        for item in dossier(district).evidence:
            assert (item.published_on, item.strength) == (None, Strength.DOCUMENT)


def test_the_duties_on_the_page_are_what_comes_out() -> None:
    page = PAGE.read_text(encoding="utf-8").partition("## And the duties by a day")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if "|" in line
    ]
    told = {row[0]: row[1:] for row in rows[2:]}
    words = {
        ("not_applicable", "not_in_force"): "not in force",
        ("not_applicable", "not_yet_due"): "not yet due, by 6 April 2012",
        ("unknown", "nothing_on_file"): "nothing of the kind is on file as published: unknown",
    }
    days = [dt.date(2011, 8, 31), dt.date(2012, 2, 1), dt.date(2012, 4, 7)]
    assert list(told) == [day_in_words(day) for day in days]
    for district in DISTRICTS:
        for day in days:
            read = psed.assess(dossier(district), as_at=day)
            duties = [duty for duty in read.duties if duty.pack == "england-2011"]
            assert [words[duty.outcome, duty.reasons[0]] for duty in duties] == told[day_in_words(day)]
