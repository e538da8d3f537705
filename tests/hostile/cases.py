"""Input that was made to hurt: each case writes it, and says what psed must make of it.

Most of it is too large or too odd to be kept as files. A case is a function that writes into an empty
folder and gives the path to be read; `@hostile` says as what it is read and which codes must come of
it. Without codes it is harmless, however it looks: it is read, assessed and reported.

Nothing here is run, and nothing leads out of the folder but by name.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

MIB = 1024 * 1024


@dataclass(frozen=True)
class Case:
    """One piece of hostile input.

    Attributes:
        slug: Its name.
        reason: Why it is here, in a line.
        what: As what it is read: one of the readers of `runner`.
        codes: All the codes that must come of it; none where it is harmless.
        make: Writes it into a folder and gives the path to be read.
    """

    slug: str
    reason: str
    what: str
    codes: frozenset[str]
    make: Callable[[Path], Path]

    def __str__(self) -> str:
        return self.slug


CASES: list[Case] = []
Maker = Callable[[Path], Path]


def hostile(what: str, *codes: str) -> Callable[[Maker], Maker]:
    """Add a case: its slug is the name of the function, its reason the line under it."""

    def add(make: Maker) -> Maker:
        _add(make.__name__, make.__doc__ or "", what, codes, make)
        return make

    return add


def _add(slug: str, reason: str, what: str, codes: Iterable[str], make: Maker) -> None:
    CASES.append(
        Case(re.sub(r"[\W_]+", "-", slug.lower()).strip("-"), reason.strip(), what, frozenset(codes), make)
    )


# What cases are made of.

Json = dict[str, Any]

RULE: Json = {
    "id": "area/rule",
    "level": "developing",
    "title": "A rule",
    "source": [{"cite": "made up", "basis": "derived"}],
    "condition": "thing.current >= 1",
    "why": "made up",
    "mend": {"do": "Make one", "provides": [{"kind": "thing"}]},
    "examples": [
        {
            "name": "one",
            "as_at": "2011-01-01",
            "evidence": [{"kind": "thing", "dated": "2010-01-01"}],
            "then": "met",
        },
        {"name": "none", "as_at": "2011-01-01", "none_held": ["thing"], "then": "not_met"},
        {"name": "nothing", "as_at": "2011-01-01", "then": "unknown"},
    ],
}
THING: Json = {
    "name": "thing",
    "meaning": "made up",
    "basis": "derived",
    "shelf_life": "24 months",
    "details": [
        {"name": "places", "meaning": "m", "type": "set", "values": ["ward", "borough"], "over": "union"},
        {"name": "share", "meaning": "m", "type": "number", "low": "0", "high": "100", "over": "max"},
    ],
}
PACK: Json = {
    "psed-pack": "1",
    "pack": "hostile",
    "version": "1.0.0",
    "kind": "framework",
    "title": "Hostile",
    "publisher": "tests",
    "valid_from": "2009-01-01",
    "wording": "psed",
    "status": "fictional",
    "levels": ["developing", "achieving"],
    "areas": [{"id": "area", "title": "Area"}],
    "kinds": [THING],
    "rules": [RULE],
}
ITEM: Json = {
    "id": "E-1",
    "kind": "community_profile",
    "title": "A profile",
    "dated": "2010-06-15",
    "detail": {"breakdowns": ["borough"]},
}
DOSSIER: Json = {
    "psed-dossier": "1",
    "organisation": {
        "id": "example:body",
        "name": "A body",
        "kind": "district",
        "nation": "england",
        "headcount": [{"on": "2010-03-31", "employees": "480", "basis": "reported"}],
    },
    "evidence": [ITEM],
}


def but(whole: Json, **other: Any) -> Json:
    """The same with some keys otherwise; a double underscore goes down a step, `_0` into a list."""
    made = copy.deepcopy(whole)
    for name, value in other.items():
        *path, last = [int(part[1:]) if re.fullmatch(r"_\d+", part) else part for part in name.split("__")]
        here: Any = made
        for part in path:
            here = here[part]
        here[last] = value
    return made


def write(folder: Path, content: object, name: str = "case.yaml") -> Path:
    """JSON is YAML: what is written can be read as either."""
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def raw(folder: Path, content: str | bytes, name: str = "case.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def pack_with(folder: Path, **other: Any) -> Path:
    return write(folder, but(PACK, **other))


def dossier_with(folder: Path, **other: Any) -> Path:
    return write(folder, but(DOSSIER, **other))


def rule_with(folder: Path, **other: Any) -> Path:
    return pack_with(folder, rules=[but(RULE, **other)])


def pack_text(**other: Any) -> str:
    return json.dumps(but(PACK, **other), ensure_ascii=False)


def dossier_text(**other: Any) -> str:
    return json.dumps(but(DOSSIER, **other), ensure_ascii=False)


def rules(count: int, **each: Callable[[int], Any]) -> list[Json]:
    """Many rules `area/r0`, `area/r1`, ... that differ by their number alone."""
    plain = {**RULE, "mend": {"do": "Nothing", "cannot_provide": "made up"}}
    return [
        {**plain, "id": f"area/r{n}", **{key: value(n) for key, value in each.items()}} for n in range(count)
    ]


def in_two_files(folder: Path, made: list[Json]) -> Path:
    """A pack of more rules than one file has values for."""
    pack = folder / "pack"
    pack.mkdir()
    half = len(made) // 2
    write(pack, but(PACK, rules=made[:half]), "pack.yaml")
    write(pack, {"rules": made[half:]}, "more.yaml")
    return pack


def items(count: int, **each: Callable[[int], Any]) -> list[Json]:
    """Many items of evidence `E-0`, `E-1`, ..."""
    return [{**ITEM, "id": f"E-{n}", **{key: value(n) for key, value in each.items()}} for n in range(count)]


# Conditions. The texts of E7 of reference/rule-engine.md first: most hang or blow up rule-engine as it
# parses, so that psed's reading of tokens must stop each of them before.

_EVIL = "(a+)+$"
_LONG = "a" * 40 + "!"

CONDITIONS: list[tuple[str, str, str, str]] = [
    ("shift of a million", "1.2 s while rule-engine parses", "1 << 1000000", "C002"),
    ("shift of ten million", "12 s while rule-engine parses", "thing.current >= 1 << 10000000", "C002"),
    ("shift to the right", "the other shift", "thing.current >= 10000000 >> 1", "C002"),
    ("pattern on a literal", "over 12 s while it parses", f'"{_LONG}" =~ "{_EVIL}"', "C002"),
    ("pattern on a fact", "over 12 s on evaluation", f'organisation.kind =~ "{_EVIL}"', "C002"),
    ("pattern searched", "the other sign of patterns", f'organisation.kind =~~ ".*.*.*{_EVIL}"', "C002"),
    ("pattern denied", "a pattern upside down", f'organisation.kind !~ "{_EVIL}"', "C002"),
    ("range of ten million", "over 12 s and memory", "$range(10000000).length > 1", "C002"),
    (
        "three nested comprehensions",
        "eight million turns",
        "[a for a in $range(200) if [b for b in $range(200) if [c for c in $range(200)]]].length > 1",
        "C002",
    ),
    ("comprehension over a fact", "a loop without `$`", '["a" for x in thing.places].length', "C002"),
    ("map of a function", "functions of functions", "$map($abs, [1, 2, 3]) == 1", "C002"),
    ("tower of powers", "safe in rule-engine, no part of the language", "9**9**9 > 1", "C002"),
    ("power of huge exponents", "exponents of six figures", "1e999999 ** 1e999999 == 1", "C002"),
    ("division by zero", "worked out while it parses", "1/0 == 1", "C002"),
    ("remainder by zero", "worked out while it parses", "thing.current >= 1 % 0", "C002"),
    ("length of time beyond all", "OverflowError in rule-engine", 't"P99999999999D" == 1', "C004"),
    ("day beyond the calendar", "OverflowError", 'as_at >= d"9999-12-31" + t"P10D"', "C002"),
    ("not a number", "InvalidOperation in rule-engine", "nan < thing.current", "C010"),
    ("infinity", "a number that is none", "thing.current < inf", "C010"),
    ("now", "the clock of the machine", "as_at < $now", "C002"),
    ("chance", "an answer that is never the same", "$random() > 1", "C002"),
    ("class of a name", "the way out of many a sandbox", "__class__", "C002"),
    ("class of a kind", "an attribute of Python", "community_profile.__class__", "C002"),
    ("subclasses", "the whole way out", '"".__class__.__mro__[1].__subclasses__()', "C002"),
    ("weekday of a day", "an attribute that follows the locale", "as_at.weekday", "C004"),
    ("method of a model", "a call that rule-engine would make", "organisation.model_dump_json()", "C004"),
    ("attribute of a fact", "one dot too many", 'organisation.kind.as_lower == "x"', "C002"),
    ("attribute of a text", "texts have attributes in rule-engine", '"a".length == 1', "C002"),
    ("safe attribute", "attributes by another sign", "organisation&.kind == 1", "C002"),
    ("item of a fact", "an index in place of a dot", 'organisation["kind"] == "district"', "C004"),
    ("first of a set", "an index", "thing.places[0] == 1", "C010"),
    ("call of a fact", "a fact called like a function", "thing.current(1) >= 1", "C010"),
    ("call of exec", "a built-in of Python", 'exec("import os")', "C004"),
    ("import", "a statement", '__import__("os").system("id")', "C002"),
    ("lambda", "a function without a name", "(lambda: 1)() == 1", "C002"),
    ("mapping", "a form that is not in the language", '{"a": 1} == thing.current', "C002"),
    ("bytes", "a form that is not in the language", "b'a' == thing.current", "C004"),
    ("fallback", "binds otherwise than it looks", "thing.current ?? 0 > 1", "C002"),
    ("underscore in a number", "Python would read it", "thing.current >= 1_000", "C002"),
    ("hexadecimal number", "rule-engine would read it", "thing.current >= 0x7fffffff", "C002"),
    ("number of sixteen figures", "more than a double holds", "thing.current >= 1234567890123456", "C002"),
    (
        "number of 1,900 figures",
        "within the length of a condition",
        "thing.current >= " + "9" * 1_900,
        "C002",
    ),
    ("Arabic-Indic figure", "a figure to Python's `isdigit`", "thing.current >= ٣", "C002"),
    ("letter of another alphabet", "looks like `thing.current`", "thing.\u0441urrent >= 1", "C002"),
    ("space without width", "looks like `thing.current`", "thing\u200b.current >= 1", "C002"),
    ("text turned round", "shown in another order than read", "thing.current >= 1 \u202e\u2066or 1", "C002"),
    (
        "text of 1,900 letters",
        "must not stand whole in the message",
        f'organisation.kind == "{"x" * 1_900}"',
        "C006",
    ),
    ("day of five figures", "a year that dates do not have", 'as_at >= d"99999-01-01"', "C007"),
    ("day with a time zone", "rule-engine would read it", 'as_at >= d"2011-04-05T23:00:00+14:00"', "C007"),
    ("day of week 53", "rule-engine would read it", 'as_at >= d"2011-W53-1"', "C007"),
    ("remark", "would hide what follows", "thing.current >= 1 # or 1 << 99999999", "C002"),
    ("control character", "clears a screen that shows it", "thing.current >= 1 \x1b[2J", "C002"),
    ("NUL", "ends a text elsewhere", "thing.current >= 1\x00 or 1", "C002"),
    (
        "3,000 times and",
        "RecursionError in rule-engine",
        " and ".join(["thing.current >= 1"] * 3_000),
        "C001",
    ),
    ("5,000 times not", "RecursionError in rule-engine", "not " * 5_000 + "true", "C001"),
    ("50,000 brackets", "longer than a condition may be", "(" * 50_000 + "1" + ")" * 50_000, "C001"),
    ("900 brackets", "deeper than a condition may be", "(" * 900 + "1" + ")" * 900, "C001"),
    ("900 closing brackets", "depths below nothing", "thing.current >= 1" + ")" * 200, "C003"),
    ("241 tokens", "one more than may be", " and ".join(["thing.current >= 1"] * 60) + " and (true)", "C001"),
    ("condition of 7 MB", "as long as a file allows", "thing.current >= 1 and " * 320_000, "C001"),
]


def _condition(text: str, folder: Path) -> Path:
    return rule_with(folder, condition=text)


for _slug, _reason, _text, _code in CONDITIONS:
    _add(_slug, _reason, "pack", [_code], partial(_condition, _text))


def _item_test(text: str, folder: Path) -> Path:
    return pack_with(folder, item_tests={"thing": {"some_test": text}})


def _applies_when(text: str, folder: Path) -> Path:
    nobody = {"name": "nobody", "as_at": "2011-01-01", "then": "not_applicable"}
    return rule_with(folder, applies_when=text, examples=[*RULE["examples"], nobody])


for _slug, _text, _code in [
    ("shift in an item test", "share >= 1 << 10000000", "C002"),
    ("pattern in an item test", f'"{_LONG}" =~ "{_EVIL}"', "C002"),
    ("range in an item test", "$range(10000000).length > share", "C002"),
    ("3000 times and in an item test", " and ".join(["share >= 1"] * 3_000), "C001"),
    ("class in an item test", "share.__class__", "C002"),
    ("kind in an item test", "thing.current >= 1", "C004"),
]:
    _add(_slug, "item tests go the same way as conditions", "pack", [_code], partial(_item_test, _text))

for _slug, _text, _code in [
    ("shift in applies when", "organisation.employees >= 1 << 10000000", "C002"),
    ("pattern in applies when", f'organisation.kind =~ "{_EVIL}"', "C002"),
    ("range in applies when", "organisation.employees in $range(10000000)", "C002"),
    ("5000 times not in applies when", "not " * 5_000 + "organisation.employees >= 1", "C001"),
    ("method in applies when", "organisation.model_fields", "C004"),
]:
    _add(
        _slug,
        "`applies_when` goes the same way as conditions",
        "pack",
        [_code],
        partial(_applies_when, _text),
    )


@hostile("pack")
def condition_of_240_tokens(folder: Path) -> Path:
    """Exactly as many as may be: 58 comparisons of three tokens, one of four, and 59 times `and`."""
    parts = ["thing.current >= 1"] * 58 + ["not thing.current < 1"]
    return rule_with(folder, condition=" and ".join([*parts, "thing.current >= 1"]))


@hostile("pack")
def deep_not_within_the_limit(folder: Path) -> Path:
    """236 times `not` is within the limit of tokens, so it must be read without running out of stack."""
    return rule_with(folder, condition="not " * 236 + "thing.current >= 1")


@hostile("pack")
def deep_brackets_of_and_and_or(folder: Path) -> Path:
    """As deep as brackets may be, with `and` and `or` in turn."""
    text = "thing.current >= 1"
    for level in range(12):
        text = f"({text} {'and' if level % 2 else 'or'} thing.share >= 1)"
    examples = copy.deepcopy(RULE["examples"])
    examples[0]["evidence"][0]["detail"] = {"share": "1"}
    return rule_with(folder, condition=text, examples=examples)


@hostile("pack", "C004")
def condition_of_unknown_facts(folder: Path) -> Path:
    """A nearest name for each of a hundred unknown facts, in each of a hundred rules."""
    each = [" and ".join(f"thing.curent{n}{m}" for m in range(85)) for n in range(100)]
    return pack_with(folder, rules=rules(100, condition=lambda n: each[n]))


@hostile("pack")
def condition_over_thirty_words(folder: Path) -> Path:
    """Two to the power of thirty ways in which a set can stand: nobody may go through them to load it."""
    words = [f"w{n}" for n in range(30)]
    details = [{"name": "words", "meaning": "m", "type": "set", "values": words, "over": "union"}]
    examples = copy.deepcopy(RULE["examples"])
    examples[0]["evidence"][0]["detail"] = {"words": words}
    rule = but(RULE, condition=" and ".join(f'"{w}" in thing.words' for w in words), examples=examples)
    return pack_with(folder, kinds=[{**THING, "details": details}], rules=[rule])


@hostile("pack", "F002")
def condition_of_10_mb(folder: Path) -> Path:
    """Longer than a file may be."""
    return rule_with(folder, condition="thing.current >= 1 and " * 450_000)


@hostile("pack", "C001")
def four_thousand_long_conditions(folder: Path) -> Path:
    """As many faults as rules: each is told, or they are counted, but the message has an end."""
    return pack_with(folder, rules=rules(4_000, condition=lambda _: "1 " * 241))


# YAML itself.


def lol(names: str = "bcdefghij", each: int = 10) -> str:
    """Aliases of aliases: nine lines for a thousand million texts."""
    lines = ["a: &a [" + ", ".join(["lol"] * each) + "]"]
    before = "a"
    for name in names:
        lines.append(f"{name}: &{name} [" + ", ".join([f"*{before}"] * each) + "]")
        before = name
    return "\n".join(lines) + "\n"


@hostile("pack", "F007")
def billion_laughs(folder: Path) -> Path:
    """A thousand million texts in nine lines."""
    return raw(folder, "psed-pack: 1\n" + lol())


@hostile("dossier", "F007")
def billion_laughs_with_keys(folder: Path) -> Path:
    """The same with groups of keys in place of lists."""
    lines = ["psed-dossier: 1", "a: &a {k: lol, l: lol}"]
    lines += [
        f"{b}: &{b} {{k: *{a}, l: *{a}, m: *{a}}}" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    ]
    return raw(folder, "\n".join(lines) + "\n")


@hostile("pack", "F007")
def quadratic_aliases(folder: Path) -> Path:
    """One long list, taken again a thousand times: no alias of an alias."""
    return raw(folder, "a: &a [" + "x, " * 10_000 + "]\nb: [" + "*a, " * 1_000 + "]\n")


@hostile("pack", "F007")
def one_huge_text_taken_again(folder: Path) -> Path:
    """A text of 1 MB by 30,000 aliases: 30 GB for whoever writes it out."""
    return raw(folder, "a: &a " + "x" * 1_000_000 + "\nb: [" + "*a, " * 30_000 + "]\n")


@hostile("dossier", "F004")
def alias_of_itself(folder: Path) -> Path:
    """A list that holds itself."""
    return raw(folder, "psed-dossier: 1\nevidence: &e [*e]\n")


@hostile("dossier", "S001")
def alias_as_key(folder: Path) -> Path:
    """A key that stands elsewhere: it is unknown, and that is all."""
    return raw(folder, dossier_text()[:-1] + ', "x": &k evil, *k : 1}')


@hostile("dossier", "F004")
def list_as_key_by_alias(folder: Path) -> Path:
    """A list cannot be a key, by an alias either."""
    return raw(folder, "psed-dossier: 1\na: &a [1]\n? *a\n: 1\n")


@hostile("dossier", "S001")
def merge_key(folder: Path) -> Path:
    """`<<` brings in keys in YAML 1.1; here it is an unknown key and brings in nothing."""
    return raw(folder, dossier_text()[:-1] + ', "actions": &a [], <<: {"packs": *a}}')


@hostile("dossier")
def anchors_on_keys(folder: Path) -> Path:
    """Anchors that nobody asks for, on keys and on values."""
    return raw(folder, dossier_text()[:-1] + ', &a "actions": &b [], &c "claims": *b }')


@hostile("pack", "F002")
def anchors_by_the_hundred_thousand(folder: Path) -> Path:
    """Each anchor keeps what it stands for."""
    return raw(folder, "psed-pack: 1\nrules:\n" + "".join(f"- &a{n} x\n" for n in range(310_000)))


@hostile("pack", "F002")
def anchor_around_all(folder: Path) -> Path:
    """An anchor keeps all that is in it, here as many values as there may be, at every depth."""
    begin = "".join(f"{'  ' * n}- &a{n}\n" for n in range(20))
    return raw(folder, "psed-pack: 1\nrules:\n" + begin + ("  " * 20 + "- x\n") * 170_000 + "- z\n" * 130_100)


@hostile("pack", "F006")
def flow_100000_deep(folder: Path) -> Path:
    """Brackets in brackets."""
    return raw(folder, "psed-pack: 1\nrules: " + "[" * 100_000 + "]" * 100_000 + "\n")


@hostile("pack", "F006")
def flow_keys_100000_deep(folder: Path) -> Path:
    """Braces in braces, without an end."""
    return raw(folder, "psed-pack: 1\nrules: " + "{a: " * 100_000)


@hostile("pack", "F006")
def block_100000_deep(folder: Path) -> Path:
    """Lists in lists on one line."""
    return raw(folder, "psed-pack: 1\nrules:\n  " + "- " * 100_000 + "x\n")


@hostile("dossier", "F006")
def block_keys_deep(folder: Path) -> Path:
    """Keys below keys by indent, 2,000 deep: 4 MB of blanks."""
    return raw(folder, "".join(f"{' ' * n}k:\n" for n in range(2_000)))


@hostile("pack", "F004")
def question_marks_deep(folder: Path) -> Path:
    """Keys of keys of keys."""
    return raw(folder, "? " * 100_000 + "x\n")


@hostile("dossier", "F004")
def many_documents(folder: Path) -> Path:
    """A million documents in a file."""
    return raw(folder, dossier_text() + "\n" + "--- x\n" * 1_000_000)


@hostile("pack", "F008")
def tag_that_runs_a_command(folder: Path) -> Path:
    """The text by which PyYAML's unsafe loaders were undone."""
    return raw(folder, 'psed-pack: 1\ntitle: !!python/object/apply:os.system ["touch owned"]\n')


