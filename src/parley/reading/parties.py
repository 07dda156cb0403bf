"""Who takes part in a meeting, from the words around its noun or verb."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.actors import ActorId, ActorKind
from parley.reading.actors.countries import named, people, seat
from parley.reading.clause import after, antecedent, conjuncts, controller, joined, objects, subject
from parley.reading.meetingwords import noun_family, verb_class, words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.reality import Force, stance
from parley.reading.roles import PRESS
from parley.reading.sides import authors

PLACES = frozenset({"GPE", "LOC", "FAC"})


PARTNERS = ("with", "between", "among", "amongst", "involving", "alongside")


def noun_parties(
    page: Page, head: Token, top: Token, predicate: Token | None, role: str, clause: Token | None
) -> tuple[bool, tuple[ActorId, ...]]:
    """The parties that stand with the noun, and whether they are told as such."""
    told = [t for node in {head.i: head, top.i: top}.values() for t in partners(node)]
    if head.lemma_ in words("nouns", "attended"):
        told += [t for t in after(head, "of") if not _is_place(page, t)]
    if _first_told(top):
        told += [t for t in after(head, "by") if is_people(page, t)]  # "meetings by the envoy and a few others"
    owners = [c for c in (*head.children, *top.children) if c.dep_ == "poss"]
    if owners and told:
        told += owners
    if predicate is not None:
        told += _of_predicate(page, predicate, role, new=bool(told) and _first_told(top))
    if clause is not None and noun_family(head) in ("sitting", "call"):
        told += _of_clause(clause)
    found = actors_of(page, told)
    theirs = actors_of(page, [t for t in owners if t.lower_ in ("their", "our")]) if not found else ()
    stated = theirs if len(theirs) > 1 else found
    fronts = tuple(a for a in _premodifiers(page, head, top) if a not in stated)
    joint = len(fronts) > 1 and any(c.lower_ in ("a", "an") for c in top.children)  # "a Franco-German meeting"
    return bool(found) or joint, stated + fronts


def _of_predicate(page: Page, verb: Token, role: str, *, new: bool) -> list[Token]:
    """The parties that the verb names: who holds the meeting, was at it, or is asked to it."""
    if role == "party":
        return subjects(verb)
    if role == "subj" and gathers(verb):
        return [t for t in objects(verb) if is_people(page, t)]
    if role in ("obj", "in", "into") and _theirs(verb, role):
        others = after(verb, *PARTNERS)
        own = others or not _mooted(verb) or _asked(verb)
        return [*(subjects(verb) if own else []), *others]
    beside = new and role in words("before", "beside")  # "after talks with the king, Roe left"
    if beside or (role in ("to", "on") and verb.lemma_ in words("verbs", "pledged")):
        return [t for t in subjects(verb) if is_people(page, t)]
    if role in ("for", "to") and verb.lemma_ in words("stages", "inviting"):
        return [t for t in objects(verb) if is_people(page, t)]
    return []


def gathers(verb: Token) -> bool:
    """Whether the verb says who comes to a meeting that is its subject: "brought together", "involved"."""
    joined_ = any(c.lower_ == "together" for c in verb.children)
    return verb.lemma_ in words("verbs", "involves") or (verb.lemma_ == "bring" and joined_)


def _of_clause(clause: Token) -> list[Token]:
    """The parties in a clause hung on the noun: "talks mediated by Norland", "a call he had with the king"."""
    told = [*after(clause, "by", *PARTNERS), *_having(clause)]
    betweens = (c for c in clause.subtree if c.i > clause.i and c.lower_ == "between")
    return told + [t for c in betweens for t in after(c.head, "between")]


def _first_told(top: Token) -> bool:
    """Whether the noun is new to the reader: "a meeting", "talks"."""
    return not any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in ("a", "an")) for c in top.children)


def _having(clause: Token) -> list[Token]:
    """Who holds it in a clause hung on the noun: "a call he had with the king"."""
    own = [c for c in clause.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
    holds = clause.dep_ == "relcl" and clause.lemma_ in words("verbs", "light")
    return [t for c in own for t in (c, *conjuncts(c))] if holds else []


def partners(node: Token) -> list[Token]:
    found = after(node, *PARTNERS)
    sites = after(node, "at", "in") if noun_family(node) else []
    found += [
        t for site in sites for t in after(site, "with", "between")
    ]  # "a meeting at the mission with the envoys"
    for child in node.children:
        if child.dep_ in ("acl", "prep") and child.lower_ == "involving":
            found += [t for c in child.children if c.dep_ in ("dobj", "pobj") for t in (c, *conjuncts(c))]
    return found


def subjects(verb: Token) -> list[Token]:
    agent = after(verb, "by")
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None) or (None if agent else subject(verb))
    return agent + ([antecedent(own, verb), *joined(own), *_robbed(own)] if own is not None else [])


def _robbed(own: Token) -> list[Token]:
    """The first of two that the parse makes an owner: "President Roe and Uganda's President Doe met"."""
    for owner in own.subtree:
        name = owner.dep_ == "poss" and owner.i < own.i and owner.pos_ == "PROPN"
        if name and not _apostrophe(owner) and any(_apostrophe(c) for c in conjuncts(owner)):
            return [owner]
    return []


def _apostrophe(token: Token) -> bool:
    return any(c.dep_ == "case" or c.tag_ == "POS" for c in token.children)


def _premodifiers(page: Page, head: Token, top: Token) -> tuple[ActorId, ...]:
    """Parties in front of the noun: "Russian-Ukrainian", "ICCO", "US-brokered"."""
    fronts = [t for node in (head, top) for t in node.subtree if node.left_edge.i <= t.i < node.i]
    fronts = [t for t in fronts if t.pos_ in ("PROPN", "ADJ", "NOUN") and not place_name(page, t)]
    found: dict[ActorId, None] = {}
    for token in sorted(fronts, key=lambda t: t.i):
        found.update(dict.fromkeys(party(page, token)))
    return tuple(found)


def place_name(page: Page, token: Token) -> bool:
    """Whether a name in front of the noun says where: a city, and no country or body that takes part.

    A seat of government alone in front ("the Moscow talks") is where they are held; two names with a hyphen are
    parties.
    """
    if token.ent_type_ not in PLACES or named(token.text) or people(token.text):
        return False
    hyphenated = any(t.text in ("-", "/") for t in token.doc[max(token.i - 1, 0) : token.i + 2])
    return not hyphenated and (not page.actors(token) or seat(token.text) is not None)


def _theirs(verb: Token, role: str) -> bool:
    """Whether whoever does this to a meeting takes part in it: holds, breaks off or cancels it, sits in it."""
    lemma = verb.lemma_.lower()
    if lemma in words("verbs", "light") or (role == "in" and lemma in words("verbs", "seated")):
        return True
    if role == "into":
        return lemma in words("verbs", "enters")
    return verb_class(verb) in ("started", "held", "extended", "adjourned", "collapsed", "cancelled")


def party(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The actors a word in front of a noun means; the state for a country's name that the cast does not place."""
    found = known(page, token)
    lead, _, does = token.text.rpartition("-")
    name = lead if does.lower() in words("nouns", "brokering") else token.text
    country = None if found else (named(name) or people(name))
    if country is None:
        return found
    states = (a for a in page.cast.actors if a.kind is ActorKind.STATE and a.country == country.iso3)
    return tuple(a.id for a in states)[:1]


