"""What the tools answer with: plain records that name their sources, made from the dossiers of a desk.

Words of reports pass here to a language model. They are cut to a bearable length, stripped of steering characters
and always stand in fields of their own (`words`, `around`), so that quotation and statement stay apart. The
records have no slots: the protocol's library reads their fields as a class has them and takes slots for defaults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.desk import Desk
from parley.errors import NotThere
from parley.model.dossier import Account, Dossier, Point
from parley.model.entries import Entry, Position
from parley.model.text import Anchor
from parley.views.rows.lookup import Lookup
from parley.views.rows.phrases import place
from parley.views.rows.prose import answer_in_words, clean, flat, when_in_words

AROUND = 400  # characters of the report shown on each side of the words
WORDS = 600  # characters of one quotation


@dataclass(frozen=True)
class Source:
    """Where something stands: give `entry` to show_source for the words with what is around them."""

    entry: str
    words: str
    says: str
    place: str
    published: str
    url: str


@dataclass(frozen=True)
class Listed:
    """A negotiation of the archive."""

    id: str
    title: str
    reports: int
    entries: int
    sequence: int


@dataclass(frozen=True)
class Told:
    """One answer in the chain of answers to a question."""

    answer: str
    when: str
    source: Source


@dataclass(frozen=True)
class Question:
    """A question that the reports answer, how it stands, and its answers in order of time: the last one holds."""

    question: str
    standing: str
    note: str
    independent_reports: int
    answers: list[Told]


@dataclass(frozen=True)
class Coming:
    """A meeting: what is told of it and who comes."""

    meeting: str
    id: str
    facts: list[Question]
    attendance: list[Question]


@dataclass(frozen=True)
class Held:
    """A position of somebody: demand, proposal, refusal and so on, toward whom, on which condition."""

    who: str
    move: str
    about: str
    toward: list[str]
    condition: str
    when: str
    source: Source


@dataclass(frozen=True)
class Found:
    """A report or an entry of it that holds the words searched for."""

    negotiation: str
    report: str
    entry: str
    kind: str
    snippet: str
    outlet: str
    title: str
    day: str


@dataclass(frozen=True)
class Turned:
    """Something that is not as it was."""

    kind: str
    question: str
    was: Told | None
    now: Told | None


@dataclass(frozen=True)
class News:
    """What changed, and the number to ask with next time."""

    changes: list[Turned]
    sequence: int


@dataclass(frozen=True)
class Shown:
    """Words with what stands around them in the report, and everything known of the report."""

    kind: str
    words: str
    around: str
    says: str
    place: str
    outlet: str
    title: str
    published: str
    url: str
    sha256: str
    start: int
    end: int


def listed(desk: Desk) -> list[Listed]:
    """All negotiations."""
    found = []
    for n in desk.archive.negotiations():
        counts = desk.archive.counts(n.id)
        found.append(Listed(n.id, flat(n.title), counts.reports, counts.entries, desk.archive.sequence(n.id)))
    return found


def found(desk: Desk, words: str, negotiation: str, limit: int) -> list[Found]:
    """What holds all the words."""
    page = desk.archive.search(words, negotiation=negotiation or None, limit=max(1, min(limit, 50)))
    return [
        Found(
            h.negotiation, h.report, h.entry or "", h.kind, _cut(h.snippet), flat(h.outlet), flat(h.title), h.day
        )
        for h in page.items
    ]


def coming(desk: Desk, negotiation: str, person: str) -> list[Coming]:
    """Who attends which meeting; of one person only where a name is given."""
    look = Lookup.of(desk.dossier(negotiation))
    wanted = _named(look, person) if person else None
    made = []
    for gathering in look.dossier.gatherings:
        points = [p for p in look.dossier.points if p.gathering == gathering.id and p.accounts]
        asked = [p for p in points if p.kind == "attendance" and wanted in (None, p.actor)]
        if asked or wanted is None:
            facts = [] if wanted else [_question(look, p) for p in points if p.kind == "meeting"]
            made.append(Coming(flat(gathering.name), gathering.id, facts, [_question(look, p) for p in asked]))
    return made


def positions(desk: Desk, negotiation: str, actor: str, about: str) -> list[Held]:
    """What an actor demanded, offered, refused, in order of time where it is known, then of place."""
    look = Lookup.of(desk.dossier(negotiation))
    wanted = _named(look, actor)
    side = {a.id for a in look.dossier.cast if (s := look.side(a.id)) and s.id == wanted} | {wanted}
    points = [p for p in look.points("position") if p.actor in side]
    made = [_held(look, a) for p in points for a in p.accounts]
    return [h for h in made if h and about.lower() in f"{h.about} {h.source.words}".lower()]


def news(desk: Desk, negotiation: str, since: int) -> News:
    """What is not as it was after a line of the log."""
    desk.archive.negotiation(negotiation)
    sequence = desk.archive.sequence(negotiation)
    since = min(max(since, 0), sequence)
    look, before = Lookup.of(desk.dossier(negotiation)), Lookup.of(desk.dossier_at(negotiation, since))
    turned = [
        Turned(
            c.kind,
            flat(c.question),
            _told(before, c.old) if c.old else None,
            _told(look, c.new) if c.new else None,
        )
        for c in desk.since(negotiation, since)
    ]
    return News(turned, sequence)


def shown(desk: Desk, negotiation: str, entry_id: str) -> Shown:
    """The words of an entry in their report. Raises NotThere."""
    look = Lookup.of(desk.dossier(negotiation))
    entry = look.entries.get(entry_id)
    if entry is None:
        raise NotThere(f"{negotiation} holds no entry {entry_id!r}: search_record finds entries")
    at, report = entry.anchor, look.shelves[entry.report].report
    around = report.text[max(at.start - AROUND, 0) : at.end + AROUND]
    source = _source(look, entry)
    return Shown(
        kind=entry.kind,
        words=clean(at.words),
        around=clean(around),
        says=source.says,
        place=source.place,
        outlet=flat(report.label),
        title=flat(report.title),
        published=source.published,
        url=source.url,
        sha256=report.sha256,
        start=at.start,
        end=at.end,
    )


def _named(look: Lookup, name: str) -> str:
    """The id of an actor from its id or one of its names, whole before part. Raises NotThere with who there is."""
    wanted = flat(name).lower()
    exact = [a.id for a in look.dossier.cast if wanted in (a.id.lower(), *_names(look.dossier, a.id))]
    part = [a.id for a in look.dossier.cast if any(wanted in n.split() for n in _names(look.dossier, a.id))]
    if exact or len(part) == 1:
        return (exact or part)[0]
    known = ", ".join(flat(a.name) for a in look.dossier.cast if not part or a.id in part)
    raise NotThere(f"{'more than one is' if part else 'nobody is'} called {name!r}; there are: {known[:1500]}")


def _names(dossier: Dossier, actor_id: str) -> Iterable[str]:
    actor = dossier.actor(actor_id)
    return {flat(n).lower() for n in (actor.name, *actor.names)}


def _question(look: Lookup, point: Point) -> Question:
    answers = [_told(look, a) for a in point.accounts]
    return Question(flat(point.question), point.standing.value, flat(point.note), point.sources, answers)


def _told(look: Lookup, account: Account) -> Told:
    detail = f" ({flat(account.detail)})" if account.detail else ""
    answer = answer_in_words(account.answer) + detail
    return Told(_cut(answer), when_in_words(account.as_of), _account_source(look, account))


def _account_source(look: Lookup, account: Account) -> Source:
    return _made(look, account.entry, account.anchor, look.speaker(account.voice))


def _source(look: Lookup, entry: Entry) -> Source:
    return _made(look, entry.id, entry.anchor, look.speaker(entry.voice))


def _made(look: Lookup, entry_id: str, anchor: Anchor, says: str) -> Source:
    shelf = look.shelves.get(anchor.report)
    if shelf is None:
        return Source(entry_id, _cut(anchor.words), says, "a report taken back", "", "")
    published = shelf.report.published.isoformat() if shelf.report.published else ""
    told = says or f"{shelf.label} itself"
    return Source(
        entry_id, _cut(anchor.words), told, place(look.ref(anchor)), published, flat(shelf.report.url or "")
    )


def _held(look: Lookup, account: Account) -> Held | None:
    entry = look.entries.get(account.entry)
    if not isinstance(entry, Position):
        return None
    condition = flat(entry.condition.anchor.words) if entry.condition else ""
    return Held(
        who=", ".join(look.names(entry.actors)),
        move=entry.move.value,
        about=flat(entry.theme) or _cut(entry.content.words),
        toward=look.names(entry.toward),
        condition=condition,
        when=when_in_words(account.as_of),
        source=_source(look, entry),
    )


def _cut(text: str) -> str:
    shown = flat(text)
    return shown if len(shown) <= WORDS else shown[: WORDS - 1] + "…"
