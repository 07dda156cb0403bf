"""Noun phrases that describe: "a senior Ukrainian official", "the Russian side", "the foreign minister"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from parley.model.actors import ActorKind
from parley.reading.actors import parties
from parley.reading.actors.appositions import tail_of
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.names import folded
from parley.reading.actors.phrases import Phrase, side
from parley.reading.actors.vocabulary import SAYING, gender, grammar, role_of, roles, row, words
from parley.reading.parsed import Doc, Token

_PLACED = ("of", "at", "from")
# Any of these may be taken up again by "the official".
_OFFICIALS = grammar("described", "officials")
_NEWS = grammar("described", "news")  # they mean people only where they speak
_OF_STATE = grammar("described", "of_state")  # heads that no word before them colours: "labour minister"
_COLOURS = ("SPY", "COP", "MIL", "LAB", "REB", "OPP", "LEG", "BUS", "JUD", "REL")
_FORCES = ("MIL", "REB", "UAF")


@dataclass(frozen=True, slots=True)
class Asked:
    """A description that may point back: its phrase, head noun, side, and whether it means several."""

    doc: Doc
    phrase: Phrase
    head: str
    side: Draft | None
    several: bool


def head_noun(doc: Doc, phrase: Phrase, owner: Phrase | None) -> str | None:
    """The role or group noun, singular where it is a role, that heads the phrase; None if it means nobody."""
    token = doc[phrase.head]
    lower = token.lower_
    if (
        phrase.name is not None
        or any(f.last >= phrase.head for f in phrase.known)
        or token.tag_ not in ("NN", "NNS", "NNP", "NNPS")
    ):
        return None
    if lower == "leadership" and side(phrase) is None and not (owner is not None and owner.known):
        return None
    if lower in words("ambiguous") and not _counts(doc, phrase, owner):
        return None
    role = role_of(lower)
    if role:
        return role
    groups = (words("delegations"), words("governments"), words("crowds"), *(words("forces", k) for k in _FORCES))
    if any(lower in group for group in groups):
        return lower
    placed = side(phrase) is not None or owner is not None or phrase.determiner in ("the", "its", "their")
    return lower if placed and lower in words("institutions") - words("name_only") else None


def _counts(doc: Doc, phrase: Phrase, owner: Phrase | None) -> bool:
    """Whether an ambiguous noun means people here: whose they are, which, or that they speak."""
    token = doc[phrase.head]
    if side(phrase) is not None or (owner is not None and (owner.known or owner.name)) or _speaks(token):
        return True
    if role_of(token.text) is None or token.lower_ in words("crowds"):
        if token.lower_ in _NEWS:
            return False
        if phrase.determiner or token.lower_ == "police":
            return True
        more = phrase.first < phrase.head  # "creditor banks", "rich countries"
        return token.tag_ == "NNS" and (parties.leads(token) or (more and parties.acts(token)))
    if phrase.role is not None and phrase.role[1] > phrase.role[0]:
        return phrase.determiner not in ("his", "her", "my", "your")
    return _of_something(doc, phrase) and token.dep_ in ("nsubj", "nsubjpass", "appos", "attr")


def _of_something(doc: Doc, phrase: Phrase) -> bool:
    behind = phrase.last + 2 < len(doc) and doc[phrase.last + 1].lower_ == "of"
    if not behind:
        return False
    return any(
        t.text[:1].isupper()
        or role_of(t.text)
        or t.lower_ in words("delegations")
        or t.lower_ in ("state", "government")
        for t in doc[phrase.last + 2 : phrase.last + 6]
    )


def _speaks(token: Token) -> bool:
    return token.dep_ in ("nsubj", "agent") and token.head.lemma_ in SAYING


def is_bare_institution(head: str) -> bool:
    """Whether the noun means a body only where something tells which."""
    others = words("governments") | words("delegations") | words("forces", "MIL")
    return head in words("institutions") and role_of(head) is None and head not in others


def sector_of(doc: Doc, phrase: Phrase, head: str) -> str | None:
    """The sector of a role: the colour of a word in it, else that of its head."""
    span = phrase.role or (phrase.first, phrase.last)
    inside = [doc[i].lower_ for i in range(span[0], span[1] + 1)]
    for colour in _COLOURS if head not in _OF_STATE else ():
        if any(w in words("colours", colour) for w in inside):
            return colour
    for section, keys in (
        ("forces", _FORCES),
        ("institutions", ("MIL", "COP", "JUD", "LEG", "JRN", "EDU", "BUS", "LAB", "PTY", "GOV")),
    ):
        for key in keys:
            if head in words(section, key):
                return key
    governing = head in words("governments") or head in words("delegations")
    return roles().get(role_of(head) or "") or ("GOV" if governing else None)


def kind_of(head: str, *, plural: bool) -> ActorKind:
    """The kind of actor that a phrase with this head noun means."""
    if head in words("delegations"):
        return ActorKind.DELEGATION
    if head in words("forces", "REB") or head in words("forces", "UAF"):
        return ActorKind.ARMED_GROUP
    if head in words("forces", "MIL"):
        return ActorKind.ORGANISATION
    if head in words("governments"):
        return ActorKind.OFFICE
    if head in words("institutions") and role_of(head) is None:
        return ActorKind.ORGANISATION
    return ActorKind.GROUP if plural else ActorKind.PERSON


def description(doc: Doc, phrase: Phrase, owner: Phrase | None) -> str:
    """The phrase as written, with its possessor and the words that say of whom or of what."""
    first = owner.first if owner else phrase.first
    follows = phrase.last + 1 < len(doc) and doc[phrase.last + 1].lower_ in _PLACED
    last = tail_of(doc, phrase) if follows else phrase.last
    return " ".join(doc[first : last + 1].text.split()).strip("\"'")


def met_before(ledger: Ledger, asked: Asked) -> Draft | None:
    """The last mentioned actor that the description fits; None if it describes somebody new."""
    fitting = list(islice((d for d in ledger.met() if _fits(d, asked)), 6))
    return max(fitting, key=lambda d: _nearness(asked, d), default=None)


def those_met(ledger: Ledger, asked: Asked) -> list[Draft]:
    """The people of that office named lately, two to six, whom "the leaders" or "the foreign ministers" takes up.

    Nobody where more is said of them than their office, or where a group of that name was met before.
    """
    doc, phrase = asked.doc, asked.phrase
    behind = doc[phrase.last + 1].lower_ if phrase.last + 1 < len(doc) else ""
    if not asked.several or phrase.determiner != "the" or asked.side is not None or behind in _PLACED:
        return []
    said = {t.lower_ for t in doc[phrase.first + 1 : phrase.head]}
    if any(d.plural and d.head == asked.head for d in ledger.met()):
        return []
    near = islice(ledger.met(), 12)
    found = [d for d in near if d.person and not d.unnamed and _in_office(d, asked.head, said)]
    return found[::-1] if 1 < len(found) < 7 and len({d.country for d in found}) > 1 else []


def _in_office(draft: Draft, head: str, said: set[str]) -> bool:
    """Whether somebody holds the office: a president is a leader, a foreign minister a minister."""
    told = set((draft.role or draft.office).lower().replace("-", " ").split()) | {draft.head}
    return said <= told and bool(row(head) & told) and not told & words("modifiers", "lesser")


def _nearness(asked: Asked, draft: Draft) -> float:
    """Recent mentions are near, and subjects are nearer than objects."""
    last = asked.doc[draft.mentions[-1]]
    return -(asked.phrase.head - last.i) / 30 + (1.0 if last.dep_ in ("nsubj", "nsubjpass") else 0.0)


def _fits(draft: Draft, asked: Asked) -> bool:
    if asked.side is not None and not _same_side(draft, asked.side):
        return False
    if draft.plural != asked.several or (
        asked.several and asked.phrase.determiner not in ("the", "those", "these")
    ):
        return False
    if draft.kind in (ActorKind.ORGANISATION, ActorKind.OFFICE, ActorKind.ARMED_GROUP, ActorKind.DELEGATION):
        return asked.phrase.determiner in ("the", "that") and _named_by(draft, asked)
    if draft.kind not in (ActorKind.PERSON, ActorKind.GROUP):
        return False
    if draft.office and draft.role is None and not asked.several and _holds(draft.office, asked):
        return asked.side is not None or asked.phrase.determiner == "the"
    if draft.head == asked.head:
        return _same_role(draft, asked) and (asked.phrase.determiner == "the" or asked.side is not None)
    if asked.phrase.determiner == "the" and not asked.several and _takes_up(draft, asked):
        return True
    loose = asked.phrase.determiner == "the" and draft.unnamed
    if asked.head == "source":
        return loose and draft.head in ("official", "diplomat", "person")
    return loose and asked.head in ("official", "person", "diplomat") and draft.head in _OFFICIALS


def _same_side(draft: Draft, side: Draft) -> bool:
    return side.key in (draft.key, draft.side) or (side.country is not None and side.country == draft.country)


def _named_by(draft: Draft, asked: Asked) -> bool:
    """ "the council" for the "Security Council", "the delegation" for "Russia's delegation"."""
    return asked.head == draft.head or any(asked.head in folded(name) for name in draft.names)


def _same_role(draft: Draft, asked: Asked) -> bool:
    """ "the foreign minister" is not the prime minister."""
    if asked.phrase.role is None or draft.role is None or draft.unnamed:
        return True
    said = {w for w in _words(asked) if w not in words("modifiers") or w in ("foreign", "vice", "deputy")}
    told = set(draft.role.lower().replace("-", " ").split())
    return said <= told | {draft.head}


def _takes_up(draft: Draft, asked: Asked) -> bool:
    """ "the Norwegian leader" for the president: a noun of the same row, and no more said than the side."""
    told = set((draft.role or draft.office).lower().split()) | {draft.head}
    last = asked.phrase.last + 1
    if last < len(asked.doc) and asked.doc[last].lower_ in ("of", "for", "at", "from"):
        return False
    plain = asked.phrase.role is None or asked.phrase.role[0] == asked.phrase.role[1]
    return plain and not told & words("modifiers", "lesser") and bool(row(asked.head) & told)


def _holds(office: str, asked: Asked) -> bool:
    """Whether the words of the description name the office that the tables give."""
    said = set(_words(asked)) if asked.phrase.role is not None else {asked.head}
    return asked.head in office.split() and said - {"current", "the"} <= set(office.split())


def _words(asked: Asked) -> Iterator[str]:
    assert asked.phrase.role is not None
    first, last = asked.phrase.role
    return (t.lower_ for t in asked.doc[first : last + 1] if t.is_alpha)


def gender_of(head: str, *, plural: bool) -> str | None:
    """The gender a head noun tells; "p" for several."""
    return "p" if plural else gender(head)
