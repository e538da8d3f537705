"""What must hold for every rule pack and every dossier, each law as a function that checks it.

A law takes values and raises `AssertionError`, with a sentence that says what went wrong, where it
is not kept. Where it says nothing of the values given (its condition is not fulfilled), it returns
without a word; the conditions have functions of their own, so that a test can search for values of
which the law does speak.

Example:
    >>> import datetime, psed
    >>> from psed.testing import laws
    >>> oakshire = psed.load(psed.examples_folder() / "oakshire" / "dossier.yaml")
    >>> laws.nested(psed.assess(oakshire, as_at=datetime.date(2026, 11, 21)))
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from psed.assessing import assess
from psed.compiled import CompiledPack, CompiledRule, against, compile_pack, days_named
from psed.dossiers import dossier_sha256, load, require_valid, to_json, to_yaml
from psed.errors import InvalidDossier
from psed.facts import Facts, Item, Items, change_days
from psed.facts.deriving import unlimited
from psed.facts.items import EVER, dated_between
from psed.language.compiling import engine_rule, engine_symbol
from psed.language.tree import Node, evaluate, facts_read
from psed.language.types import FactKind, FactType
from psed.language.values import Between, Known, Options, Range, Truth, both
from psed.loading import vocabulary
from psed.model.dates import DAY
from psed.model.dossier import Dossier
from psed.model.evidence import Evidence, EvidenceKind
from psed.model.outcome import (
    AreaResult,
    Assessment,
    FactRead,
    Finding,
    FrameworkResult,
    LevelRead,
    Outcome,
    Plain,
    Reason,
)
from psed.rulepack import RulePack
from psed.scoring import rank
from psed.testing.duty_laws import unaccused as unaccused

Scorer = Callable[[RulePack, Dossier, dt.date], Mapping[str, Outcome]]
"""Anything that gives each rule of a pack (as `pack:rule`) an outcome."""

DECIDED = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE)


class LawBroken(AssertionError):
    """Laws that a pack breaks, each with a small dossier that shows it."""


def check(pack: RulePack, names: Iterable[str] = (), *, examples: int = 300) -> None:
    """Look for dossiers on which a pack breaks a law; every law is tried.

    Args:
        pack: The pack; it need not have been read from a file.
        names: The laws to try, by name (see `psed.testing.searching.PROPERTIES`); all if not given.
        examples: How many dossiers to try for each law.

    Raises:
        LawBroken: A law does not hold; the message shows a dossier and a day for each that does not.
        KeyError: There is no law of that name.

    Example:
        >>> import psed
        >>> from psed.testing import laws
        >>> laws.check(psed.load_pack(psed.examples_folder() / "oakshire" / "pack.yaml"), examples=5)
    """
    from psed.testing.searching import search

    broken = search(pack, names, examples)
    if broken:
        raise LawBroken("\n\n".join(str(each) for each in broken))


def _compiled(pack: RulePack) -> CompiledPack:
    return compile_pack(pack, vocabulary())


def _kinds(packs: Iterable[RulePack]) -> Mapping[str, EvidenceKind]:
    return vocabulary().with_kinds(kind for pack in packs for kind in pack.kinds).kinds


def _by_rule(assessment: Assessment) -> dict[str, Finding]:
    return {finding.rule: finding for finding in assessment.findings()}


def _levels(assessment: Assessment) -> dict[str, LevelRead | None]:
    """The level of each framework and of each of its areas, by name."""
    found: dict[str, LevelRead | None] = {}
    for framework in assessment.frameworks:
        found[framework.id] = framework.level
        found |= {f"{framework.id}, area {area.id}": area.level for area in framework.areas}
    return found


def _ranked(name: str, level: str | None, packs: Iterable[RulePack]) -> int:
    pack = next(pack for pack in packs if pack.pack == name.partition(",")[0])
    return rank(level, pack.levels)


def _spoilt(packs: Iterable[RulePack], spoils: Callable[[CompiledRule], bool]) -> frozenset[str]:
    """Rules of which something is true, and those that need them, directly or not."""
    found: set[str] = set()
    for pack in packs:
        rules = _compiled(pack).rules
        found |= {ready.id for ready in rules if spoils(ready)}
        for _ in rules:
            found |= {ready.id for ready in rules if found & set(ready.needs)}
    return frozenset(found)


def _told(finding: Finding) -> str:
    reasons = f" ({', '.join(finding.reasons)})" if finding.reasons else ""
    return f"{finding.outcome}{reasons}"


# 1


def order_free(
    dossier: Dossier,
    packs: Sequence[RulePack],
    as_at: dt.date,
    reordered: Dossier,
    reordered_packs: Sequence[RulePack] | None = None,
) -> None:
    """The order of evidence, rules and packs changes nothing, save where in its file a rule stands.

    Args:
        dossier: A dossier.
        packs: The packs it is read against.
        as_at: The day.
        reordered: The same dossier with its lists in another order.
        reordered_packs: The same packs, and their rules, in another order; *packs* if not given.
    """
    assert dossier_sha256(dossier) == dossier_sha256(reordered), "the digest of the dossier goes by its order"
    shuffled = packs if reordered_packs is None else reordered_packs
    for pack in packs:
        other = next(p for p in shuffled if p.pack == pack.pack)
        assert pack.sha256 == other.sha256, f"the digest of {pack.pack} goes by the order of its rules"
    before, after = assess(dossier, *packs, as_at=as_at), assess(reordered, *shuffled, as_at=as_at)
    first, second = _without_places(before), _without_places(after)
    assert first == second, f"another order gives another assessment: {_difference(first, second)}"
    assert before.sha256 == after.sha256, "the digest of the assessment goes by order or layout"


def _without_places(assessment: Assessment) -> str:
    """An assessment as text, without the lines that rules stand on."""
    content = assessment.content()
    for framework in content["frameworks"]:
        for area in framework["areas"]:
            for finding in area["findings"]:
                del finding["place"]
    return json.dumps(content, indent=1)


def _difference(first: str, second: str) -> str:
    for one, other in zip(first.splitlines(), second.splitlines(), strict=False):
        if one != other:
            return f"`{one.strip()[:200]}` became `{other.strip()[:200]}`"
    return "one is longer than the other"


# 2


def certainly_in_date(dossier: Dossier, item: Evidence, packs: Sequence[RulePack], as_at: dt.date) -> bool:
    """Whether law 2 speaks of adding an item: current beyond doubt, and at odds with nothing on file.

    It supersedes nothing, is of no kind in `none_held`, has an id of its own, and tells nothing that
    is told already (the same kind, date and address).
    """
    kinds = _kinds(packs)
    if item.supersedes or item.kind in {none.kind for none in dossier.none_held} or item.kind not in kinds:
        return False
    if any(item.id == other.id for other in dossier.evidence):
        return False
    if any(
        item.published_at and item.published_at == other.published_at and item.kind == other.kind
        for other in dossier.evidence
    ):
        return False
    return Item(item, kinds[item.kind], as_at).current is True


def monotone(dossier: Dossier, item: Evidence, packs: Sequence[RulePack], as_at: dt.date) -> None:
    """An item that is certainly in date never turns `met` into anything else, nor lowers a level.

    Rules marked `monotone: false`, and those that need them, are left out; if one of them falls,
    nothing is said of levels.
    """
    if not certainly_in_date(dossier, item, packs, as_at):
        return
    before = assess(dossier, *packs, as_at=as_at)
    more = dossier.model_copy(update={"evidence": (*dossier.evidence, item)})
    after = assess(more, *packs, as_at=as_at)
    exempt = _spoilt(packs, lambda ready: not ready.rule.monotone)
    later = _by_rule(after)
    fallen = False
    for finding in before.findings():
        if finding.outcome is Outcome.MET and later[finding.rule].outcome is not Outcome.MET:
            fallen = True
            assert finding.rule in exempt, (
                f"adding {item.id} ({item.kind}) turned {finding.rule} from met to "
                f"{_told(later[finding.rule])}: {finding.condition}"
            )
    if not fallen:
        _none_lower(before, after, packs, f"adding {item.id} ({item.kind})")


def _none_lower(before: Assessment, after: Assessment, packs: Sequence[RulePack], what: str) -> None:
    """No supported level is lower, and no fraction of rules met."""
    now = _levels(after)
    for name, was in _levels(before).items():
        level = now[name]
        if was and level:
            low, high = _ranked(name, was.supported, packs), _ranked(name, level.supported, packs)
            assert low <= high, f"{what} lowered {name} from {was.supported} to {level.supported}"
    for old, new in zip(before.frameworks, after.frameworks, strict=True):
        for row, other in zip(old.progress, new.progress, strict=True):
            assert row.applicable == other.applicable, f"{what} changed how many rules apply at {row.level}"
            assert row.met <= other.met, f"{what} lowered the number met at {row.level}"


# 3


def narrowing(dossier: Dossier, settled: Dossier, packs: Sequence[RulePack], as_at: dt.date) -> None:
    """Settling what is open never changes what was decided; supported and possible only come closer.

    Args:
        dossier: A dossier with unknowns.
        settled: The same, some or all of its unknowns settled in one of the ways they may turn out.
        packs: The packs it is read against.
        as_at: The day.
    """
    before, after = assess(dossier, *packs, as_at=as_at), assess(settled, *packs, as_at=as_at)
    now = _by_rule(after)
    for finding in before.findings():
        outcome = now[finding.rule].outcome
        assert finding.outcome not in DECIDED or finding.outcome is outcome, (
            f"{finding.rule} was {_told(finding)}, and settling what is open made it "
            f"{_told(now[finding.rule])}: {finding.condition}"
        )
    levels = _levels(after)
    for name, was in _levels(before).items():
        level = levels[name]
        if was is None or level is None:
            # A total may leave a hole between two bands, or two ends of which one lies in a hole.
            added_up = any(pack.bands for pack in packs if pack.pack == name)
            assert was is not None or level is None or added_up, f"{name} had no level, and then one"
            continue
        supported = (_ranked(name, was.supported, packs), _ranked(name, level.supported, packs))
        possible = (_ranked(name, was.possible, packs), _ranked(name, level.possible, packs))
        assert supported[0] <= supported[1], (
            f"{name}: supported fell from {was.supported} to {level.supported}"
        )
        assert possible[0] >= possible[1], f"{name}: possible rose from {was.possible} to {level.possible}"


# 4


def nested(assessment: Assessment) -> None:
    """A level is never supported while a lower one is not, nor above the one that is possible."""
    for framework in assessment.frameworks:
        for area in framework.areas:
            if area.level is None:
                continue
            here = f"{framework.id}, area {area.id}"
            _reached(area.findings, area.level.supported, framework.levels, (Outcome.MET,), here)
            still = (Outcome.MET, Outcome.UNKNOWN, Outcome.ERROR)
            _reached(area.findings, area.level.possible, framework.levels, still, here)
            _in_order(area.level, framework.levels, here)
        if framework.level is not None:
            _in_order(framework.level, framework.levels, framework.id)
            if framework.combine == "weakest-area":
                _weakest(framework)


def _reached(
    findings: Iterable[Finding],
    level: str | None,
    levels: Sequence[str],
    enough: tuple[Outcome, ...],
    here: str,
) -> None:
    for finding in findings:
        if rank(finding.at_level, levels) <= rank(level, levels):
            good = finding.outcome in (*enough, Outcome.NOT_APPLICABLE)
            assert good, (
                f"{here} reaches {level}, though {finding.rule} ({finding.at_level}) is {finding.outcome}"
            )


def _in_order(level: LevelRead, levels: Sequence[str], here: str) -> None:
    low, high = rank(level.supported, levels), rank(level.possible, levels)
    assert low <= high, f"{here}: supported ({level.supported}) is above possible ({level.possible})"


def _weakest(framework: FrameworkResult) -> None:
    """The whole is as its weakest area; one that may be left out does not hold down what is possible."""
    assert framework.level is not None
    scored = [area for area in framework.areas if area.level]
    staying = [area for area in scored if not _may_be_left_out(area)]
    supported = [rank(area.level.supported, framework.levels) for area in scored if area.level]
    possible = [rank(area.level.possible, framework.levels) for area in staying or scored if area.level]
    for end, least in (
        ("supported", min(supported)),
        ("possible", min(possible) if staying else max(possible)),
    ):
        whole = rank(getattr(framework.level, end), framework.levels)
        assert whole == least, f"{framework.id}: {end} over all is not that of the weakest area"


def _may_be_left_out(area: AreaResult) -> bool:
    open_ = [f for f in area.findings if f.outcome is not Outcome.NOT_APPLICABLE]
    return all(Reason.SCOPE_UNKNOWN in finding.reasons for finding in open_)


# 5


def local(dossier: Dossier, other: Dossier, packs: Sequence[RulePack], as_at: dt.date) -> None:
    """A finding depends only on what it names: other evidence may change as it likes.

    Args:
        dossier: A dossier.
        other: A dossier of the same organisation, with other evidence.
        packs: The packs both are read against.
        as_at: The day.
    """
    changed = _changed_kinds(require_valid(dossier, packs), require_valid(other, packs))
    first, second = assess(dossier, *packs, as_at=as_at), _by_rule(assess(other, *packs, as_at=as_at))
    for pack in packs:
        compiled = _compiled(pack)
        touched = _spoilt([pack], lambda ready: bool(changed & _things(ready)))
        for ready in compiled.on(as_at):
            if ready.id not in touched:
                was, now = _by_rule(first)[ready.id], second[ready.id]
                assert was == now, (
                    f"{ready.id} reads nothing of {', '.join(sorted(changed))}, and yet changed from "
                    f"{_told(was)} to {_told(now)}"
                )


def _changed_kinds(dossier: Dossier, other: Dossier) -> frozenset[str]:
    """Kinds of which something differs, and those of which items are superseded by such."""
    kinds = {item.id: item.kind for item in (*dossier.evidence, *other.evidence)}
    differs = set(dossier.evidence) ^ set(other.evidence)
    changed = {item.kind for item in differs}
    changed |= {kinds[older] for item in differs for older in item.supersedes}
    changed |= {none.kind for none in set(dossier.none_held) ^ set(other.none_held)}
    return frozenset(changed)


def _things(ready: CompiledRule) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in facts_read(ready.condition))


# 6


def nothing_arrives(dossier: Dossier, packs: Sequence[RulePack], day1: dt.date, day2: dt.date) -> bool:
    """Whether law 6 speaks of two days: nothing but time comes in between, after one and up to the other.

    No date or publication of an item can lie there, the body looks for nothing in vain and declines
    nothing, no rule opens or closes, and nothing is counted, begins or ends.
    """

    def between(first: dt.date, last: dt.date) -> bool:
        return first <= day2 and day1 < last

    organisation = dossier.organisation
    single = [count.on for count in organisation.headcount]
    single += [none.as_at for none in dossier.none_held]
    single += [declined.as_at for declined in dossier.not_applicable]
    single += [organisation.start] if organisation.start else []
    single += [organisation.end + DAY] if organisation.end else []
    for pack in packs:
        for ready in _compiled(pack).rules:
            single += [ready.rule.valid_from or pack.valid_from]
            ends = ready.rule.valid_to or pack.valid_to
            single += [ends + DAY] if ends else []
            named = days_named(ready.applies_when) if ready.applies_when else ()
            single += [day + n * DAY for day in named for n in (0, 1)]
    spans = [(day, day) for day in single]
    for item in dossier.evidence:
        spans.append(dated_between(item))
        if item.published_on:
            spans.append((item.published_on.earliest, item.published_on.latest))
    return not any(between(first, last) for first, last in spans)


def time_honest(dossier: Dossier, packs: Sequence[RulePack], day1: dt.date, day2: dt.date) -> None:
    """The mere passing of time raises no supported level and makes no rule met.

    Rules marked `timed: true`, and those that need them, are left out; if one of them comes to be
    met, nothing is said of levels.
    """
    if day2 < day1 or not nothing_arrives(dossier, packs, day1, day2):
        return
    before, after = assess(dossier, *packs, as_at=day1), assess(dossier, *packs, as_at=day2)
    exempt = _spoilt(packs, lambda ready: ready.rule.timed)
    was = _by_rule(before)
    risen = False
    for finding in after.findings():
        if finding.outcome is Outcome.MET and was[finding.rule].outcome is not Outcome.MET:
            risen = True
            assert finding.rule in exempt, (
                f"time alone turned {finding.rule} from {_told(was[finding.rule])} on {day1} to met on "
                f"{day2}: {finding.condition}"
            )
    if not risen:
        _none_lower(after, before, packs, f"going back from {day2} to {day1}")


def timeline(dossier: Dossier, packs: Sequence[RulePack]) -> tuple[dt.date, ...]:
    """The days on which a finding may differ from the day before, in order, as psed works them out."""
    found = set(change_days(dossier, _kinds(packs)))
    for pack in packs:
        found |= _compiled(pack).change_days()
    return tuple(sorted(found))


def nothing_changes_between(
    dossier: Dossier, packs: Sequence[RulePack], day1: dt.date, day2: dt.date
) -> None:
    """Between two neighbouring days of the timeline no outcome, reason or level changes at all."""
    if any(day1 < day <= day2 for day in timeline(dossier, packs)):
        return
    before, after = assess(dossier, *packs, as_at=day1), assess(dossier, *packs, as_at=day2)
    now = _by_rule(after)
    for finding in before.findings():
        later = now[finding.rule]
        assert (finding.outcome, finding.reasons) == (later.outcome, later.reasons), (
            f"{finding.rule} is {_told(finding)} on {day1} and {_told(later)} on {day2}, with no day of the "
            f"timeline in between: {finding.condition}"
        )
    assert _levels(before) == _levels(after), f"a level changes between {day1} and {day2}"


# 7


def explained(dossier: Dossier, packs: Sequence[RulePack], as_at: dt.date) -> None:
    """`evidence` and `enough` carry a monotone rule that is met; the facts cited show one that is not."""
    assessment = assess(dossier, *packs, as_at=as_at)
    found = _by_rule(assessment)
    for pack in packs:
        compiled = _compiled(pack)
        items = Items.of(require_valid(dossier, packs), compiled.lexicon.vocabulary.kinds, as_at)
        for ready in compiled.on(as_at):
            finding = found[ready.id]
            if finding.outcome is Outcome.MET and not against(ready.condition, compiled.lexicon.catalogue):
                _carried(ready.condition, finding, items, compiled)
            if finding.outcome is Outcome.NOT_MET:
                _shown(ready, finding, found, compiled)


def _carried(node: Node, finding: Finding, items: Items, compiled: CompiledPack) -> None:
    every = frozenset(item.evidence.id for item in items.all())
    evidence, enough = frozenset(finding.evidence), frozenset(finding.enough)

    def holds(ids: frozenset[str]) -> bool:
        return evaluate(node, Facts(items, compiled.lexicon, only=ids)) is True

    here = f"{finding.rule}: {finding.condition}: evidence {finding.evidence}, enough {finding.enough}"
    assert enough <= evidence, f"{here}: `enough` is no part of `evidence`"
    assert holds(evidence), f"{here}: its evidence does not suffice"
    assert holds(enough), f"{here}: what is called enough does not suffice"
    assert not evidence or not holds(every - evidence), f"{here}: it holds without its evidence too"
    for name in sorted(enough):
        assert not holds(enough - {name}), f"{here}: {name} can be left out"


def _shown(
    ready: CompiledRule, finding: Finding, found: Mapping[str, Finding], compiled: CompiledPack
) -> None:
    catalogue = compiled.lexicon.catalogue
    truth: Truth = evaluate(ready.condition, lambda name: known_from(finding.facts[name], catalogue[name]))
    needs: list[Truth] = [
        {Outcome.MET: True, Outcome.NOT_MET: False}.get(found[need].outcome)
        for need in ready.needs
        if found[need].outcome is not Outcome.NOT_APPLICABLE
    ]
    assert both([truth, *needs]) is False, (
        f"{finding.rule} is not met, and the facts that it cites do not show it: {finding.condition}: "
        f"{ {name: read.model_dump(exclude_none=True) for name, read in finding.facts.items()} }"
    )


def known_from(read: FactRead, fact: FactType) -> Known:
    """What a cited fact says, back from the record."""
    if read.unknown_because is not None:
        return unlimited(fact, read.unknown_because)
    low, high = (read.value, read.value) if read.low is None and read.high is None else (read.low, read.high)
    if fact.kind is FactKind.SET:
        return Between(frozenset(_words(low)), frozenset(_words(high)))
    if fact.kind is FactKind.TEXT:
        return Options(frozenset({str(low)} if isinstance(low, str) else _words(high)))
    if fact.kind is FactKind.DATE:
        # "Before every day" has no day to be written as; only an exact fact can be so high as well.
        last = EVER if low is None and high is None else dt.date.max
        return Range(_day(low, EVER), _day(high, last))
    return Range(_number(low), _number(high))


def _words(value: Plain) -> list[str]:
    assert isinstance(value, list)
    return value


def _day(value: Plain, blank: dt.date) -> dt.date:
    return blank if value is None else dt.date.fromisoformat(str(value))


def _number(value: Plain) -> Decimal | bool | None:
    if value is None or isinstance(value, bool):
        return value
    return Decimal(str(value))


# 8


def duplicate_free(dossier: Dossier, packs: Sequence[RulePack], as_at: dt.date) -> None:
    """One id twice is refused; the same kind, date and address twice is counted once and reported."""
    before = assess(dossier, *packs, as_at=as_at)
    for item in dossier.evidence:
        twice = dossier.model_copy(update={"evidence": (*dossier.evidence, item)})
        try:
            assess(twice, *packs, as_at=as_at)
        except InvalidDossier as error:
            codes = {getattr(fault, "code", "") for fault in error.exceptions}
            assert "S005" in codes, f"{item.id} twice is refused as {codes}"
        else:
            raise AssertionError(f"{item.id} stands there twice, and nobody minds")
        if item.published_at and item.dated and item.dated.exact:
            _counted_once(dossier, item, before, packs)


def _counted_once(dossier: Dossier, item: Evidence, before: Assessment, packs: Sequence[RulePack]) -> None:
    again = item.model_copy(update={"id": "ZZ-again", "title": "The same once more", "supersedes": ()})
    more = dossier.model_copy(update={"evidence": (*dossier.evidence, again)})
    after = assess(more, *packs, as_at=before.as_at)
    assert "ZZ-again" in {entry.evidence for entry in after.ignored}, f"{item.id} told twice is not reported"
    assert _levels(before) == _levels(after), f"{item.id} told twice changes a level"
    now = _by_rule(after)
    for finding in before.findings():
        assert finding == now[finding.rule], f"{item.id} told twice changes {finding.rule}"


# 9


def same_everywhere(pack: RulePack, dossier: Dossier, as_at: dt.date, *scorers: Scorer) -> None:
    """Every evaluator agrees: psed's own, any given here, and rule-engine's where all facts are exact.

    Args:
        pack: A pack.
        dossier: A dossier.
        as_at: The day.
        scorers: Others that give outcomes, such as a slow reference.
    """
    assessment = assess(dossier, pack, as_at=as_at)
    for finding in assessment.findings():
        assert finding.outcome is not Outcome.ERROR, f"{finding.rule}: {finding.because} {finding.condition}"
    for scorer in scorers:
        outcomes = scorer(pack, dossier, as_at)
        own = [f for f in assessment.findings() if f.rule.startswith(f"{pack.pack}:")]
        for finding in own:
            assert finding.outcome is outcomes[finding.rule], (
                f"{finding.rule} is {_told(finding)}, and by another scorer {outcomes[finding.rule]}: "
                f"{finding.condition}"
            )
    _as_the_engine(pack, dossier, as_at)


def _as_the_engine(pack: RulePack, dossier: Dossier, as_at: dt.date) -> None:
    compiled = _compiled(pack)
    items = Items.of(require_valid(dossier, [pack]), compiled.lexicon.vocabulary.kinds, as_at)
    facts = Facts(items, compiled.lexicon)
    for ready in compiled.rules:
        for text, node in (
            (ready.rule.condition, ready.condition),
            (ready.rule.applies_when, ready.applies_when),
        ):
            if text is None or node is None:
                continue
            values = {name: engine_value(facts(name)) for name in facts_read(node)}
            if None in values.values():
                continue
            named = {engine_symbol(name): value for name, value in values.items()}
            says = engine_rule(text).evaluate(named)
            ours = evaluate(node, facts)
            assert says is ours, f"rule-engine says {says} and psed {ours}: {text} with {values}"


def engine_value(known: Known) -> object | None:
    """A fact as rule-engine reads it; nothing where it is not exact."""
    match known:
        case Between(sure, possible) if sure == possible:
            return set(sure)
        case Options(words) if len(words) == 1:
            return next(iter(words))
        case Range(low, high) if low is not None and low == high:
            if isinstance(low, dt.date):
                return dt.datetime(low.year, low.month, low.day, tzinfo=dt.UTC)
            return low if isinstance(low, bool) else Decimal(low)
        case _:
            return None


# 10


def round_trip(dossier: Dossier, beside: Path | None = None) -> None:
    """YAML and JSON give back the same dossier, and the same bytes on the second pass.

    Args:
        dossier: A dossier of shipped kinds, or of packs that it names.
        beside: The folder in which packs lie that it names by a path.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pack in dossier.packs if beside else ():
            assert beside
            source = beside / pack
            if source.is_dir():
                shutil.copytree(source, folder / pack)
            elif source.is_file():
                (folder / pack).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, folder / pack)
        for file, write in ((folder / "dossier.yaml", to_yaml), (folder / "dossier.json", to_json)):
            text = write(dossier)
            file.write_text(text, encoding="utf-8", newline="")
            again = load(file)
            assert dossier_sha256(again) == dossier_sha256(dossier), f"{file.name} gives back another digest"
            same = require_valid(dossier, again._packs).model_dump()
            assert again.model_dump() == same, f"{file.name} gives back another dossier"
            assert write(again) == text, f"{file.name} is written otherwise the second time"


