"""The only door to rule-engine: text in, psed's own typed tree out.

rule-engine parses, with its own precedence; this module walks what it gives, refuses every form that
is not on the list, finds each leaf's place in the text again (its nodes have none), and checks types
and closed values against the facts.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from psed.errors import Invalid, Place, PsedError, nearest, suggestion
from psed.language.tokens import WORDS, Token, mark, read_tokens
from psed.language.tree import (
    All,
    AnyOf,
    Compare,
    Contains,
    Fact,
    Flag,
    Literal,
    Node,
    Not,
    OneOf,
    Term,
)
from psed.language.types import STRENGTHS, Catalogue, FactKind, FactType

if TYPE_CHECKING:
    import rule_engine

_KEPT_APART = "what is not known is kept apart by psed"
_CHOICE = "write two rules, or `(a and b) or (not a and c)`"
_LOOP = 'ask for one word: `"race" in some_set`'
_FOREIGN = {
    **dict.fromkeys(("null", "inf", "nan"), _KEPT_APART),
    **dict.fromkeys(("if", "elif", "else"), _CHOICE),
    **dict.fromkeys(("for", "while"), _LOOP),
}
"""Words of other languages, and what to write instead."""
_ORDERED = ("<", "<=", ">", ">=")
_LITERALS = ("number", "string", "date")


def compile_condition(text: str, catalogue: Catalogue, place: Place | None = None) -> Node:
    """Read a condition into a typed tree.

    Args:
        text: The condition, as `design` of the language allows: see `docs/conditions.md`.
        catalogue: The facts it may read.
        place: Where it stands, for messages.

    Raises:
        Invalid: All faults found, C001 to C011, each with the words it is about underlined.
    """
    return _Compiling(text, catalogue, place).run()


def engine_text(text: str) -> str:
    """The text that rule-engine is given: the same condition, each fact one plain symbol.

    Raises:
        PsedError: As `read_tokens`.
    """
    parts, last = [], 0
    for token in read_tokens(text):
        parts.append(text[last : token.span[0]])
        parts.append(_engine_word(token))
        last = token.span[1]
    # rule-engine takes a carriage return for a sign; to everybody else it is the end of a line.
    return ("".join(parts) + text[last:]).replace("\r", " ")


def engine_symbol(fact: str) -> str:
    """A fact's name as rule-engine sees it; capitals cannot clash with any fact."""
    return fact.replace(".", "_DOT_")


def _engine_word(token: Token) -> str:
    if token.text in STRENGTHS:
        return str(STRENGTHS[token.text])
    return engine_symbol(token.text) if token.kind == "name" else token.text


@cache
def engine_context() -> rule_engine.Context:
    """One context for all conditions: UTC days, and no attribute of anything can be read."""
    import rule_engine

    return rule_engine.Context(default_timezone="utc", mapping_attribute_lookup=False)


def engine_rule(text: str) -> rule_engine.Rule:
    """A condition as rule-engine's own rule, for comparing its evaluator with psed's."""
    import rule_engine

    return rule_engine.Rule(engine_text(text), context=engine_context())


