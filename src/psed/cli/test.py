"""`psed test`."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from psed.cli.assess import chosen_pack
from psed.cli.output import EXIT_BELOW, emit

MOST = 8
"""How many of a list are shown before the rest are counted."""


@click.command(epilog="Example: psed test eflg-2009")
@click.argument("packs", nargs=-1, metavar="PACK...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--mutants/--no-mutants", default=True, show_default=True, help="Whether to change the pack and look."
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead of the screen.")
def test(packs: tuple[str, ...], form: str, mutants: bool, output: str | None) -> None:
    """Run the examples of rule packs, say what they exercise, and change the packs to see who notices.

    PACK is an id or a path; all shipped packs that have rules if none is named. A mutant is a pack with one
    thing changed; one that no example notices has survived.
    """
    from psed.loading import packs as shipped_packs

    every = [pack for pack in shipped_packs() if pack.rules or pack.duties or pack.checks]
    chosen = [chosen_pack(name) for name in packs] or every
    reports = [_report(pack, mutants) for pack in chosen]
    emit(json.dumps(reports, indent=1) + "\n" if form == "json" else "\n".join(map(_text, reports)), output)
    bad = any(report["faults"] or report.get("survivors") for report in reports)
    sys.exit(EXIT_BELOW if bad else 0)


def _report(pack: Any, mutants: bool) -> dict[str, Any]:
    from psed.compiled import compile_pack
    from psed.loading import vocabulary
    from psed.testing.exercise import exercise
    from psed.testing.mutants import try_mutants

    compiled = compile_pack(pack, vocabulary())
    done = exercise(compiled)
    report: dict[str, Any] = {
        "pack": pack.pack,
        "examples": done.run,
        "faults": list(done.faults),
        "exercised": [
            {"what": c.what, "shown": c.shown, "of": c.of, "missing": list(c.missing)} for c in done.counts
        ],
    }
    if mutants and not done.faults:
        trial = try_mutants(compiled)
        report |= {"mutants": trial.tried, "equivalent": trial.equivalent}
        report["survivors"] = [
            {
                "rule": m.rule,
                "place": str(m.place),
                "what": m.what,
                "clause": m.clause,
                "encodes": m.encodes,
                "kill": m.kill,
            }
            for m in trial.survivors
        ]
    return report


def _text(report: dict[str, Any]) -> str:
    lines = [f"{report['pack']}: {report['examples']} examples, {len(report['faults'])} came out otherwise"]
    lines += [f"  {fault}" for fault in report["faults"]]
    for count in report["exercised"]:
        lines.append(f"  {count['what']}: {count['shown']} of {count['of']}")
        lines += [f"    not shown: {name}" for name in count["missing"][:MOST]]
        if len(count["missing"]) > MOST:
            lines.append(f"    and {len(count['missing']) - MOST} more")
    if "mutants" in report:
        survivors = report["survivors"]
        noticed = report["mutants"] - len(survivors)
        lines.append(
            f"  mutants: {noticed} of {report['mutants']} noticed; {report['equivalent']} change nothing"
        )
        for mutant in survivors:
            lines.append(f"  {mutant['place']}: survived: {mutant['rule']}: {mutant['what']}")
            lines += [
                f"    {mutant['clause']}",
                f"    rests on: {mutant['encodes']}",
                f"    to notice it: {mutant['kill']}",
            ]
    return "\n".join(lines) + "\n"
