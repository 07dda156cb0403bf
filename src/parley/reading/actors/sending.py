"""Whose delegation it is, and for whom those act who lead it: read from who sends, leads and belongs."""

from __future__ import annotations

from collections.abc import Iterator

from parley.model.actors import ActorKind
from parley.reading import clause
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.vocabulary import words
from parley.reading.parsed import Doc, Token


def complete(doc: Doc, ledger: Ledger) -> None:
    """Give delegations the side that sends them, and their people the side of the delegation."""
    teams = [d for d in ledger.drafts if d.kind is ActorKind.DELEGATION]
    for team in teams:
        for at in team.mentions:
            if team.side is None:
                _adopt(team, next(_senders(doc[at], ledger), None))
    for team in teams:
        for at in team.mentions:
            for person in _people(doc[at], ledger):
                _join(person, team, ledger)


def _adopt(team: Draft, sender: Draft | None) -> None:
    if sender is None or sender is team:
        return
    team.side = sender.key if sender.kind is ActorKind.STATE or sender.side is None else sender.side
    team.country = team.country or sender.country


def _senders(team: Token, ledger: Ledger) -> Iterator[Draft]:
    """Who owns or sends the team, or comes with it: "its delegation", "Ukraine dispatched a team"."""
    for child in team.children:
        if child.dep_ == "poss":
            yield from ledger.at(child.i)
    verb = team.head
    if verb.dep_ == "prep" or verb.tag_ == "IN":
        verb = verb.head if verb.lower_ in ("with", "alongside") else team
    sends = team.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in words("sending", "send")
    comes = team.dep_ == "pobj" and verb.lemma_ in words("sending", "come")
    if sends or comes:
        subject = _agent(verb) if team.dep_ == "nsubjpass" else clause.subject(verb)
        yield from ledger.at(subject.i) if subject is not None and subject is not team else ()


def _agent(verb: Token) -> Token | None:
    return next(iter(clause.after(verb, "by")), None)


def _people(team: Token, ledger: Ledger) -> Iterator[Draft]:
    """Who leads the team or is named as its member."""
    for verb in _verbs(team):
        if verb.lemma_ in words("sending", "lead"):
            found = clause.after(verb, "by") if verb.tag_ == "VBN" else [s for s in [clause.subject(verb)] if s]
        elif verb.lemma_ in words("sending", "include") and team.dep_ in ("nsubj", "pobj", "dobj"):
            found = clause.objects(verb) + [
                w for c in verb.children if c.dep_ == "pobj" for w in (c, *clause.conjuncts(c))
            ]
        else:
            continue
        for token in found:
            yield from (d for d in ledger.at(token.i) if d.kind is ActorKind.PERSON)


def _verbs(team: Token) -> Iterator[Token]:
    """The verbs whose subject or object the team is, and those that hang below it."""
    if team.dep_ in ("nsubj", "nsubjpass", "dobj"):
        yield team.head
    for child in team.children:
        if child.dep_ in ("acl", "relcl", "prep"):
            yield child


def _join(person: Draft, team: Draft, ledger: Ledger) -> None:
    if person.side is None and team.side is not None and team.side != person.key:
        person.side = team.side
        person.country = person.country or ledger.drafts[team.side].country
