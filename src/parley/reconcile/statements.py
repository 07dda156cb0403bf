"""The same statement retold: quotations shortened, split or turned into reported speech."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from parley.model.actors import VoiceKind
from parley.model.entries import Manner, Statement
from parley.model.judgements import Relation
from parley.model.times import When
from parley.reconcile.alike import content, overlap, pairs, verbatim
from parley.reconcile.claims import Claim, Desk, Draft, Verdict, lower_article
from parley.reconcile.clusters import Clusters
from parley.reconcile.names import plain
from parley.reconcile.people import People
from parley.reconcile.periods import Fit, compare

COMMON = 40  # a pair of words that more statements of one speaker share tells nothing
LEAST = 3  # words of weight that two statements must share
SHARE = 0.75
"""Share of the shorter statement's words of weight that must come back in the longer one."""
ORDER = 0.5
"""Share of the shorter statement's neighbouring words that must be neighbours in the longer one."""
_GIST = 9


def drafts(desk: Desk, people: People) -> Iterator[Draft]:
    """One question for each thing said, in canonical order."""
    spoken = list(desk.record.of_kind(Statement))
    by_id = {s.id: s for s in spoken}
    clusters = Clusters(by_id, apart=people.different(by_id))
    for a, b in people.same(by_id):
        clusters.join(a, b)
    speakers: dict[str, list[Statement]] = defaultdict(list)
    for statement in spoken:
        speakers[_speaker(desk, statement)].append(statement)
    for speaker in sorted(speakers):
        _join_retold(clusters, speakers[speaker])
    for group in clusters.groups():
        yield _draft(desk, [by_id[i] for i in group])


def _speaker(desk: Desk, statement: Statement) -> str:
    """Who spoke: an unnamed source is the same only within one report, under one description."""
    voice = statement.voice
    if voice.kind is VoiceKind.ANONYMOUS or not voice.actor:
        return f"{statement.report} {plain(voice.description)}"
    return desk.cast.of(voice.actor)


def _join_retold(clusters: Clusters, spoken: list[Statement]) -> None:
    """Join what one speaker said where the words come back: candidates share two neighbouring words."""
    where: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in spoken:
        for pair in pairs(statement.content.words):
            where[pair].append(statement)
    shared: Counter[tuple[str, str]] = Counter()
    by_id = {s.id: s for s in spoken}
    for found in where.values():
        if 1 < len(found) <= COMMON:
            shared.update(tuple(sorted((a.id, b.id))) for a, b in combinations(found, 2))  # type: ignore[misc]
    for one, two in sorted(shared):
        if retold(by_id[one], by_id[two]):
            clusters.join(one, two)


def retold(a: Statement, b: Statement) -> bool:
    """Whether two statements of one speaker are one utterance: most words come back, on no other day."""
    if a.anchor.overlaps(b.anchor) or compare(a.when, b.when) is Fit.APART:
        return False
    one, two = set(content(a.content.words)), set(content(b.content.words))
    if len(one & two) < max(LEAST, SHARE * min(len(one), len(two))):
        return False
    first, second = pairs(a.content.words), pairs(b.content.words)
    return len(first & second) >= ORDER * min(len(first), len(second))


def _draft(desk: Desk, statements: list[Statement]) -> Draft:
    lead = max(statements, key=lambda s: (s.manner is Manner.DIRECT, len(s.content.words), s.id))
    voice = lead.voice
    name = desk.cast.name(voice.actor) if voice.actor else voice.description or desk.labels[lead.report]
    return Draft(
        kind="statement",
        slot="words",
        key=(min(s.id for s in statements),),
        question=_question(lower_article(name), lead),
        claims=tuple(_claim(desk, s) for s in statements),
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
