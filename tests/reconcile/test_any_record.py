"""Whatever readers hand over, the dossier holds together: every id it names is there, and nothing raises."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.dossier import Standing
from parley.model.entries import Answer, Move, Plover, Stage
from parley.model.judgements import Judgement, Relation
from parley.model.record import Record
from parley.model.times import SILENT
from parley.reconcile import reconcile
from tests.reconcile.build import Paper, month, on, weekday

LETTERS = (
    "alpha bravo charlie delta",
    "echo foxtrot golf hotel",
    "india juliet kilo lima",
    "mike november oscar papa",
)
WORDS = " ".join(LETTERS).split()
NAMES = st.sampled_from(["Anna Berg", "A. Berg", "Berg", "Omar Said", "the minister", "Norland's team", "", "É"])
PLACES = st.sampled_from([None, "Geneva", "Switzerland", "Geneva, Switzerland", "Cairo", "near the border", ""])
DAYS = st.dates(date(2031, 1, 1), date(2031, 1, 20))
TIMES = st.one_of(
    st.just(SILENT), DAYS.map(on), st.sampled_from(["Monday", "Friday"]).map(weekday), st.just(month(2029, 3))
)


@st.composite
def records(draw) -> Record:
    whole = Record()
    for number in range(draw(st.integers(1, 3))):
        paper = Paper(f"Outlet {number}", " ".join(WORDS), draw(st.none() | DAYS))
        states = [paper.state("Norland", "NOR"), paper.state("Sudland", "SUD")]
        for _ in range(draw(st.integers(0, 7))):
            _entry(draw, paper, states)
        whole |= paper.record()
    return whole


def _entry(draw, paper: Paper, states: list[str]) -> None:
    start = draw(st.integers(0, len(WORDS) - 4))
    words = " ".join(WORDS[start : start + draw(st.integers(1, 4))])
    when, place = draw(TIMES), draw(PLACES)
    meeting = paper.talks(draw(st.sampled_from(["talks", "summit", "phone call", ""])), tuple(states), place, when)
    who = paper.actor(draw(NAMES), country=draw(st.sampled_from([None, "NOR"])))
    kind = draw(st.integers(0, 4))
    if kind == 0:
        paper.attends(who, meeting, draw(st.sampled_from(Answer)), words, when=when, place=place)
    elif kind == 1:
        paper.meets(meeting, draw(st.sampled_from(Stage)), words)
    elif kind == 2:
        paper.says(draw(NAMES), words, when)
    elif kind == 3:
        paper.takes(who, draw(st.sampled_from(Move)), words, draw(st.sampled_from(["truce", ""])))
    else:
        count = paper.count(words, 3, draw(st.sampled_from([3, 9, float("inf")])), "people killed")
        paper.happens(words, words, Plover.ASSAULT, when=when, place=place, magnitudes=(count,), actors=(who,))


@settings(max_examples=60, deadline=None)
@given(records(), st.data())
def test_a_dossier_holds_together(record, data):
    dossier = reconcile(record)
    entries = {e.id for e in record.entries}
    assert {a.entry for p in dossier.points for a in p.accounts} == entries
    assert {i for d in dossier.disagreements for i in (d.a, d.b)} <= entries
    assert {g for line in dossier.lines for g in line.grounds} <= entries
    assert {p.gathering for p in dossier.points} - {None} <= {g.id for g in dossier.gatherings}
    assert {p.actor for p in dossier.points} - {None} <= {a.id for a in dossier.cast}
    assert len({p.id for p in dossier.points}) == len(dossier.points)
    day = data.draw(DAYS)
    then = dossier.as_of(day)
    assert {a.entry for p in then.points for a in p.accounts} <= entries
    assert all(c.new is not None or c.old is not None for c in dossier.since(then))
    assert dossier.since(dossier) == ()


@settings(max_examples=25, deadline=None)
@given(records(), st.data())
def test_any_judgements_by_people_are_obeyed(record, data):
    ids = sorted({a.id for a in record.actors})
    if len(ids) < 2:
        return
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] != p[1])
    a, b = data.draw(pairs)
    apart = Judgement(a=a, relation=Relation.DIFFERENT, b=b, reason="they are not", author="Ines")
    dossier = reconcile(record, [apart])
    assert dossier.merged(a) != dossier.merged(b)
    assert apart in dossier.judgements
    assert reconcile(record) == reconcile(record, [])


@settings(max_examples=25, deadline=None)
@given(records())
def test_a_single_source_is_never_called_agreed(record):
    for point in reconcile(record).points:
        if point.sources == 1:
            assert point.standing is not Standing.AGREED
