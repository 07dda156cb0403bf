"""What lies on the table: one question for each side and theme, whoever speaks for that side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.model.actors import Actor, ActorKind
from parley.model.entries import Entry, Move, Position
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.reconcile.actors import STEM
from parley.reconcile.alike import content, overlap
from parley.reconcile.claims import Asked, Claim, Desk, Draft, Verdict, later, lower_article
from parley.reconcile.names import plain
from parley.reconcile.wording import balanced, clipped, named, unmarked

_WANTS, _YES, _NO, _THREAT, _OFFERS = "wants", "yes", "no", "threatens", "offers"
_GROUPS = {
    Move.DEMAND: _WANTS,
    Move.PROPOSAL: _WANTS,
    Move.PRECONDITION: _WANTS,
    Move.ACCEPTANCE: _YES,
    Move.CONCESSION: _YES,
    Move.PROMISE: _OFFERS,
    Move.REFUSAL: _NO,
    Move.REJECTION: _NO,
    Move.THREAT: _THREAT,
}
_CLAUSE = re.compile(
    r"(?:I|we|you|he|she|it|they|there|nothing|nobody|if|unless|when)\b"
    r"|(?:(?!that\b|which\b|who\b)[\w’'-]+,? ){1,5}(?:is|are|was|were|will|would|can|could|must|should)\b",
    re.IGNORECASE,
)
_POINTING = frozenset(("him", "her", "them", "it", "us", "me", "himself", "herself", "themselves", "itself"))
_GIST = 12  # words of a content that stand in a question
_VERBS: dict[str, str] = Lexicon.beside(__file__).load("themes")["verb"]
_HOLLOW = {stem for word in Lexicon.beside(__file__).words("themes", "hollow") for stem in content(word)}
_ANSWERS = (Move.ACCEPTANCE, Move.REJECTION, Move.REFUSAL)
_BARE = {stem for word in Lexicon.beside(__file__).words("themes", "bare") for stem in content(word)}
ALIKE = 0.8
"""Share of all words of weight that two reports of one utterance have in common."""
UTTERED = 5
"""Words of weight that make an utterance of its own, and not only the name of what is wanted."""
SAME_OBJECT = 0.5
"""Share of content words that two contents must have in common before yes and no are set against each other."""


def asks(desk: Desk, entry: Entry) -> Iterator[Asked]:
    """What an entry answers: where each side of its holders stands on its theme."""
    if isinstance(entry, Position) and _says(desk, entry):
        theme, claim = asked(plain(entry.theme) or plain(entry.content.words)), _claim(desk, entry)
        for side in sorted({desk.cast.side(a) for a in entry.actors}):
            yield "move", (side, theme), claim


def _says(desk: Desk, entry: Position) -> bool:
    """Whether the content says anything: not "it", "to do so" or "agreed", and of a wish more than whose it is."""
    told = set(content(entry.content.words)) - _HOLLOW
    if entry.move in _ANSWERS:
        return bool(told)
    return any(word[:STEM] not in desk.stems[entry.report] for word in told)


def asked(theme: str) -> str:
    """A theme by the verb that stands for all that ask for the same.

    >>> asked("cut number"), asked("cut"), asked("number of cuts")
    ('limit number', 'cut', 'number of cuts')
    """
    verb, _, rest = theme.partition(" ")
    return f"{_VERBS.get(verb, verb)} {rest}" if rest else theme


def draft(desk: Desk, slot: str, key: tuple[str, ...], claims: list[Claim]) -> Draft:
    """The question with all its claims."""
    side = key[0]
    told = (a for c in claims if isinstance(c.entry, Position) for a in c.entry.actors)
    holders = {desk.cast.of(a) for a in told if desk.cast.side(a) == side}
    alone = next(iter(holders)) if len(holders) == 1 else None
    holder = alone or (side if side in desk.cast.by_id else None)
    return Draft(
        kind="position",
        slot=slot,
        key=key,
        question=_question(desk, holder or side, _about(claims)),
        claims=tuple(claims),
        actor=holder,
    )


def _question(desk: Desk, holder: str, about: str) -> str:
    found = desk.cast.by_id.get(holder)
    many = found is not None and plural(found)
    name = lower_article(named(desk.cast.name(holder)))
    return f"Where {'do' if many else 'does'} {name} stand on {about}?"


def plural(actor: Actor) -> bool:
    """Whether a name is that of several: "regional governments", "officials"; "the United Nations" is one."""
    head = actor.name.split(" of ")[0].split(" in ")[0].split(" from ")[0]
    several = head.endswith("s") and not head.endswith("ss")
    return actor.gender == "p" or (actor.kind is ActorKind.GROUP and actor.gender is None and several)


def _about(claims: list[Claim]) -> str:
    """The theme; where all say the same, an act ("whether to ...") or a whole clause in its own words."""
    entries = [c.entry for c in claims if isinstance(c.entry, Position)]
    told = {balanced(e.content.words) for e in entries}
    own = next(iter(told)) if len(told) == 1 else ""
    if own.startswith("to ") and _POINTING.isdisjoint(own.lower().split()):
        return f"whether {clipped(own, _GIST)}"
    if _CLAUSE.match(own):
        return f"this: “{unmarked(clipped(own, _GIST))}”"
    return next((e.theme.strip() for e in entries if e.theme.strip()), "this")


def _claim(desk: Desk, entry: Position) -> Claim:
    content = " ".join(entry.content.words.split())
    condition = f" ({' '.join(entry.condition.anchor.words.split())})" if entry.condition else ""
    account = desk.account(entry, entry.move.value, content + condition)
    return Claim(account=account, entry=entry, group=_GROUPS[entry.move])


def relate_moves(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """A later yes replaces a no and the other way round; of one time, two holders of one side dispute."""
    one, two = a.entry, b.entry
    if not isinstance(one, Position) or not isinstance(two, Position):
        return None
    if a.group == b.group or {a.group, b.group} == {_YES, _OFFERS} or _same_words(one, two):
        return _alike(a, b, desk)
    if {a.group, b.group} not in ({_YES, _NO}, {_OFFERS, _NO}) or not _one_object(one, two, desk):
        return None
    if later(a, b):
        return Relation.SUPERSEDES, f"{_has(a, desk)}; later {_has(b, desk)}."
    if later(b, a) or a.report == b.report:
        return None
    return Relation.DISPUTES, f"{_has(a, desk)}, {_has(b, desk)}."


def _same_words(a: Position, b: Position) -> bool:
    """Whether two reports have one utterance in the same words, or nearly so: no yes and no."""
    one, two = set(content(a.anchor.words)), set(content(b.anchor.words))
    many = max(len(one), len(two))
    return a.report != b.report and many >= UTTERED and len(one & two) >= ALIKE * many


def _alike(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    if a.report == b.report:
        return None
    if a.account.answer == b.account.answer and _fit(a.account.detail, b.account.detail):
        return Relation.AGREES, f"{desk.teller(a)} and {desk.teller(b)} tell of the same {b.account.answer}."
    return Relation.ADDS, f"{desk.teller(b)} adds: {balanced(b.account.detail)}."


def _fit(a: str, b: str) -> bool:
    """Whether two contents are about the same; one word in common is enough only where there is no other."""
    one, two = set(content(a)), set(content(b))
    return overlap(a, b) > SAME_OBJECT and (len(one & two) > 1 or one == two)


def _one_object(a: Position, b: Position, desk: Desk) -> bool:
    """Whether yes and no are said to the same thing by the same people: the words must say so."""
    holders = {desk.cast.of(x) for x in a.actors}, {desk.cast.of(x) for x in b.actors}
    if not holders[0] & holders[1]:
        return False
    one, two = set(content(a.content.words)), set(content(b.content.words))
    if one == two:
        return not one <= _BARE
    return len(one & two) > 1 and overlap(a.content.words, b.content.words) >= SAME_OBJECT


def _has(claim: Claim, desk: Desk) -> str:
    answer = claim.account.answer
    article = "an" if answer.startswith("a") else "a"
    return f"{desk.teller(claim)} has {article} {answer}: {balanced(claim.account.detail)}"
