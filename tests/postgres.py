"""A real PostgreSQL server for tests: the one PARLEY_TEST_POSTGRES names, else one started for this session.

    from tests.postgres import postgres, postgres_server  # noqa: F401

gives the fixture `postgres`, the URL of a new empty place for an archive.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

_HOMES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
_CALM = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 -c listen_addresses=''"
)


def _programs() -> Path | None:
    """The folder of the newest server programs on this machine."""
    found = [p for home in _HOMES for p in sorted(Path("/").glob(home.lstrip("/"))) if (p / "initdb").exists()]
    where = shutil.which("initdb")
    return found[-1] if found else Path(where).parent if where else None


def _as_nobody() -> list[str]:
    """How to run a program as somebody without rights: the server refuses to be run by root."""
    if os.getuid() != 0:
        return []
    users = [line.split(":", 1)[0] for line in Path("/etc/passwd").read_text(encoding="utf-8").splitlines()]
    user = next((u for u in ("postgres", "nobody") if u in users), None)
    if user is None or shutil.which("runuser") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user to run it as")
    return ["runuser", "-u", user, "--"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server's database from which others can be made."""
    given = os.environ.get("PARLEY_TEST_POSTGRES")
    if given:
        yield given
        return
    pytest.importorskip("psycopg", reason="the driver is missing: pip install '.[postgres]'")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here: install one, or set PARLEY_TEST_POSTGRES to an address")
    yield _started(programs)


@cache  # each package that imports the fixture has one of its own, but the server is one for the whole session
def _started(programs: Path) -> str:
    runner, folder = _as_nobody(), Path(tempfile.mkdtemp(prefix="parley-pg-"))
    folder.chmod(0o777)
    data = folder / "data"

    def run(program: str, *words: str) -> None:
        # Files and not pipes: the server keeps them open after pg_ctl is done, and a pipe would never end.
        with (folder / "output").open("ab") as output:
            made = subprocess.run([*runner, programs / program, *words], stdout=output, stderr=output, cwd="/")
        if made.returncode:
            told = (folder / "output").read_text(encoding="utf-8", errors="replace")[-500:]
            pytest.skip(f"PostgreSQL could not be started here: {told}")

    run("initdb", "-D", str(data), "-U", "parley", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    atexit.register(_stopped, [*runner, str(programs / "pg_ctl")], folder)
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {_CALM}", "start")
    return f"postgresql://parley@/postgres?host={folder}"


def _stopped(control: list[str], folder: Path) -> None:
    with (folder / "output").open("ab") as output:
        stop = [*control, "-D", str(folder / "data"), "-m", "immediate", "stop"]
        subprocess.run(stop, stdout=output, stderr=output, cwd="/", check=False)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of a new, empty place in a database (a schema of its own), which is dropped after the test."""
    import psycopg
    from sqlalchemy.engine import make_url

    name = f"parley_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {name}")
        url = make_url(postgres_server).update_query_dict({"options": f"-csearch_path={name}"})
        yield url.render_as_string(hide_password=False)
        server.execute(f"DROP SCHEMA {name} CASCADE")
