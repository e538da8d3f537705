"""Made-up laws of one duty each, and dossiers for them. No body and no law here is real."""

from __future__ import annotations

import datetime as dt
from typing import Any

import psed
from psed.model.outcome import DutyRead

Given = dict[str, Any]

NOTICE = "notice"
"""A kind that stays good for a year and can hold two parts."""
KINDS: list[Given] = [
    {
        "name": NOTICE,
        "meaning": "Made up",
        "shelf_life": "12 months",
        "basis": "derived",
        "own_term": True,
        "details": [
            {
                "name": "subjects",
                "meaning": "Made up",
                "type": "set",
                "values": ["pay", "staff"],
                "over": "union",
                "when_short": "too_narrow",
            }
        ],
    }
]
PAY: Given = {"name": "pay", "says": "pay", "where": '"pay" in subjects'}
STAFF: Given = {
    "name": "staff",
    "says": "staff",
    "where": '"staff" in subjects',
    "test": {"fact": "organisation.employees", "at": "publication", "at_least": 150},
}
WHOLE: Given = {"subjects": ["pay", "staff"]}
NAME = "made-up:notice"


ALL: Given = {"complete": [{"kind": NOTICE, "from": "2000-01-01", "by": "A post", "as_at": "2026-01-01"}]}
"""That all notices there ever were are on file."""


def law(schedule: Given, *, rule: Given | None = None, **more: Any) -> psed.RulePack:
    """A law of one duty, in force from 2010 on unless it says otherwise."""
    duty = {
        "id": "notice",
        "title": "A notice is published",
        "source": [{"cite": "Made up", "basis": "derived"}],
        "schedule": schedule,
        "why": "Made up",
        "mend": {"do": "Nothing", "cannot_provide": "Made up"},
        **(rule or {}),
    }
    pack = {"psed-pack": "1", "pack": "made-up", "version": "1.0.0", "kind": "law", "title": "Made up"}
    pack |= {"publisher": "tests", "valid_from": "2010-01-01", "wording": "psed", "status": "fictional"}
    bound: Given = {"bound": {"nations": ["england"]}, "kinds": KINDS}
    return psed.RulePack.model_validate({**pack, **bound, "duties": [duty], **more})


def fixed(first: Given | None = None, every: str = "12 months", *parts: Given, **more: Any) -> Given:
    """By 30 March each year from 2018 on, with figures of 31 March before, unless it says otherwise."""
    match = more.pop("match", "period")
    first = first or {"on": "2018-03-30", "snapshot": "2017-03-31"}
    served_by = {"kind": NOTICE, "match": match, "parts": list(parts)}
    return {"type": "fixed", "first_due": [first], "every": every, "served_by": served_by, **more}


def rolling(first: str = "2018-03-30", every: str = "12 months", *parts: Given, **more: Any) -> Given:
    served_by = {"kind": NOTICE, "parts": list(parts)}
    return {"type": "rolling", "first_due": [{"on": first}], "every": every, "served_by": served_by, **more}


def continuing(first: str = "2018-03-30", *parts: Given, match: str = "current") -> Given:
    served_by = {"kind": NOTICE, "match": match, "parts": list(parts)}
    return {"type": "continuing", "first_due": [{"on": first}], "served_by": served_by}


def paper(name: str, on: str | None, period: str | None = None, **more: Any) -> Given:
    """A notice with all that it must hold, of the day of its publication; a draft without a day."""
    item = {"id": name, "kind": NOTICE, "title": f"Notice {name}", "dated": on or "2010-01-01"}
    said = {"published_on": on} if on else {"published": False, "published_on": None}
    return {**item, **said, "period": period, "detail": WHOLE, **more}


def notices(*days: tuple[str, str | None]) -> list[Given]:
    """Notices N-1, N-2 and so on: the day of publication of each, and its period."""
    return [paper(f"N-{number}", on, period) for number, (on, period) in enumerate(days, 1)]


def body(*counts: tuple[str, int], **more: Any) -> Given:
    """A body in England, of 400 employees since 2001 unless it says otherwise."""
    headcount = [{"on": on, "employees": n, "basis": "payroll"} for on, n in counts or [("2001-01-01", 400)]]
    kind = {"id": "example:b", "name": "A body", "kind": "district", "nation": "england"}
    return {**kind, "headcount": headcount, **more}


def read(pack: psed.RulePack, evidence: list[Given], as_at: str | dt.date, **more: Any) -> DutyRead:
    """What comes of the one duty of a pack."""
    whole = {"organisation": body(), "evidence": evidence, **more}
    day = dt.date.fromisoformat(as_at) if isinstance(as_at, str) else as_at
    duties = psed.assess(psed.Dossier.model_validate(whole), pack, as_at=day).duties
    (found,) = (duty for duty in duties if duty.rule == NAME)
    return found


def outcome(found: DutyRead) -> tuple[str, ...]:
    return (found.outcome.value, *(reason.value for reason in found.reasons))


def next_due(found: DutyRead) -> str | None:
    """The next last day, where both readings agree on it and it is known to the day."""
    if found.next_readings is None:
        return None
    assert found.next_readings.strict == found.next_readings.anniversary == found.next_due_on
    assert found.next_due_on
    assert found.next_due_on.low == found.next_due_on.high
    return found.next_due_on.low.isoformat()


def history(found: DutyRead) -> list[tuple[str, str | None, int | None]]:
    """Last day, first day of publication and days late of each time; all known to the day."""
    rows = []
    for row in found.history:
        assert row.due_on
        assert row.due_on.low == row.due_on.high
        assert row.done_on is None or row.done_on.low == row.done_on.high
        done = row.done_on.low.isoformat() if row.done_on else None
        rows.append((row.due_on.low.isoformat(), done, row.days_late))
    return rows
