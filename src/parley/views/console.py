"""The brief on a terminal: hanging lines that wrap at any width, without boxes, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from parley.model.dossier import Standing
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
    Party,
    Roll,
    Shared,
    Side,
    Speaker,
    Summary,
    Telling,
    Told,
    Turn,
    Utterance,
)
from parley.views.rows.prose import capital, counted

MOST = 4  # statements of one speaker and points of one report that a terminal shows; the page shows all
FULL = 6  # meetings that a terminal shows with all that is told of them
LONG = 12  # meetings told of in passing, and points agreed on, that a terminal shows
FEW = 5  # from this many reports on, what each report tells is shown in short
_BAR = 20  # columns of a full bar
_INK = {
    Standing.AGREED: "green",
    Standing.SINGLE: "",
    Standing.DEVELOPING: "yellow",
    Standing.DISPUTED: "bold red",
}


@dataclass(frozen=True, slots=True)
class Hung:
    """Lines that hang to the right of a label. Unlike a table this leaves no blanks at the ends of lines."""

    label: Text
    body: Text
    width: int
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(options.max_width - self.indent - self.width, 12)
        left = self.label.wrap(console, max(self.width - 2, 2), overflow="fold")
        right = self.body.wrap(console, room, overflow="fold")
        for label, body in zip_longest(left, right, fillvalue=Text()):
            label.rstrip()
            body.rstrip()
            gap = self.width - label.cell_len if body else 0
            yield Text(" " * (self.indent if label or body else 0)) + label + Text(" " * max(gap, 0)) + body


Lines = Iterable[Text | Hung]


def show(brief: Brief, console: Console) -> None:
    """Print the brief, section by section; sections without a line are left out."""
    console.print(_under(Text(brief.title, "bold"), 0), _under(Text(brief.subtitle, "dim"), 0), sep="")
    if told := [text for _, text in phrases.tally(brief)]:
        console.print(_under(Text(" · ".join(told), "dim"), 0), sep="")
    if phrases.silent(brief):
        console.print(Text(), _under(Text(phrases.EMPTY), 0), sep="")
    for name, heading in phrases.filled(brief):
        console.print()
        console.print(Text(heading.upper(), "bold cyan"), Text("─" * console.width, "dim"), sep="\n")
        for line in _section(brief, name, console.width):
            console.print(line if isinstance(line, Hung) else _under(line, 0))


def _section(brief: Brief, name: str, width: int) -> Lines:
    left = max(min(width * 3 // 10, 26), 10)
    match name:
        case "summary":
            return _summary(brief.summary)
        case "agreed":
            return _most([_shared(row) for row in brief.agreed], "more point")
        case "rolls":
            return _rolls(brief.rolls, left)
        case "sides":
            return _sides(brief.sides, left)
        case "named":
            return _voices(brief)
        case "ground":
            return [_happening(row) for row in brief.ground]
        case "timeline":
            return [_day(day, left) for day in brief.timeline]
        case "clashes":
            return _clashes(brief)
        case "alone":
            most = 2 * MOST if len(brief.alone) < FEW else MOST // 2
            return [line for alone in brief.alone for line in _alone(alone, most)]
        case "tellings":
            full = len(brief.tellings) < FEW
            return [line for told in brief.tellings for line in _telling(told, left, full)]
        case "papers":
            return [_paper(paper) for paper in brief.papers]
    return _turns(brief.turns)


def _under(text: Text, indent: int = 2) -> Hung:
    return Hung(Text(), text, 0, indent)


def _line(*parts: tuple[str, str]) -> Text:
    """Parts with their styles, set apart by blanks."""
    text = Text(overflow="fold")
    for words, style in parts:
        if words:
            text.append("  " if text else "").append(words, style)
    return text


def _cite(text: Text, source: str) -> Text:
    """Put the source behind the words, set apart even where there is no colour."""
    return text.append(f" — {source}", "not bold not italic dim") if source else text


def _spaced(groups: Iterable[Lines]) -> Lines:
    """Groups of lines with an empty line between them."""
    for i, group in enumerate(groups):
        if i:
            yield Text()
        yield from group


def _standing(stands: Standing) -> tuple[str, str]:
    shown = phrases.standing(stands)
    return (f"[{shown}]" if shown else "", _INK[stands])


def _summary(rows: Sequence[Summary]) -> Lines:
    for number, row in enumerate(rows, 1):
        yield Hung(Text(f"{number}"), _cite(Text(row.text), phrases.places(row.refs)), 3)


def _most(lines: list[Text | Hung], what: str) -> Lines:
    """As many lines of a list as a terminal shows, and how many more there are."""
    yield from lines[:LONG]
    if len(lines) > LONG:
        yield _under(Text(f"and {counted(len(lines) - LONG, what)}", "dim italic"))


def _rolls(rolls: Sequence[Roll], left: int) -> Lines:
    full, passing = phrases.parted(rolls)
    yield from _spaced(_roll(roll, left) for roll in full[:FULL])
    if len(full) > FULL:
        yield _under(Text(f"\nand {counted(len(full) - FULL, 'more meeting')}", "dim italic"))
    if passing:
        yield Text("\n" if full else "").append(phrases.PASSING, "underline")
    yield from _most([Hung(Text("•"), _fleeting(roll), 2) for roll in passing], "more meeting")


def _fleeting(roll: Roll) -> Text:
    """A meeting in one line."""
    text = _line((roll.name, "bold"), (roll.between, "dim"), (phrases.fleeting(roll), ""))
    return _cite(text, phrases.summed(phrases.resting(roll)))


def _roll(roll: Roll, left: int) -> Lines:
    yield _line((roll.name, "bold underline"), (roll.between, "dim"))
    for fact in roll.facts:
        told = _line((phrases.valued(fact), ""), _standing(fact.standing))
        yield Hung(Text(fact.label, "dim"), told, left - 2, 2)
    for party in roll.parties:
        yield from _party(party, left)


def _party(party: Party, left: int) -> Lines:
    if party.name:
        yield _under(Text(party.name, "bold"))
    for comer in party.comers:
        who = Text(comer.who, "bold").append(f"\n{comer.role}" if comer.role else "", "not bold dim")
        yield Hung(who, _answers(comer), left - 4, 4)


def _answers(comer: Comer) -> Text:
    """Each answer with its source; where the answer changed, the chain of answers before them."""
    changed = len(comer.answers) > 1
    text = Text(overflow="fold")
    if changed:
        text = _line((phrases.chained(comer.answers), "bold"), _standing(comer.standing))
    for step in comer.steps:
        text.append("\n" if text else "").append(phrases.answered(step), "" if changed else "bold")
        _cite(text, phrases.credited(step.sources))
    return text


def _sides(sides: Sequence[Side], left: int) -> Lines:
    return _spaced(_side(side, left) for side in sides)


def _side(side: Side, left: int) -> Lines:
    yield Text(side.party, "bold")
    for offer in side.offers:
        yield Hung(Text(offer.move), _offer(offer, side.party), left - 2, 2)


def _offer(offer: Offer, party: str) -> Text:
    """The wordings of a position, and the answers to it."""
    text = Text(overflow="fold")
    for wording in offer.wordings:
        text.append("\n" if text else "").append(phrases.positioned(wording))
        holder = "" if offer.who in (party, wording.source.who) else offer.who
        _cite(text, ", ".join(filter(None, (holder, phrases.cited(wording.source)))))
    if shown := _standing(offer.standing)[0]:
        text.append("  ").append(shown, _INK[offer.standing])
    for reply in offer.answering:
        text.append(f"\nin answer to {phrases.replied(reply)}", "italic")
    for reply in offer.replies:
        _cite(text.append(f"\n↳ {phrases.replied(reply)}", "italic"), phrases.cited(reply.wording.source))
    return text


def _voices(brief: Brief) -> Lines:
    for heading, speakers in (("", brief.named), ("Without a name", brief.unnamed)):
        if heading and speakers:
            yield Text(heading, "underline")
        for speaker in speakers:
            yield from _speaker(speaker)


def _speaker(speaker: Speaker) -> Lines:
    yield _line((speaker.name, "bold"), (phrases.introduced(speaker), "dim"))
    for utterance in speaker.utterances[:MOST]:
        yield _under(_utterance(utterance))
        for other in utterance.otherwise:
            yield _under(_cite(Text(f"told elsewhere as {phrases.said(other)}"), phrases.place(other.ref)), 4)
    if len(speaker.utterances) > MOST:
        yield _under(Text(f"and {counted(len(speaker.utterances) - MOST, 'more statement')}", "dim italic"))


def _utterance(utterance: Utterance) -> Text:
    where = phrases.places((utterance.ref, *utterance.retold))
    about = ", ".join(filter(None, (phrases.circumstances(utterance), where)))
    return _cite(Text(phrases.said(utterance)), about)


def _happening(row: Happening) -> Text | Hung:
    text = _line((row.what, "bold"), (phrases.happened(row), ""), _standing(row.standing))
    return Hung(Text("•"), _cite(text, phrases.credited(row.sources)), 2)


def _day(day: Day, left: int) -> Text | Hung:
    text = Text(overflow="fold")
    for moment in day.moments:
        _cite(text.append("\n" if text else "").append(moment.text), phrases.places(moment.refs))
    if day.lesser:
        text.append(f"\nand {counted(len(day.lesser), 'more line')}", "dim italic")
    return Hung(Text(day.label, "bold" if day.dated else "italic"), text, left)


def _told(told: Told) -> Text:
    """A sentence with the words that count in bold, and who says it."""
    text = Text(told.excerpt.before, overflow="fold")
    text.append(told.excerpt.words, "bold").append(told.excerpt.after)
    return _cite(text, phrases.cited(told.source))


def _clash(clash: Clash) -> Lines:
    answers = " | ".join(filter(None, (clash.a.answer, clash.b.answer)))
    yield _line((clash.question, "bold"), (answers, ""))
    yield Hung(Text("A"), _told(clash.a), 3, 2)
    yield Hung(Text("B"), _told(clash.b), 3, 2)
    yield _under(Text(capital(phrases.differing(clash)), "italic"))


def _clashes(brief: Brief) -> Lines:
    yield from _spaced(_clash(clash) for clash in brief.clashes)
    if brief.replaced and brief.clashes:
        yield Text("\n").append(phrases.REPLACED, "underline")
    for turn in brief.replaced:
        text = Text(turn.question)
        for i, told in enumerate(turn.accounts):
            text.append("\n→ " if i else "\n  ").append(told.answer, "bold")
            _cite(text, phrases.cited(told.source))
        yield _under(text)


def _turns(turns: Sequence[Turn]) -> Lines:
    shown = turns[: 2 * LONG]
    yield from (line for turn in shown for line in _turn(turn))
    if len(turns) > len(shown):
        yield _under(Text(f"and {counted(len(turns) - len(shown), 'more change')}", "dim italic"))


def _turn(turn: Turn) -> Lines:
    if turn.new and not turn.old:
        text = _line((capital(turn.kind), "bold"), (turn.question, ""), (turn.new.answer, "bold"))
        yield _under(_cite(text, phrases.cited(turn.new.source)), 0)
        return
    yield _line((capital(turn.kind), "bold"), (turn.question, ""))
    for mark, told in (("was", turn.old), ("now", turn.new)):
        if told:
            yield Hung(Text(mark, "dim"), _cite(Text(told.answer, "bold"), phrases.cited(told.source)), 5, 2)


def _shared(row: Shared) -> Hung:
    """What several reports agree on, and on what that rests."""
    text = _line((row.about, "bold"), (row.answer, ""), (f"({row.backing})", "dim"))
    return Hung(Text("•"), _cite(text, phrases.places(row.refs)), 2)


def _alone(alone: Alone, most: int) -> Lines:
    yield Text(alone.outlet, "bold")
    for point in alone.points[:most]:
        yield _under(_cite(_line((point.about, ""), (point.answer, "bold")), phrases.places(point.refs)))
    if len(alone.points) > most:
        yield _under(Text(f"and {counted(len(alone.points) - most, 'more point')}", "dim italic"))


def _telling(told: Telling, left: int, full: bool) -> Lines:
    """Shares and judging words; of many reports the words alone, without their sentences."""
    yield _line((told.outlet, "bold"), (phrases.heard(told), ""))
    if full and (order := phrases.in_order(told)):
        yield _under(Text(order, "dim"))
    for share in told.shares:
        bar = "█" * max(round(share.part * _BAR), 1)
        yield Hung(Text(share.party), Text(f"{bar} {share.part:.0%}"), left - 2, 2)
    if told.judging:
        words = ", ".join(w for judging in told.judging for w in judging.words)
        yield _under(Text(f"judging words in its own voice: {'' if full else words}".rstrip(), "dim"))
    for word in told.judging if full else ():
        text = Text(word.sentence)
        text.highlight_words(word.words, "bold")
        yield Hung(Text(", ".join(word.words)), _cite(text, phrases.places(word.refs)), left - 2, 2)


def _paper(paper: Paper) -> Text | Hung:
    outlet = paper.outlet + (" (outlet inferred)" if paper.inferred else "")
    repeats = f"repeats {paper.repeats}" if paper.repeats else ""
    about = ", ".join(filter(None, (repeats, paper.author, paper.day, paper.url or paper.source)))
    return Hung(Text(f"{paper.number}"), _cite(_line((outlet, "bold"), (paper.title, "")), about), 3)
