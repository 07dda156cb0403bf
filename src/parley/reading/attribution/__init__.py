"""Attribution: who said, thinks or wants what, as linked spans, and the statements among them."""

from __future__ import annotations

from collections.abc import Sequence

from parley.model.entries import Statement
from parley.reading.attribution.assembling import as_statements
from parley.reading.attribution.models import load
from parley.reading.attribution.reader import read
from parley.reading.attribution.scene import scene
from parley.reading.attribution.spans import Attribution, Run
from parley.reading.attribution.speech import spoken
from parley.reading.attribution.voices import Voices
from parley.reading.sheet import Sheet
from parley.reading.times import Timex

__all__ = ["Attribution", "Run", "attributions", "statements"]


def attributions(sheet: Sheet) -> tuple[Attribution, ...]:
    """Every attribution of a report, in order of the cues: speech, and attitudes and acts of position too."""
    return read(scene(sheet), load())


def statements(sheet: Sheet, cast: Voices, timexes: Sequence[Timex]) -> tuple[Statement, ...]:
    """What the report says somebody uttered, one entry for each unbroken piece, in order of place."""
    laid = scene(sheet)
    return as_statements(laid, spoken(laid, load()), cast, timexes)
