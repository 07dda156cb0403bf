"""What standing the words give to an act."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.model.entries import Reality
from parley.model.text import Report
from parley.reading.parsed import Token
from parley.reading.reality import Force, Stance, stance
from parley.reading.sheet import sheet


def act(text: str, word: str) -> Token:
    """The last token with these letters."""
    return [t for t in sheet(Report(text=text)).doc if t.text == word][-1]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The minister attended the talks.", "attended", Reality.HAPPENED),
        ("The minister will attend the talks.", "attend", Reality.PLANNED),
        ("The two sides are due to meet in Lima on Monday.", "meet", Reality.PLANNED),
        ("Both envoys are set to meet next week.", "meet", Reality.PLANNED),
        ("The union agreed to return to the talks.", "return", Reality.PLANNED),
        ("The minister may attend the talks.", "attend", Reality.POSSIBLE),
        ("The general is considering attending the talks.", "attending", Reality.POSSIBLE),
        ("The group has yet to decide whether to attend.", "attend", Reality.POSSIBLE),
        ("The rebels refused to say whether they would attend.", "attend", Reality.POSSIBLE),
        ("The minister did not rule out attending.", "attending", Reality.POSSIBLE),
        ("The minister ruled out attending.", "attending", Reality.DENIED),
        ("There is no plan to meet.", "meet", Reality.DENIED),
        ("The party denied that it had met the envoy.", "met", Reality.DENIED),
        ("The premier declined to attend.", "attend", Reality.DENIED),
        ("The bank is unlikely to attend the meeting.", "attend", Reality.DENIED),
        ("The minister canceled plans to attend.", "attend", Reality.DENIED),
        ("This would have been the first meeting between them.", "been", Reality.DENIED),
        ("He said he would attend only if the army stopped shelling.", "attend", Reality.CONDITIONAL),
        ("Should the army stop shelling, the rebels would attend.", "attend", Reality.CONDITIONAL),
        ("He was invited to attend.", "attend", Reality.URGED),
        ("The envoy called for talks in Geneva.", "talks", Reality.URGED),
        ("The president wants the rebels to come.", "come", Reality.URGED),
        ("Minister told reporters that he would attend.", "attend", Reality.PLANNED),
    ],
)
def test_standing(text: str, word: str, expected: Reality) -> None:
    assert stance(act(text, word)).reality is expected


def test_refusal_is_willed_and_failure_is_not() -> None:
    assert stance(act("The premier declined to attend.", "attend")).willed
    assert not stance(act("The premier failed to attend.", "attend")).willed


def test_what_follows_an_unsaid_word_keeps_its_own_standing() -> None:
    """The negation of a verb of saying does not reach the clause in front of it."""
    held = stance(act("The talks broke down, and the envoy did not say why.", "broke"))
    assert held.force is Force.ASSERTED
    assert not held.negated


@given(st.builds(Stance, negated=st.booleans(), denied=st.booleans(), conditional=st.booleans()))
def test_what_is_negated_is_never_told_as_done(held: Stance) -> None:
    assert not (held.negated or held.denied) or held.reality is Reality.DENIED


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="abe noif.,' \"WT", min_size=1, max_size=60))
def test_every_word_of_any_text_has_a_standing(text: str) -> None:
    for token in sheet(Report(text=text)).doc:
        assert stance(token).reality in Reality
