"""How a desk is served: where, for whom, and whose word is taken for who is asking."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from parley.errors import BadSetting

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `parley serve` was told.

    `archive` is the file or address it was opened with, for the process that reads; `owner` how decisions are
    signed while there are no accounts. `hosts` are further names the desk answers to;
    on loopback a request for any other name is refused, which keeps strange websites out (DNS rebinding).
    `header` names the header in which a reverse proxy says who is signed in; it counts from `trusted` networks
    alone. `secure` marks cookies for https alone. `allow_private` lets imports fetch from inside the own network.
    """

    archive: str = ""
    host: str = "127.0.0.1"
    port: int = 8321
    owner: str = "owner"
    hosts: tuple[str, ...] = ()
    header: str = ""
    trusted: tuple[Network, ...] = ()
    secure: bool = False
    allow_private: bool = False
    workers: int = 1
    open_to_all: bool = False

    @property
    def on_loopback(self) -> bool:
        """Whether only programs on this machine can reach the desk."""
        return is_loopback(self.host)

    def answers(self, host: str) -> bool:
        """Whether a request for this host name is meant for this desk."""
        name = bare_host(host)
        if name in LOOPBACK_NAMES or name in self.hosts:
            return True
        return not self.on_loopback and not self.hosts

    def trusts(self, address: str) -> bool:
        """Whether the word of this address on who is signed in is taken."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.trusted)


def is_loopback(address: str) -> bool:
    """Whether an address or name leads to this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address == "localhost"


def bare_host(host: str) -> str:
    """A Host header without its port.

    >>> bare_host("Desk.example:8321"), bare_host("[::1]:8321")
    ('desk.example', '::1')
    """
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if ":" in name else name


def networks(given: Sequence[str]) -> tuple[Network, ...]:
    """Networks as written on the command line. Raises BadSetting.

    >>> networks(["10.0.0.0/8"])
    (IPv4Network('10.0.0.0/8'),)
    """
    try:
        return tuple(ipaddress.ip_network(text.strip(), strict=False) for text in given)
    except ValueError as fault:
        raise BadSetting(f"{fault}: write an address or network, as 127.0.0.1 or 10.0.0.0/8") from None
