"""The pages of rule packs and rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from making.markdown import (
    MADE,
    STATUS,
    TYPES,
    codes,
    fenced_condition,
    in_cell,
    in_force,
    listed,
    plain,
    prose,
    sentence,
    source_list,
    table,
    versions_page,
)
from psed.compiled import compile_pack
from psed.facts import KIND_FACTS
from psed.language.tree import facts_read
from psed.loading import packs, vocabulary
from psed.model.dates import day_in_words
from psed.rulepack import Check, DutyRule, Example, ExampleItem, PackKind, Provided, Rule, RulePack


def rule_file(name: str) -> str:
    """The file of a rule's page: `area/rule` becomes `area--rule.md`."""
    return f"{name.replace('/', '--')}.md"


def _rule_link(pack: RulePack, name: str, up: str = "") -> str:
    return f"[{name}]({up}{rule_file(name)})"


def fact_link(name: str, up: str) -> str:
    """A fact, linked to where it is told of."""
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
        bare = pack.kind is PackKind.LAW and not (pack.rules or pack.duties)
        to = "../law.md" if bare else f"{pack.pack}/index.md"
        name = f"[{prose(pack.title)}]({to})"
        rows.append(
            [
                name,
                f"`{pack.pack}`",
                pack.version,
                pack.status,
                in_force(pack),
                str(len(pack.rules) + len(pack.duties) + len(pack.checks)),
            ]
        )
    return f"""\
{MADE}
# Rules

[Contents](../index.md)

The rule packs that psed ships. Each rule has a page of its own: what it asks, on what authority, why it
matters and how to mend it. The words are psed's own; no publisher's text is reproduced.

{table(["Pack", "Id", "Version", "Status", "In force", "Rules"], rows)}

To find a rule, go [by area](by-area.md) or [by source](by-source.md).
"""


def by_area() -> str:
    """Every rule of every framework by area, every duty and every check."""
    parts = [
        MADE,
        "# Rules by area",
        "[Contents](../index.md) · [Rules](index.md) · [By source](by-source.md)",
    ]
    for pack in packs():
        if pack.rules or pack.duties or pack.checks:
            parts.append(f"## {prose(pack.title)}")
        for area in pack.areas:
            rows = [
                [f"[{rule.id}]({pack.pack}/{rule_file(rule.id)})", rule.level, prose(rule.title)]
                for level in pack.levels
                for rule in pack.rules
                if (rule.area_id, rule.level) == (area.id, level)
            ]
            parts += [f"### {prose(area.title)}", table(["Rule", "Level", "What it asks"], rows)]
        if pack.duties:
            rows = [[f"[{d.id}]({pack.pack}/{rule_file(d.id)})", prose(d.title)] for d in pack.duties]
            parts.append(table(["Duty", "What it asks"], rows))
        if pack.checks:
            rows = [[f"[{c.id}]({pack.pack}/{rule_file(c.id)})", prose(c.title)] for c in pack.checks]
            parts.append(table(["Check", "What it asks"], rows))
    return "\n\n".join(parts)


def by_source() -> str:
    """Every source that a rule, a duty or a check cites, with those that cite it."""
    cited: dict[str, dict[str, str]] = {}
    for pack in packs():
        rules: tuple[Rule | DutyRule | Check, ...] = (*pack.rules, *pack.duties, *pack.checks)
        for rule in rules:
            link = f"[{pack.rule_id(rule)}]({pack.pack}/{rule_file(rule.id)})"
            for source in rule.source:
                cited.setdefault(source.cite, {})[link] = source.basis
    rows = [
        [prose(cite), "<br>".join(f"{link} ({basis})" for link, basis in found.items())]
        for cite, found in sorted(cited.items())
    ]
    return f"""\
{MADE}
# Rules by source

[Contents](../index.md) · [Rules](index.md) · [By area](by-area.md)

What each rule, duty and check rests on; how sure that is stands in brackets.

{table(["Source", "Rules"], rows)}
"""


