"""Addresses of pages. Ids may hold anything, so every part is quoted; only web addresses lead outside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from parley.model.text import Anchor

_MARK = re.compile(r"\br\d+-(\d+-\d+)")


def path(*parts: str) -> str:
    """An address from its parts, each quoted.

    >>> path("n", "talks", "actors", "a/b?c")
    '/n/talks/actors/a%2Fb%3Fc'
    """
    return "/" + "/".join(quote(part.encode("utf-8", "replace"), safe="") for part in parts)


def query(address: str, given: Mapping[str, object]) -> str:
    """An address with the values that are not empty as its query.

    >>> query("/search", {"q": "grain deal", "kind": ""})
    '/search?q=grain+deal'
    """
    kept = {k: str(v).encode("utf-8", "replace") for k, v in given.items() if v not in ("", None)}
    return f"{address}?{urlencode(kept)}" if kept else address


def mark(anchor: Anchor) -> str:
    """The fragment id of a place on its report's page.

    >>> mark(Anchor("r", 3, 9, "in Oslo"))
    'w3-9'
    """
    return f"w{anchor.start}-{anchor.end}"


def marks(told: str) -> str:
    """Fragment ids of the brief (with the number of the report) as those of a report's own page.

    >>> marks("r2-3-9 r2-20-24")
    'w3-9 w20-24'
    """
    return _MARK.sub(r"w\1", told)


def outside(url: str | None) -> str:
    """A web address that may become a link; empty for anything else, such as a script.

    >>> outside("https://example.org/a"), outside("javascript:alert(1)"), outside("https:evil")
    ('https://example.org/a', '', '')
    """
    try:
        found = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if found.scheme in ("http", "https") and found.netloc else ""


def local(address: str) -> str:
    """An address on this desk to return to; the first page for anything that leads elsewhere.

    >>> local("/n/talks?page=2"), local("//evil.example"), local("https://evil.example"), local("/\\\\evil")
    ('/n/talks?page=2', '/', '/', '/')
    """
    steers = any(ord(c) < 33 or c == "\\" for c in address)
    return address if address.startswith("/") and not address.startswith("//") and not steers else "/"
