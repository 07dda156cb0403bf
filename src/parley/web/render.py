"""Pages from templates. Whatever is printed is escaped and cleaned; what does not hang on the reader is kept.

A page is a shell (who is asking, where they are) around a content that is the same for all readers of one role.
Contents are kept by the version of the dossier they show, so the second reader of a page costs a shell alone.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from parley.views.rows import phrases
from parley.views.rows.prose import answer_in_words, capital, counted, day_in_words, listed
from parley.views.selfcontained import environment
from parley.web import links, timeline

HERE = Path(__file__).parent
VIEWS = HERE.parent / "views"
STATIC = {
    "page.css": VIEWS / "assets" / "page.css",
    "outlook.css": VIEWS / "outlook" / "assets" / "outlook.css",
    "outlook.js": VIEWS / "outlook" / "assets" / "outlook.js",
    "solver.js": VIEWS / "outlook" / "assets" / "solver.js",
    **{name: HERE / "static" / name for name in ("desk.css", "desk.js", "htmx.min.js", "icon.svg")},
}
"""Every file that is served as it stands, by name."""

CSRF = f"csrf-{secrets.token_hex(16)}"
"""Stands in kept contents where the reader's own token goes; random, so that no report can hold it."""

_ROOM = 64 * 1024 * 1024  # characters of kept contents


@cache
def static_file(name: str) -> tuple[bytes, str]:
    """A static file and a hash of it."""
    data = STATIC[name].read_bytes()
    return data, hashlib.sha256(data).hexdigest()[:16]


def static(name: str) -> str:
    """The address of a static file, which changes with its bytes."""
    return f"/static/{name}?v={static_file(name)[1]}"


@cache
def templates() -> Environment:
    """The desk's templates."""
    made = environment(HERE / "templates")
    made.auto_reload = False  # a desk goes on with the pages it began with, whatever an upgrade lays over them
    made.globals |= {
        "say": phrases,
        "static": static,
        "counted": counted,
        "path": links.path,
        "query": links.query,
        "outside": links.outside,
        "full_name": timeline.full_name,
        "csrf": CSRF,
    }
    made.filters |= {
        "capital": capital,
        "mark": links.mark,
        "marks": links.marks,
        "worded": answer_in_words,
        "day": day_in_words,
        "listed": listed,
        "clock": clock,
        "since": clock,
    }
    return made


def clock(time: str) -> str:
    """An ISO time for people, in UTC.

    >>> clock("2031-03-02T09:05:11+00:00"), clock("2031-03-02"), clock("")
    ('2 Mar 2031, 09:05', '2 Mar 2031', '')
    """
    if len(time) < 10 or not timeline.period(time[:10]):
        return ""
    day = f"{int(time[8:10])} {timeline.MONTHS[int(time[5:7]) - 1]} {time[:4]}"
    return f"{day}, {time[11:16]}" if len(time) >= 16 else day


class Kept:
    """Rendered contents by key, the least recently used dropped first."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room, self._size = room, 0
        self._texts: OrderedDict[object, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object, make: Callable[[], str]) -> str:
        """The text of this key, made if it is not there. Two that ask at once may both make it."""
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        text = make()
        with self._lock:
            self._size += len(text) - len(self._texts.get(key, ""))
            self._texts[key] = text
            self._texts.move_to_end(key)
            while self._size > self._room and len(self._texts) > 1:
                self._size -= len(self._texts.popitem(last=False)[1])
        return text


def content(template: str, context: Mapping[str, Any]) -> str:
    """A template with its context."""
    return templates().get_template(template).render(context)


def shell(inner: str, csrf: str, context: Mapping[str, Any]) -> str:
    """The whole page around a content, with the reader's own token wherever a form asks for it."""
    page = templates().get_template("shell.html.j2").render({**context, "content": Markup(inner)})
    return page.replace(CSRF, csrf)
