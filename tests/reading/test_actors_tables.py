"""The bundled tables and what they answer about a mention without context."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.reading.actors import resolve_mention
from parley.reading.actors.countries import TABLES, countries, meant
from parley.reading.actors.gazetteer import bodies
from parley.reading.actors.names import folded, part_of, spelt_alike


@pytest.mark.parametrize(
    ("text", "on", "answer"),
    [
        ("Peru", None, ("PER", None)),
        ("Lima", None, ("PER", "GOV")),
        ("the Peruvian navy", None, ("PER", "MIL")),
        ("a former Kenyan minister", None, ("KEN", "ELI")),
        ("Sweden's ambassador to Poland", None, ("SWE", "GOV")),
        ("Greek farmers", None, ("GRC", "AGR")),
        ("journalists", None, (None, "JRN")),
        ("NATO", None, ("IGO", "IGO")),
        ("the Bundestag", None, ("DEU", "LEG")),
        ("Angela Merkel", date(2010, 1, 1), ("DEU", "GOV")),
        ("Angela Merkel", date(2023, 1, 1), ("DEU", "ELI")),
        ("Chancellor Angela Merkel", date(2010, 1, 1), ("DEU", "GOV")),
        ("the mayor of Rosario", None, ("ARG", "GOV")),
        ("Osaka High Court", None, ("JPN", "JUD")),
        ("Rosario Lopez", None, (None, None)),
        ("Nagoya dockers", None, ("JPN", "LAB")),
        ("they", None, (None, None)),
        ("Zzyx Qwfp", None, (None, None)),
    ],
)
def test_country_and_sector(text: str, on: date | None, answer: tuple[str | None, str | None]) -> None:
    assert resolve_mention(text, on=on) == answer


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    country, sector = resolve_mention(text)
    assert country is None or len(country) == 3
    assert sector is None or len(sector) == 3


def test_us_is_a_country_only_in_capitals() -> None:
    from parley.reading.actors.gazetteer import lookup

    assert lookup("us") is None
    assert lookup("US") == lookup("U.S.")


@pytest.mark.parametrize(
    ("word", "code"), [("Dutch", "NLD"), ("Chinese", "CHN"), ("Kyiv", "UKR"), ("Britain", "GBR")]
)
def test_words_for_countries(word: str, code: str) -> None:
    country = meant(word)
    assert country is not None
    assert country.iso3 == code


def test_the_tables_are_small_and_whole() -> None:
    files = sorted(TABLES.glob("*.tsv"))
    assert sum(f.stat().st_size for f in files) < 3_000_000
    assert len({c.name for c in countries()}) == len(countries())
    assert all(k.country and len(k.country) == 3 for k in bodies().values())


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Dahl", "Lars Dahl", True),
        ("L. Dahl", "Lars Dahl", True),
        ("Lars Berg", "Lars Dahl", False),
    ],
)
def test_parts_of_names(short: str, full: str, fits: bool) -> None:
    assert part_of(folded(short), folded(full)) is fits


@given(st.text(alphabet="abcdefghij", max_size=12), st.text(alphabet="abcdefghij", max_size=12))
def test_spelling_is_alike_both_ways(a: str, b: str) -> None:
    assert spelt_alike(a, b) == spelt_alike(b, a)


def test_office_holders_have_a_country_a_sector_and_dates_in_order() -> None:
    lines = (TABLES / "holders.tsv").read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if not line.startswith("#")):
        code, names, office, sector, first, last = line.split("\t")
        assert (len(code), len(sector)) == (3, 3)
        assert names
        assert office
        assert re.fullmatch(r"\d{4}-\d\d", first)
        assert not last or first <= last
