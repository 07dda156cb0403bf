"""The same statement retold: quotations shortened, split or turned into reported speech."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from operator import is_

from parley.model.actors import VoiceKind
from parley.model.entries import Manner, Statement
from parley.model.judgements import Relation
from parley.model.text import fold
from parley.model.times import When
from parley.reconcile.alike import content, overlap, pairs, verbatim
from parley.reconcile.claims import Claim, Desk, Draft, Verdict, lower_article
from parley.reconcile.clusters import Clusters
from parley.reconcile.names import plain
from parley.reconcile.parts import Part, rank
from parley.reconcile.people import People
from parley.reconcile.periods import Fit, compare

COMMON = 40  # the last statements that share a pair of words and are compared
LEAST = 3  # words of weight that two statements must share
SHARE = 0.75
"""Share of the shorter statement's words of weight that must come back in the longer one."""
ORDER = 0.5
"""Share of the shorter statement's neighbouring words that must be neighbours in the longer one."""
_GIST = 9
_QUOTED = re.compile(r"(?<!\w)[\"']([^\"]+?)[,.]?[\"'](?!\w)")
_QUOTED_LEAST = 2  # words of weight in quotation marks that tell one utterance from another


Compared = dict[tuple[str, str], tuple[Statement, Statement, bool]]
"""Pairs of statements by their ids, and whether they are one."""


