"""A dossier as FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and Datashare-like tools.

FollowTheMoney 4.11 has no schema for statements, so they become `Note`s on the speaker. Reports are `Article`s,
meetings and events `Event`s with whom they involve, memberships of a side `Representation`s, and every line of the
record is tied to its article by `Documentation`. Each property is a list of strings, as the model wants it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from parley.model.actors import Actor, ActorKind
from parley.model.dossier import Dossier, Point
from parley.model.entries import Attendance, Gathering, Meeting, Position, Statement
from parley.model.ids import digest
from parley.model.text import Report
from parley.model.times import Time, When
from parley.views.exchange import dumps
from parley.views.exports.countries import country, country_of_place
from parley.views.exports.deeds import Deed, deeds
from parley.views.exports.grouped import asked, gathered, stage_of
from parley.views.exports.polecat import certain
from parley.views.exports.urns import link
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import clean, flat

Entity = dict[str, Any]
_SCHEMATA = {
    ActorKind.STATE: "PublicBody",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.DELEGATION: "LegalEntity",
    ActorKind.OFFICE: "PublicBody",
    ActorKind.PERSON: "Person",
    ActorKind.GROUP: "LegalEntity",
}
_CODES = {"EUR": "eu"}  # FollowTheMoney has the European Union among its territories
_GENDERS = {"m": "male", "f": "female"}
_LANGUAGES = {"en": "eng"}


def follow_the_money(dossier: Dossier) -> str:
    """All entities: articles, actors, who acts for whom, meetings, deeds, statements and their documents."""
    return "".join(dumps(entity) + "\n" for entity in _entities(Lookup.of(dossier)))


def _entities(look: Lookup) -> Iterator[Entity]:
    dossier = look.dossier
    yield from (_article(look, report) for report in dossier.record.reports)
    for actor in dossier.cast:
        yield _actor(actor)
        yield from _represents(look, actor)
    told, points = gathered(look), asked(look)
    for gathering in dossier.gatherings:
        yield from _meeting(look, gathering, told.get(gathering.id, []), points.get(gathering.id, []))
    for deed in deeds(look):
        if deed.kind == "event" and certain(deed):
            yield from _event(look, deed)
    yield from _notes(look)


def _entity(schema: str, key: str, **properties: Iterable[str | None] | str | None) -> Entity:
    """An entity whose properties are lists of strings; what is not known is left out."""
    listed: dict[str, list[str]] = {}
    for name, given in properties.items():
        values = [given] if isinstance(given, str) or given is None else list(given)
        kept = list(dict.fromkeys(clean(v) for v in values if v))
        if kept:
            listed[name] = kept
    return {"id": key, "schema": schema, "properties": listed}


def _id(kind: str, key: str) -> str:
    return f"parley-{kind}-{digest(kind, key, size=20)}"


def _article(look: Lookup, report: Report) -> Entity:
    return _entity(
        "Article",
        _id("report", report.id),
        fileName=f"{report.id}.txt",
        name=flat(report.title) or look.shelves[report.id].label,
        title=flat(report.title),
        author=flat(report.author or ""),
        publisher=flat(report.outlet or ""),
        publishedAt=report.published.isoformat() if report.published else None,
        sourceUrl=link(report.url),
        language=_LANGUAGES.get(report.language or ""),
        bodyText=report.text,
        contentHash=hashlib.sha1(report.text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest(),
        mimeType="text/plain",
    )


def _actor(actor: Actor) -> Entity:
    person = actor.kind is ActorKind.PERSON
    code = _country(actor.country)
    return _entity(
        _SCHEMATA[actor.kind],
        _id("actor", actor.id),
        name=flat(actor.name),
        alias=(flat(n) for n in actor.names if n != actor.name),
        country=code,
        position=flat(actor.role) if person and actor.role else None,
        gender=_GENDERS.get(actor.gender or "") if person else None,
        classification=None if person else actor.kind.value,
    )


def _country(code: str | None) -> str | None:
    found = country(code)
    return found.iso2.lower() if found and found.iso2 else _CODES.get(code or "")


def _represents(look: Lookup, actor: Actor) -> Iterator[Entity]:
    """Who acts for whom, where a report says so; the words stand in the summary."""
    side = look.side(actor.id) if actor.acts_for else None
    if side is not None and side.id != actor.id:
        yield _entity(
            "Representation",
            _id("represents", f"{actor.id} {side.id}"),
            agent=_id("actor", actor.id),
            client=_id("actor", side.id),
            role=flat(actor.role or actor.kind.value),
            summary=(flat(a.words) for a in actor.grounds),
            proof=(_id("report", a.report) for a in actor.grounds),
        )


def _days(time: Time | None) -> dict[str, str | None]:
    """Start and end; a month or year is written as such, for the model knows dates of less precision."""
    if not isinstance(time, When):
        return {}
    if len(time.timex) <= 10:
        return {"date": time.timex}
    return {"startDate": time.start.isoformat(), "endDate": time.end.isoformat()}


def _meeting(
    look: Lookup, gathering: Gathering, told: list[Meeting | Attendance], points: list[Point]
) -> Iterator[Entity]:
    key, stage = _id("gathering", gathering.id), stage_of(points)
    who = [e for e in told if isinstance(e, Attendance)]
    reports = sorted({e.report for e in told})
    yield _entity(
        "Event",
        key,
        name=flat(gathering.name),
        summary=f"Stage: {stage}" if stage else None,
        description=(f"{look.name(e.who)}: {e.answer.value}. {flat(e.anchor.words)}" for e in who),
        location=flat(gathering.place or ""),
        country=_place(gathering.place),
        involved=(_id("actor", look.merged(p)) for p in gathering.parties),
        keywords=("meeting", gathering.level.value),
        proof=(_id("report", r) for r in reports),
        **_days(gathering.when),
    )
    yield from _documents(key, "meeting", reports)


def _place(place: str | None) -> str | None:
    found = country_of_place(place)
    return found.iso2.lower() if found else None


def _event(look: Lookup, deed: Deed) -> Iterator[Entity]:
    key, reports = _id("deed", deed.id), sorted({e.report for e in deed.entries})
    yield _entity(
        "Event",
        key,
        name=deed.text,
        summary=f"{deed.code.type.value} {deed.code.mode or ''} {deed.reality.value}".replace("  ", " "),
        location=deed.place,
        country=_place(deed.place),
        involved=(_id("actor", a) for a in (*deed.actors, *deed.recipients)),
        keywords=("event", f"PLOVER {deed.code.type.value}", *deed.auxiliary),
        proof=(_id("report", r) for r in reports),
        **_days(deed.when),
    )
    yield from _documents(key, "event", reports)


def _documents(key: str, role: str, reports: Iterable[str]) -> Iterator[Entity]:
    for report in reports:
        yield _entity(
            "Documentation",
            _id("documents", f"{report} {key}"),
            document=_id("report", report),
            entity=key,
            role=role,
        )


def _notes(look: Lookup) -> Iterator[Entity]:
    """Statements and positions, each as a note on the one who holds it."""
    for entry in look.dossier.record.entries:
        if not isinstance(entry, (Statement, Position)):
            continue
        holders = entry.actors if isinstance(entry, Position) else filter(None, (entry.voice.actor,))
        known = [look.merged(h) for h in holders if look.actor(h)]
        yield _entity(
            "Note",
            _id("entry", entry.id),
            name=f"{entry.kind}: {look.speaker(entry.voice) or look.shelves[entry.report].label}",
            description=entry.anchor.words,
            summary=entry.move.value if isinstance(entry, Position) else entry.act,
            entity=(_id("actor", k) for k in known),
            publisher=look.shelves[entry.report].label,
            sourceUrl=link(look.shelves[entry.report].report.url),
        )
