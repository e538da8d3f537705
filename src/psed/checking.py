"""Whether a rule pack holds together: what one part of it says of another, all faults at once."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import islice

from psed.checking_records import check_checks
from psed.checking_schedules import days_in_order
from psed.compiled import CompiledPack, CompiledRule, Placer, against, with_time
from psed.errors import MAX_FAULTS, PsedError, suggestion
from psed.examples import dossier_of
from psed.facts.deriving import Facts
from psed.facts.items import Items
from psed.language.tokens import RESERVED
from psed.language.tree import Compare, Fact, Literal, Lookup, Node, facts_read, leaves
from psed.language.values import Range
from psed.model.evidence import RESERVED_FACTS, EvidenceKind, NotInList
from psed.model.outcome import Outcome
from psed.rulepack import (
    DutyRule,
    Example,
    ExampleItem,
    PackExample,
    PackExpectation,
    PackKind,
    Provided,
    Rule,
    RulePack,
    Status,
)
from psed.schedules import Continuing, Fixed, Once, Rolling
from psed.scoring import AGGREGATORS
from psed.vocabulary import Vocabulary

Path_ = tuple[str | int, ...]
Found = Iterator[tuple[str, str, Path_, str | None]]


def check_kinds(kinds: Iterable[EvidenceKind], prefix: Path_ = ("kinds",)) -> Found:
    """Names of kinds, details and item tests that stand twice or mean something else already."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for index, kind in enumerate(kinds):
        here = (*prefix, index)
        names.append(kind.name)
        for word in sorted({kind.name, *(alias.casefold() for alias in kind.aliases)}):
            other = seen.setdefault(word, index)
            if other != index and word == kind.name == names[other]:
                yield "S005", f"the kind `{word}` is given twice", here, "keep one of them"
            elif other != index:
                yield "P014", f"`{word}` stands for `{names[other]}` already", here, "choose another word"
        for name in (kind.name, *(d.name for d in kind.details), *kind.item_tests):
            if name in RESERVED:
                yield "P014", f"`{name}` is a word of the language of conditions", here, "choose another name"


def check_pack(pack: RulePack, compiled: CompiledPack, place: Placer) -> list[PsedError]:
    """Everything that is wrong with a pack beyond the shape of its parts, in the order of the file."""
    faults = [
        PsedError(code, message, place(path), help_)
        for code, message, path, help_ in islice(_all(pack, compiled, place), MAX_FAULTS)
    ]
    return sorted(faults, key=lambda fault: (fault.place.line or 0) if fault.place else 0)


def _all(pack: RulePack, compiled: CompiledPack, place: Placer) -> Found:
    yield from check_kinds(pack.kinds)
    yield from _shape(pack)
    yield from _pack_kinds(pack, compiled.lexicon.vocabulary)
    yield from _exceptions(pack, compiled.lexicon.vocabulary)
    levels = {rule.id: rule.level for rule in pack.rules}
    areas = {area.id for area in pack.areas}
    for index, rule in enumerate(pack.rules):
        yield from _references(pack, rule, ("rules", index), levels, areas)
        yield from _dates(pack, rule, ("rules", index))
        yield from _examples(pack, rule, ("rules", index))
        yield from _mend(pack, rule, ("rules", index))
    duties = [duty.id for duty in pack.duties]
    for index, duty in enumerate(pack.duties):
        here: Path_ = ("duties", index)
        yield from _dates(pack, duty, here)
        yield from _outcomes_shown(duty, pack.outcomes(scoped=True), here)
        yield from _mend(pack, duty, here)
        yield from _schedule(pack, duty, (*here, "schedule"))
        for number, name in enumerate(duty.related):
            if name not in duties:
                path = (*here, "related", number)
                yield "P003", f"unknown duty `{name}`", path, suggestion(name, duties)
    yield from _versions(pack, pack.rules, "rules")
    yield from _versions(pack, pack.duties, "duties")
    yield from check_checks(pack, compiled)
    yield from _circles(pack, place)
    yield from _evidence(pack, compiled)
    for ready in compiled.rules:
        yield from _directions(ready, compiled)
        if pack.status is not Status.PENDING:
            yield from _boundaries(ready, compiled)
    for index, example in enumerate(pack.examples):
        yield from _pack_example(pack, example.then, ("examples", index))


