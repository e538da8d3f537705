"""The first screen: whole, within its bounds, and every command on it works."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from docs.markdown import ROOT

import psed
from psed.cli import cli
from psed.report import bodies, text

SCREENS = Path(__file__).parent / "screens"
NOW = dt.date(2026, 11, 21)
TRUST = "examples/fictional-bodies/nhs-trust.yaml"
FORCE = "examples/fictional-bodies/police-force.yaml"
OAKSHIRE = "examples/oakshire/dossier.yaml"
LEICESTERSHIRE = "examples/leicestershire-2011"
TODAY = ("--as-at", "2026-11-21")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, [str(ROOT / a) if a.startswith("examples/") else a for a in arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("oakshire", ("assess", OAKSHIRE, *TODAY)),
        ("police-force", ("assess", FORCE, *TODAY)),
        ("leicestershire", ("assess", LEICESTERSHIRE, "--as-at", "2011-08-31")),
        ("due-nhs-trust", ("due", TRUST, *TODAY)),
    ],
)
def test_the_whole_screen(name: str, arguments: tuple[str, ...]) -> None:
    printed = run(*arguments)
    assert printed == (SCREENS / f"{name}.txt").read_text(encoding="utf-8")
    lines = printed.splitlines()
    assert len(lines) <= text.LINES
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("file", "day"),
    [(OAKSHIRE, "2026-11-21"), (TRUST, "2029-11-21"), (f"{LEICESTERSHIRE}/blaby.yaml", "2011-08-31")],
)
def test_every_command_on_a_screen_works(file: str, day: str) -> None:
    told = run("assess", file, "--as-at", day) + run("due", file, "--as-at", day)
    commands = set(re.findall(r"psed (\w+) DOSSIER ([\w-]+)", told))
    assert commands
    for command, argument in commands:
        assert run(command, file, argument, "--as-at", day)


@cache
def lapsed(number: int) -> psed.Assessment:
    """A body with so many lapsed items."""
    note = {"kind": "engagement_record", "title": "Report", "dated": "2015-03-01"}
    body = {"id": "x:1", "name": "B", "kind": "district", "nation": "england"}
    evidence = [{"id": f"E-{n}", **note} for n in range(number)]
    return psed.assess(psed.Dossier.model_validate({"organisation": body, "evidence": evidence}), as_at=NOW)


def test_ten_thousand_lapsed_items_take_no_more_room_than_ten() -> None:
    told = str(lapsed(10_000))
    counted = "10,000 items have lapsed, and no rule turns on them: psed assess DOSSIER --full"
    assert counted in " ".join(told.split())
    assert len(told.splitlines()) <= text.LINES
    assert len(told.splitlines()) <= len(str(lapsed(10)).splitlines()) + 1, "a longer number, no more"
    assert text.one(lapsed(10), full=True).count("Report (E-") == 10


def test_two_hundred_bodies_fit_two_screens() -> None:
    one = psed.assess(psed.load(ROOT / TRUST), as_at=dt.date(2029, 11, 21))
    names = [f"Body {n}" for n in range(200)]
    many = [
        one.model_copy(update={"organisation": one.organisation.model_copy(update={"name": name})})
        for name in names
    ]
    told = bodies.several(many, [])
    assert len(told.splitlines()) <= 2 * text.LINES
    assert "and 190 more: psed assess FOLDER --full" in told
    full = bodies.several(many, [], full=True)
    assert all(f"{name}:" in full for name in names)


def test_ids_stand_at_the_end_and_only_where_asked_for() -> None:
    for command in (("assess", TRUST), ("due", TRUST), ("explain", TRUST, "england-2017")):
        assert "england-2017:information" not in run(*command, *TODAY)
        assert "(england-2017:information)\n" in run(*command, *TODAY, "--ids")


def oakshire() -> psed.Assessment:
    return psed.assess(psed.load(ROOT / OAKSHIRE), as_at=NOW)


def test_an_assessment_is_short_and_answers_to_names() -> None:
    read = oakshire()
    assert repr(read) == (
        "<Assessment Oakshire District Council (fictional) as at 2026-11-21: oakshire-four-modules supports "
        "developing, 11 findings, duties: 59>"
    )
    assert str(read) == run("assess", OAKSHIRE, *TODAY)
    assert str(psed.explain(read, "workforce")) == run("explain", OAKSHIRE, "workforce", *TODAY)
    assert list(read) == list(read.findings())
    assert repr(read["workforce/monitoring"]) == (
        "<Finding oakshire-four-modules:workforce/monitoring: not_met (lapsed)>"
    )
    assert read["workforce"] is read.frameworks[0].areas[3]
    assert read["oakshire-four-modules"] is read.frameworks[0]
    assert isinstance(read["england-2017:information"], psed.DutyRead)
    assert [duty.pack for duty in read["england-2017"]] == ["england-2017"] * 2
    assert {finding.at_level for finding in read["achieving"]} == {"achieving"}
    assert read["E-04"].state is psed.ItemState.LAPSED


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("leadershp", "nothing in this assessment is called `leadershp`; did you mean `leadership`?"),
        (
            "information",
            "2 things are called `information`: use one of `england-2011:information`, "
            "`england-2017:information`",
        ),
    ],
)
def test_a_name_that_is_not_one_says_which_are(name: str, says: str) -> None:
    with pytest.raises(KeyError) as caught:
        oakshire()[name]
    assert caught.value.args == (says,)
