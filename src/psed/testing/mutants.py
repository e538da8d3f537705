"""Packs with one thing changed: an example must notice, or nothing holds that thing in place.

A mutant that no example tells from the pack has survived. It is set aside as equivalent only where a
search through the small domain of its condition finds no difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from psed.compiled import CompiledPack, CompiledRule
from psed.facts import item_catalogue
from psed.language.tree import facts_read
from psed.language.worlds import same
from psed.model.dates import DAY
from psed.rulepack import Bands, Status
from psed.testing.changing import Mutant, encodes, moved_by_a_day, told_apart, variants
from psed.testing.check_mutants import check_mutants
from psed.testing.duty_mutants import duty_mutants
from psed.testing.staging import Stage


@dataclass(frozen=True)
class Trial:
    """What came of all mutants of a pack.

    Attributes:
        tried: How many mutants there were, without those that are equivalent.
        equivalent: How many change nothing, by search through their small domain.
        survivors: Those that no example noticed, in the order of the pack.
    """

    tried: int
    equivalent: int
    survivors: tuple[Mutant, ...]


def try_mutants(compiled: CompiledPack) -> Trial:
    """Change one thing at a time, and see whether an example of the rule or of the pack notices."""
    tried = equivalent = 0
    survivors = []
    stage = Stage(compiled)
    for mutant in mutants(compiled):
        if mutant is None:
            equivalent += 1
            continue
        tried += 1
        if not noticed(mutant, stage):
            survivors.append(mutant)
    return Trial(tried, equivalent, tuple(survivors))


def noticed(mutant: Mutant, stage: Stage) -> bool:
    """Whether any example comes out otherwise than it states.

    Args:
        mutant: The mutant.
        stage: The examples of the pack that it is a mutant of.
    """
    compiled = mutant.compiled
    if stage.duty_differs(compiled, mutant.touches) or stage.check_differs(compiled, mutant.touches):
        return True
    touched = [ready for ready in compiled.rules if ready.id in mutant.touches]
    names = frozenset(mutant.touches)
    if not touched:
        touched = list(compiled.rules)
    return stage.rule_differs(compiled, touched) or stage.pack_differs(compiled, names or None)


def mutants(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Every mutant of a pack, in the order of its rules; nothing in place of one that is equivalent.

    A pending pack has none: it decides nothing, so no change of it could be noticed.
    """
    if compiled.pack.status is Status.PENDING:
        return
    yield from duty_mutants(compiled)
    yield from check_mutants(compiled)
    for ready in sorted(compiled.rules, key=lambda ready: ready.index):
        yield from _of_condition(compiled, ready)
        yield from _of_scope(compiled, ready)
        yield from _of_needs(compiled, ready)
        yield from _of_level(compiled, ready)
        yield from _of_rule_dates(compiled, ready)
    yield from _of_item_tests(compiled)
    yield from _of_pack_dates(compiled)
    yield from _of_bands(compiled)


def _made(compiled: CompiledPack, ready: CompiledRule, changed: CompiledRule) -> CompiledPack:
    rules = tuple(changed if rule is ready else rule for rule in compiled.rules)
    return replace(compiled, rules=rules)


def _of_condition(compiled: CompiledPack, ready: CompiledRule) -> Iterator[Mutant | None]:
    catalogue = compiled.lexicon.catalogue
    for what, clause, changed in variants(ready.condition):
        if same(ready.condition, changed, catalogue):
            yield None
            continue
        made = _made(compiled, ready, replace(ready, condition=changed))
        yield Mutant(
            ready.id,
            what,
            clause,
            ready.places["condition"],
            encodes(ready.rule),
            told_apart(ready.condition, changed, catalogue),
            made,
        )


def _of_scope(compiled: CompiledPack, ready: CompiledRule) -> Iterator[Mutant | None]:
    if ready.applies_when is None:
        return
    catalogue = compiled.lexicon.catalogue
    for what, clause, changed in variants(ready.applies_when):
        if same(ready.applies_when, changed, catalogue):
            yield None
            continue
        yield Mutant(
            ready.id,
            f"applies_when: {what}",
            clause,
            ready.places["applies_when"],
            encodes(ready.rule),
            told_apart(ready.applies_when, changed, catalogue),
            _made(compiled, ready, replace(ready, applies_when=changed)),
        )


def _of_needs(compiled: CompiledPack, ready: CompiledRule) -> Iterator[Mutant]:
    for need in ready.needs:
        kept = tuple(name for name in ready.needs if name != need)
        yield Mutant(
            ready.id,
            f"the need of {need} is dropped",
            need,
            ready.places[need],
            encodes(ready.rule),
            f"an example that meets the condition while `needs:` says `{need.partition(':')[2]}: not_met`; "
            "it comes out not_met",
            _made(compiled, ready, replace(ready, needs=kept)),
        )


