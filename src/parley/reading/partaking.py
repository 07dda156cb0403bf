"""An act of taking part in a meeting or staying away from it, and what ties it to the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parley.model.actors import ActorKind
from parley.model.entries import Gathering
from parley.model.lexicon import Lexicon
from parley.reading.clause import after, joined, subject
from parley.reading.gatherings import Ledger
from parley.reading.meetingwords import words as meeting_words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.particulars import verb_place
from parley.reading.parties import known

_WORDS = Lexicon.beside(__file__)


_MOVERS = frozenset({ActorKind.PERSON, ActorKind.OFFICE, ActorKind.DELEGATION, ActorKind.STATE, ActorKind.GROUP})


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its word, those who do it, whether it is taking part, and the meeting. `told` is the word whose
    standing counts ("dispatch" for those dispatched); `way` how it was found; `sender` the party acted for.
    """

    word: Token
    who: tuple[Token, ...]
    part: bool
    gathering: Gathering
    told: Token
    way: str = "takes"
    role: str | None = None
    sender: Token | None = None


def act_of(
    page: Page,
    word: Token,
    who: list[Token],
    part: bool,
    gathering: Gathering | None,
    *,
    way: str = "takes",
    role: str | None = None,
    sender: Token | None = None,
    told: Token | None = None,
) -> Act | None:
    doers = tuple(w for w in who if w.lemma_.lower() not in press())
    doers = tuple(w for w in doers if known(page, w) or (sender is not None and known(page, sender)))
    if gathering is None or not doers:
        return None
    return Act(word, doers, part, gathering, told if told is not None else word, way, role, sender)


def agents(verb: Token) -> list[Token]:
    """Who does it: the subject with all joined to it."""
    own = subject(verb)
    if own is not None and own.lower_ == "those" and (among := _among(own)) is not None:
        own = among
    if own is None:
        return [verb.head] if _headlined(verb) else []
    return [own, *joined(own)]


def _among(those: Token) -> Token | None:
    """Who is meant where the sentence is turned round: "among those attending were Roe and Doe"."""
    copula = those.head.head if those.head.lower_ == "among" else those.head
    if copula.lemma_ not in ("be", "include"):
        return None
    return next((c for c in copula.rights if c.dep_ in ("nsubj", "attr", "dobj")), None)


def _headlined(verb: Token) -> bool:
    """Whether the verb is the infinitive of a headline, its subject taken for a verb: "Trump to miss summit"."""
    head = verb.head
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    return (
        infinitive and verb.dep_ == "xcomp" and head.dep_ == "ROOT" and head.i < verb.i and head.text[:1].isupper()
    )


def movers(page: Page, verb: Token) -> bool:
    """Whether the subject is somebody who can come: no remark, no decision, no price."""
    doers = [t for t in agents(verb) if verb.lemma_ != "come" or t.lower_ not in ("it", "this", "that")]
    kinds = {page.cast.actor(a).kind for t in doers for a in known(page, t)}
    return bool(kinds & _MOVERS) or ActorKind.ORGANISATION in kinds or ActorKind.ARMED_GROUP in kinds


def meeting(page: Page, ledger: Ledger, things: list[Token]) -> Gathering | None:
    """The gathering that one of these words means."""
    for thing in things:
        found = ledger.of(thing) if thing.pos_ != "VERB" else None
        if found is None:
            found = next((g for t in after(thing, "of", "for") if (g := ledger.of(t)) is not None), None)
        if found is not None:
            return found
    return None


def linked(page: Page, ledger: Ledger, *words: Token) -> Gathering | None:
    """The gathering named under the prepositions of these words, else the one at a place named there."""
    for word in words:
        found = meeting(page, ledger, [*after(word), *(c for c in word.children if c.dep_ == "dobj")])
        if found is not None:
            return found
    for word in words:
        for place in (verb_place(page, word), *(t.text for t in after(word, "to", "for"))):
            if place and (found := ledger.placed(place)) is not None:
                return found
    return None


def near(ledger: Ledger, word: Token) -> bool:
    """Whether a meeting is spoken of in this sentence or the one before."""
    start = word.sent.start
    before = word.doc[start - 1].sent.start if start else 0
    return ledger.spoken_of(before, word.sent.end)


def is_named_person(page: Page, token: Token) -> bool:
    return any(page.cast.actor(a).kind in (ActorKind.PERSON, ActorKind.OFFICE) for a in known(page, token))


def sender_of(page: Page, delegation: Token) -> Token | None:
    """For whom a delegation goes: its owner, or the people in front of it."""
    fronts = [c for c in delegation.lefts if c.dep_ in ("poss", "amod", "compound", "nmod")]
    return next((c for c in fronts if known(page, c)), None)


def press() -> frozenset[str]:
    """Nouns for those who only report: where they go is no attendance."""
    return meeting_words("people", "press")


@cache
def listed(*keys: str) -> frozenset[str]:
    """A list of the vocabulary of attendance."""
    return _WORDS.words("attendance", *keys)
