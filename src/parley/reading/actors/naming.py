"""Proper names: what each is (person, body, place), and which of them are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from parley.model.actors import ActorKind
from parley.reading.actors.chart import NAMED_ENTITY, Chart
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.names import folded, part_of, variant
from parley.reading.actors.phrases import Phrase
from parley.reading.actors.vocabulary import SAYING, grammar, honorific, role_of, words
from parley.reading.parsed import Doc, Token

Span = tuple[int, int]
_LABELS = {"PERSON": "person", "ORG": "body", "NORP": "body", "GPE": "place", "LOC": "place", "FAC": "place"}
_MEMBERS = grammar("naming", "members")
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
    if votes["thing"]:
        return ""
    if votes["titled"] or votes["full"] > votes["place"]:
        return "person"
    if votes["person"] and not votes["full"] and not votes["acts"]:
        return ""
    return max(("person", "body", "place"), key=lambda label: votes[label])


def _evidence(chart: Chart, phrase: Phrase, *, told: bool) -> list[tuple[str, int]]:
    """What this place says a name is."""
    assert phrase.name is not None
    first, last = phrase.name
    doc = chart.doc
    if doc[last].lower_ in words("things") or any(c.isdigit() for c in doc[last].text):
        return [("thing", 4 * _WEIGHT_TITLE)]
    if first in chart.joined or _institution(doc, phrase, first, last) or _explains(doc, first, last):
        return [("body", 2 * _WEIGHT_TITLE)]
    if phrase.title and first == last and role_of(doc[last].text):
        return []  # "Mr. President" is no name
    if phrase.role or phrase.title or told:
        return [("person", _WEIGHT_TITLE), ("titled", 1)]
    if first == last and (honorific(doc[first].text) or role_of(doc[first].text)):
        return []
    if (
        doc[last].text.isupper()
        and doc[last].ent_type_ in NAMED_ENTITY
        and first == last
        and 1 < len(doc[last].text) < 8
    ):
        return [("body", 2)]
    label = _LABELS.get(doc[last].ent_type_, "")
    if label in ("", "place") and _speaks(doc[last]):
        return [("person" if last > first else "body", 2), ("acts", 1)]
    acts = [("acts", 1)] if doc[last].dep_ in ("nsubj", "agent", "conj", "appos") or _possesses(doc, last) else []
    full = last > first and label == "person" and doc[first].ent_type_ == "PERSON"
    return ([(label, 1)] if label else []) + ([("full", 1)] if full else []) + acts


def _institution(doc: Doc, phrase: Phrase, first: int, last: int) -> bool:
    """ "the World Bank", "the energy company Acme", "fellow Liberals"."""
    if doc[last].lower_ in words("institutions") and (last > first or phrase.role or phrase.determiner == "the"):
        return True
    before = doc[first - 1] if first and not phrase.role else None
    if before is not None and before.text.islower() and before.lower_ in words("institutions"):
        return True
    return bool(phrase.role) and first == last and doc[last].tag_ == "NNPS" and not phrase.title


def _explains(doc: Doc, first: int, last: int) -> bool:
    """Whether a word in brackets is the short name of the body right before: "Union of Carriers (Unicar)"."""
    bracketed = first == last and first > 1 and last + 1 < len(doc) and doc[first - 1].text == "("
    return bracketed and doc[last + 1].text == ")" and doc[first - 2].lower_ in words("institutions") | _MEMBERS


def _possesses(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].tag_ == "POS"


def _speaks(token: Token) -> bool:
    """Whether a name is the subject of a verb of saying; places that speak are known as seats."""
    return token.dep_ == "nsubj" and token.head.lemma_ in SAYING


@dataclass(slots=True)
class Register:
    """Named persons by the words of their names, and by the beginning of their surnames."""

    by_word: dict[str, list[tuple[tuple[str, ...], Draft]]] = field(default_factory=dict)
    by_start: dict[str, list[tuple[tuple[str, ...], Draft]]] = field(default_factory=dict)

    def add(self, parts: tuple[str, ...], draft: Draft) -> None:
        """Enter a person under this name."""
        for word in dict.fromkeys(parts):
            self.by_word.setdefault(word, []).append((parts, draft))
        self.by_start.setdefault(parts[-1][:2], []).append((parts, draft))

    def find(self, parts: tuple[str, ...]) -> Draft | None:
        """The person whom this name means: the same name, a part of it, or another spelling; full names first."""
        same = self.by_word.get(parts[-1], [])[:_MANY]
        near = self.by_start.get(parts[-1][:2], [])[:_MANY]
        shorter = [(full, d) for full, d in same if len(parts) < len(full) and part_of(parts, full)]
        whole = [d for full, d in same if full == parts]
        by_surname = [d for full, d in shorter if full[-1] == parts[-1]]
        spelt = [d for full, d in near if variant(parts, full)] if not shorter else []
        return next(iter([*whole, *by_surname, *(d for _, d in shorter), *spelt]), None)


_MANY = 50  # people of one surname; more are not told apart


def persons(doc: Doc, named: Sequence[Phrase], ledger: Ledger) -> dict[Span, Draft]:
    """One draft for each person among the names; full names first, then shorter forms and variants."""
    known = Register()
    made: dict[Span, Draft] = {}
    for phrase in sorted(named, key=lambda p: (-_length(p), p.first)):
        assert phrase.name is not None
        parts = folded(written(doc, phrase.name))
        if not parts or not parts[-1]:
            continue
        text = _with_address(doc, phrase.name)
        draft = known.find(parts)
        if draft is None:
            draft = ledger.new(text, ActorKind.PERSON)
            known.add(parts, draft)
        elif text not in draft.names:
            draft.names.append(text)
        draft.spellings[text] = draft.spellings.get(text, 0) + 1
        made[phrase.name] = draft
    return made


def _with_address(doc: Doc, span: Span) -> str:
    """The name with a form of address that belongs to it: "Sir John Smith"."""
    kept = span[0] > 0 and span[1] > span[0] and doc[span[0] - 1].lower_ in words("kept")
    return written(doc, (span[0] - 1, span[1]) if kept else span)


def _length(phrase: Phrase) -> int:
    return phrase.name[1] - phrase.name[0] if phrase.name else 0
