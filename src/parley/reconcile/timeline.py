"""What happened or was said when: one row for each meeting, event and utterance whose day is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from parley.model.dossier import Moment, Point
from parley.model.entries import Entry, Event, Gathering, Meeting, Reality, Stage, Statement
from parley.model.times import Hangs, Time, When
from parley.reconcile.calendar import Label
from parley.reconcile.claims import Desk, are, lower_article, the
from parley.reconcile.names import plain
from parley.reconcile.periods import far
from parley.reconcile.sheaf import Sheaf
from parley.reconcile.wording import balanced, clipped, utterance

_STAGES = {
    Stage.PROPOSED: ("is proposed", "are proposed"),
    Stage.PLANNED: ("is planned", "are planned"),
    Stage.UNDER_WAY: ("is under way", "are under way"),
    Stage.HELD: ("was held", "were held"),
    Stage.ADJOURNED: ("was adjourned", "were adjourned"),
    Stage.COLLAPSED: ("collapsed", "collapsed"),
    Stage.CANCELLED: ("was cancelled", "were cancelled"),
}
_GIST = 24  # words of an utterance shown in a row
_UNITS = ("weekday", "day", "date", "week", "weekend", "month", "year", "quarter", "season")


_Place = tuple[float, str, str, tuple[str, ...], bool]
Points = Callable[[], Iterable[Point]]


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
        for by, moments in ((-1, left), (1, arrived)):
            for moment in moments:
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
            return tuple(_rows(desk, told, focus, _utterance(desk, told)))
        if point.kind == "event":
            return tuple(_event_rows(desk, told, focus))
        return tuple(_meeting_rows(desk, told, focus, point.gathering or ""))


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


def _rows(desk: Desk, told: list[Entry], focus: Gathering | None, text: str) -> Iterator[Moment]:
    """One row for each day that the tellings give."""
    days: dict[str, list[Entry]] = {}
    for entry in told:
        if _tells_a_day(entry.when):
            days.setdefault(_day(desk, entry, focus).label, []).append(entry)
    for label, entries in days.items():
        place = _day(desk, entries[0], focus)
        ids = tuple(sorted(e.id for e in entries))
        order = _counted_from(desk, entries[0], focus)
        order = place.order if order is None or place.dated else order
        yield Moment(label=label, order=order, dated=place.dated, text=text, entries=ids)


def _day(desk: Desk, entry: Entry, focus: Gathering | None) -> Label:
    return desk.clock.calendar.label(entry, focus=focus, time=desk.clock.time(entry))


def _counted_from(desk: Desk, entry: Entry, focus: Gathering | None) -> float | None:
    """Where "the eve of the talks" lies: so many days from the meeting that days are told from."""
    expression = entry.when.expression
    if focus is None or expression is None or expression.hangs is not Hangs.EVENT or expression.offset is None:
        return None
    return desk.clock.calendar.label(focus).order + expression.offset


def _event_rows(desk: Desk, told: list[Entry], focus: Gathering | None) -> Iterator[Moment]:
    """One row for each day that an event is dated to, each in the words of those who date it so."""
    days: dict[str, list[Entry]] = {}
    for entry in told:
        days.setdefault(_day(desk, entry, focus).label, []).append(entry)
    for entries in days.values():
        yield from _rows(desk, entries, focus, _event(desk, entries))


def _meeting_rows(desk: Desk, told: list[Entry], focus: Gathering | None, gathering: str) -> Iterator[Moment]:
    """One row for each stage: "The peace talks are planned"."""
    stages: dict[Stage, list[Entry]] = {}
    for entry in told:
        if isinstance(entry, Meeting):
            stages.setdefault(entry.stage, []).append(entry)
    name = desk.diary.name(gathering)
    for stage, entries in stages.items():
        place = desk.diary.by_id[gathering].place
        where = f" in {place}" if place and place.lower() not in name.lower() else ""
        text = f"{the(name)} {_STAGES[stage][are(name)]}{where}"
        yield from _rows(desk, entries, focus, text[:1].upper() + text[1:])


def _where(desk: Desk, told: Iterable[Entry]) -> str:
    places = [e.place for e in told if isinstance(e, Event) and e.place]
    finest = desk.diary.places.finest(places)
    return f" in {' '.join(finest.split())}" if finest and not finest.lower().startswith(_PREPOSITIONS) else ""


_PREPOSITIONS = ("near ", "in ", "at ", "outside ", "along ", "across ", "off ", "on ")


def _utterance(desk: Desk, told: list[Entry]) -> str:
    said = max((e for e in told if isinstance(e, Statement)), key=lambda s: (len(s.content.words), s.id))
    voice = said.voice
    name = desk.cast.name(voice.actor) if voice.actor else voice.description
    return utterance(name or desk.labels[said.report], said, _GIST)


def _event(desk: Desk, told: list[Entry]) -> str:
    events = [e for e in told if isinstance(e, Event)]
    what = max((_named(e) for e in events), key=lambda w: (len(w), w))
    actors = sorted({desk.cast.name(a) for e in events for a in e.actors})
    unsaid = actors and not any(a in what for a in actors)
    by = f" ({', '.join(lower_article(a) for a in actors)})" if unsaid else ""
    where = _where(desk, events)
    where = "" if plain(where.removeprefix(" in ")) in plain(what) else where
    ahead = "" if any(e.reality is Reality.HAPPENED for e in events) else "Planned: "
    return f"{ahead}{what[:1].upper()}{what[1:]}{by}{where}"


def _named(event: Event) -> str:
    """What happened; a bare participle ("signed last year") with the words before it, where they are few."""
    what, words = balanced(event.what), balanced(event.anchor.words)
    bare = what.split(" ", 1)[0].lower().endswith(("ed", "ing"))
    text = words if bare and len(words.split()) <= _GIST else what
    return clipped(text, _GIST)
