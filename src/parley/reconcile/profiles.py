"""What is known of one gathering before gatherings are joined: sides, people, places, times, name, form, round."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from parley.model.actors import ActorKind
from parley.model.entries import Answer, Attendance, Gathering, GatheringId, Level, Meeting, Stage
from parley.model.lexicon import Lexicon
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import Time, When
from parley.reconcile.actors import STEM, Cast
from parley.reconcile.names import plain
from parley.reconcile.periods import far

_LEXICON = Lexicon.beside(__file__)
KINDS = _LEXICON.words("gatherings", "plain")
PLAIN_WORDS = KINDS | _LEXICON.words("gatherings", "other")
_CALLS = _LEXICON.words("gatherings", "call")
_DISTANT = _LEXICON.words("gatherings", "distant")
_LETTERED = _LEXICON.words("gatherings", "lettered")
_STATE = 2  # letters of a state's short name: "US", "UK"
_ROUNDS: dict[str, int] = _LEXICON.load("gatherings")["round"]


_SELDOM = 5  # whom a fifth as many gatherings name as name another is stray

_OFF = (Stage.CANCELLED, Stage.COLLAPSED)
_BEHIND = frozenset((Stage.HELD, Stage.ADJOURNED))
_AHEAD = frozenset((Stage.PROPOSED, Stage.PLANNED))
_NONE: frozenset[Stage] = frozenset()


K = TypeVar("K")
V = TypeVar("V")
Undo = Callable[[], None]


@dataclass(slots=True)
class Profile:
    """What is known of one gathering, or of the gatherings joined so far; `times` with how often they are told.

    `often` counts the gatherings that name each side and person, `stray` are those that hardly any names.
    `reach` is the first and last of the days known by date; `all_behind` and `all_ahead` say whether nobody tells
    of it otherwise than as over, or as still to come.
    """

    id: GatheringId
    name: str
    sides: set[str]
    people: set[str]
    places: dict[str, None]
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
    told: Counter[Stage] = field(default_factory=Counter)
    members: list[GatheringId] = field(default_factory=list)
    often: Counter[str] = field(default_factory=Counter)
    stray: frozenset[str] = frozenset()
    reach: tuple[date, date] | None = field(init=False, compare=False)
    all_behind: bool = field(init=False, compare=False)
    all_ahead: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.reach = _wider(None, [t for t, _ in self.times.values() if isinstance(t, When)])
        self._weigh_stages()

    def _weigh_stages(self) -> None:
        """Whether it is told as over and in no other way, or as still to come and in no other way."""
        self.all_behind, self.all_ahead = _only(self.told.keys(), _BEHIND), _only(self.told.keys(), _AHEAD)

    def copy(self) -> Profile:
        """A profile of its own that may learn more."""
        new = copy(self)
        for table in ("sides", "people", "places", "times", "days", "proper", "rounds", "reports", "comers",
                      "stages", "levels", "told", "members", "often"):  # fmt: skip
            setattr(new, table, copy(getattr(self, table)))
        return new

    def behind(self, report: str) -> bool:
        """Whether one report tells of it as over and in no other way."""
        return _only(self.stages.get(report, _NONE), _BEHIND)

    def ahead(self, report: str) -> bool:
        """Whether one report tells of it as still to come and in no other way."""
        return _only(self.stages.get(report, _NONE), _AHEAD)

    def add(self, other: Profile) -> Undo:
        """Learn what another gathering tells. Gives what makes it unlearned again."""
        sets = ("sides", "people", "proper", "rounds", "reports", "comers", "levels")
        new = {name: getattr(other, name) - getattr(self, name) for name in sets}
        for name, things in new.items():
            getattr(self, name).update(things)
        places = [p for p in other.places if p not in self.places]
        self.places.update(dict.fromkeys(places))
        days, times, stages = self._learn_days(other), self._learn_times(other), self._learn_stages(other)
        reach = self.reach
        self.reach = _wider(reach, [t for t, _ in other.times.values() if isinstance(t, When)])
        self.told.update(other.told)
        self._weigh_stages()
        self.weight += other.weight
        many, stray = len(self.members), self.stray
        self.members += other.members
        self.often.update(other.sides | other.people)
        self.stray = _stray(self.often)

        def undo() -> None:
            for name, things in new.items():
                getattr(self, name).difference_update(things)
            for place in places:
                del self.places[place]
            for day in days:
                del self.days[bisect_left(self.days, day)]
            _put_back(self.times, times)
            _put_back(self.stages, stages)
            self.reach = reach
            self.told = +Counter({s: n - other.told[s] for s, n in self.told.items()})
            self._weigh_stages()
            self.weight -= other.weight
            self.often = +Counter({who: n - (who in other.sides | other.people) for who, n in self.often.items()})
            self.stray = stray
            del self.members[many:]

        return undo

    def _learn_days(self, other: Profile) -> list[date]:
        """Learn the days of another; gives those that are new."""
        new = [d for d in other.days if not _holds(self.days, d)]
        for day in new:
            insort(self.days, day)
        return new

    def _learn_times(self, other: Profile) -> dict[tuple[str, str], tuple[Time, int] | None]:
        """Learn how often another is told to be when; gives what stood there before."""
        before = {span: self.times.get(span) for span in other.times}
        for span, (time, count) in other.times.items():
            self.times[span] = (time, count + self.times.get(span, (time, 0))[1])
        return before

    def _learn_stages(self, other: Profile) -> dict[str, set[Stage] | None]:
        """Learn how far another has come, report by report; gives what stood there before."""
        before = {report: self.stages.get(report) for report in other.stages}
        for report, found in other.stages.items():
            self.stages[report] = self.stages.get(report, set()) | found
        return before


def _stray(often: Counter[str]) -> frozenset[str]:
    """Those whom so few of many gatherings name that they are rather one report's slip than at the table."""
    most = max(often.values(), default=0)
    return frozenset(who for who, n in often.items() if n * _SELDOM < most)


