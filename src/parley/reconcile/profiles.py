"""What is known of one gathering before gatherings are joined: sides, people, places, times, name, form, round."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from parley.model.actors import ActorKind
from parley.model.entries import Answer, Attendance, Gathering, GatheringId, Level, Meeting, Stage
from parley.model.lexicon import Lexicon
from parley.model.record import Record
from parley.model.times import Time, When
from parley.reconcile.actors import STEM, Cast
from parley.reconcile.names import plain
from parley.reconcile.periods import far

_LEXICON = Lexicon.beside(__file__)
KINDS = _LEXICON.words("gatherings", "plain")
PLAIN_WORDS = KINDS | _LEXICON.words("gatherings", "other")
_CALLS = _LEXICON.words("gatherings", "call")
_ROUNDS: dict[str, int] = _LEXICON.load("gatherings")["round"]


_OFF = (Stage.CANCELLED, Stage.COLLAPSED)


@dataclass(slots=True)
class Profile:
    """What is known of one gathering, or of the gatherings joined so far; `times` with how often they are told."""

    id: GatheringId
    name: str
    sides: set[str]
    people: set[str]
    places: list[str]
    times: dict[tuple[str, str], tuple[Time, int]]
    days: list[date]
    proper: set[str]
    calls: bool
    rounds: set[int]
    far: bool
    reports: set[str]
    weight: int
    comers: set[str] = field(default_factory=set)
    stages: dict[str, set[Stage]] = field(default_factory=dict)
    levels: set[Level] = field(default_factory=set)

    def behind(self, report: str | None = None) -> bool:
        """Whether it is told as over and in no other way, by one report or by all."""
        return self._only({Stage.HELD, Stage.ADJOURNED}, report)

    def ahead(self, report: str | None = None) -> bool:
        """Whether it is told as still to come and in no other way, by one report or by all."""
        return self._only({Stage.PROPOSED, Stage.PLANNED}, report)

    def _only(self, stages: set[Stage], report: str | None) -> bool:
        told = {s for r, found in self.stages.items() if report in (None, r) for s in found}
        return bool(told) and told <= stages

    def add(self, other: Profile) -> None:
        """Learn what another gathering tells."""
        self.sides |= other.sides
        self.people |= other.people
        self.places = list(dict.fromkeys(self.places + other.places))
        for span, (time, count) in other.times.items():
            self.times[span] = (time, count + self.times.get(span, (time, 0))[1])
        self.days = sorted({*self.days, *other.days})
        self.proper |= other.proper
        self.rounds |= other.rounds
        self.reports |= other.reports
        self.comers |= other.comers
        self.weight += other.weight
        for report, stages in other.stages.items():
            self.stages[report] = self.stages.get(report, set()) | stages
        self.levels |= other.levels


def _times(gathering: Gathering, entries: list[Meeting | Attendance]) -> list[Time]:
    """When it is told to be; the day of a meeting that was called off is often the day it was called off."""
    meetings = [e for e in entries if isinstance(e, Meeting)]
    off = {_span(e.when) for e in meetings if e.stage in _OFF and not far(e.when)}
    told = [e.when for e in meetings if e.stage not in _OFF or far(e.when)]
    told += [gathering.when] if _span(gathering.when) not in off else []
    return [t for t in told if t.words or isinstance(t, When)]


def _span(time: Time) -> tuple[str, str]:
    """What tells one time from another when times are compared; words do not."""
    if isinstance(time, When):
        return str(time.start), str(time.end)
    return repr(time.expression), ""


def profiles(record: Record, cast: Cast) -> Iterator[Profile]:
    """One profile for each gathering, with what its meeting and attendance entries add."""
    entries: dict[GatheringId, list[Meeting | Attendance]] = defaultdict(list)
    for entry in record.entries:
        if isinstance(entry, Meeting | Attendance):
            entries[entry.gathering].append(entry)
    published = {r.id: r.published for r in record.reports}
    for gathering in record.gatherings:
        yield _profile(gathering, entries[gathering.id], cast, published)


def _profile(
    gathering: Gathering, entries: list[Meeting | Attendance], cast: Cast, published: dict[str, date | None]
) -> Profile:
    report = gathering.id.split("/", 1)[0]
    day = published.get(report)
    parties = [*gathering.parties, *(p for e in entries if isinstance(e, Meeting) for p in e.participants)]
    comers = [e.party or e.who for e in entries if isinstance(e, Attendance) and e.answer is not Answer.NOT_LISTED]
    times = _times(gathering, entries)
    names = [gathering.name, *(e.what for e in entries if isinstance(e, Meeting))]
    return Profile(
        id=gathering.id,
        name=gathering.name,
        sides={cast.side(p) for p in parties},
        people={cast.of(p) for p in parties if _is_person(cast, p)},
        places=list(dict.fromkeys(p for p in (gathering.place, *(e.place for e in entries)) if p)),
        times={_span(t): (t, count) for t, count in ((t, times.count(t)) for t in times)},
        days=[day] if day else [],
        proper=_proper_words(gathering, cast),
        calls=any(w in _CALLS for name in names for w in plain(name).split()),
        rounds={n for name in names for n in _rounds(name)},
        far=any(far(t, day) for t in times),
        reports={report},
        weight=len(entries),
        comers={cast.side(c) for c in comers},
        stages={report: {e.stage for e in entries if isinstance(e, Meeting)}},
        levels={gathering.level} - {Level.UNKNOWN},
    )


def _is_person(cast: Cast, actor: str) -> bool:
    found = cast.by_id.get(cast.of(actor))
    return found is not None and found.kind is ActorKind.PERSON


def _proper_words(gathering: Gathering, cast: Cast) -> set[str]:
    """The words of a meeting's own name: "European Political Community summit" has three, "peace talks" none."""
    place = set(plain(gathering.place or "").split())
    capital = [plain(w) for w in re.findall(r"[A-Z][\w’'.]+", gathering.name)]
    own = (w for w in capital if w and w[:STEM] not in cast.stems)
    return {w for w in own if w not in place and w not in PLAIN_WORDS}


_ROUND = re.compile(r"\b(\w+)[- ](?:round|session|meeting|summit|phase)\b")


def _rounds(name: str) -> Iterator[int]:
    """Which round a meeting's name says it is: "the second round of talks" gives 2."""
    for word in _ROUND.findall(name.lower()):
        number = re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word)
        if number in _ROUNDS:
            yield _ROUNDS[number]
