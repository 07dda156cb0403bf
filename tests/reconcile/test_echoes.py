"""The same words quoted in two reports bring their days together. The reports are invented."""

from __future__ import annotations

from datetime import date

import pytest

from parley.model.text import Report
from parley.model.times import When
from parley.pipeline import read
from parley.reconcile import reconcile

FRIDAY = date(2031, 5, 16)
WORDS = "We will not sit down at a table with three legs"
A = Report(
    outlet="The Herald", text=f'"{WORDS}," Anna Holt, the envoy of Norland, said on Thursday.', published=FRIDAY
)


def days(text: str) -> dict[str, object]:
    other = Report(outlet="The Courier", text=text)
    found = reconcile(read(A) | read(other))
    return {report: day for report, day in found.days if report == other.id}


def test_a_report_without_a_day_lies_close_to_one_that_quotes_the_same_words() -> None:
    (day,) = days(f'"{WORDS}," Ms Holt told a crowd on Thursday. The crowd cheered.').values()
    told = day.candidates or (day.start,)
    assert all(abs((d - FRIDAY).days) <= 4 for d in told)
    assert date(2031, 5, 15) in told


@pytest.mark.parametrize(
    "text",
    [
        '"We will not sit down," Ms Holt told a crowd on Thursday. The crowd cheered.',  # five words: anybody's
        "Ms Holt will not sit down at a table with three legs, a crowd heard on Thursday.",  # not quoted
    ],
)
def test_other_words_bring_nothing(text: str) -> None:
    (day,) = days(text).values()
    assert not isinstance(day, When)
    assert not day.candidates
