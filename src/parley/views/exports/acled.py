"""Events on the ground in the 31 columns of ACLED's read interface. The rows are not ACLED data.

ACLED (the Armed Conflict Location & Event Data Project) codes events by hand under its own terms; this export has
its columns so that tools made for them can read Parley's rows, and says in `tags` and `source_scale` where they
come from. Only deeds that are told as done stand here, no talks. Nothing is located: `latitude` and `longitude`
are empty.
"""

from __future__ import annotations

from parley.model.dossier import Dossier
from parley.model.entries import Event, Reality
from parley.model.lexicon import Lexicon
from parley.model.times import When
from parley.views.exports.cells import Cell, commas
from parley.views.exports.countries import Country, country_of_place
from parley.views.exports.deeds import Deed, deeds
from parley.views.exports.parts import NOBODY, Party, parties
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import listed

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location"),
    *(
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "source_scale",
        "notes",
        "fatalities",
        "tags",
        "timestamp",
    ),
)
_LEXICON = Lexicon.beside(__file__)
_WEEK = 7  # days; up to here ACLED's time precision is 2, beyond it 3


def acled_shaped(dossier: Dossier) -> str:
    """A row for each violent or coercive event, protest or withdrawal that is told as done."""
    look = Lookup.of(dossier)
    return commas(COLUMNS, (row for deed in deeds(look) if (row := _row(look, deed))))


def _row(look: Lookup, deed: Deed) -> tuple[Cell, ...] | None:
    kind = _kind(deed)
    if kind is None or deed.kind != Event.kind or deed.reality is not Reality.HAPPENED:
        return None
    where = country_of_place(deed.place)
    key = f"{where.iso3 if where else ''}{deed.id}"
    sides = (parties(look, deed.actors), parties(look, deed.recipients))
    return (key, *_when(deed.when), *kind, *_sides(*sides), *_where(where, deed), *_source(look, deed))


def _kind(deed: Deed) -> tuple[str, str, str] | None:
    """Disorder, event and sub-event type; None for what is no event on the ground."""
    modes = _LEXICON.load("plover")["acled"].get(deed.code.type.value, {})
    found = modes.get(deed.code.mode or "") or modes.get("")
    return tuple(found) if found else None


def _when(when: When | None) -> tuple[Cell, ...]:
    """The first day, its year and the precision: 1 a day, 2 a week, 3 more; empty where no report tells."""
    if when is None:
        return (None, None, None)
    days = (when.end - when.start).days + 1
    return (when.start, when.start.year, 1 if days == 1 else 2 if days <= _WEEK else 3)


def _sides(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> tuple[Cell, ...]:
    """actor1 to civilian_targeting."""
    one, two = _side(actors), _side(recipients)
    interaction = f"{one[2]}-{two[2]}" if one[2] and two[2] else one[2] or two[2]
    return (*one, *two, interaction, "Civilian targeting" if two[2] == "Civilians" else None)


def _side(found: tuple[Party, ...]) -> tuple[str, str, str]:
    first, *others = found or (NOBODY,)
    parts: dict[str, str] = _LEXICON.load("plover")["acled_parts"]
    return (first.name, "; ".join(o.name for o in others), parts.get(first.sector, ""))


def _where(where: Country | None, deed: Deed) -> tuple[Cell, ...]:
    """iso to geo_precision."""
    iso = int(where.numeric) if where and where.numeric else None
    named = where.name if where else None
    return (iso, None, named, None, None, None, deed.place, None, None, 3 if deed.place else None)


def _source(look: Lookup, deed: Deed) -> tuple[Cell, ...]:
    """source to timestamp; a time of coding would need a clock and stays empty."""
    outlets = "; ".join(dict.fromkeys(look.shelves[e.report].label for e in deed.entries))
    said = f"{deed.text} [{listed(sorted({e.id for e in deed.entries}))}]"
    return (outlets, "Parley, not ACLED", said, _deaths(deed), "not ACLED data", None)


def _deaths(deed: Deed) -> Cell:
    """The lowest count of dead that is told; empty where none is: no telling is not none."""
    words = _LEXICON.words("plover", "deaths", "words")
    counted = [
        int(m.low)
        for e in deed.entries
        if isinstance(e, Event)
        for m in e.magnitudes
        if not words.isdisjoint(f"{m.of} {m.anchor.words}".lower().split())
    ]
    return min(counted) if counted else None
