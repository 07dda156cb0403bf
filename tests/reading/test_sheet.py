"""The sheet: every token leads back to its own words in the frozen text, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.text import Part, Passage, Report
from parley.reading import sheet as sheets
from parley.reading.sheet import legible, sheet

WIRE = (
    "   The delegates “agreed”,\n   the chairman\u00a0said.\n   Talks go\n   on.\n\nRead more\n\nThey meet again."
)


def divided(text: str) -> Report:
    furniture = text.index("Read more")
    passages = (
        Passage(Part.BODY, 0, furniture - 2),
        Passage(Part.FURNITURE, furniture, furniture + 9),
        Passage(Part.BODY, furniture + 11, len(text)),
    )
    return Report(text=text, passages=passages)


def test_wrapped_lines_and_curly_quotes_are_tidied_but_offsets_are_the_reports_own() -> None:
    page = sheet(divided(WIRE))
    assert page.doc.text.strip() == 'The delegates "agreed", the chairman said. Talks go on. They meet again.'
    first = page.doc.sents[0]
    assert page.span_anchor(first).words == "The delegates “agreed”,\n   the chairman\u00a0said."


def test_furniture_is_not_there_and_no_sentence_runs_over_a_passage() -> None:
    page = sheet(divided(WIRE))
    assert "Read" not in {t.text for t in page.doc}
    assert [s.text for s in page.doc.sents][-1] == "They meet again."


def test_tokens_and_paragraph_find_their_way() -> None:
    page = sheet(divided(WIRE))
    at = WIRE.index("Talks")
    tokens = page.tokens(at, at + len("Talks go"))
    assert [t.text for t in tokens] == ["Talks", "go"]
    assert page.paragraph(tokens[0])[-1].text == "."
    assert page.part(tokens[0]) is Part.BODY


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_gives_tokens_that_are_in_it(text: str) -> None:
    page = sheet(Report(text=text))
    for token in page.doc:
        words = text[page.start(token) : page.end(token)]
        assert legible(words).lower() == token.text.lower() or len(words) == len(token.text)


def test_a_huge_passage_is_parsed_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The talks went on and on. " * 60
    whole = [t.text for t in sheet(Report(text=text)).doc]
    monkeypatch.setattr(sheets, "MOST_CHARACTERS", 200)
    monkeypatch.setattr(sheets, "MOST_TOKENS", 50)
    page = sheet(Report(text=text))
    assert [t.text for t in page.doc] == whole
    assert all(text[page.start(t) : page.end(t)] == t.text for t in page.doc)
    assert len(page.passage_of) == len(page.doc)
