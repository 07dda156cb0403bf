"""The brief in Markdown: every line carries footnotes that quote the words it rests on, and where they stand.

Plain CommonMark with tables and footnotes, as GitHub, Obsidian and pandoc read them. Text from reports is escaped,
so that it can neither form markup nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from parley.views.rows import phrases
from parley.views.rows.brief import (
    Alone,
    Brief,
    Clash,
    Comer,
    Day,
    Happening,
    Offer,
    Paper,
    Ref,
    Roll,
    Shared,
    Side,
    Source,
    Speaker,
    Step,
    Telling,
    Told,
    Turn,
    Utterance,
)
from parley.views.rows.prose import capital

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#$&]|==|%%")
_OPENING = re.compile(r"^(\d+)([.)])|^([-+])")
Lines = Iterator[str]


def escaped(text: str) -> str:
    """Text that Markdown shows as it is.

    >>> escaped("*Talks* <b>1</b>")
    '\\\\*Talks\\\\* \\\\<b\\\\>1\\\\</b\\\\>'
    """
    shown = _SPECIAL.sub(lambda m: "\\" + m.group(), text)
    return _OPENING.sub(lambda m: f"{m.group(1) or ''}\\{m.group(2) or m.group(3)}", shown)


def notes(brief: Brief) -> str:
    """The whole brief as one Markdown text."""
    made = _Notes()
    return "\n".join((*made.lines(brief), "", *made.footnotes())).rstrip() + "\n"


@dataclass(slots=True)
class _Notes:
    """The sections, and the footnotes they have asked for so far, numbered in order of use."""

    numbers: dict[Ref, int] = field(default_factory=dict)

    def lines(self, brief: Brief) -> Lines:
        """The brief without its footnotes."""
        yield from (f"# {escaped(brief.title)}", "", escaped(brief.subtitle))
        if told := [text for _, text in phrases.tally(brief)]:
            yield from ("", " · ".join(told))
        if phrases.silent(brief):
            yield from ("", phrases.EMPTY)
        for name, heading in phrases.filled(brief):
            yield from ("", f"## {heading}", "", *self._section(brief, name))

    def footnotes(self) -> Lines:
        """One line for each place: report, paragraph, position in code points, words."""
        for ref, number in self.numbers.items():
            at = f"characters {ref.anchor.start} to {ref.anchor.end}"
            words = escaped(" ".join(ref.anchor.words.split()))
            yield f"[^{number}]: {escaped(phrases.place(ref))}, {at}: “{words}”"

    def _section(self, brief: Brief, name: str) -> Iterable[str]:
        match name:
            case "summary":
                return (f"{i}. {escaped(r.text)}{self._marks(r.refs)}" for i, r in enumerate(brief.summary, 1))
            case "agreed":
                return (self._shared(row) for row in brief.agreed)
            case "rolls":
                return _joined(self._rolls(brief.rolls))
            case "sides":
                return _joined(self._side(side) for side in brief.sides)
            case "named":
                return self._voices(brief)
            case "ground":
                return (self._happening(row) for row in brief.ground)
            case "timeline":
                return (line for day in brief.timeline for line in self._day(day))
            case "clashes":
                return self._clashes(brief)
            case "alone":
                return _joined(self._alone(alone) for alone in brief.alone)
            case "tellings":
                return _joined(self._telling(told) for told in brief.tellings)
            case "papers":
                return _joined(_paper(paper) for paper in brief.papers)
        return (line for turn in brief.turns for line in self._turn(turn))

    def _marks(self, refs: Iterable[Ref]) -> str:
        """Footnote marks."""
        return "".join(f"[^{self.numbers.setdefault(ref, len(self.numbers) + 1)}]" for ref in refs)

    def _cited(self, sources: Sequence[Source]) -> str:
        """Who says so and where, with footnote marks."""
        return escaped(phrases.credited(sources)) + self._marks(source.ref for source in sources)

    def _roll(self, roll: Roll) -> Lines:
        between = f" ({escaped(roll.between)})" if roll.between else ""
        yield from (f"### {escaped(roll.name)}{between}", "")
        for fact in roll.facts:
            marks = self._marks(s.ref for value in fact.values for s in value.sources)
            yield f"- **{fact.label}**: {escaped(phrases.valued(fact))}{marks}{_standing(fact.standing.value)}"
        if roll.facts and roll.parties:
            yield ""
        if roll.parties:
            yield from ("| Party | Who | Answer | Condition or part | Who says so |", "|---|---|---|---|---|")
        for party in roll.parties:
            for comer in party.comers:
                yield from self._comer(escaped(party.name), comer)

    def _rolls(self, rolls: Iterable[Roll]) -> Iterator[Iterable[str]]:
        """Meeting by meeting; those told of in passing as one list behind the others."""
        full, passing = phrases.parted(rolls)
        yield from map(self._roll, full)
        if passing:
            yield self._passing(passing)

    def _passing(self, rolls: Iterable[Roll]) -> Lines:
        yield from (f"### {phrases.PASSING}", "")
        for roll in rolls:
            between = f" ({escaped(roll.between)})" if roll.between else ""
            told = f"{escaped(phrases.fleeting(roll))} — {self._cited(phrases.resting(roll))}"
            yield f"- **{escaped(roll.name)}**{between}: {told}"

    def _comer(self, party: str, comer: Comer) -> Lines:
        """A person's answers, a row each; where there are several the first row gives the chain of them."""
        who = f"**{escaped(comer.who)}**" + (f", {escaped(comer.role)}" if comer.role else "")
        if len(comer.answers) > 1:
            chain = f"**{escaped(phrases.chained(comer.answers))}**"
            yield f"| {party} | {who} | {chain} | {_standing(comer.standing.value).strip()} | |"
            party = who = ""
        for step in comer.steps:
            yield f"| {party} | {who} | {self._step(step)} |"
            party = who = ""

    def _step(self, step: Step) -> str:
        extra = ", ".join(filter(None, (step.condition, step.detail)))
        when = f", {escaped(step.when)}" if step.when else ""
        return f"{escaped(step.answer)} | {escaped(extra)} | {self._cited(step.sources)}{when}"

    def _side(self, side: Side) -> Lines:
        yield from (f"### {escaped(side.party)}", "")
        for offer in side.offers:
            yield from self._offer(offer, side.party)

    def _offer(self, offer: Offer, party: str) -> Lines:
        holder = "" if offer.who == party else f"{escaped(offer.who)}, "
        for told in offer.wordings:
            who = "" if told.source.who == offer.who else holder
            yield f"- **{told.move}**: {escaped(phrases.positioned(told))} — {who}{self._cited((told.source,))}"
        for reply in offer.answering:
            yield f"  - in answer to {escaped(phrases.replied(reply))}{self._marks((reply.wording.source.ref,))}"
        for reply in offer.replies:
            yield f"  - answered by {escaped(phrases.replied(reply))}{self._marks((reply.wording.source.ref,))}"

    def _voices(self, brief: Brief) -> Lines:
        for heading, speakers in (("", brief.named), ("### Voices without a name", brief.unnamed)):
            if heading and speakers:
                yield from ("", heading, "")
            for i, speaker in enumerate(speakers):
                yield from ("", *self._speaker(speaker)) if i else self._speaker(speaker)

    def _speaker(self, speaker: Speaker) -> Lines:
        about = phrases.introduced(speaker)
        yield from (f"**{escaped(speaker.name)}**" + (f", {escaped(about)}" if about else ""), "")
        for utterance in speaker.utterances:
            yield f"- {self._utterance(utterance)}"
            for other in utterance.otherwise:
                where = f"{escaped(phrases.place(other.ref))}{self._marks((other.ref,))}"
                yield f"  - told elsewhere as {escaped(phrases.said(other))} — {where}"

    def _utterance(self, utterance: Utterance) -> str:
        refs = (utterance.ref, *utterance.retold)
        about = ", ".join(filter(None, (phrases.circumstances(utterance), phrases.places(refs))))
        return f"{escaped(phrases.said(utterance))} — {escaped(about)}{self._marks(refs)}"

    def _happening(self, row: Happening) -> str:
        told = ": ".join(filter(None, (f"**{escaped(row.what)}**", escaped(phrases.happened(row)))))
        return f"- {told}{_standing(row.standing.value)} — {self._cited(row.sources)}"

    def _day(self, day: Day) -> Lines:
        yield f"- **{escaped(day.label)}**" if day.dated else f"- *{escaped(day.label)}*"
        for moment in (*day.moments, *day.lesser):
            yield f"  - {escaped(moment.text)}{self._marks(moment.refs)}"

    def _told(self, told: Told) -> str:
        shown = told.excerpt
        sentence = f"{escaped(shown.before)}**{escaped(shown.words)}**{escaped(shown.after)}"
        answer = f"*{escaped(told.answer)}*: " if told.answer else ""
        return f"{answer}{sentence} — {self._cited((told.source,))}"

    def _clash(self, clash: Clash) -> Lines:
        yield from (f"### {escaped(clash.question)}", "", f"- {self._told(clash.a)}", f"- {self._told(clash.b)}")
        yield from ("", escaped(capital(phrases.differing(clash))))

    def _clashes(self, brief: Brief) -> Lines:
        yield from _joined(self._clash(clash) for clash in brief.clashes)
        if brief.replaced and brief.clashes:
            yield from ("", f"### {phrases.REPLACED}", "")
        for turn in brief.replaced:
            yield f"- {escaped(turn.question)}"
            yield from (f"  - {self._told(told)}" for told in turn.accounts)

    def _turn(self, turn: Turn) -> Lines:
        if turn.new and not turn.old:
            about = f"{escaped(turn.question)} " if turn.question else ""
            text = f"*{escaped(turn.new.answer)}* — {self._cited((turn.new.source,))}"
            yield f"- **{escaped(turn.kind)}**: {about}{text}"
            return
        yield f"- **{escaped(turn.kind)}**: {escaped(turn.question)}"
        for mark, told in (("was", turn.old), ("now", turn.new)):
            if told:
                yield f"  - {mark} *{escaped(told.answer)}* — {self._cited((told.source,))}"

    def _shared(self, row: Shared) -> str:
        about = f"**{escaped(row.about)}** " if row.about else ""
        return f"- {about}{escaped(row.answer)} ({escaped(row.backing)}){self._marks(row.refs)}"

    def _alone(self, alone: Alone) -> Lines:
        yield from (f"**{escaped(alone.outlet)}**", "")
        for point in alone.points:
            about = f"{escaped(point.about)} " if point.about else ""
            yield f"- {about}**{escaped(point.answer)}**{self._marks(point.refs)}"

    def _telling(self, told: Telling) -> Lines:
        shares = ", ".join(f"{escaped(s.party)} {s.part:.0%}" for s in told.shares)
        yield from (f"**{escaped(told.outlet)}**: {phrases.heard(told)}", "")
        if order := phrases.in_order(told):
            yield f"- {escaped(order[:1].upper() + order[1:])}"
        if shares:
            yield f"- Share of the words given to voices: {shares}"
        for word in told.judging:
            words = ", ".join(f"**{escaped(w)}**" for w in word.words)
            yield f"- Judging in its own voice: {words} in “{escaped(word.sentence)}”{self._marks(word.refs)}"


def _joined(groups: Iterable[Iterable[str]]) -> Lines:
    """Groups of lines with an empty line between them."""
    for i, group in enumerate(groups):
        if i:
            yield ""
        yield from group


def _standing(stands: str) -> str:
    return "" if stands == "single source" else f" ({stands})"


def _paper(paper: Paper) -> Lines:
    """A report as listed, and its text in numbered paragraphs."""
    inferred = " (outlet inferred from its text)" if paper.inferred else ""
    yield from (f"### {paper.number}. {escaped(paper.outlet)}{inferred}", "")
    repeats = f"repeats {paper.repeats}" if paper.repeats else ""
    about = (paper.title, repeats, paper.author, paper.day, paper.url or paper.source)
    yield f"- {', '.join(escaped(text) for text in about if text)}"
    yield from (f"- SHA-256 of the text: `{paper.sha256}`", "")
    for i, block in enumerate(paper.blocks):
        if i:
            yield ">"
        number = f"**¶{block.number}** " if block.number else ""
        yield f"> {number}{escaped(' '.join(block.text.split()))}"
