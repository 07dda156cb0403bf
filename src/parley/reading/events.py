"""Deeds: what was done, not said, with its PLOVER type, who did it to whom, where, when and how many.

A deed is told by a verb ("bombed the port"), by a noun under a verb that does it or tells of it ("launched an attack",
"the attack killed 12"), or by a noun with a doer or a sufferer of its own ("Russian strikes", "the blockade of the port").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from parley.model.actors import ActorKind
from parley.model.entries import Event, Magnitude, Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, objects, subject
from parley.reading.magnitudes import within
from parley.reading.page import Page
from parley.reading.plover import Deed, deed_of_noun, deed_of_verb, happening, kept_company, light, logical_objects
from parley.reading.reality import reality
from parley.reading.roles import Parties, doer, lifted, nationality, once, owner, passive, principal, who
from parley.reading.sides import opponents
from parley.reading.slots import piece

_LEXICON = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed as read: its word, the verb or noun whose clause tells it, and its parts."""

    word: Token
    clause: Token
    deed: Deed
    actors: Parties
    recipients: Parties
    first: Token
    last: Token
    real: Reality


def read(page: Page) -> tuple[Event, ...]:
    """The events of a report, in order of place; one for each clause that tells one."""
    told = _inherited(page, _distinct([*_verbs(page), *_nouns(page)]))
    found = [_event(page, t) for t in told]
    return tuple(sorted(found, key=lambda e: (e.anchor.start, e.anchor.end, e.type)))


def _verbs(page: Page) -> Iterator[Telling]:
    def acts(token: Token) -> list[ActorKind]:
        return [page.cast.actor(i).kind for i in who(page, token)]

    for token in page.sheet.doc:
        if token.pos_ != "VERB" or token.dep_ == "amod" or _asked(token):
            continue
        deed = deed_of_verb(token, acts)
        real = _real(token)
        if deed is None or real is not Reality.HAPPENED or (deed.type is Plover.AGREE and _loose(token)):
            continue
        first, last = clause_of(token)
        actors = () if "deals" in deed.subject else _doers(page, token)
        yield Telling(
            token, token, deed, actors, principal(page, _suffers(page, token, actors)), first, last, real
        )


def _loose(verb: Token) -> bool:
    """A participle of its own: "by signing it" tells what signing does, not that somebody signed."""
    return verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children)


def _doers(page: Page, verb: Token) -> Parties:
    found = None if passive(verb) else subject(verb)
    ids = doer(page, verb)
    return lifted(page, found, ids) if found is not None else principal(page, ids)


def _real(word: Token) -> Reality:
    """The standing of a deed. A vote to do it does it; what is told under "once" and "when" of the present has yet to be."""
    if word.dep_ == "xcomp" and word.head.lemma_ == "vote" and reality(word.head) is Reality.HAPPENED:
        return Reality.HAPPENED
    marks = [c.lower_ for c in word.children if c.dep_ in ("mark", "advmod") and c.i < word.i]
    present = word.tag_ in ("VBP", "VBZ") or any(
        c.tag_ in ("VBP", "VBZ") and c.dep_ == "auxpass" for c in word.children
    )
    if present and {"once", "when", "before", "until", "if"} & set(marks):
        return Reality.PLANNED
    if word.dep_ == "pcomp" and word.head.lower_ not in _TOLD:
        return Reality.POSSIBLE
    if word.tag_ == "VB" and word.dep_ in ("acl", "relcl", "advcl", "ccomp", "ROOT"):
        return Reality.PLANNED if any(c.tag_ == "TO" for c in word.children) else reality(word)
    node = word
    while node.dep_ in ("ccomp", "xcomp", "conj") and node.head.pos_ == "VERB":
        node = node.head
        wished = node.tag_ == "VB" and any(c.tag_ == "TO" for c in node.children)
        if wished and reality(node) is not Reality.HAPPENED:
            return Reality.PLANNED
    return reality(word)


