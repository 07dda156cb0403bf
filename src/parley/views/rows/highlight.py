"""Marks in running text: spans that nest, overlap and cross paragraphs, cut into well-formed pieces.

HTML elements must nest, spans need not. A span that crosses the end of another is cut there and goes on in a
second piece; only its first piece carries the fragment id.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from parley.views.rows.brief import Piece

Span = tuple[int, int, str]
"""Start, end (code points into the report) and fragment id."""


def pieces(text: str, spans: Iterable[Span], offset: int = 0) -> tuple[Piece, ...]:
    """The text cut at the ends of the spans, with the marks to open and close around each piece.

    `offset` is where the text begins in its report; spans that reach beyond the text are clipped.

    >>> [(p.text, p.opens, p.closes) for p in pieces("abcd", [(0, 3, "x"), (1, 2, "y")])]
    [('a', (('x', True),), 0), ('b', (('y', True),), 1), ('c', (), 1), ('d', (), 0)]
    """
    inside = _clipped(spans, offset, offset + len(text))
    cuts = sorted({0, len(text), *(max(c - offset, 0) for span in inside for c in span[:2])})
    made: list[Piece] = []
    stack: list[Span] = []
    for low, high in pairwise(cuts):
        opened = _opened(inside, stack, offset + low)
        stack += opened
        closes = _closing(stack, offset + high)
        del stack[len(stack) - closes :]
        made.append(
            Piece(text[low:high], tuple((m, s >= offset and s == offset + low) for s, _, m in opened), closes)
        )
    return tuple(made)


def _clipped(spans: Iterable[Span], low: int, high: int) -> list[Span]:
    """The spans that touch the stretch, longest first where they begin together."""
    touching = [(s, min(e, high), m) for s, e, m in spans if s < high and e > low]
    return sorted(touching, key=lambda s: (max(s[0], low), -s[1], s[2]))


def _opened(spans: list[Span], stack: list[Span], at: int) -> list[Span]:
    """Spans to open at a place: those that begin there, and those cut off by the end of another."""
    return sorted((s for s in spans if s[0] <= at < s[1] and s not in stack), key=lambda s: (-s[1], s[2]))


def _closing(stack: list[Span], at: int) -> int:
    """How many marks to close at a place: every mark from the outermost one that ends there inwards."""
    ending = [i for i, span in enumerate(stack) if span[1] <= at]
    return len(stack) - ending[0] if ending else 0
