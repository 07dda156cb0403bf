"""Vocabulary files: what is wrong in them is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.errors import BadVocabulary
from parley.model.lexicon import Lexicon


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('verbs = ["go",\n', r"words\.toml, line \d+"),
        ("verbs = [\n'go'\n3x]", r"words\.toml, line 3"),
        ('verbs = ["go", 7]', r"words\.toml, line 1: 7 is not text"),
        ('a = "x"\ny', r"words\.toml, line \d+"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadVocabulary, match=complaint):
        Lexicon(tmp_path).words("words", "verbs")


def test_words_are_lower_case_and_made_once(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('[verbs]\nmove = ["Go", "come"]', encoding="utf-8")
    lexicon = Lexicon(tmp_path)
    assert lexicon.words("words", "verbs", "move") == {"go", "come"}
    assert lexicon.words("words", "verbs", "move") is Lexicon(tmp_path).words("words", "verbs", "move")
