"""The vocabulary of deeds: which verbs and nouns, with which company, are events of which PLOVER type.

PLOVER: Political Language Ontology for Verifiable Event Records, manual of February 2024 (names and modes only).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from parley.model.actors import Actor, ActorKind
from parley.model.entries import Plover
from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, objects, subject
from parley.reading.parsed import Doc, Token
from parley.reading.voicing import lexeme, passive

_LEXICON = Lexicon.beside(__file__)
Acts = Callable[[Token], Sequence[Actor]]
"""The actors that a noun phrase names: the reader hands in what the cast knows."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the vocabulary: a type, perhaps a mode, and the company its words must keep."""

    type: Plover
    mode: str | None = None
    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    beside: tuple[tuple[str, frozenset[str]], ...] = ()
    particle: str = ""
    passive: bool = False
    mutual: bool = False
    swaps: bool = False
    at_once: bool = False
    into: bool = False
    told: bool = False
    suffered: bool = False
    toll: bool = False
    amid: bool = False
    plain: bool = False


def deed_of_verb(verb: Token, acts: Acts) -> Deed | None:
    """The first line that the verb and its company fit, None if it is no deed."""
    for deed in _lines("verb").get(verb.lemma_.lower(), ()):
        if _fits(verb, deed, acts):
            return deed
    return None


def deed_of_noun(noun: Token) -> Deed | None:
    """The first line that the noun fits; those with company of their own are tried first."""
    lemma = lexeme(noun) if lexeme(noun) in _lines("noun") else noun.lemma_.lower()
    lines = [d for d in _lines("noun").get(lemma, ()) if not d.into or after(noun, "into")]
    if lemma in _class("strikes") and industrial(noun.doc):
        lines = [d for d in lines if d.type is Plover.PROTEST] or lines
    kept = next((d for d in lines if d.company and _kept_company(noun, d.company)), None)
    return kept or next((d for d in lines if not d.company or lemma in d.light), None)


def industrial(doc: Doc) -> bool:
    """Whether a report is about labour: its words of work outnumber its words of war."""
    held = doc.user_data.get("parley_industrial")
    if held is None:
        lemmas = [t.lemma_.lower() for t in doc]
        work, war = (sum(w in _class(name) for w in lemmas) for name in ("work", "warfare"))
        held = doc.user_data["parley_industrial"] = work > max(2, 2 * war)
    return bool(held)


def kept_company(noun: Token, deed: Deed) -> bool:
    """Whether the noun has the company that makes it this deed and no other."""
    return bool(deed.company) and _kept_company(noun, deed.company)


def light(verb: Token) -> bool:
    """Verbs that do whatever their object names: launched, carried out."""
    return verb.lemma_ in _LEXICON.words("events", "light", "verbs")


def declares(verb: Token, noun: Token) -> bool:
    """ "announced the withdrawal of its troops"."""
    declared = noun.lemma_.lower() in _LEXICON.words("events", "light", "declared")
    return declared and verb.lemma_ in _LEXICON.words("events", "light", "declaring")


def happening(verb: Token) -> bool:
    """Verbs that tell of a deed as their subject: took place, continued, killed."""
    return verb.lemma_ in _LEXICON.words("events", "light", "happening")


def _fits(verb: Token, deed: Deed, acts: Acts) -> bool:
    if deed.particle and not any(c.lower_ == deed.particle for c in verb.children if c.dep_ in ("prt", "advmod")):
        return False
    if deed.passive and not (verb.tag_ == "VBN" and logical_objects(verb)):
        return False
    if deed.at_once and any(t.ent_type_ in ("DATE", "TIME") for t in after(verb, "for", "over", "during")):
        return False
    if deed.plain and (verb.tag_ != "VBD" or verb.dep_ not in ("ROOT", "conj", "relcl")):
        return False
    if deed.swaps and not _hands_over(verb):
        return False
    if (deed.toll and not _dead(verb)) or (deed.amid and not _amid(verb)):
        return False
    if deed.object and not _object_fits(verb, deed.object, acts):
        return False
    if deed.subject and not _subject_fits(verb, deed, acts):
        return False
    return not deed.beside or any(_beside(verb, word, kinds, acts) for word, kinds in deed.beside)


def _dead(verb: Token) -> bool:
    """ "left nine people dead"."""
    below = [c for v in (verb, *objects(verb)) for c in v.children]
    return any(c.lower_ in _LEXICON.words("events", "casualties", "left") for c in below)


def _amid(verb: Token) -> bool:
    """Whether fighting is told of just before or after: people also die of other things."""
    stretch = verb.doc[max(verb.sent.start - _LATELY, 0) : verb.sent.end]
    return any(t.lemma_.lower() in _class("attacks") for t in stretch)


_LATELY = 40  # tokens: about a sentence and a half


def _hands_over(verb: Token) -> bool:
    """ "agreed to exchange prisoners": the infinitive gives captives back."""
    given = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.lemma_ in _GIVING]
    return any(not {t.lemma_.lower()}.isdisjoint(_class("captives")) for c in given for t in objects(c))


_GIVING = _LEXICON.words("events", "handing", "verbs")


def _object_fits(verb: Token, kinds: frozenset[str], acts: Acts) -> bool:
    found = logical_objects(verb)
    if not found:
        return "none" in kinds
    return "any" in kinds or any(_belongs(t, kinds, acts) for t in found)


