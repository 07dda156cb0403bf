"""What the bundled tables add to people whom the report names without saying what they are."""

from __future__ import annotations

from datetime import date

from parley.model.actors import ActorKind
from parley.reading.actors.countries import by_code
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.names import folded
from parley.reading.actors.records import Office, known_as, office_held, offices
from parley.reading.actors.vocabulary import role_of


def look_up(ledger: Ledger, on: date | None) -> dict[int, Office]:
    """The office of each named person whom the tables know, if the report names the country too, or a title.

    A surname alone is looked up only behind a title that the office confirms ("President Smith").
    """
    countries = {d.country for d in ledger.drafts if d.kind is not ActorKind.PERSON and d.country}
    found = {}
    for draft in ledger.drafts:
        if draft.kind is not ActorKind.PERSON or draft.unnamed:
            continue
        office = _office(draft, on)
        if office is None or not _agrees(draft, office):
            continue
        if office.country in countries or (draft.role is not None and " " in draft.name):
            found[draft.key] = office
    return found


def _office(draft: Draft, on: date | None) -> Office | None:
    known = offices(draft.name)
    if not known:
        return None
    held = office_held(known, on)
    if held is not None:
        return held
    place = known_as(known, on)
    return Office(place[0], place[1], "", "", "") if place else None


def _agrees(draft: Draft, office: Office) -> bool:
    """Whether nothing in the report speaks against it."""
    if draft.country is not None and draft.country != office.country:
        return False
    if len(folded(draft.name)) > 1:
        return True
    told = {role_of(w) for w in (draft.role or "").lower().split()} - {None}
    return bool(told & {role_of(w) for w in office.office.split()})


def fill_in(ledger: Ledger, found: dict[int, Office]) -> None:
    """Put what the report left open: role, sector, country and the state they act for."""
    for key, office in found.items():
        draft = ledger.drafts[key]
        if draft.role is None and draft.sector is None:
            draft.role, draft.sector = office.office or None, office.sector or None
        if draft.side is None and office.sector != "ELI":
            draft.side = _state(ledger, office.country)
        draft.country = draft.country or office.country


def _state(ledger: Ledger, code: str) -> int | None:
    """The draft of the state with this code, entered if the report has not named it."""
    country = by_code(code)
    if country is None:
        return None
    state = ledger.get(country.name, ActorKind.STATE)
    state.country = country.iso3
    return state.key
