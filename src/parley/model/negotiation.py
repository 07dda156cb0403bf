"""A negotiation that people follow: what it is called, who takes part, and the words that tell its reports."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from parley.errors import BadSetting
from parley.model.ids import digest

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """One negotiation. `id` is a short name for addresses ("istanbul-talks"), one of its kind in an archive.

    `parties`, `places` and `words` are what its reports speak of; `created` is an ISO time in UTC.
    """

    id: str
    title: str
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    created: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise BadSetting(
                f"{self.id!r} cannot name a negotiation: use small letters, digits and hyphens, up to 64"
            )
        if not self.title.strip():
            raise BadSetting(f"the negotiation {self.id} needs a title")


def slug(title: str) -> str:
    """A title as an id: small letters, digits and hyphens.

    >>> slug("Nordic–Baltic fish talks, 2031"), slug("Zürich")
    ('nordic-baltic-fish-talks-2031', 'zurich')

    A title in another script gets a name that is stable, if not pretty.

    >>> slug("Переговоры").startswith("talks-")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:64].strip("-")
    return made or f"talks-{digest(title, size=8)}"
