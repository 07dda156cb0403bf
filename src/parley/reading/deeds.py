"""Deeds as they are told: the verb or noun, the clause that tells it, who does it and who suffers it.

A deed is told by a verb ("bombed the port"), by a noun under a verb that does it or tells of it ("launched
an attack", "the attack killed 9"), or by a noun with its doer or sufferer ("their strikes", "a siege of a town").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.model.actors import Actor, ActorKind
from parley.model.entries import Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, objects, subject
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.plover import (
    Deed,
    declares,
    deed_of_noun,
    deed_of_verb,
    happening,
    industrial,
    kept_company,
    light,
    logical_objects,
)
from parley.reading.reality import Force, Tense, reach, stance
from parley.reading.roles import Parties, doer, lifted, nationality, once, owner, principal, who
from parley.reading.slots import Piece, piece
from parley.reading.standing import loose, standing
from parley.reading.voicing import passive

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
    likely: float = 1.0  # below 1 where a model found it


def verbs(page: Page) -> Iterator[Telling]:
    def acts(token: Token) -> list[Actor]:
        return [page.cast.actor(i) for i in who(page, token)]

    for token in page.sheet.doc:
        if (token.pos_ != "VERB" and not _on_strike(token)) or token.dep_ == "amod":
            continue
        deed = deed_of_verb(token, acts)
        if deed is None or _asked(token) or _befell(token, deed) or _of_unmade(token, deed):
            continue
        real = _held(token)
        if real is None or _unfinished(token, deed):
            continue
        first, last = clause_of(token) if real is Reality.HAPPENED else _wider(token)
        actors = () if deed.suffered or "deals" in deed.subject else _doers(page, token)
        suffers = principal(page, _suffers(page, token, actors))
        if actors or suffers or real in (Reality.HAPPENED, Reality.DENIED):
            yield Telling(token, token, deed, actors, suffers, first, last, real)


def _held(verb: Token) -> Reality | None:
    """The standing of a deed; None where it is urged, or only the purpose of something else."""
    real = standing(verb)
    if real in (Reality.HAPPENED, Reality.DENIED, Reality.CONDITIONAL):
        return real
    held = stance(verb)
    bare = any(c.tag_ == "TO" for c in verb.children) and not held.governors
    told = not bare and (held.governors or held.tense is Tense.FUTURE or held.force is Force.POSSIBLE)
    return held.reality if told and held.reality not in (Reality.URGED, Reality.HAPPENED) else None


def _befell(verb: Token, deed: Deed) -> bool:
    """ "displaced by the war": what a war brings is nobody's measure; to fight for a change is to want it."""
    if verb.lemma_ == "fight" and any(c.lower_ == "for" for v in (verb, *_below(verb)) for c in v.children):
        return True
    agents = after(verb, "by") if passive(verb) and deed.type is Plover.COERCE else []
    return any(t.lemma_.lower() in _LEXICON.words("events", "classes", "attacks") for t in agents)


def _on_strike(token: Token) -> bool:
    """ "have been on strike since May": the one deed that the verb to be tells."""
    return token.pos_ == "AUX" and token.lemma_ == "be" and any(t.lemma_ == "strike" for t in after(token, "on"))


def _of_unmade(verb: Token, deed: Deed) -> bool:
    """ "agreed to the outlines of a truce brokered by them": the truce is still to come."""
    return deed.type is Plover.AGREE and verb.dep_ == "acl" and verb.tag_ == "VBN" and held_off(verb.head)


def _below(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp")]


def _unfinished(verb: Token, deed: Deed) -> bool:
    """ "by signing it", "a truce starting at midnight": the participle does not say that it came about."""
    underway = verb.tag_ == "VBG" and deed.type is Plover.AGREE
    return underway or (loose(verb) and deed.mode == "ceasefire")


def _doers(page: Page, verb: Token) -> Parties:
    found = None if passive(verb) else subject(verb)
    ids = doer(page, verb)
    return lifted(page, found, ids) if found is not None else principal(page, ids)


def nouns(page: Page) -> Iterator[Telling]:
    for token in page.sheet.doc:
        name = token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "PERSON", "PRODUCT")
        if token.pos_ not in ("NOUN", "PROPN") or name or token.dep_ == "compound":
            continue
        deed = deed_of_noun(token)
        if deed is None or _asked(token):
            continue
        telling = _noun(page, token, deed) or _unmade(page, token, deed)
        if telling is not None:
            yield telling


