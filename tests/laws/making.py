"""Packs of one rule and dossiers of a few items, in a line each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from psed.compiled import against, compile_pack, with_time
from psed.loading import vocabulary
from psed.model.dates import PartialDate
from psed.model.dossier import Dossier
from psed.model.duty import Characteristic, Nation
from psed.model.evidence import Basis, Detail, Evidence, EvidenceKind
from psed.model.organisation import Headcount, HeadcountBasis, Organisation
from psed.rulepack import Area, Mend, PackKind, Rule, RulePack, RuleSource, Status


def detail(name: str, type_: str, over: str, better: str = "higher", **more: Any) -> Detail:
    if type_ in ("text", "set"):
        more = {"values": ("draft", "final", "other"), **more}
    if type_ == "number":
        more = {"low": Decimal(0), "high": Decimal(10), **more}
    return Detail.model_validate(
        {"name": name, "meaning": "made up", "type": type_, "over": over, "better": better, **more}
    )


def kind(name: str = "alpha", shelf_life: str | None = None, *details: Detail, **more: Any) -> EvidenceKind:
    return EvidenceKind.model_validate(
        {
            "name": name,
            "meaning": "made up",
            "basis": Basis.DERIVED,
            "shelf_life": shelf_life,
            "details": details,
            **more,
        }
    )


def rule(condition: str, name: str = "area/rule", level: str = "developing", **more: Any) -> Rule:
    return Rule.model_validate(
        {
            "id": name,
            "level": level,
            "title": f"Rule {name}",
            "source": (RuleSource(cite="made up", basis=Basis.DERIVED),),
            "condition": condition,
            "why": "made up",
            "mend": Mend(do="nothing", cannot_provide="made up"),
            **more,
        }
    )


def pack(*parts: EvidenceKind | Rule | str, **more: Any) -> RulePack:
    """A pack of some kinds and rules; a text is the condition of a rule. Declarations are made true."""
    kinds = tuple(part for part in parts if isinstance(part, EvidenceKind)) or (kind(),)
    written = [part for part in parts if not isinstance(part, EvidenceKind)]
    rules = [
        rule(part, f"area/rule-{n}") if isinstance(part, str) else part for n, part in enumerate(written, 1)
    ]
    areas = dict.fromkeys(r.area_id for r in rules)
    made = RulePack(
        psed_pack="1",
        pack="by-hand",
        version="1.0.0",
        kind=PackKind.FRAMEWORK,
        title="Made by hand",
        publisher="tests",
        valid_from=dt.date(2009, 1, 1),
        wording="psed",
        status=Status.DRAFT,
        levels=("developing", "achieving"),
        characteristics=(Characteristic.AGE, Characteristic.RACE),
        areas=tuple(Area(id=name, title=name) for name in areas),
        kinds=kinds,
        rules=tuple(rules),
    )
    declared = [
        r.model_copy(
            update={
                "monotone": not against(ready.condition, compiled.lexicon.catalogue),
                "timed": bool(with_time(ready.condition, compiled.lexicon.catalogue)),
            }
        )
        for compiled in [compile_pack(made, vocabulary())]
        for r in made.rules
        for ready in compiled.rules
        if ready.rule is r
    ]
    return RulePack.model_validate({**made.model_dump(by_alias=True), "rules": declared, **more})


def item(name: str, dated: str | None = "2010-06-15", of: str = "alpha", **more: Any) -> Evidence:
    if dated is None:
        more = {"recorded_on": "2010-06-15", **more}
    return Evidence.model_validate({"id": name, "kind": of, "title": name, "dated": dated, **more})


def dossier(*items: Evidence, headcount: dict[str, int] | None = None, **more: Any) -> Dossier:
    counts = tuple(
        Headcount(on=PartialDate.parse(on).earliest, employees=number, basis=HeadcountBasis.PAYROLL)
        for on, number in (headcount or {}).items()
    )
    body = Organisation(
        id="example:body", name="A body", kind="district", nation=Nation.ENGLAND, headcount=counts
    )
    return Dossier.model_validate({"organisation": body, "evidence": items, **more})


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
