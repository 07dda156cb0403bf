"""The web application over a desk: pages, API, static files, and the guard around all of it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from parley.desk import Desk
from parley.errors import NotThere
from parley.web import api, render
from parley.web.guard import App, Guard
from parley.web.pages import (
    actors,
    analysis,
    changes,
    dossier,
    examples,
    exports,
    home,
    imports,
    people,
    reports,
    review,
    search,
)
from parley.web.settings import Settings
from parley.web.site import Site
from parley.web.visit import Visit, failed

PAGES = (home, examples, imports, dossier, changes, reports, actors, search, review, analysis, exports, people)
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_YEAR = "public, max-age=31536000, immutable"
log = logging.getLogger("parley.web")


def application(desk: Desk, settings: Settings) -> App:
    """The ASGI application of a desk. The caller closes the desk after it."""
    return Guard(inner(Site(desk, settings)), settings)


def inner(site: Site) -> FastAPI:
    """The application without its guard."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        site.warm()
        yield
        site.close()

    made = FastAPI(title="Parley", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    made.state.site = site
    for module in PAGES:
        made.router.routes.extend(module.pages.routes)
    made.include_router(api.router(site.desk, lambda request: _owner(site, request)))
    made.router.routes.append(Route("/static/{name}", static, methods=["GET"]))
    made.router.routes.append(Route("/healthz", healthy, methods=["GET"]))
    made.add_exception_handler(HTTPException, _unknown)
    made.add_exception_handler(Exception, _broken)
    return made


def _owner(site: Site, request: Request) -> str | None:
    """Whose a call to the API without a token is: the owner's where there are no accounts, else nobody's."""
    if site.guarded:
        return None
    return site.viewer(request).name or None


def static(request: Request) -> Response:
    """A file that is served as it stands; its address changes with its bytes, so it may be kept for ever."""
    name = request.path_params["name"]
    if name not in render.STATIC:
        return PlainTextResponse("There is no such file.", 404)
    data, tag = render.static_file(name)
    headers = {"etag": f'"{tag}"', "cache-control": _YEAR}
    if request.headers.get("if-none-match") == f'"{tag}"':
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=_TYPES[name.rpartition(".")[2]], headers=headers)


def healthy(request: Request) -> Response:
    """Whether the desk answers and its archive can be read."""
    request.app.state.site.archive.sequence()
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


def _unknown(request: Request, fault: Exception) -> Response:
    """An address that leads nowhere, or a method that it does not take."""
    code = fault.status_code if isinstance(fault, HTTPException) else 500
    if code != 404:
        return PlainTextResponse(f"{fault.detail if isinstance(fault, HTTPException) else ''}\n", code)
    site: Site = request.app.state.site
    return failed(Visit(site, request, site.viewer(request)), NotThere(f"nothing is at {request.url.path}"))


def _broken(request: Request, fault: Exception) -> Response:
    """A fault of our own: the log has it, the reader is told no more than that."""
    log.error("%s %s: %s", request.method, request.scope.get("route") and request.scope["route"].path, type(fault))
    site: Site = request.app.state.site
    return failed(Visit(site, request, site.viewer(request)), fault)
