"""What standing the words give to an act: done, planned, possible, conditional, denied, urged.

`stance` starts at a verb or a noun for an act ("attend", "talks") and climbs through what governs it
("has no plan to attend", "refused to say whether it would attend"), counting negations and keeping the weakest
force.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from parley.model.entries import Reality
from parley.model.lexicon import Lexicon
from parley.reading.clause import controller, negated, stretch, trimmed
from parley.reading.conditions import asked, hinge
from parley.reading.parsed import Span, Token
from parley.reading.tenses import Tense as Tense
from parley.reading.tenses import helpers_of, tense

_WORDS = Lexicon.beside(__file__)
_FRONT = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "poss", "expl", "advmod"})
_WOULD = frozenset({"could", "might", "may", "would"})
_NOUNLY = frozenset({"dobj", "pobj", "attr", "nsubj", "nsubjpass", "oprd", "dative"})


class Force(IntEnum):
    """How far the act is held to be so; the weakest on the way up counts."""

    ASSERTED = 0
    PLANNED = 1
    EXPECTED = 2
    POSSIBLE = 3
    INVITED = 4
    URGED = 5


@dataclass(frozen=True, slots=True)
class Stance:
    """The standing of an act. `willed`: negated by somebody's choice ("refused to"); `ongoing`: in the
    progressive; `perfect`: "has met"; `counterfactual`: "would have been". `governors` are the words
    passed on the way up, the nearest first."""

    tense: Tense = Tense.PAST
    force: Force = Force.ASSERTED
    negated: bool = False
    willed: bool = False
    denied: bool = False
    conditional: bool = False
    counterfactual: bool = False
    ongoing: bool = False
    perfect: bool = False
    governors: tuple[Token, ...] = ()

    @property
    def reality(self) -> Reality:
        """The one word that entries carry."""
        if self.denied or self.negated or self.counterfactual:
            return Reality.DENIED
        if self.conditional:
            return Reality.CONDITIONAL
        if self.force >= Force.INVITED:
            return Reality.URGED
        if self.force is Force.POSSIBLE:
            return Reality.POSSIBLE
        return Reality.PLANNED if self.tense is Tense.FUTURE or self.force > Force.ASSERTED else Reality.HAPPENED


def reality(word: Token) -> Reality:
    """The standing of the act told by a verb, or by a noun for an act."""
    return stance(word).reality


def stance(word: Token) -> Stance:
    """Work out the standing of an act from its own clause and from all that governs it."""
    found = _own(word)
    seen = {word.i}
    node = word
    while (above := _governor(node)) is not None and above.i not in seen:
        seen.add(above.i)
        found = _under(found, node, above)
        if _kind(node, above) is None:
            return _told(found, node, above)
        node = above
    return found


def reach(word: Token, held: Stance) -> Span:
    """The stretch that tells an act: its clause, from the subject of the outermost word that governs it."""
    span = stretch(word)
    first, last = span.start, span.end
    below = word
    for above in held.governors:
        if _kind(below, above) is None:
            break
        kept = [t.i for c in above.children if c.dep_ in _FRONT and c.i < word.i for t in trimmed(c)]
        first, last = min(first, above.i, *kept), max(last, word.i + 1)
        below = above
    return word.doc[first:last]


def governing(word: Token) -> str | None:
    """The class of a word that governs acts (planned, refused, urged, ...), None for any other word.

    "ruled out attending" and "opted out of attending" are refusals, "did not rule" is not.
    """
    if word.lemma_.lower() in _group("out") and any(c.lower_ == "out" for c in word.children):
        return "refused"
    found = _CLASSES.get(word.lemma_.lower()) or _CLASSES.get(word.lower_)
    if found == "expected" and word.lemma_ == "suppose" and word.tag_ != "VBN":
        return None
    return found


def _own(word: Token) -> Stance:
    """What the clause of the word itself says."""
    if word.pos_ not in ("VERB", "AUX"):
        return Stance(tense=Tense.PRESENT, negated=_nominal_no(word))
    helpers = helpers_of(word)
    has_have = any(h.lemma_ == "have" for h in helpers)
    lower = [h.lower_ for h in helpers]
    base = Stance(
        tense=tense(word, helpers),
        negated=negated(word),
        ongoing=word.tag_ == "VBG" and any(h.lemma_ == "be" for h in helpers),
        perfect=has_have,
        counterfactual="would" in lower and has_have,
        conditional=_hangs(word, helpers) or ("would" in lower and not has_have and not _reported(word)),
    )
    return replace(base, force=_force(word, lower))


def _hangs(word: Token, helpers: list[Token]) -> bool:
    """Whether the act hangs on a condition; "was held without him" is done, and hangs on nothing."""
    found = hinge(word)
    done = tense(word, helpers) is Tense.PAST
    return found is not None and not (done and found.head.pos_ not in ("VERB", "AUX"))


def _force(word: Token, lower: list[str]) -> Force:
    if word.dep_ == "csubj" and {c.lower_ for c in word.head.children} & _WOULD:
        return Force.POSSIBLE  # "cancelling the summit could anger them"
    if set(lower) & _cue("modal_possible") and not (negated(word) and {"could", "can", "ca"} & set(lower)):
        return Force.POSSIBLE
    if set(lower) & _cue("modal_urged"):
        return Force.URGED
    adverbs = {c.lower_ for c in word.children if c.dep_ == "advmod"}
    if "better" in adverbs or (
        "to" in lower and any(c.lower_ == "for" and c.dep_ == "mark" for c in word.children)
    ):
        return Force.URGED  # "had better come", "it is for them to come"
    if adverbs & _cue("maybe"):
        return Force.POSSIBLE
    if adverbs & _cue("likely"):
        return Force.EXPECTED
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in word.children) or asked(word) or _how_far(word):
        return Force.POSSIBLE
    if "to" in lower and word.dep_ == "ROOT":
        return Force.PLANNED  # "Minister to attend talks"
    return Force.POSSIBLE if damaged(word) else Force.ASSERTED


def _how_far(word: Token) -> bool:
    """Whether it is asked how willing somebody is to do it."""
    node = word
    while node.dep_ in ("conj", "xcomp") and node.head.i < node.i:
        node = node.head
    first = node.left_edge
    return first.lower_ == "how" and first.i + 1 < len(first.doc) and first.nbor(1).pos_ == "ADJ"


def damaged(word: Token) -> bool:
    """Whether a bare infinitive hangs on a verb that takes none: a modal went missing in the text."""
    before = word.nbor(-1) if word.i > word.sent.start else None
    if before is None or word.tag_ not in ("VB", "VBP") or before.pos_ != "VERB" or before.tag_ != "VBD":
        return False
    return before.lemma_ not in _cue("bare") and not any(c.dep_ in ("aux", "nsubj") for c in word.children)


def _governor(word: Token) -> Token | None:
    """The word one step up on which the act's standing hangs, None at the top."""
    head = word.head
    if word.dep_ in ("xcomp", "ccomp"):
        return head
    if word.dep_ in ("pcomp", "prep") or (word.dep_ in _NOUNLY and head.pos_ == "ADP"):
        return _through_preposition(word)
    if word.dep_ in ("acl", "advcl") and governing(head) and _infinitive(word):
        return head
    if word.dep_ == "advcl" and any(c.tag_ == "TO" for c in word.children):
        # "issued an invitation to the union to join": the infinitive belongs to the noun
        return next((c for c in head.children if c.dep_ == "dobj" and c.i < word.i and governing(c)), None)
    if word.dep_ in _NOUNLY and word.pos_ == "NOUN" and head.pos_ in ("VERB", "AUX"):
        passive_or_object = word.dep_ != "nsubj"
        return head if (governing(head) and passive_or_object) or governing(word) else None
    if word.dep_ == "acomp" and governing(word):
        return head
    if word.dep_ == "conj" and word.tag_ in ("VB", "VBG") and head.tag_ == word.tag_:
        return _governor(head) if not _helpers_own(word) else None
    return None


