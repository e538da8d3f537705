"""What is asked of rules, duties and checks alike: their dates, versions, examples and mends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from psed.checks import Check, CheckExample
from psed.errors import suggestion
from psed.files.tree import Path_
from psed.model.outcome import Outcome
from psed.rulepack import DutyRule, Example, Rule, RulePack

Found = Iterator[tuple[str, str, Path_, str | None]]
"""Faults: code, message, the keys that lead to the place, and help."""

Asked = Rule | DutyRule | Check


def called(rule: Asked) -> str:
    """What it is called in messages."""
    if isinstance(rule, DutyRule):
        return "duty"
    return "check" if isinstance(rule, Check) else "rule"


def dates(pack: RulePack, rule: Asked, here: Path_) -> Found:
    """It begins before it ends, and both within its pack."""
    what = called(rule)
    begins, ends = rule.valid_from or pack.valid_from, rule.valid_to or pack.valid_to
    if ends and ends < begins and (rule.valid_from or rule.valid_to):
        yield "P008", f"the {what} ends ({ends}) before it begins ({begins})", here, None
    if rule.valid_from and rule.valid_from < pack.valid_from:
        message = f"the {what} begins ({rule.valid_from}) before its pack ({pack.valid_from})"
        yield "P008", message, (*here, "valid_from"), None
    if rule.valid_to and pack.valid_to and rule.valid_to > pack.valid_to:
        message = f"the {what} ends ({rule.valid_to}) after its pack ({pack.valid_to})"
        yield "P008", message, (*here, "valid_to"), None


def outcomes_shown(rule: Asked, wanted: Iterable[Outcome], here: Path_) -> Found:
    """Each outcome has an example, and no two examples have one name."""
    examples: tuple[Example | CheckExample, ...] = rule.examples
    shown = {example.then for example in examples}
    missing = [f"`{outcome}`" for outcome in wanted if outcome not in shown]
    if missing:
        message = f"the {called(rule)} `{rule.id}` has no example that comes out {' or '.join(missing)}"
        yield "P006", message, here, "add one under `examples:`"
    seen: set[str] = set()
    for index, example in enumerate(examples):
        if example.name in seen:
            yield "S005", f"two examples are called `{example.name}`", (*here, "examples", index), None
        seen.add(example.name)


def related(rule: Asked, known: Iterable[str], here: Path_) -> Found:
    """What stands beside it is there."""
    names = list(known)
    for number, name in enumerate(rule.related):
        if name not in names:
            path = (*here, "related", number)
            yield "P003", f"unknown {called(rule)} `{name}`", path, suggestion(name, names)


def versions(pack: RulePack, rules: Iterable[Asked], key: str) -> Found:
    """No two versions of one id are in force on one day."""
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for index, rule in enumerate(rules):
        begins = rule.valid_from or pack.valid_from
        ends = rule.valid_to or pack.valid_to or dt.date.max
        for other_begins, other_ends in spans.get(rule.id, []):
            if begins <= other_ends and other_begins <= ends:
                day = max(begins, other_begins)
                message = f"the {called(rule)} `{rule.id}` is given twice, and both are in force on {day}"
                help_ = "close the older one the day before the newer one begins: `valid_to:`"
                if (begins, ends) == (other_begins, other_ends):
                    help_ = "give one of them another id, or take it out"
                yield "P011", message, (key, index), help_
                break
        spans.setdefault(rule.id, []).append((begins, ends))
