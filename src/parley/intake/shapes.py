"""Furniture known by its shape: time stamps, bylines, sign-offs, counts, picture credits.

Each test looks at single words or at the last hundred characters, so that no text can make it slow.
"""

from __future__ import annotations

import re
from functools import cache

from parley.model.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+")
_NAMES = re.compile(r"[^\W\d_][\w.'-]*")
_DAY = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|am|pm|z)?")
_SIGN_OFF = re.compile(
    r"reuters?\W{0,6}[#&;\d\s\x03]*|[-*#=_ ]{0,9}30[-*#=_ ]{0,9}|(?:[-*#(]\s?)?ends?(?:\s?[-*#)])?", re.I
)
_AGENCIES = re.compile(
    r"(?:[a-z]{2,3}(?:[/,][a-z]{2,3}){0,4} )?[(\[][A-Z][\w.]*(?:(?:, ?| |/)[A-Za-z][\w.]*){0,7}[)\]]\.?"
)
_SOURCE = re.compile(r"(?:source|sources|agencies)(?::| -) ?(?P<names>.{2,60})", re.I)
_COUNT = re.compile(
    r"\(?\d[\d,.]{0,9}k?\)?\s?(?:comments?|shares?|views?|likes?|min(?:ute)?s? read|photos?|videos?)"
    r"|(?:slideshow|gallery|photos) \(\d{1,3} \w+\)",
    re.I,
)
_LIST_OF = re.compile(r"(?:list |item |photo |image )?\[?\d{1,3}\s?(?:of|/)\s?\d{1,3}\]?\s?\S", re.I)
_SLASH = re.compile(r"[A-Z][\w.'’-]{0,20}\s?/\s?[A-Z][^.!?]{0,40}[)\]]?$")
_REPORTED = re.compile(
    r"[A-Z]\S*(?: (?:[A-Z]\S*|and|of|in|also|writers?|reporters?|correspondents?)){0,12}"
    r" (?:reported|contributed|reports) from [A-Z].{1,90}"
)
_INTRODUCED = re.compile(r"By [A-Z][\w.'-]+ [A-Z][^,]{1,40}, (?:an?|the|our) .{3,100}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}")


@cache
def words_of(key: str) -> frozenset[str]:
    """A list of the furniture vocabulary."""
    return Lexicon.beside(__file__).words("furniture", key)


@cache
def opening(key: str) -> re.Pattern[str]:
    """One pattern for all phrases of a list, for the head of a paragraph; letters end at a word's end."""
    edge = [re.escape(p) + (r"(?!\w)" if p[-1].isalnum() else "") for p in sorted(words_of(key))]
    return re.compile("|".join(edge))


@cache
def containing(key: str) -> re.Pattern[str]:
    """One pattern for all phrases of a list, anywhere, at the ends of words."""
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in sorted(words_of(key))))


def stamp(words: str) -> bool:
    """Whether it is a time stamp and nothing else.

    >>> [stamp(x) for x in ("Updated 5:44 PM UTC, January 26, 2026", "3 min read", "In May 2010 they met")]
    [True, True, False]
    """
    parts = [word.lower() for word in _WORD.findall(words)]
    numbers = [_NUMBER.fullmatch(part) for part in parts]
    known = (n or p in words_of("stamp") or _DAY.fullmatch(p) for n, p in zip(numbers, parts, strict=True))
    return any(numbers) and len(parts) <= 24 and all(known)


def byline(words: str) -> bool:
    """Whether it says who wrote the report: an opening such as "By", then names above all.

    >>> [byline(x) for x in ("By Ann Lee and Bo Chu, Oslo", "By Monday they had left.", "By noon")]
    [True, False, False]
    """
    head = opening("credits").match(words.lower())
    if not head:
        return False
    rest = _NAMES.findall(words[head.end() :])
    names = [w for w in rest if w.lower() not in words_of("between") and not opening("credits").match(w.lower())]
    capital = sum(w[0].isupper() for w in names)
    days = sum(bool(_DAY.fullmatch(w.lower())) for w in names)
    return len(names) >= 2 and not days and capital >= 0.8 * len(names) and len(rest) <= 60


def button(words: str) -> bool:
    """Sign-offs, counts, places in a list, addresses of mail, rules."""
    shapes = (_SIGN_OFF, _COUNT, _MAIL)
    return not _WORD.search(words) or any(shape.fullmatch(words) for shape in shapes)


def credits(words: str) -> bool:
    """Whether it names those who helped: "Moe reported from Oslo.", "By Ann Lee, an editor at The Example.".

    >>> [credits(x) for x in ("Moe reported from Oslo.", "Fires were reported from Oslo.")]
    [True, False]
    """
    if len(words.split()) > 30:
        return False
    source = _SOURCE.fullmatch(words)
    if source and containing("agencies").search(source["names"].lower()):
        return True
    return any(shape.fullmatch(words) for shape in (_REPORTED, _INTRODUCED, _AGENCIES))


def doubled(words: str) -> bool:
    """Whether it mostly says the same four words or more twice running, as teasers and galleries do.

    >>> doubled("World Talks fail in Oslo again Talks fail in Oslo again Listen")
    True
    """
    parts = words.split()
    if len(parts) > 40 or '"' in words:
        return False
    again = ((i, j - i) for i, word in enumerate(parts) for j in range(i + 4, len(parts)) if parts[j] == word)
    return any(parts[i : i + n] == parts[i + n : i + 2 * n] and 4 * n > len(parts) for i, n in again)


def shouted(words: str) -> bool:
    """Whether it is a line of six words or more in capitals, as sites announce another story.

    >>> shouted("MINISTER SAYS TALKS IN OSLO MAY FAIL")
    True
    """
    letters = [c for c in words if c.isalpha()]
    return len(words.split()) >= 6 and all(c.isupper() for c in letters)


def listed(words: str) -> bool:
    """Whether it numbers itself among others: "list 2 of 3", "[1/5]"."""
    return bool(_LIST_OF.match(words))


def credited(words: str) -> bool:
    """Whether it ends with the credit of a picture.

    >>> [credited(x) for x in ("Oslo [File: Ola Moe/AFP]", "Talks on 9/11.", "A minister. Getty Images")]
    [True, False, True]
    """
    tail = words[-100:].rstrip(" .*")
    slash = _SLASH.search(tail)
    return bool(slash and not words.endswith(".")) or bool(_credit().search(tail))


@cache
def _credit() -> re.Pattern[str]:
    names = "|".join(re.escape(p) for p in sorted(words_of("credit"), key=lambda p: (-len(p), p)))
    return re.compile(
        r"(?:(?:photographer|photograph|photo|picture|image|credit)s?(?: by)?: ?[^.:]{2,60}"
        rf"|[(\[](?:file: ?)?(?:{names})\b[^.\])]{{0,50}}[)\]]"
        rf"|\b(?:via|handout) (?:via )?(?:{names})|[.,]? ?(?:getty images|ap photo|file photo|afp photo))\)?$",
        re.I,
    )
