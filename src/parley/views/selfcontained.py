"""What every self-contained page shares: a strict content policy, and templates that escape whatever they print.

Reports are hostile input: a page may run and show only what its own policy names by hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from parley.views.rows.prose import clean


def policy(style: str, scripts: Iterable[str]) -> str:
    """A content policy that allows this inline style and these inline scripts, and nothing from outside.

    >>> policy("", [])  # doctest: +ELLIPSIS
    "default-src 'none'; style-src ...; script-src ; img-src data:; base-uri 'none'; form-action 'none'"
    """
    allowed = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {allowed}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def environment(folder: Path) -> Environment:
    """Templates of a folder, escaping on, undefined names refused, steering characters taken out."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_cleaned,
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _cleaned(value: object) -> object:
    """Whatever is printed passes here: text from outside loses characters that steer a screen."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
