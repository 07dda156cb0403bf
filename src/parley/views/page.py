"""The brief as one HTML page that holds everything it needs: text, style and script.

Report text is hostile input: the template escapes whatever it prints, marks are set here and not in the browser,
and a content security policy lets only the page's own style and script run, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from parley.views.rows import phrases
from parley.views.rows.brief import Brief
from parley.views.rows.prose import capital, clean, counted

_ASSETS = Path(__file__).parent / "assets"
_POLICY = "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'"


def page(brief: Brief) -> str:
    """The whole page."""
    style, script = (Markup((_ASSETS / name).read_text(encoding="utf-8")) for name in ("page.css", "page.js"))
    policy = _POLICY.format(_hash(style), _hash(script))
    sections = phrases.filled(brief)
    return _template().render(brief=brief, style=style, script=script, policy=policy, sections=sections)


def _hash(text: str) -> str:
    """The hash by which a policy allows an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _template() -> Template:
    made = Environment(
        loader=FileSystemLoader(_ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_cleaned,
    )
    made.globals |= {"say": phrases, "counted": counted}
    made.filters["capital"] = capital
    return made.get_template("page.html.j2")


def _cleaned(value: object) -> object:
    """Whatever is printed passes here: text from outside loses characters that steer a screen."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
