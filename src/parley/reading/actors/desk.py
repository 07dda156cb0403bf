"""What the clerk who enters actors has at hand, and the drafts of known words and of named bodies."""

from __future__ import annotations

from dataclasses import dataclass, field

from parley.model.actors import ActorKind
from parley.reading.actors.appositions import Apposition
from parley.reading.actors.chart import Chart
from parley.reading.actors.countries import by_code
from parley.reading.actors.gazetteer import Found
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.naming import Span, written
from parley.reading.actors.phrases import Phrase


@dataclass(slots=True)
class Desk:
    """What the clerk who enters actors has at hand."""

    chart: Chart
    phrases: tuple[Phrase, ...]
    ledger: Ledger
    sorts: dict[Span, str]
    people: dict[Span, Draft]
    appositions: dict[int, Apposition]
    surnames: dict[str, Draft]
    starts: dict[int, Span]  # names by the first token of their phrase
    labels: dict[str, tuple[int, ...]] = field(default_factory=dict)  # who "THE CHAIR:" before a turn means

    def owner(self, phrase: Phrase) -> Phrase | None:
        """The phrase that possesses this one."""
        return self.phrases[phrase.owner] if phrase.owner is not None else None


def draft_of(desk: Desk, item: Found) -> Draft:
    """The draft of a known word; an office comes with its state."""
    draft = desk.ledger.get(item.known.name, item.known.kind)
    draft.country, draft.sector = item.known.country, item.known.sector
    country = by_code(item.known.country) if item.known.country else None
    if draft.kind is not ActorKind.STATE and draft.side is None and country is not None:
        state = desk.ledger.get(country.name, ActorKind.STATE)
        state.country = country.iso3
        if draft.kind is ActorKind.OFFICE:
            draft.side = state.key
    return draft


def body(desk: Desk, span: Span, full: Span | None = None) -> Draft:
    """The organisation written at a span, with its acronym or full name if the report has met it."""
    short, text = written(desk.chart.doc, span), written(desk.chart.doc, full or span)
    draft = desk.ledger.body(text)
    for name in (text, short):
        desk.ledger.rename(draft, name)
    desk.ledger.link(*span, draft)
    return draft
