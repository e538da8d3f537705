"""What falls due as a calendar file (RFC 5545), with UIDs that stay, so that importing twice does not double.

Needs the extra `calendar`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from psed import words
from psed.errors import PsedError
from psed.model.outcome import Assessment
from psed.reasoning.due import Coming, Line, in_words


def to_ics(assessment: Assessment, lines: Iterable[Line]) -> str:
    """One all-day event for each line, on the cautious day; a span of days stands on its first.

    The same assessment gives the same text: the stamp of each event is the day of the assessment.

    Raises:
        PsedError: The extra `calendar` is not installed (F011).
    """
    try:
        from icalendar import Calendar, Event
    except ImportError as error:
        help_ = "install it: pip install 'psed-uk[calendar]'"
        raise PsedError("F011", "calendar files need the extra `calendar`", help=help_) from error
    calendar = Calendar()
    calendar.add("prodid", "-//psed//what falls due//EN")
    calendar.add("version", "2.0")
    stamp = dt.datetime.combine(assessment.as_at, dt.time(), tzinfo=dt.UTC)
    for line in lines:
        if line.on is None:
            continue  # what nothing is on file of has no day
        event = Event()
        event.add("uid", _uid(assessment, line, line.on.low))
        event.add("dtstamp", stamp)
        event.add("dtstart", line.on.low)
        event.add("summary", words.screen(f"{_HEADS[line.coming]}: {line.what}"))
        event.add("description", words.screen(f"{in_words(line, ids=True)} {assessment.disclaimer}"))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


_HEADS = {
    Coming.OVERDUE: "Overdue",
    Coming.NOT_SETTLED: "Perhaps overdue",
    Coming.DUE: "Due",
    Coming.LAPSES: "Last good day",
}


def _uid(assessment: Assessment, line: Line, day: dt.date) -> str:
    """The same for the same body, thing and day, whenever it is asked."""
    parts = (assessment.organisation.id, line.about, day.isoformat())
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@psed"
