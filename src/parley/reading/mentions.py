"""Where a report mentions a meeting: nouns ("a third round of talks in Geneva") and verbs ("met", "spoke with")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from parley.model.actors import ActorId, ActorKind
from parley.model.entries import Level
from parley.model.lexicon import Lexicon
from parley.model.times import SILENT, Bound, Time
from parley.reading.actors.countries import named, people, seat
from parley.reading.clause import after, antecedent, conjuncts, negated, objects, subject, swallowing, trimmed
from parley.reading.page import Page
from parley.reading.reality import Force, governing, stance
from parley.reading.times import told_when

_WORDS = Lexicon.beside(__file__)
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TELLING = (
    *(
        "planned",
        "proposed",
        "inviting",
        "weak",
        "held",
        "started",
        "occurred",
        "adjourned",
        "collapsed",
        "cancelled",
    ),
)
_PARTNERS = ("with", "between", "among", "amongst", "involving", "alongside")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a meeting. `head` is its noun or verb, `top` the word that holds the phrase together
    ("round" in "a round of talks"); `predicate` the verb that says something of it, `role` how the mention hangs on it
    (subj, obj, or a preposition); `clause` the verb of a clause hung on it ("talks scheduled for Monday"). `named` parties stand with it as such ("between", "with", subject); others only
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
    clause = _clause(top) or _clause(head)
    named_, parties = _noun_parties(page, head, top, predicate, role, clause)
    return Mention(
        head=head,
        top=top,
        family=family,
        parties=parties,
        named=named_,
        place=_place(page, head, top, _placing(predicate, role), clause),
        when=_when(page, head, top, predicate, clause),
        order=order(head, top),
        level=_level(page, head, parties),
        predicate=predicate,
        role=role,
        clause=clause,
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
    head, dep = top.head, top.dep_
    if dep == "conj" and head.pos_ in _NOMINAL:
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
    """The verb that tells, behind those that only set its standing: "is due to adjourn", "are expected to begin"."""
    spots = [verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr"))]
    for spot in spots:
        held = next((c for c in spot.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None)
        if held is not None and governing(spot) is not None:
            return _content(held)
    return verb


def _clause(top: Token) -> Token | None:
    """The verb of a clause hung on the noun; also one that the parse hangs higher up: "the talks, convened by ..."."""
    own = next((c for c in top.rights if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX")), None)
    if own is not None:
        return _content(own)
    after_comma = top.i + 2 < top.sent.end and top.nbor(1).text == ","
    if after_comma and top.nbor(2).tag_ == "VBN" and top.nbor(2).dep_ in ("advcl", "acl"):
        return _content(top.nbor(2))
    return None


def _noun_parties(
    page: Page, head: Token, top: Token, predicate: Token | None, role: str, clause: Token | None
) -> tuple[bool, tuple[ActorId, ...]]:
    """The parties that stand with the noun, and whether they are told as such."""
    told = [t for node in {head.i: head, top.i: top}.values() for t in _partners(node)]
    if head.lemma_ in ("meeting", "session", "summit", "conference"):
        told += [t for t in after(head, "of") if not _is_place(page, t)]
    owners = [c for c in (*head.children, *top.children) if c.dep_ == "poss"]
    if owners and told:
        told += owners
    if predicate is not None and role in ("obj", "in", "into") and predicate.lemma_ in words("verbs", "light"):
        partners = after(predicate, *_PARTNERS)
        told += [*(_subjects(predicate) if partners or not _mooted(predicate) else []), *partners]
    if predicate is not None and role in ("for", "to") and predicate.lemma_ in words("stages", "inviting"):
        told += [t for t in objects(predicate) if is_people(page, t)]
    if clause is not None and noun_family(head) == "sitting":
        told += after(clause, "by", *_PARTNERS)
        told += [
            t for c in clause.subtree if c.i > clause.i and c.lower_ == "between" for t in after(c.head, "between")
        ]
    found = _actors(page, told)
    return bool(found), found + tuple(a for a in _premodifiers(page, head, top) if a not in found)


def _partners(node: Token) -> list[Token]:
    found = after(node, *_PARTNERS)
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
    found: dict[ActorId, None] = {}
    for token in sorted(fronts, key=lambda t: t.i):
        found.update(dict.fromkeys(party(page, token)))
    return tuple(found)


def party(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The actors a word in front of a noun means; the state for a country's name that the cast does not place."""
    found = page.actors(token)
    country = None if found else (named(token.text) or people(token.text))
    if country is None:
        return found
    states = (a for a in page.cast.actors if a.kind is ActorKind.STATE and a.country == country.iso3)
    return tuple(a.id for a in states)[:1]


