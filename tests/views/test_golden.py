"""The views of the hand-made dossier, compared with files that were looked at.

After a change that is meant: `PARLEY_GOLDEN=write pytest tests/views/test_golden.py`, then look at the difference.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from parley import views
from parley.model.dossier import Change, Dossier
from parley.views.exchange import dumps
from parley.views.schema import dossier_schema
from tests.views.istanbul import POINTS, dossier

GOLDEN = Path(__file__).parent / "golden"
SHIPPED = Path(views.__file__).parent / "dossier.schema.json"
PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "dossier.schema.json"
CHANGES = (
    Change(kind="changed", question=POINTS[0].question, old=POINTS[0].accounts[0], new=POINTS[0].accounts[1]),
    Change(kind="new", question=POINTS[2].question, old=None, new=POINTS[2].latest),
    Change(kind="withdrawn", question=POINTS[4].question, old=POINTS[4].latest, new=None),
)


def terminal(width: int) -> Callable[[Dossier], str]:
    def shown(found: Dossier) -> str:
        page = io.StringIO()
        views.terminal(found, Console(file=page, width=width, color_system=None), CHANGES)
        return page.getvalue()

    return shown


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("terminal-100.txt", terminal(100)),
        ("terminal-80.txt", terminal(80)),
        ("brief.md", lambda found: views.markdown(found, CHANGES)),
        ("dossier.json", lambda found: views.json(found, CHANGES)),
        ("brief.html", lambda found: _body(views.html(found, CHANGES))),
    ],
)
def test_view_is_as_it_was_looked_at(name, view):
    shown = view(dossier())
    _compare(GOLDEN / name, shown)
    assert view(dossier()) == shown, "two runs must give the same bytes"


@pytest.mark.parametrize("file", [SHIPPED, PUBLISHED])
def test_published_schema_is_that_of_the_types(file):
    _compare(file, dumps(dossier_schema(), indent=2) + "\n")


def _body(page: str) -> str:
    """The page without its style and script, which are files of their own."""
    return page[page.index("<body>") : page.index("<script>")]


def _compare(file: Path, text: str) -> None:
    if os.environ.get("PARLEY_GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, f"{file.name} differs: PARLEY_GOLDEN=write if it is meant"
