"""What fell due and whether it was done: one duty, one dossier, one day."""

from __future__ import annotations

from dataclasses import dataclass

from psed.assessing.duties import continuing, fixed, once, rolling
from psed.assessing.duties.saying import Said, Time, occurrence, read, readings, row
from psed.assessing.duties.scope import not_bound
from psed.assessing.finding import cited, mended
from psed.compiled import CompiledDuty, CompiledPack
from psed.facts import Facts, Items
from psed.model.outcome import DutyRead, Outcome
from psed.schedules import Continuing, Fixed, Once, Rolling


@dataclass
class Duties:
    """Finds, for the duties of one pack, what a dossier makes of them on a day."""

    compiled: CompiledPack
    items: Items

    def __post_init__(self) -> None:
        self.facts = Facts(self.items, self.compiled.lexicon)

    def find(self) -> tuple[DutyRead, ...]:
        """One reading for each duty, in the order of their ids."""
        return tuple(self.read(duty) for duty in self.compiled.duties_on(self.items.as_at))

    def read(self, duty: CompiledDuty) -> DutyRead:
        """One duty. A fault of the rule is an outcome of its own, never a no."""
        try:
            return self._told(duty, self.say(duty))
        except Exception as error:
            message = f"The duty could not be worked out: {type(error).__name__}: {error}."
            return self._told(duty, Said(Outcome.ERROR, message))

    def say(self, duty: CompiledDuty) -> Said:
        """What comes of a duty, and why."""
        out = not_bound(self.compiled, duty, self.facts)
        if out:
            return out
        match duty.rule.schedule:
            case Rolling() as schedule:
                return rolling.Reading(self.compiled, duty, schedule, self.facts).say()
            case Fixed() as schedule:
                return fixed.Reading(self.compiled, duty, schedule, self.facts).say()
            case Once() as schedule:
                return once.say(self.compiled, duty, schedule, self.facts)
            case Continuing() as schedule:
                return continuing.say(duty, schedule, self.facts)

    def _own_deadlines(self, duty: CompiledDuty, said: Said) -> list[str]:
        """The days of each year that the body has set itself for a duty that binds it."""
        own = self.items.dossier.organisation.own_deadlines
        if said.outcome is Outcome.NOT_APPLICABLE and said.following is None:
            return []
        return [
            f"The body's own day for it is {each.on} each year ({each.by}). The law's day stands beside it."
            for each in own
            if each.duty == duty.id
        ]

    def _over(self, time: Time) -> bool:
        """Whether the last day of a time is over on every reading."""
        return time.due is not None and time.due.latest.high < self.items.as_at

    def _told(self, duty: CompiledDuty, said: Said) -> DutyRead:
        rule = duty.rule
        return DutyRead(
            pack=self.compiled.pack.pack,
            rule=duty.id,
            title=rule.title,
            outcome=said.outcome,
            reasons=said.reasons,
            because=said.because,
            occurrence=occurrence(said.latest) if said.latest else None,
            next_due_on=read(said.following.cautious) if said.following else None,
            next_readings=readings(said.following) if said.following else None,
            record_begins=said.record_begins,
            history=tuple(row(time, over=self._over(time)) for time in said.history),
            evidence=said.evidence,
            remarks=(*said.remarks, *self._own_deadlines(duty, said)),
            source=cited(rule.source),
            why=rule.why,
            mend=mended(rule.mend),
            ask=rule.ask,
        )


__all__ = ["Duties"]
