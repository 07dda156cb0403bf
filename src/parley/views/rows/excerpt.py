"""The sentence around an anchor, so that a reader sees words in their place."""

from __future__ import annotations

import re

from parley.model.text import Anchor, Report
from parley.views.rows.brief import Excerpt
from parley.views.rows.prose import flat

_BREAK = re.compile(r"""(?<=[.!?…])(?P<close>["”’')\]]*)\s+(?=["“‘'(\[]*[^\Wa-z_])|\n+""")
# A full stop after a title, an initial or letters with stops between them ends no sentence.
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Prof|Sr|Jr|No|vs)|\b[A-Z]|\.[A-Za-z])\.$"
)
_REACH = 240  # how many characters of context to show at most on each side


def excerpt(report: Report, anchor: Anchor) -> Excerpt:
    """The words of an anchor with the rest of their sentence, cut with an ellipsis where it runs long."""
    low, high = _sentence(report.text, anchor.start, anchor.end)
    before, after = report.text[low : anchor.start], report.text[anchor.end : high]
    return Excerpt(_left(before), flat(anchor.words), _right(after))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(start - 4 * _REACH, 0), min(end + 4 * _REACH, len(text))
    ends = [
        m
        for m in _BREAK.finditer(text, low, high)
        if "\n" in m.group() or not _SHORTENED.search(text, low, m.start())
    ]
    before = [m.end() for m in ends if m.end() <= start]
    after = [m.end("close") if m.group("close") else m.start() for m in ends if m.start() >= end - 1]
    return (before[-1] if before else low), max(after[0] if after else high, end)


def _left(text: str) -> str:
    shown = flat(text)
    if len(shown) > _REACH:
        shown = "… " + shown[-_REACH:].split(" ", 1)[-1]
    return shown + " " if text[-1:].isspace() and shown else shown


def _right(text: str) -> str:
    shown = flat(text)
    if len(shown) > _REACH:
        shown = shown[:_REACH].rsplit(" ", 1)[0] + " …"
    return " " + shown if text[:1].isspace() and shown else shown
