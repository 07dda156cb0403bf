"""Whether two gatherings can be one meeting: what speaks for it, and what speaks against it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date

from parley.model.lexicon import Lexicon
from parley.model.times import When
from parley.reconcile.names import plain
from parley.reconcile.periods import SLACK, Fit, compare, month_day, named_day
from parley.reconcile.places import Places
from parley.reconcile.profiles import PLAIN_WORDS, Profile

_ELSE = Lexicon.beside(__file__).words("gatherings", "else")
APART_DAYS = 10
"""Two reports this many days apart that give no day for their talks are taken to tell of different talks."""


def fit(known: Profile, new: Profile, places: Places) -> float:
    """How well a gathering fits what is known of another: 0 where anything speaks against it.

    Equal sides suffice when nothing speaks against it. Fewer or other sides need a place or a day in common; with
    both in common two of those who meet are enough, as no report names everybody.
    """
    if _other_form(known, new):
        return 0
    where, when = _where(known, new, places), _when(known, new)
    if where is Fit.APART or when is Fit.APART:
        return 0
    if where is Fit.SAME and when is Fit.SAME and _two_in_common(known, new):
        return 3
    if _other_people(known, new):
        return 0
    if is_blank(new):
        return _leading(known, new)
    evidence = (where is Fit.SAME) + (when is Fit.SAME) + bool(known.proper & new.proper)
    if (
        not (new.sides or new.comers)
        and where is not Fit.SAME
        and not known.proper & new.proper
        and not _one_day(known, new)
    ):
        return 0
    if not evidence and (_past_and_future(known, new) or _other_level(known, new)):
        return 0
    sides = _sides(known, new)
    if sides is Fit.SAME:
        return 2 + evidence
    if sides is Fit.UNKNOWN and not evidence and _bare(new) and not known.reports.isdisjoint(new.reports):
        return 0.5
    return float(evidence) if sides is Fit.UNKNOWN else 0


def _one_day(a: Profile, b: Profile) -> bool:
    return bool(set(day_keys(a)) & set(day_keys(b)))


def _bare(profile: Profile) -> bool:
    """Whether a report says no more than "the talks" and who comes: then it means talks it has told of."""
    return bool(profile.comers) and not (profile.sides or profile.places or profile.proper or profile.rounds)


def is_blank(profile: Profile) -> bool:
    """Whether nothing of its own is told of it: "the talks", "the meeting", without who, where or when."""
    own = (profile.sides, profile.comers, profile.people, profile.places, profile.times, profile.rounds)
    words = plain(profile.name).split()
    return not any(own) and PLAIN_WORDS.issuperset(words) and _ELSE.isdisjoint(words)


def _leading(known: Profile, blank: Profile) -> float:
    """How well bare words fit talks that their own report tells of: the more is known of those, the better."""
    if known.reports.isdisjoint(blank.reports) or is_blank(known):
        return 0
    if _past_and_future(known, blank) or _other_level(known, blank):
        return 0
    return 1 + known.weight / (1 + known.weight)


def _past_and_future(a: Profile, b: Profile) -> bool:
    """Whether one report tells of one as over and of the other as still to come: then it means two meetings."""
    few, many = (a.reports, b.reports) if len(a.reports) < len(b.reports) else (b.reports, a.reports)
    shared = [r for r in few if r in many]
    return any((a.behind(r) and b.ahead(r)) or (a.ahead(r) and b.behind(r)) for r in shared)


def _other_level(a: Profile, b: Profile) -> bool:
    """Whether leaders meet in one and others in the other: without a place or day in common, another meeting."""
    return bool(a.levels and b.levels) and not a.levels & b.levels


def _two_in_common(a: Profile, b: Profile) -> bool:
    """Whether two of those who meet on a day are named for both."""
    days = any(named_day(t) is not None or month_day(t) is not None for t, _ in b.times.values())
    return days and (len(a.people & b.people) > 1 or len(a.sides & b.sides) > 1)


def _other_form(a: Profile, b: Profile) -> bool:
    """What tells two meetings apart whatever else agrees: form, round, own name, being over or still to come."""
    if a.calls != b.calls or a.far != b.far:
        return True
    if a.rounds and b.rounds and not a.rounds & b.rounds:
        return True
    if a.proper and b.proper and not a.proper & b.proper:
        return True
    return _out_of_time(a, b) or _out_of_time(b, a)


def _other_people(a: Profile, b: Profile) -> bool:
    """Whether other people are at the table."""
    one, two = a.people - a.stray, b.people - b.stray
    if not one or not two:
        return False
    shared = one & two
    return not shared or (min(len(one), len(two)) > 1 and shared not in (one, two))


def _out_of_time(told: Profile, dated: Profile) -> bool:
    """Whether one is told as over before the other's day, or as still to come after it."""
    if dated.reach is None or not told.days:
        return False
    if told.all_behind:
        return dated.reach[0] > told.days[-1]
    return told.all_ahead and (told.days[0] - dated.reach[1]).days > SLACK


