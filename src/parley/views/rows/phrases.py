"""How places, sources and answers are written in plain text; all views use the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from parley.model.actors import VoiceKind
from parley.model.dossier import Standing
from parley.model.entries import Answer, Manner
from parley.model.judgements import Relation
from parley.views.rows.brief import (
    Brief,
    Clash,
    Fact,
    Happening,
    Ref,
    Reply,
    Rewording,
    Roll,
    Source,
    Speaker,
    Step,
    Telling,
    Utterance,
    Wording,
)
from parley.views.rows.prose import counted, listed

SECTIONS = (
    ("turns", "What changed"),
    ("summary", "Where things stand"),
    ("clashes", "Where the reports disagree"),
    ("agreed", "What several reports agree on"),
    ("rolls", "Who is coming"),
    ("sides", "On the table"),
    ("named", "In their words"),
    ("ground", "On the ground"),
    ("timeline", "Timeline"),
    ("alone", "What only one report says"),
    ("tellings", "How each report tells it"),
    ("papers", "Reports"),
)
"""The sections in the order they are read, with their headings."""

EMPTY = "Nothing about talks was found in these reports: who meets, who comes, who wants or says what."
PASSING = "Told of in passing, by one report alone"
CAME_LATER = "Where a later account replaced an earlier one"
REPLACED = "Not in conflict: a later account replaced an earlier one"
RELATIONS = {
    Relation.CONTRADICTS: "cannot both be true",
    Relation.SUPERSEDES: "the second came later",
    Relation.DISPUTES: "opinions differ",
}


def filled(brief: Brief) -> list[tuple[str, str]]:
    """The sections that have something to show, with their headings."""
    also = {"named": brief.unnamed, "clashes": brief.replaced}
    called = {} if brief.clashes else {"clashes": CAME_LATER}
    return [(name, called.get(name, head)) for name, head in SECTIONS if getattr(brief, name) or also.get(name)]


def tally(brief: Brief) -> list[tuple[str, str]]:
    """What can be found where, for a reader who has a minute: (section, how much is there)."""
    if len(brief.papers) < 2:
        return []
    alone = sum(len(alone.points) for alone in brief.alone)
    counts = (
        ("clashes", len(brief.clashes), "disagreement", ""),
        ("clashes", len(brief.replaced), "answer replaced by a later one", "answers replaced by later ones"),
        ("agreed", len(brief.agreed), "point agreed by several reports", "points agreed by several reports"),
        ("alone", alone, "told by one report alone", "told by one report alone"),
    )
    return [(name, counted(number, one, many)) for name, number, one, many in counts if number]


def silent(brief: Brief) -> bool:
    """Whether the reports told nothing at all, which a reader should be told in turn."""
    return all(name in ("papers", "tellings") for name, _ in filled(brief))


def place(ref: Ref) -> str:
    """Where to look: "The Gazette ¶4"."""
    return f"{ref.outlet} ¶{ref.paragraph}" if ref.paragraph else ref.outlet


def places(refs: Sequence[Ref]) -> str:
    """Where to look, outlet by outlet: "The Gazette ¶4, 7; Norland Post ¶2"."""
    return "; ".join(_numbered(outlet, found) for outlet, found in by_outlet(refs))


def by_outlet(refs: Sequence[Ref]) -> list[tuple[str, list[Ref]]]:
    """Places grouped by outlet, in the order outlets first occur."""
    grouped: dict[str, list[Ref]] = {}
    for ref in refs:
        grouped.setdefault(ref.outlet, []).append(ref)
    return list(grouped.items())


def chips(refs: Sequence[Ref]) -> list[tuple[str, list[tuple[Ref, str]]]]:
    """Places for links: outlet by outlet, one for each paragraph in order, with the marks of the others there."""
    made = []
    for outlet, found in by_outlet(refs):
        ordered = sorted(found, key=lambda ref: (ref.paragraph, ref.anchor.start, -ref.anchor.end))
        grouped = [list(group) for _, group in groupby(ordered, key=lambda ref: ref.paragraph)]
        made.append((outlet, [(group[0], " ".join(ref.mark for ref in group[1:])) for group in grouped]))
    return made


def by_voice(sources: Sequence[Source]) -> list[tuple[Source, list[Ref]]]:
    """Sources grouped by voice: the first of each, and the places of all."""
    grouped: dict[str, list[Source]] = {}
    for source in sources:
        grouped.setdefault(source.who, []).append(source)
    return [(found[0], [s.ref for s in found]) for found in grouped.values()]


def _numbered(outlet: str, refs: Sequence[Ref]) -> str:
    shown = ", ".join(str(n) for n in sorted({ref.paragraph for ref in refs if ref.paragraph}))
    return f"{outlet} ¶{shown}" if shown else outlet


def cited(source: Source) -> str:
    """Who says so, and where: "a senior official, The Gazette ¶4"; the place alone for the outlet itself."""
    return f"{source.who}, {place(source.ref)}" if source.who else place(source.ref)


def credited(sources: Sequence[Source]) -> str:
    """All who say so: each voice once, with all its places."""
    found = ((first.who, places(refs)) for first, refs in by_voice(sources))
    return "; ".join(f"{who}, {where}" if who else where for who, where in found)


def tone(answer: str) -> str:
    """Whether an answer means coming, perhaps, or not: for the sign and colour in front of it."""
    return _TONES.get(answer, "")


_TONES: dict[str, str] = {
    Answer.WILL: "yes",
    Answer.ATTENDED: "yes",
    Answer.MAY: "perhaps",
    Answer.INVITED: "perhaps",
    Answer.EXPECTED: "perhaps",
    Answer.WILL_NOT: "no",
    Answer.DID_NOT: "no",
    Answer.NOT_LISTED: "no",
}


def standing(stands: Standing) -> str:
    """The standing where it says something that the sources beside it do not; empty for a single source."""
    return "" if stands is Standing.SINGLE else stands.value


def answered(step: Step) -> str:
    """An answer with its condition and what belongs to it."""
    return ", ".join(filter(None, (f"{step.answer} {step.condition}".strip(), step.detail, step.when)))


def positioned(wording: Wording) -> str:
    """What a position asks or offers, of whom, on which condition."""
    toward = f"(to {wording.toward})" if wording.toward else ""
    extra = wording.condition if wording.condition not in wording.content else ""
    return " ".join(filter(None, (wording.content, extra, toward)))


def replied(reply: Reply) -> str:
    """Whose move it was and what it was about."""
    return f"{reply.who}: {reply.wording.move}, {reply.wording.content}"


def said(utterance: Utterance | Rewording) -> str:
    """The words, in quotation marks where all of them are the speaker's own."""
    return f"“{utterance.words}”" if utterance.manner is Manner.DIRECT else utterance.words


