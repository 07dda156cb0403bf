"""E-mail (EML) and saved web pages (MHTML), by the standard library."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from parley.intake.decode import decode
from parley.intake.draft import Draft, Raw
from parley.intake.html import declared_charset, read_html


def read_mail(raw: Raw) -> Draft:
    """A message: its plain part, or its HTML where that says far more. Its date is that of sending.

    Raises ValueError if no part holds text.
    """
    message = _parsed(raw.data)
    draft = _fullest(message, raw.url)
    name, _ = parseaddr(str(message.get("From", "")))
    return Draft(
        text=draft.text,
        title=str(message.get("Subject", "")).strip() or draft.title,
        outlet=draft.outlet,
        published=_sent(message) or draft.published,
        author=name or draft.author,
        url=draft.url,
    )


def read_mhtml(raw: Raw) -> Draft:
    """A page saved by a browser. Its `Date` is when it was saved, so only the page itself tells its day."""
    message = _parsed(raw.data)
    page = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    if not isinstance(page, EmailMessage):
        raise ValueError("this saved page holds no HTML")
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    return _part(page, str(address) if address else raw.url)


def _parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def _fullest(message: EmailMessage, url: str | None) -> Draft:
    """The plain part, unless it only says that there is an HTML part: less than a third of its words."""
    parts = [part for kind in ("plain", "html") if isinstance(part := message.get_body((kind,)), EmailMessage)]
    drafts = [_part(part, url) for part in parts]
    if not drafts:
        raise ValueError("this message has no text part")
    return drafts[-1] if len(drafts[0].text.split()) * 3 < len(drafts[-1].text.split()) else drafts[0]


def _part(part: EmailMessage, url: str | None) -> Draft:
    data = part.get_payload(decode=True)
    payload = data if isinstance(data, bytes) else b""
    html = part.get_content_type() == "text/html"
    text = decode(payload, part.get_content_charset(), declared_charset(payload) if html else None)
    if text is None:
        raise ValueError("the text of this message cannot be decoded")
    raw = Raw(data=b"", name="", url=url)
    return read_html(text, raw) if html else Draft(text=text, url=url)


def _sent(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError):
        return None
