"""One reading of YAML and JSON on every Python: every scalar is text, and every value knows its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import psed.files.tree as tree
from psed.errors import Place, PsedError
from psed.files.tree import MAX_BYTES, MAX_COPIES, MAX_DEPTH, Tree, parse, read_tree


def read(text: str, *, is_json: bool = False) -> Tree:
    return parse(text.encode(), "f", is_json=is_json)


def data(text: str, *, is_json: bool = False) -> Any:
    return read(text, is_json=is_json).data


def fault(text: str, *, is_json: bool = False) -> PsedError:
    with pytest.raises(PsedError) as told:
        read(text, is_json=is_json)
    return told.value


@pytest.fixture(params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "Python":
        monkeypatch.setattr(tree, "_Loader", yaml.BaseLoader)
    elif not hasattr(yaml, "CBaseLoader"):
        pytest.skip("PyYAML was built without its C loader")
    return str(request.param)


# One reading.


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "off",
        "y",
        "n",
        "010",
        "0o10",
        "0x10",
        "1:30",
        "12:30:45",
        "1_000",
        "1e3",
        ".5",
        "2011-08-31",
        "2011-08-31T09:00:00Z",
        "true",
        "false",
        "True",
        ".nan",
        "-.inf",
        "=",
        "<<",
        "480",
        "nULL",
        "none",
        "~~",
    ],
)
def test_a_plain_scalar_is_the_text_that_stands_there(text: str, loader: str) -> None:
    assert data(f"a: {text}") == {"a": text}
    assert data(f"- {text}") == [text]
    assert data(f"{text}: a") == {text: "a"}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_only_an_empty_value_and_null_mean_nothing(text: str, loader: str) -> None:
    assert data(f"a: {text}") == {"a": None}
    assert data(f"- {text}") == [None]
    assert data(f'a: "{text}"') == {"a": text}
    assert data(f"a: '{text}'") == {"a": text}


def test_a_key_is_always_text(loader: str) -> None:
    assert data("~: a\nnull: b\n1: c\ntrue: d\n? \n: e") == {
        "~": "a",
        "null": "b",
        "1": "c",
        "true": "d",
        "": "e",
    }


def test_a_block_of_text_keeps_its_lines(loader: str) -> None:
    assert data("a: |\n  x\n  y\nb: >-\n  x\n  y\n") == {"a": "x\ny\n", "b": "x y"}


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "--- ~\n", "\ufeff"])
def test_an_empty_file_holds_nothing(text: str, loader: str) -> None:
    assert data(text) is None


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n", "\ufeff", "null"])
def test_an_empty_file_of_json_holds_nothing(text: str) -> None:
    assert data(text, is_json=True) is None


def test_the_mark_of_byte_order_is_no_content(loader: str) -> None:
    assert data("\ufeffa: b") == {"a": "b"}
    assert data('\ufeff{"a": "b"}', is_json=True) == {"a": "b"}


DOSSIER = {
    "psed-dossier": 1,
    "organisation": {
        "id": "o",
        "name": "Ó “O”",
        "headcount": [{"on": "2011-03-31", "employees": 480, "share": -1.50}],
    },
    "evidence": [{"id": "E-01", "dated": None, "public": True, "old": False, "parts": [[], {}, [["x"]]]}],
    "none_held": [],
    "empty": "",
}


@pytest.mark.parametrize("indent", [None, 2])
def test_json_and_yaml_give_the_same_data_for_the_same_dossier(indent: int | None, loader: str) -> None:
    text = json.dumps(DOSSIER, indent=indent, ensure_ascii=False)
    assert data(text, is_json=True) == data(text) == data(yaml.safe_dump(DOSSIER, allow_unicode=True))


def test_numbers_and_booleans_of_json_are_the_text_that_stands_there() -> None:
    assert data("[1, -0, 1.50, 1e3, 1E-400, true, false, null, 123456789012345678901]", is_json=True) == [
        "1",
        "-0",
        "1.50",
        "1e3",
        "1E-400",
        "true",
        "false",
        None,
        "123456789012345678901",
    ]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def with_loader(loader: Any, text: str) -> tuple[Any, dict[Any, int]]:
    kept = tree._Loader
    tree._Loader = loader
    try:
        told = read(text)
    finally:
        tree._Loader = kept
    return told.data, told.lines


@pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="PyYAML was built without its C loader")
@given(PLAIN, st.booleans(), st.booleans())
def test_both_loaders_of_pyyaml_give_the_same_values_and_lines(value: Any, flow: bool, wide: bool) -> None:
    text = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=wide)
    assert with_loader(yaml.CBaseLoader, text) == with_loader(yaml.BaseLoader, text)


TEXTUAL = st.recursive(
    st.none() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(TEXTUAL, st.booleans())
def test_texts_come_back_from_yaml_as_they_were_written(value: Any, flow: bool) -> None:
    assert data(yaml.safe_dump(value, default_flow_style=flow)) == value


@given(TEXTUAL, st.sampled_from([None, 1]), st.booleans())
def test_texts_come_back_from_json_as_they_were_written(value: Any, indent: int | None, plain: bool) -> None:
    assert data(json.dumps(value, indent=indent, ensure_ascii=plain), is_json=True) == value


# Lines.


def test_keys_and_entries_of_lists_know_their_lines(loader: str) -> None:
    told = read("# first\n\na: x\nb:\n  - y\n  -\n    c: z\n  - [p,\n     q]\n")
    assert told.lines == {
        (): 3,
        ("a",): 3,
        ("b",): 4,
        ("b", 0): 5,
        ("b", 1): 7,
        ("b", 1, "c"): 7,
        ("b", 2): 8,
        ("b", 2, 0): 8,
        ("b", 2, 1): 9,
    }


def test_keys_of_json_know_their_lines_also_where_texts_hold_colons_and_quotes() -> None:
    text = '{\n "a": "x\\": {\\n",\n "b"\n : [\n  {"c": "d: e",\n   "f": "\\\\"}, {}\n ],\n "g": 1\n}'
    told = read(text, is_json=True)
    assert told.data == {"a": 'x": {\n', "b": [{"c": "d: e", "f": "\\"}, {}], "g": "1"}
    assert told.lines == {(): 1, ("a",): 2, ("b",): 3, ("b", 0, "c"): 5, ("b", 0, "f"): 6, ("g",): 8}


AWKWARD = st.text('aé"\\:{}[],\n #', max_size=6)


@given(st.recursive(AWKWARD, lambda inner: st.dictionaries(AWKWARD, inner, max_size=4), max_leaves=10))
def test_lines_of_keys_in_json_are_those_of_yaml(value: Any) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    expected = {
        path: line for path, line in read(text).lines.items() if path == () or isinstance(path[-1], str)
    }
    assert read(text, is_json=True).lines == expected


def test_a_place_is_the_nearest_thing_around_that_has_a_line() -> None:
    told = read('{"a":\n [1,\n {"b": 2}]}', is_json=True)
    assert told.place(("a", 1, "b")) == Place("f", 3)
    assert told.place(("a", 1)) == Place("f", 1)
    assert told.place(("a", 0, "x", "y")) == Place("f", 1)
    assert told.place(("z",)) == Place("f", 1)
    assert Tree("f", None, {}).place(("z",)) == Place("f", None)


# Aliases.


def test_what_an_alias_brings_in_knows_where_it_was_written(loader: str) -> None:
    told = read("a: &x\n  b: &y c\n  d:\n    - *y\ne: *x\nf:\n  - *x\n  - *y\n")
    inner = {"b": "c", "d": ["c"]}
    assert told.data == {"a": inner, "e": inner, "f": [inner, "c"]}
    assert told.lines[("e",)] == 5
    assert told.lines[("e", "b")] == told.lines[("f", 0, "b")] == 2
    assert told.lines[("e", "d")] == 3
    assert told.lines[("f",)] == 6


def test_an_alias_may_stand_for_a_key_and_for_the_latest_anchor_of_its_name(loader: str) -> None:
    assert data("- &a x\n- *a\n- &a y\n- *a\n- {*a : z}") == ["x", "x", "y", "y", {"y": "z"}]


def test_what_an_alias_brings_in_is_not_shared(loader: str) -> None:
    told = data("a: &x [1]\nb: *x\n")
    told["a"].append("2")
    assert told["b"] == ["1"]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 1\nb: *x\n", "the alias `*x` is not defined above", 2),
        ("a:\n  &x [1,\n  *x]\n", "the alias `*x` stands inside itself", 3),
        ("a: &x {b: &y [*x]}\n", "the alias `*x` stands inside itself", 1),
    ],
)
def test_an_alias_of_nothing_or_of_itself_is_refused(text: str, message: str, line: int) -> None:
    told = fault(text)
    assert (told.code, told.message, told.place, told.help) == (
        "F004",
        message,
        Place("f", line),
        "write the value out",
    )


def test_an_undefined_alias_is_refused_by_both_loaders(loader: str) -> None:
    assert fault("- *x").code == "F004"


def test_aliases_may_not_blow_a_file_up() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    told = fault("\n".join(lines))
    assert (told.code, told.message) == ("F007", "aliases repeat more than 20,000 values")
    assert told.place == Place("f", 5)
    assert told.help == "write the values out"


def test_as_many_repeats_as_are_allowed_are_read() -> None:
    many = ", ".join(["*x"] * MAX_COPIES)
    assert len(data(f"[&x y, {many}]")) == MAX_COPIES + 1
    assert fault(f"[&x y, {many}, *x]").code == "F007"


# Faults.


def test_a_key_given_twice_is_a_fault_with_both_lines_and_the_last_value_stands(loader: str) -> None:
    told = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert told.data == {"a": "3", "b": {"c": "2"}}
    assert [(f.code, f.message, f.place, f.help) for f in told.faults] == [
        ("F005", "the key `c` is given twice; the first is on line 3", Place("f", 4), "keep one of them"),
        ("F005", "the key `a` is given twice; the first is on line 1", Place("f", 5), "keep one of them"),
    ]


def test_a_key_given_twice_is_a_fault_in_json_too() -> None:
    told = read('{"a": 1,\n "b": {"c": 1,\n "c": 2},\n "a": 3}', is_json=True)
    assert told.data == {"a": "3", "b": {"c": "2"}}
    assert [(f.code, f.message, f.place, f.help) for f in told.faults] == [
        ("F005", "the key `c` is given twice; the first is on line 2", Place("f", 3), "keep one of them"),
        ("F005", "the key `a` is given twice; the first is on line 1", Place("f", 4), "keep one of them"),
    ]


def test_a_key_of_one_name_may_stand_in_two_places(loader: str) -> None:
    assert read("a: {b: 1}\nb: {a: 1}").faults == []
    assert read('{"a": {"b": 1}, "b": {"a": 1}}', is_json=True).faults == []


@pytest.mark.parametrize(
    ("text", "code", "message", "line"),
    [
        ("a: 1\n---\nb: 2\n", "F004", "the file holds two documents", 2),
        ("a: 1\n? [b]\n: 2\n", "F004", "a key must be one word or line of text", 2),
        ("a: 1\n{b: 1}: 2\n", "F004", "a key must be one word or line of text", 2),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            "F008",
            "the tag `!!python/object:os.system` is not read here",
            2,
        ),
        ("a: !!str 1", "F008", "the tag `!!str` is not read here", 1),
        ("a: !mine [1]", "F008", "the tag `!mine` is not read here", 1),
        ("!!map {a: 1}", "F008", "the tag `!!map` is not read here", 1),
    ],
)
def test_what_psed_does_not_read_is_refused_with_its_line(
    text: str, code: str, message: str, line: int, loader: str
) -> None:
    told = fault(text)
    assert (told.code, told.message, told.place) == (code, message, Place("f", line))


def test_a_tag_that_only_says_text_is_no_tag(loader: str) -> None:
    assert data("a: ! 1") == {"a": "1"}


@pytest.mark.parametrize("text", ["a: [1\nb: 2", "a: @x", "a: %x\n%", "- a\nb: c"])
def test_yaml_that_is_not_well_formed_is_refused_with_a_line(text: str, loader: str) -> None:
    told = fault(text)
    assert told.code == "F004"
    assert told.message.startswith("the file is not well-formed YAML: ")
    assert told.place is not None
    assert told.place.line in (1, 2)
    assert told.help == "look at the line above too: a missing quote, colon or indent often shows a line late"


COLON = "put a text that holds a colon in quotes, or mend the indent of this line"


@pytest.mark.parametrize(
    ("text", "what", "help_", "line"),
    [
        ("a: 1\nb: 'x\nc: 2\n", "the quote that opens here is never closed", "close it, or take it out", 2),
        ('a: 1\nb: "x\n', "the quote that opens here is never closed", "close it, or take it out", 2),
        ("a: b: c", "a colon stands where it does not fit", COLON, 1),
        ("a: 1\n b: 2", "a colon stands where it does not fit", COLON, 2),
        ("a:\n\tb: 1", "a tab stands where only spaces may", "put spaces in its place", 2),
        ("\ta: 1", "a tab stands where only spaces may", "put spaces in its place", 1),
    ],
)
def test_what_often_goes_wrong_in_yaml_is_told_in_the_same_words_by_both_loaders(
    text: str, what: str, help_: str, line: int, loader: str
) -> None:
    told = fault(text)
    assert (told.code, told.message) == ("F004", f"the file is not well-formed YAML: {what}")
    assert (told.help, told.place) == (help_, Place("f", line))


def test_a_control_character_is_refused_with_its_line(loader: str) -> None:
    told = fault("a: 1\nb: \x07\n")
    assert told.code == "F004"
    assert told.message == "the file is not well-formed YAML: it holds a character that text may not have"
    assert told.place == Place("f", 2)
    assert told.help == "take out control characters"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ('{"a": 1,\n"b"}', "the file is not well-formed JSON: ", 2),
        ('{"a": }', "the file is not well-formed JSON: expecting value", 1),
        ('{"a": 1\n "b": 2}', "the file is not well-formed JSON: a comma is missing before this", 2),
        (
            "{'a': 1}",
            "the file is not well-formed JSON: expecting property name enclosed in double quotes",
            1,
        ),
        ('{"a": 1}\n{"b": 1}', "the file is not well-formed JSON: extra data", 2),
        ('{"a": "\x07"}', "the file is not well-formed JSON: invalid control character at", 1),
    ],
)
def test_json_that_is_not_well_formed_is_refused_with_its_line(text: str, message: str, line: int) -> None:
    told = fault(text, is_json=True)
    assert told.code == "F004"
    assert told.message.startswith(message)
    assert told.place == Place("f", line)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_json_has_no_number_that_is_none(text: str) -> None:
    told = fault(f'{{"a": {text}}}', is_json=True)
    assert (told.code, told.message, told.help) == ("F004", f"`{text}` is not a number", "write the figure")


def test_half_of_a_character_is_refused_wherever_it_stands() -> None:
    for text in ('{"a": "\\ud800"}', '{"a": ["x\\udfff"]}', '{"\\ud800": "a"}'):
        told = fault(text, is_json=True)
        assert (told.code, told.place) == ("F004", Place("f", 1))
    assert data('{"a": "\\ud83d\\ude00"}', is_json=True) == {"a": "\U0001f600"}
    assert data('{"a": "\\ud7ff\\ue000"}', is_json=True) == {"a": "\ud7ff\ue000"}


def test_half_of_a_character_is_refused_by_both_loaders(loader: str) -> None:
    assert fault('"\\ud800": a').code == "F004"
    assert fault('a: "x\\udfff"').code == "F004"


def test_text_that_is_not_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(PsedError) as told:
        parse(b"a: 1\nb: \xe9\n", "f")
    assert (told.value.code, told.value.message) == ("F003", "the file is not UTF-8 text")
    assert told.value.place == Place("f", 2)
    assert told.value.help == "save it again with the encoding UTF-8"


# Bounds.


@pytest.mark.parametrize("is_json", [False, True], ids=["yaml", "json"])
def test_a_file_may_be_nested_so_deep_and_no_deeper(is_json: bool) -> None:
    shallow, deep = MAX_DEPTH - 1, MAX_DEPTH + 1
    assert data("[" * shallow + "1" + "]" * shallow, is_json=is_json)
    told = fault("[" * deep + "1" + "]" * deep, is_json=is_json)
    assert (told.code, told.message, told.help) == ("F006", "the file is nested over 24 deep", "flatten it")


@pytest.mark.parametrize("inner", ["", '"x"'], ids=["empty", "text"])
@pytest.mark.parametrize("depth", range(MAX_DEPTH - 1, MAX_DEPTH + 3))
def test_json_and_yaml_may_be_nested_equally_deep(depth: int, inner: str) -> None:
    def readable(is_json: bool) -> bool:
        try:
            read("[" * depth + inner + "]" * depth, is_json=is_json)
        except PsedError:
            return False
        return True

    assert readable(True) == readable(False)


@pytest.mark.parametrize("is_json", [False, True], ids=["yaml", "json"])
def test_very_deep_nesting_is_refused_and_not_a_crash(is_json: bool) -> None:
    assert fault("[" * 100_000, is_json=is_json).code in ("F004", "F006")
    told = fault("[" * 100_000 + "]" * 100_000, is_json=is_json)
    assert (told.code, told.message, told.help) == ("F006", "the file is nested over 24 deep", "flatten it")
    assert fault('["a", ' * 5_000 + "1" + "]" * 5_000, is_json=is_json).code == "F006"
    assert fault('{"a": ' * 5_000 + "1" + "}" * 5_000, is_json=is_json).code == "F006"


def test_a_parser_that_gives_up_sooner_is_told_with_the_same_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the limit of the library: here it stops at the twenty-sixth bracket."""

    def parse(text: str, Loader: object) -> NoReturn:
        mark = yaml.Mark("", text.index("[") + 26, 1, 26, text, 0)
        raise yaml.scanner.ScannerError("while looking ahead", mark, "too deep for me", mark)

    monkeypatch.setattr(yaml, "parse", parse)
    told = fault("# [[[[\n" + "[" * 30 + "]" * 30, is_json=False)
    assert (told.code, told.place) == ("F006", Place("f", 2))
    told = fault('# [[[[\n"' + "[" * 30 + '"', is_json=False)
    assert told.code == "F004", "brackets in a text open nothing"


