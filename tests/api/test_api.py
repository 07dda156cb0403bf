"""The API: what it gives, whom it lets in, how it says no."""

from __future__ import annotations

import time
from collections.abc import Iterator

import feedparser
import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from parley.desk import Desk
from parley.views.exports import FORMATS
from parley.web.api import PREFIX
from tests.api.conftest import ELSEWHERE, PASSWORD, calling, fill
from tests.patient import LONG

LISTS = (
    *("/negotiations", "/negotiations/fish/reports", "/negotiations/fish/entries", "/negotiations/fish/points"),
    *("/negotiations/fish/actors", "/negotiations/fish/meetings", "/negotiations/fish/disagreements"),
    *(
        "/negotiations/fish/changes",
        "/negotiations/fish/news",
        "/negotiations/fish/proposals",
        "/search?q=Norland",
    ),
)


# reading


@pytest.mark.parametrize("path", LISTS)
def test_lists_come_in_stretches(client: TestClient, path: str) -> None:
    told = client.get(path).json()
    assert set(told) == {"items", "next"}


@pytest.mark.parametrize("path", ["reports", "entries", "points", "actors", "changes"])
def test_following_next_gives_everything_once(client: TestClient, path: str) -> None:
    whole = client.get(f"/negotiations/fish/{path}", params={"limit": 500 if path != "reports" else 100}).json()
    found, after, key = [], "", "since" if path == "changes" else "after"
    while after is not None:
        told = client.get(
            f"/negotiations/fish/{path}", params={"limit": 1} | ({key: after} if after else {})
        ).json()
        assert len(told["items"]) <= 1
        found += told["items"]
        after = told["next"]
    assert found == whole["items"]
    assert whole["next"] is None
    assert len(found) > 1


def test_an_entry_points_at_its_words(client: TestClient) -> None:
    reports = {r["id"]: r for r in client.get("/negotiations/fish/reports").json()["items"]}
    for entry in client.get("/negotiations/fish/entries").json()["items"]:
        quote, place = entry["anchor"]["selector"]
        text = reports[entry["anchor"]["source"]]["text"]
        assert text[place["start"] : place["end"]] == quote["exact"]


@pytest.mark.parametrize("kind", ["statement", "meeting", "attendance", "position", "event"])
def test_entries_and_points_by_kind(client: TestClient, kind: str) -> None:
    for path in ("entries", "points"):
        items = client.get(f"/negotiations/fish/{path}", params={"kind": kind}).json()["items"]
        assert items
        assert {i["kind"] for i in items} == {kind}


def test_an_actor_with_every_question_about_it(client: TestClient) -> None:
    actors = client.get("/negotiations/fish/actors").json()["items"]
    envoy = next(a for a in actors if a["name"] == "Per Lund")
    told = client.get(f"/negotiations/fish/actors/{envoy['id']}").json()
    assert told["actor"] == envoy
    assert all(p["actor"] == envoy["id"] for p in told["points"])
    named = client.get("/negotiations/fish/entries", params={"actor": envoy["id"]}).json()["items"]
    assert named


def test_search_marks_the_words(client: TestClient) -> None:
    hits = client.get("/search", params={"q": "ceasefire", "negotiation": "fish"}).json()["items"]
    assert hits
    for hit in hits:
        assert any(hit["snippet"][a:b].lower() == "ceasefire" for a, b in hit["marks"])


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_is_given_under_its_type(client: TestClient, form: str) -> None:
    made = client.get(f"/negotiations/fish/exports/{form}")
    assert made.status_code == 200
    assert made.headers["content-type"] == FORMATS[form].media_type
    assert made.headers["content-disposition"].startswith("attachment")
    assert made.content


def test_feeds_and_calendar_are_read_by_their_tools(client: TestClient) -> None:
    atom = feedparser.parse(client.get("/negotiations/fish/feed.atom").text)
    listed = client.get("/negotiations/fish/feed.json").json()
    assert not atom.bozo
    assert len(atom.entries) == len(listed["items"]) > 0
    assert Calendar.from_ical(client.get("/negotiations/fish/meetings.ics").content)


@pytest.mark.parametrize("path", [*LISTS, "/negotiations/fish/exports/polecat", "/negotiations/fish/feed.atom"])
def test_what_the_caller_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


