"""What a person should look at: proposals, doubtful merges, unknown days, entries read with little confidence.

Every doubt has an id that stays the same as long as it is the same doubt, and says what accepting, splitting and
correcting it would write down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.model.actors import Actor, ActorKind
from parley.model.dossier import Dossier
from parley.model.entries import Entry, Gathering
from parley.model.ids import digest
from parley.model.judgements import Relation
from parley.model.times import Undated, When
from parley.reconcile.corrected import SLOTS, slot_of
from parley.reconcile.names import plain
from parley.store import Proposal

SURE = 0.75
"""Entries read with less confidence are shown for review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person should decide.

    `kind` is merge, confidence, undated (a report whose day nobody knows) or proposal. `accept` and `split` are
    the fields of the corrections that agreeing and disagreeing write down, for `Desk.correct` (None where there is
    nothing to write: a proposal is for `Desk.decide`, a day for `Desk.date`). `slots` are what can be set right,
    with what was read. `entry` and `report` say where to look; `names` what is merged.
    """

    id: str
    kind: str
    question: str
    why: str
    entry: str = ""
    report: str = ""
    names: tuple[tuple[str, str], ...] = ()  # (name, id)
    accept: Mapping[str, str] | None = None
    split: Mapping[str, str] | None = None
    slots: tuple[tuple[str, str], ...] = ()
    proposal: Proposal | None = None


def review(dossier: Dossier, proposals: Iterable[Proposal]) -> tuple[Doubt, ...]:
    """Everything doubtful, proposals first, then merges, days and entries; nothing that a person decided."""
    return (
        *_proposed(proposals),
        *_merges(dossier, "actor", dossier.cast),
        *_merges(dossier, "meeting", dossier.gatherings),
        *_days(dossier),
        *_unsure(dossier),
    )


def _proposed(proposals: Iterable[Proposal]) -> Iterator[Doubt]:
    for p in proposals:
        told = (
            p.fields.get("words") or p.fields.get("entry") or f"{p.fields.get('a', '')} / {p.fields.get('b', '')}"
        )
        yield Doubt(
            id=p.id,
            kind="proposal",
            question=f"{p.fields.get('kind', '').capitalize()}: {told}?",
            why=f"{p.author} proposes it" + (f": {p.note}" if p.note else ""),
            entry=p.fields.get("entry", ""),
            proposal=p,
        )


def _merges(dossier: Dossier, what: str, things: Sequence[Actor | Gathering]) -> Iterator[Doubt]:
    """Merged things whose parts are called differently in different reports."""
    members: dict[str, Actor | Gathering] = {a.id: a for a in dossier.record.actors}
    members.update((g.id, g) for g in dossier.record.gatherings)
    judged = {frozenset((j.a, j.b)) for j in dossier.judgements if j.by_person and j.relation is Relation.SAME}
    for thing in things:
        if isinstance(thing, Actor) and thing.kind is ActorKind.STATE and thing.country:
            continue  # joined by the country's code: nothing to doubt
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for member in thing.members:
            if member in members:
                groups[_keys(members[member])].append(member)
        for one, two in _apart(groups, members):
            if frozenset((one, two)) not in judged:
                yield _merge(thing, what, members[one], members[two])


def _keys(thing: Actor | Gathering) -> tuple[str, ...]:
    names = (thing.name, *thing.names) if isinstance(thing, Actor) else (thing.name,)
    return tuple(sorted({plain(n) for n in names}))


def _apart(
    groups: Mapping[tuple[str, ...], list[str]], members: Mapping[str, Actor | Gathering]
) -> Iterator[tuple[str, str]]:
    """The first of the merged parts with each one of another report that shares no name with it."""
    keys = sorted(groups, key=lambda k: (-len(groups[k]), k))
    if not keys:
        return
    first = groups[keys[0]][0]
    for key in keys[1:]:
        other = groups[key][0]
        if not set(key) & set(keys[0]) and first.split("/", 1)[0] != other.split("/", 1)[0]:
            yield first, other


def _merge(thing: Actor | Gathering, what: str, one: Actor | Gathering, two: Actor | Gathering) -> Doubt:
    kind = "actor" if what == "actor" else "meeting"
    pair = {"a": one.id, "b": two.id}
    return Doubt(
        id=digest("merge", *sorted((one.id, two.id)), size=10),
        kind="merge",
        question=f"Are “{one.name}” and “{two.name}” one {kind}?",
        why=f"Both were taken for {thing.name}, under names that differ.",
        report=two.id.split("/", 1)[0],
        names=((one.name, one.id), (two.name, two.id)),
        accept={"kind": f"same {kind}", **pair},
        split={"kind": f"different {kind}", **pair},
    )


def _days(dossier: Dossier) -> Iterator[Doubt]:
    """Reports whose day nobody knows, where words about time wait for it; most waiting words first."""
    waiting: dict[str, int] = defaultdict(int)
    for entry in dossier.record.entries:
        if isinstance(entry.when, Undated) and entry.when.said:
            waiting[entry.report] += 1
    days = dict(dossier.days)
    for report in sorted(dossier.record.reports, key=lambda r: (-waiting[r.id], r.id)):
        if waiting[report.id] and not isinstance(days.get(report.id), When):
            count = waiting[report.id]
            yield Doubt(
                id=digest("day", report.id, size=10),
                kind="undated",
                question=f"When did “{report.title or report.label}” come out?",
                why=f"{count} {'entry waits' if count == 1 else 'entries wait'} for its day.",
                report=report.id,
            )


def _unsure(dossier: Dossier) -> Iterator[Doubt]:
    """Entries read with little confidence, the least sure first."""
    unsure = [e for e in dossier.record.entries if e.confidence < SURE and not dossier.decided(e.id)]
    for entry in sorted(unsure, key=lambda e: (e.confidence, e.id)):
        yield Doubt(
            id=digest("entry", entry.id, size=10),
            kind="confidence",
            question=f"Does the report say this ({entry.kind})?",
            why=f"It was read with a confidence of {entry.confidence:.0%}.",
            entry=entry.id,
            report=entry.report,
            accept={"kind": "confirm", "entry": entry.id, "words": entry.anchor.words},
            split={"kind": "wrong entry", "entry": entry.id, "words": entry.anchor.words},
            slots=slots(entry),
        )


def slots(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What can be set right in an entry, with what was read."""
    found = ((slot, slot_of(entry, slot)) for slot in SLOTS if hasattr(entry, slot))
    return tuple(
        (slot, value.timex if isinstance(value, When | Undated) else str(value or "")) for slot, value in found
    )
