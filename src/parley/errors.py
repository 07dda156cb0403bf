"""Every error Parley raises, in one tree.

ParleyError
 ├── BadInput            something the user gave cannot be used
 │    ├── Unreadable     a file or address that holds no readable report
 │    │    └── Unreachable   an address that cannot be had now and may be had later
 │    ├── BadSetting     a sidecar, option or TOML value that is not understood
 │    ├── BadVocabulary  a line in a vocabulary file that cannot be used
 │    └── NotThere       a negotiation, report or other thing that the archive does not hold
 ├── BadAnchor           words that are not in the report they claim to come from
 ├── BadDispute          a conflict model that cannot be solved as written
 ├── ArchiveError        the archive cannot be written or trusted: full, locked, damaged, out of reach
 │    └── BadArchive     a file or address that is no archive, or one of another version
 ├── MailError           mail that the server did not take
 ├── NotAllowed          somebody may not do this, or did not say who they are
 └── MissingPart         an optional part (model, browser, extra) is not installed
"""

from __future__ import annotations


class ParleyError(Exception):
    """Base of every error Parley raises on purpose; its message says what to do."""


class BadInput(ParleyError):
    """Something the user gave cannot be used."""


class Unreadable(BadInput):
    """A file or address that holds no readable report."""

    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(f"{source}: {reason}")

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        """An exception is sent between processes by its message alone, which is not what it is made from."""
        return type(self), (self.source, self.reason)


class Unreachable(Unreadable):
    """An address that cannot be had now and may be had later: no connection, no answer in time."""


class BadSetting(BadInput):
    """A sidecar, option or TOML value that is not understood."""


class BadVocabulary(BadInput):
    """A line in a vocabulary file that cannot be used."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")


class NotThere(BadInput):
    """A negotiation, report or other thing that the archive does not hold."""


class BadAnchor(ParleyError):
    """Words that are not in the report they claim to come from."""

    def __init__(self, words: str, source: str) -> None:
        super().__init__(f"{words!r} is not in the report by {source}: quote it exactly, or drop the entry")


class BadDispute(ParleyError):
    """A conflict model that cannot be solved as written."""


class ArchiveError(ParleyError):
    """The archive cannot be written or trusted: full, locked, damaged or out of reach."""


class BadArchive(ArchiveError):
    """A file or address that is no archive, or one of another version."""


class MailError(ParleyError):
    """Mail that the server did not take."""


class NotAllowed(ParleyError):
    """Somebody may not do this, or did not say who they are."""


class MissingPart(ParleyError):
    """An optional part (model, browser, extra) is not installed."""
