"""The words of section 149 of the Equality Act 2010, as closed lists.

Law:
    Equality Act 2010, ss. 4 and 149, in force from 5 April 2011 (s. 149),
    https://www.legislation.gov.uk/ukpga/2010/15/section/149
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Aim(StrEnum):
    """One of the three needs to which due regard is owed: s. 149(1)(a), (b) and (c)."""

    ELIMINATE = "eliminate"
    ADVANCE = "advance"
    FOSTER = "foster"


class Limb(StrEnum):
    """A part of an aim that the Act spells out: s. 149(1)(a), (3) and (5)."""

    DISCRIMINATION = "discrimination"
    HARASSMENT = "harassment"
    VICTIMISATION = "victimisation"
    OTHER_PROHIBITED_CONDUCT = "other-prohibited-conduct"
    REMOVE_DISADVANTAGE = "remove-disadvantage"
    MEET_NEEDS = "meet-needs"
    ENCOURAGE_PARTICIPATION = "encourage-participation"
    TACKLE_PREJUDICE = "tackle-prejudice"
    PROMOTE_UNDERSTANDING = "promote-understanding"


class Characteristic(StrEnum):
    """A protected characteristic: the nine of s. 4, in the Act's order."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender-reassignment"
    MARRIAGE_AND_CIVIL_PARTNERSHIP = "marriage-and-civil-partnership"
    PREGNANCY_AND_MATERNITY = "pregnancy-and-maternity"
    RACE = "race"
    RELIGION_OR_BELIEF = "religion-or-belief"
    SEX = "sex"
    SEXUAL_ORIENTATION = "sexual-orientation"


class Strand(StrEnum):
    """One of the six strands of practice before the Act; not a term of law."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER = "gender"
    RACE = "race"
    RELIGION_OR_BELIEF = "religion-or-belief"
    SEXUAL_ORIENTATION = "sexual-orientation"


class Confidence(StrEnum):
    """How surely a text about a strand is also about a characteristic."""

    CERTAIN = "certain"
    IF_STATED = "if-stated"
    """Only where the text itself names the group; never inferred from the strand alone."""
    IN_WORK_ONLY = "in-work-only"
    """Only for employment, through the Sex Discrimination Act 1975."""


class Function(StrEnum):
    """A function of a body for which part of the general duty does not count: Schedule 18.

    Those of paragraphs 1 to 3, and those of paragraph 4 that go by what is done and not by who does it.
    """

    SCHOOLS = "schools"
    """The education of pupils in schools, and what is provided for pupils there: paragraph 1."""
    CHILDRENS_HOMES = "childrens-homes"
    """The homes for children that paragraph 1 names."""
    IMMIGRATION_AND_NATIONALITY = "immigration-and-nationality"
    """Paragraph 2."""
    JUDICIAL = "judicial"
    """Those of a court or tribunal, or on its behalf or instructions: paragraph 3."""
    PARLIAMENTARY = "parliamentary"
    """Those in connection with proceedings in a parliament: paragraph 4."""


class Nation(StrEnum):
    """The nation of the duty: who made the regulations a body follows, not where its office is.

    Bodies that are not devolved follow `england` wherever they sit.
    """

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"


LIMBS: Mapping[Aim, tuple[Limb, ...]] = MappingProxyType(
    {
        Aim.ELIMINATE: (
            Limb.DISCRIMINATION,
            Limb.HARASSMENT,
            Limb.VICTIMISATION,
            Limb.OTHER_PROHIBITED_CONDUCT,
        ),
        Aim.ADVANCE: (Limb.REMOVE_DISADVANTAGE, Limb.MEET_NEEDS, Limb.ENCOURAGE_PARTICIPATION),
        Aim.FOSTER: (Limb.TACKLE_PREJUDICE, Limb.PROMOTE_UNDERSTANDING),
    }
)
"""The limbs of each aim, in the Act's order. `eliminate` lists the conduct it names."""

RELEVANT_CHARACTERISTICS: tuple[Characteristic, ...] = tuple(
    c for c in Characteristic if c is not Characteristic.MARRIAGE_AND_CIVIL_PARTNERSHIP
)
"""The eight relevant protected characteristics of s. 149(7), in the Act's order."""

STRAND_CHARACTERISTICS: Mapping[Strand, Mapping[Characteristic, Confidence]] = MappingProxyType(
    {
        Strand.AGE: {Characteristic.AGE: Confidence.CERTAIN},
        Strand.DISABILITY: {Characteristic.DISABILITY: Confidence.CERTAIN},
        Strand.GENDER: {
            Characteristic.SEX: Confidence.CERTAIN,
            Characteristic.GENDER_REASSIGNMENT: Confidence.IF_STATED,
            Characteristic.PREGNANCY_AND_MATERNITY: Confidence.IF_STATED,
            Characteristic.MARRIAGE_AND_CIVIL_PARTNERSHIP: Confidence.IN_WORK_ONLY,
        },
        Strand.RACE: {Characteristic.RACE: Confidence.CERTAIN},
        Strand.RELIGION_OR_BELIEF: {Characteristic.RELIGION_OR_BELIEF: Confidence.CERTAIN},
        Strand.SEXUAL_ORIENTATION: {Characteristic.SEXUAL_ORIENTATION: Confidence.CERTAIN},
    }
)
"""Which characteristics a strand can stand for, and how surely. One strand may map to many."""


def counts_for(characteristic: Characteristic, aim: Aim) -> bool:
    """Whether a characteristic counts for an aim: 25 of the 27 cells do.

    Marriage and civil partnership counts for `eliminate` only, because s. 149(1)(a) points to
    all conduct the Act prohibits while (b) and (c) go by the relevant eight.

    Law:
        Equality Act 2010, s. 149(1) and (7).
    """
    return aim is Aim.ELIMINATE or characteristic in RELEVANT_CHARACTERISTICS
