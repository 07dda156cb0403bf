"""On the table: what each party demands, offers, refuses, and what was answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from parley.model.dossier import Account, Point
from parley.model.entries import Move, Position
from parley.views.rows.brief import Offer, Reply, Side, Wording
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import distinct, flat, listed, quoted, when_in_words

# What is asked for before what is given, what is given before what is turned down.
_ORDER = (
    Move.DEMAND,
    Move.PRECONDITION,
    Move.PROPOSAL,
    Move.PROMISE,
    Move.CONCESSION,
    Move.ACCEPTANCE,
    Move.REFUSAL,
    Move.REJECTION,
    Move.THREAT,
)


def sides(look: Lookup) -> tuple[Side, ...]:
    """The parties with their positions; the party with most first."""
    answers, parties = _answers(look), dict[str, list[Point]]()
    for point in look.points("position"):
        parties.setdefault(look.party(point.actor or ""), []).append(point)
    ranked = sorted(parties.items(), key=lambda party: (-len(party[1]), party[0]))
    return tuple(Side(name, _offers(look, points, answers)) for name, points in ranked)


def _offers(look: Lookup, points: Iterable[Point], answers: dict[str, list[Account]]) -> tuple[Offer, ...]:
    ordered = sorted(points, key=lambda p: _rank(look, p))
    return tuple(_offer(look, point, answers) for point in ordered)


def _rank(look: Lookup, point: Point) -> int:
    entry = look.entries.get(point.latest.entry)
    return _ORDER.index(entry.move) if isinstance(entry, Position) else len(_ORDER)


def _answers(look: Lookup) -> dict[str, list[Account]]:
    """For each position, the accounts that answer it."""
    answers: defaultdict[str, list[Account]] = defaultdict(list)
    for point in look.points("position"):
        for account in point.accounts:
            entry = look.entries.get(account.entry)
            if isinstance(entry, Position) and entry.answers:
                answers[entry.answers].append(account)
    return answers


def _offer(look: Lookup, point: Point, answers: dict[str, list[Account]]) -> Offer:
    wordings = tuple(_wording(look, account) for account in point.accounts)
    moves = distinct([wording.move for wording in wordings])
    replies = [_reply(look, a) for account in point.accounts for a in answers.get(account.entry, ())]
    return Offer(
        who=look.name(point.actor or ""),
        move=" → ".join(moves),
        wordings=wordings,
        answering=tuple(dict.fromkeys(_answering(look, point))),
        replies=tuple(dict.fromkeys(replies)),
        standing=point.standing,
        note=flat(point.note),
    )


def _answering(look: Lookup, point: Point) -> Iterator[Reply]:
    """What the entries of a point answer, as the dossier holds it."""
    for account in point.accounts:
        entry = look.entries.get(account.entry)
        if isinstance(entry, Position) and entry.answers:
            told = look.told.get(entry.answers, [])
            yield from (_reply(look, a) for p, a in told[:1] if p.kind == "position")


def _wording(look: Lookup, account: Account) -> Wording:
    entry, when = look.entries.get(account.entry), when_in_words(account.as_of)
    source = look.source(account.voice, account.anchor)
    if not isinstance(entry, Position):
        return Wording("", flat(account.answer), "", flat(account.detail), when, source)
    condition = flat(entry.condition.anchor.words) if entry.condition else ""
    toward = listed(look.names(entry.toward))
    return Wording(entry.move.value, quoted(entry.content.words), toward, condition, when, source)


def _reply(look: Lookup, account: Account) -> Reply:
    entry = look.entries[account.entry]
    who = look.names(entry.actors) if isinstance(entry, Position) else []
    return Reply(listed(who), _wording(look, account))
