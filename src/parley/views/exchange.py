"""The dossier as JSON for other programs, and back without loss.

The same dossier gives the same bytes. The form is described by `dossier.schema.json`, which is worked out from
the types of the model (`parley.views.schema`).
"""

from __future__ import annotations

import json
import re
from typing import Any

from parley.errors import Unreadable
from parley.model.codec import bad, decode, encode
from parley.model.dossier import Change, Dossier
from parley.model.text import Report

FORM = "parley-dossier/1"
SCHEMA = "dossier.schema.json"
# Half characters cannot be written as UTF-8; the other three end a line for readers that split text into lines.
_SURROGATE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


def write_json(dossier: Dossier, changes: tuple[Change, ...] = ()) -> str:
    """The dossier as JSON text, with what changed where a comparison was asked for."""
    texts = {report.id: report for report in dossier.record.reports}
    document: dict[str, Any] = {"$schema": SCHEMA, "form": FORM}
    document |= encode(dossier, texts)
    if changes:
        document["changes"] = encode(changes, texts)
    return dumps(document, indent=1) + "\n"


def dumps(data: Any, indent: int | None = None) -> str:
    """JSON text that can be written as UTF-8 and split into lines: what would hinder either is escaped."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", text)


def read_json(text: str) -> Dossier:
    """The dossier in a JSON text that `write_json` made.

    Raises Unreadable where the text is no dossier or a report's text is not the one its hash was taken of,
    and BadAnchor for words that are not in their report.
    """
    try:
        data = json.loads(text)
    except ValueError as fault:
        raise Unreadable("dossier", f"this is not JSON ({fault})") from fault
    if not isinstance(data, dict) or data.get("form") != FORM:
        raise Unreadable("dossier", f"this is not a dossier of the form {FORM}: write one with `-o dossier.json`")
    texts = {report.id: report for report in _reports(data)}
    dossier: Dossier = decode(Dossier, data, texts)
    return dossier


def _reports(data: dict[str, Any]) -> tuple[Report, ...]:
    """The reports, read before all else because every anchor needs them."""
    record = data.get("record")
    listed = record.get("reports") if isinstance(record, dict) else None
    reports: tuple[Report, ...] = decode(tuple[Report, ...], listed, {}, "$.record.reports")
    for i, (report, given) in enumerate(zip(reports, listed or (), strict=True)):
        if given.get("sha256", report.sha256) != report.sha256:
            raise bad(f"$.record.reports[{i}].sha256", "the text is not the one this hash was taken of")
    return reports
