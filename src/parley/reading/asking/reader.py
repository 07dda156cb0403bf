"""The model's reading beside that of the rules: their union, with what was dropped counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from parley.model.entries import Attendance, Entry, Event, Meeting, Position, Statement
from parley.model.record import Record
from parley.model.text import Anchor, Report
from parley.reading.asking.answers import Answer, understood
from parley.reading.asking.claims import Door, Refused
from parley.reading.asking.client import Endpoint, NoAnswer, ask
from parley.reading.asking.questions import Portion, messages, portions, schema

_GIVE_UP = 2  # portions in a row without an answer


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: the record of rules and model together, how many entries the model added, how many of
    its entries the rules had already, what was dropped and why, and the faults, one line each."""

    record: Record
    added: int = 0
    known: int = 0
    dropped: tuple[tuple[str, int], ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """One line for people.

        >>> Asked(Record(), 3, 2, (("words not in the report", 1),)).told
        'the model added 3 entries; 2 were known; 1 dropped (1 words not in the report)'
        """
        reasons = ", ".join(f"{n} {reason}" for reason, n in self.dropped)
        dropped = sum(n for _, n in self.dropped)
        counted = f"{dropped} dropped" + (f" ({reasons})" if reasons else "")
        return f"the model added {self.added} entries; {self.known} were known; {counted}"


def ask_about(record: Record, endpoint: Endpoint, step: Callable[[int], None] | None = None) -> Asked:
    """Ask the model about every report of a record; what it adds is joined to it, with `by` naming the model.

    After two portions in a row without an answer nothing more is asked; what was had until then is kept.
    """
    kept, faults, silent = record, [], 0
    added = known = 0
    dropped: Counter[str] = Counter()
    for report in record.reports:
        own = Record.of([report], entries=(e for e in record.entries if e.report == report.id))
        door = Door.of(report, Record(own.reports, record.actors, record.gatherings, own.entries), _by(endpoint))
        fresh: list[Entry] = []
        for portion in portions(report):
            if silent >= _GIVE_UP:
                break
            try:
                fresh += _read(endpoint, door, portion, dropped)
                silent = 0
            except NoAnswer as fault:
                faults.append(f"{report.label}: {fault}")
                silent += 1
        new = list(_unknown(fresh, own.entries))
        added, known = added + len(new), known + len(fresh) - len(new)
        kept = kept | _record(report, door, new)
        if step is not None:
            step(1)
    return Asked(kept, added, known, tuple(sorted(dropped.items())), tuple(faults))


def _by(endpoint: Endpoint) -> str:
    return f"model {endpoint.model}"


def _read(endpoint: Endpoint, door: Door, portion: Portion, dropped: Counter[str]) -> list[Entry]:
    """The entries of one portion; what is no entry is counted."""
    answer = _answer(endpoint, portion)
    dropped.update(answer.dropped)
    found: dict[str, Entry] = {}
    for proposal in answer.proposals:
        try:
            found.update((e.id, e) for e in door.entries(portion, proposal))
        except Refused as reason:
            dropped[str(reason)] += 1
    return list(found.values())


def _answer(endpoint: Endpoint, portion: Portion) -> Answer:
    """The answer to one portion; one that is no JSON at all is asked for once more."""
    for _ in range(2):
        reply = ask(endpoint, messages(portion), schema())
        answer = understood(reply.text, cut=reply.cut)
        if answer.readable:
            break
    return answer


def _unknown(fresh: Iterable[Entry], known: tuple[Entry, ...]) -> Iterator[Entry]:
    """The entries that the rules do not have: of another kind, elsewhere, or of somebody else."""
    return (e for e in fresh if not any(_same(e, k) for k in known))


def _same(one: Entry, other: Entry) -> bool:
    if one.kind != other.kind or not _alike(one.anchor, other.anchor):
        return False
    mine, theirs = _actors(one), _actors(other)
    return not mine or not theirs or bool(mine & theirs)


def _alike(one: Anchor, other: Anchor) -> bool:
    """Whether the two share more than half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)


def _actors(entry: Entry) -> frozenset[str]:
    match entry:
        case Statement():
            return frozenset({entry.voice.actor or entry.voice.description})
        case Meeting():
            return frozenset(entry.participants)
        case Attendance():
            return frozenset({entry.who})
        case Position() | Event():
            return frozenset(entry.actors)
    return frozenset()


def _record(report: Report, door: Door, new: list[Entry]) -> Record:
    """The model's record of one report: only the actors and meetings that its entries need."""
    needed = {i for e in new for i in _actors(e)} | {i for e in new for i in _others(e)}
    actors = (a for a in door.actors.values() if a.id in needed)
    meetings = {getattr(e, "gathering", "") for e in new}
    return Record.of([report], actors, (g for g in door.gatherings.values() if g.id in meetings), new)


def _others(entry: Entry) -> tuple[str, ...]:
    """The actors beside the main one."""
    beside = getattr(entry, "toward", ()) or getattr(entry, "recipients", ())
    return (*beside, *([entry.voice.actor] if entry.voice.actor else []))
