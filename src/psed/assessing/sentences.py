"""One plain sentence for each finding: what decides it, with ids and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from psed.facts import Item, Items
from psed.language.tree import All, AnyOf, Node, facts_read
from psed.model.dates import day_in_words
from psed.model.outcome import Outcome, Reason
from psed.words import in_words, spaced


def met_because(enough: Sequence[str], evidence: Sequence[str], items: Items) -> str:
    """Why a rule is met."""
    if not enough:
        return "What is on file meets it."
    others = [name for name in evidence if name not in enough]
    told = _listed([_item(name, items) for name in enough])
    also = f"; {_ids(others)} would serve too" if others else ""
    return f"{told} {'meets' if len(enough) == 1 else 'meet'} it{also}."


def short_because(
    reasons: Sequence[Reason],
    condition: Node,
    asked: Mapping[str, Sequence[str]],
    turning_on: Sequence[str],
    items: Items,
) -> str:
    """Why a condition is not met, or not known to be.

    Args:
        reasons: What would have to be granted for it to be met.
        condition: The condition.
        asked: The kinds it reads, and for each what it asks of their items.
        turning_on: Ids of the items it turns on.
        items: The dossier's items.
    """
    if not reasons:
        return "What is on file does not meet it."
    missing = [kind for kind in asked if not items.on_file(kind)]
    parts = [
        _nothing_of(condition, missing)
        if reason is Reason.NOTHING_ON_FILE
        else _reason(reason, asked, turning_on, items)
        for reason in reasons
    ]
    return _sentence("; ".join(part for part in parts if part))


def _reason(reason: Reason, asked: Mapping[str, Sequence[str]], names: Sequence[str], items: Items) -> str:
    kinds = list(asked)
    found = [items.by_id[name] for name in sorted(set(names) & items.by_id.keys())]
    ids = _ids(item.evidence.id for item in found) or "what is on file"
    one = len(found) <= 1
    match reason:
        case Reason.NONE_HELD:
            return _none_held([kind for kind in kinds if items.on_file(kind)], items)
        case Reason.LAPSED:
            return _lapsed(found, items.as_at)
        case Reason.UNDATED:
            return _undated(found)
        case Reason.NOT_PUBLISHED:
            open_ = [item.evidence.id for item in found if item.published is not True]
            return f"{_ids(open_) or ids} {'is' if len(open_) <= 1 else 'are'} not published"
        case Reason.TOO_WEAK:
            return f"{ids} {'proves' if one else 'prove'} too little: something stronger is asked for"
        case Reason.TOO_NARROW:
            return f"{ids} {'covers' if one else 'cover'} less than is asked for"
        case Reason.TOO_FEW:
            return f"{ids} {'is' if one else 'are'} fewer or less than is asked for"
        case Reason.TOO_MANY:
            return f"there is more on file of {_kinds(kinds)} than the rule allows"
        case Reason.TOO_LATE:
            return f"{ids} {'comes' if one else 'come'} too late"
        case Reason.FIGURE_MISSING:
            return _missing(found, asked)
        case _:
            return ""


def _nothing_of(condition: Node, missing: Sequence[str]) -> str:
    """Of which kinds nothing is on file, with "or" between those of which one would be enough."""

    def of(node: Node) -> list[str]:
        read = {name.partition(".")[0] for name in facts_read(node)}
        return [kind for kind in missing if kind in read]

    needed: dict[str, None] = {}
    choices: list[list[str]] = []
    for part in condition.parts if isinstance(condition, All) else (condition,):
        if isinstance(part, AnyOf) and len(of(part)) > 1 and all(len(of(way)) <= 1 for way in part.parts):
            choices.append(of(part))
        else:
            needed |= dict.fromkeys(of(part))
    for choice in choices:
        needed |= dict.fromkeys(choice if needed.keys() & set(choice) else ())
    told = [_kinds(list(needed))] if needed else []
    told += [_kinds(choice, "or") for choice in choices if not needed.keys() & set(choice)]
    return f"nothing of {', nor of '.join(dict.fromkeys(told))} is on file"


def _none_held(kinds: Sequence[str], items: Items) -> str:
    said = [kind for kind in kinds if kind in items.none_held]
    if said:
        return f"the body has looked and holds no {_words(said, 'or')}"
    return f"what is on file of {_kinds(kinds)} begins only later"


def _lapsed(found: Iterable[Item], as_at: dt.date) -> str:
    told = []
    for item in found:
        first, last = item.last_good
        if item.past_its_day and first == last:
            days = (as_at - last).days
            told.append(f"{item.evidence.id} lapsed on {day_in_words(last)}, {_count(days, 'day')} ago")
        elif item.past_its_day:
            told.append(f"{item.evidence.id} lapsed by {day_in_words(last)}")
        elif item.past_its_day is None:
            told.append(f"{item.evidence.id} may have lapsed")
    return "; ".join(told) or "what is on file has lapsed"


def _missing(found: Sequence[Item], asked: Mapping[str, Sequence[str]]) -> str:
    """What items do not say of what is asked of them."""
    told = []
    for item in found:
        given = {**item.evidence.detail}
        for name in ("characteristics", "aims", "strength"):
            given[name] = getattr(item.evidence, name)
        blank = [name for name in asked[item.kind.name] if given.get(name) is None]
        if blank:
            told.append(f"{item.evidence.id} does not say: {', '.join(map(spaced, blank))}")
    nothing_asked = "an item does not say what the rule asks about" if found else ""
    return "; ".join(told) or nothing_asked


def _undated(found: Iterable[Item]) -> str:
    told = []
    for item in found:
        if None in (item.exists, item.past_its_day, item.superseded, item.published, item.counts):
            told.append(_why_undated(item))
    return "; ".join(told) or "a date is not exact enough"


def _why_undated(item: Item) -> str:
    name, dated = item.evidence.id, item.evidence.dated
    if dated is None:
        return f"{name} has no date, so it may have lapsed"
    if dated.exact:
        return f"the last good day of {name}, its publication or what supersedes it is not known to the day"
    return f"{name} is dated {dated.in_words()}, which is not exact enough"


def need_because(needs: Mapping[str, Outcome]) -> str:
    """Why the rules that a rule needs stand in its way."""
    told = []
    for outcome in (Outcome.NOT_MET, Outcome.UNKNOWN):
        names = [name.partition(":")[2] for name, found in needs.items() if found is outcome]
        if names:
            told.append(f"{_listed(names)}, which {'is' if len(names) == 1 else 'are'} {in_words(outcome)}")
    return f"it needs {', and '.join(told)}" if told else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def joined(*parts: str) -> str:
    """Several reasons as one sentence."""
    return _sentence("; ".join(part.rstrip(".") for part in parts if part))


def _item(name: str, items: Items) -> str:
    title = next((i.evidence.title for i in items.all() if i.evidence.id == name), "")
    return f'{name} "{title}"'


def _ids(names: Iterable[str]) -> str:
    return _listed(list(names))


def _listed(words: Sequence[str], last: str = "and") -> str:
    if len(words) > 4:
        return f"{', '.join(words[:3])} {last} {len(words) - 3} more"
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _kinds(kinds: Sequence[str], last: str = "and") -> str:
    return f"the kind{'' if len(kinds) == 1 else 's'} {_words(kinds, last)}"


def _words(kinds: Sequence[str], last: str = "and") -> str:
    return _listed([spaced(kind) for kind in kinds], last)


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
