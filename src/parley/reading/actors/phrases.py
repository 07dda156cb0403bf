"""Base noun phrases and their parts: whose, which country, what role, what name.

A chunker over tags, not over the parse: titles before names ("US Secretary of State Marco Rubio") are where
small parsers err most. One pass, linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.reading.actors.chart import NAMED_ENTITY, Chart
from parley.reading.actors.gazetteer import Found, Sort
from parley.reading.actors.vocabulary import SAYING, grammar, honorific, role_of, role_plurals, words
from parley.reading.parsed import Doc, Token

_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "FW", "AFX"})
_OPENERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
_WHEN = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
PARTICLES = grammar("phrases", "particles")
_OPENING_PARTICLES = grammar("phrases", "opening_particles")
_AFTER_ROLE = grammar("phrases", "after_role")
_ENDINGS = tuple(sorted(grammar("phrases", "endings")))


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


def phrases(chart: Chart) -> tuple[Phrase, ...]:
    """All base noun phrases of a text, in order."""
    made: list[Phrase] = []
    for first, last in _chunks(chart):
        owner = len(made) - 1 if made and _owns(chart.doc, made[-1].last, first) else None
        made.append(_parse(chart, first, last, owner))
    return tuple(made)


def _owns(doc: Doc, last: int, first: int) -> bool:
    """Whether only a genitive mark stands between two phrases."""
    return first == last + 2 and doc[last + 1].tag_ == "POS"


def _chunks(chart: Chart) -> Iterator[tuple[int, int]]:
    doc, i = chart.doc, 0
    while i < len(doc):
        if not _begins(chart, doc[i]):
            i += 1
            continue
        j = _over_portfolio(doc, i)
        while j + 1 < len(doc) and _goes_on(chart, j + 1):
            j = _over_portfolio(doc, j + 1)
        while j > i and doc[j].tag_ == "HYPH":
            j -= 1
        yield i, j
        i = j + 1


def _begins(chart: Chart, token: Token) -> bool:
    if token.i in chart.at or token.tag_ in _OPENERS:
        return True
    if token.is_sent_start and token.tag_ in ("VBG", "VBN"):
        return token.dep_ == "amod" and token.head.i == token.i + 1 and token.head.tag_ == "NNS"
    if _is_gerund(chart, token):
        return False
    return _inside(token) and token.ent_type_ not in _WHEN and not _is_verb_after_name(token)


def _is_gerund(chart: Chart, token: Token) -> bool:
    """Whether a capital "Inviting" that opens a sentence before a name is no name: its verb is near."""
    opens = token.is_sent_start and token.tag_.startswith("NN") and token.i + 1 in chart.at
    if not opens or token.i in chart.at or not token.lower_.endswith("ing") or len(token.text) < _GERUND:
        return False
    stem = token.lower_.removesuffix("ing")
    lemmas = {stem, f"{stem}e", stem[:-1]}
    return any(t.pos_ == "VERB" and t.lemma_ in lemmas for t in chart.doc)


_GERUND = 6  # letters of a verb in -ing: "asking"; "Beijing" has no verb


def _inside(token: Token) -> bool:
    if token.tag_ in _NOMINAL:
        return True
    if token.tag_ in ("VBN", "VBG"):
        return token.dep_ in ("amod", "compound") and token.head.i > token.i
    return token.ent_type_ in NAMED_ENTITY and token.text[:1].isupper() and token.tag_ != "POS"


def _is_verb_after_name(token: Token) -> bool:
    """A participle right after a name is its verb, whatever the tagger thinks: "Smith hosted EU leaders"."""
    if token.tag_ == "NNS" and token.lemma_ in SAYING and token.i + 1 < len(token.doc):
        return token.i > 0 and token.nbor(1).lower_ == "that" and token.nbor(-1).ent_type_ in ("PERSON", "")
    return token.tag_ in ("VBN", "VBG", "VBD") and token.i > 0 and token.nbor(-1).tag_ in ("NNP", "NNPS")


def _goes_on(chart: Chart, i: int) -> bool:
    """Whether token i still belongs to the phrase that token i - 1 is in."""
    doc, at = chart.doc, chart.at
    token, before = doc[i], doc[i - 1]
    if (i in at and at[i].first < i) or (i in chart.joined and chart.joined[i][0] < i):
        return True
    if token.is_sent_start or _new_in_headline(chart, before, token):
        return False
    if token.tag_ == "HYPH":
        return i + 1 < len(doc) and not (i - 1 in at and i + 1 in at)
    if before.tag_ == "HYPH" and i in at and at.get(i - 2) is not None:
        return False
    if token.ent_type_ in _WHEN and i not in at and before.ent_type_ not in _WHEN:
        return False
    if token.lower_ in PARTICLES and _between_capitals(doc, i):
        return True
    if (
        (before.i not in at and _ends_name(token, before))
        or token.tag_ in _OPENERS
        or _new_title(chart, before, token)
    ):
        return False
    return i in at or (_inside(token) and not _is_verb_after_name(token))


def _new_in_headline(chart: Chart, before: Token, token: Token) -> bool:
    """In title case every word has a capital: names end where the known proper nouns end."""
    if token.i not in chart.titled:
        return False
    if role_of(token.text) is not None:
        return False
    if role_of(before.text) is not None:
        return token.text not in chart.proper and token.ent_type_ != "PERSON"
    return (before.text in chart.proper) != (token.text in chart.proper)


def _new_title(chart: Chart, before: Token, token: Token) -> bool:
    """A capital title or country after an ordinary noun opens a new phrase: "at the same time Georgian troops"."""
    if not token.text[:1].isupper() or before.text[:1].isupper() or before.tag_ not in ("NN", "NNS"):
        return False
    if role_of(before.text) and before.tag_ != "NNS":
        return False
    return token.i in chart.at or role_of(token.text) is not None or before.tag_ == "NNS"


def _between_capitals(doc: Doc, i: int) -> bool:
    return doc[i - 1].text[:1].isupper() and i + 1 < len(doc) and doc[i + 1].text[:1].isupper()


def _ends_name(token: Token, before: Token) -> bool:
    """A lower-case adjective after a person's name opens something else."""
    person = before.ent_type_ == "PERSON" and token.ent_type_ != "PERSON"
    return person and not token.text[:1].isupper() and token.tag_.startswith("JJ")


