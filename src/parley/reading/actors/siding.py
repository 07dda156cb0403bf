"""Whom people act for: the country, body or person in front of, behind or over the words for them."""

from __future__ import annotations

from parley.model.actors import ActorKind
from parley.reading.actors.desk import Desk, body, draft_of
from parley.reading.actors.gazetteer import Found, Sort
from parley.reading.actors.ledger import Draft
from parley.reading.actors.phrases import Phrase, role_noun
from parley.reading.actors.vocabulary import grammar, role_of, words

_ABROAD = grammar("siding", "abroad")
# Heads of a role that take the colour of the body they speak for.
_PLAIN_HEADS = grammar("mentions", "plain_heads")


def side_of(desk: Desk, phrase: Phrase, tail: int) -> tuple[Draft | None, int]:
    """Whom the people of a phrase act for, and the first token of the words that say so.

    In this order: a country or body before the role, the possessor, "of Russia" behind it.
    """
    inner = [
        f
        for f in phrase.known
        if (phrase.name is None and f.last < phrase.head) or (phrase.name and f.last < phrase.name[0])
    ]
    if inner and not _is_subject(desk, phrase, inner[-1]):
        return draft_of(desk, inner[-1]), inner[-1].first
    within = [f for f in phrase.known if phrase.name and phrase.name[0] <= f.first]
    if within:
        return draft_of(desk, within[-1]), phrase.first
    owner = desk.owner(phrase)
    if owner is not None and (found := _whose(desk, owner)):
        return found, owner.first
    if (chief := _chief(desk, phrase)) is not None:
        return chief, phrase.first
    behind = [desk.chart.at[i] for i in range(phrase.last + 1, tail + 1) if i in desk.chart.at]
    behind = [f for f in behind if desk.chart.doc[f.first - 1].lower_ != "in" or not _abroad(desk, phrase)]
    if behind and desk.chart.doc[phrase.last + 1].lower_ in ("of", "from", "for", "at", "in"):
        return draft_of(desk, behind[0]), phrase.first
    return _principal(desk, phrase) or _body_behind(desk, phrase), phrase.first


def _abroad(desk: Desk, phrase: Phrase) -> bool:
    """Whether "in" behind these people only tells where they are: leaders, foreign ministers, an assembly."""
    doc = desk.chart.doc
    words_ = {t.lower_ for t in doc[phrase.first : phrase.head]}
    noun = doc[phrase.head].lower_
    return noun in _ABROAD or (noun == "ministers" and bool(words_ & {"foreign", "prime"}))


def _chief(desk: Desk, phrase: Phrase) -> Draft | None:
    """The person whose people they are: "the Smith administration", "Smith aides"."""
    i = phrase.head - 1
    if phrase.name is not None or i < phrase.first or not desk.chart.doc[i].text[:1].isupper():
        return None
    return desk.surnames.get(desk.chart.doc[i].lower_)


def _is_subject(desk: Desk, phrase: Phrase, item: Found) -> bool:
    """Whether the country is what the people study: "a Sudan expert"."""
    noun = role_noun(desk.chart.doc, phrase.role) if phrase.role else desk.chart.doc[phrase.head].lower_
    return item.known.sort is Sort.NAME and (role_of(noun) or noun) in words("students")


def _principal(desk: Desk, phrase: Phrase) -> Draft | None:
    """The person whom an aide serves: "adviser to President Smith", "spokesman for Smith"."""
    doc, i = desk.chart.doc, phrase.last + 1
    if phrase.name is not None or i + 1 >= len(doc) or doc[i].lower_ not in ("to", "for", "of"):
        return None
    name = desk.starts.get(i + 1)
    return desk.people.get(name) if name is not None else None


def _body_behind(desk: Desk, phrase: Phrase) -> Draft | None:
    """The body that people belong to: "an official of the Harbour Council"."""
    doc, i = desk.chart.doc, phrase.last + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("of", "for", "at", "from"):
        return None
    name = desk.starts.get(i + 1)
    return body(desk, name) if name is not None and desk.sorts[name] == "body" else None


def _whose(desk: Desk, owner: Phrase) -> Draft | None:
    """The side of a possessor: a state or body itself, a person's state."""
    if owner.name is not None and owner.name in desk.people:
        return desk.people[owner.name]
    return draft_of(desk, owner.known[-1]) if owner.known else None


def take_side(desk: Desk, draft: Draft, side: Draft | None) -> None:
    """Let a draft act for a side: for the state of a person or office, for a body or state itself."""
    if side is None or side is draft or draft.side is not None:
        return
    through = (
        side.side if side.kind in (ActorKind.OFFICE, ActorKind.PERSON) and side.side is not None else side.key
    )
    if through != draft.key:
        draft.side = through
    draft.country = draft.country or side.country
    coloured = side.kind in (ActorKind.ORGANISATION, ActorKind.ARMED_GROUP) and side.sector is not None
    if coloured and draft.head in _PLAIN_HEADS:
        draft.sector = side.sector
