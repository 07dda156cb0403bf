"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from typing import Any

from parley.intake.feeds.item import Feed, Item, address, line, once, stamp, summary

_VERSION = "https://jsonfeed.org/version/"


def read_jsonfeed(text: str, source: str) -> Feed:
    """The items of a JSON Feed. Raises ValueError for anything else."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise ValueError("this is no JSON Feed: it is not JSON") from fault
    if not isinstance(content, dict) or not str(content.get("version", "")).startswith(_VERSION):
        raise ValueError("this is JSON, but no JSON Feed (it names no version)")
    rows = content.get("items")
    items = [_item(row, source) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return Feed(title=line(_words(content, "title")), items=once(item for item in items if item.url))


def _item(row: dict[str, Any], source: str) -> Item:
    return Item(
        url=address(_words(row, "url") or _words(row, "external_url"), source) or address(_words(row, "id"), ""),
        title=line(_words(row, "title")),
        summary=summary(_words(row, "summary") or _words(row, "content_text") or _words(row, "content_html")),
        published=stamp(_words(row, "date_published")),
        language=_words(row, "language")[:20] or None,
    )


def _words(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""
