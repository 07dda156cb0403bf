"""Entries as JSON lines, each readable alone: with the names, the outlet and the text's hash it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.model.codec import encode
from parley.model.entries import Attendance, Entry, Event, Meeting, Position
from parley.model.record import Record
from parley.views.exchange import dumps


def entries_jsonl(record: Record) -> Iterator[str]:
    """One line of JSON for each entry of a record, in the record's order, without line ends.

    The fields are those of the dossier's JSON; `about` holds the report's outlet and hash and the names of the
    actors and the meeting that the entry mentions by id.
    """
    texts = {report.id: report for report in record.reports}
    names = {actor.id: actor.name for actor in record.actors} | {g.id: g.name for g in record.gatherings}
    for entry in record.entries:
        report = texts[entry.report]
        about: dict[str, Any] = {"outlet": report.outlet, "sha256": report.sha256}
        about["names"] = {i: names[i] for i in dict.fromkeys(_mentioned(entry)) if i in names}
        yield dumps(encode(entry, texts) | {"about": about})


def _mentioned(entry: Entry) -> Iterator[str]:
    """The ids of actors and meetings that an entry mentions."""
    if entry.voice.actor:
        yield entry.voice.actor
    if isinstance(entry, Attendance):
        yield from filter(None, (entry.who, entry.party, entry.gathering))
    if isinstance(entry, Meeting):
        yield from (*entry.participants, entry.gathering)
    if isinstance(entry, Position):
        yield from (*entry.actors, *entry.toward)
    if isinstance(entry, Event):
        yield from (*entry.actors, *entry.recipients)
    condition = entry.condition if isinstance(entry, (Attendance, Position)) else None
    if condition and condition.subject:
        yield condition.subject
