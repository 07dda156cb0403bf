"""Feeds as newsrooms write them, and as nobody should."""

from __future__ import annotations

import gzip
import io
import json
import time
from datetime import date

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import Unreadable
from parley.intake.canonical import canonical
from parley.intake.feeds import read_feed
from parley.intake.feeds.item import address

AT = "https://gazette.example/feeds/world.xml"

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Gazette – World</title>
<link>https://gazette.example/</link><image><title>Logo</title><url>x</url></image>
<item><title>Norland &amp;amp; Sudria “meet”</title><media:title>A picture</media:title><link>/talks/1</link>
<guid isPermaLink="false">same</guid><pubDate>Thu, 15 May 2031 23:30:00 -0400</pubDate>
<description>&lt;p&gt;In &lt;b&gt;Oslo&lt;/b&gt;&lt;/p&gt;</description></item>
<item><title>Second</title><guid>same</guid><link>https://gazette.example/talks/2</link>
<dc:date>2031-05-15T00:30:00+09:00</dc:date>
<content:encoded><![CDATA[<p>Long & short</p>]]></content:encoded></item>
<item><title>Third</title><guid isPermaLink="true">https://gazette.example/talks/3</guid></item>
<item><title>Again</title><link>https://www.gazette.example/talks/2/?utm_medium=rss</link></item>
<item><title>Nowhere</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/world/"><title>World</title>
<entry xml:base="2031/"><title type="html">Talks &lt;em&gt;stall&lt;/em&gt;</title><id>urn:1</id>
<link rel="enclosure" href="a.mp3"/><link rel="alternate" type="application/pdf" href="a.pdf"/>
<link href="talks"/><published>2031-05-15T23:30:00-04:00</published><updated>2031-05-18T00:00:00Z</updated>
<source><title>Elsewhere</title><link href="https://elsewhere.example/"/></source>
<summary>In Oslo.</summary></entry>
<entry><title>Only updated</title><link href="b"/><updated>2031-05-18T00:00:00Z</updated></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>World</title></channel>
<item rdf:about="x"><title>Talks stall</title><link>https://gazette.example/t</link><dc:date>2031-05-15</dc:date></item>
</rdf:RDF>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "World",
    "items": [
        {"id": 7, "url": "/talks", "title": "Talks stall", "date_published": "2031-05-15T23:30:00-04:00"},
        {"id": "https://gazette.example/b", "content_html": "<p>In <i>Oslo</i>", "date_modified": "2031-05-16"},
        {"id": "x"},
        "no item",
        {"url": ["no"], "title": 5},
    ],
}

SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://gazette.example/talks</loc>
<image:image><image:loc>https://gazette.example/p.jpg</image:loc></image:image><lastmod>2031-06-01</lastmod>
<news:news><news:publication><news:name>The Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-05-15</news:publication_date><news:title>Talks stall</news:title></news:news></url>
<url><loc>https://gazette.example/old</loc><lastmod>2031-05-01</lastmod></url></urlset>"""


def read(text: str | bytes, charset: str | None = None):
    """The feed at the usual address."""
    return read_feed(text if isinstance(text, bytes) else text.encode(), AT, charset)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_rss(encoding):
    feed = read(RSS.format(encoding=encoding).encode(encoding))
    assert feed.title == "The Gazette – World"
    assert [(item.url.removeprefix("https://gazette.example"), item.title) for item in feed.items] == [
        ("/talks/1", "Norland & Sudria “meet”"),
        ("/talks/2", "Second"),
        ("/talks/3", "Third"),
    ]
    assert [item.published for item in feed.items] == [date(2031, 5, 15), date(2031, 5, 15), None]
    assert [item.summary for item in feed.items] == ["In Oslo", "Long & short", ""]


def test_atom_links_hang_on_their_base_and_an_update_is_no_publication():
    first, second = read(ATOM).items
    assert (first.url, first.title) == ("https://gazette.example/world/2031/talks", "Talks stall")
    assert (first.published, first.summary) == (date(2031, 5, 15), "In Oslo.")
    assert (second.url, second.published) == ("https://gazette.example/world/b", None)


def test_rss_1():
    (item,) = read(RDF).items
    assert (item.url, item.title, item.published) == (
        "https://gazette.example/t",
        "Talks stall",
        date(2031, 5, 15),
    )


def test_json_feed():
    first, second = read(json.dumps(JSON)).items
    assert (first.url, first.published) == ("https://gazette.example/talks", date(2031, 5, 15))
    assert (second.url, second.summary, second.published) == ("https://gazette.example/b", "In Oslo", None)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_sitemap(pack):
    first, second = read(pack(SITEMAP.encode())).items
    assert (first.url, first.title, first.outlet) == (
        "https://gazette.example/talks",
        "Talks stall",
        "The Gazette",
    )
    assert (first.published, second.published) == (date(2031, 5, 15), None)


