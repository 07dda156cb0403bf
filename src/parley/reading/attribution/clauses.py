"""The reported words of a cue, where the parse tells: clauses, objects, infinitives."""

from __future__ import annotations

from itertools import islice

from parley.reading.attribution.cues import WORDS, Cue, frame, nouns, phrases
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Run
from parley.reading.parsed import Token

_OBJECTS = ("dobj", "oprd", "attr", "acomp")
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_LONGEST = 300  # tokens: no sentence of a report tells more at once, and none keeps the reader longer
_ADJUNCT = frozenset({"VBG", "IN", "CC", "RB", "WRB", "WDT", "WP", "VBN"})


def reported(scene: Scene, cue: Cue, source: Run | None) -> tuple[Run, ...]:
    """What the cue reports, as the parse has it; nothing where no frame of the cue fits."""
    return tuple(Run(a, min(b, a + _LONGEST)) for a, b in _reported(scene, cue, source))


def _reported(scene: Scene, cue: Cue, source: Run | None) -> tuple[Run, ...]:
    if cue.kind == "according":
        return _beside_phrase(scene, cue, source)
    if cue.kind == "noun":
        return _whole(scene, _that_clause(cue.head))
    if cue.kind == "light":
        return _whole(scene, _that_clause(cue.head) or _below(cue.head)) or _after_colon(scene, cue)
    late = any(c.dep_ == "ccomp" and c.i < cue.head.i for c in cue.head.children)
    return (
        (late and _postposed(scene, cue, source))
        or _clause(scene, cue, source)
        or _postposed(scene, cue, source)
        or _infinitive(scene, cue)
        or _attached(scene, _object(scene, cue) or _prepositional(scene, cue))
    )


def _attached(scene: Scene, pieces: tuple[Run, ...]) -> tuple[Run, ...]:
    """A piece with the short quotation that follows it at once: talks “without conditions”."""
    if not pieces or pieces[-1].last + 1 >= len(scene.doc):
        return pieces
    number = scene.inside[pieces[-1].last + 1]
    if number < 0 or scene.sentence_of[pieces[-1].last] != scene.sentence_of[pieces[-1].last + 1]:
        return pieces
    return (*pieces[:-1], Run(pieces[-1].first, scene.spoken[number].last))


def _clause(scene: Scene, cue: Cue, source: Run | None) -> tuple[Run, ...]:
    """The clause that depends on the verb and follows it."""
    if cue.entry not in frame("clause") and cue.head.lemma_.lower() not in frame("clause"):
        return ()
    verb = cue.head
    below = (w for c in verb.children for w in (c, *(c.children if c.i in cue.tokens else ())))
    clause = next((c for c in below if c.i > max(cue.tokens) and _is_reported(c)), None)
    if clause is None:
        return ()
    first, last = clause.left_edge.i, clause.right_edge.i
    if source and verb.i < source.first <= max(first, verb.i + 1):
        first = source.last + 1
    first, last = _past_audience(verb, max(first, verb.i + 1)), _unjoined(clause, last)
    run = _with_second_clause(scene, verb, clause, Run(first, last))
    return (scene.clipped(run),) if first <= last else ()


def _past_audience(verb: Token, first: int) -> int:
    """Where the clause begins behind an audience that the parse took into it: "told reporters diplomats were"."""
    if first != verb.i + 1 or verb.lemma_.lower() not in phrases("addressing"):
        return first
    audience = verb.doc[first]
    taken = audience.dep_ in ("compound", "nmod") and audience.lemma_.lower() in phrases("audience")
    return first + 1 if taken else first


def _with_second_clause(scene: Scene, verb: Token, clause: Token, run: Run) -> Run:
    """The reported words with another "and that", "but that" clause that the parse joined to the verb itself."""
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
        return run
    for other in verb.children:
        that = next((c for c in other.children if c.dep_ == "mark" and c.lower_ == "that"), None)
        begins = that is not None and 0 < that.i - run.last < 6 and other.dep_ == "conj"
        joint = scene.doc[run.last + 1 : that.i] if begins and that is not None else ()
        if joint and all(t.is_punct or t.dep_ == "cc" for t in joint):
            return Run(run.first, _unjoined(other, other.right_edge.i))
    return run


def _is_reported(word: Token) -> bool:
    """Whether the word heads a clause that a verb reports; for "made it clear that" the parse has other names."""
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in word.children)
    return word.dep_ == "ccomp" or (word.dep_ in ("advcl", "csubj") and that)


