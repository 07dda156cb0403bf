"""Mentions of events, and what tells whether two of them in reports of one story are of the same event.

All pairs of a story are compared at once: each feature is a matrix of mentions by mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parley.reconcile.stories import heads
from parley.reconcile.stories.overlaps import Overlap, best_there, greater, lesser, unit
from parley.reconcile.stories.senses import FAR, distance
from parley.reconcile.stories.terms import stem
from parley.reconcile.stories.vectors import mean, vectors
from parley.reconcile.stories.views import Floats, Ints
from parley.reconcile.stories.weighing import Weighing

PLAIN = (
    "same head", "words", "contained", "beginning", "known", "rarity", "more often", "less often",
    "sentence", "sentence of best, lesser", "sentence of best, greater", "near", "rarest", "names",
    "subject", "object", "any party", "places and times", "figures", "other figures", "same report",
    "apart", "both at the top", "same part of speech", "one noun", "report", "objects meet heads",
    "steps between heads", "steps between words", *heads.NAMES,
)  # fmt: skip
VECTORS = (
    "head vectors", "form vectors", "word vectors", "mean vectors", "near vectors", "sentence vectors",
    "party vectors", "party and head vectors", "before the next, greater", "before the next, lesser",
)  # fmt: skip
NAMES = (*PLAIN, "seen", *heads.CROWDS, *VECTORS)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an event: its words as lemmas, who and what takes part, and the words around it.

    `head` is the lemma of the word that names the event, `form` that word as it stands, in lower case, and `role`
    its syntactic role; `words` are all lemmas of weight. `subjects`, `objects` and `others` are lemmas of words
    that stand with it; `around` those of its sentence, which has `length` words, `near` those within five words;
    `names` the proper nouns and `figures` the numbers of the sentence. `place` counts sentences and `at` words
    from 0.
    """

    id: str
    report: str
    head: str
    part: str
    words: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    place: int = 0
    at: int = 0
    form: str = ""
    role: str = ""
    length: int = 0

    @property
    def parties(self) -> frozenset[str]:
        """Whoever and whatever stands with it."""
        return self.subjects | self.objects | self.others


@dataclass(frozen=True, slots=True)
class Known:
    """How often two heads named one event in annotated reports: (pairs that did, pairs in all)."""

    counts: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    def seen(self, a: str, b: str) -> float:
        """How many pairs of these heads were seen."""
        return self.counts.get((min(a, b), max(a, b)), (0.0, 0.0))[1]

    def rate(self, a: str, b: str) -> float:
        """The rate, drawn towards that of pairs never seen, which is 0.

        >>> Known({("accord", "agreement"): (6.0, 8.0)}).rate("agreement", "accord")
        0.6
        """
        yes, all_pairs = self.counts.get((min(a, b), max(a, b)), (0.0, 0.0))
        return yes / (all_pairs + 2.0)


class Story:
    """The mentions of one story, with what their pairs are compared by.

    `heads` and `reports` number each mention's head, by its stem, and its report; `inside` tells which two are of
    one report.
    """

    def __init__(self, mentions: Sequence[Mention], weighing: Weighing, nearness: Mapping[tuple[str, str], float]):
        self.mentions = mentions
        self.stems = [stem(m.head) or m.head for m in mentions]
        self.heads: Ints = np.unique(self.stems, return_inverse=True)[1]
        names, self.reports = np.unique([m.report for m in mentions], return_inverse=True)
        self.inside = self.reports[:, None] == self.reports
        self._between = _square([str(n) for n in names], nearness)
        self._weighing, self._weights = weighing, dict[str, float]()

    def idf(self, word: str) -> float:
        """The weight of a word, by its stem."""
        found = self._weights.get(word)
        if found is None:
            found = self._weights[word] = max(self._weighing.idf(stem(word) or word), 0.1)
        return found

    @property
    def pairs(self) -> tuple[Ints, Ints]:
        """The places of all pairs."""
        one, two = np.triu_indices(len(self.mentions), 1)
        return one, two

    def table(self, known: Known) -> Floats:
        """The features of all pairs, in the order of NAMES."""
        pairs = self.pairs
        if not len(pairs[0]):
            return np.zeros((0, len(NAMES)))
        found = {
            **_triggers(self, known),
            **_sentences(self),
            **_parties(self),
            **_setting(self, self._between[self.reports][:, self.reports]),
            **_steps(self),
            **heads.features(self),
            **_vectors(self),
        }
        table: Floats = np.column_stack([found[name][pairs] for name in NAMES])
        return table.round(6)


