"""What an archive keeps, hands out and refuses, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import ArchiveError, BadSetting, NotThere
from parley.model.negotiation import Negotiation
from parley.model.record import Record
from parley.model.text import Report
from parley.store import Archive, schema
from tests.store.material import OTHER, TALKS, Clock, record, report


def filed(archive: Archive, *numbers: int, negotiation: str = "talks") -> list[str]:
    made = [report(n) for n in numbers]
    archive.add_shard(negotiation, made, record(*made), run="r1")
    return [r.id for r in made]


def test_what_is_kept_comes_back_equal(archive: Archive) -> None:
    made = [report(1, day=date(2031, 2, 3)), report(2)]
    assert set(archive.add_reports("talks", made, run="r1")) == {r.id for r in made}
    archive.add_record("talks", record(*made), run="r1")
    assert archive.record("talks") == record(*made)
    assert archive.report(made[0].id) == made[0]
    assert archive.record_of(made[1].id) == record(made[1])


def test_a_report_is_kept_once(archive: Archive) -> None:
    one = report(1)
    archive.add_shard("talks", [one], record(one))
    before = archive.changes().items
    assert archive.add_reports("talks", [one]) == ()
    archive.add_record("talks", record(one))
    assert archive.changes().items == before


@pytest.mark.parametrize("text", ["a\x00b", "half \ud83d surrogate", "Ωδή\r\n", "𝄞 clef", " "])
def test_any_text_is_frozen_as_it_is(archive: Archive, text: str) -> None:
    odd = replace(report(1), text=text, title=text, outlet=text or None, passages=(), id="odd")
    archive.add_reports("talks", [odd])
    assert archive.report("odd") == odd
    assert archive.reports("talks").items == (odd,)
    for hit in archive.search("a b half surrogate clef ω*").items + archive.search(text).items:
        hit.snippet.encode()


def test_the_bytes_a_report_was_read_from_are_kept(archive: Archive) -> None:
    one = replace(report(1), source="post.html")
    archive.add_reports("talks", [one], raw={"post.html": b"<p>\xff"})
    assert archive.raw(one.id) == b"<p>\xff"
    archive.add_reports("talks", [report(2)])
    assert archive.raw(report(2).id) is None


def test_more_is_known_later_and_nothing_is_lost(archive: Archive) -> None:
    one = report(1)
    archive.add_reports("talks", [one])
    archive.add_reports("talks", [replace(one, published=date(2031, 2, 3), published_by="reader")])
    archive.add_reports("talks", [replace(one, url="https://post.example/1")])
    now = archive.report(one.id)
    assert (now.published, now.url) == (date(2031, 2, 3), "https://post.example/1")
    assert [row.kind for row in archive.changes("talks").items] == ["negotiation", "report", "dated", "dated"]


def test_the_newest_reading_holds(archive: Archive) -> None:
    one = report(1)
    archive.add_shard("talks", [one], record(one))
    again = record(one)
    fewer = Record.of(again.reports, again.actors, again.gatherings, again.entries[:1])
    archive.add_record("talks", fewer, run="r2")
    assert archive.record("talks") == fewer
    assert archive.counts("talks").entries == 1
    assert archive.search("hands", kind="entry").items == ()


def test_a_report_may_stand_in_two_negotiations(archive: Archive) -> None:
    archive.add_negotiation(OTHER)
    one = report(1)
    archive.add_shard("talks", [one], record(one))
    assert archive.add_reports("fish", [one]) == ()
    assert archive.record("fish") == record(one)
    assert archive.homes(one.id) == ("talks", "fish")
    seen = archive.sequence("fish")
    archive.add_record("talks", Record((one,)), run="r2")
    assert archive.sequence("fish") > seen, "what was read anew counts in every negotiation the report is in"


def test_a_retraction_is_a_row_and_can_be_undone(archive: Archive) -> None:
    one, two = filed(archive, 1, 2)
    archive.retract(one, author="ana", note="invented")
    assert [r.id for r in archive.record("talks").reports] == [two]
    assert [r.id for r in archive.reports("talks").items] == [two]
    assert {h.report for h in archive.search("norland").items} == {two}
    assert archive.retracted(one)
    assert archive.report(one).id == one, "it stays in the archive"
    assert (archive.counts("talks").reports, archive.counts().retracted) == (1, 1)
    archive.restore(one, author="ana")
    assert len(archive.record("talks").reports) == 2


def test_how_it_stood_before(archive: Archive) -> None:
    one, two = filed(archive, 1, 2)
    kept = archive.add_correction("talks", {"kind": "confirm", "author": "ana", "words": "salt talks"})
    line, whole = archive.sequence("talks"), archive.record("talks")
    archive.retract(one, author="ana")
    archive.withdraw("talks", kept, author="ana")
    archive.add_record("talks", Record((archive.report(two),)), run="r2")
    filed(archive, 3)
    assert archive.record("talks", upto=line) == whole
    assert [d.id for d in archive.corrections("talks", upto=line)] == [kept]
    assert archive.record("talks", upto=0) == Record()
    assert archive.corrections("talks") == ()


def test_pages_turn_without_gaps_or_doubles(archive: Archive) -> None:
    ids = filed(archive, *range(7))
    found, after = [], ""
    while True:
        page = archive.reports("talks", after=after, limit=3)
        found += [r.id for r in page.items]
        if page.next is None:
            break
        after = page.next
        filed(archive, 100 + len(found))  # what comes meanwhile disturbs nothing
    assert found == list(reversed(ids))
    assert [r.id for r in archive.reports("talks", limit=2, oldest=True).items] == ids[:2]


def test_a_cursor_that_was_not_handed_out_is_refused(archive: Archive) -> None:
    for cursor in ("x", "-1", "1e3", "９", "9" * 30, "1; DROP TABLE log"):
        for ask in (archive.reports, archive.proposals):
            with pytest.raises(BadSetting, match="is no cursor"):
                ask("talks", after=cursor)


# One archive for the whole table: making one takes longer than asking it.
ASKED = (
    ("norland", {"report", "attendance"}),
    ("NORLAND léry", {"report"}),
    ("lery", {"report"}),
    ('"open hands"', {"report", "statement"}),
    ('"hands open"', set()),
    ("brand*", {"report", "statement"}),
    ("brand", set()),
    ("norland -hands", {"attendance"}),
    ("-norland", set()),
    ("", set()),
    ("will attend", {"report", "attendance"}),
    ("envoy speaks", {"report"}),
    ("' OR 1=1 --", set()),
    ('NEAR(norland hands) AND "', set()),
    ("norland & | ! ( ) : * <->", {"report", "attendance"}),
    ("\x00", set()),
)


def test_search(archive: Archive) -> None:
    filed(archive, 1)
    for asked, kinds in ASKED:
        page = archive.search(asked)
        assert {h.kind for h in page.items} == kinds, asked
        for hit in page.items:
            assert all(hit.snippet[a:b].strip() for a, b in hit.marks)


def test_search_says_where_and_can_be_narrowed(archive: Archive) -> None:
    archive.add_negotiation(OTHER)
    (one,) = filed(archive, 1)
    (two,) = filed(archive, 2, negotiation="fish")
    assert {h.report for h in archive.search("norland").items} == {one, two}
    (hit,) = archive.search("norland", negotiation="fish", kind="attendance").items
    assert (hit.report, hit.negotiation, hit.outlet, hit.title) == (
        two,
        "fish",
        "The Salt Post",
        "Envoy speaks, number 2",
    )
    assert hit.snippet[slice(*hit.marks[0])] == "Norland"
    assert archive.record_of(two).entries[0].id in {h.entry for h in archive.search("norland", kind="entry").items}
    first = archive.search("norland", limit=1)
    assert first.next
    rest = archive.search("norland", limit=50, after=first.next)
    assert len(rest.items) == len(archive.search("norland").items) - 1
    with pytest.raises(BadSetting, match="no kind to search"):
        archive.search("norland", kind="rumour")


def test_a_phrase_across_two_pieces_of_a_long_report_is_found(archive: Archive) -> None:
    text = " ".join(["word"] * 3985 + ["a", "crossing", "phrase"] + ["word"] * 5000 + ["Ende"])
    archive.add_reports("talks", [replace(report(1), text=text, passages=(), id="long")])
    (first, *_) = archive.search('"a crossing phrase"').items
    assert first.snippet[slice(*first.marks[1])] == "crossing"
    assert archive.search("ende").items[0].snippet.endswith("Ende")


def test_corrections_stand_until_they_are_taken_back(archive: Archive) -> None:
    given = {"kind": "confirm", "author": "ana", "words": "salt talks", "note": "heard it"}
    kept = archive.add_correction("talks", given)
    assert archive.add_correction("talks", {**given, "note": "twice"}) == kept
    (one,) = archive.corrections("talks")
    assert (one.id, one.fields, one.author, one.withdrawn) == (kept, given, "ana", False)
    archive.withdraw("talks", kept, author="bo", note="mistaken")
    assert archive.corrections("talks") == ()
    assert [d.withdrawn for d in archive.corrections("talks", withdrawn=True)] == [True]
    with pytest.raises(NotThere):
        archive.withdraw("talks", kept, author="bo")
    assert archive.add_correction("talks", given) == kept
    assert len(archive.corrections("talks")) == 1
    with pytest.raises(BadSetting, match="no field of a correction"):
        archive.add_correction("talks", {"king": "confirm"})


def test_proposals_wait_for_a_person(archive: Archive) -> None:
    given = {"kind": "confirm", "words": "salt talks"}
    one = archive.propose("talks", given, author="robot", note="looks right")
    assert archive.propose("talks", given, author="robot", note="looks right") == one
    two = archive.propose("talks", {**given, "words": "will attend"}, author="robot")
    assert [p.id for p in archive.proposals("talks").items] == [one, two]
    made = archive.decide(one, accepted=True, author="ana")
    (stands,) = archive.corrections("talks")
    assert (stands.id, stands.author, stands.fields["note"]) == (made, "ana", "looks right")
    assert archive.decide(two, accepted=False, author="ana", note="no") is None
    assert archive.proposals("talks").items == ()
    assert {p.id: (p.state, p.decided_by) for p in archive.proposals(state=None).items} == {
        one: ("accepted", "ana"),
        two: ("refused", "ana"),
    }
    with pytest.raises(BadSetting, match="was refused by ana already"):
        archive.decide(two, accepted=True, author="bo")
    again = archive.propose("talks", {**given, "words": "will attend"}, author="robot")
    assert again not in (one, two)


def test_the_log_tells_everything_in_order(archive: Archive) -> None:
    (one,) = filed(archive, 1)
    archive.retract(one, author="ana")
    rows = archive.changes().items
    assert [r.kind for r in rows] == ["negotiation", "report", "reading", "retraction"]
    assert [r.seq for r in rows] == [1, 2, 3, 4]
    page = archive.changes("talks", since=1, limit=2)
    assert ([r.seq for r in page.items], page.next) == ([2, 3], "3")
    assert archive.changes("talks", since=page.next or "").items[0].subject == one
    assert archive.changes(since=99).items == ()
    assert archive.changes(kind="reading").items[0].data == {"entries": 2}


def test_what_is_kept_cannot_be_changed(archive: Archive) -> None:
    (one,) = filed(archive, 1)
    archive.add_reports("talks", [replace(report(2), source="s")], raw={"s": b"x"})
    archive.add_run(version="1")
    archive.retract(one, author="ana")
    archive.add_correction("talks", {"kind": "confirm", "author": "ana", "words": "x"})
    archive.decide(
        archive.propose("talks", {"kind": "confirm", "words": "y"}, author="r"), accepted=False, author="a"
    )
    archive.write(lambda w: w.add(schema.audit, **dict.fromkeys(_AUDIT, "")))
    for table in _FROZEN:
        same = "bytes = bytes" if table == "raw" else "seq = seq"
        for words in (f'UPDATE "{table}" SET {same}', f'DELETE FROM "{table}"'):
            with pytest.raises(ArchiveError, match="only grows"):
                archive.write(lambda w, words=words: w.connection.exec_driver_sql(words))


_AUDIT = ("at", "who", "what", "subject", "origin", "detail")
_FROZEN = (
    *("negotiation", "run", "raw", "report", "meta", "filing", "reading"),
    *("entry", "retraction", "judgement", "proposal", "verdict", "log", "audit"),
)


def test_negotiations(archive: Archive) -> None:
    assert archive.negotiations() == (archive.negotiation("talks"),)
    changed = replace(archive.negotiation("talks"), title="Salt, at last", places=("Léry",))
    assert archive.change_negotiation(changed) == changed == archive.negotiation("talks")
    assert [n.title for n in archive.negotiations()] == ["Salt, at last"]
    with pytest.raises(BadSetting, match="already"):
        archive.add_negotiation(TALKS)
    for wrong in ("", "A", "-x", "a b", "é", "x" * 65):
        with pytest.raises(BadSetting):
            Negotiation(id=wrong, title="x")


def test_what_is_not_there_is_said(archive: Archive) -> None:
    one = report(1)
    for ask in (
        lambda: archive.negotiation("nowhere"),
        lambda: archive.report("nothing"),
        lambda: archive.record("nowhere"),
        lambda: archive.record_of("nothing"),
        lambda: archive.add_reports("nowhere", [one]),
        lambda: archive.add_record("talks", record(one)),
        lambda: archive.add_correction("nowhere", {"kind": "confirm"}),
        lambda: archive.propose("nowhere", {"kind": "confirm"}, author="r"),
        lambda: archive.retract("nothing", author="ana"),
        lambda: archive.decide("nothing", accepted=True, author="ana"),
        lambda: archive.run("nothing"),
        lambda: archive.proposal("nothing\x00\ud800"),
    ):
        with pytest.raises(NotThere):
            ask()
    assert archive.reports().items == (), "a shard that is refused leaves nothing behind"


def test_runs_say_what_read(archive: Archive) -> None:
    run = archive.add_run(version="1.2", models={"parser": "sm 3.8"}, inputs={"reports": 3}, author="ana")
    found = archive.run(run)
    assert (found.version, found.models, found.inputs) == ("1.2", {"parser": "sm 3.8"}, {"reports": 3})
    assert archive.add_run(version="1.2", models={"parser": "sm 3.8"}) != run


def test_small_things_are_remembered(archive: Archive) -> None:
    archive.keep("feed", {"etag": "\x00½"})
    archive.keep("feed", {"etag": "b"})
    assert archive.kept("feed") == {"etag": "b"}
    assert archive.kept("none") is None


def test_what_was_not_read_yet(archive: Archive) -> None:
    one, two = report(1), report(2)
    archive.add_shard("talks", [one], record(one))
    archive.add_reports("talks", [two])
    dated = replace(one, published=date(2031, 2, 3), published_by="reader")
    assert {r.id for r in archive.unread([one, two, report(3)])} == {two.id, report(3).id}
    assert archive.unread([dated]) == (dated,)
    assert archive.filed("talks", [one.id, "x"]) == {one.id}


@pytest.fixture(scope="module")
def two_negotiations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that is made once and copied."""
    file = tmp_path_factory.mktemp("made") / "talks.db"
    with Archive.open(file, clock=Clock()) as archive:
        archive.add_negotiation(TALKS)
        archive.add_negotiation(OTHER)
    return file


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["talks", "fish"]), st.integers(0, 6), st.integers(0, 2)), max_size=14))
def test_the_past_stays_as_it_was(
    two_negotiations: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]
) -> None:
    file = shutil.copy(two_negotiations, tmp_path_factory.mktemp("past"))
    with Archive.open(file, clock=Clock()) as archive:
        seen: list[tuple[str, int, Record]] = []
        for negotiation, act, number in acts:
            _act(archive, negotiation, act, report(number))
            for each in ("talks", "fish"):
                seen.append((each, archive.sequence(each), archive.record(each)))
        for each, line, whole in seen:
            assert archive.record(each, upto=line) == whole
        assert archive.verify() == ()


def _act(archive: Archive, negotiation: str, act: int, one: Report) -> None:
    if act <= 2:
        archive.add_shard(negotiation, [one], record(one))
    elif act == 3:
        dated = replace(one, published=date(2031, 2, 3), published_by="reader")
        archive.add_shard(negotiation, [dated], record(dated))
    elif archive.known([one.id]):
        if act == 4:
            archive.add_record(negotiation, Record((archive.report(one.id),)), run="r2")
        else:
            (archive.retract if act == 5 else archive.restore)(one.id, author="ana")
