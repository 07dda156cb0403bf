"""The JSON of a dossier: valid, faithful, and refused where it was tampered with."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import views
from parley.errors import BadAnchor, Unreadable
from parley.model.dossier import Change
from parley.model.entries import Manner, Statement
from parley.model.record import Record
from parley.model.text import Report
from parley.views.entries import entries_jsonl
from parley.views.schema import dossier_schema
from tests.views.istanbul import dossier

TEXT = views.json(dossier())


def test_dossier_round_trips():
    assert views.read_json(TEXT) == dossier()
    assert views.json(views.read_json(TEXT)) == TEXT


def test_dossier_fits_its_schema():
    schema = dossier_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    point = dossier().points[0]
    changes = (Change(kind="changed", question="?", old=point.accounts[0], new=point.latest),)
    for text in (TEXT, views.json(dossier(), changes)):
        jsonschema.validate(json.loads(text), schema)
        assert views.read_json(text) == dossier()


def test_schema_refuses_an_answer_that_is_none():
    data = json.loads(TEXT)
    next(e for e in data["record"]["entries"] if e["kind"] == "attendance")["answer"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, dossier_schema())


def test_selectors_find_the_words_again():
    data = json.loads(TEXT)
    texts = {report["id"]: report["text"] for report in data["record"]["reports"]}
    for entry in data["record"]["entries"]:
        quote, position = entry["anchor"]["selector"]
        text = texts[entry["anchor"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("form",), "other/1", "not a dossier of the form"),
        (("points", 0, "standing"), "sure", r"\$\.points\[0\]\.standing.*'sure' is no Standing"),
        (("points", 0, "accounts"), None, r"\$\.points\[0\]\.accounts.*a list is expected"),
        (("points", 0, "sources"), "2", r"\$\.points\[0\]\.sources.*'2' is no int"),
        (("record", "entries", 0, "kind"), "rumour", r"entries\[0\]\.kind.*none of statement, meeting"),
        (("record", "reports", 0, "sha256"), "0" * 64, r"reports\[0\]\.sha256.*not the one this hash"),
        (("record", "reports", 0), 7, r"reports\[0\].*an object is expected"),
        (("record", "entries", 0, "anchor", "source"), "nowhere", "there is no report 'nowhere'"),
        (("record", "entries", 0, "anchor", "selector"), [], "both selectors"),
        (("days",), [["ipaper"]], r"\$\.days\[0\].*2 items are expected, 1 found"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(path, value, message):
    data = json.loads(TEXT)
    target = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(Unreadable, match=message):
        views.read_json(json.dumps(data))


def test_missing_field_is_named():
    data = json.loads(TEXT)
    del data["points"][0]["question"]
    with pytest.raises(Unreadable, match=r"\$\.points\[0\].*'question' is missing"):
        views.read_json(json.dumps(data))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "<html>"])
def test_what_is_no_dossier_is_refused(text):
    with pytest.raises(Unreadable):
        views.read_json(text)


def test_words_that_are_not_in_their_report_are_refused():
    data = json.loads(TEXT)
    data["record"]["entries"][0]["anchor"]["selector"][0]["exact"] = "Putin agreed to everything"
    with pytest.raises(BadAnchor, match="not in the report"):
        views.read_json(json.dumps(data))


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(), min_size=1, max_size=60), st.data())
def test_any_text_and_any_anchor_round_trips(text, data):
    report = Report(text=text, outlet="any", id="r")
    start = data.draw(st.integers(0, len(text) - 1))
    words = report.anchor(start, data.draw(st.integers(start + 1, len(text))))
    entry = Statement(anchor=words, content=words, manner=Manner.DIRECT)
    found = replace(dossier(), record=Record.of((report,), (), (), (entry,)), points=(), tellings=())
    found = replace(found, gatherings=(), disagreements=(), cast=())
    written = views.json(found)
    written.encode("utf-8")
    assert views.read_json(written) == found


def test_each_entry_is_a_line_that_can_be_read_alone():
    record = dossier().record
    lines = list(entries_jsonl(record))
    assert len(lines) == len(record.entries)
    assert all("\n" not in line for line in lines)
    by_id = {json.loads(line)["id"]: json.loads(line) for line in lines}
    first = next(e for e in record.entries if e.kind == "attendance")
    line = by_id[first.id]
    assert line["about"]["outlet"] == record.report(first.report).outlet
    assert line["about"]["sha256"] == record.report(first.report).sha256
    assert line["about"]["names"][first.who] == record.actor(first.who).name
    assert line["anchor"]["selector"][0]["exact"] == first.anchor.words
