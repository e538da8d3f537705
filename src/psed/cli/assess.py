"""`psed assess` and `psed explain`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from psed.cli.output import (
    EXIT_BELOW,
    EXIT_INPUT,
    EXIT_PACK,
    as_at_option,
    emit,
    full_option,
    ids_option,
    pack_option,
)
from psed.errors import Invalid, InvalidRulePack, NotFound, PsedError, suggestion
from psed.model.outcome import Assessment, Outcome
from psed.rulepack import RulePack

FORMATS = ("table", "json", "md", "csv")


@click.command(
    epilog="Example: psed assess examples/leicestershire-2011 --as-at 2011-08-31", no_args_is_help=True
)
@click.argument("dossier", type=click.Path(path_type=Path))
@pack_option
@as_at_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@full_option
@ids_option
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
@click.option(
    "--fail-under",
    multiple=True,
    metavar="PACK=LEVEL",
    help="Exit with 1 where what is on file supports less.",
)
def assess(
    dossier: Path,
    packs: tuple[str, ...],
    as_at: dt.date,
    form: str,
    full: bool,
    ids: bool,
    output: str | None,
    fail_under: tuple[str, ...],
) -> None:
    """Say what level a dossier supports in each area, and what decides it.

    DOSSIER is a file, or a folder of them: then each has a row, and one that cannot be read does not
    stop the others.
    """
    wanted = [_floor(text) for text in fail_under]
    assessments, unreadable = _read_all(dossier, packs, as_at)
    for _, error in unreadable:
        click.echo(str(error), err=True)
    below = _below(assessments, wanted)
    if assessments:
        one = not dossier.is_dir()
        if form == "table":
            emit(_screen(assessments, unreadable, one, full=full, ids=ids), output)
        else:
            emit(_written(assessments, unreadable, form, one), output)
    for line in below:
        click.echo(line, err=True)
    sys.exit(_exit_code(assessments, [error for _, error in unreadable], bool(below)))


def _exit_code(assessments: Sequence[Assessment], unreadable: Sequence[Invalid], below: bool) -> int:
    findings = [finding for assessment in assessments for finding in assessment.findings()]
    in_error = any(finding.outcome is Outcome.ERROR for finding in findings)
    if in_error or any(isinstance(error, InvalidRulePack) for error in unreadable):
        return EXIT_PACK
    if unreadable:
        return EXIT_INPUT
    return EXIT_BELOW if below else 0


Unreadable = list[tuple[str, Invalid]]


def _read_all(path: Path, packs: tuple[str, ...], as_at: dt.date) -> tuple[list[Assessment], Unreadable]:
    files = dossiers_in(path) if path.is_dir() else [path]
    if not files:
        raise click.UsageError(f"there is no dossier in {path}: no file that begins with `psed-dossier: 1`")
    assessments: list[Assessment] = []
    unreadable: Unreadable = []
    for file in files:
        try:
            assessments.append(assess_file(file, packs, as_at))
        except Invalid as error:
            unreadable.append((str(file), error))
    return assessments, unreadable


def dossiers_in(folder: Path) -> list[Path]:
    """The dossiers in a folder, by name: every YAML or JSON file but packs and saved assessments."""
    files = sorted(file for ending in ("yaml", "yml", "json") for file in folder.glob(f"*.{ending}"))
    return [file for file in files if not _is_something_else(file)]


def _is_something_else(file: Path) -> bool:
    if not file.is_file():
        return False  # reading it says why
    with file.open("rb") as opened:
        start = opened.read(4096)
    return any(
        header in start
        for header in (
            b"psed-pack:",
            b'"psed-assessment',
            b"psed-kinds:",
            b"psed-decision:",
            b'"psed-decision',
        )
    )


def assess_file(file: Path, packs: tuple[str, ...], as_at: dt.date, *, decisions: bool = False) -> Assessment:
    """Read and assess one dossier, or the record of one decision where *decisions* are let in."""
    from psed.assessing import assess as assess_dossier
    from psed.decision_files import is_decision_file, load_decisions
    from psed.dossiers import load

    dossier = load_decisions(file) if decisions and is_decision_file(file) else load(file)
    return assess_dossier(dossier, *(chosen_pack(name) for name in packs), as_at=as_at)


def chosen_pack(name: str) -> RulePack:
    """A pack named on the command line: an id, or a path of the user's own."""
    from psed.loading import load_pack, pack_by_id

    if Path(name).exists():
        return load_pack(name)
    try:
        return pack_by_id(name)
    except NotFound as error:
        raise click.UsageError(f"{error.message}; {error.help}") from error


def _written(assessments: Sequence[Assessment], unreadable: Unreadable, form: str, one: bool) -> str:
    if form == "json":
        from psed.saved import collection_json

        return assessments[0].to_json() if one else collection_json(assessments, unreadable)
    from psed.report import tables

    return tables.to_markdown(assessments) if form == "md" else tables.to_csv(assessments)


def _screen(
    assessments: Sequence[Assessment], unreadable: Unreadable, one: bool, *, full: bool, ids: bool
) -> str:
    from psed.report import bodies, text

    if one:
        return text.one(assessments[0], full=full, ids=ids)
    faults = [(file, len(error.exceptions)) for file, error in unreadable]
    return bodies.several(assessments, faults, full=full, ids=ids)


def _floor(text: str) -> tuple[str, str]:
    pack, sign, level = text.partition("=")
    if not (pack and sign and level):
        raise click.UsageError(f"`--fail-under {text}`: write PACK=LEVEL, such as eflg-2009=achieving")
    return pack, level


def _below(assessments: Sequence[Assessment], wanted: Sequence[tuple[str, str]]) -> list[str]:
    """A line for each body whose papers support less than was asked for."""
    from psed.scoring import rank

    lines = []
    for assessment in assessments:
        for pack, level in wanted:
            framework = next((f for f in assessment.frameworks if f.id == pack), None)
            if framework is None:
                known = [f.id for f in assessment.frameworks]
                raise click.UsageError(f"--fail-under: `{pack}` was not read; {suggestion(pack, known)}")
            if level not in framework.levels:
                message = (
                    f"--fail-under: `{pack}` has no level `{level}`; {suggestion(level, framework.levels)}"
                )
                raise click.UsageError(message)
            supported = framework.level.supported if framework.level else None
            if rank(supported, framework.levels) < rank(level, framework.levels):
                told = supported or framework.floor
                lines.append(f"{assessment.organisation.name}: {pack} supports {told}, below {level}")
    return lines


@click.command(epilog="Example: psed explain examples/oakshire/dossier.yaml workforce", no_args_is_help=True)
@click.argument("dossier", type=click.Path(path_type=Path))
@click.argument("name", metavar="ID")
@pack_option
@as_at_option
@ids_option
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def explain(
    dossier: Path, name: str, packs: tuple[str, ...], as_at: dt.date, ids: bool, output: str | None
) -> None:
    """Say why: for a rule, a duty, a check, an area, a level, a pack, a record or an item of evidence.

    DOSSIER may also be a saved assessment (`psed assess --format json`), which explains itself, or the
    record of one decision (`psed-decision: 1`).
    """
    from psed.reasoning.explain import explain as why
    from psed.saved import is_assessment, load_assessment

    read = (
        load_assessment(dossier)
        if is_assessment(dossier)
        else assess_file(dossier, packs, as_at, decisions=True)
    )
    try:
        tree = why(read, name)
    except PsedError as error:
        raise click.UsageError(f"{error.message}; {error.help}") from error
    emit(tree.page(ids=ids), output)
