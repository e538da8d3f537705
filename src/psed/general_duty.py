"""The general duty as data: its aims and limbs, what counts where, and what is excepted.

Law:
    Equality Act 2010, s. 149 and Schedule 18.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from psed.model.base import Distinct, FrozenMap, Id, Model, Text, Value
from psed.model.duty import Aim, Characteristic, Function, Limb
from psed.rule_parts import RuleSource


class LimbText(Model):
    """A limb of an aim, with its place in the Act."""

    limb: Limb
    title: Text
    source: tuple[RuleSource, ...] = Field(min_length=1)


class AimText(Model):
    """An aim, its limbs and the characteristics that count for it."""

    aim: Aim
    title: Text
    source: tuple[RuleSource, ...] = Field(min_length=1)
    limbs: tuple[LimbText, ...]
    characteristics: Distinct[Characteristic]


class DutyException(Model):
    """Functions for which part of the general duty does not count.

    It takes out functions and never a whole body: what else the body does stays in every cell.
    """

    id: Id
    title: Text
    source: tuple[RuleSource, ...] = Field(min_length=1)
    organisation_kinds: Distinct[Value] = Field((), description="Kinds of body that have such functions.")
    possible_kinds: Distinct[Value] = Field(
        (), description="Kinds of body some of which have such functions: `functions` of the body decides."
    )
    functions: Distinct[Function] = Field((), description="The functions, as a body names them.")
    only_kinds: Distinct[Value] = Field(
        (), description="Kinds of body that it reaches by their functions; all if blank."
    )
    aims: Distinct[Aim]
    characteristics: Distinct[Characteristic]
    still_counts: FrozenMap[Characteristic, Text] = Field(
        FrozenMap(), description="Of a characteristic that is taken out in part only, what still counts."
    )
    note: Text | None = None

    @model_validator(mode="after")
    def _parts_are_of_what_it_takes_out(self) -> Self:
        for characteristic in self.still_counts:
            if characteristic not in self.characteristics:
                raise ValueError(
                    f"`still_counts` names `{characteristic}`, which is not among `characteristics`"
                )
        return self


class GeneralDuty(Model):
    """The general duty as data: what counts where, and what is excepted. It decides no finding."""

    title: Text
    who: tuple[RuleSource, ...] = Field(min_length=1)
    aims: tuple[AimText, ...]
    exceptions: tuple[DutyException, ...] = ()
    notes: tuple[RuleSource, ...] = ()
