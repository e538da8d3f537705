"""Checks of one condition by itself: does it say anything, and does each part of it?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from psed.language.printing import as_text
from psed.language.tree import Compare, Leaf, Node, evaluate, facts_of, facts_read, leaves, wanted
from psed.language.types import Catalogue, FactKind
from psed.language.values import Between, Known, Options, Range
from psed.language.worlds import World
from psed.linting.asking import Asker, agree, without_a_part
from psed.linting.remark import Remark
from psed.linting.subject import Piece, Subject

_ALWAYS_KNOWN = frozenset({"as_at", "organisation.kind", "organisation.nation", "organisation.listed_in"})


def constant(subject: Subject) -> Iterator[Remark]:
    """L001, L002: a condition, or a comparison in it, that always or never holds."""
    for piece in subject.pieces():
        yield from constant_piece(piece)


def constant_piece(piece: Piece) -> Iterator[Remark]:
    """L001, L002 for one condition."""
    ask = Asker(piece.catalogue, piece.span)
    whole = ask.always(piece.node)
    if whole is not None:
        yield _whole(piece, holds=whole)
        return
    for leaf in {as_text(leaf): leaf for leaf, _ in leaves(piece.node)}.values():
        answer = ask.always(leaf)
        if answer is not None:
            code, word = ("L001", "always") if answer else ("L002", "never")
            message = f"`{as_text(leaf)}` {word} holds, so it decides nothing"
            yield piece.remark(code, message, _domain(leaf, piece.catalogue) or "take it out, or mend it")


def _whole(piece: Piece, *, holds: bool) -> Remark:
    help_ = "; ".join(told for leaf, _ in leaves(piece.node) if (told := _domain(leaf, piece.catalogue)))
    if holds:
        said = {
            "condition": "the condition is met whatever is on file, so the rule asks nothing",
            "applies_when": "`applies_when` holds for every body on every day, so it leaves nobody out",
            "when": "`when` always holds, so its sentence is always said",
            "item test": f"{piece.what} is passed by every item, so it tests nothing",
        }[piece.form]
        return piece.remark("L001", said, help_ or "compare with what the rule really asks")
    level = getattr(piece.rule, "level", None)
    so = f"nobody to whom the rule applies can reach `{level}`" if level else "no record can meet the check"
    said = {
        "condition": f"the condition is never met, so {so}",
        "when": "`when` never holds, so its sentence is never said",
        "applies_when": "`applies_when` holds for no body on any day, so the rule decides nothing",
        "item test": f"{piece.what} is passed by no item, so its count is always 0",
    }[piece.form]
    return piece.remark("L002", said, help_ or "two of its parts contradict one another; take one out")


def _domain(leaf: Leaf, catalogue: Catalogue) -> str:
    """What values the number of a comparison can have, in words."""
    told = []
    for name in facts_of(leaf) if isinstance(leaf, Compare) else ():
        fact = catalogue[name]
        if fact.kind is FactKind.NUMBER and fact.low is not None:
            above = f"lies between {fact.low} and {fact.high}"
            told.append(f"`{name}` {above if fact.high is not None else f'is never below {fact.low}'}")
    return "; ".join(told)


def idle_parts(subject: Subject) -> Iterator[Remark]:
    """L003: a part of a condition that makes no difference beside the rest."""
    for piece in subject.pieces():
        yield from idle_parts_of(piece)


def idle_parts_of(piece: Piece) -> Iterator[Remark]:
    """L003 for one condition; not where L001 or L002 says it already."""
    ask = Asker(piece.catalogue, piece.span)
    if any(ask.always(node) is not None for node in (piece.node, *(leaf for leaf, _ in leaves(piece.node)))):
        return
    node = piece.node
    while (found := _idle(node, ask)) is not None:
        gone, node = found
        message = f"`{as_text(gone)}` makes no difference in {piece.what}"
        yield piece.remark("L003", message, f"take it out; `{as_text(node)}` says the same")


def _idle(node: Node, ask: Asker) -> tuple[Node, Node] | None:
    """A part without which a condition is the same in every world and no more cautious, and what is left."""
    found = ask.worlds(node)
    for gone, left in without_a_part(node):
        if agree(found, node, left) and set(_cautious(left, ask)) <= set(_cautious(node, ask)):
            return gone, left
    return None


def too_cautious(subject: Subject) -> Iterator[Remark]:
    """L013: a condition that can come out unknown although every possibility gives the same."""
    for piece in subject.pieces():
        yield from too_cautious_piece(piece)


def too_cautious_piece(piece: Piece) -> Iterator[Remark]:
    """L013 for one condition, for each fact that it uses in more than one direction."""
    for name in _cautious(piece.node, Asker(piece.catalogue, piece.span)):
        message = f"{piece.what} can come out unknown though every value `{name}` may have gives the same"
        help_ = "add what the cases have in common: `or (a and b)`; or use it in one direction only"
        yield piece.remark("L013", message, help_)


def _cautious(node: Node, ask: Asker) -> list[str]:
    """The facts of which a condition can need to know more than decides it."""
    mixed = [name for name in facts_read(node) if _mixed(node, name)]
    found = ask.worlds(node) if mixed else []
    if len({evaluate(node, world.__getitem__) for world in found}) < 2:
        return []
    return [
        name
        for name in mixed
        if any(_undecided(node, name, rest, known) for rest, known in _by_the_rest(found, name))
    ]


def _mixed(node: Node, name: str) -> bool:
    """Whether several comparisons read a fact, and do not all want it high or all want it low."""
    if name in _ALWAYS_KNOWN:
        return False
    here = [(leaf, down) for leaf, down in leaves(node) if name in facts_of(leaf)]
    ways = {wanted(leaf, name, upside_down=down) for leaf, down in here}
    return len(here) > 1 and ways not in ({"up"}, {"down"})


def _by_the_rest(found: list[World], name: str) -> Iterator[tuple[World, list[Known]]]:
    """The values that a fact can have, for each way in which all others stand."""
    groups: dict[tuple[tuple[str, Known], ...], list[Known]] = {}
    for world in found:
        rest = tuple((other, known) for other, known in world.items() if other != name)
        groups.setdefault(rest, []).append(world[name])
    for rest, values in groups.items():
        yield dict(rest), list(dict.fromkeys(reversed(values)))


def _undecided(node: Node, name: str, rest: World, values: list[Known]) -> bool:
    """Whether knowing a fact only in part leaves a condition open that all its values decide alike."""
    for partly, members in _partly_known(values):
        if evaluate(node, {**rest, name: partly}.__getitem__) is None:
            answers = {evaluate(node, {**rest, name: known}.__getitem__) for known in members}
            if len(answers) == 1:
                return True
    return False


def _partly_known(values: list[Known]) -> Iterator[tuple[Known, list[Known]]]:
    """Ways of knowing a fact in part, each with the values that it leaves open."""
    for one, other in combinations(values, 2):
        match one, other:
            case Range(low, _), Range(high, _):
                inside = [v for v in values if isinstance(v, Range) and low <= v.low <= high]  # type: ignore[operator]
                yield Range(low, high), [*inside]
            case Between(few, _), Between(many, _) if few < many:
                between = [v for v in values if isinstance(v, Between) and few <= v.sure <= many]
                yield Between(few, many), [*between]
            case Options(some), Options(others):
                yield Options(some | others), [one, other]
