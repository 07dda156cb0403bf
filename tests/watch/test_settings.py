"""feeds.toml: what it may say, and what is said where it is wrong."""

from __future__ import annotations

import pytest

from parley.desk.watch import read_settings
from parley.errors import BadSetting

GOOD = """
every = "30 min"
contact = "https://desk.example/about"
archive = "talks.db"
reserved = "skip"

[[negotiation]]
title = "Fish talks"
parties = ["Norland", "Sudria"]

[[feed]]
url = "https://gazette.example/rss"
outlet = "The Gazette"

[[feed]]
url = "https://other.example/rss"
every = "2 h"
take = "all"
private = true

[[folder]]
path = "inbox"
"""


def settings(folder, text):
    """The settings in a text."""
    (folder / "feeds.toml").write_text(text)
    return read_settings(folder / "feeds.toml")


def test_a_whole_file(tmp_path):
    found = settings(tmp_path, GOOD)
    assert [n.id for n in found.negotiations] == ["fish-talks"]
    first, second = found.feeds
    assert (first.outlet, first.every, first.negotiations, first.take_all) == (
        "The Gazette",
        1800,
        ("fish-talks",),
        False,
    )
    assert (second.every, second.take_all, second.private) == (7200, True, True)
    assert (found.folders[0].path, found.folders[0].negotiation) == (tmp_path / "inbox", "fish-talks")
    assert (found.archive, found.skip_reserved) == (str(tmp_path / "talks.db"), True)


def test_an_archive_by_address_stays_one(tmp_path):
    assert settings(tmp_path, GOOD.replace("talks.db", "postgresql://desk/p")).archive == "postgresql://desk/p"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('every = "30 min"', 'every = "often"', "line 2: 'every' is a time"),
        ('every = "30 min"', 'every = "5 s"', "line 2: 'every' is a time"),
        ("outlet =", "outlets =", r"line 13: 'outlets' is not known: use url, outlet"),
        ('["Norland", "Sudria"]', '"Norland"', "line 9: 'parties' must be a list of words"),
        (
            'url = "https://gazette.example/rss"',
            'url = "gazette.example"',
            r"line 11: this \[\[feed\]\] needs a url",
        ),
        ('take = "all"', 'take = "some"', 'line 18: \'take\' is "relevant" or "all"'),
        ("private = true", "private = 1", "line 19: 'private' is true or false"),
        ("[[negotiation]]", "[negotiation]", r"write \[\[negotiation\]\] in double brackets"),
        ("contact =", "most = 0\ncontact =", "line 3: 'most' is a whole number"),
        ('title = "Fish talks"', "", r"line 7: this \[\[negotiation\]\] has no title"),
        ("every =", "every ==", "correct the TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, reason):
    assert old in GOOD
    with pytest.raises(BadSetting, match=reason):
        settings(tmp_path, GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing to watch"),
        ('[[feed]]\nurl = "https://g.example/f"', "belongs to no negotiation"),
        ('[[folder]]\npath = "x"', r"\[\[folder\]\] needs a path and a negotiation"),
    ],
)
def test_what_is_missing_is_told(tmp_path, text, reason):
    with pytest.raises(BadSetting, match=reason):
        settings(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadSetting, match="cannot be opened"):
        read_settings(tmp_path / "none.toml")
