"""What the cue tagger sees of each token: the word, its place in the parse, the marks and the rules' guess."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from parley.reading.attribution.cues import acts, entry, frame, nouns
from parley.reading.attribution.direct import Speech, speeches
from parley.reading.attribution.likeness import Likeness, likenesses
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run, indexes
from parley.reading.clause import NOUNS
from parley.reading.parsed import Doc, Token

_CLAUSES = frozenset(
    {"ccomp", "advcl", "relcl", "acl", "appos", "parataxis", "conj", "xcomp", "pcomp", "csubj", "dep"}
)
_PARTING = frozenset({",", "-", "--", "—", "(", ";", ":"})
_SHIFTS = (-2, -1, 1, 2)
_SHORT_QUOTE = 5  # tokens
_SUBJECTS = ("nsubj", "nsubjpass")
_OWNERS = ("nsubj", "nsubjpass", "agent")
_BEARING = (*_OWNERS, "dobj", "pobj", "attr")
_FRAMES = ("clause", "noun", "of", "object_and_more", "infinitive", "quoted_only")
_TOLD = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "ccomp",
        "dobj",
        "xcomp",
        "mark",
        "agent",
        "oprd",
        "acomp",
        "attr",
        "dative",
        "neg",
        "expl",
        "csubj",
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Facts about every token of a scene that both taggers use, worked out once.

    `speech` numbers the quotations that stand alone; `mark[i]` tells token i's quotation state; `guess[i]` what
    the rules make of it; `within[i]` the clauses above it; `by_cue` finds their attribution by a word of its cue;
    `closing[i]` is whether a sentence of the outlet's own text ends there; `like[i]` and `sort[i]` which words
    token i is used like and what sort of thing it names.
    """

    scene: Scene
    rules: tuple[Attribution, ...]
    by_cue: dict[int, Attribution]
    speech: frozenset[int]
    spoken: tuple[tuple[Speech, ...], ...]
    mark: list[str]
    guess: list[str]
    verb: list[str]
    kind: list[str]
    subjects: list[int]
    within: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    closing: list[bool]
    like: list[Likeness | None]
    sort: list[str]

    def subjects_before(self, token: int, first: int) -> list[int]:
        """Up to three subjects of the outlet's own text before a token, the nearest first."""
        at = bisect_left(self.subjects, token)
        return [i for i in self.subjects[max(at - 3, 0) : at][::-1] if i >= first]

    def subjects_after(self, token: int, last: int) -> list[int]:
        """Up to three subjects after a token, the nearest first."""
        at = bisect_right(self.subjects, token)
        return [i for i in self.subjects[at : at + 3] if i <= last]


def look(scene: Scene, rules: tuple[Attribution, ...]) -> Seen:
    """Work out what both taggers need."""
    spoken = tuple(tuple(speeches(scene, p)) for p in scene.paragraphs)
    speech = frozenset(s.number for here in spoken for s in here)
    verbs = [_verb(t) for t in scene.doc]
    kinds = [_kind(t) for t in scene.doc]
    by_cue = {i: a for a in reversed(rules) for i in indexes(a.cue)}
    like = likenesses(scene.doc)
    subjects = [t.i for t in scene.doc if t.dep_ in _SUBJECTS and scene.inside[t.i] < 0 and t.pos_ in NOUNS]
    return Seen(
        scene,
        rules,
        by_cue,
        speech,
        spoken,
        _marks(scene, speech),
        _guesses(scene, rules),
        verbs,
        kinds,
        subjects,
        clauses_above(scene.doc),
        [t.lower_ for t in scene.doc],
        [t.tag_ for t in scene.doc],
        [t.dep_ for t in scene.doc],
        [scene.closes(t.i) for t in scene.doc],
        like,
        [alike.classes[0] if alike is not None else t.pos_ for t, alike in zip(scene.doc, like, strict=True)],
    )


def clauses_above(doc: Doc) -> list[str]:
    """For each token the two nearest clauses that hold it, innermost first, with a comma where one opens it:
    ",relcl/ccomp". Heads are followed upwards once for every token."""
    found: list[str | None] = [None] * len(doc)
    for token in doc:
        path: list[Token] = []
        while found[token.i] is None and token.head.i != token.i and len(path) < len(doc):
            path.append(token)
            token = token.head
        above = found[token.i] or "root"
        found[token.i] = above
        for below in reversed(path):
            if below.dep_ in _CLAUSES:
                above = f"{_comma(doc, below)}{below.dep_}/{above.split('/')[0]}"
            found[below.i] = above
    return [name or "root" for name in found]


def _comma(doc: Doc, clause: Token) -> str:
    first = clause.left_edge.i
    return "," if first > 0 and doc[first - 1].text in _PARTING else ""


def _marks(scene: Scene, speech: frozenset[int]) -> list[str]:
    """O outside, S in speech, F in a fragment."""
    return ["O" if n < 0 else "S" if n in speech else "F" for n in scene.inside]


