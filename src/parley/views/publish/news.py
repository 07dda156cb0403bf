"""What changed, as items that a feed or a mail can carry: what was, what is, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from parley.errors import BadSetting
from parley.model.dossier import Account, Change, Dossier
from parley.model.ids import digest
from parley.views.exports.urns import link
from parley.views.rows.lookup import Lookup, Shelf
from parley.views.rows.phrases import cited
from parley.views.rows.prose import answer_in_words, flat


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: the answer, the words, who says them and where, and the report's address, if any."""

    answer: str
    words: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is not as it was. `at` is when Parley noticed it, an ISO time in UTC."""

    id: str
    kind: str
    question: str
    old: Side | None
    new: Side | None
    at: str

    @property
    def title(self) -> str:
        """The headline: what is now, of what."""
        now = self.new.answer if self.new else "withdrawn"
        return f"{self.question} {now}" if len(now) <= 120 else f"{self.question} {now[:117]}…"


def news(dossier: Dossier, changes: Iterable[Change], at: str) -> tuple[News, ...]:
    """The changes as news, all noticed at one time."""
    look, moment = Lookup.of(dossier), utc(at).isoformat()
    return tuple(_news(look, change, moment) for change in changes)


def utc(at: str) -> datetime:
    """An ISO time, taken as UTC where it names no zone. Raises BadSetting for what is no time.

    >>> utc("2024-02-29T10:00:00Z").isoformat()
    '2024-02-29T10:00:00+00:00'
    """
    try:
        made = datetime.fromisoformat(at)
        return made.replace(tzinfo=UTC) if made.tzinfo is None else made.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadSetting(f"{at!r} is not a time: write it as 2025-05-15T12:00:00Z") from None


def _news(look: Lookup, change: Change, at: str) -> News:
    entries = [side.entry for side in (change.old, change.new) if side]
    key = digest("news", change.kind, change.question, *entries, size=20)
    return News(key, change.kind, flat(change.question), _side(look, change.old), _side(look, change.new), at)


def _side(look: Lookup, account: Account | None) -> Side | None:
    if account is None:
        return None
    words, shelf = flat(account.anchor.words), look.shelves.get(account.report)
    if shelf is None:  # a report that was taken back since
        return Side(answer_in_words(account.answer), words, "a report taken back", "")
    return Side(
        answer_in_words(account.answer), words, cited(look.source(account.voice, account.anchor)), _url(shelf)
    )


def _url(shelf: Shelf) -> str:
    return link(shelf.report.url) or ""


def in_text(item: News) -> str:
    """A change as plain text, a line for each side."""
    return "\n".join(
        f"{label}: {side.answer}. “{side.words}” ({side.source}){' ' + side.url if side.url else ''}"
        for label, side in (("Was", item.old), ("Now", item.new))
        if side
    )


def in_html(item: News) -> str:
    """A change as HTML, all of it escaped."""
    return "".join(
        f"<p><b>{label}:</b> {escape(side.answer)}. “{escape(side.words)}” ({_credit(side)})</p>"
        for label, side in (("Was", item.old), ("Now", item.new))
        if side
    )


def _credit(side: Side) -> str:
    shown = escape(side.source)
    return f'<a href="{escape(side.url)}">{shown}</a>' if side.url else shown
