"""The watch itself, round by round: look at the feeds that are due, open what is new, take in what was dropped.

Everything is kept before it is forgotten: an item leaves the queue only after its report is in the archive, so a
stop at any instant loses nothing and at worst a page is fetched twice (the archive knows it then).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parley.desk.relevance import Relevance
from parley.desk.taking import Into, take_in
from parley.desk.watch.clock import Clock
from parley.desk.watch.folders import dropped
from parley.desk.watch.manners import PATIENCE, Ask, Manners, Resting, Stopped
from parley.desk.watch.memory import Known, Memory, Waiting, time
from parley.desk.watch.opening import Later, Opened, Opener
from parley.desk.watch.polling import TRIES, Poller, due_after, fair, item_key
from parley.desk.watch.settings import Settings, Source
from parley.errors import NotThere, Unreadable
from parley.intake.captures import Captures
from parley.intake.web import Answer, ask
from parley.model.text import Report
from parley.store import Archive

AUTHOR = "watch"
_BATCH = 8
_LONGEST_PAUSE = 300.0
"""Folders are looked at least this often (seconds)."""


@dataclass(slots=True)
class Round:
    """What came in a round, in numbers, and a line for each thing that went wrong."""

    at: datetime
    asked: int = 0
    unchanged: int = 0
    failing: int = 0
    new: int = 0
    opened: int = 0
    filed: dict[str, int] = field(default_factory=dict)
    known: int = 0
    aside: int = 0
    waiting: int = 0
    left_out: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing was due."""
        return not (self.asked or self.opened or self.filed or self.known or self.left_out)

    def line(self) -> str:
        """The round in one line.

        >>> from datetime import UTC
        >>> Round(datetime(2031, 5, 15, 9, 30, tzinfo=UTC), asked=2, unchanged=1, new=3, opened=2).line()
        '2031-05-15 09:30 UTC: 2 feeds asked (1 unchanged), 3 new items, 2 opened, nothing filed'
        """
        notes = [f"{n} {word}" for n, word in ((self.unchanged, "unchanged"), (self.failing, "failing")) if n]
        filed = ", ".join(f"{n} {count}" for n, count in sorted(self.filed.items()))
        parts = [
            _count(self.asked, "feed") + " asked" + (f" ({', '.join(notes)})" if notes else ""),
            _count(self.new, "new item"),
            f"{self.opened} opened",
            f"{sum(self.filed.values())} filed ({filed})" if filed else "nothing filed",
            *([f"{self.known} known already"] if self.known else []),
            *([f"{self.aside} about something else"] if self.aside else []),
            *([f"{len(self.left_out)} left out"] if self.left_out else []),
            *([f"{self.waiting} waiting"] if self.waiting else []),
        ]
        return f"{self.at:%Y-%m-%d %H:%M} UTC: {', '.join(parts)}"


