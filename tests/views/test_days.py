"""The timeline by day: what is shown of a full day, and rows that say the same."""

from __future__ import annotations

from parley.model.dossier import Dossier, Moment
from parley.model.record import Record
from parley.views.rows.days import MOST, days
from parley.views.rows.lookup import Lookup


def laid(*texts: str) -> tuple[int, int]:
    """How many rows of one day are shown, and how many wait behind them."""
    told = tuple(Moment(label="Monday", order=1.0, dated=False, text=text, entries=()) for text in texts)
    (day,) = days(Lookup.of(Dossier(record=Record(), timeline=told)))
    return len(day.moments), len(day.lesser)


def test_a_full_day_shows_what_counts_and_keeps_the_rest_behind():
    assert laid(*(f"Row {i}" for i in range(MOST + 1))) == (MOST + 1, 0)
    assert laid(*(f"Row {i}" for i in range(MOST + 4))) == (MOST, 4)


def test_rows_that_say_the_same_are_one():
    assert laid("The talks were held", "the talks were held") == (1, 0)
    deed = "Norland had fired ten missiles at the port since the start of the day"
    assert laid(deed, f"The general staff reported that {deed}") == (1, 0)
    assert laid("The meeting was held (ministers)", "The joint meeting was held (ministers)") == (2, 0)
    quoted = deed.replace("ten missiles", "“ten” missiles")
    assert laid(deed, f"Late on Sunday, {quoted}") == (1, 0)
