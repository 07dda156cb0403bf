"""Where things stand in five lines, for a desk editor at midnight.

Who comes; what is on the table; what hangs on what; what happened on the ground; where the reports disagree. Each
line keeps whose word it is and names the entries it rests on. A line with nothing to say is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from parley.model.actors import VoiceKind
from parley.model.dossier import Account, Disagreement, Line, Point, Standing
from parley.model.entries import Answer, Attendance, Event, Meeting, Move, Position, Stage
from parley.model.judgements import Relation
from parley.model.times import When
from parley.reconcile.claims import Desk, are, lower_article, the
from parley.reconcile.periods import LONG, far

_COMES = (Answer.WILL.value, Answer.ATTENDED.value)
_STAYS = (Answer.WILL_NOT.value, Answer.DID_NOT.value, Answer.NOT_LISTED.value)
_STAGES = {
    Stage.PROPOSED: "{be} proposed",
    Stage.PLANNED: "{be} planned",
    Stage.UNDER_WAY: "{be} under way",
    Stage.HELD: "{was} held",
    Stage.ADJOURNED: "{was} adjourned",
    Stage.COLLAPSED: "collapsed",
    Stage.CANCELLED: "{was} cancelled",
}
_MOVES = {
    Move.DEMAND: "demanded",
    Move.PROPOSAL: "proposed",
    Move.REFUSAL: "refused",
    Move.REJECTION: "rejected",
    Move.ACCEPTANCE: "accepted",
    Move.CONCESSION: "conceded",
    Move.THREAT: "threatened",
    Move.PROMISE: "offered",
    Move.PRECONDITION: "set a condition",
}
_ENDS = tuple(s.value for s in (Stage.HELD, Stage.ADJOURNED, Stage.COLLAPSED, Stage.CANCELLED))
_PEOPLE, _PARTIES, _CLASHES, _EARLIER = 4, 3, 2, 2
_WORDS = 22
_SENTENCE_END = "."


def lines(desk: Desk, points: Sequence[Point], clashes: Sequence[Disagreement]) -> tuple[Line, ...]:
    """At most five lines, always in the same order."""
    makers = (
        _coming(desk, points),
        _table(desk, points),
        _hinge(desk, points),
        _ground(desk, points),
        _split(desk, clashes, points),
    )
    return tuple(line for line in makers if line is not None)


def main_gathering(desk: Desk) -> str | None:
    """The meeting that most entries tell of, leaving out what lies far back."""
    entries = [e for e in desk.record.entries if isinstance(e, Meeting | Attendance) and not far(e.when)]
    weights = Counter(desk.diary.of(e.gathering) for e in entries)
    return min(weights, key=lambda g: (-weights[g], g)) if weights else None


def _line(sentences: Iterable[str], grounds: Iterable[str]) -> Line | None:
    text = " ".join(s[:1].upper() + s[1:] for s in sentences if s)
    return Line(text=text, grounds=tuple(dict.fromkeys(grounds))) if text else None


# ---- who comes


def _coming(desk: Desk, points: Sequence[Point]) -> Line | None:
    """How the main meeting stands and who is there and who is not."""
    meeting = main_gathering(desk)
    if meeting is None:
        return None
    stage = next((p for p in points if p.gathering == meeting and p.slot == "stage"), None)
    asked = [p for p in points if p.gathering == meeting and p.kind == "attendance" and p.slot == "answer"]
    asked.sort(key=lambda p: (-len(p.accounts), p.question))
    away = [p for p in asked if p.latest.answer in _STAYS][:_PEOPLE]
    there = [p for p in asked if p.latest.answer in _COMES][:_PEOPLE]
    maybe = [p for p in asked if p.latest.answer == Answer.MAY.value][:_PEOPLE]
    used = [*([stage] if stage else []), *away, *there, *maybe]
    sentences = [
        _stage(desk, meeting, stage),
        _row(desk, "Not coming", away),
        _row(desk, "Coming", there),
        _row(desk, "Open", maybe),
    ]
    return _line(sentences, (p.latest.entry for p in used))


def _stage(desk: Desk, meeting: str, stage: Point | None) -> str:
    name = desk.diary.name(meeting)
    if stage is None:
        return ""
    be, was = ("are", "were") if are(name) else ("is", "was")
    last = _leading(stage)
    told = _STAGES[Stage(last.answer)].format(be=be, was=was)
    place = desk.diary.by_id[meeting].place
    where = f" in {place}" if place and place.lower() not in name.lower() else ""
    return f"{the(name)}{where} {told}{_source(desk, last)}."


def _leading(point: Point) -> Account:
    """Of the latest report's last accounts the one it tells first: what leads weighs more than a remark."""
    last = point.latest
    level = [
        a
        for a in point.accounts
        if (a.report, a.order, a.answer in _ENDS) == (last.report, last.order, last.answer in _ENDS)
    ]
    return min(level, key=lambda a: (a.anchor.start, a.entry))


