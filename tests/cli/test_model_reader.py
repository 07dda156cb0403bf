"""`--reader model` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli import app
from parley.errors import BadSetting
from tests.reading.test_asking import BODY, GOOD, gives, server, status


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "note.txt").write_text(BODY, encoding="utf-8")
    return tmp_path / "note.txt"


def test_the_models_entries_stand_beside_the_rules(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_MODEL_KEY", "secret")
    with server(gives(*GOOD, "nothing")) as served:
        shown = CliRunner().invoke(
            app, ["read", str(report), "--reader", "model", "--endpoint", served.url, "--model", "tiny"]
        )
    by = {json.loads(line)["by"].split()[0] for line in shown.stdout.splitlines() if line.startswith("{")}
    assert shown.exit_code == 0
    assert any(name.startswith("rules") for name in by)
    assert "1 dropped (1 malformed)" in shown.stderr
    assert served.keys[0] == "Bearer secret"


def test_a_server_that_refuses_costs_nothing_but_its_part(report: Path) -> None:
    with server(status(403)) as served:
        shown = CliRunner().invoke(
            app, ["read", str(report), "--reader", "model", "--endpoint", served.url, "--model", "tiny"]
        )
    assert shown.exit_code == 3
    assert "left out: " in shown.stderr
    assert '"kind"' in shown.stdout


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--reader", "model"], "needs --endpoint"),
        (["--endpoint", "http://127.0.0.1:1/v1"], "add it"),
        (["--reader", "oracle"], "say rules or model"),
        (["--reader", "model", "--endpoint", "here", "--model", "tiny"], "no web address"),
    ],
)
def test_settings_are_refused_in_words(report: Path, options: list[str], complaint: str) -> None:
    shown = CliRunner().invoke(app, ["read", str(report), *options])
    assert isinstance(shown.exception, BadSetting)
    assert complaint in str(shown.exception)
