"""The watch, round by round, against a newsroom on this machine and a clock that is turned by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from parley.desk.watch import Folder, Settings, Source, Watcher
from parley.errors import BadSetting, NotThere
from parley.intake import load
from parley.intake.captures import Captures
from parley.model.negotiation import Negotiation
from parley.store import Archive
from tests.watch.site import START, Newsroom, Turned

TALKS = Negotiation(
    id="fish", title="Fish talks", parties=("Norland", "Sudria"), places=("Oslo",), words=("fishing quotas",)
)


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """A newsroom."""
    made = Newsroom()
    yield made
    made.close()


@pytest.fixture
def archive(tmp_path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(tmp_path / "talks.db") as opened:
        yield opened


def source(url: str, **more) -> Source:
    """A feed of the newsroom, which lies on this machine."""
    return Source(url=url, **{"negotiations": ("fish",), "private": True, **more})


def watcher(archive, clock, *feeds, **more) -> Watcher:
    """A watch over these feeds."""
    captures = more.pop("captures", None)
    return Watcher(Settings(negotiations=(TALKS,), feeds=feeds, **more), archive, clock, captures=captures)


def titles(archive) -> list[str]:
    """The titles of what was filed, in order."""
    return [report.title for report in archive.reports("fish", oldest=True).items]


def test_what_belongs_is_filed_and_what_does_not_is_not(room, archive):
    feed = room.rss(
        "/world.xml",
        ("Norland &amp; Sudria meet", room.article("/a", "Norland and Sudria meet")),
        ("Norland bakers win the cup", room.elsewhere("/b")),
        ("Weather stays fine", room.at + "/c"),
        day="Thu, 15 May 2031 23:30:00 -0400",
    )
    done = watcher(archive, Turned(), source(feed, outlet="The Harbour Gazette")).once()
    assert titles(archive) == ["Norland and Sudria meet"]
    assert "/c" not in room.paths()
    assert (done.asked, done.new, done.opened, done.filed, done.aside, done.left_out) == (
        1,
        3,
        2,
        {"fish": 1},
        1,
        [],
    )
    (report,) = archive.reports("fish").items
    assert (report.outlet, report.published, report.published_by) == (
        "The Harbour Gazette",
        date(2031, 5, 15),
        "metadata",
    )
    assert report.url == room.at + "/a"
    assert archive.raw(report.id) == room.pages["/a"][1]
    assert archive.record("fish").entries


def test_a_day_that_nobody_says_is_not_invented(room, archive):
    feed = room.rss("/f", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    watcher(archive, Turned(), source(feed)).once()
    assert [report.published for report in archive.reports("fish").items] == [None]


def test_a_second_round_asks_only_for_what_changed(room, archive):
    room.rss("/f", ("Norland meets Sudria", room.article("/a", "Norland meets Sudria")))
    body = room.pages["/f"][1]

    def feed(headers: dict[str, str]):
        return (304, b"", {}) if headers.get("if-none-match") == '"v1"' else (200, body, {"ETag": '"v1"'})

    room.pages["/f"] = feed
    clock = Turned()
    watch = watcher(archive, clock, source(room.at + "/f"))
    first, early = watch.once(), watch.once()
    clock.time += timedelta(minutes=16)
    later = watch.once()
    assert (first.opened, early.empty) == (1, True)
    assert (later.asked, later.unchanged, later.opened) == (1, 1, 0)
    assert room.paths() == ["/robots.txt", "/f", "/a", "/f"]


def test_a_new_watch_goes_on_where_the_old_one_stopped(room, archive):
    links = [
        (f"Norland and Sudria, day {n}", room.article(f"/{n}", f"Norland and Sudria, day {n}")) for n in range(9)
    ]
    feed = room.rss("/f", *links)
    done = watcher(archive, Turned(), source(feed), most=4).once()
    assert (done.opened, done.waiting, len(titles(archive))) == (4, 5, 4)
    again = watcher(archive, Turned(), source(feed)).once()
    assert (again.asked, again.opened, len(titles(archive))) == (0, 5, 9)
    assert sorted(set(room.paths())) == sorted(room.paths())


def test_stopped_in_the_middle_nothing_is_lost(room, archive):
    links = [
        (f"Norland and Sudria, day {n}", room.article(f"/{n}", f"Norland and Sudria, day {n}")) for n in range(5)
    ]
    feed = room.rss("/f", *links)

    class Impatient(Turned):
        def wait(self, seconds: float) -> bool:
            return super().wait(seconds) or "/2" in room.paths()

    watcher(archive, Impatient(), source(feed)).run(lambda done: None)
    assert len(titles(archive)) == 3
    watcher(archive, Turned(), source(feed)).once()
    assert titles(archive) == [title for title, _ in links]
    assert len(room.paths()) == len(set(room.paths()))


def test_a_crash_before_filing_loses_nothing(room, archive, monkeypatch):
    feed = room.rss("/f", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))

    def crash(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("parley.desk.watch.rounds.take_in", crash)
        with pytest.raises(KeyboardInterrupt):
            watcher(archive, Turned(), source(feed)).once()
    assert titles(archive) == []
    watcher(archive, Turned(), source(feed)).once()
    assert titles(archive) == ["Norland and Sudria meet"]


def test_one_page_under_many_addresses_is_opened_once(room, archive):
    link = room.article("/a", "Norland and Sudria meet")
    room.pages["/a?utm_source=rss"] = room.pages["/a/"] = room.pages["/a"]
    feeds = [
        room.rss("/f", ("Norland and Sudria meet", link), ("Norland and Sudria meet", link + "?utm_source=rss")),
        room.rss("/g", ("Norland and Sudria meet", link + "/#top")),
    ]
    done = watcher(archive, Turned(), *map(source, feeds)).once()
    assert [path for path in room.paths() if path.startswith("/a")] == ["/a"]
    assert done.filed == {"fish": 1}


def test_robots_are_obeyed(room, archive):
    robots = b"User-agent: *\nDisallow: /closed\nAllow: /closed/press\nCrawl-delay: 20\n"
    room.pages["/robots.txt"] = (200, robots, {"Content-Type": "text/plain"})
    feed = room.rss(
        "/f",
        ("Norland and Sudria meet", room.article("/closed/a", "Norland and Sudria meet")),
        ("Norland and Sudria part", room.article("/closed/press/b", "Norland and Sudria part")),
    )
    clock = Turned()
    done = watcher(archive, clock, source(feed)).once()
    assert titles(archive) == ["Norland and Sudria part"]
    assert "/closed/a" not in room.paths()
    assert [line.partition(": ")[2] for line in done.left_out] == ["the robots.txt of its server forbids it"]
    assert [round(wait) for wait in clock.waits if wait > 1] == [2, 20, 20][
        : len([w for w in clock.waits if w > 1])
    ]
    assert sum(clock.waits) >= 22


@pytest.mark.parametrize("answer", [(500, b"", {}), (503, b"", {})])
def test_a_server_that_cannot_say_is_left_alone(room, archive, answer):
    room.pages["/robots.txt"] = answer
    feed = room.rss("/f", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    done = watcher(archive, Turned(), source(feed)).once()
    assert (done.failing, room.paths()) == (1, ["/robots.txt"])
    assert "does not say what robots may read" in done.left_out[0]


def test_a_page_waits_until_its_server_can_say(room, archive):
    other = Newsroom()
    feed = room.rss("/f", ("Norland and Sudria meet", other.article("/a", "Norland and Sudria meet")))
    other.pages["/robots.txt"] = (500, b"", {})
    clock = Turned()
    watch = watcher(archive, clock, source(feed))
    first = watch.once()
    assert (first.waiting, titles(archive)) == (1, [])
    other.pages["/robots.txt"] = (404, b"", {})
    clock.time += timedelta(minutes=31)
    watch.once()
    other.close()
    assert titles(archive) == ["Norland and Sudria meet"]


def test_a_redirect_to_where_robots_forbid_is_not_read(room, archive):
    room.pages["/robots.txt"] = (200, b"User-agent: parley\nDisallow: /closed", {})
    room.article("/closed/a", "Norland and Sudria meet")
    room.pages["/a"] = (302, b"", {"Location": "/closed/a"})
    done = watcher(archive, Turned(), source(room.rss("/f", ("Norland and Sudria meet", room.at + "/a")))).once()
    assert titles(archive) == []
    assert "robots.txt" in done.left_out[0]


def test_a_busy_server_gets_its_rest(room, archive):
    feed = room.rss("/f", ("Norland and Sudria meet", room.at + "/a"), ("Norland and Sudria part", room.at + "/b"))
    room.article("/b", "Norland and Sudria part")
    room.pages["/a"] = (429, b"", {"Retry-After": "1200"})
    clock = Turned()
    watch = watcher(archive, clock, source(feed, every=6 * 3600))
    done = watch.once()
    assert (done.opened, done.waiting, "/b" in room.paths()) == (1, 2, False)
    room.article("/a", "Norland and Sudria meet")
    assert watch.once().empty
    clock.time = START + timedelta(minutes=21)
    watch.once()
    assert sorted(titles(archive)) == ["Norland and Sudria meet", "Norland and Sudria part"]


def test_a_server_that_rests_does_not_hold_up_the_others(room, archive):
    room.pages["/f"] = (429, b"", {"Retry-After": "86400"})
    room.rss("/g", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    other = room.at.replace("127.0.0.1", "localhost")
    clock = Turned()
    watch = watcher(archive, clock, source(room.at + "/f"), source(other + "/g"))
    for _ in range(4):
        watch.once()
        clock.time += timedelta(minutes=31)
    assert room.paths().count("/f") == 1
    assert room.paths().count("/g") == 4
    assert max(clock.waits) <= 60
    clock.time += timedelta(days=1)
    watch.once()
    assert room.paths().count("/f") == 2


def test_a_page_that_is_refused_for_good_is_not_tried_again(room, archive):
    room.pages["/a"] = (200, b"a", {"Content-Type": "text/html", "Content-Length": "99999999"})
    clock = Turned()
    watch = watcher(archive, clock, source(room.rss("/f", ("Norland and Sudria meet", room.at + "/a"))))
    assert "larger than 5 MB" in watch.once().left_out[0]
    clock.time += timedelta(minutes=31)
    watch.once()
    assert room.paths().count("/a") == 1


def test_a_failing_feed_is_asked_ever_more_rarely(room, archive):
    clock = Turned(rounds=3000)
    room.pages["/f"] = (500, b"", {})
    times = []
    watch = watcher(archive, clock, source(room.at + "/f"))
    watch.run(lambda done: times.append(done.at) if done.asked else None)
    gaps = [(b - a).total_seconds() / 900 for a, b in pairwise(times)]
    assert [round(gap) for gap in gaps[:8]] == [2, 4, 8, 16, 32, 64, 96, 96]


def test_a_page_that_fails_is_tried_three_times(room, archive):
    room.pages["/a"] = (502, b"", {})
    clock = Turned()
    watch = watcher(archive, clock, source(room.rss("/f", ("Norland and Sudria meet", room.at + "/a"))))
    lines = []
    for _ in range(5):
        lines += watch.once().left_out
        clock.time += timedelta(minutes=16)
    assert room.paths().count("/a") == 3
    assert [line.partition(" ")[2] for line in lines] == ["the server answered 502 (given up after 3 tries)"]


def test_a_feed_that_moved_for_good_is_asked_there(room, archive):
    room.rss("/new", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    room.pages["/old"] = (301, b"", {"Location": "/new"})
    clock = Turned()
    watch = watcher(archive, clock, source(room.at + "/old"))
    watch.once()
    clock.time += timedelta(minutes=16)
    watch.once()
    assert room.paths() == ["/robots.txt", "/old", "/new", "/a", "/new"]


def test_a_reservation_is_kept_with_the_report_or_obeyed(room, archive):
    link = room.article("/a", "Norland and Sudria meet", TDM_Reservation="1", TDM_Policy="https://g.example/tdm")
    feed = room.rss("/f", ("Norland and Sudria meet", link))
    watcher(archive, Turned(), source(feed)).once()
    (row,) = [row for row in archive.changes("fish").items if row.kind == "reservation"]
    assert row.data == {"tdm-reservation": True, "tdm-policy": "https://g.example/tdm"}
    other = room.rss("/g", ("Norland and Sudria meet", room.article("/b", "Norland", TDM_Reservation="1")))
    done = watcher(archive, Turned(), source(other), skip_reserved=True).once()
    assert done.left_out == [f"{room.at}/b: its publisher reserves text and data mining"]


def test_all_of_a_feed_may_be_taken(room, archive):
    feed = room.rss("/f", ("Bakers win", room.elsewhere("/b")))
    watcher(archive, Turned(), source(feed, take_all=True)).once()
    assert len(titles(archive)) == 1


def test_sitemaps_of_an_index(room, archive):
    link = room.article("/a", "Norland and Sudria meet")
    head = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {1}>{2}</{0}>'
    index = f"<sitemap><loc>{room.at}/news.xml</loc></sitemap><sitemap><loc>{room.at}/gone.xml</loc></sitemap>"
    news = (
        f"<url><loc>{link}</loc><news:news><news:publication><news:name>The Gazette</news:name></news:publication>"
        "<news:publication_date>2031-05-14T22:00:00-06:00</news:publication_date>"
        "<news:title>Norland and Sudria meet</news:title></news:news></url>"
    )
    space = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    room.pages["/index.xml"] = (200, head.format("sitemapindex", "", index).encode(), {})
    room.pages["/news.xml"] = (200, head.format("urlset", space, news).encode(), {})
    watcher(archive, Turned(), source(room.at + "/index.xml")).once()
    (report,) = archive.reports("fish").items
    assert (report.outlet, report.published) == ("The Gazette", date(2031, 5, 14))


def test_what_is_fetched_is_kept(room, archive, tmp_path):
    feed = room.rss("/f", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    with Captures(tmp_path / "kept.warc.gz") as captures:
        watcher(archive, Turned(), source(feed), captures=captures).once()
    (report,) = load([tmp_path / "kept.warc.gz"]).reports
    assert (report.text, report.url) == (archive.reports("fish").items[0].text, room.at + "/a")


def test_this_machine_is_refused_unless_the_feed_may_lie_here(room, archive):
    feed = room.rss("/f", ("Norland and Sudria meet", room.at + "/a"))
    done = watcher(archive, Turned(), source(feed, private=False)).once()
    assert (done.failing, room.paths()) == (1, [])


def test_a_feed_that_may_lie_here_opens_no_door_to_other_hosts(room, archive):
    room.article("/a", "Norland and Sudria meet")
    elsewhere = room.at.replace("127.0.0.1", "localhost") + "/a"
    room.pages["/b"] = (302, b"", {"Location": elsewhere})
    feed = room.rss("/f", ("Norland and Sudria meet", elsewhere), ("Norland and Sudria part", room.at + "/b"))
    watcher(archive, Turned(), source(feed)).once()
    assert (titles(archive), room.paths()) == ([], ["/robots.txt", "/f", "/b"])


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!doctype html><link rel=alternate type='application/rss+xml' href=/rss>", "its feed is at http"),
        (b'<!DOCTYPE a [<!ENTITY b "boo"><!ENTITY c "&b;&b;">]><rss>&c;</rss>', "defines XML entities"),
        (b"", "this feed is empty"),
        (b"\x00\x01\x02", "it holds no text"),
    ],
)
def test_what_is_no_feed_is_told(room, archive, body, reason):
    room.pages["/f"] = (200, body, {})
    good = room.rss("/g", ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    done = watcher(archive, Turned(), source(room.at + "/f"), source(good)).once()
    assert reason in done.left_out[0]
    assert len(titles(archive)) == 1


def test_pages_that_are_no_reports_stop_nothing(room, archive):
    room.pages["/deep"] = (200, b"<html>" + b"<div>" * 50_000 + b"Norland", {"Content-Type": "text/html"})
    room.pages["/empty"] = (200, b"", {"Content-Type": "text/html"})
    room.pages["/picture"] = (200, b"\x89PNG", {"Content-Type": "image/png"})
    bad = [(f"Norland and Sudria {n}", f"{room.at}/{n}") for n in ("deep", "empty", "picture", "gone")]
    feed = room.rss("/f", *bad, ("Norland and Sudria meet", room.article("/a", "Norland and Sudria meet")))
    clock = Turned()
    watch = watcher(archive, clock, source(feed))
    done = [watch.once()]
    assert titles(archive) == ["Norland and Sudria meet"]
    assert len(done[0].left_out) + done[0].aside + done[0].waiting == 4


def test_dropped_files_are_taken_once_and_when_they_are_whole(archive, tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    clock = Turned()
    watch = watcher(archive, clock, folders=(Folder(path=folder, negotiation="fish"),))
    text = "Norland will attend the talks in Oslo, its envoy said on Monday. Sudria has not answered yet."
    (folder / "a.txt").write_text(text)
    (folder / "b.txt.part").write_text(text)
    os.utime(folder / "a.txt", times=(clock.time.timestamp() - 1,) * 2)
    assert watch.once().empty
    clock.time += timedelta(seconds=30)
    assert watch.once().filed == {"fish": 1}
    assert watch.once().empty
    (folder / "a.txt").write_text(text + " The talks begin on Friday, an official said.")
    os.utime(folder / "a.txt", times=(clock.time.timestamp() - 10,) * 2)
    assert watch.once().filed == {"fish": 1}


def test_a_link_out_of_the_folder_is_not_followed(archive, tmp_path):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "secret.txt").write_text("The secret of the house is that the key is under the mat, said nobody.")
    (tmp_path / "inbox" / "a.txt").symlink_to(tmp_path / "secret.txt")
    clock = Turned()
    clock.time += timedelta(days=36500)
    watch = watcher(archive, clock, folders=(Folder(path=tmp_path / "inbox", negotiation="fish"),))
    assert watch.once().empty


def test_a_negotiation_must_be_known_and_told_apart(archive):
    with pytest.raises(NotThere, match="no negotiation 'wheat'"):
        watcher(archive, Turned(), source("https://g.example/f", negotiations=("wheat",)))
    archive.add_negotiation(Negotiation(id="wheat", title="Wheat"))
    with pytest.raises(BadSetting, match="nothing is known to tell reports on 'wheat' by"):
        watcher(archive, Turned(), source("https://g.example/f", negotiations=("wheat",)))
