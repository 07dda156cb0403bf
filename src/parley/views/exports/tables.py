"""A dossier as flat tables: reports, actors, meetings, one table for each kind of entry, points, disagreements.

Every row of an entry carries the words it rests on and where they stand, so that it can be checked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from parley.model.actors import ActorId
from parley.model.dossier import Account, Dossier
from parley.model.entries import Attendance, Condition, Entry, Event, Meeting, Position, Statement
from parley.model.text import Anchor
from parley.model.times import Time, When
from parley.views.exports.cells import Cell
from parley.views.exports.deeds import Code, coded
from parley.views.rows.lookup import Lookup

JOINT = "|"
"""What stands between several values in one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the type of its cells: text, integer, number, truth or day."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(c.name for c in self.columns)


TABLES = (
    *("reports", "actors", "gatherings", "statements", "meetings", "attendances", "positions", "events"),
    *("points", "accounts", "disagreements"),
)
"""The tables in the order they are written."""


def tables(dossier: Dossier) -> tuple[Table, ...]:
    """All tables."""
    look = Lookup.of(dossier)
    return tuple(_MAKERS[name](look) for name in TABLES)


def table(dossier: Dossier, name: str) -> Table:
    """One table by its name."""
    return _MAKERS[name](Lookup.of(dossier))