# problems


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/negotiations/none", 404, "holds no negotiation 'none'"),
        ("/negotiations/none/points", 404, "holds no negotiation 'none'"),
        ("/reports/none", 404, "'none'"),
        ("/negotiations/fish/actors/none", 404, "knows no actor 'none'"),
        ("/negotiations/fish/exports/xls", 400, "'xls' is no format"),
        ("/negotiations/fish/points?after=x", 400, "this is no cursor"),
        ("/negotiations/fish/points?after=WzEsMl0", 400, "this is no cursor"),
        ("/negotiations/fish/reports?after=x", 400, "is no cursor"),
        ("/negotiations/fish/points?limit=0", 422, "not as the API describes it"),
        ("/negotiations/fish/points?kind=x", 422, "not as the API describes it"),
        ("/search", 422, "not as the API describes it"),
        ("/nowhere", 404, "see /api/v1/openapi.json"),
        ("/jobs/none", 404, "no job"),
    ],
)
def test_problems_say_what_is_wrong(client: TestClient, path: str, status: int, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert told in answer.json()["detail"]


def test_a_method_that_is_not_taken_is_told_those_that_are(client: TestClient) -> None:
    answer = client.put("/negotiations")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


def test_a_fault_of_ours_tells_nothing_of_the_inside(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(desk.archive, "search", broken)
    answer = calling(desk).get("/search?q=x")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


# writing


def test_reports_are_read_by_a_job(own: Desk) -> None:
    client = calling(own)
    made = client.post("/negotiations", json={"title": "Grain talks"})
    assert (made.status_code, made.headers["location"]) == (201, f"{PREFIX}/negotiations/grain-talks")
    assert client.post("/negotiations", json={"title": "Grain talks"}).status_code == 409
    report = {
        "text": "Norland will attend the talks, its envoy said.",
        "published": "2031-03-04",
        "outlet": "Post",
    }
    job = client.post("/negotiations/grain-talks/reports", json={"reports": [report]})
    assert job.status_code == 202
    told = _ended(client, job.headers["location"].removeprefix(PREFIX))
    assert (told["state"], len(told["new"])) == ("done", 1)
    (kept,) = client.get("/negotiations/grain-talks/reports").json()["items"]
    assert (kept["text"], kept["published"]) == (report["text"], "2031-03-04")


def _ended(client: TestClient, path: str) -> dict[str, object]:
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        told: dict[str, object] = client.get(path).json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.05)
    raise AssertionError("the job never ended")


def test_a_correction_holds_until_it_is_withdrawn(own: Desk) -> None:
    client, path = calling(own), "/negotiations/fish/corrections"
    entry = client.get("/negotiations/fish/entries?kind=position").json()["items"][0]
    made = client.post(path, json={"kind": "wrong entry", "entry": entry["id"], "words": _words(entry)})
    assert (made.status_code, made.json()["fault"]) == (201, None)
    assert entry["id"] not in _ids(client)
    assert [c["id"] for c in client.get(path).json()] == [made.json()["id"]]
    assert client.delete(f"{path}/{made.json()['id']}").status_code == 204
    own.dossier("fish", patience=LONG)
    assert entry["id"] in _ids(client)
    assert client.delete(f"{path}/{made.json()['id']}").status_code == 404


def _words(entry: dict[str, object]) -> str:
    return str(entry["anchor"]["selector"][0]["exact"])  # type: ignore[index]


def _ids(client: TestClient) -> list[str]:
    return [e["id"] for e in client.get("/negotiations/fish/entries").json()["items"]]


def test_a_proposal_changes_nothing_until_somebody_decides(own: Desk) -> None:
    client, path = calling(own), "/negotiations/fish/proposals"
    before = client.get("/negotiations/fish/entries").json()
    words = _words(before["items"][0])
    made = client.post(path, json={"kind": "wrong entry", "words": words, "note": "misread"}).json()
    (queued,) = client.get(path).json()["items"]
    assert (queued["id"], queued["note"], queued["state"]) == (made["id"], "misread", "open")
    assert client.get("/negotiations/fish/entries").json() == before


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "burn it"},
        {"kind": "confirm"},
        {"kind": "same actor", "a": "Ana Holt"},
        {"kind": "wrong entry", "words": "x", "more": "y"},
        {"kind": "wrong entry", "words": "x" * 3000},
        [],
        None,
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(desk: Desk, body: object) -> None:
    answer = calling(desk).post("/negotiations/fish/corrections", json=body)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


# who may


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with accounts, shared by the tests that only ask who may."""
    with Desk.open(tmp_path_factory.mktemp("team") / "desk.db") as made:
        fill(made)
        made.people.add("ann", PASSWORD, "admin")
        made.people.add("rik", PASSWORD, "reader")
        yield made


@pytest.fixture(scope="module")
def tokens(team: Desk) -> dict[str, str]:
    made = {scope: team.people.add_token("ann", scope, [scope]) for scope in ("read", "propose", "write")}
    return made | {"reader's write": team.people.add_token("rik", "x", ["write"])}


@pytest.mark.parametrize(
    ("token", "read", "propose", "write"),
    [
        (None, 401, 401, 401),
        ("wrong", 401, 401, 401),
        ("read", 200, 403, 403),
        ("propose", 200, 201, 403),
        ("write", 200, 403, 201),
        ("reader's write", 200, 403, 403),
    ],
)
def test_scopes(
    team: Desk, tokens: dict[str, str], token: str | None, read: int, propose: int, write: int
) -> None:
    client = calling(team)
    head = {"Authorization": f"Bearer {tokens.get(token, token)}"} if token else {}
    body = {"kind": "wrong entry", "words": "Ana Holt"}
    assert client.get("/negotiations", headers=head).status_code == read
    assert client.post("/negotiations/fish/proposals", json=body, headers=head).status_code == propose
    assert client.post("/negotiations/fish/corrections", json=body, headers=head).status_code == write


def test_what_a_token_writes_bears_its_owners_name(team: Desk, tokens: dict[str, str]) -> None:
    client = calling(team)
    head = {"Authorization": f"Bearer {tokens['write']}"}
    client.post("/negotiations/fish/corrections", json={"kind": "wrong entry", "words": "Ana Holt"}, headers=head)
    (kept,) = client.get("/negotiations/fish/corrections", headers=head).json()
    assert kept["author"] == "ann"


def test_without_accounts_only_this_machine_is_let_in(desk: Desk) -> None:
    assert calling(desk).get("/negotiations").status_code == 200
    answer = calling(desk, ELSEWHERE).get("/negotiations")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="parley"')


@pytest.mark.parametrize(
    "head",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_page_of_another_site_cannot_write_without_a_token(desk: Desk, head: dict[str, str]) -> None:
    answer = calling(desk).post("/negotiations", json={"title": "Evil"}, headers=head)
    assert answer.status_code == 403


def test_a_feed_is_worked_out_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = calling(desk).get("/negotiations/fish/feed.json").json()

    def again(*_: object) -> None:
        raise AssertionError("a step of the past was computed twice")

    monkeypatch.setattr(desk, "dossier_at", again)
    assert calling(desk).get("/negotiations/fish/feed.json").json() == first
    assert first["items"]
