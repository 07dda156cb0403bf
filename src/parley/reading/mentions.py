"""Where a report mentions a meeting: nouns ("a third round of talks") and verbs ("met", "spoke with")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from parley.model.actors import ActorId, ActorKind
from parley.model.entries import Level
from parley.model.times import SILENT, Time
from parley.reading.clause import after, objects, swallowing
from parley.reading.meetingwords import NOMINAL, noun_family, order, top_of, words
from parley.reading.page import Page
from parley.reading.particulars import dated, level_of, place_of, placing, verb_place, when_of
from parley.reading.parties import PARTNERS, actors_of, is_people, noun_parties, subjects
from parley.reading.reality import governing


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a meeting.

    `head` is its noun or verb, `top` the word that holds the phrase together ("round" in "a round of talks").
    `predicate` is the verb that says something of it and `role` how the mention hangs on it (subj, obj, attr,
    self, or a preposition); `clause` the verb of a clause hung on it ("talks set for Monday"). `named` parties
    stand with it as such ("between", "with", subject); others only qualify it ("the Franco-German talks").
    `order` is "next", "previous", an ordinal or empty.
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
    clause: Token | None = None

    @property
    def verbal(self) -> bool:
        """Whether a verb tells the meeting."""
        return self.head.pos_ == "VERB"

    @property
    def definite(self) -> bool:
        """Whether the phrase points back: the, these, their."""
        if any(c.lower_ == "own" for c in self.top.children):
            return False
        return any(
            (c.dep_ == "det" and c.lower_ in ("the", "these", "this", "those", "that")) or c.dep_ == "poss"
            for c in self.top.children
        )


def mentions(page: Page) -> tuple[Mention, ...]:
    """All mentions of meetings, in order of place."""
    return tuple(_found(page))


def _found(page: Page) -> Iterator[Mention]:
    for token in page.sheet.doc:
        if token.pos_ in NOMINAL and (family := noun_family(token)):
            yield _noun(page, token, family)
        elif token.pos_ == "VERB" and (family := _verb_family(page, token)):
            yield _verb(page, token, family)


def _noun(page: Page, head: Token, family: str) -> Mention:
    top = top_of(head)
    predicate, role = _predicate(top)
    clause = _clause(top) or _clause(head)
    named_, parties = noun_parties(page, head, top, predicate, role, clause)
    return Mention(
        head=head,
        top=top,
        family=family,
        parties=parties,
        named=named_,
        place=place_of(page, head, top, placing(predicate, role), clause),
        when=when_of(page, head, top, predicate, clause),
        order=order(head, top),
        level=level_of(page, head, parties),
        predicate=predicate,
        role=role,
        clause=clause,
    )


def _predicate(top: Token) -> tuple[Token | None, str]:
    """The verb that says something of the meeting, and how the meeting hangs on it."""
    head, dep = top.head, top.dep_
    if dep == "conj" and head.pos_ in NOMINAL:
        return _predicate(head)
    if dep in ("nsubj", "nsubjpass"):
        return _content(head), "subj" if dep == "nsubj" else "obj"
    if dep in ("dobj", "attr", "oprd"):
        return head, "attr" if dep == "attr" else "obj"
    if dep == "pobj" and (robbed := _robbed(top)) is not None:
        return _content(robbed), "subj"
    if dep == "pobj" and head.pos_ == "ADP":
        return head.head, head.lower_
    return None, ""


def _robbed(top: Token) -> Token | None:
    """The finite verb whose subject the parse has given to a conjunction: "as a summit in Cairo fell apart"."""
    if top.head.lower_ not in ("as", "after", "before", "since", "until"):
        return None
    for verb in top.head.head.children:
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ == "advcl" and verb.i > top.i
        if finite and not any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children):
            return verb
    return None


def _content(verb: Token) -> Token:
    """The verb that tells, behind those that only set its standing: "is due to adjourn", "is set to begin"."""
    spots = [verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr"))]
    for spot in spots:
        held = next((c for c in spot.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None)
        if held is not None and governing(spot) is not None:
            return _content(held)
    return verb


def _clause(top: Token) -> Token | None:
    """The verb of a clause hung on the noun, also where the parse hangs it higher: "the talks, convened by"."""
    own = next((c for c in top.rights if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX")), None)
    if own is not None:
        return _content(own)
    after_comma = top.i + 2 < top.sent.end and top.nbor(1).text == ","
    if after_comma and top.nbor(2).tag_ == "VBN" and top.nbor(2).dep_ in ("advcl", "acl"):
        return _content(top.nbor(2))
    return None


def _verb_family(page: Page, verb: Token) -> str | None:
    """The family of a verb that tells a meeting, None for other verbs and senses ("met the target")."""
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
    partner = bool(things or after(verb, *PARTNERS))
    if lemma not in words("verbs", "loose"):
        return partner or _several(page, verb)
    if verb.dep_ == "acl" and dated(page, verb) is SILENT and not verb_place(page, verb):
        return False
    return partner or (_several(page, verb) and bool(verb_place(page, verb) or dated(page, verb) is not SILENT))


def _several(page: Page, verb: Token) -> bool:
    who = _who(page, verb)
    many = any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "we", "who") for t in who)
    return len(who) > 1 or many or any(t.lemma_.lower() in words("people", "collective") for t in who)


def _who(page: Page, verb: Token) -> list[Token]:
    return [t for t in subjects(verb) if is_people(page, t) or (t.lower_ == "it" and page.actors(t))]


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
    known = bool(kinds & wanted) or any(t.lemma_.lower() in words("people", "persons") for t in guests)
    if not known or not _who(page, verb) or any(noun_family(t) for t in guests):
        return False
    return lemma == "host" or (bool(after(verb, "in", "at", "to")) and not page.said(verb))


def _verb(page: Page, verb: Token, family: str) -> Mention:
    above = swallowing(verb)
    partners = [t for t in objects(verb) if t.dep_ != "nsubjpass"] + after(verb, *PARTNERS)
    if family == "call":
        partners += after(verb, "to")
    parties = actors_of(page, [*subjects(verb), *(t for t in partners if is_people(page, t))])
    return Mention(
        head=verb,
        top=verb,
        family=family,
        parties=parties,
        named=True,
        place=verb_place(page, verb) or (verb_place(page, above) if above is not None else None),
        when=dated(page, above if above is not None else verb),
        level=level_of(page, verb, parties),
        predicate=verb,
        role="self",
    )
