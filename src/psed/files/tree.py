"""Text in, plain values out, with the line on which each stood.

One reading on every Python: YAML 1.2 with every scalar as text (`no`, `on` and `010` stay what they
are), typed later by the models. Only an empty value, `~` and `null` mean "nothing here". Input comes
from strangers, so size, depth and repetition are bounded before anything is built.
"""

from __future__ import annotations

import errno
import json
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from psed.errors import Place, PsedError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 24
MAX_VALUES = 300_000
MAX_COPIES = 20_000
"""How many values aliases may bring in again, all together."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

Path_ = tuple[str | int, ...]


@dataclass
class Tree:
    """What a file says: plain values, and the line of each by its path of keys and positions."""

    file: str
    data: Any
    lines: dict[Path_, int]
    faults: list[PsedError] = field(default_factory=list)

    def place(self, path: Path_) -> Place:
        """The place of a value, or of the nearest thing around it that has a line."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return Place(self.file, self.lines[path[:length]])
        return Place(self.file)


def read_bytes(path: Path, shown: str | None = None) -> bytes:
    """The bytes of a file.

    Raises:
        PsedError: It cannot be opened (F001) or is over 8 MiB (F002).
    """
    place = Place(shown or str(path))
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise PsedError("F001", "cannot read the file: it is a folder", place, "name a file in it")
        if not stat.S_ISREG(found.st_mode):
            raise PsedError("F001", "cannot read the file: it is a device, not a file", place)
        if found.st_size > MAX_BYTES:
            raise _too_large(place)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        help_ = "check the path and its spelling"
        raise PsedError("F001", f"cannot read the file: {why_not(error)}", place, help_) from error


def why_not(error: Exception) -> str:
    """Why a path cannot be read, in plain words."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOENT, errno.ENOTDIR):
        return "there is no such file"
    if number == errno.ENAMETOOLONG:
        return "its name is too long"
    if isinstance(error, ValueError):
        return "its name holds a character that no name may"
    return getattr(error, "strerror", None) or "it cannot be opened"


def _too_large(place: Place) -> PsedError:
    limit = MAX_BYTES // 1024 // 1024
    return PsedError(
        "F002", f"the file is over {limit} MiB", place, "split it, or take out what is not needed"
    )


def read_tree(path: Path, shown: str | None = None) -> Tree:
    """Read a YAML or JSON file; the ending `.json` decides.

    Faults that do not stop the reading (a key given twice) are in `Tree.faults`.

    Raises:
        PsedError: It cannot be read at all: F001 to F004, F006 to F008.
    """
    file = shown or str(path)
    return parse(read_bytes(path, shown), file, is_json=path.suffix.lower() == ".json")


def parse(content: bytes, file: str, *, is_json: bool = False) -> Tree:
    """Read YAML or JSON from bytes; *file* is the name that faults will give.

    Raises:
        PsedError: As `read_tree`.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(Place(file))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PsedError(
            "F003", "the file is not UTF-8 text", Place(file, line), "save it again with the encoding UTF-8"
        ) from error
    return _Json(text, file).read() if is_json else _Yaml(text, file).read()


def _is_text(value: str) -> bool:
    """Whether a string can be written as UTF-8: an escape can smuggle in half of a pair."""
    return _HALF.search(value) is None


_BRACKETS = re.compile(
    r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|(?<!\w)\'(?:[^\']++|\'\')*+(?:\'|\Z)|#[^\n]*+|[\[\]{}]', re.DOTALL
)
"""A bracket, or what may hold one that opens nothing: a quoted text or a remark."""
_HALF = re.compile("[\ud800-\udfff]")


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return event.start_mark.line + 1


_OFTEN_LATE = "look at the line above too: a missing quote, colon or indent often shows a line late"


