"""One request to the desk: who asks, what they gave, and the ways to answer.

Handlers are plain functions run on threads, so nothing heavy ever stands on the event loop. What a user can mend
comes back as a page (or, to htmx, as one line) that says what to do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route

from parley.errors import ArchiveError, BadInput, NotAllowed, NotThere, ParleyError
from parley.web import render
from parley.web.room import Room
from parley.web.rooms import NotYet
from parley.web.viewer import Viewer, came_from_here, token_fits

if TYPE_CHECKING:
    from parley.web.site import Site

TABS = (
    ("overview", "", "Overview"),
    ("coming", "coming", "Who is coming"),
    ("table", "table", "On the table"),
    ("voices", "voices", "In their words"),
    ("ground", "ground", "On the ground"),
    ("timeline", "timeline", "Timeline"),
    ("disagreements", "disagreements", "Side by side"),
    ("changes", "changes", "Changes"),
    ("actors", "actors", "Actors"),
    ("reports", "reports", "Reports"),
    ("review", "review", "Review"),
    ("analysis", "analysis", "Outlook"),
    ("exports", "exports", "Export"),
)
KEYS = (("j", "next line"), ("k", "previous"), ("Enter", "its report"), ("/", "search"), ("Esc", "close"))
SAID = "parley_said"
_OPENS = 30.0  # seconds for which a form waits for its dossier


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a content: its title, its tab, its layout class, whether a report can open beside it."""

    title: str
    tab: str = ""
    subtitle: str = ""
    layout: str = ""
    pane: bool = False
    outlook: bool = False
    keys: tuple[tuple[str, str], ...] = KEYS


@dataclass(frozen=True, slots=True)
class Visit:
    """A request in the hands of a handler."""

    site: Site
    request: Request
    viewer: Viewer
    form: FormData = field(default_factory=FormData)

    def given(self, name: str) -> str:
        """A value from the address; empty where there is none."""
        return self.request.query_params.get(name, "").strip()[:400]

    def field(self, name: str) -> str:
        """A value from the form; empty where there is none."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def files(self, name: str) -> list[UploadFile]:
        """The files given in a field of the form."""
        return [f for f in self.form.getlist(name) if isinstance(f, UploadFile) and f.filename]

    @property
    def address(self) -> str:
        """What was asked for, with its query."""
        query = self.request.url.query
        return self.request.url.path + (f"?{query}" if query else "")

    @property
    def by_htmx(self) -> bool:
        """Whether htmx asks, which wants a part and not a page."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def origin(self) -> str:
        """The network address of whoever asks, for the audit log."""
        return self.request.client.host if self.request.client else ""

    def show(
        self,
        template: str,
        frame: Frame,
        make: Callable[[], Mapping[str, Any]],
        *,
        room: Room | None = None,
        variant: str = "",
        status: int = 200,
    ) -> Response:
        """A page: its content from what `make` gives, and the shell around it.

        With a room the content is kept as long as the room stands; `variant` tells what the address does not.
        """
        if room is None:
            inner = render.content(template, make())
        else:
            key = (room.negotiation.id, room.version, template, self.address, variant, self.viewer.may("analyst"))
            at = room.negotiation.id
            inner = self.site.kept.get(key, lambda: render.content(template, {"at": at, **make()}))
        page = render.shell(inner, self.viewer.csrf, self._around(frame, room))
        return self._sent(page, status)

    def part(self, template: str, context: Mapping[str, Any]) -> Response:
        """A part of a page, for htmx."""
        return self._sent(render.content(template, context).replace(render.CSRF, self.viewer.csrf), 200)

    def go(self, address: str, said: str = "", *, bad: bool = False) -> Response:
        """Send the reader on to another page, with a line that it will show."""
        answer: Response
        if self.by_htmx:
            answer = Response(status_code=204, headers={"HX-Redirect": address})
        else:
            answer = RedirectResponse(address, 303)
        if said:
            text = quote(("bad " if bad else "good ") + said[:300])
            answer.set_cookie(SAID, text, httponly=True, samesite="strict", secure=self.site.settings.secure)
        return answer

    def _around(self, frame: Frame, room: Room | None) -> dict[str, Any]:
        negotiation = room.negotiation if room else None
        job = self.site.working(negotiation.id) if negotiation else None
        return {
            "title": frame.title,
            "subtitle": frame.subtitle or (room.subtitle if room else ""),
            "tab": frame.tab,
            "layout": f"{frame.layout}{' paned' if frame.pane else ''}".strip(),
            "pane": frame.pane,
            "outlook": frame.outlook,
            "keys": frame.keys,
            "negotiation": negotiation,
            "version": room.version if room else "",
            "stamp": self.site.stamp,
            "tabs": TABS,
            "doubts": self.site.doubts(room) if room else 0,
            "working": job,
            "viewer": self.viewer if self.viewer.name else None,
            "csrf": self.viewer.csrf,
            "theme": self._theme(),
            "q": self.given("q") if frame.tab == "search" else "",
            "said": self._said(),
        }

    def _theme(self) -> str:
        chosen = self.request.cookies.get("theme", "")
        return chosen if chosen in ("dark", "light") else ""

    def _said(self) -> list[tuple[str, str]]:
        kind, _, text = unquote(self.request.cookies.get(SAID, "")).partition(" ")
        return [(kind, text)] if kind in ("good", "bad") and text else []

    def _sent(self, page: str, status: int) -> Response:
        body = page.encode("utf-8", "replace")
        tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie, hx-request"}
        if status == 200 and self.request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        answer = HTMLResponse(body, status, headers)
        self.viewer.settle(answer, secure=self.site.settings.secure)
        if SAID in self.request.cookies:
            answer.delete_cookie(SAID)
        return answer


