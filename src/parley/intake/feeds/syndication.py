"""RSS 0.9 to 2.0 and Atom, well-formed: read straight from the XML.

Why by hand: fastfeedparser turns days into UTC days (23:30 in New York becomes tomorrow), takes an Atom
`updated` for the day of publication and leaves `xml:base` out; feedparser needs half a minute for ten
thousand items. feedparser stays for what is no XML (`loose`).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from parley.intake.feeds.item import Feed, Item, address, line, once, stamp, summary
from parley.intake.feeds.xml import Found, local, space, walk, words

_WANTED = frozenset({"item", "entry"})
_PLAIN = (
    "",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
)
_ATOM = ("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#")
_DUBLIN = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_CONTENT = ("http://purl.org/rss/1.0/modules/content/",)
_FEEDBURNER = ("http://rssnamespace.org/feedburner/ext/1.0",)


def read_syndication(text: str, source: str) -> Feed:
    """The items of an RSS or Atom document. Raises ParseError for text that is no XML, and Hostile."""
    items: list[Item] = []
    root: Element | None = None
    for found in walk(text, _WANTED, source):
        if root is None:
            root = found.element
        elif local(found.element) in _WANTED:
            item = _entry(found) if local(found.element) == "entry" else _item(found)
            items += [item] if item.url else []
    return Feed(title=_title(root), items=once(items))


def _title(root: Element | None) -> str:
    """The title of the feed itself: of the root in Atom, of its channel in RSS."""
    if root is None:
        return ""
    channel = next((c for c in root if local(c) == "channel"), root)
    return line(_text(channel, "title", (*_PLAIN, *_ATOM)))


def _item(found: Found) -> Item:
    """An item of RSS, in any of its namespaces."""
    item, base = found.element, found.base
    guid = _child(item, "guid", _PLAIN)
    permanent = guid is not None and guid.get("ispermalink", guid.get("isPermaLink", "true")).lower() != "false"
    link = (
        address(_text(item, "origlink", _FEEDBURNER), base)
        or address(_text(item, "link", _PLAIN), base)
        or _alternate(item, base)
        or (address(words(guid), "") if permanent else "")
    )
    return Item(
        url=link,
        title=line(_text(item, "title", _PLAIN) or _text(item, "title", _DUBLIN)),
        summary=summary(_text(item, "description", _PLAIN) or _text(item, "encoded", _CONTENT)),
        published=stamp(
            _text(item, "pubdate", _PLAIN),
            _text(item, "date", _DUBLIN),
            _text(item, "issued", _DUBLIN),
            _text(item, "published", _ATOM),
        ),
        language=_text(item, "language", _DUBLIN) or None,
    )


def _entry(found: Found) -> Item:
    """An entry of Atom 1.0 or 0.3."""
    entry = found.element
    return Item(
        url=_alternate(entry, found.base),
        title=line(_text(entry, "title", _ATOM)),
        summary=summary(_text(entry, "summary", _ATOM) or _text(entry, "content", _ATOM)),
        published=stamp(
            _text(entry, "published", _ATOM), _text(entry, "issued", _ATOM), _text(entry, "date", _DUBLIN)
        ),
    )


def _alternate(element: Element, base: str) -> str:
    """The link of Atom to the page itself: HTML before other kinds."""
    links = [c for c in element if local(c) == "link" and space(c).lower() in _ATOM]
    pages = [c for c in links if c.get("rel", "alternate").lower() == "alternate"]
    pages.sort(key=lambda c: "html" not in c.get("type", "text/html"))
    found = (address(c.get("href"), base) for c in pages)
    return next((link for link in found if link), "")


def _child(element: Element, name: str, spaces: tuple[str, ...]) -> Element | None:
    return next((c for c in element if local(c) == name and space(c).lower() in spaces), None)


def _text(element: Element, name: str, spaces: tuple[str, ...]) -> str:
    return words(_child(element, name, spaces))
