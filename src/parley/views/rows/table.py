"""On the table: what each party demands, offers, refuses, and what was answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from parley.model.dossier import Account, Point, Standing
from parley.model.entries import Move, Position
from parley.views.rows.brief import Offer, Reply, Side, Wording
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat, listed, quoted, when_in_words

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
    answers, parties = _answers(look), dict[str, list[Offer]]()
    for point in look.points("position"):
        parties.setdefault(look.party(_holder(look, point)), []).extend(_offers(look, point, answers))
    ranked = sorted(parties.items(), key=lambda party: (-len(party[1]), party[0]))
    return tuple(Side(name, tuple(sorted(offers, key=_rank))) for name, offers in ranked)


def _holder(look: Lookup, point: Point) -> str:
    """Who holds a position; where a point names nobody, the first actor of its latest entry."""
    entry = look.entries.get(point.latest.entry)
    return point.actor or (entry.actors[0] if isinstance(entry, Position) and entry.actors else "")


def _rank(offer: Offer) -> int:
    return _ORDER.index(offer.move) if offer.move in _ORDER else len(_ORDER)


def _answers(look: Lookup) -> dict[str, list[Account]]:
    """For each position, the accounts that answer it."""
    answers: defaultdict[str, list[Account]] = defaultdict(list)
    for point in look.points("position"):
        for account in point.accounts:
            entry = look.entries.get(account.entry)
            if isinstance(entry, Position) and entry.answers:
                answers[entry.answers].append(account)
    return answers


def _offers(look: Lookup, point: Point, answers: dict[str, list[Account]]) -> Iterator[Offer]:
    """A point is one party on one theme: its moves, each with the wordings that reports tell alike in one row."""
    moves: dict[str, list[tuple[Account, ...]]] = {}
    for accounts in look.alike(point):
        entry = look.entries.get(accounts[0].entry)
        moves.setdefault(entry.move.value if isinstance(entry, Position) else "", []).append(accounts)
    for move, groups in moves.items():
        yield from (_offer(look, point, move, accounts, answers) for accounts in _in_one(look, groups))


def _in_one(look: Lookup, groups: Iterable[tuple[Account, ...]]) -> Iterable[tuple[Account, ...]]:
    """Groups that begin with the same words are one row: a report that says a thing twice says it once."""
    rows: dict[str, tuple[Account, ...]] = {}
    for group in groups:
        words = _plain(look, group[0])
        rows[words] = (*rows.get(words, ()), *group)
    return rows.values()


def _plain(look: Lookup, account: Account) -> str:
    entry = look.entries.get(account.entry)
    return quoted(entry.content.words).casefold() if isinstance(entry, Position) else account.entry


def _once(look: Lookup, accounts: Iterable[Account]) -> Iterable[Account]:
    """Of the same words in one report the first."""
    return {(_plain(look, a), a.report): a for a in reversed(tuple(accounts))}.values()


def _offer(
    look: Lookup, point: Point, move: str, accounts: tuple[Account, ...], answers: dict[str, list[Account]]
) -> Offer:
    return Offer(
        who=look.name(_holder(look, point)),
        move=move,
        wordings=tuple(_wording(look, account) for account in reversed(tuple(_once(look, accounts)))),
        answering=tuple(dict.fromkeys(r for a in accounts for r in _answering(look, a))),
        replies=tuple(dict.fromkeys(_reply(look, r) for a in accounts for r in answers.get(a.entry, ()))),
        standing=_standing(look, point, accounts),
        note=flat(point.note),
    )


def _standing(look: Lookup, point: Point, accounts: tuple[Account, ...]) -> Standing:
    """How a point stands, as far as it concerns these accounts: told alike by several, or set against others."""
    if point.standing not in (Standing.AGREED, Standing.SINGLE):
        clashing = {i for d in look.dossier.disagreements if d.point == point.id for i in (d.a, d.b)}
        if not clashing.isdisjoint(a.entry for a in accounts):
            return point.standing
    return Standing.AGREED if look.independent(accounts) > 1 else Standing.SINGLE


def _answering(look: Lookup, account: Account) -> Iterator[Reply]:
    """What an entry answers, as the dossier holds it."""
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
    decision = look.decision(account.entry)
    content = quoted(entry.content.words) + (f" [{decision}]" if decision else "")
    return Wording(entry.move.value, content, toward, condition, when, source)


def _reply(look: Lookup, account: Account) -> Reply:
    entry = look.entries[account.entry]
    who = look.names(entry.actors) if isinstance(entry, Position) else []
    return Reply(listed(who), _wording(look, account))
