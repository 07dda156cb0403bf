"""Reports that are one, and reports that correct another."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.intake.twins import correction, once, revised
from parley.model.text import Report
from tests.intake.samples import STORY

FIRST = Report(text=STORY, title="TALKS STALL IN OSLO", outlet="Newswire", published=date(2031, 3, 4))
FIXED = Report(
    text=STORY.replace("Monday", "Tuesday"),
    title="(CORRECTED)-TALKS STALL IN OSLO",
    outlet="Newswire",
    published=date(2031, 3, 4),
)
OTHER = Report(
    text="Fishing quotas were agreed by all nine states in the end.", title="Quotas agreed", outlet="Newswire"
)


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("CORRECTED: Talks stall", "Talks stall"),
        ("CORRECTED-Talks stall", "Talks stall"),
        ("[Correction] Talks stall", "Talks stall"),
        ("UPDATE 2-Talks stall", "Talks stall"),
        ("Updated - Talks stall", "Talks stall"),
        ("Update on talks expected", None),
        ("Corrected figures show a deficit", None),
        ("Lead negotiator resigns", None),
        ("", None),
    ],
)
def test_marks_of_correction(title, rest):
    assert correction(title) == rest


def test_a_correction_revises_in_any_order():
    for order in permutations([FIRST, FIXED, OTHER]):
        found = {r.title: r.revises for r in revised(order)}
        assert found == {FIRST.title: None, FIXED.title: FIRST.id, OTHER.title: None}


def test_the_second_update_revises_the_first():
    updates = [
        Report(text=STORY + f" Later, part {n}.", title=f"UPDATE {n}-Talks stall", outlet="N") for n in (1, 2)
    ]
    plain = Report(text=STORY, title="Talks stall", outlet="N")
    first, second, original = revised([*updates, plain])
    assert (original.revises, first.revises, second.revises) == (None, plain.id, first.id)


def test_no_revision_of_another_outlet_or_of_a_later_day():
    elsewhere = Report(text=STORY, title="Talks stall", outlet="The Gazette")
    later = Report(text=STORY, title="Talks stall", outlet="Newswire", published=date(2031, 3, 9))
    assert [r.revises for r in revised([FIXED, elsewhere, later])] == [None, None, None]


@given(st.permutations([FIRST, FIXED, OTHER, FIRST, Report(text=STORY), Report(text=STORY, outlet="Newswire")]))
def test_doubles_are_one_report_in_any_order(order):
    assert sorted(r.id for r in once(order)) == sorted([FIRST.id, FIXED.id, OTHER.id])