def pack_page(pack: RulePack) -> str:
    """A pack's rules by area and level, its item tests and its notes."""
    parts = [
        MADE,
        f"# {prose(pack.title)}",
        "[Contents](../../index.md) · [Rules](../index.md)",
        table(
            ["", ""],
            [
                ["Id", f"`{pack.pack}`"],
                ["Version", pack.version],
                ["Status", STATUS[pack.status]],
                ["Publisher", prose(pack.publisher)],
                ["In force", f"{in_force(pack)}, both days included"],
                ["Levels, lowest first", codes(pack.levels)],
                ["Below the lowest", prose(pack.floor)],
                [
                    "Areas become one level by",
                    f"[`{pack.combine}`](../../results.md#from-areas-to-one-level)",
                ],
                ["Relevant characteristics", codes(pack.characteristics)],
            ],
        ),
        *_areas(pack),
        *_pack_tests(pack),
    ]
    if pack.notes:
        parts += ["## What is unclear, and what psed chose", source_list(pack.notes)]
    return "\n\n".join(parts)


def _areas(pack: RulePack) -> Iterator[str]:
    for area in pack.areas:
        number = f"{area.number}. " if area.number is not None else ""
        yield f"## {number}{prose(area.title)}"
        for level in pack.levels:
            here = [rule for rule in pack.rules if rule.area_id == area.id and rule.level == level]
            rows = [[_rule_link(pack, rule.id), prose(rule.title)] for rule in here]
            yield f"**{level.capitalize()}**"
            yield table(["Rule", "What it asks"], rows) if rows else "No rule."


def _pack_tests(pack: RulePack) -> Iterator[str]:
    if not pack.item_tests:
        return
    yield "## Item tests"
    yield (
        "Each is asked of one item at a time; the fact of that name is the number of current items that "
        "pass. See [conditions](../../conditions.md#item-tests)."
    )
    rows = [
        [f"`{kind}.{name}`", in_cell(test)]
        for kind, tests in sorted(pack.item_tests.items())
        for name, test in sorted(tests.items())
    ]
    yield table(["Fact", "An item passes if"], rows)


def rule_page(pack: RulePack, name: str) -> str:
    """The page of one rule, with all its versions."""
    return versions_page(pack, [rule for rule in pack.rules if rule.id == name], _rule)


def _rule_in_force(pack: RulePack, rule: Rule) -> str:
    begins = day_in_words(rule.valid_from or pack.valid_from)
    ends = rule.valid_to or pack.valid_to
    return f"from {begins} to {day_in_words(ends)}" if ends else f"from {begins}"


def _rule(pack: RulePack, rule: Rule) -> Iterator[str]:
    area = next((a for a in pack.areas if a.id == rule.area_id), None)
    yield table(
        ["", ""],
        [
            ["Rule", f"`{pack.rule_id(rule)}`"],
            ["Area", prose(area.title) if area else rule.area_id],
            ["Level", rule.level],
            ["Aims", codes(rule.aims) or "none named"],
            ["In force", f"{_rule_in_force(pack, rule)}, both days included"],
            ["Pack", f"{pack.pack} {pack.version}; {STATUS[pack.status]}"],
        ],
    )
    yield "## When it is met"
    yield fenced_condition("condition", rule.condition)
    yield from _reads(pack, rule)
    if rule.applies_when:
        yield "It applies only to a body for which this holds; to others it is not applicable:"
        yield fenced_condition("condition applies_when", rule.applies_when)
    yield from _neighbours(pack, rule)
    yield from _declared(rule)
    yield "## What it rests on"
    yield source_list(rule.source)
    yield "## Why it matters"
    yield sentence(rule.why)
    yield "## To mend it"
    yield mend_text(rule)
    if rule.ask:
        yield "## A question to ask"
        yield prose(rule.ask)
    yield "## Examples"
    yield example_rows(rule)


def facts_named(pack: RulePack, rule: Rule) -> tuple[str, ...]:
    """The facts that a rule reads, those of `applies_when` first."""
    compiled = compile_pack(pack, vocabulary())
    found = (ready for ready in compiled.rules if ready.rule is rule)
    nodes = chain.from_iterable((ready.applies_when, ready.condition) for ready in found)
    return tuple(dict.fromkeys(name for node in nodes if node for name in facts_read(node)))


