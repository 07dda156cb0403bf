"""Where the matter of a word stands: the object it governs, the infinitive, the clause, the prepositional phrase.

Slots have short names, used in the vocabulary (`positions.toml` lists them). Each is looked up below one head
and gives a `Piece`: the head word of what was found, and its first and last token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parley.reading.clause import NOUNS, controller, objects
from parley.reading.parsed import Token
from parley.reading.voicing import whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the parse with its head."""

    head: Token
    first: Token
    last: Token

    def tokens(self) -> list[Token]:
        """All tokens from first to last."""
        return list(self.head.doc[self.first.i : self.last.i + 1])


def piece(head: Token, without: Token | None = None) -> Piece:
    """The phrase below a head, less what only comments on it: clauses of time and reason, asides, `without`."""
    first, last = head, head
    for child in head.children:
        if child == without or _aside(child):
            continue
        inner = piece(child, without)
        first = min(first, inner.first, key=lambda t: t.i)
        last = max(last, inner.last, key=lambda t: t.i)
    return Piece(head, *_trimmed(first, last))


def _aside(child: Token) -> bool:
    if child.dep_ in ("punct", "parataxis", "cc", "preconj", "neg"):
        return child.dep_ in ("punct", "parataxis", "cc")
    if child.dep_ == "advcl":
        return any(c.dep_ in ("mark", "advmod") and c.lower_ in _COMMENT for c in child.children)
    if child.dep_ == "ccomp" and _announces(child):
        return True
    after_comma = child.left_edge.i > 0 and child.left_edge.nbor(-1).text in (",", "—", "-", ";")
    return child.dep_ in ("relcl", "advcl", "acl") and child.i > child.head.i and after_comma


def _announces(clause: Token) -> bool:
    """Whether a clause leads up to what its head says behind a colon: "the envoy was blunt: no deal"."""
    behind = clause.right_edge.i + 1
    return clause.i < clause.head.i and behind < clause.head.i and clause.doc[behind].text == ":"


_COMMENT = frozenset(
    {"as", "while", "since", "because", "although", "though", "after", "when", "whereas", "where"}
)


def _trimmed(first: Token, last: Token) -> tuple[Token, Token]:
    while last.i > first.i and (last.is_punct or last.dep_ in ("cc", "mark")) and last.text not in ')"%':
        last = last.nbor(-1)
    while first.i < last.i and (first.is_punct or first.lower_ == "that") and first.text not in '("$':
        first = first.nbor(1)
    return first, whole(_compounded(last))


def _compounded(last: Token) -> Token:
    """The noun behind a noun where the parse took it for a verb: in "keeps to its war aims" nobody aims.

    A clause in the present has a subject and a word that joins it; what has neither is a plural. In 51,000
    sentences of the press four plurals ("the morning shows") were parsed so, and one verb, behind "as".
    """
    if last.pos_ != "NOUN" or last.i + 1 >= last.sent.end or last.head.lower_ in _COMMENT:
        return last
    behind = last.nbor(1)
    verbal = behind.tag_ == "VBZ" and behind.pos_ == "VERB" and behind.dep_ == "advcl"
    return behind if verbal and not behind.lefts and behind.head.i < last.i else last


def find(word: Token, slots: tuple[str, ...]) -> Piece | None:
    """What the word governs, in the first of these slots that is filled."""
    for slot in slots:
        look = SLOTS.get(slot)
        found = look(word) if look else _prepositional(word, slot)
        if found is not None:
            return found
    return None


def _object(word: Token) -> Piece | None:
    """The object, the subject of a passive, or the noun that a participle or relative clause hangs on."""
    found = objects(word)
    if found:
        head = found[0]
        if head.tag_ in ("WDT", "WP") and word.dep_ == "relcl":
            return piece(word.head, without=word)
        return piece(head)
    if word.dep_ == "acl" and word.tag_ == "VBN" and word.head.pos_ in NOUNS:
        return piece(word.head, without=word)
    return _gap(word)


def _gap(word: Token) -> Piece | None:
    """The noun that an objectless relative clause leaves out: "a condition Kyiv will never accept"."""
    node = word
    while node.dep_ in ("ccomp", "xcomp", "conj") and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    inside = node.dep_ == "relcl" and not any(c.tag_ in ("WDT", "WP") and "subj" in c.dep_ for c in node.children)
    return piece(node.head, without=node) if inside and node.head.pos_ in NOUNS else None


def _infinitive(word: Token) -> Piece | None:
    if word.pos_ == "NOUN" and (close := _next_infinitive(word)) is not None:
        return piece(close)
    for child in _below(word):
        inside = child.dep_ in ("xcomp", "ccomp", "relcl", "acl", "advcl") and child.i > word.i
        if inside and _to(child) and not _has_subject(child):
            return piece(child)
    return None


