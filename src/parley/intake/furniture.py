"""Which paragraphs are furniture: what a page says about itself, not about the talks.

A paragraph is judged by its own words and shape here; `divide` adds where it stands. Both ways must be
precise: furniture that is read invents entries, prose that is dropped loses them. So phrases that could
stand in reporting count only where the paragraph does not read like it.
"""

from __future__ import annotations

import re

from parley.intake.shapes import (
    button,
    byline,
    containing,
    credited,
    credits,
    doubled,
    listed,
    opening,
    stamp,
    words_of,
)
from parley.model.text import fold

_MARKER = re.compile(r"[*•‣▪◦·#>|\\_\-–—\s]+")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\([^\s)]{0,1000}\)|<https?://[^>\s]{0,1000}>|https?://\S{0,1000}|www\.\S{1,1000}"
)
_EMPHASIS = re.compile(r"\*\*+|(?<!\w)[*_]+|[*_]+(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]['\")\]*_]*$")
_VERB = re.compile(
    r"\b(?:said|says|told|added|announced|warned|according|was|were|is|are|has|have|had|will|would)\b", re.I
)
_SAYS = re.compile(
    r"\b(?:said|says|told|according to|announced|added|warned|insisted|stated|reported that|wrote)\b", re.I
)
_ADDRESS = re.compile(r"<?(?:https?://\S+|[\w-]+(?:\.[\w-]+)+/\S*)")
_SHAPES = (button, stamp, byline, credits, doubled)
_NEAR = 160
"""Characters within which a sure phrase tells of the whole paragraph; further on, of its last sentence."""
_OVER = re.compile(r"\\?\s*(?:#\s*){3,}|-\s*30\s*-|-\s*ends?\s*-", re.I)


def plain(paragraph: str) -> str:
    """The words of a paragraph: straight marks, single spaces, no list marks, emphasis or link targets.

    >>> plain("* **Read more** [here](http://a.example)")
    'Read more here'
    """
    text = _LINK.sub(lambda m: m[1] or " ", fold(paragraph).strip())
    marks = _MARKER.match(text)
    return " ".join(_EMPHASIS.sub("", text[marks.end() :] if marks else text).split())


def prose(words: str) -> bool:
    """Whether this reads like reporting: a full sentence of some length with a finite verb.

    >>> [prose(x) for x in ("The ministers met on Monday and would return.", "Ministers to meet on Monday")]
    [True, False]
    """
    count = len(_WORD.findall(words))
    return count >= 7 and bool(_SENTENCE_END.search(words)) and (count >= 12 or bool(_VERB.search(words)))


def furniture(paragraph: str) -> bool:
    """Whether the paragraph is furniture by its own words.

    >>> [furniture(x) for x in ("Subscribe", "Read more: Talks fail", "He would sign up for it, a minister said.")]
    [True, True, False]
    """
    words = plain(paragraph)
    lower = words.lower()
    if lower.strip(" .:!?|»>›-#*") in words_of("whole") or any(test(words) for test in _SHAPES):
        return True
    if not prose(words) and (listed(words) or lower.endswith(_closing()) or _pointer(paragraph, words)):
        return True
    if opening("always").match(lower):
        return True
    return not _reporting(words) and _phrased(lower, _addressed(paragraph, words, lower))


def _phrased(lower: str, addressed: bool) -> bool:
    head = lower.lstrip("([ ")
    sure = containing("sure").search(lower)
    if (sure and sure.start() <= _NEAR) or opening("opening").match(head):
        return True
    return addressed and bool(opening("nudge").match(head) or containing("anywhere").search(lower))


def _addressed(paragraph: str, words: str, lower: str) -> bool:
    """Whether it speaks to the reader, holds a link, or does not end like a sentence."""
    spoken = any(word in words_of("reader") for word in re.findall(r"[a-z]+", lower))
    return (spoken and '"' not in words) or not _SENTENCE_END.search(words) or bool(_LINK.search(paragraph))


def _pointer(paragraph: str, words: str) -> bool:
    """Whether a few words lead to an address: "For a graphic: www.example.org/x"."""
    last = paragraph.rsplit(None, 1)[-1]
    return len(words.split()) <= 12 and bool(_ADDRESS.fullmatch(last))


def _closing() -> tuple[str, ...]:
    return tuple(sorted(words_of("closing")))


def label(paragraph: str) -> int:
    """How many characters of a label such as "Story highlights" stand before the paragraph's own words.

    >>> label("Key points The ministers met.")
    11
    """
    found = opening("label").match(fold(paragraph[:60]).lower())
    rest = paragraph[found.end() :] if found else ""
    own = re.match(r":?\s+(?=[A-Z\"“‘'])", rest)
    return found.end() + own.end() if found and own and len(rest.split()) >= 3 else 0


def _reporting(words: str) -> bool:
    """Whether it reports somebody's words, or is simply long: then a phrase proves nothing."""
    count = len(_WORD.findall(words))
    return count > 60 or ((count > 14 or '"' in words) and bool(_SAYS.search(words)))


def caption(paragraph: str) -> bool:
    """Whether it is the line under a picture, which ends with a credit.

    >>> caption("Delegates arrive for talks in Oslo [File: Ola Nordmann/AFP]")
    True
    >>> caption("Delegates in Oslo. REUTERS/Ola Nordmann Purchase Licensing Rights, opens new tab")
    True
    """
    words = plain(paragraph)
    if len(_WORD.findall(words)) > 70:
        return False
    offered = containing("sure").search(words.lower())  # "REUTERS/Ola Moe Purchase Licensing Rights"
    return credited(words) or bool(offered and credited(words[: offered.start()].rstrip()))


def final(paragraph: str) -> bool:
    """Whether the report is over after this paragraph: credits of the desk, copyright, ###."""
    if _OVER.fullmatch(fold(paragraph).strip()):
        return True
    lower = plain(paragraph).lower()
    ends = opening("final").match(lower) or re.search(r"contributed to this (?:report|article|story)", lower)
    return bool(ends) and furniture(paragraph)
