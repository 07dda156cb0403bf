"""How each report tells it, in rows and words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.views.rows.brief import Share, Telling
from parley.views.rows.layout import lay_out
from parley.views.rows.phrases import heard, in_order
from tests.views.istanbul import dossier

TOLD = Telling("The Gazette", (), (), 1, 0, 0, ())


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ((), ""),
        (("Norland",), ""),
        (("Norland", "Sudria"), "first named: Norland, then Sudria"),
        (("A", "B", "C"), "first named: A, then B and C"),
        (("A", "B", "C", "D", "E", "F"), "first named: A, then B, C, D, E and F"),
        (("A", "B", "C", "D", "E", "F", "G"), "first named: A, then B, C, D, E and 2 more"),
    ],
)
def test_whom_a_report_names_first(order: tuple[str, ...], words: str):
    assert in_order(replace(TOLD, order=order)) == words


@pytest.mark.parametrize("many", [1, 7, 8, 20])
def test_of_many_parties_the_foremost_stand_alone(many: int):
    found = dossier()
    shares = tuple((f"Party {i}", 1 / many) for i in range(many))
    told = (replace(found.tellings[0], shares=shares), *found.tellings[1:])
    shown = lay_out(replace(found, tellings=told)).tellings[0].shares
    assert len(shown) <= 7
    assert sum(share.part for share in shown) == pytest.approx(1)
    assert shown[-1] == Share(f"{many - 6} others", pytest.approx((many - 6) / many)) or many < 8


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((2, 1, 1), "2 named voices, 1 unnamed voice and 1 institution"),
        ((1, 0, 3), "1 named voice and 3 institutions"),
        ((0, 0, 0), "quotes nobody"),
    ],
)
def test_only_voices_that_are_heard_are_counted(counts: tuple[int, int, int], words: str):
    named, unnamed, institutions = counts
    assert heard(replace(TOLD, named=named, unnamed=unnamed, institutions=institutions)) == words
