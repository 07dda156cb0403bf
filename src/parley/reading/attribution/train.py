"""Learn the taggers from annotated articles: cues, then source and content per cue, then the judge.

A sequence for the first tagger is a paragraph; for the second the surroundings of one annotated cue. The judge
must see cues as they come out of taggers that do not know the article, so half of the articles train a pair of
taggers that tags the other half for it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from parley.errors import BadSetting
from parley.reading.attribution.decode import decoded
from parley.reading.attribution.features import cue_features, open_tokens
from parley.reading.attribution.gold import Known, Lesson, articles, lessons
from parley.reading.attribution.judge import judged_features
from parley.reading.attribution.models import save
from parley.reading.attribution.reader import LOOKED_AT
from parley.reading.attribution.relations import around, relation_features
from parley.reading.attribution.spans import Attribution, indexes
from parley.reading.attribution.tagger import cues, links

Labelled = tuple[list[list[str]], list[str]]
Progress = Callable[[str], None]
_JUDGE_PENALTY = 12.0  # by outlets left out of training: a dozen thousand examples for as many features


@dataclass(frozen=True, slots=True)
class Rounds:
    """How many iterations of L-BFGS each part takes at most, and how often a feature must occur to count."""

    cues: int = 70
    links: int = 70
    judge: int = 80
    least: int = 3


def train(
    files: Sequence[str | Path],
    out_folder: str | Path,
    *,
    rounds: Rounds | None = None,
    on_progress: Progress = print,
) -> int:
    """Learn from JSON-lines files of annotated articles and write the three parts; the number of articles.

    Raises BadSetting where the files hold too little to learn from.
    """
    on_progress("parsing")
    learnt = list(lessons(articles(files)))
    if len(learnt) < 4 or not any(lesson.known for lesson in learnt):
        raise BadSetting(f"{', '.join(map(str, files))}: needs at least four annotated articles to learn from")
    fit(learnt, Path(out_folder), rounds or Rounds(), on_progress)
    return len(learnt)


def fit(learnt: Sequence[Lesson], folder: Path, rounds: Rounds, on_progress: Progress) -> None:
    """Train all parts on these lessons and write them into the folder."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        on_progress("half of the articles, for the judge")
        _pair(learnt[::2], place, "half", rounds)
        _learn(_judged(learnt[1::2], place, "half"), place / "judge", rounds.judge, 2, _JUDGE_PENALTY)
        on_progress("all articles")
        _pair(learnt, place, "all", rounds)
        for part, file in (("cues", "all.cues"), ("links", "all.links"), ("judge", "judge")):
            save(folder, part, place / file)


def _pair(learnt: Sequence[Lesson], place: Path, name: str, rounds: Rounds) -> None:
    _learn(
        (s for lesson in learnt for s in cue_sequences(lesson)), place / f"{name}.cues", rounds.cues, rounds.least
    )
    _learn(
        (s for lesson in learnt for s in link_sequences(lesson)),
        place / f"{name}.links",
        rounds.links,
        rounds.least,
    )


def _learn(sequences: Iterable[Labelled], file: Path, rounds: int, least: int, penalty: float = 1.0) -> None:
    """One conditional random field, by L-BFGS with an L2 penalty."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 0.0,
            "c2": penalty,
            "max_iterations": rounds,
            "feature.minfreq": least,
            "feature.possible_transitions": True,
        }
    )
    for features, labels in sequences:
        trainer.append(features, labels)
    trainer.train(str(file))


def cue_sequences(lesson: Lesson) -> Iterator[Labelled]:
    """Each paragraph with B on the first word of a cue, I on the others, O elsewhere."""
    label: dict[int, str] = {}
    for known in lesson.known:
        label[known.cue.first] = "B"
        for i in range(known.cue.first + 1, known.cue.last + 1):
            label.setdefault(i, "I")
    for paragraph in lesson.seen.scene.paragraphs:
        places = open_tokens(lesson.seen, paragraph)
        if places:
            yield cue_features(lesson.seen, places), [label.get(i, "O") for i in places]


def link_sequences(lesson: Lesson) -> Iterator[Labelled]:
    """The surroundings of each cue with K on the cue, S on its source, C on its content, O elsewhere."""
    base: dict[int, list[str]] = {}
    for known in lesson.known:
        place = around(lesson.seen, known.cue)
        labels = ["O"] * (place.last - place.first + 1)
        cue = range(known.cue.first, known.cue.last + 1)
        for role, name in ((known.content, "C"), (known.source, "S"), (cue, "K")):
            for i in role:
                if place.first <= i <= place.last:
                    labels[i - place.first] = name
        yield relation_features(lesson.seen, place, base), labels


def _judged(learnt: Iterable[Lesson], place: Path, name: str) -> Iterator[Labelled]:
    """What the pair of taggers makes of articles it does not know, and whether that is right."""
    first, second = pycrfsuite.Tagger(), pycrfsuite.Tagger()
    first.open(str(place / f"{name}.cues"))
    second.open(str(place / f"{name}.links"))
    for lesson in learnt:
        tagged = links(lesson.seen, cues(lesson.seen, first, LOOKED_AT), second)
        pairs = [(t, a) for t in tagged if (a := decoded(lesson.seen.scene, t)) is not None]
        for (_, found), row in zip(pairs, judged_features(lesson.seen, pairs), strict=True):
            yield [row], ["Y" if any(agree(lesson, found, known) for known in lesson.known) else "N"]


def agree(lesson: Lesson, found: Attribution, known: Known) -> bool:
    """Whether content and source each share at least half of their words, as the scorer's joint measure asks."""
    doc = lesson.seen.scene.doc
    content = _shared(
        {i for i in indexes(found.content) if not doc[i].is_punct},
        {i for i in known.content if not doc[i].is_punct},
    )
    return content >= 0.5 and _shared(set(indexes(found.source)), set(known.source)) >= 0.5


def _shared(ours: set[int], theirs: set[int]) -> float:
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0
