"""`psed check-decision` and `psed paragraph`: a decision on its way through committee."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

import psed
from psed.model.outcome import DISCLAIMER

LATE = "assessment is dated after the decision: it cannot show regard at the time"
FILE: dict[str, Any] = {
    "psed-decision": 1,
    "organisation": {"kind": "district", "nation": "england"},
    "decision": {
        "id": "CAB-1",
        "title": "Fewer opening hours",
        "about": ["service-reduction"],
        "meeting_on": "2027-01-12",
        "taken_on": "2027-01-12",
        "assessments": [{"id": "EQIA-1", "completed_on": "2027-01-15"}],
    },
}
IN_TIME: dict[str, Any] = {
    "assessments": [{"id": "EQIA-1", "completed_on": "2026-12-01", "author": "Library Policy Officer"}],
    "impacts": [
        {"characteristic": "disability", "effect": "negative", "who": "People who come with a helper"}
    ],
    "mitigations": [
        {
            "what": "A morning by appointment",
            "characteristics": ["disability"],
            "held_by": "Head of Libraries",
            "due_on": "2027-02-01",
            "remains": "Four mornings are lost",
        }
    ],
    "review_on": "2027-07-12",
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a pipeline does."""
    return subprocess.run(
        [sys.executable, "-c", "from psed.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def written(tmp_path: Path, whole: dict[str, Any] | None = None, **keys: Any) -> Path:
    """The file, with some keys of its decision changed."""
    file = copy.deepcopy(whole or FILE)
    file["decision"] |= keys
    path = tmp_path / "decision.yaml"
    path.write_text(yaml.safe_dump(file, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def line_of(path: Path, word: str) -> int:
    """The line on which a word stands first."""
    return 1 + next(n for n, line in enumerate(path.read_text().splitlines()) if word in line)


# Too late: the meeting and the decision on 12 January 2027, the assessment dated the 15th.


def test_an_assessment_after_the_decision_is_exit_1_and_said_first(tmp_path: Path) -> None:
    done = run("check-decision", written(tmp_path))
    assert (done.returncode, done.stderr) == (1, "")
    text = " ".join(done.stdout.split())
    first, _, rest = text.partition(" - ")[2].partition(" - ")
    assert LATE in first
    assert LATE not in rest
    assert DISCLAIMER in text
    assert "due-regard 0.1.0, draft" in text


def test_github_gets_an_error_on_the_line_of_the_date(tmp_path: Path) -> None:
    path = written(tmp_path)
    done = run("check-decision", path, "--format", "github")
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert done.returncode == 1
    assert f"file={path},line={line_of(path, 'completed_on')}," in errors[0]
    assert LATE in errors[0]
    assert any(DISCLAIMER in line for line in done.stdout.splitlines() if line.startswith("::notice::"))


def test_the_paragraph_has_a_visible_gap(tmp_path: Path) -> None:
    done = run("paragraph", written(tmp_path))
    text = " ".join(done.stdout.split())
    assert done.returncode == 0
    assert "dated 15 January 2027, after the decision (12 January 2027): it cannot show regard" in text
    assert "[not on record: an assessment finished by the day of the decision]" in text
    assert "[not on record: who is affected, and how]" in text
    assert "no equality implications" not in text.lower()
    assert DISCLAIMER in text


# In time.


def test_an_assessment_in_time_is_exit_0(tmp_path: Path) -> None:
    done = run("check-decision", written(tmp_path, **IN_TIME))
    assert (done.returncode, done.stderr) == (0, "")
    assert ": not met" not in done.stdout


def test_the_paragraph_says_who_what_by_whom_and_when(tmp_path: Path) -> None:
    text = " ".join(run("paragraph", written(tmp_path, **IN_TIME)).stdout.split())
    for words in (
        "An equality impact assessment (EQIA-1) was finished on 1 December 2026",
        "2026 by the Library Policy Officer.",
        "Disability, negative effect: People who come with a helper.",
        "A morning by appointment, by the Head of Libraries, by 1 February 2027.",
        "What remains: Four mornings are lost.",
        "It is reviewed on 12 July 2027.",
        "[not on record: who was consulted, and what they said]",
    ):
        assert words in text


def test_a_screening_alone_is_called_a_screening(tmp_path: Path) -> None:
    alone = [{"id": "S-1", "kind": "screening", "completed_on": "2026-12-01"}]
    path = written(tmp_path, assessments=alone)
    text = " ".join(run("paragraph", path).stdout.split())
    assert "Only a screening is on record (S-1, finished on 1 December 2026)." in text
    assert "A screening is not an assessment." in text
    assert "equality impact assessment (S-1)" not in text
    told = run("check-decision", path).stdout.replace("\n    ", " ")
    assert "screening" in told
    assert "Not on record, so to be asked" in told
    matters = written(tmp_path, assessments=alone, relevance="high")
    done = run("check-decision", matters)
    assert done.returncode == 1
    assert "screening" in done.stdout


def test_a_blank_record_is_all_gaps_and_no_finding_against_it(tmp_path: Path) -> None:
    path = written(tmp_path, {**FILE, "decision": {"id": "D-1", "title": "Something"}})
    done = run("check-decision", path, "--as-at", "2027-01-01")
    assert done.returncode == 0
    assert "Not on record, so to be asked" in done.stdout
    text = run("paragraph", path).stdout
    duty = (
        "Section 149 of the Equality Act 2010 asks a public body to have due regard to: the need to put an "
        "end to discrimination, harassment, victimisation and what else the Act prohibits; the need to "
        "advance equality of opportunity; the need to foster good relations."
    )
    body = text.partition("\n\n")[2].partition("A reading of")[0]
    outside = re.sub(r"\[not on record: [^]]*\]", "", " ".join(body.split()))
    assert outside.split() == duty.split()


# Forms.


def test_junit_is_well_formed_whatever_a_title_holds(tmp_path: Path) -> None:
    path = written(tmp_path, title='<a> & "b" \N{SNOWMAN}')
    done = run("check-decision", path, "--format", "junit")
    root = ElementTree.fromstring(done.stdout)
    suite = root.find("testsuite")
    assert suite is not None
    assert suite.get("name") == 'CAB-1: <a> & "b" \N{SNOWMAN}'
    failures = root.findall(".//failure")
    assert len(failures) == int(suite.get("failures") or 0) >= 1
    assert LATE in (failures[0].get("message") or "")
    case = suite.find("testcase")
    assert case is not None
    assert case.get("line") == str(line_of(path, "completed_on"))
    assert DISCLAIMER in done.stdout.replace("&#x27;", "'")


def test_no_title_can_begin_a_command_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, id="D:1", title="x\n::error::y")
    lines = run("check-decision", path, "--format", "github").stdout.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice")) for line in lines)
    assert "::error::y" not in lines


def test_json_has_the_keys_of_an_assessment(tmp_path: Path) -> None:
    read = json.loads(run("check-decision", written(tmp_path), "--format", "json").stdout)
    assert read["psed-decisions"] == 1
    assert read["as_at"] == "2027-01-12"
    finding = read["decisions"][0]["findings"][0]
    assert (finding["outcome"], finding["weight"]) == ("not_met", "high")
    assert finding["turns_on"] == "assessments.0.completed_on"
    assert read["disclaimer"] == DISCLAIMER


def test_markdown_has_the_findings(tmp_path: Path) -> None:
    text = run("check-decision", written(tmp_path), "--format", "md").stdout
    assert "## Fewer opening hours (CAB-1)" in text
    assert f"the {LATE}." in text


def test_a_dossier_with_decisions_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    body = {"id": "x:1", "name": "A body", "kind": "district", "nation": "england"}
    decisions = [{"id": "CAB-0", "title": "Nothing", "taken_on": "2026-12-01"}, FILE["decision"]]
    whole = {"psed-dossier": 1, "organisation": body, "decisions": decisions}
    path.write_text(yaml.safe_dump(whole, sort_keys=False), encoding="utf-8")
    done = run("check-decision", path, "--format", "github")
    assert done.returncode == 1
    assert f"line={line_of(path, 'completed_on')}," in done.stdout
    chosen = run("paragraph", path, "--decision", "CAB-0")
    assert "Nothing" in chosen.stdout
    assert "Fewer opening hours" not in chosen.stdout
    unknown = run("paragraph", path, "--decision", "CAB-2")
    assert unknown.returncode == 2
    assert "there is no decision `CAB-2`; did you mean" in unknown.stderr


def test_a_decision_after_the_day_is_left_out_and_said_so(tmp_path: Path) -> None:
    done = run("check-decision", written(tmp_path), "--as-at", "2027-01-11")
    assert done.returncode == 0
    assert "CAB-1 was left out: a decision dated 12 January 2027, after 11 January 2027." in done.stdout


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"abuot": ["policy"]}, "unknown key `abuot`"),
        ({"taken_on": "soon"}, "`soon` is not a date"),
        ({"decided": "stopped"}, "did you mean `stop`"),
        ({"assessments": [{"id": "A"}, {"id": "A"}]}, "the id `A` is given twice"),
    ],
)
def test_a_file_with_faults_is_exit_3_with_file_and_line(
    tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    path = written(tmp_path, **change)
    for command in ("check-decision", "paragraph"):
        done = run(command, path)
        assert done.returncode == 3
        assert says in done.stderr
        assert f"{path}:" in done.stderr
        assert "Traceback" not in done.stderr


def test_an_unknown_kind_of_body_is_told_at_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, {**FILE, "organisation": {"kind": "distrikt", "nation": "england"}})
    done = run("check-decision", path)
    assert done.returncode == 3
    assert f"{path}:{line_of(path, 'distrikt')}: D007" in done.stderr


