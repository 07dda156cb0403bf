"""Who is coming: for each meeting what is told about it, and every person's answers in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from parley.model.actors import ActorKind
from parley.model.dossier import Account, Point, Standing
from parley.model.entries import Attendance, Condition, Meeting
from parley.model.times import When
from parley.views.rows.brief import Comer, Fact, Party, Roll, Source, Step, Value
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import answer_in_words, capital, distinct, flat, listed, quoted, when_in_words

_FACTS = {
    "stage": "Stage",
    "place": "Place",
    "when": "When",
    "who": "Who meets",
    "level": "Level",
    "head": "Leads",
    "hinge": "Waits for",
}

_APART = ("last", "deal")
"""What is told of two sides and of none of their meetings."""
_MOST = 6  # who meets, named beside the meeting
_WORDS = 16  # of a report, beside a meeting without a name
_LEAST = 3  # words of it that are no more than "the planned"


def rolls(look: Lookup) -> tuple[Roll, ...]:
    """The meetings, the main one and those that most is told about first; behind them, by day, those told of in
    passing."""
    asked, told = _by_gathering(look, "attendance"), _by_gathering(look, "meeting")
    for gathering, points in asked.items():
        told[gathering] += [p for p in points if p.slot != "answer"]
        asked[gathering] = [p for p in points if p.slot == "answer"]
    main = _main(look)
    ids = sorted({*asked, *told}, key=lambda g: (g != main, -_weight(asked[g]), -_weight(told[g]), g))
    passing = [g for g in ids[1:] if not asked[g] and _in_passing(told[g])]
    full = (_roll(look, g, asked[g], told[g]) for g in ids if g not in passing)
    by_day = sorted(passing, key=lambda g: _day(look, g, told[g]))
    short = ((g, _roll(look, g, [], told[g], passing=True)) for g in by_day)
    return (*full, *(roll for g, roll in short if roll.facts and _says_which(look, g, roll)))


def _says_which(look: Lookup, gathering_id: str, roll: Roll) -> bool:
    """Whether a reader can tell which meeting is meant: by a name of its own, who meets, a place or its words."""
    gathering = look.gatherings.get(gathering_id)
    placed = any(fact.label == _FACTS["place"] for fact in roll.facts)
    return bool(roll.between) or placed or (gathering is not None and _is_own(gathering.name))


def _is_own(name: str) -> bool:
    """Whether a meeting has a name of its own: "Oslo talks", not "talks"."""
    return any(c.isupper() for c in name)


def _main(look: Lookup) -> str:
    """The meeting that the summary begins with; empty where it begins with none."""
    first = look.dossier.lines[0].grounds if look.dossier.lines else ()
    told = (e for i in first if isinstance(e := look.entries.get(i), Meeting | Attendance))
    return next((look.merged(e.gathering) for e in told), "")


def _in_passing(points: Sequence[Point]) -> bool:
    """Whether one report alone tells of a meeting, and of nothing about it that changed."""
    one = len({a.report for p in points for a in p.accounts}) == 1
    return one and all(p.standing is Standing.SINGLE for p in points)


def _day(look: Lookup, gathering_id: str, points: Sequence[Point]) -> tuple[bool, str]:
    """For the order of time: the first day of a meeting, those that none is told of behind the others."""
    gathering = look.gatherings.get(gathering_id)
    when = gathering.when if gathering and any(p.slot == "when" for p in points) else None
    return (False, when.start.isoformat()) if isinstance(when, When) else (True, "")


def _by_gathering(look: Lookup, kind: str) -> defaultdict[str, list[Point]]:
    grouped: defaultdict[str, list[Point]] = defaultdict(list)
    for point in look.points(kind):
        if point.slot in _APART:
            continue
        grouped[look.merged(point.gathering or "")].append(point)
    return grouped


def _weight(points: Iterable[Point]) -> int:
    return sum(len(point.accounts) for point in points)


def _roll(
    look: Lookup, gathering_id: str, asked: list[Point], told: list[Point], *, passing: bool = False
) -> Roll:
    gathering = look.gatherings.get(gathering_id)
    name = flat(gathering.name) if gathering else "a meeting"
    between = _between(name, look.names(gathering.parties)) if gathering else ""
    between = between or _own_words(look, name, told)
    facts = tuple(_fact(look, point) for point in _ordered(told) if not _plain_parties(point))
    return Roll(capital(name), between, facts, _parties(look, asked), passing)


def _between(name: str, parties: list[str]) -> str:
    """Who meets, those most often named first; empty where the meeting's name tells of two already.

    >>> _between("Norland-Sudland talks", ["Norland", "Sudland"]), _between("talks", ["Norland", "Sudland"])
    ('', 'Norland and Sudland')
    """
    told = [party.split()[-1].casefold() in name.casefold() for party in parties if party]
    if all(told) or sum(told) > 1 or (any(told) and " of " in name):
        return ""
    if len(parties) > _MOST + 1:
        return f"{', '.join(parties[:_MOST])} and {len(parties) - _MOST} others"
    return listed(parties)


def _own_words(look: Lookup, name: str, points: Sequence[Point]) -> str:
    """The report's words for a meeting of which it tells neither a name nor who meets: "talks", "first round"."""
    if _is_own(name):
        return ""
    accounts = (a for p in points if p.slot == "stage" for a in p.accounts if a.entry in look.entries)
    told = [quoted(look.entries[a.entry].anchor.words).split() for a in accounts]
    words = max(told, key=lambda w: (min(len(w), _WORDS), -len(w), w), default=[])
    shown = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    own = {w.lower() for w in words} - set(name.lower().split())
    return f"“{shown.strip('“”')}”" if len(own) > _LEAST else ""