def _holds(days: list[date], day: date) -> bool:
    """Whether a day is among days in order."""
    at = bisect_left(days, day)
    return at < len(days) and days[at] == day


def _only(told: Set[Stage], stages: Set[Stage]) -> bool:
    return bool(told) and told <= stages


def _wider(reach: tuple[date, date] | None, times: list[When]) -> tuple[date, date] | None:
    """The first and the last day of all that is known by date."""
    if not times:
        return reach
    first, last = min(t.start for t in times), max(t.end for t in times)
    return (min(reach[0], first), max(reach[1], last)) if reach else (first, last)


def _put_back(table: dict[K, V], old: Mapping[K, V | None]) -> None:
    for key, value in old.items():
        if value is None:
            del table[key]
        else:
            table[key] = value


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


def profiles(told: Record, stems: frozenset[str], cast: Cast) -> Iterator[Profile]:
    """One profile for each gathering of a report, with what its meeting and attendance entries add.

    `stems` are how the names of the report's actors begin: they make no meeting's own name.
    """
    entries: dict[GatheringId, list[Meeting | Attendance]] = defaultdict(list)
    for entry in told.entries:
        if isinstance(entry, Meeting | Attendance):
            entries[entry.gathering].append(entry)
    for gathering in told.gatherings:
        yield _profile(gathering, entries[gathering.id], cast, told.reports[0], stems)


def _profile(
    gathering: Gathering, entries: list[Meeting | Attendance], cast: Cast, report: Report, stems: frozenset[str]
) -> Profile:
    parties = [*gathering.parties, *(p for e in entries if isinstance(e, Meeting) for p in e.participants)]
    comers = [e.party or e.who for e in entries if isinstance(e, Attendance) and e.answer is not Answer.NOT_LISTED]
    times = _times(gathering, entries)
    names = [gathering.name, *(e.what for e in entries if isinstance(e, Meeting))]
    stages = [e.stage for e in entries if isinstance(e, Meeting)]
    sides = {cast.root(cast.side(p)) for p in parties}
    people = {cast.root(cast.of(p)) for p in parties if _is_person(cast, p)}
    return Profile(
        id=gathering.id,
        name=gathering.name,
        sides=sides,
        people=people,
        places=dict.fromkeys(p for p in (gathering.place, *(e.place for e in entries)) if p and is_site(p)),
        times={_span(t): (t, count) for t, count in ((t, times.count(t)) for t in times)},
        days=[report.published] if report.published else [],
        proper=_proper_words(gathering, stems),
        calls=any(w in _CALLS for name in names for w in plain(name).split()) or any(map(_at_a_distance, entries)),
        rounds={n for name in names for n in _rounds(name)},
        far=any(far(t, report.published) for t in times),
        reports={report.id},
        weight=len(entries),
        comers={cast.root(cast.side(c)) for c in comers},
        stages={report.id: set(stages)},
        levels={gathering.level} - {Level.UNKNOWN},
        told=Counter(stages),
        members=[gathering.id],
        often=Counter({*sides, *people}),
    )


def is_site(place: str) -> bool:
    """Whether a name is one of a place, as far as its letters tell.

    >>> is_site("Geneva"), is_site("U.S."), is_site("UAE"), is_site("NATO"), is_site("GMT")
    (True, True, True, False, False)
    """
    letters = place.replace(".", "")
    return not letters.isupper() or len(letters) <= _STATE or plain(place) in _LETTERED


def _at_a_distance(entry: Meeting | Attendance) -> bool:
    """Whether the words say that they spoke "by telephone"."""
    words = f" {plain(entry.anchor.words)} "
    return isinstance(entry, Meeting) and any(f" {way} " in words for way in _DISTANT)


def _is_person(cast: Cast, actor: str) -> bool:
    found = cast.by_id.get(cast.of(actor))
    return found is not None and found.kind is ActorKind.PERSON


def _proper_words(gathering: Gathering, stems: frozenset[str]) -> set[str]:
    """The words of a meeting's own name: "European Political Community summit" has three, "peace talks" none."""
    place = set(plain(gathering.place or "").split())
    capital = [plain(w) for w in re.findall(r"[A-Z][\w’'.]+", gathering.name)]
    own = (w for w in capital if w and w[:STEM] not in stems)
    return {w for w in own if w not in place and w not in PLAIN_WORDS}


_ROUND = re.compile(r"\b(\w+)[- ](?:round|session|meeting|summit|phase)\b")


def _rounds(name: str) -> Iterator[int]:
    """Which round a meeting's name says it is: "the second round of talks" gives 2."""
    for word in _ROUND.findall(name.lower()):
        number = re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", word)
        if number in _ROUNDS:
            yield _ROUNDS[number]