# 11


def dated(pack: RulePack) -> None:
    """On each day of a change of law, and the days beside it, exactly the right version is in force."""
    compiled = _compiled(pack)
    for change in sorted(compiled.change_days()):
        for day in (change - DAY, change, change + DAY):
            chosen = compiled.on(day)
            ids = [ready.id for ready in chosen]
            assert len(ids) == len(set(ids)), f"on {day} a rule of {pack.pack} is read in two versions"
            assert set(ids) == set(compiled.versions), f"on {day} a rule of {pack.pack} is left out"
            for ready in chosen:
                _right_version(ready, compiled, day)


def _right_version(ready: CompiledRule, compiled: CompiledPack, day: dt.date) -> None:
    pack = compiled.pack
    versions = [rule for rule in pack.rules if pack.rule_id(rule) == ready.id]
    good = [rule for rule in versions if _first(pack, rule.valid_from) <= day <= _last(pack, rule.valid_to)]
    assert len(good) <= 1, f"on {day} {ready.id} is in force in {len(good)} versions"
    assert pack.in_force(ready.rule, day) == bool(good), (
        f"on {day} {ready.id} is read in a version out of force"
    )
    assert not good or ready.rule is good[0], f"on {day} {ready.id} is read in the wrong version"


def _first(pack: RulePack, day: dt.date | None) -> dt.date:
    return pack.valid_from if day is None else day


def _last(pack: RulePack, day: dt.date | None) -> dt.date:
    return min(d for d in (day, pack.valid_to, dt.date.max) if d is not None)


LAWS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "order-free": order_free,
        "monotone": monotone,
        "narrowing": narrowing,
        "nested": nested,
        "local": local,
        "time-honest": time_honest,
        "timeline": nothing_changes_between,
        "explained": explained,
        "duplicate-free": duplicate_free,
        "same-everywhere": same_everywhere,
        "round-trip": round_trip,
        "dated": dated,
        "unaccused": unaccused,
    }
)
"""The laws by name, in the order of `design`; the first line of each one's docstring says what it holds."""
