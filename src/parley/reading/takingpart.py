"""Acts of taking part in a meeting and of staying away from it, wherever the parse shows one.

An act is a verb, noun or adjective of a class ("attend", "walked out", "absence", "present"), tied to a meeting by
its object, its preposition, the place of a known meeting, or the meeting the report is about at that point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from parley.model.actors import ActorKind
from parley.model.entries import Gathering
from parley.model.lexicon import Lexicon
from parley.reading.clause import after, conjuncts, objects, subject
from parley.reading.conditions import within_condition
from parley.reading.gatherings import Ledger
from parley.reading.mentions import is_people, known, verb_place
from parley.reading.mentions import words as meeting_words
from parley.reading.page import Page
from parley.reading.reality import Force, Tense, governing, stance

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


def acts(page: Page, ledger: Ledger) -> Iterator[Act]:
    """All acts of a report, in order of their words."""
    for token in page.sheet.doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _verbal(page, ledger, token)
        elif token.pos_ in ("NOUN", "ADJ", "ADV", "PROPN"):
            yield from _nominal(page, ledger, token)


def _verbal(page: Page, ledger: Ledger, verb: Token) -> Iterator[Act]:
    if within_condition(verb):
        return
    for find in (_direct, _phrasal, _motion, _leading, _sending, _listing, _inviting, _refusing, _being):
        found = find(page, ledger, verb)
        if found is not None:
            yield found
            return


# Verbs


def _direct(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Attend the talks", "boycott the summit", "talks attended by ministers"."""
    lemma = verb.lemma_.lower()
    part = lemma in _list("verbs", "takes")
    if not part and lemma not in _list("verbs", "leaves"):
        return None
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ == "relcl" and all(t.tag_ in ("WDT", "WP") for t in things):  # "the summit both will attend"
        things = [verb.head]
    gathering = _meeting(page, ledger, things)
    passive = any(c.dep_ == "agent" for c in verb.children)
    if passive and gathering is None and verb.dep_ in ("acl", "relcl"):
        gathering = ledger.of(verb.head)
    if gathering is None and lemma in _list("verbs", "alone") and not _other_thing(things):
        gathering = ledger.around(verb)
    who = after(verb, "by") if passive else _agents(verb)
    return _act(page, verb, who, part, gathering)


def _other_thing(things: list[Token]) -> bool:
    """Whether what is attended is something else: a funeral, a school."""
    return any(t.pos_ in ("NOUN", "PROPN") for t in things)