def _reads(pack: RulePack, rule: Rule) -> Iterator[str]:
    catalogue = compile_pack(pack, vocabulary()).lexicon.catalogue
    names = facts_named(pack, rule)
    rows = []
    for name in names:
        meaning = catalogue[name].meaning
        rows.append([fact_link(name, "../../"), TYPES[catalogue[name].kind], sentence(meaning)])
    yield "It reads:"
    yield table(["Fact", "Type", "Meaning"], rows)
    for name in names:
        kind, _, test = name.partition(".")
        text = _item_test(pack, kind, test)
        if text:
            yield f"An item passes the item test `{test}` of `{kind}` if:"
            yield fenced_condition(f"condition item {kind}", text)


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
        yield f"More evidence can turn it from met to not met. {sentence(rule.because or '')}"
    if rule.timed:
        yield f"It can come to be met by the passing of time alone. {sentence(rule.because or '')}"
    if rule.may_decline:
        yield "A body may say that it does not apply, with a reason, a post and a date."


def mend_text(rule: Rule | DutyRule) -> str:
    """How to mend a finding, in words and as the evidence it would bring."""
    lines = [sentence(rule.mend.do)]
    if rule.mend.cannot_provide:
        lines.append(f"No single item of evidence can mend it. {sentence(rule.mend.cannot_provide)}")
    if rule.mend.provides:
        lines.append("On file this would be:")
        lines.append("\n".join(f"- {_provided(item)}" for item in rule.mend.provides))
    if rule.mend.effort_days is not None:
        lines.append(f"Effort, roughly: {rule.mend.effort_days.normalize():f} days.")
    return "\n\n".join(lines)


def _kind_link(kind: str, up: str = "../../") -> str:
    known = kind in vocabulary().kinds
    return f"[{plain(kind)}]({up}kinds.md#{kind})" if known else plain(kind)


def _provided(item: Provided) -> str:
    told = [_kind_link(item.kind), "published" if item.published else "", _covers(item), _detail(item.detail)]
    return "; ".join(part for part in told if part)


def _covers(item: Provided | ExampleItem) -> str:
    if item.characteristics is None:
        return ""
    if "relevant" in item.characteristics:
        return "covers all relevant characteristics"
    return f"covers {listed([plain(c) for c in item.characteristics]) or 'nobody in particular'}"


def _detail(given: Mapping[str, object]) -> str:
    return "; ".join(f"{plain(name)}: {_value(value)}" for name, value in given.items())


def _value(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return listed(sorted(str(part) for part in value)) or "none"
    return {"true": "yes", "false": "no"}.get(str(value).lower(), str(value))


def example_rows(rule: Rule | DutyRule) -> str:
    """The examples of a rule as a table."""
    rows = []
    for example in rule.examples:
        reasons = ", ".join(f"[{r}](../../results.md#{r})" for r in example.reasons or ())
        outcome = f"**{plain(example.then)}**" + (f": {reasons}" if reasons else "")
        rows.append([prose(example.name), day_in_words(example.as_at), _on_file(example), outcome])
    return table(["Example", "As at", "On file", "Outcome"], rows)


def _on_file(example: Example) -> str:
    told = [_example_item(item) for item in example.evidence]
    told += [f"looked for and not held: {plain(kind)}" for kind in example.none_held]
    told += [f"{need} is {plain(outcome)}" for need, outcome in example.needs.items()]
    return "<br>".join(prose(part) for part in told) or "nothing"


def _example_item(item: ExampleItem) -> str:
    if item.dated:
        dated = item.dated.in_words()
    elif item.recorded_on:
        dated = f"no date, put on file {day_in_words(item.recorded_on)}"
    else:
        dated = "no date"
    told = [
        f"{plain(item.kind)}, {dated}",
        f"published {item.published_on.in_words()}" if item.published_on else "",
        f"good to {item.valid_until.in_words()}" if item.valid_until else "",
        _covers(item),
        f"strength {plain(item.strength)}" if item.strength else "",
        f"in place of {', '.join(item.supersedes)}" if item.supersedes else "",
        _detail(item.detail),
    ]
    return "; ".join(part for part in told if part)
