"""Pages by address, fetched so that a hostile address or server does no harm.

Every host is resolved here and the connection goes to the very address that was checked, so a name that
changes its mind between check and use gains nothing. This holds for each redirect too. Size and time are
capped, and compressed bodies are unpacked no further than the cap.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import Any
from urllib.parse import urljoin, urlsplit

from parley.errors import Unreadable
from parley.intake.draft import LIMIT, Raw

REDIRECTS = 5
SECONDS = 30.0
"""The most time that one address may take, from first connection to last byte."""

_HEADERS = {
    "User-Agent": "Parley (reads one report at a person's request)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
}


Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """An address that leads into a private network."""


def fetch(address: str, *, allow_private: bool = False, limit: int = LIMIT, seconds: float = SECONDS) -> Raw:
    """The bytes behind an address. Raises Unreadable with the reason if they cannot or may not be had."""
    import httpx2

    deadline = time.monotonic() + seconds
    try:
        with _client(allow_private, seconds) as client:
            return _follow(client, address, limit, deadline)
    except Refused as fault:
        raise Unreadable(address, str(fault)) from fault
    except httpx2.TimeoutException as fault:
        raise Unreadable(address, f"the server did not answer within {seconds:g} seconds") from fault
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as fault:
        raise Unreadable(address, f"cannot be reached ({fault or type(fault).__name__})") from fault


def _client(allow_private: bool, seconds: float) -> Any:
    """A client without redirects of its own. Proxies of the environment are used only if private hosts may be."""
    import httpx2

    options: dict[str, Any] = {"timeout": min(seconds, 10.0), "headers": _HEADERS, "follow_redirects": False}
    if allow_private:
        return httpx2.Client(**options)
    return httpx2.Client(transport=_guarded(), trust_env=False, **options)


def _guarded() -> Any:
    """A transport whose connections go to checked public addresses only."""
    import httpcore2
    import httpx2

    class Guard(httpcore2.NetworkBackend):
        """Resolve, check, and connect to what was checked."""

        def __init__(self) -> None:
            self.inner = httpcore2.SyncBackend()

        def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
            return self.inner.connect_tcp(public_address(host, port), port, *args, **kwargs)

        def sleep(self, seconds: float) -> None:
            self.inner.sleep(seconds)

    transport = httpx2.HTTPTransport(trust_env=False)
    # httpx2 offers no parameter for the backend; a pool built with ours takes the place of its own
    transport._pool.close()
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=httpx2.create_ssl_context(trust_env=False), network_backend=Guard()
    )
    return transport


def public_address(host: str, port: int) -> str:
    """The first address of a host. Raises Refused if any of its addresses is not public.

    >>> public_address("127.0.0.1", 80)
    Traceback (most recent call last):
    ...
    parley.intake.fetch.Refused: 127.0.0.1 leads into a private network: allow it if that is meant
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if not _public(address):
            raise Refused(f"{host} leads into a private network: allow it if that is meant")
    return addresses[0]


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _within(ip)
    return inner.is_global and not inner.is_multicast and (ip.is_global or inner is not ip)


def _within(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, NAT64), else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _follow(client: Any, address: str, limit: int, deadline: float) -> Raw:
    here = address
    for _ in range(REDIRECTS + 1):
        if urlsplit(here).scheme.lower() not in ("http", "https"):
            raise Unreadable(address, f"it leads to {here}, which is not a web page")
        with client.stream("GET", here) as response:
            onward = response.headers.get("location")
            if response.status_code in (301, 302, 303, 307, 308) and onward:
                here = urljoin(here, onward)
                continue
            return _raw(address, here, response, limit, deadline)
    raise Unreadable(address, f"it redirects more than {REDIRECTS} times")


def _raw(address: str, here: str, response: Any, limit: int, deadline: float) -> Raw:
    if response.status_code != 200:
        raise Unreadable(address, f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
    kind = Message()
    kind["content-type"] = response.headers.get("content-type", "")
    stream = _unpacked(_timed(response.iter_raw(), deadline), response.headers.get("content-encoding", ""), limit)
    data = b"".join(_capped(stream, address, limit))
    charset = kind.get_param("charset")
    return Raw(
        data=data,
        name=address,
        kind=kind.get_content_type() if response.headers.get("content-type") else "",
        charset=charset if isinstance(charset, str) else None,
        url=here,
    )


def _timed(chunks: Iterable[bytes], deadline: float) -> Iterator[bytes]:
    for chunk in chunks:
        if time.monotonic() > deadline:
            raise ValueError("the server sends too slowly")
        yield chunk


def _unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """Undo gzip or deflate piece by piece, so that a bomb is noticed at the cap."""
    if encoding.lower() in ("", "identity"):
        yield from chunks
        return
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"the page is packed as {encoding!r}, which was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                yield unpack.decompress(rest, limit)
                rest = unpack.unconsumed_tail
    except zlib.error as fault:
        raise ValueError("the page is packed in a way that cannot be undone") from fault


def _capped(chunks: Iterable[bytes], address: str, limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Unreadable(address, f"the page is larger than {limit / 1e6:g} MB")
        yield chunk
