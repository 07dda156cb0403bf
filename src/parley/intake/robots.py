"""robots.txt as RFC 9309 reads it: the longest matching rule decides, "*" and "$" have their meaning.

Why not urllib.robotparser: it takes the first matching rule instead of the longest and reads "*" and "$" as
plain characters, so it would fetch much of what sites forbid today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LIMIT = 500_000
"""Bytes of a robots.txt that count; RFC 9309 asks for at least 500 KiB."""

_LONGEST_RULE = 500
_LONGEST_DELAY = 24 * 3600.0
_NAME = re.compile(r"[a-z_-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of paths and whether it allows them."""

    allow: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of one robot. `delay` is seconds between requests, None where none is asked for."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, address: str) -> bool:
        """Whether a page may be fetched.

        >>> robots = read_robots("User-agent: *\\nDisallow: /private\\nAllow: /private/press$", "Parley")
        >>> [robots.allows("https://g.example" + path) for path in ("/", "/private/x", "/private/press")]
        [True, False, True]
        """
        parts = urlsplit(address)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        matching = [rule for rule in self.rules if _matches(rule.pattern, path)]
        if path == "/robots.txt" or not matching:
            return True
        return max((len(rule.pattern), rule.allow) for rule in matching)[1]


def read_robots(text: str, name: str) -> Robots:
    """What a robots.txt says to the robot of this name: its own groups, else those for all."""
    groups = _groups(text)
    own = [group for group in groups if name.lower() in group.names]
    return _united(own or [group for group in groups if "*" in group.names])


@dataclass(slots=True)
class _Group:
    names: list[str]
    rules: list[Rule]
    delay: float | None = None


def _groups(text: str) -> list[_Group]:
    groups: list[_Group] = []
    heading = False
    for key, value in _lines(text):
        if key == "user-agent":
            if not heading:
                groups.append(_Group([], []))
            found = _NAME.match(value.lower())
            groups[-1].names.append(found[0] if found else value.strip())
            heading = True
        elif groups and key in ("allow", "disallow", "crawl-delay"):
            _add(groups[-1], key, value)
            heading = False
    return groups


def _add(group: _Group, key: str, value: str) -> None:
    if key == "crawl-delay":
        found = re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value)
        group.delay = min(float(value), _LONGEST_DELAY) if found else group.delay
    elif value.startswith(("/", "*")) and len(value) <= _LONGEST_RULE:
        group.rules.append(Rule(key == "allow", _plain(value)))


def _lines(text: str) -> Iterable[tuple[str, str]]:
    for line in text[:LIMIT].splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _united(groups: list[_Group]) -> Robots:
    delays = [group.delay for group in groups if group.delay is not None]
    rules = tuple(rule for group in groups for rule in group.rules)
    return Robots(rules, max(delays) if delays else None)


def _plain(path: str) -> str:
    """A path with its escapes made alike, so that %7Ejoe and ~joe are one; "*" and "$" stay."""
    return quote(unquote(path, errors="surrogateescape"), errors="surrogateescape", safe="/*$?=&;:,+@!'()~")


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins with a pattern in which "*" is anything and a last "$" the end.

    Each stretch between stars is taken where it first occurs, which takes time in proportion to the two lengths.
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(rest, 1):
        last = ends and number == len(rest)
        if last and len(path) - len(piece) >= at and path.endswith(piece):
            return True
        at = path.find(piece, at)
        if at < 0 or last:
            return False
        at += len(piece)
    return not ends or at == len(path)
