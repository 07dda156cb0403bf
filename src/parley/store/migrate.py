"""Bringing an archive to the form this version works with."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from parley.store import schema
from parley.store.engine import APPLICATION, Writer, write


def up_to_date(engine: Engine, at: str) -> None:
    def work(writer: Writer) -> None:
        c = writer.connection
        if not sa.inspect(c).has_table("log"):
            create(c)

    write(engine, at, work)


def create(c: Connection) -> None:
    schema.metadata.create_all(c)
    if c.dialect.name == "sqlite":
        c.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        c.exec_driver_sql(
            "CREATE VIRTUAL TABLE doc_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        for table in schema.FROZEN:
            for act in ("UPDATE", "DELETE"):
                c.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only: rows of {table} never change'); END"
                )
    else:
        c.exec_driver_sql("CREATE TABLE doc_words (doc BIGINT PRIMARY KEY, words tsvector NOT NULL)")
        c.exec_driver_sql("CREATE INDEX doc_words_words ON doc_words USING gin (words)")
        c.exec_driver_sql(
            "CREATE FUNCTION parley_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only: rows of % never change', TG_TABLE_NAME; END $$"
        )
        for table in schema.FROZEN:
            c.exec_driver_sql(
                f'CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION parley_frozen()'
            )