Handler = Callable[..., Response]


class Pages:
    """Handlers by address. `needs` is the least role that may ask: anybody, reader, analyst or admin."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def get(self, address: str, needs: str = "reader") -> Callable[[Handler], Handler]:
        """Answer GET with this handler."""
        return self._add(address, "GET", needs)

    def post(self, address: str, needs: str = "analyst") -> Callable[[Handler], Handler]:
        """Answer POST with this handler; the form must carry the reader's token."""
        return self._add(address, "POST", needs)

    def _add(self, address: str, method: str, needs: str) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            async def answer(request: Request) -> Response:
                form = await request.form(max_files=2000, max_fields=4000) if method == "POST" else FormData()
                return await run_in_threadpool(_answered, request, form, handler, needs)

            self.routes.append(Route(address, answer, methods=[method], name=handler.__name__))
            return handler

        return keep


def _answered(request: Request, form: FormData, handler: Handler, needs: str) -> Response:
    site: Site = request.app.state.site
    viewer = site.viewer(request)
    visit = Visit(site, request, viewer, form)
    try:
        if not viewer.may(needs):
            return _turned_away(visit)
        if request.method == "POST" and not (came_from_here(request) and token_fits(request, form, viewer)):
            raise NotAllowed("this form is no longer good: load the page again and send it once more")
        return _handled(visit, handler)
    except NotYet:
        return _opening(visit)
    except ParleyError as fault:
        return failed(visit, fault)


def _handled(visit: Visit, handler: Handler) -> Response:
    """What the handler answers. A form waits for a dossier that is being opened: what it says would be lost."""
    given = visit.request.path_params
    try:
        return handler(visit, **given)
    except NotYet:
        if visit.request.method != "POST":
            raise
    with suppress(TooLate):
        visit.site.rooms.begin(given["negotiation"]).result(timeout=_OPENS)
    try:
        return handler(visit, **given)
    except NotYet:
        raise ArchiveError("this dossier is still being opened: send the form once more in a moment") from None


def _turned_away(visit: Visit) -> Response:
    if visit.viewer.role:
        return failed(visit, NotAllowed("your role does not allow this: ask an admin for another one"))
    if visit.viewer.refused:
        return failed(visit, NotAllowed(visit.viewer.refused))
    onward = visit.address if visit.request.method == "GET" else "/"
    return visit.go(f"/sign-in?next={quote(onward, safe='')}")


STATUS = ((NotThere, 404), (NotAllowed, 403), (BadInput, 400), (ArchiveError, 503))
TITLES = {
    400: "That cannot be used",
    403: "This is not open to you",
    404: "There is no such page",
    503: "The archive cannot be used now",
    500: "Something went wrong",
}


def _opening(visit: Visit) -> Response:
    """The page while a dossier is opened for the first time; it loads itself again."""
    frame = Frame("Opening the dossier", layout="middle")
    answer = visit.show("opening.html.j2", frame, dict, status=200)
    answer.headers["refresh"] = "1"
    answer.headers["cache-control"] = "no-store"
    return answer


def failed(visit: Visit, fault: Exception) -> Response:
    """A page, or to htmx a line, that says what went wrong and what to do."""
    status = next((code for kind, code in STATUS if isinstance(fault, kind)), 500)
    text = str(fault) if isinstance(fault, ParleyError) else "The desk could not answer. Its log says why."
    if visit.by_htmx:
        return PlainTextResponse(text, status)
    frame = Frame(TITLES[status], layout="middle")
    return visit.show("failed.html.j2", frame, lambda: {"text": text, "status": status}, status=status)
