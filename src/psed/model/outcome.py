"""What an assessment says: outcomes, reasons, findings, levels and the whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from typing import Any, Self

from pydantic import ConfigDict, Field, ValidationError

from psed.errors import InvalidAssessment, PsedError, suggestion
from psed.model.base import FrozenMap, Model, One, in_short
from psed.model.dates import PartialDate
from psed.model.duty import Aim, Characteristic
from psed.model.evidence import Basis, Source, Strength

DISCLAIMER = (
    "A reading of what is on file, by psed's rules. Not legal advice, not an award, "
    "and not a finding about due regard."
)


MAX_LENGTH = 8 * 1024 * 1024
"""How long a saved assessment may be, as for every other file."""


class Outcome(StrEnum):
    """What one rule says of one dossier on one day."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"
    """The rule could not be evaluated: a fault of the rule or of psed, never a "no"."""


class Reason(StrEnum):
    """Why a finding is not `met`, in the order in which reasons are given."""

    NONE_HELD = "none_held"
    NOTHING_ON_FILE = "nothing_on_file"
    LAPSED = "lapsed"
    UNDATED = "undated"
    NOT_PUBLISHED = "not_published"
    TOO_WEAK = "too_weak"
    TOO_NARROW = "too_narrow"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    TOO_LATE = "too_late"
    FIGURE_MISSING = "figure_missing"
    NEED_NOT_MET = "need_not_met"
    NEED_UNKNOWN = "need_unknown"
    NOT_IN_FORCE = "not_in_force"
    OUT_OF_SCOPE = "out_of_scope"
    SCOPE_UNKNOWN = "scope_unknown"
    WRONG_REGIME = "wrong_regime"
    ADOPTED_VOLUNTARILY = "adopted_voluntarily"
    DECLINED = "declined"
    NOT_YET_DUE = "not_yet_due"
    READINGS_DIFFER = "readings_differ"
    CONTRADICTED = "contradicted"
    """The record says the opposite of what a check asks."""


class Weight(StrEnum):
    """How much a check of a record matters, heaviest first."""

    HIGH = "high"
    MODERATE = "moderate"
    NOTE = "note"


Plain = bool | int | float | str | list[str] | None


class FactRead(Model):
    """A fact as a rule read it: a value, or the ends between which it lies, or why nothing is known.

    A fact that is exact has `value`. One that is not has `low` and `high`, inclusive, where `null` is
    an open end; for a set, what is surely in it and all that may be; for a word, nothing and all that
    it may be. One of which nothing is known has `unknown_because`.
    """

    value: Plain = None
    low: Plain = None
    high: Plain = None
    unknown_because: str | None = None


class Cited(Model):
    """A source of a rule."""

    cite: str
    url: str | None = None
    basis: Basis
    note: str | None = None


class Mended(Model):
    """What would mend a finding."""

    do: str
    effort_days: float | None = Field(None, allow_inf_nan=False)
    cannot_provide: str | None = None


class Finding(Model):
    """One rule, one dossier, one date."""

    rule: str = Field(description="As `pack:rule`.")
    title: str
    area: str
    at_level: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    because: str = Field(description="One plain sentence.")
    condition: str
    place: str = Field(description="File and line of the rule, within its pack.")
    needs: tuple[str, ...] = ()
    facts: FrozenMap[str, FactRead] = FrozenMap()
    evidence: tuple[str, ...] = Field(
        (), description="For `met`: every item in some smallest sufficient set. Else: the items it turns on."
    )
    enough: tuple[str, ...] = Field((), description="For `met`: one smallest sufficient set.")
    source: tuple[Cited, ...] = ()
    why: str
    mend: Mended
    ask: str | None = None

    def __repr__(self) -> str:
        return in_short(self, f"{self.rule}: {_came_out(self.outcome, self.reasons)}")

    def __str__(self) -> str:
        return f"{self.title}: {_spaced(self.outcome)}. {self.because}"


class LevelRead(Model):
    """Two levels, never merged: what the evidence supports, and what it could support.

    `null` is below the lowest level.
    """

    supported: str | None
    possible: str | None