def _shape(pack: RulePack) -> Found:
    if pack.kind is PackKind.FRAMEWORK:
        for key in ("levels", "areas", "rules"):
            if not getattr(pack, key):
                yield "P013", f"a framework pack needs `{key}:`", (key,), None
    if pack.kind is PackKind.LAW and not (pack.rules or pack.duties or pack.general_duty):
        yield "P013", "a law pack needs `duties:` or `general_duty:`", (), None
    if pack.kind is not PackKind.LAW and pack.duties:
        yield "P013", f"a {pack.kind} pack has no `duties:`", ("duties",), "put them into a law pack"
    if pack.valid_to and pack.valid_to < pack.valid_from:
        message = f"the pack ends ({pack.valid_to}) before it begins ({pack.valid_from})"
        yield "P008", message, ("valid_to",), None
    if pack.combine not in AGGREGATORS:
        yield (
            "P009",
            f"unknown aggregator `{pack.combine}`",
            ("combine",),
            suggestion(pack.combine, AGGREGATORS),
        )
    yield from _bands(pack)
    seen: set[str] = set()
    for index, area in enumerate(pack.areas):
        if area.id in seen:
            yield "S005", f"the area `{area.id}` is given twice", ("areas", index), None
        seen.add(area.id)


MOST_POINTS = 1_000
"""How many points there may be for totals to be looked at one by one."""


def _bands(pack: RulePack) -> Found:
    """Bands are there where points are added up, of known levels, lowest first, and do not overlap."""
    if pack.combine == "sum-bands" and pack.bands is None:
        yield "P017", "`combine: sum-bands` needs `bands:`", ("combine",), "say which totals give which level"
    if pack.bands is None:
        return
    if pack.combine != "sum-bands":
        yield "P017", f"`combine: {pack.combine}` has no use for `bands:`", ("bands",), "take them out"
    if pack.most > MOST_POINTS:
        message = f"the areas could come to {pack.most:,} points; at most {MOST_POINTS:,} can be banded"
        yield "P017", message, ("bands",), "use fewer areas or levels"
        return
    order = ["floor", *pack.levels]
    for index, band in enumerate(pack.bands.of):
        here: Path_ = ("bands", "of", index)
        if band.level not in order:
            yield "P001", f"unknown level `{band.level}`", (*here, "level"), suggestion(band.level, order)
        elif index and _out_of_order(pack.bands.of[index - 1].level, band.level, order):
            message = f"the band of `{band.level}` comes after that of `{pack.bands.of[index - 1].level}`"
            yield "P017", message, here, "give each level one band, the lowest level first"
        other = pack.bands.of[index - 1] if index else None
        both = pack.bands.in_both(other, band) if other else None
        if other and both is not None and both <= pack.most:
            message = f"the bands of `{other.level}` and `{band.level}` overlap: {both} is in both"
            yield "P017", message, here, f"let `{band.level}` begin after `{other.level}` ends"


def _out_of_order(before: str, level: str, order: Sequence[str]) -> bool:
    return before in order and order.index(before) >= order.index(level)


def _pack_kinds(pack: RulePack, vocabulary: Vocabulary) -> Found:
    own_ones = {id(kind) for kind in pack.kinds}
    shipped = {kind.name: kind for kind in vocabulary.kinds.values() if id(kind) not in own_ones}
    for index, kind in enumerate(pack.kinds):
        if shipped.get(kind.name, kind) != kind:
            message = f"the kind `{kind.name}` is one of psed's own, and means something else there"
            yield "P014", message, ("kinds", index), "choose another name, or use the kind as it is"
            continue
        words = _words(kind)
        for other in shipped.values():
            for word in sorted(words & _words(other)) if other.name != kind.name else ():
                yield (
                    "P014",
                    f"`{word}` stands for `{other.name}` already",
                    ("kinds", index),
                    "choose another word",
                )
    for name, tests in pack.item_tests.items():
        own = vocabulary.kinds.get(name)
        if own is None:
            yield "P010", f"unknown kind `{name}`", ("item_tests", name), suggestion(name, vocabulary.kinds)
            continue
        taken = {*RESERVED_FACTS, *RESERVED, *(d.name for d in own.details), *own.item_tests}
        for test in tests:
            if test in taken:
                message = f"`{test}` is a fact of `{name}` already"
                yield "P014", message, ("item_tests", name, test), "choose another name"


