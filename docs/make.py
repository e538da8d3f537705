"""Make the pages that follow from the rules and the vocabulary, so that they cannot fall behind.

    python docs/make.py            writes them
    python docs/make.py --check    exits with 1 and lists those that are not up to date

The same rules give the same bytes. Pages written by hand are left alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from psed.compiled import compile_pack
from psed.errors import CODES
from psed.facts import ITEM_FACTS, KIND_FACTS
from psed.facts.catalogue import organisation_facts
from psed.language.tree import facts_read
from psed.language.types import STRENGTHS, FactKind, Moves
from psed.model.dates import day_in_words
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Basis, Better, Detail, DetailType, EvidenceKind, Over
from psed.loading import packs, vocabulary
from psed.rulepack import Example, ExampleItem, GeneralDuty, PackKind, Provided, Rule, RulePack, RuleSource

DOCS = Path(__file__).parent
ROOT = DOCS.parent
MADE = "<!-- Made by docs/make.py. Change the rules, the vocabulary or that file, not this page. -->"

BASIS: Mapping[Basis, str] = {
    Basis.SEEN: "seen",
    Basis.KNOWN: "known from the field, not seen",
    Basis.DOUBTFUL: "doubtful",
    Basis.DERIVED: "psed's own choice or working out",
}
STATUS: Mapping[str, str] = {
    "draft": "draft: nobody who works with this framework or law has checked it yet",
    "checked": "checked by somebody who works with it",
    "pending": "pending: not yet law, or not yet published; it decides nothing",
    "fictional": "fictional: made up for an example",
}
ADDING: Mapping[Moves, str] = {
    Moves.UP: "stays or rises",
    Moves.DOWN: "stays or falls",
    Moves.SAME: "stays",
    Moves.ANY: "may rise or fall",
}
TYPES: Mapping[FactKind, str] = {
    FactKind.NUMBER: "number",
    FactKind.DATE: "day",
    FactKind.TEXT: "text",
    FactKind.SET: "set",
    FactKind.YES_NO: "yes or no",
}
GROUPS: Mapping[str, str] = {
    "F": "Reading a file at all",
    "S": "The shape of what was read",
    "P": "Rule packs",
    "C": "Conditions",
    "D": "Dossiers",
    "A": "Saved assessments",
}


def pages() -> dict[str, str]:
    """Every page that is made, by its path within docs/."""
    made = {
        "kinds.md": kinds_page(),
        "facts.md": facts_page(),
        "organisation-kinds.md": organisation_kinds_page(),
        "errors.md": errors_page(),
        "rules/index.md": rules_index(),
    }
    for pack in packs():
        if pack.general_duty:
            made["law.md"] = law_page(pack, pack.general_duty)
        if pack.rules:
            made[f"rules/{pack.pack}/index.md"] = pack_page(pack)
        for name in dict.fromkeys(rule.id for rule in pack.rules):
            made[f"rules/{pack.pack}/{rule_file(name)}"] = rule_page(pack, name)
    return {path: _tidy(text) for path, text in sorted(made.items())}


def stale() -> list[str]:
    """Pages that are missing, differ from what would be made, or belong to no rule any more."""
    made = pages()
    wrong = [path for path, text in made.items() if _on_disk(path) != text]
    left = (path.relative_to(DOCS).as_posix() for path in (DOCS / "rules").rglob("*.md"))
    return sorted([*wrong, *(path for path in left if path not in made)])


def write() -> list[str]:
    """Write what is not up to date; the paths written or taken away."""
    made, changed = pages(), stale()
    for path in changed:
        file = DOCS / path
        if path not in made:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made[path], encoding="utf-8", newline="\n")
    return changed


def _on_disk(path: str) -> str | None:
    file = DOCS / path
    return file.read_bytes().decode("utf-8") if file.is_file() else None


def _tidy(text: str) -> str:
    """One empty line between parts, and one line break at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


# Small parts of Markdown.