def _asked(verb: Token) -> bool:
    """Whether those who are to hold the meeting are told: "Roe should hold talks", "urged both to hold talks"."""
    own = any(c.dep_ == "nsubj" for c in verb.children)
    asked = own or (verb.dep_ == "xcomp" and controller(verb.head) is not None)
    return asked and verb.lemma_ in words("verbs", "light")


def _mooted(verb: Token) -> bool:
    """Whether the meeting is only proposed by somebody who need not take part: "proposed holding talks"."""
    return stance(verb).force >= Force.POSSIBLE


def actors_of(page: Page, tokens: Iterable[Token]) -> tuple[ActorId, ...]:
    found: dict[ActorId, None] = {}
    for token in map(_bearer, tokens):
        found.update(dict.fromkeys(_side_by_side(page, token) or _ours(page, token) or known(page, token)))
        several = token.tag_ == "NNS" or token.lower_ == "we"
        names = [c for c in token.children if c.dep_ == "appos" and several]
        for name in (n for c in names for n in (c, *conjuncts(c))):
            found.update(dict.fromkeys(_side_by_side(page, name) or known(page, name)))
    return tuple(found)


def _bearer(token: Token) -> Token:
    """The name itself where the parse heads it with what follows: "John Roe, Jr.", "met with Roe June 12"."""
    if token.lower_.rstrip(".") not in ("jr", "sr") and not (token.ent_type_ == "DATE" and token.pos_ == "PROPN"):
        return token
    names = [c for c in token.lefts if c.pos_ == "PROPN" and c.ent_type_ in ("PERSON", "NORP", "ORG")]
    return names[-1] if names else token


