"""Places as the report names them: "Tirana, Albania", "Kyiv"; and whether a state's name is only a place here."""

from __future__ import annotations

from parley.model.actors import ActorKind
from parley.reading.actors.gazetteer import Found, Sort
from parley.reading.actors.vocabulary import grammar
from parley.reading.parsed import Doc, Token

_LOCATIVE = grammar("places", "locative")
_MAYBE = frozenset({"to", "from", "on", "for", "over"})
# Verbs after which "to Kyiv" and "from Kyiv" are journeys, not addressees.
_MOTION = grammar("places", "motion")
_LABELS = frozenset({"GPE", "LOC", "FAC"})
_VENUES = grammar("places", "venues")


def place(doc: Doc, token: Token, at: dict[int, Found]) -> str | None:
    """The place named by the phrase at this token, with the larger one after a comma; None if it is no place."""
    span = _span(doc, token, at)
    if span is None:
        return None
    first, last = span
    name = _written(doc, first, last)
    nxt = last + 2
    if first in at and at[first].known.sort is Sort.NAME:
        return name
    if last + 2 < len(doc) and doc[last + 1].text == "," and not doc[nxt].is_sent_start:
        larger = _span(doc, doc[nxt], at)
        if (
            larger
            and larger[0] == nxt
            and _ends_here(doc, larger[1])
            and doc[nxt].dep_ in ("appos", "npadvmod", "conj")
        ):
            name = f"{name}, {_written(doc, *larger)}"
    return name


def _ends_here(doc: Doc, last: int) -> bool:
    """Whether the second name is not the beginning of a list: "Doha, Cairo and Rome"."""
    return last + 1 >= len(doc) or doc[last + 1].lower_ not in ("and", "or", "'s")


def _written(doc: Doc, first: int, last: int) -> str:
    text = " ".join(doc[first : last + 1].text.split())
    return text[4:] if text.lower().startswith("the ") else text


def _span(doc: Doc, token: Token, at: dict[int, Found]) -> tuple[int, int] | None:
    found = at.get(token.i)
    if found is not None:
        house = found.known.kind is ActorKind.OFFICE and _label(token)
        known = found.known.sort in (Sort.NAME, Sort.SEAT) or house
        return (found.first, found.last) if known else None
    if not token.text[:1].isupper() or not (_label(token) or token.lower_ in _VENUES):
        return None
    first = last = token.i
    while first > 0 and not doc[first].is_sent_start and _joins(doc[first - 1]):
        first -= 1
    while last + 1 < len(doc) and _joins(doc[last + 1]) and not doc[last + 1].is_sent_start:
        last += 1
    return first, last


def _joins(token: Token) -> bool:
    named = token.text[:1].isupper() and token.tag_ in ("NNP", "NNPS")
    return (named or token.lower_ in ("de", "del", "la", "al", "el", "-")) and token.ent_type_ in _LABELS


def _label(token: Token) -> bool:
    return token.ent_type_ in _LABELS


def locative(doc: Doc, first: int, last: int) -> bool:
    """Whether the name of a state is only where something happens: "in Turkey", "flew to Doha"."""
    i = first - 1
    while i >= 0 and doc[i].tag_ in ("JJ", "DT") and not doc[i + 1].is_sent_start:
        i -= 1
    if i < 0 or doc[first].is_sent_start or (last + 1 < len(doc) and doc[last + 1].tag_ == "POS"):
        return False
    before = doc[i]
    if before.lower_ in _LOCATIVE and before.tag_ in ("IN", "RP", "RB"):
        return True
    return before.lower_ in _MAYBE and before.head.lemma_.lower() in _MOTION