def _text(words: str) -> str:
    """Words as Markdown leaves them alone, on one line; code in backticks stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(words.split()))
    return "".join(p if p.startswith("`") else re.sub(r"([\\*\[\]<|])", r"\\\1", p) for p in parts)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads))]
    return "\n".join([*lines, *(_row(row) for row in rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(words: Iterable[object]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


def _words(name: object) -> str:
    """A name for machines as a person writes it."""
    return str(name).replace("_", " ").replace("-", " ")


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _sentence(words: str) -> str:
    """Words that end in a full stop and begin with a capital."""
    text = _text(words)
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _source(source: RuleSource) -> str:
    cite = f"[{_text(source.cite)}]({source.url})" if source.url else _text(source.cite)
    note = f" {_sentence(source.note)}" if source.note else ""
    return f"{cite} ({BASIS[source.basis]}).{note}"


def _sources(sources: Iterable[RuleSource]) -> str:
    return "\n".join(f"- {_source(source)}" for source in sources)


# Rules.


def rule_file(name: str) -> str:
    """The file of a rule's page: `area/rule` becomes `area--rule.md`."""
    return f"{name.replace('/', '--')}.md"


def _rule_link(pack: RulePack, name: str, up: str = "") -> str:
    return f"[{name}]({up}{rule_file(name)})"


def _fact_link(name: str, up: str) -> str:
    thing, _, fact = name.rpartition(".")
    if thing in ("", "organisation"):
        anchor = "of-the-body-and-the-day"
    elif fact in KIND_FACTS:
        anchor = "of-every-kind"
    else:
        anchor = thing
    return f"[`{name}`]({up}facts.md#{anchor})"


def rules_index() -> str:
    """The list of packs."""
    rows = []
    for pack in packs():
        to = "../law.md" if pack.kind is PackKind.LAW and not pack.rules else f"{pack.pack}/index.md"
        name = f"[{_text(pack.title)}]({to})"
        rows.append(
            [name, f"`{pack.pack}`", pack.version, pack.status, _in_force(pack), str(len(pack.rules))]
        )
    return f"""\
{MADE}
# Rules

[Contents](../index.md)

The rule packs that psed ships. Each rule has a page of its own: what it asks, on what authority, why it matters
and how to mend it. The words are psed's own; no publisher's text is reproduced.

{_table(["Pack", "Id", "Version", "Status", "In force", "Rules"], rows)}
"""


def _in_force(part: RulePack) -> str:
    begins = f"from {day_in_words(part.valid_from)}"
    return f"{begins} to {day_in_words(part.valid_to)}" if part.valid_to else begins


def pack_page(pack: RulePack) -> str:
    """A pack's rules by area and level, its item tests and its notes."""
    parts = [
        MADE,
        f"# {_text(pack.title)}",
        "[Contents](../../index.md) · [Rules](../index.md)",
        _table(
            ["", ""],
            [
                ["Id", f"`{pack.pack}`"],
                ["Version", pack.version],
                ["Status", STATUS[pack.status]],
                ["Publisher", _text(pack.publisher)],
                ["In force", f"{_in_force(pack)}, both days included"],
                ["Levels, lowest first", _code(pack.levels)],
                ["Below the lowest", _text(pack.floor)],
                [
                    "Areas become one level by",
                    f"[`{pack.combine}`](../../results.md#from-areas-to-one-level)",
                ],
                ["Relevant characteristics", _code(pack.characteristics)],
            ],
        ),
        *_areas(pack),
        *_pack_tests(pack),
    ]
    if pack.notes:
        parts += ["## What is unclear, and what psed chose", _sources(pack.notes)]
    return "\n\n".join(parts)


def _areas(pack: RulePack) -> Iterator[str]:
    for area in pack.areas:
        number = f"{area.number}. " if area.number is not None else ""
        yield f"## {number}{_text(area.title)}"
        for level in pack.levels:
            here = [rule for rule in pack.rules if rule.area_id == area.id and rule.level == level]
            rows = [[_rule_link(pack, rule.id), _text(rule.title)] for rule in here]
            yield f"**{level.capitalize()}**"
            yield _table(["Rule", "What it asks"], rows) if rows else "No rule."


def _pack_tests(pack: RulePack) -> Iterator[str]:
    if not pack.item_tests:
        return
    yield "## Item tests"
    yield (
        "Each is asked of one item at a time; the fact of that name is the number of current items that "
        "pass. See [conditions](../../conditions.md#item-tests)."
    )
    rows = [
        [f"`{kind}.{name}`", f"`{' '.join(test.split())}`".replace("|", "\\|")]
        for kind, tests in sorted(pack.item_tests.items())
        for name, test in sorted(tests.items())
    ]
    yield _table(["Fact", "An item passes if"], rows)