def _row(desk: Desk, head: str, points: Sequence[Point]) -> str:
    named = [_person(desk, p) for p in points]
    return f"{head}: {'; '.join(named)}." if named else ""


def _person(desk: Desk, point: Point) -> str:
    name = desk.cast.name(point.actor or "")
    before = [a for a in point.accounts if _side_of(a) != _side_of(point.latest) and _side_of(a)]
    earlier = list(dict.fromkeys(a.answer for a in before))[-_EARLIER:]
    changed = f", earlier: {', '.join(earlier)}" if point.standing is Standing.DEVELOPING and before else ""
    disputed = ", disputed" if point.standing is Standing.DISPUTED else ""
    lead = ", leading the delegation" if point.latest.detail.startswith(("head", "lead")) else ""
    told = _teller(desk, point.latest)
    return f"{name}{lead} ({told}{changed}{disputed})"


def _side_of(account: Account) -> str:
    """Yes, no or open; empty for what is no answer."""
    if account.answer in _COMES:
        return "yes"
    return "no" if account.answer in _STAYS else "open" if account.answer == Answer.MAY.value else ""


# ---- what is on the table


def _table(desk: Desk, points: Sequence[Point]) -> Line | None:
    """The latest moves of the sides of whom most is told, demands and refusals first."""
    moves = [p for p in points if p.kind == "position" and p.latest.answer != Move.PRECONDITION.value]
    sides: dict[str, list[Point]] = {}
    for point in moves:
        sides.setdefault(_holder(desk, point), []).append(point)
    order = sorted(sides, key=lambda s: (-sum(len(p.accounts) for p in sides[s]), s))[:_PARTIES]
    chosen = [(side, sorted(sides[side], key=_weight)[:2]) for side in order]
    sentences = [f"{desk.cast.name(side)} {_moves(desk, told)}." for side, told in chosen]
    return _line(sentences, (p.latest.entry for _, told in chosen for p in told))


def _holder(desk: Desk, point: Point) -> str:
    return desk.cast.side(point.actor) if point.actor else point.question


def _weight(point: Point) -> tuple[int, int, int, str]:
    order = (Move.DEMAND, Move.REFUSAL, Move.REJECTION, Move.PROPOSAL, Move.CONCESSION, Move.ACCEPTANCE)
    rank = order.index(Move(point.latest.answer)) if Move(point.latest.answer) in order else len(order)
    return (-point.sources, -len(point.accounts), rank, point.question)


def _moves(desk: Desk, points: Sequence[Point]) -> str:
    told = [
        f"{_MOVES[Move(p.latest.answer)]} “{_short(p.latest.detail)}”{_source(desk, p.latest)}" for p in points
    ]
    return " and ".join(told)


# ---- what hangs on what


def _hinge(desk: Desk, points: Sequence[Point]) -> Line | None:
    """What somebody makes a condition, else on what somebody's coming hangs; the latest that is told."""
    sides = _sides(desk)
    conditions = [(a, p) for p in points for a in p.accounts if _conditional(desk, a, sides)]
    if not conditions:
        return None
    account, _ = max(conditions, key=lambda c: (_rank(c[0]), _is_short(c[0]), c[0].order, c[0].entry))
    entry = _entry(desk, account)
    if isinstance(entry, Position):
        holder = " and ".join(desk.cast.name(a) for a in entry.actors)
        words = _short(" ".join(entry.content.words.split()))
        text = f"{holder} made it a condition: “{words}”{_source(desk, account)}."
    elif isinstance(entry, Attendance) and entry.condition:
        words = " ".join(entry.condition.anchor.words.split())
        text = f"Whether to expect {desk.cast.name(entry.who)} hangs on this: “{words}”{_source(desk, account)}."
    else:
        return None
    return _line([text], [account.entry])


def _sides(desk: Desk) -> set[str]:
    """The sides of the main meeting, and of those who come to it or stay away."""
    meeting = main_gathering(desk)
    told = (e for e in desk.record.of_kind(Attendance) if desk.diary.of(e.gathering) == meeting)
    parties = desk.diary.by_id[meeting].parties if meeting else ()
    return {desk.cast.side(p) for p in parties} | {desk.cast.side(e.who) for e in told}


