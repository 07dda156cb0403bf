"""Plain sentences out of reports' words: quotation marks only where the report has them, clipped at the clause."""

from __future__ import annotations

import re
from functools import lru_cache

from parley.model.entries import Manner, Statement
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor, Report, fold

_LEXICON = Lexicon.beside(__file__)
_ARTICLE = _LEXICON.words("wording", "article")
_POINTING = _LEXICON.words("wording", "pointing")
_ASIDE = _LEXICON.words("wording", "aside")
_PAST: dict[str, str] = _LEXICON.load("wording")["past"]
_MARKED = re.compile(r'"[^"\n]*(?:"|\n|$)')
_MARKS = '“”"„‟«»＂'
_NO_MARKS = dict.fromkeys(map(ord, _MARKS))
_SPACE = re.compile(r"\s+")
_LEAST = 4  # words that must stand before an aside that is cut off
LONGEST = 22
"""Words of a report that one sentence of the summary holds at most."""


@lru_cache(maxsize=256)
def _marked(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text stands inside its own double quotation marks; one left open holds to the line's end."""
    return tuple(m.span() for m in _MARKED.finditer(fold(text)))


def in_marks(report: Report, anchor: Anchor) -> bool:
    """Whether all of these words stand inside one pair of the report's own quotation marks."""
    return any(start <= anchor.start and anchor.end <= end for start, end in _marked(report.text))


def flat(words: str) -> str:
    """The words on one line."""
    return _SPACE.sub(" ", words).strip()


def unmarked(words: str) -> str:
    """The words on one line without double quotation marks and without what joins them to others.

    >>> unmarked("“It is over,” ")
    'It is over'
    """
    return flat(words.translate(_NO_MARKS)).strip(" ,;:").removesuffix(".")


@lru_cache(maxsize=1 << 14)
def balanced(words: str) -> str:
    """The words with their quotation marks as pairs; a mark without a partner is left out.

    >>> balanced('the dialogue" with the North'), balanced('a "lasting" truce')
    ('the dialogue with the North', 'a “lasting” truce')
    """
    straight = fold(flat(words))
    pieces = straight.split('"')
    if len(pieces) % 2 == 0:
        return unmarked(words)
    text = flat(words)
    count = -1

    def mark(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "“" if count % 2 == 0 else "”"

    return re.sub(f"[{_MARKS}]", mark, text).strip(" ,;:").removesuffix(".")


def clipped(words: str, longest: int = LONGEST) -> str:
    """The words up to where only asides follow; of what is still too long the beginning, with three dots.

    >>> clipped("to send a team led by its minister, citing respect for the host")
    'to send a team led by its minister'
    """
    listed = flat(words).split()
    cut = next(
        (i for i in range(_LEAST, len(listed)) if listed[i - 1].endswith(",") and _is_aside(listed[i])), None
    )
    kept = listed[:cut]
    if len(kept) <= longest:
        return " ".join(kept).strip(" ,;:")
    return " ".join(kept[:longest]).strip(" ,;:") + " …"


def _is_aside(word: str) -> bool:
    plain = fold(word).lower().strip("\"',;.")
    return plain in _ASIDE or (plain.endswith("ing") and len(plain) > 5)


def points_at_speaker(words: str) -> bool:
    """Whether the words change their meaning outside the quotation: we, our, tomorrow.

    >>> points_at_speaker("we keep our land"), points_at_speaker("a ceasefire")
    (True, False)
    """
    return any(w.strip("\"',;.?!") in _POINTING for w in fold(words).lower().split())


def utterance(name: str, said: Statement, longest: int) -> str:
    """Who said it and what: all in marks if all is quoted, as written if part is, else plain words."""
    direct = said.manner is Manner.DIRECT
    words = unmarked(said.content.words) if said.manner is not Manner.MIXED else flat(said.content.words)
    listed = words.split()
    gist = " ".join(listed[:longest]) + (" …" if len(listed) > longest else "")
    name = name[:1].upper() + name[1:]
    return f"{name}: “{gist}”" if direct else f"{name}: {balanced(gist)}"


def named(name: str) -> str:
    """A name inside a sentence, with its article.

    >>> named("United States"), named("Norland"), named("the Kremlin")
    ('the United States', 'Norland', 'the Kremlin')
    """
    listed = name.split()
    if not listed or listed[0].lower() in ("the", "a", "an", "his", "her", "its", "their", "our") or "'" in name:
        return name
    return f"the {name}" if listed[-1].lower() in _ARTICLE else name


def possessive(name: str) -> str:
    """A name as an owner.

    >>> possessive("Norland"), possessive("the United States")
    ("Norland's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def small(text: str) -> str:
    """A sentence inside another one: its first word small if it is no name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in _SMALL else text


_SMALL = (
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "any",
    "all",
    "both",
    "there",
    "it",
    "he",
    "she",
    "they",
)


def listed(items: list[str]) -> str:
    """Items as a list in words."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def past(lemma: str) -> str:
    """The past tense of a verb of bargaining.

    >>> past("refuse"), past("deny"), past("seek"), past("reject")
    ('refused', 'denied', 'sought', 'rejected')
    """
    if lemma in _PAST:
        return _PAST[lemma]
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"
