"""The vocabulary of meetings: which nouns mean one, and which verbs say something of it."""

from __future__ import annotations

from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.clause import after
from parley.reading.parsed import Token

_WORDS = Lexicon.beside(__file__)


NOMINAL = frozenset({"NOUN", "PROPN"})


# What a verb can do to a meeting; of two that fit, the first counts.
_KINDS = (
    "cancelled",
    "collapsed",
    "adjourned",
    "held",
    "extended",
    "started",
    "occurred",
    "planned",
    "proposed",
)
_TELLING = (*_KINDS, "inviting", "weak", "called")


def noun_family(token: Token) -> str | None:
    """The family of a noun that means a meeting (sitting, call, visit), None for any other noun."""
    if token.pos_ not in NOMINAL or (token.dep_ in ("compound", "nmod", "amod") and token.i < token.head.i):
        return None
    before = {c.lower_ for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")}
    lemma = token.lemma_.lower()
    if before & words("nouns", "not_before") or _inside_container(token) or _with_press(token):
        return None
    if token.lower_ in words("nouns", "plural") or lemma in words("nouns", "sitting"):
        return "sitting"
    if lemma in words("nouns", "qualified"):
        return "sitting" if _qualifies(token, before) or _convened(token) else None
    if lemma in words("nouns", "call"):
        return "call" if _is_call(token, before) else None
    return "visit" if lemma in words("nouns", "visit") and token.dep_ != "ROOT" else None


def _with_press(token: Token) -> bool:
    """Whether it is a conversation with those who only report or look on: "a meeting with journalists"."""
    partners = after(token, "with")
    return bool(partners) and all(t.lemma_.lower() in words("people", "press") for t in partners)


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
    another = another or any(
        c.dep_ == "poss" and c.ent_type_ == "DATE" for c in token.children
    )  # "Monday's session"
    return token.lemma_ in ("round", "session") and bool(numbered or another) and not of_other


def _convened(token: Token) -> bool:
    """Whether a conference is told to be one of many who come together: on a matter, of states, or somewhere."""
    if token.lemma_.lower() not in words("nouns", "gatherings") or token.pos_ != "NOUN":
        return False
    for preposition in (c for c in token.children if c.dep_ == "prep"):
        if preposition.lower_ in ("on", "of", "between", "among", "about"):
            return True
        if preposition.lower_ in ("in", "at") and any(g.pos_ == "PROPN" for g in preposition.children):
            return True
    return False


def unsaid(verb: Token) -> bool:
    """Whether the verb with its particle says nothing of a meeting's course: "opened the talks to the public"."""
    return _particle(verb) == "none"


def _is_call(token: Token, before: set[str]) -> bool:
    kinds = words("nouns", "call_kinds")
    with_whom = {c.lower_ for c in token.children if c.dep_ == "prep"}
    days = {c.lower_ for c in token.children for g in c.children if g.ent_type_ in ("DATE", "TIME")}
    if (with_whom - days) & {"for", "on", "to"} and not with_whom & {"with", "between"}:
        return False
    return bool(before & kinds or with_whom & {"with", "between"})


def top_of(head: Token) -> Token:
    """The outer word of "a second round of talks", "the resumption of the negotiations"."""
    top = head
    while (
        top.dep_ == "pobj"
        and top.head.lower_ == "of"
        and top.head.head.lemma_.lower() in words("nouns", "containers")
    ):
        top = top.head.head
    return top


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


def brings(verb: Token) -> bool:
    """Whether the verb brings somebody to the meeting, so that its day is the meeting's."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in words("verbs", "brings")


def tells(verb: Token) -> bool:
    """Whether a verb says something of the meeting itself, so that its place and day are the meeting's."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if _particle(verb) not in (None, "none"):
        return True
    return lemma == "be" or lemma in words("verbs", "light") or any(lemma in words("stages", k) for k in _TELLING)


def verb_class(verb: Token) -> str | None:
    """What a verb does to a meeting (started, held, adjourned, ...), its particle counted; None if nothing."""
    particle = _particle(verb)
    if particle is not None:
        return None if particle in ("none", "weak") else particle
    lemma = verb.lemma_.lower()
    for kind in _KINDS:
        if lemma in words("stages", kind) or lemma.removesuffix("e") in words("stages", kind):
            return kind  # the lemmatizer makes "deadlocked" into "deadlocke"
    return None


def _particle(verb: Token) -> str | None:
    """What the verb does together with its particle, None where it has none that counts."""
    with_verb = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "acomp", "dobj")}
    with_verb |= {t.lemma_ for t in after(verb)}
    return next((k for stem, word, k in _particles() if verb.lemma_ == stem and word in with_verb), None)


@cache
def _particles() -> tuple[tuple[str, str, str], ...]:
    return tuple((a, b, c) for a, b, c in _WORDS.load("meetings")["stages"]["particles"])


@cache
def words(*keys: str) -> frozenset[str]:
    """A list of the vocabulary of meetings."""
    return _WORDS.words("meetings", *keys)