def rule_page(pack: RulePack, name: str) -> str:
    """A rule's page; several versions of one rule stand below one another, the newest first."""
    versions = sorted(
        (rule for rule in pack.rules if rule.id == name), key=lambda r: r.valid_from or pack.valid_from
    )
    newest = versions[-1]
    parts = [
        MADE,
        f"# {_text(newest.title)}",
        f"[Contents](../../index.md) · [Rules](../index.md) · [{_text(pack.title)}](index.md)",
    ]
    for rule in reversed(versions):
        if len(versions) > 1:
            parts.append(f"## The version {_rule_in_force(pack, rule)}")
        parts += _rule(pack, rule)
    return "\n\n".join(parts)


def _rule_in_force(pack: RulePack, rule: Rule) -> str:
    begins = day_in_words(rule.valid_from or pack.valid_from)
    ends = rule.valid_to or pack.valid_to
    return f"from {begins} to {day_in_words(ends)}" if ends else f"from {begins}"


def _rule(pack: RulePack, rule: Rule) -> Iterator[str]:
    area = next((a for a in pack.areas if a.id == rule.area_id), None)
    yield _table(
        ["", ""],
        [
            ["Rule", f"`{pack.rule_id(rule)}`"],
            ["Area", _text(area.title) if area else rule.area_id],
            ["Level", rule.level],
            ["Aims", _code(rule.aims) or "none named"],
            ["In force", f"{_rule_in_force(pack, rule)}, both days included"],
            ["Pack", f"{pack.pack} {pack.version}; {STATUS[pack.status]}"],
        ],
    )
    yield "## When it is met"
    yield _fence("condition", rule.condition)
    yield from _reads(pack, rule)
    if rule.applies_when:
        yield "It applies only to a body for which this holds; to others it is not applicable:"
        yield _fence("condition applies_when", rule.applies_when)
    yield from _neighbours(pack, rule)
    yield from _declared(rule)
    yield "## What it rests on"
    yield _sources(rule.source)
    yield "## Why it matters"
    yield _sentence(rule.why)
    yield "## To mend it"
    yield _mend(rule)
    if rule.ask:
        yield "## A question to ask"
        yield _text(rule.ask)
    yield "## Examples"
    yield _examples(rule)


def _facts_named(pack: RulePack, rule: Rule) -> tuple[str, ...]:
    compiled = compile_pack(pack, vocabulary())
    found = (ready for ready in compiled.rules if ready.rule is rule)
    nodes = chain.from_iterable((ready.applies_when, ready.condition) for ready in found)
    return tuple(dict.fromkeys(name for node in nodes if node for name in facts_read(node)))


def _reads(pack: RulePack, rule: Rule) -> Iterator[str]:
    catalogue = compile_pack(pack, vocabulary()).lexicon.catalogue
    names = _facts_named(pack, rule)
    rows = []
    for name in names:
        meaning = catalogue[name].meaning
        rows.append([_fact_link(name, "../../"), TYPES[catalogue[name].kind], _sentence(meaning)])
    yield "It reads:"
    yield _table(["Fact", "Type", "Meaning"], rows)
    for name in names:
        kind, _, test = name.partition(".")
        text = _item_test(pack, kind, test)
        if text:
            yield f"An item passes the item test `{test}` of `{kind}` if:"
            yield _fence(f"condition item {kind}", text)


def _item_test(pack: RulePack, kind: str, test: str) -> str | None:
    own = {**vocabulary().kinds, **{k.name: k for k in pack.kinds}}.get(kind)
    written = {**(own.item_tests if own else {}), **pack.item_tests.get(kind, {})}
    return written.get(test)


def _neighbours(pack: RulePack, rule: Rule) -> Iterator[str]:
    wanted = [other.id for other in pack.rules if rule.id in other.needs]
    rows = {
        "It needs, and is met only where these are met too": rule.needs,
        "Needed by": tuple(dict.fromkeys(wanted)),
        "Read beside it": rule.related,
    }
    lines = [
        f"- {head}: {', '.join(_rule_link(pack, n) for n in names)}" for head, names in rows.items() if names
    ]
    if lines:
        yield "\n".join(lines)


