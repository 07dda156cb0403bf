"""Base noun phrases and their parts: whose, which country, what role, what name.

A chunker over tags, not over the parse: titles before names ("US Secretary of State Marco Rubio") are where
small parsers err most. One pass, linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from parley.reading.actors.gazetteer import Found, Sort
from parley.reading.actors.vocabulary import honorific, role_of, words

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "FW", "AFX", "ADD"})
_OPENERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_NAMED_ENTITY = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_WHEN = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
PARTICLES = frozenset(
    "al bin ibn bint abu de da di do dos das del della der den van von la le el ben ter ten af av y e du st st.".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A base noun phrase: tokens first to last, both included, without a possessor.

    `owner` is the index of the phrase that possesses it. `role` and `name` are spans of tokens; `body` is the
    span of an organisation's name in front of a role ("Reuters correspondent"). `title` is m, f or u where a form
    of address stands before the name.
    """

    first: int
    last: int
    head: int
    determiner: str = ""
    owner: int | None = None
    known: tuple[Found, ...] = ()
    role: tuple[int, int] | None = None
    name: tuple[int, int] | None = None
    body: tuple[int, int] | None = None
    title: str | None = None


def phrases(doc: Doc, found: tuple[Found, ...]) -> tuple[Phrase, ...]:
    """All base noun phrases of a text, in order."""
    at = {i: f for f in found for i in range(f.first, f.last + 1)}
    made: list[Phrase] = []
    for first, last in _chunks(doc, at):
        owner = len(made) - 1 if made and _owns(doc, made[-1].last, first) else None
        made.append(_parse(doc, first, last, at, owner))
    return tuple(made)


def _owns(doc: Doc, last: int, first: int) -> bool:
    """Whether only a genitive mark stands between two phrases."""
    return first == last + 2 and doc[last + 1].tag_ == "POS"


def _chunks(doc: Doc, at: dict[int, Found]) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(doc):
        if not _begins(doc[i], at):
            i += 1
            continue
        j = i
        while j + 1 < len(doc) and _goes_on(doc, i, j + 1, at):
            j = _over_portfolio(doc, j + 1)
        while j > i and doc[j].tag_ == "HYPH":
            j -= 1
        yield i, j
        i = j + 1


def _begins(token: Token, at: dict[int, Found]) -> bool:
    if token.i in at or token.tag_ in _OPENERS:
        return True
    return _inside(token) and token.ent_type_ not in _WHEN


def _inside(token: Token) -> bool:
    if token.tag_ in _NOMINAL:
        return True
    if token.tag_ in ("VBN", "VBG"):
        return token.dep_ in ("amod", "compound") and token.head.i > token.i
    return token.ent_type_ in _NAMED_ENTITY and token.text[:1].isupper() and token.tag_ != "POS"


def _goes_on(doc: Doc, first: int, i: int, at: dict[int, Found]) -> bool:
    """Whether token i still belongs to the phrase that began at `first`."""
    token, before = doc[i], doc[i - 1]
    if token.is_sent_start and not (i in at and at[i].first < i):
        return False
    if i in at and at[i].first < i:
        return True
    if i in at and i - 1 in at and before.tag_ == "HYPH":
        return False
    if token.tag_ == "HYPH":
        return i + 1 < len(doc) and not token.is_sent_start and not (i - 1 in at and i + 1 in at) and bool(before)
    if token.ent_type_ in _WHEN and i not in at and before.ent_type_ not in _WHEN:
        return False
    if (
        token.lower_ in PARTICLES
        and before.text[:1].isupper()
        and i + 1 < len(doc)
        and doc[i + 1].text[:1].isupper()
    ):
        return token.lower_ not in ("y", "e", "la", "do") or token.ent_type_ == "PERSON"
    if _ends_name(doc, i, at):
        return False
    return i in at or _inside(token)


def _ends_name(doc: Doc, i: int, at: dict[int, Found]) -> bool:
    """A lower-case word after a person's name opens something else, unless it is all one compound."""
    token, before = doc[i], doc[i - 1]
    return (
        before.ent_type_ == "PERSON"
        and token.ent_type_ != "PERSON"
        and not token.text[:1].isupper()
        and token.tag_.startswith("JJ")
    )


def _over_portfolio(doc: Doc, i: int) -> int:
    """The last token of "Secretary of State" when token i is its first; else i."""
    if role_of(doc[i].text) is None and doc[i].lower_ not in ("ministry", "department"):
        return i
    if i + 2 >= len(doc) or doc[i + 1].lower_ not in ("of", "for"):
        return i
    best, text = i, ""
    for j in range(i + 2, min(i + 5, len(doc))):
        text = f"{text} {doc[j].lower_}".strip()
        best = j if text in words("portfolio") else best
    return best


