"""`psed graph`."""

from __future__ import annotations

from pathlib import Path

import click

from psed.cli.assess import chosen_pack
from psed.cli.output import emit, pack_option


@click.command(epilog="Example: psed graph examples/oakshire/dossier.yaml --format mermaid")
@click.argument("dossier", required=False, type=click.Path(path_type=Path))
@pack_option
@click.option("--area", metavar="ID", help="Only the rules of an area, and what they rest on.")
@click.option("--level", metavar="LEVEL", help="Only the rules of a level, and what they rest on.")
@click.option("--around", "node", metavar="NODE", help="Only a node, what it rests on, and what rests on it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "graphml", "json"]),
    default="mermaid",
    show_default=True,
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def graph(
    dossier: Path | None,
    packs: tuple[str, ...],
    area: str | None,
    level: str | None,
    node: str | None,
    form: str,
    output: str | None,
) -> None:
    """Show what rests on what: levels, areas, rules, facts, kinds and evidence.

    Without a DOSSIER it shows the rule packs alone: all framework packs, or those of --pack.
    The whole is large: --area, --level and --around narrow it, and go together.
    """
    from psed.dossiers import load
    from psed.errors import NotFound
    from psed.graph import WRITERS, around, build_graph, narrowed
    from psed.loading import packs as shipped_packs
    from psed.rulepack import PackKind

    read = load(dossier) if dossier else None
    chosen = tuple(chosen_pack(name) for name in packs)
    if not chosen and read is None:
        chosen = tuple(pack for pack in shipped_packs() if pack.kind is PackKind.FRAMEWORK)
    made = build_graph(*chosen, dossier=read)
    try:
        if area or level:
            made = narrowed(made, area=area, level=level)
        if node:
            made = around(made, node)
    except NotFound as error:
        raise click.UsageError(f"{error.message}; {error.help}") from error
    emit(WRITERS[form](made), output)
