"""What is looked at before rule-engine sees a condition.

rule-engine works constants out while it parses, without limit of time or memory, so that some texts
hang it (`1 << 10000000`). Hence an allow-list of signs, bounds on length and depth, and nothing is
handed on that has not been read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from psed.errors import Place, PsedError
from psed.language.tree import Span

MAX_LENGTH = 2_000
MAX_TOKENS = 240
MAX_DEPTH = 12

WORDS = frozenset({"and", "or", "not", "in", "true", "false"})
RESERVED = WORDS | frozenset(
    [
        "null",
        "if",
        "elif",
        "else",
        "for",
        "while",
        "inf",
        "nan",
        "strength",
        "as_at",
        "organisation",
        "relevant",
    ]
)
"""Names that no kind, detail or item test may have: words of the language, or facts already."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<date>d(?:"[^"\\\r\n]*"|'[^'\\\r\n]*'))
      | (?P<string>"[^"\\\r\n]*"|'[^'\\\r\n]*')
      | (?P<number>-?(?<![\w.])(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?![\w.]))
      | (?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?(?![\w.]))
      | (?P<op><=|>=|==|!=|<(?!<)|>(?!>))
      | (?P<sign>[()\[\],])
    """,
    re.VERBOSE | re.ASCII,
)

_REFUSED = {
    "**": "powers are not part of conditions",
    "<<": "shifts are not part of conditions",
    ">>": "shifts are not part of conditions",
    "=~": "patterns are not part of conditions; declare a detail with a closed list",
    "!~": "patterns are not part of conditions; declare a detail with a closed list",
    "??": "write the condition without `??`: what is not known is kept apart by psed",
    "&.": "write the condition without `&`: what is not known is kept apart by psed",
    "=": "write `==` to compare",
    "$": "functions and names with `$` are not part of conditions",
    "#": "put the remark into `why:`, or into a comment outside the condition",
    "{": "write a list with `[` and `]`",
    "?": "write two rules, or `(a and b) or (not a and c)`",
    "\\": "backslashes are not part of conditions",
    "&&": "write the word `and`",
    "||": "write the word `or`",
    "!": "write the word `not`",
    "≥": "write `>=`",
    "≤": "write `<=`",
    "≠": "write `!=`",
    **dict.fromkeys("“”‘’", 'write straight quotes: `"plain"`'),
}
_ARITHMETIC = "sums are not worked out in conditions; declare a detail or an item test instead"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign or literal, and where it stands."""

    kind: str
    text: str
    span: Span


def read_tokens(text: str) -> list[Token]:
    """Split a condition into words, signs and literals.

    Raises:
        PsedError: C001 or C002, without a place.
    """
    if len(text) > MAX_LENGTH:
        raise PsedError(
            "C001",
            f"the condition is {len(text):,} characters long; the most is {MAX_LENGTH:,}",
            help="split it into several rules and let one need the others",
        )
    tokens: list[Token] = []
    at = depth = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _refused(text, at)
        if match.lastgroup != "space":
            tokens.append(Token(str(match.lastgroup), match[0], match.span()))
        depth += match[0] in ("(", "[")
        depth -= match[0] in (")", "]")
        if depth > MAX_DEPTH:
            raise PsedError(
                "C001", f"the condition is nested over {MAX_DEPTH} deep", help="take brackets out"
            )
        at = match.end()
    if len(tokens) > MAX_TOKENS:
        raise PsedError(
            "C001",
            f"the condition has {len(tokens)} words and signs; the most is {MAX_TOKENS}",
            help="split it into several rules and let one need the others",
        )
    return tokens


def _refused(text: str, at: int) -> PsedError:
    if text[at] in "\"'":
        return _unclosed(text, at)
    found = re.match(r"\*\*|<<|>>|=~|!~|\?\?|&\.|&&|\|\||[A-Za-z_][\w.]*|\d[\w.]*|.", text[at:], re.DOTALL)
    sign = found[0][:40] if found else text[at]
    help_ = _REFUSED.get(sign) or (_ARITHMETIC if sign in "+-*/%" else None)
    if help_ is None and re.fullmatch(r"[A-Za-z_][\w.]*", sign):
        help_ = "names are in lower case, with at most one dot: `community_profile.current`"
        if sign.islower() and sign.count(".") > 1:
            help_ = "a fact has one dot at most: `community_profile.current`"
    if help_ is None and sign[0].isdigit():
        help_ = "write the number out in figures, such as `1000`"
    return PsedError(
        "C002",
        f"conditions may not use `{sign}`" if sign.isprintable() else "conditions may not use this character",
        help=help_ or "use `and or not in`, `== != < <= > >=`, brackets, facts, numbers, texts and days",
        snippet=marked(text, (at, at + len(sign))),
    )


def _unclosed(text: str, at: int) -> PsedError:
    """What keeps a quote from beginning a text: a backslash, or no quote that ends it."""
    line = text[at:].splitlines()[0]
    backslash = re.match(rf"{line[0]}[^\\{line[0]}]*(?=\\)", line)
    if backslash:
        return _refused(text, at + backslash.end())
    return PsedError(
        "C002",
        "the text that begins here is never closed",
        help="a text begins and ends with the same quote, on one line",
        snippet=marked(text, (at, at + len(line))),
    )


def marked(text: str, span: Span) -> str:
    """The line of a text in which a span begins, and carets under the span."""
    begin = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[0])
    line = text[begin : end if end >= 0 else len(text)]
    column = span[0] - begin
    width = max(1, min(span[1], begin + len(line)) - span[0])
    if len(line) > 100:
        cut = max(0, column - 40)
        line, column = line[cut : cut + 100], column - cut
        width = min(width, 100 - column)
    shown = "".join(sign if sign.isprintable() else " " for sign in line)
    return f"{shown}\n{' ' * column}{'^' * width}"


def mark(error: PsedError, text: str, span: Span, place: Place | None) -> PsedError:
    """The same fault, with the words it is about underlined."""
    return PsedError(error.code, error.message, place, error.help, marked(text, span))
