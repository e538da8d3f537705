"""Kinds of evidence: their names, and the details that items and examples give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from psed.checking.shared import Found
from psed.errors import suggestion
from psed.files.tree import Path_
from psed.language.tokens import RESERVED
from psed.model.evidence import RESERVED_FACTS, EvidenceKind, NotInList
from psed.rulepack import (
    RulePack,
)
from psed.vocabulary import Vocabulary


def check_kinds(kinds: Iterable[EvidenceKind], prefix: Path_ = ("kinds",)) -> Found:
    """Names of kinds, details and item tests that stand twice or mean something else already."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for index, kind in enumerate(kinds):
        here = (*prefix, index)
        names.append(kind.name)
        for word in sorted({kind.name, *(alias.casefold() for alias in kind.aliases)}):
            other = seen.setdefault(word, index)
            if other != index and word == kind.name == names[other]:
                yield "S005", f"the kind `{word}` is given twice", here, "keep one of them"
            elif other != index:
                yield "P014", f"`{word}` stands for `{names[other]}` already", here, "choose another word"
        for name in (kind.name, *(d.name for d in kind.details), *kind.item_tests):
            if name in RESERVED:
                yield "P014", f"`{name}` is a word of the language of conditions", here, "choose another name"


def pack_kinds(pack: RulePack, vocabulary: Vocabulary) -> Found:
    """A pack's own kinds and item tests take no name that means something else."""
    own_ones = {id(kind) for kind in pack.kinds}
    shipped = {kind.name: kind for kind in vocabulary.kinds.values() if id(kind) not in own_ones}
    for index, kind in enumerate(pack.kinds):
        if shipped.get(kind.name, kind) != kind:
            message = f"the kind `{kind.name}` is one of psed's own, and means something else there"
            yield "P014", message, ("kinds", index), "choose another name, or use the kind as it is"
            continue
        words = _words(kind)
        for other in shipped.values():
            for word in sorted(words & _words(other)) if other.name != kind.name else ():
                yield (
                    "P014",
                    f"`{word}` stands for `{other.name}` already",
                    ("kinds", index),
                    "choose another word",
                )
    for name, tests in pack.item_tests.items():
        own = vocabulary.kinds.get(name)
        if own is None:
            yield "P010", f"unknown kind `{name}`", ("item_tests", name), suggestion(name, vocabulary.kinds)
            continue
        taken = {*RESERVED_FACTS, *RESERVED, *(d.name for d in own.details), *own.item_tests}
        for test in tests:
            if test in taken:
                message = f"`{test}` is a fact of `{name}` already"
                yield "P014", message, ("item_tests", name, test), "choose another name"


def _words(kind: EvidenceKind) -> set[str]:
    return {kind.name, *(alias.casefold() for alias in kind.aliases)}


def details_faults(kind: EvidenceKind, given: Mapping[str, object], here: Path_) -> Found:
    """Details that a kind does not have, or values that do not fit."""
    for name, value in given.items():
        detail = kind.detail(name)
        if detail is None:
            known = [d.name for d in kind.details]
            help_ = suggestion(name, known) if known else f"`{kind.name}` has no details"
            yield "D002", f"`{kind.name}` has no detail `{name}`", (*here, name), help_
            continue
        if value is None or (isinstance(value, list | tuple) and None in value):
            yield "D003", f"`{name}`: nothing stands here", (*here, name), "give it a value, or take it out"
            continue
        try:
            detail.read(value)
        except NotInList as error:
            yield "D003", f"`{name}`: {error}", (*here, name), suggestion(error.word, error.values)
        except ValueError as error:
            yield "D003", f"`{name}`: {_plain(error)}", (*here, name), None


def _plain(error: ValueError) -> str:
    """The words of a fault, without what pydantic puts around them."""
    details = getattr(error, "errors", None)
    return str(details()[0]["ctx"]["error"]) if details else str(error)