class _Compiling:
    def __init__(self, text: str, catalogue: Catalogue, place: Place | None) -> None:
        self.text, self.catalogue, self.place = text, catalogue, place
        self.faults: list[PsedError] = []
        self.leaves: list[Token] = []
        self.used = 0

    def run(self) -> Node:
        try:
            tokens = read_tokens(self.text)
        except PsedError as error:
            raise Invalid("1 fault", [error.at(self.place) if self.place else error]) from None
        self.leaves = [t for t in tokens if t.kind in _LITERALS or (t.kind == "name" and t.text not in WORDS)]
        self.leaves += [t for t in tokens if t.text in ("true", "false")]
        self.leaves.sort(key=lambda token: token.span)
        for token in self.leaves:
            self._check_leaf(token)
        if any(token.text == "for" for token in self.leaves):
            self.faults = [fault for fault in self.faults if fault.code != "C004"]  # names of the loop
        self._stop_if_faulty()
        node = self._convert(self._parse(tokens).statement.expression)
        if node is not None and self.used != len(self.leaves) and not self.faults:
            self._constant((0, len(self.text)))
        self._stop_if_faulty()
        assert node is not None
        return node

    def _stop_if_faulty(self) -> None:
        if self.faults:
            word = "fault" if len(self.faults) == 1 else "faults"
            raise Invalid(f"{len(self.faults)} {word}", self.faults)

    def _fault(self, code: str, message: str, help: str | None, span: tuple[int, int]) -> None:
        self.faults.append(mark(PsedError(code, message, None, help), self.text, span, self.place))

    def _constant(self, span: tuple[int, int]) -> None:
        self._fault(
            "C009",
            "part of the condition is always the same",
            "compare a fact with a value; take the rest out",
            span,
        )

    def _check_leaf(self, token: Token) -> None:
        name = token.text
        if (
            token.kind == "name"
            and name not in WORDS
            and name not in STRENGTHS
            and name not in self.catalogue
        ):
            self._unknown(token)
        elif token.kind == "date":
            _, problem = _day(name)
            if problem:
                self._fault("C007", problem, 'write a day: d"2011-04-05"', token.span)
        elif token.kind == "number" and sum(sign.isdigit() for sign in name) > 15:
            self._fault("C002", "the number has too many figures", "use at most 15", token.span)

    def _unknown(self, token: Token) -> None:
        name, catalogue = token.text, self.catalogue
        if name in _FOREIGN:
            self._fault("C010", f"conditions have no `{name}`", _FOREIGN[name], token.span)
        elif name in catalogue.barred:
            message = f"`applies_when` may not read `{name}`"
            self._fault("C011", message, "it reads only `organisation.*` and `as_at`", token.span)
        else:
            self._fault("C004", f"unknown fact `{name}`", self._near(name), token.span)

    def _near(self, name: str) -> str:
        """The nearest fact: first the nearest thing, then the nearest fact of that thing."""
        catalogue = self.catalogue
        thing, dot, fact = name.partition(".")
        if not dot or not catalogue.things:
            return suggestion(name, catalogue.facts, catalogue.where)
        things = {*catalogue.things, "strength"}
        near = thing if thing in things else nearest(thing, things)
        names = STRENGTHS if near == "strength" else catalogue.facts
        own = [known.partition(".")[2] for known in names if known.startswith(f"{near}.")]
        close = nearest(fact, own)
        if close:
            return f"did you mean `{near}.{close}`? {catalogue.where}"
        return suggestion("", [f"{near}.{known}" for known in own], catalogue.where)

    def _parse(self, tokens: list[Token]) -> rule_engine.Rule:
        """Parse; whatever rule-engine raises becomes a fault of the condition."""
        from rule_engine.errors import EngineError, RuleSyntaxError

        try:
            return engine_rule(self.text)
        except RuleSyntaxError as error:
            span = self._syntax_span(tokens, error)
            message = (
                "the condition stops short"
                if span[0] >= len(self.text.rstrip())
                else "this does not fit here"
            )
            self._fault("C003", message, self._syntax_help(tokens), span)
        except RecursionError:
            self._fault("C001", "the condition is nested too deeply", "split it", (0, len(self.text)))
        except (EngineError, ArithmeticError, TypeError, ValueError):
            # Constants are worked out and forms are typed during parsing, with errors of these classes.
            span = (0, len(self.text))
            self._fault("C010", "conditions do not have this form", "compare facts with values", span)
        self._stop_if_faulty()
        raise AssertionError

    def _syntax_span(self, tokens: list[Token], error: Any) -> tuple[int, int]:
        """Where parsing stopped, carried back from the rewritten text to the author's."""
        token = getattr(error, "token", None)
        if token is None:
            return (len(self.text), len(self.text) + 1)
        grown = 0
        for own in tokens:
            begin = own.span[0] + grown
            grown += len(_engine_word(own)) - len(own.text)
            if begin >= token.lexpos:
                return own.span
        return (len(self.text), len(self.text) + 1)

    @staticmethod
    def _syntax_help(tokens: list[Token]) -> str:
        ops = [t for t in tokens if t.kind == "op"]
        if len(ops) > 1 and not any(t.text in ("and", "or") for t in tokens):
            return "compare two at a time: `a <= b and b <= c`"
        return "compare facts with values, and join comparisons with `and`, `or` and `not`"

    # From rule-engine's tree to psed's.

    def _next(self) -> Token | None:
        token = self.leaves[self.used] if self.used < len(self.leaves) else None
        self.used += 1
        return token

    def _convert(self, node: Any) -> Node | None:
        name = type(node).__name__
        if name == "LogicExpression":
            return self._logic(node)
        if name == "UnaryExpression" and node.type == "not":
            part = self._convert(node.right)
            return Not(part, part.span) if part else None
        if name in ("ComparisonExpression", "ArithmeticComparisonExpression"):
            return self._comparison(node)
        if name == "ContainsExpression":
            return self._membership(node)
        term = self._term(node)
        return self._flag(term) if term else None

    def _logic(self, node: Any) -> Node | None:
        form = All if node.type == "and" else AnyOf
        parts: list[Node] = []
        for side in (node.left, node.right):
            part = self._convert(side)
            if part is None:
                return None
            parts += part.parts if isinstance(part, form) else [part]
        return form(tuple(parts), (parts[0].span[0], parts[-1].span[1]))

    def _term(self, node: Any) -> Term | None:
        """A fact or a literal; it must be the next one in the text."""
        name = type(node).__name__
        token = self._next()
        if token is None:
            self._constant((0, len(self.text)))
            return None
        term = self._read(token)
        same = isinstance(term, Fact) and name == "SymbolExpression" and node.name == engine_symbol(term.name)
        if same or (isinstance(term, Literal) and name == _ENGINE_LITERALS[type(term.value)]):
            return term
        if name in ("SymbolExpression", *_ENGINE_LITERALS.values()):
            self._constant(token.span)
        else:
            self._fault("C010", "conditions do not have this form", "compare facts with values", token.span)
        return None

    @staticmethod
    def _read(token: Token) -> Term:
        if token.text in STRENGTHS:
            return Literal(STRENGTHS[token.text], token.span)
        if token.kind == "number":
            return Literal(Decimal(token.text), token.span)
        if token.kind == "string":
            return Literal(token.text[1:-1], token.span)
        if token.kind == "date":
            day, _ = _day(token.text)
            assert day
            return Literal(day, token.span)
        if token.text in ("true", "false"):
            return Literal(token.text == "true", token.span)
        return Fact(token.text, token.span)

    def _type(self, term: Term) -> FactKind:
        if isinstance(term, Fact):
            return self.catalogue[term.name].kind
        return _LITERAL_KINDS[type(term.value)]

    def _flag(self, term: Term) -> Node | None:
        if isinstance(term, Literal):
            self._constant(term.span)
            return None
        kind = self.catalogue[term.name].kind
        if kind is not FactKind.YES_NO:
            help_ = _COMPARE_HELP[kind].format(term.name)
            self._fault("C008", f"`{term.name}` is a {kind}, not a yes or a no", help_, term.span)
            return None
        return Flag(term, term.span)

    def _comparison(self, node: Any) -> Node | None:
        left = self._operand(node.left)
        right = self._operand(node.right) if left else None
        if left is None or right is None:
            return None
        span = (left.span[0], right.span[1])
        op = _OPERATORS[node.type]
        first, second = self._type(left), self._type(right)
        if first is not second:
            self._fault("C005", f"this compares a {first} with a {second}", self._unlike(left, right), span)
        elif first is FactKind.SET:
            self._fault("C005", "a set is not compared", 'ask for one word: `"race" in some_set`', span)
        elif op in _ORDERED and first in (FactKind.TEXT, FactKind.YES_NO):
            self._fault(
                "C005", f"a {first} has no order: `{op}` does not fit", "use `==` or `in [...]`", span
            )
        else:
            self._closed(left, right)
            self._closed(right, left)
        return Compare(left, op, right, span)

    def _unlike(self, left: Term, right: Term) -> str:
        for term in (left, right):
            if isinstance(term, Fact) and self._type(term) is FactKind.SET:
                return _COMPARE_HELP[FactKind.SET].format(term.name)
        if any(isinstance(term, Literal) and isinstance(term.value, str) for term in (left, right)):
            return "leave the quotes off a number, and write d before the quotes of a day"
        return "compare a number with a number, a day with a day, a text with a text"

    def _operand(self, node: Any) -> Term | None:
        """One side of a comparison: never itself a comparison."""
        if type(node).__name__ in _NESTED:
            begin = self.leaves[self.used].span if self.used < len(self.leaves) else (0, 1)
            self._fault(
                "C010", "a comparison is compared again here", "use brackets with `and` or `or`", begin
            )
            return None
        return self._term(node)

    def _closed(self, fact: Term, literal: Term) -> None:
        if isinstance(fact, Fact) and isinstance(literal, Literal) and isinstance(literal.value, str):
            self._in_values(self.catalogue[fact.name], literal)

    def _in_values(self, fact: FactType, literal: Literal) -> None:
        if literal.value not in fact.values:
            self._fault(
                "C006",
                f"`{literal.value}` is not one of the values of `{fact.name}`",
                suggestion(str(literal.value), fact.values, self.catalogue.where),
                literal.span,
            )

    def _membership(self, node: Any) -> Node | None:
        member = self._operand(node.member)
        if member is None:
            return None
        if type(node.container).__name__ == "ArrayExpression":
            return self._one_of(member, node.container)
        container = self._operand(node.container)
        if container is None:
            return None
        span = (member.span[0], container.span[1])
        if not isinstance(container, Fact) or self._type(container) is not FactKind.SET:
            self._fault("C005", "`in` needs a set or a list behind it", '`"race" in some_set`', span)
            return None
        if not isinstance(member, Literal) or not isinstance(member.value, str):
            self._fault("C005", "`in` needs a text before it", '`"race" in some_set`', member.span)
            return None
        self._in_values(self.catalogue[container.name], member)
        return Contains(member, container, span)

    def _one_of(self, member: Term, array: Any) -> Node | None:
        if not isinstance(member, Fact) or self._type(member) is not FactKind.TEXT:
            message, help_ = "`in [...]` needs a fact with a text before it", "`organisation.kind in [...]`"
            self._fault("C005", message, help_, member.span)
            return None
        words: list[str] = []
        last = member.span
        for part in array.value:
            term = self._term(part)
            if term is None:
                return None
            last = term.span
            if not isinstance(term, Literal) or not isinstance(term.value, str):
                self._fault("C005", "a list holds texts only", '`kind in ["county", "district"]`', term.span)
                return None
            words.append(term.value)
            self._closed(member, term)
        if not words:
            self._constant(member.span)
            return None
        return OneOf(member, tuple(words), (member.span[0], last[1]))


