"""From phrases to actors: states and bodies, persons with their titles, and people described but not named."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from parley.model.actors import ActorKind
from parley.reading.actors import described
from parley.reading.actors.gazetteer import Found, Sort
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.naming import persons, sorts, written
from parley.reading.actors.phrases import Phrase, is_plural
from parley.reading.actors.places import locative
from parley.reading.actors.vocabulary import words
from parley.reading.sheet import Sheet


def register(sheet: Sheet, all_phrases: Sequence[Phrase], found: Sequence[Found], ledger: Ledger) -> None:
    """Enter every actor that a phrase names or describes."""
    doc = sheet.doc
    what = sorts(doc, all_phrases)
    known = persons(doc, [p for p in all_phrases if p.name and what[p.name] == "person"], ledger)
    for item in found:
        _enter_known(doc, item, ledger)
    for phrase in all_phrases:
        owner = all_phrases[phrase.owner] if phrase.owner is not None else None
        if phrase.name and phrase.name in known:
            _enter_person(doc, phrase, owner, known[phrase.name], ledger)
        elif phrase.name and what[phrase.name] == "body":
            _enter_body(doc, phrase, owner, ledger)
        elif phrase.name is None:
            _enter_described(doc, phrase, owner, ledger)


def _enter_known(doc: Doc, item: Found, ledger: Ledger) -> None:
    """A state or known body: itself where it can act, only a place where it stands after "in"."""
    known = item.known
    draft = ledger.get(known.name, known.kind)
    draft.country, draft.sector = known.country, known.sector
    text = written(doc, (item.first, item.last))
    if text not in draft.names and known.sort in (Sort.NAME, Sort.BODY):
        draft.names.append(text)
    if known.kind is ActorKind.OFFICE and draft.side is None:
        draft.side = _state_of(known.country, ledger)
    if known.sort in (Sort.NAME, Sort.SEAT) and locative(doc, item.first, item.last):
        return
    ledger.link(item.first, item.last, draft)
    ledger.mention(draft, item.last)


def _state_of(code: str | None, ledger: Ledger) -> int | None:
    """The draft of the state with this code."""
    from parley.reading.actors.countries import by_code

    country = by_code(code) if code else None
    return _state(country.name, code, ledger).key if country else None


def _state(name: str, code: str | None, ledger: Ledger) -> Draft:
    draft = ledger.get(name, ActorKind.STATE)
    draft.country = draft.country or code
    return draft


def _side(
    doc: Doc, phrase: Phrase, owner: Phrase | None, ledger: Ledger
) -> tuple[Draft | None, tuple[int, int] | None]:
    """Whom the people of this phrase act for: the country before the role, the possessor, or "of Russia" after it."""
    inner = [f for f in phrase.known if phrase.name is None or f.last < phrase.name[0]]
    if inner:
        return _draft_of(inner[-1], ledger), (inner[-1].first, inner[-1].last)
    if owner and owner.known:
        return _draft_of(owner.known[-1], ledger), (owner.known[-1].first, owner.known[-1].last)
    return None, None


def _draft_of(item: Found, ledger: Ledger) -> Draft:
    draft = ledger.get(item.known.name, item.known.kind)
    draft.country, draft.sector = item.known.country, item.known.sector
    if draft.kind is ActorKind.OFFICE and draft.side is None:
        draft.side = _state_of(item.known.country, ledger)
    return draft


def _enter_person(doc: Doc, phrase: Phrase, owner: Phrase | None, draft: Draft, ledger: Ledger) -> None:
    """A named person, with the title in front."""
    assert phrase.name is not None
    if phrase.role and draft.role is None:
        draft.role = written(doc, phrase.role)
        draft.head = doc[phrase.role[1]].lower_
        draft.sector = described.sector_of(doc, phrase, draft.head)
        side, ground = _side(doc, phrase, owner, ledger)
        if side is not None and side is not draft:
            draft.side = side.side if side.kind is ActorKind.OFFICE and side.side is not None else side.key
            draft.country = side.country
        draft.grounds.append((ground[0] if ground and ground[0] < phrase.first else phrase.first, phrase.name[1]))
    if phrase.title in ("m", "f"):
        draft.gender = phrase.title
    first = phrase.role[0] if phrase.role else phrase.name[0]
    ledger.link(first, phrase.name[1], draft)
    ledger.mention(draft, phrase.head)


def _enter_body(doc: Doc, phrase: Phrase, owner: Phrase | None, ledger: Ledger) -> None:
    """An organisation by its own name."""
    assert phrase.name is not None
    draft = ledger.get(written(doc, phrase.name), ActorKind.ORGANISATION)
    side, _ = _side(doc, phrase, owner, ledger)
    if side is not None and draft.side is None:
        draft.side, draft.country = side.key, side.country
        draft.sector = described.sector_of(doc, phrase, doc[phrase.head].lower_)
    ledger.link(*phrase.name, draft)
    ledger.mention(draft, phrase.head)


def _enter_described(doc: Doc, phrase: Phrase, owner: Phrase | None, ledger: Ledger) -> None:
    """People without a name: somebody already met if the phrase points back, else new."""
    head = described.head_noun(doc, phrase)
    if head is None:
        return
    side, _ = _side(doc, phrase, owner, ledger)
    country = side.country if side else None
    back = next(described.candidates(ledger, head, country), None) if described.definite(phrase) or side else None
    if back is not None and not is_plural(doc, phrase) and phrase.determiner not in ("a", "an"):
        draft = back
    else:
        draft = _describe(doc, phrase, owner, head, side, ledger)
    ledger.link(phrase.head, phrase.head, draft)
    ledger.mention(draft, phrase.head)


def _describe(
    doc: Doc, phrase: Phrase, owner: Phrase | None, head: str, side: Draft | None, ledger: Ledger
) -> Draft:
    several = is_plural(doc, phrase)
    kind = described.kind_of(head, plural=several)
    draft = ledger.get(described.description(doc, phrase, owner), kind)
    draft.head, draft.plural = head, several
    draft.unnamed = kind in (ActorKind.PERSON, ActorKind.GROUP)
    draft.gender = described.gender_of(head, plural=several)
    draft.sector = draft.sector or described.sector_of(doc, phrase, head)
    if side is not None and draft.side is None and side is not draft:
        draft.side = side.side if side.kind is ActorKind.OFFICE and side.side is not None else side.key
        draft.country = side.country
    if kind is ActorKind.PERSON and draft.role is None:
        draft.role = written(doc, phrase.role) if phrase.role else head
    return draft


__all__ = ["register", "words"]
