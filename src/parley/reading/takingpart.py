"""Acts of taking part in a meeting and of staying away from it, wherever the parse shows one.

An act is a verb, noun or adjective of a class ("attend", "walked out", "absence", "present"), tied to a meeting by
its object, its preposition, the place of a known meeting, or the meeting the report is about at that point.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.model.entries import Gathering
from parley.model.lexicon import Lexicon
from parley.reading.clause import after, controller, joined, objects, subject
from parley.reading.conditions import within_condition
from parley.reading.gatherings import Ledger
from parley.reading.leftout import at_it, dropped_out, forum, kept_out
from parley.reading.meetingwords import words as meeting_words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.partaking import (
    Act,
    act_of,
    agents,
    is_named_person,
    linked,
    listed,
    meeting,
    movers,
    near,
    sender_of,
)
from parley.reading.particulars import verb_place
from parley.reading.parties import is_people
from parley.reading.presence import nominal
from parley.reading.reality import Force, Tense, governing, stance

_WORDS = Lexicon.beside(__file__)
_ENDING = sorted(
    frozenset().union(*(meeting_words("stages", k) for k in ("adjourned", "cancelled", "held", "collapsed")))
    | meeting_words("verbs", "ending")
)


def acts(page: Page, ledger: Ledger) -> Iterator[Act]:
    """All acts of a report, in order of their words."""
    for token in page.sheet.doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from _verbal(page, ledger, token)
        elif token.pos_ in ("NOUN", "ADJ", "ADV", "PROPN"):
            yield from nominal(page, ledger, token)


def _verbal(page: Page, ledger: Ledger, verb: Token) -> Iterator[Act]:
    if verb.lemma_.lower() not in _verbs() or within_condition(verb):
        return
    for find in _FINDERS:
        found = find(page, ledger, verb)
        if found is not None:
            yield found
            return


def _direct(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Attend the talks", "boycott the summit", "talks attended by ministers"."""
    lemma = verb.lemma_.lower()
    part = lemma in listed("verbs", "takes")
    if not part and lemma not in listed("verbs", "leaves"):
        return None
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ == "relcl" and all(t.tag_ in ("WDT", "WP") for t in things):  # "the summit both will attend"
        things = [verb.head]
    gathering = meeting(page, ledger, things)
    passive = any(c.dep_ == "agent" for c in verb.children)
    if passive and gathering is None and verb.dep_ in ("acl", "relcl"):
        gathering = ledger.of(verb.head)
    if passive and gathering is None and lemma in listed("verbs", "company"):
        gathering = linked(page, ledger, verb)  # "will be joined at the talks by the minister"
    tends = any(
        c.lower_ == "to" and c.dep_ in ("prep", "dative") for c in verb.children
    )  # "attended to the wounded"
    if gathering is None and lemma in listed("verbs", "alone") and not (tends or _other_thing(things)):
        gathering = ledger.around(verb)
    who = _all_by(verb) if passive else agents(verb)
    if gathering is None and not part and not things:
        gathering = _where_they_sit(ledger, verb)
    return act_of(page, verb, who, part, gathering)


def _all_by(verb: Token) -> list[Token]:
    """All agents of a passive: "attended by ministers and by Jane Roe, her deputy and by John Doe"."""
    links = [t for t in verb.subtree if t.i > verb.i and t.lower_ == "by"]
    links = [t for t in links if t.dep_ == "agent" or t.nbor(-1).lower_ in ("and", "or", ",")]
    heads = [t for link in links for t in link.children if t.dep_ == "pobj"]
    found = [t for head in heads for t in (head, *joined(head))]
    later = [c for t in found for c in t.children if c.dep_ == "appos" and any(t.i < k.i < c.i for k in links)]
    return [*found, *later]


def _where_they_sit(ledger: Ledger, verb: Token) -> Gathering | None:
    """The meeting that those sit at who leave: "the delegation at the talks is to leave tomorrow"."""
    if verb.lemma_ not in ("leave", "exit") or any(c.dep_ == "prep" and c.lower_ == "for" for c in verb.children):
        return None
    own = subject(verb)
    return meeting_at(ledger, own) if own is not None else None


def meeting_at(ledger: Ledger, word: Token) -> Gathering | None:
    """The meeting named under "at" or "to" behind a noun for people."""
    return next((g for t in after(word, "at", "to") if (g := ledger.of(t)) is not None), None)


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
        gathering = meeting(page, ledger, things) or _at_table(page, ledger, verb, things)
        if gathering is None and not things and f"{lemma} {particle}".strip() in _list_of("bare"):
            gathering = ledger.around(verb) if movers(page, verb) else None
        if gathering is not None and not (preposition in ("", "to", "for") and not movers(page, verb)):
            return act_of(page, verb, agents(verb), part, gathering)
    return None


def _below(verb: Token, preposition: str) -> list[Token]:
    """What stands under a preposition of a verb, directly or after its particle ("out of the talks")."""
    found = after(verb, preposition)
    for child in verb.children:
        if child.dep_ in ("prep", "prt", "advmod", "dobj"):
            found += after(child, preposition)
    return found


