"""Ways to show a dossier; none computes anything of its own.

All views set the same rows (`parley.views.rows`) in type: `terminal` for a desk at midnight, `html` one page that
needs no network, `markdown` for notes, `json` for other programs. What each needs is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.model.dossier import Change, Dossier

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["html", "json", "markdown", "read_json", "terminal"]


def terminal(dossier: Dossier, console: Console, changes: tuple[Change, ...] = ()) -> None:
    """Print the brief on a terminal or into a file."""
    from parley.views.console import show
    from parley.views.rows import lay_out

    show(lay_out(dossier, changes), console)


def html(dossier: Dossier, changes: tuple[Change, ...] = ()) -> str:
    """The brief and its reports as one self-contained page."""
    from parley.views.page import page
    from parley.views.rows import lay_out

    return page(lay_out(dossier, changes))


def markdown(dossier: Dossier, changes: tuple[Change, ...] = ()) -> str:
    """The brief in Markdown, every line with a footnote that quotes its report."""
    from parley.views.notes import notes
    from parley.views.rows import lay_out

    return notes(lay_out(dossier, changes))


def json(dossier: Dossier, changes: tuple[Change, ...] = ()) -> str:
    """The dossier as JSON with W3C Web Annotation selectors; `read_json` gives it back."""
    from parley.views.exchange import write_json

    return write_json(dossier, changes)


def read_json(text: str) -> Dossier:
    """The dossier in a JSON text. Raises Unreadable where it is none, BadAnchor for words not in their report."""
    from parley.views.exchange import read_json

    return read_json(text)
