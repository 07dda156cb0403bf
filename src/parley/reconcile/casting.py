"""The cast, kept up to date while reports come and go.

Actors that are named and described alike are one *form*; forms are what is compared, so a name that ten thousand
reports write costs as much as one. Unnamed sources stand alone, each under its own id.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from heapq import merge, nsmallest
from itertools import chain, islice
from typing import Any, TypeVar

from parley.model.actors import Actor, ActorId, ActorKind
from parley.model.ids import digest
from parley.model.spelling import calm
from parley.model.text import Anchor
from parley.reconcile.actors import (
    OWN_SIDE,
    Cast,
    best,
    called,
    clustered,
    common,
    is_apart,
    is_proper,
    open_to_doubt,
    unnamed,
)
from parley.reconcile.names import Numbering, slug, words
from parley.reconcile.people import People
from parley.reconcile.sheaf import Sheaf

Place = tuple[tuple[bool, str, str], ActorId]
"""Where an actor stands among all: its report's rank, its id."""
EARLY = 100
"""So many actors of one cluster, the first told, say what all are called: of two spellings that are about as
frequent now one is ahead and now the other, and all that tells of the actor would have to be told anew."""


@dataclass(slots=True)
class Form:
    """Actors of many reports with one name and description; `acts` are the forms of those they act for, `early` is
    where the first of them stand."""

    pattern: Actor
    members: dict[ActorId, Place] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    acts: Counter[str] = field(default_factory=Counter)
    grounds: dict[ActorId, tuple[Anchor, ...]] = field(default_factory=dict)
    early: list[Place] = field(default_factory=list)

    @property
    def first(self) -> Place:
        """Where the first of them stands."""
        return self.early[0]

    def enter(self, member: ActorId, place: Place) -> None:
        """Take in one more actor."""
        self.members[member] = place
        self.reports.add(place[0][2])
        if len(self.early) < EARLY or place < self.early[-1]:
            insort(self.early, place)
            del self.early[EARLY:]

    def leave(self, member: ActorId) -> None:
        """Forget an actor."""
        place = self.members.pop(member)
        self.grounds.pop(member, None)
        self.reports = {p[0][2] for p in self.members.values()}
        if place <= self.early[-1]:
            self.early = nsmallest(EARLY, self.members.values())


@dataclass(frozen=True, slots=True)
class Role:
    """One report's actor as it comes in: whether it is unnamed, and its place among all."""

    actor: Actor
    lone: bool
    place: Place


