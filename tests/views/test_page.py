"""The page as text: what it links to, what it lets run, and what hostile reports become in it."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from parley import views
from tests.views import hostile
from tests.views.istanbul import dossier
from tests.views.istanbul_record import A

PAGE = views.html(dossier())
HOSTILE = views.html(hostile.dossier())
_VOID = {"meta", "link", "input", "rect", "br"}


class Reading(HTMLParser):
    """The tags, attributes and text of a page; complains about tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data):
        if "script" not in self.open and "style" not in self.open:
            self.text.append(data)

    def all(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]


def test_every_link_leads_to_its_words():
    read = Reading(PAGE)
    ids = read.all("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in read.all("href") if href.startswith("#")}
    assert targets
    assert targets <= set(ids)


def test_report_is_shown_word_for_word():
    shown = "".join(Reading(PAGE).text)
    for line in filter(None, A.text.splitlines()):
        assert line in shown


def test_page_needs_nothing_from_outside():
    assert not re.search(r"https?://|//cdn|@import|url\(", PAGE.replace("http-equiv", ""))
    assert not {"img", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in Reading(PAGE).tags}
    assert not [
        name for _, attrs in Reading(PAGE).tags for name in attrs if name.startswith("on") or name == "style"
    ]


def test_policy_lets_only_the_pages_own_script_and_style_run():
    policy = next(a["content"] for t, a in Reading(PAGE).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", PAGE, re.S)
        hashed = [base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in bodies]
        assert len(hashed) == 1
        assert f"{tag}-src 'sha256-{hashed[0]}'" in policy


def test_hostile_text_stays_text():
    read = Reading(HOSTILE)
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert not [tag for tag, _ in read.tags if tag in ("img", "iframe")]
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    assert not [href for href in read.all("href") if href.startswith("javascript")]
    assert hostile.ATTACK in "".join(read.text)


def test_hostile_characters_do_not_reach_the_page():
    HOSTILE.encode("utf-8")
    assert not set("\x00\x07\x1b\x85\u202e\u2066") & set(HOSTILE)
    assert "\ufffd" in HOSTILE
