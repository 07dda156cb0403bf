"""Parties by a common noun: "the union", "consuming countries", "shipowners", "a group of exporters".

A noun counts where it stands as a party stands: as the subject, agent, owner, partner or addressee of something.
"The company" takes up the organisation of its class that the report named last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice

from parley.model.actors import ActorKind
from parley.model.lexicon import Lexicon
from parley.reading.actors.ledger import Draft, Ledger
from parley.reading.actors.names import folded
from parley.reading.actors.phrases import Phrase
from parley.reading.actors.vocabulary import role_of, words
from parley.reading.parsed import Doc, Token

_LEXICON = Lexicon.beside(__file__)
_SURE = 12  # places that a name of the class itself may stand farther back than one of which nothing is known
_NAMED = 24  # actors lately met among whom "the company" is looked for
_PARTNERS = _LEXICON.words("parties", "nouns", "partners")  # prepositions before a party


@dataclass(frozen=True, slots=True)
class Sort:
    """A class of bodies: its nouns, the words of their names, what the tables call them."""

    name: str
    nouns: frozenset[str]
    names: frozenset[str]
    sectors: frozenset[str]
    codes: frozenset[str]
    sector: str | None
    loose: bool


@cache
def sorts() -> tuple[Sort, ...]:
    """The classes of bodies, in the order of the vocabulary."""
    table = _LEXICON.load("parties")
    return tuple(
        Sort(
            name=name,
            nouns=frozenset(row["nouns"]),
            names=frozenset(row.get("names", ())),
            sectors=frozenset(row.get("sectors", ())),
            codes=frozenset(row.get("codes", ())),
            sector=row.get("sector"),
            loose=bool(row.get("loose")),
        )
        for name, row in table.items()
        if isinstance(row, dict) and "nouns" in row
    )


@cache
def _classes(noun: str) -> tuple[Sort, ...]:
    return tuple(s for s in sorts() if noun in s.nouns)


@cache
def _list(section: str, key: str) -> frozenset[str]:
    return _LEXICON.words("parties", section, key)


def some_of() -> frozenset[str]:
    """Words of number that stand for some of those named before."""
    return _list("nouns", "some")


def all_of() -> frozenset[str]:
    """Words that stand for all of those named before."""
    return _list("nouns", "all")


def noun(doc: Doc, phrase: Phrase) -> str | None:
    """The noun, as written, by which the phrase means a party; None if it means none."""
    token = doc[phrase.head]
    if phrase.name is not None or any(f.last >= phrase.head for f in phrase.known) or not acts(token):
        return None
    lower = token.lower_
    if token.tag_ in ("NNS", "NNPS"):
        return lower if _several(lower) and _holds_people(doc, token, lower) else None
    if token.tag_ != "NN" and not (token.tag_ == "NNP" and token.is_sent_start):
        return None
    made = lower.endswith(tuple(_list("nouns", "makers"))) and lower not in ("maker", "builder")
    body = made or (bool(_classes(lower)) and not _is_state(lower))
    return lower if body and _stands_for_a_body(doc, phrase, lower) else None


def is_body(lower: str) -> bool:
    """Whether a singular noun means a body or several people."""
    return bool(_classes(lower)) or lower.endswith(tuple(_list("nouns", "makers")))


def _is_state(lower: str) -> bool:
    return _classes(lower)[0].name == "state"


def acts(token: Token) -> bool:
    """Whether a noun stands where a party can: subject, object, owner, or partner behind a preposition."""
    while token.dep_ in ("conj", "appos") and token.head.i < token.i:
        token = token.head
    if token.dep_ == "pobj":
        return token.head.lower_ in _PARTNERS
    return token.dep_ in ("nsubj", "nsubjpass", "poss", "dobj", "dative", "ROOT", "attr", "nmod", "npadvmod")


def leads(token: Token) -> bool:
    """Whether a noun is the subject, agent or owner of something."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "poss") or (token.dep_ == "pobj" and token.head.dep_ == "agent")


@cache
def _several(lower: str) -> bool:
    """Whether a plural means people or bodies."""
    if lower in _list("agents", "things") or lower in words("ambiguous"):
        return False
    if lower in _list("agents", "more") or _classes(lower.removesuffix("s")):
        return True
    return len(lower) > 5 and lower.endswith(tuple(_list("agents", "suffixes")))


