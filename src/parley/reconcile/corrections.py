"""Corrections as people write them: a plain TOML file that a team keeps beside its reports.

A correction names its targets by what people see: a name, an entry's id, or exact words of a report. `resolve`
looks them up in the dossier of the day and turns them into judgements, so that a correction survives a new reading
and new reports; one that finds nothing any more is returned as a fault and not dropped.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from parley.errors import BadSetting
from parley.model.dossier import Dossier
from parley.model.entries import Entry
from parley.model.ids import digest
from parley.model.judgements import RULES, Judgement, Relation
from parley.model.text import Report, fold
from parley.reconcile.corrected import check, kinds, slot_of
from parley.reconcile.names import plain

MARK = "[[correction]]"


class Kind(StrEnum):
    """What a person can decide."""

    SAME_ACTOR = "same actor"
    DIFFERENT_ACTOR = "different actor"
    SAME_MEETING = "same meeting"
    DIFFERENT_MEETING = "different meeting"
    WRONG_ENTRY = "wrong entry"
    RIGHT_VALUE = "right value"
    CONFIRM = "confirm"


PAIRS = (Kind.SAME_ACTOR, Kind.DIFFERENT_ACTOR, Kind.SAME_MEETING, Kind.DIFFERENT_MEETING)
_RELATIONS = {
    Kind.SAME_ACTOR: Relation.SAME,
    Kind.DIFFERENT_ACTOR: Relation.DIFFERENT,
    Kind.SAME_MEETING: Relation.SAME,
    Kind.DIFFERENT_MEETING: Relation.DIFFERENT,
    Kind.WRONG_ENTRY: Relation.WRONG,
    Kind.RIGHT_VALUE: Relation.VALUE,
    Kind.CONFIRM: Relation.CONFIRMED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision of a person, as written.

    For actors and meetings `a` and `b` are names or ids, `outlet_a` and `outlet_b` narrow them to one outlet. For
    entries either `entry` is an id or `words` are exact words of a report, narrowed by `outlet`. `slot` and
    `value` are for RIGHT_VALUE; a slot narrows the other two kinds to entries that have it. `made` is an ISO time.
    """

    kind: Kind
    author: str
    a: str = ""
    b: str = ""
    outlet_a: str = ""
    outlet_b: str = ""
    entry: str = ""
    words: str = ""
    outlet: str = ""
    slot: str = ""
    value: str = ""
    made: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        pair = self.kind in PAIRS
        if not self.author or self.author == RULES:
            raise BadSetting(f"a correction needs its author's name (and {RULES!r} is none)")
        if pair and not (self.a and self.b):
            raise BadSetting(f"{self.kind!s} needs a and b: two names or ids")
        if not pair and not (self.entry or self.words):
            raise BadSetting(f"{self.kind!s} needs the exact words of the report, or the entry's id")
        if self.kind is Kind.RIGHT_VALUE or self.slot:
            check(self.slot, self.value if self.kind is Kind.RIGHT_VALUE else None)

    @property
    def id(self) -> str:
        """What `parley correct --withdraw` calls it: a hash of what was decided and by whom."""
        return digest(*(getattr(self, f.name) for f in fields(self) if f.name not in ("made", "note")), size=6)

    @property
    def told(self) -> str:
        """The decision in one line."""
        note = f" ({self.note})" if self.note else ""
        return _FORMS[self.kind].format(c=self, what=self._what) + note

    @property
    def _what(self) -> str:
        where = f" in {self.outlet}" if self.outlet else ""
        return f"“{self.words}”{where}" if self.words else f"entry {self.entry}"


_FORMS = {
    Kind.SAME_ACTOR: "{c.a} and {c.b} are one actor",
    Kind.DIFFERENT_ACTOR: "{c.a} and {c.b} are different actors",
    Kind.SAME_MEETING: "{c.a} and {c.b} are one meeting",
    Kind.DIFFERENT_MEETING: "{c.a} and {c.b} are different meetings",
    Kind.WRONG_ENTRY: "{what} was read wrongly",
    Kind.RIGHT_VALUE: "the {c.slot} in {what} is {c.value}",
    Kind.CONFIRM: "{what} is confirmed",
}
_KEYS = tuple(f.name for f in fields(Correction))


def parse(text: str, name: str) -> tuple[Correction, ...]:
    """The corrections of a TOML file. Raises BadSetting with the line of what is not understood."""
    try:
        tables = tomllib.loads(text).get("correction", [])
    except tomllib.TOMLDecodeError as fault:
        raise BadSetting(f"{name}: {fault}") from None
    if not isinstance(tables, list):
        raise BadSetting(f"{name}: write each correction under {MARK}")
    starts = [i for i, line in enumerate(text.splitlines(), 1) if line.replace(" ", "").startswith(MARK)]
    return tuple(_parsed(t, f"{name}, line {starts[i] if i < len(starts) else 1}") for i, t in enumerate(tables))


def _parsed(table: object, place: str) -> Correction:
    values = {k: str(v) for k, v in table.items()} if isinstance(table, dict) else {}
    unknown = next((k for k in values if k not in _KEYS), None)
    if unknown is not None:
        raise BadSetting(f"{place}: {unknown!r} is not known: use {', '.join(_KEYS)}")
    if values.get("kind") not in list(Kind):
        raise BadSetting(f"{place}: kind must be one of {', '.join(Kind)}")
    try:
        return Correction(**{"author": "", **values, "kind": Kind(values["kind"])})  # type: ignore[arg-type]
    except BadSetting as fault:
        raise BadSetting(f"{place}: {fault}") from None


