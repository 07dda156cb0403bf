"""Meetings as a table of negotiation events: date, place, parties, bilateral or mediated.

The shape is that of PNCC (Peace Negotiations in Civil Conflicts, Arı, Journal of Conflict Resolution 2023), the
table that scholars of negotiation merge on: one row a negotiation event with its day as far as it is known, its
place, its two sides and whether a third party mediated. The rows are not PNCC data.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.model.actors import Actor, ActorId
from parley.model.dossier import Dossier, Point, Standing
from parley.model.entries import Attendance, Gathering, Meeting, Stage
from parley.model.times import When
from parley.views.exports.cells import Cell, commas
from parley.views.exports.countries import country, country_of_place
from parley.views.exports.grouped import asked, gathered, stage_of
from parley.views.rows.lookup import Lookup

COLUMNS = (
    *("negotiation_id", "name", "start_date", "end_date", "year", "month", "day", "date_precision"),
    *("side_a", "side_a_iso3", "side_a_cow", "side_b", "side_b_iso3", "side_b_cow", "other_parties", "type"),
    *("mediators", "level", "place", "place_iso3", "stage", "held", "sources", "disputed", "quote", "report_urls"),
)
_HELD = (Stage.HELD, Stage.UNDER_WAY, Stage.ADJOURNED)
_MEDIATES = ("mediat", "host", "facilitat", "broker")


def pncc_shaped(dossier: Dossier) -> str:
    """A row for each meeting of two sides or more."""
    look = Lookup.of(dossier)
    told, points, roles = gathered(look), asked(look), _mediators(look)
    rows = (
        (_row(look, g, _About(told.get(g.id, []), points.get(g.id, []), roles.get(g.id, []))), g)
        for g in dossier.gatherings
    )
    return commas(COLUMNS, (row for row, _ in sorted(((r, g) for r, g in rows if r), key=_order)))


def _order(pair: tuple[tuple[Cell, ...], Gathering]) -> tuple[str, str]:
    when = pair[1].when
    return (when.start.isoformat() if isinstance(when, When) else "9", pair[1].id)


@dataclass(frozen=True, slots=True)
class _About:
    """What is told of a meeting, the points about it, and the sides that mediate."""

    told: list[Meeting | Attendance]
    points: list[Point]
    mediators: list[Actor]


def _row(look: Lookup, gathering: Gathering, about: _About) -> tuple[Cell, ...] | None:
    mediators = about.mediators
    sides = [s for s in _sides(look, gathering) if s.id not in {m.id for m in mediators}]
    if len(sides) < 2:
        return None
    first, second, *others = sides
    return (
        *(gathering.id, gathering.name, *_dates(gathering)),
        *(*_side(first), *_side(second), "; ".join(o.name for o in others)),
        "mediated" if mediators else "bilateral" if not others else "multilateral",
        "; ".join(m.name for m in mediators),
        *(gathering.level.value, gathering.place, _iso3(gathering)),
        *_stage(about),
        *_grounds(look, gathering, about),
    )


def _sides(look: Lookup, gathering: Gathering) -> list[Actor]:
    """The parties that meet: whom the participants act for, each once."""
    found = (look.side(p) for p in gathering.parties)
    return list({s.id: s for s in found if s}.values())


def _mediators(look: Lookup) -> dict[str, list[Actor]]:
    """For each meeting the sides of those whom a report names as its mediator, host or facilitator."""
    found: dict[str, dict[ActorId, Actor]] = {}
    for entry in look.dossier.record.of_kind(Attendance):
        side = look.side(entry.who) if any(w in (entry.role or "").lower() for w in _MEDIATES) else None
        if side:
            found.setdefault(look.merged(entry.gathering), {})[side.id] = side
    return {gathering: list(sides.values()) for gathering, sides in found.items()}


def _dates(gathering: Gathering) -> tuple[Cell, ...]:
    """Start to precision: day, month, year or range; parts that are not known stay empty."""
    when = gathering.when
    if not isinstance(when, When):
        return (None, None, None, None, None, "unknown")
    precision = {4: "year", 7: "month", 10: "day"}.get(len(when.timex), "range")
    month = when.start.month if precision in ("day", "month") else None
    return (
        when.start,
        when.end,
        when.start.year,
        month,
        when.start.day if precision == "day" else None,
        precision,
    )


def _side(actor: Actor) -> tuple[Cell, ...]:
    found = country(actor.country)
    return (actor.name, actor.country, int(found.cow) if found and found.cow else None)


def _iso3(gathering: Gathering) -> Cell:
    found = country_of_place(gathering.place)
    return found.iso3 if found else None


def _stage(about: _About) -> tuple[Cell, ...]:
    """How far it came, by the account that is last in time, and whether it was held at all."""
    stages = [e.stage.value for e in about.told if isinstance(e, Meeting)]
    stage = stage_of(about.points) or (stages[-1] if stages else None)
    return (stage, None if stage is None else stage in [s.value for s in _HELD])


def _grounds(look: Lookup, gathering: Gathering, about: _About) -> tuple[Cell, ...]:
    """Number of independent reports, whether they dispute anything about it, words, addresses."""
    copies, told = dict(look.dossier.copies), [e for e in about.told if isinstance(e, Meeting)]
    reports = sorted({a.report for a in gathering.grounds} | {e.report for e in told})
    urls = (look.shelves[r].report.url for r in reports)
    return (
        len({copies.get(r, r) for r in reports}),
        any(p.standing is Standing.DISPUTED for p in about.points),
        told[0].anchor.words if told else None,
        "; ".join(u for u in urls if u),
    )
