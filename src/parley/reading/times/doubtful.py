"""Matches that are no times after all: May the name, the Sun, a march, "a second group"."""

from __future__ import annotations

from parley.reading.parsed import Doc, Token
from parley.reading.times.grammar import Found

_NAMES = frozenset({"march", "may", "april", "june", "august"})
# Words before a bare month that make it one; the first ones even where the report knows somebody of that name.
_LEADING = frozenset({"in", "since", "until", "till", "during", "last", "next", "this", "early", "late", "mid"})
_BEFORE = frozenset(
    {"in", "of", "since", "until", "till", "by", "from", "to", "during", "through", "before", "after", "between"}
    | {"and", "or", "last", "next", "this", "early", "late", "mid", "for", "on", "-", ",", "("}
)


def surnames(doc: Doc) -> frozenset[str]:
    """The months that somebody in the report is called by: "Teresa May"."""
    return frozenset(t.text for t in doc if t.lower_ in _NAMES and _surname(t))


def no_time(match: Found, first: Token, last: Token, names: frozenset[str] = frozenset()) -> bool:
    """Whether the words around a match, or its part of speech, speak against its being a time.

    `names` are the months that are somebody's name in the report.
    """
    if match.rule.name == "month" and first.i == last.i:
        return _name(first, names)
    if match.rule.name == "year":
        return _code(last)
    if match.rule.name == "duration":
        return _rate(match, first) or _share(match)
    if match.rule.name == "decade":
        return first.i > 0 and first.nbor(-1).tag_ == "PRP$"
    if match.rule.name == "now":
        return first.i + 1 < len(first.doc) and first.nbor().lower_ == "-"
    if match.rule.name == "adverb":
        return last.lower_ in ("quarterly", "weekly", "monthly", "daily") and _adjective(last)
    return False


def _code(year: Token) -> bool:
    """ "Room 2021-A", "at 1500 hrs": a number joined to letters, or counting hours, is no year."""
    after = year.doc[year.i + 1 : year.i + 3]
    if len(after) and after[0].lower_.rstrip(".") in ("hrs", "hr", "hours"):
        return True
    joined = not year.whitespace_ and len(after) == 2 and after[0].text == "-" and not after[0].whitespace_
    return joined and after[1].is_alpha


def _name(token: Token, names: frozenset[str]) -> bool:
    """A bare month that is a surname, a title, a verb or the first word of a name."""
    if token.tag_ in ("MD", "VB", "VBP", "VBD"):
        return True
    if token.lower_ not in _NAMES:
        return False
    before = token.nbor(-1).lower_ if not token.is_sent_start else ""
    if before in _LEADING:
        return False
    if token.text in names:
        return True
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return before not in _BEFORE and (after is None or after.tag_ in ("NNP", "IN", "NN") or before in ("the", "a"))


def _surname(token: Token) -> bool:
    """ "Theresa May", or what the tagger takes for a person."""
    before = token.nbor(-1) if not token.is_sent_start else None
    return token.ent_type_ == "PERSON" or (before is not None and before.tag_ == "NNP" and before.is_alpha)


def _share(match: Found) -> bool:
    """ "A quarter" and "three-quarters" are parts of a whole more often than of a year."""
    return match.words("unit") in ("quarter", "quarters") and match.words("n") in ("a", "one", "three")


def _rate(match: Found, first: Token) -> bool:
    """ "$5 a year", "four flights a week": the unit of a rate, no length of time."""
    if first.lower_ not in ("a", "an") or first.i == 0 or len(match.whole) != 2:
        return False
    before = first.nbor(-1)
    return before.tag_ in ("CD", "NNS") or before.lower_ in (
        "percent",
        "times",
        "once",
        "twice",
        "million",
        "billion",
    )


def _adjective(token: Token) -> bool:
    return token.tag_ == "JJ" and token.head.pos_ in ("NOUN", "PROPN") and token.lower_ in ("quarterly",)
