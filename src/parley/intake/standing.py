"""What each paragraph is, from its own words and from where it stands.

Weighed here: what repeats the title, what comes first, what follows the end of the report, what stands in a
menu, what leads to a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from parley.intake.furniture import caption, final, furniture, plain, prose
from parley.intake.outlet import title_without_outlet
from parley.intake.paragraphs import Stretch
from parley.intake.shapes import shouted, words_of
from parley.model.text import Part, fold

_RUN = 6
"""So many lines in a row without a sentence among them are a menu or a list of links."""

_BULLET = re.compile(r"[*•‣▪◦-]\s")
_PERSON = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3}"
_PERSONS = re.compile(rf"{_PERSON}(?:(?:,| and| &) {_PERSON}){{0,6}}")


@dataclass(slots=True)
class Piece:
    """A paragraph while it is being judged: `raw` as written, `words` plain. `part` is None while it is open."""

    start: int
    raw: str
    words: str
    prose: bool
    part: Part | None = None


def piece_of(text: str, stretch: Stretch) -> Piece:
    """The paragraph `text[stretch.start:stretch.end]`, not judged yet."""
    raw = text[stretch.start : stretch.end]
    words = plain(raw)
    return Piece(stretch.start, raw, words, prose(words))


def judge(pieces: list[Piece], title: str) -> None:
    """Give every piece its part. Each rule settles pieces that are still open, the surest rules first."""
    _mark_headline(pieces, title)
    for piece in pieces:
        if piece.part is None and caption(piece.raw):
            piece.part = Part.CAPTION
        elif piece.part is None and furniture(piece.raw):
            piece.part = Part.FURNITURE
    _mark_after_end(pieces)
    _mark_linked(pieces)
    _mark_menus(pieces)
    _mark_opening(pieces, bool(title.strip()))
    _mark_rest(pieces)


def _mark_headline(pieces: list[Piece], title: str) -> None:
    """The lines that repeat the title; crawled pages may write it more than once."""
    wanted = {_key(title), _key(title_without_outlet(title))} - {""}
    for piece in pieces:
        if _key(piece.words) in wanted:
            piece.part = Part.HEADLINE


def _key(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold(words).lower()))


def _mark_after_end(pieces: list[Piece]) -> None:
    """What follows the desk's credits or the copyright line, if it is the lesser half of the prose."""
    for i, piece in enumerate(pieces):
        if not final(piece.raw):
            continue
        before = sum(len(p.words) for p in pieces[:i] if p.part is None and p.prose)
        after = sum(len(p.words) for p in pieces[i + 1 :] if p.part is None and p.prose)
        if before > after:
            for later in pieces[i:]:
                later.part = Part.FURNITURE
            return


def _mark_linked(pieces: list[Piece]) -> None:
    """A line without a sentence right before a bare link is that link's words."""
    for piece, after in pairwise(pieces):
        if piece.part is None and not piece.prose and after.raw.lstrip("* -").startswith("[]("):
            piece.part = Part.FURNITURE


def _mark_menus(pieces: list[Piece]) -> None:
    """Long runs of lines without a sentence, unless a colon announced them or they are clauses of a list."""
    run: list[Piece] = []
    introduced = False
    for piece in pieces:
        if piece.part in (Part.FURNITURE, Part.CAPTION):
            run += [] if piece.prose else [piece]
        elif piece.prose or piece.part is Part.HEADLINE or _clause(piece):
            _close(run, introduced)
            run, introduced = [], piece.words.endswith(":")
        else:
            run.append(piece)
    _close(run, introduced)


def _close(run: list[Piece], introduced: bool) -> None:
    if len(run) >= _RUN and not introduced:
        for piece in run:
            piece.part = piece.part or Part.FURNITURE


def _clause(piece: Piece) -> bool:
    """Whether it is a sentence, goes on in the next line, or quotes somebody: no item of a menu."""
    whole = re.search(r'[.!?]"?$|^"', piece.words)
    return bool(whole and len(piece.words.split()) >= 6) or bool(re.search(r"(?:[;,:]|\band|\bor)$", piece.words))


def _mark_opening(pieces: list[Piece], titled: bool) -> None:
    """Without a line that repeats the title, a first short line without a full stop is the headline.

    Names alone before the first sentence are the authors'.
    """
    first = next((i for i, p in enumerate(pieces) if p.prose and p.part is None), len(pieces))
    opening = [p for p in pieces[:first] if p.part is None]
    headline = any(p.part is Part.HEADLINE for p in pieces)
    named = titled and not headline and bool(opening) and bool(_PERSONS.fullmatch(opening[0].words))
    if opening and first < len(pieces) and not headline and not named and _titular(opening[0]):
        opening.pop(0).part = Part.HEADLINE
    for piece in opening:
        if _PERSONS.fullmatch(piece.words):
            piece.part = Part.FURNITURE


def _titular(piece: Piece) -> bool:
    if _BULLET.match(piece.raw):
        return False
    return 2 <= len(piece.words.split()) <= 30 and not re.search(r"[.;,:]['\"]?$", piece.words)


def _mark_rest(pieces: list[Piece]) -> None:
    """Headings, promotions in capitals, and the body."""
    mixed = any(p.prose and not p.words.isupper() for p in pieces)
    alone = len(pieces) == 1
    for piece in pieces:
        if piece.part is None and mixed and shouted(piece.words) and not piece.prose:
            piece.part = Part.FURNITURE
        elif piece.part is None:
            piece.part = Part.HEADING if not alone and _heading(piece) else Part.BODY


def _heading(piece: Piece) -> bool:
    """A short line without an end mark between paragraphs; questions count."""
    if piece.raw.startswith("#"):
        return True
    if piece.prose or _BULLET.match(piece.raw) or piece.words.lower().rpartition(" ")[2] in words_of("unfinished"):
        return False
    short = len(piece.words.split()) <= 14 and not re.search(r"[.;,!:…]['\")]*$", piece.words)
    return short and bool(re.match(r"[A-Z\d'\"]", piece.words))
