"""robots.txt, after the examples of RFC 9309, and reservations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.intake.reserved import Reservation, reservation
from parley.intake.robots import read_robots

SITE = "https://gazette.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /fish", "/fish.html", False),
        ("Disallow: /fish", "/Fish.asp", True),
        ("Disallow: /fish*", "/fishheads", False),
        ("Disallow: /fish/", "/fish", True),
        ("Disallow: /*.php", "/folder/any.php?x=1", False),
        ("Disallow: /*.php$", "/any.php?x=1", True),
        ("Disallow: /*.php$", "/any.php", False),
        ("Disallow: /fish*.php", "/fishheads/catfish.php?x", False),
        ("Allow: /p\nDisallow: /", "/page", True),
        ("Allow: /folder\nDisallow: /folder", "/folder/page", True),
        ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/page.htm", False),
        ("Disallow:", "/page", True),
        ("Disallow: /a%3cd.html", "/a%3Cd.html", False),
        ("Disallow: /~joe/", "/%7Ejoe/index.html", False),
        ("Disallow: /*?print=", "/a?print=1", False),
        ("Disallow: /", "/robots.txt", True),
    ],
)
def test_rules(rules, path, allowed):
    assert read_robots(f"User-agent: *\n{rules}", "Parley").allows(SITE + path) is allowed


def test_its_own_group_goes_before_that_for_all():
    own = "user-agent: other\nuser-agent: PARLEY/2.0\nDisallow: /x # no\nCrawl-delay: 3\n"
    text = f"User-agent: *\nDisallow: /\n\n{own}"
    robots = read_robots(text, "Parley")
    assert (robots.allows(SITE + "/a"), robots.allows(SITE + "/x"), robots.delay) == (True, False, 3.0)


@pytest.mark.parametrize("delay", ["-1", "nan", "1e9", "ten", "²"])
def test_delays_that_are_none(delay):
    assert read_robots(f"User-agent: *\nCrawl-delay: {delay}", "Parley").delay is None


def test_many_stars_take_little_time():
    rules = "User-agent: *\nDisallow: /" + "a*" * 200 + "b$"
    assert read_robots(rules, "Parley").allows(SITE + "/" + "a" * 2000)


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_text_is_read(text, path):
    read_robots("User-agent: *\n" + text, "Parley").allows(SITE + "/" + path)


@pytest.mark.parametrize(
    ("headers", "page", "said"),
    [
        (
            {"tdm-reservation": "1", "tdm-policy": "https://g.example/p"},
            b"",
            Reservation(True, "https://g.example/p"),
        ),
        ({"tdm-reservation": "0"}, b'<meta name="tdm-reservation" content="1">', Reservation(False)),
        ({}, b"<META content='1' name='TDM-Reservation'>", Reservation(True)),
        ({}, b"<meta name=tdm-reservation content=2>", Reservation(None)),
        ({}, b"<meta " * 10_000, Reservation(None)),
    ],
)
def test_reservations(headers, page, said):
    assert reservation(headers, page) == said
