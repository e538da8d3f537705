"""How the duties of a body stand on the day: what presses first, what is not known of as one line a group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psed import words
from psed.loading import pack_by_id, shipped
from psed.model.outcome import Assessment, DutyRead, Outcome, Reason, RecordRead

_TITLE = 120
_SENTENCE = 200
_PACKS = 2


@dataclass(frozen=True)
class Standing:
    """The duties that bind a body, or may, each in one group.

    Attributes:
        pressing: Not met, or in error; the longest overdue first, then those without a day.
        in_date: Met, or not due yet; the next day first, then those without one.
        open: Not known, though something is on file; by name.
        unfiled: By pack: not known, as nothing of the kind is on file.
        unbound: By the sentence that says why: not known whether they bind the body.
    """

    pressing: tuple[DutyRead, ...]
    in_date: tuple[DutyRead, ...]
    open: tuple[DutyRead, ...]
    unfiled: dict[str, tuple[DutyRead, ...]]
    unbound: dict[str, tuple[DutyRead, ...]]


def standing(assessment: Assessment) -> Standing:
    """Each duty that binds the body of an assessment, or may, in its group."""
    pressing, in_date, open_ = [], [], []
    unfiled: dict[str, tuple[DutyRead, ...]] = {}
    unbound: dict[str, tuple[DutyRead, ...]] = {}
    for duty in words.duties_that_bind(assessment.duties):
        if duty.outcome in (Outcome.NOT_MET, Outcome.ERROR):
            pressing.append(duty)
        elif duty.outcome is not Outcome.UNKNOWN:
            in_date.append(duty)
        elif Reason.SCOPE_UNKNOWN in duty.reasons:
            unbound[duty.because] = (*unbound.get(duty.because, ()), duty)
        elif Reason.NOTHING_ON_FILE in duty.reasons:
            unfiled[duty.pack] = (*unfiled.get(duty.pack, ()), duty)
        else:
            open_.append(duty)
    pressing.sort(key=lambda duty: -(days_overdue(duty, assessment) or 0))
    return Standing(tuple(pressing), tuple(in_date), tuple(open_), unfiled, unbound)


def days_overdue(duty: DutyRead, assessment: Assessment) -> int | None:
    """Days since the last day, on every reading, of what is open; nothing where no day is over."""
    due = duty.occurrence if duty.occurrence and duty.occurrence.done_on is None else None
    if duty.outcome is not Outcome.NOT_MET or not due or not due.readings:
        return None
    spans = (due.readings.strict, due.readings.anniversary, due.readings.cycle)
    days = (assessment.as_at - max(span.high for span in spans if span)).days
    return days if days > 0 else None


def pack_title(pack: str) -> str:
    """The title of a shipped pack, else its id."""
    return pack_by_id(pack).title if pack in shipped() else pack


def nothing_on_file(pack: str, titles: Sequence[str]) -> str:
    """One line for all that a pack asks and nothing is on file of, and how to see it."""
    command = words.command(pack)
    if len(titles) == 1:
        return f"Nothing is on file for this: {words.clip(titles[0], _TITLE)}. {command}"
    law = words.clip(pack_title(pack), _TITLE)
    return f'Nothing is on file for {len(titles):,} things that are asked under "{law}". {command}'


def scope_line(because: str, duties: Sequence[DutyRead]) -> str:
    """One line for all duties of which it is open, for one reason, whether they bind the body."""
    packs = dict.fromkeys(duty.pack for duty in duties)
    few = list(packs)[:_PACKS]
    shown = "; ".join(words.command(pack) for pack in few)
    shown += f"; and {len(packs) - len(few)} packs more" if len(few) < len(packs) else ""
    why = words.clip(because, _SENTENCE)
    if len(duties) == 1:
        return f"{words.clip(duties[0].title, _TITLE)}: {why} {shown}"
    return f"{len(duties):,} things may be asked of this body. {why} {shown}"


def record_line(record: RecordRead) -> str:
    """What the record of a decision or an objective comes to: what speaks against it first."""
    against = [read for read in record.findings if read.outcome in (Outcome.NOT_MET, Outcome.ERROR)]
    unknown = sum(read.outcome is Outcome.UNKNOWN for read in record.findings)
    parts = [f"{words.checks(len(against))} against" if against else "nothing on record against"]
    parts += [f"{words.checks(unknown)} not known"] if unknown else []
    heaviest = f" The heaviest against: {words.clip(against[0].title, _TITLE)}." if against else ""
    return f"{words.clip(record.title, _TITLE)}: {', '.join(parts)}.{heaviest} {words.command(record.id)}"


def records_in_order(records: Iterable[RecordRead]) -> list[RecordRead]:
    """Those with findings: the most and the heaviest against first, then as on file."""
    order = {"high": 0, "moderate": 1, "note": 2}

    def weight(record: RecordRead) -> list[int]:
        counts = [0, 0, 0]
        for read in record.findings:
            counts[order[read.weight]] -= read.outcome in (Outcome.NOT_MET, Outcome.ERROR)
        return counts

    return sorted((record for record in records if record.findings), key=weight)
