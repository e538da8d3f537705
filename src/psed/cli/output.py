"""What commands share: exit codes, where results go, and the day."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from psed import words
from psed.model.dates import PartialDate

EXIT_BELOW = 1
EXIT_USAGE = 2
EXIT_INPUT = 3
EXIT_PACK = 4
EXIT_FAULT = 70

F = TypeVar("F", bound=Callable[..., Any])


def fail(code: int, message: str) -> NoReturn:
    """Say what is wrong, on standard error, and exit."""
    click.echo(words.screen(message), err=True)
    sys.exit(code)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day on the command line: `2011-08-31`, or `today`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read a day; a month or a year is not one."""
        if isinstance(value, dt.date):
            return value
        if value == "today":
            return dt.date.today()
        try:
            read = PartialDate.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if not read.exact:
            self.fail(f"`{value}` is a {read.precision}; name a day, such as {read.latest}", param, ctx)
        return read.earliest


as_at_option = click.option(
    "--as-at", type=Day(), default="today", help="The day to read the dossier on; today if not given."
)
pack_option = click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="ID",
    help="A pack, by id or path; those the dossier names if not given.",
)

full_option = click.option("--full", is_flag=True, help="All there is, not only the first of each list.")
ids_option = click.option("--ids", is_flag=True, help="With the id of each rule, duty and check at its end.")


def emit(text: str, to: str | None) -> None:
    """Write a result to standard output, or to the file that was asked for, whole or not at all."""
    if to is None:
        click.echo(text, nl=False)
        return
    path = Path(to)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.UsageError(f"cannot write {to}: {error.strerror}") from error
    click.echo(f"Wrote {to}", err=True)