def _day(text: str) -> tuple[dt.date | None, str]:
    """The day of a date literal, or what is wrong with it."""
    inner = text[2:-1]
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", inner, re.ASCII):
        return None, f"`{inner[:40]}` is not a day"
    try:
        return dt.date.fromisoformat(inner), ""
    except ValueError:
        return None, f"`{inner}` is not a day of the calendar"


_ENGINE_LITERALS: dict[type, str] = {
    Decimal: "FloatExpression",
    str: "StringExpression",
    dt.date: "DatetimeExpression",
    bool: "BooleanExpression",
}
_LITERAL_KINDS: dict[type, FactKind] = {
    Decimal: FactKind.NUMBER,
    str: FactKind.TEXT,
    dt.date: FactKind.DATE,
    bool: FactKind.YES_NO,
}
_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_NESTED = (
    "ComparisonExpression",
    "ArithmeticComparisonExpression",
    "ContainsExpression",
    "LogicExpression",
    "UnaryExpression",
)
_COMPARE_HELP = {
    FactKind.NUMBER: "write `{} >= 1`",
    FactKind.DATE: 'write `{} >= d"2011-04-05"`',
    FactKind.TEXT: 'write `{} == "a value"`',
    FactKind.SET: 'write `"a value" in {}`',
    FactKind.YES_NO: "{}",
}
