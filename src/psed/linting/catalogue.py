"""What each code means, why it matters, and a pack that has it beside one that has not.

The fragments are parts of a pack; the rest is that of tests/linting/base.yaml. A test lints each: the
bad one gives its code and no other, the good one gives none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent

from psed.errors import CODES


@dataclass(frozen=True, slots=True)
class Check:
    """One code.

    Attributes:
        code: It does not change.
        name: Two or three words, for lists.
        what: What is remarked on.
        why: Why an author would want to know.
        bad: A part of a pack that gets the remark.
        good: The same, mended.
        accepted: Whether an author may let it stand, with a reason.
    """

    code: str
    name: str
    what: str
    why: str
    bad: str
    good: str
    accepted: bool = True


def remark(code: str, name: str, what: str, why: str, bad: str, good: str, *, accepted: bool = True) -> Check:
    """A check of a pack that loads."""
    return Check(code, name, what, why, _text(bad), _text(good), accepted)


def fault(code: str, name: str, why: str, bad: str, good: str) -> Check:
    """A fault with which a pack does not load at all; what it is stands in `psed.errors.CODES`."""
    meaning = CODES[code]
    what = f"{meaning[:1].upper()}{meaning[1:]}. The pack does not load."
    return Check(code, name, what, why, _text(bad), _text(good), accepted=False)


def _text(fragment: str) -> str:
    return dedent(fragment).strip() + "\n"


def check_named(code: str) -> Check | None:
    """The check of a code; nothing for a fault that has no page here."""
    return CHECKS.get(code)


def _all() -> Mapping[str, Check]:
    from psed.linting.entries import conditions, packs, parts, rules

    every = [*conditions.CHECKS, *rules.CHECKS, *parts.CHECKS, *packs.CHECKS]
    return {
        check.code: check for check in sorted(every, key=lambda check: (check.code[0] != "L", check.code))
    }


CHECKS: Mapping[str, Check] = _all()
"""Every check by its code: remarks first, then faults."""