@hostile("pack", "F008")
def tag_that_makes_an_object(folder: Path) -> Path:
    """Another of them, on the whole file."""
    return raw(
        folder, "!!python/object/new:type\nargs: [z, !!python/tuple [], {extend: !!python/name:exec }]\n"
    )


@hostile("dossier", "F008")
def tag_of_binary(folder: Path) -> Path:
    """A value in another coding."""
    return raw(folder, f"psed-dossier: !!binary {base64.b64encode(b'1').decode()}\n")


@hostile("dossier", "F008")
def tag_of_timestamp(folder: Path) -> Path:
    """A date that YAML would read in its own way."""
    return raw(folder, "psed-dossier: 1\nas_at: !!timestamp 2011-02-30\n")


@hostile("pack", "F008")
def tag_that_includes_a_file(folder: Path) -> Path:
    """Known to other programs as "put that file here"."""
    return raw(folder, "psed-pack: 1\nrules: !include /etc/passwd\n")


@hostile("pack", "F008")
def tag_of_a_megabyte(folder: Path) -> Path:
    """A tag that must not stand whole in the message."""
    return raw(folder, "psed-pack: !<tag:" + "a" * 1_000_000 + "> 1\n")


@hostile("pack", "F004")
def alias_of_a_megabyte(folder: Path) -> Path:
    """The name of an anchor that must not stand whole in the message."""
    return raw(folder, "psed-pack: *" + "a" * 1_000_000 + "\n")


