"""One remark on a pack: what a careful author would want to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from psed.errors import Place, PsedError


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The pack does not load."""
    WARNING = "warning"
    """It loads, but something in it is suspect."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark.

    Attributes:
        code: A stable code with a page in docs/lint/ or docs/errors.md.
        message: What is remarkable, in the author's words.
        place: File and line.
        help: How to mend it.
        severity: Whether the pack loads.
        rule: The id of the rule it is about, if it is about one.
        snippet: Lines of the input with the fault marked, or nothing.
    """

    code: str
    message: str
    place: Place
    help: str | None = None
    severity: Severity = Severity.WARNING
    rule: str | None = None
    snippet: str | None = None

    @classmethod
    def of_fault(cls, fault: PsedError, shown: str) -> Remark:
        """A fault of a pack that does not load, as a remark; *shown* is the pack, where it has no place."""
        place = fault.place or Place(shown)
        return cls(fault.code, fault.message, place, fault.help, Severity.ERROR, snippet=fault.snippet)

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.code} {self.message}"]
        lines += [f"  {line}" for line in (self.snippet or "").splitlines()]
        lines += [f"  help: {self.help}"] if self.help else []
        return "\n".join(lines)


def unreadable(remarks: Iterable[Remark]) -> bool:
    """Whether some file could not be read as a pack at all."""
    return any(remark.code.startswith("F") and remark.code != "F005" for remark in remarks)
