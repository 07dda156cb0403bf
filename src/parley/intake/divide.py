"""A report divided into passages: which stretch is what, with exact offsets.

`paragraphs` finds the stretches, `furniture` judges each by its words, `standing` weighs where each stands;
here the judgements become passages.
"""

from __future__ import annotations

import re
from dataclasses import replace

from parley.intake.dateline import Dateline, dateline
from parley.intake.furniture import furniture, label, prose
from parley.intake.outlet import inferred_outlet
from parley.intake.paragraphs import paragraphs
from parley.intake.standing import Piece, judge, piece_of
from parley.model.text import Part, Passage, Report, fold

_MARK = re.compile(r"(?:[*•‣▪◦#>|]+|[-–—]{1,3})\s+(?=\S)|\*\*+(?=\S)")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]?\s+(?=[A-Z(\"]|--)")


def divide(report: Report) -> Report:
    """The report with its passages, the outlet if its own words give it, and the day if its dateline does.

    Every character that is no white space lies in exactly one passage. A stated outlet or day is never replaced.
    """
    pieces = [piece_of(report.text, stretch) for stretch in paragraphs(report.text)]
    judge(pieces, report.title)
    line = _dateline(pieces)
    passages = tuple(passage for piece in pieces for passage in _passages(piece, line))
    divided = _with_outlet(replace(report, passages=passages), line[1].agency if line else None)
    return _dated(divided, line[1] if line else None)


Filed = tuple[Piece, Dateline]


def _dateline(pieces: list[Piece]) -> Filed | None:
    """The dateline of the first paragraph of the body that has one, among the first three."""
    for piece in [p for p in pieces if p.part is Part.BODY][:3]:
        found = dateline(piece.raw)
        if found and found.end < len(piece.raw):
            return piece, found
    return None


def _passages(piece: Piece, line: Filed | None) -> list[Passage]:
    """The piece as a passage, with what stands before or after its own words cut off."""
    part = piece.part or Part.BODY
    head, kind = (line[1].end, Part.DATELINE) if line and line[0] is piece else (_mark(piece), Part.FURNITURE)
    if part in (Part.FURNITURE, Part.CAPTION) or head >= len(piece.raw):
        head = 0
    tail = _tail(piece.raw) if part is Part.BODY else len(piece.raw)
    cuts = [(kind, 0, head), (part, head, tail), (Part.FURNITURE, tail, len(piece.raw))]
    return [_trimmed(kind, piece, first, last) for kind, first, last in cuts if first < last]


def _trimmed(part: Part, piece: Piece, first: int, last: int) -> Passage:
    start, words = piece.start + first, piece.raw[first:last]
    return Passage(part, start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _mark(piece: Piece) -> int:
    """How long the list mark or label before the piece's own words is."""
    mark = _MARK.match(piece.raw)
    return mark.end() if mark else label(piece.raw)


def _tail(raw: str) -> int:
    """Where furniture begins that hangs on a paragraph's last sentences ("He left. This story was updated.")."""
    cuts = [found.end() for found in _SENTENCE.finditer(fold(raw))]
    end = len(raw)
    for cut in reversed(cuts):
        if not furniture(raw[cut:end]) or len(raw[cut:end].split()) < 3 or not prose(raw[:cut].strip()):
            break
        end = cut
    return end


def _with_outlet(report: Report, agency: str | None) -> Report:
    if report.outlet:
        return report
    outlet = inferred_outlet(report, agency)
    return replace(report, outlet=outlet, outlet_inferred=True) if outlet else report


def _dated(report: Report, line: Dateline | None) -> Report:
    """The dateline's day as the day of publication, where nobody else gives one and the year is written."""
    if report.published or line is None:
        return report
    day = line.on()
    return replace(report, published=day, published_by="dateline") if day else report
