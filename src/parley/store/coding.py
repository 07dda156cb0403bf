"""Reports, entries and terms as the rows of the archive keep them, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from parley.errors import BadArchive, ParleyError
from parley.model.actors import Actor
from parley.model.codec import decode, encode
from parley.model.entries import Entry, Gathering
from parley.model.record import Record
from parley.model.text import Report

_APART = ("text", "sha256", "id")
"""What of a report stands in columns of its own."""


def dumps(data: Any) -> str:
    """JSON in ASCII, so that any database takes any character; keys in the order given."""
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def loads(text: str, what: str) -> Any:
    """JSON out of a row. Raises BadArchive where it is none."""
    try:
        return json.loads(text)
    except ValueError as fault:
        raise BadArchive(f"{what} is damaged ({fault}): bring back a backup") from None


def text_bytes(text: str) -> bytes:
    """The frozen text as bytes: UTF-8, half surrogates kept as they are."""
    return text.encode("utf-8", "surrogatepass")


def about(report: Report) -> str:
    """All that is known about a report besides its text."""
    data = encode(report, {})
    return dumps({key: value for key, value in data.items() if key not in _APART})


def report_of(report_id: str, text: bytes, data: str) -> Report:
    """The report in a row. Raises BadArchive where its parts do not fit."""
    known = loads(data, f"the report {report_id}")
    try:
        words = bytes(text).decode("utf-8", "surrogatepass")
        report: Report = decode(Report, {**known, "text": words, "id": report_id}, {})
    except (ParleyError, UnicodeDecodeError, TypeError) as fault:
        raise BadArchive(f"the report {report_id} is damaged ({fault}): bring back a backup") from None
    return report


def frame(record: Record) -> str:
    """Actors and gatherings of one report."""
    texts = {r.id: r for r in record.reports}
    return dumps({"actors": encode(record.actors, texts), "gatherings": encode(record.gatherings, texts)})


def entry_data(entry: Entry, report: Report) -> str:
    """One entry."""
    return dumps(encode(entry, {report.id: report}))


def record_of(report: Report, framed: str, entries: list[str]) -> Record:
    """What one reading found in one report. Raises BadArchive where an anchor is not in its report."""
    texts = {report.id: report}
    what = f"the reading of {report.id}"
    try:
        data = loads(framed, what)
        actors: tuple[Actor, ...] = decode(tuple[Actor, ...], data["actors"], texts)
        gatherings: tuple[Gathering, ...] = decode(tuple[Gathering, ...], data["gatherings"], texts)
        found = tuple(decode(Entry, loads(e, what), texts) for e in entries)
    except BadArchive:
        raise
    except (ParleyError, KeyError, TypeError) as fault:
        raise BadArchive(f"{what} is damaged ({fault}): bring back a backup") from None
    return Record((report,), actors, gatherings, found)


def hashed(*parts: str) -> str:
    """SHA-256 over rows of text."""
    sum_ = hashlib.sha256()
    for part in parts:
        sum_.update(part.encode("utf-8", "surrogatepass") + b"\n")
    return sum_.hexdigest()


def strings(data: Mapping[str, Any]) -> dict[str, str]:
    """A table of plain words."""
    return {str(key): str(value) for key, value in data.items()}
