"""A dossier as Markdown notes for Obsidian: one for each actor, meeting and report, with links and front matter.

Every line links to the paragraph of the report's note that says so. Names of files are made safe; whatever comes
from reports is escaped, so it can form neither links nor HTML. Front matter values are JSON, which is YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parley.model.actors import Actor
from parley.model.dossier import Account, Dossier, Point
from parley.model.entries import Entry, Gathering, Position, Statement
from parley.model.text import Anchor, Part
from parley.model.times import When
from parley.views.exports.archive import zipped
from parley.views.exports.grouped import asked
from parley.views.exports.urns import link
from parley.views.notes import escaped
from parley.views.rows.brief import Brief, Paper
from parley.views.rows.layout import lay_out
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import capital, flat, when_in_words

_UNSAFE = re.compile(r'[\\/:*?"<>|#^\[\]%&{}$!@`=+\x00-\x1f]+')
_LONGEST = 80  # characters of a file name: with folders and ending it fits every file system
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
Lines = Iterator[str]


def vault(dossier: Dossier) -> bytes:
    """All notes in a zip, to be unpacked into a vault."""
    return zipped((name, text.encode("utf-8", "replace")) for name, text in vault_notes(dossier))


def vault_notes(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The notes as (path, text), in order of path."""
    look, brief = Lookup.of(dossier), lay_out(dossier)
    made = _Vault(look, _names(look), _held(look), asked(look))
    notes = [("Start here.md", made.start(brief))]
    notes += [(f"{made.names[a.id]}.md", made.actor(a)) for a in dossier.cast]
    notes += [(f"{made.names[g.id]}.md", made.meeting(g)) for g in dossier.gatherings]
    notes += [(f"{made.names[p.id]}.md", made.report(p)) for p in brief.papers]
    return tuple(sorted(notes))


def safe_name(text: str) -> str:
    """A file name that every system and Obsidian's links take.

    >>> safe_name("../Talks: [[round]] 2?"), safe_name("CON"), safe_name("...")
    ('Talks round 2', 'CON note', 'note')
    """
    plain = " ".join(_UNSAFE.sub(" ", flat(text)).split())[:_LONGEST].strip(". ")
    return f"{plain} note".strip() if not plain or plain.lower().partition(".")[0] in _RESERVED else plain


def _names(look: Lookup) -> dict[str, str]:
    """For every actor, meeting and report the path of its note without ending; no two are alike in any case."""
    wanted = [(a.id, f"Actors/{safe_name(a.name)}") for a in look.dossier.cast]
    wanted += [(g.id, f"Meetings/{safe_name(capital(g.name))}") for g in look.dossier.gatherings]
    wanted += [(i, f"Reports/{safe_name(f'{s.label} - {s.report.title}')}") for i, s in look.shelves.items()]
    taken, names = set[str](), dict[str, str]()
    for key, name in wanted:
        free, number = name, 2
        while free.lower() in taken:
            free, number = f"{name} {number}", number + 1
        taken.add(free.lower())
        names[key] = free
    return names


def _held(look: Lookup) -> dict[str, list[Entry]]:
    """Positions and statements by the merged actors whose they are."""
    held: dict[str, list[Entry]] = {}
    for entry in look.dossier.record.entries:
        if isinstance(entry, (Position, Statement)):
            who = entry.actors if isinstance(entry, Position) else (entry.voice.actor or "",)
            for actor in dict.fromkeys(look.merged(w) for w in who):
                held.setdefault(actor, []).append(entry)
    return held


def _front(**fields: object) -> Lines:
    """Front matter; what is not known is left out."""
    yield "---"
    for name, value in fields.items():
        if value not in (None, "", [], ()):
            yield f"{name}: {json.dumps(value, ensure_ascii=False)}"
    yield from ("---", "")


def _section(heading: str, lines: Iterable[str]) -> Lines:
    found = list(lines)
    if found:
        yield from (f"## {heading}", "", *found, "")


