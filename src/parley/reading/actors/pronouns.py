"""Pronouns: whom "he", "they" and "it" mean.

A weighted choice among the actors mentioned in the last sentences, after the preferences that the literature on
anaphora agrees on (Lappin and Leass 1994; Mitkov 1998): number and gender must fit; near beats far, subjects beat
objects, who spoke last goes on speaking; inside a quotation a third person is not its speaker.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from parley.model.actors import ActorKind
from parley.reading import clause, quotes
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.parties import all_of, leads, some_of
from parley.reading.actors.vocabulary import SAYING, grammar, plural, roles
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet

_FIRST_PERSON = grammar("pronouns", "first_person")
THIRD_PERSON = grammar("pronouns", "third_person")
_SINGULAR = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_PLURAL = grammar("pronouns", "plural")
_NEUTER = grammar("pronouns", "neuter")
_REFLEXIVE = grammar("pronouns", "reflexive")
_SUBJECTS = ("nsubj", "nsubjpass")
_WINDOW = 120  # tokens; farther back nobody is meant by a pronoun
_HALF = 25.0  # tokens over which a mention loses one point
_EMPTY_VERBS = grammar("pronouns", "empty_verbs")
_MEETING = grammar("pronouns", "meeting")
_COLLECTIVE = (ActorKind.DELEGATION, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OFFICE)


def first_person(token: Token) -> bool:
    """Whether a word is "I", "we", "us" or "our", and not the country "US"."""
    return token.lower_ in _FIRST_PERSON and token.text != "US"


@dataclass(frozen=True, slots=True)
class Met:
    """A mention that a pronoun may point back to: its head and the actors it means."""

    head: Token
    drafts: tuple[Draft, ...]
    quote: int
    passage: int


def resolve(sheet: Sheet, ledger: Ledger) -> None:
    """Link every third-person pronoun to an actor, where there is a fitting one."""
    held = quotes.states(sheet, quotes.of_sheet(sheet))
    speakers = _speakers(sheet, ledger, held)
    met: deque[Met] = deque(maxlen=40)
    for token in sheet.doc:
        wanted = _wanted(token)
        place = held[token.i], sheet.passage_of[token.i]
        if (count := _counted(token)) and token.i not in ledger.links:
            _take_up(token, count, met, ledger)
        if wanted and token.i not in ledger.links:
            best = _chosen(token, wanted, met, place, speakers.get(held[token.i]), ledger)
            if best:
                ledger.link(token.i, token.i, *best)
                met.append(Met(token, best, *place))
                if len(best) == 1 and wanted in "mf":
                    best[0].gender = best[0].gender or wanted
        else:
            met += [Met(head, drafts, *place) for head, drafts in _mention(token, ledger)]


def _counted(token: Token) -> str:
    """ "some" for "several said", "only 27 have", "all" for "both agreed", "the two"; else empty."""
    of_its_own = any(c.dep_ == "prep" for c in token.children)
    if not leads(token) or token.dep_ == "poss" or of_its_own or token.head.lemma_ == "be":
        return ""
    number = token.tag_ == "CD" and token.ent_type_ in ("", "CARDINAL") and token.lower_ != "one"
    if token.lower_ in all_of() or (number and any(c.lower_ == "the" for c in token.children)):
        return "all"
    pronoun = token.tag_ in ("DT", "JJ", "JJS", "PDT", "NN", "PRP") and token.lower_ in some_of()
    return "some" if number or pronoun else ""


def _take_up(token: Token, count: str, met: deque[Met], ledger: Ledger) -> None:
    """Link a word of number to those it counts: the two or all themselves, or "several ministers"."""
    near = [m for m in reversed(met) if token.i - m.head.i <= _WINDOW]
    if count == "all" and (pair := next((m.drafts for m in near if len(m.drafts) > 1), None)):
        ledger.link(token.i, token.i, *pair)
        return
    whole = next((m.drafts[0] for m in near if m.drafts[0].plural), None)
    if whole is None or not whole.head:
        return
    if count == "all":
        ledger.link(token.i, token.i, whole)
        return
    named = plural(whole.head) if whole.head in roles() else whole.head
    part = ledger.get(f"{token.lower_} {named}", ActorKind.GROUP)
    part.head, part.plural, part.unnamed = whole.head, True, True
    part.side, part.country, part.sector = whole.side, whole.country, whole.sector
    ledger.link(token.i, token.i, part)
    ledger.mention(part, token.i)


def _mention(token: Token, ledger: Ledger) -> Iterator[tuple[Token, tuple[Draft, ...]]]:
    """What a mention that ends at this token means, with its main word; "Jones" in "Smith and Jones" means both,
    and so does "Jones" in "Smith met with Jones"."""
    keys = ledger.links.get(token.i)
    if keys is None or ledger.links.get(token.i + 1) == keys:
        return
    head = _top(token, keys, ledger)
    yield head, tuple(ledger.drafts[key] for key in keys)
    if head.dep_ == "conj" and (before := ledger.links.get(head.head.i)) and before != keys:
        yield head, tuple(ledger.drafts[key] for key in dict.fromkeys((*before, *keys)))
    if (partner := _partner(head)) is not None and (before := ledger.links.get(partner.i)):
        both = [ledger.drafts[key] for key in dict.fromkeys((*before, *keys))]
        if len(both) == 2 and len({d.person for d in both}) == 1:
            yield head, tuple(both)


def _partner(head: Token) -> Token | None:
    """The subject that meets or talks with whoever this word means: "Smith spoke today with Jones"."""
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "with" else head.head
    if verb.lemma_ not in _MEETING or (verb is head.head and head.dep_ != "dobj"):
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.i < head.i), None)


def _top(token: Token, keys: tuple[int, ...], ledger: Ledger) -> Token:
    """The word that the others of a mention hang on: "Ministry" in "Ministry of Foreign Affairs"."""
    while token.dep_ != "ROOT" and token.head.i < token.i and ledger.links.get(token.head.i) == keys:
        token = token.head
    return token


def _speakers(sheet: Sheet, ledger: Ledger, held: list[int]) -> dict[int, Draft]:
    """A first guess at who speaks each quotation: the subject of the nearest verb of saying in its paragraph."""
    found: dict[int, tuple[int, Draft]] = {}
    for token in sheet.doc:
        if held[token.i] >= 0 or token.lemma_ not in SAYING or token.pos_ != "VERB":
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        drafts = ledger.at(subject.i) if subject is not None else []
        for step in (-1, 1) if drafts else ():
            near = _quote_beside(sheet, held, token.i, step)
            if near is not None and (near[0] not in found or near[1] < found[near[0]][0]):
                found[near[0]] = (near[1], drafts[0])
    return {quote: draft for quote, (_, draft) in found.items()}


def _quote_beside(sheet: Sheet, held: list[int], i: int, step: int) -> tuple[int, int] | None:
    """The quotation next to a token in its paragraph, within 25 tokens, and how far it is."""
    for distance in range(1, 26):
        j = i + step * distance
        if not 0 <= j < len(held) or sheet.passage_of[j] != sheet.passage_of[i]:
            return None
        if held[j] >= 0:
            return held[j], distance
    return None


def _wanted(token: Token) -> str:
    """m, f, p or n; empty for any other word and for an "it" that means nothing."""
    lower = token.lower_
    if lower in _SINGULAR:
        return _SINGULAR[lower]
    if lower in _PLURAL:
        return "p"
    return "n" if lower in _NEUTER and not _pleonastic(token) else ""


def _pleonastic(token: Token) -> bool:
    """ "it remains to be seen", "it is clear that", "it was reported that"."""
    if token.lower_ != "it" or token.dep_ not in (*_SUBJECTS, "expl"):
        return token.lower_ == "it" and token.dep_ == "dobj" and token.head.lemma_ in ("make", "find", "get")
    verb = token.head
    complements = {c.dep_ for c in verb.children}
    if verb.lemma_ in _EMPTY_VERBS or (token.dep_ == "nsubjpass" and "ccomp" in complements):
        return True
    return verb.lemma_ == "be" and bool(complements & {"acomp", "attr"})


def _chosen(
    token: Token, wanted: str, met: deque[Met], place: tuple[int, int], speaker: Draft | None, ledger: Ledger
) -> tuple[Draft, ...]:
    ahead = _ahead(token, wanted, ledger)
    best, top = ahead, 0.8 if ahead else -9.0
    for mention in reversed(met):
        if token.i - mention.head.i > _WINDOW:
            break
        drafts = _fitting(mention, wanted)
        if not drafts or (place[0] >= 0 and speaker in drafts):
            continue
        score = _score(token, wanted, mention, place)
        if score > top:
            best, top = drafts, score
    return best


def _ahead(token: Token, wanted: str, ledger: Ledger) -> tuple[Draft, ...]:
    """The subject that follows a pronoun in an opening phrase: "During his visit, Smith said"."""
    node = token
    while node.dep_ in ("poss", "pobj", "nsubj", "dobj", "compound", "amod") and node.head is not node:
        node = node.head
    if node.dep_ not in ("prep", "advcl") or node.head.i < token.i:
        return ()
    subject = next((c for c in node.head.children if c.dep_ in _SUBJECTS and c.i > token.i), None)
    drafts = tuple(ledger.at(subject.i)) if subject is not None and subject.pos_ == "PROPN" else ()
    return drafts if drafts and all(_fits(d, wanted, None) for d in drafts) else ()


def _fitting(mention: Met, wanted: str) -> tuple[Draft, ...]:
    if len(mention.drafts) > 1:
        return mention.drafts if wanted == "p" else ()
    return mention.drafts if _fits(mention.drafts[0], wanted, mention.head) else ()


def _fits(draft: Draft, wanted: str, head: Token | None) -> bool:
    if wanted in ("m", "f"):
        return draft.person and draft.gender in (None, wanted)
    if wanted == "p":
        several = head is not None and (head.tag_ in ("NNS", "NNPS") or head.lower_ in _PLURAL)
        return draft.plural or several or draft.kind in _COLLECTIVE
    return not draft.plural and draft.kind not in (ActorKind.PERSON, ActorKind.GROUP)


def _score(token: Token, wanted: str, mention: Met, place: tuple[int, int]) -> float:
    """How well a mention fits, the higher the better."""
    head = mention.head
    score = -(token.i - head.i) / _HALF
    subject = head.dep_ in _SUBJECTS or (head.dep_ == "conj" and head.head.dep_ in _SUBJECTS)
    score += 1.0 if subject else 0.0
    score -= 0.6 if head.dep_ in ("compound", "amod", "nmod") else 0.0
    score -= 0.4 if mention.passage != place[1] else 0.0
    if wanted == "p" and not mention.drafts[0].plural and len(mention.drafts) == 1:
        score -= 0.7
    if mention.quote != place[0]:
        score -= 1.2 if place[0] < 0 else 0.3
    if head.dep_ in ("dobj", "dative") and head.head.lemma_ in SAYING:
        score -= 1.0  # those who are told something
    if head.dep_ in ("dobj", "dative") and head.head.lemma_ == "ask" and wanted in "mf":
        score += 1.5  # those who are asked answer
    score += _of_speech(token, wanted, head) if place[0] < 0 else 0.0
    return score + _of_clause(token, head)


def _of_speech(token: Token, wanted: str, head: Token) -> float:
    """Who spoke last goes on: "Smith said ... He added"; the speaker's "he" in what he says."""
    if head.dep_ != "nsubj" or not _says(head.head):
        return 0.0
    if token.dep_ == "nsubj" and token.head.lemma_ in SAYING:
        return 2.4 if wanted in "pn" else 1.4
    return 0.8 if head.head in token.ancestors else 0.0


def _says(verb: Token) -> bool:
    """Whether a verb or one joined to it is of saying: "urged calm and said"."""
    return verb.lemma_ in SAYING or any(c.dep_ == "conj" and c.lemma_ in SAYING for c in verb.children)


def _opens(token: Token, head: Token) -> bool:
    """Whether a name stands in a phrase that opens the clause: "In a debate with Jones, she said"."""
    return token.head in head.ancestors and token.head.i > token.i


def _of_clause(token: Token, head: Token) -> float:
    """Within one clause only a reflexive or possessive points to the subject."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.lower_ in _REFLEXIVE:
        return 2.0 if head.head is verb and head.dep_ in _SUBJECTS else 0.0
    if token.dep_ in ("dobj", "dative", "pobj") and head.head is verb and head.dep_ in _SUBJECTS:
        return -4.0
    if token.dep_ in _SUBJECTS and head.dep_ in ("dobj", "pobj") and head.i < token.i:
        return -1.2 if head.dep_ == "pobj" and _opens(token, head) else -0.2
    return -4.0 if head in clause.conjuncts(token) or token in clause.conjuncts(head) else 0.0
