"""What the watch remembers between rounds and after a stop: kept in the archive, a feed or host at a time."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from parley.intake.feeds import Item
from parley.intake.robots import Robots, Rule
from parley.model.ids import digest
from parley.store import Archive

SEEN = 50_000
"""Items of a feed that are remembered; the oldest are forgotten first."""


@dataclass(slots=True)
class Waiting:
    """An item that is to be opened, and how often that failed."""

    url: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    tries: int = 0
    negotiations: list[str] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """The day that the feed gives."""
        return date.fromisoformat(self.published) if self.published else None

    @classmethod
    def of(cls, item: Item, negotiations: list[str]) -> Waiting:
        """The item, to be opened for these negotiations."""
        day = item.published.isoformat() if item.published else ""
        return cls(item.url, item.title, day, item.outlet or "", 0, negotiations)


@dataclass(slots=True)
class Known:
    """What is known of a feed. Times are ISO times in UTC, "" for none; `sum` is the SHA-256 of its last body."""

    url: str = ""
    etag: str = ""
    modified: str = ""
    sum: str = ""
    due: str = ""
    failures: int = 0
    seen: dict[str, None] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)


@dataclass(slots=True)
class Host:
    """What is known of a server: when it may be asked again, and what its robots.txt says until when."""

    free: str = ""
    robots: Robots | None = None
    robots_until: str = ""


class Memory:
    """The memory of one watch, in an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def feed(self, url: str) -> Known:
        """What is known of a feed, nothing for a new one."""
        found = self._read("feed", url)
        known: Known = _filled(Known, {k: v for k, v in found.items() if k not in ("seen", "waiting")})
        known.seen = dict.fromkeys(found.get("seen", []))
        known.waiting = [_filled(Waiting, row) for row in found.get("waiting", [])]
        return known

    def keep_feed(self, url: str, known: Known) -> None:
        """Remember a feed."""
        seen = list(known.seen)[-SEEN:]
        self._write("feed", url, {**asdict(known), "seen": seen})

    def host(self, name: str) -> Host:
        """What is known of a server."""
        found = self._read("host", name)
        rules = found.get("rules")
        robots = None if rules is None else Robots(tuple(Rule(bool(a), p) for a, p in rules), found.get("delay"))
        return Host(found.get("free", ""), robots, found.get("robots_until", ""))

    def keep_host(self, name: str, host: Host) -> None:
        """Remember a server."""
        robots = host.robots
        rules = None if robots is None else [[rule.allow, rule.pattern] for rule in robots.rules]
        delay = robots.delay if robots else None
        row = {"free": host.free, "rules": rules, "delay": delay, "robots_until": host.robots_until}
        self._write("host", name, row)

    def folder(self, path: str) -> dict[str, str]:
        """The files of a folder that were taken: name and what they looked like (size and time)."""
        return {str(k): str(v) for k, v in self._read("folder", path).items()}

    def keep_folder(self, path: str, files: dict[str, str]) -> None:
        """Remember the files of a folder."""
        self._write("folder", path, files)

    def _read(self, kind: str, name: str) -> dict[str, Any]:
        found = self._archive.kept(f"watch/{kind}/{digest(name)}")
        return found if isinstance(found, dict) else {}

    def _write(self, kind: str, name: str, row: dict[str, Any]) -> None:
        self._archive.keep(f"watch/{kind}/{digest(name)}", row)


def time(written: str) -> datetime | None:
    """A remembered time, None where there is none."""
    return datetime.fromisoformat(written) if written else None


def _filled(kind: Any, row: dict[str, Any]) -> Any:
    """The dataclass with what a row says; what an older or newer version wrote besides is left out."""
    names = {f.name for f in fields(kind)}
    return kind(**{k: v for k, v in row.items() if k in names})
