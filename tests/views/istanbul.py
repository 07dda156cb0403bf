"""A dossier made by hand from the two reports in examples/istanbul: what the views are tested on."""

from __future__ import annotations

from parley.model.dossier import (
    Account,
    Disagreement,
    Dossier,
    Line,
    Moment,
    Point,
    Standing,
    Telling,
)
from parley.model.entries import (
    Attendance,
    Entry,
)
from parley.model.judgements import Judgement, Relation
from parley.model.record import Record
from parley.model.times import Time
from tests.views import istanbul_record as r


def _account(entry: Entry, answer: str, order: float, as_of: Time | None = None) -> Account:
    return Account(
        entry=entry.id,
        report=entry.report,
        answer=answer,
        voice=entry.voice,
        anchor=entry.anchor,
        as_of=as_of or entry.when,
        order=order,
    )


def _point(question: str, slot: str, told: list[tuple[Entry, str]], standing: Standing, **more: object) -> Point:
    accounts = tuple(_account(entry, answer, float(i)) for i, (entry, answer) in enumerate(told))
    sources = len({a.report for a in accounts})
    kind = told[0][0].kind
    key = f"{kind}-{slot}-{told[0][0].id}"
    return Point(
        id=key,
        kind=kind,
        slot=slot,
        question=question,
        accounts=accounts,
        standing=standing,
        sources=sources,
        **more,
    )  # type: ignore[arg-type]


def _asked(
    told: list[Attendance], name: str, standing: Standing, gathering: str = "talks", note: str = ""
) -> Point:
    question = f"Will {name} attend the {'talks' if gathering == 'talks' else 'summit in Tirana'}?"
    answers: list[tuple[Entry, str]] = [(a, a.answer.value) for a in told]
    return _point(question, "answer", answers, standing, actor=told[0].who, gathering=gathering, note=note)


SINGLE, DEVELOPING = Standing.SINGLE, Standing.DEVELOPING
POINTS = (
    _asked(
        [r.TRUMP_MAY, r.TRUMP_NOT], "Donald Trump", DEVELOPING, note="The later word replaces the earlier one."
    ),
    _asked([r.PUTIN_OFF, r.PUTIN_IF, r.PUTIN_OUT], "Vladimir Putin", Standing.AGREED),
    _asked([r.MEDINSKY], "Vladimir Medinksy", SINGLE),
    _asked([r.ZELENSKY_WILL, r.ZELENSKY_OUT], "Volodymyr Zelensky", DEVELOPING),
    _asked([r.UMEROV], "Rustem Umerov", SINGLE),
    _asked([r.TIRANA_Z], "Volodymyr Zelensky", SINGLE, "tirana"),
    _point(
        "Where are the talks?",
        "place",
        [(r.ZELENSKY_WILL, "Ankara"), (r.FELL, "Istanbul")],
        Standing.DISPUTED,
        gathering="talks",
        note="Two cities for one meeting.",
    ),
    _point(
        "How far have the talks come?",
        "stage",
        [(r.PLANNED, "planned"), (r.FELL, "collapsed")],
        DEVELOPING,
        gathering="talks",
    ),
    _point("How far has the meeting in Kyiv come?", "stage", [(r.HOSTED, "held")], SINGLE, gathering="kyiv"),
    _point("What do EU leaders propose?", "move", [(r.CEASEFIRE, "proposal")], SINGLE, actor="eu-leaders"),
    _point("What does Russia say to the ceasefire?", "move", [(r.REJECTED, "rejection")], SINGLE, actor="russia"),
    _point("What does Ukraine demand?", "move", [(r.SANCTIONS, "demand")], SINGLE, actor="zelensky"),
    _point("What does Ukraine refuse?", "move", [(r.NOT_RECOGNISE, "refusal")], SINGLE, actor="zelensky"),
    _point("What does Russia demand?", "move", [(r.DISARM, "demand")], SINGLE, actor="russia"),
    _point("What does Trump hold as a condition?", "move", [(r.UNTIL, "precondition")], SINGLE, actor="trump"),
    *(
        _point("What did they say?", "words", [(s, s.content.words)], SINGLE)
        for s in (r.LOOK, r.POINT, r.GUARANTEES, r.PLAY, r.CHAIR, r.STILL)
    ),
    _point("What happened in eastern Ukraine?", "what", [(r.DRONES, "drone barrage")], SINGLE, actor="russia"),
    _point(
        "When did the invasion begin?",
        "when",
        [(r.INVASION_A, "2022-03"), (r.INVASION_B, "2022-02")],
        Standing.DISPUTED,
        actor="russia",
        note="One event cannot begin in two months.",
    ),
)
# The meeting's place is told by an attendance too: its point belongs to the meeting.
POINTS = tuple(
    Point(**{n: getattr(p, n) for n in p.__slots__} | {"kind": "meeting"}) if p.slot == "place" else p
    for p in POINTS
)