class Progress(Model):
    """Rules met, not known and applicable: exact counts, never weighted."""

    level: str
    met: int
    unknown: int
    applicable: int


class Total(Model):
    """Points of all areas together, for frameworks that add them up.

    Where an area is not settled there are two ends, and `level` goes by them.
    """

    low: int = Field(description="What is on file supports so many.")
    high: int = Field(description="It could support so many.")
    most: int = Field(description="The most there can be.")
    no_band: str | None = Field(None, description="Why no level can be given: a total between two bands.")


class AreaResult(Model):
    """One area of a framework. Its level is missing where no rule of it applies."""

    id: str
    number: int | None
    title: str
    level: LevelRead | None
    progress: tuple[Progress, ...]
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        return in_short(self, f"{self.id}: {_levels(self.level)}, {_number(self.findings, 'finding')}")


class FrameworkResult(Model):
    """One framework. `level` is missing where its aggregator gives no overall level."""

    id: str
    title: str
    levels: tuple[str, ...]
    floor: str
    combine: str
    valid_from: dt.date = Field(description="First day the edition was in force, inclusive.")
    valid_to: dt.date | None = Field(None, description="Last day, inclusive; blank while open.")
    in_force: bool
    edition_then: str | None = Field(
        None, description="Where it was not in force: the edition that was on that day, if psed holds it."
    )
    level: LevelRead | None
    total: Total | None = Field(None, description="Points, where the aggregator adds them up.")
    left_out: tuple[str, ...] = Field((), description="Areas in which no rule applies.")
    progress: tuple[Progress, ...]
    areas: tuple[AreaResult, ...]

    def __repr__(self) -> str:
        return in_short(self, f"{self.id}: {_levels(self.level)}, {_number(self.areas, 'area')}")

    def holds_together(self) -> bool:
        """Whether every level it speaks of is one of its own."""
        known = {None, *self.levels}
        reads = [self.level, *(area.level for area in self.areas)]
        return all({read.supported, read.possible} <= known for read in reads if read)


class ItemState(StrEnum):
    """What an item of evidence is on one day."""

    CURRENT = "current"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    NOT_YET = "not_yet"
    UNDECIDED = "undecided"
    """Its date is not exact enough to tell."""


class ItemRead(Model):
    """An item of evidence as it stood on the day, so that a saved assessment explains itself."""

    id: str
    kind: str
    title: str
    state: ItemState
    dated: PartialDate | None
    published_on: PartialDate | None
    last_good_on: FrozenMap[str, dt.date | None] | None = Field(
        None, description="`low` and `high`, inclusive; missing where its kind does not lapse."
    )
    days_lapsed: FrozenMap[str, int | None] | None = None
    strength: Strength | None
    held_by: str | None
    source: Source | None
    superseded_by: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return in_short(self, f"{self.id}: {self.kind}, {self.state}")


class CoverageCell(Model):
    """What current evidence there is for one characteristic under one aim."""

    characteristic: Characteristic
    aim: Aim
    counts: bool = Field(description="False where the Act does not apply this aim to this characteristic.")
    evidence: tuple[str, ...] = Field((), description="Current, and surely covers both.")
    possible: tuple[str, ...] = Field((), description="May be current or may cover both.")
    excepted: tuple[str, ...] = Field(
        (),
        description="Exceptions of the duty that take some functions of this body, or of its kind, "
        "out of the cell.",
    )
    perhaps_excepted: tuple[str, ...] = Field(
        (), description="Exceptions that reach some bodies of this kind; `functions` is not on file."
    )
    still_counts: FrozenMap[str, str] = Field(
        FrozenMap(),
        description="Of these exceptions, those that take out only a part of the characteristic, each "
        "with the part that still counts.",
    )


class ClaimRead(Model):
    """A claim beside what the papers support."""

    framework: str
    level: str
    dated: PartialDate
    by: str | None
    source: Source
    says: str


class Ignored(Model):
    """An item of evidence or a decision that was left out, and why."""

    evidence: str = Field(description="The id of the item or of the decision.")
    because: str


class Notice(Model):
    """Something about the dossier that a reader should know; it decides nothing."""

    about: str
    evidence: tuple[str, ...]
    says: str