def _over_portfolio(doc: Doc, i: int) -> int:
    """The last token of "Secretary of State" when token i is its first; else i."""
    if role_of(doc[i].text) is None and doc[i].lower_ not in ("ministry", "department"):
        return i
    if i + 2 >= len(doc) or doc[i + 1].lower_ not in ("of", "for"):
        return i
    best, text = i, ""
    for j in range(i + 2, min(i + 6, len(doc))):
        text = f"{text} {doc[j].lower_}".strip()
        best = j if text in words("portfolio") else best
    return best


def _parse(chart: Chart, first: int, last: int, owner: int | None) -> Phrase:
    """The parts of the phrase."""
    doc, at = chart.doc, chart.at
    determiner = doc[first].lower_ if doc[first].tag_ in _OPENERS and first not in at else ""
    known = tuple(dict.fromkeys(at[i] for i in range(first, last + 1) if i in at))
    inner = first + (1 if determiner else 0)
    role = _role(chart, inner, last)
    name, title = _name(chart, (role[1] + 1) if role else inner, last, alone=role is None)
    if role and name is None and role[1] < last:
        role = None
    head = role[0] if role and name is None and role[1] > role[0] and " of " in f" {_low(doc, role)} " else last
    body = _body(chart, inner, role[0] - 1) if role else None
    return Phrase(first, last, _head(doc, role, head), determiner, owner, known, role, name, body, title)


def role_noun(doc: Doc, span: tuple[int, int]) -> str:
    """The noun of a role: "secretary" of "Secretary of State", "president" of "President-elect"."""
    for i in range(span[0] + 1, span[1] + 1):
        before = doc[i - 1] if doc[i - 1].text != "-" else doc[max(i - 2, span[0])]
        if doc[i].lower_ in ("of", "for") or (doc[i].lower_ == "general" and role_of(before.text)):
            return before.lower_
    return next(
        (doc[i].lower_ for i in range(span[1], span[0] - 1, -1) if role_of(doc[i].text)), doc[span[1]].lower_
    )


def _low(doc: Doc, span: tuple[int, int]) -> str:
    return " ".join(t.lower_ for t in doc[span[0] : span[1] + 1])


def _head(doc: Doc, role: tuple[int, int] | None, head: int) -> int:
    """The head of "the secretary of state" is the secretary."""
    if role is None or head != role[0]:
        return head
    return next((i for i in range(role[0], role[1]) if doc[i + 1].lower_ in ("of", "for")), head)


def _role(chart: Chart, first: int, last: int) -> tuple[int, int] | None:
    """The span of the role: from after the last country or body to the last role noun that a name may follow."""
    doc, end = chart.doc, -1
    for i in range(first, last + 1):
        if i in chart.at or i in chart.joined or _names_body(chart, i, first):
            continue
        if role_of(doc[i].text) and not _is_surname(doc, i, end):
            end = min(_over_portfolio(doc, i), last)
            end += 2 if end + 2 <= last and doc[end + 1].text == "-" and doc[end + 2].lower_ in _AFTER_ROLE else 0
    if end < 0 or (doc[end].lower_ == "general" and end < last and doc[last].lower_ in words("institutions")):
        return None
    start = end
    while start > first and _may_stand_in_role(chart, start - 1):
        start -= 1
    return start, end


def _names_body(chart: Chart, i: int, first: int) -> bool:
    """Whether a role noun with a capital is part of a name: "United Mine Workers", "National Marine Union"."""
    token = chart.doc[i]
    if i in chart.titled or token.ent_type_ != "ORG" or not token.text[:1].isupper():
        return False
    if _goes_on_to_body(chart.doc, i):
        return True
    if token.tag_ != "NNPS" or i == first:
        return False
    before = token.nbor(-1)
    named = before.text[:1].isupper() and before.ent_type_ == "ORG" and before.i not in chart.at
    return named and role_of(before.text) is None


