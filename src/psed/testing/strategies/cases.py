"""A pack, a dossier and a day together; and every unknown of a dossier settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pprint import pformat
from typing import Any

from hypothesis import strategies as st

from psed.facts.items import dated_between
from psed.model.base import FrozenMap
from psed.model.dates import DAY, Months, PartialDate
from psed.model.dossier import Dossier, NoneHeld
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Evidence, EvidenceKind, Strength
from psed.model.organisation import Headcount, HeadcountBasis
from psed.rulepack import RulePack
from psed.testing.strategies.basics import HEADCOUNTS, KIND_NAMES, LONG_AGO
from psed.testing.strategies.dossiers import as_at_days, dossiers, kinds_for, kinds_read
from psed.testing.strategies.evidence import evidence, provided
from psed.testing.strategies.kinds import detail_values
from psed.testing.strategies.packs import packs


@dataclass(frozen=True, repr=False)
class Case:
    """A pack, a dossier and a day, that shows itself in few words."""

    pack: RulePack
    dossier: Dossier
    as_at: dt.date

    @property
    def packs(self) -> tuple[RulePack, ...]:
        """The pack, as the laws want it."""
        return (self.pack,)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def __repr__(self) -> str:
        shown = dict(self.dossier.model_dump(mode="python", exclude_defaults=True))
        shown = {key: value for key, value in shown.items() if key != "organisation"}
        body = self.dossier.organisation.model_dump(exclude={"id", "name"}, exclude_defaults=True)
        kept = {
            "kinds",
            "item_tests",
            "rules",
            "valid_from",
            "valid_to",
            "status",
            "characteristics",
            "levels",
        }
        pack = self.pack.model_dump(include=kept, exclude_defaults=True)
        noise = {"title", "source", "why", "mend", "examples", "meaning", "basis", "because", "ask"}
        for key in ("kinds", "rules"):
            pack[key] = [{k: v for k, v in part.items() if k not in noise} for part in pack.get(key, ())]
        if not any(kind.name in KIND_NAMES for kind in self.pack.kinds):
            pack = {"pack": self.pack.pack}
        return pformat(
            {"pack": pack, "body": body, **shown, "as_at": self.as_at}, width=140, sort_dicts=False
        )


@st.composite
def cases(draw: st.DrawFn, pack: st.SearchStrategy[RulePack] | None = None, *, most: int = 5) -> Case:
    """A pack (a made-up one if not given), a dossier for it and a day on which something may turn."""
    chosen = draw(packs() if pack is None else pack)
    dossier = draw(dossiers(chosen, most=most))
    return Case(chosen, dossier, draw(as_at_days(dossier, [chosen])))


@st.composite
def items_in_date(draw: st.DrawFn, pack: RulePack, as_at: dt.date, name: str = "E-new") -> Evidence:
    """An item that is certainly in date on a day, of a kind that a pack reads."""
    kinds = {kind.name: kind for kind in kinds_read(pack)}
    if any(rule.mend.provides for rule in pack.rules) and draw(st.booleans()):
        item = draw(provided(pack, as_at - 20 * DAY))
    else:
        item = draw(evidence(kinds[draw(st.sampled_from(sorted(kinds)))]))
    day = PartialDate.of(as_at - draw(st.sampled_from((0, 1, 20))) * DAY)
    return item.model_copy(update={"id": name, "dated": day, "valid_until": None})


@st.composite
def completions(
    draw: st.DrawFn, dossier: Dossier, packs: Sequence[RulePack], as_at: dt.date, *, wholly: bool = True
) -> Dossier:
    """The same dossier with what it leaves open settled, in one of the ways in which it may turn out.

    Partial dates become days inside them, missing details and the like get a value, a kind not on
    file turns out not to be held, or to be held after all, and where no headcount is on file there
    is one.

    Args:
        draw: Given by Hypothesis.
        dossier: What is settled.
        packs: The packs it is read against.
        as_at: The day of the assessment; days around it are tried first.
        wholly: Settle all of it. Otherwise each unknown is settled or left, by chance.
    """
    kinds = kinds_for(packs)
    none = {entry.kind: entry.as_at for entry in dossier.none_held}
    items = [
        draw(_settled(item, kinds[item.kind], none.get(item.kind), as_at, wholly=wholly))
        for item in dossier.evidence
    ]
    looked: list[NoneHeld] = list(dossier.none_held)
    read = sorted({kind.name for pack in packs for kind in kinds_read(pack)})
    for name in read:
        on_file = any(item.kind == name for item in items) or none.get(name, dt.date.max) <= as_at
        if on_file or not (wholly or draw(st.booleans())):
            continue
        if name not in none and draw(st.booleans()):
            looked.append(NoneHeld(kind=name, as_at=as_at, by="Equality Officer"))
            continue
        for number in range(draw(st.integers(1, 3))):
            new = draw(evidence(kinds[name], f"N-{name}-{number}", as_at - 800 * DAY, exact=True))
            day = none.get(name)
            if day is None or dated_between(new)[1] > day:
                items.append(new)
    body = dossier.organisation
    if body.employees(as_at) is None and (wholly or draw(st.booleans())):
        counted = Headcount(
            on=as_at, employees=draw(st.sampled_from(HEADCOUNTS)), basis=HeadcountBasis.PAYROLL
        )
        body = body.model_copy(update={"headcount": (*body.headcount, counted)})
    update = {"organisation": body, "evidence": tuple(items), "none_held": tuple(looked)}
    return dossier.model_copy(update=update)


@st.composite
def _settled(
    draw: st.DrawFn,
    item: Evidence,
    kind: EvidenceKind,
    none_until: dt.date | None,
    as_at: dt.date,
    *,
    wholly: bool,
) -> Evidence:
    """One item with what it leaves open settled."""

    def chosen() -> bool:
        return wholly or draw(st.booleans())

    update: dict[str, object] = {}
    until = item.valid_until
    if until and not until.exact and chosen():
        begins = max(until.earliest, item.dated.earliest - DAY) if item.dated else until.earliest
        update["valid_until"] = until = PartialDate.of(draw(_within(begins, until.latest, (as_at,))))
    if item.dated is None or not item.dated.exact:
        low, high = dated_between(item)
        low = max(low, LONG_AGO)
        low = max(low, none_until + DAY) if none_until else low
        high = min(high, until.latest + DAY) if until else high  # nothing ends before its date
        if low <= high and chosen():
            marks = (as_at, *_deciding(item, kind, as_at))
            update["dated"] = PartialDate.of(draw(_within(low, high, marks)))
    on = item.published_on
    if on and not on.exact and chosen():
        update["published_on"] = PartialDate.of(draw(_within(on.earliest, on.latest, (as_at,))))
    between = item.publication
    if on is None and between and chosen():
        if item.publication_said or draw(st.booleans()):
            low, high = (
                max(between[0], LONG_AGO),
                max(between[0], LONG_AGO, min(between[1], as_at + 400 * DAY)),
            )
            update["published_on"] = PartialDate.of(draw(_within(low, high, (as_at,))))
        else:
            update["published"] = False
    missing: list[tuple[str, st.SearchStrategy[object]]] = [
        ("characteristics", st.lists(st.sampled_from(Characteristic), unique=True).map(tuple)),
        ("aims", st.lists(st.sampled_from(Aim), unique=True).map(tuple)),
        ("strength", st.sampled_from(Strength)),
    ]
    for key, values in missing:
        if getattr(item, key) is None and chosen():
            update[key] = draw(values)
    told = {d.name: draw(detail_values(d)) for d in kind.details if d.name not in item.detail and chosen()}
    update["detail"] = FrozenMap({**item.detail, **told})
    settled = item.model_copy(update=update)
    return Evidence.model_validate(settled.model_dump())


def _deciding(item: Evidence, kind: EvidenceKind, as_at: dt.date) -> tuple[dt.date, ...]:
    """Days of an item's date on which its shelf life just reaches a day."""
    if kind.shelf_life is None:
        return ()
    around = Months(kind.shelf_life.count)
    guess = as_at - dt.timedelta(days=int(around.count * 30.44))
    near = [guess + n * DAY for n in range(-4, 5)]
    reaching = [day for day in near if around.after(day) >= as_at]
    return (reaching[0], reaching[0] - DAY) if reaching else ()


def _within(low: dt.date, high: dt.date, marks: Sequence[dt.date]) -> st.SearchStrategy[dt.date]:
    """A day of an interval: its ends, some marked days and their neighbours first."""
    near = {low, high} | {mark + n * DAY for mark in marks for n in (-1, 0, 1)}
    return st.sampled_from(sorted(day for day in near if low <= day <= high)) | st.dates(low, high)
