"""The brief as one HTML page that holds everything it needs: text, style and script.

Report text is hostile input: the template escapes whatever it prints, marks are set here and not in the browser,
and a content security policy lets only the page's own style and script run, by their hashes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from parley.views.rows import phrases
from parley.views.rows.brief import Brief
from parley.views.rows.prose import capital, counted
from parley.views.selfcontained import environment, policy

_ASSETS = Path(__file__).parent / "assets"


def page(brief: Brief) -> str:
    """The whole page."""
    style, script = (Markup((_ASSETS / name).read_text(encoding="utf-8")) for name in ("page.css", "page.js"))
    sections = phrases.filled(brief)
    allowed = policy(style, [script])
    return _template().render(brief=brief, style=style, script=script, policy=allowed, sections=sections)


@cache
def _template() -> Template:
    made = environment(_ASSETS)
    made.globals |= {"say": phrases, "counted": counted}
    made.filters["capital"] = capital
    return made.get_template("page.html.j2")