class Days(Model):
    """A day between two, both inclusive; the same twice where it is known."""

    low: dt.date
    high: dt.date


class Readings(Model):
    """The last day by both readings of a time that runs "beginning with" a day.

    `strict` is the day before the corresponding day, `anniversary` the corresponding day itself.
    """

    strict: Days
    anniversary: Days
    cycle: Days | None = Field(
        None, description="By a cycle that bodies and the regulator go by, where a duty has one."
    )


class TimeOutcome(StrEnum):
    """What came of one time that a duty fell due: history, which is no outcome of today."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT_DONE = "not_done"
    """Its last day is over, and nothing was published for it."""
    READINGS_DIFFER = "readings_differ"
    UNKNOWN = "unknown"
    """The days are not known, or what was there before is not on file."""


class OccurrenceRead(Model):
    """One time that a duty fell due. `period` and `snapshot` are for duties that have them."""

    period: str | None = None
    snapshot: dt.date | None = None
    due_on: Days | None = Field(
        None,
        description="The last day, by the cautious reading; blank where it turns on what is not on file.",
    )
    readings: Readings | None = None
    done_on: Days | None = None
    not_enforced: str | None = Field(
        None, description="What happened, where the regulator did not act; the last day of the law stands."
    )


class HistoryRead(Model):
    """One occurrence in the history of a duty."""

    due_on: Days | None = Field(
        description="The last day, by the cautious reading; blank where it turns on what is not on file."
    )
    done_on: Days | None
    outcome: TimeOutcome
    days_late: int | None = Field(
        description="Days after the last day on every reading; 0 in time; blank where it is not settled."
    )
    not_enforced: str | None = Field(None, description="As in the occurrence.")
    period_gap: Days | None = Field(
        None,
        description="Days that nothing on file reports on between this and the time before, by the periods "
        "that both name.",
    )


class DutyRead(Model):
    """One duty, one dossier, one day: is it done now, and when is it due next?

    What came of earlier times stands in `history`, and decides nothing of today.
    """

    pack: str
    rule: str = Field(description="As `pack:rule`.")
    title: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    because: str = Field(description="In plain sentences.")
    occurrence: OccurrenceRead | None = Field(None, description="The latest that was due or done.")
    next_due_on: Days | None = Field(None, description="The last day, by the cautious reading.")
    next_readings: Readings | None = None
    record_begins: dt.date | None = Field(
        None,
        description="The first day from which all there was is on file. What came before is not known; blank "
        "where there is no such day.",
    )
    history: tuple[HistoryRead, ...] = Field(
        (), description="Every occurrence since the record begins, earliest first."
    )
    evidence: tuple[str, ...] = ()
    remarks: tuple[str, ...] = Field((), description="What should be known beside it; decides nothing.")
    source: tuple[Cited, ...] = ()
    why: str
    mend: Mended
    ask: str | None = None

    def __repr__(self) -> str:
        due = f", next by {self.next_due_on.low}" if self.next_due_on else ""
        return in_short(self, f"{self.rule}: {_came_out(self.outcome, self.reasons)}{due}")

    def __str__(self) -> str:
        return f"{self.title}: {_spaced(self.outcome)}. {self.because}"


class PackRead(Model):
    """Which version of a pack was read."""

    id: str
    version: str
    status: str
    sha256: str


class OrganisationRead(Model):
    """Whose dossier was read."""

    id: str
    name: str


class RecordFinding(Model):
    """One check, one record of a decision or an objective, one day."""

    rule: str = Field(description="As `pack:check`.")
    title: str
    weight: Weight
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    because: str = Field(description="In plain sentences.")
    condition: str
    place: str = Field(description="File and line of the check, within its pack.")
    turns_on: str | None = Field(None, description="The key of the record it turns on, with dots between.")
    facts: FrozenMap[str, FactRead] = FrozenMap()
    source: tuple[Cited, ...] = ()
    why: str
    mend: Mended
    ask: str | None = None

    def __repr__(self) -> str:
        return in_short(self, f"{self.rule}: {_came_out(self.outcome, self.reasons)}")

    def __str__(self) -> str:
        return f"{self.title}: {_spaced(self.outcome)}. {self.because}"


class RecordRead(Model):
    """A decision or an objective on record, with the findings on it."""

    id: str
    title: str
    findings: tuple[RecordFinding, ...] = Field(
        (), description="Not met first, then not known, then met; the heaviest first within each."
    )

    def __repr__(self) -> str:
        against = sum(read.outcome is Outcome.NOT_MET for read in self.findings)
        return in_short(self, f"{self.id}: {_number(self.findings, 'finding')}, {against} not met")


class Assessment(Model):
    """All findings, levels, coverage and dates for one dossier on one day: a value.

    The same dossier, packs and day give the same bytes. `sha256` is the digest of everything else
    in it but the places of rules, which follow from layout.
    """

    psed_assessment: One = Field(1, alias="psed-assessment")
    as_at: dt.date
    organisation: OrganisationRead
    packs: tuple[PackRead, ...]
    dossier_sha256: str
    psed_version: str
    frameworks: tuple[FrameworkResult, ...]
    duties: tuple[DutyRead, ...] = ()
    decisions: tuple[RecordRead, ...] = ()
    objectives: tuple[RecordRead, ...] = ()
    coverage: tuple[CoverageCell, ...]
    claims: tuple[ClaimRead, ...] = ()
    evidence: tuple[ItemRead, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    notices: tuple[Notice, ...] = ()
    disclaimer: str = DISCLAIMER
    sha256: str = ""

    model_config = ConfigDict(populate_by_name=True)

    def __hash__(self) -> int:
        return hash(self.sha256)

    def findings(self) -> tuple[Finding, ...]:
        """Every finding, framework by framework, needed rules before those that need them."""
        return tuple(finding for f in self.frameworks for area in f.areas for finding in area.findings)

    def __iter__(self) -> Iterator[Finding]:  # type: ignore[override]
        """Every finding on a rule of a framework, in the order of `findings`."""
        return iter(self.findings())

    def __getitem__(self, name: str) -> Any:
        """What came of something, by its id.

        Args:
            name: A rule gives its `Finding`, a duty its `DutyRead`, a check its `RecordFinding`, an area its
                `AreaResult`, a framework its `FrameworkResult`, a level the findings at it, another pack its
                duties or the findings on records, a decision or an objective its `RecordRead`, an item
                of evidence its `ItemRead`. What stands before the colon (`pack:`, and for a check on one
                of several records `record:pack:`) may be left out where no other thing has the same
                name.

        Raises:
            KeyError: Nothing has that name, with the nearest; or more than one thing, with the whole
                name of each.
        """
        known = list(self._named())
        whole = [value for full, value in known if full == name]
        found = whole or [(full, value) for full, value in known if full.endswith(f":{name}")]
        if len(found) == 1:
            return whole[0] if whole else found[0][1]
        if not found:
            names = {part for full, _ in known for part in (full, full.rpartition(":")[2])}
            raise KeyError(f"nothing in this assessment is called `{name}`; {suggestion(name, names)}")
        few = [f"`{full}`" for full, value in known if full == name or full.endswith(f":{name}")]
        more = f" and {len(few) - 6} more" if len(few) > 6 else ""
        raise KeyError(f"{len(few)} things are called `{name}`: use one of {', '.join(few[:6])}{more}")

    def _named(self) -> Iterator[tuple[str, Any]]:
        """Everything that has a name, each by its whole name."""
        for framework in self.frameworks:
            yield framework.id, framework
            for level in framework.levels:
                here = (f for area in framework.areas for f in area.findings if f.at_level == level)
                yield f"{framework.id}:{level}", tuple(here)
            for area in framework.areas:
                yield f"{framework.id}:{area.id}", area
                yield from ((finding.rule, finding) for finding in area.findings)
        packs: dict[str, list[DutyRead | RecordFinding]] = {}
        for duty in self.duties:
            packs.setdefault(duty.pack, []).append(duty)
            yield duty.rule, duty
        for record in (*self.decisions, *self.objectives):
            yield record.id, record
            for read in record.findings:
                packs.setdefault(read.rule.partition(":")[0], []).append(read)
                yield f"{record.id}:{read.rule}", read
        yield from ((pack, tuple(reads)) for pack, reads in packs.items())
        yield from ((item.id, item) for item in self.evidence)

    def __repr__(self) -> str:
        levels = [f"{framework.id} {_levels(framework.level)}" for framework in self.frameworks]
        parts = [*levels, _number(self.findings(), "finding"), f"duties: {len(self.duties)}"]
        return in_short(self, f"{self.organisation.name} as at {self.as_at}: {', '.join(parts)}")

    def __str__(self) -> str:
        """What `psed assess` prints."""
        # A report is made from an assessment, and an assessment knows no report: only its name.
        return str(import_module("psed.report.text").one(self))

    def content(self) -> dict[str, Any]:
        """The whole as plain JSON values, with every key in its contract order."""
        whole: dict[str, Any] = self.model_dump(mode="json", by_alias=True)
        for finding in _findings_in(whole):
            finding["facts"] = {name: _without_blanks(read) for name, read in finding["facts"].items()}
        return whole

    def to_json(self) -> str:
        """JSON text, indented, ending in a line break; the same input gives the same bytes."""
        return json.dumps(self.content(), ensure_ascii=False, indent=1) + "\n"

    def digest(self) -> str:
        """The SHA-256 of everything but itself and the places of rules, as 64 hexadecimal digits.

        A place follows the layout of a pack's file, and layout changes nothing.
        """
        content = self.content()
        del content["sha256"]
        for finding in _findings_in(content):
            del finding["place"]
        return digest(content)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a saved assessment.

        Raises:
            InvalidAssessment: It is not one that psed wrote (A002), or was altered since (A001).
        """
        if len(text) > MAX_LENGTH:
            fault = PsedError("F002", f"the assessment is over {MAX_LENGTH // 1024 // 1024} MiB")
            raise InvalidAssessment("1 fault in a saved assessment", [fault])
        try:
            read = cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            about = f": `{where}` does not fit" if where else ""
            message = f"this is not a saved assessment of this version{about}"
            fault = PsedError("A002", message, help="make it again: `psed assess DOSSIER --format json`")
            raise InvalidAssessment("1 fault in a saved assessment", [fault]) from error
        known = {pack.id for pack in read.packs}
        if not all(framework.holds_together() and framework.id in known for framework in read.frameworks):
            fault = PsedError("A002", "this is not a saved assessment: its levels do not hold together")
            raise InvalidAssessment("1 fault in a saved assessment", [fault])
        if read.digest() != read.sha256:
            message = "the assessment was altered after it was made: its digest does not match"
            fault = PsedError("A001", message, help="make it again: `psed assess DOSSIER --format json`")
            raise InvalidAssessment("1 fault in a saved assessment", [fault])
        return read

    def sealed(self) -> Self:
        """The same assessment with its digest filled in."""
        return self.model_copy(update={"sha256": self.digest()})


