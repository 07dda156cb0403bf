"""Who may take part in a meeting that a candidate tells, and what speaks for each of them.

Looked at are those the rules name, the actors of the sentence, those of the same meeting told elsewhere, and those
the report names most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from parley.model.actors import ActorId
from parley.reading.attribution.likeness import likeness
from parley.reading.gatherings import Ledger
from parley.reading.judging.meetings.candidates import Candidate
from parley.reading.judging.nameless import nameless
from parley.reading.page import Page
from parley.reading.parsed import Span, Token

_MOST = 4  # of those named most in the report
_FAR = 60  # words to either side
_STEPS = 20  # up the parse


@dataclass(frozen=True)
class Company:
    """The actors of a report as candidates for taking part."""

    page: Page
    ledger: Ledger

    @cached_property
    def counts(self) -> Counter[ActorId]:
        """How often each actor is mentioned."""
        return Counter(a for ids in self.page.cast.links.values() for a in ids)

    @cached_property
    def ranks(self) -> dict[ActorId, int]:
        """The place of each actor by how often it is mentioned."""
        return {a: n for n, (a, _) in enumerate(sorted(self.counts.items(), key=lambda x: (-x[1], x[0])))}

    @cached_property
    def met(self) -> Counter[ActorId]:
        """How many mentions of meetings each actor is told as a party of."""
        return Counter(a for m, _ in self.ledger.mentions for a in m.parties)

    def options(self, candidate: Candidate, told: tuple[ActorId, ...]) -> dict[ActorId, list[Token]]:
        """Who may take part, each with the words of the sentence that mean it."""
        found: dict[ActorId, list[Token]] = {a: [] for a in told}
        for token in _near(candidate.head):
            for actor in self.page.actors(token):
                found.setdefault(actor, []).append(token)
        gathering = self.ledger.of(candidate.head)
        others = gathering.parties if gathering is not None else ()
        most = islice(self.ranks, _MOST)
        for actor in (*others, *most):
            found.setdefault(actor, [])
        return found


def _near(head: Token) -> Span:
    """The sentence of a word, of a very long one the part around it."""
    return head.doc[max(head.i - _FAR, head.sent.start) : min(head.i + _FAR, head.sent.end)]


def traits(company: Company, candidate: Candidate, told: tuple[ActorId, ...]) -> dict[ActorId, list[str]]:
    """The names of all features that hold of each who may take part."""
    options = company.options(candidate, told)
    shared = list(_shared(company, candidate, told, options))
    return {
        actor: list(dict.fromkeys([*shared, *_of(company, candidate, told, actor, tokens)]))
        for actor, tokens in options.items()
    }


def _shared(
    company: Company, candidate: Candidate, told: tuple[ActorId, ...], options: dict[ActorId, list[Token]]
) -> Iterator[str]:
    kind = "v" if candidate.verbal else "n"
    yield f"k={kind}/{candidate.known is not None}/{min(len(told), 3)}/{candidate.mention.named}"
    yield f"inside={min(sum(bool(t) for t in options.values()), 5)}"


def _of(
    company: Company, candidate: Candidate, told: tuple[ActorId, ...], who: ActorId, tokens: list[Token]
) -> Iterator[str]:
    """What one of them shows by itself."""
    mention, actor = candidate.mention, company.page.cast.actor(who)
    gathering = company.ledger.of(candidate.head)
    kind = f"{actor.kind.value}/{'v' if mention.verbal else 'n'}"
    ruled = f"{who in mention.parties}/{mention.named}/{who in told}"
    yield f"rule={ruled}"
    yield f"rulek={ruled}/{kind}"
    yield f"kind={actor.kind.value}"
    yield f"sector={actor.sector}"
    yield f"rank={min(company.ranks.get(who, 9), 9)}"
    yield f"rankk={min(company.ranks.get(who, 9), 9) // 2}/{actor.kind.value}"
    yield f"count={min(company.counts[who].bit_length(), 5)}"
    yield f"met={min(company.met[who], 4)}/{who in told}"
    yield f"gathering={gathering is not None and who in gathering.parties}/{who in told}/{bool(tokens)}"
    yield f"for={actor.acts_for is not None}/{actor.acts_for in told}/{ruled}"
    yield f"unnamed={who in company.page.cast.unnamed}"
    last = actor.name.split()[-1]
    called = last if last.islower() else "NAME"
    yield f"last={called}" if actor.kind.value in ("group", "delegation") else "proper"
    said = company.page.said(candidate.head)
    if said is not None:
        yield f"speaker={said.voice.actor == who}/{kind}/{ruled}"
    yield f"inside={bool(tokens)}/{ruled}/{kind}"
    for token in tokens[:3]:
        yield from _spot(candidate, token, kind, ruled)


def _spot(candidate: Candidate, token: Token, kind: str, ruled: str) -> Iterator[str]:
    """How the word for somebody stands to the word for the meeting."""
    mention, head = candidate.mention, candidate.head
    verb = head if mention.verbal else mention.predicate
    yield f"dep={token.dep_}/{kind}"
    yield f"pos={token.pos_}"
    yield f"tag={token.tag_}"
    yield f"prep={token.head.lower_ if token.dep_ == 'pobj' else '-'}/{kind}"
    yield f"side={'before' if token.i < head.i else 'after'}/{kind}"
    yield f"far={min(abs(token.i - head.i).bit_length(), 6)}"
    yield f"way={_way(token, head)}"
    yield f"waym={_way(token, head)}/{kind}"
    yield f"waysort={_way(token, head)}/{mention.role}"
    if verb is not None:
        yield f"vway={_way(token, verb)}/{ruled}"
        if token.head.i == verb.i:
            yield f"of={verb.lemma_.lower()}/{token.dep_}"
    yield f"root={token.head.i == token.sent.root.i}/{token.dep_}"
    found = likeness(token)
    if found is not None:
        yield f"~{found.fine}"
        yield f"lemma={nameless(token)}"


def _way(token: Token, head: Token) -> str:
    """The steps through the parse from somebody to the meeting, up and down, cut where it is long."""
    up = [token, *islice(token.ancestors, _STEPS)]
    over = [head, *islice(head.ancestors, _STEPS)]
    places = {t.i: n for n, t in enumerate(over)}
    meet = next((n for n, t in enumerate(up) if t.i in places), None)
    if meet is None:
        return "apart"
    climb = [_step(t) for t in up[:meet]]
    descend = [_step(t) for t in reversed(over[: places[up[meet].i]])]
    if len(climb) + len(descend) > 5:
        return "long"
    return ">".join(climb) + "^" + "<".join(descend)


def _step(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ == "prep" else token.dep_
