"""How long the things take that people wait for. Run: `python -m pytest benchmarks --benchmark-enable`.

Compare rows of one run with one another, never seconds of two machines.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import psed
from psed.decision_files import load_decisions
from psed.loading import load_pack, pack_by_id, rules_folder, shipped, vocabulary

AS_AT = dt.date(2011, 8, 31)
OAKSHIRE = psed.examples_folder() / "oakshire" / "dossier.yaml"
Benchmark = Callable[..., Any]


def dossier_of_300() -> psed.Dossier:
    """Three hundred items over the kinds that area 1 reads, with all forms of date."""
    kinds = [kind for kind in vocabulary().kinds.values() if kind.details]
    dates = ["2011-03-04", "2010-11", "2010", "2010/11", "2008-01-31", "2012-01-01"]
    evidence = []
    for number in range(300):
        kind = kinds[number % len(kinds)]
        evidence.append(
            {
                "id": f"E-{number:03}",
                "kind": kind.name,
                "title": f"Item {number}",
                "dated": dates[number % len(dates)],
                "characteristics": ["race", "sex", "age"][: number % 4],
                "strength": "document",
                "detail": {
                    d.name: d.values[0] if d.values else "true" for d in kind.details if d.type != "number"
                },
            }
        )
    body = {"id": "example:big", "name": "A body with much on file", "kind": "district", "nation": "england"}
    return psed.Dossier.model_validate({"organisation": body, "evidence": evidence})


def test_python_that_does_nothing(benchmark: Benchmark) -> None:
    benchmark(subprocess.run, [sys.executable, "-c", "pass"], check=True)


def test_import_psed(benchmark: Benchmark) -> None:
    benchmark(subprocess.run, [sys.executable, "-c", "import psed"], check=True)


def test_cold_psed_assess(benchmark: Benchmark) -> None:
    command = [sys.executable, "-c", "from psed.cli import main; main()", "assess", str(OAKSHIRE)]
    benchmark(subprocess.run, [*command, "--as-at", "2026-11-21"], check=True, capture_output=True)


def test_load_every_shipped_pack(benchmark: Benchmark) -> None:
    vocabulary()

    def load_all() -> list[psed.RulePack]:
        return [load_pack(path) for path in shipped().values()]

    assert benchmark(load_all)


def test_load_the_vocabulary(benchmark: Benchmark) -> None:
    assert (rules_folder() / "evidence-kinds.yaml").is_file()
    assert benchmark(vocabulary.__wrapped__)


def test_assess_300_items(benchmark: Benchmark) -> None:
    pack, dossier = pack_by_id("eflg-2009"), dossier_of_300()
    result = benchmark(psed.assess, dossier, pack, as_at=AS_AT)
    assert len(result.evidence) == 300


def test_assess_a_small_dossier(benchmark: Benchmark) -> None:
    dossier = psed.load(OAKSHIRE)
    assert benchmark(psed.assess, dossier, as_at=dt.date(2026, 11, 21))


def test_what_is_due_of_all_law(benchmark: Benchmark) -> None:
    trust = psed.load(psed.examples_folder() / "fictional-bodies" / "nhs-trust.yaml")
    benchmark(
        psed.assess, trust.model_copy(update={"decisions": (), "objectives": ()}), as_at=dt.date(2026, 11, 21)
    )


def test_check_one_decision(benchmark: Benchmark) -> None:
    file = psed.examples_folder() / "decisions" / "two-libraries.yaml"
    benchmark(psed.assess, load_decisions(file), as_at=dt.date(2027, 2, 1))
