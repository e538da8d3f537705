"""Checks of rules beside one another: levels, areas, needs, versions, doubles, mends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from psed.compiled import CompiledRule
from psed.examples import mend_holds
from psed.language.printing import as_text
from psed.language.tree import Node, evaluate, facts_read
from psed.language.worlds import World
from psed.linting.asking import Asker, parts_of, share_a_fact
from psed.linting.remark import Remark
from psed.linting.subject import Span, Subject, scope
from psed.model.dates import DAY, day_in_words


def levels_out_of_reach(subject: Subject) -> Iterator[Remark]:
    """L004: a level that no rule is of, or two rules of which never both are met."""
    pack = subject.pack
    of_rules = {rule.level for rule in pack.rules}
    for index, level in enumerate(pack.levels):
        if level not in of_rules:
            message = f"no rule is of the level `{level}`, so nothing can reach it"
            place = subject.place(("levels", index))
            yield Remark("L004", message, place, "take the level out, or write a rule for it")
    for one, other in _pairs(subject):
        if _held_together(subject, one, other) and _never_both(subject, one, other):
            level = max(one.rule.level, other.rule.level, key=pack.levels.index)
            both = f"`{other.rule.id}` and `{one.rule.id}`"
            message = f"{both} are never both met, so nothing can reach `{level}`"
            place = subject.at(other, "condition")
            yield Remark("L004", message, place, "mend one of the two conditions", rule=other.rule.id)


def _never_both(subject: Subject, one: CompiledRule, other: CompiledRule) -> bool:
    """Whether each of two rules can be met, and surely never both."""
    first, second = one.condition, other.condition
    if not share_a_fact(first, second):
        return False
    ways = subject.way_to_meet(one), subject.way_to_meet(other)
    if None in ways or _a_way_for_both(first, second, *ways):
        return False
    return Asker(subject.catalogue, subject.span(other)).never_both(first, second)


def _a_way_for_both(first: Node, second: Node, one: World | None, other: World | None) -> bool:
    """Whether a way to meet one of two conditions, with the rest from the other, meets both: a quick look."""
    for world in ({**(one or {}), **(other or {})}, {**(other or {}), **(one or {})}):
        if evaluate(first, world.__getitem__) and evaluate(second, world.__getitem__):
            return True
    return False


def _pairs(subject: Subject) -> Iterator[tuple[CompiledRule, CompiledRule]]:
    """Versions of two rules that are in force on a day of the same, for the same bodies."""
    for one, other in combinations(subject.rules, 2):
        if one.id != other.id and subject.meet(one, other):
            yield one, other


def _held_together(subject: Subject, one: CompiledRule, other: CompiledRule) -> bool:
    """Whether one level asks for both: of one area, of the whole, or because one needs the other."""
    same_area = one.rule.area_id == other.rule.area_id
    needed = one.id in other.needs or other.id in one.needs
    return same_area or needed or subject.pack.combine == "weakest-area"


def empty_areas(subject: Subject) -> Iterator[Remark]:
    """L005: an area without a rule."""
    of_rules = {rule.area_id for rule in subject.pack.rules}
    for index, area in enumerate(subject.pack.areas):
        if area.id not in of_rules:
            message = f"no rule is of the area `{area.id}`, so it never has a level"
            place = subject.place(("areas", index))
            yield Remark("L005", message, place, "take the area out until there is a rule for it")


def holes_between_bands(subject: Subject) -> Iterator[Remark]:
    """L015: totals that lie in no band."""
    bands = subject.pack.bands
    if bands is None:
        return
    outside = [total for total in bands.totals(subject.pack.most) if bands.band(total) is None]
    if outside:
        told = ", ".join(str(total) for total in outside[:12])
        more = f" and {len(outside) - 12} more" if len(outside) > 12 else ""
        message = f"no band holds {'the total' if len(outside) == 1 else 'the totals'} {told}{more}"
        help_ = "let one band begin where the other ends; until then such a total gives no level"
        yield Remark("L015", message, subject.place(("bands",)), help_)


def needs_out_of_force(subject: Subject) -> Iterator[Remark]:
    """L006: a need that begins later or ends earlier than the rule that needs it."""
    spans = _spans(subject)
    for ready in subject.rules:
        begins, ends = subject.span(ready)
        for name in ready.needs:
            first = min(begin for begin, _ in spans[name])
            last = max(end for _, end in spans[name])
            told = []
            if first > begins:
                told.append(f"begins on {day_in_words(first)}, after this rule")
            if last < ends:
                told.append(f"ends on {day_in_words(last)}, before this rule")
            if told:
                need = name.removeprefix(f"{subject.pack.pack}:")
                message = f"the need `{need}` {' and '.join(told)}; on days without it, it asks nothing"
                help_ = "let both be in force on the same days, or give the rule a version without the need"
                yield Remark("L006", message, ready.places[name], help_, rule=ready.rule.id)


def gaps_between_versions(subject: Subject) -> Iterator[Remark]:
    """L007: days between two versions of a rule on which neither is in force."""
    for versions in subject.compiled.versions.values():
        for older, newer in pairwise(versions):
            ended, begins = subject.span(older)[1], subject.span(newer)[0]
            if ended < begins - DAY:
                first, last = day_in_words(ended + DAY), day_in_words(begins - DAY)
                days = f"from {first} to {last}" if first != last else f"on {first}"
                message = f"no version of `{newer.rule.id}` is in force {days}"
                help_ = "let the older version end the day before the newer one begins"
                place = subject.at(newer, "valid_from")
                yield Remark("L007", message, place, help_, rule=newer.rule.id)


def _spans(subject: Subject) -> Mapping[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for ready in subject.rules:
        found.setdefault(ready.id, []).append(subject.span(ready))
    return found


def doubles(subject: Subject) -> Iterator[Remark]:
    """L008: a rule whose condition is that of another rule in force beside it."""
    told: set[str] = set()
    for one, other in _pairs(subject):
        if other.id in told or set(facts_read(one.condition)) != set(facts_read(other.condition)):
            continue
        if Asker(subject.catalogue, subject.span(other)).same(one.condition, other.condition):
            told.add(other.id)
            message = (
                f"the condition asks the same as that of `{one.rule.id}` ({subject.at(one, 'condition')})"
            )
            help_ = "take one of the two rules out, or let each ask for what only it is about"
            yield Remark("L008", message, subject.at(other, "condition"), help_, rule=other.rule.id)


def asked_by_a_need(subject: Subject) -> Iterator[Remark]:
    """L009: a condition, or a part of it, that holds wherever what the rule needs is met."""
    for ready in subject.rules:
        given = list({as_text(node): node for node in _granted(subject, ready)}.values())
        ask = Asker(subject.catalogue, subject.span(ready))
        parts = parts_of(ready.condition)
        idle = [part for part in parts if _follows(ask, part, given)]
        if len(idle) == len(parts):
            message = "the condition is met wherever what the rule needs is met, so it adds nothing"
            yield _implied(subject, ready, message, "ask for something more, or take the rule out")
            continue
        for part in idle:
            message = f"`{as_text(part)}` holds wherever what the rule needs is met"
            yield _implied(subject, ready, message, "take it out: the need asks for it already")


def _implied(subject: Subject, ready: CompiledRule, message: str, help: str) -> Remark:
    return Remark("L009", message, subject.at(ready, "condition"), help, rule=ready.rule.id)


def _follows(ask: Asker, part: Node, given: list[Node]) -> bool:
    near = [node for node in given if share_a_fact(node, part)]
    return bool(near) and ask.always(part) is None and any(ask.follows(part, node) for node in near)


def _granted(subject: Subject, ready: CompiledRule) -> Iterator[Node]:
    """What surely holds where the needs of a rule are met, and what those need."""
    waiting, seen = list(ready.needs), {ready.id}
    while waiting:
        name = waiting.pop()
        versions = subject.compiled.versions.get(name, ())
        if name in seen or len(versions) != 1:
            continue
        seen.add(name)
        need = versions[0]
        (begins, ends), (from_, to) = subject.span(ready), subject.span(need)
        if scope(need) in ("", scope(ready)) and from_ <= begins and ends <= to:
            waiting += need.needs
            yield from parts_of(need.condition)


def idle_mends(subject: Subject) -> Iterator[Remark]:
    """L010: a mend that, brought and nothing else, does not make its rule met."""
    for ready in subject.rules:
        ask = Asker(subject.catalogue, subject.span(ready))
        short = ready.rule.mend.provides and mend_holds(subject.compiled, ready) is not True
        if short and ask.always(ready.condition) is not False:
            message = f"what the mend provides does not meet the condition: {as_text(ready.condition)}"
            help_ = "let `provides:` name all that the condition asks for"
            yield Remark("L010", message, subject.at(ready, "mend"), help_, rule=ready.rule.id)
