"""One version of a dossier on the desk: every section laid out when somebody first asks for it, then kept.

A dossier of hundreds of reports takes a second to lay out and a page shows twenty lines of it. So a room keeps the
rows, and pages take sheets from them. Rooms never change; a new version of the dossier gets a new room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from threading import Lock, RLock
from typing import TypeVar, cast

from parley.desk.review import Doubt, review
from parley.model.dispute import Outlook
from parley.model.dossier import Dossier
from parley.model.entries import Attendance, Entry, Event, Meeting, Position
from parley.model.negotiation import Negotiation
from parley.model.times import Time
from parley.pipeline import analyse
from parley.views.rows import coming, differ, ground, shared, table, words
from parley.views.rows.brief import (
    Alone,
    Clash,
    Happening,
    Ref,
    Replaced,
    Roll,
    Shared,
    Side,
    Speaker,
    Summary,
    Telling,
)
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import counted, flat
from parley.web.stories import Story, stories
from parley.web.timeline import Row, rows

T = TypeVar("T")


class Room:
    """The rows of one dossier, by section, and its entries by report and by actor."""

    def __init__(self, negotiation: Negotiation, dossier: Dossier, version: str) -> None:
        self.negotiation, self.dossier, self.version = negotiation, dossier, version
        self.look = Lookup.of(dossier)
        self._kept: dict[str, object] = {}
        self._lock, self._locks = Lock(), dict[str, RLock]()

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._kept:
            with self._lock:
                own = self._locks.setdefault(name, RLock())
            with own:  # one lock a section: who wants another one does not wait for a long one
                if name not in self._kept:
                    self._kept[name] = make()
        return cast("T", self._kept[name])

    def warm(self) -> Room:
        """Lay everything out now that a reader would else wait for."""
        _ = (
            self.rolls,
            self.agreed,
            self.sides,
            self.voices,
            self.ground,
            self.timeline,
            self.clashes,
            self.replaced,
        )
        _ = self.alone, self.tellings, self.summary, self.by_report, self.by_actor, self.order, self.subtitle
        _ = self.stories
        return self

    @property
    def summary(self) -> tuple[Summary, ...]:
        """Where things stand."""
        lines = self.dossier.lines
        return self._once("summary", lambda: tuple(Summary(flat(x.text), self.refs(x.grounds)) for x in lines))

    @property
    def rolls(self) -> tuple[Roll, ...]:
        """Who is coming, meeting by meeting."""
        return self._once("rolls", lambda: coming.rolls(self.look))

    @property
    def agreed(self) -> tuple[Shared, ...]:
        """What several reports tell alike."""
        return self._once("agreed", lambda: shared.agreed(self.look))

    @property
    def sides(self) -> tuple[Side, ...]:
        """What is on the table, party by party."""
        return self._once("sides", lambda: table.sides(self.look))

    @property
    def voices(self) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
        """Voices with a name, and those without."""
        return self._once("voices", lambda: words.speakers(self.look))

    @property
    def ground(self) -> tuple[Happening, ...]:
        """What was done."""
        return self._once("ground", lambda: ground.happenings(self.look))

    @property
    def timeline(self) -> tuple[Row, ...]:
        """What happened or was said when, in order."""
        return self._once("timeline", lambda: rows(self.look, self.refs))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Accounts that cannot both hold, and opinions that differ."""
        return self._once("clashes", lambda: differ.clashes(self.look))

    @property
    def replaced(self) -> tuple[Replaced, ...]:
        """Questions whose answer changed."""
        return self._once("replaced", lambda: differ.replaced(self.look))

    @property
    def alone(self) -> tuple[Alone, ...]:
        """What one report alone tells."""
        return self._once("alone", lambda: differ.alone(self.look))

    @property
    def tellings(self) -> dict[str, Telling]:
        """How each report tells it, by the report's id."""
        found = self.dossier.tellings
        return self._once(
            "tellings", lambda: dict(zip((t.report for t in found), differ.tellings(self.look), strict=True))
        )

    @property
    def by_report(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each report, in order of their words."""
        return self._once("by report", lambda: _grouped((e.report, e) for e in self.dossier.record.entries))

    @property
    def by_actor(self) -> dict[str, tuple[Entry, ...]]:
        """The entries in which each merged actor speaks, acts, comes or holds a position."""
        entries = self.dossier.record.entries
        return self._once("by actor", lambda: _grouped((a, e) for e in entries for a in self._doers(e)))

    @property
    def subtitle(self) -> str:
        """How much the dossier rests on."""
        return self._once("subtitle", self._counted)

    def _counted(self) -> str:
        outlets = {shelf.report.outlet for shelf in self.look.shelves.values()} - {None}
        reports = counted(len(self.look.shelves), "report")
        return f"{reports} by {counted(len(outlets), 'outlet')}" if len(outlets) > 1 else reports

    @property
    def copies(self) -> dict[str, str]:
        """For each report that repeats another one, that other one."""
        return self._once("copies", lambda: dict(self.dossier.copies))

    @property
    def days(self) -> dict[str, Time]:
        """The day each report came out, as far as it could be worked out."""
        return self._once("days", lambda: dict(self.dossier.days))

    @property
    def stories(self) -> tuple[Story, ...]:
        """Which reports tell the same round of talks."""
        return self._once("stories", lambda: stories(self))

    @property
    def called(self) -> tuple[tuple[str, str], ...]:
        """The actors of whom most is told, as (id, name), for forms that ask for another one."""
        return self._once("called", self._called)

    def _called(self) -> tuple[tuple[str, str], ...]:
        told = ((len(self.by_actor.get(a.id, ())), a) for a in self.dossier.cast)
        ranked = sorted((p for p in told if p[0]), key=lambda p: (-p[0], flat(p[1].name), p[1].id))
        return tuple((a.id, flat(a.name)) for _, a in ranked[:300])

    @property
    def order(self) -> dict[str, float]:
        """The place of each entry in the order of time."""
        points = self.dossier.points
        return self._once("order", lambda: {a.entry: a.order for p in points for a in p.accounts})

    def _doers(self, entry: Entry) -> Iterable[str]:
        ids = [entry.voice.actor] if entry.voice.actor else []
        if isinstance(entry, Position | Event):
            ids += entry.actors
        elif isinstance(entry, Attendance):
            ids.append(entry.who)
        elif isinstance(entry, Meeting):
            ids += entry.participants
        return dict.fromkeys(map(self.look.merged, ids))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What a person should look at in this dossier; proposals are not among them."""
        return self._once("doubts", lambda: review(self.dossier, ()))

    @property
    def aside(self) -> dict[str, tuple[Entry, ...]]:
        """The entries that people called wrong, by report."""
        gone = (e for e in self.dossier.set_aside if e.id not in self.look.entries)
        return self._once("aside", lambda: _grouped((e.report, e) for e in gone))

    def outlook(self) -> Outlook:
        """Where the talks can go, drafted from this dossier. Raises BadDispute where nothing can be drafted."""
        return self._once("outlook", lambda: analyse(self.dossier))

    def refs(self, entry_ids: Iterable[str]) -> tuple[Ref, ...]:
        """The places of entries, each once; ids that the dossier does not know are passed over."""
        found = (self.look.entries[i].anchor for i in entry_ids if i in self.look.entries)
        return tuple(dict.fromkeys(map(self.look.ref, found)))


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        found[key].append(entry)
    return {key: tuple(entries) for key, entries in found.items()}
