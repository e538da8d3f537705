"""From plain values to models: every fault in the user's words, with its line and the nearest name."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from psed.errors import MAX_FAULTS, Place, PsedError, suggestion
from psed.files.tree import Path_, Tree
from psed.model.evidence import NotInList

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], tree: Tree, faults: list[PsedError]) -> M | None:
    """Read a tree as a model; faults are added to *faults*, with their places.

    Returns:
        The model, or nothing where a fault stood in the way.
    """
    faults.extend(tree.faults)
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if not _follows(details)]
        faults.extend(_fault(model, tree, details) for details in found[:MAX_FAULTS])
        return None


def _follows(details: ErrorDetails) -> bool:
    """Whether a fault only follows from others: a list is "too short" when its entries have faults."""
    return details["type"] == "too_short" and bool(details["input"])


def _fault(model: type[BaseModel], tree: Tree, details: ErrorDetails) -> PsedError:
    where: Path_ = tuple(details["loc"])
    path = _without_tags(where, tree.data)
    if path[-1:] == ("[key]",):
        code, message, help_ = _wrong_value(details["type"], details["input"], details)
        return PsedError(code, f"`{_named(path[:-2])}`: {message}", tree.place(path[:-1]), help_)
    kind, value = details["type"], details["input"]
    key = path[-1] if path else ""
    if kind == "extra_forbidden":
        owner = _model_at(model, where[:-1])
        renamed = getattr(owner, "RENAMED", {}).get(key)
        help_ = renamed or suggestion(str(key), _keys(owner))
        return PsedError("S001", f"unknown key `{_short(key)}`", tree.place(path), help_)
    if kind == "missing":
        return PsedError("S002", f"missing key `{key}`", tree.place(path[:-1]), _about(model, where))
    if kind == "union_tag_invalid":
        path = (*path, "type")
    code, message, help_ = _wrong_value(kind, value, details)
    return PsedError(code, f"`{_named(path)}`: {message}" if path else message, tree.place(path), help_)


def _without_tags(path: Path_, data: object) -> Path_:
    """A path without the names of types that pydantic puts in where a group of keys has several forms."""
    found: list[str | int] = []
    for part in path:
        tag = isinstance(data, dict) and part not in data and data.get("type") == part
        if tag:
            continue
        found.append(part)
        held = isinstance(data, dict) or (isinstance(data, list) and isinstance(part, int))
        try:
            data = data[part] if held else None  # type: ignore[index]
        except (KeyError, IndexError):
            data = None
    return tuple(found)


def _named(path: Path_) -> str:
    """The nearest key, so that a list's third entry is called by the name of the list."""
    return str(next((part for part in reversed(path) if isinstance(part, str)), path[-1]))


def _wrong_value(kind: str, value: object, details: ErrorDetails) -> tuple[str, str, str | None]:
    context = details.get("ctx", {})
    if value is None:
        return "S003", "nothing stands here", "give it a value, or take the key out"
    if kind == "union_tag_invalid":
        known = re.findall(r"'([^']*)'", str(context.get("expected_tags", "")))
        tag = str(context.get("tag", ""))
        return "S004", f"`{_short(tag)}` is not one of its values", suggestion(tag, known)
    if kind == "union_tag_not_found":
        return "S002", "missing key `type`", "say which: `rolling`, `fixed` or `continuing`"
    if kind in ("enum", "literal_error"):
        expected = str(context.get("expected", ""))
        known = re.findall(r"'([^']*)'", expected) or re.findall(r"\d+", expected)
        return "S004", f"`{_short(value)}` is not one of its values", suggestion(str(value), known)
    if kind == "value_error":
        error = context.get("error")
        if isinstance(error, NotInList):
            return "S004", str(error), suggestion(error.word, error.values)
        return "S003", str(error), None
    if kind == "string_pattern_mismatch":
        return "S003", *_unfit(_short(value), str(context.get("pattern", "")))
    return "S003", *_SAID.get(kind, (details["msg"][:1].lower() + details["msg"][1:], None))


def _unfit(value: str, pattern: str) -> tuple[str, str]:
    if pattern.startswith(r"^\d"):
        return f"`{value}` is not a version", "write three numbers, such as `0.1.0`"
    if "_" in pattern:
        return (
            f"`{value}` cannot be a name",
            "use small letters, digits and underscores, and begin with a letter",
        )
    return f"`{value}` cannot be a name", "use small letters, digits and hyphens"


_SAID: Mapping[str, tuple[str, str | None]] = {
    "tuple_type": ("a list is needed here", "put `- ` before each entry; write `[]` for none"),
    "dict_type": ("a group of keys is needed here", "write `key: value`, one on a line"),
    "model_type": ("a group of keys is needed here", "write `key: value`, one on a line"),
    "model_attributes_type": ("a group of keys is needed here", "write `key: value`, one on a line"),
    "string_type": ("a text is needed here", None),
    "too_short": ("at least one is needed", None),
}


def wrong_form(key: str, kind: str, place: Place) -> PsedError:
    """A value that is no list (`tuple_type`) or no group of keys (`dict_type`) where one is needed."""
    message, help_ = _SAID[kind]
    return PsedError("S003", f"`{key}`: {message}", place, help_)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def _about(model: type[BaseModel], path: Path_) -> str | None:
    """What a missing key is for, where its model says."""
    owner = _model_at(model, path[:-1])
    for name, field in owner.model_fields.items() if owner else ():
        if path[-1] in (name, field.alias) and field.description:
            return f"{field.description[:1].lower()}{field.description[1:].rstrip('.')}"
    return None


def _keys(model: type[BaseModel] | None) -> list[str]:
    fields = model.model_fields if model else {}
    return [field.alias or name for name, field in fields.items()]


def _model_at(model: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    """The model that stands at a path of keys and positions."""
    here: Any = model
    for part in path:
        tagged = _tagged(here, part)
        if tagged:
            here = tagged
            continue
        here = _bare(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = {field.alias or name: field for name, field in here.model_fields.items()}
            here = fields[str(part)].annotation if part in fields else None
        else:
            held = [a for a in get_args(here) if a is not Ellipsis]
            here = held[-1] if held else None
    here = _bare(here)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _tagged(annotation: Any, tag: str | int) -> type[BaseModel] | None:
    """Of several forms told apart by `type`, the one of this type; nothing if it is no such choice."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) not in (types.UnionType, Union):
        return None
    for form in get_args(annotation):
        field = getattr(form, "model_fields", {}).get("type")
        if field is not None and tag in get_args(field.annotation):
            return form  # type: ignore[no-any-return]
    return None


def _bare(annotation: Any) -> Any:
    """An annotation without "or nothing" and without what checks it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (types.UnionType, Union):
        return _bare(next((a for a in arguments if a is not type(None)), None))
    return _bare(arguments[0]) if origin is Annotated else annotation
