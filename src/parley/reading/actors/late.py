"""What can only be said when the whole report has been read: names in full, and titles explained further down."""

from __future__ import annotations

from parley.model.actors import ActorKind
from parley.reading.actors import parties
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.vocabulary import grammar, shortened
from parley.reading.parsed import Doc


def merge_late(ledger: Ledger) -> None:
    """Let "the president" or "the union" mean the only one whom the report names, even further down."""
    named: dict[str, list[Draft]] = {}
    for draft in ledger.drafts:
        if draft.person and not draft.unnamed and draft.mentions:
            for head in dict.fromkeys((draft.head, *_short(draft.role or ""))):
                named.setdefault(head, []).append(draft)
    for draft in ledger.drafts:
        if draft.unnamed and draft.person and draft.side is None and draft.name.lower().startswith("the "):
            only = named.get(draft.head, [])
            if len(only) == 1 and _plain_title(draft, only[0]):
                _replace(ledger, draft, only[0])
    for draft in [d for d in ledger.drafts if d.kind is ActorKind.ORGANISATION and d.head and d.mentions]:
        if draft.side is None and _takes_up(draft):
            only = parties.named_ones(ledger, draft.head)
            if len(only) == 1:
                _replace(ledger, draft, only[0])


def _takes_up(draft: Draft) -> bool:
    """Whether a description may mean a body named elsewhere: "its main union", but not "the rival union"."""
    first, *between = draft.name.lower().split()[:-1] or [""]
    if draft.name.lower().split()[-1] != draft.head or len(between) > 2:
        return False
    plain = all(w.isalpha() and w not in grammar("late", "others") for w in between)
    return plain and (first == "the" or (first in ("its", "their") and bool(between)))


def _short(role: str) -> list[str]:
    """What a title is called for short: "ceo" for a chief executive."""
    return [short for short, full in shortened().items() if full in role.lower()]


def _plain_title(draft: Draft, person: Draft) -> bool:
    """Whether the description says no more than the person's title does."""
    said = set(draft.name.lower().split()[1:])
    return said <= set((person.role or "").lower().split()) | {person.head, *_short(person.role or "")}


def _replace(ledger: Ledger, old: Draft, new: Draft) -> None:
    for i in old.mentions:
        for j in (i, i - 1, i - 2):
            if ledger.links.get(j) == (old.key,):
                ledger.links[j] = (new.key,)
    new.mentions = sorted({*new.mentions, *old.mentions})
    old.mentions.clear()


def settle(ledger: Ledger) -> None:
    """Let everybody act for a state or body itself, not for somebody who acts for it."""
    for draft in ledger.drafts:
        for _ in range(3):
            side = ledger.drafts[draft.side] if draft.side is not None else None
            if side is None or side.side is None or side.kind not in (ActorKind.PERSON, ActorKind.OFFICE):
                break
            draft.side = side.side if side.side != draft.key else None
        if draft.side is not None and draft.country is None:
            draft.country = ledger.drafts[draft.side].country


def called(doc: Doc, draft: Draft) -> str:
    """The fullest form that the report itself uses; countries by their plain name."""
    if draft.spellings:
        return max(draft.spellings, key=lambda name: (len(name.split()), draft.spellings[name]))
    if draft.kind is ActorKind.STATE and draft.country != "EUR":
        return draft.name
    written = [name for name in draft.names if name != draft.name]
    if draft.kind is ActorKind.PERSON or not written or draft.name in _forms(doc, draft):
        return draft.name
    best = max(written, key=len)
    return f"the {best}" if draft.kind is ActorKind.OFFICE and _has_article(doc, draft, best) else best


def _forms(doc: Doc, draft: Draft) -> set[str]:
    """The stretches of text, of about the length of the name, that end where the actor is mentioned."""
    length = len(draft.name.split())
    spans = ((max(i - more, 0), i + 1) for i in draft.mentions for more in range(length - 1, length + 2))
    return {" ".join(doc[first:last].text.split()) for first, last in spans}


def _has_article(doc: Doc, draft: Draft, name: str) -> bool:
    """Whether the report writes "the" in front of the name."""
    words = len(name.split())
    return any(i - words >= 0 and doc[i - words].lower_ == "the" for i in draft.mentions)
