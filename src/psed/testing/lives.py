"""A dossier lived through ten years, day by day forward, with the laws held at each step."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from psed.assessing import assess
from psed.facts import Items
from psed.model.dates import DAY
from psed.model.dossier import Dossier
from psed.model.outcome import ItemState
from psed.rulepack import RulePack
from psed.testing import laws
from psed.testing import strategies as psts
from psed.testing.strategies.histories import YEARS, looked, papers, published, renewed, with_item


class Life(RuleBasedStateMachine):
    """What happens to a body's file, in any order; `life(pack)` gives one for a pack.

    Each step moves the day on. Papers lapse by themselves as it passes their last good day.
    """

    packs: st.SearchStrategy[RulePack]

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """An empty file, on the first day of a pack."""
        self.pack = data.draw(self.packs)
        self.day = self.begins = max(self.pack.valid_from, dt.date(2009, 1, 1))
        body = data.draw(psts.organisations(self.begins)).model_copy(update={"start": None, "end": None})
        self.dossier = Dossier(organisation=body)
        self.written = 0
        self.checked: tuple[dt.date, Dossier] | None = None

    def _name(self) -> str:
        self.written += 1
        return f"E-{self.written}"

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        """A new paper is put on file; one that is certainly in date makes nothing worse."""
        item = data.draw(papers(self.pack, self.day, self._name()))
        before, self.dossier = self.dossier, with_item(self.dossier, item)
        if before.none_held == self.dossier.none_held:
            laws.monotone(before, item, [self.pack], self.day)

    @precondition(lambda self: self.dossier.evidence)
    @rule(data=st.data())
    def renew(self, data: st.DataObject) -> None:
        """A newer paper takes the place of an older one, which is gone for good."""
        older = data.draw(st.sampled_from(self.dossier.evidence))
        self.dossier = with_item(self.dossier, renewed(older, self.day, self._name()))
        for day in (self.day, self.day + 3000 * DAY):
            item = self._items(day).by_id[older.id]
            # A paper whose own day has not surely come cannot be told to have been superseded yet.
            assert not item.exists or item.state is ItemState.SUPERSEDED

    @precondition(lambda self: any(item.published_on is None for item in self.dossier.evidence))
    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        """A paper is published as it stands; that makes nothing worse."""
        open_ = [item.id for item in self.dossier.evidence if item.published_on is None]
        before = assess(self.dossier, self.pack, as_at=self.day)
        self.dossier = published(self.dossier, data.draw(st.sampled_from(open_)), self.day)
        monotone = all(rule.monotone for rule in self.pack.rules)
        after = assess(self.dossier, self.pack, as_at=self.day)
        if monotone:
            lost = {f.rule for f in before.findings() if f.outcome == "met"} - {
                f.rule for f in after.findings() if f.outcome == "met"
            }
            assert not lost, f"publishing a paper lost {sorted(lost)}"

    @rule()
    def look_in_vain(self) -> None:
        """The body looks for a kind of paper and says that it has none."""
        self.dossier = looked(self.dossier, self.pack, self.day)

    @precondition(lambda self: self.day < self.begins + YEARS * 365 * DAY)
    @rule(days=st.sampled_from((1, 31, 182, 365, 366, 731)))
    def wait(self, days: int) -> None:
        """Time passes and nothing else does: no level rises by that alone."""
        before, self.day = self.day, self.day + days * DAY
        if laws.nothing_arrives(self.dossier, [self.pack], before, self.day):
            laws.time_honest(self.dossier, [self.pack], before, self.day)

    def _items(self, day: dt.date) -> Items:
        return Items.of(self.dossier, psts.kinds_for([self.pack]), day)

    @invariant()
    def laws_hold(self) -> None:
        """What holds of every file on every day."""
        here = (self.day, self.dossier)
        if here == self.checked:
            return
        self.checked = here
        packs = [self.pack]
        laws.nested(assess(self.dossier, self.pack, as_at=self.day))
        laws.explained(self.dossier, packs, self.day)
        laws.same_everywhere(self.pack, self.dossier, self.day)
        backwards = self.dossier.model_copy(update={"evidence": self.dossier.evidence[::-1]})
        laws.order_free(self.dossier, packs, self.day, backwards)


def life(packs: RulePack | st.SearchStrategy[RulePack]) -> type[Life]:
    """A state machine for a pack, or for packs that a strategy makes.

    Example:
        >>> import psed
        >>> from psed.testing.lives import life
        >>> pack = psed.load_pack(psed.examples_folder() / "oakshire" / "pack.yaml")
        >>> TestMyPack = life(pack).TestCase
    """
    chosen = st.just(packs) if isinstance(packs, RulePack) else packs
    return type("LifeOfAPack", (Life,), {"packs": chosen})
