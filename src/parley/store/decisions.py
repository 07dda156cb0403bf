"""What people decide: corrections, their withdrawal, and proposals that wait for a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import BadSetting, NotThere
from parley.model.ids import digest
from parley.store import coding, schema
from parley.store.engine import Writer
from parley.store.types import Decision, Page, Proposal

_J, _P, _V = schema.judgement.c, schema.proposal.c, schema.verdict.c
FIELDS = (
    "kind",
    "author",
    "a",
    "b",
    "outlet_a",
    "outlet_b",
    "entry",
    "words",
    "outlet",
    "slot",
    "value",
    "made",
    "note",
)
"""The fields of a correction, as `parley.reconcile.corrections.Correction` has them."""


def checked(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields of a correction that say something. Raises BadSetting for one that is not known."""
    unknown = next((name for name in fields if name not in FIELDS), None)
    if unknown is not None:
        raise BadSetting(f"{unknown!r} is no field of a correction: use {', '.join(FIELDS)}")
    return {name: str(fields[name]) for name in FIELDS if fields.get(name)}


def name_of(fields: Mapping[str, str]) -> str:
    """The id of a correction: a hash of what was decided and by whom, not of when or why."""
    return digest(*(fields.get(name, "") for name in FIELDS if name not in ("made", "note")), size=6)


def add(writer: Writer, negotiation: str, fields: Mapping[str, str]) -> str:
    """Keep a correction; one that stands already is kept once."""
    given = checked(fields)
    name = name_of(given)
    if _state(writer.connection, negotiation, name) != "decided":
        _judge(writer, negotiation, name, "decided", given.get("author", ""), given.get("note", ""), given)
    return name


def withdraw(writer: Writer, negotiation: str, name: str, author: str, note: str) -> None:
    """Take a correction back; it stays in the archive. Raises NotThere where none stands."""
    if _state(writer.connection, negotiation, name) != "decided":
        raise NotThere(f"no correction {name!r} stands in {negotiation}")
    _judge(writer, negotiation, name, "withdrawn", author, note, {})


def _judge(
    writer: Writer, negotiation: str, name: str, act: str, author: str, note: str, given: Mapping[str, str]
) -> None:
    data = coding.dumps(dict(given))
    row = {"negotiation": negotiation, "id": name, "act": act, "author": author, "note": note, "data": data}
    kind = {"decided": "correction", "withdrawn": "withdrawal"}[act]
    line = writer.log(kind, name, negotiation=negotiation, author=author, data=data)
    writer.add(schema.judgement, line=line, **row, at=writer.at)


def _state(connection: Connection, negotiation: str, name: str) -> str | None:
    query = sa.select(_J.act).where(_J.negotiation == negotiation, _J.id == name).order_by(_J.seq.desc()).limit(1)
    return connection.scalar(query)


def corrections(
    connection: Connection, negotiation: str, withdrawn: bool, upto: int | None = None
) -> tuple[Decision, ...]:
    """Corrections in the order they were made; those taken back only when asked for."""
    query = sa.select(schema.judgement).where(_J.negotiation == negotiation).order_by(_J.seq)
    rows = connection.execute(query if upto is None else query.where(_J.line <= upto))
    found: dict[str, Decision] = {}
    for row in rows:
        if row.act == "withdrawn":
            old = found.pop(row.id)
            found[row.id] = _decision(row, old.fields, old.author, old.at, withdrawn=True)
        else:
            found.pop(row.id, None)
            found[row.id] = _decision(
                row, coding.strings(coding.loads(row.data, "a correction")), row.author, row.at
            )
    return tuple(d for d in found.values() if withdrawn or not d.withdrawn)


def _decision(row: Any, fields: Mapping[str, str], author: str, at: str, withdrawn: bool = False) -> Decision:
    return Decision(
        id=row.id, negotiation=row.negotiation, fields=fields, author=author, at=at, withdrawn=withdrawn
    )


def propose(writer: Writer, negotiation: str, fields: Mapping[str, str], author: str, note: str) -> str:
    """Put a correction into the review queue; one that waits there already is kept once."""
    given = checked({**fields, "author": author})
    name = digest(negotiation, name_of(given), note, size=10)
    while True:
        state = writer.connection.execute(
            sa.select(_P.id, _V.act).join(schema.verdict, _V.proposal == _P.id, isouter=True).where(_P.id == name)
        ).first()
        if state is None:
            break
        if state.act is None:
            return name
        name = digest(name, size=10)  # proposed again after a verdict: a new proposal
    data = coding.dumps(given)
    row = {"id": name, "negotiation": negotiation, "author": author, "note": note, "data": data}
    writer.add(schema.proposal, **row, at=writer.at)
    writer.log("proposal", name, negotiation=negotiation, author=author, data=data)
    return name


def _proposals() -> sa.Select[Any]:
    return sa.select(schema.proposal, _V.act, _V.author.label("decided_by")).join(
        schema.verdict, _V.proposal == _P.id, isouter=True
    )


def proposals(
    connection: Connection, negotiation: str | None, state: str | None, after: int | None, limit: int
) -> Page[Proposal]:
    """Proposals in the order they came, open ones unless another state (or None for all) is asked for."""
    query = _proposals().where(_P.seq > (after or 0)).order_by(_P.seq).limit(limit + 1)
    if negotiation is not None:
        query = query.where(_P.negotiation == negotiation)
    if state is not None:
        query = query.where(_V.act.is_(None) if state == "open" else _V.act == state)
    rows = connection.execute(query).all()
    items = tuple(_proposal(row) for row in rows[:limit])
    return Page(items, str(rows[limit - 1].seq) if len(rows) > limit else None)


def proposal(connection: Connection, name: str) -> Proposal:
    """The proposal with this id. Raises NotThere."""
    row = connection.execute(_proposals().where(_P.id == name)).first()
    if row is None:
        raise NotThere(f"there is no proposal {name!r}")
    return _proposal(row)


def _proposal(row: Any) -> Proposal:
    return Proposal(
        id=row.id,
        negotiation=row.negotiation,
        fields=coding.strings(coding.loads(row.data, "a proposal")),
        author=row.author,
        note=row.note,
        at=row.at,
        state=row.act or "open",
        decided_by=row.decided_by or "",
    )


def decide(writer: Writer, name: str, accepted: bool, author: str, note: str) -> str | None:
    """Accept a proposal, which makes it a correction of the one who accepts, or refuse it.

    Returns the correction's id. Raises NotThere for no proposal, and BadSetting for one that was decided before.
    """
    found = proposal(writer.connection, name)
    if found.state != "open":
        raise BadSetting(f"the proposal {name} was {found.state} by {found.decided_by or 'somebody'} already")
    act = "accepted" if accepted else "refused"
    writer.add(schema.verdict, proposal=name, act=act, author=author, note=note, at=writer.at)
    data = coding.dumps({"act": act, "note": note})
    writer.log("verdict", name, negotiation=found.negotiation, author=author, data=data)
    told = note or found.note
    fields = {**found.fields, "author": author, "made": writer.at, **({"note": told} if told else {})}
    return add(writer, found.negotiation, fields) if accepted else None
