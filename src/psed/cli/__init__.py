"""The command line: a thin door onto the library, one file for each group of commands."""

from __future__ import annotations

import os
import sys
import traceback
from typing import IO

import click

from psed.cli.output import EXIT_FAULT, EXIT_INPUT, EXIT_PACK, fail
from psed.errors import Invalid, InvalidRulePack, PsedError
from psed.version import VERSION

_COMMANDS = {
    "assess": "psed.cli.assess",
    "check-decision": "psed.cli.decisions",
    "demo": "psed.cli.start",
    "due": "psed.cli.due",
    "explain": "psed.cli.assess",
    "graph": "psed.cli.graph",
    "init": "psed.cli.start",
    "lint": "psed.cli.lint",
    "packs": "psed.cli.packs",
    "paragraph": "psed.cli.decisions",
    "schema": "psed.cli.packs",
    "test": "psed.cli.test",
}


class _Group(click.Group):
    """Loads a command only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from importlib import import_module

        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[name]), name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in _COMMANDS:
            from psed.errors import suggestion

            raise click.UsageError(f"there is no command `{name}`; {suggestion(name, _COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="psed")
def cli() -> None:
    """Read a public body's equality evidence against a framework, and see exactly why.

    Not legal advice, not an award, not a finding about due regard.

    Exit codes: 0 done; 1 below --fail-under, or findings of lint, test or check-decision; 2 wrong usage;
    3 a dossier that cannot be read; 4 a rule pack that cannot be read; 70 a fault of psed itself.
    """


def main() -> None:
    """Run the command line, turn every fault into words, and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    try:
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        fail(1, "stopped")
    except InvalidRulePack as error:
        fail(EXIT_PACK, str(error))
    except Invalid as error:
        fail(EXIT_INPUT, str(error))
    except PsedError as error:
        fail(EXIT_PACK if error.code[0] in "PC" else EXIT_INPUT, str(error))
    except BrokenPipeError:
        # The reader of a pipe has gone; what is left to write has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        click.echo(traceback.format_exc(), err=True)
        fail(
            EXIT_FAULT,
            "this is a fault of psed itself, not of your files: please report it with the lines above",
        )


def _never_fail_on_a_letter(stream: IO[str]) -> None:
    """A console of another alphabet gets a question mark for a letter that it lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
