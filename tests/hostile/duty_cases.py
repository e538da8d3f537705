"""Hostile laws, publications, listings and records of decisions; `cases` holds all others.

Each adds itself to the cases of `cases`, which this module is imported with.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from .cases import (
    DOSSIER,
    PACK,
    Json,
    _add,
    but,
    dossier_with,
    hostile,
    raw,
    sealed,
    write,
)

# Laws.

DUTY: Json = {
    "id": "notice",
    "title": "A notice is published",
    "source": [{"cite": "made up", "basis": "derived"}],
    "schedule": {
        "type": "fixed",
        "first_due": [{"on": "2010-12-31", "snapshot": "2010-01-01"}],
        "every": "12 months",
        "served_by": {"kind": "thing", "match": "published_on"},
    },
    "why": "made up",
    "mend": {"do": "Publish one", "cannot_provide": "made up"},
    "examples": [],
}
LAW: Json = {key: value for key, value in PACK.items() if key not in ("levels", "areas", "rules", "kind")} | {
    "kind": "law",
    "bound": {"nations": ["england"]},
    "duties": [],
}


def examples(on: str, after: str, **more: Any) -> list[Json]:
    """What a duty must show of itself: its last day and the day after."""
    there = {"kind": "thing", "dated": on, "published_on": on}
    return [
        {"name": "in time", "as_at": on, "evidence": [there], "then": "met", "due_on": on, **more},
        {"name": "none", "as_at": after, "none_held": ["thing"], "then": "not_met"},
        {"name": "nothing", "as_at": after, "then": "unknown"},
        {"name": "elsewhere", "as_at": after, "organisation": {"nation": "wales"}, "then": "not_applicable"},
    ]


def law_of(folder: Path, on: str, after: str, *, begins: str = "2009-01-01", **schedule: Any) -> Path:
    """A law of one duty that is due by a day for the first time."""
    first = {"on": on, **schedule.pop("first", {})}
    whole = {**DUTY["schedule"], "first_due": [first], **schedule}
    duty = {**DUTY, "schedule": whole, "examples": examples(on, after)}
    return write(folder, {**LAW, "valid_from": begins, "duties": [duty]})


for _type in ("fixed", "rolling"):
    _served = {"kind": "thing", **({"match": "published_on"} if _type == "fixed" else {})}
    _monthly = partial(law_of, type=_type, every="1 month", served_by=_served)
    _add(
        f"duty of every month since the year 2, {_type}",
        "twenty-four thousand times have come and gone by now",
        "law",
        ["P018"],
        partial(_monthly, on="0002-01-31", after="0002-02-01", begins="0002-01-01"),
    )
    _add(
        f"duty of every month since 1800, {_type}",
        "more than two thousand times have come and gone by now",
        "law",
        [],
        partial(_monthly, on="1800-01-31", after="1800-02-01", begins="1800-01-01"),
    )
_add(
    "duty of the last day of the calendar",
    "nobody has to do anything, ever",
    "law",
    ["P018"],
    partial(law_of, on="9998-12-31", after="9998-12-31"),
)
for _slug, _first in [
    ("snapshot after its day", {"snapshot": "2010-12-31"}),
    ("snapshot of another age", {"snapshot": "0010-06-30"}),
    ("period after its day", {"period": {"from": "2010-07-01", "to": "2011-06-30"}}),
    ("period of another age", {"period": {"from": "0009-07-01", "to": "0010-06-30"}}),
    ("period of a thousand years", {"period": {"from": "1010-07-01", "to": "2010-06-30"}}),
]:
    _add(
        f"duty with a {_slug}",
        "the figures are those of the time before the day they are due by",
        "law",
        ["P008"],
        partial(law_of, on="2010-06-30", after="2010-07-01", first=_first),
    )


@hostile("law", "S003")
def duty_whose_period_ends_before_it_begins(folder: Path) -> Path:
    """A stretch of days the wrong way round."""
    period = {"from": "2010-06-30", "to": "2009-07-01"}
    return law_of(folder, "2010-06-30", "2010-07-01", first={"period": period})


@hostile("law", "S003")
def duty_of_every_nothing(folder: Path) -> Path:
    """Due again at once, for ever."""
    return law_of(folder, "2010-06-30", "2010-07-01", every="0 months")


@hostile("law", "S003")
def duty_of_every_ten_thousand_years(folder: Path) -> Path:
    """Due again when there are no more days."""
    return law_of(folder, "2010-06-30", "2010-07-01", every="9999 years")


@hostile("law")
def duty_with_thousands_of_first_days(folder: Path) -> Path:
    """Four thousand first days, of which the last is for all."""
    day = {"on": "2010-12-31"}
    days = [{"when": f"organisation.employees == {n}", **day} for n in range(4_000)]
    duty = {**DUTY, "schedule": {**DUTY["schedule"], "first_due": [*days, day]}}
    return write(folder, {**LAW, "duties": [{**duty, "examples": examples("2010-12-31", "2011-01-01")}]})


# Publications and listings.

DAYS_NOT_KNOWN = ("2025", "2025/26", "2026-03", "2024/25")


def figures(count: int, **more: Any) -> list[Json]:
    """Reports of the gender pay gap of which the day is known to the year or month alone."""
    return [
        {
            "id": f"G-{n}",
            "kind": "gender_pay_gap_report",
            "title": "Figures",
            "dated": DAYS_NOT_KNOWN[n % 4],
            "published_on": DAYS_NOT_KNOWN[n % 4],
            **more,
        }
        for n in range(count)
    ]


LARGE = {"kind": "district", "nation": "england", "id": "example:body", "name": "A body"} | {
    "headcount": [{"on": "2010-03-31", "employees": "4800", "basis": "reported"}]
}


@hostile("dossier")
def thousands_of_publications_on_one_fixed_duty(folder: Path) -> Path:
    """Each may be of two times or three, so that the ways to read them have a thousand figures."""
    return dossier_with(folder, organisation=LARGE, evidence=figures(4_000))


@hostile("dossier")
def thousands_of_publications_of_any_period(folder: Path) -> Path:
    """Each says a time for itself, and none a day."""
    evidence = [item | {"period": DAYS_NOT_KNOWN[n % 3]} for n, item in enumerate(figures(4_000))]
    return dossier_with(folder, organisation=LARGE, evidence=evidence)


@hostile("dossier")
def thousands_of_publications_on_a_rolling_duty(folder: Path) -> Path:
    """One on each day for ten years, and as many of which only the month is known."""
    kind = {"kind": "equality_information", "title": "Report"}
    evidence = [
        {"id": f"I-{n}", **kind, "dated": day, "published_on": day}
        for n, day in enumerate(
            f"20{n % 10 + 16}-{n % 12 + 1:02}{f'-{n % 28 + 1:02}' if n % 2 else ''}" for n in range(4_000)
        )
    ]
    return dossier_with(folder, organisation=LARGE, evidence=evidence)


@hostile("dossier")
def listings_by_the_thousand(folder: Path) -> Path:
    """One list names the body and then does not, a thousand times over."""
    days = [f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(1_000)]
    listings = [{"list": "england", "listed": n % 2 == 0, "from": d, "to": d} for n, d in enumerate(days)]
    return write(folder, but(DOSSIER, organisation={**LARGE, "listings": listings}), "case.json")


@hostile("dossier")
def nations_by_the_thousand(folder: Path) -> Path:
    """A body that changed over from nation to nation every day."""
    nations = [
        {
            "nation": ("wales", "scotland")[n % 2],
            "to": f"{2000 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}",
        }
        for n in range(3_000)
    ]
    return dossier_with(folder, organisation={**LARGE, "earlier_nations": nations})


@hostile("dossier")
def adopted_by_the_thousand(folder: Path) -> Path:
    """Duties that no law knows."""
    adopted = [{"duty": f"none:d{n}", "on": "2011-01-01"} for n in range(10_000)]
    return dossier_with(folder, organisation={**LARGE, "adopted": adopted})


@hostile("dossier", "S001")
def a_list_that_no_law_has(folder: Path) -> Path:
    """Lists are a closed list, and its keys too."""
    return dossier_with(folder, organisation={**LARGE, "listings": [{"list": "england", "form": "2001"}]})


# Records of decisions.

DECISION: Json = {
    "psed-decision": "1",
    "organisation": {"kind": "district", "nation": "england", "name": "A body"},
    "decision": {
        "id": "D-1",
        "title": "A decision",
        "taken_on": "2011-07-01",
        "impacts": [{"characteristic": "age", "effect": "negative"}],
    },
}


def record(folder: Path, **other: Any) -> Path:
    return write(folder, but(DECISION, **other))


@hostile("decision")
def decision_of_nothing_but_its_name(folder: Path) -> Path:
    """All of it is unknown."""
    return record(folder, decision={"id": "D-1", "title": "A decision"})


@hostile("decision")
def decision_with_thousands_of_impacts(folder: Path) -> Path:
    """Nothing says that a characteristic may stand only once."""
    impact = {"effect": "negative", "who": "People", "aims": ["advance"]}
    every = ("age", "disability", "race", "sex")
    impacts = [{"characteristic": every[n % 4], **impact} for n in range(5_000)]
    what = [{"what": f"Step {n}", "characteristics": ["age"], "due_on": "2012"} for n in range(3_000)]
    return record(folder, decision__impacts=impacts, decision__mitigations=what)


@hostile("decision")
def decision_with_thousands_of_assessments_and_talks(folder: Path) -> Path:
    """Each may have been the last; of none is the day known."""
    assessments = [{"id": f"A-{n}", "completed_on": ("2010", "2011", "2010/11")[n % 3]} for n in range(3_000)]
    talks = [{"began_on": "2010", "ended_on": "2011", "who": "People"} for n in range(3_000)]
    return record(folder, decision__assessments=assessments, decision__consultations=talks)


@hostile("decision")
def decision_of_huge_texts(folder: Path) -> Path:
    """A title of a megabyte, and reasons of two."""
    return record(folder, decision__title="word " * 200_000, decision__reasons="x" * 2_000_000)


@hostile("decision", "F004")
def decision_of_controls(folder: Path) -> Path:
    """A command to the terminal in the midst of a title."""
    return raw(folder, json.dumps(DECISION).replace("A decision", "A \x1b[2J decision"))


STEERING = r"A \e[2J\e]0;owned\a\x9b31m \u202etitle\u2066\x85 of it"
COMMANDS = r"A\n::error file=a.py,line=1::owned\r\n::set-output name=x::y%0A::stop-commands::z\n##[error]w"
MARKUP = r"</testsuite><!-- ]]> --> <script>alert(1)</script> | [x](javascript:y) `z` **b** \n# Head & <b>"

for _slug, _words in [
    ("steers the terminal", STEERING),
    ("commands GitHub", COMMANDS),
    ("is markup", MARKUP),
]:

    def _titled(words: str, folder: Path) -> Path:
        """The words as YAML's escapes bring them in, in each text that a report shows."""
        decision = DECISION["decision"] | {
            "reasons": "WORDS",
            "by": "WORDS",
            "monitoring": "WORDS",
            "justification": "WORDS",
            "mitigations": [{"what": "WORDS", "held_by": "WORDS", "remains": "WORDS"}],
            "impacts": [{"characteristic": "age", "effect": "negative", "who": "WORDS"}],
            "gaps": [{"about": "WORDS", "plan": "WORDS"}],
        }
        text = json.dumps(but(DECISION, decision={**decision, "title": "WORDS"}, organisation__name="WORDS"))
        return raw(folder, text.replace("WORDS", words.replace('"', r"\"")))

    _add(
        f"decision that {_slug}",
        "its texts are text in every format",
        "decision",
        [],
        partial(_titled, _words),
    )


