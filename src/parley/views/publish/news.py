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
from parley.views.rows.brief import Told
from parley.views.rows.lookup import Lookup, Shelf
from parley.views.rows.phrases import cited
from parley.views.rows.prose import answer_in_words, flat
from parley.views.rows.turns import Group, arranged, turn

_HEADLINE = 120  # letters of an answer that a headline holds


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: the answer, the words, who says them and where, and the report's address, if any."""

    answer: str
    words: str
    source: str
    url: str

    @property
    def quoted(self) -> str:
        """The words in quotation marks; none where the answer has them already."""
        bare = self.words.strip("“”\"',. ").casefold()
        return "" if bare in self.answer.casefold() else f"“{self.words}”"

    @property
    def told(self) -> str:
        """The answer, as a sentence, and the words.

        >>> Side("will attend", "it comes", "", "").told, Side("“Yes, we will.”", "Yes, we will.", "", "").told
        ('will attend. “it comes”', '“Yes, we will.”')
        """
        stop = "" if self.answer.endswith((".", "!", "?", ".”", "!”", "?”", "…")) else "."
        return f"{self.answer}{stop} {self.quoted}".rstrip()


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
        """The headline: what is now, of what.

        >>> new = Side("will attend", "Norland comes", "The Wire ¶2", "")
        >>> News("1", "new", "Will Norland attend the talks?", None, new, "2031-03-08T12:00:00Z").title
        'Will Norland attend the talks? will attend'
        """
        now = self.new.answer if self.new else "withdrawn"
        shown = now if len(now) <= _HEADLINE else f"{now[: _HEADLINE - 3]}…"
        joined = "" if not self.question else " " if self.question.endswith("?") else ": "
        return f"{self.question}{joined}{shown}"

    @property
    def sides(self) -> tuple[tuple[str, Side], ...]:
        """What was and what is, each with its label; what is only new needs none."""
        labelled = (("Was", self.old), ("Now", self.new))
        return tuple((label if self.old else "", side) for label, side in labelled if side)


def news(dossier: Dossier, changes: Iterable[Change], at: str) -> tuple[News, ...]:
    """The changes as news, all noticed at one time."""
    look, moment = Lookup.of(dossier), utc(at).isoformat()
    return tuple(_news(look, group, moment) for group in arranged(look, changes))


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


def _news(look: Lookup, group: Group, at: str) -> News:
    """What the brief tells in one row: a change, or all that is new of one meeting or event."""
    first, row = group[0], turn(look, group)
    told = [(c.question, side.entry) for c in group for side in (c.old, c.new) if side]
    key = digest("news", first.kind, *(part for pair in told for part in pair), size=20)
    return News(
        key, first.kind, row.question, _side(look, first.old, row.old), _side(look, first.new, row.new), at
    )


def _side(look: Lookup, account: Account | None, told: Told | None) -> Side | None:
    if account is None:
        return None
    words, shelf = flat(account.anchor.words), look.shelves.get(account.report)
    if shelf is None:  # a report that was taken back since
        return Side(answer_in_words(account.answer), words, "a report taken back", "")
    return Side(told.answer, words, cited(told.source), _url(shelf)) if told else None


def _url(shelf: Shelf) -> str:
    return link(shelf.report.url) or ""


def in_text(item: News) -> str:
    """A change as plain text, a line for each side."""
    return "\n".join(
        f"{label and label + ': '}{side.told} ({side.source}){' ' + side.url if side.url else ''}"
        for label, side in item.sides
    )


def in_html(item: News) -> str:
    """A change as HTML, all of it escaped."""
    return "".join(
        f"<p>{label and f'<b>{label}:</b> '}{escape(side.told)} ({_credit(side)})</p>"
        for label, side in item.sides
    )


def _credit(side: Side) -> str:
    shown = escape(side.source)
    return f'<a href="{escape(side.url)}">{shown}</a>' if side.url else shown