@hostile("pack", "F004")
def directive_of_yaml_9(folder: Path) -> Path:
    """A version of YAML that there is not."""
    return raw(folder, "%YAML 9.9\n---\n" + pack_text())


@hostile("pack", "F008")
def directive_that_hides_a_tag(folder: Path) -> Path:
    """A handle that stands for Python's tags."""
    return raw(folder, "%TAG !p! tag:yaml.org,2002:python/\n---\npsed-pack: !p!object/apply:os.system [id]\n")


@hostile("dossier")
def directive_that_does_nothing(folder: Path) -> Path:
    """A handle for tags that nobody uses."""
    return raw(folder, "%YAML 1.1\n%TAG !e! tag:example.org,2011:\n---\n" + dossier_text())


@hostile("dossier", "S003")
def line_of_eight_megabytes(folder: Path) -> Path:
    """A date as long as a file may be: it must not stand whole in the message."""
    return dossier_with(folder, evidence___0__dated="2" * 7_900_000)


@hostile("dossier", "F004")
def quote_that_never_ends(folder: Path) -> Path:
    """Eight megabytes inside a quote."""
    return raw(folder, 'psed-dossier: "' + "lorem ipsum\n " * 600_000)


@hostile("dossier", "F010")
def remarks_alone(folder: Path) -> Path:
    """Eight megabytes that say nothing."""
    return raw(folder, "#\n" * 4_000_000)


@hostile("pack", "F002")
def values_one_too_many(folder: Path) -> Path:
    """300,001 values in 600 KB."""
    return raw(folder, "[" + "1," * 300_001 + "]")


@hostile("dossier", "F002")
def eight_mebibytes_and_one(folder: Path) -> Path:
    """One byte more than a file may have."""
    text = dossier_text()
    return raw(folder, text + " " * (8 * MIB + 1 - len(text)))


@hostile("dossier")
def eight_mebibytes(folder: Path) -> Path:
    """Exactly as large as a file may be."""
    text = dossier_text()
    return raw(folder, text + " " * (8 * MIB - len(text)))


@hostile("dossier", "F002")
def terabyte_without_content(folder: Path) -> Path:
    """A file that says it is a terabyte, and takes no room."""
    path = raw(folder, dossier_text())
    os.truncate(path, 1024**4)
    return path


# Characters and their codings.


@hostile("dossier", "F003")
def utf_16(folder: Path) -> Path:
    """Another coding, and it says so."""
    return raw(folder, dossier_text().encode("utf-16"))


