"""Where a report mentions a meeting: nouns ("a third round of talks in Geneva") and verbs ("met", "spoke with")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from parley.model.actors import ActorId, ActorKind
from parley.model.entries import Level
from parley.model.lexicon import Lexicon
from parley.model.times import SILENT, Time
from parley.reading.actors.countries import named, people, seat
from parley.reading.clause import after, antecedent, conjuncts, objects, subject
from parley.reading.page import Page

_WORDS = Lexicon.beside(__file__)
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PARTNERS = ("with", "between", "among", "amongst", "involving", "alongside")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a meeting. `head` is its noun or verb, `top` the word that holds the phrase together
    ("round" in "a round of talks"); `predicate` the verb that says something of it, `role` how the mention hangs on it
    (subj, obj, or a preposition). `named` parties stand with it as such ("between", "with", subject); others only
    qualify it ("the Franco-German talks"). `order` is "next", "previous", an ordinal or empty.
    """

    head: Token
    top: Token
    family: str
    parties: tuple[ActorId, ...] = ()
    named: bool = False
    place: str | None = None
    when: Time = SILENT
    order: str = ""
    level: Level = Level.UNKNOWN
    predicate: Token | None = None
    role: str = ""

    @property
    def verbal(self) -> bool:
        """Whether a verb tells the meeting."""
        return self.head.pos_ == "VERB"

    @property
    def definite(self) -> bool:
        """Whether the phrase points back: the, these, their."""
        return any(
            (c.dep_ == "det" and c.lower_ in ("the", "these", "this", "those", "that")) or c.dep_ == "poss"
            for c in self.top.children
        )


def mentions(page: Page) -> tuple[Mention, ...]:
    """All mentions of meetings, in order of place."""
    return tuple(_found(page))


def _found(page: Page) -> Iterator[Mention]:
    for token in page.sheet.doc:
        if token.pos_ in _NOMINAL and (family := noun_family(token)):
            yield _noun(page, token, family)
        elif token.pos_ == "VERB" and (family := _verb_family(page, token)):
            yield _verb(page, token, family)


# Nouns


