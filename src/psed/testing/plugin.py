"""pytest plugin: `pytest --psed-pack PATH` turns what holds of a rule pack into test items.

It does nothing unless it is asked, by the option, by the ini key `psed_packs`, or by a test that names
one of its two fixtures, `psed_pack` and `psed_dossier`. Each example of each
rule, each check of `psed lint`, each law and, on request, each mutant is an item of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, all of them off."""
    group = parser.getgroup("psed", "rule packs of psed")
    group.addoption(
        "--psed-pack",
        action="append",
        default=[],
        metavar="PACK",
        help="a rule pack to test, by path or id; may be given more than once",
    )
    group.addoption("--psed-mutants", action="store_true", help="also change the packs and see who notices")
    group.addoption(
        "--psed-law-examples", type=int, default=300, metavar="N", help="dossiers to try for each law (300)"
    )
    parser.addini("psed_packs", "rule packs to test, by path or id", type="linelist", default=[])


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[Any]) -> None:
    """Add the items of the packs that were asked for, after all others."""
    for name in (*config.getini("psed_packs"), *config.getoption("--psed-pack")):
        items.extend(PackCollector.from_parent(session, name=f"psed:{name}", pack=name).collect())


@pytest.fixture
def psed_pack(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """A function that gives a rule pack: by its path, seen from the folder of the test, or by its id."""

    def pack(name: str) -> Any:
        from psed.testing.fixtures import pack_named

        beside = request.path.parent / name
        return pack_named(str(beside) if beside.exists() else name)

    return pack


@pytest.fixture
def psed_dossier(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Any]:
    """A function that gives a dossier: by its path, seen from the folder of the test, or from YAML text."""

    def dossier(path_or_text: str) -> Any:
        from psed.dossiers import load

        if "\n" not in path_or_text:
            return load(request.path.parent / path_or_text)
        written = tmp_path / "dossier.yaml"
        written.write_text(path_or_text, encoding="utf-8")
        return load(written)

    return dossier


class PackFailure(AssertionError):
    """What psed says of a pack; shown as it is, without a traceback."""


class PackItem(pytest.Item):
    """One thing that must hold of a pack."""

    def __init__(self, *, holds: Callable[[], Iterable[str]], **more: Any) -> None:
        super().__init__(**more)
        self.holds = holds

    def runtest(self) -> None:
        """Fail with whatever psed has to say against it."""
        told = list(self.holds())
        if told:
            raise PackFailure("\n".join(told))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """psed's own explanation."""
        if isinstance(excinfo.value, PackFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """The name under which a failure is told."""
        return self.path, None, self.name


class PackCollector(pytest.Collector):
    """All that must hold of one pack."""

    def __init__(self, *, pack: str, **more: Any) -> None:
        super().__init__(**more)
        self.pack = pack

    def collect(self) -> list[pytest.Item]:
        """The items, in the order: reading, lint, examples, laws, mutants."""
        from psed.errors import Invalid
        from psed.testing.fixtures import pack_named

        try:
            pack = pack_named(self.pack)
        except Invalid as error:
            told = str(error)
            return [self._item("reads", lambda: [told])]
        return [self._item(name, holds) for name, holds in self._all(pack)]

    def _item(self, name: str, holds: Callable[[], Iterable[str]]) -> PackItem:
        item: PackItem = PackItem.from_parent(self, name=name, holds=holds)
        return item

    def _all(self, pack: Any) -> Iterator[tuple[str, Callable[[], Iterable[str]]]]:
        from psed.testing import items

        yield "reads", list
        yield from items.lint_items(pack)
        yield from items.example_items(pack)
        yield from items.law_items(pack, self.config.getoption("--psed-law-examples"))
        if self.config.getoption("--psed-mutants"):
            yield from items.mutant_items(pack)
