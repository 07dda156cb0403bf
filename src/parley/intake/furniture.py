"""Which paragraphs are furniture: what a page says about itself, not about the talks.

A paragraph is judged by its own words and shape here; `divide` adds where it stands. Both ways must be
precise: furniture that is read invents entries, prose that is dropped loses them. So phrases that could
stand in reporting count only where the paragraph does not read like it.
"""

from __future__ import annotations

import re
from functools import cache

from parley.model.lexicon import Lexicon
from parley.model.text import fold

_MARKER = re.compile(r"^(?:[*•‣▪◦·#>|\\_\-–—]+\s*)+")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^\s)]*\)|<https?://[^>\s]*>|https?://\S+|www\.\S+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]['\")\]*_]*$")
_VERBS = re.compile(
    r"\b(?:said|says|told|added|announced|warned|according|was|were|is|are|has|have|had|will|would)\b", re.I
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_STAMP = re.compile(
    rf"(?:(?:published|updated|posted|last updated|first published|created|modified|on|at|as of|edt?|est|gmt|utc|bst|"
    rf"cet|ist|[ap]\.?m\.?|et|pt|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|day|{_MONTH}|\d+(?:st|nd|rd|th)?|"
    rf"mins?|minutes?|hours?|hrs?|days?|weeks?|ago|read|of)\b|[\s\W\d])+",
    re.I,
)
_BYLINE = re.compile(
    r"(?:by|from)\s+(?:[A-Z][\w.'’-]*|de|van|von|bin|al|el|and|&|,|in|at|the|for|of|\||/)(?:[\s,]+(?:[A-Z][\w.'’-]*|de|van|von|bin|al|el|and|&|in|at|for|of|the|\||/)){1,14}[.,]?",
)
_RULE = re.compile(r"[\W_]*")
_SIGN_OFF = re.compile(r"(?:reuters?\b[\s#&;\d\x03\u0003]*|-+\s*\d*\s*-+|#+|\*+|-?30-?|ends?)", re.I)
_COUNT = re.compile(
    r"\(?\d[\d,.]*k?\)?\s*(?:comments?|shares?|views?|likes?|min(?:ute)?s? read|photos?|videos?)", re.I
)
_LIST_OF = re.compile(r"(?:list\s+)?(?:item\s+)?\[?\d+\s*(?:of|/)\s*\d+\]?\s*\S", re.I)
_CREDIT_END = re.compile(
    r"(?:[(\[]\s*)?(?:file:?\s*)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4}\s?/\s?[A-Z][\w.' /-]*[)\]]?\s*$"
)


@cache
def _phrases(key: str) -> tuple[str, ...]:
    return tuple(sorted(Lexicon.beside(__file__).words("furniture", key)))


@cache
def _starting(key: str) -> re.Pattern[str]:
    """One pattern for all opening phrases; a phrase that ends in a letter ends at a word's end."""
    edge = [re.escape(p) + (r"\b" if p[-1].isalnum() else "") for p in _phrases(key)]
    return re.compile("|".join(edge))


@cache
def _containing(key: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in _phrases(key)))


def plain(paragraph: str) -> str:
    """The words of a paragraph: straight marks, single spaces, no list marks, emphasis or link targets.

    >>> plain("* **Read more** [here](http://a.example)")
    'Read more here'
    """
    text = _LINK.sub(lambda m: m[1] or " ", fold(paragraph))
    text = re.sub(r"\*\*+|(?<!\w)[*_]+|[*_]+(?!\w)", "", text)
    return " ".join(_MARKER.sub("", text.strip()).split())


def prose(words: str) -> bool:
    """Whether this reads like reporting: a full sentence of some length with a finite verb.

    >>> prose("The ministers met on Monday and said they would return.")
    True
    >>> prose("Ministers to meet on Monday")
    False
    """
    count = len(_WORD.findall(words))
    return count >= 7 and bool(_SENTENCE_END.search(words)) and (count >= 12 or bool(_VERBS.search(words)))


def furniture(paragraph: str) -> bool:
    """Whether the paragraph is furniture by its own words.

    >>> [furniture(x) for x in ("Subscribe", "Read more: Talks resume", "A minister said she would sign up for the plan.")]
    [True, True, False]
    """
    words = plain(paragraph)
    lower = words.lower()
    return (
        _empty(words)
        or _small(words, lower)
        or bool(_containing("sure").search(lower))
        or (not _reporting(words) and _phrased(lower))
    )


def _empty(words: str) -> bool:
    """Links, rules and addresses without words of their own."""
    return not words or bool(_RULE.fullmatch(words)) or bool(_MAIL.fullmatch(words))


def _small(words: str, lower: str) -> bool:
    """Buttons, bylines, sign-offs, time stamps and counts."""
    if lower.strip(" .:!?|»>›-#*") in _phrases("whole"):
        return True
    shapes = (_STAMP, _BYLINE, _SIGN_OFF, _COUNT)
    return any(shape.fullmatch(words) for shape in shapes) or (bool(_LIST_OF.match(words)) and not prose(words))


def _phrased(lower: str) -> bool:
    return bool(_starting("opening").match(lower) or _containing("anywhere").search(lower))


_SAYS = re.compile(
    r"\b(?:said|says|told|according to|announced|added|warned|insisted|stated|reported that)\b", re.I
)


def _reporting(words: str) -> bool:
    """Whether somebody is quoted or reported in it, or it is simply long: then a phrase proves nothing."""
    count = len(_WORD.findall(words))
    return count > 60 or (count > 14 and bool(_SAYS.search(words))) or ('"' in words and bool(_SAYS.search(words)))


def caption(paragraph: str) -> bool:
    """Whether it is the line under a picture: it ends with a credit, or says that it is a file picture.

    >>> caption("Delegates arrive for talks in Oslo [File: Ola Nordmann/AFP]")
    True
    """
    words = plain(paragraph)
    if len(_WORD.findall(words)) > 70:
        return False
    return bool(_CREDIT_END.search(words) and _credited(words)) or bool(_ends_with_credit().search(words))


def _credited(words: str) -> bool:
    return not words.endswith(".") and "/" in words[-80:]


@cache
def _ends_with_credit() -> re.Pattern[str]:
    names = "|".join(re.escape(p) for p in _phrases("credit"))
    return re.compile(
        rf"(?:\b(?:photograph(?:er)?|photo|picture|image|credit)s?(?: by)?: ?[^.]{{2,60}}|\((?:{names})(?: photo| images| file)?[/)][^.]{{0,60}}"
        rf"|\bvia (?:{names})|(?:handout|getty images|file photo|ap photo)[^.]{{0,40}})\W*$",
        re.I,
    )


def final(paragraph: str) -> bool:
    """Whether the report is over after this paragraph: credits of the desk, copyright, ###."""
    words = plain(paragraph)
    if re.fullmatch(r"\\?\s*(?:#\s*){3,}|-30-|-\s*ends?\s*-", fold(paragraph).strip(), re.I):
        return True
    lower = words.lower()
    ended = re.search(r"contributed to this (?:report|article|story)", lower)
    return bool(_starting("final").match(lower) or (ended and furniture(paragraph)))
