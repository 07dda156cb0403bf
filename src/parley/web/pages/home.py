"""The first page: all negotiations; and how a new one begins."""

from __future__ import annotations

import dataclasses

from fastapi import Response

from parley.model.negotiation import Negotiation, slug
from parley.web import links
from parley.web.visit import Frame, Pages, Visit

pages = Pages()


@pages.get("/")
def home(visit: Visit) -> Response:
    """All negotiations, the one with the last news first."""
    found = [{**row, "working": visit.site.working(row["of"].id)} for row in visit.site.shelf.get()]
    context = {
        "rows": found,
        "may_judge": visit.viewer.may("analyst"),
        "examples": visit.site.examples is not None,
    }
    return visit.show("home.html.j2", Frame("Negotiations", "home", layout="middle"), lambda: context)


@pages.get("/new", needs="analyst")
def new(visit: Visit) -> Response:
    """The form of a new negotiation."""
    return visit.show("new.html.j2", Frame("A new negotiation", layout="middle"), lambda: {"old": None})


@pages.post("/new")
def create(visit: Visit) -> Response:
    """Begin to follow a negotiation."""
    title = visit.field("title")
    made = Negotiation(id=_free(visit, slug(title)), title=title, **_terms(visit))  # type: ignore[arg-type]
    visit.site.archive.add_negotiation(made, author=visit.site.author(visit.viewer))
    visit.site.shelf.forget()
    visit.site.audit(visit, "negotiation added", made.id, title)
    return visit.go(links.path("n", made.id, "import"))


def _free(visit: Visit, wanted: str) -> str:
    """The id, with a number behind it where it is taken."""
    taken = {n.id for n in visit.site.archive.negotiations()}
    numbered = (f"{wanted[:58]}-{n}" for n in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(n for n in numbered if n not in taken)


def _terms(visit: Visit) -> dict[str, tuple[str, ...]]:
    """Parties, places and words as people write lists: one a line, or with commas."""
    names = ("parties", "places", "words")
    parts = {name: visit.field(name).replace("\n", ",").split(",") for name in names}
    return {name: tuple(dict.fromkeys(p.strip() for p in found if p.strip())) for name, found in parts.items()}


@pages.get("/n/{negotiation}/describe", needs="analyst")
def describe(visit: Visit, negotiation: str) -> Response:
    """The form to describe a negotiation anew."""
    old = visit.site.archive.negotiation(negotiation)
    return visit.show("new.html.j2", Frame(f"About {old.title}", layout="middle"), lambda: {"old": old})


@pages.post("/n/{negotiation}/describe")
def described(visit: Visit, negotiation: str) -> Response:
    """Describe a negotiation anew."""
    old = visit.site.archive.negotiation(negotiation)
    changed = dataclasses.replace(old, title=visit.field("title"), **_terms(visit))  # type: ignore[arg-type]
    visit.site.archive.change_negotiation(changed, author=visit.site.author(visit.viewer))
    visit.site.shelf.forget()
    visit.site.audit(visit, "negotiation described", negotiation, changed.title)
    visit.site.rooms.begin(negotiation).result(timeout=20)
    return visit.go(links.path("n", negotiation))