@hostile("dossier", "F004")
def utf_16_without_mark(folder: Path) -> Path:
    """Another coding that passes for UTF-8: every second byte is NUL."""
    return raw(folder, dossier_text().encode("utf-16-le"))


@hostile("dossier", "F003")
def utf_32(folder: Path) -> Path:
    """Another coding, and it says so."""
    return raw(folder, dossier_text().encode("utf-32"))


@hostile("dossier", "F003")
def latin_1(folder: Path) -> Path:
    """Bytes that no UTF-8 has."""
    return raw(folder, dossier_text(organisation__name="Caf\xe9").encode("latin-1"))


@hostile("dossier", "F003")
def coding_that_lies(folder: Path) -> Path:
    """The mark of UTF-8, then UTF-16."""
    return raw(folder, b"\xef\xbb\xbf" + dossier_text().encode("utf-16"))


@hostile("dossier")
def mark_of_utf_8(folder: Path) -> Path:
    """The mark that some editors put before UTF-8 is no fault."""
    return raw(folder, b"\xef\xbb\xbf" + dossier_text().encode())


@hostile("dossier", "F003")
def overlong_utf_8(folder: Path) -> Path:
    """A slash in two bytes: the old way past checks of paths."""
    return raw(folder, dossier_text(packs=["@"]).encode().replace(b"@", b"..\xc0\xaf..\xc0\xafpasswd"))


@hostile("dossier", "F003")
def surrogates_in_utf_8(folder: Path) -> Path:
    """Half of a character, written as bytes."""
    return raw(folder, dossier_text(organisation__name="@").encode().replace(b"@", b"\xed\xa0\x80"))


@hostile("dossier", "F004")
def nul_in_the_text(folder: Path) -> Path:
    """A character that ends texts elsewhere."""
    return raw(folder, dossier_text().replace("A body", "A\x00body"))


@hostile("dossier", "F004")
def c1_controls(folder: Path) -> Path:
    """One character that begins a command to a terminal."""
    return raw(folder, dossier_text().replace("A body", "A\x9b31mbody"))


@hostile("dossier", "F004")
def escape_in_the_text(folder: Path) -> Path:
    """The character that begins most commands to a terminal."""
    return raw(folder, dossier_text().replace("A body", "A\x1b]0;owned\x07body"))


@hostile("dossier", "S004", "S003", "S001")
def controls_by_escapes(folder: Path) -> Path:
    """YAML's own escapes bring in any character: a message that quotes them must not pass them on."""
    text = dossier_text()
    text = text.replace('"england"', r'"\e[2J\x9b31m\a\b"').replace('"A profile"', r'"x", "\e]0;a\a": 1')
    return raw(folder, text.replace('"2010-06-15"', r'"\e[31m\u202e\u2066"'))


@hostile("dossier")
def controls_in_a_name_by_escapes(folder: Path) -> Path:
    """A name that steers the terminal is a name; a report must not pass it on."""
    return raw(folder, dossier_text().replace('"A body"', r'"A \e[2J\e]0;owned\a\x9b31m body"'))


@hostile("dossier")
def name_turned_round(folder: Path) -> Path:
    """A name that is shown in another order than it is written; a report must not pass the signs on."""
    return dossier_with(folder, organisation__name="Oak\u202edlanoitan\u2066shire")


@hostile("dossier", "S003")
def id_with_spaces_without_width(folder: Path) -> Path:
    """Two ids that look the same."""
    return dossier_with(folder, evidence___0__id="E\u200b-1")


@hostile("dossier", "S001")
def keys_of_another_alphabet(folder: Path) -> Path:
    """`evidence` with a Cyrillic letter, beside the true one."""
    return raw(folder, dossier_text()[:-1] + ', "\u0435vidence": []}')


@hostile("dossier", "F004")
def half_a_character_in_yaml(folder: Path) -> Path:
    """An escape for half of a character."""
    return raw(folder, dossier_text().replace('"A body"', r'"\ud800"'))


@hostile("dossier", "F004")
def half_a_character_in_json(folder: Path) -> Path:
    """An escape for half of a character, that Python's reader lets through."""
    return raw(folder, dossier_text().replace('"A body"', r'"\udfff"'), "case.json")


# JSON.


@hostile("dossier", "F004")
def json_not_a_number(folder: Path) -> Path:
    """Words that Python's reader takes and JSON does not have."""
    return raw(folder, dossier_text().replace('"480"', "NaN"), "case.json")


@hostile("dossier", "F004")
def json_infinity(folder: Path) -> Path:
    """The other one, below nothing."""
    return raw(folder, dossier_text().replace('"480"', "-Infinity"), "case.json")


@hostile("dossier", "S003")
def json_exponent_of_400(folder: Path) -> Path:
    """More than a double holds: infinite to Python's reader."""
    return raw(folder, dossier_text().replace('"480"', "1e400"), "case.json")


@hostile("dossier", "S003")
def json_number_of_100000_figures(folder: Path) -> Path:
    """Quadratic to read as a number, and more than Python turns back into a text."""
    return raw(folder, dossier_text().replace('"480"', "9" * 100_000), "case.json")


@hostile("dossier", "F006")
def json_100000_deep(folder: Path) -> Path:
    """Lists in lists: Python's reader runs out of stack."""
    return raw(folder, "[" * 100_000 + "]" * 100_000, "case.json")


@hostile("dossier", "F006")
def json_900_deep(folder: Path) -> Path:
    """Deep, and not so deep that Python's reader minds."""
    return raw(folder, '{"a":' * 900 + "1" + "}" * 900, "case.json")


@hostile("dossier", "F005")
def json_keys_given_twice(folder: Path) -> Path:
    """Of two `organisation` the one that a person reads must not be another than psed reads."""
    other = json.dumps(but(DOSSIER, organisation__name="Another body")["organisation"])
    return raw(folder, dossier_text()[:-1] + f', "organisation": {other}}}', "case.json")


@hostile("dossier", "F002")
def json_values_one_too_many(folder: Path) -> Path:
    """Four million values in eight megabytes."""
    return raw(folder, "[" + "1," * 4_000_000 + "1]", "case.json")


@hostile("dossier", "F002")
def json_empty_objects(folder: Path) -> Path:
    """2.7 million empty objects: each costs far more memory than its three bytes."""
    return raw(folder, "[" + "{}," * 2_700_000 + "{}]", "case.json")


@hostile("dossier", "F002")
def json_small_objects(folder: Path) -> Path:
    """A million objects of one key."""
    return raw(folder, "[" + '{"":[]},' * 1_000_000 + "{}]", "case.json")


@hostile("dossier")
def json_huge_text(folder: Path) -> Path:
    """A title of eight megabytes, in which every sign is an escape."""
    return raw(folder, dossier_text(evidence___0__title="@").replace("@", r"\u0041" * 1_300_000), "case.json")


@hostile("dossier", "F004")
def json_invalid_escapes(folder: Path) -> Path:
    """Escapes that JSON does not have."""
    return raw(folder, dossier_text().replace("A body", r"A\x41\u12body"), "case.json")


@hostile("dossier", "F004")
def json_that_stops_in_a_text(folder: Path) -> Path:
    """Quotes without an end, and backslashes before them."""
    return raw(folder, '{"a": "' + '\\"' * 3_000_000, "case.json")


@hostile("dossier", "F010")
def json_blank(folder: Path) -> Path:
    """Eight megabytes of blanks."""
    return raw(folder, " \n" * 4_000_000, "case.json")


@hostile("dossier", "F004")
def json_controls(folder: Path) -> Path:
    """A control character inside a text."""
    return raw(folder, dossier_text().replace("A body", "A\x1bbody"), "case.json")


# Figures, dates and lengths of time.

for _slug, _value in [
    ("employees of 100000 figures", "9" * 100_000),
    ("employees below nothing", "-1"),
    ("employees with a point", "480.0"),
    ("employees with an exponent", "1e9"),
    ("employees with underscores", "1_000"),
    ("employees in Arabic-Indic figures", "\u0664\u0668\u0660"),
    ("employees in hexadecimal", "0x1e0"),
    ("employees of ten figures", "1000000000"),
]:
    _add(
        _slug,
        "a whole number is written in figures, up to 999,999,999",
        "dossier",
        ["S003"],
        partial(
            dossier_with,
            organisation__headcount=[{"on": "2010-03-31", "employees": _value, "basis": "reported"}],
        ),
    )

