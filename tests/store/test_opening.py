"""Opening: what is an archive, what is none, and how old ones become new ones."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from parley.errors import ArchiveError, BadArchive
from parley.store import Archive, migrate, schema
from tests.store.material import TALKS


def test_the_steps_lead_to_the_tables_the_code_works_with(archive: Archive) -> None:
    def ours(thing: sa.schema.SchemaItem, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and str(name).startswith("doc_words"))

    found = archive.read(
        lambda c: compare_metadata(
            MigrationContext.configure(c, opts={"include_object": ours, "compare_type": True}), schema.metadata
        )
    )
    assert found == []


def test_the_newest_step_is_the_one_the_code_expects() -> None:
    folder = Path(migrate.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == migrate.HEAD


def test_opening_twice_changes_nothing(where: str) -> None:
    with Archive.open(where) as first:
        first.add_negotiation(TALKS)
        before = first.negotiations()
    with Archive.open(where) as second:
        assert second.negotiations() == before


def test_many_may_open_a_new_archive_at_once(where: str) -> None:
    faults: list[BaseException] = []

    def opened() -> None:
        try:
            Archive.open(where).close()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=opened) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_new_archive_waits_for_another_program_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # not in WAL mode yet, and about to be
    threading.Timer(0.2, other.rollback).start()
    Archive.open(path).close()
    other.close()


def test_an_archive_of_a_later_version_is_refused(archive: Archive, where: str) -> None:
    archive.write(lambda w: w.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadArchive, match="later version of Parley"):
        Archive.open(where)


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as shop:
        shop.execute("CREATE TABLE wares (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(BadArchive, match="holds other tables"):
        Archive.open(path)
    assert path.read_bytes()[100:] == before[100:], "nothing but the header (WAL mode) was touched"


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear envoy, this is no database. " * 50, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(BadArchive, match="no archive"):
        Archive.open(path)
    assert path.read_bytes() == before
    with pytest.raises(BadArchive, match="is a folder"):
        Archive.open(tmp_path)
    with pytest.raises(BadArchive, match="does not exist"):
        Archive.open(tmp_path / "no" / "where.db")


@pytest.mark.parametrize(
    "address", ["mysql://u:secret@h/x", "oracle://u:secret@h/x", "://", "postgresql://u:secret@h:port/x"]
)
def test_an_address_that_is_not_understood_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(BadArchive) as told:
        Archive.open(address)
    assert "secret" not in str(told.value)


@pytest.mark.postgres
def test_a_server_out_of_reach_is_said_without_the_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(ArchiveError, match="cannot be reached") as told:
        Archive.open("postgresql://ana:secret@127.0.0.1:1/talks?application_name=secret")
    assert "secret" not in str(told.value)


def test_the_place_is_told_without_a_password(archive: Archive, where: str) -> None:
    assert "@/postgres" in archive.place if "://" in where else archive.place == where
