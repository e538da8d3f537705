"""The facts of an equality objective."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from psed.facts.records import (
    NOT_EXACT,
    RecordFact,
    between,
    day,
    first_of,
    given,
    last_of,
    not_after,
    row,
    upto,
    words,
    yes_no,
)
from psed.language.types import FactKind
from psed.language.values import Known, Range, Truth, either, opposite
from psed.model.dates import Months, PartialDate
from psed.model.duty import Aim, Characteristic
from psed.model.objective import Lacking, Objective

A_YEAR = Months(12)


@dataclass(frozen=True)
class ObjectiveView:
    """An objective as its facts read it.

    Attributes:
        record: The objective.
        as_at: The day.
        published: When the evidence that published it was published; a blank where that is not known.
    """

    record: Objective
    as_at: dt.date
    published: tuple[PartialDate | None, ...] = ()

    def says_none(self, word: Lacking) -> bool:
        """Whether the record says that there is none."""
        return word in self.record.says_none

    @property
    def published_on(self) -> Known:
        """The earliest day of publication: its own, or that of the evidence that published it."""
        own = self.record.published_on
        return day(own) if own else first_of(self.published)

    @property
    def is_published(self) -> Truth:
        """Whether it has been published by the day."""
        dates = [date for date in (self.record.published_on, *self.published) if date]
        if dates:
            return either([upto(date, self.as_at) for date in dates])
        return False if self.says_none(Lacking.PUBLICATION) else None

    @property
    def set_on(self) -> Known:
        """The day on which it was last set; one without a day of renewal was set once."""
        dates = [date for date in (self.record.set_on, self.record.renewed_on) if date]
        return last_of(dates)

    @property
    def reports(self) -> list[PartialDate]:
        """The dates of its progress reports."""
        return [report.dated for report in self.record.progress]

    @property
    def reported(self) -> Truth:
        """Whether progress has been reported by the day."""
        if self.reports:
            return either([upto(date, self.as_at) for date in self.reports])
        return False if self.says_none(Lacking.PROGRESS) else None

    @property
    def reported_in_a_year(self) -> Truth:
        """Whether progress was reported in the twelve months up to and with the day.

        A report counts to the day twelve months after its own, inclusive.
        """
        if not self.reports:
            return False if self.says_none(Lacking.PROGRESS) else None
        return either([self._within_a_year(date) for date in self.reports])

    def _within_a_year(self, date: PartialDate) -> Truth:
        last, least = A_YEAR.after(date.latest), A_YEAR.after(date.earliest)
        if date.earliest > self.as_at or last < self.as_at:
            return False
        return True if date.latest <= self.as_at <= least else None

    @property
    def target_moved(self) -> Truth:
        """Whether an earlier day was given up for a later one."""
        earlier, now = self.record.earlier_target_on, self.record.target_on
        if not earlier:
            return False if self.says_none(Lacking.EARLIER_TARGET) else None
        return either([opposite(not_after(now, each.target_on)) for each in earlier])

    @property
    def first_target_on(self) -> Known:
        """The first day by which it was to be reached; any before the present one where none is listed."""
        earlier, now = self.record.earlier_target_on, self.record.target_on
        first = first_of([*(each.target_on for each in earlier), now])
        whole = earlier or self.says_none(Lacking.EARLIER_TARGET)
        assert isinstance(first, Range)
        return first if whole or now is None else Range(None, first.high, NOT_EXACT)

    @property
    def ended(self) -> Truth:
        """Whether it has ended by the day; one without a day of ending goes on."""
        return upto(self.record.ended_on, self.as_at) if self.record.ended_on else False


View = ObjectiveView
_YES, _DAY, _SET = FactKind.YES_NO, FactKind.DATE, FactKind.SET


def _yes(name: str, meaning: str, key: str, read: Callable[[View], Truth]) -> RecordFact:
    return row(f"objective.{name}", _YES, meaning, key, lambda v: yes_no(read(v)))


def _given(name: str, meaning: str, key: str, lacking: Lacking) -> RecordFact:
    return _yes(name, meaning, key, lambda v: given(getattr(v.record, key), none=v.says_none(lacking)))


def _day(name: str, meaning: str, key: str, read: Callable[[View], Known]) -> RecordFact:
    return row(f"objective.{name}", _DAY, meaning, key, read)


def _characteristics(view: View) -> Known:
    named = [str(c) for c in view.record.characteristics]
    return between(named, named or map(str, Characteristic))


def _rows() -> list[RecordFact]:
    return [
        _yes(
            "specific",
            "whether it says what is to change and for whom",
            "specific",
            lambda v: v.record.specific,
        ),
        _yes(
            "measurable",
            "whether it can be told if it was reached",
            "measurable",
            lambda v: v.record.measurable,
        ),
        row(
            "objective.aims",
            _SET,
            "the aims it serves",
            "aims",
            lambda v: words(v.record.aims or None, Aim),
            Aim,
        ),
        row(
            "objective.characteristics",
            _SET,
            "the characteristics it is about",
            "characteristics",
            _characteristics,
            Characteristic,
        ),
        _given("evidenced", "whether the evidence behind it is named", "evidence", Lacking.EVIDENCE),
        _given("owned", "whether a post answers for it", "held_by", Lacking.OWNER),
        _given("baseline", "whether it is said where it begins", "baseline", Lacking.BASELINE),
        _given("target", "whether it is said where it is to come", "target", Lacking.TARGET),
        _given(
            "target_dated",
            "whether it has a day by which it is to be reached",
            "target_on",
            Lacking.TARGET_DATE,
        ),
        _day(
            "target_on",
            "the day by which it is to be reached",
            "target_on",
            lambda v: day(v.record.target_on),
        ),
        _day(
            "first_target_on",
            "the first day by which it was to be reached",
            "earlier_target_on",
            lambda v: v.first_target_on,
        ),
        _yes(
            "target_moved",
            "whether an earlier day was given up for a later one",
            "earlier_target_on",
            lambda v: v.target_moved,
        ),
        _day("set_on", "the day on which it was last set", "set_on", lambda v: v.set_on),
        _yes("published", "whether it has been published", "published_on", lambda v: v.is_published),
        _day("published_on", "the day on which it was published", "published_on", lambda v: v.published_on),
        _yes("reported", "whether progress has been reported", "progress", lambda v: v.reported),
        _yes(
            "reported_in_a_year",
            "whether progress was reported in the last twelve months",
            "progress",
            lambda v: v.reported_in_a_year,
        ),
        _day(
            "last_reported_on",
            "the date of the newest report of progress",
            "progress",
            lambda v: last_of(v.reports),
        ),
        _yes(
            "ended",
            "whether it has ended; one without a day of ending goes on",
            "ended_on",
            lambda v: v.ended,
        ),
        _day("ended_on", "the day on which it ended", "ended_on", lambda v: day(v.record.ended_on)),
    ]


OBJECTIVE_FACTS: Mapping[str, RecordFact] = {fact.type.name: fact for fact in _rows()}
"""Every fact of an objective, by name."""
