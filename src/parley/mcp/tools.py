"""The tools by name; their docstrings are what an assistant reads of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.desk import Desk
from parley.mcp import answers
from parley.mcp.answers import Coming, Found, Held, Listed, News, Shown

READING = ("list_negotiations", "search_record", "show_source", "who_attends", "position_history", "what_changed")
PROPOSING = ("propose_correction",)
LONGEST = 2000  # characters of a field of a proposal

Kind = Literal[
    "same actor", "different actor", "same meeting", "different meeting", "wrong entry", "right value", "confirm"
]


@dataclass(frozen=True, slots=True)
class Tools:
    """What an assistant can do with a desk. Every method raises ParleyError where it cannot answer."""

    desk: Desk
    author: str

    def list_negotiations(self) -> list[Listed]:
        """The negotiations that this desk follows, with their ids."""
        return answers.listed(self.desk)

    def search_record(self, words: str, negotiation: str = "", limit: int = 20) -> list[Found]:
        """Find reports and entries that hold all these words; accents and capitals do not matter."""
        return answers.found(self.desk, words, negotiation, limit)

    def show_source(self, negotiation: str, entry: str) -> Shown:
        """Show the exact words an entry rests on, what stands around them, and the report they are from."""
        return answers.shown(self.desk, negotiation, entry)

    def who_attends(self, negotiation: str, person: str = "") -> list[Coming]:
        """Who comes to which meeting: each person's answers in order of time, the last one holding, with sources.

        With a person's or party's name, only their answers.
        """
        return answers.coming(self.desk, negotiation, person)

    def position_history(self, negotiation: str, actor: str, about: str = "") -> list[Held]:
        """What a party or person demanded, offered, refused, conceded or threatened, with the words and sources.

        `about` keeps positions on one matter, such as "ceasefire".
        """
        return answers.positions(self.desk, negotiation, actor, about)

    def what_changed(self, negotiation: str, since: int = 0) -> News:
        """What is not as it was after line `since` of the log (0: all); ask next with the `sequence` given."""
        return answers.news(self.desk, negotiation, since)

    def propose_correction(
        self,
        negotiation: str,
        kind: Kind,
        note: str,
        a: str = "",
        b: str = "",
        entry: str = "",
        words: str = "",
        slot: str = "",
        value: str = "",
    ) -> str:
        """Propose a correction to the people at the desk; nothing changes until one of them accepts it.

        Give two names in `a` and `b` for same or different; an `entry` (or exact `words`) for wrong entry and
        confirm, and `slot` and `value` too for right value. `note` says why.
        """
        given = {"a": a, "b": b, "entry": entry, "words": words, "slot": slot, "value": value}
        fields = {"kind": str(kind), **{k: v[:LONGEST] for k, v in given.items() if v}}
        self.desk.archive.negotiation(negotiation)
        made = self.desk.propose(negotiation, fields, author=self.author, note=note[:LONGEST])
        return f"Proposal {made} waits in the review queue of {negotiation}; a person decides."
