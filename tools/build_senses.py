#!/usr/bin/env python3
"""Make the table of how near words lie in WordNet, which the linking of events across reports looks at.

usage: tools/build_senses.py --wordnet FOLDER [--words FILE] [--out FILE]

FOLDER holds WordNet's data and index files (Princeton; its own licence, see NOTICE). FILE lists the words in its
second column: those of the attribution taggers' table, which are the verbs and nouns among the 60,000 most
frequent words. A lemma reaches its first three senses of each part of speech and what is derived from them
(letter a), what stands right above those (b) and what stands above that (c); senses with more than 60 kinds
below them count a step more, those with more than 200 join nothing.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent.parent / "src/parley"
OUT = HOME / "reconcile/stories/weights/senses.tsv.xz"
WORDS = HOME / "reading/attribution/tables/likeness.tsv"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = 3
DERIVED, GROUP, ABOVE, FAR_ABOVE = ("+", "\\", "<"), ("$",), ("@", "&", "*", ">"), ("@",)
BROAD, BROADEST = 60, 200


@dataclass(frozen=True)
class Sense:
    """A synset: its words, and its pointers as (sign, target, word that points or 0 for all)."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int], ...]


def senses(folder: Path) -> dict[str, Sense]:
    """All synsets, by part of speech and offset."""
    found = {}
    for name, part in PARTS.items():
        for fields in _lines(folder / f"data.{name}"):
            many = int(fields[3], 16)
            words = tuple(fields[4 + 2 * i].lower().split("(")[0] for i in range(many))
            at = 5 + 2 * many
            raw = [fields[at + 4 * i : at + 4 * i + 4] for i in range(int(fields[at - 1]))]
            pointers = ((sign, ("a" if p == "s" else p) + to, int(source[:2], 16)) for sign, to, p, source in raw)
            found[part + fields[0]] = Sense(words, tuple(pointers))
    return found


def index(folder: Path) -> dict[str, list[str]]:
    """The first senses of each lemma, for all parts of speech."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, part in PARTS.items():
        for fields in _lines(folder / f"index.{name}"):
            found[fields[0]] += [part + offset for offset in fields[-int(fields[2]) :][:SENSES]]
    return found


def _lines(file: Path) -> Iterator[list[str]]:
    for line in file.read_text(encoding="latin-1").splitlines():
        if not line.startswith(" "):
            yield line.split("|")[0].split()


def reached(lemma: str, own: list[str], known: dict[str, Sense]) -> dict[str, int]:
    """The synsets that a lemma reaches, with the steps to them."""
    found = dict.fromkeys(own, 0)
    for sense in own:
        words = known[sense].words
        for sign, to, source in known[sense].pointers:
            if (sign in DERIVED and (not source or words[source - 1] == lemma)) or sign in GROUP:
                found.setdefault(to, 0)
    for steps, signs in ((1, ABOVE), (2, FAR_ABOVE)):
        last = [s for s, n in found.items() if n == steps - 1]
        for to in (to for s in last for sign, to, _ in known[s].pointers if sign in signs):
            found.setdefault(to, steps)
    return found


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--wordnet", required=True)
    parser.add_argument("--words", default=str(WORDS))
    parser.add_argument("--out", default=str(OUT))
    options = parser.parse_args()
    known, first = senses(Path(options.wordnet)), index(Path(options.wordnet))
    kinds = Counter(to for s in known.values() for sign, to, _ in s.pointers if sign == "@")
    words = sorted({line.split("\t")[1] for line in Path(options.words).read_text(encoding="utf-8").splitlines()})
    tables = {w: reached(w, first[w], known) for w in words if w in first}
    often = Counter(s for table in tables.values() for s in table)
    kept = {s: str(n) for n, s in enumerate(sorted(s for s, n in often.items() if n > 1 and kinds[s] <= BROADEST))}
    lines = []
    for word, table in tables.items():
        items = ((s, n + (kinds[s] > BROAD)) for s, n in sorted(table.items()) if s in kept)
        lines.append(f"{word}\t{' '.join(kept[s] + 'abcd'[n] for s, n in items)}\n")
    Path(options.out).write_bytes(lzma.compress("".join(lines).encode("utf-8"), preset=9))


if __name__ == "__main__":
    main()
