"""The desk: where the archive meets reading and reconciling, for every face (pages, API, agents, feeds)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import TimeoutError as TooLate
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from parley.desk.corrections import Corrected, correction_of, fields_of
from parley.desk.jobs import Jobs
from parley.desk.keeper import Held
from parley.desk.people import People
from parley.desk.review import Doubt, review
from parley.desk.shelf import Shelf
from parley.desk.taking import Into, TakenIn, take_in
from parley.model.dossier import Change, Dossier
from parley.model.text import Report
from parley.store import Archive, Visited
from parley.store import people as rows

PAUSE = timedelta(minutes=30)
"""Looks at a negotiation less than this apart are one visit."""
NOTED = timedelta(minutes=1)
"""How often somebody who stays is noted."""
MANY = 10_000  # visits remembered at once; forgetting them only notes a few again
PATIENCE = 0.4
"""Seconds a page waits for a dossier that is being computed anew, before it shows the one before."""
SOON = 2.0
"""Seconds somebody who corrects waits to see whether the correction applies."""


class Desk:
    """Everything a face needs, over one archive. Any number of threads may use it."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.jobs = Jobs()
        self.people = People(archive)
        self._shelf = Shelf(archive)
        self._visits: dict[tuple[str, str], tuple[datetime, Visited | None]] = {}

    @classmethod
    def open(cls, where: str | Path) -> Desk:
        """The desk over the archive in a file or behind a postgresql:// address."""
        return cls(Archive.open(where))

    def close(self, *, wait: bool = True) -> None:
        """Let go of the archive, once what is being computed is done (or without waiting for it)."""
        self._shelf.close(wait=wait)
        self.archive.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # reports

    def take_in(
        self,
        negotiation: str,
        reports: Iterable[Report],
        *,
        author: str = "",
        workers: int = 1,
        step: Callable[[int], None] | None = None,
        raw: Mapping[str, bytes] | None = None,
        again: bool = False,
    ) -> TakenIn:
        """Read reports and keep them with their entries; `step(n)` is told when n more are done.

        Each shard is one transaction: after a crash, taking the same reports in again goes on where it stopped.
        What was read before is only read `again` when asked for, or when more is known about the report now.
        Raises NotThere for a negotiation that is not there.
        """
        self.archive.negotiation(negotiation)
        into = Into(
            archive=self.archive, negotiation=negotiation, author=author, workers=workers, raw=raw, again=again
        )
        taken = take_in(into, reports, step)
        self._shelf.renew(negotiation)
        return taken

    def date(self, report_id: str, day: date, *, author: str) -> None:
        """Say when a report came out; what hangs on it is read anew. Raises NotThere."""
        report = replace(self.archive.report(report_id), published=day, published_by="reader")
        for negotiation in self.archive.homes(report_id):
            self.take_in(negotiation, [report], author=author)

    # dossiers

    def dossier(self, negotiation: str, *, patience: float = PATIENCE) -> Dossier:
        """What all reports say, as people corrected it; see `held`."""
        return self.held(negotiation, patience=patience).dossier

    def held(self, negotiation: str, *, patience: float = PATIENCE) -> Held:
        """The dossier, the line of the log it goes up to, and the corrections that found nothing.

        A page never waits long: where a newer dossier is still being computed after `patience` seconds, the one
        before is handed out (`fresh` tells). Raises NotThere.
        """
        if self._shelf.held(negotiation) is None:
            self.archive.negotiation(negotiation)
        return self._shelf.get(negotiation, patience)

    def fresh(self, negotiation: str) -> bool:
        """Whether the dossier at hand tells all that is in the archive."""
        held = self._shelf.held(negotiation)
        return held is not None and held.seq >= self.archive.sequence(negotiation)

    def dossier_at(self, negotiation: str, seq: int) -> Dossier:
        """The dossier as it stood after a line of the log."""
        return self._shelf.at(negotiation, seq)

    def since(self, negotiation: str, seq: int) -> tuple[Change, ...]:
        """What is not as it was after a line of the log."""
        return self.dossier(negotiation).since(self.dossier_at(negotiation, seq))

    # what people decide

    def correct(self, negotiation: str, correction: Mapping[str, str]) -> Corrected:
        """Keep a correction, and say whether it applies now; one that finds nothing is kept and told as a fault.

        Where the dossier takes longer than a moment to work out, the fault (if any) only shows in `faults` later.
        Raises BadSetting for a correction that makes no sense, NotThere.
        """
        given = correction_of({"made": self.archive.clock(), **correction})
        kept = self.archive.add_correction(negotiation, fields_of(given))
        return Corrected(kept, self._fault(negotiation, kept))

    def withdraw(self, negotiation: str, correction_id: str, *, author: str, note: str = "") -> None:
        """Take a correction back. Raises NotThere."""
        self.archive.withdraw(negotiation, correction_id, author=author, note=note)
        self._shelf.begin(negotiation)

    def propose(self, negotiation: str, correction: Mapping[str, str], *, author: str, note: str = "") -> str:
        """Put a correction into the review queue, where a person decides. Raises BadSetting, NotThere."""
        given = fields_of(correction_of({**correction, "author": author}))
        return self.archive.propose(negotiation, given, author=author, note=note)

    def decide(self, proposal_id: str, *, accepted: bool, author: str, note: str = "") -> Corrected | None:
        """Accept a proposal, which makes it a correction, or refuse it (None). Raises NotThere, BadSetting."""
        negotiation = self.archive.proposal(proposal_id).negotiation
        made = self.archive.decide(proposal_id, accepted=accepted, author=author, note=note)
        if made is None:
            return None
        return Corrected(made, self._fault(negotiation, made))

    def _fault(self, negotiation: str, kept: str) -> str | None:
        """Why a correction that was just kept finds nothing, if that can be said soon."""
        try:
            faults = self._shelf.begin(negotiation).result(timeout=SOON).faults
        except TooLate:
            return None
        return next((f for f in faults if f.startswith(f"correction {kept} ")), None)

    def faults(self, negotiation: str, *, patience: float = PATIENCE) -> tuple[str, ...]:
        """One line for each correction that finds nothing any more; without patience, in the dossier at hand."""
        held = None if patience else self._shelf.held(negotiation)
        return (held or self._shelf.get(negotiation, patience)).faults

    def review(self, negotiation: str) -> tuple[Doubt, ...]:
        """What a person should look at: proposals, doubtful merges, unknown days, unsure entries."""
        open_ones = self.archive.proposals(negotiation, limit=1000).items
        return review(self.dossier(negotiation), open_ones)

    # visits

    def visit(self, user: str, negotiation: str) -> Visited | None:
        """Note that somebody looks at a negotiation, and say when the visit before ended; None on the first.

        `Visited.seq` is for `since`; `Visited.at` is its time. Somebody who turns pages is noted once a minute: a
        write waits for the disk, and a page should not.
        """
        now = datetime.fromisoformat(self.archive.clock())
        noted = self._visits.get((user, negotiation))
        if noted is not None and now - noted[0] < NOTED:
            return noted[1]
        pause = (now - PAUSE).isoformat(timespec="seconds")
        seq = self.archive.sequence(negotiation)
        before = self.archive.write(lambda w: rows.visit(w, user, negotiation, seq, pause))
        if len(self._visits) >= MANY:
            self._visits.clear()
        self._visits[user, negotiation] = now, before
        return before
