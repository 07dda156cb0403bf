"""Plain text, and Markdown with front matter."""

from __future__ import annotations

import re

from parley.intake.draft import Draft, Raw, day

_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)\s*[:=]\s*(.+?)\s*$", re.M)
_HEAD = re.compile(
    r"\A(?:(?:title|headline|outlet|publisher|publication|source|date|published|author|byline|url|link):"
    r"[ \t]*\S[^\n]*\n){2,8}[ \t]*\n",
    re.I,
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|\"'$&@^<])")
_NAMES = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "site", "sitename", "site_name", "source"),
    "published": ("published", "date", "published_time", "datepublished", "pubdate"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "permalink", "canonical"),
}


def read_text(text: str, raw: Raw) -> Draft:
    """Plain text; two or more lines such as "Source: ..." and a blank line before it are its metadata."""
    head = _HEAD.match(text)
    return _draft(text[head.end() :], _fields(head.group()), raw) if head else _draft(text, {}, raw)


def read_markdown(text: str, raw: Raw) -> Draft:
    """Markdown: front matter gives the metadata, links and emphasis give way to their words."""
    front = _FRONT.match(text)
    fields = _fields(front[2]) if front else {}
    return _draft(unmarked(text[front.end() :] if front else text), fields, raw)


def _draft(text: str, fields: dict[str, str], raw: Raw) -> Draft:
    return Draft(
        text=text,
        title=fields.get("title", ""),
        outlet=fields.get("outlet"),
        published=day(fields.get("published")),
        author=fields.get("author"),
        url=fields.get("url", raw.url),
    )


def unmarked(text: str) -> str:
    r"""The words of a Markdown text; headings and list marks stay, for the divider to see.

    >>> unmarked("**Talks** [resumed](http://a.example/x) on *Monday*\\.")
    'Talks resumed on Monday.'
    """
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text)))


def _fields(front: str) -> dict[str, str]:
    """The flat `key: value` lines of front matter under our own names; nested values are left alone."""
    written = {m[1].lower(): m[2].strip("\"'") for m in _FIELD.finditer(front)}
    found = {}
    for ours, theirs in _NAMES.items():
        value = next((written[name] for name in theirs if written.get(name)), None)
        if value:
            found[ours] = value
    return found
