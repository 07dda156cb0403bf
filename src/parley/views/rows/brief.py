"""What a brief is made of: rows of plain text, each with the places in the reports it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from parley.model.actors import VoiceKind
from parley.model.dossier import Standing
from parley.model.entries import Manner
from parley.model.judgements import Relation
from parley.model.text import Anchor, Part


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in a report as people look it up. `mark` is its fragment id on the page."""

    anchor: Anchor
    outlet: str
    paragraph: int
    mark: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, and where. `who` is empty where the outlet itself says it."""

    who: str
    kind: VoiceKind
    ref: Ref


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with the rest of their sentence before and after."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A sentence of where things stand."""

    text: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One answer in time: "may attend", its condition as written, and who says so in which report."""

    answer: str
    condition: str
    when: str
    detail: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Comer:
    """A person or party and the answers told of them, earliest first.

    `answers` holds the distinct answers in order: ("may attend", "will not attend").
    """

    who: str
    role: str
    answers: tuple[str, ...]
    steps: tuple[Step, ...]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class Party:
    """The people of one side at one meeting."""

    name: str
    comers: tuple[Comer, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a fact and who gives it."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a meeting: its place, day or stage; more than one value where reports differ."""

    label: str
    values: tuple[Value, ...]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class Roll:
    """One meeting: what is told about it and who comes. One report alone tells of it `passing`, and little."""

    name: str
    between: str
    facts: tuple[Fact, ...]
    parties: tuple[Party, ...]
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """One telling of a position."""

    move: str
    content: str
    toward: str
    condition: str
    when: str
    source: Source


@dataclass(frozen=True, slots=True)
class Reply:
    """A position of somebody else that answers one, or that one answers."""

    who: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Offer:
    """A demand, offer or refusal: who holds it, in which words, what it answers, and the answers to it."""

    who: str
    move: str
    wordings: tuple[Wording, ...]
    answering: tuple[Reply, ...]
    replies: tuple[Reply, ...]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class Side:
    """What one party brings to the table."""

    party: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """The same statement in other words."""

    words: str
    manner: Manner
    ref: Ref


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words somebody is reported to have used: `how` are the reporting words.

    `retold` are tellings of the same words elsewhere, `otherwise` those of them that use other words.
    """

    words: str
    manner: Manner
    how: str
    when: str
    ref: Ref
    retold: tuple[Ref, ...]
    otherwise: tuple[Rewording, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice and its statements; `where` is the report of a voice that nothing tells from others so called."""

    name: str
    role: str
    party: str
    kind: VoiceKind
    utterances: tuple[Utterance, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something done on the ground."""

    what: str
    kind: str
    actors: str
    recipients: str
    place: str
    when: str
    amounts: tuple[str, ...]
    reality: str
    sources: tuple[Source, ...]
    standing: Standing
    note: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline; `dated` is false where only its order is known; `lesser` wait behind."""

    label: str
    dated: bool
    moments: tuple[Summary, ...]
    lesser: tuple[Summary, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a disagreement: the sentence, the words in it that count, and who says them."""

    answer: str
    excerpt: Excerpt
    when: str
    source: Source


@dataclass(frozen=True, slots=True)
class Clash:
    """Two accounts that differ, and why that matters. `author` is empty for a rule, else a person."""

    question: str
    relation: Relation
    reason: str
    author: str
    a: Told
    b: Told


@dataclass(frozen=True, slots=True)
class Replaced:
    """A question whose answer changed: the accounts in order of time, and the people who decided so, if any."""

    question: str
    accounts: tuple[Told, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """Something that one report alone tells: a question or whom it is about, and the answer."""

    about: str
    answer: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that several reports tell alike: whom or what it is about, what they tell, and on what it rests.

    `about` is empty where the answer says it all; `backing` counts outlets and named voices and says since when.
    """

    about: str
    answer: str
    backing: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What one report alone tells."""

    outlet: str
    points: tuple[Lone, ...]


@dataclass(frozen=True, slots=True)
class Judging:
    """Evaluative words in the outlet's own voice, with the sentence they stand in."""

    words: tuple[str, ...]
    sentence: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A party's part of all words given to voices, from 0 to 1."""

    party: str
    part: float


@dataclass(frozen=True, slots=True)
class Telling:
    """How one report tells it. `order` are the parties as it first names them."""

    outlet: str
    shares: tuple[Share, ...]
    order: tuple[str, ...]
    named: int
    unnamed: int
    institutions: int
    judging: tuple[Judging, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under nested marks: `opens` starts marks before it, `closes` ends marks after it.

    Each opened mark is (fragment id, whether this is its first piece).
    """

    text: str
    opens: tuple[tuple[str, bool], ...] = ()
    closes: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a report. Furniture has no number."""

    part: Part
    number: int
    start: int
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as listed and shown.

    `headline` is its title where the text itself does not begin with it; `day` tells when it came out, as far as
    known; `url` may be empty; `repeats` is the report of which this one is a copy.
    """

    number: int
    id: str
    outlet: str
    inferred: bool
    title: str
    headline: str
    day: str
    day_known: bool
    url: str
    repeats: str
    author: str
    source: str
    sha256: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that is not as it was: new, changed, settled, newly disputed or withdrawn."""

    kind: str
    question: str
    old: Told | None
    new: Told | None


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief, section by section in the order it is read.

    `clashes` cannot both hold; in `replaced` later accounts took the place of earlier ones.
    """

    title: str
    subtitle: str
    turns: tuple[Turn, ...]
    summary: tuple[Summary, ...]
    agreed: tuple[Shared, ...]
    rolls: tuple[Roll, ...]
    sides: tuple[Side, ...]
    named: tuple[Speaker, ...]
    unnamed: tuple[Speaker, ...]
    ground: tuple[Happening, ...]
    timeline: tuple[Day, ...]
    clashes: tuple[Clash, ...]
    replaced: tuple[Replaced, ...]
    alone: tuple[Alone, ...]
    tellings: tuple[Telling, ...]
    papers: tuple[Paper, ...]