def _exceptions(pack: RulePack, vocabulary: Vocabulary) -> Found:
    """Exceptions of the general duty stand once and name kinds of body that there are."""
    exceptions = pack.general_duty.exceptions if pack.general_duty else ()
    known = vocabulary.organisation_kinds
    for index, exception in enumerate(exceptions):
        here: Path_ = ("general_duty", "exceptions", index)
        if exception.id in (before.id for before in exceptions[:index]):
            yield "S005", f"the exception `{exception.id}` is given twice", here, "keep one of them"
        for key in ("organisation_kinds", "possible_kinds", "only_kinds"):
            for number, kind in enumerate(getattr(exception, key)):
                if kind not in known:
                    path = (*here, key, number)
                    yield "D007", f"unknown kind of organisation `{kind}`", path, suggestion(kind, known)


def _words(kind: EvidenceKind) -> set[str]:
    return {kind.name, *(alias.casefold() for alias in kind.aliases)}


def _references(pack: RulePack, rule: Rule, here: Path_, levels: Mapping[str, str], areas: set[str]) -> Found:
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


def _dates(pack: RulePack, rule: Rule | DutyRule, here: Path_) -> Found:
    begins, ends = rule.valid_from or pack.valid_from, rule.valid_to or pack.valid_to
    if ends and ends < begins and (rule.valid_from or rule.valid_to):
        yield "P008", f"the rule ends ({ends}) before it begins ({begins})", here, None
    if rule.valid_from and rule.valid_from < pack.valid_from:
        message = f"the rule begins ({rule.valid_from}) before its pack ({pack.valid_from})"
        yield "P008", message, (*here, "valid_from"), None
    if rule.valid_to and pack.valid_to and rule.valid_to > pack.valid_to:
        message = f"the rule ends ({rule.valid_to}) after its pack ({pack.valid_to})"
        yield "P008", message, (*here, "valid_to"), None


def _examples(pack: RulePack, rule: Rule, here: Path_) -> Found:
    yield from _outcomes_shown(rule, pack.outcomes(scoped=bool(rule.applies_when)), here)


def _outcomes_shown(rule: Rule | DutyRule, wanted: Iterable[Outcome], here: Path_) -> Found:
    """Each outcome has an example, and no two examples have one name."""
    shown = {example.then for example in rule.examples}
    missing = [f"`{outcome}`" for outcome in wanted if outcome not in shown]
    if missing:
        what = "duty" if isinstance(rule, DutyRule) else "rule"
        message = f"the {what} `{rule.id}` has no example that comes out {' or '.join(missing)}"
        yield "P006", message, here, "add one under `examples:`"
    seen: set[str] = set()
    for index, example in enumerate(rule.examples):
        if example.name in seen:
            yield (
                "S005",
                f"two examples are called `{example.name}`",
                (*here, "examples", index),
                None,
            )
        seen.add(example.name)