def _square(names: Sequence[str], nearness: Mapping[tuple[str, str], float]) -> Floats:
    found, place = np.eye(len(names)), {n: i for i, n in enumerate(names)}
    for (a, b), near in nearness.items():
        found[place[a], place[b]] = found[place[b], place[a]] = near
    return found


def _stems(words: Iterable[str]) -> set[str]:
    return {stem(w) or w for w in words}


def _triggers(story: Story, known: Known) -> dict[str, Floats]:
    """The words that name both events."""
    own = Overlap([_stems(m.words) for m in story.mentions], story.idf)
    both, many = own.counts(), own.holds.sum(1)
    keys = np.unique(story.heads * len(story.mentions) + story.reports, return_inverse=True)[1]
    often = np.log(np.bincount(keys)[keys])
    return {
        "same head": (story.heads[:, None] == story.heads).astype(float),
        "words": both / np.maximum(many[:, None] + many - both, 1),
        "contained": both / np.maximum(lesser(many), 1),
        "beginning": _each(story, _beginning),
        "known": _each(story, known.rate),
        "seen": np.log1p(_each(story, known.seen)),
        "rarity": lesser(np.array([story.idf(s) for s in story.stems])),
        "more often": greater(often),
        "less often": lesser(often),
    }


def _each(story: Story, judged: Callable[[str, str], float]) -> Floats:
    """What a function of two stems says of every two heads."""
    stems = sorted(set(story.stems))
    table = np.array([[judged(a, b) for b in stems] for a in stems], dtype=float)
    found: Floats = table[story.heads][:, story.heads]
    return found


def _beginning(a: str, b: str) -> float:
    """The share of the shorter word that both begin with; 0 below three letters."""
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common / min(len(a), len(b)) if common >= 3 else 0.0


def _sentences(story: Story) -> dict[str, Floats]:
    """The words around both; beside the best that either finds at a mention named alike."""
    cosines = Overlap([m.around for m in story.mentions], story.idf).cosines()
    akin = Overlap([_stems((*m.words, m.head)) for m in story.mentions], story.idf).counts() > 0
    best = np.where(akin, cosines, 0.0).max(1)
    return {
        "sentence": cosines,
        "sentence of best, lesser": _part(cosines, lesser(best)),
        "sentence of best, greater": _part(cosines, greater(best)),
        "near": Overlap([m.near - m.words for m in story.mentions], story.idf).cosines(),
        "rarest": Overlap([m.around - m.words for m in story.mentions], story.idf).rarest(),
        "names": Overlap([m.names for m in story.mentions], story.idf).share(),
    }


def _part(values: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, values / np.maximum(whole, 1e-6), 0.0)


def _parties(story: Story) -> dict[str, Floats]:
    """Who and what takes part, and how many."""
    figures = Overlap([m.figures for m in story.mentions], story.idf)
    some, shared = figures.holds.max(1) > 0, figures.counts()
    return {
        "subject": Overlap([m.subjects for m in story.mentions], story.idf).agreement(),
        "object": Overlap([m.objects for m in story.mentions], story.idf).agreement(),
        "any party": Overlap([m.parties for m in story.mentions], story.idf).agreement(),
        "places and times": Overlap([m.others for m in story.mentions], story.idf).agreement(),
        "figures": shared,
        "other figures": (some[:, None] & some & (shared == 0)).astype(float),
        "same report": story.inside.astype(float),
    }