def _helpers_own(word: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ != "to" for c in word.children)


def _through_preposition(word: Token) -> Token | None:
    """The governor behind a preposition: "the possibility of attending", "called for talks"."""
    step = word if word.pos_ == "ADP" else word.head
    if step.lower_ not in _cue("linking"):
        return None
    while step.pos_ in ("ADP", "SCONJ", "PART") and step.head.i != step.i:
        step = step.head
    return step if governing(step) not in (None, "transparent") or word.pos_ == "VERB" else None


def _infinitive(word: Token) -> bool:
    return word.tag_ == "VBG" or any(c.tag_ == "TO" for c in word.children)


def _under(found: Stance, word: Token, above: Token) -> Stance:
    """The standing of an act once the word above it is taken into account."""
    kind = _kind(word, above)
    mine = _own(above)
    if kind is None:
        return found
    if kind == "planned" and word.dep_ == "ccomp" and not _infinitive(word) and _mute(above):
        return replace(_told(found, word, above), governors=(*found.governors, above))  # "has not confirmed that"
    found = replace(found, governors=(*found.governors, above))
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in word.children):
        return replace(found, force=max(found.force, Force.POSSIBLE))
    if word.dep_ == "acomp":
        return _through_copula(found, word, mine)
    governed = word.dep_ != "ccomp" or kind not in ("planned", "transparent") or _infinitive(word) or _bare(word)
    if kind in ("planned", "urged", "invited", "possible", "expected") and governed:
        found = replace(found, force=max(found.force, Force[kind.upper()], mine.force), tense=Tense.FUTURE)
    elif kind == "transparent" and governed:
        found = _carried(found, above, mine)
    elif kind == "accepted" and not mine.negated:
        found = replace(found, force=min(found.force, Force.PLANNED), tense=Tense.FUTURE)
    found = _denials(found, kind, mine)
    conditional_ = found.conditional or mine.conditional
    return replace(found, conditional=conditional_, counterfactual=found.counterfactual or mine.counterfactual)