class _Yaml:
    """Builds plain values from a stream of events, without recursion."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.tree = Tree(file, None, {})
        self.anchors: dict[str, list[yaml.Event] | None] = {}
        self.recording: list[tuple[str, int, list[yaml.Event]]] = []
        self.values = self.copies = self.copied = 0
        self.copying = False

    def read(self) -> Tree:
        try:
            self._build()
        except yaml.MarkedYAMLError as error:
            raise self._malformed(error) from error
        except yaml.YAMLError as error:
            where = re.search(r"position (\d+)", str(error))
            line = self.text.count("\n", 0, int(where[1])) + 1 if where else None
            raise PsedError(
                "F004",
                "the file is not well-formed YAML: it holds a character that text may not have",
                Place(self.file, line),
                "take out control characters",
            ) from error
        return self.tree

    def _malformed(self, error: yaml.MarkedYAMLError) -> PsedError:
        """What a parser found, in plain words where its own are known: there are two parsers."""
        found = f"{error.context or ''} {error.problem or ''}".strip()
        mark = error.problem_mark or error.context_mark
        if mark and self._brackets_open_at(mark) > MAX_DEPTH:
            # A parser may look ahead, and give up by a limit of its own before the values are counted.
            place = Place(self.file, mark.line + 1)
            return PsedError("F006", f"the file is nested over {MAX_DEPTH} deep", place, "flatten it")
        what, help_ = error.problem or found, _OFTEN_LATE
        if "quoted scalar" in found:
            mark = error.context_mark or mark
            what, help_ = "the quote that opens here is never closed", "close it, or take it out"
        elif "tab character" in found or r"'\t'" in found or self._sign_at(mark) == "\t":
            what, help_ = "a tab stands where only spaces may", "put spaces in its place"
        elif "mapping values are not allowed" in found:
            what = "a colon stands where it does not fit"
            help_ = "put a text that holds a colon in quotes, or mend the indent of this line"
        place = Place(self.file, mark.line + 1 if mark else None)
        return PsedError("F004", f"the file is not well-formed YAML: {what}", place, help_)

    def _brackets_open_at(self, mark: Any) -> int:
        """How many brackets are open where a parser stopped, as far as quotes and remarks let one tell."""
        before = "\n".join([*self.text.splitlines()[: mark.line], ""])
        here = self.text.splitlines()[mark.line : mark.line + 1]
        depth = deepest = 0
        for sign in _BRACKETS.finditer(before + "".join(here)[: mark.column]):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign[0], 0)
            depth = max(0, depth)
            deepest = max(deepest, depth)
        return deepest

    def _sign_at(self, mark: Any) -> str:
        """The sign at which a parser stopped."""
        lines = self.text.splitlines()
        inside = mark is not None and mark.line < len(lines)
        return lines[mark.line][mark.column : mark.column + 1] if inside else ""

    def _fail(self, code: str, message: str, event: yaml.Event, help: str) -> NoReturn:
        raise PsedError(code, message, Place(self.file, _line(event)), help)

    def _events(self) -> Iterator[yaml.Event]:
        """Events with each alias replaced by the events it stands for."""
        for event in yaml.parse(self.text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                self.copying = True
                yield from self._copied(event)
                self.copying = False
            else:
                self._record(event)
                yield event

    def _record(self, event: yaml.Event) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = None
            self.recording.append((anchor, 0, []))
        opens = isinstance(event, yaml.CollectionStartEvent)
        closes = isinstance(event, yaml.CollectionEndEvent)
        for index, (name, depth, events) in enumerate(self.recording):
            events.append(event)
            self.recording[index] = (name, depth + opens - closes, events)
        while self.recording and self.recording[-1][1] == 0:
            name, _, events = self.recording.pop()
            self.anchors[name] = events

    def _copied(self, event: yaml.AliasEvent) -> list[yaml.Event]:
        events = self.anchors.get(event.anchor or "")
        if events is None:
            known = event.anchor in self.anchors
            what = "stands inside itself" if known else "is not defined above"
            self._fail("F004", f"the alias `*{event.anchor}` {what}", event, "write the value out")
        self.copies += len(events)
        self.copied += sum(len(getattr(part, "value", None) or "") for part in events)
        if self.copies > MAX_COPIES or self.copied > MAX_BYTES:
            self._fail(
                "F007", f"aliases repeat more than {MAX_COPIES:,} values", event, "write the values out"
            )
        for _, _, recorded in self.recording:
            recorded.extend(events)
        return events

    def _build(self) -> None:
        stack: list[tuple[Any, Path_]] = []
        keys: list[str | None] = []
        documents = 0
        for event in self._events():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fail("F004", "the file holds two documents", event, "keep one, without `---`")
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop()
                keys.pop()
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                self._guard(event, len(stack))
                if stack and isinstance(stack[-1][0], dict) and keys[-1] is None:
                    keys[-1] = self._key(event, *stack[-1])
                    continue
                value = self._value(event)
                path = self._put(value, event, stack, keys)
                if isinstance(event, yaml.CollectionStartEvent):
                    stack.append((value, path))
                    keys.append(None)

    def _guard(self, event: yaml.Event, depth: int) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            self._fail("F002", f"the file holds over {MAX_VALUES:,} values", event, "split it")
        if depth >= MAX_DEPTH:
            self._fail("F006", f"the file is nested over {MAX_DEPTH} deep", event, "flatten it")
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            self._fail("F008", f"the tag `{tag}` is not read here", event, "take the tag out")
        if isinstance(event, yaml.ScalarEvent) and not self.copying and not _is_text(event.value):
            self._fail("F004", "half of a character stands alone here", event, "write the character whole")

    def _key(self, event: yaml.Event, owner: dict[str, Any], path: Path_) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._fail("F004", "a key must be one word or line of text", event, "write the key as text")
        key, line = str(event.value), _line(event)
        if key in owner:
            first = self.tree.lines[(*path, key)]
            self.tree.faults.append(
                PsedError(
                    "F005",
                    f"the key `{key}` is given twice; the first is on line {first}",
                    Place(self.file, line),
                    "keep one of them",
                )
            )
        self.tree.lines[(*path, key)] = line
        return key

    @staticmethod
    def _value(event: yaml.Event) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        assert isinstance(event, yaml.ScalarEvent)
        plain = event.style is None or event.style == ""
        return None if plain and event.value in _NOTHING else event.value

    def _put(
        self, value: Any, event: yaml.Event, stack: list[tuple[Any, Path_]], keys: list[str | None]
    ) -> Path_:
        line = _line(event)
        if not stack:
            self.tree.data = value
            self.tree.lines[()] = line
            return ()
        owner, path = stack[-1]
        if isinstance(owner, dict):
            key = keys[-1] or ""
            keys[-1] = None
            owner[key] = value
            return (*path, key)
        owner.append(value)
        self.tree.lines[(*path, len(owner) - 1)] = line
        return (*path, len(owner) - 1)


class _Json:
    """JSON read strictly: a key given twice is a fault, and a number stays as it was written."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.values = self.objects = 0

    def read(self) -> Tree:
        if not self.text.strip():
            return Tree(self.file, None, {})
        try:
            data = json.loads(
                self.text,
                parse_int=self._number,
                parse_float=self._number,
                parse_constant=self._constant,
                object_pairs_hook=self._pairs,
            )
        except json.JSONDecodeError as error:
            comma = error.msg == "Expecting ',' delimiter"
            what = "a comma is missing before this" if comma else error.msg[:1].lower() + error.msg[1:]
            raise PsedError(
                "F004",
                f"the file is not well-formed JSON: {what}",
                Place(self.file, error.lineno),
                "look at the line above too: a missing comma, quote or bracket often shows a line late",
            ) from error
        except RecursionError as error:
            raise self._too_deep() from error
        tree = Tree(self.file, data, {})
        self._flatten(tree)
        return tree

    def _too_deep(self) -> PsedError:
        return PsedError("F006", f"the file is nested over {MAX_DEPTH} deep", Place(self.file), "flatten it")

    @staticmethod
    def _number(text: str) -> str:
        return text

    def _constant(self, text: str) -> NoReturn:
        raise PsedError("F004", f"`{text}` is not a number", Place(self.file), "write the figure")

    def _pairs(self, pairs: list[tuple[str, Any]]) -> _Pairs:
        self.objects += 1 + len(pairs)
        if self.objects > MAX_VALUES:
            raise PsedError(
                "F002", f"the file holds over {MAX_VALUES:,} values", Place(self.file), "split it"
            )
        return _Pairs(pairs)

    def _flatten(self, tree: Tree) -> None:
        """Turn pairs into dictionaries, with lines, in the order of the text."""
        lines = _json_lines(self.text)
        tree.lines[()] = 1

        def plain(value: Any, path: Path_) -> Any:
            self.values += 1
            if self.values > MAX_VALUES:
                raise PsedError(
                    "F002", f"the file holds over {MAX_VALUES:,} values", Place(self.file), "split it"
                )
            if len(path) >= MAX_DEPTH:
                raise self._too_deep()
            if isinstance(value, _Pairs):
                return members(value, path)
            if isinstance(value, list):
                return [plain(part, (*path, index)) for index, part in enumerate(value)]
            check(value, path)
            return str(value).lower() if isinstance(value, bool) else value

        def check(value: Any, path: Path_) -> None:
            if isinstance(value, str) and not _is_text(value):
                message = "the file is not well-formed JSON: half of a character stands alone"
                raise PsedError("F004", message, tree.place(path), "write the character whole")

        def members(pairs: _Pairs, path: Path_) -> dict[str, Any]:
            result: dict[str, Any] = {}
            for key, value in pairs:
                line = next(lines, 1)
                if not _is_text(key):
                    message = "the file is not well-formed JSON: half of a character stands alone in a key"
                    raise PsedError("F004", message, Place(self.file, line), "write the character whole")
                if key in result:
                    first = tree.lines[(*path, key)]
                    message = f"the key `{key}` is given twice; the first is on line {first}"
                    tree.faults.append(PsedError("F005", message, Place(self.file, line), "keep one of them"))
                tree.lines[(*path, key)] = line
                result[key] = plain(value, (*path, key))
            return result

        tree.data = plain(tree.data, ())


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object in the order of the text."""


def _json_lines(text: str) -> Iterator[int]:
    """The line of each key of well-formed JSON, in order: a key is a string that a colon follows."""
    line, last = 1, 0
    for match in re.finditer(r'"(?:[^"\\]++|\\.)*+"(\s*:)?', text):
        line += text.count("\n", last, match.start())
        last = match.start()
        if match[1]:
            yield line
