"""What every reader of attributions looks at: the parse, the paragraphs and the quotation marks, lined up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from parley.reading.attribution.spans import Run
from parley.reading.parsed import Doc, Token
from parley.reading.quotes import Quote, of_sheet, paragraphs, states
from parley.reading.sheet import Sheet

_TERMINAL = frozenset({".", "!", "?", "…", "..."})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sheet with its quotations by token.

    `inside[i]` is the number of the quotation that holds token i (marks included), -1 outside; `spoken[n]` are
    the tokens of quotation n with its marks; `paragraphs` the paragraphs, and `paragraph_of[i]` the number of
    the one that holds token i; so for the parser's sentences.
    """

    sheet: Sheet
    quotes: tuple[Quote, ...]
    inside: list[int]
    spoken: dict[int, Run]
    paragraphs: list[Run]
    paragraph_of: list[int]
    sentences: list[Run]
    sentence_of: list[int]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.sheet.doc

    def words(self, run: Run) -> list[Token]:
        """The tokens of a run that are not punctuation."""
        return [t for t in self.doc[run.first : run.last + 1] if not t.is_punct]

    def sentence(self, i: int) -> Run:
        """The parser's sentence that holds token i."""
        return self.sentences[self.sentence_of[i]]

    def closes(self, i: int) -> bool:
        """Whether the token ends a sentence of the outlet's own text; "X." does before a quotation."""
        text = self.doc[i].text
        if self.inside[i] >= 0 or text[-1:] not in ".!?…":
            return False
        quoted = i + 1 < len(self.doc) and self.inside[i + 1] >= 0
        return quoted or (text in _TERMINAL and not self._goes_on(i))

    def _goes_on(self, i: int) -> bool:
        """Whether a stop belongs to an abbreviation: "the Norwick, Conn. plant" goes on in lower case."""
        after = self.doc[i + 1 : i + 2]
        same = i + 1 < len(self.doc) and self.sentence_of[i] == self.sentence_of[i + 1]
        return same and after[0].is_alpha and after[0].is_lower

    def clipped(self, run: Run) -> Run:
        """The run without white space, commas and stops at its ends; quotation marks stay."""
        first, last = run
        while first < last and self.doc[first].text in {",", ";", ":", "-", "--", "—", ".", ")"}:
            first += 1
        while last > first and self.doc[last].text in {",", ";", ":", "-", "--", "—", ".", "("}:
            last -= 1
        return Run(first, last)


def scene(sheet: Sheet) -> Scene:
    """Line up a parsed report with its quotations and paragraphs."""
    found = of_sheet(sheet)
    inside = states(sheet, found)
    spoken: dict[int, Run] = {}
    for i, held in enumerate(inside):
        if held >= 0:
            spoken[held] = Run(spoken[held].first if held in spoken else i, i)
    stretches, of = _paragraphs(sheet)
    sentences = [Run(s.start, s.end - 1) for s in sheet.doc.sents] if len(sheet.doc) else []
    sentence_of = [n for n, s in enumerate(sentences) for _ in range(s.first, s.last + 1)]
    return Scene(sheet, found, inside, spoken, stretches, of, sentences, sentence_of)


def _paragraphs(sheet: Sheet) -> tuple[list[Run], list[int]]:
    """The tokens of each paragraph: passages, and what a passage that was not divided holds."""
    spans = [span for p in sheet.passages for span in paragraphs(sheet.report.text, p.start, p.end)]
    ends = [end for _, end in spans]
    found: list[Run] = []
    of: list[int] = []
    last = -1
    for i, start in enumerate(sheet.starts):
        number = bisect_right(ends, start)
        if number != last:
            found.append(Run(i, i))
            last = number
        found[-1] = Run(found[-1].first, i)
        of.append(len(found) - 1)
    return found, of
