"""A dossier as JSON-LD: schema.org for things, Web Annotation for places in texts, PROV-O for their origin.

Reports are `NewsArticle`, statements `Quotation` with `creator`, all other entries `Claim` with the article they
appear in. Every entry has an annotation with both selectors, into the text whose SHA-256 stands with the article.
The context is written out, so no reader needs the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.model.actors import Actor, ActorKind, Voice, VoiceKind
from parley.model.dossier import Dossier
from parley.model.entries import Attendance, Entry, Event, Gathering, Meeting, Position, Stage, Statement
from parley.model.judgements import Relation
from parley.model.selectors import target
from parley.model.text import Anchor, Report
from parley.model.times import Time, When
from parley.views.exchange import dumps
from parley.views.exports.countries import country
from parley.views.exports.grouped import asked, stage_of
from parley.views.exports.urns import link, software, urn
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import clean, flat

Node = dict[str, Any]
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "parley": "urn:parley:vocabulary:",
    "datePublished": {"@id": "https://schema.org/datePublished", "@type": "https://schema.org/Date"},
    "startDate": {"@id": "https://schema.org/startDate", "@type": "https://schema.org/Date"},
    "endDate": {"@id": "https://schema.org/endDate", "@type": "https://schema.org/Date"},
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
}
_KINDS = {
    ActorKind.STATE: "Country",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.DELEGATION: "Organization",
    ActorKind.OFFICE: "GovernmentOrganization",
    ActorKind.PERSON: "Person",
    ActorKind.GROUP: "Organization",
}
_RELATIONS = {
    Relation.CONTRADICTS: "parley:contradicts",
    Relation.SUPERSEDES: "parley:supersededBy",
    Relation.DISPUTES: "parley:disputedBy",
}


def json_ld(dossier: Dossier) -> str:
    """The whole dossier as one graph."""
    return dumps({"@context": CONTEXT, "@graph": list(_graph(dossier))}, indent=1) + "\n"


def _graph(dossier: Dossier) -> Iterator[Node]:
    look = Lookup.of(dossier)
    yield _reader()
    yield from (_article(look, report) for report in dossier.record.reports)
    yield from (_actor(look, actor) for actor in dossier.cast)
    points = asked(look)
    for gathering in dossier.gatherings:
        yield _gathering(look, gathering, stage_of(points.get(gathering.id, [])))
    clashes = _clashes(dossier)
    for entry in dossier.record.entries:
        yield _entry(look, entry) | clashes.get(entry.id, {})
        yield _annotation(look, entry)
    yield from _decisions(dossier)


def _full(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def _reader() -> Node:
    return {"@id": "urn:parley:software", "@type": ["prov:SoftwareAgent"], "name": software()}


def _article(look: Lookup, report: Report) -> Node:
    sha = {"@type": "PropertyValue", "propertyID": "sha256", "value": report.sha256}
    original = dict(look.dossier.copies).get(report.id)
    return _full(
        {
            "@id": urn("report", report.id),
            "@type": ["NewsArticle", "prov:Entity"],
            "headline": flat(report.title),
            "publisher": {"@type": "Organization", "name": flat(report.outlet)} if report.outlet else None,
            "author": {"@type": "Person", "name": flat(report.author)} if report.author else None,
            "datePublished": report.published.isoformat() if report.published else None,
            "inLanguage": report.language,
            "url": link(report.url),
            "identifier": sha,
            "prov:wasRevisionOf": {"@id": urn("report", report.revises)} if report.revises else None,
            "prov:wasDerivedFrom": {"@id": urn("report", original)} if original else None,
        }
    )


def _actor(look: Lookup, actor: Actor) -> Node:
    found = country(actor.country)
    person = actor.kind is ActorKind.PERSON
    side = look.side(actor.id)
    party = {"@id": urn("actor", side.id)} if side and side.id != actor.id else None
    return _full(
        {
            "@id": urn("actor", actor.id),
            "@type": [_KINDS[actor.kind], "prov:Agent"],
            "name": flat(actor.name),
            "alternateName": [flat(n) for n in actor.names if n != actor.name],
            "jobTitle": flat(actor.role) if person and actor.role else None,
            "identifier": found.iso3 if found and actor.kind is ActorKind.STATE else None,
            "affiliation" if person else "parentOrganization": party,
        }
    )


def _days(time: Time) -> Node:
    if not isinstance(time, When):
        return {}
    return {"startDate": time.start.isoformat(), "endDate": time.end.isoformat()}


def _gathering(look: Lookup, gathering: Gathering, stage: str | None) -> Node:
    cancelled = {"@id": "https://schema.org/EventCancelled"}
    return _full(
        {
            "@id": urn("gathering", gathering.id),
            "@type": "Event",
            "name": flat(gathering.name),
            "location": {"@type": "Place", "name": flat(gathering.place)} if gathering.place else None,
            "eventStatus": cancelled if stage == Stage.CANCELLED.value else None,
            "attendee": [{"@id": urn("actor", look.merged(p))} for p in gathering.parties],
            **_days(gathering.when),
        }
    )


def _entry(look: Lookup, entry: Entry) -> Node:
    said = isinstance(entry, Statement)
    article = {"@id": urn("report", entry.report)}
    return _full(
        {
            "@id": urn("entry", entry.id),
            "@type": ["Quotation" if said else "Claim", "prov:Entity"],
            "additionalType": f"urn:parley:vocabulary:{entry.kind}",
            "text": clean(entry.anchor.words),
            "creator": _voice(look, entry.voice, entry.report),
            "isPartOf" if said else "appearance": article,
            "about": [{"@id": i} for i in _about(look, entry)],
            "prov:wasQuotedFrom": article,
            "prov:wasAttributedTo": {"@id": "urn:parley:software"},
            "parley:reality": entry.reality.value,
            "parley:answer": _answer(entry),
            "parley:when": flat(entry.when.words),
            **_days(entry.when),
        }
    )


def _voice(look: Lookup, voice: Voice, report_id: str) -> Node:
    """Who vouches for it: the named actor, a source without a name by its description, or the outlet."""
    if voice.actor and look.actor(voice.actor):
        return {"@id": urn("actor", look.merged(voice.actor))}
    if voice.kind is VoiceKind.OUTLET:
        return {"@type": "Organization", "name": look.shelves[report_id].label}
    return {"@type": "Person", "description": look.speaker(voice)}


def _about(look: Lookup, entry: Entry) -> Iterator[str]:
    """The actors and the meeting that an entry speaks of."""
    if isinstance(entry, (Meeting, Attendance)):
        yield urn("gathering", look.merged(entry.gathering))
    actors: tuple[str, ...] = ()
    if isinstance(entry, Meeting):
        actors = entry.participants
    elif isinstance(entry, Attendance):
        actors = (entry.who,)
    elif isinstance(entry, Position):
        actors = (*entry.actors, *entry.toward)
    elif isinstance(entry, Event):
        actors = (*entry.actors, *entry.recipients)
    yield from (urn("actor", a) for a in dict.fromkeys(look.merged(a) for a in actors))


def _answer(entry: Entry) -> str | None:
    """What the entry says in one word of Parley's vocabulary."""
    if isinstance(entry, Attendance):
        return entry.answer.value
    if isinstance(entry, Meeting):
        return entry.stage.value
    if isinstance(entry, Position):
        return entry.move.value
    return entry.type.value if isinstance(entry, Event) else None


