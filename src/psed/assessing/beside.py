"""What stands beside the findings: coverage, claims, and what a reader should know of the dossier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from psed.facts import Item, Items
from psed.facts.recorded import taken_after
from psed.general_duty import DutyException, GeneralDuty
from psed.model.base import FrozenMap
from psed.model.dates import PartialDate, day_in_words, months_between
from psed.model.dossier import Claim
from psed.model.duty import Aim, Characteristic, counts_for
from psed.model.organisation import Organisation
from psed.model.outcome import (
    ClaimRead,
    CoverageCell,
    FrameworkResult,
    Ignored,
    ItemRead,
    ItemState,
    Notice,
)
from psed.rulepack import RulePack
from psed.words import nation_in_words


def coverage(items: Items, duties: Iterable[GeneralDuty] = ()) -> tuple[CoverageCell, ...]:
    """The matrix characteristic by aim, in the Act's order, each cell with its current evidence.

    Args:
        items: The dossier's items on the day.
        duties: The general duty as law packs in force give it, for its exceptions.

    Law:
        Equality Act 2010, s. 149(1) and (7): marriage and civil partnership counts for the first
        aim only. Schedule 18: exceptions, which take out functions and not whole bodies.
    """
    found = [item for item in items.all() if item.current is not False]
    body = items.dossier.organisation
    reach = [(e, _reaches(e, body)) for duty in duties for e in duty.exceptions]
    excepted = [(e, sure) for e, sure in reach if sure is not False]
    return tuple(
        _cell(characteristic, aim, found, excepted) for characteristic in Characteristic for aim in Aim
    )


def _reaches(exception: DutyException, body: Organisation) -> bool | None:
    """Whether it takes out functions of the body; `None` where that is not on file."""
    if body.kind in exception.organisation_kinds:
        return True
    if body.functions is None:
        return None if body.kind in exception.possible_kinds else False
    if exception.only_kinds and body.kind not in exception.only_kinds:
        return False
    return not set(exception.functions).isdisjoint(body.functions)


def _cell(
    characteristic: Characteristic,
    aim: Aim,
    items: Iterable[Item],
    exceptions: Iterable[tuple[DutyException, bool | None]],
) -> CoverageCell:
    if not counts_for(characteristic, aim):
        return CoverageCell(characteristic=characteristic, aim=aim, counts=False)
    here = [(e, sure) for e, sure in exceptions if aim in e.aims and characteristic in e.characteristics]
    sure, possible = [], []
    for item in items:
        covers, serves = item.characteristics, item.aims
        if item.current and characteristic in covers.sure and aim in serves.sure:
            sure.append(item.evidence.id)
        elif characteristic in covers.possible and aim in serves.possible:
            possible.append(item.evidence.id)
    return CoverageCell(
        characteristic=characteristic,
        aim=aim,
        counts=True,
        evidence=tuple(sure),
        possible=tuple(possible),
        excepted=tuple(e.id for e, sure in here if sure),
        perhaps_excepted=tuple(e.id for e, sure in here if not sure),
        still_counts=FrozenMap(
            {e.id: e.still_counts[characteristic] for e, _ in here if characteristic in e.still_counts}
        ),
    )


def read_item(item: Item) -> ItemRead:
    """An item as it stood on the day."""
    evidence = item.evidence
    first, last = item.last_good
    lapses = first < dt.date.max
    return ItemRead(
        id=evidence.id,
        kind=evidence.kind,
        title=evidence.title,
        state=item.state,
        dated=evidence.dated,
        published_on=evidence.published_on,
        last_good_on=FrozenMap(low=_open(first, item), high=_open(last, item)) if lapses else None,
        days_lapsed=_days_lapsed(item) if item.state is ItemState.LAPSED else None,
        strength=evidence.strength,
        held_by=evidence.held_by,
        source=evidence.source,
        superseded_by=tuple(sorted(newer.id for newer in item.newer)),
    )


def _open(day: dt.date, item: Item) -> dt.date | None:
    """A day, or nothing where the date has no earliest day."""
    undated = item.dated[0] == dt.date.min and day == item.last_good[0] != item.last_good[1]
    return None if undated or day == dt.date.max else day


def _days_lapsed(item: Item) -> FrozenMap[str, int | None]:
    first, last = item.last_good
    most = None if item.dated[0] == dt.date.min else (item.as_at - first).days
    return FrozenMap(low=(item.as_at - last).days, high=most)


def ignored(items: Items) -> tuple[Ignored, ...]:
    """What was left out: items dated after the day or told twice, and decisions taken after it."""
    late = [
        Ignored(evidence=item.evidence.id, because=_later(item.evidence.dated, items.as_at))
        for item in items.all()
        if item.exists is False
    ]
    doubles = [
        Ignored(evidence=left, because=f"the same kind, date and address as {kept}: counted once")
        for left, kept in items.doubles
    ]
    decisions = [
        Ignored(evidence=each.id, because=f"a decision {_later(each.taken_on, items.as_at)}")
        for each in items.dossier.decisions
        if taken_after(each, items.as_at)
    ]
    return tuple(sorted([*late, *doubles, *decisions], key=lambda entry: entry.evidence))


def _later(dated: PartialDate | None, as_at: dt.date) -> str:
    told = dated.in_words() if dated else "no date"
    return f"dated {told}, after {day_in_words(as_at)}"


def notices(items: Items, packs: Iterable[RulePack] = ()) -> tuple[Notice, ...]:
    """What does not decide anything but should be known.

    Args:
        items: The dossier's items on the day.
        packs: The packs that were read, of which the law packs say whose duty is whose.
    """
    laws = [pack for pack in packs if pack.bound and pack.stands(items.as_at)]
    return (*_published_early(items), *_wrong_regime(items, laws), *_undecided(items))


def _wrong_regime(items: Items, laws: Sequence[RulePack]) -> list[Notice]:
    """What the body claims for itself of the duties of another nation: a listing, or a duty taken on."""
    body = items.dossier.organisation
    nation = body.nation_on(items.as_at)
    bounds = [(pack, pack.bound) for pack in laws if pack.bound]
    own = sorted(pack.pack for pack, bound in bounds if nation in bound.nations and bound.listed_in)
    found = []
    for pack, bound in bounds:
        if nation in bound.nations:
            continue
        claimed = [
            f"the list `{name}`" for name in sorted(set(bound.listed_in) & body.listed_in(items.as_at))
        ]
        claimed += [f"`{e.duty}`" for e in body.adopted if e.duty.partition(":")[0] == pack.pack]
        if claimed:
            verb = "belongs" if len(claimed) == 1 else "belong"
            says = (
                f"Wrong regime: {' and '.join(claimed)} {verb} to {pack.pack}, and the duty "
                f"of this body is that of {nation_in_words(nation)}. The right one is "
                f"{' or '.join(own) or 'not among the packs that psed holds'}."
            )
            found.append(Notice(about="wrong-regime", evidence=(), says=says))
    return found


def _published_early(items: Items) -> list[Notice]:
    """Items published before the body existed."""
    start = items.dossier.organisation.start
    found = []
    for item in items.all():
        on = item.evidence.published_on
        if start and on and on.latest < start:
            says = (
                f"{item.evidence.id} was published on {on.in_words()}, before "
                f"{items.dossier.organisation.name} existed ({day_in_words(start)})."
            )
            found.append(Notice(about="published-before-start", evidence=(item.evidence.id,), says=says))
    return found


def _undecided(items: Items) -> list[Notice]:
    names = tuple(item.evidence.id for item in items.all() if item.state is ItemState.UNDECIDED)
    if not names:
        return []
    says = (
        f"{len(names)} of {len(items.all())} items have no date, or one that is not exact enough to "
        f"tell whether they are current: {', '.join(names)}."
    )
    return [Notice(about="not-dated", evidence=names, says=says)]


def claims(
    claimed: Iterable[Claim], results: Sequence[FrameworkResult], as_at: dt.date
) -> tuple[ClaimRead, ...]:
    """Each claim beside what the papers support, oldest first. A claim decides nothing."""
    read = []
    for claim in sorted(claimed, key=lambda c: (c.dated.earliest, c.model_dump_json())):
        result = next((r for r in results if r.id == claim.framework), None)
        read.append(
            ClaimRead(
                framework=claim.framework,
                level=claim.level,
                dated=claim.dated,
                by=claim.by,
                source=claim.source,
                says=_claim_says(claim, result, as_at),
            )
        )
    return tuple(read)


def _claim_says(claim: Claim, result: FrameworkResult | None, as_at: dt.date) -> str:
    when = f"{'on' if claim.dated.exact else 'in'} {claim.dated.in_words()}"
    said = f"{claim.by or 'Somebody'} said {claim.level} {when}{_age(claim.dated, as_at)}"
    if result is None:
        return f"{said}. That framework was not read here."
    if result.level is None:
        return f"{said}. No level can be given here."
    supported = result.level.supported or result.floor
    possible = result.level.possible or result.floor
    if claim.level not in result.levels:
        return f"{said}. {result.id} has no such level; the papers support {supported}."
    order = [result.floor, *result.levels]
    claimed_rank, low, high = (order.index(level) for level in (claim.level, supported, possible))
    if low >= claimed_rank:
        verdict = "The papers support it" if low == claimed_rank else f"The papers support more: {supported}"
    elif high >= claimed_rank:
        verdict = "The papers do not show it and do not speak against it: they "
        verdict += f"support {supported}, and could support {possible}"
    else:
        verdict = "The papers speak against it: they "
        verdict += f"support {supported}, and could support no more than {possible}"
    return f"{said}. {verdict}."


def _age(dated: PartialDate, as_at: dt.date) -> str:
    if dated.earliest > as_at:
        return ", after this day"
    least, most = months_between(min(dated.latest, as_at), as_at), months_between(dated.earliest, as_at)
    if most < 1:
        return ""
    years = (
        f"{least // 12} year{'s' if least >= 24 else ''}" if least >= 12 and least // 12 == most // 12 else ""
    )
    exactly = f"{least} month{'' if least == 1 else 's'}"
    span = years or (exactly if least == most else f"{least} to {most} months")
    return f", {span} before this day"
