"""Reports, cast and entries made by hand from examples/istanbul: what the dossier of the tests is made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from parley.model.actors import OUTLET, Actor, ActorKind, Voice, VoiceKind
from parley.model.entries import (
    Answer,
    Attendance,
    Condition,
    Entry,
    Event,
    Gathering,
    Level,
    Magnitude,
    Manner,
    Meeting,
    Move,
    Plover,
    Position,
    Reality,
    Stage,
    Statement,
)
from parley.model.text import Part, Passage, Report
from parley.model.times import Expression, Hangs, Undated, When

FOLDER = Path(__file__).parents[2] / "examples" / "istanbul"


def _report(file: str, outlet: str, key: str, furniture: str = "", inferred: bool = False) -> Report:
    text = (FOLDER / file).read_text(encoding="utf-8")
    cut = text.find(furniture) if furniture else len(text)
    passages, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            part = Part.FURNITURE if at >= cut else Part.BODY if at else Part.HEADLINE
            passages.append(Passage(part, at, at + len(line.rstrip("\n"))))
        at += len(line)
    title = text.splitlines()[0]
    return Report(
        text=text,
        title=title,
        outlet=outlet,
        outlet_inferred=inferred,
        source=file,
        passages=tuple(passages),
        id=key,
    )


A = _report("ipaper.txt", "The i Paper", "ipaper", "This story is being updated")
B = _report("libfails.txt", "Lib Fails", "libfails", "Subscribe to Lib Fails", inferred=True)
WEEKDAY = Expression(unit="weekday", value=3, timex="XXXX-WXX-3", hangs=Hangs.PUBLICATION)
WEDNESDAY = Undated(words="on Wednesday", expression=WEEKDAY)
THURSDAY = Undated(words="Thursday", expression=Expression(unit="weekday", value=4, timex="XXXX-WXX-4"))


def _state(key: str, name: str, country: str) -> Actor:
    return Actor(id=key, name=name, kind=ActorKind.STATE, country=country, names=(name,))


def _person(key: str, name: str, role: str, side: str) -> Actor:
    country = {"russia": "RUS", "ukraine": "UKR", "usa": "USA", "turkey": "TUR"}.get(side)
    return Actor(id=key, name=name, kind=ActorKind.PERSON, role=role, acts_for=side or None, country=country)


CAST = (
    _state("russia", "Russia", "RUS"),
    _state("turkey", "Turkey", "TUR"),
    _state("ukraine", "Ukraine", "UKR"),
    _state("usa", "United States", "USA"),
    _person("erdogan", "Recep Tayyip Erdoğan", "Turkish President", "turkey"),
    _person("medinsky", "Vladimir Medinksy", "presidential aide", "russia"),
    _person("putin", "Vladimir Putin", "Russian President", "russia"),
    _person("trump", "Donald Trump", "U.S. President", "usa"),
    _person("umerov", "Rustem Umerov", "Defense Minister", "ukraine"),
    _person("zelensky", "Volodymyr Zelensky", "Ukrainian president", "ukraine"),
    _person("bristow", "Sir Laurie Bristow", "the UK’s ambassador to Russia from 2016 to 2020", ""),
    _person("lavrov", "Sergey Lavrov", "Russian Foreign Minister", "russia"),
    Actor(id="kremlin", name="the Kremlin", kind=ActorKind.OFFICE, acts_for="russia", country="RUS"),
    Actor(id="eu-leaders", name="EU leaders", kind=ActorKind.GROUP, country="EUR"),
)
TALKS = Gathering(
    id="talks",
    name="Russia-Ukraine peace talks",
    parties=("russia", "ukraine"),
    level=Level.LEADERS,
    place="Istanbul",
    when=THURSDAY,
    grounds=(A.find("joint Russia-Ukraine peace talks"),),
)
TIRANA = Gathering(id="tirana", name="European Political Community summit", place="Tirana, Albania")
KYIV = Gathering(id="kyiv", name="EU leaders in Kyiv", parties=("zelensky", "eu-leaders"), place="Kyiv")


def _voice(kind: VoiceKind, name: str, actor: str | None = None) -> Voice:
    return Voice(kind=kind, description=name, actor=actor)


TRUMP = _voice(VoiceKind.NAMED, "Donald Trump", "trump")
ZELENSKY = _voice(VoiceKind.NAMED, "Volodymyr Zelensky", "zelensky")
BRISTOW = _voice(VoiceKind.NAMED, "Sir Laurie Bristow", "bristow")
LAVROV = _voice(VoiceKind.NAMED, "Sergey Lavrov", "lavrov")
KREMLIN = _voice(VoiceKind.INSTITUTION, "the Kremlin", "kremlin")
US_OFFICIAL = _voice(VoiceKind.ANONYMOUS, "a US official")
UA_OFFICIAL = _voice(VoiceKind.ANONYMOUS, "a senior Ukrainian official")
DIPLOMAT = _voice(VoiceKind.ANONYMOUS, "a Ukrainian diplomat speaking on condition of anonymity")


def _comes(
    report: Report, words: str, who: str, answer: Answer, voice: Voice = OUTLET, **more: object
) -> Attendance:
    gathering = str(more.pop("gathering", "talks"))
    if condition := more.pop("condition", None):
        more["condition"] = Condition(anchor=report.find(str(condition)), marker=str(condition).split()[0])
    return Attendance(anchor=report.find(words), voice=voice, who=who, gathering=gathering, answer=answer, **more)  # type: ignore[arg-type]


TRUMP_MAY = _comes(
    A,
    "he may attend the peace talks if Vladimir Putin were to attend",
    "trump",
    Answer.MAY,
    TRUMP,
    condition="if Vladimir Putin were to attend",
    reality=Reality.CONDITIONAL,
)
TRUMP_NOT = _comes(
    A, "Trump will not attend the talks", "trump", Answer.WILL_NOT, US_OFFICIAL, reality=Reality.DENIED
)
PUTIN_OFF = _comes(
    A, "its own list of attendees which did not include Putin", "putin", Answer.NOT_LISTED, US_OFFICIAL
)
PUTIN_IF = _comes(
    B,
    "He wasn’t going if I wasn’t there",
    "putin",
    Answer.WILL_NOT,
    TRUMP,
    condition="if I wasn’t there",
    reality=Reality.CONDITIONAL,
)
PUTIN_OUT = _comes(B, "Putin declined to attend", "putin", Answer.DID_NOT, instead="a lower-level team")
MEDINSKY = _comes(
    A,
    "Russia’s delegation will led by presidential aide Vladimir Medinksy",
    "medinsky",
    Answer.WILL,
    KREMLIN,
    role="heads delegation",
    party="russia",
)
ZELENSKY_WILL = _comes(
    A,
    "Zelensky would still attend the summit in Ankara",
    "zelensky",
    Answer.WILL,
    UA_OFFICIAL,
    place="Ankara",
    when=WEDNESDAY,
)
ZELENSKY_OUT = _comes(B, "Zelenskyy himself opted out of the meeting", "zelensky", Answer.WILL_NOT)
UMEROV = _comes(
    B,
    "a delegation headed by Defense Minister Rustem Umerov to Istanbul",
    "umerov",
    Answer.WILL,
    role="heads delegation",
    party="ukraine",
    place="Istanbul",
)
TIRANA_Z = _comes(
    B,
    "will instead attend the European Political Community summit in Tirana, Albania",
    "zelensky",
    Answer.WILL,
    gathering="tirana",
    place="Tirana, Albania",
)
FELL = Meeting(
    anchor=B.find("a summit in Istanbul aimed at brokering a ceasefire between Ukraine and Russia fell apart"),
    gathering="talks",
    what="a summit in Istanbul",
    stage=Stage.COLLAPSED,
    participants=("ukraine", "russia"),
    place="Istanbul",
)
PLANNED = Meeting(
    anchor=A.find("joint Russia-Ukraine peace talks on Thursday"),
    gathering="talks",
    what="joint Russia-Ukraine peace talks",
    stage=Stage.PLANNED,
    participants=("russia", "ukraine"),
    place="Turkey",
    when=THURSDAY,
    reality=Reality.PLANNED,
)
HOSTED = Meeting(
    anchor=A.find("Zelensky hosted EU leaders in Kyiv on Saturday"),
    gathering="kyiv",
    what="EU leaders in Kyiv",
    stage=Stage.HELD,
    participants=("zelensky", "eu-leaders"),
    place="Kyiv",
    when=Undated(words="on Saturday"),
)


def _wants(
    report: Report, words: str, content: str, who: str, move: Move, voice: Voice, **more: object
) -> Position:
    return Position(
        anchor=report.find(words), content=report.find(content), actors=(who,), move=move, voice=voice, **more
    )  # type: ignore[arg-type]


CEASEFIRE = _wants(
    A,
    "they issued a statement calling for a 30-day ceasefire",
    "a 30-day ceasefire",
    "eu-leaders",
    Move.PROPOSAL,
    OUTLET,
    toward=("russia",),
    theme="ceasefire",
)
REJECTED = _wants(
    A,
    "Russia rejected the proposal",
    "the proposal",
    "russia",
    Move.REJECTION,
    OUTLET,
    theme="ceasefire",
    answers=CEASEFIRE.id,
)
SANCTIONS = _wants(
    B,
    "Sanctions from Europe and United States as a minimum",
    "Sanctions from Europe and United States as a minimum",
    "zelensky",
    Move.DEMAND,
    ZELENSKY,
    toward=("usa", "eu-leaders"),
)
NOT_RECOGNISE = _wants(
    B,
    "We will not recognize all occupied territories as Russian",
    "recognize all occupied territories as Russian",
    "zelensky",
    Move.REFUSAL,
    ZELENSKY,
    toward=("russia",),
)
DISARM = _wants(
    B,
    "including the disarmament of Ukraine, revival of Russian cultural dominance, and exclusion of NATO influence",
    "the disarmament of Ukraine, revival of Russian cultural dominance, and exclusion of NATO influence",
    "russia",
    Move.DEMAND,
    OUTLET,
    toward=("ukraine",),
)
UNTIL = _wants(
    B,
    "nothing is gonna happen until Putin and I get together",
    "until Putin and I get together",
    "trump",
    Move.PRECONDITION,
    TRUMP,
    toward=("putin",),
    condition=Condition(anchor=B.find("until Putin and I get together"), marker="until"),
)


def _says(report: Report, words: str, voice: Voice, manner: Manner, cue: str, **more: object) -> Statement:
    content = report.find(words)
    occasion = report.find(str(more.pop("occasion"))) if "occasion" in more else None
    found = report.find(cue)
    return Statement(
        anchor=content, content=content, voice=voice, manner=manner, cue=found, occasion=occasion, **more
    )  # type: ignore[arg-type]


LOOK = _says(
    B,
    "Look, nothing is gonna happen until Putin and I get together,",
    TRUMP,
    Manner.DIRECT,
    "told reporters",
    occasion="aboard Air Force One as he traveled to the United Arab Emirates",
    when=THURSDAY,
)
POINT = _says(
    A,
    "There is no point in prolonging the killings. And I will be waiting for Putin in Turkey on Thursday. "
    "Personally,",
    ZELENSKY,
    Manner.DIRECT,
    "wrote in a social media post",
)
GUARANTEES = _says(
    A,
    "Trump presence “can really help” the situation as the US “can give important guarantees”",
    ZELENSKY,
    Manner.MIXED,
    "added",
)
PLAY = _says(A, "It’s obvious he’s trying to play Trump,", BRISTOW, Manner.DIRECT, "says")
CHAIR = _says(
    B, "The Russian chair in Turkey is de facto empty,", DIPLOMAT, Manner.DIRECT, "said a Ukrainian diplomat"
)
STILL = _says(
    A,
    "Zelensky would still attend the summit in Ankara",
    UA_OFFICIAL,
    Manner.INDIRECT,
    "said late on Wednesday",
    when=WEDNESDAY,
)
DRONES = Event(
    anchor=B.find("Russia launched a massive drone barrage using 145 unmanned aerial vehicles, injuring hundreds"),
    actors=("russia",),
    recipients=("ukraine",),
    type=Plover.ASSAULT,
    what="massive drone barrage",
    place="eastern Ukraine",
    when=Undated(words="On the eve of the meetings"),
    magnitudes=(
        Magnitude(anchor=B.find("145 unmanned aerial vehicles"), low=145, high=145, of="unmanned aerial vehicles"),
        Magnitude(anchor=B.find("hundreds across"), low=200, high=999, of=""),
    ),
)


def _invasion(report: Report, words: str, month: int, when: str) -> Event:
    last = {2: 28, 3: 31}[month]
    span = When(start=date(2022, month, 1), end=date(2022, month, last), words=when)
    return Event(
        anchor=report.find(words),
        actors=("russia",),
        recipients=("ukraine",),
        type=Plover.ASSAULT,
        what="invasion",
        when=span,
    )


INVASION_A = _invasion(A, "the invasion began in March 2022", 3, "in March 2022")
INVASION_B = _invasion(B, "its full-scale invasion in February 2022", 2, "in February 2022")

ENTRIES = tuple(v for v in dict(globals()).values() if isinstance(v, Entry))