class Casting:
    """Forms, clusters of forms, and the merged actors. `sync` takes actors out and in and gives the new cast."""

    def __init__(self) -> None:
        self._forms: dict[str, Form] = {}
        self._form_of: dict[ActorId, str] = {}
        self._names: dict[tuple[Any, ...], str] = {}
        self._lone: dict[ActorId, Actor] = {}
        self._clusters: list[tuple[str, ...]] = []
        self._known: tuple[Any, ...] = ()
        self._made: dict[tuple[str, ...], Actor] = {}
        self._identity: dict[ActorId, ActorId] = {}
        self._ids: dict[tuple[str, ...], ActorId] = {}
        self._firsts: dict[tuple[str, ...], Place] = {}
        self._done: dict[tuple[str, ...], tuple[object, Actor]] = {}
        self._shown: dict[ActorId, Actor] = {}
        self._by_id: dict[ActorId, Actor] = {}
        self._roll, self._bodied = Sheaf[ActorId, Actor](), Sheaf[ActorId, Actor]()
        self._agents: dict[ActorId, set[ActorId]] = defaultdict(set)
        self._moved: set[ActorId] = set()
        self._alone: set[ActorId] = set()
        self._acts: dict[ActorId, str] = {}
        self._doubtful: set[str] = set()
        self._actors: dict[ActorId, Actor] = {}
        self._signs: dict[str, tuple[ActorId, tuple[object, ...]]] = {}
        self._sides: dict[ActorId, str] = {}
        self._states: Mapping[str, ActorId] = {}
        self._bodies: Set[str] = frozenset()
        self.changed: set[str] = set()

    def sync(self, gone: Iterable[Actor], come: Iterable[Role], people: People) -> Cast:
        """The cast without some actors and with others."""
        self._moved = set()
        touched = {self._leave(actor) for actor in gone}
        arrived = [(role.actor, self._enter(role, people)) for role in come]
        for actor, name in arrived:
            touched.add(name)
            target = self._form_of.get(actor.acts_for or "")
            if name and target:
                self._forms[name].acts[target] += 1
                self._acts[actor.id] = target
        self._cluster(people)
        return self._cast(touched, arrived)

    def _leave(self, actor: Actor) -> str:
        self._identity.pop(actor.id, None)
        self._sides.pop(actor.id, None)
        self._moved.add(actor.id)
        if actor.acts_for:
            self._agents[actor.acts_for].discard(actor.id)
        if self._lone.pop(actor.id, None) is not None:
            return ""
        name = self._form_of.pop(actor.id)
        del self._actors[actor.id]
        form = self._forms[name]
        form.leave(actor.id)
        target = self._acts.pop(actor.id, "")
        form.acts[target] -= bool(target)
        if not form.members:
            del self._forms[name]
        return name

    def _enter(self, role: Role, people: People) -> str:
        actor, decided = role.actor, role.actor.id in people.decided
        self._moved.add(actor.id)
        if actor.acts_for:
            self._agents[actor.acts_for].add(actor.id)
        if role.lone and not decided:
            self._lone[actor.id] = actor
            self._identity[actor.id] = actor.id
            return ""
        key: tuple[Any, ...] = (
            actor.kind,
            actor.name,
            actor.names,
            actor.country,
            actor.sector,
            actor.role,
            actor.gender,
        )
        key = (*key, actor.id) if decided else key
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = actor.id if decided else digest("form", *key)
        if name not in self._forms:
            self._forms[name] = Form(replace(actor, id=name, grounds=(), members=(), acts_for=None))
        form = self._forms[name]
        form.enter(actor.id, role.place)
        self._actors[actor.id] = actor
        if actor.grounds:
            form.grounds[actor.id] = tuple(sorted(actor.grounds))
        self._form_of[actor.id] = name
        return name

    # ---- who is who

    def _cluster(self, people: People) -> None:
        """Join the forms, anew only if one came or went, is no longer of one report alone, or people decided."""
        rare = {name: next(iter(f.reports)) for name, f in self._forms.items() if len(f.reports) == 1}
        known = (self._forms.keys() - rare.keys(), rare, people.judgements)
        if known != self._known:
            self._known = known
            patterns = [self._forms[name].pattern for name in sorted(self._forms)]
            found = clustered(patterns, {n: f.reports for n, f in self._forms.items()}, people)
            doubt = open_to_doubt(patterns)
            self._doubtful = {c[0] for c in found if len(c) == 1 and c[0] in doubt}
            self._clusters = [c for c in found if c[0] not in self._doubtful or len(c) > 1]
        self._firsts = {c: min(self._forms[name].first for name in c) for c in self._clusters}
        self._clusters.sort(key=self._firsts.__getitem__)

    def _cast(self, touched: set[str], arrived: Iterable[tuple[Actor, str]]) -> Cast:
        old = self._made
        self._made = {c: old[c] if c in old and touched.isdisjoint(c) else self._one(c) for c in self._clusters}
        home = self._identify(arrived)
        states: dict[str | None, str] = {}
        for actor in self._made.values():
            if actor.kind is ActorKind.STATE and not is_apart(actor):
                states.setdefault(actor.country, actor.name)
        shown = {self._ids[c]: self._final(c, home, states) for c in self._clusters}
        self._show(shown)
        firsts = {self._ids[c]: place[-1] for c, place in self._firsts.items()}
        cast = Cast.made(self._roll.all(), self._identity, self._by_id, tuple(self._bodied), firsts)
        self._notice(cast, home | dict.fromkeys(self._doubtful, ""))
        return cast

    def _identify(self, arrived: Iterable[tuple[Actor, str]]) -> dict[str, ActorId]:
        """Give each cluster its id, and each actor that of his cluster. Gives each form's id."""
        ids, self._ids = self._ids, self._numbered()
        for cluster in self._clusters:
            if self._ids[cluster] != ids.get(cluster):
                members = self._made[cluster].members
                self._identity.update(dict.fromkeys(members, self._ids[cluster]))
                self._moved.update(members)
        home = {name: self._ids[c] for c in self._clusters for name in c}
        self._identity.update((a.id, home[name]) for a, name in arrived if name in home)
        doubtful = {i for name in self._doubtful for i in self._forms[name].members}
        self._identity.update((i, i) for i in doubtful)
        self._moved |= doubtful ^ self._alone
        self._alone = doubtful
        return home

    def _show(self, shown: dict[ActorId, Actor]) -> None:
        """Put what changed into the roll of all merged actors, those of clusters and those who stand alone."""
        changes: dict[ActorId, Actor | None] = {i: None for i in self._shown if i not in shown}
        changes |= {i: a for i, a in shown.items() if self._shown.get(i) is not a}
        self._shown = shown
        self._moved = self._moved.union(*(self._agents.get(i, ()) for i in self._moved))
        for i in self._moved:
            actor = self._lone.get(i) or (self._actors[i] if i in self._alone else None)
            if actor is not None:
                changes[i] = self._by_itself(actor)
            elif i in self._by_id and i not in shown:
                changes[i] = None
        for i, merged in changes.items():
            if merged is None:
                self._by_id.pop(i, None)
            else:
                self._by_id[i] = merged
        self._roll.update({i: (a,) if a else () for i, a in changes.items()})
        self._bodied.update({i: (a,) if a and a.kind in OWN_SIDE else () for i, a in changes.items()})

    def _notice(self, cast: Cast, home: Mapping[str, ActorId]) -> None:
        """Which reports tell of an actor that is another now, or is called otherwise, is on another side, or was
        first told of by another report."""
        signs = {i: self._sign(cast, i) if i else () for i in home.values()}
        new = {name: (i, signs[i]) for name, i in home.items()}
        other = [name for name, sign in new.items() if self._signs.get(name, sign) != sign]
        self.changed = {r for name in other for r in self._forms[name].reports}
        if cast.states != self._states or cast.bodies.keys() != self._bodies:
            asked: Iterable[ActorId] = chain(self._lone, self._alone)
        else:
            turned = [m for name in other for m in self._forms[name].members]
            asked = self._moved.union(*(self._agents.get(m, ()) for m in turned))
        for actor in asked:
            if actor in self._lone or actor in self._alone:
                side = cast.root(cast.side(actor))
                if self._sides.get(actor, side) != side:
                    self.changed.add(actor.split("/", 1)[0])
                self._sides[actor] = side
        self._signs, self._states, self._bodies = new, cast.states, cast.bodies.keys()

    @staticmethod
    def _sign(cast: Cast, actor: ActorId) -> tuple[object, ...]:
        side = cast.side(actor)
        merged = cast.by_id[actor]
        return merged.name, merged.kind, cast.root(actor), side, cast.root(side), cast.name(side)

    def _numbered(self) -> dict[tuple[str, ...], ActorId]:
        """Ids from names; of those who share a name the first told has it without a mark."""
        numbering, made = Numbering(), self._made
        return {c: numbering.id(slug(made[c].name, "actor"), self._firsts[c][-1]) for c in self._clusters}

    def _final(
        self, cluster: tuple[str, ...], home: Mapping[str, ActorId], states: Mapping[str | None, str]
    ) -> Actor:
        """The merged actor with its id, its name for people, and whom it acts for most often."""
        made = self._made[cluster]
        acts: Counter[str] = Counter()
        for name in cluster:
            for target, often in self._forms[name].acts.items():
                if often and target in home:
                    acts[home[target]] += often
        acts_for = common(acts)
        done = self._done.get(cluster)
        new = (made, self._ids[cluster], called(made, states), acts_for)
        if done is None or done[0] != new:
            done = new, replace(made, id=new[1], name=calm(new[2]), acts_for=acts_for)
            self._done[cluster] = done
        return done[1]

    def _by_itself(self, actor: Actor) -> Actor:
        """An unnamed source, which is one with nobody."""
        acts_for = self._identity.get(actor.acts_for or "")
        names = tuple(sorted({actor.name, *actor.names}))
        return replace(actor, name=calm(actor.name), acts_for=acts_for, names=names, members=(actor.id,))

    def _one(self, cluster: tuple[str, ...]) -> Actor:
        """One actor for many: the name most reports write in full, the commonest country, the fullest role."""
        forms = [(self._forms[n].pattern, len(self._forms[n].members)) for n in cluster]
        name = best(
            _counted((f.name, n) for f, n in forms),
            lambda n: (is_proper(n), len(words(n)) > 1, len(n)),
            self._early(cluster),
        )
        kinds = _counted((f.kind, n) for f, n in forms)
        return Actor(
            id="",
            name=name,
            kind=min(kinds, key=lambda k: (-kinds[k], k)),
            names=tuple(sorted({n for f, _ in forms for n in (f.name, *f.names)})),
            country=common(_counted((f.country, n) for f, n in forms if f.country)),
            sector=common(_counted((f.sector, n) for f, n in forms if f.sector)),
            role=best(_counted((f.role, n) for f, n in forms if f.role), lambda r: (True, True, len(r))) or None,
            gender=common(_counted((f.gender, n) for f, n in forms if f.gender)),
            grounds=self._grounds(cluster),
            members=tuple(sorted(m for n in cluster for m in self._forms[n].members)),
        )

    def _early(self, cluster: tuple[str, ...]) -> Counter[str]:
        """How often each name is written by those who tell of the actor first."""
        forms = (self._forms[name] for name in cluster)
        told = merge(*([(place, form.pattern.name) for place in form.early] for form in forms))
        return Counter(name for _, name in islice(told, EARLY))

    def _grounds(self, cluster: tuple[str, ...]) -> tuple[Anchor, ...]:
        found = (g for n in cluster for grounds in self._forms[n].grounds.values() for g in grounds)
        return tuple(sorted(found, key=lambda g: (g.report, g.start, g.end, g.words)))


T = TypeVar("T", bound=str)


def _counted(told: Iterable[tuple[T, int]]) -> Counter[T]:
    """How often each is told."""
    found: Counter[T] = Counter()
    for thing, often in told:
        found[thing] += often
    return found


def cast(actors: Iterable[Actor], people: People) -> Cast:
    """The cast of these actors, once for all; those of unknown day are told in order of their reports' ids."""
    known = (Role(a, unnamed(a), ((False, "", a.id.split("/", 1)[0]), a.id)) for a in actors)
    return Casting().sync((), known, people)