def _table(name: str, columns: str, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Columns are words; one that is no text says its type behind a colon."""
    parted = (c.partition(":") for c in columns.split())
    return Table(name, tuple(Column(n, kind or "text") for n, _, kind in parted), tuple(rows))


def _joined(values: Iterable[str]) -> str:
    return JOINT.join(dict.fromkeys(v.replace(JOINT, "/") for v in values if v))


def _merged(look: Lookup, ids: Iterable[ActorId]) -> str:
    return _joined(look.merged(i) for i in ids)


def _named(look: Lookup, ids: Iterable[ActorId]) -> str:
    return _joined(look.names(tuple(ids)))


def _days(time: Time | None) -> tuple[date | None, date | None]:
    return (time.start, time.end) if isinstance(time, When) else (None, None)


def _words(anchor: Anchor | None) -> str | None:
    return anchor.words if anchor else None


def _reports(look: Lookup) -> Table:
    columns = (
        "id outlet outlet_inferred:truth title published:day published_by day_from:day day_to:day url author "
        "language source sha256 revises copy_of characters:integer"
    )
    days, copies = dict(look.dossier.days), dict(look.dossier.copies)
    rows = (
        (
            *(r.id, r.outlet, r.outlet_inferred, r.title, r.published, r.published_by, *_days(days.get(r.id))),
            *(r.url, r.author, r.language, r.source, r.sha256, r.revises, copies.get(r.id), len(r.text)),
        )
        for r in look.dossier.record.reports
    )
    return _table("reports", columns, rows)


def _actors(look: Lookup) -> Table:
    columns = "id name kind country sector role acts_for side gender names reports:integer"
    rows = (
        (
            *(a.id, a.name, a.kind.value, a.country, a.sector, a.role, a.acts_for, look.party(a.id), a.gender),
            *(_joined(a.names), len({m.split("/")[0] for m in a.members} | {g.report for g in a.grounds})),
        )
        for a in look.dossier.cast
    )
    return _table("actors", columns, rows)


def _gatherings(look: Lookup) -> Table:
    columns = "id name parties party_names level place start:day end:day when reports:integer"
    rows = (
        (
            *(g.id, g.name, _merged(look, g.parties), _named(look, g.parties), g.level.value, g.place),
            *(*_days(g.when), g.when.words, len({a.report for a in g.grounds})),
        )
        for g in look.dossier.gatherings
    )
    return _table("gatherings", columns, rows)


_COMMON = (
    "id report outlet published:day voice_kind voice voice_actor reality start:day end:day when when_basis "
    "quote quote_start:integer quote_end:integer paragraph:integer by confidence:number decision "
)


def _common(look: Lookup, entry: Entry) -> tuple[Cell, ...]:
    """What every entry has, in the order of `_COMMON`."""
    report = look.shelves[entry.report].report
    actor = look.merged(entry.voice.actor) if entry.voice.actor else None
    basis = entry.when.basis.value if isinstance(entry.when, When) else None
    at = entry.anchor
    return (
        *(entry.id, entry.report, report.outlet, report.published, entry.voice.kind.value),
        *(look.speaker(entry.voice), actor, entry.reality.value, *_days(entry.when), entry.when.words, basis),
        *(at.words, at.start, at.end, look.ref(at).paragraph, entry.by, entry.confidence, look.decision(entry.id)),
    )


def _condition(condition: Condition | None) -> str | None:
    return condition.anchor.words if condition else None


def _statements(look: Lookup) -> Table:
    columns = _COMMON + "manner act cue addressee occasion"
    rows = (
        (*_common(look, e), e.manner.value, e.act, _words(e.cue), _words(e.addressee), _words(e.occasion))
        for e in look.dossier.record.of_kind(Statement)
    )
    return _table("statements", columns, rows)


def _meetings(look: Lookup) -> Table:
    columns = (
        _COMMON + "gathering gathering_name what stage level participants participant_names place plover mode"
    )
    rows = (
        (
            *(*_common(look, e), look.merged(e.gathering), _gathered(look, e.gathering), e.what, e.stage.value),
            *(e.level.value, _merged(look, e.participants), _named(look, e.participants), e.place, *_code(e)),
        )
        for e in look.dossier.record.of_kind(Meeting)
    )
    return _table("meetings", columns, rows)


def _attendances(look: Lookup) -> Table:
    columns = _COMMON + (
        "who who_name side gathering gathering_name answer condition condition_negated:truth role party instead "
        "place"
    )
    rows = (
        (
            *(
                *_common(look, e),
                look.merged(e.who),
                look.name(e.who),
                look.party(e.who),
                look.merged(e.gathering),
            ),
            *(_gathered(look, e.gathering), e.answer.value, _condition(e.condition)),
            *(e.condition.negated if e.condition else None, e.role),
            *(look.merged(e.party) if e.party else None, e.instead, e.place),
        )
        for e in look.dossier.record.of_kind(Attendance)
    )
    return _table("attendances", columns, rows)


def _positions(look: Lookup) -> Table:
    columns = _COMMON + (
        "actors actor_names move content theme toward toward_names condition condition_negated:truth answers "
        "plover mode"
    )
    rows = (
        (
            *(*_common(look, e), _merged(look, e.actors), _named(look, e.actors), e.move.value),
            *(e.content.words, e.theme),
            *(_merged(look, e.toward), _named(look, e.toward), _condition(e.condition)),
            *(e.condition.negated if e.condition else None, e.answers, *_code(e)),
        )
        for e in look.dossier.record.of_kind(Position)
    )
    return _table("positions", columns, rows)


def _events(look: Lookup) -> Table:
    columns = _COMMON + (
        "what type mode contexts cameo quad:integer intensity:number actors actor_names recipients "
        "recipient_names place magnitude magnitude_low:number magnitude_high:number magnitude_of"
    )
    rows = (
        (
            *(*_common(look, e), e.what, *_type(e)),
            *(_merged(look, e.actors), _named(look, e.actors), _merged(look, e.recipients)),
            *(_named(look, e.recipients), e.place, *_magnitude(e)),
        )
        for e in look.dossier.record.of_kind(Event)
    )
    return _table("events", columns, rows)


def _type(event: Event) -> tuple[Cell, ...]:
    code = Code(event.type, event.mode)
    return (event.type.value, event.mode, _joined(event.contexts), event.cameo, code.quad, code.intensity)


def _magnitude(event: Event) -> tuple[Cell, ...]:
    """The words of every magnitude, and low, high and unit of the first."""
    if not event.magnitudes:
        return (None, None, None, None)
    first = event.magnitudes[0]
    return (_joined(m.anchor.words for m in event.magnitudes), first.low, first.high, first.of)


def _code(entry: Entry) -> tuple[str | None, str | None]:
    code = coded(entry)
    return (code.type.value, code.mode) if code else (None, None)


def _gathered(look: Lookup, gathering_id: str) -> str | None:
    gathering = look.gatherings.get(look.merged(gathering_id))
    return gathering.name if gathering else None


def _points(look: Lookup) -> Table:
    columns = "id kind slot question answer standing sources:integer accounts:integer actor gathering note"
    rows = (
        (
            *(p.id, p.kind, p.slot, p.question, p.latest.answer, p.standing.value, p.sources, len(p.accounts)),
            *(p.actor, p.gathering, p.note),
        )
        for p in look.dossier.points
        if p.accounts
    )
    return _table("points", columns, rows)


def _accounts(look: Lookup) -> Table:
    columns = (
        "point place:integer entry report outlet voice answer as_of_start:day as_of_end:day as_of detail quote"
    )
    rows = ((p.id, i, *_account(look, a)) for p in look.dossier.points for i, a in enumerate(p.accounts, 1))
    return _table("accounts", columns, rows)


def _account(look: Lookup, account: Account) -> tuple[Cell, ...]:
    outlet = look.shelves[account.report].report.outlet
    who = look.speaker(account.voice)
    when = (*_days(account.as_of), account.as_of.words)
    return (
        account.entry,
        account.report,
        outlet,
        who,
        account.answer,
        *when,
        account.detail,
        account.anchor.words,
    )


def _disagreements(look: Lookup) -> Table:
    columns = "relation slot question a b a_quote b_quote a_outlet b_outlet reason author point"
    rows = (
        (d.relation.value, d.slot, d.question, d.a, d.b, *_both(look, d.a, d.b), d.reason, d.author, d.point)
        for d in look.dossier.disagreements
        if d.a in look.entries and d.b in look.entries
    )
    return _table("disagreements", columns, rows)


def _both(look: Lookup, *ids: str) -> tuple[Cell, ...]:
    told = [look.entries[i] for i in ids]
    return (*(e.anchor.words for e in told), *(look.shelves[e.report].label for e in told))


_MAKERS: dict[str, Callable[[Lookup], Table]] = {
    "reports": _reports,
    "actors": _actors,
    "gatherings": _gatherings,
    "statements": _statements,
    "meetings": _meetings,
    "attendances": _attendances,
    "positions": _positions,
    "events": _events,
    "points": _points,
    "accounts": _accounts,
    "disagreements": _disagreements,
}
