"""The MCP server as an assistant meets it: in this process and over standard input and output."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from mcp import Client, StdioServerParameters, stdio_client
from parley.desk import Desk
from parley.errors import MissingPart
from parley.mcp import server
from tests.api.conftest import fill

READS = {"list_negotiations", "search_record", "show_source", "who_attends", "position_history", "what_changed"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(tmp_path_factory.mktemp("mcp") / "desk.db") as made:
        fill(made)
        yield made


def asked(desk: Desk, talk: Callable[[Client], Awaitable[Any]]) -> Any:
    """What a conversation with the server comes to."""

    async def run() -> Any:
        async with Client(server(desk, author="claude-like")) as client:
            return await talk(client)

    return anyio.run(run)


def call(desk: Desk, tool: str, **arguments: object) -> Any:
    result = asked(desk, lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result.content
    told = result.structured_content
    return told["result"] if set(told) == {"result"} else told


def refused(desk: Desk, tool: str, **arguments: object) -> str:
    result = asked(desk, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    return str(result.content[0].text)


def test_six_tools_read_and_one_proposes(desk: Desk) -> None:
    tools = asked(desk, lambda client: client.list_tools()).tools
    assert {t.name for t in tools if t.annotations.read_only_hint} == READS
    assert {t.name for t in tools if not t.annotations.read_only_hint} == {"propose_correction"}
    assert all(t.description for t in tools)


def test_negotiations_are_listed_with_their_size(desk: Desk) -> None:
    (fish,) = call(desk, "list_negotiations")
    assert (fish["id"], fish["reports"]) == ("fish", 2)
    assert fish["entries"] > 0


def test_search_then_source(desk: Desk) -> None:
    hits = call(desk, "search_record", words="ceasefire", negotiation="fish")
    entry = next(h["entry"] for h in hits if h["entry"])
    shown = call(desk, "show_source", negotiation="fish", entry=entry)
    assert shown["words"] in shown["around"]
    assert shown["outlet"] == "The Gazette"
    assert shown["published"] == "2031-03-04"


def test_who_attends_gives_the_chain_of_answers_with_sources(desk: Desk) -> None:
    meetings = call(desk, "who_attends", negotiation="fish", person="Holt")
    answers = [a for m in meetings for q in m["attendance"] for a in q["answers"]]
    assert {a["answer"].split(" (")[0] for a in answers} >= {"will not attend", "did not attend"}
    assert all(a["source"]["words"] and a["source"]["place"] for a in answers)


def test_positions_of_a_party_include_those_of_its_people(desk: Desk) -> None:
    held = call(desk, "position_history", negotiation="fish", actor="Vessia")
    assert {h["move"] for h in held} >= {"demand", "rejection"}
    only = call(desk, "position_history", negotiation="fish", actor="Vessia", about="ceasefire")
    assert 0 < len(only) < len(held)


def test_what_changed_tells_where_to_go_on(desk: Desk) -> None:
    everything = call(desk, "what_changed", negotiation="fish")
    assert everything["changes"]
    assert not call(desk, "what_changed", negotiation="fish", since=everything["sequence"])["changes"]
    assert not call(desk, "what_changed", negotiation="fish", since=10**9)["changes"]


def test_a_proposal_waits_for_a_person(desk: Desk) -> None:
    before = desk.dossier("fish")
    told = call(
        desk, "propose_correction", negotiation="fish", kind="same actor", a="Ana Holt", b="Per Lund", note="n"
    )
    assert "a person decides" in told
    (queued,) = desk.archive.proposals("fish").items
    assert (queued.author, queued.state, queued.note) == ("claude-like", "open", "n")
    assert desk.dossier("fish") == before


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("who_attends", {"negotiation": "none"}, "holds no negotiation 'none'"),
        ("who_attends", {"negotiation": "fish", "person": "Nobody"}, "nobody is called 'Nobody'; there are:"),
        ("show_source", {"negotiation": "fish", "entry": "x"}, "search_record finds entries"),
        ("search_record", {}, "words"),
        ("propose_correction", {"negotiation": "fish", "kind": "confirm", "note": ""}, ""),
        ("propose_correction", {"negotiation": "fish", "kind": "burn", "note": ""}, "kind"),
    ],
)
def test_what_cannot_be_answered_is_told_so(desk: Desk, tool: str, arguments: dict[str, str], told: str) -> None:
    assert told in refused(desk, tool, **arguments)


def test_over_standard_input_and_output(desk: Desk) -> None:
    where = StdioServerParameters(command=sys.executable, args=["-c", _SERVE, desk.archive.place])

    async def talk() -> Any:
        async with Client(stdio_client(where)) as client:
            listed = await client.list_tools()
            return listed.tools, await client.call_tool("list_negotiations", {})

    tools, told = anyio.run(talk)
    assert {t.name for t in tools} == READS | {"propose_correction"}
    assert json.loads(told.content[0].text)["id"] == "fish"


_SERVE = "import sys, typer; from parley.cli.mcp import add; app = typer.Typer(); add(app); app(sys.argv[1:])"


def test_without_the_extra_it_says_what_to_install(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(MissingPart, match=r"\.\[mcp\]"):
        server(desk)


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    import typer
    from typer.testing import CliRunner

    from parley.cli.mcp import add

    app = typer.Typer()
    add(app)
    missing = tmp_path / "none.db"
    assert CliRunner().invoke(app, [str(missing)]).exit_code != 0
    assert not missing.exists()
