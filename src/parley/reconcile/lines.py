"""Where things stand in five lines, for a desk editor at midnight.

Who comes; what is on the table; what hangs on what; what happened on the ground; where the reports disagree. Each
line keeps whose word it is and names the entries it rests on. A line with nothing to say is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from heapq import merge, nsmallest
from itertools import groupby, islice

from parley.model.dossier import Account, Disagreement, Line, Point
from parley.model.entries import Attendance, Event, Move, Position
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor
from parley.reconcile.alike import content
from parley.reconcile.claims import Desk, answered
from parley.reconcile.comings import coming
from parley.reconcile.foremost import LEAST, Foremost, events_of, figures, has_day, is_sentence
from parley.reconcile.moving import clause
from parley.reconcile.names import plain
from parley.reconcile.parts import home
from parley.reconcile.tellers import source, teller
from parley.reconcile.wording import (
    LONGEST,
    balanced,
    clipped,
    in_marks,
    listed,
    named,
    possessive,
    small,
    unmarked,
)

_WANTS = (Move.DEMAND, Move.PROPOSAL, Move.PROMISE)
_NO = (Move.REFUSAL, Move.REJECTION, Move.THREAT)
_ARTICLES = frozenset(("a", "an", "the"))
_LEXICON = Lexicon.beside(__file__)
_JOINTS = _LEXICON.words("wording", "joints")
_LEANING = _LEXICON.words("moments", "leaning")
_OPEN = (Relation.CONTRADICTS, Relation.DISPUTES)
_PARTIES, _CLASHES = 3, 2


def lines(desk: Desk, foremost: Foremost, loose: Sequence[Disagreement]) -> tuple[Line, ...]:
    """At most five lines, always in the same order; `loose` are clashes that belong to no one question."""
    sides = _sides(desk)
    makers = (
        _coming(desk, foremost),
        _table(desk, foremost, sides),
        _hinge(desk, foremost, sides),
        _ground(desk, foremost),
        _split(desk, foremost, loose),
    )
    return tuple(line for line in makers if line is not None)


def main_gathering(desk: Desk) -> str | None:
    """The meeting that most entries tell of, leaving out what lies far back."""
    return desk.main


def _line(sentences: Iterable[str], grounds: Iterable[str]) -> Line | None:
    text = " ".join(s[:1].upper() + s[1:] for s in sentences if s)
    return Line(text=text, grounds=tuple(dict.fromkeys(grounds))) if text else None


# ---- who comes


def _coming(desk: Desk, foremost: Foremost) -> Line | None:
    meeting = main_gathering(desk)
    return _line(*coming(desk, meeting, foremost.of(meeting))) if meeting is not None else None


# ---- what is on the table


def _table(desk: Desk, foremost: Foremost, main: Set[str]) -> Line | None:
    """What the sides want and refuse: those of the main meeting first, of each at most a wish and a refusal."""
    weights = {side: often * (2 if side in main else 1) for side, often in foremost.often.items()}
    order = nsmallest(_PARTIES, weights, key=lambda s: (-weights[s], s))
    chosen = [(side, _chosen(desk, foremost.moves[side])) for side in order]
    sentences = [_moves(desk, side, told) for side, told in chosen]
    return _line(sentences, (p.latest.entry for _, told in chosen for p in told))


def _chosen(desk: Desk, ranked: Iterable[Point]) -> list[Point]:
    """What the side wants most and what it refuses most; else its weightiest move."""
    wants = next((p for p in ranked if p.latest.answer in _WANTS and _tells(desk, p)), None)
    refuses = next((p for p in ranked if p.latest.answer in _NO and _tells(desk, p)), None)
    return [p for p in (wants, refuses) if p is not None] or list(islice(ranked, 1))


def _tells(desk: Desk, point: Point) -> bool:
    """Whether the words say enough to stand alone."""
    entry = desk.entries[point.latest.entry]
    return isinstance(entry, Position) and len(content(entry.content.words)) >= LEAST


def _moves(desk: Desk, side: str, points: Sequence[Point]) -> str:
    told = [(clause(desk, e), p.latest) for p in points if isinstance(e := desk.entries[p.latest.entry], Position)]
    return f"{named(desk.cast.name(side))} {_run(desk, told, side, ' and ')}." if told else ""


def _run(desk: Desk, told: Iterable[tuple[str, Account]], subject: str, joint: str) -> str:
    """Clauses one after the other; what one teller says in a row is credited once."""
    rows = groupby(told, key=lambda row: teller(desk, row[1], subject))
    return joint.join(f"{joint.join(text for text, _ in row)} ({who})" for who, row in rows)


# ---- what hangs on what


def _hinge(desk: Desk, foremost: Foremost, sides: Set[str]) -> Line | None:
    """What a side of the main meeting makes a condition, else on what somebody's coming hangs; the latest told."""
    fitting = (c for c in reversed(foremost.conditions) if c.sides is None or c.sides <= sides)
    account = next((c.account for c in fitting), None)
    if account is None:
        return None
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
    told = {side for r in reports for gathering, side in _comers(desk, r) if gathering in members}
    return {desk.cast.side(p) for p in parties} | told