class Watcher:
    """Watches feeds and folders and files what belongs to a negotiation. One watch at a time per feeds.toml."""

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        clock: Clock,
        *,
        asking: Ask = ask,
        captures: Captures | None = None,
        workers: int = 1,
    ) -> None:
        self._settings, self._archive, self._clock, self._captures = settings, archive, clock, captures
        self._workers = workers
        self._memory = Memory(archive)
        filters = _filters(settings, archive)
        manners = Manners(clock, self._memory, settings.contact, asking)
        self._manners = manners
        self._poller = Poller(manners, filters, self._heard)
        self._opener = Opener(manners, filters, self._heard, settings.skip_reserved)
        self._feeds = [(source, self._memory.feed(source.url)) for source in settings.feeds]

    def run(self, told: Callable[[Round], None]) -> None:
        """Go round until the clock says stop; `told` hears of every round in which anything was due."""
        while True:
            done = self.once()
            if not done.empty:
                told(done)
            if self._clock.wait(self._pause()):
                return

    def once(self) -> Round:
        """One round. It ends early, with everything kept, when the clock says stop."""
        done = Round(self._clock.now())
        try:
            for source, known in self._feeds:
                if (time(known.due) or done.at) <= done.at:
                    self._look(source, known, done)
            self._open(done)
            self._drop(done)
        except Stopped:
            pass
        done.waiting = sum(len(known.waiting) for _, known in self._feeds)
        return done

    # feeds

    def _look(self, source: Source, known: Known, done: Round) -> None:
        try:
            look = self._poller.look(source, known, done.at)
        except Resting as fault:
            known.due = fault.until.isoformat()
            self._memory.keep_feed(source.url, known)
            return
        except Unreadable as fault:
            known.failures += 1
            done.failing += 1
            done.left_out.append(str(fault))
        else:
            known.failures = 0
            done.new += look.new
            done.unchanged += not look.changed
        done.asked += 1
        known.due = due_after(source, known, self._clock.now())
        self._memory.keep_feed(source.url, known)

    # pages

    def _open(self, done: Round) -> None:
        """Open what waits, a server at a time as it is free, and file it in batches."""
        batch: list[tuple[Source, Known, Waiting, list[Opened]]] = []
        start = self._clock.now()
        queue = fair(self._feeds)
        ready: set[str] = set()
        try:
            while queue and done.opened < self._settings.most:
                queue.sort(key=lambda entry: self._manners.free(entry[2].url))
                if self._manners.free(queue[0][2].url) > max(start, self._clock.now()) + timedelta(
                    seconds=PATIENCE
                ):
                    break
                source, known, item = queue.pop(0)
                key = f"{item_key(item.url)} {' '.join(item.negotiations)}"
                pages = [] if key in ready else self._opened(source, known, item, done)
                ready.add(key)
                if pages is not None:
                    batch.append((source, known, item, pages))
                if len(batch) >= _BATCH:
                    self._file(batch, done)
        finally:
            self._file(batch, done)

    def _opened(self, source: Source, known: Known, item: Waiting, done: Round) -> list[Opened] | None:
        """The reports of a page; none where it cannot be used, None where it is to be tried again."""
        done.opened += 1
        try:
            return self._opener.open(source, item)
        except Unreadable as fault:
            done.left_out.append(str(fault))
            return []
        except Resting:
            return None
        except Later as fault:
            item.tries += 1
            if item.tries < TRIES:
                return None
            done.left_out.append(f"{fault} (given up after {TRIES} tries)")
            return []

    def _file(self, batch: list[tuple[Source, Known, Waiting, list[Opened]]], done: Round) -> None:
        """Take a batch in, then let its items go from their queues."""
        pages = [page for *_, found in batch for page in found]
        done.aside += sum(not page.negotiations for page in pages)
        for negotiation in sorted({n for page in pages for n in page.negotiations}):
            mine = [page for page in pages if negotiation in page.negotiations]
            raw = {page.report.id: page.raw for page in mine}
            self._take(negotiation, [page.report for page in mine], raw, done)
            for page in mine:
                self._note(negotiation, page)
        for _, known, item, _ in batch:
            known.waiting.remove(item)
        for source, known in {id(known): (source, known) for source, known, *_ in batch}.values():
            self._memory.keep_feed(source.url, known)
        batch.clear()

    def _take(self, negotiation: str, reports: list[Report], raw: dict[str, bytes], done: Round) -> None:
        into = Into(archive=self._archive, negotiation=negotiation, author=AUTHOR, workers=self._workers, raw=raw)
        here = self._archive.filed(negotiation, [r.id for r in reports])
        taken = take_in(into, reports)
        fresh = {r.id for r in reports} - here
        done.known += len(here)
        if fresh:
            done.filed[negotiation] = done.filed.get(negotiation, 0) + len(fresh)
        done.left_out += map(str, taken.left_out)

    def _note(self, negotiation: str, page: Opened) -> None:
        """Keep what the publisher says of text and data mining with the report."""
        if page.reserved.reserved is not None:
            data = {"tdm-reservation": page.reserved.reserved, "tdm-policy": page.reserved.policy}
            self._archive.note("reservation", page.report.id, negotiation=negotiation, author=AUTHOR, data=data)

    # folders

    def _drop(self, done: Round) -> None:
        for folder in self._settings.folders:
            if self._clock.wait(0):
                raise Stopped
            before = self._memory.folder(str(folder.path))
            found = dropped(folder.path, before, self._clock.now())
            if found.reports:
                self._take(folder.negotiation, list(found.reports), {}, done)
            done.left_out += found.left_out
            if found.files != before:
                self._memory.keep_folder(str(folder.path), found.files)

    # the rest

    def _heard(self, answer: Answer) -> None:
        if self._captures is not None:
            self._captures.add(answer, self._clock.now())

    def _pause(self) -> float:
        """Seconds until something is due."""
        now = self._clock.now()
        dues = [time(known.due) or now for _, known in self._feeds]
        dues += [self._manners.free(item.url) for _, known in self._feeds for item in known.waiting]
        waits = [(due - now).total_seconds() for due in dues]
        return max(1.0, min([*waits, *([15.0] if self._settings.folders else []), _LONGEST_PAUSE]))


def _filters(settings: Settings, archive: Archive) -> dict[str, Relevance]:
    """The filter of each negotiation that a feed is for; those of feeds.toml are added to the archive.

    Raises NotThere for one that neither the file nor the archive knows, BadSetting for one without any terms.
    """
    known = {n.id: n for n in archive.negotiations()}
    for new in settings.negotiations:
        known[new.id] = archive.change_negotiation(new) if new.id in known else archive.add_negotiation(new)
    for name in _asked_for(settings):
        if name not in known:
            raise NotThere(f"there is no negotiation {name!r}: add a [[negotiation]] with this id to the file")
    filtered = {name for source in settings.feeds if not source.take_all for name in source.negotiations}
    return {name: Relevance(known[name]) for name in sorted(filtered)}


def _asked_for(settings: Settings) -> Iterable[str]:
    yield from (name for source in settings.feeds for name in source.negotiations)
    yield from (folder.negotiation for folder in settings.folders)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
