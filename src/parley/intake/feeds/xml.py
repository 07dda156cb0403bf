"""XML from strangers: walked element by element, without entities, not deep, and not from anywhere else."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from parley.intake.decode import decode

DEEPEST = 60
"""Elements inside each other; feeds with XHTML in them reach about twenty."""

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DECLARATION = re.compile(r"^\s*<\?xml\b[^<>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\b[^<>]{0,100}?encoding=[\"']([\w.:-]{1,40})[\"']")
_ENTITIES = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b", re.I)
_LOOSE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)(\w{2,10};)?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Hostile(ValueError):
    """XML that defines entities or nests without end."""


@dataclass(frozen=True, slots=True)
class Found:
    """An element that was asked for, with the address that its relative links hang on."""

    element: Element
    base: str


def text_of(data: bytes, charset: str | None = None) -> str:
    """The text of an XML document without its declaration. Raises ValueError for bytes that are none."""
    declared = _ENCODING.search(data[:400])
    text = decode(data, charset, declared[1].decode("ascii") if declared else None)
    if text is None or not text.strip():
        raise ValueError("this is no feed: it holds no text" if text is None else "this feed is empty")
    return _DECLARATION.sub("", text, count=1).strip()


def refuse_entities(text: str) -> None:
    """Raise Hostile for a document that defines entities: they can blow up or read files; no feed needs them."""
    prolog = text[: _root(text)]
    if _ENTITIES.search(prolog):
        raise Hostile("this feed defines XML entities, which no feed needs: it is refused")


def mended(text: str) -> str:
    """The text with bare ampersands, entities of HTML and characters that XML does not know put right.

    >>> mended("R&D &ndash; <b>&amp;</b>")
    'R&amp;D – <b>&amp;</b>'
    """

    def right(found: re.Match[str]) -> str:
        word = html.unescape(found[0])
        return "&amp;" + found[0][1:] if word == found[0] else word

    return _LOOSE.sub(right, _NOT_XML.sub("", text))


def walk(text: str, wanted: frozenset[str], address: str) -> Iterator[Found]:
    """Every element with one of these names (without namespace), when it is complete; forgotten afterwards.

    The first one found is the root as soon as it begins, to tell what the document is. Raises ParseError for
    text that is no XML, and Hostile.
    """
    path: list[Element] = []
    bases = [address]
    for event, element in _events(text):
        if event == "start":
            path.append(element)
            bases.append(_joined(bases[-1], element.get(_BASE)))
            if len(path) > DEEPEST:
                raise Hostile(f"this feed nests more than {DEEPEST} elements: it is refused")
            if len(path) == 1:
                yield Found(element, bases[-1])
            continue
        path.pop()
        base = bases.pop()
        if path and local(element) in wanted:
            yield Found(element, base)
            if len(path) <= 2:  # what the root or its channel has collected would only fill the memory
                path[-1].remove(element)


def local(element: Element) -> str:
    """The name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()


def space(element: Element) -> str:
    """The namespace of an element, "" for none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def words(element: Element | None) -> str:
    """All text inside an element."""
    return "".join(element.itertext()).strip() if element is not None else ""


def _events(text: str) -> Iterator[Any]:
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

    source = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        yield from iterparse(source, events=("start", "end"), forbid_dtd=False)
    except DefusedXmlException as fault:
        raise Hostile("this feed defines XML entities, which no feed needs: it is refused") from fault


def _joined(base: str, further: str | None) -> str:
    try:
        return urljoin(base, further) if further else base
    except ValueError:
        return base


def _root(text: str) -> int:
    """Where the first element begins, after comments, instructions and the document type."""
    found = re.search(r"<[A-Za-z_]", re.sub(r"<!--.*?(?:-->|\Z)", lambda m: " " * len(m[0]), text, flags=re.S))
    return found.start() if found else len(text)


__all__ = [
    "DEEPEST",
    "Found",
    "Hostile",
    "ParseError",
    "local",
    "mended",
    "refuse_entities",
    "space",
    "text_of",
    "walk",
]
