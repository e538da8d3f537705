"""What strangers wrote, in every form in which psed writes it: each can be read again, and steers nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from xml.etree import ElementTree

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

import psed
from psed.errors import Place
from psed.graph import WRITERS, build_graph
from psed.linting import formats
from psed.linting.remark import Remark, Severity
from psed.reasoning.due import coming
from psed.report.dues import due_page
from psed.report.ics import to_ics
from psed.report.tables import to_csv, to_markdown

AS_AT = dt.date(2026, 11, 21)
TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)
HOSTILE = "\x1b]0;owned\x07\x00\x0b\x7f\x9b31m\u202e\ufffe\r\nBEGIN:VEVENT ]]>&\"'=1+1"


def dossier(title: str) -> psed.Dossier:
    item = {"id": "E-1", "kind": "equality_information", "title": title, "dated": "2026-01-14"}
    item |= {"published_on": "2026-01-14", "held_by": title}
    body = {"id": "example:b", "name": title, "kind": "district", "nation": "england"}
    return psed.Dossier.model_validate({"organisation": body, "evidence": [item], "packs": ["eflg-2009"]})


def steers_nothing(text: str) -> None:
    assert all(sign.isprintable() or sign in "\r\n" for sign in text)


@given(TITLES)
@example(HOSTILE)
def test_graphs_can_be_read_again(title: str) -> None:
    held = dossier(title)
    made = build_graph(dossier=held)
    for write in WRITERS.values():
        steers_nothing(write(made))
    ElementTree.fromstring(WRITERS["graphml"](made))
    nodes = json.loads(WRITERS["json"](made))["nodes"]
    assert held.evidence[0].title in {node["title"] for node in nodes}, "JSON holds every sign"


@given(TITLES)
@example(HOSTILE)
def test_calendars_tables_and_pages_can_be_read_again(title: str) -> None:
    result = psed.assess(dossier(title), as_at=AS_AT)
    lines = coming(result)
    text = to_ics(result, lines)
    steers_nothing(text)
    assert len(icalendar.Calendar.from_ical(text).walk("VEVENT")) == len([each for each in lines if each.on])
    table = to_csv([result])
    steers_nothing(table)
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "@", "\t")]
    steers_nothing(to_markdown([result]))
    steers_nothing(due_page(result, lines))


@given(TITLES)
@example(HOSTILE)
def test_remarks_can_be_read_again(title: str) -> None:
    remark = Remark("L001", title, Place(title, 1), title, Severity.WARNING, "p:area/rule")
    for name, write in formats.WRITERS.items():
        text = write([remark])
        steers_nothing(text)
        if name in ("json", "sarif"):
            json.loads(text)
        if name == "github":
            assert text.count("\n") == 1
