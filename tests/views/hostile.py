"""A dossier whose every word tries to break out of the page, the notes or the terminal."""

from __future__ import annotations

from parley.model.actors import Actor, ActorKind, Voice, VoiceKind
from parley.model.dossier import Account, Dossier, Line, Point, Standing, Telling
from parley.model.entries import Manner, Statement
from parley.model.record import Record
from parley.model.text import Report

ATTACK = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)></style>{{7*7}}{%x%}</mark>[x](javascript:alert(1))"
)
STEER = "\x1b[2J\x1b]0;owned\x07\u202eevil\u2066\x00\x85"
TEXT = f"Talks {ATTACK} end.\n\n{STEER} `code` *bold* | cell | # heading\n\n- item\n\n[^1]: note \ud800"


def dossier() -> Dossier:
    """One report by a hostile outlet, with a statement, a line and an evaluative word."""
    report = Report(
        text=TEXT,
        title=ATTACK,
        outlet=f"Evil {ATTACK}{STEER}",
        author=ATTACK,
        url="javascript:alert(document.domain)",
        source=STEER,
        id='r"><script>',
    )
    words = report.find(ATTACK)
    speaker = Actor(id="x", name=ATTACK, kind=ActorKind.PERSON, role=STEER)
    voice = Voice(kind=VoiceKind.NAMED, description=ATTACK, actor="x")
    said = Statement(anchor=words, content=words, voice=voice, manner=Manner.DIRECT, cue=report.find("Talks"))
    account = Account(entry=said.id, report=report.id, answer=ATTACK, voice=voice, anchor=words)
    point = Point(
        id="p", kind="statement", slot="words", question=ATTACK, accounts=(account,), standing=Standing.SINGLE
    )
    telling = Telling(
        report=report.id, shares=((ATTACK, 1.0),), named=1, unnamed=0, institutions=0, evaluative=(words,)
    )
    return Dossier(
        record=Record.of((report,), (speaker,), (), (said,)),
        cast=(speaker,),
        points=(point,),
        lines=(Line(text=ATTACK + STEER, grounds=(said.id,)),),
        tellings=(telling,),
    )
