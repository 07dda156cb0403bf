"""Names of Parley's things that hold anywhere: URNs, and addresses that are safe to link."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote, urlsplit

_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x20\x7f]+", re.IGNORECASE)


@cache
def software() -> str:
    """What made an export: the program and its version."""
    try:
        return f"Parley {version('parley')}"
    except PackageNotFoundError:  # run from a folder that was never installed
        return "Parley"


def urn(kind: str, key: str) -> str:
    """The URN of a report, actor, gathering, entry or judgement.

    >>> urn("actor", "norland envoy")
    'urn:parley:actor:norland%20envoy'
    """
    return f"urn:parley:{kind}:{quote(key, safe='-_.~')}"


def link(url: str | None) -> str | None:
    """The address where it is one of the web's and holds nothing that could break out of a link; else None.

    >>> link("https://news.example/a"), link("javascript:alert(1)"), link("https://[")
    ('https://news.example/a', None, None)
    """
    if not url or not _LINK.fullmatch(url):
        return None
    try:
        return url if urlsplit(url).hostname else None
    except ValueError:
        return None