def test_a_dossier_without_a_decision_is_exit_3() -> None:
    done = run(
        "check-decision", psed.examples_folder() / "oakshire" / "dossier.yaml", "--as-at", "2026-11-21"
    )
    assert done.returncode == 3
    assert "F010 the dossier holds no decision" in done.stderr


def test_the_shipped_example_is_in_time() -> None:
    path = psed.examples_folder() / "decisions" / "two-libraries.yaml"
    assert run("check-decision", path).returncode == 0
    assert "Mornings without an appointment" in " ".join(run("paragraph", path).stdout.split())


def test_a_check_of_a_decision_file_explains_itself() -> None:
    path = psed.examples_folder() / "decisions" / "two-libraries.yaml"
    done = run("explain", path, "timing/assessment-before-decision", "--as-at", "2027-02-01")
    assert done.returncode == 0
    assert "[2008] EWHC 3158 (Admin)" in " ".join(done.stdout.split())


# What a clerk reads first.

MINIMAL = {"id": "X-1", "title": "Close a day centre"}


def of_decision(folder: Path, **decision: object) -> Path:
    path = folder / "small.json"
    body = {"kind": "district", "nation": "england"}
    path.write_text(
        json.dumps({"psed-decision": "1", "organisation": body, "decision": MINIMAL | decision}),
        encoding="utf-8",
    )
    return path


