"""Connections that go nowhere they must not: to public addresses only, and no longer than agreed.

Every host is resolved here and the connection goes to the very address that was checked, so a name that
changes its mind between check and use gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Container
from typing import Any

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_EMBEDDING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
"""IPv6 networks whose last four bytes are an IPv4 address: NAT64, the old compatible form, translated (SIIT)."""


class Refused(Exception):
    """An address that leads into a private network."""


def public_address(host: str, port: int) -> str:
    """The first address of a host. Raises Refused if any of its addresses is not public.

    >>> public_address("127.0.0.1", 80)
    Traceback (most recent call last):
    ...
    parley.intake.guard.Refused: 127.0.0.1 leads into a private network: allow it if that is meant
    """
    return public_addresses(host, port)[0]


def public_addresses(host: str, port: int) -> list[str]:
    """All addresses of a host, in the order to try them. Raises Refused if any of them is not public."""
    found = addresses(host, port)
    if not all(_public(address) for address in found):
        raise Refused(f"{host} leads into a private network: allow it if that is meant")
    return found


def addresses(host: str, port: int) -> list[str]:
    """All addresses of a host, each once, in the order to try them. Raises OSError for a host that has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = _within(ip)
    return inner.is_global and not inner.is_multicast and (ip.is_global or inner is not ip)


def _within(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip.teredo:
        return ip.teredo[1]
    if any(ip in network for network in _EMBEDDING) and int(ip) > 1:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def guarded(client: Any, deadline: float, private: bool | Container[str] = False) -> Any:
    """The client with every connection checked and timed.

    `deadline` is on the clock `time.monotonic`; `private` says which hosts may lie in a private network.
    """
    transports = [client._transport, *(t for t in client._mounts.values() if t is not None)]
    for transport in transports:
        # httpx2 has no parameter for the backend. Should the attribute be renamed, this fails aloud
        # rather than let requests pass unguarded.
        if not hasattr(transport._pool, "_network_backend"):
            raise RuntimeError("this version of httpx2 cannot be guarded: install the one of the lock file")
        transport._pool._network_backend = _backend(deadline, private)
    return client


def _backend(deadline: float, private: bool | Container[str]) -> Any:
    """Resolve, check, and connect to what was checked; each read and write gets only the time that is left."""
    import httpcore2

    def left(timeout: float | None) -> float:
        rest = deadline - time.monotonic()
        if rest <= 0:
            raise httpcore2.ReadTimeout("no time is left")
        return rest if timeout is None else min(rest, timeout)

    class Stream(httpcore2.NetworkStream):
        """A connection that ends at the deadline, however busily the other side drips."""

        def __init__(self, inner: Any) -> None:
            self.inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            data: bytes = self.inner.read(max_bytes, left(timeout))
            return data

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self.inner.write(buffer, left(timeout))

        def close(self) -> None:
            self.inner.close()

        def start_tls(
            self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
        ) -> Any:
            return Stream(self.inner.start_tls(ssl_context, server_hostname, left(timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self.inner.get_extra_info(info)

    class Backend(httpcore2.NetworkBackend):
        """Connects to checked addresses only."""

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: Any = None,
            socket_options: Any = None,
        ) -> Any:
            free = private if isinstance(private, bool) else host in private
            inner = httpcore2.SyncBackend()
            *most, last = addresses(host, port) if free else public_addresses(host, port)
            for address in most:
                try:
                    return Stream(inner.connect_tcp(address, port, left(timeout), local_address, socket_options))
                except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                    continue
            return Stream(inner.connect_tcp(last, port, left(timeout), local_address, socket_options))

        def sleep(self, seconds: float) -> None:
            time.sleep(left(seconds))

    return Backend()
