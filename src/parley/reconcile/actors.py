"""The same actor across reports: which report-level actors are one, and what the one is called.

Persons are joined by full name (as it sounds), then by a surname that only one person bears, then by a slip of
the pen in a name seen in one report only, then by a role that only one person holds. States, offices,
organisations and groups are joined by name. Unnamed sources are never joined across reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from parley.model.actors import Actor, ActorId, ActorKind, VoiceKind
from parley.model.entries import Attendance, Entry, Event, Position
from parley.model.lexicon import Lexicon
from parley.model.record import Record
from parley.reconcile.clusters import Clusters
from parley.reconcile.names import given_agree, one_slip, plain, words
from parley.reconcile.people import People

_VAGUE = Lexicon.beside(__file__).words("actors", "vague")
STEM = 4
_DESCRIBES = ("a ", "an ", "the ", "his ", "her ", "its ", "their ", "our ", "my ")
_GROUPS = (ActorKind.GROUP, ActorKind.DELEGATION)


@dataclass(frozen=True, slots=True)
class Cast:
    """The merged actors, and for every report-level actor the merged id."""

    actors: tuple[Actor, ...]
    identity: dict[str, str]
    by_id: dict[str, Actor]
    sides: dict[str, str]
    stems: frozenset[str] = frozenset()  # how the words of all names begin, so that "Norlandic" meets "Norland"

    def of(self, actor: ActorId) -> ActorId:
        """The merged id of a report-level actor."""
        return self.identity.get(actor, actor)

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
        return self.sides.get(merged, merged)


def cast(record: Record, people: People) -> Cast:
    """Join the actors of all reports."""
    record = _with_owners(record)
    ids = [a.id for a in record.actors]
    clusters = Clusters(ids, apart=people.different(ids))
    for a, b in people.same(ids):
        clusters.join(a, b)
    unnamed = _unnamed(record)
    open_to_join = [a for a in record.actors if a.id not in unnamed]
    _join_named_alike(clusters, open_to_join)
    _join_persons(clusters, [a for a in open_to_join if a.kind is ActorKind.PERSON])
    _join_roles(clusters, open_to_join)
    return _merged(record, clusters)


def _with_owners(record: Record) -> Record:
    """The record with "our team" given to the side of the one who says so."""
    speakers: dict[ActorId, set[ActorId]] = defaultdict(set)
    for entry in record.entries:
        for actor in _actors_in(entry):
            if entry.voice.actor:
                speakers[actor].add(entry.voice.actor)
    known = {a.id: a for a in record.actors}
    actors = (_owned(a, [known[s] for s in sorted(speakers[a.id]) if s in known]) for a in record.actors)
    return replace(record, actors=tuple(actors))


def _actors_in(entry: Entry) -> tuple[ActorId, ...]:
    if isinstance(entry, Attendance):
        return (entry.who, *((entry.party,) if entry.party else ()))
    return entry.actors if isinstance(entry, Position | Event) else ()


def _owned(actor: Actor, speakers: list[Actor]) -> Actor:
    sides = {s.country for s in speakers if s.country}
    own = actor.name.lower().startswith(("our ", "my "))
    if not own or actor.country or len(sides) != 1:
        return actor
    return replace(actor, country=min(sides), acts_for=actor.acts_for or speakers[0].acts_for)


def _unnamed(record: Record) -> set[ActorId]:
    """Actors who speak without a name, or whose name says only what they are: nobody can say who they are."""
    silent = {e.voice.actor for e in record.entries if e.voice.kind is VoiceKind.ANONYMOUS and e.voice.actor}
    return silent | {a.id for a in record.actors if a.kind is ActorKind.PERSON and not _proper(a)}


def _proper(actor: Actor) -> bool:
    """Whether any name of a person is more than a description ("a senior official")."""
    return any(_is_proper(name) for name in (actor.name, *actor.names)) or bool(actor.role and actor.country)


def _is_proper(name: str) -> bool:
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
        yield kind, country
    elif actor.kind in _GROUPS:
        name = plain(actor.name)
        if name not in _VAGUE and (country or _is_proper(actor.name)):
            yield kind, country, name
    else:
        for name in (actor.name, *actor.names):
            if plain(name) not in _VAGUE:
                yield kind, country, plain(name)


@dataclass(slots=True)
class _Person:
    """One cluster of persons while names are being compared."""

    id: ActorId
    given: tuple[str, ...]
    surname: str
    country: str | None
    role: str | None
    reports: set[str]


def _join_persons(clusters: Clusters, persons: list[Actor]) -> None:
    named = [a for a in persons if _is_proper(a.name)]
    full = [a for a in named if len(words(a.name)) > 1]
    _join_full_names(clusters, full)
    _join_surnames(clusters, [a for a in named if len(words(a.name)) == 1], full)
    _join_slips(clusters, named)


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


def _join_slips(clusters: Clusters, named: Iterable[Actor]) -> None:
    """Join a surname seen in one report only to one a slip of the pen away, if given name or office agree."""
    blocks: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for person in _people(clusters, named):
        for key in _slip_keys(person):
            blocks[key].append(person)
    for key in sorted(blocks):
        for rare in (p for p in blocks[key] if len(p.reports) == 1):
            known = [p for p in blocks[key] if p is not rare and _slipped(rare, p)]
            if len(known) == 1:
                clusters.join(known[0].id, rare.id)


def _people(clusters: Clusters, named: Iterable[Actor]) -> list[_Person]:
    found: dict[str, _Person] = {}
    for actor in sorted(named, key=lambda a: (-len(words(a.name)), a.id)):
        name, report = words(actor.name), actor.id.split("/", 1)[0]
        new = _Person(actor.id, name[:-1], name[-1], actor.country, actor.role, set())
        person = found.setdefault(clusters.root(actor.id), new)
        person.country, person.role = person.country or actor.country, person.role or actor.role
        person.reports.add(report)
    return list(found.values())


def _slip_keys(person: _Person) -> Iterator[tuple[str, str]]:
    if person.given:
        yield "given", f"{person.given[0]} {person.surname[:1]}"
    if person.country and person.role:
        yield "office", f"{person.country} {plain(person.role)} {person.surname[:1]}"


def _slipped(a: _Person, b: _Person) -> bool:
    """A slip is likelier than two people only if no report names both and nothing else speaks against it."""
    if a.reports & b.reports or (a.country and b.country and a.country != b.country):
        return False
    return a.surname != b.surname and one_slip(a.surname, b.surname) and given_agree(a.given, b.given)


def _join_roles(clusters: Clusters, actors: list[Actor]) -> None:
    """Attach "the Norland president" to the one named person who holds that role in the reports."""
    holders: dict[tuple[str, str], dict[str, Actor]] = defaultdict(dict)
    for actor in actors:
        if actor.kind is ActorKind.PERSON and actor.role and actor.country and _is_proper(actor.name):
            holders[actor.country, plain(actor.role)].setdefault(clusters.root(actor.id), actor)
    for actor in actors:
        if actor.kind is ActorKind.PERSON and actor.role and actor.country and not _is_proper(actor.name):
            known = list(holders.get((actor.country, plain(actor.role)), {}).values())
            if len(known) == 1:
                clusters.join(known[0].id, actor.id)


def _merged(record: Record, clusters: Clusters) -> Cast:
    by_id = {a.id: a for a in record.actors}
    identity: dict[str, str] = {}
    actors: list[Actor] = []
    taken: set[str] = set()
    for group in clusters.groups():
        members = [by_id[i] for i in group]
        actor = _one(members, taken)
        taken.add(actor.id)
        actors.append(actor)
        identity.update(dict.fromkeys(group, actor.id))
    states = {a.country: a.name for a in actors if a.kind is ActorKind.STATE}
    actors = [replace(a, acts_for=identity.get(a.acts_for or ""), name=_called(a, states)) for a in actors]
    actors.sort(key=lambda a: a.id)
    known = {a.id: a for a in actors}
    stems = frozenset(w[:STEM] for a in actors for n in (a.name, *a.names) for w in plain(n).split())
    return Cast(tuple(actors), identity, known, _sides(known), stems)


def _one(members: list[Actor], taken: set[str]) -> Actor:
    """One actor for many: the name most reports write in full, the commonest country, the fullest role."""
    name = _best([m.name for m in members], lambda n: (_is_proper(n), len(words(n)) > 1, len(n)))
    kind = Counter(m.kind for m in members).most_common(1)[0][0]
    return Actor(
        id=_new_id(name, taken),
        name=name,
        kind=kind,
        names=tuple(sorted({n for m in members for n in (m.name, *m.names)})),
        country=_common(m.country for m in members),
        sector=_common(m.sector for m in members),
        role=_best([m.role for m in members if m.role], lambda r: (True, True, len(r))) or None,
        acts_for=_common(m.acts_for for m in members),
        gender=_common(m.gender for m in members),
        grounds=tuple(sorted(g for m in members for g in m.grounds)),
        members=tuple(m.id for m in members),
    )


def _called(actor: Actor, states: dict[str | None, str]) -> str:
    """The name; a delegation that reports call in several ways is called after its side."""
    if actor.kind is ActorKind.DELEGATION and len(actor.names) > 1 and actor.country in states:
        return f"{states[actor.country]}'s delegation"
    return actor.name


def _best(names: list[str], rank: Callable[[str], tuple[bool, bool, int]]) -> str:
    """The best form: first by what `rank` puts first, then the one most often written, then by alphabet."""
    if not names:
        return ""
    counts = Counter(names)
    proper = max(rank(n)[:2] for n in counts)
    able = [n for n in counts if rank(n)[:2] == proper]
    return min(able, key=lambda n: (-counts[n], -rank(n)[2], n))


def _common(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _new_id(name: str, taken: set[str]) -> ActorId:
    base = plain(name).replace(" ", "-") or "actor"
    number = 2
    new = base
    while new in taken:
        new, number = f"{base}-{number}", number + 1
    return new


_OWN_SIDE = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)


def _sides(actors: dict[str, Actor]) -> dict[str, str]:
    """For each actor the state or body it acts for."""
    states: dict[str | None, str] = {
        a.country: a.id for a in actors.values() if a.kind is ActorKind.STATE and a.country
    }
    bodies = {plain(a.name): a.id for a in actors.values() if a.kind in _OWN_SIDE}
    return {a.id: _side(a, actors, states, bodies) for a in actors.values()}


def _side(actor: Actor, actors: dict[str, Actor], states: dict[str | None, str], bodies: dict[str, str]) -> str:
    """Up to the body acted for; a group by the body in its name, then by country; else itself."""
    for _ in range(4):
        if actor.kind in _OWN_SIDE or actor.acts_for not in actors or actor.acts_for == actor.id:
            break
        actor = actors[actor.acts_for]
    if actor.kind in _OWN_SIDE:
        return actor.id
    if actor.kind in _GROUPS:
        body = next((bodies[w] for w in plain(actor.name).split() if w in bodies), None)
        if body is not None:
            return body
    return states.get(actor.country, actor.country) if actor.country else actor.id
