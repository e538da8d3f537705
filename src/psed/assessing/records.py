"""One check, one record, one day: an outcome with its reasons, in sentences.

Findings stand in the order in which a reader acts on them: what the record contradicts first, then what
it does not show, then what it shows; the heaviest first within each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from psed.assessing.finding import cited, fact_read, within
from psed.compiled import CompiledCheck, CompiledPack
from psed.facts.items import Items
from psed.facts.recorded import FACTS, RecordFacts
from psed.facts.records import READINGS_DIFFER, UNDATED
from psed.language.tree import Node, evaluate, facts_of, facts_read, leaves
from psed.language.types import FactType
from psed.language.values import Between, Granted, Known, Options, Range
from psed.model.base import FrozenMap
from psed.model.dates import day_in_words
from psed.model.decision import Decision
from psed.model.objective import Objective
from psed.model.outcome import FactRead, Mended, Outcome, Reason, RecordFinding, Weight
from psed.rulepack import Status
from psed.words import spaced

_OUTCOMES = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.UNKNOWN}
_ORDER = (Outcome.ERROR, Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET, Outcome.NOT_APPLICABLE)
_OPEN = (Reason.NOTHING_ON_FILE, Reason.UNDATED, Reason.FIGURE_MISSING, Reason.READINGS_DIFFER)
NAMED = 4
"""As many of what may be in a set are named; of more, the number is told."""
_PLAIN = {
    Outcome.MET: "What is on record meets it.",
    Outcome.NOT_MET: "What is on record speaks against it.",
    Outcome.UNKNOWN: "What is on record does not decide it.",
}


@dataclass(frozen=True)
class RecordVerdict:
    """What is to be said of a check: outcome, sentences, reasons and the facts it turns on."""

    outcome: Outcome
    because: str
    reasons: tuple[Reason, ...] = ()
    turning: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordJudge:
    """Finds what the checks of one pack make of records of one body on one day."""

    compiled: CompiledPack
    items: Items

    def find(self, record: Decision | Objective) -> tuple[RecordFinding, ...]:
        """One finding for each check that has something to say, in the order in which they are read.

        A check of which it is not known whether it applies, and which holds in either case, has not.
        """
        facts = RecordFacts(record, self.items, self.compiled.lexicon)
        checks = [ready for ready in self.compiled.checks_on(self.items.as_at) if not self.idle(ready, facts)]
        return in_order(self.finding(ready, facts) for ready in checks)

    def idle(self, ready: CompiledCheck, facts: RecordFacts) -> bool:
        """Whether it is open if a check applies, and it holds if it does."""
        try:
            out = self._not_applicable(ready, facts)
            return (
                out is not None and out.outcome is Outcome.UNKNOWN and bool(evaluate(ready.condition, facts))
            )
        except Exception:
            return False  # the finding tells of it

    def finding(self, ready: CompiledCheck, facts: RecordFacts) -> RecordFinding:
        """One check of one record."""
        try:
            verdict = self.verdict(ready, facts)
            read = _facts_read(ready, facts)
        except Exception as error:
            # A check that cannot be evaluated must not pass for a "no", nor take the others with it.
            message = f"The check could not be evaluated: {type(error).__name__}: {error}."
            verdict, read = RecordVerdict(Outcome.ERROR, message), FrozenMap()
        return _told(ready, verdict, read, facts)

    def outcome(self, ready: CompiledCheck, facts: RecordFacts) -> Outcome:
        """The outcome of a check without its sentences."""
        out = self._not_applicable(ready, facts)
        return out.outcome if out else _OUTCOMES[evaluate(ready.condition, facts)]

    def verdict(self, ready: CompiledCheck, facts: RecordFacts) -> RecordVerdict:
        """The outcome of a check, why, and what it turns on."""
        out = self._not_applicable(ready, facts)
        if out:
            return out
        outcome = _OUTCOMES[evaluate(ready.condition, facts)]
        says = ready.rule.says
        own = {
            Outcome.MET: says.when_met,
            Outcome.NOT_MET: says.when_not_met,
            Outcome.UNKNOWN: says.when_unknown,
        }[outcome]
        also = [text for node, text in ready.also if evaluate(node, facts)]
        reasons: tuple[Reason, ...] = ()
        turning: tuple[str, ...] = ()
        names = facts_read(ready.condition)
        if outcome is not Outcome.MET:
            reasons, turning = shortfall(ready.condition, facts, unknown=outcome is Outcome.UNKNOWN)
            names = _beside(ready.condition, turning)
        told = on_record(names, facts, plainly=own is None)
        return RecordVerdict(outcome, _sentences(own or _PLAIN[outcome], *also, *told), reasons, turning)

    def _not_applicable(self, ready: CompiledCheck, facts: RecordFacts) -> RecordVerdict | None:
        """Why a check does not apply, or cannot be told to; nothing where it applies."""
        pack, as_at = self.compiled.pack, self.items.as_at
        if pack.status is Status.PENDING or not pack.in_force(ready.rule, as_at):
            message = "The check is not in force on this day."
            return RecordVerdict(Outcome.NOT_APPLICABLE, message, (Reason.NOT_IN_FORCE,))
        if not self.items.dossier.organisation.exists(as_at):
            message = "The body did not exist on this day."
            return RecordVerdict(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
        if ready.applies_when is None:
            return None
        applies = evaluate(ready.applies_when, facts)
        if applies:
            return None
        names = facts_read(ready.applies_when)
        if applies is False:
            message = _sentences("It does not apply to this record.", *on_record(names, facts))
            return RecordVerdict(Outcome.NOT_APPLICABLE, message, (Reason.OUT_OF_SCOPE,))
        _, turning = shortfall(ready.applies_when, facts, unknown=True)
        message = "It cannot be told whether the check applies to this record."
        against = evaluate(ready.condition, facts) is False
        also = ["If it does, what is on record speaks against it."] if against else []
        message = _sentences(message, *also, *on_record(turning or names, facts))
        return RecordVerdict(Outcome.UNKNOWN, message, (Reason.SCOPE_UNKNOWN,), turning)


def in_order(findings: Iterable[RecordFinding]) -> tuple[RecordFinding, ...]:
    """Findings in the order in which they are read: by outcome, weight and id."""
    weights = list(Weight)
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.outcome), weights.index(f.weight), f.rule)))


# Why not.


def shortfall(node: Node, facts: RecordFacts, *, unknown: bool) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """The smallest set of reasons without which a condition would hold, and the facts it turns on.

    Where the condition is *unknown*, what leaves it open is tried before anything else.
    """
    ways: dict[Reason, dict[str, str]] = {}
    for name in facts_read(node):
        for reason, way in _ways(facts(name), _short(name, facts), unknown=unknown):
            ways.setdefault(reason, {})[name] = way
    candidates = [reason for reason in Reason if reason in ways]
    chosen = _smallest([r for r in candidates if r in _OPEN], ways, node, facts) if unknown else ()
    chosen = chosen or _smallest(candidates, ways, node, facts)
    granted = {name: way for reason in chosen for name, way in ways[reason].items()}
    return chosen, _needed(granted, node, facts)


def _smallest(
    candidates: list[Reason], ways: Mapping[Reason, Mapping[str, str]], node: Node, facts: RecordFacts
) -> tuple[Reason, ...]:
    for size in range(1, len(candidates) + 1):
        for chosen in combinations(candidates, size):
            granted = {name: way for reason in chosen for name, way in ways[reason].items()}
            if evaluate(node, facts.granting(granted)):
                return chosen
    return ()


def _needed(granted: Mapping[str, str], node: Node, facts: RecordFacts) -> tuple[str, ...]:
    """Of some granted facts, those that cannot be left out; the first in the text stay where two would do."""
    kept = dict(granted)
    for name in reversed(list(granted)):
        fewer = {other: way for other, way in kept.items() if other != name}
        if evaluate(node, facts.granting(fewer)):
            kept = fewer
    return tuple(name for name in facts_read(node) if name in kept)


def _short(name: str, facts: RecordFacts) -> Reason:
    """What is wrong where a fact of the record is a no."""
    fact = FACTS[facts.kind].get(name)
    return fact.short if fact else Reason.CONTRADICTED


def _ways(known: Known, short: Reason, *, unknown: bool) -> Iterator[tuple[Reason, str]]:
    """What could be wrong with a fact, and which way it would have to move."""
    assert not isinstance(known, Granted)
    if _nothing_known(known):
        yield Reason.NOTHING_ON_FILE, "any"
    elif unknown and not known.exact:
        yield _left_open(known), "any"
    elif isinstance(known, Between):
        yield Reason.TOO_NARROW, "any"
    elif isinstance(known, Options) or isinstance(known.low, bool):
        yield short, "any"
    elif _is_day(known):
        yield Reason.TOO_LATE, "any"
    else:
        yield Reason.TOO_FEW, "up"
        yield Reason.TOO_MANY, "down"


def _left_open(known: Range | Between | Options) -> Reason:
    if known.because == READINGS_DIFFER:
        return Reason.READINGS_DIFFER
    return Reason.UNDATED if _is_day(known) or known.because == UNDATED else Reason.FIGURE_MISSING


def _nothing_known(known: Range | Between | Options) -> bool:
    nothing = known.because is not None and known.because.startswith("nothing")
    return nothing and not known.exact


def _ends_known(known: Known) -> bool:
    return isinstance(known, Range) and known.low is not None and known.high is not None


def _unknown(known: Known) -> bool:
    return not isinstance(known, Granted) and _nothing_known(known)


def _is_day(known: Known) -> bool:
    ends = (known.low, known.high) if isinstance(known, Range) else ()
    return any(hasattr(end, "isoformat") for end in ends)


def _beside(node: Node, turning: tuple[str, ...]) -> tuple[str, ...]:
    """The facts that a check turns on, with those that they are compared with."""
    found = [n for leaf, _ in leaves(node) for n in facts_of(leaf) if set(facts_of(leaf)) & set(turning)]
    return tuple(dict.fromkeys(found)) or facts_read(node)


# In words.


def _sentences(*texts: str) -> str:
    return " ".join(text if text.endswith((".", "?", "!")) else f"{text}." for text in texts)


def on_record(names: Sequence[str], facts: RecordFacts, *, plainly: bool = True) -> list[str]:
    """What is on record of some facts, and what is not: a sentence each, or none.

    Args:
        names: The facts.
        facts: What is known of them.
        plainly: Whether to tell of each yes and no, and of a single fact that is missing: a check's own
            sentence has said so already.
    """
    table = FACTS[facts.kind]
    there, missing = [], []
    for name in _with_those_beside(names, facts):
        known = facts(name)
        type_ = table[name].type if name in table else None
        meaning = type_.meaning.partition(";")[0] if type_ else spaced(name.replace(".", " "))
        if _unknown(known) and not (type_ and _narrowed(known, type_)):
            missing += [meaning] if plainly or len(names) > 1 else []
        elif plainly or not (isinstance(known, Range) and isinstance(known.low, bool)):
            there.append(f"{meaning}: {_value(known)}")
    told = [f"On record: {'; '.join(there)}."] if there else []
    return told + ([f"Not on record: {'; '.join(missing)}."] if missing else [])


def _narrowed(known: Known, type_: FactType) -> bool:
    """Whether of a set something is known though nothing is surely in it."""
    return isinstance(known, Between) and len(known.possible) < len(type_.values)


def _with_those_beside(names: Sequence[str], facts: RecordFacts) -> list[str]:
    """Some facts, each followed by those that are told with it and whose ends are known.

    Where names are known, they are told in place of their number.
    """
    table = FACTS[facts.kind]
    found = []
    for given in names:
        name = (table[given].told_as if given in table else None) or given
        beside = table[name].told_with if name in table else ()
        found += [name, *(other for other in beside if _ends_known(facts(other)))]
    return list(dict.fromkeys(found))


def _value(known: Known) -> str:
    if isinstance(known, Between):
        sure = ", ".join(spaced(w) for w in sorted(known.sure))
        if known.exact:
            return sure or "none"
        others = sorted(known.possible - known.sure)
        some = (
            ", ".join(map(spaced, others))
            if len(others) <= NAMED
            else f"any of {len(others)}{' others' if sure else ''}"
        )
        return f"{sure} for sure, and perhaps {some}" if sure else f"perhaps {some}"
    if isinstance(known, Options):
        return " or ".join(spaced(word) for word in sorted(known.words))
    assert isinstance(known, Range)
    low, high = _end(known.low), _end(known.high)
    if known.exact:
        return low
    if known.low is None:
        return f"{high} or before"
    return f"{low} or after" if known.high is None else f"between {low} and {high}"


def _end(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_in_words(value) if hasattr(value, "isoformat") else str(value)  # type: ignore[arg-type]


def _facts_read(ready: CompiledCheck, facts: RecordFacts) -> FrozenMap[str, FactRead]:
    names = facts_read(ready.applies_when) if ready.applies_when else ()
    names = tuple(dict.fromkeys((*names, *facts_read(ready.condition))))
    return FrozenMap({name: fact_read(facts(name)) for name in names})


def _told(
    ready: CompiledCheck, verdict: RecordVerdict, read: FrozenMap[str, FactRead], facts: RecordFacts
) -> RecordFinding:
    rule = ready.rule
    path = facts.path(verdict.turning[0]) if verdict.turning else ()
    effort = float(rule.mend.effort_days) if rule.mend.effort_days is not None else None
    return RecordFinding(
        rule=ready.id,
        title=rule.title,
        weight=rule.weight,
        outcome=verdict.outcome,
        reasons=verdict.reasons,
        because=verdict.because,
        condition=" ".join(rule.condition.split()),
        place=within(ready.place),
        turns_on=".".join(map(str, path)) or None,
        facts=read,
        source=cited(rule.source),
        why=rule.why,
        mend=Mended(do=rule.mend.do, effort_days=effort),
        ask=rule.ask,
    )
