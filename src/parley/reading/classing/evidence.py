"""What a sentence offers as evidence for the class of what one actor does to another.

Words with both actors masked, their bigrams, the words on the way from one actor to the other through the parse,
the verb that governs the first, and the classes that the vocabulary (classes.toml) suggests for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.clause import negated, subject
from parley.reading.parsed import Doc, Token

_LEXICON = Lexicon.beside(__file__)
Span = tuple[int, int]  # first token, one past the last


def evidence(doc: Doc, source: Span, target: Span) -> Counter[str]:
    """Features with their counts; none for an empty sentence."""
    if not len(doc):
        return Counter()
    inside = dict.fromkeys(range(*source), "S") | dict.fromkeys(range(*target), "T")
    lemmas = _masked(doc, inside)
    found = Counter(f"w={w}" for w in lemmas)
    found.update(f"b={a}_{b}" for a, b in zip(["^", *lemmas], [*lemmas, "$"], strict=True))
    first, last = sorted((source, target))
    between = doc[first[1] : last[0]]
    found.update({f"m={t.lemma_.lower()}": 1 for t in between if t.pos_ in ("VERB", "NOUN", "ADP", "ADJ", "AUX")})
    path = list(_path(_head(doc, source), _head(doc, target)))
    found.update({f"p={t.lemma_.lower()}": 2 for t in path})
    found["path=" + ">".join(t.dep_ for t in path)[:60]] += 1
    governors = _governors(_head(doc, source), path)
    for verb in governors:
        found.update(_verb(verb))
    found.update(_classes(doc, path, governors))
    found["order=" + ("ST" if source < target else "TS")] += 1
    return found


def _masked(doc: Doc, inside: dict[int, str]) -> list[str]:
    lemmas: list[str] = []
    for token in doc:
        mark = inside.get(token.i)
        if mark is None:
            if not token.is_punct:
                lemmas.append("#" if token.like_num else token.lemma_.lower())
        elif not lemmas or lemmas[-1] != mark:
            lemmas.append(mark)
    return lemmas


def _head(doc: Doc, span: Span) -> Token:
    return doc[span[0] : max(span[1], span[0] + 1)].root


def _path(one: Token, other: Token) -> Iterator[Token]:
    """The words from one actor's head to the other's through the parse, both heads left out."""
    up = [one, *one.ancestors]
    over = [other, *other.ancestors]
    shared = next((t for t in up if t in over), None)
    if shared is None:
        return
    climb = up[: up.index(shared) + 1]
    descend = over[: over.index(shared)]
    yield from (t for t in [*climb, *reversed(descend)] if t not in (one, other))


def _governors(source: Token, path: list[Token]) -> list[Token]:
    """The verbs that the first actor stands under, the nearest first, and those joined to or below them."""
    above = [t for t in source.ancestors if t.pos_ in ("VERB", "AUX")][:2]
    below = [c for v in above[:1] for c in v.children if c.dep_ in ("xcomp", "ccomp", "conj") and c.pos_ == "VERB"]
    verbs = [t for t in path if t.pos_ == "VERB"]
    return list(dict.fromkeys([*above, *verbs, *below]))


def _verb(verb: Token) -> Counter[str]:
    lemma = verb.lemma_.lower()
    found = Counter({f"v={lemma}": 2, f"vd={lemma}_{verb.dep_}": 1})
    if negated(verb):
        found["v-not"] += 2
    found.update(f"v-aux={c.lower_}" for c in verb.children if c.dep_ in ("aux", "auxpass"))
    found.update(
        f"vo={lemma}_{c.lemma_.lower()}" for c in verb.children if c.dep_ in ("dobj", "prt", "xcomp", "prep")
    )
    found.update(f"o={c.lemma_.lower()}" for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "xcomp"))
    found["v-own" if subject(verb) is not None else "v-none"] += 1
    return found


def _classes(doc: Doc, path: list[Token], governors: list[Token]) -> Counter[str]:
    """Classes that the vocabulary suggests: by a verb on the way most, by any word of the sentence least."""
    found: Counter[str] = Counter()
    near = {t.i for t in (*path, *governors)}
    for token in doc:
        for name in _suggested().get(token.lemma_.lower(), ()):
            found[f"c={name}"] += 1
            if token.i in near:
                found[f"cn={name}"] += 2
            if governors and token == governors[0]:
                found[f"cv={name}"] += 2
        for partner, name in _joint().get(token.lemma_.lower(), ()):
            if any(t.lemma_.lower() == partner for t in doc[token.i + 1 : token.i + 6]):
                found[f"cj={name}"] += 2
    return found


@cache
def _suggested() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for name, entries in _LEXICON.load("classes").items():
        for entry in entries:
            if "+" not in entry:
                table.setdefault(entry, []).append(name)
    return {word: tuple(names) for word, names in table.items()}


@cache
def _joint() -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for name, entries in _LEXICON.load("classes").items():
        for entry in entries:
            if "+" in entry:
                verb, partner = entry.split("+")
                table.setdefault(verb, []).append((partner, name))
    return {word: tuple(pairs) for word, pairs in table.items()}