def _annotation(look: Lookup, entry: Entry) -> Node:
    return {
        "@id": urn("annotation", entry.id),
        "@type": "oa:Annotation",
        "oa:hasBody": {"@id": urn("entry", entry.id)},
        "oa:hasTarget": _target(look, entry.anchor),
    }


def _target(look: Lookup, anchor: Anchor) -> Node:
    """Both selectors in the terms of the Web Annotation vocabulary."""
    quote, position = target(anchor, {anchor.report: look.shelves[anchor.report].report})["selector"]
    exact = {f"oa:{key}": clean(quote[key]) for key in ("exact", "prefix", "suffix")}
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": urn("report", anchor.report)},
        "oa:hasSelector": [
            {"@type": "oa:TextQuoteSelector"} | exact,
            {"@type": "oa:TextPositionSelector", "oa:start": position["start"], "oa:end": position["end"]},
        ],
    }


def _clashes(dossier: Dossier) -> dict[str, Node]:
    """For each entry the entries that contradict, replace or dispute it."""
    found: dict[str, Node] = {}
    for clash in dossier.disagreements:
        name = _RELATIONS.get(clash.relation)
        if name:
            found.setdefault(clash.a, {}).setdefault(name, []).append({"@id": urn("entry", clash.b)})
    return found


def _decisions(dossier: Dossier) -> Iterator[Node]:
    """What people decided, as activities; an entry they took out was invalidated by one."""
    known = frozenset(e.id for e in (*dossier.record.entries, *dossier.set_aside))
    for judgement in dossier.judgements:
        if judgement.by_person:
            yield _full(
                {
                    "@id": urn("judgement", judgement.id),
                    "@type": "prov:Activity",
                    "name": judgement.relation.value,
                    "description": flat(judgement.reason),
                    "prov:used": [{"@id": urn("entry", i)} for i in (judgement.a, judgement.b) if i in known],
                    "prov:wasAssociatedWith": {"@type": "prov:Person", "name": flat(judgement.author)},
                    "prov:endedAtTime": judgement.made or None,
                }
            )
    wrong = {j.a: j for j in dossier.judgements if j.relation in (Relation.WRONG, Relation.VALUE)}
    for entry in dossier.set_aside:
        if entry.id in wrong:
            by = {"@id": urn("judgement", wrong[entry.id].id)}
            yield {"@id": urn("entry", entry.id), "@type": "prov:Entity", "prov:wasInvalidatedBy": by}
