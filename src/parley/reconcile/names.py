"""Names of people across outlets: diacritics, transliterations, titles, initials, slips of the pen.

Two spellings of a surname are compared after `plain` (letters only) and `sound`, which folds what
transliterations from Cyrillic, Arabic and Hebrew write in several ways (Dmitri, Dmitry, Dmitriy).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from parley.model.ids import digest
from parley.model.lexicon import Lexicon

_LEXICON = Lexicon.beside(__file__)
_FOLDS = tuple((re.compile(pattern), to) for pattern, to in _LEXICON.load("names")["sound"])


@cache
def plain(name: str) -> str:
    """Lower-case ASCII words without marks, possessives and a leading article.

    >>> plain("Recep Tayyip Erdoğan’s"), plain("the Kremlin"), plain("U.S.")
    ('recep tayyip erdogan', 'kremlin', 'us')
    """
    text = (name if name.isascii() else anyascii(name)).lower().replace(".", "")
    text = re.sub(r"'s\b|s'(?=\s|$)", lambda m: "s" if m.group().startswith("s") else "", text)
    text = re.sub(r"[^a-z0-9]+", " ", text.replace("'", "")).strip()
    return text.removeprefix("the ")


@cache
def sound(word: str) -> str:
    """One spelling for the usual transliterations of a word.

    >>> {sound(w) for w in ("Dmitri", "Dmitry", "Dmitriy", "Dmitrii")}
    {'dmitry'}
    >>> sound("Mohammed") == sound("Muhammad"), sound("Sergei") == sound("Sergey")
    (True, True)
    """
    text = plain(word)
    for pattern, to in _FOLDS:
        text = pattern.sub(to, text)
    return text


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles and particles, as they sound.

    >>> words("Sir Laurie Bristow")
    ('laury', 'bristov')
    >>> words("Amir Sheikh Tamim bin Hamad Al-Thani")
    ('tamim', 'hamad', 'thany')
    """
    skipped = _LEXICON.words("names", "titles") | _LEXICON.words("names", "particles")
    kept = [w for w in plain(name).split() if w not in skipped]
    return tuple(sound(w) for w in kept or plain(name).split())


def one_slip(a: str, b: str, *, slips: int = 2) -> bool:
    """Whether two words differ by a slip of the pen: at most two letters, in words long enough to tell.

    >>> one_slip("marchenko", "marchekno"), one_slip("jones", "james")
    (True, False)
    """
    shortest = min(len(a), len(b))
    allowed = 0 if shortest < 5 else 1 if shortest < 7 else slips
    return a[:1] == b[:1] and OSA.distance(a, b, score_cutoff=allowed) <= allowed


def given_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sets of given names may belong to one person; a missing one fits any.

    >>> given_agree(("laury",), ("l",)), given_agree(("donald",), ("eric",)), given_agree((), ("eric",))
    (True, False, True)
    """
    if not a or not b:
        return True
    if set(a) & set(b):
        return True
    one, two = a[0], b[0]
    if min(len(one), len(two)) == 1:
        return one[0] == two[0]
    return one_slip(one, two, slips=1) or _skeleton(one) == _skeleton(two)


@cache
def _skeleton(word: str) -> str:
    """First letter and consonants: Mykhailo and Mikhaylo meet here, Donald and Eric do not."""
    return word[:1] + re.sub("[aeiouy]", "", word[1:])


def slug(name: str, otherwise: str) -> str:
    """A name as part of an id."""
    return plain(name).replace(" ", "-") or otherwise


class Numbering:
    """Ids that are given once; whoever asks for one that is taken gets it with a mark of his own.

    The mark is no number: then one more Smith would give all that come behind him another id.

    >>> numbering = Numbering()
    >>> numbering.id("smith", "a/smith"), numbering.id("smith", "b/smith"), numbering.id("hill", "b/hill")
    ('smith', 'smith-2196', 'hill')
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def id(self, base: str, own: str) -> str:
        """The id itself where it is free, else with the first letters of a hash of what is `own` to it."""
        new, size = base, _MARK
        while new in self._taken:
            new, size = f"{base}-{_hashed(own)[:size]}", size + _MARK
        self._taken.add(new)
        return new


_MARK = 4


@lru_cache(maxsize=100_000)
def _hashed(own: str) -> str:
    return digest(own, size=64)
