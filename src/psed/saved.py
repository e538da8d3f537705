"""Reading what was saved before, and collections of assessments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from psed.errors import Invalid, InvalidAssessment, Place, PsedError
from psed.files.tree import parse, read_bytes
from psed.model.outcome import Assessment


def is_assessment(path: Path) -> bool:
    """Whether a file looks like a saved assessment: JSON that begins with its header."""
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        return b'"psed-assessment"' in file.read(200)


def load_assessment(path: str | Path) -> Assessment:
    """Read a saved assessment.

    Raises:
        InvalidAssessment: It cannot be read, is not one, or was altered since.
    """
    place = Place(str(path))
    try:
        content = read_bytes(Path(path))
        parse(content, str(path), is_json=True)  # bounds, before anything is built
        return Assessment.from_json(content)
    except InvalidAssessment as error:
        raise InvalidAssessment(error.message, [fault.at(place) for fault in error.exceptions]) from None  # type: ignore[union-attr]
    except PsedError as error:
        raise InvalidAssessment(f"1 fault in {path}", [error]) from error


def collection_json(assessments: Sequence[Assessment], unreadable: Sequence[tuple[str, Invalid]]) -> str:
    """Several assessments as JSON, with the files that could not be read and why."""
    whole = {
        "psed-assessments": 1,
        "assessments": [assessment.content() for assessment in assessments],
        "unreadable": [
            {"file": file, "faults": [_fault(fault) for fault in error.exceptions]}
            for file, error in unreadable
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _fault(fault: Exception) -> dict[str, str | int | None]:
    assert isinstance(fault, PsedError)
    line = fault.place.line if fault.place else None
    return {"code": fault.code, "message": fault.message, "line": line, "help": fault.help}
