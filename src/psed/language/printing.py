"""A condition's tree as text again, in the one form that psed writes."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from psed.language.tree import All, AnyOf, Compare, Contains, Fact, Flag, Node, Not, OneOf, Term


def as_text(node: Node) -> str:
    """The text of a condition; compiling it gives an equal tree, spans apart."""
    match node:
        case All(parts):
            return " and ".join(_within(part, (AnyOf,)) for part in parts)
        case AnyOf(parts):
            return " or ".join(_within(part, (All,)) for part in parts)
        case Not(part):
            return f"not {_within(part, (All, AnyOf))}"
        case Flag(fact):
            return fact.name
        case Contains(word, fact):
            return f'"{word.value}" in {fact.name}'
        case OneOf(fact, words):
            listed = ", ".join(f'"{word}"' for word in words)
            return f"{fact.name} in [{listed}]"
        case Compare(left, op, right):
            return f"{_term(left)} {op} {_term(right)}"
        case _:
            assert_never(node)


def _within(part: Node, bracketed: tuple[type, ...]) -> str:
    text = as_text(part)
    return f"({text})" if isinstance(part, bracketed) else text


def _term(term: Term) -> str:
    if isinstance(term, Fact):
        return term.name
    value = term.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return f'd"{value.isoformat()}"'
    return f'"{value}"' if isinstance(value, str) else str(value)