_TOLD = frozenset({"by", "after", "since", "in", "while", "despite"})


def _nouns(page: Page) -> Iterator[Telling]:
    for token in page.sheet.doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or _asked(token):
            continue
        deed = deed_of_noun(token)
        telling = _noun(page, token, deed) if deed else None
        if telling is not None:
            yield telling


def _noun(page: Page, noun: Token, deed: Deed) -> Telling | None:
    verb = _teller(noun)
    clause = verb or noun
    real = _real(clause)
    if real is not Reality.HAPPENED or _held_off(noun) or (verb is None and not _stands(noun)):
        return None
    if deed.told and verb is None and not page.time(noun).words:
        return None
    done = verb is not None and light(verb) and noun.dep_ != "nsubj"
    between = once([a for t in after(noun, "between") for a in who(page, t)])
    actors = principal(
        page, between or _does(page, noun, deed) or (_doers(page, verb) if done and verb is not None else ())
    )
    suffers = principal(page, tuple(a for a in _targets(page, noun) if a not in actors))
    aimed = suffers or after(noun, "on", "against", "in", "near")
    if noun.lemma_.lower() in deed.light and not (kept_company(noun, deed) or (actors and (done or aimed))):
        return None
    if not (actors or suffers or verb is not None or (kept_company(noun, deed) and aimed)):
        return None
    if verb is not None:
        first, last = clause_of(verb)
    else:
        first, last = piece(noun).first, piece(noun).last
    return Telling(noun, clause, deed, actors, suffers, first, last, real)


def _does(page: Page, noun: Token, deed: Deed) -> Parties:
    """Whose deed the noun is; forces withdrawn are those of whoever withdraws: "the withdrawal of French troops"."""
    if deed.mode == "withdraw" and (moved := after(noun, "of")):
        return once([a for t in moved for a in (who(page, t) or nationality(page, t))])
    return owner(page, noun, sender=False)


def _stands(noun: Token) -> bool:
    """Whether the clause that the noun stands in as an object tells something done, not wished or planned."""
    node = noun
    while node.head != node and node.pos_ not in ("VERB", "AUX"):
        node = node.head
    return node.pos_ not in ("VERB", "AUX") or _real(node) in (Reality.HAPPENED, Reality.DENIED)


