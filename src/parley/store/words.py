"""Words as the search sees them: small letters without accents, the same for every database.

Both full-text engines get words that are already folded and cut here, so one query finds the same in SQLite (FTS5)
and PostgreSQL (tsvector); marks in a snippet come from the same cutting.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

PIECE = 4000
"""Words a searchable piece of a report holds: PostgreSQL keeps positions up to 16,383, and 256 of one word."""
SHARED = 20
"""Words two neighbouring pieces share, so that a phrase across their border is found."""
LONGEST = 200  # characters of a word that are kept; a longer "word" is data, not language

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """One word in small letters without accents.

    >>> folded("Erdoğan"), folded("STRASSE") == folded("Straße")
    ('erdogan', True)
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(c for c in plain if c.isalnum())[:LONGEST]


def cut(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, each with its place.

    >>> list(cut("Çelik’s plan"))
    [('celik', 0, 5), ('s', 6, 7), ('plan', 8, 12)]
    """
    for found in _WORD.finditer(text):
        word = folded(found.group())
        if word:
            yield word, found.start(), found.end()


def pieces(text: str) -> Iterator[tuple[int, list[str]]]:
    """The text in searchable pieces: where each begins, and its words."""
    words = list(cut(text))
    for first in range(0, max(len(words) - SHARED, 1), PIECE - SHARED):
        piece = words[first : first + PIECE]
        if piece:
            yield piece[0][1], [word for word, _, _ in piece]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for; `begins` finds all words that begin like the last one."""

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False


_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


def terms(asked: str) -> tuple[Term, ...]:
    """What is asked for: words, "phrases in quotation marks", beginnings*, and -words that must not be there.

    A query that only says what must not be there asks for nothing.

    >>> terms('"Black Sea" negotiat* -football')  # doctest: +NORMALIZE_WHITESPACE
    (Term(words=('black', 'sea'), begins=False, without=False),
     Term(words=('negotiat',), begins=True, without=False), Term(words=('football',), begins=False, without=True))
    >>> terms("-football")
    ()
    """
    found: list[Term] = []
    for minus, phrase, word in _TERM.findall(asked[:1000]):
        words = tuple(w for w, _, _ in cut(phrase or word))
        if words:
            found.append(Term(words, begins=word.endswith("*"), without=bool(minus)))
    return tuple(found[:20]) if any(not t.without for t in found) else ()


def fts5(asked: Sequence[Term]) -> str:
    """The terms as SQLite's FTS5 wants them (https://sqlite.org/fts5.html, section 3).

    >>> fts5(terms('grain -"Black Sea"'))
    '("grain") NOT ("black sea")'
    """
    wanted = " AND ".join(_fts5(t) for t in asked if not t.without)
    unwanted = " OR ".join(_fts5(t) for t in asked if t.without)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.begins else "")


def tsquery(asked: Sequence[Term]) -> str:
    """The terms as PostgreSQL's tsquery.

    >>> tsquery(terms('grain* -"Black Sea"'))
    "'grain':* & !('black' <-> 'sea')"
    """
    return " & ".join(("!" if t.without else "") + _tsquery(t) for t in asked)


def _tsquery(term: Term) -> str:
    parts = [f"'{w}'" for w in term.words]
    parts[-1] += ":*" if term.begins else ""
    return f"({' <-> '.join(parts)})" if len(parts) > 1 else parts[0]


def tsvector(words: Sequence[str]) -> str:
    """Words with their positions as a PostgreSQL tsvector, past its own parser.

    >>> tsvector(["peace", "for", "peace"])
    "'for':2 'peace':1,3"
    """
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{w}':{','.join(map(str, places[w][:255]))}" for w in sorted(places))


def snippet(
    text: str, asked: Sequence[Term], start: int = 0, end: int | None = None, *, around: int = 110
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A stretch of text around the first words that were asked for, and where the found words stand in it.

    `start` and `end` say where to look; words of the text around may be shown.

    >>> snippet("They met. The envoy left for Izmir.", terms("envoy"), around=8)
    ('The envoy left', ((4, 9),))
    """
    stop = len(text) if end is None else min(end, len(text))
    found = list(_found(text, asked, start, stop))
    centre = found[0] if found else (start, min(start, stop))
    first, last = (
        max(centre[0] - around, 0),
        min(max(centre[1], stop if end is not None else 0) + around, len(text)),
    )
    last = min(last, first + 6 * around)
    first, last = _whole(text, first, last)
    marks = tuple((a - first, b - first) for a, b in _found(text, asked, first, last))
    return text[first:last], marks


def _whole(text: str, first: int, last: int) -> tuple[int, int]:
    """The stretch without the broken words at its ends."""
    if first > 0:
        space = text.find(" ", first, first + 20)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", max(last - 20, first), last)
        last = space if space > first else last
    return first, last


def _found(text: str, asked: Sequence[Term], start: int, end: int) -> Iterator[tuple[int, int]]:
    wanted = {w for t in asked if not t.without for w in (t.words[:-1] if t.begins else t.words)}
    heads = tuple(t.words[-1] for t in asked if t.begins and not t.without)
    for word, a, b in cut(text[start:end]):
        if word in wanted or (heads and word.startswith(heads)):
            yield start + a, start + b