def _guesses(scene: Scene, rules: tuple[Attribution, ...]) -> list[str]:
    """K cue, S source, C content, "-" nothing, as the rules have it; a cue wins over the rest."""
    guess = ["-"] * len(scene.doc)
    for role, name in (("content", "C"), ("source", "S"), ("cue", "K")):
        for attribution in rules:
            for i in indexes(getattr(attribution, role)):
                guess[i] = name
    return guess


def _verb(token: Token) -> str:
    """The act of a verb the vocabulary lists, "?" for another verb, "" for other words."""
    if token.pos_ in ("VERB", "AUX"):
        name = entry(token)
        return acts().get(name) or acts().get(token.lemma_.lower()) or "?"
    return "n" if token.lemma_.lower() in nouns("speech") else ""


def _kind(token: Token) -> str:
    """What sort of speaker a noun could be: P person, G organisation or place, pron, n."""
    if token.ent_type_ == "PERSON":
        return "P"
    if token.ent_type_ in ("ORG", "GPE", "NORP"):
        return "G"
    return {"PRON": "pron", "PROPN": "name", "NOUN": "n"}.get(token.pos_, "x")


def frames_of(token: Token) -> str:
    """The frames of a verb, one letter each."""
    name = entry(token)
    return "".join(f[0] for f in _FRAMES if name in frame(f)) or "-"


def open_tokens(seen: Seen, paragraph: Run) -> list[int]:
    """The tokens of a paragraph where a cue may stand: outside quotations, and short quoted pieces."""
    scene = seen.scene
    inside = scene.inside
    return [
        i
        for i in range(paragraph.first, paragraph.last + 1)
        if inside[i] < 0 or scene.spoken[inside[i]].last - scene.spoken[inside[i]].first < _SHORT_QUOTE
    ]


def cue_features(seen: Seen, places: list[int]) -> list[list[str]]:
    """The features of each of these tokens of one paragraph, in order."""
    base = [_own(seen, i) for i in places]
    brief = [_beside(seen.lower[i], seen.tag[i], seen.guess[i], seen.kind[i], seen.mark[i]) for i in places]
    behind, ahead = _distances(places, -1, seen), _distances(places, 1, seen)
    rows = []
    for n, i in enumerate(places):
        row = base[n] + _gap(seen, places, n, behind[n], ahead[n])
        for shift in _SHIFTS:
            if 0 <= n + shift < len(places):
                row += brief[n + shift][shift]
            else:
                row.append(f"{shift}edge")
        if n > 0:
            row.append("-1w|w=" + seen.lower[places[n - 1]] + "|" + seen.lower[i])
        rows.append(row)
    return rows


def _own(seen: Seen, i: int) -> list[str]:
    token = seen.scene.doc[i]
    lower, lemma, head = seen.lower[i], token.lemma_.lower(), token.head
    row = [
        *_spelt(lower, lemma, seen.tag[i], seen.dep[i]), "g=" + seen.guess[i], "h=" + head.lemma_.lower(),
        "hd=" + seen.tag[head.i] + seen.dep[i], "cl=" + seen.within[i], "m=" + seen.mark[i],
    ]  # fmt: skip
    if seen.verb[i]:
        row += ["a=" + seen.verb[i], "al=" + seen.verb[i] + token.tag_]
        row += _below(seen, token, lemma)
    elif token.dep_ in ("aux", "auxpass", "neg", "advmod", "prt", "prep", "dobj", "pobj", "xcomp", "acomp"):
        row += [
            "ha=" + seen.verb[token.head.i] + token.dep_,
            "hg=" + seen.guess[token.head.i],
            "hl=" + token.dep_ + token.head.lemma_.lower(),
        ]
    if token.pos_ == "NOUN":
        row += ["c=" + c.dep_ + c.lower_ for c in token.children if c.dep_ in ("prep", "acl", "poss")][:4]
        row += ["vn=" + token.head.lemma_.lower() + lemma]
    if token.dep_ in ("prep", "pobj") and token.head.head.i != token.head.i:
        row.append("hh=" + token.head.head.lemma_.lower())
    return row + _alike(seen, token)


@lru_cache(maxsize=20_000)
def _spelt(lower: str, lemma: str, tag: str, dep: str) -> tuple[str, ...]:
    word = ("w=" + lower, "l=" + lemma, "t=" + tag, "d=" + dep)
    return (*word, "lt=" + lemma + tag, "s3=" + lower[-3:], "p4=" + lower[:4])


def _alike(seen: Seen, token: Token) -> list[str]:
    """The same by groups and classes of words instead of words, so that a rare cue is known by its kind."""
    own, head = seen.like[token.i], seen.like[token.head.i]
    row = list(_headed(seen.dep[token.i], head)) if head is not None else []
    if own is None:
        return row
    row += _classed(own, seen.tag[token.i])
    return row + (_noun_like(token, own) if token.pos_ == "NOUN" else _verb_like(seen, token, own))


