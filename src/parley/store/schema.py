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
TOLD = (
    *("negotiation", "run", "raw", "report", "meta", "filing", "reading", "entry"),
    *("retraction", "judgement", "proposal", "verdict", "log"),
)
"""The tables that tell of negotiations, each after those it names."""


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


def _texts(*names: str) -> tuple[Column[str], ...]:
    return tuple(map(_words, names))


negotiation = Table(
    "negotiation",
    metadata,
    _seq(),
    *_texts("id", "title", "terms", "created", "author"),
    Index("negotiation_id", "id", "seq"),
)
run = Table(
    "run",
    metadata,
    _seq(),
    *_texts("id", "at", "version", "models", "inputs", "author"),
    UniqueConstraint("id", name="run_id_once"),
)
raw = Table(
    "raw", metadata, Column("sha256", Words, primary_key=True), Column("bytes", LargeBinary, nullable=False)
)
report = Table(
    "report",
    metadata,
    _seq(),
    *_texts("id", "sha256"),
    Column("text", LargeBinary, nullable=False),
    *_texts("run", "at"),
    UniqueConstraint("id", name="report_id_once"),
)
meta = Table(  # what is known about a report besides its text; the newest row holds
    "meta",
    metadata,
    _seq(),
    _line(),
    *_texts("report", "run", "at", "day", "outlet", "title", "raw", "data"),
    Index("meta_report", "report", "seq"),
)
filing = Table(
    "filing",
    metadata,
    _seq(),
    _line(),
    *_texts("negotiation", "report", "run", "at"),
    Index("filing_once", "negotiation", "report", unique=True),
    Index("filing_order", "negotiation", "seq"),
    Index("filing_report", "report"),
)
reading = Table(  # what one run read in one report; the newest row holds
    "reading",
    metadata,
    _seq(),
    _line(),
    *_texts("report", "run", "at", "sha256", "data"),
    Column("entries", BigInteger, nullable=False),
    Index("reading_report", "report", "seq"),
)
entry = Table(
    "entry",
    metadata,
    _seq(),
    Column("reading", BigInteger, nullable=False),
    *_texts("id", "kind", "data"),
    Index("entry_reading", "reading", "seq"),
    Index("entry_id", "id"),
)
retraction = Table(
    "retraction",
    metadata,
    _seq(),
    _line(),
    *_texts("report", "act", "author", "note", "at"),
    Index("retraction_report", "report", "seq"),
)
judgement = Table(  # people's corrections: decided and withdrawn again; the newest row of an id holds
    "judgement",
    metadata,
    _seq(),
    _line(),
    *_texts("negotiation", "id", "act", "author", "note", "at", "data"),
    Index("judgement_id", "negotiation", "id", "seq"),
)
proposal = Table(
    "proposal",
    metadata,
    _seq(),
    *_texts("id", "negotiation", "author", "note", "at", "data"),
    UniqueConstraint("id", name="proposal_id_once"),
    Index("proposal_negotiation", "negotiation", "seq"),
)
verdict = Table(
    "verdict",
    metadata,
    _seq(),
    *_texts("proposal", "act", "author", "note", "at"),
    UniqueConstraint("proposal", name="verdict_proposal_once"),
)
log = Table(
    "log",
    metadata,
    _seq(),
    *_texts("at", "kind", "negotiation", "subject", "author", "run", "data"),
    Index("log_negotiation", "negotiation", "seq"),
)
audit = Table(
    "audit",
    metadata,
    _seq(),
    *_texts("at", "who", "what", "subject", "origin", "detail"),
)
doc = Table(  # what can be searched: pieces of reports, and entries; their words are in `doc_words`
    "doc",
    metadata,
    _seq(),
    _words("report"),
    Column("reading", BigInteger, nullable=False),  # 0 for a piece of the report itself
    *_texts("entry", "kind"),
    Column("start", BigInteger, nullable=False),
)
account = Table(
    "account",
    metadata,
    Column("name", Words, primary_key=True),
    *_texts("hash", "role", "made", "closed"),
)
session = Table(
    "session",
    metadata,
    Column("hash", Words, primary_key=True),
    *_texts("account", "made", "expires"),
    Index("session_account", "account"),
)
token = Table(
    "token",
    metadata,
    Column("id", Words, primary_key=True),
    *_texts("hash", "account", "title", "scopes", "made", "expires", "closed"),
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
