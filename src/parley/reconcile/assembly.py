"""The second verb: from a record and people's judgements to the dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parley.model.dossier import Disagreement, Dossier, Fits, Point, Standing, fitting, stood
from parley.model.judgements import Judgement, Relation
from parley.model.record import Record
from parley.reconcile import attendance, events, meetings, positions, statements
from parley.reconcile.actors import cast
from parley.reconcile.calendar import settle
from parley.reconcile.claims import Desk, Draft, desk, in_time
from parley.reconcile.clock import clock
from parley.reconcile.copies import copies
from parley.reconcile.corrected import decisions, set_right
from parley.reconcile.gatherings import diary, with_all_gatherings
from parley.reconcile.lines import lines
from parley.reconcile.people import People
from parley.reconcile.relations import CLASHES, disagreement, judge, overruled
from parley.reconcile.story import directed, links
from parley.reconcile.telling import tellings
from parley.reconcile.timeline import timeline


def reconcile(record: Record, judgements: Iterable[Judgement] = ()) -> Dossier:
    """What all reports say, point by point. Pure: the same record and judgements give the same dossier.

    Judgements by people outrank the rules; leaving one out undoes it. Judgements by rules that are handed in are
    ignored: they are worked out anew.

    >>> reconcile(Record()).points
    ()
    """
    people = People.of(judgements)
    read = with_all_gatherings(record | Record())
    record, set_aside = set_right(read, people)
    told = directed(record)
    who = cast(told, people)
    which = diary(told, who, people)
    calendar = settle(told, links(told, which))
    table = desk(told, who, which, clock(told, calendar))
    drafts = list(_drafts(table, people))
    ruled = {d.id: overruled(judge(d, table), people) for d in drafts}
    clashes = _clashes(drafts, ruled, people)
    repeated = copies(record)
    judged = _all_judgements(people, ruled)
    points = _points(drafts, clashes, fitting(judged), dict(repeated), people)
    return Dossier(
        record=record,
        judgements=judged,
        cast=who.actors,
        gatherings=which.gatherings,
        identity=tuple(sorted({**who.identity, **which.identity}.items())),
        points=points,
        lines=lines(table, points, clashes) + decisions(table, people),
        timeline=timeline(table, points),
        tellings=tellings(table),
        disagreements=tuple(clashes),
        days=calendar.days,
        copies=repeated,
        set_aside=set_aside,
    )


def _drafts(table: Desk, people: People) -> Iterator[Draft]:
    """Every question that the reports answer, kind by kind."""
    yield from attendance.drafts(table)
    yield from meetings.drafts(table)
    yield from positions.drafts(table)
    yield from events.drafts(table, people)
    yield from statements.drafts(table, people)


def _all_judgements(people: People, ruled: dict[str, tuple[Judgement, ...]]) -> tuple[Judgement, ...]:
    """People's first, then the rules', each once, by id."""
    rules = {j.id: j for made in ruled.values() for j in made}
    return people.judgements + tuple(rules[i] for i in sorted(rules))


def _clashes(drafts: list[Draft], ruled: dict[str, tuple[Judgement, ...]], people: People) -> list[Disagreement]:
    """What stands against what, question by question: the rules' findings and then people's."""
    found = [disagreement(j, d) for d in drafts for j in ruled[d.id] if j.relation in CLASHES]
    homes: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for claim in draft.claims:
            homes[claim.entry.id].append(draft)
    for judgement in people.between_entries():
        if judgement.relation in CLASHES:
            both = [d for d in homes[judgement.a] if any(c.entry.id == judgement.b for c in d.claims)]
            chosen = next((d for d in both if not judgement.slot or d.slot == judgement.slot), None)
            found += [disagreement(judgement, chosen)] if chosen is not None else _loose(judgement, homes)
    return found


def _loose(judgement: Judgement, homes: dict[str, list[Draft]]) -> list[Disagreement]:
    """A person's judgement between accounts of two questions; dropped here only if an entry is gone."""
    if not homes[judgement.a] or not homes[judgement.b]:
        return []
    return [
        Disagreement(
            relation=judgement.relation,
            slot=judgement.slot,
            question=homes[judgement.a][0].question,
            a=judgement.a,
            b=judgement.b,
            reason=judgement.reason,
            author=judgement.author,
        )
    ]


def _points(
    drafts: list[Draft], clashes: list[Disagreement], fits: Fits, repeated: dict[str, str], people: People
) -> tuple[Point, ...]:
    by_point: dict[str, list[Disagreement]] = defaultdict(list)
    for clash in clashes:
        by_point[clash.point].append(clash)
    made = (stood(_point(d), by_point[d.id], fits, repeated) for d in drafts)
    return tuple(_noted(p, people) for p in made) if people.judgements else tuple(made)


def _noted(point: Point, people: People) -> Point:
    """The point with a note on who confirmed an account of it or set it right, if anybody did."""
    told = {a.entry for a in point.accounts}
    single = [j for relation in (Relation.CONFIRMED, Relation.VALUE) for j in people.on(relation) if j.a in told]
    notes = dict.fromkeys(f"{j.author}: {j.reason}." for j in single if not j.slot or j.slot == point.slot)
    return replace(point, note=" ".join((*notes, point.note))) if notes else point


def _point(draft: Draft) -> Point:
    return Point(
        id=draft.id,
        kind=draft.kind,
        slot=draft.slot,
        question=draft.question,
        accounts=tuple(c.account for c in in_time(draft.claims)),
        standing=Standing.SINGLE,
        actor=draft.actor,
        gathering=draft.gathering,
    )
