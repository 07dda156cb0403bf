"""From bytes to text, with newlines made one kind; done once, before a text is frozen."""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, declared: str | None = None) -> str | None:
    """The text of these bytes, or None if they are no text.

    A byte order mark decides, then the charset that the sender declared, then UTF-8, UTF-16 without a
    mark, and last Windows-1252, which Western newsrooms used for decades.

    >>> decode("“Нет”, he said".encode())
    '“Нет”, he said'
    >>> decode(b"\\x93No\\x94,\\r\\nhe said")
    '“No”,\\nhe said'
    >>> decode(b"\\x00\\x01\\x02\\x03GIF") is None
    True
    """
    for encoding in _candidates(data, declared):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return None if _binary(text) else newlines(text)
    return None


def newlines(text: str) -> str:
    r"""One kind of newline, no byte order mark.

    >>> newlines("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _candidates(data: bytes, declared: str | None) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    if marked:
        return marked
    unmarked = [_utf16(data)] if b"\x00" in data[:1000] else []
    return [*unmarked, *([_widened(declared)] if declared else []), "utf-8", "cp1252", "latin-1"]


def _widened(charset: str) -> str:
    """Pages that say ISO 8859-1 or ASCII mean Windows-1252, as every browser reads them."""
    return "cp1252" if charset.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else charset


def _utf16(data: bytes) -> str:
    return "utf-16-le" if data[1:1000:2].count(0) >= data[0:1000:2].count(0) else "utf-16-be"


def _binary(text: str) -> bool:
    sample = text[:20_000]
    return bool(sample) and ("\x00" in sample or len(_CONTROL.findall(sample)) > len(sample) / 100)
