"""Passages: what each stretch of a report is, and that none is lost."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.intake import divide
from parley.intake.dateline import dateline
from parley.model.text import Part, Report
from tests.pace import slower

ENVOY = "The envoy of Norland said on Monday that her side would attend the next round of talks."
CHAIR = "The chairman of the conference told delegates that a vote was due before the end of the week."
WIRE = """    OSLO, March 15 (Newswire) - A senior Norland ministry official
confirmed his country's backing for a new fishing pact and said
delegates would be present at talks on quotas this week.
    The official told reporters that the minister would attend the
opening of the talks, convened by the council - a body of nine
states
- in Oslo on Monday.
    Norland did not take part in the last pact."""
OFFICIAL = """It is time to bring relief to the people of the islands, who have
waited long enough for a settlement of this conflict.

The two of us and our teams have worked for many months to forge an
agreement that is now on the table:

-   The release of all prisoners;

-   The withdrawal of forces from the strait; and

-   The opening of the harbours.

\\###"""


def parts(text: str, title: str = "") -> list[tuple[str, str]]:
    """(part, words) of each passage."""
    report = divide(Report(text=text, title=title))
    return [(p.part.value, report.text[p.start : p.end]) for p in report.passages]


def read(text: str, title: str = "") -> str:
    """Everything that may be read."""
    report = divide(Report(text=text, title=title))
    return " ".join(report.text[p.start : p.end] for p in report.body())


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe",
        "Subscribe to Harbour Letters",
        "Sign up now to get our letters in your inbox.",
        "ida@example.org",
        "This story is being updated.",
        "This is a developing story. Please check back for updates.",
        "By Ida Holm and Per Lund, Oslo",
        "Published 4 March 2031, 09:30 GMT",
        "3 min read",
        "Share this article",
        "Read more: Envoys leave Oslo",
        "Related articles",
        "We use cookies on this site. You can change your choice at any time.",
        "© 2031 The Harbour Gazette. All rights reserved.",
        "12 comments",
        "Reporting by Ida Holm; Editing by Per Lund and Eva Dahl",
        "Ida Holm in Oslo and Per Lund in Bergen contributed to this report.",
        "Holm reported from Oslo.",
        "[](https://gazette.example/other-story)",
        "Delegates arrive in Oslo for talks [File: Per Lund/AFP]",
        "Ministers shake hands before the session. Photographer: Per Lund",
        "Image copyright EPA Image caption The envoy says that talks are at an end",
        "Advertisement",
        "ENVOY SAYS TALKS IN OSLO WILL FAIL",
        "Follow our coverage of the talks at https://gazette.example/talks",
        "REUTER",
        "(AFP, dpa)",
        "Source: The Gazette and news agencies",
        "To contact the reporter on this story: Ida Holm at ida@example.org",
        "###",
    ],
)
def test_furniture_is_not_read(line):
    text = f"{ENVOY}\n\n{line}\n\n{CHAIR}"
    assert read(text) == f"{ENVOY} {CHAIR}"


@pytest.mark.parametrize(
    "line",
    [
        "“You can subscribe to their view or not,” the envoy said.",
        "He would sign up for the plan if others did, a minister said on Monday.",
        "For more than a decade the two sides have met in Oslo.",
        "Get out of the strait, he told them.",
        "Do you expect the other side to return to the table before the end of the month?",
        "By Monday the delegates had left the city.",
        "By noon on Tuesday, Norland had withdrawn its offer.",
        "Our view is that negotiations should start from the baseline of the treaty.",
        "The minister follows the talks from the capital.",
        "Fires were reported from the harbour.",
        "The Gazette counted 450 dead in the islands, based on first reports from Norland and Sudria officials.",
        "Source: the fleet will leave on Monday",
        "The delegates may change their minds.",
        "“Do not shoot him. He has no weapon. He has no weapon. Do not shoot him,” she told them.",
        "The fleet, which had been at sea since the first of May and was due to return to port before the "
        "fighting broke out in the strait, has been told to stay until the talks resume on Monday next.",
        "Copyright was the last point on which the sides were still apart, two officials said.",
        "The report was published on 4 March 2031.",
        "Talks between the two sides have collapsed.",
        "Also on Monday, the fleet returned to harbour.",
        "Watch what they do, not what they say, the envoy warned on Monday in the capital.",
    ],
)
def test_prose_is_never_lost(line):
    assert line in read(f"{ENVOY}\n\n{line}\n\n{CHAIR}")


def test_headline_is_the_title_or_the_first_short_line():
    for title in ("", "Norland to attend", "Norland to attend | The Gazette"):
        assert parts(f"Norland to attend\n{ENVOY}\n{CHAIR}", title)[0] == ("headline", "Norland to attend")


def test_short_line_between_paragraphs_is_a_heading():
    assert parts(f"{ENVOY}\n\nWhat next?\n\n{CHAIR}")[1] == ("heading", "What next?")


def test_names_before_the_first_sentence_are_the_authors():
    assert read(f"Norland to attend\nIda Holm\n{ENVOY}") == f"Norland to attend {ENVOY}"


def test_wire_is_joined_into_paragraphs():
    found = parts(WIRE)
    assert [part for part, _ in found] == ["dateline", "body", "body", "body"]
    assert found[0][1] == "OSLO, March 15 (Newswire) -"
    assert found[2][1].endswith("in Oslo on Monday.")


