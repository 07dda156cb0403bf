"""Proper names: what each is (person, body, place), and which of them are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from spacy.tokens import Doc, Token

from parley.model.actors import ActorKind
from parley.reading.actors.chart import Chart
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.names import folded, part_of, variant
from parley.reading.actors.phrases import Phrase
from parley.reading.actors.vocabulary import SAYING, words

Span = tuple[int, int]
_LABELS = {"PERSON": "person", "ORG": "body", "NORP": "body", "GPE": "place", "LOC": "place", "FAC": "place"}
_WEIGHT_TITLE = 3  # a title or role in front counts as much as three labels of the entity recogniser


def written(doc: Doc, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(doc[span[0] : span[1] + 1].text.split())


def sorts(chart: Chart, all_phrases: Sequence[Phrase], described: Collection[Span] = ()) -> dict[Span, str]:
    """For each name: person, body or place, by the vote of all places in the report that share its last word."""
    doc = chart.doc
    votes: dict[str, Counter[str]] = {}
    spans = [p for p in all_phrases if p.name]
    for phrase in spans:
        key = _key(doc, phrase)
        for label, weight in _evidence(chart, phrase, told=phrase.name in described):
            votes.setdefault(key, Counter())[label] += weight
    return {p.name: _winner(votes.get(_key(doc, p))) for p in spans if p.name}


def _key(doc: Doc, phrase: Phrase) -> str:
    assert phrase.name is not None
    return (folded(doc[phrase.name[1]].text) or ("",))[-1]


def _winner(votes: Counter[str] | None) -> str:
    if not votes:
        return ""
    if votes["titled"] or votes["full"] > votes["place"]:
        return "person"
    return max(("person", "body", "place"), key=lambda label: votes[label])


def _evidence(chart: Chart, phrase: Phrase, *, told: bool) -> list[tuple[str, int]]:
    """What this place says a name is."""
    assert phrase.name is not None
    first, last = phrase.name
    doc = chart.doc
    if first in chart.joined:
        return [("body", 2 * _WEIGHT_TITLE)]
    if doc[last].lower_ in words("institutions") and last > first:
        return [("body", 2 * _WEIGHT_TITLE)]
    if phrase.role or phrase.title or told:
        return [("person", _WEIGHT_TITLE), ("titled", 1)]
    if doc[last].text.isupper() and first == last and 1 < len(doc[last].text) < 8:
        return [("body", 2)]
    label = _LABELS.get(doc[last].ent_type_, "")
    if label in ("", "place") and _speaks(doc[last]):
        return [("person" if last > first else "body", 2)]
    full = last > first and label == "person" and doc[first].ent_type_ == "PERSON"
    return ([(label, 1)] if label else []) + ([("full", 1)] if full else [])


def _speaks(token: Token) -> bool:
    """Whether a name is the subject of a verb of saying; places that speak are known as seats."""
    return token.dep_ == "nsubj" and token.head.lemma_ in SAYING


def persons(doc: Doc, named: Sequence[Phrase], ledger: Ledger) -> dict[Span, Draft]:
    """One draft for each person among the names; full names first, then shorter forms and variants."""
    known: list[tuple[tuple[str, ...], Draft]] = []
    made: dict[Span, Draft] = {}
    for phrase in sorted(named, key=lambda p: (-_length(p), p.first)):
        assert phrase.name is not None
        parts = folded(written(doc, phrase.name))
        if not parts:
            continue
        text = _with_address(doc, phrase.name)
        draft = _match(parts, phrase, known)
        if draft is None:
            draft = ledger.new(text, ActorKind.PERSON)
            known.append((parts, draft))
        elif text not in draft.names:
            draft.names.append(text)
        made[phrase.name] = draft
    return made


def _with_address(doc: Doc, span: Span) -> str:
    """The name with a form of address that belongs to it: "Sir Laurie Bristow"."""
    kept = span[0] > 0 and span[1] > span[0] and doc[span[0] - 1].lower_ in words("kept")
    return written(doc, (span[0] - 1, span[1]) if kept else span)


def _length(phrase: Phrase) -> int:
    return phrase.name[1] - phrase.name[0] if phrase.name else 0


def _match(parts: tuple[str, ...], phrase: Phrase, known: list[tuple[tuple[str, ...], Draft]]) -> Draft | None:
    """The person whom a shorter or differently spelt name means: the nearest of those it fits."""
    whole = [d for full, d in known if parts == full]
    if whole:
        return whole[0]
    fitting = [d for full, d in known if len(parts) < len(full) and parts[-1] == full[-1] and part_of(parts, full)]
    fitting = fitting or [d for full, d in known if len(parts) < len(full) and part_of(parts, full)]
    fitting = fitting or [d for full, d in known if variant(parts, full)]
    return fitting[0] if fitting else None
