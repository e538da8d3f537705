"""What one rule says of others: areas, levels, needs; and that what it declares is so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from psed.checking.shared import Found
from psed.compiled import CompiledPack, CompiledRule, against, with_time
from psed.errors import suggestion
from psed.files.tree import Path_
from psed.rulepack import (
    DutyRule,
    Rule,
    RulePack,
)


def references(pack: RulePack, rule: Rule, here: Path_, levels: Mapping[str, str], areas: set[str]) -> Found:
    """A rule's area, level, needs and related rules are there, and no need is of a higher level."""
    if rule.area_id not in areas:
        message = f"unknown area `{rule.area_id}`"
        yield "P002", message, (*here, "area" if rule.area else "id"), suggestion(rule.area_id, areas)
    if rule.level not in pack.levels:
        yield "P001", f"unknown level `{rule.level}`", (*here, "level"), suggestion(rule.level, pack.levels)
    for key in ("needs", "related"):
        for index, name in enumerate(getattr(rule, key)):
            path = (*here, key, index)
            if name not in levels:
                yield "P003", f"unknown rule `{name}`", path, suggestion(name, levels)
            elif key == "needs" and _higher(pack, levels[name], rule.level):
                message = f"`{name}` is of a higher level ({levels[name]}) than this rule ({rule.level})"
                yield "P005", message, path, "a rule may need rules of its own level or below"
    for example_index, example in enumerate(rule.examples):
        for name in example.needs:
            if name not in rule.needs:
                path = (*here, "examples", example_index, "needs", name)
                yield "P003", f"the rule does not need `{name}`", path, suggestion(name, rule.needs)


def _higher(pack: RulePack, level: str, than: str) -> bool:
    order = pack.levels
    return level in order and than in order and order.index(level) > order.index(than)


def mend(pack: RulePack, rule: Rule | DutyRule, here: Path_) -> Found:
    """A mend says what it brings, or why nothing can."""
    if bool(rule.mend.provides) == bool(rule.mend.cannot_provide):
        message = "a mend says what it `provides:`, or why it `cannot_provide:`, and not both"
        yield "P015", message, (*here, "mend"), None


def directions(ready: CompiledRule, compiled: CompiledPack) -> Found:
    """`monotone` and `timed` must say what the condition does."""
    rule, here = ready.rule, ("rules", ready.index)
    adding = against(ready.condition, compiled.lexicon.catalogue)
    time = with_time(ready.condition, compiled.lexicon.catalogue)
    if adding and rule.monotone:
        message = f"more evidence can turn this rule from met to not met, through {_list(adding)}"
        yield (
            "P016",
            message,
            (*here, "condition"),
            "say so: `monotone: false` and `because: why that is right`",
        )
    if not adding and not rule.monotone:
        message = "`monotone: false`, but more evidence can never turn this rule from met to not met"
        yield "P016", message, (*here, "monotone"), "take `monotone:` out"
    if time and not rule.timed:
        message = f"time alone can turn this rule to met, through {_list(time)}"
        yield "P016", message, (*here, "condition"), "say so: `timed: true` and `because: why that is right`"
    if not time and rule.timed:
        message = "`timed: true`, but time alone can never turn this rule to met"
        yield "P016", message, (*here, "timed"), "take `timed:` out"
    if (rule.timed or not rule.monotone) and not rule.because:
        yield "S002", "missing key `because`", here, "say why `monotone: false` or `timed: true` is right"


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
