"""Which kind of feed it is, and its items."""

from __future__ import annotations

import html
import re

from parley.errors import Unreadable
from parley.intake.feeds.item import LIMIT, Feed, address
from parley.intake.feeds.jsonfeed import read_jsonfeed
from parley.intake.feeds.loose import read_loose
from parley.intake.feeds.sitemap import read_sitemap
from parley.intake.feeds.syndication import read_syndication
from parley.intake.feeds.xml import ParseError, mended, refuse_entities, text_of
from parley.intake.unpack import gunzipped

_PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(\w+)[\s>/]")
_SITEMAPS = ("urlset", "sitemapindex")
_FEEDS = ("rss", "rdf", "feed", "channel")
_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.I)
_OFFERED = re.compile(r"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", re.I)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s<>]+)", re.I)


def read_feed(data: bytes, source: str, charset: str | None = None) -> Feed:
    """The items behind an address. Raises Unreadable with the reason, and with the feed's address if it is a page
    that names one."""
    try:
        text = text_of(gunzipped(data, LIMIT), charset)
        if text.startswith(("{", "[")):
            return read_jsonfeed(text, source)
        if _PAGE.match(text):
            raise ValueError(_page(text, source))
        return _read_xml(text, source)
    except ValueError as fault:
        raise Unreadable(source, str(fault)) from fault
    except Exception as fault:  # what strangers' bytes do to a parser is told, and stops nothing else
        raise Unreadable(source, f"this feed cannot be read ({type(fault).__name__})") from fault


def _read_xml(text: str, source: str) -> Feed:
    refuse_entities(text)
    root = _root(text)
    if root not in (*_SITEMAPS, *_FEEDS):
        raise ValueError(f"this is no feed: its first element is <{root}>" if root else "this is no feed")
    reader = read_sitemap if root in _SITEMAPS else read_syndication
    for version in (text, mended(text)):
        try:
            return reader(version, source)
        except ParseError:
            continue
    return read_loose(text, source)


def _root(text: str) -> str:
    """The name of the first element, after comments, instructions and the document type."""
    head = re.sub(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<![^\[<>]*>", " ", text[:20_000], flags=re.S)
    found = _ROOT.search(head)
    return found[1].lower() if found else ""


def _page(text: str, source: str) -> str:
    """What to say of a web page: where its feed is, if it names one."""
    offers = (link for link in _LINK.findall(text[:200_000]) if _OFFERED.search(link))
    found = (address(html.unescape(href[1]), source) for link in offers if (href := _HREF.search(link)))
    place = next((place for place in found if place), "")
    return f"this is a web page; its feed is at {place}" if place else "this is a web page, not a feed"