def test_wire_without_its_dateline_keeps_its_first_line():
    bare = WIRE.replace("    OSLO, March 15 (Newswire) - ", "", 1)
    assert [part for part, _ in parts(bare)] == ["body", "body", "body"]


def test_official_text_keeps_its_list():
    found = parts(OFFICIAL)
    assert [part for part, _ in found if part != "furniture"] == ["body"] * 5
    assert found[-1] == ("furniture", "\\###")
    assert ("body", "The release of all prisoners;") in found


def test_menu_is_not_read_but_an_announced_list_is():
    menu = "\n".join(["World", "Harbours and islands", "Sports", "Money", "Letters", "Weather today", "Tides"])
    assert read(f"{menu}\n{ENVOY}\n{CHAIR}") == f"{ENVOY} {CHAIR}"
    assert "Tides" in read(f"{ENVOY}\nThe sides will discuss the following points:\n{menu}\n{CHAIR}")


def test_what_follows_the_credits_is_not_read():
    tail = "Reporting by Ida Holm; Editing by Per Lund\n\nA ferry ran aground near Bergen on Friday, police said."
    assert read(f"{ENVOY}\n\n{CHAIR}\n\n{tail}") == f"{ENVOY} {CHAIR}"


def test_furniture_at_the_end_of_a_paragraph_is_cut_off():
    assert read(f"{ENVOY} This story has been updated.") == ENVOY


@pytest.mark.parametrize(
    ("text", "title", "outlet"),
    [
        (f"{ENVOY}\nExperts told The Harbour Gazette that it was a tactic.", "", "The Harbour Gazette"),
        (f"{ENVOY}\nSubscribe to Harbour Letters\nSubscribe", "", "Harbour Letters"),
        (f"OSLO, March 15 (Newswire) - {ENVOY}", "", "Newswire"),
        (ENVOY, "Norland to attend | Harbour Live", "Harbour Live"),
        (ENVOY, "Norland to attend - Harbour News", "Harbour News"),
        (f"{ENVOY}\nCopyright © 2031 The Harbour Times, LLC.", "", "The Harbour Times"),
        (ENVOY, "Norland to attend - minister", None),
        (ENVOY, "NORLAND TO ATTEND - DELEGATES", None),
        (f"{ENVOY}\nHe told The Gazette so, and The Gazette reported it.", "", None),
        (f"{ENVOY}\nHe told the King so.", "", None),
    ],
)
def test_outlet_by_its_own_words(text, title, outlet):
    report = divide(Report(text=text, title=title))
    assert (report.outlet, report.outlet_inferred) == (outlet, outlet is not None)


def test_a_stated_outlet_and_day_stand():
    report = divide(
        Report(
            text=f"OSLO, March 15, 2031 (Newswire) - {ENVOY}", outlet="The Gazette", published=date(2031, 3, 16)
        )
    )
    assert (report.outlet, report.outlet_inferred, report.published) == ("The Gazette", False, date(2031, 3, 16))


def test_dateline_dates_only_with_a_year():
    dated = divide(Report(text=f"OSLO, March 15, 2031 (Newswire) - {ENVOY}"))
    assert (dated.published, dated.published_by) == (date(2031, 3, 15), "dateline")
    assert divide(Report(text=f"OSLO, March 15 (Newswire) - {ENVOY}")).published is None
    assert divide(Report(text=f"OSLO, Feb 30, 2031 (Newswire) - {ENVOY}")).published is None


LINES = st.sampled_from(
    [
        ENVOY,
        CHAIR,
        "Subscribe",
        "* one",
        "[](x)",
        "",
        "  ",
        "OSLO, May 3 (X) - Y.",
        "-",
        "###",
        "© 2031 A",
        "a" * 90,
    ]
)


@given(st.one_of(st.text(max_size=400), st.lists(LINES, max_size=12).map("\n".join)), st.text(max_size=30))
def test_passages_cover_every_character_once_and_in_order(text, title):
    report = divide(Report(text=text, title=title))
    last = 0
    for passage in report.passages:
        assert last <= passage.start < passage.end <= len(text)
        assert not text[last : passage.start].strip()
        last = passage.end
    assert not text[last:].strip()
    assert all(isinstance(passage.part, Part) for passage in report.passages)
    assert divide(report) == report


@pytest.mark.parametrize(
    "unit", ["[", "[](", "![", "a.b-", "a@b.", "_", "told The A ", "By Ab, ", "1 ", "AB-", "( "]
)
def test_no_text_makes_dividing_slow(unit):
    began = time.process_time()
    divide(Report(text=unit * (20_000 // len(unit))))
    assert time.process_time() - began < 4 * slower()


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("OSLO, March 15 (Newswire) - ", "OSLO", "Newswire"),
        ("PORT LOUIS, Mauritius, Sept. 3 (Newswire) -- ", "PORT LOUIS, Mauritius", "Newswire"),
        ("OSLO — ", "OSLO", None),
        ("Oslo (Newswire) – ", "Oslo", "Newswire"),
        ("OSLO, May 15. /NEWSWIRE/. ", "OSLO", "NEWSWIRE"),
        ("OSLO/BERGEN, Norland, 2031 - ", None, None),
        ("The talks — ", None, None),
        ("CHAIR: ", None, None),
    ],
)
def test_datelines(head, place, agency):
    found = dateline(f"{head}{ENVOY}")
    assert (found and found.place, found and found.agency) == (place, agency)
    assert found is None or found.end == len(head)
