"""Conditions over the facts of a catalogue, as text."""

from __future__ import annotations

from hypothesis import strategies as st

from psed.language.types import STRENGTHS, Catalogue, FactKind, FactType
from psed.testing.strategies.basics import BODIES, CHARACTERISTICS, HEADCOUNTS, days


@st.composite
def conditions(draw: st.DrawFn, catalogue: Catalogue, depth: int = 2) -> str:
    """A condition over the facts of a catalogue, in any form of the language, as its text."""
    form = draw(st.sampled_from(("leaf", "leaf", "and", "or", "not", "mixed"))) if depth else "leaf"
    if form == "leaf":
        return draw(_leaves(catalogue))
    inner = conditions(catalogue, depth - 1)
    if form == "not":
        return f"not ({draw(inner)})"
    if form == "mixed":
        first, second, third = draw(_leaves(catalogue)), draw(_leaves(catalogue)), draw(_leaves(catalogue))
        return draw(
            st.sampled_from(
                (
                    f"{first} and {second} or {third}",
                    f"not {first} or {second} and {third}",
                    f"({first} or {second}) and {third}",
                )
            )
        )
    return f"({draw(inner)}) {form} ({draw(inner)})"


@st.composite
def _leaves(draw: st.DrawFn, catalogue: Catalogue) -> str:
    every = list(catalogue.facts.values())
    of_kinds = [fact for fact in every if not fact.name.startswith(("organisation.", "as_at"))]
    mostly = of_kinds if of_kinds and draw(st.integers(0, 5)) > 0 else every
    fact = draw(st.sampled_from(mostly))
    if draw(st.integers(0, 9)) == 9:
        alike = [other for other in catalogue.facts.values() if other.kind is fact.kind]
        return draw(_two_facts(fact, draw(st.sampled_from(alike))))
    match fact.kind:
        case FactKind.NUMBER:
            return draw(_turned(fact.name, _operators, _numbers(fact)))
        case FactKind.DATE:
            return draw(_turned(fact.name, _operators, days().map(lambda day: f'd"{day}"')))
        case FactKind.TEXT:
            return draw(_text_leaf(fact))
        case FactKind.SET:
            return f'"{draw(_words(fact))}" {draw(st.sampled_from(("in", "not in")))} {fact.name}'
        case FactKind.YES_NO:
            same = _turned(fact.name, _equal, st.sampled_from(("true", "false")))
            return draw(st.sampled_from((fact.name, f"not {fact.name}")) | same)


_MORE = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_operators = st.sampled_from((">=", ">=", ">", "==", "<=", "<", "!="))
_equal = st.sampled_from(("==", "!="))


@st.composite
def _turned(draw: st.DrawFn, name: str, ops: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> str:
    """A comparison, with the fact on its left or now and then on its right."""
    op, value = draw(ops), draw(values)
    return f"{value} {_MORE[op]} {name}" if draw(st.integers(0, 4)) == 4 else f"{name} {op} {value}"


@st.composite
def _two_facts(draw: st.DrawFn, fact: FactType, other: FactType) -> str:
    match fact.kind:
        case FactKind.NUMBER | FactKind.DATE:
            return f"{fact.name} {draw(_operators)} {other.name}"
        case FactKind.SET:
            return f'"{draw(_words(fact))}" in {fact.name}'
        case _:
            return f"{fact.name} {draw(_equal)} {other.name}"


def _text_leaf(fact: FactType) -> st.SearchStrategy[str]:
    word = _words(fact).map(lambda w: f'"{w}"')
    several = st.lists(word, min_size=1, max_size=2, unique=True).map(lambda ws: f"[{', '.join(ws)}]")
    member = st.builds(lambda how, ws: f"{fact.name} {how} {ws}", st.sampled_from(("in", "not in")), several)
    return _turned(fact.name, _equal, word) | member


def _words(fact: FactType) -> st.SearchStrategy[str]:
    """Words of a closed list; of the long ones only those that generated dossiers use."""
    used = [word for word in fact.values if word in (*BODIES, *CHARACTERISTICS)]
    return st.sampled_from(used or list(fact.values))


def _numbers(fact: FactType) -> st.SearchStrategy[str]:
    short = fact.name.rpartition(".")[2]
    if short == "strength":
        return st.sampled_from((*STRENGTHS, "3"))
    if short == "employees":
        return st.sampled_from([str(n) for n in HEADCOUNTS])
    return st.sampled_from(("1", "2", "3", "0", "1.5", "10", "-1"))