for _slug, _value in [
    ("effort of 100000 figures", "1" * 100_000),
    ("effort without end", "Infinity"),
    ("effort not a number", "sNaN"),
    ("effort with an exponent", "1E+999999999"),
]:
    _add(
        _slug,
        "a number has 15 digits at most",
        "pack",
        ["S003"],
        partial(rule_with, mend={**RULE["mend"], "effort_days": _value}),
    )

_DETAILS: list[tuple[str, Any]] = [
    ("detail of 100000 figures", "5" * 100_000),
    ("detail with an exponent", "1e1"),
    ("detail that is a list of lists", [[["a"] * 5_000] * 20]),
    ("detail that is a group of keys", {f"k{n}": "v" for n in range(5_000)}),
]
for _slug, _detail in _DETAILS:
    _add(
        _slug,
        "a detail of the wrong form in an example",
        "pack",
        ["D003"],
        partial(
            rule_with,
            examples=[
                {
                    **RULE["examples"][0],
                    "evidence": [{"kind": "thing", "dated": "2010-01-01", "detail": {"share": _detail}}],
                },
                *RULE["examples"][1:],
            ],
        ),
    )

for _slug, _value in [
    ("date of the year 0", "0000-01-01"),
    ("date of the year 1", "0001-01-01"),
    ("date on the last day", "9999-12-31"),
    ("date of five figures", "99999-01-01"),
    ("date before our era", "-2011-01-01"),
    ("date of month 13", "2011-13"),
    ("date of 29 February", "2011-02-29"),
    ("date with a time", "2011-04-05T00:00:00Z"),
    ("date with a time zone", "2011-04-05+14:00"),
    ("date in Arabic-Indic figures", "\u0662\u0660\u0661\u0661-01-01"),
    ("date of a week", "2011-W01"),
    ("date of no financial year", "2011/13"),
    ("date of nought", "2011-00-00"),
]:
    _add(
        _slug,
        "a date that there is not, or not in this form",
        "dossier",
        ["S003"],
        partial(dossier_with, evidence___0__dated=_value),
    )


@hostile("dossier")
def dates_at_the_ends_of_the_calendar(folder: Path) -> Path:
    """The first and last dates that are read: a day before and behind them must still be a day."""
    evidence = items(6, dated=lambda n: ["0002", "0002-01-01", "9998-12-31", "9998", "9998/99", "9998-12"][n])
    for n, item in enumerate(evidence):
        item |= {"published_on": ["0002", "9998"][n % 2], "valid_until": "9998"}
    organisation = {**DOSSIER["organisation"], "start": "0002-01-01", "end": "9998-12-31"}
    return dossier_with(folder, evidence=evidence, organisation=organisation)


@hostile("pack")
def shelf_life_past_the_calendar(folder: Path) -> Path:
    """A hundred years from 9998, and a rule that is in force to the end."""
    examples = copy.deepcopy(RULE["examples"])
    examples[0] |= {"as_at": "9998-12-31"}
    examples[0]["evidence"][0]["dated"] = "9998-12-31"
    rule = but(RULE, examples=examples, valid_to="9998-12-31")
    return pack_with(folder, kinds=[{**THING, "shelf_life": "1200 months"}], rules=[rule])


@hostile("pack", "S003")
def shelf_life_of_ages(folder: Path) -> Path:
    """A hundred years and a month."""
    return pack_with(folder, kinds=[{**THING, "shelf_life": "1201 months"}])


@hostile("pack", "S003")
def shelf_life_of_a_megabyte(folder: Path) -> Path:
    """A length of time that must not stand whole in the message."""
    return pack_with(folder, kinds=[{**THING, "shelf_life": "9" * 1_000_000 + " months"}])


# Paths.

for _slug, _name, _code in [
    ("path to the folders above", "../../etc/passwd", "F009"),
    ("path from the root", "/etc/passwd", "F009"),
    ("path from the root twice", "//etc//passwd", "F009"),
    ("path through a folder that is not there", "no/../../../../../../../etc/passwd", "F009"),
    ("path of Windows", "C:\\Windows\\win.ini", "F001"),
    ("path of a home", "~/pack.yaml", "F001"),
    ("path of an address", "https://example.org/pack.yaml", "F001"),
    ("path to a device", "/dev/zero", "F009"),
    ("path to itself", "case.yaml", "F010"),
    ("path to its own folder", "./", "F001"),
    ("path of 10000 letters", "a" * 10_000 + ".yaml", "F001"),
    ("path of a megabyte", "./" * 500_000 + "pack.yaml", "F001"),
    ("path with NUL", "pack\x00.yaml", "F001"),
    ("path with a command to the terminal", "\x1b[2J.yaml", "F001"),
    ("pack of a megabyte", "a" * 1_000_000, "P012"),
]:
    _add(_slug, f"`packs: [{ascii(_name)[:40]}]`", "dossier", [_code], partial(dossier_with, packs=[_name]))


def _linked(folder: Path, target: Path | str) -> Path:
    (folder / "pack.yaml").symlink_to(target)
    return dossier_with(folder, packs=["pack.yaml"])


@hostile("dossier", "F009")
def link_to_a_file_outside(folder: Path) -> Path:
    """A link beside the dossier that leads elsewhere."""
    return _linked(folder, "/etc/passwd")


@hostile("dossier", "F009")
def link_to_a_folder_outside(folder: Path) -> Path:
    """A whole folder that lies elsewhere."""
    return _linked(folder, "/etc")


@hostile("dossier", "F009")
def link_within_a_path(folder: Path) -> Path:
    """The link is in the middle of the path."""
    (folder / "sub").symlink_to("/")
    return dossier_with(folder, packs=["sub/etc/passwd"])


@hostile("dossier", "F009")
def link_to_zeros(folder: Path) -> Path:
    """A file that never ends."""
    return _linked(folder, "/dev/zero")


@hostile("dossier", "F001")
def link_to_itself(folder: Path) -> Path:
    """A way that goes round."""
    return _linked(folder, "pack.yaml")


@hostile("dossier", "F001")
def pack_that_is_a_pipe(folder: Path) -> Path:
    """Whoever opens it waits for ever."""
    os.mkfifo(folder / "pack.yaml")
    return dossier_with(folder, packs=["pack.yaml"])


@hostile("dossier", "F001")
def dossier_that_is_a_pipe(folder: Path) -> Path:
    """Whoever opens it waits for ever."""
    path = folder / "case.yaml"
    os.mkfifo(path)
    return path


@hostile("dossier", "F001")
def dossier_that_is_a_device(folder: Path) -> Path:
    """Whoever reads it to the end never comes there."""
    path = folder / "case.yaml"
    path.symlink_to("/dev/zero")
    return path


@hostile("dossier", "F001")
def dossier_that_is_a_folder(folder: Path) -> Path:
    """A folder with the ending of a file."""
    path = folder / "case.yaml"
    path.mkdir()
    return path


@hostile("dossier", "S003")
def one_pack_by_20000_paths(folder: Path) -> Path:
    """One small pack under twenty thousand names: it is not read twenty thousand times."""
    write(folder, PACK, "pack.yaml")
    names = ("".join("./" if n >> bit & 1 else ".//" for bit in range(15)) for n in range(20_000))
    return dossier_with(folder, packs=[f"{name}pack.yaml" for name in names])


@hostile("dossier", "F002", "P014")
def packs_that_are_too_much_together(folder: Path) -> Path:
    """Twelve packs, each as large as may be: what one file may not hold, twelve may not either."""
    kind = {**THING, "aliases": [f"word {n}" for n in range(290_000)]}
    text = json.dumps(but(PACK, pack="@", kinds=[kind]))
    for n in range(12):
        raw(folder, text.replace("@", f"hostile-{n}").replace("word ", f"word {n} "), f"pack-{n}.yaml")
    return dossier_with(folder, packs=[f"pack-{n}.yaml" for n in range(12)])


@hostile("command line", "F001")
def folder_with_pipe_device_and_folder(folder: Path) -> Path:
    """`psed assess FOLDER` looks into every file: one is a pipe, one never ends, one is a folder."""
    os.mkfifo(folder / "a.yaml")
    (folder / "b.yaml").symlink_to("/dev/zero")
    (folder / "c.yaml").mkdir()
    return write(folder, DOSSIER, "d.yaml").parent


@hostile("command line", "F001")
def folder_with_links_to_nowhere(folder: Path) -> Path:
    """`psed assess FOLDER` on a link to nothing and on one that goes round."""
    (folder / "a.yaml").symlink_to("nowhere.yaml")
    (folder / "b.json").symlink_to("b.json")
    return write(folder, DOSSIER, "d.yaml").parent


# Packs that are folders.