def _setting(story: Story, between: Floats) -> dict[str, Floats]:
    """Where both stand, and what kind of word they are."""
    places = np.array([float(m.place) for m in story.mentions])
    nouns = np.array([float(m.part in ("NOUN", "PROPN")) for m in story.mentions])
    parts = np.array([m.part for m in story.mentions])
    things = [m.objects | m.others for m in story.mentions]
    among = sorted({w for m, own in zip(story.mentions, things, strict=True) for w in (*m.words, *own)})
    words = Overlap([m.words for m in story.mentions], story.idf, among).holds
    crossed = Overlap(things, story.idf, among).holds @ words.T > 0
    return {
        "apart": np.log1p(abs(places[:, None] - places)),
        "both at the top": (greater(places) <= 1).astype(float),
        "same part of speech": (parts[:, None] == parts).astype(float),
        "one noun": (nouns[:, None] + nouns == 1).astype(float),
        "report": between,
        "objects meet heads": (crossed | crossed.T).astype(float),
    }


def _nearest(story: Story, table: Floats, words: Sequence[str]) -> Floats:
    """The least of a table of words by words over the words of every two mentions; 1e9 where one has none."""
    place = {w: i for i, w in enumerate(words)}
    own = [[place[w] for w in sorted(m.words)] for m in story.mentions]
    rows = np.array([table[o].min(0) if o else np.full(len(words), 1e9) for o in own])
    return np.column_stack([rows[:, o].min(1) if o else np.full(len(own), 1e9) for o in own])


def _steps(story: Story) -> dict[str, Floats]:
    """Steps through WordNet."""
    lemmas, heads_ = np.unique([m.head for m in story.mentions], return_inverse=True)
    words = sorted({w for m in story.mentions for w in m.words})
    far = np.array([[distance(str(a), str(b)) for b in lemmas] for a in lemmas], dtype=float)
    all_words = np.array([[distance(a, b) for b in words] for a in words], dtype=float).reshape(len(words), -1)
    return {
        "steps between heads": far[heads_][:, heads_],
        "steps between words": np.minimum(_nearest(story, all_words, words), FAR),
    }


def _vectors(story: Story) -> dict[str, Floats]:
    """How near the words lie by the company they keep in general."""
    forms, lemmas = vectors([m.form for m in story.mentions]), vectors([m.head for m in story.mentions])
    heads_ = np.where(np.abs(lemmas).max(1)[:, None] > 0, lemmas, forms)
    across = heads_ @ forms.T
    near = np.maximum.reduce([heads_ @ heads_.T, forms @ forms.T, across, across.T])
    words = sorted({w for m in story.mentions for w in m.words})
    table = vectors(words)
    parties = unit(np.array([mean(m.parties, story.idf) for m in story.mentions]))
    to_head, apart = parties @ heads_.T, near - 2 * np.eye(len(near))
    lead = apart - best_there(apart, story.reports.tolist())
    return {
        "head vectors": heads_ @ heads_.T,
        "form vectors": near,
        "word vectors": np.maximum(-_nearest(story, -(table @ table.T), words), -1.0),
        "mean vectors": _means(story, [m.words for m in story.mentions]),
        "near vectors": _means(story, [m.near - m.words for m in story.mentions]),
        "sentence vectors": _means(story, [m.around for m in story.mentions]),
        "party vectors": parties @ parties.T,
        "party and head vectors": np.maximum(to_head, to_head.T),
        "before the next, greater": np.maximum(lead, lead.T),
        "before the next, lesser": np.minimum(lead, lead.T),
    }


def _means(story: Story, sets: Sequence[Iterable[str]]) -> Floats:
    rows = unit(np.array([mean(words, story.idf) for words in sets]))
    found: Floats = rows @ rows.T
    return found
