"""The same statement retold: quotations shortened, split or turned into reported speech."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from itertools import combinations

from parley.model.actors import VoiceKind
from parley.model.entries import Manner, Statement
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.text import fold
from parley.model.times import SILENT, When
from parley.reconcile.actors import STEM
from parley.reconcile.alike import content, overlap, pairs, verbatim, weight
from parley.reconcile.claims import Claim, Desk, Draft, Verdict, lower_article
from parley.reconcile.links import Group, Joined
from parley.reconcile.names import plain
from parley.reconcile.nearby import Nearby, Standing
from parley.reconcile.parts import Part
from parley.reconcile.people import People
from parley.reconcile.periods import Fit, compare

COMMON = 40  # the last statements that share a pair of words and are compared
LEAST = 3  # words of weight that two statements must share
SHARE = 0.75
"""Share of the shorter statement's words of weight that must come back in the longer one."""
ORDER = 0.5
"""Share of the shorter statement's neighbouring words that must be neighbours in the longer one."""
RUN = 6
"""Words of weight in a row that hardly anybody says twice: the rest may be another part of one speech."""
WITHIN = 4
"""Days between reports within which an unnamed source, or another voice of one side, is taken to say one thing."""
RARE = ((19.0, 0.5), (11.5, 0.58))
"""What the words that two statements share must weigh together, and as share of the shorter one, to be one
utterance in other words: either of the two pairs."""
QUOTING = 0.6
"""Share of words that must come back where both have a word in quotation marks in common."""
_UNNAMED = "? "
_RAREST = 3  # words by whose pairs statements in other words are looked for
_NOT = frozenset(stem for word in Lexicon.beside(__file__).words("alike", "negations") for stem in content(word))
_GIST = 9
_LONG = 8  # words of a quotation inside a statement, each two of which are looked for
_QUOTED = re.compile(r"(?<!\w)[\"']([^\"]+?)[,.]?[\"'](?!\w)")
_QUOTED_LEAST = 2  # words of weight in quotation marks that tell one utterance from another


