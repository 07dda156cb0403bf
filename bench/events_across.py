"""Which mentions are of the same event, across reports: coreference with given mentions and found stories.

./go bench events_across --data DOCS.jsonl [--part dev] [--pred OUT.json] [--weights FOLDER]

A line holds {doc_id, text, sentences: [{sent, tokens, validated}], mentions: [{mention_id, kind, sent, toks,
cluster, validated}]}; validated mentions of kind event are taken, their clusters for scoring only. The stories are
those that Parley finds by itself, or `--topics gold` those of the data, to see what they cost.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from bench.common import arguments, below_floor, record, rows, table
from bench.scorers.clusters import figures
from bench.stories import labelled, part_of, told
from parley.reading.sheet import language
from parley.reconcile.stories.events import read, same_events
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.mentions import Mention

Row = dict[str, Any]
FIGURES = ("MUC", "BCubed", "CEAFe", "LEA", "CoNLL", "pairs")
_SUBJECTS = ("nsubj", "nsubjpass", "poss", "agent", "csubj")
_OBJECTS = ("dobj", "dative", "attr", "oprd", "compound", "amod")
_OPEN = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV")
_NEAR = 5


def main(argv: Sequence[str]) -> int:
    """Link all mentions, and beside that the two baselines."""
    parser = arguments("events_across", (__doc__ or "").split("\n")[0])
    parser.add_argument("--part", default="dev")
    parser.add_argument("--topics", choices=["found", "gold"], default="found")
    parser.add_argument("--weights", help="folder of other trained parts")
    options = parser.parse_args(argv)
    found = part_of(list(rows(*options.data)), options.part)
    began = time.process_time()
    mentions = [m for row in found for m in mentions_of(row)]
    reports = [told(row, dated=False) for row in found]
    stories = grouped(reports) if options.topics == "found" else _gold(found)
    parsed = time.process_time() - began
    by = read(Path(options.weights)) if options.weights else None
    labels = labelled(same_events(mentions, reports, stories, by))
    seconds = time.process_time() - began - parsed
    gold = {m: cluster for row in found for m, cluster in clusters_of(row).items()}
    page = _page(mentions, labels, gold, stories, (parsed, seconds))
    print(page)
    if options.pred:
        Path(options.pred).write_text(json.dumps(labels, indent=0), encoding="utf-8")
    if options.record:
        record("events_across", "## Events across reports\n\n" + page)
    failed = below_floor(options.floors, figures(labels, gold))
    print(*failed, sep="\n")
    return int(bool(failed))


def _page(
    mentions: Sequence[Mention],
    labels: dict[str, str],
    gold: dict[str, str],
    stories: Any,
    spent: tuple[float, float],
) -> str:
    """The program beside two baselines: every mention alone, and one event for each head in a story."""
    home = {report: story[0] for story in stories for report in story}
    heads = {m.id: f"{home[m.report]} {m.head}" for m in mentions}
    systems = {"Parley": labels, "head lemma, found stories": heads, "every mention alone": {m: m for m in gold}}
    body = [[name, *(figures(found, gold)[f] for f in FIGURES)] for name, found in systems.items()]
    took = f"{len(gold)} mentions; parsing and stories {spent[0]:.1f} s, linking {spent[1]:.1f} s."
    return table(["system", *FIGURES], body) + "\n\n" + took


def _gold(found: Iterable[Row]) -> list[list[str]]:
    topics: dict[str, list[str]] = {}
    for row in found:
        topics.setdefault(str(row["topic"]), []).append(row["doc_id"])
    return list(topics.values())


def clusters_of(row: Row) -> dict[str, str]:
    """The gold cluster of each mention of a line, by the mention's id."""
    return {name(row, m): m["cluster"] for m in row["mentions"] if taken(m)}


def taken(mention: Row) -> bool:
    """Whether a mention counts."""
    return mention["kind"] == "event" and bool(mention["validated"])


def name(row: Row, mention: Row) -> str:
    """A mention's id, unique over all lines."""
    return f"{row['doc_id']}/{mention['mention_id']}"


def mentions_of(row: Row) -> Iterator[Mention]:
    """The mentions of one line with what stands around them; only their sentences are parsed."""
    chosen = [m for m in row["mentions"] if taken(m)]
    tokens = {s["sent"]: s["tokens"] for s in row["sentences"]}
    docs = {s: _parsed(tokens[s]) for s in sorted({m["sent"] for m in chosen})}
    for mention in chosen:
        yield mention_in(
            docs[mention["sent"]], mention["toks"], name(row, mention), row["doc_id"], mention["sent"]
        )


def _parsed(words: list[str]) -> Doc:
    doc = Doc(language().vocab, words=words)
    for _, step in language().pipeline:
        doc = step(doc)
    return doc


def mention_in(doc: Doc, places: Sequence[int], own: str, report: str, sentence: int) -> Mention:
    """A mention from the tokens at these places of a parsed sentence."""
    words = [doc[i] for i in places]
    head = next((t for t in words if t.head not in words or t.head.i == t.i), words[-1])
    if head.pos_ in ("AUX", "ADP", "DET", "PART"):
        head = next((t for t in words if t.pos_ in _OPEN), head)
    around = [t for t in doc if t.pos_ in _OPEN and not t.is_stop]
    return Mention(
        id=own,
        report=report,
        head=_lemma(head),
        part="VERB" if head.pos_ == "AUX" else head.pos_,
        words=frozenset(_lemma(t) for t in words if t.pos_ in _OPEN) or frozenset([_lemma(head)]),
        subjects=_standing(head, words, _SUBJECTS),
        objects=_standing(head, words, _OBJECTS),
        others=_others(head, words),
        around=frozenset(map(_lemma, around)),
        near=frozenset(_lemma(t) for t in around if abs(t.i - head.i) <= _NEAR),
        names=frozenset(_lemma(t) for t in doc if t.pos_ == "PROPN"),
        figures=frozenset(t.lower_ for t in doc if t.like_num),
        place=sentence,
        at=places[0],
        form=head.lower_,
        role=head.dep_,
        length=len(doc),
    )


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _standing(head: Token, own: Sequence[Token], roles: Sequence[str]) -> frozenset[str]:
    """Open words below the head in these roles, with what names them."""
    found = [t for t in head.children if t.dep_ in roles and t not in own]
    if not found and "nsubj" in roles and head.dep_ in ("xcomp", "conj", "relcl", "acl", "advcl", "ccomp"):
        found = [t for t in head.head.children if t.dep_ in roles and t is not head and t not in own]
    return frozenset(
        _lemma(t) for f in found for t in (f, *f.children) if t.pos_ in ("NOUN", "PROPN", "NUM") and t not in own
    )


def _others(head: Token, own: Sequence[Token]) -> frozenset[str]:
    """Open words below the head's prepositions and adverbs of time."""
    below = [t for c in head.children if c.dep_ in ("prep", "npadvmod", "agent") for t in c.subtree]
    return frozenset(_lemma(t) for t in below if t.pos_ in ("NOUN", "PROPN", "NUM") and t not in own)
