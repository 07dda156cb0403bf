"""Where things stand in five lines, for a desk editor at midnight.

Who comes; what is on the table; what hangs on what; what happened on the ground; where the reports disagree. Each
line keeps whose word it is and names the entries it rests on. A line with nothing to say is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from parley.model.dossier import Account, Disagreement, Line, Point
from parley.model.entries import Attendance, Event, Move, Position, Reality
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor
from parley.model.times import When
from parley.reconcile.alike import content
from parley.reconcile.claims import Desk, answered
from parley.reconcile.comings import coming
from parley.reconcile.moving import clause
from parley.reconcile.names import plain
from parley.reconcile.parts import home
from parley.reconcile.periods import LONG, far
from parley.reconcile.tellers import source, teller
from parley.reconcile.wording import (
    LONGEST,
    balanced,
    clipped,
    in_marks,
    listed,
    named,
    points_at_speaker,
    possessive,
    small,
    unmarked,
)

_WANTS = (Move.DEMAND, Move.PROPOSAL, Move.PROMISE)
_NO = (Move.REFUSAL, Move.REJECTION, Move.THREAT)
_FINITE = Lexicon.beside(__file__).words("wording", "finite")
_ARTICLES = frozenset(("a", "an", "the"))
_JOINTS = Lexicon.beside(__file__).words("wording", "joints")
_LEANING = frozenset(("it", "them", "him", "her", "this", "that", "these", "those", "so"))
_PARTIES, _CLASHES = 3, 2
_PLAINEST = ("verb", "will")  # readings that fit into a sentence best
_LEAST = 3  # words of weight that tell enough of a move


Importance = tuple[bool, bool, int, int, float, str]


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
    return desk.main


def _line(sentences: Iterable[str], grounds: Iterable[str]) -> Line | None:
    text = " ".join(s[:1].upper() + s[1:] for s in sentences if s)
    return Line(text=text, grounds=tuple(dict.fromkeys(grounds))) if text else None


# ---- who comes


def _coming(desk: Desk, points: Sequence[Point]) -> Line | None:
    meeting = main_gathering(desk)
    return _line(*coming(desk, meeting, points)) if meeting is not None else None


# ---- what is on the table


def _table(desk: Desk, points: Sequence[Point]) -> Line | None:
    """What the sides want and refuse: those of the main meeting first, of each at most a wish and a refusal."""
    sides: dict[str, list[Point]] = {}
    for point in points:
        if point.kind == "position" and point.latest.answer != Move.PRECONDITION.value:
            sides.setdefault(_holder(desk, point), []).append(point)
    main = _sides(desk)
    weights = {s: sum(len(p.accounts) for p in told) * (2 if s in main else 1) for s, told in sides.items()}
    order = sorted(sides, key=lambda s: (-weights[s], s))[:_PARTIES]
    chosen = [(side, _chosen(desk, sides[side])) for side in order]
    sentences = [_moves(desk, side, told) for side, told in chosen]
    return _line(sentences, (p.latest.entry for _, told in chosen for p in told))


def _holder(desk: Desk, point: Point) -> str:
    return desk.cast.side(point.actor) if point.actor else point.question


def _chosen(desk: Desk, points: list[Point]) -> list[Point]:
    """What the side wants most and what it refuses most; else its weightiest move."""
    ranked = sorted(points, key=lambda p: _weight(desk, p))
    wants = next((p for p in ranked if p.latest.answer in _WANTS and _tells(desk, p)), None)
    refuses = next((p for p in ranked if p.latest.answer in _NO and _tells(desk, p)), None)
    return [p for p in (wants, refuses) if p is not None] or ranked[:1]


def _tells(desk: Desk, point: Point) -> bool:
    """Whether the words say enough to stand alone."""
    entry = desk.entries[point.latest.entry]
    return isinstance(entry, Position) and len(content(entry.content.words)) >= _LEAST


def _weight(desk: Desk, point: Point) -> tuple[int, int, bool, bool, str]:
    """Many sources first, then what the report tells with a verb and in few words."""
    entry = desk.entries[point.latest.entry]
    words = entry.content.words.lower().split() if isinstance(entry, Position) else []
    hard = len(words) > LONGEST or bool(_LEANING & set(words[: _LEAST + 1]))
    return (-point.sources, -len(point.accounts), hard, not entry.by.startswith(_PLAINEST), point.question)


def _moves(desk: Desk, side: str, points: Sequence[Point]) -> str:
    told = [(clause(desk, e), p.latest) for p in points if isinstance(e := desk.entries[p.latest.entry], Position)]
    return f"{named(desk.cast.name(side))} {_run(desk, told, side, ' and ')}." if told else ""


def _run(desk: Desk, told: Iterable[tuple[str, Account]], subject: str, joint: str) -> str:
    """Clauses one after the other; what one teller says in a row is credited once."""
    rows = groupby(told, key=lambda row: teller(desk, row[1], subject))
    return joint.join(f"{joint.join(text for text, _ in row)} ({who})" for who, row in rows)


# ---- what hangs on what

_CONDITIONAL = ("attendance", "meeting", "position")


def _hinge(desk: Desk, points: Sequence[Point]) -> Line | None:
    """What somebody makes a condition, else on what somebody's coming hangs; the latest that is told."""
    sides = _sides(desk)
    asked = (p for p in points if p.kind in _CONDITIONAL)
    told = ((a, p) for p in asked for a in p.accounts if p.kind != "position" or _rank(a))
    conditions = [(a, p) for a, p in told if _conditional(desk, a, sides)]
    if not conditions:
        return None
    account, _ = max(conditions, key=lambda c: (_rank(c[0]), _is_short(c[0]), c[0].order, c[0].entry))
    entry = desk.entries[account.entry]
    if isinstance(entry, Position):
        text = _made_condition(desk, entry, account)
    elif isinstance(entry, Attendance) and entry.condition:
        hangs = _own_words(desk, entry.condition.anchor)
        text = (
            f"{possessive(named(desk.cast.name(entry.who)))} coming hangs on this: {hangs}{source(desk, account)}."
        )
    else:
        return None
    return _line([text], [account.entry])


