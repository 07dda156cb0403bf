"""One question to a web server, asked so that a hostile address or server does no harm.

At every hop the scheme is checked and the host resolved and pinned (`guard`); redirects are few; size is
capped before and after unpacking; kinds that hold no text are refused before their first byte; and the
whole of it, from the first connection to the last byte, has one deadline.
"""

from __future__ import annotations

import time
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import urljoin, urlsplit

from parley.errors import Unreachable, Unreadable
from parley.intake.draft import LIMIT
from parley.intake.guard import Refused, guarded
from parley.intake.unpack import TooLarge, capped, unpacked

REDIRECTS = 5
SECONDS = 30.0
"""The most time that one question may take, from first connection to last byte."""

AGENT = "Parley (reads one report at a person's request)"
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
_NO_TEXT = ("image/", "audio/", "video/", "font/", "model/")
_PERMANENT = (301, 308)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One request and what came back: `body` as it was sent, empty unless it was read."""

    url: str
    asked: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said in the end. `data` is unpacked, and empty unless the status is 200.

    `url` is where the answer came from; `moved` where to ask next time, if every redirect was for good.
    `headers` have names in small letters.
    """

    address: str
    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    data: bytes = b""
    moved: str | None = None
    hops: tuple[Hop, ...] = ()

    @property
    def kind(self) -> str:
        """The media type, "" where none was given."""
        return _content_type(self.headers).get_content_type() if self.headers.get("content-type") else ""

    @property
    def charset(self) -> str | None:
        """The charset that the header names."""
        found = _content_type(self.headers).get_param("charset")
        return found if isinstance(found, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On which terms to ask: bytes and seconds at most, which hosts may be private, and as whom.

    `private` is True for any host, or the names of those that may lie in a private network.
    """

    limit: int = LIMIT
    seconds: float = SECONDS
    private: bool | Container[str] = False
    agent: str = AGENT


def ask(address: str, headers: Mapping[str, str] | None = None, terms: Terms | None = None) -> Answer:
    """Ask for an address; any status is an answer.

    Raises Unreadable with the reason if none may be had, Unreachable if none is had now.
    """
    import httpx2

    terms = terms or Terms()
    deadline = time.monotonic() + terms.seconds
    try:
        with _client(terms, headers or {}, deadline) as client:
            return _follow(client, address, terms.limit)
    except (Refused, TooLarge) as fault:
        raise Unreadable(address, str(fault)) from fault
    except httpx2.TimeoutException as fault:
        raise Unreachable(address, f"the server did not answer within {terms.seconds:g} seconds") from fault
    except (httpx2.UnsupportedProtocol, httpx2.InvalidURL, UnicodeError) as fault:
        raise Unreadable(address, f"is no address of a page ({fault})") from fault
    except (httpx2.HTTPError, OSError) as fault:
        raise Unreachable(address, f"cannot be reached ({fault or type(fault).__name__})") from fault
    except ValueError as fault:
        raise Unreadable(address, f"cannot be used: {fault}") from fault


def _client(terms: Terms, headers: Mapping[str, str], deadline: float) -> Any:
    """A client without redirects of its own. Proxies of the environment are used only if any host may be private:
    through a proxy nobody here sees which address is reached."""
    import httpx2

    client = httpx2.Client(
        timeout=min(terms.seconds, 10.0),
        headers={"User-Agent": terms.agent, **_HEADERS, **headers},
        follow_redirects=False,
        trust_env=terms.private is True,
    )
    return guarded(client, deadline, terms.private)


def _follow(client: Any, address: str, limit: int) -> Answer:
    here, moved, permanent = address, None, True
    hops: list[Hop] = []
    for _ in range(REDIRECTS + 1):
        if urlsplit(here).scheme.lower() not in ("http", "https"):
            raise Unreadable(address, f"it leads to {here[:200]}, which is not a web page")
        with client.stream("GET", here) as response:
            onward = response.headers.get("location")
            if response.status_code in (301, 302, 303, 307, 308) and onward:
                hops.append(_hop(here, response))
                here = urljoin(here, onward)
                permanent = permanent and response.status_code in _PERMANENT
                moved = here if permanent else moved
                continue
            return _answer(address, here, moved, hops, response, limit)
    raise Unreadable(address, f"it redirects more than {REDIRECTS} times")


def _answer(address: str, here: str, moved: str | None, hops: list[Hop], response: Any, limit: int) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status_code != 200:
        hops.append(_hop(here, response))
        return Answer(
            address=address, url=here, status=response.status_code, headers=headers, moved=moved, hops=tuple(hops)
        )
    _refuse(headers)
    body = capped(_announced(response, limit), limit)
    hops.append(_hop(here, response, body))
    data = capped(unpacked([body], headers.get("content-encoding", ""), limit), limit)
    return Answer(address=address, url=here, status=200, headers=headers, data=data, moved=moved, hops=tuple(hops))


def _refuse(headers: Mapping[str, str]) -> None:
    kind = headers.get("content-type", "").strip().lower()
    if kind.startswith(_NO_TEXT):
        raise ValueError(f"it is {kind.partition(';')[0]}, which holds no text")


def _announced(response: Any, limit: int) -> Iterable[bytes]:
    """The body as sent; one that is announced as too long is not even begun."""
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > limit):
        raise TooLarge(f"the page is larger than {limit / 1e6:g} MB")
    chunks: Iterable[bytes] = response.iter_raw()
    return chunks


def _hop(here: str, response: Any, body: bytes = b"") -> Hop:
    return Hop(
        url=here,
        asked=tuple(response.request.headers.multi_items()),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=tuple(response.headers.multi_items()),
        body=body,
    )


def _content_type(headers: Mapping[str, str]) -> Message:
    message = Message()
    message["content-type"] = headers.get("content-type", "").replace("\n", " ").replace("\r", " ")
    return message