def _sides(a: Profile, b: Profile) -> Fit:
    """Same: equal sets of two or more. Unknown: one side told, or one set within the other. Else apart."""
    one, two = a.sides - a.stray, b.sides - b.stray
    if (len(one) > 1 and one == two) or _onecompany(a, b):
        return Fit.SAME
    if len(one) > 1 and len(two) > 1:
        nested = one <= two or two <= one
        return Fit.UNKNOWN if nested and not _pair_of_people(a, b) else Fit.APART
    few, many = (a, b) if len(one) <= len(two) else (b, a)
    told = few.sides or few.comers
    if not told:
        return Fit.UNKNOWN
    return Fit.UNKNOWN if told and told <= many.sides | many.comers else Fit.APART


def company(profile: Profile) -> set[str]:
    """The sides that meet; where one alone is told, with the other who comes or stays away."""
    both = profile.sides | profile.comers
    return both if len(profile.sides) == 1 and len(both) == 2 else profile.sides


def _onecompany(a: Profile, b: Profile) -> bool:
    """Whether one names both who meet, and the other one of them with the other as coming or staying away."""
    return len(company(a)) == 2 and company(a) == company(b) and a.sides != b.sides


def _pair_of_people(a: Profile, b: Profile) -> bool:
    """Whether one of them is two people meeting each other: a side meeting of larger talks, not the talks."""
    return any(len(p.people) == 2 and len(p.sides) == 2 for p in (a, b))


def _where(a: Profile, b: Profile, places: Places) -> Fit:
    """Same where any two places can be one; towns of one country leave it open; else apart."""
    if not a.places or not b.places:
        return Fit.UNKNOWN
    pairs = [(x, y) for x in sorted(set(a.places)) for y in sorted(set(b.places))]
    if any(places.agree(x, y) for x, y in pairs):
        return Fit.SAME
    return Fit.UNKNOWN if any(places.near(x, y) for x, y in pairs) else Fit.APART


def _when(a: Profile, b: Profile) -> Fit:
    """Same where any two times can be one; apart where days are known and all too far from each other."""
    weights: Counter[Fit] = Counter()
    for x, often in a.times.values():
        for y, count in b.times.values():
            weights[compare(x, y)] += often * count
    if weights[Fit.SAME] and weights[Fit.SAME] >= weights[Fit.APART]:
        return Fit.SAME
    if weights[Fit.APART] and weights[Fit.APART] >= weights[Fit.UNKNOWN]:
        return Fit.APART
    return _report_days(a, b) if not (a.times and b.times) else Fit.UNKNOWN


def _report_days(a: Profile, b: Profile) -> Fit:
    """Reports far apart in time do not mean the same talks, unless the talks have a name of their own."""
    if not a.days or not b.days or a.proper & b.proper:
        return Fit.UNKNOWN
    few, many = (a.days, b.days) if len(a.days) < len(b.days) else (b.days, a.days)
    gap = min(abs((x - y).days) for x in few for y in _beside(x, many))
    return Fit.APART if gap > APART_DAYS else Fit.UNKNOWN


def _beside(day: date, days: list[date]) -> list[date]:
    """The days on either side of a day, of days in order."""
    at = bisect_left(days, day)
    return days[max(at - 1, 0) : at + 1]


def day_keys(profile: Profile) -> list[tuple[str, ...]]:
    """Days known by date: a bare "June summit" may be found by them."""
    days = (t for t, _ in profile.times.values() if isinstance(t, When) and t.start == t.end)
    return [("day", str(t.start)) for t in days]