def _phrasal(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Took part in", "walked out of", "returned to the table"."""
    inner = {c.lower_ for c in verb.children} | {t.lemma_.lower() for t in objects(verb)}
    inner |= {
        c.lower_
        for p in verb.children
        if p.dep_ in ("prep", "prt", "advmod")
        for c in p.children
        if c.dep_ == "prep"
    }
    for lemma, particle, preposition, part in _phrases():
        if verb.lemma_.lower() != lemma or (particle and particle not in inner):
            continue
        things = _below(verb, preposition) if preposition else objects(verb)
        gathering = _meeting(page, ledger, things) or _at_table(page, ledger, verb, things)
        if gathering is None and not things and f"{lemma} {particle}" in _list_of("bare"):
            gathering = ledger.around(verb) if _movers(page, verb) else None
        if gathering is not None and not (preposition in ("", "to", "for") and not _movers(page, verb)):
            return _act(page, verb, _agents(verb), part, gathering)
    return None


def _below(verb: Token, preposition: str) -> list[Token]:
    """What stands under a preposition of a verb, directly or after its particle ("out of the talks")."""
    found = after(verb, preposition)
    for child in verb.children:
        if child.dep_ in ("prep", "prt", "advmod", "dobj"):
            found += after(child, preposition)
    return found


def _at_table(page: Page, ledger: Ledger, verb: Token, things: list[Token]) -> Gathering | None:
    if any(t.lemma_ in _list("nouns", "table") for t in things):
        return ledger.around(verb)
    within = [t for thing in things for t in after(thing, "of")]
    return _meeting(page, ledger, within) if within else None


def _motion(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Will not be going to Geneva for the talks", "arrived with a delegation", "he would go"."""
    if verb.lemma_.lower() not in _list("verbs", "motion") or not _movers(page, verb):
        return None
    gathering = _meeting(page, ledger, after(verb, "for", "to", "at"))
    if gathering is None:
        gathering = _towards(page, ledger, verb)
    if gathering is None and _goes_bare(verb) and _at_issue(verb) and _near(ledger, verb):
        gathering = ledger.around(verb)
    return _act(page, verb, _agents(verb), True, gathering, way="motion")


def _towards(page: Page, ledger: Ledger, verb: Token) -> Gathering | None:
    """The meeting at the place one moves to, or that one goes there to join."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("to", "in", "into", "at", "for"):
            for place in prep.children:
                if place.dep_ == "pobj" and (found := ledger.placed(place.text)) is not None:
                    return found
    place = verb_place(page, verb)
    if place is not None and (found := ledger.placed(place)) is not None:
        return found
    aims = [c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.lemma_.lower() in _purposes()]
    return next((g for c in aims for t in objects(c) if (g := ledger.of(t)) is not None), None)


def _at_issue(verb: Token) -> bool:
    """Whether coming itself is in question: to come, wished, doubted or denied; "arrived" is news by itself."""
    held = stance(verb)
    said = held.negated or held.tense is Tense.FUTURE or held.force > Force.ASSERTED or held.ongoing
    return said or verb.lemma_ == "arrive"


def _goes_bare(verb: Token) -> bool:
    """Whether nothing after the verb gives it another aim or sense ("go ahead", "came under fire")."""
    if verb.lemma_ in ("wait", "gather", "stay", "head", "return"):
        return False
    for child in verb.rights:
        if child.dep_ in ("advcl", "conj", "cc", "punct", "npadvmod", "neg", "parataxis", "mark", "aux"):
            continue
        if child.dep_ == "prep" and (_dates(child) or _accompanies(verb, child)):
            continue
        if child.lower_ not in _list("words", "after_motion"):
            return False
    return verb.lemma_ != "come" or not any(c.dep_ == "prt" for c in verb.children)


def _dates(preposition: Token) -> bool:
    """Whether the phrase only says when: "on Monday"."""
    return any(t.ent_type_ in ("DATE", "TIME") for t in preposition.children)


def _accompanies(verb: Token, preposition: Token) -> bool:
    """Whether the phrase only says with whom or why: "arrived with a delegation", "come without guarantees"."""
    return preposition.lower_ in ("without", "despite") or (preposition.lower_ == "with" and verb.lemma_ != "go")


def _leading(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Leads the delegation", "a team headed by the minister", "represents the union at the talks"."""
    lemma = verb.lemma_.lower()
    aim = verb.dep_ == "acl" and any(c.tag_ == "TO" for c in verb.children)  # "a team to represent the union"
    if aim or lemma not in _list("verbs", "leads") | _list("verbs", "represents"):
        return None
    agent, thing = after(verb, "by"), [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ in ("acl", "relcl") and verb.head.lemma_ in _list("nouns", "delegations"):
        thing = thing or [verb.head]
    if not thing and agent and (headed := subject(verb)) is not None:
        thing = [headed]
    if lemma in _list("verbs", "leads"):
        if not any(t.lemma_.lower() in _list("nouns", "delegations") for t in thing):
            return None
        gathering = _linked(page, ledger, verb, *thing) or ledger.around(verb)
        role = "heads delegation"
    else:
        gathering, role = _linked(page, ledger, verb), "represents"
    who = agent or [w for w in _agents(verb) if w.i not in [t.i for t in thing]]
    sender = _sender(page, thing[0]) if thing else None
    return _act(page, verb, who, True, gathering, way="leads", role=role, sender=sender, told=_told(verb))


def _told(verb: Token) -> Token:
    """The verb whose standing counts for a delegation "headed by" somebody: that which moves the delegation."""
    if verb.dep_ == "acl" and verb.head.head.pos_ == "VERB":
        above = verb.head.head
        if above.lemma_.lower() in _list("verbs", "sends") | _list("verbs", "motion") | _list("verbs", "takes"):
            return above
    return verb


def _sender(page: Page, delegation: Token) -> Token | None:
    """For whom a delegation goes: its owner, or the people in front of it."""
    fronts = [c for c in delegation.lefts if c.dep_ in ("poss", "amod", "compound", "nmod")]
    return next((c for c in fronts if known(page, c)), None)


def _sending(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Dispatched a lower-level team", "will send its envoy to the talks"."""
    if verb.lemma_.lower() not in _list("verbs", "sends"):
        return None
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    sent = [t for t in objects(verb) if not any(w.lemma_ in _list("words", "unsent") for w in t.subtree)]
    sent = [t for t in sent if is_people(page, t) or t.lemma_ in _list("nouns", "delegations")]
    if not sent:
        return None
    spots = [verb, *sent]
    towards = [t for s in spots for t in after(s, "to", "into") if t.pos_ in ("PROPN", "NOUN")]
    delegation = not towards and any(
        t.lemma_.lower() in _list("nouns", "delegations") | _list("nouns", "delegates") for t in sent
    )
    gathering = _linked(page, ledger, verb, *sent) or (
        ledger.around(verb) if delegation and _near(ledger, verb) else None
    )
    sender = None if passive else next(iter(_agents(verb)), None)
    if any(c.lemma_ in _list("verbs", "leads") for t in sent for c in t.children if c.dep_ == "acl"):
        return None  # those who lead it are told by _leading
    return _act(page, verb, sent, True, gathering, way="sends", sender=sender)


def _near(ledger: Ledger, word: Token) -> bool:
    """Whether a meeting is spoken of in this sentence or the one before."""
    start = word.sent.start
    before = word.doc[start - 1].sent.start if start else 0
    return any(before <= m.head.i < word.sent.end for m, _ in ledger.mentions)


def _listing(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "A list of attendees which did not include the premier"."""
    lemma = verb.lemma_.lower()
    part = lemma in _list("verbs", "lists")
    if not part and lemma not in _list("verbs", "unlists"):
        return None
    over = subject(verb)
    if over is None or not any(t.lemma_.lower() in _list("nouns", "lists") for t in [over, *after(over, "of")]):
        return None
    listed = [t for t in objects(verb) if t.dep_ != "nsubjpass" and _named_person(page, t)]
    gathering = ledger.around(verb)
    return _act(page, verb, listed, part, gathering, way="lists", sender=_sender(page, over))


def _named_person(page: Page, token: Token) -> bool:
    return any(page.cast.actor(a).kind in (ActorKind.PERSON, ActorKind.OFFICE) for a in known(page, token))


def _inviting(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Invited both sides to a meeting", "was invited"."""
    if verb.lemma_.lower() not in _list("verbs", "invites"):
        return None
    guests = [t for t in objects(verb) if is_people(page, t)]
    held = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB"), None)
    if held is not None and held.lemma_.lower() not in _purposes():
        return None
    if held is not None and any(ledger.of(t) is None for t in objects(held)):
        return None  # "invited them to join the board"
    gathering = _linked(page, ledger, verb, *(held,) if held is not None else ())
    if (gathering is None and held is not None) or (gathering is None and not after(verb) and _near(ledger, verb)):
        gathering = ledger.around(verb)
    return _act(page, verb, guests, True, gathering, way="invites")


def _refusing(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Refused to meet", "will not negotiate with": kept apart, because only its negation is attendance."""
    if verb.lemma_.lower() not in _list("verbs", "meets") or not _movers(page, verb):
        return None
    if (
        verb.lemma_ == "speak"
        or (verb.lemma_ != "meet" and objects(verb))
        or (verb.lemma_ == "meet" and any(not is_people(page, t) for t in objects(verb)))
    ):
        return None
    gathering = ledger.of(verb) or _linked(page, ledger, verb) or ledger.around(verb)
    return _act(page, verb, _agents(verb), True, gathering, way="meets")


def _being(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Will be there", "was absent from the talks", "were not present"."""
    if verb.lemma_.lower() not in _list("verbs", "copulas"):
        return None
    said = [c for c in verb.children if c.dep_ in ("acomp", "advmod", "attr", "oprd")]
    here = [c for c in said if c.lower_ in _list("words", "places")]
    there = [c for c in said if c.lower_ in _list("adjectives", "present") | _list("adjectives", "absent")]
    if not (here or there) or not _movers(page, verb) or (here and not _near(ledger, verb)):
        return None
    gathering = _linked(page, ledger, verb, *there)
    if gathering is None and _near(ledger, verb):
        gathering = ledger.around(verb)
    part = not any(c.lower_ in _list("adjectives", "absent") for c in there)
    return _act(page, verb, _agents(verb), part, gathering, way="being")


# Nouns and adjectives


def _nominal(page: Page, ledger: Ledger, word: Token) -> Iterator[Act]:
    for find in (_owned, _absolute, _heading, _turned_down):
        found = find(page, ledger, word)
        if found is not None:
            yield found
            return


def _owned(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "The premier's absence", "confirmed our participation", "its withdrawal from the talks"."""
    lemma = noun.lemma_.lower()
    kind = next((k for k in ("present", "absent", "departed", "returned") if lemma in _list("nouns", k)), None)
    if kind is None or noun.pos_ != "NOUN":
        return None
    owners = [c for c in noun.children if c.dep_ == "poss"] or after(noun, "of", "by")
    if not owners and noun.dep_ == "dobj":
        owners = _agents(noun.head)
    owners = [t for t in owners if is_people(page, t) or t.tag_ == "PRP$"]
    gathering = _meeting(page, ledger, after(noun, "at", "in", "from", "to", "of"))
    if gathering is None and kind == "absent" and any(_named_person(page, t) for t in owners):
        gathering = ledger.around(noun)
    if (
        gathering is None
        and kind == "present"
        and noun.dep_ == "dobj"
        and noun.head.lemma_ in _list("verbs", "confirms")
    ):
        gathering = ledger.around(noun)
    told = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in _list("verbs", "confirms") else noun
    return _act(page, noun, owners, kind in ("present", "returned"), gathering, way=f"noun {kind}", told=told)


def _absolute(page: Page, ledger: Ledger, word: Token) -> Act | None:
    """ "Without the general present", "with the rebels absent"."""
    lower = word.lower_
    if lower not in _list("adjectives", "present") | _list("adjectives", "absent"):
        return None
    own = next((c for c in word.children if c.dep_ == "nsubj"), None)
    opener = word.head if word.head.lower_ in ("with", "without") else None
    opener = opener or next(
        (c for c in word.children if c.lower_ in ("with", "without") and c.dep_ in ("mark", "prep")), None
    )
    if own is None or opener is None or not known(page, own):
        return None
    part = (lower in _list("adjectives", "present")) == (opener.lower_ == "with")
    return _act(page, word, [own, *conjuncts(own)], part, ledger.around(word), way="absolute")


def _turned_down(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "Ruled out talks with the rebels", "refused a meeting": the refusal of the meeting itself."""
    verb = noun.head
    fixed = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "all") for c in noun.children)
    if (
        noun.dep_ != "dobj"
        or fixed
        or governing(verb) != "refused"
        or verb.lemma_ in meeting_words("stages", "cancelled")
    ):
        return None
    return _act(page, verb, _agents(verb), True, ledger.of(noun), way="refuses", told=noun)


def _heading(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "The head of the delegation, Jane Roe": who heads it goes where it goes."""
    if noun.lemma_.lower() not in _list("nouns", "heads"):
        return None
    led = [t for t in after(noun, "of") if t.lemma_.lower() in _list("nouns", "delegations")]
    first = noun.head if noun.dep_ == "conj" else noun  # "assistant secretary and head of the delegation"
    near = [c for c in noun.children if c.dep_ == "appos"]
    near += [first.head] if first.dep_ in ("appos", "compound") else []
    who = [t for t in near if _named_person(page, t)]
    if not led or not who or not ledger.mentions:
        return None
    gathering = _linked(page, ledger, noun, *led) or ledger.around(noun)
    return _act(
        page, noun, who, True, gathering, way="heads", role="heads delegation", sender=_sender(page, led[0])
    )


# Links


def _act(
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


def _agents(verb: Token) -> list[Token]:
    """Who does it: the subject with all joined to it."""
    own = subject(verb)
    if own is None:
        return [verb.head] if _headlined(verb) else []
    return [own, *conjuncts(own)]


def _headlined(verb: Token) -> bool:
    """Whether the verb is the infinitive of a headline, its subject taken for a verb: "Trump to miss summit"."""
    head = verb.head
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    return (
        infinitive and verb.dep_ == "xcomp" and head.dep_ == "ROOT" and head.i < verb.i and head.text[:1].isupper()
    )


def _movers(page: Page, verb: Token) -> bool:
    """Whether the subject is somebody who can come: no remark, no decision, no price."""
    agents = [t for t in _agents(verb) if verb.lemma_ != "come" or t.lower_ not in ("it", "this", "that")]
    kinds = {page.cast.actor(a).kind for t in agents for a in known(page, t)}
    return bool(kinds & _MOVERS) or ActorKind.ORGANISATION in kinds or ActorKind.ARMED_GROUP in kinds


def _meeting(page: Page, ledger: Ledger, things: list[Token]) -> Gathering | None:
    """The gathering that one of these words means."""
    for thing in things:
        found = ledger.of(thing) if thing.pos_ != "VERB" else None
        if found is None:
            found = next((g for t in after(thing, "of") if (g := ledger.of(t)) is not None), None)
        if found is not None:
            return found
    return None


def _linked(page: Page, ledger: Ledger, *words: Token) -> Gathering | None:
    """The gathering named under the prepositions of these words, else the one at a place named there."""
    for word in words:
        found = _meeting(page, ledger, [*after(word), *(c for c in word.children if c.dep_ == "dobj")])
        if found is not None:
            return found
    for word in words:
        for place in (verb_place(page, word), *(t.text for t in after(word, "to", "for"))):
            if place and (found := ledger.placed(place)) is not None:
                return found
    return None


def press() -> frozenset[str]:
    """Nouns for those who only report: where they go is no attendance."""
    return meeting_words("people", "press")


def _list(*keys: str) -> frozenset[str]:
    return _WORDS.words("attendance", *keys)


@cache
def _purposes() -> frozenset[str]:
    return _list("words", "purposes") | _list("verbs", "takes") | _list("verbs", "motion")


@cache
def _phrases() -> tuple[tuple[str, str, str, bool], ...]:
    table = _WORDS.load("attendance")["phrasal"]
    return tuple(
        (*row, name == "take") for item in table for name in ("leave", "take") for row in item.get(name, ())
    )


@cache
def _list_of(name: str) -> frozenset[str]:
    return frozenset(w for item in _WORDS.load("attendance")["phrasal"] for w in item.get(name, ()))


__all__ = ["Act", "acts", "governing"]
