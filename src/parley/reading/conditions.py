"""What an act hangs on in the parse: clauses and phrases of condition (`conditional` hangs entries on them)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from parley.model.lexicon import Lexicon
from parley.reading.clause import negated
from parley.reading.parsed import Span, Token
from parley.reading.voicing import whole

_WORDS = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Hinge:
    """A condition in the parse: `head` is its verb or noun, `words` the whole stretch, `marker` what opens it."""

    head: Token
    words: Span
    marker: str
    negated: bool


def hinge(word: Token) -> Hinge | None:
    """The first clause or phrase of condition that hangs directly on a verb, adjective or noun."""
    longer = (g for c in word.children if c.dep_ == "advmod" for g in c.children)  # "as long as he comes"
    for child in (*word.children, *longer, *_hung_lower(word)):
        found = _clause(child) or _inverted(child) or _provided(child) or _phrase(child)
        if found is not None:
            return found
    return None


def _hung_lower(word: Token) -> list[Token]:
    """Prepositions after the objects of a verb, where the parse hangs them: "left the talks after his refusal"."""
    nouns = [c for c in word.children if c.dep_ == "dobj"]
    for preposition in [c for c in word.children if c.dep_ in ("prep", "prt")]:
        lower = [preposition, *(c for c in preposition.children if c.dep_ == "prep")]
        nouns += [t for p in lower for t in p.children if t.dep_ == "pobj"]
    return [c for noun in nouns for c in noun.rights if c.dep_ == "prep" or _provided(c)]


def within_condition(word: Token) -> bool:
    """Whether the word stands inside a clause of condition: "if he comes" tells of no coming."""
    node = word
    while node.head.i != node.i:
        if node.dep_ in ("advcl", "pcomp", "acl") and (_clause(node) or _inverted(node)):
            return True
        if _provided(node):
            return True
        node = node.head
    return False


def _clause(child: Token) -> Hinge | None:
    """A clause under if, unless, until, as long as, on condition that ..."""
    if child.dep_ not in ("advcl", "pcomp", "acl") and not (child.dep_ == "prep" and child.lower_ == "provided"):
        return None
    opener = _opener(child)
    if opener is None:
        return None
    if asked(child):
        return None
    marker, first = opener
    words = child.doc[first.i : _last(child).i + 1]
    turned = marker.split()[-1] in _list("clauses", "negated")
    return Hinge(child, words, marker, turned != _negated_inside(child))


def asked(child: Token) -> bool:
    """Whether an if-clause is a question left open, and no condition: "it is not clear if they will come"."""
    if not any(c.dep_ == "mark" and c.lower_ == "if" for c in child.children) or child.dep_ not in (
        "advcl",
        "ccomp",
    ):
        return False
    near = [child.head, *(c for c in child.head.children if c.dep_ in ("acomp", "oprd"))]
    return child.i > child.head.i and any(t.lemma_.lower() in _list("clauses", "questions") for t in near)


def _opener(child: Token) -> tuple[str, Token] | None:
    """The marker of a clause and its first token; None where the clause is no condition."""
    for mark in child.lefts:
        if mark.dep_ not in ("mark", "advmod", "prep") or mark.i > child.i:
            continue
        lower = mark.lower_
        before = mark.nbor(-1).lower_ if mark.i > mark.sent.start else ""
        if lower in _list("clauses", "markers") and before not in _list("clauses", "undone"):
            return (f"only {lower}", mark.nbor(-1)) if before == "only" else (lower, mark)
        for phrase in _phrases(lower):
            found = _spelled(mark, phrase)
            if found is not None:
                return phrase, found
    return None


@cache
def _phrases(word: str) -> tuple[str, ...]:
    """The markers of several words that this word is one of, the longest first."""
    holding = (p for p in _list("clauses", "phrases") if word in p.split())
    return tuple(sorted(holding, key=lambda p: (-len(p), p)))


def _spelled(mark: Token, phrase: str) -> Token | None:
    """The first token of a phrase of several words that holds the mark, None if it is not written there."""
    words = phrase.split()
    for shift in range(len(words)):
        first = mark.i - shift
        if first >= mark.sent.start and [t.lower_ for t in mark.doc[first : first + len(words)]] == words:
            return mark.doc[first]
    return None


def _negated_inside(head: Token) -> bool:
    return negated(head) or any(negated(c) for c in head.children if c.dep_ in ("xcomp", "ccomp"))


def _inverted(child: Token) -> Hinge | None:
    """ "Should he come", "were they to agree": the auxiliary stands before the subject."""
    if child.dep_ != "advcl":
        return None
    first = child.left_edge
    own = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    opens = first.lower_ in _list("inverted", "auxiliaries") and first.head in (child, first)
    if own is None or not opens or own.i < first.i or (first.i == child.i and first.lower_ != "were"):
        return None
    return Hinge(child, child.doc[first.i : _last(child).i + 1], first.lower_, negated(child))


def _provided(child: Token) -> Hinge | None:
    """ "Provided that he comes": the participle opens the clause that the parse hangs below it."""
    if child.lower_ not in _list("clauses", "participles") or child.pos_ not in ("VERB", "SCONJ"):
        return None
    held = next(
        (c for c in child.rights if c.dep_ in ("pcomp", "ccomp", "advcl") and c.pos_ in ("VERB", "AUX")), None
    )
    if held is None or any(c.dep_ in ("dobj", "nsubj", "nsubjpass", "aux", "auxpass") for c in child.children):
        return None
    words = child.doc[child.i : _last(held).i + 1]
    return Hinge(held, words, child.lower_, _negated_inside(held))


def _phrase(child: Token) -> Hinge | None:
    """A phrase under without, pending, in the absence of; or following somebody's absence."""
    if child.dep_ not in ("prep", "mark", "agent"):
        return None
    thing = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    if thing is None or thing.ent_type_ in ("DATE", "TIME"):
        return None
    lower = child.lower_
    phrases = _beginning(lower)
    if not phrases and lower not in _list("prepositions", "markers") | _list("prepositions", "causal"):
        return None
    words = child.doc[child.i : _last(thing).i + 1]
    outcome = thing.lemma_ in _list("prepositions", "outcomes") or thing.tag_ == "VBG"
    if outcome and lower == "without" and child.head.lemma_ in _list("prepositions", "ending"):
        return None  # "ended without agreement" tells how it ended
    if lower in _list("prepositions", "markers"):
        return Hinge(thing, words, lower, lower in _list("prepositions", "negated"))
    if lower in _list("prepositions", "causal") and thing.lemma_.lower() in _list("prepositions", "of_absence"):
        return Hinge(thing, words, lower, False)
    written = words.text.lower()
    phrase = next((p for p in phrases if written.startswith(p)), None)
    inner = next((t for c in thing.rights if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"), thing)
    given = inner if phrase in _list("prepositions", "bargains") else thing  # "in exchange for a pledge"
    return Hinge(given, words, phrase, "absence" in phrase) if phrase else None


@lru_cache(maxsize=4096)
def _beginning(word: str) -> tuple[str, ...]:
    """The phrases of condition that may begin with this word, in order; none for most words."""
    return tuple(p for p in sorted(_list("prepositions", "phrases")) if p.startswith(word) or word.startswith(p))


def _last(head: Token) -> Token:
    """The last word of a clause, without closing punctuation and without a further sentence hung on to it."""
    last = head.right_edge
    while last.i > head.i and (last.is_punct or last.is_quote):
        last = last.nbor(-1)
    return whole(last)


@cache
def _list(*keys: str) -> frozenset[str]:
    return _WORDS.words("conditions", *keys)