def _declared(rule: Rule) -> Iterator[str]:
    if not rule.monotone:
        yield f"More evidence can turn it from met to not met. {_sentence(rule.because or '')}"
    if rule.timed:
        yield f"It can come to be met by the passing of time alone. {_sentence(rule.because or '')}"
    if rule.may_decline:
        yield "A body may say that it does not apply, with a reason, a post and a date."


def _mend(rule: Rule) -> str:
    lines = [_sentence(rule.mend.do)]
    if rule.mend.cannot_provide:
        lines.append(f"No single item of evidence can mend it. {_sentence(rule.mend.cannot_provide)}")
    if rule.mend.provides:
        lines.append("On file this would be:")
        lines.append("\n".join(f"- {_provided(item)}" for item in rule.mend.provides))
    if rule.mend.effort_days is not None:
        lines.append(f"Effort, roughly: {rule.mend.effort_days.normalize():f} days.")
    return "\n\n".join(lines)


def _kind_link(kind: str, up: str = "../../") -> str:
    known = kind in vocabulary().kinds
    return f"[{_words(kind)}]({up}kinds.md#{kind})" if known else _words(kind)


def _provided(item: Provided) -> str:
    told = [_kind_link(item.kind), "published" if item.published else "", _covers(item), _detail(item.detail)]
    return "; ".join(part for part in told if part)


def _covers(item: Provided | ExampleItem) -> str:
    if item.characteristics is None:
        return ""
    if "relevant" in item.characteristics:
        return "covers all relevant characteristics"
    return f"covers {_listed([_words(c) for c in item.characteristics]) or 'nobody in particular'}"


def _detail(given: Mapping[str, object]) -> str:
    return "; ".join(f"{_words(name)}: {_value(value)}" for name, value in given.items())


