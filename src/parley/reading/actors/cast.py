"""The cast of a report: everybody who acts or speaks in it, and which words mean whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from anyascii import anyascii

from parley.model.actors import OUTLET, Actor, ActorId, ActorKind, Voice, VoiceKind
from parley.model.entries import Statement
from parley.reading import clause
from parley.reading.actors.chart import chart
from parley.reading.actors.gazetteer import Found
from parley.reading.actors.late import called, merge_late, settle
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.mentions import register
from parley.reading.actors.offices import fill_in, look_up
from parley.reading.actors.phrases import phrases
from parley.reading.actors.places import place
from parley.reading.actors.pronouns import first_person, resolve
from parley.reading.actors.sending import complete
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in one report.

    `links` maps tokens to the actors they mean. First persons ("I", "we") inside a quotation mean its speaker:
    give the speaker to `of`, or make a cast that knows the statements by `with_speakers`.
    """

    sheet: Sheet
    actors: tuple[Actor, ...]
    links: dict[int, tuple[ActorId, ...]] = field(default_factory=dict)
    known: dict[int, Found] = field(default_factory=dict)
    unnamed: frozenset[ActorId] = frozenset()
    by_id: dict[ActorId, Actor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {a.id: a for a in self.actors})

    def actor(self, actor_id: ActorId) -> Actor:
        """The actor with this id."""
        return self.by_id[actor_id]

    def of(self, token: Token, speaker: ActorId | None = None) -> tuple[ActorId, ...]:
        """The actors meant by the noun phrase or pronoun headed at a token, those joined to it by "and" included.

        Empty if it is no actor, or only a place here. `speaker` is who says "I", "we" and "our" at this token.
        """
        heads = [token, *clause.conjuncts(token)]
        return tuple(dict.fromkeys(actor for head in heads for actor in self._alone(head, speaker)))

    def _alone(self, token: Token, speaker: ActorId | None) -> tuple[ActorId, ...]:
        if speaker is not None and first_person(token):
            return (speaker,)
        if token.tag_ in ("WP", "WDT", "WP$") and token.i not in self.links:
            verb = token.head
            return self.links.get(verb.head.i, ()) if verb.dep_ == "relcl" else ()
        return self.links.get(token.i, ())

    def place(self, token: Token) -> str | None:
        """The place that the phrase at this token names ("Tirana, Albania"), None if it names none."""
        if any(self.actor(i).kind is ActorKind.PERSON for i in self.links.get(token.i, ())):
            return None
        return place(self.sheet.doc, token, self.known)

    def voice(self, token: Token) -> Voice:
        """Who speaks, as the noun phrase or pronoun headed at this token says; the outlet if it is no actor."""
        ids = self.of(token)
        if not ids:
            return OUTLET
        said = [self.actor(i) for i in ids]
        names = " and ".join(dict.fromkeys(a.name for a in said))
        anchor = self.sheet.anchor(token, token)
        return Voice(kind=self._voice_kind(said[0]), description=names, actor=ids[0], anchor=anchor)

    def _voice_kind(self, actor: Actor) -> VoiceKind:
        if actor.id in self.unnamed:
            return VoiceKind.ANONYMOUS
        return VoiceKind.NAMED if actor.kind is ActorKind.PERSON else VoiceKind.INSTITUTION

    def with_speakers(self, statements: Iterable[Statement]) -> Cast:
        """The same cast with "I", "we", "our" inside each statement linked to its speaker."""
        links = dict(self.links)
        for statement in sorted(statements, key=lambda s: s.content.start - s.content.end):
            speaker = statement.voice.actor
            for token in self.sheet.tokens(statement.content.start, statement.content.end) if speaker else ():
                if first_person(token) and speaker:
                    links[token.i] = (speaker,)
        return replace(self, links=links, actors=self._with_sides(links))

    def _with_sides(self, links: dict[int, tuple[ActorId, ...]]) -> tuple[Actor, ...]:
        """The actors, where "our team" acts for the side of whoever says so."""
        sides: dict[ActorId, ActorId] = {}
        for token in self.sheet.doc:
            if token.lower_ in ("our", "my") and token.i in links and token.head.i in links:
                speaker = self.actor(links[token.i][0])
                sides.setdefault(links[token.head.i][0], speaker.acts_for or speaker.id)
        return tuple(
            replace(a, acts_for=sides[a.id], country=a.country or self.actor(sides[a.id]).country)
            if a.kind is ActorKind.DELEGATION and a.acts_for is None and sides.get(a.id, a.id) != a.id
            else a
            for a in self.actors
        )


def cast(sheet: Sheet) -> Cast:
    """Work out the cast of a parsed report; linear in its length."""
    seen = chart(sheet)
    ledger = Ledger()
    register(seen, phrases(seen), ledger, sheet.report.published)
    merge_late(ledger)
    resolve(sheet, ledger)
    complete(sheet.doc, ledger)
    fill_in(ledger, look_up(ledger, sheet.report.published))
    settle(ledger)
    ids = _ids(sheet.report.id, ledger.drafts)
    links = {i: tuple(ids[key] for key in keys) for i, keys in ledger.links.items()}
    used = {key for keys in ledger.links.values() for key in keys}
    for draft in [d for d in ledger.drafts if d.key in used]:
        while draft.side is not None and draft.side not in used:
            used.add(draft.side)
            draft = ledger.drafts[draft.side]
    actors = tuple(_finished(sheet, d, ids) for d in ledger.drafts if d.key in used)
    unnamed = frozenset(ids[d.key] for d in ledger.drafts if d.unnamed)
    return Cast(sheet, actors, links, seen.at, unnamed)


def _ids(report: str, drafts: list[Draft]) -> dict[int, ActorId]:
    """An id for each draft, "<report id>/<slug>", numbered where two would be alike."""
    taken: dict[str, int] = {}
    ids = {}
    for draft in drafts:
        slug = re.sub(r"[^a-z0-9]+", "-", anyascii(draft.name).lower()).strip("-") or "actor"
        taken[slug] = taken.get(slug, 0) + 1
        ids[draft.key] = f"{report}/{slug}" + (f"-{taken[slug]}" if taken[slug] > 1 else "")
    return ids


def _finished(sheet: Sheet, draft: Draft, ids: dict[int, ActorId]) -> Actor:
    doc = sheet.doc
    return Actor(
        id=ids[draft.key],
        name=called(doc, draft),
        kind=draft.kind,
        names=tuple(dict.fromkeys((*draft.names, draft.name))),
        country=draft.country,
        sector=draft.sector,
        role=draft.role,
        acts_for=ids[draft.side] if draft.side is not None else None,
        gender=draft.gender,
        grounds=tuple(sheet.anchor(doc[a], doc[b]) for a, b in dict.fromkeys(draft.grounds)),
    )
