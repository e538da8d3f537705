"""One rule, one dossier, one day: an outcome with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from psed.assessing.reasons import asked_of, find_reasons, kinds_read, lacks_headcount
from psed.assessing.sentences import joined, met_because, need_because, short_because
from psed.assessing.support import NO_SUPPORT, Support, find_support
from psed.compiled import CompiledPack, CompiledRule, against
from psed.errors import Place
from psed.facts import Facts, Items
from psed.facts.items import EVER
from psed.language.tree import evaluate, facts_read
from psed.language.values import Between, Granted, Known, Options, Range
from psed.model.base import FrozenMap
from psed.model.dossier import Declined
from psed.model.outcome import Cited, FactRead, Finding, Mended, Outcome, Plain, Reason
from psed.rulepack import Mend, RuleSource, Status

_OUTCOMES = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.UNKNOWN}


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a rule, without what the rule says of itself."""

    outcome: Outcome
    because: str
    reasons: tuple[Reason, ...] = ()
    support: Support = NO_SUPPORT


@dataclass
class Judge:
    """Finds, for the rules of one pack in the order of their needs, what a dossier makes of them."""

    compiled: CompiledPack
    items: Items
    declined: Mapping[str, Declined]

    def __post_init__(self) -> None:
        self.facts = Facts(self.items, self.compiled.lexicon)

    def find(self, needs: Mapping[str, Outcome] | None = None) -> tuple[Finding, ...]:
        """One finding for each rule, needed rules first.

        Args:
            needs: Outcomes to take instead of those found, for trying a rule by itself.
        """
        found: dict[str, Finding] = {}
        for ready in self.compiled.on(self.items.as_at):
            found[ready.id] = self.finding(ready, found, needs or {})
        return tuple(found.values())

    def finding(
        self, ready: CompiledRule, found: Mapping[str, Finding], needs: Mapping[str, Outcome]
    ) -> Finding:
        """One rule. What it needs must be among *found*, or *needs* says how it came out."""
        try:
            verdict = self._verdict(ready, found, needs)
            facts = self._facts_read(ready)
        except Exception as error:
            # A rule that cannot be evaluated must not pass for a "no", nor take the others with it.
            message = f"The rule could not be evaluated: {type(error).__name__}: {error}."
            verdict, facts = Verdict(Outcome.ERROR, message), FrozenMap()
        return self._told(ready, verdict, facts)

    def _verdict(
        self, ready: CompiledRule, found: Mapping[str, Finding], needs: Mapping[str, Outcome]
    ) -> Verdict:
        out = self._not_applicable(ready)
        if out:
            return out
        rule_needs = {name: needs.get(name) or found[name].outcome for name in ready.needs}
        if Outcome.ERROR in rule_needs.values():
            return Verdict(Outcome.ERROR, "A rule that it needs could not be evaluated.")
        condition, outcome = self._outcome(ready, rule_needs)
        if outcome is Outcome.MET:
            return self._met(ready)
        return self._short(ready, outcome, condition, rule_needs)

    def decide(self, ready: CompiledRule, needs: Mapping[str, Outcome]) -> Verdict:
        """The outcome of a rule without looking for reasons, where no rule is in error.

        Args:
            ready: The rule.
            needs: The outcomes of the rules it needs, and perhaps of others.
        """
        out = self._not_applicable(ready)
        return out or Verdict(self._outcome(ready, {name: needs[name] for name in ready.needs})[1], "")

    def _outcome(self, ready: CompiledRule, needs: Mapping[str, Outcome]) -> tuple[Outcome, Outcome]:
        """What the condition comes to, and what it comes to together with the needs."""
        condition = _OUTCOMES[evaluate(ready.condition, self.facts)]
        parts = {condition, *needs.values()} - {Outcome.NOT_APPLICABLE}
        return condition, next(o for o in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET) if o in parts)

    def _not_applicable(self, ready: CompiledRule) -> Verdict | None:
        """Why a rule does not apply, or cannot be told to; nothing where it applies."""
        rule, pack, as_at = ready.rule, self.compiled.pack, self.items.as_at
        if pack.status is Status.PENDING or not pack.in_force(rule, as_at):
            return Verdict(
                Outcome.NOT_APPLICABLE, _not_in_force(ready, self.compiled, as_at), (Reason.NOT_IN_FORCE,)
            )
        if not self.items.dossier.organisation.exists(as_at):
            return Verdict(
                Outcome.NOT_APPLICABLE, "The body did not exist on this day.", (Reason.OUT_OF_SCOPE,)
            )
        declined = self.declined.get(ready.id)
        if declined and rule.may_decline and declined.as_at <= as_at:
            message = f"The body says it does not apply: {declined.reason.rstrip('.')} ({declined.by})."
            return Verdict(Outcome.NOT_APPLICABLE, message, (Reason.DECLINED,))
        if ready.applies_when is None:
            return None
        applies = evaluate(ready.applies_when, self.facts)
        if applies is None:
            message = "It cannot be told whether the rule applies to this body."
            return Verdict(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,))
        if not applies:
            return Verdict(Outcome.NOT_APPLICABLE, "It does not apply to this body.", (Reason.OUT_OF_SCOPE,))
        return None

    def _met(self, ready: CompiledRule) -> Verdict:
        if against(ready.condition, self.compiled.lexicon.catalogue):
            support = Support(self._read(ready), ())
            return Verdict(Outcome.MET, "What is on file meets it.", (), support)
        support = find_support(ready.condition, self.items, self.compiled.lexicon)
        return Verdict(Outcome.MET, met_because(support.enough, support.evidence, self.items), (), support)

    def _read(self, ready: CompiledRule) -> tuple[str, ...]:
        """The items that a condition looks at."""
        kinds = kinds_read(ready.condition, self.compiled.lexicon)
        items = [item for kind in kinds for item in self.items.of_kind(kind) if item.exists is not False]
        return tuple(sorted(item.evidence.id for item in items))

    def _short(
        self,
        ready: CompiledRule,
        outcome: Outcome,
        condition: Outcome,
        needs: Mapping[str, Outcome],
    ) -> Verdict:
        lexicon = self.compiled.lexicon
        reasons: tuple[Reason, ...] = ()
        because = ""
        evidence: tuple[str, ...] = ()
        if condition is not Outcome.MET:
            unknown = condition is Outcome.UNKNOWN
            reasons = find_reasons(ready.condition, self.items, lexicon, unknown=unknown)
            granted = find_support(ready.condition, self.items, lexicon, frozenset(reasons))
            evidence = granted.evidence if reasons else self._read(ready)
            asked = asked_of(ready.condition, lexicon)
            because = short_because(reasons, ready.condition, asked, evidence, self.items)
            if Reason.FIGURE_MISSING in reasons and lacks_headcount(ready.condition, self.items):
                because = joined("no count of employees on or before this day is on file", because)
        if Outcome.NOT_MET in needs.values():
            reasons = (*reasons, Reason.NEED_NOT_MET)
        if Outcome.UNKNOWN in needs.values():
            reasons = (*reasons, Reason.NEED_UNKNOWN)
        because = joined(because, need_because(needs)) or "A rule that it needs is not met."
        return Verdict(outcome, because, reasons, Support(evidence, ()))

    def _facts_read(self, ready: CompiledRule) -> FrozenMap[str, FactRead]:
        names = facts_read(ready.condition)
        if ready.applies_when:
            names = (*facts_read(ready.applies_when), *names)
        return FrozenMap({name: fact_read(self.facts(name)) for name in names})

    def _told(self, ready: CompiledRule, verdict: Verdict, facts: FrozenMap[str, FactRead]) -> Finding:
        rule = ready.rule
        return Finding(
            rule=ready.id,
            title=rule.title,
            area=rule.area_id,
            at_level=rule.level,
            outcome=verdict.outcome,
            reasons=verdict.reasons,
            because=verdict.because,
            condition=" ".join(rule.condition.split()),
            place=within(ready.place),
            needs=ready.needs,
            facts=facts,
            evidence=verdict.support.evidence,
            enough=verdict.support.enough,
            source=cited(rule.source),
            why=rule.why,
            mend=mended(rule.mend),
            ask=rule.ask,
        )