@pytest.mark.parametrize("is_json", [False, True], ids=["yaml", "json"])
def test_a_file_may_hold_so_many_values_and_no_more(is_json: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_VALUES", 5)
    assert data('["a", "b", "c", "d"]', is_json=is_json) == ["a", "b", "c", "d"]
    told = fault('["a", "b", "c", "d", "e"]', is_json=is_json)
    assert (told.code, told.message, told.help) == ("F002", "the file holds over 5 values", "split it")


def test_a_file_may_be_so_large_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parse(b" " * MAX_BYTES, "f").data is None
    with pytest.raises(PsedError) as told:
        parse(b" " * (MAX_BYTES + 1), "f")
    assert (told.value.code, told.value.message) == ("F002", "the file is over 8 MiB")
    assert told.value.place == Place("f")
    assert told.value.help == "split it, or take out what is not needed"


# Files.


def test_the_ending_decides_whether_a_file_is_json(tmp_path: Path) -> None:
    for name, readable in (("a.json", False), ("a.JSON", False), ("a.yaml", True), ("a.yml", True)):
        path = tmp_path / name
        path.write_text("a: b", encoding="utf-8")
        if readable:
            told = read_tree(path)
            assert (told.data, told.file) == ({"a": "b"}, str(path))
            assert read_tree(path, "shown").file == "shown"
        else:
            with pytest.raises(PsedError, match="not well-formed JSON"):
                read_tree(path)


def test_a_file_that_cannot_be_read_is_named_as_the_user_named_it(tmp_path: Path) -> None:
    spelling = "check the path and its spelling"
    for path, why, help_ in (
        (tmp_path, "it is a folder", "name a file in it"),
        (tmp_path / "none.yaml", "there is no such file", spelling),
        (tmp_path / ("x" * 300), "its name is too long", spelling),
        (tmp_path / "a\0b", "its name holds a character that no name may", spelling),
    ):
        for shown in (None, "shown"):
            with pytest.raises(PsedError) as told:
                read_tree(path, shown)
            assert (told.value.code, told.value.message) == ("F001", f"cannot read the file: {why}")
            assert str(told.value.place) == (shown or str(path)).replace("\0", "\N{REPLACEMENT CHARACTER}")
            assert told.value.help == help_


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no such device")
def test_a_device_is_no_file() -> None:
    with pytest.raises(PsedError, match="F001 cannot read the file: it is a device, not a file"):
        read_tree(Path("/dev/null"))


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b")
    monkeypatch.setattr(tree, "MAX_BYTES", 4)
    assert read_tree(path).data == {"a": "b"}
    monkeypatch.setattr(tree, "MAX_BYTES", 3)
    with pytest.raises(PsedError, match="F002"):
        read_tree(path)


def test_a_file_that_the_system_refuses_is_a_fault_with_the_systems_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(PsedError, match=re.escape("F001 cannot read the file: Permission denied")):
        read_tree(path)
