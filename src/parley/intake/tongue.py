"""Whether a text is English."""

from __future__ import annotations

import re

# The share of these words tells English without loading a model; no other language written in
# Latin letters reaches an eighth of its words with them.
_COMMON = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "that",
        "was",
        "with",
        "for",
        "is",
        "by",
        "it",
        "from",
        "said",
        "has",
        "have",
        "which",
        "would",
        "will",
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 30
"""Words below which nothing is judged."""


def foreign(text: str) -> str | None:
    """The language code of a text that is not English; None for English and for texts too short to judge.

    >>> foreign("Die Gespräche sind gescheitert.") is None
    True
    """
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if len(words) < _ENOUGH or sum(word in _COMMON for word in words) >= len(words) / 8:
        return None
    import py3langid

    language = str(py3langid.classify(" ".join(words))[0])
    return None if language == "en" else language
