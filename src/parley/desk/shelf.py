"""Dossiers kept ready: computed once a change, off the request path, handed out at once."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress

from parley.desk.keeper import Held, Keeper
from parley.model.codec import encode
from parley.model.dossier import Change, Dossier
from parley.store import Archive

HELD = 32
"""Negotiations whose dossiers are kept in memory; the one not asked for longest leaves first."""
PAST = 16
"""Dossiers of earlier times that are kept in memory."""
TOLD = 200
"""Changes that one line of the log tells one by one."""

AT_ONCE = 3
"""Dossiers computed side by side: a small one need not wait for a large one."""

_log = logging.getLogger(__name__)


class Shelf:
    """The dossiers of an archive. A page gets the last one at once while a newer one is being computed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._keepers: dict[str, Keeper] = {}
        self._locks: dict[str, threading.Lock] = {}  # one thread a keeper
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._coming: dict[str, Future[Held]] = {}
        self._past: OrderedDict[tuple[str, int], Held] = OrderedDict()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="parley dossier")

    def close(self, *, wait: bool = True) -> None:
        """Stop computing."""
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def renew(self, negotiation: str) -> None:
        """Begin to compute a dossier anew if anybody has asked for it."""
        if self.held(negotiation) is not None:
            self.begin(negotiation)

    def get(self, negotiation: str, patience: float) -> Held:
        """The dossier of a negotiation.

        If it is out of date, a new one is begun and waited for as long as `patience` (seconds), then the old one
        is handed out. Where there is none yet, the first one is waited for.
        """
        seq = self._archive.sequence(negotiation)
        held = self.held(negotiation)
        if held is not None and held.seq >= seq:
            return held
        coming = self.begin(negotiation)
        if held is None:
            return coming.result()
        try:
            return coming.result(timeout=patience)
        except TooLate:
            return held

    def held(self, negotiation: str) -> Held | None:
        """The last dossier computed, however old."""
        with self._lock:
            found = self._held.get(negotiation)
            if found is not None:
                self._held.move_to_end(negotiation)
            return found

    def begin(self, negotiation: str) -> Future[Held]:
        """Begin to compute a dossier anew, unless that is to be done already."""
        with self._lock:
            coming = self._coming.get(negotiation)
            if coming is None:
                coming = self._pool.submit(self._compute, negotiation)
                self._coming[negotiation] = coming
            return coming

    def at(self, negotiation: str, seq: int) -> Dossier:
        """The dossier as it stood after a line of the log."""
        held = self.held(negotiation)
        if held is not None and held.seq == seq:
            return held.dossier
        key = (negotiation, seq)
        with self._lock:
            found = self._past.get(key)
        if found is None:
            found = Keeper(self._archive, negotiation).at(seq)
        with self._lock:
            self._past[key] = found
            self._past.move_to_end(key)
            while len(self._past) > PAST:
                self._past.popitem(last=False)
        return found.dossier

    def _compute(self, negotiation: str) -> Held:
        with self._lock:  # what changes from here on begins another computation
            self._coming.pop(negotiation, None)
            lock = self._locks.setdefault(negotiation, threading.Lock())
        with lock:
            seq, before = self._archive.sequence(negotiation), self.held(negotiation)
            if before is not None and before.seq >= seq:
                return before
            made = self._kept(negotiation, seq)
            self._hold(negotiation, made)
        with suppress(RuntimeError):  # closed meanwhile: who waits has the dossier, and nobody needs the log
            self._pool.submit(self._tell, negotiation, made, before)
        return made

    def _kept(self, negotiation: str, seq: int) -> Held:
        with self._lock:
            keeper = self._keepers.setdefault(negotiation, Keeper(self._archive, negotiation))
        try:
            return keeper.at(seq)
        except BaseException:
            self._keepers.pop(negotiation, None)  # half changed: the next one begins anew
            raise

    def _hold(self, negotiation: str, made: Held) -> None:
        with self._lock:
            self._held[negotiation] = made
            self._held.move_to_end(negotiation)
            while len(self._held) > HELD:
                self._keepers.pop(self._held.popitem(last=False)[0], None)

    def _tell(self, negotiation: str, made: Held, before: Held | None) -> None:
        """Log what the dossier says anew since the last one that was logged, by whatever program."""
        try:
            after = self._archive.points_noted(negotiation)
            if after >= made.seq:
                return
            known = before is not None and before.seq == after
            old = before.dossier if known and before else self.at(negotiation, after) if after else None
            told = _told(made.dossier, made.dossier.since(old)) if old is not None else _first(made.dossier)
            self._archive.note_points(negotiation, made.seq, after, told)
        except Exception:  # nobody waits for this: a fault must not end the thread that computes dossiers
            _log.exception("the changes of %s could not be logged", negotiation)


def _first(dossier: Dossier) -> dict[str, object]:
    """The first dossier: everything in it is new, so only its size is told."""
    return {"points": len(dossier.points), "count": 0, "changes": []}


def _told(dossier: Dossier, changes: tuple[Change, ...]) -> dict[str, object]:
    texts = {report.id: report for report in dossier.record.reports}
    shown = encode(changes[:TOLD], texts)
    return {"points": len(dossier.points), "count": len(changes), "changes": shown}
