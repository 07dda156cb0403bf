"""Who "both sides", "the two leaders" and the unnamed "we" of a signed statement are.

A report that names two parties together and then speaks of "both sides" means those two. A joint statement has no
speaker in its sentences: its authors are those who sign it, or those its title names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from parley.model.actors import ActorId, ActorKind
from parley.model.lexicon import Lexicon
from parley.reading.clause import conjuncts
from parley.reading.page import Page
from parley.reading.parsed import Token

_LEXICON = Lexicon.beside(__file__)
_WINDOW = 400  # tokens looked back over: about a page of print
_SIDES = _LEXICON.words("sides", "sides", "nouns")
_LEADERS = _LEXICON.words("sides", "sides", "leaders")
_BARE = _LEXICON.words("sides", "sides", "bare")
_PAIRED = _LEXICON.words("sides", "sides", "paired")
_PARTIES = frozenset({ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP})
_PEOPLE = frozenset({ActorKind.PERSON})


def pair(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The two that "both sides" or "the two leaders" stands for; nobody for any other words."""
    lemma = token.lemma_.lower()
    kin = [
        c
        for c in token.children
        if c.dep_ in ("det", "amod", "nummod", "compound", "poss", "relcl", "prep", "acl")
    ]
    bare = lemma in _BARE and token.tag_ == "NNS" and [c.lower_ for c in kin] == ["the"]
    return two(page, token, lemma) if bare or any(c.lower_ in _PAIRED for c in token.children) else ()


def two(page: Page, token: Token, noun: str) -> tuple[ActorId, ...]:
    """The two parties or persons that a noun such as side or leader counts at this place."""
    if noun not in _SIDES | _LEADERS:
        return ()
    return _two(page, token, _PARTIES if noun in _SIDES else _PEOPLE)


def opponents(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The two parties that the stretch before the token names together most often: those who fight or swap."""
    return _two(page, token, _PARTIES)


def _two(page: Page, token: Token, kinds: frozenset[ActorKind]) -> tuple[ActorId, ...]:
    named = Counter(_pairs(page, token, kinds))  # "between X and Y" counts most
    if not named:
        return _latest_two(page, token, kinds)
    most = max(named.values())
    found = next(p for p in reversed(list(named)) if named[p] == most)
    return tuple(sorted(found))


def _pairs(page: Page, token: Token, kinds: frozenset[ActorKind]) -> Iterator[tuple[ActorId, ActorId]]:
    """The pairs that are named together ("Ruritania and Zenda") in the stretch before the token."""
    for head in page.sheet.doc[max(token.i - _WINDOW, 0) : token.i]:
        joined = conjuncts(head) if head.dep_ != "conj" else []
        if len(joined) != 1:
            continue
        ids = [i for i in page.actors(head) if page.cast.actor(i).kind in kinds and _proper(page, i)]
        if len(ids) == 2:
            first, second = sorted(ids)
            yield from [(first, second)] * (4 if head.head.lower_ == "between" else 1)


def _proper(page: Page, actor: ActorId) -> bool:
    """Whether the actor has a name of its own: "all troops" is no party."""
    return any(c.isupper() for c in page.cast.actor(actor).name)


def _latest_two(page: Page, token: Token, kinds: frozenset[ActorKind]) -> tuple[ActorId, ...]:
    """The last two of these kinds named before the token, if they are near."""
    found: list[ActorId] = []
    for earlier in reversed(page.sheet.doc[max(token.i - _WINDOW // 2, 0) : token.i]):
        for one in page.cast.links.get(earlier.i, ()):
            if page.cast.actor(one).kind in kinds and one not in found:
                found.append(one)
        if len(found) >= 2:
            return tuple(sorted(found[:2]))
    return ()


def authors(page: Page) -> tuple[ActorId, ...]:
    """Those who sign a statement in the first person, or whom its title names as its authors."""
    kept = page.sheet.doc.user_data
    if "parley_authors" not in kept:
        kept["parley_authors"] = _authors(page)
    found: tuple[ActorId, ...] = kept["parley_authors"]
    return found


def _authors(page: Page) -> tuple[ActorId, ...]:
    title = page.sheet.report.title.lower()
    if "statement" not in title and "declaration" not in title:
        return ()
    after = next((title.split(w, 1)[1] for w in (" from ", " by ", " of ", " between ") if w in title), "")
    after = re.split(r" (?:on|regarding|following|after|about) ", after)[0]
    named = [(after.find(a.name.lower()), a) for a in page.cast.actors if a.name.lower() in after]
    ranked = sorted(named, key=lambda n: (n[0], n[1].id))
    main = [a.id for _, a in ranked if a.kind in _PARTIES | _PEOPLE] or [a.id for _, a in ranked]
    return _signatures(page) or tuple(dict.fromkeys(main))


def _signatures(page: Page) -> tuple[ActorId, ...]:
    """People named in the short verbless lines at the end."""
    found: list[ActorId] = []
    for sentence in reversed(list(page.sheet.doc.sents)):
        if any(t.pos_ in ("VERB", "AUX") for t in sentence):
            break
        ids = [i for t in sentence for i in page.cast.links.get(t.i, ())]
        found += [i for i in reversed(ids) if page.cast.actor(i).kind is ActorKind.PERSON]
    return tuple(dict.fromkeys(reversed(found)))
