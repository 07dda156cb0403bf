"""One look at one feed: asked only for what changed, read, and judged item by item."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.desk.relevance import Relevance
from parley.desk.watch.manners import Manners
from parley.desk.watch.memory import Known, Waiting
from parley.desk.watch.settings import Source
from parley.errors import Unreadable
from parley.intake.canonical import canonical
from parley.intake.feeds import LIMIT, Feed, Item, read_feed
from parley.intake.web import Answer
from parley.model.ids import digest

LONGEST = timedelta(hours=24)
"""However often a feed fails, it is asked again after this."""
TRIES = 3
_FURTHER = 5
"""Sitemaps of an index that are looked into, the newest first."""
_FORBIDDEN = "its robots.txt forbids it"

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_HEADER = re.compile(r"[\x20-\x7e]{1,500}")

Judge = dict[str, Relevance]


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a feed brought: how many items are new, and whether anything had changed."""

    new: int = 0
    changed: bool = True


class Poller:
    """Looks at feeds, and tells `heard` every answer."""

    def __init__(self, manners: Manners, filters: Judge, heard: Callable[[Answer], None]) -> None:
        self._manners, self._filters, self._heard = manners, filters, heard

    def look(self, source: Source, known: Known, now: datetime) -> Look:
        """Ask for a feed and put what is worth opening into `known.waiting`.

        Raises Unreadable where the feed cannot be had or read.
        """
        url = known.url or source.url
        answer = self._ask(source, url, _conditions(known))
        if answer.status == 304:
            return Look(changed=False)
        sum_ = hashlib.sha256(answer.data).hexdigest()
        same = known.sum == sum_
        look = Look(changed=False) if same else self._read(source, known, answer)
        known.etag, known.modified = _kept(answer, "etag"), _kept(answer, "last-modified")
        known.sum, known.url = sum_, answer.moved or known.url
        return look

    def _ask(self, source: Source, url: str, headers: dict[str, str]) -> Answer:
        if not self._manners.allows(url, source.hosts):
            raise Unreadable(source.url, _FORBIDDEN)
        answer = self._manners.ask(url, {"Accept": _ACCEPT, **headers}, LIMIT, source.hosts)
        self._heard(answer)
        if answer.status not in (200, 304):
            reason = answer.hops[-1].reason if answer.hops else ""
            raise Unreadable(source.url, f"the server answered {answer.status} {reason}".rstrip())
        return answer

    def _read(self, source: Source, known: Known, answer: Answer) -> Look:
        feed = read_feed(answer.data, answer.url, answer.charset)
        items = [*feed.items, *self._further(source, feed)]
        return Look(sum(self._judge(source, known, item) for item in items))

    def _further(self, source: Source, feed: Feed) -> list[Item]:
        """The items of the newest sitemaps that an index names; one that cannot be had is passed over."""
        found: list[Item] = []
        for place in feed.further[:_FURTHER]:
            try:
                answer = self._ask(source, place, {})
                found += read_feed(answer.data, answer.url, answer.charset).items
            except Unreadable:
                continue
        return found

    def _judge(self, source: Source, known: Known, item: Item) -> bool:
        """Whether an item is new; if it is worth opening, it waits from now on."""
        key = item_key(item.url)
        if key in known.seen:
            return False
        known.seen[key] = None
        wanted = wanted_by(source, item, self._filters)
        if wanted:
            known.waiting.append(Waiting.of(item, wanted))
        return True


def wanted_by(source: Source, item: Item, filters: Judge) -> list[str]:
    """The negotiations for which an item is worth opening."""
    if source.take_all:
        return list(source.negotiations)
    return [n for n in source.negotiations if filters[n].opens(item.title, item.summary, item.url)]


def item_key(url: str) -> str:
    """By what an item is remembered: short, and one for all addresses of a page."""
    return digest(canonical(url))


def due_after(source: Source, known: Known, now: datetime) -> str:
    """When a feed is to be asked again: twice as late after each failure."""
    wait = timedelta(seconds=source.every * 2 ** min(known.failures, 16))
    return (now + min(wait, max(LONGEST, timedelta(seconds=source.every)))).isoformat()


def _conditions(known: Known) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in conditions.items() if value}


def _kept(answer: Answer, name: str) -> str:
    """A header that may be sent back; one that is long or not plain is not."""
    value = answer.headers.get(name, "")
    return value if _HEADER.fullmatch(value) else ""


def fair(queues: Sequence[tuple[Source, Known]]) -> list[tuple[Source, Known, Waiting]]:
    """What waits, one of each feed in turn, so that a long feed does not hold up the others."""
    longest = max((len(known.waiting) for _, known in queues), default=0)
    return [(s, k, k.waiting[i]) for i in range(longest) for s, k in queues if i < len(k.waiting)]
