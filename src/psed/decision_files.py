"""Reading the record of one decision by itself, or a dossier that holds decisions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import ConfigDict, Field

from psed.dossiers import load, require_valid
from psed.errors import InvalidDossier, Place, PsedError
from psed.files.tree import Path_, Tree, read_tree
from psed.files.validating import validate
from psed.model.base import Id, Model, One, Text
from psed.model.decision import Decision
from psed.model.dossier import Dossier
from psed.model.duty import Nation
from psed.model.organisation import Headcount, Organisation

HEADER = "psed-decision"


class DecidingBody(Model):
    """The body that decides, as far as the checks need to know it."""

    id: Id = "decision:body"
    name: Text = "The body"
    kind: Text = Field(description="One of `rules/organisation-kinds.yaml`.")
    nation: Nation = Field(description="The nation of the duty, not of the office.")
    headcount: tuple[Headcount, ...] = ()


class DecisionFile(Model):
    """The record of one decision in a file of its own."""

    psed_decision: One = Field(1, alias=HEADER)
    organisation: DecidingBody
    decision: Decision

    model_config = ConfigDict(populate_by_name=True)


def is_decision_file(path: Path) -> bool:
    """Whether a file holds the record of one decision by itself: some line begins with its header."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return any(line.startswith(HEADER.encode()) for line in file.read(4_000).splitlines())


def load_decisions(path: str | Path) -> Dossier:
    """Read a file that begins with `psed-decision: 1`, or a dossier, as a dossier with decisions.

    Raises:
        InvalidDossier: All that is wrong with it, or that it holds no decision (F010).
        InvalidRulePack: A pack that a dossier names has faults.
    """
    path = Path(path)
    try:
        tree = read_tree(path)
    except PsedError as error:
        raise InvalidDossier(f"1 fault in {path}", [error]) from error
    if isinstance(tree.data, dict) and HEADER in tree.data:
        return _of_file(tree, path)
    dossier = load(path)
    if not dossier.decisions:
        help_ = f"list it under `decisions:`, or begin a file of its own with `{HEADER}: 1`"
        fault = PsedError("F010", "the dossier holds no decision", tree.place(()), help_)
        raise InvalidDossier(f"1 fault in {path}", [fault])
    return dossier


def _of_file(tree: Tree, path: Path) -> Dossier:
    faults: list[PsedError] = []
    read = validate(DecisionFile, tree, faults)
    if faults or read is None:
        raise InvalidDossier(f"{len(faults)} faults in {path}", faults)
    organisation = Organisation.model_validate(read.organisation.model_dump())
    dossier = Dossier(organisation=organisation, decisions=(read.decision,))

    def place(where: Path_) -> Place:
        """Where a part of the dossier stands in a file that holds the decision alone."""
        return tree.place(("decision", *where[2:]) if where[:1] == ("decisions",) else where)

    dossier._placer = place
    try:
        return require_valid(dossier, ())
    except InvalidDossier as error:
        found = [_at_its_line(fault, place) for fault in error.exceptions if isinstance(fault, PsedError)]
        raise InvalidDossier(f"{len(found)} faults in {path}", found) from None


def _at_its_line(fault: PsedError, place: object) -> PsedError:
    """A fault of a dossier made in Python, whose place is a path of keys with dots between."""
    assert callable(place)
    keys = fault.place.file.split(".") if fault.place else []
    return fault.at(place(tuple(int(key) if key.isdigit() else key for key in keys)))


def last_day(dossier: Dossier) -> dt.date | None:
    """The last day on which any of its decisions may be taken; nothing where none has a date."""
    dates = [date for each in dossier.decisions for date in (each.taken_on, each.meeting_on) if date]
    return max((date.latest for date in dates), default=None)


def place_of(dossier: Dossier, decision: str, turns_on: str | None) -> Place | None:
    """Where the key stands that a finding on a decision turns on; none for a dossier made in Python."""
    if dossier._placer is None:
        return None
    number = next(n for n, each in enumerate(dossier.decisions) if each.id == decision)
    keys = turns_on.split(".") if turns_on else []
    place: Place = dossier._placer(
        ("decisions", number, *(int(key) if key.isdigit() else key for key in keys))
    )
    return place
