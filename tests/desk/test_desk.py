"""Taking in, dossiers at hand, corrections, review, visits, jobs."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import pipeline
from parley.desk import Desk, keeper, shelf, taking
from parley.desk.corrections import correction_of, fields_of
from parley.desk.keeper import Keeper
from parley.desk.models import models
from parley.errors import BadSetting, NotThere
from parley.model.record import Record
from parley.reconcile.corrections import Correction, Kind, resolve
from parley.store import Archive
from tests.desk.material import read_shards
from tests.patient import LONG
from tests.store.material import OTHER, TALKS, Clock, record, report


def test_what_is_taken_in_is_kept_and_read_once(desk: Desk) -> None:
    steps: list[int] = []
    made = [report(n) for n in range(20)]
    taken = desk.take_in("talks", made, author="ana", step=steps.append)
    assert (len(taken.new), taken.known, taken.entries, sum(steps)) == (20, (), 40, 20)
    again = desk.take_in("talks", made[:3])
    assert (again.new, len(again.known), again.entries) == ((), 3, 0)
    assert desk.take_in("talks", made[:3], again=True).entries == 6
    run = desk.archive.run(desk.archive.changes("talks", limit=5).items[1].run)
    assert (run.models, run.inputs["reports"], run.author) == (models(), 20, "ana")
    with pytest.raises(NotThere):
        desk.take_in("nowhere", made)


def test_a_report_that_cannot_be_read_is_kept_and_told(desk: Desk) -> None:
    bad = report(2, more=" This is unreadable.")
    taken = desk.take_in("talks", [report(1), bad])
    assert [str(f) for f in taken.left_out] == ["The Salt Post: could not be read"]
    assert desk.archive.report(bad.id) == bad
    assert desk.archive.record_of(bad.id).entries == ()


def test_a_crash_loses_no_shard_and_the_next_run_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [report(n) for n in range(20)]

    def crash(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.take_in("talks", made, step=crash)
    kept = desk.archive.counts("talks").reports
    assert 0 < kept < 20
    assert len(desk.take_in("talks", made).new) == 20 - kept
    assert desk.archive.counts("talks").entries == 40


def test_the_dossier_is_what_the_pipeline_makes(desk: Desk) -> None:
    made = [report(n) for n in range(3)]
    desk.take_in("talks", made)
    assert desk.dossier("talks") == pipeline.dossier(record(*made))
    assert desk.dossier("talks") is desk.dossier("talks")
    with pytest.raises(NotThere):
        desk.dossier("nowhere")


def test_a_page_never_waits_for_a_long_reconcile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take_in("talks", [report(1)])
    old = desk.dossier("talks")
    gate, at = threading.Event(), Keeper.at
    monkeypatch.setattr(Keeper, "at", lambda self, seq: (gate.wait(LONG), at(self, seq))[1])
    desk.take_in("talks", [report(2)])
    began = time.perf_counter()
    assert desk.dossier("talks", patience=0.01) is old
    assert time.perf_counter() - began < LONG / 4  # while the gate is shut
    assert not desk.fresh("talks")
    gate.set()
    assert len(desk.dossier("talks", patience=LONG).record.reports) == 2
    assert desk.fresh("talks")
    assert desk.held("talks").seq == desk.archive.sequence("talks")


def test_a_fault_while_computing_is_told_and_does_not_stay(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.take_in("talks", [report(1)])
    with monkeypatch.context() as patch:
        patch.setattr(keeper, "resolve", lambda *_: 1 / 0)
        desk.archive.add_correction("talks", {"kind": "confirm", "author": "ana", "words": "will attend"})
        with pytest.raises(ZeroDivisionError):
            desk.dossier("talks")
    assert desk.dossier("talks").decided(desk.archive.record("talks").entries[0].id)


def test_a_correction_holds_through_new_readings_and_reports(desk: Desk) -> None:
    desk.take_in("talks", [report(1)])
    done = desk.correct(
        "talks",
        {
            "kind": "right value",
            "author": "ana",
            "words": "Norland will attend",
            "slot": "answer",
            "value": "may attend",
        },
    )
    assert done.fault is None
    answers = [e.answer for e in desk.dossier("talks").record.entries if e.kind == "attendance"]
    assert answers == ["may attend"]
    desk.take_in("talks", [report(1)], again=True)
    desk.take_in("talks", [report(2)])
    answers = [e.answer for e in desk.dossier("talks", patience=LONG).record.entries if e.kind == "attendance"]
    assert sorted(answers) == ["may attend", "may attend"], "the words stand in both reports"
    desk.withdraw("talks", done.id, author="bo")
    answers = [e.answer for e in desk.dossier("talks", patience=LONG).record.entries if e.kind == "attendance"]
    assert answers == ["will attend", "will attend"]


def test_a_correction_that_finds_nothing_is_kept_and_told(desk: Desk) -> None:
    desk.take_in("talks", [report(1)])
    done = desk.correct("talks", {"kind": "wrong entry", "author": "ana", "words": "nobody wrote this"})
    assert done.fault is not None
    assert "are not in any report any more" in done.fault
    assert desk.faults("talks") == (done.fault,)
    for wrong in ({"kind": "rumour"}, {"kind": "confirm", "author": "ana"}, {"king": "x"}, {}):
        with pytest.raises(BadSetting):
            desk.correct("talks", wrong)


@given(st.sampled_from(list(Kind)), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_the_archive_names_a_correction_as_reconciling_does(kind: Kind, words: str, note: str) -> None:
    from parley.store import decisions

    made = Correction(
        kind=kind,
        author=f"a{words}",
        a=words,
        b=words,
        words=words,
        note=note,
        made="2031-01-01",
        **({"slot": "place", "value": "x"} if kind is Kind.RIGHT_VALUE else {}),
    )
    assert correction_of(fields_of(made)) == made
    assert decisions.name_of(decisions.checked(fields_of(made))) == made.id


def test_proposals_come_up_for_review_and_are_decided(desk: Desk) -> None:
    desk.take_in("talks", [report(1)])
    one = desk.propose(
        "talks", {"kind": "wrong entry", "words": "will attend"}, author="robot", note="it says may"
    )
    (doubt, *_) = desk.review("talks")
    assert (doubt.kind, doubt.id, doubt.why) == ("proposal", one, "robot proposes it: it says may")
    done = desk.decide(one, accepted=True, author="ana")
    assert done is not None
    assert done.fault is None
    assert [e.kind for e in desk.dossier("talks").record.entries] == ["statement"]
    assert all(d.kind != "proposal" for d in desk.review("talks"))
    with pytest.raises(BadSetting):
        desk.propose("talks", {"kind": "rumour"}, author="robot")


def test_review_shows_what_was_read_with_little_confidence(desk: Desk) -> None:
    desk.take_in("talks", [report(1)])
    (doubt,) = [d for d in desk.review("talks") if d.kind == "confidence"]
    assert doubt.why == "It was read with a confidence of 60%."
    assert doubt.split is not None
    assert doubt.accept is not None
    desk.correct("talks", {**doubt.accept, "author": "ana"})
    assert [d for d in desk.review("talks") if d.kind == "confidence"] == []


def test_a_day_given_later_is_known_everywhere(desk: Desk) -> None:
    desk.archive.add_negotiation(OTHER)
    one = report(1)
    desk.take_in("talks", [one])
    desk.take_in("fish", [one])
    desk.date(one.id, date(2031, 2, 3), author="ana")
    for negotiation in ("talks", "fish"):
        (known,) = desk.dossier(negotiation, patience=LONG).record.reports
        assert (known.published, known.published_by) == (date(2031, 2, 3), "reader")


def test_visits_say_what_is_new(desk: Desk, clock: Clock) -> None:
    desk.take_in("talks", [report(1)])
    assert desk.visit("ana", "talks") is None
    clock.later(hours=1)
    desk.take_in("talks", [report(2)])
    last = desk.visit("ana", "talks")
    assert last is not None
    assert last.at == "2031-03-01T12:00:00+00:00"
    assert len(desk.since("talks", last.seq)) > 0
    clock.later(minutes=5)
    assert desk.visit("ana", "talks") == last, "turning a page is not another visit"
    clock.later(days=1)
    later = desk.visit("ana", "talks")
    assert later is not None
    assert later.at > last.at
    assert desk.visit("bo", "talks") is None


def test_what_a_dossier_says_anew_is_logged_once(desk: Desk) -> None:
    def told() -> list[object]:
        wanted = time.monotonic() + LONG
        while time.monotonic() < wanted and desk.archive.points_noted("talks") < desk.archive.sequence("talks"):
            time.sleep(0.01)
        return [row.data["count"] for row in desk.archive.changes("talks", kind="points").items]

    desk.take_in("talks", [report(1)])
    desk.dossier("talks")
    assert told() == [0]
    desk.correct("talks", {"kind": "wrong entry", "author": "ana", "words": "Norland will attend"})
    desk.dossier("talks", patience=LONG)
    counts = told()
    assert len(counts) == 2
    assert counts[1] > 0
    with Desk(Archive.open(desk.archive.place)) as other:
        other.dossier("talks")
    assert len(told()) == 2, "another program has nothing to add"


def test_jobs_run_beside_and_say_how_far_they_are(desk: Desk) -> None:
    gate = threading.Event()

    def work(progress: object) -> str:
        assert callable(progress)
        progress(1, 2)
        gate.wait(LONG)
        return "done well"

    job = desk.jobs.start("Import", work, negotiation="talks")
    wanted = time.monotonic() + LONG
    while desk.jobs.job(job.id).done < 1 and time.monotonic() < wanted:
        time.sleep(0.01)
    now = desk.jobs.job(job.id)
    assert (now.state, now.done, now.total, now.title) == ("running", 1, 2, "Import")
    gate.set()
    assert desk.jobs.wait(job.id, LONG).result == "done well"
    failed = desk.jobs.start("Fails", lambda _: desk.archive.negotiation("nowhere"))
    told = desk.jobs.wait(failed.id, LONG)
    assert (told.state, told.error) == ("failed", "the archive holds no negotiation 'nowhere'")
    assert [j.id for j in desk.jobs.all()] == [failed.id, job.id]
    with pytest.raises(NotThere):
        desk.jobs.job("99")


Act = tuple[str, int]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "retract", "restore", "read", "correct", "withdraw", "look"]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_a_keeper_is_always_equal_to_beginning_anew(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act]
) -> None:
    where: Path = tmp_path_factory.mktemp("keeper") / "talks.db"
    with Archive.open(where, clock=Clock()) as archive:
        archive.add_negotiation(TALKS)
        made, kept = [report(n) for n in range(4)], Keeper(archive, "talks")
        for act, n in acts:
            _do(archive, act, made[n], n)
            if act == "look":
                assert kept.at(archive.sequence("talks")) == _anew(archive)
        assert kept.at(archive.sequence("talks")) == _anew(archive)


def _do(archive: Archive, act: str, one: object, n: int) -> None:
    from parley.model.text import Report

    assert isinstance(one, Report)
    if act == "add":
        archive.add_shard("talks", [one], record(one))
    elif act in ("retract", "restore") and archive.known([one.id]):
        getattr(archive, act)(one.id, author="ana")
    elif act == "read" and archive.known([one.id]):
        full = record(one)
        archive.add_record("talks", replace(full, entries=full.entries[:1]), run="r2")
    elif act == "correct":
        archive.add_correction("talks", {"kind": "wrong entry", "author": "ana", "words": f"attend round {n}"})
    elif act == "withdraw" and archive.corrections("talks"):
        archive.withdraw("talks", archive.corrections("talks")[0].id, author="bo")


def _anew(archive: Archive) -> keeper.Held:
    whole, seq = archive.record("talks"), archive.sequence("talks")
    corrections = [correction_of(d.fields) for d in archive.corrections("talks")]
    plain = pipeline.dossier(whole)
    if not corrections:
        return keeper.Held(seq, plain)
    found = resolve(plain, corrections)
    return keeper.Held(seq, pipeline.dossier(whole, found.judgements), found.faults)


def test_only_so_many_dossiers_stay_in_memory(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "HELD", 2)
    for n in range(4):
        desk.archive.add_negotiation(replace(TALKS, id=f"n{n}"))
        assert desk.dossier(f"n{n}").record == Record()
    assert [desk.fresh(f"n{n}") for n in range(4)] == [False, False, True, True]


@pytest.mark.postgres
def test_a_desk_over_a_server(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "read_shards", read_shards)
    with Desk(Archive.open(postgres, clock=Clock())) as desk:
        desk.archive.add_negotiation(TALKS)
        assert desk.take_in("talks", [report(n) for n in range(12)]).entries == 24
        done = desk.correct("talks", {"kind": "wrong entry", "author": "ana", "words": "attend round 3"})
        assert len(desk.dossier("talks", patience=LONG).record.entries) == 23
        desk.withdraw("talks", done.id, author="ana")
        assert desk.dossier("talks", patience=LONG) == pipeline.dossier(desk.archive.record("talks"))
        desk.people.add("ana", "a long pass phrase", "admin")
        assert desk.people.signed_in(desk.people.sign_in("ana", "a long pass phrase"))
        assert desk.visit("ana", "talks") is None
        with Desk.open(postgres) as other:  # another program on the same server
            other.archive.retract(report(3).id, author="bo")
        assert len(desk.dossier("talks", patience=LONG).record.reports) == 11
