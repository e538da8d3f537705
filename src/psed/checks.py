"""What a check is: one question about one record, a decision's or an objective's."""

from __future__ import annotations

from pydantic import Field

from psed.model.base import Distinct, Id, Model, Number, Text
from psed.model.dates import Day
from psed.model.decision import Decision
from psed.model.duty import Aim
from psed.model.objective import Objective
from psed.model.outcome import Outcome, Reason, Weight
from psed.rule_parts import ExampleBody, RuleSource


class Also(Model):
    """A sentence that is added to a finding where a condition surely holds."""

    when: Text
    says: Text


class Says(Model):
    """A check's own sentences, so that its findings read as plain narrative."""

    when_met: Text | None = None
    when_not_met: Text | None = None
    when_unknown: Text | None = None
    also: tuple[Also, ...] = ()


class CheckMend(Model):
    """How to mend a record, in words."""

    do: Text
    effort_days: Number | None = None


class ExampleDecision(Decision):
    """A decision's record in an example."""

    id: Id = "example"
    title: Text = "A fictional decision"


class ExampleObjective(Objective):
    """An objective in an example."""

    id: Id = "example"
    title: Text = "A fictional objective"


class CheckExample(Model):
    """A record on one day, and what the check must then say."""

    name: Text
    as_at: Day
    organisation: ExampleBody = ExampleBody()
    decision: ExampleDecision | None = None
    objective: ExampleObjective | None = None
    then: Outcome
    reasons: Distinct[Reason] | None = Field(None, description="Checked where given.")


class Check(Model):
    """One question about a record: when it is met, on what authority, and why it matters."""

    id: Id
    title: Text
    weight: Weight
    source: tuple[RuleSource, ...] = Field(min_length=1)
    valid_from: Day | None = Field(None, description="First day in force; the pack's if blank.")
    valid_to: Day | None = Field(None, description="Last day in force, inclusive; the pack's if blank.")
    aims: Distinct[Aim] = ()
    applies_when: Text | None = None
    condition: Text
    says: Says = Says()
    related: Distinct[Id] = Field((), description="Checks to read beside it; they decide nothing.")
    why: Text
    mend: CheckMend
    ask: Text | None = None
    examples: tuple[CheckExample, ...] = ()