def logical_objects(verb: Token) -> list[Token]:
    """Objects, and the noun a bare participle hangs on ("the base destroyed by rebels")."""
    found = objects(verb)
    if found:
        return [verb.head if t.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else t for t in found]
    hung = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in NOUNS
    return [verb.head] if hung else []


def _subject_fits(verb: Token, deed: Deed, acts: Acts) -> bool:
    """The doer is of these kinds; an agentless passive is let through where a party would do it to something."""
    kinds, transitive = deed.subject, bool(deed.object)
    if passive(verb):
        agents = after(verb, "by")
        unnamed = transitive and bool(kinds & {"party", "forces", "states"})
        return any(_belongs(t, kinds, acts) for t in agents) if agents else unnamed
    found = subject(verb)
    return found is not None and any(_belongs(t, kinds, acts) for t in (found, *_joined(found)))


def _joined(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            yield child


def _beside(verb: Token, word: str, kinds: frozenset[str], acts: Acts) -> bool:
    if "none" in kinds:
        return any(c.lower_ == word and not list(c.children) for c in verb.children)
    chains = [verb, *(c for c in verb.children if c.dep_ in ("prt", "prep", "advmod", "dobj"))]
    below = [t for source in chains for t in after(source, word)]
    return any("any" in kinds or _belongs(t, kinds, acts) for t in below)


def _belongs(token: Token, kinds: frozenset[str], acts: Acts) -> bool:
    """Whether a noun phrase is of one of these kinds: by its head, by what it counts, by its being an actor."""
    lemmas = {token.lemma_.lower(), token.lower_, lexeme(token)}
    if token.pos_ == "PROPN":
        lemmas.add(token.lower_.removesuffix("s"))  # "the United Auto Workers"
    if token.lemma_ in ("extension", "renewal", "prolongation"):
        lemmas |= {c.lemma_.lower() for c in token.children if c.dep_ == "compound"}
    of = [
        g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"
    ]
    if token.pos_ == "NUM" or token.lemma_ in (
        "dozen",
        "hundred",
        "thousand",
        "number",
        "lot",
        "series",
        "wave",
        "column",
        "part",
        "percent",
        "%",
    ):
        lemmas |= {g.lemma_.lower() for g in of}
    if any(not lemmas.isdisjoint(_class(k)) for k in kinds if k not in _SPECIAL):
        return True
    named = acts(token) if kinds & {"party", "states", "pair", "labour"} else ()
    if "labour" in kinds and any(a.sector == "LAB" for a in named):
        return True
    if ("party" in kinds and named) or ("pair" in kinds and _several(token, named)):
        return True
    if "states" in kinds and any(a.kind in _STATES for a in named):
        return True
    if "people" in kinds and token.pos_ == "NUM":
        return True
    return "names" in kinds and token.ent_type_ in ("GPE", "LOC", "FAC")


def _several(token: Token, named: Sequence[Actor]) -> bool:
    """Two actors or more; a plural that stands for those who sent them counts: "the delegations agreed"."""
    groups = token.tag_ == "NNS" and any(a.kind in (ActorKind.GROUP, ActorKind.DELEGATION) for a in named)
    return len(named) > 1 or groups


_STATES = (ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.ORGANISATION)
_SPECIAL = frozenset({"any", "none", "party", "pair", "names", "states"})


def _kept_company(noun: Token, company: frozenset[str]) -> bool:
    kin = [
        g
        for c in noun.children
        if c.dep_ in ("amod", "compound", "poss", "nmod", "nummod")
        for g in (c, *c.children)
    ]
    of = [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    by = after(noun, "by")
    return any(t.lemma_.lower() in company or t.lower_ in company for t in (*kin, *of, *by))


@cache
def _class(name: str) -> frozenset[str]:
    return _LEXICON.words("events", "classes", name)


@cache
def _lines(kind: str) -> dict[str, tuple[Deed, ...]]:
    table: dict[str, list[Deed]] = {}
    for line in _LEXICON.load("events")[kind]:
        for lemma in line["lemmas"]:
            table.setdefault(lemma, []).append(_deed(line))
    return {lemma: tuple(sorted(deeds, key=lambda d: not d.particle)) for lemma, deeds in table.items()}


def _deed(line: dict[str, Any]) -> Deed:
    def words(key: str) -> frozenset[str]:
        return frozenset(_strings(line.get(key, ())))

    beside = tuple((word, frozenset(kinds)) for word, kinds in line.get("with", {}).items())
    return Deed(
        type=Plover(line["type"]),
        mode=line.get("mode"),
        object=words("object"),
        subject=words("subject"),
        company=words("company"),
        light=words("light") if not isinstance(line.get("light"), bool) else frozenset(),
        beside=beside,
        particle=line.get("particle", ""),
        passive=line.get("passive", False),
        mutual=line.get("mutual", False),
        swaps=line.get("swaps", False),
        at_once=line.get("at_once", False),
        into=line.get("into", False),
        told=line.get("told", False),
        suffered=line.get("suffered", False),
        toll=line.get("toll", False),
        amid=line.get("amid", False),
        plain=line.get("plain", False),
    )


def _strings(values: Iterable[object]) -> list[str]:
    return [str(v) for v in values]
