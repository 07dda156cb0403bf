"""What a candidate shows of itself: its word, its verb, who, where and when stand with it, and how new it is.

Words stand as lemmas and as the groups of words used alike, so that an unseen verb is judged by its company.
Nothing here looks at what the rules decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from parley.model.text import Part
from parley.model.times import SILENT, When
from parley.reading.attribution.likeness import likeness
from parley.reading.gatherings import Ledger
from parley.reading.judging.meetings.candidates import Candidate
from parley.reading.judging.nameless import nameless
from parley.reading.meetingwords import verb_class
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.reality import Stance, stance

_MARKS = ("mark", "advmod")
_FRONT = ("amod", "compound", "nummod", "nmod", "det", "poss")
# How far it is looked, so that the work grows with the length of a report and not with its square.
_BACK = 40  # candidates
_BESIDE = 8  # candidates
_ABOVE = 20  # steps up the parse
_NEAR = 60  # words to either side
_LINKS = ("prep", "agent", "prt", "dative")
_COMPLEMENTS = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "nsubjpass")


@dataclass(frozen=True)
class Surroundings:
    """A report as the candidates in it see it: where sentences lie, and what was told before."""

    page: Page
    ledger: Ledger
    found: tuple[Candidate, ...]

    @cached_property
    def places(self) -> dict[int, int]:
        """The order of each candidate by its head."""
        return {c.head.i: n for n, c in enumerate(self.found)}

    def before(self, candidate: Candidate) -> tuple[Candidate, ...]:
        """The candidates told before this one, as far back as counts."""
        at = self.places[candidate.head.i]
        return self.found[max(at - _BACK, 0) : at]

    def beside(self, candidate: Candidate) -> list[Candidate]:
        """The nearest other candidates of its sentence."""
        at, sent = self.places[candidate.head.i], candidate.head.sent
        near = self.found[max(at - _BESIDE, 0) : at + _BESIDE + 1]
        return [c for c in near if sent.start <= c.head.i < sent.end and c.head.i != candidate.head.i]


def traits(around: Surroundings, candidate: Candidate) -> list[str]:
    """The names of all features that hold of a candidate, each once."""
    page = around.page
    found = [*_word(candidate), *_front(candidate), *_verb(candidate), *_slots(page, candidate)]
    found += [*_told(page, candidate), *_row(around, candidate), *_sentence(page, candidate)]
    return list(dict.fromkeys(found))


def _alike(name: str, token: Token) -> Iterator[str]:
    """A word by its lemma, its two groups and its class."""
    yield f"{name}={nameless(token)}"
    found = likeness(token)
    if found is not None:
        yield f"{name}~{found.fine}"
        yield f"{name}-{found.coarse}"
        yield f"{name}:{found.classes[0]}"


def _word(candidate: Candidate) -> Iterator[str]:
    """The word itself, and in which form and place of its sentence."""
    mention, head = candidate.mention, candidate.head
    kind = "v" if mention.verbal else "n"
    known = "known" if candidate.known is not None else "wide"
    yield f"k={kind}/{known}"
    yield f"kf={kind}/{known}/{mention.family}"
    yield from _alike(kind, head)
    yield f"form={head.lower_}"
    yield f"t={head.tag_}"
    yield f"d={kind}/{head.dep_}"
    if mention.top.i != head.i:
        yield "outer"
        yield f"outer={nameless(mention.top)}"
    for child in head.children:
        if child.dep_ in _LINKS:
            yield f"link={kind}/{child.lower_}"
            yield f"linkl={head.lemma_.lower()}/{child.lower_}"
        elif child.dep_ in ("acl", "relcl", "advcl", "appos", "dobj"):
            yield f"kid={kind}/{child.dep_}"


def _front(candidate: Candidate) -> Iterator[str]:
    """What stands before a noun."""
    mention = candidate.mention
    if mention.verbal:
        return
    nodes = {mention.head.i: mention.head, mention.top.i: mention.top}.values()
    fronts = [c for node in nodes for c in node.lefts if c.dep_ in _FRONT]
    outer = [c for c in mention.top.lefts if c.dep_ in ("det", "poss")]
    yield f"det={outer[0].lower_ if outer and outer[0].dep_ == 'det' else outer[0].dep_ if outer else 'none'}"
    yield f"bare={not fronts}/{mention.head.tag_}"
    yield f"order={mention.order}"
    for child in fronts:
        yield f"front={nameless(child)}"
        yield f"fronte={child.ent_type_ or child.pos_}/{child.dep_}"


def _verb(candidate: Candidate) -> Iterator[str]:
    """The verb that tells it, its mood and what governs that."""
    mention = candidate.mention
    yield f"role={mention.role}"
    verb = mention.head if mention.verbal else mention.predicate
    if verb is None:
        yield "pred=none"
        return
    if not mention.verbal:
        yield from (f"{n}/{_sort(mention.role)}" for n in _alike("p", verb))
        yield from _alike("pp", verb)
        yield f"pt={verb.pos_}/{mention.role}"
        yield f"pc={verb_class(verb) if verb.pos_ in ('VERB', 'AUX') else '-'}/{mention.role}"
    if verb.pos_ in ("VERB", "AUX"):
        yield from _mood("m", stance(verb))
        yield f"vtag={verb.tag_}"
    yield f"pd={verb.dep_}"
    yield from (f"{n}/{verb.dep_}" for n in _alike("g", verb.head))
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    yield f"subj={own.pos_ if own is not None else '-'}/{own.ent_type_ if own is not None else '-'}"
    if own is not None and own.i != mention.top.i:
        yield from _alike("s", own)
    for child in verb.children:
        if child.i in (mention.head.i, mention.top.i):
            continue
        if child.dep_ in _LINKS:
            yield f"plink={child.lower_}"
        elif child.dep_ in _COMPLEMENTS:
            yield f"pkid={child.dep_}"
            yield from list(_alike("o", child))[:2]
    if mention.clause is not None:
        yield from _alike("cl", mention.clause)
        yield f"clc={verb_class(mention.clause)}"
    else:
        yield "cl=none"


def _sort(role: str) -> str:
    return role if role in ("subj", "obj", "attr") else "prep" if role else "-"


def _mood(name: str, held: Stance) -> Iterator[str]:
    yield f"{name}t={held.tense.value}"
    yield f"{name}f={held.force.name}"
    yield f"{name}tf={held.tense.value}/{held.force.name}"
    for flag in ("negated", "willed", "denied", "conditional", "counterfactual", "ongoing", "perfect"):
        if getattr(held, flag):
            yield f"{name}:{flag}"


def _slots(page: Page, candidate: Candidate) -> Iterator[str]:
    """Who, where and when stand with it."""
    mention = candidate.mention
    dated = mention.when is not SILENT and bool(mention.when.words)
    yield f"who={min(len(mention.parties), 3)}/{mention.named}"
    yield f"whok={min(len(mention.parties), 3)}/{'v' if mention.verbal else 'n'}"
    yield f"named={mention.named}"
    yield f"where={bool(mention.place)}"
    yield f"when={dated}"
    yield f"whend={isinstance(mention.when, When)}"
    yield f"slots={dated + bool(mention.place) + mention.named}"
    yield f"level={mention.level.value}"
    for kind in sorted({page.cast.actor(a).kind.value for a in mention.parties}):
        yield f"actor={kind}"


def _told(page: Page, candidate: Candidate) -> Iterator[str]:
    """In whose words and in which part of the report it stands."""
    head = candidate.head
    said, part = page.said(head), page.sheet.part(head)
    yield f"part={part.value}"
    yield f"said={said.manner.value if said is not None else 'outlet'}"
    if said is not None and said.cue is not None:
        cue = page.sheet.tokens(said.cue.start, said.cue.end)
        verb = next((t for t in cue if t.pos_ == "VERB"), None)
        if verb is not None:
            yield f"cue={verb.lemma_.lower()}"
    under = {c.lower_ for a in islice(head.ancestors, _ABOVE) for c in a.children if c.dep_ == "mark"}
    yield from (f"under={mark}" for mark in sorted(under))
    if part is Part.HEADLINE:
        yield f"headline={'v' if candidate.verbal else 'n'}"


def _row(around: Surroundings, candidate: Candidate) -> Iterator[str]:
    """How new it is: what was told before, how near, and what else the sentence tells."""
    mention, head = candidate.mention, candidate.head
    before = around.before(candidate)
    kind = "v" if mention.verbal else "n"
    same = [c for c in before if c.head.lemma_ == head.lemma_]
    yield f"nth={min(len(before), 8) if len(before) < 3 else 3 + min(len(before), 15) // 5}"
    yield f"first={not same}/{kind}"
    yield f"again={min(len(same), 4)}"
    if before:
        yield f"gap={_bucket(head.i - before[-1].head.i)}"
    gathering = around.ledger.of(head) if candidate.known is not None else None
    yield f"gathering={gathering is not None}"
    if gathering is not None:
        earlier = [c for c in before if c.known is not None and around.ledger.of(c.head) is gathering]
        yield f"met={min(len(earlier), 4)}"
        yield f"newplace={bool(mention.place) and not any(c.mention.place for c in earlier)}"
        yield f"newday={mention.when is not SILENT and not any(c.mention.when is not SILENT for c in earlier)}"
        yield f"newwho={bool(set(mention.parties) - {a for c in earlier for a in c.mention.parties})}"
        if earlier:
            yield f"metgap={_bucket(head.i - earlier[-1].head.i)}"
    beside = around.beside(candidate)
    yield f"beside={min(len(beside), 3)}"
    yield f"lead={not any(c.head.i < head.i for c in beside)}"
    yield f"besideknown={any(c.known is not None for c in beside)}/{candidate.known is not None}"
    for other in beside:
        yield f"next={'v' if other.verbal else 'n'}/{other.head.i < head.i}/{other.known is not None}"
        if other.head.i in [a.i for a in islice(head.ancestors, _ABOVE)]:
            yield f"below={nameless(other.head)}"
        elif head.i in [a.i for a in islice(other.head.ancestors, _ABOVE)]:
            yield f"above={nameless(other.head)}"


def _bucket(distance: int) -> int:
    """Powers of two."""
    return min(distance.bit_length(), 9)


def _sentence(page: Page, candidate: Candidate) -> Iterator[str]:
    """Its sentence: where it lies, how long it is, whom and which days it names."""
    head = candidate.head
    sent = head.sent
    around = head.doc[max(head.i - _NEAR, sent.start) : min(head.i + _NEAR, sent.end)]
    yield f"third={3 * page.sheet.start(head) // max(len(page.sheet.report.text), 1)}"
    yield f"long={min((sent.end - sent.start) // 8, 6)}"
    yield f"early={head.i - sent.start < 6}"
    kinds = {t.ent_type_ for t in around if t.ent_type_}
    for kind in ("DATE", "TIME", "GPE", "ORG", "PERSON", "NORP", "FAC"):
        yield f"has={kind}/{kind in kinds}"
    near = {t.ent_type_ for t in head.doc[max(head.i - 5, sent.start) : min(head.i + 8, sent.end)] if t.ent_type_}
    yield from (f"near={kind}" for kind in sorted(near))
    yield f"quoted={any(t.is_quote for t in around)}"
    yield f"depth={sum(1 for _ in islice(head.ancestors, 6))}"
    yield f"root={sent.root.pos_}"
    yield from _alike("root", sent.root)
