"""Bringing an archive to the form this version works with, when it is opened."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from parley.errors import BadArchive
from parley.store.engine import Writer, place, reading, write

HEAD = "0001"
"""The newest step in `migrations/versions`; a test holds both together."""


def up_to_date(engine: Engine, at: str) -> None:
    """Make the tables of a new archive, or bring those of an older version up to date, in one transaction.

    Raises BadArchive for a database that holds something else, or an archive of a later version.
    """
    with reading(engine) as connection:
        if _form(connection, engine) == HEAD:
            return

    def work(writer: Writer) -> None:
        if _form(writer.connection, engine) != HEAD:  # another program may have done it meanwhile
            _upgrade(writer.connection)

    write(engine, at, work)


def _form(connection: Connection, engine: Engine) -> str | None:
    """Which form the archive has; None for a new one."""
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or not tables >= {"log", "report"}:
        raise BadArchive(f"{place(engine)} holds other tables: name an archive, or an empty database")
    form = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if form is None or not str(form) <= HEAD:
        raise BadArchive(f"{place(engine)} was made by a later version of Parley: use that version")
    return str(form)


def _upgrade(connection: Connection) -> None:
    # Imported here because most openings find the archive as it should be.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "parley.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
