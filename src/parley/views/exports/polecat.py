"""The deeds of a dossier in the 40 columns of POLECAT, tab separated.

POLECAT knows neither negation nor conditions: what did not happen, or only may, is left out. A date that no report
tells stays empty; POLECAT itself would put the day of publication there. Compound actors are expanded to pairs.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.model.actors import Actor, ActorKind
from parley.model.dossier import Dossier
from parley.model.entries import Reality
from parley.model.text import Report
from parley.views.exports.cells import Cell, tabs
from parley.views.exports.countries import country_of_place
from parley.views.exports.deeds import Deed, deeds
from parley.views.exports.parts import Party, pairs
from parley.views.exports.plover import context
from parley.views.exports.urns import software
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat

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
    stories = _stories(look)
    return tabs(COLUMNS, (row for deed in deeds(look) if certain(deed) for row in _rows(look, deed, stories)))


def certain(deed: Deed) -> bool:
    """Whether a deed is told as done or announced: words spoken always are, whatever they are about."""
    return deed.kind in ("position", "statement") or (deed.reality in _TOLD and not deed.auxiliary)


def _rows(look: Lookup, deed: Deed, stories: Stories) -> Iterator[tuple[Cell, ...]]:
    found = list(pairs(look, deed))
    for number, (actor, recipient) in enumerate(found, 1):
        key = deed.id if len(found) == 1 else f"{deed.id}-{number}"
        yield (key, *_deed(deed), *_party(actor), *_party(recipient), *_place(deed), *stories[deed.first.report])


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


Stories = dict[str, tuple[Cell, ...]]
"""Source to Version for each report: its label, day, whom it names, language, and what made the row."""
_STORY = (
    (ActorKind.PERSON,),
    (ActorKind.ORGANISATION, ActorKind.ARMED_GROUP),
    (ActorKind.STATE,),
)
"""Whom Story People, Story Organizations and Story Locations name."""


def _stories(look: Lookup) -> Stories:
    """What every row of a deed says of the report that tells it first."""
    named: dict[str, list[Actor]] = {}
    for actor in look.dossier.cast:
        for report in dict.fromkeys(member.split("/")[0] for member in actor.members):
            named.setdefault(report, []).append(actor)
    return {key: _story(shelf.report, named.get(key, [])) for key, shelf in look.shelves.items()}


def _story(report: Report, named: list[Actor]) -> tuple[Cell, ...]:
    who = (";".join(flat(a.name) for a in named if a.kind in kinds) for kinds in _STORY)
    return (flat(report.label), report.published, *who, report.language or "en", software())
