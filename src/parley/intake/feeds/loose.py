"""Feeds that are no XML, read by feedparser, which forgives almost everything."""

from __future__ import annotations

import io
from typing import Any

from parley.intake.feeds.item import Feed, Item, address, line, once, stamp, summary

LIMIT = 500_000
"""The most characters that are read so: feedparser is slow, and slower on purposefully bad text."""


def read_loose(text: str, source: str) -> Feed:
    """The items of a broken feed. Raises ValueError where there are none."""
    import feedparser

    # A stream, never the text itself: feedparser would take text for an address and fetch it.
    stream = io.BytesIO(text[:LIMIT].encode("utf-8", "replace"))
    headers = {"content-location": source, "content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(stream, response_headers=headers, sanitize_html=False)
        items = once(item for item in map(_item_at(source), parsed.entries) if item.url)
        title = line(parsed.feed.get("title"))
    except Exception as fault:  # whatever a stranger's text does to the last reader left, it is only not a feed
        raise ValueError("this is no feed that can be read") from fault
    if not items:
        raise ValueError("this is no feed: no item with an address was found in it")
    return Feed(title=title, items=items)


def _item_at(source: str) -> Any:
    def item(entry: Any) -> Item:
        return Item(
            url=address(entry.get("link"), source),
            title=line(entry.get("title")),
            summary=summary(entry.get("summary")),
            published=stamp(entry.get("published")),
        )

    return item