def _goes_on_to_body(doc: Doc, i: int) -> bool:
    """Whether the entity that begins before a word runs on from it to the last word of a body's name."""
    j = i
    while j + 1 < len(doc) and doc[j + 1].ent_iob_ == "I" and doc[j + 1].text[:1].isupper():
        j += 1
    return j > i and doc[i].ent_iob_ == "I" and doc[j].lower_ in words("institutions")


def _is_surname(doc: Doc, i: int, end: int) -> bool:
    """Whether a role noun is rather a name: "Theresa May", "John Major" after a given name."""
    if not i or not doc[i].text[:1].isupper() or end == i - 1:
        return False
    before = doc[i - 1]
    return before.ent_type_ == "PERSON" and doc[i].ent_type_ == "PERSON" and role_of(before.text) is None


def _may_stand_in_role(chart: Chart, i: int) -> bool:
    token = chart.doc[i]
    if i in chart.at and chart.at[i].known.sort is Sort.BODY and chart.at[i].first < i == chart.at[i].last:
        return token.lower_ in words("portfolio")  # "U.S. Treasury" in "U.S. Treasury Secretary"
    if i in chart.at or token.tag_ == "CD" or token.tag_ in _OPENERS:
        return False
    if not token.text[:1].isupper() or token.tag_ in ("HYPH", "IN"):
        return token.is_alpha or token.tag_ == "HYPH" or "-" in token.text
    lower = token.lower_
    if role_of(lower) or lower in words("modifiers") or lower in words("portfolio") or token.tag_.startswith("JJ"):
        return True
    plain = lower in words("plain") or lower.endswith(_ENDINGS)
    return plain and not token.text.isupper() and token.ent_type_ not in ("PERSON", "GPE", "NORP")


def _name(chart: Chart, first: int, last: int, *, alone: bool) -> tuple[tuple[int, int] | None, str | None]:
    """The proper name at the end of the phrase, and the gender of a form of address before it."""
    doc, title = chart.doc, None
    while first < last and doc[first].text[:1].isupper() and (mark := honorific(doc[first].text)):
        title = mark if title in (None, "u") else title
        first += 1
    start = last + 1
    for i in range(last, first - 1, -1):
        if i not in chart.joined and (i in chart.at or not _in_name(chart, i)):
            break
        start = i
    start = _past_particles(doc, start, last)
    if start > last or (not alone and start != first):
        return None, title
    return (start, last), title


def _past_particles(doc: Doc, start: int, last: int) -> int:
    """A name may open with "al" or "van", not with "la" or a hyphen."""
    while start <= last and not doc[start].text[:1].isupper():
        if doc[start].lower_ in _OPENING_PARTICLES or doc[start].lower_.startswith(("al-", "el-", "d'")):
            break
        start += 1
    return start


def _in_name(chart: Chart, i: int) -> bool:
    token = chart.doc[i]
    if _hyphened(chart, i):
        return True
    if chart.name_like(token):
        return token.tag_ not in ("DT", "IN", "CC", "PRP", "PRP$", "MD")
    return token.lower_ in PARTICLES or token.lower_.startswith(("al-", "el-", "d'"))


def _hyphened(chart: Chart, i: int) -> bool:
    """Whether a hyphen or a small letter after it is inside a name: "Jae-won", "al-Amin"."""
    doc = chart.doc
    if not 0 < i < len(doc) - 1:
        return False
    if doc[i].text == "-":
        tight = not doc[i - 1].whitespace_ and not doc[i].whitespace_
        return tight and (doc[i + 1].tag_ in ("NNP", "NNPS") or chart.given_name(i + 1))
    small = i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and doc[i].text.islower()
    return small and doc[i - 2].text[:1].isupper() and (doc[i].tag_ in ("NNP", "NNPS") or chart.given_name(i))


def _body(chart: Chart, first: int, last: int) -> tuple[int, int] | None:
    """The name of an organisation between the beginning of the phrase and its role."""
    doc, end = chart.doc, last
    while end >= first and end not in chart.at and not doc[end].text[:1].isupper():
        end -= 1
    start = end
    while start >= first and start not in chart.at and (doc[start].text[:1].isupper() or doc[start].text == "-"):
        start -= 1
    return (start + 1, end) if start < end and end not in chart.at else None


def is_plural(doc: Doc, phrase: Phrase) -> bool:
    """Whether the phrase means several."""
    if phrase.name:
        return False
    token = doc[phrase.head]
    return (
        token.tag_ in ("NNS", "NNPS")
        or token.lower_ in role_plurals()
        or token.lower_ in grammar("phrases", "plural")
    )


def side(phrase: Phrase) -> Found | None:
    """The country or body that the phrase names before its head, the nearest first."""
    inner = [f for f in phrase.known if f.last < phrase.head or f.known.sort is Sort.PEOPLE]
    return inner[-1] if inner else None
