"""Training and tagging on a handful of invented articles, and the scorer's definitions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.attribution import marked
from bench.scorers.attribution import compare, figures, total

from parley.errors import BadSetting
from parley.model.text import Report
from parley.reading.attribution.gold import lessons
from parley.reading.attribution.models import PARTS, load
from parley.reading.attribution.reader import read
from parley.reading.attribution.scene import scene
from parley.reading.attribution.speech import spoken
from parley.reading.attribution.train import Rounds, train
from parley.reading.sheet import sheet

WHO = ("The mayor", "The envoy", "A union leader", "The minister", "The company", "The court")
SAID = ("said", "announced", "warned", "added", "claimed", "denied")
WHAT = ("the bridge would open in May", "prices had fallen", "no strike was planned", "the talks were over")


def article(number: int) -> dict[str, Any]:
    """Six annotated sentences."""
    text, found = "", []
    for n in range(6):
        who, said, what = WHO[(n + number) % 6], SAID[(n * number) % 6], WHAT[(n + 2 * number) % 4]
        start = len(text)
        text += f"{who} {said} that {what}. "
        cue = start + len(who) + 1
        content = cue + len(said) + 1
        found.append(
            {
                "source": [[start, start + len(who)]],
                "cue": [[cue, cue + len(said)]],
                "content": [[content, content + len("that ") + len(what)]],
            }
        )
    return {"id": str(number), "outlet": "abc"[number % 3], "text": text.rstrip(), "attributions": found}


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    file = folder / "articles.jsonl"
    file.write_text("\n".join(json.dumps(article(n)) for n in range(8)), encoding="utf-8")
    train([file], folder, rounds=Rounds(cues=15, links=15, judge=15, least=1), on_progress=lambda line: None)
    return folder


def test_what_was_learned_is_found_again(weights: Path) -> None:
    taggers = load(weights)
    assert taggers is not None
    laid = scene(
        sheet(Report(text="The envoy announced that prices had fallen. The mayor denied that prices had fallen."))
    )
    found = read(laid, taggers)
    assert [laid.doc[a.head].text for a in found] == ["announced", "denied"]
    assert all(a.by == "tagger" and 0 < a.confidence <= 1 for a in found)
    assert len(spoken(laid, taggers)) == 2


def test_the_same_articles_give_the_same_weights_to_the_byte(weights: Path, tmp_path: Path) -> None:
    few = Rounds(cues=15, links=15, judge=15, least=1)
    train([weights / "articles.jsonl"], tmp_path, rounds=few, on_progress=lambda line: None)
    for part in PARTS:
        assert (tmp_path / f"{part}.crf.xz").read_bytes() == (weights / f"{part}.crf.xz").read_bytes()


def test_without_weights_the_rules_read_alone(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    laid = scene(sheet(Report(text="The envoy announced that prices had fallen.")))
    assert [a.by for a in read(laid, None)] == ["rules"]


@pytest.mark.parametrize(("line", "complaint"), [("{", "line 1: not JSON"), ('{"id": "1"}', "line 1: needs text")])
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(BadSetting, match=complaint):
        train([file], tmp_path)


def test_annotations_are_lined_up_with_tokens() -> None:
    (lesson,) = lessons([article(1)])
    assert len(lesson.known) == 6
    doc = lesson.seen.scene.doc
    assert {doc[known.cue.first].text for known in lesson.known} <= set(SAID)


def test_gold_scored_against_itself_is_perfect_and_against_nothing_is_nought() -> None:
    row = article(2)
    row["text"] = "“No,” he said. " + row["text"]
    perfect = figures(total([compare(row["text"], row["attributions"], row["attributions"])]))
    assert perfect["joint50"] == perfect["cue exact"] == perfect["content soft"] == 100
    assert set(figures(total([compare(row["text"], row["attributions"], [])])).values()) == {0.0}


def test_quotations_between_doubled_single_marks_count() -> None:
    text = "''The talks were over,'' said the mayor."
    row = {"source": [[29, 38]], "cue": [[24, 28]], "content": [[0, 23]]}
    assert figures(total([compare(text, [row], [row])]))["quotewho"] == 0
    assert figures(total([compare(marked(text), [row], [row])]))["quotewho"] == 100