def _schedule(pack: RulePack, duty: DutyRule, here: Path_) -> Found:
    """Days of a schedule lie in order, and each day and threshold stands exactly in an example."""
    schedule, begins = duty.schedule, duty.valid_from or pack.valid_from
    shown = {day.earliest for each in duty.examples for day in (each.due_on, each.next_due_on) if day}
    counts = {count.employees for each in duty.examples for count in each.organisation.headcount}
    dated = not isinstance(schedule, Continuing) and pack.status is not Status.PENDING
    yield from days_in_order(schedule, here)
    for number, first in enumerate(schedule.first_due):
        path = (*here, "first_due", number, "on")
        if dated and first.on not in shown:
            message = f"no example has `due_on` or `next_due_on` at {first.on}"
            yield "P007", message, path, "add one on that day, and one on the day after"
    if isinstance(schedule, Rolling) and schedule.carry_over and schedule.carry_over.since >= begins:
        message = f"`since` ({schedule.carry_over.since}) is not before the duty begins ({begins})"
        help_ = "it is for what was published under earlier law; take it out, or name an earlier day"
        yield "P008", message, (*here, "carry_over", "since"), help_
    if isinstance(schedule, Rolling) and schedule.counts_from and schedule.counts_from >= begins:
        message = f"`counts_from` ({schedule.counts_from}) is not before the duty begins ({begins})"
        yield "P008", message, (*here, "counts_from"), "take it out, or name an earlier day"
    if isinstance(schedule, Fixed | Once) and schedule.test and dated:
        yield from _limit(schedule.test.at_least, counts, (*here, "test"))
    names = [part.name for part in schedule.served_by.parts]
    for number, part in enumerate(schedule.served_by.parts):
        path = (*here, "served_by", "parts", number)
        if part.name in names[:number]:
            yield "S005", f"two parts are called `{part.name}`", (*path, "name"), "give one another name"
        if part.test and pack.status is not Status.PENDING:
            yield from _limit(part.test.at_least, counts, (*path, "test"))


def _limit(least: int, counts: set[int], here: Path_) -> Found:
    if not {least, least - 1} <= counts:
        message = f"no examples have {least} and {least - 1} employees"
        yield "P007", message, here, "add both, so that the limit cannot be mistaken"


def _mend(pack: RulePack, rule: Rule | DutyRule, here: Path_) -> Found:
    if bool(rule.mend.provides) == bool(rule.mend.cannot_provide):
        message = "a mend says what it `provides:`, or why it `cannot_provide:`, and not both"
        yield "P015", message, (*here, "mend"), None


def _versions(pack: RulePack, rules: Iterable[Rule | DutyRule], key: str) -> Found:
    spans: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for index, rule in enumerate(rules):
        begins = rule.valid_from or pack.valid_from
        ends = rule.valid_to or pack.valid_to or dt.date.max
        for other_begins, other_ends in spans.get(rule.id, []):
            if begins <= other_ends and other_begins <= ends:
                day = max(begins, other_begins)
                what = "duty" if isinstance(rule, DutyRule) else "rule"
                message = f"the {what} `{rule.id}` is given twice, and both are in force on {day}"
                help_ = "close the older one the day before the newer one begins: `valid_to:`"
                if (begins, ends) == (other_begins, other_ends):
                    help_ = "give one of them another id, or take it out"
                yield "P011", message, (key, index), help_
                break
        spans.setdefault(rule.id, []).append((begins, ends))


def _circles(pack: RulePack, place: Placer) -> Found:
    """Each circle of needs once, as one fault that shows every edge with its place."""
    edges: dict[str, dict[str, Path_]] = {}
    for index, rule in enumerate(pack.rules):
        for number, need in enumerate(rule.needs):
            edges.setdefault(rule.id, {}).setdefault(need, ("rules", index, "needs", number))
    for start in sorted(_in_circles(edges))[:MAX_STARTS]:
        trail = _circle_from(start, edges)
        if trail and start == min(trail):
            pairs = list(zip(trail, [*trail[1:], trail[0]], strict=True))
            told = "; ".join(f"`{a}` needs `{b}` ({place(edges[a][b])})" for a, b in pairs[:12])
            shown = (
                [*trail, trail[0]] if len(trail) <= 12 else [*trail[:12], f"{len(trail) - 12} more", trail[0]]
            )
            message = f"rules need each other in a circle: {' -> '.join(shown)}"
            yield "P004", message, edges[trail[0]][pairs[0][1]], f"take one of these out: {told}"


MAX_STARTS = 50


def _in_circles(edges: Mapping[str, Mapping[str, Path_]]) -> set[str]:
    """The rules left once those that need nothing are taken off in turn: circles and what leads to them."""
    left = {name: {n for n in needs if n in edges} for name, needs in edges.items()}
    for _ in range(2):
        into: dict[str, set[str]] = {name: set() for name in left}
        for name, needs in left.items():
            for need in needs:
                into[need].add(name)
        done = [name for name, needs in left.items() if not needs]
        while done:
            name = done.pop()
            for other in into[name]:
                left[other].discard(name)
                if not left[other]:
                    done.append(other)
        kept = {name: needs for name, needs in left.items() if needs}
        left = {name: set() for name in kept}
        for name, needs in kept.items():
            for need in needs:
                if need in left:
                    left[need].add(name)
    return set(left)


