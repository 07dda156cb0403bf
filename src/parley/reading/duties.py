"""What a speaker says others have to do: "they must leave", "it is crucial that", "the time has come to"."""

from __future__ import annotations

from dataclasses import replace

from parley.model.actors import ActorKind
from parley.model.entries import Move
from parley.reading.bidding import make, says, whole, wondered
from parley.reading.clause import after, subject
from parley.reading.contents import never, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import same_side, speaker, who
from parley.reading.slots import piece
from parley.reading.themes import bargaining


def duty(page: Page, verb: Token) -> Bid | None:
    """ "they must leave", "have to be freed", "are obliged to withdraw"."""
    holders, move = says(page, verb), _owed(verb)
    idle = verb.pos_ == "ADJ" or verb.lemma_ in words("utterance") - {"be", "give", "provide"}
    if not holders or move is None or idle or wondered(verb) or _open_end(verb):
        return None
    content, owed = whole(verb), who(page, subject(verb))
    ours = bool(owed) and same_side(page, owed, holders[0])
    firm = any(c.lower_ in ("must", "can") for c in verb.children) or verb.head.lower_ in words("duty", "bound")
    receives = _receives(verb)
    matters = bargaining(content.tokens())
    others = bool(owed) and not ours and page.cast.actor(owed[0]).kind in _ACTING
    if (ours or not (firm or others)) and not matters:
        return None
    if ours and not receives and words("joint").isdisjoint(t.lemma_.lower() for t in content.tokens()):
        return None
    loose = not matters and not firm
    return make(
        page, verb, Move.PROPOSAL if ours and not receives else move, holders, content, "duty", loose=loose
    )


def _open_end(verb: Token) -> bool:
    """ "what needs to be done", "it still needs to be signed": told of, not asked for."""
    own = subject(verb)
    lacking = (
        verb.head.lemma_ == "need" and verb.tag_ == "VBN" and own is not None and own.lower_ in ("it", "this")
    )
    return lacking or (own is not None and own.tag_ in ("WP", "WDT"))


def _owed(verb: Token) -> Move | None:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    perfect = "have" in helpers
    if helpers & {"should", "ought"}:
        own = next((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), verb.i)
        turned = any(c.lower_ == "should" and c.i < own for c in verb.children)
        return None if perfect or turned else Move.PROPOSAL  # "should they attack" is a condition
    if "must" in helpers:
        return None if perfect else Move.DEMAND
    if helpers & {"can", "could", "ca"} and _barred(verb):
        return Move.DEMAND
    above = verb.head
    bound = above.lemma_ in words("duty", "have") | words("duty", "bound") or above.lower_ in words(
        "duty", "bound"
    )
    infinitive = verb.dep_ in ("xcomp", "ccomp") and any(c.tag_ == "TO" for c in verb.children)
    return Move.DEMAND if bound and infinitive and _owes(above) else None


def _barred(verb: Token) -> bool:
    """ "cannot be allowed", "under no circumstances can it remain": what the speaker will not have."""
    outright = any(
        g.lower_ in ("circumstances", "circumstance", "account") for g in after(verb, "under", "on", "in")
    )
    refused = verb.lemma_ in words("barred") and any(c.dep_ == "auxpass" for c in verb.children)
    return never(verb) and (outright or refused)


def _owes(above: Token) -> bool:
    """ "have to", "are obliged to", not "will have to", which foretells."""
    coming = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "may", "might", "'ll") for c in above.children)
    reported = above.tag_ == "VBD" and above.lemma_ == "need" and above.dep_ == "ccomp"
    return (above.tag_ in ("VBP", "VBZ", "VBN", "JJ") or reported) and not coming


def _receives(verb: Token) -> bool:
    """ "Ukraine must receive guarantees" asks others, though the subject is one's own side."""
    return verb.lemma_ in words("duty", "receiving") or any(c.dep_ == "auxpass" for c in verb.children)


def vital(page: Page, adjective: Token) -> Bid | None:
    """ "it is crucial that everyone respond"."""
    if adjective.pos_ != "ADJ" or adjective.lower_ not in words("duty", "vital") or adjective.dep_ != "acomp":
        return None
    clause = next((c for c in adjective.head.children if c.dep_ in ("ccomp", "advcl") and c.i > adjective.i), None)
    clause = clause or next((c for c in adjective.children if c.dep_ in ("ccomp", "xcomp")), None)
    if clause is None or not any(c.lower_ in ("that", "to", "for") for c in clause.children):
        return None
    return make(page, adjective, Move.DEMAND, speaker(page, adjective), piece(clause), "vital")


def time_to(page: Page, verb: Token) -> Bid | None:
    """ "it is time to release them", "the time has come to conclude"."""
    noun = next(
        (c for c in verb.children if c.lemma_ in words("duty", "time") and c.dep_ in ("attr", "nsubj")), None
    )
    if noun is None or verb.lemma_ not in ("be", "come") or verb.tag_ == "VBD":
        return None
    below = [c for source in (noun, verb) for c in source.children if c.dep_ in ("relcl", "acl", "xcomp", "advcl")]
    act = next((c for c in below if any(g.tag_ == "TO" for g in c.children)), None)
    if act is None:
        return None
    bid = make(page, verb, Move.DEMAND, speaker(page, verb), piece(act), "time to")
    return replace(bid, first=min([verb, *verb.lefts], key=lambda t: t.i).left_edge) if bid else None


_ACTING = frozenset(
    {
        ActorKind.STATE,
        ActorKind.OFFICE,
        ActorKind.ORGANISATION,
        ActorKind.ARMED_GROUP,
        ActorKind.PERSON,
        ActorKind.GROUP,
    }
)