def _parts(folder: Path, count: int, content: str = "notes: []\n") -> Path:
    pack = folder / "pack"
    pack.mkdir()
    write(pack, PACK, "pack.yaml")
    for n in range(count):
        raw(pack, content, f"part-{n:03}.yaml")
    return pack


@hostile("pack")
def pack_of_200_files(folder: Path) -> Path:
    """Exactly as many as may be."""
    return _parts(folder, 199)


@hostile("pack", "F002")
def pack_of_201_files(folder: Path) -> Path:
    """One more than may be."""
    return _parts(folder, 200)


@hostile("pack", "F002")
def pack_of_many_large_files(folder: Path) -> Path:
    """Each file is small enough; together they are 60 MB of six million values."""
    return _parts(folder, 20, "rules:\n" + "- {a: b, c: d}\n" * 59_000)


@hostile("pack", "F009")
def pack_with_a_link_outside(folder: Path) -> Path:
    """One of its files lies elsewhere."""
    pack = _parts(folder, 1)
    (pack / "passwd.yaml").symlink_to("/etc/passwd")
    return pack


@hostile("pack", "F001")
def pack_with_a_folder_for_a_file(folder: Path) -> Path:
    """A folder with the ending of a file, and a pipe."""
    pack = _parts(folder, 1)
    (pack / "rules.yaml").mkdir()
    os.mkfifo(pack / "more.yaml")
    return pack


@hostile("pack", "F001")
def pack_with_a_link_to_itself(folder: Path) -> Path:
    """A way that goes round, inside a pack."""
    pack = _parts(folder, 1)
    (pack / "round.yaml").symlink_to("round.yaml")
    return pack


@hostile("pack", "S001")
def pack_with_a_name_for_the_terminal(folder: Path) -> Path:
    """A file whose name is a command to the terminal: a message that names it must not pass it on."""
    pack = _parts(folder, 1)
    raw(pack, "unknown: 1\n", "\x1b[2J\u202e.yaml")
    return pack


@hostile("command line", "S001")
def pack_with_a_name_of_no_letters(folder: Path) -> Path:
    """A file whose name is not UTF-8: a message that names it must be written all the same."""
    pack = _parts(folder, 1)
    raw(pack, "unknown: 1\n", os.fsdecode(b"\xff\xfe.yaml"))
    return dossier_with(folder, packs=["pack/"])


# Much of everything.


@hostile("dossier", "S001")
def unknown_keys_by_the_ten_thousand(folder: Path) -> Path:
    """Ten thousand unknown keys: for each the nearest name is looked for."""
    return raw(folder, dossier_text()[:-1] + "".join(f', "evidense{n}": 1' for n in range(10_000)) + "}")


@hostile("dossier", "S001")
def unknown_keys_in_every_item(folder: Path) -> Path:
    """Eighty-four thousand of them, deep inside."""
    return dossier_with(
        folder, evidence=[{**ITEM, **{f"k{n}": "1" for n in range(14)}} for _ in range(6_000)]
    )


@hostile("pack", "S001")
def key_of_a_megabyte(folder: Path) -> Path:
    """An unknown key that must not stand whole in the message."""
    return raw(folder, pack_text()[:-1] + ', ? "' + "levels" * 170_000 + '" : 1}')


@hostile("dossier", "F005", "S001")
def key_of_a_megabyte_given_twice(folder: Path) -> Path:
    """The same, and known only by being there twice."""
    key = "k" * 1_000_000
    return raw(folder, dossier_text()[:-1] + f', "{key}": 1, "{key}": 1}}', "case.json")


@hostile("dossier", "F005", "S003")
def one_key_given_100000_times(folder: Path) -> Path:
    """As many faults as lines."""
    return raw(folder, "psed-dossier: 1\norganisation: x\n" + "packs: x\n" * 100_000)


@hostile("dossier", "S003")
def ids_of_10000_letters(folder: Path) -> Path:
    """A hundred ids that no message should quote in full."""
    return dossier_with(folder, evidence=items(100, id=lambda n: f"E-{n}" + "x" * 10_000))


@hostile("dossier", "D001")
def name_of_a_kind_of_a_megabyte(folder: Path) -> Path:
    """A kind that no message should quote in full."""
    return dossier_with(folder, evidence___0__kind="k" * 1_000_000)


@hostile("dossier", "D001")
def unknown_kinds_by_the_ten_thousand(folder: Path) -> Path:
    """For each the nearest kind is looked for."""
    return dossier_with(folder, evidence=items(10_000, kind=lambda n: f"comunity_profil{n}"))


@hostile("dossier", "S003")
def aliases_that_are_one_word(folder: Path) -> Path:
    """The same word ten thousand times in a list in which nothing may stand twice."""
    write(folder, but(PACK, kinds=[{**THING, "aliases": ["word"] * 10_000}]), "pack.yaml")
    return dossier_with(folder, packs=["pack.yaml"])


@hostile("pack")
def aliases_by_the_hundred_thousand(folder: Path) -> Path:
    """A hundred thousand words, none of them twice."""
    return pack_with(folder, kinds=[{**THING, "aliases": [f"word {n}" for n in range(100_000)]}])


@hostile("pack", "P014")
def kinds_of_one_alias(folder: Path) -> Path:
    """Ten thousand kinds that all claim one word."""
    kind = {"meaning": "m", "basis": "derived", "aliases": ["word"]}
    return pack_with(folder, kinds=[THING, *({**kind, "name": f"k{n}"} for n in range(10_000))])


@hostile("pack")
def kinds_by_the_thousand(folder: Path) -> Path:
    """Two thousand kinds, and a rule on each that says to whom it applies."""
    kind = {"meaning": "m", "basis": "derived"}
    made = rules(2_000, applies_when=lambda n: "organisation.employees >= 1")
    example = {
        "as_at": "2011-01-01",
        "organisation": {"headcount": [{"on": "2010-01-01", "employees": "1", "basis": "reported"}]},
    }
    nobody = {
        "as_at": "2011-01-01",
        "organisation": {"headcount": [{"on": "2010-01-01", "employees": "0", "basis": "reported"}]},
    }
    shown = [{**e, **example} for e in RULE["examples"]] + [
        {"name": "nobody", "then": "not_applicable", **nobody}
    ]
    made = [{**rule, "examples": shown} for rule in made]
    return pack_with(folder, kinds=[THING, *({**kind, "name": f"k{n}"} for n in range(2_000))], rules=made)


@hostile("pack")
def details_with_long_lists(folder: Path) -> Path:
    """Forty details of five thousand values each."""
    values = [f"v{n}" for n in range(5_000)]
    details = [
        {"name": f"d{n}", "meaning": "m", "type": "set", "values": values, "over": "union"} for n in range(40)
    ]
    return pack_with(folder, kinds=[{**THING, "details": details}])


@hostile("pack")
def details_by_the_ten_thousand(folder: Path) -> Path:
    """A kind with ten thousand details."""
    detail = {"meaning": "m", "type": "yes-no", "over": "max"}
    return pack_with(
        folder, kinds=[{**THING, "details": [{**detail, "name": f"d{n}"} for n in range(10_000)]}]
    )


@hostile("dossier", "S003")
def headcounts_by_the_forty_thousand(folder: Path) -> Path:
    """The same day forty thousand times."""
    counts = [{"on": "2010-03-31", "employees": str(n), "basis": "payroll"} for n in range(40_000)]
    return dossier_with(folder, organisation__headcount=counts)


@hostile("pack")
def rules_in_one_chain(folder: Path) -> Path:
    """Five thousand rules, each of which needs the one before it."""
    return in_two_files(folder, rules(5_000, needs=lambda n: [f"area/r{n - 1}"] if n else []))


@hostile("pack")
def rules_in_one_chain_backwards(folder: Path) -> Path:
    """The same, from the end: what is needed always comes later."""
    return pack_with(folder, rules=rules(2_000, needs=lambda n: [f"area/r{n + 1}"] if n < 1_999 else []))


@hostile("pack", "P004")
def rules_in_one_circle(folder: Path) -> Path:
    """Five thousand rules that need each other all round."""
    return in_two_files(folder, rules(5_000, needs=lambda n: [f"area/r{(n + 1) % 5_000}"]))


@hostile("pack", "P004")
def rules_that_all_need_each_other(folder: Path) -> Path:
    """Two hundred rules, each of which needs all: more circles than anybody can count."""
    everyone = [f"area/r{n}" for n in range(200)]
    return pack_with(folder, rules=rules(200, needs=lambda n: everyone))


