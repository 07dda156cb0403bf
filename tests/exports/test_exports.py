"""Every export is what its standard says, read back with the ecosystem's own tools where they are here."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from parley.errors import BadSetting, MissingPart
from parley.model.dossier import Dossier
from parley.model.entries import Event, Plover, Reality
from parley.views.exports import FORMATS, export, parquet
from parley.views.exports.acled import COLUMNS as ACLED
from parley.views.exports.cells import commas, harmless, tabs
from parley.views.exports.countries import country, country_of_place
from parley.views.exports.deeds import Code, deeds
from parley.views.exports.polecat import COLUMNS as POLECAT
from parley.views.exports.tables import TABLES, table
from parley.views.exports.timeline import MOST
from parley.views.exports.urns import link, urn
from parley.views.rows.lookup import Lookup
from tests.exports import schemas
from tests.exports.material import DOSSIERS, told

POLECAT_HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|"
    "Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|"
    "GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
ACLED_HEADER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
    "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
    "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
every = pytest.mark.parametrize("dossier", [pytest.param(make(), id=name) for name, make in DOSSIERS.items()])


def lines(dossier: Dossier, form: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in export(dossier, form).decode().splitlines()]


def rows(dossier: Dossier, form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(dossier, form).decode(), newline="")))


def polecat_rows(dossier: Dossier) -> list[dict[str, str]]:
    head, *body = (line.split("\t") for line in export(dossier, "polecat").decode().splitlines())
    return [dict(zip(head, row, strict=True)) for row in body]


def valid(data: object, schema: schemas.Schema) -> None:
    Draft202012Validator(schema).validate(data)


# all formats


@every
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier, form: str) -> None:
    made = export(dossier, form)
    assert made == export(dossier, form)
    if not FORMATS[form].ending.endswith(("zip", "parquet", "docx")):
        text = made.decode("utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e\u2066]", text) or form in ("json", "jsonl")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadSetting, match="'xls' is no format: use one of csv, parquet, jsonl"):
        export(told(), "xls")


# tables


@every
def test_csv_reads_back_cell_by_cell(dossier: Dossier) -> None:
    with zipfile.ZipFile(io.BytesIO(export(dossier, "csv"))) as parts:
        assert parts.namelist() == [f"{name}.csv" for name in TABLES]
        for name in TABLES:
            body = list(csv.reader(io.StringIO(parts.read(f"{name}.csv").decode(), newline="")))
            wanted = table(dossier, name)
            assert tuple(body[0]) == wanted.header
            assert len(body) - 1 == len(wanted.rows)
            assert {len(row) for row in body} == {len(wanted.header)}


@every
def test_no_cell_starts_a_formula(dossier: Dossier) -> None:
    for form in (*(f"csv-{t}" for t in TABLES), "acled", "pncc"):
        for row in csv.reader(io.StringIO(export(dossier, form).decode(), newline="")):
            assert not [c for c in row if c.lstrip().startswith(("=", "+", "@"))], form
    for line in export(dossier, "polecat").decode().splitlines():
        assert not [c for c in line.split("\t") if c.startswith(("=", "+", "@"))]


def test_a_headline_that_looks_like_a_formula_is_kept_and_harmless() -> None:
    titles = [row["title"] for row in rows(told(), "csv-reports")]
    assert "'=Talks in Arbon collapse, +1 walkout" in titles


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_any_text_survives_commas_and_tabs(body: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(commas(("a", "b"), body), newline="")))[1:]
    assert read == [[harmless(cell) for cell in row] for row in body]
    assert all(line.count("\t") == 1 for line in tabs(("a", "b"), body).split("\n")[:-1])


@every
def test_parquet_reads_back_as_the_same_table(dossier: Dossier) -> None:
    import pyarrow.parquet as pq

    for name in TABLES:
        wanted = table(dossier, name)
        read = pq.read_table(io.BytesIO(export(dossier, f"parquet-{name}")))
        assert tuple(read.column_names) == wanted.header
        assert read.num_rows == len(wanted.rows)
    with zipfile.ZipFile(io.BytesIO(export(dossier, "parquet"))) as parts:
        assert len(parts.namelist()) == len(TABLES)


def test_parquet_keeps_days_and_numbers_as_such() -> None:
    import pyarrow.parquet as pq

    read = pq.read_table(io.BytesIO(export(told(), "parquet-reports")))
    assert sorted(read["published"].to_pylist()) == [date(2031, 3, 4), date(2031, 3, 7)]


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    with pytest.raises(MissingPart, match=r"\.\[parquet\]"):
        export(told(), "parquet-points")


@every
def test_json_lines_hold_every_thing_once(dossier: Dossier) -> None:
    found = lines(dossier, "jsonl")
    entries = [line["id"] for line in found if line["thing"] == "entry"]
    assert entries == [e.id for e in dossier.record.entries]
    assert len([1 for line in found if line["thing"] == "report"]) == len(dossier.record.reports)


# deeds


@every
def test_plover_lines_follow_the_manual(dossier: Dossier) -> None:
    for line in lines(dossier, "plover"):
        valid(line, schemas.PLOVER)
    ids = [line["id"] for line in lines(dossier, "plover")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("kind", "mode", "quad", "score"),
    [
        ("CONSULT", "phone", 1, 1.5),
        ("ACCUSE", None, 3, -3),
        ("ASSAULT", "drone", 4, -9.5),
        ("RETREAT", None, 2, 6.5),
    ],
)
def test_quads_and_scores_are_the_manuals(kind: str, mode: str | None, quad: int, score: float) -> None:
    code = Code(Plover(kind), mode)
    assert (code.quad, code.intensity) == (quad, score)


def test_one_deed_told_twice_is_one_line() -> None:
    found = deeds(Lookup.of(told()))
    together = [d for d in found if len({e.report for e in d.entries}) > 1]
    assert len({d.id for d in found}) == len(found)
    assert all(d.sources <= 2 for d in found)
    assert sum(len(d.entries) for d in found) == len({e.id for d in found for e in d.entries})
    assert together or len(told().record.reports) == 2


def test_a_collapsed_meeting_is_broken_off_talks() -> None:
    codes = {(d.code.type.value, d.code.mode) for d in deeds(Lookup.of(told()))}
    assert ("SANCTION", "withdraw") in codes


@every
def test_polecat_has_its_forty_columns_in_every_row(dossier: Dossier) -> None:
    assert "|".join(POLECAT) == POLECAT_HEADER
    for row in polecat_rows(dossier):
        assert row["Event Type"] in schemas.PLOVER_TYPES
        assert row["Quad Code"] in "1234"
        assert not row["Event Date"] or re.fullmatch(r"\d{4}-\d\d-\d\d", row["Event Date"])


def test_polecat_never_puts_the_day_of_print_where_no_day_is_told() -> None:
    for deed in deeds(Lookup.of(told())):
        told_days = [r for r in polecat_rows(told()) if r["Event ID"].partition("-")[0] == deed.id]
        wanted = deed.when.start.isoformat() if deed.when else ""
        assert all(r["Event Date"] == wanted for r in told_days)


@every
def test_acled_shaped_has_its_columns_and_says_whose_it_is_not(dossier: Dossier) -> None:
    assert " ".join(ACLED) == ACLED_HEADER
    for row in rows(dossier, "acled"):
        assert row["tags"] == "not ACLED data"
        assert row["time_precision"] in ("", "1", "2", "3")
        assert (row["latitude"], row["longitude"]) == ("", "")


def test_only_what_was_done_on_the_ground_is_acled_shaped() -> None:
    wanted = [d for d in deeds(Lookup.of(told())) if d.kind == "event" and d.code.type is Plover.ASSAULT]
    assert len(rows(told(), "acled")) == len(wanted) >= 1
    denied = [e for e in told().record.of_kind(Event) if e.reality is not Reality.HAPPENED]
    assert not {e.id for e in denied} & {
        i for r in rows(told(), "acled") for i in re.findall("[0-9a-f]{12}", r["notes"])
    }


@every
def test_pncc_rows_have_two_sides_and_honest_dates(dossier: Dossier) -> None:
    for row in rows(dossier, "pncc"):
        assert row["side_a"]
        assert row["side_b"]
        assert row["type"] in ("bilateral", "multilateral", "mediated")
        known = row["date_precision"] != "unknown"
        assert bool(row["start_date"]) == known
        assert bool(row["day"]) == (row["date_precision"] == "day")


# linked data


@every
def test_json_ld_nodes_are_whole_and_point_at_each_other(dossier: Dossier) -> None:
    graph = json.loads(export(dossier, "jsonld"))["@graph"]
    ids = {node["@id"] for node in graph}
    for node in graph:
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        for kind in kinds:
            valid(node, schemas.JSONLD_NODES.get(kind, {}))
    loose = {i for i in _references(graph) if i.startswith("urn:parley:")} - ids
    assert not {i for i in loose if ":vocabulary:" not in i}


def _references(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        if set(data) == {"@id"}:
            yield data["@id"]
        for value in data.values():
            yield from _references(value)
    elif isinstance(data, list):
        for value in data:
            yield from _references(value)


def test_json_ld_selectors_find_their_words() -> None:
    dossier = told()
    texts = {urn("report", r.id): r.text for r in dossier.record.reports}
    graph = json.loads(export(dossier, "jsonld"))["@graph"]
    found = [n["oa:hasTarget"] for n in graph if n["@type"] == "oa:Annotation"]
    assert len(found) == len(dossier.record.entries)
    for target in found:
        quote, place = target["oa:hasSelector"]
        text = texts[target["oa:hasSource"]["@id"]]
        assert text[place["oa:start"] : place["oa:end"]] == quote["oa:exact"]


@every
def test_ftm_entities_have_known_properties_with_lists_of_text(dossier: Dossier) -> None:
    entities = lines(dossier, "ftm")
    ids = [e["id"] for e in entities]
    assert len(ids) == len(set(ids))
    for entity in entities:
        properties, required = schemas.FTM[str(entity["schema"])]
        valid(
            entity["properties"],
            {
                "type": "object",
                "properties": dict.fromkeys(properties.split(), schemas.TEXTS),
                "required": required.split(),
                "additionalProperties": False,
            },
        )


def test_ftm_links_lead_to_entities() -> None:
    entities = lines(told(), "ftm")
    ids = {e["id"] for e in entities}
    for entity in entities:
        for name in ("agent", "client", "document", "entity", "involved", "proof"):
            assert set(entity["properties"].get(name, ())) <= ids  # type: ignore[attr-defined]


@every
def test_the_timeline_is_one_that_timelinejs_reads(dossier: Dossier) -> None:
    made = json.loads(export(dossier, "timelinejs"))
    valid(made, schemas.TIMELINE)
    for slide in (made["title"], *made["events"]):
        assert "<script" not in json.dumps(slide["text"]).lower()
        assert "<img" not in json.dumps(slide["text"]).lower()


def test_a_long_timeline_is_cut_and_says_so() -> None:
    from dataclasses import replace

    dossier = told()
    dated = [m for m in dossier.timeline if m.dated]
    assert dated
    long = replace(dossier, timeline=tuple(replace(dated[0], order=float(i)) for i in range(MOST + 7)))
    made = json.loads(export(long, "timelinejs"))
    assert len(made["events"]) == MOST
    assert "7 moments told by fewest reports left out" in made["title"]["text"]["text"]


# references


@every
def test_references_name_every_report_once(dossier: Dossier) -> None:
    items = json.loads(export(dossier, "csl"))
    valid(items, schemas.CSL)
    count = len(dossier.record.reports)
    assert len({i["id"] for i in items}) == len(items) == count
    bib = export(dossier, "bibtex").decode()
    assert len(re.findall(r"(?m)^@article\{[a-z0-9-]+,$", bib)) == count
    assert export(dossier, "ris").decode().count("TY  - NEWS\r\n") == count


@every
def test_bibtex_braces_balance_in_every_field(dossier: Dossier) -> None:
    for line in export(dossier, "bibtex").decode().splitlines():
        if field := re.match(r"  \w+ = \{(.*)\},$", line):
            depth = 0
            for found in re.findall(r"\\.|[{}]", field.group(1)):
                depth += {"{": 1, "}": -1}.get(found, 0)
                assert depth >= 0
            assert depth == 0


def test_a_reference_gives_the_day_outlet_and_address() -> None:
    item = next(i for i in json.loads(export(told(), "csl")) if i["container-title"] == "The Gazette")
    assert item["issued"] == {"date-parts": [[2031, 3, 4]]}
    assert item["URL"] == "https://gazette.example/fish?a=1&b=2"


# codes and addresses


@pytest.mark.parametrize(("code", "iso2", "cow"), [("RUS", "RU", "365"), ("KOR", "KR", "732"), ("XYZ", "", "")])
def test_country_codes(code: str, iso2: str, cow: str) -> None:
    found = country(code)
    assert ((found.iso2, found.cow) if found else ("", "")) == (iso2, cow)


@pytest.mark.parametrize(
    ("place", "code"),
    [("Turkey", "TUR"), ("Tirana, Albania", "ALB"), ("the sea", None), (None, None)],
)
def test_places_name_countries_or_none(place: str | None, code: str | None) -> None:
    found = country_of_place(place)
    assert (found.iso3 if found else None) == code


@given(st.text())
def test_only_plain_web_addresses_are_links(text: str) -> None:
    found = link(text)
    assert found is None or (found == text and re.fullmatch(r"https?://[^\s<>\"']+", text, re.IGNORECASE))


# docs


def test_every_format_stands_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"`{name}`" in page or name.startswith(("csv-", "parquet-")), name
    assert " ".join(TABLES) in page
