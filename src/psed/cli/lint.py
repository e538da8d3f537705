"""`psed lint`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from psed.cli.output import EXIT_BELOW, EXIT_PACK, emit

if TYPE_CHECKING:
    from psed.linting import Remark

FORMATS = ("text", "json", "github", "sarif")


@click.command(epilog="Example: psed lint examples/oakshire/pack.yaml")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--fix", "mend", is_flag=True, help="Mend misspelt words and needless declarations in place.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def lint(packs: tuple[str, ...], form: str, mend: bool, output: str | None) -> None:
    """Say what a careful author would want to be told of a rule pack.

    PACK is the path of a pack, or the id of a shipped one; without any, all shipped packs and the
    shipped kinds are read. What each code means stands in docs/lint.

    Exit codes: 0 nothing to remark; 1 remarks; 4 a pack that cannot be read.
    """
    from psed.linting import lint_shipped, unreadable
    from psed.linting.formats import WRITERS

    if mend:
        _mend(packs)
    remarks = [remark for name in packs for remark in _lint(name)] if packs else list(lint_shipped())
    emit(WRITERS[form](remarks), output)
    sys.exit(EXIT_PACK if unreadable(remarks) else EXIT_BELOW if remarks else 0)


def _lint(name: str) -> tuple[Remark, ...]:
    from psed.errors import NotFound
    from psed.linting import lint as lint_pack

    try:
        return lint_pack(name)
    except NotFound as error:
        raise click.UsageError(f"{error.message}; {error.help}") from error


def _mend(packs: tuple[str, ...]) -> None:
    """Mend what is named by path, and say what was done; a shipped pack named by its id stays as it is."""
    from psed.linting.fixing import fix
    from psed.linting.run import is_there

    named = [name for name in packs if is_there(name)]
    if not named:
        raise click.UsageError("--fix mends only packs that are named by their path")
    for name in named:
        try:
            fixed = fix(name)
        except OSError as error:
            raise click.UsageError(f"cannot write {name}: {error.strerror}") from error
        for done in fixed:
            click.echo(f"Fixed {done}", err=True)
