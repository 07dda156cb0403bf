"""What an act hangs on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.model.entries import Condition
from parley.model.text import Report
from parley.reading.conditional import condition
from parley.reading.conditions import within_condition
from parley.reading.page import Page, page
from parley.reading.reality import stance
from parley.reading.sheet import sheet


def laid(text: str) -> Page:
    return page(sheet(Report(text=text)))


def hung(text: str, word: str) -> Condition | None:
    there = laid(text)
    token = next(t for t in there.sheet.doc if t.text == word)
    return condition(there, token, stance(token).governors)


@pytest.mark.parametrize(
    ("text", "word", "marker", "words", "negated"),
    [
        ("Kenya will attend if Uganda stops shelling.", "attend", "if", "if Uganda stops shelling", False),
        ("Kenya would attend only if Uganda stopped.", "attend", "only if", "only if Uganda stopped", False),
        ("Kenya will come unless Uganda attacks.", "come", "unless", "unless Uganda attacks", True),
        ("She wasn't going if I wasn't there.", "going", "if", "if I wasn't there", True),
        ("It will not return until Uganda apologises.", "return", "until", "until Uganda apologises", False),
        (
            "Kenya is ready to attend as long as Uganda does.",
            "attend",
            "as long as",
            "as long as Uganda does",
            False,
        ),
        ("Kenya will not attend without guarantees.", "attend", "without", "without guarantees", True),
        ("Kenya called for talks without pre-conditions.", "called", "without", "without pre-conditions", True),
        ("Should Uganda stop, Kenya would attend.", "attend", "should", "Should Uganda stop", False),
        (
            "He left the talks following Okello's absence.",
            "left",
            "following",
            "following Okello's absence",
            False,
        ),
    ],
)
def test_conditions(text: str, word: str, marker: str, words: str, negated: bool) -> None:
    found = hung(text, word)
    assert found is not None
    assert (found.marker, found.anchor.words, found.negated) == (marker, words, negated)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya will attend even if Uganda attacks.",
        "Kenya attended until Friday.",
        "Kenya will attend, as if nothing had happened.",
        "Kenya asked if Uganda would attend.",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    word = "attend" if "will attend" in text else "attended" if "attended" in text else "asked"
    assert hung(text, word) is None


def test_subject_and_act_are_read_out() -> None:
    found = hung("President Amina Okello may attend the talks if Peter Novak were to attend.", "attend")
    assert found is not None
    assert found.act == "attend"
    assert found.subject is not None
    assert found.subject.endswith("novak")


def test_what_stands_inside_a_condition_is_known() -> None:
    doc = laid("If the rebels come, the army will attend.").sheet.doc
    assert [t.text for t in doc if t.pos_ == "VERB" and within_condition(t)] == ["come"]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(["if", "unless", "he", "comes", "until", "not", ",", "without", "talks", "."]), max_size=12
    )
)
def test_a_condition_is_always_in_the_text(words: list[str]) -> None:
    there = laid(" ".join(["They", "attend", *words]))
    for token in there.sheet.doc:
        found = condition(there, token)
        assert found is None or found.anchor.words in there.sheet.report.text
