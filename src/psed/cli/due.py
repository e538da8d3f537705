"""`psed due`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from psed import words
from psed.cli.output import Day, as_at_option, emit, full_option, ids_option, pack_option
from psed.errors import PsedError


@click.command(epilog="Example: psed due examples/fictional-bodies/nhs-trust.yaml --as-at 2026-11-21")
@click.argument("dossier", type=click.Path(path_type=Path))
@pack_option
@as_at_option
@click.option("--until", type=Day(), help="The last day to look at, inclusive; no end if not given.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "ics"]), default="table", show_default=True
)
@full_option
@ids_option
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def due(
    dossier: Path,
    packs: tuple[str, ...],
    as_at: dt.date,
    until: dt.date | None,
    form: str,
    full: bool,
    ids: bool,
    output: str | None,
) -> None:
    """Say what is overdue, what falls due next and what lapses: soonest first, with the days to go."""
    from psed.assessing import assess
    from psed.cli.assess import chosen_pack
    from psed.dossiers import load
    from psed.reasoning.due import coming
    from psed.reasoning.working_days import NOT_INSTALLED, installed
    from psed.report.dues import due_page

    body = load(dossier)
    assessment = assess(body, *(chosen_pack(name) for name in packs), as_at=as_at)
    nation = body.organisation.nation_on(as_at)
    lines = coming(assessment, until, nation)
    without = "" if installed() else NOT_INSTALLED
    if form == "json":
        rows = [
            {
                "coming": line.coming,
                "on": line.on.model_dump(mode="json") if line.on else None,
                "anniversary": line.anniversary.model_dump(mode="json") if line.anniversary else None,
                "cycle": line.cycle.model_dump(mode="json") if line.cycle else None,
                "days": line.days,
                "what": line.what,
                "about": line.about,
                "held_by": line.held_by,
                "source": line.source,
                "notes": line.notes,
            }
            for line in lines
        ]
        whole = {
            "psed-due": 1,
            "as_at": as_at.isoformat(),
            "working_days": None if without else nation,
            "working_days_because": without or None,
            "due": rows,
            "disclaimer": assessment.disclaimer,
        }
        emit(words.screen_json(json.dumps(whole, indent=1, ensure_ascii=False)) + "\n", output)
        return
    if form == "ics":
        from psed.report.ics import to_ics

        try:
            written = to_ics(assessment, lines)
        except PsedError as error:
            raise click.UsageError(f"{error.message}; {error.help}") from error
        if without and lines:
            click.echo(without, err=True)
        emit(written, output)
        return
    emit(due_page(assessment, lines, without, full=full, ids=ids), output)