def _made_condition(desk: Desk, entry: Position, account: Account) -> str:
    holders = list(dict.fromkeys(named(desk.cast.name(a)) for a in entry.actors))
    words = _own_words(desk, entry.content)
    told = source(desk, account, desk.cast.of(entry.actors[0]))
    return f"{listed(holders)} made it a condition: {words}{told}."


def _own_words(desk: Desk, anchor: Anchor) -> str:
    """Words in quotation marks if the report has them in its own, else plain."""
    direct = in_marks(desk.reports[anchor.report], anchor)
    return f"“{clipped(unmarked(anchor.words))}”" if direct else clipped(balanced(anchor.words))


def _sides(desk: Desk) -> set[str]:
    """The sides of the main meeting, and of those who come to it or stay away."""
    meeting = main_gathering(desk)
    if meeting is None:
        return set()
    found = desk.diary.by_id[meeting]
    members, parties = set(found.members), found.parties
    reports = dict.fromkeys(home(i) for i in found.members)
    told = (e for r in reports for e in desk.own[r].of_kind(Attendance) if e.gathering in members)
    return {desk.cast.side(p) for p in parties} | {desk.cast.side(e.who) for e in told}


def _conditional(desk: Desk, account: Account, sides: set[str]) -> bool:
    """Whether a side of the main meeting makes a condition, or the coming of somebody hangs on one."""
    entry = desk.entries[account.entry]
    if not isinstance(entry, Position):
        return isinstance(entry, Attendance) and entry.condition is not None
    if entry.move is not Move.PRECONDITION or not entry.actors:
        return False
    return {desk.cast.side(a) for a in entry.actors} <= sides


def _is_short(account: Account) -> bool:
    """Whether the words are few enough to be the condition itself and not a sentence around it."""
    return len(account.detail.split()) <= LONGEST


def _rank(account: Account) -> int:
    return 1 if account.answer == Move.PRECONDITION.value else 0


# ---- on the ground


def _ground(desk: Desk, points: Sequence[Point]) -> Line | None:
    """The latest events that are no history, those with figures first."""
    events = (p for p in points if p.kind == "event" and p.slot == "what" and _done(desk, p))
    ranks = [(rank, p) for rank, p in ((_ranked(desk, p), p) for p in events) if rank is not None]
    told = [p for _, p in sorted(ranks, key=lambda pair: pair[0])]
    chosen = told[:1] + [p for p in told[1:_CLASHES] if _has_day(desk, p) or _figures(desk, p)]
    once = {" ".join(next(_events(desk, p)).anchor.words.lower().split()): p for p in reversed(chosen)}
    chosen = list(once.values())[::-1]
    return _line((_event(desk, p) for p in chosen), (p.latest.entry for p in chosen))


def _done(desk: Desk, point: Point) -> bool:
    """Whether it is told as done; what is only announced is no news from the ground."""
    return any(e.reality is Reality.HAPPENED for e in _events(desk, point))


def _ranked(desk: Desk, point: Point) -> Importance | None:
    """How much an event tells, worked out once as long as its point stands; None for history."""
    own = desk.kept.setdefault(point.accounts[0].report, {})
    known: tuple[Point, Importance | None] | None = own.get(f"rank {point.id}")
    if known is None or known[0] is not point:
        known = point, _importance(desk, point) if _recent(desk, point) else None
        own[f"rank {point.id}"] = known
    return known[1]


def _importance(desk: Desk, point: Point) -> Importance:
    """Whole sentences first, those with a day, of many sources, with figures, the latest."""
    entry = next(_events(desk, point))
    part = not _is_sentence(entry) or points_at_speaker(entry.anchor.words)
    latest = point.latest.order
    return (part, not _has_day(desk, point), -point.sources, -_figures(desk, point), -latest, point.question)


