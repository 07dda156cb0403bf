"""A folder into which people drop reports: each file is taken once, when it is whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from parley.errors import BadSetting
from parley.intake import load
from parley.intake.sidecar import NAME
from parley.model.text import Report

QUIET = 3.0
"""Seconds for which a file must not have changed: before that somebody may still be writing it."""
_UNFINISHED = (".part", ".crdownload", ".tmp", ".download")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was found: reports, a line for each thing left out, and what each file looked like."""

    reports: tuple[Report, ...] = ()
    left_out: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)


def dropped(folder: Path, before: dict[str, str], now: datetime) -> Dropped:
    """The reports in files that are new or changed since `before`. The files stay where they are."""
    if not folder.is_dir():
        return Dropped((), (f"{folder}: there is no such folder",), before)
    here = {path: mark for path in sorted(folder.rglob("*")) if (mark := _mark(path, folder, now))}
    fresh = [path for path, mark in here.items() if before.get(_name(path, folder)) != mark]
    files = {_name(path, folder): mark for path, mark in here.items()}
    if not fresh:
        return Dropped((), (), files)
    try:
        taken = load(fresh)
    except BadSetting as fault:
        return Dropped((), (str(fault),), before)
    return Dropped(taken.reports, tuple(map(str, taken.left_out)), files)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _mark(path: Path, folder: Path, now: datetime) -> str:
    """What a file looks like, "" for one that is not to be taken (yet): hidden, the sidecar, still being written.

    A link that leads out of the folder is not followed.
    """
    parts = path.relative_to(folder).parts
    if any(part.startswith(".") for part in parts) or path.name == NAME or path.suffix.lower() in _UNFINISHED:
        return ""
    try:
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            return ""
        facts = path.stat()
    except OSError:
        return ""
    age = now.timestamp() - facts.st_mtime
    return f"{facts.st_size} {facts.st_mtime_ns}" if age >= QUIET or age < -QUIET else ""
