"""A dossier lived through ten years of adding, renewing, lapsing and superseding."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

import psed
from psed.model.outcome import ItemState
from psed.rulepack import RulePack
from psed.testing import laws
from psed.testing import strategies as psts
from psed.testing.lives import life
from psed.testing.strategies.histories import YEARS

OAKSHIRE = psed.load_pack(psed.examples_folder() / "oakshire" / "pack.yaml")
EFLG = psed.load_pack(psed.rules_folder() / "frameworks" / "eflg-2009")
FEW = max(5, settings.default.max_examples // 4) if settings.default else 15


@pytest.mark.parametrize(
    "packs", [psts.packs(), OAKSHIRE, EFLG], ids=["made-up packs", "oakshire", "eflg-2009"]
)
def test_the_laws_hold_at_each_step_of_a_life(packs: RulePack | st.SearchStrategy[RulePack]) -> None:
    run_state_machine_as_test(life(packs), settings=settings(max_examples=FEW, stateful_step_count=12))


@given(psts.histories(OAKSHIRE))
def test_a_history_only_grows(history: tuple[psts.Moment, ...]) -> None:
    assert history[0].event == "begin"
    assert (history[-1].as_at - history[0].as_at).days <= YEARS * 366
    for before, after in pairwise(history):
        assert before.as_at < after.as_at
        ids = [item.id for item in before.dossier.evidence]
        assert [item.id for item in after.dossier.evidence][: len(ids)] == ids
        psed.assess(after.dossier, OAKSHIRE, as_at=after.as_at)


@given(psts.histories(EFLG))
def test_every_moment_of_a_history_is_a_dossier_that_can_be_written_down(
    history: tuple[psts.Moment, ...],
) -> None:
    laws.round_trip(history[-1].dossier)


@pytest.mark.parametrize("event", ["add", "renew", "publish", "look", "wait"])
def test_every_event_happens(event: str) -> None:
    history = _found(lambda history: any(moment.event == event for moment in history))
    assert any(moment.event == event for moment in history)


@pytest.mark.parametrize("state", [ItemState.LAPSED, ItemState.SUPERSEDED, ItemState.CURRENT])
def test_papers_lapse_and_are_superseded_in_some_history(state: ItemState) -> None:
    def shows(history: tuple[psts.Moment, ...]) -> bool:
        last = history[-1]
        return any(i.state is state for i in psed.assess(last.dossier, OAKSHIRE, as_at=last.as_at).evidence)

    assert shows(_found(shows))


def _found(shows: Callable[[tuple[psts.Moment, ...]], bool]) -> tuple[psts.Moment, ...]:
    quick = settings(max_examples=500, phases=[Phase.generate])
    return find(psts.histories(OAKSHIRE), shows, settings=quick)
