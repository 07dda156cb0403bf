"""The optional model reader against a small server on loopback that answers well, badly, late or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import BadSetting
from parley.model.entries import Attendance, Meeting, Statement
from parley.model.record import Record
from parley.model.text import Part, Passage, Report
from parley.reading import read
from parley.reading.asking import Asked, Endpoint, ask_about
from parley.reading.asking.answers import understood
from parley.reading.asking.claims import located
from parley.reading.asking.questions import MOST_CHARACTERS, portions

BODY = (
    "Norland and Sudland met in Arbon on Monday for talks about the river.\n"
    'Jane Roe, the Norland envoy, said the talks\nwere "useful" and would go on.\n'
    "The rebels will stay away unless the army\nleaves the valley."
)
FURNITURE = "Subscribe to our newsletter."
TEXT = f"{BODY}\n\n{FURNITURE}"
REPORT = Report(
    text=TEXT,
    outlet="The Gazette",
    passages=(Passage(Part.BODY, 0, len(BODY)), Passage(Part.FURNITURE, len(BODY) + 2, len(TEXT))),
)


def entry(kind: str, words: str, value: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "words": words, "value": value, "actors": [], "towards": [], **more}


GOOD = [
    entry("meeting", "Norland and Sudland met", "held", actors=["Norland", "Sudland"], what="river talks"),
    entry("statement", 'the talks were "useful" and would go on', "mixed", actors=["Jane Roe"], cue="said"),
    entry("attendance", "The rebels will stay away", "will not attend", actors=["The rebels"], what="river talks",
          condition="unless the army leaves the valley"),
]  # fmt: skip


@dataclass
class Served:
    """What the server was asked, and how it answers, one after the other; the last answer stays."""

    answers: list[Callable[[BaseHTTPRequestHandler], None]]
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def server(*answers: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[Served]:
    served = Served(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            served.bodies.append(json.loads(self.rfile.read(length)))
            served.keys.append(self.headers.get("Authorization"))
            answer = served.answers.pop(0) if len(served.answers) > 1 else served.answers[0]
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{httpd.server_port}/v1"
    threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield served
    finally:
        httpd.shutdown()
        httpd.server_close()


def status(code: int, body: str = "no", **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        data = body.encode()
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def says(content: str, finish: str = "stop") -> Callable[[BaseHTTPRequestHandler], None]:
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return status(200, json.dumps({"choices": [choice]}))


def gives(*entries: object) -> Callable[[BaseHTTPRequestHandler], None]:
    return says(json.dumps({"entries": entries}))


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    until = time.monotonic() + 120  # longer than anybody who waits for the end of it would be believed
    while time.monotonic() < until:
        time.sleep(0.05)
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return


def asked(served: Served, record: Record | None = None, **terms: Any) -> Asked:
    pauses: list[float] = terms.pop("pauses", [])
    endpoint = Endpoint(url=served.url, model="tiny", wait=pauses.append, **terms)
    return ask_about(record if record is not None else Record.of([REPORT]), endpoint)


def test_what_stands_in_the_report_becomes_entries() -> None:
    with server(gives(*GOOD)) as served:
        found = asked(served, key="secret")
    meeting = next(e for e in found.record.entries if isinstance(e, Meeting))
    statement = next(e for e in found.record.entries if isinstance(e, Statement))
    coming = next(e for e in found.record.entries if isinstance(e, Attendance))
    assert (found.added, found.known, found.dropped, found.faults) == (3, 0, (), ())
    assert {e.by for e in found.record.entries} == {"model tiny"}
    assert statement.content.words == 'the talks\nwere "useful" and would go on'
    assert [found.record.actor(p).name for p in meeting.participants] == ["Norland", "Sudland"]
    assert coming.condition is not None
    assert coming.condition.marker == "unless"
    assert coming.gathering == meeting.gathering
    assert served.keys == ["Bearer secret"]


def test_furniture_is_never_sent_and_nothing_is_believed_of_it() -> None:
    with server(gives(entry("event", FURNITURE, "AID", actors=["Norland"]))) as served:
        found = asked(served)
    assert FURNITURE not in json.dumps(served.bodies)
    assert found.record.entries == ()
    assert found.dropped == (("words not in the report", 1),)


def test_what_the_report_does_not_hold_is_dropped_and_counted() -> None:
    invented = [
        entry("statement", "we will never yield", "direct", actors=["Jane Roe"]),
        entry("statement", "and would go on", "direct", actors=["Mary Moe"]),
        entry("meeting", "met in Arbon", "dreamt"),
        "no entry at all",
    ]
    with server(gives(*GOOD, *invented)) as served:
        found = asked(served)
    assert found.added == 3
    assert dict(found.dropped) == {"words not in the report": 1, "actor not in the report": 1, "malformed": 2}
    assert found.told.endswith("4 dropped (1 actor not in the report, 2 malformed, 1 words not in the report)")


def test_the_union_keeps_the_rules_entries_once() -> None:
    rules = read(REPORT)
    with server(gives(*GOOD)) as served:
        found = asked(served, rules)
    assert set(rules.entries) <= set(found.record.entries)
    assert found.added + found.known == 3
    assert found.known >= 1
    again = {e.id for e in found.record.entries}
    assert len(again) == len(found.record.entries)


def test_a_cut_answer_gives_what_is_complete() -> None:
    whole = json.dumps({"entries": GOOD})
    with server(says(whole[: whole.rindex("{") + 20], "length")) as served:
        found = asked(served)
    assert found.added == 2
    assert dict(found.dropped) == {"answer cut off": 1}


def test_an_answer_that_is_no_json_is_asked_for_once_more() -> None:
    with server(says("I would rather not."), gives(*GOOD)) as served:
        assert asked(served).added == 3
    with server(says("I would rather not.")) as served:
        found = asked(served)
    assert dict(found.dropped) == {"answer not JSON": 1}
    assert len(served.bodies) == 2


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_fault_that_may_pass_is_tried_again(code: int) -> None:
    pauses: list[float] = []
    with server(status(code, retry_after="7"), status(code), gives(*GOOD)) as served:
        assert asked(served, pauses=pauses).added == 3
    assert pauses == [7.0, 2.0]


def test_after_all_tries_the_rules_record_stays() -> None:
    rules = read(REPORT)
    with server(status(500)) as served:
        found = asked(served, rules)
    assert found.record == rules
    assert len(served.bodies) == 3
    assert "500 (3 tries)" in found.faults[0]


def test_a_refusal_is_final_and_says_what_to_do() -> None:
    with server(status(401, "who are you?")) as served:
        found = asked(served)
    assert len(served.bodies) == 1
    assert "PARLEY_MODEL_KEY" in found.faults[0]
    assert "who are you?" in found.faults[0]


def test_a_server_without_schemas_is_asked_without() -> None:
    with server(status(400, "response_format is not supported"), gives(*GOOD)) as served:
        assert asked(served).added == 3
    assert ["response_format" in body for body in served.bodies] == [True, False]


def test_a_slow_server_is_given_up() -> None:
    began = time.monotonic()
    with server(slow) as served:
        found = asked(served, seconds=0.2, tries=2)
    assert "within 0.2 seconds" in found.faults[0]
    assert time.monotonic() - began < 60  # its answer ends after 120


def test_an_endless_answer_is_refused() -> None:
    with server(says("x" * 5_000)) as served:
        found = asked(served, limit=1_000)
    assert "longer than 1,000 bytes" in found.faults[0]


def test_nobody_there() -> None:
    found = ask_about(
        Record.of([REPORT]), Endpoint(url="http://127.0.0.1:9/v1", model="tiny", wait=lambda _: None)
    )
    assert "cannot be reached" in found.faults[0]


def test_after_two_silences_nothing_more_is_asked() -> None:
    reports = [Report(text=f"{BODY} Number {n}.", outlet="The Gazette") for n in range(4)]
    with server(status(403)) as served:
        found = asked(served, Record.of(reports))
    assert len(served.bodies) == 2
    assert len(found.faults) == 2


@pytest.mark.parametrize(("url", "model"), [("ftp://host", "tiny"), ("host", "tiny"), ("http://host", "")])
def test_settings_that_cannot_be_used(url: str, model: str) -> None:
    with pytest.raises(BadSetting):
        Endpoint(url=url, model=model)


@given(st.text(max_size=300))
def test_any_answer_is_understood_or_counted(text: str) -> None:
    answer = understood(text)
    assert answer.readable or answer.dropped == {"answer not JSON": 1}


@given(st.lists(st.text(alphabet="ab .\n", min_size=1, max_size=4_000), min_size=1, max_size=6))
def test_portions_hold_every_readable_character_once(pieces: list[str]) -> None:
    text = "".join(pieces)
    report = Report(text=text)
    covered = "".join(text[p.start : p.end] for portion in portions(report) for p in portion.passages)
    assert covered.split() == text.split()
    assert all(len(portion.text) <= MOST_CHARACTERS for portion in portions(report))


def test_words_are_found_across_wrapped_lines_only_in_their_passages() -> None:
    first, second = REPORT.passages
    assert located(REPORT, (first,), "said the talks were").words == "said the talks\nwere"  # type: ignore[union-attr]
    assert located(REPORT, (first,), FURNITURE) is None
    assert located(REPORT, (second,), FURNITURE) is not None