def _parse(doc: Doc, first: int, last: int, at: dict[int, Found], owner: int | None) -> Phrase:
    """The parts of the phrase."""
    determiner = doc[first].lower_ if doc[first].tag_ in _OPENERS and first not in at else ""
    known = tuple(dict.fromkeys(at[i] for i in range(first, last + 1) if i in at))
    inner = first + (1 if determiner else 0)
    role = _role(doc, inner, last, at)
    name, title = _name(doc, (role[1] + 1) if role else inner, last, at, alone=role is None)
    if role and name is None and role[1] < last:
        role = None
    if title is None and role and name:
        title = None
    body = _body(doc, inner, role[0] - 1, at) if role else None
    return Phrase(first, last, last, determiner, owner, known, role, name, body, title)


def _role(doc: Doc, first: int, last: int, at: dict[int, Found]) -> tuple[int, int] | None:
    """The span of the role: from after the last country or body to the last role noun that a name may follow."""
    end = -1
    for i in range(first, last + 1):
        if i in at:
            continue
        if role_of(doc[i].text) and not _is_surname(doc, i, end):
            end = min(_over_portfolio(doc, i), last)
    if end < 0 or (doc[end].lower_ == "general" and end < last and doc[end + 1].lower_ in words("institutions")):
        return None
    start = end
    while start > first and _may_stand_in_role(doc, start - 1, at):
        start -= 1
    return start, end


def _is_surname(doc: Doc, i: int, end: int) -> bool:
    """Whether a role noun is rather a name: "Theresa May", "John Major" after a given name."""
    before = doc[i - 1] if i else None
    if before is None or not doc[i].text[:1].isupper() or end == i - 1:
        return False
    return before.ent_type_ == "PERSON" and doc[i].ent_type_ == "PERSON" and role_of(before.text) is None


def _may_stand_in_role(doc: Doc, i: int, at: dict[int, Found]) -> bool:
    token = doc[i]
    if i in at or token.tag_ in ("CD",) or token.tag_ in _OPENERS:
        return False
    if not token.text[:1].isupper() or token.tag_ in ("HYPH", "IN"):
        return token.is_alpha or token.tag_ == "HYPH" or "-" in token.text or token.tag_ == "IN"
    lower = token.lower_
    if role_of(lower) or lower in words("modifiers") or lower in words("portfolio") or token.tag_.startswith("JJ"):
        return True
    return not token.text.isupper() and token.ent_type_ not in ("PERSON", "GPE", "NORP") and _is_plain_word(token)


def _is_plain_word(token: Token) -> bool:
    """Whether a capitalised word is an ordinary one: "Executive", "Agriculture"."""
    return token.lower_ in _PLAIN or token.lower_.endswith(
        ("al", "ive", "ary", "ics", "ture", "ment", "tion", "nce", "ity")
    )


_PLAIN = frozenset(
    "trade peace labor labour staff press party armed affairs budget union army navy police oil gas".split()
)


def _name(
    doc: Doc, first: int, last: int, at: dict[int, Found], *, alone: bool
) -> tuple[tuple[int, int] | None, str | None]:
    """The proper name at the end of the phrase, and the gender of a form of address before it."""
    title = None
    while (
        first <= last and (mark := honorific(doc[first].text)) and first < last and doc[first].text[:1].isupper()
    ):
        title = mark if title in (None, "u") else title
        first += 1
    if first > last:
        return None, title
    start = last + 1
    for i in range(last, first - 1, -1):
        if i in at or not _in_name(doc, i):
            break
        start = i
    while start <= last and (doc[start].lower_ in PARTICLES and not doc[start].text[:1].isupper()):
        if start + 1 <= last and doc[start].lower_ in ("al", "el", "bin", "abu", "ibn", "de", "van", "von"):
            break
        start += 1
    if start > last or (not alone and start != first):
        return None, title
    return (start, last), title


def _in_name(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text[:1].isupper():
        return token.tag_ in ("NNP", "NNPS") or token.ent_type_ in _NAMED_ENTITY or not token.is_sent_start
    return token.tag_ == "HYPH" or token.lower_ in PARTICLES or token.lower_.startswith(("al-", "el-", "d'"))


def _body(doc: Doc, first: int, last: int, at: dict[int, Found]) -> tuple[int, int] | None:
    """The name of an organisation between the beginning of the phrase and its role."""
    end = last
    while end >= first and end not in at and not doc[end].text[:1].isupper():
        end -= 1
    start = end
    while start >= first and start not in at and doc[start].text[:1].isupper():
        start -= 1
    return (start + 1, end) if start < end and end not in at else None


def is_plural(doc: Doc, phrase: Phrase) -> bool:
    """Whether the phrase means several."""
    token = doc[phrase.head]
    if phrase.name:
        return False
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("people", "police", "media", "staff", "personnel")


def side(phrase: Phrase) -> Found | None:
    """The country or body that the phrase names before its head, the nearest first."""
    inner = [f for f in phrase.known if f.last < phrase.head or f.known.sort is Sort.PEOPLE]
    return inner[-1] if inner else None
