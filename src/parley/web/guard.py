"""What every request passes and every answer carries: the right host, a body of bearable size, strict headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from parley.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LIMIT = 64 * 1024 * 1024
"""The largest body of a request in bytes: some dozens of reports at once."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)


class TooLarge(Exception):
    """A body beyond the limit."""


class Guard:
    """An ASGI application around another one."""

    def __init__(self, inner: App, settings: Settings) -> None:
        self.inner, self.settings = inner, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        sealed = _sealed(send)
        given = dict(scope["headers"])
        if not self.settings.answers(given.get(b"host", b"").decode("latin-1")):
            await _refuse(sealed, 421, b"This desk does not answer to that name: --name NAME allows it.")
        elif _size(given) > LIMIT:
            await _refuse(sealed, 413, b"That is too much at once: give at most 64 MB.")
        else:
            await self._pass(scope, receive, sealed)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.inner(scope, _counted(receive), send)
        except TooLarge:
            await _refuse(send, 413, b"That is too much at once: give at most 64 MB.")


def _size(headers: dict[bytes, bytes]) -> int:
    told = headers.get(b"content-length", b"0")
    return int(told) if told.isdigit() and len(told) < 16 else LIMIT + 1


def _counted(receive: Receive) -> Receive:
    """Bodies without a told length are counted as they come."""
    seen = 0

    async def next_part() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LIMIT:
            raise TooLarge
        return message

    return next_part


def _sealed(send: Send) -> Send:
    """Answers with the strict headers, where the page has not set its own."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message.get("headers", ())}
            message["headers"] = [*message.get("headers", ()), *(h for h in HEADERS if h[0] not in own)]
        await send(message)

    return with_headers


async def _refuse(send: Send, status: int, reason: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(reason)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason})
