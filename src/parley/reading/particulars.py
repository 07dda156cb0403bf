"""Where and when a meeting is, and at what level, from the words around its noun or verb."""

from __future__ import annotations

from bisect import bisect_left

from parley.model.actors import ActorId
from parley.model.entries import Level
from parley.model.times import SILENT, Bound, Time
from parley.reading.actors.countries import named, seat
from parley.reading.clause import conjuncts, negated, trimmed
from parley.reading.meetingwords import brings, noun_family, tells, verb_class, words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.parties import PARTNERS, PLACES, place_name
from parley.reading.spells import ending, lasting
from parley.reading.times import told_when

_NO_SITE = frozenset({"PERSON", "DATE", "TIME", "EVENT", "GPE", "NORP", "CARDINAL", "MONEY", "PERCENT"})


def placing(predicate: Token | None, role: str) -> Token | None:
    """The verb whose place is the meeting's: one that tells of it, or one of going there for it."""
    there = predicate is not None and predicate.lemma_ == "be"  # "is in Lusaka for the talks"
    if predicate is None or (role in ("for", "at") and not (brings(predicate) or there)):
        return None
    seated = role == "in" and predicate.lemma_ in words("verbs", "seated")  # "in Lusaka they engaged in talks"
    return predicate if role in ("subj", "obj", "attr", "for", "at") or seated else None


def dating(predicate: Token | None, role: str) -> Token | None:
    """The verb whose day is the meeting's; not where the meeting only comes before or after what it tells."""
    return None if role in words("before", "apart") else predicate


def place_of(page: Page, head: Token, top: Token, predicate: Token | None, clause: Token | None) -> str | None:
    for node in (head, top, *([clause] if clause is not None else [])):
        if (found := verb_place(page, node)) is not None:
            return found
    front = [t for t in head.subtree if t.i < head.i and t.dep_ in ("compound", "nmod") and place_name(page, t)]
    if front:
        last = front[0].i
        while last + 1 < head.i and head.doc[last + 1].ent_iob_ == "I":
            last += 1
        text = head.doc[front[0].left_edge.i : last + 1].text
        if not _are_states(text):  # "the Peru-Chad summit" tells who meets
            return str(text)
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
            and child.lower_ in (*PARTNERS, "for")
            and (found := _behind(page, child)) is not None
        ):
            return found
        spell = next((t for t in child.children if child.dep_ == "prep" and t.ent_type_ in ("DATE", "TIME")), None)
        if spell is not None and (found := verb_place(page, spell)) is not None:  # "over two days in Cairo"
            return found
        set_for = child.lower_ == "for" and node.lemma_ in words("stages", "planned")
        if set_for and (found := _place_under(child, aimed=True)) is not None:
            return found
        if child.dep_ == "acl" and child.tag_ == "VBN" and (found := verb_place(page, child)):
            return found
    return None


def _place_under(preposition: Token, *, towards: bool = False, aimed: bool = False) -> str | None:
    """The place named under a preposition of place; "on" a state is a topic, "to" only after going or visiting."""
    lower = preposition.lower_
    if lower in ("at", "in", "inside") and (site := _site(preposition, lower)) is not None:
        return site
    if lower not in ("in", "at", "on", "near", "outside") and not aimed and not (towards and lower == "to"):
        return None
    for place in preposition.children:
        topic = lower == "on" and place.ent_type_ == "GPE"
        placed = place.ent_type_ in PLACES or _names_place(place)
        if place.dep_ == "pobj" and not topic and placed and not _is_acronym(place):
            return _name_of(place)
    return None


def _site(preposition: Token, lower: str) -> str | None:
    """A building or estate under "at" or "in": "at the White House", "in a Geneva hotel"."""
    for place in preposition.children:
        sited = place.lemma_.lower() in words("places", "sites")
        known = (
            place.pos_ == "PROPN"
            and seat(place.text) is None
            and lower == "at"
            and place.ent_type_ not in _NO_SITE
            and not _is_acronym(place)
        )
        if place.dep_ == "pobj" and (sited or known) and noun_family(place) is None:
            return _estate(place) if sited else _name_of(place)
    return None


def _estate(site: Token) -> str | None:
    """The name of a building, or the building with the town it stands in; None for just "a hotel"."""
    first = min([site.i, *(t.i for t in site.lefts if t.pos_ not in ("DET", "PRON"))])
    towns = [g for c in site.rights if c.lower_ in ("in", "of") for g in c.children if g.pos_ == "PROPN"]
    last = towns[0].i if towns else site.i
    words_ = site.doc[first : last + 1]
    return str(words_.text) if any(t.pos_ == "PROPN" or t.ent_type_ == "NORP" for t in words_) else None


def _behind(page: Page, partners: Token) -> str | None:
    """A place that the parse hangs on the last partner: "met with the envoy John Roe in Cairo"."""
    heads = [c for c in partners.children if c.dep_ == "pobj"]
    for head in [t for h in heads for t in (h, *conjuncts(h))]:
        person = head.pos_ == "PROPN" or head.lemma_ in words("people", "persons")
        if person and (found := verb_place(page, head)) is not None:
            return found
    return None


