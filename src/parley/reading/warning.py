"""What others are told will befall them: "the costs for them will rise", "they will pay a price"."""

from __future__ import annotations

from parley.model.entries import Move
from parley.reading.bidding import make, party, whole, wondered
from parley.reading.clause import after, subject
from parley.reading.contents import never, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, once, same_side, who


def warning(page: Page, verb: Token) -> Bid | None:
    """The threat in what a party foretells another: a harm that grows or comes, or one that they will suffer."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if not helpers & _COMING or "have" in helpers or never(verb) or wondered(verb):
        return None
    struck, said = _struck(page, verb), party(page, verb)
    if not struck or not said or any(same_side(page, struck, s) for s in said):
        return None
    return make(page, verb, Move.THREAT, said, whole(verb), "warning")


def _struck(page: Page, verb: Token) -> Parties:
    """Whom it befalls: whoever suffers it, or stands behind "for" and "on" below the harm."""
    harms = [c for c in verb.children if c.dep_ in ("nsubj", "dobj") and _harm(c)]
    harms += [t for t in after(verb, "to", "in") if _harm(t)]
    if verb.lemma_ in words("warning", "suffering") and any(h.dep_ == "dobj" for h in harms):
        return who(page, subject(verb))
    if verb.lemma_ not in words("warning", "growing") | words("warning", "bringing"):
        return ()
    return once(
        [a for h in (verb, *harms) if harms for t in after(h, "for", "on", "against") for a in who(page, t)]
    )


def _harm(noun: Token) -> bool:
    return noun.lemma_.lower() in words("harm", "nouns") | words("warning", "harms")


_COMING = frozenset({"will", "would", "'ll", "could", "may", "might", "'d"})
