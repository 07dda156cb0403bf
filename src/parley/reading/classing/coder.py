"""The main act of a sentence between two actors, where nothing else is known of it: who, to whom, of which class.

For single sentences out of their report, as event coders take them. The main clause is looked at, or what is said
in it; its class is the vocabulary's where that knows the verb in this company, else the classifier's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.model.actors import Actor
from parley.model.entries import Plover
from parley.model.lexicon import Lexicon
from parley.reading.classing.classifier import bundled
from parley.reading.classing.evidence import Span, evidence
from parley.reading.clause import NOUNS, after, objects, subject
from parley.reading.parsed import Span as Words
from parley.reading.parsed import Token
from parley.reading.plover import deed_of_verb
from parley.reading.sheet import Sheet
from parley.reading.voicing import passive


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the words of both sides (None where nobody is named), its class and how likely that is."""

    source: Token | None
    target: Token | None
    name: str
    likely: float


def acts(sheet: Sheet) -> Iterator[Act]:
    """The main act of each sentence that has a verb and at least one actor."""
    for sentence in sheet.doc.sents:
        verb = _main(sentence)
        if verb is None:
            continue
        source, target = _sides(verb)
        if source is None and target is None:
            continue
        known = deed_of_verb(verb, _nobody)
        chances = bundled().probabilities(evidence(sheet.doc, _span(source), _span(target)))
        name = (
            _CLASS.get(known.type, known.type.value) if known else max(sorted(chances), key=lambda n: chances[n])
        )
        yield Act(source, target, name, chances[name])


def _nobody(_: Token) -> tuple[Actor, ...]:
    """Out of its report nobody is known: only lines of the vocabulary that ask for no party fit."""
    return ()


_CLASS = {Plover.RETREAT: "YIELD", Plover.CONCEDE: "YIELD", Plover.AGREE: "SUPPORT"}


def _main(sentence: Words) -> Token | None:
    """The verb of the main clause; for "they said that ..." the verb of what is said."""
    verb = sentence.root
    seen: set[int] = set()
    while verb.lemma_ in _SAYING and verb.i not in seen:
        seen.add(verb.i)
        inner = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")), None)
        if inner is None:
            break
        verb = inner
    if verb.lemma_ == "be":  # "is about to restore", "are ready to talk"
        lower = (c for v in (verb, *verb.children) for c in v.children)
        verb = next((c for c in lower if c.pos_ == "VERB" and c.dep_ in ("xcomp", "pcomp", "ccomp")), verb)
    return verb if verb.pos_ in ("VERB", "AUX") else None


_SAYING = Lexicon.beside(__file__).words("coder", "saying", "verbs")


def _sides(verb: Token) -> tuple[Token | None, Token | None]:
    agents = after(verb, "by") if passive(verb) else []
    first = agents[0] if agents else None if passive(verb) else subject(verb)
    beside = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i]
    reached = [t for v in (verb, *beside) for t in (*objects(v), *after(v)) if t not in agents]
    within = [c for t in reached for c in t.subtree]
    named = [t for t in (*reached, *within) if t != first and (t.ent_type_ in _ACTING or t.pos_ == "PROPN")]
    return first, next(iter(named), next((t for t in reached if t.pos_ in NOUNS), None))


_ACTING = frozenset({"GPE", "ORG", "PERSON", "NORP"})


def _span(token: Token | None) -> Span:
    return (token.left_edge.i, token.i + 1) if token is not None else (0, 0)