def _noun(page: Page, noun: Token, deed: Deed) -> Telling | None:
    verb = teller(noun)
    clause = verb or noun
    real = _held(verb) if verb is not None else standing(noun)
    if real is None or _untold(noun, verb, real) or (held_off(noun) and not _known(noun, verb)):
        return None
    if deed.told and verb is None and not page.time(noun).words:
        return None
    done = verb is not None and (light(verb) or declares(verb, noun)) and noun.dep_ != "nsubj"
    between = once([a for t in after(noun, "between") for a in who(page, t)])
    actors = principal(
        page, between or _does(page, noun, deed) or (_doers(page, verb) if done and verb is not None else ())
    )
    aim = _targets(page, noun) or (owner(page, noun, sender=False) if deed.suffered else ())
    suffers = principal(page, tuple(a for a in aim if a not in actors))
    aimed = suffers or after(noun, "on", "against", "in", "near")
    walkout = deed.mode == "strike" and verb is not None and industrial(noun.doc)
    if walkout and not actors:
        actors = _labour(page)
    if (
        noun.lemma_.lower() in deed.light
        and not walkout
        and not (kept_company(noun, deed) or (actors and (done or aimed)))
    ):
        return None
    if not (actors or suffers or verb is not None or (kept_company(noun, deed) and aimed) or _dated(page, noun)):
        return None
    if verb is not None:
        first, last = clause_of(verb) if real is Reality.HAPPENED else _wider(verb)
    else:
        first, last = alone(noun)
    return Telling(noun, clause, deed, actors, suffers, first, last, real)


def _unmade(page: Page, noun: Token, deed: Deed) -> Telling | None:
    """A deed that its noun's clause denies, plans or holds possible: "ruled out an attack", "no strikes"."""
    held = stance(noun)
    real = held.reality
    if real in (Reality.HAPPENED, Reality.URGED) or not (held.governors or held.negated):
        return None
    above = held.governors[-1] if held.governors else noun.head
    own = _does(page, noun, deed) or (_doers(page, above) if above.pos_ == "VERB" else ())
    actors = () if deed.suffered else principal(page, own)
    suffers = principal(page, tuple(a for a in _targets(page, noun) if a not in actors))
    if not actors and not suffers and not held.negated:
        return None
    first, last = _wider(noun.head) if noun.dep_ in _DOING and noun.head.pos_ == "VERB" else _reach(noun)
    return Telling(noun, noun, deed, actors, suffers, first, last, real)


def _untold(noun: Token, verb: Token | None, real: Reality) -> bool:
    """Whether nothing tells of it: a bare noun must name something done, a verb may also deny or announce it."""
    if verb is None:
        return real is not Reality.HAPPENED or not _stands(noun)
    return real is not Reality.HAPPENED and noun.dep_ not in _DOING


_DOING = ("dobj", "nsubjpass", "nsubj")


def _known(noun: Token, verb: Token | None) -> bool:
    """ "to end a strike that has idled the plants": whatever is wished of it, it came about."""
    return (
        verb is not None
        and verb.dep_ == "relcl"
        and verb.head == noun
        and not any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in noun.children)
    )


def _labour(page: Page) -> Parties:
    """The one union or work force of the report, if it is one."""
    found = [a.id for a in page.cast.actors if a.sector == "LAB" and a.kind is ActorKind.ORGANISATION]
    return (found[0],) if len(found) == 1 else ()


def alone(noun: Token) -> tuple[Token, Token]:
    """The phrase of a noun without what is joined to it by "and"."""
    joined = next((c for c in noun.children if c.dep_ == "conj"), None)
    found: Piece = piece(noun, without=joined)
    return found.first, found.last


def _dated(page: Page, noun: Token) -> bool:
    """ "the 2022 invasion": known, and set apart by its date."""
    day = any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in noun.children)
    return day or (again(noun) and bool(page.time(noun).words))


