"""What the readers of plain speech share: making a move, and knowing who speaks."""

from __future__ import annotations

from parley.model.actors import Actor, VoiceKind
from parley.model.entries import Move
from parley.reading.clause import subject
from parley.reading.contents import words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, behind, speaker, teller, who
from parley.reading.slots import Piece, piece


def make(
    page: Page, cue: Token, move: Move, holders: Parties, content: Piece, by: str, *, loose: bool = False
) -> Bid | None:
    """A move of these holders, None without any; it is toward whoever acts in the content."""
    own = subject(content.head) if content.head.pos_ in ("VERB", "AUX") else None
    toward = tuple(a for a in who(page, own) if a not in holders)
    near = own is not None and 0 <= content.first.i - own.right_edge.i < _CLOSE
    first = own.left_edge if own is not None and near else content.first
    return Bid(cue, move, holders, content, toward, first, by, loose) if holders else None


_CLOSE = 6  # tokens between a subject and its infinitive: "will have to"


def party(page: Page, token: Token) -> Parties:
    """Who speaks, if it is somebody with a name: unnamed observers tell how things are, they do not bargain."""
    return () if page.voice(token).kind is VoiceKind.ANONYMOUS else speaker(page, token)


def says(page: Page, token: Token) -> Parties:
    """Who speaks: by the statement, else by the verb of saying that the clause hangs on."""
    found = party(page, token)
    if found:
        return found
    told = teller(page, token) or _headed(page, token)
    unnamed = page.voice(token).kind is VoiceKind.ANONYMOUS
    return () if unnamed and any(observes(page.cast.actor(a)) for a in told) else told


def _headed(page: Page, token: Token) -> Parties:
    """ "made a forceful statement: nothing will happen without ...": those whose words the colon opens."""
    before = token.doc[token.sent.start : token.i]
    colon = next((t for t in reversed(before) if t.text == ":" and t.i > token.sent.start), None)
    noun = colon.nbor(-1) if colon is not None else None
    return behind(page, noun) if noun is not None and noun.lemma_.lower() in words("texts") else ()


def observes(actor: Actor) -> bool:
    """Officials, delegates and experts without a name tell how things are; "producers" and "rebels" bargain."""
    return not words("observers").isdisjoint(actor.name.lower().replace(",", " ").split())


def wondered(verb: Token) -> bool:
    """Inside "whether", "if", "when": nothing is put."""
    node = verb
    while not any(c.dep_ in ("mark", "advmod") and c.lower_ in _OPEN and c.i < node.i for c in node.children):
        if node.dep_ not in ("ccomp", "xcomp", "advcl", "conj", "relcl", "pcomp"):
            return False
        node = node.head
    return True


_OPEN = frozenset({"whether", "if", "when", "how", "where", "why"})


def marker(child: Token) -> str:
    if child.dep_ == "advcl":
        return next((c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")), "")
    thing = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return (
        child.lower_
        if child.dep_ == "prep" and thing is not None and thing.ent_type_ not in ("DATE", "TIME")
        else ""
    )


def whole(verb: Token) -> Piece:
    """The clause with the condition it hangs on."""
    found = piece(verb)
    hinges = [c for c in verb.children if marker(c) in words("hinges", "markers")]
    last = max([found.last, *(c.right_edge for c in hinges)], key=lambda t: t.i)
    while last.is_punct and last.i > found.first.i:
        last = last.nbor(-1)
    return Piece(verb, found.first, last)
