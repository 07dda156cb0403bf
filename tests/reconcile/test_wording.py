"""The summary and the timeline: plain sentences that put nobody's words into somebody else's mouth."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.entries import Answer, Manner, Move, Stage, Statement
from parley.model.text import fold
from parley.reconcile import reconcile
from parley.reconcile.wording import LONGEST, balanced, clipped, in_marks, unmarked
from tests.reconcile.build import Paper, on, weekday
from tests.reconcile.goldrecord import founding

DAY = date(2031, 3, 6)


def line(paper: Paper, start: str) -> str:
    """The line of the summary that begins so."""
    return next(found.text for found in reconcile(paper.record()).lines if found.text.startswith(start))


def position(text: str, move: Move, content: str, by: str, anchor: str = "", toward: str = "") -> str:
    """What the summary makes of one position of Norland."""
    paper = Paper("The Gazette", text)
    side = paper.state("Norland", "NRL")
    others = (paper.state(toward, "SUD"),) if toward else ()
    entry = paper.takes(side, move, anchor or content, "matter", by=by, toward=others)
    paper.entries[-1] = replace(entry, content=paper.report.find(content), id="")
    return line(paper, "Norland")


@pytest.mark.parametrize(
    ("text", "move", "content", "by", "anchor", "told"),
    [
        (
            "“We will not recognise the northern islands as theirs,” Norland's envoy said.",
            Move.REFUSAL,
            "We will not recognise the northern islands as theirs",
            "will",
            "",
            "Norland refused to recognise the northern islands as theirs (The Gazette).",
        ),
        (
            "“We will not give up our islands,” Norland's envoy said.",
            Move.REFUSAL,
            "We will not give up our islands",
            "will",
            "",
            "Norland refused to “give up our islands” (The Gazette).",
        ),
        (
            "Norland is urging both sides to halt all fire at once.",
            Move.DEMAND,
            "to halt all fire at once",
            "verb urge",
            "Norland is urging both sides to halt all fire at once",
            "Norland urged both sides to halt all fire at once (The Gazette).",
        ),
        (
            "Norland has rejected the draft treaty on fishing, which its rival had signed on Monday.",
            Move.REJECTION,
            "the draft treaty on fishing, which its rival had signed on Monday",
            "verb reject",
            "Norland has rejected the draft treaty on fishing, which its rival had signed on Monday",
            "Norland rejected the draft treaty on fishing (The Gazette).",
        ),
        (
            "Norland's readiness to share the waters of the gulf surprised many.",
            Move.PROPOSAL,
            "to share the waters of the gulf",
            "noun readiness",
            "",
            "Norland offered to share the waters of the gulf (The Gazette).",
        ),
        (
            "Norland said the blockade of its ports must end this year.",
            Move.DEMAND,
            "the blockade of its ports must end this year",
            "duty",
            "",
            "Norland said that the blockade of its ports must end this year (The Gazette).",
        ),
        (
            "Norland would not accept a treaty without guarantees for fishing crews.",
            Move.REFUSAL,
            "a treaty without guarantees for fishing crews",
            "verb accept",
            "Norland would not accept a treaty without guarantees for fishing crews",
            "Norland refused a treaty without guarantees for fishing crews (The Gazette).",
        ),
    ],
)
def test_a_position_becomes_a_clause(text, move, content, by, anchor, told):
    assert position(text, move, content, by, anchor) == told


def test_who_stays_away_and_why_and_whom_they_sent():
    paper = Paper("The Gazette", "Anna Berg pulled out and sent a deputy. Norland and Sudland meet on Thursday.")
    norland, sudland = paper.state("Norland", "NRL"), paper.state("Sudland", "SUD")
    berg = paper.actor("Anna Berg", country="NRL", acts_for=norland)
    talks = paper.talks("peace talks", (norland, sudland), place="Oslo", when=weekday("Thursday"))
    paper.meets(talks, Stage.PLANNED, "Norland and Sudland meet on Thursday")
    paper.attends(berg, talks, Answer.WILL_NOT, "Anna Berg pulled out and sent a deputy", instead="a deputy")
    assert line(paper, "The peace talks") == (
        "The peace talks of Norland and Sudland in Oslo are planned (The Gazette). "
        "Anna Berg will not attend, sending a deputy instead (The Gazette)."
    )


def rows(manner: Manner, text: str, content: str) -> list[str]:
    """The rows of the timeline for one statement."""
    paper = Paper("The Gazette", text, published=DAY)
    anchor = paper.report.find(content)
    voice = paper.voice("Anna Berg")
    paper.entries.append(Statement(anchor=anchor, content=anchor, voice=voice, manner=manner, when=on(DAY)))
    return [moment.text for moment in reconcile(paper.record()).timeline]


@pytest.mark.parametrize(
    ("manner", "text", "content", "row"),
    [
        (Manner.DIRECT, "“It is over,” Anna Berg said.", "It is over,", "Anna Berg: “It is over”"),
        (Manner.INDIRECT, "Anna Berg said it was over.", "it was over", "Anna Berg: it was over"),
        (
            Manner.MIXED,
            "Anna Berg called the plan “a trap” for her side.",
            "the plan “a trap” for her side",
            "Anna Berg: the plan “a trap” for her side",
        ),
    ],
)
def test_only_direct_speech_stands_in_quotation_marks(manner, text, content, row):
    assert rows(manner, text, content) == [row]


@given(st.text(alphabet='ab ",.“”\n', max_size=60))
def test_marks_come_in_pairs_and_nothing_is_made_up(words):
    shown = balanced(words)
    assert shown.count("“") == shown.count("”")
    assert '"' not in shown
    assert set(shown) <= set(words) | set("“” ")


@given(st.lists(st.sampled_from(["to", "withdraw,", "which", "troops", "citing", "and"]), max_size=40))
def test_clipped_words_are_a_beginning(words):
    kept = clipped(" ".join(words)).removesuffix(" …")
    assert " ".join(words).startswith(kept)
    assert len(kept.split()) <= LONGEST


def test_every_mark_in_the_summary_stands_in_a_report():
    paper = Paper("The Gazette", "Norland proposed a pact. “We want calm,” it said.")
    assert in_marks(paper.report, paper.report.find("We want calm"))
    assert not in_marks(paper.report, paper.report.find("a pact"))


def test_founding_summary_quotes_only_the_reports_own_quotations():
    dossier = reconcile(founding())
    text = {r.id: fold(r.text) for r in dossier.record.reports}
    marked = [m for t in text.values() for m in re.findall(r'"[^"\n]*"', t)]
    lines = [*(found.text for found in dossier.lines), *(m.text for m in dossier.timeline)]
    for quote in (q for found in lines for q in re.findall(r"“([^”]*)”", found)):
        core = fold(unmarked(quote)).removesuffix(" …")
        assert any(core in " ".join(m.split()) for m in marked), quote