def _kind(word: Token, above: Token) -> str | None:
    """The class of a governor over this very word: "told them to come" urges, "told them he will come" reports."""
    kind = governing(above)
    finite = word.dep_ == "ccomp" and not _infinitive(word) and word.tag_ != "VB"
    modal = word.dep_ == "ccomp" and any(c.tag_ == "MD" for c in word.children)
    own = next((c for c in word.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    spoken_first = word.dep_ == "ccomp" and word.i < above.i and own is not None
    if (kind in ("urged", "invited") and (finite or modal)) or spoken_first:
        return None
    if kind is None and above.lemma_ in _cue("causing") and word.dep_ in ("ccomp", "xcomp") and _bare(word):
        return "transparent"
    if above.lemma_ == "way" and word.dep_ == "pcomp":
        return "urged"  # "as a way of": a means, and not done
    wished = above.lemma_ in _cue("wishes") and (own is not None or controller(above) is not None)
    return "urged" if kind == "possible" and wished and not finite else kind


def _bare(word: Token) -> bool:
    """Whether it is an infinitive without "to": "make the summit happen"."""
    return word.tag_ == "VB" and not any(c.tag_ in ("MD", "TO") for c in word.children)


def _through_copula(found: Stance, adjective: Token, mine: Stance) -> Stance:
    """What the copula adds to its adjective: "was unable to" lies in the past, "is not ready to" is negated."""
    kind = governing(adjective)
    past = kind in ("refused", "prevented") and mine.tense is Tense.PAST
    maybe = mine.force is Force.POSSIBLE  # "may not be ready to": open
    return replace(
        found,
        tense=Tense.PAST if past else found.tense,
        force=max(found.force, mine.force),
        negated=found.negated != (mine.negated and not maybe),
        willed=found.willed
        or (
            mine.negated
            and not maybe
            and kind in ("possible", "planned")
            and adjective.lemma_.lower() not in _cue("timetable")
        ),
        conditional=found.conditional or mine.conditional,
    )


def _denials(found: Stance, kind: str, mine: Stance) -> Stance:
    """Count the negations of a governor: "refused to", "did not rule out", "denied that"."""
    if kind in ("refused", "prevented"):
        if mine.negated:  # "did not rule out": open, not settled
            return replace(found, force=max(found.force, Force.POSSIBLE))
        tense = mine.tense if mine.tense is not Tense.PRESENT else Tense.FUTURE
        willed = kind == "refused"
        return replace(found, negated=not found.negated, willed=willed, tense=tense, perfect=mine.perfect)
    if kind == "doubted":
        return replace(found, negated=found.negated != (not mine.negated), force=max(found.force, Force.EXPECTED))
    if kind == "denied":
        return replace(found, denied=not mine.negated)
    if mine.negated:
        willed = kind in ("possible", "planned") and found.governors[-1].lemma_.lower() not in _cue("timetable")
        return replace(found, negated=not found.negated, willed=willed)
    return found


def _carried(found: Stance, above: Token, mine: Stance) -> Stance:
    """A transparent governor lends its tense and modality: "is to meet" is planned."""
    copula = above.lemma_ == "be" and above.lower_ not in ("going", "gon")
    heading = above.lower_ in ("going", "gon") and above.tag_ == "VBG"
    if copula or heading:
        return replace(found, force=max(found.force, Force.PLANNED, mine.force), tense=Tense.FUTURE)
    return replace(
        found, tense=mine.tense, force=max(found.force, mine.force), ongoing=mine.ongoing, perfect=mine.perfect
    )


def _told(found: Stance, word: Token, above: Token) -> Stance:
    """Under a verb of saying or thinking the act keeps its own standing, but what nobody will say is open."""
    if _mute(above) and word.dep_ == "ccomp" and word.i > above.i:
        return replace(found, force=max(found.force, Force.POSSIBLE))
    return found


def _mute(above: Token) -> bool:
    """Whether it is left unsaid: "did not say", "has yet to confirm", "declined to say"."""
    yet = above.dep_ == "xcomp" and above.head.lemma_ in ("have", "be") and _adverb(above.head, "yet")
    kept = above.dep_ == "xcomp" and governing(above.head) in ("refused", "prevented")
    return negated(above) or yet or _adverb(above, "yet") or kept


def _adverb(verb: Token, adverb: str) -> bool:
    return any(c.lower_ == adverb for c in verb.children)


def _reported(word: Token) -> bool:
    """Whether the clause is told in somebody's words, so that "would" is a future seen from the past."""
    node = word
    while node.head.i != node.i:
        that = any(
            c.dep_ == "mark" and c.lower_ == "that" for c in node.children
        )  # "agreed to talk and that they"
        if node.dep_ in ("ccomp", "relcl") or (node.dep_ == "conj" and that):
            return True
        node = node.head
    return any(c.dep_ in ("ccomp", "parataxis") and c.pos_ == "VERB" for c in word.children)


def _nominal_no(word: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in word.children)


@cache
def _group(name: str) -> frozenset[str]:
    return _WORDS.words("reality", "governors", name)


@cache
def _cue(name: str) -> frozenset[str]:
    return _WORDS.words("reality", "cues", name)


_ORDER = (
    "accepted",
    "denied",
    "refused",
    "prevented",
    "doubted",
    "invited",
    "urged",
    "planned",
    "expected",
    "possible",
    "transparent",
)
_CLASSES = {word: name for name in reversed(_ORDER) for word in sorted(_group(name))}