@lru_cache(maxsize=20_000)
def _headed(dep: str, head: Likeness) -> tuple[str, ...]:
    return "h1=" + dep + head.coarse, "h2=" + dep + head.fine, "Wh=" + dep + head.classes[0]


@lru_cache(maxsize=20_000)
def _classed(own: Likeness, tag: str) -> tuple[str, ...]:
    first = own.classes[0]
    senses = ("Ws=" + name for name in sorted(set(own.classes)))
    return ("g1=" + own.coarse, "g2=" + own.fine, "W=" + first, "Wt=" + first + tag, *senses)


def _noun_like(noun: Token, own: Likeness) -> list[str]:
    return [
        f"n2p={own.fine}{c.dep_}{c.lower_ if c.dep_ == 'prep' else ''}"
        for c in noun.children
        if c.dep_ in ("prep", "acl", "poss")
    ]


def _verb_like(seen: Seen, verb: Token, own: Likeness) -> list[str]:
    held = "".join(sorted(c.dep_ + ("<" if c.i < verb.i else ">") for c in verb.children if c.dep_ in _TOLD))
    row = [
        "v1k=" + own.coarse + held,
        "v2k=" + own.fine + held,
        "v2t=" + own.fine + seen.tag[verb.i],
        "Wk=" + own.classes[0] + held,
    ]
    for child in verb.children:
        like, sort = seen.like[child.i], seen.sort[child.i]
        if child.dep_ in ("prep", "prt"):
            row.append("v2p=" + own.fine + child.lower_)
        if child.dep_ in _BEARING:
            row += ["Wc=" + child.dep_ + sort, "Wcc=" + own.classes[0] + child.dep_ + sort]
        if like is not None and child.dep_ == "dobj":
            row += ["vo=" + own.coarse + like.coarse, "no=" + like.fine]
        elif like is not None and child.dep_ in _OWNERS:
            row.append("ns=" + like.fine)
    return row


def _below(seen: Seen, verb: Token, lemma: str) -> list[str]:
    """A verb's children: which there are, who is the subject, what opens its clause."""
    row = ["f=" + frames_of(verb)]
    held = []
    for child in verb.children:
        side = "<" if child.i < verb.i else ">"
        if child.dep_ in _TOLD:
            held.append(child.dep_ + side)
            row.append("k=" + child.dep_ + side)
            if child.dep_ in ("nsubj", "nsubjpass", "agent"):
                row += ["ks=" + seen.kind[child.i], "ksl=" + child.lemma_.lower(), "ksm=" + seen.mark[child.i]]
            elif child.dep_ in ("ccomp", "dobj", "xcomp"):
                row += ["k2=" + child.dep_ + child.tag_ + seen.mark[child.i]]
                if child.dep_ == "dobj":
                    row.append("ko=" + child.lemma_.lower())
                if any(c.dep_ == "mark" for c in child.children):
                    row.append("kthat")
        elif child.dep_ in ("prep", "prt"):
            row += ["kp=" + child.lower_, "kpl=" + lemma + child.lower_]
    row += ["ka=" + "".join(sorted(held)), "lka=" + lemma + "".join(sorted(held))]
    return row


@lru_cache(maxsize=20_000)
def _beside(word: str, tag: str, guess: str, kind: str, mark: str) -> dict[int, tuple[str, ...]]:
    """What a token shows to the tokens from which it stands one or two places off, by how far."""
    facts = ("w=" + word, "t=" + tag, "g=" + guess, "k=" + kind, "m=" + mark)
    return {shift: tuple(f"{shift}{fact}" for fact in facts) for shift in _SHIFTS}


def _gap(seen: Seen, places: list[int], n: int, behind: str, ahead: str) -> list[str]:
    """Whether a quotation stands right before or after the token, and how far the next marks are."""
    row = []
    i = places[n]
    if n and places[n - 1] != i - 1:
        row.append("after=" + seen.mark[i - 1])
    if n + 1 < len(places) and places[n + 1] != i + 1:
        row.append("before=" + seen.mark[i + 1])
    row += ["qb=" + behind, "qa=" + ahead]
    return row


def _distances(places: list[int], step: int, seen: Seen) -> list[str]:
    """For each place the tokens to the nearest quotation on one side within the sentence, halved; "-" for none
    within ten. Each follows from its neighbour on that side."""
    far = [0] * len(places)  # 0 for none
    for n in range(len(places) - 1, -1, -1) if step > 0 else range(len(places)):
        m = n + step
        if not 0 <= m < len(places):
            edge = places[n] + step
            far[n] = int(0 <= edge < len(seen.mark) and seen.mark[edge] == "S")
        elif abs(places[m] - places[n]) > 1 or seen.mark[places[m]] == "S":
            far[n] = 1
        elif not seen.closing[places[m]] and 0 < far[m] < 10:
            far[n] = far[m] + 1
    return [str(f // 2) if f else "-" for f in far]