def circumstances(utterance: Utterance) -> str:
    """How, where and when it was said; what the reporting words tell already is not told twice."""
    when = utterance.when if utterance.when.lower().removeprefix("on ") not in utterance.how.lower() else ""
    return ", ".join(filter(None, (utterance.how, when)))


def happened(row: Happening) -> str:
    """Who did what to whom, where, when and how much, as far as told."""
    parties = " → ".join(filter(None, (row.actors, row.recipients)))
    return " · ".join(filter(None, (row.reality, parties, row.place, row.when, *row.amounts)))


def valued(fact: Fact) -> str:
    """The values of a fact with who gives each: an arrow where one came later, "or" where they differ."""
    joint = joining(fact.standing)
    return (f" {joint} " if joint else "; ").join(
        f"{value.text} ({summed(value.sources)})" for value in fact.values
    )


def parted(rolls: Iterable[Roll]) -> tuple[list[Roll], list[Roll]]:
    """The meetings that are shown in full, and those told of in passing."""
    found = list(rolls)
    return [r for r in found if not r.passing], [r for r in found if r.passing]


def fleeting(roll: Roll) -> str:
    """What is told of a meeting in passing, in one line: "held · 27 May 2024 · Doha"."""
    return " · ".join(" / ".join(value.text for value in fact.values) for fact in _dated_first(roll.facts))


def _dated_first(facts: Sequence[Fact]) -> list[Fact]:
    """The facts in the order a calendar has them: what became of it, when, where, who leads."""
    order = ("Stage", "When", "Place")
    return sorted(facts, key=lambda f: order.index(f.label) if f.label in order else len(order))


def resting(roll: Roll) -> list[Source]:
    """All who tell of a meeting, and where."""
    return list(dict.fromkeys(s for fact in roll.facts for value in fact.values for s in value.sources))


def joining(stands: Standing) -> str:
    """What stands between two values of one fact."""
    return {Standing.DEVELOPING: "→", Standing.DISPUTED: "or"}.get(stands, "")


def summed(sources: Sequence[Source]) -> str:
    """All who say so, or where there are more than two voices only where they say it: in the first few reports."""
    if len(by_voice(sources)) <= 2:
        return credited(sources)
    refs = [source.ref for source in sources]
    outlets = by_outlet(refs)
    first = places([ref for _, found in outlets[:_FEW] for ref in found])
    return f"{first} and {len(outlets) - _FEW} more" if len(outlets) > _FEW + 1 else places(refs)


_FEW = 4  # reports named behind one value


def chained(answers: Sequence[str]) -> str:
    """The answers in order of time; of a long history the last three."""
    shown = [*answers] if len(answers) < 5 else ["…", *answers[-3:]]
    return " → ".join(shown)


def introduced(speaker: Speaker) -> str:
    """The role and side of a voice, the side left out where the role names it already ("Ukrainian president")."""
    if speaker.kind is VoiceKind.ANONYMOUS:
        return f"in {speaker.where}" if speaker.where else ""  # its description is all that is known
    role = "" if speaker.role.lower() in speaker.name.lower() else speaker.role
    known = speaker.party[:4].lower() in f"{role} {speaker.name}".lower()
    return ", ".join(filter(None, (role, "" if known else speaker.party)))


def differing(clash: Clash) -> str:
    """Why two accounts are set against each other, and who decided it."""
    relation = RELATIONS.get(clash.relation, clash.relation.value)
    by = f" (decided by {clash.author})" if clash.author else ""
    return f"{relation}{by}: {clash.reason}" if clash.reason else relation + by


_THEN = 4  # parties listed behind the one first named


def in_order(told: Telling) -> str:
    """Whom a report names first, and who follows; empty where it names one party alone."""
    if len(told.order) < 2:
        return ""
    first, *then = told.order
    names = [*then[:_THEN], f"{len(then) - _THEN} more"] if len(then) > _THEN + 1 else then
    return f"first named: {first}, then {listed(names)}"


def heard(told: Telling) -> str:
    """How many voices of which sort a report quotes."""
    counts = ((told.named, "named voice"), (told.unnamed, "unnamed voice"), (told.institutions, "institution"))
    return listed([counted(number, sort) for number, sort in counts if number]) or "quotes nobody"
