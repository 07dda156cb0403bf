"""A page by address, as the bytes that a reader needs."""

from __future__ import annotations

from collections.abc import Container

from parley.errors import Unreadable
from parley.intake.draft import LIMIT, Raw
from parley.intake.web import SECONDS, Answer, Terms, ask


def fetch(
    address: str, *, allow_private: bool | Container[str] = False, limit: int = LIMIT, seconds: float = SECONDS
) -> Raw:
    """The bytes behind an address. Raises Unreadable with the reason if they cannot or may not be had."""
    return raw_of(ask(address, terms=Terms(limit=limit, seconds=seconds, private=allow_private)))


def raw_of(answer: Answer) -> Raw:
    """The bytes of an answer. Raises Unreadable unless the server answered with a page."""
    if answer.status != 200:
        reason = answer.hops[-1].reason if answer.hops else ""
        raise Unreadable(answer.address, f"the server answered {answer.status} {reason}".rstrip())
    return Raw(data=answer.data, name=answer.address, kind=answer.kind, charset=answer.charset, url=answer.url)
