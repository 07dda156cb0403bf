"""Attendance: whether somebody takes part in a meeting, as told, and what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from parley.model.actors import ActorId
from parley.model.entries import Answer, Attendance, Condition, Reality
from parley.model.lexicon import Lexicon
from parley.model.times import Time, When
from parley.reading.clause import conjuncts, modals, negated, trimmed
from parley.reading.conditional import condition
from parley.reading.gatherings import Ledger
from parley.reading.meetingwords import noun_family
from parley.reading.page import Page
from parley.reading.parsed import Span, Token
from parley.reading.partaking import Act
from parley.reading.particulars import verb_place
from parley.reading.parties import known
from parley.reading.reality import Force, Stance, Tense, reach, stance
from parley.reading.stages import over, stage
from parley.reading.takingpart import acts

_WORDS = Lexicon.beside(__file__)
REALITY = {
    Answer.WILL: Reality.PLANNED,
    Answer.MAY: Reality.POSSIBLE,
    Answer.WILL_NOT: Reality.PLANNED,
    Answer.ATTENDED: Reality.HAPPENED,
    Answer.DID_NOT: Reality.HAPPENED,
    Answer.INVITED: Reality.HAPPENED,
    Answer.EXPECTED: Reality.PLANNED,
    Answer.NOT_LISTED: Reality.HAPPENED,
}
"""The standing that each answer gives to a coming."""


def read(page: Page, ledger: Ledger) -> tuple[Attendance, ...]:
    """The attendance entries of a report, in order of place; what one sentence says twice is one entry."""
    best: dict[tuple[int, ActorId, str, Answer], Attendance] = {}
    for act in acts(page, ledger):
        for entry in _entries(page, ledger, act):
            key = (act.word.sent.start, entry.who, entry.gathering, entry.answer)
            kept = best.get(key)
            if kept is None or (kept.condition is None and entry.condition is not None):
                best[key] = entry
    return tuple(sorted(best.values(), key=lambda e: (e.anchor.start, e.anchor.end, e.who, e.id)))


def _entries(page: Page, ledger: Ledger, act: Act) -> Iterator[Attendance]:
    """One entry for each of those who do the act."""
    held = stance(act.told)
    hung = condition(page, act.told, held.governors) if act.way != "without" else None
    said = answer(page, ledger, act, held)
    if said is None:
        return
    for who in _who(page, act):
        yield _entry(page, ledger, act, held, hung, said, who)


def _who(page: Page, act: Act) -> list[ActorId]:
    found: dict[ActorId, None] = {}
    for token in (*act.who, *_company(act.word)):
        found.update(dict.fromkeys(_meant(page, token)))
    if not found and act.sender is not None:
        found.update(dict.fromkeys(page.actors(act.sender)))
    return list(found)


def _meant(page: Page, token: Token) -> tuple[ActorId, ...]:
    """The actors of a word; the speaker's side for "we" and "our team"."""
    own = next((c for c in token.children if c.dep_ == "poss" and c.lower_ == "our"), token)
    if own.lower_ not in ("we", "us", "our"):
        return known(page, token)
    sides = [page.cast.actor(a).acts_for or a for a in page.actors(own)]
    return tuple(sides) or page.actors(token)


def _company(verb: Token) -> list[Token]:
    """Those who come along: "alongside the president", "accompanied by two ministers"."""
    found: list[Token] = []
    for word in verb.subtree:
        if word.lower_ in _list("words", "company") and _verb_over(word) == verb.i:
            below = [word, *(c for c in word.children if c.dep_ == "agent")]
            heads = [t for b in below for t in b.children if t.dep_ == "pobj"]
            found += [t for head in heads for t in (head, *conjuncts(head))]
    return found


def _verb_over(word: Token) -> int:
    """The place of the nearest verb above a word that is no participle of company itself."""
    node = word.head
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node.i


def answer(page: Page, ledger: Ledger, act: Act, held: Stance) -> Answer | None:
    """What the words answer to "Will they come?"; None where they leave it untold."""
    away = held.negated == act.part
    if act.way == "lists":
        return _listed(page, ledger, act, away)
    if act.way == "invites":
        return _invited(held)
    if act.way == "refuses":
        return Answer.WILL_NOT if away and held.willed else None
    if act.way == "meets" and not (away and (held.willed or _will_not(act.word))):
        return None
    if act.way in ("absolute", "noun absent", "noun present", "heads", "noun returned", "noun departed"):
        return _unfinished(page, ledger, act, held, away)
    if held.denied:
        return Answer.WILL_NOT if held.tense is Tense.FUTURE and not away else None
    if held.counterfactual:
        return None if away else Answer.DID_NOT
    return _by_force(page, ledger, act, held, away)


