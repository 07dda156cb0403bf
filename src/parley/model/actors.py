"""Who acts and who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parley.model.text import Anchor

ActorId = str
"""Inside a record: "<report id>/<slug>". Inside a dossier: the id of the merged actor."""


class ActorKind(StrEnum):
    """State, office and person are kept apart: Russia, the Kremlin, Putin."""

    STATE = "state"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed group"
    DELEGATION = "delegation"
    OFFICE = "office"
    PERSON = "person"
    GROUP = "group"  # "EU leaders", "experts", "delegates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts or speaks, as one report (or, in a dossier, all reports) name them.

    `country` is ISO 3166 alpha-3 or an international code (IGO, UNO, EUR, NGO) where known, `sector`
    a PLOVER sector (GOV, MIL, ...). `acts_for` is the actor on whose behalf this one acts: the minister's
    state, the delegation's sender. `grounds` are the places that gave the role and side.
    """

    id: ActorId
    name: str
    kind: ActorKind
    names: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    acts_for: ActorId | None = None
    gender: str | None = None  # "m", "f", "n", "p" (plural), None where the report does not tell
    grounds: tuple[Anchor, ...] = ()
    members: tuple[ActorId, ...] = ()  # in a dossier: the report-level actors merged here


class VoiceKind(StrEnum):
    """Who vouches for an entry."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    INSTITUTION = "institution"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who vouches for an entry. The voice is not the subject.

    `actor` is the actor who speaks, None for the outlet itself or a passive without a source.
    `description` is the fullest form the report gives: "Volodymyr Zelensky", "a senior Ukrainian official".
    `anchor` is where this very voice is written ("he", "The official"), None when the outlet speaks.
    """

    kind: VoiceKind
    description: str = ""
    actor: ActorId | None = None
    anchor: Anchor | None = None


OUTLET = Voice(kind=VoiceKind.OUTLET)
