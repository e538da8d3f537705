"""Packs with one thing changed: an example must notice, or nothing holds that thing in place.

A mutant that no example tells from the pack has survived. It is set aside as equivalent only where a
search through the small domain of its condition finds no difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from psed.compiled import CompiledPack, CompiledRule
from psed.errors import Place
from psed.facts import item_catalogue
from psed.language.printing import as_text
from psed.language.tree import All, AnyOf, Compare, Fact, Literal, Node, Not, evaluate, facts_read
from psed.language.types import Catalogue
from psed.language.values import Between, Granted, Known, Options
from psed.language.worlds import difference, same
from psed.model.dates import DAY
from psed.rulepack import Bands, Rule
from psed.testing.staging import Stage

_FLIPPED = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_SHIFTED = {">=": ">", ">": ">=", "<": "<=", "<=": "<"}


@dataclass(frozen=True)
class Mutant:
    """A pack with one thing changed.

    Attributes:
        rule: The rule it is about, as `pack:rule`, or the pack's id.
        what: What was changed, in words.
        clause: The text that was changed, as it was.
        place: Where that stands.
        encodes: The source that the rule rests on.
        kill: What an example would have to show for it to be noticed.
        compiled: The changed pack.
    """

    rule: str
    what: str
    clause: str
    place: Place
    encodes: str
    kill: str
    compiled: CompiledPack
    readers: tuple[str, ...] = ()
    """The rules that read a changed item test, as `pack:rule`."""

    @property
    def touches(self) -> tuple[str, ...]:
        """The rules whose outcome can change by themselves; none named where it is the whole pack."""
        if self.readers:
            return self.readers
        return () if self.rule == self.compiled.pack.pack else (self.rule,)


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
    touched = [ready for ready in compiled.rules if ready.id in mutant.touches]
    names = frozenset(mutant.touches)
    if not touched:
        touched = list(compiled.rules)
    return stage.rule_differs(compiled, touched) or stage.pack_differs(compiled, names or None)


def mutants(compiled: CompiledPack) -> Iterator[Mutant | None]:
    """Every mutant of a pack, in the order of its rules; nothing in place of one that is equivalent."""
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


def _encodes(rule: Rule) -> str:
    return "; ".join(source.cite for source in rule.source)


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
            _encodes(ready.rule),
            _told_apart(ready.condition, changed, catalogue),
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
            _encodes(ready.rule),
            _told_apart(ready.applies_when, changed, catalogue),
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
            _encodes(ready.rule),
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
            _encodes(ready.rule),
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
        for moved in _moved(day):
            changed = replace(ready, rule=ready.rule.model_copy(update={key: moved}))
            yield Mutant(
                ready.id,
                f"`{key}` {day} becomes {moved}",
                f"{key}: {day}",
                ready.place,
                _encodes(ready.rule),
                _on_both_sides(key, day, "then: not_applicable"),
                _made(compiled, ready, changed),
            )


def _of_pack_dates(compiled: CompiledPack) -> Iterator[Mutant]:
    pack = compiled.pack
    for key, day in (("valid_from", pack.valid_from), ("valid_to", pack.valid_to)):
        for moved in _moved(day):
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


def _moved(day: dt.date | None) -> list[dt.date]:
    return [day - DAY, day + DAY] if day else []


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
                    "; ".join(dict.fromkeys(f"{_encodes(r.rule)} ({r.rule.id})" for r in readers)),
                    f"in a rule that reads it: {_told_apart(node, changed, catalogue)}",
                    replace(compiled, lexicon=replace(lexicon, item_tests=nodes)),
                    tuple(dict.fromkeys(ready.id for ready in readers)),
                )


# Changes of a condition.

Variant = tuple[str, str, Node]


def variants(node: Node) -> Iterator[Variant]:
    """Every way to change one thing in a condition: what was changed, the clause as it was, the result."""
    match node:
        case Not(part, span):
            yield "`not` is dropped", as_text(node), part
            yield from _inside(part, lambda changed: Not(changed, span))
        case All(parts) | AnyOf(parts):
            yield from _of_parts(node, parts)
        case Compare():
            yield from _of_comparison(node)
        case _:
            return


def _inside(part: Node, wrapped: Callable[[Node], Node]) -> Iterator[Variant]:
    for what, clause, changed in variants(part):
        yield what, clause, wrapped(changed)


def _of_parts(node: All | AnyOf, parts: tuple[Node, ...]) -> Iterator[Variant]:
    other = AnyOf if isinstance(node, All) else All
    words = ("and", "or") if isinstance(node, All) else ("or", "and")
    yield f"`{words[0]}` becomes `{words[1]}`", as_text(node), other(parts, node.span)
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        left = rest[0] if len(rest) == 1 else replace(node, parts=rest)
        yield "the clause is dropped", as_text(part), left
        for what, clause, changed in variants(part):
            yield what, clause, replace(node, parts=(*parts[:index], changed, *parts[index + 1 :]))


def _of_comparison(leaf: Compare) -> Iterator[Variant]:
    text = as_text(leaf)
    for op in dict.fromkeys((_FLIPPED[leaf.op], _SHIFTED.get(leaf.op, _FLIPPED[leaf.op]))):
        yield f"`{leaf.op}` becomes `{op}`", text, replace(leaf, op=op)
    for side in ("left", "right"):
        term = getattr(leaf, side)
        for value in _neighbours(term):
            moved = Literal(value, term.span)
            changed = replace(leaf, left=moved) if side == "left" else replace(leaf, right=moved)
            yield f"{_said(term.value)} becomes {_said(value)}", text, changed


def _neighbours(term: Fact | Literal) -> list[Decimal | dt.date]:
    value = term.value if isinstance(term, Literal) else None
    if isinstance(value, Decimal):
        return [value - 1, value + 1]
    return [value - DAY, value + DAY] if isinstance(value, dt.date) else []


def _said(value: object) -> str:
    return f"`{value}`"


def _told_apart(node: Node, changed: Node, catalogue: Catalogue) -> str:
    """An example that would tell a mutant from the rule, by the facts it would have."""
    world = difference(node, changed, catalogue)
    if world is None:
        return "an example on which the two differ; the domain is too large to search for one"
    told = ", ".join(f"{name} is {_known(known)}" for name, known in sorted(world.items()))
    met = "met" if evaluate(node, world.__getitem__) else "not met"
    return f"an example in which {told}: {met}"


def _known(known: Known) -> str:
    if isinstance(known, Granted):
        return _known(known.actual)
    if isinstance(known, Between):
        return f"[{', '.join(sorted(known.sure))}]"
    if isinstance(known, Options):
        return next(iter(known.words))
    return {True: "yes", False: "no"}[known.low] if isinstance(known.low, bool) else str(known.low)
