"""Reaching the database: SQLite in a file or PostgreSQL by URL, writers one after the other.

SQLite: WAL, so that readers never wait; a writer begins with BEGIN IMMEDIATE, so that it never reads what it then
cannot change; `synchronous=FULL`, so that what is committed survives a power cut. PostgreSQL: every writer takes
one advisory lock for its transaction. Both give the log numbers that rise in the order of commits.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url

from parley.errors import ArchiveError, BadArchive, MissingPart
from parley.store import schema

T = TypeVar("T")
WAIT = 30.0
"""Seconds a writer waits for another one before it gives up."""
LOCK = 0x7061726C6579
"""The advisory lock of PostgreSQL that writers share: "parley" in ASCII."""
_ATTEMPTS = 5
_PAUSE = 0.02  # seconds


def engine_for(where: str | Path) -> Engine:
    """The engine behind a file path or a PostgreSQL URL. Nothing is opened yet."""
    text = str(where)
    if "://" in text:
        return _postgres(text)
    path = Path(where)
    if path.is_dir():
        raise BadArchive(f"{path} is a folder: name a file for the archive, as in {path / 'parley.db'}")
    if not path.absolute().parent.is_dir():
        raise BadArchive(f"the folder {path.absolute().parent} does not exist: make it first")
    return _sqlite(path)


def _sqlite(path: Path) -> Engine:
    engine = sa.create_engine(
        URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": WAIT, "check_same_thread": False},
        pool_size=16,
        max_overflow=48,
        pool_timeout=WAIT,
    )
    sa.event.listen(engine, "connect", _pragmas)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _pragmas(raw: Any, _: Any) -> None:
    raw.isolation_level = None  # transactions are begun by `_begin`, not guessed by the driver
    _into_wal(raw)
    for line in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cache_size = -32000",
        "temp_store = MEMORY",
    ):
        raw.execute(f"PRAGMA {line}").close()


def _into_wal(raw: Any) -> None:
    """Bring a file into WAL mode, which it then keeps.

    Where others open the same new file, SQLite reports it locked at once, whatever its timeout: the change first
    reads and then writes, and it never waits between the two lest two wait for each other.
    """
    until = time.monotonic() + WAIT
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL").close()
            return
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("parley_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(text: str) -> Engine:
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1))
    except (sa.exc.ArgumentError, ValueError):
        raise BadArchive(
            "this address of an archive is not understood: write postgresql://user@host/name"
        ) from None
    if url.get_backend_name() != "postgresql":
        raise BadArchive(f"an archive cannot be kept in {url.get_backend_name()}: give a file or postgresql://...")
    try:
        import psycopg  # noqa: F401
    except ImportError as fault:
        raise MissingPart("PostgreSQL needs its driver: pip install '.[postgres]' in Parley's folder") from fault
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=16,
        max_overflow=48,
        pool_timeout=WAIT,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
    )
    sa.event.listen(engine, "connect", _settings)
    return engine


def _settings(raw: Any, _: Any) -> None:
    raw.autocommit = True  # else a rolled back transaction would take the setting with it
    raw.execute(f"SET lock_timeout = {int(WAIT * 1000)}").close()
    raw.autocommit = False


def place(engine: Engine) -> str:
    """Where the archive is, for people; without a password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    # Options may hold a password, too.
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


