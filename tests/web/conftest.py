"""A desk over a small archive whose reports were read once for all tests of the web."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from parley.desk import Desk
from parley.model.negotiation import Negotiation
from parley.model.text import Report
from parley.web import site
from tests.patient import patient  # noqa: F401
from tests.web.asking import Person

FIRST = """Fish talks planned in Bergen

The foreign ministers of Iceland and Chile will meet in Bergen on 3 March 2031, both governments said on Monday.

"We will attend if the blockade is lifted," Iceland's Foreign Minister Ada Berg told reporters.

Chile demanded the release of 40 sailors before any talks. Chilean President Omar Tal will not attend the talks in
Bergen, a senior Chilean official said.

On Sunday Chilean forces seized two ships near Iceland."""
SECOND = """Chile to send its president after all

Chilean President Omar Tal will attend the talks with Iceland in Bergen on 3 March 2031, his office said Tuesday.

"Chile is ready for a ceasefire at sea," Tal said. Iceland rejected the demand for the release of the sailors.

On Sunday Chilean forces seized three ships near Iceland."""
AT = "harbour-talks"


@pytest.fixture(scope="session")
def read_once(tmp_path_factory):
    """The archive with both reports, to be copied by tests that change it."""
    file = tmp_path_factory.mktemp("web") / "once.db"
    with Desk.open(file) as desk:
        desk.archive.add_negotiation(
            Negotiation(id=AT, title="Harbour talks", parties=("Iceland", "Chile"), places=("Bergen",))
        )
        desk.take_in(AT, reports())
    return file


def reports() -> list[Report]:
    """Two reports that differ: one earlier, one later."""
    made = ((FIRST, "The Northam Gazette", 24), (SECOND, "Midvale Courier", 25))
    return [
        Report(text=text, title=text.splitlines()[0], outlet=outlet, published=date(2031, 2, day))
        for text, outlet, day in made
    ]


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """On a busy machine a decision may take longer than a reader would wait for; a test waits."""
    monkeypatch.setattr(site, "MOMENT", 60.0)


@pytest.fixture
def file(read_once, tmp_path):
    """A copy of the archive."""
    copy = tmp_path / "desk.db"
    shutil.copy(read_once, copy)
    return copy


@pytest.fixture
def person(file):
    """The owner at their own machine."""
    with Person(file) as owner:
        yield owner
