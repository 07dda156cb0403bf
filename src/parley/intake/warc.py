"""Web captures (WARC files), read as reports. `captures` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from parley.errors import Unreadable
from parley.intake.draft import LIMIT, Draft, Raw
from parley.intake.web import Answer

ENDINGS = (".warc", ".warc.gz")
MOST = 100_000
"""Pages that are read of one file; further ones are left out and told."""

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown")


def is_warc(path: Path) -> bool:
    """Whether a file is a web capture, by its name."""
    return path.name.lower().endswith(ENDINGS)


def read_warc(path: Path) -> tuple[list[Draft], list[Unreadable]]:
    """The pages that were captured, and what could not be read. The day of capture is no day of publication."""
    from parley.intake.formats import read_raw

    drafts: list[Draft] = []
    faults: list[Unreadable] = []
    try:
        for number, raw in enumerate(_pages(path)):
            if number >= MOST:
                raise ValueError(f"it holds more than {MOST:,} pages: split it")
            found, wrong = _one(raw, read_raw)
            drafts += found
            faults += wrong
    except (OSError, ValueError, EOFError) as fault:
        faults.append(Unreadable(path.name, f"the capture cannot be read to its end ({fault})"))
    if not drafts and not faults:
        faults.append(Unreadable(path.name, "this capture holds no page"))
    return drafts, faults


def _one(raw: Raw | Unreadable, read_raw: Any) -> tuple[list[Draft], list[Unreadable]]:
    if isinstance(raw, Unreadable):
        return [], [raw]
    found, wrong = read_raw(raw)
    return [replace(draft, source=raw.name) for draft in found], wrong


def _pages(path: Path) -> Iterator[Raw | Unreadable]:
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                page = _page(record, path.name)
                if page is not None:
                    yield page
        except Exception as fault:  # the library stumbles over damaged records in many ways
            raise ValueError(str(fault) or type(fault).__name__) from fault


def _page(record: Any, file: str) -> Raw | Unreadable | None:
    """The page of a record; None for requests, pictures, redirects and whatever else is no page."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type == "response" and record.http_headers is not None:
        fine, kind = record.http_headers.get_statuscode() == "200", record.http_headers.get_header("Content-Type")
    else:
        fine, kind = record.rec_type == "resource", record.rec_headers.get_header("Content-Type")
    plain, charset = _kind(kind or "")
    if not fine or plain not in _PAGES or not url.lower().startswith(("http://", "https://")):
        return None
    if url.partition("?")[0].endswith("/robots.txt"):
        return None
    name = f"{file}#{url}"
    data = _capped(record.content_stream())
    if data is None:
        return Unreadable(name, f"the page is larger than {LIMIT / 1e6:g} MB")
    return Raw(data=data, name=name, kind=plain, charset=charset, url=url)


def _kind(content_type: str) -> tuple[str, str | None]:
    answer = Answer(address="", url="", status=200, headers={"content-type": content_type})
    return answer.kind, answer.charset


def _capped(stream: Any) -> bytes | None:
    """The body, unpacked; None if there is more of it than a page has."""
    kept: list[bytes] = []
    size = 0
    while chunk := stream.read(65_536):
        size += len(chunk)
        if size > LIMIT:
            return None
        kept.append(chunk)
    return b"".join(kept)
