"""Verbs that tell a meeting: meet, speak by phone, discuss, negotiate, host, adjourn, sit down together."""

from __future__ import annotations

from parley.model.actors import ActorKind
from parley.model.times import SILENT
from parley.reading.clause import after, objects
from parley.reading.meetingwords import noun_family, words
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.particulars import dated, verb_place
from parley.reading.parties import PARTNERS, is_people, subjects
from parley.reading.reality import governing

_LASTING = ("over", "during", "for", "in", "since", "throughout")


def verb_family(page: Page, verb: Token) -> str | None:
    """The family of a verb that tells a meeting, None for other verbs and senses ("met the target")."""
    lemma = verb.lemma_.lower()
    if _purpose_of_meeting(verb):
        return None
    if lemma in words("verbs", "rings"):
        return "call" if _rings(page, verb) else None
    if lemma in words("verbs", "meet"):
        return "sitting" if _meets(page, verb, lemma) else None
    if lemma in words("verbs", "speak"):
        return "call" if _speaks(page, verb, lemma) else None
    if lemma in words("verbs", "host"):
        return "sitting" if _hosts(page, verb, lemma) else None
    if lemma in words("verbs", "discuss"):
        return "sitting" if _discusses(page, verb, lemma) else None
    if lemma in words("verbs", "rise"):
        return "sitting" if _rises(verb) else None
    together = any(c.lower_ == "together" for c in verb.children) or (
        lemma == "sit" and any(c.lower_ == "down" for c in verb.children)
    )
    return "sitting" if lemma in words("verbs", "together") and together and _who(page, verb) else None


def _purpose_of_meeting(verb: Token) -> bool:
    """Whether it only says what a meeting just told is for: "will sit down to negotiate"."""
    aims = verb.dep_ in ("advcl", "xcomp") and any(c.tag_ == "TO" for c in verb.children)
    return aims and verb.head.lemma_.lower() in words("verbs", "meet") | words("verbs", "together")


def _rings(page: Page, verb: Token) -> bool:
    """Whether somebody is called on the telephone, and not named, summoned or called upon."""
    whom = [c for c in verb.children if c.dep_ == "dobj"]
    senses = ("oprd", "attr", "xcomp", "ccomp", "acomp", "prt", "dative")
    other = any(
        c.dep_ in senses or c.lower_ in ("to", "for", "in", "into", "on", "out", "as")
        for c in verb.children
        if not (c.dep_ == "prep" and any(g.ent_type_ in ("DATE", "TIME") for g in c.children))
    )
    after_it = [c for c in verb.rights if c.dep_ == "dobj"] == whom and len(whom) == 1
    return after_it and not other and _speaker(page, whom[0]) and bool(_who(page, verb))


def _meets(page: Page, verb: Token, lemma: str) -> bool:
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if lemma == "consult" and any(c.dep_ == "nsubjpass" for c in things):
        return False  # "was consulted on the decision"
    if verb.dep_ != "relcl" and any(c.dep_ == "nsubj" and c.tag_ == "WP" for c in verb.children):
        return False  # "who will meet with whom"
    if lemma in words("verbs", "treat") and things:
        return _treats(page, verb)
    if any(not is_people(page, t) for t in things) or not _who(page, verb):
        return False
    partner = bool(things or after(verb, *PARTNERS))
    if lemma not in words("verbs", "loose"):
        return partner or _several(page, verb)
    if verb.dep_ == "acl" and dated(page, verb) is SILENT and not verb_place(page, verb):
        return False
    return partner or (_several(page, verb) and bool(verb_place(page, verb) or dated(page, verb) is not SILENT))


def _treats(page: Page, verb: Token) -> bool:
    """Whether a matter is being negotiated by those who are named: with a partner, for some time, or somewhere."""
    partner = any(is_people(page, t) for t in after(verb, *PARTNERS))
    if verb.dep_ == "acl" and not partner:
        return False  # "officials negotiating the price"
    if any(t.lemma_ in ("themselves", "itself", "himself", "herself") for t in after(verb, "with")):
        return False
    lasting = verb.tag_ == "VBG" or any(c.lemma_ == "have" for c in verb.children if c.dep_ == "aux")
    told = lasting and (verb.tag_ == "VBG" or dated(page, verb) is not SILENT or bool(after(verb, *_LASTING)))
    return bool(_who(page, verb)) and (partner or (_several(page, verb) and told))


def _discusses(page: Page, verb: Token, lemma: str) -> bool:
    """Whether two who are named discuss something, or one with another; "they discussed" is no meeting."""
    if any(c.tag_ == "TO" for c in verb.children) and governing(verb.head) is None:
        return False  # "met to discuss": what they came for
    if lemma not in words("verbs", "matters") and not after(verb, *words("verbs", "topical")):
        return False
    who = _who(page, verb)
    partner = any(_speaker(page, t) for t in after(verb, "with"))
    return bool(who) and (partner or _pair(page, verb))


