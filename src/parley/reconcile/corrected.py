"""What people set right in single entries: wrong entries leave, right values replace what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from parley.errors import BadSetting
from parley.model.dossier import Line
from parley.model.entries import Answer, Attendance, Entry, Event, Level, Meeting, Move, Plover, Position, Stage
from parley.model.judgements import Judgement, Relation
from parley.model.record import Record
from parley.model.times import Basis, When
from parley.reconcile.claims import Desk
from parley.reconcile.people import People
from parley.reconcile.wording import clipped

_SHOWN = 4  # decisions that the summary tells one by one

_FIELDS: Mapping[str, tuple[tuple[type[Entry], ...], str, type[StrEnum] | None]] = {
    "answer": ((Attendance,), "answer", Answer),
    "stage": ((Meeting,), "stage", Stage),
    "level": ((Meeting,), "level", Level),
    "move": ((Position,), "move", Move),
    "type": ((Event,), "type", Plover),
    "place": ((Meeting, Attendance, Event), "place", None),
    "role": ((Attendance,), "role", None),
    "when": ((Entry,), "when", None),
}
SLOTS = tuple(_FIELDS)
"""What can be set right in an entry."""


def kinds(slot: str) -> tuple[type[Entry], ...]:
    """The kinds of entries that have this slot; every kind for no slot."""
    return _FIELDS[slot][0] if slot else (Entry,)


def check(slot: str, value: str | None) -> None:
    """Refuse a slot, or where one is given a value, that no entry can have. Raises BadSetting."""
    if slot not in _FIELDS:
        raise BadSetting(f"{slot!r} cannot be set right: use one of {', '.join(SLOTS)}")
    allowed = _FIELDS[slot][2]
    if value is None:
        return
    if allowed is not None and value not in list(allowed):
        raise BadSetting(f"{value!r} is no {slot}: use one of {', '.join(allowed)}")
    if not value.strip():
        raise BadSetting(f"give the right value of the {slot}")
    if slot == "when":
        _day(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadSetting(f"{value!r} is not a day: write it as 2025-05-15") from None


def slot_of(entry: Entry, slot: str) -> object:
    """What an entry has in a slot, None where it has no such slot."""
    return getattr(entry, _FIELDS[slot][1], None)


def set_right(record: Record, people: People) -> tuple[Record, tuple[Entry, ...]]:
    """The record as people corrected it, and the entries they took out or changed as they were read."""
    wrong = {j.a for j in people.on(Relation.WRONG)}
    values: dict[str, list[Judgement]] = {}
    for judgement in people.on(Relation.VALUE):
        values.setdefault(judgement.a, []).append(judgement)
    touched = {e.id for e in record.entries if e.id in wrong or e.id in values}
    if not touched:
        return record, ()
    entries = tuple(_corrected(e, values.get(e.id, ())) for e in record.entries if e.id not in wrong)
    places = {e.gathering: e.place for e in entries if e.id in values and isinstance(e, Meeting) and e.place}
    gatherings = tuple(replace(g, place=places.get(g.id, g.place)) for g in record.gatherings)
    corrected = replace(record, entries=entries, gatherings=gatherings)
    return corrected, tuple(e for e in record.entries if e.id in touched)


def _corrected(entry: Entry, judgements: list[Judgement] | tuple[()]) -> Entry:
    """The entry with its right values; its id stays, so that later corrections still find it."""
    for judgement in judgements:
        owners, name, allowed = _FIELDS.get(judgement.slot, ((), "", None))
        if isinstance(entry, owners):
            entry = replace(entry, **{name: _value(entry, judgement, allowed)})  # type: ignore[arg-type]
    return entry


def _value(entry: Entry, judgement: Judgement, allowed: Callable[[str], object] | None) -> object:
    if judgement.slot == "when":
        day = _day(judgement.b)
        return When(start=day, end=day, words=entry.when.words, basis=Basis.READER)
    return allowed(judgement.b) if allowed is not None else judgement.b


def decisions(desk: Desk, people: People) -> tuple[Line, ...]:
    """One more line of the summary, where a person decided: who decided what."""
    made = list({j.reason or j.id: j for j in people.judgements}.values())
    if not made:
        return ()
    told = [_told(j) for j in made[-_SHOWN:]]
    more = f" and {len(made) - _SHOWN} more before" if len(made) > _SHOWN else ""
    grounds = [i for j in made for i in (j.a, j.b) if i in desk.entries]
    return (Line(text=f"Decided by people: {'; '.join(told)}{more}.", grounds=tuple(dict.fromkeys(grounds))),)


def _told(judgement: Judgement) -> str:
    day = f", {judgement.made[:10]}" if judgement.made else ""
    return f"{clipped(judgement.reason.rstrip('.'), 40) or judgement.relation} ({judgement.author}{day})"
