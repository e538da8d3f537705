"""What rules, duties and checks share: their sources, and the body of an example."""

from __future__ import annotations

from psed.model.base import Model, Text
from psed.model.dates import Day
from psed.model.duty import Nation
from psed.model.evidence import Basis
from psed.model.organisation import Adopted, EarlierNation, Headcount, Listing, Predecessor


class RuleSource(Model):
    """What a rule rests on."""

    cite: Text
    url: Text | None = None
    basis: Basis
    note: Text | None = None


class ExampleBody(Model):
    """The organisation of an example: a fictional English district unless it says otherwise."""

    kind: Text = "district"
    nation: Nation = Nation.ENGLAND
    headcount: tuple[Headcount, ...] = ()
    listings: tuple[Listing, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    earlier_nations: tuple[EarlierNation, ...] = ()
    inherits_from: tuple[Predecessor, ...] = ()
    start: Day | None = None
    end: Day | None = None
