"""Remarks that an author has looked at and leaves as they are: `accept:` in a pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from psed.errors import suggestion
from psed.linting.remark import Remark
from psed.linting.subject import Subject
from psed.rulepack import Accepted

UNUSED, UNKNOWN = "L090", "L091"


def accepted(subject: Subject, remarks: Sequence[Remark], codes: Sequence[str]) -> Iterator[Remark]:
    """The remarks that are left, and those on `accept:` itself (L090, L091).

    Args:
        subject: The pack.
        remarks: All remarks on it.
        codes: The codes that may be accepted.
    """
    entries = subject.pack.accept
    yield from (remark for remark in remarks if not any(_covers(entry, remark) for entry in entries))
    for index, entry in enumerate(entries):
        here = ("accept", index)
        rules = [rule.id for rule in subject.pack.rules]
        if entry.code not in codes:
            message = f"`{entry.code}` is no code that can be accepted"
            yield Remark(UNKNOWN, message, subject.place((*here, "code")), suggestion(entry.code, codes))
        elif entry.rule and entry.rule not in rules:
            message = f"unknown rule `{entry.rule}`"
            yield Remark(UNKNOWN, message, subject.place((*here, "rule")), suggestion(entry.rule, rules))
        elif not any(_covers(entry, remark) for remark in remarks):
            about = f" on `{entry.rule}`" if entry.rule else ""
            message = f"there is no remark {entry.code}{about} to accept"
            yield Remark(UNUSED, message, subject.place(here), "take the entry out")


def _covers(entry: Accepted, remark: Remark) -> bool:
    return entry.code == remark.code and entry.rule in (None, remark.rule)