def _of_level(compiled: CompiledPack, ready: CompiledRule) -> Iterator[Mutant]:
    levels = compiled.pack.levels
    at = levels.index(ready.rule.level)
    for other in (at - 1, at + 1):
        if not 0 <= other < len(levels) or not _may_be_of(compiled, ready, other):
            continue
        changed = replace(ready, rule=ready.rule.model_copy(update={"level": levels[other]}))
        below = levels[at - 1] if at else compiled.pack.floor
        yield Mutant(
            ready.id,
            f"the level {levels[at]} becomes {levels[other]}",
            levels[at],
            ready.places["level"],
            encodes(ready.rule),
            f"an example of the pack in which all other rules up to {levels[max(at, other)]} are met and "
            f"this one is not: it supports {below}",
            _made(compiled, ready, changed),
        )


def _may_be_of(compiled: CompiledPack, ready: CompiledRule, level: int) -> bool:
    """Whether a rule could be of another level: none may need a rule of a higher one."""
    levels = compiled.pack.levels
    needed = [r.rule.level for r in compiled.rules if r.id in ready.needs]
    needing = [r.rule.level for r in compiled.rules if ready.id in r.needs]
    return all(levels.index(name) <= level for name in needed) and all(
        levels.index(name) >= level for name in needing
    )


def _of_rule_dates(compiled: CompiledPack, ready: CompiledRule) -> Iterator[Mutant]:
    for key, day in (("valid_from", ready.rule.valid_from), ("valid_to", ready.rule.valid_to)):
        for moved in moved_by_a_day(day):
            changed = replace(ready, rule=ready.rule.model_copy(update={key: moved}))
            yield Mutant(
                ready.id,
                f"`{key}` {day} becomes {moved}",
                f"{key}: {day}",
                ready.place,
                encodes(ready.rule),
                _on_both_sides(key, day, "then: not_applicable"),
                _made(compiled, ready, changed),
            )


def _of_pack_dates(compiled: CompiledPack) -> Iterator[Mutant]:
    pack = compiled.pack
    for key, day in (("valid_from", pack.valid_from), ("valid_to", pack.valid_to)):
        for moved in moved_by_a_day(day):
            changed = pack.model_copy(update={key: moved})
            yield Mutant(
                pack.pack,
                f"`{key}` of the pack {day} becomes {moved}",
                f"{key}: {day}",
                compiled.place((key,)),
                pack.title,
                _on_both_sides(key, day, "supported: none"),
                replace(compiled, pack=changed),
            )


_ENDS = {"first": "from", "last": "to", "below": "below"}


def _of_bands(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Each end of each band moved by one step; as the areas give whole points, only those decide."""
    pack = compiled.pack
    for index, band in enumerate(pack.bands.of if pack.bands else ()):
        for end, key in _ENDS.items():
            value = getattr(band, end)
            for moved in (value - 1, value + 1) if value is not None else ():
                assert pack.bands
                others = pack.bands.of
                changed_band = band.model_copy(update={end: moved})
                bands = pack.bands.model_copy(
                    update={"of": (*others[:index], changed_band, *others[index + 1 :])}
                )
                totals = [Decimal(number) for number in range(pack.most + 1)]
                differ = [t for t in totals if _level_of(bands, t) != _level_of(pack.bands, t)]
                if not differ:
                    yield None
                    continue
                yield Mutant(
                    pack.pack,
                    f"`{key}` of the band of {band.level} {value} becomes {moved}",
                    f"{key}: {value}",
                    compiled.place(("bands", "of", index, key)),
                    pack.title,
                    f"an example of the pack with a total of {differ[0]}",
                    replace(compiled, pack=pack.model_copy(update={"bands": bands})),
                )


def _level_of(bands: Bands, total: Decimal) -> str | None:
    band = bands.band(total)
    return band.level if band else None


def _on_both_sides(key: str, day: dt.date | None, outside: str) -> str:
    assert day
    beside = day - DAY if key == "valid_from" else day + DAY
    return f"an example on {day} in which something is met, and one on {beside} with `{outside}`"


def _of_item_tests(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Changes inside the item tests that rules of this pack read."""
    lexicon = compiled.lexicon
    for kind, tests in sorted(lexicon.item_tests.items()):
        catalogue = item_catalogue(lexicon.vocabulary.kinds[kind])
        for test, node in sorted(tests.items()):
            readers = [r for r in compiled.rules if f"{kind}.{test}" in facts_read(r.condition)]
            for what, clause, changed in variants(node) if readers else ():
                if same(node, changed, catalogue):
                    yield None
                    continue
                nodes = {**lexicon.item_tests, kind: {**tests, test: changed}}
                yield Mutant(
                    f"item test {kind}.{test}",
                    what,
                    clause,
                    compiled.place(("item_tests", kind, test)),
                    "; ".join(dict.fromkeys(f"{encodes(r.rule)} ({r.rule.id})" for r in readers)),
                    f"in a rule that reads it: {told_apart(node, changed, catalogue)}",
                    replace(compiled, lexicon=replace(lexicon, item_tests=nodes)),
                    tuple(dict.fromkeys(ready.id for ready in readers)),
                )
