"""Ids: a hash of what is claimed, so that reading twice makes one entry and not two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import cast


def digest(*parts: object, size: int = 12) -> str:
    """The first `size` hexadecimal digits of the SHA-256 of the parts, written as JSON.

    >>> digest("attendance", "putin", None) == digest("attendance", "putin", None)
    True
    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    try:
        text = f"[{','.join(map(_quoted, parts))}]"  # nearly always all are words
    except TypeError:
        text = _WRITER.encode(parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:size]


_quoted = cast("Callable[[object], str]", encode_basestring)
"""Words in quotation marks, as JSON has them; a TypeError for anything else."""
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)
