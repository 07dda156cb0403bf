"""Who comes to the talks: options of persons whose coming is in question, and one delegation for each party."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from parley.analysis.draft.sides import side, sides
from parley.model.actors import ActorId, ActorKind
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Attendance, GatheringId

TAKEN = (Answer.WILL, Answer.ATTENDED)
ABSENT = (Answer.WILL_NOT, Answer.DID_NOT, Answer.NOT_LISTED)


@dataclass(frozen=True, slots=True)
class Coming:
    """One person's or party's coming to the talks: its attendances in order of time and the option's name.

    `person` is the merged id of the person, empty for a delegation.
    """

    option: str
    owner: str
    about: str
    person: ActorId
    entries: tuple[Attendance, ...]

    @property
    def now(self) -> bool:
        """Whether the last plain word on it is yes."""
        said = [e for e in self.entries if e.answer in (*TAKEN, *ABSENT)]
        return bool(said) and said[-1].answer in TAKEN


def main_gathering(dossier: Dossier) -> GatheringId | None:
    """The meeting that most reports tell attendance of, one between two parties or more before any other."""
    count: Counter[GatheringId] = Counter()
    reports: dict[GatheringId, set[str]] = {}
    for entry in dossier.record.of_kind(Attendance):
        home = dossier.merged(entry.gathering)
        count[home] += 1
        reports.setdefault(home, set()).add(entry.report)
    two = {g: len(at_table(dossier, g)) > 1 for g in count}
    return max(sorted(count), key=lambda g: (two[g], len(reports[g]), count[g]), default=None)


def at_table(dossier: Dossier, gathering: GatheringId | None) -> tuple[str, ...]:
    """The parties that the gathering is between."""
    return sides(dossier, dossier.gathering(gathering).parties) if gathering else ()


def comings(dossier: Dossier, gathering: GatheringId, wished: Iterable[ActorId] = ()) -> tuple[Coming, ...]:
    """Everybody whose coming to the gathering is told.

    A person has an option of its own if its coming is in question or somebody hangs on it; all others go with
    their party's delegation. `wished` are merged ids of persons whom somebody wants to come.
    """
    told = _in_order(dossier, gathering)
    apart = _in_question(dossier, told) | set(wished)
    groups: dict[tuple[str, ActorId], list[Attendance]] = {}
    for entry in told:
        owner = side(dossier, entry.party or entry.who) or side(dossier, entry.who)
        if owner is not None:
            who = dossier.merged(entry.who)
            groups.setdefault((owner.name, who if who in apart else ""), []).append(entry)
    return tuple(_coming(dossier, owner, who, entries) for (owner, who), entries in groups.items())


def _in_order(dossier: Dossier, gathering: GatheringId) -> list[Attendance]:
    """The gathering's attendances, as the points order them in time."""
    questions = sorted(dossier.points, key=lambda p: p.slot == "answer")  # this order counts
    order = {a.entry: (a.order, n) for p in questions for n, a in enumerate(p.accounts)}
    found = [e for e in dossier.record.of_kind(Attendance) if dossier.merged(e.gathering) == gathering]
    return sorted(found, key=lambda e: (order.get(e.id, (0.0, 0)), e.report, e.anchor.start))


def _in_question(dossier: Dossier, told: list[Attendance]) -> set[ActorId]:
    """Persons who may stay away, are wanted, come on a condition, or are somebody's condition."""
    found: set[ActorId] = set()
    for entry in told:
        heads = (entry.role or "").startswith("heads")
        if _person(dossier, entry.who) and not heads and (entry.condition or entry.answer not in TAKEN):
            found.add(dossier.merged(entry.who))
        hangs = entry.condition.subject if entry.condition else None
        if hangs and _person(dossier, hangs):
            found.add(dossier.merged(hangs))
    return found


def _person(dossier: Dossier, actor: ActorId) -> bool:
    return dossier.actor(actor).kind is ActorKind.PERSON


def _coming(dossier: Dossier, owner: str, who: ActorId, entries: list[Attendance]) -> Coming:
    if not who:
        return Coming(f"{slug(owner)}-delegation", owner, f"{owner} sends a delegation", "", tuple(entries))
    name = surname(dossier.actor(who).name)
    return Coming(slug(name), owner, f"{name} comes", who, tuple(entries))


def surname(name: str) -> str:
    """The last word of a name that is spelled like one.

    >>> surname("Recep Tayyip Erdoğan"), surname("the envoy")
    ('Erdoğan', 'the envoy')
    """
    last = name.split()[-1]
    return last if last[:1].isupper() else name


def slug(name: str) -> str:
    """A short plain name.

    >>> slug("Recep Tayyip Erdoğan"), slug("30-day ceasefire")
    ('recep-tayyip-erdogan', '30-day-ceasefire')
    """
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-") or "x"