def _postposed(scene: Scene, cue: Cue, source: Run | None) -> tuple[Run, ...]:
    """The sentence before "..., delegates said": all of it up to the comma before source and cue."""
    verb = cue.head
    if cue.entry not in frame("clause") and verb.lemma_.lower() not in frame("clause"):
        return ()
    begin = min(verb.i, source.first if source else verb.i)
    if source and source.last < verb.i - 6:
        return ()
    sentence = scene.sentence(verb.i)
    first = _restart(scene, sentence.first, begin)
    if begin - first < 3 or scene.doc[begin - 1].text not in {",", "--", "—", "-", '"'}:
        return ()
    if any(
        c.dep_ in ("mark", "advmod") and c.tag_ in ("IN", "WRB") and 0 < begin - c.i < 3 for c in verb.children
    ):
        return ()
    reported = scene.doc[first:begin]
    if not _is_clause(verb, reported.start, reported.end):
        return ()
    pieces = [scene.clipped(Run(first, begin - 1))]
    after = max(verb.i, source.last if source else verb.i)
    rest = _resumed(scene, after, sentence.last)
    return (*pieces, rest) if rest else tuple(pieces)


def _is_clause(verb: Token, start: int, end: int) -> bool:
    """Whether the words before a late cue hold a finite clause that the parse hangs on the cue or above it."""
    inside = [t for t in verb.doc[start:end] if t.pos_ in ("VERB", "AUX")]
    own = [
        t
        for t in inside
        if (t.head == verb and t.dep_ in ("ccomp", "parataxis", "csubj", "dep")) or t == verb.head
    ]
    return bool(own) and any(t.tag_ in ("VBD", "VBP", "VBZ", "MD", "VB") for t in inside)


def _restart(scene: Scene, first: int, before: int) -> int:
    """Where the reported words begin: not before a full stop or another quotation's end in the same stretch."""
    first = max(first, before - _LONGEST)
    for i in range(before - 2, first, -1):
        if scene.closes(i):
            return i + 1
    return first


def _resumed(scene: Scene, after: int, last: int) -> Run | None:
    """The second half of "The talks, he said, were over"; "and" may open it before a subject of its own."""
    doc = scene.doc
    if after + 2 >= last or doc[after + 1].text != ",":
        return None
    first = after + 2
    if doc[first].tag_ == "CC" and doc[first + 1].pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
        first += 1
    rest = doc[first : last + 1]
    if not any(t.tag_ in _FINITE for t in rest) or rest[0].tag_ in _ADJUNCT:
        return None
    return scene.clipped(Run(first, last))


def _infinitive(scene: Scene, cue: Cue) -> tuple[Run, ...]:
    """ "threatened to leave"; "urged both sides to stop", whose object belongs to it."""
    if cue.entry not in frame("infinitive"):
        return ()
    for child in cue.head.children:
        if (
            child.i > cue.head.i
            and child.dep_ in ("xcomp", "ccomp")
            and any(c.tag_ == "TO" for c in child.children)
        ):
            first = child.left_edge.i
            held = [c.left_edge.i for c in cue.head.children if c.dep_ == "dobj" and cue.head.i < c.i < child.i]
            return (scene.clipped(Run(min([first, *held]), child.right_edge.i)),)
    return ()


def _object(scene: Scene, cue: Cue) -> tuple[Run, ...]:
    """ "denied the charge"; "described the talks as constructive" with all that belongs to it."""
    if not any(cue.entry in frame(name) for name in ("noun", "object_and_more", "quoted_only")):
        return ()
    verb = cue.head
    heads = [c for c in verb.children if c.i > verb.i and c.dep_ in _OBJECTS]
    clause = [c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp")]
    if cue.entry in frame("object_and_more"):
        heads += clause + [
            c
            for c in verb.children
            if c.i > verb.i and c.dep_ == "prep" and c.lower_ in ("of", "as", "for", "over")
        ]
    if not heads or heads[0].lower_ in ("it", "that", "this", "so"):
        return ()
    found = scene.clipped(Run(min(h.left_edge.i for h in heads), max(_edge(h) for h in heads)))
    usual = cue.entry in frame("noun") or cue.entry in frame("object_and_more")
    quoted = any(scene.inside[i] >= 0 for i in range(found.first, min(found.last + 2, len(scene.doc))))
    return (found,) if usual or quoted else ()


def _prepositional(scene: Scene, cue: Cue) -> tuple[Run, ...]:
    """ "warned of a collapse": what follows the preposition."""
    if cue.entry not in frame("of") and cue.entry not in frame("quoted_only"):
        return ()
    if " " not in cue.entry:
        return ()
    word = cue.entry.split()[-1]
    prep = next((c for c in cue.head.children if c.lower_ == word and c.i > cue.head.i), None)
    return (
        (scene.clipped(Run(prep.i + 1, prep.right_edge.i)),)
        if prep is not None and prep.right_edge.i > prep.i
        else ()
    )


def _beside_phrase(scene: Scene, cue: Cue, source: Run | None) -> tuple[Run, ...]:
    """The sentence around "according to X", without it."""
    if source is None:
        return ()
    sentence = scene.sentence(cue.head.i)
    first, last = _restart(scene, sentence.first, cue.head.i), sentence.last
    pieces = []
    begin = min(cue.tokens)
    if begin > first and scene.doc[begin - 1].text != "," and (own := _own_clause(cue.head, first)) is not None:
        return (scene.clipped(Run(own, begin - 1)),)
    if begin - first > 2:
        pieces.append(scene.clipped(Run(first, begin - 1)))
    rest = scene.doc[source.last + 1 : last + 1]
    if last - source.last > 3 and (not pieces or (rest[0].text == "," and rest[1].tag_ not in _ADJUNCT)):
        pieces.append(scene.clipped(Run(source.last + 1, last)))
    return tuple(pieces)


def _own_clause(according: Token, first: int) -> int | None:
    """Where the relative clause begins that "according to X" closes without a comma: "the war, which has killed
    forty according to X, goes on"."""
    for above in islice(according.ancestors, 6):
        if above.dep_ == "relcl" and first < above.left_edge.i < according.i - 2:
            return above.left_edge.i
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _that_clause(noun: Token) -> Token | None:
    if noun.lemma_.lower() in WORDS.words("cues", "statements", "clauseless"):
        return None
    return next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "ccomp", "relcl")
            and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
        ),
        None,
    )


