"""Pronouns: whom "he", "they" and "it" mean, by recency, number, gender and the subject's prior claim."""

from __future__ import annotations

from spacy.tokens import Token

from parley.model.actors import ActorKind
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.sheet import Sheet

FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
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
THIRD_PERSON = frozenset(_SINGULAR)
_PLURAL = frozenset("they them their theirs themselves".split())
_NEUTER = frozenset("it its itself".split())
_WINDOW = 90  # tokens; farther back nobody is meant by a pronoun


def resolve(sheet: Sheet, ledger: Ledger) -> None:
    """Link every third-person pronoun to an actor, where there is a fitting one."""
    met: list[tuple[int, Draft]] = []
    for token in sheet.doc:
        wanted = _wanted(token)
        if wanted and token.i not in ledger.links:
            best = _best(token, wanted, met)
            if best is not None:
                ledger.link(token.i, token.i, best)
                met.append((token.i, best))
                best.gender = best.gender or (wanted if wanted in "mf" else None)
        elif token.i in ledger.links and not (
            token.i + 1 in ledger.links and ledger.links[token.i + 1] == ledger.links[token.i]
        ):
            met += [(token.i, d) for d in ledger.at(token.i)]


def _wanted(token: Token) -> str:
    lower = token.lower_
    if lower in _SINGULAR:
        return _SINGULAR[lower]
    if lower in _PLURAL:
        return "p"
    return "n" if lower in _NEUTER else ""


def _best(token: Token, wanted: str, met: list[tuple[int, Draft]]) -> Draft | None:
    scored = []
    for at, draft in reversed(met):
        if token.i - at > _WINDOW:
            break
        if _fits(draft, wanted):
            scored.append((_score(token, token.doc[at]), -len(scored), draft))
    return max(scored, key=lambda s: s[:2])[2] if scored else None


def _fits(draft: Draft, wanted: str) -> bool:
    if wanted in "mf":
        return draft.person and draft.gender in (None, wanted)
    if wanted == "p":
        return draft.plural or draft.kind in (ActorKind.GROUP, ActorKind.DELEGATION, ActorKind.ORGANISATION)
    return draft.kind is not ActorKind.PERSON and draft.kind is not ActorKind.GROUP


def _score(token: Token, other: Token) -> float:
    """Nearer is better; subjects are better; the object of the same verb is not its own subject."""
    score = -(token.i - other.i) / 30
    score += 1.0 if other.dep_ in ("nsubj", "nsubjpass") else 0.0
    if other.head is token.head and other.dep_ in ("nsubj", "nsubjpass") and token.dep_ in ("dobj", "pobj"):
        score -= 5
    return score
