"""Small dossiers and kinds made in Python: a kind `k` that keeps for twelve months, and what a test adds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from psed.dossiers import typed
from psed.facts import Facts, Item, Items, Lexicon, item_catalogue, kind_catalogue
from psed.language.compiling import compile_condition
from psed.language.tree import Node
from psed.model.dossier import Dossier
from psed.model.evidence import EvidenceKind
from psed.model.outcome import Reason
from psed.vocabulary import OrganisationKind, Vocabulary

RELEVANT = frozenset({"age", "race", "sex"})


def kind(name: str = "k", **more: Any) -> EvidenceKind:
    base = {"name": name, "meaning": "m", "basis": "known", "shelf_life": "12 months"}
    return EvidenceKind.model_validate({**base, **more})


def detail(name: str, form: str, over: str, **more: Any) -> dict[str, Any]:
    if form == "number":
        more = {"low": "0", "high": "10", **more}
    if form in ("text", "set"):
        more = {"values": ["borough", "place", "ward"], **more}
    return {"name": name, "meaning": "m", "type": form, "over": over, **more}


def item(name: str = "a", **more: Any) -> dict[str, Any]:
    """An item that was not published, unless it says so; with an address it was seen at the end of 2011."""
    public = {"published_on", "published_at", "published", "strength"} & {k for k, v in more.items() if v}
    base: dict[str, Any] = {"id": name, "kind": "k", "title": "T", "dated": "2011-03-31"}
    base |= {} if public else {"published": False}
    base |= {"recorded_on": "2011-12-31"} if "published_at" in public else {}
    return {**base, **more}


def undated(name: str = "a", recorded_on: str = "2011-03-31", **more: Any) -> dict[str, Any]:
    return item(name, dated=None, recorded_on=recorded_on, **more)


def body(**more: Any) -> dict[str, Any]:
    return {"id": "o", "name": "O", "kind": "district", "nation": "england", **more}


def dossier(*evidence: dict[str, Any], organisation: dict[str, Any] | None = None, **more: Any) -> Dossier:
    whole = {"psed-dossier": "1", "organisation": organisation or body(), "evidence": evidence, **more}
    return Dossier.model_validate(whole)


def none_held(as_at: str, name: str = "k") -> dict[str, Any]:
    return {"kind": name, "as_at": as_at, "by": "Policy Officer"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def items_of(held: Dossier, as_at: str | dt.date, *kinds: EvidenceKind) -> Items:
    known = {k.name: k for k in kinds or (kind(),)}
    held = typed(held, Vocabulary(known, {}))
    return Items.of(held, known, day(as_at) if isinstance(as_at, str) else as_at)


def one(as_at: str, of: EvidenceKind | None = None, **more: Any) -> Item:
    """The item `a` on a day."""
    evidence = item("a", **more)
    items = items_of(dossier(evidence), as_at, of or kind(evidence["kind"]))
    return items.of_kind(evidence["kind"])[0]


def lexicon_of(*kinds: EvidenceKind) -> Lexicon:
    organisation_kinds = {
        name: OrganisationKind.model_validate(
            {"name": name, "meaning": "m", "source": [{"cite": "c", "basis": "known"}]}
        )
        for name in ("county", "district")
    }
    vocabulary = Vocabulary({k.name: k for k in kinds}, organisation_kinds)
    tests: dict[str, dict[str, Node]] = {
        k.name: {name: compile_condition(text, item_catalogue(k)) for name, text in k.item_tests.items()}
        for k in kinds
    }
    return Lexicon(vocabulary, RELEVANT, tests, kind_catalogue(vocabulary, tests))


def facts_of(
    held: Dossier,
    as_at: str | dt.date,
    *kinds: EvidenceKind,
    granted: tuple[Reason, ...] = (),
    only: frozenset[str] | None = None,
) -> Facts:
    kinds = kinds or (kind(),)
    return Facts(items_of(held, as_at, *kinds), lexicon_of(*kinds), frozenset(granted), only)
