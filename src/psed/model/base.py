"""What every model shares: closed keys, no change after it is made, and scalars that arrive as text."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, NoReturn, Self, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import core_schema


class Model(BaseModel):
    """A value: unknown keys are refused, and it cannot be changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def __eq__(self, other: object) -> bool:
        """Equal if all that it says is; what psed keeps beside it, such as places, does not count."""
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)


def in_short(value: object, says: str) -> str:
    """A value in one line for a notebook or a failing test, whatever a stranger has called it."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in says)
    return f"<{type(value).__name__} {plain if len(plain) <= 160 else plain[:157] + '...'}>"


def _yes_no(value: object) -> object:
    """YAML 1.2 has two booleans and no more: `yes`, `no`, `on` and `off` are text."""
    known = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in known:
        return known[value]
    raise ValueError(f"`{str(value)[:40]}` is neither `true` nor `false`")


def _whole(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,9}", value, re.ASCII):
        raise ValueError(f"`{str(value)[:40]}` is not a whole number; write it in figures, such as `480`")
    return int(value)


def _number(value: object) -> Decimal:
    """At most 15 digits, four of them after the point, so that JSON and spreadsheets keep it unchanged."""
    text = str(value)
    digits = sum(c.isdigit() for c in text)
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,4})?", text, re.ASCII) or digits > 15:
        raise ValueError(f"`{text[:40]}` is not a number; write it in figures, such as `12` or `12.5`")
    return Decimal(text)


_MANGLED = re.compile(
    r"true|false|(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
    r"|oct(ober)?|nov(ember)?|dec(ember)?)[-.:_/]?\d+",
    re.IGNORECASE,
)


def _id(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9._:/-]{0,119}", value):
        raise ValueError(
            f"`{value[:60]}` cannot be an id; begin with a letter, "
            "then use letters, digits and . _ : / - without spaces"
        )
    if _MANGLED.fullmatch(value):
        raise ValueError(f"`{value}` cannot be an id: a spreadsheet would turn it into something else")
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("there is no text here")
    return value.strip()


T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(dict[K, V], Generic[K, V]):
    """A dictionary that cannot be changed once made, so that what holds it can be hashed."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this mapping cannot be changed; build a new one")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (dict(self),)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        inner = handler(dict[get_args(source) or (Any, Any)])  # type: ignore[misc]
        return core_schema.no_info_after_validator_function(
            cls, inner, serialization=core_schema.plain_serializer_function_ser_schema(dict)
        )


def _distinct(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(values)) < len(values):
        twice = sorted(str(v) for v, often in Counter(values).items() if often > 1)
        raise ValueError(f"named twice: {', '.join(f'`{v}`' for v in twice[:12])}")
    return values


def _one(value: object) -> object:
    return 1 if value == "1" else value


One = Annotated[Literal[1], BeforeValidator(_one)]
"""The version of a format: 1."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number from 0 to 999,999,999."""
Number = Annotated[Decimal, BeforeValidator(_number)]
Id = Annotated[str, Field(strict=True), AfterValidator(_id)]
"""A name for a machine: letters, digits and `. _ : / -`, that a spreadsheet leaves alone."""
Name = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""What a condition can name: lower-case letters, digits and underscores."""
Value = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
"""One of a closed list: lower-case letters, digits and hyphens."""
Text = Annotated[str, Field(strict=True), AfterValidator(_text)]
"""Words for a person; never empty."""
Distinct = Annotated[tuple[T, ...], AfterValidator(_distinct)]
"""A list in which nothing stands twice."""