@hostile("decision", "S001")
def decision_of_unknown_keys(folder: Path) -> Path:
    """Ten thousand keys that no record has."""
    return record(folder, decision=DECISION["decision"] | {f"key{n}": "x" for n in range(10_000)})


@hostile("decision", "S003", "S004")
def decision_of_wrong_types(folder: Path) -> Path:
    """Lists for texts, texts for lists, and an effect that there is none of."""
    wrong = {"title": ["a"], "impacts": "none", "aims": [{"aim": "advance"}], "decided": "perhaps"}
    return record(folder, decision=DECISION["decision"] | wrong)


@hostile("decision", "S003")
def decision_on_a_day_that_is_not(folder: Path) -> Path:
    """30 February."""
    return record(folder, decision__taken_on="2011-02-30")


@hostile("decision", "S003")
def decision_on_a_day_beyond_the_calendar(folder: Path) -> Path:
    """The year 10000."""
    return record(folder, decision__taken_on="10000-01-01")


@hostile("decision")
def decision_on_the_last_day_of_the_calendar(folder: Path) -> Path:
    """The record is read on the day of the decision, and that is the last there is."""
    return record(folder, decision__taken_on="9998-12-31", decision__review_on="9998-12-31")


@hostile("decision", "S002")
def decision_without_a_body(folder: Path) -> Path:
    """Whose it is nobody says."""
    return write(folder, {"psed-decision": "1", "decision": DECISION["decision"]})


