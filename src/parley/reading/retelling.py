"""One deed told more than once: in the same clause, in what trails behind it, or named again further on."""

from __future__ import annotations

from dataclasses import replace

from parley.model.entries import Plover
from parley.model.lexicon import Lexicon
from parley.reading.clause import subject
from parley.reading.deeds import Telling
from parley.reading.deedspans import again
from parley.reading.page import Page
from parley.reading.roles import once
from parley.reading.sides import opponents
from parley.reading.standing import loose
from parley.reading.voicing import passive


def distinct(told: list[Telling]) -> list[Telling]:
    """One telling a clause: a noun inside the clause of a verb of the same type is the same deed."""
    kept: list[Telling] = []
    near: dict[int, list[int]] = {}  # where in `kept` the tellings of each stretch of the text are
    for one in sorted(told, key=_rank):
        stretch = one.word.i // _STRETCH
        close = sorted(i for s in (stretch - 1, stretch, stretch + 1) for i in near.get(s, ()))
        at = next((i for i in close if _repeats(one, kept[i])), None)
        if at is None:
            near.setdefault(stretch, []).append(len(kept))
            kept.append(one)
        elif _trails(one, kept[at]):
            kept[at] = replace(kept[at], last=max(kept[at].last, one.last, key=lambda t: t.i))
    return sorted(kept, key=lambda t: (t.first.i, t.last.i))


_STRETCH = 128  # tokens: no retelling that is looked for lies further off


def _rank(told: Telling) -> tuple[int, int]:
    """Clauses of their own come first, then nouns told by a verb, bare nouns, and what only trails along."""
    counted = told.word.lemma_ in _HARMED and not told.actors
    trailing = told.word.pos_ == "VERB" and (told.word.dep_ in ("acl", "pcomp") or loose(told.word) or counted)
    order = 3 if trailing else 0 if told.word.pos_ == "VERB" else 1 if told.clause != told.word else 2
    return order, told.word.i


def _repeats(one: Telling, other: Telling) -> bool:
    if one.clause in (other.clause, other.word) or (other.word.dep_ == "xcomp" and other.word.head == one.clause):
        return True
    inside = other.first.i <= one.word.i <= other.last.i or _trails(one, other)
    bare = one.word.pos_ != "VERB" or _rank(one)[0] == 3 or _trails(one, other) or _result(one, other)
    return (inside or _result(one, other)) and one.deed.type is other.deed.type and bare and _one_doer(one, other)


def _trails(one: Telling, other: Telling) -> bool:
    """Whether it is told in a participle or a joined verb of harm behind the other: "launched ..., killing 12"."""
    node = one.word
    while node.dep_ in ("advcl", "acl", "pcomp", "conj", "prep") and node.head.i < node.i:
        node = node.head
        if node in (other.word, other.clause):
            return one.word.tag_ in ("VBG", "VBN") or one.word.lemma_ in _HARMED
    return False


def _result(one: Telling, other: Telling) -> bool:
    """Whether it only counts the harm of the deed told just before: "One person was injured"."""
    counted = one.word.lemma_ in _HARMED and not one.actors and one.word.pos_ == "VERB"
    return counted and abs(one.word.i - other.word.i) < _NEAR


_NEAR = 60  # tokens: two or three sentences
_HARMED = Lexicon.beside(__file__).words("events", "casualties", "verbs")
_COSTING = Lexicon.beside(__file__).words("events", "casualties", "costing")


def _one_doer(one: Telling, other: Telling) -> bool:
    return not one.actors or not other.actors or bool(set(one.actors) & set(other.actors))


def inherited(page: Page, told: list[Telling]) -> list[Telling]:
    """A deed named again ("the attack", "the strikes") has the doer it had when it was told last."""
    known: dict[str, Telling] = {}
    found: list[Telling] = []
    for one in told:
        before = (_namesake(one, found) or known.get(one.deed.type)) if not _nobodys(one) else None
        if before is not None and not one.actors and _resumes(one, before):
            both = one.deed.mutual and not before.deed.mutual
            actors = once([*before.actors, *before.recipients]) if both else before.actors
            one = replace(one, actors=actors, recipients=one.recipients or before.recipients)
        if not one.actors and (one.deed.mutual or _swapped(one)):
            one = replace(one, actors=opponents(page, one.word))
        if one.actors:
            known[one.deed.type] = one
        if one.actors or one.recipients or one.word.pos_ == "VERB" or _counts(one) or _dated(page, one):
            found.append(one)
    return found


def _swapped(one: Telling) -> bool:
    """ "were returned in exchange for 40 others": both sides gave."""
    within = (t for c in one.word.children if c.lower_ == "in" for t in c.children)
    return one.deed.mode == "release" and any(t.lemma_ in ("exchange", "return", "swap") for t in within)


def _nobodys(one: Telling) -> bool:
    """ "the conflict has killed 900": a war is waged by both, and its toll told of neither."""
    own = subject(one.clause) if one.clause.pos_ == "VERB" else None
    return own is not None and _counts(one) and own.lemma_.lower() in ("conflict", "war", "violence")


def _counts(one: Telling) -> bool:
    """Whether its verb counts what the deed cost."""
    return one.clause.lemma_ in _COSTING


def _dated(page: Page, one: Telling) -> bool:
    """Whether a verb says when the deed came about ("since the war began in May"): known, though not whose."""
    return one.clause != one.word and bool(page.time(one.clause).words)


def _namesake(one: Telling, told: list[Telling]) -> Telling | None:
    """The deed of the same noun and the same date, told before: "Russia's 2022 invasion ... the 2022 invasion"."""
    alike = (t for t in reversed(told) if t.word.lemma_ == one.word.lemma_ and t.actors)
    return next((t for t in alike if _days(one) and _days(t) == _days(one)), None)


def _days(one: Telling) -> set[str]:
    """The days and years that a deed's noun is told apart by."""
    return {c.lower_ for c in one.word.children if c.ent_type_ == "DATE" and c.dep_ != "prep"}


def _resumes(one: Telling, before: Telling) -> bool:
    """Whether a deed without a doer goes on with the one told last: named again, of the same kind, or near by."""
    if not _days(one) <= _days(before):
        return False  # "the June 3 attack": another one
    new = one.deed.type is Plover.AGREE and any(c.lower_ in ("a", "an") for c in one.word.children)
    if one.word.pos_ == "NOUN" and new:
        return False  # "ended in a compromise": none that was told before
    if one.word.pos_ == "NOUN":
        return again(one.word) or one.clause != one.word or abs(one.word.i - before.word.i) < _NEAR
    under = one.word.lemma_ == "come" or passive(one.word)
    return under and one.deed.type is Plover.ASSAULT and abs(one.word.i - before.word.i) < _NEAR
