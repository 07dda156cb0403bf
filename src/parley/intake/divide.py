"""A report divided into passages: which stretch is what, with exact offsets.

`paragraphs` finds the stretches, `furniture` judges each by its words, and here their places are weighed:
what comes first, what repeats the title, what stands after the report is over, what stands in a menu.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parley.intake.dateline import Dateline, dateline
from parley.intake.furniture import caption, final, furniture, plain, prose
from parley.intake.outlet import inferred_outlet, title_without_outlet
from parley.intake.paragraphs import Stretch, paragraphs
from parley.model.text import Part, Passage, Report, fold

_RUN = 6
"""So many lines in a row without a sentence among them are a menu or a list of links."""

_BULLET = re.compile(r"[*•‣▪◦-]\s")
_MARK = re.compile(r"(?:[*•‣▪◦#>|]+|[-–—]{1,3})\s+(?=\S)|\*\*+(?=\S)")


@dataclass(slots=True)
class _Piece:
    """A paragraph while it is being judged; `part` is None as long as it is open."""

    stretch: Stretch
    raw: str
    words: str
    prose: bool
    part: Part | None = None


def divide(report: Report) -> Report:
    """The report with its passages, the outlet if its own words give it, and the day if its dateline does.

    Every character that is no white space lies in exactly one passage. A stated outlet or day is never replaced.
    """
    pieces = [_piece(report.text, s) for s in paragraphs(report.text)]
    _judge(pieces, report.title)
    line = _dateline(pieces)
    passages = tuple(p for piece in pieces for p in _passages(piece, line))
    return _dated(_with_outlet(replace(report, passages=passages)), line[1] if line else None)


def _piece(text: str, stretch: Stretch) -> _Piece:
    raw = text[stretch.start : stretch.end]
    words = plain(raw)
    return _Piece(stretch, raw, words, prose(words))


def _judge(pieces: list[_Piece], title: str) -> None:
    """Each rule settles the pieces that are still open, the surest rules first."""
    _mark_headline(pieces, title)
    for piece in pieces:
        if piece.part is None and caption(piece.raw):
            piece.part = Part.CAPTION
        elif piece.part is None and furniture(piece.raw):
            piece.part = Part.FURNITURE
    _mark_after_end(pieces)
    _mark_linked(pieces)
    _mark_menus(pieces)
    _mark_first(pieces)
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        if piece.part is None:
            piece.part = Part.HEADING if _heading(before, piece, after) else Part.BODY


def _mark_headline(pieces: list[_Piece], title: str) -> None:
    """The line that repeats the title; crawled pages may write it more than once."""
    wanted = {_key(title), _key(title_without_outlet(title))} - {""}
    for piece in pieces:
        if _key(piece.words) in wanted:
            piece.part = Part.HEADLINE


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold(words).lower()))


def _mark_after_end(pieces: list[_Piece]) -> None:
    """What follows the desk's credits or the copyright line, if it is the lesser half of the text."""
    for i, piece in enumerate(pieces):
        if not final(piece.raw):
            continue
        before = sum(len(p.words) for p in pieces[:i] if p.part is None and p.prose)
        after = sum(len(p.words) for p in pieces[i + 1 :] if p.part is None and p.prose)
        if before > after:
            for later in pieces[i:]:
                later.part = Part.FURNITURE
            return


def _mark_linked(pieces: list[_Piece]) -> None:
    """A line without a sentence right before a bare link is that link's words."""
    for piece, after in zip(pieces, pieces[1:], strict=False):
        if piece.part is None and not piece.prose and after.raw.lstrip("* -").startswith("[]("):
            piece.part = Part.FURNITURE


def _mark_menus(pieces: list[_Piece]) -> None:
    """Long runs of lines without a sentence, unless a colon announced them or they are clauses of a list."""
    run: list[_Piece] = []
    introduced = False
    for piece in [*pieces, None]:
        if piece is not None and not piece.prose and piece.part is not Part.HEADLINE and not _clause(piece):
            run.append(piece)
            continue
        if len(run) >= _RUN and not introduced:
            for member in run:
                member.part = Part.FURNITURE if member.part is None else member.part
        run = []
        introduced = piece is not None and piece.words.endswith(":")


def _clause(piece: _Piece) -> bool:
    return bool(re.search(r"(?:[;,]|\band|\bor)$", piece.words))


def _mark_first(pieces: list[_Piece]) -> None:
    """Without a line that repeats the title, a first short line without a full stop is the headline.

    Names alone between headline and first sentence are its authors.
    """
    first = next((i for i, p in enumerate(pieces) if p.prose and p.part is None), len(pieces))
    opening = [p for p in pieces[:first] if p.part is None]
    headline = any(p.part is Part.HEADLINE for p in pieces)
    if opening and first < len(pieces) and not headline and _titular(opening[0]):
        opening.pop(0).part = Part.HEADLINE
    for piece in opening:
        if re.fullmatch(
            r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3}(?:(?:,| and| &) [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3})*",
            piece.words,
        ):
            piece.part = Part.FURNITURE


def _titular(piece: _Piece) -> bool:
    if _BULLET.match(piece.raw):
        return False
    return 2 <= len(piece.words.split()) <= 30 and not re.search(r"[.;,:]['\"]?$", piece.words)


def _heading(before: _Piece | None, piece: _Piece, after: _Piece | None) -> bool:
    """A short line without an end mark between paragraphs; questions count."""
    if piece.raw.lstrip().startswith("#"):
        return True
    if before is None and after is None:
        return False
    short = len(piece.words.split()) <= 14 and not re.search(r"[.;,!:…]['\")]*$", piece.words)
    opens = piece.words[:1].isupper() or piece.words[:1].isdigit() or piece.words[:1] in "'\""
    return short and opens and not piece.prose and not _BULLET.match(piece.raw)


Filed = tuple[_Piece, Dateline]


def _dateline(pieces: list[_Piece]) -> Filed | None:
    """The dateline of the first paragraph of the body that has one, among the first three."""
    body = [p for p in pieces if p.part is Part.BODY][:3]
    for piece in body:
        found = dateline(piece.raw)
        if found:
            return piece, found
    return None


def _passages(piece: _Piece, line: Filed | None) -> list[Passage]:
    """The piece as one passage, or two where a list mark or the dateline stands before it."""
    start, end, part = piece.stretch.start, piece.stretch.end, piece.part or Part.BODY
    cut, head = 0, Part.FURNITURE
    if line and line[0] is piece:
        cut, head = line[1].end, Part.DATELINE
    elif part is not Part.FURNITURE and (mark := _MARK.match(piece.raw)):
        cut = mark.end()
    if not cut or cut >= end - start:
        return [Passage(part, start, end)]
    return [Passage(head, start, start + len(piece.raw[:cut].rstrip())), Passage(part, start + cut, end)]


def _with_outlet(report: Report) -> Report:
    if report.outlet:
        return report
    outlet = inferred_outlet(report)
    return replace(report, outlet=outlet, outlet_inferred=True) if outlet else report


def _dated(report: Report, line: Dateline | None) -> Report:
    """The dateline's day as the day of publication, where nobody else gives one and the year is written."""
    if report.published or line is None:
        return report
    day = line.on()
    return replace(report, published=day, published_by="dateline") if day else report
