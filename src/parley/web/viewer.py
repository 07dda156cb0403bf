"""Who is asking, and proof that a form came from one of our own pages."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import FormData

ROLES = ("anybody", "reader", "analyst", "admin")
"""Each may do what those before it may."""

SESSION = "parley_session"
VISIT = "parley_visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody at the desk. `role` is empty for one who has not signed in; `refused` says why one cannot.

    `secret` is the cookie that the forms' token is made from; `fresh` tells that it is still to be set.
    """

    name: str = ""
    role: str = ""
    signed_in: bool = False
    secret: str = ""
    fresh: bool = False
    refused: str = ""

    @property
    def csrf(self) -> str:
        """The token that forms must carry. It tells nothing about the secret it is made from."""
        return hashlib.sha256(b"form " + self.secret.encode()).hexdigest()[:40]

    def may(self, needs: str) -> bool:
        """Whether this role may do what needs another.

        >>> Viewer(role="analyst").may("reader"), Viewer(role="reader").may("admin"), Viewer().may("anybody")
        (True, False, True)
        """
        return ROLES.index(self.role or "anybody") >= ROLES.index(needs)

    def settle(self, answer: Response, *, secure: bool) -> None:
        """Set the cookie that the next form's token will be checked against."""
        if self.fresh:
            answer.set_cookie(VISIT, self.secret, httponly=True, samesite="strict", secure=secure)


def visiting(request: Request) -> tuple[str, bool]:
    """The secret of somebody without a session, and whether it is new."""
    told = request.cookies.get(VISIT, "")
    if 20 <= len(told) <= 64 and told.isascii():
        return told, False
    return secrets.token_urlsafe(24), True


def token_fits(request: Request, form: FormData, viewer: Viewer) -> bool:
    """Whether the form, or htmx in a header, carries the token of this very reader."""
    given = request.headers.get("x-csrf") or form.get("csrf")
    return isinstance(given, str) and hmac.compare_digest(given.encode(), viewer.csrf.encode())


def came_from_here(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
