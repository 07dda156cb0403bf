"""Which attributions are utterances: words said or written, not thoughts, wishes or moves."""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading import clause
from parley.reading.attribution.cues import WORDS, acts, entry, frame, nouns, tells_clause
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, indexes
from parley.reading.attribution.speakers import can_speak
from parley.reading.parsed import Token
from parley.reading.reality import Force, stance

_SHORT = 3  # words: a shorter noun phrase reports nothing ("confirmed the news")


def words_of(name: str) -> frozenset[str]:
    """One list of what is and is not a statement."""
    return WORDS.words("cues", "statements", name)


def act(head: Token) -> str:
    """The class of the cue: say, deny, warn, demand, ..."""
    name = head.lemma_.lower()
    if head.pos_ == "NOUN" and name.endswith("ing") and name[:-3] in acts():
        return acts()[name[:-3]]
    if name in nouns("speech") and head.pos_ == "NOUN":
        return "ask" if name in words_of("asking") else "say"
    return acts().get(entry(head), acts().get(name, "say"))


def is_utterance(scene: Scene, attribution: Attribution) -> bool:
    """Whether somebody is reported to have put these words into the world."""
    if attribution.holder is None:
        return False
    head, holder = scene.doc[attribution.head], scene.doc[attribution.holder]
    content = indexes(attribution.content)
    if not (can_speak(holder) or attribution.by == "turns") or _laid_down(head, holder) or _to_come(head):
        return False
    if any(scene.inside[i] >= 0 for i in content):
        return not clause.negated(head) or _speech(scene, content)
    if clause.negated(head) or holder.lemma_.lower() in nouns("papers"):
        return False
    return _by_itself(scene, head, content)


def _laid_down(head: Token, holder: Token) -> bool:
    """ "according to the agreement": nobody utters that, whatever words are quoted from it."""
    return head.lower_ == "according" and holder.lemma_.lower() in nouns("papers")


def passed_on(scene: Scene, attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether "according to X" only passes on what somebody else is told to have said: "she said Y, according to
    X" is her statement."""
    if scene.doc[attribution.head].lower_ != "according":
        return False
    content = set(indexes(attribution.content))
    for other in found:
        if other.head in content and other.holder is not None and scene.doc[other.head].dep_ != "relcl":
            said = {*indexes(other.content), *indexes(other.cue), *indexes(other.source)}
            if 2 * len(said & content) > len(content) and acts().get(entry(scene.doc[other.head])):
                return True
    return False


def _to_come(head: Token) -> bool:
    """Words that may yet be said: "is likely to conclude that"."""
    return head.tag_ == "VB" and stance(head).force in (Force.EXPECTED, Force.POSSIBLE)


def _speech(scene: Scene, content: list[int]) -> bool:
    """Whether the content begins with a quotation."""
    return scene.inside[content[0]] >= 0


def _by_itself(scene: Scene, head: Token, content: list[int]) -> bool:
    """Whether words without quotation marks count as uttered, by the kind of cue and of what it reports."""
    name = entry(head)
    finite = _finite(scene, content)
    if act(head) in words_of("moves") or name in words_of("naming"):
        return False
    if name in words_of("showing") and (not finite or _comments_on_deed(head)):
        return False
    if head.pos_ == "NOUN" and head.lemma_.lower() in words_of("asking"):
        return finite
    if head.pos_ == "VERB" and _tells_deed(head, {name, head.lemma_.lower()}, finite=finite):
        return False
    return finite or len([i for i in content if scene.doc[i].is_alpha]) >= _SHORT or name not in frame("noun")


def _tells_deed(verb: Token, names: set[str], *, finite: bool) -> bool:
    """Whether the verb names a deed, not words: "concluded the round", "reported its first profit"."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "xcomp") and c.i > verb.i]
    if names & words_of("results"):
        return any(c.dep_ == "poss" and c.pos_ == "PRON" for o in objects for c in o.children)
    told = finite and all(o.lemma_.lower() in nouns("speech") and tells_clause(o) for o in objects)
    return bool(names & words_of("deeds")) and not told


def _finite(scene: Scene, content: list[int]) -> bool:
    return any(scene.doc[i].tag_ in ("VBD", "VBP", "VBZ", "MD") for i in content)


def _comments_on_deed(head: Token) -> bool:
    """A participle that hangs on a verb that is no cue: "fired on the town, suggesting ..."."""
    return head.tag_ == "VBG" and head.dep_ == "advcl" and entry(head.head) not in acts()


def speaker(scene: Scene, holder: Token) -> Token:
    """Who stands behind a text: "said Hamas in a statement which added" gives Hamas; others speak themselves."""
    if holder.lemma_.lower() not in nouns("text") | nouns("speech"):
        return holder
    own = next((c for c in holder.children if c.dep_ == "poss"), None)
    by = next(iter(clause.after(holder, "by", "from")), None) or _signed(scene, holder)
    for found in (own, by, _publisher(scene, holder)):
        if found is not None and found.pos_ in clause.NOUNS:
            return found
    return holder


def _signed(scene: Scene, text: Token) -> Token | None:
    """The noun of "from X" right behind a text, whatever the parse hangs it on."""
    after = scene.doc[text.i + 1 : text.i + 2]
    if not after or after[0].lower_ not in ("from", "by"):
        return None
    return next((c for c in after[0].children if c.dep_ == "pobj"), None)


def _publisher(scene: Scene, text: Token) -> Token | None:
    """The subject of the verb that puts a text into the world."""
    verb = text.head.head if text.dep_ == "pobj" else text.head
    if verb.pos_ != "VERB" or text.dep_ in ("nsubj", "nsubjpass"):
        return None
    if entry(verb) in acts() or verb.lemma_.lower() in nouns("light"):
        found = clause.subject(verb)
        return found if found is not None and scene.inside[found.i] < 0 and found.i != text.i else None
    return None
