"""The doors that hostile inputs are tried at. A door says in a word what became of the input, or raises."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from bench.fuzzing.seeds import CAPTURES, FEEDS, FILES, PROSE, ROW
from bench.fuzzing.spoil import TOKENS, spoiled
from parley.errors import Unreadable
from parley.intake.draft import Draft, Raw
from parley.intake.feeds.read import read_feed
from parley.intake.load import take
from parley.intake.warc import read_warc

Door = Callable[[Random], str]
_POOL = (*FILES.values(), *FEEDS.values(), *CAPTURES.values())
_KINDS = (
    "",
    "text/html",
    "text/plain",
    "application/pdf",
    "message/rfc822",
    "application/json",
    "x",
    "text/html;" * 9,
)
_CHARSETS = (None, None, "utf-8", "latin-1", "utf-16", "utf-7", "x-none", "", "idna", "\x00")


def files(random: Random) -> str:
    """A file that somebody gives, or a page that was fetched."""
    name = random.choice(list(FILES))
    raw = Raw(
        data=spoiled(random, FILES[name], _POOL),
        name=name if random.random() < 0.8 else random.choice(list(FILES)),
        kind=random.choice(_KINDS),
        charset=random.choice(_CHARSETS),
        url=random.choice((None, "https://gazette.example/a", "javascript:alert(1)")),
    )
    taken = take(raw, Draft(text="", outlet=None))
    for report in taken.reports:
        assert all(0 <= p.start < p.end <= len(report.text) for p in report.passages), "a passage outside its text"
    return "report" if taken.reports else "refused"


def feeds(random: Random) -> str:
    """A feed that was fetched."""
    data = spoiled(random, random.choice(list(FEEDS.values())), _POOL)
    try:
        read_feed(data, "https://gazette.example/feed", random.choice(_CHARSETS))
    except Unreadable:
        return "refused"
    return "feed"


def captures(folder: Path) -> Door:
    """A web capture on the disk."""

    def door(random: Random) -> str:
        name = random.choice(list(CAPTURES))
        path = folder / name
        path.write_bytes(spoiled(random, CAPTURES[name], _POOL))
        return "pages" if read_warc(path)[0] else "refused"

    return door


def reading(random: Random) -> str:
    """A text that passed intake, read to its entries and reconciled."""
    from parley import pipeline
    from parley.model.text import Report

    text = spoiled(random, PROSE.encode(), _POOL).decode("utf-8", "replace")[:6000]
    if not text.strip():
        return "refused"
    found = pipeline.read_reports([Report(text=text, title=text[:80], outlet="x")])
    pipeline.dossier(found.record)
    return "refused" if found.left_out else "read"


class Api:
    """The API of a desk in this process, called with whatever fits a little and does not."""

    def __init__(self, folder: Path) -> None:
        from starlette.testclient import TestClient

        from parley.desk import Desk
        from parley.model.negotiation import Negotiation
        from parley.model.text import Report
        from parley.web.api import PREFIX, application

        self._loud = _Loud(self)
        logging.getLogger("parley.api").addHandler(self._loud)
        logging.getLogger("parley.api").propagate = False
        self.faults: list[str] = []
        self.desk = Desk.open(folder / "desk.db")
        self.desk.archive.add_negotiation(Negotiation(id="fish", title="Fish talks"))
        self.desk.take_in("fish", [Report(outlet="The Gazette", title="Fish talks", text=PROSE)])
        app = application(self.desk, owner=lambda request: "owner")
        self.client = TestClient(app, base_url=f"http://127.0.0.1{PREFIX}", raise_server_exceptions=True)
        self.paths = self._paths()

    def close(self) -> None:
        """Let go of the folder, once all that was begun is done."""
        log = logging.getLogger("parley.api")
        log.removeHandler(self._loud)
        log.propagate = True
        for job in self.desk.jobs.all():
            self.desk.jobs.wait(job.id)
        self.desk.close()

    def _paths(self) -> list[tuple[str, str]]:
        document = self.client.get("/openapi.json").json()
        return [(p.removeprefix("/api/v1"), m) for p, taken in document["paths"].items() for m in taken]

    def __call__(self, random: Random) -> str:
        """One call; an answer of ours is good, a fault of ours is raised."""
        path, method = random.choice(self.paths)
        address = _filled(random, path) + _query(random)
        head = {"content-type": random.choice(("application/json", "text/plain", "x/y; charset=\xe9"))}
        head |= random.choice(({}, {"authorization": "Bearer " + _word(random)}, {"if-none-match": _word(random)}))
        body = _body(random) if method == "post" else b""
        try:
            answer = self.client.request(
                random.choice((method, method, method, "put", "head")), address, content=body, headers=_latin(head)
            )
        except (ValueError, _unsendable()):  # the client itself refuses to send it
            return "not sendable"
        if answer.status_code == 500 or self.faults:
            raise RuntimeError(f"{method} {address}: " + "".join(self.faults or [answer.text]))
        return f"{answer.status_code // 100}xx"


class _Loud(logging.Handler):
    """Keeps what the API writes into its log when something went wrong inside."""

    def __init__(self, api: Api) -> None:
        super().__init__()
        self.api = api

    def emit(self, record: logging.LogRecord) -> None:
        self.api.faults.append(logging.Formatter().format(record))


def _unsendable() -> type[Exception]:
    import httpx2

    return httpx2.InvalidURL


def _latin(head: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(k.encode(), v.encode("latin-1", "replace")) for k, v in head.items()]


def _word(random: Random) -> str:
    pick = random.random()
    if pick < 0.5:
        return random.choice(("fish", "polecat", "csv", "html", "ana-holt", "1", "0", "", "none", "statement"))
    if pick < 0.8:
        return random.choice(TOKENS)[:120].decode("utf-8", "replace").replace("\n", "").replace("\r", "")
    return "".join(chr(random.randrange(1, 0x2FFF)) for _ in range(random.randrange(1, 30)))


def _filled(random: Random, path: str) -> str:
    parts = [
        ("fish" if "negotiation" in p and random.random() < 0.9 else quote(_word(random), safe=""))
        if p.startswith("{")
        else p
        for p in path.split("/")
    ]
    return "/".join(parts)


def _query(random: Random) -> str:
    names = ("limit", "after", "since", "kind", "q", "actor", "as_of", "state", "standing", "meeting", "x")
    given = [f"{random.choice(names)}={quote(_word(random))}" for _ in range(random.randrange(4))]
    return "?" + "&".join(given) if given else ""


def _body(random: Random) -> bytes:
    kinds = ("same actor", "wrong entry", "right value", "confirm", "burn")
    shapes: tuple[Any, ...] = (
        {"kind": random.choice(kinds), "a": _word(random), "b": _word(random), "words": _word(random)},
        {"kind": random.choice(kinds), "entry": _word(random), "slot": _word(random), "value": _word(random)},
        {"title": _word(random), "id": _word(random)},
        {"reports": [{"text": _word(random), "published": _word(random)}]},
        {"reports": [json.loads(ROW)] * random.randrange(3)},
        [_word(random)] * 3,
    )
    made = json.dumps(random.choice(shapes)).encode()
    return made if random.random() < 0.5 else spoiled(random, made, _POOL)


@contextmanager
def doors(folder: Path) -> Iterator[dict[str, tuple[int, Door]]]:
    """All doors, each with how often it is tried; what they keep is in the folder until they are left."""
    api = Api(folder)
    try:
        yield {
            "files": (40, files),
            "feeds": (20, feeds),
            "captures": (8, captures(folder)),
            "API": (31, api),
            "reading": (1, reading),
        }
    finally:
        api.close()
