"""What the second tagger sees: each token of a cue's surroundings in relation to that cue."""

from __future__ import annotations

from dataclasses import dataclass

from parley.reading.attribution.features import Seen, frames_of
from parley.reading.attribution.sources import near
from parley.reading.attribution.spans import Run, indexes
from parley.reading.parsed import Token

_FAR = 220  # tokens on either side of a cue that are looked at in a very long paragraph
_STEPS = 5  # how far up the parse from the cue relations are told apart


@dataclass(frozen=True, slots=True)
class Around:
    """The stretch of tokens that may hold source and content of one cue."""

    cue: Run
    head: int
    first: int
    last: int


def around(seen: Seen, cue: Run) -> Around:
    """The cue's paragraph, with the next one where that opens with a quotation."""
    scene = seen.scene
    number = scene.paragraph_of[cue.first]
    first, last = scene.paragraphs[number]
    if number + 1 < len(scene.paragraphs):
        following = scene.paragraphs[number + 1]
        if seen.mark[following.first] == "S":
            last = scene.spoken[scene.inside[following.first]].last
    first, last = max(first, cue.first - _FAR), min(last, cue.last + _FAR)
    return Around(cue, head_of(seen, cue), first, last)


def head_of(seen: Seen, cue: Run) -> int:
    """The main word of a cue: the token the others hang on, a verb before others."""
    tokens = seen.scene.doc[cue.first : cue.last + 1]
    tops = [t for t in tokens if not cue.first <= t.head.i <= cue.last or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")] or [t for t in tops if not t.is_punct] or tops
    return verbs[0].i


def relation_features(seen: Seen, place: Around, base: dict[int, list[str]]) -> list[list[str]]:
    """The features of every token from `place.first` to `place.last`.

    `base` keeps what does not depend on the cue, by token, from one cue to the next.
    """
    head = seen.scene.doc[place.head]
    frame, lemma = frames_of(head) + seen.verb[head.i], head.lemma_.lower()
    like = seen.like[head.i]
    group, kind = (like.fine, like.classes[0]) if like is not None else (head.pos_, head.pos_)
    ways = _ways(place, head)
    guess = _guess_for(seen, place)
    counts = _crossings(seen, place)
    who = _who(seen, place, head)
    rows = []
    for i in range(place.first, place.last + 1):
        n, way = i - place.first, ways.get(i, "far")
        side = "k" if place.cue.first <= i <= place.cue.last else "<" if i < place.cue.first else ">"
        own = base[i] if i in base else base.setdefault(i, own_features(seen, i))
        gap = place.cue.first - i if side == "<" else i - place.cue.last
        near = str(min(gap, 3)) if gap < 4 else "5" if gap < 6 else "9" if gap < 10 else "x"
        tag = seen.tag[i]
        rows.append([
            *own, "s=" + side, "n=" + side + near, "y=" + way, "yf=" + way + frame, "yl=" + way + lemma,
            "yt=" + way + tag, "yd=" + way + seen.dep[i], "c=" + side + counts[n], "g=" + guess[n],
            "gm=" + guess[n] + seen.mark[i], "st=" + side + tag, "sk=" + side + near + seen.kind[i],
            "mc=" + seen.mark[i] + side + counts[n], "sg=" + side + seen.guess[i] + frame, "r=" + who[n],
            "rg=" + who[n] + guess[n], "rd=" + who[n] + seen.dep[i], "yc=" + way + seen.within[i],
            "nw=" + side + near + seen.lower[i], "yg=" + way + group, "ys=" + way + kind,
            "rs=" + who[n] + seen.sort[i], "ss=" + side + near + seen.sort[i],
        ])  # fmt: skip
    _neighbours(rows, [ways.get(i, "far") for i in range(place.first, place.last + 1)], guess)
    return rows


def _neighbours(rows: list[list[str]], ways: list[str], guess: list[str]) -> None:
    """Let each token see how its neighbours relate to the cue."""
    for n, row in enumerate(rows):
        row.append("-y=" + (ways[n - 1] if n else "edge"))
        row.append("+y=" + (ways[n + 1] if n + 1 < len(ways) else "edge"))
        row.append("g3=" + (guess[n - 1] if n else "^") + guess[n] + (guess[n + 1] if n + 1 < len(guess) else "$"))


def _ways(place: Around, head: Token) -> dict[int, str]:
    """For each token how the parse leads to it: steps up from the cue, then the branch that goes down."""
    ways: dict[int, str] = {}
    node, up = head, ""
    for level in range(_STEPS):
        for child in node.children:
            if child.left_edge.i > place.last or child.right_edge.i < place.first or child.i in ways:
                continue
            name = f"{up}{child.dep_}{'<' if child.i < node.i else '>'}"
            for i in range(max(child.left_edge.i, place.first), min(child.right_edge.i, place.last) + 1):
                ways.setdefault(i, name)
            ways[child.i] = name + "*"
        ways.setdefault(node.i, f"{up}^")
        if node.head.i == node.i:
            break
        up, node = f"{level + 1}{node.dep_}/", node.head
    return ways


def _guess_for(seen: Seen, place: Around) -> list[str]:
    """What the rules say of each token for this very cue: S, C, K or -; lower case for other cues' guesses."""
    guess = ["-"] * (place.last - place.first + 1)
    mine = [a for i in (place.head, *range(place.cue.first, place.cue.last + 1)) if (a := seen.by_cue.get(i))]
    for attribution in mine[:1]:
        for role, name in (("content", "C"), ("source", "S"), ("cue", "K")):
            for i in indexes(getattr(attribution, role)):
                if place.first <= i <= place.last:
                    guess[i - place.first] = name
    return guess if mine else ["?"] * len(guess)


def _who(seen: Seen, place: Around, head: Token) -> list[str]:
    """Likely sources: R in the noun phrase the parse gives the cue as source; else how many subjects nearer to
    the cue there are than the one the token belongs to, counted before (a, b, c) and after it (A, B, C)."""
    who = ["-"] * (place.last - place.first + 1)
    for name, heads in (
        ("abc", seen.subjects_before(place.cue.first, place.first)),
        ("ABC", seen.subjects_after(place.cue.last, place.last)),
    ):
        for letter, i in zip(name, heads, strict=False):
            _fill(seen, place, who, i, letter)
    found = near(seen.scene, head)
    if found is not None:
        _fill(seen, place, who, found.i, "R")
    return who


def _fill(seen: Seen, place: Around, who: list[str], i: int, letter: str) -> None:
    word = seen.scene.doc[i]
    for j in range(max(word.left_edge.i, place.first), min(word.right_edge.i, place.last) + 1):
        if not place.cue.first <= j <= place.cue.last:
            who[j - place.first] = letter
    if place.first <= i <= place.last:
        who[i - place.first] = letter + "*"


def _crossings(seen: Seen, place: Around) -> list[str]:
    """How many full stops, quotations and other cues of the rules stand between each token and the cue."""
    found = [""] * (place.last - place.first + 1)
    for step, start, end in ((-1, place.cue.first - 1, place.first - 1), (1, place.cue.last + 1, place.last + 1)):
        stops = cues = pieces = 0
        inside = -1
        for i in range(start, end, step):
            stops += seen.closing[i]
            cues += seen.guess[i] == "K" and not place.cue.first <= i <= place.cue.last
            if seen.scene.inside[i] != inside:
                pieces += seen.scene.inside[i] >= 0
                inside = seen.scene.inside[i]
            found[i - place.first] = f"{min(stops, 2)}{min(cues, 2)}{min(pieces, 3)}"
    return found


def own_features(seen: Seen, i: int) -> list[str]:
    """The features of a token that do not depend on any cue."""
    last = len(seen.tag) - 1
    row = [
        "w=" + seen.lower[i], "t=" + seen.tag[i], "d=" + seen.dep[i], "m=" + seen.mark[i], "k=" + seen.kind[i],
        "v=" + seen.verb[i], "cl=" + seen.within[i], "np" if seen.scene.paragraph_of[i] else "fp",
        "-w=" + (seen.lower[i - 1] if i else "^"), "+w=" + (seen.lower[i + 1] if i < last else "$"),
        "-t=" + (seen.tag[i - 1] if i else "^"), "+t=" + (seen.tag[i + 1] if i < last else "$"),
        "W=" + seen.sort[i],
    ]  # fmt: skip
    if seen.scene.inside[i] >= 0:
        run = seen.scene.spoken[seen.scene.inside[i]]
        row.append("q=" + ("b" if i == run.first else "e" if i == run.last else "i") + seen.mark[i])
    return row
