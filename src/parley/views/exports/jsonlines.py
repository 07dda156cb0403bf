"""A dossier as JSON Lines: one report, actor, meeting, entry or point a line, as in the dossier's JSON.

Each line has `thing`, which says what it is; the other fields are those of `dossier.schema.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.model.codec import encode
from parley.model.dossier import Dossier
from parley.views.exchange import dumps


def json_lines(dossier: Dossier) -> str:
    """The whole dossier; a report's line holds its text."""
    return "".join(dumps(line) + "\n" for line in _lines(dossier))


def _lines(dossier: Dossier) -> Iterator[dict[str, Any]]:
    texts = {report.id: report for report in dossier.record.reports}
    things = (
        ("report", dossier.record.reports),
        ("actor", dossier.cast),
        ("gathering", dossier.gatherings),
        ("entry", dossier.record.entries),
        ("point", dossier.points),
        ("judgement", dossier.judgements),
        ("disagreement", dossier.disagreements),
    )
    for thing, found in things:
        for value in found:
            yield {"thing": thing} | encode(value, texts)
