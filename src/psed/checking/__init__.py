"""Whether a rule pack holds together: what one part of it says of another, all faults at once."""

from __future__ import annotations

from itertools import islice

from psed.checking.boundaries import boundaries
from psed.checking.circles import circles
from psed.checking.evidence import evidence
from psed.checking.records import check_checks
from psed.checking.rules import directions, mend, references
from psed.checking.schedules import schedule_holds
from psed.checking.shape import exceptions, pack_example, shape
from psed.checking.shared import Found, dates, outcomes_shown, related, versions
from psed.checking.vocabulary import check_kinds, details_faults, pack_kinds
from psed.compiled import CompiledPack, Placer
from psed.errors import MAX_FAULTS, PsedError
from psed.files.tree import Path_
from psed.rulepack import RulePack, Status


def check_pack(pack: RulePack, compiled: CompiledPack, place: Placer) -> list[PsedError]:
    """Everything that is wrong with a pack beyond the shape of its parts, in the order of the file."""
    faults = [
        PsedError(code, message, place(path), help_)
        for code, message, path, help_ in islice(_all(pack, compiled, place), MAX_FAULTS)
    ]
    return sorted(faults, key=lambda fault: (fault.place.line or 0) if fault.place else 0)


def _all(pack: RulePack, compiled: CompiledPack, place: Placer) -> Found:
    yield from check_kinds(pack.kinds)
    yield from shape(pack)
    yield from pack_kinds(pack, compiled.lexicon.vocabulary)
    yield from exceptions(pack, compiled.lexicon.vocabulary)
    levels = {rule.id: rule.level for rule in pack.rules}
    areas = {area.id for area in pack.areas}
    for index, rule in enumerate(pack.rules):
        yield from references(pack, rule, ("rules", index), levels, areas)
        yield from dates(pack, rule, ("rules", index))
        yield from outcomes_shown(rule, pack.outcomes(scoped=bool(rule.applies_when)), ("rules", index))
        yield from mend(pack, rule, ("rules", index))
    duties = [duty.id for duty in pack.duties]
    for index, duty in enumerate(pack.duties):
        here: Path_ = ("duties", index)
        yield from dates(pack, duty, here)
        yield from outcomes_shown(duty, pack.outcomes(scoped=True), here)
        yield from mend(pack, duty, here)
        yield from schedule_holds(pack, duty, (*here, "schedule"))
        yield from related(duty, duties, here)
    yield from versions(pack, pack.rules, "rules")
    yield from versions(pack, pack.duties, "duties")
    yield from check_checks(pack, compiled)
    yield from circles(pack, place)
    yield from evidence(pack, compiled)
    for ready in compiled.rules:
        yield from directions(ready, compiled)
        if pack.status is not Status.PENDING:
            yield from boundaries(ready, compiled)
    for index, example in enumerate(pack.examples):
        yield from pack_example(pack, example.then, ("examples", index))


__all__ = ["check_kinds", "check_pack", "details_faults"]