def _mooted(verb: Token) -> bool:
    """Whether the meeting is only proposed by somebody who need not take part: "proposed holding talks"."""
    return stance(verb).force >= Force.POSSIBLE


def _actors(page: Page, tokens: Iterable[Token]) -> tuple[ActorId, ...]:
    found: dict[ActorId, None] = {}
    for token in tokens:
        found.update(dict.fromkeys(_side_by_side(page, token) or known(page, token)))
        names = [c for c in token.children if c.dep_ == "appos" and token.tag_ == "NNS"]
        for name in (n for c in names for n in (c, *conjuncts(c))):
            found.update(dict.fromkeys(known(page, name)))
    return tuple(found)


def _side_by_side(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The parties of a plural noun that names two or more in front: "US and Chinese officials"."""
    if token.tag_ != "NNS":
        return ()
    fronts = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod")]
    fronts = [t for c in fronts for t in (c, *conjuncts(c)) if t.i < token.i]
    found = {a: None for t in sorted(fronts, key=lambda t: t.i) for a in party(page, t)[:1]}
    return tuple(found) if len(found) > 1 else ()


def known(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The actors meant at a word; for a bare surname that the parse hides from the cast, the one person of that name."""
    found = page.actors(token)
    if found or not token.text[:1].isupper() or len(token.text) < 3:
        return found
    people_ = [a for a in page.cast.actors if a.kind is ActorKind.PERSON]
    same = [a.id for a in people_ if token.text in (n.split()[-1] for n in (a.name, *a.names) if n)]
    return tuple(same) if len(same) == 1 else ()


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
    if verb.dep_ == "acl" and dated(page, verb) is SILENT and not verb_place(page, verb):
        return False
    return partner or (_several(page, verb) and bool(verb_place(page, verb) or dated(page, verb) is not SILENT))


def _several(page: Page, verb: Token) -> bool:
    who = _who(page, verb)
    many = any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "we", "who") for t in who)
    return len(who) > 1 or many or any(t.lemma_.lower() in words("people", "collective") for t in who)


def _who(page: Page, verb: Token) -> list[Token]:
    return [t for t in _subjects(verb) if is_people(page, t) or (t.lower_ == "it" and page.actors(t))]


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
    partners = [t for t in objects(verb) if t.dep_ != "nsubjpass"] + after(verb, *_PARTNERS)
    if family == "call":
        partners += after(verb, "to")
    parties = _actors(page, [*_subjects(verb), *(t for t in partners if is_people(page, t))])
    return Mention(
        head=verb,
        top=verb,
        family=family,
        parties=parties,
        named=True,
        place=verb_place(page, verb) or (verb_place(page, above) if above is not None else None),
        when=dated(page, above if above is not None else verb),
        level=_level(page, verb, parties),
        predicate=verb,
        role="self",
    )


# What stands with a mention


def is_people(page: Page, token: Token) -> bool:
    """Whether the word means somebody who can meet: an actor of the cast, or a noun for people."""
    if token.lower_ == "it":
        return False
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


def _placing(predicate: Token | None, role: str) -> Token | None:
    """The verb whose place is the meeting's: one that tells of it, or one of going there for it."""
    if predicate is None or (role in ("for", "at") and not _brings(predicate)):
        return None
    return predicate if role in ("subj", "obj", "attr", "for", "at") else None


