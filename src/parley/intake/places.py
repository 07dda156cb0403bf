"""Which files and addresses a person's arguments stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from parley.errors import Unreadable
from parley.intake.sidecar import NAME, sidecar

Place = Path | str
"""A file to read, or the address of a page."""

_ADDRESS = re.compile(r"https?://", re.I)
_NOT_REPORTS = re.compile(r"(notice|licen[cs]e|copying|readme)(\.\w+)?", re.I)


def places(arguments: Iterable[str | Path]) -> Iterator[Place | Unreadable]:
    """Files and addresses in the order given, folders by name, each once; a fault for what is not there."""
    seen: set[Place] = set()
    for place in _all(arguments):
        key = place.resolve() if isinstance(place, Path) else place
        if isinstance(key, Unreadable) or key not in seen:
            yield place
        if not isinstance(key, Unreadable):
            seen.add(key)


def _all(arguments: Iterable[str | Path]) -> Iterator[Place | Unreadable]:
    for argument in arguments:
        path = Path(argument)
        if isinstance(argument, str) and _ADDRESS.match(argument):
            yield argument
        elif path.is_dir():
            yield from _inside(path)
        elif path.exists():
            yield path
        else:
            yield Unreadable(str(argument), "there is no such file or folder")


def _inside(folder: Path) -> Iterator[Place | Unreadable]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_report(path.relative_to(folder))]
    yield from found
    for name in sidecar(folder):
        if not (folder / name).is_file():
            yield Unreadable(name, f"{NAME} names it, but it is not there")
    if not found:
        yield Unreadable(str(folder), "this folder holds no reports")


def _is_report(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.name != NAME and not _NOT_REPORTS.fullmatch(path.name)
