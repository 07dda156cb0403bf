"""The API of a desk, `/api/v1`: what the pages show, for other programs; described by OpenAPI 3.1.

`router(desk)` goes into any FastAPI application; it answers every error under its prefix with a problem document.
"""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from parley import __version__
from parley.desk import Desk
from parley.web.api import files, reading, writing
from parley.web.api.access import Owner, loopback_owner
from parley.web.api.answers import Route, json_answer, problem
from parley.web.api.shapes import components

__all__ = ["PREFIX", "application", "described", "router"]

PREFIX = "/api/v1"
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
_ABOUT = """Parley follows a negotiation through the press. Every entry, account and answer points at the words
that say so: an anchor is a W3C Web Annotation target whose positions count code points of the report's text.

Lists come in stretches: give `next` back as `after`. Answers carry an ETag. Errors are problem documents (RFC
9457). A call shows a token (`Authorization: Bearer TOKEN`) with the scope it needs: read, propose or write."""


def router(desk: Desk, owner: Owner | None = None) -> APIRouter:
    """All routes of the API. `owner` says whose a call without a token is; by default the desk's on loopback.

    Nothing else may be routed under the prefix after this: what is not known there is answered here.
    """
    who = owner or loopback_owner(desk)
    made = APIRouter(prefix=PREFIX, route_class=Route)
    for part in (reading, files, writing):
        made.include_router(part.router(desk, who))
    document = described(made)

    @made.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> Response:
        return json_answer(request, document)

    known = _paths(document)

    @made.api_route("/{rest:path}", methods=_METHODS, include_in_schema=False)
    def unknown(request: Request, rest: str) -> Response:
        allowed = next((methods for path, methods in known if path.fullmatch(f"{PREFIX}/{rest}")), "")
        if allowed:
            return problem(405, f"this takes {allowed}", {"Allow": allowed})
        return problem(404, f"there is nothing under {PREFIX} of that name; see {PREFIX}/openapi.json")

    return made


def _paths(document: dict[str, Any]) -> list[tuple[re.Pattern[str], str]]:
    """Every path of the description as a pattern, with the methods that it takes."""
    made: list[tuple[re.Pattern[str], str]] = []
    for path, taken in document["paths"].items():
        fixed = re.split(r"\{[^}]*\}", path)
        made.append((re.compile("[^/]+".join(map(re.escape, fixed))), ", ".join(sorted(m.upper() for m in taken))))
    return made


def described(made: APIRouter) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the routes."""
    document: dict[str, Any] = get_openapi(
        title="Parley", version=__version__, openapi_version="3.1.0", description=_ABOUT, routes=made.routes
    )
    held: dict[str, Any] = document.setdefault("components", {}).setdefault("schemas", {})
    held.update(components())
    for name in ("HTTPValidationError", "ValidationError"):  # FastAPI's own; problems say it here
        held.pop(name, None)
    return document


def application(desk: Desk, owner: Owner | None = None) -> FastAPI:
    """The API alone, without pages."""
    made = FastAPI(title="Parley", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    made.include_router(router(desk, owner))
    return made