def _came_out(outcome: Outcome, reasons: tuple[Reason, ...]) -> str:
    return f"{outcome} ({', '.join(reasons)})" if reasons else str(outcome)


def _spaced(outcome: Outcome) -> str:
    return outcome.replace("_", " ")


def _levels(read: LevelRead | None) -> str:
    if read is None:
        return "no level"
    if read.supported == read.possible:
        return f"supports {read.supported}"
    return f"supports {read.supported}, could support {read.possible}"


def _number(things: tuple[Any, ...], noun: str) -> str:
    return f"{len(things):,} {noun}{'' if len(things) == 1 else 's'}"


def _findings_in(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every finding of an assessment as plain values: of frameworks, decisions and objectives."""
    for framework in content["frameworks"]:
        for area in framework["areas"]:
            yield from area["findings"]
    for record in (*content["decisions"], *content["objectives"]):
        yield from record["findings"]


def _without_blanks(read: dict[str, Any]) -> dict[str, Any]:
    """`{value}`, `{low, high}` or `{unknown_because}`: an open end stays, what does not apply goes."""
    if read["unknown_because"] is not None:
        return {"unknown_because": read["unknown_because"]}
    if read["low"] is not None or read["high"] is not None:
        return {"low": read["low"], "high": read["high"]}
    return {"value": read["value"]}


def digest(content: object) -> str:
    """The SHA-256 of plain JSON values in canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
