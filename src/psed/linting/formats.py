"""Remarks as text, JSON, workflow commands of GitHub, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from psed import words
from psed.errors import CODES
from psed.linting.catalogue import CHECKS
from psed.linting.remark import Remark
from psed.version import VERSION

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(remarks: Sequence[Remark]) -> str:
    """Each remark with its help, and how many there are."""
    if not remarks:
        return "All checks passed.\n"
    count = "1 remark" if len(remarks) == 1 else f"{len(remarks)} remarks"
    return words.screen("".join(f"{remark}\n" for remark in remarks) + f"Found {count}.\n")


def as_json(remarks: Sequence[Remark]) -> str:
    """An object with a list of remarks."""
    rows = [
        {
            "code": remark.code,
            "name": name_of(remark.code),
            "severity": str(remark.severity),
            "file": remark.place.file,
            "line": remark.place.line,
            "rule": remark.rule,
            "message": remark.message,
            "help": remark.help,
        }
        for remark in remarks
    ]
    return (
        words.screen_json(json.dumps({"psed-lint": 1, "remarks": rows}, indent=1, ensure_ascii=False)) + "\n"
    )


def as_github(remarks: Sequence[Remark]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    return "".join(f"{_command(remark)}\n" for remark in remarks)


def _command(remark: Remark) -> str:
    where = {"file": remark.place.file, "line": remark.place.line, "title": f"psed {remark.code}"}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items() if value)
    told = f"{remark.code} {remark.message}" + (f"\nhelp: {remark.help}" if remark.help else "")
    return f"::{remark.severity} {properties}::{_data(told)}"


def _data(text: str) -> str:
    shown = words.screen(text.replace("\r\n", "\n"))
    return shown.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(remarks: Sequence[Remark]) -> str:
    """SARIF 2.1.0, for tools that gather remarks; paths are relative to the current folder."""
    codes = list(dict.fromkeys([*CHECKS, *(remark.code for remark in remarks)]))
    driver = {"name": "psed", "semanticVersion": VERSION, "rules": [_rule(code) for code in codes]}
    run = {"tool": {"driver": driver}, "results": [_result(remark, codes) for remark in remarks]}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    check = CHECKS.get(code)
    rule: dict[str, Any] = {
        "id": code,
        "name": name_of(code),
        "shortDescription": {"text": name_of(code)},
        "defaultConfiguration": {"level": "warning" if code.startswith("L") else "error"},
    }
    if check:
        rule |= {"fullDescription": {"text": check.what}, "help": {"text": f"{check.what} {check.why}"}}
    return rule


def _result(remark: Remark, codes: Sequence[str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(remark.place.file)}}
    if remark.place.line:
        physical["region"] = {"startLine": remark.place.line}
    return {
        "ruleId": remark.code,
        "ruleIndex": codes.index(remark.code),
        "level": str(remark.severity),
        "message": {"text": remark.message + (f" ({remark.help})" if remark.help else "")},
        "locations": [{"physicalLocation": physical}],
    }


def _uri(file: str) -> str:
    """A path as a reference: relative to the current folder where it lies within it."""
    path = Path(file)
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    return quote(path.as_posix())


def name_of(code: str) -> str:
    """What a code is called."""
    check = CHECKS.get(code)
    return check.name if check else CODES.get(code, code)


WRITERS: Mapping[str, Callable[[Sequence[Remark]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""A writer for each format."""
