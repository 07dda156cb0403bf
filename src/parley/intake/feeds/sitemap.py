"""Sitemaps, with the extension for news, and indexes of sitemaps."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from parley.intake.feeds.item import Feed, Item, address, line, once, stamp
from parley.intake.feeds.xml import Found, local, walk, words

_NEWS = "news"
_MOST_FURTHER = 50


def read_sitemap(text: str, source: str) -> Feed:
    """The pages of a sitemap, or the newest sitemaps of an index. Raises ParseError and Hostile.

    `lastmod` says when a page was changed, which is not when it was published; only `news:publication_date` is.
    """
    items: list[Item] = []
    maps: list[tuple[str, str]] = []
    for found in walk(text, frozenset({"url", "sitemap"}), source):
        if local(found.element) == "url":
            items += [item for item in [_item(found)] if item.url]
        elif local(found.element) == "sitemap":
            maps.append((_text(found.element, "lastmod"), address(_text(found.element, "loc"), found.base)))
    newest = sorted(dict.fromkeys(maps), key=lambda pair: pair[0], reverse=True)[:_MOST_FURTHER]
    return Feed(items=once(items), further=tuple(dict.fromkeys(place for _, place in newest if place)))


def _item(found: Found) -> Item:
    news = _child(found.element, _NEWS)
    said = found.element if news is None else news
    publication = _child(said, "publication")
    return Item(
        url=address(_text(found.element, "loc"), found.base),
        title=line(_text(said, "title")),
        summary=line(_text(said, "keywords")),
        published=stamp(_text(said, "publication_date")),
        outlet=line(_text(publication, "name")) or None if publication is not None else None,
        language=_text(publication, "language")[:20] or None if publication is not None else None,
    )


def _child(element: Element, name: str) -> Element | None:
    return next((c for c in element if local(c) == name), None)


def _text(element: Element, name: str) -> str:
    return words(_child(element, name))
