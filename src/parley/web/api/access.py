"""Who calls the API, and what they may do: a bearer token with scopes, or on loopback the owner of the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from parley.desk import Desk, Scope
from parley.web.api.answers import Refused
from parley.web.settings import is_loopback

Owner = Callable[[Request], str | None]
"""Who a request without a token is from, None for nobody: decides for desks without accounts."""

bearer = HTTPBearer(
    auto_error=False, description="A token made on the desk's page for people, with the scopes it needs."
)
Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


def loopback_owner(desk: Desk) -> Owner:
    """Without accounts, whoever calls from this machine is the owner; with accounts nobody is without a token."""

    def owner(request: Request) -> str | None:
        here = request.client is not None and is_loopback(request.client.host)
        return "owner" if here and not desk.people.any() else None

    return owner


def needs(desk: Desk, owner: Owner, scope: Scope) -> Callable[[Request, HTTPAuthorizationCredentials | None], str]:
    """A dependency that lets a call with this scope pass and says whose it is."""

    def caller(request: Request, shown: Shown) -> str:
        if shown is not None:
            return _of_token(desk, shown.credentials, scope)
        if "authorization" in request.headers:
            raise _unknown("show the token as `Authorization: Bearer TOKEN`")
        name = owner(request)
        if name is None:
            raise _unknown("this desk has accounts: show a token as `Authorization: Bearer TOKEN`")
        if scope is not Scope.READ and not from_here(request):
            raise Refused(403, "a page of another site sent this")
        return name

    return caller


def _of_token(desk: Desk, secret: str, scope: Scope) -> str:
    found = desk.people.caller(secret) if secret.isascii() and len(secret) <= 200 else None
    if found is None:
        raise _unknown("the token is wrong, closed or out of date")
    if not found.may(scope):
        raise Refused(403, f"the token does not allow {scope.value}")
    return found.account.name


def _unknown(why: str) -> Refused:
    return Refused(401, why, {"WWW-Authenticate": 'Bearer realm="parley"'})


def from_here(request: Request) -> bool:
    """Whether no other site's page sent this: a browser would say so, and without a token that must not count."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False
