"""The brief as a Word document (Office Open XML), section by section as on the page, with its sources.

The same brief gives the same bytes: no clock and no author's name stand in the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.oxml import OxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from parley.model.dossier import Change, Dossier
from parley.views.exports.archive import zipped
from parley.views.rows import phrases
from parley.views.rows.brief import Brief, Clash, Offer, Roll, Side, Speaker, Told, Turn
from parley.views.rows.layout import lay_out
from parley.views.rows.prose import capital, clean

_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - Office Open XML properties hold no zone
_GREY = RGBColor(0x55, 0x55, 0x55)


@dataclass(frozen=True, slots=True)
class _Pages:
    """A document to write at the end of.

    The library's own `add_paragraph` walks over everything written so far and looks up the style by its name each
    time: minutes for a long brief. Here a paragraph goes right before the last section mark.
    """

    doc: Doc
    end: Any  # the last section mark, which closes the body
    styles: dict[str, str]

    def paragraph(self, style: str | None = None) -> Paragraph:
        """A new paragraph at the end."""
        made = OxmlElement("w:p")
        self.end.addprevious(made)
        if style:
            made.style = self._id(style)
        return Paragraph(made, self.doc._body)

    def heading(self, text: str, level: int) -> None:
        """A new heading at the end; level 0 is the title."""
        self.paragraph(f"Heading {level}" if level else "Title").add_run(text)

    def _id(self, style: str) -> str:
        if style not in self.styles:
            self.styles[style] = self.doc.styles[style].style_id
        return self.styles[style]


def document(dossier: Dossier, changes: tuple[Change, ...] = ()) -> bytes:
    """The brief as a .docx file."""
    brief = lay_out(dossier, changes)
    empty = Document()
    made = _Pages(empty, empty.element.body.sectPr, {})
    _properties(made.doc, brief)
    made.heading(clean(brief.title), 0)
    _say(made, brief.subtitle, style="Subtitle")
    if told := [text for _, text in phrases.tally(brief)]:
        _say(made, " · ".join(told))
    if phrases.silent(brief):
        _say(made, phrases.EMPTY)
    for name, heading in phrases.filled(brief):
        made.heading(heading, 1)
        _SECTIONS[name](made, brief)
    return _same_bytes(made.doc)


def _properties(made: Doc, brief: Brief) -> None:
    core = made.core_properties
    core.title, core.author, core.last_modified_by, core.comments = (
        clean(brief.title)[:250],
        "Parley",
        "Parley",
        "",
    )
    core.created = core.modified = _EPOCH
    core.revision = 1
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Georgia", Pt(10.5)


def _same_bytes(made: Doc) -> bytes:
    """The file without the time of writing that zip puts beside each part."""
    page = io.BytesIO()
    made.save(page)
    with zipfile.ZipFile(page) as parts:
        return zipped((name, parts.read(name)) for name in parts.namelist())


def _say(made: _Pages, text: str, source: str = "", style: str | None = None, lead: str = "") -> Paragraph:
    """A paragraph: what leads in bold, the text, its source in grey."""
    line = made.paragraph(style)
    if lead:
        line.add_run(f"{clean(lead)} ").bold = True
    line.add_run(clean(text))
    if source:
        said = line.add_run(f" ({clean(source)})")
        said.font.color.rgb, said.font.size = _GREY, Pt(9)
    return line


def _bullet(made: _Pages, text: str, source: str = "", lead: str = "") -> None:
    _say(made, text, source, "List Bullet", lead)


def _summary(made: _Pages, brief: Brief) -> None:
    for row in brief.summary:
        _say(made, row.text, phrases.places(row.refs), "List Number")


def _rolls(made: _Pages, brief: Brief) -> None:
    full, passing = phrases.parted(brief.rolls)
    for roll in full:
        made.heading(clean(roll.name), 2)
        if roll.between:
            _say(made, roll.between)
        for fact in roll.facts:
            shown = phrases.standing(fact.standing)
            _bullet(made, phrases.valued(fact) + (f" [{shown}]" if shown else ""), lead=f"{fact.label}:")
        if any(party.comers for party in roll.parties):
            _comers(made, roll)

    if passing:
        made.heading(phrases.PASSING, 2)
        _passing(made, passing)


def _passing(made: _Pages, rolls: list[Roll]) -> None:
    for roll in rolls:
        between = f" ({roll.between})" if roll.between else ""
        _bullet(made, phrases.fleeting(roll), phrases.credited(phrases.resting(roll)), f"{roll.name}{between}:")


def _comers(made: _Pages, roll: Roll) -> None:
    """Who comes, as a table that repeats its head on every page."""
    table = made.doc.add_table(rows=1, cols=4, style="Light Grid Accent 1")
    for cell, text in zip(table.rows[0].cells, ("Party", "Who", "Answer", "Who says so"), strict=True):
        cell.text = text
    for party in roll.parties:
        for comer in party.comers:
            named = (party.name, comer.who + (f", {comer.role}" if comer.role else ""))
            for i, step in enumerate(comer.steps):
                told = (phrases.answered(step), phrases.credited(step.sources))
                for cell, text in zip(
                    table.add_row().cells, ((*named, *told) if i == 0 else ("", "", *told)), strict=True
                ):
                    cell.text = clean(text)
    made.paragraph()


def _sides(made: _Pages, brief: Brief) -> None:
    for side in brief.sides:
        made.heading(clean(side.party), 2)
        for offer in side.offers:
            _offer(made, side, offer)


def _offer(made: _Pages, side: Side, offer: Offer) -> None:
    for wording in offer.wordings:
        holder = f"{offer.who}, " if offer.who not in (side.party, wording.source.who) else ""
        _bullet(
            made, phrases.positioned(wording), holder + phrases.cited(wording.source), f"{capital(offer.move)}:"
        )
    for reply in (*offer.answering, *offer.replies):
        _say(made, f"↳ {phrases.replied(reply)}", phrases.cited(reply.wording.source), "List Bullet 2")


def _voices(made: _Pages, brief: Brief) -> None:
    for speaker in (*brief.named, *brief.unnamed):
        _speaker(made, speaker)


def _speaker(made: _Pages, speaker: Speaker) -> None:
    made.heading(clean(", ".join(filter(None, (speaker.name, phrases.introduced(speaker))))), 2)
    for said in speaker.utterances:
        where = phrases.places((said.ref, *said.retold))
        about = ", ".join(filter(None, (phrases.circumstances(said), where)))
        _bullet(made, phrases.said(said), about)


def _ground(made: _Pages, brief: Brief) -> None:
    for row in brief.ground:
        _bullet(made, phrases.happened(row), phrases.credited(row.sources), row.what)


def _timeline(made: _Pages, brief: Brief) -> None:
    for day in brief.timeline:
        for i, moment in enumerate((*day.moments, *day.lesser)):
            _bullet(made, moment.text, phrases.places(moment.refs), f"{day.label}:" if i == 0 else "")


def _clashes(made: _Pages, brief: Brief) -> None:
    for clash in brief.clashes:
        _clash(made, clash)
    if brief.replaced and brief.clashes:
        made.heading(phrases.REPLACED, 2)
    for turn in brief.replaced:
        chain = " → ".join(told.answer for told in turn.accounts)
        _bullet(made, chain, "; ".join(phrases.cited(told.source) for told in turn.accounts), turn.question)


def _clash(made: _Pages, clash: Clash) -> None:
    made.heading(clean(clash.question), 2)
    for told in (clash.a, clash.b):
        _told(made, told, told.answer)
    _say(made, capital(phrases.differing(clash)))


def _told(made: _Pages, told: Told, lead: str) -> None:
    """A sentence with the words that count in bold."""
    line = made.paragraph("List Bullet")
    line.add_run(f"{clean(lead)}: ").italic = True
    line.add_run(clean(told.excerpt.before))
    line.add_run(clean(told.excerpt.words)).bold = True
    line.add_run(clean(told.excerpt.after))
    line.add_run(f" ({clean(phrases.cited(told.source))})").font.color.rgb = _GREY


def _turns(made: _Pages, brief: Brief) -> None:
    for turn in brief.turns:
        _turn(made, turn)


def _turn(made: _Pages, turn: Turn) -> None:
    if turn.new and not turn.old:
        text = f"{turn.question} {turn.new.answer}".strip()
        _say(made, text, phrases.cited(turn.new.source), lead=capital(turn.kind))
        return
    _say(made, turn.question, lead=capital(turn.kind))
    for mark, told in (("was", turn.old), ("now", turn.new)):
        if told:
            _bullet(made, told.answer, phrases.cited(told.source), mark)


def _agreed(made: _Pages, brief: Brief) -> None:
    for row in brief.agreed:
        _bullet(made, row.answer, f"{row.backing}; {phrases.places(row.refs)}", row.about)


def _alone(made: _Pages, brief: Brief) -> None:
    for alone in brief.alone:
        made.heading(clean(alone.outlet), 2)
        for point in alone.points:
            _bullet(made, f"{point.about} {point.answer}".strip(), phrases.places(point.refs))


def _tellings(made: _Pages, brief: Brief) -> None:
    for told in brief.tellings:
        shares = ", ".join(f"{share.party} {share.part:.0%}" for share in told.shares)
        words = ", ".join(w for judging in told.judging for w in judging.words)
        judged = f" Judging words in its own voice: {words}." if words else ""
        heard = "; ".join(filter(None, (phrases.heard(told), phrases.in_order(told))))
        _bullet(made, f"{heard}. {shares}.{judged}", lead=told.outlet)


def _papers(made: _Pages, brief: Brief) -> None:
    for paper in brief.papers:
        about = ", ".join(filter(None, (paper.author, paper.day, paper.url or paper.source)))
        _say(made, paper.title, about, "List Number 2", paper.outlet)


_SECTIONS: dict[str, Callable[[_Pages, Brief], None]] = {
    "turns": _turns,
    "summary": _summary,
    "agreed": _agreed,
    "rolls": _rolls,
    "sides": _sides,
    "named": _voices,
    "ground": _ground,
    "timeline": _timeline,
    "clashes": _clashes,
    "alone": _alone,
    "tellings": _tellings,
    "papers": _papers,
}
