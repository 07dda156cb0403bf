"""Meetings as an iCalendar (RFC 5545): a VEVENT for each meeting whose day is known.

Who comes stands as ATTENDEE with a URN, never an invented mail address, and nobody is invited: there is no METHOD.
Meetings without a day (a weekday of an unknown week, "soon") are listed in the calendar's DESCRIPTION (RFC 7986),
for a VEVENT must have a day and a to-do is nobody's. A month or year is no day either and is listed there too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from parley.model.actors import ActorId, ActorKind
from parley.model.dossier import Dossier, Point, Standing
from parley.model.entries import Answer, Attendance, Gathering, Meeting, Stage
from parley.model.times import When
from parley.views.exports.grouped import asked, gathered, stage_of
from parley.views.exports.urns import link, software, urn
from parley.views.publish.news import utc
from parley.views.rows.lookup import Lookup
from parley.views.rows.phrases import cited
from parley.views.rows.prose import flat, when_in_words

LONGEST = 21  # days a meeting may last; a longer interval tells when it falls, not how long it takes
_STATUS = {
    Stage.PROPOSED: "TENTATIVE",
    Stage.PLANNED: "CONFIRMED",
    Stage.UNDER_WAY: "CONFIRMED",
    Stage.HELD: "CONFIRMED",
    Stage.ADJOURNED: "CONFIRMED",
    Stage.COLLAPSED: "CANCELLED",
    Stage.CANCELLED: "CANCELLED",
}
_PARTSTAT = {
    Answer.WILL: "ACCEPTED",
    Answer.ATTENDED: "ACCEPTED",
    Answer.MAY: "TENTATIVE",
    Answer.WILL_NOT: "DECLINED",
    Answer.DID_NOT: "DECLINED",
}
"""Invited, expected and not listed are what others say: the answer is still out (NEEDS-ACTION)."""


def calendar(dossier: Dossier, *, name: str = "Meetings", stamp: str = "") -> bytes:
    """The meetings as an iCalendar file.

    `stamp` is the time of writing (ISO, UTC); without it the latest known day of publication stands for it.
    """
    look = Lookup.of(dossier)
    made = Calendar()
    made.add("prodid", f"-//Parley//{software()}//EN")
    made.add("version", "2.0")
    made.add("name", flat(name))
    made.add("x-wr-calname", flat(name))
    dated = [g for g in dossier.gatherings if day_of(g)]
    undated = [
        f"{flat(g.name)} ({when_in_words(g.when) or 'no day told'})" for g in dossier.gatherings if not day_of(g)
    ]
    if undated:
        made.add("description", "Meetings without a known day: " + "; ".join(undated))
    at = utc(stamp) if stamp else _latest(dossier)
    points, told = asked(look), gathered(look)
    for gathering in dated:
        about = _About(gathering, points.get(gathering.id, []), told.get(gathering.id, []))
        made.add_component(_event(look, about, at))
    return bytes(made.to_ical())


def day_of(gathering: Gathering) -> When | None:
    """The days of a meeting where they are known well enough for a calendar."""
    when = gathering.when
    short = isinstance(when, When) and (when.end - when.start).days < LONGEST and len(when.timex) > 7
    return when if isinstance(when, When) and short else None


def _latest(dossier: Dossier) -> datetime:
    days = [r.published for r in dossier.record.reports if r.published]
    latest = max(days, default=date(1970, 1, 1))
    return utc(f"{latest.isoformat()}T00:00:00")


@dataclass(frozen=True, slots=True)
class _About:
    """A meeting, the points about it and what is told of it."""

    gathering: Gathering
    points: list[Point]
    told: list[Meeting | Attendance]


def _event(look: Lookup, about: _About, at: datetime) -> Event:
    gathering, points = about.gathering, about.points
    made, when = Event(), day_of(gathering)
    assert when is not None, gathering.id
    made.add("uid", urn("gathering", gathering.id))
    made.add("dtstamp", at)
    made.add("summary", flat(gathering.name))
    made.add("dtstart", when.start)
    if when.end < date.max:
        made.add("dtend", when.end + timedelta(days=1))  # the first day after it, as RFC 5545 counts
    made.add("sequence", sequence(points))
    made.add("status", _status(points))
    made.add("transp", "TRANSPARENT")
    made.add("categories", [flat(gathering.level.value)])
    if gathering.place:
        made.add("location", flat(gathering.place))
    made.add("description", "\n".join(_told(look, points)))
    if url := next(_urls(look, points), None):
        made.add("url", url)
    for attendee in _attendees(look, about):
        made.add("attendee", attendee, encode=False)
    return made


def sequence(points: list[Point]) -> int:
    """How often the meeting was revised: every answer beyond the first of each question counts one.

    New reports can only add answers, so the number never falls while the record grows.
    """
    return sum(len({a.answer for a in p.accounts}) - 1 for p in points)


def _status(points: list[Point]) -> str:
    """By the stage told last; where reports dispute the day or the stage, it is tentative."""
    stage = stage_of(points)
    disputed = any(p.standing is Standing.DISPUTED and p.slot in ("when", "stage") for p in points)
    status = _STATUS[Stage(stage)] if stage in [s.value for s in Stage] else "TENTATIVE"
    return "TENTATIVE" if disputed and status == "CONFIRMED" else status


def _told(look: Lookup, points: list[Point]) -> Iterator[str]:
    """A line for each question: the latest answer, its words and who says so."""
    for point in points:
        last = point.latest
        source = cited(look.source(last.voice, last.anchor))
        yield f"{flat(point.question)} {flat(last.answer)}: “{flat(last.anchor.words)}” ({source})"


def _urls(look: Lookup, points: list[Point]) -> Iterator[str]:
    for account in (a for p in points for a in p.accounts):
        if url := link(look.shelves[account.report].report.url):
            yield url


def _attendees(look: Lookup, about: _About) -> Iterator[vCalAddress]:
    """Everybody who was asked about, with the latest answer; parties of whom nobody told come last."""
    points, parties = about.points, about.gathering.parties
    answers = {
        p.actor: p.latest.answer for p in points if p.kind == "attendance" and p.slot == "answer" and p.actor
    }
    senders = _senders(look, about.told)
    envoys = dict.fromkeys(senders, Answer.ATTENDED.value)
    for actor in dict.fromkeys((*answers, *envoys, *(look.merged(p) for p in parties))):
        yield _attendee(look, actor, (envoys | answers).get(actor, ""), senders)


def _attendee(look: Lookup, actor_id: ActorId, answer: str, senders: dict[ActorId, ActorId]) -> vCalAddress:
    """An actor with PARTSTAT. Who stays away and sends somebody has DELEGATED to them, as RFC 5545 has it."""
    made, actor = vCalAddress(urn("actor", actor_id)), look.actor(actor_id)
    status = next((told for known, told in _PARTSTAT.items() if known.value == answer), "NEEDS-ACTION")
    sent = [envoy for envoy, sender in senders.items() if sender == actor_id]
    made.params["CN"] = vText(look.name(actor_id).replace('"', "'"))
    made.params["CUTYPE"] = vText("INDIVIDUAL" if actor and actor.kind is ActorKind.PERSON else "GROUP")
    if status == "DECLINED" and sent:
        status, made.params["DELEGATED-TO"] = "DELEGATED", [urn("actor", envoy) for envoy in sent]
    if actor_id in senders:
        made.params["DELEGATED-FROM"] = [urn("actor", senders[actor_id])]
    made.params["PARTSTAT"] = vText(status)
    return made


def _senders(look: Lookup, about: list[Meeting | Attendance]) -> dict[ActorId, ActorId]:
    """For each envoy the person who stays away and sent them, where a report says so."""
    told = [e for e in about if isinstance(e, Attendance)]
    away = {look.merged(e.who) for e in told if e.answer in (Answer.WILL_NOT, Answer.DID_NOT)}
    named = {flat(e.instead).lower(): look.merged(e.who) for e in told if e.instead}
    found: dict[ActorId, ActorId] = {}
    for entry in told:
        envoy, party = look.merged(entry.who), look.merged(entry.party) if entry.party else ""
        actor = look.actor(entry.who)
        names = {flat(n).lower() for n in (actor.name, *actor.names)} if actor else set[str]()
        sender = party if party in away else next((named[n] for n in sorted(names) if n in named), "")
        if sender and sender != envoy and entry.answer in (Answer.WILL, Answer.ATTENDED, Answer.EXPECTED):
            found.setdefault(envoy, sender)
    return found
