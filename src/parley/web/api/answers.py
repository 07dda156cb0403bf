"""What the API answers with: JSON with an ETag, and problems as RFC 9457 has them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as BareException

from parley.errors import (
    ArchiveError,
    BadAnchor,
    BadInput,
    MissingPart,
    NotAllowed,
    NotThere,
    ParleyError,
)
from parley.views.exchange import dumps
from parley.views.rows.prose import clean

PROBLEM = "application/problem+json"
_LOG = logging.getLogger("parley.api")
_STATUS: tuple[tuple[type[ParleyError], int], ...] = (
    (NotThere, 404),
    (BadInput, 400),
    (BadAnchor, 400),
    (NotAllowed, 403),
    (ArchiveError, 503),
    (MissingPart, 501),
)
"""The first class that an error belongs to decides."""


class Refused(Exception):
    """An answer that is a problem: status, what is wrong in words, headers beside it."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        self.status, self.detail, self.headers = status, detail, headers or {}
        super().__init__(detail)


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """A problem document. Nothing of what went wrong inside stands in it."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": clean(detail)}
    return Response(dumps(told | more), status, headers, PROBLEM)


def json_answer(request: Request, data: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON with an ETag over its bytes; 304 without a body where the caller has them already."""
    body = dumps(data).encode("utf-8")
    return tagged(request, body, "application/json", hashlib.sha256(body).hexdigest()[:32], status, headers)


def tagged(
    request: Request,
    body: bytes,
    media_type: str,
    tag: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """A body under an ETag."""
    made = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "Vary": "Authorization", **(headers or {})}
    if status == 200 and has_already(request, tag):
        return Response(status_code=304, headers=made)
    return Response(body, status, made, media_type)


def has_already(request: Request, tag: str) -> bool:
    """Whether the caller said that it holds this version (If-None-Match, weak comparison)."""
    told = request.headers.get("if-none-match", "")
    return told.strip() == "*" or f'"{tag}"' in (part.strip().removeprefix("W/") for part in told.split(","))


class Route(APIRoute):
    """A route that answers every error with a problem document, whatever application it is mounted in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with its errors caught."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await inner(request)
            except Exception as fault:
                return _answered(request, fault)

        return handler


def _answered(request: Request, fault: Exception) -> Response:
    if isinstance(fault, Refused):
        return problem(fault.status, fault.detail, fault.headers)
    if isinstance(fault, RequestValidationError):
        return problem(422, "the request is not as the API describes it", errors=_places(fault))
    if isinstance(fault, (HTTPException, BareException)):
        return problem(fault.status_code, str(fault.detail), dict(fault.headers or {}))
    if isinstance(fault, ParleyError):
        status = next((status for kind, status in _STATUS if isinstance(fault, kind)), 400)
        return problem(status, str(fault))
    if isinstance(fault, UnicodeError):
        return problem(400, "the request holds text that is not UTF-8")
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=fault)
    return problem(500, "something went wrong here that should not; it stands in the server's log")


def _places(fault: RequestValidationError) -> list[dict[str, str]]:
    """Where the request is wrong and why, without repeating what was sent."""
    found = fault.errors()[:20]
    return [{"at": ".".join(str(p) for p in e["loc"])[:200], "reason": str(e["msg"])[:300]} for e in found]