def _teller(noun: Token) -> Token | None:
    """The verb that does or tells of the deed the noun names, or counts what it cost."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _SOME:
        return _teller(noun.head.head)
    toll = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("from", "of", "in") else noun
    toll = toll.head.head if toll.dep_ == "pobj" and toll.lemma_ == "day" else toll
    if toll.lemma_ in _TOLL and toll.dep_ in ("nsubj", "dobj", "nsubjpass"):
        return toll.head
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ in ("with", "out", "up", "on") and verb.dep_ in ("prep", "prt"):
        verb = verb.head if light(verb.head) else noun
    if noun.dep_ == "conj" and noun.head.pos_ in NOUNS:
        return _teller(noun.head)
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("prep", "amod"):
        return None
    if noun.dep_ in ("dobj", "pobj") and light(verb):
        return verb
    if noun.dep_ == "nsubjpass" and light(verb):
        return verb
    if noun.dep_ in ("nsubj", "nsubjpass") and happening(verb):
        return verb
    return verb if noun.dep_ == "attr" and verb.lemma_ == "be" and _again(_subject_of(verb)) else None


def _subject_of(verb: Token) -> Token:
    return next((c for c in verb.children if c.dep_ == "nsubj"), verb)


_SOME = frozenset({"one", "series", "wave", "number", "dozen", "spate", "string", "round", "hundred", "barrage"})
_TOLL = frozenset({"toll", "death", "casualty", "damage", "number", "loss", "injury", "fatality"})


def _held_off(noun: Token) -> bool:
    """Whether the deed is only feared, wished, stopped or threatened: "an end to the attacks", "threats of war"."""
    node = noun
    while node.head != node and (node.dep_ in ("pobj", "prep", "pcomp", "dobj", "conj", "appos")):
        node = node.head
        if node.lemma_.lower() in _off():
            return True
    return any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in noun.children) or any(
        c.lower_ in ("possible", "potential", "future", "further", "planned", "threatened", "imminent", "alleged")
        for c in noun.children
    )


def _asked(token: Token) -> bool:
    return token.sent[-1].text == "?"


def _casualties(verb: Token) -> bool:
    return verb.lemma_ in ("kill", "injure", "wound", "claim", "leave", "destroy", "damage", "displace", "cost")


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


def _breaks(verb: Token, child: Token) -> bool:
    """Prepositions that begin another thought: "amid", "despite", "according to"."""
    return child.dep_ == "prep" and child.lower_ in (
        "despite",
        "amid",
        "according",
        "including",
        "as",
        "because",
        "before",
    )


def _suffers(page: Page, verb: Token, actors: Parties) -> Parties:
    """Who the deed is done to: the object or its owner, else behind on, against, at, into, from, to."""
    found = logical_objects(verb)
    direct = once([a for t in found for a in (who(page, t) or owner(page, t))])
    other = [a for a in direct if a not in actors] or [a for a in _targets(page, verb) if a not in actors]
    return tuple(other)


def _targets(page: Page, head: Token) -> Parties:
    """The parties, or owners of things, that a deed is aimed at."""
    heads = [head, *(t for t in objects(head) if head.pos_ == "VERB")]
    aimed = [
        t
        for h in heads
        for t in after(
            h, "on", "against", "at", "upon", "into", "toward", "towards", "with", "between", "to", "from"
        )
    ]
    if head.pos_ != "VERB":
        aimed = [*aimed, *after(head, "of", "in")]
    return once([a for t in aimed for a in (who(page, t) or nationality(page, t) or _place_owner(page, t))])


def _place_owner(page: Page, token: Token) -> Parties:
    return who(page, next((c for c in token.children if c.dep_ == "poss"), None))


def _distinct(told: list[Telling]) -> list[Telling]:
    """One telling a clause: a noun inside the clause of a verb of the same type is the same deed."""
    kept: list[Telling] = []
    for one in sorted(told, key=_rank):
        at = next((i for i, other in enumerate(kept) if _repeats(one, other)), None)
        if at is None:
            kept.append(one)
        elif _trails(one, kept[at]):
            kept[at] = replace(kept[at], last=max(kept[at].last, one.last, key=lambda t: t.i))
    return sorted(kept, key=lambda t: (t.first.i, t.last.i))


def _rank(told: Telling) -> tuple[int, int]:
    """Clauses of their own come first, then nouns told by a verb, bare nouns, and what only trails along."""
    counted = told.word.lemma_ in _HARMED and not told.actors
    trailing = told.word.pos_ == "VERB" and (told.word.dep_ in ("acl", "pcomp") or _loose(told.word) or counted)
    order = 3 if trailing else 0 if told.word.pos_ == "VERB" else 1 if told.clause != told.word else 2
    return order, told.word.i


def _repeats(one: Telling, other: Telling) -> bool:
    if one.clause == other.clause or one.clause == other.word:
        return True
    inside = other.first.i <= one.word.i <= other.last.i or _trails(one, other)
    bare = one.word.pos_ != "VERB" or _rank(one)[0] == 3 or _trails(one, other) or _result(one, other)
    return (inside or _result(one, other)) and one.deed.type is other.deed.type and bare and _one_doer(one, other)


def _trails(one: Telling, other: Telling) -> bool:
    """Whether it is told in a participle or a joined verb of harm behind the other: "launched ..., killing 12"."""
    node = one.word
    while node.dep_ in ("advcl", "acl", "pcomp", "conj", "prep") and node.head.i < node.i:
        node = node.head
        if node in (other.word, other.clause):
            return one.word.tag_ in ("VBG", "VBN") or one.word.lemma_ in _HARMED
    return False


def _result(one: Telling, other: Telling) -> bool:
    """Whether it only counts the harm of the deed told just before: "One person was injured"."""
    counted = one.word.lemma_ in _HARMED and not one.actors and one.word.pos_ == "VERB"
    return counted and abs(one.word.i - other.word.i) < _NEAR


_NEAR = 60  # tokens: two or three sentences
_HARMED = frozenset({"kill", "injure", "wound", "die"})


def _one_doer(one: Telling, other: Telling) -> bool:
    return not one.actors or not other.actors or bool(set(one.actors) & set(other.actors))


def _inherited(page: Page, told: list[Telling]) -> list[Telling]:
    """A deed named again ("the attack", "the strikes") has the doer it had when it was told last."""
    known: dict[str, Telling] = {}
    found = []
    for one in told:
        before = known.get(one.deed.type)
        if before is not None and not one.actors and _resumes(one, before):
            both = one.deed.mutual and not before.deed.mutual
            actors = once([*before.actors, *before.recipients]) if both else before.actors
            one = replace(one, actors=actors, recipients=one.recipients or before.recipients)
        if not one.actors and one.deed.mutual:
            one = replace(one, actors=opponents(page, one.word))
        if one.actors:
            known[one.deed.type] = one
        if one.actors or one.recipients or one.word.pos_ == "VERB" or _casualties(one.clause):
            found.append(one)
    return found


def _resumes(one: Telling, before: Telling) -> bool:
    """Whether a deed without a doer goes on with the one told last: named again, of the same kind, or near by."""
    if one.word.pos_ == "NOUN":
        return _again(one.word) or one.clause != one.word or abs(one.word.i - before.word.i) < _NEAR
    under = one.word.lemma_ == "come" or passive(one.word)
    return under and one.deed.type is Plover.ASSAULT and abs(one.word.i - before.word.i) < _NEAR


def _again(word: Token) -> bool:
    return word.pos_ == "NOUN" and any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "these", "that", "those") for c in word.children
    )


def _event(page: Page, told: Telling) -> Event:
    what = piece(told.word)
    return Event(
        anchor=page.sheet.anchor(told.first, told.last),
        voice=page.voice(told.word),
        when=page.time(told.clause),
        reality=told.real,
        by=f"{'verb' if told.word.pos_ == 'VERB' else 'noun'} {told.word.lemma_.lower()}",
        actors=told.actors,
        type=told.deed.type,
        mode=told.deed.mode,
        what=page.sheet.anchor(what.first, what.last).words,
        recipients=tuple(a for a in told.recipients if a not in told.actors),
        place=_place(page, told),
        magnitudes=_magnitudes(page, told),
    )


def _place(page: Page, told: Telling) -> str | None:
    """Where it was done, in the report's words made plain; the innermost place that is named."""
    heads = [told.word, told.clause, *(t for t in objects(told.clause) if told.clause.pos_ == "VERB")]
    for head in heads:
        for token in after(
            head,
            "in",
            "at",
            "near",
            "across",
            "around",
            "outside",
            "inside",
            "into",
            "over",
            "on",
            "of",
            "from",
            "throughout",
            "along",
        ):
            named = page.cast.place(token)
            if named:
                return named
    return (
        next((p for t in objects(told.clause) if (p := page.cast.place(t))), None)
        if told.clause.pos_ == "VERB"
        else None
    )


def _magnitudes(page: Page, told: Telling) -> tuple[Magnitude, ...]:
    dated = frozenset(i for t in page.timexes for i in range(t.first, t.last + 1))
    last = max(
        [told.last, *(c.right_edge for c in told.clause.children if c.dep_ == "advcl" and c.tag_ == "VBG")],
        key=lambda t: t.i,
    )
    return within(page.sheet, told.first, last, dated)


@cache
def _off() -> frozenset[str]:
    return _LEXICON.words("events", "off", "words")