def noun_family(token: Token) -> str | None:
    """The family of a noun that means a meeting (sitting, call, visit), None for any other noun."""
    if token.pos_ not in _NOMINAL or (token.dep_ in ("compound", "nmod", "amod") and token.i < token.head.i):
        return None
    before = {c.lower_ for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")}
    lemma = token.lemma_.lower()
    if before & words("nouns", "not_before") or _inside_container(token):
        return None
    if token.lower_ in words("nouns", "plural") or lemma in words("nouns", "sitting"):
        return "sitting"
    if lemma in words("nouns", "qualified"):
        return "sitting" if _qualifies(token, before) else None
    if lemma in words("nouns", "call"):
        return "call" if _is_call(token, before) else None
    return "visit" if lemma in words("nouns", "visit") and token.dep_ != "ROOT" else None


def _inside_container(token: Token) -> bool:
    """Whether another meeting noun stands inside this one: "session of talks" is told by "talks"."""
    inner = after(token, "of")
    return token.lemma_.lower() in words("nouns", "containers") and any(_plainly(t) for t in inner)


def _plainly(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return token.lower_ in words("nouns", "plural") or lemma in words("nouns", "sitting") or lemma == "call"


def _qualifies(token: Token, before: set[str]) -> bool:
    if before & words("nouns", "qualifiers"):
        return True
    of_other = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    numbered = before & (words("order", "next") | words("order", "previous") | words("order", "numbers"))
    another = any(c.dep_ == "det" and c.lower_ == "another" for c in token.children)
    return token.lemma_ == "round" and bool(numbered or another) and not of_other


def _is_call(token: Token, before: set[str]) -> bool:
    kinds = {"phone", "telephone", "video", "conference", "group"}
    with_whom = {c.lower_ for c in token.children if c.dep_ == "prep"}
    if with_whom & {"for", "on", "to"} and not with_whom & {"with", "between"}:
        return False
    return bool(before & kinds or with_whom & {"with", "between"})


def _noun(page: Page, head: Token, family: str) -> Mention:
    top = _top(head)
    predicate, role = _predicate(top)
    named_, parties = _noun_parties(page, head, top, predicate, role)
    return Mention(
        head=head,
        top=top,
        family=family,
        parties=parties,
        named=named_,
        place=_place(page, head, top, predicate if role in ("subj", "obj") else None),
        when=_when(page, head, top, predicate),
        order=order(head, top),
        level=_level(page, head, parties),
        predicate=predicate,
        role=role,
    )


def _top(head: Token) -> Token:
    """The outer word of "a second round of talks", "the resumption of the negotiations"."""
    top = head
    while (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lemma_.lower() in words("nouns", "containers")
    ):
        top = top.head.head
    return top


def _predicate(top: Token) -> tuple[Token | None, str]:
    """The verb that says something of the meeting, and how the meeting hangs on it."""
    inner = next((c for c in top.children if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX")), None)
    if inner is not None and inner.i > top.i:
        return inner, "acl"
    head, dep = top.head, top.dep_
    if dep == "conj" and head.pos_ in _NOMINAL:
        return _predicate(head)
    if dep == "nsubj":
        return head, "subj"
    if dep in ("dobj", "nsubjpass", "attr", "oprd"):
        return head, "attr" if dep == "attr" else "obj"
    if dep == "pobj" and head.pos_ == "ADP":
        return head.head, head.lower_
    return None, ""


def _noun_parties(
    page: Page, head: Token, top: Token, predicate: Token | None, role: str
) -> tuple[bool, tuple[ActorId, ...]]:
    """The parties that stand with the noun, and whether they are told as such."""
    told = [t for node in {head.i: head, top.i: top}.values() for t in _partners(node)]
    if head.lemma_ in ("meeting", "session", "summit", "conference"):
        told += [t for t in after(head, "of") if not _is_place(page, t)]
    owners = [c for c in (*head.children, *top.children) if c.dep_ == "poss"]
    if owners and told:
        told += owners
    if predicate is not None and role in ("obj", "in", "into") and predicate.lemma_ in words("verbs", "light"):
        told += [*_subjects(predicate), *after(predicate, *_PARTNERS)]
    if role == "acl" and predicate is not None:
        told += after(predicate, "by", *_PARTNERS)
    found = _actors(page, told)
    return bool(found), found + tuple(a for a in _premodifiers(page, head, top) if a not in found)


def _partners(node: Token) -> list[Token]:
    found = after(node, *_PARTNERS, "by")
    for child in node.children:
        if child.dep_ in ("acl", "prep") and child.lower_ == "involving":
            found += [t for c in child.children if c.dep_ in ("dobj", "pobj") for t in (c, *conjuncts(c))]
    return found


def _subjects(verb: Token) -> list[Token]:
    agent = [t for t in after(verb, "by")]
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None) or (None if agent else subject(verb))
    return agent + ([antecedent(own, verb), *conjuncts(own)] if own is not None else [])


def _premodifiers(page: Page, head: Token, top: Token) -> tuple[ActorId, ...]:
    """Parties in front of the noun: "Russian-Ukrainian", "ICCO", "US-brokered"."""
    fronts = [t for node in (head, top) for t in node.subtree if node.left_edge.i <= t.i < node.i]
    fronts = [t for t in fronts if t.pos_ in ("PROPN", "ADJ", "NOUN") and not _place_name(page, t)]
    return _actors(page, sorted(fronts, key=lambda t: t.i))


def _actors(page: Page, tokens: Iterable[Token]) -> tuple[ActorId, ...]:
    found: dict[ActorId, None] = {}
    for token in tokens:
        found.update(dict.fromkeys(page.actors(token)))
    return tuple(found)


# Verbs


def _verb_family(page: Page, verb: Token) -> str | None:
    """The family of a verb that tells a meeting, None for any other verb and for other senses ("met the target")."""
    lemma = verb.lemma_.lower()
    if lemma in words("verbs", "meet"):
        return "sitting" if _meets(page, verb, lemma) else None
    if lemma in words("verbs", "speak"):
        return "call" if _speaks(page, verb, lemma) else None
    if lemma in words("verbs", "host"):
        return "sitting" if _hosts(page, verb, lemma) else None
    together = any(c.lower_ == "together" for c in verb.children) or (
        lemma == "sit" and any(c.lower_ == "down" for c in verb.children)
    )
    return "sitting" if lemma in words("verbs", "together") and together and _who(page, verb) else None


def _meets(page: Page, verb: Token, lemma: str) -> bool:
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if any(not is_people(page, t) for t in things) or not _who(page, verb):
        return False
    partner = bool(things or after(verb, *_PARTNERS))
    if lemma not in words("verbs", "loose"):
        return partner or _several(page, verb)
    return partner or (_several(page, verb) and bool(verb_place(page, verb) or page.time(verb) is not SILENT))


def _several(page: Page, verb: Token) -> bool:
    who = _who(page, verb)
    return (
        len(who) > 1
        or any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "we", "who") for t in who)
        or any(t.lemma_ in words("people", "persons") for t in who)
    )


def _who(page: Page, verb: Token) -> list[Token]:
    return [t for t in _subjects(verb) if is_people(page, t)]


def _speaks(page: Page, verb: Token, lemma: str) -> bool:
    if lemma in ("phone", "telephone"):
        partners = [c for c in verb.children if c.dep_ == "dobj"]
    else:
        partners = after(verb, "with") or (after(verb, "to") if _by_phone(verb) or not page.said(verb) else [])
    real = [t for t in partners if _speaker(page, t)]
    return (
        bool(real) and bool(_who(page, verb)) and not after(verb, "on", "under")[:0] and not _in_confidence(verb)
    )


def _by_phone(verb: Token) -> bool:
    return any(t.lemma_ in ("phone", "telephone", "video") for t in after(verb, "by", "over", "on", "via"))


def _in_confidence(verb: Token) -> bool:
    return any(t.lemma_ in ("condition", "anonymity") for t in after(verb, "on", "under"))


def _speaker(page: Page, token: Token) -> bool:
    """Whether somebody one speaks with at the level of the talks, and not the press or the public."""
    if any(t.lemma_.lower() in words("people", "press") for t in token.subtree):
        return False
    kinds = {page.cast.actor(a).kind for a in page.actors(token)}
    return bool(kinds & {ActorKind.PERSON, ActorKind.OFFICE, ActorKind.DELEGATION})


def _hosts(page: Page, verb: Token, lemma: str) -> bool:
    guests = [t for t in objects(verb) if t.dep_ != "nsubjpass"]
    wanted = {ActorKind.PERSON, ActorKind.GROUP, ActorKind.DELEGATION, ActorKind.OFFICE}
    kinds = {page.cast.actor(a).kind for t in guests for a in page.actors(t)}
    if not kinds & wanted or not _who(page, verb) or any(noun_family(t) for t in guests):
        return False
    return lemma == "host" or bool(after(verb, "in", "at", "to")) and not page.said(verb)


def _verb(page: Page, verb: Token, family: str) -> Mention:
    partners = [t for t in objects(verb) if t.dep_ in ("dobj", "conj")] + after(verb, *_PARTNERS)
    if family == "call":
        partners += after(verb, "to")
    parties = _actors(page, [*_subjects(verb), *(t for t in partners if is_people(page, t))])
    return Mention(
        head=verb,
        top=verb,
        family=family,
        parties=parties,
        named=True,
        place=verb_place(page, verb),
        when=page.time(verb),
        level=_level(page, verb, parties),
        predicate=verb,
        role="self",
    )


# What stands with a mention


def is_people(page: Page, token: Token) -> bool:
    """Whether the word means somebody who can meet: an actor of the cast, or a noun for people."""
    if page.actors(token) or token.lemma_.lower() in words("people", "persons"):
        return True
    return token.lower_ in ("i", "he", "she", "we", "they", "him", "her", "them", "us", "me", "who", "both", "two")


def _is_place(page: Page, token: Token) -> bool:
    return token.ent_type_ in _PLACES and not page.actors(token)


def _place_name(page: Page, token: Token) -> bool:
    """Whether a name in front of the noun says where: a city, and no country or body that takes part.

    A seat of government alone in front ("the Moscow talks") is where they are held; two names with a hyphen are parties.
    """
    if token.ent_type_ not in _PLACES or named(token.text) or people(token.text):
        return False
    hyphenated = any(t.text in ("-", "/") for t in token.doc[max(token.i - 1, 0) : token.i + 2])
    return not hyphenated and (not page.actors(token) or seat(token.text) is not None)


def _place(page: Page, head: Token, top: Token, predicate: Token | None) -> str | None:
    for node in (head, top):
        if (found := verb_place(page, node)) is not None:
            return found
    front = [t for t in head.subtree if t.i < head.i and t.dep_ in ("compound", "nmod") and _place_name(page, t)]
    if front:
        return _name_of(front[0])
    return verb_place(page, predicate) if predicate is not None else None


def verb_place(page: Page, node: Token) -> str | None:
    """The place named under in, at, on or to below a verb or noun."""
    for child in node.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "on", "near", "outside"):
            for place in child.children:
                if place.dep_ == "pobj" and (place.ent_type_ in _PLACES or _names_place(place)):
                    return _name_of(place)
        if child.dep_ in ("acl",) and child.tag_ == "VBN" and (found := verb_place(page, child)):
            return found
    return None