def _will_not(verb: Token) -> bool:
    """Whether it is said of the time to come, by will: "will not negotiate"."""
    return any(h in ("will", "wo", "would") for h in modals(verb))


def _by_force(page: Page, ledger: Ledger, act: Act, held: Stance, away: bool) -> Answer | None:
    if held.force >= Force.INVITED and not (away and held.willed):
        return Answer.INVITED if held.force is Force.INVITED and not away else None
    if held.force is Force.POSSIBLE or any(g.lemma_.lower() in _list("words", "doubts") for g in held.governors):
        return Answer.WILL_NOT if away and (held.willed or _beyond(act, held)) else Answer.MAY
    if away:
        return Answer.DID_NOT if _past(page, ledger, act, held) else Answer.WILL_NOT
    if held.force is Force.EXPECTED:
        return Answer.EXPECTED
    if held.conditional and held.tense is Tense.FUTURE:
        return Answer.MAY
    if act.way == "motion" and act.word.lemma_ in _list("verbs", "sets_out") and held.tense is not Tense.FUTURE:
        return Answer.WILL  # "was headed to the talks": not there yet
    if held.tense is Tense.FUTURE or (
        held.tense is Tense.PRESENT and (held.ongoing or not _over(page, ledger, act))
    ):
        return Answer.WILL
    return Answer.ATTENDED


def _beyond(act: Act, held: Stance) -> bool:
    """Whether the negation lies outside the possibility: "is not considering attending"."""
    return bool(held.governors) and negated(held.governors[0])


def _past(page: Page, ledger: Ledger, act: Act, held: Stance) -> bool:
    """Whether the staying away is done: past tense, and not a refusal of something still to come.

    "Declined to attend" is a refusal of what is to come unless the report tells the meeting as past.
    """
    if held.tense is not Tense.PAST or (held.ongoing and act.way == "motion"):
        return _without_tense(act.word) and _over(page, ledger, act)
    return not held.willed or (not held.perfect and _over(page, ledger, act))


def _without_tense(word: Token) -> bool:
    return word.tag_ == "VBG" and not any(c.dep_ == "aux" for c in word.children)


def _unfinished(page: Page, ledger: Ledger, act: Act, held: Stance, away: bool) -> Answer | None:
    """Words without a tense of their own take it from the meeting."""
    done = _over(page, ledger, act)
    if act.way == "noun present" and act.told.i == act.word.i and not away:
        return None  # "participation in the talks" says nothing of itself
    if act.way == "noun returned" and held.force in (Force.ASSERTED, Force.URGED):
        return None
    if held.force is Force.POSSIBLE or held.conditional:
        return Answer.MAY if act.way != "noun departed" else None
    if away:
        told_past = act.way == "noun absent" and _past_around(act.word)
        return Answer.DID_NOT if done or told_past or act.way == "noun departed" else Answer.WILL_NOT
    return Answer.ATTENDED if done and held.tense is not Tense.FUTURE else Answer.WILL


def _past_around(word: Token) -> bool:
    """Whether the clause around a noun is told in the past: "his absence angered them"."""
    node = word.head
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        node = node.head
    return node.tag_ == "VBD" or any(c.tag_ == "VBD" for c in node.children if c.dep_ in ("aux", "auxpass", "cop"))


def _listed(page: Page, ledger: Ledger, act: Act, away: bool) -> Answer:
    if away:
        return Answer.NOT_LISTED
    came = act.word.tag_ == "VBD" and not _of_a_list(act.word)  # "participants included Roe"
    return Answer.ATTENDED if came or _over(page, ledger, act) else Answer.WILL


def _of_a_list(verb: Token) -> bool:
    """Whether a list names them, which may be drawn up before anybody has come."""
    return any(c.lemma_.lower() in _list("words", "papers") for c in verb.children if c.dep_ == "nsubj")


def _invited(held: Stance) -> Answer | None:
    if held.negated:
        return Answer.NOT_LISTED if held.tense is not Tense.FUTURE else None
    return Answer.INVITED if held.force <= Force.PLANNED else None


