"""What happened on the ground: the same event across reports, and where the tellings differ.

Two events are one by type, parties, place, time and the words that name them together. An event that cannot well
happen twice (an invasion, an annexation) stays one even if the reports date it differently: then they disagree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from parley.model.actors import ActorId
from parley.model.entries import Event, Magnitude, Plover, Reality
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.times import Time, When
from parley.reconcile.actors import STEM
from parley.reconcile.alike import content
from parley.reconcile.claims import Claim, Desk, Draft, Verdict, day_words, later
from parley.reconcile.links import Group, Joined
from parley.reconcile.names import plain
from parley.reconcile.nearby import Nearby, Standing
from parley.reconcile.parts import Part
from parley.reconcile.people import People
from parley.reconcile.periods import Fit, compare, span, weekday
from parley.reconcile.places import Places
from parley.reconcile.quantities import STATES_OF_PEOPLE, UNITS, grows, overlap, suffered, unit

_LEXICON = Lexicon.beside(__file__)
_ONCE = {stem for word in _LEXICON.words("events", "once") for stem in content(word)}
_GENERIC = {stem for word in _LEXICON.words("events", "generic") for stem in content(word)}
_WAR_MONTHS = 13 * 31  # days two datings of one unrepeatable event may lie apart
_STOPPAGE = 30  # days between two reports that tell of one strike
_STOPPAGES = {stem for word in _LEXICON.words("events", "stoppages") for stem in content(word)}
_LONG = 6  # words that a telling must have to be known again word for word
_MOST = 0.75  # share of them that must come back
_FIGURE = re.compile(r"(?<![\d.,])\d(?:\d\d|,\d{3})[\d,]*(?![\d.])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED = 6  # words of a telling that names an event and does not describe it
_COUNT = re.compile(r"\d")
_SOME = _LEXICON.words("events", "some")
ROUGH = 1.25
"""Times that a figure told by the dozen may be more or less."""
_NOT_FACTS = (Reality.DENIED, Reality.URGED, Reality.CONDITIONAL, Reality.POSSIBLE)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event with what it is compared by; `stems` are the words that name it, parties left out.

    `once` are those of them that name what cannot well happen twice; `days` the first and last day, by number;
    `lasting` is a strike, which goes on; `told` is the day of its report; `numbers` are its figures from
    a hundred on.
    """

    event: Event
    stems: frozenset[str]
    keys: tuple[str, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    units: tuple[tuple[str, Magnitude], ...]
    time: Time
    days: tuple[int, int] | None
    once: frozenset[str]
    lasting: bool
    told: float
    numbers: frozenset[str]

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """Where those stand that it may be one with: of its type and standing, by a word that names them.

        A deed that is only announced is not the deed done.
        """
        kind = f"{self.event.type} {self.event.reality}"
        lasting = ((kind, f"lasting {side}") for side in sorted(self.actors)) if self.lasting else ()
        return [*((kind, stem) for stem in self.keys), *lasting]


class Happenings:
    """Events that are one; two events are compared once, as long as neither is told otherwise."""

    def __init__(self) -> None:
        self._told: dict[str, list[_Seen]] = {}
        self._seen: dict[str, _Seen] = {}
        self._near = Nearby(_NEAR)
        self._joined = Joined()
        self._places: Places | None = None
        self._drafts: dict[Group, list[Draft]] = {}

    def sync(
        self, desk: Desk, people: People, gone: Iterable[str], again: Iterable[Part]
    ) -> tuple[list[Draft], list[Draft]]:
        """The questions about events that are no more, and those that are new, in no order."""
        left, come = self._exchange(desk, gone, list(again))
        same = {i for i in come if left.get(i) == self._seen[i]} if desk.diary.places is self._places else set()
        self._places = desk.diary.places
        moved = {i: standing for i, standing in come.items() if i not in same}
        links = self._near.exchange([i for i in left if i not in same], moved, partial(self._one, desk))
        old, new = self._joined.change(people, (left, come), links, self._near.pairs)
        dropped = [draft for group in old for draft in self._drafts.pop(group)]
        for group in new:
            self._drafts[group] = list(_questions(desk, [self._seen[i] for i in group]))
        return dropped, [draft for group in new for draft in self._drafts[group]]

    def _exchange(
        self, desk: Desk, gone: Iterable[str], again: list[Part]
    ) -> tuple[dict[str, _Seen], dict[str, Standing]]:
        """Take out what reports told, and put in what they tell now."""
        told = [seen for r in (*gone, *(p.id for p in again)) for seen in self._told.pop(r, ())]
        for seen in told:
            del self._seen[seen.event.id]
        for part in again:
            facts = (e for e in part.told.of_kind(Event) if e.reality not in _NOT_FACTS)
            self._told[part.id] = [desk.once("event", e, partial(_seen, desk, e)) for e in facts]
        new = [seen for part in again for seen in self._told[part.id]]
        self._seen.update((seen.event.id, seen) for seen in new)
        return (
            {seen.event.id: seen for seen in told},
            {seen.event.id: Standing(_time_key(seen), seen.blocks) for seen in new},
        )

    def _one(self, desk: Desk, a: str, b: str) -> bool:
        return same_event(self._seen[a], self._seen[b], desk)


_NEAR = 39
"""Events of one type and word that one is compared with, the nearest in time before it."""


def _seen(desk: Desk, event: Event) -> _Seen:
    stems = frozenset(w for w in content(event.what) if w[:STEM] not in desk.stems[event.report])
    time = desk.clock.time(event)
    return _Seen(
        event,
        stems,
        tuple(sorted(stems - _GENERIC)),
        _known(desk, event.actors),
        _known(desk, event.recipients),
        tuple((suffered(m, event.anchor) or unit(m), m) for m in event.magnitudes),
        time,
        (time.start.toordinal(), time.end.toordinal()) if isinstance(time, When) else None,
        stems & _ONCE if len(event.what.split()) <= _NAMED else frozenset(),
        event.type is Plover.PROTEST and not _STOPPAGES.isdisjoint(content(event.what)),
        desk.clock.shares[event.report].told,
        frozenset(n for n in _FIGURE.findall(event.anchor.words) if not _YEAR.fullmatch(n)),
    )


def _known(desk: Desk, actors: Iterable[ActorId]) -> frozenset[str]:
    """The sides of actors; those who are only counted ("100,000 people") are nobody who could be told apart."""
    sides = (desk.cast.side(a) for a in actors)
    return frozenset(side for side in sides if not _COUNT.match(side.rpartition("/")[2]))


def _time_key(seen: _Seen) -> tuple[int, int, str]:
    when = seen.time
    return (
        (0, when.start.toordinal(), seen.event.id)
        if isinstance(when, When)
        else (1, weekday(when) or 9, seen.event.id)
    )


def same_event(a: _Seen, b: _Seen, desk: Desk) -> bool:
    """Whether two tellings are of one event; without a day, place or figure in common only of the unrepeatable."""
    if not _fits(a.actors, b.actors) or not _fits(a.recipients, b.recipients):
        return False
    where = _where(a.event, b.event, desk)
    if where is Fit.APART:
        return False
    if a.once and b.once and a.once & b.once:
        return _within_a_war(a, b)
    if a.lasting and b.lasting and a.actors & b.actors:
        return _within_a_stoppage(a, b)
    when = span(a.days, b.days) if a.days and b.days else compare(a.time, b.time)
    if when is Fit.APART or _other_figures(a, b):
        return False
    named = [w for w in (a.stems & b.stems) - _GENERIC if not w.isdigit()]
    evidence = 2 * (when is Fit.SAME) + (where is Fit.SAME) + _same_figure(a, b) + (len(named) > 1)
    evidence += 2 * (bool(named) and not a.numbers.isdisjoint(b.numbers)) + 2 * _word_for_word(a, b)
    return evidence >= 2 + (a.event.report == b.event.report)


def _word_for_word(a: _Seen, b: _Seen) -> bool:
    """Whether most words of one long telling come back in the other: one wire behind both."""
    few = min(len(a.stems), len(b.stems))
    return few >= _LONG and len(a.stems & b.stems) >= _MOST * few


def _fits(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or bool(a & b)


def _where(a: Event, b: Event, desk: Desk) -> Fit:
    if not a.place or not b.place:
        return Fit.UNKNOWN
    return Fit.SAME if desk.diary.places.agree(a.place, b.place) else Fit.APART


def _within_a_war(a: _Seen, b: _Seen) -> bool:
    return not a.days or not b.days or max(a.days[0] - b.days[1], b.days[0] - a.days[1]) <= _WAR_MONTHS


def _within_a_stoppage(a: _Seen, b: _Seen) -> bool:
    """Whether two tellings of a strike lie so near that the same people hardly struck twice."""
    return abs(a.told - b.told) <= _STOPPAGE


def _same_figure(a: _Seen, b: _Seen) -> bool:
    if not a.units or not b.units:
        return False
    return any(u == v and x.low == y.low and x.high == y.high for u, x in a.units for v, y in b.units)


def _other_figures(a: _Seen, b: _Seen) -> bool:
    """Whether weapons or amounts are counted that do not fit: then it is another attack. Tolls may differ."""
    if not a.units or not b.units:
        return False
    return any(u == v and not grows(x) and not overlap(x, y) for u, x in a.units for v, y in b.units)


def _questions(desk: Desk, cluster: list[_Seen]) -> Iterator[Draft]:
    name, key = _name(cluster), (min(s.event.id for s in cluster),)
    actor = _actor(desk, cluster)
    told = [desk.once("told", s.event, partial(_what, desk, s)) for s in cluster]
    yield _draft(desk, "what", key, f"What is told of {name}?", actor, told)
    days = [c for s in cluster if (c := desk.once("dated", s.event, partial(_when, desk, s)))]
    if days:
        yield _draft(desk, "when", key, f"When was {name}?", actor, days)
    spots = [c for s in cluster if (c := desk.once("placed", s.event, partial(_place, desk, s)))]
    if spots:
        yield _draft(desk, "place", key, f"Where was {name}?", actor, spots)
    for counted, claims in sorted(_figures(desk, cluster).items()):
        if len(claims) == 1 and counted not in UNITS:
            continue  # a figure that nobody else gives and that is no count of people or weapons
        yield _draft(desk, "number", (*key, counted), _how_many(counted, claims, name), actor, claims)


_SHORT, _LONGEST = 4, 9
_NUMBER = r"\d[\d,.]*|" + "|".join(sorted(_LEXICON.words("quantities", "number")))
_COUNTED = re.compile(rf"^(?:\D*?\b)?(?:(?:{_NUMBER})(?!\w)\s*)+(?:of\b)?", re.IGNORECASE)
_BREAK = re.compile(r"\s*[—;(]|,\s")


def _how_many(counted: str, claims: list[Claim], name: str) -> str:
    """The question for a figure; for what is counted without a word for it, which figure is given."""
    told = sorted(filter(None, (_COUNTED.sub("", c.account.answer).strip() for c in claims)))
    many = counted if counted in STATES_OF_PEOPLE else min(told, key=len, default="")
    return f"How many {many} in {name}?" if many else f"What figure is told of {name}?"


def _draft(
    desk: Desk, slot: str, key: tuple[str, ...], question: str, actor: str | None, claims: list[Claim]
) -> Draft:
    return Draft(kind="event", slot=slot, key=key, question=question, claims=tuple(claims), actor=actor)


def _name(cluster: list[_Seen]) -> str:
    """What the event is called: the shortest telling of it, up to its first break; long ones as quoted words."""
    what = min((" ".join(s.event.what.split()) for s in cluster), key=lambda w: (len(w), w))
    words = _BREAK.split(what)[0].split()
    if len(words) > _SHORT:
        return f"“{' '.join(words[:_LONGEST])}{' …' if len(words) > _LONGEST else ''}”"
    text = " ".join(words)
    if words[0].lower().endswith(("ed", "ing")):
        return f"“{text}”"
    article = words[0].lower() in ("the", "a", "an", "its", "his", "her", "their") or words[0][:1].isupper()
    return text if article else f"the {text}"


def _actor(desk: Desk, cluster: list[_Seen]) -> str | None:
    actors = sorted({desk.cast.of(a) for s in cluster for a in s.event.actors})
    return actors[0] if len(actors) == 1 else None


def _what(desk: Desk, seen: _Seen) -> Claim:
    words = " ".join(seen.event.what.split())
    return Claim(account=desk.account(seen.event, words), entry=seen.event, group="told")


def _when(desk: Desk, seen: _Seen) -> Claim | None:
    time = seen.time
    answer = time.timex if isinstance(time, When) else time.words if weekday(time) else ""
    if not answer:
        return None
    group = answer if isinstance(time, When) else str(weekday(time))
    return Claim(account=desk.account(seen.event, answer, time.words), entry=seen.event, group=group)


def _place(desk: Desk, seen: _Seen) -> Claim | None:
    place = seen.event.place
    if not place:
        return None
    return Claim(account=desk.account(seen.event, " ".join(place.split())), entry=seen.event, group=plain(place))


def _figures(desk: Desk, cluster: list[_Seen]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for seen in cluster:
        for counted, magnitude in seen.units:
            words = " ".join(magnitude.anchor.words.split())
            group = f"{magnitude.low:g} {magnitude.high:g}"
            account = desk.account(seen.event, words)
            found[counted].append(Claim(account=account, entry=seen.event, group=group, magnitude=magnitude))
    return found


def relate_events(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Two reports tell of one event."""
    if a.report == b.report:
        return None
    return Relation.AGREES, f"{desk.teller(a)} and {desk.teller(b)} tell of the same event."


def relate_event_days(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """What has happened was on one day: a later report replaces no past fact."""
    if a.group == b.group or compare(desk.clock.time(a.entry), desk.clock.time(b.entry)) is Fit.SAME:
        return None if a.report == b.report else (Relation.AGREES, f"Both date it {b.account.answer}.")
    if a.report == b.report or _of_a_week(a.entry.when) or _of_a_week(b.entry.when):
        return None
    return Relation.CONTRADICTS, f"{_has(a, desk)}, {_has(b, desk)}: a past event has one date."


def _of_a_week(time: Time) -> bool:
    """Whether a week is all that is told: where it ends is a matter of speech ("last week", told on a Sunday)."""
    return time.expression is not None and time.expression.unit in ("week", "weekend")


def relate_event_places(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Places of one event always fit, else it would be two events."""
    return None if a.report == b.report else (Relation.AGREES, f"{_has(a, desk)}, {_has(b, desk)}.")


def relate_numbers(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Ranges that overlap agree; a higher toll told later replaces a lower one; else figures contradict."""
    one, two = a.magnitude, b.magnitude
    if one is None or two is None:
        return None
    if overlap(one, two):
        return (
            None
            if a.report == b.report
            else (Relation.AGREES, f"{_has(a, desk)}, {_has(b, desk)}: both can be true.")
        )
    if grows(one) and later(a, b) and two.low > one.high:
        return Relation.SUPERSEDES, f"{_has(a, desk)}; later {_has(b, desk)}: the count has risen."
    if a.report == b.report or _not_all(a) or _not_all(b) or _rough(one, two):
        return None
    if compare(desk.clock.time(a.entry), desk.clock.time(b.entry)) is not Fit.SAME:
        return None  # one may count what another day brought, too
    return Relation.CONTRADICTS, f"{_has(a, desk)}, {_has(b, desk)}: both cannot be true."


def _not_all(claim: Claim) -> bool:
    """Whether a figure leaves some out: "a soldier and 11 others"."""
    return not _SOME.isdisjoint(plain(claim.account.answer).split())


def _rough(a: Magnitude, b: Magnitude) -> bool:
    """Whether one is told by the dozen and the other is near it."""
    dozens = any("dozen" in m.anchor.words.lower() for m in (a, b))
    return dozens and min(a.high, b.high) * ROUGH >= max(a.low, b.low)


def _has(claim: Claim, desk: Desk) -> str:
    return f"{desk.teller(claim)} has {day_words(claim.account)}"