class Writer:
    """One transaction that adds rows: hands out numbers and keeps the log. Made by `write` alone.

    Rows are gathered and sent to the database together, as soon as somebody asks for `connection` or at the end: a
    server may be a network away.
    """

    def __init__(self, connection: Connection, at: str) -> None:
        self.at = at
        self._connection = connection
        self._last: dict[str, int] = {}
        self._rows: dict[str, tuple[sa.Executable, list[dict[str, Any]]]] = {}

    @property
    def connection(self) -> Connection:
        """The connection, which has all rows added so far."""
        self.flush()
        return self._connection

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._connection.dialect.name

    def number(self, table: sa.Table) -> int:
        """The next number of a table."""
        if table.name not in self._last:
            last = self._connection.scalar(sa.select(sa.func.max(table.c.seq)))
            self._last[table.name] = last or 0
        self._last[table.name] += 1
        return self._last[table.name]

    def add(self, table: sa.Table, **row: Any) -> int:
        """Add one row and say its number."""
        return self.add_all(table, [row])[0]

    def add_all(self, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> range:
        """Add many rows and say their numbers."""
        made = [{"seq": self.number(table), **row} for row in rows]
        self.gather(table.name, table.insert(), made)
        return range(made[0]["seq"], made[-1]["seq"] + 1) if made else range(0)

    def gather(self, name: str, insert: sa.Executable, rows: list[dict[str, Any]]) -> None:
        """Add rows that have no numbers of their own."""
        self._rows.setdefault(name, (insert, []))[1].extend(rows)

    def flush(self) -> None:
        """Send what was gathered."""
        gathered, self._rows = self._rows, {}
        for insert, rows in gathered.values():
            if rows:
                self._connection.execute(insert, rows)

    def log(
        self,
        kind: str,
        subject: str,
        *,
        negotiation: str = "",
        author: str = "",
        run: str = "",
        data: str = "{}",
    ) -> int:
        """Note what happened."""
        row = {"kind": kind, "subject": subject, "negotiation": negotiation, "author": author, "run": run}
        return self.add(schema.log, at=self.at, data=data, **row)


def write(engine: Engine, at: str, work: Callable[[Writer], T]) -> T:
    """Do the work in one transaction: all of it is kept, or nothing.

    Writers queue; one that meets a lock which is not given up in time tries again from the start, so the work must
    be able to run twice. Raises ArchiveError saying what to do.
    """
    for attempt in range(_ATTEMPTS):
        try:
            with engine.connect().execution_options(parley_writes=True) as connection, connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
                writer = Writer(connection, at)
                done = work(writer)
                writer.flush()
                return done
        except sa.exc.DBAPIError as fault:
            if not _busy(fault) or attempt == _ATTEMPTS - 1:
                raise told(fault, engine) from fault
            time.sleep(0.05 * 2**attempt)
        except sa.exc.TimeoutError as fault:
            raise ArchiveError("too many people use the archive at once: try again in a moment") from fault
    raise AssertionError("unreachable")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the archive, whatever others write meanwhile."""
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection
    except sa.exc.DBAPIError as fault:
        raise told(fault, engine) from fault
    except sa.exc.TimeoutError as fault:
        raise ArchiveError("too many people use the archive at once: try again in a moment") from fault


def _busy(fault: sa.exc.DBAPIError) -> bool:
    words = str(fault.orig).lower()
    state = getattr(fault.orig, "sqlstate", None)
    return "database is locked" in words or "database table is locked" in words or state in ("40001", "40P01")


_TOLD = (
    ("disk is full", ArchiveError, "the disk is full: nothing of this step was kept; make room and do it again"),
    ("no space left", ArchiveError, "the disk is full: nothing of this step was kept; make room and do it again"),
    ("is locked", ArchiveError, "another program keeps the archive locked: stop it, or try again later"),
    ("lock timeout", ArchiveError, "another program keeps the archive locked: stop it, or try again later"),
    ("readonly", ArchiveError, "the archive cannot be written: check the rights of the file and its folder"),
    (
        "unable to open",
        BadArchive,
        "the archive cannot be opened: check that the folder exists and may be written",
    ),
    ("not a database", BadArchive, "this file is no archive: name another, or a new one"),
    ("malformed", BadArchive, "the archive is damaged: bring back a backup (`parley verify` says what is wrong)"),
    ("disk i/o", ArchiveError, "the disk failed while the archive was in use: check it, then `parley verify`"),
    ("append-only", ArchiveError, "an archive only grows: rows are never changed or deleted"),
)


def told(fault: sa.exc.DBAPIError, engine: Engine) -> ArchiveError:
    """A fault of the database as what to do about it; never with a password in it."""
    words = str(fault.orig).lower()
    for sign, kind, advice in _TOLD:
        if sign in words:
            return kind(f"{place(engine)}: {advice}")
    if engine.dialect.name == "postgresql" and isinstance(fault, sa.exc.OperationalError):
        return ArchiveError(f"{place(engine)} cannot be reached or refused: check the server and the address")
    first = str(fault.orig).strip().splitlines()[:1] or ["no reason given"]
    return ArchiveError(f"{place(engine)}: the database refused ({first[0]})")