def test_the_first_screen_is_short_and_asks_at_most_ten_questions(tmp_path: Path) -> None:
    done = run("check-decision", of_decision(tmp_path), "--as-at", "2026-12-01")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines) <= 44, max(map(len, lines)) <= 80) == (0, True, True)
    start = lines.index("Not on record, so to be asked:")
    asked = lines[start + 1 : lines.index("", start)]
    assert len([line for line in asked if line.startswith("  - ")]) == 10
    assert all("due-regard:" not in line for line in lines)
    assert "Nothing on record speaks against it." in lines
    whole = run("check-decision", of_decision(tmp_path), "--as-at", "2026-12-01", "--full").stdout
    assert "(due-regard:aware/decision-makers-told, high)" in whole
    assert len(whole.splitlines()) > 100


def test_what_speaks_against_it_comes_first_and_a_note_alone_is_no_failure(tmp_path: Path) -> None:
    note = run("check-decision", of_decision(tmp_path, names_duty=False), "--as-at", "2026-12-01")
    assert note.returncode == 0
    assert "What speaks against it on record:" in note.stdout
    heavy = run("check-decision", of_decision(tmp_path, needs_considered=False), "--as-at", "2026-12-01")
    assert heavy.returncode == 1
    told = heavy.stdout
    assert told.index("What speaks against it on record:") < told.index("The three aims:")
    assert "looked for: Needs and disadvantages" in " ".join(told.split())