def _side_by_side(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The parties of a plural noun that names two or more: "US and Chinese officials", "envoys from A and B"."""
    if token.tag_ != "NNS" and not (token.dep_ == "pobj" and token.lemma_ in words("people", "persons")):
        return ()
    fronts = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod")]
    fronts = [t for c in fronts for t in c.subtree if t.dep_ in ("amod", "compound", "nmod", "conj")]
    senders = [t for t in after(token, "from", "of") if t.pos_ == "PROPN"]
    found = {a: None for t in sorted((*fronts, *senders), key=lambda t: t.i) for a in party(page, t)[:1]}
    return tuple(found) if len(found) > 1 else ()


def _ours(page: Page, token: Token) -> tuple[ActorId, ...]:
    """Those who say "officials from our governments" in a statement of several: each takes part."""
    own = next((t for t in token.subtree if t.lower_ == "our"), None)
    if own is None or token.tag_ != "NNS":
        return ()
    speakers = page.actors(own) or authors(page)
    return speakers if len(speakers) > 1 else ()


def known(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The actors meant at a word; for a bare surname unknown to the cast there, the one person of that name."""
    found = page.actors(token)
    if token.lower_ in ("i", "we", "us", "me"):
        found = tuple(side for a in found for side in _spoken_for(page, a))
    if found or not token.text[:1].isupper() or len(token.text) < 3:
        return tuple(a for a in found if _takes_part(page, a))
    people_ = [a for a in page.cast.actors if a.kind is ActorKind.PERSON]
    same = [a.id for a in people_ if token.text in (n.split()[-1] for n in (a.name, *a.names) if n)]
    return tuple(same) if len(same) == 1 else ()


def _spoken_for(page: Page, actor: ActorId) -> tuple[ActorId, ...]:
    """Who meets where an official without a name says "we met": his side; a label alone is no party."""
    if actor not in page.cast.unnamed or page.cast.actor(actor).kind is not ActorKind.PERSON:
        return (actor,)
    side = page.cast.actor(actor).acts_for
    return (side,) if side else ()


def _takes_part(page: Page, actor: ActorId) -> bool:
    """Reporters tell of a meeting and are no party to it."""
    return page.cast.actor(actor).sector not in PRESS


def is_people(page: Page, token: Token) -> bool:
    """Whether the word means somebody who can meet: an actor of the cast, or a noun for people."""
    if token.lower_ == "it":
        return False
    if page.actors(token) or token.lemma_.lower() in words("people", "persons"):
        return True
    return token.lower_ in ("i", "he", "she", "we", "they", "him", "her", "them", "us", "me", "who", "both", "two")


def _is_place(page: Page, token: Token) -> bool:
    return token.ent_type_ in PLACES and not page.actors(token)
