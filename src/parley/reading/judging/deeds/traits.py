"""What a word shows of itself as the telling of a deed: its kin by meaning, its mood, its frame, what governs it.

Words stand as lemmas and as the groups of words used alike that they belong to, so that an unseen verb is judged
by the company it keeps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from parley.model.entries import Reality
from parley.model.lexicon import Lexicon
from parley.reading import plover
from parley.reading.attribution.likeness import likeness
from parley.reading.deeds import Telling
from parley.reading.judging.deeds.candidates import Candidate, actors
from parley.reading.judging.nameless import nameless
from parley.reading.page import Page
from parley.reading.parsed import Doc, Token
from parley.reading.plover import industrial
from parley.reading.standing import standing
from parley.reading.voicing import passive

_FRAME = ("dobj", "xcomp", "ccomp", "acomp", "attr", "oprd", "dative", "agent", "nsubjpass", "prt", "neg", "nsubj")
_OBJECTS = ("dobj", "attr", "oprd", "nsubjpass", "xcomp", "ccomp")
_KIN = ("amod", "compound", "poss", "nmod", "nummod", "det", "prep", "acl", "relcl")


def traits(page: Page, candidate: Candidate) -> list[str]:
    """The names of all features that hold of a candidate; the same name at most once."""
    found = [*_word(candidate), *_frame(candidate), *_around(candidate), *_stretch(page, candidate)]
    found += [*_told(page, candidate), *_doer(page, candidate)]
    return list(dict.fromkeys(found))


def glance(word: Token) -> list[str]:
    """What a word shows at first sight, without its report: enough to pass over most words."""
    kind = "verb" if word.pos_ == "VERB" else "noun"
    return [*_words("c", word), f"t={word.tag_}", f"d={word.pos_}/{word.dep_}", *listed(kind, word.lemma_.lower())]


def kin(token: Token) -> tuple[str, str, str]:
    """Coarse group, fine group and first class of a word; its part of speech where no table knows it."""
    found = likeness(token)
    return (found.coarse, found.fine, found.classes[0]) if found is not None else (token.pos_,) * 3


def _words(name: str, token: Token) -> Iterator[str]:
    coarse, fine, sense = kin(token)
    yield f"{name}={nameless(token)}"
    yield f"{name}~{fine}"
    yield f"{name}-{coarse}"
    yield f"{name}:{sense}"


def mood(word: Token) -> str:
    """Form, helpers and negation in one word: "VBN/have/be/neg"."""
    helpers = [c.lemma_.lower() for c in word.children if c.dep_ in ("aux", "auxpass")]
    negative = "neg" if any(c.dep_ == "neg" for c in word.children) else ""
    return "/".join([word.tag_, *helpers, negative])


def _word(candidate: Candidate) -> Iterator[str]:
    word = candidate.word
    yield from _words("c", word)
    yield f"p={word.pos_}"
    yield f"t={word.tag_}"
    yield f"d={word.pos_}/{word.dep_}"
    yield f"m={mood(word)}"
    yield f"vo={'passive' if word.pos_ == 'VERB' and passive(word) else word.pos_}"
    teller = candidate.clause
    if teller is None:
        yield "bare"
    if teller is not None and teller.i != word.i:
        yield from (f"{n}/{word.dep_}" for n in _words("v", teller))
        yield f"vm={mood(teller)}"
    yield f"s={held(teller if teller is not None else word).value}"
    yield f"sd={held(word).value}/{kin(word)[2]}"


def held(word: Token) -> Reality:
    """The standing of a deed, worked out once a word."""
    known: dict[Token, Reality] = word.doc.user_data.setdefault("parley_standings", {})
    if word not in known:
        known[word] = standing(word)
    return known[word]


def _frame(candidate: Candidate) -> Iterator[str]:
    """Its objects, prepositions and particles; a noun's company."""
    word = candidate.word
    lemma, (_, fine, sense) = word.lemma_.lower(), kin(word)
    frame = "+".join(sorted({c.dep_ for c in word.children if c.dep_ in _FRAME}))
    yield f"f={frame}"
    yield f"sf={sense}/{frame}"
    for child in word.children:
        if child.dep_ in _OBJECTS:
            yield from (f"{n}" for n in _words("o", child))
            yield f"oe={child.ent_type_}"
            yield f"fo={fine}/{kin(child)[1]}"
            yield f"lo={lemma}/{nameless(child)}"
            yield from (f"oc={g.dep_}/{nameless(g)}" for g in child.children if g.dep_ in ("det", "poss"))
            yield from (f"on={g.ent_type_ or g.tag_}" for g in child.children if g.dep_ in ("nummod", "amod"))
        elif child.dep_ in ("prep", "agent"):
            yield f"pp={child.lower_}"
            yield f"lp={lemma}/{child.lower_}"
            for below in child.children:
                if below.dep_ == "pobj":
                    yield f"pk={child.lower_}/{kin(below)[1]}"
                    yield f"pe={child.lower_}/{below.ent_type_}"
        elif child.dep_ == "prt":
            yield f"lt={lemma}/{child.lower_}"
        elif child.dep_ in ("nsubj",):
            yield from _words("n", child)
            yield f"ne={child.ent_type_ or child.pos_}"
        elif word.pos_ == "NOUN" and child.dep_ in _KIN:
            yield f"k={child.dep_}/{nameless(child)}"
            yield f"ke={child.dep_}/{child.ent_type_ or child.pos_}"
            yield f"kk={sense}/{child.dep_}"
        elif child.dep_ in ("mark", "advmod"):
            yield f"k={child.dep_}/{child.lower_}"