def _below(noun: Token) -> Token | None:
    """What hangs on a noun of speech: "concern about the talks"."""
    if noun.lemma_.lower() not in nouns("speech"):
        return None
    own = ("prep", "acl") if noun.lemma_.lower() in nouns("will") else ("prep",)
    return next((c for c in noun.children if c.dep_ in own and c.i > noun.i), None)


def _after_colon(scene: Scene, cue: Cue) -> tuple[Run, ...]:
    """ "made a statement: no talks", up to the end of the sentence."""
    last = scene.sentence(cue.head.i).last
    colon = next((i for i in range(cue.head.i, last) if scene.doc[i].text == ":"), None)
    return (scene.clipped(Run(colon + 1, last)),) if colon is not None and last > colon + 1 else ()


def _whole(scene: Scene, head: Token | None) -> tuple[Run, ...]:
    if head is None:
        return ()
    first, last = head.left_edge.i + (1 if head.dep_ == "prep" else 0), _unjoined(head, head.right_edge.i)
    return (scene.clipped(Run(first, last)),) if first <= last else ()


def misjoined(verb: Token) -> bool:
    """Whether the parse joins a past tense to an infinitive: "to ensure that it never arms and shared our fear"
    goes on with the verb above."""
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or verb.head.tag_ != "VB":
        return False
    return not any(c.tag_ == "MD" for c in verb.head.children)


def _unjoined(head: Token, last: int) -> int:
    """The end of a clause before a verb that does not belong to it."""
    for word in head.doc[head.i + 1 : min(last, head.i + _LONGEST) + 1]:
        if misjoined(word) and head.is_ancestor(word):
            cut = word.left_edge.i - 1
            return cut - 1 if head.doc[cut].dep_ == "cc" else cut
        if _opens_anew(word):
            return word.left_edge.i - 1
    return last


def _opens_anew(word: Token) -> bool:
    """Whether a word behind a comma leaves the reported words: ", according to X"; ", telling reporters that";
    ", shortly after Y accused Z"."""
    first = word.left_edge.i
    if first == 0 or word.doc[first - 1].text != ",":
        return False
    if word.lower_ == "according":
        return first == word.i
    if word.dep_ not in ("advcl", "acl") or word.pos_ != "VERB":
        return False
    name = word.lemma_.lower()
    if word.tag_ == "VBG" and first == word.i:
        carries = any(_is_reported(c) and c.i > word.i for c in word.children)
        return name in frame("clause") and carries
    after = any(c.lower_ in ("after", "before", "as") and c.dep_ in ("mark", "advmod") for c in word.children)
    named = any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in word.children)
    return after and named and word.tag_ == "VBD" and (name in frame("clause") or name in frame("object_and_more"))


def _edge(head: Token) -> int:
    """The right edge of an object, without a clause that only comments on it."""
    after = [c for c in head.children if c.i > head.i]
    cut = [c.left_edge.i - 1 for c in after if c.dep_ in ("advcl", "parataxis") or _comments(c)]
    return min([head.right_edge.i, *[c for c in cut if c >= head.i]])


def _comments(clause: Token) -> bool:
    """A participle or relative clause after a comma."""
    first = clause.left_edge.i
    return clause.dep_ in ("acl", "relcl") and first > 0 and clause.doc[first - 1].text == ","
