#!/usr/bin/env python3
"""Make what the grouping of reports into stories ships: its background counts and its trained joins.

usage: tools/build_story_weights.py background --texts FILE...
       tools/build_story_weights.py joins --neus FILE --basil FILE --ecb FILE [--without SET] [--out FOLDER]
       tools/build_story_weights.py events --ecb FILE [--out FOLDER]

The background is counted from JSON lines with `text`, `title` and, where they have one, `id`; give it texts that
may be passed on. The joins are trained on the train parts of three collections whose texts are not passed on:
the weights hold no word of them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.common import rows
from bench.events_across import clusters_of, mentions_of
from bench.stories import Row, desk, story, told

from parley.model.ids import digest
from parley.reconcile.stories import train_events
from parley.reconcile.stories.events import laid_out
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.joining import FOLDER
from parley.reconcile.stories.train import FOLDS, Desk, background, desks, save, train

PARTS = 9
"""NeuS is cut into this many sets."""
WEIGHTS = {"neus": 1.0, "basil": 4.0, "ecb": 1.5}
HEADED = 0.4
MIXED = 1.5
"""How much pairs weigh."""
THIN = 3
WORDS = 90
TITLE = 18
"""Words of a first sentence that is a title if no full stop ends it; of others the first two thirds are taken."""
SHARE = 0.4
LEAST = 0.45


def main() -> None:
    """Write the background or the joins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["background", "joins", "events"])
    parser.add_argument("--texts", nargs="*", default=[])
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of the ids that may be counted")
    for name in WEIGHTS:
        parser.add_argument(f"--{name}")
    parser.add_argument("--without", default="")
    parser.add_argument("--out", default=str(FOLDER))
    options = parser.parse_args()
    if options.what == "background":
        (Path(options.out) / "background.tsv").write_text(
            _background(options.texts, options.only), encoding="utf-8"
        )
        return
    if options.what == "events":
        train_events.save(train_events.train(_lessons(options.ecb)), Path(options.out))
        return
    files = {n: getattr(options, n) for n in WEIGHTS if n != options.without}
    sets = list(_sets(files))
    save(train(sets, LEAST), Path(options.out))


def _background(files: list[str], only: list[str]) -> str:
    found = (r for r in rows(*files) if not only or not r.get("id") or r["id"].startswith(tuple(only)))
    return background(f"{r.get('title') or ''}\n{r['text']}" for r in found)


def _sets(files: dict[str, str]) -> Iterator[Desk]:
    """Every train part whole and in folds, and drawn from each fold: small, thinned, cut, and mixed desks."""
    found = {n: [r for r in rows(f) if r.get("split", "train") == "train"] for n, f in files.items()}
    parts = {n: _parts(n, chosen) for n, chosen in found.items()}
    for name, chosen in found.items():
        if name != "neus":
            yield desk(chosen, WEIGHTS[name])
        for number, part in enumerate(parts[name]):
            yield from _drawn(name, part, number)
    for fold in range(FOLDS):
        yield _mixed([part for own in parts.values() for part in own[fold : fold + 1]], fold)


def _parts(name: str, chosen: list[Row]) -> list[list[Row]]:
    """A collection in as many parts as there are folds, NeuS in more; part n lies in fold n modulo FOLDS."""
    many = PARTS if name == "neus" else FOLDS
    keys = sorted({_key(r) for r in chosen}, key=lambda k: digest(name, k))
    return [[r for r in chosen if _key(r) in set(keys[n::many])] for n in range(many)]


def _key(row: Row) -> str:
    """What must not be cut in two: the story, or the topic, where two stories of a kind belong to one."""
    return str(row.get("topic") or story(row))