def _next_infinitive(noun: Token) -> Token | None:
    """The infinitive right behind a noun belongs to it, wherever the parse hung it: "bowed to a call to stop"."""
    to = noun.nbor(1) if noun.i + 1 < noun.sent.end else None
    return to.head if to is not None and to.tag_ == "TO" and to.head.tag_ == "VB" and to.head.i > to.i else None


def _below(word: Token) -> Iterator[Token]:
    """Children; for a noun also what hangs on its addressee or its verb: "issued a challenge to them to meet"."""
    yield from word.children
    if word.pos_ != "NOUN":
        return
    for preposition in word.children:
        if preposition.lower_ in ("to", "on", "for"):
            yield from (c for noun in preposition.children for c in noun.children)
    if word.dep_ == "dobj":
        yield from (c for c in word.head.children if c.i > word.i)
        yield from (c for p in word.head.children if p.lower_ == "to" for n in p.children for c in n.children)


def _clause(word: Token) -> Piece | None:
    """ "wants them to leave", "calls for them to leave": a clause with a subject of its own."""
    given = word.head.children if word.pos_ == "NOUN" and word.dep_ == "dobj" else ()
    for child in (*word.children, *given):
        inside = child.dep_ in ("ccomp", "advcl", "relcl", "acl") and child.i > word.i
        purpose = any(c.lower_ == "order" for c in child.children)
        if inside and not purpose and _has_subject(child) and _to(child):
            return piece(child)
    return None


def _that(word: Token) -> Piece | None:
    for child in word.children:
        inside = child.dep_ in ("ccomp", "acl", "relcl", "advcl") and child.i > word.i
        if inside and _has_subject(child) and not _to(child) and _opens(child, word):
            return piece(child)
    return None


def _opens(clause: Token, word: Token) -> bool:
    """Nothing but "that" and a comma lies between a verb and its clause; for a noun "that" must be there."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    marked = marked or (clause.dep_ in ("ccomp", "acl") and clause.left_edge.i == word.i + 1)
    return marked or (word.pos_ in ("VERB", "AUX") and clause.dep_ == "ccomp")


def _person(word: Token) -> Piece | None:
    """ "urged them to leave": the infinitive beside the one who is addressed."""
    clause = _clause(word)
    if clause is not None:
        return clause
    addressed = controller(word) is not None or any(
        (c.dep_ == "prep" and c.lower_ == "to") or c.dep_ == "agent" for c in word.children
    )
    return _infinitive(word) if addressed else None


def _called(word: Token) -> Piece | None:
    """ "called on both sides to resume": the infinitive behind "on"."""
    on = next((c for c in word.children if c.dep_ == "prep" and c.lower_ in ("on", "upon")), None)
    if on is None or any(c.ent_type_ in ("DATE", "TIME") for c in on.children):
        return None
    below = [c for noun in on.children for c in noun.children]
    for child in [*word.children, *on.children, *below]:
        if child.pos_ == "VERB" and child.i > on.i and _to(child):
            return piece(child)
    return _misread(word, on)


def _misread(word: Token, on: Token) -> Piece | None:
    """ "called on them to de-escalate tensions": an infinitive that the parse took for a noun phrase."""
    act = next((c for c in word.children if c.dep_ == "dobj" and c.i > on.i), None)
    return piece(act) if act is not None and act.left_edge.i > 0 and act.left_edge.lower_ == "to" else None


def _gerund(word: Token) -> Piece | None:
    for child in word.children:
        if child.dep_ in ("xcomp", "ccomp", "pcomp", "dobj") and child.tag_ == "VBG" and child.i > word.i:
            return piece(child)
    return None


def _prepositional(word: Token, preposition: str) -> Piece | None:
    for child in _prepositions(word):
        if child.lower_ != preposition:
            continue
        for noun in child.children:
            if noun.dep_ in ("pobj", "pcomp"):
                behind = noun.tag_ in ("WDT", "WP") and word.dep_ == "relcl"
                return piece(word.head, without=word) if behind else piece(noun)
    return None


def _prepositions(word: Token) -> Iterator[Token]:
    """Prepositions below a word, and those the parser hung on its particle or object by mistake."""
    for child in word.children:
        if child.dep_ in ("prep", "agent", "prt", "dative"):
            yield child
        if child.dep_ in ("prep", "agent", "prt", "dative") or (child.dep_ == "advmod" and child.i > word.i):
            yield from (c for c in child.children if c.dep_ == "prep")


def _to(verb: Token) -> bool:
    return verb.tag_ in ("VB", "VBN", "VBG") and any(c.tag_ == "TO" for c in verb.children if c.i < verb.i)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < verb.i for c in verb.children)


def _as(word: Token) -> Piece | None:
    """ "has been paid as we demanded": the clause that the demand stands under."""
    marked = word.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in word.children)
    return piece(word.head, without=word) if marked else None


SLOTS: dict[str, Callable[[Token], Piece | None]] = {
    "object": _object,
    "infinitive": _infinitive,
    "clause": _clause,
    "that": _that,
    "person": _person,
    "called": _called,
    "gerund": _gerund,
    "as": _as,
}
