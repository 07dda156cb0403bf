"""feeds.toml: what is watched, for which negotiations, and how often."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from parley.errors import BadSetting
from parley.model.negotiation import Negotiation, slug

EVERY = 15 * 60.0
"""Seconds between two looks at a feed, where nothing else is said."""
SHORTEST = 60.0
"""Nobody's server is asked for a feed more often than this (seconds)."""
MOST = 100
"""Pages that are opened in one round; the rest waits for the next."""

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)", re.I)
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_KEYS = {
    "": ("every", "contact", "archive", "most", "reserved", "negotiation", "feed", "folder"),
    "negotiation": ("id", "title", "parties", "places", "words"),
    "feed": ("url", "outlet", "negotiations", "every", "take", "private"),
    "folder": ("path", "negotiation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed to watch. `negotiations` are ids; `take_all` leaves the filter out; `private` lets its host lie in a
    private network."""

    url: str
    outlet: str | None = None
    negotiations: tuple[str, ...] = ()
    every: float = EVERY
    take_all: bool = False
    private: bool = False

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may lie in a private network: its own or none, wherever its items and redirects point."""
        return frozenset({(urlsplit(self.url).hostname or "")}) if self.private else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder into which people drop reports on one negotiation."""

    path: Path
    negotiation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of feeds.toml. `skip_reserved` leaves out pages whose publisher reserves text and data mining."""

    negotiations: tuple[Negotiation, ...] = ()
    feeds: tuple[Source, ...] = ()
    folders: tuple[Folder, ...] = ()
    contact: str = ""
    archive: Path | str | None = None
    most: int = MOST
    skip_reserved: bool = False


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises BadSetting with the line of what is not understood."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as fault:
        raise BadSetting(f"{path}: cannot be opened ({fault.strerror})") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadSetting(f"{path}: {fault}: correct the TOML") from fault
    return _Reader(path, text).settings(content)


def seconds(written: str) -> float | None:
    """A stretch of time in seconds, None if it is none.

    >>> seconds("15 min"), seconds("1.5 h"), seconds("often")
    (900.0, 5400.0, None)
    """
    found = _TIME.fullmatch(written.strip())
    return float(found[1]) * _SECONDS[found[2][0].lower()] if found else None


class _Reader:
    """One file being read; knows where each line is, for complaints."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()

    def settings(self, content: dict[str, Any]) -> Settings:
        self._check(content, "", 1)
        every = self._every(content, EVERY, 1)
        negotiations = tuple(self._negotiation(*row) for row in self._tables(content, "negotiation"))
        ids = tuple(n.id for n in negotiations)
        feeds = tuple(self._feed(table, line, every, ids) for table, line in self._tables(content, "feed"))
        folders = tuple(self._folder(table, line, ids) for table, line in self._tables(content, "folder"))
        if not feeds and not folders:
            raise BadSetting(f"{self.path}: nothing to watch: add [[feed]] with a url, or [[folder]] with a path")
        archive = self._text(content, "archive", 1)
        return Settings(
            negotiations=negotiations,
            feeds=feeds,
            folders=folders,
            contact=self._text(content, "contact", 1),
            archive=self._beside(archive) if archive else None,
            most=self._number(content, "most", MOST),
            skip_reserved=self._choice(content, "reserved", ("keep", "skip"), 1) == "skip",
        )

    def _negotiation(self, table: dict[str, Any], line: int) -> Negotiation:
        title = self._text(table, "title", line)
        name = self._text(table, "id", line)
        if not (title or name):
            raise self._fault(line, "this [[negotiation]] has no title")
        return Negotiation(
            id=name or slug(title),
            title=title or name,
            parties=self._list(table, "parties", line),
            places=self._list(table, "places", line),
            words=self._list(table, "words", line),
        )

    def _feed(self, table: dict[str, Any], line: int, every: float, ids: tuple[str, ...]) -> Source:
        url = self._text(table, "url", line)
        if not url.lower().startswith(("http://", "https://")):
            raise self._fault(line, "this [[feed]] needs a url that begins with https:// or http://")
        asked = self._list(table, "negotiations", line) or ids
        if not asked:
            raise self._fault(line, "this [[feed]] belongs to no negotiation: add [[negotiation]] to the file")
        return Source(
            url=url,
            outlet=self._text(table, "outlet", line) or None,
            negotiations=asked,
            every=self._every(table, every, line),
            take_all=self._choice(table, "take", ("relevant", "all"), line) == "all",
            private=self._flag(table, "private", line),
        )

    def _folder(self, table: dict[str, Any], line: int, ids: tuple[str, ...]) -> Folder:
        place = self._text(table, "path", line)
        negotiation = self._text(table, "negotiation", line) or (ids[0] if len(ids) == 1 else "")
        if not place or not negotiation:
            raise self._fault(line, "this [[folder]] needs a path and a negotiation")
        return Folder(path=Path(self._beside(place)), negotiation=negotiation)

    # values

    def _text(self, table: dict[str, Any], key: str, after: int) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise self._fault(self._line(key, after), f"{key!r} must be text in quotation marks")
        return value.strip()

    def _list(self, table: dict[str, Any], key: str, after: int) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self._fault(self._line(key, after), f'{key!r} must be a list of words: {key} = ["...", "..."]')
        return tuple(v.strip() for v in value)

    def _every(self, table: dict[str, Any], default: float, after: int) -> float:
        written = self._text(table, "every", after)
        found = seconds(written) if written else default
        if found is None or found < SHORTEST:
            raise self._fault(
                self._line("every", after), '\'every\' is a time from "1 min" up: "15 min", "2 h", "1 day"'
            )
        return found

    def _choice(self, table: dict[str, Any], key: str, choices: tuple[str, str], after: int) -> str:
        written = self._text(table, key, after) or choices[0]
        if written not in choices:
            raise self._fault(self._line(key, after), f'{key!r} is "{choices[0]}" or "{choices[1]}"')
        return written

    def _flag(self, table: dict[str, Any], key: str, after: int) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self._fault(self._line(key, after), f"{key!r} is true or false")
        return value

    def _number(self, table: dict[str, Any], key: str, default: int) -> int:
        value = table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self._fault(self._line(key, 1), f"{key!r} is a whole number from 1 up")
        return value

    # places

    def _beside(self, place: str) -> str:
        """A place as the file means it: beside the file itself, unless it is whole or an address."""
        return place if "://" in place else str(self.path.parent / Path(place).expanduser())

    def _tables(self, content: dict[str, Any], name: str) -> list[tuple[dict[str, Any], int]]:
        tables = content.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
            raise self._fault(self._line(name, 1), f"write [[{name}]] in double brackets")
        heads = [i for i, line in enumerate(self.lines, 1) if line.replace(" ", "").startswith(f"[[{name}]]")]
        found = [(t, heads[n] if n < len(heads) else 1) for n, t in enumerate(tables)]
        for table, line in found:
            self._check(table, name, line)
        return found

    def _check(self, table: dict[str, Any], name: str, after: int) -> None:
        for key in table:
            if key not in _KEYS[name]:
                raise self._fault(self._line(key, after), f"{key!r} is not known: use {', '.join(_KEYS[name])}")

    def _line(self, key: str, after: int) -> int:
        numbered = enumerate(self.lines, 1)
        return next((i for i, line in numbered if i >= after and line.lstrip(" [\"'").startswith(key)), after)

    def _fault(self, line: int, reason: str) -> BadSetting:
        return BadSetting(f"{self.path}, line {line}: {reason}")
