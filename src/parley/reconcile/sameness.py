"""Whether two entries tell of one meeting for sure.

Gatherings are joined on what all reports know together, and a wrong join is forgiven where accounts are only laid
side by side. Where one account is set against another the two entries themselves must name the same company, or
one place or day.
"""

from __future__ import annotations

from collections.abc import Callable

from parley.model.actors import ActorId, ActorKind
from parley.model.entries import Attendance, Entry, Level, Meeting
from parley.reconcile.claims import Claim, Desk
from parley.reconcile.periods import Fit, compare, named_day


def surely_one(a: Claim, b: Claim, desk: Desk) -> bool:
    """Whether those who meet are the same in both, or one place or day and one of those who meet."""
    one, two = _company(a.entry, desk), _company(b.entry, desk)
    people = _people(one, desk), _people(two, desk)
    if people[0] and people[1] and not people[0] & people[1]:
        return False
    sides = {desk.cast.side(x) for x in one}, {desk.cast.side(x) for x in two}
    shared, near = sides[0] & sides[1], _near(a.entry, b.entry, desk)
    if len(shared) > 1:
        alike = bool(people[0]) == bool(people[1]) or _of_leaders(a.entry) == _of_leaders(b.entry)
        alike = alike and (_names_two(a.entry) or _names_two(b.entry))
        return near is not None and (bool(near) or alike)
    return near == _PLACE and (bool(shared) or not (sides[0] and sides[1]))


def one_company(a: Entry, b: Entry, name: Callable[[ActorId], str]) -> bool:
    """Whether both name the same two or more in their own words; `name` gives the actor or the side."""
    named = [{name(p) for p in e.participants} if isinstance(e, Meeting) else set() for e in (a, b)]
    return len(named[0]) > 1 and named[0] == named[1]


def _of_leaders(entry: Entry) -> bool:
    """Whether leaders meet: talks of their states, told without them, are rather those of their envoys."""
    return isinstance(entry, Meeting) and entry.level is Level.LEADERS


def _names_two(entry: Entry) -> bool:
    """Whether an entry's own words name two who meet."""
    return isinstance(entry, Meeting) and len(entry.participants) > 1


def _company(entry: Entry, desk: Desk) -> frozenset[ActorId]:
    """Those who meet in an entry's own words; where it names nobody, those whom its report knows to meet there."""
    if not isinstance(entry, Meeting | Attendance):
        return frozenset()
    own = entry.participants if isinstance(entry, Meeting) else ()
    known = desk.gatherings.get(entry.gathering)
    told = own if len(own) > 1 else (*own, *(known.parties if known else ()))
    return frozenset(desk.cast.of(p) for p in told)


def _people(company: frozenset[ActorId], desk: Desk) -> set[ActorId]:
    return {a for a in company if (known := desk.actor(a)) is not None and known.kind is ActorKind.PERSON}


_PLACE, _DAY = "place", "day"


def _near(a: Entry, b: Entry, desk: Desk) -> str | None:
    """Whether both name one place, or else one day known by name or date; None where either speaks against it."""
    if not isinstance(a, Meeting | Attendance) or not isinstance(b, Meeting | Attendance):
        return None
    one, two = desk.clock.time(a), desk.clock.time(b)
    when, where = compare(one, two), (_place(a, desk), _place(b, desk))
    if when is Fit.APART:
        return None
    if where[0] and where[1]:
        places = desk.diary.places
        near = places.agree(where[0], where[1]) or places.near(where[0], where[1])
        return _PLACE if near else None
    days = named_day(one) is not None and named_day(two) is not None
    return _DAY if days and when is Fit.SAME else ""


def _place(entry: Meeting | Attendance, desk: Desk) -> str | None:
    known = desk.gatherings.get(entry.gathering)
    return entry.place or (known.place if known else None)
