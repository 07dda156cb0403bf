"""The rows that all views set in type."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley import views
from parley.model.actors import Actor, ActorKind, Voice, VoiceKind
from parley.model.dossier import Account, Change, Disagreement, Dossier, Line, Point, Standing
from parley.model.entries import Gathering, Manner, Meeting, Move, Position, Stage, Statement
from parley.model.judgements import RULES, Judgement, Relation
from parley.model.record import Record
from parley.model.text import Part, Passage, Report
from parley.model.times import When
from parley.views.rows import lay_out, phrases
from parley.views.rows.blocks import blocks, paragraphs
from parley.views.rows.excerpt import excerpt
from parley.views.rows.highlight import pieces
from parley.views.rows.phrases import EMPTY
from tests.views.istanbul import dossier

BRIEF = lay_out(dossier())


def test_answers_are_shown_as_they_changed():
    comers = {c.who: c for party in BRIEF.rolls[0].parties for c in party.comers}
    assert comers["Donald Trump"].answers == ("may attend", "will not attend")
    assert comers["Donald Trump"].steps[0].condition == "if Vladimir Putin were to attend"
    assert comers["Donald Trump"].steps[0].sources[0].who == "Donald Trump"
    assert comers["Vladimir Putin"].steps[2].detail == "sent a lower-level team instead"


def test_a_rejection_and_what_it_answers_point_at_each_other():
    offers = {(side.party, o.move): o for side in BRIEF.sides for o in side.offers}
    assert offers["EU leaders", "proposal"].replies[0].who == "Russia"
    assert offers["Russia", "rejection"].answering[0].wording.content == "a 30-day ceasefire"


def test_voices_without_a_name_stand_apart():
    assert {s.name for s in BRIEF.unnamed} == {
        "a senior Ukrainian official",
        "a Ukrainian diplomat speaking on condition of anonymity",
    }
    assert all(s.name not in {u.name for u in BRIEF.unnamed} for s in BRIEF.named)


def test_other_wordings_of_one_statement_are_told_apart():
    reports = [
        Report(id=f"r{i}", outlet=f"Outlet {i}", text=f"“{words}” the envoy said.")
        for i, words in enumerate(
            ("We sign nothing before the border opens,", "sign nothing", "We sign nothing now,")
        )
    ]
    voice = Voice(kind=VoiceKind.NAMED, description="the envoy", actor="envoy")
    said = [
        Statement(anchor=a, content=a, voice=voice, manner=Manner.DIRECT)
        for a in (r.anchor(1, r.text.index("”")) for r in reports)
    ]
    accounts = tuple(
        Account(entry=s.id, report=s.report, answer=s.content.words, voice=voice, anchor=s.anchor) for s in said
    )
    point = Point(
        id="p", kind="statement", slot="words", question="?", accounts=accounts, standing=Standing.AGREED
    )
    speaker = lay_out(Dossier(record=Record.of(reports, (), (), said), points=(point,))).named[0]
    (told,) = speaker.utterances
    assert told.words == "We sign nothing before the border opens"
    assert [ref.outlet for ref in told.retold] == ["Outlet 1"]
    assert [(o.words, o.ref.outlet) for o in told.otherwise] == [("We sign nothing now", "Outlet 2")]


def test_what_came_later_is_no_disagreement():
    assert [c.relation.value for c in BRIEF.clashes] == ["contradicts", "contradicts"]
    assert [[t.answer for t in turn.accounts] for turn in BRIEF.replaced] == [["will attend", "will not attend"]]


def test_every_place_a_line_points_at_is_marked_in_its_report():
    marks = {m for paper in BRIEF.papers for b in paper.blocks for p in b.pieces for m, first in p.opens if first}
    refs = {r.mark for line in BRIEF.summary for r in line.refs}
    refs |= {s.ref.mark for roll in BRIEF.rolls for f in roll.facts for v in f.values for s in v.sources}
    refs |= {u.ref.mark for s in (*BRIEF.named, *BRIEF.unnamed) for u in s.utterances}
    refs |= {r.mark for told in BRIEF.tellings for word in told.judging for r in word.refs}
    assert refs <= marks


def test_what_was_withdrawn_still_points_at_its_words():
    found = dossier()
    gone = replace(found.points[0].latest, entry="gone", anchor=found.record.reports[0].find("summit"))
    brief = lay_out(found, (Change(kind="withdrawn", question="?", old=gone, new=None),))
    marks = {m for paper in brief.papers for b in paper.blocks for p in b.pieces for m, first in p.opens if first}
    assert brief.turns[0].old.source.ref.mark in marks


def test_an_empty_dossier_has_an_empty_brief():
    empty = Dossier(record=Record())
    brief = lay_out(empty)
    assert EMPTY in views.html(empty)
    assert EMPTY in views.markdown(empty)
    assert (brief.title, brief.subtitle, brief.rolls) == ("What the reports say", "no reports", ())


def test_furniture_has_no_number_and_gaps_are_kept():
    text = "Talks end\n\nThe talks ended.\n\nSubscribe now"
    parts = ((Part.HEADLINE, 0, 9), (Part.BODY, 11, 27))
    report = Report(text=text, passages=tuple(Passage(*p) for p in parts))
    numbered = paragraphs(report)
    assert [(text[p.start : p.end], n) for p, n in numbered] == [
        ("Talks end", 1),
        ("The talks ended.", 2),
        ("Subscribe now", 0),
    ]


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("One ended. Two began here. Three.", "began", "Two ", " here."),
        ("He met Mr. Smith in the U.S. capital. Then left.", "Smith", "He met Mr. ", " in the U.S. capital."),
        ("“We agree.” They left.", "left", "They ", "."),
        ("Title line\nThe talks ended.", "talks", "The ", " ended."),
        ("Whole sentence.", "Whole sentence.", "", ""),
    ],
)
def test_excerpt_is_the_sentence_around_the_words(text, words, before, after):
    report = Report(text=text)
    found = excerpt(report, report.find(words))
    assert (found.before, found.words, found.after) == (before, words, after)


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8)


@given(st.text(max_size=40), spans, st.integers(0, 10))
def test_marks_nest_and_keep_the_text(text, drawn, offset):
    wanted = [(s, s + n, f"m{s}-{s + n}") for s, n in drawn]
    made = pieces(text, set(wanted), offset)
    assert "".join(p.text for p in made) == text
    depth, under = [], {}
    at = offset
    for piece in made:
        depth += [mark for mark, _ in piece.opens]
        for mark in depth:
            under.setdefault(mark, set()).update(range(at, at + len(piece.text)))
        at += len(piece.text)
        assert piece.closes <= len(depth)
        del depth[len(depth) - piece.closes :]
    assert not depth
    for start, end, mark in wanted:
        assert under.get(mark, set()) == set(range(max(start, offset), min(end, offset + len(text))))


@given(st.text("ab \n", max_size=60), spans)
def test_each_mark_begins_once_in_a_report(text, drawn):
    report = Report(text=text)
    numbered = paragraphs(report)
    wanted = [(s, min(s + n, len(text)), f"m{s}-{n}") for s, n in drawn if s < len(text)]
    made = blocks(report, numbered, wanted)
    firsts = [m for b in made for p in b.pieces for m, first in p.opens if first]
    assert len(firsts) == len(set(firsts))
    seen = {m for s, e, m in wanted if text[s:e].strip()}
    assert seen <= set(firsts)


def meeting_dossier() -> Dossier:
    """Three reports: two agree on a meeting in Arvik, one alone tells of a call and of a demand."""
    texts = {
        "Gazette": "The talks in Arvik began on Monday. ENVOY OFFICE said so.",
        "Post": "The talks in Arvik began on Monday.",
        "Courier": "The foreign ministers had a call. Norland wants the ferry back. An official said no.",
    }
    reports = {outlet: Report(id=outlet, outlet=outlet, text=text) for outlet, text in texts.items()}
    mine = Voice(kind=VoiceKind.OUTLET)
    day = When(start=date(2031, 3, 3), end=date(2031, 3, 9))
    talks = [
        Meeting(
            anchor=reports[o].find("The talks in Arvik"),
            what="talks",
            voice=mine,
            gathering="g",
            stage=Stage.UNDER_WAY,
        )
        for o in ("Gazette", "Post")
    ]
    call = Meeting(
        anchor=reports["Courier"].find("a call"), what="call", voice=mine, gathering="c", stage=Stage.HELD
    )
    ferry = reports["Courier"].find("the ferry back")
    wants = Position(anchor=ferry, voice=mine, actors=("n",), move=Move.DEMAND, content=ferry)

    def account(entry: Meeting | Position, answer: str) -> Account:
        anchor = entry.anchor
        return Account(entry=entry.id, report=anchor.report, answer=answer, voice=mine, anchor=anchor, as_of=day)

    def point(kind: str, slot: str, accounts: tuple[Account, ...], **more: object) -> Point:
        several = len(accounts) > 1
        stands = Standing.AGREED if several else Standing.SINGLE
        question = f"{kind} {slot}?"
        found = Point(id=question, kind=kind, slot=slot, question=question, accounts=accounts, standing=stands)
        return replace(found, sources=len(accounts), **more)

    points = (
        point("meeting", "stage", tuple(account(t, "under way") for t in talks), gathering="g"),
        point("meeting", "place", tuple(account(t, "Arvik") for t in talks), gathering="g"),
        point("meeting", "stage", (account(call, "held"),), gathering="c"),
        point("meeting", "when", (account(call, "2031-03-03/2031-03-09"),), gathering="c"),
        point("position", "move", (account(wants, "demand"),), actor="n"),
    )
    cast = (Actor(id="n", name="Norland Union of Ferries", kind=ActorKind.GROUP),)
    gatherings = (Gathering(id="g", name="talks"), Gathering(id="c", name="call", parties=("n",), when=day))
    record = Record.of(list(reports.values()), cast, gatherings, [*talks, call, wants])
    return Dossier(record=record, points=points, cast=cast, gatherings=gatherings)


def test_what_several_reports_agree_on_says_on_what_it_rests():
    (row,) = lay_out(meeting_dossier()).agreed
    assert (row.about, row.answer, row.backing) == ("Talks", "under way · Arvik", "2 outlets, since 3 March 2031")
    assert [ref.outlet for ref in row.refs] == ["Gazette", "Post"]


def test_copies_and_reports_of_one_outlet_are_counted_as_what_they_are():
    found = meeting_dossier()
    copied = replace(found, copies=(("Post", "Gazette"),))
    assert lay_out(copied).agreed[0].backing.startswith("1 outlet,")
    one = [replace(r, outlet="Gazette") for r in found.record.reports]
    same = replace(found, record=replace(found.record, reports=tuple(one)))
    assert lay_out(same).agreed[0].backing.startswith("2 reports of 1 outlet,")


def test_a_meeting_told_of_in_passing_is_one_line():
    talks, call = lay_out(meeting_dossier()).rolls
    assert (talks.passing, call.passing) == (False, True)
    assert phrases.fleeting(call) == "held · 3 to 9 March 2031"
    shown = views.markdown(meeting_dossier())
    assert phrases.PASSING in shown
    assert "**Call** (Norland Union of Ferries): held · 3 to 9 March 2031" in shown


def test_a_meeting_of_which_nothing_tells_which_it_is_is_left_out():
    found = meeting_dossier()
    bare = tuple(replace(g, parties=()) for g in found.gatherings)
    assert [roll.name for roll in lay_out(replace(found, gatherings=bare)).rolls] == ["Talks"]


def test_what_one_report_tells_is_told_without_an_awkward_question():
    (alone,) = [found for found in lay_out(meeting_dossier()).alone if found.outlet == "Courier"]
    assert [(p.about, p.answer) for p in alone.points] == [
        ("Call", "held · 3 to 9 March 2031"),
        ("Norland Union of Ferries", "demand: the ferry back"),
    ]


def test_the_first_lines_count_what_can_be_found_where():
    assert phrases.tally(lay_out(meeting_dossier())) == [
        ("agreed", "1 point agreed by several reports"),
        ("alone", "2 told by one report alone"),
    ]
    assert phrases.tally(lay_out(Dossier(record=Record()))) == []


def test_what_changed_comes_gravest_first_and_a_new_meeting_in_one_row():
    found = meeting_dossier()
    stage, place, call, day, wants = (p.latest for p in found.points)
    changes = (
        Change(kind="new", question="meeting stage?", old=None, new=call),
        Change(kind="new", question="meeting when?", old=None, new=day),
        Change(kind="new", question="position move?", old=None, new=wants),
        Change(kind="settled", question="meeting place?", old=place, new=place),
        Change(kind="changed", question="meeting stage?", old=replace(stage, answer="planned"), new=stage),
    )
    turns = lay_out(found, changes).turns
    assert [(t.kind, t.question, t.old and t.old.answer, t.new and t.new.answer) for t in turns] == [
        ("changed", "meeting stage?", "planned", "under way"),
        ("settled", "Talks", None, "Arvik (2 outlets, since 3 March 2031)"),
        ("new", "Call", None, "held · 3 to 9 March 2031"),
        ("new", "Norland Union of Ferries", None, "demand: the ferry back"),
    ]


def test_days_that_only_fit_together_are_not_called_agreed():
    found = meeting_dossier()
    (talks, *_rest) = found.points
    first, second = talks.accounts
    told = replace(talks, slot="when", accounts=(first, replace(second, answer="2031-03-04")))
    (roll, *_) = lay_out(replace(found, points=(told,))).rolls
    assert [fact.standing for fact in roll.facts] == [Standing.SINGLE]


def test_the_brief_is_called_by_the_meeting_its_summary_begins_with():
    found = meeting_dossier()
    call = next(p for p in found.points if p.gathering == "c").latest
    assert lay_out(found).title == "Talks"
    assert lay_out(replace(found, lines=(Line(text="There was a call.", grounds=(call.entry,)),))).title == "Call"


def test_an_answer_told_again_is_shown_once_where_it_was_first_given():
    found = meeting_dossier()
    stage, *_rest = found.points
    first, second = stage.accounts
    record, (third,) = found.record, [p.latest for p in found.points if p.gathering == "c" and p.slot == "stage"]
    point = replace(stage, accounts=(first, second, replace(third, answer="held")))
    pairs = tuple(
        Disagreement(
            relation=Relation.SUPERSEDES,
            slot="stage",
            question=point.question,
            a=a.entry,
            b=third.entry,
            reason="later",
            author=RULES,
            point=point.id,
        )
        for a in (first, second)
    )
    (turned,) = lay_out(Dossier(record=record, points=(point,), disagreements=pairs)).replaced
    assert [told.answer for told in turned.accounts] == ["under way", "held"]


def test_of_a_side_s_moves_only_those_that_reports_tell_alike_are_agreed():
    texts = {
        "Gazette": "Norland wants the ferry levy to end.",
        "Post": "Norland wants an end of the ferry levy.",
        "Courier": "Norland wants a harbour. A harbour is its wish.",
    }
    reports = {outlet: Report(id=outlet, outlet=outlet, text=text) for outlet, text in texts.items()}
    mine = Voice(kind=VoiceKind.OUTLET)
    wants = []
    told = (
        ("Gazette", "the ferry levy to end"),
        ("Post", "an end of the ferry levy"),
        ("Courier", "a harbour"),
        ("Courier", "A harbour"),
    )
    for outlet, words in told:
        anchor = reports[outlet].find(words)
        wants.append(Position(anchor=anchor, voice=mine, actors=("n",), move=Move.DEMAND, content=anchor))
    accounts = tuple(
        Account(entry=w.id, report=w.report, answer="demand", voice=mine, anchor=w.anchor) for w in wants
    )
    point = Point(
        id="p", kind="position", slot="move", question="?", accounts=accounts, standing=Standing.AGREED, actor="n"
    )
    same = Judgement(a=wants[0].id, relation=Relation.AGREES, b=wants[1].id, reason="alike", slot="move")
    cast = (Actor(id="n", name="Norland", kind=ActorKind.STATE),)
    record = Record.of(list(reports.values()), cast, [], wants)
    brief = lay_out(Dossier(record=record, points=(point,), cast=cast, judgements=(same,)))
    (row,) = brief.agreed
    assert [ref.outlet for ref in row.refs] == ["Gazette", "Post"]
    (side,) = brief.sides
    assert [(len(o.wordings), o.standing) for o in side.offers] == [(2, Standing.AGREED), (1, Standing.SINGLE)]
