"""The first form of an archive."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_FROZEN = (
    "negotiation",
    "run",
    "raw",
    "report",
    "meta",
    "filing",
    "reading",
    "entry",
    "retraction",
    "judgement",
    "proposal",
    "verdict",
    "log",
    "audit",
)
APPLICATION = 0x5061726C


def upgrade() -> None:
    """Make every table, the index of words, and the triggers that refuse to change what is kept."""
    _reports()
    _readings()
    _people()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _seq() -> sa.Column[int]:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    return sa.Column("seq", number, primary_key=True, autoincrement=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _table(name: str, *columns: sa.Column[int] | sa.Column[str] | sa.Column[bytes], unique: str = "") -> None:
    extra = [sa.UniqueConstraint(unique, name=f"{name}_{unique}_once")] if unique else []
    op.create_table(name, *columns, *extra)


def _reports() -> None:
    _table("negotiation", _seq(), *_texts("id", "title", "terms", "created", "author"))
    op.create_index("negotiation_id", "negotiation", ["id", "seq"])
    _table("run", _seq(), *_texts("id", "at", "version", "models", "inputs", "author"), unique="id")
    _table("raw", _key("sha256"), sa.Column("bytes", sa.LargeBinary, nullable=False))
    text = sa.Column("text", sa.LargeBinary, nullable=False)
    _table("report", _seq(), *_texts("id", "sha256"), text, *_texts("run", "at"), unique="id")
    facts = _texts("report", "run", "at", "day", "outlet", "title", "raw", "data")
    _table("meta", _seq(), _number("line"), *facts)
    op.create_index("meta_report", "meta", ["report", "seq"])
    _table("filing", _seq(), _number("line"), *_texts("negotiation", "report", "run", "at"))
    op.create_index("filing_once", "filing", ["negotiation", "report"], unique=True)
    op.create_index("filing_order", "filing", ["negotiation", "seq"])
    op.create_index("filing_report", "filing", ["report"])
    _table("retraction", _seq(), _number("line"), *_texts("report", "act", "author", "note", "at"))
    op.create_index("retraction_report", "retraction", ["report", "seq"])


def _readings() -> None:
    found = _texts("report", "run", "at", "sha256", "data")
    _table("reading", _seq(), _number("line"), *found, _number("entries"))
    op.create_index("reading_report", "reading", ["report", "seq"])
    _table("entry", _seq(), _number("reading"), *_texts("id", "kind", "data"))
    op.create_index("entry_reading", "entry", ["reading", "seq"])
    op.create_index("entry_id", "entry", ["id"])
    _table("doc", _seq(), *_texts("report"), _number("reading"), *_texts("entry", "kind"), _number("start"))
    decided = _texts("negotiation", "id", "act", "author", "note", "at", "data")
    _table("judgement", _seq(), _number("line"), *decided)
    op.create_index("judgement_id", "judgement", ["negotiation", "id", "seq"])
    _table("proposal", _seq(), *_texts("id", "negotiation", "author", "note", "at", "data"), unique="id")
    op.create_index("proposal_negotiation", "proposal", ["negotiation", "seq"])
    _table("verdict", _seq(), *_texts("proposal", "act", "author", "note", "at"), unique="proposal")
    _table("log", _seq(), *_texts("at", "kind", "negotiation", "subject", "author", "run", "data"))
    op.create_index("log_negotiation", "log", ["negotiation", "seq"])


def _people() -> None:
    _table("audit", _seq(), *_texts("at", "who", "what", "subject", "origin", "detail"))
    _table("account", _key("name"), *_texts("hash", "role", "made", "closed"))
    _table("session", _key("hash"), *_texts("account", "made", "expires"))
    op.create_index("session_account", "session", ["account"])
    _table(
        "token",
        _key("id"),
        *_texts("hash", "account", "title", "scopes", "made", "expires", "closed"),
        unique="hash",
    )
    op.create_index("token_account", "token", ["account"])
    _table("failure", _seq(), *_texts("key", "at"))
    op.create_index("failure_key", "failure", ["key", "at"])
    times, lines = _texts("since_at", "last_at"), [_number("since_seq"), _number("last_seq")]
    _table("visit", _key("account"), _key("negotiation"), *times, *lines)
    _table("kept", _key("key"), *_texts("value"))


def _sqlite() -> None:
    op.execute(f"PRAGMA application_id = {APPLICATION}")
    op.execute(
        "CREATE VIRTUAL TABLE doc_words USING fts5("
        "words, content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
    )
    for table in _FROZEN:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append-only: rows of {table} never change'); END"
            )


def _postgresql() -> None:
    op.execute("CREATE TABLE doc_words (doc BIGINT PRIMARY KEY, words tsvector NOT NULL)")
    op.execute("CREATE INDEX doc_words_words ON doc_words USING gin (words)")
    op.execute(
        "CREATE FUNCTION parley_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'append-only: rows of % never change', TG_TABLE_NAME; END $$"
    )
    for table in _FROZEN:
        op.execute(
            f'CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION parley_frozen()"
        )
