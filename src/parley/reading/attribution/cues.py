"""Cues: the words that report words, found in the parse by the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.attribution.scene import Scene
from parley.reading.parsed import Token

WORDS = Lexicon.beside(__file__)
_NEXT = 4  # tokens: "made it very clear"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue before anything is linked to it. `kind` is verb, according or noun; `entry` its form in the
    vocabulary ("warn of"); `tokens` its words."""

    head: Token
    entry: str
    kind: str
    tokens: tuple[int, ...]


@cache
def frame(name: str) -> frozenset[str]:
    """The verbs of one frame."""
    return WORDS.words("cues", "frames", name)


@cache
def nouns(name: str) -> frozenset[str]:
    """The nouns of one list."""
    return WORDS.words("cues", "nouns", name)


@cache
def phrases(name: str) -> frozenset[str]:
    """The phrases of one list."""
    return WORDS.words("cues", "phrases", name)


@cache
def acts() -> dict[str, str]:
    """Every verb with its act; the more telling act wins over `say` and `claim`."""
    table: dict[str, str] = {}
    listed: dict[str, list[str]] = WORDS.load("cues")["acts"]
    for act, verbs in listed.items():
        for verb in verbs:
            if table.get(verb, "say") in ("say", "claim"):
                table[verb] = act
    return table


def entry(verb: Token) -> str:
    """How the vocabulary lists a verb: with its particle or preposition where it has one.

    "called for", "warned of", "pointed out" are entries of their own.
    """
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("prt", "prep", "advmod") and f"{lemma} {child.lower_}" in _listed():
            return f"{lemma} {child.lower_}"
    return lemma


@cache
def _listed() -> frozenset[str]:
    frames = WORDS.load("cues")["frames"]
    return frozenset(acts()).union(*(frozenset(verbs) for verbs in frames.values()))


def candidates(scene: Scene) -> list[Cue]:
    """All words of the outlet's own text that may be cues, in order of place."""
    found = []
    for token in scene.doc:
        if scene.inside[token.i] >= 0 and len(scene.words(scene.spoken[scene.inside[token.i]])) > 3:
            continue
        cue = _candidate(token)
        if cue is not None:
            found.append(cue)
    return found


def _candidate(token: Token) -> Cue | None:
    if token.lower_ == "according":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        return Cue(token, "according to", "according", (token.i, to.i)) if to is not None else None
    if token.pos_ in ("VERB", "AUX") or (token.tag_.startswith("VB") and token.dep_ == "ROOT"):
        name = entry(token)
        return (
            (_as_told(token, name) or Cue(token, name, "verb", verb_group(token, name)))
            if name in _listed()
            else _light(token)
        )
    if token.pos_ == "NOUN" and token.lemma_.lower() in nouns("speech") and tells_clause(token):
        return Cue(token, token.lemma_.lower(), "noun", (token.i,))
    return _gerund(token)


def _as_told(verb: Token, name: str) -> Cue | None:
    """ "as announced by the ministry": works like "according to"."""
    mark = next((c for c in verb.children if c.lower_ == "as" and c.i < verb.i), None)
    agent = next((c for c in verb.children if c.dep_ == "agent" and c.i > verb.i), None)
    if verb.tag_ != "VBN" or mark is None or agent is None or name not in frame("clause"):
        return None
    return Cue(verb, name, "according", (mark.i, verb.i, agent.i))


def _gerund(noun: Token) -> Cue | None:
    """ "by warning of war", though the parser takes it for a noun."""
    if (
        noun.tag_ != "NN"
        or not noun.lower_.endswith("ing")
        or noun.dep_ != "pobj"
        or noun.head.lower_ not in ("by", "after", "before", "while")
    ):
        return None
    stems = (noun.lower_[:-3], noun.lower_[:-3] + "e")
    below = [c.lower_ for c in noun.children if c.dep_ == "prep"]
    name = next((f"{stem} {word}" for stem in stems for word in below if f"{stem} {word}" in frame("of")), None)
    return Cue(noun, name, "verb", (noun.i, noun.i + 1)) if name else None


def _light(verb: Token) -> Cue | None:
    """ "made a statement", "issued a warning": a light verb and its noun of speech; "made it clear"."""
    if entry(verb) not in nouns("light") and verb.lemma_.lower() not in nouns("light"):
        return None
    plain = next((c for c in verb.children if c.i > verb.i and c.lower_ in nouns("plain")), None)
    if plain is not None and plain.i - verb.i < _NEXT and verb.lemma_.lower() == "make":
        return Cue(verb, "make clear", "verb", tuple(range(verb.i, plain.i + 1)))
    noun = next(
        (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in nouns("speech")), None
    )
    if noun is None:
        return None
    low, high = sorted((verb.i, noun.i))
    return Cue(noun, noun.lemma_.lower(), "light", tuple(range(low, high + 1)))


def tells_clause(noun: Token) -> bool:
    """Whether the noun carries a clause with that: "the claim that ..."."""
    return any(
        c.dep_ in ("acl", "ccomp", "relcl") and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
        for c in noun.children
    )


def verb_group(verb: Token, name: str) -> tuple[int, ...]:
    """The verb with its auxiliaries and particle, and the adverbs between them."""
    inside = [c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < verb.i]
    parts = name.split()[1:]
    after = [c.i for c in verb.children if parts and c.i > verb.i and c.lower_ in parts]
    first, last = min([verb.i, *inside]), max([verb.i, *after])
    return tuple(range(first, last + 1)) if last - first < 6 else (verb.i,)
