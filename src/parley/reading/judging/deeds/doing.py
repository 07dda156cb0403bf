"""Who may have done a deed: the ways to find somebody, and what each of them shows of itself.

The subject or the owner comes first; beside them the two parties that the report tells of, whoever is named in the
clause, who says it, the subject before it, the parties most named; and nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from parley.model.actors import ActorId, ActorKind
from parley.reading.deeds import Telling
from parley.reading.judging.deeds.candidates import Candidate, actors
from parley.reading.judging.deeds.traits import kin
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.plover import industrial
from parley.reading.roles import Parties, doer, owner, principal, speaker
from parley.reading.sides import opponents
from parley.reading.voicing import passive

_PARTIES = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
_BACK = 60  # tokens looked back over for the subject before
_MOST = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """Those who may have done it, and by which ways they were found."""

    ways: tuple[str, ...]
    actors: Parties

    @property
    def way(self) -> str:
        """The first way, without its place."""
        return self.ways[0].split("/")[0]


class Census:
    """How often each party of a report is named."""

    def __init__(self, page: Page) -> None:
        named = Counter(a for ids in page.cast.links.values() for a in principal(page, ids))
        order = sorted(named, key=lambda a: (-named[a], a))
        self.times, self.rank = named, {a: i for i, a in enumerate(order)}
        self.parties = tuple(a for a in order if page.cast.actor(a).kind in _PARTIES)[:2]

    def shows(self, page: Page, ids: Parties) -> list[str]:
        """How prominent these are, and whether they have names."""
        rank = min((self.rank.get(a, _MOST) for a in ids), default=_MOST)
        times = max((self.times.get(a, 0) for a in ids), default=0)
        named = all(a not in page.cast.unnamed for a in ids)
        return [f"rank{min(rank, 5)}", f"freq{min(times, _MOST) // 2}", f"named{named}"]


def choices(page: Page, census: Census, candidate: Candidate, told: Telling | None) -> list[Choice]:
    """Each who may have done it, once, by the ways that lead there; nobody among them."""
    ways: dict[Parties, list[str]] = {}
    for way, ids in _ways(page, census, candidate, told):
        if ids or way in ("rule", "none"):
            ways.setdefault(ids, []).append(way)
    return [Choice(tuple(found), ids) for ids, found in ways.items()]


def _ways(page: Page, census: Census, candidate: Candidate, told: Telling | None) -> Iterator[tuple[str, Parties]]:
    word = candidate.word
    if told is not None:
        yield "rule", told.actors
    yield "doer", actors(page, candidate)
    both = opponents(page, word)
    yield "opp", both
    for token in word.doc[candidate.first.i : candidate.last.i + 1]:
        if token.i in page.cast.links:
            yield f"span/{'L' if token.i < word.i else 'R'}/{token.dep_}", principal(page, page.actors(token))
    yield "speaker", principal(page, speaker(page, word))
    for one in both:
        yield "opp1", (one,)
    yield "raw", doer(page, word) if word.pos_ == "VERB" else owner(page, word)
    yield "governor", _governor(page, word)
    yield "before", _before(page, word)
    for rank, party in enumerate(census.parties):
        yield f"main{rank}", (party,)
    yield "none", ()


def _governor(page: Page, word: Token) -> Parties:
    """Who does what the verb above says."""
    above = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return principal(page, doer(page, above)) if above is not None else ()


def _before(page: Page, word: Token) -> Parties:
    """The last subject before the sentence that is somebody."""
    start = word.sent.start
    for token in reversed(word.doc[max(start - _BACK, 0) : start]):
        if token.dep_ in ("nsubj", "nsubjpass") and token.i in page.cast.links:
            return principal(page, page.actors(token))
    return ()


def kinds(page: Page, ids: tuple[ActorId, ...]) -> list[str]:
    """Kind and sector of each."""
    return [f"{page.cast.actor(a).kind.value}/{page.cast.actor(a).sector}" for a in ids]


def shared(page: Page, candidate: Candidate, told: Telling | None, found: list[Choice]) -> list[str]:
    """What all choices of a deed have in common; each choice is told apart by its way."""
    word = candidate.word
    own = "doer" if any("doer" in c.ways for c in found) else "nodoer"
    rule = "rule" if any("rule" in c.ways and c.actors for c in found) else "norule"
    voice = "pass" if word.pos_ == "VERB" and passive(word) else word.pos_
    said = page.said(word)
    manner = f"{said.manner.value}/{said.voice.kind.value}" if said is not None else "outlet"
    _, fine, sense = kin(word)
    made = [f"has/{own}/{rule}", f"po/{word.pos_}/{own}", f"vo/{voice}/{own}", f"tr={manner}"]
    made += [f"dd={word.pos_}/{word.dep_}", f"ind={industrial(word.doc)}", f"bare={candidate.clause is None}"]
    made += [f"cl/{sense}", f"clf/{fine}", f"lem/{word.lemma_.lower()}", f"rule/{told is not None}"]
    return [*made, f"ty={told.deed.type.value}"] if told is not None else made


def shows(page: Page, census: Census, common: list[str], choice: Choice, own: bool) -> list[str]:
    """What one choice shows of itself; `own` tells whether the words give a doer at all."""
    kept, way = kinds(page, choice.actors), choice.way
    first = kept[0] if kept else "-"
    found = [f"o={w}" for w in choice.ways] + [f"o2={w.split('/')[0]}" for w in choice.ways]
    found.append("routes=" + "+".join(sorted({w.split("/")[0] for w in choice.ways})))
    found.append(f"nk={min(len(kept), 3)}")
    found += [f"kd={k}" for k in kept] + [f"kk={k.split('/')[0]}" for k in kept]
    found += [f"kdr={way}/{first}", f"kkr={way}/{first.split('/')[0]}/{own}"]
    found += [f"{name}/{way}" for name in common]
    prominent = census.shows(page, choice.actors)
    return [*found, *(f"x={p}" for p in prominent), *(f"xs={p}/{way}" for p in prominent)]
