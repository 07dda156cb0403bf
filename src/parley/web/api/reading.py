"""What can be read: negotiations, reports, entries, points, actors, meetings, changes, search."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from parley.desk import Desk, Scope
from parley.errors import NotThere
from parley.model.codec import encode
from parley.model.dossier import Disagreement, Dossier, Point
from parley.model.entries import Attendance, Entry, Event, Gathering, Meeting, Position
from parley.store import LogRow, Page
from parley.web.api.access import Owner, needs
from parley.web.api.answers import Route, json_answer
from parley.web.api.paging import MOST, stretch
from parley.web.api.shapes import KIND, STANDING, page_of, ref

Key = Annotated[str, Path(max_length=200)]
After = Annotated[str, Query(max_length=2000, description="The `next` of the stretch before.")]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Since = Annotated[int, Query(ge=0, lt=2**53, description="The number of a line of the log: 0 for all.")]
Asked = Annotated[str | None, Query(max_length=200)]


def answers(schema: dict[str, Any], *problems: int, about: str = "OK") -> dict[int | str, dict[str, Any]]:
    """The answers of a route, for its description."""
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": about, "content": {"application/json": {"schema": schema}}},
        304: {"description": "As the caller has it already (If-None-Match)."},
    }
    for status in (401, 403, 404, 422, *problems):
        content = {"application/problem+json": {"schema": ref("Problem")}}
        found[status] = {"description": "A problem.", "content": content}
    return found


def encoded(page: Page[Any], texts: Any) -> dict[str, Any]:
    """A stretch of model values as JSON."""
    return {"items": [encode(item, texts) for item in page.items], "next": page.next}


def router(desk: Desk, owner: Owner) -> APIRouter:
    """The routes that read."""
    made = APIRouter(route_class=Route, dependencies=[Depends(needs(desk, owner, Scope.READ))])
    _negotiations(made, desk)
    _reports(made, desk)
    _dossier(made, desk)
    _points(made, desk)
    _people(made, desk)
    _changes(made, desk)
    return made


def _negotiations(made: APIRouter, desk: Desk) -> None:
    @made.get("/negotiations", responses=answers(page_of("Negotiation")), response_model=None)
    def negotiations(request: Request, after: After = "", limit: Limit = 50) -> Response:
        """All negotiations of the archive, by id."""
        return json_answer(
            request, encoded(stretch(desk.archive.negotiations(), lambda n: (n.id,), after, limit), {})
        )

    @made.get("/negotiations/{negotiation}", responses=answers(ref("State")), response_model=None)
    def negotiation(request: Request, negotiation: Key) -> Response:
        """A negotiation, how much it holds, and the last line of its log."""
        found, counts = desk.archive.negotiation(negotiation), desk.archive.counts(negotiation)
        told = {"negotiation": encode(found, {}), "counts": encode(counts, {})}
        return json_answer(request, told | {"sequence": desk.archive.sequence(negotiation)})


def _reports(made: APIRouter, desk: Desk) -> None:
    @made.get(
        "/negotiations/{negotiation}/reports", responses=answers(page_of("Report"), 400), response_model=None
    )
    def reports(request: Request, negotiation: Key, after: After = "", limit: Limit = 20) -> Response:
        """The reports of a negotiation with their texts, the last one first; retracted ones are left out."""
        desk.archive.negotiation(negotiation)
        return json_answer(request, encoded(desk.archive.reports(negotiation, after=after, limit=limit), {}))

    @made.get("/reports/{report}", responses=answers(ref("Report")), response_model=None)
    def report(request: Request, report: Key) -> Response:
        """One report."""
        return json_answer(request, encode(desk.archive.report(report), {}))

    @made.get("/reports/{report}/entries", responses=answers(page_of("Entry"), 400), response_model=None)
    def entries(request: Request, report: Key, after: After = "", limit: Limit = 100) -> Response:
        """What one report says, entry by entry, in order of place, with the actors as it names them."""
        found = desk.archive.report(report)
        record = desk.archive.record_of(report)
        return json_answer(request, encoded(stretch(record.entries, entry_key, after, limit), {report: found}))


def _dossier(made: APIRouter, desk: Desk) -> None:
    @made.get("/negotiations/{negotiation}/entries", responses=answers(page_of("Entry"), 400), response_model=None)
    def entries(
        request: Request,
        negotiation: Key,
        kind: KIND | None = None,
        actor: Asked = None,
        after: After = "",
        limit: Limit = 100,
    ) -> Response:
        """The entries of all reports, as people corrected them; of one kind, or those that name one actor."""
        found = desk.dossier(negotiation)
        kept = [
            e for e in found.record.entries if kind in (None, e.kind) and (not actor or actor in who(found, e))
        ]
        return json_answer(request, encoded(stretch(kept, entry_key, after, limit), texts(found)))


def _points(made: APIRouter, desk: Desk) -> None:
    @made.get("/negotiations/{negotiation}/points", responses=answers(page_of("Point"), 400), response_model=None)
    def points(
        request: Request,
        negotiation: Key,
        kind: KIND | None = None,
        standing: STANDING | None = None,
        actor: Asked = None,
        meeting: Asked = None,
        after: After = "",
        limit: Limit = 50,
    ) -> Response:
        """The questions that the reports answer, each with its accounts in order of time and how it stands."""
        found = desk.dossier(negotiation)
        kept = [p for p in found.points if kind in (None, p.kind) and standing in (None, p.standing.value)]
        kept = [p for p in kept if actor in (None, "", p.actor) and meeting in (None, "", p.gathering)]
        return json_answer(request, encoded(stretch(kept, _point_key, after, limit), texts(found)))

    @made.get(
        "/negotiations/{negotiation}/disagreements",
        responses=answers(page_of("Disagreement"), 400),
        response_model=None,
    )
    def disagreements(request: Request, negotiation: Key, after: After = "", limit: Limit = 50) -> Response:
        """Pairs of entries that cannot both hold, that dispute each other, or of which the second came later."""
        found = desk.dossier(negotiation)
        return json_answer(request, encoded(stretch(found.disagreements, _clash_key, after, limit), texts(found)))


def _people(made: APIRouter, desk: Desk) -> None:
    @made.get("/negotiations/{negotiation}/actors", responses=answers(page_of("Actor"), 400), response_model=None)
    def actors(request: Request, negotiation: Key, after: After = "", limit: Limit = 100) -> Response:
        """Everybody who acts or speaks, merged across reports; `members` are the actors that were merged."""
        found = desk.dossier(negotiation)
        return json_answer(request, encoded(stretch(found.cast, lambda a: (a.id,), after, limit), texts(found)))

    @made.get(
        "/negotiations/{negotiation}/actors/{actor}", responses=answers(ref("ActorCard")), response_model=None
    )
    def actor(request: Request, negotiation: Key, actor: Key) -> Response:
        """One actor, with every question about it."""
        found = desk.dossier(negotiation)
        known = next((a for a in found.cast if a.id == found.merged(actor)), None)
        if known is None:
            raise NotThere(f"{negotiation} knows no actor {actor!r}")
        points = [encode(p, texts(found)) for p in found.points if p.actor == known.id]
        return json_answer(request, {"actor": encode(known, texts(found)), "points": points})

    @made.get(
        "/negotiations/{negotiation}/meetings", responses=answers(page_of("Gathering"), 400), response_model=None
    )
    def meetings(request: Request, negotiation: Key, after: After = "", limit: Limit = 100) -> Response:
        """The meetings, merged across reports; ask for points with `meeting=` for what is told of each."""
        found = desk.dossier(negotiation)
        return json_answer(request, encoded(stretch(found.gatherings, _meeting_key, after, limit), texts(found)))


def _changes(made: APIRouter, desk: Desk) -> None:
    @made.get(
        "/negotiations/{negotiation}/changes", responses=answers(page_of("LogRow"), 400), response_model=None
    )
    def changes(request: Request, negotiation: Key, since: Since = 0, limit: Limit = 100) -> Response:
        """What happened after a line of the log, in order: ask again with the last `seq` for what came since."""
        desk.archive.negotiation(negotiation)
        page = desk.archive.changes(negotiation, since=since, limit=limit)
        return json_answer(request, {"items": [_row(row) for row in page.items], "next": page.next})

    @made.get("/negotiations/{negotiation}/news", responses=answers(page_of("Change")), response_model=None)
    def news(request: Request, negotiation: Key, since: Since = 0) -> Response:
        """What is not as it was after a line of the log: new, changed, settled, newly disputed, withdrawn."""
        desk.archive.negotiation(negotiation)
        since = min(since, desk.archive.sequence(negotiation))  # what is beyond the log is all one
        found = desk.dossier(negotiation)
        turned = desk.since(negotiation, since)
        known = texts(found) | texts(desk.dossier_at(negotiation, since))
        return json_answer(request, encoded(Page(turned, None), known))

    @made.get("/search", responses=answers(page_of("Hit"), 400), response_model=None)
    def search(
        request: Request,
        q: Annotated[str, Query(min_length=1, max_length=500, description="All of these words.")],
        negotiation: Asked = None,
        kind: KIND | None = None,
        after: After = "",
        limit: Limit = 20,
    ) -> Response:
        """Reports and entries that hold all these words; accents and capitals do not matter."""
        found = desk.archive.search(q, negotiation=negotiation or None, kind=kind, after=after, limit=limit)
        return json_answer(request, encoded(found, {}))


def _row(row: LogRow) -> dict[str, Any]:
    told = {"seq": row.seq, "at": row.at, "kind": row.kind, "negotiation": row.negotiation, "subject": row.subject}
    return told | {"author": row.author, "data": dict(row.data)}


def texts(dossier: Dossier) -> dict[str, Any]:
    """The reports that a dossier's anchors point into."""
    return {report.id: report for report in dossier.record.reports}


def who(dossier: Dossier, entry: Entry) -> frozenset[str]:
    """The merged ids of everybody an entry names."""
    named: Iterable[str | None] = (entry.voice.actor,)
    if isinstance(entry, Attendance):
        named = (entry.voice.actor, entry.who, entry.party)
    elif isinstance(entry, Meeting):
        named = (entry.voice.actor, *entry.participants)
    elif isinstance(entry, Position):
        named = (entry.voice.actor, *entry.actors, *entry.toward)
    elif isinstance(entry, Event):
        named = (entry.voice.actor, *entry.actors, *entry.recipients)
    return frozenset(dossier.merged(n) for n in named if n)


def entry_key(entry: Entry) -> tuple[str, int, int, str]:
    """The place of an entry: report, then where its words stand."""
    return (entry.report, entry.anchor.start, entry.anchor.end, entry.id)


def _point_key(point: Point) -> tuple[str, ...]:
    return (point.kind, point.slot, point.question, point.id)


def _clash_key(clash: Disagreement) -> tuple[str, ...]:
    return (clash.question, clash.a, clash.b, clash.slot, clash.relation.value)


def _meeting_key(gathering: Gathering) -> tuple[str]:
    return (gathering.id,)