def _comers(desk: Desk, report: str) -> frozenset[tuple[str, str]]:
    """Each gathering of a report with the sides of those who come to it or stay away."""
    own = desk.kept.setdefault(report, {})
    if "comers" not in own:
        told = desk.own[report].of_kind(Attendance)
        own["comers"] = frozenset((e.gathering, desk.cast.side(e.who)) for e in told)
    found: frozenset[tuple[str, str]] = own["comers"]
    return found


# ---- on the ground


def _ground(desk: Desk, foremost: Foremost) -> Line | None:
    """The latest events that are no history, those with figures first."""
    told = list(islice((p for p in foremost.events if not _leans(desk, p)), _CLASHES))
    chosen = told[:1] + [p for p in told[1:] if has_day(desk, p) or figures(desk, p)]
    once = {" ".join(next(events_of(desk, p)).anchor.words.lower().split()): p for p in reversed(chosen)}
    chosen = list(once.values())[::-1]
    return _line((_event(desk, p) for p in chosen), (p.latest.entry for p in chosen))


def _leans(desk: Desk, point: Point) -> bool:
    """Whether the words hang on what stood before them in the report: "where the attack took place"."""
    return next(events_of(desk, point)).anchor.words.partition(" ")[0].lower() in _LEANING


def _event(desk: Desk, point: Point) -> str:
    """What was done, in the report's plain words; who did it first, where the words leave that out."""
    entry = next(events_of(desk, point))
    # What follows the comma is often what counts: how many were hurt.
    whole = balanced(entry.anchor.words)
    short = len(whole.split()) <= LONGEST and not in_marks(desk.reports[entry.report], entry.anchor)
    words = whole if short else _own_words(desk, entry.anchor)
    actors = list(dict.fromkeys(named(desk.cast.name(a)) for a in entry.actors))
    known = {w for a in entry.actors for w in desk.cast.words(a)}
    if not is_sentence(entry):
        return f"{word_of(entry, words, actors)}{source(desk, point.latest)}."
    absent = actors and small(words)[:1].islower() and not known & set(plain(words).split())
    return f"{listed(actors) + ': ' if absent else ''}{words}{source(desk, point.latest)}."


def word_of(entry: Event, words: str, actors: list[str]) -> str:
    """What was done, where the words are no sentence: a thing by its name, a verb in the past with who did it."""
    verb, _, rest = words.partition(" ")
    if not begins_in_past(entry, verb):
        return f"There is word of {small(words)}"
    if not rest or rest.split()[0].lower() in _JOINTS - _ARTICLES:
        return f"It is told: “{words}”"
    return f"{listed(actors)} {words}" if actors else f"{verb[:1].upper()}{verb[1:]}: {rest}"


def begins_in_past(entry: Event, first: str) -> bool:
    """Whether the words begin with the verb that the event was read from, in the past or as a participle."""
    kind, _, lemma = entry.by.removeprefix("judge:").partition(" ")
    word = first.lower()
    alike = word[:1] == lemma[:1] and (word.endswith("ed") or word[-1:] == lemma[-1:] or word[1:2] == lemma[1:2])
    return kind == "verb" and alike and not word.endswith("ing") and word not in _JOINTS


# ---- where the reports disagree


def _split(desk: Desk, foremost: Foremost, loose: Iterable[Disagreement]) -> Line | None:
    """The contradictions and disputes, what most reports tell of first; changes of plan are no disagreement."""
    others = sorted((c for c in loose if c.relation in _OPEN), key=lambda c: (c.relation, c.question, c.a, c.b))
    once: dict[str, tuple[Disagreement, Point | None]] = {}
    for clash, point in merge(foremost.opposed, ((c, None) for c in others), key=_last):
        once.setdefault(clash.question, (clash, point))
        if len(once) == _CLASHES:
            break
    if not once:
        return None
    sentences = ["The reports disagree.", *(_opposed(desk, c, point) for c, point in once.values())]
    return _line(sentences, (i for c, _ in once.values() for i in (c.a, c.b)))


def _last(pair: tuple[Disagreement, Point | None]) -> tuple[bool, bool]:
    """Disputes behind contradictions, and what belongs to no one question behind what does."""
    return (pair[0].relation is Relation.DISPUTES, pair[1] is None)


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
