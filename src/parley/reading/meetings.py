"""Meetings: who meets, where, when, and how far it has come. One entry for each sentence that tells so."""

from __future__ import annotations

from dataclasses import dataclass

from parley.model.actors import ActorId
from parley.model.entries import Gathering, Meeting, Reality, Stage
from parley.model.times import SILENT, Time
from parley.reading.clause import noun_stretch, stretch
from parley.reading.conditions import within_condition
from parley.reading.fortunes import turn
from parley.reading.gatherings import Ledger
from parley.reading.meetingwords import brings, noun_family, verb_class, words
from parley.reading.mentions import Mention
from parley.reading.page import Page
from parley.reading.parsed import Span, Token
from parley.reading.parties import actors_of, gathers, subjects
from parley.reading.reality import Force, reach, stance
from parley.reading.stages import by_context, stage

_LONG = 15  # words behind the meeting's own that a clause may run on
_TOLD = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
REALITY = {
    Stage.PROPOSED: Reality.POSSIBLE,
    Stage.PLANNED: Reality.PLANNED,
    Stage.UNDER_WAY: Reality.HAPPENED,
    Stage.HELD: Reality.HAPPENED,
    Stage.ADJOURNED: Reality.HAPPENED,
    Stage.COLLAPSED: Reality.HAPPENED,
    Stage.CANCELLED: Reality.HAPPENED,
}
"""The standing that each stage gives to a meeting."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention worth an entry: its stage, its words, and how much it tells (for choosing among several)."""

    mention: Mention
    stage: Stage
    words: Span
    weight: int


def read(page: Page, ledger: Ledger) -> tuple[Meeting, ...]:
    """The meeting entries of a report, in order of place."""
    return tuple(
        entry(page, ledger, found, participants(page, ledger, found.mention)) for found in told(page, ledger)
    )


def told(page: Page, ledger: Ledger) -> list[Told]:
    """The mentions worth an entry, one for each gathering in a sentence."""
    found = [tells for mention, _ in ledger.mentions if (tells := _tells(page, mention)) is not None]
    return _once(ledger, found)


def bare(page: Page, mention: Mention) -> Told:
    """A mention of which the rules see nothing told, as an entry would tell it all the same."""
    found = stage(page, mention)[0] or by_context(page, mention)
    found = Stage.PROPOSED if _hypothetical(mention) else found
    return Told(mention, found, _words(mention, found), 0)


def _tells(page: Page, mention: Mention) -> Told | None:
    """What a mention tells, None if it is bare: nothing of who, where, when or how far."""
    found, said = stage(page, mention)
    if found is None or mention.family == "visit" or _furniture(mention) or _fragment(mention) or _left(mention):
        return None
    if _hypothetical(mention):
        if not (mention.definite and mention.named and len(mention.parties) > 1):
            return None
        found = Stage.PROPOSED  # "if the summit between the two is held": it is spoken of as one to come
    dated = mention.when is not SILENT and bool(mention.when.words) and not _now(mention)
    placed = bool(mention.place) and not _in_front(mention)
    weight = 2 * said + 2 * placed + 2 * dated + 2 * mention.named + mention.verbal
    if weight < 2 or (found is Stage.PROPOSED and weight < 3 and not _urged(mention)):
        return None
    return Told(mention, found, _words(mention, found), weight)


def _left(mention: Mention) -> bool:
    """Whether it is only what somebody leaves or stays away from: "walked out of the talks on Tuesday"."""
    verb = mention.predicate
    while verb is not None and verb.pos_ in ("ADP", "ADV", "PART"):
        verb = verb.head if verb.head.i != verb.i else None
    known = mention.definite and not (mention.named or mention.place)
    return known and verb is not None and verb.lemma_ in words("verbs", "quits") and mention.role != "subj"


def _urged(mention: Mention) -> bool:
    """Whether it is the holding of talks that is pressed for: "urged both sides to hold talks"."""
    verb = mention.predicate
    held = verb is not None and mention.role == "obj" and verb.lemma_ in words("verbs", "light")
    return held and verb is not None and stance(verb).force >= Force.INVITED


