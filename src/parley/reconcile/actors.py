"""The same actor across reports: which report-level actors are one, and what the one is called.

Persons are joined by full name (as it sounds), then by a surname that only one person bears, then by a slip of
the pen in a name seen in one report only, then by a role that only one person holds. States, offices,
organisations and groups are joined by name. Unnamed sources are never joined across reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from parley.model.actors import Actor, ActorId, ActorKind
from parley.model.lexicon import Lexicon
from parley.reconcile.clusters import Clusters
from parley.reconcile.names import given_agree, one_slip, plain, words
from parley.reconcile.people import People

_VAGUE = Lexicon.beside(__file__).words("actors", "vague")
_APART = frozenset(map(plain, Lexicon.beside(__file__).words("actors", "apart")))
STEM = 4
_DESCRIBES = ("a ", "an ", "the ", "his ", "her ", "its ", "their ", "our ", "my ")
_GROUPS = (ActorKind.GROUP, ActorKind.DELEGATION)
Reports = Mapping[str, Set[str]]


@dataclass(frozen=True)
class Cast:
    """The merged actors, and for every report-level actor the merged id."""

    actors: tuple[Actor, ...]
    identity: dict[str, str]
    by_id: dict[str, Actor]
    states: dict[str, ActorId]
    bodies: dict[str, ActorId]
    firsts: Mapping[ActorId, ActorId] = field(default_factory=dict)
    _sides: dict[ActorId, str] = field(default_factory=dict, compare=False)

    @staticmethod
    def made(
        actors: tuple[Actor, ...],
        identity: dict[str, str],
        by_id: dict[str, Actor],
        sides: tuple[Actor, ...],
        firsts: Mapping[ActorId, ActorId],
    ) -> Cast:
        """A cast of merged actors in order of ids; `sides` are those of them that stand for themselves, `firsts`
        gives for each the first told of its members."""
        own = [a for a in reversed(sides) if a.kind is ActorKind.STATE and not is_apart(a)]
        states = {a.country: a.id for a in own if a.country}
        bodies = {plain(a.name): a.id for a in reversed(sides)}
        return Cast(actors, identity, by_id, states, bodies, firsts)

    def of(self, actor: ActorId) -> ActorId:
        """The merged id of a report-level actor."""
        return self.identity.get(actor, actor)

    def root(self, merged: ActorId) -> ActorId:
        """What tells a merged actor from all others and stays when it comes to be called otherwise."""
        return self.firsts.get(merged, merged)

    def name(self, actor: ActorId) -> str:
        """What the merged actor is called."""
        found = self.by_id.get(self.of(actor))
        return found.name if found else actor.rsplit("/", 1)[-1]

    def words(self, actor: ActorId) -> frozenset[str]:
        """All words of all its names, plain."""
        found = self.by_id.get(self.of(actor))
        return frozenset(w for n in (found.name, *found.names) for w in plain(n).split()) if found else frozenset()

    def side(self, actor: ActorId) -> str:
        """For whom an actor acts: the merged actor that stands for the side, else a country code, else itself."""
        merged = self.of(actor)
        found = self.by_id.get(merged)
        if found is None:
            return merged
        if merged not in self._sides:
            self._sides[merged] = side_of(found, self)
        return self._sides[merged]


def clustered(patterns: list[Actor], reports: Reports, people: People) -> list[tuple[str, ...]]:
    """Which actors are one: their ids, cluster by cluster. `reports` are those that each is told in."""
    ids = [a.id for a in patterns]
    clusters = Clusters(ids, apart=people.different(ids))
    for a, b in people.same(ids):
        clusters.join(a, b)
    _join_named_alike(clusters, patterns)
    _join_persons(clusters, [a for a in patterns if a.kind is ActorKind.PERSON], reports)
    _join_roles(clusters, patterns)
    return clusters.groups()


def unnamed(actor: Actor) -> bool:
    """Whether a name says only what somebody is ("a senior official", "experts"): nobody can say who that is."""
    return not _proper(actor) if actor.kind is ActorKind.PERSON else next(_keys(actor), None) is None


def open_to_doubt(patterns: Iterable[Actor]) -> set[str]:
    """The names and roles that may be those of different people in different reports, unless they join somebody:
    surnames that several people bear, roles without a name."""
    persons = [a for a in patterns if a.kind is ActorKind.PERSON]
    full = [words(a.name) for a in persons if is_proper(a.name) and len(words(a.name)) > 1]
    borne = {w for name in full for w in (name[-1], name[0])}
    return {
        a.id for a in persons if not is_proper(a.name) or (len(words(a.name)) == 1 and words(a.name)[0] in borne)
    }


def _proper(actor: Actor) -> bool:
    """Whether any name of a person is more than a description ("a senior official")."""
    return any(is_proper(name) for name in (actor.name, *actor.names)) or bool(actor.role and actor.country)


def is_proper(name: str) -> bool:
    own = [w for w in name.split() if w.lower() not in ("the", "a", "an")]
    return bool(own) and any(c.isupper() for c in own[-1]) and not name.lower().startswith(_DESCRIBES)


def _join_named_alike(clusters: Clusters, actors: Iterable[Actor]) -> None:
    """Join all but persons by name, or by country where the kind leaves no doubt."""
    first: dict[tuple[str, ...], ActorId] = {}
    for actor in actors:
        for key in _keys(actor):
            clusters.join(first.setdefault(key, actor.id), actor.id)


def _keys(actor: Actor) -> Iterator[tuple[str, ...]]:
    kind, country = actor.kind.value, actor.country or ""
    if actor.kind is ActorKind.PERSON:
        return
    if (actor.kind is ActorKind.STATE and country) or (actor.kind is ActorKind.DELEGATION and country):
        yield (kind, country, plain(actor.name)) if is_apart(actor) else (kind, country)
    elif actor.kind in _GROUPS:
        name = plain(actor.name)
        if name not in _VAGUE and (country or is_proper(actor.name)):
            yield kind, country, name
    else:
        for name in (actor.name, *actor.names):
            if plain(name) not in _VAGUE:
                yield kind, country, plain(name)


def is_apart(actor: Actor) -> bool:
    """Whether a land is a party of its own beside the state whose code it bears."""
    return actor.kind is ActorKind.STATE and plain(actor.name) in _APART


@dataclass(slots=True)
class _Person:
    """One cluster of persons while names are being compared."""

    id: ActorId
    given: tuple[str, ...]
    surname: str
    country: str | None
    role: str | None
    reports: list[Set[str]]

    @property
    def rare(self) -> bool:
        """Whether one report alone tells of this person."""
        first = next(iter(self.reports[0]))
        return all(len(r) == 1 and first in r for r in self.reports)

    def told_with(self, other: _Person) -> bool:
        """Whether a report tells of both."""
        return any(not a.isdisjoint(b) for a in self.reports for b in other.reports)


def _join_persons(clusters: Clusters, persons: list[Actor], reports: Reports) -> None:
    named = [a for a in persons if is_proper(a.name)]
    full = [a for a in named if len(words(a.name)) > 1]
    _join_full_names(clusters, full)
    _join_surnames(clusters, [a for a in named if len(words(a.name)) == 1], full)
    _join_slips(clusters, named, reports)


def _join_full_names(clusters: Clusters, full: Iterable[Actor]) -> None:
    """Join people of one surname whose given names agree; the same given and surname beat a differing country."""
    blocks: dict[str, list[Actor]] = defaultdict(list)
    for actor in full:
        blocks[words(actor.name)[-1]].append(actor)
    for surname in sorted(blocks):
        # Given names that agree begin alike, so only such leaders are compared.
        leaders: dict[str, list[Actor]] = defaultdict(list)
        for actor in sorted(blocks[surname], key=lambda a: (-len(a.name), plain(a.name), a.id)):
            letters = sorted({w[:1] for w in words(actor.name)[:-1]})
            near = {other.id: other for letter in letters for other in leaders[letter]}
            match = next((other for other in near.values() if _one_person(actor, other)), None)
            if match is None or not clusters.join(match.id, actor.id):
                for letter in letters:
                    leaders[letter].append(actor)


def _one_person(a: Actor, b: Actor) -> bool:
    one, two = words(a.name)[:-1], words(b.name)[:-1]
    if set(one) & set(two):
        return True
    return given_agree(one, two) and not (a.country and b.country and a.country != b.country)


def _join_surnames(clusters: Clusters, short: Iterable[Actor], full: Iterable[Actor]) -> None:
    """Attach a bare name to the one person who bears it; of several the one of the same country, else none."""
    bearers: dict[str, dict[str, Actor]] = defaultdict(dict)
    for actor in full:
        for word in (words(actor.name)[-1], words(actor.name)[0]):
            bearers[word].setdefault(clusters.root(actor.id), actor)
    alone: dict[tuple[str, str], ActorId] = {}
    for actor in sorted(short, key=lambda a: a.id):
        word = words(actor.name)[0]
        home = _only(bearers[word].values(), actor) if word in bearers else None
        if home is not None:
            clusters.join(home.id, actor.id)
        elif word not in bearers:
            clusters.join(alone.setdefault((word, actor.country or ""), actor.id), actor.id)


def _only(bearers: Iterable[Actor], actor: Actor) -> Actor | None:
    fitting = [b for b in bearers if not (b.country and actor.country and b.country != actor.country)]
    if len(fitting) > 1:
        fitting = [b for b in fitting if b.country and b.country == actor.country]
    return fitting[0] if len(fitting) == 1 else None


def _join_slips(clusters: Clusters, named: Iterable[Actor], reports: Reports) -> None:
    """Join a surname seen in one report only to one a slip of the pen away, if given name or office agree."""
    blocks: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for person in _people(clusters, named, reports):
        for key in _slip_keys(person):
            blocks[key].append(person)
    for key in sorted(blocks):
        for rare in (p for p in blocks[key] if p.rare):
            known = [p for p in blocks[key] if p is not rare and _slipped(rare, p)]
            if len(known) == 1:
                clusters.join(known[0].id, rare.id)


def _people(clusters: Clusters, named: Iterable[Actor], reports: Reports) -> list[_Person]:
    found: dict[str, _Person] = {}
    for actor in sorted(named, key=lambda a: (-len(words(a.name)), a.id)):
        name = words(actor.name)
        new = _Person(actor.id, name[:-1], name[-1], actor.country, actor.role, [])
        person = found.setdefault(clusters.root(actor.id), new)
        person.country, person.role = person.country or actor.country, person.role or actor.role
        person.reports.append(reports[actor.id])
    return list(found.values())


def _slip_keys(person: _Person) -> Iterator[tuple[str, str]]:
    if person.given:
        yield "given", f"{person.given[0]} {person.surname[:1]}"
    if person.country and person.role:
        yield "office", f"{person.country} {plain(person.role)} {person.surname[:1]}"


def _slipped(a: _Person, b: _Person) -> bool:
    """A slip is likelier than two people only if no report names both and nothing else speaks against it."""
    if (a.country and b.country and a.country != b.country) or not (
        a.surname != b.surname and one_slip(a.surname, b.surname)
    ):
        return False
    return given_agree(a.given, b.given) and not a.told_with(b)


def _join_roles(clusters: Clusters, actors: list[Actor]) -> None:
    """Attach "the Norland president" to the one named person who holds that role in the reports."""
    holders: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    for actor in actors:
        if actor.kind is ActorKind.PERSON and actor.role and actor.country and is_proper(actor.name):
            holders[actor.country, plain(actor.role)].setdefault(clusters.root(actor.id), actor)
    for actor in actors:
        if actor.kind is ActorKind.PERSON and actor.role and actor.country and not is_proper(actor.name):
            known = list(holders.get((actor.country, plain(actor.role)), {}).values())
            if len(known) == 1:
                clusters.join(known[0].id, actor.id)


def called(actor: Actor, states: Mapping[str | None, str]) -> str:
    """The name; a delegation that reports call in several ways is called after its side."""
    if actor.kind is ActorKind.DELEGATION and len(actor.names) > 1 and actor.country in states:
        return f"{states[actor.country]}'s delegation"
    return actor.name


def best(
    counts: Counter[str], rank: Callable[[str], tuple[bool, bool, int]], early: Counter[str] | None = None
) -> str:
    """The best form: first by what `rank` puts first, then the one most often written, then by alphabet.

    Where `early` says how often each was written at first, that counts before all that was written later.
    """
    if not counts:
        return ""
    proper = max(rank(n)[:2] for n in counts)
    able = [n for n in counts if rank(n)[:2] == proper]
    often = counts if early is None or not any(early[n] for n in able) else early
    return min(able, key=lambda n: (-often[n], -rank(n)[2], n))


def common(counts: Counter[str]) -> str | None:
    """The one most often told, of equals the first by alphabet."""
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


OWN_SIDE = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
"""Kinds that act for nobody but themselves."""


def side_of(actor: Actor, cast: Cast) -> str:
    """Up to the body acted for; a group by the body in its name, then by country; else itself."""
    for _ in range(4):
        if actor.kind in OWN_SIDE or actor.acts_for not in cast.by_id or actor.acts_for == actor.id:
            break
        actor = cast.by_id[actor.acts_for]
    if actor.kind in OWN_SIDE:
        return actor.id
    if actor.kind in _GROUPS:
        body = next((cast.bodies[w] for w in plain(actor.name).split() if w in cast.bodies), None)
        if body is not None:
            return body
    return cast.states.get(actor.country, actor.country) if actor.country else actor.id