def _stands_for_a_body(doc: Doc, phrase: Phrase, lower: str) -> bool:
    """Whether an article or number stands in front, and nothing behind makes the noun a thing."""
    bare = lower in _list("nouns", "bare")
    told = phrase.determiner != "" or phrase.owner is not None or bool(phrase.known) or phrase.first < phrase.head
    after = doc[phrase.last + 1].lower_ if phrase.last + 1 < len(doc) else ""
    if after in _LEXICON.load("parties")["nouns"]["not_before"].get(lower, ()):
        return after == "of" and lower in ("majority", "minority") and _holds_people(doc, doc[phrase.head], lower)
    return (bare or told) and _holds_people(doc, doc[phrase.head], lower)


def _holds_people(doc: Doc, token: Token, lower: str) -> bool:
    """Whether what stands behind "group of" is people; no "of" will do."""
    if lower.removesuffix("s") not in _list("nouns", "holders"):
        return True
    inner = [c for child in token.children if child.lower_ == "of" for c in child.children if c.dep_ == "pobj"]
    return not inner or any(_people(c) for c in inner)


def _people(token: Token) -> bool:
    lower = token.lower_
    return (
        token.pos_ == "PROPN"
        or token.ent_type_ in ("NORP", "GPE", "ORG")
        or role_of(lower) is not None
        or lower in words("crowds")
        or bool(_classes(lower))
        or (token.tag_ == "NNS" and _several(lower))
    )


def kind(lower: str, *, plural: bool) -> ActorKind:
    """The kind of actor that such a noun means."""
    if plural or any(s.name == "people" for s in _classes(lower)):
        return ActorKind.GROUP
    return ActorKind.ORGANISATION


def sector(lower: str) -> str | None:
    """The sector of a body of this class, where the class tells."""
    if lower.endswith(tuple(_list("nouns", "makers"))):
        return "BUS"
    told = [s for s in _classes(lower) if s.name == "union"] or list(_classes(lower))
    return told[0].sector if len(told) == 1 else None


def taken_up(ledger: Ledger, lower: str, side: Draft | None = None) -> Draft | None:
    """The body named lately that "the company" or "the union" means: by its name or sector, else the nearest."""
    classes = _classes(lower) or (_classes("maker") if is_body(lower) else ())
    if not classes:
        return None
    near = [d for d in islice(ledger.met(), _NAMED) if side is None or side.key in (d.key, d.side)]
    told = [(max(_evidence(d, s) for s in classes), place, d) for place, d in enumerate(near)]
    ranked = [(_SURE * sure + _salience(d) - place, d) for sure, place, d in told if sure]
    return max(ranked, key=lambda r: r[0])[1] if ranked else None


def _salience(draft: Draft) -> int:
    """What a report speaks of often it may take up from farther back: three places for each further mention."""
    return 3 * min(len(draft.mentions), 5)


def named_ones(ledger: Ledger, lower: str) -> list[Draft]:
    """The bodies of the class of this noun that the report names and mentions."""
    classes = _classes(lower)
    return [d for d in ledger.drafts if d.mentions and any(_evidence(d, s) == 2 for s in classes)]


def _evidence(draft: Draft, sort: Sort) -> int:
    """2 for a body of this class, 1 for one of which nothing is known, 0 for any other."""
    if sort.name == "state":
        return 2 if draft.kind is ActorKind.STATE and draft.country != "EUR" else 0
    if draft.kind is ActorKind.STATE:
        return 2 if draft.country == "EUR" and draft.country in sort.codes else 0
    if draft.kind not in (ActorKind.ORGANISATION, ActorKind.ARMED_GROUP) or draft.plural or draft.head:
        return 0
    said = {w for name in draft.names for w in folded(name)}
    told = draft.sector in sort.sectors or draft.country in sort.codes or bool(said & sort.names)
    unknown = sort.loose and draft.sector is None and draft.country is None and not any(map(_other, said))
    return 2 if told else int(unknown)


@cache
def _other(word: str) -> bool:
    """Whether a word in a name says that it is no company."""
    return any(word in s.names for s in sorts() if not s.loose) or word in words("institutions", "GOV")
