"""What Hypothesis runs when it is imported, so that `st.from_type(psed.Dossier)` works.

The strategies themselves are imported only when one of them is drawn from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def register() -> None:
    """Tell Hypothesis how to make each of psed's types that people test with."""
    from hypothesis import strategies as st

    from psed.model.dates import PartialDate
    from psed.model.decision import Decision
    from psed.model.dossier import Dossier
    from psed.model.evidence import Evidence, EvidenceKind
    from psed.model.objective import Objective
    from psed.model.organisation import Organisation
    from psed.rulepack import RulePack

    made: dict[type[Any], Callable[[type[Any]], st.SearchStrategy[Any]]] = {
        PartialDate: lambda _: _dates(),
        Organisation: lambda _: _strategies().organisations(),
        EvidenceKind: lambda _: _strategies().kinds_of_evidence(),
        Evidence: lambda _: _evidence(),
        Decision: lambda _: _strategies().decisions(),
        Objective: lambda _: _strategies().objectives(),
        Dossier: lambda _: _strategies().dossiers(),
        RulePack: lambda _: _strategies().packs(),
    }
    for each, make in made.items():
        st.register_type_strategy(each, make)


def _strategies() -> Any:
    from psed.testing import strategies

    return strategies


def _dates() -> Any:
    psts = _strategies()
    return psts.days().flatmap(psts.partial_dates)


def _evidence() -> Any:
    from hypothesis import strategies as st

    from psed.loading import vocabulary

    kinds = tuple(vocabulary().kinds.values())
    return st.sampled_from(kinds).flatmap(_strategies().evidence)