def written(correction: Correction) -> str:
    """The correction as a TOML table, to be appended to a file."""
    values = ((f.name, str(getattr(correction, f.name))) for f in fields(correction))
    return "\n".join([MARK, *(f"{name} = {_quoted(value)}" for name, value in values if value)]) + "\n"


def _quoted(value: str) -> str:
    """A TOML basic string: JSON's escapes, and DEL, which TOML refuses as it stands."""
    import json

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Corrections as judgements, and one line for each that found nothing."""

    judgements: tuple[Judgement, ...]
    faults: tuple[str, ...]


def resolve(dossier: Dossier, corrections: Iterable[Correction]) -> Resolved:
    """Look the targets up in a dossier that was made without any corrections."""
    found: list[Judgement] = []
    faults: list[str] = []
    for correction in corrections:
        try:
            found += _judged(dossier, correction)
        except LookupError as fault:
            when = f", {correction.made[:10]}" if correction.made else ""
            faults.append(f"correction {correction.id} ({correction.author}{when}) does not apply: {fault}")
    return Resolved(tuple(found), tuple(faults))


def _judged(dossier: Dossier, correction: Correction) -> Iterator[Judgement]:
    targets = _pairs(dossier, correction) if correction.kind in PAIRS else _entries(dossier, correction)
    for a, b in targets:
        yield Judgement(
            a=a,
            relation=_RELATIONS[correction.kind],
            b=b,
            reason=correction.told,
            slot=correction.slot,
            author=correction.author,
            made=correction.made,
        )


def _pairs(dossier: Dossier, correction: Correction) -> list[tuple[str, str]]:
    """Ids to join or keep apart: all of one name with all of the other for apart, a star for together."""
    one = _named(dossier, correction, correction.a, correction.outlet_a)
    two = [i for i in _named(dossier, correction, correction.b, correction.outlet_b) if i not in one]
    if not two:
        return []  # they are one already
    if _RELATIONS[correction.kind] is Relation.DIFFERENT:
        return [(a, b) for a in one for b in two]
    return [(one[0], other) for other in (*one[1:], *two)]


def _named(dossier: Dossier, correction: Correction, name: str, outlet: str) -> list[str]:
    """The record's ids behind a name or id: as a report writes it, else as the brief does. Raises LookupError."""
    actors = correction.kind in (Kind.SAME_ACTOR, Kind.DIFFERENT_ACTOR)
    things: Sequence[object] = dossier.record.actors if actors else dossier.record.gatherings
    merged: Sequence[object] = dossier.cast if actors else dossier.gatherings
    reports = {r.id for r in _reports(dossier, outlet)}
    direct = [str(getattr(t, "id", "")) for t in things if _bears(t, name)]
    through = [i for t in merged if _bears(t, name) for i in getattr(t, "members", ())]
    for ids in (direct, through):
        kept = sorted(i for i in ids if i.split("/", 1)[0] in reports)
        if kept:
            return kept
    where = f" in a report by {outlet}" if outlet else ""
    raise LookupError(f"no {'actor' if actors else 'meeting'} is called {name!r}{where} any more")


def _bears(thing: object, name: str) -> bool:
    names = (getattr(thing, "name", ""), *getattr(thing, "names", ()))
    return getattr(thing, "id", None) == name or plain(name) in {plain(n) for n in names}


def _reports(dossier: Dossier, outlet: str) -> list[Report]:
    """The reports of an outlet, or a file; all for no name. Raises LookupError where there are none."""
    wanted = plain(outlet)
    found = [
        r for r in dossier.record.reports if not wanted or wanted in {plain(n) for n in (r.label, r.source, r.id)}
    ]
    if not found:
        raise LookupError(f"there is no report by {outlet}")
    return found


def _entries(dossier: Dossier, correction: Correction) -> list[tuple[str, str]]:
    """The entries that the words name best, each with the right value. Raises LookupError."""
    able = [e for e in dossier.record.entries if isinstance(e, kinds(correction.slot))]
    if correction.entry and (own := [e for e in able if e.id == correction.entry]):
        return [(e.id, correction.value) for e in own]
    if not correction.words:
        raise LookupError(f"there is no entry {correction.entry} any more")
    places = [p for r in _reports(dossier, correction.outlet) for p in _places(r, correction.words)]
    if not places:
        by = f"the reports by {correction.outlet}" if correction.outlet else "any report"
        raise LookupError(f"the words {correction.words!r} are not in {by} any more")
    shares = {e.id: max(_share(e, p) for p in places) for e in able}
    best = max(shares.values(), default=0.0)
    if best <= 0:
        what = f"entry with {correction.slot!r}" if correction.slot else "entry"
        raise LookupError(f"no {what} stands on the words {correction.words!r} any more")
    chosen = [e for e in able if shares[e.id] == best]
    if correction.kind is Kind.RIGHT_VALUE:  # the same value is often read twice from the same words
        old = {slot_of(e, correction.slot) for e in chosen}
        chosen = [e for e in able if shares[e.id] > 0 and slot_of(e, correction.slot) in old]
    return [(e.id, correction.value) for e in chosen]


def _places(report: Report, words: str) -> Iterator[tuple[str, int, int]]:
    """Where the words stand in a report, curly or straight quotes alike, white space as it comes."""
    text, wanted = " ".join(fold(words).split()), fold(report.text).replace("\n", " ")
    at = wanted.find(text) if text else -1
    while at >= 0:
        yield report.id, at, at + len(text)
        at = wanted.find(text, at + 1)


def _share(entry: Entry, place: tuple[str, int, int]) -> float:
    """How much of both together the entry's words and the named words have in common."""
    report, start, end = place
    if entry.report != report:
        return 0.0
    common = min(end, entry.anchor.end) - max(start, entry.anchor.start)
    return max(common, 0) / (max(end, entry.anchor.end) - min(start, entry.anchor.start))