def _conditional(desk: Desk, account: Account, sides: set[str]) -> bool:
    """Whether a side of the main meeting makes a condition, or the coming of somebody hangs on one."""
    entry = _entry(desk, account)
    if isinstance(entry, Position):
        own = bool(entry.actors) and {desk.cast.side(a) for a in entry.actors} <= sides
        return entry.move is Move.PRECONDITION and own
    return isinstance(entry, Attendance) and entry.condition is not None


def _is_short(account: Account) -> bool:
    """Whether the words are few enough to be the condition itself and not a sentence around it."""
    return len(account.detail.split()) <= _WORDS


def _rank(account: Account) -> int:
    return 1 if account.answer == Move.PRECONDITION.value else 0


def _entry(desk: Desk, account: Account) -> object:
    return desk.entries[account.entry]


# ---- on the ground


def _ground(desk: Desk, points: Sequence[Point]) -> Line | None:
    """The latest events that are no history, those with figures first."""
    told = [p for p in points if p.kind == "event" and p.slot == "what" and _recent(desk, p)]
    told.sort(key=lambda p: (not _has_day(desk, p), -p.sources, -_figures(desk, p), -p.latest.order, p.question))
    chosen = told[:1] + [p for p in told[1:_CLASHES] if _has_day(desk, p) or _figures(desk, p)]
    return _line((_event(desk, p) for p in chosen), (p.latest.entry for p in chosen))


def _recent(desk: Desk, point: Point) -> bool:
    """Neither told as long past nor further back than the reports' own days."""
    return all(_days_back(desk, e) <= LONG and not far(e.when) for e in _events(desk, point))


def _days_back(desk: Desk, event: Event) -> float:
    """Days from the event to the telling; 0 where the day is not known."""
    time = desk.clock.time(event)
    return desk.clock.told[event.report] - time.end.toordinal() if isinstance(time, When) else 0.0


def _has_day(desk: Desk, point: Point) -> bool:
    return any(e.when.expression is not None for e in _events(desk, point))


def _figures(desk: Desk, point: Point) -> int:
    return sum(len(e.magnitudes) for e in _events(desk, point))


def _events(desk: Desk, point: Point) -> Iterator[Event]:
    for account in point.accounts:
        entry = _entry(desk, account)
        if isinstance(entry, Event):
            yield entry


def _event(desk: Desk, point: Point) -> str:
    entry = next(_events(desk, point))
    actors = " and ".join(desk.cast.name(a) for a in entry.actors)
    words = _short(" ".join(entry.anchor.words.split()))
    return f"{actors + ': ' if actors and actors not in words else ''}“{words}”{_source(desk, point.latest)}."


# ---- where the reports disagree


def _split(desk: Desk, clashes: Sequence[Disagreement], points: Sequence[Point]) -> Line | None:
    """The contradictions and disputes, what most reports tell of first; changes of plan are no disagreement."""
    weight = {p.id: len(p.accounts) for p in points}
    opposed = [c for c in clashes if c.relation in (Relation.CONTRADICTS, Relation.DISPUTES)]
    opposed.sort(key=lambda c: (c.relation is Relation.DISPUTES, -weight.get(c.point, 0), c.question, c.a, c.b))
    once = list({c.question: c for c in reversed(opposed)}.values())[::-1][:_CLASHES]
    if not once:
        return None
    sentences = ["The reports disagree.", *(f"{c.question} {c.reason}" for c in once)]
    return _line(sentences, (i for c in once for i in (c.a, c.b)))


# ---- words


def _teller(desk: Desk, account: Account) -> str:
    """Whose word it is: "says a senior official, The Gazette"; the outlet alone where it speaks itself."""
    label = desk.labels.get(account.report, "one report")
    voice = account.voice
    if voice.kind is VoiceKind.OUTLET:
        return label
    named = voice.actor and voice.kind is not VoiceKind.ANONYMOUS
    name = desk.cast.name(voice.actor) if voice.actor and named else voice.description
    return f"says {lower_article(name)}, {label}"


def _source(desk: Desk, account: Account) -> str:
    return f" ({_teller(desk, account)})"


def _short(words: str) -> str:
    listed = words.strip(" ,;.").split()
    return " ".join(listed[:_WORDS]) + (" …" if len(listed) > _WORDS else "")
