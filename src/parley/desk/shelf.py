"""Dossiers kept ready: computed once a change, off the request path, handed out at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass

from parley.desk.corrections import correction_of
from parley.model.dossier import Dossier
from parley.model.record import Record
from parley.pipeline import dossier
from parley.reconcile.corrections import resolve
from parley.store import Archive, Decision

HELD = 24
"""Negotiations whose dossiers are kept in memory; the one not asked for longest leaves first."""


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier as it stood after a line of the log, and the corrections that found nothing."""

    seq: int
    dossier: Dossier
    faults: tuple[str, ...] = ()


class Shelf:
    """The dossiers of an archive. A page gets the last one at once while a newer one is being computed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._coming: dict[str, Future[Held]] = {}
        self._past: OrderedDict[tuple[str, int], Held] = OrderedDict()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="parley dossier")

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
        """Begin to compute a dossier anew, unless that is under way."""
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
            if key in self._past:
                self._past.move_to_end(key)
                return self._past[key].dossier
        made = self._made(negotiation, seq)
        with self._lock:
            self._past[key] = made
            while len(self._past) > HELD:
                self._past.popitem(last=False)
        return made.dossier

    def _compute(self, negotiation: str) -> Held:
        with self._lock:  # what changes from here on begins another computation
            self._coming.pop(negotiation, None)
        made = self._made(negotiation, self._archive.sequence(negotiation))
        with self._lock:
            self._held[negotiation] = made
            self._held.move_to_end(negotiation)
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return made

    def _made(self, negotiation: str, seq: int) -> Held:
        record = self._archive.record(negotiation, upto=seq)
        return corrected(record, self._archive.corrections(negotiation, upto=seq), seq)


def corrected(record: Record, decisions: tuple[Decision, ...], seq: int) -> Held:
    """The dossier with the corrections that stand."""
    plain = dossier(record)
    if not decisions:
        return Held(seq, plain)
    found = resolve(plain, [correction_of(d.fields) for d in decisions])
    return Held(seq, dossier(record, found.judgements), found.faults)
