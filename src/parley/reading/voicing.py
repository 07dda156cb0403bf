"""Active and passive."""

from __future__ import annotations

from spacy.tokens import Token


def passive(verb: Token) -> bool:
    """ "was rejected by them", "a pause suggested by them"."""
    if verb.tag_ != "VBN":
        return False
    if (
        verb.dep_ == "conj"
        and verb.head.tag_ == "VBN"
        and not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    ):
        return passive(verb.head)  # "were targeted and murdered"
    helped = any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children)
    helped = helped or any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
    active = any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve") for c in verb.children)
    return helped or (verb.dep_ in ("acl", "amod") and not active)
