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
from collections.abc import Iterator
from pathlib import Path

from bench.common import rows
from bench.events_across import clusters_of, mentions_of
from bench.stories import desk, told

from parley.reconcile.stories import train_events
from parley.reconcile.stories.events import laid_out
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.joining import FOLDER
from parley.reconcile.stories.train import Desk, background, desks, save, train

PARTS = 9
"""NeuS is cut into this many sets; five serve whole, two also cut into small desks."""
WEIGHTS = {"neus": 1.0, "basil": 4.0, "ecb": 1.5}
LEAST = 0.4


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
    for name, file in files.items():
        chosen = [r for r in rows(file) if r.get("split", "train") == "train"]
        if name != "neus":
            yield from desks(desk(chosen, WEIGHTS[name]), name)
            continue
        stories = sorted({r["story"] for r in chosen})
        for part in range(PARTS):
            own = set(stories[part::PARTS])
            whole = desk([r for r in chosen if r["story"] in own], WEIGHTS[name])
            if part < 5:
                yield whole
            elif part < 7:
                yield from desks(whole, f"{name} {part}")


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