def _does(page: Page, noun: Token, deed: Deed) -> Parties:
    """Whose deed the noun is; forces withdrawn are those of whoever withdraws: "withdrawal of French troops"."""
    if deed.mode == "withdraw" and (moved := after(noun, "of")):
        own = [c for t in moved for c in t.children if c.dep_ == "poss" and c.pos_ == "PRON"]
        mine = once([a for c in own for a in who(page, c)])  # "its troops" are those of whoever "it" is
        return mine or once([a for t in moved for a in (who(page, t) or nationality(page, t))])
    if deed.suffered and not after(noun, "of"):
        return once([a for t in after(noun, "by") for a in who(page, t)])  # "their arrest" is done to them
    sent = once([a for t in after(noun, "from") for a in who(page, t) if page.cast.actor(a).kind in _FIGHTING])
    return sent or owner(page, noun, sender=False)  # "rocket fire from militants"


_FIGHTING = (ActorKind.ARMED_GROUP, ActorKind.GROUP)


def _stands(noun: Token) -> bool:
    """Whether the clause that the noun stands in as an object tells something done, not wished or planned."""
    node = noun
    while node.head != node and node.pos_ not in ("VERB", "AUX"):
        if node.dep_ in ("nsubj", "nsubjpass"):
            return standing(node.head) in (Reality.HAPPENED, Reality.DENIED)  # not "the killing must stop"
        if node.dep_ == "prep" and node.lower_ in _KNOWN:
            return True
        node = node.head
    if node.pos_ not in ("VERB", "AUX"):
        return True
    real = standing(node)
    foreseen = any(c.tag_ == "MD" for c in node.children)
    return real is Reality.HAPPENED or (real is Reality.DENIED and not foreseen)


_KNOWN = frozenset({"since", "after", "following"})  # what stands behind these has come about


def teller(noun: Token) -> Token | None:
    """The verb that does or tells of the deed the noun names, or counts what it cost."""
    hung = (c for t in (noun, *after(noun, "of")) for c in t.children if c.dep_ == "relcl")
    told = next((c for c in hung if _about(c) and (happening(c) if c.head == noun else _came_about(c))), None)
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


def _came_about(verb: Token) -> bool:
    """ "an exchange of prisoners, which took place on Thursday": prisoners do not take place."""
    return verb.lemma_ in ("occur", "happen") or any(c.lower_ == "place" for c in verb.children)


def _about(clause: Token) -> bool:
    """Whether the noun is the subject of its relative clause: "an exchange which took place on Thursday"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("WDT", "WP") for c in clause.children)


def _subject_of(verb: Token) -> Token:
    return next((c for c in verb.children if c.dep_ == "nsubj"), verb)


_SOME = frozenset({"one", "series", "wave", "number", "dozen", "spate", "string", "round", "hundred", "barrage"})
_TOLL = frozenset({"toll", "death", "casualty", "damage", "number", "loss", "injury", "fatality"})


def held_off(noun: Token) -> bool:
    """Whether the deed is only feared, wished, stopped or threatened: "an end to attacks", "threats of war"."""
    node = noun
    while node.head != node and (node.dep_ in ("pobj", "prep", "pcomp", "dobj", "conj", "appos")):
        node = node.head
        named = (
            node.lemma_ == "call" and node.pos_ == "VERB" and not after(node, "for")
        )  # "what they call an attack"
        if node.lemma_.lower() in _off() and not named:
            return True
    return any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in noun.children) or any(
        c.lower_ in ("possible", "potential", "future", "further", "planned", "threatened", "imminent", "alleged")
        for c in noun.children
    )


def _asked(token: Token) -> bool:
    return token.sent[-1].text == "?"


def casualties(verb: Token) -> bool:
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


def _wider(verb: Token) -> tuple[Token, Token]:
    """The clause with the words that take the deed back: "threatened to attack", "denied that it had attacked"."""
    first, last = clause_of(verb)
    earliest, latest = _reach(verb)
    return min(first, earliest, key=lambda t: t.i), max(last, latest, key=lambda t: t.i)


def _reach(word: Token) -> tuple[Token, Token]:
    span = reach(word, stance(word))
    return span[0], span[-1]


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


def targets(page: Page, word: Token, actors: Parties) -> Parties:
    """Who the deed of a verb or noun is done to."""
    if word.pos_ == "VERB":
        return _suffers(page, word, actors)
    return tuple(a for a in _targets(page, word) if a not in actors)


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


def again(word: Token) -> bool:
    return word.pos_ == "NOUN" and any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "these", "that", "those") for c in word.children
    )


@cache
def _off() -> frozenset[str]:
    return _LEXICON.words("events", "off", "words")
