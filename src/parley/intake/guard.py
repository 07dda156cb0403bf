"""Connections that go nowhere they must not: to public addresses only, and no longer than agreed.

Every host is resolved here and the connection goes to the very address that was checked, so a name that
changes its mind between check and use gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
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
    from parley.intake.checked import Backend  # loads the HTTP library, which most runs never need

    transports = [client._transport, *(t for t in client._mounts.values() if t is not None)]
    for transport in transports:
        # httpx2 has no parameter for the backend. Should the attribute be renamed, this fails aloud
        # rather than let requests pass unguarded.
        if not hasattr(transport._pool, "_network_backend"):
            raise RuntimeError("this version of httpx2 cannot be guarded: install the one of the lock file")
        transport._pool._network_backend = Backend(deadline, private)
    return client
