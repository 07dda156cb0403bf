"""Which party somebody belongs to: the state or organisation that it finally acts for."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.actors import Actor, ActorId, ActorKind
from parley.model.dossier import Dossier

_PARTIES = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)


def side(dossier: Dossier, actor_id: ActorId) -> Actor | None:
    """The party behind an actor; None where the reports do not tell whose, and for the press."""
    actor: Actor | None = dossier.actor(actor_id)
    seen: set[ActorId] = set()
    while actor is not None and actor.id not in seen:
        seen.add(actor.id)
        if actor.acts_for is None:
            found = actor if actor.kind in _PARTIES else _country(dossier, actor)
            return None if found is None or _press(dossier, found) else found
        actor = dossier.actor(actor.acts_for)
    return None


def _country(dossier: Dossier, actor: Actor) -> Actor | None:
    """The state of the actor's country, if the reports speak of it."""
    states = (a for a in dossier.cast if a.kind is ActorKind.STATE and a.country == actor.country)
    return next(states, None) if actor.country else None


def _press(dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor is the outlet of one of the reports: it tells of the talks and takes no part."""
    outlets = {(r.outlet or "").lower().removeprefix("the ") for r in dossier.record.reports} - {""}
    return any(name.lower().removeprefix("the ") in outlets for name in (actor.name, *actor.names))


def sides(dossier: Dossier, actors: Iterable[ActorId]) -> tuple[str, ...]:
    """The names of the parties behind these actors, each once."""
    found = (side(dossier, a) for a in actors)
    return tuple(dict.fromkeys(a.name for a in found if a is not None))


def called(dossier: Dossier, words: str, aliases: dict[str, tuple[str, ...]]) -> str | None:
    """The name of the party that these words are a name of; None if the reports know none.

    `aliases` gives further names by country code.
    """
    for actor in dossier.cast:
        party = side(dossier, actor.id)
        if party is not None and words in (actor.name, *actor.names, *aliases.get(actor.country or "", ())):
            return party.name
    return None