@dataclass(frozen=True, slots=True)
class _Wording:
    """What wordings are compared by: words of weight, neighbouring ones, long runs of them; `line` has them all in
    order, `marked` what stands in quotation marks inside, `quoted` that which is long enough to be known again."""

    bag: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    runs: frozenset[str]
    line: str
    quoted: tuple[str, ...]
    marked: tuple[tuple[str, ...], ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What stands in quotation marks and is more than a name for a thing ("the old plan")."""
        return tuple(_line(run) for run in self.marked if len(run) >= LEAST)

    @staticmethod
    @lru_cache(maxsize=1 << 16)
    def of(words: str) -> _Wording:
        """The wording of these words."""
        told = content(words)
        runs = (" ".join(told[i : i + RUN]) for i in range(len(told) - RUN + 1))
        marked = tuple(run for m in _QUOTED.finditer(fold(words)) if (run := content(m.group(1))))
        quoted = tuple(_line(run) for run in marked if len(run) >= _QUOTED_LEAST)
        return _Wording(frozenset(told), pairs(words), frozenset(runs), _line(told), quoted, marked)


def _line(words: tuple[str, ...]) -> str:
    """Words so that some in a row are found as a piece of the text."""
    return f" {' '.join(words)} "


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement with where it stands among all and the rows it stands in: its speaker's, one for each two
    neighbouring words and each two in quotation marks, and one for the day of an announcement."""

    statement: Statement
    speaker: str
    side: str
    told: frozenset[str]
    published: date | None
    standing: Standing
    wording: _Wording = field(compare=False)


class Spoken:
    """Statements that are one: each is compared with the last of its speaker that share neighbouring words."""

    def __init__(self) -> None:
        self._told: dict[str, list[_Said]] = {}
        self._said: dict[str, _Said] = {}
        self._near = Nearby(COMMON)
        self._joined = Joined()
        self._drafts: dict[Group, Draft] = {}

    def sync(
        self, desk: Desk, people: People, gone: Iterable[str], again: Iterable[Part]
    ) -> tuple[list[Draft], list[Draft]]:
        """The questions for things said that are no more, and those that are new, in no order."""
        left, come = self._exchange(desk, gone, list(again))
        same = {i for i in come if left.get(i) == self._said[i]}
        moved = {i: s for i, s in come.items() if i not in same}
        links = self._near.exchange([i for i in left if i not in same], moved, self._one)
        old, new = self._joined.change(people, (left, come), links, self._near.pairs)
        dropped = [self._drafts.pop(group) for group in old]
        for group in new:
            self._drafts[group] = _draft(desk, [self._said[i].statement for i in group])
        return dropped, [self._drafts[group] for group in new]

    def _exchange(
        self, desk: Desk, gone: Iterable[str], again: list[Part]
    ) -> tuple[dict[str, _Said], dict[str, Standing]]:
        """Take out what reports told, and put in what they tell now."""
        told = [said for r in (*gone, *(p.id for p in again)) for said in self._told.pop(r, ())]
        for said in told:
            del self._said[said.statement.id]
        for part in again:
            self._told[part.id] = [_said(desk, part, n, s) for n, s in enumerate(part.told.of_kind(Statement))]
        new = [said for part in again for said in self._told[part.id]]
        self._said.update((said.statement.id, said) for said in new)
        left = {said.statement.id: said for said in told}
        return left, {said.statement.id: said.standing for said in new}

    def _one(self, a: str, b: str) -> bool:
        return _retold(self._said[a], self._said[b])


def _said(desk: Desk, part: Part, number: int, statement: Statement) -> _Said:
    speaker, side = _speaker(desk, statement), _side(desk, statement)
    wording = _Wording.of(statement.content.words)
    rows: set[tuple[str, ...]] = {(speaker, *pair) for pair in wording.pairs}
    rows.update((speaker, *pair) for run in wording.marked for pair in combinations(run[:_LONG], 2))
    rows.update((side, run) for run in wording.phrases if side)
    told = frozenset(w for w in wording.bag if w[:STEM] not in desk.stems[statement.report])
    rarest = sorted(told, key=lambda w: (-weight(w), w))[:_RAREST] if side else ()
    rows.update((side, "rare", *pair) for pair in combinations(sorted(rarest), 2))
    if statement.act == "announce" and (day := _day(statement)):
        rows.add((speaker, "announce", str(day)))
    place = Standing((part.rank, number, statement.id), frozenset(rows))
    return _Said(statement, speaker, side, told, part.report.published, place, wording)


def _speaker(desk: Desk, statement: Statement) -> str:
    """Who spoke: an unnamed source goes by its description."""
    voice = statement.voice
    if voice.kind is VoiceKind.ANONYMOUS or not voice.actor:
        return f"{_UNNAMED}{plain(voice.description)}"
    return desk.cast.root(desk.cast.of(voice.actor))


def _side(desk: Desk, statement: Statement) -> str:
    """For whom the speaker speaks; empty for an unnamed source."""
    voice = statement.voice
    return desk.cast.side(voice.actor) if voice.actor and voice.kind is not VoiceKind.ANONYMOUS else ""


def _retold(a: _Said, b: _Said) -> bool:
    """Whether two statements of one speaker are one utterance: most words come back, on no other day.

    Some words in a row that stand in both are enough: two reports begin and end a quotation elsewhere.
    """
    one, two = a.wording, b.wording
    if a.speaker != b.speaker:
        told = _of_days(a, b) and _of_one_side(a, b)
    elif a.speaker.startswith(_UNNAMED) and a.statement.report != b.statement.report:
        told = _of_days(a, b) and _word_for_word(one, two)
    else:
        told = _one_speaker(a, b) or (_of_days(a, b) and _in_other_words(a, b))
    if not told or a.statement.anchor.overlaps(b.statement.anchor):
        return False
    times = a.statement.when, b.statement.when
    return SILENT in times or compare(*times) is not Fit.APART


def _one_speaker(a: _Said, b: _Said) -> bool:
    """Whether the words of one speaker are one utterance."""
    one, two = a.wording, b.wording
    if _worded_alike(one, two) or not one.runs.isdisjoint(two.runs):
        return True
    if (one.marked or two.marked) and (_quoted_back(a, b) or _quoted_back(b, a) or _quote_alike(a, b)):
        return True
    return _announced_once(a, b)


def _of_days(a: _Said, b: _Said) -> bool:
    """Whether two reports may tell of one day: sources and their phrases are known again for some days."""
    return not a.published or not b.published or abs((a.published - b.published).days) <= WITHIN


def _of_one_side(a: _Said, b: _Said) -> bool:
    """Whether a phrase that one who speaks for a side has in quotation marks stands in what another of that side
    says, or many words in a row stand in both."""
    if not a.side or a.side != b.side:
        return False
    one, two = a.wording, b.wording
    phrase = any(p in two.line for p in one.phrases) or any(p in one.line for p in two.phrases)
    return phrase or not one.runs.isdisjoint(two.runs)


def _in_other_words(a: _Said, b: _Said) -> bool:
    """Whether two reports share so many rare words that they hardly tell of two utterances of one speaker.

    A yes and a no are two, however alike they sound.
    """
    both = a.told & b.told
    if len(both) < LEAST or a.statement.report == b.statement.report or a.told & _NOT != b.told & _NOT:
        return False
    shared = both - _NOT
    if len(shared) < LEAST:
        return False
    common = sum(map(weight, shared))
    share = common / min(sum(map(weight, s.told - _NOT)) for s in (a, b))
    return any(common >= least and share >= part for least, part in RARE)


def _word_for_word(one: _Wording, two: _Wording) -> bool:
    """Whether two reports have many words of a source in common: one wire behind both."""
    few = min(len(one.bag), len(two.bag))
    return few >= RUN and len(one.bag & two.bag) >= SHARE * few and not one.runs.isdisjoint(two.runs)


def _quote_alike(a: _Said, b: _Said) -> bool:
    """Whether two reports put the same words in marks, beside many of the same words; or one puts in marks, in the
    same order, some of those that the other has in marks."""
    one, two = a.wording, b.wording
    if not (one.marked and two.marked) or a.statement.report == b.statement.report:
        return False
    needed = max(LEAST, QUOTING * min(len(one.bag), len(two.bag)))
    if not set(one.marked).isdisjoint(two.marked) and len(one.bag & two.bag) >= needed:
        return True
    return any(_in_order(x, y) or _in_order(y, x) for x in one.marked for y in two.marked)


def _in_order(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether all words of one stand in the other in the same order."""
    rest = iter(many)
    return len(few) >= LEAST and all(word in rest for word in few)


def _announced_once(a: _Said, b: _Said) -> bool:
    """Whether two reports have an announcement of one day known by date, the shorter in words of the longer."""
    one, two = a.statement, b.statement
    if not one.act == two.act == "announce" or one.report == two.report:
        return False
    few = min(len(a.wording.bag), len(b.wording.bag))
    day = _day(one)
    return few > 1 and len(a.wording.bag & b.wording.bag) == few and day is not None and day == _day(two)


def _day(statement: Statement) -> date | None:
    """The day of speaking, where it is known by date."""
    when = statement.when
    return when.start if isinstance(when, When) and when.start == when.end else None


def _worded_alike(a: _Wording, b: _Wording) -> bool:
    """Whether most words of one come back in the other, most of them beside the same neighbours."""
    shared = len(a.bag & b.bag)
    if shared < LEAST or shared < SHARE * min(len(a.bag), len(b.bag)):
        return False
    return len(a.pairs & b.pairs) >= ORDER * min(len(a.pairs), len(b.pairs))


def _quoted_back(a: _Said, b: _Said) -> bool:
    """Whether words that one telling has in quotation marks of its own stand together in the other."""
    if not a.wording.quoted or a.statement.manner is Manner.DIRECT or a.statement.report == b.statement.report:
        return False
    line = b.wording.line
    return any(run in line for run in a.wording.quoted)


def _draft(desk: Desk, statements: list[Statement]) -> Draft:
    lead = max(statements, key=lambda s: (s.manner is Manner.DIRECT, len(s.content.words), s.id))
    voice = lead.voice
    name = desk.cast.name(voice.actor) if voice.actor else voice.description or desk.labels[lead.report]
    return Draft(
        kind="statement",
        slot="words",
        key=(min(s.id for s in statements),),
        question=_question(lower_article(name), lead),
        claims=tuple(desk.once("words", s, partial(_claim, desk, s)) for s in statements),
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