def test_what_is_asked_because_of_the_record_goes_before_what_every_record_is_asked(tmp_path: Path) -> None:
    lost = {"impacts": [{"characteristic": "disability", "effect": "negative"}]}
    questions = [
        run("check-decision", of_decision(tmp_path, **more), "--as-at", "2026-12-01").stdout.split(
            "asked:\n"
        )[1]
        for more in ({}, lost)
    ]
    assert [each.splitlines()[0] for each in questions] == [
        "  - Who told the decision-makers of the duty, and how? (high)",
        "  - Where in the paper does it say who loses? (high)",
    ]


def test_a_record_to_begin_with_is_read_and_asks_questions(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    assert run("init", "--decision", path).returncode == 0
    done = run("check-decision", path, "--as-at", "2026-12-01")
    assert done.returncode == 0
    assert "Not on record, so to be asked:" in done.stdout
    filled = re.sub(r"^  # (  |[a-z_]*:)", r"  \1", path.read_text(encoding="utf-8"), flags=re.M)
    filled = re.sub(r"^  #   ", "    ", filled, flags=re.M)
    path.write_text(re.sub(r"^  # .*\n", "", filled, flags=re.M), encoding="utf-8")
    done = run("check-decision", path, "--as-at", "2027-02-01")
    assert (done.returncode, done.stderr) == (1, ""), "it says that no other way was weighed"
    assert "Shown on record: " in done.stdout


def test_the_paragraph_holds_all_that_the_record_does(tmp_path: Path) -> None:
    more = {
        "duty_told": True,
        "meeting_on": "2027-03-01",
        "evidence_covers": ["disability"],
        "gaps": [{"about": "Carers", "planned": False}],
        "planned_steps": [{"what": "Ask the forum", "due_on": "2027-02-01", "taken": False}],
        "decided": "adjust",
        "reasons": "The centre is half empty.",
        "alternatives": ["Fewer days", "Another building"],
        "linked": ["X-0"],
        "considered_together": False,
        "staged": True,
        "papers": {"assessment": "whole"},
        "assessments": [{"id": "A-1", "completed_on": "2027-01-05", "author": "Policy Officer"}],
    }
    told = " ".join(run("paragraph", of_decision(tmp_path, **more)).stdout.split())
    for each in (
        "The decision-makers are told of the duty.",
        "The whole of it goes to the decision-makers.",
        "The evidence covers disability. Not known: Carers; there is no plan to find out.",
        "Planned before the decision: Ask the forum, on 1 February 2027; it was not done.",
        "The proposal was adjusted. The reasons: The centre is half empty. "
        "Other ways that were weighed: Fewer days; Another building.",
        "Decisions that act on the same people: X-0. They were not weighed together.",
        "It is a trial, or taken in stages.",
    ):
        assert each in told, each
    before = run("paragraph", of_decision(tmp_path, taken_on="2008-05-01")).stdout
    flat = " ".join(before.split())
    assert (
        "Section 71 of the Race Relations Act 1976 asks a public body to have due regard to: the need" in flat
    )
    assert "Section 49A of the Disability Discrimination Act 1995" in flat
    assert "Section 149" not in flat
    assert "nobody was consulted" not in flat.lower()