@hostile("pack", "P004")
def rule_that_needs_itself(folder: Path) -> Path:
    """The smallest circle."""
    return rule_with(folder, needs=["area/rule"])


@hostile("pack", "P003")
def needs_that_are_not_there(folder: Path) -> Path:
    """Thousands of rules that need a rule with a name near to all of theirs."""
    return pack_with(folder, rules=rules(2_000, needs=lambda n: [f"area/r{n}x", f"area/r{n}y"]))


@hostile("pack", "P011")
def versions_by_the_thousand(folder: Path) -> Path:
    """Two thousand versions of one rule, all in force: two million pairs that clash."""
    return pack_with(folder, rules=[RULE] * 2_000)


@hostile("pack", "S005")
def areas_of_one_name(folder: Path) -> Path:
    """Twenty thousand areas, one of them twice."""
    areas = [{"id": "area", "title": "A"}, *({"id": f"a{n}", "title": "A"} for n in range(20_000))]
    return pack_with(folder, areas=[*areas, areas[0]])


@hostile("pack")
def rule_with_as_many_examples_as_fit(folder: Path) -> Path:
    """40,000 examples of one rule: none may be compared with all others."""
    more = [{"name": f"e{n}", "as_at": "2011-01-01", "then": "unknown"} for n in range(40_000)]
    return rule_with(folder, examples=[*RULE["examples"], *more])


@hostile("pack", "S005")
def examples_of_one_name(folder: Path) -> Path:
    """20,000 examples that are all called the same."""
    more = [{"name": "e", "as_at": "2011-01-01", "then": "unknown"} for _ in range(20_000)]
    return rule_with(folder, examples=[*RULE["examples"], *more])


@hostile("dossier")
def chain_of_2000_that_supersede(folder: Path) -> Path:
    """Each item supersedes the one before it."""
    return dossier_with(folder, evidence=items(2_000, supersedes=lambda n: [f"E-{n - 1}"] if n else []))


@hostile("dossier")
def chain_of_10000_that_supersede(folder: Path) -> Path:
    """The same, longer: nobody may follow it to its end from every item."""
    return dossier_with(folder, evidence=items(10_000, supersedes=lambda n: [f"E-{n - 1}"] if n else []))


@hostile("dossier", "D005")
def circle_of_2000_that_supersede(folder: Path) -> Path:
    """Each item supersedes the next, all round: one fault, not two thousand."""
    return dossier_with(folder, evidence=items(2_000, supersedes=lambda n: [f"E-{(n + 1) % 2_000}"]))


@hostile("dossier", "D004")
def items_that_supersede_nothing(folder: Path) -> Path:
    """For each of 5,000 names the nearest is looked for among 5,000."""
    return dossier_with(folder, evidence=items(5_000, supersedes=lambda n: [f"E-{n}x"]))


@hostile("dossier", "D006")
def looked_for_in_vain_by_the_ten_thousand(folder: Path) -> Path:
    """10,000 times "we have none", of what is there 10,000 times."""
    none = [{"kind": "community_profile", "as_at": "2011-01-01", "by": "Officer"}] * 10_000
    return dossier_with(folder, evidence=items(10_000), none_held=none)


@hostile("dossier", "S005")
def items_of_one_id(folder: Path) -> Path:
    """10,000 items that are all called the same."""
    return dossier_with(folder, evidence=items(10_000, id=lambda _: "E-1"))


# Dossiers that are legal, and as bad as they can be.


@hostile("dossier")
def ten_thousand_items(folder: Path) -> Path:
    """10,000 items of one kind, each on a day of its own."""
    return dossier_with(
        folder, evidence=items(10_000, dated=lambda n: f"20{n % 100:02}-{n % 12 + 1:02}-{n % 28 + 1:02}")
    )


@hostile("dossier")
def ten_thousand_items_of_one_address(folder: Path) -> Path:
    """10,000 items that may each be another again: their dates are years and their address is one."""
    more = {"published_at": "https://example.org/profile", "published_on": "2010"}
    evidence = [{**item, **more} for item in items(10_000, dated=lambda n: "2010")]
    return dossier_with(folder, evidence=evidence)


@hostile("dossier", "F002")
def ten_thousand_items_read_by_a_framework(folder: Path) -> Path:
    """10,000 items of one kind, read by the shipped framework: too long to be read back once saved."""
    evidence = items(10_000, dated=lambda n: ["2010", "2009-01-05", "2010/11", "2011-05"][n % 4])
    return dossier_with(folder, evidence=evidence, packs=["eflg-2009"])


def _things(folder: Path, count: int, condition: str, **each: Callable[[int], Any]) -> Path:
    """A dossier of many things, and a pack with one rule on them."""
    rule = {**RULE, "condition": condition, "monotone": "true"}
    texts = re.findall(r">= (\d+)", condition)
    share = "50" if "share >= 50" in condition else "1"
    detail = {"places": ["ward", "borough"], "share": share}
    one: Json = {"kind": "thing", "dated": "2010-01-01", "detail": detail}
    evidence = [one] * max(map(int, texts), default=1)
    examples = copy.deepcopy(RULE["examples"])
    examples[0]["evidence"] = evidence
    write(folder, but(PACK, rules=[{**rule, "examples": examples}]), "pack.yaml")
    made = items(count, **{"kind": lambda _: "thing", "detail": lambda _: {}, **each})
    return dossier_with(folder, packs=["pack.yaml"], evidence=made)


@hostile("dossier")
def equal_items_and_a_threshold(folder: Path) -> Path:
    """Fifty of a thousand equal items are enough: which fifty is not tried one by one."""
    return _things(folder, 1_000, "thing.current >= 50")


@hostile("dossier")
def unequal_items_and_a_threshold(folder: Path) -> Path:
    """The same with items that all differ in what the rule reads, so that no two stand for one another."""
    return _things(
        folder,
        1_000,
        "thing.current >= 50 and thing.share >= 50",
        detail=lambda n: {"share": f"{50 + n % 50}.{n:04}"},
    )


@hostile("dossier")
def unequal_items_by_the_five_thousand(folder: Path) -> Path:
    """More of them."""
    return _things(
        folder,
        5_000,
        "thing.current >= 50 and thing.share >= 50",
        detail=lambda n: {"share": f"{50 + n % 50}.{n:04}"},
    )


@hostile("dossier")
def reasons_of_many_clauses(folder: Path) -> Path:
    """Sixty clauses of which none holds, over items that fall short in every way there is."""
    clauses = ['"ward" in thing.places', "thing.share >= 50", "thing.published >= 3", "thing.strength >= 4"]
    clauses += [
        "thing.characteristics_count >= 9",
        "thing.covers_relevant",
        'thing.latest_on >= d"2011-01-01"',
    ]
    examples = copy.deepcopy(RULE["examples"])
    item: Json = {
        "kind": "thing",
        "dated": "2011-01-01",
        "published_on": "2011-01-01",
        "strength": "independently-checked",
    }
    item |= {"characteristics": "relevant", "detail": {"places": ["ward"], "share": "50"}}
    nine = ["age", "disability", "gender-reassignment", "marriage-and-civil-partnership"]
    nine += ["pregnancy-and-maternity", "race", "religion-or-belief", "sex", "sexual-orientation"]
    examples[0]["evidence"] = [{**item, "characteristics": nine}] * 3
    rule = {**RULE, "condition": " and ".join(clauses * 6), "examples": examples}
    write(folder, but(PACK, rules=[rule]), "pack.yaml")
    dates = ["2008-01-01", "2010", "2011/12", "2009-06"]
    short = items(500, kind=lambda _: "thing", dated=lambda n: dates[n % 4], detail=lambda _: {"share": "1"})
    return dossier_with(folder, packs=["pack.yaml"], evidence=short)


@hostile("dossier")
def doubtful_items_summed(folder: Path) -> Path:
    """3,000 items that may or may not be current, each with a figure that may be the greatest."""
    return _things(
        folder,
        3_000,
        "thing.share >= 50",
        dated=lambda _: "2009",
        detail=lambda n: {"share": f"{n % 100}.{n:04}"},
    )


