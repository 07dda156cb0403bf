"""The vocabulary of roles, groups and titles, ready for use."""

from __future__ import annotations

from functools import cache

from parley.model.lexicon import Lexicon

_LEXICON = Lexicon.beside(__file__)
SAYING = _LEXICON.words("grammar", "vocabulary", "saying")


@cache
def roles() -> dict[str, str]:
    """Role nouns, singular, to sectors: "minister" to GOV."""
    found: dict[str, str] = {}
    for sector, words in _LEXICON.load("roles")["person"].items():
        for word in words:
            found.setdefault(word, sector)
    return found


@cache
def role_plurals() -> dict[str, str]:
    """Role nouns in the plural to their singular."""
    return {plural(word): word for word in roles()}


def plural(noun: str) -> str:
    """The plural of a role noun.

    >>> [plural(w) for w in ("minister", "spokesman", "deputy", "attaché", "boss", "chief of staff")]
    ['ministers', 'spokesmen', 'deputies', 'attachés', 'bosses', 'chiefs of staff']
    """
    if " of " in noun:
        head, tail = noun.split(" of ", 1)
        return f"{plural(head)} of {tail}"
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun == "person":
        return "people"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")


@cache
def role_of(word: str) -> str | None:
    """The role noun, singular, that a word is a form of; None if it is none."""
    word = word.lower()
    return word if word in roles() else role_plurals().get(word)


@cache
def grammar(module: str, key: str) -> frozenset[str]:
    """A small closed list that one module goes by."""
    return _LEXICON.words("grammar", module, key)


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """A plain list of the vocabulary of roles."""
    return _LEXICON.words("roles", section, key)


@cache
def honorific(word: str) -> str | None:
    """ "m", "f" or "u" for a form of address before a name, None for any other word."""
    word = word.lower()
    for gender in ("m", "f"):
        if word in words("honorifics", gender):
            return gender
    return (
        "u"
        if word in words("honorifics", "abbreviations") or word.rstrip(".") in words("honorifics", "dotted")
        else None
    )


@cache
def gender(word: str) -> str | None:
    """The gender a noun tells: "spokeswoman" f, "king" m."""
    return next((g for g in ("f", "m") if word.lower() in words("gender", g)), None)


@cache
def row(head: str) -> frozenset[str]:
    """The role nouns that this one may take up, itself included; "prime" stands for a prime minister."""
    return frozenset(_LEXICON.load("roles")["rows"].get(head, ())) | {head}


@cache
def shortened() -> dict[str, str]:
    """Titles by their initials, to what they stand for: "ceo" to "chief executive"."""
    return {short: str(full) for short, full in _LEXICON.load("roles")["shortened"].items()}


@cache
def abbreviated() -> dict[str, tuple[str, str]]:
    """Titles written short, without the dot, to role and sector: "sen" to ("senator", "LEG")."""
    table = _LEXICON.load("roles")["abbreviated"]
    return {short: (role, sector) for short, (role, sector) in table.items()}
