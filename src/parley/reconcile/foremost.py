"""What the summary is chosen from, the foremost first: kept in order while questions come and go.

A question is weighed once, when it comes; so five lines about ten thousand reports cost no more than about ten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from parley.model.dossier import Account, Disagreement, Point
from parley.model.entries import Attendance, Event, Move, Position, Reality
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.times import When
from parley.reconcile.claims import Desk, Draft
from parley.reconcile.periods import LONG, far
from parley.reconcile.questions import Answered
from parley.reconcile.sheaf import Ordered, Sheaf
from parley.reconcile.wording import LONGEST, points_at_speaker

LEAST = 3
"""Words of weight that tell enough of a move."""
_FINITE = Lexicon.beside(__file__).words("wording", "finite")
_LEANING = frozenset(("it", "them", "him", "her", "this", "that", "these", "those", "so"))
_PLAINEST = ("verb", "will")  # readings that fit into a sentence best
_STATED = Move.PRECONDITION.value
_CONDITIONAL = ("attendance", "meeting", "position")

Place = tuple[str, str, tuple[str, ...]]
"""A question's kind, slot and key; it settles ties."""
Weight = tuple[int, int, bool, bool, str, Place]
Importance = tuple[bool, bool, int, int, float, str, Place]
Urgency = tuple[bool, bool, float, str, Place]
Opposed = tuple[bool, int, str, str, str, Place]


@dataclass(frozen=True, slots=True)
class Condition:
    """An account of a condition; `sides` are those who make it, None where somebody's coming hangs on it."""

    account: Account
    sides: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One question and where it stands among those that each line is chosen from."""

    place: Place
    point: Point
    holder: str | None
    weight: Weight | None
    importance: Importance | None
    conditions: Mapping[Urgency, Condition]
    opposed: Mapping[Opposed, Disagreement]


class Foremost:
    """Questions in the order in which the lines take them: `moves` of each side, `conditions`, `events`, and
    what is `opposed`; `often` is how many accounts tell of a side's moves."""

    def __init__(self) -> None:
        self.moves: dict[str, Sheaf[Weight, Point]] = defaultdict(Sheaf)
        self.often: Counter[str] = Counter()
        self.conditions = Sheaf[Urgency, Condition]()
        self.events = Sheaf[Importance, Point]()
        self.opposed = Sheaf[Opposed, tuple[Disagreement, Point]]()
        self._here: dict[str | None, dict[Place, Point]] = defaultdict(dict)
        self._weighed: dict[Place, _Weighed] = {}

    def turn(self, desk: Desk, gone: Iterable[Answered], new: Iterable[Answered]) -> None:
        """Forget some questions, and weigh others."""
        left = [w for a in gone if (w := self._weighed.pop(place(a.draft), None)) is not None]
        come = [_weigh(desk, one) for one in new]
        self._weighed.update((w.place, w) for w in come)
        self._gather(left, come)
        self._move(left, come)
        self.conditions.update(_changes((w.conditions for w in left), (w.conditions for w in come)))
        self.events.update(_changes(map(_event, left), map(_event, come)))
        self.opposed.update(_changes(map(_clash, left), map(_clash, come)))

    def of(self, gathering: str) -> list[Point]:
        """The questions about a meeting, in order."""
        here = self._here.get(gathering, {})
        return [here[p] for p in sorted(here)]

    def _gather(self, left: list[_Weighed], come: list[_Weighed]) -> None:
        for weighed in left:
            del self._here[weighed.point.gathering][weighed.place]
        for weighed in come:
            self._here[weighed.point.gathering][weighed.place] = weighed.point

    def _move(self, left: list[_Weighed], come: list[_Weighed]) -> None:
        changes: dict[str, dict[Weight, tuple[Point, ...]]] = defaultdict(dict)
        for by, some in ((-1, left), (1, come)):
            for weighed in some:
                if weighed.holder is not None and weighed.weight is not None:
                    changes[weighed.holder][weighed.weight] = (weighed.point,) if by > 0 else ()
                    self.often[weighed.holder] += by * len(weighed.point.accounts)
        for holder, changed in changes.items():
            self.moves[holder].update(changed)
            if not self.often[holder]:
                del self.often[holder], self.moves[holder]


K = TypeVar("K", bound=Ordered)
T = TypeVar("T")


def _changes(left: Iterable[Mapping[K, T]], come: Iterable[Mapping[K, T]]) -> dict[K, tuple[T, ...]]:
    """What a sheaf must change so that some things are in it no more and others are."""
    gone: dict[K, tuple[T, ...]] = {key: () for some in left for key in some}
    return gone | {key: (thing,) for some in come for key, thing in some.items()}


