"""Feeds of what changed: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from parley.views.exchange import dumps
from parley.views.exports.urns import link, urn
from parley.views.publish.news import News, in_html, in_text, utc
from parley.views.rows.prose import flat

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00+00:00"
"""The time of a feed in which nothing has happened yet: Atom wants one, and no clock may be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed's own data: the negotiation's id and title, the page it belongs to and its own address, if any."""

    id: str
    title: str
    page: str = ""
    address: str = ""
    about: str = ""


def atom(channel: Channel, items: Sequence[News]) -> str:
    """The news as an Atom feed, newest first."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _leaf(feed, "id", urn("negotiation", channel.id))
    _leaf(feed, "title", flat(channel.title))
    _leaf(feed, "subtitle", flat(channel.about))
    _leaf(feed, "updated", max((utc(i.at).isoformat() for i in items), default=_NEVER))
    _leaf(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", "Parley")
    _link(feed, "alternate", channel.page)
    _link(feed, "self", channel.address)
    for item in newest_first(items):
        _entry(feed, item)
    ET.indent(feed, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ET.Element, item: News) -> None:
    entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
    _leaf(entry, "id", urn("change", item.id))
    _leaf(entry, "title", item.title)
    _leaf(entry, "updated", item.at)
    ET.SubElement(entry, f"{{{_ATOM}}}category", term=item.kind)
    _link(entry, "alternate", item.new.url if item.new else "")
    _leaf(entry, "content", in_html(item)).set("type", "html")


def _leaf(parent: ET.Element, name: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    made.text = text
    return made


def _link(parent: ET.Element, rel: str, address: str) -> None:
    if safe := link(address):
        ET.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=safe)


def json_feed(channel: Channel, items: Sequence[News]) -> str:
    """The news as a JSON Feed 1.1, newest first."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": flat(channel.title),
        "home_page_url": link(channel.page),
        "feed_url": link(channel.address),
        "description": flat(channel.about),
        "authors": [{"name": "Parley"}],
        "items": [_item(item) for item in newest_first(items)],
    }
    return dumps({k: v for k, v in feed.items() if v not in (None, "")}, indent=1) + "\n"


def _item(item: News) -> dict[str, object]:
    made: dict[str, object] = {"id": urn("change", item.id), "title": item.title, "date_published": item.at}
    if item.new and item.new.url:
        made["external_url"] = item.new.url
    return made | {"content_text": in_text(item), "content_html": in_html(item), "tags": [item.kind]}


def newest_first(items: Sequence[News]) -> list[News]:
    """The news by time, the latest first; of one time in the order given."""
    return sorted(items, key=lambda i: utc(i.at), reverse=True)
