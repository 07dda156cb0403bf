"""The source of a cue: its subject, or what stands for one."""

from __future__ import annotations

from itertools import islice

from parley.reading import clause
from parley.reading.attribution import clauses
from parley.reading.attribution.cues import Cue, nouns
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Run
from parley.reading.attribution.speakers import can_speak
from parley.reading.parsed import Token

_TEXT_NEAR = 6  # tokens
_TIMES = frozenset({"DATE", "TIME"})  # "said Monday" names no speaker
_MUTE = frozenset({"there", "this", "that", "what", "which"})


def holder(scene: Scene, cue: Cue) -> Token | None:
    """The main word of the source, None where the report names none."""
    if cue.kind == "according":
        return next(iter(clause.after(cue.head, "to", "by")), None)
    verb = _verb(cue)
    if verb is None:
        return _owner(cue.head)
    agent = next(iter(clause.after(verb, "by")), None)
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return agent
    found = _beside(scene, verb) or _relative(scene, verb) or _coordinated(verb) or clause.subject(verb)
    if found is not None and found.ent_type_ in _TIMES:
        found = None
    if found is None or scene.inside[found.i] >= 0:
        found = (
            _speaker_above(scene, verb) if verb.tag_ == "VBG" else _inverted(scene, verb) or _ahead(scene, verb)
        )
    if found is not None and not _has_subject(verb) and (not can_speak(found) or _inside_condition(verb, found)):
        found = _speaker_above(scene, verb) or found
    return (
        found if found is not None and _can_speak(found) else (_owner(cue.head) if cue.kind == "light" else None)
    )


def near(scene: Scene, head: Token) -> Token | None:
    """The likeliest source of any word as cue, listed or not: its subject, agent, owner, or that of what it
    hangs on."""
    if head.pos_ in ("VERB", "AUX"):
        found = holder(scene, Cue(head, head.lemma_.lower(), "verb", (head.i,)))
        if found is not None or head.dep_ not in ("pcomp", "advcl", "xcomp", "ccomp", "conj", "acl"):
            return found
        return _above(scene, head)
    return _owner(head) or _above(scene, head)


def _above(scene: Scene, word: Token) -> Token | None:
    """The subject of the next verb above a word that has none of its own."""
    for verb in islice(word.ancestors, 6):
        if verb.pos_ in ("VERB", "AUX"):
            own = next(
                (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and scene.inside[c.i] < 0), None
            )
            if own is not None and own.i != word.i:
                return clause.antecedent(own, verb)
    return None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _speaker_above(scene: Scene, verb: Token) -> Token | None:
    """The nearest subject above that can speak: "said the use of it was costly, further saying"."""
    for above in islice(verb.ancestors, 6):
        if above.dep_ == "advcl" and _after_comma(verb) and any(c.dep_ == "mark" for c in above.children):
            continue  # "threatens to leave unless it changes, arguing": not "it" argues
        for own in above.children:
            if own.dep_ == "nsubj" and own.i < verb.i and scene.inside[own.i] < 0 and can_speak(own):
                return clause.antecedent(own, above)
    return None


def _inside_condition(verb: Token, found: Token) -> bool:
    """Whether "it" is only the subject of a condition that the parse hangs a participle on."""
    above = found.head
    return found.lower_ == "it" and _after_comma(verb) and above.dep_ == "advcl" and above in verb.ancestors


def _after_comma(verb: Token) -> bool:
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


def _coordinated(verb: Token) -> Token | None:
    """ "We welcome their efforts to calm the city and note that": a verb of speech that the parse joins to an
    infinitive below a noun, though it has no "to", goes with the finite verb above."""
    if verb.dep_ != "conj" or any(c.dep_ == "aux" for c in verb.children):
        return None
    first = verb.head
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    plain = verb.tag_ in ("VB", "VBP") and first.dep_ in ("acl", "advcl", "relcl")
    if not (plain and any(c.tag_ == "TO" for c in first.children)) and not clauses.misjoined(verb):
        return None
    finite = ("VBP",) if plain else ("VBD", "VBP", "VBZ")
    above = next((t for t in islice(first.ancestors, 6) if t.tag_ in finite), None)
    return next((c for c in above.children if c.dep_ == "nsubj"), None) if above is not None else None


