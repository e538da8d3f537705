"""`psed check-decision` and `psed paragraph`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from psed.cli.output import EXIT_BELOW, EXIT_PACK, Day, emit
from psed.errors import suggestion
from psed.model.outcome import Assessment, Outcome, Weight

FORMATS = ("table", "json", "md", "github", "junit")


@click.command(
    epilog="Example: psed check-decision examples/decisions/two-libraries.yaml", no_args_is_help=True
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option(
    "--as-at",
    type=Day(),
    help="The day to read the record on; if not given, today or the day of the latest decision, if later.",
)
@click.option("--full", is_flag=True, help="Every finding, and not only the first.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def check_decision(file: Path, form: str, as_at: dt.date | None, full: bool, output: str | None) -> None:
    """Say what the record of a decision shows of regard at the time, and what it does not.

    FILE is a dossier with decisions, or begins with `psed-decision: 1`. Exits with 1 where the record
    speaks against the decision by a check of high or moderate weight; what is only not on record, and what
    is no more than a note, does not.
    """
    from psed.assessing import assess
    from psed.decision_files import last_day, load_decisions, place_of
    from psed.report import decisions as report

    dossier = load_decisions(file)
    assessment = assess(dossier, as_at=as_at or max(dt.date.today(), last_day(dossier) or dt.date.min))
    placed = partial(place_of, dossier)
    writers: dict[str, Callable[[Assessment], str]] = {
        "table": partial(report.to_text, full=full),
        "json": report.to_json,
        "md": report.to_markdown,
        "github": lambda read: report.to_github(read, placed),
        "junit": lambda read: report.to_junit(read, placed),
    }
    emit(writers[form](assessment), output)
    sys.exit(_exit_code(assessment))


def _exit_code(assessment: Assessment) -> int:
    found = [finding for record in assessment.decisions for finding in record.findings]
    if any(finding.outcome is Outcome.ERROR for finding in found):
        return EXIT_PACK
    against = [f for f in found if f.outcome is Outcome.NOT_MET and f.weight is not Weight.NOTE]
    return EXIT_BELOW if against else 0


@click.command(epilog="Example: psed paragraph examples/decisions/two-libraries.yaml", no_args_is_help=True)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--decision", "name", metavar="ID", help="Which decision; all of the file if not given.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def paragraph(file: Path, name: str | None, output: str | None) -> None:
    """Draft the equality implications of a committee paper from the record of its decision.

    What is not on record is left as a gap, `[not on record: ...]`, for whoever finishes the paper.
    """
    from psed.decision_files import load_decisions
    from psed.report.paragraph import paragraph as draft

    dossier = load_decisions(file)
    known = [each.id for each in dossier.decisions]
    if name is not None and name not in known:
        raise click.UsageError(f"there is no decision `{name}`; {suggestion(name, known)}")
    chosen = [each for each in dossier.decisions if name in (None, each.id)]
    emit("\n".join(draft(each) for each in chosen), output)
