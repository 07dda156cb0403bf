"""Train the classifier of PLOVER classes: `python -m parley.reading.classing.train DATA.jsonl... OUT.npz`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from parley.reading.classing.classifier import Classifier, fit, hashed
from parley.reading.classing.examples import read

PENALTY = 5e-5


def train(files: Sequence[Path], out: Path) -> Classifier:
    """Train on rows of {marked, events: [{plover15}]} and write the weights. Same files, same bytes."""
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    labels = [row["events"][0]["plover15"] for row in rows]
    sentences = [row["marked"] for row in rows]
    model = fit(list(read(sentences)), labels, penalty=PENALTY)
    model = replace(model, taught=frozenset(map(hashed, sentences)))
    model.save(out)
    return model


if __name__ == "__main__":
    train([Path(name) for name in sys.argv[1:-1]], Path(sys.argv[-1]))
