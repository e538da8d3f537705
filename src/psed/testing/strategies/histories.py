"""A dossier growing over ten years, moment by moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

from psed.model.base import FrozenMap
from psed.model.dates import DAY, PartialDate
from psed.model.dossier import Dossier, NoneHeld
from psed.model.evidence import Evidence, EvidenceKind
from psed.rulepack import RulePack
from psed.testing.strategies.dossiers import kinds_read, organisations
from psed.testing.strategies.evidence import evidence, provided

YEARS = 10
"""How many years a history spans at the most."""
_GAPS = (1, 31, 92, 182, 365, 366, 731)


@dataclass(frozen=True)
class Moment:
    """What a body holds on file on one day, and what has just happened.

    Attributes:
        as_at: The day; later than that of the moment before.
        event: `begin`, `add`, `renew`, `publish`, `look` or `wait`.
        dossier: All that is on file by then.
    """

    as_at: dt.date
    event: str
    dossier: Dossier


@st.composite
def histories(draw: st.DrawFn, pack: RulePack, *, most: int = 12) -> tuple[Moment, ...]:
    """The moments of one dossier, earliest first: each grows out of the one before it.

    Papers are added, renewed by newer ones that supersede them, and published; the body looks for
    papers and has none; or time passes, and papers lapse. Nothing is ever taken away.

    Args:
        draw: Given by Hypothesis.
        pack: The pack whose kinds the papers are of.
        most: The greatest number of moments.
    """
    begins = max(pack.valid_from, dt.date(2009, 1, 1))
    body = draw(organisations(begins)).model_copy(update={"start": None, "end": None})
    moments = [Moment(begins, "begin", Dossier(organisation=body))]
    for number in range(1, draw(st.integers(1, most - 1)) + 1):
        last = moments[-1]
        day = last.as_at + draw(st.sampled_from(_GAPS)) * DAY
        if day > begins + YEARS * 365 * DAY:
            break
        moments.append(draw(_next(last.dossier, pack, day, f"E-{number}")))
    return tuple(moments)


@st.composite
def _next(draw: st.DrawFn, dossier: Dossier, pack: RulePack, day: dt.date, name: str) -> Moment:
    event = draw(st.sampled_from(("add", "add", "renew", "publish", "look", "wait")))
    match event:
        case "add":
            return Moment(day, event, with_item(dossier, draw(papers(pack, day, name))))
        case "renew" if dossier.evidence:
            older = draw(st.sampled_from(dossier.evidence))
            return Moment(day, event, with_item(dossier, renewed(older, day, name)))
        case "publish" if any(item.published_on is None for item in dossier.evidence):
            open_ = [item.id for item in dossier.evidence if item.published_on is None]
            return Moment(day, event, published(dossier, draw(st.sampled_from(open_)), day))
        case "look":
            return Moment(day, event, looked(dossier, pack, day))
        case _:
            return Moment(day, "wait", dossier)


@st.composite
def papers(draw: st.DrawFn, pack: RulePack, day: dt.date, name: str) -> Evidence:
    """A paper of a kind that a pack reads, put on file on a day and of that day or a little earlier."""
    kinds = kinds_read(pack)
    if any(rule.mend.provides for rule in pack.rules) and draw(st.booleans()):
        paper = draw(provided(pack, day))
        kind = {kind.name: kind for kind in kinds}[paper.kind]
        typed = {name: d.read(v) for name, v in paper.detail.items() if (d := kind.detail(name))}
        paper = paper.model_copy(update={"detail": FrozenMap(typed)})
    else:
        paper = draw(evidence(draw(st.sampled_from(kinds)), first=day - 40 * DAY))
    dated = paper.dated if paper.dated and paper.dated.latest <= day else PartialDate.of(day)
    return paper.model_copy(
        update={"id": name, "dated": dated, "recorded_on": day, "published_on": None, "valid_until": None}
        | {"published": None, "published_at": None}
    )


def renewed(older: Evidence, day: dt.date, name: str) -> Evidence:
    """A paper that says what an older one said, of a later day, and takes its place."""
    update = {"id": name, "dated": PartialDate.of(day), "recorded_on": day, "valid_until": None}
    fresh = {"published": None, "published_on": None, "published_at": None, "supersedes": (older.id,)}
    return older.model_copy(update=update | fresh)


def with_item(dossier: Dossier, item: Evidence) -> Dossier:
    """A dossier with one more paper; nothing of its kind is said to be missing any more."""
    looked = tuple(none for none in dossier.none_held if none.kind != item.kind)
    return dossier.model_copy(update={"evidence": (*dossier.evidence, item), "none_held": looked})


def published(dossier: Dossier, name: str, day: dt.date) -> Dossier:
    """A dossier with one of its papers published on a day."""
    on = {"published": None, "published_on": PartialDate.of(day)}
    items = (item.model_copy(update=on) if item.id == name else item for item in dossier.evidence)
    return dossier.model_copy(update={"evidence": tuple(items)})


def looked(dossier: Dossier, pack: RulePack, day: dt.date) -> Dossier:
    """A dossier whose body has looked for the first kind of which it has nothing, and has none."""
    known = {item.kind for item in dossier.evidence} | {none.kind for none in dossier.none_held}
    missing: list[EvidenceKind] = [kind for kind in kinds_read(pack) if kind.name not in known]
    if not missing:
        return dossier
    none = NoneHeld(kind=missing[0].name, as_at=day, by="Equality Officer")
    return dossier.model_copy(update={"none_held": (*dossier.none_held, none)})