def _event(weighed: _Weighed) -> Mapping[Importance, Point]:
    return {weighed.importance: weighed.point} if weighed.importance is not None else {}


def _clash(weighed: _Weighed) -> Mapping[Opposed, tuple[Disagreement, Point]]:
    return {key: (clash, weighed.point) for key, clash in weighed.opposed.items()}


def place(draft: Draft) -> Place:
    """Where a question stands where nothing else tells two apart."""
    return draft.kind, draft.slot, draft.key


def _weigh(desk: Desk, answered: Answered) -> _Weighed:
    point, at = answered.point, place(answered.draft)
    moves = point.kind == "position" and point.latest.answer != _STATED
    ground = point.kind == "event" and point.slot == "what" and _done(desk, point) and _recent(desk, point)
    return _Weighed(
        place=at,
        point=point,
        holder=(desk.cast.side(point.actor) if point.actor else point.question) if moves else None,
        weight=_weight(desk, point, at) if moves else None,
        importance=_importance(desk, point, at) if ground else None,
        conditions=dict(_conditions(desk, point, at)) if point.kind in _CONDITIONAL else {},
        opposed={
            (c.relation is Relation.DISPUTES, _told(point), c.question, c.a, c.b, at): c
            for c in answered.clashes
            if c.relation in (Relation.CONTRADICTS, Relation.DISPUTES)
        },
    )


def _told(point: Point) -> int:
    """What most accounts tell of first; when two had last met, told by the way, behind all else."""
    return 0 if point.slot == "last" else -len(point.accounts)


def _weight(desk: Desk, point: Point, at: Place) -> Weight:
    """Many sources first, then what the report tells with a verb and in few words."""
    entry = desk.entries[point.latest.entry]
    words = entry.content.words.lower().split() if isinstance(entry, Position) else []
    hard = len(words) > LONGEST or bool(_LEANING & set(words[: LEAST + 1]))
    return (-point.sources, -len(point.accounts), hard, not entry.by.startswith(_PLAINEST), point.question, at)


def _conditions(desk: Desk, point: Point, at: Place) -> Iterator[tuple[Urgency, Condition]]:
    """Its accounts that make a condition; a stated one counts most, then one in few words, then the latest."""
    for account in point.accounts:
        entry, stated = desk.entries[account.entry], account.answer == _STATED
        if not stated and (not isinstance(entry, Attendance) or entry.condition is None):
            continue
        key = (stated, len(account.detail.split()) <= LONGEST, account.order, account.entry, at)
        if isinstance(entry, Position) and stated and entry.move is Move.PRECONDITION and entry.actors:
            yield key, Condition(account, frozenset(desk.cast.side(a) for a in entry.actors))
        elif isinstance(entry, Attendance) and entry.condition is not None:
            yield key, Condition(account, None)


# ---- on the ground


def _done(desk: Desk, point: Point) -> bool:
    """Whether it is told as done; what is only announced is no news from the ground."""
    return any(e.reality is Reality.HAPPENED for e in events_of(desk, point))


def _importance(desk: Desk, point: Point, at: Place) -> Importance:
    """Whole sentences first, those with a day, of many sources, with figures, the latest."""
    entry = next(events_of(desk, point))
    part = not is_sentence(entry) or points_at_speaker(entry.anchor.words)
    latest = point.latest.order
    return (part, not has_day(desk, point), -point.sources, -figures(desk, point), -latest, point.question, at)


def is_sentence(event: Event) -> bool:
    """Whether the words are more than a name of the thing: "the release of the prisoners" is only that."""
    what, words = " ".join(event.what.split()), " ".join(event.anchor.words.split())
    return bool(_FINITE & set(words.lower().split())) or not words.endswith(what)


def _recent(desk: Desk, point: Point) -> bool:
    """Neither told as long past nor further back than the reports' own days."""
    return all(_days_back(desk, e) <= LONG and not far(e.when) for e in events_of(desk, point))


def _days_back(desk: Desk, event: Event) -> float:
    """Days from the event to the telling; 0 where the day is not known."""
    time = desk.clock.time(event)
    return desk.clock.shares[event.report].told - time.end.toordinal() if isinstance(time, When) else 0.0


def has_day(desk: Desk, point: Point) -> bool:
    """Whether a telling gives a time."""
    return any(e.when.expression is not None for e in events_of(desk, point))


def figures(desk: Desk, point: Point) -> int:
    """How many figures its tellings give."""
    return sum(len(e.magnitudes) for e in events_of(desk, point))


def events_of(desk: Desk, point: Point) -> Iterator[Event]:
    """The events that a question's accounts were read as."""
    for account in point.accounts:
        entry = desk.entries[account.entry]
        if isinstance(entry, Event):
            yield entry
