"""Which reader a file is for: its first bytes decide, then its media type, then its ending."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from parley.errors import Unreadable
from parley.intake.decode import decode
from parley.intake.draft import LIMIT, Draft, Raw

_ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".eml": "mail",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".jsonl": "rows",
    ".ndjson": "rows",
}
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "multipart/related": "mhtml",
    "text/markdown": "markdown",
}
_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b", re.I | re.S)
_DATA = (".json", ".toml", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".py", ".js", ".css", ".log")


def read_raw(raw: Raw) -> tuple[list[Draft], list[Unreadable]]:
    """The drafts in these bytes and what could not be read. Nothing is raised for a bad file."""
    try:
        return _read(raw)
    except ValueError as fault:
        return [], [Unreadable(raw.name, str(fault))]
    except Exception as fault:  # what strangers' bytes do to a library is told, and stops nothing else
        return [], [Unreadable(raw.name, f"it cannot be read ({type(fault).__name__}: {fault})")]


def format_of(raw: Raw) -> str:
    """plain, markdown, html, pdf, mail, mhtml or rows.

    >>> format_of(Raw(data=b"<!DOCTYPE html><p>Hello", name="page"))
    'html'
    """
    ending = PurePosixPath(urlsplit(raw.name).path if "://" in raw.name else raw.name).suffix.lower()
    if raw.data.startswith(b"%PDF-"):
        return "pdf"
    if ending in _ENDINGS and _ENDINGS[ending] != "html":
        return _ENDINGS[ending]
    if _HTML.match(raw.data[:2000].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return _KINDS.get(raw.kind) or _ENDINGS.get(ending) or ("data" if ending in _DATA else "plain")


def _read(raw: Raw) -> tuple[list[Draft], list[Unreadable]]:
    kind = format_of(raw)
    _refuse(raw, kind)
    if kind == "rows":
        return _rows(raw)
    return [_single(raw, kind)], []


def _refuse(raw: Raw, kind: str) -> None:
    if not raw.data.strip():
        raise ValueError("the file is empty")
    if len(raw.data) > LIMIT and kind != "rows":
        raise ValueError(f"{len(raw.data) / 1e6:.1f} MB is too large (a report has at most 5 MB): split it")
    if kind == "data":
        raise ValueError(
            "this is a data file, not a report: give text, Markdown, HTML, PDF, EML, MHTML or JSON lines"
        )


def _single(raw: Raw, kind: str) -> Draft:
    if kind == "pdf":
        from parley.intake.pdf import read_pdf

        return read_pdf(raw)
    if kind in ("mail", "mhtml"):
        from parley.intake.mail import read_mail, read_mhtml

        return read_mail(raw) if kind == "mail" else read_mhtml(raw)
    return _text(raw, kind)


def _text(raw: Raw, kind: str) -> Draft:
    from parley.intake.html import declared_charset, read_html
    from parley.intake.plain import read_markdown, read_text

    text = decode(raw.data, raw.charset, declared_charset(raw.data) if kind == "html" else None)
    if text is None:
        raise ValueError("this is a binary file, not a report")
    readers = {"html": read_html, "markdown": read_markdown}
    return readers.get(kind, read_text)(text, raw)


def _rows(raw: Raw) -> tuple[list[Draft], list[Unreadable]]:
    from parley.intake.rows import read_rows

    text = decode(raw.data)
    if text is None:
        raise ValueError("this is a binary file, not JSON lines")
    drafts, faults = read_rows(text, raw)
    return drafts, [Unreadable(raw.name, fault) for fault in faults]
