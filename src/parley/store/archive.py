"""The archive: reports, entries, decisions and people of many negotiations, in one file or one database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.engine import Connection, Engine

from parley.errors import BadSetting
from parley.model.negotiation import Negotiation
from parley.model.record import Record
from parley.model.text import Report
from parley.store import (
    bundle,
    coding,
    copying,
    decisions,
    log,
    memory,
    migrate,
    negotiations,
    people,
    readings,
    reports,
    runs,
)
from parley.store.engine import Writer, engine_for, place, reading, write
from parley.store.paging import cursor, size
from parley.store.search import KINDS, search
from parley.store.types import Counts, Decision, Fault, Hit, LogRow, Page, Proposal, Run
from parley.store.verify import verify

T = TypeVar("T")


def now() -> str:
    """The time, in UTC, as the archive writes it: 2026-01-31T09:30:00+00:00."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Archive:
    """An open archive. Any number of threads may use it; other processes may use it at the same time.

    Whatever is added stays: reports and entries are never changed or deleted, a retraction is one more row.
    """

    def __init__(self, engine: Engine, clock: Callable[[], str] = now) -> None:
        self._engine, self.clock = engine, clock
        self._counts: dict[str | None, tuple[int, Counts]] = {}  # counting reads much; it is done once a change

    @classmethod
    def open(cls, where: str | Path, *, clock: Callable[[], str] = now) -> Archive:
        """Open the archive in a file (made when missing) or behind a postgresql:// address.

        Raises BadArchive for what is no archive, ArchiveError for one out of reach, MissingPart without a driver.
        """
        engine = engine_for(where)
        migrate.up_to_date(engine, clock())
        return cls(engine, clock)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def place(self) -> str:
        """The file or address, for people; without a password."""
        return place(self._engine)

    @property
    def kind(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    # negotiations

    def negotiations(self) -> tuple[Negotiation, ...]:
        """All negotiations, in the order they were added."""
        return self.read(negotiations.all_of)

    def negotiation(self, negotiation: str) -> Negotiation:
        """The negotiation with this id. Raises NotThere."""
        return self.read(lambda c: negotiations.one(c, negotiation))

    def add_negotiation(self, new: Negotiation, *, author: str = "") -> Negotiation:
        """Add a negotiation. Raises BadSetting where the id is taken."""

        def work(writer: Writer) -> Negotiation:
            if any(n.id == new.id for n in negotiations.all_of(writer.connection)):
                raise BadSetting(f"there is a negotiation {new.id!r} already: choose another name")
            return negotiations.describe(writer, new, author)

        return self.write(work)

    def change_negotiation(self, changed: Negotiation, *, author: str = "") -> Negotiation:
        """Describe a negotiation anew; the old description stays in the archive. Raises NotThere."""

        def work(writer: Writer) -> Negotiation:
            old = negotiations.one(writer.connection, changed.id)
            return old if old == changed else negotiations.describe(writer, changed, author)

        return self.write(work)

    # reports

    def add_reports(
        self,
        negotiation: str,
        new: Iterable[Report],
        *,
        run: str = "",
        raw: Mapping[str, bytes] | None = None,
        author: str = "",
    ) -> tuple[str, ...]:
        """File reports, and say which ids were new to the archive.

        `raw` holds the bytes they were read from, by the report's id or source.
        """
        return self.add_shard(negotiation, new, Record(), run=run, raw=raw, author=author).new

    def add_shard(
        self,
        negotiation: str,
        new: Iterable[Report],
        record: Record,
        *,
        run: str = "",
        raw: Mapping[str, bytes] | None = None,
        author: str = "",
    ) -> reports.Added:
        """File reports together with what was read in them: all of it is kept, or nothing."""
        given = tuple(new)

        def work(writer: Writer) -> reports.Added:
            negotiations.one(writer.connection, negotiation)
            added = reports.add(writer, negotiation, given, run, raw or {}, author)
            readings.add(writer, negotiation, record, run)
            return added

        return self.write(work)

    def known(self, ids: Iterable[str]) -> dict[str, Report]:
        """Which of these reports the archive holds, retracted or not."""
        return self.read(lambda c: reports.known(c, list(ids)))

    def filed(self, negotiation: str, ids: Iterable[str]) -> frozenset[str]:
        """Which of these reports are filed in the negotiation."""
        return self.read(lambda c: frozenset(reports.filed(c, negotiation, list(ids))))

    def reports(
        self, negotiation: str | None = None, *, after: str = "", limit: int = 50, oldest: bool = False
    ) -> Page[Report]:
        """Reports in the order they came, the last one first unless `oldest`; retracted ones are left out."""
        return self.read(lambda c: reports.page(c, negotiation, cursor(after), size(limit), oldest))

    def report(self, report_id: str) -> Report:
        """The report with this id, retracted or not. Raises NotThere."""
        return self.read(lambda c: reports.one(c, report_id))

    def raw(self, report_id: str) -> bytes | None:
        """The bytes a report was read from, where they were kept."""
        return self.read(lambda c: reports.raw(c, report_id))

    def homes(self, report_id: str) -> tuple[str, ...]:
        """The negotiations a report is filed in."""
        return self.read(lambda c: reports.homes(c, [report_id]).get(report_id, ()))

    def counts(self, negotiation: str | None = None) -> Counts:
        """How much the archive or a negotiation holds."""

        def work(connection: Connection) -> Counts:
            seq, known = log.last(connection, negotiation), self._counts.get(negotiation)
            if known is None or known[0] != seq:
                self._counts[negotiation] = known = (seq, reports.counts(connection, negotiation))
            return known[1]

        return self.read(work)

    def retract(self, report_id: str, *, author: str, note: str = "") -> None:
        """Take a report out of every dossier and search; it stays in the archive. Raises NotThere."""
        self.write(lambda w: reports.retract(w, report_id, "retracted", author, note))

    def restore(self, report_id: str, *, author: str, note: str = "") -> None:
        """Undo a retraction. Raises NotThere."""
        self.write(lambda w: reports.retract(w, report_id, "restored", author, note))

    def retracted(self, report_id: str) -> bool:
        """Whether a report is retracted now."""
        return self.read(lambda c: reports.retracted(c, report_id))

    # what was read

    def add_run(
        self,
        *,
        version: str,
        models: Mapping[str, str] | None = None,
        inputs: Mapping[str, Any] | None = None,
        author: str = "",
    ) -> str:
        """Note a run and say its id, which its reports and entries carry."""
        return self.write(lambda w: runs.add(w, version, models or {}, inputs or {}, author))

    def run(self, run_id: str) -> Run:
        """The run with this id. Raises NotThere."""
        return self.read(lambda c: runs.one(c, run_id))

    def add_record(self, negotiation: str, record: Record, *, run: str = "") -> None:
        """Keep what was read in reports that the archive holds. Raises NotThere for one it does not."""

        def work(writer: Writer) -> None:
            negotiations.one(writer.connection, negotiation)
            readings.add(writer, negotiation, record, run)

        self.write(work)

    def unread(self, asked: Iterable[Report], *, again: bool = False) -> tuple[Report, ...]:
        """Of these reports, with all that is known about them: those not read yet, or known too little then.

        With `again` all of them.
        """
        return self.read(lambda c: readings.unread(c, asked, again))

    def record(self, negotiation: str, *, upto: int | None = None) -> Record:
        """The newest reading of each report of a negotiation that is not retracted. Raises NotThere.

        With `upto`, as it stood after that line of the log.
        """

        def work(connection: Connection) -> Record:
            negotiations.one(connection, negotiation)
            return readings.record(connection, negotiation, upto)

        return self.read(work)

    def record_of(self, report_id: str) -> Record:
        """What the newest reading found in one report. Raises NotThere."""
        return self.read(lambda c: readings.of_report(c, report_id))

    def versions(self, negotiation: str, *, upto: int | None = None) -> dict[str, readings.Version]:
        """What holds of each report of a negotiation: equal versions mean an equal part of the record."""
        return self.read(lambda c: readings.versions(c, negotiation, upto))

    def parts(self, negotiation: str, ids: Iterable[str], *, upto: int | None = None) -> dict[str, Record]:
        """The record of some reports of a negotiation, report by report."""
        return self.read(lambda c: readings.parts(c, negotiation, list(ids), upto))

    # what people decide

    def add_correction(self, negotiation: str, correction: Mapping[str, str]) -> str:
        """Keep a correction and say its id. Raises BadSetting for a field that is not known, NotThere."""

        def work(writer: Writer) -> str:
            negotiations.one(writer.connection, negotiation)
            return decisions.add(writer, negotiation, correction)

        return self.write(work)

    def withdraw(self, negotiation: str, correction_id: str, *, author: str, note: str = "") -> None:
        """Take a correction back; it stays in the archive. Raises NotThere."""
        self.write(lambda w: decisions.withdraw(w, negotiation, correction_id, author, note))

    def corrections(
        self, negotiation: str, *, withdrawn: bool = False, upto: int | None = None
    ) -> tuple[Decision, ...]:
        """The corrections that stand (and those taken back), in the order they were made."""
        return self.read(lambda c: decisions.corrections(c, negotiation, withdrawn, upto))

    def propose(self, negotiation: str, correction: Mapping[str, str], *, author: str, note: str = "") -> str:
        """Put a correction into the review queue and say the proposal's id."""

        def work(writer: Writer) -> str:
            negotiations.one(writer.connection, negotiation)
            return decisions.propose(writer, negotiation, correction, author, note)

        return self.write(work)

    def proposals(
        self, negotiation: str | None = None, *, state: str | None = "open", after: str = "", limit: int = 50
    ) -> Page[Proposal]:
        """Proposals in the order they came; `state` is open, accepted, refused or None for all."""
        return self.read(lambda c: decisions.proposals(c, negotiation, state, cursor(after), size(limit)))

    def proposal(self, proposal_id: str) -> Proposal:
        """The proposal with this id. Raises NotThere."""
        return self.read(lambda c: decisions.proposal(c, proposal_id))

    def decide(self, proposal_id: str, *, accepted: bool, author: str, note: str = "") -> str | None:
        """Accept a proposal, which makes it a correction (its id is returned), or refuse it."""
        return self.write(lambda w: decisions.decide(w, proposal_id, accepted, author, note))

    # finding

    def search(
        self,
        words: str,
        *,
        negotiation: str | None = None,
        kind: str | None = None,
        after: str = "",
        limit: int = 20,
    ) -> Page[Hit]:
        """What holds all these words, what came last first; `kind` is "report", "entry" or a kind of entry."""
        if kind is not None and kind not in KINDS:
            raise BadSetting(f"{kind!r} is no kind to search: use {', '.join(KINDS)}")
        return self.read(lambda c: search(c, words, negotiation, kind, cursor(after), size(limit)))

    def changes(
        self, negotiation: str | None = None, *, since: int | str = 0, limit: int = 100, kind: str | None = None
    ) -> Page[LogRow]:
        """What happened after line `since` of the log, in order."""
        start = cursor(str(since)) or 0
        return self.read(lambda c: log.changes(c, negotiation, start, size(limit), kind))

    def note_points(self, negotiation: str, upto: int, after: int, data: Mapping[str, Any]) -> bool:
        """Log what a newer dossier says anew, unless another program did so since line `after` was the last."""
        text = coding.dumps({"upto": upto, **data})
        return self.write(lambda w: log.points(w, negotiation, after, text))

    def points_noted(self, negotiation: str) -> int:
        """Up to which line of the log a dossier's points were logged last; 0 for none."""
        return self.read(lambda c: log.points_upto(c, negotiation))

    def sequence(self, negotiation: str | None = None) -> int:
        """The number of the last line of the log that may have changed a negotiation's dossier."""
        return self.read(lambda c: log.last(c, negotiation))

    def note(self, kind: str, subject: str, *, negotiation: str = "", author: str = "", data: Any = None) -> int:
        """Add a line to the log and say its number."""
        text = coding.dumps({} if data is None else data)
        return self.write(lambda w: w.log(kind, subject, negotiation=negotiation, author=author, data=text))

    def audit(self, *, after: str = "", limit: int = 50) -> Page[people.Audited]:
        """The audit log, last line first."""
        return self.read(lambda c: people.audited(c, cursor(after), size(limit)))

    def failures(self, key: str, since: str) -> int:
        """How many sign-ins failed since a time."""
        return self.read(lambda c: people.failures(c, key, since))

    # the archive as a whole

    def verify(self, step: Callable[[int], None] | None = None) -> tuple[Fault, ...]:
        """Check every hash, anchor, reference and number; `step(n)` is told when n more reports are done."""
        return self.read(lambda c: tuple(verify(c, step)))

    def backup(self, target: str | Path) -> None:
        """A copy of everything in a new file, or behind a postgresql:// address that holds nothing yet.

        A file is written whole or not at all; others may go on writing meanwhile. Raises BadSetting, BadArchive.
        """
        if self.kind == "sqlite" and "://" not in str(target):
            copying.into_file(self._engine, Path(target))
            return
        if "://" not in str(target):
            copying.free(Path(target))
        with Archive.open(target, clock=self.clock) as copy:
            copy.write(lambda w: copying.rows(self._engine, w))

    def export(self) -> Iterator[str]:
        """What the archive holds about negotiations, as lines of JSON; see `parley.store.bundle`."""
        with reading(self._engine) as connection:
            yield from bundle.lines(connection)

    def fill(self, path: Path) -> None:
        """Lay an exported bundle into this archive, which must be new. Raises BadArchive."""
        self.write(lambda w: bundle.fill(w, path))

    # small things to remember

    def keep(self, key: str, value: Any) -> None:
        """Remember a value (plain JSON) under a key: the state of a feed. A new one replaces the old."""
        self.write(lambda w: memory.keep(w, key, value))

    def kept(self, key: str) -> Any:
        """The value remembered under a key, None where there is none."""
        return self.read(lambda c: memory.kept(c, key))

    # the seams for the rest of the store and the desk

    def read(self, work: Callable[[Connection], T]) -> T:
        with reading(self._engine) as connection:
            return work(connection)

    def write(self, work: Callable[[Writer], T]) -> T:
        return write(self._engine, self.clock(), work)
