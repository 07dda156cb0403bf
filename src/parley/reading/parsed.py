"""The parse as plain objects: what readers walk over.

spaCy makes a new object for every token that is looked at and looks every label up again; reading asks for each
token a hundred times. Here the parse is copied out once: a token is one object with its labels as text and its
neighbours in the tree beside it. Names and meanings are spaCy's own, for the part of them that reading uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from sys import intern
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parse

_NAMES = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_FLAGS = ("IS_ALPHA", "IS_LOWER", "IS_PUNCT", "IS_QUOTE", "LIKE_NUM")
_IOB = ("", "I", "O", "B")


class Token:
    """One word or mark. Two tokens are the same only if they are one object."""

    __slots__ = (
        "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_lower", "is_punct",
        "is_quote", "is_sent_start", "left_edge", "lefts", "lemma_", "like_num", "lower_", "pos_", "right_edge",
        "rights", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip
    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_alpha: bool
    is_lower: bool
    is_punct: bool
    is_quote: bool
    like_num: bool
    is_sent_start: bool
    head: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Span

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    @property
    def text_with_ws(self) -> str:
        """The word with the space behind it."""
        return self.text + self.whitespace_

    def nbor(self, i: int = 1) -> Token:
        """The token `i` places on; IndexError where the text ends."""
        if self.i + i < 0:
            raise IndexError(self.i + i)
        return self.doc.tokens[self.i + i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether this token is above another."""
        return any(above is self for above in descendant.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in order of place where no branches cross."""
        open_: list[tuple[Token, bool]] = [(self, False)]
        while open_:
            node, seen = open_.pop()
            if seen or not node.children:
                yield node
                continue
            open_ += [(t, False) for t in reversed(node.rights)]
            open_.append((node, True))
            open_ += [(t, False) for t in reversed(node.lefts)]

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """All words of the list that this one stands in, without itself."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        found = [first]
        for word in found:
            found += [c for c in word.rights if c.dep_ == "conj"]
        return tuple(w for w in found if w is not self)


class Span:
    """The tokens from `start` up to, not including, `end`."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, i: int) -> Token: ...
    @overload
    def __getitem__(self, i: slice) -> Span: ...
    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            first, last, _ = i.indices(self.end - self.start)
            return Span(self.doc, self.start + first, self.start + max(first, last))
        place = (self.end if i < 0 else self.start) + i
        if not self.start <= place < self.end:
            raise IndexError(i)
        return self.doc.tokens[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.doc, self.start, self.end) == (other.doc, other.start, other.end)

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    def __str__(self) -> str:
        return self.doc.text[self.doc[self.start].idx : self[-1].idx + len(self[-1].text)] if len(self) else ""

    __repr__ = __str__

    @property
    def text(self) -> str:
        """The words, without the space behind the last."""
        return str(self)

    @property
    def root(self) -> Token:
        """The highest token in the tree, the first of equals."""
        for token in self:
            if token.head is token:
                return token
        tops = [t for t in self if not self.start <= t.head.i < self.end]
        return min(tops, key=lambda t: sum(1 for _ in t.ancestors), default=self[0])


class Doc:
    """A parsed text. `user_data` holds what readers work out once a text."""

    __slots__ = ("sents", "text", "tokens", "user_data")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.text = "".join(t.text_with_ws for t in tokens)
        self.sents: tuple[Span, ...] = ()
        self.user_data: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, i: int) -> Token: ...
    @overload
    def __getitem__(self, i: slice) -> Span: ...
    def __getitem__(self, i: int | slice) -> Token | Span:
        if isinstance(i, slice):
            first, last, _ = i.indices(len(self.tokens))
            return Span(self, first, max(first, last))
        return self.tokens[i]


def plain(parse: Parse) -> Doc:
    """Copy a parse out of spaCy."""
    tokens = _labelled(parse)
    doc = Doc(tokens)
    _planted(parse, tokens)
    starts = [t.i for t in tokens if t.i == 0 or t.is_sent_start]
    doc.sents = tuple(Span(doc, a, b) for a, b in pairwise([*starts, len(tokens)]))
    for sentence in doc.sents:
        for token in sentence:
            token.doc, token.sent = doc, sentence
    return doc


def _labelled(parse: Parse) -> list[Token]:
    """The tokens with what is said of each alone."""
    strings = parse.vocab.strings
    columns = parse.to_array([*_NAMES, "IDX", "ENT_IOB", "SENT_START", "SPACY", *_FLAGS]).T
    names = []
    for column in columns[: len(_NAMES)]:
        known = {key: intern(strings[key]) for key in set(column.tolist())}
        names.append([known[key] for key in column.tolist()])
    rest = columns[len(_NAMES) :].tolist()
    return [_token(i, *facts) for i, facts in enumerate(zip(*names, *rest, strict=True))]


def _token(
    i: int, text: str, lower: str, lemma: str, pos: str, tag: str, dep: str, entity: str, idx: int, iob: int,
    start: int, space: int, alpha: int, is_lower: int, punct: int, quote: int, num: int,
) -> Token:  # fmt: skip
    token = Token()
    token.i, token.idx, token.text, token.lower_, token.lemma_ = i, idx, text, lower, lemma
    token.pos_, token.tag_, token.dep_ = pos, tag, dep
    token.ent_type_, token.ent_iob_ = entity, _IOB[iob]
    token.is_sent_start, token.whitespace_ = start == 1, " " if space else ""
    token.is_alpha, token.is_lower, token.is_punct = alpha == 1, is_lower == 1, punct == 1
    token.is_quote, token.like_num = quote == 1, num == 1
    return token


def _planted(parse: Parse, tokens: list[Token]) -> None:
    """Join the tokens to a tree."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    heads = parse.to_array(["HEAD"]).astype("int64").ravel().tolist()
    for token, away in zip(tokens, heads, strict=True):
        token.head = tokens[token.i + away]
        if away:
            (lefts if away > 0 else rights)[token.i + away].append(token)
    for token, left, right, original in zip(tokens, lefts, rights, parse, strict=True):
        token.lefts, token.rights, token.children = tuple(left), tuple(right), (*left, *right)
        token.left_edge, token.right_edge = tokens[original.left_edge.i], tokens[original.right_edge.i]