def _circle_from(start: str, edges: Mapping[str, Mapping[str, Path_]]) -> list[str]:
    """The shortest way from a rule back to itself, or nothing."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for need in edges.get(here, {}):
            if need == start:
                way = [here]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if need not in came and need in edges:
                came[need] = here
                waiting.append(need)
    return []


def _evidence(pack: RulePack, compiled: CompiledPack) -> Found:
    """Kinds and details named in mends and examples."""
    kinds = compiled.lexicon.vocabulary.kinds
    for key in ("rules", "duties"):
        rules: tuple[Rule | DutyRule, ...] = getattr(pack, key)
        for index, rule in enumerate(rules):
            for number, item in enumerate(rule.mend.provides):
                yield from _item(item, (key, index, "mend", "provides", number), kinds)
            for number, example in enumerate(rule.examples):
                yield from _example_evidence(example, (key, index, "examples", number), compiled)
    for number, pack_example in enumerate(pack.examples):
        yield from _example_evidence(pack_example, ("examples", number), compiled)


def _example_evidence(example: Example | PackExample, here: Path_, compiled: CompiledPack) -> Found:
    vocabulary = compiled.lexicon.vocabulary
    for index, item in enumerate(example.evidence):
        yield from _item(item, (*here, "evidence", index), vocabulary.kinds)
        if item.dated is None and item.recorded_on is None:
            path = (*here, "evidence", index)
            yield "S002", "evidence without `dated:` needs `recorded_on:`", path, None
    for index, name in enumerate(example.none_held):
        if name not in vocabulary.kinds:
            path = (*here, "none_held", index)
            yield "P010", f"unknown kind `{name}`", path, suggestion(name, vocabulary.kinds)
    body = example.organisation.kind
    if body not in vocabulary.organisation_kinds:
        path = (*here, "organisation", "kind")
        yield (
            "D007",
            f"unknown kind of organisation `{body}`",
            path,
            suggestion(body, vocabulary.organisation_kinds),
        )


def _item(item: ExampleItem | Provided, here: Path_, kinds: Mapping[str, EvidenceKind]) -> Found:
    kind = kinds.get(item.kind)
    if kind is None:
        yield "P010", f"unknown kind `{item.kind}`", (*here, "kind"), suggestion(item.kind, kinds)
        return
    yield from details_faults(kind, item.detail, (*here, "detail"))


def details_faults(kind: EvidenceKind, given: Mapping[str, object], here: Path_) -> Found:
    """Details that a kind does not have, or values that do not fit."""
    for name, value in given.items():
        detail = kind.detail(name)
        if detail is None:
            known = [d.name for d in kind.details]
            help_ = suggestion(name, known) if known else f"`{kind.name}` has no details"
            yield "D002", f"`{kind.name}` has no detail `{name}`", (*here, name), help_
            continue
        if value is None or (isinstance(value, list | tuple) and None in value):
            yield "D003", f"`{name}`: nothing stands here", (*here, name), "give it a value, or take it out"
            continue
        try:
            detail.read(value)
        except NotInList as error:
            yield "D003", f"`{name}`: {error}", (*here, name), suggestion(error.word, error.values)
        except ValueError as error:
            yield "D003", f"`{name}`: {_plain(error)}", (*here, name), None


def _plain(error: ValueError) -> str:
    """The words of a fault, without what pydantic puts around them."""
    details = getattr(error, "errors", None)
    return str(details()[0]["ctx"]["error"]) if details else str(error)


def _directions(ready: CompiledRule, compiled: CompiledPack) -> Found:
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


def _boundaries(ready: CompiledRule, compiled: CompiledPack) -> Found:
    """Each threshold and each day that a rule names stands exactly in one of its examples."""
    here: Path_ = ("rules", ready.index)
    wanted = _thresholds(ready.condition)
    wanted += _thresholds(ready.applies_when) if ready.applies_when else []
    shown: set[tuple[str, object]] = set()
    tests = _tests_read(ready, compiled)
    for example in ready.rule.examples:
        facts = _facts_of_example(example, compiled)
        if facts is None:
            return
        for leaf in wanted:
            shown |= _exact(leaf, facts)
        for kind, _, node in tests:
            for item in facts.of_kind(kind):
                for leaf in _thresholds(node):
                    shown |= _exact(leaf, partial(facts.of_item, item), kind)
    for leaf in wanted:
        yield from _unshown(leaf, shown, here, "")
    for kind, test, node in tests:
        for leaf in _thresholds(node):
            yield from _unshown(leaf, shown, here, kind, f" (in the item test `{test}`)")


def _thresholds(node: Node) -> list[Compare]:
    """Comparisons of a fact with a number or a day."""
    turned = [_fact_first(leaf) for leaf, _ in leaves(node) if isinstance(leaf, Compare)]
    return [leaf for leaf in turned if _is_threshold(leaf)]


def _fact_first(leaf: Compare) -> Compare:
    """`2 <= fact` is as much a threshold as `fact >= 2`."""
    turn = isinstance(leaf.left, Literal) and isinstance(leaf.right, Fact)
    return Compare(leaf.right, leaf.op, leaf.left, leaf.span) if turn else leaf


def _is_threshold(leaf: Compare) -> bool:
    named = isinstance(leaf.left, Fact) and isinstance(leaf.right, Literal)
    return named and isinstance(getattr(leaf.right, "value", None), Decimal | dt.date)


def _tests_read(ready: CompiledRule, compiled: CompiledPack) -> list[tuple[str, str, Node]]:
    found = []
    for name in facts_read(ready.condition):
        kind, _, test = name.partition(".")
        node = compiled.lexicon.item_tests.get(kind, {}).get(test)
        if node is not None:
            found.append((kind, test, node))
    return found


def _facts_of_example(example: Example, compiled: CompiledPack) -> Facts | None:
    """The facts of an example; none where it has other faults, which are told elsewhere."""
    try:
        dossier = dossier_of(example, compiled.pack)
        items = Items.of(dossier, compiled.lexicon.vocabulary.kinds, example.as_at)
        facts = Facts(items, compiled.lexicon)
        for item in items.all():
            for detail in item.kind.details:
                item.detail(detail)
    except (ValueError, KeyError):
        return None
    return facts


def _exact(leaf: Compare, lookup: Lookup, kind: str = "") -> set[tuple[str, object]]:
    assert isinstance(leaf.left, Fact)
    assert isinstance(leaf.right, Literal)
    known = lookup(leaf.left.name)
    if isinstance(known, Range) and known.exact and known.low == leaf.right.value:
        return {(f"{kind}.{leaf.left.name}", leaf.right.value)}
    return set()


def _unshown(leaf: Compare, shown: set[tuple[str, object]], here: Path_, kind: str, where: str = "") -> Found:
    assert isinstance(leaf.left, Fact)
    assert isinstance(leaf.right, Literal)
    if (f"{kind}.{leaf.left.name}", leaf.right.value) not in shown:
        message = f"no example has `{leaf.left.name}` at exactly {leaf.right.value}{where}"
        yield "P007", message, here, "add one, so that `>=` and `>` cannot be mistaken for one another"


def _pack_example(pack: RulePack, then: PackExpectation, here: Path_) -> Found:
    levels = [*pack.levels, "floor", "none"]
    areas = [area.id for area in pack.areas]
    pairs = [((*here, "then"), then.supported, then.possible)]
    pairs += [((*here, "then", "areas", a), p.supported, p.possible) for a, p in then.areas.items()]
    for path, *words in pairs:
        for word in words:
            if word not in levels:
                yield "P001", f"unknown level `{word}`", path, suggestion(word, levels)
    for area in then.areas:
        if area not in areas:
            yield "P002", f"unknown area `{area}`", (*here, "then", "areas", area), suggestion(area, areas)
