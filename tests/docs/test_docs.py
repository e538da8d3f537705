"""The pages say what is so: they are up to date, their links lead somewhere, and what they show runs."""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel

import psed
from docs.markdown import ROOT, Block, anchors, blocks, links, name, pages, prose
from psed.decision_files import load_decisions
from psed.errors import Invalid
from psed.facts import item_catalogue, kind_catalogue
from psed.facts.catalogue import organisation_facts
from psed.facts.recorded import record_catalogue
from psed.language.compiling import compile_condition
from psed.language.types import Catalogue
from psed.loading import vocabulary
from psed.model.decision import Decision
from psed.model.dossier import Dossier
from psed.model.evidence import Detail, EvidenceKind
from psed.model.organisation import Adopted, EarlierNation, Headcount, Listing, Predecessor
from psed.model.outcome import Assessment, ItemState, Outcome, Reason
from psed.rulepack import DutyRule, ExampleItem, Rule, RulePack
from psed.scoring import AGGREGATORS
from psed.testing.examples import rule_examples, run_pack_example, run_rule_example

every_page = pytest.mark.parametrize("page", pages(), ids=name)


def docs(page: str) -> Path:
    return ROOT / "docs" / page


# Up to date.


@pytest.fixture(scope="module")
def make() -> Iterator[ModuleType]:
    """docs/make.py, which is no part of a package."""
    path = sys.path.copy()
    spec = importlib.util.spec_from_file_location("make", docs("make.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = path


def test_what_is_made_is_up_to_date(make: ModuleType) -> None:
    assert make.stale() == [], "make them again: python docs/make.py"


def test_making_twice_gives_the_same(make: ModuleType) -> None:
    assert make.pages() == make.pages()


def test_check_lists_what_is_stale_and_fails(
    make: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("lint", "rules"):
        shutil.copytree(docs(folder), tmp_path / folder)
    for path in make.pages():
        if "/" not in path:
            shutil.copy(docs(path), tmp_path / path)
    monkeypatch.setattr(make, "DOCS", tmp_path)
    assert make.main(["--check"]) == 0
    (tmp_path / "facts.md").write_text("older", encoding="utf-8")
    (tmp_path / "kinds.md").unlink()
    (tmp_path / "rules" / "gone.md").write_text("of a rule that is no more", encoding="utf-8")
    capsys.readouterr()
    assert make.main(["--check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told == [f"not up to date: docs/{path}" for path in ("facts.md", "kinds.md", "rules/gone.md")]
    assert make.main([]) == 0
    assert not (tmp_path / "rules" / "gone.md").exists()
    assert make.main(["--check"]) == 0
    assert make.main(["--chekc"]) == 2


def test_every_rule_has_its_page() -> None:
    for pack in psed.packs():
        for rule in pack.rules:
            page = docs(f"rules/{pack.pack}/{rule.id.replace('/', '--')}.md")
            assert pack.rule_id(rule) in page.read_text(encoding="utf-8")


# Links.


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    for target in links(page):
        file, _, anchor = target.partition("#")
        to = (page.parent / file).resolve() if file else page
        assert to.is_relative_to(ROOT), f"{target} leads outside the repository"
        assert to.exists(), f"{target}: there is no such file"
        if anchor:
            assert anchor in anchors(to), f"{target}: no heading of that name"


def test_every_page_is_reached_from_the_contents() -> None:
    seen: set[Path] = set()
    waiting = [docs("index.md")]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md":
            seen.add(page)
            waiting += [(page.parent / t.partition("#")[0]).resolve() for t in links(page) if t[0] != "#"]
    assert [name(page) for page in pages() if page not in seen] == []


# What is shown runs.


def shows_something(page: Path) -> bool:
    return any(is_run(block) for block in blocks(page))


HEADERS = ("psed-dossier:", "psed-pack:", "psed-decision:")


def is_run(block: Block) -> bool:
    return (
        block.language == "python"
        or (block.language == "console" and block.content.startswith("$ psed "))
        or (block.language == "yaml" and block.content.startswith(HEADERS))
    )


@pytest.mark.skipif(os.name == "nt", reason="the blocks are for a POSIX shell")
@pytest.mark.parametrize("page", [page for page in pages() if shows_something(page)], ids=name)
def test_what_a_page_shows_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All blocks of a page one after another, in a folder that looks like the root of the repository."""
    for folder in ("examples", "rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": page.stem}
    for block in blocks(page):
        if is_run(block):
            run(block, f"{name(page)}:{block.line}", namespace)


def run(block: Block, where: str, namespace: dict[str, Any]) -> None:
    if block.language == "python":
        run_python(block, where, namespace)
    elif block.language == "console":
        run_console(block, where)
    else:
        load(block)


def run_python(block: Block, where: str, namespace: dict[str, Any]) -> None:
    if block.content.lstrip().startswith(">>>"):
        test = doctest.DocTestParser().get_doctest(block.content, namespace, where, where, block.line)
        said = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        runner.run(test, out=said.write, clear_globs=False)
        assert runner.failures == 0, said.getvalue()
        return
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile("\n" * block.line + block.content, where, "exec"), namespace)


def run_console(block: Block, where: str) -> None:
    for command, expected in commands(block.content):
        if not command.startswith("psed "):
            continue
        done = subprocess.run(
            command,
            shell=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=environment(),
            check=False,
            timeout=120,
        )
        assert done.returncode != 70, f"{where}: $ {command}\n{done.stdout}"
        if expected:
            assert same(expected, done.stdout), f"{where}: $ {command}\nprints\n{done.stdout}"
        else:
            assert done.returncode == 0, f"{where}: $ {command}\n{done.stdout}"


def commands(content: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what is shown below it. A `\\` at its end carries a command on."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        command = lines.pop(0)
        while command.endswith("\\"):
            command = f"{command[:-1].rstrip()} {lines.pop(0).removeprefix('> ').strip()}"
        yield command, "\n".join(lines).strip("\n")


def environment() -> dict[str, str]:
    """As at hand, with the psed that is tested first on the path, and no width but the usual one."""
    folder = Path(".bin").absolute()
    folder.mkdir(exist_ok=True)
    starter = folder / "psed"
    starter.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -c 'from psed.cli import main; main()' \"$@\"\n",
        encoding="utf-8",
    )
    starter.chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}


def same(expected: str, printed: str) -> bool:
    """Whether a text is what was shown; a line `...` stands for any lines, or none."""
    pattern = ""
    for line in expected.splitlines():
        pattern += r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n"
    lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)) is not None


def load(block: Block) -> None:
    """Load a pack or a dossier, which later blocks find as `pack.yaml` and `dossier.yaml`."""
    is_pack = block.content.startswith("psed-pack:")
    file = Path("pack.yaml" if is_pack else "dossier.yaml")
    file.write_text(block.content, encoding="utf-8")
    if not is_pack:
        load_dossier = load_decisions if block.content.startswith("psed-decision:") else psed.load
        load_dossier(file)
        return
    pack = psed.load_pack(file)
    for rule, example in rule_examples(pack):
        assert run_rule_example(pack, rule, example).faults == (), f"{rule.id}, {example.name}"
    for whole in pack.examples:
        assert run_pack_example(pack, whole).faults == (), whole.name


def test_the_rule_that_contributors_are_told_to_add_holds(tmp_path: Path) -> None:
    folder = ROOT / "rules" / "frameworks" / "eflg-2009"
    made_up = [b for b in blocks(ROOT / "CONTRIBUTING.md") if b.content.startswith("  - id:")]
    rules = "rules:\n" + "".join(block.content for block in made_up)
    if any(f"id: {rule.id}\n" in rules for rule in psed.load_pack(folder).rules):
        pytest.skip("somebody is following the steps")
    shutil.copytree(folder, tmp_path / "pack")
    (tmp_path / "pack" / "made-up.yaml").write_text(rules, encoding="utf-8")
    pack = psed.load_pack(tmp_path / "pack")
    added = [(rule, example) for rule, example in rule_examples(pack) if f"id: {rule.id}\n" in rules]
    assert added
    for rule, example in added:
        assert run_rule_example(pack, rule, example).faults == (), example.name


def test_what_is_shown_is_compared_line_by_line() -> None:
    assert same("a\nb", "a\nb\n")
    assert same("a\n...", "a\nb\nc\n")
    assert same("a\n...\nc", "a\nc\n")
    assert same("...\nc", "a\nb  \nc\n")
    assert not same("a\nb", "a\nb\nc\n")
    assert not same("a\nc", "a\nb\nc\n")
    assert list(commands("$ psed a \\\n>   --b\nx\n$ ls\n")) == [("psed a --b", "x"), ("ls", "")]


# Conditions.


def catalogue(info: list[str]) -> Catalogue:
    """The facts that a block may read: those of all shipped packs, of one item, or of the body."""
    if info[1:2] == ["item"]:
        return item_catalogue(vocabulary().kinds[info[2]])
    if info[1:2] == ["applies_when"]:
        return Catalogue(organisation_facts(vocabulary()))
    of_record = record_catalogue(info[1], organisation_facts(vocabulary())) if len(info) > 1 else None
    if of_record:
        return of_record
    tests: dict[str, dict[str, object]] = {}
    for pack in psed.packs():
        for kind, written in pack.item_tests.items():
            tests.setdefault(kind, {}).update(written)
    return kind_catalogue(vocabulary(), tests)


@pytest.mark.parametrize(
    "page", [page for page in pages() if any(b.language == "condition" for b in blocks(page))], ids=name
)
def test_conditions_compile_or_are_refused_as_stated(page: Path) -> None:
    """`condition`, `condition item KIND`, `condition applies_when`, `condition decision`.

    With `refused` or `refused CODE` after.

    A block of `text` right after a refused one is the message.
    """
    following = [*blocks(page)[1:], None]
    for block, after in zip(blocks(page), following, strict=True):
        if block.language != "condition":
            continue
        info = block.info.split()
        where = f"{name(page)}:{block.line}"
        if "refused" not in info:
            compile_condition(block.content.strip(), catalogue(info))
            continue
        with pytest.raises(Invalid) as caught:
            compile_condition(block.content.strip(), catalogue(info))
        stated = info[info.index("refused") + 1 :]
        assert not stated or codes(caught.value) == stated, where
        if after and after.language == "text" and re.match(r"[A-Z]\d{3} ", after.content):
            assert after.content.strip() == str(caught.value), where


def codes(refused: Invalid) -> list[str]:
    return [fault.code for fault in refused.exceptions if isinstance(fault, psed.PsedError)]


# Nothing is left out, and nothing is promised.


def keys(*models: type[BaseModel]) -> set[str]:
    """The keys of models, and of the models they hold."""
    found: set[str] = set()
    for model in models:
        for field_name, field in model.model_fields.items():
            found.add(field.alias or field_name)
            found |= keys(*inner(field.annotation))
    return found


def inner(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in inner(part)]


IN_A_DOSSIER = {
    *keys(ExampleItem, Headcount, Listing, Adopted, EarlierNation, Predecessor),
    *("earlier_nations", "inherits_from", "headcount", "nation", "start", "end", "psed_pack"),
}
"""Keys of examples that are those of a dossier, and are told of there."""


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("dossier.md", keys(Dossier) - keys(Decision)),
        ("decisions.md", keys(Decision)),
        ("results.md", {*keys(Assessment), *Outcome, *Reason, *ItemState, *AGGREGATORS}),
        ("packs.md", {*RulePack.model_fields, *keys(Rule, DutyRule, EvidenceKind, Detail)} - IN_A_DOSSIER),
    ],
)
def test_every_key_and_word_is_explained(page: str, words: set[str]) -> None:
    text = docs(page).read_text(encoding="utf-8")
    missing = sorted(word for word in words if not re.search(rf"(?<![\w-]){word}(?![\w-])", text))
    assert missing == []


def test_every_reason_has_a_heading_to_link_to() -> None:
    assert set(Reason) <= anchors(docs("results.md"))


@every_page
def test_words_that_psed_does_not_use(page: Path) -> None:
    """Outside a sentence that says that they are not used."""
    claims = re.compile(r"\b(compliant|lawful|breach|accredited|guaranteed)\b", re.IGNORECASE)
    for sentence in re.split(r"(?<=[.?!])\s|\n\s*\n", prose(page)):
        assert not claims.search(sentence) or re.search(r"not used|never", sentence), sentence


@every_page
def test_no_page_names_a_place_on_somebody_s_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.])/(?:tmp|work|home|Users)/|[A-Z]:\\", page.read_text(encoding="utf-8"))
