"""Who took part in a deed, as event data sets write it: names, countries, sectors, titles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from parley.model.actors import ActorId
from parley.model.entries import Meeting
from parley.views.exports.countries import Country, country
from parley.views.exports.deeds import Deed
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat

STATE = "GOV"  # a state acts through its government


@dataclass(frozen=True, slots=True)
class Party:
    """An actor for a row. `code` is alpha-3 or an international one (IGO, EUR); empty parts are not known."""

    id: ActorId
    name: str
    code: str
    country: Country | None
    sector: str
    role: str
    raw: str


NOBODY = Party("", "", "", None, "", "", "")


def party(look: Lookup, actor_id: ActorId) -> Party:
    """An actor with its codes; a state's sector is its government's."""
    actor = look.actor(actor_id)
    if actor is None:
        return Party(actor_id, look.name(actor_id), "", None, "", "", "")
    sector = actor.sector or (STATE if actor.kind.value == "state" and country(actor.country) else "")
    raw = next((flat(n) for n in actor.names), flat(actor.name))
    return Party(
        actor.id, flat(actor.name), actor.country or "", country(actor.country), sector, look.role(actor.id), raw
    )


def parties(look: Lookup, ids: tuple[ActorId, ...]) -> tuple[Party, ...]:
    """Several actors with their codes."""
    return tuple(party(look, i) for i in ids)


def pairs(look: Lookup, deed: Deed) -> Iterator[tuple[Party, Party]]:
    """A deed as pairs of doer and recipient. Those who meet are paired with each other, each pair once.

    Where nobody is known on one side, that side of the pair is `NOBODY`.
    """
    actors = parties(look, deed.actors) or (NOBODY,)
    if isinstance(deed.first, Meeting) and len(actors) > 1:
        yield from combinations(actors, 2)
        return
    for actor in actors:
        for recipient in parties(look, deed.recipients) or (NOBODY,):
            yield actor, recipient
