"""`psed graph`."""

from __future__ import annotations

from pathlib import Path

import click

from psed.cli.assess import chosen_pack
from psed.cli.output import emit, pack_option


@click.command(epilog="Example: psed graph examples/oakshire/dossier.yaml --format mermaid")
@click.argument("dossier", required=False, type=click.Path(path_type=Path))
@pack_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "graphml", "json"]),
    default="mermaid",
    show_default=True,
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def graph(dossier: Path | None, packs: tuple[str, ...], form: str, output: str | None) -> None:
    """Show what rests on what: levels, areas, rules, facts, kinds and evidence.

    Without a DOSSIER it shows the rule packs alone: all framework packs, or those of --pack.
    """
    from psed.dossiers import load
    from psed.graph import WRITERS, build_graph
    from psed.loading import packs as shipped_packs
    from psed.rulepack import PackKind

    read = load(dossier) if dossier else None
    chosen = tuple(chosen_pack(name) for name in packs)
    if not chosen and read is None:
        chosen = tuple(pack for pack in shipped_packs() if pack.kind is PackKind.FRAMEWORK)
    emit(WRITERS[form](build_graph(*chosen, dossier=read)), output)
