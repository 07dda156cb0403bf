"""The rooms of a desk: one for each negotiation that is being read, renewed behind the readers' backs."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from parley.desk import Desk
from parley.errors import ParleyError
from parley.web import heap
from parley.web.room import Room

HELD = 24
FIRST = 0.5  # seconds to wait for the first room of all
LOOK = 0.1  # seconds between looks whether a room is out of date
REST = 4.0  # a room is left alone for so many times the time it took, or an import would keep us busy
LONGEST = 900.0  # seconds to wait, off the request path, for a dossier that is being computed


class NotYet(ParleyError):
    """A dossier that is being opened for the first time."""


@dataclass(slots=True)
class Kept:
    """A room, the line of the log it goes up to, and when to look again."""

    room: Room
    seq: int
    look: float


class Rooms:
    """Rooms by negotiation. Any number of threads may ask."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._coming: dict[str, Future[Kept]] = {}
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="parley room")
        self._count = 0

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def get(self, negotiation: str, *, patience: float = 0.1, hurry: bool = False) -> Room:
        """The room of a negotiation, at most `patience` seconds late; in a `hurry` a change is looked for at once.

        Raises NotThere for no such negotiation, and NotYet while the first room is being made.
        """
        kept = self._found(negotiation)
        if kept is not None and not hurry and monotonic() < kept.look:
            return kept.room
        wanted = self._desk.archive.sequence(negotiation)
        if kept is not None and wanted <= kept.seq:
            kept.look = monotonic() + LOOK
            return kept.room
        end = monotonic() + (patience if kept else max(patience, FIRST))
        try:
            kept = self._made(negotiation, end)
            while hurry and kept.seq < wanted:  # it was under way before the change
                kept = self._made(negotiation, end)
        except TooLate:
            kept = self._found(negotiation)
        if kept is None:
            raise NotYet("this dossier is being opened")
        return kept.room

    def _made(self, negotiation: str, end: float) -> Kept:
        """The room that is being made, or the next one. Raises TooLate where that takes until after `end`."""
        return self.begin(negotiation).result(timeout=max(end - monotonic(), 0.0))

    def fresh(self, negotiation: str) -> bool:
        """Whether the room at hand tells all that is in the archive."""
        kept = self._found(negotiation)
        return kept is not None and kept.seq >= self._desk.archive.sequence(negotiation)

    def begin(self, negotiation: str) -> Future[Kept]:
        """Begin to make a room anew, unless that is under way."""
        with self._lock:
            coming = self._coming.get(negotiation)
            if coming is None:
                coming = self._pool.submit(self._make, negotiation)
                self._coming[negotiation] = coming
            return coming

    def _found(self, negotiation: str) -> Kept | None:
        with self._lock:
            found = self._kept.get(negotiation)
            if found is not None:
                self._kept.move_to_end(negotiation)
            return found

    def _make(self, negotiation: str) -> Kept:
        began = monotonic()
        try:
            held = self._desk.held(negotiation, patience=LONGEST)
            about = self._desk.archive.negotiation(negotiation)
            with self._lock:
                self._count += 1
                version = f"{held.seq}-{self._count}"
            room = Room(about, held.dossier, version).warm()
            now = monotonic()
            made = Kept(room, held.seq, now + max(REST * (now - began), LOOK))
            self._keep(negotiation, made)
        finally:  # whoever asks from here on finds the room, or begins the next one
            with self._lock:
                self._coming.pop(negotiation, None)
        heap.settle()
        return made

    def _keep(self, negotiation: str, kept: Kept) -> None:
        with self._lock:
            self._kept[negotiation] = kept
            self._kept.move_to_end(negotiation)
            while len(self._kept) > HELD:
                self._kept.popitem(last=False)