def _clash(
    a: Entry, relation: Relation, b: Entry, slot: str, question: str, reason: str, author: str = "rules"
) -> Disagreement:
    return Disagreement(
        relation=relation, slot=slot, question=question, a=a.id, b=b.id, reason=reason, author=author
    )


def dossier() -> Dossier:
    """The dossier, made anew."""
    return Dossier(
        record=Record.of((r.A, r.B), r.CAST, (r.TALKS, r.TIRANA, r.KYIV), r.ENTRIES),
        judgements=(
            Judgement(
                a=r.INVASION_A.id,
                relation=Relation.CONTRADICTS,
                b=r.INVASION_B.id,
                slot="when",
                reason="One event cannot begin in two months.",
            ),
            Judgement(
                a=r.ZELENSKY_WILL.id,
                relation=Relation.CONTRADICTS,
                b=r.FELL.id,
                slot="place",
                reason="Checked with the ministry.",
                author="R. Editor",
                made="2025-05-16T08:00:00Z",
            ),
        ),
        cast=r.CAST,
        gatherings=(r.TALKS, r.TIRANA, r.KYIV),
        points=POINTS,
        lines=(
            Line(
                text="Neither Putin nor Trump comes to the talks; each side sends delegations.",
                grounds=(r.PUTIN_OUT.id, r.TRUMP_NOT.id, r.UMEROV.id, r.MEDINSKY.id),
            ),
            Line(
                text="Zelensky was to attend, says a senior Ukrainian official; he then opted out.",
                grounds=(r.ZELENSKY_WILL.id, r.ZELENSKY_OUT.id),
            ),
            Line(
                text="Trump says Putin would not come without him, and that nothing happens until they meet.",
                grounds=(r.PUTIN_IF.id, r.UNTIL.id),
            ),
            Line(
                text="EU leaders ask for a 30-day ceasefire; Russia rejected it.",
                grounds=(r.CEASEFIRE.id, r.REJECTED.id),
            ),
            Line(
                text="The reports name two cities for the talks, and two months for the invasion.",
                grounds=(r.FELL.id, r.ZELENSKY_WILL.id, r.INVASION_A.id, r.INVASION_B.id),
            ),
        ),
        timeline=(
            Moment(
                label="February 2022",
                order=0.0,
                dated=True,
                text="Russia’s full-scale invasion begins",
                entries=(r.INVASION_B.id,),
            ),
            Moment(
                label="Saturday before",
                order=1.0,
                dated=False,
                text="Zelensky hosts EU leaders in Kyiv",
                entries=(r.HOSTED.id,),
            ),
            Moment(
                label="Eve of the talks",
                order=2.0,
                dated=False,
                text="Drone barrage on eastern Ukraine",
                entries=(r.DRONES.id,),
            ),
            Moment(
                label="Thursday of the talks",
                order=3.0,
                dated=False,
                text="The summit falls apart",
                entries=(r.FELL.id, r.PLANNED.id),
            ),
            Moment(
                label="Thursday of the talks",
                order=3.1,
                dated=False,
                text="Zelensky opts out",
                entries=(r.ZELENSKY_OUT.id,),
            ),
        ),
        disagreements=(
            _clash(
                r.ZELENSKY_WILL,
                Relation.CONTRADICTS,
                r.FELL,
                "place",
                "Where are the talks?",
                "Two cities for one meeting.",
                "R. Editor",
            ),
            _clash(
                r.INVASION_A,
                Relation.CONTRADICTS,
                r.INVASION_B,
                "when",
                "When did the invasion begin?",
                "One event cannot begin in two months.",
            ),
            _clash(
                r.ZELENSKY_WILL,
                Relation.SUPERSEDES,
                r.ZELENSKY_OUT,
                "answer",
                "Will Volodymyr Zelensky attend the talks?",
                "The later word replaces the earlier one.",
            ),
        ),
        tellings=(
            Telling(
                report="ipaper",
                shares=(("United Kingdom", 0.45), ("Ukraine", 0.33), ("United States", 0.22)),
                named=6,
                unnamed=3,
                institutions=1,
                order=("United States", "Russia", "Ukraine", "United Kingdom"),
                evaluative=(r.A.find("crunch"),),
            ),
            Telling(
                report="libfails",
                shares=(("United States", 0.52), ("Ukraine", 0.48)),
                named=5,
                unnamed=1,
                institutions=1,
                order=("Russia", "Ukraine", "United States"),
                evaluative=(r.B.find("massive"), r.B.find("brute force")),
            ),
        ),
    )