def _is_sentence(event: Event) -> bool:
    """Whether the words are more than a name of the thing: "the release of the prisoners" is only that."""
    what, words = " ".join(event.what.split()), " ".join(event.anchor.words.split())
    return bool(_FINITE & set(words.lower().split())) or not words.endswith(what)


def _recent(desk: Desk, point: Point) -> bool:
    """Neither told as long past nor further back than the reports' own days."""
    return all(_days_back(desk, e) <= LONG and not far(e.when) for e in _events(desk, point))


def _days_back(desk: Desk, event: Event) -> float:
    """Days from the event to the telling; 0 where the day is not known."""
    time = desk.clock.time(event)
    return desk.clock.shares[event.report].told - time.end.toordinal() if isinstance(time, When) else 0.0


def _has_day(desk: Desk, point: Point) -> bool:
    return any(e.when.expression is not None for e in _events(desk, point))


def _figures(desk: Desk, point: Point) -> int:
    return sum(len(e.magnitudes) for e in _events(desk, point))


def _events(desk: Desk, point: Point) -> Iterator[Event]:
    for account in point.accounts:
        entry = desk.entries[account.entry]
        if isinstance(entry, Event):
            yield entry


def _event(desk: Desk, point: Point) -> str:
    """What was done, in the report's plain words; who did it first, where the words leave that out."""
    entry = next(_events(desk, point))
    # What follows the comma is often what counts: how many were hurt.
    whole = balanced(entry.anchor.words)
    short = len(whole.split()) <= LONGEST and not in_marks(desk.reports[entry.report], entry.anchor)
    words = whole if short else _own_words(desk, entry.anchor)
    actors = list(dict.fromkeys(named(desk.cast.name(a)) for a in entry.actors))
    known = {w for a in entry.actors for w in desk.cast.words(a)}
    if not _is_sentence(entry):
        return f"{word_of(entry, words, actors)}{source(desk, point.latest)}."
    absent = actors and small(words)[:1].islower() and not known & set(plain(words).split())
    return f"{listed(actors) + ': ' if absent else ''}{words}{source(desk, point.latest)}."


def word_of(entry: Event, words: str, actors: list[str]) -> str:
    """What was done, where the words are no sentence: a thing by its name, a verb in the past with who did it."""
    verb, _, rest = words.partition(" ")
    if not _begins_in_past(entry, verb):
        return f"There is word of {small(words)}"
    if not rest or rest.split()[0].lower() in _JOINTS - _ARTICLES:
        return f"It is told: “{words}”"
    return f"{listed(actors)} {words}" if actors else f"{verb[:1].upper()}{verb[1:]}: {rest}"


def _begins_in_past(entry: Event, first: str) -> bool:
    """Whether the words begin with the verb that the event was read from, in the past or as a participle."""
    kind, _, lemma = entry.by.partition(" ")
    word = first.lower()
    alike = word[:1] == lemma[:1] and (word.endswith("ed") or word[-1:] == lemma[-1:] or word[1:2] == lemma[1:2])
    return kind == "verb" and alike and not word.endswith("ing") and word not in _JOINTS


# ---- where the reports disagree


def _split(desk: Desk, clashes: Sequence[Disagreement], points: Sequence[Point]) -> Line | None:
    """The contradictions and disputes, what most reports tell of first; changes of plan are no disagreement."""
    home = {p.id: p for p in points}
    weight = {p.id: len(p.accounts) for p in points}
    opposed = [c for c in clashes if c.relation in (Relation.CONTRADICTS, Relation.DISPUTES)]
    opposed.sort(key=lambda c: (c.relation is Relation.DISPUTES, -weight.get(c.point, 0), c.question, c.a, c.b))
    once = list({c.question: c for c in reversed(opposed)}.values())[::-1][:_CLASHES]
    if not once:
        return None
    head = "The reports disagree."
    sentences = [head, *(_opposed(desk, c, home.get(c.point)) for c in once)]
    return _line(sentences, (i for c in once for i in (c.a, c.b)))


def _opposed(desk: Desk, clash: Disagreement, point: Point | None) -> str:
    """A question with both answers and who gives them."""
    told = {a.entry: a for a in point.accounts} if point else {}
    if clash.a not in told or clash.b not in told:
        return f"{clash.question} {clash.reason}"
    a, b = told[clash.a], told[clash.b]
    one, two = desk.entries[clash.a], desk.entries[clash.b]
    if isinstance(one, Position) and isinstance(two, Position):
        name = named(desk.cast.name(one.actors[0]))
        first, second = f"{clause(desk, one)}{source(desk, a)}", f"{clause(desk, two)}{source(desk, b)}"
        return f"Of {name} it is told that it {first} and that it {second}."
    answers = f"{answered(a)}{source(desk, a)} or {answered(b)}{source(desk, b)}"
    return f"{clash.question.removesuffix('?')}: {answers}?"
