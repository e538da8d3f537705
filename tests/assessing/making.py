"""A pack of two kinds, a body and a few notes, read on 30 June 2012 unless a test says otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import psed
from psed.compiled import compile_pack
from psed.dossiers import require_valid
from psed.facts import Items, Lexicon
from psed.language.tree import Node
from psed.loading import vocabulary
from psed.model.dossier import Dossier
from psed.model.evidence import EvidenceKind
from psed.model.outcome import Assessment, Finding
from psed.rulepack import RulePack

AS_AT = dt.date(2012, 6, 30)
RULE = "by-hand:area/rule"

NUMBER = {"name": "posts", "meaning": "posts", "type": "number", "low": 0, "high": 9000, "over": "max"}
WORDS = {"name": "breakdowns", "meaning": "how", "type": "set", "over": "union", "values": ["grade", "site"]}


def kind(name: str = "staff_note", shelf_life: str | None = "12 months", **more: Any) -> dict[str, Any]:
    """A kind with a number and a set of words as its details; an item of it keeps for a year."""
    details = [{**NUMBER, "when_short": "too_few"}, WORDS]
    base = {"name": name, "meaning": "made up", "basis": "derived", "shelf_life": shelf_life}
    return {**base, "details": details, **more}


def rule(condition: str, name: str = "area/rule", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "level": "developing",
        "title": f"Rule {name}",
        "source": [{"cite": "made up", "basis": "derived"}],
        "condition": condition,
        "why": "made up",
        "mend": {"do": "nothing", "cannot_provide": "made up"},
        **more,
    }


def pack(*rules: str | dict[str, Any], **more: Any) -> RulePack:
    """A pack of two kinds, of which notes of sites are good for good; a text is a condition."""
    whole = {
        "psed-pack": "1",
        "pack": "by-hand",
        "version": "1.0.0",
        "kind": "framework",
        "title": "Made by hand",
        "publisher": "tests",
        "valid_from": "2009-01-01",
        "wording": "psed",
        "status": "draft",
        "levels": ["developing", "achieving"],
        "characteristics": ["age", "race"],
        "areas": [{"id": "area", "title": "Area"}],
        "kinds": [kind(), kind("site_note", None)],
        "rules": [rule(each) if isinstance(each, str) else each for each in rules],
    }
    return RulePack.model_validate({**whole, **more})


def note(name: str = "N-1", dated: str | None = "2012-01-31", **more: Any) -> dict[str, Any]:
    """A note of the staff; without a date it was put on file on the day of the others.

    It was not published unless it says so; one with an address was seen there in the middle of the year.
    """
    when = {"dated": dated} if dated else {"recorded_on": "2012-01-31"}
    public = {"published_on", "published_at", "published"} & {key for key, value in more.items() if value}
    said: dict[str, Any] = {} if public else {"published": False}
    said |= {"recorded_on": "2012-06-30"} if "published_at" in public else {}
    return {"id": name, "kind": "staff_note", "title": f"Note {name[2:]}", **when, **said, **more}


def site(name: str = "S-1", dated: str | None = "2012-01-31", **more: Any) -> dict[str, Any]:
    return note(name, dated, **{"kind": "site_note", "title": f"Site {name[2:]}", **more})


def looked(*kinds: str, on: str = "2012-01-31") -> list[dict[str, Any]]:
    """The body has looked for these and holds none."""
    return [{"kind": each, "as_at": on, "by": "Policy Officer"} for each in kinds]


def dossier(*evidence: dict[str, Any], body: dict[str, Any] | None = None, **more: Any) -> Dossier:
    organisation = {"id": "example:b", "name": "A body", "kind": "district", "nation": "england"}
    whole = {"psed-dossier": "1", "organisation": {**organisation, **(body or {})}, "evidence": evidence}
    return Dossier.model_validate({**whole, **more})


def items_of(*evidence: dict[str, Any], as_at: dt.date = AS_AT, **more: Any) -> Items:
    kinds = {each["name"]: EvidenceKind.model_validate(each) for each in (kind(), kind("site_note", None))}
    return Items.of(dossier(*evidence, **more), kinds, as_at)


def assessed(rules: RulePack, *evidence: dict[str, Any], as_at: dt.date = AS_AT, **more: Any) -> Assessment:
    return psed.assess(dossier(*evidence, **more), rules, as_at=as_at)


def found(
    condition: str, *evidence: dict[str, Any], as_at: dt.date = AS_AT, written: Any = None, **more: Any
) -> Finding:
    """What a pack of one rule says of a few notes; *written* is what else the rule says of itself."""
    read = assessed(pack(rule(condition, **(written or {}))), *evidence, as_at=as_at, **more)
    (finding,) = (finding for finding in read if finding.rule.endswith(RULE))
    return finding


def compiled(condition: str, kinds: Iterable[dict[str, Any]] | None = None) -> tuple[Node, Lexicon]:
    """A condition as a tree, and what its names mean."""
    more = {} if kinds is None else {"kinds": list(kinds)}
    made = compile_pack(pack(condition, **more), vocabulary())
    return made.rules[0].condition, made.lexicon


def read(
    condition: str,
    *evidence: dict[str, Any],
    as_at: dt.date = AS_AT,
    kinds: Iterable[dict[str, Any]] | None = None,
    **more: Any,
) -> tuple[Node, Items, Lexicon]:
    """A condition, the items of a dossier on a day, and what names mean: what reasons are found from."""
    node, lexicon = compiled(condition, kinds)
    rules = pack(condition, **({} if kinds is None else {"kinds": list(kinds)}))
    held = require_valid(dossier(*evidence, **more), [rules])
    return node, Items.of(held, lexicon.vocabulary.kinds, as_at), lexicon