def _verb(cue: Cue) -> Token | None:
    """The verb of a cue; a noun has one only as part of "made a statement"."""
    if cue.kind == "light":
        return next((cue.head.doc[i] for i in cue.tokens if cue.head.doc[i].pos_ == "VERB"), cue.head.head)
    return cue.head if cue.kind == "verb" else None


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "their claim", "the minister's claim", "a claim by the minister"."""
    own = next((c for c in noun.children if c.dep_ == "poss"), None)
    return own or next(iter(clause.after(noun, "by", "from")), None)


def _beside(scene: Scene, verb: Token) -> Token | None:
    """A subject of the verb's own that stands outside quotations."""
    own = next((c for c in verb.children if c.dep_ == "nsubj" and scene.inside[c.i] < 0), None)
    if own is not None and verb.tag_ == "VBG" and own.i > verb.i:  # "saying it remained open"
        return None
    if own is not None and own.tag_ in ("WP", "WDT"):
        return clause.antecedent(own, verb)
    return own


def _relative(scene: Scene, verb: Token) -> Token | None:
    """ "critics accusing him", "X was quoted as saying": the noun the participle hangs on."""
    if verb.dep_ == "pobj" and verb.pos_ == "NOUN":
        return _above(scene, verb)
    if verb.tag_ != "VBG":
        return None
    if (text := _text_before(verb)) is not None:
        return text
    if (person := _person_before(scene, verb)) is not None:
        return person
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return next((c for c in verb.head.head.children if c.dep_ in ("nsubjpass", "dobj")), None)
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.lower_ == "with":
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.dep_ != "acl" or verb.head.pos_ not in clause.NOUNS:
        return None
    comma = verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
    return (comma and _above(scene, verb)) or verb.head


def _person_before(scene: Scene, verb: Token) -> Token | None:
    """A name right before a participle that the parse hangs elsewhere: "and Minister Jo Smith saying"."""
    if verb.dep_ not in ("advcl", "conj", "acl") or verb.i == 0:
        return None
    name = scene.doc[verb.i - 1]
    fits = name.ent_type_ == "PERSON" and name.dep_ in ("conj", "nsubj", "appos") and scene.inside[name.i] < 0
    return name if fits else None


def _text_before(verb: Token) -> Token | None:
    """ "a letter from the union saying", "his message last year asserting": the text right before a participle."""
    for word in reversed(verb.doc[max(verb.i - _TEXT_NEAR, 0) : verb.i]):
        if word.lemma_.lower() in nouns("text") and word.pos_ == "NOUN":
            return word
        if word.is_punct or word.is_sent_start or word.pos_ not in ("NOUN", "PROPN", "ADJ", "ADP", "DET"):
            return None
    return None


def _inverted(scene: Scene, verb: Token) -> Token | None:
    """The name or noun right after the verb: “...,” said the minister."""
    after = verb.i + 1
    if after >= len(scene.doc) or scene.inside[after] >= 0:
        return None
    for chunk in (scene.doc[after], *islice(scene.doc[after].ancestors, 12)):
        if chunk.ent_type_ in _TIMES:
            return None
        if chunk.pos_ in clause.NOUNS and chunk.i >= after and chunk.left_edge.i == after and chunk.i - after < 12:
            return chunk
    return None


def _ahead(scene: Scene, verb: Token) -> Token | None:
    """The name whose apposition ends in a comma before the verb, where the parse lost it as the subject: "In Oslo,
    Jo Smith, the envoy, said"."""
    comma = verb.i - 1
    if comma < 1 or scene.doc[comma].text != "," or scene.inside[comma] >= 0:
        return None
    name = scene.doc[comma].head
    if name.i > comma or scene.sentence_of[name.i] != scene.sentence_of[comma]:
        return None
    return name if name.ent_type_ in ("PERSON", "ORG") and scene.inside[name.i] < 0 else None


def _can_speak(word: Token) -> bool:
    if word.pos_ not in clause.NOUNS:
        return False
    return word.lower_ not in _MUTE and word.dep_ != "expl"


def phrase(scene: Scene, word: Token | None, cue: Cue) -> Run | None:
    """All words of the source, without the cue and what it reports."""
    if word is None:
        return None
    first, last = word.left_edge.i, word.right_edge.i
    low, high = min(cue.tokens), max(cue.tokens)
    if first <= high and low <= last:
        first, last = (max(first, high + 1), last) if word.i > high else (first, min(last, low - 1))
    for i in range(word.i + 1, last + 1):
        if scene.inside[i] >= 0 or scene.doc[i].text in {":", ";"}:
            last = i - 1
            break
    for i in range(word.i - 1, first - 1, -1):
        if scene.inside[i] >= 0:
            first = i + 1
            break
    return scene.clipped(Run(first, last)) if first <= word.i <= last else Run(word.i, word.i)
