"""What is known of a text's words before phrases are built: known names, proper nouns, stretches in title case."""

from __future__ import annotations

from dataclasses import dataclass

from parley.model.text import Part
from parley.reading.actors.gazetteer import Found, Known, Sort, scan
from parley.reading.actors.vocabulary import role_of, words
from parley.reading.parsed import Doc, Token
from parley.reading.sheet import Sheet

NAMED_ENTITY = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_DOTTED = ("U.S.", "U.K.", "U.N.")  # old wires write the next word with a capital, as after a full stop
_TITLE_CASE = 0.75  # share of capitalised words from which a stretch counts as written in title case


@dataclass(frozen=True, slots=True)
class Chart:
    """A text with its known words (by token), its proper and common words, and which tokens stand in title case.

    `joined` are names of bodies that run over small words, by token.
    """

    doc: Doc
    found: tuple[Found, ...]
    at: dict[int, Found]
    proper: frozenset[str]
    common: frozenset[str]
    surnames: frozenset[str]
    titled: frozenset[int]
    joined: dict[int, tuple[int, int]]
    given: frozenset[tuple[str, str]] = frozenset()  # names such as "Jae-won", in two parts

    def given_name(self, i: int) -> bool:
        """Whether the small word after a hyphen is the second part of a name."""
        return i > 1 and self.doc[i].text.islower() and (self.doc[i - 2].text, self.doc[i].text) in self.given

    def name_like(self, token: Token) -> bool:
        """Whether a word is written as a name here, and is not just the capital of a sentence or a headline."""
        if not token.text[:1].isupper():
            return False
        if token.text in self.proper:
            return True
        surname = token.text in self.surnames and token.tag_ in ("NNP", "NNPS")
        if token.i in self.titled:
            titled = token.i > 0 and token.ent_type_ == "PERSON" and role_of(token.nbor(-1).text) is not None
            return surname or titled  # "Remarks by President Smith on Trade"
        if token.i and token.nbor(-1).text in _DOTTED:
            return surname or token.lower_ in words("institutions")
        if token.is_sent_start or (token.i and token.nbor(-1).text in ('"', ":", "(")):
            labelled = token.ent_type_ in NAMED_ENTITY and token.lower_ not in self.common
            return surname or (labelled and token.tag_ in ("NNP", "NNPS"))
        return not (token.text.isupper() and token.lower_ in self.common)


def chart(sheet: Sheet) -> Chart:
    """Look over a sheet."""
    found = _with_compass(sheet.doc, tuple(scan(sheet.doc)))
    titled = _titled(sheet)
    at = {i: f for f in found for i in range(f.first, f.last + 1)}
    common = frozenset(t.text for t in sheet.doc if t.text.islower())
    proper = _proper(sheet.doc, titled, common)
    return Chart(
        sheet.doc,
        found,
        at,
        proper,
        common,
        _surnames(sheet.doc, titled),
        titled,
        _joined(sheet.doc, at),
        _given(sheet.doc),
    )


def _given(doc: Doc) -> frozenset[tuple[str, str]]:
    """Names of two parts with a hyphen and a small second part, where a person's full name holds them once."""
    return frozenset(
        (doc[h.i - 1].text, doc[h.i + 1].text)
        for h in doc[1:-1]
        if h.text == "-"
        and doc[h.i + 1].text.islower()
        and all(t.ent_type_ == "PERSON" for t in doc[h.i - 1 : h.i + 2])
        and doc[h.i + 1].ent_iob_ == "I"
        and doc[h.i + 1].tag_ in ("NN", "NNP", "NNS", "JJ", "FW")
    )


