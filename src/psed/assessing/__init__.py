"""The main job: facts and rules in the order of their needs, to findings, to levels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from psed.assessing.beside import claims, coverage, ignored, notices, read_item
from psed.assessing.duties import Duties
from psed.assessing.finding import Judge, declined_by_rule
from psed.assessing.records import RecordJudge, in_order
from psed.compiled import compile_pack
from psed.dossiers import always_read, default_packs, dossier_sha256, require_valid, vocabulary_for
from psed.errors import PsedError
from psed.facts import Items
from psed.facts.recorded import taken_by
from psed.general_duty import GeneralDuty
from psed.loading import packs as shipped_packs
from psed.loading import vocabulary
from psed.model.decision import Decision
from psed.model.dossier import Dossier
from psed.model.objective import Objective
from psed.model.outcome import (
    Assessment,
    DutyRead,
    Finding,
    FrameworkResult,
    OrganisationRead,
    PackRead,
    RecordRead,
)
from psed.rulepack import PackKind, RulePack
from psed.scoring import area_result, left_out, overall, progress, total
from psed.version import VERSION


def assess(dossier: Dossier, *packs: RulePack, as_at: dt.date) -> Assessment:
    """Read a dossier against rule packs on one day.

    Args:
        dossier: What the body holds on file. Not changed.
        packs: Framework packs; the ones the dossier names if none are given. Law packs are
            always read, and packs of checks where there is a decision or an objective to check.
        as_at: The day, a date and never "now": the same input gives the same answer in ten years.

    Returns:
        All findings, levels, coverage and dates. Areas are in the order of their pack, findings with
        needed rules first and ties by id.

    Raises:
        InvalidDossier: The dossier does not hold together.
        InvalidRulePack: A pack has faults.
        NotFound: The dossier names a pack that is not there.
        PsedError: Two packs have one id (P012), or one kind with two meanings (P014).

    Example:
        >>> import datetime, psed
        >>> oakshire = psed.load(psed.examples_folder() / "oakshire" / "dossier.yaml")
        >>> result = psed.assess(oakshire, as_at=datetime.date(2026, 11, 21))
        >>> result.frameworks[0].level.supported
        'developing'
    """
    if not isinstance(as_at, dt.date) or isinstance(as_at, dt.datetime):
        raise TypeError("as_at must be a datetime.date")
    chosen = _by_id((*(packs or default_packs(dossier)), *always_read(dossier)))
    dossier = require_valid(dossier, chosen)
    items = Items.of(dossier, vocabulary_for((*dossier._packs, *chosen)).kinds, as_at)
    frameworks = tuple(
        _framework(pack, items, (*dossier._packs, *chosen))
        for pack in chosen
        if pack.kind is PackKind.FRAMEWORK
    )
    organisation = dossier.organisation
    return Assessment(
        as_at=as_at,
        organisation=OrganisationRead(id=organisation.id, name=organisation.name),
        packs=tuple(PackRead(id=p.pack, version=p.version, status=p.status, sha256=p.sha256) for p in chosen),
        dossier_sha256=dossier_sha256(dossier),
        psed_version=VERSION,
        frameworks=frameworks,
        duties=tuple(duty for pack in chosen if pack.duties for duty in _duties_of(pack, items)),
        decisions=_records(chosen, items, taken_by(dossier.decisions, as_at), PackKind.DECISION),
        objectives=_records(chosen, items, dossier.objectives, PackKind.OBJECTIVE),
        coverage=coverage(items, _duties(chosen, as_at)),
        claims=claims(dossier.claims, frameworks, as_at),
        evidence=tuple(read_item(item) for item in items.all()),
        ignored=ignored(items),
        notices=notices(items, chosen),
    ).sealed()


def _duties(packs: Iterable[RulePack], as_at: dt.date) -> list[GeneralDuty]:
    """The general duty of every law pack in force on a day."""
    return [pack.general_duty for pack in packs if pack.general_duty and pack.stands(as_at)]


def _duties_of(pack: RulePack, items: Items) -> tuple[DutyRead, ...]:
    return Duties(compile_pack(pack, vocabulary()), items).find()


def _records(
    packs: Iterable[RulePack], items: Items, records: Iterable[Decision | Objective], kind: PackKind
) -> tuple[RecordRead, ...]:
    """Each record in the order of its id, with the findings of every pack of checks of its kind."""
    judges = [RecordJudge(compile_pack(pack, vocabulary()), items) for pack in packs if pack.kind is kind]
    return tuple(
        RecordRead(
            id=record.id,
            title=record.title,
            findings=in_order(finding for judge in judges for finding in judge.find(record)),
        )
        for record in sorted(records, key=lambda record: record.id)
    )


def _by_id(packs: Iterable[RulePack]) -> tuple[RulePack, ...]:
    """Packs in the order of their ids, each once.

    Raises:
        PsedError: Two different packs have one id (P012).
    """
    by_id: dict[str, RulePack] = {}
    for pack in packs:
        if by_id.setdefault(pack.pack, pack).sha256 != pack.sha256:
            raise PsedError(
                "P012", f"two different packs are called `{pack.pack}`", help="rename one of them"
            )
    return tuple(by_id[name] for name in sorted(by_id))


def _framework(pack: RulePack, items: Items, known: Iterable[RulePack]) -> FrameworkResult:
    compiled = compile_pack(pack, vocabulary())
    findings = Judge(compiled, items, declined_by_rule(items.dossier.not_applicable)).find()
    then = None
    if not pack.stands(items.as_at):
        then = _edition_then(pack, (*known, *shipped_packs()), items.as_at)
    return framework_result(pack, findings, items.as_at, then)


def _edition_then(pack: RulePack, known: Iterable[RulePack], as_at: dt.date) -> str | None:
    """The edition of the same framework that was in force on a day, if it is among those known."""
    family = pack.edition_of or pack.pack
    editions = [other for other in known if (other.edition_of or other.pack) == family]
    return next((other.pack for other in editions if other.stands(as_at)), None)


def framework_result(
    pack: RulePack, findings: Sequence[Finding], as_at: dt.date, edition_then: str | None = None
) -> FrameworkResult:
    """The levels that findings give, area by area and over all."""
    areas = tuple(
        area_result(area, (f for f in findings if f.area == area.id), pack.levels) for area in pack.areas
    )
    return FrameworkResult(
        id=pack.pack,
        title=pack.title,
        levels=pack.levels,
        floor=pack.floor,
        combine=pack.combine,
        valid_from=pack.valid_from,
        valid_to=pack.valid_to,
        in_force=pack.stands(as_at),
        edition_then=edition_then,
        level=overall(pack, areas),
        total=total(pack, areas),
        left_out=left_out(areas),
        progress=progress(findings, pack.levels),
        areas=areas,
    )


__all__ = ["assess", "framework_result"]
