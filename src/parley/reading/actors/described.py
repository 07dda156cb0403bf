"""Noun phrases that describe: "a senior Ukrainian official", "the Russian side", "the foreign minister"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from parley.model.actors import ActorKind
from parley.reading.actors.gazetteer import Sort
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.phrases import Phrase, is_plural, side
from parley.reading.actors.vocabulary import gender, role_of, roles, words

_INDEFINITE = frozenset({"a", "an", "some", "one", "another", "several", "many", "no", ""})
# Any of these may be taken up again by "the official".
_OFFICIALS = frozenset(
    "official diplomat aide adviser advisor envoy minister negotiator source spokesman spokeswoman spokesperson "
    "officer delegate representative ambassador secretary person".split()
)


def head_noun(doc: Doc, phrase: Phrase) -> str | None:
    """The role or group noun, singular where it is a role, that heads the phrase; None if it means nobody."""
    lower = doc[phrase.head].lower_
    if phrase.name is not None or doc[phrase.head].text.isupper():
        return None
    role = role_of(lower)
    if role:
        return role
    for section in ("delegations", "governments", "crowds"):
        if lower in words(section):
            return lower
    if lower in words("forces", "MIL") or lower in words("forces", "REB") or lower in words("forces", "UAF"):
        return lower
    return lower if lower in words("institutions") and side(phrase) is not None else None


def sector_of(doc: Doc, phrase: Phrase, head: str) -> str | None:
    """The sector of a role: the colour of a word in it, else that of its head."""
    span = phrase.role or (phrase.first, phrase.last)
    inside = [doc[i].lower_ for i in range(span[0], span[1] + 1)]
    for colour in ("SPY", "COP", "MIL", "LAB", "REB", "OPP", "LEG", "BUS", "JUD", "REL"):
        if any(w in words("colours", colour) for w in inside):
            return colour
    for section, keys in (
        ("forces", ("MIL", "REB", "UAF")),
        ("institutions", ("MIL", "COP", "JUD", "LEG", "JRN")),
    ):
        for key in keys:
            if head in words(section, key):
                return key
    return roles().get(head) or ("GOV" if head in words("governments") or head in words("delegations") else None)


def kind_of(head: str, *, plural: bool) -> ActorKind:
    """The kind of actor that a phrase with this head noun means."""
    if head in words("delegations"):
        return ActorKind.DELEGATION
    if head in words("governments"):
        return ActorKind.OFFICE
    if head in words("forces", "REB") or head in words("forces", "UAF"):
        return ActorKind.ARMED_GROUP
    if head in words("forces", "MIL") or head in words("institutions"):
        return ActorKind.ORGANISATION
    return ActorKind.GROUP if plural else ActorKind.PERSON


def description(doc: Doc, phrase: Phrase, owner: Phrase | None) -> str:
    """The phrase as written, with its possessor and the words that say of whom or of what."""
    first = owner.first if owner else phrase.first
    text = doc[first : _tail(doc, phrase) + 1].text
    return " ".join(text.split())


def _tail(doc: Doc, phrase: Phrase) -> int:
    """The last token of a following "at the Foreign Ministry", "from the delegation", "of the union"."""
    i = phrase.last + 1
    if i >= len(doc) or doc[i].lower_ not in ("of", "at", "from", "in") or doc[i].is_sent_start:
        return phrase.last
    end = i
    while end + 1 < len(doc) and not doc[end + 1].is_sent_start and _carries_on(doc, end + 1):
        end += 1
    return (
        end if end > i and doc[end].tag_ in ("NN", "NNS", "NNP", "NNPS") and doc[i].lower_ != "in" else phrase.last
    )


def _carries_on(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.ent_type_ in ("DATE", "TIME"):
        return False
    return token.tag_ in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$") or (
        token.lower_ == "of" and doc[i - 1].tag_ in ("NN", "NNP", "NNS", "NNPS")
    )


def candidates(ledger: Ledger, head: str, country: str | None) -> Iterator[Draft]:
    """People and groups already met whom "the <head>" may mean, the last mentioned first."""
    people = [d for d in ledger.drafts if d.mentions and d.kind in (ActorKind.PERSON, ActorKind.GROUP)]
    for draft in sorted(people, key=lambda d: -d.mentions[-1]):
        if country and draft.country not in (country, None):
            continue
        if draft.head == head or (
            head in ("official", "source", "person") and draft.unnamed and draft.head in _OFFICIALS
        ):
            yield draft


def definite(phrase: Phrase) -> bool:
    """Whether the phrase points at somebody already met: "the", "that", "his"."""
    return phrase.determiner not in _INDEFINITE


def gender_of(head: str, *, plural: bool) -> str | None:
    """The gender a head noun tells; "p" for several."""
    return "p" if plural else gender(head)


def own_country(phrase: Phrase) -> tuple[str | None, str | None]:
    """The code and the plain name of the country or body that the phrase itself names."""
    found = side(phrase)
    if found is None:
        return None, None
    return found.known.country, found.known.name if found.known.sort is not Sort.BODY else None
