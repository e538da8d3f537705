"""The British public sector equality duty as a domain model, with rules that say why.

Only names are here: each is loaded when it is first used, so that `import psed` stays cheap.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # `typing` itself costs more than the rest of this file
if TYPE_CHECKING:
    from typing import Any

    from psed.assessing import assess as assess
    from psed.dossiers import load as load
    from psed.dossiers import to_json as to_json
    from psed.dossiers import to_yaml as to_yaml
    from psed.errors import Invalid as Invalid
    from psed.errors import InvalidAssessment as InvalidAssessment
    from psed.errors import InvalidDossier as InvalidDossier
    from psed.errors import InvalidRulePack as InvalidRulePack
    from psed.errors import NotFound as NotFound
    from psed.errors import PsedError as PsedError
    from psed.graph import build_graph as build_graph
    from psed.loading import examples_folder as examples_folder
    from psed.loading import load_pack as load_pack
    from psed.loading import packs as packs
    from psed.loading import rules_folder as rules_folder
    from psed.model.dates import PartialDate as PartialDate
    from psed.model.decision import Decision as Decision
    from psed.model.dossier import Dossier as Dossier
    from psed.model.duty import Aim as Aim
    from psed.model.duty import Characteristic as Characteristic
    from psed.model.evidence import Evidence as Evidence
    from psed.model.objective import Objective as Objective
    from psed.model.organisation import Organisation as Organisation
    from psed.model.outcome import AreaResult as AreaResult
    from psed.model.outcome import Assessment as Assessment
    from psed.model.outcome import DutyRead as DutyRead
    from psed.model.outcome import Finding as Finding
    from psed.model.outcome import FrameworkResult as FrameworkResult
    from psed.model.outcome import HistoryRead as HistoryRead
    from psed.model.outcome import ItemRead as ItemRead
    from psed.model.outcome import ItemState as ItemState
    from psed.model.outcome import LevelRead as LevelRead
    from psed.model.outcome import OccurrenceRead as OccurrenceRead
    from psed.model.outcome import Outcome as Outcome
    from psed.model.outcome import Reason as Reason
    from psed.model.outcome import RecordFinding as RecordFinding
    from psed.model.outcome import RecordRead as RecordRead
    from psed.model.outcome import TimeOutcome as TimeOutcome
    from psed.model.outcome import Weight as Weight
    from psed.reasoning.due import Coming as Coming
    from psed.reasoning.due import Line as Line
    from psed.reasoning.due import coming as coming
    from psed.reasoning.explain import Why as Why
    from psed.reasoning.explain import explain as explain
    from psed.rulepack import DutyRule as DutyRule
    from psed.rulepack import Rule as Rule
    from psed.rulepack import RulePack as RulePack

    __version__: str

_WHERE = {
    "psed.assessing": ("assess",),
    "psed.dossiers": ("load", "to_json", "to_yaml"),
    "psed.errors": (
        "Invalid",
        "InvalidAssessment",
        "InvalidDossier",
        "InvalidRulePack",
        "NotFound",
        "PsedError",
    ),
    "psed.graph": ("build_graph",),
    "psed.model.dates": ("PartialDate",),
    "psed.model.decision": ("Decision",),
    "psed.model.dossier": ("Dossier",),
    "psed.model.duty": ("Aim", "Characteristic"),
    "psed.model.evidence": ("Evidence",),
    "psed.model.objective": ("Objective",),
    "psed.model.organisation": ("Organisation",),
    "psed.model.outcome": (
        "AreaResult",
        "Assessment",
        "DutyRead",
        "Finding",
        "FrameworkResult",
        "HistoryRead",
        "ItemRead",
        "ItemState",
        "LevelRead",
        "OccurrenceRead",
        "Outcome",
        "Reason",
        "RecordFinding",
        "RecordRead",
        "TimeOutcome",
        "Weight",
    ),
    "psed.loading": ("examples_folder", "load_pack", "packs", "rules_folder"),
    "psed.reasoning.due": ("Coming", "Line", "coming"),
    "psed.reasoning.explain": ("Why", "explain"),
    "psed.rulepack": ("DutyRule", "Rule", "RulePack"),
}
_HOME = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted([*_HOME, "__version__"])


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("psed.version").VERSION
    if name not in _HOME:
        raise AttributeError(f"module `psed` has no attribute `{name}`")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
