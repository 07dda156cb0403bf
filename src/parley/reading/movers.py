"""Who makes the move that a word shows, toward whom, and where the words that say so begin."""

from __future__ import annotations

from parley.reading.clause import NOUNS, after, subject
from parley.reading.contents import words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, agent, behind, bringer, doer, once, owner, teller, who
from parley.reading.slots import Piece
from parley.reading.voicing import passive


def holders(page: Page, token: Token, kind: str) -> Parties:
    if kind == "noun":
        willed = _whose_will(page, token)
        if willed:
            return willed
        found = (
            _sent(page, token) or behind(page, token)
            if token.dep_ in ("dobj", "oprd", "pobj")
            else owner(page, token)
        )
        return found or bringer(page, token)
    if kind == "adjective":
        copula = token.head if token.dep_ in ("acomp", "oprd", "attr", "xcomp") else token
        held = agent(page, copula) if copula != token else _modified(token)
        return who(page, held) or (_told_of(page, held) if held is not None else ())
    return _bound(page, token) or doer(page, token) or _tabled(page, token)


def _sent(page: Page, noun: Token) -> Parties:
    """ "rejected offers of a rise from the company": the offer is the sender's, not theirs who answer it."""
    if noun.lemma_.lower() not in words("offers"):
        return ()
    return once([a for t in after(noun, "of") for s in after(t, "from") for a in who(page, s)])


def _whose_will(page: Page, noun: Token) -> Parties:
    """ "the readiness of the union to talk": whoever stands behind "of", where an infinitive says to what."""
    if noun.lemma_.lower() not in words("wills") or not any(c.dep_ == "prep" for c in noun.children):
        return ()
    of = [t for t in after(noun, "of") if t.pos_ in NOUNS]
    infinitive = (
        any(t.tag_ == "TO" and t.head.tag_ == "VB" for t in noun.doc[of[-1].i + 1 : noun.sent.end][:_NEAR])
        if of
        else False
    )
    return once([a for t in of for a in who(page, t)]) if infinitive else ()


def _told_of(page: Page, held: Token) -> Parties:
    """ "saying it remained open to talks": the pronoun stands for whoever says so."""
    return teller(page, held.head) if held.pos_ == "PRON" else ()


def _bound(page: Page, verb: Token) -> Parties:
    """ "the accord commits both sides to withdraw": the promise is theirs, whatever binds them."""
    own = [c for c in verb.children if c.dep_ == "dobj" and c.pos_ in NOUNS]
    binds = verb.lemma_ in ("commit", "bind", "oblige") and not passive(verb)
    return once([a for t in own for a in who(page, t)]) if binds else ()


def _tabled(page: Page, verb: Token) -> Parties:
    """Whose offer it is that was put on the table by nobody named: "Commission proposals unveiled in April"."""
    thing = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    thing = verb.head if thing is None and verb.dep_ == "acl" else thing
    offered = thing is not None and thing.lemma_.lower() in words("offers") and passive(verb)
    return owner(page, thing) if thing is not None and offered else ()


def _modified(adjective: Token) -> Token | None:
    """The noun of an adjective without a copula: "a union unwilling to accept"."""
    if adjective.dep_ in ("amod", "relcl", "acl") and adjective.head.pos_ in NOUNS:
        return adjective.head
    helper = next((c for c in adjective.children if c.dep_ == "auxpass"), None)
    return subject(adjective) or (subject(helper) if helper is not None else None)


def toward(page: Page, token: Token, slots: tuple[str, ...], found: Piece, *, answers: bool) -> Parties:
    """The other side: named in its slot, else who is to act, else whose offer is answered."""
    for slot in slots:
        ids = once([a for t in _addressed(token, slot) for a in who(page, t)])
        if ids:
            return ids
    if found.head.pos_ in ("VERB", "AUX"):
        own = next((c for c in found.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return who(page, own)
    return owner(page, found.head) if answers else ()


def _addressed(token: Token, slot: str) -> list[Token]:
    if slot == "object":
        return [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")] + [
            g for c in token.children if c.dep_ == "ccomp" for g in c.children if g.dep_ == "nsubj"
        ]
    if slot == "dative":
        return [c for c in token.children if c.dep_ in ("dative", "iobj") and c.pos_ in NOUNS] + after(token, "to")
    return after(token, slot)


def first(token: Token, kind: str) -> Token:
    """Where the evidence begins: at the subject of the clause, if it is its own."""
    node = token.head if kind == "adjective" and token.dep_ in ("acomp", "oprd", "attr", "xcomp") else token
    if kind == "noun":
        return _given(token) or token.left_edge
    own = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    told = own is not None and any(c.dep_ == "relcl" for c in own.children) and node.i - own.i > _ASIDE
    if own is not None and own.i < node.i and not told:
        return own.left_edge
    helpers = [c for c in node.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < node.i]
    return min([node, *helpers], key=lambda t: t.i)


def _given(noun: Token) -> Token | None:
    """The subject of the verb that gives it, where the noun is nobody's by itself: "they gave support to"."""
    gives = noun.dep_ == "dobj" and not any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.children)
    own = next((c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i), None) if gives else None
    near = own is not None and noun.i - own.i < _NEAR and noun.head.lemma_ in words("giving", "verbs")
    return own.left_edge if own is not None and near else None


_ASIDE = 10  # tokens that a relative clause may put between a subject and its verb
_NEAR = 8  # tokens from a subject to the object of its verb
