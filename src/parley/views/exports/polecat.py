"""The deeds of a dossier in the 40 columns of POLECAT, tab separated.

POLECAT knows neither negation nor conditions: what did not happen, or only may, is left out. A date that no report
tells stays empty; POLECAT itself would put the day of publication there. Compound actors are expanded to pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.model.actors import ActorKind
from parley.model.dossier import Dossier
from parley.model.entries import Reality
from parley.views.exports.cells import Cell, tabs
from parley.views.exports.countries import country_of_place
from parley.views.exports.deeds import Deed, deeds
from parley.views.exports.parts import Party, pairs
from parley.views.exports.plover import context
from parley.views.exports.urns import software
from parley.views.rows.lookup import Lookup

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations"),
    *("Story Locations", "Language", "Version"),
)
_TOLD = (Reality.HAPPENED, Reality.PLANNED)


def polecat(dossier: Dossier) -> str:
    """A row for each pair of every deed that happened or is announced."""
    look = Lookup.of(dossier)
    return tabs(COLUMNS, (row for deed in deeds(look) if certain(deed) for row in _rows(look, deed)))


def certain(deed: Deed) -> bool:
    """Whether a deed is told as done or announced: words spoken always are, whatever they are about."""
    return deed.kind in ("position", "statement") or (deed.reality in _TOLD and not deed.auxiliary)


def _rows(look: Lookup, deed: Deed) -> Iterator[tuple[Cell, ...]]:
    found = list(pairs(look, deed))
    for number, (actor, recipient) in enumerate(found, 1):
        key = deed.id if len(found) == 1 else f"{deed.id}-{number}"
        yield (key, *_deed(deed), *_party(actor), *_party(recipient), *_place(deed), *_story(look, deed))


def _deed(deed: Deed) -> tuple[Cell, ...]:
    """Event Date to Contexts; a deed of several days is dated by its first."""
    when = deed.when.start if deed.when else None
    code = deed.code
    return (when, code.type.value, code.mode, code.intensity, code.quad, ";".join(context(deed)))


def _party(found: Party) -> tuple[Cell, ...]:
    """Name to Wikipedia ID; Parley gives no Wikipedia ID."""
    cow = int(found.country.cow) if found.country and found.country.cow else None
    return (found.name, found.code, cow, found.sector, found.sector, found.role, found.raw, None)


def _place(deed: Deed) -> tuple[Cell, ...]:
    """Placename to Feature Type: the report's words and the country they name; nothing is located on a map."""
    found = country_of_place(deed.place)
    named = bool(found and found.name.lower() == deed.place.lower())
    city = "" if named or "," not in deed.place else deed.place.split(",")[0].strip()
    kind = "country" if named else None
    return (deed.place, city, None, None, found.iso3 if found else None, None, None, None, deed.place, kind)


def _story(look: Lookup, deed: Deed) -> tuple[Cell, ...]:
    """Source to Version, with everybody whom the report of the first telling names."""
    report = look.shelves[deed.first.report].report
    actors = [a for a in look.dossier.cast if any(m.split("/")[0] == report.id for m in a.members)]
    people = ";".join(a.name for a in actors if a.kind is ActorKind.PERSON)
    bodies = ";".join(a.name for a in actors if a.kind in (ActorKind.ORGANISATION, ActorKind.ARMED_GROUP))
    places = ";".join(a.name for a in actors if a.kind is ActorKind.STATE)
    language = report.language or "en"
    return (report.label, report.published, people, bodies, places, language, software())