def _value(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return _listed(sorted(str(part) for part in value)) or "none"
    return {"true": "yes", "false": "no"}.get(str(value).lower(), str(value))


def _examples(rule: Rule) -> str:
    rows = []
    for example in rule.examples:
        reasons = ", ".join(f"[{r}](../../results.md#{r})" for r in example.reasons or ())
        outcome = f"**{_words(example.then)}**" + (f": {reasons}" if reasons else "")
        rows.append([_text(example.name), day_in_words(example.as_at), _on_file(example), outcome])
    return _table(["Example", "As at", "On file", "Outcome"], rows)


def _on_file(example: Example) -> str:
    told = [_example_item(item) for item in example.evidence]
    told += [f"looked for and not held: {_words(kind)}" for kind in example.none_held]
    told += [f"{need} is {_words(outcome)}" for need, outcome in example.needs.items()]
    return "<br>".join(_text(part) for part in told) or "nothing"


def _example_item(item: ExampleItem) -> str:
    if item.dated:
        dated = item.dated.in_words()
    elif item.recorded_on:
        dated = f"no date, put on file {day_in_words(item.recorded_on)}"
    else:
        dated = "no date"
    told = [
        f"{_words(item.kind)}, {dated}",
        f"published {item.published_on.in_words()}" if item.published_on else "",
        f"good to {item.valid_until.in_words()}" if item.valid_until else "",
        _covers(item),
        f"strength {_words(item.strength)}" if item.strength else "",
        f"in place of {', '.join(item.supersedes)}" if item.supersedes else "",
        _detail(item.detail),
    ]
    return "; ".join(part for part in told if part)


# Vocabulary.


def _all_kinds() -> list[EvidenceKind]:
    return sorted(vocabulary().kinds.values(), key=lambda kind: kind.name)


def _readers(kind: str) -> list[tuple[RulePack, Rule]]:
    found = []
    for pack in packs():
        for rule in pack.rules:
            if any(name.partition(".")[0] == kind for name in _facts_named(pack, rule)):
                found.append((pack, rule))
    return found


def kinds_page() -> str:
    """Every kind of evidence."""
    parts = [
        MADE,
        "# Kinds of evidence",
        "[Contents](index.md)",
        "What a body can hold on file. In a dossier `kind:` takes one of these names; the other names are "
        "what documents call it, and psed points to the right one if you write them. A kind that is not "
        "here cannot be recorded yet.",
        "An item is good from its date for its shelf life: both days count. Every shelf life below is "
        "psed's choice unless it says otherwise. An item's own `valid_until` can shorten it, and can go "
        "beyond it only where that is said.",
        _table(
            ["Kind", "Meaning", "Good for"],
            [[f"[`{k.name}`](#{k.name})", _sentence(k.meaning), _shelf_life(k)] for k in _all_kinds()],
        ),
    ]
    for kind in _all_kinds():
        parts += _kind(kind)
    return "\n\n".join(parts)


def _shelf_life(kind: EvidenceKind) -> str:
    if kind.shelf_life is None:
        return "good for good"
    months = kind.shelf_life.count
    if months % 12 or months == 12:
        return str(kind.shelf_life)
    return f"{months // 12} years"


def _kind(kind: EvidenceKind) -> Iterator[str]:
    yield f"## `{kind.name}`"
    yield _sentence(kind.meaning)
    lines = [f"- Also called: {_text(', '.join(kind.aliases))}."] if kind.aliases else []
    note = f" {_sentence(kind.basis_note)}" if kind.basis_note else ""
    lines.append(f"- Good for: {_shelf_life(kind)} ({BASIS[kind.basis]}).{note}")
    if kind.own_term:
        lines.append("- An item's own `valid_until` may go beyond that.")
    readers = _readers(kind.name)
    links = [f"[{pack.rule_id(rule)}](rules/{pack.pack}/{rule_file(rule.id)})" for pack, rule in readers]
    lines.append(f"- Read by: {', '.join(links) if links else 'no rule yet'}.")
    if kind.reserved:
        lines.append(f"- {_sentence(kind.reserved)}")
    lines.append(f"- Its facts: [here](facts.md#{kind.name}).")
    yield "\n".join(lines)
    if kind.details:
        rows = []
        for detail in kind.details:
            short = f"[{detail.when_short}](results.md#{detail.when_short})"
            rows.append([f"`{detail.name}`", _sentence(detail.meaning), _values(detail), short])
        yield _table(["Detail", "Meaning", "Values", "Reason when short"], rows)
    else:
        yield "It has no details."


def _values(detail: Detail) -> str:
    match detail.type:
        case DetailType.SET:
            return f"any of {_code(detail.values)}"
        case DetailType.TEXT:
            return f"one of {_code(detail.values)}"
        case DetailType.YES_NO:
            return "`true` or `false`"
        case DetailType.NUMBER:
            unit = f" {_text(detail.unit)}" if detail.unit else ""
            return f"{_number(detail.low)} to {_number(detail.high)}{unit}"


def _number(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _over(detail: Detail) -> str:
    yes_no = detail.type is DetailType.YES_NO
    match detail.over:
        case Over.UNION:
            return "all that current items name, together"
        case Over.MAX:
            return "yes if any current item says yes" if yes_no else "the greatest of the current items"
        case Over.MIN:
            return "yes if every current item says yes" if yes_no else "the least of the current items"
        case Over.SUM:
            return "the sum over current items"
        case Over.LATEST:
            return "what the newest current item says"


def _none_current(detail: Detail) -> str:
    if detail.type is DetailType.SET:
        return "nothing"
    if detail.better is Better.NONE or detail.type is DetailType.TEXT:
        return "unknown"
    if detail.type is DetailType.YES_NO:
        return "yes" if detail.better is Better.LOWER else "no"
    return _number(detail.low if detail.better is Better.HIGHER else detail.high)


def facts_page() -> str:
    """Every fact that a condition can read."""
    kind_rows = [
        [f"`KIND.{name}`", TYPES[kind], _sentence(meaning), ADDING[adding], ADDING[time]]
        for name, (kind, adding, time, meaning) in KIND_FACTS.items()
    ]
    item_rows = [[f"`{n}`", TYPES[kind], _sentence(meaning)] for n, (kind, meaning) in ITEM_FACTS.items()]
    body_rows = [
        [f"`{fact.name}`", TYPES[fact.kind], _sentence(fact.meaning), _code(fact.values)]
        for fact in organisation_facts(vocabulary()).values()
        if fact.name != "organisation.kind"
    ]
    body = organisation_facts(vocabulary())["organisation.kind"]
    listed = "one of the [kinds of organisation](organisation-kinds.md)"
    body_rows.append([f"`{body.name}`", TYPES[body.kind], _sentence(body.meaning), listed])
    parts = [
        MADE,
        "# Facts",
        "[Contents](index.md)",
        "All that a rule can read. A fact is worked out from a dossier as at a day; a condition names it as "
        "`kind.fact`. How to write a condition is told in [conditions](conditions.md).",
        "## Of every kind",
        "Put the name of a [kind of evidence](kinds.md) for `KIND`. `held` and `latest_on` go by items that "
        "exist on the day; all the others by current items, that is, those in date and not superseded. "
        "Where nothing of a kind is on file, every fact of it is unknown.",
        _table(["Fact", "Type", "Meaning", "When an item in date is added", "As time passes"], kind_rows),
        f"`characteristics` holds words from {_code(Characteristic)}; `aims` from {_code(Aim)}. `strength` "
        f"is a number that is compared with {_code(STRENGTHS)}.",
        "## Of one item",
        "For item tests. A test is asked of one item at a time, so these have no kind before them. The "
        "details of the item's kind stand beside them, by their bare names.",
        _table(["Fact", "Type", "Meaning"], item_rows),
        "## Of the body and the day",
        "All that `applies_when` may read; a condition may read them too.",
        _table(["Fact", "Type", "Meaning", "Values"], sorted(body_rows)),
        "## Of each kind",
        "What each kind has beside the facts of every kind: its details, and a count for each item test "
        "that a shipped pack declares.",
    ]
    for kind in _all_kinds():
        parts += _kind_facts(kind)
    return "\n\n".join(parts)


def _kind_facts(kind: EvidenceKind) -> Iterator[str]:
    yield f"### `{kind.name}`"
    yield f"{_sentence(kind.meaning)} [More](kinds.md#{kind.name})."
    rows = [
        [
            f"`{kind.name}.{detail.name}`",
            TYPES[FactKind(str(detail.type))],
            f"{_sentence(detail.meaning)} Values: {_values(detail)}.",
            _over(detail),
            _none_current(detail),
        ]
        for detail in kind.details
    ]
    if rows:
        yield _table(["Fact", "Type", "Meaning", "Over several items", "With no current item"], rows)
    tests = [
        [f"`{kind.name}.{name}`", f"`{' '.join(text.split())}`".replace("|", "\\|"), where]
        for name, text, where in _tests_of(kind)
    ]
    if tests:
        yield _table(["Count of items that pass", "The item test", "Declared by"], tests)
    if not rows and not tests:
        yield "Nothing beside the facts of every kind."


def _tests_of(kind: EvidenceKind) -> Iterator[tuple[str, str, str]]:
    yield from ((name, text, "the kind") for name, text in sorted(kind.item_tests.items()))
    for pack in packs():
        for name, text in sorted(pack.item_tests.get(kind.name, {}).items()):
            yield name, text, f"[{pack.pack}](rules/{pack.pack}/index.md)"


def organisation_kinds_page() -> str:
    """Every kind of organisation."""
    parts = [
        MADE,
        "# Kinds of organisation",
        "[Contents](index.md)",
        "In a dossier `organisation.kind` takes one of these names. A kind says nothing for sure about one "
        "body: Schedule 19 to the Equality Act 2010 names bodies, often with limits.",
    ]
    for kind in vocabulary().organisation_kinds.values():
        parts.append(f"## `{kind.name}`")
        parts.append(_sentence(kind.meaning))
        if kind.aliases:
            parts.append(f"Also called: {_text(', '.join(kind.aliases))}.")
        parts.append(_sources(kind.source))
    return "\n\n".join(parts)


# Errors.

_FAULT = re.compile(r"^(?:\S.*?: )?([FSPCDA]\d{3}) \S")


def errors_page() -> str:
    """Every code, with an example where the tests have one."""
    shown = _messages()
    parts = [
        MADE,
        "# Errors",
        "[Contents](index.md)",
        "Each fault in what a person wrote has a code that does not change. A message says what is wrong, in "
        "which file and line, and how to mend it; all faults of a file are told at once. On the command line "
        "a fault in a dossier gives exit code 3, one in a rule pack 4. In Python they arrive together in "
        "`InvalidDossier`, `InvalidRulePack` or `InvalidAssessment`, whose `exceptions` are the faults.",
    ]
    for letter, title in GROUPS.items():
        parts.append(f"## {title}")
        for code, meaning in CODES.items():
            if code.startswith(letter):
                parts += [f"### {code}", _sentence(meaning)]
                parts += [_fence("text", shown[code])] if code in shown else []
    return "\n\n".join(parts)


def _messages() -> dict[str, str]:
    """One message for each code that a test of bad files expects: the first by file."""
    found: dict[str, str] = {}
    for folder in ("bad_packs", "bad_dossiers"):
        for file in sorted((ROOT / "tests" / folder).rglob("*.txt")):
            for code, message in _split(file.read_text(encoding="utf-8")):
                found.setdefault(code, message)
    return found


def _split(text: str) -> Iterator[tuple[str, str]]:
    """The faults of a text: a line with a code, and the indented lines below it."""
    lines: list[str] = []
    code = ""
    for line in [*text.splitlines(), "F000 end"]:
        match = _FAULT.match(line)
        if match or not line.startswith("  "):
            if lines:
                yield code, "\n".join(lines)
            lines = []
        if match:
            code, lines = match[1], [line]
        elif lines:
            lines.append(line)


# The law.


def law_page(pack: RulePack, duty: GeneralDuty) -> str:
    """The general duty as psed holds it."""
    parts = [
        MADE,
        f"# {_text(pack.title)}",
        "[Contents](index.md)",
        f"Pack `{pack.pack}` {pack.version}; {STATUS[pack.status]}. In force {_in_force(pack)}.",
        "psed holds the general duty as data: who is bound, what counts where, and what is excepted. There "
        "are no rules here on purpose. Whether due regard was had is for people to judge, and psed says "
        "nothing about it. This page is not legal advice. How sure a statement is stands in brackets after "
        "each source.",
        "## Who is bound",
        _sources(duty.who),
        "## What is owed",
        f"{_sentence(duty.title)} The Act's own words are *due regard*, *aim* is the common word for each of "
        "the three needs.",
        *_aims(duty),
        "## Which characteristic counts for which aim",
        _table(
            ["Characteristic", *(str(aim.aim) for aim in duty.aims)],
            [
                [_words(c), *("yes" if c in aim.characteristics else "no" for aim in duty.aims)]
                for c in Characteristic
            ],
        ),
        "## Exceptions",
        *_exceptions(duty),
        "## Notes",
        _sources([*duty.notes, *pack.notes]),
        "## What is left out",
        LEFT_OUT,
    ]
    return "\n\n".join(parts)


LEFT_OUT = """\
- The specific duties of England, Wales and Scotland: what must be published, by whom and by when. No pack for
  them is shipped yet.
- The list of bodies in Schedule 19. psed knows [kinds of organisation](organisation-kinds.md), not each body.
- The whole list in Schedule 18, paragraph 4.
- What courts have said of due regard. It is about how a decision was made, and a dossier does not show that.
- The duty in section 1 of the Act on socio-economic inequalities, which is another duty.
- The duties on race, disability and gender in force before 5 April 2011."""


def _aims(duty: GeneralDuty) -> Iterator[str]:
    for aim in duty.aims:
        yield f"### {_words(aim.aim).capitalize()}"
        yield _sentence(aim.title)
        yield _sources(aim.source)
        rows = [
            [f"`{part.limb}`", _text(part.title), "<br>".join(_source(s) for s in part.source)]
            for part in aim.limbs
        ]
        yield _table(["Limb", "In psed's words", "Source"], rows)


def _exceptions(duty: GeneralDuty) -> Iterator[str]:
    for exception in duty.exceptions:
        yield f"### {_text(exception.title)}"
        yield f"Id `{exception.id}`."
        if exception.note:
            yield _sentence(exception.note)
        lines = [f"- Aims left out: {_code(exception.aims)}."]
        all_nine = len(exception.characteristics) == len(Characteristic)
        named = "all nine" if all_nine else _code(exception.characteristics)
        lines.append(f"- Characteristics left out: {named}.")
        if exception.organisation_kinds:
            lines.append(f"- Kinds of body with such functions: {_code(exception.organisation_kinds)}.")
        yield "\n".join([*lines, _sources(exception.source)])


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with `--check` say which are not up to date."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: python docs/make.py [--check]", file=sys.stderr)
        return 2
    check = bool(arguments)
    paths = stale() if check else write()
    for path in paths:
        print(f"{'not up to date' if check else 'wrote'}: docs/{path}")
    if check and paths:
        print("make them again: python docs/make.py", file=sys.stderr)
    return int(check and bool(paths))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
