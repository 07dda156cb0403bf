"""From bytes to text, with newlines made one kind; done once, before a text is frozen."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_CHARSETS = frozenset({"idna", "punycode", "utf-7", "unicode-escape", "raw-unicode-escape"})
"""Python codecs that are no charset of a page: they make text out of escapes, or take time without bound."""

_STRAY = 200
"""To so many good characters beyond ASCII, one that is broken: the text is UTF-8 all the same."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, *declared: str | None) -> str | None:
    """The text of these bytes, or None if they are no text.

    A byte order mark decides. Then bytes that make up UTF-8 with more than ASCII are UTF-8, whatever was
    declared: other charsets hardly ever come out so by chance, and servers often declare the wrong one. Then
    the charsets that were declared (header first, page second), UTF-16 without a mark, and last Windows-1252,
    which Western newsrooms used for decades.

    >>> decode("“Нет”, he said".encode())
    '“Нет”, he said'
    >>> decode("Ж и Ї".encode("cp1251"), "no-such-charset", "windows-1251")
    'Ж и Ї'
    >>> decode("naïve".encode(), "iso-8859-1")
    'naïve'
    >>> decode(b"\\x93No\\x94,\\r\\nhe said")
    '“No”,\\nhe said'
    >>> decode(b"\\x00\\x01\\x02\\x03GIF") is None
    True
    """
    for encoding in _candidates(data, [name for name in declared if name]):
        try:
            text = data.decode(encoding, "replace" if encoding == "utf-8" and _stray(data) else "strict")
        except (ValueError, LookupError):
            continue
        return None if _binary(text) else newlines(text)
    return None


def _stray(data: bytes) -> bool:
    """Whether this is UTF-8 but for a few bytes, as where a page was cut amid a character."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * _STRAY <= sum(not c.isascii() for c in text)


def newlines(text: str) -> str:
    r"""One kind of newline, no byte order mark.

    >>> newlines("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _candidates(data: bytes, declared: list[str]) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    if marked:
        return marked
    unmarked = [_utf16(data)] if b"\x00" in data[:1000] else []
    named = [_widened(c) for c in declared if c.strip().lower().replace("_", "-") not in _NO_CHARSETS]
    if data.isascii():
        return [*unmarked, *named, "utf-8"]
    return [*unmarked, "utf-8", *named, "cp1252", "latin-1"]


def _widened(charset: str) -> str:
    """Pages that say ISO 8859-1 or ASCII mean Windows-1252, as every browser reads them."""
    return "cp1252" if charset.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else charset


def _utf16(data: bytes) -> str:
    return "utf-16-le" if data[1:1000:2].count(0) >= data[0:1000:2].count(0) else "utf-16-be"


def _binary(text: str) -> bool:
    sample = text[:20_000]
    return bool(sample) and ("\x00" in sample or len(_CONTROL.findall(sample)) > len(sample) / 100)
