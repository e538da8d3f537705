"""JSON Schemas (draft-07), made from the models, for editors: of whatever psed reads and writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from psed.decision_files import DecisionFile
from psed.model.dossier import Dossier
from psed.model.outcome import Assessment
from psed.rulepack import RulePack

MODELS: Mapping[str, type[BaseModel]] = {
    "pack": RulePack,
    "dossier": Dossier,
    "decision": DecisionFile,
    "assessment": Assessment,
}
_TITLES = {
    "pack": "psed rule pack",
    "dossier": "psed dossier",
    "decision": "psed record of a decision",
    "assessment": "psed assessment",
}


def schema(what: str) -> dict[str, Any]:
    """The schema of a `pack`, a `dossier`, the record of a `decision` or an `assessment`.

    Raises:
        KeyError: There is no schema of that name.
    """
    model = MODELS[what]
    mode = "serialization" if what == "assessment" else "validation"
    made = model.model_json_schema(by_alias=True, mode=mode, schema_generator=_Draft07)  # type: ignore[arg-type]
    made["title"] = _TITLES[what]
    header = f"psed-{what}"
    made["required"] = sorted({*made.get("required", []), header})
    return {"$schema": "http://json-schema.org/draft-07/schema#", **made}


def schema_text(what: str) -> str:
    """The schema as JSON text, ending in a line break."""
    return json.dumps(schema(what), indent=1, ensure_ascii=False) + "\n"


class _Draft07(GenerateJsonSchema):
    """draft-07 keeps shared parts under `definitions` and has no `prefixItems`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "ref_template": "#/definitions/{model}"})

    def generate(self, schema: Any, mode: Any = "validation") -> dict[str, Any]:
        made = super().generate(schema, mode)
        if "$defs" in made:
            made["definitions"] = made.pop("$defs")
        plain = _draft07(made)
        assert isinstance(plain, dict)
        return plain


def _draft07(part: Any) -> Any:
    if isinstance(part, dict):
        part = {key: _draft07(value) for key, value in part.items()}
        if "prefixItems" in part:
            part["items"] = part.pop("prefixItems")
        return part
    return [_draft07(value) for value in part] if isinstance(part, list) else part


def file_of(what: str) -> Path:
    """Where the shipped copy of a schema is."""
    return Path(__file__).with_name(f"{what}.schema.json")
