"""Cutting text into words, and words into queries."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.store import words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Erdoğan’s plan", ["erdogan", "s", "plan"]),
        ("Zürich—Genève", ["zurich", "geneve"]),
        ("e\u0301clair", ["eclair"]),
        ("ΑΘΗΝΑ Київ", ["αθηνα", "киів"]),
        ("snake_case 3,5", ["snake", "case", "3", "5"]),
        ("½ ﬁsh", ["12", "fish"]),
        ("", []),
        ("—…!", []),
    ],
)
def test_cut(text: str, found: list[str]) -> None:
    assert [w for w, _, _ in words.cut(text)] == found


@given(st.text())
def test_words_stand_where_they_are_said_to(text: str) -> None:
    for word, start, end in words.cut(text):
        assert 0 <= start < end <= len(text)
        assert words.folded(text[start:end]) == word


@given(st.text(max_size=300), st.text(max_size=60))
def test_marks_of_a_snippet_are_words_that_were_asked_for(text: str, asked: str) -> None:
    wanted = words.terms(asked)
    shown, marks = words.snippet(text, wanted)
    assert shown in text
    heads = tuple(w for t in wanted for w in t.words)
    assert all(words.folded(shown[a:b]).startswith(heads) for a, b in marks)


_fts = sqlite3.connect(":memory:", check_same_thread=False)
_fts.execute("CREATE VIRTUAL TABLE t USING fts5(words, content = '', tokenize = 'unicode61 remove_diacritics 2')")


@given(st.text(max_size=80))
def test_no_query_is_an_error(asked: str) -> None:
    wanted = words.terms(asked)
    if wanted:
        _fts.execute("SELECT rowid FROM t WHERE t MATCH ?", (words.fts5(wanted),)).fetchall()


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=9000))
def test_pieces_hold_every_phrase(text: list[str]) -> None:
    found = list(words.pieces(" ".join(text)))
    whole = [w for _, piece in found[:1] for w in piece] + [
        w for _, piece in found[1:] for w in piece[words.SHARED :]
    ]
    assert whole == text
