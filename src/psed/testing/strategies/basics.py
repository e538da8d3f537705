"""Days and partial dates, close together, and the few words that made-up cases use."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from psed.model.dates import DAY, PartialDate
from psed.model.duty import Characteristic

FIRST = dt.date(2010, 1, 1)
"""Where the days of generated cases begin."""
SPAN = 3 * 365
"""How many days they span."""
LONG_AGO = dt.date(1900, 1, 1)
"""Before any day that matters."""
BODIES = ("district", "county", "unitary")
KIND_NAMES = ("alpha", "beta", "gamma")
CHARACTERISTICS = (Characteristic.AGE, Characteristic.RACE, Characteristic.MARRIAGE_AND_CIVIL_PARTNERSHIP)
HEADCOUNTS = (0, 149, 150, 250)


_MONTHS_AND_DAYS = ((1, 1), (1, 31), (2, 28), (3, 1), (3, 31), (4, 1), (6, 15), (12, 31))


def days(first: dt.date = FIRST, span: int = SPAN) -> st.SearchStrategy[dt.date]:
    """Days of a few years, mostly the ends of months and years, and 29 February where there is one."""
    last = first + dt.timedelta(days=span)
    years = range(first.year, last.year + 1)
    marked = [dt.date(year, month, day) for year in years for month, day in _MONTHS_AND_DAYS]
    marked += [dt.date(year, 2, 29) for year in years if year % 4 == 0]
    near = sorted(day for day in marked if first <= day <= last)
    return st.one_of(st.sampled_from(near), st.dates(first, last))


def partial_dates(around: dt.date) -> st.SearchStrategy[PartialDate]:
    """A day, a month, a year or a financial year that lies around a day."""
    begins = around.year - (around.month < 4)
    gap = st.sampled_from((0, -1, 1, -28, 30, -365, 366))
    exact = gap.map(lambda n: PartialDate.of(around + n * DAY))
    coarse = st.sampled_from(
        (
            f"{around.year:04}-{around.month:02}",
            f"{around.year:04}",
            f"{begins:04}/{(begins + 1) % 100:02}",
        )
    )
    return st.one_of(exact, exact, coarse.map(PartialDate.parse))