def _titled(sheet: Sheet) -> frozenset[int]:
    """Tokens of passages, or sentences of headlines, in which nearly every long word has a capital."""
    tokens: set[int] = set()
    for sent in sheet.doc.sents:
        long = [t for t in sent if t.is_alpha and len(t.text) > 3]
        capital = sum(t.text[:1].isupper() for t in long)
        heading = sheet.part(sent[0]) in (Part.HEADLINE, Part.HEADING)
        if len(long) >= 4 and capital >= _TITLE_CASE * len(long) and (heading or not _ends_like_prose(sent[-1])):
            tokens.update(t.i for t in sent)
    return frozenset(tokens)


def _ends_like_prose(token: Token) -> bool:
    return token.text in (".", "?", "!", '"', ";")


def _proper(doc: Doc, titled: frozenset[int], common: frozenset[str]) -> frozenset[str]:
    """Words with a capital inside sentences that the text never writes without."""
    inner = (t for t in doc if t.text[:1].isupper() and not t.is_sent_start and t.i not in titled)
    return frozenset(
        t.text
        for t in inner
        if t.tag_ in ("NNP", "NNPS", "NN") and t.lower_ not in common and t.nbor(-1).text not in _DOTTED
    )


def _with_compass(doc: Doc, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Let "the North" mean the one North Korea or North Cyprus that the text names in full."""
    named: dict[str, dict[str, Known]] = {}
    for item in found:
        first, *rest = item.known.name.split()
        if item.known.sort is Sort.NAME and len(rest) == 1 and first in ("North", "South", "East", "West"):
            named.setdefault(first, {})[item.known.name] = item.known
    at = {i for f in found for i in range(f.first, f.last + 1)} if named else set()
    more = [
        Found(t.i, t.i, next(iter(named[t.text].values())))
        for t in doc
        if len(named.get(t.text, ())) == 1 and t.i not in at and t.i and _stands_alone(t)
    ]
    return tuple(sorted((*found, *more), key=lambda f: f.first)) if more else found


def _stands_alone(token: Token) -> bool:
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    small = after is None or not after.text[:1].isupper()
    return small and token.nbor(-1).lower_ == "the" and token.dep_ != "compound"


def _surnames(doc: Doc, titled: frozenset[int]) -> frozenset[str]:
    """Words that follow another name inside a sentence: "May" in "Theresa May", whatever else "may" may be."""
    inner = (t for t in doc if t.tag_ == "NNP" and not t.is_sent_start and t.i not in titled)
    return frozenset(t.text for t in inner if t.text[:1].isupper() and t.nbor(-1).tag_ == "NNP")


def _joined(doc: Doc, at: dict[int, Found]) -> dict[int, tuple[int, int]]:
    """Names of bodies that run over small words: "Center for Strategic and International Studies"."""
    spans: dict[int, tuple[int, int]] = {}
    for token in doc:
        i = token.i
        if i in spans or i in at or not token.text[:1].isupper() or token.lower_ not in words("institutions"):
            continue
        first, last = _run_before(doc, i, at), _run_after(doc, i)
        if last > i:
            spans.update(dict.fromkeys(range(first, last + 1), (first, last)))
    return spans


def _run_before(doc: Doc, i: int, at: dict[int, Found]) -> int:
    while i > 0 and i - 1 not in at and doc[i - 1].text[:1].isupper() and doc[i - 1].tag_ in ("NNP", "NNPS", "JJ"):
        if doc[i].is_sent_start or role_of(doc[i - 1].text):
            break
        i -= 1
    return i


def _run_after(doc: Doc, i: int) -> int:
    """The last capitalised word behind "of", "for" or "on", over "and" and "the"."""
    if i + 2 >= len(doc) or doc[i + 1].lower_ not in ("of", "for", "on"):
        return i
    last, j = i, i + 2
    while j < min(len(doc), i + 12) and not doc[j].is_sent_start and doc[j].ent_type_ not in ("DATE", "TIME"):
        capital = doc[j].text[:1].isupper() and doc[j].tag_ in ("NNP", "NNPS", "JJ", "NN", "NNS")
        last = j if capital else last
        if not capital and not (doc[j].lower_ in ("and", "the", "of", "for") and j - last < 3):
            break
        j += 1
    return last
