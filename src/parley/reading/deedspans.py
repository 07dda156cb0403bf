"""Where a deed is told: the verb that tells of it, and the stretch of words from first to last."""

from __future__ import annotations

from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after
from parley.reading.parsed import Token
from parley.reading.plover import declares, happening, light
from parley.reading.reality import reach, stance
from parley.reading.slots import Piece, piece

_LEXICON = Lexicon.beside(__file__)
_SOME = _LEXICON.words("events", "telling", "some")
_TOLL = _LEXICON.words("events", "telling", "toll")
_BREAKING = _LEXICON.words("events", "telling", "breaking")
_PARTS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "dative",
        "prep",
        "agent",
        "prt",
        "npadvmod",
        "advmod",
        "attr",
        "oprd",
        "acomp",
        "aux",
        "auxpass",
        "neg",
        "xcomp",
    }
)


def teller(noun: Token) -> Token | None:
    """The verb that does or tells of the deed the noun names, or counts what it cost."""
    hung = (c for t in (noun, *after(noun, "of")) for c in t.children if c.dep_ == "relcl")
    told = next((c for c in hung if _about(c) and (happening(c) if c.head == noun else _took_place(c))), None)
    if told is not None:
        return told
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _SOME:
        return teller(noun.head.head)
    toll = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("from", "of", "in") else noun
    toll = toll.head.head if toll.dep_ == "pobj" and toll.lemma_ == "day" else toll
    if toll.lemma_ in _TOLL and toll.dep_ in ("nsubj", "dobj", "nsubjpass"):
        return toll.head
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("with", "out", "up", "on") and verb.dep_ in ("prep", "prt"):
        verb = verb.head if light(verb.head) else noun
    if noun.dep_ == "conj" and noun.head.pos_ in NOUNS:
        return teller(noun.head)
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("prep", "amod"):
        return None
    if noun.dep_ in ("dobj", "pobj") and light(verb):
        return verb
    if noun.dep_ == "dobj" and declares(verb, noun):
        return verb
    if noun.dep_ == "nsubjpass" and light(verb):
        return verb
    if noun.dep_ in ("nsubj", "nsubjpass") and happening(verb):
        return verb
    return verb if noun.dep_ == "attr" and verb.lemma_ == "be" and again(_subject_of(verb)) else None


def _took_place(verb: Token) -> bool:
    """ "an exchange of prisoners, which took place on Thursday": prisoners do not take place."""
    return verb.lemma_ in ("occur", "happen") or any(c.lower_ == "place" for c in verb.children)


def _about(clause: Token) -> bool:
    """Whether the noun is the subject of its relative clause: "an exchange which took place on Thursday"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("WDT", "WP") for c in clause.children)


def _subject_of(verb: Token) -> Token:
    return next((c for c in verb.children if c.dep_ == "nsubj"), verb)


def again(word: Token) -> bool:
    """Whether the noun names something known: "the attack"."""
    return word.pos_ == "NOUN" and any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "these", "that", "those") for c in word.children
    )


def clause_of(verb: Token) -> tuple[Token, Token]:
    """First and last token of the clause of a verb: its subject, its objects, its places and times."""
    own = [c for c in verb.children if c.dep_ in _PARTS and not _breaks(verb, c)]
    relative = verb.dep_ == "relcl" and any(c.tag_ in ("WDT", "WP") and "subj" in c.dep_ for c in verb.children)
    if relative or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        noun = piece(verb.head, without=verb)
        own_last = max([verb, *(piece(c).last for c in own)], key=lambda t: t.i)
        return min(noun.first, verb, key=lambda t: t.i), max(
            own_last, noun.last if noun.last.i < verb.i else own_last, key=lambda t: t.i
        )
    pieces = [piece(c) for c in own]
    first = min([verb, *(p.first for p in pieces)], key=lambda t: t.i)
    last = max([verb, *(p.last for p in pieces)], key=lambda t: t.i)
    return first, last


def _breaks(verb: Token, child: Token) -> bool:
    """Prepositions that begin another thought: "amid", "despite", "according to"."""
    return child.dep_ == "prep" and child.lower_ in _BREAKING


def wider(verb: Token) -> tuple[Token, Token]:
    """The clause with the words that take the deed back: "threatened to attack", "denied that it had attacked"."""
    first, last = clause_of(verb)
    earliest, latest = whole_reach(verb)
    return min(first, earliest, key=lambda t: t.i), max(last, latest, key=lambda t: t.i)


def whole_reach(word: Token) -> tuple[Token, Token]:
    """The words that take a deed back, from the first to the last."""
    span = reach(word, stance(word))
    return span[0], span[-1]


def alone(noun: Token) -> tuple[Token, Token]:
    """The phrase of a noun without what is joined to it by "and"."""
    joined = next((c for c in noun.children if c.dep_ == "conj"), None)
    found: Piece = piece(noun, without=joined)
    return found.first, found.last