class Spoken:
    """Statements that are one, speaker by speaker; a speaker is gone through again only when he said more."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
        self._homes: dict[str, list[str]] = {}
        self._groups: dict[str, dict[tuple[str, ...], Draft]] = {}
        self._compared: dict[str, Compared] = {}

    def sync(
        self, desk: Desk, people: People, gone: Iterable[str], again: Iterable[Part]
    ) -> tuple[list[Draft], list[Draft]]:
        """The questions for things said that are no more, and those that are new, in no order."""
        touched = {s for report in gone for s in self._leave(report)}
        for part in again:
            touched.update(self._leave(part.id))
            for statement in part.kinds.get(Statement, ()):
                assert isinstance(statement, Statement)
                self._said[_speaker(desk, statement)].setdefault(part.id, []).append(statement)
            self._homes[part.id] = list(dict.fromkeys(_speaker(desk, s) for s in part.spoken))
            touched.update(self._homes[part.id])
        left: list[Draft] = []
        new: list[Draft] = []
        for speaker in sorted(touched):
            old = self._groups.get(speaker, {})
            self._group(desk, speaker, people)
            now = self._groups.get(speaker, {})
            left += (draft for group, draft in old.items() if now.get(group) is not draft)
            new += (draft for group, draft in now.items() if old.get(group) is not draft)
        return left, new

    def _leave(self, report: str) -> list[str]:
        speakers = self._homes.pop(report, [])
        for speaker in speakers:
            self._said[speaker].pop(report, None)
        return speakers

    def _group(self, desk: Desk, speaker: str, people: People) -> None:
        """The things one speaker said."""
        said = self._said[speaker]
        if not said:
            del self._said[speaker]
            self._groups.pop(speaker, None)
            self._compared.pop(speaker, None)
            return
        ordered = [s for report in sorted(said, key=lambda r: rank(desk.reports[r])) for s in said[report]]
        by_id = {s.id: s for s in ordered}
        clusters = Clusters(by_id, apart=people.different(by_id))
        for a, b in (*people.same(by_id), *joins_of(ordered, self._compared.setdefault(speaker, {}))):
            clusters.join(a, b)
        old = self._groups.get(speaker, {})
        groups = clusters.groups()
        self._groups[speaker] = {g: self._draft(desk, [by_id[i] for i in g], old.get(g)) for g in groups}

    @staticmethod
    def _draft(desk: Desk, said: list[Statement], known: Draft | None) -> Draft:
        claims = tuple(desk.once("words", s, partial(_claim, desk, s)) for s in said)
        same = known is not None and len(known.claims) == len(claims) and all(map(is_, known.claims, claims))
        return known if known is not None and same else _draft(desk, said, claims)


def _speaker(desk: Desk, statement: Statement) -> str:
    """Who spoke: an unnamed source is the same only within one report, under one description."""
    voice = statement.voice
    if voice.kind is VoiceKind.ANONYMOUS or not voice.actor:
        return f"{statement.report} {plain(voice.description)}"
    return desk.cast.of(voice.actor)


def joins_of(spoken: Iterable[Statement], known: Compared) -> list[tuple[str, str]]:
    """What one speaker said again, statements in order of time: each is compared with the last ones before it
    that share two neighbouring words. `known` are those that were compared before."""
    where: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    found: list[tuple[str, str]] = []
    for statement in spoken:
        words = sorted(pairs(statement.content.words))
        near = {s.id: s for pair in words for s in where[pair][-COMMON:]}
        found += [(other.id, statement.id) for other in near.values() if _one(other, statement, known)]
        for pair in words:
            where[pair].append(statement)
    return found


def _one(a: Statement, b: Statement, known: Compared) -> bool:
    """Whether two statements are one, compared only if they were not before."""
    old = known.get((a.id, b.id))
    if old is None or old[0] is not a or old[1] is not b:
        old = known[a.id, b.id] = a, b, retold(a, b)
    return old[2]


def retold(a: Statement, b: Statement) -> bool:
    """Whether two statements of one speaker are one utterance: most words come back, on no other day."""
    if a.anchor.overlaps(b.anchor) or compare(a.when, b.when) is Fit.APART:
        return False
    if quoted_back(a, b) or quoted_back(b, a):
        return True
    one, two = set(content(a.content.words)), set(content(b.content.words))
    if len(one & two) < max(LEAST, SHARE * min(len(one), len(two))):
        return False
    first, second = pairs(a.content.words), pairs(b.content.words)
    return len(first & second) >= ORDER * min(len(first), len(second))


def quoted_back(a: Statement, b: Statement) -> bool:
    """Whether words that one telling has in quotation marks of its own stand together in the other."""
    if a.manner is Manner.DIRECT or a.report == b.report:
        return False
    told = content(b.content.words)
    runs = (content(m.group(1)) for m in _QUOTED.finditer(fold(a.content.words)))
    return any(_stands_in(run, told) for run in runs if len(run) >= _QUOTED_LEAST)


def _stands_in(run: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))


def _draft(desk: Desk, statements: list[Statement], claims: tuple[Claim, ...]) -> Draft:
    lead = max(statements, key=lambda s: (s.manner is Manner.DIRECT, len(s.content.words), s.id))
    voice = lead.voice
    name = desk.cast.name(voice.actor) if voice.actor else voice.description or desk.labels[lead.report]
    return Draft(
        kind="statement",
        slot="words",
        key=(min(s.id for s in statements),),
        question=_question(lower_article(name), lead),
        claims=claims,
        actor=desk.cast.of(voice.actor) if voice.actor else None,
    )


def _question(name: str, lead: Statement) -> str:
    """Words stand in quotation marks only where the report quotes them."""
    gist = _gist(lead.content.words)
    return f"Did {name} say “{gist}”?" if lead.manner is Manner.DIRECT else f"What did {name} say: {gist}?"


def _gist(text: str) -> str:
    words = text.strip(" ,;").replace("“", "").replace("”", "").split()
    return " ".join(words) if len(words) <= _GIST + 2 else " ".join(words[:_GIST]) + " …"


def _claim(desk: Desk, statement: Statement) -> Claim:
    words = " ".join(statement.content.words.split())
    occasion = " ".join(statement.occasion.words.split()) if statement.occasion else ""
    return Claim(account=desk.account(statement, words, occasion), entry=statement, group="said")


def relate_words(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Two tellings of one utterance: the same words, or one with more of them."""
    if a.report == b.report:
        return None
    if verbatim(a.account.answer) == verbatim(b.account.answer):
        return Relation.AGREES, "Both reports have the same words."
    if overlap(a.account.answer, b.account.answer) == 1.0 and len(a.account.answer) < len(b.account.answer):
        return Relation.ADDS, f"{desk.teller(b)} has more of the same words."
    return Relation.AGREES, "Both reports tell of one utterance in partly the same words."


def dated(statement: Statement) -> bool:
    """Whether the day of speaking is known."""
    return isinstance(statement.when, When)