def _are_states(text: str) -> bool:
    parts = text.split("-")
    return len(parts) > 1 and all(named(part.strip()) is not None for part in parts)


def _is_acronym(token: Token) -> bool:
    """Whether letters that no table of places has stand for a body or a zone of time: "in NATO", "at 1430 GMT"."""
    text = token.text.replace(".", "")
    return len(text) > 1 and text.isupper() and named(token.text) is None and seat(token.text) is None


def _names_place(token: Token) -> bool:
    text = token.doc[token.left_edge.i : token.i + 1].text
    return token.pos_ == "PROPN" and (named(text) is not None or seat(text) is not None)


def _name_of(place: Token) -> str:
    """The whole name of a place, with what it lies in: "Tirana, Albania"."""
    first = next((t for t in place.doc[place.left_edge.i : place.i + 1] if t.pos_ in ("PROPN", "NOUN")), place)
    last = place
    for child in place.rights:
        if child.dep_ in ("appos", "conj") and child.ent_type_ in PLACES and child.i - last.i <= 2:
            last = child
    return place.doc[first.i : last.i + 1].text


def when_of(page: Page, head: Token, top: Token, predicate: Token | None, clause: Token | None) -> Time:
    seated = predicate is not None and predicate.lemma_ in words("verbs", "seated")
    follows = predicate is not None and predicate.lemma_ == "follow" and head.dep_ == "dobj"
    lends = predicate is not None and (tells(predicate) or brings(predicate) or seated or follows)
    about = predicate if lends else None
    for node in (head, top, *(v for v in (clause, about) if v is not None)):
        found = dated(page, node)
        if found is not SILENT:
            return found
    others = (_dated_within(page, _holder(top)), _dated_within(page, top), _dated_in_front(page, top))
    return next((found for found in others if found is not SILENT), SILENT)


def _holder(top: Token) -> Token:
    """The noun that holds the meeting, with its day: "the weekend breakdown of the talks"."""
    over = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "of" else top
    held = any(
        over.lemma_.lower() in words("nominal", k) for k in ("collapsed", "adjourned", "cancelled", "planned")
    )
    return over if held else top


def _dated_in_front(page: Page, top: Token) -> Time:
    """The day right before "after the meeting": "Last week, after his first meeting with the king"."""
    if top.dep_ != "pobj" or top.head.lower_ not in ("after", "following") or top.head.i < 2:
        return SILENT
    last = top.head.i - 2 if top.head.nbor(-1).text == "," else top.head.i - 1
    timex = ending(page.timexes, last)
    return page.meant(timex, top) if timex is not None and timex.type in ("DATE", "TIME") else SILENT


def _dated_within(page: Page, top: Token) -> Time:
    """The date that stands somewhere in the noun phrase: "talks between the two sides last year"."""
    inside = {t.i: t for t in trimmed(top)}
    lower = (t for t in inside.values() if t.i > top.i and t.head.i != top.i and noun_family(t))
    nested = any(t.dep_ != "pobj" or t.head.lower_ in words("before", "apart") for t in lower)
    start, end = (bisect_left(page.timexes, i, key=lambda x: x.first) for i in (min(inside), max(inside) + 1))
    timex = next((x for x in page.timexes[start:end] if x.first in inside and x.last in inside), None)
    if timex is None or nested or timex.expression.bound is not Bound.AT or timex.type not in ("DATE", "TIME"):
        return SILENT
    return page.meant(timex, top)


def dated(page: Page, node: Token) -> Time:
    """The time told for a word itself: not that of another meeting below it; "since" only for a negated verb."""
    timex = told_when(page.sheet, page.timexes, node)
    if timex is None:
        long = lasting(page.timexes, node.left_edge.i, node.right_edge.i) if node.pos_ == "VERB" else None
        return page.meant(long, node) if long is not None else SILENT
    step = node.doc[timex.first]
    while step.i != node.i and step.head.i != step.i:
        if step.i not in (node.i, node.head.i) and noun_family(step) and node.pos_ != "VERB":
            return SILENT
        step = step.head
    halted = node.pos_ == "VERB" and verb_class(node) in ("adjourned", "collapsed")  # "halted since June"
    if timex.expression.bound is Bound.SINCE and not (negated(node) or halted):
        return SILENT
    return page.time(node)


def level_of(page: Page, head: Token, parties: tuple[ActorId, ...]) -> Level:
    told = [t.lemma_.lower() for t in head.subtree if t.i <= head.i or t.dep_ == "pobj"]
    roles = [(page.cast.actor(a).role or "").lower() for a in parties]
    spoken = [*told, *(w for r in roles for w in r.split())]
    for level in ("experts", "ministers", "leaders", "delegations"):
        if any(w in words("levels", level) for w in spoken):
            return Level.LEADERS if "prime" in spoken else Level(level)
    return Level.UNKNOWN
