"""HTML pages, read by trafilatura; the frozen text is what it extracts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from parley.intake.decode import newlines
from parley.intake.draft import Draft, Raw, day

# htmldate would otherwise refuse dates after the machine's own day, which no result may hang on.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2200-01-01"}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.I)
_DOMAIN = re.compile(r"^[\w-]+(\.[\w-]+)+(:\d+)?$")


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its head.

    >>> declared_charset(b'<meta http-equiv=x content="text/html; charset=windows-1251">')
    'windows-1251'
    """
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_html(text: str, raw: Raw) -> Draft:
    """The article of a page with its outlet, author, day and title (JSON-LD and meta tags first)."""
    from trafilatura import bare_extraction

    page = bare_extraction(
        text,
        url=raw.url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    if page is None or isinstance(page, dict):
        return Draft(text=_all_text(text), url=raw.url)
    return Draft(
        text=newlines(page.text or "") or _all_text(text),
        title=(page.title or "").strip(),
        outlet=_outlet(page),
        published=_published(page),
        author=page.author or None,
        url=raw.url or page.url or None,
    )


def _all_text(text: str) -> str:
    """Every paragraph of a page in which no article was found."""
    from trafilatura import baseline

    return newlines(baseline(text)[1])


def _outlet(page: Any) -> str | None:
    """The site's own name; a bare domain name is an address, not a name."""
    name = (page.sitename or "").strip()
    return name if name and not _DOMAIN.match(name) else None


def _published(page: Any) -> date | None:
    return day(page.date) if page.date else None
