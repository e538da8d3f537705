"""Checks of kinds of evidence: is each read, and each thing that its items can say?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from psed.compiled import CompiledDuty, CompiledPack, Placer
from psed.errors import Place
from psed.language.tree import Node, facts_read
from psed.linting.remark import Remark
from psed.linting.subject import Subject
from psed.model.evidence import EvidenceKind


def facts_of_rules(packs: Iterable[CompiledPack]) -> frozenset[str]:
    """Every fact that a rule of some packs reads; a duty reads what is published of its kind."""
    packs = tuple(packs)
    read = {name for pack in packs for ready in pack.rules for name in facts_read(ready.condition)}
    duties = (duty for pack in packs for duty in pack.duties)
    return frozenset(read | {f"{duty.rule.schedule.served_by.kind}.published" for duty in duties})


def facts_of_tests(packs: Iterable[CompiledPack]) -> frozenset[str]:
    """Every detail that an item test or a part of a duty reads in some packs, as `kind.detail`."""
    packs = tuple(packs)
    nodes = [
        (kind, node)
        for pack in packs
        for kind, tests in pack.lexicon.item_tests.items()
        for node in tests.values()
    ]
    duties = (duty for pack in packs for duty in pack.duties)
    nodes += [(duty.rule.schedule.served_by.kind, node) for duty in duties for node in nodes_of(duty)]
    return frozenset(f"{kind}.{name}" for kind, node in nodes for name in facts_read(node))


def nodes_of(duty: CompiledDuty) -> list[Node]:
    """Every condition of a duty over one item."""
    return [node for _, node, _ in duty.parts] + ([duty.serves] if duty.serves else [])


def unread_kinds(subject: Subject) -> Iterator[Remark]:
    """L011: a kind of the pack's own that no rule reads and is not reserved, or the other way round."""
    read = facts_of_rules([subject.compiled])
    for index, kind in subject.own_kinds:
        yield from kind_is_read(kind, read, subject.place, ("kinds", index), "no rule of the pack")


def kind_is_read(
    kind: EvidenceKind, read: frozenset[str], place: Placer, here: tuple[str | int, ...], nobody: str
) -> Iterator[Remark]:
    """L011 for one kind; *read* are the facts that rules read."""
    is_read = any(name.startswith(f"{kind.name}.") for name in read)
    if not is_read and not kind.reserved:
        message = f"{nobody} reads the kind `{kind.name}`"
        help_ = "read it in a condition, take it out, or say what it waits for: `reserved:`"
        yield Remark("L011", message, place(here), help_)
    if is_read and kind.reserved:
        message = f"the kind `{kind.name}` is reserved, but a rule reads it"
        yield Remark("L011", message, place((*here, "reserved")), "take `reserved:` out")


def unread_details(subject: Subject) -> Iterator[Remark]:
    """L012: an item test that no rule reads, or a detail that neither a rule nor an item test does."""
    by_rules, by_tests = facts_of_rules([subject.compiled]), facts_of_tests([subject.compiled])
    for index, kind in subject.own_kinds:
        yield from details_are_read(kind, by_rules, by_tests, subject.place, ("kinds", index))
    for name, tests in subject.pack.item_tests.items():
        for test in tests:
            if f"{name}.{test}" not in by_rules:
                yield _test(f"{name}.{test}", subject.place(("item_tests", name, test)))


def details_are_read(
    kind: EvidenceKind,
    by_rules: frozenset[str],
    by_tests: frozenset[str],
    place: Placer,
    here: tuple[str | int, ...],
) -> Iterator[Remark]:
    """L012 for one kind; nothing for a kind that no rule reads at all, of which L011 tells."""
    if not any(name.startswith(f"{kind.name}.") for name in by_rules):
        return
    for index, detail in enumerate(kind.details):
        name = f"{kind.name}.{detail.name}"
        if name not in by_rules | by_tests:
            message = f"nothing reads the detail `{name}`"
            help_ = "read it in a condition or an item test, or take it out"
            yield Remark("L012", message, place((*here, "details", index)), help_)
    for test in kind.item_tests:
        if f"{kind.name}.{test}" not in by_rules:
            yield _test(f"{kind.name}.{test}", place((*here, "item_tests", test)))


def _test(name: str, place: Place) -> Remark:
    return Remark(
        "L012", f"no rule reads the item test `{name}`", place, "read it in a condition, or take it out"
    )