def _not_in_force(ready: CompiledRule, compiled: CompiledPack, as_at: dt.date) -> str:
    begins = ready.rule.valid_from or compiled.pack.valid_from
    if compiled.pack.status is Status.PENDING:
        return "It is not in force: it is pending."
    return f"It came into force only on {begins}." if as_at < begins else "It was no longer in force."


def cited(sources: Iterable[RuleSource]) -> tuple[Cited, ...]:
    """The sources of a rule, for the record."""
    return tuple(Cited(cite=s.cite, url=s.url, basis=s.basis, note=s.note) for s in sources)


def mended(mend: Mend) -> Mended:
    """How to mend a finding, for the record."""
    effort = float(mend.effort_days) if mend.effort_days is not None else None
    return Mended(do=mend.do, effort_days=effort, cannot_provide=mend.cannot_provide)


def within(place: Place) -> str:
    """A place without the folders above its file, which differ from machine to machine."""
    file = place.file.replace("\\", "/").rpartition("/")[2]
    return file if place.line is None else f"{file}:{place.line}"


def fact_read(known: Known) -> FactRead:
    """What is known of a fact, for the record."""
    if isinstance(known, Granted):
        return fact_read(known.actual)
    if known.exact:
        return FactRead(value=_exact(known))
    nothing = known.because if _knows_nothing(known) else None
    if nothing:
        return FactRead(unknown_because=nothing)
    if isinstance(known, Range):
        low, high = _plain(known.low), _plain(known.high)
        if low is None and high is None:
            return FactRead(unknown_because=known.because or "nothing is known of it")
        return FactRead(low=low, high=high)
    if isinstance(known, Between):
        return FactRead(low=sorted(known.sure), high=sorted(known.possible))
    return FactRead(low=[], high=sorted(known.words))


def _exact(known: Range | Between | Options) -> Plain:
    if isinstance(known, Range):
        return _plain(known.low)
    if isinstance(known, Between):
        return sorted(known.sure)
    return next(iter(known.words))


def _knows_nothing(known: Range | Between | Options) -> bool:
    if isinstance(known, Between):
        return not known.sure and known.because is not None and known.because.startswith("nothing")
    return known.because is not None and known.because.startswith("nothing")


def _plain(value: Decimal | int | dt.date | bool | None) -> Plain:
    if isinstance(value, dt.date):
        return None if value in (EVER, dt.date.max) else value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def declined_by_rule(declined: Iterable[Declined]) -> dict[str, Declined]:
    """What the body says does not apply to it, by `pack:rule`; said twice, from the earlier day."""
    latest_first = sorted(declined, key=lambda entry: (entry.as_at, entry.reason, entry.by), reverse=True)
    return {entry.rule: entry for entry in latest_first}