def test_an_index_names_its_newest_sitemaps_first():
    rows = "".join(
        f"<sitemap><loc>/s{n}.xml</loc><lastmod>2031-05-{n:02}</lastmod></sitemap>" for n in range(1, 9)
    )
    feed = read(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>')
    assert feed.further[:2] == ("https://gazette.example/s8.xml", "https://gazette.example/s7.xml")


@pytest.mark.parametrize(
    "broken",
    [
        RSS.format(encoding="utf-8").replace("&amp;amp;", "&"),
        RSS.format(encoding="utf-8").replace("Third", "Third &ndash; &nbsp; \x0b"),
        RSS.format(encoding="utf-8").replace("</channel></rss>", ""),
        "\ufeff \n" + RSS.format(encoding="utf-8"),
    ],
)
def test_broken_feeds_are_mended(broken):
    items = read(broken).items
    assert [item.url.removeprefix("https://gazette.example") for item in items] == [
        "/talks/1",
        "/talks/2",
        "/talks/3",
    ]
    assert items[0].published == date(2031, 5, 15)


@pytest.mark.parametrize("text", [RSS.format(encoding="utf-8"), ATOM, RDF])
def test_the_ecosystem_reads_the_same_titles(text):
    theirs = feedparser.parse(io.BytesIO(text.encode()))
    titles = {entry.title for entry in theirs.entries}
    assert {item.title for item in read(text).items} <= titles | {"Norland & Sudria “meet”", "Talks stall"}


def test_ten_thousand_items():
    row = "<item><title>Talks {0}</title><link>/{0}?utm_source=x</link><guid>1</guid></item>"
    rows = "".join(row.format(n) for n in range(10_000))
    began = time.process_time()
    assert len(read(f"<rss><channel>{rows}</channel></rss>").items) == 10_000
    assert time.process_time() - began < 30


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>',
            "entities",
        ),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>',
            "entities",
        ),
        ('<?xml version="1.0"?><!-- > --><!DOCTYPE r [<!ENTITY % x SYSTEM "http://a/">%x;]><rss/>', "entities"),
        ("<rss>" + "<a>" * 100_000, "nests more than"),
        ("<!doctype html><p>Hello", "this is a web page, not a feed"),
        (
            '<html><head><link href="/rss?a=1&amp;b=2" rel="alternate" type="application/rss+xml"></head>',
            r"its feed is at https://gazette\.example/rss\?a=1&b=2",
        ),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "its first element is <svg>"),
        ("{}", "no JSON Feed"),
        ("[" * 200_000, "not JSON"),
        ("   ", "empty"),
        ("just words", "this is no feed"),
        (b"\x1f\x8bnothing", "cannot be undone"),
        (gzip.compress(b"<rss>" + b" " * 30_000_000, mtime=0), "larger than 20 MB"),
    ],
)
def test_hostile_and_mistaken_feeds_are_refused(text, reason):
    with pytest.raises(Unreadable, match=reason):
        read(text)


def test_an_external_dtd_is_never_fetched():
    text = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss><channel><item><link>/a</link></item></channel></rss>'
    assert [item.url for item in read(text).items] == ["https://gazette.example/a"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_entities_are_found_in_any_encoding(encoding):
    text = (
        '<?xml version="1.0" encoding="{}"?><!DOCTYPE r [<!ENTITY x "y">]><rss><item><link>/a</link></item></rss>'
    )
    with pytest.raises(Unreadable):
        read(text.format(encoding).encode(encoding))


@pytest.mark.parametrize(
    "text",
    ["<rss>" + "<" * 400_000, "<rss>" + "&" * 400_000, "<rss " + "a='b' " * 100_000, "<rss>" + "<!--" * 200_000],
)
def test_bad_text_takes_little_time(text):
    began = time.process_time()
    with pytest.raises(Unreadable):
        read(text)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("//other.example/a", "https://other.example/a"),
        (" /a ", "https://gazette.example/a"),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("http://a:99999/", ""),
        ("/a b", ""),
        ("/" + "a" * 3000, ""),
        ("", ""),
    ],
)
def test_addresses(written, whole):
    assert address(written, AT) == whole


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://g.example/a", "https://www.g.example:443/a/#x", True),
        ("https://g.example/a?b=1&c=2", "https://g.example/a?c=2&b=1&utm_campaign=z", True),
        ("https://g.example/%7Ea", "https://g.example/~a", True),
        ("https://g.example/a?id=1", "https://g.example/a?id=2", False),
        ("https://g.example/A", "https://g.example/a", False),
        ("https://g.example:8443/a", "https://g.example/a", False),
    ],
)
def test_one_key_for_one_page(one, other, same):
    assert (canonical(one) == canonical(other)) is same


@given(st.text(max_size=80))
def test_any_text_has_a_key(text):
    assert canonical(canonical(text)) is not None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_does_more_than_be_told(data):
    text = bytearray(
        data.draw(st.sampled_from([RSS.format(encoding="utf-8"), ATOM, SITEMAP, json.dumps(JSON)])).encode()
    )
    for place in data.draw(st.lists(st.integers(0, len(text) - 1), max_size=12)):
        text[place] = data.draw(st.integers(0, 255))
    try:
        feed = read(bytes(text))
    except Unreadable:
        return
    assert all(item.url.startswith(("http://", "https://")) for item in feed.items)
    assert all(item.title.isprintable() or "\ufffd" not in item.url for item in feed.items)
