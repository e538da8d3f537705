"""Searching for a dossier on which a pack breaks a law, and showing it so that a person can read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from psed.assessing import assess
from psed.dossiers import to_yaml
from psed.model.dates import DAY
from psed.model.dossier import Dossier
from psed.rulepack import RulePack
from psed.testing import laws
from psed.testing import strategies as psts
from psed.testing.strategies import Case

EXAMPLES = 300
"""How many dossiers are tried for each law."""


@dataclass(frozen=True)
class Broken:
    """A law that a pack breaks, with the smallest dossier that was found to show it.

    Attributes:
        law: Its name, one of `laws.LAWS`.
        says: What went wrong, in words.
        dossier: The dossier that shows it.
        as_at: The day.
    """

    law: str
    says: str
    dossier: Dossier
    as_at: dt.date

    def __str__(self) -> str:
        witness = "\n".join(f"  {line}" for line in to_yaml(self.dossier).splitlines())
        head = f"the law `{self.law}` does not hold: {self.says}"
        return f"{head}\nas at {self.as_at}, for this dossier:\n{witness}"


class _BrokenLaw(AssertionError):
    def __init__(self, broken: Broken) -> None:
        super().__init__(str(broken))
        self.broken = broken


def search(pack: RulePack, names: Iterable[str] = (), examples: int = EXAMPLES) -> tuple[Broken, ...]:
    """Try a pack against laws on dossiers made for it.

    Args:
        pack: The pack; it need not have been read from a file.
        names: The laws to try, by name; all if not given.
        examples: How many dossiers to try for each.

    Returns:
        The laws that do not hold, each with a witness shrunk to something small; empty if none was found.

    Raises:
        KeyError: There is no law of that name.
    """
    chosen = tuple(names) or tuple(PROPERTIES)
    found = (_tried(PROPERTIES[name], name, pack, examples) for name in chosen)
    return tuple(broken for broken in found if broken is not None)


Property = Callable[[Case, st.DataObject], None]


def _tried(law: Property, name: str, pack: RulePack, examples: int) -> Broken | None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
        report_multiple_bugs=False,
    )
    @given(psts.cases(st.just(pack)), st.data())
    def holds(case: Case, data: st.DataObject) -> None:
        try:
            law(case, data)
        except AssertionError as error:
            says = str(error).split("\n", 1)[0]
            raise _BrokenLaw(Broken(name, says, case.dossier, case.as_at)) from None

    try:
        holds()
    except _BrokenLaw as error:
        return error.broken
    return None


def _order_free(case: Case, data: st.DataObject) -> None:
    evidence = tuple(data.draw(st.permutations(case.dossier.evidence)))
    laws.order_free(
        case.dossier, case.packs, case.as_at, case.dossier.model_copy(update={"evidence": evidence})
    )


def _monotone(case: Case, data: st.DataObject) -> None:
    item = data.draw(psts.items_in_date(case.pack, case.as_at))
    assume(laws.certainly_in_date(case.dossier, item, case.packs, case.as_at))
    laws.monotone(case.dossier, item, case.packs, case.as_at)


def _narrowing(case: Case, data: st.DataObject) -> None:
    wholly = data.draw(st.booleans())
    settled = data.draw(psts.completions(case.dossier, case.packs, case.as_at, wholly=wholly))
    laws.narrowing(case.dossier, settled, case.packs, case.as_at)


def _nested(case: Case, data: st.DataObject) -> None:
    laws.nested(assess(case.dossier, case.pack, as_at=case.as_at))


def _time_honest(case: Case, data: st.DataObject) -> None:
    later = [
        day
        for day in laws.timeline(case.dossier, case.packs)
        if case.as_at < day and laws.nothing_arrives(case.dossier, case.packs, case.as_at, day)
    ]
    assume(later)
    laws.time_honest(case.dossier, case.packs, case.as_at, data.draw(st.sampled_from(later)))


def _timeline(case: Case, data: st.DataObject) -> None:
    days = laws.timeline(case.dossier, case.packs)
    gaps = [(a, b - DAY) for a, b in pairwise(days) if b - a > DAY and a.year > 1900]
    assume(gaps)
    laws.nothing_changes_between(case.dossier, case.packs, *data.draw(st.sampled_from(gaps)))


def _explained(case: Case, data: st.DataObject) -> None:
    laws.explained(case.dossier, case.packs, case.as_at)


def _duplicate_free(case: Case, data: st.DataObject) -> None:
    laws.duplicate_free(case.dossier, case.packs, case.as_at)


def _same_everywhere(case: Case, data: st.DataObject) -> None:
    laws.same_everywhere(case.pack, case.dossier, case.as_at)


def _unaccused(case: Case, data: st.DataObject) -> None:
    if not case.pack.duties:
        return  # a framework accuses nobody of anything by a day
    kinds = sorted({duty.schedule.served_by.kind for duty in case.pack.duties})
    laws.unaccused(case.dossier, data.draw(st.sampled_from(kinds)), case.packs, case.as_at)


def _dated(case: Case, data: st.DataObject) -> None:
    laws.dated(case.pack)


PROPERTIES: Mapping[str, Property] = {
    "order-free": _order_free,
    "monotone": _monotone,
    "narrowing": _narrowing,
    "nested": _nested,
    "time-honest": _time_honest,
    "timeline": _timeline,
    "explained": _explained,
    "duplicate-free": _duplicate_free,
    "same-everywhere": _same_everywhere,
    "dated": _dated,
    "unaccused": _unaccused,
}
"""The laws that are about a pack, by name. `local` and `round-trip` are about psed itself."""
