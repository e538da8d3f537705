"""The facts of an equality objective."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from psed.calendar import Due, Span, Timing, timing
from psed.facts.records import (
    NOT_EXACT,
    NOT_ON_RECORD,
    READINGS_DIFFER,
    UNDATED,
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

A_YEAR, TWO_YEARS, FOUR_YEARS = Months(12), Months(24), Months(48)


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
    def publications(self) -> list[PartialDate | None]:
        """Its own day of publication, if it has one, and those of the evidence that published it."""
        own = self.record.published_on
        return [own, *self.published] if own else [*self.published]

    @property
    def published_on(self) -> Known:
        """The earliest day of publication: its own, or that of the evidence that published it."""
        return first_of(self.publications)

    @property
    def is_published(self) -> Truth:
        """Whether it has been published by the day."""
        if self.publications:
            return either([upto(date, self.as_at) for date in self.publications])
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

    # Within so long. A time that the law sets is read in two ways, as `psed.calendar` does; psed's own year
    # runs to the day twelve months later, inclusive.

    def reported_in(self, every: Months, reading: str = "both") -> Known:
        """Whether the newest report of progress is within so long of the day."""
        return self._newest_in(self.reports, every, reading, none=self.says_none(Lacking.PROGRESS))

    def first_published_in(self, every: Months, reading: str = "both") -> Known:
        """Whether it was first published within so long of the day."""
        first = self.published_on
        assert isinstance(first, Range)
        if self.is_published is not True:
            return yes_no(self.is_published, UNDATED if self.publications else NOT_ON_RECORD)
        low = first.low if first.low is not None else dt.date.min
        return self._in_time(Span(low, first.high), every, reading)  # type: ignore[arg-type]

    @property
    def last_published_on(self) -> Known:
        """The day on which it was last published."""
        return last_of(self.publications)

    @property
    def published_in_four_years(self) -> Known:
        """Whether its last publication is within four years of the day.

        One that was set again since may have been published since too.
        """
        dates = self.publications
        again = self.record.renewed_on
        since = again and upto(again, self.as_at) is not False and not any(not_after(again, d) for d in dates)
        none = self.says_none(Lacking.PUBLICATION)
        return self._newest_in([*dates, None] if since else dates, FOUR_YEARS, none=none)

    @property
    def reviewed_in_four_years(self) -> Known:
        """Whether it was set, renewed or published within four years of the day, whichever is newest.

        Where the day on which it was set, or that of publication, is not on record, it may be newer.
        """
        dates: list[PartialDate | None] = [*self.publications]
        if not dates and not self.says_none(Lacking.PUBLICATION):
            dates.append(None)
        set_on, renewed = self.record.set_on, self.record.renewed_on
        dates += [date for date in (set_on, renewed) if date]
        if set_on is None and not (renewed and upto(renewed, self.as_at)):
            dates.append(None)
        return self._newest_in(dates, FOUR_YEARS)

    def _newest_in(
        self, dates: Iterable[PartialDate | None], every: Months, reading: str = "both", *, none: bool = False
    ) -> Known:
        """Whether the newest date that has come is within so long of the day; of a blank, it may be newer."""
        given = list(dates)
        come = [date for date in given if date and upto(date, self.as_at) is not False]
        sure = [date.earliest for date in come if upto(date, self.as_at)]
        if sure:
            latest = self.as_at if None in given else max(date.latest for date in come)
            return self._in_time(Span(max(sure), min(latest, self.as_at)), every, reading)
        to_come = given and not come and None not in given
        return yes_no(False if none or to_come else None, UNDATED if come else NOT_ON_RECORD)

    def _in_time(self, done: Span, every: Months, reading: str) -> Known:
        found = timing(Due.after(done, every, reading), Span.on(self.as_at))
        because = READINGS_DIFFER if found is Timing.READINGS_DIFFER else UNDATED
        return yes_no({Timing.IN_TIME: True, Timing.LATE: False}.get(found), because)

    @property
    def target_moved(self) -> Truth:
        """Whether an earlier day was given up for a later one."""
        earlier, now = self.record.earlier_target_on, self.record.target_on
        if not earlier:
            return False if self.says_none(Lacking.EARLIER_TARGET) else None
        return either([opposite(not_after(now, each.target_on)) for each in earlier])

    @property
    def target_moved_again(self) -> Truth:
        """Whether more than one earlier day was given up for a later one."""
        earlier, now = self.record.earlier_target_on, self.record.target_on
        if not earlier:
            return self.target_moved
        days = [each.target_on for each in earlier if not_after(now, each.target_on) is not True]
        if len(days) < 2 or (all(on.exact for on in days) and len(set(days)) < 2):
            return False
        sure = [on for on in days if not_after(now, on) is False]
        return True if any(one.latest < other.earliest for one in sure for other in sure) else None

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


def _yes(name: str, meaning: str, key: str, read: Callable[[View], Truth], *told_with: str) -> RecordFact:
    def derive(view: View) -> Known:
        return yes_no(read(view), UNDATED if getattr(view.record, key) else NOT_ON_RECORD)

    return _known(name, meaning, key, derive, *told_with)


def _known(name: str, meaning: str, key: str, read: Callable[[View], Known], *told_with: str) -> RecordFact:
    beside = tuple(f"objective.{other}" for other in told_with)
    return row(f"objective.{name}", _YES, meaning, key, read, told_with=beside)


def _given(name: str, meaning: str, key: str, lacking: Lacking) -> RecordFact:
    return _yes(name, meaning, key, lambda v: given(getattr(v.record, key), none=v.says_none(lacking)))


def _day(name: str, meaning: str, key: str, read: Callable[[View], Known]) -> RecordFact:
    return row(f"objective.{name}", _DAY, meaning, key, read)


def _characteristics(view: View) -> Known:
    named = [str(c) for c in view.record.characteristics]
    none = view.says_none(Lacking.CHARACTERISTICS)
    return between(named, named if named or none else map(str, Characteristic))


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
            lambda v: words(v.record.aims or (() if v.says_none(Lacking.AIMS) else None), Aim),
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
        _given("aims_named", "whether it names an aim that it serves", "aims", Lacking.AIMS),
        _given(
            "characteristics_named",
            "whether it names a characteristic that it is about",
            "characteristics",
            Lacking.CHARACTERISTICS,
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
            "first_target_on",
            "target_on",
        ),
        _yes(
            "target_moved_again",
            "whether more than one earlier day was given up for a later one",
            "earlier_target_on",
            lambda v: v.target_moved_again,
        ),
        _day("set_on", "the day on which it was last set", "set_on", lambda v: v.set_on),
        _known(
            "published",
            "whether it has been published",
            "published_on",
            lambda v: yes_no(v.is_published, UNDATED if v.publications else NOT_ON_RECORD),
            "published_on",
        ),
        _day("published_on", "the day on which it was published", "published_on", lambda v: v.published_on),
        _day(
            "last_published_on",
            "the day on which it was last published",
            "published_on",
            lambda v: v.last_published_on,
        ),
        _known(
            "first_published_in_a_year",
            "whether it was first published in the last twelve months",
            "published_on",
            lambda v: v.first_published_in(A_YEAR, "anniversary"),
            "published_on",
        ),
        _known(
            "first_published_in_two_years",
            "whether it was first published in the last two years",
            "published_on",
            lambda v: v.first_published_in(TWO_YEARS),
            "published_on",
        ),
        _known(
            "published_in_four_years",
            "whether it was last published in the last four years",
            "published_on",
            lambda v: v.published_in_four_years,
            "last_published_on",
        ),
        _known(
            "reviewed_in_four_years",
            "whether it was set, renewed or published in the last four years",
            "renewed_on",
            lambda v: v.reviewed_in_four_years,
            "set_on",
            "last_published_on",
        ),
        _yes("reported", "whether progress has been reported", "progress", lambda v: v.reported),
        _known(
            "reported_in_a_year",
            "whether progress was reported in the last twelve months",
            "progress",
            lambda v: v.reported_in(A_YEAR, "anniversary"),
            "last_reported_on",
        ),
        _known(
            "reported_in_two_years",
            "whether progress was reported in the last two years",
            "progress",
            lambda v: v.reported_in(TWO_YEARS),
            "last_reported_on",
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
            "ended_on",
        ),
        _day("ended_on", "the day on which it ended", "ended_on", lambda v: day(v.record.ended_on)),
    ]


OBJECTIVE_FACTS: Mapping[str, RecordFact] = {fact.type.name: fact for fact in _rows()}
"""Every fact of an objective, by name."""