def _pair(page: Page, verb: Token) -> bool:
    """Whether two or more who are named side by side do it: "Roe and Doe"."""
    who = [t for t in _who(page, verb) if page.actors(t) or t.pos_ == "PRON"]
    actors = [page.cast.actor(a) for t in who for a in page.actors(t)[:1]]
    sides = [a.acts_for or a.country or a.id for a in actors]
    one_side = len(sides) == len(who) and len(set(sides)) == 1  # two ministers of one government
    return len(who) > 1 and any(t.pos_ == "PROPN" for t in who) and not one_side


def _rises(verb: Token) -> bool:
    """Whether a council or the delegates break off their sitting: "the council adjourned until Monday"."""
    who = [t.lemma_.lower() for own in subjects(verb) for t in own.subtree]
    active = not any(c.dep_ in ("dobj", "nsubjpass") and not _a_day(c) for c in verb.children)
    return active and any(w in words("people", "bodies") for w in who)


def _a_day(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _several(page: Page, verb: Token) -> bool:
    who = _who(page, verb)
    bodies = {page.cast.actor(a).kind for t in who for a in page.actors(t)} & {ActorKind.ORGANISATION}
    own = any(c.dep_ == "nsubj" for c in verb.children)
    if bodies and own and (verb_place(page, verb) or dated(page, verb) is not SILENT):
        return True  # "the commission met in Lusaka on Friday"
    many = any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "we", "who") for t in who)
    return len(who) > 1 or many or any(t.lemma_.lower() in words("people", "collective") for t in who)


def _who(page: Page, verb: Token) -> list[Token]:
    return [t for t in subjects(verb) if is_people(page, t) or (t.lower_ == "it" and page.actors(t))]


def _speaks(page: Page, verb: Token, lemma: str) -> bool:
    if lemma in ("phone", "telephone"):
        partners = [c for c in verb.children if c.dep_ == "dobj"]
    else:
        partners = after(verb, "with") or (after(verb, "to") if _by_phone(verb) or not page.said(verb) else [])
    real = any(_speaker(page, t) for t in partners) or _to_each_other(page, verb, lemma)
    return real and bool(_who(page, verb)) and not _in_confidence(verb)


def _to_each_other(page: Page, verb: Token, lemma: str) -> bool:
    """Whether several speak to one another: by phone, or two who are named about something."""
    hearers = after(verb, "to", "with")
    each_other = any(t.lemma_ == "other" for t in hearers)
    if hearers and not each_other:
        return False
    about = _pair(page, verb) and bool(after(verb, *words("verbs", "topical")))
    return (_several(page, verb) and (_by_phone(verb) or each_other)) or (about and lemma == "talk")


def _by_phone(verb: Token) -> bool:
    means = after(verb, "by", "over", "on", "via")
    return any(t.lemma_ in words("verbs", "wires") for m in means for t in (m, *m.lefts))


def _in_confidence(verb: Token) -> bool:
    return any(t.lemma_ in ("condition", "anonymity") for t in after(verb, "on", "under"))


def _speaker(page: Page, token: Token) -> bool:
    """Whether somebody one speaks with at the level of the talks, and not the press or the public."""
    if any(t.lemma_.lower() in words("people", "press") for t in token.subtree):
        return False
    if any(t.dep_ == "poss" and _outlet(page, t) for t in token.children):
        return False  # "spoke to the Gazette's Jane Roe"
    kinds = {page.cast.actor(a).kind for a in page.actors(token)}
    equal = token.lemma_.lower() in words("people", "equals")
    return equal or bool(kinds & {ActorKind.PERSON, ActorKind.OFFICE, ActorKind.DELEGATION})


def _outlet(page: Page, owner: Token) -> bool:
    """Whether it is a body that nobody knows as a party: most often a newspaper or a station."""
    found = page.actors(owner)
    unknown = not found and owner.ent_type_ == "ORG"
    return unknown or any(page.cast.actor(a).sector in ("JRN", "MED") for a in found)


def _hosts(page: Page, verb: Token, lemma: str) -> bool:
    guests = [t for t in objects(verb) if t.dep_ != "nsubjpass"]
    wanted = {ActorKind.PERSON, ActorKind.GROUP, ActorKind.DELEGATION, ActorKind.OFFICE}
    kinds = {page.cast.actor(a).kind for t in guests for a in page.actors(t)}
    known = bool(kinds & wanted) or any(t.lemma_.lower() in words("people", "persons") for t in guests)
    if not known or not _who(page, verb) or any(noun_family(t) for t in guests):
        return False
    somewhere = any(after(t, "in", "at", "to") for t in (verb, *guests))
    return lemma == "host" or (somewhere and not page.said(verb))
