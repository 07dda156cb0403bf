"""Who is kept out of a meeting, drops out of one, or sees it go ahead without them."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.entries import Gathering
from parley.reading.clause import after, objects
from parley.reading.gatherings import Ledger
from parley.reading.meetingwords import verb_class
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.partaking import Act, act_of, agents, linked, listed, meeting, movers, near
from parley.reading.parties import is_people
from parley.reading.reality import Force, stance


def kept_out(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Was excluded from the talks", "was not included in the forum", "shut the rebels out of the talks"."""
    part = verb.lemma_.lower() in listed("verbs", "includes")
    if not part and not _excludes(verb):
        return None
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
    who = passive or [t for t in objects(verb) if is_people(page, t)]
    if not who and verb.dep_ == "acl" and verb.tag_ == "VBN":
        who = [verb.head]
    links = ("in", "at", "on", "among") if part else ("from", "of", "out")
    things = _under(verb, links)
    if part and not (passive and things):
        return None  # "the team included the minister" lists; it does not seat
    return act_of(page, verb, _joined(who), part, _which(page, ledger, verb, things), way="kept")


def _excludes(verb: Token) -> bool:
    """Whether the verb keeps somebody out, with its particle: "excluded", "left out", "shut out"."""
    lemma = verb.lemma_.lower()
    out = any(c.lower_ in ("out", "off", "aside") for c in verb.children)
    return lemma in listed("verbs", "excludes") or (out and lemma in listed("verbs", "keeps_out"))


def _under(verb: Token, links: tuple[str, ...]) -> list[Token]:
    """What stands under these prepositions of a verb, or under those that follow them: "out of the talks"."""
    found = after(verb, *links)
    for child in verb.children:
        if child.dep_ in ("prep", "prt", "advmod"):
            found += after(child, *links)
    return found


def _which(page: Page, ledger: Ledger, verb: Token, things: Iterable[Token]) -> Gathering | None:
    """The meeting one is kept out of; a negotiating group where the report is about one."""
    things = list(things)
    found = meeting(page, ledger, things)
    return found or forum(ledger, verb, things)


def forum(ledger: Ledger, verb: Token, things: Iterable[Token]) -> Gathering | None:
    """The meeting that a group stands for in which parties bargain: "the contact group", "a forum" near talks."""
    bodies = [t for t in things if t.lemma_.lower() in listed("nouns", "forums")]
    kinds = {c.lower_ for t in bodies for c in t.lefts}
    told = bool(kinds & listed("nouns", "bargaining")) or near(ledger, verb)
    return ledger.around(verb) if bodies and told else None


def _joined(who: list[Token]) -> list[Token]:
    return [t for w in who for t in (w, *(c for c in w.conjuncts if c.i > w.i))]


def dropped_out(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Suspended its participation in the talks", "ended its boycott", "called off her trip to the summit"."""
    if not _ends(verb):
        return None
    for noun in (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")):
        stays = noun.lemma_.lower() in listed("nouns", "present") | listed("nouns", "journeys")
        if not stays and noun.lemma_.lower() not in listed("nouns", "departed"):
            continue
        owner = [c for c in noun.children if c.dep_ == "poss"]
        gathering = _aim(page, ledger, verb, noun)
        return act_of(page, verb, owner or agents(verb), not stays, gathering, way="drops")
    return None


def _aim(page: Page, ledger: Ledger, verb: Token, noun: Token) -> Gathering | None:
    """The meeting of a participation or a trip, also where the parse hangs it on the verb."""
    things = [*after(noun, "in", "at", "to", "for", "of"), *after(verb, "in", "to", "for")]
    return meeting(page, ledger, things) or linked(page, ledger, noun)


def _ends(verb: Token) -> bool:
    ends = verb_class(verb) in ("adjourned", "cancelled", "held", "collapsed")
    return ends or verb.lemma_.lower() in listed("verbs", "drops")


def ended(noun: Token) -> bool:
    """Whether a boycott or withdrawal is told to be over: "ended its boycott"."""
    return noun.dep_ in ("dobj", "nsubjpass") and _ends(noun.head)


def without(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "The talks went ahead without the rebels": they are told to be away."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "without" or not is_people(page, noun):
        return None
    verb = noun.head.head
    if verb.pos_ not in ("VERB", "AUX") or verb_class(verb) not in ("started", "held", "occurred", "planned"):
        return None
    held = stance(verb)
    if held.negated or held.force > Force.PLANNED or held.counterfactual:
        return None
    things = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    gathering = meeting(page, ledger, things)
    return act_of(page, noun, [noun, *noun.conjuncts], False, gathering, way="without", told=verb)


def at_it(page: Page, ledger: Ledger, verb: Token) -> Act | None:
    """ "Others at the talks included Jane Roe", "the aides here for the talks include Doe"."""
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.lemma_.lower() not in listed("verbs", "lists") or own is None:
        return None
    those = is_people(page, own) or own.lemma_.lower() in listed("words", "those")
    spots = [t for t in own.subtree if t.i > own.i]
    gathering = next((g for t in spots if (g := ledger.of(t)) is not None), None)
    named = [t for t in objects(verb) if t.dep_ != "nsubjpass" and is_people(page, t)]
    if not those or gathering is None or not (movers(page, verb) or own.tag_ == "NNS"):
        return None
    return act_of(page, verb, named, True, gathering, way="lists")
