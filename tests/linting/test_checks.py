"""Each check: what it finds, what it leaves alone, and that it is told as the catalogue says."""

from __future__ import annotations

from pathlib import Path

import pytest

from linting.making import base, remarks_on, write
from psed.linting import CHECKS, Check, lint
from psed.linting.checks import CHECKS as FUNCTIONS

every_check = pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)


def test_the_base_is_clean(tmp_path: Path) -> None:
    assert lint(write(tmp_path, base())) == ()


@every_check
def test_the_bad_part_gets_its_code_and_no_other(check: Check, tmp_path: Path) -> None:
    remarks = remarks_on(tmp_path, check.bad)
    assert {remark.code for remark in remarks} == {check.code}, [str(remark) for remark in remarks]
    assert all(remark.place.line and remark.help for remark in remarks if check.code[0] == "L")


@every_check
def test_the_good_part_gets_nothing(check: Check, tmp_path: Path) -> None:
    assert [str(remark) for remark in remarks_on(tmp_path, check.good)] == []


def test_every_code_that_a_check_can_give_is_in_the_catalogue() -> None:
    given = {code for codes, _ in FUNCTIONS for code in codes}
    assert given == {check.code for check in CHECKS.values() if check.accepted}
