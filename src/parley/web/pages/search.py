"""Search over the words of reports and of entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import Response

from parley.store import Hit, Page
from parley.views.rows.prose import clean
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
KINDS = (
    ("", "everything"),
    ("report", "reports"),
    ("statement", "said"),
    ("position", "wanted, offered, refused"),
    ("attendance", "coming or not"),
    ("meeting", "meetings"),
    ("event", "done"),
)


@pages.get("/search")
def everywhere(visit: Visit) -> Response:
    """Search all negotiations."""
    titles = {n.id: n.title for n in visit.site.archive.negotiations()}
    frame = Frame("Search", "search", layout="middle")
    return visit.show("search.html.j2", frame, lambda: _found(visit, None) | {"titles": titles, "at": ""})


@pages.get("/n/{negotiation}/search")
def within(visit: Visit, negotiation: str) -> Response:
    """Search one negotiation."""
    room = visit.site.room(negotiation)
    found = _found(visit, negotiation) | {"titles": {}}
    variant = " ".join(f"{hit['of'].report}{hit['of'].entry}" for hit in found["hits"])
    return visit.show("search.html.j2", Frame("Search", "search"), lambda: found, room=room, variant=variant)


def _found(visit: Visit, negotiation: str | None) -> dict[str, Any]:
    words, kind, after = visit.given("q"), visit.given("kind"), visit.given("after")
    kind = kind if kind in dict(KINDS) else ""
    page: Page[Hit] = Page()
    if words:
        page = visit.site.archive.search(words, negotiation=negotiation, kind=kind or None, after=after, limit=20)
    hits = [{"of": hit, "pieces": list(_pieces(hit.snippet, hit.marks))} for hit in page.items]
    return {"hits": hits, "words": words, "kind": kind, "kinds": KINDS, "next": page.next, "after": after}


def _pieces(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """A snippet as (text, whether it was asked for).

    >>> list(_pieces("peace talks", [(0, 5)]))
    [('peace', True), (' talks', False)]
    """
    at, shown = 0, clean(text)
    for start, end in sorted((s, min(e, len(shown))) for s, e in marks if s < e):
        if start > at:
            yield shown[at:start], False
        if end > max(start, at):
            yield shown[max(start, at) : end], True
            at = end
        else:
            at = max(at, min(start, len(shown)))
    if at < len(shown):
        yield shown[at:], False
