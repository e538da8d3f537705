"""The words of section 149: what counts where, and that the law pack says the same as the code."""

from __future__ import annotations

from itertools import product

import pytest

import psed
from psed.general_duty import GeneralDuty
from psed.model.duty import (
    LIMBS,
    RELEVANT_CHARACTERISTICS,
    STRAND_CHARACTERISTICS,
    Aim,
    Characteristic,
    Confidence,
    Limb,
    Nation,
    Strand,
    counts_for,
)

MARRIAGE = Characteristic.MARRIAGE_AND_CIVIL_PARTNERSHIP


@pytest.mark.parametrize(("characteristic", "aim"), list(product(Characteristic, Aim)))
def test_marriage_counts_for_eliminate_only_and_all_else_counts(
    characteristic: Characteristic, aim: Aim
) -> None:
    expected = not (characteristic is MARRIAGE and aim in (Aim.ADVANCE, Aim.FOSTER))
    assert counts_for(characteristic, aim) is expected


def test_25_of_27_cells_count() -> None:
    assert sum(counts_for(c, a) for c, a in product(Characteristic, Aim)) == 25


def test_there_are_nine_characteristics_of_which_eight_are_relevant_in_the_acts_order() -> None:
    assert [str(c) for c in Characteristic] == [
        "age",
        "disability",
        "gender-reassignment",
        "marriage-and-civil-partnership",
        "pregnancy-and-maternity",
        "race",
        "religion-or-belief",
        "sex",
        "sexual-orientation",
    ]
    assert [c for c in Characteristic if c is not MARRIAGE] == list(RELEVANT_CHARACTERISTICS)
    assert len(RELEVANT_CHARACTERISTICS) == 8


def test_aims_and_nations_are_closed_lists() -> None:
    assert [str(a) for a in Aim] == ["eliminate", "advance", "foster"]
    assert {str(n) for n in Nation} == {"england", "wales", "scotland"}


@pytest.mark.parametrize(
    ("aim", "limbs"),
    [
        (Aim.ELIMINATE, ["discrimination", "harassment", "victimisation", "other-prohibited-conduct"]),
        (Aim.ADVANCE, ["remove-disadvantage", "meet-needs", "encourage-participation"]),
        (Aim.FOSTER, ["tackle-prejudice", "promote-understanding"]),
    ],
)
def test_each_aim_has_its_limbs_in_the_acts_order(aim: Aim, limbs: list[str]) -> None:
    assert [str(limb) for limb in LIMBS[aim]] == limbs


def test_every_limb_belongs_to_exactly_one_aim() -> None:
    placed = [limb for limbs in LIMBS.values() for limb in limbs]
    assert sorted(placed) == sorted(Limb)
    assert set(LIMBS) == set(Aim)


@pytest.mark.parametrize(
    ("strand", "characteristics"),
    [
        (Strand.AGE, {"age": "certain"}),
        (Strand.DISABILITY, {"disability": "certain"}),
        (Strand.RACE, {"race": "certain"}),
        (Strand.RELIGION_OR_BELIEF, {"religion-or-belief": "certain"}),
        (Strand.SEXUAL_ORIENTATION, {"sexual-orientation": "certain"}),
        (
            Strand.GENDER,
            {
                "sex": "certain",
                "gender-reassignment": "if-stated",
                "pregnancy-and-maternity": "if-stated",
                "marriage-and-civil-partnership": "in-work-only",
            },
        ),
    ],
)
def test_one_strand_may_stand_for_many_characteristics(
    strand: Strand, characteristics: dict[str, str]
) -> None:
    assert {str(c): str(how) for c, how in STRAND_CHARACTERISTICS[strand].items()} == characteristics


def test_gender_never_implies_gender_reassignment_with_certainty() -> None:
    sure = {
        characteristic
        for strand, meant in STRAND_CHARACTERISTICS.items()
        for characteristic, confidence in meant.items()
        if confidence is Confidence.CERTAIN
    }
    assert Characteristic.GENDER_REASSIGNMENT not in sure
    assert set(Characteristic) - sure == {
        Characteristic.GENDER_REASSIGNMENT,
        Characteristic.PREGNANCY_AND_MATERNITY,
        MARRIAGE,
    }


def test_every_strand_is_mapped_and_the_tables_cannot_be_changed() -> None:
    assert set(STRAND_CHARACTERISTICS) == set(Strand)
    with pytest.raises(TypeError):
        LIMBS[Aim.FOSTER] = ()  # type: ignore[index]
    with pytest.raises(TypeError):
        STRAND_CHARACTERISTICS[Strand.AGE] = {}  # type: ignore[index]


# The law pack.


@pytest.fixture(scope="module")
def duty() -> GeneralDuty:
    pack = psed.load_pack(psed.rules_folder() / "law" / "general-duty.yaml")
    assert pack.general_duty is not None
    return pack.general_duty


def test_the_law_pack_has_the_aims_of_the_code_in_order(duty: GeneralDuty) -> None:
    assert [text.aim for text in duty.aims] == list(Aim)


@pytest.mark.parametrize("aim", list(Aim))
def test_the_law_pack_has_the_limbs_of_the_code_in_order(duty: GeneralDuty, aim: Aim) -> None:
    (text,) = (text for text in duty.aims if text.aim is aim)
    assert tuple(limb.limb for limb in text.limbs) == LIMBS[aim]


@pytest.mark.parametrize("aim", list(Aim))
def test_the_law_pack_counts_the_characteristics_that_the_code_counts(duty: GeneralDuty, aim: Aim) -> None:
    (text,) = (text for text in duty.aims if text.aim is aim)
    assert list(text.characteristics) == [c for c in Characteristic if counts_for(c, aim)]


def test_the_law_pack_begins_when_section_149_did_and_is_open() -> None:
    pack = psed.load_pack(psed.rules_folder() / "law" / "general-duty.yaml")
    assert pack.valid_from.isoformat() == "2011-04-05"
    assert pack.valid_to is None
    assert pack.rules == ()
