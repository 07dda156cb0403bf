"""The deeds of a dossier as PLOVER JSON Lines (manual of February 2024), with the words that tell of each.

Compound actors stay one list. `parley` holds what PLOVER has no field for: the tellings, the number of independent
reports, whether they dispute it.
"""

from __future__ import annotations

from typing import Any

from parley.model.dossier import Dossier
from parley.model.entries import Event
from parley.model.lexicon import Lexicon
from parley.views.exchange import dumps
from parley.views.exports.countries import country_of_place
from parley.views.exports.deeds import VERSION, Deed, deeds
from parley.views.exports.parts import Party, parties
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import clean, flat

_LEXICON = Lexicon.beside(__file__)


def plover_lines(dossier: Dossier) -> str:
    """One deed a line, in order of time; the undated last."""
    look = Lookup.of(dossier)
    return "".join(dumps(_event(look, deed)) + "\n" for deed in deeds(look))


def _event(look: Lookup, deed: Deed) -> dict[str, Any]:
    modes = [deed.code.mode] if deed.code.mode else []
    return {
        "id": deed.id,
        "date": deed.when.start.isoformat() if deed.when else None,
        "enddate": deed.when.end.isoformat() if deed.when else None,
        "actor": [_party(p) for p in parties(look, deed.actors)],
        "recipient": [_party(p) for p in parties(look, deed.recipients)],
        "event": [deed.code.type.value],
        "mode": modes + list(deed.auxiliary),
        "context": context(deed),
        "event_loc": _place(deed),
        "event_text": deed.text,
        "quad_code": deed.code.quad,
        "event_scale": deed.code.intensity,
        "text": clean(deed.first.anchor.words),
        "text_info": _text_info(look, deed),
        "cite_info": _cited(look, deed),
        "parley": _beside(deed),
    }


def context(deed: Deed) -> list[str]:
    """PLOVER's contexts: those read in the words of an event; whatever else is told is diplomacy by its kind."""
    if deed.kind in ("meeting", "attendance", "position"):
        return ["diplomatic"]
    told = {name for e in deed.entries if isinstance(e, Event) for name in e.contexts}
    return [name for name in _LEXICON.load("plover")["contexts"]["names"] if name in told]


def _party(found: Party) -> dict[str, Any]:
    return {
        "code": found.code or None,
        "sector": [found.sector] if found.sector else [],
        "entity_text": found.name,
        "identifier_id": f"urn:parley:actor:{found.id}",
        "identifier_text": found.raw,
        "office": found.role or None,
    }


def _place(deed: Deed) -> dict[str, Any] | None:
    if not deed.place:
        return None
    found = country_of_place(deed.place)
    return {"text": deed.place, "country": found.iso3 if found else None}


def _text_info(look: Lookup, deed: Deed) -> dict[str, Any]:
    """Where the words stand: the paragraph, and the span in code points of the frozen text."""
    at = deed.first.anchor
    return {"sequence": look.ref(at).paragraph, "start": at.start, "end": at.end}


def _cited(look: Lookup, deed: Deed) -> dict[str, Any]:
    report = look.shelves[deed.first.report].report
    return {
        "url": report.url,
        "title": flat(report.title),
        "publication": report.outlet,
        "date": report.published.isoformat() if report.published else None,
        "language": report.language,
        "license": None,
        "codebook": "PLOVER",
        "version": VERSION,
    }


def _beside(deed: Deed) -> dict[str, Any]:
    tellings = [
        {
            "entry": e.id,
            "report": e.report,
            "start": e.anchor.start,
            "end": e.anchor.end,
            "text": clean(e.anchor.words),
        }
        for e in deed.entries
    ]
    told = {"kind": deed.kind, "reality": deed.reality.value, "sources": deed.sources, "disputed": deed.disputed}
    return told | {"cameo": _cameo(deed), "tellings": tellings}


def _cameo(deed: Deed) -> str | None:
    """The CAMEO code of an event, as the first telling that implies one has it."""
    return next((e.cameo for e in deed.entries if isinstance(e, Event) and e.cameo), None)
