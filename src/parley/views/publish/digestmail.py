"""What changed in a negotiation as a mail: a subject, plain text, and HTML that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from parley.model.dossier import Dossier
from parley.views.exports.urns import link
from parley.views.publish.news import News, in_html, in_text
from parley.views.rows.prose import counted, flat

MOST = 40
"""Changes a mail tells one by one; the rest are counted."""
_STYLE = "font:16px/1.5 Georgia,serif;max-width:40em;margin:auto;color:#222"


@dataclass(frozen=True, slots=True)
class Digest:
    """A mail without its addresses."""

    subject: str
    text: str
    html: str


def digest_mail(title: str, dossier: Dossier, items: Sequence[News], page: str = "") -> Digest:
    """Where things stand and what changed. With no changes the mail says so; the caller may leave it."""
    name = flat(title)
    lines = [flat(line.text) for line in dossier.lines]
    subject = f"{name}: {counted(len(items), 'change')}"[:200]
    where = link(page) or ""
    text, html = _text(name, lines, items, where), _html(name, lines, items, where)
    return Digest(subject, text, html)


def _grouped(items: Iterable[News]) -> dict[str, list[News]]:
    """By what became of the question, what is disputed first."""
    order = ("newly disputed", "changed", "withdrawn", "settled", "new")
    ranked = sorted(items, key=lambda i: order.index(i.kind) if i.kind in order else len(order))
    grouped: dict[str, list[News]] = {}
    for item in ranked[:MOST]:
        grouped.setdefault(item.kind, []).append(item)
    return grouped


def _text(name: str, lines: list[str], items: Sequence[News], where: str) -> str:
    parts = [name, "=" * min(len(name), 70), ""]
    parts += ["Where things stand", *(f"- {line}" for line in lines), ""] if lines else []
    parts += [] if items else ["Nothing has changed.", ""]
    for kind, found in _grouped(items).items():
        parts += [kind.capitalize(), ""]
        for item in found:
            first, *more = [*filter(None, [item.question]), *in_text(item).splitlines()]
            parts += [f"* {first}", *(f"  {line}" for line in more), ""]
    parts += [_rest(items), ""] if len(items) > MOST else []
    parts += [where] if where else []
    return "\n".join(parts).rstrip() + "\n"


def _rest(items: Sequence[News]) -> str:
    return f"And {counted(len(items) - MOST, 'more change')}."


def _heading(item: News) -> str:
    return f"<h3>{escape(item.question)}</h3>" if item.question else ""


def _html(name: str, lines: list[str], items: Sequence[News], where: str) -> str:
    parts = [f"<h1>{escape(name)}</h1>"]
    if lines:
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        parts.append(f"<h2>Where things stand</h2><ul>{listed}</ul>")
    if not items:
        parts.append("<p>Nothing has changed.</p>")
    for kind, found in _grouped(items).items():
        parts.append(f"<h2>{escape(kind.capitalize())}</h2>")
        parts += [f"{_heading(item)}{in_html(item)}" for item in found]
    parts += [f"<p>{_rest(items)}</p>"] if len(items) > MOST else []
    parts += [f'<p><a href="{escape(where)}">Open the dossier</a></p>'] if where else []
    head = f'<meta charset="utf-8"><title>{escape(name)}</title>'
    body = "\n".join(parts)
    return f'<!doctype html><html lang="en"><head>{head}</head><body style="{_STYLE}">\n{body}\n</body></html>\n'