def _at_table(page: Page, ledger: Ledger, verb: Token, things: list[Token]) -> Gathering | None:
    if any(t.lemma_ in listed("nouns", "table") for t in things):
        return ledger.around(verb)
    within = [t for thing in things for t in after(thing, "of")]
    return meeting(page, ledger, within) if within else None


def _motion(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Will not be going to Geneva for the talks", "arrived with a delegation", "he would go"."""
    leaves = verb.lemma_ in ("leave", "depart") and bool(after(verb, "for"))  # "left for Lusaka"
    if not (leaves or verb.lemma_.lower() in listed("verbs", "motion")) or not movers(page, verb):
        return None
    gathering = meeting(page, ledger, after(verb, "for", "to", "at"))
    if gathering is None:
        gathering = _towards(page, ledger, verb)
    if gathering is None and _goes_bare(verb) and _at_issue(verb) and near(ledger, verb):
        gathering = ledger.around(verb)
    return act_of(page, verb, agents(verb), True, gathering, way="motion")


def _towards(page: Page, ledger: Ledger, verb: Token) -> Gathering | None:
    """The meeting at the place one moves to, or that one goes there to join."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in ("to", "in", "into", "at", "for"):
            for goal in prep.children:
                if goal.dep_ == "pobj" and (found := ledger.placed(goal.text)) is not None:
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
    if verb.lemma_ in listed("words", "bound"):
        return False
    for child in verb.rights:
        if child.dep_ in ("advcl", "conj", "cc", "punct", "npadvmod", "neg", "parataxis", "mark", "aux"):
            continue
        if child.dep_ == "prep" and (_dates(child) or _accompanies(verb, child)):
            continue
        if child.lower_ not in listed("words", "after_motion"):
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
    to = any(c.tag_ == "TO" for c in verb.children)
    aim = to and governing(verb.head) is None  # "a team to represent the union"
    if aim or lemma not in listed("verbs", "leads") | listed("verbs", "represents"):
        return None
    agent, thing = _by(verb), [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if verb.dep_ in ("acl", "relcl") and verb.head.lemma_ in listed("nouns", "delegations"):
        thing = thing or [verb.head]
    if not thing and agent and (headed := subject(verb)) is not None:
        thing = [headed]
    if lemma in listed("verbs", "leads"):
        if not any(t.lemma_.lower() in listed("nouns", "delegations") for t in thing):
            return None
        gathering = linked(page, ledger, verb, *thing) or ledger.around(verb)
        role = "heads delegation"
    else:
        gathering, role = linked(page, ledger, verb), "represents"
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    if role == "represents" and passive and not agent:  # "was not represented at the talks"
        gathering = gathering or forum(ledger, verb, after(verb, "in", "at", "on"))
        return act_of(page, verb, passive, True, gathering, way="kept")
    who = agent or [w for w in agents(verb) if w.i not in [t.i for t in thing]]
    sender = sender_of(page, thing[0]) if thing else None
    return act_of(page, verb, who, True, gathering, way="leads", role=role, sender=sender, told=_told(verb))


def _by(verb: Token) -> list[Token]:
    """The agent of a passive, also where the parse hangs it on a noun between."""
    if (found := after(verb, "by")) or not any(c.dep_ == "nsubjpass" for c in verb.children):
        return found
    return [t for c in verb.subtree if c.i > verb.i and c.lower_ == "by" for t in c.children if t.dep_ == "pobj"]


def _told(verb: Token) -> Token:
    """The verb whose standing counts for a delegation "headed by" somebody: that which moves the delegation."""
    if verb.dep_ == "acl" and verb.head.head.pos_ == "VERB":
        above = verb.head.head
        if above.lemma_.lower() in listed("verbs", "sends") | listed("verbs", "motion") | listed("verbs", "takes"):
            return above
    return verb


def _sending(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Dispatched a lower-level team", "will send its envoy to the talks"."""
    if verb.lemma_.lower() not in listed("verbs", "sends"):
        return None
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    sent = [t for t in objects(verb) if not any(w.lemma_ in listed("words", "unsent") for w in t.subtree)]
    sent = [t for t in sent if is_people(page, t) or t.lemma_ in listed("nouns", "delegations")]
    if not sent:
        return None
    spots = [verb, *sent]
    towards = [t for s in spots for t in after(s, "to", "into") if t.pos_ in ("PROPN", "NOUN")]
    delegation = not towards and any(
        t.lemma_.lower() in listed("nouns", "delegations") | listed("nouns", "delegates") for t in sent
    )
    gathering = linked(page, ledger, verb, *sent) or (
        ledger.around(verb) if delegation and near(ledger, verb) else None
    )
    sender = None if passive else next(iter(agents(verb)), None)
    if any(c.lemma_ in listed("verbs", "leads") for t in sent for c in t.children if c.dep_ == "acl"):
        return None  # those who lead it are told by _leading
    return act_of(page, verb, sent, True, gathering, way="sends", sender=sender)


def _listing(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "A list of attendees which did not include the premier"."""
    lemma = verb.lemma_.lower()
    part = lemma in listed("verbs", "lists")
    if not part and lemma not in listed("verbs", "unlists"):
        return None
    over = subject(verb)
    if over is None or not any(t.lemma_.lower() in listed("nouns", "lists") for t in [over, *after(over, "of")]):
        return None
    named = [t for t in objects(verb) if t.dep_ != "nsubjpass" and is_named_person(page, t)]
    gathering = ledger.around(verb)
    return act_of(page, verb, named, part, gathering, way="lists", sender=sender_of(page, over))


def _inviting(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Invited both sides to a meeting", "was invited"."""
    if verb.lemma_.lower() not in listed("verbs", "invites"):
        return None
    guests = [t for t in objects(verb) if is_people(page, t)]
    held = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB"), None)
    if held is not None and held.lemma_.lower() not in _purposes():
        return None
    if held is not None and any(ledger.of(t) is None for t in objects(held)):
        return None  # "invited them to join the board"
    gathering = linked(page, ledger, verb, *(held,) if held is not None else ())
    if (gathering is None and held is not None) or (gathering is None and not after(verb) and near(ledger, verb)):
        gathering = ledger.around(verb)
    return act_of(page, verb, guests, True, gathering, way="invites")


def _refusing(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Refused to meet", "will not negotiate with": kept apart, because only its negation is attendance."""
    if (
        verb.dep_ == "csubj" and verb.tag_ == "VBG" and ledger.of(verb) is not None
    ):  # "meeting with her will be the minister"
        return act_of(page, verb, agents(verb), True, ledger.of(verb))
    if verb.lemma_.lower() not in listed("verbs", "meets") or not movers(page, verb):
        return None
    if verb.dep_ == "pcomp" and controller(verb.head.head) is not None:
        return None  # "it did not commit them to talking": nobody's refusal
    if (
        verb.lemma_ == "speak"
        or (verb.lemma_ != "meet" and objects(verb))
        or (verb.lemma_ == "meet" and any(not is_people(page, t) for t in objects(verb)))
    ):
        return None
    gathering = ledger.of(verb) or linked(page, ledger, verb) or ledger.around(verb)
    return act_of(page, verb, agents(verb), True, gathering, way="meets")


def _being(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Will be there", "was absent from the talks", "were not present"."""
    if verb.lemma_.lower() not in listed("verbs", "copulas"):
        return None
    said = [c for c in verb.children if c.dep_ in ("acomp", "advmod", "attr", "oprd")]
    if (among := _among_those(verb)) is not None:
        gathering = linked(page, ledger, among) or (ledger.around(verb) if near(ledger, verb) else None)
        return act_of(page, verb, agents(verb), True, gathering, way="being")
    attending = any(t.lemma_ in listed("nouns", "present") for t in after(verb, "in"))  # "were in attendance"
    here = [c for c in said if c.lower_ in listed("words", "places")]
    there = [c for c in said if c.lower_ in listed("adjectives", "present") | listed("adjectives", "absent")]
    if not (here or there or attending) or not movers(page, verb) or (here and not near(ledger, verb)):
        return None
    gathering = linked(page, ledger, verb, *there)
    if gathering is None and near(ledger, verb):
        gathering = ledger.around(verb)
    part = not any(c.lower_ in listed("adjectives", "absent") for c in there)
    return act_of(page, verb, agents(verb), part, gathering, way="being")


def _among_those(verb: Token) -> Token | None:
    """The word for being there in "among those present at the talks were Roe and Doe"."""
    among = (t for c in verb.lefts if c.dep_ == "prep" and c.lower_ == "among" for t in c.children)
    those = (t for t in among if t.dep_ == "pobj" and t.lemma_.lower() in listed("words", "those"))
    return next((c for t in those for c in t.rights if c.lower_ in listed("adjectives", "present")), None)


_FINDERS = (
    _direct,
    kept_out,
    dropped_out,
    _phrasal,
    _motion,
    _leading,
    _sending,
    _listing,
    at_it,
    _inviting,
    _refusing,
    _being,
)


@cache
def _verbs() -> frozenset[str]:
    """All verbs that can tell an act, so that others are passed over at once."""
    single = [w for kind, words in _WORDS.load("attendance")["verbs"].items() if kind != "confirms" for w in words]
    return frozenset((*single, *(row[0] for row in _phrases()), *_ENDING))


@cache
def _purposes() -> frozenset[str]:
    return listed("words", "purposes") | listed("verbs", "takes") | listed("verbs", "motion")


@cache
def _phrases() -> tuple[tuple[str, str, str, bool], ...]:
    table = _WORDS.load("attendance")["phrasal"]
    return tuple(
        (*row, name == "take") for item in table for name in ("leave", "take") for row in item.get(name, ())
    )


@cache
def _list_of(name: str) -> frozenset[str]:
    return frozenset(w for item in _WORDS.load("attendance")["phrasal"] for w in item.get(name, ()))
