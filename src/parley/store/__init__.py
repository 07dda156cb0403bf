"""The archive of reports, entries, decisions and people: only ever added to."""

from parley.store.archive import Archive
from parley.store.people import Account, Audited, Token, Visited
from parley.store.reports import Added
from parley.store.types import Counts, Decision, Fault, Hit, LogRow, Page, Proposal, Run

__all__ = [
    "Account",
    "Added",
    "Archive",
    "Audited",
    "Counts",
    "Decision",
    "Fault",
    "Hit",
    "LogRow",
    "Page",
    "Proposal",
    "Run",
    "Token",
    "Visited",
]