def _around(candidate: Candidate) -> Iterator[str]:
    """What governs the word, and what its clause stands under."""
    word = candidate.word
    head = word.head
    if head.i == word.i:
        yield "g=ROOT"
    else:
        yield from (f"{n}/{word.dep_}" for n in _words("g", head))
        yield f"gm={word.dep_}/{mood(head)}"
        above = head.head
        if above.i != head.i:
            yield from (f"{n}/{head.dep_}" for n in list(_words("h", above))[1:])
            yield f"hh={nameless(above)}/{nameless(head)}"
    node, steps = word, 0
    while node.head.i != node.i and steps < 12:
        for child in node.children:
            if child.dep_ == "mark":
                yield f"u={child.lower_}"
        node, steps = node.head, steps + 1
    yield f"deep={min(steps, 6)}"
    if word.sent[-1].text == "?":
        yield "question"


def _stretch(page: Page, candidate: Candidate) -> Iterator[str]:
    """What stands in the clause: names, days, figures; and who there is to have done it."""
    doc = candidate.word.doc
    tokens = doc[candidate.first.i : candidate.last.i + 1]
    for kind in sorted({t.ent_type_ for t in tokens if t.ent_type_}):
        yield f"e={kind}"
        yield f"ce={kin(candidate.word)[2]}/{kind}"
    for token in tokens:
        if token.i != candidate.word.i and token.pos_ in ("NOUN", "VERB"):
            yield f"w~{kin(token)[1]}"
    yield f"len={min(len(tokens), 40) // 5}"
    if _named_before(candidate.word):
        yield "again"
        yield f"again/{kin(candidate.word)[2]}"
    yield f"at={min(candidate.word.i * 8 // max(len(doc), 1), 7)}"


def _named_before(word: Token) -> bool:
    """Whether the same word stands within a page of print before it."""
    places: dict[str, list[int]] | None = word.doc.user_data.get("parley_places")
    if places is None:
        places = word.doc.user_data["parley_places"] = {}
        for token in word.doc:
            places.setdefault(token.lemma_, []).append(token.i)
    same = places[word.lemma_]
    at = bisect_left(same, word.i)
    return at > 0 and word.i - same[at - 1] <= _PAGE


_PAGE = 300  # tokens


def _told(page: Page, candidate: Candidate) -> Iterator[str]:
    """How the words are told: by whom, with what cue, in quotation marks or not."""
    word = candidate.word
    yield f"part={page.sheet.part(word).value}"
    said = page.said(word)
    if said is None:
        yield "told=outlet"
        return
    yield f"told={said.manner.value}/{said.voice.kind.value}"
    yield f"act={said.act}"
    yield f"acts={said.act}/{kin(word)[2]}"


def _doer(page: Page, candidate: Candidate) -> Iterator[str]:
    """Who there is to have done it, and what the report is about: work or war."""
    word = candidate.word
    _, fine, sense = kin(word)
    own = [page.cast.actor(a) for a in actors(page, candidate)]
    kinds = [f"{a.kind.value}/{a.sector}" for a in own] or ["-"]
    yield from (f"dk={k}" for k in kinds)
    yield f"dn={min(len(own), 3)}"
    yield f"dkc={kinds[0]}/{sense}"
    yield f"dkp={kinds[0].split('/')[0]}/{fine}"
    work, war = industrial(word.doc), warlike(word.doc)
    yield f"ind={work}"
    yield f"war={war}"
    yield f"indc={work}/{fine}"
    yield f"warc={war > 0}/{fine}"


def warlike(doc: Doc) -> int:
    """How much of a report are words of war, from 0 to 3 (six in a hundred and more)."""
    held = doc.user_data.get("parley_warlike")
    if held is None:
        words = Lexicon.beside(plover.__file__).words("events", "classes", "warfare")
        many = sum(t.lemma_.lower() in words for t in doc) * 50 // max(len(doc), 1)
        held = doc.user_data["parley_warlike"] = min(many, 3)
    return int(held)


def of_rule(told: Telling | None, word: Token, *, again: bool, inside: bool) -> list[str]:
    """What the rules made of the word: a deed, the same deed again, a word inside one, or nothing."""
    kind = "verb" if word.pos_ == "VERB" else "noun"
    known = [f"R{name}" for name in listed(kind, word.lemma_.lower())] or ["Rlex=none"]
    if told is None:
        return ["R=retold" if again else "R=inside" if inside else "R=none", *known]
    way = "verb" if word.pos_ == "VERB" else "told" if told.clause is not told.word else "bare"
    fired = ["R=fired", f"R=fired/{word.pos_}", f"Rt={told.deed.type.value}", f"Rc={way}"]
    return [*fired, f"Ra={bool(told.actors)}", *known]


SENTENCE = "sentence"
"""Stands beside what a word shows in a sentence out of its report."""
UNKNOWN = ("R?",)
"""What the rules made of a word, in reports that they were written on: there they are right too often to teach."""


def listed(kind: str, lemma: str) -> list[str]:
    """Under which types the vocabulary of deeds has a verb or noun, whatever its company."""
    return [f"lex={name}" for name in _types().get((kind, lemma), ())]


@cache
def _types() -> dict[tuple[str, str], tuple[str, ...]]:
    table: dict[tuple[str, str], list[str]] = {}
    for part in ("verb", "noun"):
        for line in Lexicon.beside(plover.__file__).load("events")[part]:
            for lemma in line["lemmas"]:
                table.setdefault((part, lemma), []).append(line["type"])
    return {key: tuple(dict.fromkeys(kinds)) for key, kinds in table.items()}