@hostile("decision", "F010")
def dossier_without_a_decision(folder: Path) -> Path:
    """A dossier where the record of a decision is read."""
    return dossier_with(folder)


# Forged assessments.

DUTY_READ: Json = {
    "pack": "f",
    "rule": "f:d",
    "title": "D",
    "outcome": "met",
    "reasons": [],
    "because": "So.",
    "occurrence": None,
    "next_due_on": None,
    "next_readings": None,
    "record_begins": None,
    "history": [],
    "evidence": [],
    "remarks": [],
    "source": [],
    "why": "why",
    "mend": {"do": "do", "effort_days": None, "cannot_provide": None},
    "ask": None,
}
FINDING: Json = {
    "rule": "f:c",
    "title": "C",
    "weight": "high",
    "outcome": "met",
    "reasons": [],
    "because": "So.",
    "condition": "x",
    "place": "p:1",
    "turns_on": None,
    "facts": {},
    "source": [],
    "why": "why",
    "mend": DUTY_READ["mend"],
    "ask": None,
}


def without(whole: Json, key: str) -> Json:
    return {name: value for name, value in whole.items() if name != key}


def _sealed(part: str, entries: list[Json], folder: Path) -> Path:
    return sealed(folder, **{part: entries})


for _key in ("pack", "rule", "title", "outcome", "because", "why", "mend"):
    _add(
        f"assessment of a duty without {_key}",
        "a forgery with a right digest and a key too few",
        "assessment",
        ["A002"],
        partial(sealed, duties=[without(DUTY_READ, _key)]),
    )
for _part in ("decisions", "objectives"):
    for _key in ("rule", "title", "weight", "outcome", "because", "why", "mend"):
        _record: Json = {"id": "D-1", "title": "D", "findings": [without(FINDING, _key)]}
        _add(
            f"assessment of {_part} without {_key}",
            "a forgery with a right digest and a key too few",
            "assessment",
            ["A002"],
            partial(_sealed, _part, [_record]),
        )
    _add(
        f"assessment of {_part} without id",
        "a forgery with a right digest and a key too few",
        "assessment",
        ["A002"],
        partial(_sealed, _part, [{"title": "D", "findings": []}]),
    )


@hostile("assessment", "A002")
def assessment_of_a_duty_due_in_no_day(folder: Path) -> Path:
    """The days between which it is due are half there."""
    return sealed(folder, duties=[{**DUTY_READ, "next_due_on": {"low": "2011-02-30"}}])


@hostile("assessment")
def assessment_of_duties_and_records(folder: Path) -> Path:
    """A forgery that could be true."""
    found = [{"id": "D-1", "title": "D", "findings": [FINDING]}]
    return sealed(folder, duties=[DUTY_READ], decisions=found, objectives=found)
