"""Whether a publisher reserves text and data mining: the TDM Reservation Protocol (W3C community report, 2024)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_META = re.compile(r"<meta\b[^<>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(r"\b(name|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a page says: reserved or not, None where it says nothing; `policy` is the address of the terms."""

    reserved: bool | None = None
    policy: str = ""


def reservation(headers: Mapping[str, str], data: bytes = b"") -> Reservation:
    """What the headers of a page say, else its own head.

    >>> reservation({"tdm-reservation": "1"})
    Reservation(reserved=True, policy='')
    >>> reservation({}, b'<meta name="tdm-reservation" content="0">')
    Reservation(reserved=False, policy='')
    >>> reservation({}, b"<p>Talks")
    Reservation(reserved=None, policy='')
    """
    said = headers.get("tdm-reservation")
    if said is not None:
        return Reservation(_flag(said), headers.get("tdm-policy", "")[:500])
    meta = _metas(data[:_HEAD].decode("latin-1"))
    return Reservation(_flag(meta.get("tdm-reservation", "")), meta.get("tdm-policy", "")[:500])


def _flag(written: str) -> bool | None:
    return {"1": True, "0": False}.get(written.strip())


def _metas(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.findall(text):
        given = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag)}
        found.setdefault(given.get("name", "").lower(), given.get("content", ""))
    return found
