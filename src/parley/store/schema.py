"""The tables of an archive, one form for SQLite and PostgreSQL.

Every `seq` is handed out by the writer inside its transaction (`parley.store.engine`): writers come one after the
other, so the numbers rise in the order of commits and have no gaps. Texts are stored as bytes: a frozen text may
hold characters that a database refuses (half surrogates, U+0000).
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_UNFIT = re.compile("[\\x00\\ud800-\\udfff]")


class Words(TypeDecorator[str]):
    """Text from outside: what no database stores (half surrogates, U+0000) becomes U+FFFD on the way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return cleaned(value) if isinstance(value, str) else value


def cleaned(text: str) -> str:
    """The text as every database can store it.

    >>> cleaned("a\\x00b\\ud800")
    'a�b�'
    """
    return _UNFIT.sub("\ufffd", text)


metadata = MetaData()


# In SQLite only INTEGER makes the number the row's own place; BIGINT would add an index.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _seq() -> Column[int]:
    return Column("seq", _NUMBER, primary_key=True, autoincrement=False)


def _line() -> Column[int]:
    """The line of the log that tells of a row: "after line 120" means rows with a line up to that.

    Where several negotiations are told of one row it is the first of these lines, so that each of them sees it.
    """
    return Column("line", BigInteger, nullable=False)


def _words(name: str, **more: Any) -> Column[str]:
    return Column(name, Words, nullable=False, **more)


negotiation = Table(
    "negotiation",
    metadata,
    _seq(),
    _words("id"),
    _words("title"),
    _words("terms"),
    _words("created"),
    _words("author"),
    Index("negotiation_id", "id", "seq"),
)
run = Table(
    "run",
    metadata,
    _seq(),
    _words("id"),
    _words("at"),
    _words("version"),
    _words("models"),
    _words("inputs"),
    _words("author"),
    UniqueConstraint("id", name="run_id_once"),
)
raw = Table(
    "raw", metadata, Column("sha256", Words, primary_key=True), Column("bytes", LargeBinary, nullable=False)
)
report = Table(
    "report",
    metadata,
    _seq(),
    _words("id"),
    _words("sha256"),
    Column("text", LargeBinary, nullable=False),
    _words("run"),
    _words("at"),
    UniqueConstraint("id", name="report_id_once"),
)
meta = Table(  # what is known about a report besides its text; the newest row holds
    "meta",
    metadata,
    _seq(),
    _line(),
    _words("report"),
    _words("run"),
    _words("at"),
    _words("day"),
    _words("outlet"),
    _words("title"),
    _words("raw"),
    _words("data"),
    Index("meta_report", "report", "seq"),
)
filing = Table(
    "filing",
    metadata,
    _seq(),
    _line(),
    _words("negotiation"),
    _words("report"),
    _words("run"),
    _words("at"),
    Index("filing_once", "negotiation", "report", unique=True),
    Index("filing_order", "negotiation", "seq"),
    Index("filing_report", "report"),
)
reading = Table(  # what one run read in one report; the newest row holds
    "reading",
    metadata,
    _seq(),
    _line(),
    _words("report"),
    _words("run"),
    _words("at"),
    _words("sha256"),
    _words("data"),
    Column("entries", BigInteger, nullable=False),
    Index("reading_report", "report", "seq"),
)
entry = Table(
    "entry",
    metadata,
    _seq(),
    Column("reading", BigInteger, nullable=False),
    _words("id"),
    _words("kind"),
    _words("data"),
    Index("entry_reading", "reading", "seq"),
    Index("entry_id", "id"),
)
retraction = Table(
    "retraction",
    metadata,
    _seq(),
    _line(),
    _words("report"),
    _words("act"),
    _words("author"),
    _words("note"),
    _words("at"),
    Index("retraction_report", "report", "seq"),
)
judgement = Table(  # people's corrections: decided and withdrawn again; the newest row of an id holds
    "judgement",
    metadata,
    _seq(),
    _line(),
    _words("negotiation"),
    _words("id"),
    _words("act"),
    _words("author"),
    _words("note"),
    _words("at"),
    _words("data"),
    Index("judgement_id", "negotiation", "id", "seq"),
)
proposal = Table(
    "proposal",
    metadata,
    _seq(),
    _words("id"),
    _words("negotiation"),
    _words("author"),
    _words("note"),
    _words("at"),
    _words("data"),
    UniqueConstraint("id", name="proposal_id_once"),
    Index("proposal_negotiation", "negotiation", "seq"),
)
verdict = Table(
    "verdict",
    metadata,
    _seq(),
    _words("proposal"),
    _words("act"),
    _words("author"),
    _words("note"),
    _words("at"),
    UniqueConstraint("proposal", name="verdict_proposal_once"),
)
log = Table(
    "log",
    metadata,
    _seq(),
    _words("at"),
    _words("kind"),
    _words("negotiation"),
    _words("subject"),
    _words("author"),
    _words("run"),
    _words("data"),
    Index("log_negotiation", "negotiation", "seq"),
)
audit = Table(
    "audit",
    metadata,
    _seq(),
    _words("at"),
    _words("who"),
    _words("what"),
    _words("subject"),
    _words("origin"),
    _words("detail"),
)
doc = Table(  # what can be searched: pieces of reports, and entries; their words are in `doc_words`
    "doc",
    metadata,
    _seq(),
    _words("report"),
    Column("reading", BigInteger, nullable=False),  # 0 for a piece of the report itself
    _words("entry"),
    _words("kind"),
    Column("start", BigInteger, nullable=False),
)
account = Table(
    "account",
    metadata,
    Column("name", Words, primary_key=True),
    _words("hash"),
    _words("role"),
    _words("made"),
    _words("closed"),
)
session = Table(
    "session",
    metadata,
    Column("hash", Words, primary_key=True),
    _words("account"),
    _words("made"),
    _words("expires"),
    Index("session_account", "account"),
)
token = Table(
    "token",
    metadata,
    Column("id", Words, primary_key=True),
    _words("hash"),
    _words("account"),
    _words("title"),
    _words("scopes"),
    _words("made"),
    _words("expires"),
    _words("closed"),
    UniqueConstraint("hash", name="token_hash_once"),
    Index("token_account", "account"),
)
failure = Table("failure", metadata, _seq(), _words("key"), _words("at"), Index("failure_key", "key", "at"))
visit = Table(
    "visit",
    metadata,
    Column("account", Words, primary_key=True),
    Column("negotiation", Words, primary_key=True),
    _words("since_at"),
    Column("since_seq", BigInteger, nullable=False),
    _words("last_at"),
    Column("last_seq", BigInteger, nullable=False),
)
kept = Table("kept", metadata, Column("key", Words, primary_key=True), _words("value"))
