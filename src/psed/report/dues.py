"""What falls due, as a page: overdue first, then soonest first."""

from __future__ import annotations

from collections.abc import Sequence

from psed import words
from psed.layout import listed, para
from psed.model.dates import day_in_words
from psed.model.outcome import Assessment
from psed.reasoning.due import Coming, Line, in_words
from psed.reasoning.standing import nothing_on_file
from psed.report.text import MORE, Told, cut, fitted

_HEADS = {
    Coming.OVERDUE: "Overdue, the longest first:",
    Coming.NOT_SETTLED: "Not settled whether overdue:",
    Coming.DUE: "Due, soonest first:",
    Coming.LAPSES: "Papers that lapse, soonest first:",
}


def due_page(
    assessment: Assessment, lines: Sequence[Line], without: str = "", *, full: bool = False, ids: bool = False
) -> str:
    """What is overdue, due and lapsing, under a head that says whose dossier it is and of which day.

    Args:
        assessment: A finished assessment.
        lines: What to show of it.
        without: Why the lines have no notes on working days; told once, at the foot.
        full: Every line, with its source; else the first of each list, and how to see the rest.
        ids: With the ids of duties, each in brackets at the end.
    """
    return fitted(lambda told: _page(assessment, lines, without, told), full=full, ids=ids)


def _page(assessment: Assessment, lines: Sequence[Line], without: str, told: Told) -> str:
    parts = [para(f"{assessment.organisation.name}, as at {day_in_words(assessment.as_at)}")]
    for coming, head in _HEADS.items():
        here = [in_words(line, source=told.full, ids=told.ids) for line in lines if line.coming is coming]
        parts.append(listed(head, cut(here, told, "psed due DOSSIER --full")))
    parts.append(_not_on_file(lines, told))
    if not lines:
        parts.append(para("Nothing on file falls due or lapses in that time."))
    parts.append(para(without) if lines and without else "")
    parts.append(para(assessment.disclaimer) + ("" if told.full else "\n" + para(MORE)))
    return words.screen("\n\n".join(part for part in parts if part) + "\n")


def _not_on_file(lines: Sequence[Line], told: Told) -> str:
    """What nothing is on file of: by its pack, counted, or one by one."""
    bare = [line for line in lines if line.coming is Coming.NOT_ON_FILE]
    title = "Not on file, so not known:"
    if told.full:
        return listed(title, [in_words(line, ids=told.ids) for line in bare])
    by_pack: dict[str, list[str]] = {}
    for line in bare:
        by_pack.setdefault(line.about.partition(":")[0], []).append(line.what)
    counted = [nothing_on_file(pack, titles) for pack, titles in by_pack.items()]
    return listed(title, cut(counted, told, "psed due DOSSIER --full"))
