"""How servers are treated: what their robots.txt asks, time between questions, and rest when they ask for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from parley.desk.watch.clock import Clock
from parley.desk.watch.memory import Host, Memory, time
from parley.errors import Unreachable, Unreadable
from parley.intake.decode import decode
from parley.intake.draft import LIMIT
from parley.intake.robots import Robots, read_robots
from parley.intake.web import Answer, Terms, ask

NAME = "Parley"
PAUSE = 2.0
"""Seconds between two questions to one server, where it does not ask for more."""
PATIENCE = 60.0
"""Seconds that a round waits for a server to be free; what needs longer is left to a later round."""
LONGEST = timedelta(days=7)
"""The longest that a server may send us away for."""

_ROBOTS_HOLD = timedelta(hours=24)
_ROBOTS_AGAIN = timedelta(minutes=30)
_REST = timedelta(minutes=10)
_BUSY = (429, 503)

Ask = Callable[[str, Mapping[str, str] | None, Terms], Answer]


class Manners:
    """Every question of the watch goes through here."""

    def __init__(self, clock: Clock, memory: Memory, contact: str = "", asking: Ask = ask) -> None:
        self._clock, self._memory, self._asking = clock, memory, asking
        about = f"; +{contact}" if contact else ""
        self._agent = f"{NAME}/1.0 (follows news feeds{about})"
        self._hosts: dict[str, Host] = {}

    def free(self, url: str) -> datetime:
        """When the server of an address may be asked next."""
        return time(self._host(url).free) or datetime.min.replace(tzinfo=UTC)

    def allows(self, url: str, private: frozenset[str]) -> bool:
        """Whether the server's robots.txt lets us fetch an address; it may have to be asked for first.

        Raises Unreachable where the server cannot say: nothing is fetched until it can (RFC 9309, 2.3.1.4).
        """
        host = self._host(url)
        until = time(host.robots_until)
        if until is None or until <= self._clock.now():
            self._learn(url, host, private)
        if host.robots is None:
            raise Unreachable(url, "its server does not say what robots may read, so nothing is fetched yet")
        return host.robots.allows(url)

    def ask(self, url: str, headers: Mapping[str, str], limit: int, private: frozenset[str]) -> Answer:
        """Ask for an address, not before its time. Raises Unreadable, Resting if that is far off, and Stopped."""
        self._pause(url)
        terms = Terms(limit=limit, agent=self._agent, private=private)
        try:
            answer = self._asking(url, headers, terms)
        finally:
            self._rest(url, timedelta(seconds=self._delay(url)))
        if answer.status in _BUSY:
            self._rest(answer.url, retry_after(answer.headers, self._clock.now()) or _REST)
            self._rest(url, retry_after(answer.headers, self._clock.now()) or _REST)
        return answer

    def _pause(self, url: str) -> None:
        wait = (self.free(url) - self._clock.now()).total_seconds()
        if wait > PATIENCE:
            raise Resting(self.free(url))
        if self._clock.wait(wait if wait > 0 else 0):
            raise Stopped

    def _rest(self, url: str, length: timedelta) -> None:
        host = self._host(url)
        host.free = max(self.free(url), self._clock.now() + min(length, LONGEST)).isoformat()
        self._memory.keep_host(server(url), host)

    def _delay(self, url: str) -> float:
        found = self._host(url).robots
        return max(PAUSE, (found.delay or 0.0) if found else 0.0)

    def _learn(self, url: str, host: Host, private: frozenset[str]) -> None:
        now = self._clock.now()
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"
        try:
            answer = self.ask(place, {}, LIMIT, private)
            host.robots = _rules(answer)
        except Unreadable:
            host.robots = None
        host.robots_until = (now + (_ROBOTS_AGAIN if host.robots is None else _ROBOTS_HOLD)).isoformat()
        self._memory.keep_host(server(url), host)

    def _host(self, url: str) -> Host:
        name = server(url)
        if name not in self._hosts:
            self._hosts[name] = self._memory.host(name)
        return self._hosts[name]


class Resting(Exception):
    """A server that is to be left alone until a time that is too far to wait for."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"resting until {until:%Y-%m-%d %H:%M} UTC")
        self.until = until


class Stopped(Exception):
    """The watch was asked to stop while it waited."""


def server(url: str) -> str:
    """The server of an address, with its port.

    >>> server("https://reader@Gazette.example:8443/feed")
    'gazette.example:8443'
    """
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long a server asks to be left alone, None if it does not say.

    >>> retry_after({"retry-after": "120"}, datetime(2031, 5, 15, tzinfo=UTC))
    datetime.timedelta(seconds=120)
    >>> retry_after({"retry-after": "Thu, 15 May 2031 00:01:00 GMT"}, datetime(2031, 5, 15, tzinfo=UTC))
    datetime.timedelta(seconds=60)
    """
    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return timedelta(seconds=min(int(written[:9]), LONGEST.total_seconds()))
    try:
        then = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return min(max(then - now, timedelta()), LONGEST)


def _rules(answer: Answer) -> Robots | None:
    """What a robots.txt says; all is allowed where there is none, None where the server failed."""
    if answer.status == 200:
        return read_robots(decode(answer.data, answer.charset) or "", NAME)
    return Robots() if 400 <= answer.status < 500 and answer.status != 429 else None
