"""The sections that laid a duty to have due regard on public bodies, each with its days.

Before section 149 of the Equality Act 2010 there were three, for race, disability and gender. A decision is
read by the duty of its own day, so what it had to have regard to, and to whose needs, goes by these.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from psed.model.duty import Characteristic
from psed.model.evidence import Basis

_UNTIL = dt.date(2011, 4, 4)


@dataclass(frozen=True)
class Section:
    """One section of an Act, while it laid the duty on public bodies.

    Attributes:
        cite: As a pack cites it.
        short: As a sentence names it.
        needs: What due regard is to be had to, in psed's own words, each beginning with "to".
        characteristics: Those that it covers, in the order of the Act of 2010.
        valid_from: The first day on which it counted.
        valid_to: The last day, included; nothing where it still counts.
        source: What brought it in and took it away.
        basis: How surely these days are known.
        url: Where it is published.
    """

    cite: str
    short: str
    needs: tuple[str, ...]
    characteristics: tuple[Characteristic, ...]
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    basis: Basis
    url: str | None = None


SECTIONS: tuple[Section, ...] = (
    Section(
        "Race Relations Act 1976, s. 71",
        "section 71 of the Race Relations Act 1976",
        (
            "to put an end to unlawful racial discrimination",
            "to promote equality of opportunity and good relations between people of different racial groups",
        ),
        (Characteristic.RACE,),
        dt.date(2001, 4, 2),
        _UNTIL,
        "Substituted by the Race Relations (Amendment) Act 2000, s. 2(1); gone when section 149 came",
        Basis.KNOWN,
        "https://www.legislation.gov.uk/ukpga/1976/74/section/71",
    ),
    Section(
        "Disability Discrimination Act 1995, s. 49A",
        "section 49A of the Disability Discrimination Act 1995",
        (
            "to put an end to unlawful discrimination against disabled people",
            "to put an end to harassment of disabled people that has to do with their disabilities",
            "to promote equality of opportunity between disabled people and others",
            "to take account of people's disabilities, even where that means treating them more favourably",
            "to promote positive attitudes towards disabled people",
            "to encourage disabled people to take part in public life",
        ),
        (Characteristic.DISABILITY,),
        dt.date(2006, 12, 4),
        _UNTIL,
        "Inserted by the Disability Discrimination Act 2005, s. 3; sources differ on 4 or 5 December 2006",
        Basis.DOUBTFUL,
        "https://www.legislation.gov.uk/ukpga/1995/50/section/49A",
    ),
    Section(
        "Sex Discrimination Act 1975, s. 76A",
        "section 76A of the Sex Discrimination Act 1975",
        (
            "to put an end to unlawful discrimination and harassment",
            "to promote equality of opportunity between men and women",
        ),
        (Characteristic.SEX,),
        dt.date(2007, 4, 6),
        _UNTIL,
        "Inserted by the Equality Act 2006, s. 84",
        Basis.KNOWN,
        "https://www.legislation.gov.uk/ukpga/1975/65/section/76A",
    ),
    Section(
        "Equality Act 2010, s. 149",
        "section 149 of the Equality Act 2010",
        (
            "to put an end to discrimination, harassment, victimisation and what else the Act prohibits",
            "to advance equality of opportunity",
            "to foster good relations",
        ),
        tuple(Characteristic),
        dt.date(2011, 4, 5),
        None,
        "Commenced on 5 April 2011",
        Basis.KNOWN,
        "https://www.legislation.gov.uk/ukpga/2010/15/section/149",
    ),
)
"""The four sections, in the order in which they came."""


def sections_on(first: dt.date, last: dt.date | None = None) -> tuple[Section, ...]:
    """The sections that laid the duty on public bodies on a day, or on any day of several.

    Args:
        first: The day, or the first of them.
        last: The last of them, included; the same day if not given.

    Returns:
        In the order in which they came; none before 2 April 2001.
    """
    until = first if last is None else last
    return tuple(
        each
        for each in SECTIONS
        if each.valid_from <= until and (each.valid_to is None or first <= each.valid_to)
    )


def covered_on(first: dt.date, last: dt.date) -> tuple[frozenset[str], frozenset[str]]:
    """The characteristics that the duty covers on every day of several, and on any of them."""
    changes = {each.valid_from for each in SECTIONS if first < each.valid_from <= last}
    of_days = [_covered(day) for day in {first, last, *changes}]
    return frozenset.intersection(*of_days), frozenset.union(*of_days)


def _covered(day: dt.date) -> frozenset[str]:
    return frozenset(str(c) for each in sections_on(day) for c in each.characteristics)
