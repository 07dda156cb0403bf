"""Ways to show an outlook: terminal, page and Markdown set the same rows in type; JSON is for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parley.model.dispute import Outlook
from parley.model.dossier import Dossier

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["html", "json", "markdown", "terminal"]


def terminal(outlook: Outlook, console: Console, dossier: Dossier | None = None) -> None:
    """Print the outlook; with the dossier it came from, every finding quotes the words it rests on."""
    from parley.views.outlook.rows import lay_out
    from parley.views.outlook.text import show

    show(lay_out(outlook, dossier), console)


def markdown(outlook: Outlook, dossier: Dossier | None = None) -> str:
    """The outlook in Markdown."""
    from parley.views.outlook.rows import lay_out
    from parley.views.outlook.text import notes

    return notes(lay_out(outlook, dossier))


def html(outlook: Outlook, dossier: Dossier | None = None) -> str:
    """The outlook as one self-contained page with its own solver; with the dossier, every line opens its words."""
    from parley.views.outlook.page import page

    return page(outlook, dossier)


def json(outlook: Outlook) -> str:
    """The outlook as JSON: the dispute, the equilibria by concept, the findings with the entries they rest on."""
    from parley.views.outlook.exchange import write_json

    return write_json(outlook)
