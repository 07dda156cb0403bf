"""Where a report mentions a meeting: nouns ("a third round of talks") and verbs ("met", "spoke with")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.model.actors import ActorId
from parley.model.entries import Level
from parley.model.times import SILENT, Time
from parley.reading.clause import after, objects, swallowing
from parley.reading.meetingverbs import verb_family
from parley.reading.meetingwords import NOMINAL, noun_family, order, top_of, words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.particulars import dated, dating, level_of, place_of, placing, verb_place, when_of
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
            yield noun_mention(page, token, family)
        elif token.pos_ == "VERB" and (family := verb_family(page, token)):
            yield verb_mention(page, token, family)


def noun_mention(page: Page, head: Token, family: str) -> Mention:
    """The mention at a noun, with what stands around it."""
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
        when=when_of(page, head, top, dating(predicate, role), clause),
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
    if dep == "nsubjpass" and head.lemma_ in words("stages", "called"):
        return head, "obj"
    if dep in ("nsubj", "nsubjpass"):
        return _content(head), "subj" if dep == "nsubj" else "obj"
    if dep in ("dobj", "attr", "oprd"):
        return head, "attr" if dep == "attr" else "obj"
    if dep == "pobj" and (robbed := _robbed(top)) is not None:
        return _content(robbed), "subj"
    if dep == "pobj" and head.pos_ == "ADP":
        party = head.lower_ in ("to", "in") and head.head.lemma_ in words("verbs", "parties")
        if party and head.head.dep_ in ("attr", "acomp", "oprd"):
            return head.head.head, "party"
        return head.head, head.lower_
    return None, ""


def _robbed(top: Token) -> Token | None:
    """The finite verb whose subject the parse has given to a conjunction: "as a summit in Cairo fell apart"."""
    if top.head.lower_ not in ("as", "after", "before", "since", "until"):
        return None
    following = top.doc[top.right_edge.i + 1 : top.sent.end]
    next_ = next((t for t in following if t.ent_type_ not in ("DATE", "TIME")), top)
    for verb in (*top.head.head.children, next_):
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ in ("advcl", "ccomp") and verb.i > top.i
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


def verb_mention(page: Page, verb: Token, family: str) -> Mention:
    """The mention at a verb, with its parties, place and time."""
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
