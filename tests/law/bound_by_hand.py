"""Who is bound by which duty and from when, written by hand from the law and from no pack.

A kind of body stands here only where the law leaves no doubt of it: what is neither among those bound nor
among those that are not is left open, and psed may say of it what it can answer for.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

ENGLISH_COUNCILS = ("county", "district", "unitary", "london-borough", "metropolitan-district")
PARISH = ("parish",)
NOBODY = ("partnership",)
"""A loose group is no person in law, and no list names it."""
NOT_PUBLIC = (*NOBODY, "contractor")
"""A contractor carries out public functions under the general duty alone; no list names it."""
OF_WALES = ("welsh-government", "corporate-joint-committee")
OF_SCOTLAND = ("scottish-government", "integration-joint-board")
OF_ENGLAND = (*ENGLISH_COUNCILS, *PARISH, "combined-authority", "academy-trust", "integrated-care-board")


@dataclass(frozen=True)
class ByHand:
    """One duty as the law has it.

    Attributes:
        duty: As `pack:duty`.
        nations: Whose duty it is.
        begins: The first day of the law.
        first: The last day for the first time; the first day of a duty that goes on at all times.
        bound: Kinds of body that are surely bound.
        not_bound: Kinds of body that surely are not.
        ends: The last day of the law; none if it is in force.
        goes_on: Whether it is a duty at all times, with no last day.
        at_least: How many employees a body must have.
        lists: The lists in the law of which one binds a body of any kind.
        unsettled: Kinds of body of which the law as seen leaves open whether they are bound.
    """

    duty: str
    nations: tuple[str, ...]
    begins: str
    first: str
    bound: tuple[str, ...]
    not_bound: tuple[str, ...]
    ends: str | None = None
    goes_on: bool = False
    at_least: int | None = None
    lists: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def last_day_before(self) -> dt.date:
        """The last day on which the duty has not fallen due."""
        first = dt.date.fromisoformat(self.first)
        return first - dt.timedelta(days=1) if self.goes_on else first


GREAT_BRITAIN = ("england", "wales", "scotland")
BEFORE_2011 = "2011-04-04"
"""The day before section 149 came into force: the last of the three duties of race, disability and gender."""


def _race(name: str, first: str, bound: tuple[str, ...], *, goes_on: bool = False) -> ByHand:
    """Race Relations Act 1976, s. 71, from 2 April 2001; SI 2001/3458 for England and Wales.

    A scheme had to be there before 31 May 2002, the arrangements for staff before 31 May 2003; functions
    are looked at again within three years of the first. The lists of that order and of those of 2003,
    2004 and 2006 name bodies; those of later lists have later days.
    """
    lists = () if name in ("employment", "policy") else ("race-2001",)
    nations = ("england", "wales")
    return ByHand(
        f"race-2001:{name}",
        nations,
        "2001-04-02",
        first,
        bound,
        NOT_PUBLIC,
        BEFORE_2011,
        goes_on,
        lists=lists,
    )


def _race_scotland(name: str, first: str, *, goes_on: bool = False) -> ByHand:
    """SSI 2002/62: the scheme by 30 November 2002, the rest counted from it."""
    lists = () if name == "employment-scotland" else ("race-scotland",)
    return ByHand(
        f"race-2001:{name}",
        ("scotland",),
        "2001-04-02",
        first,
        ("principal-council", "health-board"),
        (*NOT_PUBLIC, *ENGLISH_COUNCILS),
        BEFORE_2011,
        goes_on,
        lists=lists,
    )


PREDECESSORS = [
    _race("scheme", "2002-05-30", ENGLISH_COUNCILS),
    _race("functions-review", "2005-05-31", ENGLISH_COUNCILS),
    _race("employment", "2003-05-30", ENGLISH_COUNCILS, goes_on=True),
    # Schools and colleges had a policy in place of a scheme.
    _race("policy", "2002-05-30", ("school", "college", "university")),
    _race_scotland("scheme-scotland", "2002-11-30"),
    _race_scotland("functions-review-scotland", "2005-11-30"),
    _race_scotland("employment-scotland", "2003-11-30", goes_on=True),
    # Disability Discrimination Act 1995, s. 49A; SI 2005/2966. Days for schools differ.
    ByHand(
        "disability-2006:scheme",
        GREAT_BRITAIN,
        "2006-12-04",
        "2006-12-04",
        (*ENGLISH_COUNCILS, "principal-council", "nhs-trust", "government-department"),
        NOT_PUBLIC,
        BEFORE_2011,
        lists=("disability-2005", "disability-scotland"),
        unsettled=("school",),
    ),
    ByHand(
        "disability-2006:annual-report",
        GREAT_BRITAIN,
        "2006-12-04",
        "2007-12-04",
        (*ENGLISH_COUNCILS, "principal-council", "nhs-trust", "government-department"),
        NOT_PUBLIC,
        BEFORE_2011,
        lists=("disability-2005", "disability-scotland"),
        unsettled=("school",),
    ),
    # Sex Discrimination Act 1975, s. 76A; SI 2006/2930 for what is not Scottish, SSI 2007/32 for Scotland.
    *(
        ByHand(
            f"gender-2007:{name}",
            ("england",),
            "2007-04-06",
            first,
            (*ENGLISH_COUNCILS, "nhs-trust", "government-department"),
            NOT_PUBLIC,
            BEFORE_2011,
            lists=("gender-2006",),
        )
        for name, first in [("scheme", "2007-04-30"), ("annual-report", "2008-04-30")]
    ),
    *(
        ByHand(
            f"gender-2007:{name}",
            ("scotland",),
            "2007-04-06",
            first,
            ("principal-council", "health-board"),
            (*NOT_PUBLIC, *ENGLISH_COUNCILS),
            BEFORE_2011,
            at_least=at_least,
            lists=("gender-scotland",),
        )
        for name, first, at_least in [
            ("scheme-scotland", "2007-06-29", None),
            ("annual-report-scotland", "2008-06-29", None),
            ("equal-pay-statement-scotland", "2007-09-28", 150),
        ]
    ),
]


def _england(
    duty: str,
    begins: str,
    first: str,
    ends: str | None = None,
    *,
    schools: bool = True,
    size: int | None = None,
) -> ByHand:
    """SI 2011/2260 and SI 2017/353. Whether their lists name parish councils was not seen."""
    bound = (*ENGLISH_COUNCILS, "nhs-trust", "nhs-foundation-trust", "government-department")
    return ByHand(
        duty,
        ("england",),
        begins,
        first,
        (*bound, "school", "academy-trust") if schools else bound,
        (*NOT_PUBLIC, *OF_WALES, *OF_SCOTLAND, "principal-council", "health-board"),
        ends,
        at_least=size,
        lists=("england",),
        unsettled=PARISH,
    )


ENGLAND = [
    _england("england-2011:information", "2011-09-10", "2012-01-31", "2017-03-30", schools=False),
    _england("england-2011:objectives", "2011-09-10", "2012-04-06", "2017-03-30"),
    _england("england-2017:information", "2017-03-31", "2018-03-30"),
    _england("england-2017:objectives", "2017-03-31", "2018-03-30"),
    # Schedule 1 to SI 2017/353: figures of 31 March 2017 by 30 March 2018.
    _england("gender-pay-gap-2017:public-authorities", "2017-03-31", "2018-03-30", size=250),
    # SI 2017/172: figures of 5 April 2017 by 4 April 2018, and not for bodies in Schedule 19.
    ByHand(
        "gender-pay-gap-2017:other-employers",
        GREAT_BRITAIN,
        "2017-04-06",
        "2018-04-04",
        ("contractor",),
        (*NOBODY, *OF_ENGLAND, *OF_WALES, *OF_SCOTLAND, "principal-council", "health-board"),
        at_least=250,
    ),
    # A term of a contract; the first year of the edition of 2022 that was no trial.
    ByHand(
        "nhs-standard-contract:delivery-system-report",
        ("england",),
        "2023-04-01",
        "2024-02-28",
        ("nhs-trust", "nhs-foundation-trust"),
        (*NOBODY, *ENGLISH_COUNCILS, *PARISH, "school"),
    ),
]


def _wales(name: str, first: str, *, goes_on: bool = True) -> ByHand:
    """SI 2011/1064 (W.155), for all of Schedule 19, Part 2, and without a threshold of size."""
    kinds = ("principal-council", "health-board", "nhs-trust", "fire-authority", "national-park-authority")
    return ByHand(
        f"wales-2011:{name}",
        ("wales",),
        "2011-04-06",
        first,
        (*kinds, "school", "college", "university", "welsh-government"),
        (*NOT_PUBLIC, *OF_ENGLAND, *OF_SCOTLAND),
        goes_on=goes_on,
        lists=("wales",),
    )


PUBLISHED, FROM_THE_START, REPORTED = "2012-04-02", "2011-04-06", "2013-03-31"
"""Regs 3, 7 and 14 by the first; reg. 16 by the last, for the period that ended in 2012; the rest at once."""

WALES = [
    _wales("objectives", PUBLISHED, goes_on=False),
    *(
        _wales(name, PUBLISHED)
        for name in (
            "objectives-followed",
            "strategic-equality-plan",
            "engagement",
            "information-arrangements",
            "pay-differences",
            "pay-action-plan",
            "review",
            "accessible-publication",
        )
    ),
    *(_wales(name, FROM_THE_START) for name in ("impact-assessment", "training", "appraisal", "procurement")),
    *(_wales(name, REPORTED, goes_on=False) for name in ("employment-information", "annual-report")),
    ByHand(
        "wales-2011:ministers-report",
        ("wales",),
        "2011-04-06",
        "2014-12-31",
        ("welsh-government",),
        (*NOT_PUBLIC, "principal-council", "school"),
    ),
]


def _scotland(
    name: str,
    first: str,
    *,
    goes_on: bool = False,
    size: int | None = None,
    begins: str = "2012-05-27",
    ends: str | None = None,
) -> ByHand:
    """SSI 2012/162 for the bodies in its Schedule; those that were added later have days of their own."""
    return ByHand(
        f"scotland-2012:{name}",
        ("scotland",),
        begins,
        first,
        ("principal-council", "health-board", "college", "university", "scottish-government"),
        (*NOT_PUBLIC, *OF_ENGLAND, *OF_WALES),
        ends,
        goes_on,
        size,
        ("scotland-schedule",),
    )


AMENDED, THE_DAY_BEFORE = "2016-03-18", "2016-03-17"
"""SSI 2016/159: 20 employees in place of 150, and new days for the figures on pay."""


def _ministers(name: str, first: str) -> ByHand:
    """SSI 2012/162, reg. 12."""
    bound, out = ("scottish-government",), (*NOT_PUBLIC, "principal-council", "health-board")
    return ByHand(f"scotland-2012:{name}", ("scotland",), "2012-05-27", first, bound, out)


SCOTLAND = [
    _scotland("mainstreaming", "2013-04-30"),
    _scotland("outcomes", "2013-04-30"),
    _scotland("outcome-progress", "2015-04-30"),
    _scotland("pay-gap", "2013-04-30", size=150, ends=THE_DAY_BEFORE),
    _scotland("pay-gap", "2017-04-30", size=20, begins=AMENDED),
    _scotland("equal-pay", "2013-04-30", size=150, ends=THE_DAY_BEFORE),
    _scotland("equal-pay", "2017-04-30", size=20, begins=AMENDED),
    *(
        _scotland(name, "2012-05-27", goes_on=True)
        for name in ("assess-impact", "review-policies", "award-criteria", "contract-conditions")
    ),
    # Reg. 10 is about what the others have published, so it begins with the first of that.
    _scotland("accessible-publication", "2013-04-30", goes_on=True),
    _ministers("ministers-proposals", "2013-12-31"),
    _ministers("ministers-progress", "2015-12-31"),
    # Gender Representation on Public Boards (Scotland) Act 2018 and SSI 2020/120.
    *(
        ByHand(
            f"scotland-boards-2018:{name}",
            ("scotland",),
            "2020-05-29",
            first,
            ("health-board", "college"),
            (*NOT_PUBLIC, *OF_ENGLAND, *OF_WALES, "principal-council"),
            goes_on=goes_on,
            lists=("scotland-boards",),
        )
        for name, first, goes_on in [("objective", "2020-05-29", True), ("report", "2021-04-30", False)]
    ),
]
BESIDE = [
    # Equality Act 2010, s. 1: Scotland since April 2018, Wales since 31 March 2021.
    ByHand(
        "socio-economic-duty:scotland",
        ("scotland",),
        "2018-04-01",
        "2018-04-01",
        ("principal-council", "health-board", "scottish-government"),
        (*NOT_PUBLIC, *OF_ENGLAND, *OF_WALES),
        goes_on=True,
    ),
    ByHand(
        "socio-economic-duty:wales",
        ("wales",),
        "2021-03-30",
        "2021-03-31",
        ("principal-council", "health-board", "welsh-government"),
        (*NOT_PUBLIC, *OF_ENGLAND, *OF_SCOTLAND, "school"),
        goes_on=True,
    ),
    # SI 2018/952: every website that was there before it, from 23 September 2020.
    ByHand(
        "web-accessibility-2018:accessibility-statement",
        GREAT_BRITAIN,
        "2018-09-23",
        "2020-09-23",
        (*ENGLISH_COUNCILS, "principal-council", "health-board", "nhs-trust", "government-department"),
        NOBODY,
        goes_on=True,
        unsettled=("school",),
    ),
]
NOT_LAW = (
    "pending:equality-action-plan",
    "pending:outsourced-workers",
    "pending:ethnicity-pay-gap",
    "pending:disability-pay-gap",
    "socio-economic-duty-england:england",
)
"""Not in force in anything seen by November 2026, so due on no day and of nobody."""
BY_HAND = [*PREDECESSORS, *ENGLAND, *WALES, *SCOTLAND, *BESIDE]
