"""The example on an empty desk: two reports on the Istanbul talks, read on one click."""

from __future__ import annotations

from fastapi import Response

from parley.errors import NotThere
from parley.intake import load
from parley.model.negotiation import Negotiation
from parley.web import links
from parley.web.pages.imports import begin
from parley.web.visit import Pages, Visit

pages = Pages()
_ID = "istanbul-talks"


@pages.post("/examples")
def examples(visit: Visit) -> Response:
    """Make the example's negotiation and read its reports."""
    folder = visit.site.examples
    if folder is None:
        raise NotThere("the examples are not on this machine")
    if all(n.id != _ID for n in visit.site.archive.negotiations()):
        made = Negotiation(
            id=_ID, title="Istanbul talks, May 2025", parties=("Russia", "Ukraine", "United States", "Turkey")
        )
        visit.site.archive.add_negotiation(made, author=visit.site.author(visit.viewer))
    visit.site.audit(visit, "import", _ID, "the examples")
    job = begin(visit, _ID, "Reading the examples", lambda _: load([folder]))
    return visit.go(links.path("n", _ID, "import", job.id))
