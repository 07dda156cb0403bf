"""The sidecar `reports.toml`: what a person knows about the files beside it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parley.errors import BadSetting
from parley.intake.draft import day

NAME = "reports.toml"
_KEYS = ("file", "outlet", "title", "published", "url", "author")
_ENTRY = "[[report]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the sidecar says of one file; None where it is silent."""

    file: str
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None


def sidecar(folder: Path) -> dict[str, Known]:
    """What the sidecar of a folder knows, by file name relative to the folder; empty without a sidecar.

    Raises BadSetting with file, line and what to do.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadSetting(f"{path}: {fault}: correct the TOML") from fault
    return {known.file: known for known in _entries(content, path, text)}


class Sidecars:
    """The sidecars of all folders that a run meets, each read once."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, Known]] = {}

    def known(self, place: object) -> Known | None:
        """What is known of a file: from the sidecar beside it, else from that of the folder above."""
        if not isinstance(place, Path):
            return None
        for folder in place.parents[:2]:
            if folder not in self._read:
                self._read[folder] = sidecar(folder)
            if known := self._read[folder].get(place.relative_to(folder).as_posix()):
                return known
        return None


def _entries(content: dict[str, object], path: Path, text: str) -> list[Known]:
    for key in content:
        if key != "report":
            raise _fault(path, _line(text, key), f"{key!r} is not known: write {_ENTRY} tables")
    tables = content.get("report", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _fault(path, _line(text, "report"), f"'report' is one table: write it as {_ENTRY}")
    return [_known(table, path, text, number) for number, table in enumerate(tables)]


def _known(table: dict[str, object], path: Path, text: str, number: int) -> Known:
    at = _nth_entry(text, number)
    values: dict[str, str] = {}
    published = None
    for key, value in table.items():
        line = _line(text, key, after=at)
        if key not in _KEYS:
            raise _fault(path, line, f"{key!r} is not known: use {', '.join(_KEYS)}")
        if key == "published":
            published = _day(value, path, line)
        elif not isinstance(value, str) or not value.strip():
            raise _fault(path, line, f"{key!r} must be text in quotation marks")
        else:
            values[key] = value.strip()
    if "file" not in values:
        raise _fault(path, at, f'this {_ENTRY} names no file: add file = "..."')
    return Known(published=published, **values)


def _day(value: object, path: Path, line: int) -> date:
    found = day(value)
    if found is None:
        raise _fault(path, line, f"'published' is {value!r}: write a day as YYYY-MM-DD, or leave the line out")
    return found


def _fault(path: Path, line: int, reason: str) -> BadSetting:
    return BadSetting(f"{path}, line {line}: {reason}")


def _nth_entry(text: str, number: int) -> int:
    starts = [i for i, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith(_ENTRY)]
    return starts[number] if number < len(starts) else 1


def _line(text: str, key: str, after: int = 1) -> int:
    lines = enumerate(text.splitlines(), 1)
    return next((i for i, line in lines if i >= after and line.lstrip(" [\"'").startswith(key)), after)