@hostile("dossier")
def worst_legal_dossier(folder: Path) -> Path:
    """As many values as a file may hold: items of many kinds, of vague date, at one address, in chains."""
    kinds = ["community_profile", "data_source_review", "monitoring_policy", "needs_assessment", "eia"]
    kinds += [
        "staff_training",
        "member_training",
        "service_plan",
        "equality_objective",
        "service_take_up_by_group",
    ]
    dates = ["2010", "2009/10", "2010-06", "2008-01-31", "2011-08-31", "2009"]
    count = 10_000
    evidence = [
        {
            "id": f"E-{n}",
            "kind": kinds[n % 10],
            "title": "A paper",
            "dated": dates[n % 6],
            "published_on": dates[n % 5],
            "published_at": "https://example.org/",
            **({"supersedes": [f"E-{n - 10}"]} if n >= 5_000 else {}),
            **({"characteristics": ["age", "sex"][: n % 3]} if n % 2 else {"strength": "published"}),
        }
        for n in range(count)
    ]
    actions = [{"id": f"A-{n}", "title": "An action", "due_on": "2011"} for n in range(16_500)]
    claims = [
        {
            "framework": "eflg-2009",
            "level": "achieving",
            "dated": "2010",
            "source": {"document": "Plan", "place": f"p. {n}"},
        }
        for n in range(1_000)
    ]
    return dossier_with(folder, packs=["eflg-2009"], evidence=evidence, actions=actions, claims=claims)


# Saved assessments.


def _digest(content: Json) -> str:
    content = copy.deepcopy(content)
    for framework in content["frameworks"]:
        for area in framework["areas"]:
            for finding in area["findings"]:
                finding.pop("place", None)
    for record in (*content["decisions"], *content["objectives"]):
        for finding in record.get("findings", ()):
            finding.pop("place", None)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


FRAMEWORK: Json = {
    "id": "f",
    "title": "F",
    "levels": ["developing"],
    "floor": "below",
    "combine": "weakest-area",
    "in_force": True,
    "valid_from": "2009-01-01",
    "valid_to": None,
    "level": {"supported": "developing", "possible": "developing"},
    "edition_then": None,
    "total": None,
    "left_out": [],
    "progress": [],
    "areas": [],
}
ASSESSMENT: Json = {
    "psed-assessment": 1,
    "as_at": "2011-08-31",
    "organisation": {"id": "example:body", "name": "A body"},
    "packs": [{"id": "f", "version": "1.0.0", "status": "draft", "sha256": "0" * 64}],
    "dossier_sha256": "0" * 64,
    "psed_version": "0.1.0",
    "frameworks": [],
    "duties": [],
    "decisions": [],
    "objectives": [],
    "coverage": [],
    "claims": [],
    "evidence": [],
    "ignored": [],
    "notices": [],
    "disclaimer": "None.",
}


def sealed(folder: Path, **other: Any) -> Path:
    """A forged assessment whose digest is right."""
    made = but(ASSESSMENT, **other)
    return write(folder, {**made, "sha256": _digest(made)}, "case.json")


def _saved(folder: Path) -> Path:
    return write(folder, {**ASSESSMENT, "sha256": _digest(ASSESSMENT)}, "case.json")


@hostile("assessment")
def assessment_of_nothing(folder: Path) -> Path:
    """The smallest of all, with a right digest: what the other forgeries begin from."""
    return _saved(folder)


@hostile("assessment", "A001")
def assessment_that_was_altered(folder: Path) -> Path:
    """Another name under the old digest."""
    path = _saved(folder)
    return raw(folder, path.read_text().replace("A body", "B body"), "case.json")


@hostile("assessment", "F006")
def assessment_100000_deep(folder: Path) -> Path:
    """Lists in lists."""
    return raw(
        folder, '{"psed-assessment": 1, "frameworks": ' + "[" * 100_000 + "]" * 100_000 + "}", "case.json"
    )


@hostile("assessment", "F002")
def assessment_of_9_mib(folder: Path) -> Path:
    """Larger than a file may be."""
    return raw(folder, '{"psed-assessment": 1, "x": "' + "x" * 9 * MIB + '"}', "case.json")


@hostile("assessment in memory", "F002")
def assessment_of_60_mb_in_memory(folder: Path) -> Path:
    """The same by the library's own door, where no file is."""
    return raw(folder, '{"psed-assessment": 1, "frameworks": [' + "{}," * 20_000_000 + "{}]}", "case.json")


@hostile("assessment", "F002")
def assessment_of_faults(folder: Path) -> Path:
    """Two million faults, of which one is told."""
    return raw(folder, '{"psed-assessment": 1, "notices": [' + "{}," * 2_000_000 + "{}]}", "case.json")


@hostile("assessment", "A002")
def assessment_with_a_key_of_a_megabyte(folder: Path) -> Path:
    """A key that must not stand whole in the message."""
    return sealed(folder, organisation={"id": "x", "name": "x", "\x1b[2J" + "k" * 1_000_000: 1})


@hostile("assessment", "F003")
def assessment_that_is_not_text(folder: Path) -> Path:
    """Bytes that are no UTF-8."""
    path = _saved(folder)
    return raw(folder, path.read_bytes().replace(b"A body", b"A\xffbody"), "case.json")


@hostile("assessment", "F004")
def assessment_with_half_a_character(folder: Path) -> Path:
    """An escape for half of a character."""
    path = _saved(folder)
    return raw(folder, path.read_text().replace("A body", r"A\ud800body"), "case.json")


def _with_finding(folder: Path, **other: Any) -> Path:
    finding: Json = {
        "rule": "f:a/r",
        "title": "R",
        "area": "a",
        "at_level": "developing",
        "outcome": "not_met",
        "reasons": [],
        "because": "So.",
        "condition": "thing.current >= 1",
        "place": "pack.yaml:1",
        "needs": [],
        "facts": {},
        "evidence": [],
        "enough": [],
        "source": [],
        "why": "why",
        "mend": {"do": "do", "effort_days": None, "cannot_provide": None},
        "ask": None,
    }
    area = {
        "id": "a",
        "number": 1,
        "title": "A",
        "level": None,
        "progress": [],
        "findings": [but(finding, **other)],
    }
    return sealed(folder, frameworks=[{**FRAMEWORK, "areas": [area]}])


@hostile("assessment")
def assessment_of_one_finding(folder: Path) -> Path:
    """A forgery that could be true."""
    return _with_finding(folder)


@hostile("assessment", "A002")
def assessment_with_endless_effort(folder: Path) -> Path:
    """A number that JSON does not have, by an exponent that it does have."""
    finding = {"mend": {"do": "do", "effort_days": float("inf"), "cannot_provide": None}}
    path = _with_finding(folder, **finding)
    return raw(folder, path.read_text().replace("Infinity", "1e400"), "case.json")


@hostile("assessment")
def assessment_with_a_number_of_4000_figures(folder: Path) -> Path:
    """A whole number of as many figures as Python turns back into a text."""
    return _with_finding(folder, facts={"x": {"value": 10**4_000}})


@hostile("assessment", "A002")
def assessment_with_a_number_of_10000_figures(folder: Path) -> Path:
    """More figures than Python turns back into a text."""
    path = _with_finding(folder, facts={"x": {"value": 77777}})
    return raw(folder, path.read_text().replace("77777", "7" * 10_000), "case.json")


@hostile("assessment", "A002")
def assessment_of_levels_that_are_not_there(folder: Path) -> Path:
    """Its level is none of its framework's."""
    level = {"supported": "beyond", "possible": "everything"}
    area: Json = {"id": "a", "number": None, "title": "A", "level": level, "progress": [], "findings": []}
    return sealed(folder, frameworks=[{**FRAMEWORK, "level": level, "areas": [area]}])


@hostile("assessment", "A002")
def assessment_of_packs_that_are_not_there(folder: Path) -> Path:
    """It tells of a framework of which it says that it was not read."""
    return sealed(folder, packs=[], frameworks=[FRAMEWORK])


@hostile("assessment")
def assessment_of_rules_that_need_themselves(folder: Path) -> Path:
    """A circle: whoever tells why must come to an end."""
    return _with_finding(folder, needs=["f:a/r"], evidence=["E-1"], enough=["E-1"])


@hostile("assessment")
def assessment_of_a_chain_of_needs(folder: Path) -> Path:
    """3,000 findings, each of which needs the next: whoever tells why must not run out of stack."""
    path = _with_finding(folder)
    content = json.loads(path.read_text())
    (finding,) = content["frameworks"][0]["areas"][0]["findings"]
    content["frameworks"][0]["areas"][0]["findings"] = [
        {**finding, "rule": f"f:a/r{n}", "needs": [f"f:a/r{n + 1}"] if n < 2_999 else []}
        for n in range(3_000)
    ]
    del content["sha256"]
    return sealed(folder, **content)


@hostile("assessment")
def assessment_that_steers_the_terminal(folder: Path) -> Path:
    """Names and sentences with commands to the terminal; a report must not pass them on."""
    return _with_finding(folder, because="\x1b[2JSo \u202e\x9b31m.", title="\x07")