def _place(page: Page, head: Token, top: Token, predicate: Token | None, clause: Token | None) -> str | None:
    for node in (head, top, *([clause] if clause is not None else [])):
        if (found := verb_place(page, node)) is not None:
            return found
    front = [t for t in head.subtree if t.i < head.i and t.dep_ in ("compound", "nmod") and _place_name(page, t)]
    if front:
        return _name_of(front[0])
    if predicate is not None and (found := verb_place(page, predicate)) is not None:
        return found
    return next((p for t in trimmed(top) if t.dep_ == "prep" and (p := _place_under(t)) is not None), None)


def verb_place(page: Page, node: Token) -> str | None:
    """The place named under in, at, on or to below a verb or noun."""
    for child in node.children:
        towards = node.lemma_ in words("nouns", "visit") or node.lemma_ in words("verbs", "brings")
        if child.dep_ == "prep" and (found := _place_under(child, towards=towards)) is not None:
            return found
        if (
            child.dep_ == "prep"
            and child.lower_ in (*_PARTNERS, "for")
            and (found := _behind(page, child)) is not None
        ):
            return found
        if child.dep_ == "acl" and child.tag_ == "VBN" and (found := verb_place(page, child)):
            return found
    return None


def _place_under(preposition: Token, *, towards: bool = False) -> str | None:
    """The place named under a preposition of place; "on" a state is a topic, "to" only after going or visiting."""
    lower = preposition.lower_
    if lower not in ("in", "at", "on", "near", "outside") and not (towards and lower == "to"):
        return None
    for place in preposition.children:
        topic = lower == "on" and place.ent_type_ == "GPE"
        if place.dep_ == "pobj" and not topic and (place.ent_type_ in _PLACES or _names_place(place)):
            return _name_of(place)
    return None


def _behind(page: Page, partners: Token) -> str | None:
    """A place that the parse hangs on the last partner: "met with the envoy John Roe in Cairo"."""
    heads = [c for c in partners.children if c.dep_ == "pobj"]
    for head in [t for h in heads for t in (h, *conjuncts(h))]:
        if head.pos_ == "PROPN" and (found := verb_place(page, head)) is not None:
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


def _when(page: Page, head: Token, top: Token, predicate: Token | None, clause: Token | None) -> Time:
    about = predicate if predicate is not None and (tells(predicate) or _brings(predicate)) else None
    for node in (head, top, *(v for v in (clause, about) if v is not None)):
        found = dated(page, node)
        if found is not SILENT:
            return found
    return _dated_within(page, top)


def _dated_within(page: Page, top: Token) -> Time:
    """The date that stands somewhere in the noun phrase: "talks between the two sides last year"."""
    inside = {t.i: t for t in trimmed(top)}
    nested = any(noun_family(t) for t in inside.values() if t.i > top.i and t.head.i != top.i and t.dep_ != "pobj")
    timex = next((x for x in page.timexes if x.first in inside and x.last in inside), None)
    if timex is None or nested or timex.expression.bound is not Bound.AT or timex.type not in ("DATE", "TIME"):
        return SILENT
    return page.time(inside[timex.last].head) or SILENT


def _brings(verb: Token) -> bool:
    """Whether the verb brings somebody to the meeting, so that its day is the meeting's."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in words("verbs", "brings")


def tells(verb: Token) -> bool:
    """Whether a verb says something of the meeting itself, so that its place and day are the meeting's."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    return lemma == "be" or lemma in words("verbs", "light") or any(lemma in words("stages", k) for k in _TELLING)


def dated(page: Page, node: Token) -> Time:
    """The time told for a word itself: not that of another meeting below it, and no "since" but for a negated verb."""
    timex = told_when(page.sheet, page.timexes, node)
    if timex is None:
        return SILENT
    step = node.doc[timex.first]
    while step.i != node.i and step.head.i != step.i:
        if step.i not in (node.i, node.head.i) and noun_family(step) and not node.pos_ == "VERB":
            return SILENT
        step = step.head
    if timex.expression.bound is Bound.SINCE and not negated(node):
        return SILENT
    return page.time(node)


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
