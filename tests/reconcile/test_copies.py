"""Reports that repeat another report: found in any order, however often reports come and go."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.record import Record
from parley.model.text import Report
from parley.reconcile import copies
from parley.reconcile.copies import Copies, alike, sketch
from parley.reconcile.parts import Part

WIRE = " ".join(f"w{i}" for i in range(80))
OTHER = " ".join(f"o{i}" for i in range(80))


def part(number: int, text: str, day: int | None = 1, revises: str | None = None) -> Part:
    """A report made ready."""
    published = date(2031, 3, day) if day else None
    return Part(Report(id=f"r{number}", text=text, published=published, revises=revises), Record(), (), Record())


def changed(text: str, every: int) -> str:
    """The text with one word in so many exchanged."""
    return " ".join(f"x{i}{every}" if i % every == 0 else w for i, w in enumerate(text.split()))


def test_a_reprint_with_few_words_changed_is_one():
    assert alike(sketch(WIRE), sketch(changed(WIRE, 40)))
    assert not alike(sketch(WIRE), sketch(changed(WIRE, 4)))
    assert not alike(sketch(WIRE), sketch("too short to tell"))


def test_the_first_by_day_is_the_original():
    parts = {p.id: p for p in (part(1, WIRE, 3), part(2, WIRE, 1), part(3, OTHER, 1), part(4, WIRE, None))}
    assert Copies().sync((), parts.values(), parts) == {"r1": "r2", "r4": "r2"}


_TEXTS = [t for text in (WIRE, OTHER) for t in (text, changed(text, 30), changed(text, 17), changed(text, 9))]
_REPORTS = st.tuples(st.integers(1, 9), st.sampled_from(_TEXTS), st.sampled_from((None, 1, 2, 3)))


@given(st.lists(st.lists(st.tuples(_REPORTS, st.booleans()), max_size=5, unique_by=lambda t: t[0][0]), max_size=8))
def test_however_reports_come_and_go_their_copies_are_those_of_all_at_once(steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "_FIRST", 2)  # so that few reports are many
        growing, parts = Copies(), {}
        for step in steps:
            gone = [parts.pop(f"r{told[0]}") for told, _ in step if f"r{told[0]}" in parts]
            come = [part(*told) for told, stays in step if stays]
            parts |= {p.id: p for p in come}
            assert growing.sync(gone, come, parts) == Copies().sync((), parts.values(), parts)
