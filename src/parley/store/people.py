"""Accounts, sessions, tokens, sign-in failures, visits and the audit log: rows only.

Nothing here knows a password or a token: it keeps what `parley.desk.people` hashed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import BadSetting, NotThere
from parley.store import schema
from parley.store.engine import Writer
from parley.store.types import Page

_A, _S, _T, _X, _V, _U = (
    schema.account.c,
    schema.session.c,
    schema.token.c,
    schema.failure.c,
    schema.visit.c,
    schema.audit.c,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in; `hash` is of the password, `closed` the time the account was shut."""

    name: str
    role: str
    hash: str = field(repr=False)
    made: str
    closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key for programs; `hash` is that of the secret, `scopes` what it allows."""

    id: str
    account: str
    title: str
    scopes: tuple[str, ...]
    made: str
    expires: str = ""
    closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One line of the audit log: who did what, from where."""

    seq: int
    at: str
    who: str
    what: str
    subject: str
    origin: str
    detail: str


def accounts(connection: Connection) -> tuple[Account, ...]:
    """All accounts, by name; closed ones too."""
    return tuple(
        Account(**row._mapping) for row in connection.execute(sa.select(schema.account).order_by(_A.name))
    )


def account(connection: Connection, name: str) -> Account | None:
    """The account of this name."""
    row = connection.execute(sa.select(schema.account).where(_A.name == name)).first()
    return Account(**row._mapping) if row else None


def add_account(writer: Writer, new: Account) -> None:
    """Open an account. Raises BadSetting for a name that is taken."""
    if account(writer.connection, new.name):
        raise BadSetting(f"there is an account {new.name!r} already: choose another name")
    row = {"name": new.name, "role": new.role, "hash": new.hash, "made": new.made, "closed": new.closed}
    writer.connection.execute(schema.account.insert(), row)


def change_account(writer: Writer, name: str, **changed: str) -> None:
    """Change hash, role or closing time. Raises NotThere."""
    done = writer.connection.execute(schema.account.update().where(_A.name == name).values(**changed))
    if not done.rowcount:
        raise NotThere(f"there is no account {name!r}")


def add_session(writer: Writer, hashed: str, name: str, expires: str) -> None:
    """Begin a session, and forget those that are over."""
    writer.connection.execute(schema.session.delete().where(_S.expires <= writer.at))
    row = {"hash": hashed, "account": name, "made": writer.at, "expires": expires}
    writer.connection.execute(schema.session.insert(), row)


def session(connection: Connection, hashed: str, now: str) -> Account | None:
    """Whose session this is, if it lasts and the account is open."""
    query = (
        sa.select(schema.account)
        .join(schema.session, _S.account == _A.name)
        .where(_S.hash == hashed, _S.expires > now, _A.closed == "")
    )
    row = connection.execute(query).first()
    return Account(**row._mapping) if row else None


def end_sessions(writer: Writer, *, hashed: str | None = None, name: str | None = None) -> None:
    """End one session, or all of an account."""
    where = _S.hash == hashed if hashed is not None else _S.account == name
    writer.connection.execute(schema.session.delete().where(where))


def add_token(writer: Writer, new: Token, hashed: str) -> None:
    """Keep a token's hash."""
    row = {"id": new.id, "hash": hashed, "account": new.account, "title": new.title, "made": new.made}
    more = {"scopes": " ".join(new.scopes), "expires": new.expires, "closed": ""}
    writer.connection.execute(schema.token.insert(), {**row, **more})


def token(connection: Connection, hashed: str, now: str) -> tuple[Token, Account] | None:
    """The token with this hash and its account, if both may be used."""
    query = (
        sa.select(schema.token)
        .where(_T.hash == hashed, _T.closed == "")
        .where(sa.or_(_T.expires == "", _T.expires > now))
    )
    row = connection.execute(query).first()
    owner = account(connection, row.account) if row else None
    return (_token(row), owner) if row and owner and not owner.closed else None


def tokens(connection: Connection, name: str | None) -> tuple[Token, ...]:
    """All tokens (of an account), oldest first; closed ones too."""
    query = sa.select(schema.token).order_by(_T.made, _T.id)
    return tuple(_token(r) for r in connection.execute(query if name is None else query.where(_T.account == name)))


def close_token(writer: Writer, token_id: str) -> None:
    """Make a token useless. Raises NotThere."""
    done = writer.connection.execute(schema.token.update().where(_T.id == token_id).values(closed=writer.at))
    if not done.rowcount:
        raise NotThere(f"there is no token {token_id!r}")


def _token(row: Any) -> Token:
    return Token(
        id=row.id,
        account=row.account,
        title=row.title,
        scopes=tuple(row.scopes.split()),
        made=row.made,
        expires=row.expires,
        closed=row.closed,
    )


def fail(writer: Writer, key: str, since: str) -> int:
    """Count a failed sign-in and say how many there were since a time; older ones are forgotten."""
    writer.connection.execute(schema.failure.delete().where(_X.at < since))
    writer.add(schema.failure, key=key, at=writer.at)
    return failures(writer.connection, key, since)


def failures(connection: Connection, key: str, since: str) -> int:
    """How many sign-ins failed since a time."""
    query = sa.select(sa.func.count()).where(_X.key == key, _X.at >= since)
    return connection.scalar(query) or 0


def forgive(writer: Writer, key: str) -> None:
    """Forget failures after a sign-in that worked."""
    writer.connection.execute(schema.failure.delete().where(_X.key == key))


@dataclass(frozen=True, slots=True)
class Visited:
    """The visit before this one: when it ended, and the last line of the log then."""

    at: str
    seq: int


def visit(writer: Writer, name: str, negotiation: str, seq: int, pause: str) -> Visited | None:
    """Note a visit and say when the one before ended; None on the first.

    Looks less than a pause apart (the last one after the time `pause`) are one visit: turning a page must not make
    everything old.
    """
    where = sa.and_(_V.account == name, _V.negotiation == negotiation)
    row = writer.connection.execute(sa.select(schema.visit).where(where)).first()
    now = {"last_at": writer.at, "last_seq": seq}
    if row is None:
        first = {"account": name, "negotiation": negotiation, "since_at": "", "since_seq": 0, **now}
        writer.connection.execute(schema.visit.insert(), first)
        return None
    begun = {} if row.last_at >= pause else {"since_at": row.last_at, "since_seq": row.last_seq}
    writer.connection.execute(schema.visit.update().where(where).values(**begun, **now))
    before = Visited(begun.get("since_at", row.since_at), begun.get("since_seq", row.since_seq))
    return before if before.at else None


def note(writer: Writer, who: str, what: str, subject: str, origin: str, detail: str) -> None:
    """Add a line to the audit log."""
    writer.add(schema.audit, at=writer.at, who=who, what=what, subject=subject, origin=origin, detail=detail)


def audited(connection: Connection, after: int | None, limit: int) -> Page[Audited]:
    """The audit log, last line first."""
    query = sa.select(schema.audit).order_by(_U.seq.desc()).limit(limit + 1)
    rows = connection.execute(query if after is None else query.where(_U.seq < after)).all()
    items = tuple(Audited(**row._mapping) for row in rows[:limit])
    return Page(items, str(rows[limit - 1].seq) if len(rows) > limit else None)
