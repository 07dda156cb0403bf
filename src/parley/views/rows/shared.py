"""What several reports tell alike, and on what that rests: how many outlets and named voices, since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parley.model.actors import VoiceKind
from parley.model.dossier import Account, Point, Standing
from parley.model.entries import Event, Meeting, Position, Statement
from parley.model.lexicon import Lexicon
from parley.model.times import When
from parley.views.rows.brief import Shared
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import answer_in_words, capital, counted, flat, quoted, short_date

PLAIN = ("who", "level")  # who meets and how high up is told with every meeting
_FEWEST = 5  # words that tell what happened
_LEANING = Lexicon.beside(__file__).words("wording", "leaning")
_LONGEST = 40  # words of a report in one row


def agreed(look: Lookup) -> tuple[Shared, ...]:
    """The points on which independent reports agree, those with most reports first; a meeting's in one row."""
    found: dict[str, list[Point]] = {}
    for point in look.dossier.points:
        if point.standing is Standing.AGREED and point.slot not in PLAIN:
            for number, part in enumerate(_parts(look, point)):
                found.setdefault(f"{_group(look, point)} {number or ''}", []).append(part)
    rows = [(max(p.sources for p in points), _shared(look, points)) for points in found.values()]
    return tuple(row for _, row in sorted(rows, key=lambda pair: -pair[0]) if row.answer)


def _parts(look: Lookup, point: Point) -> list[Point]:
    """A point; of a side's moves on one theme only those that reports tell alike, each with its own accounts."""
    if point.kind != Position.kind:
        return [point]
    groups = [g for g in look.alike(point) if look.independent(g) > 1]
    return [replace(point, accounts=g, sources=look.independent(g)) for g in groups] or [point]


def _group(look: Lookup, point: Point) -> str:
    """Points of one meeting and of one event share a row; every other point has one of its own."""
    if point.kind == Meeting.kind and point.gathering:
        return look.merged(point.gathering)
    return point.latest.entry if point.kind == Event.kind else point.id


def _shared(look: Lookup, points: list[Point]) -> Shared:
    accounts = [a for p in points for a in p.accounts]
    answers = dict.fromkeys(answer for p in points for answer in _answers(look, p))
    refs = dict.fromkeys(look.ref(a.anchor) for a in accounts)
    about, answer = stated(subject(look, points[0]), answers)
    return Shared(about, answer, backing(look, accounts), tuple(refs))


def stated(about: str, answers: Iterable[str]) -> tuple[str, str]:
    """What a row is about and its answers in one; an answer that stands alone begins with a capital."""
    answer = " · ".join(answers)
    return about, answer if about else capital(answer)


def _answers(look: Lookup, point: Point) -> Iterable[str]:
    """What is agreed: the values that two reports give, all places (one lies in the other); else one wording."""
    if point.kind != Meeting.kind:
        return [_wording(look, point)]
    given: dict[str, set[str]] = {}
    for account in point.accounts:
        given.setdefault(answer_in_words(account.answer), set()).add(account.report)
    twice = [value for value, reports in given.items() if len(reports) > 1]
    return twice or ([" / ".join(given)] if point.slot == "place" else [])


def _wording(look: Lookup, point: Point) -> str:
    """A statement in its fullest form, as far as a line holds it; of all else the shortest that tells enough."""
    told = sorted((in_full(look, a) for a in point.accounts), key=lambda text: (len(text), text))
    words = (told[-1] if point.kind == Statement.kind else _telling(told)).split()
    end = "”" if point.kind == Statement.kind and words[0].startswith("“") else ""
    return " ".join(words) if len(words) <= _LONGEST else f"{' '.join(words[:_LONGEST])} …{end}"


def _telling(told: list[str]) -> str:
    """The first of some wordings, shortest first, that says what happened in words that lean on no others."""
    enough = [text for text in told if len(text.split()) >= _FEWEST]
    return next((t for t in enough if t.split()[0].lower() not in _LEANING), (enough or told)[-1])


def subject(look: Lookup, point: Point) -> str:
    """What a point is about, to stand before its answer; empty where the answer says it all."""
    if point.kind == Position.kind:
        return capital(look.name(point.actor)) if point.actor else holders(look, point.latest)
    if point.kind == Statement.kind:
        return look.speaker(point.latest.voice) or "the outlet itself"
    if point.kind == Event.kind and point.slot == "what":
        return ""
    if point.kind == Meeting.kind and point.gathering:
        found = look.gatherings.get(look.merged(point.gathering))
        return capital(flat(found.name)) if found else flat(point.question)
    return flat(point.question)


def holders(look: Lookup, account: Account) -> str:
    """Who holds a position that no one actor is known to hold."""
    entry = look.entries.get(account.entry)
    return capital(look.name(entry.actors[0])) if isinstance(entry, Position) and entry.actors else ""


def in_full(look: Lookup, account: Account) -> str:
    """The answer of an account; of a position what it is about, too, and a statement in its quotation marks."""
    entry, answer = look.entries.get(account.entry), answer_in_words(account.answer)
    if isinstance(entry, Position) and answer == entry.move:
        return f"{answer}: {quoted(entry.content.words)}"
    if isinstance(entry, Statement):
        return (
            f"“{quoted(entry.content.words)}”" if entry.manner.value == "direct" else quoted(entry.content.words)
        )
    return capital(flat(entry.what)) if isinstance(entry, Event) and answer == flat(entry.what) else answer


def backing(look: Lookup, accounts: Iterable[Account]) -> str:
    """How many outlets tell of it, how many named voices, and since when: "3 outlets, since 2 May 2031"."""
    told = list(accounts)
    copies = dict(look.dossier.copies)
    reports = list(dict.fromkeys(copies.get(a.report, a.report) for a in told))
    voices = {look.merged(a.voice.actor) for a in told if a.voice.kind is VoiceKind.NAMED and a.voice.actor}
    days = [a.as_of.start for a in told if isinstance(a.as_of, When)]
    parts = [_reports(look, reports)]
    parts += [counted(len(voices), "named voice")] if voices else []
    parts += [f"since {short_date(min(days))}"] if days else []
    return ", ".join(parts)


def _reports(look: Lookup, reports: list[str]) -> str:
    outlets = {look.shelves[r].report.label for r in reports if r in look.shelves}
    if len(outlets) == len(reports):
        return counted(len(outlets), "outlet")
    return f"{counted(len(reports), 'report')} of {counted(len(outlets), 'outlet')}"
