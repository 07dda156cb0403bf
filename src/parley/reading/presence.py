"""Taking part and staying away told by nouns and adjectives: "absence", "present", "head of the delegation"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from parley.reading.clause import after, conjuncts
from parley.reading.gatherings import Ledger
from parley.reading.leftout import ended, without
from parley.reading.meetingwords import words as meeting_words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.partaking import Act, act_of, agents, is_named_person, linked, listed, meeting, sender_of
from parley.reading.parties import is_people, known
from parley.reading.reality import governing, stance


def nominal(page: Page, ledger: Ledger, word: Token) -> Iterator[Act]:
    """The act that a noun or adjective tells, if it is of a class that can."""
    if word.lemma_.lower() not in _words() and word.dep_ not in ("dobj", "pobj"):
        return
    for find in (_owned, _absolute, _heading, _turned_down, without):
        found = find(page, ledger, word)
        if found is not None:
            yield found
            return


@cache
def _words() -> frozenset[str]:
    """All nouns and adjectives that can tell an act."""
    nouns = (listed("nouns", k) for k in ("present", "absent", "departed", "returned", "heads"))
    return frozenset().union(*nouns, listed("adjectives", "present"), listed("adjectives", "absent"))


def _owned(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "The premier's absence", "confirmed our participation", "its withdrawal from the talks"."""
    lemma = noun.lemma_.lower()
    kind = next((k for k in ("present", "absent", "departed", "returned") if lemma in listed("nouns", k)), None)
    if kind is None or noun.pos_ != "NOUN" or (kind == "departed" and ended(noun)):
        return None
    owners = [c for c in noun.children if c.dep_ == "poss"] or after(noun, "of", "by")
    if not owners and noun.dep_ == "dobj":
        owners = agents(noun.head)
    owners = [t for t in owners if is_people(page, t) or t.tag_ == "PRP$"]
    gathering = meeting(page, ledger, after(noun, "at", "in", "from", "to", "of"))
    if gathering is None and kind == "absent" and any(is_named_person(page, t) for t in owners):
        gathering = ledger.around(noun)
    if (
        gathering is None
        and kind == "present"
        and noun.dep_ == "dobj"
        and noun.head.lemma_ in listed("verbs", "confirms")
    ):
        gathering = ledger.around(noun)
    told = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in listed("verbs", "confirms") else noun
    return act_of(page, noun, owners, kind in ("present", "returned"), gathering, way=f"noun {kind}", told=told)


def _absolute(page: Page, ledger: Ledger, word: Token) -> Act | None:
    """ "Without the general present", "with the rebels absent"."""
    lower = word.lower_
    if lower not in listed("adjectives", "present") | listed("adjectives", "absent"):
        return None
    own = next((c for c in word.children if c.dep_ == "nsubj"), None)
    left = word.nbor(-1) if word.i > word.sent.start else None
    if own is None and left is not None and left.dep_ == "pobj" and left.head.lower_ in ("with", "without"):
        return act_of(page, word, [left], _keeps(word, left.head), ledger.around(word), way="absolute")
    opener = word.head if word.head.lower_ in ("with", "without") else None
    opener = opener or next(
        (c for c in word.children if c.lower_ in ("with", "without") and c.dep_ in ("mark", "prep")), None
    )
    if own is None or opener is None or not known(page, own):
        return None
    return act_of(page, word, [own, *conjuncts(own)], _keeps(word, opener), ledger.around(word), way="absolute")


def _keeps(word: Token, opener: Token) -> bool:
    """Whether "with ... present" or "without ... absent" is told, and not the reverse."""
    return (word.lower_ in listed("adjectives", "present")) == (opener.lower_ == "with")


def _turned_down(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "Ruled out talks with the rebels", "refused a meeting": the refusal of the meeting itself."""
    verb = noun.head
    if noun.dep_ != "dobj":
        return None
    if verb.lemma_ in meeting_words("verbs", "light") and (held := stance(verb)).willed and held.negated:
        gathering = ledger.of(noun)  # "refuses to hold talks with them"
        return act_of(page, verb, agents(verb), True, gathering, way="refuses")
    fixed = any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "all") for c in noun.children)
    if fixed or governing(verb) != "refused" or verb.lemma_ in meeting_words("stages", "cancelled"):
        return None
    return act_of(page, verb, agents(verb), True, ledger.of(noun), way="refuses", told=noun)


def _heading(page: Page, ledger: Ledger, noun: Token) -> Act | None:
    """ "The head of the delegation, Jane Roe": who heads it goes where it goes."""
    if noun.lemma_.lower() not in listed("nouns", "heads"):
        return None
    led = [t for t in after(noun, "of") if t.lemma_.lower() in listed("nouns", "delegations")]
    first = noun.head if noun.dep_ == "conj" else noun  # "assistant secretary and head of the delegation"
    close = [c for c in noun.children if c.dep_ == "appos"]
    close += [first.head] if first.dep_ in ("appos", "compound") else []
    who = [t for t in close if is_named_person(page, t)]
    if not led or not who or not ledger.mentions:
        return None
    gathering = linked(page, ledger, noun, *led) or ledger.around(noun)
    return act_of(
        page, noun, who, True, gathering, way="heads", role="heads delegation", sender=sender_of(page, led[0])
    )
