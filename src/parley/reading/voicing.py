"""Active and passive, and words that a hyphen joins."""

from __future__ import annotations

from parley.reading.parsed import Token


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


def whole(last: Token) -> Token:
    """The end of a word that the parse has cut at its hyphen, with its object: "to re-open the border"."""
    rest = last.doc[last.i + 1 : last.i + 3]
    if len(rest) < 2 or rest[0].text != "-" or last.whitespace_ or rest[0].whitespace_:
        return last
    owned = (c.right_edge for c in rest[1].children if c.dep_ == "dobj")
    return max((rest[1], *owned), key=lambda t: t.i)


def lexeme(token: Token) -> str:
    """The lemma, with what a hyphen joins before it: the parser sees three words in "cease-fire"."""
    joined = token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    lemma = token.lemma_.lower()
    return f"{token.nbor(-2).lower_}-{lemma}" if joined and not token.nbor(-2).whitespace_ else lemma
