"""What happened or was said when: one row for each meeting, event and utterance whose day is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from parley.model.dossier import Moment, Point
from parley.model.entries import Entry, Gathering
from parley.model.times import Hangs, Time, When
from parley.reconcile import moments
from parley.reconcile.calendar import Label
from parley.reconcile.claims import Desk
from parley.reconcile.periods import far
from parley.reconcile.sheaf import Sheaf

_UNITS = ("weekday", "day", "date", "week", "weekend", "month", "year", "quarter", "season")


_Place = tuple[float, str, str, tuple[str, ...], bool]
Points = Callable[[], Iterable[Point]]
Words = Callable[[Desk, list[Entry]], str]
"""What a row says of some entries; empty where they tell nothing that stands alone."""


class Rows:
    """The rows of the timeline, made anew only for questions that changed."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Moment, ...]] = {}
        self._moments = Sheaf[_Place, Moment]()
        self._often: Counter[_Place] = Counter()
        self._focus: object = None

    def timeline(
        self, desk: Desk, gone: Iterable[Point], new: Iterable[Point], points: Points
    ) -> tuple[Moment, ...]:
        """All rows in order of time, without those of some points and with those of others; `points` are all."""
        focus = _focus(desk)
        place = focus and (focus, desk.clock.calendar.label(focus))
        left = [self._rows.pop(p.id, ()) for p in gone]
        if place != self._focus:
            left, new = [*left, *self._rows.values()], points()
            self._focus, self._rows = place, {}
        arrived = {p.id: self._row(desk, p, focus) for p in new if _shown(p)}
        self._rows |= arrived
        self._exchange(chain.from_iterable(left), chain.from_iterable(arrived.values()))
        return self._moments.all()

    def _exchange(self, left: Iterable[Moment], arrived: Iterable[Moment]) -> None:
        changed: dict[_Place, Moment] = {}
        for by, rows in ((-1, left), (1, arrived)):
            for moment in rows:
                place = (moment.order, moment.label, moment.text, moment.entries, moment.dated)
                self._often[place] += by
                changed[place] = moment
        self._moments.update({place: [m] * self._often[place] for place, m in changed.items()})
        for place in changed:
            if not self._often[place]:
                del self._often[place]

    @staticmethod
    def _row(desk: Desk, point: Point, focus: Gathering | None) -> tuple[Moment, ...]:
        told = [desk.entries[a.entry] for a in point.accounts]
        if point.kind == "statement":
            return tuple(_rows(desk, told, focus, moments.utterance))
        if point.kind == "event":
            return tuple(_rows(desk, told, focus, moments.event))
        return tuple(_rows(desk, told, focus, partial(moments.meeting, gathering=point.gathering or "")))


def _shown(point: Point) -> bool:
    slots = {"statement": "words", "event": "what", "meeting": "stage"}
    return slots.get(point.kind) == point.slot


def _focus(desk: Desk) -> Gathering | None:
    """The meeting that days are told from: of the gathering with most entries, the first member with a day."""
    if desk.main is None:
        return None
    members = (desk.gatherings[i] for i in desk.diary.by_id[desk.main].members)
    return next((g for g in members if _is_day(g.when) and not far(g.when)), None)


def _is_day(time: Time) -> bool:
    if isinstance(time, When):
        return time.start == time.end
    return time.expression is not None and time.expression.unit in ("weekday", "day")


def _tells_a_day(time: Time) -> bool:
    return isinstance(time, When) or (time.expression is not None and time.expression.unit in _UNITS)


def _rows(desk: Desk, told: list[Entry], focus: Gathering | None, words: Words) -> Iterator[Moment]:
    """One row for each day that the tellings give, in the words of those who date it so; none without words."""
    days: dict[str, list[Entry]] = {}
    for entry in told:
        if _tells_a_day(entry.when):
            days.setdefault(_day(desk, entry, focus).label, []).append(entry)
    for label, entries in days.items():
        if text := words(desk, entries):
            yield _moment(desk, label, entries, focus, text)


def _moment(desk: Desk, label: str, entries: list[Entry], focus: Gathering | None, text: str) -> Moment:
    place = _day(desk, entries[0], focus)
    order = _counted_from(desk, entries[0], focus)
    return Moment(
        label=label,
        order=place.order if order is None or place.dated else order,
        dated=place.dated,
        text=text[:1].upper() + text[1:],
        entries=tuple(sorted(e.id for e in entries)),
    )


def _day(desk: Desk, entry: Entry, focus: Gathering | None) -> Label:
    return desk.clock.calendar.label(entry, focus=focus, time=desk.clock.time(entry))


def _counted_from(desk: Desk, entry: Entry, focus: Gathering | None) -> float | None:
    """Where "the eve of the talks" lies: so many days from the meeting that days are told from."""
    expression = entry.when.expression
    if focus is None or expression is None or expression.hangs is not Hangs.EVENT or expression.offset is None:
        return None
    return desk.clock.calendar.label(focus).order + expression.offset