def _over(page: Page, ledger: Ledger, act: Act) -> bool:
    """Whether the report tells the meeting as past."""
    when, published = act.gathering.when, page.sheet.report.published
    if isinstance(when, When) and published is not None and when.end != published:
        return when.end < published
    told = ledger.of_each.get(act.gathering.id, ())
    stages = (found for m in told for found, said in [stage(page, m)] if found is not None and (said or m.place))
    return any(over(found) for found in islice(stages, 1))


def _place_told(ledger: Ledger, act: Act) -> str | None:
    """The place as the words name it where they name the meeting."""
    told = (ledger.mention(t) for t in act.word.subtree)
    return next((m.place for m in told if m is not None and m.place), None)


def _entry(
    page: Page, ledger: Ledger, act: Act, held: Stance, hung: Condition | None, said: Answer, who: ActorId
) -> Attendance:
    real = Reality.CONDITIONAL if hung is not None else REALITY[said]
    party = page.actors(act.sender) if act.sender is not None else ()
    return Attendance(
        anchor=page.sheet.span_anchor(_words(page, act, held, hung)),
        voice=page.voice(act.word),
        when=_when(page, act),
        reality=real,
        by=f"rules:attendance {act.way}",
        who=who,
        gathering=act.gathering.id,
        answer=said,
        what=act.gathering.name,
        place=verb_place(page, act.word) or _place_told(ledger, act) or act.gathering.place,
        condition=hung,
        role=act.role,
        party=next((p for p in party if p != who), None),
        instead=_instead(page, act, said),
    )


def _when(page: Page, act: Act) -> Time:
    return page.time(act.word)


def _instead(page: Page, act: Act, said: Answer) -> str | None:
    """Whom the one who stays away sends: the object of a verb of sending joined to the refusal."""
    if said not in (Answer.WILL_NOT, Answer.DID_NOT):
        return None
    top = stance(act.word).governors[0] if stance(act.word).governors else act.word
    for verb in (*conjuncts(top), *conjuncts(act.word), *(c for c in top.children if c.dep_ == "advcl")):
        if verb.lemma_.lower() in _list("verbs", "sends"):
            for thing in verb.children:
                if thing.dep_ == "dobj":
                    return str(thing.doc[thing.left_edge.i : thing.i + 1].text)
    return None


def _words(page: Page, act: Act, held: Stance, hung: Condition | None) -> Span:
    """The shortest stretch that carries the entry: from whoever acts to the meeting, and a condition near by."""
    verbal = act.word.pos_ in ("VERB", "AUX")
    span = reach(act.word, stance(act.word)) if verbal else _phrase(act)
    first, last = span.start, span.end
    if act.told.i != act.word.i and act.way != "refuses":
        own = reach(act.told, held)
        first, last = min(first, own.start), max(last, own.end)
    if _turned_round(act):
        first = min(first, *(w.left_edge.i for w in act.who))
        last = max(last, *(w.right_edge.i + 1 for w in act.who))
    if hung is not None:
        inside = page.sheet.tokens(hung.anchor.start, hung.anchor.end)
        near = bool(inside) and inside[0].i - last <= 2 and first - inside[-1].i <= 2
        if near and inside[-1].i - last < 25:
            first, last = min(first, inside[0].i), max(last, inside[-1].i + 1)
    return act.word.doc[first : _before_purpose(act.word, first, last)]


def _before_purpose(word: Token, first: int, last: int) -> int:
    """Where the words end if what the meeting is for is left out: "to an urgent meeting | to reach an accord"."""
    for token in word.doc[word.i + 1 : last]:
        to = next((c for c in token.children if c.tag_ == "TO"), None)
        if to is not None and to.i > first and token.dep_ == "acl" and noun_family(token.head) is not None:
            return to.i
    return last


def _turned_round(act: Act) -> bool:
    """Whether those who act stand behind a copula: "also attending will be Roe"."""
    those = act.word.dep_ in ("acl", "relcl") and act.word.head.lower_ == "those"
    return act.word.pos_ == "VERB" and (act.word.dep_ == "csubj" or those)


def _phrase(act: Act) -> Span:
    """The noun phrase or absolute phrase that tells it."""
    word = act.word
    near = [t for t in trimmed(word) if t.i <= word.i or act.way == "heads" or t.dep_ == "npadvmod"]
    kept = [t.i for t in near] + [w.i for w in act.who]
    if word.head.lower_ in ("with", "without"):
        kept.append(word.head.i)
    return word.doc[min(kept) : max(kept) + 1]


@cache
def _list(*keys: str) -> frozenset[str]:
    return _WORDS.words("attendance", *keys)
