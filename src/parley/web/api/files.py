"""Whole dossiers as files: every export, feeds of what changed, the calendar of meetings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from parley import __version__
from parley.desk import Desk, Scope
from parley.store import LogRow
from parley.store.log import SHAPING
from parley.views.exports import FORMATS, format_named
from parley.views.publish.calendar import calendar
from parley.views.publish.feeds import Channel, atom, json_feed
from parley.views.publish.news import News, Side, news
from parley.web.api.access import Owner, needs
from parley.web.api.answers import Route, has_already, json_answer, tagged
from parley.web.api.reading import Key, answers
from parley.web.api.shapes import ref

Name = Annotated[str, Path(max_length=40, description="One of the formats that `exports` lists.")]
Day = Annotated[date | None, Query(description="As it stood at the end of this day.")]
STEPS = 12
"""Steps of a negotiation that a feed goes back."""


def router(desk: Desk, owner: Owner) -> APIRouter:
    """The routes that give files."""
    made = APIRouter(route_class=Route, dependencies=[Depends(needs(desk, owner, Scope.READ))])
    _exports(made, desk)
    _feeds(made, desk)
    return made


def _file(*media: str) -> dict[int | str, dict[str, Any]]:
    found = answers({}, 400, 501)
    content: dict[str, Any] = {kind: {} for kind in media} or {"*/*": {}}
    return found | {200: {"description": "The file.", "content": content}}


def _exports(made: APIRouter, desk: Desk) -> None:
    listed = {"type": "array", "items": ref("Format")}

    @made.get("/negotiations/{negotiation}/exports", responses=answers(listed), response_model=None)
    def exports(request: Request, negotiation: Key) -> Response:
        """The formats that a dossier can be had in."""
        desk.archive.negotiation(negotiation)
        found = ((f.name, f.ending, f.media_type, f.about) for f in FORMATS.values())
        return json_answer(request, [dict(zip(_FORMAT, row, strict=True)) for row in found])

    media = sorted({f.media_type.partition(";")[0] for f in FORMATS.values()})

    @made.get("/negotiations/{negotiation}/exports/{name}", responses=_file(*media), response_model=None)
    def export(request: Request, negotiation: Key, name: Name, as_of: Day = None) -> Response:
        """The dossier in one of the formats."""
        form, held = format_named(name), desk.held(negotiation)
        day = f"-{as_of}" if as_of else ""
        tag = f"{negotiation}-{held.seq}-{name}{day}-{__version__}"
        if has_already(request, tag):
            return tagged(request, b"", form.media_type, tag)
        body = form.write(held.dossier.as_of(as_of) if as_of else held.dossier)
        return tagged(request, body, form.media_type, tag, headers=_named(f"{negotiation}{day}.{form.ending}"))


_FORMAT = ("name", "ending", "media_type", "about")


def _named(file: str) -> dict[str, str]:
    """A download by this name, never a page of this site: exports hold what reports say."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return {"Content-Disposition": f'attachment; filename="{file}"', "Content-Security-Policy": policy}


def _feeds(made: APIRouter, desk: Desk) -> None:
    @made.get(
        "/negotiations/{negotiation}/feed.atom", responses=_file("application/atom+xml"), response_model=None
    )
    def feed_atom(request: Request, negotiation: Key) -> Response:
        """What changed, as an Atom feed."""
        made = atom(_channel(request, desk, negotiation), recent(desk, negotiation))
        return _told(request, made, "application/atom+xml; charset=utf-8")

    @made.get(
        "/negotiations/{negotiation}/feed.json", responses=_file("application/feed+json"), response_model=None
    )
    def feed_json(request: Request, negotiation: Key) -> Response:
        """What changed, as a JSON Feed."""
        made = json_feed(_channel(request, desk, negotiation), recent(desk, negotiation))
        return _told(request, made, "application/feed+json")

    @made.get("/negotiations/{negotiation}/meetings.ics", responses=_file("text/calendar"), response_model=None)
    def meetings_ics(request: Request, negotiation: Key) -> Response:
        """The meetings whose day is known, as a calendar to subscribe to."""
        title = desk.archive.negotiation(negotiation).title
        found = calendar(desk.dossier(negotiation), name=title, stamp=_last_change(desk, negotiation))
        return _told(request, found, "text/calendar; charset=utf-8")


def _told(request: Request, made: str | bytes, media_type: str) -> Response:
    body = made if isinstance(made, bytes) else made.encode("utf-8", "replace")
    return tagged(request, body, media_type, hashlib.sha256(body).hexdigest()[:32])


def _channel(request: Request, desk: Desk, negotiation: str) -> Channel:
    title = desk.archive.negotiation(negotiation).title
    return Channel(id=negotiation, title=title, address=str(request.url.replace(query="")), about="What changed")


def recent(desk: Desk, negotiation: str) -> tuple[News, ...]:
    """What changed at each of the last steps of a negotiation, the last one first.

    A step is a stretch of ten minutes in which reports or corrections came in; what it changed is told by the
    dossiers before and after it. That is worked out once for each step and remembered in the archive.
    """
    desk.archive.negotiation(negotiation)
    steps = [(0, ""), *_steps(_shaping(desk, negotiation))][-STEPS - 1 :]
    found: list[News] = []
    for (before, _), (after, at) in pairwise(steps):
        found += _step(desk, negotiation, before, after, at)
    return tuple(reversed(found))


def _step(desk: Desk, negotiation: str, before: int, after: int, at: str) -> list[News]:
    key = f"news {negotiation} {before} {after} {__version__}"
    kept = desk.archive.kept(key)
    if kept is None:
        now = desk.dossier_at(negotiation, after)
        found = news(now, now.since(desk.dossier_at(negotiation, before)), at)
        desk.archive.keep(key, [asdict(item) for item in found])
        return list(found)
    return [News(**{**item, "old": _side(item["old"]), "new": _side(item["new"])}) for item in kept]


def _side(kept: dict[str, str] | None) -> Side | None:
    return Side(**kept) if kept else None


def _shaping(desk: Desk, negotiation: str) -> list[LogRow]:
    """The lines of the log after which the dossier may be another one."""
    rows: list[LogRow] = []
    since: str | None = "0"
    while since is not None:
        page = desk.archive.changes(negotiation, since=since, limit=1000)
        rows += [row for row in page.items if row.kind in SHAPING]
        since = page.next
    return rows


def _steps(rows: Iterable[LogRow]) -> list[tuple[int, str]]:
    """The last line of each run of lines that were written within ten minutes, with its time."""
    steps: dict[str, tuple[int, str]] = {}
    for row in rows:
        steps[row.at[:15]] = (row.seq, row.at)
    return list(steps.values())


def _last_change(desk: Desk, negotiation: str) -> str:
    rows = desk.archive.changes(negotiation, since=max(desk.archive.sequence(negotiation) - 1, 0), limit=1).items
    return rows[0].at if rows else ""
