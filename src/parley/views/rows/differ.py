"""Where reports disagree, what one alone says, what changed, and how each report tells it."""

from __future__ import annotations

from parley.model.dossier import Disagreement, Point
from parley.model.dossier import Telling as Told_
from parley.model.entries import Entry, Meeting, Statement
from parley.model.judgements import RULES, Relation
from parley.model.text import Anchor
from parley.views.rows.brief import Alone, Clash, Judging, Lone, Replaced, Share, Telling, Told
from parley.views.rows.excerpt import excerpt
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import answer_in_words, flat, when_in_words
from parley.views.rows.shared import in_full, stated, subject

_PARTIES = 6  # parties whose share of the words is shown one by one


def clashes(look: Lookup) -> tuple[Clash, ...]:
    """Accounts that cannot both be true, then opinions that differ, each with both sentences."""
    order = (Relation.CONTRADICTS, Relation.DISPUTES)
    found = [d for d in look.dossier.disagreements if d.relation is not Relation.SUPERSEDES]
    ranked = sorted(found, key=lambda d: order.index(d.relation) if d.relation in order else len(order))
    return tuple(_clash(look, d) for d in ranked)


def replaced(look: Lookup) -> tuple[Replaced, ...]:
    """Questions whose answer changed: no contradiction, but not to be mixed up either."""
    found: dict[str, list[Disagreement]] = {}
    for pair in look.dossier.disagreements:
        if pair.relation is Relation.SUPERSEDES:
            found.setdefault(pair.question, []).append(pair)
    return tuple(_replaced(look, pairs) for pairs in found.values())


def _replaced(look: Lookup, pairs: list[Disagreement]) -> Replaced:
    first = pairs[0]
    entries = dict.fromkeys(entry for pair in pairs for entry in (pair.a, pair.b))
    ordered = sorted(entries, key=lambda entry: _order(look, entry, first))
    told = [_told(look, look.entries[entry], first) for entry in ordered]
    # What is told again says nothing new: each answer stands where it was first given.
    turned = tuple(
        t for before, t in zip([None, *told], told, strict=False) if not before or t.answer != before.answer
    )
    authors = dict.fromkeys(flat(pair.author) for pair in pairs if pair.author != RULES)
    return Replaced(flat(first.question), turned if len(turned) > 1 else tuple(told), tuple(authors))


def _order(look: Lookup, entry_id: str, found: Disagreement) -> int:
    """Where an entry stands among the accounts of the question."""
    for point, _ in look.told.get(entry_id, []):
        if point.slot == found.slot or point.question == found.question:
            return [account.entry for account in point.accounts].index(entry_id)
    return 0


def _clash(look: Lookup, found: Disagreement) -> Clash:
    author = "" if found.author == RULES else flat(found.author)
    a, b = look.entries[found.a], look.entries[found.b]
    reason = flat(found.reason)
    return Clash(
        flat(found.question), found.relation, reason, author, _told(look, a, found), _told(look, b, found)
    )


def _told(look: Lookup, entry: Entry, found: Disagreement) -> Told:
    """An entry as one side of a disagreement, with its answer where a point holds it."""
    source = look.source(entry.voice, entry.anchor)
    shown = excerpt(look.shelves[entry.report].report, entry.anchor)
    return Told(_answer(look, entry.id, found), shown, when_in_words(entry.when), source)


def _answer(look: Lookup, entry_id: str, found: Disagreement) -> str:
    accounts = look.told.get(entry_id, [])
    fitting = [(p, a) for p, a in accounts if p.slot == found.slot or p.question == found.question]
    if not fitting:
        return ""
    point, account = fitting[0]
    bound = point.slot == "last" and account.detail.startswith("since ")
    return f"not {flat(account.detail)}" if bound else answer_in_words(account.answer)


def alone(look: Lookup) -> tuple[Alone, ...]:
    """For each report the points that it alone tells; nothing where there is only one report."""
    told: dict[str, dict[str, list[Point]]] = {report_id: {} for report_id in look.shelves}
    for point in look.dossier.points:
        # Nearly every statement is told by one report alone, and all are listed as statements.
        if point.kind != Statement.kind and len({a.report for a in point.accounts}) == 1:
            about = point.gathering if point.kind == Meeting.kind and point.gathering else point.latest.entry
            told[point.latest.report].setdefault(f"{point.kind} {about}", []).append(point)
    if len(told) < 2:
        return ()
    rows = ((look.shelves[r].label, tuple(_lone(look, p) for p in found.values())) for r, found in told.items())
    return tuple(Alone(label, points) for label, points in rows if points)


def _lone(look: Lookup, points: list[Point]) -> Lone:
    """Points of one meeting, or of one entry, as one line: what it is about and all answers."""
    answers = dict.fromkeys(in_full(look, point.latest) for point in points)
    refs = dict.fromkeys(look.ref(point.latest.anchor) for point in points)
    return Lone(*stated(subject(look, points[0]), answers), tuple(refs))


def tellings(look: Lookup) -> tuple[Telling, ...]:
    """How each report tells it."""
    return tuple(_telling(look, told) for told in look.dossier.tellings)


def _telling(look: Lookup, told: Told_) -> Telling:
    shelf = look.shelves[told.report]
    sentences: dict[str, list[Anchor]] = {}
    for anchor in told.evaluative:
        shown = excerpt(shelf.report, anchor)
        sentences.setdefault(shown.before + shown.words + shown.after, []).append(anchor)
    judging = tuple(_judging(look, sentence, found) for sentence, found in sentences.items())
    shares = _shares([Share(flat(party), part) for party, part in told.shares])
    order = tuple(flat(party) for party in told.order)
    return Telling(shelf.label, shares, order, told.named, told.unnamed, told.institutions, judging)


def _shares(shares: list[Share]) -> tuple[Share, ...]:
    """The foremost parties, and all others together where many speak."""
    if len(shares) <= _PARTIES + 1:
        return tuple(shares)
    rest = shares[_PARTIES:]
    return (*shares[:_PARTIES], Share(f"{len(rest)} others", sum(share.part for share in rest)))


def _judging(look: Lookup, sentence: str, anchors: list[Anchor]) -> Judging:
    words = dict.fromkeys(flat(anchor.words) for anchor in anchors)
    return Judging(tuple(words), sentence, tuple(look.ref(anchor) for anchor in anchors))
