"""What a verb's clause says about itself: its subject, objects, negation, modality and conditions.

Works on the dependency parse (ClearNLP labels, as spaCy's English pipelines use).
"""

from __future__ import annotations

from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.parsed import Span, Token

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def subject(verb: Token) -> Token | None:
    """The head word of the subject, found through conjoined verbs, controlled infinitives and participles.

    "Putin declined to attend and dispatched a team": Putin is the subject of all three verbs. Relative
    pronouns give way to the noun they stand for.
    """
    seen: set[int] = set()
    node = verb
    while node.i not in seen:
        seen.add(node.i)
        own = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return antecedent(own, node)
        if node.dep_ == "csubj" and node.tag_ == "VBG" and node.head.lemma_ == "be":
            return next((c for c in node.head.children if c.dep_ == "attr"), None)
        if node.dep_ == "acl" and (willing := _holder(node.head)) is not None:
            node = willing
            if node.pos_ not in ("VERB", "AUX"):
                return node
            continue
        if node.dep_ in ("acl", "relcl") and node.head.pos_ in NOUNS:
            return node.head if node.tag_ in ("VBG", "VB") or node.dep_ == "relcl" else None
        if node.dep_ == "xcomp" and (held := controller(node.head)) is not None:
            return held
        if node.dep_ in ("acl", "advcl") and (asked := addressee(node)) is not None:
            return asked
        if node.dep_ not in ("conj", "xcomp", "acomp", "advcl", "ccomp", "pcomp", "prep", "aux", "dep"):
            return None
        if node.dep_ == "ccomp" and node.tag_ not in ("VBG", "VB"):
            return None
        node = node.head
    return None


def _holder(noun: Token) -> Token | None:
    """Whose plan, refusal or invitation a noun is: its owner, else the verb that has it as its object."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _wills():
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    has = noun.head if noun.dep_ in ("dobj", "attr", "nsubjpass") and noun.head.pos_ in ("VERB", "AUX") else None
    return owner or has


@cache
def _wills() -> frozenset[str]:
    kinds = ("planned", "expected", "possible", "refused", "prevented", "invited", "urged")
    return frozenset(w for k in kinds for w in Lexicon.beside(__file__).words("reality", "governors", k))


def controller(verb: Token) -> Token | None:
    """The object that acts in the infinitive: "urged Putin to come" gives Putin."""
    return next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)


def addressee(infinitive: Token) -> Token | None:
    """Who is to act in the infinitive after a noun: "an invitation to the union to join" gives the union."""
    if not any(c.tag_ == "TO" for c in infinitive.children):
        return None
    head = infinitive.head
    nouns = [head] if head.pos_ in NOUNS else [c for c in head.children if c.dep_ == "dobj"]
    asked = (t for noun in nouns for t in after(noun, "to", "for", "on") if t.i < infinitive.i)
    return next(asked, None)


def antecedent(word: Token, verb: Token) -> Token:
    """The noun behind who, which and that; any other word stands for itself."""
    if word.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    return word


def objects(verb: Token) -> list[Token]:
    """Head words of direct objects, conjoined ones included; the logical object of a passive."""
    heads = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "attr", "oprd")]
    above = swallowing(verb)
    heads += [above] if above is not None else []
    return [word for head in heads for word in (head, *conjuncts(head))]


def swallowing(verb: Token) -> Token | None:
    """The object that the parse has put above its verb: "Roe hosted union leaders" read as a noun phrase."""
    misread = verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBD") and verb.i < verb.head.i
    return verb.head if misread and any(c.dep_ == "nsubj" for c in verb.children) else None


def after(verb: Token, *prepositions: str) -> list[Token]:
    """Head words of the objects of these prepositions below the verb or noun; all of them if none is named."""
    found = []
    for child in verb.children:
        if child.dep_ in ("prep", "agent", "dative") and (not prepositions or child.lower_ in prepositions):
            for word in child.children:
                if word.dep_ in ("pobj", "pcomp"):
                    found += [word, *conjuncts(word)]
    return found


def conjuncts(word: Token) -> list[Token]:
    """The words joined to this one by and, or, comma; not this one."""
    found = []
    for child in word.children:
        if child.dep_ == "conj":
            found += [child, *conjuncts(child)]
    return found


def joined(word: Token) -> list[Token]:
    """The words joined to this one, also where the parse joins them to its apposition: "Minister Roe and Doe"."""
    names = [c for c in word.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    listed = [c for c in names if word.pos_ == "PROPN" and conjuncts(c)]  # "Jane Roe, John Doe and Mary Moe"
    return [*listed, *(t for w in (word, *names) for t in conjuncts(w))]


def negated(verb: Token) -> bool:
    """Whether the verb itself is negated: not, never, no longer, hardly, nor; "no" on its subject."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "nor", "hardly"):
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in ("no", "none", "nobody", "nothing", "neither")
            or any(c.dep_ in ("det", "preconj", "cc") and c.lower_ in ("no", "neither") for c in child.children)
        ):
            return True
    return False


def modals(verb: Token) -> list[str]:
    """The auxiliaries in front of the verb, lower case: "would still attend" gives ["would"]."""
    return [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]


def phrase(head: Token) -> Span:
    """The whole noun phrase or clause below a word, as one stretch."""
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


_CLAUSAL = frozenset(
    {"advcl", "ccomp", "conj", "parataxis", "punct", "mark", "cc", "dep", "csubj", "intj", "meta"}
)


def stretch(verb: Token) -> Span:
    """The verb with its subject, auxiliaries, objects and phrases, without clauses hung on to it or joined to it.

    Of a noun below the verb its relative clauses are left out where they close the stretch.
    """
    above = swallowing(verb)
    kept = [verb, *(trimmed(above) if above is not None else [])]
    for child in verb.children:
        opens = child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children)
        if child.dep_ in _CLAUSAL or opens:
            continue
        kept += trimmed(child)
    return _between(verb, kept)


def trimmed(head: Token) -> list[Token]:
    """The words of a noun phrase or phrase without relative clauses, appositions of length and clauses in it."""
    found = [head]
    for child in head.children:
        long_apposition = child.dep_ == "appos" and child.right_edge.i - child.left_edge.i > 6
        if child.dep_ in ("relcl", "advcl", "ccomp", "parataxis") or long_apposition:
            continue
        found += trimmed(child)
    return found


def _between(head: Token, tokens: list[Token]) -> Span:
    """The stretch from the first to the last of these words, without punctuation at its ends."""
    places = sorted(t.i for t in tokens)
    first, last = places[0], places[-1]
    doc = head.doc
    while first < head.i and (doc[first].is_punct or doc[first].dep_ in ("cc", "mark")):
        first += 1
    while last > head.i and doc[last].is_punct:
        last -= 1
    return doc[first : last + 1]


def noun_stretch(head: Token) -> Span:
    """A noun phrase without relative clauses and without punctuation at its ends."""
    return _between(head, trimmed(head))
