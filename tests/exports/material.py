"""Dossiers that the exports are tested on: read from invented reports, made by hand, and one that attacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from parley import pipeline
from parley.model.dossier import Dossier
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import When
from tests.views import hostile, istanbul

FIRST = """Norland and Vessia to hold fish talks in Arbon

Norland and Vessia will hold talks in Arbon on Thursday, the Norland foreign ministry said.

Norland's President Ana Holt will not attend the talks and sent her envoy Per Lund instead, a senior official said.

"We demand a ceasefire at sea," said Vessia's Foreign Minister Ilja Roth.

Vessia rejected the proposal for a joint fleet on Tuesday.
"""
SECOND = """=Talks in Arbon collapse, +1 walkout

Talks between Norland and Vessia in Arbon collapsed on Thursday after Vessia's delegation walked out.

Ana Holt did not attend the talks, her office said. Ilja Roth attended the talks.

Vessian aircraft attacked two Norland boats near Arbon on Wednesday, killing 3 people.

"-2+3 is what they offered," Per Lund told reporters.
"""


@cache
def told() -> Dossier:
    """What two invented reports tell."""
    first = Report(
        text=FIRST,
        title=FIRST.splitlines()[0],
        outlet="The Gazette",
        published=date(2031, 3, 4),
        published_by="sidecar",
        url="https://gazette.example/fish?a=1&b=2",
        author="J. Doe",
        language="en",
    )
    second = Report(
        text=SECOND, title=SECOND.splitlines()[0], outlet="Norland Post", published=date(2031, 3, 7), language="en"
    )
    return pipeline.dossier(pipeline.read_reports([first, second]).record)


@cache
def by_hand() -> Dossier:
    """The dossier of the views' tests, its main meeting on a known day."""
    found = istanbul.dossier()
    day = When(start=date(2025, 5, 15), end=date(2025, 5, 15), words="Thursday")
    first, *rest = found.gatherings
    return replace(found, gatherings=(replace(first, when=day), *rest))


DOSSIERS = {
    "told": told,
    "by hand": by_hand,
    "hostile": hostile.dossier,
    "empty": lambda: Dossier(record=Record()),
}