def _names_place(token: Token) -> bool:
    text = token.doc[token.left_edge.i : token.i + 1].text
    return token.pos_ == "PROPN" and (named(text) is not None or seat(text) is not None)


def _name_of(place: Token) -> str:
    """The whole name of a place, with what it lies in: "Tirana, Albania"."""
    first = next((t for t in place.doc[place.left_edge.i : place.i + 1] if t.pos_ in ("PROPN", "NOUN")), place)
    last = place
    for child in place.rights:
        if child.dep_ in ("appos", "conj") and child.ent_type_ in _PLACES and child.i - last.i <= 2:
            last = child
    return place.doc[first.i : last.i + 1].text


def _when(page: Page, head: Token, top: Token, predicate: Token | None) -> Time:
    for node in (head, top, *([predicate] if predicate is not None else [])):
        found = page.time(node)
        if found is not SILENT and getattr(found, "words", ""):
            return found
    return SILENT


def order(head: Token, top: Token) -> str:
    """Which of several meetings: "next", "previous", an ordinal, or empty."""
    fronts = [
        c.lower_ for node in (top, head) for c in node.lefts if c.dep_ in ("amod", "det", "nummod", "compound")
    ]
    for word in fronts:
        for name in ("next", "previous"):
            if word in words("order", name):
                return name
        if word in words("order", "numbers"):
            return word
    return ""


def _level(page: Page, head: Token, parties: tuple[ActorId, ...]) -> Level:
    told = [t.lemma_.lower() for t in head.subtree if t.i <= head.i or t.dep_ == "pobj"]
    roles = [(page.cast.actor(a).role or "").lower() for a in parties]
    spoken = [*told, *(w for r in roles for w in r.split())]
    for level in ("experts", "ministers", "leaders", "delegations"):
        if any(w in words("levels", level) for w in spoken):
            return Level.LEADERS if "prime" in spoken else Level(level)
    return Level.UNKNOWN


@cache
def words(*keys: str) -> frozenset[str]:
    """A list of the vocabulary of meetings."""
    return _WORDS.words("meetings", *keys)
