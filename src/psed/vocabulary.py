"""The words that packs and dossiers share: kinds of evidence and kinds of organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import Field

from psed.model.base import Distinct, Model, One, Text, Value
from psed.model.evidence import EvidenceKind
from psed.rulepack import RuleSource


class OrganisationKind(Model):
    """A kind of body, and where the law speaks of it."""

    name: Value
    meaning: Text
    source: tuple[RuleSource, ...] = Field(min_length=1)
    aliases: Distinct[Text] = ()


class KindsFile(Model):
    """`rules/evidence-kinds.yaml`."""

    psed_kinds: One = Field(alias="psed-kinds")
    kinds: tuple[EvidenceKind, ...] = Field(min_length=1)


class OrganisationKindsFile(Model):
    """`rules/organisation-kinds.yaml`."""

    psed_organisation_kinds: One = Field(alias="psed-organisation-kinds")
    kinds: tuple[OrganisationKind, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Vocabulary:
    """The kinds that may be named, by name."""

    kinds: Mapping[str, EvidenceKind]
    organisation_kinds: Mapping[str, OrganisationKind]
    kept: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)
    """Item tests of its kinds as trees, by kind and name: `psed.compiled` makes each once for all packs."""

    def with_kinds(self, more: Iterable[EvidenceKind]) -> Vocabulary:
        """The same vocabulary and some kinds more; one that is there already stays as it is."""
        added = {kind.name: kind for kind in more}
        return replace(self, kinds={**added, **self.kinds}, kept={}) if added else self

    def by_alias(self, word: str) -> str | None:
        """The kind that a document's own word stands for, such as `EqIA`."""
        folded = word.casefold().replace("_", " ")
        for kind in self.kinds.values():
            if folded in (alias.casefold().replace("_", " ") for alias in kind.aliases):
                return kind.name
        return None
