"""A small catalogue of facts of every type, and reading conditions against it."""

from __future__ import annotations

from psed.errors import Invalid, Place, PsedError
from psed.language.compiling import compile_condition
from psed.language.tree import Compare, Contains, Fact, Flag, Node, Not, OneOf
from psed.language.types import Catalogue, FactKind, FactType, Moves


def fact(name: str, kind: FactKind, *values: str) -> FactType:
    return FactType(name, kind, "a fact", Moves.UP, Moves.SAME, values)


FACTS = [
    fact("as_at", FactKind.DATE),
    fact("organisation.kind", FactKind.TEXT, "county", "district", "unitary"),
    fact("organisation.employees", FactKind.NUMBER),
    fact("profile.current", FactKind.NUMBER),
    fact("profile.strength", FactKind.NUMBER),
    fact("profile.latest_on", FactKind.DATE),
    fact("profile.areas", FactKind.SET, "ward", "borough"),
    fact("profile.places", FactKind.SET, "ward", "borough"),
    fact("profile.open", FactKind.YES_NO),
    fact("profile.signed", FactKind.YES_NO),
    fact("profile.style", FactKind.TEXT, "short", "long"),
    fact("a", FactKind.NUMBER),
    fact("b", FactKind.NUMBER),
    fact("x", FactKind.YES_NO),
    fact("y", FactKind.YES_NO),
    fact("z", FactKind.YES_NO),
]
CATALOGUE = Catalogue({f.name: f for f in FACTS}, "See the list")


def compiled(text: str) -> Node:
    return compile_condition(text, CATALOGUE)


def faults(text: str, place: Place | None = None) -> list[PsedError]:
    try:
        node = compile_condition(text, CATALOGUE, place)
    except Invalid as error:
        found = list(error.exceptions)
        assert all(isinstance(fault, PsedError) for fault in found)
        return found  # type: ignore[return-value]
    raise AssertionError(f"compiled to {node}")


def codes(text: str) -> list[str]:
    return [fault.code for fault in faults(text)]


def marked(fault: PsedError) -> str:
    """The words under which the carets of a fault stand."""
    assert fault.snippet is not None
    line, carets = fault.snippet.split("\n")
    return line[carets.index("^") :][: carets.count("^")]


def bare(node: Node) -> str:
    """A tree in brackets, without places: what it says and how it is put together."""
    match node:
        case Not(part):
            return f"not({bare(part)})"
        case Compare(left, op, right):
            return " ".join([_term(left), op, _term(right)])
        case Contains(word, held):
            return f"{word.value!r} in {held.name}"
        case OneOf(named, words):
            return f"{named.name} in {list(words)}"
        case Flag(named):
            return named.name
        case _:
            name = type(node).__name__.lower()
            return f"{name}({', '.join(bare(part) for part in node.parts)})"


def _term(term: object) -> str:
    return term.name if isinstance(term, Fact) else repr(getattr(term, "value", None))
