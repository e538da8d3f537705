"""`psed packs` and `psed schema`."""

from __future__ import annotations

import click

from psed.cli.output import emit


@click.command(epilog="Example: psed packs --format json")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def packs(form: str) -> None:
    """List the rule packs that are shipped."""
    import json

    from psed.loading import packs as shipped_packs

    rows = [
        {
            "id": pack.pack,
            "version": pack.version,
            "kind": str(pack.kind),
            "status": str(pack.status),
            "valid_from": pack.valid_from.isoformat(),
            "valid_to": pack.valid_to.isoformat() if pack.valid_to else None,
            "title": pack.title,
            "rules": len(pack.rules),
            "sha256": pack.sha256,
        }
        for pack in shipped_packs()
    ]
    if form == "json":
        emit(json.dumps(rows, indent=1) + "\n", None)
        return
    lines = []
    for row in rows:
        until = f" to {row['valid_to']}" if row["valid_to"] else " on"
        lines.append(f"{row['id']} {row['version']} ({row['kind']}, {row['status']})")
        lines.append(f"  {row['title']}")
        lines.append(f"  in force from {row['valid_from']}{until}; {row['rules']} rules")
    emit("\n".join(lines) + "\n", None)


@click.command(epilog="Example: psed schema dossier -o dossier.schema.json")
@click.argument("what", type=click.Choice(["pack", "dossier", "decision", "assessment"]))
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def schema(what: str, output: str | None) -> None:
    """Print the JSON Schema (draft-07) that editors can check a file against."""
    from psed.schemas import schema_text

    emit(schema_text(what), output)
