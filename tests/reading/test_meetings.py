"""Meetings: how far they have come, who meets where, and which mention means which gathering."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.model.entries import Level, Meeting, Reality
from parley.model.text import Report
from parley.model.times import SILENT, When
from parley.reading import meetings
from parley.reading.gatherings import ledger
from parley.reading.page import Page, page
from parley.reading.sheet import sheet
from tests.reading.pages import laid, names, stand_in


def read(text: str) -> tuple[Page, tuple[Meeting, ...]]:
    there = laid(text)
    return there, meetings.read(there, ledger(there))


# The words and the stage ("/" where two are right).
STAGES = [
    ("Kenya and Uganda will hold talks in Lusaka on Monday.", "planned"),
    ("Kenya and Uganda held talks in Lusaka on Monday.", "held"),
    ("Kenya and Uganda are holding talks in Lusaka.", "under way"),
    ("Talks between Kenya and Uganda resumed in Lusaka on Monday.", "under way"),
    ("Talks between Kenya and Uganda will resume in Lusaka on Monday.", "planned"),
    ("Talks between Kenya and Uganda have stalled.", "adjourned"),
    ("Talks between Kenya and Uganda broke down on Monday.", "collapsed"),
    ("Talks between Kenya and Uganda collapsed.", "collapsed"),
    ("Talks between Kenya and Uganda were postponed.", "adjourned"),
    ("Talks between Kenya and Uganda were called off.", "cancelled"),
    ("The summit between Kenya and Uganda has been cancelled.", "cancelled"),
    ("President Amina Okello cancelled a meeting with Uganda.", "cancelled"),
    ("Talks between Kenya and Uganda ended without agreement.", "held"),
    ("Talks between Kenya and Uganda wrapped up on Monday.", "held"),
    ("Talks between Kenya and Uganda were adjourned until Monday.", "adjourned"),
    ("Kenya broke off talks with Uganda.", "adjourned/collapsed"),
    ("Kenya suspended talks with Uganda.", "adjourned"),
    ("Kenya proposed talks with Uganda in Lusaka.", "proposed"),
    ("Kenya called for a summit with Uganda in Lusaka.", "proposed"),
    ("Kenya offered to host talks between Uganda and Zambia.", "proposed"),
    ("President Amina Okello met Foreign Minister Peter Mutua in Lusaka on Monday.", "held"),
    ("President Amina Okello will meet Foreign Minister Peter Mutua in Lusaka.", "planned"),
    ("President Amina Okello is due to meet Foreign Minister Peter Mutua on Monday.", "planned"),
    ("President Amina Okello wants to meet Foreign Minister Peter Mutua in Lusaka.", "proposed"),
    ("Kenya and Uganda have not met since 2019.", "held"),
    ("President Amina Okello spoke today with Prime Minister Peter Mutua of Zambia.", "held"),
    ("President Amina Okello spoke by phone with Prime Minister Peter Mutua.", "held"),
    ("President Amina Okello hosted Prime Minister Peter Mutua in Nairobi on Friday.", "held"),
    ("This would have been the first meeting between Kenya and Uganda.", "cancelled/collapsed"),
    ("The failed talks between Kenya and Uganda in Lusaka angered Zambia.", "collapsed"),
    ("Envoys from Kenya and Uganda met separately with mediators in Lusaka on Monday.", "held"),
    ("A third round of talks between Kenya and Uganda is planned for next week.", "planned"),
    ("The next round of talks will take place in Lusaka in March.", "planned"),
    ("The previous round of talks took place in Lusaka in March 2019.", "held"),
    ("Kenya and Uganda agreed to meet in Lusaka next week.", "planned"),
    ("Kenya and Uganda have been negotiating in Lusaka since Monday.", "under way"),
    ("Indirect talks between Kenya and Uganda, mediated by Zambia, began in Lusaka on Sunday.", "under way"),
    ("The talks are stalled.", "adjourned"),
    ("Kenya and Uganda concluded a two-day meeting in Lusaka.", "held"),
    ("The talks collapsed after Kenya walked out.", "collapsed"),
    ("Kenya and Uganda may hold talks in Lusaka.", "proposed/planned"),
    ("Negotiators will meet again on Tuesday.", "planned"),
    ("Kenya is expected to host a summit in Nairobi in May.", "planned"),
    ("Talks are under way in Lusaka.", "under way"),
    ("Talks in Lusaka are at an impasse.", "adjourned"),
    ("President Okello denied that she had met Ugandan envoys in Lusaka.", "held"),
    ("The two leaders held a phone call on Friday.", "held"),
    ("President Okello had a phone call with President Mutua of Zambia on Friday.", "held"),
    ("Kenya and Uganda opened talks in Lusaka on Monday.", "under way"),
    ("The miners' union and Acme Steel ceased negotiations after a deadline passed.", "collapsed/adjourned"),
    ("Talks between Kenya and Uganda have been extended into Friday.", "under way"),
    ("A special meeting of the Tin Council was called to find a way to stop a slide in prices.", "under way"),
    ("President Amina Okello called a meeting with Uganda for next week.", "planned"),
    ("Minister Amina Okello will spend tomorrow in bilateral meetings with each of her colleagues.", "planned"),
    ("Kenya, Uganda and Zambia are all party to the talks in Lusaka.", "under way"),
    ("President Okello and Prime Minister Mutua spoke by phone on Friday.", "held"),
    ("The two presidents spoke for two hours by video link.", "held"),
    ("President Amina Okello and Foreign Minister Peter Mutua of Zambia are discussing a ceasefire.", "under way"),
    ("President Amina Okello and Foreign Minister Peter Mutua of Zambia talked about a ceasefire.", "held"),
    ("African leaders have negotiated the deal over the last four years.", "held"),
    ("Kenya and Uganda are negotiating a new border treaty.", "under way"),
    ("The council adjourned on Friday without a decision.", "adjourned"),
    ("The International Tin Council adjourned until Tuesday.", "adjourned"),
    ("There was a lengthy face-to-face session at State House on Thursday.", "held"),
    ("On the eve of a two-day meeting of tin ministers, delegates said prices fell.", "planned"),
    ("The special meeting was likely to adjourn tonight without agreement.", "under way"),
    ("The EC Commission met in Brussels on Friday.", "held"),
    ("Kenya was upbeat after 16 hours of talks with Uganda.", "held"),
    ("President Amina Okello called Prime Minister Peter Mutua on Tuesday.", "held"),
    ("President Amina Okello and Prime Minister Peter Mutua had a phone conversation on Friday.", "held"),
    ("A conference on the tin treaty in Lusaka ended on Friday.", "held"),
    ("A Kenyan-Ugandan meeting failed to make any progress.", "held/collapsed"),
    ("The summit has been dominated by lengthy arguments over tin.", "under way"),
    ("Kenya urged both sides to hold working-level talks.", "proposed"),
    ("Kenya asked for talks with Uganda.", "proposed"),
    ("Talks between Kenya and Uganda were to begin on Friday but were called off.", "cancelled"),
    ("The summit between Kenya and Uganda was called off hours before it was due to begin.", "cancelled"),
    ("Mediators have been shuttling between the two delegations this week.", "under way"),
    ("Kenya and Uganda are committed to ongoing negotiations.", "under way"),
    ("The decision follows a meeting between the two leaders in April.", "held"),
    ("The meeting brought together officials from Kenya and Uganda.", "held"),
    ("Kenya and Uganda have been locked in talks since Monday.", "under way"),
    ("Kenya's foreign minister arrived in Lusaka for talks with Peter Mutua.", "planned"),
    ("Norway is hosting talks between Kenya and Uganda in Oslo, not about tin but about the lake.", "under way"),
    ("If the summit between Kenya and Uganda happens, it will be the first.", "proposed"),
    ("EU leaders meeting in Brussels on Saturday shied away from sanctions.", "held/under way"),
]


@pytest.mark.parametrize(("text", "stage"), STAGES)
def test_stages(text: str, stage: str) -> None:
    _, found = read(text)
    assert len(found) == 1
    assert found[0].stage.value in stage.split("/")


@pytest.mark.parametrize(
    "text",
    [
        "President Amina Okello told reporters that she was well.",
        "President Amina Okello spoke to reporters in Lusaka.",
        "The company met its targets.",
        "Kenya met the deadline.",
        "The press conference was held in Lusaka.",
        "If Kenya and Uganda meet in Lusaka, Zambia will be glad.",
        "President Amina Okello called Peter Mutua a liar.",
        "Cancelling the summit could anger Zambia.",
        "President Amina Okello called closed-door negotiations a mistake.",
        "They want to open the negotiations to the public.",
        "It is not known who will meet with whom.",
        "Officials negotiating the price of tin were tired.",
        "The rebels walked out of the talks on Tuesday.",
        "Democrats will not sit down with Republicans until they raise the limit.",
        "President Amina Okello spoke to CNN's Peter Mutua.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert read(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "participants", "place"),
    [
        ("Kenya and Uganda held talks in Lusaka.", ("Kenya", "Uganda"), "Lusaka"),
        (
            "President Amina Okello met Peter Mutua in Nairobi, Kenya.",
            ("Amina Okello", "Peter Mutua"),
            "Nairobi, Kenya",
        ),
        ("Talks between Kenya and Uganda in Lusaka ended.", ("Kenya", "Uganda"), "Lusaka"),
        ("Kenyan and Ugandan officials met in Lusaka on Friday.", ("Kenya", "Uganda"), "Lusaka"),
        ("Kenya-Uganda talks resumed in Lusaka.", ("Kenya", "Uganda"), "Lusaka"),
        ("Zambia is hosting talks with Kenyan and Ugandan envoys in Lusaka.", ("Kenya", "Uganda"), "Lusaka"),
        (
            "President Amina Okello met Peter Mutua at a Lusaka hotel on Monday.",
            ("Amina Okello", "Peter Mutua"),
            "Lusaka hotel",
        ),
        (
            "President Amina Okello, Jr. held a call with Peter Mutua in Lusaka.",
            ("Amina Okello", "Peter Mutua"),
            "Lusaka",
        ),
        (
            "During talks with Peter Mutua in Lusaka, President Amina Okello offered tin.",
            ("Amina Okello", "Peter Mutua"),
            "Lusaka",
        ),
    ],
)
def test_who_and_where(text: str, participants: tuple[str, ...], place: str) -> None:
    there, (found,) = read(text)
    assert set(names(there, found.participants)) >= set(participants)
    assert found.place == place


def test_a_denied_meeting_is_marked_denied() -> None:
    assert (
        read("President Okello denied that she had met Ugandan envoys in Lusaka.")[1][0].reality is Reality.DENIED
    )


def test_since_dates_the_last_meeting() -> None:
    assert read("Kenya and Uganda have not met since 2019.")[1][0].when.words == "2019"


def test_the_meeting_another_is_counted_from_keeps_its_day_and_words() -> None:
    text = "This would have been the first formal talks between Kenya and Uganda since a summit in May 2019."
    _, (first, summit) = read(text)
    assert first.anchor.words.endswith("between Kenya and Uganda")
    assert first.when is SILENT
    assert summit.when.words == "May 2019"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Kenya and Uganda will meet from 3 to 5 May.", "3 to 5 May"),
        ("Kenya and Uganda will meet on June 29 and 30 in Lusaka.", "June 29 and 30"),
        ("Kenya and Uganda met on 12-14 June.", "12-14 June"),
        ("Kenya and Uganda met on Monday and Tuesday.", "Monday and Tuesday"),
        ("Kenya and Uganda met between 3 May and 5 May.", "3 May and 5 May"),
        ("Kenya and Uganda will meet over the next few days.", "the next few days"),
        ("The weekend breakdown of talks with Uganda angered Kenya.", "The weekend"),
        ("Last week, after a meeting with Uganda, Kenya rejected the plan.", "Last week"),
        ("Talks between Kenya and Uganda broke down on Monday.", "Monday"),
        ("Kenya and Uganda met on Monday and 3 ministers came.", "Monday"),
    ],
)
def test_every_day_told_is_kept(text: str, when: str) -> None:
    assert read(text)[1][0].when.words == when


def test_both_ends_of_a_spell_are_resolved() -> None:
    told = page(sheet(Report(text="Kenya and Uganda will meet from 3 to 5 May.", published=date(2025, 4, 30))))
    when = meetings.read(told, ledger(told))[0].when
    assert isinstance(when, When)
    assert (when.start, when.end) == (date(2025, 5, 3), date(2025, 5, 5))


def test_leaders_and_ministers() -> None:
    levels = [
        read(f"{who} met {whom} in Lusaka.")[1][0].level
        for who, whom in (
            ("President Amina Okello", "Prime Minister Peter Mutua"),
            ("Foreign Minister Amina Okello", "Foreign Minister Peter Mutua"),
        )
    ]
    assert levels == [Level.LEADERS, Level.MINISTERS]


def test_bare_talks_mean_the_ones_told_before_and_other_places_other_gatherings() -> None:
    there = laid(
        "Kenya and Uganda opened talks in Lusaka on Monday. The talks are expected to last a week. "
        "A summit in Cairo is planned for June."
    )
    book = ledger(there)
    meant = [gathering for _, gathering in book.mentions]
    assert meant[0] == meant[1] != meant[2]
    assert [g.place for g in book.gatherings] == ["Lusaka", "Cairo"]


def test_last_and_next_rounds_are_two_gatherings() -> None:
    there = laid("The previous round of talks failed. The next round of talks will be held in May.")
    assert len(ledger(there).gatherings) == 2


WORDS = "Kenya and Uganda met talks in Cairo the will hold collapsed a round of . between"


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS.split()), max_size=14))
def test_whatever_is_read_stands_in_the_text(words: list[str]) -> None:
    assert stand_in(*read(" ".join(words) or "x"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The envoys will hold a high-stakes meeting in Oslo on Friday.", "meeting in Oslo"),
        ("A much-anticipated upcoming summit between Chad and Sudan was postponed.", "Chad-Sudan summit"),
        ("The envoys ended hours of talks in Doha.", "talks in Doha"),
        ("The envoys had a good, frank dialogue in Doha.", "dialogue in Doha"),
        ("The third round of bilateral talks in Lima ended.", "round of bilateral talks in Lima"),
        ('Kenya and Chad held so-called "nuclear peace" talks in Lima.', "nuclear peace talks in Lima"),
    ],
)
def test_a_name_says_which_meeting_it_is_and_not_what_it_was_like(text: str, name: str) -> None:
    assert any(m.what.endswith(name) for m in read(text)[1])


def test_reporters_are_no_party_to_what_they_tell_of() -> None:
    text = (
        "The president has tried to get the deal wrapped up, holding secret talks with rebel leader Jonas Kamau "
        "on Oct. 9, The Post exclusively reported at the time."
    )
    there, (found,) = read(text)
    assert "Jonas Kamau" in names(there, found.participants)
    assert not any("Post" in name for name in names(there, found.participants))


def test_a_meeting_is_named_by_those_who_are_there_and_not_by_whom_they_are_there_for() -> None:
    told = (
        "Kenya's President Amina Okello, Kenya and Uganda's Foreign Minister Peter Mutua held a meeting in Lima."
    )
    assert [m.what for m in read(told)[1]] == ["Amina Okello-Peter Mutua meeting in Lima"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Amina Okello met Foreign Minister Peter Mutua.", "Amina Okello-Peter Mutua meeting"),
        ("President Amina Okello met her two counterparts.", "meeting of Amina Okello and her two counterparts"),
    ],
)
def test_short_names_stand_before_the_noun_and_descriptions_behind_it(text: str, name: str) -> None:
    there = laid(text)
    assert [g.name for g in ledger(there).gatherings] == [name]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenya and Uganda will meet again at 1430 GMT on Monday.", None),
        ("Kenya and Uganda held talks in OPEC on Monday.", None),
        ("Kenya and Uganda held talks in the UK on Monday.", "UK"),
    ],
)
def test_bodies_and_zones_of_time_are_no_places(text: str, place: str | None) -> None:
    assert [g.place for g in ledger(laid(text)).gatherings] == [place]


def test_an_official_without_a_name_who_says_we_met_speaks_for_his_side() -> None:
    _, found = read("“We will meet the Ugandans in Lusaka on Monday,” a senior Kenyan official said.")
    there = {p for meeting in found for p in meeting.participants}
    assert not any("official" in p for p in there)
