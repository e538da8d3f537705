"""A body whose duty was that of one nation and becomes that of another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import psed
from psed.model.organisation import Organisation

OVER: dict[str, Any] = {
    "id": "example:b",
    "name": "A body",
    "kind": "university",
    "nation": "england",
    "earlier_nations": [{"nation": "wales", "to": "2021-03-31"}],
    "headcount": [{"on": "2015-01-01", "employees": 900, "basis": "payroll"}],
}


def read(day: str, rule: str, *evidence: dict[str, Any], **more: Any) -> tuple[str, ...]:
    dossier = psed.Dossier.model_validate({"organisation": {**OVER, **more}, "evidence": list(evidence)})
    result = psed.assess(dossier, as_at=dt.date.fromisoformat(day))
    (found,) = (duty for duty in result.duties if duty.rule == rule)
    due = found.next_due_on.low.isoformat() if found.next_due_on else ""
    return (found.outcome.value, *(reason.value for reason in found.reasons), due)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-03-31", ("not_applicable", "out_of_scope", "")),
        ("2021-04-01", ("not_applicable", "not_yet_due", "2022-04-01")),
        ("2022-04-01", ("not_applicable", "not_yet_due", "2022-04-01")),
        ("2022-04-02", ("unknown", "nothing_on_file", "")),
    ],
)
def test_the_duty_of_the_new_nation_begins_on_the_day_it_changed_over(
    day: str, expected: tuple[str, ...]
) -> None:
    assert read(day, "england-2017:information") == expected


def test_a_listing_that_begins_later_begins_the_duty_later() -> None:
    listed = [{"list": "england", "from": "2024-05-01"}]
    later: dict[str, Any] = {"earlier_nations": [], "listings": listed}
    assert read("2024-05-01", "england-2017:information", **later) == (
        "not_applicable",
        "not_yet_due",
        "2025-05-01",
    )
    always: dict[str, Any] = {"earlier_nations": [], "listings": [{"list": "england"}]}
    assert read("2024-05-01", "england-2017:information", **always) == ("unknown", "nothing_on_file", "")


def test_each_day_has_one_nation() -> None:
    several = [{"nation": "wales", "to": "2021-03-31"}, {"nation": "scotland", "to": "2019-12-31"}]
    body = Organisation.model_validate({**OVER, "earlier_nations": several})
    days = ("2019-12-31", "2020-01-01", "2021-03-31", "2021-04-01")
    found = [body.nation_on(dt.date.fromisoformat(day)).value for day in days]
    assert found == ["scotland", "wales", "wales", "england"]
    assert body.changed_over(dt.date(2019, 12, 31)) is None
    assert body.changed_over(dt.date(2020, 1, 1)) == dt.date(2020, 1, 1)
    assert body.changed_over(dt.date(2030, 1, 1)) == dt.date(2021, 4, 1)


def test_two_that_end_on_one_day_are_refused() -> None:
    twice = [{"nation": "wales", "to": "2021-03-31"}, {"nation": "scotland", "to": "2021-03-31"}]
    with pytest.raises(ValueError, match="two of `earlier_nations` end on one day"):
        Organisation.model_validate({**OVER, "earlier_nations": twice})


def test_a_list_of_another_nation_is_the_wrong_regime_and_the_right_one_is_named() -> None:
    body = {**OVER, "earlier_nations": [], "listings": [{"list": "england"}], "nation": "wales"}
    result = psed.assess(psed.Dossier.model_validate({"organisation": body}), as_at=dt.date(2020, 1, 1))
    (found,) = (duty for duty in result.duties if duty.rule == "england-2017:information")
    assert (found.outcome.value, found.reasons[0].value) == ("not_applicable", "wrong_regime")
    assert found.because == (
        "Wrong regime: this is a duty of England and bodies that are not devolved, and the duty of this body "
        "is that of Wales. Look for the duties of Wales, or mend `nation:` or `listings:`."
    )
    (notice, *_) = (notice for notice in result.notices if notice.about == "wrong-regime")
    assert notice.says.startswith("Wrong regime: the list `england` belongs to england-2017, and the duty of")
