"""Hand-made gold (bench/data/talks) as a Record: reconcile can be tested without any reader."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from parley.errors import BadAnchor
from parley.model.actors import OUTLET, Actor, ActorKind, Voice, VoiceKind
from parley.model.entries import (
    Answer,
    Attendance,
    Condition,
    Entry,
    Event,
    Gathering,
    Level,
    Magnitude,
    Manner,
    Meeting,
    Move,
    Plover,
    Position,
    Reality,
    Stage,
    Statement,
)
from parley.model.record import Record
from parley.model.text import Anchor, Report
from parley.model.times import SILENT, Bound, Direction, Expression, Hangs, Time, Undated, When

GOLD = Path(__file__).parents[2] / "bench" / "data" / "talks"

STATES = {
    "Russia": "RUS", "Ukraine": "UKR", "United States": "USA", "Israel": "ISR", "Georgia": "GEO", "Qatar": "QAT",
    "Egypt": "EGY", "North Korea": "PRK", "China": "CHN", "Europe": "EUR", "South Korea": "KOR", "Japan": "JPN",
}  # fmt: skip
PEOPLE = {
    "Donald Trump": ("USA", "president"), "Vladimir Putin": ("RUS", "president"),
    "Volodymyr Zelensky": ("UKR", "president"), "Volodymyr Zelenskyy": ("UKR", "president"),
    "Recep Tayyip Erdoğan": ("TUR", "president"), "Rustem Umerov": ("UKR", "defense minister"),
    "Andrii Sybiha": ("UKR", "foreign minister"), "Marco Rubio": ("USA", "secretary of state"),
    "Vladimir Medinksy": ("RUS", "presidential aide"), "Sergey Lavrov": ("RUS", "foreign minister"),
    "Kyrylo Budanov": ("UKR", "intelligence chief"), "Sir Laurie Bristow": (None, None),
}  # fmt: skip
OFFICES = {"the Kremlin": "RUS", "the Ukrainian government": "UKR"}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]


@cache
def reports() -> dict[str, Report]:
    """The reports by their id in the gold."""
    rows = [json.loads(line) for line in (GOLD / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    return {row["id"]: Report(text=row["text"], title=row["title"], outlet=row["outlet"]) for row in rows}


@cache
def record(name: str) -> Record:
    """What the gold says that one report says."""
    return _Maker(reports()[name]).record(json.loads((GOLD / "gold" / f"{name}.json").read_text("utf-8")))


def founding() -> Record:
    """The two reports of the Istanbul example."""
    return record("ipaper") | record("libfails")


class _Maker:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.actors: dict[str, Actor] = {}
        self.gatherings: dict[str, Gathering] = {}

    def record(self, gold: dict[str, Any]) -> Record:
        made = [e for row in gold["entries"] if (e := self.entry(row)) is not None]
        return Record.of([self.report], self.actors.values(), self.gatherings.values(), made)

    def entry(self, row: dict[str, Any]) -> Entry | None:
        words = row.get("content") if row["kind"] == "statement" else row["evidence"]
        try:
            anchor = self.report.find(words)
        except BadAnchor:
            return None
        return getattr(self, row["kind"])(row, anchor)

    def statement(self, row: dict[str, Any], anchor: Anchor) -> Entry:
        return Statement(
            anchor=anchor, content=anchor, voice=self.voice(row["speaker"], row["source_type"]),
            manner=Manner(row["manner"]), when=time(row.get("when"), Direction.PAST),
            cue=self.near(row.get("cue"), anchor), occasion=self.near(row.get("occasion"), anchor),
        )  # fmt: skip

    def meeting(self, row: dict[str, Any], anchor: Anchor) -> Entry:
        stage = Stage(row["stage"])
        return Meeting(
            anchor=anchor, gathering=self.gathering(row["what"], row), what=row["what"], stage=stage,
            participants=self.who(row["participants"]), place=row.get("place"), when=when(row),
            voice=self.voice(row.get("said_by"), row.get("source_type")),
            reality=Reality.PLANNED if stage in (Stage.PLANNED, Stage.PROPOSED) else Reality.HAPPENED,
        )  # fmt: skip

    def attendance(self, row: dict[str, Any], anchor: Anchor) -> Entry:
        condition = self.near(row.get("condition"), anchor)
        return Attendance(
            anchor=anchor, who=self.who([row["who"]])[0], gathering=self.gathering(row["meeting"], row),
            answer=Answer(row["status"]), what=row["meeting"], place=row.get("place"), role=row.get("role"),
            when=time(row.get("when")), voice=self.voice(row.get("said_by"), row.get("source_type")),
            condition=Condition(anchor=condition, marker=condition.words.split()[0]) if condition else None,
            instead=row.get("replaced_by"), party=self.who([row["party"]])[0] if row.get("party") else None,
        )  # fmt: skip

    def position(self, row: dict[str, Any], anchor: Anchor) -> Entry:
        try:
            content = self.report.find(row["content"], after=anchor.start)
        except BadAnchor:
            content = anchor
        return Position(
            anchor=anchor, actors=self.who(_split(row["actor"])), move=Move(row["move"]), content=content,
            toward=self.who(_split(row.get("toward"))), theme=_theme(row["content"]),
            voice=self.voice(row.get("said_by"), row.get("source_type")),
        )  # fmt: skip

    def event(self, row: dict[str, Any], anchor: Anchor) -> Entry:
        return Event(
            anchor=anchor, actors=self.who(_split(row.get("actor"))), type=Plover(row["type"]), what=row["what"],
            recipients=self.who(_split(row.get("recipient"))), place=row.get("place"), when=time(row.get("when")),
            voice=self.voice(row.get("said_by"), row.get("source_type")), magnitudes=self.magnitudes(anchor),
        )  # fmt: skip

    def magnitudes(self, anchor: Anchor) -> tuple[Magnitude, ...]:
        found = []
        for match in re.finditer(r"(?<![\w-])(\d+) (?!\d)(\w+ ?\w+ ?\w+)", anchor.words):
            start = anchor.start + match.start()
            value = float(match[1])
            if not 1900 < value < 2100:
                here = self.report.anchor(start, start + len(match[0]))
                found.append(Magnitude(anchor=here, low=value, high=value, of=match[2]))
        return tuple(found)

    def near(self, words: str | None, anchor: Anchor) -> Anchor | None:
        if not words:
            return None
        try:
            return self.report.find(words, after=max(anchor.start - 250, 0))
        except BadAnchor:
            return None

    def voice(self, name: str | None, kind: str | None) -> Voice:
        if not name or kind == "outlet":
            return OUTLET
        if kind == "anonymous":
            return Voice(kind=VoiceKind.ANONYMOUS, description=name)
        actor = self.who(_split(name))[0]
        return Voice(kind=VoiceKind(kind or "named"), description=name, actor=actor)

    def who(self, names: list[str]) -> tuple[str, ...]:
        return tuple(self.actor(name) for name in names)

    def actor(self, name: str) -> str:
        base, side = (m[1].strip(), m[2]) if (m := re.match(r"(.*)\((.*)\)$", name)) else (name, None)
        key = f"{self.report.id}/{_slug(base)}"
        if key not in self.actors:
            country, role = PEOPLE.get(base, (None, None))
            kind = (
                ActorKind.PERSON
                if base in PEOPLE or re.fullmatch(r"(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+", base)
                else ActorKind.GROUP
            )
            kind = ActorKind.STATE if base in STATES else ActorKind.OFFICE if base in OFFICES else kind
            country = country or STATES.get(base) or OFFICES.get(base) or STATES.get(side or "")
            self.actors[key] = Actor(id=key, name=base, kind=kind, names=(base,), country=country, role=role)
        return key

    def gathering(self, name: str, row: dict[str, Any]) -> str:
        year = re.search(r"(?:19|20)\d\d", row.get("when") or "")
        key = f"{self.report.id}/m-{_slug(name)}{f'-{year[0]}' if year else ''}"
        known = self.gatherings.get(key, Gathering(id=key, name=name))
        parties = tuple(dict.fromkeys(known.parties + self.who(row.get("participants", []))))
        people = {self.actors[p].kind for p in parties} == {ActorKind.PERSON}
        told = known.when if known.when.words else when(row)
        level = Level.LEADERS if people or "summit" in name else known.level
        place = known.place or row.get("place")
        self.gatherings[key] = Gathering(id=key, name=name, parties=parties, level=level, place=place, when=told)
        return key


def _split(names: str | None) -> list[str]:
    return [n.strip() for n in names.split(";")] if names else []


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def _theme(content: str) -> str:
    for word in ("ceasefire", "sanctions", "direct talks", "territories", "meet", "disarmament"):
        if word in content:
            return word
    return " ".join(re.findall(r"[a-z]+", content.lower())[-2:])


def when(row: dict[str, Any]) -> Time:
    """When a meeting is; one that was held or fell through lies back."""
    over = row.get("stage") in ("held", "collapsed", "cancelled", "adjourned")
    return time(row.get("when"), Direction.PAST if over else Direction.EITHER)


def time(words: str | None, direction: Direction = Direction.EITHER) -> Time:
    """A small reading of the gold's time words."""
    if not words:
        return SILENT
    part = next((p for p in ("early", "late") if words.lower().startswith(p)), None)
    for i, day in enumerate(DAYS, 1):
        if day in words:
            return Undated(
                words=words,
                expression=Expression(
                    unit="weekday", value=i, timex=f"XXXX-WXX-{i}", part_of_day=part, direction=direction
                ),
            )
    month = next((i for i, m in enumerate(MONTHS, 1) if m in words), None)
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    if year:
        return _written(words, int(year[0]), month)
    if "tomorrow" in words:
        return Undated(
            words=words,
            expression=Expression(unit="day", offset=1, hangs=Hangs.UTTERANCE, direction=Direction.FUTURE),
        )
    return Undated(words=words, expression=Expression(unit="vague", bound=Bound.AT))


def _written(words: str, year: int, month: int | None) -> When:
    from calendar import monthrange
    from datetime import date

    first, last = (month, month) if month else (1, 12)
    expression = Expression(unit="date", year=year, month=month, hangs=Hangs.NOTHING)
    end = date(year, last, monthrange(year, last)[1])
    return When(start=date(year, first, 1), end=end, words=words, expression=expression)
