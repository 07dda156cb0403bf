"""Who comes, who stays away, and on what terms."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.model.entries import Answer, Attendance
from parley.reading import attendance
from parley.reading.gatherings import ledger
from parley.reading.page import Page
from tests.reading.pages import laid, names, stand_in


def read(text: str) -> tuple[Page, tuple[Attendance, ...]]:
    there = laid(text)
    return there, attendance.read(there, ledger(there))


# One line: the words, the answer ("/" where two are right), the end of the name of whoever it is.
ANSWERS = [
    (
        "Kenya's Foreign Minister Amina Okello will attend the peace talks in Lusaka on Monday.",
        "will attend",
        "Okello",
    ),
    (
        "Kenya's Foreign Minister Amina Okello will not attend the peace talks in Lusaka.",
        "will not attend",
        "Okello",
    ),
    (
        "The peace talks open in Lusaka on Monday. President Amina Okello won't be there.",
        "will not attend",
        "Okello",
    ),
    (
        "The peace talks open in Lusaka on Monday. President Amina Okello is not coming.",
        "will not attend",
        "Okello",
    ),
    (
        "The peace talks open in Lusaka on Monday. President Amina Okello is not going.",
        "will not attend",
        "Okello",
    ),
    ("President Amina Okello boycotted the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello skipped the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello is reconsidering whether to attend the summit in Lusaka.", "may attend", "Okello"),
    ("Kenya may have to reconsider attending the summit in Lusaka on Monday.", "may attend", "Kenya"),
    ("The envoy Amina Okello is not authorised to attend the summit in Lusaka.", "will not attend", "Okello"),
    ("Kenya walked out of the talks in Lusaka on Tuesday.", "did not attend", "Kenya"),
    ("The talks in Lusaka resumed on Tuesday. The Kenyan delegation walked out.", "did not attend", "delegation"),
    ("Kenya has pulled out of the talks in Lusaka.", "did not attend", "Kenya"),
    ("Kenya refuses to meet Uganda.", "will not attend", "Kenya"),
    ("Kenya said it would not negotiate with Uganda.", "will not attend", "Kenya"),
    ("Kenya has returned to the negotiating table.", "attended", "Kenya"),
    ("Kenya will return to the talks in Lusaka.", "will attend", "Kenya"),
    ("Kenya took part in the talks in Lusaka.", "attended", "Kenya"),
    ("Kenya did not take part in the talks in Lusaka.", "did not attend", "Kenya"),
    ("Kenya may join the talks in Lusaka next week.", "may attend", "Kenya"),
    (
        "Kenya's delegation to the talks in Lusaka will be led by Deputy Minister Peter Mutua.",
        "will attend",
        "Mutua",
    ),
    ("Kenya's delegation to the talks in Lusaka will led by Deputy Minister Peter Mutua.", "will attend", "Mutua"),
    (
        "Deputy Minister Peter Mutua heads the Kenyan delegation at the talks in Lusaka.",
        "attended/will attend",
        "Mutua",
    ),
    ("Deputy Minister Peter Mutua led Kenya's delegation at the talks in Lusaka.", "attended", "Mutua"),
    ("Kenya sent its envoy Peter Mutua to the talks in Lusaka.", "attended", "Mutua"),
    ("Kenya will send a delegation to the talks in Lusaka.", "will attend", ""),
    ("Kenya will not send a delegation to the talks in Lusaka.", "will not attend", ""),
    ("President Amina Okello was invited to the summit in Lusaka.", "invited", "Okello"),
    ("Zambia invited President Amina Okello to the summit in Lusaka.", "invited", "Okello"),
    ("President Amina Okello is expected to attend the summit in Lusaka.", "expected", "Okello"),
    ("President Amina Okello was absent from the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello was present at the summit in Lusaka.", "attended", "Okello"),
    ("The summit in Lusaka was held without President Amina Okello present.", "did not attend", "Okello"),
    (
        "Zambia released a list of participants in the Lusaka summit that did not include President Amina Okello.",
        "not listed",
        "Okello",
    ),
    ("President Amina Okello backed out of the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello stayed away from the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello did not show up at the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello has ruled out attending the summit in Lusaka.", "will not attend", "Okello"),
    ("President Amina Okello has no plan to attend the summit in Lusaka.", "will not attend", "Okello"),
    ("President Amina Okello has not decided whether to attend the summit in Lusaka.", "may attend", "Okello"),
    (
        "President Amina Okello confirmed her participation in the summit in Lusaka.",
        "will attend/attended",
        "Okello",
    ),
    ("President Amina Okello travelled to Lusaka for the talks with Uganda.", "attended", "Okello"),
    ("President Amina Okello will fly to Lusaka on Monday for talks with Uganda.", "will attend", "Okello"),
    ("Deputy Minister Peter Mutua will represent Kenya at the talks in Lusaka.", "will attend", "Mutua"),
    ("Okello to skip Lusaka summit. President Amina Okello spoke on Monday.", "will not attend", "Okello"),
    (
        "President Amina Okello declined an invitation to attend the summit in Lusaka.",
        "will not attend/did not attend",
        "Okello",
    ),
    ("President Amina Okello is considering attending the summit in Lusaka.", "may attend", "Okello"),
    (
        "President Amina Okello cancelled plans to attend the summit in Lusaka.",
        "will not attend/did not attend",
        "Okello",
    ),
    ("President Amina Okello threatened to boycott the summit in Lusaka.", "may attend", "Okello"),
    ("President Amina Okello agreed to attend the summit in Lusaka.", "will attend", "Okello"),
    ("President Amina Okello left the summit in Lusaka early.", "did not attend", "Okello"),
    ("The talks in Lusaka were attended by President Amina Okello.", "attended", "Okello"),
    ("Kenya withdrew from the talks in Lusaka.", "did not attend", "Kenya"),
    ("Kenya dropped out of the talks in Lusaka.", "did not attend", "Kenya"),
    ("President Amina Okello will miss the summit in Lusaka.", "will not attend", "Okello"),
    (
        "President Amina Okello chose not to attend the summit in Lusaka.",
        "will not attend/did not attend",
        "Okello",
    ),
    ("President Amina Okello is due to attend the summit in Lusaka.", "will attend", "Okello"),
    ("President Amina Okello was unable to attend the summit in Lusaka.", "did not attend", "Okello"),
    ("President Amina Okello accepted an invitation to attend the summit in Lusaka.", "will attend", "Okello"),
    ("President Amina Okello received an invitation to attend the summit in Lusaka.", "invited", "Okello"),
    ("President Amina Okello is unlikely to attend the summit in Lusaka.", "will not attend", "Okello"),
    ("President Amina Okello could not attend the summit in Lusaka.", "did not attend/will not attend", "Okello"),
    ("President Amina Okello said she might go to Lusaka for the summit.", "may attend", "Okello"),
    ("President Amina Okello would attend the summit in Lusaka if Uganda came.", "may attend", "Okello"),
    (
        'The summit opens in Lusaka on Monday. "I will be there," President Amina Okello said.',
        "will attend",
        "Okello",
    ),
    ("Kenya was not included in the talks.", "did not attend/not listed", "Kenya"),
    ("Kenya was not represented at the talks in Lusaka.", "did not attend/not listed", "Kenya"),
    ("The rebels were excluded from the talks in Lusaka.", "did not attend", "rebels"),
    ("Kenya was left out of the negotiations.", "did not attend", "Kenya"),
    ("Kenya was sidelined from the talks.", "did not attend", "Kenya"),
    ("Kenya was shut out of the talks between Uganda and Zambia.", "did not attend", "Kenya"),
    ("The Kenyan aides here for the talks include Foreign Minister Amina Okello.", "will attend", "Okello"),
    ("Also attending the talks in Lusaka will be Foreign Minister Amina Okello.", "will attend", "Okello"),
    ("It is not clear if Kenya will take part in the talks in Lusaka.", "may attend", "Kenya"),
    ("It remains unclear whether Kenya will attend the talks in Lusaka.", "may attend", "Kenya"),
    ("How willing Kenya will be to even participate in the talks is not known.", "may attend", "Kenya"),
    ("Kenya suspended its participation in the talks in Lusaka.", "did not attend", "Kenya"),
    ("Kenya ended its boycott of the talks.", "attended", "Kenya"),
    ("The talks in Lusaka went ahead without Kenya.", "did not attend", "Kenya"),
    ("Kenya recalled its delegation from the talks in Lusaka.", "did not attend", "Kenya"),
    ("North Korea is refusing to hold talks with the five nations.", "will not attend", "North Korea"),
    ("The union refuses to bargain with Acme Steel.", "will not attend", "union"),
    ("President Amina Okello cancelled her trip to the summit in Lusaka.", "did not attend", "Okello"),
    ("Kenya has yet to confirm that President Amina Okello will attend the summit.", "may attend", "Okello"),
    ("Kenya has not confirmed that President Amina Okello will attend the summit.", "may attend", "Okello"),
    ("President Amina Okello has yet to decide whether she will attend the summit.", "may attend", "Okello"),
    ("Among those present at the talks in Lusaka was Amina Okello.", "attended", "Okello"),
    ("Participants in the talks in Lusaka included Amina Okello.", "attended", "Okello"),
    ("Her speech at a conference on tin in Lusaka prompted Kenya to walk out.", "did not attend", "Kenya"),
    ("Amina Okello left for Lusaka on Tuesday for the talks.", "will attend", "Okello"),
    ("Kenya's chief negotiator stayed away from Monday's session.", "did not attend", "negotiator"),
]


@pytest.mark.parametrize(("text", "answer", "who"), ANSWERS)
def test_answers(text: str, answer: str, who: str) -> None:
    there, found = read(text)
    assert len(found) == 1
    assert found[0].answer.value in answer.split("/")
    assert names(there, [found[0].who])[0].endswith(who)


@pytest.mark.parametrize(
    "text",
    [
        "The remarks come as the talks in Lusaka resume. It will go ahead.",
        "Kenya attended to the wounded after the talks in Lusaka.",
        "Kenya pulled out of the coastal town before the talks in Lusaka.",
        "Reporters travelled to Lusaka for the summit.",
    ],
)
def test_what_is_no_attendance(text: str) -> None:
    assert read(text)[1] == ()


def test_everybody_on_a_list_is_read() -> None:
    there, found = read(
        "The summit in Lusaka was attended by President Amina Okello and by Peter Mutua, and by Mary Wanjiku."
    )
    assert names(there, [e.who for e in found]) == ("Amina Okello", "Peter Mutua", "Mary Wanjiku") or {
        *names(there, [e.who for e in found])
    } == {"Amina Okello", "Peter Mutua", "Mary Wanjiku"}
    there, found = read("Amina Okello, Peter Mutua and Mary Wanjiku were present at the talks in Lusaka.")
    assert {*names(there, [e.who for e in found])} == {"Amina Okello", "Peter Mutua", "Mary Wanjiku"}


def test_provided_that_is_a_condition() -> None:
    there, found = read("Kenya will attend the summit in Lusaka provided that Uganda is also there.")
    hung = found[0].condition
    assert len(found) == 1
    assert hung is not None
    assert (hung.marker, hung.act) == ("provided", "be there")
    assert names(there, [hung.subject or ""]) == ("Uganda",)


def test_both_stayed_away() -> None:
    there, found = read("Neither Kenya nor Uganda attended the talks in Lusaka.")
    assert {e.answer for e in found} == {Answer.DID_NOT}
    assert set(names(there, [e.who for e in found])) == {"Kenya", "Uganda"}


def test_refusal_condition_and_substitute() -> None:
    _, (refusal, sent) = read(
        "Talks between Kenya and Uganda collapsed in Lusaka. President Amina Okello declined to attend and "
        "instead dispatched a junior team."
    )
    assert refusal.answer is Answer.DID_NOT
    assert refusal.instead == "a junior team"
    assert sent.answer is Answer.ATTENDED
    assert sent.anchor.words == "instead dispatched a junior team"


def test_condition_is_taken_apart() -> None:
    there, (may,) = read("President Amina Okello may attend the talks in Lusaka if Peter Mutua were to attend.")
    assert may.answer is Answer.MAY
    assert may.condition is not None
    assert (may.condition.marker, may.condition.act) == ("if", "attend")
    assert names(there, [may.condition.subject or ""]) == ("Peter Mutua",)


def test_head_of_a_delegation_and_its_side() -> None:
    there, (head,) = read("Kenya's delegation to the talks in Lusaka will be led by Deputy Minister Peter Mutua.")
    assert head.role == "heads delegation"
    assert names(there, [head.party or ""]) == ("Kenya",)


def test_company_comes_too() -> None:
    there, found = read(
        "President Amina Okello will attend the summit in Lusaka alongside Prime Minister Peter Mutua."
    )
    assert sorted(names(there, [e.who for e in found])) == ["Amina Okello", "Peter Mutua"]


WORDS = "Kenya will not attend the talks if Uganda walked out of . sent a team"


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_whatever_is_read_stands_in_the_text(words: list[str]) -> None:
    assert stand_in(*read(" ".join(words) or "x"))
