"""The package as others get it: names, laziness, wheel, schemas, threads, words."""

from __future__ import annotations

import ast
import datetime as dt
import importlib.util
import json
import re
import subprocess
import sys
import sysconfig
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import psed
from psed.schemas import MODELS, file_of, schema, schema_text

ROOT = Path(__file__).parents[1]
BANNED = re.compile(r"\b(compliant|lawful|breach|accredited|guaranteed)\b", re.IGNORECASE)


def test_every_public_name_is_there() -> None:
    assert sorted(psed.__all__) == psed.__all__
    for name in psed.__all__:
        assert getattr(psed, name) is not None
    with pytest.raises(AttributeError, match="has no attribute `asess`"):
        psed.asess  # noqa: B018


def test_importing_psed_loads_nothing_heavy() -> None:
    heavy = ["pydantic", "yaml", "rule_engine", "networkx", "click", "hypothesis", "pytest", "dateutil"]
    code = f"import sys, psed; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_assessing_does_not_load_networkx_hypothesis_or_pytest() -> None:
    code = (
        "import sys, datetime, psed; d = psed.load(psed.examples_folder() / 'oakshire' / 'dossier.yaml');"
        "psed.assess(d, as_at=datetime.date(2026, 11, 21));"
        "print([n for n in ('networkx', 'hypothesis', 'pytest') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_arrows_between_modules_point_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed")
def test_a_wheel_outside_the_checkout_finds_its_rules_and_examples(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT], check=True
    )
    (wheel,) = tmp_path.glob("psed_uk-*.whl")
    home = tmp_path / "empty"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", "--no-deps", wheel], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    # What psed needs is borrowed; psed itself must come from the wheel.
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    where = subprocess.run(
        [python, "-c", "import psed; print(psed.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(home)
    demo = subprocess.run(
        [home / "bin" / "psed", "demo"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (demo.returncode, demo.stderr) == (0, "")
    assert "Oakshire District Council" in demo.stdout
    listed = subprocess.run(
        [home / "bin" / "psed", "packs"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "eflg-2009" in listed.stdout
    assert (site / "psed" / "py.typed").is_file()


class _Editor(yaml.SafeLoader):
    """YAML as an editor reads it: 1.2, so `on` is text and a date is not a date."""


_Editor.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Editor)


@pytest.mark.parametrize("what", sorted(MODELS))
def test_schemas_are_draft_07(what: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema(what))
    assert schema(what)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("what", sorted(MODELS))
def test_the_shipped_copy_is_what_the_models_give(what: str) -> None:
    told = "write them again: python -m psed.schemas"
    assert file_of(what).read_text(encoding="utf-8") == schema_text(what), told


def test_shipped_files_pass_their_schemas() -> None:
    examples, rules = psed.examples_folder(), psed.rules_folder()
    dossiers = [examples / "oakshire" / "dossier.yaml", *(examples / "leicestershire-2011").glob("*.yaml")]
    for file in dossiers:
        jsonschema.validate(_yaml(file), schema("dossier"), jsonschema.Draft7Validator)
    for file in (examples / "oakshire" / "pack.yaml", rules / "law" / "general-duty.yaml"):
        jsonschema.validate(_yaml(file), schema("pack"), jsonschema.Draft7Validator)
    oakshire = psed.assess(psed.load(dossiers[0]), as_at=dt.date(2026, 11, 21))
    jsonschema.validate(json.loads(oakshire.to_json()), schema("assessment"), jsonschema.Draft7Validator)


def test_a_schema_refuses_what_the_loader_refuses() -> None:
    wrong = {**_yaml(psed.examples_folder() / "oakshire" / "dossier.yaml"), "evidense": []}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema("dossier"), jsonschema.Draft7Validator)


def test_assess_is_safe_from_many_threads() -> None:
    """The same bytes from every thread, with packs compiled for the first time while they race."""
    folder = psed.examples_folder()
    text = folder / "oakshire" / "pack.yaml"

    def once(number: int) -> str:
        dossier = psed.load(folder / "oakshire" / "dossier.yaml")
        pack = psed.load_pack(text)
        return psed.assess(dossier, pack, as_at=dt.date(2026, 11, 21) - dt.timedelta(number % 3)).to_json()

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(once, range(24)))
    assert len(set(results)) == 3
    shared = psed.load(folder / "oakshire" / "dossier.yaml")
    with ThreadPoolExecutor(8) as pool:
        again = set(pool.map(lambda _: psed.assess(shared, as_at=dt.date(2026, 11, 21)).sha256, range(24)))
    assert len(again) == 1


def test_psed_never_says_what_it_may_not() -> None:
    """Its own words: every text in the source, the packs and the outputs of its examples."""
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not BANNED.search(node.value), (file.name, node.lineno)
    for folder in (psed.rules_folder(), psed.examples_folder()):
        for file in folder.rglob("*.yaml"):
            assert not BANNED.search(file.read_text(encoding="utf-8")), file
    for file in (psed.examples_folder() / "leicestershire-2011").glob("*.yaml"):
        told = psed.assess(psed.load(file), as_at=dt.date(2011, 8, 31)).to_json()
        assert not BANNED.search(told)


def test_no_clock_is_read_in_the_library() -> None:
    """Only the command line may ask for today."""
    for file in (ROOT / "src").rglob("*.py"):
        if "cli" not in file.parts:
            assert not re.search(r"\.today\(|\.now\(|time\.time\(", file.read_text(encoding="utf-8")), file
