"""What can be written with a token for it: negotiations, reports, corrections, proposals."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from parley.desk import Desk, Job, Scope, TakenIn
from parley.errors import BadSetting
from parley.model.codec import encode
from parley.model.negotiation import Negotiation, slug
from parley.model.text import Report
from parley.store import Decision, Proposal
from parley.web.api.access import Owner, needs
from parley.web.api.answers import Refused, Route, json_answer
from parley.web.api.reading import After, Key, Limit, answers
from parley.web.api.shapes import CorrectionIn, NegotiationIn, ReportIn, ReportsIn, page_of, ref

Stated = Annotated[str, Query(pattern="^(open|accepted|refused|all)$", description="Which proposals.")]


def router(desk: Desk, owner: Owner) -> APIRouter:
    """The routes that write, and those that show what was written."""
    made = APIRouter(route_class=Route)
    _negotiations(made, desk, owner)
    _reports(made, desk, owner)
    _jobs(made, desk, owner)
    _corrections(made, desk, owner)
    _proposals(made, desk, owner)
    return made


def _given(status: int, schema: dict[str, Any], *problems: int) -> dict[int | str, dict[str, Any]]:
    """The answers of a route that writes: its own status in place of 200."""
    found = answers(schema, *problems)
    done = found.pop(200)
    found.pop(304)
    return {status: done} | found


def _negotiations(made: APIRouter, desk: Desk, owner: Owner) -> None:
    writer = Depends(needs(desk, owner, Scope.WRITE))

    @made.post(
        "/negotiations", status_code=201, responses=_given(201, ref("Negotiation"), 400, 409), response_model=None
    )
    def begin(request: Request, given: NegotiationIn, author: str = writer) -> Response:
        """Begin a negotiation."""
        key = given.id or slug(given.title)
        if any(n.id == key for n in desk.archive.negotiations()):
            raise Refused(409, f"there is a negotiation {key!r} already")
        named = (tuple(given.parties), tuple(given.places), tuple(given.words))
        new = Negotiation(id=key, title=given.title, parties=named[0], places=named[1], words=named[2])
        kept = desk.archive.add_negotiation(new, author=author)
        place = {"Location": f"{request.url.path.rstrip('/')}/{kept.id}"}
        return json_answer(request, encode(kept, {}), 201, place)


def _reports(made: APIRouter, desk: Desk, owner: Owner) -> None:
    writer = Depends(needs(desk, owner, Scope.WRITE))

    @made.post(
        "/negotiations/{negotiation}/reports",
        status_code=202,
        responses=_given(202, ref("Job"), 400),
        response_model=None,
    )
    def take_in(request: Request, negotiation: Key, given: ReportsIn, author: str = writer) -> Response:
        """Read reports and keep them. Reading takes a while: the answer is a job, whose end tells the ids."""
        desk.archive.negotiation(negotiation)
        reports = [_report(r) for r in given.reports]

        def work(progress: Any) -> TakenIn:
            progress(0, len(reports))
            done = 0

            def step(count: int) -> None:
                nonlocal done
                done += count
                progress(done, len(reports))

            return desk.take_in(negotiation, reports, author=author, step=step)

        job = desk.jobs.start(f"Reading {len(reports)} reports", work, negotiation=negotiation)
        base = request.url.path.partition("/negotiations/")[0]
        return json_answer(request, _job(job), 202, {"Location": f"{base}/jobs/{job.id}"})


def _jobs(made: APIRouter, desk: Desk, owner: Owner) -> None:
    reader = Depends(needs(desk, owner, Scope.READ))

    @made.get("/jobs/{job}", responses=answers(ref("Job")), dependencies=[reader], response_model=None)
    def job(request: Request, job: Key) -> Response:
        """How far a job has come: waiting, running, done or failed; done, it tells what came of it."""
        return json_answer(request, _job(desk.jobs.job(job)))


def _report(given: ReportIn) -> Report:
    if not given.text.strip():
        raise BadSetting("a report needs a text")
    return Report(
        text=given.text,
        title=given.title,
        outlet=given.outlet or None,
        published=given.published,
        published_by="sender" if given.published else "",
        url=given.url,
        author=given.author,
        language=given.language,
        source="api",
    )


def _job(job: Job) -> dict[str, Any]:
    told: dict[str, Any] = {"id": job.id, "title": job.title, "done": job.done, "total": job.total}
    told |= {"state": job.state, "error": job.error}
    if isinstance(job.result, TakenIn):
        taken = job.result
        told |= {"new": list(taken.new), "known": list(taken.known), "entries": taken.entries}
        told |= {"left_out": [str(fault) for fault in taken.left_out]}
    return told


def _corrections(made: APIRouter, desk: Desk, owner: Owner) -> None:
    reader, writer = Depends(needs(desk, owner, Scope.READ)), Depends(needs(desk, owner, Scope.WRITE))

    @made.get(
        "/negotiations/{negotiation}/corrections",
        responses=answers({"type": "array", "items": ref("Correction")}),
        dependencies=[reader],
        response_model=None,
    )
    def corrections(request: Request, negotiation: Key) -> Response:
        """The corrections that stand, in the order they were made."""
        desk.archive.negotiation(negotiation)
        return json_answer(request, [_decision(d) for d in desk.archive.corrections(negotiation)])

    @made.post(
        "/negotiations/{negotiation}/corrections",
        status_code=201,
        responses=_given(201, ref("Corrected"), 400),
        response_model=None,
    )
    def correct(request: Request, negotiation: Key, given: CorrectionIn, author: str = writer) -> Response:
        """Keep a correction. One that finds nothing now is kept all the same; `fault` says why it does nothing."""
        desk.archive.negotiation(negotiation)
        made = desk.correct(negotiation, given.fields(author))
        return json_answer(request, {"id": made.id, "fault": made.fault}, 201)

    @made.delete(
        "/negotiations/{negotiation}/corrections/{correction}",
        status_code=204,
        responses={k: v for k, v in _given(204, {}).items() if k != 204} | {204: {"description": "Withdrawn."}},
        response_model=None,
    )
    def withdraw(negotiation: Key, correction: Key, author: str = writer) -> Response:
        """Take a correction back; that it stood stays in the archive."""
        desk.archive.negotiation(negotiation)
        desk.withdraw(negotiation, correction, author=author)
        return Response(status_code=204)


def _decision(found: Decision) -> dict[str, Any]:
    return {"id": found.id, "fields": dict(found.fields), "author": found.author, "at": found.at}


def _proposals(made: APIRouter, desk: Desk, owner: Owner) -> None:
    reader, maker = Depends(needs(desk, owner, Scope.READ)), Depends(needs(desk, owner, Scope.PROPOSE))

    @made.get(
        "/negotiations/{negotiation}/proposals",
        responses=answers(page_of("Proposal"), 400),
        dependencies=[reader],
        response_model=None,
    )
    def proposals(
        request: Request, negotiation: Key, state: Stated = "open", after: After = "", limit: Limit = 50
    ) -> Response:
        """The review queue: corrections that programs or people propose, until somebody decides."""
        desk.archive.negotiation(negotiation)
        wanted = None if state == "all" else state
        page = desk.archive.proposals(negotiation, state=wanted, after=after, limit=limit)
        return json_answer(request, {"items": [_proposal(p) for p in page.items], "next": page.next})

    @made.post(
        "/negotiations/{negotiation}/proposals",
        status_code=201,
        responses=_given(201, ref("Proposed"), 400),
        response_model=None,
    )
    def propose(request: Request, negotiation: Key, given: CorrectionIn, author: str = maker) -> Response:
        """Propose a correction; a person accepts or refuses it on the desk."""
        desk.archive.negotiation(negotiation)
        fields = given.fields(author)
        note = fields.pop("note", "")
        return json_answer(request, {"id": desk.propose(negotiation, fields, author=author, note=note)}, 201)


def _proposal(found: Proposal) -> dict[str, Any]:
    told = {
        "id": found.id,
        "fields": dict(found.fields),
        "author": found.author,
        "note": found.note,
        "at": found.at,
    }
    return told | {"state": found.state, "decided_by": found.decided_by}
