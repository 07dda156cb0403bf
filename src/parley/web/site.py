"""The desk as a site: everything the pages share, and who is asking."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from fastapi import Request

import parley
from parley import __version__
from parley.desk import Desk, Job
from parley.desk.corrections import correction_of, fields_of
from parley.model.dossier import Change
from parley.store import log
from parley.web import render
from parley.web.lately import Lately
from parley.web.readers import Readers
from parley.web.room import Room
from parley.web.rooms import NotYet, Rooms
from parley.web.settings import Settings, is_loopback
from parley.web.viewer import SESSION, Viewer, visiting

if TYPE_CHECKING:
    from parley.web.visit import Visit

_VISIT = 60.0  # seconds for which a noted visit is not noted again
_THOUGHTS = 200  # results of long thoughts that are kept
_LATE = 2.0  # seconds the list of negotiations may be late: while reports come in it would change with each look
MOMENT = 1.0
"""Seconds somebody who decides waits to see what came of it."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new to a reader: since which line of the log, when that was, the changes (None: not known yet)."""

    seq: int = 0
    at: str = ""
    found: tuple[Change, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A correction that was written down: its id, why it does not apply, and whether the dossier still follows."""

    id: str
    fault: str = ""
    late: bool = False


class Site:
    """What all pages share."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self.desk, self.settings = desk, settings
        self.archive = desk.archive
        self.rooms = Rooms(desk)
        self.readers = Readers(settings.archive or desk.archive.place)
        self.kept = render.Kept()
        self.stamp = f"Parley {__version__}"
        self.shelf = Lately(self._shelved, seconds=_LATE)
        self._pool = ThreadPoolExecutor(3, thread_name_prefix="parley thought")
        self._lock = Lock()
        self._thoughts: OrderedDict[object, Future[Any]] = OrderedDict()
        self._visits: dict[tuple[str, str], tuple[float, int, str]] = {}
        self._guarded = False
        self._open: dict[str, tuple[float, int]] = {}

    @property
    def examples(self) -> Path | None:
        """The folder of example reports, where Parley runs from its own repository."""
        folder = Path(parley.__file__).parents[2] / "examples" / "istanbul"
        return folder if folder.is_dir() else None

    def close(self) -> None:
        """Begin nothing more."""
        self.rooms.close()
        self.readers.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def warm(self) -> None:
        """Count what there is and open the dossiers, the newest negotiation first, before anybody asks."""
        self._pool.submit(self._shelved)  # the archive keeps the counts
        for negotiation in reversed(self.archive.negotiations()):
            self.rooms.begin(negotiation.id)

    # ---- what is shown

    def room(self, negotiation: str) -> Room:
        """The room of a negotiation. Raises NotThere and NotYet."""
        return self.rooms.get(negotiation)

    def follow(self, negotiation: str) -> None:
        """After a change: see to it that the dossier follows, and wait a moment for it. Raises NotThere."""
        with suppress(NotYet):
            self.rooms.get(negotiation, patience=MOMENT, hurry=True)

    def thought(self, key: object, work: Callable[[], Any], patience: float = 0.12) -> tuple[bool, Any]:
        """Whether a long thought is ready, and its result; if not it goes on elsewhere.

        Raises its faults; the next one who asks begins it anew.
        """
        with self._lock:
            found = self._thoughts.get(key)
            if found is None:
                found = self._thoughts[key] = self._pool.submit(work)
            self._thoughts.move_to_end(key)
            while len(self._thoughts) > _THOUGHTS:
                self._thoughts.popitem(last=False)
        try:
            return True, found.result(timeout=patience)
        except TooLate:
            return False, None
        except Exception:
            with self._lock:
                self._thoughts.pop(key, None)
            raise

    def newest(self) -> int:
        """The number of the last line of the log: equal numbers mean an equal archive."""
        return self.archive.read(log.newest)

    def working(self, negotiation: str) -> Job | None:
        """The work under way for a negotiation, if any."""
        running = ("waiting", "running")
        return next((j for j in self.desk.jobs.all() if j.negotiation == negotiation and j.state in running), None)

    def doubts(self, room: Room) -> int:
        """How many things wait for a person, as far as that was counted."""
        ready, found = self.thought(("doubts", room.negotiation.id, room.version), lambda: len(room.doubts), 0.0)
        return (found if ready else 0) + self._proposed(room.negotiation.id)

    def _proposed(self, negotiation: str) -> int:
        at, count = self._open.get(negotiation, (0.0, 0))
        if monotonic() - at > 3:
            count = len(self.archive.proposals(negotiation, limit=100).items)
            self._open[negotiation] = (monotonic(), count)
        return count

    def _shelved(self) -> list[dict[str, Any]]:
        """The negotiations with how much they hold, the one with the last news first."""
        every = self.archive.negotiations()
        rows = [{"of": n, "counts": self.archive.counts(n.id), "seq": self.archive.sequence(n.id)} for n in every]
        return sorted(rows, key=lambda row: -row["seq"])

    # ---- visits

    def last_visit(self, viewer: Viewer, negotiation: str) -> tuple[int, str]:
        """The line of the log and the time at which this reader's visit before ended; 0 on the first."""
        key = (self.author(viewer), negotiation)
        noted = self._visits.get(key)
        if noted is None or monotonic() - noted[0] > _VISIT:
            before = self.desk.visit(*key)
            noted = (monotonic(), before.seq if before else 0, before.at if before else "")
            self._visits[key] = noted
        return noted[1], noted[2]

    def fresh(self, viewer: Viewer, room: Room, seq: int | None = None) -> Fresh:
        """What is not as it was at this reader's last visit, or after a line of the log."""
        last, at = self.last_visit(viewer, room.negotiation.id)
        since = last if seq is None else seq
        if not since:
            return Fresh(0, at)
        key = ("since", room.negotiation.id, room.version, since)
        ready, found = self.thought(key, lambda: self._since(room, since))
        return Fresh(since, at, found if ready else None)

    def _since(self, room: Room, seq: int) -> tuple[Change, ...]:
        before = self.desk.dossier_at(room.negotiation.id, seq)
        return () if before is room.dossier else room.dossier.since(before)

    # ---- what people decide

    def author(self, viewer: Viewer) -> str:
        """How decisions of this reader are signed."""
        return viewer.name or self.settings.owner

    def correct(self, visit: Visit, negotiation: str, given: Mapping[str, str]) -> Decided:
        """Write a correction down in the reader's name. Raises BadSetting for one that makes no sense.

        The dossier is computed anew behind it; of a small one the reader sees the outcome at once.
        """
        told = {k: v for k, v in given.items() if v}
        made = correction_of({"made": self.archive.clock(), **told, "author": self.author(visit.viewer)})
        kept = self.archive.add_correction(negotiation, fields_of(made))  # kept before anything is answered
        self.audit(visit, "correct", negotiation, made.told)
        return self._decided(negotiation, kept)

    def verdict(self, visit: Visit, negotiation: str, proposal: str, accepted: bool) -> Decided:
        """Accept or refuse a proposal. Raises BadSetting where that was done before."""
        made = self.archive.decide(proposal, accepted=accepted, author=self.author(visit.viewer))
        self.audit(visit, "accept" if accepted else "refuse", negotiation, proposal)
        self._open.pop(negotiation, None)
        return self._decided(negotiation, made or "")

    def _decided(self, negotiation: str, kept: str) -> Decided:
        """What came of a decision, as far as the dossier could follow at once."""
        self.follow(negotiation)
        if not self.rooms.fresh(negotiation):
            return Decided(kept, late=True)
        faults = (f for f in self.desk.faults(negotiation) if kept and f.startswith(f"correction {kept} "))
        return Decided(kept, next(faults, ""))

    def withdraw(self, visit: Visit, negotiation: str, correction: str) -> None:
        """Take a correction back."""
        self.desk.withdraw(negotiation, correction, author=self.author(visit.viewer))
        self.audit(visit, "withdraw", negotiation, correction)
        self.follow(negotiation)

    def audit(self, visit: Visit, what: str, subject: str, detail: str = "") -> None:
        """Note what somebody did."""
        who = self.author(visit.viewer)
        self.desk.people.note(who, what, subject, origin=visit.origin, detail=detail[:300])

    # ---- who is asking

    @property
    def guarded(self) -> bool:
        """Whether the archive has accounts, so that everybody has to say who they are."""
        self._guarded = self._guarded or self.desk.people.any()  # asked until there is one
        return self._guarded

    def viewer(self, request: Request) -> Viewer:
        """Who is asking: by a proxy's word, by a session, or, without accounts, the owner at this machine."""
        secret, new = visiting(request)
        address = request.client.host if request.client else ""
        named = request.headers.get(self.settings.header, "") if self.settings.header else ""
        if named and self.settings.trusts(address):
            return self._vouched(named, secret, new)
        session = request.cookies.get(SESSION, "")
        account = self.desk.people.signed_in(session) if session else None
        if account is not None:
            return Viewer(name=account.name, role=account.role, signed_in=True, secret=session)
        if self.guarded:
            return Viewer(secret=secret, fresh=new)
        return self._owner(request, address, secret, new)

    def _vouched(self, name: str, secret: str, new: bool) -> Viewer:
        account = self.desk.people.account(name)
        if account is None:
            return Viewer(secret=secret, fresh=new, refused=f"there is no account {name!r}: ask an admin")
        return Viewer(name=account.name, role=account.role, secret=secret, fresh=new)

    def _owner(self, request: Request, address: str, secret: str, new: bool) -> Viewer:
        """Without accounts whoever sits at this machine owns the desk; nobody else may ask."""
        here = is_loopback(address) and not any(name in request.headers for name in _FORWARDED)
        if here or self.settings.open_to_all:
            return Viewer(name=self.settings.owner, role="admin", secret=secret, fresh=new)
        reason = "this desk has no accounts, so it answers to its own machine alone: `parley people add` opens one"
        return Viewer(secret=secret, fresh=new, refused=reason)