def _drawn(name: str, part: list[Row], number: int) -> Iterator[Desk]:
    """One part whole, small desks from it, and desks where stories have few reports and reports few words."""
    salt = f"{name} {number}"
    whole = replace(desk(part, WEIGHTS[name]), fold=number % FOLDS)
    yield from desks(whole, salt) if number < FOLDS else [whole]
    yield replace(whole, reports=desk([_bared(r) for r in _thinned(part, salt)]).reports)
    if name != "neus":
        yield replace(whole, reports=desk([_cut(r) for r in part]).reports)
    if name != "ecb":
        yield replace(whole, reports=desk([r | {"title": ""} for r in part]).reports, weight=WEIGHTS[name] / 2)
    for chosen in _otherwise(name, part, number, salt):
        yield replace(desk(chosen, HEADED if name == "ecb" else WEIGHTS[name]), fold=number % FOLDS)


def _otherwise(name: str, part: list[Row], number: int, salt: str) -> Iterator[list[Row]]:
    """Large stories with titles, and longer reports in small ones: else the trees tell the collections apart."""
    if name == "ecb":
        headed = [_headed(r) for r in part]
        yield headed
        for most in (THIN, 2 * THIN):
            yield _thinned(headed, f"{salt} {most}", most)
    if name == "neus" and number < 2 * FOLDS:
        yield _longer(part, salt)


def _headed(row: Row) -> Row:
    """The same report with its first sentence as the title."""
    sentences = [s["tokens"] for s in row["sentences"]]
    first, *rest = sentences[1:] if len(sentences) > 1 and sentences[0][0].startswith("http") else sentences
    if len(first) > TITLE or first[-1] == ".":
        first, rest = first[: 2 * TITLE // 3], [first, *rest]
    return row | {"title": " ".join(first), "text": " ".join(word for s in rest for word in s)}


def _longer(part: list[Row], salt: str) -> list[Row]:
    """Two reports of each story: two outlets' openings in one, the third's with what an editor wrote."""
    found = []
    for own in _stories(part, salt).values():
        if len(own) == 3:
            one, two, three = own
            summary = three["neutral"].split("ARTICLE=>")[-1].strip()
            found.append(one | {"text": f"{one['text']}\n{two['title']} {two['text']}"})
            found.append(three | {"text": f"{three['text']}\n{summary}"})
    return found


def _mixed(parts: list[list[Row]], fold: int) -> Desk:
    """Some stories of every collection on one desk, long reports cut, large stories thinned."""
    few = [r for part in parts for r in _thinned(part, "mixed") if _drawn_by(story(r), "mixed") < SHARE]
    chosen = [_bared(_cut(r)) for r in few]
    return replace(desk(chosen, MIXED), fold=fold)


def _thinned(part: list[Row], salt: str, most: int = THIN) -> list[Row]:
    """One to `most` reports of each story."""
    stories = _stories(part, salt).items()
    return [r for s, own in stories for r in own[: 1 + int(most * _drawn_by(s, salt))]]


def _stories(part: list[Row], salt: str) -> dict[str, list[Row]]:
    """The reports of each story in an order that hangs on `salt`."""
    stories: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(part, key=lambda r: digest(salt, r["doc_id"])):
        stories[story(row)].append(row)
    return stories


def _drawn_by(name: str, salt: str) -> float:
    """A number from 0 to 1 that hangs on the name alone."""
    return int(digest(salt, name)[:6], 16) / 16**6


def _bared(row: Row) -> Row:
    """The same report, one in three without its title."""
    return row | {"title": ""} if _drawn_by(row["doc_id"], "bared") < 1 / 3 else row


def _cut(row: Row) -> Row:
    """The same report as its first words alone."""
    text = row.get("text") or "\n".join(row.get("paragraphs", ()))
    return row | {"text": " ".join(text.split()[:WORDS])}


def _lessons(file: str) -> list[train_events.Lesson]:
    """The train part's stories, as Parley finds them, with the events of their mentions."""
    chosen = [r for r in rows(file) if r["split"] == "train"]
    reports = [told(r, dated=False) for r in chosen]
    mentions = [m for r in chosen for m in mentions_of(r)]
    events = {mention: cluster for r in chosen for mention, cluster in clusters_of(r).items()}
    topic = {r["doc_id"]: str(r["topic"]) for r in chosen}
    laid = laid_out(mentions, reports, grouped(reports))
    return [train_events.Lesson(story, events, topic[story.mentions[0].report]) for story in laid]


if __name__ == "__main__":
    main()
