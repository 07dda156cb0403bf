"""Options from what was said: coming to the talks, sending a delegation, and what is demanded, offered or refused.

An option belongs to whoever can take it: a demand to the one it is addressed to, a refusal to the one who refuses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii

from parley.analysis.draft.sides import side, sides
from parley.model.actors import ActorKind
from parley.model.dispute import Option
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Attendance, GatheringId, Move, Position

TAKEN = (Answer.WILL, Answer.ATTENDED)
MOST_THEMES = 6
_ASKING = (Move.DEMAND, Move.PROPOSAL)
_REFUSING = (Move.REFUSAL, Move.REJECTION)


@dataclass(frozen=True, slots=True)
class Coming:
    """One person's or party's coming to the talks: its attendances in order of time and the option's name."""

    option: str
    owner: str
    about: str
    personal: bool
    entries: tuple[Attendance, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something on the table that a party can do or leave, with the positions taken on it."""

    option: str
    owner: str
    about: str
    wanted_by: tuple[tuple[str, Position], ...]
    refused_by: tuple[tuple[str, Position], ...]


def main_gathering(dossier: Dossier) -> GatheringId | None:
    """The meeting that most attendance is told of, in most reports."""
    count: Counter[GatheringId] = Counter()
    reports: dict[GatheringId, set[str]] = {}
    for entry in dossier.record.of_kind(Attendance):
        home = dossier.merged(entry.gathering)
        count[home] += 1
        reports.setdefault(home, set()).add(entry.report)
    return max(sorted(count), key=lambda g: (len(reports[g]), count[g]), default=None)


def comings(dossier: Dossier, gathering: GatheringId) -> tuple[Coming, ...]:
    """Everybody whose coming to the gathering is told, persons apart and each party's delegation once."""
    groups: dict[tuple[str, str], list[Attendance]] = {}
    for entry in _in_order(dossier, gathering):
        owner = side(dossier, entry.party or entry.who) or side(dossier, entry.who)
        if owner is not None:
            groups.setdefault((owner.name, _who(dossier, entry)), []).append(entry)
    return tuple(_coming(owner, who, entries) for (owner, who), entries in groups.items())


def _in_order(dossier: Dossier, gathering: GatheringId) -> list[Attendance]:
    """The gathering's attendances, as the points order them in time."""
    order = {a.entry: (a.order, n) for p in dossier.points for n, a in enumerate(p.accounts)}
    found = [e for e in dossier.record.of_kind(Attendance) if dossier.merged(e.gathering) == gathering]
    return sorted(found, key=lambda e: (order.get(e.id, (0.0, 0)), e.report, e.anchor.start))


def _who(dossier: Dossier, entry: Attendance) -> str:
    """A person's own name; empty for a delegation, whoever heads it."""
    actor = dossier.actor(entry.who)
    return actor.name if actor.kind is ActorKind.PERSON and not (entry.role or "").startswith("heads") else ""


def _coming(owner: str, who: str, entries: list[Attendance]) -> Coming:
    personal = bool(who)
    name = slug(who.split()[-1]) if personal else f"{slug(owner)}-delegation"
    about = f"{who.split()[-1]} comes" if personal else f"{owner} sends a delegation"
    return Coming(name, owner, about, personal, tuple(entries))


def issues(dossier: Dossier) -> tuple[Issue, ...]:
    """The things most spoken of that a party can do or leave."""
    wanted: dict[tuple[str, str], list[tuple[str, Position]]] = {}
    refused: dict[tuple[str, str], list[tuple[str, Position]]] = {}
    for entry, theme, who in _stances(dossier):
        if entry.move in _REFUSING:
            refused.setdefault((theme, who), []).append((who, entry))
        for owner in _addressed(dossier, entry, who) if entry.move in _ASKING else ():
            wanted.setdefault((theme, owner), []).append((who, entry))
    _answer_open_demands(dossier, wanted, refused)
    weight = {key: len(wanted.get(key, ())) + len(refused.get(key, ())) for key in {**wanted, **refused}}
    keys = sorted(weight, key=lambda k: (-weight[k], k))[:MOST_THEMES]
    return tuple(_issue(key, tuple(wanted.get(key, ())), tuple(refused.get(key, ()))) for key in sorted(keys))


def _stances(dossier: Dossier) -> Iterator[tuple[Position, str, str]]:
    """Each position with its theme (that of what it answers, if told) and each party that takes it."""
    positions = {e.id: e for e in dossier.record.of_kind(Position)}
    for entry in positions.values():
        answered = positions.get(entry.answers or "")
        theme = answered.theme if answered else entry.theme
        for who in sides(dossier, entry.actors) if theme else ():
            yield entry, theme, who


def _addressed(dossier: Dossier, entry: Position, who: str) -> tuple[str, ...]:
    return tuple(name for name in sides(dossier, entry.toward) if name != who)


def _answer_open_demands(
    dossier: Dossier,
    wanted: dict[tuple[str, str], list[tuple[str, Position]]],
    refused: dict[tuple[str, str], list[tuple[str, Position]]],
) -> None:
    """A demand addressed to nobody is put to whoever refuses the same thing."""
    for entry, theme, who in _stances(dossier):
        if entry.move in _ASKING and not _addressed(dossier, entry, who):
            for refused_theme, owner in refused:
                if refused_theme == theme and owner != who:
                    wanted.setdefault((theme, owner), []).append((who, entry))


def _issue(
    key: tuple[str, str], wanted: tuple[tuple[str, Position], ...], refused: tuple[tuple[str, Position], ...]
) -> Issue:
    theme, owner = key
    return Issue(f"{slug(owner)}-{slug(theme)}", owner, f"{owner} gives way on {theme}", wanted, refused)


def option(found: Coming | Issue) -> Option:
    """The option of a coming or an issue, with the entries it rests on."""
    entries = (
        found.entries if isinstance(found, Coming) else tuple(p for _, p in (*found.wanted_by, *found.refused_by))
    )
    grounds = tuple(dict.fromkeys(e.id for e in entries))
    return Option(name=found.option, owner=found.owner, about=found.about, grounds=grounds)


def slug(name: str) -> str:
    """A short plain name.

    >>> slug("Recep Tayyip Erdoğan"), slug("30-day ceasefire")
    ('recep-tayyip-erdogan', '30-day-ceasefire')
    """
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-") or "x"