def _plain_parties(point: Point) -> bool:
    """Whether a point only repeats who meets, which stands beside the meeting's name anyway."""
    return point.slot == "who" and point.standing is not Standing.DISPUTED


def _ordered(told: list[Point]) -> list[Point]:
    rank = {slot: i for i, slot in enumerate(_FACTS)}
    return sorted(told, key=lambda p: rank.get(p.slot, len(rank)))


def _fact(look: Lookup, point: Point) -> Fact:
    label = _FACTS.get(point.slot, capital(flat(point.slot)))
    if point.slot == "head" and point.actor:
        label = f"Leads for {look.name(point.actor)}"
    if point.slot == "hinge" and point.actor:
        label = f"{look.name(point.actor)} waits for"
    values = _values(look, point)
    return Fact(label, values, _shown(point, values), flat(point.note))


def _shown(point: Point, values: Sequence[Value]) -> Standing:
    """The standing; only what several reports give in one way is called agreed, not what merely fits together."""
    twice = len(values) == 1 and len({s.ref.anchor.report for s in values[0].sources}) > 1
    return Standing.SINGLE if point.standing is Standing.AGREED and not twice else point.standing


def _values(look: Lookup, point: Point) -> tuple[Value, ...]:
    """The values in order of time, with all accounts that give each."""
    given: dict[str, list[Account]] = {}
    for account in point.accounts:
        decision = look.decision(account.entry, point.slot)
        text = answer_in_words(account.answer) + (f", {decision}" if decision else "")
        given.setdefault(text, []).append(account)
    return tuple(Value(text, look.sources(tuple(by))) for text, by in given.items())


def _parties(look: Lookup, asked: list[Point]) -> tuple[Party, ...]:
    """People by the side they belong to; those who are a side of their own come together at the end."""
    sides: dict[str, list[Point]] = {}
    for point in asked:
        sides.setdefault(_side(look, point.actor or ""), []).append(point)
    several = [name for name, points in sides.items() if {look.name(p.actor or "") for p in points} != {name}]
    ranked = sorted(several, key=lambda name: (-_weight(sides[name]), name))
    made = [Party(name, tuple(_comer(look, p) for p in _most_told(sides[name]))) for name in ranked]
    alone = [p for name, points in sorted(sides.items()) if name not in several for p in points]
    if alone:
        made.append(Party("Others" if made else "", tuple(_comer(look, p) for p in _most_told(alone))))
    return tuple(made)


def _side(look: Lookup, actor: str) -> str:
    """The side that somebody stands under: a state or body; whoever acts for a person stands for himself."""
    side = look.side(actor)
    return look.name(actor) if side and side.kind is ActorKind.PERSON else look.party(actor)


def _most_told(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda point: -len(point.accounts))


def _comer(look: Lookup, point: Point) -> Comer:
    actor = point.actor or ""
    steps = _steps(look, actor, point.accounts)
    answers = distinct([step.answer for step in steps])
    name, role = look.name(actor), look.role(actor)
    told = "" if role.lower() in name.lower() else role
    return Comer(name, told, answers, steps, point.standing, flat(point.note))


def _steps(look: Lookup, actor: str, accounts: Sequence[Account]) -> tuple[Step, ...]:
    """One step an account; accounts that follow each other and say the same become one step."""
    steps: list[Step] = []
    for account in accounts:
        step = _step(look, actor, account)
        if steps and _same(steps[-1], step):
            steps[-1] = _joined(steps[-1], step)
        else:
            steps.append(step)
    return tuple(steps)


def _same(one: Step, other: Step) -> bool:
    return (one.answer, one.condition, one.detail) == (other.answer, other.condition, other.detail)


def _joined(one: Step, other: Step) -> Step:
    when = one.when if other.when in one.when else "; ".join(filter(None, (one.when, other.when)))
    sources: tuple[Source, ...] = tuple(dict.fromkeys((*one.sources, *other.sources)))
    return Step(one.answer, one.condition, when, one.detail, sources)


def _step(look: Lookup, actor: str, account: Account) -> Step:
    entry = look.entries.get(account.entry)
    condition, detail = "", flat(account.detail)
    if isinstance(entry, Attendance) and look.merged(entry.who) == look.merged(actor):  # else for whom he comes
        condition = _condition(entry.condition)
        detail = _detail(look, entry)
    detail = ", ".join(filter(None, (detail, look.decision(account.entry))))
    source = (look.source(account.voice, account.anchor),)
    return Step(flat(account.answer), condition, when_in_words(account.as_of), detail, source)


def _condition(condition: Condition | None) -> str:
    """The condition as written; "If" at the head of a sentence gets a small letter."""
    words = flat(condition.anchor.words) if condition else ""
    if condition and words.lower().startswith(condition.marker.lower()):
        return words[:1].lower() + words[1:]
    return words


def _detail(look: Lookup, entry: Attendance) -> str:
    """Role at the meeting and who was sent instead."""
    instead = f"sent {flat(entry.instead)} instead" if entry.instead else ""
    return listed([part for part in (flat(entry.role or ""), instead) if part])
