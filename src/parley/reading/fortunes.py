"""Ways of telling how a meeting fares that no single verb class holds: what it failed to bring, whom it fills with
what, whether it was called off in the same breath, whether somebody is only on the way to it."""

from __future__ import annotations

from parley.model.entries import Stage
from parley.reading.clause import after, conjuncts
from parley.reading.meetingwords import unsaid, verb_class, words
from parley.reading.mentions import Mention
from parley.reading.parsed import Token
from parley.reading.reality import Force, Tense, stance

_OWN = frozenset({"nsubj", "nsubjpass"})


def says_nothing(mention: Mention, verb: Token) -> bool:
    """Whether the verb only speaks of the meeting: "called the talks a farce", "opened them to the public"."""
    inner = {c.dep_ for c in verb.children}
    judged = verb.lemma_ in words("stages", "called") and "oprd" in inner and "prt" not in inner
    shown = verb.lemma_ == "open" and any(
        t.lemma_ in ("public", "press", "medium") for t in after(mention.head, "to")
    )
    return mention.role == "obj" and (judged or shown or unsaid(verb))


def turn(mention: Mention) -> Token | None:
    """The verb joined behind that tells the end of it: "were to begin on Friday but were called off"."""
    verb = mention.predicate
    if verb is None or mention.verbal or mention.role not in ("subj", "obj"):
        return None
    chain = [verb]
    while chain[-1].dep_ == "xcomp":
        chain.append(chain[-1].head)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in chain[-1].children)
    if mention.role == "obj" and not passive:
        return None
    after_ = [c for v in chain for c in conjuncts(v)]
    joined = [c for c in after_ if c.pos_ == "VERB" and not any(g.dep_ in _OWN for g in c.children)]
    return next((c for c in joined if verb_class(c) in ("cancelled", "collapsed", "adjourned")), None)


def coloured(mention: Mention, verb: Token) -> Stage | None:
    """Talks that a matter dominated, or that failed to reach anything: they last, or are over."""
    failed = verb.dep_ == "xcomp" and verb.head.lemma_ == "fail" and verb.lemma_ in words("verbs", "fruits")
    if failed and mention.role == "subj":
        return Stage.HELD if stance(verb.head).tense is Tense.PAST else Stage.UNDER_WAY
    if verb.lemma_ not in words("verbs", "coloured") or mention.role != "obj":
        return None
    held = stance(verb)
    if held.negated or held.force > Force.ASSERTED or held.tense is Tense.FUTURE:
        return None
    return Stage.UNDER_WAY if held.perfect or held.tense is Tense.PRESENT else Stage.HELD


def on_the_way(verb: Token, lies: Tense | None) -> bool:
    """Whether somebody is told to be going there for it: "arrived for talks", "was headed to Lusaka for talks"."""
    lemma = verb.lemma_.lower()
    if lemma in ("leave", "depart") or (lemma == "head" and verb.tag_ in ("VBN", "VBG")):
        return not stance(verb).negated
    return lemma in words("verbs", "brings") and lies is not Tense.PAST and not stance(verb).negated