def _fragment(mention: Mention) -> bool:
    """Whether it is a heading without a verb that tells nothing else: "CONTINUING PRODUCTIVE DISCUSSIONS"."""
    alone = mention.top.dep_ == "ROOT" and not any(t.pos_ in ("VERB", "AUX") for t in mention.head.sent)
    word = mention.head.text
    shouted = word.isupper() and len(word) > 3 and any(t.is_lower for t in mention.head.sent)
    if shouted and not (mention.place or mention.when.words):
        return True  # a heading that runs into its paragraph
    told = mention.place or mention.when.words or any(c.dep_ == "prep" for c in mention.top.children)
    return alone and not told


def _now(mention: Mention) -> bool:
    """Whether the only day told is "now"."""
    expression = mention.when.expression
    return expression is not None and expression.unit == "now"


def _furniture(mention: Mention) -> bool:
    """Whether it is a table that nobody is told to sit at: "the offer is on the negotiating table"."""
    seated = mention.role == "at" and mention.predicate is not None and mention.predicate.lemma_ == "be"
    return mention.head.lemma_ in words("nouns", "seats") and not seated


def _in_front(mention: Mention) -> bool:
    """Whether the place is only a name in front of the noun: "the Geneva talks" is no news of where."""
    front = mention.head.doc[mention.head.left_edge.i : mention.head.i].text
    return mention.place is not None and mention.place in front and not mention.verbal


def _hypothetical(mention: Mention) -> bool:
    """Whether the meeting stands inside a condition ("if they meet"): then it is not told."""
    return within_condition(mention.head)


def _once(ledger: Ledger, several: list[Told]) -> list[Told]:
    """Of several mentions of one gathering in one sentence, or told in the same words, the one that tells most."""
    best: dict[tuple[int, str], Told] = {}
    for found in several:
        gathering = ledger.of(found.mention.head)
        key = (found.mention.head.sent.start, gathering.id if gathering else str(found.mention.head.i))
        if key not in best or found.weight > best[key].weight:
            best[key] = found
    spans = {(f.words.start, f.words.end): f for f in sorted(best.values(), key=lambda f: f.weight)}
    return [f for f in best.values() if spans[f.words.start, f.words.end] is f]


def _words(mention: Mention, found: Stage) -> Span:
    """The shortest stretch that carries the entry, without a meeting that it is counted from.

    "The first talks | since the summit of May": the summit has an entry of its own.
    """
    span = _carrying(mention, found)
    counted = (t for t in span if t.i > mention.head.i and t.lower_ in words("before", "counted"))
    other = next((t for t in counted if any(c.dep_ == "pobj" and noun_family(c) for c in t.children)), None)
    return span if other is None else span.doc[span.start : other.i]


def _carrying(mention: Mention, found: Stage) -> Span:
    """The clause of its verb, or the noun phrase."""
    verb = mention.predicate
    if mention.verbal:
        return _clipped(reach(mention.head, stance(mention.head)), mention.head)
    if verb is not None and mention.role in ("for", "to") and verb.lemma_ in words("stages", "inviting"):
        return stretch(verb)
    if verb is None or mention.role not in ("subj", "obj", "attr", "in", "into", "at", "party"):
        return _with_clause(mention)
    kind, light = verb_class(verb), verb.lemma_ in words("verbs", "light")
    seated = mention.role == "in" and mention.named and verb.lemma_ in words("verbs", "seated")
    failed = mention.role == "subj" and verb.head.lemma_ == "fail" and verb.lemma_ in words("verbs", "fruits")
    fills = failed or (mention.role == "subj" and gathers(verb)) or verb.lemma_ in words("verbs", "coloured")
    tells = (kind is not None and kind != "proposed") or light or seated or fills or verb.pos_ == "AUX"
    if not tells:
        return _with_clause(mention)
    span = reach(verb, stance(verb))
    first = min(span.start, mention.top.left_edge.i) if mention.role == "subj" else span.start
    if (turned := turn(mention)) is not None:
        return verb.doc[first : max(span.end, stretch(turned).end)]
    return _clipped(verb.doc[first : _before_aside(mention, span.end)], verb)