@dataclass(frozen=True, slots=True)
class _Vault:
    """What every note needs: the dossier by id, the names of all notes, and what belongs to whom.

    `held` are the positions and words of an actor, `asked` the points about an actor or a meeting.
    """

    look: Lookup
    names: dict[str, str]
    held: dict[str, list[Entry]]
    asked: dict[str, list[Point]]

    def start(self, brief: Brief) -> str:
        """The note to begin with: where things stand, and all other notes."""
        dossier = self.look.dossier
        lines = [*_front(tags=["parley"]), f"# {escaped(brief.title)}", "", escaped(brief.subtitle), ""]
        summary = (f"- {escaped(r.text)} {self._cites(x.anchor for x in r.refs)}" for r in brief.summary)
        lines += _section("Where things stand", summary)
        lines += _section("Meetings", (f"- {self.link(g.id)}" for g in dossier.gatherings))
        lines += _section("Actors", (f"- {self.link(a.id)}" for a in dossier.cast))
        lines += _section("Reports", (f"- {self.link(p.id)}" for p in brief.papers))
        return _page(lines)

    def actor(self, actor: Actor) -> str:
        """An actor: role, side, answers to meetings, positions, words."""
        side = self.look.side(actor.id)
        names = [n for n in map(flat, actor.names) if n != flat(actor.name)]
        front = _front(
            type="actor", kind=actor.kind.value, aliases=names, country=actor.country, role=flat(actor.role or "")
        )
        lines = [*front, f"# {escaped(flat(actor.name))}", ""]
        about = [escaped(flat(actor.role))] if actor.role else []
        about += [f"of {self.link(side.id)}"] if side and side.id != actor.id else []
        lines += [", ".join(about), ""] if about else []
        points = self.asked.get(actor.id, ())
        lines += _section("Meetings", (self._answer(p, p.gathering) for p in points if p.kind == "attendance"))
        lines += _section(
            "Positions", (self._position(e) for e in self.held.get(actor.id, ()) if isinstance(e, Position))
        )
        lines += _section(
            "Words", (self._said(e) for e in self.held.get(actor.id, ()) if isinstance(e, Statement))
        )
        return _page(lines)

    def meeting(self, gathering: Gathering) -> str:
        """A meeting: what is told of it, who comes."""
        when = gathering.when
        day = when.start.isoformat() if isinstance(when, When) else None
        front = _front(type="meeting", level=gathering.level.value, place=flat(gathering.place or ""), date=day)
        lines = [*front, f"# {escaped(capital(flat(gathering.name)))}", ""]
        lines += [f"Between {', '.join(self.link(self.look.merged(p)) for p in gathering.parties)}", ""]
        points = self.asked.get(gathering.id, ())
        lines += _section("What is told", (self._point(p) for p in points if p.kind == "meeting"))
        lines += _section("Who comes", (self._answer(p, p.actor) for p in points if p.kind == "attendance"))
        return _page(lines)

    def report(self, paper: Paper) -> str:
        """A report: its text by paragraphs, each with a block id that the other notes link to."""
        shelf = self.look.shelves[paper.id]
        published = shelf.report.published
        front = _front(
            type="report",
            outlet=flat(shelf.report.outlet or ""),
            date=published.isoformat() if published else None,
            url=link(shelf.report.url),
            sha256=paper.sha256,
        )
        lines = [
            *front,
            f"# {escaped(paper.title or paper.outlet)}",
            "",
            f"{escaped(paper.outlet)}, {paper.day}",
            "",
        ]
        for block in paper.blocks:
            if block.part is not Part.FURNITURE:
                lines += [f"{escaped(flat(block.text))} ^p{block.number}", ""]
        return _page(lines)

    def link(self, key: str) -> str:
        """A link to a note, shown by its own name."""
        name = self.names.get(key)
        return f"[[{name}|{name.partition('/')[2]}]]" if name else escaped(self.look.name(key))

    def _cites(self, anchors: Iterable[Anchor]) -> str:
        """Links to the paragraphs that say so."""
        shown: list[str] = []
        last = ""
        for ref in dict.fromkeys((r.anchor.report, r.paragraph, r.outlet) for r in map(self.look.ref, anchors)):
            report, paragraph, outlet = ref
            label = f"¶{paragraph}" if report == last else f"{outlet} ¶{paragraph}"
            shown.append(f"[[{self.names[report]}#^p{paragraph}|{_plain(label)}]]")
            last = report
        return f"({', '.join(shown)})" if shown else ""

    def _answer(self, point: Point, of: str | None) -> str:
        """An answer with all that came before it, by the note it leads to: the meeting's or the actor's."""
        name = self.link(of) if of and point.slot == "answer" else escaped(flat(point.question))
        return f"- {name}: {self._chain(point)}{self._standing(point)}"

    def _chain(self, point: Point) -> str:
        told: list[tuple[str, list[Account]]] = []
        for account in point.accounts:
            if told and told[-1][0] == account.answer:
                told[-1][1].append(account)
            else:
                told.append((account.answer, [account]))
        return " → ".join(f"**{escaped(flat(a))}** {self._cites(x.anchor for x in found)}" for a, found in told)

    def _point(self, point: Point) -> str:
        return f"- {escaped(flat(point.question))} {self._chain(point)}{self._standing(point)}"

    def _standing(self, point: Point) -> str:
        return f" \\[{point.standing.value}\\]"

    def _position(self, entry: Entry) -> str:
        assert isinstance(entry, Position), entry
        toward = f" to {', '.join(self.link(self.look.merged(t)) for t in entry.toward)}" if entry.toward else ""
        return f"- {entry.move.value}{toward}: {escaped(flat(entry.content.words))} {self._cites([entry.anchor])}"

    def _said(self, entry: Entry) -> str:
        when = when_in_words(entry.when)
        told = f", {escaped(when)}" if when else ""
        return f"- “{escaped(flat(entry.anchor.words))}”{told} {self._cites([entry.anchor])}"


def _plain(text: str) -> str:
    """Text that can stand inside a link."""
    return " ".join(re.sub(r"[\[\]|#^<>`*_$%=~\\]", " ", text).split())


def _page(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
