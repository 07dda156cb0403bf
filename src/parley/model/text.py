"""Reports, and the places in them that every entry points at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from parley.errors import BadAnchor
from parley.model.ids import digest

# One character for one, so that an offset into folded text is the same offset in the report.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u2002\u2003\t\r", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013", "-"),
        "\u2015": "\u2014",
    }
)


def fold(text: str) -> str:
    """Straighten quotation marks, dashes and odd spaces, one character for one.

    >>> fold("“It’s”\\u00a0so")
    '"It\\'s" so'
    """
    return text.translate(_FOLD)


class Part(StrEnum):
    """What a stretch of a report is. Nothing is ever read out of FURNITURE."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report, `text[start:end]` in code points, and what it is."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A place in a report: `report.text[start:end] == words`, in code points."""

    report: str
    start: int
    end: int
    words: str

    def covers(self, other: Anchor) -> bool:
        """Whether the other anchor lies inside this one."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Anchor) -> bool:
        """Whether the two anchors share a character."""
        return self.report == other.report and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One press report or official text. Its text never changes: every anchor points into it.

    `outlet` is None when nobody said who published it; `outlet_inferred` is true when it was
    worked out from the report's own words. `published` is None when no one knows: no stage may
    put the day of reading there. `passages` cover the text in order; an empty tuple means that
    the text has not been divided yet.

    >>> report = Report(outlet="The i Paper", title="", text="“It’s obvious he’s trying to play Trump.”")
    >>> report.find("he's trying").words
    'he’s trying'
    """

    text: str
    title: str = ""
    outlet: str | None = None
    outlet_inferred: bool = False
    published: date | None = None
    published_by: str = ""  # who says so: "metadata", "sidecar", "dateline", "reader"
    url: str | None = None
    author: str | None = None
    language: str | None = None
    source: str = ""  # the file name or address it was read from, for people
    revises: str | None = None  # id of the report that this one corrects
    passages: tuple[Passage, ...] = ()
    id: str = field(default="", compare=True)

    def __post_init__(self) -> None:
        if not self.id:
            outlet = None if self.outlet_inferred else self.outlet
            object.__setattr__(self, "id", digest("report", outlet, self.title, self.text))

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def label(self) -> str:
        """How people call the report: its outlet, else its file, else its title."""
        return self.outlet or self.source or self.title or self.id

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`; an empty or impossible piece is refused."""
        if not 0 <= start < end <= len(self.text):
            raise BadAnchor(self.text[max(start, 0) : max(end, 0)], self.label)
        return Anchor(self.id, start, end, self.text[start:end])

    def find(self, words: str, *, after: int = 0) -> Anchor:
        """Anchor the first place these words occur, curly or straight quotes alike."""
        start = fold(self.text).find(fold(words), after) if words else -1
        if start < 0:
            raise BadAnchor(words, self.label)
        return self.anchor(start, start + len(words))

    def body(self) -> tuple[Passage, ...]:
        """The passages that may be read: all but furniture, captions and datelines.

        A report that has not been divided is one stretch of body.
        """
        if not self.passages:
            return (Passage(Part.BODY, 0, len(self.text)),) if self.text else ()
        unread = (Part.FURNITURE, Part.CAPTION, Part.DATELINE)
        return tuple(p for p in self.passages if p.part not in unread)
