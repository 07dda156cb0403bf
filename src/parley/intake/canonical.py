"""One key for all the addresses under which a page is handed round."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from parley.model.lexicon import Lexicon

_PORTS = {"http": 80, "https": 443}


def canonical(address: str) -> str:
    """A key that is equal for addresses of one page: without scheme, "www.", default port, tracking and fragment.

    It is for comparing only; what is fetched is the address as given.

    >>> canonical("HTTPS://www.Gazette.example:443/talks/?utm_source=x&id=7#top")
    'gazette.example/talks?id=7'
    >>> canonical("http://gazette.example/talks?id=7") == canonical("https://gazette.example/talks/?id=7&fbclid=Z")
    True
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return address.strip()
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    if port and port != _PORTS.get(parts.scheme.lower()):
        host += f":{port}"
    path = quote(unquote(parts.path, errors="surrogateescape").rstrip("/"), errors="surrogateescape", safe="/")
    query = urlencode([pair for pair in _pairs(parts.query) if not _tracking(pair[0])], errors="surrogateescape")
    return host + path + (f"?{query}" if query else "")


def _pairs(query: str) -> list[tuple[str, str]]:
    """The parameters by name: their order seldom matters, and feeds and pages disagree about it."""
    try:
        return sorted(parse_qsl(query, keep_blank_values=True, max_num_fields=200, errors="surrogateescape"))
    except ValueError:
        return [(query, "")]


def _tracking(name: str) -> bool:
    words = Lexicon.beside(__file__)
    known = name.lower() in words.words("addresses", "tracking")
    return known or name.lower().startswith(tuple(words.words("addresses", "prefixes")))