def _before_aside(mention: Mention, end: int) -> int:
    """Where a long clause breaks off behind the meeting: "hold talks, | not about ... but about ..."."""
    told = max(mention.head.i, mention.predicate.i if mention.predicate is not None else 0)
    if end - told <= _LONG:
        return end
    commas = (t.i for t in mention.head.doc[told + 1 : end] if t.text in (",", ";", "--", "\u2014"))
    return next(commas, end)


def _clipped(span: Span, verb: Token) -> Span:
    """The clause without what leads up to its subject and says neither when nor where."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if own is None or own.left_edge.i <= span.start:
        return span
    fronts = [c for c in verb.lefts if span.start <= c.left_edge.i < own.left_edge.i]
    told = [c.left_edge.i for c in fronts if any(t.ent_type_ in _TOLD for t in c.subtree)]
    return verb.doc[min([own.left_edge.i, *told]) : span.end]


def _with_clause(mention: Mention) -> Span:
    """The noun phrase, with the clause that hangs on it where that is short: "talks scheduled for Monday"."""
    over = mention.predicate if mention.role in ("to", "on") and mention.parties else None
    if over is not None and over.lemma_ in words("verbs", "pledged"):
        return reach(over, stance(over))
    whole, verb = _without_purpose(noun_stretch(mention.top)), mention.clause
    if verb is None or not (verb_class(verb) or verb_place_words(verb)):
        return whole
    clause = stretch(verb)
    first, last = min(whole.start, clause.start), max(whole.end, clause.end)
    return mention.head.doc[first:last] if last - first <= 30 else whole


def _without_purpose(span: Span) -> Span:
    """The noun phrase without what the meeting is for: "negotiations | to settle the dispute"."""
    for token in span:
        to = next((c for c in token.lefts if c.tag_ == "TO"), None)
        if token.dep_ == "acl" and to is not None and to.i > span.start + 1:
            return span.doc[span.start : to.i]
    return span


def verb_place_words(verb: Token) -> bool:
    """Whether the clause says where or when."""
    return any(t.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME") for t in verb.subtree)


def entry(page: Page, ledger: Ledger, found: Told, who: tuple[ActorId, ...]) -> Meeting:
    """The entry of a mention, with those who take part."""
    mention = found.mention
    gathering = ledger.of(mention.head)
    return Meeting(
        anchor=page.sheet.span_anchor(found.words),
        voice=page.voice(mention.head),
        when=_when(mention),
        reality=_reality(mention, found.stage),
        by="rules:meetings",
        gathering=gathering.id if gathering else "",
        what=_what(mention, gathering),
        stage=found.stage,
        participants=who,
        level=mention.level,
        place=mention.place,
    )


def participants(page: Page, ledger: Ledger, mention: Mention) -> tuple[ActorId, ...]:
    """The parties told; for "the two sides" those of the meeting that the report was about just before."""
    comers = _comers(page, mention)
    if comers:
        return mention.parties + tuple(a for a in comers if a not in mention.parties)
    generic = [
        a for a in mention.parties if page.cast.actor(a).name.split()[-1].lower() in words("people", "sides")
    ]
    if not generic or len(generic) < len(mention.parties):
        return mention.parties
    told = (g for m, i in reversed(ledger.mentions) if m.head.i < mention.head.i and (g := ledger.get(i)))
    whole = (g.parties for g in told if len(set(g.parties) - set(generic)) > 1)
    return next((tuple(p for p in parties if p not in generic) for parties in whole), mention.parties)


def _comers(page: Page, mention: Mention) -> tuple[ActorId, ...]:
    """Those who are told to attend: "the premier will attend the summit in Cairo"."""
    verb = mention.predicate
    if verb is None or mention.role != "obj" or not brings(verb) or stance(verb).negated:
        return ()
    return actors_of(page, subjects(verb)) if stance(verb).force <= Force.EXPECTED else ()


def _when(mention: Mention) -> Time:
    return mention.when if mention.when.words else SILENT


def _reality(mention: Mention, found: Stage) -> Reality:
    verb = mention.predicate
    if verb is not None and verb.pos_ in ("VERB", "AUX") and stance(verb).denied:
        return Reality.DENIED
    return REALITY[found]


def _what(mention: Mention, gathering: Gathering | None) -> str:
    return gathering.name if gathering else mention.head.text
