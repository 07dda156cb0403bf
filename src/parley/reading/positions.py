"""What the parties want, offer, require, refuse, accept, reject, concede, threaten and promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from parley.model.entries import Condition, Move, Position
from parley.model.text import Anchor
from parley.reading.commands import command
from parley.reading.conditional import condition
from parley.reading.intents import intent
from parley.reading.moves import Bid, bids
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.reality import reality
from parley.reading.roles import PRESS, principal, same_side
from parley.reading.slots import Piece
from parley.reading.stances import stances
from parley.reading.terms import terms
from parley.reading.themes import theme
from parley.reading.verdicts import answered, verdict
from parley.reading.warning import warning
from parley.reading.weighing import importance, judged


def read(page: Page) -> tuple[Position, ...]:
    """The positions of a report, in order of place; one for each word that shows a move."""
    found = [_position(page, bid) for bid in _chosen(_weighty(page, list(_all(page))))]
    return tuple(sorted(found, key=lambda p: (p.anchor.start, p.anchor.end, p.move)))


def _all(page: Page) -> Iterator[Bid]:
    for token in page.sheet.doc:
        if token.pos_ not in _OPEN and token.tag_ not in ("VBN", "VBG"):
            continue  # no word of a move
        yield from bids(page, token)
        yield from stances(page, token)
        for read in _READERS.get(token.pos_, ()):
            bid = read(page, token)
            if bid is not None and token.sent[-1].text != "?":
                yield bid


_OPEN = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_READERS: dict[str, tuple[Callable[[Page, Token], Bid | None], ...]] = {
    "ADJ": (verdict, judged),
    "NOUN": (verdict, judged, importance),
    "VERB": (command, intent, terms, answered, warning),
    "AUX": (intent,),
}


def _weighty(page: Page, found: list[Bid]) -> list[Bid]:
    """Without what is about nothing bargained over, but for those whose other moves make them parties.

    Reporters are parties to nothing.
    """
    found = [b for b in found if not all(page.cast.actor(a).sector in PRESS for a in b.holders)]
    parties = {a for bid in found if not bid.loose for a in (*bid.holders, *bid.toward)}
    return [b for b in found if not b.loose or any(same_side(page, b.holders, a) for a in sorted(parties))]


def _chosen(found: Iterable[Bid]) -> list[Bid]:
    """Where one word shows two moves or two moves share their content, the word of bargaining wins."""
    kept: list[Bid] = []
    for bid in found:
        if not any(_same(bid, other) for other in kept[-_NEAR:]):
            kept.append(bid)
    return kept


_NEAR = 40  # moves back: what shares a content stands in the same sentence


def _same(one: Bid, other: Bid) -> bool:
    if one.cue == other.cue or (one.by == "will" and one.content.head == other.content.head):
        return True
    if any(
        a.by == "will" and b.cue.head == a.cue and b.cue.dep_ == "acomp" for a, b in ((one, other), (other, one))
    ):
        return True  # "would remain committed to"
    if not set(one.holders) & set(other.holders):
        return False
    return other.content.head in (one.content.head, one.cue) or one.content.head == other.cue


def _completes(one: Bid, other: Bid) -> bool:
    """ "would remain committed to": the adjective says what the verb announces."""
    return other.by == "will" and one.cue.head == other.cue and one.cue.dep_ == "acomp"


def _position(page: Page, bid: Bid) -> Position:
    first, last = _evidence(bid)
    hangs = _condition(page, bid)
    required = _required(bid, hangs)
    return Position(
        anchor=page.sheet.anchor(first, last),
        voice=page.voice(bid.cue),
        when=page.time(bid.cue),
        reality=reality(bid.cue),
        by=bid.by,
        actors=principal(page, bid.holders),
        move=Move.PRECONDITION if required else bid.move,
        content=_content(page, bid, required=required),
        toward=bid.toward,
        condition=hangs,
        theme=theme(_matter(bid.content)),
    )


def _content(page: Page, bid: Bid, *, required: bool) -> Anchor:
    """What the move is about; with its cue where the rest alone would say nothing, or the reverse.

    "refuses to open before they pay", "rejected it"
    """
    first, last = bid.content.first, bid.content.last
    bare = first == last and first.pos_ == "PRON"
    opening = _verbal(bid.cue) if required or bare else first
    return page.sheet.anchor(min(opening, first, key=lambda t: t.i), last)


def _verbal(cue: Token) -> Token:
    """Where the whole verb begins: "will not" of "will not agree", "refuses" of "refuses to agree"."""
    verb = cue
    while verb.dep_ == "xcomp" and verb.head.i < verb.i:
        verb = verb.head
    helpers = (c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i)
    return min((verb, *helpers), key=lambda t: t.i)


def _evidence(bid: Bid) -> tuple[Token, Token]:
    tokens = (bid.first, bid.cue, bid.content.first, bid.content.last)
    return min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)


def _condition(page: Page, bid: Bid) -> Condition | None:
    inner = bid.content.head if bid.content.head.pos_ in ("VERB", "AUX") else bid.cue
    return condition(page, bid.cue) or (condition(page, inner) if inner != bid.cue else None)


def _required(bid: Bid, hangs: Condition | None) -> bool:
    """A refusal that lasts until something happens is a precondition."""
    return (
        bid.move is Move.REFUSAL and hangs is not None and hangs.marker in ("until", "unless", "without", "before")
    )


def _matter(content: Piece) -> list[Token]:
    """The content without its subject and its condition, which are not what it is about."""
    if content.head.pos_ not in ("VERB", "AUX"):
        return content.tokens()
    subject = next((c for c in content.head.children if c.dep_ == "nsubj" and c.i < content.head.i), None)
    return [
        t for t in content.tokens() if subject is None or t.i > subject.right_edge.i or t.i < subject.left_edge.i
    ]
