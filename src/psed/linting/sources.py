"""Checks of what a pack rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psed.compiled import Placer
from psed.files.tree import Path_
from psed.linting.remark import Remark
from psed.linting.subject import Subject
from psed.model.base import Model
from psed.model.evidence import Basis, EvidenceKind
from psed.rulepack import RulePack, RuleSource, Status

_SAY = {Basis.DOUBTFUL: "what makes it doubtful", Basis.DERIVED: "how it was worked out or chosen"}


def thin_sources(subject: Subject) -> Iterator[Remark]:
    """L014: a source or shelf life that says less than its basis asks for."""
    pack = subject.pack
    fictional = pack.status is Status.FICTIONAL
    for path, source in _sources(pack, ()):
        rule = _rule_at(pack, path)
        yield from source_says_enough(source, subject.place, path, rule=rule, fictional=fictional)
    for index, kind in subject.own_kinds if not fictional else ():
        yield from shelf_life_says_enough(kind, subject.place, ("kinds", index))


def _rule_at(pack: RulePack, path: Path_) -> str | None:
    """The rule or check within which a path lies."""
    number = path[1] if len(path) > 1 else None
    if not isinstance(number, int):
        return None
    if path[0] == "rules":
        return pack.rules[number].id
    return pack.checks[number].id if path[0] == "checks" else None


def sources_in(models: Iterable[Model], key: str) -> Iterator[tuple[Path_, RuleSource]]:
    """Every source within some models of a list, with its path."""
    for index, model in enumerate(models):
        yield from _sources(model, (key, index))


def _sources(value: object, path: Path_) -> Iterator[tuple[Path_, RuleSource]]:
    if isinstance(value, RuleSource):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _sources(part, (*path, index))


def source_says_enough(
    source: RuleSource, place: Placer, path: Path_, *, rule: str | None = None, fictional: bool = False
) -> Iterator[Remark]:
    """L014 for one source: what was seen has an address, what is derived or doubtful says why."""
    if source.basis is Basis.SEEN and not source.url:
        message = f"the source `{source.cite}` was seen, but where is not said"
        yield Remark("L014", message, place(path), "give its `url:`, or say `basis: known`", rule=rule)
    if source.basis in _SAY and not source.note and not fictional:
        message = f"the source `{source.cite}` is {source.basis}, but not why"
        yield Remark("L014", message, place(path), f"say in `note:` {_SAY[source.basis]}", rule=rule)


def shelf_life_says_enough(kind: EvidenceKind, place: Placer, path: Path_) -> Iterator[Remark]:
    """L014 for the shelf life of a kind."""
    if kind.basis in _SAY and not kind.basis_note:
        message = f"the shelf life of `{kind.name}` is {kind.basis}, but not why"
        help_ = f"say in `basis_note:` {_SAY[kind.basis]}"
        yield Remark("L014", message, place((*path, "basis")), help_)
